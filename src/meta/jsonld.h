/*
 * JSON-LD: the things that a page's scripts describe, with what each says of itself.
 *
 * Every object is a thing.  A thing knows the one around it and the property that it is there for, so that an author's
 * name is told from a commenter's: what stands below "comment", "review" and their kin is foreign.  Things that other
 * objects refer to by "@id" are found by that.  Strings are unescaped, with character references undone and white space
 * collapsed; long ones (the text of the article) are left out.
 */
#ifndef MTN_META_JSONLD_H
#define MTN_META_JSONLD_H

#include "base/arena.h"

#define MTN_THINGS_MAX 512 /* of a page; a listing describes hundreds, and the page itself comes first */

typedef enum mtn_ld_property {
  MTN_LD_NONE = 0,
  MTN_LD_TYPE,
  MTN_LD_ID,
  MTN_LD_NAME,
  MTN_LD_HEADLINE,
  MTN_LD_URL,
  MTN_LD_PUBLISHED,
  MTN_LD_MODIFIED,
  MTN_LD_CREATED,
  MTN_LD_UPLOADED,
  MTN_LD_DESCRIPTION,
  MTN_LD_LANGUAGE,
  MTN_LD_FREE,
  MTN_LD_LICENSE,
  MTN_LD_THUMBNAIL,
  MTN_LD_PAGE, /* mainEntityOfPage */
  MTN_LD_POSITION,
  MTN_LD_ITEM,
  MTN_LD_SINGLE, /* those before keep their first value; those behind are lists of values, objects or both */
  MTN_LD_AUTHOR = MTN_LD_SINGLE,
  MTN_LD_CREATOR,
  MTN_LD_PUBLISHER,
  MTN_LD_IMAGE,
  MTN_LD_SECTION,
  MTN_LD_KEYWORDS,
  MTN_LD_PROPERTIES
} mtn_ld_property;

typedef struct mtn_ld_value {
  struct mtn_ld_value *next;
  matn_str text; /* a string; {NULL, 0} for an object */
  struct mtn_ld_thing *thing;
} mtn_ld_value;

typedef struct mtn_ld_thing {
  struct mtn_ld_thing *next, *around; /* in the order they start; the object around it */
  mtn_ld_property role;               /* what it is to the one around it; MTN_LD_NONE: another property */
  bool foreign;                       /* part of a comment, review, list, mention… */
  bool second_type;                   /* says more than one type */
  matn_str single[MTN_LD_SINGLE];
  mtn_ld_value *lists[MTN_LD_PROPERTIES - MTN_LD_SINGLE];
} mtn_ld_thing;

typedef struct mtn_ld {
  mtn_ld_thing *first, *last;
  size_t count;
} mtn_ld;

/* Read one script's text and put its things at the end of `ld`.  False when memory runs out. */
bool mtn_ld_read(mtn_ld *ld, matn_str script, mtn_arena *arena);

/* The thing that `thing` refers to, if it is only an "@id"; itself otherwise. */
const mtn_ld_thing *mtn_ld_resolve(const mtn_ld *ld, const mtn_ld_thing *thing);

static inline const mtn_ld_value *mtn_ld_list(const mtn_ld_thing *thing, mtn_ld_property property) {
  return thing->lists[property - MTN_LD_SINGLE];
}

#endif
