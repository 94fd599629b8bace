#include "extract/inline.h"

#include "extract/blocks_elements.h"
#include "extract/listing.h"
#include "extract/math.h"
#include "text/unicode.h"
#include "text/words.h"

#define LABEL_MAX 24        /* bytes of the text of a link that may be the mark of a note */
#define LABEL_NODES_MAX 16  /* looked at for it */
#define HEADING_CLIMB_MAX 4 /* elements from a link up to its heading */
#define BESIDE_NODES_MAX 48 /* looked at for text beside an element */
#define LINES_CLIMB_MAX 4   /* elements around a text that may say that its lines are kept */
#define EMOJI_MAX 32        /* bytes: a family of four with joiners is 25 */
#define WAYS_BACK_MAX 64    /* children: a note that thirty marks lead to */
#define SIBLINGS_MAX 4      /* nodes between a formula and the script that it was made from */

/* ------------------------------------------------------------------------------------------------------- Attributes */

bool mtn_class_has_any(matn_str class, const char *const *words, size_t count) {
  size_t at = 0;
  for (matn_str token; (token = mtn_text_next_token(class, &at)).ptr;)
    if (mtn_str_is_any(token, words, count)) return true;
  return false;
}

bool mtn_class_has(matn_str class, const char *word) {
  return class.len >= strlen(word) && mtn_class_has_any(class, &word, 1);
}

bool mtn_style_keeps_lines(matn_str style) {
  for (size_t at = 0; style.len && (at = mtn_str_find(style, at, "white-space")) != SIZE_MAX;) {
    at += strlen("white-space");
    if (mtn_str_starts((matn_str){style.ptr + at, style.len - at}, "-collapse")) at += strlen("-collapse");
    while (at < style.len && (style.ptr[at] == ':' || style.ptr[at] == ' ')) at++;
    matn_str rest = {style.ptr + at, style.len - at};
    if (mtn_str_starts(rest, "pre") || mtn_str_starts(rest, "break-spaces")) return true;
  }
  return false;
}

/* ------------------------------------------------------------------------------------------------------------ Labels
 */

typedef struct label {
  char text[LABEL_MAX];
  size_t len;
} label;

/* The text of a small element, white space aside; false if it is not small. */
static bool read_label(const mtn_document *doc, uint32_t top, label *out) {
  out->len = 0;
  uint32_t node = doc->nodes[top].first;
  for (unsigned looked = 0; node; looked++) {
    if (looked >= LABEL_NODES_MAX) return false;
    if (doc->nodes[node].type == MTN_TEXT) {
      matn_str text = mtn_text_trim(mtn_node_text(doc, node));
      if (text.len > LABEL_MAX - out->len) return false;
      if (text.len) memcpy(out->text + out->len, text.ptr, text.len);
      out->len += text.len;
    }
    node = mtn_node_walk(doc, top, node);
  }
  return true;
}

static matn_str without_brackets(const label *l) {
  matn_str s = {l->text, l->len};
  while (s.len && (s.ptr[0] == '[' || s.ptr[0] == '(' || mtn_is_space((unsigned char)s.ptr[0]))) s.ptr++, s.len--;
  while (s.len && (strchr("]).:", s.ptr[s.len - 1]) || mtn_is_space((unsigned char)s.ptr[s.len - 1]))) s.len--;
  return s;
}

/* What the label of a note is made of. */
typedef enum label_kind { NO_LABEL, NUMBER, SYMBOL, LETTERS, OTHER } label_kind;
static label_kind kind_of_label(matn_str s) {
  const char *p = s.ptr, *end = p + s.len;
  unsigned digits = 0, letters = 0, others = 0;
  while (p < end) {
    size_t size;
    uint32_t c = mtn_utf8_decode(p, end, &size);
    mtn_char_class class = mtn_char_class_of(c);
    if (mtn_char_zero(c))
      digits++;
    else if (class == MTN_CHAR_WORD)
      letters++;
    else if (class != MTN_CHAR_ZERO && class != MTN_CHAR_SPACE && class != MTN_CHAR_BLANK)
      others++;
    p += size;
  }
  if (digits + letters + others == 0) return NO_LABEL;
  if (digits && !letters && others == 1 && memchr(s.ptr, ':', s.len)) return NUMBER; /* the second mark of a note */
  if (digits && digits <= 4 && !letters && !others) return NUMBER;
  if (!digits && !letters && others <= 3) return SYMBOL;
  if (!others && letters <= 4 && digits <= 4) return LETTERS;
  return OTHER;
}

/* ------------------------------------------------------------------------------------------------------------- Notes
 */

/* What the makers of pages call notes: Markdown's fn, Word's _ftn, Google's ftnt, MediaWiki's cite_note, LibreOffice's
 * sdfootnote1sym, Asciidoctor's _footnotedef_1… */
