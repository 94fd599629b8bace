/* Pages of tests as trees.  Include after cmocka.h and what it needs. */
#ifndef TESTS_UNIT_TREE_H
#define TESTS_UNIT_TREE_H

#include "html/tree.h"

#include <stdlib.h>

static const mtn_tree_limits no_limits = {UINT32_MAX, UINT32_MAX, UINT32_MAX};

/* The page's source in a new document, which the caller frees. */
static inline void load(mtn_document *doc, const char *html) {
  mtn_document_init(doc, &mtn_alloc_default);
  doc->source_len = strlen(html);
  doc->source_cap = doc->source_len + MTN_PADDING;
  doc->source = calloc(1, doc->source_cap);
  assert_non_null(doc->source);
  memcpy(doc->source, html, doc->source_len);
}

static inline matn_status build(mtn_document *doc, const char *html, const mtn_tree_limits *limits, matn_error *error) {
  load(doc, html);
  mtn_tree *tree = mtn_tree_new(&mtn_alloc_default);
  assert_non_null(tree);
  matn_status status = mtn_tree_build(tree, doc, limits, error);
  mtn_tree_free(tree);
  return status;
}

#endif
