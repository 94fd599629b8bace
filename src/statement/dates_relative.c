/*
 * Dates that hang on the page's day: "yesterday", "صباح الاثنين", "next Sunday", "الأسبوع الماضي", "two years ago".
 *
 * A weekday alone is the last one, today included, as reports mean it; where the sentence has spoken of what will be,
 * the next one.  Weeks run from Monday, as in ISO 8601.
 */
#include "statement/dates_internal.h"

static int32_t week_start(int32_t number) { return number - mtn_weekday(number) + 1; }

static void set_number(mtn_text_date_reader *r, mtn_text_date *out, int32_t number, int32_t part) {
  if (r->anchor.year && number > -354000 && number < 730000)
    mtn_text_date_set_day(out, mtn_day_of_number(number), part);
  else
    mtn_text_date_set_unknown(out);
}

/* ------------------------------------------------------------------------------------------------------- day words */

/* Part of the day at *at ("صباح", "morning"); 0 if none. */
static int32_t take_part(const mtn_tokens *t, uint32_t *at) {
  const mtn_lex_entry *entry = mtn_text_date_take(t, at, MTN_LEX_DAYPART);
  return entry ? entry->value : 0;
}

/* "aujourd'hui" and "heute" say this day beside a verb of saying, or where a weekday or part of the day follows; else
 * as often "in these times". */
static bool means_nowadays(const mtn_tokens *t, uint32_t at) {
  if (t->lang != MTN_LANG_FR || !mtn_token_is(t, at, "aujourd'hui")) return false;
  for (uint32_t i = at > 3 ? at - 3 : 0; i < at; i++)
    if (t->items[i].sentence == t->items[at].sentence && mtn_tokens_is(t, i, MTN_LEX_CUE)) return false;
  return true;
}

/* Spanish "la mañana" is the morning, not the next day; German "am Morgen" likewise. */
static bool is_other_word(const mtn_tokens *t, uint32_t at) {
  if (at == 0 || (t->lang != MTN_LANG_ES && t->lang != MTN_LANG_DE) || !mtn_tokens_is(t, at, MTN_LEX_DAYPART))
    return false;
  bool led = mtn_tokens_is(t, at - 1, MTN_LEX_THE) || mtn_tokens_is(t, at - 1, MTN_LEX_AT) ||
             mtn_tokens_is(t, at - 1, MTN_LEX_DET) || mtn_tokens_is(t, at - 1, MTN_LEX_PREP);
  return led || (t->lang == MTN_LANG_DE && (t->items[at].flags & MTN_TOKEN_CAPITAL) &&
                 !(t->items[at].flags & MTN_TOKEN_LINE) && t->items[at - 1].sentence == t->items[at].sentence &&
                 t->items[at - 1].kind == MTN_TOKEN_WORD);
}

