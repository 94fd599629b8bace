/* Noun phrases of languages with capitals, read forwards until a word that cannot belong to one. */
#include "statement/phrases.h"

uint32_t mtn_phrase_date_at(const mtn_claims *claims, uint32_t at) {
  uint32_t low = 0, high = claims->dates->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (claims->dates->items[middle].last <= at)
      low = middle + 1;
    else
      high = middle;
  }
  return low < claims->dates->count && claims->dates->items[low].first <= at ? low : MTN_NO_INDEX;
}

bool mtn_phrase_is_determiner(const mtn_tokens *t, uint32_t i) {
  return mtn_tokens_is(t, i, MTN_LEX_DET) || mtn_tokens_is(t, i, MTN_LEX_POSSESSIVE) ||
         mtn_tokens_is(t, i, MTN_LEX_ARTICLE);
}

bool mtn_phrase_is_head(const mtn_tokens *t, uint32_t i) {
  return mtn_tokens_is(t, i, MTN_LEX_ROLE) || mtn_tokens_is(t, i, MTN_LEX_ORG) || mtn_tokens_is(t, i, MTN_LEX_PERSON) ||
         mtn_tokens_is(t, i, MTN_LEX_TITLE) || mtn_tokens_is(t, i, MTN_LEX_DOCUMENT);
}

static bool is_abbreviation_point(const mtn_tokens *t, uint32_t i) {
  return mtn_token_is_char(t, i, '.') && i > 0 && !(t->items[i].flags & MTN_TOKEN_SPACED) &&
         mtn_token_is_capital(t, i - 1) &&
         (t->items[i - 1].folded_len <= 2 || mtn_tokens_is(t, i - 1, MTN_LEX_ABBREV) ||
          mtn_token_is_char(t, i - 2, '.'));
}

/* Can the noun phrase go on with the preposition or conjunction at `i`? */
static bool links(const mtn_claims *claims, uint32_t i, uint32_t limit) {
  const mtn_tokens *t = claims->t;
  if (i + 1 >= limit) return false;
  bool conjunction = mtn_tokens_is(t, i, MTN_LEX_AND) || mtn_token_is_char(t, i, '&');
  bool preposition = mtn_tokens_is(t, i, MTN_LEX_PREP) || (t->lang == MTN_LANG_DE && mtn_tokens_is(t, i, MTN_LEX_OF));
  if (!conjunction && !preposition) return false;
  if (mtn_phrase_date_at(claims, i + 1) != MTN_NO_INDEX) return false;
  uint32_t next = i + 1;
  while (next < limit && mtn_phrase_is_determiner(t, next)) next++;
  if (next >= limit || mtn_tokens_is(t, next, MTN_LEX_CHANNEL) || mtn_tokens_is(t, next, MTN_LEX_MEDIUM)) return false;
  bool noun = mtn_token_is_capital(t, next) || mtn_phrase_is_head(t, next);
  bool of = mtn_tokens_is(t, i, MTN_LEX_OF) > 0 || (preposition && next + 1 == limit && next == i + 1);
  return noun || (of && mtn_token_is_word(t, next) && !mtn_tokens_is(t, next, MTN_LEX_CUE)) ||
         (next + 1 < limit && mtn_token_is_word(t, next) && mtn_phrase_is_head(t, next + 1) &&
          !mtn_tokens_is(t, next, MTN_LEX_HEDGE) && !mtn_tokens_is(t, next, MTN_LEX_CUE));
}

/* "one Democratic source on": a small word behind a determiner and its one capital, where the phrase can end. */
static bool is_noun_behind_adjective(const mtn_claims *claims, uint32_t at, uint32_t i, uint32_t limit) {
  const mtn_tokens *t = claims->t;
  if (t->lang != MTN_LANG_EN || i < at + 2 || i > at + 3 || !mtn_token_is_capital(t, at + 1) ||
      mtn_token_is_capital(t, at))
    return false;
  if (i + 1 >= limit || t->items[i + 1].kind == MTN_TOKEN_PUNCT) return true;
  return mtn_tokens_is(t, i + 1, MTN_LEX_PREP) && !mtn_token_is(t, i + 1, "to") &&
         !mtn_tokens_is(t, i + 1, MTN_LEX_COMP);
}

