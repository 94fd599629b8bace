/* The "in table" insertion mode (HTML 13.2.6.4.9). */
#include "html/tree_internal.h"

/* Anything else: by the rules of "in body", with foster parenting. */
static bool foster(mtn_tree *tree, mtn_token *token) {
  tree->foster_parenting = true;
  bool again = mtn_mode_in_body(tree, token);
  tree->foster_parenting = false;
  return again;
}

static bool takes_text(mtn_tree *tree) {
  if (tree->open_len == 0 || mtn_current(tree)->ns != MTN_NS_HTML) return false;
  switch (mtn_current(tree)->tag) {
  case MTN_TAG_TABLE:
  case MTN_TAG_TBODY:
  case MTN_TAG_TEMPLATE:
  case MTN_TAG_TFOOT:
  case MTN_TAG_THEAD:
  case MTN_TAG_TR: return true;
  default: return false;
  }
}

bool mtn_mode_in_table(mtn_tree *tree, mtn_token *token) {
  switch (token->type) {
  case MTN_TOKEN_TEXT:
    if (!takes_text(tree)) break;
    tree->pending_len = 0;
    tree->pending_solid = false;
    tree->pending_begin = token->begin;
    tree->original_mode = tree->mode;
    tree->mode = MTN_MODE_IN_TABLE_TEXT;
    return true;
  case MTN_TOKEN_COMMENT: mtn_insert_comment(tree, token, 0); return false;
  case MTN_TOKEN_DOCTYPE: return false;
  case MTN_TOKEN_EOF: return mtn_mode_in_body(tree, token);
  case MTN_TOKEN_START:
    switch (token->tag) {
    case MTN_TAG_CAPTION:
      mtn_clear_to(tree, MTN_TAG_TABLE, MTN_TAG_TABLE, MTN_TAG_TABLE);
      mtn_active_marker(tree);
      mtn_insert_html(tree, token);
      tree->mode = MTN_MODE_IN_CAPTION;
      return false;
    case MTN_TAG_COLGROUP:
      mtn_clear_to(tree, MTN_TAG_TABLE, MTN_TAG_TABLE, MTN_TAG_TABLE);
      mtn_insert_html(tree, token);
      tree->mode = MTN_MODE_IN_COLUMN_GROUP;
      return false;
    case MTN_TAG_COL:
      mtn_clear_to(tree, MTN_TAG_TABLE, MTN_TAG_TABLE, MTN_TAG_TABLE);
      mtn_insert_implied(tree, MTN_TAG_COLGROUP, token);
      tree->mode = MTN_MODE_IN_COLUMN_GROUP;
      return true;
    case MTN_TAG_TBODY:
    case MTN_TAG_TFOOT:
    case MTN_TAG_THEAD:
      mtn_clear_to(tree, MTN_TAG_TABLE, MTN_TAG_TABLE, MTN_TAG_TABLE);
      mtn_insert_html(tree, token);
      tree->mode = MTN_MODE_IN_TABLE_BODY;
      return false;
    case MTN_TAG_TD:
    case MTN_TAG_TH:
    case MTN_TAG_TR:
      mtn_clear_to(tree, MTN_TAG_TABLE, MTN_TAG_TABLE, MTN_TAG_TABLE);
      mtn_insert_implied(tree, MTN_TAG_TBODY, token);
      tree->mode = MTN_MODE_IN_TABLE_BODY;
      return true;
    case MTN_TAG_TABLE:
      if (!mtn_in_scope(tree, MTN_TAG_TABLE, MTN_SCOPE_TABLE)) return false;
      mtn_stack_pop_until(tree, MTN_TAG_TABLE);
      mtn_reset_mode(tree);
      return true;
    case MTN_TAG_STYLE:
    case MTN_TAG_SCRIPT:
    case MTN_TAG_TEMPLATE: return mtn_mode_in_head(tree, token);
    case MTN_TAG_INPUT:
      if (!mtn_is_hidden_input(tree, token)) break;
      mtn_insert_html(tree, token);
      mtn_stack_pop(tree);
      return false;
    case MTN_TAG_FORM:
      if (mtn_has_open(tree, MTN_TAG_TEMPLATE) || tree->form) return false;
      tree->form = mtn_insert_html(tree, token);
      mtn_stack_pop(tree);
      return false;
    default: break;
    }
    break;
  case MTN_TOKEN_END:
    switch (token->tag) {
    case MTN_TAG_TABLE:
      if (!mtn_in_scope(tree, MTN_TAG_TABLE, MTN_SCOPE_TABLE)) return false;
      mtn_stack_pop_until(tree, MTN_TAG_TABLE);
      mtn_reset_mode(tree);
      return false;
    case MTN_TAG_BODY:
    case MTN_TAG_CAPTION:
    case MTN_TAG_COL:
    case MTN_TAG_COLGROUP:
    case MTN_TAG_HTML:
    case MTN_TAG_TBODY:
    case MTN_TAG_TD:
    case MTN_TAG_TFOOT:
    case MTN_TAG_TH:
    case MTN_TAG_THEAD:
    case MTN_TAG_TR: return false;
    case MTN_TAG_TEMPLATE: return mtn_mode_in_head(tree, token);
    default: break;
    }
    break;
  default: break;
  }
  return foster(tree, token);
}
