/* Creating and inserting nodes (HTML 13.2.6.1 and 13.2.6.2). */
#include "html/tree_internal.h"

/* A text node whose text was joined owns a stretch of the pool of joined_capacity() bytes; mtn_node.tag says so. */
#define JOINED 1

/* Inside a template, the place is in its content. */
static uint32_t template_content(const mtn_tree *tree, uint32_t parent) {
  const mtn_node *n = &tree->doc->nodes[parent];
  return n->tag == MTN_TAG_TEMPLATE && n->type == MTN_ELEMENT && n->ns == MTN_NS_HTML ? n->first : parent;
}

static mtn_place foster_place(mtn_tree *tree) {
  mtn_document *doc = tree->doc;
  size_t table = SIZE_MAX, template = SIZE_MAX;
  bool any = mtn_has_open(tree, MTN_TAG_TABLE) || mtn_has_open(tree, MTN_TAG_TEMPLATE);
  for (size_t i = tree->open_len; any && i-- > 0;) { /* the last of each; the higher of the two settles it */
    tree->work++;
    if (mtn_entry_is(&tree->open[i], MTN_TAG_TEMPLATE)) {
      template = i;
      break;
    }
    if (mtn_entry_is(&tree->open[i], MTN_TAG_TABLE)) {
      table = i;
      break;
    }
  }
  if (template != SIZE_MAX) return (mtn_place){doc->nodes[tree->open[template].node].first, 0};
  if (table == SIZE_MAX) return (mtn_place){tree->open[0].node, 0}; /* fragment case */
  uint32_t node = tree->open[table].node;
  if (doc->nodes[node].parent) return (mtn_place){doc->nodes[node].parent, node};
  return (mtn_place){tree->open[table - 1].node, 0};
}

mtn_place mtn_insertion_place(mtn_tree *tree, uint32_t target) {
  mtn_document *doc = tree->doc;
  if (!target) target = tree->open_len ? mtn_current(tree)->node : tree->document;
  mtn_place place = {target, 0};
  if (MTN_UNLIKELY(tree->foster_parenting)) {
    const mtn_node *n = &doc->nodes[target];
    if (n->ns == MTN_NS_HTML && (n->tag == MTN_TAG_TABLE || n->tag == MTN_TAG_TBODY || n->tag == MTN_TAG_TFOOT ||
                                 n->tag == MTN_TAG_THEAD || n->tag == MTN_TAG_TR))
      place = foster_place(tree);
  }
  place.parent = template_content(tree, place.parent);
  return place;
}

void mtn_append_at(mtn_tree *tree, mtn_place place, uint32_t node) {
  if (place.before)
    mtn_node_insert_before(tree->doc, place.before, node);
  else
    mtn_node_append(tree->doc, place.parent, node);
}

uint32_t mtn_insert_element(mtn_tree *tree, const mtn_token *token, mtn_namespace ns) {
  mtn_document *doc = tree->doc;
  mtn_place place = mtn_insertion_place(tree, 0);
  uint32_t node = mtn_node_new(doc, MTN_ELEMENT);
  mtn_node *n = &doc->nodes[node];
  n->tag = token->tag;
  n->ns = (uint8_t)ns;
  n->begin = token->begin;
  n->end = token->end;
  if (token->tag == MTN_TAG_UNKNOWN) {
    doc->attrs[token->attr - 1] = (mtn_attr){.name = token->text};
    n->data = token->attr;
    n->size = token->attr_count;
    tree->tz.attr_base = token->attr + token->attr_count;
  } else if (token->attr_count) {
    n->data = token->attr;
    n->size = token->attr_count;
    tree->tz.attr_base = token->attr + token->attr_count;
  }
  mtn_append_at(tree, place, node);
  mtn_stack_push(tree, node);
  return node;
}

uint32_t mtn_insert_implied(mtn_tree *tree, mtn_tag tag, const mtn_token *token) {
  mtn_token implied = {.type = MTN_TOKEN_START, .tag = (uint16_t)tag, .begin = token->begin, .end = token->begin};
  return mtn_insert_html(tree, &implied);
}

