#include "extract/tidy.h"

#include "extract/code.h"
#include "extract/furniture.h"
#include "extract/ids.h"
#include "extract/inline.h"
#include "extract/runs.h"
#include "text/unicode.h"
#include "text/words.h"

#define BESIDE_MAX 8          /* blocks in a box that is all about one piece of code: its title, buttons, language */
#define CLIMB_MAX 8           /* boxes from the code up to it */
#define TITLE_CHARS 80        /* of a block in such a box, at most */
#define RELATED_WORDS_MAX 48  /* of a title, with what leads to it */
#define RELATED_LEAD_MAX 64   /* bytes of what leads to it */
#define RELATED_GAP 12        /* blocks of a list of titles inside a text */
#define RELATED_LABEL_WORDS 8 /* characters, in scripts without spaces */
#define FILE_LABEL_MAX 160    /* bytes */
#define GAP_MAX 6             /* blocks between two chosen ones */
/* Words of code that is taken in for standing between text.  Long code that the labeller leaves out is often left out
 * by readers too: without this bound wcxb-dev loses .0008, with it less than .0002.  A page of a few blocks has no
 * furniture to beware of. */
#define ADOPTED_WORDS_MAX 64
#define SMALL_PAGE 48
#define CITATION_WORDS_MAX 24 /* of what stands below a quotation */
#define NOTE_BLOCKS_MAX 8     /* of a note */
/* Notes that are left out come in where they are at most the tenth part of the text: all of them, and wcxb-dev loses
 * .001, to references and to the small print of shops. */
#define PULLS_MAX 64     /* of a page: enough for any text; more would make a page of nothing else slow */
#define PULL_NEAR 8      /* blocks between one and its sentence */
#define PULL_WORDS_MIN 5 /* fewer may well be said twice */
#define PULL_WORDS_MAX 80
#define PULL_LENGTH_MAX 8192 /* bytes of the paragraph that holds the sentence */
#define PULL_CLIMB_MAX 4
#define PULL_BLOCKS_MAX 3 /* the words, who said them, a mark */
#define HIDDEN_SHARE 3    /* a hidden block of more than a third of the text is no aside */
#define NOTES_SHARE 10

static const uint32_t apart = MTN_BLOCK_IN_NAV | MTN_BLOCK_IN_HEADER | MTN_BLOCK_IN_FOOTER | MTN_BLOCK_IN_ASIDE |
                              MTN_BLOCK_IN_FORM | MTN_BLOCK_IN_BUTTON | MTN_BLOCK_IN_DIALOG | MTN_BLOCK_HIDDEN;

static void drop(mtn_block *block, mtn_dropped why) {
  if (!block->selected) return;
  block->selected = false;
  block->dropped = (uint8_t)why;
}

/* --------------------------------------------------------------------------------------------------- Labels of code */

/* What buttons beside code say where they are not button elements. */
static bool is_action(matn_str text) {
  static const char *const words[] = {"copy",         "copied",       "copied!",  "copy code",
                                      "copy link",    "copy page",    "run code", "copy to clipboard",
                                      "copy snippet", "content_copy", "view raw", "raw",
                                      "download",     "ask ai",       "expand",   "collapse",
                                      "wrap",         "run",          "try it",   "open in playground",
                                      "view source"};
  return mtn_str_is_any(text, words, MTN_COUNT(words));
}

static bool is_numbers(matn_str text) {
  for (size_t i = 0; i < text.len; i++)
    if (!mtn_is_digit((unsigned char)text.ptr[i]) && !mtn_is_space((unsigned char)text.ptr[i])) return false;
  return text.len > 0;
}

static bool is_label_of_code(const mtn_block *block, bool behind) {
  matn_str text = mtn_text_trim(block->text);
  if ((block->flags & MTN_BLOCK_IN_BUTTON) || is_action(text) || is_numbers(text)) return true;
  if (mtn_code_is_language(text)) return true;
  return behind && block->link_words * 2 > block->words; /* where it comes from, all of it, the tool that shows it */
}

