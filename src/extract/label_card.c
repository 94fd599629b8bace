/*
 * The points, learned: a logistic regression in steps (boosted stumps, so no clue depends on another) over the pages of
 * the dev corpora whose main text is known, rounded to whole points.  docs/DECISIONS.md tells how, and what
 * cross-validation by site gave.
 */
#include "extract/label_card.h"

const int16_t mtn_card_base = 22;

#define STEP(clue, from, points) {MTN_CLUE_##clue, from, points}
/* clang-format off */
const mtn_step mtn_card_steps[] = {
  STEP(hint, 1, -11), STEP(hint, 24, -20), STEP(hint, 29, -10), STEP(hint, 35, -3),
  STEP(hint_around, 18, -10), STEP(hint_around, 23, -8), STEP(hint_around, 36, -6), STEP(hint_around, 39, -5),
  STEP(next_plain, 1, 3), STEP(next_plain, 7, 4), STEP(next_plain, 18, 5),
  STEP(after_plain, 54, 3), STEP(after_plain, 101, 4), STEP(after_plain, 945, -2),
  STEP(shape_count, 2, 4), STEP(shape_count, 4, 11), STEP(shape_count, 7, 5), STEP(shape_count, 11, 5),
  STEP(shape_count, 28, 2),
  STEP(shape_share, 1, 7), STEP(shape_share, 3, 7), STEP(shape_share, 22, 21), STEP(shape_share, 42, 3),
  STEP(shape_share, 65, 7),
  STEP(siblings, 2, 5),
  STEP(place, 1, 11), STEP(place, 59, -10), STEP(place, 75, -4), STEP(place, 88, -6),
  STEP(since_heading, 2, -4), STEP(since_heading, 9, -4), STEP(since_heading, 15, -5), STEP(since_heading, 300, -10),
  STEP(until_heading, 25, -2), STEP(until_heading, 44, -4), STEP(until_heading, 85, -6),
  STEP(since_title, 0, 3), STEP(since_title, 1, 6),
  STEP(since_text, 0, 15), STEP(since_text, 89, -2),
  STEP(since_copy, 1, -36),
  STEP(page_weight, 457, -5), STEP(page_weight, 5009, -6),
  STEP(page_core, 1, -44), STEP(page_core, 37, -3),
  STEP(page_best, 15, -8), STEP(page_best, 31, -5), STEP(page_best, 96, 5), STEP(page_best, 99, 3),
  STEP(page_longest, 31, 9),
};
const size_t mtn_card_step_count = MTN_COUNT(mtn_card_steps);

/* One row a zone; one column a form: long, sentence, short, middle, link, long link, heading, linked heading. */
const int16_t mtn_card_zones[3][MTN_ZONES][MTN_FORM_COUNT] = {
  {
    {22, 22, 17, 22, 1, 0, 0, 32}, /* core: none */
    {-49, -53, -31, -36, -36, -48, -53, -52}, /* after */
    {25, -13, -6, -12, -34, -6, -14, -15}, /* before */
    {36, 37, -33, -40, -22, 44, 15, 22}, /* in it */
    {32, 15, 9, 21, 4, -10, 21, 25}, /* 1 below */
    {28, 17, 22, 18, 13, 21, 16, 19}, /* 2 below */
    {34, 18, 26, 18, -5, 17, 27, 46}, /* 3 below */
    {15, 10, 14, 24, 0, 10, 25, 22}, /* 4 below */
  },
  {
    {-25, -25, 15, -41, -8, -1, -41, 22}, /* best: none */
    {-25, -22, -19, -22, -18, -31, -27, -19}, /* after */
    {-4, -4, -22, -18, -18, -11, -11, -7}, /* before */
    {6, -6, -16, 30, -28, 30, -25, -25}, /* in it */
    {15, 15, -10, -1, -27, -41, 22, 12}, /* 1 below */
    {6, 9, 16, 27, -8, -24, -9, 0}, /* 2 below */
    {6, -9, -18, 19, -2, -38, -9, -30}, /* 3 below */
    {-4, -12, 0, -10, -2, -29, -21, -41}, /* 4 below */
  },
  {
    {11, 13, 0, 2, -12, -17, 8, -8}, /* main: none */
    {-51, -30, -46, -45, -33, -23, -51, -32}, /* after */
    {-8, -26, -18, -24, -51, -33, -18, -25}, /* before */
    {-13, -13, -13, -13, -13, -13, -13, -13}, /* in it */
    {32, 24, 5, 32, 32, -28, 20, 18}, /* 1 below */
    {10, -3, -1, -3, -21, -21, 10, 28}, /* 2 below */
    {15, 28, -1, 5, -21, -12, 15, 28}, /* 3 below */
    {16, 11, 6, 13, 0, 10, 13, -13}, /* 4 below */
  },
};

