#include "buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What an emptied buffer keeps: results wait in a window of several per thread, and one huge page shall not be held
 * that often.  Most pages' texts are smaller. */
#define KEPT ((size_t)1024 * 1024)

void cli_buffer_add(cli_buffer *buffer, const char *text, size_t len) {
  if (buffer->failed || len == 0) return;
  if (!io_bytes_reserve(&buffer->bytes, len)) {
    buffer->failed = true;
    return;
  }
  memcpy(buffer->bytes.data + buffer->bytes.len, text, len);
  buffer->bytes.len += len;
}

void cli_buffer_print(cli_buffer *buffer, const char *format, ...) {
  va_list values;
  va_start(values, format);
  int len = vsnprintf(NULL, 0, format, values);
  va_end(values);
  if (buffer->failed || len < 0 || !io_bytes_reserve(&buffer->bytes, (size_t)len + 1)) { /* 1: the final NUL */
    buffer->failed = true;
    return;
  }
  va_start(values, format);
  (void)vsnprintf((char *)buffer->bytes.data + buffer->bytes.len, (size_t)len + 1, format, values);
  va_end(values);
  buffer->bytes.len += (size_t)len;
}

/* Length of the well-formed UTF-8 character at p (Unicode 3.9, table 3-7), 0 if there is none. */
static size_t utf8_length(const unsigned char *p, size_t left) {
  if (p[0] < 0x80) return 1;
  size_t len = p[0] >= 0xC2 && p[0] <= 0xDF   ? 2
               : p[0] >= 0xE0 && p[0] <= 0xEF ? 3
               : p[0] >= 0xF0 && p[0] <= 0xF4 ? 4
                                              : 0;
  if (len == 0 || left < len) return 0;
  unsigned char least = p[0] == 0xE0 ? 0xA0 : p[0] == 0xF0 ? 0x90 : 0x80;
  unsigned char most = p[0] == 0xED ? 0x9F : p[0] == 0xF4 ? 0x8F : 0xBF;
  if (p[1] < least || p[1] > most) return 0;
  for (size_t i = 2; i < len; i++)
    if ((p[i] & 0xC0) != 0x80) return 0;
  return len;
}

static void add_character(cli_buffer *buffer, const char *text, size_t len) {
  if (len == 0)
    cli_buffer_add(buffer, "\xEF\xBF\xBD", 3);
  else
    cli_buffer_add(buffer, text, len);
}

void cli_buffer_utf8(cli_buffer *buffer, const char *text, size_t len) {
  for (size_t at = 0, size; at < len; at += size ? size : 1) {
    size = utf8_length((const unsigned char *)text + at, len - at);
    add_character(buffer, text + at, size);
  }
}

void cli_buffer_json(cli_buffer *buffer, const char *text, size_t len) {
  cli_buffer_add(buffer, "\"", 1);
  for (size_t at = 0, size; at < len; at += size ? size : 1) {
    size = utf8_length((const unsigned char *)text + at, len - at);
    unsigned char c = (unsigned char)text[at];
    if (c == '"' || c == '\\')
      cli_buffer_print(buffer, "\\%c", c);
    else if (c == '\n')
      cli_buffer_add(buffer, "\\n", 2);
    else if (c == '\t')
      cli_buffer_add(buffer, "\\t", 2);
    else if (c < 0x20)
      cli_buffer_print(buffer, "\\u%04x", (unsigned)c);
    else
      add_character(buffer, text + at, size);
  }
  cli_buffer_add(buffer, "\"", 1);
}

void cli_buffer_clear(cli_buffer *buffer) {
  if (buffer->bytes.cap > KEPT) io_bytes_free(&buffer->bytes);
  buffer->bytes.len = 0;
  buffer->failed = false;
}

void cli_buffer_free(cli_buffer *buffer) { io_bytes_free(&buffer->bytes); }

static int write_to_buffer(void *context, const char *bytes, size_t len) {
  cli_buffer *buffer = context;
  cli_buffer_add(buffer, bytes, len);
  return buffer->failed;
}

matn_sink cli_buffer_sink(cli_buffer *buffer) { return (matn_sink){write_to_buffer, buffer}; }