static bool is_of_notes(matn_str id) {
  static const char *const prefixes[] = {"fn",        "ftn",       "edn",           "endnote",         "footnote",
                                         "cite_note", "cite-note", "note",          "sdfootnote",      "sdendnote",
                                         "sidenote",  "sn-",       "easy-footnote", "user-content-fn", "ref-cr",
                                         "foot",      "bib",       "mfn-",          "marginnote"};
  while (id.len && (id.ptr[0] == '_' || id.ptr[0] == '-')) id.ptr++, id.len--;
  return mtn_str_starts_any(id, prefixes, MTN_COUNT(prefixes));
}

/* …and the ways back: fnref, _ftnref, ftnt_ref, cite_ref, sdfootnote1anc. */
static bool is_way_back(matn_str id) {
  static const char *const prefixes[] = {"cite_ref", "cite-ref", "ref-fn", "fnr", "link-fn", "back-to-fn", "returnfn"};
  if (mtn_str_starts_any(id, prefixes, MTN_COUNT(prefixes))) return true;
  if (!is_of_notes(id) || mtn_str_starts(id, "ref-cr") || mtn_str_starts(id, "bib")) return false;
  bool office = id.len > 3 && (mtn_str_starts(id, "sdfootnote") || mtn_str_starts(id, "sdendnote"));
  bool easy = mtn_str_starts(id, "easy-footnote-") && !mtn_str_starts(id, "easy-footnote-bottom");
  return easy || (office && mtn_str_ends_exactly(id, "anc")) || mtn_str_holds(id, "ref") ||
         mtn_str_holds(id, "anchor") || mtn_str_holds(id, "backlink");
}

/* Signs that lead back from a note: arrows of all kinds, with or without variation selectors. */
static bool is_arrow(matn_str text) {
  const char *p = text.ptr, *end = p + text.len;
  bool arrow = false;
  while (p < end) {
    size_t size;
    uint32_t c = mtn_utf8_decode(p, end, &size);
    bool sign = c == '^' || (c >= 0x2190 && c <= 0x21FF) || (c >= 0x27F0 && c <= 0x27FF) ||
                (c >= 0x2900 && c <= 0x297F) || (c >= 0x2B00 && c <= 0x2BFF) || c == 0x23CE || c == 0x1F519 ||
                c == 0x25B2;
    if (!sign && mtn_char_class_of(c) != MTN_CHAR_ZERO && !(c >= 0xFE00 && c <= 0xFE0F)) return false;
    arrow |= sign;
    p += size;
  }
  return arrow;
}

/* What marks of notes are called. */
static bool is_mark_class(matn_str class) {
  static const char *const words[] = {"footnote-ref", "footnote-reference", "footnoteref", "footnote-anchor",
                                      "fnref",        "footnote-link",      "noteref",     "fn-ref",
                                      "sidenote-ref", "footnote__ref"};
  return mtn_class_has_any(class, words, MTN_COUNT(words));
}

/* Whether the text just before the element is the inside of a bracket: "[12, 13]" is written so by the page.  Raised
 * marks may stand in a row without one: "1,2". */
static bool is_in_brackets(const mtn_document *doc, uint32_t node, bool raised) {
  for (unsigned up = 0; up < 2; up++, node = doc->nodes[node].parent) {
    uint32_t before = doc->nodes[node].prev;
    if (!before && up == 0) continue;
    if (before && mtn_node_is(doc, before, MTN_TAG_SPAN)) before = doc->nodes[before].last; /* a bracket of its own */
    if (!before || doc->nodes[before].type != MTN_TEXT) return false;
    matn_str text = mtn_text_trim(mtn_node_text(doc, before));
    if (text.len) return strchr(raised ? "[(" : "[(,;-", text.ptr[text.len - 1]) != NULL;
  }
  return false;
}

static bool is_raised(const mtn_document *doc, uint32_t a) {
  uint32_t parent = doc->nodes[a].parent, child = doc->nodes[a].first;
  return mtn_node_is(doc, parent, MTN_TAG_SUP) || (child && mtn_node_is(doc, child, MTN_TAG_SUP));
}

/* The heading that an element is in, not far up; 0 if there is none. */
static uint32_t heading_of(const mtn_document *doc, uint32_t node) {
  for (unsigned up = 0; up < HEADING_CLIMB_MAX && node; up++, node = doc->nodes[node].parent) {
    const mtn_node *n = &doc->nodes[node];
    if (n->type == MTN_ELEMENT && n->ns == MTN_NS_HTML && n->tag >= MTN_TAG_H1 && n->tag <= MTN_TAG_H6) return node;
  }
  return 0;
}

/* Whether there is text in `top` that is not in `inner`. */
static bool has_text_beside(const mtn_document *doc, uint32_t top, uint32_t inner) {
  uint32_t node = doc->nodes[top].first;
  for (unsigned looked = 0; node && looked < BESIDE_NODES_MAX; looked++) {
    if (doc->nodes[node].type == MTN_TEXT && mtn_text_trim(mtn_node_text(doc, node)).len) return true;
    node = node == inner ? mtn_node_skip(doc, top, node) : mtn_node_walk(doc, top, node);
  }
  return false;
}

