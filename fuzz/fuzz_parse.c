/*
 * Fuzz target: tree construction, from any bytes.
 *
 * The first three bytes choose: [0] document or fragment, [1] the fragment's context, [2] the limits.  What is checked:
 * links of nodes agree, every reference lies in its buffer and is UTF-8, every span lies in the source, the walk
 * reaches each node once, the dump can be written, and the same builder gives the same tree a second time.
 */
#include "check.h"

#include "html/dump.h"
#include "html/tree.h"
#include "text/charset.h"

static const struct context {
  const char *name;
  mtn_namespace ns;
} contexts[] = {
    {"div", MTN_NS_HTML},       {"body", MTN_NS_HTML},         {"html", MTN_NS_HTML},
    {"head", MTN_NS_HTML},      {"table", MTN_NS_HTML},        {"tbody", MTN_NS_HTML},
    {"tr", MTN_NS_HTML},        {"td", MTN_NS_HTML},           {"caption", MTN_NS_HTML},
    {"colgroup", MTN_NS_HTML},  {"select", MTN_NS_HTML},       {"template", MTN_NS_HTML},
    {"frameset", MTN_NS_HTML},  {"title", MTN_NS_HTML},        {"textarea", MTN_NS_HTML},
    {"style", MTN_NS_HTML},     {"script", MTN_NS_HTML},       {"noscript", MTN_NS_HTML},
    {"plaintext", MTN_NS_HTML}, {"x-unknown", MTN_NS_HTML},    {"svg", MTN_NS_SVG},
    {"desc", MTN_NS_SVG},       {"foreignObject", MTN_NS_SVG}, {"path", MTN_NS_SVG},
    {"math", MTN_NS_MATHML},    {"mi", MTN_NS_MATHML},         {"annotation-xml", MTN_NS_MATHML},
};

/* Larger dumps than this are left out: indentation makes them quadratic in depth. */
static const size_t dump_max = (size_t)4 << 20;

static void check_ref(const mtn_document *doc, mtn_ref ref) {
  size_t at = ref.at & ~MTN_IN_POOL, size = ref.at & MTN_IN_POOL ? doc->pool.len : doc->source_len;
  CHECK(at <= size && ref.len <= size - at);
  CHECK(ref.len == 0 || is_utf8(mtn_text_of(doc, ref).ptr, ref.len));
}

static void check_attributes(const mtn_document *doc, const mtn_node *node) {
  CHECK(node->size == 0 || node->data >= 1);
  CHECK((size_t)node->data + node->size <= doc->attr_count);
  for (uint32_t i = 0; i < node->size; i++) {
    const mtn_attr *attr = &doc->attrs[node->data + i];
    check_ref(doc, attr->value);
    if (node->type == MTN_DOCTYPE) continue;
    check_ref(doc, attr->name);
    CHECK(attr->name.len > 0);
    CHECK(attr->id < MTN_ATTR_COUNT && attr->ns <= MTN_ATTR_NS_XMLNS);
    for (uint32_t j = 0; j < i && j < 16; j++) {
      const mtn_attr *other = &doc->attrs[node->data + j];
      CHECK(attr->ns != other->ns || !mtn_str_equal(mtn_text_of(doc, attr->name), mtn_text_of(doc, other->name)));
    }
  }
}

static void check_node(const mtn_document *doc, uint32_t index) {
  const mtn_node *node = &doc->nodes[index];
  CHECK(node->begin <= node->end && node->end <= doc->source_len);
  CHECK((node->first == 0) == (node->last == 0));
  switch (node->type) {
  case MTN_DOCTYPE:
    CHECK(node->size == 3 && !node->first);
    check_attributes(doc, node);
    break;
  case MTN_ELEMENT: {
    CHECK(node->tag < MTN_TAG_COUNT && node->ns <= MTN_NS_MATHML);
    check_attributes(doc, node);
    matn_str name = mtn_node_name(doc, index);
    CHECK(name.len > 0 && is_utf8(name.ptr, name.len));
    if (mtn_node_is(doc, index, MTN_TAG_TEMPLATE)) {
      CHECK(node->first && doc->nodes[node->first].type == MTN_FRAGMENT);
    }
    break;
  }
  case MTN_TEXT: CHECK(node->size > 0); /* fall through */
  case MTN_COMMENT:
    CHECK(!node->first);
    check_ref(doc, (mtn_ref){node->data, node->size});
    break;
  case MTN_FRAGMENT: CHECK(mtn_node_is(doc, node->parent, MTN_TAG_TEMPLATE)); break;
  default: CHECK(node->type == MTN_DOCUMENT && index == 1); break;
  }
}

