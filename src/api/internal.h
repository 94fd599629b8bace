/* What the public handles are made of.  Only src/api sees inside them. */
#ifndef MTN_API_INTERNAL_H
#define MTN_API_INTERNAL_H

#include "base/arena.h"
#include "extract/article.h"
#include "extract/units.h"
#include "html/document.h"
#include "meta/facts.h"

/* The text that the page hides in its data; all zero until it is looked for. */
typedef struct mtn_hidden {
  size_t looked;     /* the words that it had to have to be found, 0 if nobody has looked */
  bool found, told;  /* told: extract/thin.h */
  mtn_document tree; /* valid when `found` */
  mtn_blocks blocks; /* labelled */
} mtn_hidden;

struct matn_doc {
  matn_context *ctx; /* NULL: the document stands alone */
  mtn_document tree; /* plain text: only the source and the document node */
  mtn_arena arena;   /* all that is derived from the tree */
  matn_str charset;  /* constant */
  matn_str url;      /* in the arena; {NULL, 0} if unknown */
  matn_input input;
  bool is_fragment;  /* the tree below its root, by the fragment algorithm */
  mtn_blocks blocks; /* cut, not labelled; valid when `is_cut` */
  bool is_cut;
  mtn_hidden hidden;
  mtn_arena scratch; /* empty between calls */
};

struct matn_article {
  const matn_doc *doc;
  bool whole; /* all of the input was asked for */
  mtn_article body;
  mtn_facts facts;
  mtn_units units;
};

/* Check the `size` field of an options struct against what this library knows, and copy it, zero-filled, into `out` of
 * `known` bytes.  NULL options are all zero. */
matn_status mtn_options_read(const void *options, void *out, size_t known, matn_error *error);

/* Cut the document into blocks, if that is not done yet; `max_blocks` zero means the default. */
matn_status mtn_doc_cut(matn_doc *doc, uint32_t max_blocks, matn_error *error);

/* What the page says of itself, its blocks labelled.  MATN_OK or MATN_NOMEM. */
matn_status mtn_doc_facts(matn_doc *doc, const mtn_blocks *blocks, matn_str fetched, mtn_facts *out);
/* Decode `bytes` as UTF-8 and parse them into `tree`, initialised and empty.  On error nothing is held. */
matn_status mtn_doc_build(matn_doc *doc, mtn_document *tree, const void *bytes, size_t len, matn_error *error);

/* Look for a text in the page's data and compare it with the labelled `blocks`: *better says that doc->hidden shall
 * take their place. */
matn_status mtn_doc_reveal(matn_doc *doc, const mtn_blocks *blocks, const mtn_facts *facts, uint32_t max_blocks,
                           bool *better, matn_error *error);

/* Find the units of the page whose labelled blocks these are; those of comments lose their `selected`.
 * MATN_OK or MATN_NOMEM. */
matn_status mtn_article_units(matn_article *article, const mtn_document *tree, mtn_blocks *blocks, mtn_arena *arena);

/* The page without what options->prune matches: *tree and *blocks are the document's own where there is nothing to
 * prune. */
matn_status mtn_doc_prune(matn_doc *doc, const matn_extract_options *options, const mtn_document **tree,
                          mtn_blocks *blocks, matn_error *error);

/* Select the blocks in what options->keep matches. */
matn_status mtn_doc_keep(matn_doc *doc, const matn_extract_options *options, const mtn_document *tree,
                         mtn_blocks *blocks, matn_error *error);

#endif
