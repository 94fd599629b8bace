/*
 * Markdown: the blocks of an article with what stands before their lines.
 *
 * A line's prefix is made of the list items and quotations that its block is in, from the outside inwards: "> " for a
 * quotation, and for an open item as many spaces as its marker took (GFM 5.1, 5.2).
 */
#include "render/markdown.h"

#include "render/render.h"
#include "text/words.h"

/* Items and quotations deeper than this are written as if they stood at this depth: indents of hundreds help nobody,
 * and with a line a level they would make the output quadratic. */
#define NEST_MAX 32

#define GAP_NODES_MAX 512 /* looked at for images between two blocks */
#define CLIMB_MAX 16      /* elements from an image up to the box that it belongs to */
#define LANGUAGE_MAX 32   /* bytes of a code's language */

typedef struct level {
  uint32_t list;
  unsigned quotes; /* around the item */
  unsigned width;  /* of its marker, the space after it included */
  bool numbered;
  bool other; /* marked with '*' or ')' because the list before, at the same level, had '-' or '.' */
} level;

typedef struct writer {
  const mtn_render *render;
  const mtn_article *article;
  mtn_markdown_inline inline_;
  mtn_out *out;
  mtn_buf body; /* of the current block */
  level levels[NEST_MAX];
  bool any; /* something has been written */
  unsigned last_items, last_quotes;
} writer;

static unsigned clip(unsigned n) { return n < NEST_MAX ? n : NEST_MAX; }

/* The prefix of a line in `items` items and `quotes` quotations; white space at its end is left out if `bare`. */
static void write_prefix(writer *w, unsigned items, unsigned quotes, bool bare) {
  char prefix[NEST_MAX * (2 + 12) + 1]; /* a marker is at most nine digits, '.' and a space: below 12 */
  size_t len = 0;
  unsigned quoted = 0;
  for (unsigned i = 0; i <= items; i++) {
    unsigned until = i < items ? w->levels[i].quotes : quotes;
    for (; quoted < until; quoted++) prefix[len++] = '>', prefix[len++] = ' ';
    for (unsigned k = 0; i < items && k < w->levels[i].width; k++) prefix[len++] = ' ';
  }
  while (bare && len > 0 && prefix[len - 1] == ' ') len--;
  mtn_out_str(w->out, (matn_str){prefix, len});
}

/* The marker of the item that the part starts, at level `at`. */
static void write_marker(writer *w, const mtn_part *part, unsigned at) {
  level *l = &w->levels[at];
  char digits[12];
  size_t len = 0;
  if (l->numbered) {
    uint32_t value = part->number;
    char reversed[10];
    size_t n = 0;
    do reversed[n++] = (char)('0' + value % 10);
    while ((value /= 10) != 0);
    while (n > 0) digits[len++] = reversed[--n];
    digits[len++] = l->other ? ')' : '.';
  } else {
    digits[len++] = l->other ? '*' : '-';
  }
  digits[len++] = ' ';
  l->width = (unsigned)len;
  mtn_out_str(w->out, (matn_str){digits, len});
}

/* Set the levels to those of the part. */
static void set_levels(writer *w, const mtn_part *part, unsigned items, unsigned quotes) {
  if (part->starts_item && part->items <= NEST_MAX) {
    level *l = &w->levels[items - 1];
    bool numbered = mtn_node_is(w->article->doc, part->list, MTN_TAG_OL);
    bool alike = w->last_items >= items && l->list != 0 && l->numbered == numbered && l->quotes == quotes;
    l->other = alike && l->other != (l->list != part->list);
    l->list = part->list;
    l->numbered = numbered;
    l->quotes = quotes;
  }
  for (unsigned i = items; i < NEST_MAX; i++) w->levels[i].list = 0;
}

/* Write the body with its prefixes; `marker`: its first line starts an item. */
static void write_body(writer *w, const mtn_part *part, unsigned items, unsigned quotes, bool marker) {
  if (w->body.failed) w->out->status = MATN_NOMEM;
  const char *p = w->body.data, *end = p + w->body.len;
  bool first = true;
  while (p < end) {
    const char *stop = memchr(p, '\n', (size_t)(end - p));
    if (!stop) stop = end;
    if (!first) mtn_out_cstr(w->out, "\n");
    if (first && marker) {
      write_prefix(w, items - 1, quotes, false);
      write_marker(w, part, items - 1);
    } else {
      write_prefix(w, items, quotes, stop == p);
    }
    mtn_out_str(w->out, (matn_str){p, (size_t)(stop - p)});
    first = false;
    p = stop + (stop < end);
  }
}

