/*
 * MathML Core in LaTeX, in one walk and without a stack.
 *
 * What holds on the way: entering an element writes what stands before its first child, leaving a child writes what
 * stands between it and the next one, so each element writes its children in the order that LaTeX wants them in: the
 * index of a root before what is below it, what is put over something before that.  Which child an element is, is
 * asked only where the element has at most three, and counted up to there.
 */
#include "extract/math.h"

#include "base/utf8.h"
#include "extract/math_symbols.h"
#include "html/tree.h"
#include "text/words.h"

typedef enum shape {
  LEAF, /* mi, mn, mo */
  TEXT, /* mtext, ms */
  SPACE,
  ROW,
  FRACTION,
  SQUARE_ROOT,
  ROOT,
  SUB,
  SUP,
  SUB_SUP,
  UNDER,
  OVER,
  UNDER_OVER,
  ACCENT, /* mover, munder: the second child is an accent */
  PUT,    /* mover, munder: put over or below something that is no operator */
  SCRIPTS,
  TABLE,
  TABLE_ROW,
  CELL,
  FENCED,
  PHANTOM,
  BOXED,
  NOTHING
} shape;

typedef struct writer {
  const mtn_document *doc;
  mtn_buf *out;
  bool command; /* the last thing written is a command that a letter would become a part of */
} writer;

static bool is_element(const writer *w, uint32_t node) { return w->doc->nodes[node].type == MTN_ELEMENT; }

static uint32_t element_from(const writer *w, uint32_t node) {
  while (node && !is_element(w, node)) node = w->doc->nodes[node].next;
  return node;
}
static uint32_t first_element(const writer *w, uint32_t node) { return element_from(w, w->doc->nodes[node].first); }
static uint32_t next_element(const writer *w, uint32_t node) { return element_from(w, w->doc->nodes[node].next); }

/* 1 for the first element of its parent, 2 and 3 for the next ones, 4 for all after them. */
static unsigned place_of(const writer *w, uint32_t node) {
  uint32_t at = first_element(w, w->doc->nodes[node].parent);
  unsigned place = 1;
  while (at && at != node && place < 4) at = next_element(w, at), place++;
  return place;
}

/* The text of a token element: its first text node; tokens have no more than one that matters. */
static matn_str token_text(const writer *w, uint32_t node) {
  for (uint32_t at = w->doc->nodes[node].first; at; at = w->doc->nodes[at].next)
    if (w->doc->nodes[at].type == MTN_TEXT) return mtn_text_trim(mtn_node_text(w->doc, at));
  return (matn_str){"", 0};
}

/* The character of a text that is no more than one, 0 of others. */
static uint32_t only_char(matn_str text) {
  size_t size;
  if (text.len == 0 || text.len > 4) return 0;
  uint32_t c = mtn_utf8_decode(text.ptr, text.ptr + text.len, &size);
  return size == text.len ? c : 0;
}

/* A row of one thing is that thing; rows in rows are not followed far. */
static uint32_t unwrapped(const writer *w, uint32_t node) {
  for (unsigned i = 0; i < 4 && node; i++) {
    uint16_t tag = w->doc->nodes[node].tag;
    uint32_t child = first_element(w, node);
    if ((tag != MTN_TAG_MROW && tag != MTN_TAG_MSTYLE) || !child || next_element(w, child)) break;
    node = child;
  }
  return node;
}

static bool is_leaf(const writer *w, uint32_t node) {
  uint16_t tag = w->doc->nodes[node].tag;
  return tag == MTN_TAG_MI || tag == MTN_TAG_MN || tag == MTN_TAG_MO;
}

/* Whether LaTeX takes it as one thing without braces. */
static bool is_single(const writer *w, uint32_t node) {
  node = unwrapped(w, node);
  return node && is_leaf(w, node) && only_char(token_text(w, node)) != 0;
}

