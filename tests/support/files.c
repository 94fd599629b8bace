/* Any failure of the machine itself (out of memory) ends the test program: there is nothing to test then. */
#define _POSIX_C_SOURCE 200809L

#include "support/files.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#ifndef MATN_SOURCE_DIR
#define MATN_SOURCE_DIR "."
#endif

static void *checked(void *p) {
  if (!p) {
    fputs("test: out of memory\n", stderr);
    exit(1);
  }
  return p;
}

char *test_read_file(const char *path, size_t *len) {
  FILE *file = fopen(path, "rb");
  if (!file) return NULL;
  size_t capacity = 1 << 16, at = 0;
  char *bytes = checked(malloc(capacity));
  for (size_t got; (got = fread(bytes + at, 1, capacity - at - 1, file)) > 0;) {
    at += got;
    if (capacity - at < 2) bytes = checked(realloc(bytes, capacity *= 2));
  }
  bool failed = ferror(file);
  fclose(file);
  if (failed) {
    free(bytes);
    return NULL;
  }
  bytes[at] = '\0';
  *len = at;
  return bytes;
}

static int compare_names(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

char **test_list_folder(const char *folder, const char *suffix, size_t *count) {
  DIR *dir = opendir(folder);
  if (!dir) return NULL;
  size_t capacity = 64, n = 0, suffix_len = strlen(suffix);
  char **names = checked(malloc(capacity * sizeof(*names)));
  for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
    size_t len = strlen(entry->d_name);
    if (entry->d_name[0] == '.' || len < suffix_len || strcmp(entry->d_name + len - suffix_len, suffix) != 0) continue;
    if (n == capacity) names = checked(realloc(names, (capacity *= 2) * sizeof(*names)));
    names[n++] = checked(strdup(entry->d_name));
  }
  closedir(dir);
  qsort(names, n, sizeof(*names), compare_names);
  *count = n;
  return names;
}

void test_free_list(char **names, size_t count) {
  for (size_t i = 0; i < count; i++) free(names[i]);
  free(names);
}

char *test_join_path(const char *folder, const char *name) {
  if (!name) return checked(strdup(folder));
  size_t size = strlen(folder) + strlen(name) + 2;
  char *path = checked(malloc(size));
  snprintf(path, size, "%s/%s", folder, name);
  return path;
}

char *test_html5lib_path(const char *name) {
  const char *given = getenv("MATN_HTML5LIB");
  char *path = test_join_path(given ? given : MATN_SOURCE_DIR "/../shared/html5lib-tests", name);
  struct stat info;
  if (stat(path, &info) == 0) return path;
  printf("skipped: %s is not there (set MATN_HTML5LIB to a checkout of html5lib-tests)\n", path);
  free(path);
  return NULL;
}