static uint32_t read_day_word(mtn_text_date_reader *r, uint32_t at, mtn_text_date *out) {
  const mtn_tokens *t = r->t;
  uint32_t p = at;
  const mtn_lex_entry *entry = mtn_text_date_take(t, &p, MTN_LEX_DAYPARTSHIFT);
  if (entry) {
    set_number(r, out, r->now - (entry->value == MTN_TERM_NI), entry->value);
    return p;
  }
  int32_t part = mtn_tokens_is(t, at, MTN_LEX_DAYSHIFT) ? 0 : take_part(t, &p);
  if (part && t->lang != MTN_LANG_AR) return at;
  if (part && mtn_token_is(t, p, "\xD9\x85\xD9\x86")) p++; /* من */
  uint32_t clitic, count;
  uint32_t word = p;
  entry = mtn_tokens_match(t, p, MTN_LEX_DAYSHIFT, &count, &clitic);
  if (!entry) return at;
  p += count;
  if (t->lang == MTN_LANG_AR && !part && word == at && clitic) out->begin += clitic; /* "بالأمس" */
  if (t->lang == MTN_LANG_AR && count == 1 && entry->value == 0) {
    /* "اليوم" is today, but "اليوم التالي" the next day and "في هذا اليوم" that day */
    if (!(t->items[word].flags & MTN_TOKEN_ARTICLE) && t->items[word].phrase_count[0] == 0) return at;
    if (at > 0 && mtn_tokens_is(t, at - 1, MTN_LEX_THISWORD)) return at;
  }
  uint32_t q = p;
  if (mtn_token_is_comma(t, q)) q++;
  uint32_t s = q;
  const mtn_lex_entry *weekday = mtn_text_date_take(t, &s, MTN_LEX_WEEKDAY);
  if (weekday && (q == p || entry->value != 0)) p = s; /* "غدا الاثنين" */
  q = p;
  int32_t behind = part ? 0 : take_part(t, &q);
  if (behind && !(t->items[p].flags & MTN_TOKEN_LINE)) {
    part = behind;
    p = q;
  }
  if (count == 1 && mtn_token_is(t, word, "today") && mtn_token_is_char(t, p, '\'')) return at;
  if (mtn_token_is(t, p, "from") || mtn_token_is(t, word + 1, "'s")) return at;
  if (is_other_word(t, at) || (p == at + count && !part && means_nowadays(t, at))) return at;
  set_number(r, out, r->now + entry->value, part);
  return p;
}

/* -------------------------------------------------------------------------------------------------------- weekdays */

/* Does the clause behind `at` speak of what will be ("On Tuesday, it will call")?  What someone says there is another
 * matter, and so is what stands behind a verb of saying ("will open, officials said Monday"). */
static bool will_be(const mtn_text_date_reader *r, uint32_t first, uint32_t behind) {
  const mtn_tokens *t = r->t;
  uint32_t reach = t->lang == MTN_LANG_TR || t->lang == MTN_LANG_FA ? 24 : 10, count, clitic;
  for (uint32_t i = first > 3 ? first - 3 : 0; i < first && t->lang != MTN_LANG_AR; i++) {
    if (t->items[i].sentence != t->items[first].sentence) continue;
    const mtn_lex_entry *cue = mtn_tokens_match(t, i, MTN_LEX_CUE, &count, &clitic);
    if (cue && (cue->value >> 4 & 15) == MTN_FORM_FINITE) return false;
  }
  if (r->future) return true;
  for (uint32_t i = behind; i < t->count && i < behind + reach; i++) {
    const mtn_token *token = &t->items[i];
    if (token->sentence != t->items[first].sentence || token->c == '.' || token->c == ';' || token->c == ':')
      return false;
    if (mtn_tokens_is(t, i, MTN_LEX_COMP) || mtn_tokens_is(t, i, MTN_LEX_CUE)) return false;
    if (mtn_text_date_is_future(t, i)) return true;
  }
  return false;
}

static int32_t nearest(const mtn_text_date_reader *r, int32_t weekday, bool future) {
  int32_t away = weekday - mtn_weekday(r->now);
  if (future) return away < 0 ? away + 7 : away;
  return away > 0 ? away - 7 : away;
}

/* "next week", "الأسبوع المقبل", "هذا الأسبوع": the Monday of that week, counted from the page's, in *shift. */
static bool take_week(const mtn_tokens *t, uint32_t *at, int32_t *shift) {
  uint32_t p = *at;
  (void)mtn_text_date_take(t, &p, MTN_LEX_THE);
  const mtn_lex_entry *moved = mtn_text_date_take(t, &p, MTN_LEX_SHIFT);
  if (!moved) moved = mtn_text_date_take(t, &p, MTN_LEX_THISWORD);
  const mtn_lex_entry *unit = mtn_text_date_take(t, &p, MTN_LEX_UNIT);
  if (!unit || unit->value != MTN_TERM_WEEK) return false;
  if (!moved) moved = mtn_text_date_take(t, &p, MTN_LEX_SHIFT);
  if (!moved) return false;
  *shift = moved->value;
  *at = p;
  return true;
}