uint32_t mtn_clone_element(mtn_tree *tree, uint32_t node) {
  mtn_document *doc = tree->doc;
  tree->work += MTN_CLONE_WORK;
  uint32_t copy = mtn_node_new(doc, MTN_ELEMENT);
  const mtn_node *from = &doc->nodes[node];
  mtn_node *to = &doc->nodes[copy];
  to->tag = from->tag;
  to->ns = from->ns;
  to->data = from->data; /* attributes never change once made, so two elements may share them */
  to->size = from->size;
  to->begin = from->begin;
  to->end = from->end;
  return copy;
}

static size_t joined_capacity(size_t len) {
  size_t capacity = 32;
  while (capacity < len) capacity *= 2;
  return capacity;
}

/* Join `text` to text node `node`.  Two views that meet stay a view; otherwise the node's text moves to a stretch of
 * the pool with room to double, so that any number of joins costs time linear in their sum. */
static void join_text(mtn_tree *tree, uint32_t node, mtn_ref text, uint32_t end) {
  mtn_document *doc = tree->doc;
  mtn_node *n = &doc->nodes[node];
  n->end = end;
  if (n->data + n->size == text.at && n->tag != JOINED) {
    n->size += text.len;
    return;
  }
  size_t len = (size_t)n->size + text.len;
  if (n->tag != JOINED || len > joined_capacity(n->size)) {
    size_t capacity = joined_capacity(len), at = doc->pool.len;
    if (capacity > MTN_SOURCE_MAX - at || !mtn_buf_reserve(&doc->pool, capacity)) {
      doc->failed = true;
      return;
    }
    matn_str old = mtn_node_text(doc, node);
    if (old.len) memcpy(doc->pool.data + at, old.ptr, old.len);
    doc->pool.len += capacity;
    n->data = (uint32_t)at | MTN_IN_POOL;
    n->tag = JOINED;
  }
  matn_str more = mtn_text_of(doc, text);
  memcpy(doc->pool.data + (n->data & ~MTN_IN_POOL) + n->size, more.ptr, more.len);
  n->size = (uint32_t)len;
}

void mtn_insert_text(mtn_tree *tree, mtn_ref text, uint32_t begin, uint32_t end) {
  mtn_document *doc = tree->doc;
  if (text.len == 0) return;
  mtn_place place = mtn_insertion_place(tree, 0);
  if (doc->nodes[place.parent].type == MTN_DOCUMENT) return;
  uint32_t last = place.before ? doc->nodes[place.before].prev : doc->nodes[place.parent].last;
  if (last && doc->nodes[last].type == MTN_TEXT) {
    join_text(tree, last, text, end);
    return;
  }
  uint32_t node = mtn_node_new(doc, MTN_TEXT);
  mtn_node *n = &doc->nodes[node];
  n->data = text.at;
  n->size = text.len;
  n->begin = begin;
  n->end = end;
  mtn_append_at(tree, place, node);
}

void mtn_insert_comment(mtn_tree *tree, const mtn_token *token, uint32_t parent) {
  mtn_document *doc = tree->doc;
  mtn_place place = parent ? (mtn_place){parent, 0} : mtn_insertion_place(tree, 0);
  uint32_t node = mtn_node_new(doc, MTN_COMMENT);
  mtn_node *n = &doc->nodes[node];
  n->data = token->text.at;
  n->size = token->text.len;
  n->begin = token->begin;
  n->end = token->end;
  mtn_append_at(tree, place, node);
}

/* Each merge copies the attributes that are there already: past this many, a tag adds no more.  A page that repeats its
 * body tag has a handful; without a bound, n tags of one new attribute each would take n² memory. */
#define MERGED_MAX 1024u

static bool same_name(const mtn_document *doc, const mtn_attr *a, const mtn_attr *b) {
  return a->id == b->id && (a->id || mtn_str_equal(mtn_text_of(doc, a->name), mtn_text_of(doc, b->name)));
}

