/* Where results go: standard output or a file. */
#ifndef MATN_CLI_OUTPUT_H
#define MATN_CLI_OUTPUT_H

#include "buffer.h"

#include <stdio.h>

typedef struct cli_output {
  FILE *file;
  const char *name; /* for messages */
  bool failed;      /* a write failed; said so unless the reader had gone */
} cli_output;

/* Open `path`; NULL and "-" are standard output.  False, said on standard error, when that cannot be. */
bool cli_output_open(cli_output *output, const char *path);
/* False from the first failure on: then nothing more need be made.  A reader that has gone (EPIPE) is no failure worth
 * words. */
bool cli_output_write(cli_output *output, const void *bytes, size_t len);
/* The same as a sink of the library. */
matn_sink cli_output_sink(cli_output *output);
/* Flush and close; false when not all arrived. */
bool cli_output_close(cli_output *output);

#endif
