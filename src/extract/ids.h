/*
 * Ids that marks of notes lead to, and what marks say, each with a number.
 *
 * Invariant: numbers count from 1 in the order in which ids came.  Ids made to collide cannot make it quadratic: one
 * that finds no slot near its own is not taken.
 */
#ifndef MTN_EXTRACT_IDS_H
#define MTN_EXTRACT_IDS_H

#include "base/arena.h"
#include "extract/blocks.h"

typedef struct mtn_ids {
  matn_str *items; /* number - 1 */
  uint32_t count;
  uint32_t *slots;   /* by hash: a number; 0 is free */
  size_t slot_count; /* a power of two; 0 where there is room for none */
} mtn_ids;

/* None, with room for `most`; memory is the arena's.  MATN_OK or MATN_NOMEM. */
matn_status mtn_ids_new(mtn_ids *ids, size_t most, mtn_arena *arena);

/* The number of an id; 0 if it is not there. */
uint32_t mtn_ids_find(const mtn_ids *ids, matn_str id);

/* The same; an id that is not there gets the next number.  0 if it cannot be taken. */
uint32_t mtn_ids_add(mtn_ids *ids, matn_str id);

/* Where a mark of a note leads in the page, if its block is selected; else {NULL, 0}. */
matn_str mtn_ids_of_mark(const mtn_document *doc, const mtn_blocks *blocks, const mtn_note *mark);

#endif