static bool takes_limits(const writer *w, uint32_t node) {
  node = unwrapped(w, node);
  if (!node) return false;
  if (is_leaf(w, node)) {
    matn_str text = token_text(w, node);
    return mtn_math_has_limits(only_char(text)) || mtn_math_is_function(text);
  }
  uint32_t second = first_element(w, node) ? next_element(w, first_element(w, node)) : 0;
  uint32_t mark = second ? only_char(token_text(w, second)) : 0; /* a brace has its label as a limit */
  return mark == 0x23DE || mark == 0x23DF || mark == 0xFE37 || mark == 0xFE38;
}

static const char *accent_of(const writer *w, uint32_t node) {
  uint32_t base = first_element(w, node), mark = base ? next_element(w, base) : 0;
  if (!mark) return NULL;
  mark = unwrapped(w, mark);
  return is_leaf(w, mark) ? mtn_math_accent(only_char(token_text(w, mark)), w->doc->nodes[node].tag == MTN_TAG_MUNDER)
                          : NULL;
}

static shape shape_by_name(const writer *w, uint32_t node) {
  matn_str name = mtn_node_name(w->doc, node);
  if (mtn_str_is(name, "mfenced")) return FENCED;
  if (mtn_str_is(name, "mmultiscripts")) return SCRIPTS;
  if (mtn_str_is(name, "mphantom")) return PHANTOM;
  if (mtn_str_is(name, "menclose")) return BOXED;
  if (mtn_str_is(name, "none") || mtn_str_is(name, "mprescripts") || mtn_str_is(name, "maligngroup")) return NOTHING;
  if (mtn_str_is(name, "mlabeledtr")) return TABLE_ROW;
  return ROW;
}

static shape shape_of(const writer *w, uint32_t node) {
  switch (w->doc->nodes[node].tag) {
  case MTN_TAG_MI:
  case MTN_TAG_MN:
  case MTN_TAG_MO: return LEAF;
  case MTN_TAG_MTEXT:
  case MTN_TAG_MS: return TEXT;
  case MTN_TAG_MSPACE: return SPACE;
  case MTN_TAG_MFRAC: return FRACTION;
  case MTN_TAG_MSQRT: return SQUARE_ROOT;
  case MTN_TAG_MROOT: return ROOT;
  case MTN_TAG_MSUB: return SUB;
  case MTN_TAG_MSUP: return SUP;
  case MTN_TAG_MSUBSUP: return SUB_SUP;
  case MTN_TAG_MUNDER:
  case MTN_TAG_MOVER:
    if (accent_of(w, node)) return ACCENT;
    if (!takes_limits(w, first_element(w, node))) return PUT;
    return w->doc->nodes[node].tag == MTN_TAG_MUNDER ? UNDER : OVER;
  case MTN_TAG_MUNDEROVER: return UNDER_OVER;
  case MTN_TAG_MTABLE: return TABLE;
  case MTN_TAG_MTR: return TABLE_ROW;
  case MTN_TAG_MTD: return CELL;
  case MTN_TAG_MROW:
  case MTN_TAG_MSTYLE:
  case MTN_TAG_SEMANTICS:
  case MTN_TAG_MATH: return ROW;
  case MTN_TAG_ANNOTATION:
  case MTN_TAG_ANNOTATION_XML:
  case MTN_TAG_MGLYPH:
  case MTN_TAG_MALIGNMARK: return NOTHING;
  default: return shape_by_name(w, node);
  }
}

/* --------------------------------------------------------------------------------------------------------- Writing */

static void raw(writer *w, const char *text) {
  w->command = false;
  mtn_buf_cstr(w->out, text);
}

static void command(writer *w, const char *name) {
  if (w->command && mtn_is_alpha((unsigned char)name[0])) mtn_buf_put(w->out, ' ');
  matn_str written = mtn_str_of(name);
  mtn_buf_cstr(w->out, name);
  w->command = written.len > 1 && name[0] == '\\' && mtn_is_alpha((unsigned char)name[written.len - 1]);
}