bool mtn_inline_is_unseen_class(matn_str class) {
  static const char *const words[] = {"sr-only", "visually-hidden", "screen-reader-text", "visuallyhidden",
                                      "viewcode-link"};
  return mtn_class_has_any(class, words, MTN_COUNT(words));
}

static bool is_permalink_class(matn_str class) {
  static const char *const words[] = {"headerlink",  "header-anchor", "hash-link",        "permalink", "heading-link",
                                      "anchor-link", "anchorjs-link", "heading-anchor",   "anchor",    "direct-link",
                                      "header-link", "anchorlink",    "heading-permalink"};
  return mtn_class_has_any(class, words, MTN_COUNT(words));
}

/* A sign or word that links a heading to itself, beside the heading's text. */
static bool is_permalink(const mtn_document *doc, uint32_t a, matn_str text) {
  static const char *const signs[] = {"#",  "\xC2\xB6",     "\xC2\xA7",     "\xF0\x9F\x94\x97", "\xEE\xA7\x8B",
                                      "##", "\xEF\x83\x81", "\xE2\x80\x8B", "permalink",        "\xE2\x9A\x93"};
  matn_str class = mtn_node_class(doc, a);
  bool sign = mtn_str_is_any(text, signs, MTN_COUNT(signs));
  if (sign && (mtn_class_has(class, "headerlink") || (mtn_class_has(class, "anchor") && !heading_of(doc, a))))
    return true;
  uint32_t heading = heading_of(doc, a), first = doc->nodes[a].first;
  bool unseen = first && mtn_inline_is_unseen_class(mtn_node_class(doc, first)) && !has_text_beside(doc, a, first);
  return heading && (sign || unseen || is_permalink_class(class)) && has_text_beside(doc, heading, a);
}

/* Text for readers who do not see, where there is other text beside it: "(opens in a new window)"; and a key to sort by
 * that no one sees. */
static bool is_unseen(const mtn_document *doc, uint32_t span, matn_str class) {
  matn_str style = mtn_node_attr(doc, span, MTN_ATTR_STYLE);
  bool hidden = style.len && (mtn_element_read(doc, span).flags & MTN_BLOCK_UNDISPLAYED);
  label text;
  if (!hidden && !(mtn_inline_may_be_unseen(class) && mtn_inline_is_unseen_class(class))) return false;
  return read_label(doc, span, &text) && text.len && has_text_beside(doc, doc->nodes[span].parent, span);
}

/* Whether the link, or the sup or span that is nothing but the link, can be led back to. */
static bool has_own_name(const mtn_document *doc, uint32_t a) {
  uint32_t parent = doc->nodes[a].parent;
  bool alone = mtn_node_is(doc, parent, MTN_TAG_SUP) || mtn_node_is(doc, parent, MTN_TAG_SPAN);
  return mtn_node_attr(doc, a, MTN_ATTR_ID).len || mtn_node_attr(doc, a, MTN_ATTR_NAME).len ||
         (alone && mtn_node_attr(doc, parent, MTN_ATTR_ID).len);
}

/* A mark of a note, if it is one: `name` is what it says, `id` where it leads. */
static mtn_inline_kind kind_of_mark(const mtn_document *doc, uint32_t a, matn_str id, label_kind kind, bool raised) {
  if (kind == NO_LABEL || kind == OTHER) return MTN_INLINE_AS_IS;
  bool bracketed = is_in_brackets(doc, a, raised && mtn_node_is(doc, doc->nodes[a].parent, MTN_TAG_SUP));
  if (!bracketed) {
    matn_str role = mtn_node_attr(doc, a, MTN_ATTR_ROLE);
    bool said = mtn_str_is(role, "doc-noteref") || is_mark_class(mtn_node_class(doc, a)) ||
                mtn_node_attr_named(doc, a, "data-footnote-ref").ptr;
    bool target = is_of_notes(id) || said;
    if (kind == NUMBER ? target || raised : target && (raised || said)) return MTN_INLINE_NOTE;
  }
  if (kind == NUMBER ? bracketed || has_own_name(doc, a) : kind == SYMBOL && has_own_name(doc, a))
    return MTN_INLINE_NOTE_BARE;
  return MTN_INLINE_AS_IS;
}

/* "[OTT88]": what a source is called where it is listed, not "[back]". */
static bool is_citation_label(matn_str text) {
  if (text.len < 4 || text.ptr[0] != '[' || text.ptr[text.len - 1] != ']') return false;
  return !mtn_is_digit((unsigned char)text.ptr[1]) && mtn_is_digit((unsigned char)text.ptr[text.len - 2]);
}

