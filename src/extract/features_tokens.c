/*
 * Words of class and id attributes: `class="post-body js_mainText"` is post, body, js, main, text.
 *
 * Their weights are learned (train/, docs/MODEL.md) and stand in an open-addressing table of hashes; the words
 * themselves are not kept.
 */
#include "extract/features_internal.h"

#include "extract/tokens.inc" /* TOKEN_BITS, token_hashes[], token_weights[] */

#define TOKEN_MIN 2u  /* letters that say nothing */
#define TOKEN_MAX 24u /* hashes and the like */

/* FNV-1a over the lower-cased token: train/ computes the same. */
static uint32_t token_hash(const char *token, size_t len) {
  uint32_t h = 2166136261u;
  for (size_t i = 0; i < len; i++) h = (h ^ (unsigned char)mtn_to_lower(token[i])) * 16777619u;
  return h ? h : 1;
}

static int weight_of(uint32_t hash) {
  uint32_t mask = (1u << TOKEN_BITS) - 1;
  for (uint32_t slot = hash & mask; token_hashes[slot]; slot = (slot + 1) & mask)
    if (token_hashes[slot] == hash) return token_weights[slot];
  return 0;
}

int mtn_token_weight(const char *token, size_t len) { return weight_of(token_hash(token, len)); }

typedef struct tally {
  int min, sum;
} tally;

/* Add the tokens of a value: runs of ASCII letters, cut where a small letter meets a capital. */
static void add_tokens(matn_str value, tally *t) {
  size_t i = 0;
  while (i < value.len) {
    if (!mtn_is_alpha((unsigned char)value.ptr[i])) {
      i++;
      continue;
    }
    size_t begin = i++;
    while (i < value.len && mtn_is_alpha((unsigned char)value.ptr[i]) &&
           !((unsigned char)(value.ptr[i] - 'A') < 26 && (unsigned char)(value.ptr[i - 1] - 'a') < 26))
      i++;
    size_t len = i - begin;
    if (len < TOKEN_MIN || len > TOKEN_MAX) continue;
    int weight = mtn_token_weight(value.ptr + begin, len);
    if (weight < t->min) t->min = weight;
    t->sum += weight;
  }
}

/* Hash of a class without its digits, so that `post-17` and `post-18` look alike. */
static uint32_t shape_of(uint16_t tag, matn_str class_value) {
  uint32_t h = 2166136261u ^ tag;
  for (size_t i = 0; i < class_value.len; i++) {
    unsigned char c = (unsigned char)class_value.ptr[i];
    if (!mtn_is_digit(c)) h = (h ^ c) * 16777619u;
  }
  return h;
}

static tally tokens_of(const mtn_document *doc, uint32_t node, uint32_t *shape) {
  const mtn_node *n = &doc->nodes[node];
  tally t = {0, 0};
  matn_str class_value = {NULL, 0};
  for (uint32_t i = 0; n->type == MTN_ELEMENT && i < n->size; i++) {
    const mtn_attr *attr = &doc->attrs[n->data + i];
    if (attr->id != MTN_ATTR_CLASS && attr->id != MTN_ATTR_ID) continue;
    matn_str value = mtn_text_of(doc, attr->value);
    if (value.len > 512) value.len = 512; /* utility classes by the hundred add nothing */
    if (attr->id == MTN_ATTR_CLASS) class_value = value;
    add_tokens(value, &t);
  }
  if (shape) *shape = shape_of(n->tag, class_value);
  return t;
}

matn_status mtn_features_tokens(mtn_measure *m) {
  const mtn_blocks *blocks = m->blocks;
  size_t boxes = blocks->box_count;
  m->shape = mtn_arena_calloc(m->arena, boxes, sizeof(*m->shape));
  m->own_min = mtn_arena_calloc(m->arena, boxes, sizeof(int16_t));
  m->own_sum = mtn_arena_calloc(m->arena, boxes, sizeof(int16_t));
  if (!m->shape || !m->own_min || !m->own_sum) return MATN_NOMEM;
  for (size_t i = 0; i < boxes; i++) {
    tally t = tokens_of(m->doc, blocks->boxes[i].node, &m->shape[i]);
    m->own_min[i] = mtn_clip(t.min);
    m->own_sum[i] = mtn_clip(t.sum);
  }
  for (size_t i = 0; i < blocks->count; i++) {
    const mtn_block *b = &blocks->items[i];
    tally own = {m->own_min[b->box], m->own_sum[b->box]}, near = {0, 0};
    if (b->node != blocks->boxes[b->box].node) {
      tally leaf = tokens_of(m->doc, b->node, NULL);
      if (leaf.min < own.min) own.min = leaf.min;
      own.sum += leaf.sum;
    }
    uint32_t box = b->box;
    for (int k = 0; k < 3 && box; k++) {
      box = blocks->boxes[box].parent;
      if (m->own_min[box] < near.min) near.min = m->own_min[box];
      near.sum += m->own_sum[box];
    }
    mtn_row(m, MTN_F_tok_own_min)[i] = mtn_clip(own.min);
    mtn_row(m, MTN_F_tok_own_sum)[i] = mtn_clip(own.sum);
    mtn_row(m, MTN_F_tok_near_min)[i] = mtn_clip(near.min);
    mtn_row(m, MTN_F_tok_near_sum)[i] = mtn_clip(near.sum);
  }
  return MATN_OK;
}
