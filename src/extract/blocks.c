/*
 * The cutter: one walk over the tree, each node entered and left once.
 *
 * What holds on the way: `frames` are the open elements that change anything for the text below them (all block-level
 * ones, and of the inline ones links, labels, times and hidden ones), the root's at the bottom.  `run` is the block
 * that is being written; it ends where a block-level element starts or ends, at an hr, and at two br in a row.  A table
 * row is cut cell by cell and its blocks are put together when the row ends, if they are all short.
 */
#include "extract/blocks_elements.h"

#include "extract/inline.h"
#include "extract/listing.h"
#include "extract/page_words.h"
#include "text/unicode.h"
#include "text/words.h"

/* A row with a longer cell is a piece of page layout, or a table whose cells read as paragraphs. */
#define CELL_CHARS_MAX 400

/* Text that a page shows only without scripts is its text when it has this much of it, and twice as much as the rest.
 * Discourse and other forums; measured in the study behind this rule: 19 of 1,497 pages, all forums. */
#define NOSCRIPT_CHARS_MIN 400

#define TEXT_CHUNK ((size_t)16 * 1024)
#define NO_BOX UINT32_MAX
#define IN_THEAD (1u << 31) /* frames only */

/* How a table is made: by its elements, by roles of others, or of elements that say that it is no table. */
enum { BY_ELEMENTS, BY_ROLES, LAYOUT };

/* What has happened since the last text: an element of class JOINT has ended, and another has started. */
enum { NO_JOINT, ENDED, MEETS };

typedef struct frame {
  uint32_t node;
  uint32_t box;   /* its index, NO_BOX while no block has been cut in it */
  uint32_t flags; /* mtn_block_flag, IN_THEAD */
  uint32_t link, table;
  uint32_t block_frame;  /* index of the innermost frame with `block`, this one included */
  uint32_t above;        /* scratch of open_boxes */
  uint32_t item, row;    /* index of the frame of the innermost li and tr, 0 if none */
  uint32_t block_start;  /* tr, td: number of blocks when it started */
  uint32_t cells, heads; /* tr */
  uint32_t columns;      /* tr: of the cells that have ended */
  uint8_t heading, kind; /* level; matn_block_kind of what stands in it, heading and item aside */
  uint8_t list_depth, quote_depth;
  bool block;     /* a boundary, and a box */
  bool pre;       /* white space counts */
  bool listing;   /* though it is no pre */
  bool started;   /* li: has a block */
  bool whole;     /* tr: all cells so far are short and inline */
  bool cell;      /* td, th */
  bool note;      /* a note beside the text */
  uint8_t manner; /* of the innermost table */
} frame;

typedef struct cutter {
  const mtn_document *doc;
  mtn_arena *arena, *scratch;
  mtn_blocks *out;
  frame *frames;
  size_t frame_count, frame_cap, block_cap, box_cap, mark_cap, note_cap;
  mtn_buf made; /* text that an element stands for */
  uint32_t max_blocks;
  matn_status status;

  char *text, *text_end; /* where the current block's text starts; end of the chunk that it is in */
  mtn_text_run run;
  uint32_t node, reach; /* innermost element around the text so far; and around it and what may come */
  uint32_t first, last; /* text nodes */
  uint32_t depth, reach_depth, node_depth;
  uint32_t flags_and, flags_or;
  uint8_t joint; /* NO_JOINT, ENDED, MEETS */
  bool cite;     /* a cite has started or ended since the last text */
  uint32_t link_chars, link_words, links, counted_link, last_link, breaks, images;
  size_t begin, end;
} cutter;

/* Room for one more element in an array of the scratch arena; the old array stays behind there. */
static void *grow(cutter *c, void *array, size_t *cap, size_t count, size_t size, size_t least) {
  if (count < *cap) return array;
  size_t want = *cap ? *cap * 2 : least, bytes;
  void *grown = mtn_mul(want, size, &bytes) ? mtn_arena_alloc(c->scratch, bytes) : NULL;
  if (!grown) {
    c->status = MATN_NOMEM;
    return NULL;
  }
  if (count) memcpy(grown, array, count * size);
  *cap = want;
  return grown;
}

static frame *top(const cutter *c) { return &c->frames[c->frame_count - 1]; }

/* ---------------------------------------------------------------------------------------------------------- Blocks */

static void start_run(cutter *c) {
  c->run = (mtn_text_run){.out = c->text};
  c->node = c->reach = c->first = 0;
  c->flags_and = ~0u;
  c->flags_or = 0;
  c->link_chars = c->link_words = c->links = c->counted_link = c->last_link = c->breaks = c->images = 0;
}

/* Make room for `need` bytes more in the current block's text.  A block that outgrows its chunk moves to one of twice
 * its size, so the bytes moved are at most the bytes written. */
static bool reserve(cutter *c, size_t need) {
  size_t used = (size_t)(c->run.out - c->text);
  if (need <= (size_t)(c->text_end - c->run.out)) return true;
  size_t size = used * 2 + need; /* both are below MTN_SOURCE_MAX */
  if (size < TEXT_CHUNK) size = TEXT_CHUNK;
  char *chunk = mtn_arena_alloc(c->arena, size);
  if (!chunk) {
    c->status = MATN_NOMEM;
    return false;
  }
  if (used) memcpy(chunk, c->text, used);
  c->text = chunk;
  c->text_end = chunk + size;
  c->run.out = chunk + used;
  return true;
}

