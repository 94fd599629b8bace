/*
 * The text that a page hides in its data, as a document of its own (extract/thin.h): found once for a document, asked
 * for by each matn_extract whose visible text is thin.
 */
#include "api/internal.h"
#include "extract/thin.h"

enum { TOLD_SCORE = 900, LONE_SCORE = 700 };

/* Where the text stands in the page: all of the script or attribute that it was found in. */
static matn_span place_of(const mtn_document *doc, uint32_t node) {
  const mtn_node *n = &doc->nodes[node];
  uint32_t child = n->first;
  if (n->tag != MTN_TAG_SCRIPT || !child) return (matn_span){n->begin, n->end};
  return (matn_span){doc->nodes[child].begin, doc->nodes[child].end};
}

#define REPEAT_WORDS_MIN 8

/* All of a text is taken but what no reader is shown, and what the data holds twice in a row. */
static void select_found(mtn_blocks *blocks, bool told, matn_span span) {
  const uint32_t furniture = MTN_BLOCK_HIDDEN | MTN_BLOCK_UNDISPLAYED | MTN_BLOCK_IN_NAV | MTN_BLOCK_IN_FORM |
                             MTN_BLOCK_IN_BUTTON | MTN_BLOCK_IN_DIALOG;
  matn_str before = {NULL, 0};
  for (size_t i = 0; i < blocks->count; i++) {
    mtn_block *block = &blocks->items[i];
    bool again = block->words >= REPEAT_WORDS_MIN && mtn_str_equal(block->text, before);
    block->selected = !(block->flags & furniture) && !again;
    block->score = !block->selected ? 0 : told ? TOLD_SCORE : LONE_SCORE;
    block->span = span;
    before = block->text;
  }
}

static matn_status find(matn_doc *doc, const mtn_facts *facts, size_t least, uint32_t max_blocks, matn_error *error) {
  mtn_hidden *hidden = &doc->hidden;
  mtn_thin thin;
  if (mtn_thin_find(&doc->tree, mtn_facts_first(facts, MATN_TITLE), mtn_facts_first(facts, MATN_DESCRIPTION), least,
                    &doc->scratch, &thin) != MATN_OK)
    return mtn_out_of_memory(error);
  matn_status status = MATN_OK;
  if (thin.html.len) {
    mtn_document_init(&hidden->tree, doc->tree.alloc);
    status = mtn_doc_build(doc, &hidden->tree, thin.html.data, thin.html.len, error);
    if (status == MATN_OK)
      status = mtn_blocks_cut(&hidden->tree, &doc->arena, &doc->scratch, max_blocks, &hidden->blocks, error);
    if (status == MATN_OK) select_found(&hidden->blocks, thin.told, place_of(&doc->tree, thin.node));
    hidden->found = status == MATN_OK;
    hidden->told = thin.told;
    if (!hidden->found) mtn_document_free(&hidden->tree);
  }
  mtn_buf_free(&thin.html);
  if (status != MATN_NOMEM) hidden->looked = least;
  return status == MATN_LIMIT ? MATN_OK : status; /* what breaks a limit is no text to be found */
}

matn_status mtn_doc_reveal(matn_doc *doc, const mtn_blocks *blocks, const mtn_facts *facts, uint32_t max_blocks,
                           bool *better, matn_error *error) {
  *better = false;
  if (doc->input != MATN_INPUT_HTML || doc->is_fragment) return MATN_OK;
  size_t least = mtn_thin_wanted(&doc->tree, blocks);
  if (!least) return MATN_OK;
  /* What was too short for another selection may be long enough for this one. */
  bool look = !doc->hidden.found && (!doc->hidden.looked || least < doc->hidden.looked);
  matn_status status = look ? find(doc, facts, least, max_blocks, error) : MATN_OK;
  if (status == MATN_OK && doc->hidden.found &&
      mtn_thin_is_better(blocks, &doc->hidden.blocks, doc->hidden.told, &doc->scratch, better) != MATN_OK)
    status = mtn_out_of_memory(error);
  mtn_arena_reset(&doc->scratch);
  return status;
}
