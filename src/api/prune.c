/* What selectors take out of a page, and what they keep of it. */
#include "api/internal.h"
#include "html/select.h"

matn_status matn_selector_check(matn_str selector, matn_error *error) {
  mtn_arena arena;
  const mtn_selector *parsed;
  if (!selector.ptr) return mtn_fail(error, MATN_ARGUMENT, 0, "selector is absent");
  mtn_arena_init(&arena, &mtn_alloc_default);
  matn_status status = mtn_select_parse(selector, &arena, &parsed, error);
  mtn_arena_free(&arena);
  return status;
}

/* The elements that any of the selectors matches, as a set. */
static matn_status mark(const mtn_document *tree, const matn_str *selectors, size_t count, mtn_arena *arena,
                        uint8_t **marks, matn_error *error) {
  *marks = mtn_arena_calloc(arena, mtn_select_bytes(tree), 1);
  if (!*marks) return mtn_out_of_memory(error);
  for (size_t i = 0; i < count; i++) {
    const mtn_selector *selector;
    if (!selectors[i].ptr) return mtn_fail(error, MATN_ARGUMENT, 0, "a selector is absent");
    MTN_TRY(mtn_select_parse(selectors[i], arena, &selector, error));
    if (mtn_select_match(selector, tree, arena, *marks) != MATN_OK) return mtn_out_of_memory(error);
  }
  return MATN_OK;
}

/* A document that shares all with `doc` but the links of its nodes, without the marked elements. */
static matn_status prune(matn_doc *doc, const uint8_t *marks, mtn_document **out, matn_error *error) {
  mtn_document *pruned = mtn_arena_alloc(&doc->arena, sizeof(*pruned));
  if (!pruned) return mtn_out_of_memory(error);
  *pruned = doc->tree;
  pruned->nodes = mtn_arena_alloc(&doc->arena, doc->tree.node_count * sizeof(mtn_node));
  if (!pruned->nodes) return mtn_out_of_memory(error);
  memcpy(pruned->nodes, doc->tree.nodes, doc->tree.node_count * sizeof(mtn_node));
  for (uint32_t node = 2; node < pruned->node_count; node++)
    if (mtn_select_has(marks, node) && node != pruned->root) mtn_node_remove(pruned, node);
  if (mtn_select_has(marks, pruned->root)) pruned->nodes[pruned->root].first = pruned->nodes[pruned->root].last = 0;
  *out = pruned;
  return MATN_OK;
}

matn_status mtn_doc_prune(matn_doc *doc, const matn_extract_options *options, const mtn_document **tree,
                          mtn_blocks *blocks, matn_error *error) {
  *tree = &doc->tree;
  *blocks = doc->blocks;
  if (!options->prune_count || doc->input != MATN_INPUT_HTML || doc->tree.node_count < 2) return MATN_OK;
  uint8_t *marks;
  mtn_document *pruned = NULL;
  matn_status status = mark(&doc->tree, options->prune, options->prune_count, &doc->scratch, &marks, error);
  if (status == MATN_OK) status = prune(doc, marks, &pruned, error);
  mtn_arena_reset(&doc->scratch);
  MTN_TRY(status);
  *tree = pruned;
  status = mtn_blocks_cut(pruned, &doc->arena, &doc->scratch, options->max_blocks, blocks, error);
  mtn_arena_reset(&doc->scratch);
  return status;
}

#define KEPT_SCORE 1000

matn_status mtn_doc_keep(matn_doc *doc, const matn_extract_options *options, const mtn_document *tree,
                         mtn_blocks *blocks, matn_error *error) {
  if (!options->keep_count || doc->input != MATN_INPUT_HTML || tree->node_count < 2) return MATN_OK;
  uint8_t *marks;
  matn_status status = mark(tree, options->keep, options->keep_count, &doc->scratch, &marks, error);
  if (status == MATN_OK) {
    for (uint32_t node = 1; node; node = mtn_node_walk(tree, 1, node))
      if (mtn_select_has(marks, tree->nodes[node].parent)) mtn_select_add(marks, node);
    for (size_t i = 0; i < blocks->count; i++) {
      mtn_block *block = &blocks->items[i];
      if (!mtn_select_has(marks, block->first) && !mtn_select_has(marks, block->last)) continue;
      block->selected = true;
      block->score = KEPT_SCORE;
    }
  }
  mtn_arena_reset(&doc->scratch);
  return status;
}
