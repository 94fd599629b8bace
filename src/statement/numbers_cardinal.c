/*
 * Cardinals: "7 آلاف و939", "ثلاثة آلاف وتسع مائة", "two hundred and two thousand", "1.5 million".
 *
 * A cardinal is a sum of groups, each a number below 1,000 times a scale.  `total` holds the groups that a scale has
 * closed, `group` the one in the making.  What may follow what differs by language only in where "and" stands: English
 * behind hundreds and scales, Arabic between all parts, ones before tens.
 */
#include "statement/numbers.h"

typedef struct cardinal {
  const mtn_tokens *t;
  mtn_decimal total, group;
  bool has_group, has_total;
  int32_t scale;     /* of the last group closed; 0: none */
  bool after_large;  /* the last part was a hundred or a scale, behind which "and" may stand */
  bool after_digits; /* the last part was written in digits */
  bool arabic;
} cardinal;

bool mtn_number_read_digits(matn_str digits, mtn_lang lang, mtn_decimal *out) {
  size_t dots = 0, commas = 0, groups = 0, last = 0;
  bool thirds = true; /* all stretches behind a separator have three digits */
  size_t since = 0, leading = digits.len;
  for (size_t i = 0; i <= digits.len; i++) {
    char c = i < digits.len ? digits.ptr[i] : '.';
    if (mtn_is_digit((unsigned char)c)) {
      since++;
      continue;
    }
    if (leading == digits.len && i < digits.len)
      leading = i;
    else if (leading < digits.len)
      thirds &= since == 3;
    since = 0;
    if (i == digits.len) break;
    last = i;
    dots += c == '.';
    commas += c == ',';
    groups += c == '_';
  }
  char point = 0; /* which separator parts the decimals */
  bool lone = dots + commas == 1;
  bool grouping = thirds && leading <= 3 && digits.ptr[0] != '0';
  if (dots && commas) {
    point = digits.ptr[last];
    if ((point == '.' ? dots : commas) != 1) return false;
  } else if (lone && groups) {
    point = digits.ptr[last];
  } else if (lone) {
    char sign = digits.ptr[last];
    bool thousands = lang == MTN_LANG_AR || lang == MTN_LANG_FA || (sign == ',') == (lang == MTN_LANG_EN);
    if (!grouping || !thousands) point = sign;
  } else if (dots + commas > 1 && !grouping) {
    return false;
  }
  *out = (mtn_decimal){0, 0};
  bool behind = false;
  unsigned count = 0;
  for (size_t i = 0; i < digits.len; i++) {
    char c = digits.ptr[i];
    if (!mtn_is_digit((unsigned char)c)) {
      behind |= c == point && i == last;
      continue;
    }
    if (count >= 18) {
      if (!behind) out->exponent++;
      continue;
    }
    count += count > 0 || c != '0';
    out->digits = out->digits * 10 + (c - '0');
    out->exponent -= behind;
  }
  return true;
}

static int64_t small(mtn_decimal v) { /* an integer below a thousand; -1 for what is none */
  while (v.exponent > 0 && v.digits < 1000) {
    v.digits *= 10;
    v.exponent--;
  }
  return v.exponent == 0 && v.digits >= 0 && v.digits < 1000 ? v.digits : -1;
}

static bool add_digits(cardinal *k, matn_str digits, bool linked) {
  mtn_decimal value;
  if (!mtn_number_read_digits(digits, k->t->lang, &value)) return false;
  if (k->has_group || k->has_total) {
    int64_t now = small(value);
    bool fits = linked && k->after_large && now > 0 && (!k->has_group || (small(k->group) % 100 == 0 && now < 100));
    /* "4 thousand 3 hundred": digits go on without a link where a multiplier follows */
    if (!fits && !(k->after_large && !k->has_group && now >= 0 && now < 100 && !linked)) return false;
    k->group = k->has_group ? mtn_decimal_add(k->group, value) : value;
  } else {
    k->group = value;
  }
  k->has_group = k->after_digits = true;
  k->after_large = false;
  return true;
}

