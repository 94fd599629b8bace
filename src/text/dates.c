#include "text/dates.h"

#include "text/fold.h"
#include "text/unicode.h"
#include "text/vec16.h"

#define NEAR 24  /* bytes between the first word of a month and the number behind it, at most */
#define LOOKED 8 /* names of months that are remembered */
#define AHEAD 24 /* tokens looked at from a start: date, time of day, zone, and what stands between them */

/* ----------------------------------------------------------------------------------------------------------- Calendar
 */

bool mtn_date_is_valid(unsigned year, unsigned month, unsigned day) {
  static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < 1000 || year > 2999 || month < 1 || month > 12 || day < 1) return false;
  bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return day <= days[month - 1] + (unsigned)(month == 2 && leap);
}

/* Counting from 1 March 0000, so that the leap day is a year's last. */
int32_t mtn_date_days(unsigned year, unsigned month, unsigned day) {
  int32_t y = (int32_t)year - (month <= 2), m = (int32_t)(month + 9) % 12;
  int32_t era = y / 400, of_era = y % 400;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + (153 * m + 2) / 5 + (int32_t)day - 1 - 719468;
}

mtn_date mtn_date_of_days(int32_t days) {
  int32_t z = days + 719468, era = z / 146097, of_era = z % 146097;
  int32_t y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int32_t of_year = of_era - (365 * y + y / 4 - y / 100), m = (5 * of_year + 2) / 153;
  int32_t month = m < 10 ? m + 3 : m - 9;
  return (mtn_date){.year = (int16_t)(y + era * 400 + (month <= 2)),
                    .month = (uint8_t)month,
                    .day = (uint8_t)(of_year - (153 * m + 2) / 5 + 1),
                    .hour = -1};
}

char *mtn_date_write_day(const mtn_date *date, char *out) {
  out = mtn_digits_put(out, (unsigned)date->year, 4);
  *out++ = '-';
  out = mtn_digits_put(out, date->month, 2);
  *out++ = '-';
  return mtn_digits_put(out, date->day, 2);
}

mtn_date mtn_date_of_seconds(int64_t seconds) {
  if (seconds > INT64_C(100000000000)) seconds /= 1000;
  int32_t days = (int32_t)(seconds / 86400), left = (int32_t)(seconds % 86400);
  mtn_date date = mtn_date_of_days(days);
  date.hour = (int8_t)(left / 3600);
  date.minute = (uint8_t)(left / 60 % 60);
  date.second = (uint8_t)(left % 60);
  date.has_zone = true;
  return date;
}

/* The rule of 33 years (leap where 25 y + 11 leaves less than 8 of 33) agrees with the astronomical calendar from 1178
 * to 1633; day 1 of 1400 is 21 March 2021.  Months: six of 31 days, then of 30. */
static bool of_persian(unsigned year, unsigned month, unsigned day, int32_t *days) {
  bool leap = (25 * year + 11) % 33 < 8;
  unsigned length = month <= 6 ? 31 : month < 12 || leap ? 30 : 29;
  if (year < 1178 || year > 1633 || day > length) return false;
  int32_t from = (int32_t)year - 1400, leaps = 0;
  for (unsigned y = year < 1400 ? year : 1400; y < (year < 1400 ? 1400 : year); y++) leaps += (25 * y + 11) % 33 < 8;
  int32_t start = mtn_date_days(2021, 3, 21) + from * 365 + (from < 0 ? -leaps : leaps);
  *days = start + (int32_t)((month - 1) * 30 + (month <= 6 ? month - 1 : 6) + day - 1);
  return true;
}

/* The tabular calendar: 30 years of 10,631 days; day 1 of year 1 is 19 July 622 (Gregorian). */
static bool of_islamic(unsigned year, unsigned month, unsigned day, int32_t *days) {
  if (year < 1 || year > 2000 || day > 30) return false;
  int32_t whole = (int32_t)(year - 1) * 354 + (int32_t)((3 + 11 * year) / 30);
  *days = -492148 + whole + (int32_t)((month - 1) * 59 + 1) / 2 + (int32_t)day - 1;
  return true;
}

bool mtn_date_convert(mtn_calendar calendar, unsigned year, unsigned month, unsigned day, mtn_date *out) {
  int32_t days;
  if (month < 1 || month > 12 || day < 1) return false;
  if (calendar == MTN_GREGORIAN) {
    *out = (mtn_date){.year = (int16_t)year, .month = (uint8_t)month, .day = (uint8_t)day, .hour = -1};
    return mtn_date_is_valid(year, month, day);
  }
  bool real = calendar == MTN_PERSIAN ? of_persian(year, month, day, &days) : of_islamic(year, month, day, &days);
  if (real) *out = mtn_date_of_days(days);
  return real;
}

/* ------------------------------------------------------------------------------------------------------------- Tokens
 */

