#include "extract/listing.h"

#include "extract/blocks_elements.h"
#include "extract/inline.h"
#include "text/words.h"

#define LABEL_MAX 32        /* bytes of a button's text, of a language's name */
#define LABEL_NODES_MAX 16  /* looked at for it */
#define NUMBERS_MAX 4096    /* nodes of a column of line numbers that are looked at */
#define FIRST_NUMBERS_MAX 8 /* of one that is only guessed at */
#define CODE_NODES_MAX 48   /* looked at for the code behind a label */
#define CLIMB_MAX 6         /* elements from a label up to its pre */
#define LINES_LOOKED 2      /* lines of a listing that are looked at */
#define BREAK_NODES_MAX 64  /* of code, looked at for the end of a line */

static uint32_t next_element(const mtn_document *doc, uint32_t node) {
  while (node && doc->nodes[node].type != MTN_ELEMENT) node = doc->nodes[node].next;
  return node;
}

static bool is_blank(const mtn_document *doc, uint32_t node) {
  return doc->nodes[node].type == MTN_TEXT && !mtn_text_trim(mtn_node_text(doc, node)).len;
}

/* Whether the text below is short and of one line, with no code in it. */
static bool is_label(const mtn_document *doc, uint32_t top) {
  size_t len = 0;
  uint32_t node = doc->nodes[top].first;
  for (unsigned looked = 0; node; looked++, node = mtn_node_walk(doc, top, node)) {
    if (looked >= LABEL_NODES_MAX || mtn_node_is(doc, node, MTN_TAG_CODE)) return false;
    if (doc->nodes[node].type != MTN_TEXT) continue;
    matn_str text = mtn_text_trim(mtn_node_text(doc, node));
    len += text.len;
    if (len > LABEL_MAX || (text.len && memchr(text.ptr, '\n', text.len))) return false;
  }
  return true;
}

/* ---------------------------------------------------------------------------------------------------- Line numbers */

static bool is_number_class(matn_str class) {
  static const char *const words[] = {"lineno",
                                      "linenos",
                                      "line-number",
                                      "line-numbers",
                                      "linenumber",
                                      "linenumbers",
                                      "line-num",
                                      "lnt",
                                      "ln",
                                      "hljs-ln-numbers",
                                      "hljs-ln-n",
                                      "blob-num",
                                      "gutter",
                                      "rouge-gutter",
                                      "code-line-number",
                                      "linenodiv",
                                      "crayon-nums",
                                      "codemirror-linenumber",
                                      "codemirror-gutter-wrapper",
                                      "cm-gutters",
                                      "react-syntax-highlighter-line-number"};
  return mtn_class_has_any(class, words, MTN_COUNT(words));
}

/* What readers cannot select is not theirs to copy: numbers, mostly. */
static bool is_unselectable(const mtn_document *doc, uint32_t node, matn_str class) {
  static const char *const words[] = {"select-none", "unselectable", "user-select-none"};
  if (mtn_class_has_any(class, words, MTN_COUNT(words))) return true;
  matn_str style = mtn_node_attr(doc, node, MTN_ATTR_STYLE);
  size_t at = style.len ? mtn_str_find(style, 0, "user-select:") : SIZE_MAX;
  return at != SIZE_MAX && mtn_str_find(style, at, "none") != SIZE_MAX;
}

/* Whether there is nothing below but numbers and white space, as far as `most` nodes. */
static bool holds_only_numbers(const mtn_document *doc, uint32_t top, unsigned most, bool rest) {
  uint32_t node = doc->nodes[top].first;
  for (unsigned looked = 0; node; node = mtn_node_walk(doc, top, node)) {
    if (++looked > most) return rest;
    if (doc->nodes[node].type != MTN_TEXT) continue;
    matn_str text = mtn_node_text(doc, node);
    for (size_t i = 0; i < text.len; i++)
      if (!mtn_is_digit((unsigned char)text.ptr[i]) && !mtn_is_space((unsigned char)text.ptr[i]) && text.ptr[i] != '.')
        return false;
  }
  return true;
}

