/*
 * Dates that name their day: "02/22/2016", "21.04.2016", "2019-sep-1", "Monday, January 12th, 2016", "2 يناير الجاري",
 * "July 2021", "عام 2002", "the first Friday in this month".
 */
#include "statement/dates_internal.h"

#include "text/dates.h"

#include <stdlib.h>

#define LI_AL "\xD9\x84\xD9\x84" /* لل */

static int32_t full_year(int32_t year, size_t digits) {
  if (digits > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year; /* as POSIX strptime's %y, a year later */
}

/* Three numbers as a day: year first if it has four digits, else by what can be a month, else as the language has it.
 * A comma before the year is of the American order, whoever writes it. */
static bool set_numbers(mtn_text_date_reader *r, mtn_text_date *out, const int32_t *n, const size_t *digits,
                        bool comma) {
  mtn_day day;
  if (digits[0] == 4) {
    day = (mtn_day){n[0], n[1], n[2]};
  } else {
    bool month_first = comma || r->t->lang == MTN_LANG_EN;
    if (n[0] > 12) month_first = false;
    if (n[1] > 12) month_first = true;
    day = (mtn_day){full_year(n[2], digits[2]), month_first ? n[0] : n[1], month_first ? n[1] : n[0]};
    if (n[0] > 31 ||
        (digits[0] == 2 && n[2] > 12 && n[0] > 12 && n[1] <= 12 && digits[2] == 2 && r->t->lang == MTN_LANG_AR))
      day = (mtn_day){full_year(n[0], digits[0]), n[1], n[2]};
  }
  if (day.year < 1000 || day.year > 2199 || day.month < 1 || day.month > 12 || day.day < 1 ||
      day.day > mtn_month_days(day.year, day.month))
    return false;
  mtn_text_date_set_day(out, day, 0);
  return true;
}

/* "21.04.2016" is one token. */
static bool read_points(mtn_text_date_reader *r, uint32_t at, mtn_text_date *out) {
  matn_str text = mtn_token_folded(r->t, at);
  int32_t n[3] = {0, 0, 0};
  size_t digits[3] = {0, 0, 0}, part = 0;
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] == '.' && part < 2) {
      part++;
    } else if (mtn_is_digit((unsigned char)text.ptr[i]) && digits[part] < 4) {
      n[part] = n[part] * 10 + (text.ptr[i] - '0');
      digits[part]++;
    } else {
      return false;
    }
  }
  if (part != 2 || digits[0] == 0 || digits[0] > 2 || digits[1] == 0 || digits[2] < 2) return false;
  if (n[1] < 1 || n[1] > 12 || n[0] < 1 || n[0] > 31) return false;
  mtn_day day = {full_year(n[2], digits[2]), n[1], n[0]};
  if (day.day > mtn_month_days(day.year, day.month)) return false;
  mtn_text_date_set_day(out, day, 0);
  return true;
}

/* "12,2015", one token for the comma's sake: its two halves in n[1] and n[2]. */
static bool split_at_comma(matn_str text, int32_t *n, size_t *digits) {
  size_t comma = 0;
  while (comma < text.len && mtn_is_digit((unsigned char)text.ptr[comma])) comma++;
  if (comma == 0 || comma > 2 || comma >= text.len || text.ptr[comma] != ',') return false;
  for (size_t i = 0; i < text.len; i++) {
    if (i == comma) continue;
    if (!mtn_is_digit((unsigned char)text.ptr[i])) return false;
    int32_t *to = i < comma ? &n[1] : &n[2];
    if (*to < 1000) *to = *to * 10 + (text.ptr[i] - '0');
  }
  digits[1] = comma;
  digits[2] = text.len - comma - 1;
  return true;
}

/* Does a number at `at` stand on its own: nothing joined before it but a bracket or colon? */
static bool stands_alone(const mtn_tokens *t, uint32_t at) {
  if (at == 0 || (t->items[at].flags & MTN_TOKEN_SPACED)) return true;
  const mtn_token *before = &t->items[at - 1];
  return before->kind != MTN_TOKEN_PUNCT || before->c == '(' || before->c == ':';
}

