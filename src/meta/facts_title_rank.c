/* The ranking of titles: boosted trees over their clues, in integers. */
#include "meta/facts_title.h"

#include <assert.h>

#define TREE_LEAVES 8

/* A question: is the clue above the border?  Where to go then is a node of the same tree, or ~leaf. */
typedef struct title_node {
  uint8_t clue;
  int16_t border;
  int8_t no, yes;
} title_node;

#include "meta/title_trees.inc"

static_assert(TITLE_CLUES == MTN_TITLE_CLUES, "the trees were trained on these clues");

int mtn_titles_rank(const int16_t *clues) {
  int sum = 0;
  for (size_t tree = 0; tree < TITLE_TREES; tree++) {
    int at = 0;
    do { /* a child stands behind its node, so that this ends */
      const title_node *node = &title_nodes[tree][at];
      at = node->no + (node->yes - node->no) * (clues[node->clue] > node->border); /* nobody can guess the branch */
    } while (at > 0);
    sum += title_leaves[tree][~at];
  }
  return sum;
}