bool mtn_listing_is_gutter(const mtn_document *doc, uint32_t pre) {
  uint32_t cell = pre;
  for (unsigned up = 0; up < 4 && !mtn_node_is(doc, cell, MTN_TAG_TD); up++) {
    cell = doc->nodes[cell].parent;
    if (!cell) return false;
  }
  uint32_t next = next_element(doc, doc->nodes[cell].next);
  return next && mtn_node_is(doc, cell, MTN_TAG_TD) && mtn_node_is(doc, next, MTN_TAG_TD) &&
         holds_only_numbers(doc, pre, NUMBERS_MAX, false);
}

/* ----------------------------------------------------------------------------------------- What is none of the code */

static bool is_button_class(matn_str class) {
  static const char *const words[] = {"copy", "copybtn", "copy-button", "copy-btn", "clipboard"};
  return mtn_class_has_any(class, words, MTN_COUNT(words));
}

/* Types and documentation that appear when the pointer rests on a word (Verso, Twoslash, mdBook), and what is there for
 * readers who do not see. */
static bool is_tooltip_class(matn_str class) {
  static const char *const words[] = {
      "hover-info",    "twoslash-popup-container", "twoslash-popup-info", "tooltip", "tooltiptext", "sr-only",
      "tippy-content", "visually-hidden",          "screen-reader-text"};
  return mtn_class_has_any(class, words, MTN_COUNT(words));
}

/* A label that stands before the code element of the same pre: language, name of the file, buttons. */
static bool is_before_code(const mtn_document *doc, uint32_t node) {
  uint32_t at = node;
  unsigned looked = 0;
  for (unsigned up = 0; up < CLIMB_MAX && at && !mtn_node_is(doc, at, MTN_TAG_PRE); up++, at = doc->nodes[at].parent) {
    if (mtn_node_is(doc, at, MTN_TAG_CODE)) return false;
    for (uint32_t next = doc->nodes[at].next; next; next = doc->nodes[next].next) {
      if (++looked > CODE_NODES_MAX || (doc->nodes[next].type == MTN_TEXT && !is_blank(doc, next))) return false;
      for (uint32_t in = next; in; in = mtn_node_walk(doc, next, in)) {
        if (mtn_node_is(doc, in, MTN_TAG_CODE)) return true;
        if (++looked > CODE_NODES_MAX) return false;
      }
    }
  }
  return false;
}

bool mtn_listing_drops(const mtn_document *doc, uint32_t node) {
  uint16_t tag = doc->nodes[node].tag;
  if (tag == MTN_TAG_BUTTON) return true;
  matn_str class = mtn_node_class(doc, node);
  if (is_number_class(class)) {
    if ((tag == MTN_TAG_TD || is_label(doc, node)) && holds_only_numbers(doc, node, NUMBERS_MAX, false)) return true;
  }
  if (tag == MTN_TAG_TD) return false;
  uint32_t before = doc->nodes[node].prev;
  bool block = tag == MTN_TAG_DIV || tag == MTN_TAG_HEADER || tag == MTN_TAG_FIGCAPTION || tag == MTN_TAG_P;
  bool first = class.len && tag == MTN_TAG_SPAN && mtn_node_is(doc, doc->nodes[node].parent, MTN_TAG_PRE) &&
               (!before || (is_blank(doc, before) && !doc->nodes[before].prev));
  if (is_tooltip_class(class)) return true;
  if (is_button_class(class)) return is_label(doc, node);
  if (is_unselectable(doc, node, class) && is_label(doc, node))
    return holds_only_numbers(doc, node, LABEL_NODES_MAX, false);
  return (block || first) && is_label(doc, node) && is_before_code(doc, node);
}

/* ------------------------------------------------------------------------------------------------- Code without pre */

/* Whether a line ends below, by a sign or by an element; white space at its ends aside. */
static bool has_lines(const mtn_document *doc, uint32_t top) {
  uint32_t node = doc->nodes[top].first;
  for (unsigned looked = 0; node && looked < BREAK_NODES_MAX; looked++, node = mtn_node_walk(doc, top, node)) {
    if (doc->nodes[node].type != MTN_TEXT) continue;
    matn_str text = mtn_node_text(doc, node);
    if (text.len && memchr(text.ptr, '\n', text.len)) return true;
  }
  return false;
}