static bool add_small(cardinal *k, int32_t value, bool linked) {
  int64_t now = k->has_group ? small(k->group) : 0;
  bool begun = k->has_group || k->has_total;
  if (k->has_group) {
    bool behind_hundred = now > 0 && now % 100 == 0 && !k->after_digits && (linked || !k->arabic);
    bool ones = !k->arabic && value < 10 && value > 0 && now % 10 == 0 && now % 100 >= 20 && !linked;
    bool tens = k->arabic && linked && now % 100 < 10 && now % 100 > 0 && value >= 20 && value % 10 == 0;
    bool teen = k->arabic && !linked && value == 10 && now % 100 < 10 && now % 100 > 0;
    if (!behind_hundred && !ones && !tens && !teen) return false;
  } else if (begun && k->arabic && !linked) {
    return false;
  }
  if (linked && !k->arabic && !k->after_large) return false;
  k->group = k->has_group ? mtn_decimal_add(k->group, mtn_decimal_of(value)) : mtn_decimal_of(value);
  k->has_group = true;
  k->after_large = k->after_digits = false;
  return true;
}

static bool add_hundred(cardinal *k) {
  if (k->has_group) {
    int64_t now = small(k->group);
    bool ready = k->group.exponent < 0 || (now > 0 && now < 100);
    if (!ready) return false;
    k->group = mtn_decimal_scale(k->group, 2);
  } else {
    k->group = mtn_decimal_of(100);
  }
  k->has_group = k->after_large = true;
  k->after_digits = false;
  return true;
}

static bool add_scale(cardinal *k, int32_t power, int64_t alone) {
  mtn_decimal times = k->has_group ? k->group : mtn_decimal_of(alone);
  if (k->has_group && alone == 2) return false; /* a dual counts itself */
  if (k->has_total && power >= k->scale) {
    mtn_decimal all = k->has_group ? mtn_decimal_add(k->total, k->group) : k->total;
    k->total = mtn_decimal_scale(all, power);
  } else {
    k->total = mtn_decimal_add(k->total, mtn_decimal_scale(times, power));
  }
  k->group = mtn_decimal_of(0);
  k->has_group = k->after_digits = false;
  k->has_total = k->after_large = true;
  k->scale = power;
  return true;
}

/* One part at token `at`: its tokens, 0 if it does not fit.  `linked`: an "and" stands before it. */
static uint32_t add_part(cardinal *k, uint32_t at, bool linked) {
  const mtn_tokens *t = k->t;
  if (at >= t->count) return 0;
  if (t->items[at].kind == MTN_TOKEN_NUMBER) return add_digits(k, mtn_token_folded(t, at), linked) ? 1 : 0;
  if (t->items[at].kind != MTN_TOKEN_WORD) return 0;
  static const uint8_t kinds[] = {MTN_LEX_SCALEDUAL, MTN_LEX_SCALE, MTN_LEX_HUNDREDVAL, MTN_LEX_HUNDRED, MTN_LEX_NUM};
  bool begun = k->has_group || k->has_total;
  for (size_t i = 0; i < MTN_COUNT(kinds); i++) {
    uint32_t count, clitic;
    const mtn_lex_entry *entry = mtn_tokens_match(t, at, kinds[i], &count, &clitic);
    if (!entry) continue;
    if (begun && !linked && k->arabic && clitic && (t->items[at].flags & MTN_TOKEN_PREFIX)) return 0;
    bool good = false;
    switch (kinds[i]) {
    case MTN_LEX_SCALEDUAL: good = (!begun || linked) && add_scale(k, entry->value, 2); break;
    case MTN_LEX_SCALE: good = (begun || k->arabic) && add_scale(k, entry->value, 1); break;
    case MTN_LEX_HUNDREDVAL: {
      good = (!k->has_group && (!begun || linked || !k->arabic));
      if (good) k->group = mtn_decimal_of(entry->value);
      if (good) k->has_group = k->after_large = true;
      break;
    }
    case MTN_LEX_HUNDRED: good = (begun || k->arabic) && add_hundred(k); break;
    default: good = add_small(k, entry->value, linked); break;
    }
    if (good) return count;
  }
  return 0;
}

