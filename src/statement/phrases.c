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

uint32_t mtn_phrase_forward(const mtn_claims *claims, uint32_t at, uint32_t limit) {
  const mtn_tokens *t = claims->t;
  bool head = false, open = true; /* open: a determiner, a preposition or an adjective waits for its noun */
  uint32_t i = at, loose = 0;
  while (i < limit && i < at + 40) {
    const mtn_token *token = &t->items[i];
    if (token->kind == MTN_TOKEN_PUNCT) {
      bool hyphen = (token->c == '-' || token->c == '/') && !(token->flags & MTN_TOKEN_SPACED) && i + 1 < limit &&
                    !(t->items[i + 1].flags & MTN_TOKEN_SPACED);
      if (hyphen || is_abbreviation_point(t, i) || (token->c == '&' && i > at)) {
        i++;
        open |= hyphen;
        continue;
      }
      bool elided = t->lang == MTN_LANG_DE && head && (token->c == '-' || token->c == ',') && i > at &&
                    (token->c == '-' || mtn_token_is_char(t, i - 1, '-')) &&
                    !(token->flags & MTN_TOKEN_SPACED); /* "Gesundheits-, Sozial- und Integrationsdirektor" */
      if (elided) {
        i++;
        open = true;
        continue;
      }
      if (token->c == '(' && head && t->lang != MTN_LANG_DE) { /* "(CAAN)" */
        uint32_t close = i + 1;
        while (close < limit && close < i + 5 && t->items[close].c != ')') close++;
        if (close < limit && t->items[close].c == ')' && mtn_token_is_capital(t, i + 1)) {
          i = close + 1;
          continue;
        }
      }
      break;
    }
    if (token->kind == MTN_TOKEN_MARK) {
      const mtn_quote *quote = mtn_content_quote_at(claims, i);
      if (!quote || !quote->closed || quote->close - quote->open > 6 || quote->close >= limit) break;
      i = quote->close + 1; /* «Казинформ» */
      head = true;
      open = false;
      continue;
    }
    /* French "des", "du" between two nouns: a preposition first */
    bool of = head && !open && mtn_tokens_is(t, i, MTN_LEX_OF) && links(claims, i, limit);
    if (!of && mtn_phrase_is_determiner(t, i)) {
      if (head && !open) break;
      open = true;
      i++;
      continue;
    }
    if (token->kind == MTN_TOKEN_NUMBER) {
      if (head && !open && i + 1 < limit && !mtn_phrase_is_head(t, i + 1)) break;
      open = true;
      i++;
      continue;
    }
    bool name = is_name_part(t, at, i);
    if (!name && links(claims, i, limit)) {
      if (!head) break;
      open = true;
      i++;
      continue;
    }
    if (!name &&
        (mtn_tokens_is(t, i, MTN_LEX_PREP) || mtn_tokens_is(t, i, MTN_LEX_BREAK) || mtn_tokens_is(t, i, MTN_LEX_REL) ||
         mtn_tokens_is(t, i, MTN_LEX_COMP) || mtn_tokens_is(t, i, MTN_LEX_CONJ)))
      break;
    bool capital = mtn_token_is_capital(t, i), noun = mtn_phrase_is_head(t, i);
    if (!capital && !noun && (mtn_tokens_is(t, i, MTN_LEX_HEDGE) || mtn_tokens_is(t, i, MTN_LEX_CUE))) break;
    if (capital && i > at && mtn_phrase_date_at(claims, i) != MTN_NO_INDEX && !open) break;
    if (capital || noun) {
      head = true;
      open = false;
    } else if (head && !open) {
      /* a small word behind a head: only if the head's noun is still to come ("Asylum seekers group") */
      bool foreign = t->lang != MTN_LANG_EN && loose < 3 && i + 1 < limit && mtn_token_is_capital(t, i + 1) &&
                     !mtn_tokens_is(t, i, MTN_LEX_CUE);
      bool next = i + 1 < limit && mtn_phrase_is_head(t, i + 1) && !mtn_phrase_is_determiner(t, i + 1) && loose < 2;
      bool genitive = t->lang == MTN_LANG_RU && loose < 3 && is_genitive(t, i);
      if (!next && !foreign && !genitive && !is_noun_behind_adjective(claims, at, i, limit)) break;
      loose++;
    } else {
      loose++;
      if (loose > 6) break;
    }
    i++;
  }
  while (i > at && !is_name_part(t, at, i - 1) &&
         (mtn_phrase_is_determiner(t, i - 1) || mtn_tokens_is(t, i - 1, MTN_LEX_PREP)))
    i--;
  return i;
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

uint32_t mtn_phrase_adverbials(const mtn_claims *claims, uint32_t at, uint32_t limit, mtn_range *through,
                               uint32_t *date) {
  const mtn_tokens *t = claims->t;
  uint32_t i = at;
  while (i < limit) {
    uint32_t index = mtn_phrase_date_at(claims, i);
    if (index != MTN_NO_INDEX && claims->dates->items[index].first == i) {
      if (*date == MTN_NO_INDEX) *date = index;
      i = claims->dates->items[index].last;
      continue;
    }
    if (mtn_tokens_is(t, i, MTN_LEX_AT) || mtn_tokens_is(t, i, MTN_LEX_PREP)) {
      uint32_t next = i + 1;
      while (next < limit && mtn_tokens_is(t, next, MTN_LEX_HEDGE)) next++;
      index = mtn_phrase_date_at(claims, next);
      if (index != MTN_NO_INDEX) {
        if (*date == MTN_NO_INDEX) *date = index;
        i = claims->dates->items[index].last;
        continue;
      }
      uint32_t noun = next;
      while (noun < limit && noun < next + 4 && !mtn_tokens_is(t, noun, MTN_LEX_CHANNEL) &&
             !mtn_tokens_is(t, noun, MTN_LEX_MEDIUM) && mtn_token_is_word(t, noun) &&
             !mtn_tokens_is(t, noun, MTN_LEX_COMP))
        noun++;
      bool channel = noun < limit && noun < next + 4 &&
                     (mtn_tokens_is(t, noun, MTN_LEX_CHANNEL) || mtn_tokens_is(t, noun, MTN_LEX_MEDIUM));
      if (channel) {
        uint32_t end = noun + 1;
        while (end < limit && (mtn_tokens_is(t, end, MTN_LEX_CHANNEL) || mtn_tokens_is(t, end, MTN_LEX_MEDIUM))) end++;
        bool to = mtn_tokens_is(t, end, MTN_LEX_PREP) && mtn_phrase_date_at(claims, end + 1) == MTN_NO_INDEX &&
                  !mtn_tokens_is(t, end, MTN_LEX_COMP);
        if (to && !mtn_tokens_is(t, end + 1, MTN_LEX_CHANNEL)) {
          uint32_t with = mtn_phrase_forward(claims, end + 1, limit);
          if (with > end + 1) end = with;
        }
        if (through->first == through->last) *through = (mtn_range){i, end};
        i = end;
        continue;
      }
      if (mtn_token_is(t, i, "to")) { /* "to reporters", "to CNN" */
        uint32_t end = mtn_phrase_forward(claims, next, limit);
        if (end > next && (mtn_phrase_is_head(t, next) || mtn_token_is_capital(t, next))) {
          if (through->first == through->last && mtn_token_is_capital(t, next)) *through = (mtn_range){next, end};
          i = end;
          continue;
        }
      }
      break;
    }
    if (mtn_tokens_is(t, i, MTN_LEX_TOPIC) || mtn_tokens_is(t, i, MTN_LEX_HEDGE)) {
      bool auxiliary = mtn_tokens_is(t, i, MTN_LEX_PASSIVE) || mtn_tokens_is(t, i, MTN_LEX_NEG) ||
                       mtn_tokens_is(t, i, MTN_LEX_PRONOUN);
      if (auxiliary) break;
      uint32_t count = mtn_tokens_is(t, i, MTN_LEX_TOPIC);
      i += count ? count : mtn_tokens_is(t, i, MTN_LEX_HEDGE);
      continue;
    }
    break;
  }
  return i;
}
