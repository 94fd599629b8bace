#include "extract/label.h"
#include "extract/label_card.h"

/* A page whose text is mostly beyond doubt is prose with furniture around it: there the odds of a block decide, where
 * elsewhere (lists of products, of posts) a doubtful block is worth taking. */
enum { SURE = 750, DOUBTFUL = 250, PROSE_FLOOR = 500 };
/* What `favour` does to the threshold, in thousandths of chance. */
enum { PRECISION_FLOOR = 700, RECALL_CEILING = 200 };

static void add_steps(const mtn_clues *clues, int16_t *points) {
  for (size_t s = 0; s < mtn_card_step_count; s++) {
    const mtn_step *step = &mtn_card_steps[s];
    const int16_t *values = mtn_clue_column(clues, (mtn_clue)step->clue);
    int16_t from = step->from, worth = step->points;
    for (size_t i = 0; i < clues->stride; i++) points[i] = (int16_t)(points[i] + (values[i] >= from ? worth : 0));
  }
}

static int flag_points(uint32_t flags) {
  int sum = 0;
  for (size_t k = 0; k < mtn_card_flag_count; k++) sum += flags & mtn_card_flags[k].flag ? mtn_card_flags[k].points : 0;
  return sum;
}

static void add_codes(const mtn_blocks *blocks, const mtn_clues *clues, int16_t *points) {
  const int16_t *core = mtn_clue_column(clues, MTN_CLUE_core_zone), *best = mtn_clue_column(clues, MTN_CLUE_best_zone);
  const int16_t *main = mtn_clue_column(clues, MTN_CLUE_main_zone), *element = mtn_clue_column(clues, MTN_CLUE_element);
  const int16_t *ending = mtn_clue_column(clues, MTN_CLUE_ending);
  /* The same for all blocks of a page. */
  int page = mtn_card_base + mtn_card_og_types[mtn_clue_column(clues, MTN_CLUE_og_type)[0]] +
             mtn_card_ld_types[mtn_clue_column(clues, MTN_CLUE_ld_type)[0]];
  uint32_t flags = 0; /* neighbours mostly stand in the same places */
  int of_flags = flag_points(flags);
  for (size_t i = 0; i < blocks->count; i++) {
    if (blocks->items[i].flags != flags) {
      flags = blocks->items[i].flags;
      of_flags = flag_points(flags);
    }
    bool in_core = core[i] / MTN_FORM_COUNT >= MTN_ZONE_IN;
    int sum = points[i] + page + of_flags + mtn_card_elements[element[i]][0] +
              (in_core ? mtn_card_elements[element[i]][1] : 0) + mtn_card_endings[ending[i]] +
              mtn_card_zones[0][core[i] / MTN_FORM_COUNT][core[i] % MTN_FORM_COUNT] +
              mtn_card_zones[1][best[i] / MTN_FORM_COUNT][best[i] % MTN_FORM_COUNT] +
              mtn_card_zones[2][main[i] / MTN_FORM_COUNT][main[i] % MTN_FORM_COUNT];
    points[i] = (int16_t)sum;
  }
}

/* Rows of a table stand or fall together: each gets the mean of those beside it. */
static void level_tables(const mtn_blocks *blocks, int16_t *points) {
  const mtn_block *items = blocks->items;
  for (size_t i = 0, end; i < blocks->count; i = end) {
    end = i + 1;
    if (items[i].kind != MATN_BLOCK_TABLE_ROW) continue;
    int64_t sum = points[i];
    for (; end < blocks->count && items[end].kind == MATN_BLOCK_TABLE_ROW && items[end].table == items[i].table; end++)
      sum += points[end];
    int16_t mean = (int16_t)(sum / (int64_t)(end - i));
    for (size_t k = i; k < end; k++) points[k] = mean;
  }
}

static unsigned level_of(int points) {
  int half = (points + 224) / 2;
  return half < 0 ? 0 : half >= (int)MTN_CHANCES ? MTN_CHANCES - 1 : (unsigned)half;
}

/* The level (index into mtn_card_chances) from which blocks are taken: the one that makes the expected F1 of the page's
 * words greatest.  With every block counted by its words and its chance, that is 2 * (words taken that are text) /
 * (words taken + words that are text).  words[i]: words of the blocks of level i. */
static unsigned threshold(const uint64_t *words) {
  uint64_t text = 0, taken = 0, right = 0, greatest = 0;
  unsigned best = MTN_CHANCES;
  for (unsigned i = 0; i < MTN_CHANCES; i++) text += words[i] * mtn_card_chances[i];
  for (unsigned i = MTN_CHANCES; i-- > 0;) {
    if (!words[i]) continue;
    taken += words[i] * 1000;
    right += words[i] * mtn_card_chances[i];
    uint64_t value = (right << 20) / (taken + text + 1); /* right < 2^42: a document has less than 2^31 words */
    if (value > greatest) {
      greatest = value;
      best = i;
    }
  }
  return best;
}

/* The same after what is known of the page and asked by the caller. */
static unsigned final_threshold(const uint64_t *words, matn_favour favour) {
  unsigned best = threshold(words), highest = 0, floor = 0;
  uint64_t sure = 0, likely = 0;
  for (unsigned i = 0; i < MTN_CHANCES; i++) {
    if (words[i]) highest = i;
    if (mtn_card_chances[i] > SURE) sure += words[i];
    if (mtn_card_chances[i] > DOUBTFUL) likely += words[i];
  }
  if (sure * 2 > likely) floor = PROSE_FLOOR;
  if (favour == MATN_PRECISION) floor = PRECISION_FLOOR;
  if (favour == MATN_RECALL) {
    while (best > 0 && best < MTN_CHANCES && mtn_card_chances[best - 1] >= RECALL_CEILING) best--;
    floor = 0;
  }
  while (best < highest && mtn_card_chances[best] < floor) best++;
  return best;
}

matn_status mtn_blocks_label(const mtn_document *doc, mtn_blocks *blocks, matn_favour favour, mtn_arena *arena) {
  if (!blocks->count) return MATN_OK;
  mtn_clues clues;
  MTN_TRY(mtn_clues_measure(doc, blocks, arena, &clues));
  int16_t *points = mtn_arena_calloc(arena, clues.stride, sizeof(*points));
  if (!points) return MATN_NOMEM;
  add_steps(&clues, points);
  add_codes(blocks, &clues, points);
  level_tables(blocks, points);
  uint64_t words[MTN_CHANCES] = {0};
  for (size_t i = 0; i < blocks->count; i++) words[level_of(points[i])] += blocks->items[i].words;
  unsigned least = final_threshold(words, favour);
  for (size_t i = 0; i < blocks->count; i++) {
    mtn_block *block = &blocks->items[i];
    unsigned at = level_of(points[i]);
    block->score = mtn_card_chances[at];
    block->selected = at >= least;
  }
  return MATN_OK;
}
