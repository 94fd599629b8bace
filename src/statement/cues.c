/*
 * Cues: where the lexicon's words of saying stand in the text, and stand as verbs.
 *
 * English forms are words of other kinds too: "reports", "a planned visit", "the claim".  A form is taken where what
 * stands before it can be its subject.
 */
#include "statement/claims.h"

static bool is_determiner(const mtn_tokens *t, uint32_t i) {
  return mtn_tokens_is(t, i, MTN_LEX_DET) || mtn_tokens_is(t, i, MTN_LEX_POSSESSIVE) ||
         mtn_tokens_is(t, i, MTN_LEX_ARTICLE);
}

/* What follows can be what is said: that, a quotation, a colon. */
static bool is_followed(const mtn_tokens *t, uint32_t i) {
  if (mtn_token_is_comma(t, i)) i++;
  return mtn_tokens_is(t, i, MTN_LEX_COMP) || mtn_token_is_char(t, i, ':') ||
         (i < t->count && t->items[i].kind == MTN_TOKEN_MARK) || mtn_tokens_is(t, i, MTN_LEX_WHETHER);
}

/* "Said Weller: “…”": a verb at the head of its sentence, a name, and speech behind it. */
static bool is_inverted(const mtn_tokens *t, const mtn_cue *cue) {
  if (!(cue->frame & MTN_FRAME_QUOTE) || !mtn_token_is_word(t, cue->last)) return false;
  if (!(t->items[cue->last].flags & MTN_TOKEN_CAPITAL)) return false;
  uint32_t i = cue->last;
  while (i < cue->last + 8 && mtn_token_is_word(t, i)) i++;
  return (mtn_token_is_char(t, i, ':') || mtn_token_is_comma(t, i)) && i + 1 < t->count &&
         t->items[i + 1].kind == MTN_TOKEN_MARK;
}

static bool is_english_verb(const mtn_tokens *t, const mtn_cue *cue) {
  uint32_t i = cue->first;
  bool first = i == 0 || t->items[i].sentence != t->items[i - 1].sentence;
  if (cue->form == MTN_FORM_PHRASE) return true;
  if (cue->form == MTN_FORM_PARTICIPLE) {
    /* behind a comma, or right behind what it tells of: "a letter demanding answers" */
    if (first || mtn_tokens_is(t, i - 1, MTN_LEX_PREP) || is_determiner(t, i - 1) ||
        mtn_tokens_is(t, i - 1, MTN_LEX_PASSIVE))
      return false;
    bool comma = mtn_token_is_comma(t, i - 1) || t->items[i - 1].kind == MTN_TOKEN_MARK;
    return comma || cue->class == MTN_CUE_CALL || (cue->class == MTN_CUE_SAY && is_followed(t, cue->last));
  }
  if (first)
    return cue->form == MTN_FORM_FINITE &&
           ((cue->class != MTN_CUE_ASK && is_followed(t, cue->last)) || is_inverted(t, cue));
  if (t->items[i].flags & MTN_TOKEN_CAPITAL) return false; /* "the United States" */
  uint32_t before = i - 1;
  if (is_determiner(t, before) ||
      (mtn_tokens_is(t, before, MTN_LEX_PREP) && !mtn_token_is(t, before, "to") && !mtn_token_is(t, before, "since")))
    return false;
  bool passive = mtn_tokens_is(t, before, MTN_LEX_PASSIVE) > 0;
  if (passive) return cue->class == MTN_CUE_ACCUSE && (cue->frame & MTN_FRAME_PREPOSITION);
  if (cue->form == MTN_FORM_FINITE) return true;
  bool pronoun = mtn_tokens_is(t, before, MTN_LEX_PRONOUN) > 0, hedge = mtn_tokens_is(t, before, MTN_LEX_HEDGE) > 0;
  bool relative = mtn_tokens_is(t, before, MTN_LEX_REL) > 0;
  bool capital = (t->items[before].flags & MTN_TOKEN_CAPITAL) != 0, quoted = t->items[before].kind == MTN_TOKEN_MARK;
  bool known = mtn_tokens_is(t, before, MTN_LEX_ROLE) || mtn_tokens_is(t, before, MTN_LEX_ORG) ||
               mtn_tokens_is(t, before, MTN_LEX_PERSON) || mtn_tokens_is(t, before, MTN_LEX_DOCUMENT);
  bool ends = mtn_token_is_char(t, cue->last, '.') && (cue->class == MTN_CUE_SAY || cue->class == MTN_CUE_ASK);
  if (cue->form == MTN_FORM_PRESENT)
    return ends || pronoun || hedge || relative || is_followed(t, cue->last) || quoted ||
           ((capital || known) && cue->class != MTN_CUE_EXPRESS);
  /* the bare form: a plural subject, or behind a verb that it completes */
  if (mtn_token_is(t, before, "to")) return cue->class == MTN_CUE_SAY && is_followed(t, cue->last);
  matn_str word = mtn_token_folded(t, before);
  bool plural = t->items[before].kind == MTN_TOKEN_WORD && word.len > 3 && word.ptr[word.len - 1] == 's';
  return pronoun || (hedge && is_followed(t, cue->last)) || (plural && (known || is_followed(t, cue->last))) ||
         (known && is_followed(t, cue->last));
}

