/* Dates: the order in which readers are asked, and what they share. */
#include "statement/dates_internal.h"

const mtn_lex_entry *mtn_text_date_take(const mtn_tokens *t, uint32_t *at, int kind) {
  uint32_t count, clitic;
  const mtn_lex_entry *entry = mtn_tokens_match(t, *at, kind, &count, &clitic);
  if (entry) *at += count;
  return entry;
}

int32_t mtn_text_date_digits(const mtn_tokens *t, uint32_t at, int32_t most) {
  if (at >= t->count || t->items[at].kind != MTN_TOKEN_NUMBER) return 0;
  matn_str digits = mtn_token_folded(t, at);
  int32_t value = 0;
  for (size_t i = 0; i < digits.len; i++) {
    if (!mtn_is_digit((unsigned char)digits.ptr[i]) || i > 4) return 0;
    value = value * 10 + (digits.ptr[i] - '0');
  }
  return value <= most ? value : 0;
}

int32_t mtn_text_date_year(const mtn_tokens *t, uint32_t *at) {
  int32_t year = mtn_text_date_digits(t, *at, 2199);
  if (year >= 1000 && t->items[*at].folded_len == 4) {
    (*at)++;
    return year;
  }
  if (mtn_token_is_word(t, *at)) {
    /* "nineteen seventy eight", "nineteen zero one", "ألف وتسعمائة وثمانية وسبعون" */
    mtn_decimal first, second;
    uint32_t p = mtn_number_read_cardinal(t, *at, &first), q;
    if (p == *at || first.exponent != 0) return 0;
    if (first.digits >= 1000 && first.digits < 2200) {
      *at = p;
      return (int32_t)first.digits;
    }
    if (t->lang != MTN_LANG_EN || first.digits < 10 || first.digits > 21) return 0;
    q = mtn_number_read_cardinal(t, p, &second);
    if (q > p && second.digits == 0) {
      p = q;
      q = mtn_number_read_cardinal(t, p, &second);
    }
    if (q == p || second.exponent < 0 || second.digits * (second.exponent ? 10 : 1) > 99) return 0;
    *at = q;
    return (int32_t)(first.digits * 100 + second.digits * (second.exponent ? 10 : 1));
  }
  return 0;
}

/* ----------------------------------------------------------------------------------------------------------- values */

void mtn_text_date_set_day(mtn_text_date *out, mtn_day day, int32_t part) {
  out->day = day;
  char *p = mtn_digits_put(out->value, (unsigned)day.year, 4);
  *p++ = '-';
  p = mtn_digits_put(p, (unsigned)day.month, 2);
  *p++ = '-';
  p = mtn_digits_put(p, (unsigned)day.day, 2);
  if (part) {
    matn_str name = mtn_lexicon_name(part);
    *p++ = 'T';
    memcpy(p, name.ptr, name.len);
    p += name.len;
  }
  *p = '\0';
}

void mtn_text_date_set_month(mtn_text_date *out, int32_t year, int32_t month) {
  char *p = mtn_digits_put(out->value, (unsigned)year, 4);
  *p++ = '-';
  p = mtn_digits_put(p, (unsigned)month, 2);
  *p = '\0';
}

void mtn_text_date_set_year(mtn_text_date *out, int32_t year) { *mtn_digits_put(out->value, (unsigned)year, 4) = '\0'; }

void mtn_text_date_set_week(mtn_text_date *out, int32_t day_number, bool weekend) {
  int32_t year, week;
  mtn_iso_week(day_number, &year, &week);
  char *p = mtn_digits_put(out->value, (unsigned)year, 4);
  *p++ = '-';
  *p++ = 'W';
  p = mtn_digits_put(p, (unsigned)week, 2);
  if (weekend) {
    memcpy(p, "-WE", 3);
    p += 3;
  }
  *p = '\0';
}

/* ---------------------------------------------------------------------------------------------------------- finding */

bool mtn_text_date_is_future(const mtn_tokens *t, uint32_t i) {
  if (!mtn_token_is_word(t, i)) return false;
  if (mtn_tokens_is(t, i, MTN_LEX_FUTURE)) return true;
  matn_str word = mtn_token_folded(t, i);
  if (t->lang == MTN_LANG_TR) { /* the suffix -ecek, -acak, and what stands behind it */
    for (size_t at = 2; at + 4 <= word.len; at++)
      if (memcmp(word.ptr + at, "ecek", 4) == 0 || memcmp(word.ptr + at, "acak", 4) == 0)
        return !mtn_tokens_is(t, i, MTN_LEX_SHIFT);
    return false;
  }
  if (t->lang == MTN_LANG_FR) { /* -era, -eront, -ira, -iront */
    static const char *const endings[] = {"era", "eront", "ira", "iront"};
    for (size_t e = 0; e < MTN_COUNT(endings); e++)
      if (word.len > strlen(endings[e]) + 2 && mtn_str_ends_exactly(word, endings[e])) return true;
    return false;
  }
  if (!(t->items[i].flags & MTN_TOKEN_ARABIC)) return false;
  /* سـ before an imperfect: سيـ, ستـ, سنـ of at least five letters */
  return word.len >= 10 && memcmp(word.ptr, "\xD8\xB3", 2) == 0 &&
         (memcmp(word.ptr + 2, "\xD9\x8A", 2) == 0 || memcmp(word.ptr + 2, "\xD8\xAA", 2) == 0);
}

