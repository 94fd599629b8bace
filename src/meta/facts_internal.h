/* Between the two halves of facts: what was gathered (facts_read.c), and what is chosen of it (facts.c). */
#ifndef MTN_META_FACTS_INTERNAL_H
#define MTN_META_FACTS_INTERNAL_H

#include "meta/facts.h"

#define TITLE_MAX 1024  /* bytes of source; longer headings are whole paragraphs */
#define HEADINGS_MAX 16 /* h1 elements that may be the title */
#define VALUES_MAX 256  /* of one field */

/* Where a value was found.  A slot keeps the first value that came; later ones are repeats, or belong to something else
 * on the page. */
typedef enum mtn_slot {
  NO_SLOT = 0,
  OG_TITLE,
  META_TITLE,
  TITLE,
  LD_TITLE,
  OG_SITE,
  APP_NAME,
  LD_SITE,
  OG_DESCRIPTION,
  META_DESCRIPTION,
  LD_DESCRIPTION,
  OG_URL,
  CANONICAL,
  OG_IMAGE,
  META_IMAGE,
  LICENSE,
  CONTENT_LANGUAGE,
  OG_LOCALE,
  OG_TYPE,
  LD_TYPE,
  META_DATE,
  ITEM_DATE,
  LD_DATE,
  TIME_PUBDATE,
  TIME_AFTER_H1,
  TIME_FIRST,
  META_MODIFIED,
  ITEM_MODIFIED,
  LD_MODIFIED,
  SLOT_COUNT,
  /* Lists, kept in order of trust by who is asked first. */
  META_AUTHOR = SLOT_COUNT,
  ITEM_AUTHOR,
  REL_AUTHOR,
  LD_AUTHOR,
  CATEGORY,
  LD_CATEGORY,
  TAG,
  META_TAGS,
  LD_TAGS,
  ALL_SLOTS
} mtn_slot;
#define LIST_COUNT (ALL_SLOTS - SLOT_COUNT)

typedef struct mtn_gatherer {
  const mtn_page *page;
  mtn_arena *arena;
  matn_str slots[SLOT_COUNT];
  mtn_values lists[LIST_COUNT];
  matn_str headings[HEADINGS_MAX];
  size_t heading_count;
  uint32_t author_of; /* JSON-LD object whose authors are taken, 0 before the first */
  bool seen_h1, failed;
} mtn_gatherer;

/* Read all that the marked elements say. */
void mtn_facts_gather(mtn_gatherer *g);

/* Put a value that is not yet there at the end of the list; a failure to allocate is kept in g->failed. */
void mtn_facts_add(mtn_gatherer *g, mtn_values *values, matn_str value);

static inline bool absent(matn_str s) { return s.len == 0; }

/* Equal to a lower-case string, case of ASCII aside. */
bool mtn_facts_same(matn_str value, const char *lower);

#endif
