/*
 * Words that name things: those of class, id and the like (`class="post-body js_mainText"` is post, body, js, main,
 * text), and those of short lines ("Related posts"), which tell what follows.
 *
 * Their weights are learned (train/, docs/MODEL.md) and stand in open-addressing tables of hashes; the words
 * themselves are not kept.
 */
#include "extract/features_internal.h"

#include "extract/tokens.inc" /* TOKEN_BITS, name_hashes[], name_weights[], text_hashes[], text_weights[] */

#define TOKEN_MIN 2u   /* letters that say nothing */
#define TOKEN_MAX 24u  /* hashes and the like */
#define VALUE_MAX 512u /* utility classes by the hundred add nothing */

typedef struct weights {
  const uint32_t *hashes;
  const int8_t *values;
} weights;
static const weights names = {name_hashes, name_weights}, texts = {text_hashes, text_weights};

/* FNV-1a over the lower-cased token: train/ computes the same. */
static uint32_t hash_token(uint32_t h, const char *token, size_t len) {
  for (size_t i = 0; i < len; i++) h = (h ^ (unsigned char)mtn_to_lower(token[i])) * 16777619u;
  return h ? h : 1;
}

static int weight_of(const weights *table, uint32_t hash) {
  uint32_t mask = (1u << TOKEN_BITS) - 1;
  for (uint32_t slot = hash & mask; table->hashes[slot]; slot = (slot + 1) & mask)
    if (table->hashes[slot] == hash) return table->values[slot];
  return 0;
}

#define FNV_START 2166136261u

typedef struct tally {
  int min, max, sum;
} tally;

static void add_weight(tally *t, int weight) {
  if (weight < t->min) t->min = weight;
  if (weight > t->max) t->max = weight;
  t->sum += weight;
}

static void add_tally(tally *t, const tally *other) {
  if (other->min < t->min) t->min = other->min;
  if (other->max > t->max) t->max = other->max;
  t->sum += other->sum;
}

static void put_tally(const mtn_measure *m, mtn_feature least, size_t block, const tally *t) {
  mtn_row(m, least)[block] = mtn_clip(t->min);
  mtn_row(m, (mtn_feature)(least + 1))[block] = mtn_clip(t->max);
  mtn_row(m, (mtn_feature)(least + 2))[block] = mtn_clip(t->sum);
}

/* --------------------------------------------------------------------------------------------------------- Elements */

bool mtn_token_source(uint16_t attr) {
  switch (attr) {
  case MTN_ATTR_CLASS:
  case MTN_ATTR_ID:
  case MTN_ATTR_ROLE:
  case MTN_ATTR_ARIA_LABEL:
  case MTN_ATTR_ITEMPROP:
  case MTN_ATTR_ITEMTYPE:
  case MTN_ATTR_DATA_ROLE:
  case MTN_ATTR_DATA_TEST:
  case MTN_ATTR_DATA_TESTID:
  case MTN_ATTR_DATA_TYPE: return true;
  default: return false;
  }
}

matn_str mtn_token_value(const mtn_document *doc, const mtn_attr *attr) {
  matn_str value = mtn_text_of(doc, attr->value);
  if (value.len <= VALUE_MAX) return value;
  value.len = VALUE_MAX;
  while (value.len && ((unsigned char)value.ptr[value.len] & 0xC0) == 0x80) value.len--;
  return value;
}