typedef enum token_kind { END = 0, NUMBER, WORD, SIGN } token_kind;

typedef struct token {
  token_kind kind;
  uint8_t digits;  /* NUMBER: how many, at most 15 */
  uint8_t letters; /* WORD: how many, at most 255 */
  bool spaced;     /* white space stands before it */
  uint32_t first;  /* its first character; of a NUMBER the digit zero of its script */
  uint32_t value;  /* NUMBER: 0 with more than nine digits */
  size_t begin, end;
} token;

static bool is_letter(uint32_t c) {
  if (c < 128) return mtn_is_alpha((unsigned char)c);
  mtn_char_class class = mtn_char_class_of(c);
  return (class == MTN_CHAR_WORD || class == MTN_CHAR_SEA || class == MTN_CHAR_HANGUL || class == MTN_CHAR_ZERO) &&
         !mtn_char_zero(c);
}

/* Direction marks and joiners stand between the parts of dates in right-to-left text. */
static bool is_blank(uint32_t c) {
  mtn_char_class class = mtn_char_class_of(c);
  return class == MTN_CHAR_SPACE || class == MTN_CHAR_BLANK || (class == MTN_CHAR_ZERO && c != 0x200C);
}

static const char *read_number(const char *p, const char *end, token *out) {
  uint32_t value = 0;
  size_t size;
  unsigned digits = 0;
  for (uint32_t c; p < end; p += size) {
    c = mtn_utf8_decode(p, end, &size);
    if (c < out->first || c > out->first + 9) break;
    if (digits < 9) value = value * 10 + (c - out->first);
    if (digits < 15) digits++;
  }
  out->kind = NUMBER;
  out->digits = (uint8_t)digits;
  out->value = digits <= 9 ? value : 0;
  return p;
}

static token read_token(matn_str text, size_t at) {
  const char *p = text.ptr + at, *end = text.ptr + text.len;
  token out = {0};
  size_t size = 0;
  uint32_t c = 0;
  for (; p < end; p += size, out.spaced = true) {
    c = mtn_utf8_decode(p, end, &size);
    if (c > ' ' && c < 0x80) break; /* most */
    if (!is_blank(c)) break;
  }
  out.begin = (size_t)(p - text.ptr);
  out.first = c;
  if (p == end) {
    out.end = out.begin;
    return out;
  }
  uint32_t zero = mtn_char_zero(c);
  if (zero) {
    out.first = zero;
    p = read_number(p, end, &out);
  } else if (is_letter(c)) {
    const char *start = p;
    out.kind = WORD;
    while (p < end && mtn_is_alpha((unsigned char)*p)) p++;
    out.letters = p - start < UINT8_MAX ? (uint8_t)(p - start) : UINT8_MAX;
    for (; p < end && is_letter(mtn_utf8_decode(p, end, &size)); p += size)
      if (out.letters < UINT8_MAX) out.letters++;
  } else {
    out.kind = SIGN;
    p += size;
  }
  out.end = (size_t)(p - text.ptr);
  return out;
}

/* ------------------------------------------------------------------------------------------------------------- Reading
 */

typedef struct scan {
  matn_str text;
  const mtn_date_style *style;
  token tokens[AHEAD + 1];
  size_t count, end; /* tokens that were read, and where they end */
  struct {           /* months that were looked for last, by place: a date's words are asked from several sides */
    size_t behind;   /* the place, from 1; 0: none yet */
    bool found;
    mtn_date_word word;
  } looked[LOOKED];
} scan;

/* From now on tokens are numbered from the one at `at`. */
static void look_ahead(scan *s, size_t at) {
  s->count = 0;
  s->end = at;
}

/* Token i, read when it is first asked for; all behind the last are END. */
static const token *tok(scan *s, size_t i) {
  if (i > AHEAD) i = AHEAD;
  while (s->count <= i) {
    token *t = &s->tokens[s->count++];
    *t = s->count <= AHEAD ? read_token(s->text, s->end) : (token){.kind = END, .begin = s->end, .end = s->end};
    s->end = t->end;
  }
  return &s->tokens[i];
}

static bool is_sign(const token *t, uint32_t c) { return t->kind == SIGN && t->first == c; }

static bool is_day_number(const token *t) {
  return t->kind == NUMBER && t->digits <= 2 && t->value >= 1 && t->value <= 31;
}
static bool is_month_number(const token *t) {
  return t->kind == NUMBER && t->digits <= 2 && t->value >= 1 && t->value <= 12;
}
static bool is_year_number(const token *t) {
  return t->kind == NUMBER && t->digits == 4 && t->value >= 1000 && t->value < 3000;
}

