/* What fuzz targets check with: a failed check prints itself and aborts, which is how libFuzzer learns of it. */
#ifndef FUZZ_CHECK_H
#define FUZZ_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define CHECK(condition)                                                                                               \
  do {                                                                                                                 \
    if (!(condition)) {                                                                                                \
      fprintf(stderr, "%s:%d: check failed: %s\n", __FILE__, __LINE__, #condition);                                    \
      abort();                                                                                                         \
    }                                                                                                                  \
  } while (0)

/* Well-formed UTF-8 (Unicode 15, table 3-7): no overlong forms, no surrogates, nothing past U+10FFFF. */
static inline bool is_utf8(const char *bytes, size_t len) {
  const unsigned char *s = (const unsigned char *)bytes;
  for (size_t i = 0; i < len;) {
    size_t more = s[i] < 0x80 ? 0 : s[i] < 0xC2 ? 9 : s[i] < 0xE0 ? 1 : s[i] < 0xF0 ? 2 : s[i] < 0xF5 ? 3 : 9;
    if (more == 9 || len - i <= more) return false;
    for (size_t j = 1; j <= more; j++)
      if ((s[i + j] & 0xC0) != 0x80) return false;
    if (s[i] == 0xE0 && s[i + 1] < 0xA0) return false;
    if (s[i] == 0xED && s[i + 1] > 0x9F) return false;
    if (s[i] == 0xF0 && s[i + 1] < 0x90) return false;
    if (s[i] == 0xF4 && s[i + 1] > 0x8F) return false;
    i += more + 1;
  }
  return true;
}

#endif
