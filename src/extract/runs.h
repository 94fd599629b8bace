/* Paragraphs that pages lay out in several boxes: lines of verse, and the text of a law beside its number. */
#ifndef MTN_EXTRACT_RUNS_H
#define MTN_EXTRACT_RUNS_H

#include "extract/blocks.h"

/* What parts a block from the one before it, if both are of one paragraph: '\n' where both are lines of verse, ' '
 * where the one before is the number of the other; 0 where they are paragraphs of their own. */
char mtn_runs_joint(const mtn_document *doc, const mtn_blocks *blocks, uint32_t before, uint32_t block);

#endif
