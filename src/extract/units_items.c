/*
 * Items of a listing: elements of one form side by side that hold most of the main text, each with a link.  Properties
 * of a product: rows of two cells, and terms with their definitions.
 */
#include "extract/units_internal.h"

#include "text/words.h"

#define ITEMS_MIN 3
#define ITEM_WORDS_MAX 200 /* a mean above it: chapters, not items */
#define COVERED 40         /* per cent of the page's main text that the items hold */
#define LOOK_MAX 400       /* nodes looked at in one item */
#define SHORT_MAX 80       /* bytes of a date or price */
#define PRICE_WORDS_MAX 4  /* of a block that is a price */
#define PROPERTIES_MAX 512

/* Boxes of one form under one parent. */
typedef struct group {
  uint64_t key;
  uint32_t boxes, linked, words; /* linked: those that hold a link; words: of the main text */
} group;

/* Of the place it stands in, its tag, and its class without digits and without what tells one item from the next (odd,
 * first, active…): its first token. */
static uint64_t key_of(const mtn_blocks *blocks, size_t box) {
  uint64_t h = ((uint64_t)blocks->boxes[box].parent << 32 | blocks->names[box].first) * UINT64_C(0x9FB21C651E98DF25);
  h ^= h >> 29;
  return h ? h : 1;
}

#define PROBES_MAX 64

static group *find_group(group *table, size_t mask, uint64_t key) {
  size_t at = (size_t)key & mask;
  for (unsigned probe = 0; probe < PROBES_MAX; probe++, at = (at + 1) & mask) {
    if (table[at].key == key) return &table[at];
    if (!table[at].key) {
      table[at].key = key;
      return &table[at];
    }
  }
  return NULL;
}

/* ------------------------------------------------------------------------------------------------------------ An item
 */

/* The address that a block leads to: of the link around its text, or of the first in it. */
static matn_str address_of(const mtn_document *doc, const mtn_block *block, uint32_t top) {
  uint32_t node = block->first;
  for (unsigned up = 0; node && up < 64; up++, node = doc->nodes[node].parent) {
    matn_str href = mtn_node_is(doc, node, MTN_TAG_A) ? mtn_node_attr(doc, node, MTN_ATTR_HREF) : (matn_str){NULL, 0};
    if (href.len) return href;
    if (node == top) break;
  }
  for (node = block->node; (node = mtn_node_walk(doc, block->node, node)) != 0;) {
    matn_str href = mtn_node_is(doc, node, MTN_TAG_A) ? mtn_node_attr(doc, node, MTN_ATTR_HREF) : (matn_str){NULL, 0};
    if (href.len) return href;
    if (node == block->last) break;
  }
  return (matn_str){NULL, 0};
}

static bool is_price(matn_str text) {
  static const char *const signs[] = {"$",
                                      "\xE2\x82\xAC",
                                      "\xC2\xA3",
                                      "\xC2\xA5",
                                      "\xE2\x82\xB9",
                                      "\xE2\x82\xBA",
                                      "\xE2\x82\xBD",
                                      "\xE2\x82\xA9",
                                      "\xD8\xB1.\xD8\xB3",
                                      "\xD8\xAF.\xD8\xA5",
                                      "\xD8\xAC.\xD9\x85",
                                      "USD",
                                      "EUR",
                                      "SAR",
                                      "AED",
                                      "EGP",
                                      "\xE5\x85\x83",
                                      "\xE5\x86\x86",
                                      "kr",
                                      "z\xC5\x82"};
  bool digit = false, sign = false;
  if (text.len == 0 || text.len > SHORT_MAX) return false;
  for (size_t i = 0; i < text.len && !digit; i++) {
    unsigned char c = (unsigned char)text.ptr[i];
    digit = mtn_is_digit(c) || (c == 0xD9 && i + 1 < text.len && (unsigned char)text.ptr[i + 1] >= 0xA0);
  }
  for (size_t k = 0; k < MTN_COUNT(signs) && digit && !sign; k++) sign = mtn_str_find(text, 0, signs[k]) != SIZE_MAX;
  return digit && sign;
}