static mtn_inline_kind kind_of_link(const mtn_document *doc, uint32_t a) {
  matn_str href = mtn_node_attr(doc, a, MTN_ATTR_HREF);
  if (!href.len) return MTN_INLINE_AS_IS;
  bool raised = is_raised(doc, a), local = href.ptr[0] == '#' || raised;
  const char *hash = memchr(href.ptr, '#', href.len);
  label text;
  if (!hash || (!local && !heading_of(doc, a))) return MTN_INLINE_AS_IS;
  bool small = read_label(doc, a, &text);
  matn_str all = {text.text, small ? text.len : 0};
  if (is_permalink(doc, a, all)) return MTN_INLINE_DROP;
  if (!small || !local) return MTN_INLINE_AS_IS;
  if (is_arrow(all) && href.ptr[0] == '#') return MTN_INLINE_DROP;
  matn_str id = {hash + 1, href.len - (size_t)(hash + 1 - href.ptr)}, name = without_brackets(&text);
  matn_str role = mtn_node_attr(doc, a, MTN_ATTR_ROLE);
  label_kind kind = kind_of_label(name);
  if (is_way_back(id) || mtn_str_is(role, "doc-backlink") ||
      mtn_class_has(mtn_node_class(doc, a), "footnote-backref") ||
      mtn_class_has(mtn_node_class(doc, a), "fn-backref")) {
    if (kind == NUMBER) return MTN_INLINE_NOTE_LABEL;
    return (kind == OTHER && text.len > 12) || is_citation_label(all) ? MTN_INLINE_AS_IS : MTN_INLINE_DROP;
  }
  return kind_of_mark(doc, a, id, kind, raised);
}

/* Where several marks lead to one note, docutils puts the ways back in brackets before it: "(1, 2)". */
static bool is_ways_back(const mtn_document *doc, uint32_t node) {
  uint32_t child = doc->nodes[node].first, links = 0;
  for (unsigned looked = 0; child; child = doc->nodes[child].next) {
    if (++looked > WAYS_BACK_MAX) return false;
    if (mtn_node_is(doc, child, MTN_TAG_A)) {
      if (!mtn_class_has(mtn_node_class(doc, child), "fn-backref") &&
          !mtn_str_is(mtn_node_attr(doc, child, MTN_ATTR_ROLE), "doc-backlink"))
        return false;
      links++;
    } else if (doc->nodes[child].type != MTN_TEXT || mtn_text_measure(mtn_node_text(doc, child)).words) {
      return false;
    }
  }
  return links > 0;
}

bool mtn_inline_is_side_note(const mtn_document *doc, uint32_t node) {
  static const char *const words[] = {"sidenote",          "marginnote",       "side-note",
                                      "margin-note",       "sidenote-content", "inline-footnote",
                                      "ltx_role_footnote", "footnote-content", "modern-footnotes-footnote__note",
                                      "footnote__content", "footnote-tooltip", "footnote-popover",
                                      "sidenote__content", "footnote-text"};
  if (!mtn_node_is(doc, node, MTN_TAG_SPAN) && !mtn_node_is(doc, node, MTN_TAG_SMALL)) return false;
  matn_str class = mtn_node_class(doc, node);
  if (class.len < 8 || mtn_str_find(class, 0, "note") == SIZE_MAX) return false;
  return mtn_class_has_any(class, words, MTN_COUNT(words));
}

/* A raised mark whose note stands right behind it, so that the note itself is mark enough. */
static bool is_mark_of_side_note(const mtn_document *doc, uint32_t sup) {
  uint32_t next = doc->nodes[sup].next;
  label text;
  if (!next || !mtn_inline_is_side_note(doc, next) || !read_label(doc, sup, &text)) return false;
  label_kind kind = kind_of_label(without_brackets(&text));
  return kind == NUMBER || kind == SYMBOL || kind == NO_LABEL;
}

/* What LaTeXML and Tufte's pages put before a note beside the text: its number once more, a sign to press. */
static bool is_label_of_side_note(const mtn_document *doc, uint32_t node, matn_str class) {
  if (mtn_node_is(doc, node, MTN_TAG_LABEL)) return mtn_class_has(class, "margin-toggle");
  static const char *const words[] = {"ltx_note_mark", "ltx_tag_note"};
  return class.len > 11 && mtn_class_has_any(class, words, MTN_COUNT(words));
}

static bool may_hold_anchor(const mtn_document *doc, uint32_t node) {
  static const uint8_t tags[] = {MTN_TAG_A, MTN_TAG_SPAN, MTN_TAG_SUP, MTN_TAG_STRONG, MTN_TAG_B};
  for (size_t i = 0; i < MTN_COUNT(tags); i++)
    if (mtn_node_is(doc, node, (mtn_tag)tags[i])) return true;
  return false;
}

/* What may stand before the anchor of a note: white space, a bracket. */
static bool is_before_anchor(const mtn_document *doc, uint32_t node) {
  if (doc->nodes[node].type != MTN_TEXT) return doc->nodes[node].type == MTN_COMMENT;
  matn_str text = mtn_text_trim(mtn_node_text(doc, node));
  return text.len == 0 || (text.len == 1 && (text.ptr[0] == '[' || text.ptr[0] == '('));
}

