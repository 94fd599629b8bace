/*
 * Figures: numbers with what they count, how exactly, and whose they are.
 *
 * A number is a figure if something is counted, measured or paid: not a date, an ordinal, a clock time, part of a name
 * or an address.  It belongs to the innermost statement whose content holds it; without one it is the paper's own.
 */
#include "statement/phrases.h"

typedef struct counter {
  mtn_claims *claims;
  const mtn_tokens *t;
  uint32_t date;      /* the first that does not end before the number */
  uint32_t statement; /* the first that does not end before the number, contents being in order */
} counter;

typedef struct noun {
  uint32_t first, last; /* tokens of what is counted; empty: none */
  int32_t unit;
  bool known;
} noun;

static bool is_minor(const mtn_tokens *t, uint32_t i) {
  return mtn_tokens_is(t, i, MTN_LEX_PREP) || mtn_tokens_is(t, i, MTN_LEX_CONJ) || mtn_tokens_is(t, i, MTN_LEX_BREAK) ||
         mtn_tokens_is(t, i, MTN_LEX_COMP) || mtn_tokens_is(t, i, MTN_LEX_REL) || mtn_tokens_is(t, i, MTN_LEX_HEDGE) ||
         mtn_tokens_is(t, i, MTN_LEX_AND) || mtn_tokens_is(t, i, MTN_LEX_OF);
}

/* What the lexicon knows to be counted at `i`: its tokens, and the unit. */
static uint32_t known_noun(const mtn_tokens *t, uint32_t i, int32_t *unit) {
  static const uint8_t kinds[] = {MTN_LEX_CURRENCY, MTN_LEX_MEASURE, MTN_LEX_UNIT,
                                  MTN_LEX_PERSON,   MTN_LEX_COUNT,   MTN_LEX_DUAL};
  uint32_t best = 0;
  for (size_t k = 0; k < MTN_COUNT(kinds); k++) {
    uint32_t count, clitic;
    const mtn_lex_entry *entry = mtn_tokens_match(t, i, kinds[k], &count, &clitic);
    if (!entry || count <= best) continue;
    best = count;
    *unit = kinds[k] == MTN_LEX_PERSON                              ? MTN_TERM_PERSON
            : kinds[k] == MTN_LEX_COUNT || kinds[k] == MTN_LEX_DUAL ? 0
                                                                    : entry->value;
  }
  return best;
}

static bool is_plural(const mtn_tokens *t, uint32_t i) {
  matn_str word = mtn_token_folded(t, i);
  return t->items[i].kind == MTN_TOKEN_WORD && word.len > 3 && word.ptr[word.len - 1] == 's' &&
         word.ptr[word.len - 2] != 's' && word.ptr[word.len - 2] != '\'' && !is_minor(t, i);
}

/* What is counted behind a number that ends at `at`. */
static noun noun_behind(const mtn_tokens *t, uint32_t at) {
  noun n = {at, at, 0, false};
  uint32_t limit = at + (t->lang == MTN_LANG_AR ? 2 : 6), i = at;
  if (mtn_token_is_char(t, i, '-') && !(t->items[i].flags & MTN_TOKEN_SPACED)) { /* "four-day" */
    i++;
    if (mtn_token_is_word(t, i) && !(t->items[i].flags & MTN_TOKEN_SPACED)) {
      n = (noun){i, i + 1, 0, false};
      n.known = known_noun(t, i, &n.unit) > 0;
    }
    return n;
  }
  bool arabic = t->lang == MTN_LANG_AR;
  if (arabic && mtn_token_is(t, i, "\xD9\x85\xD9\x86") && mtn_token_is_word(t, i + 1)) i++; /* الملايين من الكتب */
  if (!arabic && mtn_tokens_is(t, i, MTN_LEX_OF) && !mtn_tokens_is(t, i + 1, MTN_LEX_THE) && mtn_token_is(t, i, "of"))
    i++;
  for (; i < limit && i < t->count; i++) {
    if (t->items[i].kind != MTN_TOKEN_WORD || (t->items[i].flags & MTN_TOKEN_LINE)) break;
    uint32_t count = known_noun(t, i, &n.unit);
    if (count) return (noun){at, i + count, n.unit, true};
    if (mtn_tokens_is(t, i, MTN_LEX_VAGUE) || is_minor(t, i) || (mtn_tokens_is(t, i, MTN_LEX_CUE) && !is_plural(t, i)))
      break;
    if (arabic) return (noun){at, i + 1, 0, false};
    if (t->lang == MTN_LANG_EN ? is_plural(t, i) : i == at) n.last = i + 1;
    if (t->lang == MTN_LANG_EN && is_plural(t, i) && !(i + 1 < t->count && is_plural(t, i + 1))) break;
  }
  return n;
}

