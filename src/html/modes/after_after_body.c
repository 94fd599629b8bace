/* The "after after body" insertion mode (HTML 13.2.6.4.20). */
#include "html/tree_internal.h"

bool mtn_mode_after_after_body(mtn_tree *tree, mtn_token *token) {
  switch (token->type) {
  case MTN_TOKEN_COMMENT: mtn_insert_comment(tree, token, tree->document); return false;
  case MTN_TOKEN_DOCTYPE: return false;
  case MTN_TOKEN_TEXT: return mtn_mode_after_body(tree, token); /* white space as there; anything else as there */
  case MTN_TOKEN_START:
    if (token->tag == MTN_TAG_HTML) return mtn_mode_in_body(tree, token);
    break;
  case MTN_TOKEN_EOF: tree->stop = true; return false;
  default: break;
  }
  tree->mode = MTN_MODE_IN_BODY;
  return true;
}