static uint16_t deeper16(uint16_t depth) { return depth < UINT16_MAX ? (uint16_t)(depth + 1) : depth; }

/* What the box of a frame is: its element, or the part of a table that its role makes it. */
static uint16_t tag_of(const cutter *c, const frame *f) {
  bool part = f->manner == BY_ROLES && (f->table == f->node || f->cell || c->frames[f->row].node == f->node);
  return part ? mtn_element_table_part(c->doc, f->node) : c->doc->nodes[f->node].tag;
}

static uint32_t add_box(cutter *c, frame *f, uint32_t parent) {
  mtn_blocks *out = c->out;
  out->boxes = grow(c, out->boxes, &c->box_cap, out->box_count, sizeof(mtn_box), 256);
  if (!out->boxes) return 0;
  out->boxes[out->box_count] = (mtn_box){.node = f->node,
                                         .parent = parent,
                                         .first = (uint32_t)out->count,
                                         .flags = f->flags & ~IN_THEAD,
                                         .depth = out->box_count ? deeper16(out->boxes[parent].depth) : 0,
                                         .tag = tag_of(c, f)};
  return f->box = (uint32_t)out->box_count++;
}

/* Every open block-level element gets its box, the outer ones first; the root has one.  Inline elements, which may be
 * nested deep, are not passed: each frame knows the innermost block-level one. */
static uint32_t open_boxes(cutter *c) {
  uint32_t at = top(c)->block_frame, waiting = 0;
  for (; c->frames[at].box == NO_BOX; at = c->frames[at - 1].block_frame) {
    c->frames[at].above = waiting;
    waiting = at;
  }
  uint32_t box = c->frames[at].box;
  for (; waiting && c->status == MATN_OK; waiting = c->frames[waiting].above)
    box = add_box(c, &c->frames[waiting], box);
  return box;
}

static uint16_t clip16(uint32_t n) { return n > UINT16_MAX ? UINT16_MAX : (uint16_t)n; }

static void set_kind(cutter *c, mtn_block *block, const frame *f) {
  frame *item = f->item ? &c->frames[f->item] : NULL;
  bool starts = item && !item->started;
  block->kind = f->kind;
  if (starts) {
    item->started = true;
    block->flags |= MTN_BLOCK_ITEM_START;
    if (block->kind == MATN_BLOCK_PARAGRAPH || block->kind == MATN_BLOCK_QUOTE) block->kind = MATN_BLOCK_LIST_ITEM;
  }
  if (f->heading && !f->pre) block->kind = MATN_BLOCK_HEADING;
  if (f->pre) block->kind = MATN_BLOCK_CODE;
  if (block->kind == MATN_BLOCK_HEADING) block->level = f->heading;
  if (block->kind == MATN_BLOCK_LIST_ITEM) block->level = f->list_depth ? f->list_depth : 1;
  if (block->kind == MATN_BLOCK_QUOTE) block->level = f->quote_depth;
}

/* Trim what collapsing could not know: white space at the end, and, of preformatted text, empty lines at the start. */
static matn_str trimmed(const char *text, size_t len, bool pre) {
  matn_str all = {text, len}, inner = mtn_text_trim(all);
  if (!pre) return inner;
  const char *start = inner.ptr;
  while (start > text && start[-1] != '\n') start--; /* keep the first line's indent */
  return (matn_str){start, (size_t)(inner.ptr + inner.len - start)};
}

static void flush(cutter *c) {
  if (!c->run.ink) {
    if (c->run.out != c->text || c->run.separator || c->images) start_run(c);
    return;
  }
  const frame *f = top(c);
  mtn_blocks *out = c->out;
  if (out->count >= c->max_blocks) {
    c->status = MATN_LIMIT;
    return;
  }
  uint32_t box = open_boxes(c);
  out->items = grow(c, out->items, &c->block_cap, out->count, sizeof(mtn_block), 128);
  if (c->status != MATN_OK) return;
  mtn_text_end(&c->run);
  uint32_t node = c->node;
  while (c->doc->nodes[node].type == MTN_FRAGMENT && c->doc->nodes[node].parent) node = c->doc->nodes[node].parent;
  mtn_block *block = &out->items[out->count++];
  *block = (mtn_block){
      .node = node,
      .box = box,
      .first = c->first,
      .last = c->last,
      .flags = (c->flags_and | c->flags_or) & ~IN_THEAD,
      .table = f->table,
      .item = f->item ? c->frames[f->item].node : 0,
      .list_depth = f->list_depth,
      .quote_depth = f->quote_depth,
      .depth = clip16(c->node_depth),
      .text = trimmed(c->text, (size_t)(c->run.out - c->text), f->pre),
      .span = {c->begin, c->end},
      .chars = c->run.chars,
      .link_chars = c->link_chars,
      .words = c->run.words,
      .link_words = c->link_words,
      .sentences = clip16(c->run.sentences),
      .commas = clip16(c->run.commas),
      .links = clip16(c->links),
      .breaks = clip16(c->breaks),
      .images = clip16(c->images),
  };
  if (c->links != 1) block->flags &= ~(uint32_t)MTN_BLOCK_IN_LINK;
  set_kind(c, block, f);
  c->text = c->run.out;
  start_run(c);
}

/* ------------------------------------------------------------------------------------------------------ Table rows */