static bool keep(mtn_arena *arena, mtn_text_dates *out, uint32_t *capacity, const mtn_text_date *date) {
  if (out->count == *capacity) {
    mtn_text_date *items = mtn_arena_alloc(arena, (size_t)*capacity * 2 * sizeof(*items));
    if (!items) return false;
    memcpy(items, out->items, (size_t)out->count * sizeof(*items));
    out->items = items;
    *capacity *= 2;
  }
  out->items[out->count++] = *date;
  return true;
}

/* The date at token `at` by the first reader that knows one: the token behind, or `at`. */
static uint32_t read_one(mtn_text_date_reader *r, uint32_t at, mtn_text_date *date) {
  const mtn_token *token = &r->t->items[at];
  uint32_t end = mtn_text_date_read_second(r, at, date);
  if (end == at) end = mtn_text_date_read_numeric(r, at, date);
  /* a weekday may lead a date that says more: "Thursday the 21st" */
  if (end == at && (mtn_tokens_may_be(token, MTN_LEX_WEEKDAY) || mtn_tokens_may_be(token, MTN_LEX_YOM)))
    end = mtn_text_date_read_named(r, at, date);
  if (end == at) end = mtn_text_date_read_relative(r, at, date);
  if (end == at) end = mtn_text_date_read_named(r, at, date);
  return end;
}

matn_status mtn_text_dates_find(const mtn_tokens *t, mtn_day anchor, mtn_arena *arena, mtn_text_dates *out) {
  uint32_t capacity = 16, sentence = UINT32_MAX;
  *out = (mtn_text_dates){.items = mtn_arena_alloc(arena, capacity * sizeof(*out->items))};
  if (!out->items) return MATN_NOMEM;
  mtn_text_date_reader r = {.t = t, .anchor = anchor, .now = anchor.year ? mtn_day_number(anchor) : 0};
  static const uint8_t beginnings[] = {
      MTN_LEX_NUM,       MTN_LEX_SCALE,     MTN_LEX_HUNDRED,      MTN_LEX_MONTH,      MTN_LEX_HIJRI, MTN_LEX_WEEKDAY,
      MTN_LEX_DAYPART,   MTN_LEX_DAYSHIFT,  MTN_LEX_DAYPARTSHIFT, MTN_LEX_YOM,        MTN_LEX_UNIT,  MTN_LEX_UNITDUAL,
      MTN_LEX_SHIFT,     MTN_LEX_THISWORD,  MTN_LEX_PASTREF,      MTN_LEX_FOLLOWYEAR, MTN_LEX_FEW,   MTN_LEX_AGO,
      MTN_LEX_FROMNOW,   MTN_LEX_ORD,       MTN_LEX_ORDONE,       MTN_LEX_ARTICLE,    MTN_LEX_THE,   MTN_LEX_AT,
      MTN_LEX_AGOBEFORE, MTN_LEX_WEEKDAYIN, MTN_LEX_YEARSHIFT,    MTN_LEX_PERSIAN};
  mtn_kinds begins = mtn_kinds_of(beginnings, MTN_COUNT(beginnings));
  for (uint32_t i = 0; i < t->count;) {
    const mtn_token *token = &t->items[i];
    if (token->sentence != sentence) {
      sentence = token->sentence;
      r.future = false;
    }
    if (token->kind > MTN_TOKEN_NUMBER || (token->kind == MTN_TOKEN_WORD && !mtn_token_has(token, begins))) {
      r.future |= token->kind == MTN_TOKEN_WORD && mtn_text_date_is_future(t, i);
      i++;
      continue;
    }
    mtn_text_date date = {.first = i, .begin = token->begin};
    uint32_t end = read_one(&r, i, &date);
    if (end == i) {
      r.future |= mtn_text_date_is_future(t, i);
      i++;
      continue;
    }
    date.last = end;
    date.end = t->items[end - 1].end;
    if (!keep(arena, out, &capacity, &date)) return MATN_NOMEM;
    i = end;
  }
  return MATN_OK;
}
