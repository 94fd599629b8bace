/* The "after after frameset" insertion mode (HTML 13.2.6.4.21). */
#include "html/tree_internal.h"

bool mtn_mode_after_after_frameset(mtn_tree *tree, mtn_token *token) {
  switch (token->type) {
  case MTN_TOKEN_COMMENT: mtn_insert_comment(tree, token, tree->document); return false;
  case MTN_TOKEN_TEXT: /* white space by the rules of "in body", which here only insert it */
    mtn_insert_only_space(tree, token);
    return false;
  case MTN_TOKEN_START:
    if (token->tag == MTN_TAG_HTML) return mtn_mode_in_body(tree, token);
    if (token->tag == MTN_TAG_NOFRAMES) return mtn_mode_in_head(tree, token);
    return false;
  case MTN_TOKEN_EOF: tree->stop = true; return false;
  default: return false;
  }
}
