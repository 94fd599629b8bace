/*
 * Lists of words that many texts are asked for: most texts are none of them, which two or three bytes tell.
 *
 * A filter never denies a text that is in the list, whatever its case in ASCII; of the others it denies most.  It is
 * 1,024 bits, filled from the list by whoever asks often.
 */
#ifndef MTN_BASE_FILTER_H
#define MTN_BASE_FILTER_H

#include "base/base.h"

typedef struct mtn_filter {
  uint32_t rows[32];
} mtn_filter;

static inline void mtn_filter_set(mtn_filter *f, unsigned row, unsigned bit) {
  f->rows[row & 31] |= UINT32_C(1) << (bit & 31);
}
static inline bool mtn_filter_has(const mtn_filter *f, unsigned row, unsigned bit) {
  return f->rows[row & 31] >> (bit & 31) & 1;
}

/* ---- whole words: by length, first and last byte ---- */

static inline unsigned mtn_filter_ends(matn_str word) {
  return (unsigned char)word.ptr[0] * 5u + (unsigned char)word.ptr[word.len - 1];
}
static inline void mtn_filter_add(mtn_filter *f, const char *word) {
  matn_str w = mtn_str_of(word);
  mtn_filter_set(f, (unsigned)w.len, mtn_filter_ends(w));
}
static inline bool mtn_filter_may_be(const mtn_filter *f, matn_str text) {
  return text.len && mtn_filter_has(f, (unsigned)text.len, mtn_filter_ends(text));
}

/* ---- beginnings, of two bytes at least: by those two ---- */

static inline void mtn_filter_add_start(mtn_filter *f, const char *word) {
  mtn_filter_set(f, (unsigned char)word[0], (unsigned char)word[1]);
}
/* Of a text whose first two characters are not ASCII nothing is known: folding may change them. */
static inline bool mtn_filter_may_start(const mtn_filter *f, matn_str text) {
  if (text.len < 2) return false;
  unsigned first = (unsigned char)text.ptr[0], second = (unsigned char)text.ptr[1];
  return first >= 0x80 || second >= 0x80 || mtn_filter_has(f, first, second);
}

#endif
