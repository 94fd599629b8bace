#define _POSIX_C_SOURCE 200809L

#include "page.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* ----------------------------------------------------------------------------------------------------------- failures
 */

static const char *status_code(matn_status status) {
  switch (status) {
  case MATN_OK: return "ok";
  case MATN_NOMEM: return "nomem";
  case MATN_LIMIT: return "limit";
  case MATN_ARGUMENT: return "argument";
  case MATN_VERSION: return "version";
  case MATN_CHARSET: return "charset";
  case MATN_SINK: return "nomem"; /* the only sinks here are buffers */
  case MATN_EMPTY: return "empty";
  case MATN_SELECTOR: return "selector";
  }
  return "unknown";
}

bool cli_fail(cli_failure *failure, const matn_error *error) {
  failure->code = status_code(error->code);
  const char *message = error->code == MATN_SINK ? matn_status_name(MATN_NOMEM) : error->message;
  if (error->pos > 0)
    (void)snprintf(failure->message, sizeof(failure->message), "%s (at byte %zu)", message, error->pos);
  else
    (void)snprintf(failure->message, sizeof(failure->message), "%s", message);
  return false;
}

bool cli_fail_io(cli_failure *failure, const io_error *error) {
  failure->code = io_code_name(error->code);
  (void)snprintf(failure->message, sizeof(failure->message), "%s", error->message);
  return false;
}

static bool fail_kind(cli_failure *failure, const char *message) {
  io_error error;
  io_fail(&error, IO_KIND, message);
  return cli_fail_io(failure, &error);
}

/* -------------------------------------------------------------------------------------------------------- kinds by
 * name */

/* The name's length without a suffix of packing. */
static size_t unpacked_length(const char *name) {
  static const char *const packings[] = {".gz", ".zst"};
  size_t len = strlen(name);
  for (size_t i = 0; i < sizeof(packings) / sizeof(packings[0]); i++) {
    size_t n = strlen(packings[i]);
    if (len > n && strcasecmp(name + len - n, packings[i]) == 0) return len - n;
  }
  return len;
}

static bool has_suffix(const char *name, const char *suffix) {
  size_t len = unpacked_length(name), n = strlen(suffix);
  return len > n && strncasecmp(name + len - n, suffix, n) == 0;
}

bool cli_is_page_name(const char *name) {
  return has_suffix(name, ".html") || has_suffix(name, ".htm") || has_suffix(name, ".xhtml") ||
         has_suffix(name, ".txt");
}

static bool is_collection_name(const char *name) {
  return has_suffix(name, ".warc") || has_suffix(name, ".wet") || has_suffix(name, ".wat") || has_suffix(name, ".arc");
}

static bool is_address(const char *path) {
  return strncasecmp(path, "http://", 7) == 0 || strncasecmp(path, "https://", 8) == 0;
}

/* -------------------------------------------------------------------------------------------------------------- pages
 */

void cli_pages_init(cli_pages *pages, const cli_args *args) {
  *pages = (cli_pages){.args = args, .reader = {.max_bytes = args->max_bytes}};
  pages->context = matn_context_new(NULL); /* NULL when memory is short: then each page allocates its own */
}

void cli_pages_free(cli_pages *pages) {
  io_reader_free(&pages->reader);
  matn_context_free(pages->context);
}

static matn_str view(const char *text) { return text ? (matn_str){text, strlen(text)} : (matn_str){NULL, 0}; }

static matn_status parse(const cli_pages *pages, matn_input input, const unsigned char *bytes, size_t len,
                         matn_doc **doc, matn_error *error) {
  const cli_args *args = pages->args;
  matn_parse_options options = {.size = sizeof(options),
                                .input = input,
                                .charset = view(args->charset),
                                .url = view(args->url),
                                .max_bytes = args->max_bytes,
                                .max_depth = args->max_depth,
                                .max_nodes = args->max_nodes,
                                .max_attributes = args->max_attributes};
  if (args->fragment)
    return matn_parse_fragment(pages->context, bytes, len, view(args->fragment), &options, doc, error);
  return matn_parse(pages->context, bytes, len, &options, doc, error);
}

bool cli_page_open(cli_pages *pages, const char *path, matn_doc **doc, cli_failure *failure) {
  *doc = NULL;
  const cli_args *args = pages->args;
  if (is_address(path)) return fail_kind(failure, "addresses are not fetched in this version; save the page to a file");
  if (args->input == CLI_AUTO && is_collection_name(path))
    return fail_kind(failure, "web archives are not read in this version");

  const unsigned char *bytes;
  size_t len;
  io_error io;
  if (!io_read(&pages->reader, path, &bytes, &len, &io)) return cli_fail_io(failure, &io);
  bool plain = args->input == CLI_PLAIN || (args->input == CLI_AUTO && has_suffix(path, ".txt"));
  matn_error error;
  if (parse(pages, plain ? MATN_INPUT_TEXT : MATN_INPUT_HTML, bytes, len, doc, &error) != MATN_OK)
    return cli_fail(failure, &error);
  return true;
}

matn_extract_options cli_page_options(const cli_args *args) {
  return (matn_extract_options){.size = sizeof(matn_extract_options),
                                .favour = args->favour,
                                .whole = args->whole,
                                .max_blocks = args->max_blocks,
                                .date = view(args->date),
                                .fetched = view(args->fetched),
                                .prune = args->prune,
                                .keep = args->keep,
                                .prune_count = args->prune_count,
                                .keep_count = args->keep_count};
}

bool cli_page_extract(cli_pages *pages, const char *path, matn_doc **doc, const matn_article **article,
                      cli_failure *failure) {
  if (!cli_page_open(pages, path, doc, failure)) return false;
  matn_extract_options options = cli_page_options(pages->args);
  matn_error error;
  if (matn_extract(*doc, &options, article, &error) == MATN_OK) return true;
  matn_doc_free(*doc);
  *doc = NULL;
  return cli_fail(failure, &error);
}

cli_parsed cli_page_check(const cli_args *args) {
  matn_doc *doc;
  matn_error error;
  matn_status status = parse(&(cli_pages){.args = args}, MATN_INPUT_HTML, (const unsigned char *)"", 0, &doc, &error);
  matn_doc_free(doc);
  if (status == MATN_CHARSET) return cli_wrong("--charset: '%s' is no label of an encoding", args->charset);
  if (args->fragment && (status == MATN_EMPTY || status == MATN_ARGUMENT))
    return cli_wrong("--fragment: '%s' names no element", args->fragment);
  return CLI_RUN; /* anything else will show with the first page */
}
