/*
 * html5lib-tests/encoding: which encoding a page is in, through the public API.
 *
 *     encoding [FOLDER]
 *
 * Cases of the folder scripted/ need a script engine: skipped and counted.  chardet/test_big5.txt is a page without any
 * declaration, in the encoding that its name says.  Exit status: 0 all passed, 1 some failed, 77 no tests found.
 */
#include "matn.h"
#include "support/files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct run {
  matn_context *ctx;
  const char *file;
  size_t number; /* of the case within the file */
  size_t passed, failed, skipped;
};

static bool same_ignoring_case(const char *a, size_t a_len, const char *b, size_t b_len) {
  if (a_len != b_len) return false;
  for (size_t i = 0; i < a_len; i++) {
    char x = a[i] >= 'A' && a[i] <= 'Z' ? (char)(a[i] + 32) : a[i];
    char y = b[i] >= 'A' && b[i] <= 'Z' ? (char)(b[i] + 32) : b[i];
    if (x != y) return false;
  }
  return true;
}

static void run_page(struct run *run, const char *bytes, size_t len, const char *expected, size_t expected_len) {
  matn_doc *doc = NULL;
  matn_error error = {0};
  matn_status status = matn_parse(run->ctx, bytes, len, NULL, &doc, &error);
  matn_str actual = status == MATN_OK ? matn_doc_charset(doc) : (matn_str){NULL, 0};
  if (status == MATN_OK && same_ignoring_case(actual.ptr, actual.len, expected, expected_len)) {
    run->passed++;
  } else {
    run->failed++;
    printf("FAILED %s:%zu\n", run->file, run->number);
    if (status != MATN_OK) printf("  status: %s: %s\n", matn_status_name(status), error.message);
    printf("--- data\n%.*s\n--- expected\n%.*s\n--- actual\n%.*s\n\n", (int)len, bytes, (int)expected_len, expected,
           (int)actual.len, actual.ptr ? actual.ptr : "");
  }
  matn_doc_free(doc);
}

/* The line `word` at or after `at`, NULL if there is none. */
static const char *find_line(const char *at, const char *end, const char *word) {
  size_t len = strlen(word);
  while (at < end) {
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    if (!stop) stop = end;
    if ((size_t)(stop - at) == len && memcmp(at, word, len) == 0) return at;
    at = stop < end ? stop + 1 : end;
  }
  return NULL;
}

/* A case is "#data", a page, "#encoding", a name; the LF before "#encoding" is not the page's. */
static void run_file(struct run *run, const char *folder, bool skip) {
  char *path = test_join_path(folder, run->file);
  size_t len = 0;
  char *bytes = test_read_file(path, &len);
  const char *end = bytes + len, *at = bytes ? find_line(bytes, end, "#data") : NULL;
  for (run->number = 1; at; run->number++) {
    const char *data = at + strlen("#data\n"), *stop = find_line(data, end, "#encoding");
    if (!stop) break;
    const char *name = stop + strlen("#encoding\n"), *name_end = memchr(name, '\n', (size_t)(end - name));
    if (!name_end) name_end = end;
    if (skip)
      run->skipped++;
    else
      run_page(run, data, stop > data ? (size_t)(stop - data) - 1 : 0, name, (size_t)(name_end - name));
    at = find_line(name_end, end, "#data");
  }
  if (!bytes || run->number == 1) {
    printf("FAILED %s: no cases\n", path);
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

static void run_undeclared(struct run *run, const char *folder) {
  static const char prefix[] = "test_", suffix[] = ".txt";
  size_t count = 0, around = sizeof(prefix) - 1 + sizeof(suffix) - 1;
  char **names = test_list_folder(folder, suffix, &count);
  run->number = 1;
  for (size_t i = 0; i < count; i++) {
    size_t len = 0, name_len = strlen(names[i]);
    if (name_len <= around || strncmp(names[i], prefix, sizeof(prefix) - 1) != 0) continue;
    char *path = test_join_path(folder, names[i]), *bytes = test_read_file(path, &len);
    run->file = names[i];
    run_page(run, bytes, len, names[i] + sizeof(prefix) - 1, name_len - around);
    free(bytes);
    free(path);
  }
  if (names) test_free_list(names, count);
}

int main(int argc, char **argv) {
  char *folder = argc > 1 ? test_join_path(argv[1], NULL) : test_html5lib_path("encoding");
  if (!folder) return TEST_SKIPPED;
  struct run run = {.ctx = matn_context_new(NULL)};
  char *scripted = test_join_path(folder, "scripted"), *undeclared = test_join_path(folder, "chardet");
  run_folder(&run, folder, false);
  run_undeclared(&run, undeclared);
  run_folder(&run, scripted, true);
  free(undeclared);
  free(scripted);
  free(folder);
  matn_context_free(run.ctx);
  printf("encoding: %zu passed, %zu failed, %zu skipped\n", run.passed, run.failed, run.skipped);
  if (run.passed + run.failed == 0) return TEST_SKIPPED;
  return run.failed ? 1 : 0;
}
