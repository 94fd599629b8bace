/* Between gathering titles (facts_title.c), measuring them (facts_title_clues.c) and ranking them
 * (facts_title_rank.c, trees made by train/titles.py). */
#ifndef MTN_META_FACTS_TITLE_H
#define MTN_META_FACTS_TITLE_H

#include "meta/facts_internal.h"

/* What was done to a source's text to make a title of it; from 1, so that 0 is "that source does not say so". */
typedef enum mtn_title_cut {
  MTN_CUT_LAST_PIECE = 1, /* what stands behind the last separator */
  MTN_CUT_FIRST_OFF,      /* all but what stands before the first */
  MTN_CUT_FIRST_PIECE,
  MTN_CUT_LAST_OFF,
  MTN_CUT_WHOLE, /* nothing */
  MTN_CUT_SITE   /* the site's name is off, known to be that */
} mtn_title_cut;

/* Clues of a title.  The order is that of the trees: train/titles.py reads the names. */
typedef enum mtn_title_clue {
  TITLE_CUT, /* mtn_title_cut of the title element that this is, 0 if it is not */
  SHARED_CUT,
  HEADING_CUT,
  TWITTER_SAYS,
  LD_HEADLINE_SAYS,
  LD_NAME_SAYS,
  ITEM_SAYS,
  META_SAYS,    /* 2: by a vocabulary of its own */
  SOURCES,      /* how many kinds of place say it */
  HEADING_RANK, /* which h1 of the page says it, from 1 */
  HEADINGS,     /* h1 elements on the page */
  HEADING_SELECTED,
  HEADING_AROUND, /* a heading in navigation, footer, aside… */
  IS_SITE,
  WORDS,
  BYTES,
  IN_TITLE_WORDS, /* in hundredths: its words that the title element has; -1: there is none */
  OF_TITLE_WORDS, /* of the title element's words, those that it has */
  IN_SHARED_WORDS,
  OF_SHARED_WORDS,
  IN_HEADING_WORDS, /* the first h1 */
  OF_HEADING_WORDS,
  IN_LD_WORDS, /* the headline in JSON-LD */
  OF_LD_WORDS,
  IN_SLUG_WORDS, /* the address's longest part */
  OF_SLUG_WORDS,
  IN_TEXT_WORDS, /* the first of the main text */
  ENDS_ANOTHER,  /* another candidate is a kicker and this */
  HAS_KICKER,    /* it ends with another candidate */
  STARTS_ANOTHER,
  GOES_ON,        /* it starts with another candidate */
  PLACE_IN_TITLE, /* 2: at the start of the title element, 1 elsewhere in it */
  LINE,           /* the first line of the page that says just this, from 1 */
  LINE_HEADING,   /* that line is a heading */
  MARK,           /* the separator that it was cut at: 1 colon, 2 dash, 3 bar and its kin */
  REST_WORDS,     /* what was cut off */
  REST_IN_HOST,   /* that and the host name each other */
  REST_IS_HEADING,
  OWN_MARKS, /* separators that it holds */
  IS_CUT_SHORT,
  ARTICLE,
  NEWS,
  HAS_SHARED,
  HAS_ADDRESS,
  IS_HOME,
  LINES,
  SHARED_OF_HEADING, /* of the first h1's words, those that are said for sharing */
  SHARED_OF_LD,
  HEADING_OF_LD,
  DUBLIN_CORE_SAYS,
  CITATION_SAYS,
  ANALYTICS_SAYS,
  IS_CAPITALS, /* no small letter of ASCII, some capital */
  IS_QUESTION,
  HAS_YEAR, /* of this century */
  BRACKETS,
  QUOTES,
  SIGNS,
  HEADING_PART, /* a heading without its first part, 1, or its last, 2: what stands in an element of its own */
  PART_OFF,     /* what that was: mtn_title_part */
  PART_LEFT,    /* what is left of it is called a title, or headline */
  MTN_TITLE_CLUES
} mtn_title_clue;

#define MTN_TITLES_MAX 40      /* candidates that are compared with each other */
#define MTN_TITLE_WORDS_MAX 40 /* of a title that others are compared with */

typedef struct mtn_title_words {
  uint32_t hashes[MTN_TITLE_WORDS_MAX];
  size_t count;
} mtn_title_words;

typedef struct mtn_title {
  matn_str value, rest; /* what was cut off it */
  uint64_t hash;        /* of the value's letters: mtn_clean_hash */
  size_t candidate;     /* of mtn_facts */
  uint8_t cut, mark;
  uint8_t heading;        /* which h1, from 1 */
  uint8_t part, part_off; /* HEADING_PART, PART_OFF */
  bool left_titled;       /* PART_LEFT */
} mtn_title;

/* What a part of a heading is. */
typedef enum mtn_title_part {
  MTN_PART_TEXT = 1,
  MTN_PART_PHRASE, /* em, strong, code and the like */
  MTN_PART_OTHER,
  MTN_PART_ASIDE, /* small, time, a heading in the heading */
  MTN_PART_KICKER /* called a label, kicker, subtitle and the like */
} mtn_title_part;

typedef struct mtn_titles {
  mtn_title items[MTN_TITLES_MAX];
  size_t count, headings;
  matn_str title, shared, heading, headline; /* as they stand; the last is JSON-LD's */
  mtn_title_words title_words, shared_words, heading_words, headline_words, slug_words;
  uint64_t text_words[16]; /* a Bloom filter */
  bool article, news, home;
} mtn_titles;

/* What the clues that are the same for all titles of a page need. */
void mtn_titles_prepare(mtn_gatherer *g, mtn_titles *titles);
/* Fill clues[MTN_TITLE_CLUES] of one: those that its text decides, from zeros, and those of how it was cut. */
void mtn_titles_measure(const mtn_gatherer *g, const mtn_titles *titles, const mtn_title *title, int16_t *clues);
void mtn_titles_measure_cut(const mtn_gatherer *g, const mtn_titles *titles, const mtn_title *title, int16_t *clues);
/* The points of `count` titles: the more the likelier. */
void mtn_titles_rank(const int16_t *const *clues, size_t count, int *points);

/* The next separator between a title and a site's name, at or behind *at, which moves to it: its length, 0 if there is
 * none; *mark as MARK. */
size_t mtn_title_next_separator(matn_str text, size_t *at, unsigned *mark);

#endif