/* The items and quotations that the last block and the next one are both in.  Asked before the levels are set. */
typedef struct nest {
  unsigned items, quotes;
} nest;
static nest common_nest(const writer *w, unsigned items, unsigned quotes) {
  nest common = {items < w->last_items ? items : w->last_items, quotes < w->last_quotes ? quotes : w->last_quotes};
  if (common.items < w->last_items && w->levels[common.items].quotes < common.quotes)
    common.quotes = w->levels[common.items].quotes; /* the others are inside an item that has ended */
  return common;
}

/* What stands between the last block and this one. */
static void write_gap(writer *w, nest common, bool tight) {
  if (!w->any) return;
  mtn_out_cstr(w->out, "\n");
  if (tight) return;
  write_prefix(w, common.items, common.quotes, true);
  mtn_out_cstr(w->out, "\n");
}

/* ------------------------------------------------------------------------------------------------------------ Code */

static bool is_language(matn_str s) {
  if (s.len == 0 || s.len > LANGUAGE_MAX) return false;
  for (size_t i = 0; i < s.len; i++)
    if (!mtn_is_alnum((unsigned char)s.ptr[i]) && s.ptr[i] != '+' && s.ptr[i] != '#' && s.ptr[i] != '-' &&
        s.ptr[i] != '_')
      return false;
  return true;
}

/* The language that a class attribute tells: "language-c" (HTML 4.5.15), "lang-c", "highlight-source-c". */
static matn_str language_of_class(matn_str class) {
  static const matn_str prefixes[] = {{"language-", 9}, {"lang-", 5}, {"highlight-source-", 17}};
  size_t i = 0;
  while (i < class.len) {
    while (i < class.len && mtn_is_space((unsigned char)class.ptr[i])) i++;
    size_t start = i;
    while (i < class.len && !mtn_is_space((unsigned char)class.ptr[i])) i++;
    for (size_t k = 0; k < MTN_COUNT(prefixes); k++) {
      size_t n = prefixes[k].len;
      matn_str rest = {class.ptr + start + n, i - start > n ? i - start - n : 0};
      if (rest.len && memcmp(class.ptr + start, prefixes[k].ptr, n) == 0 && is_language(rest)) return rest;
    }
  }
  return (matn_str){NULL, 0};
}

static matn_str language_of_element(const mtn_document *doc, uint32_t node) {
  static const uint8_t names[] = {MTN_ATTR_DATA_LANG, MTN_ATTR_DATA_LANGUAGE};
  if (doc->nodes[node].type != MTN_ELEMENT) return (matn_str){NULL, 0};
  matn_str found = language_of_class(mtn_node_attr(doc, node, MTN_ATTR_CLASS));
  for (size_t i = 0; i < MTN_COUNT(names) && !found.ptr; i++) {
    matn_str value = mtn_node_attr(doc, node, (mtn_attr_id)names[i]);
    if (is_language(value)) found = value;
  }
  return found;
}

/* Looked for on the code element, the pre, and what wraps it closely. */
static matn_str language_of(const mtn_document *doc, const mtn_block *block) {
  uint32_t node = block->node;
  matn_str found = {NULL, 0};
  uint32_t child = node ? doc->nodes[node].first : 0;
  if (child && mtn_node_is(doc, child, MTN_TAG_CODE)) found = language_of_element(doc, child);
  for (unsigned up = 0; up < 4 && node && !found.ptr; up++, node = doc->nodes[node].parent)
    found = language_of_element(doc, node);
  return found;
}

