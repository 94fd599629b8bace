/*
 * What a character is to someone who counts words, sentences and lengths.
 *
 * The ranges are those of Unicode 15 (UCD: Scripts, PropertyList's Sentence_Terminal and White_Space), rounded to whole
 * blocks where what lies between is unassigned or rare: the classes steer lengths and counts, never which characters
 * are written.
 */
#ifndef MTN_TEXT_UNICODE_H
#define MTN_TEXT_UNICODE_H

#include "base/utf8.h"

typedef enum mtn_char_class {
  MTN_CHAR_PUNCT = 0, /* anything that ends a word and is nothing below: marks, symbols, emoji */
  MTN_CHAR_WORD,      /* letters, digits, marks of scripts that write words apart */
  MTN_CHAR_SPACE,     /* what HTML collapses */
  MTN_CHAR_BLANK,     /* other white space: no-break, em, ideographic space */
  MTN_CHAR_STOP,      /* ends a sentence if white space or the end follows: . ! ? ... */
  MTN_CHAR_FULL_STOP, /* ends a sentence whatever follows */
  MTN_CHAR_CLOSE,     /* closing marks and brackets: may stand between a stop and the white space after it */
  MTN_CHAR_COMMA,
  MTN_CHAR_HAN,    /* a word each, as long as three letters */
  MTN_CHAR_KANA,   /* a word each, as long as two */
  MTN_CHAR_HANGUL, /* words are written apart; as long as two */
  MTN_CHAR_SEA,    /* Thai, Lao, Khmer, Myanmar: a word each, because words are not written apart */
  MTN_CHAR_ZERO    /* no width: soft hyphen, joiners, direction marks */
} mtn_char_class;

/* Whether words are made of the class: letters, digits and marks of all scripts. */
static inline bool mtn_char_class_is_word(mtn_char_class class) {
  return class == MTN_CHAR_WORD || (class >= MTN_CHAR_HAN && class <= MTN_CHAR_SEA);
}

extern const uint8_t mtn_ascii_class[128];

mtn_char_class mtn_char_class_wide(uint32_t c); /* c >= 128 */

static inline mtn_char_class mtn_char_class_of(uint32_t c) {
  return c < 128 ? (mtn_char_class)mtn_ascii_class[c] : mtn_char_class_wide(c);
}

/* The digit zero of the script that `c` is a digit of, 0 if it is none; of the scripts that pages write numbers in. */
uint32_t mtn_char_zero_wide(uint32_t c); /* c >= 128 */
static inline uint32_t mtn_char_zero(uint32_t c) {
  return c < 128 ? mtn_is_digit((unsigned char)c) ? '0' : 0 : mtn_char_zero_wide(c);
}

/* The value of a digit of such a script, -1 of anything else. */
static inline int mtn_char_digit(uint32_t c) {
  const uint32_t zero = mtn_char_zero(c);
  return zero ? (int)(c - zero) : -1;
}

/* Letters of scripts that run from right to left. */
static inline bool mtn_char_is_rtl(uint32_t c) {
  return (c >= 0x05BE && c < 0x0900 && !(c >= 0x0660 && c < 0x066A) && !(c >= 0x06F0 && c < 0x06FA)) ||
         (c >= 0xFB1D && c < 0xFE00) || (c >= 0xFE70 && c < 0xFEFF) || (c >= 0x10800 && c < 0x11000) ||
         (c >= 0x1E800 && c < 0x1EF00);
}

#endif
