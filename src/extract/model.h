/*
 * The learned model: boosted trees (trees.h) over the features of a block (features.h), made by train/
 * (docs/MODEL.md).
 */
#ifndef MTN_EXTRACT_MODEL_H
#define MTN_EXTRACT_MODEL_H

#include "extract/features.h"

/* What kind of page it is likeliest to be, and how sure that is in thousandths; name NULL where nothing tells. */
typedef struct mtn_page_kind {
  const char *name;
  uint16_t confidence;
} mtn_page_kind;

/* Fill `score` and `selected` of every block of an HTML page, and `kind`; `url` is the page's address as far as it is
 * known.  MATN_OK or MATN_NOMEM; scratch memory is the arena's. */
matn_status mtn_model_label(const mtn_document *doc, mtn_blocks *blocks, matn_str url, matn_favour favour,
                            mtn_arena *arena, mtn_page_kind *kind);

/* What each feature adds to the logit of block `block`: shares[MTN_FEATURE_COUNT], as mtn_trees_shares. */
int64_t mtn_model_shares(const mtn_features *features, size_t block, int64_t *shares);

#endif