/* A cell ends: does its row stay one that can be put together? */
static void end_cell(cutter *c, const frame *cell) {
  frame *row = &c->frames[cell->row];
  size_t blocks = c->out->count - cell->block_start;
  uint32_t column = row->columns;
  row->columns += mtn_element_span(c->doc, cell->node, MTN_ATTR_COLSPAN);
  if (blocks == 0) return;
  mtn_block *block = &c->out->items[cell->block_start];
  block->column = clip16(column);
  bool other = ((block->flags ^ row->flags) & MTN_BLOCK_IN_NOSCRIPT) != 0;
  if (blocks > 1 || other || block->chars > CELL_CHARS_MAX || block->kind != MATN_BLOCK_PARAGRAPH) row->whole = false;
}

/* The row's cells, a block each, become one block, with a tab for each column passed, so that cells below one another
 * stay so however many are empty; their boxes go. */
static void end_row(cutter *c, const frame *row) {
  mtn_blocks *out = c->out;
  size_t first = row->block_start, count = out->count - first, len = 0;
  if (!row->whole || row->cells < 2 || count == 0) return;
  for (size_t i = first; i < out->count; i++) len += out->items[i].text.len;
  if (!reserve(c, len + out->items[out->count - 1].column)) return;
  mtn_block merged = out->items[first];
  uint32_t column = 0;
  for (size_t i = first; i < out->count; i++) {
    const mtn_block *cell = &out->items[i];
    for (; column < cell->column; column++) *c->run.out++ = '\t';
    for (size_t k = 0; k < cell->text.len; k++) {
      char byte = cell->text.ptr[k];
      *c->run.out++ = byte == '\n' || byte == '\t' ? ' ' : byte;
    }
    if (i == first) continue;
    merged.last = cell->last;
    merged.flags &= cell->flags | MTN_BLOCK_IN_TIME;
    merged.flags |= cell->flags & MTN_BLOCK_IN_TIME;
    if (cell->span.begin < merged.span.begin) merged.span.begin = cell->span.begin;
    if (cell->span.end > merged.span.end) merged.span.end = cell->span.end;
    merged.chars += cell->chars + 1;
    merged.link_chars += cell->link_chars;
    merged.words += cell->words;
    merged.link_words += cell->link_words;
    merged.sentences = clip16((uint32_t)merged.sentences + cell->sentences);
    merged.commas = clip16((uint32_t)merged.commas + cell->commas);
    merged.links = clip16((uint32_t)merged.links + cell->links);
    merged.breaks = clip16((uint32_t)merged.breaks + cell->breaks);
    merged.images = clip16((uint32_t)merged.images + cell->images);
  }
  merged.text = (matn_str){c->text, (size_t)(c->run.out - c->text)};
  merged.kind = MATN_BLOCK_TABLE_ROW;
  merged.level = 0;
  merged.node = row->node;
  merged.depth = clip16(c->depth);
  merged.box = row->box;
  if (count > 1) merged.flags &= ~(uint32_t)MTN_BLOCK_IN_LINK;
  if (row->heads == row->cells || (row->flags & IN_THEAD)) merged.flags |= MTN_BLOCK_HEADER_ROW;
  out->items[first] = merged;
  out->count = first + 1;
  for (size_t i = out->note_count; i > 0 && out->notes[i - 1].block > first; i--)
    out->notes[i - 1].block = (uint32_t)first;
  out->box_count = (size_t)row->box + 1;
  c->text = c->run.out;
  start_run(c);
}

/* ------------------------------------------------------------------------------------------------------------- Text */

/* Text that is shown: where it stands in the page, and the node that it is in or that it was made for. */
typedef struct piece {
  uint32_t node;
  matn_str text;
  size_t begin; /* of `text` in the source, if it stands there as it is; else of what it was made from */
  size_t end;
  bool in_source;
  bool formula;
} piece;

/* White space that is not in the page, before the piece. */
static void part_words(cutter *c, const frame *f, const piece *p) {
  matn_str before = {c->text, (size_t)(c->run.out - c->text)};
  bool joint = c->joint == MEETS && before.len > 1 &&
               mtn_blocks_part_at_joint(before.len, c->run.out[-2], c->run.out[-1], p->text.ptr[0]);
  if (c->cite && f->quote_depth && mtn_inline_parts_at_cite(before, p->text))
    mtn_text_separate(&c->run, '\n');
  else if (joint)
    mtn_text_separate(&c->run, ' ');
}

MTN_INLINE void add_piece(cutter *c, const piece *p) {
  const frame *f = top(c);
  /* The page hides a formula's markup where its image stands beside it. */
  uint32_t flags =
      p->formula ? f->flags & ~(uint32_t)(MTN_BLOCK_HIDDEN | MTN_BLOCK_UNDISPLAYED | MTN_BLOCK_ARIA_HIDDEN) : f->flags;
  if (c->run.ink && ((c->flags_and ^ flags) & MTN_BLOCK_IN_NOSCRIPT) && mtn_text_trim(p->text).len) flush(c);
  if (c->status != MATN_OK || !reserve(c, p->text.len + 1 + MTN_TEXT_SLACK)) return;
  char *before = c->run.out;
  uint32_t chars = c->run.chars, words = c->run.words;
  size_t first = 0, last = p->text.len;
  if ((c->joint == MEETS || c->cite) && !f->pre && p->text.len && c->run.ink && !c->run.separator) part_words(c, f, p);
  c->joint = NO_JOINT;
  c->cite = false;
  if (f->pre)
    mtn_text_copy(&c->run, p->text);
  else
    mtn_text_collapse(&c->run, p->text, &first, &last);
  if (c->run.out == before) return;
  size_t begin = p->in_source ? p->begin + first : p->begin, end = p->in_source ? p->begin + last : p->end;
  if (!c->first) {
    c->first = p->node;
    c->node = c->reach = c->doc->nodes[p->node].parent;
    c->node_depth = c->reach_depth = c->depth;
    c->begin = begin;
    c->end = end;
  } else {
    c->node = c->reach;
    c->node_depth = c->reach_depth;
    if (begin < c->begin) c->begin = begin; /* foster parenting moves text before what it follows */
    if (end > c->end) c->end = end;
  }
  c->last = p->node;
  c->flags_and &= flags;
  c->flags_or |= f->flags & MTN_BLOCK_IN_TIME;
  c->last_link = f->link;
  if (f->link) {
    c->link_chars += c->run.chars - chars;
    c->link_words += c->run.words - words;
    if (f->link != c->counted_link) c->links++;
    c->counted_link = f->link;
  }
}

