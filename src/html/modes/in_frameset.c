/* The "in frameset" insertion mode (HTML 13.2.6.4.18), and the white space that its kin keep. */
#include "html/tree_internal.h"

bool mtn_mode_in_frameset(mtn_tree *tree, mtn_token *token) {
  switch (token->type) {
  case MTN_TOKEN_TEXT: mtn_insert_only_space(tree, token); return false;
  case MTN_TOKEN_COMMENT: mtn_insert_comment(tree, token, 0); return false;
  case MTN_TOKEN_START:
    switch (token->tag) {
    case MTN_TAG_HTML: return mtn_mode_in_body(tree, token);
    case MTN_TAG_FRAMESET: mtn_insert_html(tree, token); return false;
    case MTN_TAG_FRAME:
      mtn_insert_html(tree, token);
      mtn_stack_pop(tree);
      return false;
    case MTN_TAG_NOFRAMES: return mtn_mode_in_head(tree, token);
    default: return false;
    }
  case MTN_TOKEN_END:
    if (token->tag != MTN_TAG_FRAMESET || tree->open_len <= 1) return false;
    mtn_stack_pop(tree);
    if (!tree->context && !mtn_current_is(tree, MTN_TAG_FRAMESET)) tree->mode = MTN_MODE_AFTER_FRAMESET;
    return false;
  case MTN_TOKEN_EOF: tree->stop = true; return false;
  default: return false;
  }
}