uint32_t mtn_text_date_read_numeric(mtn_text_date_reader *r, uint32_t at, mtn_text_date *out) {
  const mtn_tokens *t = r->t;
  if (t->items[at].kind != MTN_TOKEN_NUMBER) return at;
  if (read_points(r, at, out)) return at + 1;
  uint32_t sign = at + 1 < t->count ? t->items[at + 1].c : 0, p = at + 2;
  if ((sign != '/' && sign != '-') || !stands_alone(t, at)) return at;
  int32_t n[3] = {mtn_text_date_digits(t, at, 9999), 0, 0};
  size_t digits[3] = {t->items[at].folded_len, 0, 0};
  const mtn_lex_entry *month = digits[0] == 4 ? mtn_text_date_take(t, &p, MTN_LEX_MONTH) : NULL;
  if (month) { /* 2019-sep-1 */
    n[1] = month->value;
  } else {
    n[1] = mtn_text_date_digits(t, p, 31);
    if (n[1] == 0 && p < t->count && t->items[p].kind == MTN_TOKEN_NUMBER && sign == '/')
      return n[0] && split_at_comma(mtn_token_folded(t, p), n, digits) && set_numbers(r, out, n, digits, true) ? p + 1
                                                                                                               : at;
    digits[1] = n[1] ? t->items[p].folded_len : 0;
    p++;
  }
  if (n[0] == 0 || n[1] == 0) return at;
  bool comma = !month && sign == '/' && mtn_token_is_comma(t, p); /* "08/12, 2015" */
  if (!comma && !mtn_token_is_char(t, p, sign)) return at;
  n[2] = mtn_text_date_digits(t, p + 1, 9999);
  digits[2] = n[2] ? t->items[p + 1].folded_len : 0;
  if (n[2] == 0 || (digits[0] != 4 && digits[2] != 4 && digits[2] != 2)) return at;
  if (comma && digits[2] == 2 && digits[0] == 4) return at;
  return set_numbers(r, out, n, digits, comma) ? p + 2 : at;
}

/* ------------------------------------------------------------------------------------------------- named by a month */

/* "twenty second", "الحادي والعشرين". */
static int32_t read_day_in_words(const mtn_tokens *t, uint32_t *at) {
  uint32_t p = *at, count, clitic;
  const mtn_lex_entry *entry = mtn_text_date_take(t, &p, MTN_LEX_ORDONE);
  int32_t ones = entry ? entry->value : 0;
  if (!entry && (entry = mtn_text_date_take(t, &p, MTN_LEX_ORD)) != NULL) ones = entry->value;
  if (entry && t->lang == MTN_LANG_AR) { /* "الحادي والعشرين" */
    uint32_t q = p;
    const mtn_lex_entry *tens = mtn_text_date_take(t, &q, MTN_LEX_ORDTENS);
    if (tens) {
      ones += tens->value;
      p = q;
    }
  }
  if (!entry) {
    entry = mtn_tokens_match(t, p, MTN_LEX_NUM, &count, &clitic);
    if (!entry || entry->value < 1) return 0;
    mtn_decimal value;
    uint32_t q = p + count;
    if (mtn_token_is_char(t, q, '-')) q++;
    const mtn_lex_entry *ordinal =
        entry->value == 20 || entry->value == 30 ? mtn_tokens_match(t, q, MTN_LEX_ORD, &count, &clitic) : NULL;
    if (ordinal && ordinal->value < 10) { /* "twenty second" */
      ones = entry->value + ordinal->value;
      p = q + count;
    } else {
      q = mtn_number_read_cardinal(t, p, &value);
      ones = value.exponent >= 0 && value.exponent < 2 && value.digits < 32
                 ? (int32_t)(value.digits * (value.exponent ? 10 : 1))
                 : 0;
      p = q;
    }
  }
  if (ones < 1 || ones > 31) return 0;
  *at = p;
  return ones;
}

/* A day of the month at *at, in digits ("12", "12th", "16.") or words ("twenty second", "الحادي والعشرين"); 0 if none.
 */
static int32_t read_day(const mtn_tokens *t, uint32_t *at) {
  int32_t day = mtn_text_date_digits(t, *at, 31);
  uint32_t p = *at + 1;
  if (day) {
    if (mtn_token_is_char(t, p, '-') && mtn_tokens_is(t, p + 1, MTN_LEX_ORDSUFFIX) &&
        !(t->items[p].flags & MTN_TOKEN_SPACED)) /* "5-го" */
      p++;
    if (p < t->count && !(t->items[p].flags & MTN_TOKEN_SPACED) &&
        (mtn_tokens_is(t, p, MTN_LEX_ORDSUFFIX) || mtn_token_is_char(t, p, '.')))
      p++;
    *at = p;
    return day;
  }
  return read_day_in_words(t, at);
}

