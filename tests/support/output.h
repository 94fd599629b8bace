/* What a sink was given, for tests: bytes that grow. */
#ifndef TESTS_SUPPORT_OUTPUT_H
#define TESTS_SUPPORT_OUTPUT_H

#include <stddef.h>

struct output {
  char *bytes; /* NULL before the first; the caller frees them */
  size_t len, capacity;
};

/* A matn_sink's write: `ctx` is a struct output.  The process ends, saying so, when memory runs out. */
int test_append(void *ctx, const char *bytes, size_t len);

#endif
