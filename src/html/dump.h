/* The tree in the format of html5lib-tests' `#document` sections. */
#ifndef MTN_HTML_DUMP_H
#define MTN_HTML_DUMP_H

#include "html/document.h"

/* Append the tree below `top` (a document or a fragment's root; `top` itself is not written) to `out`. */
void mtn_tree_dump(const mtn_document *doc, uint32_t top, mtn_buf *out);

#endif
