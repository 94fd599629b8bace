/* Trees over a stretch of blocks: what takes the time of scoring a page. */
#ifndef MTN_EXTRACT_TREES_LANES_H
#define MTN_EXTRACT_TREES_LANES_H

#include "extract/trees.h"

/* The features of MTN_FEATURE_LANES blocks, side by side: small enough to stay near the processor while all trees ask
 * for them. */
typedef struct mtn_stretch {
  int16_t cells[MTN_TREE_ROWS_MAX][MTN_FEATURE_LANES];
} mtn_stretch;

/* Take over the columns from `at` on, a multiple of MTN_FEATURE_LANES below the stride. */
void mtn_stretch_read(const mtn_features *features, size_t at, mtn_stretch *out);

/* Add the leaf of each tree from `first` to before `end` to the sum of each block. */
void mtn_stretch_add(const mtn_trees *trees, size_t first, size_t end, const mtn_stretch *s, int32_t *sums);

/* Where in mtn_trees.leaves the leaf so numbered, from the left, stands. */
unsigned mtn_leaf_place(unsigned leaf);

#endif
