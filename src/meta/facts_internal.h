/* Between the parts of facts: what was gathered (facts_read.c, facts_lines.c), and what is chosen of it (facts_title.c,
 * facts_authors.c, facts_dates.c, facts.c). */
#ifndef MTN_META_FACTS_INTERNAL_H
#define MTN_META_FACTS_INTERNAL_H

#include "meta/facts.h"
#include "meta/facts_words.h"
#include "meta/jsonld.h"
#include "meta/sources.h"
#include "text/fold.h"
#include "text/language.h"

#define TITLE_MAX 1024     /* bytes of source; longer headings are whole paragraphs */
#define AUTHOR_MAX 200     /* a longer byline is a biography */
#define VALUES_MAX 256     /* of one field */
#define CANDIDATES_MAX 600 /* of a page: a listing has a date and an author an entry */

#define HINTS_KEPT 64 /* a power of two */

/* Letters that parts of class and id begin with (facts_hints.c). */
typedef struct mtn_hint_letters {
  uint64_t with[3][32]; /* a bit for each part that has the letter first, second, third */
  struct {              /* what values said that were read last: elements of a page share them */
    uint64_t hash;
    uint32_t hints;
  } values[HINTS_KEPT];
  bool ready;
} mtn_hint_letters;

typedef struct mtn_gatherer {
  const mtn_page *page;
  mtn_arena *arena;
  mtn_facts *out;
  mtn_ld ld;
  mtn_language measured; /* of the main text */
  mtn_date_style style;
  matn_str site, host;
  const mtn_ld_thing *thing; /* the one that is the page, NULL if there is none */
  uint32_t head_line;        /* line of the headline, from 1; 0 unknown */
  uint32_t echo_line;        /* another line with its text, of a list of pages, from 1; 0: none */
  uint32_t text_line;        /* first line of main text behind it, from 1; 0 unknown */
  bool has_headline;         /* the line of the headline says the title: it is not a guess */
  unsigned far_dates;        /* lines with dates that were read away from the headline */
  bool is_dated;             /* by the head or JSON-LD: no day is looked for far from the headline */
  struct { /* what class and id of elements said that were asked last: lines share what is around them */
    uint32_t node;
    uint32_t hints;
  } hints[HINTS_KEPT];
  mtn_hint_letters hint_letters;
  mtn_filter sources;   /* facts_read.c */
  mtn_openings joiners; /* facts_authors.c */
  bool failed;
} mtn_gatherer;

/* Whether the candidate stands in a line beside the headline. */
static inline bool mtn_facts_beside_head(const mtn_gatherer *g, const mtn_candidate *c) {
  return c->line && g->head_line && c->line + 6 >= g->head_line && c->line <= g->head_line + 12;
}

/* A candidate more; the value is kept as it is.  NULL when there is no room or no value (memory: g->failed). */
mtn_candidate *mtn_facts_suggest(mtn_gatherer *g, matn_field field, mtn_source source, unsigned trust, matn_str value,
                                 uint32_t line);
/* The same for a date, read from `value`; NULL if it is none or not of the web's years. */
mtn_candidate *mtn_facts_suggest_date(mtn_gatherer *g, matn_field field, mtn_source source, unsigned trust,
                                      matn_str value, uint32_t line);

/* The most trusted candidate of a field, NULL if there is none. */
mtn_candidate *mtn_facts_best(const mtn_gatherer *g, matn_field field);
/* The page's address: where it was found, else what it says. */
matn_str mtn_facts_address(const mtn_gatherer *g);
/* The field's answer is this candidate's value. */
void mtn_facts_choose(mtn_gatherer *g, mtn_candidate *candidate);
/* A value more of a field; a failure to allocate is kept in g->failed. */
void mtn_facts_add(mtn_gatherer *g, matn_field field, matn_str value);

/* Text of an element, white space collapsed, at most `max` bytes of source; {NULL, 0} if longer or empty. */
matn_str mtn_facts_text(mtn_gatherer *g, uint32_t node, size_t max);
/* The same of what stands below `top` from the node `first` up to `stop`, or to the end where that is 0. */
matn_str mtn_facts_text_between(mtn_gatherer *g, uint32_t top, uint32_t first, uint32_t stop, size_t max);
/* `text` cleaned (clean.h); {NULL, 0} if nothing is left. */
matn_str mtn_facts_clean(mtn_gatherer *g, matn_str text);

/* Whether a list of white-space separated tokens holds `token` (lower case). */
bool mtn_facts_has_token(matn_str value, const char *token);
/* The line (from 1) that holds the node, or the first behind it; 0 if there is none. */
uint32_t mtn_facts_line_of(const mtn_page *page, uint32_t node);

/* Whether `name` names the site: its name, or its host or a label of that. */
bool mtn_facts_is_site(const mtn_gatherer *g, matn_str name);

/* Whether `name`, run together, is in the host, or the host's longest label in it. */
bool mtn_facts_shares_host(const mtn_gatherer *g, matn_str name);

/* The steps, in this order. */
void mtn_facts_read(mtn_gatherer *g);
void mtn_facts_choose_title(mtn_gatherer *g);
void mtn_facts_read_lines(mtn_gatherer *g);
void mtn_facts_choose_authors(mtn_gatherer *g);
void mtn_facts_read_far_dates(mtn_gatherer *g);
void mtn_facts_choose_dates(mtn_gatherer *g);
void mtn_facts_read_image(mtn_gatherer *g);
void mtn_facts_read_license(mtn_gatherer *g); /* where nothing else named one */

static inline bool absent(matn_str s) { return s.len == 0; }

#endif
