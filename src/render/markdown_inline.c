/*
 * The inside of a block in Markdown.
 *
 * Marks nest in one order: link, strong, em, del, code.  Before each character the marks that are open are brought to
 * those that it wants: what is too much closes, then comes the white space, then opens what is missing; so no mark has
 * white space at its inner side (GFM 6.4, left- and right-flanking).  Where a pair could still not be read as a pair,
 * it is left out: the words matter more.
 */
#include "base/utf8.h"
#include "html/address.h"
#include "render/image.h"
#include "render/inline.h"
#include "render/markdown.h"
#include "text/unicode.h"
#include "text/words.h"

#define ENVIRONMENT_MAX 2048 /* bytes of an environment: a search that finds no end may come again and again */
#define DOLLARS_MAX 200      /* bytes of a formula between single dollars; longer ones are money */

typedef enum mark_level { LINK, STRONG, EM, DEL, CODE, LEVELS } mark_level;

typedef struct open_mark {
  bool open, silent; /* silent: wanted, but it cannot stand here */
  char sign;         /* what its delimiters are made of: behind a '*' that closes, '_' for '*' */
  size_t start;      /* of its opening delimiter */
  uint32_t link;
} open_mark;

typedef struct inliner {
  const mtn_markdown_inline *how;
  mtn_buf *out;
  size_t begin;      /* of this block, or of the side note, in out */
  size_t side_begin; /* of the block while a side note is written */
  uint32_t side;     /* the side note that is being written */
  matn_str text;     /* of the block; of a cell {NULL, 0} */
  size_t at;         /* how much of it has been written */
  size_t tex;        /* where the formula ends that the text is in; 0 outside */
  bool environment;  /* that formula has no delimiters but those of its environment */
  bool no_tex;       /* there are no more pairs of delimiters */
  bool cell, heading, in_note;
  bool drop_bracket;      /* the next sign is a bracket that is left out */
  bool line_start;        /* no text has been written in the current line */
  bool bare_url;          /* in an address that stands as text: GFM 6.9 takes it as it is, escapes included */
  unsigned wants[LEVELS]; /* open elements that ask for the mark */
  uint32_t link;          /* innermost a[href] */
  bool link_usable;       /* its address may be written */
  open_mark marks[LEVELS];
  char separator;
  bool ink;
  unsigned digits; /* of a line that is nothing but digits so far */
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

static void write_plain(mtn_buf *out, matn_str text, bool cell) {
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i];
    if (mtn_is_space((unsigned char)c)) c = ' ';
    if (strchr("\\`*_[]<>&~", c) || (cell && c == '|')) mtn_buf_put(out, '\\');
    mtn_buf_put(out, c);
  }
}

