/* Shared by the files that fill the table of line features. */
#ifndef MTN_EXTRACT_LINES_INTERNAL_H
#define MTN_EXTRACT_LINES_INTERNAL_H

#include "extract/furniture.h"
#include "extract/lines.h"

#define MTN_LINE_SHORT 40u /* characters */

/* What is kept of a line for those that look at its neighbours. */
typedef struct mtn_lines_line {
  uint32_t chars, weight;     /* as lines.h defines them */
  uint32_t first, last, hash; /* hashes of its first word, its last, all of them (at most MTN_FURNITURE_WORDS_MAX) */
  uint32_t furniture;         /* classes of phrases that start it or cover half of it */
  bool question;              /* ends with a question mark */
} mtn_lines_line;

/* Sums over the lines before a place. */
typedef struct mtn_line_sums {
  uint64_t chars, words, weight;
  uint32_t sentences, shorts, furniture, dated, capitals, cased;
} mtn_line_sums;

typedef struct mtn_line_page {
  const mtn_blocks *blocks;
  size_t count;
  mtn_lines_line *lines;
  mtn_line_sums *before; /* count + 1 of them */
  uint32_t *title;       /* hashes of the first line's words, sorted */
  size_t title_words;
  mtn_arena *arena;
  mtn_features *out;
} mtn_line_page;

static inline int16_t *mtn_line_row(const mtn_line_page *page, mtn_line_feature feature) {
  return page->out->values + (size_t)feature * page->out->stride;
}
static inline int16_t mtn_line_clip(int64_t value, int least, int greatest) {
  return (int16_t)(value < least ? least : value > greatest ? greatest : value);
}
/* Clip `value` to the range of the feature and store it. */
void mtn_line_set(const mtn_line_page *page, mtn_line_feature feature, size_t i, int64_t value);
void mtn_line_fill(const mtn_line_page *page, mtn_line_feature feature, int64_t value);

/* Each line by itself, and its likeness to the first: lines_features.c. */
matn_status mtn_lines_own(mtn_line_page *page);
/* Sums, neighbours, the core, the page: lines_context.c. */
matn_status mtn_lines_context(mtn_line_page *page);
/* Lines with the same words: lines_groups.c.  MATN_OK or MATN_NOMEM. */
matn_status mtn_lines_groups(mtn_line_page *page);

#endif
