/*
 * Numbers around their cardinals: signs, fractions, dozens, shares ("one in three"), powers, percent.
 */
#include "statement/numbers.h"

#define DENOMINATOR_MOST 1000

typedef struct finder {
  const mtn_tokens *t;
  mtn_numbers *out;
  mtn_arena *arena;
  uint32_t capacity;
} finder;

static bool spaced(const mtn_tokens *t, uint32_t i) { return i >= t->count || (t->items[i].flags & MTN_TOKEN_SPACED); }

static bool is_digits(const mtn_tokens *t, uint32_t i) { return i < t->count && t->items[i].kind == MTN_TOKEN_NUMBER; }

/* A whole number in digits, without separators. */
static bool plain_digits(const mtn_tokens *t, uint32_t i, int64_t *value) {
  if (!is_digits(t, i)) return false;
  matn_str digits = mtn_token_folded(t, i);
  *value = 0;
  for (size_t k = 0; k < digits.len; k++) {
    if (!mtn_is_digit((unsigned char)digits.ptr[k]) || k > 8) return false;
    *value = *value * 10 + (digits.ptr[k] - '0');
  }
  return true;
}

/* The denominator at `at`: "fifths", "أخماس", "twenty-firsts", "hundred trillionths".  Its tokens, 0 for none. */
static uint32_t denominator(const mtn_tokens *t, uint32_t at, mtn_decimal *out) {
  uint32_t count, clitic;
  const mtn_lex_entry *entry = mtn_tokens_match(t, at, MTN_LEX_FRAC, &count, &clitic);
  if (entry) {
    *out = mtn_decimal_of(entry->value);
    return count;
  }
  entry = mtn_tokens_match(t, at, MTN_LEX_FRACSCALE, &count, &clitic);
  if (entry) {
    *out = (mtn_decimal){1, entry->value};
    return count;
  }
  /* tens, a hyphen, an ordinal below ten */
  entry = mtn_tokens_match(t, at, MTN_LEX_NUM, &count, &clitic);
  if (!entry || entry->value < 20 || !mtn_token_is_char(t, at + 1, '-')) return 0;
  int32_t tens = entry->value;
  entry = mtn_tokens_match(t, at + 2, MTN_LEX_FRACONE, &count, &clitic);
  if (entry) {
    *out = mtn_decimal_of(tens + entry->value - 20);
    return 3;
  }
  entry = mtn_tokens_match(t, at + 2, MTN_LEX_FRAC, &count, &clitic);
  if (!entry || entry->value > 9) return 0;
  *out = mtn_decimal_of(tens + entry->value);
  return 3;
}

/* "three fifths", "a half", "نصف", "ثلثي": the token behind it, or `at`.  `alone`: no whole number stands before. */
static uint32_t fraction(const mtn_tokens *t, uint32_t at, bool alone, mtn_decimal *out) {
  mtn_decimal over, below = mtn_decimal_of(1);
  uint32_t clitic, count;
  const mtn_lex_entry *entry = mtn_tokens_match(t, at, MTN_LEX_FRACDUAL, &count, &clitic);
  if (entry) {
    *out = mtn_decimal_divide(mtn_decimal_of(2), mtn_decimal_of(entry->value));
    return at + count;
  }
  uint32_t p = at;
  p = mtn_number_read_cardinal(t, at, &below);
  if (p == at && mtn_tokens_is(t, p, MTN_LEX_ARTICLE)) p++;
  bool numerator = p > at;
  if (numerator && p < t->count && (t->items[p].flags & MTN_TOKEN_AND)) return at; /* "واحد وربع": a sum */
  if (mtn_token_is_char(t, p, '-')) p++;
  uint32_t len = denominator(t, p, &over);
  if (len == 0) return at;
  if (!numerator) {
    /* Without a numerator only what is no ordinal: half, quarter; Arabic's all. */
    bool half = mtn_tokens_is(t, p, MTN_LEX_HALF) > 0 ||
                (mtn_tokens_is(t, p + len, MTN_LEX_SCALE) && over.digits <= 4 && t->lang == MTN_LANG_EN);
    bool arabic = t->lang == MTN_LANG_AR && !(over.digits > 4) && mtn_decimal_compare(over, mtn_decimal_of(4)) <= 0;
    if (!half && !arabic && (alone || t->lang != MTN_LANG_AR)) return at;
  }
  matn_str last = mtn_token_folded(t, p + len - 1);
  bool ordinal =
      over.exponent > 0 && last.ptr[last.len - 1] != 's' && mtn_decimal_compare(below, mtn_decimal_of(1)) != 0;
  if (ordinal) return at; /* "two millionth" */
  *out = mtn_decimal_divide(below, over);
  return p + len;
}

