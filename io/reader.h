/* A page's bytes from a file or from standard input, unpacked. */
#ifndef MATN_IO_READER_H
#define MATN_IO_READER_H

#include "bytes.h"

/* Reads one input after another and keeps its memory between them.  One thread at a time. */
typedef struct io_reader {
  size_t max_bytes; /* of an input, as stored and unpacked; below SIZE_MAX / 2 */
  io_bytes stored, plain;
} io_reader;

/* All bytes of `path`, or of standard input when it is "-".  *data belongs to the reader and stays until its next
 * read.  False and *error filled when the input cannot be had whole. */
bool io_read(io_reader *reader, const char *path, const unsigned char **data, size_t *len, io_error *error);
void io_reader_free(io_reader *reader);

#endif
