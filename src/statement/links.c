/*
 * Denials: a statement that denies, and the earlier one that it denies.
 *
 * The words of a content are kept as a signature of 256 bits, by the beginnings of the words that mean something, so
 * that a denial is held against a bounded number of earlier statements in constant time each.  What is denied shares at
 * least half of its words with what was said, by another speaker; "denied the accusations" is the latest accusation.
 */
#include "base/utf8.h"
#include "statement/claims.h"

#define REACH 40        /* statements that a denial is held against */
#define STEM 5          /* letters by which words are the same: endings differ */
#define CONTENT_WORDS 2 /* at least so many words in common */

typedef struct signature {
  uint64_t bits[4];
} signature;

static unsigned count_bits(uint64_t x) {
  unsigned count = 0;
  for (; x; x &= x - 1) count++;
  return count;
}

static unsigned size_of(const signature *s) {
  unsigned size = 0;
  for (size_t i = 0; i < 4; i++) size += count_bits(s->bits[i]);
  return size;
}

static unsigned common(const signature *a, const signature *b) {
  unsigned size = 0;
  for (size_t i = 0; i < 4; i++) size += count_bits(a->bits[i] & b->bits[i]);
  return size;
}

/* The beginning of a word: without Arabic's conjunction, preposition and article, at most STEM letters. */
static matn_str stem_of(const mtn_tokens *t, uint32_t at) {
  matn_str word = mtn_token_folded(t, at);
  if (t->items[at].flags & MTN_TOKEN_ARABIC) {
    for (size_t skip = 0; skip <= 4 && word.len > skip + 8; skip += 2)
      if (mtn_word_has_article((matn_str){word.ptr + skip, word.len - skip})) {
        word = (matn_str){word.ptr + skip + 4, word.len - skip - 4};
        break;
      }
    if (word.len > 6 && mtn_str_ends_exactly(word, "\xD8\xA7")) word.len -= 2; /* ا of an indefinite accusative */
  }
  size_t len = 0, letters = 0;
  for (; len < word.len; len++)
    if (!mtn_utf8_goes_on(word.ptr[len]) && letters++ == STEM) break;
  return (matn_str){word.ptr, len};
}

static signature signature_of(const mtn_tokens *t, const mtn_statement *s) {
  static const uint8_t empty_kinds[] = {MTN_LEX_STOPWORD, MTN_LEX_PREP, MTN_LEX_DET,     MTN_LEX_CONJ,
                                        MTN_LEX_COMP,     MTN_LEX_NEG,  MTN_LEX_PRONOUN, MTN_LEX_HEDGE};
  const mtn_kinds empty = mtn_kinds_of(empty_kinds, MTN_COUNT(empty_kinds));
  signature out = {{0}};
  uint32_t last = s->last < s->first + MTN_SENTENCE_MAX ? s->last : s->first + MTN_SENTENCE_MAX;
  for (uint32_t i = s->first; i < last; i++) {
    const mtn_token *token = &t->items[i];
    if (token->kind > MTN_TOKEN_NUMBER || mtn_token_has(token, empty)) continue;
    matn_str stem = stem_of(t, i);
    if (token->kind == MTN_TOKEN_WORD && stem.len < 3) continue;
    uint32_t hash = mtn_lexicon_hash(stem);
    out.bits[hash >> 6 & 3] |= UINT64_C(1) << (hash & 63);
  }
  return out;
}

/* "the accusations", "تلك المزاعم": a word for something said, in a content of few words. */
static bool names_what_was_said(const mtn_tokens *t, const mtn_statement *s) {
  for (uint32_t i = s->first; i < s->last && i < s->first + 4; i++)
    if (mtn_tokens_is(t, i, MTN_LEX_WITHDRAWN)) return true;
  return false;
}

static bool by_another(const mtn_statement *a, const mtn_statement *b) {
  return !mtn_stretch_is_there(a->speaker) || a->speaker.begin != b->speaker.begin;
}

static uint32_t denied_by(const mtn_claims *claims, uint32_t denial, const signature *signatures) {
  const mtn_record *record = claims->record;
  const mtn_statement *s = &record->statements[denial];
  unsigned words = size_of(&signatures[denial]), best = CONTENT_WORDS - 1;
  uint32_t found = MTN_NO_INDEX, accusation = MTN_NO_INDEX;
  for (uint32_t back = 1; back <= REACH && back <= denial; back++) {
    uint32_t i = denial - back;
    const mtn_statement *earlier = &record->statements[i];
    if (earlier->class == MTN_CUE_DENY || !by_another(s, earlier)) continue;
    if (accusation == MTN_NO_INDEX && earlier->class == MTN_CUE_ACCUSE) accusation = i;
    unsigned same = common(&signatures[denial], &signatures[i]);
    if (same <= best || same * 2 < words) continue;
    best = same;
    found = i;
  }
  if (found == MTN_NO_INDEX && names_what_was_said(claims->t, s)) found = accusation;
  return found;
}

void mtn_links_find(mtn_claims *claims) {
  mtn_record *record = claims->record;
  bool denials = false;
  for (uint32_t i = 0; i < record->statement_count; i++) denials |= record->statements[i].class == MTN_CUE_DENY;
  if (!denials) return;
  signature *signatures = mtn_arena_calloc(claims->arena, record->statement_count, sizeof(*signatures));
  if (!signatures) {
    claims->failed = true;
    return;
  }
  for (uint32_t i = 0; i < record->statement_count; i++)
    signatures[i] = signature_of(claims->t, &record->statements[i]);
  for (uint32_t i = 0; i < record->statement_count; i++)
    if (record->statements[i].class == MTN_CUE_DENY) record->statements[i].denies = denied_by(claims, i, signatures);
}