/* "3/4" of two short whole numbers that are no date. */
static uint32_t slashed(const mtn_tokens *t, uint32_t at, mtn_decimal *out) {
  int64_t above, below;
  if (!plain_digits(t, at, &above) || !mtn_token_is_char(t, at + 1, '/') || spaced(t, at + 1) || spaced(t, at + 2) ||
      !plain_digits(t, at + 2, &below))
    return at;
  if (at > 0 && mtn_token_is_char(t, at - 1, '/')) return at;
  if (mtn_token_is_char(t, at + 3, '/') || above > 99 || below > 99 || below == 0) return at;
  *out = mtn_decimal_divide(mtn_decimal_of(above), mtn_decimal_of(below));
  return at + 3;
}

static mtn_decimal power_of(mtn_decimal base, int64_t power) {
  mtn_decimal result = mtn_decimal_of(1);
  for (int64_t i = 0; i < (power < 0 ? -power : power) && i < 64; i++) result = mtn_decimal_multiply(result, base);
  return power < 0 ? mtn_decimal_divide(mtn_decimal_of(1), result) : result;
}

/* "1e10", "12e-1", "1.1^23" behind digits that end at `at`: the token behind, or `at`. */
static uint32_t exponent(const mtn_tokens *t, uint32_t at, mtn_decimal *value) {
  if (at >= t->count || spaced(t, at)) return at;
  int64_t power = 0;
  uint32_t p = at + 1;
  bool raised = mtn_token_is_char(t, at, '^'), ten = false;
  if (!raised) {
    if (!mtn_token_is_word(t, at)) return at;
    matn_str word = mtn_token_folded(t, at);
    if (word.len == 0 || word.ptr[0] != 'e') return at;
    ten = true;
    for (size_t i = 1; i < word.len; i++) {
      if (!mtn_is_digit((unsigned char)word.ptr[i]) || i > 2) return at;
      power = power * 10 + (word.ptr[i] - '0');
    }
    if (word.len > 1) {
      *value = mtn_decimal_scale(*value, (int32_t)power);
      return p;
    }
  }
  bool negative = mtn_token_is_char(t, p, '-');
  if (negative || mtn_token_is_char(t, p, '+')) p++;
  if (!plain_digits(t, p, &power) || power > 60 || spaced(t, p)) return at;
  if (negative) power = -power;
  *value = ten ? mtn_decimal_scale(*value, (int32_t)power) : power_of(*value, power);
  return p + 1;
}

/* "10k", "1.2b", "2mil": letters that stand for a scale right behind digits.  A small m is metres. */
static uint32_t suffix(const mtn_tokens *t, uint32_t at, mtn_decimal *value) {
  if (at >= t->count || t->lang == MTN_LANG_AR) return at;
  /* a letter that stands apart is one only as a capital at the end: "1,674.5 G" */
  bool apart = spaced(t, at), last = at + 1 >= t->count || t->items[at + 1].kind >= MTN_TOKEN_PUNCT ||
                                     (t->items[at + 1].flags & MTN_TOKEN_LINE);
  if (apart && !(last && t->items[at].folded_len == 1 && (t->items[at].flags & MTN_TOKEN_CAPITAL))) return at;
  uint32_t count, clitic;
  const mtn_lex_entry *entry = mtn_tokens_match(t, at, MTN_LEX_SUFFIX, &count, &clitic);
  bool metres = mtn_token_is(t, at, "m") && !(t->items[at].flags & MTN_TOKEN_CAPITAL);
  if (!entry || metres) return at;
  *value = mtn_decimal_scale(*value, entry->value);
  return at + 1;
}