/* "ردا على سؤال": in response to, a preposition. */
static bool is_response(const mtn_tokens *t, uint32_t i) {
  return mtn_tokens_is(t, i, MTN_LEX_PREP) && mtn_token_is(t, i + 1, "\xD8\xB9\xD9\x84\xD9\x8A" /* علي */);
}

static bool is_arabic_verb(const mtn_tokens *t, const mtn_cue *cue) {
  if (cue->form == MTN_FORM_PHRASE) return true;
  const mtn_token *token = &t->items[cue->first];
  if (token->flags & MTN_TOKEN_ARTICLE) return false;
  if ((token->flags & MTN_TOKEN_PREFIX) && token->phrase_count[0] == 0) return false; /* لـ, بـ: a noun */
  if (is_response(t, cue->first)) return false;
  if (cue->form == MTN_FORM_MASDAR) return false; /* only in phrases */
  if (cue->first > 0 && token->sentence == t->items[cue->first - 1].sentence) {
    uint32_t before = cue->first - 1;
    /* behind a preposition, أن or لم stands a noun, a wish, or nothing that was said */
    if (mtn_tokens_is(t, before, MTN_LEX_PREP) || mtn_tokens_is(t, before, MTN_LEX_NEG)) return false;
    if (cue->form != MTN_FORM_PARTICIPLE && mtn_token_is(t, before, "\xD8\xA7\xD9\x86")) return false;
  }
  return true;
}

static bool is_verb(const mtn_tokens *t, const mtn_cue *cue) {
  if (t->lang == MTN_LANG_AR) return is_arabic_verb(t, cue);
  if (t->lang == MTN_LANG_EN) return is_english_verb(t, cue);
  return true;
}

matn_status mtn_cues_find(const mtn_tokens *t, mtn_arena *arena, mtn_cues *out) {
  uint32_t capacity = 32;
  *out = (mtn_cues){.items = mtn_arena_alloc(arena, capacity * sizeof(*out->items))};
  if (!out->items) return MATN_NOMEM;
  for (uint32_t i = 0; i < t->count;) {
    uint32_t count = 1, clitic;
    const mtn_lex_entry *entry = mtn_tokens_match(t, i, MTN_LEX_CUE, &count, &clitic);
    if (!entry) {
      i++;
      continue;
    }
    mtn_cue cue = {.first = i, .last = i + count, .clitic = clitic, .class = mtn_cue_class_of(entry->value)};
    cue.form = mtn_cue_form_of(entry->value);
    cue.frame = mtn_cue_frame_of(entry->value);
    if (!is_verb(t, &cue)) {
      i++;
      continue;
    }
    if (out->count == capacity) {
      mtn_cue *items = mtn_arena_alloc(arena, (size_t)capacity * 2 * sizeof(*items));
      if (!items) return MATN_NOMEM;
      memcpy(items, out->items, (size_t)capacity * sizeof(*items));
      out->items = items;
      capacity *= 2;
    }
    out->items[out->count++] = cue;
    i += count;
  }
  return MATN_OK;
}
