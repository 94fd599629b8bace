/* Active formatting elements (HTML 13.2.4.3) and the adoption agency algorithm (13.2.6.4.7). */
#include "html/tree_internal.h"

static bool reserve(mtn_tree *tree) {
  if (tree->active_len < tree->active_cap) return true;
  if (mtn_array_reserve(tree->alloc, (void **)&tree->active, &tree->active_cap, tree->active_len + 1,
                        sizeof(mtn_active), 32))
    return true;
  tree->doc->failed = true;
  return false;
}

static void insert_at(mtn_tree *tree, size_t index, uint32_t node) {
  if (!reserve(tree)) return;
  size_t after = tree->active_len - index;
  tree->work += after / 8;
  memmove(&tree->active[index + 1], &tree->active[index], after * sizeof(mtn_active));
  tree->active[index] = (mtn_active){node, tree->doc->nodes[node].tag};
  tree->active_len++;
}

static void remove_at(mtn_tree *tree, size_t index) {
  size_t after = tree->active_len - index - 1;
  tree->work += after / 8;
  memmove(&tree->active[index], &tree->active[index + 1], after * sizeof(mtn_active));
  tree->active_len--;
}

static size_t find(mtn_tree *tree, uint32_t node) {
  for (size_t i = tree->active_len; i-- > 0;) {
    tree->work++;
    if (tree->active[i].node == node) return i;
  }
  return SIZE_MAX;
}

/* Same tag and the same attributes, in any order. */
static bool same_element(mtn_tree *tree, uint32_t a, uint32_t b) {
  const mtn_document *doc = tree->doc;
  const mtn_node *x = &doc->nodes[a], *y = &doc->nodes[b];
  if (x->tag != y->tag || x->ns != y->ns || x->size != y->size) return false;
  if (x->data == y->data) return true;
  for (uint32_t i = 0; i < x->size; i++) {
    const mtn_attr *p = &doc->attrs[x->data + i];
    bool found = false;
    for (uint32_t k = 0; k < y->size && !found; k++) {
      const mtn_attr *q = &doc->attrs[y->data + k];
      tree->work++;
      found = p->id == q->id && p->value.len == q->value.len &&
              (p->id || mtn_str_equal(mtn_text_of(doc, p->name), mtn_text_of(doc, q->name))) &&
              mtn_str_equal(mtn_text_of(doc, p->value), mtn_text_of(doc, q->value));
    }
    if (!found) return false;
  }
  return true;
}

void mtn_active_push(mtn_tree *tree, uint32_t node) {
  /* The Noah's Ark clause: at most three of a kind since the last marker. */
  size_t same = 0, earliest = 0;
  uint16_t tag = tree->doc->nodes[node].tag;
  for (size_t i = tree->active_len; i-- > 0 && tree->active[i].node;) {
    tree->work++;
    if (tree->active[i].tag != tag || !same_element(tree, tree->active[i].node, node)) continue;
    same++;
    earliest = i;
  }
  if (same >= 3) remove_at(tree, earliest);
  insert_at(tree, tree->active_len, node);
}

void mtn_active_marker(mtn_tree *tree) {
  if (!reserve(tree)) return;
  tree->active[tree->active_len++] = (mtn_active){0, MTN_TAG_UNKNOWN};
}

void mtn_active_clear(mtn_tree *tree) {
  while (tree->active_len > 0)
    if (!tree->active[--tree->active_len].node) return;
}

void mtn_active_reconstruct_slow(mtn_tree *tree) {
  size_t i = tree->active_len - 1;
  uint32_t node = tree->active[i].node;
  if (!node) return;
  /* Usually the newest entry is open and near the top of the stack. */
  if (mtn_current(tree)->node == node || mtn_stack_find(tree, node) != SIZE_MAX) return;
  while (i > 0) { /* rewind to just after a marker or an open element */
    uint32_t before = tree->active[i - 1].node;
    tree->work++;
    if (!before || mtn_stack_find(tree, before) != SIZE_MAX) break;
    i--;
  }
  for (; i < tree->active_len && !tree->doc->failed; i++) {
    uint32_t copy = mtn_clone_element(tree, tree->active[i].node);
    mtn_append_at(tree, mtn_insertion_place(tree, 0), copy);
    mtn_stack_push(tree, copy);
    tree->active[i].node = copy;
    tree->work++;
  }
}

uint32_t mtn_active_after_marker(mtn_tree *tree, mtn_tag tag) {
  for (size_t i = tree->active_len; i-- > 0 && tree->active[i].node;) {
    tree->work++;
    if (tree->active[i].tag == tag) return tree->active[i].node;
  }
  return 0;
}

