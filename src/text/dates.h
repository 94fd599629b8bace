/*
 * Dates as people write them, in every language of CLDR.
 *
 * Names of months (Gregorian, Persian, Islamic), of days of the week and of halves of the day come from
 * `dates_words.inc`; digits may be of any script; years may count from another era (Buddhist, Japanese, of the Republic
 * of China).  Everything is given as a Gregorian date.  Each start looks at a bounded number of tokens, so reading a
 * text is linear.
 */
#ifndef MTN_TEXT_DATES_H
#define MTN_TEXT_DATES_H

#include "base/base.h"

typedef struct mtn_date {
  int16_t year;       /* 0: not said */
  uint8_t month, day; /* 0: not said */
  int8_t hour;        /* -1: not said */
  uint8_t minute, second;
  bool has_zone;
  int16_t zone; /* minutes east of UTC */
} mtn_date;

typedef enum mtn_calendar { MTN_GREGORIAN = 0, MTN_PERSIAN, MTN_ISLAMIC } mtn_calendar;

/* Of the writer: what decides where a date alone does not. */
typedef struct mtn_date_style {
  uint16_t language; /* mtn_date_language(); 0 unknown */
  bool month_first;  /* 3/4/2022 is the fourth of March */
} mtn_date_style;

typedef struct mtn_date_match {
  mtn_date date;
  size_t begin, end; /* in the text, the time of day included */
  mtn_calendar calendar;
  bool in_words; /* the month is a name */
  bool unsure;   /* 3/4/2022: style->month_first decided */
  bool short_year;
} mtn_date_match;

/* A language tag's first part in small letters as a number, 0 if it has none. */
uint16_t mtn_date_language(matn_str tag);

/* The next date in `text` at or after *at that names a month and either a day or a year; *at moves behind it.  The
 * parts are possible ones (no 31 April, months 1 to 12); the year is between 1000 and 2999. */
bool mtn_dates_next(matn_str text, size_t *at, const mtn_date_style *style, mtn_date_match *out);

/* The date at the start of a value made for machines: ISO 8601 and its neighbours (2022-01-10T08:00:00+03:00,
 * 20220110, 2022-01-10 08:00), RFC 2822, or whatever mtn_dates_next reads there. */
bool mtn_dates_read(matn_str value, const mtn_date_style *style, mtn_date *out);

/* Seconds since 1970 (or thousandths of them, beyond 10^11) as a date in UTC. */
mtn_date mtn_date_of_seconds(int64_t seconds);

bool mtn_date_is_valid(unsigned year, unsigned month, unsigned day);
/* Days since 1970-01-01, and back. */
int32_t mtn_date_days(unsigned year, unsigned month, unsigned day);
mtn_date mtn_date_of_days(int32_t days);
/* The day as YYYY-MM-DD, zeros for what is not known; returns the place behind it. */
#define MTN_DATE_DAY_SIZE 10
char *mtn_date_write_day(const mtn_date *date, char *out);

/* A day of another calendar as a Gregorian one; the Islamic calendar is the tabular one, a day off at times. */
bool mtn_date_convert(mtn_calendar calendar, unsigned year, unsigned month, unsigned day, mtn_date *out);

/* ---- times that hang on another ---- */

typedef enum mtn_ago_unit { MTN_AGO_SECONDS = 0, MTN_AGO_MINUTES, MTN_AGO_HOURS, MTN_AGO_DAYS } mtn_ago_unit;

/* "3 hours ago", "vor 3 Stunden", "منذ ساعتين", "yesterday". */
typedef struct mtn_ago {
  mtn_ago_unit unit;
  unsigned number;
  size_t begin, end; /* in the text */
} mtn_ago;

/* The first such time in a short text (a label, not a paragraph), in any language of CLDR; "yesterday" and its kin only
 * where nothing but a time of day stands beside it. */
bool mtn_dates_ago(matn_str text, uint16_t language, mtn_ago *out);

/* The time that was so long before `now`, the hour only where `now` has one; false if `now` does not decide the day. */
bool mtn_date_before(const mtn_date *now, const mtn_ago *ago, mtn_date *out);

/* ---- words ---- */

typedef enum mtn_date_word_kind {
  MTN_WORD_MONTH = 0,
  MTN_WORD_PERSIAN, /* months of the other calendars */
  MTN_WORD_ISLAMIC,
  MTN_WORD_WEEKDAY, /* 1 Monday to 7 Sunday */
  MTN_WORD_HALF,    /* 0 before noon, 1 after */
  MTN_WORD_DAY      /* -2 to 2: from the day before yesterday to the day after tomorrow */
} mtn_date_word_kind;

typedef struct mtn_date_word {
  mtn_date_word_kind kind;
  int value;
  size_t len; /* bytes of the text that it is made of */
} mtn_date_word;

/* The longest name (three words at most) that starts at text.ptr[at], where a word starts, and is of one of `kinds` (a
 * set of bits 1 << kind). */
bool mtn_date_word_at(matn_str text, size_t at, uint16_t language, unsigned kinds, mtn_date_word *out);

#endif