/* The name of a month that starts at text.ptr[at]. */
static bool month_at(scan *s, size_t at, mtn_date_word *word) {
  const unsigned kinds = 1u << MTN_WORD_MONTH | 1u << MTN_WORD_PERSIAN | 1u << MTN_WORD_ISLAMIC;
  const size_t slot = at % LOOKED;
  if (s->looked[slot].behind != at + 1) {
    s->looked[slot].found = mtn_date_word_at(s->text, at, s->style->language, kinds, &s->looked[slot].word);
    s->looked[slot].behind = at + 1;
  }
  if (s->looked[slot].found) *word = s->looked[slot].word;
  return s->looked[slot].found;
}

/* The name of a month at token *i, which is moved behind it and behind a second name of the same month: "كانون
 * الثاني/يناير", "May/mayo". */
static bool month_name(scan *s, size_t *i, mtn_calendar *calendar, unsigned *month) {
  mtn_date_word word, other;
  const token *t = tok(s, *i);
  if (t->kind != WORD || !month_at(s, t->begin, &word)) return false;
  *calendar = word.kind == MTN_WORD_PERSIAN ? MTN_PERSIAN : word.kind == MTN_WORD_ISLAMIC ? MTN_ISLAMIC : MTN_GREGORIAN;
  *month = (unsigned)word.value;
  size_t end = t->begin + word.len;
  while (*i < AHEAD && tok(s, *i)->begin < end) ++*i;
  bool bracket = is_sign(tok(s, *i), '(');
  if (!bracket && !is_sign(tok(s, *i), '/')) return true;
  t = tok(s, *i + 1);
  if (t->kind != WORD || !month_at(s, t->begin, &other)) return true;
  if (other.value != word.value || other.kind != word.kind) return true;
  end = t->begin + other.len;
  while (*i < AHEAD && tok(s, *i)->begin < end) ++*i;
  if (bracket && is_sign(tok(s, *i), ')')) ++*i;
  return true;
}

static bool is_month_name(scan *s, size_t i) {
  mtn_calendar calendar;
  unsigned month;
  return month_name(s, &i, &calendar, &month);
}

static bool is_separator(uint32_t c) {
  return c == '/' || c == '.' || c == '-' || c == '|' || c == 0x2010 || c == 0x2011 || c == 0x2013 || c == 0x2212 ||
         c == 0x066B;
}

/* Behind what may stand between the parts of a date: up to three signs, a short word ("de", "of", "m.", "gada"), and an
 * ending that hangs on a number ("10th", "1er"). */
static size_t past_filling(scan *s, size_t i) {
  unsigned signs = 0, words = 0;
  for (;; i++) {
    const token *t = tok(s, i);
    if (t->kind == SIGN) {
      bool fits = is_separator(t->first) || t->first == ',' || t->first == 0x060C || t->first == '(' ||
                  t->first == ')' || t->first == '\'' || t->first == 0x2019 || t->first == 0xBA || t->first == 0xAA;
      if (!fits || ++signs > 3) return i;
    } else if (t->kind == WORD) {
      bool ending = !t->spaced && t->letters <= 4 && i > 0 && tok(s, i - 1)->kind == NUMBER;
      if (is_month_name(s, i) || t->letters > 6 || (!ending && ++words > 1)) return i;
    } else {
      return i;
    }
  }
}

static bool is_unit(const token *t, uint32_t han, uint32_t hangul) {
  if (t->kind == SIGN) return t->first == han;
  return t->kind == WORD && t->first == hangul;
}
static bool is_day_unit(const token *t) {
  return is_unit(t, 0x65E5, 0xC77C) || is_unit(t, 0x53F7, 0) || is_unit(t, 0x865F, 0); /* 日 일 号 號 */
}

typedef struct parts {
  unsigned year, month, day;
  mtn_calendar calendar;
  bool in_words, unsure, short_year;
  size_t next; /* the token behind */
} parts;

/* Behind a number that is a year: N年M月D日, in the era that adds `offset`. */
static bool east_asian(scan *s, size_t i, unsigned offset, parts *out) {
  if (tok(s, i)->kind != NUMBER || !is_unit(tok(s, i + 1), 0x5E74, 0xB144)) return false;       /* 年 년 */
  if (!is_month_number(tok(s, i + 2)) || !is_unit(tok(s, i + 3), 0x6708, 0xC6D4)) return false; /* 月 월 */
  out->year = tok(s, i)->value + offset;
  if (tok(s, i)->digits == 2 && !offset) out->year += 2000;
  out->month = tok(s, i + 2)->value;
  out->next = i + 4;
  if (!is_day_number(tok(s, i + 4))) return true;
  out->day = tok(s, i + 4)->value;
  out->next = i + 5 + (size_t)is_day_unit(tok(s, i + 5));
  return true;
}

