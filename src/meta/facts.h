/* What a page says of itself: head, JSON-LD, microdata, links, in the order of trust that each rule in facts.c gives.
 */
#ifndef MTN_META_FACTS_H
#define MTN_META_FACTS_H

#include "base/arena.h"
#include "html/document.h"

typedef struct mtn_values {
  matn_str *items;
  size_t count, cap;
} mtn_values;

typedef struct mtn_facts {
  mtn_values fields[MATN_FIELD_COUNT];
  uint16_t type_confidence; /* of MATN_PAGE_TYPE, in thousandths; 0 if unknown */
} mtn_facts;

typedef struct mtn_page {
  const mtn_document *doc;
  const uint32_t *marks; /* elements that may say something, in document order (extract/blocks.h) */
  size_t mark_count;
  matn_str url;    /* address of the page, {NULL, 0} if unknown */
  matn_str sample; /* some of the main text, for the direction of the script */
  bool plain;      /* no markup: url and sample are all there is */
} mtn_page;

/* Fill *out; all memory is `arena`'s.  MATN_OK or MATN_NOMEM. */
matn_status mtn_facts_find(const mtn_page *page, mtn_arena *arena, mtn_facts *out);

/* The first value of a field, {NULL, 0} if it has none. */
static inline matn_str mtn_facts_first(const mtn_facts *facts, matn_field field) {
  return facts->fields[field].count ? facts->fields[field].items[0] : (matn_str){NULL, 0};
}

/* The text of the element, white space collapsed, at most `max` bytes of source; a copy in the arena. */
matn_str mtn_facts_text(const mtn_document *doc, uint32_t node, size_t max, mtn_arena *arena);

#endif