static bool holds(const mtn_document *doc, uint32_t top, mtn_tag tag, unsigned most) {
  uint32_t node = doc->nodes[top].first;
  for (unsigned looked = 0; node && looked < most; looked++, node = mtn_node_walk(doc, top, node))
    if (mtn_node_is(doc, node, tag)) return true;
  return false;
}

/* Most boxes are asked and few are listings: the first three letters of a word tell. */
#define THREE(a, b, c) ((uint32_t)(a) << 16 | (b) << 8 | (c))
static bool starts_box_class(const char *word) {
  const unsigned char *w = (const unsigned char *)word;
  switch (THREE(w[0] | 0x20u, w[1] | 0x20u, w[2] | 0x20u)) {
  case THREE('c', 'm', '-'):
  case THREE('c', 'o', 'd'):
  case THREE('c', 'r', 'a'):
  case THREE('d', 'p', '-'):
  case THREE('e', 'n', 'l'):
  case THREE('n', 'o', 't'):
  case THREE('p', 'r', 'i'):
  case THREE('r', 'e', 'a'):
  case THREE('t', 'o', 'k'):
  case THREE('v', 'i', 'e'): return true;
  default: return false;
  }
}

/* What editors and highlighters call the element around lines that are elements, and what pages call one around code.
 */
typedef enum box_class { NO_BOX, CODE_BOX, EDITOR_BOX, LINES_BOX } box_class;
static box_class box_class_at(matn_str class, size_t at) {
  static const char *const lines[] = {"prism-code", "codemirror-code", "view-lines",       "enlighter",
                                      "crayon-pre", "dp-highlighter",  "react-code-lines", "token-lines"};
  static const char *const code[] = {"code-block", "codeblock",      "code_block",        "code-snippet",
                                     "code",       "code-container", "notion-code-block", "code-lines"};
  matn_str word = {class.ptr + at, 0};
  if (class.len - at < 4 || !starts_box_class(word.ptr)) return NO_BOX;
  while (word.len < class.len - at && !mtn_is_space((unsigned char)word.ptr[word.len])) word.len++;
  if (mtn_str_is_any(word, lines, MTN_COUNT(lines))) return LINES_BOX;
  if (mtn_str_is(word, "cm-content")) return EDITOR_BOX;
  return mtn_str_is_any(word, code, MTN_COUNT(code)) ? CODE_BOX : NO_BOX;
}

static box_class greater(box_class a, box_class b) { return a > b ? a : b; }

/* Of the words, which spaces part, what says most. */
static box_class box_class_of(matn_str class) {
  if (class.len < 4) return NO_BOX;
  box_class found = box_class_at(class, 0);
#ifdef MTN_VEC16
  for (size_t at = 0; at < class.len; at += 16) {
    size_t left = class.len - at;
    v16 v = left >= 16 ? v16_load(class.ptr + at) : v16_load_few(class.ptr + at, left);
    for (uint32_t spaces = v16_bits(v16_equal(v, v16_splat(' '))); spaces; spaces &= spaces - 1)
      found = greater(found, box_class_at(class, at + (size_t)__builtin_ctz(spaces) + 1));
  }
#else
  for (size_t at = 0; at < class.len; at++)
    if (class.ptr[at] == ' ') found = greater(found, box_class_at(class, at + 1));
#endif
  return found;
}

/* CodeMirror 6: the name of its box is also that of many a site's content. */
static bool starts_with_line(const mtn_document *doc, uint32_t box) {
  uint32_t first = next_element(doc, doc->nodes[box].first);
  return first && mtn_class_has(mtn_node_class(doc, first), "cm-line");
}