/* The outermost box around a piece of code that holds little else. */
static uint32_t box_of_code(const mtn_blocks *blocks, uint32_t code) {
  uint32_t found = blocks->items[code].box;
  for (unsigned up = 0; up < CLIMB_MAX && found; up++) {
    const mtn_box *it = &blocks->boxes[blocks->boxes[found].parent];
    if (it->end - it->first > BESIDE_MAX) break;
    for (uint32_t i = it->first; i < it->end; i++) {
      const mtn_block *block = &blocks->items[i];
      bool other = block->kind == MATN_BLOCK_CODE || block->kind == MATN_BLOCK_HEADING;
      if (i != code && (other || block->chars > TITLE_CHARS)) return found;
    }
    found = blocks->boxes[found].parent;
  }
  return found;
}

static void tidy_code(mtn_blocks *blocks, uint32_t code) {
  const mtn_box *box = &blocks->boxes[box_of_code(blocks, code)];
  for (uint32_t i = box->first; i < box->end; i++)
    if (i != code && is_label_of_code(&blocks->items[i], i > code)) drop(&blocks->items[i], MTN_DROPPED_LABEL);
}

/* ------------------------------------------------------------------------------------------------- Labels of images
 */

/* What forums show over a picture that opens in a larger one, when the pointer rests on it: the name of its file, how
 * large it is: "ratchet.jpg 1200×800 118 KB". */
static bool is_size_of_file(matn_str text) {
  static const char *const units[] = {" kb", " mb", "\xC2\xA0kb", "\xC2\xA0mb"};
  if (!mtn_str_ends_any(text, units, MTN_COUNT(units))) return false;
  const size_t at = mtn_str_find(text, 0, "\xC3\x97"); /* U+00D7 */
  return at != SIZE_MAX && at > 0 && mtn_is_digit((unsigned char)text.ptr[at - 1]) &&
         mtn_is_digit((unsigned char)text.ptr[at + 2]);
}

static void tidy_link(mtn_block *block) {
  if ((block->flags & MTN_BLOCK_IN_LINK) && block->text.len < FILE_LABEL_MAX && is_size_of_file(block->text))
    drop(block, MTN_DROPPED_LABEL);
}

/* --------------------------------------------------------------------------------------- Ways out of the article */

/* Whether the text goes on soon behind a block. */
static bool goes_on(const mtn_blocks *blocks, uint32_t i) {
  for (uint32_t k = i + 1; k < blocks->count && k <= i + RELATED_GAP; k++)
    if (blocks->items[k].selected) return true;
  return false;
}

/* Whether something stands before the link of a block, or before a colon in it. */
static bool leads_out(const mtn_block *block) {
  return block->words > block->link_words ||
         memchr(block->text.ptr, ':', block->text.len < RELATED_LEAD_MAX ? block->text.len : RELATED_LEAD_MAX) != NULL;
}

/* "Read also: ANOTHER TITLE", of which all but the phrase is a link; or the phrase alone, over links that are left out.
 */
static void tidy_related(mtn_blocks *blocks, uint32_t i) {
  mtn_block *block = &blocks->items[i];
  const mtn_block *next = i + 1 < blocks->count ? block + 1 : NULL;
  bool linked = block->links == 1 && block->link_words * 2 >= block->words && block->kind != MATN_BLOCK_LIST_ITEM &&
                leads_out(block);
  bool heading = block->kind == MATN_BLOCK_HEADING;
  bool last = next && !next->selected && next->link_words * 2 >= next->words; /* over links that are left out */
  bool label = last && (heading || block->kind == MATN_BLOCK_PARAGRAPH) && block->words <= RELATED_LABEL_WORDS;
  if (!label && !(linked && block->words <= RELATED_WORDS_MAX)) return;
  const mtn_furniture found = mtn_furniture_read(block->text);
  if (!(found.starts & MTN_FURNITURE_BIT(related))) return;
  /* "See also" at the end is a section of manuals and encyclopaedias, "Popular" one of lists. */
  bool phrase = found.covered == found.words && last && (!heading || found.words > 2 || goes_on(blocks, i));
  if (phrase || (linked && block->words <= found.covered + block->link_words)) drop(block, MTN_DROPPED_LABEL);
}

/* ----------------------------------------------------------------------------------------------- Links of headings */

