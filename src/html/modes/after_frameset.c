/* The "after frameset" insertion mode (HTML 13.2.6.4.19). */
#include "html/tree_internal.h"

bool mtn_mode_after_frameset(mtn_tree *tree, mtn_token *token) {
  switch (token->type) {
  case MTN_TOKEN_TEXT: mtn_insert_only_space(tree, token); return false;
  case MTN_TOKEN_COMMENT: mtn_insert_comment(tree, token, 0); return false;
  case MTN_TOKEN_START:
    if (token->tag == MTN_TAG_HTML) return mtn_mode_in_body(tree, token);
    if (token->tag == MTN_TAG_NOFRAMES) return mtn_mode_in_head(tree, token);
    return false;
  case MTN_TOKEN_END:
    if (token->tag == MTN_TAG_HTML) tree->mode = MTN_MODE_AFTER_AFTER_FRAMESET;
    return false;
  case MTN_TOKEN_EOF: tree->stop = true; return false;
  default: return false;
  }
}