/* The percent sign or word at `at`: its tokens. */
static uint32_t percent(const mtn_tokens *t, uint32_t at) {
  if (mtn_token_is_char(t, at, '%') || mtn_token_is_char(t, at, 0x66A)) return 1;
  if (at < t->count && (t->items[at].flags & MTN_TOKEN_LINE)) return 0;
  return mtn_tokens_is(t, at, MTN_LEX_PERCENT);
}

/* What may follow a cardinal: a fraction, a dozen, a scale behind a fraction. */
static uint32_t extend(const mtn_tokens *t, uint32_t at, mtn_decimal *value, uint32_t *flags) {
  uint32_t clitic, count;
  const mtn_lex_entry *entry = mtn_tokens_match(t, at, MTN_LEX_DOZEN, &count, &clitic);
  if (entry && !(t->items[at].flags & MTN_TOKEN_LINE)) {
    bool added = (t->items[at].flags & MTN_TOKEN_AND) != 0; /* "ثلاث مائة ودزينتين" */
    *value = added ? mtn_decimal_add(*value, mtn_decimal_of(entry->value))
                   : mtn_decimal_multiply(*value, mtn_decimal_of(entry->value));
    *flags |= MTN_NUMBER_DOZEN;
    return at + count;
  }
  if (mtn_tokens_is(t, at, MTN_LEX_POINT)) { /* "two hundred point zero three" */
    uint32_t p = at + 1;
    int32_t place = 0;
    while ((entry = mtn_tokens_match(t, p, MTN_LEX_NUM, &count, &clitic)) != NULL && entry->value < 10 && place < 12) {
      *value = mtn_decimal_add(*value, (mtn_decimal){entry->value, --place});
      p += count;
    }
    if (place < 0) return p;
  }
  mtn_decimal share;
  uint32_t skip = mtn_tokens_is(t, at, MTN_LEX_AND);
  bool linked = skip > 0 || (at < t->count && (t->items[at].flags & MTN_TOKEN_AND));
  if (linked) {
    uint32_t p = fraction(t, at + skip, false, &share);
    if (p > at + skip && mtn_decimal_compare(share, mtn_decimal_of(1)) < 0) {
      /* "two million and a half": a half of the million */
      bool scaled = mtn_decimal_compare(*value, mtn_decimal_of(1000000)) >= 0;
      mtn_decimal unit = mtn_decimal_of(1);
      for (int32_t scale = 12; scaled && scale >= 6; scale -= 3)
        if (mtn_decimal_compare(*value, (mtn_decimal){1, scale}) >= 0) {
          unit = (mtn_decimal){1, scale};
          break;
        }
      if ((entry = mtn_tokens_match(t, p, MTN_LEX_SCALE, &count, &clitic)) != NULL) { /* "and three quarters million" */
        unit = (mtn_decimal){1, entry->value};
        p += count;
      }
      *value = mtn_decimal_add(*value, mtn_decimal_multiply(unit, share));
      *flags |= MTN_NUMBER_FRACTION;
      return p;
    }
  }
  uint32_t p = slashed(t, at, &share);
  if (p > at) {
    *value = mtn_decimal_add(*value, share);
    return p;
  }
  return at;
}

