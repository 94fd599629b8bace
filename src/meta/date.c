#include "meta/date.h"

/* Pages older than the web are misprints or archives of paper; both are better left unknown. */
#define YEAR_MIN 1990
#define YEAR_MAX 2099

typedef struct reader {
  const char *p, *end;
} reader;

static bool number(reader *r, unsigned least_digits, unsigned most_digits, unsigned *out) {
  unsigned value = 0, digits = 0;
  while (r->p < r->end && digits < most_digits && mtn_is_digit((unsigned char)*r->p)) {
    value = value * 10 + (unsigned)(*r->p++ - '0');
    digits++;
  }
  *out = value;
  return digits >= least_digits;
}

static bool at_digit(const reader *r) { return r->p < r->end && mtn_is_digit((unsigned char)*r->p); }

static void skip_space(reader *r) {
  while (r->p < r->end && (mtn_is_space((unsigned char)*r->p) || *r->p == ',' || *r->p == '.')) r->p++;
}

static bool write_day(unsigned year, unsigned month, unsigned day, char out[MTN_DAY_SIZE]) {
  static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12 || day < 1) return false;
  bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  if (day > days[month - 1] + (unsigned)(month == 2 && leap)) return false;
  out[0] = (char)('0' + year / 1000);
  out[1] = (char)('0' + year / 100 % 10);
  out[2] = (char)('0' + year / 10 % 10);
  out[3] = (char)('0' + year % 10);
  out[4] = out[7] = '-';
  out[5] = (char)('0' + month / 10);
  out[6] = (char)('0' + month % 10);
  out[8] = (char)('0' + day / 10);
  out[9] = (char)('0' + day % 10);
  return true;
}

/* An English month, whole or its first three letters; 0 if it is none. */
static unsigned month_name(reader *r) {
  static const char *const months[] = {"january", "february", "march",     "april",   "may",      "june",
                                       "july",    "august",   "september", "october", "november", "december"};
  const char *start = r->p;
  while (r->p < r->end && mtn_is_alpha((unsigned char)*r->p)) r->p++;
  size_t len = (size_t)(r->p - start);
  for (unsigned m = 0; m < 12 && len >= 3; m++) {
    size_t whole = strlen(months[m]), k = 0;
    while (k < len && k < whole && mtn_to_lower(start[k]) == months[m][k]) k++;
    if (k == len && (len == 3 || len == whole || (m == 8 && len == 4))) return m + 1;
  }
  return 0;
}

static bool iso(reader r, char out[MTN_DAY_SIZE]) {
  unsigned year, month, day;
  if (!number(&r, 4, 4, &year)) return false;
  if (r.p < r.end && (*r.p == '-' || *r.p == '/' || *r.p == '.')) {
    char separator = *r.p++;
    if (!number(&r, 1, 2, &month) || r.p == r.end || *r.p != separator) return false;
    r.p++;
    if (!number(&r, 1, 2, &day) || at_digit(&r)) return false;
  } else if (!number(&r, 2, 2, &month) || !number(&r, 2, 2, &day) ||
             (at_digit(&r) && (size_t)(r.end - r.p) != 6 && (size_t)(r.end - r.p) != 4)) { /* YYYYMMDDhhmm[ss] */
    return false;
  }
  return write_day(year, month, day, out);
}

/* "Mon, 10 Jan 2022", "10 January 2022", "January 10, 2022", "Jan. 10 2022". */
static bool english(reader r, char out[MTN_DAY_SIZE]) {
  unsigned year, month = 0, day = 0;
  reader weekday = r;
  while (weekday.p < weekday.end && mtn_is_alpha((unsigned char)*weekday.p)) weekday.p++;
  if (weekday.p > r.p && weekday.p < weekday.end && *weekday.p == ',') r = weekday;
  skip_space(&r);
  if (at_digit(&r)) {
    if (!number(&r, 1, 2, &day)) return false;
    skip_space(&r);
    month = month_name(&r);
  } else {
    month = month_name(&r);
    skip_space(&r);
    if (!number(&r, 1, 2, &day)) return false;
  }
  skip_space(&r);
  if (!month || !number(&r, 4, 4, &year) || at_digit(&r)) return false;
  return write_day(year, month, day, out);
}

bool mtn_date_parse(matn_str text, char out[MTN_DAY_SIZE]) {
  if (!text.ptr) return false;
  reader r = {text.ptr, text.ptr + text.len};
  while (r.p < r.end && mtn_is_space((unsigned char)*r.p)) r.p++;
  return iso(r, out) || english(r, out);
}

bool mtn_date_of_url(matn_str url, char out[MTN_DAY_SIZE]) {
  for (size_t i = 0; i + 1 < url.len; i++) {
    if (url.ptr[i] == '?' || url.ptr[i] == '#') return false;
    if (url.ptr[i] != '/') continue;
    reader r = {url.ptr + i + 1, url.ptr + url.len};
    if (r.end - r.p > 4 && !mtn_is_digit((unsigned char)r.p[4]) && iso(r, out)) return true;
  }
  return false;
}