/* What a heading has beside it in a box of its own: a link to itself, "[edit]". */
static void tidy_heading(const mtn_document *doc, mtn_blocks *blocks, uint32_t heading) {
  static const char *const words[] = {"mw-editsection", "anchor",    "permalink",
                                      "headerlink",     "hash-link", "anchor-link"};
  uint32_t around = blocks->boxes[blocks->items[heading].box].parent;
  const mtn_box *box = &blocks->boxes[around];
  mtn_block *own = &blocks->items[heading];
  bool button = (own->flags & MTN_BLOCK_IN_BUTTON) && heading > 0;
  if (button && own[-1].kind == MATN_BLOCK_HEADING && own[-1].box == around) drop(own, MTN_DROPPED_LABEL);
  if (box->end - box->first > 3) return;
  for (uint32_t i = heading + 1; i < box->end; i++) {
    mtn_block *block = &blocks->items[i];
    matn_str class = mtn_node_attr(doc, block->node, MTN_ATTR_CLASS);
    if (mtn_class_has_any(class, words, MTN_COUNT(words))) drop(block, MTN_DROPPED_LABEL);
  }
}

/* ------------------------------------------------------------------------------------------------ What no one sees */

static bool is_formula(const mtn_document *doc, const mtn_block *block) {
  if (!block->first || block->first != block->last || doc->nodes[block->first].type != MTN_ELEMENT) return false;
  mtn_inline_kind kind = mtn_inline_kind_of(doc, block->first, false);
  return kind == MTN_INLINE_DISPLAY || kind == MTN_INLINE_MATH;
}

/* Whether a block opens what is below it: a heading, a button, a question. */
static bool is_opener(const mtn_block *block) {
  static const char *const marks[] = {"?", "\xD8\x9F", "\xEF\xBC\x9F"}; /* U+061F, U+FF1F */
  matn_str text = mtn_text_trim(block->text);
  return mtn_str_ends_any(text, marks, MTN_COUNT(marks)) || block->kind == MATN_BLOCK_HEADING ||
         (block->flags & (MTN_BLOCK_IN_BUTTON | MTN_BLOCK_IN_LABEL));
}

/* A block that is hidden by itself, with nothing before it that would show it, is for machines, or for later; what is
 * hidden with others may be a panel of tabs or an accordion. */
static void tidy_hidden(const mtn_document *doc, mtn_blocks *blocks, uint32_t i, size_t words) {
  static const uint32_t hidden = MTN_BLOCK_HIDDEN | MTN_BLOCK_UNDISPLAYED;
  mtn_block *block = &blocks->items[i];
  const mtn_box *box = &blocks->boxes[block->box];
  if (block->kind == MATN_BLOCK_CODE || is_formula(doc, block)) return;
  if (block->words * HIDDEN_SHARE > words) return; /* scripts may show it */
  bool unseen = mtn_inline_is_unseen_class(mtn_node_attr(doc, box->node, MTN_ATTR_CLASS));
  bool alone = (box->flags & hidden) && !(blocks->boxes[box->parent].flags & hidden) && box->end - box->first == 1;
  if (unseen || (alone && !(i > 0 && is_opener(&blocks->items[i - 1])))) drop(block, MTN_DROPPED_HIDDEN);
}

/* ------------------------------------------------------------------------------------------------------ Pull quotes
 */

/* Scripts of other letters than these are not asked where their words end: a whole sentence is enough. */
static bool is_letter_at(matn_str text, size_t at) {
  return at < text.len && mtn_is_alnum((unsigned char)text.ptr[at]);
}

/* Whether a text holds another one, whole words of it. */
static bool holds_words(matn_str text, matn_str part) {
  for (size_t at = 0; part.len && at + part.len <= text.len; at++) {
    const char *found = memchr(text.ptr + at, part.ptr[0], text.len - part.len - at + 1);
    if (!found) return false;
    at = (size_t)(found - text.ptr);
    bool starts = at == 0 || !is_letter_at(text, at - 1), ends = !is_letter_at(text, at + part.len);
    if (starts && ends && memcmp(found, part.ptr, part.len) == 0) return true;
  }
  return false;
}

/* A text without the quotation marks around it, and the full stop at its end. */
static matn_str without_marks(matn_str text) {
  size_t size;
  for (; text.len; text.ptr += size, text.len -= size) {
    mtn_char_class class = mtn_char_class_of(mtn_utf8_decode(text.ptr, text.ptr + text.len, &size));
    if (mtn_char_class_is_word(class)) break;
  }
  while (text.len) {
    const char *end = text.ptr + text.len, *last = mtn_utf8_before(text.ptr, end);
    mtn_char_class class = mtn_char_class_of(mtn_utf8_decode(last, end, &size));
    if (mtn_char_class_is_word(class) || class == MTN_CHAR_ZERO) break;
    text.len = (size_t)(last - text.ptr);
  }
  return text;
}

