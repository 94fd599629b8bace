/* UTF-8, one character at a time.  Input has been through text/charset, so it is valid; the decoder is safe (and gives
 * U+FFFD for one byte) on bytes that are not. */
#ifndef MTN_UTF8_H
#define MTN_UTF8_H

#include "base/base.h"

/* The character at p (p < end); *size is set to its length in bytes, 1 to 4. */
static inline uint32_t mtn_utf8_decode(const char *p, const char *end, size_t *size) {
  const unsigned char *s = (const unsigned char *)p;
  size_t left = (size_t)(end - p);
  if (s[0] < 0x80) {
    *size = 1;
    return s[0];
  }
  if (s[0] >= 0xC2 && s[0] < 0xE0 && left >= 2 && (s[1] & 0xC0) == 0x80) {
    *size = 2;
    return (uint32_t)(s[0] & 0x1F) << 6 | (s[1] & 0x3F);
  }
  if (s[0] >= 0xE0 && s[0] < 0xF0 && left >= 3 && (s[1] & 0xC0) == 0x80 && (s[2] & 0xC0) == 0x80) {
    *size = 3;
    return (uint32_t)(s[0] & 0x0F) << 12 | (uint32_t)(s[1] & 0x3F) << 6 | (s[2] & 0x3F);
  }
  if (s[0] >= 0xF0 && s[0] < 0xF5 && left >= 4 && (s[1] & 0xC0) == 0x80 && (s[2] & 0xC0) == 0x80 &&
      (s[3] & 0xC0) == 0x80) {
    *size = 4;
    return (uint32_t)(s[0] & 0x07) << 18 | (uint32_t)(s[1] & 0x3F) << 12 | (uint32_t)(s[2] & 0x3F) << 6 | (s[3] & 0x3F);
  }
  *size = 1;
  return 0xFFFD;
}

/* Whether a byte goes on with a character that starts before it. */
static inline bool mtn_utf8_goes_on(char byte) { return ((unsigned char)byte & 0xC0) == 0x80; }

/* Where the character that ends at `end` begins; begin < end. */
static inline const char *mtn_utf8_before(const char *begin, const char *end) {
  const char *p = end - 1;
  while (p > begin && end - p < 4 && mtn_utf8_goes_on(*p)) p--;
  return p;
}

/* The first `most` bytes of the text, less a character that would be cut. */
static inline matn_str mtn_utf8_cut(matn_str text, size_t most) {
  if (text.len <= most) return text;
  while (most && mtn_utf8_goes_on(text.ptr[most])) most--;
  return (matn_str){text.ptr, most};
}

/* Write `c` (at most U+10FFFF) to out[0..3]; returns its length in bytes. */
static inline size_t mtn_utf8_encode(uint32_t c, char *out) {
  if (c < 0x80) {
    out[0] = (char)c;
    return 1;
  }
  if (c < 0x800) {
    out[0] = (char)(0xC0 | c >> 6);
    out[1] = (char)(0x80 | (c & 0x3F));
    return 2;
  }
  if (c < 0x10000) {
    out[0] = (char)(0xE0 | c >> 12);
    out[1] = (char)(0x80 | (c >> 6 & 0x3F));
    out[2] = (char)(0x80 | (c & 0x3F));
    return 3;
  }
  out[0] = (char)(0xF0 | c >> 18);
  out[1] = (char)(0x80 | (c >> 12 & 0x3F));
  out[2] = (char)(0x80 | (c >> 6 & 0x3F));
  out[3] = (char)(0x80 | (c & 0x3F));
  return 4;
}

#endif
