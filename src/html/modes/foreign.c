/* The rules for parsing tokens in foreign content (HTML 13.2.6.5): inside SVG and MathML. */
#include "html/tree_internal.h"

/* "Adjust foreign attributes": the prefix becomes a namespace. */
static void adjust_prefix(mtn_attr *attr) {
  size_t prefix;
  switch (attr->id) {
  case MTN_ATTR_XLINK_ACTUATE:
  case MTN_ATTR_XLINK_ARCROLE:
  case MTN_ATTR_XLINK_HREF:
  case MTN_ATTR_XLINK_ROLE:
  case MTN_ATTR_XLINK_SHOW:
  case MTN_ATTR_XLINK_TITLE:
  case MTN_ATTR_XLINK_TYPE:
    attr->ns = MTN_ATTR_NS_XLINK;
    prefix = sizeof("xlink:") - 1;
    break;
  case MTN_ATTR_XML_LANG:
  case MTN_ATTR_XML_SPACE:
    attr->ns = MTN_ATTR_NS_XML;
    prefix = sizeof("xml:") - 1;
    break;
  case MTN_ATTR_XMLNS: attr->ns = MTN_ATTR_NS_XMLNS; return;
  case MTN_ATTR_XMLNS_XLINK:
    attr->ns = MTN_ATTR_NS_XMLNS;
    prefix = sizeof("xmlns:") - 1;
    break;
  default: return;
  }
  attr->name.at += (uint32_t)prefix;
  attr->name.len -= (uint32_t)prefix;
}

void mtn_adjust_attributes(mtn_tree *tree, mtn_token *token, mtn_namespace ns) {
  mtn_document *doc = tree->doc;
  for (uint32_t i = 0; i < token->attr_count; i++) {
    mtn_attr *attr = &doc->attrs[token->attr + i];
    if (attr->id == MTN_ATTR_UNKNOWN) continue;
    if (ns == MTN_NS_SVG && mtn_svg_attr_names[attr->id].ptr)
      attr->name = mtn_pool_add(doc, mtn_svg_attr_names[attr->id]);
    else if (ns == MTN_NS_MATHML && attr->id == MTN_ATTR_DEFINITIONURL)
      attr->name = mtn_pool_add(doc, MTN_STR("definitionURL"));
    else
      adjust_prefix(attr);
  }
}

/* A start tag that cannot be in foreign content. */
static bool breaks_out(const mtn_tree *tree, const mtn_token *token) {
  if (token->type == MTN_TOKEN_END) return token->tag == MTN_TAG_BR || token->tag == MTN_TAG_P;
  if (token->tag == MTN_TAG_FONT) {
    for (uint32_t i = 0; i < token->attr_count; i++) {
      uint16_t id = tree->doc->attrs[token->attr + i].id;
      if (id == MTN_ATTR_COLOR || id == MTN_ATTR_FACE || id == MTN_ATTR_SIZE) return true;
    }
    return false;
  }
  return (mtn_tag_flags[token->tag] & MTN_BREAKOUT) != 0;
}

static bool same_name(const mtn_tree *tree, const mtn_open *entry, const mtn_token *token) {
  if (entry->tag != token->tag) return false;
  return entry->tag != MTN_TAG_UNKNOWN ||
         mtn_str_equal(mtn_node_name(tree->doc, entry->node), mtn_text_of(tree->doc, token->text));
}

static bool end_tag(mtn_tree *tree, mtn_token *token) {
  for (size_t i = tree->open_len; i-- > 1;) {
    tree->work++;
    if (same_name(tree, &tree->open[i], token)) {
      mtn_stack_cut(tree, i);
      return false;
    }
    if (tree->open[i - 1].ns == MTN_NS_HTML) return mtn_tree_current_mode(tree, token);
  }
  return false; /* the topmost element: fragment case */
}

bool mtn_foreign_content(mtn_tree *tree, mtn_token *token) {
  switch (token->type) {
  case MTN_TOKEN_TEXT: {
    mtn_ref text = token->has_nul ? mtn_without_nul(tree, token->text, true) : token->text;
    if (tree->doc->failed) return false;
    if (tree->frameset_ok && mtn_is_solid(mtn_token_text(tree, token))) tree->frameset_ok = false;
    mtn_insert_text(tree, text, token->begin, token->end);
    return false;
  }
  case MTN_TOKEN_COMMENT: mtn_insert_comment(tree, token, 0); return false;
  case MTN_TOKEN_DOCTYPE: return false;
  case MTN_TOKEN_START:
    if (!breaks_out(tree, token)) {
      mtn_namespace ns = (mtn_namespace)mtn_adjusted_current(tree)->ns;
      mtn_adjust_attributes(tree, token, ns);
      mtn_insert_element(tree, token, ns);
      if (token->self_closing) mtn_stack_pop(tree);
      return false;
    }
    break;
  case MTN_TOKEN_END:
    if (!breaks_out(tree, token)) return end_tag(tree, token);
    break;
  default: return mtn_tree_current_mode(tree, token);
  }
  while (tree->open_len > 1 && mtn_current(tree)->ns != MTN_NS_HTML &&
         !(mtn_current(tree)->flags & (MTN_HTML_POINT | MTN_MATHML_POINT)))
    mtn_stack_pop(tree);
  return mtn_tree_current_mode(tree, token);
}
