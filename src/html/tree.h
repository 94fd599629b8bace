/* Tree construction (HTML 13.2.6): from doc->source to doc->nodes. */
#ifndef MTN_HTML_TREE_H
#define MTN_HTML_TREE_H

#include "html/document.h"

typedef struct mtn_tree_limits {
  uint32_t max_depth, max_nodes, max_attributes;
} mtn_tree_limits;

typedef struct mtn_tree mtn_tree; /* the builder's working memory, reused from page to page */

mtn_tree *mtn_tree_new(const matn_alloc *alloc);
void mtn_tree_free(mtn_tree *tree);
size_t mtn_tree_memory(const mtn_tree *tree);

/* Build the tree of doc->source (decoded, padded) into a reset `doc`.  MATN_OK, MATN_NOMEM or MATN_LIMIT. */
matn_status mtn_tree_build(mtn_tree *tree, mtn_document *doc, const mtn_tree_limits *limits, matn_error *error);

/* The fragment case (HTML 13.4): the element `context` of namespace `ns`.  The fragment is the children of doc->root.
 */
matn_status mtn_tree_build_fragment(mtn_tree *tree, mtn_document *doc, matn_str context, mtn_namespace ns,
                                    const mtn_tree_limits *limits, matn_error *error);

#endif