static bool is_invisible(uint32_t c) { return (c >= 0x2061 && c <= 0x2064) || c == 0x200B || c == 0xFEFF; }

static void character(writer *w, const char *p, size_t size, uint32_t c) {
  const char *style, *name;
  uint32_t plain = mtn_math_plain(c, &style);
  if (is_invisible(c)) return;
  if (style) {
    command(w, style);
    char inside[4] = {'{', (char)plain, '}', 0};
    raw(w, inside);
    return;
  }
  name = mtn_math_symbol(plain);
  if (name) {
    command(w, name);
  } else if (plain < 128) {
    char letter[2] = {(char)plain, 0};
    command(w, letter);
  } else {
    w->command = false;
    mtn_buf_append(w->out, p, size);
  }
}

static void characters(writer *w, matn_str text) {
  const char *p = text.ptr, *end = p + text.len;
  while (p < end) {
    size_t size;
    uint32_t c = mtn_utf8_decode(p, end, &size);
    if (c < 128 && mtn_is_space((unsigned char)c))
      command(w, "\\ ");
    else
      character(w, p, size, c);
    p += size;
  }
}

static const char *style_of_variant(matn_str variant) {
  if (mtn_str_is(variant, "bold")) return "\\mathbf";
  if (mtn_str_is(variant, "bold-italic")) return "\\boldsymbol";
  if (mtn_str_is(variant, "double-struck")) return "\\mathbb";
  if (mtn_str_is(variant, "script") || mtn_str_is(variant, "bold-script")) return "\\mathcal";
  if (mtn_str_is(variant, "fraktur") || mtn_str_is(variant, "bold-fraktur")) return "\\mathfrak";
  if (mtn_str_is(variant, "sans-serif")) return "\\mathsf";
  if (mtn_str_is(variant, "monospace")) return "\\mathtt";
  return NULL;
}

static void write_leaf(writer *w, uint32_t node) {
  uint16_t tag = w->doc->nodes[node].tag;
  matn_str text = token_text(w, node);
  uint32_t only = only_char(text);
  if (tag == MTN_TAG_MO && mtn_math_is_infix(only) && place_of(w, node) > 1) {
    raw(w, " ");
    character(w, text.ptr, text.len, only);
    raw(w, " ");
    return;
  }
  if (tag != MTN_TAG_MN && mtn_math_is_function(text)) {
    command(w, "\\");
    mtn_buf_str(w->out, text);
    w->command = true;
    return;
  }
  const char *style = tag == MTN_TAG_MI ? style_of_variant(mtn_node_attr(w->doc, node, MTN_ATTR_MATHVARIANT)) : NULL;
  bool word = tag != MTN_TAG_MN && !only && text.len > 1 && mtn_is_alpha((unsigned char)text.ptr[0]);
  if (!style && word) style = tag == MTN_TAG_MI ? "\\mathrm" : "\\operatorname";
  if (!style) {
    characters(w, text);
    return;
  }
  command(w, style);
  raw(w, "{");
  characters(w, text);
  raw(w, "}");
}

static void write_text(writer *w, uint32_t node) {
  matn_str text = token_text(w, node);
  if (text.len == 0) {
    command(w, "\\ ");
    return;
  }
  matn_str all = mtn_node_text(w->doc, w->doc->nodes[node].first);
  bool apart = mtn_is_space((unsigned char)all.ptr[0]), ends = mtn_is_space((unsigned char)all.ptr[all.len - 1]);
  command(w, "\\text");
  raw(w, apart ? "{ " : "{"); /* authors write white space that MathML has no room for */
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i];
    if (c && strchr("#$%&_{}", c)) mtn_buf_put(w->out, '\\');
    mtn_buf_put(w->out, c == '\\' || mtn_is_space((unsigned char)c) ? ' ' : c);
  }
  raw(w, ends ? " }" : "}");
}

