/*
 * The cutter of plain text: lines into blocks.
 *
 * A line is a block, as WET records have it, but for what shows another hand:
 *  - Text wrapped by hand or by a mailer.  Lines that were broken where the next word did not fit are one paragraph
 *    again.  That a page is wrapped is told from its breaks: most of them, below the width that nearly all lines keep,
 *    have no room for the word after them.  Lines of a web page hardly ever do that.
 *  - On pages that set paragraphs apart by blank lines: fenced code is one block, as it is; "# " and underlines make
 *    headings; and a line right below another is written right below it (MTN_BLOCK_LINE_ON).
 * What starts like a list item, a table row or a heading starts a block always.
 */
#include "extract/blocks.h"

#include "text/unicode.h"
#include "text/words.h"

/* Columns that wrapped text may have.  Beyond, lines are paragraphs; below, they are menus and verse. */
#define WRAP_MIN 40u
#define WRAP_MAX 100u
#define WRAP_SLACK 2u      /* columns that may be left: hands are not exact, and one line may be a bit wider */
#define WRAP_BREAKS_MIN 3u /* fewer breaks prove nothing */
#define WIDER_SHARE 50u    /* one line of so many may be wider: addresses, tables */
#define FENCE_MIN 3u       /* CommonMark 4.5 */
#define UNDERLINE_MIN 3u
#define HEADING_LEVEL_MAX 6u

typedef struct line {
  uint32_t begin, end; /* in the source, white space at the ends left out */
  uint32_t body;       /* after the quotation marks at its start */
  uint16_t width;      /* columns from the margin to its end; wide characters are two; stops at 65,535 */
  uint16_t indent;     /* columns of white space before it */
  uint16_t first_word; /* columns */
  uint8_t quotes;      /* '>' at its start */
  bool after_blank;    /* a blank line stands before it */
  bool starts;         /* it starts a block whatever stands before it: item, row, heading, rule, fence */
} line;

typedef struct text_cutter {
  const char *source;
  mtn_arena *arena, *scratch;
  line *lines;
  size_t count;
  unsigned wrap;                 /* columns that the page is wrapped at, 0 if it is not */
  bool spaced;                   /* paragraphs are set apart by blank lines */
  bool open_quotes, open_tildes; /* fences of the sign without an end were seen: none is looked for again */
  char *text;                    /* where the next block's text goes: as much room as the source and a byte a line */
  mtn_blocks *out;
  uint32_t max_blocks;
} text_cutter;

/* ----------------------------------------------------------------------------------------------------------- Lines */

static uint16_t clip16(size_t n) { return n > UINT16_MAX ? UINT16_MAX : (uint16_t)n; }

static unsigned columns_of(mtn_char_class class) {
  switch (class) {
  case MTN_CHAR_ZERO: return 0;
  case MTN_CHAR_HAN:
  case MTN_CHAR_KANA:
  case MTN_CHAR_HANGUL: return 2;
  default: return 1;
  }
}

static size_t columns(const char *p, const char *end) {
  size_t sum = 0, size;
  for (; p < end; p += size) sum += columns_of(mtn_char_class_of(mtn_utf8_decode(p, end, &size)));
  return sum;
}

/* Columns up to the first place where a line may be broken: white space, or after one character of a script without
 * spaces. */
static uint16_t first_word(const char *p, const char *end) {
  size_t sum = 0, size;
  for (; p < end; p += size) {
    mtn_char_class class = mtn_char_class_of(mtn_utf8_decode(p, end, &size));
    if (class == MTN_CHAR_SPACE || class == MTN_CHAR_BLANK) break;
    sum += columns_of(class);
    if (class == MTN_CHAR_HAN || class == MTN_CHAR_KANA || class == MTN_CHAR_SEA) break;
  }
  return clip16(sum);
}

static size_t run_of(const char *p, const char *end, char c) {
  size_t n = 0;
  while (p + n < end && p[n] == c) n++;
  return n;
}

static bool is_fence(const char *p, const char *end) {
  return run_of(p, end, '`') >= FENCE_MIN || run_of(p, end, '~') >= FENCE_MIN;
}

