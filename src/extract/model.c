/*
 * Oblivious trees: all nodes of one depth ask the same question, so a tree is a few comparisons of whole rows, whose
 * answers, put side by side, number the leaf.  (Kohavi 1994; as in CatBoost, Prokhorenkova et al. 2018.)
 */
#include "extract/model.h"

#include "extract/model.inc" /* MODEL_FEATURES, MODEL_TREES, MODEL_DEPTH, MODEL_BIAS, model_features, _borders, _leaves; logit in 1/1024 */

static_assert(MODEL_FEATURES == MTN_FEATURE_COUNT, "the model was trained on other features: ./dev train");
static_assert(MODEL_DEPTH <= 8, "the number of a leaf is a byte");

/* 1000 / (1 + exp(-x)) for x = -8, -7.75 … 8, rounded; linear in between. */
#define LOGIT_ONE 1024
#define SIGMOID_STEP (LOGIT_ONE / 4)
static const int16_t sigmoid[65] = {
    0,   0,   1,   1,   1,   1,   2,   2,   2,   3,   4,   5,   7,   9,   11,  14,  18,  23,  29,  37,   47,  60,
    76,  95,  119, 148, 182, 223, 269, 321, 378, 438, 500, 562, 622, 679, 731, 777, 818, 852, 881, 905,  924, 940,
    953, 963, 971, 977, 982, 986, 989, 991, 993, 995, 996, 997, 998, 998, 998, 999, 999, 999, 999, 1000, 1000};

static uint16_t chance(int32_t logit) {
  int32_t x = logit + 8 * LOGIT_ONE;
  if (x <= 0) return 0;
  if (x >= 16 * LOGIT_ONE) return 1000;
  int32_t at = x / SIGMOID_STEP, rest = x % SIGMOID_STEP;
  return (uint16_t)(sigmoid[at] + (sigmoid[at + 1] - sigmoid[at]) * rest / SIGMOID_STEP);
}

#if defined(__GNUC__) && !defined(MTN_PORTABLE)
/* A vector of the compiler's: comparing gives all ones or zeros a lane.  (What the loop below says, which compilers
 * turn into branches.) */
typedef int16_t lanes __attribute__((vector_size(16)));

static void number_leaves(const mtn_features *features, unsigned tree, size_t at, uint16_t *leaf) {
  static_assert(MTN_FEATURE_LANES * sizeof(int16_t) == 2 * sizeof(lanes), "two vectors a stretch");
  lanes low = {0}, high = {0};
  for (unsigned level = 0; level < MODEL_DEPTH; level++) {
    const int16_t *row = features->values + model_features[tree][level] * features->stride + at;
    const int16_t border = model_borders[tree][level], bit = (int16_t)(1 << level);
    lanes a, b;
    memcpy(&a, row, sizeof(a));
    memcpy(&b, row + MTN_FEATURE_LANES / 2, sizeof(b));
    low |= (a > border) & bit;
    high |= (b > border) & bit;
  }
  memcpy(leaf, &low, sizeof(low));
  memcpy(leaf + MTN_FEATURE_LANES / 2, &high, sizeof(high));
}
#else
static void number_leaves(const mtn_features *features, unsigned tree, size_t at, uint16_t *leaf) {
  memset(leaf, 0, MTN_FEATURE_LANES * sizeof(*leaf));
  for (unsigned level = 0; level < MODEL_DEPTH; level++) {
    const int16_t *row = features->values + model_features[tree][level] * features->stride + at;
    for (unsigned k = 0; k < MTN_FEATURE_LANES; k++)
      if (row[k] > model_borders[tree][level]) leaf[k] = (uint16_t)(leaf[k] | 1u << level);
  }
}
#endif

/* One tree over one stretch of MTN_FEATURE_LANES blocks. */
static void add_tree(const mtn_features *features, unsigned tree, size_t at, int32_t *sums) {
  uint16_t leaf[MTN_FEATURE_LANES];
  number_leaves(features, tree, at, leaf);
  const int16_t *leaves = model_leaves[tree];
  for (unsigned k = 0; k < MTN_FEATURE_LANES; k++) sums[k] += leaves[leaf[k]];
}

static matn_status score_blocks(const mtn_features *features, mtn_blocks *blocks, mtn_arena *arena) {
  int32_t *sums = mtn_arena_calloc(arena, features->stride, sizeof(*sums));
  if (!sums) return MATN_NOMEM;
  for (unsigned tree = 0; tree < MODEL_TREES; tree++)
    for (size_t at = 0; at < features->stride; at += MTN_FEATURE_LANES) add_tree(features, tree, at, sums + at);
  for (size_t i = 0; i < blocks->count; i++) blocks->items[i].score = chance(MODEL_BIAS + sums[i]);
  return MATN_OK;
}

/* A page whose text is mostly beyond doubt is prose with furniture around it: there the odds of a block decide, where
 * elsewhere (lists of products, of posts) a doubtful block is worth taking.  As in train/train.py. */
enum { SURE = 750, DOUBTFUL = 250, PROSE_FLOOR = 500 };
/* What `favour` does to the threshold. */
enum { PRECISION_FLOOR = 700, RECALL_CEILING = 200 };

uint16_t mtn_model_threshold(const mtn_blocks *blocks) {
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

matn_status mtn_model_label(const mtn_document *doc, mtn_blocks *blocks, matn_favour favour, mtn_arena *arena) {
  if (!blocks->count) return MATN_OK;
  mtn_features features;
  MTN_TRY(mtn_features_measure(doc, blocks, arena, &features));
  MTN_TRY(score_blocks(&features, blocks, arena));
  uint16_t threshold = mtn_model_threshold(blocks), highest = 0;
  for (size_t i = 0; i < blocks->count; i++)
    if (blocks->items[i].score > highest) highest = blocks->items[i].score;
  if (favour == MATN_PRECISION && threshold < PRECISION_FLOOR)
    threshold = highest < PRECISION_FLOOR ? highest : PRECISION_FLOOR;
  if (favour == MATN_RECALL && threshold > RECALL_CEILING) threshold = RECALL_CEILING;
  for (size_t i = 0; i < blocks->count; i++) blocks->items[i].selected = blocks->items[i].score >= threshold;
  return MATN_OK;
}
