#include "extract/model.h"

#include "extract/decoder.h"
#include "extract/features.h"
#include "extract/model.inc" /* MODEL_FEATURES, MODEL_TREES, model_features, _borders, _masks, _leaves; the same for kind_ */
#include "extract/page_words.h"

static_assert(MODEL_FEATURES == MTN_FEATURE_COUNT, "the model was trained on other features: ./dev train");

static const mtn_trees trees = {model_features, model_borders, model_masks, model_leaves, MODEL_TREES};

/* Kinds of page, in the order of train/kinds.py; the trees of each stand one after another.  On pages of some more of
 * what is in doubt is text than the scores of blocks, which know little of the page, say: the threshold is eased to so
 * many thousandths.  On pages of others one text stands together. */
typedef struct kind_of_page {
  const char *name;
  uint16_t ease;
  bool one_text;
} kind_of_page;
enum { FORUM = 1, DOCUMENTATION = 5 };
static const kind_of_page page_kinds[] = {{"article", 1000, true}, [FORUM] = {"forum", 1000, false},
                                          {"product", 1000, true}, {"collection", 700, false},
                                          {"listing", 500, false}, [DOCUMENTATION] = {"documentation", 500, false},
                                          {"service", 700, false}};
#define KIND_EACH (KIND_TREES / MTN_COUNT(page_kinds))
static_assert(KIND_TREES % MTN_COUNT(page_kinds) == 0 && KIND_FEATURES == MODEL_FEATURES, "./dev train");

/* As in train/kinds.py; measured in docs/MODEL.md.  What a program for forums or for manuals made is hardly anything
 * else: its kind is that likely at least. */
enum { ONE_TEXT_MIN = 600, MADE_MIN = 850 };
static const mtn_decoder_stretch stretch = {.price = 400, .mean_min = 500, .later_floor = 600};

static void lift(uint16_t *score, uint16_t least) {
  if (*score < least) *score = least;
}

/* The likeliest kind, and what it means to the decoder.  Ease is the mean over all kinds, each as likely as it is. */
static mtn_decoder guess_kind(const mtn_features *features, mtn_page_kind *kind) {
  uint32_t sum = 0, greatest = 0, eased = 0;
  const kind_of_page *best = &page_kinds[0];
  mtn_trees models[MTN_COUNT(page_kinds)];
  uint16_t scores[MTN_COUNT(page_kinds)];
  for (size_t k = 0, at = 0; k < MTN_COUNT(page_kinds); k++, at += KIND_EACH)
    models[k] = (mtn_trees){kind_features + at, kind_borders + at, kind_masks + at, kind_leaves + at, KIND_EACH};
  mtn_trees_score_first(models, MTN_COUNT(page_kinds), features, scores);
  int16_t maker = mtn_feature_row(features, MTN_F_kd_generator)[0];
  if (maker == MTN_WORD_FORUM) lift(&scores[FORUM], MADE_MIN);
  if (maker == MTN_WORD_DOCUMENTATION) lift(&scores[DOCUMENTATION], MADE_MIN);
  for (size_t k = 0; k < MTN_COUNT(page_kinds); k++) {
    uint32_t chance = scores[k] + 1u;
    sum += chance;
    eased += chance * page_kinds[k].ease;
    if (chance <= greatest) continue;
    greatest = chance;
    best = &page_kinds[k];
  }
  *kind = (mtn_page_kind){best->name, (uint16_t)(greatest * 1000 / sum)};
  bool one_text = best->one_text && kind->confidence >= ONE_TEXT_MIN;
  return (mtn_decoder){.ease = (uint16_t)(eased / sum), .stretch = one_text ? &stretch : NULL};
}

/* Blocks that are alike are judged alike: each logit is drawn towards the mean of theirs, weighted by words, the
 * further the more of them there are; DRAWN thousandths of the way where there are very many.  A post of three words is
 * as much a post as the others.  As in train/train.py; measured in docs/MODEL.md. */
enum { DRAWN = 700, DRAWN_HALF = 3, LOGIT_MAX = 6 * 1024 };

typedef struct alike {
  uint64_t weight, sum;
  uint32_t count;
} alike;

