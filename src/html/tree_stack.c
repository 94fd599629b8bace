/* The stack of open elements (HTML 13.2.4.2), and the questions that the modes ask it. */
#include "html/tree_internal.h"

/* Elements of other namespaces that are special and end a scope (13.2.4.2), and the integration points (13.2.4.2,
 * "MathML text integration point" and "HTML integration point"). */
static uint8_t foreign_flags(const mtn_tree *tree, const mtn_node *n) {
  if (n->ns == MTN_NS_SVG) {
    if (n->tag == MTN_TAG_FOREIGNOBJECT || n->tag == MTN_TAG_DESC || n->tag == MTN_TAG_TITLE)
      return MTN_SPECIAL | MTN_SCOPE | MTN_HTML_POINT;
    return 0;
  }
  switch (n->tag) {
  case MTN_TAG_MI:
  case MTN_TAG_MO:
  case MTN_TAG_MN:
  case MTN_TAG_MS:
  case MTN_TAG_MTEXT: return MTN_SPECIAL | MTN_SCOPE | MTN_MATHML_POINT;
  case MTN_TAG_ANNOTATION_XML: {
    uint8_t flags = MTN_SPECIAL | MTN_SCOPE;
    for (uint32_t i = 0; i < n->size; i++) {
      const mtn_attr *attr = &tree->doc->attrs[n->data + i];
      if (attr->id != MTN_ATTR_ENCODING) continue;
      matn_str value = mtn_text_of(tree->doc, attr->value);
      if (mtn_str_is(value, "text/html") || mtn_str_is(value, "application/xhtml+xml")) flags |= MTN_HTML_POINT;
    }
    return flags;
  }
  default: return 0;
  }
}

mtn_open mtn_stack_entry(const mtn_tree *tree, uint32_t node) {
  const mtn_node *n = &tree->doc->nodes[node];
  return (mtn_open){node, n->tag, n->ns,
                    n->ns == MTN_NS_HTML ? (uint8_t)(mtn_tag_flags[n->tag] & ~(MTN_BREAKOUT | MTN_HEADING))
                                         : foreign_flags(tree, n)};
}

static void count(mtn_tree *tree, const mtn_open *entry, uint32_t by) {
  if (entry->ns == MTN_NS_HTML) tree->open_count[entry->tag] += by;
}

static bool reserve(mtn_tree *tree) {
  if (MTN_LIKELY(tree->open_len < tree->open_cap)) return true;
  if (mtn_array_reserve(tree->alloc, (void **)&tree->open, &tree->open_cap, tree->open_len + 1, sizeof(mtn_open), 64))
    return true;
  tree->doc->failed = true;
  return false;
}

void mtn_stack_push(mtn_tree *tree, uint32_t node) {
  if (MTN_UNLIKELY(!reserve(tree))) return;
  mtn_open *entry = &tree->open[tree->open_len++];
  *entry = mtn_stack_entry(tree, node);
  count(tree, entry, 1);
}

void mtn_stack_pop(mtn_tree *tree) {
  if (tree->open_len == 0) return;
  count(tree, mtn_current(tree), UINT32_MAX);
  tree->open_len--;
}

void mtn_stack_cut(mtn_tree *tree, size_t len) {
  while (tree->open_len > len) mtn_stack_pop(tree);
}

void mtn_stack_pop_until(mtn_tree *tree, mtn_tag tag) {
  while (tree->open_len > 0) {
    bool found = mtn_current_is(tree, tag);
    mtn_stack_pop(tree);
    if (found) return;
  }
}

size_t mtn_stack_find(mtn_tree *tree, uint32_t node) {
  for (size_t i = tree->open_len; i-- > 0;) {
    tree->work++;
    if (tree->open[i].node == node) return i;
  }
  return SIZE_MAX;
}

void mtn_stack_remove(mtn_tree *tree, size_t index) {
  count(tree, &tree->open[index], UINT32_MAX);
  size_t above = tree->open_len - index - 1;
  tree->work += above / 8; /* memmove: some eight entries in the time of a step */
  memmove(&tree->open[index], &tree->open[index + 1], above * sizeof(mtn_open));
  tree->open_len--;
}

void mtn_stack_insert(mtn_tree *tree, size_t index, uint32_t node) {
  if (!reserve(tree)) return;
  size_t above = tree->open_len - index;
  tree->work += above / 8;
  memmove(&tree->open[index + 1], &tree->open[index], above * sizeof(mtn_open));
  tree->open[index] = mtn_stack_entry(tree, node);
  count(tree, &tree->open[index], 1);
  tree->open_len++;
}

void mtn_stack_replace(mtn_tree *tree, size_t index, uint32_t node) {
  count(tree, &tree->open[index], UINT32_MAX);
  tree->open[index] = mtn_stack_entry(tree, node);
  count(tree, &tree->open[index], 1);
}

