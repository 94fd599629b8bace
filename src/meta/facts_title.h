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

/* Clues of a title.  The order is that of the trees; train/titles.py reads the names, and so do readers of --explain.
 * Shares of words are in hundredths, -1 where there are none to compare with. */
/* clang-format off */
#define MTN_TITLE_CLUE_LIST(X)                                                                                         \
  X(TITLE_CUT) /* mtn_title_cut of the title element that this is, 0 if it is not */                                   \
  X(SHARED_CUT)                                                                                                        \
  X(HEADING_CUT)                                                                                                       \
  X(TWITTER_SAYS)                                                                                                      \
  X(LD_HEADLINE_SAYS)                                                                                                  \
  X(LD_NAME_SAYS)                                                                                                      \
  X(ITEM_SAYS)                                                                                                         \
  X(META_SAYS) /* 2: by a vocabulary of its own */                                                                     \
  X(SOURCES) /* how many kinds of place say it */                                                                      \
  X(HEADING_RANK) /* which h1 of the page says it, from 1 */                                                           \
  X(HEADINGS) /* h1 elements on the page */                                                                            \
  X(HEADING_SELECTED)                                                                                                  \
  X(HEADING_AROUND) /* a heading in navigation, footer, aside… */                                                      \
  X(IS_SITE)                                                                                                           \
  X(WORDS)                                                                                                             \
  X(BYTES)                                                                                                             \
  X(IN_TITLE_WORDS) /* its words that the title element has */                                                         \
  X(OF_TITLE_WORDS) /* of the title element's words, those that it has */                                              \
  X(IN_SHARED_WORDS)                                                                                                   \
  X(OF_SHARED_WORDS)                                                                                                   \
  X(IN_HEADING_WORDS) /* the first h1 */                                                                               \
  X(OF_HEADING_WORDS)                                                                                                  \
  X(IN_LD_WORDS) /* the headline in JSON-LD */                                                                         \
  X(OF_LD_WORDS)                                                                                                       \
  X(IN_SLUG_WORDS) /* the address's longest part */                                                                    \
  X(OF_SLUG_WORDS)                                                                                                     \
  X(IN_TEXT_WORDS) /* the first of the main text */                                                                    \
  X(ENDS_ANOTHER) /* another candidate is a kicker and this */                                                         \
  X(HAS_KICKER) /* it ends with another candidate */                                                                   \
  X(STARTS_ANOTHER)                                                                                                    \
  X(GOES_ON) /* it starts with another candidate */                                                                    \
  X(PLACE_IN_TITLE) /* 2: at the start of the title element, 1 elsewhere in it */                                      \
  X(LINE) /* the first line of the page that says just this, from 1 */                                                 \
  X(LINE_HEADING) /* that line is a heading */                                                                         \
  X(MARK) /* the separator that it was cut at: 1 colon, 2 dash, 3 bar and its kin */                                   \
  X(REST_WORDS) /* what was cut off */                                                                                 \
  X(REST_IN_HOST) /* that and the host name each other */                                                              \
  X(REST_IS_HEADING)                                                                                                   \
  X(OWN_MARKS) /* separators that it holds */                                                                          \
  X(IS_CUT_SHORT)                                                                                                      \
  X(ARTICLE)                                                                                                           \
  X(NEWS)                                                                                                              \
  X(HAS_SHARED)                                                                                                        \
  X(HAS_ADDRESS)                                                                                                       \
  X(IS_HOME)                                                                                                           \
  X(LINES)                                                                                                             \
  X(SHARED_OF_HEADING) /* of the first h1's words, those that are said for sharing */                                  \
  X(SHARED_OF_LD)                                                                                                      \
  X(HEADING_OF_LD)                                                                                                     \
  X(DUBLIN_CORE_SAYS)                                                                                                  \
  X(CITATION_SAYS)                                                                                                     \
  X(ANALYTICS_SAYS)                                                                                                    \
  X(IS_CAPITALS) /* no small letter of ASCII, some capital */                                                          \
  X(IS_QUESTION)                                                                                                       \
  X(HAS_YEAR) /* of this century */                                                                                    \
  X(BRACKETS)                                                                                                          \
  X(QUOTES)                                                                                                            \
  X(SIGNS)                                                                                                             \
  X(HEADING_PART) /* a heading without its first part, 1, or its last, 2: what stands in an element of its own */      \
  X(PART_OFF) /* what that was: mtn_title_part */                                                                      \
  X(PART_LEFT) /* what is left of it is called a title, or headline */
/* clang-format on */

typedef enum mtn_title_clue {
#define MTN_TITLE_CLUE(name) name,
  MTN_TITLE_CLUE_LIST(MTN_TITLE_CLUE)
#undef MTN_TITLE_CLUE
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