/* The phrase of relation that ends right before token `at`: "more than", "أكثر من", "about". */
static uint32_t relation_before(const mtn_tokens *t, uint32_t at, matn_relation *relation) {
  for (uint32_t k = 4; k >= 1; k--) {
    if (at < k) continue;
    uint32_t count, clitic;
    const mtn_lex_entry *entry = mtn_tokens_match(t, at - k, MTN_LEX_RELATION, &count, &clitic);
    if (!entry || count != k || t->items[at - k].sentence != t->items[at - 1].sentence) continue;
    *relation = entry->value == MTN_TERM_MORE_THAN   ? MATN_MORE_THAN
                : entry->value == MTN_TERM_LESS_THAN ? MATN_LESS_THAN
                                                     : MATN_ABOUT;
    return k;
  }
  return 0;
}

static void relation_behind(const mtn_tokens *t, uint32_t *at, matn_relation *relation) {
  uint32_t count, clitic;
  const mtn_lex_entry *entry = mtn_tokens_match(t, *at, MTN_LEX_AFTER, &count, &clitic);
  if (!entry || *relation != MATN_EXACT) return;
  *relation = entry->value == MTN_TERM_MORE_THAN   ? MATN_MORE_THAN
              : entry->value == MTN_TERM_LESS_THAN ? MATN_LESS_THAN
                                                   : MATN_ABOUT;
  *at += count;
}

/* A currency sign before the number. */
static int32_t sign_before(const mtn_tokens *t, uint32_t at) {
  if (at == 0 || (t->items[at].flags & MTN_TOKEN_SPACED && t->items[at - 1].c != '$')) return 0;
  switch (t->items[at - 1].c) {
  case '$': return MTN_TERM_USD;
  case 0x20AC: return MTN_TERM_EUR;
  case 0xA3: return MTN_TERM_GBP;
  case 0xA5: return MTN_TERM_JPY;
  case 0x20B9: return MTN_TERM_INR;
  case 0x20AA: return MTN_TERM_ILS;
  default: return 0;
  }
}

/* Is the number in a date?  Numbers and dates stand in order. */
static bool in_date(counter *c, const mtn_number *n) {
  const mtn_text_dates *dates = c->claims->dates;
  while (c->date < dates->count && dates->items[c->date].last <= n->first) c->date++;
  return c->date < dates->count && dates->items[c->date].first < n->last;
}

/* A clock time, an ordinal, a part of a name. */
static bool is_other(const mtn_tokens *t, const mtn_number *n, const noun *what, bool related) {
  uint32_t next = n->last, before = n->first > 0 ? n->first - 1 : 0;
  if (mtn_token_is_char(t, next, ':') && next + 1 < t->count && t->items[next + 1].kind == MTN_TOKEN_NUMBER &&
      !(t->items[next + 1].flags & MTN_TOKEN_SPACED))
    return true;
  if (n->first > 0 && mtn_token_is_char(t, before, ':') && !(t->items[n->first].flags & MTN_TOKEN_SPACED)) return true;
  if (mtn_tokens_is(t, next, MTN_LEX_ORDSUFFIX) && !(t->items[next].flags & MTN_TOKEN_SPACED)) return true;
  if (mtn_token_is(t, next, "a.m") || mtn_token_is(t, next, "p.m") || mtn_token_is(t, next, "am") ||
      mtn_token_is(t, next, "pm") || mtn_token_is(t, next, "gmt"))
    return true;
  if (t->lang == MTN_LANG_DE && mtn_token_is_char(t, next, '.') && n->first + 1 == next &&
      t->items[n->first].kind == MTN_TOKEN_NUMBER && t->items[n->first].folded_len <= 2 && !what->known)
    return true;
  if (n->flags & (MTN_NUMBER_JOINED | MTN_NUMBER_PRONOUN)) return true;
  if (related || what->known || (n->flags & MTN_NUMBER_PERCENT)) return false;
  bool digits = !(n->flags & MTN_NUMBER_WORDS);
  bool named = n->first > 0 && mtn_token_is_capital(t, before) &&
               t->items[before].sentence == t->items[n->first].sentence &&
               !(before == 0 || t->items[before - 1].sentence != t->items[before].sentence ||
                 t->items[before - 1].kind == MTN_TOKEN_MARK);
  if (digits && named) return true;                                         /* "Resolution 11", "ATR 72" */
  return digits && mtn_token_is_capital(t, next) && t->lang == MTN_LANG_EN; /* "300 Slater Street" */
}

