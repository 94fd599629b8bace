/* Shared by the files that find units. */
#ifndef MTN_EXTRACT_UNITS_INTERNAL_H
#define MTN_EXTRACT_UNITS_INTERNAL_H

#include "extract/units.h"

/* The text of an element, white space collapsed, of at most `max` bytes of source; a copy in the arena, {NULL, 0} if it
 * is longer or empty. */
matn_str mtn_units_text(const mtn_document *doc, uint32_t node, size_t max, mtn_arena *arena);

/* Room for one more in an array of the arena: NULL when memory runs out. */
void *mtn_units_grow(mtn_arena *arena, void *array, size_t *cap, size_t count, size_t size);

static inline bool mtn_units_is_comment(mtn_unit_role role) {
  return role == MTN_UNIT_REVIEW || role == MTN_UNIT_COMMENT;
}

/* Whether one of the page's makers is so called. */
bool mtn_units_made_by(const mtn_units_page *page, matn_str name);

/* Items of listings and properties of products (units_items.c). */
matn_status mtn_units_items(const mtn_document *doc, const mtn_blocks *blocks, mtn_arena *arena, mtn_units *out);
matn_status mtn_units_properties(const mtn_blocks *blocks, mtn_arena *arena, mtn_units *out);

/* What JSON-LD says, where the page's own markup shows nothing (units_linked.c). */
matn_status mtn_units_linked(const mtn_document *doc, const mtn_blocks *blocks, const mtn_units_page *page,
                             mtn_arena *arena, mtn_units *out);

#endif
