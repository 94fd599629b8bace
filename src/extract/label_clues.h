/*
 * Clues: what the labeller by rules knows of a block, as small integers.
 *
 * Terms.  A block's *plain* length is its characters outside links.  It is a *paragraph* when it is long and mostly
 * plain, or shorter with a sentence in it; its weight is then its plain length, else 0.  *core* is the deepest box that
 * holds 60 % of the page's paragraph weight, *best* the box of most points in the manner of Readability, *main* the
 * article or main element of most weight.  The *zone* of a block tells whether it stands in such a box, how
 * deep (boxes between the two, at most 4), or on which side of it.  The *form* of a block is mtn_form.  Blocks of one
 * *shape* have the same elements and classes in their innermost three boxes.
 *
 * Columns, not rows: the card adds its points to many blocks at once.
 */
#ifndef MTN_EXTRACT_LABEL_CLUES_H
#define MTN_EXTRACT_LABEL_CLUES_H

#include "extract/blocks.h"

typedef enum mtn_form {
  MTN_FORM_LONG = 0,  /* 160 plain characters or more */
  MTN_FORM_SENTENCE,  /* 60 with a sentence end */
  MTN_FORM_SHORT,     /* less than 40 */
  MTN_FORM_MIDDLE,    /* the rest */
  MTN_FORM_LINK,      /* half of it or more in links */
  MTN_FORM_LONG_LINK, /* the same, 40 characters or more */
  MTN_FORM_HEADING,
  MTN_FORM_LINKED_HEADING,
  MTN_FORM_COUNT
} mtn_form;

/* Zones as the codes have them: 0 none, 1 after, 2 before, from 3 the boxes between. */
#define MTN_ZONES 8
#define MTN_ZONE_IN 3

/* X(name, what it is).  The first ones are codes, the rest measures. */
#define MTN_CLUES(X)                                                                                                   \
  X(core_zone, "zone in core times MTN_FORM_COUNT, plus form")                                                         \
  X(best_zone, "the same in best")                                                                                     \
  X(main_zone, "the same in main")                                                                                     \
  X(element, "what the block is: mtn_element")                                                                         \
  X(ending, "how the text ends: mtn_ending")                                                                           \
  X(og_type, "og:type of the page: mtn_og_type")                                                                       \
  X(ld_type, "what JSON-LD says the page is: mtn_ld_type")                                                             \
  X(hint, "weight of the strongest word for furniture in class or id of the block, its box and the next")              \
  X(hint_around, "the same of the three boxes around")                                                                 \
  X(next_plain, "plain length of the next block")                                                                      \
  X(after_plain, "plain length of the next five blocks together")                                                      \
  X(shape_count, "blocks of its shape")                                                                                \
  X(shape_share, "their share of the page's characters, in percent")                                                   \
  X(siblings, "boxes of the same element and class beside its box")                                                    \
  X(place, "share of the page's characters before it, in percent")                                                     \
  X(since_heading, "blocks since the last heading; 300 for none")                                                      \
  X(until_heading, "blocks until the next one")                                                                        \
  X(since_title, "blocks since the heading that the page's title holds, or the first h1; -1000 for none")              \
  X(since_text, "blocks since the first paragraph; -1000 for none")                                                    \
  X(since_copy, "blocks since the first of the same text; 0 for that one")                                             \
  X(page_weight, "quarter of the page's paragraph weight")                                                             \
  X(page_core, "share of the page's characters in core, in percent")                                                   \
  X(page_best, "share of paragraph weight in best, in percent")                                                        \
  X(page_longest, "share of paragraph weight in the longest, in percent")                                              \
  X(page_links, "share of the page's characters in links, in percent")

typedef enum mtn_clue {
#define MTN_CLUE_ENUM(name, what) MTN_CLUE_##name,
  MTN_CLUES(MTN_CLUE_ENUM)
#undef MTN_CLUE_ENUM
      MTN_CLUE_COUNT
} mtn_clue;

typedef enum mtn_element {
  MTN_ELEMENT_P = 0,
  MTN_ELEMENT_LI,
  MTN_ELEMENT_ROW,
  MTN_ELEMENT_H1,
  MTN_ELEMENT_H2,
  MTN_ELEMENT_H3,
  MTN_ELEMENT_H456,
  MTN_ELEMENT_CODE,
  MTN_ELEMENT_DEFINITION,
  MTN_ELEMENT_QUOTE,
  MTN_ELEMENT_CAPTION,
  MTN_ELEMENT_CONTROL,
  MTN_ELEMENT_DETAILS,
  MTN_ELEMENT_SECTION,
  MTN_ELEMENT_OTHER,
  MTN_ELEMENT_COUNT
} mtn_element_group;

typedef enum mtn_ending {
  MTN_ENDING_WORD = 0,
  MTN_ENDING_SENTENCE,
  MTN_ENDING_COLON,
  MTN_ENDING_PAUSE, /* semicolon, ellipsis */
  MTN_ENDING_COMMA,
  MTN_ENDING_DIGIT,
  MTN_ENDING_SIGN,
  MTN_ENDING_COUNT
} mtn_ending;

typedef enum mtn_og_type {
  MTN_OG_NONE = 0,
  MTN_OG_ARTICLE,
  MTN_OG_WEBSITE,
  MTN_OG_PRODUCT,
  MTN_OG_OTHER,
  MTN_OG_COUNT
} mtn_og_type;

typedef enum mtn_ld_type {
  MTN_LD_NONE = 0,
  MTN_LD_ARTICLE,
  MTN_LD_PRODUCT,
  MTN_LD_LIST, /* of things or pages */
  MTN_LD_FORUM,
  MTN_LD_COUNT
} mtn_ld_type;

typedef struct mtn_clues {
  int16_t *values; /* MTN_CLUE_COUNT columns of `stride` numbers */
  size_t stride;   /* blocks, rounded up to MTN_CLUE_LANES */
} mtn_clues;

#define MTN_CLUE_LANES 16u

static inline int16_t *mtn_clue_column(const mtn_clues *clues, mtn_clue clue) {
  return clues->values + (size_t)clue * clues->stride;
}

/* Measure all blocks of a page.  MATN_OK or MATN_NOMEM. */
matn_status mtn_clues_measure(const mtn_document *doc, const mtn_blocks *blocks, mtn_arena *arena, mtn_clues *out);

/* Weight of the strongest word for furniture in the value of a class, id, itemprop or role attribute: 0 (none) to 60,
 * in tenths of the logarithm of the odds (label_hints.c). */
unsigned mtn_label_hint(matn_str value);

#endif
