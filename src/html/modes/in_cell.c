/* The "in cell" insertion mode (HTML 13.2.6.4.15). */
#include "html/tree_internal.h"

/* Close the cell: up to the td or th that is open. */
static void close_cell(mtn_tree *tree) {
  mtn_implied_end_tags(tree, MTN_TAG_UNKNOWN);
  while (tree->open_len > 0) {
    bool cell = mtn_current_is(tree, MTN_TAG_TD) || mtn_current_is(tree, MTN_TAG_TH);
    mtn_stack_pop(tree);
    if (cell) break;
  }
  mtn_active_clear(tree);
  tree->mode = MTN_MODE_IN_ROW;
}

bool mtn_mode_in_cell(mtn_tree *tree, mtn_token *token) {
  if (token->type == MTN_TOKEN_START) {
    switch (token->tag) {
    case MTN_TAG_CAPTION:
    case MTN_TAG_COL:
    case MTN_TAG_COLGROUP:
    case MTN_TAG_TBODY:
    case MTN_TAG_TD:
    case MTN_TAG_TFOOT:
    case MTN_TAG_TH:
    case MTN_TAG_THEAD:
    case MTN_TAG_TR:
      if (!mtn_in_scope(tree, MTN_TAG_TD, MTN_SCOPE_TABLE) && !mtn_in_scope(tree, MTN_TAG_TH, MTN_SCOPE_TABLE))
        return false;
      close_cell(tree);
      return true;
    default: break;
    }
  } else if (token->type == MTN_TOKEN_END) {
    switch (token->tag) {
    case MTN_TAG_TD:
    case MTN_TAG_TH:
      if (!mtn_in_scope(tree, (mtn_tag)token->tag, MTN_SCOPE_TABLE)) return false;
      mtn_implied_end_tags(tree, MTN_TAG_UNKNOWN);
      mtn_stack_pop_until(tree, (mtn_tag)token->tag);
      mtn_active_clear(tree);
      tree->mode = MTN_MODE_IN_ROW;
      return false;
    case MTN_TAG_BODY:
    case MTN_TAG_CAPTION:
    case MTN_TAG_COL:
    case MTN_TAG_COLGROUP:
    case MTN_TAG_HTML: return false;
    case MTN_TAG_TABLE:
    case MTN_TAG_TBODY:
    case MTN_TAG_TFOOT:
    case MTN_TAG_THEAD:
    case MTN_TAG_TR:
      if (!mtn_in_scope(tree, (mtn_tag)token->tag, MTN_SCOPE_TABLE)) return false;
      close_cell(tree);
      return true;
    default: break;
    }
  }
  return mtn_mode_in_body(tree, token);
}