/* The box that sets a block apart from the text it stands in: so called, an aside, or a figure around a quotation;
 * 0 if there is none. */
static uint32_t pull_box(const mtn_document *doc, const mtn_blocks *blocks, const mtn_block *block) {
  static const char *const names[] = {"pullquote", "pull-quote", "pull_quote"};
  uint32_t box = block->box, found = 0;
  for (unsigned up = 0; up < PULL_CLIMB_MAX && box; up++, box = blocks->boxes[box].parent) {
    const mtn_box *it = &blocks->boxes[box];
    if (it->end - it->first > PULL_BLOCKS_MAX) break;
    matn_str class = mtn_node_attr(doc, it->node, MTN_ATTR_CLASS);
    if (it->tag == MTN_TAG_ASIDE || (it->tag == MTN_TAG_FIGURE && block->quote_depth) ||
        (class.len && mtn_str_holds_any(class, names, MTN_COUNT(names))))
      found = box;
  }
  return found;
}

/* Editors lift a sentence out of the text and set it in large type beside it; read in order, it is said twice.  The
 * name below it goes with it. */
static void tidy_pull_quote(const mtn_document *doc, mtn_blocks *blocks, uint32_t i) {
  const mtn_block *block = &blocks->items[i];
  matn_str said = without_marks(block->text);
  uint32_t box = pull_box(doc, blocks, block);
  if (!box) return;
  const mtn_box *it = &blocks->boxes[box], *around = &blocks->boxes[it->parent];
  uint32_t from = it->first > PULL_NEAR ? it->first - PULL_NEAR : 0;
  uint32_t end = it->end + PULL_NEAR < around->end ? it->end + PULL_NEAR : around->end;
  for (uint32_t k = from > around->first ? from : around->first; k < end; k++) {
    const mtn_block *other = &blocks->items[k];
    if ((k >= it->first && k < it->end) || !other->selected || other->kind != MATN_BLOCK_PARAGRAPH) continue;
    if (other->text.len > PULL_LENGTH_MAX || !holds_words(other->text, said)) continue;
    for (uint32_t j = it->first; j < it->end; j++)
      if (blocks->items[j].words <= block->words) drop(&blocks->items[j], MTN_DROPPED_REPEAT);
    return;
  }
}

static bool may_be_pulled(const mtn_block *block) {
  bool kind = block->kind == MATN_BLOCK_PARAGRAPH || block->kind == MATN_BLOCK_QUOTE;
  return kind && block->words >= PULL_WORDS_MIN && block->words <= PULL_WORDS_MAX;
}

/* Whether a block may stand beside the text as what was lifted out of it. */
static bool is_set_apart(const mtn_document *doc, const mtn_blocks *blocks, const mtn_block *block) {
  if (block->quote_depth || (block->flags & (MTN_BLOCK_IN_ASIDE | MTN_BLOCK_IN_FIGURE))) return true;
  const mtn_box *box = &blocks->boxes[block->box];
  if (box->tag == MTN_TAG_P || box->end - box->first > PULL_BLOCKS_MAX) return false; /* most blocks */
  return mtn_str_holds(mtn_node_attr(doc, box->node, MTN_ATTR_CLASS), "pull");
}

/* --------------------------------------------------------------------------------------- What belongs between blocks
 */

static bool are_siblings(const mtn_blocks *blocks, uint32_t a, uint32_t b) {
  return mtn_blocks_place(blocks, &blocks->items[a]) == mtn_blocks_place(blocks, &blocks->items[b]);
}

/* Whether two blocks are in one blockquote: what is quoted, and who said it. */
static bool are_one_quotation(const mtn_blocks *blocks, uint32_t a, uint32_t b) {
  uint32_t box = blocks->items[a].box;
  for (unsigned up = 0; up < CLIMB_MAX && box; up++, box = blocks->boxes[box].parent)
    if (blocks->boxes[box].tag == MTN_TAG_BLOCKQUOTE)
      return b >= blocks->boxes[box].first && b < blocks->boxes[box].end;
  return false;
}

