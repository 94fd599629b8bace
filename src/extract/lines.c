#include "extract/lines.h"

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

/* ---------------------------------------------------------------------------------------------------------- Decoder */

/* Where most of what is beyond doubt stands together, that is the text, and lines elsewhere (headlines of other
 * stories, mostly, which outweigh a short one) must be likelier to be taken.  As in train/lines.py; measured in
 * docs/MODEL.md. */
enum { SURE = 750, STRETCH_PRICE = 400, STRETCH_WORDS_MIN = 30, STRETCH_MEAN_MIN = 700, FAR_FLOOR = 600 };

/* The contiguous lines of the greatest sum of words times (score - STRETCH_PRICE). */
static void best_stretch(const mtn_blocks *blocks, size_t *first, size_t *end) {
  int64_t sum = 0, greatest = 0;
  size_t start = 0;
  *first = *end = 0;
  for (size_t i = 0; i < blocks->count; i++) {
    sum += (int64_t)blocks->items[i].words * (blocks->items[i].score - STRETCH_PRICE);
    if (sum <= 0) {
      sum = 0;
      start = i + 1;
    } else if (sum > greatest) {
      greatest = sum;
      *first = start;
      *end = i + 1;
    }
  }
}

static void drop_far(mtn_blocks *blocks) {
  size_t first, end;
  best_stretch(blocks, &first, &end);
  uint64_t words = 0, right = 0, sure = 0, sure_inside = 0; /* right: in thousandths */
  for (size_t i = 0; i < blocks->count; i++) {
    const mtn_block *block = &blocks->items[i];
    bool inside = i >= first && i < end;
    if (block->score > SURE) sure += block->words;
    if (block->score > SURE && inside) sure_inside += block->words;
    if (inside) words += block->words;
    if (inside) right += (uint64_t)block->words * block->score;
  }
  if (words < STRETCH_WORDS_MIN || right < words * STRETCH_MEAN_MIN || sure_inside * 2 <= sure) return;
  for (size_t i = 0; i < blocks->count; i++)
    if ((i < first || i >= end) && blocks->items[i].score < FAR_FLOOR) blocks->items[i].selected = false;
}

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
  mtn_trees_select(blocks, favour, MTN_EASE_NONE);
  if (favour != MATN_RECALL) drop_far(blocks);
  return MATN_OK;
}