void mtn_merge_attributes(mtn_tree *tree, uint32_t node, const mtn_token *token) {
  mtn_document *doc = tree->doc;
  uint32_t old = doc->nodes[node].data, count = doc->nodes[node].size, added = 0;
  if (count + token->attr_count > MERGED_MAX) return;
  for (uint32_t i = 0; i < token->attr_count; i++) {
    bool has = false;
    for (uint32_t k = 0; k < count && !has; k++)
      has = same_name(doc, &doc->attrs[old + k], &doc->attrs[token->attr + i]);
    tree->work += count;
    if (has) continue;
    /* The token's attributes stand at the end of the array: pack the new ones at the front of theirs. */
    doc->attrs[token->attr + added++] = doc->attrs[token->attr + i];
  }
  if (added == 0) return;
  doc->attr_count = (size_t)token->attr + added;
  for (uint32_t k = 0; k < count; k++) {
    uint32_t slot = mtn_attr_new(doc);
    if (!slot) return;
    doc->attrs[slot] = doc->attrs[old + k];
  }
  doc->nodes[node].data = token->attr;
  doc->nodes[node].size = added + count;
  tree->tz.attr_base = token->attr + added + count;
}

void mtn_parse_raw(mtn_tree *tree, const mtn_token *token, mtn_tokenizer_state state) {
  mtn_insert_html(tree, token);
  tree->tz.state = (uint8_t)state;
  tree->original_mode = tree->mode;
  tree->mode = MTN_MODE_TEXT;
}

bool mtn_is_solid(matn_str text) {
  for (size_t i = 0; i < text.len; i++)
    if (!mtn_is_space((unsigned char)text.ptr[i]) && text.ptr[i] != 0) return true;
  return false;
}

bool mtn_take_space(mtn_tree *tree, mtn_token *token, bool insert) {
  matn_str text = mtn_token_text(tree, token);
  size_t space = 0;
  while (space < text.len && mtn_is_space((unsigned char)text.ptr[space])) space++;
  if (space && insert)
    mtn_insert_text(tree, (mtn_ref){token->text.at, (uint32_t)space}, token->begin, token->begin + (uint32_t)space);
  token->text.at += (uint32_t)space;
  token->text.len -= (uint32_t)space;
  if (!(token->text.at & MTN_IN_POOL)) token->begin += (uint32_t)space;
  return token->text.len == 0;
}

mtn_ref mtn_without_nul(mtn_tree *tree, mtn_ref text, bool replace) {
  mtn_document *doc = tree->doc;
  size_t at = doc->pool.len;
  if (!mtn_buf_reserve(&doc->pool, (size_t)text.len * 3) || doc->pool.cap > MTN_SOURCE_MAX * 2) {
    doc->failed = true;
    return (mtn_ref){0, 0};
  }
  matn_str from = mtn_text_of(doc, text);
  for (size_t i = 0; i < from.len; i++) {
    if (from.ptr[i] != 0)
      mtn_buf_put(&doc->pool, from.ptr[i]);
    else if (replace)
      mtn_buf_append(&doc->pool, "\xEF\xBF\xBD", 3);
  }
  return (mtn_ref){(uint32_t)at | MTN_IN_POOL, (uint32_t)(doc->pool.len - at)};
}

void mtn_insert_only_space(mtn_tree *tree, const mtn_token *token) {
  matn_str text = mtn_token_text(tree, token);
  size_t begin = 0;
  while (begin < text.len) {
    size_t stop = begin;
    while (stop < text.len && mtn_is_space((unsigned char)text.ptr[stop])) stop++;
    if (stop > begin) {
      mtn_ref space = {token->text.at + (uint32_t)begin, (uint32_t)(stop - begin)};
      mtn_insert_text(tree, space, token->begin, token->end);
      text = mtn_token_text(tree, token); /* the pool may have moved */
    }
    begin = stop + 1;
  }
}

bool mtn_is_hidden_input(const mtn_tree *tree, const mtn_token *token) {
  const mtn_document *doc = tree->doc;
  for (uint32_t i = 0; i < token->attr_count; i++) {
    const mtn_attr *attr = &doc->attrs[token->attr + i];
    if (attr->id != MTN_ATTR_TYPE) continue;
    return mtn_str_is(mtn_text_of(doc, attr->value), "hidden");
  }
  return false;
}
