/* The "in head noscript" insertion mode (HTML 13.2.6.4.5). */
#include "html/tree_internal.h"

bool mtn_mode_in_head_noscript(mtn_tree *tree, mtn_token *token) {
  switch (token->type) {
  case MTN_TOKEN_DOCTYPE: return false;
  case MTN_TOKEN_COMMENT: return mtn_mode_in_head(tree, token);
  case MTN_TOKEN_TEXT:
    if (mtn_take_space(tree, token, true)) return false;
    break;
  case MTN_TOKEN_START:
    switch (token->tag) {
    case MTN_TAG_HTML: return mtn_mode_in_body(tree, token);
    case MTN_TAG_BASEFONT:
    case MTN_TAG_BGSOUND:
    case MTN_TAG_LINK:
    case MTN_TAG_META:
    case MTN_TAG_NOFRAMES:
    case MTN_TAG_STYLE: return mtn_mode_in_head(tree, token);
    case MTN_TAG_HEAD:
    case MTN_TAG_NOSCRIPT: return false;
    default: break;
    }
    break;
  case MTN_TOKEN_END:
    if (token->tag == MTN_TAG_NOSCRIPT) {
      mtn_stack_pop(tree);
      tree->mode = MTN_MODE_IN_HEAD;
      return false;
    }
    if (token->tag != MTN_TAG_BR) return false;
    break;
  default: break;
  }
  mtn_stack_pop(tree); /* the noscript element */
  tree->mode = MTN_MODE_IN_HEAD;
  return true;
}