/* The level of an ATX heading (CommonMark 4.2), else 0. */
static unsigned heading_level(const char *p, const char *end) {
  size_t level = run_of(p, end, '#');
  return level <= HEADING_LEVEL_MAX && p + level < end && p[level] == ' ' ? (unsigned)level : 0;
}

/* Nothing but one sign, repeated: an underline or a rule. */
static bool is_rule(const char *p, const char *end) {
  if (p == end || !strchr("=-*_~#+.", *p)) return false;
  return (size_t)(end - p) >= UNDERLINE_MIN && run_of(p, end, *p) == (size_t)(end - p);
}

/* "- ", "* ", "+ ", "• ", "1. ", "2) ": the marker of a list item. */
static bool is_item(const char *p, const char *end) {
  size_t digits = 0;
  while (p + digits < end && digits < 4 && mtn_is_digit((unsigned char)p[digits])) digits++;
  if (digits && p + digits + 1 < end && (p[digits] == '.' || p[digits] == ')')) return p[digits + 1] == ' ';
  if (end - p > 1 && p[1] == ' ') return *p == '-' || *p == '*' || *p == '+';
  return end - p > 3 && memcmp(p, "\xE2\x80\xA2", 3) == 0; /* U+2022 */
}

static line read_line(const text_cutter *c, const char *p, const char *end) {
  matn_str inner = mtn_text_trim((matn_str){p, (size_t)(end - p)});
  const char *start = inner.ptr, *stop = inner.ptr + inner.len;
  line l = {.begin = (uint32_t)(start - c->source), .end = (uint32_t)(stop - c->source)};
  l.indent = clip16(columns(p, start));
  l.width = clip16(columns(p, stop));
  const char *body = start;
  while (body < stop && (*body == '>' || *body == ' '))
    l.quotes = (uint8_t)(l.quotes + (*body++ == '>' && l.quotes < UINT8_MAX));
  if (!l.quotes || body == stop) body = start;
  l.body = (uint32_t)(body - c->source);
  l.first_word = first_word(body, stop);
  l.starts = body < stop && (*body == '|' || is_item(body, stop) || heading_level(body, stop) || is_rule(body, stop) ||
                             is_fence(body, stop));
  return l;
}

static matn_status read_lines(text_cutter *c, size_t source_len) {
  const char *p = c->source, *end = p + source_len;
  size_t most = 1;
  for (const char *q = p; q < end && (q = memchr(q, '\n', (size_t)(end - q))) != NULL; q++) most++;
  size_t bytes;
  if (!mtn_mul(most, sizeof(line), &bytes)) return MATN_NOMEM;
  c->lines = mtn_arena_alloc(c->scratch, bytes);
  c->text = mtn_arena_alloc(c->arena, source_len + most + MTN_TEXT_SLACK);
  if (!c->lines || !c->text) return MATN_NOMEM;
  bool blank = false;
  size_t gaps = 0;
  while (p < end) {
    const char *stop = memchr(p, '\n', (size_t)(end - p));
    if (!stop) stop = end;
    line l = read_line(c, p, stop);
    if (l.begin == l.end) {
      blank = true;
    } else {
      l.after_blank = blank;
      gaps += blank && c->count > 0;
      c->lines[c->count++] = l;
      blank = false;
    }
    p = stop + (stop < end);
  }
  c->spaced = gaps >= 2 && gaps * 8 >= c->count;
  return MATN_OK;
}

/* ------------------------------------------------------------------------------------------------------- Wrapped text
 */

/* Whether lines i - 1 and i stand below one another as lines of one paragraph do. */
static bool adjoin(const text_cutter *c, size_t i) {
  const line *a = &c->lines[i - 1], *b = &c->lines[i];
  return !b->after_blank && !b->starts && a->quotes == b->quotes && b->indent <= a->indent + 4u;
}

/* Whether the word that line i starts with had no room on the line before. */
static bool is_tight(const text_cutter *c, size_t i, unsigned width) {
  return c->lines[i - 1].width + 1u + c->lines[i].first_word + WRAP_SLACK > width;
}

