#include "extract/article.h"

/* A shorter text may well be said twice: "Read more", a name, a price. */
#define REPEAT_WORDS_MIN 5

/* ------------------------------------------------------------------------------------------------------ Page status */

/* More text than this is no bot wall, whatever its title says. */
#define WALL_WORDS_MAX 250
/* A shell may say that it is loading, who made it, or that it needs scripts; hardly more. */
#define SHELL_WORDS_MAX 25

static bool holds(matn_str text, const char *lower) {
  size_t n = strlen(lower);
  for (size_t i = 0; i + n <= text.len; i++) {
    size_t k = 0;
    while (k < n && mtn_to_lower(text.ptr[i + k]) == lower[k]) k++;
    if (k == n) return true;
  }
  return false;
}

static bool holds_any(matn_str text, const char *const *phrases, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (holds(text, phrases[i])) return true;
  return false;
}

static matn_page_status page_status(const mtn_blocks *blocks, matn_str title, size_t words) {
  static const char *const wall_titles[] = {"access denied",
                                            "just a moment",
                                            "attention required",
                                            "403 forbidden",
                                            "captcha",
                                            "are you a robot",
                                            "robot check",
                                            "security check",
                                            "verify you are human",
                                            "pardon our interruption",
                                            "request blocked",
                                            "ddos protection",
                                            "bot verification",
                                            "human verification",
                                            "unusual traffic",
                                            "request rejected",
                                            "access to this page has been denied"};
  static const char *const wall_texts[] = {"verify you are human",
                                           "verifying you are human",
                                           "enable javascript and cookies to continue",
                                           "checking your browser before",
                                           "why have i been blocked",
                                           "please complete the security check",
                                           "unusual traffic from your computer",
                                           "press & hold to confirm you are",
                                           "performance & security by cloudflare"};
  static const char *const shell_texts[] = {"javascript", "loading"};
  size_t all = 0;
  for (size_t i = 0; i < blocks->count; i++) all += blocks->items[i].words;
  if (all == 0) return blocks->scripts ? MATN_PAGE_JS_SHELL : MATN_PAGE_EMPTY;
  if (all <= WALL_WORDS_MAX) {
    if (holds_any(title, wall_titles, MTN_COUNT(wall_titles))) return MATN_PAGE_BLOCKED;
    for (size_t i = 0; i < blocks->count; i++)
      if (holds_any(blocks->items[i].text, wall_texts, MTN_COUNT(wall_texts))) return MATN_PAGE_BLOCKED;
  }
  if (all <= SHELL_WORDS_MAX && blocks->scripts) {
    bool shell = blocks->noscript_left || words == 0;
    for (size_t i = 0; i < blocks->count && !shell; i++)
      shell = holds_any(blocks->items[i].text, shell_texts, MTN_COUNT(shell_texts));
    if (shell) return MATN_PAGE_JS_SHELL;
  }
  return words ? MATN_PAGE_OK : blocks->scripts ? MATN_PAGE_JS_SHELL : MATN_PAGE_EMPTY;
}

/* ---------------------------------------------------------------------------------------------------------- Repeats */

static uint64_t hash(matn_str text) {
  uint64_t h = UINT64_C(0xCBF29CE484222325); /* FNV-1a */
  for (size_t i = 0; i < text.len; i++) h = (h ^ (unsigned char)text.ptr[i]) * UINT64_C(0x100000001B3);
  return h ^ h >> 32;
}

/* Clear later copies of a selected text that stand elsewhere on the page (for another screen, in a slider); copies
 * beside one another are the author's, as a refrain is.  Equal hashes of different texts cost a probe each and no more:
 * a slot is left after PROBES_MAX, so texts made to collide cannot make this quadratic. */
#define PROBES_MAX 64
static matn_status drop_repeats(mtn_blocks *blocks, mtn_arena *arena) {
  size_t slots = 16, candidates = 0;
  for (size_t i = 0; i < blocks->count; i++) candidates += blocks->items[i].selected;
  while (slots < candidates * 2) slots *= 2;
  uint32_t *table = mtn_arena_calloc(arena, slots, sizeof(*table)); /* index of a block + 1 */
  if (!table) return MATN_NOMEM;
  for (size_t i = 0; i < blocks->count; i++) {
    mtn_block *block = &blocks->items[i];
    bool repeatable = block->kind == MATN_BLOCK_TABLE_ROW || block->kind == MATN_BLOCK_CODE;
    if (!block->selected || repeatable || block->words < REPEAT_WORDS_MIN) continue;
    size_t at = (size_t)hash(block->text) & (slots - 1);
    for (unsigned probe = 0; probe < PROBES_MAX; probe++, at = (at + 1) & (slots - 1)) {
      if (!table[at]) {
        table[at] = (uint32_t)i + 1;
        break;
      }
      const mtn_block *first = &blocks->items[table[at] - 1];
      if (mtn_str_equal(first->text, block->text)) {
        block->selected = blocks->boxes[first->box].parent == blocks->boxes[block->box].parent;
        break;
      }
    }
  }
  return MATN_OK;
}

/* -------------------------------------------------------------------------------------------------------- Structure */

/* The list items that are open at a place of the article. */
typedef struct open_item {
  uint32_t item; /* li element */
  uint8_t depth; /* lists around it on the page */
} open_item;

/* Numbers of ordered lists, one a depth: the last li that was counted. */
typedef struct counter {
  uint32_t list, item, number;
} counter;