/* "García Ante", a name that is a preposition else; not "Trade Between the". */
static bool is_name_part(const mtn_tokens *t, uint32_t at, uint32_t i) {
  return i > at && mtn_token_is_capital(t, i) && mtn_token_is_capital(t, i - 1) &&
         !mtn_phrase_is_determiner(t, i + 1) && !mtn_token_is_capital(t, i + 1);
}

/* Russian "заместитель акима области": a noun behind a noun; not who is told ("журналистам"), not a verb. */
static bool is_genitive(const mtn_tokens *t, uint32_t i) {
  static const char *const others[] = {
      "\xD0\xB0\xD0\xBC", "\xD1\x8F\xD0\xBC", "\xD1\x82\xD1\x8C", "\xD1\x82\xD1\x8C\xD1\x81\xD1\x8F",
      "\xD0\xBC\xD1\x83", "\xD0\xB0\xD0\xBB", "\xD0\xB8\xD0\xBB", "\xD0\xBB\xD0\xB0",
      "\xD0\xBB\xD0\xB8", "\xD0\xB5\xD1\x82", "\xD0\xB8\xD1\x82"}; /* ам ям ть ться му ал ил ла ли ет ит */
  if (!mtn_token_is_word(t, i) || mtn_tokens_is(t, i, MTN_LEX_CUE) || mtn_tokens_is(t, i, MTN_LEX_HEDGE) ||
      mtn_tokens_is(t, i, MTN_LEX_NEG))
    return false;
  matn_str word = mtn_token_folded(t, i);
  for (size_t e = 0; e < MTN_COUNT(others); e++)
    if (word.len <= strlen(others[e]) || mtn_str_ends_exactly(word, others[e])) return false;
  return true;
}

/* A noun phrase that is read from token `at` on. */
typedef struct phrase {
  const mtn_claims *claims;
  const mtn_tokens *t;
  uint32_t at, limit;
  uint32_t i;     /* the token to be read next */
  uint32_t loose; /* small words so far that are no heads */
  bool head;      /* a noun that can head the phrase is read */
  bool open;      /* a determiner, a preposition or an adjective waits for its noun */
} phrase;

/* The bracket behind a head, "(CAAN)": the token behind it, or p->i. */
static uint32_t behind_abbreviation(const phrase *p) {
  uint32_t close = p->i + 1;
  while (close < p->limit && close < p->i + 5 && p->t->items[close].c != ')') close++;
  bool whole = close < p->limit && p->t->items[close].c == ')' && mtn_token_is_capital(p->t, p->i + 1);
  return whole ? close + 1 : p->i;
}

/* Each of these reads the token that the phrase is at; false where the phrase ends before it. */
static bool take_sign(phrase *p) {
  const mtn_tokens *t = p->t;
  const mtn_token *token = &t->items[p->i];
  bool glued = !(token->flags & MTN_TOKEN_SPACED);
  bool hyphen = (token->c == '-' || token->c == '/') && glued && p->i + 1 < p->limit &&
                !(t->items[p->i + 1].flags & MTN_TOKEN_SPACED);
  /* "Gesundheits-, Sozial- und Integrationsdirektor" */
  bool elided = t->lang == MTN_LANG_DE && p->head && glued && p->i > p->at &&
                (token->c == '-' || (token->c == ',' && mtn_token_is_char(t, p->i - 1, '-')));
  bool inside = hyphen || is_abbreviation_point(t, p->i) || (token->c == '&' && p->i > p->at);
  if (inside || elided) {
    p->open |= hyphen || !inside;
    p->i++;
    return true;
  }
  uint32_t behind = token->c == '(' && p->head && t->lang != MTN_LANG_DE ? behind_abbreviation(p) : p->i;
  bool good = behind > p->i;
  p->i = behind;
  return good;
}

