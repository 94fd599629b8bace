/*
 * The inside of a block in Markdown: its text nodes are walked again, as the cutter walked them, so that the words and
 * the white space between them are the block's.
 *
 * Marks nest in one order: link, strong, em, del, code.  Before each character the marks that are open are brought to
 * those that it wants: what is too much closes, then comes the white space, then opens what is missing; so no mark has
 * white space at its inner side (GFM 6.4, left- and right-flanking).  Where a pair could still not be read as a pair,
 * it is left out: the words matter more.
 */
#include "base/utf8.h"
#include "render/markdown.h"
#include "text/unicode.h"
#include "text/words.h"

/* Inline elements between a block's box and its first text that are looked at; deeper ones only lose their marks. */
#define CHAIN_MAX 64

typedef enum mark_level { LINK, STRONG, EM, DEL, CODE, LEVELS } mark_level;

typedef struct open_mark {
  bool open, silent; /* silent: wanted, but it cannot stand here */
  size_t start;      /* of its opening delimiter */
  uint32_t link;
} open_mark;

typedef struct inliner {
  const mtn_markdown_inline *how;
  mtn_buf *out;
  size_t begin; /* of this block in out */
  bool cell, heading;
  bool in_noscript;       /* the block's own text is; others have none but a second copy of a lazy image there */
  bool line_start;        /* no text has been written in the current line */
  bool bare_url;          /* in an address that stands as text: GFM 6.9 takes it as it is, escapes included */
  unsigned wants[LEVELS]; /* open elements that ask for the mark */
  uint32_t link;          /* innermost a[href] */
  bool link_usable;       /* its address may be written */
  uint32_t text_link;     /* the one that the last text was in */
  open_mark marks[LEVELS];
  char separator;
  bool ink;
  bool ended, meets; /* a joint: see mtn_blocks_part_at_joint */
  char last;         /* last byte of text */
  size_t written;    /* bytes of text */
  unsigned digits;   /* of a line that is nothing but digits so far */
} inliner;

static const char *const delimiters[LEVELS] = {"[", "**", "*", "~~", "`"};

static char last_byte(const inliner *in) { return in->out->len > in->begin ? in->out->data[in->out->len - 1] : '\n'; }

static void remove_bytes(mtn_buf *out, size_t at, size_t count) {
  if (out->failed) return;
  memmove(out->data + at, out->data + at + count, out->len - at - count);
  out->len -= count;
}

static void insert_bytes(mtn_buf *out, size_t at, char c, size_t count) { /* `c`, `count` times */
  if (!mtn_buf_reserve(out, count)) return;
  memmove(out->data + at + count, out->data + at, out->len - at);
  memset(out->data + at, c, count);
  out->len += count;
}

/* ---------------------------------------------------------------------------------------------------- Destinations */

static bool has_prefix(matn_str s, const char *lower) {
  size_t n = strlen(lower);
  if (s.len < n) return false;
  for (size_t i = 0; i < n; i++)
    if (mtn_to_lower(s.ptr[i]) != lower[i]) return false;
  return true;
}

/* A relative address, or one of the schemes that a reader can safely follow. */
static bool is_usable(matn_str url) {
  size_t i = 0;
  if (url.len == 0) return false;
  while (i < url.len && (mtn_is_alnum((unsigned char)url.ptr[i]) || strchr("+-.", url.ptr[i]))) i++;
  if (i == url.len || url.ptr[i] != ':') return true;
  return has_prefix(url, "http:") || has_prefix(url, "https:") || has_prefix(url, "mailto:") || has_prefix(url, "tel:");
}

/* GFM 6.6: a destination without spaces, controls and parentheses needs no brackets; what might end it is
 * percent-encoded. */
static void write_destination(mtn_buf *out, matn_str url) {
  static const char hex[] = "0123456789ABCDEF";
  for (size_t i = 0; i < url.len; i++) {
    unsigned char c = (unsigned char)url.ptr[i];
    if (c <= 0x20 || c == 0x7F || strchr("()<>\\|*_`[]\"", c)) {
      char escape[3] = {'%', hex[c >> 4], hex[c & 15]};
      if (c == '_' || c == '*')
        mtn_buf_put(out, (char)c);
      else if (c != '\n' && c != '\t' && c != '\r')
        mtn_buf_append(out, escape, 3);
    } else {
      mtn_buf_put(out, (char)c);
    }
  }
}

