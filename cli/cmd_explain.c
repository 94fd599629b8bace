/* matn explain: the blocks of a page and why each was kept or dropped. */
#include "args.h"
#include "commands.h"
#include "output.h"
#include "page.h"

int cli_explain(int argc, char **argv) {
  cli_args args;
  cli_parsed parsed = cli_args_parse(&args, CLI_EXPLAIN, argc, argv);
  if (parsed == CLI_RUN && args.input_count != 1) parsed = cli_wrong("explain reads one FILE");
  if (parsed == CLI_RUN) parsed = cli_page_check(&args);
  if (parsed != CLI_RUN) return parsed == CLI_DONE ? CLI_OK : CLI_USAGE;

  cli_output output = {0};
  if (!cli_output_open(&output, args.output)) return CLI_NOTHING_WORKED;
  cli_pages pages;
  cli_pages_init(&pages, &args);
  matn_doc *doc;
  cli_failure failure;
  matn_error error = {0};
  bool good = cli_page_open(&pages, args.inputs[0], &doc, &failure);
  if (good) {
    matn_extract_options options = cli_page_options(&args);
    matn_explain_format format = args.format == CLI_AS_HTML ? MATN_EXPLAIN_HTML : MATN_EXPLAIN_TEXT;
    good = matn_explain_write(doc, &options, format, cli_output_sink(&output), &error) == MATN_OK ||
           cli_fail(&failure, &error);
    if (error.code == MATN_SINK) failure.code = NULL; /* the output said so itself */
  }
  if (!good && failure.code) (void)fprintf(stderr, "matn: %s: %s\n", args.inputs[0], failure.message);
  matn_doc_free(doc);
  cli_pages_free(&pages);
  good = cli_output_close(&output) && good;
  return good ? CLI_OK : CLI_NOTHING_WORKED;
}