/* Names of eras and the year before their first. */
static bool east_asian_era(scan *s, parts *out) {
  static const struct {
    const char *name;
    unsigned offset;
  } eras[] = {{"令和", 2018}, {"平成", 1988}, {"昭和", 1925}, {"民國", 1911}, {"民国", 1911}, {"西元", 0}, {"公元", 0}};
  const token *t = tok(s, 0);
  for (size_t k = 0; k < MTN_COUNT(eras); k++) {
    if (s->text.len - t->begin < 6 || memcmp(s->text.ptr + t->begin, eras[k].name, 6) != 0) continue;
    size_t i = 2; /* two signs */
    return east_asian(s, i, eras[k].offset, out);
  }
  return false;
}

/* The separator at token i of a numeric date: signs equal, an optional space around them. */
static bool numeric_separator(scan *s, size_t i, const token *like) {
  const token *t = tok(s, i);
  return t->kind == SIGN && is_separator(t->first) && (!like || t->first == like->first);
}

/* Whether the numeric date that ends before token i goes on as something else: a fourth number, letters that touch. */
static bool goes_on(scan *s, size_t i) {
  const token *t = tok(s, i);
  if (t->spaced || t->kind == END) return false;
  if (t->kind == WORD) return t->first != 'T' && t->first != 't' && t->first < 0x80 && t->letters > 2;
  return t->kind == SIGN && is_separator(t->first) && tok(s, i + 1)->kind == NUMBER && !tok(s, i + 1)->spaced &&
         t->first != '-' && t->first != 0x2013;
}

static bool year_month_day_numbers(scan *s, parts *out) {
  const token *year = tok(s, 0), *sign = tok(s, 1);
  if (!numeric_separator(s, 1, NULL) || !numeric_separator(s, 3, sign)) return false;
  const token *a = tok(s, 2), *b = tok(s, 4);
  if (a->kind != NUMBER || b->kind != NUMBER || a->digits > 2 || b->digits > 2) return false;
  out->year = year->value;
  out->month = a->value;
  out->day = b->value;
  if (out->month > 12) out->month = b->value, out->day = a->value;
  out->next = 5 + (size_t)(is_sign(tok(s, 5), '.') && tok(s, 3)->first == '.' && tok(s, 4)->spaced);
  return !goes_on(s, 5);
}

/* D/M/Y or M/D/Y. */
static bool day_month_year_numbers(scan *s, parts *out) {
  const token *a = tok(s, 0), *sign = tok(s, 1), *b = tok(s, 2), *year = tok(s, 4);
  if (!numeric_separator(s, 1, NULL) || !numeric_separator(s, 3, sign)) return false;
  if (b->kind != NUMBER || b->digits > 2 || year->kind != NUMBER) return false;
  out->short_year = year->digits == 2;
  if (out->short_year) { /* versions and amounts look like it: all must be written with two digits, unspaced */
    if (a->digits != 2 || b->digits != 2 || sign->spaced || b->spaced || year->spaced || tok(s, 3)->spaced)
      return false;
  } else if (!is_year_number(year)) {
    return false;
  }
  out->year = year->value + (out->short_year ? year->value < 70 ? 2000 : 1900 : 0);
  bool month_first =
      s->style->month_first && sign->first != '.'; /* nobody who writes the month first parts with dots */
  out->unsure = a->value <= 12 && b->value <= 12 && a->value != b->value;
  if (a->value > 12) month_first = false;
  if (b->value > 12) month_first = true;
  out->day = month_first ? b->value : a->value;
  out->month = month_first ? a->value : b->value;
  out->next = 5;
  return !goes_on(s, 5);
}

/* Vietnamese numbers its months: "10 tháng 1, 2022", "10 tháng 1 năm 2022". */
static bool is_month_word(scan *s, const token *t) {
  char word[16];
  if (t->kind != WORD) return false;
  size_t len = mtn_text_fold((matn_str){s->text.ptr + t->begin, t->end - t->begin}, word, sizeof(word));
  return (len == strlen("tháng") && memcmp(word, "tháng", len) == 0) || (len == 3 && memcmp(word, "thg", 3) == 0);
}

static bool numbered_month(scan *s, parts *out) {
  size_t i = 1;
  if (is_sign(tok(s, i), '-')) i++;
  if (!is_month_word(s, tok(s, i)) || !is_month_number(tok(s, i + 1))) return false;
  out->month = tok(s, i + 1)->value;
  out->day = tok(s, 0)->value;
  out->next = i + 2;
  i = past_filling(s, i + 2);
  if (!is_year_number(tok(s, i))) return true;
  out->year = tok(s, i)->value;
  out->next = i + 1;
  return true;
}

/* "03.Mär.19": a day of two digits and a dot before the name, so that the year may stand behind another. */
static bool is_dotted(scan *s) {
  return tok(s, 0)->kind == NUMBER && tok(s, 0)->digits == 2 && is_sign(tok(s, 1), '.') && !tok(s, 2)->spaced;
}

