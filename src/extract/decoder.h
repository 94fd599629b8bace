/*
 * From chances to a selection: which blocks of a page are taken, given how likely each is to be main text.
 */
#ifndef MTN_EXTRACT_DECODER_H
#define MTN_EXTRACT_DECODER_H

#include "extract/blocks.h"

/* The text of most pages stands together.  Its stretch is the contiguous blocks of the greatest sum of words times
 * (score - price).  Where these are likely enough on the whole and hold half of what is beyond doubt, blocks below
 * (headlines of other stories, notices, comments, which outweigh a short text) are taken from `later_floor` on only. */
typedef struct mtn_decoder_stretch {
  uint16_t price, mean_min, later_floor; /* thousandths */
} mtn_decoder_stretch;

typedef struct mtn_decoder {
  uint16_t ease;                      /* thousandths of the threshold that are asked; 1000: all */
  const mtn_decoder_stretch *stretch; /* NULL: the text may stand anywhere */
} mtn_decoder;

/* Fill `selected`, and `dropped` of what comes after the text, from the scores.  The threshold is the one that makes
 * the expected F1 of the page's words greatest: with p the chance and n the words of a block, 2 Σtaken p·n / (Σtaken n
 * + Σall p·n).  train/decoder.py does the same. */
void mtn_decode(mtn_blocks *blocks, matn_favour favour, const mtn_decoder *decoder);

#endif
