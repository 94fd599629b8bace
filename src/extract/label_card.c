/*
 * The points, learned: a logistic regression over the pages of the dev corpora whose main text is known, rounded to
 * whole points.  docs/DECISIONS.md tells how, and what cross-validation by site gave.  One is set by hand: code in core
 * (28, learned 8), because three in four of the doubtful ones are text, yet too few words for the regression to mind.
 */
#include "extract/label_card.h"

const int16_t mtn_card_base = 24;

/* clang-format off */
#define STEP(clue, from, points) {MTN_CLUE_##clue, from, points}
const mtn_step mtn_card_steps[] = {
  STEP(hint, 1, -11), STEP(hint, 18, -5), STEP(hint, 26, -16), STEP(hint, 30, -11), STEP(hint, 34, -7),
  STEP(hint, 38, -6),
  STEP(hint_around, 12, -3), STEP(hint_around, 18, -8), STEP(hint_around, 22, -7), STEP(hint_around, 34, -6),
  STEP(hint_around, 38, -7),
  STEP(next_plain, 1, 4), STEP(next_plain, 10, 6), STEP(next_plain, 20, 5), STEP(next_plain, 160, 5),
  STEP(after_plain, 20, -3), STEP(after_plain, 60, 6), STEP(after_plain, 250, 6), STEP(after_plain, 1000, -13),
  STEP(shape_count, 3, 10), STEP(shape_count, 5, 16), STEP(shape_count, 8, 5), STEP(shape_count, 12, 9),
  STEP(shape_count, 20, 5), STEP(shape_count, 35, 9),
  STEP(shape_share, 1, 10), STEP(shape_share, 8, -3), STEP(shape_share, 22, 5), STEP(shape_share, 40, 14),
  STEP(shape_share, 65, 10),
  STEP(siblings, 2, 8), STEP(siblings, 20, -12),
  STEP(place, 1, 5), STEP(place, 5, 5), STEP(place, 45, -7), STEP(place, 60, -7), STEP(place, 75, -9),
  STEP(place, 88, -17), STEP(place, 95, -8),
  STEP(since_heading, 1, -5), STEP(since_heading, 2, -11), STEP(since_heading, 3, 3), STEP(since_heading, 15, -8),
  STEP(since_heading, 300, -9),
  STEP(until_heading, 4, 3), STEP(until_heading, 25, -8), STEP(until_heading, 45, -8), STEP(until_heading, 85, -10),
  STEP(since_title, -300, -23), STEP(since_title, -60, -7), STEP(since_title, -20, 5), STEP(since_title, -8, 7),
  STEP(since_title, 0, 15), STEP(since_title, 1, 21), STEP(since_title, 8, -6), STEP(since_title, 20, -3),
  STEP(since_title, 60, -6), STEP(since_title, 150, 5), STEP(since_title, 400, -4),
  STEP(since_text, -300, -4), STEP(since_text, -8, 5), STEP(since_text, -3, 7), STEP(since_text, 0, 24),
  STEP(since_text, 120, 3), STEP(since_text, 250, -6),
  STEP(since_copy, 1, -44), STEP(since_copy, 20, -6),
  STEP(page_weight, 25, -7), STEP(page_weight, 75, -15), STEP(page_weight, 150, -11), STEP(page_weight, 300, -4),
  STEP(page_weight, 1200, -5), STEP(page_weight, 2500, -7), STEP(page_weight, 5000, -14),
  STEP(page_core, 1, -14), STEP(page_core, 10, -12), STEP(page_core, 20, -8), STEP(page_core, 50, -10),
  STEP(page_core, 65, 8),
  STEP(page_best, 20, -8), STEP(page_best, 35, -3), STEP(page_best, 50, -9), STEP(page_best, 97, 20),
  STEP(page_longest, 8, -5), STEP(page_longest, 30, 4), STEP(page_longest, 50, 13), STEP(page_longest, 80, 17),
  STEP(page_links, 10, -5), STEP(page_links, 20, -3), STEP(page_links, 45, -4), STEP(page_links, 60, 3),
  STEP(page_links, 80, 11),
};
const size_t mtn_card_step_count = MTN_COUNT(mtn_card_steps);

