/* The "after body" insertion mode (HTML 13.2.6.4.17). */
#include "html/tree_internal.h"

bool mtn_mode_after_body(mtn_tree *tree, mtn_token *token) {
  switch (token->type) {
  case MTN_TOKEN_TEXT: {
    mtn_token space = *token;
    matn_str text = mtn_token_text(tree, token);
    size_t len = 0;
    while (len < text.len && mtn_is_space((unsigned char)text.ptr[len])) len++;
    if (len == 0) break;
    space.text.len = (uint32_t)len;
    mtn_mode_in_body(tree, &space);
    if (mtn_take_space(tree, token, false)) return false;
    break;
  }
  case MTN_TOKEN_COMMENT: mtn_insert_comment(tree, token, tree->open[0].node); return false;
  case MTN_TOKEN_DOCTYPE: return false;
  case MTN_TOKEN_START:
    if (token->tag == MTN_TAG_HTML) return mtn_mode_in_body(tree, token);
    break;
  case MTN_TOKEN_END:
    if (token->tag != MTN_TAG_HTML) break;
    if (!tree->context) tree->mode = MTN_MODE_AFTER_AFTER_BODY;
    return false;
  default: tree->stop = true; return false; /* end of input */
  }
  tree->mode = MTN_MODE_IN_BODY;
  return true;
}