static matn_str address_of_image(const mtn_document *doc, uint32_t img) {
  static const uint8_t names[] = {MTN_ATTR_SRC, MTN_ATTR_DATA_SRC, MTN_ATTR_DATA_LAZY_SRC, MTN_ATTR_DATA_ORIGINAL};
  for (size_t i = 0; i < MTN_COUNT(names); i++) { /* lazy images keep a placeholder in src */
    matn_str url = mtn_text_trim(mtn_node_attr(doc, img, (mtn_attr_id)names[i]));
    if (url.len && !has_prefix(url, "data:") && is_usable(url)) return url;
  }
  return (matn_str){NULL, 0};
}

static void write_plain(mtn_buf *out, matn_str text, bool cell) {
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i];
    if (mtn_is_space((unsigned char)c)) c = ' ';
    if (strchr("\\`*_[]<>&~", c) || (cell && c == '|')) mtn_buf_put(out, '\\');
    mtn_buf_put(out, c);
  }
}

void mtn_markdown_image(const mtn_document *doc, uint32_t img, mtn_buf *out) {
  matn_str url = address_of_image(doc, img);
  if (!url.ptr) return;
  mtn_buf_cstr(out, "![");
  write_plain(out, mtn_text_trim(mtn_node_attr(doc, img, MTN_ATTR_ALT)), true);
  mtn_buf_cstr(out, "](");
  write_destination(out, url);
  mtn_buf_put(out, ')');
}

/* ----------------------------------------------------------------------------------------------------------- Marks */

/* GFM's "Unicode punctuation character", told from outside: what might be one, and what surely is. */
static bool may_be_punctuation(mtn_char_class class) {
  return class != MTN_CHAR_WORD && class != MTN_CHAR_HAN && class != MTN_CHAR_KANA && class != MTN_CHAR_HANGUL &&
         class != MTN_CHAR_SEA && class != MTN_CHAR_SPACE && class != MTN_CHAR_BLANK;
}
static bool is_ascii_punctuation(unsigned char c) { return c > 0x20 && c < 0x7F && !mtn_is_alnum(c); }

/* Whether the character before the run of delimiters that ends at `at` is white space or surely punctuation. */
static bool apart_before(const inliner *in, size_t at) {
  const char *data = in->out->data;
  while (at > in->begin && data[at - 1] == '*' && !(at - 1 > in->begin && data[at - 2] == '\\')) at--;
  if (at == in->begin) return true;
  unsigned char c = (unsigned char)in->out->data[at - 1];
  return mtn_is_space(c) || is_ascii_punctuation(c);
}

/* Whether a run of delimiters that starts at `at` may close before the character `next` (0: white space or the end). */
static bool may_close(const inliner *in, size_t at, uint32_t next) {
  if (next == 0 || (next < 128 && is_ascii_punctuation((unsigned char)next))) return true;
  if (mtn_char_class_of(next) == MTN_CHAR_BLANK) return true;
  const char *p = in->out->data + at, *start = p - 1;
  while (start > in->out->data + in->begin && ((unsigned char)*start & 0xC0) == 0x80) start--;
  size_t size;
  return !may_be_punctuation(mtn_char_class_of(mtn_utf8_decode(start, p, &size)));
}

/* Where the text so far ends if no-break spaces and their kind at its end are not counted: they may not stand at the
 * inner side of a mark. */
static size_t end_without_blanks(const inliner *in) {
  size_t at = in->out->len;
  while (at > in->begin) {
    size_t start = at - 1, size;
    while (start > in->begin && ((unsigned char)in->out->data[start] & 0xC0) == 0x80) start--;
    const char *p = in->out->data + start;
    if (mtn_char_class_of(mtn_utf8_decode(p, in->out->data + at, &size)) != MTN_CHAR_BLANK) break;
    at = start;
  }
  return at;
}

