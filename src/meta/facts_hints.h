/* What class, id and the like of an element say of its text: an author's name, a date, a comment. */
#ifndef MTN_META_FACTS_HINTS_H
#define MTN_META_FACTS_HINTS_H

#include "meta/facts_internal.h"

typedef enum mtn_hint {
  HINT_AUTHOR = 1,
  HINT_DATE = 2,
  HINT_PUBLISHED = 4,
  HINT_MODIFIED = 8,
  HINT_COMMENT = 16, /* readers' comments, and other pages' teasers */
  HINT_CARD = 32,    /* a box about the author */
  HINT_NAME = 64     /* the name in it */
} mtn_hint;

/* Set of mtn_hint: of one element, and of those around a line, of which `node` is the innermost.  Of the latter what
 * names a field counts from the three nearest, comments from all. */
unsigned mtn_hints_read(mtn_gatherer *g, uint32_t node); /* of an element that was not asked for lately */
static inline unsigned mtn_hints_of(mtn_gatherer *g, uint32_t node) {
  return g->hints[node % HINTS_KEPT].node == node ? g->hints[node % HINTS_KEPT].hints : mtn_hints_read(g, node);
}
unsigned mtn_hints_around(mtn_gatherer *g, uint32_t node);

#endif