size_t mtn_inline_anchors(const mtn_document *doc, uint32_t node, matn_str anchors[MTN_ANCHORS_MAX]) {
  size_t count = 0;
  for (unsigned down = 0; down < MTN_ANCHORS_MAX / 2 && node; down++) {
    matn_str id = mtn_node_attr(doc, node, MTN_ATTR_ID), name = mtn_node_attr(doc, node, MTN_ATTR_NAME);
    if (id.len) anchors[count++] = id;
    if (name.len) anchors[count++] = name;
    node = doc->nodes[node].first;
    while (node && is_before_anchor(doc, node)) node = doc->nodes[node].next;
    if (!node || !may_hold_anchor(doc, node)) break;
  }
  return count;
}

matn_str mtn_inline_fragment(const mtn_document *doc, uint32_t a) {
  matn_str href = mtn_node_attr(doc, a, MTN_ATTR_HREF);
  const char *hash = href.len ? memchr(href.ptr, '#', href.len) : NULL;
  return hash ? (matn_str){hash + 1, href.len - (size_t)(hash + 1 - href.ptr)} : (matn_str){NULL, 0};
}

/* ----------------------------------------------------------------------------------------------------------- Formulas
 */

static bool is_math_script(const mtn_document *doc, uint32_t node) {
  return mtn_node_is(doc, node, MTN_TAG_SCRIPT) &&
         mtn_str_starts_exactly(mtn_node_attr(doc, node, MTN_ATTR_TYPE), "math/tex");
}

/* Whether what MathJax made is followed by the script that it was made from. */
static bool has_script_after(const mtn_document *doc, uint32_t node) {
  for (unsigned i = 0; i < SIBLINGS_MAX && node; i++) {
    node = doc->nodes[node].next;
    if (node && is_math_script(doc, node)) return true;
  }
  return false;
}

/* The MathML that MathJax puts last, for readers who do not see. */
static uint32_t assistive_math(const mtn_document *doc, uint32_t container) {
  uint32_t last = doc->nodes[container].last;
  for (unsigned down = 0; down < 3 && last; down++, last = doc->nodes[last].first) {
    const mtn_node *n = &doc->nodes[last];
    if (n->type == MTN_ELEMENT && n->ns == MTN_NS_MATHML && n->tag == MTN_TAG_MATH) return last;
  }
  return 0;
}

static matn_str data_latex(const mtn_document *doc, uint32_t container) {
  uint32_t node = container;
  for (unsigned down = 0; down < 4 && node; down++, node = doc->nodes[node].first) {
    matn_str tex = mtn_node_attr_named(doc, node, "data-latex");
    if (tex.len) return tex;
  }
  return (matn_str){NULL, 0};
}

/* The MathML that MathJax 2 keeps beside what it draws. */
static matn_str data_mathml(const mtn_document *doc, uint32_t container) {
  matn_str source = mtn_node_attr_named(doc, container, "data-mathml");
  return mtn_str_starts_exactly(source, "<math") ? source : (matn_str){NULL, 0};
}

static bool is_mathjax(matn_str class) {
  return mtn_str_starts_exactly(class, "MathJax") || mtn_str_starts_exactly(class, "MJX");
}

/* Whether the start tag of MathML in a string says that the formula is a line of its own. */
static bool is_block_source(matn_str source) {
  const char *end = source.len ? memchr(source.ptr, '>', source.len) : NULL;
  return end && mtn_str_find((matn_str){source.ptr, (size_t)(end - source.ptr)}, 0, "display=\"block\"") != SIZE_MAX;
}

static mtn_inline_kind kind_of_mathjax(const mtn_document *doc, uint32_t node, matn_str class) {
  if (has_script_after(doc, node)) return MTN_INLINE_DROP;
  uint32_t math = assistive_math(doc, node);
  matn_str source = math ? (matn_str){NULL, 0} : data_mathml(doc, node);
  if (!math && !data_latex(doc, node).ptr && !source.len) return MTN_INLINE_AS_IS;
  bool display = mtn_str_is(mtn_node_attr_named(doc, node, "display"), "true") ||
                 mtn_str_find(class, 0, "isplay") != SIZE_MAX || (math && mtn_math_is_display(doc, math)) ||
                 is_block_source(source);
  return display ? MTN_INLINE_DISPLAY : MTN_INLINE_MATH;
}

/* Makers of formulas as images, by a part of the address. */
static bool is_formula_address(matn_str src) {
  static const char *const parts[] = {
      "latex.codecogs.com/", "/latex.php?latex=", "equation?tex=", "mathtex.cgi?", "mimetex.cgi?", "chart?cht=tx"};
  if (src.len == 0 || mtn_str_starts(src, "data:") || !memchr(src.ptr, 'x', src.len)) return false;
  if (mtn_str_find(src, 0, "tex") == SIZE_MAX && mtn_str_find(src, 0, "cht=tx") == SIZE_MAX) return false;
  for (size_t i = 0; i < MTN_COUNT(parts); i++)
    if (mtn_str_find(src, 0, parts[i]) != SIZE_MAX) return true;
  return false;
}

/* Characters that scripts replace by images, for machines that cannot show them. */
static bool is_emoji(const mtn_document *doc, uint32_t img, matn_str class) {
  static const char *const words[] = {"emoji", "wp-smiley", "emojione", "twemoji", "emoji-img"};
  matn_str alt = mtn_text_trim(mtn_node_attr(doc, img, MTN_ATTR_ALT));
  if (class.len < 5 || alt.len == 0 || alt.len > EMOJI_MAX || (unsigned char)alt.ptr[0] < 0x80) return false;
  return mtn_class_has_any(class, words, MTN_COUNT(words));
}

