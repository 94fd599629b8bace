/*
 * The lexicon: what words and phrases can be to someone who reads statements.
 *
 * Invariants: a phrase is found by its first word, folded as tokens.c folds it; the phrases of a word stand longest
 * first; one phrase may be of several kinds (and languages), of each kind once in a language.
 */
#ifndef MTN_STATEMENT_LEXICON_H
#define MTN_STATEMENT_LEXICON_H

#include "base/base.h"
#include "statement/lexicon_kinds.inc"

typedef struct mtn_lex_entry {
  uint32_t rest; /* the words after the first, apart by single spaces: mtn_lexicon_text() */
  uint8_t rest_count;
  uint8_t kind;   /* MTN_LEX_… */
  uint16_t langs; /* 1 << mtn_lang */
  int32_t value;  /* a number, a name (mtn_lexicon_name), or what a cue is */
} mtn_lex_entry;

/* The phrases that begin with `word`, whose hash is `hash`: their number, the first of them in *first.  0 where there
 * is none. */
size_t mtn_lexicon_find(matn_str word, uint32_t hash, const mtn_lex_entry **first);

/* The hash that the table is asked by. */
uint32_t mtn_lexicon_hash(matn_str word);

const char *mtn_lexicon_text(uint32_t place);
/* A unit, a currency, a part of the day by its number. */
matn_str mtn_lexicon_name(int32_t name);

/* What the value of a cue is made of. */
static inline mtn_cue_class mtn_cue_class_of(int32_t value) { return (mtn_cue_class)(value & 15); }
static inline mtn_cue_form mtn_cue_form_of(int32_t value) { return (mtn_cue_form)(value >> 4 & 15); }
static inline uint32_t mtn_cue_frame_of(int32_t value) { return (uint32_t)value >> 8; }

#endif