static uint32_t statement_of(counter *c, mtn_stretch mention) {
  const mtn_record *record = c->claims->record;
  uint32_t found = MTN_NO_INDEX;
  while (c->statement < record->statement_count && record->statements[c->statement].content.end <= mention.begin &&
         record->statements[c->statement].within == MTN_NO_INDEX)
    c->statement++;
  for (uint32_t i = c->statement; i < record->statement_count && i < c->statement + 12; i++) {
    const mtn_statement *s = &record->statements[i];
    if (s->content.begin >= mention.end) break;
    bool inner =
        found == MTN_NO_INDEX || s->content.end - s->content.begin <=
                                     record->statements[found].content.end - record->statements[found].content.begin;
    if (s->content.begin < mention.end && s->content.end > mention.begin && inner) found = i;
  }
  return found;
}

/* "as of", "حتى" and a date in the same sentence. */
static uint32_t as_of(counter *c, uint32_t last) {
  const mtn_tokens *t = c->t;
  const mtn_text_dates *dates = c->claims->dates;
  for (uint32_t i = c->date; i < dates->count && i < c->date + 3; i++) {
    uint32_t first = dates->items[i].first;
    if (first < last) continue;
    if (t->items[first].sentence != t->items[last - 1].sentence || first > last + 12) break;
    if (first > 0 && (mtn_token_is(t, first - 1, "\xD8\xAD\xD8\xAA\xD9\x8A") || mtn_token_is(t, first - 1, "until") ||
                      mtn_token_is(t, first - 1, "by") ||
                      (mtn_token_is(t, first - 1, "of") && first > 1 && mtn_token_is(t, first - 2, "as"))))
      return i;
  }
  return MTN_NO_INDEX;
}

/* What befell people (MTN_LEX_FATE) by the word at `at`, 0 if it says nothing of that. */
static uint8_t fate_at(const mtn_tokens *t, uint32_t at) {
  uint32_t count, clitic;
  const mtn_lex_entry *entry = mtn_tokens_match(t, at, MTN_LEX_FATE, &count, &clitic);
  return entry ? (uint8_t)entry->value : 0;
}

/* Does the clause of a figure end at the token, seen from the figure? */
static bool ends_clause(const mtn_tokens *t, uint32_t at) {
  const mtn_token *token = &t->items[at];
  return token->kind != MTN_TOKEN_WORD || mtn_tokens_is(t, at, MTN_LEX_NUM) || mtn_tokens_is(t, at, MTN_LEX_AND) ||
         mtn_tokens_is(t, at, MTN_LEX_CONJ);
}

/* What befell the people counted by tokens [first, last), of which `what` are the words for them: the nearest word in
 * the clause that says it; of two as near the one before in Arabic, whose verb comes first, else the one behind. */
static void read_fate(const mtn_tokens *t, uint32_t first, uint32_t last, const noun *what, mtn_figure *f) {
  enum { REACH = 7 };
  uint32_t sentence = t->items[first].sentence, ahead = 0, back = 0;
  uint8_t behind = 0, before = 0;
  f->anyone = what->last == what->first + 1 && mtn_tokens_is(t, what->first, MTN_LEX_FATE);
  for (uint32_t i = what->first; i < what->last && !f->fate; i++) f->fate = fate_at(t, i);
  if (f->fate) return;
  for (uint32_t i = last; !behind && i < t->count && i < last + REACH; i++) {
    if (t->items[i].sentence != sentence || ends_clause(t, i) || (t->items[i].flags & MTN_TOKEN_AND)) break;
    behind = fate_at(t, i);
    ahead = i - last;
  }
  for (uint32_t i = first; !before && i-- > 0 && i + REACH >= first;) {
    if (t->items[i].sentence != sentence || ends_clause(t, i)) break;
    before = fate_at(t, i);
    back = first - 1 - i;
  }
  bool nearer = back < ahead || (back == ahead && t->lang == MTN_LANG_AR);
  f->fate = before && (!behind || nearer) ? before : behind;
}

