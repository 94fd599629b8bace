/* Trees over a stretch of blocks: what takes the time of scoring a page. */
#ifndef MTN_EXTRACT_TREES_LANES_H
#define MTN_EXTRACT_TREES_LANES_H

#include "extract/trees.h"

#include <stdalign.h>

/* The features of two times MTN_FEATURE_LANES blocks, side by side: small enough to stay near the processor while all
 * trees ask for them.  The two halves need not stand beside each other on the page. */
#define MTN_LANES (2 * MTN_FEATURE_LANES)
typedef struct mtn_lanes {
  alignas(64) int16_t cells[MTN_TREE_ROWS_MAX][MTN_LANES];
} mtn_lanes;

/* Take over the columns from at[0] on, and from at[1] on: multiples of MTN_FEATURE_LANES below the stride. */
void mtn_lanes_read(const mtn_features *features, const size_t at[2], mtn_lanes *out);

/* Add the leaf of each tree from `first` to before `end` to the sum of each block: sums[MTN_LANES]. */
void mtn_lanes_add(const mtn_trees *trees, size_t first, size_t end, const mtn_lanes *s, int32_t *sums);

/* A mask's lowest bit k times this has a number of its own for each k in its four highest bits (a de Bruijn sequence);
 * leaves stand in the order of these numbers, so that none needs counting. */
#define MTN_LEAF_ORDER 0x09AFu

/* Where in mtn_trees.leaves the lowest leaf stands that is not ruled `out`. */
static inline unsigned mtn_leaf_place_of(unsigned out) {
  unsigned left = ~out;
  return (uint16_t)((left & (0u - left)) * MTN_LEAF_ORDER) >> 12;
}
/* The same of the leaf so numbered, from the left. */
static inline unsigned mtn_leaf_place(unsigned leaf) { return mtn_leaf_place_of((1u << leaf) - 1); }

#endif
