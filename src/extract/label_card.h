/*
 * The card: what each clue is worth.
 *
 * A point is 1/32 of a natural logarithm of the odds that a block is main text; points of all clues add up.  Codes have
 * a table; a measure has steps: whoever reaches `from` gets the points of that step on top of those below it.
 */
#ifndef MTN_EXTRACT_LABEL_CARD_H
#define MTN_EXTRACT_LABEL_CARD_H

#include "extract/label_clues.h"

typedef struct mtn_step {
  uint8_t clue;
  int16_t from, points;
} mtn_step;

typedef struct mtn_flag_points {
  uint32_t flag; /* mtn_block_flag */
  int16_t points;
} mtn_flag_points;

#define MTN_CHANCES 225u

extern const int16_t mtn_card_base; /* what every block starts with */
extern const mtn_step mtn_card_steps[];
extern const size_t mtn_card_step_count;
extern const int16_t mtn_card_zones[3][MTN_ZONES][MTN_FORM_COUNT]; /* core, best, main */
extern const int16_t mtn_card_elements[MTN_ELEMENT_COUNT][2];      /* anywhere; and on top of that in core */
extern const int16_t mtn_card_endings[MTN_ENDING_COUNT];
extern const int16_t mtn_card_og_types[MTN_OG_COUNT];
extern const int16_t mtn_card_ld_types[MTN_LD_COUNT];
extern const mtn_flag_points mtn_card_flags[];
extern const size_t mtn_card_flag_count;

/* Chance in thousandths for points from -224 to 224 in steps of 2: 1000 / (1 + exp(-points / 32)), rounded. */
extern const uint16_t mtn_card_chances[MTN_CHANCES];

#endif