/* Text whose line ends are kept by style. */
static void add_lines(cutter *c, const piece *all) {
  matn_str rest = all->text;
  for (;;) {
    const char *end = rest.len ? memchr(rest.ptr, '\n', rest.len) : NULL;
    piece line = *all;
    line.text = (matn_str){rest.ptr, end ? (size_t)(end - rest.ptr) : rest.len};
    if (all->in_source) line.begin = all->begin + (size_t)(rest.ptr - all->text.ptr);
    if (line.text.len) add_piece(c, &line);
    if (!end || c->status != MATN_OK) return;
    if (c->run.ink) mtn_text_separate(&c->run, '\n');
    rest = (matn_str){end + 1, rest.len - (size_t)(end + 1 - rest.ptr)};
  }
}

static void add_text(cutter *c, uint32_t node) {
  const mtn_node *n = &c->doc->nodes[node];
  matn_str text = mtn_node_text(c->doc, node);
  bool pre = top(c)->pre;
  if (pre && mtn_listing_is_between(c->doc, node, top(c)->listing)) return;
  if (!pre && mtn_text_is_white(text)) { /* half of all texts */
    mtn_text_separate(&c->run, ' ');
    c->joint = NO_JOINT;
    c->cite = false;
    return;
  }
  piece p = {.node = node, .text = text, .in_source = !(n->data & MTN_IN_POOL)};
  p.begin = p.in_source ? n->data : n->begin;
  p.end = n->end;
  if (!pre && mtn_inline_keeps_lines(c->doc, node))
    add_lines(c, &p);
  else
    add_piece(c, &p);
}

/* A sign that the page does not have. */
static void add_sign(cutter *c, const char *sign) {
  size_t first, last;
  if (reserve(c, 2 + MTN_TEXT_SLACK)) mtn_text_collapse(&c->run, mtn_str_of(sign), &first, &last);
}

static void add_note(cutter *c, uint32_t node, bool label) {
  mtn_blocks *out = c->out;
  out->notes = grow(c, out->notes, &c->note_cap, out->note_count, sizeof(mtn_note), 16);
  if (out->notes) out->notes[out->note_count++] = (mtn_note){node, (uint32_t)out->count, label};
}

/* If the element is more than its text, or less (extract/inline.h): add what stands for it, and nothing below it. */
static bool take_special(cutter *c, uint32_t node) {
  mtn_inline_kind kind = mtn_inline_kind_of(c->doc, node, top(c)->pre);
  if (kind == MTN_INLINE_AS_IS) return false;
  if (kind == MTN_INLINE_DROP) {
    if (mtn_node_is(c->doc, node, MTN_TAG_A)) mtn_text_separate(&c->run, ' '); /* it stood between words */
    return true;
  }
  mtn_buf_clear(&c->made);
  mtn_inline_write(c->doc, node, kind, &c->made);
  if (c->made.failed) c->status = MATN_NOMEM;
  if (c->status != MATN_OK || c->made.len == 0) return true;
  if (kind == MTN_INLINE_DISPLAY) flush(c);
  if (kind == MTN_INLINE_NOTE || kind == MTN_INLINE_NOTE_BARE || kind == MTN_INLINE_NOTE_LABEL)
    add_note(c, node, kind == MTN_INLINE_NOTE_LABEL);
  const mtn_node *n = &c->doc->nodes[node];
  uint32_t end = n->last && c->doc->nodes[n->last].end > n->end ? c->doc->nodes[n->last].end : n->end;
  if (c->status == MATN_OK)
    add_piece(c, &(piece){.node = node,
                          .text = mtn_buf_view(&c->made),
                          .begin = n->begin,
                          .end = end,
                          .formula = kind == MTN_INLINE_MATH || kind == MTN_INLINE_DISPLAY});
  if (c->status == MATN_OK && kind == MTN_INLINE_DISPLAY) flush(c);
  return true;
}

static void enter_inline(cutter *c, uint32_t node, uint16_t tag) {
  if (tag == MTN_TAG_RT && mtn_inline_needs_brackets(c->doc, node) && c->run.ink) add_sign(c, "(");
  if (tag == MTN_TAG_CITE) c->cite = true;
}

static void leave_inline(cutter *c, uint32_t node) {
  if (c->doc->nodes[node].ns != MTN_NS_HTML) return;
  uint16_t tag = c->doc->nodes[node].tag;
  if (tag == MTN_TAG_RT && mtn_inline_needs_brackets(c->doc, node) && c->run.ink) add_sign(c, ")");
  if (tag == MTN_TAG_CITE) c->cite = true;
}