/* The year that a month without one is in: of the same month earlier in the text, or the nearest to the page's day. */
static int32_t guess_year(mtn_text_date_reader *r, int32_t month, int32_t day) {
  if (r->month_years[month]) return r->month_years[month];
  if (!r->anchor.year) return 0;
  int32_t year = r->anchor.year;
  if (day == 0) { /* a month alone is past, this one included */
    if (r->future) return month < r->anchor.month ? year + 1 : year;
    return month > r->anchor.month ? year - 1 : year;
  }
  int32_t away = (month - r->anchor.month) * 30 + day - r->anchor.day;
  return away > 182 ? year - 1 : away < -182 ? year + 1 : year;
}

/* "الجاري", "this year", "من عام 2020", ", 2016": what says the year behind a month.  0: nothing. */
static int32_t read_year_behind(mtn_text_date_reader *r, uint32_t *at, int32_t month, bool has_day) {
  const mtn_tokens *t = r->t;
  uint32_t p = *at;
  const mtn_lex_entry *entry = mtn_text_date_take(t, &p, MTN_LEX_SHIFT);
  if (entry && t->lang == MTN_LANG_AR) { /* "2 يناير الجاري", "يناير الماضي" */
    *at = p;
    if (!r->anchor.year) return -1;
    if (entry->value == 0) return r->anchor.year;
    if (entry->value < 0)
      return month > r->anchor.month || (month == r->anchor.month && !has_day) ? r->anchor.year - 1 : r->anchor.year;
    return month < r->anchor.month ? r->anchor.year + 1 : r->anchor.year;
  }
  p = *at;
  if (mtn_token_is_comma(t, p) || mtn_token_is_char(t, p, '.')) p++;
  (void)mtn_text_date_take(t, &p, MTN_LEX_OF);
  const mtn_lex_entry *unit;
  uint32_t q = p;
  if ((entry = mtn_text_date_take(t, &q, MTN_LEX_SHIFT)) != NULL &&
      (unit = mtn_text_date_take(t, &q, MTN_LEX_UNIT)) != NULL && unit->value == MTN_TERM_YEAR) {
    *at = q; /* "January this year", "März letzten Jahres" */
    return r->anchor.year ? r->anchor.year + entry->value : -1;
  }
  q = p;
  if ((unit = mtn_text_date_take(t, &q, MTN_LEX_UNIT)) != NULL && unit->value == MTN_TERM_YEAR) {
    uint32_t s = q;
    if ((entry = mtn_text_date_take(t, &s, MTN_LEX_SHIFT)) != NULL) { /* "يناير من العام الماضي" */
      *at = s;
      return r->anchor.year ? r->anchor.year + entry->value : -1;
    }
    p = q;
  }
  int32_t year = mtn_text_date_year(t, &p);
  if (year) {
    q = p;
    if ((unit = mtn_text_date_take(t, &q, MTN_LEX_UNIT)) != NULL && unit->value == MTN_TERM_YEAR &&
        t->lang == MTN_LANG_RU)
      p = q;
    *at = p;
  }
  return year;
}

static void set_month_day(mtn_text_date_reader *r, mtn_text_date *out, int32_t year, int32_t month, int32_t day) {
  if (year > 0) r->month_years[month] = r->month_years[0] = year;
  if (year == 0) year = guess_year(r, month, day);
  if (year <= 0) {
    mtn_text_date_set_unknown(out);
    return;
  }
  if (day > mtn_month_days(year, month)) day = 0;
  if (day)
    mtn_text_date_set_day(out, (mtn_day){year, month, day}, 0);
  else
    mtn_text_date_set_month(out, year, month);
}

/* "Julio Martínez", "August Müller": a capital, a name behind it, and no word before it that dates stand behind. */
static bool is_first_name(const mtn_tokens *t, uint32_t at) {
  if (!(t->items[at].flags & MTN_TOKEN_CAPITAL) || !mtn_token_is_word(t, at + 1)) return false;
  if (!(t->items[at + 1].flags & MTN_TOKEN_CAPITAL) || t->items[at + 1].flags & MTN_TOKEN_LINE) return false;
  if (mtn_token_is_known(&t->items[at + 1])) return false;
  return at == 0 || !(mtn_tokens_is(t, at - 1, MTN_LEX_AT) || mtn_tokens_is(t, at - 1, MTN_LEX_OF) ||
                      mtn_tokens_is(t, at - 1, MTN_LEX_PREP) || mtn_tokens_is(t, at - 1, MTN_LEX_SHIFT));
}