typedef struct builder {
  const mtn_document *doc;
  open_item open[UINT8_MAX + 1];
  size_t open_count;
  uint32_t lists[UINT8_MAX + 1]; /* the list of the last item at each level, 0 once the level above has gone on */
  size_t items_before;           /* around the part before */
  counter counters[UINT8_MAX + 1];
} builder;

/* A small non-negative number in decimal; `missing` if it is none. */
static uint32_t small_number(matn_str s, uint32_t missing) {
  uint32_t value = 0;
  if (s.len == 0 || s.len > 6) return missing;
  for (size_t i = 0; i < s.len; i++) {
    if (!mtn_is_digit((unsigned char)s.ptr[i])) return missing;
    value = value * 10 + (uint32_t)(s.ptr[i] - '0');
  }
  return value;
}

/* The number of an li: those of one list are asked for in order, so each is passed once. */
static uint32_t number_of(builder *b, uint32_t list, uint32_t item, uint8_t depth) {
  counter *c = &b->counters[depth];
  uint32_t at;
  if (c->list != list) {
    *c = (counter){list, 0, small_number(mtn_node_attr(b->doc, list, MTN_ATTR_START), 1) - 1u};
    at = b->doc->nodes[list].first;
  } else {
    at = b->doc->nodes[c->item].next;
  }
  for (; at; at = b->doc->nodes[at].next) {
    if (mtn_node_is(b->doc, at, MTN_TAG_LI)) {
      c->number = small_number(mtn_node_attr(b->doc, at, MTN_ATTR_VALUE), c->number + 1);
      c->item = at;
    }
    if (at == item) break;
  }
  if (!at) *c = (counter){list, item, c->number + 1}; /* the li is not a child of the list: malformed */
  return c->number > 999999999 ? 0 : c->number;       /* CommonMark's limit of nine digits */
}

static void place(builder *b, const mtn_block *block, mtn_part *part) {
  bool starts = (block->flags & MTN_BLOCK_ITEM_START) != 0;
  bool is_item = starts && (block->kind == MATN_BLOCK_LIST_ITEM || block->kind == MATN_BLOCK_CODE);
  if (starts) {
    while (b->open_count && b->open[b->open_count - 1].depth >= block->list_depth) b->open_count--;
  } else {
    while (b->open_count && b->open[b->open_count - 1].item != block->item) b->open_count--;
  }
  if (is_item && b->open_count < UINT8_MAX) {
    uint32_t list = b->doc->nodes[block->item].parent;
    part->starts_item = true;
    part->starts_list = b->lists[b->open_count] != list;
    b->lists[b->open_count] = list;
    b->open[b->open_count++] = (open_item){block->item, block->list_depth};
    part->list = list;
    if (mtn_node_is(b->doc, list, MTN_TAG_OL)) part->number = number_of(b, list, block->item, block->list_depth);
  }
  part->items = (uint8_t)b->open_count;
  for (size_t level = b->open_count; level < b->items_before; level++) b->lists[level] = 0;
  b->items_before = b->open_count;
}

static bool goes_on(const mtn_block *before, const mtn_block *block, const mtn_part *part) {
  if (block->kind == MATN_BLOCK_TABLE_ROW) return before->kind == MATN_BLOCK_TABLE_ROW && before->table == block->table;
  if (!part->starts_item || block->kind != MATN_BLOCK_LIST_ITEM || before->kind != MATN_BLOCK_LIST_ITEM) return false;
  bool nested = part->items > part[-1].items;
  return (nested || !part->starts_list) && before->quote_depth == block->quote_depth;
}

size_t mtn_article_words(const mtn_article *article) {
  size_t words = 0;
  for (size_t i = 0; i < article->part_count; i++) words += article->blocks.items[article->parts[i].block].words;
  return words;
}

matn_status mtn_article_build(const mtn_document *doc, const mtn_blocks *blocks, matn_str title, bool whole,
                              mtn_arena *arena, mtn_article *out) {
  *out = (mtn_article){.doc = doc, .blocks = *blocks};
  size_t selected = 0, words = 0;
  uint64_t score = 0;
  if (!whole) MTN_TRY(drop_repeats(&out->blocks, arena));
  for (size_t i = 0; i < blocks->count; i++)
    if (blocks->items[i].selected) words += blocks->items[i].words;
  out->status = page_status(blocks, title, words);
  if (whole && blocks->count) out->status = MATN_PAGE_OK;
  for (size_t i = 0; i < blocks->count; i++) {
    mtn_block *block = &out->blocks.items[i];
    if (out->status != MATN_PAGE_OK) block->selected = false;
    if (!block->selected) continue;
    selected++;
    score += (uint64_t)block->score * block->words;
  }
  if (words && selected) out->confidence = (uint16_t)(score / words);
  builder *b = mtn_arena_calloc(arena, 1, sizeof(*b));
  out->parts = mtn_arena_calloc(arena, selected ? selected : 1, sizeof(mtn_part));
  if (!b || !out->parts) return MATN_NOMEM;
  b->doc = doc;
  const mtn_block *before = NULL;
  for (size_t i = 0; i < blocks->count; i++) {
    const mtn_block *block = &out->blocks.items[i];
    if (!block->selected) continue;
    mtn_part *part = &out->parts[out->part_count++];
    part->block = (uint32_t)i;
    place(b, block, part);
    part->joins = before && goes_on(before, block, part);
    before = block;
  }
  return MATN_OK;
}