/* -------------------------------------------------------------------------------------------- Entering and leaving */

static void mark(cutter *c, uint32_t node) {
  mtn_blocks *out = c->out;
  if (out->mark_count && out->marks[out->mark_count - 1] == node) return;
  out->marks = grow(c, out->marks, &c->mark_cap, out->mark_count, sizeof(uint32_t), 128);
  if (out->marks) out->marks[out->mark_count++] = node;
}

static uint8_t deeper(uint8_t depth) { return depth < UINT8_MAX ? (uint8_t)(depth + 1) : depth; }

static bool is_layout(matn_str role) { return mtn_str_is(role, "presentation") || mtn_str_is(role, "none"); }

/* Docutils once laid out each note as a table of one row: its label, and its text. */
static bool is_note_class(matn_str class) {
  return class.len && mtn_class_has(class, "docutils") &&
         (mtn_class_has(class, "footnote") || mtn_class_has(class, "citation"));
}

/* What the element is to the text in it. */
static void apply_tag(cutter *c, frame *f, uint16_t tag, const mtn_element_says *s) {
  switch (tag) {
  case MTN_TAG_A:
    if (!s->href.ptr) return;
    f->link = f->node;
    f->flags |= MTN_BLOCK_IN_LINK;
    if (c->last_link && c->run.ink) mtn_text_separate(&c->run, ' '); /* two links side by side are two words */
    return;
  case MTN_TAG_TIME: f->flags |= MTN_BLOCK_IN_TIME; return;
  case MTN_TAG_LABEL:
  case MTN_TAG_LEGEND: f->flags |= MTN_BLOCK_IN_LABEL; return;
  case MTN_TAG_NOSCRIPT: f->flags |= MTN_BLOCK_IN_NOSCRIPT; return;
  case MTN_TAG_TEMPLATE: f->flags |= MTN_BLOCK_IN_SHADOW; return;
  case MTN_TAG_ADDRESS: f->flags |= MTN_BLOCK_IN_ADDRESS; return;
  case MTN_TAG_ARTICLE: f->flags |= MTN_BLOCK_IN_ARTICLE; return;
  case MTN_TAG_ASIDE: f->flags |= MTN_BLOCK_IN_ASIDE; return;
  case MTN_TAG_BUTTON: f->flags |= MTN_BLOCK_IN_BUTTON; return;
  case MTN_TAG_DETAILS: f->flags |= MTN_BLOCK_IN_DETAILS; return;
  case MTN_TAG_DIALOG: f->flags |= MTN_BLOCK_IN_DIALOG | (s->open ? 0u : (uint32_t)MTN_BLOCK_HIDDEN); return;
  case MTN_TAG_FIGURE: f->flags |= MTN_BLOCK_IN_FIGURE; return;
  case MTN_TAG_FOOTER: f->flags |= MTN_BLOCK_IN_FOOTER; return;
  case MTN_TAG_FORM:
  case MTN_TAG_FIELDSET:
  case MTN_TAG_SEARCH: f->flags |= MTN_BLOCK_IN_FORM; return;
  case MTN_TAG_HEADER: f->flags |= MTN_BLOCK_IN_HEADER; return;
  case MTN_TAG_MAIN: f->flags |= MTN_BLOCK_IN_MAIN; return;
  case MTN_TAG_NAV: f->flags |= MTN_BLOCK_IN_NAV; return;
  case MTN_TAG_H1: mark(c, f->node); /* fall through */
  case MTN_TAG_H2:
  case MTN_TAG_H3:
  case MTN_TAG_H4:
  case MTN_TAG_H5:
  case MTN_TAG_H6: f->heading = (uint8_t)(tag - MTN_TAG_H1 + 1); return;
  case MTN_TAG_UL:
  case MTN_TAG_OL:
  case MTN_TAG_MENU:
  case MTN_TAG_DIR:
    f->flags |= MTN_BLOCK_IN_LIST;
    f->list_depth = deeper(f->list_depth);
    return;
  case MTN_TAG_LI:
    f->item = (uint32_t)c->frame_count; /* this frame's index */
    f->started = false;
    f->kind = f->quote_depth ? MATN_BLOCK_QUOTE : MATN_BLOCK_PARAGRAPH;
    return;
  case MTN_TAG_DT: f->kind = MATN_BLOCK_TERM; return;
  case MTN_TAG_DD:
    f->flags |= MTN_BLOCK_IN_DEFINITION;
    f->kind = MATN_BLOCK_PARAGRAPH;
    return;
  case MTN_TAG_FIGCAPTION:
  case MTN_TAG_CAPTION: f->kind = MATN_BLOCK_CAPTION; return;
  case MTN_TAG_BLOCKQUOTE:
    f->flags |= MTN_BLOCK_IN_QUOTE;
    f->quote_depth = deeper(f->quote_depth);
    f->kind = MATN_BLOCK_QUOTE;
    return;
  case MTN_TAG_PRE:
  case MTN_TAG_LISTING:
  case MTN_TAG_XMP:
  case MTN_TAG_PLAINTEXT:
    f->flags |= MTN_BLOCK_IN_PRE;
    f->pre = true;
    return;
  case MTN_TAG_TABLE:
    if (f->row) c->frames[f->row].whole = false;
    f->flags |= MTN_BLOCK_IN_TABLE;
    f->table = f->node;
    f->row = f->item = 0;
    f->manner = s->part ? BY_ROLES : BY_ELEMENTS;
    if (c->doc->nodes[f->node].size &&
        (is_layout(mtn_node_attr(c->doc, f->node, MTN_ATTR_ROLE)) || is_note_class(s->class)))
      f->manner = LAYOUT;
    return;
  case MTN_TAG_THEAD: f->flags |= IN_THEAD; return;
  case MTN_TAG_TR:
    f->row = (uint32_t)c->frame_count;
    f->block_start = (uint32_t)c->out->count;
    f->cells = f->heads = f->columns = 0;
    f->whole = f->manner != LAYOUT;
    return;
  case MTN_TAG_TD:
  case MTN_TAG_TH:
    if (!f->row) return; /* only a fragment has a cell without a row */
    f->cell = true;
    f->block_start = (uint32_t)c->out->count;
    f->kind = MATN_BLOCK_PARAGRAPH;
    c->frames[f->row].cells++;
    c->frames[f->row].heads += tag == MTN_TAG_TH;
    return;
  default: return;
  }
}

