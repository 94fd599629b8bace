/* What the date readers share: one attempt at one place of the text. */
#ifndef MTN_STATEMENT_DATES_INTERNAL_H
#define MTN_STATEMENT_DATES_INTERNAL_H

#include "statement/dates.h"

typedef struct mtn_text_date_reader {
  const mtn_tokens *t;
  mtn_day anchor;          /* year 0: unknown */
  int32_t now;             /* its day number */
  int32_t month_years[13]; /* the year that the text last gave with a month; at 0, the last year of all */
  bool future;             /* the sentence has spoken of what will be */
  uint32_t second_at;      /* the token that is the second day of a month named before it; 0: none */
  mtn_day second;          /* that day */
} mtn_text_date_reader;

/* Each reads a date that begins at token `at` into *out and returns the token behind it, or `at`.  `out->begin` is set
 * where it is not the first token's. */
uint32_t mtn_text_date_read_numeric(mtn_text_date_reader *r, uint32_t at, mtn_text_date *out);
uint32_t mtn_text_date_read_named(mtn_text_date_reader *r, uint32_t at, mtn_text_date *out);
uint32_t mtn_text_date_read_second(mtn_text_date_reader *r, uint32_t at, mtn_text_date *out);
uint32_t mtn_text_date_read_relative(mtn_text_date_reader *r, uint32_t at, mtn_text_date *out);

/* Does the word at `at` say that something will be? */
bool mtn_text_date_is_future(const mtn_tokens *t, uint32_t at);
/* The entry's value where `kind` begins at *at, which is then passed; 0 (and *at unchanged) if not. */
const mtn_lex_entry *mtn_text_date_take(const mtn_tokens *t, uint32_t *at, int kind);
/* A whole number in digits from 1 to `most`, or 0. */
int32_t mtn_text_date_digits(const mtn_tokens *t, uint32_t at, int32_t most);
/* A year at *at, in four digits or words, which is then passed; 0 if none. */
int32_t mtn_text_date_year(const mtn_tokens *t, uint32_t *at);

void mtn_text_date_set_day(mtn_text_date *out, mtn_day day, int32_t part); /* part: MTN_TERM_MO… or 0 */
void mtn_text_date_set_month(mtn_text_date *out, int32_t year, int32_t month);
void mtn_text_date_set_year(mtn_text_date *out, int32_t year);
void mtn_text_date_set_week(mtn_text_date *out, int32_t day_number, bool weekend);
static inline void mtn_text_date_set_unknown(mtn_text_date *out) { out->value[0] = '\0'; }

#endif