/* Add the tokens of a name: runs of ASCII letters, cut where a small letter meets a capital. */
static void add_name(matn_str value, tally *t) {
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
    if (len >= TOKEN_MIN && len <= TOKEN_MAX)
      add_weight(t, weight_of(&names, hash_token(FNV_START, value.ptr + begin, len)));
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

/* Elements of a page repeat each other's names: what a value weighs is kept, one value a slot. */
enum { KNOWN_BITS = 9 };
typedef struct known {
  matn_str value;
  tally weight;
} known;

static uint64_t hash_value(matn_str value) {
  uint64_t h = value.len, word;
  size_t i = 0;
  for (; i + sizeof(word) <= value.len; i += sizeof(word)) {
    memcpy(&word, value.ptr + i, sizeof(word));
    h = (h ^ word) * UINT64_C(0x9FB21C651E98DF25);
    h ^= h >> 32;
  }
  word = 0;
  memcpy(&word, value.ptr + i, value.len - i);
  return (h ^ word) * UINT64_C(0x9FB21C651E98DF25);
}

static tally name_weight(known *table, matn_str value) {
  known *slot = &table[hash_value(value) >> (64 - KNOWN_BITS)];
  if (slot->value.len == value.len && slot->value.ptr && memcmp(slot->value.ptr, value.ptr, value.len) == 0)
    return slot->weight;
  tally t = {0, 0, 0};
  add_name(value, &t);
  *slot = (known){value, t};
  return t;
}

static tally tokens_of(const mtn_document *doc, known *table, uint32_t node, uint32_t *shape) {
  const mtn_node *n = &doc->nodes[node];
  tally t = {0, 0, 0};
  matn_str class_value = {NULL, 0};
  for (uint32_t i = 0; n->type == MTN_ELEMENT && i < n->size; i++) {
    const mtn_attr *attr = &doc->attrs[n->data + i];
    if (!mtn_token_source(attr->id)) continue;
    matn_str value = mtn_token_value(doc, attr);
    if (attr->id == MTN_ATTR_CLASS) class_value = value;
    tally weight = name_weight(table, value);
    add_tally(&t, &weight);
  }
  if (n->type == MTN_ELEMENT && n->tag == MTN_TAG_UNKNOWN) add_name(mtn_node_name(doc, node), &t);
  if (shape) *shape = shape_of(n->tag, class_value);
  return t;
}

/* ------------------------------------------------------------------------------------------------------------- Text */

enum { SHORT_WORDS = 12, OPENING_WORDS = 4 };

static bool in_word(unsigned char c) { return mtn_is_alpha(c) || c >= 0x80; }

/* The words of a short block, or the first ones of a longer one: runs of ASCII letters and of all that is not ASCII. */
static tally text_tokens(const mtn_block *block) {
  tally t = {0, 0, 0};
  bool is_short = block->words <= SHORT_WORDS;
  /* the first words of a long block say other things than a short one's: a mark before them keeps these apart */
  uint32_t start = is_short ? FNV_START : hash_token(FNV_START, "^", 1);
  const char *p = block->text.ptr, *end = p + block->text.len;
  for (int left = is_short ? SHORT_WORDS : OPENING_WORDS; left && p < end; left--) {
    while (p < end && !in_word((unsigned char)*p)) p++;
    const char *begin = p;
    while (p < end && in_word((unsigned char)*p)) p++;
    size_t len = (size_t)(p - begin);
    if (len >= TOKEN_MIN && len <= TOKEN_MAX) add_weight(&t, weight_of(&texts, hash_token(start, begin, len)));
  }
  return t;
}

/* ----------------------------------------------------------------------------------------------------------- Blocks */

static tally names_of(const mtn_document *doc, const mtn_blocks *blocks, known *table, const tally *of_box,
                      const mtn_block *block) {
  tally t = of_box[block->box];
  if (block->node != blocks->boxes[block->box].node) {
    tally leaf = tokens_of(doc, table, block->node, NULL);
    add_tally(&t, &leaf);
  }
  return t;
}

static tally names_around(const mtn_blocks *blocks, const tally *of_box, uint32_t box) {
  tally t = {0, 0, 0};
  for (int k = 0; k < 3 && box; k++) {
    box = blocks->boxes[box].parent;
    add_tally(&t, &of_box[box]);
  }
  return t;
}

matn_status mtn_features_tokens(mtn_measure *m) {
  const mtn_blocks *blocks = m->blocks;
  size_t boxes = blocks->box_count;
  m->shape = mtn_arena_calloc(m->arena, boxes, sizeof(*m->shape));
  tally *of_box = mtn_arena_calloc(m->arena, boxes, sizeof(*of_box));
  known *table = mtn_arena_calloc(m->arena, (size_t)1 << KNOWN_BITS, sizeof(*table));
  if (!m->shape || !of_box || !table) return MATN_NOMEM;
  for (size_t i = 0; i < boxes; i++) of_box[i] = tokens_of(m->doc, table, blocks->boxes[i].node, &m->shape[i]);
  tally heading = {0, 0, 0};
  for (size_t i = 0; i < blocks->count; i++) {
    const mtn_block *block = &blocks->items[i];
    tally own = names_of(m->doc, blocks, table, of_box, block), around = names_around(blocks, of_box, block->box);
    tally text = text_tokens(block);
    put_tally(m, MTN_F_tok_own_min, i, &own);
    put_tally(m, MTN_F_tok_near_min, i, &around);
    put_tally(m, MTN_F_text_min, i, &text);
    put_tally(m, MTN_F_under_min, i, &heading);
    if (block->kind == MATN_BLOCK_HEADING) heading = text;
  }
  return MATN_OK;
}
