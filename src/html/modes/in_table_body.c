/* The "in table body" insertion mode (HTML 13.2.6.4.13). */
#include "html/tree_internal.h"

static void clear(mtn_tree *tree) { mtn_clear_to(tree, MTN_TAG_TBODY, MTN_TAG_TFOOT, MTN_TAG_THEAD); }

/* Close the body that is open, for a tag that cannot be in it; false when there is none. */
static bool close_body(mtn_tree *tree) {
  if (!mtn_in_scope(tree, MTN_TAG_TBODY, MTN_SCOPE_TABLE) && !mtn_in_scope(tree, MTN_TAG_THEAD, MTN_SCOPE_TABLE) &&
      !mtn_in_scope(tree, MTN_TAG_TFOOT, MTN_SCOPE_TABLE))
    return false;
  clear(tree);
  mtn_stack_pop(tree);
  tree->mode = MTN_MODE_IN_TABLE;
  return true;
}

bool mtn_mode_in_table_body(mtn_tree *tree, mtn_token *token) {
  if (token->type == MTN_TOKEN_START) {
    switch (token->tag) {
    case MTN_TAG_TR:
      clear(tree);
      mtn_insert_html(tree, token);
      tree->mode = MTN_MODE_IN_ROW;
      return false;
    case MTN_TAG_TH:
    case MTN_TAG_TD:
      clear(tree);
      mtn_insert_implied(tree, MTN_TAG_TR, token);
      tree->mode = MTN_MODE_IN_ROW;
      return true;
    case MTN_TAG_CAPTION:
    case MTN_TAG_COL:
    case MTN_TAG_COLGROUP:
    case MTN_TAG_TBODY:
    case MTN_TAG_TFOOT:
    case MTN_TAG_THEAD: return close_body(tree);
    default: break;
    }
  } else if (token->type == MTN_TOKEN_END) {
    switch (token->tag) {
    case MTN_TAG_TBODY:
    case MTN_TAG_TFOOT:
    case MTN_TAG_THEAD:
      if (!mtn_in_scope(tree, (mtn_tag)token->tag, MTN_SCOPE_TABLE)) return false;
      clear(tree);
      mtn_stack_pop(tree);
      tree->mode = MTN_MODE_IN_TABLE;
      return false;
    case MTN_TAG_TABLE: return close_body(tree);
    case MTN_TAG_BODY:
    case MTN_TAG_CAPTION:
    case MTN_TAG_COL:
    case MTN_TAG_COLGROUP:
    case MTN_TAG_HTML:
    case MTN_TAG_TD:
    case MTN_TAG_TH:
    case MTN_TAG_TR: return false;
    default: break;
    }
  }
  return mtn_mode_in_table(tree, token);
}