/* Month names that are words of their own too: only with a capital, and behind a word that dates stand behind. */
static bool is_month(const mtn_tokens *t, uint32_t at, bool has_day) {
  if (!has_day && is_first_name(t, at)) return false;
  if (t->items[at].flags & MTN_TOKEN_ARABIC) {
    /* آب, أوت, ماي, جوان, مارس and the like need a day or a year */
    return has_day || t->items[at].end - t->items[at].begin > 8;
  }
  if (t->lang == MTN_LANG_RU || t->lang == MTN_LANG_ES || t->lang == MTN_LANG_FR) return true;
  return has_day || (t->items[at].flags & MTN_TOKEN_CAPITAL);
}

static bool is_may_or_march(const mtn_tokens *t, uint32_t at) {
  return t->lang == MTN_LANG_EN &&
         (mtn_token_is(t, at, "may") || mtn_token_is(t, at, "march") || t->items[at].folded_len == 3);
}

/* "الأسبوع الأول من فبراير": the ordinal at `at` tells which week, not which day. */
static bool counts_weeks(const mtn_tokens *t, uint32_t at) {
  uint32_t count, clitic;
  if (t->lang != MTN_LANG_AR || at == 0 || t->items[at].kind != MTN_TOKEN_WORD) return false;
  const mtn_lex_entry *unit = mtn_tokens_match(t, at - 1, MTN_LEX_UNIT, &count, &clitic);
  return unit && count == 1 && unit->value != MTN_TERM_DAY;
}

/* "20th of next month", "12 إلى 15 من الشهر الجاري": `at` is behind the day. */
static uint32_t read_day_of_month(mtn_text_date_reader *r, uint32_t at, int32_t day, mtn_text_date *out) {
  const mtn_tokens *t = r->t;
  uint32_t q = at;
  const mtn_lex_entry *shift = mtn_text_date_take(t, &q, MTN_LEX_SHIFT);
  (void)mtn_text_date_take(t, &q, MTN_LEX_THISWORD);
  const mtn_lex_entry *unit = mtn_text_date_take(t, &q, MTN_LEX_UNIT);
  bool behind_this = t->lang == MTN_LANG_AR && q >= 2 && mtn_tokens_is(t, q - 2, MTN_LEX_THISWORD);
  if (unit && unit->value == MTN_TERM_MONTH && !shift) shift = mtn_text_date_take(t, &q, MTN_LEX_SHIFT);
  if (!unit || unit->value != MTN_TERM_MONTH || (!shift && !behind_this)) return at;
  if (!r->anchor.year) return q;
  mtn_day first = mtn_day_add_months((mtn_day){r->anchor.year, r->anchor.month, 1}, shift ? shift->value : 0);
  if (day > mtn_month_days(first.year, first.month)) {
    memcpy(out->value, "0001-01-01", 11);
    return q;
  }
  first.day = day;
  mtn_text_date_set_day(out, first, 0);
  return q;
}

uint32_t mtn_text_date_read_second(mtn_text_date_reader *r, uint32_t at, mtn_text_date *out) {
  if (at == 0 || at != r->second_at) return at;
  set_month_day(r, out, r->second.year, r->second.month, r->second.day);
  return at + 1;
}

/* "12 January 2016", "10 و 11 ابريل الجاري", "5 de mayo": a day, then a month. */
static uint32_t read_day_month(mtn_text_date_reader *r, uint32_t at, mtn_text_date *out) {
  const mtn_tokens *t = r->t;
  uint32_t p = at;
  int32_t day = read_day(t, &p);
  if (day == 0 || counts_weeks(t, at)) return at;
  uint32_t q = p;
  bool link = mtn_tokens_is(t, q, MTN_LEX_AND) || mtn_tokens_is(t, q, MTN_LEX_RANGETO) ||
              mtn_token_is_char(t, q, '-') || mtn_token_is_char(t, q, 0x2013);
  if (link) { /* a second day before the same month */
    q++;
    int32_t second = mtn_text_date_digits(t, q, 31);
    if (second) p = q + 1;
  }
  q = p;
  (void)mtn_text_date_take(t, &q, MTN_LEX_OF);
  uint32_t name = q;
  const mtn_lex_entry *month = mtn_text_date_take(t, &q, MTN_LEX_MONTH);
  if (!month) {
    uint32_t end = read_day_of_month(r, q, day, out);
    return end > q ? end : at;
  }
  if (!is_month(t, name, true)) return at;
  int32_t year = read_year_behind(r, &q, month->value, true);
  set_month_day(r, out, year, month->value, day);
  return q;
}

