/*
 * The chosen blocks made tidy: labels and buttons of code and headings leave, code and formulas that stand between what
 * was chosen come in.
 */
#ifndef MTN_EXTRACT_TIDY_H
#define MTN_EXTRACT_TIDY_H

#include "extract/blocks.h"

/* Change `selected` of blocks whose neighbours tell what they are.  Linear, no memory. */
void mtn_tidy(const mtn_document *doc, mtn_blocks *blocks);

#endif