/* The width that all lines but one of WIDER_SHARE keep; 0 if it is none that text is wrapped at. */
static unsigned usual_width(const text_cutter *c) {
  size_t of_width[WRAP_MAX + 2] = {0}, wider = 0;
  for (size_t i = 0; i < c->count; i++) of_width[c->lines[i].width > WRAP_MAX ? WRAP_MAX + 1 : c->lines[i].width]++;
  for (unsigned width = WRAP_MAX + 1; width >= WRAP_MIN; width--) {
    wider += of_width[width];
    if (wider * WIDER_SHARE > c->count) return width <= WRAP_MAX ? width : 0;
  }
  return 0;
}

static unsigned find_wrap(const text_cutter *c) {
  unsigned width = usual_width(c);
  size_t breaks = 0, tight = 0;
  for (size_t i = 1; width && i < c->count; i++) {
    if (!adjoin(c, i)) continue;
    breaks++;
    tight += is_tight(c, i, width);
  }
  return tight >= WRAP_BREAKS_MIN && tight * 3 >= breaks * 2 ? width : 0;
}

static bool goes_on(const text_cutter *c, size_t i) {
  const line *before = &c->lines[i - 1];
  const char *body = c->source + before->body, *end = c->source + before->end;
  return c->wrap && adjoin(c, i) && is_tight(c, i, c->wrap) && *body != '|' && !heading_level(body, end) &&
         !is_rule(body, end);
}

/* -------------------------------------------------------------------------------------------------------------- Blocks
 */

/* Letters and signs of scripts that do not part words. */
static bool is_unspaced(uint32_t c) {
  return (c >= 0x0E00 && c < 0x0F00) || (c >= 0x1000 && c < 0x10A0) || (c >= 0x1780 && c < 0x1800) ||
         (c >= 0x2E80 && c < 0xA000) || (c >= 0xF900 && c < 0xFB00) || (c >= 0xFF00 && c < 0xFF61);
}

static uint32_t last_char(const char *p, const char *end) {
  size_t size;
  return mtn_utf8_decode(mtn_utf8_before(p, end), end, &size);
}

/* Whether white space stood where the line was broken: not in scripts without spaces, nor after a hyphen. */
static bool parted(const text_cutter *c, const line *a, const line *b) {
  const char *p = c->source + a->body, *end = c->source + a->end;
  size_t size;
  uint32_t next = mtn_utf8_decode(c->source + b->body, c->source + b->end, &size);
  if (end - p > 1 && end[-1] == '-' && end[-2] != '-' && end[-2] != ' ')
    return mtn_char_class_of(next) != MTN_CHAR_WORD;
  return !(is_unspaced(last_char(p, end)) && is_unspaced(next));
}

static mtn_block *add_block(text_cutter *c, mtn_text_run *run, matn_block_kind kind, uint32_t begin, uint32_t end) {
  mtn_text_end(run);
  mtn_block *block = &c->out->items[c->out->count++];
  *block = (mtn_block){.node = 1,
                       .kind = (uint8_t)kind,
                       .text = {c->text, (size_t)(run->out - c->text)},
                       .span = {begin, end},
                       .chars = run->chars,
                       .words = run->words,
                       .sentences = clip16(run->sentences),
                       .commas = clip16(run->commas)};
  c->text = run->out;
  return block;
}

/* Lines [first, end) as one block, from byte `from` of the source on. */
static mtn_block *add_lines(text_cutter *c, size_t first, size_t end, uint32_t from, matn_block_kind kind) {
  mtn_text_run run = {.out = c->text};
  size_t unused;
  for (size_t i = first; i < end; i++) {
    const line *l = &c->lines[i];
    if (i > first && parted(c, l - 1, l)) mtn_text_separate(&run, ' ');
    uint32_t at = i == first ? from : l->body;
    mtn_text_collapse(&run, (matn_str){c->source + at, l->end - at}, &unused, &unused);
  }
  return add_block(c, &run, kind, from, c->lines[end - 1].end);
}

/* Fenced code whose fence is line i: one block of the lines up to the next fence, as they are.  Returns the line after
 * it; i if this is no such code. */
