#include "extract/lines.h"

#include "extract/decoder.h"
#include "extract/lines_internal.h"
#include "extract/network.h"

#include "extract/lines_model.inc"   /* MODEL_FEATURES, MODEL_TREES, model_features, _borders, _masks, _leaves */
#include "extract/lines_network.inc" /* network */

static_assert(MODEL_FEATURES == MTN_LINE_COUNT, "the model was trained on other features: ./dev train lines");

static const mtn_trees trees = {model_features, model_borders, model_masks, model_leaves, MODEL_TREES};

#define NAME(name, what, least, greatest) #name,
const char *const mtn_line_names[MTN_LINE_COUNT] = {MTN_LINES(NAME)};
#undef NAME

typedef struct range {
  int16_t least, greatest;
} range;
#define RANGE(name, what, least, greatest) {least, greatest},
static const range ranges[MTN_LINE_COUNT] = {MTN_LINES(RANGE)};
#undef RANGE

void mtn_line_set(const mtn_line_page *page, mtn_line_feature feature, size_t i, int64_t value) {
  mtn_line_row(page, feature)[i] = mtn_line_clip(value, ranges[feature].least, ranges[feature].greatest);
}

void mtn_line_fill(const mtn_line_page *page, mtn_line_feature feature, int64_t value) {
  int16_t *row = mtn_line_row(page, feature),
          clipped = mtn_line_clip(value, ranges[feature].least, ranges[feature].greatest);
  for (size_t i = 0; i < page->count; i++) row[i] = clipped;
}

matn_status mtn_lines_measure(const mtn_blocks *blocks, mtn_arena *arena, mtn_features *out) {
  size_t stride = (blocks->count + MTN_FEATURE_LANES - 1) / MTN_FEATURE_LANES * MTN_FEATURE_LANES, cells;
  *out = (mtn_features){.stride = stride, .count = blocks->count, .rows = MTN_LINE_COUNT};
  mtn_line_page page = {.blocks = blocks, .count = blocks->count, .arena = arena, .out = out};
  if (!mtn_mul(stride, MTN_LINE_COUNT, &cells)) return MATN_NOMEM;
  out->values = mtn_arena_calloc(arena, cells, sizeof(*out->values));
  page.lines = mtn_arena_calloc(arena, page.count + 1, sizeof(*page.lines));
  page.before = mtn_arena_calloc(arena, page.count + 1, sizeof(*page.before));
  page.title = mtn_arena_calloc(arena, MTN_FURNITURE_WORDS_MAX, sizeof(*page.title));
  if (!out->values || !page.lines || !page.before || !page.title) return MATN_NOMEM;
  if (!page.count) return MATN_OK;
  MTN_TRY(mtn_lines_own(&page));
  MTN_TRY(mtn_lines_groups(&page));
  return mtn_lines_context(&page);
}

/* As in train/lines.py; measured in docs/MODEL.md. */
static const mtn_decoder_stretch stretch = {.price = 400, .mean_min = 700, .later_floor = 600};

/* Each line's score: the chance at the mean of what trees and network say. */
static matn_status score_lines(mtn_blocks *blocks, mtn_arena *arena) {
  mtn_features features;
  MTN_TRY(mtn_lines_measure(blocks, arena, &features));
  int32_t *by_trees = mtn_arena_calloc(arena, features.count, sizeof(*by_trees));
  int32_t *by_network = mtn_arena_calloc(arena, features.count, sizeof(*by_network));
  if (!by_trees || !by_network) return MATN_NOMEM;
  mtn_trees_logits(&trees, &features, by_trees);
  MTN_TRY(mtn_network_logits(&network, &features, arena, by_network));
  for (size_t i = 0; i < features.count; i++)
    blocks->items[i].score = mtn_trees_chance((by_trees[i] + by_network[i]) >> 1);
  return MATN_OK;
}

matn_status mtn_lines_label(mtn_blocks *blocks, matn_favour favour, mtn_arena *arena) {
  if (!blocks->count) return MATN_OK;
  MTN_TRY(score_lines(blocks, arena));
  mtn_decode(blocks, favour, &(mtn_decoder){.ease = 1000, .stretch = &stretch});
  return MATN_OK;
}
