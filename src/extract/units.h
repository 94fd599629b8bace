/*
 * Units: the parts of a page that are texts of their own.  Readers' comments and reviews; the posts of a thread, the
 * question and answers of a Q&A page; the items of a listing; the properties of a product.
 *
 * They are found by what marks them: microdata, words of class and id (comment, post, answer…) together with a name or
 * a day in each, elements of one form side by side.  A page whose markup shows none may name them in JSON-LD.
 */
#ifndef MTN_EXTRACT_UNITS_H
#define MTN_EXTRACT_UNITS_H

#include "extract/blocks.h"

typedef struct mtn_unit {
  matn_str author, date, text, url; /* {NULL, 0} where not shown; date: as written */
  matn_span span;
  uint32_t depth; /* units around it */
  uint8_t role;   /* mtn_unit_role */
  bool accepted;
} mtn_unit;

typedef struct mtn_units {
  mtn_unit *posts, *comments;
  matn_item *items; /* dates as written */
  matn_property *properties;
  size_t post_count, comment_count, item_count, property_count;
} mtn_units;

/* What the page says of itself. */
typedef struct mtn_units_page {
  matn_str type;          /* its kind (MATN_PAGE_TYPE), {NULL, 0} if unknown */
  const matn_str *makers; /* names of its authors and its site: what these say is no reader's review */
  size_t maker_count;
} mtn_units_page;

/* Find the units of a page whose blocks have been labelled.  Blocks of comments lose their `selected`, unless that
 * leaves the page without text.  All memory is the arena's.  MATN_OK or MATN_NOMEM. */
matn_status mtn_units_find(const mtn_document *doc, mtn_blocks *blocks, const mtn_units_page *page, mtn_arena *arena,
                           mtn_units *out);

#endif