static bool ends_scope(const mtn_open *entry, mtn_scope scope) {
  bool html = entry->ns == MTN_NS_HTML;
  if (scope == MTN_SCOPE_TABLE)
    return html && (entry->tag == MTN_TAG_HTML || entry->tag == MTN_TAG_TABLE || entry->tag == MTN_TAG_TEMPLATE);
  if (entry->flags & MTN_SCOPE) return true;
  if (scope == MTN_SCOPE_LIST) return html && (entry->tag == MTN_TAG_OL || entry->tag == MTN_TAG_UL);
  if (scope == MTN_SCOPE_BUTTON) return html && entry->tag == MTN_TAG_BUTTON;
  return false;
}

static bool is_heading(const mtn_open *entry) {
  return entry->ns == MTN_NS_HTML && (mtn_tag_flags[entry->tag] & MTN_HEADING) != 0;
}

bool mtn_in_scope(mtn_tree *tree, mtn_tag tag, mtn_scope scope) {
  if (tag != MTN_TAG_UNKNOWN && tree->open_count[tag] == 0) return false;
  for (size_t i = tree->open_len; i-- > 0;) {
    const mtn_open *entry = &tree->open[i];
    tree->work++;
    if (tag == MTN_TAG_UNKNOWN ? is_heading(entry) : mtn_entry_is(entry, tag)) return true;
    if (ends_scope(entry, scope)) return false;
  }
  return false;
}

bool mtn_node_in_scope(mtn_tree *tree, uint32_t node) {
  for (size_t i = tree->open_len; i-- > 0;) {
    tree->work++;
    if (tree->open[i].node == node) return true;
    if (ends_scope(&tree->open[i], MTN_SCOPE_DEFAULT)) return false;
  }
  return false;
}

void mtn_implied_end_tags(mtn_tree *tree, mtn_tag except) {
  while (tree->open_len > 0) {
    const mtn_open *entry = mtn_current(tree);
    if (entry->ns != MTN_NS_HTML || !(entry->flags & MTN_IMPLIED) || entry->tag == except) return;
    mtn_stack_pop(tree);
  }
}

void mtn_implied_end_tags_thoroughly(mtn_tree *tree) {
  while (tree->open_len > 0) {
    const mtn_open *entry = mtn_current(tree);
    if (entry->ns != MTN_NS_HTML || !(entry->flags & (MTN_IMPLIED | MTN_THOROUGH))) return;
    mtn_stack_pop(tree);
  }
}

void mtn_close_p(mtn_tree *tree) {
  if (tree->open_count[MTN_TAG_P] == 0 || !mtn_in_scope(tree, MTN_TAG_P, MTN_SCOPE_BUTTON)) return;
  mtn_implied_end_tags(tree, MTN_TAG_P);
  mtn_stack_pop_until(tree, MTN_TAG_P);
}

void mtn_clear_to(mtn_tree *tree, mtn_tag a, mtn_tag b, mtn_tag c) {
  while (tree->open_len > 0) {
    const mtn_open *entry = mtn_current(tree);
    if (entry->ns == MTN_NS_HTML && (entry->tag == a || entry->tag == b || entry->tag == c ||
                                     entry->tag == MTN_TAG_TEMPLATE || entry->tag == MTN_TAG_HTML))
      return;
    mtn_stack_pop(tree);
  }
}

/* Reset the insertion mode appropriately (13.2.4.1). */
void mtn_reset_mode(mtn_tree *tree) {
  for (size_t i = tree->open_len; i-- > 0;) {
    bool last = i == 0;
    const mtn_open *entry = last && tree->context ? &tree->context_entry : &tree->open[i];
    tree->work++;
    if (entry->ns == MTN_NS_HTML) {
      switch (entry->tag) {
      case MTN_TAG_TD:
      case MTN_TAG_TH:
        if (last) break;
        tree->mode = MTN_MODE_IN_CELL;
        return;
      case MTN_TAG_TR: tree->mode = MTN_MODE_IN_ROW; return;
      case MTN_TAG_TBODY:
      case MTN_TAG_THEAD:
      case MTN_TAG_TFOOT: tree->mode = MTN_MODE_IN_TABLE_BODY; return;
      case MTN_TAG_CAPTION: tree->mode = MTN_MODE_IN_CAPTION; return;
      case MTN_TAG_COLGROUP: tree->mode = MTN_MODE_IN_COLUMN_GROUP; return;
      case MTN_TAG_TABLE: tree->mode = MTN_MODE_IN_TABLE; return;
      case MTN_TAG_TEMPLATE:
        if (tree->templates_len == 0) break;
        tree->mode = tree->templates[tree->templates_len - 1];
        return;
      case MTN_TAG_HEAD:
        if (last) break;
        tree->mode = MTN_MODE_IN_HEAD;
        return;
      case MTN_TAG_BODY: tree->mode = MTN_MODE_IN_BODY; return;
      case MTN_TAG_FRAMESET: tree->mode = MTN_MODE_IN_FRAMESET; return;
      case MTN_TAG_HTML: tree->mode = tree->head ? MTN_MODE_AFTER_HEAD : MTN_MODE_BEFORE_HEAD; return;
      default: break;
      }
    }
    if (last) break;
  }
  tree->mode = MTN_MODE_IN_BODY;
}