/* Tokens [first, last) with a value as a figure. */
static mtn_figure *add(counter *c, uint32_t first, uint32_t last, const noun *what) {
  mtn_record *record = c->claims->record;
  mtn_figure *f = mtn_claims_push(c->claims, (void **)&record->figures, &record->figure_count, &record->figure_capacity,
                                  sizeof(*f));
  if (!f) return NULL;
  *f = (mtn_figure){.first = first,
                    .last = last,
                    .date = MTN_NO_INDEX,
                    .differs_from = MTN_NO_INDEX,
                    .withdrawn_by = MTN_NO_INDEX,
                    .unit = what->unit};
  f->mention = mtn_stretch_of(c->t, (mtn_range){first, last});
  f->counted = mtn_stretch_of(c->t, (mtn_range){what->first, what->last});
  f->statement = statement_of(c, f->mention);
  f->date = as_of(c, last);
  if (f->unit == MTN_TERM_PERSON) read_fate(c->t, first, last, what, f);
  return f;
}

/* "between 15 and 20", "من 12 ألف دولار إلى 26 ألف": the number that ends a range which `n` begins, or NULL. */
static const mtn_number *range_end(const mtn_tokens *t, const mtn_numbers *numbers, uint32_t index, const noun *what) {
  const mtn_number *n = &numbers->items[index];
  if (index + 1 >= numbers->count) return NULL;
  const mtn_number *m = &numbers->items[index + 1];
  uint32_t at = what->known && what->last < m->first ? what->last : n->last;
  bool from = n->first > 0 && mtn_tokens_is(t, n->first - 1, MTN_LEX_RANGEFROM);
  bool dash = (mtn_token_is_char(t, at, '-') || mtn_token_is_char(t, at, 0x2013)) && m->first == at + 1;
  bool to = mtn_tokens_is(t, at, MTN_LEX_RANGETO) && m->first == at + 1 &&
            !(t->lang != MTN_LANG_AR && mtn_tokens_is(t, at, MTN_LEX_AND) && !from);
  bool between = from && t->lang == MTN_LANG_AR && m->first == at && (t->items[at].flags & MTN_TOKEN_AND);
  bool grows = mtn_decimal_compare(n->value, m->value) < 0;
  return grows && (dash || to || between) && !(m->flags & MTN_NUMBER_VAGUE) ? m : NULL;
}

/* Of numbers that nothing known follows, those that count all the same. */
static bool counts(const mtn_tokens *t, const mtn_number *n, const noun *what, bool related) {
  bool has_noun = what->last > what->first;
  bool one = mtn_decimal_compare(n->value, mtn_decimal_of(1)) == 0 && !(n->flags & MTN_NUMBER_FRACTION);
  if (one && t->lang == MTN_LANG_AR && (n->flags & MTN_NUMBER_WORDS)) return false; /* أحد: one of */
  if (related || what->known || (n->flags & MTN_NUMBER_PERCENT)) return true;
  if (t->lang == MTN_LANG_AR) {
    bool lone = n->last == n->first + 1 && (n->flags & MTN_NUMBER_WORDS) && mtn_tokens_is(t, n->first, MTN_LEX_SCALE);
    if (one || lone || mtn_word_has_article(mtn_token_folded(t, n->first))) return false;
    if (n->flags & MTN_NUMBER_FRACTION) return false;
    return has_noun || (mtn_decimal_compare(n->value, mtn_decimal_of(999)) > 0 && n->last > n->first + 1);
  }
  if (n->flags & MTN_NUMBER_FRACTION)
    return !mtn_token_is_word(t, n->last) || !mtn_tokens_is(t, n->last, MTN_LEX_HEDGE);
  if (one && (n->flags & MTN_NUMBER_WORDS)) { /* "one home on Thursday", but no "one of", "one last time" */
    uint32_t next = n->last;
    bool noun_next = mtn_token_is_word(t, next) && !is_minor(t, next) && !mtn_tokens_is(t, next, MTN_LEX_CUE) &&
                     !(t->items[next].flags & MTN_TOKEN_CAPITAL);
    return noun_next && next + 1 < t->count &&
           (t->items[next + 1].kind == MTN_TOKEN_PUNCT || mtn_tokens_is(t, next + 1, MTN_LEX_PREP)) &&
           t->lang == MTN_LANG_EN;
  }
  if (has_noun) return true;
  /* "rose to 10", "two were fake" */
  bool to = n->first > 0 && (mtn_token_is(t, n->first - 1, "to") || mtn_token_is(t, n->first - 1, "at")) &&
            !(n->flags & MTN_NUMBER_WORDS);
  return to || mtn_tokens_is(t, n->last, MTN_LEX_PASSIVE) || mtn_decimal_compare(n->value, mtn_decimal_of(999999)) > 0;
}

