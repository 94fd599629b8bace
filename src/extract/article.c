#include "extract/article.h"

#include "extract/status.h"
#include "extract/tidy.h"

/* A shorter text may well be said twice: "Read more", a name, a price. */
#define REPEAT_WORDS_MIN 3
#define REPEAT_LINES_WORDS_MIN 5
/* Lines of plain text have no boxes: copies as near as this are beside one another.  As in train/lines.py. */
#define REPEAT_LINES_NEAR 10

/* Two copies that are likelier than this to be main text are beyond doubt.  As in train/train.py. */
#define REPEAT_SURE 900

/* ---------------------------------------------------------------------------------------------------------- Repeats */

static bool is_hidden(const mtn_block *block) { return block->flags & (MTN_BLOCK_HIDDEN | MTN_BLOCK_UNDISPLAYED); }

/* Whether what stands before or after both is a copy too: then all of it was put there twice. */
static bool is_run(const mtn_blocks *blocks, size_t first, size_t later) {
  const mtn_block *items = blocks->items;
  return (first > 0 && mtn_str_equal(items[first - 1].text, items[later - 1].text)) ||
         (later + 1 < blocks->count && mtn_str_equal(items[first + 1].text, items[later + 1].text));
}

/* Copies beside one another are the author's, as a refrain is, and single ones that are beyond doubt. */
static bool may_repeat(const mtn_blocks *blocks, size_t first, size_t later) {
  const mtn_block *a = &blocks->items[first], *b = &blocks->items[later];
  if (mtn_blocks_are_lines(blocks)) return later - first < REPEAT_LINES_NEAR;
  if (mtn_blocks_place(blocks, a) == mtn_blocks_place(blocks, b)) return true;
  return a->score > REPEAT_SURE && b->score > REPEAT_SURE && !is_run(blocks, first, later);
}

static void drop(mtn_block *block) {
  block->selected = false;
  block->dropped = MTN_DROPPED_REPEAT;
}

/* Clear later copies of a selected text that stand elsewhere on the page (for another screen, in a slider), and a first
 * one that readers do not see.  As in train/train.py and train/lines.py.  Equal hashes of different texts cost a probe
 * each and no more: a slot is left after PROBES_MAX, so texts made to collide cannot make this quadratic. */
#define PROBES_MAX 64
static matn_status drop_repeats(mtn_blocks *blocks, mtn_arena *arena) {
  size_t slots = 16, candidates = 0;
  uint32_t least = mtn_blocks_are_lines(blocks) ? REPEAT_LINES_WORDS_MIN : REPEAT_WORDS_MIN;
  for (size_t i = 0; i < blocks->count; i++) candidates += blocks->items[i].selected;
  while (slots < candidates * 2) slots *= 2;
  uint32_t *table = mtn_arena_calloc(arena, slots, sizeof(*table)); /* index of a block + 1 */
  if (!table) return MATN_NOMEM;
  for (size_t i = 0; i < blocks->count; i++) {
    mtn_block *block = &blocks->items[i];
    bool repeatable = block->kind == MATN_BLOCK_TABLE_ROW || block->kind == MATN_BLOCK_CODE;
    if (!block->selected || repeatable || block->words < least) continue;
    size_t at = (size_t)mtn_str_hash(block->text) & (slots - 1);
    for (unsigned probe = 0; probe < PROBES_MAX; probe++, at = (at + 1) & (slots - 1)) {
      if (!table[at]) {
        table[at] = (uint32_t)i + 1;
        break;
      }
      mtn_block *first = &blocks->items[table[at] - 1];
      if (!mtn_str_equal(first->text, block->text)) continue;
      bool elsewhere = mtn_blocks_place(blocks, first) != mtn_blocks_place(blocks, block);
      if (elsewhere && is_hidden(first) && !is_hidden(block)) {
        drop(first);
        table[at] = (uint32_t)i + 1;
      } else if (!may_repeat(blocks, table[at] - 1, i)) {
        drop(block);
      }
      break;
    }
  }
  return MATN_OK;
}

/* ---------------------------------------------------------------------------------------------------------- Article */

size_t mtn_article_words(const mtn_article *article) {
  size_t words = 0;
  for (size_t i = 0; i < article->part_count; i++) words += article->blocks.items[article->parts[i].block].words;
  return words;
}

/* The word-F1 that the scores let expect, as the decoder does (decoder.c).  What is left by a rule (a copy, a comment,
 * a button) counts as known to be no text.  docs/MODEL.md says how well it holds. */
static uint16_t confidence_of(const mtn_blocks *blocks) {
  uint64_t taken = 0, right = 0, expected = 0; /* words; the others in thousandths, below 2^42 as in decoder.c */
  for (size_t i = 0; i < blocks->count; i++) {
    const mtn_block *block = &blocks->items[i];
    if (!block->selected && block->dropped != MTN_DROPPED_NOT && block->dropped != MTN_DROPPED_LATER) continue;
    uint64_t chance = (uint64_t)block->score * block->words;
    expected += chance;
    if (!block->selected) continue;
    taken += block->words;
    right += chance;
  }
  return (uint16_t)(taken ? 2000 * right / (1000 * taken + expected) : 0);
}

matn_status mtn_article_build(const mtn_document *doc, const mtn_blocks *blocks, matn_str title, bool whole,
                              mtn_arena *arena, mtn_article *out) {
  *out = (mtn_article){.doc = doc, .blocks = *blocks};
  if (!whole) {
    MTN_TRY(drop_repeats(&out->blocks, arena));
    MTN_TRY(mtn_tidy(doc, &out->blocks, arena));
  }
  out->status = mtn_status_find(doc, &out->blocks, title);
  if (whole && blocks->count) out->status = MATN_PAGE_OK;
  for (size_t i = 0; i < blocks->count; i++) {
    mtn_block *block = &out->blocks.items[i];
    if (!block->selected || out->status == MATN_PAGE_OK || out->status == MATN_PAGE_PAYWALL) continue;
    block->selected = false;
    block->dropped = MTN_DROPPED_STATUS;
  }
  out->confidence = confidence_of(&out->blocks);
  MTN_TRY(mtn_structure_build(doc, &out->blocks, arena, &out->structure));
  out->parts = out->structure.parts;
  out->part_count = out->structure.part_count;
  return MATN_OK;
}
