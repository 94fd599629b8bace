/* The "before head" insertion mode (HTML 13.2.6.4.3). */
#include "html/tree_internal.h"

bool mtn_mode_before_head(mtn_tree *tree, mtn_token *token) {
  switch (token->type) {
  case MTN_TOKEN_DOCTYPE: return false;
  case MTN_TOKEN_COMMENT: mtn_insert_comment(tree, token, 0); return false;
  case MTN_TOKEN_TEXT:
    if (mtn_take_space(tree, token, false)) return false;
    break;
  case MTN_TOKEN_START:
    if (token->tag == MTN_TAG_HTML) return mtn_mode_in_body(tree, token);
    if (token->tag != MTN_TAG_HEAD) break;
    tree->head = mtn_insert_html(tree, token);
    tree->mode = MTN_MODE_IN_HEAD;
    return false;
  case MTN_TOKEN_END:
    if (token->tag != MTN_TAG_HEAD && token->tag != MTN_TAG_BODY && token->tag != MTN_TAG_HTML &&
        token->tag != MTN_TAG_BR)
      return false;
    break;
  default: break;
  }
  tree->head = mtn_insert_implied(tree, MTN_TAG_HEAD, token);
  tree->mode = MTN_MODE_IN_HEAD;
  return true;
}
