/* What the words say that name the elements around a block (extract/names.h), and those of short lines. */
#include "extract/features_internal.h"

enum { SHORT_WORDS = 12 };

static void put_tally(const mtn_measure *m, mtn_feature least, size_t block, const mtn_tally *t) {
  mtn_row(m, least)[block] = mtn_clip(t->min);
  mtn_row(m, (mtn_feature)(least + 1))[block] = mtn_clip(t->max);
  mtn_row(m, (mtn_feature)(least + 2))[block] = mtn_clip(t->sum);
}

static mtn_tally names_of(const mtn_document *doc, const mtn_blocks *blocks, const mtn_block *block) {
  mtn_tally t = blocks->names[block->box].weight;
  if (block->node != blocks->boxes[block->box].node)
    mtn_tally_add(&t, mtn_names_of(blocks->known_names, doc, block->node).weight);
  return t;
}

static mtn_tally names_around(const mtn_blocks *blocks, uint32_t box) {
  mtn_tally t = {0, 0, 0};
  for (int k = 0; k < 3 && box; k++) {
    box = blocks->boxes[box].parent;
    mtn_tally_add(&t, blocks->names[box].weight);
  }
  return t;
}

void mtn_features_tokens(const mtn_measure *m) {
  const mtn_blocks *blocks = m->blocks;
  mtn_tally heading = {0, 0, 0};
  for (size_t i = 0; i < blocks->count; i++) {
    const mtn_block *block = &blocks->items[i];
    mtn_tally own = names_of(m->doc, blocks, block), around = names_around(blocks, block->box);
    mtn_tally text = mtn_names_of_text(block->text, block->words <= SHORT_WORDS);
    put_tally(m, MTN_F_tok_own_min, i, &own);
    put_tally(m, MTN_F_tok_near_min, i, &around);
    put_tally(m, MTN_F_text_min, i, &text);
    put_tally(m, MTN_F_under_min, i, &heading);
    if (block->kind == MATN_BLOCK_HEADING) heading = text;
  }
}
