/*
 * A main() for fuzz targets without libFuzzer: runs every file of the given folders (and every given file) through
 * LLVMFuzzerTestOneInput, so that any compiler checks the corpus in the plain test run.
 *
 *     replay_TARGET FOLDER|FILE...
 */
#include "check.h"
#include "support/files.h"

#include <string.h>

static void run_file(const char *path) {
  size_t len = 0;
  char *bytes = test_read_file(path, &len);
  if (!bytes) {
    fprintf(stderr, "cannot read %s\n", path);
    exit(1);
  }
  /* A copy of the exact size, so that sanitizers see a read behind the end. */
  uint8_t *exact = malloc(len ? len : 1);
  CHECK(exact);
  memcpy(exact, bytes, len);
  free(bytes);
  fprintf(stderr, "%s\n", path); /* the last line names the culprit of a crash */
  LLVMFuzzerTestOneInput(exact, len);
  free(exact);
}

int main(int argc, char **argv) {
  size_t run = 0;
  for (int i = 1; i < argc; i++) {
    size_t count = 0;
    char **names = test_list_folder(argv[i], "", &count);
    if (!names) {
      run_file(argv[i]);
      run++;
      continue;
    }
    for (size_t j = 0; j < count; j++, run++) {
      char *path = test_join_path(argv[i], names[j]);
      run_file(path);
      free(path);
    }
    test_free_list(names, count);
  }
  printf("replay: %zu inputs, all well\n", run);
  return 0;
}
