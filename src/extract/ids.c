#include "extract/ids.h"

#include "extract/inline.h"

#define PROBES_MAX 64

matn_status mtn_ids_new(mtn_ids *ids, size_t most, mtn_arena *arena) {
  *ids = (mtn_ids){0};
  for (ids->slot_count = 16; ids->slot_count < most * 2;) ids->slot_count *= 2;
  ids->items = mtn_arena_alloc(arena, most * sizeof(*ids->items));
  ids->slots = mtn_arena_calloc(arena, ids->slot_count, sizeof(*ids->slots));
  return ids->items && ids->slots ? MATN_OK : MATN_NOMEM;
}

/* The slot that holds the id, or that it can take; NULL if neither is near. */
static uint32_t *slot_of(const mtn_ids *ids, matn_str id) {
  if (!ids->slot_count || !id.len) return NULL;
  size_t at = (size_t)mtn_str_hash(id) & (ids->slot_count - 1);
  for (unsigned probe = 0; probe < PROBES_MAX; probe++, at = (at + 1) & (ids->slot_count - 1)) {
    uint32_t *slot = &ids->slots[at];
    if (!*slot || mtn_str_equal(ids->items[*slot - 1], id)) return slot;
  }
  return NULL;
}

uint32_t mtn_ids_find(const mtn_ids *ids, matn_str id) {
  const uint32_t *slot = slot_of(ids, id);
  return slot ? *slot : 0;
}

uint32_t mtn_ids_add(mtn_ids *ids, matn_str id) {
  uint32_t *slot = slot_of(ids, id);
  if (!slot) return 0;
  if (!*slot) {
    ids->items[ids->count] = id;
    *slot = ++ids->count;
  }
  return *slot;
}

matn_str mtn_ids_of_mark(const mtn_document *doc, const mtn_blocks *blocks, const mtn_note *mark) {
  bool counts = !mark->label && mark->block < blocks->count && blocks->items[mark->block].selected;
  return counts ? mtn_inline_fragment(doc, mark->node) : (matn_str){NULL, 0};
}