/* A boundary: the end of the block, or, in preformatted text, of the line. */
static void boundary(cutter *c, bool pre) {
  if (!pre) {
    flush(c);
  } else if (c->run.ink && c->run.out[-1] != '\n') {
    mtn_text_separate(&c->run, '\n');
  }
}

static void line_break(cutter *c) {
  const frame *f = top(c);
  if (f->pre) {
    if (c->run.ink && reserve(c, 2)) mtn_text_copy(&c->run, MTN_STR("\n"));
  } else if (c->run.ink && c->run.separator == '\n') {
    flush(c);
  } else if (c->run.ink) {
    mtn_text_separate(&c->run, '\n');
    c->breaks++;
  }
}

/* Elements that are told by name alone and have no text of their own; whether to go into the element. */
static bool enter_special(cutter *c, uint32_t node, uint16_t tag, bool *done) {
  *done = true;
  switch (tag) {
  case MTN_TAG_BR: line_break(c); return false;
  case MTN_TAG_IMG:
    c->images++;
    if (c->doc->nodes[node].size) (void)take_special(c, node);
    return false;
  case MTN_TAG_META:
  case MTN_TAG_LINK:
  case MTN_TAG_BASE:
  case MTN_TAG_TITLE: mark(c, node); return false;
  case MTN_TAG_SCRIPT:
    if (take_special(c, node)) return false;
    if (!mtn_element_is_program(c->doc, node)) {
      mark(c, node);
      return false;
    }
    c->out->scripts++;
    if (!c->out->script_kind)
      c->out->script_kind = (uint8_t)mtn_word_kind_of_file(mtn_node_attr(c->doc, node, MTN_ATTR_SRC));
    return false;
  case MTN_TAG_TEMPLATE:
    *done = mtn_node_attr(c->doc, node, MTN_ATTR_SHADOWROOTMODE).ptr == NULL; /* HTML 4.12.3: else it is shown */
    return false;
  case MTN_TAG_TIME: mark(c, node); break;
  default: break;
  }
  *done = false;
  return false;
}

/* Whether an element may be more than its text, as far as costs nothing to ask. */
static bool may_be_special(const cutter *c, uint32_t node, unsigned class, const mtn_element_says *s) {
  const mtn_node *n = &c->doc->nodes[node];
  if (class & MTN_CLASS_INLINE) return n->tag == MTN_TAG_SUP || n->tag == MTN_TAG_SUB || n->tag == MTN_TAG_EM;
  if (top(c)->pre) return s->class.len || s->style.len || n->tag == MTN_TAG_BUTTON;
  if (n->tag == MTN_TAG_A)
    return s->href.len && (s->href.ptr[0] == '#' || top(c)->heading || mtn_node_is(c->doc, n->parent, MTN_TAG_SUP) ||
                           mtn_node_is(c->doc, n->first, MTN_TAG_SUP));
  if (n->tag == MTN_TAG_BUTTON) return mtn_node_is(c->doc, n->parent, MTN_TAG_SUP);
  if (n->tag == MTN_TAG_SPAN && ((s->flags & MTN_BLOCK_UNDISPLAYED) || mtn_inline_may_be_unseen(s->class))) return true;
  if (s->class.len < 2) return false;
  return n->tag == MTN_TAG_TD || n->tag == MTN_TAG_LABEL || n->tag == MTN_TAG_CODE || mtn_inline_may_be_more(s->class);
}

/* What part of a table an element is by its role, where it stands in its place: 0 of others. */
static uint16_t part_by_role(const cutter *c, uint32_t node, const mtn_element_says *s) {
  const frame *f = top(c);
  if (f->pre) return 0;
  switch (s->part) {
  case MTN_TAG_TR: return f->manner == BY_ROLES && !f->row ? s->part : 0;
  case MTN_TAG_TD:
  case MTN_TAG_TH:
    return f->manner == BY_ROLES && f->row && c->frames[f->row].node == c->doc->nodes[node].parent ? s->part : 0;
  default: return s->part;
  }
}

