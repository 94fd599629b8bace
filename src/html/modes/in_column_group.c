/* The "in column group" insertion mode (HTML 13.2.6.4.12). */
#include "html/tree_internal.h"

bool mtn_mode_in_column_group(mtn_tree *tree, mtn_token *token) {
  switch (token->type) {
  case MTN_TOKEN_TEXT:
    if (mtn_take_space(tree, token, true)) return false;
    break;
  case MTN_TOKEN_COMMENT: mtn_insert_comment(tree, token, 0); return false;
  case MTN_TOKEN_DOCTYPE: return false;
  case MTN_TOKEN_EOF: return mtn_mode_in_body(tree, token);
  case MTN_TOKEN_START:
    if (token->tag == MTN_TAG_HTML) return mtn_mode_in_body(tree, token);
    if (token->tag == MTN_TAG_TEMPLATE) return mtn_mode_in_head(tree, token);
    if (token->tag == MTN_TAG_COL) {
      mtn_insert_html(tree, token);
      mtn_stack_pop(tree);
      return false;
    }
    break;
  case MTN_TOKEN_END:
    if (token->tag == MTN_TAG_COL) return false;
    if (token->tag == MTN_TAG_TEMPLATE) return mtn_mode_in_head(tree, token);
    if (token->tag == MTN_TAG_COLGROUP) {
      if (!mtn_current_is(tree, MTN_TAG_COLGROUP)) return false;
      mtn_stack_pop(tree);
      tree->mode = MTN_MODE_IN_TABLE;
      return false;
    }
    break;
  default: break;
  }
  if (!mtn_current_is(tree, MTN_TAG_COLGROUP)) return false;
  mtn_stack_pop(tree);
  tree->mode = MTN_MODE_IN_TABLE;
  return true;
}