/* What an image says of the formula that it shows. */
static matn_str tex_of_image(const mtn_document *doc, uint32_t img) {
  matn_str tex = mtn_node_attr_named(doc, img, "data-equation-content");
  if (!tex.len) tex = mtn_text_trim(mtn_node_attr(doc, img, MTN_ATTR_ALT));
  if (!tex.len) tex = mtn_text_trim(mtn_node_attr(doc, img, MTN_ATTR_TITLE));
  if (mtn_str_starts(tex, "latex: ")) tex = (matn_str){tex.ptr + 7, tex.len - 7};
  return tex;
}

/* By a letter of each of the words below: most images are asked. */
static bool may_be_formula(matn_str class) {
  return class.len > 2 &&
         (memchr(class.ptr, 'x', class.len) || memchr(class.ptr, 'X', class.len) || memchr(class.ptr, 'q', class.len));
}

/* Formulas as images: the alternative text is their LaTeX. */
static mtn_inline_kind kind_of_image(const mtn_document *doc, uint32_t img) {
  static const char *const words[] = {"tex", "latex", "equation_image", "ql-img-inline-formula",
                                      "ql-img-displayed-equation"};
  matn_str class = mtn_node_class(doc, img);
  bool wiki = mtn_str_starts_exactly(class, "mwe-math"), formula = wiki;
  formula = formula || (may_be_formula(class) && mtn_class_has_any(class, words, MTN_COUNT(words)));
  if (!formula && is_emoji(doc, img, class)) return MTN_INLINE_ALT;
  if (!formula && !is_formula_address(mtn_node_attr(doc, img, MTN_ATTR_SRC))) return MTN_INLINE_AS_IS;
  if (!tex_of_image(doc, img).len) return MTN_INLINE_AS_IS;
  uint32_t before = doc->nodes[img].prev;
  if (wiki && before && doc->nodes[before].type == MTN_ELEMENT) return MTN_INLINE_DROP; /* MathML stands before it */
  return mtn_str_find(class, 0, "display") != SIZE_MAX ? MTN_INLINE_DISPLAY : MTN_INLINE_MATH;
}

/* LaTeX that an element carries in an attribute, while what is in it is for the eye. */
static matn_str tex_of_attributes(const mtn_document *doc, uint32_t node) {
  matn_str tex = mtn_node_attr_named(doc, node, "data-tex");
  return tex.len ? tex : mtn_node_attr_named(doc, node, "data-latex");
}

/* An element whose class says that it is a formula: GitLab's code, Zhihu's spans. */
static mtn_inline_kind kind_of_math_class(const mtn_document *doc, uint32_t node, matn_str class) {
  bool code = mtn_node_is(doc, node, MTN_TAG_CODE);
  if (code ? !mtn_class_has(class, "math")
           : mtn_str_find(class, 0, "math") == SIZE_MAX || !tex_of_attributes(doc, node).len)
    return MTN_INLINE_AS_IS;
  uint32_t first = doc->nodes[node].first;
  if (code && (!first || doc->nodes[first].type != MTN_TEXT || doc->nodes[first].next)) return MTN_INLINE_AS_IS;
  return mtn_str_find(class, 0, "display") != SIZE_MAX ? MTN_INLINE_DISPLAY : MTN_INLINE_MATH;
}

/* ------------------------------------------------------------------------------------------------------ Sub, sup, ruby
 */

static const char *const raised_digits[] = {"\xE2\x81\xB0", "\xC2\xB9",     "\xC2\xB2",     "\xC2\xB3",
                                            "\xE2\x81\xB4", "\xE2\x81\xB5", "\xE2\x81\xB6", "\xE2\x81\xB7",
                                            "\xE2\x81\xB8", "\xE2\x81\xB9"};

/* The digits, a sign before them allowed, that are all of a sub or sup; {NULL, 0} of others. */
static matn_str script_digits(const mtn_document *doc, uint32_t node) {
  uint32_t child = doc->nodes[node].first;
  matn_str none = {NULL, 0};
  if (!child || doc->nodes[child].next || doc->nodes[child].type != MTN_TEXT) return none;
  matn_str text = mtn_node_text(doc, child); /* with white space in it, it parts words, and is no exponent */
  if (text.len == 0 || text.len > 8) return none;
  size_t at = text.ptr[0] == '-' || text.ptr[0] == '+'       ? 1
              : mtn_str_starts_exactly(text, "\xE2\x88\x92") ? 3
                                                             : 0; /* U+2212 */
  if (at == text.len) return none;
  for (size_t i = at; i < text.len; i++)
    if (!mtn_is_digit((unsigned char)text.ptr[i])) return none;
  return text;
}

