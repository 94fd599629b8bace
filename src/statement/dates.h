/*
 * Dates in a text, resolved to days where the text and the page's day allow.
 *
 * Invariants: dates stand in the order of the text and do not overlap.  `value` is in the manner of TIMEX3:
 * "2022-01-10", "2022-01-10TMO" (MO, MI, AF, EV, NI), "2022-01", "2022", "2022-W02", "2022-W02-WE", "PAST_REF"; empty
 * where it hangs on the page's day and that is unknown: unknown rather than wrong.
 */
#ifndef MTN_STATEMENT_DATES_H
#define MTN_STATEMENT_DATES_H

#include "statement/calendar.h"
#include "statement/numbers.h"

typedef struct mtn_text_date {
  uint32_t first, last; /* tokens, `last` excluded */
  uint32_t begin, end;  /* bytes of the text */
  mtn_day day;          /* where it is one day; else year 0 */
  char value[20];
} mtn_text_date;

typedef struct mtn_text_dates {
  mtn_text_date *items;
  uint32_t count;
} mtn_text_dates;

/* Find the dates of the text; `anchor` is the page's day, year 0 if unknown.  MATN_OK or MATN_NOMEM. */
matn_status mtn_text_dates_find(const mtn_tokens *tokens, mtn_day anchor, mtn_arena *arena, mtn_text_dates *out);

#endif
