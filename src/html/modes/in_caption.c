/* The "in caption" insertion mode (HTML 13.2.6.4.11). */
#include "html/tree_internal.h"

/* False when there is no caption to close. */
static bool close_caption(mtn_tree *tree) {
  if (!mtn_in_scope(tree, MTN_TAG_CAPTION, MTN_SCOPE_TABLE)) return false;
  mtn_implied_end_tags(tree, MTN_TAG_UNKNOWN);
  mtn_stack_pop_until(tree, MTN_TAG_CAPTION);
  mtn_active_clear(tree);
  tree->mode = MTN_MODE_IN_TABLE;
  return true;
}

bool mtn_mode_in_caption(mtn_tree *tree, mtn_token *token) {
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
    case MTN_TAG_TR: return close_caption(tree);
    default: break;
    }
  } else if (token->type == MTN_TOKEN_END) {
    switch (token->tag) {
    case MTN_TAG_CAPTION: close_caption(tree); return false;
    case MTN_TAG_TABLE: return close_caption(tree);
    case MTN_TAG_BODY:
    case MTN_TAG_COL:
    case MTN_TAG_COLGROUP:
    case MTN_TAG_HTML:
    case MTN_TAG_TBODY:
    case MTN_TAG_TD:
    case MTN_TAG_TFOOT:
    case MTN_TAG_TH:
    case MTN_TAG_THEAD:
    case MTN_TAG_TR: return false;
    default: break;
    }
  }
  return mtn_mode_in_body(tree, token);
}