static bool take_unit(const mtn_tokens *t, uint32_t *at, int32_t unit) {
  uint32_t p = *at;
  const mtn_lex_entry *entry = mtn_text_date_take(t, &p, MTN_LEX_UNIT);
  if (!entry || entry->value != unit) return false;
  *at = p;
  return true;
}

/* A year of the Persian calendar, after "سال" or not; 0 and *at unchanged if there is none. */
static int32_t take_persian_year(const mtn_tokens *t, uint32_t *at) {
  uint32_t p = *at;
  (void)take_unit(t, &p, MTN_TERM_YEAR);
  int32_t year = mtn_text_date_digits(t, p, 1599);
  if (year < 1200) return 0;
  *at = p + 1;
  return year;
}

/* "مهر ۱۴۰۲", "سال ۱۴۰۲": such a month, and such a year, is a part of two of ours, which no value says. */
static uint32_t read_persian_period(const mtn_tokens *t, uint32_t at, mtn_text_date *out) {
  uint32_t p = at;
  bool month = mtn_text_date_take(t, &p, MTN_LEX_PERSIAN) != NULL;
  if (month) (void)take_unit(t, &p, MTN_TERM_MONTH);
  uint32_t behind_month = p;
  if (!take_persian_year(t, &p) || (!month && p == behind_month + 1)) return at;
  mtn_text_date_set_unknown(out);
  return p;
}

/* "۱۵ فروردین ۱۴۰۱": a day of the Persian calendar; without a year the one nearest to the page's day. */
static uint32_t read_persian(mtn_text_date_reader *r, uint32_t at, mtn_text_date *out) {
  const mtn_tokens *t = r->t;
  uint32_t p = at;
  int32_t day = read_day(t, &p);
  const mtn_lex_entry *month = day ? mtn_text_date_take(t, &p, MTN_LEX_PERSIAN) : NULL;
  if (!month) return read_persian_period(t, at, out);
  (void)take_unit(t, &p, MTN_TERM_MONTH);
  int32_t year = take_persian_year(t, &p);
  mtn_date best = {0}, date;
  if (year) {
    if (!mtn_date_convert(MTN_PERSIAN, (unsigned)year, (unsigned)month->value, (unsigned)day, &best)) return at;
  } else {
    int32_t least = INT32_MAX;
    for (int32_t behind = 620; behind <= 622 && r->anchor.year > 1800; behind++) {
      if (!mtn_date_convert(MTN_PERSIAN, (unsigned)(r->anchor.year - behind), (unsigned)month->value, (unsigned)day,
                            &date))
        continue;
      int32_t away = mtn_day_number((mtn_day){date.year, date.month, date.day}) - r->now;
      if (abs(away) >= least) continue;
      least = abs(away);
      best = date;
    }
  }
  if (best.year)
    mtn_text_date_set_day(out, (mtn_day){best.year, best.month, best.day}, 0);
  else
    mtn_text_date_set_unknown(out);
  return p;
}

/* "July 9 and 10": the second day is a date of its own, which is read when its turn comes. */
static void expect_second_day(mtn_text_date_reader *r, uint32_t at, int32_t year, int32_t month) {
  const mtn_tokens *t = r->t;
  if (t->lang != MTN_LANG_EN || !mtn_tokens_is(t, at, MTN_LEX_AND)) return;
  int32_t day = mtn_text_date_digits(t, at + 1, 31);
  uint32_t behind = at + 2;
  if (day == 0 || t->items[at + 1].folded_len > 2) return;
  bool counts = mtn_token_is_word(t, behind) && !(t->items[behind].flags & MTN_TOKEN_LINE) &&
                !mtn_tokens_is(t, behind, MTN_LEX_PREP) && !mtn_tokens_is(t, behind, MTN_LEX_BREAK) &&
                !mtn_tokens_is(t, behind, MTN_LEX_CONJ) && !mtn_tokens_is(t, behind, MTN_LEX_HEDGE) &&
                !mtn_tokens_is(t, behind, MTN_LEX_CUE);
  if (counts || mtn_token_is_char(t, behind, '%')) return;
  r->second_at = at + 1;
  r->second = (mtn_day){year, month, day};
}

