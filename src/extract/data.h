/*
 * The data that a page carries for its scripts, as one tree of values.
 *
 * It comes from where pages keep it: data scripts (JSON-LD, __NEXT_DATA__, __NUXT_DATA__), values that a program
 * assigns or pushes (window.__STATE__ = {…}, self.__next_f.push(…)), and long attributes (data-preloaded, data-page);
 * found by their form, not by their names.  JSON inside a string is read too, and so are values that name one another
 * by their place (Nuxt, SvelteKit) or by the number of a row (React's server components).
 *
 * Invariants: values stand in the order of a walk: the descendants of values[i] are (i, values[i].end).  Value 0 is an
 * array of all that was found.  A string has been decoded.
 */
#ifndef MTN_EXTRACT_DATA_H
#define MTN_EXTRACT_DATA_H

#include "extract/blocks.h"

typedef enum mtn_value_type {
  MTN_VALUE_NONE = 0, /* what stands here has been put elsewhere */
  MTN_VALUE_OBJECT,
  MTN_VALUE_ARRAY,
  MTN_VALUE_STRING,
  MTN_VALUE_WORD /* number, true, false, null… */
} mtn_value_type;

typedef struct mtn_value {
  uint32_t parent, end;
  matn_str key;  /* in an object; {NULL, 0} in an array */
  matn_str text; /* string, word */
  uint32_t node; /* the element that it was found in */
  uint8_t type;  /* mtn_value_type */
  bool linked;   /* JSON-LD */
} mtn_value;

typedef struct mtn_data {
  mtn_value *values;
  size_t count;
} mtn_data;

/* Read the data of a page; all memory is the arena's.  MATN_OK or MATN_NOMEM.  `mtn_data_read_linked` reads its JSON-LD
 * only, by the marks that the cutter left in `blocks`. */
matn_status mtn_data_read_linked(const mtn_document *doc, const mtn_blocks *blocks, mtn_arena *arena, mtn_data *out);
matn_status mtn_data_read(const mtn_document *doc, mtn_arena *arena, mtn_data *out);

/* The member of an object; 0 if none of its first 64 has that name.  `key` has no capitals; the case of ASCII does not
 * count. */
uint32_t mtn_data_member(const mtn_data *data, uint32_t object, const char *key);

#endif
