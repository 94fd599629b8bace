/*
 * What the inside of a block is made of where it is more than its text: formulas, marks of notes, raised digits, and
 * what stands in the text for the eye alone.  The cutter asks here when it makes a block's text, and the writers when
 * they walk it again, so the words are the same.
 */
#ifndef MTN_EXTRACT_INLINE_H
#define MTN_EXTRACT_INLINE_H

#include "base/buf.h"
#include "html/document.h"

typedef enum mtn_inline_kind {
  MTN_INLINE_AS_IS = 0,
  MTN_INLINE_DROP,       /* a line number, a copy button, the way back from a note, a second copy of a formula */
  MTN_INLINE_MATH,       /* a formula in a line; its text is LaTeX */
  MTN_INLINE_DISPLAY,    /* a formula that is a line of its own */
  MTN_INLINE_NOTE,       /* the mark of a note, a link to it; its text is "[1]" */
  MTN_INLINE_NOTE_BARE,  /* what may be one: in brackets of the page's own, or a sign; its text is as it stands: "1" */
  MTN_INLINE_NOTE_LABEL, /* the mark before the note itself, a link back; the same */
  MTN_INLINE_ALT,        /* an image of a character; its text is the character */
  MTN_INLINE_RAISED,     /* digits in a sup: written as superscript digits, for 10 with a raised 6 is not 106 */
  MTN_INLINE_LOWERED     /* digits in a sub beside digits: the same below the line; others stay as they are: CO2 */
} mtn_inline_kind;

/* What the element is; `pre`: it stands in preformatted text.  The cost is bounded. */
mtn_inline_kind mtn_inline_kind_of(const mtn_document *doc, uint32_t node, bool pre);

/* Append the text that stands for an element whose kind is neither AS_IS nor DROP. */
void mtn_inline_write(const mtn_document *doc, uint32_t node, mtn_inline_kind kind, mtn_buf *out);

/* Whether a reading over its base (rt) needs brackets to be told from it: the page has none for readers without ruby.
 */
bool mtn_inline_needs_brackets(const mtn_document *doc, uint32_t rt);

/* Whether text before and after the border of a cite in a quotation are things apart though no white space parts them:
 * forums set "NAME wrote:" on a line of its own by style alone. */
bool mtn_inline_parts_at_cite(matn_str before, matn_str after);

/* Whether an element inside a line is a note that stands where its mark is: beside the text, or shown when asked for.
 * Words beside it are apart from it. */
bool mtn_inline_is_side_note(const mtn_document *doc, uint32_t node);

/* Whether a class is that of text for readers who do not see, or of a link to a function's source beside it. */
bool mtn_inline_is_unseen_class(matn_str class);

/* Whether the line ends in a text node, which is in no pre, are shown: style or a class of what is around it says so.
 */
bool mtn_inline_keeps_lines(const mtn_document *doc, uint32_t text);

/* Whether a class may be that of text for readers who do not see ("sr-only", "visually-hidden"…), by its letters. */
static inline bool mtn_inline_may_be_unseen(matn_str class) {
  return class.len >= 7 && ((class.ptr[0] | 0x20) == 's' || (class.ptr[0] | 0x20) == 'v');
}

/* Whether the class of an element that is no link and no image may make it more than its text, or less: formulas
 * ("MathJax", "MJX", "math", "mwe-math", "ztext-math", "katex-html"), "mw-editsection", "ltx_note_mark", "backrefs". */
static inline bool mtn_inline_may_be_more(matn_str class) {
  if (class.len < 3) return false;
  switch (class.ptr[0]) {
  case 'M': return class.ptr[1] == 'a' || class.ptr[1] == 'J';
  case 'm': return class.ptr[1] == 'w' || (class.ptr[1] == 'a' && class.ptr[2] == 't');
  case 'b': return class.ptr[1] == 'a' && class.ptr[2] == 'c';
  case 'k': return class.ptr[1] == 'a';
  case 'l':
  case 'z': return class.ptr[1] == 't';
  default: return false;
  }
}

/* Where a link leads in a page; {NULL, 0} if it does not say. */
matn_str mtn_inline_fragment(const mtn_document *doc, uint32_t a);

/* The ids and names by which an element that is a note may be led to: its own, and those of the first things in it;
 * returns how many. */
#define MTN_ANCHORS_MAX 8
size_t mtn_inline_anchors(const mtn_document *doc, uint32_t node, matn_str anchors[MTN_ANCHORS_MAX]);

/* Whether a style attribute keeps the ends of lines (white-space: pre, pre-wrap, pre-line, break-spaces;
 * white-space-collapse: preserve). */
bool mtn_style_keeps_lines(matn_str style);

/* Whether one of the words of a class attribute is the one asked for, which is in lower case. */
bool mtn_class_has(matn_str class, const char *word);
/* The same for one of several. */
bool mtn_class_has_any(matn_str class, const char *const *words, size_t count);

#endif
