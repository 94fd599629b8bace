/*
 * JSON as pages hold it, pulled one event at a time.
 *
 * Pages make JSON by joining strings: trailing and missing commas, comments, raw line feeds and unescaped quotes in
 * strings, quotes written as character references, single quotes, bare keys, CDATA and comment wrappers, several values
 * in a row, brackets that are never closed.  The reader gives the likeliest meaning of each and cannot fail: every
 * input ends in MTN_JSON_END, and every opening event is followed by its closing one, also at the end of the input.
 *
 * Linear time, no recursion, no allocation but in mtn_json_unescape.  What lies deeper than MTN_JSON_DEPTH brackets is
 * left out.
 */
#ifndef MTN_TEXT_JSON_H
#define MTN_TEXT_JSON_H

#include "base/arena.h"

#define MTN_JSON_DEPTH 256 /* hydration data nests some dozens deep */

typedef enum mtn_json_event {
  MTN_JSON_END = 0,
  MTN_JSON_OBJECT,
  MTN_JSON_OBJECT_END,
  MTN_JSON_ARRAY,
  MTN_JSON_ARRAY_END,
  MTN_JSON_KEY,    /* of an object's member; its value is the next event */
  MTN_JSON_STRING, /* for both, `raw` is what stands between the quotes, escapes not undone */
  MTN_JSON_NUMBER, /* `raw` is the number as written */
  MTN_JSON_WORD    /* true, false, null, undefined…: `raw` is the word */
} mtn_json_event;

typedef struct mtn_json {
  const char *at, *end;
  matn_str raw;   /* of the last event */
  uint32_t depth; /* brackets open behind the last event */
  uint32_t below; /* brackets open beyond MTN_JSON_DEPTH */
  uint32_t open[2];
  uint64_t objects[MTN_JSON_DEPTH / 64]; /* bit d: the bracket at depth d is a brace */
  int closing;                           /* closing brackets are due until one of this kind: -1 none, 2 all */
} mtn_json;

void mtn_json_init(mtn_json *json, matn_str text);

mtn_json_event mtn_json_next(mtn_json *json);

/* Behind MTN_JSON_OBJECT or MTN_JSON_ARRAY: go to its closing event, which is the last one then.  After any other event
 * nothing happens. */
void mtn_json_skip(mtn_json *json, mtn_json_event event);

/* The raw string with its escapes undone; a copy in the arena if it has any, ptr NULL when memory runs out.  An escaped
 * NUL or half of a surrogate pair is U+FFFD. */
matn_str mtn_json_unescape(matn_str raw, mtn_arena *arena);

#endif