/* The frame of an element that breaks the text or changes what it is: with it the walk goes into the element. */
static bool open_frame(cutter *c, uint32_t node, unsigned class, const mtn_element_says *s, bool note, bool listing) {
  const mtn_node *n = &c->doc->nodes[node];
  bool pre = top(c)->pre;
  if (class & MTN_CLASS_BLOCK) boundary(c, pre);
  if (c->status != MATN_OK) return false;
  const uint16_t tag = s->part ? s->part : n->tag;
  if (!n->first && tag != MTN_TAG_TD && tag != MTN_TAG_TH) return false;
  c->frames = grow(c, c->frames, &c->frame_cap, c->frame_count, sizeof(frame), 64);
  if (!c->frames) return false;
  frame *f = &c->frames[c->frame_count];
  *f = *top(c);
  f->node = node;
  f->box = NO_BOX;
  f->flags |= s->flags;
  f->cell = false;
  f->note = note;
  f->block = (class & MTN_CLASS_BLOCK) && !pre;
  if (f->block) f->block_frame = (uint32_t)c->frame_count;
  if (s->heading) f->heading = s->heading;
  if (class & MTN_CLASS_STATE) apply_tag(c, f, tag, s);
  if (listing) {
    f->flags |= MTN_BLOCK_IN_PRE;
    f->pre = f->listing = true;
  }
  c->frame_count++;
  return true;
}

/* Whether to go into the element. */
static bool enter(cutter *c, uint32_t node) {
  const mtn_node *n = &c->doc->nodes[node];
  if (n->ns != MTN_NS_HTML) {
    if (n->ns == MTN_NS_MATHML && n->tag == MTN_TAG_MATH && take_special(c, node)) return false;
    return !mtn_blocks_skips(c->doc, node);
  }
  unsigned class = mtn_element_class[n->tag];
  if (class & MTN_CLASS_SPACED) mtn_text_separate(&c->run, ' ');
  if ((class & MTN_CLASS_JOINT) && c->joint) c->joint = MEETS;
  if (class & MTN_CLASS_STATE) {
    bool done;
    (void)enter_special(c, node, n->tag, &done);
    if (done) return false;
    if (n->tag == MTN_TAG_TEMPLATE) class = MTN_CLASS_BLOCK | MTN_CLASS_STATE;
  }
  if (class & MTN_CLASS_SKIP) return false;
  mtn_element_says s = {0};
  if (n->size) {
    s = mtn_element_read(c->doc, node);
    if (s.marked) mark(c, node);
    if (n->tag == MTN_TAG_BODY || n->tag == MTN_TAG_HTML) s.flags = 0; /* hidden until a script shows it */
    if (s.blocks) class |= MTN_CLASS_BLOCK;
    if (MTN_UNLIKELY(s.part) && (s.part = part_by_role(c, node, &s)) != 0) class |= MTN_CLASS_BLOCK | MTN_CLASS_STATE;
  }
  bool listing = mtn_listing_may_be_box(n->tag) && (s.class.len || s.style.len || n->tag == MTN_TAG_TABLE) &&
                 !top(c)->pre && mtn_listing_is_box(c->doc, node, s.class, s.style, s.blocks);
  if (listing) class |= MTN_CLASS_BLOCK;
  if (may_be_special(c, node, class, &s) && take_special(c, node)) return false;
  if (top(c)->pre && n->size && n->prev && c->run.ink && c->run.out[-1] != '\n' &&
      mtn_listing_starts_line(c->doc, node))
    mtn_text_separate(&c->run, '\n');
  if (class & MTN_CLASS_INLINE) enter_inline(c, node, n->tag);
  bool note = s.class.len && (n->tag == MTN_TAG_SPAN || n->tag == MTN_TAG_SMALL) && !top(c)->pre &&
              mtn_inline_is_side_note(c->doc, node);
  if (note) mtn_text_separate(&c->run, ' ');
  if (!(class & (MTN_CLASS_BLOCK | MTN_CLASS_STATE)) && !s.flags && !s.heading && !note) return true;
  if (n->tag == MTN_TAG_PRE && top(c)->row && !top(c)->pre && mtn_listing_is_gutter(c->doc, node)) return false;
  return open_frame(c, node, class, &s, note, listing);
}

static void leave(cutter *c, uint32_t node) {
  if (c->reach == node) {
    c->reach = c->doc->nodes[node].parent;
    c->reach_depth = c->depth ? c->depth - 1 : 0;
  }
  unsigned class = mtn_element_class[c->doc->nodes[node].tag];
  if (class & MTN_CLASS_JOINT) c->joint = ENDED;
  if (class & MTN_CLASS_INLINE) leave_inline(c, node);
  frame *f = top(c);
  if (f->node != node || c->frame_count == 1) return;
  uint16_t tag = c->doc->nodes[node].tag;
  if (f->block)
    flush(c);
  else if (f->pre && (mtn_element_class[tag] & MTN_CLASS_BLOCK))
    boundary(c, true);
  if (c->status != MATN_OK) return;
  if (f->note) mtn_text_separate(&c->run, ' ');
  if (f->cell)
    end_cell(c, f);
  else if (f->row == c->frame_count - 1)
    end_row(c, f);
  if (f->block && f->box != NO_BOX) c->out->boxes[f->box].end = (uint32_t)c->out->count;
  c->frame_count--;
}

/* ------------------------------------------------------------------------------------------------------------ Walk */

