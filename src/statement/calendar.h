/* Days of the (proleptic) Gregorian calendar, counted from 1970-01-01. */
#ifndef MTN_STATEMENT_CALENDAR_H
#define MTN_STATEMENT_CALENDAR_H

#include "base/base.h"

typedef struct mtn_day {
  int32_t year, month, day; /* year 0: unknown */
} mtn_day;

int32_t mtn_day_number(mtn_day day);
mtn_day mtn_day_of_number(int32_t number);
int32_t mtn_month_days(int32_t year, int32_t month);
/* 1 Monday to 7 Sunday. */
int32_t mtn_weekday(int32_t number);
/* ISO 8601: the week and the year that it belongs to. */
void mtn_iso_week(int32_t number, int32_t *year, int32_t *week);
/* `day` moved by months; the 31st becomes the last of a shorter month. */
mtn_day mtn_day_add_months(mtn_day day, int32_t months);
/* "YYYY-MM-DD"; false if it is not a day. */
bool mtn_day_read(matn_str text, mtn_day *out);

#endif
