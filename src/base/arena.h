/*
 * Arena: memory that is given out in order and freed all at once.
 *
 * Invariant: chunks form a list, newest first; only the newest has free space.  Reset keeps one chunk as large as all
 * chunks together, so that the next use of the same amount makes no allocation.
 */
#ifndef MTN_ARENA_H
#define MTN_ARENA_H

#include "base/base.h"

typedef struct mtn_chunk mtn_chunk;

typedef struct mtn_arena {
  const matn_alloc *alloc;
  mtn_chunk *chunks;
  char *at, *end;
  size_t held; /* bytes of all chunks */
} mtn_arena;

void mtn_arena_init(mtn_arena *arena, const matn_alloc *alloc);
/* Forget all that was given out; keep memory for as much again. */
void mtn_arena_reset(mtn_arena *arena);
void mtn_arena_free(mtn_arena *arena);

/* `size` bytes aligned for any type, not cleared; NULL when memory runs out. */
void *mtn_arena_alloc(mtn_arena *arena, size_t size);
/* The same, cleared; `count` elements of `size` bytes. */
void *mtn_arena_calloc(mtn_arena *arena, size_t count, size_t size);
/* A copy of `text`; ptr is NULL when memory runs out (an empty text is copied to a non-NULL one). */
matn_str mtn_arena_copy(mtn_arena *arena, matn_str text);

#endif