void mtn_active_remove_node(mtn_tree *tree, uint32_t node) {
  size_t i = find(tree, node);
  if (i != SIZE_MAX) remove_at(tree, i);
}

/* Move every child of `from` to the end of `to`. */
static void move_children(mtn_tree *tree, uint32_t from, uint32_t to) {
  mtn_document *doc = tree->doc;
  for (uint32_t child; (child = doc->nodes[from].first) != 0;) {
    tree->work++;
    mtn_node_remove(doc, child);
    mtn_node_append(doc, to, child);
  }
}

bool mtn_adoption_agency(mtn_tree *tree, const mtn_token *token) {
  mtn_document *doc = tree->doc;
  mtn_tag subject = (mtn_tag)token->tag;
  /* 1, 2 */
  if (mtn_current_is(tree, subject) && find(tree, mtn_current(tree)->node) == SIZE_MAX) {
    mtn_stack_pop(tree);
    return true;
  }
  for (int outer = 0; outer < 8 && !doc->failed; outer++) { /* 3, 4 */
    /* 4.3 to 4.6: the formatting element */
    uint32_t formatting = mtn_active_after_marker(tree, subject);
    if (!formatting) return outer != 0; /* first round: as any other end tag; later: done */
    size_t at = mtn_stack_find(tree, formatting);
    if (at == SIZE_MAX) {
      mtn_active_remove_node(tree, formatting);
      return true;
    }
    if (!mtn_node_in_scope(tree, formatting)) return true;

    /* 4.7, 4.8: the furthest block */
    size_t furthest = at + 1;
    while (furthest < tree->open_len && !(tree->open[furthest].flags & MTN_SPECIAL)) furthest++;
    tree->work += furthest - at;
    if (furthest >= tree->open_len) {
      mtn_stack_cut(tree, at);
      mtn_active_remove_node(tree, formatting);
      return true;
    }
    uint32_t block = tree->open[furthest].node, ancestor = tree->open[at - 1].node;

    /* 4.9 to 4.13 */
    size_t bookmark = find(tree, formatting);
    uint32_t last = block;
    size_t index = furthest;
    for (int inner = 1;; inner++) {
      uint32_t node = tree->open[--index].node;
      tree->work++;
      if (node == formatting) break;
      size_t entry = find(tree, node);
      if (inner > 3 && entry != SIZE_MAX) {
        remove_at(tree, entry);
        if (entry < bookmark) bookmark--;
        entry = SIZE_MAX;
      }
      if (entry == SIZE_MAX) {
        mtn_stack_remove(tree, index);
        furthest--;
        continue;
      }
      uint32_t copy = mtn_clone_element(tree, node);
      if (doc->failed) return true;
      tree->active[entry].node = copy;
      mtn_stack_replace(tree, index, copy);
      if (last == block) bookmark = entry + 1;
      mtn_node_remove(doc, last);
      mtn_node_append(doc, copy, last);
      last = copy;
    }

    /* 4.14 to 4.19 */
    mtn_node_remove(doc, last);
    mtn_append_at(tree, mtn_insertion_place(tree, ancestor), last);
    uint32_t copy = mtn_clone_element(tree, formatting);
    if (doc->failed) return true;
    move_children(tree, block, copy);
    mtn_node_append(doc, block, copy);
    size_t old = find(tree, formatting);
    remove_at(tree, old);
    if (old < bookmark) bookmark--;
    insert_at(tree, bookmark, copy);
    mtn_stack_remove(tree, mtn_stack_find(tree, formatting));
    mtn_stack_insert(tree, mtn_stack_find(tree, block) + 1, copy);
  }
  return true;
}

void mtn_any_other_end_tag(mtn_tree *tree, const mtn_token *token) {
  const mtn_document *doc = tree->doc;
  if (token->tag != MTN_TAG_UNKNOWN && tree->open_count[token->tag] == 0) return;
  for (size_t i = tree->open_len; i-- > 0;) {
    const mtn_open *entry = &tree->open[i];
    tree->work++;
    if (mtn_entry_is(entry, (mtn_tag)token->tag) &&
        (token->tag != MTN_TAG_UNKNOWN ||
         mtn_str_equal(mtn_node_name(doc, entry->node), mtn_text_of(doc, token->text)))) {
      uint32_t node = entry->node;
      mtn_implied_end_tags(tree, (mtn_tag)token->tag);
      size_t at = tree->open_len; /* implied end tags may have taken entries above it, never it */
      while (at > 0 && tree->open[at - 1].node != node) at--;
      mtn_stack_cut(tree, at ? at - 1 : 0);
      return;
    }
    if (entry->flags & MTN_SPECIAL) return;
  }
}