/* ------------------------------------------------------------------------------------------------------------- Order
 */

static uint32_t prescripts_of(const writer *w, uint32_t node) {
  uint32_t at = first_element(w, node);
  while (at && !mtn_str_is(mtn_node_name(w->doc, at), "mprescripts")) at = next_element(w, at);
  return at;
}

static uint32_t second_of(const writer *w, uint32_t node) {
  uint32_t first = first_element(w, node);
  return first ? next_element(w, first) : 0;
}

/* The child to start with. */
static uint32_t first_child(const writer *w, uint32_t node, shape s) {
  uint32_t found = 0;
  if (s == ROOT || s == PUT) found = second_of(w, node);
  if (s == SCRIPTS) {
    uint32_t before = prescripts_of(w, node);
    found = before ? next_element(w, before) : 0;
  }
  return found ? found : first_element(w, node);
}

/* The child after `child`, 0 after the last. */
static uint32_t next_child(const writer *w, uint32_t child, shape parent) {
  uint32_t node = w->doc->nodes[child].parent, next = next_element(w, child);
  switch (parent) {
  case ACCENT: return 0;
  case ROOT:
  case PUT: return child == second_of(w, node) ? first_element(w, node) : 0;
  case SCRIPTS:
    if (next && mtn_str_is(mtn_node_name(w->doc, next), "mprescripts")) return 0;
    if (next) return next;
    return prescripts_of(w, node) ? first_element(w, node) : 0; /* the scripts before it come first */
  case FRACTION:
  case SUB:
  case SUP:
  case SUB_SUP:
  case UNDER:
  case OVER:
  case UNDER_OVER: return place_of(w, child) < 3 ? next : 0;
  default: return next;
  }
}

/* Scripts of mmultiscripts come in pairs after the base, and after mprescripts: which of the two this is. */
typedef enum script { BASE, LOWER, UPPER } script;
static script script_of(const writer *w, uint32_t child, uint32_t *count) {
  uint32_t first = first_element(w, w->doc->nodes[child].parent);
  if (child == first) {
    *count = 0;
    return BASE;
  }
  return ++*count % 2 ? LOWER : UPPER;
}

static bool follows_mprescripts(const writer *w, uint32_t child) {
  uint32_t at = w->doc->nodes[child].prev;
  while (at && !is_element(w, at)) at = w->doc->nodes[at].prev;
  return at && mtn_str_is(mtn_node_name(w->doc, at), "mprescripts");
}

static bool is_empty(const writer *w, uint32_t node) {
  return shape_of(w, node) == NOTHING || (shape_of(w, node) == ROW && !first_element(w, node));
}

/* Braces around a child that is one of several. */
static bool braces(const writer *w, uint32_t child, shape parent) {
  switch (parent) {
  case FRACTION:
  case ROOT:
  case PUT:
  case ACCENT: return false; /* the parent writes them */
  case SUB:
  case SUP:
  case SUB_SUP:
  case UNDER:
  case OVER:
  case UNDER_OVER: {
    bool base = place_of(w, child) == 1;
    if (base && (is_leaf(w, unwrapped(w, child)) || takes_limits(w, child))) return false;
    return !is_single(w, child);
  }
  case SCRIPTS: return !is_single(w, child);
  default: return false;
  }
}

static void before_child(writer *w, uint32_t child, shape parent, uint32_t *scripts) {
  unsigned place =
      parent == SUB || parent == SUP || parent == SUB_SUP || parent == UNDER || parent == OVER || parent == UNDER_OVER
          ? place_of(w, child)
          : 0;
  if (parent == SCRIPTS) {
    script s = script_of(w, child, scripts);
    if (s != BASE && is_empty(w, child)) return;
    if (s != BASE && follows_mprescripts(w, child)) raw(w, "{}");
    if (s == LOWER) raw(w, "_");
    if (s == UPPER) raw(w, "^");
  }
  if (place == 2) raw(w, parent == SUP || parent == OVER ? "^" : "_");
  if (place == 3) raw(w, "^");
  if (parent == PUT || parent == ROOT) {
    bool second = child == second_of(w, w->doc->nodes[child].parent);
    if (parent == ROOT) raw(w, second ? "[" : "{");
    if (parent == PUT) raw(w, "{");
    return;
  }
  if (braces(w, child, parent)) raw(w, "{");
}