/* "January 12th, 2016", "July 2021", "September the twenty-first nineteen seventy eight", "March". */
static uint32_t read_month_day(mtn_text_date_reader *r, uint32_t at, mtn_text_date *out) {
  const mtn_tokens *t = r->t;
  uint32_t p = at;
  const mtn_lex_entry *month = mtn_text_date_take(t, &p, MTN_LEX_MONTH);
  if (!month) return at;
  if (mtn_token_is_char(t, p, '.') && !(t->items[p].flags & MTN_TOKEN_SPACED) && p - at == 1 &&
      t->items[at].folded_len <= 4)
    p++;
  uint32_t q = p;
  int32_t year = read_year_behind(r, &q, month->value, false);
  if (year != 0) {
    set_month_day(r, out, year, month->value, 0);
    return q;
  }
  q = p;
  (void)mtn_text_date_take(t, &q, MTN_LEX_THE);
  uint32_t from = q;
  int32_t day = read_day(t, &q);
  if (day && (t->lang == MTN_LANG_EN || t->lang == MTN_LANG_AR) &&
      !(q < t->count && t->items[from].kind == MTN_TOKEN_NUMBER && !(t->items[q].flags & MTN_TOKEN_SPACED) &&
        t->items[q].kind == MTN_TOKEN_WORD)) {
    year = read_year_behind(r, &q, month->value, true);
    set_month_day(r, out, year, month->value, day);
    expect_second_day(r, q, year, month->value);
    return q;
  }
  q = p;
  const mtn_lex_entry *unit = t->lang == MTN_LANG_TR ? mtn_text_date_take(t, &q, MTN_LEX_UNIT) : NULL;
  if (unit && unit->value == MTN_TERM_MONTH) { /* "mart ayında" */
    set_month_day(r, out, 0, month->value, 0);
    return q;
  }
  if (!is_month(t, at, false)) return at;
  if (is_may_or_march(t, at)) {
    uint32_t before = at > 0 ? at - 1 : at;
    if (at == 0 || !(mtn_tokens_is(t, before, MTN_LEX_AT) || mtn_tokens_is(t, before, MTN_LEX_OF) ||
                     mtn_tokens_is(t, before, MTN_LEX_SHIFT) || mtn_token_is(t, before, "since") ||
                     mtn_token_is(t, before, "until") || mtn_token_is(t, before, "from")))
      return at;
  }
  set_month_day(r, out, 0, month->value, 0);
  return p;
}

/* The n-th weekday of a month: "the third Wednesday of previous month", "أول يوم جمعة في هذا الشهر", "الأحد الثاني". */
static uint32_t read_nth_weekday(mtn_text_date_reader *r, uint32_t at, mtn_text_date *out) {
  const mtn_tokens *t = r->t;
  uint32_t p = at;
  const mtn_lex_entry *ordinal = mtn_text_date_take(t, &p, MTN_LEX_ORD), *weekday;
  if (ordinal) {
    (void)mtn_text_date_take(t, &p, MTN_LEX_YOM);
    weekday = mtn_text_date_take(t, &p, MTN_LEX_WEEKDAY);
  } else {
    weekday = mtn_text_date_take(t, &p, MTN_LEX_WEEKDAY);
    uint32_t q = p;
    if (weekday && t->lang == MTN_LANG_AR) ordinal = mtn_text_date_take(t, &q, MTN_LEX_ORD);
    if (ordinal && mtn_tokens_is(t, q, MTN_LEX_ORDTENS)) ordinal = NULL;
    p = q;
  }
  if (!ordinal || !weekday || ordinal->value > 5 || !r->anchor.year) return at;
  int32_t shift = 0;
  uint32_t q = p;
  if (mtn_text_date_take(t, &q, MTN_LEX_OF) || mtn_text_date_take(t, &q, MTN_LEX_AT)) {
    (void)mtn_text_date_take(t, &q, MTN_LEX_THE);
    const mtn_lex_entry *moved = mtn_text_date_take(t, &q, MTN_LEX_SHIFT);
    if (!moved) moved = mtn_text_date_take(t, &q, MTN_LEX_THISWORD);
    const mtn_lex_entry *unit = mtn_text_date_take(t, &q, MTN_LEX_UNIT);
    if (moved && unit && unit->value == MTN_TERM_MONTH) {
      shift = moved->value;
      p = q;
    }
  }
  mtn_day first = mtn_day_add_months((mtn_day){r->anchor.year, r->anchor.month, 1}, shift);
  int32_t number = mtn_day_number(first);
  number += (weekday->value - mtn_weekday(number) + 7) % 7 + 7 * (ordinal->value - 1);
  mtn_day day = mtn_day_of_number(number);
  if (day.month != first.month)
    memcpy(out->value, "0001-01-01", 11);
  else
    mtn_text_date_set_day(out, day, 0);
  return p;
}

