/* Output in the making.  Running out of memory is remembered, and what follows ignored, until someone asks. */
#ifndef MATN_CLI_BUFFER_H
#define MATN_CLI_BUFFER_H

#include "io/bytes.h"
#include "matn.h"

typedef struct cli_buffer {
  io_bytes bytes;
  bool failed;
} cli_buffer;

void cli_buffer_add(cli_buffer *buffer, const char *text, size_t len);
void cli_buffer_print(cli_buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* `text` as a JSON string, quotes included; what is not UTF-8 becomes U+FFFD. */
void cli_buffer_json(cli_buffer *buffer, const char *text, size_t len);
/* `text` as UTF-8: each byte that is none becomes U+FFFD. */
void cli_buffer_utf8(cli_buffer *buffer, const char *text, size_t len);
/* Empty it; memory is kept up to what a usual page needs. */
void cli_buffer_clear(cli_buffer *buffer);
void cli_buffer_free(cli_buffer *buffer);

/* A sink whose context is a cli_buffer. */
matn_sink cli_buffer_sink(cli_buffer *buffer);

#endif
