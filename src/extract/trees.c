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

/* Fill the sums of a stretch; gives how many trees were asked. */
static size_t sum_stretch(const mtn_trees *trees, const mtn_features *features, size_t at, int32_t *sums) {
  mtn_stretch stretch;
  size_t first = trees->count < SETTLE_TREES ? trees->count : SETTLE_TREES;
  memset(sums, 0, MTN_FEATURE_LANES * sizeof(*sums));
  mtn_stretch_read(features, at, &stretch);
  mtn_stretch_add(trees, 0, first, &stretch, sums);
  if (is_settled(features, sums, at)) return first;
  mtn_stretch_add(trees, first, trees->count, &stretch, sums);
  return trees->count;
}

void mtn_trees_logits(const mtn_trees *trees, const mtn_features *features, int32_t *logits) {
  int32_t sums[MTN_FEATURE_LANES];
  for (size_t at = 0; at < features->count; at += MTN_FEATURE_LANES) {
    size_t left = features->count - at;
    (void)sum_stretch(trees, features, at, sums);
    memcpy(logits + at, sums, (left < MTN_FEATURE_LANES ? left : MTN_FEATURE_LANES) * sizeof(*sums));
  }
}

void mtn_trees_score(const mtn_trees *trees, const mtn_features *features, mtn_blocks *blocks) {
  int32_t sums[MTN_FEATURE_LANES];
  for (size_t at = 0; at < blocks->count; at += MTN_FEATURE_LANES) {
    (void)sum_stretch(trees, features, at, sums);
    for (size_t i = 0; i < MTN_FEATURE_LANES && at + i < blocks->count; i++)
      blocks->items[at + i].score = mtn_trees_chance(sums[i]);
  }
}

uint16_t mtn_trees_score_first(const mtn_trees *trees, const mtn_features *features) {
  int32_t sums[MTN_FEATURE_LANES] = {0};
  mtn_stretch stretch;
  mtn_stretch_read(features, 0, &stretch);
  mtn_stretch_add(trees, 0, trees->count, &stretch, sums);
  return mtn_trees_chance(sums[0]);
}

/* A page whose text is mostly beyond doubt is prose with furniture around it: there the odds of a block decide, where
 * elsewhere (lists of products, of posts) a doubtful block is worth taking.  As in train/trees.py. */
enum { SURE = 750, DOUBTFUL = 250, PROSE_FLOOR = 500 };
/* A page where nothing is likelier to be text than this holds none: a menu and a footer are not worth a reader's time.
 */
enum { TEXT_FLOOR = 200 };
/* What `favour` does to the threshold. */
enum { PRECISION_FLOOR = 700, RECALL_CEILING = 200 };

uint16_t mtn_trees_threshold(const mtn_blocks *blocks) {
  uint64_t words[1001] = {0}, expected = 0, sure = 0, likely = 0; /* words by score; expected: Σ p·n in thousandths */
  for (size_t i = 0; i < blocks->count; i++) {
    const mtn_block *b = &blocks->items[i];
    words[b->score] += b->words;
    expected += (uint64_t)b->score * b->words;
    if (b->score > SURE) sure += b->words;
    if (b->score > DOUBTFUL) likely += b->words;
  }
  uint64_t taken = 0, right = 0, greatest = 0; /* right: below 2^42, since a document has less than 2^31 words */
  uint16_t threshold = 1001;
  for (uint16_t score = 1001; score-- > 0;) {
    if (!words[score]) continue;
    taken += words[score] * 1000;
    right += words[score] * score;
    uint64_t value = (right << 20) / (taken + expected);
    if (value > greatest) {
      greatest = value;
      threshold = score;
    }
  }
  return sure * 2 > likely && threshold < PROSE_FLOOR ? PROSE_FLOOR : threshold;
}

void mtn_trees_select(mtn_blocks *blocks, matn_favour favour, uint16_t ease) {
  uint16_t threshold = mtn_trees_threshold(blocks), highest = 0;
  if (threshold <= 1000) threshold = (uint16_t)(threshold * (uint32_t)ease / 1000);
  for (size_t i = 0; i < blocks->count; i++)
    if (blocks->items[i].score > highest) highest = blocks->items[i].score;
  if (favour == MATN_PRECISION && threshold < PRECISION_FLOOR)
    threshold = highest < PRECISION_FLOOR ? highest : PRECISION_FLOOR;
  if (highest < TEXT_FLOOR && favour != MATN_RECALL) threshold = 1001;
  if (favour == MATN_RECALL && threshold > RECALL_CEILING) threshold = RECALL_CEILING;
  for (size_t i = 0; i < blocks->count; i++) blocks->items[i].selected = blocks->items[i].score >= threshold;
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
  int32_t sums[MTN_FEATURE_LANES];
  size_t count = sum_stretch(trees, features, block - block % MTN_FEATURE_LANES, sums);
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
