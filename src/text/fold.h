/* Text folded for looking words up: small letters, one form of letters that writers mix, no signs that carry no letter.
 * Accents stay: tables list words without them as well. */
#ifndef MTN_TEXT_FOLD_H
#define MTN_TEXT_FOLD_H

#include "base/filter.h"
#include "base/utf8.h"

/* The letter that `c` folds to; 0 if it is left out: soft hyphens, joiners, direction marks, tatweel, Arabic vowel
 * signs. */
uint32_t mtn_char_fold(uint32_t c);

/* Fold `text` into out[0..room): the bytes written, or SIZE_MAX if there is no room for all. */
size_t mtn_text_fold(matn_str text, char *out, size_t room);

/* How many bytes at the start of `text` fold to `word`, which is folded; 0 if it does not start with it.  A no-break
 * space counts as a space. */
size_t mtn_text_starts_folded(matn_str text, const char *word);

/* Words that many texts are asked to start with; folded, of two bytes at least, in the order of their first bytes. */
typedef struct mtn_openings {
  const char *const *words;
  size_t count;
  mtn_filter filter;
  uint16_t from[257]; /* words that begin with byte b are those from from[b] up to from[b + 1] */
} mtn_openings;

void mtn_openings_init(mtn_openings *openings, const char *const *words, size_t count);

/* The first of the words, from the one numbered *word on, that the text starts with: how many bytes that takes, *word
 * its number; 0 if there is none. */
size_t mtn_openings_find(const mtn_openings *openings, matn_str text, size_t *word);
static inline size_t mtn_openings_of(const mtn_openings *openings, matn_str text) {
  size_t word = 0;
  return mtn_filter_may_start(&openings->filter, text) ? mtn_openings_find(openings, text, &word) : 0;
}

#endif