/* Is "and" written before the part at `at`?  *skip is set to the tokens of it that stand apart. */
static bool linked_at(const mtn_tokens *t, uint32_t at, uint32_t *skip) {
  *skip = mtn_tokens_is(t, at, MTN_LEX_AND);
  if (*skip) return true;
  return at < t->count && (t->items[at].flags & MTN_TOKEN_AND) != 0;
}

/* "و939": the conjunction is a token of its own before digits; "twenty-one": a hyphen parts words. */
static uint32_t next_part(cardinal *k, uint32_t at) {
  const mtn_tokens *t = k->t;
  uint32_t skip;
  if (at >= t->count || (t->items[at].flags & MTN_TOKEN_LINE)) return 0;
  if (mtn_token_is_char(t, at, '-') && !(t->items[at].flags & MTN_TOKEN_SPACED) && at + 1 < t->count &&
      !(t->items[at + 1].flags & MTN_TOKEN_SPACED) && t->items[at + 1].kind == MTN_TOKEN_WORD) {
    uint32_t count = add_part(k, at + 1, false);
    return count ? count + 1 : 0;
  }
  if (linked_at(t, at, &skip)) {
    if (!k->arabic && !k->after_large && k->t->lang == MTN_LANG_EN) return 0;
    cardinal before = *k;
    uint32_t count = add_part(k, at + skip, true);
    /* "two million and one half": the part belongs to the fraction, unless it is more than a whole */
    bool hyphened =
        count && mtn_token_is_char(t, at + skip + count, '-') && mtn_tokens_is(t, at + skip + count + 1, MTN_LEX_NUM);
    const mtn_lex_entry *hundredth =
        hyphened ? mtn_tokens_match(t, at + skip + count + 2, MTN_LEX_FRAC, &(uint32_t){0}, &(uint32_t){0}) : NULL;
    if (hundredth && hundredth->value >= 100) count = 0; /* "and fifty-four hundredths" */
    const mtn_lex_entry *under =
        count ? mtn_tokens_match(t, at + skip + count, MTN_LEX_FRAC, &(uint32_t){0}, &(uint32_t){0}) : NULL;
    mtn_decimal part = mtn_decimal_add(k->group, (mtn_decimal){-before.group.digits, before.group.exponent});
    if (under && mtn_decimal_compare(part, mtn_decimal_of(under->value)) < 0) count = 0;
    if (count) return count + skip;
    *k = before;
    return 0;
  }
  if (k->after_digits && t->items[at].kind == MTN_TOKEN_NUMBER) return 0;
  return add_part(k, at, false);
}

uint32_t mtn_number_read_cardinal(const mtn_tokens *t, uint32_t at, mtn_decimal *out) {
  static const uint8_t beginnings[] = {MTN_LEX_NUM,     MTN_LEX_SCALE,      MTN_LEX_SCALEDUAL,
                                       MTN_LEX_HUNDRED, MTN_LEX_HUNDREDVAL, MTN_LEX_ARTICLE};
  if (at >= t->count) return at;
  if (t->items[at].kind != MTN_TOKEN_NUMBER &&
      !mtn_token_has(&t->items[at], mtn_kinds_of(beginnings, MTN_COUNT(beginnings))))
    return at;
  cardinal k = {.t = t, .arabic = t->lang == MTN_LANG_AR};
  uint32_t end = at, count;
  if (!k.arabic && mtn_tokens_is(t, at, MTN_LEX_ARTICLE) == 1) { /* "a hundred" */
    k.group = mtn_decimal_of(1);
    k.has_group = true;
    end++;
    count =
        mtn_tokens_is(t, end, MTN_LEX_HUNDRED) || mtn_tokens_is(t, end, MTN_LEX_SCALE) ? add_part(&k, end, false) : 0;
    if (count == 0) return at;
  } else {
    count = add_part(&k, at, true);
  }
  if (count == 0) {
    k = (cardinal){.t = t, .arabic = k.arabic};
    count = add_part(&k, at, false);
  }
  if (count == 0) return at;
  end += count;
  while (end < at + 24 && (count = next_part(&k, end)) != 0) end += count;
  *out = mtn_decimal_add(k.total, k.group);
  return end;
}