/* Does a number with something else behind it count that: "2000 people"? */
static bool counts_what_follows(const mtn_tokens *t, uint32_t next) {
  static const uint8_t counted[] = {MTN_LEX_PERSON, MTN_LEX_COUNT,   MTN_LEX_MEASURE, MTN_LEX_CURRENCY,
                                    MTN_LEX_SCALE,  MTN_LEX_HUNDRED, MTN_LEX_PERCENT};
  if (t->items[next].kind == MTN_TOKEN_WORD && !(t->items[next].flags & MTN_TOKEN_SPACED)) return true;
  if (mtn_token_is_char(t, next, '%') || mtn_token_is_char(t, next, '/')) return true;
  for (size_t i = 0; i < MTN_COUNT(counted); i++)
    if (mtn_tokens_is(t, next, counted[i])) return true;
  return false;
}

/* Ten years and not one: "années 2000", "2000-х", "1990'lar". */
static bool is_decade(const mtn_tokens *t, uint32_t at) {
  if (at > 0 && mtn_tokens_is(t, at - 1, MTN_LEX_DECADES)) return true;
  if (at + 2 >= t->count || (t->items[at + 1].flags & MTN_TOKEN_SPACED) || t->items[at + 2].flags & MTN_TOKEN_SPACED)
    return false;
  if (t->lang == MTN_LANG_RU)
    return mtn_token_is_char(t, at + 1, '-') &&
           (mtn_token_is(t, at + 2, "\xD1\x85") || mtn_token_is(t, at + 2, "\xD0\xB5")); /* х, е */
  if (t->lang != MTN_LANG_TR || t->items[at + 1].kind == MTN_TOKEN_WORD) return false;
  matn_str suffix = mtn_token_folded(t, at + 2);
  return t->items[at + 2].kind == MTN_TOKEN_WORD && suffix.len > 1 && suffix.ptr[0] == 'l';
}

/* Is the number at `at` joined to a sign before it that dates do not stand behind? */
static bool is_joined(const mtn_tokens *t, uint32_t at) {
  if (at == 0) return false;
  const mtn_token *before = &t->items[at - 1];
  if (before->c == '$' || before->c == 0x20AC || before->c == 0xA3) return true;
  return !(t->items[at].flags & MTN_TOKEN_SPACED) && before->kind == MTN_TOKEN_PUNCT && before->c != '(' &&
         before->c != '[' && before->c != '/' && before->c != '-' && before->c != 0x2013;
}

/* "2001", "عام 2002", "2021 July", "رمضان 2020". */
static uint32_t read_year(mtn_text_date_reader *r, uint32_t at, mtn_text_date *out) {
  const mtn_tokens *t = r->t;
  uint32_t p = at;
  const mtn_lex_entry *word = NULL;
  if (t->lang == MTN_LANG_AR) {
    word = mtn_text_date_take(t, &p, MTN_LEX_UNIT);
    if (word && word->value != MTN_TERM_YEAR) return at;
    if (!word) word = mtn_text_date_take(t, &p, MTN_LEX_HIJRI);
  }
  if (p >= t->count || t->items[p].kind != MTN_TOKEN_NUMBER || t->items[p].folded_len != 4) return at;
  int32_t year = mtn_text_date_digits(t, p, 2199);
  if (year < (word ? 1000 : 1800) || (!word && year > 2100)) return at;
  if (is_joined(t, p) || is_decade(t, p)) return at;
  uint32_t next = p + 1;
  if (!word && next < t->count && !(t->items[next].flags & MTN_TOKEN_LINE)) {
    if (counts_what_follows(t, next)) return at;
    uint32_t q = next, clitic;
    const mtn_lex_entry *unit = mtn_text_date_take(t, &q, MTN_LEX_UNIT);
    if (unit && !(unit->value == MTN_TERM_YEAR && t->lang == MTN_LANG_RU)) return at;
    if (unit) {
      next = q;
    } else {
      const mtn_lex_entry *month = mtn_tokens_match(t, next, MTN_LEX_MONTH, &q, &clitic);
      if (month && t->lang == MTN_LANG_EN && (t->items[next].flags & MTN_TOKEN_CAPITAL)) { /* "the 2021 July unrest" */
        set_month_day(r, out, year, month->value, 0);
        return next + q;
      }
    }
  }
  r->month_years[0] = year;
  mtn_text_date_set_year(out, year);
  return next;
}