void mtn_markdown_image(const mtn_markdown_inline *how, uint32_t img, mtn_buf *out) {
  size_t start = out->len;
  mtn_buf_cstr(out, "![");
  write_plain(out, mtn_text_trim(mtn_node_attr(how->doc, img, MTN_ATTR_ALT)), true);
  mtn_buf_cstr(out, "](");
  if (mtn_image_write_address(how->doc, img, how->base, out))
    mtn_buf_put(out, ')');
  else if (!out->failed)
    out->len = start;
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

/* Whether '_' may close before the character `next` (0: white space or the end): not inside a word (GFM 6.4). */
static bool ends_word(uint32_t next) {
  return next == 0 || (next < 128 && is_ascii_punctuation((unsigned char)next)) ||
         mtn_char_class_of(next) == MTN_CHAR_BLANK;
}

/* Whether the run of delimiters that starts at `at` follows one that closes: both would be read as one. */
static bool touches_run(const inliner *in, size_t at) {
  const char *data = in->out->data;
  return at > in->begin && data[at - 1] == '*' && !(at - 1 > in->begin && data[at - 2] == '\\');
}

/* Whether a run of delimiters that starts at `at` may close before the character `next` (0: white space or the end). */
static bool may_close(const inliner *in, size_t at, uint32_t next) {
  if (next == 0 || (next < 128 && is_ascii_punctuation((unsigned char)next))) return true;
  if (mtn_char_class_of(next) == MTN_CHAR_BLANK) return true;
  const char *p = in->out->data + at;
  size_t size;
  uint32_t last = mtn_utf8_decode(mtn_utf8_before(in->out->data + in->begin, p), p, &size);
  return !may_be_punctuation(mtn_char_class_of(last));
}

/* Where the text so far ends if no-break spaces and their kind at its end are not counted: they may not stand at the
 * inner side of a mark. */
static size_t end_without_blanks(const inliner *in) {
  size_t at = in->out->len, size;
  while (at > in->begin) {
    const char *end = in->out->data + at, *p = mtn_utf8_before(in->out->data + in->begin, end);
    if (mtn_char_class_of(mtn_utf8_decode(p, end, &size)) != MTN_CHAR_BLANK) break;
    at = (size_t)(p - in->out->data);
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
  mtn_buf_cstr(in->out, "](");
  (void)mtn_address_write(in->how->base, mtn_node_attr(in->how->doc, mark->link, MTN_ATTR_HREF), in->out);
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
    uint32_t behind = at < in->out->len ? 0 : inside_link ? ']' : next;
    bool closes = mark->sign == '_' ? ends_word(behind) : may_close(in, run_start, behind);
    if (closes) {
      insert_bytes(in->out, at, mark->sign, size);
      run = true;
    } else {
      remove_bytes(in->out, mark->start, size);
      run_start -= size;
    }
  }
}

static bool wants(const inliner *in, mark_level level) {
  if (level == LINK) return in->link_usable;
  if (level == STRONG && in->heading) return false;
  if (in->tex) return false;
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
    bool cell = in->separator == '\n' && in->cell && !in->marks[CODE].open;
    mtn_buf_cstr(in->out, line ? "\\\n" : cell ? "<br>" : " ");
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
      mark->sign = delimiters[level][0];
      if (mark->sign == '*' && touches_run(in, run_start)) mark->sign = '_';
      for (const char *d = delimiters[level]; *d && !mark->silent; d++) mtn_buf_put(in->out, mark->sign);
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
  case '$': /* what could close a formula: behind something, and no number after it */
    return !mtn_is_space((unsigned char)last_byte(in)) && !mtn_is_digit((unsigned char)next) && !line_start;
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

static bool starts_url(const char *p, const char *end) {
  matn_str rest = {p, (size_t)(end - p)};
  return (*p == 'h' && (mtn_str_starts(rest, "http://") || mtn_str_starts(rest, "https://"))) ||
         (*p == 'w' && mtn_str_starts(rest, "www."));
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

/* ------------------------------------------------------------------------------------- Formulas that stand as text */

/* The dollar that closes the formula which starts after `from`; SIZE_MAX if that is money. */
static size_t closing_dollar(matn_str text, size_t from) {
  size_t limit = text.len - from < DOLLARS_MAX ? text.len : from + DOLLARS_MAX;
  bool looks = false;
  if (from >= text.len || mtn_is_space((unsigned char)text.ptr[from])) return SIZE_MAX;
  for (size_t i = from; i < limit; i++) {
    char c = text.ptr[i];
    if (c == '\n') return SIZE_MAX;
    looks |= c == '\\' || c == '^' || c == '_' || (c == '=' && i > from);
    if (c != '$') continue;
    bool letter = i == from + 1 && mtn_is_alpha((unsigned char)text.ptr[from]);
    bool closes = i > from && !mtn_is_space((unsigned char)text.ptr[i - 1]);
    bool digit = i + 1 < text.len && mtn_is_digit((unsigned char)text.ptr[i + 1]);
    return closes && !digit && (looks || letter) ? i : SIZE_MAX;
  }
  return SIZE_MAX;
}

/* Where the environment that starts at `at` ends: "\begin{align} … \end{align}", which MathJax takes for a formula; 0
 * if none does. */
static size_t environment_end(matn_str t, size_t at) {
  if (t.len - at > ENVIRONMENT_MAX) t.len = at + ENVIRONMENT_MAX;
  static const char *const names[] = {"equation", "align", "gather", "eqnarray", "multline", "alignat", "flalign"};
  matn_str rest = {t.ptr + at, t.len - at};
  if (!mtn_str_starts(rest, "\\begin{")) return 0;
  size_t start = at + 7, stop = start;
  while (stop < t.len && mtn_is_alpha((unsigned char)t.ptr[stop])) stop++;
  matn_str name = {t.ptr + start, stop - start};
  bool known = mtn_str_is_any(name, names, MTN_COUNT(names));
  size_t end = known ? mtn_str_find(t, stop, "\\end{") : SIZE_MAX;
  if (end == SIZE_MAX) return 0;
  matn_str closing = {t.ptr + end + 5, t.len - end - 5};
  const char *brace = memchr(closing.ptr, '}', closing.len);
  if (closing.len <= name.len || memcmp(closing.ptr, name.ptr, name.len) != 0 || !brace) return 0;
  return (size_t)(brace - t.ptr) + 1;
}

/* Where a formula that MathJax would find at in->at ends, its closing delimiter included; 0 if none starts there.  A
 * search that finds nothing is the last one. */
static size_t formula_end(inliner *in) {
  matn_str t = in->text;
  size_t at = in->at, end = SIZE_MAX;
  if (!t.ptr || in->no_tex || at + 2 >= t.len) return 0;
  char c = t.ptr[at], next = t.ptr[at + 1];
  if (c == '$' && next != '$') {
    end = closing_dollar(t, at + 1);
    return end == SIZE_MAX ? 0 : end + 1;
  }
  if (c == '$') end = mtn_str_find(t, at + 2, "$$");
  if (c == '\\' && next == 'b') return environment_end(t, at);
  if (c == '\\' && next == '(') end = mtn_str_find(t, at + 2, "\\)");
  if (c == '\\' && next == '[') end = mtn_str_find(t, at + 2, "\\]");
  if ((c == '$' || c == '\\') && (next == '$' || next == '(' || next == '[') && end == SIZE_MAX) in->no_tex = true;
  return end == SIZE_MAX ? 0 : end + 2;
}

/* Write a character of a formula as it is, its delimiters as Markdown's. */
static void write_formula_character(inliner *in, const char *p, size_t size) {
  matn_str t = in->text;
  bool escape = *p == '\\' && in->at + 1 < t.len && t.ptr[in->at + 1] && strchr("()[]", t.ptr[in->at + 1]);
  bool delimiter = in->at > 0 && t.ptr[in->at - 1] == '\\' && strchr("()[]", *p);
  if (escape) return;
  if (in->cell && *p == '|') mtn_buf_put(in->out, '\\'); /* GFM 4.10 */
  if (delimiter)
    mtn_buf_cstr(in->out, *p == '(' || *p == ')' ? "$" : "$$");
  else
    mtn_buf_append(in->out, p, size);
}

/* ---------------------------------------------------------------------------------------------------------- Events */

/* The byte of the block's text behind the next `size` ones, which another element may hold; 0 at the end, and where the
 * text is not known. */
static char next_byte(const inliner *in, size_t size) {
  return in->text.ptr && size < in->text.len - in->at ? in->text.ptr[in->at + size] : 0;
}

static void words(void *ctx, char separator, matn_str text) {
  inliner *in = ctx;
  const char *p = text.ptr, *end = p + text.len;
  in->separator = separator;
  if (separator) in->bare_url = false, in->at++;
  if (in->text.ptr && (in->at > in->text.len || text.len > in->text.len - in->at)) in->text = (matn_str){NULL, 0};
  if (in->drop_bracket && p < end) {
    p += *p == ']';
    in->at += *text.ptr == ']';
    in->drop_bracket = false;
  }
  while (p < end) {
    size_t size;
    uint32_t c = mtn_utf8_decode(p, end, &size);
    bool starts = !in->tex && (*p == '$' || *p == '\\');
    if (starts) in->tex = formula_end(in);
    if (in->tex) {
      sync_marks(in, c);
      if (starts && *p == '\\' && p + 1 < end && p[1] == 'b') in->environment = true;
      if (starts && in->environment) mtn_buf_cstr(in->out, "$$");
      in->ink = true;
      in->line_start = false;
      write_formula_character(in, p, size);
    } else {
      in->bare_url |= starts_url(p, end);
      write_character(in, p, size, c, p + size < end ? p[size] : next_byte(in, size));
    }
    p += size;
    in->at += size;
    if (in->tex && in->at >= in->tex) {
      if (in->environment) mtn_buf_cstr(in->out, "$$");
      in->tex = 0;
      in->environment = false;
    }
  }
}

/* Marks are brought to what comes next, as before a sign, and it is written as it is. */
static void write_raw(inliner *in, char separator, matn_str text, size_t text_len) {
  in->separator = separator;
  in->at += text_len + (separator != 0);
  sync_marks(in, '$');
  in->ink = true;
  in->line_start = in->bare_url = false;
  in->digits = 0;
  mtn_buf_str(in->out, text);
}

static void write_formula(inliner *in, char separator, const char *fence, matn_str tex) {
  write_raw(in, separator, mtn_str_of(fence), tex.len);
  for (size_t i = 0; i < tex.len; i++) {
    if (in->cell && tex.ptr[i] == '|') mtn_buf_put(in->out, '\\'); /* GFM 4.10 */
    mtn_buf_put(in->out, tex.ptr[i]);
  }
  mtn_buf_cstr(in->out, fence);
}

/* The page's brackets around a mark that stands alone in them give way to Markdown's. */
static void take_brackets(inliner *in, char separator, size_t len) {
  size_t end = in->at + len;
  bool opens = !separator && in->out->len >= in->begin + 2 && memcmp(in->out->data + in->out->len - 2, "\\[", 2) == 0;
  if (!opens || in->out->failed || !in->text.ptr || end >= in->text.len || in->text.ptr[end] != ']') return;
  in->out->len -= 2;
  in->drop_bracket = true;
}

static void made(void *ctx, char separator, mtn_inline_kind kind, uint32_t node, matn_str text) {
  inliner *in = ctx;
  size_t note = SIZE_MAX;
  switch (kind) {
  case MTN_INLINE_MATH: write_formula(in, separator, "$", text); return;
  case MTN_INLINE_DISPLAY: write_formula(in, separator, "$$", text); return;
  case MTN_INLINE_NOTE:
  case MTN_INLINE_NOTE_BARE:
    note = mtn_structure_note(in->how->doc, in->how->structure, node);
    if (note == SIZE_MAX) break;
    in->how->marked[note] = true;
    if (kind == MTN_INLINE_NOTE_BARE) take_brackets(in, separator, text.len);
    write_raw(in, separator, MTN_STR("[^"), text.len);
    mtn_buf_str(in->out, in->how->structure->notes[note].label);
    mtn_buf_put(in->out, ']');
    return;
  case MTN_INLINE_NOTE_LABEL:
    if (!in->in_note) break;
    in->at += text.len + (separator != 0);
    return;
  default: break;
  }
  words(ctx, separator, text);
}

static bool image(void *ctx, char separator, uint32_t img) {
  inliner *in = ctx;
  if (!mtn_image_has_address(in->how->doc, img, in->how->scratch)) return false;
  in->separator = separator;
  sync_marks(in, '!');
  in->ink = true;
  in->line_start = false;
  mtn_markdown_image(in->how, img, in->out);
  return true;
}

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

static bool is_usable(const inliner *in, uint32_t link) {
  mtn_buf address;
  mtn_buf_init(&address, in->out->alloc);
  bool usable = mtn_address_write(in->how->base, mtn_node_attr(in->how->doc, link, MTN_ATTR_HREF), &address);
  in->out->failed |= address.failed;
  mtn_buf_free(&address);
  return usable;
}

/* ------------------------------------------------------------------------------------------------------ Side notes */

void mtn_markdown_side_name(const mtn_structure *structure, uint32_t index, mtn_buf *out) {
  if (structure->note_count) mtn_buf_put(out, 's');
  mtn_buf_uint(out, index);
}

/* What follows is a note: a mark stands for it, and it is written elsewhere. */
static void start_side_note(inliner *in, uint32_t node) {
  if (in->side || in->cell || in->heading || in->in_note || !in->ink) return;
  close_from(in, LINK, 0);
  in->how->side->count++;
  mtn_buf_cstr(in->out, "[^");
  mtn_markdown_side_name(in->how->structure, in->how->side->count, in->out);
  mtn_buf_put(in->out, ']');
  in->side = node;
  in->side_begin = in->begin;
  in->begin = in->out->len;
  in->ink = false;
}

static void end_side_note(inliner *in) {
  mtn_side_notes *side = in->how->side;
  close_from(in, LINK, 0);
  if (in->out->failed) return;
  mtn_buf_append(&side->text, in->out->data + in->begin, end_without_blanks(in) - in->begin);
  mtn_buf_put(&side->text, '\0');
  in->out->len = in->begin;
  in->begin = in->side_begin;
  in->side = 0;
  in->ink = true;
}

static void enter(void *ctx, uint32_t node) {
  inliner *in = ctx;
  if (mtn_inline_is_side_note(in->how->doc, node)) start_side_note(in, node);
  mark_level level = level_of(in->how->doc->nodes[node].tag);
  if (level == LINK) {
    in->link = node;
    in->link_usable = in->how->links && is_usable(in, node);
  } else if (level < LEVELS) {
    in->wants[level]++;
  }
}

static void leave(void *ctx, uint32_t node) {
  inliner *in = ctx;
  mark_level level = level_of(in->how->doc->nodes[node].tag);
  if (level == LINK && in->link == node) in->link = 0, in->link_usable = false;
  if (level < LEVELS && in->wants[level]) in->wants[level]--;
  if (in->side == node) end_side_note(in);
}

static const mtn_inline_events events = {enter, leave, words, words, made, NULL};
static const mtn_inline_events events_with_images = {enter, leave, words, words, made, image};

static mtn_inline_teller teller_of(inliner *in) {
  return (mtn_inline_teller){in->how->images ? &events_with_images : &events, in, in->how->scratch};
}

static void start(inliner *in, const mtn_markdown_inline *how, mtn_buf *out) {
  *in = (inliner){.how = how, .out = out, .begin = out->len, .line_start = true};
}

static void finish(inliner *in) {
  if (in->side) end_side_note(in); /* the block ends in it */
  in->link = 0;
  in->link_usable = false;
  memset(in->wants, 0, sizeof(in->wants));
  in->separator = 0;
  sync_marks(in, 0);
  if (!in->out->failed) in->out->len = end_without_blanks(in); /* as the block's text is cut */
}

/* A formula that is all of its block stands on lines of its own. */
static bool is_display(const mtn_markdown_inline *how, const mtn_block *block) {
  return block->first && block->first == block->last &&
         mtn_inline_kind_of(how->doc, block->first, false) == MTN_INLINE_DISPLAY;
}

void mtn_markdown_block(const mtn_markdown_inline *how, const mtn_block *block, bool strong, bool in_note, size_t skip,
                        mtn_buf *out) {
  inliner in;
  if (is_display(how, block)) {
    mtn_buf_cstr(out, "$$\n");
    mtn_buf_str(out, block->text);
    mtn_buf_cstr(out, "\n$$");
    return;
  }
  start(&in, how, out);
  in.heading = block->kind == MATN_BLOCK_HEADING;
  in.line_start = !in.heading; /* behind "## " */
  in.in_note = in_note;
  in.text = block->text;
  in.at = skip + (skip > 0 && skip < block->text.len && mtn_is_space((unsigned char)block->text.ptr[skip]));
  in.wants[STRONG] = strong;
  mtn_inline_walk_block(how->doc, how->blocks, block, skip, teller_of(&in));
  finish(&in);
  /* GFM 4.2: '#' at the end of a heading's line would be its closing sequence. */
  if (in.heading && out->len > in.begin && last_byte(&in) == '#') insert_bytes(out, out->len - 1, '\\', 1);
}

/* The text of a column of a row, which has a tab for each column passed. */
static matn_str text_of_column(matn_str row, unsigned column) {
  const char *p = row.ptr, *end = p + row.len;
  for (; column > 0 && p; column--) {
    p = memchr(p, '\t', (size_t)(end - p));
    p = p ? p + 1 : NULL;
  }
  if (!p) return (matn_str){NULL, 0};
  const char *stop = memchr(p, '\t', (size_t)(end - p));
  return (matn_str){p, (size_t)((stop ? stop : end) - p)};
}

void mtn_markdown_cell(const mtn_markdown_inline *how, const mtn_block *block, const mtn_cell *cell, bool bold,
                       mtn_buf *out) {
  inliner in;
  start(&in, how, out);
  in.cell = true;
  in.line_start = false; /* behind "| " */
  in.heading = bold;
  in.text = block->kind == MATN_BLOCK_TABLE_ROW ? text_of_column(block->text, cell->column) : block->text;
  if (block->kind == MATN_BLOCK_TABLE_ROW)
    mtn_inline_walk_cell(how->doc, block, cell->node, teller_of(&in));
  else
    mtn_inline_walk_block(how->doc, how->blocks, block, 0, teller_of(&in));
  finish(&in);
}
