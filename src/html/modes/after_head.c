/* The "after head" insertion mode (HTML 13.2.6.4.6). */
#include "html/tree_internal.h"

bool mtn_mode_after_head(mtn_tree *tree, mtn_token *token) {
  switch (token->type) {
  case MTN_TOKEN_DOCTYPE: return false;
  case MTN_TOKEN_COMMENT: mtn_insert_comment(tree, token, 0); return false;
  case MTN_TOKEN_TEXT:
    if (mtn_take_space(tree, token, true)) return false;
    break;
  case MTN_TOKEN_START:
    switch (token->tag) {
    case MTN_TAG_HTML: return mtn_mode_in_body(tree, token);
    case MTN_TAG_BODY:
      tree->doc->body = mtn_insert_html(tree, token);
      tree->frameset_ok = false;
      tree->mode = MTN_MODE_IN_BODY;
      return false;
    case MTN_TAG_FRAMESET:
      mtn_insert_html(tree, token);
      tree->mode = MTN_MODE_IN_FRAMESET;
      return false;
    case MTN_TAG_BASE:
    case MTN_TAG_BASEFONT:
    case MTN_TAG_BGSOUND:
    case MTN_TAG_LINK:
    case MTN_TAG_META:
    case MTN_TAG_NOFRAMES:
    case MTN_TAG_SCRIPT:
    case MTN_TAG_STYLE:
    case MTN_TAG_TEMPLATE:
    case MTN_TAG_TITLE: {
      uint32_t head = tree->head;
      mtn_stack_push(tree, head);
      bool again = mtn_mode_in_head(tree, token);
      size_t at = mtn_stack_find(tree, head);
      if (at != SIZE_MAX) mtn_stack_remove(tree, at);
      return again;
    }
    case MTN_TAG_HEAD: return false;
    default: break;
    }
    break;
  case MTN_TOKEN_END:
    if (token->tag == MTN_TAG_TEMPLATE) return mtn_mode_in_head(tree, token);
    if (token->tag != MTN_TAG_BODY && token->tag != MTN_TAG_HTML && token->tag != MTN_TAG_BR) return false;
    break;
  default: break;
  }
  tree->doc->body = mtn_insert_implied(tree, MTN_TAG_BODY, token);
  tree->mode = MTN_MODE_IN_BODY;
  return true;
}
