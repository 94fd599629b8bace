/* The "before html" insertion mode (HTML 13.2.6.4.2). */
#include "html/tree_internal.h"

bool mtn_mode_before_html(mtn_tree *tree, mtn_token *token) {
  switch (token->type) {
  case MTN_TOKEN_DOCTYPE: return false;
  case MTN_TOKEN_COMMENT: mtn_insert_comment(tree, token, tree->document); return false;
  case MTN_TOKEN_TEXT:
    if (mtn_take_space(tree, token, false)) return false;
    break;
  case MTN_TOKEN_START:
    if (token->tag != MTN_TAG_HTML) break;
    tree->doc->root = mtn_insert_html(tree, token);
    tree->mode = MTN_MODE_BEFORE_HEAD;
    return false;
  case MTN_TOKEN_END:
    if (token->tag != MTN_TAG_HEAD && token->tag != MTN_TAG_BODY && token->tag != MTN_TAG_HTML &&
        token->tag != MTN_TAG_BR)
      return false;
    break;
  default: break;
  }
  tree->doc->root = mtn_insert_implied(tree, MTN_TAG_HTML, token);
  tree->mode = MTN_MODE_BEFORE_HEAD;
  return true;
}
