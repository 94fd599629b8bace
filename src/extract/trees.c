#include "extract/trees.h"

#include "extract/trees_lanes.h"

/* 1000 / (1 + exp(-x)) for x = -8, -7.75 … 8, rounded; linear in between. */
#define LOGIT_ONE 1024
#define SIGMOID_STEP (LOGIT_ONE / 4)
static const int16_t sigmoid[65] = {
    0,   0,   1,   1,   1,   1,   2,   2,   2,   3,   4,   5,   7,   9,   11,  14,  18,  23,  29,  37,   47,  60,
    76,  95,  119, 148, 182, 223, 269, 321, 378, 438, 500, 562, 622, 679, 731, 777, 818, 852, 881, 905,  924, 940,
    953, 963, 971, 977, 982, 986, 989, 991, 993, 995, 996, 997, 998, 998, 998, 999, 999, 999, 999, 1000, 1000};

uint16_t mtn_trees_chance(int32_t logit) {
  int32_t x = logit + 8 * LOGIT_ONE;
  if (x <= 0) return 0;
  if (x >= 16 * LOGIT_ONE) return 1000;
  int32_t at = x / SIGMOID_STEP, rest = x % SIGMOID_STEP;
  return (uint16_t)(sigmoid[at] + (sigmoid[at + 1] - sigmoid[at]) * rest / SIGMOID_STEP);
}

/* A stretch of menus is known for what it is after the first trees, and is spared the others. */
enum { SETTLE_TREES = 100, SETTLED = -4 * LOGIT_ONE };

static bool is_settled(const mtn_features *features, const int32_t *sums, size_t at) {
  for (size_t i = 0; i < MTN_FEATURE_LANES && at + i < features->count; i++)
    if (sums[i] > SETTLED) return false;
  return true;
}

static size_t first_trees(const mtn_trees *trees) { return trees->count < SETTLE_TREES ? trees->count : SETTLE_TREES; }

/* Up to two runs of MTN_FEATURE_LANES blocks that are asked together, with their sums so far. */
typedef struct couple {
  size_t at[2], count;
  int32_t sums[MTN_LANES];
} couple;

static void join(couple *c, size_t at, const int32_t *sums) {
  c->at[c->count] = at;
  memcpy(&c->sums[c->count * MTN_FEATURE_LANES], sums, MTN_FEATURE_LANES * sizeof(*sums));
  c->count++;
}

/* Ask the trees from `first` to before `end`. */
static void ask(const mtn_trees *trees, size_t first, size_t end, const mtn_features *features, couple *c) {
  mtn_lanes lanes;
  if (c->count == 1) c->at[1] = c->at[0]; /* whose sums no one reads */
  mtn_lanes_read(features, c->at, &lanes);
  mtn_lanes_add(trees, first, end, &lanes, c->sums);
}

static void put(const mtn_features *features, size_t at, const int32_t *sums, int32_t *logits) {
  size_t left = features->count - at;
  memcpy(logits + at, sums, (left < MTN_FEATURE_LANES ? left : MTN_FEATURE_LANES) * sizeof(*sums));
}

/* The trees that are left, for those that wait for them. */
static void finish(const mtn_trees *trees, const mtn_features *features, couple *waiting, int32_t *logits) {
  if (!waiting->count) return;
  ask(trees, first_trees(trees), trees->count, features, waiting);
  for (size_t k = 0; k < waiting->count; k++)
    put(features, waiting->at[k], &waiting->sums[k * MTN_FEATURE_LANES], logits);
  waiting->count = 0;
}

void mtn_trees_logits(const mtn_trees *trees, const mtn_features *features, int32_t *logits) {
  static const int32_t zeros[MTN_FEATURE_LANES];
  couple waiting = {.count = 0};
  for (size_t at = 0; at < features->count;) {
    couple new = {.count = 0};
    for (; new.count < 2 && at < features->count; at += MTN_FEATURE_LANES) join(&new, at, zeros);
    ask(trees, 0, first_trees(trees), features, &new);
    for (size_t k = 0; k < new.count; k++) {
      const int32_t *sums = &new.sums[k * MTN_FEATURE_LANES];
      if (is_settled(features, sums, new.at[k])) {
        put(features, new.at[k], sums, logits);
        continue;
      }
      join(&waiting, new.at[k], sums);
      if (waiting.count == 2) finish(trees, features, &waiting, logits);
    }
  }
  finish(trees, features, &waiting, logits);
}

void mtn_trees_score_first(const mtn_trees *trees, size_t count, const mtn_features *features, uint16_t *scores) {
  mtn_lanes lanes;
  mtn_lanes_read(features, (const size_t[2]){0, 0}, &lanes);
  for (size_t i = 0; i < count; i++) {
    int32_t sums[MTN_LANES] = {0};
    mtn_lanes_add(&trees[i], 0, trees[i].count, &lanes, sums);
    scores[i] = mtn_trees_chance(sums[0]);
  }
}

/* ---------------------------------------------------------------------------------------------------------- Shares */

/* 720,720 can be divided by every number of leaves, so that means of leaves are whole. */
#define EVERY_COUNT 720720
static_assert(MTN_TREE_LEAVES == 16 && MTN_SHARE_ONE == INT64_C(1024) * EVERY_COUNT, "1 to 16 divide it");

static int64_t mean_of(const int16_t *leaves, unsigned set) {
  int64_t sum = 0, count = 0;
  for (unsigned i = 0; i < MTN_TREE_LEAVES; i++) {
    if (!(set >> i & 1)) continue;
    sum += leaves[mtn_leaf_place(i)];
    count++;
  }
  return sum * (EVERY_COUNT / count);
}

/* The node that asks first about the leaves in `set`, a subtree: of those that rule out some of them, its lowest with
 * them, the one that may rule out most.  MTN_TREE_NODES if there is one leaf left. */
static unsigned first_of(const mtn_trees *trees, size_t tree, unsigned set) {
  unsigned lowest = set & (0u - set), best = MTN_TREE_NODES, greatest = 0;
  for (unsigned node = 0; node < MTN_TREE_NODES; node++) {
    unsigned left = trees->masks[tree][node];
    bool splits = (left & lowest) && (left & ~set) == 0 && left != set;
    if (trees->borders[tree][node] == INT16_MAX || !splits || left <= greatest) continue;
    greatest = left;
    best = node;
  }
  return best;
}

int64_t mtn_trees_shares(const mtn_trees *trees, const mtn_features *features, size_t block, int64_t *shares) {
  int64_t all = 0;
  couple its = {.count = 0};
  join(&its, block - block % MTN_FEATURE_LANES, (const int32_t[MTN_FEATURE_LANES]){0});
  ask(trees, 0, first_trees(trees), features, &its);
  size_t count = is_settled(features, its.sums, its.at[0]) ? first_trees(trees) : trees->count;
  for (size_t tree = 0; tree < count; tree++) {
    unsigned used = 0;
    for (unsigned node = 0; node < MTN_TREE_NODES; node++) used += trees->borders[tree][node] != INT16_MAX;
    unsigned set = (1u << (used + 1)) - 1;
    int64_t mean = mean_of(trees->leaves[tree], set);
    all += mean;
    for (unsigned node; (node = first_of(trees, tree, set)) < MTN_TREE_NODES;) {
      unsigned feature = trees->features[tree][node], left = trees->masks[tree][node];
      bool above = features->values[feature * features->stride + block] > trees->borders[tree][node];
      set = above ? set & ~left : set & left;
      int64_t next = mean_of(trees->leaves[tree], set);
      shares[feature] += next - mean;
      mean = next;
    }
  }
  return all;
}