static void after_child(writer *w, uint32_t child, shape parent, uint32_t next) {
  switch (parent) {
  case FRACTION: raw(w, next ? "}{" : place_of(w, child) == 1 ? "}{}" : "}"); return;
  case ROOT: raw(w, next ? "]" : "}"); return;
  case PUT:
  case ACCENT: raw(w, "}"); return;
  case TABLE:
    if (next) raw(w, " \\\\ ");
    return;
  case TABLE_ROW:
    if (next) raw(w, " & ");
    return;
  case FENCED:
    if (next) raw(w, ", ");
    return;
  case SCRIPTS:
    if (is_empty(w, child)) return;
    break;
  default: break;
  }
  if (braces(w, child, parent))
    raw(w, "}");
  else if (parent >= SUB && parent <= UNDER_OVER)
    w->command = true; /* a letter after a script that has no braces is easier to tell from it after a space */
}

/* What stands before an element's first child; whether it has children to go into. */
static bool open_element(writer *w, uint32_t node, shape s) {
  matn_str fence;
  switch (s) {
  case LEAF: write_leaf(w, node); return false;
  case TEXT: write_text(w, node); return false;
  case SPACE: command(w, "\\ "); return false;
  case NOTHING: return false;
  case FRACTION: command(w, "\\frac"), raw(w, "{"); break;
  case SQUARE_ROOT: command(w, "\\sqrt"), raw(w, "{"); break;
  case ROOT: command(w, "\\sqrt"); break;
  case PUT: command(w, w->doc->nodes[node].tag == MTN_TAG_MUNDER ? "\\underset" : "\\overset"); break;
  case ACCENT: command(w, accent_of(w, node)), raw(w, "{"); break;
  case TABLE: command(w, "\\begin"), raw(w, "{matrix} "); break;
  case PHANTOM: command(w, "\\phantom"), raw(w, "{"); break;
  case BOXED: command(w, "\\boxed"), raw(w, "{"); break;
  case FENCED:
    fence = mtn_node_attr_named(w->doc, node, "open");
    characters(w, fence.ptr ? mtn_text_trim(fence) : MTN_STR("("));
    break;
  default: break;
  }
  return first_element(w, node) != 0;
}

static void close_element(writer *w, uint32_t node, shape s) {
  matn_str fence;
  switch (s) {
  case SQUARE_ROOT:
  case PHANTOM:
  case BOXED: raw(w, "}"); return;
  case TABLE: raw(w, " \\end{matrix}"); return;
  case FENCED:
    fence = mtn_node_attr_named(w->doc, node, "close");
    characters(w, fence.ptr ? mtn_text_trim(fence) : MTN_STR(")"));
    return;
  default: return;
  }
}

/* Elements that need a child and have none would leave an open brace. */
static void close_childless(writer *w, uint32_t node, shape s) {
  if (s == FRACTION) raw(w, "}{}");
  if (s == ROOT || s == PUT) raw(w, "{}");
  if (s == ACCENT) raw(w, "}");
  close_element(w, node, s);
}