static void walk(cutter *c, uint32_t root) {
  const mtn_node *nodes = c->doc->nodes;
  uint32_t node = nodes[root].first;
  if (!node) return;
  c->depth = 0; /* of the element that `node` is in, root being 0 */
  for (;;) {
    bool down = false;
    switch (nodes[node].type) {
    case MTN_TEXT: add_text(c, node); break;
    case MTN_ELEMENT: down = enter(c, node); break;
    case MTN_FRAGMENT: down = true; break;
    default: break;
    }
    if (c->status != MATN_OK) return;
    if (down && nodes[node].first) {
      node = nodes[node].first;
      c->depth++;
      continue;
    }
    if (down) leave(c, node);
    while (!nodes[node].next) {
      node = nodes[node].parent;
      if (node == root) return;
      leave(c, node);
      c->depth--;
      if (c->status != MATN_OK) return;
    }
    node = nodes[node].next;
  }
}

/* Leave the blocks of noscript out, unless the page keeps its text there. */
static void settle_noscript(mtn_blocks *out, mtn_arena *arena, matn_status *status) {
  size_t inside = 0, outside = 0, found = 0;
  for (size_t i = 0; i < out->count; i++) {
    const mtn_block *block = &out->items[i];
    size_t plain = block->chars > block->link_chars ? block->chars - block->link_chars : 0;
    if (block->flags & MTN_BLOCK_IN_NOSCRIPT) {
      inside += plain;
      found++;
    } else {
      outside += plain;
    }
  }
  if (!found) return;
  out->noscript_left = true;
  out->noscript_is_text = inside > NOSCRIPT_CHARS_MIN && inside > 2 * outside;
  if (out->noscript_is_text) {
    out->noscript_left = false;
    return;
  }
  uint32_t *moved = mtn_arena_alloc(arena, (out->count + 1) * sizeof(*moved));
  if (!moved) {
    *status = MATN_NOMEM;
    return;
  }
  size_t kept = 0;
  for (size_t i = 0; i < out->count; i++) {
    moved[i] = (uint32_t)kept;
    if (!(out->items[i].flags & MTN_BLOCK_IN_NOSCRIPT)) out->items[kept++] = out->items[i];
  }
  moved[out->count] = (uint32_t)kept;
  size_t notes = 0;
  for (size_t i = 0; i < out->note_count; i++) {
    mtn_note note = out->notes[i];
    if (moved[note.block] == moved[note.block + 1]) continue; /* its block has gone */
    note.block = moved[note.block];
    out->notes[notes++] = note;
  }
  out->note_count = notes;
  for (size_t i = 0; i < out->box_count; i++) {
    out->boxes[i].first = moved[out->boxes[i].first];
    out->boxes[i].end = moved[out->boxes[i].end];
  }
  out->count = kept;
}

static bool start(cutter *c, uint32_t root) {
  mtn_buf_init(&c->made, c->doc->alloc);
  c->frames = grow(c, NULL, &c->frame_cap, 0, sizeof(frame), 64);
  if (!c->frames) return false;
  c->frames[0] = (frame){.node = root, .box = NO_BOX, .block = true};
  c->frame_count = 1;
  start_run(c);
  (void)add_box(c, &c->frames[0], 0);
  return c->status == MATN_OK;
}

/* Once all boxes are known. */
static void read_names(cutter *c) {
  mtn_blocks *out = c->out;
  out->names = mtn_arena_alloc(c->arena, out->box_count * sizeof(*out->names));
  out->known_names = mtn_arena_alloc(c->arena, sizeof(*out->known_names));
  if (!out->names || !out->known_names || mtn_names_new(out->known_names, out->box_count, c->arena) != MATN_OK) {
    c->status = MATN_NOMEM;
    return;
  }
  for (size_t i = 0; i < out->box_count; i++)
    out->names[i] = mtn_names_of(out->known_names, c->doc, out->boxes[i].node);
}

/* An array that grew in the scratch arena, in the other one. */
static void *keep(cutter *c, const void *array, size_t count, size_t size) {
  void *kept = mtn_arena_alloc(c->arena, count * size); /* less than it has in the scratch arena */
  if (kept && count) memcpy(kept, array, count * size);
  if (!kept) c->status = MATN_NOMEM;
  return kept;
}

static void keep_arrays(cutter *c) {
  mtn_blocks *out = c->out;
  out->items = keep(c, out->items, out->count, sizeof(*out->items));
  out->boxes = keep(c, out->boxes, out->box_count, sizeof(*out->boxes));
  out->marks = keep(c, out->marks, out->mark_count, sizeof(*out->marks));
  out->notes = keep(c, out->notes, out->note_count, sizeof(*out->notes));
}

static matn_status finish(cutter *c, matn_error *error) {
  mtn_buf_free(&c->made);
  if (c->status == MATN_OK) flush(c);
  if (c->status == MATN_OK) settle_noscript(c->out, c->scratch, &c->status);
  if (c->status == MATN_OK) keep_arrays(c);
  if (c->status == MATN_OK) read_names(c);
  if (c->status == MATN_NOMEM) return mtn_out_of_memory(error);
  if (c->status == MATN_LIMIT) return mtn_fail(error, MATN_LIMIT, c->begin, "more blocks than max_blocks");
  c->out->boxes[0].end = (uint32_t)c->out->count;
  return MATN_OK;
}

matn_status mtn_blocks_cut(const mtn_document *doc, mtn_arena *arena, mtn_arena *scratch, uint32_t max_blocks,
                           mtn_blocks *out, matn_error *error) {
  *out = (mtn_blocks){0};
  cutter c = {.doc = doc, .arena = arena, .scratch = scratch, .out = out, .max_blocks = max_blocks};
  if (start(&c, doc->root)) {
    if (doc->root) walk(&c, doc->root);
  }
  return finish(&c, error);
}