/* What says whose words a quotation is made of. */
static bool is_citation(const mtn_document *doc, const mtn_blocks *blocks, const mtn_block *block) {
  const mtn_box *box = &blocks->boxes[block->box];
  if (block->words > CITATION_WORDS_MAX) return false;
  return box->tag == MTN_TAG_FOOTER || mtn_node_is(doc, block->node, MTN_TAG_CITE) ||
         mtn_str_holds(mtn_node_attr(doc, box->node, MTN_ATTR_CLASS), "cite") ||
         mtn_str_holds(mtn_node_attr(doc, box->node, MTN_ATTR_CLASS), "attribution");
}

/* Whether a block that was left out between two chosen ones belongs to them. */
static bool belongs(const mtn_document *doc, const mtn_blocks *blocks, uint32_t before, uint32_t i, uint32_t after) {
  const mtn_block *block = &blocks->items[i];
  bool small = blocks->count <= SMALL_PAGE;
  if (is_formula(doc, block)) return true;
  switch ((matn_block_kind)block->kind) {
  case MATN_BLOCK_CODE: return small || block->words <= ADOPTED_WORDS_MAX;
  case MATN_BLOCK_HEADING: return i + 1 == after && are_siblings(blocks, i, after) && are_siblings(blocks, i, before);
  case MATN_BLOCK_QUOTE: return small || (is_citation(doc, blocks, block) && are_one_quotation(blocks, i, before));
  case MATN_BLOCK_CAPTION: return small;
  default:
    return small && block->link_words * 2 <= block->words && are_siblings(blocks, i, before) &&
           are_siblings(blocks, i, after);
  }
}

/* What stands between two chosen blocks, not far from either and no more apart from the page's text than they are. */
static void adopt_between(const mtn_document *doc, mtn_blocks *blocks, uint32_t before, uint32_t after) {
  uint32_t allowed = blocks->items[before].flags | blocks->items[after].flags;
  for (uint32_t i = before + 1; i < after; i++) {
    mtn_block *block = &blocks->items[i];
    uint32_t alien = block->flags & ~allowed & apart;
    if (alien == MTN_BLOCK_IN_FOOTER && block->quote_depth) alien = 0; /* of the quotation */
    if (block->dropped || alien || !belongs(doc, blocks, before, i, after)) continue;
    block->selected = block->adopted = true;
  }
}

/* What follows the last chosen block of a small page at once: code, formulas and rows do not start anything new. */
static void adopt_behind(const mtn_document *doc, mtn_blocks *blocks, uint32_t last) {
  for (uint32_t i = last + 1; i < blocks->count && i - last < GAP_MAX; i++) {
    mtn_block *block = &blocks->items[i];
    bool kind = block->kind == MATN_BLOCK_CODE || block->kind == MATN_BLOCK_TABLE_ROW || is_formula(doc, block);
    if (!kind || block->dropped || (block->flags & ~blocks->items[last].flags & apart)) return;
    block->selected = block->adopted = true;
  }
}

/* The number of a paragraph that is chosen, in a box of its own before it. */
static void adopt_number(const mtn_document *doc, mtn_blocks *blocks, uint32_t i) {
  mtn_block *number = &blocks->items[i - 1];
  if (number->selected || number->dropped || (number->flags & ~blocks->items[i].flags & apart)) return;
  if (mtn_runs_is_numbered(doc, blocks, i)) number->selected = number->adopted = true;
}

/* The headings of the columns of a table whose first row is chosen. */
static void adopt_head(mtn_blocks *blocks, uint32_t i) {
  const mtn_block *row = &blocks->items[i];
  mtn_block *head = &blocks->items[i - 1];
  if (head->selected || head->dropped || head->table != row->table || !(head->flags & MTN_BLOCK_HEADER_ROW)) return;
  if (!(head->flags & ~row->flags & apart)) head->selected = head->adopted = true;
}

/* ---------------------------------------------------------------------------------------------------------- Notes */

/* Where marks in the article lead. */
static matn_status collect_targets(const mtn_document *doc, const mtn_blocks *blocks, mtn_arena *arena, mtn_ids *out) {
  size_t marks = 0;
  for (size_t i = 0; i < blocks->note_count; i++) marks += !blocks->notes[i].label;
  if (!marks) return MATN_OK;
  MTN_TRY(mtn_ids_new(out, marks, arena));
  for (size_t i = 0; i < blocks->note_count; i++)
    (void)mtn_ids_add(out, mtn_ids_of_mark(doc, blocks, &blocks->notes[i]));
  return MATN_OK;
}