/* Turkish: the case of a number behind its apostrophe, and what compares with that ("1.200'den fazla"): past both. */
static uint32_t past_case(const mtn_tokens *t, uint32_t at, matn_relation *relation) {
  uint32_t sign = at < t->count ? t->items[at].c : 0;
  bool joined = t->lang == MTN_LANG_TR && (sign == '\'' || sign == 0x2019) && mtn_token_is_word(t, at + 1) &&
                !(t->items[at].flags & MTN_TOKEN_SPACED) && !(t->items[at + 1].flags & MTN_TOKEN_SPACED);
  if (!joined) return at;
  at += 2;
  relation_behind(t, &at, relation);
  return at;
}

/* "القادة السياسيين السبعة": a number with the article behind its noun, which begins where *first is set. */
static bool take_noun_before(const mtn_tokens *t, const mtn_number *n, uint32_t *first, noun *what) {
  if (t->lang != MTN_LANG_AR || !(n->flags & MTN_NUMBER_WORDS) || *first < 2) return false;
  uint32_t behind = *first, head = behind - 1;
  if (!mtn_word_has_article(mtn_token_folded(t, n->first)) || !mtn_token_is_word(t, head) ||
      !mtn_word_has_article(mtn_token_folded(t, head)) || mtn_decimal_compare(n->value, mtn_decimal_of(2)) <= 0)
    return false;
  int32_t unit = 0;
  if (!known_noun(t, head, &unit) && mtn_token_is_word(t, head - 1) &&
      mtn_word_has_article(mtn_token_folded(t, head - 1)))
    head--;
  (void)known_noun(t, head, &unit);
  *what = (noun){head, behind, unit, true};
  *first = head;
  return true;
}

static void take_number(counter *c, const mtn_numbers *numbers, uint32_t *index) {
  const mtn_tokens *t = c->t;
  const mtn_number *n = &numbers->items[*index];
  matn_relation relation = n->flags & MTN_NUMBER_VAGUE ? MATN_VAGUE : MATN_EXACT;
  noun what = noun_behind(t, past_case(t, n->last, &relation));
  int32_t sign = sign_before(t, n->first);
  uint32_t first = n->first - (sign ? 1 : 0), last = what.last > n->last ? what.last : n->last;
  if (sign) {
    what.unit = sign;
    if (!what.known || what.last > n->last + 1) what = (noun){n->last, n->last, sign, true};
    what.known = true;
    last = what.last > n->last ? what.last : n->last;
  }
  if (mtn_token_is_char(t, n->last, 0x20AC) || mtn_token_is_char(t, n->last, '$')) {
    what = (noun){n->last, n->last, mtn_token_is_char(t, n->last, '$') ? MTN_TERM_USD : MTN_TERM_EUR, true};
    last = n->last + 1;
  }
  uint32_t back = relation_before(t, first, &relation);
  if (n->flags & MTN_NUMBER_VAGUE) relation = MATN_VAGUE;
  bool definite = !back && take_noun_before(t, n, &first, &what);
  if (definite) last = n->last;
  const mtn_number *end = relation == MATN_VAGUE ? NULL : range_end(t, numbers, *index, &what);
  if (is_other(t, n, &what, back > 0) || (relation != MATN_VAGUE && !end && !counts(t, n, &what, back > 0 || definite)))
    return;
  mtn_decimal upper = n->value;
  if (end) {
    noun behind = noun_behind(t, end->last);
    upper = end->value;
    last = behind.last > end->last ? behind.last : end->last;
    if (behind.known) what = behind;
    relation = MATN_RANGE;
    (*index)++;
  } else if (!definite) {
    relation_behind(t, &last, &relation);
  }
  mtn_figure *f = add(c, first - (definite ? 0 : back), last, &what);
  if (!f) return;
  f->relation = relation;
  f->has_value = relation != MATN_VAGUE;
  f->value = n->value;
  f->to = upper;
}

