/* Shared by the files that fill the table of features. */
#ifndef MTN_EXTRACT_FEATURES_INTERNAL_H
#define MTN_EXTRACT_FEATURES_INTERNAL_H

#include "extract/features.h"
#include "extract/page_words.h"

/* Sums over a stretch of blocks. */
typedef struct mtn_sums {
  uint32_t chars, link, words, sentences, weight;
} mtn_sums;

typedef struct mtn_measure {
  const mtn_document *doc;
  const mtn_blocks *blocks;
  matn_str url; /* as the caller gives it */
  mtn_arena *arena;
  mtn_features *out;
  mtn_sums *before; /* before[i]: sums of the blocks before i; count + 1 of them */
  uint32_t *weight; /* paragraph weight of each block */
  uint32_t *outer;  /* of each box: the nearest one around it that holds more blocks; the root: itself */
} mtn_measure;

static inline int16_t mtn_clip(int64_t value) {
  return (int16_t)(value > INT16_MAX ? INT16_MAX : value < INT16_MIN ? INT16_MIN : value);
}
static inline int16_t mtn_share(uint64_t part, uint64_t whole) {
  if (whole == 0) return 0;
  /* Nearly always; processors divide smaller numbers faster. */
  if (part <= UINT32_MAX / 1000 && whole <= UINT32_MAX) return mtn_clip((uint32_t)part * 1000 / (uint32_t)whole);
  return mtn_clip((int64_t)(part * 1000 / whole));
}
static inline mtn_sums mtn_sums_of(const mtn_measure *m, uint32_t first, uint32_t end) {
  const mtn_sums *a = &m->before[first], *b = &m->before[end];
  return (mtn_sums){b->chars - a->chars, b->link - a->link, b->words - a->words, b->sentences - a->sentences,
                    b->weight - a->weight};
}
static inline mtn_sums mtn_box_sums(const mtn_measure *m, uint32_t box) {
  return mtn_sums_of(m, m->blocks->boxes[box].first, m->blocks->boxes[box].end);
}
static inline int16_t *mtn_row(const mtn_measure *m, mtn_feature feature) { return mtn_feature_row(m->out, feature); }
static inline void mtn_fill(const mtn_measure *m, mtn_feature feature, int64_t value) {
  int16_t *row = mtn_row(m, feature), clipped = mtn_clip(value);
  for (size_t i = 0; i < m->out->count; i++) row[i] = clipped;
}
static inline uint32_t mtn_mix(uint32_t a, uint32_t b) {
  uint64_t h = ((uint64_t)a << 32 | b) * UINT64_C(0x9FB21C651E98DF25);
  return (uint32_t)(h >> 32) ^ (uint32_t)h;
}

/* Weights of the words of names and texts: features_tokens.c. */
void mtn_features_tokens(const mtn_measure *m);
/* Counts of equal signatures and texts: features_groups.c. */
matn_status mtn_features_groups(mtn_measure *m);
/* What the page says in its head and in sum; overlap with its title and description: features_page.c. */
matn_status mtn_features_page(mtn_measure *m, uint32_t best, uint32_t c60, uint32_t art, uint32_t main);
/* What the address says, and the program that made the page: features_address.c. */
void mtn_features_address(const mtn_measure *m, matn_str canonical, mtn_word_kind maker);

#endif
