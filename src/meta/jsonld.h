/*
 * JSON as pages hold it, read for its strings.
 *
 * Pages write JSON-LD by string concatenation: trailing commas, raw line feeds, missing brackets.  So this is a
 * scanner, not a parser: it follows brackets, keys and strings, reports every string with the keys above it, and cannot
 * fail on what is not JSON.
 */
#ifndef MTN_META_JSONLD_H
#define MTN_META_JSONLD_H

#include "text/json.h"

#define MTN_JSONLD_DEPTH 16 /* keys deeper than this are not kept; schema.org facts stand at depth 1 to 5 */

typedef struct mtn_json_string {
  const matn_str *keys; /* of the objects around it, outermost first; arrays add none */
  size_t depth;         /* how many */
  uint32_t object;      /* number of the innermost object around it, from 1, in the order they start */
  uint32_t above;       /* number of the object around that one, 0 if none */
  matn_str value;       /* as written: escapes not undone */
} mtn_json_string;

/* Call `each` with every string of `json` that is a value; in order; until it returns false. */
void mtn_json_strings(matn_str json, bool (*each)(void *ctx, const mtn_json_string *string), void *ctx);

#endif
