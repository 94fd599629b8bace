/* matn blocks: the blocks of a page and what was decided on each, a line a block. */
#include "args.h"
#include "commands.h"
#include "output.h"
#include "page.h"

#include <string.h>

static const char *kind_name(matn_block_kind kind) {
  switch (kind) {
  case MATN_BLOCK_PARAGRAPH: return "paragraph";
  case MATN_BLOCK_HEADING: return "heading";
  case MATN_BLOCK_LIST_ITEM: return "list_item";
  case MATN_BLOCK_TABLE_ROW: return "table_row";
  case MATN_BLOCK_CODE: return "code";
  case MATN_BLOCK_QUOTE: return "quote";
  case MATN_BLOCK_CAPTION: return "caption";
  case MATN_BLOCK_TERM: return "term";
  }
  return "unknown";
}

/* A field of a tab-separated line: tab, line feed, carriage return and backslash are written as in C. */
static void add_field(cli_buffer *line, matn_str text) {
  size_t from = 0;
  for (size_t at = 0; at < text.len; at++) {
    char c = text.ptr[at], as = c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : c == '\\' ? '\\' : '\0';
    if (!as) continue;
    cli_buffer_add(line, text.ptr + from, at - from);
    cli_buffer_print(line, "\\%c", as);
    from = at + 1;
  }
  cli_buffer_add(line, text.ptr + from, text.len - from);
}

static void add_line(cli_buffer *line, cli_format format, const matn_block *block) {
  if (format == CLI_JSONL) {
    cli_buffer_print(line,
                     "{\"kind\":\"%s\",\"level\":%u,\"selected\":%s,\"score\":%.4f,\"start\":%zu,\"end\":%zu,\"text\":",
                     kind_name(block->kind), (unsigned)block->level, block->selected ? "true" : "false",
                     (double)block->score, block->span.begin, block->span.end);
    cli_buffer_json(line, block->text.ptr, block->text.len);
    cli_buffer_add(line, "}\n", 2);
  } else {
    cli_buffer_print(line, "%s\t%d\t%.4f\t", kind_name(block->kind), block->selected, (double)block->score);
    add_field(line, block->text);
    cli_buffer_add(line, "\n", 1);
  }
}

static bool write_blocks(const matn_article *article, cli_format format, cli_output *output) {
  cli_buffer line = {0};
  bool good = format == CLI_JSONL || cli_output_write(output, "kind\tselected\tscore\ttext\n", 25);
  matn_block block;
  for (size_t i = 0; good && matn_article_block(article, i, &block); i++) {
    cli_buffer_clear(&line);
    add_line(&line, format, &block);
    if (line.failed) (void)fputs("matn: out of memory\n", stderr);
    good = !line.failed && cli_output_write(output, line.bytes.data, line.bytes.len);
  }
  cli_buffer_free(&line);
  return good;
}

int cli_blocks(int argc, char **argv) {
  cli_args args;
  cli_parsed parsed = cli_args_parse(&args, CLI_BLOCKS, argc, argv);
  if (parsed == CLI_RUN && args.input_count != 1) parsed = cli_wrong("blocks reads one FILE");
  if (parsed == CLI_RUN) parsed = cli_page_check(&args);
  if (parsed != CLI_RUN) return parsed == CLI_DONE ? CLI_OK : CLI_USAGE;

  cli_pages pages;
  cli_pages_init(&pages, &args);
  cli_output output = {0};
  (void)cli_output_open(&output, NULL); /* standard output is open already */
  matn_doc *doc;
  const matn_article *article;
  cli_failure failure;
  bool good = cli_page_extract(&pages, args.inputs[0], &doc, &article, &failure);
  if (good)
    good = write_blocks(article, args.format, &output);
  else
    (void)fprintf(stderr, "matn: %s: %s\n", args.inputs[0], failure.message);
  matn_doc_free(doc);
  cli_pages_free(&pages);
  good = cli_output_close(&output) && good;
  return good ? CLI_OK : CLI_NOTHING_WORKED;
}
