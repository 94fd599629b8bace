/*
 * Fuzz target: a selector (the first line) over a page (the rest).
 *
 * What is checked: an error says where, within the selector; :is(S) matches what S does, and :not(S) all other
 * elements.
 */
#include "check.h"

#include "html/select.h"
#include "html/tree.h"

#include <string.h>

typedef struct page {
  mtn_document doc;
  mtn_arena arena;
} page;

static uint8_t *match(page *p, const char *before, matn_str text, const char *after, matn_status *status) {
  size_t head = strlen(before), tail = strlen(after), len = head + text.len + tail;
  char *whole = mtn_arena_alloc(&p->arena, len + 1);
  uint8_t *marks = mtn_arena_calloc(&p->arena, mtn_select_bytes(&p->doc), 1);
  CHECK(whole && marks);
  memcpy(whole, before, head);
  if (text.len) memcpy(whole + head, text.ptr, text.len);
  memcpy(whole + head + text.len, after, tail);
  const mtn_selector *selector;
  matn_error error = {0};
  *status = mtn_select_parse((matn_str){whole, len}, &p->arena, &selector, &error);
  CHECK(*status == MATN_OK || *status == MATN_SELECTOR);
  CHECK((*status == MATN_OK) == (selector != NULL));
  if (*status == MATN_OK)
    CHECK(mtn_select_match(selector, &p->doc, &p->arena, marks) == MATN_OK);
  else
    CHECK(error.message && error.pos <= len);
  return marks;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const mtn_tree_limits limits = {512, 100000, 1000};
  const uint8_t *line = size ? memchr(data, '\n', size) : NULL;
  matn_str selector = {(const char *)data, line ? (size_t)(line - data) : size};
  page p;
  matn_error error;
  mtn_document_init(&p.doc, &mtn_alloc_default);
  mtn_arena_init(&p.arena, &mtn_alloc_default);
  p.doc.source_len = size - selector.len;
  p.doc.source_cap = p.doc.source_len + MTN_PADDING;
  p.doc.source = calloc(1, p.doc.source_cap);
  mtn_tree *tree = mtn_tree_new(&mtn_alloc_default);
  CHECK(p.doc.source && tree);
  if (p.doc.source_len) memcpy(p.doc.source, data + selector.len, p.doc.source_len);
  if (mtn_tree_build(tree, &p.doc, &limits, &error) == MATN_OK) {
    matn_status plain, is, not ;
    const uint8_t *marks = match(&p, "", selector, "", &plain);
    const uint8_t *same = match(&p, ":is(", selector, ")", &is), *others = match(&p, ":not(", selector, ")", &not );
    for (uint32_t node = 1; plain == MATN_OK && is == MATN_OK && node; node = mtn_node_walk(&p.doc, 1, node)) {
      CHECK(mtn_select_has(marks, node) == mtn_select_has(same, node));
      bool element = p.doc.nodes[node].type == MTN_ELEMENT;
      CHECK(not != MATN_OK || mtn_select_has(others, node) == (element && !mtn_select_has(marks, node)));
    }
  }
  mtn_tree_free(tree);
  mtn_arena_free(&p.arena);
  mtn_document_free(&p.doc);
  return 0;
}
