/*
 * The learned model: boosted oblivious trees over the features of a block, and the decoder that turns chances into a
 * selection.  All in integers, so that every machine gives the same answer; made by train/ (docs/MODEL.md).
 */
#ifndef MTN_EXTRACT_MODEL_H
#define MTN_EXTRACT_MODEL_H

#include "extract/features.h"

/* Fill `score` and `selected` of every block of an HTML page.  MATN_OK or MATN_NOMEM; scratch memory is the arena's. */
matn_status mtn_model_label(const mtn_document *doc, mtn_blocks *blocks, matn_favour favour, mtn_arena *arena);

/* The score from which blocks are taken: the one that makes the expected F1 of the page's words greatest.  With p the
 * chance and n the words of a block, that is 2 Σtaken p·n / (Σtaken n + Σall p·n).  1001: none is. */
uint16_t mtn_model_threshold(const mtn_blocks *blocks);

#endif
