/*
 * The chosen blocks made tidy: labels and buttons of code and headings leave, code and formulas that stand between what
 * was chosen come in, and notes that it leads to.
 */
#ifndef MTN_EXTRACT_TIDY_H
#define MTN_EXTRACT_TIDY_H

#include "extract/blocks.h"

/* Change `selected` of blocks whose neighbours tell what they are.  Linear.  MATN_OK or MATN_NOMEM. */
matn_status mtn_tidy(const mtn_document *doc, mtn_blocks *blocks, mtn_arena *arena);

#endif
