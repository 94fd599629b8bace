/* The ranking of titles: boosted trees over their clues, in integers. */
#include "meta/facts_title.h"

#include "text/vec16.h"

#include <assert.h>

#define TREE_LEAVES 8
#define TITLES_AT_ONCE 8

/* A question: is the clue above the border?  If so, these of the tree's leaves are gone, a bit each. */
typedef struct title_node {
  int16_t border;
  uint8_t clue, gone;
} title_node;

#include "meta/title_trees.inc"

static_assert(TITLE_CLUES == MTN_TITLE_CLUES, "the trees were trained on these clues");
static_assert(TITLES_AT_ONCE * sizeof(int16_t) == 16, "one vector");

/* Take from the leaves that each title has left those that its answer rules out. */
static void ask(const title_node *node, int16_t columns[][TITLES_AT_ONCE], int16_t left[TITLES_AT_ONCE]) {
#ifdef MTN_VEC16
  v16 above = v16_greater_shorts(v16_load(columns[node->clue]), v16_splat_short(node->border));
  v16_store(left, v16_clear(v16_load(left), v16_and(above, v16_splat_short(node->gone))));
#else
  for (size_t i = 0; i < TITLES_AT_ONCE; i++)
    if (columns[node->clue][i] > node->border) left[i] = (int16_t)(left[i] & ~node->gone);
#endif
}

/* All questions of a tree are asked of several titles at once; of the leaves that are left a title's is the first. */
static void rank_some(const int16_t *const *clues, size_t count, int *points) {
  int16_t columns[MTN_TITLE_CLUES][TITLES_AT_ONCE] = {{0}};
  for (size_t i = 0; i < count; i++)
    for (size_t k = 0; k < MTN_TITLE_CLUES; k++) columns[k][i] = clues[i][k];
  for (size_t tree = 0; tree < TITLE_TREES; tree++) {
    int16_t left[TITLES_AT_ONCE];
    memset(left, 0xFF, sizeof(left));
    for (size_t k = 0; k < TREE_LEAVES - 1; k++) ask(&title_nodes[tree][k], columns, left);
    for (size_t i = 0; i < count; i++) points[i] += title_leaves[tree][mtn_lowest_bit((uint16_t)left[i])];
  }
}

void mtn_titles_rank(const int16_t *const *clues, size_t count, int *points) {
  for (size_t i = 0; i < count; i++) points[i] = 0;
  for (size_t i = 0; i < count; i += TITLES_AT_ONCE)
    rank_some(clues + i, count - i < TITLES_AT_ONCE ? count - i : TITLES_AT_ONCE, points + i);
}
