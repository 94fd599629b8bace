/* matn tree and matn features: a page to one of the library's writers. */
#include "args.h"
#include "commands.h"
#include "output.h"
#include "page.h"

/* A function of the library that writes a document. */
typedef matn_status writer(matn_doc *doc, matn_sink sink, matn_error *error);

static int write_document(const cli_args *args, const char *path, writer *write) {
  cli_pages pages;
  cli_pages_init(&pages, args);
  cli_output output = {0};
  (void)cli_output_open(&output, NULL); /* standard output is open already */
  matn_doc *doc;
  cli_failure failure;
  matn_error error = {0};
  bool good = cli_page_open(&pages, path, &doc, &failure);
  if (good && write(doc, cli_output_sink(&output), &error) != MATN_OK) {
    good = cli_fail(&failure, &error);
    if (error.code == MATN_SINK) failure.code = NULL; /* the output said so itself */
  }
  if (!good && failure.code) (void)fprintf(stderr, "matn: %s: %s\n", path, failure.message);
  matn_doc_free(doc);
  cli_pages_free(&pages);
  good = cli_output_close(&output) && good;
  return good ? CLI_OK : CLI_NOTHING_WORKED;
}

static matn_status write_tree(matn_doc *doc, matn_sink sink, matn_error *error) {
  return matn_tree_write(doc, sink, error);
}

int cli_tree(int argc, char **argv) {
  cli_args args;
  cli_parsed parsed = cli_args_parse(&args, CLI_TREE, argc, argv);
  if (parsed == CLI_RUN && args.input_count > 1) parsed = cli_wrong("tree reads one FILE");
  if (parsed == CLI_RUN) parsed = cli_page_check(&args);
  if (parsed != CLI_RUN) return parsed == CLI_DONE ? CLI_OK : CLI_USAGE;
  return write_document(&args, args.input_count ? args.inputs[0] : "-", write_tree);
}

int cli_features(int argc, char **argv) {
  cli_args args;
  cli_parsed parsed = cli_args_parse(&args, CLI_FEATURES, argc, argv);
  if (parsed == CLI_RUN && args.input_count != 1) parsed = cli_wrong("features reads one FILE");
  if (parsed == CLI_RUN) parsed = cli_page_check(&args);
  if (parsed != CLI_RUN) return parsed == CLI_DONE ? CLI_OK : CLI_USAGE;
  return write_document(&args, args.inputs[0], matn_features_write);
}