/* One row a zone; one column a form: long, sentence, short, middle, link, long link, heading, linked heading. */
const int16_t mtn_card_zones[3][MTN_ZONES][MTN_FORM_COUNT] = {
  {
    {  0,   0,   3,   0,   0,  -2,  -1,   1}, /* core: none */
    {-18, -14, -13,  -6, -10, -20, -15, -20}, /* after */
    { 17,   1,  -5,  -6,  -8,   3,  -7,   0}, /* before */
    {  9,   2,   0,  -2,   0,   1,   0,   0}, /* in it */
    { 16,  11,  -3,   5,  -2, -12,  19,   2}, /* 1 below */
    { 10,   6,  10,  11,   1,   0,   3,   0}, /* 2 below */
    { 13,   2,   3,   7,  -1,   1,   5,   4}, /* 3 below */
    {-12,  -6,   2,   6,  -5,   0,   8,   4}, /* 4 below */
  },
  {
    {  0,   0,   3,   0,   0,  -2,  -1,   1}, /* best: none */
    {-18, -17, -12,  -5, -12, -22, -13, -13}, /* after */
    { 11,   1, -10,  -5,  -9,  11,  -3,   4}, /* before */
    {  5,   0,  -1,   0,   0,   1,   1,   0}, /* in it */
    { 23,  15,  -3,   4,  -2, -14,  23,   2}, /* 1 below */
    {  8,   7,  10,  12,   1,  -1,   1,   1}, /* 2 below */
    {  6,   1,   3,   9,   0,  -2,   4,   1}, /* 3 below */
    { -1,  -6,   6,   0,  -1,  -1,   0,  -3}, /* 4 below */
  },
  {
    { 29,  14,  12,   8,   0, -19,  11,   2}, /* main: none */
    {-36, -10, -12,  -5, -10, -11,  -7,  -5}, /* after */
    {  3,  -4,  -2,  -1, -13,  -1,  -1,  -1}, /* before */
    {  0,   0,   0,   0,   0,   0,   0,   0}, /* in it */
    {  8,   0,   0,   1,   1,   0,   1,   0}, /* 1 below */
    {  1,  -2,  -1,   1,  -1,  -1,   0,   1}, /* 2 below */
    {  8,   5,  -1,   1,  -1,  -1,   2,   2}, /* 3 below */
    { 21,  -2,   0,  10,   0,   3,   5,  -7}, /* 4 below */
  },
};

/* Anywhere, and on top of that in core. */
const int16_t mtn_card_elements[MTN_ELEMENT_COUNT][2] = {
  [MTN_ELEMENT_P] = {0, 26},
  [MTN_ELEMENT_LI] = {-7, 37},
  [MTN_ELEMENT_ROW] = {-8, 9},
  [MTN_ELEMENT_H1] = {-17, -2},
  [MTN_ELEMENT_H2] = {4, 18},
  [MTN_ELEMENT_H3] = {-12, 20},
  [MTN_ELEMENT_H456] = {-9, 9},
  [MTN_ELEMENT_CODE] = {-1, 28},
  [MTN_ELEMENT_DEFINITION] = {-13, -2},
  [MTN_ELEMENT_QUOTE] = {-5, 2},
  [MTN_ELEMENT_CAPTION] = {-31, -17},
  [MTN_ELEMENT_CONTROL] = {-16, -2},
  [MTN_ELEMENT_DETAILS] = {-10, 0},
  [MTN_ELEMENT_SECTION] = {-10, 1},
  [MTN_ELEMENT_OTHER] = {-4, 12},
};
const int16_t mtn_card_endings[MTN_ENDING_COUNT] = {
  [MTN_ENDING_SENTENCE] = 23,
  [MTN_ENDING_COLON] = 10,
  [MTN_ENDING_PAUSE] = -1,
  [MTN_ENDING_COMMA] = 3,
  [MTN_ENDING_DIGIT] = -8,
  [MTN_ENDING_SIGN] = -3,
};
const int16_t mtn_card_og_types[MTN_OG_COUNT] = {
  [MTN_OG_ARTICLE] = -18,
  [MTN_OG_WEBSITE] = -1,
  [MTN_OG_PRODUCT] = -11,
  [MTN_OG_OTHER] = -9,
};
const int16_t mtn_card_ld_types[MTN_LD_COUNT] = {
  [MTN_LD_ARTICLE] = -16,
  [MTN_LD_PRODUCT] = -25,
  [MTN_LD_LIST] = -6,
  [MTN_LD_FORUM] = -22,
};
const mtn_flag_points mtn_card_flags[] = {
  {MTN_BLOCK_HIDDEN, -3},
  {MTN_BLOCK_UNDISPLAYED, -12},
  {MTN_BLOCK_ARIA_HIDDEN, -9},
  {MTN_BLOCK_IN_NAV, -24},
  {MTN_BLOCK_IN_HEADER, -15},
  {MTN_BLOCK_IN_FOOTER, -44},
  {MTN_BLOCK_IN_ASIDE, -39},
  {MTN_BLOCK_IN_MAIN, 12},
  {MTN_BLOCK_IN_ARTICLE, 8},
  {MTN_BLOCK_IN_FORM, -13},
  {MTN_BLOCK_IN_BUTTON, -5},
  {MTN_BLOCK_IN_LABEL, -5},
  {MTN_BLOCK_IN_DIALOG, -27},
  {MTN_BLOCK_IN_FIGURE, -18},
  {MTN_BLOCK_IN_TABLE, 12},
  {MTN_BLOCK_IN_LIST, 2},
  {MTN_BLOCK_IN_QUOTE, 2},
  {MTN_BLOCK_IN_DETAILS, 4},
  {MTN_BLOCK_IN_LINK, -15},
  {MTN_BLOCK_IN_TIME, -8},
};
const size_t mtn_card_flag_count = MTN_COUNT(mtn_card_flags);

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