static bool has_digit_beside(const mtn_document *doc, uint32_t node) {
  uint32_t before = doc->nodes[node].prev, after = doc->nodes[node].next;
  if (before && doc->nodes[before].type == MTN_TEXT) {
    matn_str text = mtn_node_text(doc, before);
    if (text.len && mtn_is_digit((unsigned char)text.ptr[text.len - 1])) return true;
  }
  if (!after || doc->nodes[after].type != MTN_TEXT) return false;
  matn_str text = mtn_node_text(doc, after);
  return text.len && mtn_is_digit((unsigned char)text.ptr[0]);
}

static void write_script_digits(matn_str text, bool raised, mtn_buf *out) {
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i];
    if (mtn_is_digit((unsigned char)c)) {
      char lowered[3] = {'\xE2', '\x82', (char)(0x80 + (c - '0'))};
      if (raised)
        mtn_buf_cstr(out, raised_digits[c - '0']);
      else
        mtn_buf_append(out, lowered, 3);
    } else if (c == '+') {
      mtn_buf_cstr(out, raised ? "\xE2\x81\xBA" : "\xE2\x82\x8A");
    } else {
      mtn_buf_cstr(out, raised ? "\xE2\x81\xBB" : "\xE2\x82\x8B");
      if (c != '-') i += 2;
    }
  }
}

bool mtn_inline_needs_brackets(const mtn_document *doc, uint32_t rt) {
  uint32_t before = doc->nodes[rt].prev, after = doc->nodes[rt].next, first = doc->nodes[rt].first;
  if (!first || (doc->nodes[first].type == MTN_TEXT && !mtn_text_trim(mtn_node_text(doc, first)).len)) return false;
  return !(before && mtn_node_is(doc, before, MTN_TAG_RP)) && !(after && mtn_node_is(doc, after, MTN_TAG_RP));
}

/* Whether white space holds the end of a line that is not there for the sake of the source: one with text on both
 * sides, none of it indented. */
static bool has_line_end(matn_str text) {
  for (const char *p = text.ptr, *end = p + text.len; (p = memchr(p, '\n', (size_t)(end - p))) != NULL;) {
    p++;
    if (p < end && (*p == '\n' || !mtn_is_space((unsigned char)*p))) return true;
    if (p == end) return false;
  }
  return false;
}

bool mtn_inline_keeps_lines(const mtn_document *doc, uint32_t text) {
  static const char *const words[] = {"whitespace-pre-wrap", "whitespace-pre-line", "pre-wrap", "preserve-whitespace"};
  matn_str all = mtn_node_text(doc, text);
  if (all.len < 2 || !has_line_end(all) || !mtn_text_trim(all).len) return false;
  uint32_t node = doc->nodes[text].parent;
  for (unsigned up = 0; up < LINES_CLIMB_MAX && node; up++, node = doc->nodes[node].parent) {
    const mtn_node *n = &doc->nodes[node];
    for (uint32_t i = 0; n->type == MTN_ELEMENT && i < n->size; i++) {
      const mtn_attr *attr = &doc->attrs[n->data + i];
      bool asked = attr->id == MTN_ATTR_STYLE || attr->id == MTN_ATTR_CLASS;
      matn_str value = asked ? mtn_text_of(doc, attr->value) : (matn_str){NULL, 0};
      if (value.len < 7 || mtn_str_find(value, 0, "pre") == SIZE_MAX) continue;
      if (attr->id == MTN_ATTR_CLASS && mtn_class_has_any(value, words, MTN_COUNT(words))) return true;
      if (attr->id == MTN_ATTR_STYLE && mtn_style_keeps_lines(value)) return true;
    }
    if (mtn_str_is(mtn_node_attr(doc, node, MTN_ATTR_DATA_TESTID), "tweettext")) return true;
  }
  return false;
}

bool mtn_inline_parts_at_cite(matn_str before, matn_str after) {
  if (before.len == 0 || after.len == 0) return false;
  size_t size;
  const char *end = before.ptr + before.len;
  uint32_t last = mtn_utf8_decode(mtn_utf8_before(before.ptr, end), end, &size);
  mtn_char_class was = mtn_char_class_of(last);
  mtn_char_class is = mtn_char_class_of(mtn_utf8_decode(after.ptr, after.ptr + after.len, &size));
  bool ends = was == MTN_CHAR_WORD || was == MTN_CHAR_STOP || was == MTN_CHAR_CLOSE || last == ':';
  return ends && is == MTN_CHAR_WORD;
}

/* ---------------------------------------------------------------------------------------------------------- The whole
 */

