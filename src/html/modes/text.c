/* The "text" insertion mode (HTML 13.2.6.4.8): inside script, style, title, textarea and their kin. */
#include "html/tree_internal.h"

bool mtn_mode_text(mtn_tree *tree, mtn_token *token) {
  switch (token->type) {
  case MTN_TOKEN_TEXT: mtn_insert_token_text(tree, token); return false;
  case MTN_TOKEN_EOF:
    mtn_stack_pop(tree);
    tree->mode = tree->original_mode;
    return true;
  default: /* its end tag: no other token comes */
    mtn_stack_pop(tree);
    tree->mode = tree->original_mode;
    return false;
  }
}