static bool is_bare_weekday(const mtn_tokens *t, uint32_t at) {
  const mtn_token *token = &t->items[at];
  if (token->flags & MTN_TOKEN_ARABIC) return (token->flags & MTN_TOKEN_ARTICLE) || token->phrase_count[0] > 0;
  if (t->lang == MTN_LANG_EN) return token->folded_len >= 6 && (token->flags & MTN_TOKEN_CAPITAL);
  return token->folded_len > 3;
}

/* The weekday that `moved` says, counted from the page's day: before it or after it, never it. */
static int32_t moved_weekday(const mtn_text_date_reader *r, int32_t weekday, int32_t moved) {
  int32_t away = weekday - mtn_weekday(r->now);
  if (moved < 0) return r->now + (away >= 0 ? away - 7 : away);
  return r->now + (away <= 0 ? away + 7 : away);
}

/* "هذا الأسبوع الجمعة", "next week Friday" */
static uint32_t read_week_and_day(mtn_text_date_reader *r, uint32_t at, mtn_text_date *out) {
  const mtn_tokens *t = r->t;
  uint32_t p = at;
  int32_t shift = 0;
  if (!take_week(t, &p, &shift) || mtn_token_is_comma(t, p)) return at;
  (void)mtn_text_date_take(t, &p, MTN_LEX_YOM);
  (void)mtn_text_date_take(t, &p, MTN_LEX_AT);
  const mtn_lex_entry *weekday = mtn_text_date_take(t, &p, MTN_LEX_WEEKDAY);
  if (!weekday) return at;
  set_number(r, out, week_start(r->now) + 7 * shift + weekday->value - 1, 0);
  return p;
}

/* "Dienstagabend" */
static uint32_t read_joined_weekday(mtn_text_date_reader *r, uint32_t at, mtn_text_date *out) {
  static const int32_t parts[] = {0, MTN_TERM_MO, MTN_TERM_MI, MTN_TERM_AF, MTN_TERM_EV, MTN_TERM_NI};
  uint32_t p = at;
  const mtn_lex_entry *entry = mtn_text_date_take(r->t, &p, MTN_LEX_WEEKDAYIN);
  if (entry) set_number(r, out, r->now + nearest(r, entry->value / 10, will_be(r, at, p)), parts[entry->value % 10]);
  return p;
}

/* Part of the day before a weekday: "صباح الاثنين", "nuit de lundi"; 0 and *at unchanged if none. */
static int32_t take_leading_part(const mtn_tokens *t, uint32_t *at) {
  uint32_t p = *at;
  if (mtn_tokens_is(t, p, MTN_LEX_WEEKDAY)) return 0;
  int32_t part = take_part(t, &p);
  if (!part) return 0;
  if (t->lang == MTN_LANG_AR) {
    if (mtn_token_is(t, p, "\xD9\x85\xD9\x86")) p++; /* من */
    (void)mtn_text_date_take(t, &p, MTN_LEX_YOM);
  } else if (t->lang == MTN_LANG_FA) { /* "شامگاه شنبه", "صبح روز شنبه" */
    (void)mtn_text_date_take(t, &p, MTN_LEX_YOM);
  } else if ((t->lang != MTN_LANG_FR && t->lang != MTN_LANG_ES) || !mtn_text_date_take(t, &p, MTN_LEX_OF)) {
    return 0;
  }
  *at = p;
  return part;
}

/* The end of a night between two days: "ليل الجمعة - السبت", "ليل الأحد الاثنين", "nuit de lundi à mardi". */
static uint32_t past_second_weekday(const mtn_tokens *t, uint32_t at, int32_t first, int32_t part) {
  uint32_t p = at;
  if (!part) return at;
  if (mtn_token_is_char(t, p, '-') || mtn_token_is_char(t, p, 0x2013) || mtn_tokens_is(t, p, MTN_LEX_RANGETO)) p++;
  const mtn_lex_entry *second = mtn_text_date_take(t, &p, MTN_LEX_WEEKDAY);
  return second && second->value == first % 7 + 1 ? p : at;
}