static void read_elements(const mtn_document *doc, mtn_names *names, uint32_t top, mtn_arena *arena, matn_item *item) {
  unsigned looked = 0;
  for (uint32_t node = top; (node = mtn_node_walk(doc, top, node)) != 0 && looked++ < LOOK_MAX;) {
    if (doc->nodes[node].type != MTN_ELEMENT || doc->nodes[node].ns != MTN_NS_HTML || !doc->nodes[node].size) continue;
    if (!item->image.ptr && mtn_node_is(doc, node, MTN_TAG_IMG)) {
      matn_str lazy = mtn_node_attr(doc, node, MTN_ATTR_DATA_SRC), source = mtn_node_attr(doc, node, MTN_ATTR_SRC);
      item->image = lazy.len ? lazy : source;
    }
    if (item->date.ptr && item->price.ptr) continue;
    bool time = mtn_node_is(doc, node, MTN_TAG_TIME);
    unsigned senses = mtn_names_senses(names, doc, node);
    if ((time || (senses & MTN_SENSE_DATE)) && !item->date.ptr) {
      matn_str machine = mtn_node_attr(doc, node, MTN_ATTR_DATETIME);
      item->date = machine.len ? machine : mtn_units_text(doc, node, SHORT_MAX, arena);
    }
    if ((senses & MTN_SENSE_PRICE) && !item->price.ptr) {
      matn_str text = mtn_units_text(doc, node, SHORT_MAX, arena);
      if (is_price(text)) item->price = text;
    }
  }
}

/* The item of a box; false if it has no title that leads somewhere. */
static bool read_item(const mtn_document *doc, const mtn_blocks *blocks, const mtn_box *box, mtn_arena *arena,
                      matn_item *item) {
  const mtn_block *title = NULL, *summary = NULL;
  *item = (matn_item){0};
  read_elements(doc, blocks->known_names, box->node, arena, item);
  for (uint32_t i = box->first; i < box->end; i++) {
    const mtn_block *block = &blocks->items[i];
    bool price = block->words <= PRICE_WORDS_MAX && is_price(block->text);
    if (price && !item->price.ptr) item->price = block->text;
    if (price || (block->flags & MTN_BLOCK_HIDDEN)) continue;
    bool heading = block->kind == MATN_BLOCK_HEADING, linked = block->links > 0;
    if (heading ? !title || title->kind != MATN_BLOCK_HEADING
                : linked && (!title || (title->kind != MATN_BLOCK_HEADING && block->link_chars > title->link_chars)))
      title = block;
    if (!heading && block->words >= 5 && block->link_words * 2 < block->words &&
        (!summary || block->words > summary->words))
      summary = block;
  }
  if (!title) return false;
  item->title = title->text;
  item->url = address_of(doc, title, box->node);
  /* A heading may stand beside the link that it belongs to. */
  for (uint32_t i = box->first; i < box->end && !item->url.ptr; i++)
    if (blocks->items[i].links) item->url = address_of(doc, &blocks->items[i], box->node);
  if (!item->url.ptr) return false;
  if (summary && summary != title) item->summary = summary->text;
  item->span = (matn_span){blocks->items[box->first].span.begin, blocks->items[box->end - 1].span.end};
  return true;
}

