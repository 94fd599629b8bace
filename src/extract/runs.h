/* Paragraphs that pages lay out in several boxes: lines of verse, and the text of a law beside its number. */
#ifndef MTN_EXTRACT_RUNS_H
#define MTN_EXTRACT_RUNS_H

#include "extract/blocks.h"

#define MTN_RUNS_NUMBER_MAX 16 /* bytes of the number of a paragraph */

/* Whether the box that was asked about last is one of verse: blocks of one box are asked in a row.  Starts as {0}. */
typedef struct mtn_runs {
  uint32_t box;
  bool verse;
} mtn_runs;

/* Whether the block before `block` is the number of its paragraph: "(1)", "a)", "2.".  What costs nothing to ask, and
 * most blocks fail at, is asked first: how long it is, and the signs that it starts or ends with. */
bool mtn_runs_has_number(const mtn_document *doc, const mtn_blocks *blocks, uint32_t block);
static inline bool mtn_runs_is_numbered(const mtn_document *doc, const mtn_blocks *blocks, uint32_t block) {
  const matn_str text = blocks->items[block - 1].text;
  if (!text.len || text.len > MTN_RUNS_NUMBER_MAX) return false;
  const unsigned char first = (unsigned char)text.ptr[0], last = (unsigned char)text.ptr[text.len - 1];
  bool sign = last == ')' || last == '.' || last == ']' || last >= 0x80 || first == 0xC2;
  return sign && mtn_runs_has_number(doc, blocks, block);
}

/* What parts a block from the one before it, if both are of one paragraph: '\n' where both are lines of verse, ' '
 * where the one before is the number of the other; 0 where they are paragraphs of their own. */
char mtn_runs_joint(mtn_runs *runs, const mtn_document *doc, const mtn_blocks *blocks, uint32_t block);

#endif
