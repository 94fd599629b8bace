/* The network over blocks: both ways of making sums and gates agree, and what it says follows from its definition.  The
 * file is included, not linked, because it shows only the way that this processor takes. */
#include "extract/network.c"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { ROWS = 13, BLOCKS = 37, STRIDE = 48, MOST = 700 }; /* MOST: no sum of so great weights leaves 32 bits */

static uint32_t random32(uint32_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 17;
  return *state ^= *state << 5;
}

static int32_t between(uint32_t *state, int32_t least, int32_t greatest) {
  return least + (int32_t)(random32(state) % (uint32_t)(greatest - least + 1));
}

typedef struct net {
  int16_t in[(ROWS + 1) / 2 * 2 * MTN_NETWORK_INSIDE], units[2][MTN_NETWORK_INSIDE * MTN_NETWORK_GATES],
      state[2][MTN_NETWORK_STATE * MTN_NETWORK_GATES], out[MTN_NETWORK_READ * MTN_NETWORK_OUTSIDE],
      last[MTN_NETWORK_OUTSIDE];
  int32_t bias[WIDEST];
  mtn_network network;
} net;

static void fill(uint32_t *state, int16_t *weights, size_t count) {
  for (size_t i = 0; i < count; i++) weights[i] = (int16_t)between(state, -MOST, MOST);
}

static void make(net *n, uint32_t seed) {
  uint32_t state = seed * 2654435769u + 1;
  fill(&state, n->in, MTN_COUNT(n->in));
  for (size_t i = 0; i < 2; i++) {
    fill(&state, n->units[i], MTN_COUNT(n->units[i]));
    fill(&state, n->state[i], MTN_COUNT(n->state[i]));
  }
  fill(&state, n->out, MTN_COUNT(n->out));
  fill(&state, n->last, MTN_COUNT(n->last));
  for (size_t i = 0; i < WIDEST; i++) n->bias[i] = between(&state, -100000, 100000);
  n->network = (mtn_network){ROWS,
                             {n->in, n->bias, 5},
                             {n->units[0], n->bias, 11},
                             {n->state[0], NULL, 9},
                             {n->units[1], n->bias, 11},
                             {n->state[1], NULL, 9},
                             {n->out, n->bias, 12},
                             {n->last, n->bias, 12}};
}

static void both_ways_agree(void **state) {
  (void)state;
  net *n = calloc(1, sizeof(*n));
  assert_non_null(n);
  for (uint32_t seed = 1; seed <= 60; seed++) {
    make(n, seed);
    uint32_t random = seed;
    int16_t units[MTN_NETWORK_READ], turned[MTN_NETWORK_STATE], plainly[MTN_NETWORK_STATE];
    int32_t sums[WIDEST], expected[WIDEST], before[WIDEST];
    for (size_t i = 0; i < MTN_NETWORK_READ; i++) units[i] = (int16_t)between(&random, -ONE, CEILING);
    for (size_t i = 0; i < WIDEST; i++) before[i] = between(&random, -12 * ONE, 12 * ONE);
    for (size_t i = 0; i < MTN_NETWORK_STATE; i++) turned[i] = plainly[i] = (int16_t)between(&random, -ONE, ONE);
    const way plain = {sum_plainly, turn_plainly, take_plainly}, fast = fastest();
    plain.sum(&n->network.on_units, units, 2, MTN_NETWORK_INSIDE / 2, MTN_NETWORK_GATES, expected);
    fast.sum(&n->network.on_units, units, 2, MTN_NETWORK_INSIDE / 2, MTN_NETWORK_GATES, sums);
    assert_memory_equal(sums, expected, sizeof(sums));
    plain.turn(sums, before, plainly);
    fast.turn(sums, before, turned);
    assert_memory_equal(turned, plainly, sizeof(turned));
    plain.sum(&n->network.out, units, 2, MTN_NETWORK_READ / 2, MTN_NETWORK_OUTSIDE, expected);
    fast.sum(&n->network.out, units, 2, MTN_NETWORK_READ / 2, MTN_NETWORK_OUTSIDE, sums);
    assert_memory_equal(sums, expected, MTN_NETWORK_OUTSIDE * sizeof(*sums));
    int16_t rows[2][MTN_FEATURE_LANES], pairs[2][2 * MTN_FEATURE_LANES];
    for (size_t i = 0; i < MTN_FEATURE_LANES; i++) {
      rows[0][i] = (int16_t)between(&random, INT16_MIN, INT16_MAX);
      rows[1][i] = (int16_t)between(&random, i == 0 ? INT16_MIN : -40, i == 0 ? INT16_MIN : 40);
    }
    plain.take(rows[0], rows[1], pairs[0]);
    fast.take(rows[0], rows[1], pairs[1]);
    assert_memory_equal(pairs[0], pairs[1], sizeof(pairs[0]));
  }
  free(n);
}

static void logarithms_are_linear_between_powers(void **state) {
  (void)state;
  assert_int_equal(logarithm(0), 0);
  assert_int_equal(logarithm(1), 128);
  assert_int_equal(logarithm(2), 128 + 64);
  assert_int_equal(logarithm(3), 256);
  assert_int_equal(logarithm(-3), -256);
  assert_int_equal(logarithm(INT16_MAX), 15 * 128);
  assert_int_equal(logarithm(INT16_MIN), -15 * 128);
}

static void gates_stay_between_their_ends(void **state) {
  (void)state;
  assert_int_equal(bend(0), 0);
  assert_int_equal(bend(ONE), ONE - ONE / 4);
  assert_int_equal(bend(100 * ONE), ONE);
  assert_int_equal(bend(-100 * ONE), -ONE);
  assert_int_equal(gate(0), ONE / 2);
  assert_int_equal(gate(100 * ONE), ONE);
  assert_int_equal(gate(-100 * ONE), 0);
}

/* What stands after a block and before it changes what is said of it; what a page of one block says hangs on it alone.
 */
static void neighbours_count(void **state) {
  (void)state;
  net *n = calloc(1, sizeof(*n));
  assert_non_null(n);
  make(n, 7);
  static int16_t values[ROWS * STRIDE];
  uint32_t random = 3;
  for (size_t i = 0; i < MTN_COUNT(values); i++) values[i] = (int16_t)between(&random, 0, 30);
  mtn_features features = {.values = values, .stride = STRIDE, .count = BLOCKS, .rows = ROWS};
  mtn_arena arena;
  mtn_arena_init(&arena, &mtn_alloc_default);
  int32_t first[BLOCKS], second[BLOCKS], alone;
  assert_int_equal(mtn_network_logits(&n->network, &features, &arena, first), MATN_OK);
  values[BLOCKS / 2] += 400;
  assert_int_equal(mtn_network_logits(&n->network, &features, &arena, second), MATN_OK);
  assert_int_not_equal(first[BLOCKS / 2 - 1], second[BLOCKS / 2 - 1]);
  assert_int_not_equal(first[BLOCKS / 2 + 1], second[BLOCKS / 2 + 1]);
  features.count = 1;
  assert_int_equal(mtn_network_logits(&n->network, &features, &arena, &alone), MATN_OK);
  assert_int_not_equal(alone, first[0]);
  mtn_arena_free(&arena);
  free(n);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(both_ways_agree),
      cmocka_unit_test(logarithms_are_linear_between_powers),
      cmocka_unit_test(gates_stay_between_their_ends),
      cmocka_unit_test(neighbours_count),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