static bool take_quoted(phrase *p) { /* «Казинформ» */
  const mtn_quote *quote = mtn_content_quote_at(p->claims, p->i);
  if (!quote || !quote->closed || quote->close - quote->open > 6 || quote->close >= p->limit) return false;
  p->i = quote->close + 1;
  p->head = true;
  p->open = false;
  return true;
}

static bool take_opener(phrase *p) {
  p->open = true;
  p->i++;
  return true;
}

/* A small word: behind a head only if the head's noun is still to come ("Asylum seekers group"). */
static bool take_small(phrase *p) {
  const mtn_tokens *t = p->t;
  uint32_t i = p->i;
  if (p->head && !p->open) {
    bool more = i + 1 < p->limit;
    bool foreign = t->lang != MTN_LANG_EN && p->loose < 3 && more && mtn_token_is_capital(t, i + 1) &&
                   !mtn_tokens_is(t, i, MTN_LEX_CUE);
    bool next = more && mtn_phrase_is_head(t, i + 1) && !mtn_phrase_is_determiner(t, i + 1) && p->loose < 2;
    bool genitive = t->lang == MTN_LANG_RU && p->loose < 3 && is_genitive(t, i);
    if (!next && !foreign && !genitive && !is_noun_behind_adjective(p->claims, p->at, i, p->limit)) return false;
  } else if (p->loose >= 6) {
    return false;
  }
  p->loose++;
  p->i++;
  return true;
}

/* Words that no noun phrase goes on with. */
static bool parts_phrases(const mtn_tokens *t, uint32_t i) {
  return mtn_tokens_is(t, i, MTN_LEX_PREP) || mtn_tokens_is(t, i, MTN_LEX_BREAK) || mtn_tokens_is(t, i, MTN_LEX_REL) ||
         mtn_tokens_is(t, i, MTN_LEX_COMP) || mtn_tokens_is(t, i, MTN_LEX_CONJ);
}

static bool take_word(phrase *p) {
  const mtn_tokens *t = p->t;
  uint32_t i = p->i;
  bool closed = p->head && !p->open;
  /* French "des", "du" between two nouns: a preposition first */
  bool of = closed && mtn_tokens_is(t, i, MTN_LEX_OF) && links(p->claims, i, p->limit);
  if (!of && mtn_phrase_is_determiner(t, i)) return !closed && take_opener(p);
  if (t->items[i].kind == MTN_TOKEN_NUMBER)
    return !(closed && i + 1 < p->limit && !mtn_phrase_is_head(t, i + 1)) && take_opener(p);
  if (!is_name_part(t, p->at, i)) {
    if (links(p->claims, i, p->limit)) return p->head && take_opener(p);
    if (parts_phrases(t, i)) return false;
  }
  bool capital = mtn_token_is_capital(t, i);
  if (!capital && !mtn_phrase_is_head(t, i))
    return !mtn_tokens_is(t, i, MTN_LEX_HEDGE) && !mtn_tokens_is(t, i, MTN_LEX_CUE) && take_small(p);
  if (capital && i > p->at && mtn_phrase_date_at(p->claims, i) != MTN_NO_INDEX && !p->open) return false;
  p->head = true;
  p->open = false;
  p->i++;
  return true;
}

static bool take(phrase *p) {
  switch (p->t->items[p->i].kind) {
  case MTN_TOKEN_PUNCT: return take_sign(p);
  case MTN_TOKEN_MARK: return take_quoted(p);
  default: return take_word(p);
  }
}

uint32_t mtn_phrase_forward(const mtn_claims *claims, uint32_t at, uint32_t limit) {
  const mtn_tokens *t = claims->t;
  phrase p = {.claims = claims, .t = t, .at = at, .limit = limit, .i = at, .open = true};
  while (p.i < limit && p.i < at + 40 && take(&p)) continue;
  while (p.i > at && !is_name_part(t, at, p.i - 1) &&
         (mtn_phrase_is_determiner(t, p.i - 1) || mtn_tokens_is(t, p.i - 1, MTN_LEX_PREP)))
    p.i--;
  return p.i;
}

