/*
 * The tree in the format of html5lib-tests: a line per node, "| ", two spaces per level, the node; an element's
 * attributes below it as if they were children, in the order of their names' UTF-16 code units.
 *
 * One walk over the links, no stack.  The indentation is part of the format, so output (and time) grow with the sum of
 * all depths; the parser's depth limit is what bounds it.
 */
#include "html/dump.h"

/* An attribute while its element is written. */
struct sortable {
  matn_str prefix, name; /* the attribute name string is the two one after the other */
  mtn_ref value;
};

struct dumper {
  const mtn_document *doc;
  mtn_buf *out;
  struct sortable *items; /* working memory, twice the most attributes seen */
  size_t capacity;
};

static void indent(struct dumper *dumper, size_t depth) {
  mtn_buf_append(dumper->out, "| ", 2);
  size_t spaces = 2 * depth;
  if (!mtn_buf_reserve(dumper->out, spaces)) return;
  memset(dumper->out->data + dumper->out->len, ' ', spaces);
  dumper->out->len += spaces;
}

static matn_str prefix_of(uint8_t attr_ns) {
  switch (attr_ns) {
  case MTN_ATTR_NS_XLINK: return MTN_STR("xlink ");
  case MTN_ATTR_NS_XML: return MTN_STR("xml ");
  case MTN_ATTR_NS_XMLNS: return MTN_STR("xmlns ");
  default: return MTN_STR("");
  }
}

/* The order of a UTF-8 byte among others such that strings sort as their UTF-16 would: characters past U+FFFF (lead
 * bytes F0 to F4) are surrogates there, which come before U+E000 (lead byte EE). */
static unsigned utf16_rank(unsigned char c) { return c >= 0xF0 ? 0xED * 8u + 1u + (c - 0xF0u) : c * 8u; }

static unsigned char name_byte(const struct sortable *item, size_t i) {
  return (unsigned char)(i < item->prefix.len ? item->prefix.ptr[i] : item->name.ptr[i - item->prefix.len]);
}

static bool sorts_after(const struct sortable *a, const struct sortable *b) {
  size_t a_len = a->prefix.len + a->name.len, b_len = b->prefix.len + b->name.len;
  size_t common = a_len < b_len ? a_len : b_len;
  for (size_t i = 0; i < common; i++) {
    unsigned char x = name_byte(a, i), y = name_byte(b, i);
    if (x != y) return utf16_rank(x) > utf16_rank(y);
  }
  return a_len > b_len;
}

/* Merge sort from runs of one upwards; the second half of `items` is its working memory.  Returns where the result
 * is. */
static struct sortable *sort_items(struct sortable *items, size_t count) {
  struct sortable *from = items, *to = items + count;
  for (size_t run = 1; run < count; run *= 2) {
    for (size_t begin = 0; begin < count; begin += 2 * run) {
      size_t a_end = begin + run < count ? begin + run : count;
      size_t b_end = begin + 2 * run < count ? begin + 2 * run : count;
      for (size_t a = begin, b = a_end, at = begin; at < b_end; at++) {
        bool take_b = a == a_end || (b < b_end && sorts_after(&from[a], &from[b]));
        to[at] = take_b ? from[b++] : from[a++];
      }
    }
    struct sortable *swapped = from;
    from = to;
    to = swapped;
  }
  return from;
}

static void dump_attributes(struct dumper *dumper, const mtn_node *node, size_t depth) {
  const mtn_document *doc = dumper->doc;
  size_t count = node->size;
  if (!mtn_array_reserve(dumper->out->alloc, (void **)&dumper->items, &dumper->capacity, 2 * count,
                         sizeof(*dumper->items), 32)) {
    dumper->out->failed = true;
    return;
  }
  for (size_t i = 0; i < count; i++) {
    const mtn_attr *attr = &doc->attrs[node->data + i];
    matn_str name = mtn_text_of(doc, attr->name);
    dumper->items[i] = (struct sortable){prefix_of(attr->ns), name, attr->value};
  }
  const struct sortable *sorted = sort_items(dumper->items, count);
  for (size_t i = 0; i < count; i++) {
    indent(dumper, depth);
    mtn_buf_str(dumper->out, sorted[i].prefix);
    mtn_buf_str(dumper->out, sorted[i].name);
    mtn_buf_append(dumper->out, "=\"", 2);
    mtn_buf_str(dumper->out, mtn_text_of(doc, sorted[i].value));
    mtn_buf_append(dumper->out, "\"\n", 2);
  }
}

static void dump_doctype(struct dumper *dumper, const mtn_node *node) {
  const mtn_attr *parts = &dumper->doc->attrs[node->data]; /* name, public identifier, system identifier */
  mtn_buf_cstr(dumper->out, "<!DOCTYPE ");
  mtn_buf_str(dumper->out, mtn_text_of(dumper->doc, parts[0].value));
  if (parts[1].value.len || parts[2].value.len) {
    for (int i = 1; i <= 2; i++) {
      mtn_buf_append(dumper->out, " \"", 2);
      mtn_buf_str(dumper->out, mtn_text_of(dumper->doc, parts[i].value));
      mtn_buf_put(dumper->out, '"');
    }
  }
  mtn_buf_append(dumper->out, ">\n", 2);
}

static void dump_node(struct dumper *dumper, uint32_t index, size_t depth) {
  const mtn_document *doc = dumper->doc;
  const mtn_node *node = &doc->nodes[index];
  mtn_buf *out = dumper->out;
  indent(dumper, depth);
  switch (node->type) {
  case MTN_DOCTYPE: dump_doctype(dumper, node); break;
  case MTN_ELEMENT:
    mtn_buf_put(out, '<');
    if (node->ns == MTN_NS_SVG) mtn_buf_cstr(out, "svg ");
    if (node->ns == MTN_NS_MATHML) mtn_buf_cstr(out, "math ");
    mtn_buf_str(out, mtn_node_name(doc, index));
    mtn_buf_append(out, ">\n", 2);
    if (node->size) dump_attributes(dumper, node, depth + 1);
    break;
  case MTN_TEXT:
    mtn_buf_put(out, '"');
    mtn_buf_str(out, mtn_node_text(doc, index));
    mtn_buf_append(out, "\"\n", 2);
    break;
  case MTN_COMMENT:
    mtn_buf_cstr(out, "<!-- ");
    mtn_buf_str(out, mtn_node_text(doc, index));
    mtn_buf_cstr(out, " -->\n");
    break;
  default: mtn_buf_cstr(out, "content\n"); break; /* MTN_FRAGMENT: a template's content */
  }
}

void mtn_tree_dump(const mtn_document *doc, uint32_t top, mtn_buf *out) {
  struct dumper dumper = {.doc = doc, .out = out};
  size_t depth = 0;
  uint32_t node = doc->nodes[top].first;
  while (node && !out->failed) {
    dump_node(&dumper, node, depth);
    if (doc->nodes[node].first) {
      node = doc->nodes[node].first;
      depth++;
      continue;
    }
    while (node != top && !doc->nodes[node].next) {
      node = doc->nodes[node].parent;
      depth--; /* wraps below `top`, where it is not used any more */
    }
    node = node == top ? 0 : doc->nodes[node].next;
  }
  mtn_free(out->alloc, dumper.items, dumper.capacity * sizeof(*dumper.items));
}