static uint32_t read_weekday(mtn_text_date_reader *r, uint32_t at, mtn_text_date *out) {
  const mtn_tokens *t = r->t;
  bool arabic = t->lang == MTN_LANG_AR;
  uint32_t p = read_week_and_day(r, at, out);
  if (p == at) p = read_joined_weekday(r, at, out);
  if (p > at) return p;
  if (t->lang == MTN_LANG_FA && mtn_tokens_is(t, p + 1, MTN_LEX_WEEKDAY))
    (void)mtn_text_date_take(t, &p, MTN_LEX_YOM); /* "روز جمعه" */
  int32_t part = take_leading_part(t, &p);
  const mtn_lex_entry *moved = part ? NULL : mtn_text_date_take(t, &p, MTN_LEX_SHIFT);
  if (!arabic && !part && !moved && mtn_tokens_is(t, p, MTN_LEX_WEEKDAY) == 0) return at;
  uint32_t name = p, clitic, count;
  const mtn_lex_entry *weekday = mtn_tokens_match(t, p, MTN_LEX_WEEKDAY, &count, &clitic);
  if (!weekday) return at;
  if (part && arabic) { /* "صباح يوم السبت 9 آذار 2024" */
    uint32_t end = mtn_text_date_read_named(r, name, out);
    if (end > name && out->day.year) mtn_text_date_set_day(out, out->day, part);
    if (end > name) return end;
  }
  p += count;
  if (arabic && clitic && name == at && !(t->items[name].flags & MTN_TOKEN_ARTICLE)) out->begin += clitic;
  if (moved && moved->value != 0) {
    /* English: "next Sunday" is that of the next week; elsewhere "próximo domingo" is the first one to come */
    bool week = t->lang == MTN_LANG_EN;
    set_number(r, out,
               week ? week_start(r->now) + 7 * moved->value + weekday->value - 1
                    : moved_weekday(r, weekday->value, moved->value),
               0);
    return p;
  }
  if (t->lang == MTN_LANG_TR) (void)mtn_text_date_take(t, &p, MTN_LEX_YOM); /* "pazartesi günü" */
  uint32_t q = p;
  bool shifts = arabic || t->lang == MTN_LANG_FR || t->lang == MTN_LANG_ES || t->lang == MTN_LANG_FA;
  if (shifts && (moved = mtn_text_date_take(t, &q, MTN_LEX_SHIFT)) != NULL && moved->value != 0) {
    set_number(r, out, moved_weekday(r, weekday->value, moved->value), part);
    return q;
  }
  q = p;
  int32_t shift = 0;
  (void)mtn_text_date_take(t, &q, MTN_LEX_OF);
  if (take_week(t, &q, &shift)) { /* "Friday next week", "الجمعة من الأسبوع المقبل" */
    set_number(r, out, week_start(r->now) + 7 * shift + weekday->value - 1, part);
    return q;
  }
  if (!is_bare_weekday(t, name)) return at;
  if (!part) part = take_part(t, &p);
  p = past_second_weekday(t, p, weekday->value, part);
  set_number(r, out, r->now + nearest(r, weekday->value, will_be(r, at, p)), part);
  return p;
}

/* ------------------------------------------------------------------------------------------- weeks, months, years */