/* The year behind a month's name, its first token `i`: four digits, or two behind an apostrophe. */
static bool year_behind(scan *s, size_t i, parts *out) {
  size_t at = past_filling(s, i);
  const token *t = tok(s, at);
  if (is_year_number(t)) {
    out->year = t->value;
  } else if (t->kind == NUMBER && t->digits == 2 && at > i && !t->spaced &&
             (tok(s, at - 1)->first == '\'' || tok(s, at - 1)->first == 0x2019 || tok(s, at - 1)->first == '-' ||
              (tok(s, at - 1)->first == '.' && at == i + 1 && is_dotted(s)))) {
    out->year = t->value + (t->value < 70 ? 2000 : 1900);
    out->short_year = true;
  } else {
    return false;
  }
  out->next = at + 1;
  return true;
}

/* "10 January 2022", "10. leden", "10 de enero de 2022". */
static bool day_month(scan *s, parts *out) {
  size_t i = past_filling(s, 1);
  if (!month_name(s, &i, &out->calendar, &out->month)) return false;
  out->in_words = true;
  out->day = tok(s, 0)->value;
  out->next = i;
  if (year_behind(s, i, out)) return true;
  /* "2 January 10, 2022" is a count and a date. */
  size_t k = past_filling(s, i);
  return !is_day_number(tok(s, k)) || !is_year_number(tok(s, past_filling(s, k + 1)));
}

/* "2022 január 10", "2022. gada 10. janvāris", "2022 January". */
static bool year_words(scan *s, parts *out) {
  size_t i = past_filling(s, 1);
  out->year = tok(s, 0)->value;
  out->in_words = true;
  if (is_day_number(tok(s, i))) {
    out->day = tok(s, i)->value;
    i = past_filling(s, i + 1);
    if (!month_name(s, &i, &out->calendar, &out->month)) return false;
    out->next = i;
    parts other = *out;
    return !year_behind(s, i, &other); /* "© 2022 10 January 2023" */
  }
  if (!month_name(s, &i, &out->calendar, &out->month)) return false;
  out->next = i;
  size_t k = past_filling(s, i);
  if (is_day_number(tok(s, k)) && !is_sign(tok(s, k + 1), ':')) {
    out->day = tok(s, k)->value;
    out->next = k + 1;
    parts other = *out;
    if (year_behind(s, k + 1, &other) && tok(s, other.next - 1)->digits == 4)
      return false; /* "2021 January 10, 2022" */
  }
  return true;
}

static bool read_time(scan *s, size_t *i, mtn_date *date);

/* "January 10, 2022", "Jan 10 08:00:00 UTC 2022", "January 2022". */
static bool month_day(scan *s, mtn_date *time, parts *out) {
  size_t i = 0;
  if (!month_name(s, &i, &out->calendar, &out->month)) return false;
  out->in_words = true;
  size_t k = past_filling(s, i);
  const token *t = tok(s, k);
  if (is_day_number(t) && !is_sign(tok(s, k + 1), ':')) {
    out->day = t->value;
    out->next = k + 1;
    if (year_behind(s, k + 1, out)) return true;
    size_t after = k + 1;
    if (!read_time(s, &after, time)) return true;
    after = past_filling(s, after);
    if (is_year_number(tok(s, after))) {
      out->year = tok(s, after)->value;
      out->next = after + 1;
    } else {
      time->hour = -1;
    }
    return true;
  }
  return year_behind(s, i, out) && !out->short_year;
}

/* --------------------------------------------------------------------------------------------------------- Time of day
 */

static bool word_is(scan *s, const token *t, const char *lower) {
  return t->kind == WORD && mtn_str_is((matn_str){s->text.ptr + t->begin, t->end - t->begin}, lower);
}

/* am, p.m., ص, 下午 are read behind the hour; 下午 before it is not. */
static void read_half(scan *s, size_t *i, mtn_date *date) {
  mtn_date_word word;
  const token *t = tok(s, *i);
  int half = -1;
  size_t next = *i + 1;
  if (t->kind != WORD) return;
  if (t->letters == 1 && (t->first == 'a' || t->first == 'p' || t->first == 'A' || t->first == 'P') &&
      is_sign(tok(s, *i + 1), '.') && word_is(s, tok(s, *i + 2), "m")) {
    half = t->first == 'p' || t->first == 'P';
    next = *i + 3;
  } else if (word_is(s, t, "am") || word_is(s, t, "pm")) {
    half = word_is(s, t, "pm");
  } else if (t->first >= 0x80 && mtn_date_word_at(s->text, t->begin, s->style->language, 1u << MTN_WORD_HALF, &word)) {
    half = word.value;
  }
  if (half < 0 || date->hour > 12) return;
  if (half == 1 && date->hour < 12) date->hour = (int8_t)(date->hour + 12);
  if (half == 0 && date->hour == 12) date->hour = 0;
  *i = next;
}

