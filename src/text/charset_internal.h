/* What the files of text/charset share: the encodings' numbers and the decoders. */
#ifndef MTN_TEXT_CHARSET_INTERNAL_H
#define MTN_TEXT_CHARSET_INTERNAL_H

#include "text/charset.h"

#include "text/encodings_ids.inc"

/* Code points of the bytes 0x80 to 0xFF of the single-byte encodings, U+FFFD for those that have none. */
extern const uint16_t mtn_charset_single[MTN_CHARSET_SINGLE_COUNT][128];

/* Decoders take their input in steps and ask for room before each.  A byte of input gives at most three of output
 * (U+FFFD, half-width katakana; four bytes for two with big5's letters with two marks). */
#define MTN_DECODE_STEP 8192u
/* A step may read past its end to finish a character (3 bytes), and a vector store may write past the last one. */
#define MTN_DECODE_SLACK 128u

/* Make room for the output of `step` bytes of input.  MATN_OK, MATN_NOMEM, or MATN_LIMIT when out->len has passed
 * `limit` already. */
static inline matn_status mtn_decode_room(mtn_buf *out, size_t step, size_t limit) {
  size_t need;
  if (out->len > limit) return MATN_LIMIT;
  if (!mtn_mul(step, 3, &need) || !mtn_add(need, MTN_DECODE_SLACK, &need)) return MATN_NOMEM;
  return need <= out->cap - out->len || mtn_buf_reserve(out, need) ? MATN_OK : MATN_NOMEM;
}

/* Copy bytes from `p` to `out` up to the first that is not ASCII, or is CR; their number.  Up to 16 bytes past the last
 * one are overwritten. */
size_t mtn_copy_ascii(const uint8_t *p, const uint8_t *end, char *out);
/* The same, and the end of a line where one stops it, up to `end`: CR and CR LF become LF.  Both ends move. */
static inline void mtn_take_ascii(const uint8_t **p, const uint8_t *stop, const uint8_t *end, char **out) {
  size_t run = mtn_copy_ascii(*p, stop, *out);
  *p += run;
  *out += run;
  if (*p == stop || **p != '\r') return;
  *(*out)++ = '\n';
  ++*p;
  if (*p < end && **p == '\n') ++*p;
}

/* Decoders append to `out`, which is empty; room for some of the input may be there already. */
matn_status mtn_decode_utf8(const uint8_t *p, const uint8_t *end, size_t limit, mtn_buf *out);
matn_status mtn_decode_single(mtn_charset charset, const uint8_t *p, const uint8_t *end, size_t limit, mtn_buf *out);
matn_status mtn_decode_utf16(bool big_endian, const uint8_t *p, const uint8_t *end, size_t limit, mtn_buf *out);
matn_status mtn_decode_multibyte(mtn_charset charset, const uint8_t *p, const uint8_t *end, size_t limit, mtn_buf *out);

/* The character at `p` (p < end, *p >= 0x80) of a multi-byte encoding other than ISO-2022-JP: its code point, U+FFFD
 * for a malformed one, and *size in bytes.  Of the four pairs of Big5 that are two characters, the first. */
uint32_t mtn_read_multibyte(mtn_charset charset, const uint8_t *p, const uint8_t *end, size_t *size);

/* The character at `p` (p < end): its length, 1 to 4, and *valid; or the length of the malformed sequence that becomes
 * one U+FFFD (Encoding Standard 8.1.1). */
static inline size_t mtn_utf8_measure(const uint8_t *p, const uint8_t *end, bool *valid) {
  uint8_t c = p[0], low = 0x80, high = 0xBF;
  size_t need;
  *valid = c < 0x80;
  if (c < 0xC2 || c > 0xF4) return 1;
  if (c < 0xE0) {
    need = 2;
  } else if (c < 0xF0) {
    need = 3;
    if (c == 0xE0) low = 0xA0;
    if (c == 0xED) high = 0x9F;
  } else {
    need = 4;
    if (c == 0xF0) low = 0x90;
    if (c == 0xF4) high = 0x8F;
  }
  for (size_t i = 1; i < need; i++) {
    if ((size_t)(end - p) == i || p[i] < low || p[i] > high) return i;
    low = 0x80;
    high = 0xBF;
  }
  *valid = true;
  return need;
}

/* The likeliest encoding of a page that does not say and that is neither UTF-8 nor ISO-2022-JP. */
mtn_charset mtn_charset_detect(const uint8_t *bytes, size_t len);

#endif
