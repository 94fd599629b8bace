#include "extract/decoder.h"

#include "extract/stretch.h"

/* Scores above this are beyond doubt; below DOUBTFUL a block is hardly text. */
enum { SURE = 750, DOUBTFUL = 250 };

/* A page whose text is mostly beyond doubt is prose with furniture around it: there the odds of a block decide, where
 * elsewhere (lists of products, of posts) a doubtful block is worth taking. */
enum { PROSE_FLOOR = 500 };
/* A page where nothing is likelier to be text than this holds none: a menu and a footer are not worth a reader's time.
 */
enum { TEXT_FLOOR = 200 };
/* What `favour` does to the threshold. */
enum { PRECISION_FLOOR = 700, RECALL_CEILING = 200 };

enum { SCORE_MAX = 1000, NONE = SCORE_MAX + 1 };

static uint16_t best_threshold(const mtn_blocks *blocks) {
  uint64_t words[SCORE_MAX + 1] = {0}, expected = 0, sure = 0, likely = 0; /* expected: Σ p·n in thousandths */
  for (size_t i = 0; i < blocks->count; i++) {
    const mtn_block *b = &blocks->items[i];
    words[b->score] += b->words;
    expected += (uint64_t)b->score * b->words;
    if (b->score > SURE) sure += b->words;
    if (b->score > DOUBTFUL) likely += b->words;
  }
  uint64_t taken = 0, right = 0, greatest = 0; /* right: below 2^42, since a document has less than 2^31 words */
  uint16_t threshold = NONE;
  for (uint16_t score = NONE; score-- > 0;) {
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

static uint16_t threshold_of(const mtn_blocks *blocks, matn_favour favour, uint16_t ease) {
  uint16_t threshold = best_threshold(blocks), highest = 0;
  if (threshold < NONE) threshold = (uint16_t)(threshold * (uint32_t)ease / 1000);
  for (size_t i = 0; i < blocks->count; i++)
    if (blocks->items[i].score > highest) highest = blocks->items[i].score;
  if (favour == MATN_PRECISION && threshold < PRECISION_FLOOR)
    threshold = highest < PRECISION_FLOOR ? highest : PRECISION_FLOOR;
  if (highest < TEXT_FLOOR && favour != MATN_RECALL) threshold = NONE;
  if (favour == MATN_RECALL && threshold > RECALL_CEILING) threshold = RECALL_CEILING;
  return threshold;
}

/* Below so many words a stretch says nothing of where the text stands. */
enum { STRETCH_WORDS_MIN = 30 };

static void drop_later(mtn_blocks *blocks, const mtn_decoder_stretch *rule) {
  mtn_best_stretch best = {0};
  for (size_t i = 0; i < blocks->count; i++) {
    const mtn_block *block = &blocks->items[i];
    mtn_best_stretch_add(&best, i, (int64_t)block->words * (block->score - rule->price));
  }
  uint64_t words = 0, right = 0, sure = 0, sure_inside = 0; /* right: in thousandths */
  for (size_t i = 0; i < blocks->count; i++) {
    const mtn_block *block = &blocks->items[i];
    bool inside = i >= best.first && i < best.end;
    if (block->score > SURE) sure += block->words;
    if (block->score > SURE && inside) sure_inside += block->words;
    if (inside) words += block->words;
    if (inside) right += (uint64_t)block->words * block->score;
  }
  if (words < STRETCH_WORDS_MIN || right < words * rule->mean_min || sure_inside * 2 < sure) return;
  for (size_t i = best.end; i < blocks->count; i++) {
    mtn_block *block = &blocks->items[i];
    if (!block->selected || block->score >= rule->later_floor) continue;
    block->selected = false;
    block->dropped = MTN_DROPPED_LATER;
  }
}

void mtn_decode(mtn_blocks *blocks, matn_favour favour, const mtn_decoder *decoder) {
  uint16_t threshold = threshold_of(blocks, favour, decoder->ease);
  for (size_t i = 0; i < blocks->count; i++) blocks->items[i].selected = blocks->items[i].score >= threshold;
  if (decoder->stretch && favour != MATN_RECALL) drop_later(blocks, decoder->stretch);
}