static size_t selected_words(const mtn_blocks *blocks) {
  size_t words = 0;
  for (size_t i = 0; i < blocks->count; i++)
    if (blocks->items[i].selected) words += blocks->items[i].words;
  return words;
}

static bool is_target(const mtn_document *doc, const mtn_ids *targets, uint32_t node) {
  matn_str anchors[MTN_ANCHORS_MAX];
  size_t count = mtn_inline_anchors(doc, node, anchors);
  for (size_t i = 0; i < count; i++)
    if (mtn_ids_find(targets, anchors[i])) return true;
  return false;
}

static bool is_left_out(const mtn_block *block) {
  return !block->selected && !block->dropped && block->kind != MATN_BLOCK_HEADING;
}

/* The words that the notes would add; with `take`, they are taken in. */
static size_t visit_notes(const mtn_document *doc, mtn_blocks *blocks, const mtn_ids *targets, bool take) {
  size_t words = 0;
  uint32_t done = 0; /* blocks are counted once though boxes nest */
  for (size_t b = 1; b < blocks->box_count; b++) {
    const mtn_box *box = &blocks->boxes[b];
    if (box->end - box->first > NOTE_BLOCKS_MAX || box->end <= done || !is_target(doc, targets, box->node)) continue;
    for (uint32_t i = box->first > done ? box->first : done; i < box->end; i++) {
      mtn_block *block = &blocks->items[i];
      if (!is_left_out(block)) continue;
      words += block->words;
      if (take) block->selected = block->adopted = true;
    }
    done = box->end;
  }
  return words;
}

/* Notes that marks in the article lead to are part of it, unless they are a bibliography or small print. */
static matn_status adopt_notes(const mtn_document *doc, mtn_blocks *blocks, mtn_arena *arena) {
  mtn_ids targets = {0};
  MTN_TRY(collect_targets(doc, blocks, arena, &targets));
  if (!targets.count) return MATN_OK;
  size_t words = selected_words(blocks);
  size_t added = visit_notes(doc, blocks, &targets, false);
  if (added && (added * NOTES_SHARE <= words || blocks->count <= SMALL_PAGE))
    (void)visit_notes(doc, blocks, &targets, true);
  return MATN_OK;
}

matn_status mtn_tidy(const mtn_document *doc, mtn_blocks *blocks, mtn_arena *arena) {
  uint32_t before = UINT32_MAX;
  if (mtn_blocks_are_lines(blocks)) return MATN_OK;
  MTN_TRY(adopt_notes(doc, blocks, arena));
  for (uint32_t i = 0; i < blocks->count; i++) {
    if (!blocks->items[i].selected) continue;
    if (i > 0) adopt_number(doc, blocks, i);
    if (i > 0 && blocks->items[i].kind == MATN_BLOCK_TABLE_ROW) adopt_head(blocks, i);
    if (before != UINT32_MAX && i - before > 1 && i - before <= GAP_MAX) adopt_between(doc, blocks, before, i);
    before = i;
  }
  if (before != UINT32_MAX && blocks->count <= SMALL_PAGE) adopt_behind(doc, blocks, before);
  size_t words = selected_words(blocks);
  for (uint32_t i = 0; i < blocks->count; i++) {
    if (!blocks->items[i].selected) continue;
    if (blocks->items[i].kind == MATN_BLOCK_CODE) tidy_code(blocks, i);
    if (blocks->items[i].kind == MATN_BLOCK_HEADING) tidy_heading(doc, blocks, i);
    tidy_link(&blocks->items[i]);
    tidy_related(blocks, i);
    tidy_hidden(doc, blocks, i, words);
  }
  for (uint32_t i = 0, looked = 0; i < blocks->count && looked < PULLS_MAX; i++) {
    const mtn_block *block = &blocks->items[i];
    if (!block->selected || !may_be_pulled(block) || !is_set_apart(doc, blocks, block)) continue;
    tidy_pull_quote(doc, blocks, i);
    looked++;
  }
  return MATN_OK;
}
