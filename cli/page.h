/* From an input's name to a parsed page: what all verbs begin with. */
#ifndef MATN_CLI_PAGE_H
#define MATN_CLI_PAGE_H

#include "args.h"
#include "io/reader.h"

/* Why an input failed: a name for machines and a sentence for people. */
typedef struct cli_failure {
  const char *code;
  char message[200];
} cli_failure;

/* What one thread works with; its memory is kept from page to page. */
typedef struct cli_pages {
  const cli_args *args;
  io_reader reader;
  matn_context *context;
} cli_pages;

void cli_pages_init(cli_pages *pages, const cli_args *args);
void cli_pages_free(cli_pages *pages);

/* Whether a file of a folder is read, by its name: a page or plain text, packed or not. */
bool cli_is_page_name(const char *name);

/* Read and parse an input.  *doc is freed by the caller, before the next call.  False and *failure filled when there is
 * no page. */
bool cli_page_open(cli_pages *pages, const char *path, matn_doc **doc, cli_failure *failure);

/* The options of the extraction. */
matn_extract_options cli_page_options(const cli_args *args);

/* cli_page_open, and the main text found. */
bool cli_page_extract(cli_pages *pages, const char *path, matn_doc **doc, const matn_article **article,
                      cli_failure *failure);

/* Fill *failure from what a library call or a read said; always false. */
bool cli_fail(cli_failure *failure, const matn_error *error);
bool cli_fail_io(cli_failure *failure, const io_error *error);

/* Whether --charset and --fragment name something, found by parsing an empty page; the complaint is on standard error.
 */
cli_parsed cli_page_check(const cli_args *args);

#endif