/* A box whose children each hold a code element: a line each, with its number beside it. */
static bool has_code_a_line(const mtn_document *doc, uint32_t box) {
  unsigned lines = 0;
  for (uint32_t at = next_element(doc, doc->nodes[box].first); at && lines < LINES_LOOKED;
       at = next_element(doc, doc->nodes[at].next)) {
    if (!mtn_node_is(doc, at, MTN_TAG_DIV) || !holds(doc, at, MTN_TAG_CODE, FIRST_NUMBERS_MAX)) return false;
    if (has_lines(doc, at)) return false;
    lines++;
  }
  return lines == LINES_LOOKED;
}

/* A table whose first cell is a column of line numbers, or the first of many, and whose second one is no pre. */
static bool is_numbered_table(const mtn_document *doc, uint32_t table) {
  uint32_t row = table;
  for (unsigned down = 0; down < 3 && row && !mtn_node_is(doc, row, MTN_TAG_TR); down++) {
    row = next_element(doc, doc->nodes[row].first);
    while (row && (mtn_node_is(doc, row, MTN_TAG_COLGROUP) || mtn_node_is(doc, row, MTN_TAG_CAPTION)))
      row = next_element(doc, doc->nodes[row].next);
  }
  if (!row || !mtn_node_is(doc, row, MTN_TAG_TR)) return false;
  uint32_t cell = next_element(doc, doc->nodes[row].first);
  if (!cell || !is_number_class(mtn_node_class(doc, cell))) return false;
  uint32_t code = next_element(doc, doc->nodes[cell].next);
  return code && mtn_node_is(doc, code, MTN_TAG_TD) && holds_only_numbers(doc, cell, FIRST_NUMBERS_MAX, true) &&
         !holds(doc, code, MTN_TAG_PRE, FIRST_NUMBERS_MAX);
}

bool mtn_listing_is_box(const mtn_document *doc, uint32_t node, matn_str class, matn_str style, bool block) {
  uint16_t tag = doc->nodes[node].tag;
  switch (tag) {
  case MTN_TAG_CODE:
    if (!block && !mtn_style_keeps_lines(style) && !mtn_class_has(class, "block") && !mtn_class_has(class, "hljs"))
      return false;
    return has_lines(doc, node);
  case MTN_TAG_TABLE: return is_numbered_table(doc, node);
  case MTN_TAG_DIV:
  case MTN_TAG_SECTION:
  case MTN_TAG_FIGURE:
    switch (box_class_of(class)) {
    case NO_BOX: return false;
    case EDITOR_BOX: return starts_with_line(doc, node);
    case LINES_BOX: return true;
    case CODE_BOX: return (mtn_style_keeps_lines(style) && has_lines(doc, node)) || has_code_a_line(doc, node);
    }
    return false;
  default: return false;
  }
}

/* ----------------------------------------------------------------------------------------------------------- Lines */

static bool is_line(const mtn_document *doc, uint32_t node) {
  static const char *const words[] = {"line", "code-line", "token-line", "view-line"};
  if (!mtn_node_is(doc, node, MTN_TAG_SPAN)) return false;
  if (mtn_node_attr(doc, node, MTN_ATTR_ID).len) return true;
  return mtn_class_has_any(mtn_node_class(doc, node), words, MTN_COUNT(words));
}

bool mtn_listing_starts_line(const mtn_document *doc, uint32_t node) {
  uint32_t before = doc->nodes[node].prev;
  return before && doc->nodes[before].first && is_line(doc, node) && is_line(doc, before);
}

static bool is_boundary(const mtn_document *doc, uint32_t node) {
  const mtn_node *n = &doc->nodes[node];
  return n->type == MTN_ELEMENT && n->ns == MTN_NS_HTML && (mtn_element_class[n->tag] & MTN_CLASS_BLOCK);
}

bool mtn_listing_is_between(const mtn_document *doc, uint32_t text, bool box) {
  const mtn_node *n = &doc->nodes[text];
  uint16_t tag = doc->nodes[n->parent].tag;
  bool table = tag == MTN_TAG_TABLE || tag == MTN_TAG_TBODY || tag == MTN_TAG_THEAD || tag == MTN_TAG_TR;
  if (!table && !(box && ((n->prev && is_boundary(doc, n->prev)) || (n->next && is_boundary(doc, n->next)))))
    return false;
  return is_blank(doc, text);
}