/* Words, numbers, hyphens inside words ("co-director", "EB-5"), points of abbreviations ("Mr."). */
static bool is_inside_description(const mtn_tokens *t, uint32_t i) {
  const mtn_token *token = &t->items[i];
  if (token->kind <= MTN_TOKEN_NUMBER) return true;
  return (token->c == '-' && !(token->flags & MTN_TOKEN_SPACED)) || is_abbreviation_point(t, i) || token->c == '&';
}

/* French, Spanish "second du navire", "portavoz del grupo": a noun without article, then a preposition. */
static bool is_bare_description(const mtn_tokens *t, uint32_t i) {
  if (t->lang != MTN_LANG_FR && t->lang != MTN_LANG_ES) return false;
  if (!mtn_token_is_word(t, i) || mtn_token_is_capital(t, i) || mtn_tokens_is(t, i, MTN_LEX_PREP) ||
      mtn_tokens_is(t, i, MTN_LEX_REL) || mtn_tokens_is(t, i, MTN_LEX_CONJ) || mtn_tokens_is(t, i, MTN_LEX_BREAK) ||
      mtn_tokens_is(t, i, MTN_LEX_PRONOUN) || mtn_tokens_is(t, i, MTN_LEX_CUE) || mtn_phrase_is_determiner(t, i))
    return false;
  uint32_t of = mtn_token_is_word(t, i + 1) && !mtn_token_is_capital(t, i + 1) && !mtn_tokens_is(t, i + 1, MTN_LEX_OF)
                    ? i + 2
                    : i + 1;
  return mtn_tokens_is(t, of, MTN_LEX_OF) || mtn_tokens_is(t, of, MTN_LEX_PREP) || mtn_tokens_is(t, i, MTN_LEX_ROLE);
}

uint32_t mtn_phrase_apposition(const mtn_claims *claims, uint32_t at, uint32_t limit) {
  const mtn_tokens *t = claims->t;
  if (!mtn_token_is_comma(t, at) || at + 1 >= limit) return at;
  uint32_t i = at + 1;
  if (is_bare_description(t, i)) {
    uint32_t close = i;
    while (close < limit && close < i + 16 && is_inside_description(t, close) && !mtn_tokens_is(t, close, MTN_LEX_CUE))
      close++;
    bool whole = close == limit || t->items[close].kind == MTN_TOKEN_PUNCT;
    return whole && close > i + 1 ? close : at;
  }
  bool begins = mtn_phrase_is_determiner(t, i) || mtn_tokens_is(t, i, MTN_LEX_ROLE) ||
                mtn_tokens_is(t, i, MTN_LEX_TITLE) || mtn_token_is_capital(t, i);
  if (!begins || mtn_tokens_is(t, i, MTN_LEX_CUE) || mtn_tokens_is(t, i, MTN_LEX_PRONOUN) ||
      mtn_phrase_date_at(claims, i) != MTN_NO_INDEX)
    return at;
  uint32_t end = mtn_phrase_forward(claims, i, limit);
  if (end == i) return at;
  /* the apposition goes on to its punctuation: "an economist who served as director of…" */
  bool describes = mtn_phrase_is_determiner(t, i) || (mtn_tokens_is(t, i, MTN_LEX_ROLE) && !mtn_token_is_capital(t, i));
  while (describes && end < limit && end < i + 30 && is_inside_description(t, end)) end++;
  return end < limit && t->items[end].kind != MTN_TOKEN_PUNCT ? at : end;
}

static bool is_channel(const mtn_tokens *t, uint32_t i) {
  return mtn_tokens_is(t, i, MTN_LEX_CHANNEL) || mtn_tokens_is(t, i, MTN_LEX_MEDIUM);
}

/* The date that token `at` is of, remembered if it is the first: the token behind it, or `at`. */
static uint32_t behind_date(const mtn_claims *claims, uint32_t at, uint32_t *date) {
  uint32_t index = mtn_phrase_date_at(claims, at);
  if (index == MTN_NO_INDEX) return at;
  if (*date == MTN_NO_INDEX) *date = index;
  return claims->dates->items[index].last;
}

