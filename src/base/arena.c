#include "base/arena.h"

#include <stdalign.h>

struct mtn_chunk {
  mtn_chunk *next;
  size_t size; /* of the whole chunk, this header included */
};

#define HEADER ((sizeof(mtn_chunk) + alignof(max_align_t) - 1) / alignof(max_align_t) * alignof(max_align_t))

/* Small enough to cost nothing for a tiny page, large enough that a page of 100 kB needs a handful of chunks. */
#define FIRST_CHUNK ((size_t)16 * 1024)
/* Memory held grows by a third and by at most this: what may lie unused at the end counts for more than some calls of
 * malloc. */
#define GROWTH 3
#define CHUNK_MAX ((size_t)4 * 1024 * 1024)

void mtn_arena_init(mtn_arena *arena, const matn_alloc *alloc) { *arena = (mtn_arena){.alloc = alloc}; }

static bool add_chunk(mtn_arena *arena, size_t least) {
  size_t size = arena->held / GROWTH < FIRST_CHUNK ? FIRST_CHUNK : arena->held / GROWTH;
  if (size > CHUNK_MAX) size = CHUNK_MAX;
  if (least > SIZE_MAX - HEADER) return false;
  if (size < least + HEADER) size = least + HEADER;
  mtn_chunk *chunk = mtn_malloc(arena->alloc, size);
  if (!chunk) return false;
  chunk->next = arena->chunks;
  chunk->size = size;
  arena->chunks = chunk;
  arena->held += size;
  arena->at = (char *)chunk + HEADER;
  arena->end = (char *)chunk + size;
  return true;
}

static void free_chunks(mtn_arena *arena) {
  for (mtn_chunk *chunk = arena->chunks, *next; chunk; chunk = next) {
    next = chunk->next;
    mtn_free(arena->alloc, chunk, chunk->size);
  }
  arena->chunks = NULL;
  arena->at = arena->end = NULL;
}

void mtn_arena_reset(mtn_arena *arena) {
  if (arena->chunks && !arena->chunks->next) {
    arena->at = (char *)arena->chunks + HEADER;
    return;
  }
  size_t held = arena->held;
  free_chunks(arena);
  arena->held = 0;
  if (held > HEADER) (void)add_chunk(arena, held - HEADER); /* failing here costs nothing: the next use tries again */
}

void mtn_arena_free(mtn_arena *arena) {
  free_chunks(arena);
  arena->held = 0;
}

void *mtn_arena_alloc(mtn_arena *arena, size_t size) {
  if (size > SIZE_MAX - alignof(max_align_t)) return NULL;
  if (size == 0) size = 1; /* never NULL for want of a chunk */
  size = (size + alignof(max_align_t) - 1) / alignof(max_align_t) * alignof(max_align_t);
  if (size > (size_t)(arena->end - arena->at) && !add_chunk(arena, size)) return NULL;
  void *p = arena->at;
  arena->at += size;
  return p;
}

void *mtn_arena_calloc(mtn_arena *arena, size_t count, size_t size) {
  size_t bytes;
  if (!mtn_mul(count, size, &bytes)) return NULL;
  void *p = mtn_arena_alloc(arena, bytes);
  if (p) memset(p, 0, bytes);
  return p;
}

matn_str mtn_arena_copy(mtn_arena *arena, matn_str text) {
  char *p = mtn_arena_alloc(arena, text.len ? text.len : 1);
  if (!p) return (matn_str){NULL, 0};
  if (text.len) memcpy(p, text.ptr, text.len);
  return (matn_str){p, text.len};
}