/* "one in three", "2 over 5", "واحد على ٢٠", "جزء من مئة" behind `value`: the token behind it, or `at`. */
static uint32_t ratio(const mtn_tokens *t, uint32_t first, uint32_t at, mtn_decimal *value) {
  uint32_t link = mtn_tokens_is(t, at, MTN_LEX_OVER), out_of = mtn_tokens_is(t, at, MTN_LEX_OUTOF);
  bool parts = false;
  if (t->lang == MTN_LANG_AR) {
    bool one = mtn_decimal_compare(*value, mtn_decimal_of(1)) == 0;
    uint32_t p = at;
    parts = mtn_tokens_is(t, p, MTN_LEX_FRACPART) > 0;
    if (parts) p++;
    out_of = mtn_token_is(t, p, "\xD9\x85\xD9\x86") && (parts || one) ? 1 : 0;
    at = p;
  }
  if (!link && !out_of) return first;
  if (first > 0 && mtn_token_is_char(t, first - 1, '$')) return first;
  mtn_decimal below;
  uint32_t begin = at + (link ? link : out_of), p = mtn_number_read_cardinal(t, begin, &below);
  if (p == begin || below.digits == 0) return first;
  if (!parts && out_of && t->lang != MTN_LANG_AR) {
    /* "five out of three" and "8 in 5" are no shares; "in 2015" is a year */
    bool proper = mtn_decimal_compare(*value, below) < 0;
    bool year =
        mtn_decimal_compare(below, mtn_decimal_of(1900)) >= 0 && mtn_decimal_compare(below, mtn_decimal_of(2100)) < 0;
    bool one = mtn_decimal_compare(*value, mtn_decimal_of(1)) == 0;
    if (!proper || year || (mtn_token_is(t, at, "in") && !one)) return first;
  }
  bool time = mtn_tokens_is(t, p, MTN_LEX_UNIT) > 0 || mtn_tokens_is(t, p, MTN_LEX_CURRENCY) > 0;
  if (time) return first;
  *value = mtn_decimal_divide(*value, below);
  return p;
}

/* Does "one" at `at` stand for a thing rather than count: "this one", "one another"? */
static bool is_pronoun(const mtn_tokens *t, uint32_t at) {
  if (t->lang != MTN_LANG_EN || !mtn_token_is(t, at, "one")) return false;
  static const char *const before[] = {"which", "this", "that", "no", "any", "every", "the", "another", "each", "some"};
  if (at > 0)
    for (size_t i = 0; i < MTN_COUNT(before); i++)
      if (mtn_token_is(t, at - 1, before[i])) return true;
  return mtn_token_is(t, at + 1, "another") || mtn_token_is(t, at + 1, "'s");
}

/* Whether the sign at `at` is glued to digits behind it and to nothing before it: "-5", ".5". */
static bool is_sign_of_digits(const mtn_tokens *t, uint32_t at, uint32_t sign) {
  return mtn_token_is_char(t, at, sign) && is_digits(t, at + 1) && !spaced(t, at + 1) && spaced(t, at);
}

/* ".5" */
static bool read_bare_decimal(const mtn_tokens *t, uint32_t at, mtn_number *out) {
  matn_str digits = mtn_token_folded(t, at + 1);
  if (!mtn_number_read_digits(digits, MTN_LANG_EN, &out->value)) return false;
  out->value.exponent -= (int32_t)digits.len;
  out->last = at + 2;
  return true;
}

/* "جزء من مئة": one of so many parts. */
static bool read_part(const mtn_tokens *t, uint32_t at, mtn_number *out) {
  out->value = mtn_decimal_of(1);
  out->last = ratio(t, at, at, &out->value);
  out->flags |= MTN_NUMBER_FRACTION | MTN_NUMBER_WORDS;
  return out->last > at;
}

/* What a fraction is of, "half a million", "half a dozen": the token behind it, `at` if nothing is there. */
static uint32_t multiple(const mtn_tokens *t, uint32_t at, mtn_decimal *value) {
  uint32_t count, clitic;
  const mtn_lex_entry *entry = mtn_tokens_match(t, at, MTN_LEX_SCALE, &count, &clitic);
  if (entry) {
    *value = mtn_decimal_scale(*value, entry->value);
    return at + count;
  }
  if (!mtn_tokens_is(t, at, MTN_LEX_ARTICLE)) return at;
  if ((entry = mtn_tokens_match(t, at + 1, MTN_LEX_DOZEN, &count, &clitic)) != NULL)
    *value = mtn_decimal_multiply(*value, mtn_decimal_of(entry->value));
  else if ((entry = mtn_tokens_match(t, at + 1, MTN_LEX_SCALE, &count, &clitic)) != NULL)
    *value = mtn_decimal_scale(*value, entry->value);
  else
    return at;
  return at + 2;
}

static bool is_article_and_dozen(const mtn_tokens *t, uint32_t at) {
  return mtn_tokens_is(t, at, MTN_LEX_ARTICLE) == 1 && mtn_tokens_is(t, at + 1, MTN_LEX_DOZEN);
}