const int16_t mtn_card_elements[MTN_ELEMENT_NONE + 1] = {
  [MTN_ELEMENT_H1] = -27,
  [MTN_ELEMENT_H2] = 2,
  [MTN_ELEMENT_H3] = -6,
  [MTN_ELEMENT_H456] = -10,
  [MTN_ELEMENT_CODE] = -17,
  [MTN_ELEMENT_DEFINITION] = -22,
  [MTN_ELEMENT_QUOTE] = -10,
  [MTN_ELEMENT_CAPTION] = -46,
  [MTN_ELEMENT_CONTROL] = -35,
  [MTN_ELEMENT_DETAILS] = -42,
  [MTN_ELEMENT_SECTION] = -35,
  [MTN_ELEMENT_OTHER] = -13,
  [MTN_ELEMENT_NONE] = -10,
};
const int16_t mtn_card_endings[MTN_ENDING_SIGN + 1] = {
  [MTN_ENDING_SENTENCE] = 16,
  [MTN_ENDING_COLON] = 10,
  [MTN_ENDING_PAUSE] = -10,
  [MTN_ENDING_SIGN] = -4,
};
const int16_t mtn_card_og_types[MTN_OG_OTHER + 1] = {
  [MTN_OG_ARTICLE] = -11,
  [MTN_OG_PRODUCT] = -11,
  [MTN_OG_OTHER] = -2,
};
const int16_t mtn_card_ld_types[MTN_LD_FORUM + 1] = {
  [MTN_LD_ARTICLE] = -15,
  [MTN_LD_PRODUCT] = -13,
  [MTN_LD_LIST] = -4,
  [MTN_LD_FORUM] = -6,
};

/* By bit: hidden, undisplayed, aria-hidden, nav, header, footer, aside, main, article, form, button, label, dialog,
 * noscript, shadow, figure, table, list, quote, pre, details, address, definition, link, item start, header row, time. */
const int16_t mtn_card_flags[MTN_FLAG_COUNT] = {0, -4, 0, -31, -3, -79, -45, 0, 0, -10, 0, -6, -72, 0, 0, -29, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

const uint16_t mtn_card_chances[MTN_CHANCES] = {
  1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3,
  3, 3, 4, 4, 4, 4, 5, 5, 5, 6, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10,
  11, 12, 12, 13, 14, 15, 16, 17, 18, 19, 20, 22, 23, 24, 26, 28, 29, 31, 33, 35,
  37, 40, 42, 45, 47, 50, 53, 57, 60, 64, 68, 72, 76, 80, 85, 90, 95, 101, 107, 113,
  119, 126, 133, 140, 148, 156, 165, 173, 182, 192, 202, 212, 223, 234, 245, 257, 269, 281, 294, 307,
  321, 335, 349, 363, 378, 392, 407, 423, 438, 453, 469, 484, 500, 516, 531, 547, 562, 577, 593, 608,
  622, 637, 651, 665, 679, 693, 706, 719, 731, 743, 755, 766, 777, 788, 798, 808, 818, 827, 835, 844,
  852, 860, 867, 874, 881, 887, 893, 899, 905, 910, 915, 920, 924, 928, 932, 936, 940, 943, 947, 950,
  953, 955, 958, 960, 963, 965, 967, 969, 971, 972, 974, 976, 977, 978, 980, 981, 982, 983, 984, 985,
  986, 987, 988, 988, 989, 990, 990, 991, 991, 992, 992, 993, 993, 994, 994, 994, 995, 995, 995, 996,
  996, 996, 996, 997, 997, 997, 997, 997, 998, 998, 998, 998, 998, 998, 998, 998, 998, 999, 999, 999,
  999, 999, 999, 999, 999,
};
/* clang-format on */