/* The walk by links, checking each on the way; the sum of all depths. */
static size_t check_tree(const mtn_document *doc) {
  CHECK(doc->node_count >= 2 && doc->nodes[1].type == MTN_DOCUMENT && doc->nodes[1].parent == 0);
  size_t seen = 0, depth = 0, depths = 0;
  uint32_t node = 1, walked = 1;
  for (;;) {
    CHECK(++seen < doc->node_count);
    CHECK(walked == node);
    check_node(doc, node);
    depths += depth;
    walked = mtn_node_walk(doc, 1, node);
    const mtn_node *n = &doc->nodes[node];
    if (n->first) {
      CHECK(n->first < doc->node_count);
      CHECK(doc->nodes[n->first].parent == node && doc->nodes[n->first].prev == 0);
      node = n->first;
      depth++;
      continue;
    }
    while (node != 1 && !doc->nodes[node].next) {
      CHECK(doc->nodes[doc->nodes[node].parent].last == node);
      node = doc->nodes[node].parent;
      depth--;
    }
    if (node == 1) break;
    uint32_t next = doc->nodes[node].next;
    CHECK(next < doc->node_count);
    CHECK(doc->nodes[next].parent == doc->nodes[node].parent && doc->nodes[next].prev == node);
    node = next;
  }
  CHECK(walked == 0);
  return depths;
}

static matn_status build(mtn_tree *tree, mtn_document *doc, const struct context *context,
                         const mtn_tree_limits *limits) {
  matn_error error = {0};
  matn_status status = context
                           ? mtn_tree_build_fragment(tree, doc, mtn_str_of(context->name), context->ns, limits, &error)
                           : mtn_tree_build(tree, doc, limits, &error);
  CHECK(status == MATN_OK || status == MATN_LIMIT);
  CHECK(status == MATN_OK || (error.code == status && error.message));
  return status;
}

static void load(mtn_document *doc, const mtn_buf *decoded) {
  mtn_document_reset(doc);
  if (!doc->source) {
    doc->source_cap = decoded->len + MTN_PADDING;
    doc->source = malloc(doc->source_cap);
    CHECK(doc->source);
  }
  memcpy(doc->source, decoded->data, decoded->len + MTN_PADDING);
  doc->source_len = decoded->len;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  uint8_t choice[3] = {0};
  for (size_t i = 0; i < sizeof(choice) && size; i++, size--) choice[i] = *data++;
  const struct context *context = choice[0] & 1 ? &contexts[choice[1] % MTN_COUNT(contexts)] : NULL;
  mtn_tree_limits limits = {10000, 32u << 20, 65535};
  if (choice[2] & 1) limits.max_depth = 2u + (choice[2] >> 3);
  if (choice[2] & 2) limits.max_nodes = 4u + (choice[2] >> 3);
  if (choice[2] & 4) limits.max_attributes = 1u + (choice[2] >> 3);

  mtn_buf decoded, first, second;
  mtn_buf_init(&decoded, &mtn_alloc_default);
  mtn_buf_init(&first, &mtn_alloc_default);
  mtn_buf_init(&second, &mtn_alloc_default);
  mtn_charset utf8 = mtn_charset_from_label(MTN_STR("utf-8"));
  CHECK(mtn_charset_decode(utf8, data, size, MTN_SOURCE_MAX, MTN_PADDING, &decoded) == MATN_OK);

  mtn_document doc;
  mtn_document_init(&doc, &mtn_alloc_default);
  mtn_tree *tree = mtn_tree_new(&mtn_alloc_default);
  CHECK(tree);
  mtn_buf *dumps[2] = {&first, &second};
  matn_status status[2];
  for (int round = 0; round < 2; round++) {
    load(&doc, &decoded);
    status[round] = build(tree, &doc, context, &limits);
    if (status[round] != MATN_OK) continue;
    size_t depths = check_tree(&doc);
    CHECK(!context || (doc.root > 0 && doc.root < doc.node_count));
    if (depths < dump_max) mtn_tree_dump(&doc, context ? doc.root : 1, dumps[round]);
    CHECK(!dumps[round]->failed);
  }
  CHECK(status[0] == status[1] && mtn_str_equal(mtn_buf_view(&first), mtn_buf_view(&second)));

  mtn_tree_free(tree);
  mtn_document_free(&doc);
  mtn_buf_free(&decoded);
  mtn_buf_free(&first);
  mtn_buf_free(&second);
  return 0;
}
