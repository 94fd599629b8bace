/*
 * html5lib-tests/tree-construction: every document and fragment case with scripting off, through the public API.
 *
 *     tree [FOLDER]
 *
 * Cases marked #script-on, and those of the folder scripted/, need a script engine: skipped and counted.  Exit status:
 * 0 all as expected, 1 some not, 77 no tests found.
 */
#include "matn.h"
#include "support/files.h"
#include "support/output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef MATN_SOURCE_DIR
#define MATN_SOURCE_DIR "."
#endif

/* A stretch of the test file. */
struct text {
  const char *ptr;
  size_t len;
};

struct test {
  struct text data, context, document;
  bool fragment, script_on;
};

struct run {
  matn_context *ctx;
  const char *file;
  char *expected_failures; /* contents of the list */
  size_t number;           /* of the case within the file */
  size_t passed, failed, expected, skipped;
};

/* ---- reading .dat files ---- */

/* The line at `at` without its LF; *next is the one after it. */
static struct text line_at(const char *at, const char *end, const char **next) {
  const char *stop = memchr(at, '\n', (size_t)(end - at));
  *next = stop ? stop + 1 : end;
  return (struct text){at, (size_t)((stop ? stop : end) - at)};
}

static bool line_is(struct text line, const char *word) {
  return line.len == strlen(word) && memcmp(line.ptr, word, line.len) == 0;
}

static struct text without_trailing_lf(struct text text) {
  while (text.len && text.ptr[text.len - 1] == '\n') text.len--;
  return text;
}

/* Read the case at *at, which is at a "#data" line or the end; false at the end or at what is no case. */
static bool read_test(const char **at, const char *end, struct test *test) {
  *test = (struct test){0};
  const char *p = *at, *next = p;
  if (p == end || !line_is(line_at(p, end, &next), "#data")) return false;
  p = next;
  test->data.ptr = p;
  while (p < end && !line_is(line_at(p, end, &next), "#errors")) p = next;
  if (p == end) return false;
  test->data.len = p > test->data.ptr ? (size_t)(p - test->data.ptr) - 1 : 0;
  for (;;) {
    if (p == end) return false;
    struct text line = line_at(p, end, &next);
    p = next;
    if (line_is(line, "#script-on")) test->script_on = true;
    if (line_is(line, "#document-fragment")) {
      test->fragment = true;
      test->context = line_at(p, end, &next);
      p = next;
    }
    if (line_is(line, "#document")) break;
  }
  test->document.ptr = p;
  while (p < end && !line_is(line_at(p, end, &next), "#data")) p = next;
  test->document.len = (size_t)(p - test->document.ptr);
  test->document = without_trailing_lf(test->document);
  *at = p;
  return true;
}

/* ---- running them ---- */

static matn_status parse_and_write(matn_context *ctx, const struct test *test, struct output *out, matn_error *error) {
  matn_parse_options options = {.size = sizeof(options), .charset = {"utf-8", 5}};
  matn_doc *doc = NULL;
  matn_str context = {test->context.ptr, test->context.len};
  matn_status status = test->fragment
                           ? matn_parse_fragment(ctx, test->data.ptr, test->data.len, context, &options, &doc, error)
                           : matn_parse(ctx, test->data.ptr, test->data.len, &options, &doc, error);
  if (status == MATN_OK) status = matn_tree_write(doc, (matn_sink){test_append, out}, error);
  matn_doc_free(doc);
  return status;
}

static bool is_expected_failure(const struct run *run) {
  char wanted[256];
  int len = snprintf(wanted, sizeof(wanted), "%s:%zu\t", run->file, run->number);
  for (const char *line = run->expected_failures; line && *line; line = strchr(line, '\n')) {
    if (*line == '\n') line++;
    if (strncmp(line, wanted, (size_t)len) == 0) return true;
  }
  return false;
}

static void run_test(struct run *run, const struct test *test) {
  if (test->script_on) {
    run->skipped++;
    return;
  }
  struct output out = {0};
  matn_error error = {0};
  matn_status status = parse_and_write(run->ctx, test, &out, &error);
  struct text actual = without_trailing_lf((struct text){out.bytes, out.len});
  bool same = status == MATN_OK && actual.len == test->document.len &&
              (actual.len == 0 || memcmp(actual.ptr, test->document.ptr, actual.len) == 0);
  bool expected_failure = is_expected_failure(run);
  if (same && !expected_failure) {
    run->passed++;
  } else if (!same && expected_failure) {
    run->expected++;
  } else {
    run->failed++;
    printf("FAILED %s:%zu%s\n", run->file, run->number, same ? " passes, but is listed as an expected failure" : "");
    if (status != MATN_OK) printf("  status: %s: %s\n", matn_status_name(status), error.message);
    if (test->fragment) printf("--- context %.*s\n", (int)test->context.len, test->context.ptr);
    printf("--- data\n%.*s\n--- expected\n%.*s\n--- actual\n%.*s\n\n", (int)test->data.len, test->data.ptr,
           (int)test->document.len, test->document.ptr, (int)actual.len, actual.ptr ? actual.ptr : "");
  }
  free(out.bytes);
}

/* Run the cases of run->file, or only count them as skipped. */
static void run_file(struct run *run, const char *folder, bool skip) {
  char *path = test_join_path(folder, run->file);
  size_t len = 0;
  char *bytes = test_read_file(path, &len);
  const char *at = bytes, *end = bytes + len;
  struct test test;
  for (run->number = 1; bytes && read_test(&at, end, &test); run->number++) {
    if (skip)
      run->skipped++;
    else
      run_test(run, &test);
  }
  if (!bytes || at != end) {
    printf("FAILED %s: not readable as cases from byte %zu\n", path, bytes ? (size_t)(at - bytes) : 0);
    run->failed++;
  }
  free(bytes);
  free(path);
}

static void run_folder(struct run *run, const char *folder, bool skip) {
  size_t count = 0;
  char **names = test_list_folder(folder, ".dat", &count);
  for (size_t i = 0; i < count; i++) {
    run->file = names[i];
    run_file(run, folder, skip);
  }
  if (names) test_free_list(names, count);
}

int main(int argc, char **argv) {
  char *folder = argc > 1 ? test_join_path(argv[1], NULL) : test_html5lib_path("tree-construction");
  if (!folder) return TEST_SKIPPED;
  size_t len = 0;
  struct run run = {.ctx = matn_context_new(NULL)};
  run.expected_failures = test_read_file(MATN_SOURCE_DIR "/tests/conformance/expected-failures.txt", &len);
  if (!run.expected_failures) printf("no list of expected failures: none are expected\n");
  run_folder(&run, folder, false);
  char *scripted = test_join_path(folder, "scripted");
  run_folder(&run, scripted, true);
  free(scripted);
  free(folder);
  free(run.expected_failures);
  matn_context_free(run.ctx);
  printf("tree: %zu passed, %zu failed, %zu skipped (scripting on), %zu failed as expected\n", run.passed, run.failed,
         run.skipped, run.expected);
  if (run.passed + run.failed + run.expected == 0) return TEST_SKIPPED;
  return run.failed ? 1 : 0;
}