static size_t add_code(text_cutter *c, size_t i) {
  const char *fence = c->source + c->lines[i].begin;
  if (!c->spaced || !is_fence(fence, c->source + c->lines[i].end)) return i;
  bool *open = *fence == '~' ? &c->open_tildes : &c->open_quotes;
  if (*open) return i;
  size_t last = i + 1;
  while (last < c->count &&
         run_of(c->source + c->lines[last].begin, c->source + c->lines[last].end, *fence) < FENCE_MIN)
    last++;
  if (last == c->count) *open = true;
  if (last == c->count) return i;
  if (last == i + 1) return last + 1;
  const char *begin = c->source + c->lines[i].end, *end = c->source + c->lines[last - 1].end;
  while (*begin != '\n') begin++;
  matn_str code = {begin + 1, (size_t)(end - begin - 1)};
  mtn_text_run run = {.out = c->text};
  mtn_text_copy(&run, code);
  (void)add_block(c, &run, MATN_BLOCK_CODE, (uint32_t)(code.ptr - c->source), c->lines[last - 1].end);
  return last + 1;
}

/* The block that starts with line i; returns the line after it. */
static size_t add_text(text_cutter *c, size_t i) {
  const line *l = &c->lines[i];
  const char *body = c->source + l->begin, *stop = c->source + l->end;
  unsigned level = c->spaced ? heading_level(body, stop) : 0;
  if (level) {
    while (*body == '#' || *body == ' ') body++;
    if (body < stop) {
      add_lines(c, i, i + 1, (uint32_t)(body - c->source), MATN_BLOCK_HEADING)->level = (uint8_t)level;
      return i + 1;
    }
  }
  const line *next = i + 1 < c->count && !l[1].after_blank ? l + 1 : NULL;
  bool title = c->spaced && next && !l->starts && (l->after_blank || i == 0);
  char under = title && is_rule(c->source + next->begin, c->source + next->end) ? c->source[next->begin] : '\0';
  if (under == '=' || under == '-') {
    add_lines(c, i, i + 1, l->begin, MATN_BLOCK_HEADING)->level = under == '=' ? 1 : 2;
    return i + 2;
  }
  size_t end = i + 1;
  while (end < c->count && goes_on(c, end)) end++;
  mtn_block *block = add_lines(c, i, end, l->begin, MATN_BLOCK_PARAGRAPH);
  if (c->spaced && i > 0 && !l->after_blank) block->flags |= MTN_BLOCK_LINE_ON;
  return end;
}

static matn_status cut(text_cutter *c, size_t source_len) {
  MTN_TRY(read_lines(c, source_len));
  size_t room = c->count < c->max_blocks ? c->count : c->max_blocks, bytes;
  c->out->boxes = mtn_arena_calloc(c->arena, 1, sizeof(mtn_box));
  if (!mtn_mul(room + 1, sizeof(mtn_block), &bytes)) return MATN_NOMEM;
  c->out->items = mtn_arena_alloc(c->arena, bytes);
  if (!c->out->boxes || !c->out->items) return MATN_NOMEM;
  c->wrap = find_wrap(c);
  for (size_t i = 0; i < c->count;) {
    if (c->out->count >= c->max_blocks) return MATN_LIMIT;
    size_t next = add_code(c, i);
    i = next > i ? next : add_text(c, i);
  }
  return MATN_OK;
}

matn_status mtn_blocks_cut_lines(const mtn_document *doc, mtn_arena *arena, mtn_arena *scratch, uint32_t max_blocks,
                                 mtn_blocks *out, matn_error *error) {
  *out = (mtn_blocks){0};
  text_cutter c = {.source = doc->source, .arena = arena, .scratch = scratch, .out = out, .max_blocks = max_blocks};
  matn_status status = cut(&c, doc->source_len);
  if (status == MATN_NOMEM) return mtn_fail(error, status, 0, "out of memory");
  if (status == MATN_LIMIT)
    return mtn_fail(error, status, out->items[out->count - 1].span.end, "more blocks than max_blocks");
  out->box_count = 1;
  out->boxes[0] = (mtn_box){.node = 1, .end = (uint32_t)out->count, .tag = doc->nodes[1].tag};
  return MATN_OK;
}