static bool set_unit(mtn_text_date_reader *r, mtn_text_date *out, int32_t unit, int32_t shift) {
  mtn_day first =
      mtn_day_add_months((mtn_day){r->anchor.year ? r->anchor.year : 2000, r->anchor.year ? r->anchor.month : 1, 1},
                         unit == MTN_TERM_MONTH ? shift : 0);
  if (unit != MTN_TERM_WEEK && unit != MTN_TERM_WEEKEND && unit != MTN_TERM_MONTH && unit != MTN_TERM_YEAR &&
      unit != MTN_TERM_DAY)
    return false;
  mtn_text_date_set_unknown(out);
  if (!r->anchor.year) return true;
  if (unit == MTN_TERM_WEEK || unit == MTN_TERM_WEEKEND)
    mtn_text_date_set_week(out, r->now + 7 * shift, unit == MTN_TERM_WEEKEND);
  else if (unit == MTN_TERM_MONTH)
    mtn_text_date_set_month(out, first.year, first.month);
  else if (unit == MTN_TERM_YEAR)
    mtn_text_date_set_year(out, r->anchor.year + shift);
  else
    mtn_text_date_set_day(out, mtn_day_of_number(r->now + shift), 0);
  return true;
}

/* Is the unit at `at` written as one: "month", not "months"? */
static bool is_one(const mtn_tokens *t, uint32_t at) {
  if (t->lang == MTN_LANG_AR) return (t->items[at].flags & MTN_TOKEN_ARTICLE) != 0;
  matn_str word = mtn_token_folded(t, at);
  return !(t->lang == MTN_LANG_EN && word.ptr[word.len - 1] == 's');
}

static bool is_arabic_plural(const mtn_tokens *t, uint32_t at) {
  static const char *const plurals[] = {
      "\xD8\xA7\xD9\x84\xD8\xA7\xD9\x8A\xD8\xA7\xD9\x85" /* الايام */,
      "\xD8\xA7\xD9\x84\xD8\xA7\xD8\xB3\xD8\xA7\xD8\xA8\xD9\x8A\xD8\xB9" /* الاسابيع */,
      "\xD8\xA7\xD9\x84\xD8\xA7\xD8\xB4\xD9\x87\xD8\xB1" /* الاشهر */,
      "\xD8\xA7\xD9\x84\xD8\xB3\xD9\x86\xD9\x88\xD8\xA7\xD8\xAA" /* السنوات */,
      "\xD8\xA7\xD9\x84\xD8\xA7\xD8\xB9\xD9\x88\xD8\xA7\xD9\x85" /* الاعوام */,
      "\xD8\xA7\xD9\x84\xD8\xB3\xD8\xA7\xD8\xB9\xD8\xA7\xD8\xAA" /* الساعات */};
  for (size_t i = 0; i < MTN_COUNT(plurals); i++)
    if (mtn_token_is(t, at, plurals[i])) return true;
  return false;
}

