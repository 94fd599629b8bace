/*
 * Numbers in a text: digits, words, both together.
 *
 * Invariants: numbers stand in the order of the text and do not overlap; `begin` and `end` are bytes, clitics left out;
 * a vague one ("dozens") has no value.
 */
#ifndef MTN_STATEMENT_NUMBERS_H
#define MTN_STATEMENT_NUMBERS_H

#include "statement/decimal.h"
#include "statement/tokens.h"

typedef enum mtn_number_flag {
  MTN_NUMBER_PERCENT = 1 << 0,
  MTN_NUMBER_VAGUE = 1 << 1,    /* tens, hundreds…: no value */
  MTN_NUMBER_ATTACHED = 1 << 2, /* letters follow without a space: 180ml */
  MTN_NUMBER_FRACTION = 1 << 3, /* a share: half, two thirds, one in three */
  MTN_NUMBER_WORDS = 1 << 4,    /* begins with a word, not with digits */
  MTN_NUMBER_DOZEN = 1 << 5,
  MTN_NUMBER_JOINED = 1 << 6, /* stands behind a sign without a space: ATR-72, 300/400 */
  MTN_NUMBER_PRONOUN = 1 << 7 /* "one" that counts nothing: this one */
} mtn_number_flag;

typedef struct mtn_number {
  uint32_t first, last; /* tokens, `last` excluded */
  uint32_t begin, end;  /* bytes of the text */
  mtn_decimal value;
  uint32_t flags; /* mtn_number_flag */
} mtn_number;

typedef struct mtn_numbers {
  mtn_number *items;
  uint32_t count;
} mtn_numbers;

/* MATN_OK or MATN_NOMEM; memory is the arena's. */
matn_status mtn_numbers_find(const mtn_tokens *tokens, mtn_arena *arena, mtn_numbers *out);

/* The value of a run of digits with separators, read as the language writes them; false if it is no number (a date, an
 * address). */
bool mtn_number_read_digits(matn_str digits, mtn_lang lang, mtn_decimal *out);
/* A cardinal of words and digits at token `at`: the token behind it, or `at` itself if there is none. */
uint32_t mtn_number_read_cardinal(const mtn_tokens *tokens, uint32_t at, mtn_decimal *out);

#endif
