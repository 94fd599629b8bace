#include "support/output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int test_append(void *ctx, const char *bytes, size_t len) {
  struct output *out = ctx;
  if (len > out->capacity - out->len) {
    out->capacity = (out->len + len) * 2 + 1024;
    out->bytes = realloc(out->bytes, out->capacity);
    if (!out->bytes) {
      fprintf(stderr, "out of memory for the output\n");
      exit(1);
    }
  }
  if (len) memcpy(out->bytes + out->len, bytes, len);
  out->len += len;
  return 0;
}