matn_status mtn_units_items(const mtn_document *doc, const mtn_blocks *blocks, mtn_arena *arena, mtn_units *out) {
  if (out->post_count) return MATN_OK;
  uint32_t *words = mtn_arena_alloc(arena, (blocks->count + 1) * 2 * sizeof(*words)),
           *links = words + blocks->count + 1;
  uint64_t *keys = mtn_arena_alloc(arena, blocks->box_count * sizeof(*keys)); /* 0: none of the main text is in it */
  if (!words || !keys) return MATN_NOMEM;
  words[0] = links[0] = 0;
  for (size_t i = 0; i < blocks->count; i++) {
    words[i + 1] = words[i] + (blocks->items[i].selected ? blocks->items[i].words : 0);
    links[i + 1] = links[i] + (blocks->items[i].links > 0);
  }
  size_t slots = 64, cap = 0, candidates = 0;
  for (size_t i = 1; i < blocks->box_count; i++) {
    const mtn_box *box = &blocks->boxes[i];
    keys[i] = words[box->end] > words[box->first] ? key_of(blocks, i) : 0;
    candidates += keys[i] != 0;
  }
  if (candidates < ITEMS_MIN) return MATN_OK;
  while (slots < candidates * 2) slots *= 2;
  group *table = mtn_arena_calloc(arena, slots, sizeof(*table));
  if (!table) return MATN_NOMEM;
  const group *best = NULL;
  for (size_t i = 1; i < blocks->box_count; i++) {
    const mtn_box *box = &blocks->boxes[i];
    group *g = keys[i] ? find_group(table, slots - 1, keys[i]) : NULL;
    if (!g) continue;
    g->boxes++;
    g->linked += links[box->end] > links[box->first];
    g->words += words[box->end] - words[box->first];
    bool fits = g->boxes >= ITEMS_MIN && g->linked * 10 >= g->boxes * 7 && g->words <= g->boxes * ITEM_WORDS_MAX;
    if (fits && (!best || g->words > best->words || (g->words == best->words && g->boxes > best->boxes))) best = g;
  }
  if (!best || best->words * UINT64_C(100) < (uint64_t)words[blocks->count] * COVERED) return MATN_OK;
  for (size_t i = 1; i < blocks->box_count; i++) {
    const mtn_box *box = &blocks->boxes[i];
    if (keys[i] != best->key) continue;
    matn_item item;
    if (!read_item(doc, blocks, box, arena, &item)) continue;
    out->items = mtn_units_grow(arena, out->items, &cap, out->item_count, sizeof(item));
    if (!out->items) return MATN_NOMEM;
    out->items[out->item_count++] = item;
  }
  if (out->item_count < ITEMS_MIN) out->item_count = 0;
  return MATN_OK;
}

/* -------------------------------------------------------------------------------------------------------- Properties
 */

#define NAME_CHARS_MAX 60
#define VALUE_CHARS_MAX 400

/* The name and value of a row of two cells, or of a term and what follows it. */
static bool read_property(const mtn_blocks *blocks, size_t i, matn_property *out) {
  const mtn_block *block = &blocks->items[i];
  if (block->flags & (MTN_BLOCK_IN_NAV | MTN_BLOCK_IN_FOOTER)) return false;
  if (block->kind == MATN_BLOCK_TABLE_ROW) {
    const char *tab = memchr(block->text.ptr, '\t', block->text.len), *end = block->text.ptr + block->text.len;
    if (!tab || memchr(tab + 1, '\t', (size_t)(end - tab) - 1)) return false;
    *out = (matn_property){{block->text.ptr, (size_t)(tab - block->text.ptr)}, {tab + 1, (size_t)(end - tab) - 1}};
  } else if (block->kind == MATN_BLOCK_TERM && i + 1 < blocks->count && (block[1].flags & MTN_BLOCK_IN_DEFINITION)) {
    *out = (matn_property){block->text, block[1].text};
  } else {
    return false;
  }
  while (out->name.len && out->name.ptr[out->name.len - 1] == ':') out->name.len--;
  return out->name.len && out->value.len && block->chars < VALUE_CHARS_MAX + NAME_CHARS_MAX &&
         mtn_text_measure(out->name).chars <= NAME_CHARS_MAX;
}

matn_status mtn_units_properties(const mtn_blocks *blocks, mtn_arena *arena, mtn_units *out) {
  size_t cap = 0;
  for (size_t i = 0; i < blocks->count && out->property_count < PROPERTIES_MAX; i++) {
    matn_property property;
    if (!read_property(blocks, i, &property)) continue;
    out->properties = mtn_units_grow(arena, out->properties, &cap, out->property_count, sizeof(property));
    if (!out->properties) return MATN_NOMEM;
    out->properties[out->property_count++] = property;
  }
  return MATN_OK;
}