/* Figures without a number: "a decade", "less than an hour", Arabic duals. */
static void take_word(counter *c, uint32_t i) {
  const mtn_tokens *t = c->t;
  uint32_t count, clitic;
  matn_relation relation = MATN_EXACT;
  const mtn_lex_entry *dual = mtn_tokens_match(t, i, MTN_LEX_UNITDUAL, &count, &clitic);
  bool timed = dual != NULL;
  if (!dual) dual = mtn_tokens_match(t, i, MTN_LEX_DUAL, &count, &clitic);
  if (dual) {
    uint32_t date = mtn_phrase_date_at(c->claims, i), last = i + count;
    if (date != MTN_NO_INDEX) return;
    /* its adjective is a dual too */
    if (mtn_token_is_word(t, last)) {
      matn_str word = mtn_token_folded(t, last);
      if (!timed && word.len > 6 && memcmp(word.ptr + word.len - 4, "\xD9\x8A\xD9\x86", 4) == 0) last++;
    }
    uint32_t back = relation_before(t, i, &relation);
    noun what = {i, last, timed ? dual->value : 0, true};
    mtn_figure *f = add(c, i - back, last, &what);
    if (!f) return;
    f->has_value = true;
    f->value = f->to = mtn_decimal_of(2);
    f->relation = relation;
    return;
  }
  if (!mtn_tokens_is(t, i, MTN_LEX_ARTICLE) || i == 0 || mtn_phrase_date_at(c->claims, i) != MTN_NO_INDEX) return;
  const mtn_lex_entry *unit = mtn_tokens_match(t, i + 1, MTN_LEX_UNIT, &count, &clitic);
  if (!unit) return;
  uint32_t back = relation_before(t, i, &relation);
  if (!back && unit->value != MTN_TERM_DECADE && unit->value != MTN_TERM_CENTURY) return;
  if (back == 1 && relation == MATN_MORE_THAN) { /* "by half over a decade" */
    back = 0;
    relation = MATN_EXACT;
  }
  noun what = {i + 1, i + 1 + count, unit->value, true};
  mtn_figure *f = add(c, i - back, i + 1 + count, &what);
  if (!f) return;
  f->has_value = true;
  f->value = f->to = mtn_decimal_of(1);
  f->relation = relation;
}

/* Do two figures of people count the same?  The dead are not the injured, nor children all; and where nothing is said
 * of a fate, "people" may be any. */
static bool same_count(const mtn_claims *claims, const mtn_figure *a, const mtn_figure *b) {
  if (a->unit != MTN_TERM_PERSON || b->unit != MTN_TERM_PERSON || a->fate != b->fate || a->anyone != b->anyone)
    return false;
  if (a->anyone) return a->fate != 0;
  matn_str text = claims->t->text;
  matn_str x = mtn_stretch_text(text, a->counted), y = mtn_stretch_text(text, b->counted);
  return x.len && mtn_str_equal(x, y);
}

/* Two figures for the same count by different sources. */
static void compare(mtn_claims *claims) {
  mtn_record *record = claims->record;
  for (uint32_t i = 1; i < record->figure_count; i++) {
    mtn_figure *f = &record->figures[i];
    if (!f->has_value || f->statement == MTN_NO_INDEX) continue;
    for (uint32_t back = 1; back <= 12 && back <= i; back++) {
      const mtn_figure *g = &record->figures[i - back];
      if (!g->has_value || g->statement == MTN_NO_INDEX || g->statement == f->statement || !same_count(claims, f, g))
        continue;
      const mtn_statement *a = &record->statements[f->statement], *b = &record->statements[g->statement];
      bool others =
          a->speaker.begin != b->speaker.begin && mtn_stretch_is_there(a->speaker) && mtn_stretch_is_there(b->speaker);
      if (others && mtn_decimal_compare(f->value, g->value) != 0) f->differs_from = i - back;
      break;
    }
  }
}

void mtn_figures_find(mtn_claims *claims) {
  counter c = {.claims = claims, .t = claims->t};
  const mtn_numbers *numbers = &claims->record->numbers;
  uint32_t n = 0;
  for (uint32_t i = 0; i < c.t->count && !claims->failed;) {
    if (n < numbers->count && numbers->items[n].first <= i) {
      const mtn_number *number = &numbers->items[n];
      uint32_t last = number->last;
      if (!in_date(&c, number)) take_number(&c, numbers, &n);
      if (numbers->items[n].last > last) last = numbers->items[n].last;
      n++;
      i = last > i ? last : i + 1;
      continue;
    }
    if (c.t->items[i].kind == MTN_TOKEN_WORD && mtn_token_is_known(&c.t->items[i])) take_word(&c, i);
    i++;
  }
  compare(claims);
}
