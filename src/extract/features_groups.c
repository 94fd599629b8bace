/* What a block shares with others: signature, siblings, text; which blocks are alike.  Groups stand in an array, found
 * through an open-addressing table of their numbers, twice as large. */
#include "extract/features_internal.h"

typedef struct group {
  uint32_t key, check; /* check tells collisions of key apart */
  uint32_t count, seen;
  mtn_sums sums;
  bool is_summed;
  int16_t means[4];
} group;

typedef struct groups {
  group *items;
  size_t count;
  uint32_t *slots; /* number of a group, from 1; 0 is free */
  uint32_t mask;
  group **of; /* of each block or box */
} groups;

static bool groups_new(mtn_arena *arena, size_t most, groups *out) {
  size_t cap = 16;
  while (cap < most * 2) cap *= 2;
  out->items = mtn_arena_alloc(arena, most * sizeof(*out->items));
  out->of = mtn_arena_alloc(arena, most * sizeof(*out->of));
  out->slots = mtn_arena_alloc(arena, cap * sizeof(*out->slots));
  out->mask = (uint32_t)(cap - 1);
  return out->items && out->of && out->slots;
}

static void clear(groups *g) {
  g->count = 0;
  memset(g->slots, 0, ((size_t)g->mask + 1) * sizeof(*g->slots));
}

static group *group_at(groups *g, uint32_t key, uint32_t check) {
  uint32_t slot = mtn_mix(key, check) & g->mask;
  for (; g->slots[slot]; slot = (slot + 1) & g->mask) {
    group *found = &g->items[g->slots[slot] - 1];
    if (found->key == key && found->check == check) return found;
  }
  group *new_one = &g->items[g->count++];
  *new_one = (group){.key = key, .check = check};
  g->slots[slot] = (uint32_t)g->count;
  return new_one;
}

static void add(group *g, mtn_sums s) {
  g->count++;
  g->sums.chars += s.chars;
  g->sums.link += s.link;
  g->sums.words += s.words;
  g->sums.sentences += s.sentences;
}

/* Count, mean words, link density and sentences of a member: asked for each member, worked out once. */
static const int16_t *means_of(group *g) {
  if (!g->is_summed) {
    g->is_summed = true;
    g->means[0] = mtn_clip(g->count);
    g->means[1] = mtn_clip(g->sums.words / g->count);
    g->means[2] = mtn_share(g->sums.link, g->sums.chars);
    g->means[3] = mtn_clip((int64_t)g->sums.sentences * 10 / g->count);
  }
  return g->means;
}

static uint32_t signature(const mtn_measure *m, uint32_t box) {
  const mtn_box *boxes = m->blocks->boxes;
  const mtn_name *names = m->blocks->names;
  uint32_t parent = boxes[box].parent, above = boxes[parent].parent;
  return mtn_mix(mtn_mix(names[box].shape, names[parent].shape), names[above].shape);
}

/* Leaves each block's signature in `own`. */
static void signatures(const mtn_measure *m, groups *g, uint32_t *own) {
  const mtn_blocks *blocks = m->blocks;
  group **of = g->of;
  uint64_t page_words = m->before[blocks->count].words;
  static_assert(MTN_F_ps_sb - MTN_F_ps_n == 3, "four means");
  for (uint32_t i = 0; i < blocks->count; i++) {
    uint16_t leaf = m->doc->nodes[blocks->items[i].node].tag;
    own[i] = signature(m, blocks->items[i].box);
    of[i] = group_at(g, own[i], leaf);
    add(of[i], mtn_sums_of(m, i, i + 1));
  }
  const group *most = NULL;
  for (size_t i = 0; i < blocks->count; i++) {
    group *s = of[i];
    const int16_t *means = means_of(s);
    if (!most || s->sums.words > most->sums.words) most = s;
    for (unsigned k = 0; k < MTN_COUNT(s->means); k++) mtn_row(m, (mtn_feature)(MTN_F_ps_n + k))[i] = means[k];
    mtn_row(m, MTN_F_ps_share)[i] = mtn_share(s->sums.words, page_words);
  }
  mtn_fill(m, MTN_F_pg_ps_max, most ? mtn_share(most->sums.words, page_words) : 0);
  mtn_fill(m, MTN_F_pg_ps_n, most ? most->count : 0);
}