static bool zone_name(scan *s, const token *t, int *minutes) {
  static const struct {
    const char *name;
    int hours;
  } zones[] = {{"z", 0},    {"utc", 0},  {"gmt", 0},  {"wet", 0},  {"cet", 1},  {"cest", 2}, {"eet", 2},
               {"eest", 3}, {"msk", 3},  {"est", -5}, {"edt", -4}, {"cst", -6}, {"cdt", -5}, {"mst", -7},
               {"mdt", -6}, {"pst", -8}, {"pdt", -7}, {"jst", 9},  {"kst", 9}};
  for (size_t k = 0; k < MTN_COUNT(zones); k++) {
    if (!word_is(s, t, zones[k].name)) continue;
    *minutes = zones[k].hours * 60;
    return true;
  }
  return false;
}

/* Z, +03:00, +0300, +3, UTC+3, EST. */
static void read_zone(scan *s, size_t *i, mtn_date *date) {
  int minutes = 0;
  size_t at = *i;
  if (zone_name(s, tok(s, at), &minutes)) {
    date->has_zone = true;
    date->zone = (int16_t)minutes;
    *i = ++at;
  }
  const token *sign = tok(s, at), *number = tok(s, at + 1);
  bool minus = is_sign(sign, '-') || is_sign(sign, 0x2212);
  if ((!minus && !is_sign(sign, '+')) || number->kind != NUMBER || number->spaced || number->digits > 4) return;
  int hours = (int)(number->digits > 2 ? number->value / 100 : number->value);
  int rest = (int)(number->digits > 2 ? number->value % 100 : 0);
  size_t next = at + 2;
  if (number->digits <= 2 && is_sign(tok(s, next), ':') && tok(s, next + 1)->kind == NUMBER) {
    rest = (int)tok(s, next + 1)->value;
    next += 2;
  }
  if (hours > 14 || rest > 59) return;
  date->has_zone = true;
  date->zone = (int16_t)((hours * 60 + rest) * (minus ? -1 : 1));
  *i = next;
}

/* HH:MM, HH:MM:SS, 10h30, with half of the day and zone, at token *i or a little behind it. */
static bool read_time(scan *s, size_t *i, mtn_date *date) {
  size_t at = *i;
  for (unsigned skipped = 0; tok(s, at)->kind != NUMBER; at++) {
    const token *t = tok(s, at);
    if (t->kind == END || skipped++ == 4 || (t->kind == WORD && t->letters > 8)) return false;
  }
  const token *hour = tok(s, at), *sign = tok(s, at + 1), *minute = tok(s, at + 2);
  bool colon = is_sign(sign, ':') || is_sign(sign, 0xFF1A) || (word_is(s, sign, "h") && !sign->spaced);
  if (hour->digits > 2 || hour->value > 23 || !colon || minute->kind != NUMBER || minute->digits != 2) return false;
  if (minute->value > 59 || minute->spaced) return false;
  date->hour = (int8_t)hour->value;
  date->minute = (uint8_t)minute->value;
  date->second = 0;
  at += 3;
  if (is_sign(tok(s, at), ':') && tok(s, at + 1)->kind == NUMBER && tok(s, at + 1)->digits == 2 &&
      tok(s, at + 1)->value < 60) {
    date->second = (uint8_t)tok(s, at + 1)->value;
    at += 2;
    bool part = (is_sign(tok(s, at), '.') || is_sign(tok(s, at), ',')) && tok(s, at + 1)->kind == NUMBER &&
                !tok(s, at + 1)->spaced;
    if (part) at += 2;
  }
  read_half(s, &at, date);
  read_zone(s, &at, date);
  *i = at;
  return true;
}

/* ------------------------------------------------------------------------------------------------------------ Scanning
 */

/* Buddhist and Persian years are told by their size and the writer's language or digits. */
static bool settle(scan *s, const parts *p, mtn_date *date) {
  uint16_t language = s->style->language;
  unsigned year = p->year;
  mtn_calendar calendar = p->calendar;
  if (year >= 2400 && year < 2700) year -= 543;
  bool persian_writer = language == mtn_date_language(MTN_STR("fa")) || language == mtn_date_language(MTN_STR("ps")) ||
                        tok(s, 0)->first == 0x06F0;
  if (!p->in_words && persian_writer && year >= 1300 && year < 1500) calendar = MTN_PERSIAN;
  if (p->day == 0) {
    if (calendar != MTN_GREGORIAN || year < 1000) return false;
    date->year = (int16_t)year;
    date->month = (uint8_t)p->month;
    date->day = 0;
    return p->month >= 1 && p->month <= 12;
  }
  mtn_date found;
  unsigned in = year ? year : 2000; /* without a year 29 February may be */
  if (year == 0 && calendar != MTN_GREGORIAN) return false;
  if (!mtn_date_convert(calendar, in, p->month, p->day, &found)) return false;
  date->year = year ? found.year : 0;
  date->month = found.month;
  date->day = found.day;
  return true;
}