static uint32_t read_unit(mtn_text_date_reader *r, uint32_t at, mtn_text_date *out) {
  const mtn_tokens *t = r->t;
  uint32_t p = at;
  const mtn_lex_entry *entry = mtn_text_date_take(t, &p, MTN_LEX_PASTREF);
  if (!entry) entry = mtn_text_date_take(t, &p, MTN_LEX_FOLLOWYEAR);
  const mtn_lex_entry *year = entry ? NULL : mtn_text_date_take(t, &p, MTN_LEX_YEARSHIFT);
  if (year) { /* "امسال" */
    (void)set_unit(r, out, MTN_TERM_YEAR, year->value);
    return p;
  }
  if (entry) {
    uint32_t clitic, count;
    if (mtn_tokens_match(t, at, MTN_LEX_PASTREF, &count, &clitic)) {
      memcpy(out->value, "PAST_REF", 9);
    } else {
      /* "the following year": after the year that the text spoke of last, which only the finder knows */
      if (!r->anchor.year) return at;
      mtn_text_date_set_year(out, (r->month_years[0] ? r->month_years[0] : r->anchor.year) + entry->value);
    }
    return p;
  }
  (void)mtn_text_date_take(t, &p, MTN_LEX_THE);
  uint32_t from = p;
  const mtn_lex_entry *moved = mtn_text_date_take(t, &p, MTN_LEX_SHIFT);
  if (!moved) moved = mtn_text_date_take(t, &p, MTN_LEX_THISWORD);
  uint32_t name = p;
  const mtn_lex_entry *unit = mtn_text_date_take(t, &p, MTN_LEX_UNIT);
  if (!unit) return at;
  if (from > at && unit->value == MTN_TERM_WEEKEND && !moved && t->lang == MTN_LANG_EN) { /* "over the weekend" */
    (void)set_unit(r, out, unit->value, 0);
    return p;
  }
  const mtn_lex_entry *behind =
      t->lang == MTN_LANG_AR || t->lang == MTN_LANG_FR || t->lang == MTN_LANG_ES || t->lang == MTN_LANG_FA
          ? mtn_text_date_take(t, &p, MTN_LEX_SHIFT)
          : NULL;
  if (behind && t->lang == MTN_LANG_AR && behind->value < 0 && is_arabic_plural(t, name) &&
      unit->value == MTN_TERM_DAY) {
    memcpy(out->value, "PAST_REF", 9); /* "خلال الأيام الماضية" */
    return p;
  }
  if (behind) moved = behind;
  if (!moved || !is_one(t, name)) return at;
  if (from > at && t->lang == MTN_LANG_EN) return at; /* "the last year of the war", "the next week" */
  if (unit->value == MTN_TERM_DAY && t->lang != MTN_LANG_AR) return at;
  if (unit->value == MTN_TERM_DAY && moved->value == 0) return at;
  return set_unit(r, out, unit->value, moved->value) ? p : at;
}

/* ------------------------------------------------------------------------------------------------------- N units ago
 */

typedef struct span_of_time {
  int32_t days, months, business;
  bool vague;
} span_of_time;

/* "two years", "1 month and 21 days", "عامين", "بضعة أشهر", "a month": the token behind, or `at`. */
static uint32_t read_span(const mtn_tokens *t, uint32_t at, span_of_time *out) {
  uint32_t p = at, end = at;
  *out = (span_of_time){0, 0, 0, false};
  for (int parts = 0; parts < 4; parts++) {
    uint32_t q = p;
    int32_t count = 1;
    const mtn_lex_entry *unit = mtn_text_date_take(t, &q, MTN_LEX_UNITDUAL), *few;
    if (unit) {
      count = 2;
    } else {
      mtn_decimal value;
      if ((few = mtn_text_date_take(t, &q, MTN_LEX_FEW)) != NULL) {
        count = few->value;
        out->vague = true;
      } else if (mtn_tokens_is(t, q, MTN_LEX_ARTICLE)) {
        q++;
      } else {
        uint32_t s = mtn_number_read_cardinal(t, q, &value);
        if (s == q && (parts == 0 ? t->lang != MTN_LANG_AR : true)) break;
        if (s > q) {
          if (value.exponent < 0 || value.digits > 9999 || value.exponent > 3) break;
          count = (int32_t)value.digits;
          for (int32_t e = 0; e < value.exponent; e++) count *= 10;
        }
        q = s;
      }
      if (mtn_text_date_take(t, &q, MTN_LEX_BUSINESSDAY)) {
        out->business += count;
        end = p = q;
        continue;
      }
      unit = mtn_text_date_take(t, &q, MTN_LEX_UNIT);
    }
    if (!unit || count > 100000) break;
    switch (unit->value) {
    case MTN_TERM_DAY: out->days += count; break;
    case MTN_TERM_WEEK: out->days += 7 * count; break;
    case MTN_TERM_MONTH: out->months += count; break;
    case MTN_TERM_YEAR: out->months += 12 * count; break;
    case MTN_TERM_DECADE: out->months += 120 * count; break;
    default: return at;
    }
    end = p = q;
    if (mtn_token_is_comma(t, p)) p++;
    p += mtn_tokens_is(t, p, MTN_LEX_AND);
  }
  return end;
}

