/*
 * The labeller by rules: which blocks are the page's main text.
 *
 * It adds up points for what it knows of each block (label_clues.h, the points in label_card.c), reads the sum as a
 * chance, and keeps the blocks whose chance passes a threshold chosen for the page.  It learned its points, not its
 * rules: it is the fallback of the model, and the yardstick that a model must beat.  Integers only, so that the same
 * page gets the same answer on every machine; time linear in blocks and boxes.
 */
#ifndef MTN_EXTRACT_LABEL_H
#define MTN_EXTRACT_LABEL_H

#include "extract/blocks.h"

/* Fill `score` and `selected` of every block.  MATN_OK or MATN_NOMEM; scratch memory is the arena's. */
matn_status mtn_blocks_label(const mtn_document *doc, mtn_blocks *blocks, matn_favour favour, mtn_arena *arena);

#endif
