/*
 * Sentences: where a sentence sign is followed by white space and what follows does not go on with it.
 *
 * No sentence ends at the point of an abbreviation, an initial or a number, before a small letter, or inside a
 * quotation, except that marks close right behind the sign.
 */
#include "statement/tokens.h"

static bool is_stop(uint32_t c) {
  return c == '.' || c == '!' || c == '?' || c == 0x61F || c == 0x2026 || c == 0x3002 || c == 0xFF01 || c == 0xFF1F ||
         c == 0x964 || c == 0x6D4;
}

static bool closes(const mtn_token *token) {
  return token->kind == MTN_TOKEN_MARK || token->c == ')' || token->c == ']' || is_stop(token->c);
}

/* A point that belongs to the word before it. */
static bool abbreviates(const mtn_tokens *t, uint32_t at) {
  if (t->items[at].c != '.' || at == 0 || (t->items[at].flags & MTN_TOKEN_SPACED)) return false;
  const mtn_token *before = &t->items[at - 1];
  if (before->kind == MTN_TOKEN_NUMBER) return t->lang == MTN_LANG_DE && before->folded_len <= 2;
  if (before->kind != MTN_TOKEN_WORD) return false;
  matn_str word = mtn_token_folded(t, at - 1);
  bool single =
      before->end - before->begin == 1 || (before->end - before->begin == 2 && (unsigned char)word.ptr[0] >= 0x80);
  return single || mtn_tokens_is(t, at - 1, MTN_LEX_ABBREV) > 0;
}

static bool goes_on(const mtn_tokens *t, uint32_t next) {
  const mtn_token *token = &t->items[next];
  if (token->kind == MTN_TOKEN_WORD) {
    /* scripts with capitals: a small letter goes on */
    unsigned char c = (unsigned char)t->text.ptr[token->begin];
    bool cased = c < 0x80 || (c >= 0xC3 && c <= 0xC9) || (c >= 0xD0 && c <= 0xD2);
    return cased && !(token->flags & MTN_TOKEN_CAPITAL);
  }
  return token->kind == MTN_TOKEN_PUNCT && token->c != '(' && token->c != '[' && token->c != '-' &&
         token->c != 0x2014 && token->c != 0x2013 && token->c != '#' && token->c != '@' && token->c != '$' &&
         token->c != 0x2022 && token->c != '*';
}

/* Does a sentence end behind token `at`? */
static bool ends(const mtn_tokens *t, uint32_t at) {
  const mtn_token *token = &t->items[at], *next = &t->items[at + 1];
  if (next->flags & MTN_TOKEN_LINE) return true;
  if (!(next->flags & MTN_TOKEN_SPACED)) return false;
  uint32_t sign = at;
  while (sign > 0 && !is_stop(t->items[sign].c) && closes(&t->items[sign]) && t->items[sign].kind >= MTN_TOKEN_PUNCT)
    sign--;
  if (t->items[sign].kind != MTN_TOKEN_PUNCT || !is_stop(t->items[sign].c)) return false;
  if (token->quote > 0 && next->quote > 0 && !(token->kind == MTN_TOKEN_MARK && next->kind == MTN_TOKEN_MARK))
    return false;
  if (closes(next) && next->kind == MTN_TOKEN_PUNCT) return false;
  return !abbreviates(t, sign) && !goes_on(t, at + 1);
}

matn_status mtn_tokens_cut_sentences(mtn_tokens *t, mtn_arena *arena) {
  uint32_t capacity = t->count / 8 + 16;
  t->sentences = mtn_arena_alloc(arena, (size_t)capacity * sizeof(*t->sentences));
  if (!t->sentences) return MATN_NOMEM;
  for (uint32_t first = 0, i = 0; i < t->count; i++) {
    uint32_t paragraph = t->items[i].sentence;
    t->items[i].sentence = t->sentence_count;
    if (i + 1 < t->count && i + 1 - first < MTN_SENTENCE_MAX && !ends(t, i)) continue;
    if (t->sentence_count == capacity) {
      mtn_sentence *grown = mtn_arena_alloc(arena, (size_t)capacity * 2 * sizeof(*grown));
      if (!grown) return MATN_NOMEM;
      memcpy(grown, t->sentences, (size_t)capacity * sizeof(*grown));
      t->sentences = grown;
      capacity *= 2;
    }
    t->sentences[t->sentence_count++] = (mtn_sentence){first, i + 1, paragraph};
    first = i + 1;
  }
  return MATN_OK;
}