static void set_moved(mtn_text_date_reader *r, mtn_text_date *out, const span_of_time *by, int32_t sign, int32_t days) {
  if (!r->anchor.year || by->months > 12000) {
    mtn_text_date_set_unknown(out);
    return;
  }
  mtn_day day = mtn_day_add_months(r->anchor, sign * by->months);
  int32_t number = mtn_day_number(day) + sign * by->days + days;
  for (int32_t left = by->business; left > 0 && left <= 1000;) {
    number += sign;
    left -= mtn_weekday(number) <= 5;
  }
  set_number(r, out, number, 0);
}

static uint32_t read_ago(mtn_text_date_reader *r, uint32_t at, mtn_text_date *out) {
  const mtn_tokens *t = r->t;
  span_of_time by;
  uint32_t p = at, end;
  const mtn_lex_entry *before = NULL;
  bool arabic = t->lang == MTN_LANG_AR;
  if ((before = mtn_text_date_take(t, &p, MTN_LEX_FROMNOW)) == NULL)
    before = mtn_text_date_take(t, &p, arabic ? MTN_LEX_AGO : MTN_LEX_AGOBEFORE);
  end = read_span(t, p, &by);
  if (end == p) {
    /* "two Sundays from now" */
    mtn_decimal value;
    uint32_t q = mtn_number_read_cardinal(t, at, &value);
    const mtn_lex_entry *weekday = q > at ? mtn_text_date_take(t, &q, MTN_LEX_WEEKDAY) : NULL;
    if (!weekday || !mtn_text_date_take(t, &q, MTN_LEX_AGO) || value.digits > 50) return at;
    int32_t away = (weekday->value - mtn_weekday(r->now) + 7) % 7;
    set_number(r, out, r->now + (away ? away - 7 : 0) + 7 * (int32_t)value.digits, 0);
    return q;
  }
  uint32_t q = end;
  const mtn_lex_entry *behind = mtn_text_date_take(t, &q, MTN_LEX_AGO);
  if (behind && !(arabic && behind->value < 0)) {
    if (by.vague && !arabic && !mtn_token_is(t, end, "ago")) return at; /* "a few months before the vote" */
    int32_t sign = before && arabic ? before->value : arabic ? -1 : behind->value;
    set_moved(r, out, &by, sign, 0);
    return q;
  }
  q = end;
  uint32_t clitic, count;
  const mtn_lex_entry *day;
  if (mtn_text_date_take(t, &q, MTN_LEX_FROM) &&
      (day = mtn_tokens_match(t, q, MTN_LEX_DAYSHIFT, &count, &clitic)) != NULL) {
    set_moved(r, out, &by, 1, day->value); /* "three weeks from tomorrow" */
    return q + count;
  }
  if (!before) return at;
  if (!arabic && before->value < 0) { /* "il y a deux ans", "vor zwei Jahren" */
    set_moved(r, out, &by, -1, 0);
    return end;
  }
  if (arabic && before->value < 0) { /* "قبل عامين"; "منذ ثلاثة أعوام" is how long, not when */
    bool since = !mtn_token_is(t, at, "\xD9\x82\xD8\xA8\xD9\x84");
    if (since) return at;
    set_moved(r, out, &by, -1, 0);
    return end;
  }
  if (by.business > 0) {
    set_moved(r, out, &by, 1, 0);
    return end;
  }
  return at;
}

uint32_t mtn_text_date_read_relative(mtn_text_date_reader *r, uint32_t at, mtn_text_date *out) {
  static uint32_t (*const readers[])(mtn_text_date_reader *, uint32_t, mtn_text_date *) = {read_ago, read_day_word,
                                                                                           read_weekday, read_unit};
  for (size_t i = 0; i < MTN_COUNT(readers); i++) {
    uint32_t begin = out->begin, end = readers[i](r, at, out);
    if (end > at) return end;
    out->begin = begin;
  }
  return at;
}