/* Counted from -LOGIT_MAX, so that none is negative. */
static uint32_t height_of(int32_t logit) {
  return (uint32_t)((logit > LOGIT_MAX ? LOGIT_MAX : logit < -LOGIT_MAX ? -LOGIT_MAX : logit) + LOGIT_MAX);
}

static matn_status draw_together(const mtn_features *features, const mtn_blocks *blocks, mtn_arena *arena,
                                 int32_t *logits) {
  alike *all = mtn_arena_calloc(arena, features->alike_count, sizeof(*all));
  if (!all) return MATN_NOMEM;
  for (size_t i = 0; i < blocks->count; i++) {
    alike *group = &all[features->alike[i]];
    uint64_t weight = blocks->items[i].words + UINT64_C(1);
    group->weight += weight;
    group->sum += weight * height_of(logits[i]);
    group->count++;
  }
  for (size_t i = 0; i < blocks->count; i++) {
    const alike *group = &all[features->alike[i]];
    uint64_t drawn = (uint64_t)DRAWN * group->count / (group->count + DRAWN_HALF);
    uint64_t height = height_of(logits[i]) * (1000 - drawn) + group->sum / group->weight * drawn;
    logits[i] = (int32_t)(height / 1000) - LOGIT_MAX;
  }
  return MATN_OK;
}

/* A table is taken or left as one: its rows, those beside each other of one place, all get the mean of their scores,
 * weighted by words. */
static void level_tables(mtn_blocks *blocks) {
  for (size_t i = 0, end; i < blocks->count; i = end) {
    uint64_t sum = 0, weight = 0;
    for (end = i; end < blocks->count && blocks->items[end].kind == MATN_BLOCK_TABLE_ROW &&
                  mtn_blocks_place(blocks, &blocks->items[end]) == mtn_blocks_place(blocks, &blocks->items[i]);
         end++) {
      sum += (uint64_t)blocks->items[end].score * (blocks->items[end].words + 1u);
      weight += blocks->items[end].words + 1u;
    }
    for (size_t row = i; row < end; row++) blocks->items[row].score = (uint16_t)(sum / weight);
    if (end == i) end++;
  }
}

/* A few words of which none is likely, among many that are left, are no text: so shells of pages look.  As in
 * train/train.py. */
enum { SCRAP_WORDS = 20, SCRAP_MEAN = 400, SCRAP_SHARE = 4 };

static void drop_scraps(mtn_blocks *blocks) {
  uint64_t all = 0, words = 0, right = 0; /* right: in thousandths */
  for (size_t i = 0; i < blocks->count; i++) {
    all += blocks->items[i].words;
    if (!blocks->items[i].selected) continue;
    words += blocks->items[i].words;
    right += (uint64_t)blocks->items[i].words * blocks->items[i].score;
  }
  if (words >= SCRAP_WORDS || words * SCRAP_SHARE > all || right >= words * SCRAP_MEAN) return;
  for (size_t i = 0; i < blocks->count; i++) blocks->items[i].selected = false;
}

matn_status mtn_model_label(const mtn_document *doc, mtn_blocks *blocks, matn_str url, matn_favour favour,
                            mtn_arena *arena, mtn_page_kind *kind) {
  *kind = (mtn_page_kind){NULL, 0};
  if (!blocks->count) return MATN_OK;
  mtn_features features;
  MTN_TRY(mtn_features_measure(doc, blocks, url, arena, &features));
  int32_t *logits = mtn_arena_alloc(arena, features.count * sizeof(*logits));
  if (!logits) return MATN_NOMEM;
  mtn_trees_logits(&trees, &features, logits);
  MTN_TRY(draw_together(&features, blocks, arena, logits));
  for (size_t i = 0; i < blocks->count; i++) blocks->items[i].score = mtn_trees_chance(logits[i]);
  level_tables(blocks);
  mtn_decoder decoder = guess_kind(&features, kind);
  mtn_decode(blocks, favour, &decoder);
  if (favour != MATN_RECALL) drop_scraps(blocks);
  return MATN_OK;
}

int64_t mtn_model_shares(const mtn_features *features, size_t block, int64_t *shares) {
  memset(shares, 0, MTN_FEATURE_COUNT * sizeof(*shares));
  return mtn_trees_shares(&trees, features, block, shares);
}