static bool match(scan *s, mtn_date *date, parts *out) {
  const token *t = tok(s, 0);
  *out = (parts){0};
  if (t->kind == WORD) return month_day(s, date, out);
  if (t->kind == SIGN) return t->first >= 0x3400 && east_asian_era(s, out);
  if (east_asian(s, 0, 0, out)) return true;
  if (is_year_number(t)) {
    if (year_month_day_numbers(s, out)) return true;
    *out = (parts){0};
    return year_words(s, out);
  }
  if (t->digits > 2) return false;
  if (day_month_year_numbers(s, out)) return true;
  if (!is_day_number(t)) return false;
  *out = (parts){0};
  if (numbered_month(s, out)) return true;
  if (is_month_number(t) && is_unit(tok(s, 1), 0x6708, 0xC6D4) && is_day_number(tok(s, 2)) && is_day_unit(tok(s, 3))) {
    out->month = t->value;
    out->day = tok(s, 2)->value;
    out->next = 4;
    return true;
  }
  *out = (parts){0};
  return day_month(s, out);
}

uint16_t mtn_date_language(matn_str tag) {
  uint16_t value = 0;
  for (size_t i = 0; i < tag.len && i < 3 && mtn_is_alpha((unsigned char)tag.ptr[i]); i++)
    value = (uint16_t)(value << 5 | (mtn_to_lower(tag.ptr[i]) - 96));
  return value;
}

/* Where the next digit is, or the next byte that may begin one of another script; text.len if there is none. */
static size_t next_number(matn_str text, size_t at) {
#ifdef MTN_VEC16
  for (; at + 16 <= text.len; at += 16) {
    v16 bytes = v16_load(text.ptr + at), other = v16_minus(bytes, v16_splat(0xD8));
    v16 digits = v16_and(v16_less(v16_splat('0' - 1), bytes), v16_less(bytes, v16_splat('9' + 1)));
    if (v16_any_high(digits) || v16_any(other)) break;
  }
#endif
  while (at < text.len && !mtn_is_digit((unsigned char)text.ptr[at]) && (unsigned char)text.ptr[at] < 0xD9) at++;
  return at;
}

/* A date starts with a number or with a month's name that has one near behind it: on to the white space before the
 * first word that may be that; `at` itself if there is none on the way to `number`. */
static size_t past_words(matn_str text, size_t at, size_t number) {
  if (number - at <= NEAR) return at;
  size_t space = number - NEAR;
  while (space > at && text.ptr[space] != ' ') space--;
  return space;
}

bool mtn_dates_next(matn_str text, size_t *at, const mtn_date_style *style, mtn_date_match *out) {
  scan s; /* tokens are written before they are read */
  s.text = text;
  s.style = style;
  for (size_t i = 0; i < LOOKED; i++) s.looked[i].behind = 0;
  char before = ' '; /* a number behind one of "./-" or a digit is part of something else */
  size_t number = *at;
  for (;;) {
    if (number <= *at) number = next_number(text, *at);
    if (number == text.len) {
      *at = text.len;
      return false;
    }
    size_t start = past_words(text, *at, number);
    if (start > *at) before = ' ';
    token t = read_token(text, start);
    if (number < t.end) number = next_number(text, t.end);
    bool inside = t.kind == NUMBER && !t.spaced && (before == '.' || before == '-' || before == '$' || before == '#');
    mtn_date_word word;
    bool may_start = t.kind == NUMBER ? !inside && t.digits <= 4
                     : t.kind == WORD ? number < t.end + NEAR && number < text.len && month_at(&s, t.begin, &word)
                                      : t.first >= 0x3400;
    if (may_start) {
      parts found;
      mtn_date date = {.hour = -1};
      look_ahead(&s, t.begin);
      if (match(&s, &date, &found) && settle(&s, &found, &date)) {
        size_t next = found.next;
        if (date.hour < 0 && date.day) read_time(&s, &next, &date);
        *out = (mtn_date_match){.date = date,
                                .begin = t.begin,
                                .end = next ? tok(&s, next - 1)->end : t.end,
                                .calendar = found.calendar,
                                .in_words = found.in_words,
                                .unsure = found.unsure,
                                .short_year = found.short_year};
        *at = out->end > t.end ? out->end : t.end;
        return true;
      }
    }
    *at = t.end;
    before = text.ptr[t.end - 1];
  }
}

