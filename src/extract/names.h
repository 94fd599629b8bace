/*
 * Words that name what an element is: those of class, id, role and the like (`class="post-body js_mainText"` is post,
 * body, js, main, text).
 *
 * Elements of a page repeat each other's names, so each value is read once, for all who want to know something of it:
 * the model (weights that train/ has learned, docs/MODEL.md), units (roles and senses), the page's status.
 */
#ifndef MTN_EXTRACT_NAMES_H
#define MTN_EXTRACT_NAMES_H

#include "base/arena.h"
#include "html/document.h"

/* What a token of class or id ("comment", "post-42"), or an itemtype, says that the element is. */
typedef enum mtn_unit_role {
  MTN_UNIT_NONE = 0,
  MTN_UNIT_REVIEW, /* a reader's or a customer's; goes with the comments */
  MTN_UNIT_COMMENT,
  MTN_UNIT_REPLY, /* a comment, or a post where there are posts */
  MTN_UNIT_POST,
  MTN_UNIT_QUESTION,
  MTN_UNIT_ANSWER
} mtn_unit_role;

/* What words of class, id, itemprop and rel say of an element's part in a unit. */
typedef enum mtn_part_sense {
  MTN_SENSE_AUTHOR = 1 << 0,
  MTN_SENSE_DATE = 1 << 1,
  MTN_SENSE_TEXT = 1 << 2,
  MTN_SENSE_ACCEPTED = 1 << 3,
  MTN_SENSE_PRICE = 1 << 4,
  MTN_SENSE_SPEC = 1 << 5,
  MTN_SENSE_WHOLE = 1 << 6 /* the role is the last word of a token, "js-post", not "post-layout", or the itemtype */
} mtn_part_sense;

/* The least, greatest and sum of the weights of some tokens. */
typedef struct mtn_tally {
  int min, max, sum;
} mtn_tally;

static inline void mtn_tally_add(mtn_tally *t, mtn_tally other) {
  if (other.min < t->min) t->min = other.min;
  if (other.max > t->max) t->max = other.max;
  t->sum += other.sum;
}

/* What a value says, or all names of an element together. */
typedef struct mtn_name {
  mtn_tally weight;
  uint32_t shape; /* a value's: hash without digits; an element's: of its tag and its class, so that `post-17` and
                   * `post-18` look alike */
  uint32_t first; /* the same of the first token */
  uint8_t role;   /* mtn_unit_role */
  uint8_t senses; /* mtn_part_sense; of an element, those of its class and id */
  bool typed;     /* an element's: the role stands in its itemtype */
  bool pay;       /* names a paywall */
} mtn_name;

typedef struct mtn_known_name {
  matn_str value;
  mtn_name name;
} mtn_known_name;

/* Names that were read, one for each slot of a table by hash; a later one takes the place of an earlier one. */
typedef struct mtn_name_table {
  uint16_t *slots; /* number of a name, from 1; 0 is free */
  mtn_known_name *names;
  uint32_t count;
} mtn_name_table;

/* Whole values, and the tokens in them. */
typedef struct mtn_names {
  mtn_name_table values, tokens;
  uint32_t shift; /* 64 less the bits of a slot's number */
} mtn_names;

/* Room for the names of a page of `count` elements; memory is the arena's.  MATN_OK or MATN_NOMEM. */
matn_status mtn_names_new(mtn_names *names, size_t count, mtn_arena *arena);

/* All names of an element. */
mtn_name mtn_names_of(mtn_names *names, const mtn_document *doc, uint32_t node);

/* What its names say of an element's part in a unit: mtn_part_sense. */
unsigned mtn_names_senses(mtn_names *names, const mtn_document *doc, uint32_t node);

/* The weights of the words of a short text, or of the first ones of a longer one: they tell what follows ("Related
 * posts").  Words are runs of ASCII letters and of all that is not ASCII. */
mtn_tally mtn_names_of_text(matn_str text, bool is_short);

/* Whether an attribute names what its element is: class, id, role and the like. */
bool mtn_names_reads(uint16_t attr);
/* Its value, as far as names are read from it. */
matn_str mtn_names_value(const mtn_document *doc, const mtn_attr *attr);

#endif
