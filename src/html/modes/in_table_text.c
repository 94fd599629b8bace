/* The "in table text" insertion mode (HTML 13.2.6.4.10): text between the parts of a table is held back until it is
 * known whether it is all white space. */
#include "html/tree_internal.h"

bool mtn_mode_in_table_text(mtn_tree *tree, mtn_token *token) {
  if (token->type == MTN_TOKEN_TEXT) {
    mtn_ref text = token->has_nul ? mtn_without_nul(tree, token->text, false) : token->text;
    if (!mtn_array_reserve(tree->alloc, (void **)&tree->pending, &tree->pending_cap, tree->pending_len + 1,
                           sizeof(mtn_ref), 16)) {
      tree->doc->failed = true;
      return false;
    }
    tree->pending[tree->pending_len++] = text;
    tree->pending_end = token->end;
    if (!tree->doc->failed) tree->pending_solid |= mtn_is_solid(mtn_text_of(tree->doc, text));
    return false;
  }
  tree->mode = tree->original_mode;
  size_t count = tree->pending_len;
  tree->pending_len = 0;
  for (size_t i = 0; i < count && !tree->doc->failed; i++) {
    if (tree->pending_solid) { /* as "in table", anything else */
      mtn_token text = {
          .type = MTN_TOKEN_TEXT, .text = tree->pending[i], .begin = tree->pending_begin, .end = tree->pending_end};
      tree->foster_parenting = true;
      mtn_mode_in_body(tree, &text);
      tree->foster_parenting = false;
    } else {
      mtn_insert_text(tree, tree->pending[i], tree->pending_begin, tree->pending_end);
    }
  }
  return true;
}
