#include "extract/runs.h"

#include "extract/code.h"
#include "extract/inline.h"
#include "text/unicode.h"
#include "text/words.h"

#define LINE_CHARS_MAX 120 /* of a line of verse; longer ones are prose */
#define CLIMB_MAX 4        /* boxes that a paragraph starts */
#define LETTERS_MAX 6      /* of a Roman numeral: "xxviii" */

/* ---------------------------------------------------------------------------------------------------------- Numbers */

static bool is_roman(matn_str letters) {
  static const char roman[] = "ivxlcdm";
  for (size_t i = 0; i < letters.len; i++) {
    unsigned char c = (unsigned char)mtn_to_lower(letters.ptr[i]);
    if (!c || !strchr(roman, c)) return false;
  }
  return letters.len > 0 && letters.len <= LETTERS_MAX;
}

/* What a number is made of: how many digits, letters and stops stand between its brackets, and whether it ends in one.
 */
typedef struct number {
  unsigned digits, letters, stops;
  bool opened, closed;
  matn_str word; /* the letters, where nothing is between them */
} number;

static bool add_char(number *n, uint32_t c, matn_str at) {
  mtn_char_class class = mtn_char_class_of(c);
  bool bare = !n->digits && !n->letters;
  if (n->closed) return false;
  if (c == '(' || c == '[' || c == 0xA7 || c == 0xFF08) { /* § （ */
    n->opened |= c != 0xA7;
    n->stops += c == 0xA7;
    return bare;
  }
  if (c == ')' || c == ']' || c == 0xFF09 || c == 0x3001) { /* ） 、 */
    n->closed = true;
    return !bare;
  }
  if (c == '.' || c == 0xFF0E) {
    n->stops++;
    return !bare;
  }
  if (mtn_char_zero(c)) {
    n->digits++;
    return true;
  }
  if (!mtn_char_class_is_word(class)) return false;
  if (!n->letters++) n->word.ptr = at.ptr;
  n->word.len = (size_t)(at.ptr + at.len - n->word.ptr);
  return true;
}

/* "(1)", "a)", "2.", "3.1.", "(iv)", "(أ)", "§4": signs that only a number of a paragraph is written with. */
static bool is_number(matn_str text) {
  number n = {0};
  size_t size;
  for (size_t at = 0; at < text.len; at += size) {
    uint32_t c = mtn_utf8_decode(text.ptr + at, text.ptr + text.len, &size);
    if (mtn_char_class_of(c) != MTN_CHAR_ZERO && !add_char(&n, c, (matn_str){text.ptr + at, size})) return false;
  }
  if (n.opened && !n.closed) return false;
  if (!n.closed && !n.stops) return false;
  if (n.letters > 1 && !is_roman(n.word)) return false;
  return n.digits + n.letters > 0 && n.digits <= 6;
}

/* Whether block `b` starts what stands beside the number before it: a box after the one of the number, or a box in the
 * one that the number stands in. */
static bool is_beside(const mtn_blocks *blocks, uint32_t b) {
  const mtn_box *boxes = blocks->boxes;
  uint32_t of_number = blocks->items[b - 1].box, box = blocks->items[b].box;
  bool alone = boxes[of_number].end - boxes[of_number].first == 1;
  for (unsigned up = 0; up < CLIMB_MAX && box && boxes[box].first == b; up++, box = boxes[box].parent)
    if (boxes[box].parent == of_number || (alone && boxes[box].parent == boxes[of_number].parent)) return true;
  return false;
}

/* ------------------------------------------------------------------------------------------------------------ Verse */

static bool is_verse_class(matn_str class) {
  static const char *const words[] = {"poem", "poetry", "verse", "verses", "lg", "couplet", "lyrics"};
  static const char *const parts[] = {"stanza", "strophe", "line-block", "poem-lines", "poem-body"};
  return class.len &&
         (mtn_class_has_any(class, words, MTN_COUNT(words)) || mtn_str_holds_any(class, parts, MTN_COUNT(parts)));
}

/* Whether a block and the one before it are each all of a box, one beside the other in a box of verse. */
static bool are_lines_of_verse(mtn_runs *runs, const mtn_document *doc, const mtn_blocks *blocks, uint32_t block) {
  const mtn_block *b = &blocks->items[block], *a = b - 1;
  if (a->chars > LINE_CHARS_MAX || b->chars > LINE_CHARS_MAX || a->kind != b->kind || a->box == b->box) return false;
  const mtn_box *one = &blocks->boxes[a->box], *other = &blocks->boxes[b->box];
  if (one->parent != other->parent || one->tag != other->tag || a->breaks || b->breaks) return false;
  if (one->end - one->first != 1 || other->end - other->first != 1) return false;
  if (runs->box != one->parent) {
    runs->box = one->parent;
    runs->verse = is_verse_class(mtn_node_attr(doc, blocks->boxes[one->parent].node, MTN_ATTR_CLASS));
  }
  return runs->verse;
}

/* ----------------------------------------------------------------------------------------------------------- Joints */

/* Whether the text of a block may stand in a line with another's: no code, and no formula. */
static bool is_prose(const mtn_document *doc, const mtn_blocks *blocks, const mtn_block *block) {
  bool kind = block->kind == MATN_BLOCK_PARAGRAPH || block->kind == MATN_BLOCK_QUOTE;
  if (!kind || block->table || !block->first) return false;
  if (block->first == block->last && doc->nodes[block->first].type == MTN_ELEMENT) return false;
  return !mtn_code_is_block(doc, blocks, block);
}

static bool are_prose(const mtn_document *doc, const mtn_blocks *blocks, uint32_t block) {
  return is_prose(doc, blocks, &blocks->items[block - 1]) && is_prose(doc, blocks, &blocks->items[block]);
}

bool mtn_runs_has_number(const mtn_document *doc, const mtn_blocks *blocks, uint32_t block) {
  return is_number(blocks->items[block - 1].text) && is_beside(blocks, block) && are_prose(doc, blocks, block);
}

char mtn_runs_joint(mtn_runs *runs, const mtn_document *doc, const mtn_blocks *blocks, uint32_t block) {
  if (mtn_runs_is_numbered(doc, blocks, block)) return ' ';
  return are_lines_of_verse(runs, doc, blocks, block) && are_prose(doc, blocks, block) ? '\n' : 0;
}