/* A cardinal with what is behind it (an exponent, a letter for a scale, dozens, "and a half", "out of ten"): the token
 * behind all, `at` if there is no number. */
static uint32_t whole(const mtn_tokens *t, uint32_t at, mtn_number *out) {
  uint32_t end, count, clitic;
  const mtn_lex_entry *dozen = mtn_tokens_match(t, at, MTN_LEX_DOZEN, &count, &clitic);
  if (is_article_and_dozen(t, at)) {
    out->value = mtn_decimal_of(1);
    end = at + 1;
  } else if (dozen && t->lang == MTN_LANG_AR) {
    out->value = mtn_decimal_of(dozen->value);
    end = at + count;
  } else {
    end = mtn_number_read_cardinal(t, at, &out->value);
  }
  if (end == at) return at;
  uint32_t raised = is_digits(t, end - 1) ? exponent(t, end, &out->value) : end;
  if (raised == end && is_digits(t, end - 1) && end == at + 1) raised = suffix(t, end, &out->value);
  end = extend(t, raised, &out->value, &out->flags);
  uint32_t shared = ratio(t, at, end, &out->value);
  if (shared > at) out->flags |= MTN_NUMBER_FRACTION;
  return shared > at ? shared : end;
}

/* What else stands around the number of tokens [first, end), before which a sign may stand at `at`. */
static uint32_t flags_around(const mtn_tokens *t, uint32_t at, uint32_t first, uint32_t end) {
  uint32_t flags = 0;
  if (t->items[first].kind == MTN_TOKEN_WORD) flags |= MTN_NUMBER_WORDS;
  if (end < t->count && t->items[end].kind == MTN_TOKEN_WORD && !spaced(t, end) && is_digits(t, end - 1))
    flags |= MTN_NUMBER_ATTACHED;
  uint32_t before = at > 0 && t->items[at - 1].kind == MTN_TOKEN_PUNCT ? t->items[at - 1].c : 0;
  bool opens = before == '(' || before == '[' || before == '$' || before == 0x20AC || before == 0xA3;
  if (before && !opens && !spaced(t, at)) flags |= MTN_NUMBER_JOINED;
  if (is_pronoun(t, first)) flags |= MTN_NUMBER_PRONOUN;
  return flags;
}

/* A number at token `at` into *out; false if there is none. */
static bool read_number(const mtn_tokens *t, uint32_t at, mtn_number *out) {
  uint32_t first = at + (is_sign_of_digits(t, at, '-') ? 1 : mtn_tokens_is(t, at, MTN_LEX_NEGATIVE));
  *out = (mtn_number){.first = at};
  if (first == at && is_sign_of_digits(t, at, '.')) return read_bare_decimal(t, at, out);
  uint32_t end = slashed(t, first, &out->value);
  if (end > first) {
    out->flags |= MTN_NUMBER_FRACTION;
  } else if ((end = fraction(t, first, true, &out->value)) > first) {
    uint32_t of = multiple(t, end, &out->value);
    if (of == end) out->flags |= MTN_NUMBER_FRACTION;
    end = of;
  } else if (mtn_tokens_is(t, first, MTN_LEX_FRACPART) && !is_article_and_dozen(t, first)) {
    return read_part(t, first, out);
  } else if ((end = whole(t, first, out)) == first) {
    return false;
  }
  if (first > at) out->value.digits = -out->value.digits;
  uint32_t sign = percent(t, end);
  if (sign) out->flags |= MTN_NUMBER_PERCENT;
  out->last = end + sign;
  out->flags |= flags_around(t, at, first, out->last);
  return true;
}

/* "percent of twenty", "نسبة ٢١٠", "بالمائة 10", Turkish "%38" */
static bool read_percent_first(const mtn_tokens *t, uint32_t at, mtn_number *out) {
  uint32_t of = mtn_tokens_is(t, at, MTN_LEX_PERCENTOF);
  if (t->lang == MTN_LANG_TR && mtn_token_is_char(t, at, '%') && is_digits(t, at + 1) && !spaced(t, at + 1)) of = 1;
  if (of == 0 && t->lang == MTN_LANG_AR) of = mtn_tokens_is(t, at, MTN_LEX_PERCENT);
  if (of == 0) return false;
  mtn_decimal value;
  uint32_t end = mtn_number_read_cardinal(t, at + of, &value);
  if (end == at + of || percent(t, end)) return false;
  *out = (mtn_number){.first = at, .last = end, .value = value, .flags = MTN_NUMBER_PERCENT | MTN_NUMBER_WORDS};
  return true;
}

