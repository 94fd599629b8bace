/*
 * The document: nodes, attributes and text of one page, in three flat arrays and two stretches of bytes.
 *
 * Invariants:
 *  - A node is a 32-bit index into `nodes`.  0 is no node: it is the bin that writes may fall into when memory runs
 *    out, and nothing reads it.  1 is the document.  Pointers into the arrays do not survive a growing call.
 *  - Text is a mtn_ref: an offset into `source` (the decoded page), or, with MTN_IN_POOL set, into `pool` (text that
 *    differs from the page: character references, joined runs, lower-cased names).
 *  - The source is followed by MTN_PADDING zero bytes, so that scanning for NUL among others needs no end check and
 *    vector loads never leave the buffer.
 *  - The content of a template element is its one child, a MTN_FRAGMENT.
 *  - An element of a name that the table of tags does not hold (tag == MTN_TAG_UNKNOWN) keeps the name in the attribute
 *    slot just before its first one: attrs[data - 1].
 *  - A doctype has three attributes: name, public identifier, system identifier; `id` of each is 1 when it is present.
 */
#ifndef MTN_HTML_DOCUMENT_H
#define MTN_HTML_DOCUMENT_H

#include "base/arena.h"
#include "base/buf.h"
#include "html/names.h"

#define MTN_PADDING 64u
#define MTN_IN_POOL 0x80000000u
#define MTN_SOURCE_MAX ((size_t)1 << 30) /* keeps every offset and sum of two below MTN_IN_POOL */

typedef enum mtn_node_type {
  MTN_DOCUMENT = 1,
  MTN_DOCTYPE,
  MTN_ELEMENT,
  MTN_TEXT,
  MTN_COMMENT,
  MTN_FRAGMENT
} mtn_node_type;

typedef enum mtn_namespace { MTN_NS_HTML = 0, MTN_NS_SVG = 1, MTN_NS_MATHML = 2 } mtn_namespace;

/* Namespaces of attributes. */
typedef enum mtn_attr_ns { MTN_ATTR_NS_NONE = 0, MTN_ATTR_NS_XLINK, MTN_ATTR_NS_XML, MTN_ATTR_NS_XMLNS } mtn_attr_ns;

typedef struct mtn_ref {
  uint32_t at, len; /* at: offset, MTN_IN_POOL set for the pool */
} mtn_ref;

typedef struct mtn_attr {
  mtn_ref name; /* lower-cased; for foreign elements adjusted as HTML 13.2.6.5 says */
  mtn_ref value;
  uint16_t id; /* mtn_attr_id, MTN_ATTR_UNKNOWN (0) if the name is not in the table */
  uint8_t ns;  /* mtn_attr_ns */
  uint8_t unused;
} mtn_attr;

typedef struct mtn_node {
  uint32_t parent, first, last, prev, next;
  uint16_t tag;        /* mtn_tag, elements only */
  uint8_t type;        /* mtn_node_type */
  uint8_t ns;          /* mtn_namespace, elements only */
  uint32_t data;       /* element, doctype: index of its first attribute; text, comment: mtn_ref.at */
  uint32_t size;       /* element, doctype: number of attributes; text, comment: length in bytes */
  uint32_t begin, end; /* bytes of the source that it was made from (element: its start tag); equal when implied */
} mtn_node;

typedef struct mtn_document {
  const matn_alloc *alloc;
  char *source;
  size_t source_len, source_cap;
  mtn_buf pool;
  mtn_node *nodes;
  size_t node_count, node_cap;
  mtn_attr *attrs;
  size_t attr_count, attr_cap;
  uint32_t root; /* the html element, or the fragment's root; 0 before it exists */
  uint32_t head, body;
  bool quirks; /* quirks mode (limited quirks counts as none: it changes nothing that matn reads) */
  bool failed; /* memory ran out, or pool grew past MTN_SOURCE_MAX: the tree is not to be used */
} mtn_document;

void mtn_document_init(mtn_document *doc, const matn_alloc *alloc);
/* Ready for the next page; memory is kept. */
void mtn_document_reset(mtn_document *doc);
void mtn_document_free(mtn_document *doc);
size_t mtn_document_memory(const mtn_document *doc);

static inline matn_str mtn_text_of(const mtn_document *doc, mtn_ref ref) {
  const char *base = ref.at & MTN_IN_POOL ? doc->pool.data : doc->source;
  return (matn_str){base + (ref.at & ~MTN_IN_POOL), ref.len};
}

/* Data of a text or comment node. */
static inline matn_str mtn_node_text(const mtn_document *doc, uint32_t node) {
  const mtn_node *n = &doc->nodes[node];
  return mtn_text_of(doc, (mtn_ref){n->data, n->size});
}

/* Name of an element: lower case, SVG ones in their camel case. */
matn_str mtn_node_name(const mtn_document *doc, uint32_t node);

/* Value of the attribute of an HTML element; {NULL, 0} when it has none.  `id` is not MTN_ATTR_UNKNOWN. */
static inline matn_str mtn_node_attr(const mtn_document *doc, uint32_t node, mtn_attr_id id) {
  const mtn_node *n = &doc->nodes[node];
  for (uint32_t i = 0; i < n->size; i++)
    if (doc->attrs[n->data + i].id == id) return mtn_text_of(doc, doc->attrs[n->data + i].value);
  return (matn_str){NULL, 0};
}

/* The same by the attribute's name, in lower case, and the class: of any node. */
matn_str mtn_node_attr_named(const mtn_document *doc, uint32_t node, const char *name);
static inline matn_str mtn_node_class(const mtn_document *doc, uint32_t node) {
  if (doc->nodes[node].type != MTN_ELEMENT) return (matn_str){NULL, 0};
  return mtn_node_attr(doc, node, MTN_ATTR_CLASS);
}

static inline bool mtn_node_is(const mtn_document *doc, uint32_t node, mtn_tag tag) {
  const mtn_node *n = &doc->nodes[node];
  return n->type == MTN_ELEMENT && n->tag == tag && n->ns == MTN_NS_HTML;
}

/* The node after `node` in document order below `top`, 0 after the last: the walk that needs no stack.
 * `mtn_node_skip` is the same without going into `node`. */
static inline uint32_t mtn_node_skip(const mtn_document *doc, uint32_t top, uint32_t node) {
  while (node != top) {
    if (doc->nodes[node].next) return doc->nodes[node].next;
    node = doc->nodes[node].parent;
  }
  return 0;
}
static inline uint32_t mtn_node_walk(const mtn_document *doc, uint32_t top, uint32_t node) {
  return doc->nodes[node].first ? doc->nodes[node].first : mtn_node_skip(doc, top, node);
}

/* A new node without parent; 0 (and doc->failed) when memory runs out. */
uint32_t mtn_node_new(mtn_document *doc, mtn_node_type type);
/* Put `child` (without parent) as the last child of `parent`, or just before `before`. */
void mtn_node_append(mtn_document *doc, uint32_t parent, uint32_t child);
void mtn_node_insert_before(mtn_document *doc, uint32_t before, uint32_t child);
void mtn_node_remove(mtn_document *doc, uint32_t node);

/* Room for one attribute more; its index, or 0 (a bin, as node 0) when memory runs out. */
uint32_t mtn_attr_new(mtn_document *doc);

/* A copy of `text` at the end of the pool. */
mtn_ref mtn_pool_add(mtn_document *doc, matn_str text);

#endif
