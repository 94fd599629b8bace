#define _POSIX_C_SOURCE 200809L

#include "bytes.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool io_bytes_reserve(io_bytes *bytes, size_t more) {
  if (more <= bytes->cap - bytes->len) return true;
  if (more > SIZE_MAX / 2 - bytes->len) return false; /* so cap stays below SIZE_MAX, and len + more is no overflow */
  size_t cap = bytes->len + more;
  if (bytes->cap <= SIZE_MAX / 4 && cap < bytes->cap * 2) cap = bytes->cap * 2;
  unsigned char *data = realloc(bytes->data, cap);
  if (!data) return false;
  bytes->data = data;
  bytes->cap = cap;
  return true;
}

void io_bytes_free(io_bytes *bytes) {
  free(bytes->data);
  *bytes = (io_bytes){0};
}

bool io_fail(io_error *error, io_code code, const char *message) {
  error->code = code;
  (void)snprintf(error->message, sizeof(error->message), "%s", message);
  return false;
}

bool io_fail_errno(io_error *error, io_code code, const char *what, int number) {
  char reason[100];
  if (strerror_r(number, reason, sizeof(reason)) != 0)
    (void)snprintf(reason, sizeof(reason), "system error %d", number);
  error->code = code;
  (void)snprintf(error->message, sizeof(error->message), "%s: %s", what, reason);
  return false;
}

bool io_fail_limit(io_error *error, size_t max_bytes) {
  const size_t kib = 1024, mib = kib * kib;
  const char *unit = max_bytes % mib == 0 ? "MiB" : max_bytes % kib == 0 ? "KiB" : "bytes";
  size_t number = max_bytes % mib == 0 ? max_bytes / mib : max_bytes % kib == 0 ? max_bytes / kib : max_bytes;
  error->code = IO_LIMIT;
  (void)snprintf(error->message, sizeof(error->message), "larger than %zu %s", number, unit);
  return false;
}

const char *io_code_name(io_code code) {
  switch (code) {
  case IO_OK: return "ok";
  case IO_OPEN: return "open";
  case IO_READ: return "read";
  case IO_CORRUPT: return "corrupt";
  case IO_LIMIT: return "limit";
  case IO_NOMEM: return "nomem";
  case IO_KIND: return "kind";
  }
  return "unknown";
}