mtn_inline_kind mtn_inline_kind_of(const mtn_document *doc, uint32_t node, bool pre) {
  const mtn_node *n = &doc->nodes[node];
  if (n->type != MTN_ELEMENT) return MTN_INLINE_AS_IS;
  if (n->ns == MTN_NS_MATHML) {
    if (n->tag != MTN_TAG_MATH) return MTN_INLINE_AS_IS;
    return mtn_math_is_display(doc, node) ? MTN_INLINE_DISPLAY : MTN_INLINE_MATH;
  }
  if (n->ns != MTN_NS_HTML || n->size + (n->first != 0) == 0) return MTN_INLINE_AS_IS;
  if (pre || n->tag == MTN_TAG_TD) return mtn_listing_drops(doc, node) ? MTN_INLINE_DROP : MTN_INLINE_AS_IS;
  switch (n->tag) {
  case MTN_TAG_A: return kind_of_link(doc, node);
  case MTN_TAG_IMG: return kind_of_image(doc, node);
  case MTN_TAG_SUP:
    if (is_mark_of_side_note(doc, node) || is_label_of_side_note(doc, node, mtn_node_class(doc, node)))
      return MTN_INLINE_DROP;
    return script_digits(doc, node).ptr ? MTN_INLINE_RAISED : MTN_INLINE_AS_IS;
  case MTN_TAG_EM: return is_ways_back(doc, node) ? MTN_INLINE_DROP : MTN_INLINE_AS_IS;
  case MTN_TAG_BUTTON: return mtn_node_is(doc, n->parent, MTN_TAG_SUP) ? MTN_INLINE_DROP : MTN_INLINE_AS_IS;
  case MTN_TAG_SUB:
    return script_digits(doc, node).ptr && has_digit_beside(doc, node) ? MTN_INLINE_LOWERED : MTN_INLINE_AS_IS;
  case MTN_TAG_SCRIPT:
    if (!is_math_script(doc, node)) return MTN_INLINE_AS_IS;
    return mtn_str_find(mtn_node_attr(doc, node, MTN_ATTR_TYPE), 0, "display") != SIZE_MAX ? MTN_INLINE_DISPLAY
                                                                                           : MTN_INLINE_MATH;
  default: break;
  }
  matn_str class = mtn_node_class(doc, node);
  if (is_mathjax(class)) return kind_of_mathjax(doc, node, class);
  if (is_label_of_side_note(doc, node, class) || mtn_str_starts_exactly(class, "mw-editsection"))
    return MTN_INLINE_DROP;
  if (n->tag == MTN_TAG_SPAN && mtn_str_starts_exactly(class, "backrefs")) return MTN_INLINE_DROP;
  if (n->tag == MTN_TAG_SPAN && is_unseen(doc, node, class)) return MTN_INLINE_DROP;
  if (mtn_str_starts_exactly(class, "katex-html") && n->prev)
    return MTN_INLINE_DROP; /* the same formula as in the MathML before it */
  if (class.len && (n->tag == MTN_TAG_CODE || class.ptr[0] == 'm' || class.ptr[0] == 'z'))
    return kind_of_math_class(doc, node, class);
  return MTN_INLINE_AS_IS;
}

static void write_formula(const mtn_document *doc, uint32_t node, mtn_buf *out) {
  const mtn_node *n = &doc->nodes[node];
  uint32_t math = n->ns == MTN_NS_MATHML ? node : assistive_math(doc, node);
  if (n->tag == MTN_TAG_IMG && n->ns == MTN_NS_HTML)
    mtn_math_write_tex(tex_of_image(doc, node), out);
  else if (n->tag == MTN_TAG_SCRIPT && n->ns == MTN_NS_HTML && n->first)
    mtn_math_write_tex(mtn_node_text(doc, n->first), out);
  else if (math)
    mtn_math_write(doc, math, out);
  else if (n->tag == MTN_TAG_CODE)
    mtn_math_write_tex(mtn_node_text(doc, n->first), out);
  else if (tex_of_attributes(doc, node).len)
    mtn_math_write_tex(tex_of_attributes(doc, node), out);
  else if (data_latex(doc, node).ptr)
    mtn_math_write_tex(data_latex(doc, node), out);
  else
    mtn_math_write_source(data_mathml(doc, node), doc->alloc, out);
}

void mtn_inline_write(const mtn_document *doc, uint32_t node, mtn_inline_kind kind, mtn_buf *out) {
  label text;
  switch (kind) {
  case MTN_INLINE_MATH:
  case MTN_INLINE_DISPLAY: write_formula(doc, node, out); return;
  case MTN_INLINE_ALT: mtn_buf_str(out, mtn_text_trim(mtn_node_attr(doc, node, MTN_ATTR_ALT))); return;
  case MTN_INLINE_NOTE_BARE:
    (void)read_label(doc, node, &text);
    mtn_buf_append(out, text.text, text.len);
    return;
  case MTN_INLINE_NOTE:
  case MTN_INLINE_NOTE_LABEL: {
    bool bare = kind == MTN_INLINE_NOTE_LABEL && is_in_brackets(doc, node, true);
    (void)read_label(doc, node, &text);
    if (!bare) mtn_buf_put(out, '[');
    mtn_buf_str(out, without_brackets(&text));
    if (!bare) mtn_buf_put(out, ']');
    return;
  }
  case MTN_INLINE_RAISED:
  case MTN_INLINE_LOWERED: write_script_digits(script_digits(doc, node), kind == MTN_INLINE_RAISED, out); return;
  case MTN_INLINE_AS_IS:
  case MTN_INLINE_DROP: return;
  }
}