/* Boxes of one shape under one parent. */
static matn_status siblings(const mtn_measure *m, groups *g) {
  const mtn_blocks *blocks = m->blocks;
  size_t boxes = blocks->box_count;
  group **of = g->of;
  uint32_t *place = mtn_arena_alloc(m->arena, boxes * sizeof(*place));
  if (!place) return MATN_NOMEM;
  for (uint32_t i = 0; i < boxes; i++) {
    of[i] = group_at(g, blocks->boxes[i].parent + 1, blocks->names[i].shape);
    place[i] = of[i]->seen++;
    add(of[i], mtn_box_sums(m, i));
  }
  static_assert(MTN_F_s1_n - MTN_F_s0_n == 5 && MTN_F_s2_pos - MTN_F_s0_n == 14, "five rows a sibling group");
  for (size_t i = 0; i < blocks->count; i++) {
    uint32_t box = blocks->items[i].box;
    for (unsigned k = 0; k < 3; k++) {
      mtn_feature f = (mtn_feature)(MTN_F_s0_n + k * 5);
      const int16_t *means = means_of(of[box]);
      for (unsigned j = 0; j < MTN_COUNT(of[box]->means); j++) mtn_row(m, (mtn_feature)(f + j))[i] = means[j];
      mtn_row(m, (mtn_feature)(f + 4))[i] = mtn_share(place[box], of[box]->count);
      box = m->outer[box];
    }
  }
  return MATN_OK;
}

static void copies(const mtn_measure *m, groups *g) {
  const mtn_blocks *blocks = m->blocks;
  group **of = g->of;
  for (size_t i = 0; i < blocks->count; i++) {
    uint64_t h = mtn_str_hash(blocks->items[i].text);
    of[i] = group_at(g, (uint32_t)h, (uint32_t)(h >> 32));
    mtn_row(m, MTN_F_dup_first)[i] = of[i]->count == 0;
    of[i]->count++;
  }
  size_t repeated = 0;
  for (size_t i = 0; i < blocks->count; i++) {
    mtn_row(m, MTN_F_dup)[i] = mtn_clip(of[i]->count);
    repeated += of[i]->count > 1;
  }
  mtn_fill(m, MTN_F_pg_dup, mtn_share(repeated, blocks->count));
}

/* Blocks that a page lays out alike in like places: posts of a thread, items of a list, paragraphs of a text.  What
 * hides a block or says what part of the page it stands in tells apart those that share a signature. */
#define PLACE_FLAGS                                                                                                    \
  (MTN_BLOCK_HIDDEN | MTN_BLOCK_UNDISPLAYED | MTN_BLOCK_IN_NAV | MTN_BLOCK_IN_FOOTER | MTN_BLOCK_IN_ASIDE |            \
   MTN_BLOCK_IN_MAIN | MTN_BLOCK_IN_ARTICLE)

/* alike[]: the blocks' signatures; their groups' numbers from then on. */
static void number_alike(const mtn_measure *m, groups *g, uint32_t *alike) {
  const mtn_blocks *blocks = m->blocks;
  const int16_t *core = mtn_row(m, MTN_F_c60_in);
  for (size_t i = 0; i < blocks->count; i++) {
    const mtn_block *block = &blocks->items[i];
    uint32_t own = (uint32_t)(uint16_t)core[i] << 16 | m->doc->nodes[block->node].tag;
    alike[i] = (uint32_t)(group_at(g, alike[i], mtn_mix(own, block->flags & PLACE_FLAGS)) - g->items);
  }
  m->out->alike = alike;
  m->out->alike_count = g->count;
}

matn_status mtn_features_groups(mtn_measure *m) {
  size_t blocks = m->blocks->count, boxes = m->blocks->box_count;
  groups g;
  uint32_t *alike = mtn_arena_alloc(m->arena, blocks * sizeof(*alike));
  if (!alike || !groups_new(m->arena, blocks > boxes ? blocks : boxes, &g)) return MATN_NOMEM;
  clear(&g);
  signatures(m, &g, alike);
  clear(&g);
  MTN_TRY(siblings(m, &g));
  clear(&g);
  copies(m, &g);
  clear(&g);
  number_alike(m, &g, alike);
  return MATN_OK;
}