/* The channel that begins at `noun`, with who it was given to ("in an interview with CNN"): the token behind it. */
static uint32_t behind_channel(const mtn_claims *claims, uint32_t noun, uint32_t limit) {
  const mtn_tokens *t = claims->t;
  uint32_t end = noun + 1;
  while (end < limit && is_channel(t, end)) end++;
  bool to = mtn_tokens_is(t, end, MTN_LEX_PREP) && mtn_phrase_date_at(claims, end + 1) == MTN_NO_INDEX &&
            !mtn_tokens_is(t, end, MTN_LEX_COMP) && !mtn_tokens_is(t, end + 1, MTN_LEX_CHANNEL);
  uint32_t with = to ? mtn_phrase_forward(claims, end + 1, limit) : 0;
  return with > end + 1 ? with : end;
}

/* The adverbial that the preposition at `at` leads: the token behind it, `at` if it leads none. */
static uint32_t behind_preposition(const mtn_claims *claims, uint32_t at, uint32_t limit, mtn_range *through,
                                   uint32_t *date) {
  const mtn_tokens *t = claims->t;
  const bool none = through->first == through->last;
  uint32_t next = at + 1;
  while (next < limit && mtn_tokens_is(t, next, MTN_LEX_HEDGE)) next++;
  uint32_t noun = next, end = behind_date(claims, next, date);
  if (end > next) return end;
  while (noun < limit && noun < next + 4 && !is_channel(t, noun) && mtn_token_is_word(t, noun) &&
         !mtn_tokens_is(t, noun, MTN_LEX_COMP))
    noun++;
  if (noun < limit && noun < next + 4 && is_channel(t, noun)) {
    end = behind_channel(claims, noun, limit);
    if (none) *through = (mtn_range){at, end};
    return end;
  }
  if (!mtn_token_is(t, at, "to")) return at;
  end = mtn_phrase_forward(claims, next, limit); /* "to reporters", "to CNN" */
  bool name = mtn_token_is_capital(t, next);
  if (end == next || !(name || mtn_phrase_is_head(t, next))) return at;
  if (none && name) *through = (mtn_range){next, end};
  return end;
}

static uint32_t behind_hedge(const mtn_tokens *t, uint32_t at) {
  uint32_t topic = mtn_tokens_is(t, at, MTN_LEX_TOPIC), hedge = mtn_tokens_is(t, at, MTN_LEX_HEDGE);
  bool auxiliary = mtn_tokens_is(t, at, MTN_LEX_PASSIVE) || mtn_tokens_is(t, at, MTN_LEX_NEG) ||
                   mtn_tokens_is(t, at, MTN_LEX_PRONOUN);
  return auxiliary ? at : at + (topic ? topic : hedge);
}

uint32_t mtn_phrase_adverbials(const mtn_claims *claims, uint32_t at, uint32_t limit, mtn_range *through,
                               uint32_t *date) {
  const mtn_tokens *t = claims->t;
  for (uint32_t end; at < limit; at = end) {
    uint32_t index = mtn_phrase_date_at(claims, at);
    bool dated = index != MTN_NO_INDEX && claims->dates->items[index].first == at;
    if (dated)
      end = behind_date(claims, at, date);
    else if (mtn_tokens_is(t, at, MTN_LEX_AT) || mtn_tokens_is(t, at, MTN_LEX_PREP))
      end = behind_preposition(claims, at, limit, through, date);
    else
      end = behind_hedge(t, at);
    if (end == at) break;
  }
  return at;
}

uint32_t mtn_phrase_lead(const mtn_claims *claims, uint32_t at) {
  const mtn_tokens *t = claims->t;
  uint32_t count = mtn_tokens_is(t, at, MTN_LEX_TOPIC), date = mtn_phrase_date_at(claims, at);
  if (date != MTN_NO_INDEX) return claims->dates->items[date].last - at;
  if (count == 0) count = mtn_tokens_is(t, at, MTN_LEX_HEDGE);
  if (count == 0) count = mtn_tokens_is(t, at, MTN_LEX_CONJ);
  return count == 0 && t->items[at].kind == MTN_TOKEN_PUNCT ? 1 : count;
}
