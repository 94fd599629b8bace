/*
 * Boosted trees over the features of blocks.  All in integers, so that every machine gives the same answer; made by
 * train/trees.py (docs/MODEL.md).
 *
 * A tree has up to MTN_TREE_LEAVES leaves, numbered from left to right, and fewer nodes by one.  A node asks whether a
 * feature is above a border; a yes rules out the leaves on the node's left, which are the bits of its mask.  All nodes
 * of a tree are asked, in any order, and the lowest leaf that is left is the block's: no branch depends on the answer,
 * so that many blocks are asked at once.  (QuickScorer: Lucchese et al., SIGIR 2015; vectorised: SIGIR 2016.)
 */
#ifndef MTN_EXTRACT_TREES_H
#define MTN_EXTRACT_TREES_H

#include "extract/blocks.h"

#define MTN_TREE_LEAVES 16
#define MTN_TREE_NODES (MTN_TREE_LEAVES - 1)

#define MTN_TREE_ROWS_MAX 256u /* a node names its feature in a byte */
#define MTN_FEATURE_LANES 16u  /* rows are padded to this many blocks */

/* Rows of features, one a feature, one column a block. */
typedef struct mtn_features {
  int16_t *values;
  size_t stride;   /* columns a row: `count` rounded up to MTN_FEATURE_LANES */
  size_t count;    /* blocks */
  size_t rows;     /* at most MTN_TREE_ROWS_MAX */
  uint32_t *alike; /* of each block: the number of those that are alike, below `alike_count`; NULL of plain text */
  size_t alike_count;
} mtn_features;

/* A model.  A node that is not used has the border INT16_MAX.  Leaves are in 1/1024 of a logit and stand in an order of
 * their own (mtn_leaf_place). */
typedef struct mtn_trees {
  const uint8_t (*features)[MTN_TREE_NODES];
  const int16_t (*borders)[MTN_TREE_NODES];
  const uint16_t (*masks)[MTN_TREE_NODES];
  const int16_t (*leaves)[MTN_TREE_LEAVES];
  size_t count;
} mtn_trees;

/* Fill logits[features->count], in 1/1024. */
void mtn_trees_logits(const mtn_trees *trees, const mtn_features *features, int32_t *logits);

/* The chance, in thousandths, that a logit in 1/1024 stands for. */
uint16_t mtn_trees_chance(int32_t logit);

/* What each of `count` models, of whole pages, gives the first block, which there is: chances in thousandths. */
void mtn_trees_score_first(const mtn_trees *trees, size_t count, const mtn_features *features, uint16_t *scores);

/* Add to shares[feature] what each feature adds to the logit of a block, in 1/MTN_SHARE_ONE.  The answer to each
 * question on a block's way through a tree moves the mean of the leaves that are still possible, and that move is what
 * the question's feature adds (Saabas 2014).  The shares and what is returned, the mean of all leaves of all trees, sum
 * to the logit exactly.  Leaves count the same, however many blocks of the training ended in them. */
#define MTN_SHARE_ONE (INT64_C(1024) * 720720)
int64_t mtn_trees_shares(const mtn_trees *trees, const mtn_features *features, size_t block, int64_t *shares);

#endif