static void close_code(inliner *in, open_mark *mark) {
  mtn_buf *out = in->out;
  size_t longest = 0, run = 0, content = mark->start;
  for (size_t i = content; i < out->len; i++) {
    run = out->data[i] == '`' ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  bool pad = out->len > content && (out->data[content] == '`' || out->data[out->len - 1] == '`');
  size_t fence = longest + 1;
  if (pad) {
    insert_bytes(out, content, ' ', 1);
    mtn_buf_put(out, ' ');
  }
  insert_bytes(out, content, '`', fence);
  for (size_t i = 0; i < fence; i++) mtn_buf_put(out, '`');
}

static void close_link(inliner *in, const open_mark *mark) {
  matn_str url = mtn_text_trim(mtn_node_attr(in->how->doc, mark->link, MTN_ATTR_HREF));
  mtn_buf_cstr(in->out, "](");
  write_destination(in->out, url);
  mtn_buf_put(in->out, ')');
}

/* Close the marks from `level` inwards; `next` as in may_close. */
static void close_from(inliner *in, mark_level level, uint32_t next) {
  bool run = false; /* the delimiters before this one are of the same run */
  size_t run_start = 0;
  for (unsigned k = LEVELS; k-- > (unsigned)level;) {
    open_mark *mark = &in->marks[k];
    if (!mark->open) continue;
    mark->open = false;
    if (mark->silent || in->out->failed) continue;
    if (k == CODE) {
      close_code(in, mark);
      continue;
    }
    if (k == LINK) {
      close_link(in, mark);
      continue;
    }
    bool inside_link = level == LINK && in->marks[LINK].open && !in->marks[LINK].silent; /* ']' comes next */
    size_t size = strlen(delimiters[k]), at = end_without_blanks(in);
    if (!run) run_start = at;
    if (may_close(in, run_start, at < in->out->len ? 0 : inside_link ? ']' : next)) {
      insert_bytes(in->out, at, delimiters[k][0], size);
      run = true;
    } else {
      remove_bytes(in->out, mark->start, size);
      run_start -= size;
    }
  }
}

static bool wants(const inliner *in, mark_level level) {
  if (level == LINK) return in->how->links && in->link_usable;
  if (level == STRONG && in->heading) return false;
  return in->wants[level] != 0;
}

/* Bring the marks to what the character `next` wants, with the white space that stands before it. */
static void sync_marks(inliner *in, uint32_t next) {
  unsigned level = 0;
  while (level < LEVELS) {
    const open_mark *mark = &in->marks[level];
    bool same = mark->open == wants(in, (mark_level)level) && (level != LINK || !mark->open || mark->link == in->link);
    if (!same) break;
    level++;
  }
  if (level < LEVELS) close_from(in, (mark_level)level, in->separator || next == 0 ? 0 : next);
  if (next == 0) return;
  if (in->separator && in->ink) {
    bool line = in->separator == '\n' && !in->cell && !in->heading && !in->marks[CODE].open;
    mtn_buf_cstr(in->out, line ? "\\\n" : " ");
    if (line) in->line_start = true;
  }
  in->separator = 0;
  if (mtn_char_class_of(next) == MTN_CHAR_BLANK) return; /* what is missing opens behind it */
  size_t run_start = in->out->len;
  for (; level < LEVELS; level++) {
    open_mark *mark = &in->marks[level];
    if (mark->open || !wants(in, (mark_level)level)) continue;
    *mark = (open_mark){.open = true, .start = in->out->len, .link = in->link};
    if (level == LINK) {
      if (last_byte(in) == '!') { /* "!" before a link would make it an image */
        in->out->len--;
        mtn_buf_cstr(in->out, "\\!");
        mark->start++;
      }
      mtn_buf_put(in->out, '[');
      run_start = in->out->len;
    } else if (level != CODE) {
      mtn_char_class class = wants(in, CODE) ? MTN_CHAR_PUNCT : mtn_char_class_of(next);
      mark->silent = may_be_punctuation(class) && !apart_before(in, run_start);
      if (!mark->silent) mtn_buf_cstr(in->out, delimiters[level]);
    }
  }
}

/* ------------------------------------------------------------------------------------------------------ Characters */

/* Whether the ASCII character `c` must be escaped where it stands; `next` is the byte after it, 0 at the end. */
static bool needs_escape(const inliner *in, char c, char next) {
  bool line_start = in->line_start;
  bool ends = next == 0 || mtn_is_space((unsigned char)next);
  switch (c) {
  case '\\':
  case '`':
  case '*':
  case '[':
  case ']':
  case '<':
  case '~': return true;
  case '_': {
    char before = last_byte(in);
    if (in->bare_url) return false;
    return line_start || ends || !mtn_is_alnum((unsigned char)before) || !mtn_is_alnum((unsigned char)next);
  }
  case '&': return !in->bare_url && (next == 0 || next == '#' || mtn_is_alpha((unsigned char)next));
  case '|': return in->cell || line_start;
  case '#':
  case '>':
  case '=':
  case ':': return line_start && (c != ':' || ends || next == '-');
  case '+':
  case '-': return line_start && (ends || next == c || next == '|' || next == ':');
  case '.':
  case ')': return in->digits > 0 && ends;
  default: return false;
  }
}

static void write_character(inliner *in, const char *p, size_t size, uint32_t c, char next) {
  sync_marks(in, c);
  in->ink = true;
  if (in->marks[CODE].open) {
    if (in->cell && c == '|') mtn_buf_put(in->out, '\\'); /* GFM 4.10: also inside code */
  } else if (c < 128 && needs_escape(in, (char)c, next)) {
    mtn_buf_put(in->out, '\\');
  }
  in->digits = c < 128 && mtn_is_digit((unsigned char)c) && (in->line_start || in->digits) ? in->digits + 1 : 0;
  in->line_start = false;
  mtn_buf_append(in->out, p, size);
}

static bool starts_url(const char *p, const char *end) {
  matn_str rest = {p, (size_t)(end - p)};
  return (*p == 'h' && (has_prefix(rest, "http://") || has_prefix(rest, "https://"))) ||
         (*p == 'w' && has_prefix(rest, "www."));
}

static void write_text(inliner *in, matn_str text) {
  const char *p = text.ptr, *end = p + text.len;
  if (in->meets && in->written > 1 && !in->separator && p < end && mtn_blocks_part_at_joint(in->last, *p))
    in->separator = ' ';
  in->ended = in->meets = false;
  while (p < end) {
    size_t size;
    uint32_t c = mtn_utf8_decode(p, end, &size);
    mtn_char_class class = mtn_char_class_of(c);
    if (class == MTN_CHAR_SPACE) {
      if (!in->separator) in->separator = ' ';
      in->bare_url = false;
    } else if (class != MTN_CHAR_BLANK || in->ink) {
      in->bare_url |= starts_url(p, end);
      write_character(in, p, size, c, p + size < end ? p[size] : 0);
      in->text_link = in->link;
      in->written += size;
      in->last = p[size - 1];
    }
    p += size;
  }
}

/* ------------------------------------------------------------------------------------------------------------ Walk */

static mark_level level_of(uint16_t tag) {
  switch (tag) {
  case MTN_TAG_A: return LINK;
  case MTN_TAG_STRONG:
  case MTN_TAG_B: return STRONG;
  case MTN_TAG_EM:
  case MTN_TAG_I: return EM;
  case MTN_TAG_DEL:
  case MTN_TAG_S:
  case MTN_TAG_STRIKE: return DEL;
  case MTN_TAG_CODE:
  case MTN_TAG_KBD:
  case MTN_TAG_SAMP:
  case MTN_TAG_TT: return CODE;
  default: return LEVELS;
  }
}

static void enter(inliner *in, uint32_t node) {
  const mtn_node *n = &in->how->doc->nodes[node];
  if (n->type != MTN_ELEMENT || n->ns != MTN_NS_HTML) return;
  mark_level level = level_of(n->tag);
  in->meets |= in->ended && mtn_blocks_is_joint(in->how->doc, node);
  if (level == LINK) {
    if (!mtn_node_attr(in->how->doc, node, MTN_ATTR_HREF).ptr) return;
    if (in->text_link && in->ink && in->separator != '\n') in->separator = ' ';
    in->link = node;
    in->link_usable = is_usable(mtn_text_trim(mtn_node_attr(in->how->doc, node, MTN_ATTR_HREF)));
  } else if (level < LEVELS) {
    in->wants[level]++;
  } else if (n->tag == MTN_TAG_BR) {
    if (in->ink) in->separator = '\n';
  } else if (n->tag == MTN_TAG_IMG && in->how->images && address_of_image(in->how->doc, node).ptr) {
    sync_marks(in, '!');
    in->ink = true;
    in->line_start = false;
    mtn_markdown_image(in->how->doc, node, in->out);
  } else if (mtn_blocks_parts_words(in->how->doc, node) && in->separator != '\n') {
    in->separator = ' ';
  }
}

static void leave(inliner *in, uint32_t node) {
  const mtn_node *n = &in->how->doc->nodes[node];
  if (n->type != MTN_ELEMENT || n->ns != MTN_NS_HTML) return;
  mark_level level = level_of(n->tag);
  if (mtn_blocks_is_joint(in->how->doc, node)) in->ended = true, in->meets = false;
  if (level == LINK) {
    if (in->link == node) in->link = 0, in->link_usable = false;
  } else if (level < LEVELS) {
    if (in->wants[level]) in->wants[level]--;
  } else if (mtn_blocks_parts_words(in->how->doc, node) && in->separator != '\n') {
    in->separator = ' ';
  }
}

/* All nodes from `first` to `last`, or to the last below `top`. */
static void walk(inliner *in, uint32_t top, uint32_t first, uint32_t last) {
  const mtn_document *doc = in->how->doc;
  uint32_t node = first;
  for (;;) {
    const mtn_node *n = &doc->nodes[node];
    bool down = false;
    if (n->type == MTN_TEXT) {
      write_text(in, mtn_node_text(doc, node));
    } else if (!mtn_blocks_skips(doc, node) && !(mtn_node_is(doc, node, MTN_TAG_NOSCRIPT) && !in->in_noscript)) {
      enter(in, node);
      down = n->first != 0;
      if (!down) leave(in, node);
    } else if (mtn_blocks_parts_words(doc, node) && in->separator != '\n') {
      in->separator = ' ';
    }
    if (node == last) return;
    if (down) {
      node = n->first;
      continue;
    }
    while (!doc->nodes[node].next) {
      node = doc->nodes[node].parent;
      if (node == top || !node) return;
      leave(in, node);
    }
    node = doc->nodes[node].next;
  }
}

/* Enter the inline elements between `bound` and `node`, the outermost first. */
static void enter_chain(inliner *in, uint32_t bound, uint32_t node) {
  uint32_t chain[CHAIN_MAX];
  size_t count = 0;
  for (uint32_t at = in->how->doc->nodes[node].parent; at && at != bound && count < CHAIN_MAX;
       at = in->how->doc->nodes[at].parent)
    chain[count++] = at;
  while (count > 0) enter(in, chain[--count]);
  in->separator = 0;
}

static void start(inliner *in, const mtn_markdown_inline *how, mtn_buf *out) {
  *in = (inliner){.how = how, .out = out, .begin = out->len, .line_start = true};
}

static void finish(inliner *in) {
  in->link = 0;
  in->link_usable = false;
  memset(in->wants, 0, sizeof(in->wants));
  sync_marks(in, 0);
}

void mtn_markdown_block(const mtn_markdown_inline *how, const mtn_block *block, bool strong, mtn_buf *out) {
  inliner in;
  start(&in, how, out);
  in.heading = block->kind == MATN_BLOCK_HEADING;
  in.in_noscript = (block->flags & MTN_BLOCK_IN_NOSCRIPT) != 0;
  in.wants[STRONG] = strong;
  if (block->first) {
    enter_chain(&in, how->blocks->boxes[block->box].node, block->first);
    walk(&in, 0, block->first, block->last);
  } else { /* plain text: no tree */
    write_text(&in, block->text);
  }
  finish(&in);
  /* GFM 4.2: '#' at the end of a heading's line would be its closing sequence. */
  if (in.heading && out->len > in.begin && last_byte(&in) == '#') insert_bytes(out, out->len - 1, '\\', 1);
}

void mtn_markdown_cell(const mtn_markdown_inline *how, uint32_t cell, mtn_buf *out) {
  inliner in;
  const mtn_document *doc = how->doc;
  start(&in, how, out);
  in.cell = true;
  if (doc->nodes[cell].first) walk(&in, cell, doc->nodes[cell].first, 0);
  finish(&in);
}