static void convert(writer *w, uint32_t math) {
  uint32_t node = math, scripts = 0;
  for (;;) {
    shape s = shape_of(w, node);
    bool down = open_element(w, node, s);
    uint32_t child = down ? first_child(w, node, s) : 0;
    if (child) {
      scripts = 0;
      before_child(w, child, s, &scripts);
      node = child;
      continue;
    }
    if (s > SPACE && s != NOTHING) close_childless(w, node, s);
    for (;;) {
      if (node == math) return;
      uint32_t parent = w->doc->nodes[node].parent;
      shape p = shape_of(w, parent);
      uint32_t next = next_child(w, node, p);
      after_child(w, node, p, next);
      if (next) {
        before_child(w, next, p, &scripts);
        node = next;
        break;
      }
      close_element(w, parent, p);
      node = parent;
    }
  }
}

/* ----------------------------------------------------------------------------------------------------------- LaTeX */

/* Take off a pair that stands around all of it. */
static bool take_off(matn_str *s, const char *start, const char *end) {
  if (s->len < strlen(start) + strlen(end) || !mtn_str_starts_exactly(*s, start) || !mtn_str_ends_exactly(*s, end))
    return false;
  *s = mtn_text_trim((matn_str){s->ptr + strlen(start), s->len - strlen(start) - strlen(end)});
  return true;
}

/* Whether the brace that opens `s` closes at its end. */
static bool is_one_group(matn_str s) {
  size_t depth = 0;
  for (size_t i = 0; i < s.len; i++) {
    if (s.ptr[i] == '\\')
      i++;
    else if (s.ptr[i] == '{')
      depth++;
    else if (s.ptr[i] == '}' && --depth == 0)
      return i + 1 == s.len;
  }
  return false;
}

static matn_str without_wrapping(matn_str tex) {
  tex = mtn_text_trim(tex);
  if (!take_off(&tex, "\\(", "\\)") && !take_off(&tex, "\\[", "\\]") && !take_off(&tex, "$$", "$$"))
    (void)take_off(&tex, "$", "$");
  bool sized = mtn_str_starts_exactly(tex, "{\\displaystyle") || mtn_str_starts_exactly(tex, "{\\textstyle");
  if (sized && is_one_group(tex)) tex = mtn_text_trim((matn_str){tex.ptr + 1, tex.len - 2});
  static const char *const sizes[] = {"\\displaystyle", "\\textstyle"};
  for (size_t i = 0; i < MTN_COUNT(sizes); i++) {
    size_t n = strlen(sizes[i]);
    if (mtn_str_starts_exactly(tex, sizes[i]) && (tex.len == n || !mtn_is_alpha((unsigned char)tex.ptr[n])))
      tex = mtn_text_trim((matn_str){tex.ptr + n, tex.len - n});
  }
  return tex;
}

void mtn_math_write_tex(matn_str tex, mtn_buf *out) {
  tex = without_wrapping(tex);
  bool space = false;
  for (size_t i = 0; i < tex.len; i++) {
    char c = tex.ptr[i];
    if (c == '%') { /* a comment goes to the end of its line */
      while (i + 1 < tex.len && tex.ptr[i + 1] != '\n') i++;
      continue;
    }
    if (mtn_is_space((unsigned char)c)) {
      space = true;
      continue;
    }
    if (space) mtn_buf_put(out, ' ');
    space = false;
    mtn_buf_put(out, c);
    if (c == '\\' && i + 1 < tex.len) mtn_buf_put(out, mtn_is_space((unsigned char)tex.ptr[++i]) ? ' ' : tex.ptr[i]);
  }
}

/* The annotation that holds LaTeX: a child of the semantics element that is all of the formula. */
static uint32_t find_tex(const writer *w, uint32_t math) {
  uint32_t semantics = unwrapped(w, first_element(w, math));
  if (!semantics || w->doc->nodes[semantics].tag != MTN_TAG_SEMANTICS) return 0;
  for (uint32_t at = first_element(w, semantics); at; at = next_element(w, at)) {
    if (w->doc->nodes[at].tag != MTN_TAG_ANNOTATION) continue;
    matn_str encoding = mtn_node_attr(w->doc, at, MTN_ATTR_ENCODING);
    if (mtn_str_is(encoding, "latex") || mtn_str_is(encoding, "tex") || mtn_str_ends(encoding, "/x-tex") ||
        mtn_str_ends(encoding, "/x-latex"))
      return w->doc->nodes[at].first;
  }
  return 0;
}

