#include "extract/article.h"

/* A shorter text may well be said twice: "Read more", a name, a price. */
#define REPEAT_WORDS_MIN 5
/* Lines of plain text have no boxes: copies as near as this are beside one another.  As in train/lines.py. */
#define REPEAT_LINES_NEAR 10

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
        block->selected = mtn_blocks_are_lines(blocks)
                              ? i - (table[at] - 1) < REPEAT_LINES_NEAR
                              : blocks->boxes[first->box].parent == blocks->boxes[block->box].parent;
        break;
      }
    }
  }
  return MATN_OK;
}

/* ---------------------------------------------------------------------------------------------------------- Article */

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
  MTN_TRY(mtn_structure_build(doc, &out->blocks, arena, &out->structure));
  out->parts = out->structure.parts;
  out->part_count = out->structure.part_count;
  return MATN_OK;
}