/* "يوم 27", "إلى الحادي والعشرين", "عدت إلى 27": a day of the page's month, where nothing that it could count follows.
 * Digits alone need the word for day, or a verb that goes on to a day and not up to an amount. */
static uint32_t read_lone_day(mtn_text_date_reader *r, uint32_t at, mtn_text_date *out) {
  const mtn_tokens *t = r->t;
  if (t->lang != MTN_LANG_AR) return at;
  uint32_t p = at;
  bool day_word = mtn_text_date_take(t, &p, MTN_LEX_YOM) != NULL;
  bool until = at > 0 && mtn_tokens_is(t, at - 1, MTN_LEX_UNTILVERB);
  matn_str word = mtn_token_folded(t, at);
  bool joined = (t->items[at].flags & MTN_TOKEN_PREFIX) || (word.len > 4 && memcmp(word.ptr, LI_AL, 4) == 0);
  bool led = day_word || mtn_text_date_take(t, &p, MTN_LEX_AT) != NULL || joined;
  uint32_t first = p;
  int32_t day = led ? read_day(t, &p) : 0;
  bool compound = p == first + 2 && mtn_tokens_is(t, first + 1, MTN_LEX_ORDTENS);
  bool digits = (day_word || (until && p > at)) && first < t->count && t->items[first].kind == MTN_TOKEN_NUMBER;
  bool ends = p >= t->count || t->items[p].kind == MTN_TOKEN_PUNCT || (t->items[p].flags & MTN_TOKEN_LINE);
  if (day == 0 || !(compound || digits) || !ends) return at;
  if (!r->anchor.year) return p;
  if (day > mtn_month_days(r->anchor.year, r->anchor.month)) return at;
  mtn_text_date_set_day(out, (mtn_day){r->anchor.year, r->anchor.month, day}, 0);
  return p;
}

uint32_t mtn_text_date_read_named(mtn_text_date_reader *r, uint32_t at, mtn_text_date *out) {
  const mtn_tokens *t = r->t;
  uint32_t p = at, end;
  (void)mtn_text_date_take(t, &p, MTN_LEX_THE);
  end = read_nth_weekday(r, p, out);
  if (end > p) return end;
  p = at;
  /* a weekday before a date: "الاثنين 12 يناير", "monday, january 12th", "Thursday the 21st" */
  const mtn_lex_entry *weekday = mtn_text_date_take(t, &p, MTN_LEX_WEEKDAY);
  if (weekday) {
    if (mtn_token_is_char(t, p, '.')) p++;
    if (mtn_token_is_comma(t, p)) p++;
    uint32_t q = p;
    if (!mtn_text_date_take(t, &q, MTN_LEX_THE)) (void)mtn_text_date_take(t, &q, MTN_LEX_AT);
    end = read_day_month(r, q, out);
    if (end > q) return end;
    end = read_month_day(r, q, out);
    if (end > q) return end;
    end = mtn_text_date_read_numeric(r, q, out);
    if (end > q) return end;
    end = t->lang == MTN_LANG_FA ? read_persian(r, q, out) : q;
    if (end > q) return end;
    /* "Friday the 15th": the day of the month that is such a weekday, this month or the last ones */
    uint32_t s = q;
    int32_t day = read_day(t, &s);
    bool ordinal = q > p || mtn_tokens_is(t, s - 1, MTN_LEX_ORDSUFFIX) ||
                   (t->lang == MTN_LANG_AR && !mtn_tokens_is(t, q, MTN_LEX_WEEKDAY)); /* "الاثنين" is "two" too */
    if (day && ordinal && r->anchor.year && !(s < t->count && mtn_tokens_is(t, s, MTN_LEX_UNIT))) {
      for (int32_t month = 0; month < 12; month++) {
        mtn_day first = mtn_day_add_months((mtn_day){r->anchor.year, r->anchor.month, 1}, -month);
        if (day > mtn_month_days(first.year, first.month)) continue;
        first.day = day;
        if (mtn_weekday(mtn_day_number(first)) != weekday->value) continue;
        mtn_text_date_set_day(out, first, 0);
        return s;
      }
    }
    return at;
  }
  end = read_day_month(r, at, out);
  if (end > at) return end;
  end = read_month_day(r, at, out);
  if (end > at) return end;
  end = t->lang == MTN_LANG_FA ? read_persian(r, at, out) : at;
  if (end > at) return end;
  end = read_lone_day(r, at, out);
  if (end > at) return end;
  return read_year(r, at, out);
}
