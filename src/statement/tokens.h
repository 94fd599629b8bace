/*
 * The text as tokens, sentences and paragraphs.
 *
 * Invariants: tokens stand in the order of the text, do not overlap, and cover all of it but white space and characters
 * without width.  A token of kind MTN_TOKEN_WORD or MTN_TOKEN_NUMBER has a folded form (small letters; Arabic without
 * vowel signs, its alefs, yas and ta marbutas made one; digits 0 to 9) that the lexicon is asked by; offsets in the
 * text are never those of the folded form.  Every token is in one sentence, every sentence in one paragraph; a sentence
 * has at most MTN_SENTENCE_MAX tokens, which bounds all that is quadratic in a sentence.
 */
#ifndef MTN_STATEMENT_TOKENS_H
#define MTN_STATEMENT_TOKENS_H

#include "base/arena.h"
#include "statement/lexicon.h"

#define MTN_SENTENCE_MAX 400 /* the longest sentence of the dev corpora has 331 tokens */

typedef enum mtn_token_kind {
  MTN_TOKEN_WORD,
  MTN_TOKEN_NUMBER, /* digits, with separators between them */
  MTN_TOKEN_PUNCT,
  MTN_TOKEN_MARK /* a quotation mark */
} mtn_token_kind;

typedef enum mtn_token_flag {
  MTN_TOKEN_SPACED = 1 << 0,  /* white space, or the start of the text, stands before it */
  MTN_TOKEN_CAPITAL = 1 << 1, /* its first letter is a capital */
  MTN_TOKEN_UPPER = 1 << 2,   /* all letters are capitals, and more than one */
  MTN_TOKEN_AND = 1 << 3,     /* Arabic: begins with the conjunction و or ف (stripped for the lexicon) */
  MTN_TOKEN_PREFIX = 1 << 4,  /* Arabic: then ب, ل or ك */
  MTN_TOKEN_ARTICLE = 1 << 5, /* Arabic: then the article */
  MTN_TOKEN_ARABIC = 1 << 6,  /* a word in Arabic letters */
  MTN_TOKEN_LINE = 1 << 7     /* the first of its paragraph */
} mtn_token_flag;

typedef struct mtn_token {
  uint32_t begin, end; /* bytes of the text */
  uint32_t folded;     /* offset in mtn_tokens.folded */
  uint16_t folded_len;
  uint8_t kind;  /* mtn_token_kind */
  uint8_t flags; /* mtn_token_flag */
  uint32_t c;    /* punctuation and marks: the character */
  uint32_t sentence;
  uint32_t hash;            /* words: of the folded form, without the "'s" of a possessive */
  uint16_t phrase_count[2]; /* phrases of the lexicon that begin here: by the whole word, and by what clitics leave */
  const mtn_lex_entry *phrases[2];
  uint64_t kinds[2]; /* a bit for each kind of phrase, in the text's language, that begins here */
  uint8_t clitic;    /* bytes of the text before what the second set of phrases was found by */
  uint8_t quote;     /* depth of quotation around it (marks.c), marks included */
} mtn_token;

typedef struct mtn_sentence {
  uint32_t first, end; /* tokens */
  uint32_t paragraph;
} mtn_sentence;

typedef struct mtn_tokens {
  matn_str text;
  mtn_token *items;
  uint32_t count;
  mtn_sentence *sentences;
  uint32_t sentence_count;
  uint32_t paragraph_count;
  char *folded;
  mtn_lang lang;
} mtn_tokens;

/* Cut `text` into tokens, tell its language, look every word up; all memory is the arena's.  Sentences are not yet cut.
 * MATN_OK or MATN_NOMEM. */
matn_status mtn_tokens_cut(matn_str text, mtn_arena *arena, mtn_tokens *out);
/* Cut sentences; called once marks are paired (mtn_marks_pair), because no sentence ends inside a quotation that goes
 * on. */
matn_status mtn_tokens_cut_sentences(mtn_tokens *tokens, mtn_arena *arena);

/* Can a phrase of `kind` begin with the token? */
static inline bool mtn_tokens_may_be(const mtn_token *token, int kind) {
  return token->kinds[kind >> 6] >> (kind & 63) & 1;
}
/* A set of kinds, and whether a phrase of any of them can begin with the token. */
typedef struct mtn_kinds {
  uint64_t bits[2];
} mtn_kinds;
static inline mtn_kinds mtn_kinds_of(const uint8_t *kinds, size_t count) {
  mtn_kinds set = {{0, 0}};
  for (size_t i = 0; i < count; i++) set.bits[kinds[i] >> 6] |= UINT64_C(1) << (kinds[i] & 63);
  return set;
}
static inline bool mtn_token_has(const mtn_token *token, mtn_kinds set) {
  return (token->kinds[0] & set.bits[0]) || (token->kinds[1] & set.bits[1]);
}
/* Has the lexicon anything that begins with the token? */
static inline bool mtn_token_is_known(const mtn_token *token) { return token->kinds[0] || token->kinds[1]; }

/* The longest phrase of `kind` that begins at token `at`; NULL if there is none.  *count is set to its tokens, *clitic
 * to the bytes of its first token that are no part of it. */
const mtn_lex_entry *mtn_tokens_match_phrase(const mtn_tokens *tokens, uint32_t at, int kind, uint32_t *count,
                                             uint32_t *clitic);
static inline const mtn_lex_entry *mtn_tokens_match(const mtn_tokens *tokens, uint32_t at, int kind, uint32_t *count,
                                                    uint32_t *clitic) {
  if (at >= tokens->count || !mtn_tokens_may_be(&tokens->items[at], kind)) return NULL;
  return mtn_tokens_match_phrase(tokens, at, kind, count, clitic);
}
/* The same where only its length matters: how many tokens, 0 for none. */
static inline uint32_t mtn_tokens_is(const mtn_tokens *tokens, uint32_t at, int kind) {
  uint32_t count = 0, clitic;
  return mtn_tokens_match(tokens, at, kind, &count, &clitic) ? count : 0;
}

static inline matn_str mtn_token_text(const mtn_tokens *t, uint32_t i) {
  return (matn_str){t->text.ptr + t->items[i].begin, t->items[i].end - t->items[i].begin};
}
static inline matn_str mtn_token_folded(const mtn_tokens *t, uint32_t i) {
  return (matn_str){t->folded + t->items[i].folded, t->items[i].folded_len};
}
/* Is token `i` the punctuation or mark `c`? */
static inline bool mtn_token_is_char(const mtn_tokens *t, uint32_t i, uint32_t c) {
  return i < t->count && t->items[i].kind >= MTN_TOKEN_PUNCT && t->items[i].c == c;
}
static inline bool mtn_token_is_comma(const mtn_tokens *t, uint32_t i) {
  return mtn_token_is_char(t, i, ',') || mtn_token_is_char(t, i, 0x60C);
}
static inline bool mtn_token_is_word(const mtn_tokens *t, uint32_t i) {
  return i < t->count && t->items[i].kind == MTN_TOKEN_WORD;
}
static inline bool mtn_token_is_capital(const mtn_tokens *t, uint32_t i) { /* its first letter is one */
  return mtn_token_is_word(t, i) && (t->items[i].flags & MTN_TOKEN_CAPITAL);
}
/* Does a folded Arabic word begin with the article, and go on? */
static inline bool mtn_word_has_article(matn_str word) {
  return word.len > 4 && mtn_str_starts_exactly(word, "\xD8\xA7\xD9\x84"); /* ال */
}
/* Is the folded form of token `i` the text `word`? */
bool mtn_token_is(const mtn_tokens *t, uint32_t i, const char *word);

#endif
