/* Trees over blocks: every way that the sums are made gives what asking one node after another gives.  The file is
 * included, not linked, because it shows only the way that this processor takes. */
#include "extract/trees_lanes.c"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { TREES = 40, ROWS = 23 };

typedef struct wood {
  uint8_t features[TREES][MTN_TREE_NODES];
  int16_t borders[TREES][MTN_TREE_NODES], leaves[TREES][MTN_TREE_LEAVES];
  uint16_t masks[TREES][MTN_TREE_NODES];
  mtn_trees trees;
  mtn_lanes lanes;
} wood;

static uint32_t random32(uint32_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 17;
  return *state ^= *state << 5;
}

static int16_t random16(uint32_t *state) {
  static const int16_t edges[] = {INT16_MIN, INT16_MIN + 1, -1, 0, 1, INT16_MAX - 1, INT16_MAX};
  uint32_t r = random32(state) >> 8;
  return r % 4 == 0 ? edges[r / 4 % MTN_COUNT(edges)] : (int16_t)(r & 0xFFFF);
}

/* Each node rules out any leaves but the last, so that one is always left. */
static void grow(wood *w, uint32_t seed) {
  uint32_t state = seed * 2654435769u + 1;
  for (unsigned tree = 0; tree < TREES; tree++) {
    for (unsigned node = 0; node < MTN_TREE_NODES; node++) {
      w->features[tree][node] = (uint8_t)(random32(&state) % ROWS);
      w->borders[tree][node] = random16(&state);
      w->masks[tree][node] = (uint16_t)(random32(&state) & 0x7FFF);
    }
    for (unsigned leaf = 0; leaf < MTN_TREE_LEAVES; leaf++) w->leaves[tree][leaf] = random16(&state);
  }
  for (unsigned row = 0; row < ROWS; row++)
    for (unsigned k = 0; k < MTN_LANES; k++) w->lanes.cells[row][k] = random16(&state);
  w->trees =
      (mtn_trees){(const uint8_t(*)[MTN_TREE_NODES])w->features, (const int16_t(*)[MTN_TREE_NODES])w->borders,
                  (const uint16_t(*)[MTN_TREE_NODES])w->masks, (const int16_t(*)[MTN_TREE_LEAVES])w->leaves, TREES};
}

static int32_t sum_of(const wood *w, unsigned block) {
  int32_t sum = 0;
  for (unsigned tree = 0; tree < TREES; tree++) {
    unsigned out = 0, leaf = 0;
    for (unsigned node = 0; node < MTN_TREE_NODES; node++)
      if (w->lanes.cells[w->features[tree][node]][block] > w->borders[tree][node]) out |= w->masks[tree][node];
    while (out >> leaf & 1) leaf++;
    sum += w->leaves[tree][mtn_leaf_place(leaf)];
  }
  return sum;
}

static void check(const wood *w, const int32_t *sums) {
  for (unsigned k = 0; k < MTN_LANES; k++) assert_int_equal(sums[k], sum_of(w, k));
}

static void all_ways_agree(void **state) {
  (void)state;
  wood *w = aligned_alloc(alignof(wood), sizeof(*w));
  assert_non_null(w);
  for (uint32_t seed = 1; seed <= 50; seed++) {
    grow(w, seed);
    int32_t chosen[MTN_LANES] = {0}, plain[MTN_LANES] = {0};
#ifdef X86
    int32_t wide[MTN_LANES] = {0}; /* where it is not what is chosen */
    if (__builtin_cpu_supports("avx2")) {
      add_wide(&w->trees, 0, TREES, &w->lanes, wide);
      check(w, wide);
    }
#endif
    mtn_lanes_add(&w->trees, 0, 7, &w->lanes, chosen);
    mtn_lanes_add(&w->trees, 7, TREES, &w->lanes, chosen);
    check(w, chosen);
    add_plainly(&w->trees, 0, TREES, &w->lanes, plain);
    check(w, plain);
  }
  free(w);
}

static void leaves_have_places_of_their_own(void **state) {
  (void)state;
  unsigned seen = 0;
  for (unsigned leaf = 0; leaf < MTN_TREE_LEAVES; leaf++) seen |= 1u << mtn_leaf_place(leaf);
  assert_int_equal(seen, 0xFFFF);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(all_ways_agree),
                                     cmocka_unit_test(leaves_have_places_of_their_own)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
