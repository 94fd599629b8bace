/* The "in row" insertion mode (HTML 13.2.6.4.14). */
#include "html/tree_internal.h"

/* False when there is no row to close. */
static bool close_row(mtn_tree *tree) {
  if (!mtn_in_scope(tree, MTN_TAG_TR, MTN_SCOPE_TABLE)) return false;
  mtn_clear_to(tree, MTN_TAG_TR, MTN_TAG_TR, MTN_TAG_TR);
  mtn_stack_pop(tree);
  tree->mode = MTN_MODE_IN_TABLE_BODY;
  return true;
}

bool mtn_mode_in_row(mtn_tree *tree, mtn_token *token) {
  if (token->type == MTN_TOKEN_START) {
    switch (token->tag) {
    case MTN_TAG_TH:
    case MTN_TAG_TD:
      mtn_clear_to(tree, MTN_TAG_TR, MTN_TAG_TR, MTN_TAG_TR);
      mtn_insert_html(tree, token);
      tree->mode = MTN_MODE_IN_CELL;
      mtn_active_marker(tree);
      return false;
    case MTN_TAG_CAPTION:
    case MTN_TAG_COL:
    case MTN_TAG_COLGROUP:
    case MTN_TAG_TBODY:
    case MTN_TAG_TFOOT:
    case MTN_TAG_THEAD:
    case MTN_TAG_TR: return close_row(tree);
    default: break;
    }
  } else if (token->type == MTN_TOKEN_END) {
    switch (token->tag) {
    case MTN_TAG_TR: close_row(tree); return false;
    case MTN_TAG_TABLE: return close_row(tree);
    case MTN_TAG_TBODY:
    case MTN_TAG_TFOOT:
    case MTN_TAG_THEAD: return mtn_in_scope(tree, (mtn_tag)token->tag, MTN_SCOPE_TABLE) && close_row(tree);
    case MTN_TAG_BODY:
    case MTN_TAG_CAPTION:
    case MTN_TAG_COL:
    case MTN_TAG_COLGROUP:
    case MTN_TAG_HTML:
    case MTN_TAG_TD:
    case MTN_TAG_TH: return false;
    default: break;
    }
  }
  return mtn_mode_in_table(tree, token);
}
