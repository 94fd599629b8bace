/* The flat arrays of a document and the links between its nodes. */
#include "html/document.h"

/* A page of 100 kB has about 1,200 nodes and 1,500 attributes: a few steps from here. */
#define FIRST_NODES 512
#define FIRST_ATTRS 512

/* Slot 0 of both arrays is a bin that exists from the first node on, so that node 0 can always be written. */
void mtn_document_init(mtn_document *doc, const matn_alloc *alloc) {
  *doc = (mtn_document){.alloc = alloc};
  mtn_buf_init(&doc->pool, alloc);
}

void mtn_document_reset(mtn_document *doc) {
  mtn_buf_clear(&doc->pool);
  doc->node_count = doc->attr_count = 0;
  doc->source_len = 0;
  doc->root = doc->head = doc->body = 0;
  doc->quirks = doc->failed = false;
}

void mtn_document_free(mtn_document *doc) {
  mtn_free(doc->alloc, doc->source, doc->source_cap);
  mtn_buf_free(&doc->pool);
  mtn_free(doc->alloc, doc->nodes, doc->node_cap * sizeof(mtn_node));
  mtn_free(doc->alloc, doc->attrs, doc->attr_cap * sizeof(mtn_attr));
  mtn_document_init(doc, doc->alloc);
}

size_t mtn_document_memory(const mtn_document *doc) {
  return doc->source_cap + doc->pool.cap + doc->node_cap * sizeof(mtn_node) + doc->attr_cap * sizeof(mtn_attr);
}

matn_str mtn_node_name(const mtn_document *doc, uint32_t node) {
  const mtn_node *n = &doc->nodes[node];
  if (n->tag == MTN_TAG_UNKNOWN) return mtn_text_of(doc, doc->attrs[n->data - 1].name);
  if (n->ns == MTN_NS_SVG)
    for (size_t i = 0; i < mtn_svg_name_count; i++)
      if (mtn_svg_names[i].tag == n->tag) return mtn_svg_names[i].name;
  return mtn_tag_names[n->tag];
}

uint32_t mtn_node_new(mtn_document *doc, mtn_node_type type) {
  if (MTN_UNLIKELY(doc->node_count >= doc->node_cap)) {
    if (!mtn_array_reserve(doc->alloc, (void **)&doc->nodes, &doc->node_cap, doc->node_count + 2, sizeof(mtn_node),
                           FIRST_NODES)) {
      doc->failed = true;
      return 0;
    }
  }
  if (doc->node_count == 0) doc->nodes[doc->node_count++] = (mtn_node){0};
  uint32_t node = (uint32_t)doc->node_count++;
  doc->nodes[node] = (mtn_node){.type = (uint8_t)type};
  return node;
}

void mtn_node_append(mtn_document *doc, uint32_t parent, uint32_t child) {
  mtn_node *nodes = doc->nodes;
  uint32_t last = nodes[parent].last;
  nodes[child].parent = parent;
  nodes[child].prev = last;
  nodes[child].next = 0;
  if (last)
    nodes[last].next = child;
  else
    nodes[parent].first = child;
  nodes[parent].last = child;
}

void mtn_node_insert_before(mtn_document *doc, uint32_t before, uint32_t child) {
  mtn_node *nodes = doc->nodes;
  uint32_t parent = nodes[before].parent, prev = nodes[before].prev;
  nodes[child].parent = parent;
  nodes[child].prev = prev;
  nodes[child].next = before;
  nodes[before].prev = child;
  if (prev)
    nodes[prev].next = child;
  else
    nodes[parent].first = child;
}

void mtn_node_remove(mtn_document *doc, uint32_t node) {
  mtn_node *nodes = doc->nodes;
  uint32_t parent = nodes[node].parent, prev = nodes[node].prev, next = nodes[node].next;
  if (!parent) return;
  if (prev)
    nodes[prev].next = next;
  else
    nodes[parent].first = next;
  if (next)
    nodes[next].prev = prev;
  else
    nodes[parent].last = prev;
  nodes[node].parent = nodes[node].prev = nodes[node].next = 0;
}

matn_str mtn_node_attr_named(const mtn_document *doc, uint32_t node, const char *name) {
  const mtn_node *n = &doc->nodes[node];
  for (uint32_t i = 0; n->type == MTN_ELEMENT && i < n->size; i++) {
    const mtn_attr *attr = &doc->attrs[n->data + i];
    if (mtn_str_is(mtn_text_of(doc, attr->name), name)) return mtn_text_of(doc, attr->value);
  }
  return (matn_str){NULL, 0};
}

uint32_t mtn_attr_new(mtn_document *doc) {
  if (MTN_UNLIKELY(doc->attr_count + 1 >= doc->attr_cap)) {
    if (!mtn_array_reserve(doc->alloc, (void **)&doc->attrs, &doc->attr_cap, doc->attr_count + 2, sizeof(mtn_attr),
                           FIRST_ATTRS)) {
      doc->failed = true;
      return 0;
    }
  }
  if (doc->attr_count == 0) doc->attrs[doc->attr_count++] = (mtn_attr){0};
  return (uint32_t)doc->attr_count++;
}

mtn_ref mtn_pool_add(mtn_document *doc, matn_str text) {
  size_t at = doc->pool.len;
  if (text.len > MTN_SOURCE_MAX - at) {
    doc->failed = true;
    return (mtn_ref){0, 0};
  }
  mtn_buf_append(&doc->pool, text.ptr, text.len);
  if (doc->pool.failed) doc->failed = true;
  return (mtn_ref){(uint32_t)at | MTN_IN_POOL, (uint32_t)text.len};
}
