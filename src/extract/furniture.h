/*
 * Furniture phrases: what the machinery of a page says of itself, in the languages of data/furniture/.
 *
 * Words are compared as gen/furniture.py folds them: capitals small, accents, vowel signs and tatweel off, variants of
 * alef, ya and kaf as one, a run of digits as one sign; a character of a script that does not part words is a word, and
 * so is the copyright sign.
 */
#ifndef MTN_EXTRACT_FURNITURE_H
#define MTN_EXTRACT_FURNITURE_H

#include "base/base.h"

/* In the order of gen/furniture.py; what each holds is in data/furniture/README.md. */
#define MTN_FURNITURE_CLASSES(X)                                                                                       \
  X(share)                                                                                                             \
  X(follow)                                                                                                            \
  X(cookies)                                                                                                           \
  X(related)                                                                                                           \
  X(newsletter)                                                                                                        \
  X(subscribe)                                                                                                         \
  X(menu)                                                                                                              \
  X(account)                                                                                                           \
  X(comments)                                                                                                          \
  X(copyright)                                                                                                         \
  X(ad)                                                                                                                \
  X(credit)                                                                                                            \
  X(tags)                                                                                                              \
  X(tools)                                                                                                             \
  X(search)                                                                                                            \
  X(legal)                                                                                                             \
  X(published)                                                                                                         \
  X(byline)                                                                                                            \
  X(shop)                                                                                                              \
  X(more)                                                                                                              \
  X(app)                                                                                                               \
  X(top)                                                                                                               \
  X(script)

#define MTN_FURNITURE_ENUM(name) MTN_FURNITURE_##name,
typedef enum mtn_furniture_class { MTN_FURNITURE_CLASSES(MTN_FURNITURE_ENUM) MTN_FURNITURE_COUNT } mtn_furniture_class;
#undef MTN_FURNITURE_ENUM

#define MTN_FURNITURE_BIT(name) (UINT32_C(1) << MTN_FURNITURE_##name)

/* A longer text is looked at as far as this: what is furniture shows it early, and time stays linear. */
#define MTN_FURNITURE_WORDS_MAX 64u

typedef struct mtn_furniture {
  uint32_t classes; /* bit k: a phrase of class k stands in the text */
  uint32_t starts;  /* the same of a phrase at its start */
  uint8_t words;    /* words looked at, at most MTN_FURNITURE_WORDS_MAX */
  uint8_t covered;  /* of those, words in phrases */
} mtn_furniture;

/* Hashes of the first words of a text, at most `max`; returns how many. */
size_t mtn_furniture_words(matn_str text, uint32_t *hashes, size_t max);

/* One hash of two. */
uint32_t mtn_furniture_mix(uint32_t state, uint32_t word);

/* What phrases stand in the words that mtn_furniture_words gave.  The longest phrase counts where several start. */
mtn_furniture mtn_furniture_find(const uint32_t *hashes, size_t count);

/* Both: what phrases stand in a text. */
mtn_furniture mtn_furniture_read(matn_str text);

#endif
