/* A growing array of bytes and the error that reading ends in: what the files of io/ share. */
#ifndef MATN_IO_BYTES_H
#define MATN_IO_BYTES_H

#include <stdbool.h>
#include <stddef.h>

typedef struct io_bytes {
  unsigned char *data;
  size_t len, cap;
} io_bytes;

/* Make room for `more` bytes after len; false, and nothing changed, when memory runs out. */
bool io_bytes_reserve(io_bytes *bytes, size_t more);
void io_bytes_free(io_bytes *bytes);

typedef enum io_code {
  IO_OK = 0,
  IO_OPEN,    /* there is no such file, or it may not be read */
  IO_READ,    /* the system failed while reading */
  IO_CORRUPT, /* compressed data that does not decompress */
  IO_LIMIT,   /* more bytes than allowed, before or after decompression */
  IO_NOMEM,
  IO_KIND /* nothing that can be read as a page: an address, a folder, a kind of file of a later version */
} io_code;

typedef struct io_error {
  io_code code;
  char message[160]; /* without the file's name */
} io_error;

/* Fill *error; always false, so that a function can return what it returns. */
bool io_fail(io_error *error, io_code code, const char *message);
/* The same with the reason that errno gives. */
bool io_fail_errno(io_error *error, io_code code, const char *what, int number);
/* "larger than 256 MiB" */
bool io_fail_limit(io_error *error, size_t max_bytes);

/* "open", "read", "corrupt"…: a constant name for machines. */
const char *io_code_name(io_code code);

#endif
