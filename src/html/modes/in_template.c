/* The "in template" insertion mode (HTML 13.2.6.4.16). */
#include "html/tree_internal.h"

static bool change(mtn_tree *tree, mtn_mode mode) {
  if (tree->templates_len) tree->templates[tree->templates_len - 1] = (uint8_t)mode;
  tree->mode = (uint8_t)mode;
  return true;
}

bool mtn_mode_in_template(mtn_tree *tree, mtn_token *token) {
  switch (token->type) {
  case MTN_TOKEN_START:
    switch (token->tag) {
    case MTN_TAG_BASE:
    case MTN_TAG_BASEFONT:
    case MTN_TAG_BGSOUND:
    case MTN_TAG_LINK:
    case MTN_TAG_META:
    case MTN_TAG_NOFRAMES:
    case MTN_TAG_SCRIPT:
    case MTN_TAG_STYLE:
    case MTN_TAG_TEMPLATE:
    case MTN_TAG_TITLE: return mtn_mode_in_head(tree, token);
    case MTN_TAG_CAPTION:
    case MTN_TAG_COLGROUP:
    case MTN_TAG_TBODY:
    case MTN_TAG_TFOOT:
    case MTN_TAG_THEAD: return change(tree, MTN_MODE_IN_TABLE);
    case MTN_TAG_COL: return change(tree, MTN_MODE_IN_COLUMN_GROUP);
    case MTN_TAG_TR: return change(tree, MTN_MODE_IN_TABLE_BODY);
    case MTN_TAG_TD:
    case MTN_TAG_TH: return change(tree, MTN_MODE_IN_ROW);
    default: return change(tree, MTN_MODE_IN_BODY);
    }
  case MTN_TOKEN_END: return token->tag == MTN_TAG_TEMPLATE ? mtn_mode_in_head(tree, token) : false;
  case MTN_TOKEN_EOF:
    if (!mtn_has_open(tree, MTN_TAG_TEMPLATE)) {
      tree->stop = true;
      return false;
    }
    mtn_stack_pop_until(tree, MTN_TAG_TEMPLATE);
    mtn_active_clear(tree);
    if (tree->templates_len) tree->templates_len--;
    mtn_reset_mode(tree);
    return true;
  default: return mtn_mode_in_body(tree, token);
  }
}