static void code_body(writer *w, const mtn_block *block) {
  size_t run = 0, longest = 2;
  for (size_t i = 0; i < block->text.len; i++) {
    run = block->text.ptr[i] == '`' ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  for (size_t i = 0; i <= longest; i++) mtn_buf_put(&w->body, '`'); /* GFM 4.5: longer than any run inside */
  mtn_buf_str(&w->body, language_of(w->article->doc, block));
  mtn_buf_put(&w->body, '\n');
  mtn_buf_str(&w->body, block->text);
  mtn_buf_put(&w->body, '\n');
  for (size_t i = 0; i <= longest; i++) mtn_buf_put(&w->body, '`');
}

/* ---------------------------------------------------------------------------------------------------------- Tables */

#define COLUMNS_MAX 64 /* colspan may say anything */

static bool is_cell(const mtn_document *doc, uint32_t node) {
  return mtn_node_is(doc, node, MTN_TAG_TD) || mtn_node_is(doc, node, MTN_TAG_TH);
}

static size_t span_of(const mtn_document *doc, uint32_t cell) {
  matn_str value = mtn_node_attr(doc, cell, MTN_ATTR_COLSPAN);
  size_t span = 0;
  for (size_t i = 0; i < value.len && i < 3 && mtn_is_digit((unsigned char)value.ptr[i]); i++)
    span = span * 10 + (size_t)(value.ptr[i] - '0');
  return span == 0 ? 1 : span > COLUMNS_MAX ? COLUMNS_MAX : span;
}

static size_t columns_of(const mtn_document *doc, uint32_t row) {
  size_t columns = 0;
  for (uint32_t cell = doc->nodes[row].first; cell; cell = doc->nodes[cell].next)
    if (is_cell(doc, cell)) columns += span_of(doc, cell);
  return columns;
}

static void row_body(writer *w, uint32_t row) {
  const mtn_document *doc = w->article->doc;
  for (uint32_t cell = doc->nodes[row].first; cell; cell = doc->nodes[cell].next) {
    if (!is_cell(doc, cell)) continue;
    mtn_buf_cstr(&w->body, "| ");
    mtn_markdown_cell(&w->inline_, cell, &w->body);
    for (size_t span = span_of(doc, cell); span > 1; span--) mtn_buf_cstr(&w->body, " |");
    mtn_buf_put(&w->body, ' ');
  }
  mtn_buf_put(&w->body, '|');
}

/* The rows of one table that follow one another from part `first` on; returns the part behind them.  GFM 4.10: the
 * first row is the header and says how many columns there are; a table without one gets an empty one. */
static size_t table_body(writer *w, size_t first) {
  const mtn_article *article = w->article;
  size_t end = first + 1, columns = 1;
  while (end < article->part_count && article->parts[end].joins &&
         article->blocks.items[article->parts[end].block].kind == MATN_BLOCK_TABLE_ROW)
    end++;
  for (size_t i = first; i < end; i++) {
    size_t n = columns_of(article->doc, article->blocks.items[article->parts[i].block].node);
    if (n > columns) columns = n;
  }
  const mtn_block *head = &article->blocks.items[article->parts[first].block];
  bool has_head = (head->flags & MTN_BLOCK_HEADER_ROW) != 0;
  if (has_head) {
    row_body(w, head->node);
    for (size_t n = columns_of(article->doc, head->node); n < columns; n++) mtn_buf_cstr(&w->body, " |");
  } else {
    for (size_t n = 0; n < columns; n++) mtn_buf_cstr(&w->body, "|  ");
    mtn_buf_put(&w->body, '|');
  }
  mtn_buf_put(&w->body, '\n');
  for (size_t n = 0; n < columns; n++) mtn_buf_cstr(&w->body, "| --- ");
  mtn_buf_put(&w->body, '|');
  for (size_t i = has_head ? first + 1 : first; i < end; i++) {
    mtn_buf_put(&w->body, '\n');
    row_body(w, article->blocks.items[article->parts[i].block].node);
  }
  return end;
}

/* ---------------------------------------------------------------------------------------------------------- Images */

static bool is_within(const mtn_document *doc, uint32_t node, uint32_t top) {
  for (unsigned up = 0; up < CLIMB_MAX && node; up++, node = doc->nodes[node].parent)
    if (node == top) return true;
  return false;
}

/* Images from the text node `from` to the text node `to`, each a paragraph of its own; those inside `top` if it is not
 * 0. */
static void write_images(writer *w, uint32_t from, uint32_t to, uint32_t top, nest where) {
  const mtn_document *doc = w->article->doc;
  uint32_t node = from;
  for (unsigned looked = 0; node && node != to && looked < GAP_NODES_MAX; looked++) {
    bool skip = mtn_blocks_skips(doc, node) || mtn_node_is(doc, node, MTN_TAG_NOSCRIPT);
    if (mtn_node_is(doc, node, MTN_TAG_IMG) && (!top || is_within(doc, node, top))) {
      mtn_buf_clear(&w->body);
      mtn_markdown_image(doc, node, &w->body);
      if (w->body.len) {
        write_gap(w, where, false);
        write_body(w, NULL, where.items, where.quotes, false);
        w->last_items = where.items;
        w->last_quotes = where.quotes;
        w->any = true;
      }
    }
    node = skip ? mtn_node_skip(doc, 1, node) : mtn_node_walk(doc, 1, node);
  }
}

/* The figure that a caption is in, else the block's own box: images in there belong to it. */
static uint32_t home_of(const writer *w, const mtn_block *block) {
  const mtn_box *boxes = w->article->blocks.boxes;
  uint32_t box = block->box;
  for (unsigned up = 0; block->kind == MATN_BLOCK_CAPTION && up < CLIMB_MAX && box; up++, box = boxes[box].parent)
    if (boxes[box].tag == MTN_TAG_FIGURE) return boxes[box].node;
  return boxes[block->box].node;
}

/* Images before the block: all of them if the block before it on the page is in the article, else its own. */
static void images_before(writer *w, const mtn_block *before, const mtn_block *block, unsigned items, unsigned quotes) {
  if (!block->first || block == w->article->blocks.items) return;
  bool adjacent = before && before + 1 == block;
  write_images(w, block[-1].last, block->first, adjacent ? 0 : home_of(w, block), common_nest(w, items, quotes));
}

/* Its own images after the block, unless the next one will write them. */
static void images_after(writer *w, const mtn_block *block) {
  const mtn_blocks *blocks = &w->article->blocks;
  bool last = block + 1 == blocks->items + blocks->count;
  if (!block->last || (!last && block[1].selected)) return;
  write_images(w, block->last, last ? 0 : block[1].first, home_of(w, block), (nest){w->last_items, w->last_quotes});
}

/* ----------------------------------------------------------------------------------------------------------- Parts */

static void block_body(writer *w, const mtn_block *block) {
  switch ((matn_block_kind)block->kind) {
  case MATN_BLOCK_CODE: code_body(w, block); return;
  case MATN_BLOCK_HEADING:
    for (unsigned i = 0; i < block->level; i++) mtn_buf_put(&w->body, '#');
    mtn_buf_put(&w->body, ' ');
    break;
  default: break;
  }
  mtn_markdown_block(&w->inline_, block, block->kind == MATN_BLOCK_TERM, &w->body);
}

/* Write part `i`; returns the part behind what was written. */
static size_t write_part(writer *w, size_t i, const mtn_block *before) {
  const mtn_part *part = &w->article->parts[i];
  const mtn_block *block = &w->article->blocks.items[part->block];
  unsigned items = clip(part->items), quotes = clip(block->quote_depth);
  bool marker = part->starts_item && part->items <= NEST_MAX;
  unsigned around = marker ? items - 1 : items;
  if (w->render->options.images) images_before(w, before, block, around, quotes);
  nest common = common_nest(w, around, quotes);
  bool nested = part->items > w->last_items;
  set_levels(w, part, items, quotes);
  /* A list that does not start with 1 cannot follow a paragraph at once (GFM 5.3). */
  bool numbered = part->starts_item && mtn_node_is(w->article->doc, part->list, MTN_TAG_OL);
  bool tight = part->joins && !(nested && numbered && part->number != 1);
  size_t end = i + 1;
  mtn_buf_clear(&w->body);
  if (block->kind == MATN_BLOCK_TABLE_ROW) {
    tight = false;
    end = table_body(w, i);
  } else {
    block_body(w, block);
  }
  write_gap(w, common, tight);
  write_body(w, part, items, quotes, marker);
  w->last_items = items;
  w->last_quotes = quotes;
  w->any = true;
  if (w->render->options.images) images_after(w, &w->article->blocks.items[w->article->parts[end - 1].block]);
  return end;
}

void mtn_render_markdown(const mtn_render *render, mtn_out *out) {
  const mtn_article *article = render->article;
  writer w = {.render = render,
              .article = article,
              .inline_ = {.doc = article->doc,
                          .blocks = &article->blocks,
                          .links = render->options.links,
                          .images = render->options.images},
              .out = out};
  mtn_buf_init(&w.body, render->alloc);
  const mtn_block *before = NULL;
  for (size_t i = 0; i < article->part_count && out->status == MATN_OK;) {
    const mtn_block *block = &article->blocks.items[article->parts[i].block];
    if (mtn_render_leaves_out(render, block)) {
      i++;
      continue;
    }
    i = write_part(&w, i, before);
    before = &article->blocks.items[article->parts[i - 1].block];
  }
  mtn_buf_free(&w.body);
}