/* 20220110, 202201100800, 20220110080000; seconds or thousandths since 1970. */
static bool read_digits(matn_str value, mtn_date *out) {
  uint64_t number = 0;
  for (size_t i = 0; i < value.len; i++) number = number * 10 + (uint64_t)(value.ptr[i] - '0');
  if (value.len == 10 || value.len == 13) {
    *out = mtn_date_of_seconds((int64_t)number);
    return out->year >= 1990 && out->year < 2100;
  }
  if (value.len != 8 && value.len != 12 && value.len != 14) return false;
  if (value.len == 12) number *= 100;
  if (value.len == 8) number *= 1000000;
  unsigned day = (unsigned)(number / 1000000), time = (unsigned)(number % 1000000);
  if (!mtn_date_convert(MTN_GREGORIAN, day / 10000, day / 100 % 100, day % 100, out)) return false;
  if (value.len == 8 || time / 10000 > 23 || time / 100 % 100 > 59 || time % 100 > 59) return true;
  out->hour = (int8_t)(time / 10000);
  out->minute = (uint8_t)(time / 100 % 100);
  out->second = (uint8_t)(time % 100);
  return true;
}

/* The number that the next two digits make, which *p moves behind; -1 if there are none. */
static int two_digits(const char **p, const char *end) {
  const char *d = *p;
  if (end - d < 2 || !mtn_is_digit((unsigned char)d[0]) || !mtn_is_digit((unsigned char)d[1])) return -1;
  *p += 2;
  return (d[0] - '0') * 10 + d[1] - '0';
}

/* T08:00, T08:00:00, T08:00:00.000, and Z, +03:00 or +0300 behind it: all that is left of the value. */
static bool read_iso_time(const char *p, const char *end, mtn_date *date) {
  int hour = p < end && *p == 'T' && ++p ? two_digits(&p, end) : -1;
  int minute = hour >= 0 && p < end && *p == ':' && ++p ? two_digits(&p, end) : -1, second = 0;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return false;
  if (p < end && *p == ':') {
    p++;
    second = two_digits(&p, end);
    if (second < 0 || second > 59) return false;
    if (end - p > 1 && *p == '.' && mtn_is_digit((unsigned char)p[1]))
      for (p++; p < end && mtn_is_digit((unsigned char)*p);) p++;
  }
  date->hour = (int8_t)hour;
  date->minute = (uint8_t)minute;
  date->second = (uint8_t)second;
  if (p == end) return true;
  date->has_zone = true;
  if (*p == 'Z') return p + 1 == end;
  if (*p != '+' && *p != '-') return false;
  const int sign = *p++ == '-' ? -1 : 1;
  int hours = two_digits(&p, end);
  if (p < end && *p == ':') p++;
  int minutes = two_digits(&p, end);
  date->zone = (int16_t)((hours * 60 + minutes) * sign);
  return p == end && hours >= 0 && hours <= 14 && minutes >= 0 && minutes <= 59;
}

/* 2022-01-10T08:00:00Z, as machines are told most days, of years that no other calendar has. */
static bool read_iso(matn_str value, mtn_date *out) {
  const char *p = value.ptr, *end = p + value.len;
  if (value.len < 10 || p[4] != '-' || p[7] != '-') return false;
  int century = two_digits(&p, end), year = two_digits(&p, end), month = (++p, two_digits(&p, end)),
      day = (++p, two_digits(&p, end));
  if (century < 19 || century > 23 || year < 0 || month < 1 || month > 12 || day < 1) return false;
  if (!mtn_date_convert(MTN_GREGORIAN, (unsigned)(century * 100 + year), (unsigned)month, (unsigned)day, out))
    return false;
  return p == end || read_iso_time(p, end, out);
}

bool mtn_dates_read(matn_str value, const mtn_date_style *style, mtn_date *out) {
  while (value.len && (mtn_is_space((unsigned char)*value.ptr) || *value.ptr == '"')) value.ptr++, value.len--;
  if (value.len > 6 && memcmp(value.ptr, "/Date(", 6) == 0) value.ptr += 6, value.len -= 6;
  size_t digits = 0;
  while (digits < value.len && mtn_is_digit((unsigned char)value.ptr[digits])) digits++;
  bool compact = digits == 8 && value.len > 8 && (value.ptr[8] == 'T' || value.ptr[8] == ' ');
  if (digits >= 8 && digits <= 14 &&
      (digits == value.len || compact || !mtn_is_alnum((unsigned char)value.ptr[digits])))
    return read_digits((matn_str){value.ptr, digits}, out);
  mtn_date_match found;
  size_t at = 0;
  if (digits == 4 && read_iso(value, &found.date)) {
    *out = found.date;
    return true;
  }
  if (value.len > 200) value.len = 200; /* what is not at its start is not the value */
  if (!mtn_dates_next(value, &at, style, &found) || found.date.year == 0 || found.date.day == 0) return false;
  *out = found.date;
  return true;
}