static bool read_vague(const mtn_tokens *t, uint32_t at, mtn_number *out) {
  uint32_t count, clitic;
  if (!mtn_tokens_match(t, at, MTN_LEX_VAGUE, &count, &clitic)) return false;
  uint32_t end = at + count;
  /* "tens of thousands", "hundreds of millions" */
  while (mtn_tokens_is(t, end, MTN_LEX_OF) && mtn_tokens_is(t, end + 1, MTN_LEX_VAGUE)) end += 2;
  *out = (mtn_number){.first = at, .last = end, .flags = MTN_NUMBER_VAGUE | MTN_NUMBER_WORDS};
  return true;
}

static bool keep(finder *f, mtn_number number) {
  const mtn_tokens *t = f->t;
  const mtn_token *first = &t->items[number.first];
  number.begin = first->begin;
  if (first->kind == MTN_TOKEN_WORD && (first->flags & (MTN_TOKEN_AND | MTN_TOKEN_PREFIX)) &&
      first->phrase_count[0] == 0)
    number.begin += first->clitic;
  number.end = t->items[number.last - 1].end;
  if (f->out->count == f->capacity) {
    mtn_number *items = mtn_arena_alloc(f->arena, (size_t)f->capacity * 2 * sizeof(*items));
    if (!items) return false;
    memcpy(items, f->out->items, (size_t)f->out->count * sizeof(*items));
    f->out->items = items;
    f->capacity *= 2;
  }
  f->out->items[f->out->count++] = number;
  return true;
}

matn_status mtn_numbers_find(const mtn_tokens *t, mtn_arena *arena, mtn_numbers *out) {
  finder f = {.t = t, .out = out, .arena = arena, .capacity = 32};
  *out = (mtn_numbers){.items = mtn_arena_alloc(arena, f.capacity * sizeof(*out->items))};
  if (!out->items) return MATN_NOMEM;
  static const uint8_t beginnings[] = {MTN_LEX_NUM,        MTN_LEX_SCALE, MTN_LEX_SCALEDUAL, MTN_LEX_HUNDRED,
                                       MTN_LEX_HUNDREDVAL, MTN_LEX_FRAC,  MTN_LEX_FRACDUAL,  MTN_LEX_FRACPART,
                                       MTN_LEX_FRACSCALE,  MTN_LEX_HALF,  MTN_LEX_DOZEN,     MTN_LEX_NEGATIVE,
                                       MTN_LEX_PERCENTOF,  MTN_LEX_VAGUE, MTN_LEX_PERCENT};
  static const uint8_t behind_article[] = {MTN_LEX_SCALE,     MTN_LEX_HUNDRED, MTN_LEX_FRAC,
                                           MTN_LEX_FRACSCALE, MTN_LEX_DOZEN,   MTN_LEX_NUM};
  mtn_kinds begins = mtn_kinds_of(beginnings, MTN_COUNT(beginnings)),
            behind = mtn_kinds_of(behind_article, MTN_COUNT(behind_article));
  for (uint32_t i = 0; i < t->count;) {
    mtn_number number;
    const mtn_token *token = &t->items[i];
    bool able = token->kind == MTN_TOKEN_NUMBER || token->c == '-' || token->c == '.' || token->c == '%' ||
                mtn_token_has(token, begins) ||
                (mtn_tokens_may_be(token, MTN_LEX_ARTICLE) && i + 1 < t->count && mtn_token_has(token + 1, behind));
    if (able && (read_vague(t, i, &number) || read_percent_first(t, i, &number) || read_number(t, i, &number))) {
      if (!keep(&f, number)) return MATN_NOMEM;
      i = number.last;
    } else {
      i++;
    }
  }
  return MATN_OK;
}
