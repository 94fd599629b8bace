/* What the public handles are made of.  Only src/api sees inside them. */
#ifndef MTN_API_INTERNAL_H
#define MTN_API_INTERNAL_H

#include "base/arena.h"
#include "extract/article.h"
#include "html/document.h"
#include "meta/facts.h"

struct matn_doc {
  matn_context *ctx; /* NULL: the document stands alone */
  mtn_document tree; /* plain text: only the source and the document node */
  mtn_arena arena;   /* all that is derived from the tree */
  matn_str charset;  /* constant */
  matn_str url;      /* in the arena; {NULL, 0} if unknown */
  matn_input input;
  bool is_fragment;  /* the tree below its root, by the fragment algorithm */
  mtn_blocks blocks; /* cut by the first matn_extract, unlabelled; valid when `is_cut` */
  bool is_cut;
};

struct matn_article {
  const matn_doc *doc;
  bool whole; /* all of the input was asked for */
  mtn_article body;
  mtn_facts facts;
};

/* Check the `size` field of an options struct against what this library knows, and copy it, zero-filled, into `out` of
 * `known` bytes.  NULL options are all zero. */
matn_status mtn_options_read(const void *options, void *out, size_t known, matn_error *error);

/* Cut the document into blocks, if that is not done yet; `max_blocks` zero means the default. */
matn_status mtn_doc_cut(matn_doc *doc, uint32_t max_blocks, matn_error *error);

/* What the page says of itself, its blocks labelled.  MATN_OK or MATN_NOMEM. */
matn_status mtn_doc_facts(matn_doc *doc, const mtn_blocks *blocks, mtn_facts *out);

#endif