void mtn_math_write(const mtn_document *doc, uint32_t math, mtn_buf *out) {
  writer w = {.doc = doc, .out = out};
  uint32_t tex = find_tex(&w, math);
  if (tex && doc->nodes[tex].type == MTN_TEXT) {
    mtn_math_write_tex(mtn_node_text(doc, tex), out);
    return;
  }
  matn_str alt = mtn_text_trim(mtn_node_attr_named(doc, math, "alttext"));
  bool is_tex = mtn_str_starts_exactly(mtn_node_attr(doc, math, MTN_ATTR_CLASS), "ltx_") ||
                memchr(alt.ptr ? alt.ptr : "", '\\', alt.len);
  if (alt.len && (is_tex || !first_element(&w, math))) {
    mtn_math_write_tex(alt, out);
    return;
  }
  size_t start = out->len;
  if (first_element(&w, math)) convert(&w, math);
  while (out->len > start && out->data[out->len - 1] == ' ' &&
         !(out->len > start + 1 && out->data[out->len - 2] == '\\'))
    out->len--;
}

#define SOURCE_DEPTH 512
#define SOURCE_NODES 65536

static matn_status parse_source(matn_str source, const matn_alloc *alloc, mtn_document *doc) {
  static const mtn_tree_limits limits = {SOURCE_DEPTH, SOURCE_NODES, SOURCE_NODES};
  const size_t cap = source.len + MTN_PADDING; /* an attribute's value is shorter than MTN_SOURCE_MAX */
  doc->source = mtn_malloc(alloc, cap);
  mtn_tree *tree = mtn_tree_new(alloc);
  matn_status status = doc->source && tree ? MATN_OK : MATN_NOMEM;
  if (doc->source) {
    doc->source_cap = cap;
    doc->source_len = source.len;
    memcpy(doc->source, source.ptr, source.len);
    memset(doc->source + source.len, 0, MTN_PADDING);
  }
  matn_error error;
  if (status == MATN_OK) status = mtn_tree_build_fragment(tree, doc, MTN_STR("div"), MTN_NS_HTML, &limits, &error);
  mtn_tree_free(tree);
  return status;
}

void mtn_math_write_source(matn_str source, const matn_alloc *alloc, mtn_buf *out) {
  mtn_document doc;
  if (!source.len) return;
  mtn_document_init(&doc, alloc);
  matn_status status = parse_source(source, alloc, &doc);
  out->failed |= status == MATN_NOMEM;
  uint32_t math = status == MATN_OK ? doc.nodes[doc.root].first : 0;
  while (math && doc.nodes[math].ns != MTN_NS_MATHML) math = doc.nodes[math].next;
  if (math) mtn_math_write(&doc, math, out);
  mtn_document_free(&doc);
}

/* KaTeX and Temml say it of what is around the formula, or of the formula by its class. */
#define DISPLAY_CLIMB_MAX 4
static bool is_called_display(const mtn_document *doc, uint32_t math) {
  static const char *const words[] = {"katex-display", "tml-display", "math-display", "mwe-math-element-block"};
  for (unsigned up = 0; up < DISPLAY_CLIMB_MAX && math; up++, math = doc->nodes[math].parent)
    if (mtn_str_holds_any(mtn_node_class(doc, math), words, MTN_COUNT(words))) return true;
  return false;
}

bool mtn_math_is_display(const mtn_document *doc, uint32_t math) {
  matn_str said = mtn_node_attr(doc, math, MTN_ATTR_DISPLAY);
  if (mtn_str_is(said, "block")) return true;
  if (mtn_str_is(mtn_node_attr_named(doc, math, "mode"), "display")) return true; /* MathML 1 */
  return !said.len && is_called_display(doc, math);
}
