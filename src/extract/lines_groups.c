/* Lines that share words: the same line again, columns of a list whose lines start or end alike. */
#include "extract/lines_internal.h"

/* Counts by hash.  Equal hashes of different lines only blur a count; a slot is taken over after PROBES_MAX, so lines
 * made to collide cannot make this quadratic. */
typedef struct slot {
  uint32_t hash, count, last; /* last: index of the line that was counted last, plus 1 */
} slot;

enum { PROBES_MAX = 16 };

typedef struct counts {
  slot *slots;
  size_t mask;
} counts;

static bool make(counts *c, size_t lines, mtn_arena *arena) {
  size_t size = 16;
  while (size < lines * 2) size *= 2;
  c->slots = mtn_arena_calloc(arena, size, sizeof(slot));
  c->mask = size - 1;
  return c->slots != NULL;
}

static slot *find(const counts *c, uint32_t hash) {
  size_t at = (hash ^ hash >> 16) & c->mask;
  for (unsigned probe = 0; probe < PROBES_MAX; probe++, at = (at + 1) & c->mask)
    if (!c->slots[at].count || c->slots[at].hash == hash) return &c->slots[at];
  return &c->slots[at];
}

/* Count line i; returns the line that was counted last under the hash, plus 1, or 0. */
static uint32_t add(const counts *c, uint32_t hash, size_t i) {
  slot *s = find(c, hash);
  uint32_t last = s->last;
  s->hash = hash;
  s->count++;
  s->last = (uint32_t)i + 1;
  return last;
}

matn_status mtn_lines_groups(mtn_line_page *page) {
  counts all, first, last;
  if (!make(&all, page->count, page->arena) || !make(&first, page->count, page->arena) ||
      !make(&last, page->count, page->arena))
    return MATN_NOMEM;
  size_t repeated = 0;
  for (size_t i = 0; i < page->count; i++) {
    const mtn_lines_line *line = &page->lines[i];
    bool again = add(&all, line->hash, i) != 0;
    uint32_t a = add(&first, line->first, i), b = add(&last, line->last, i), near = a > b ? a : b;
    mtn_line_set(page, MTN_L_repeat_first, i, !again);
    mtn_line_set(page, MTN_L_period, i, near ? (int64_t)(i + 1 - near) : 0);
    repeated += again;
  }
  for (size_t i = 0; i < page->count; i++) {
    mtn_line_set(page, MTN_L_repeats, i, find(&all, page->lines[i].hash)->count);
    mtn_line_set(page, MTN_L_same_start, i, find(&first, page->lines[i].first)->count);
    mtn_line_set(page, MTN_L_same_end, i, find(&last, page->lines[i].last)->count);
  }
  mtn_line_fill(page, MTN_L_pg_repeats, page->count ? (int64_t)(repeated * 1000 / page->count) : 0);
  return MATN_OK;
}
