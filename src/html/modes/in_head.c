/* The "in head" insertion mode (HTML 13.2.6.4.4). */
#include "html/tree_internal.h"

static void start_template(mtn_tree *tree, const mtn_token *token) {
  mtn_document *doc = tree->doc;
  uint32_t node = mtn_insert_html(tree, token);
  uint32_t content = mtn_node_new(doc, MTN_FRAGMENT);
  doc->nodes[content].begin = doc->nodes[content].end = token->end;
  mtn_node_append(doc, node, content);
  mtn_active_marker(tree);
  tree->frameset_ok = false;
  tree->mode = MTN_MODE_IN_TEMPLATE;
  if (!mtn_array_reserve(tree->alloc, (void **)&tree->templates, &tree->templates_cap, tree->templates_len + 1, 1,
                         16)) {
    doc->failed = true;
    return;
  }
  tree->templates[tree->templates_len++] = MTN_MODE_IN_TEMPLATE;
}

static void end_template(mtn_tree *tree) {
  if (!mtn_has_open(tree, MTN_TAG_TEMPLATE)) return;
  mtn_implied_end_tags_thoroughly(tree);
  mtn_stack_pop_until(tree, MTN_TAG_TEMPLATE);
  mtn_active_clear(tree);
  if (tree->templates_len) tree->templates_len--;
  mtn_reset_mode(tree);
}

bool mtn_mode_in_head(mtn_tree *tree, mtn_token *token) {
  switch (token->type) {
  case MTN_TOKEN_DOCTYPE: return false;
  case MTN_TOKEN_COMMENT: mtn_insert_comment(tree, token, 0); return false;
  case MTN_TOKEN_TEXT:
    if (mtn_take_space(tree, token, true)) return false;
    break;
  case MTN_TOKEN_START:
    switch (token->tag) {
    case MTN_TAG_HTML: return mtn_mode_in_body(tree, token);
    case MTN_TAG_BASE:
    case MTN_TAG_BASEFONT:
    case MTN_TAG_BGSOUND:
    case MTN_TAG_LINK:
    case MTN_TAG_META:
      mtn_insert_html(tree, token);
      mtn_stack_pop(tree);
      return false;
    case MTN_TAG_TITLE: mtn_parse_raw(tree, token, MTN_STATE_RCDATA); return false;
    case MTN_TAG_NOFRAMES:
    case MTN_TAG_STYLE: mtn_parse_raw(tree, token, MTN_STATE_RAWTEXT); return false;
    case MTN_TAG_SCRIPT: mtn_parse_raw(tree, token, MTN_STATE_SCRIPT); return false;
    case MTN_TAG_NOSCRIPT: /* scripting is off */
      mtn_insert_html(tree, token);
      tree->mode = MTN_MODE_IN_HEAD_NOSCRIPT;
      return false;
    case MTN_TAG_TEMPLATE: start_template(tree, token); return false;
    case MTN_TAG_HEAD: return false;
    default: break;
    }
    break;
  case MTN_TOKEN_END:
    switch (token->tag) {
    case MTN_TAG_HEAD:
      mtn_stack_pop(tree);
      tree->mode = MTN_MODE_AFTER_HEAD;
      return false;
    case MTN_TAG_TEMPLATE: end_template(tree); return false;
    case MTN_TAG_BODY:
    case MTN_TAG_HTML:
    case MTN_TAG_BR: break;
    default: return false;
    }
    break;
  default: break;
  }
  mtn_stack_pop(tree); /* the head element */
  tree->mode = MTN_MODE_AFTER_HEAD;
  return true;
}
