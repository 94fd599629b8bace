/*
 * Markdown: the blocks of an article with what stands before their lines.
 *
 * A line's prefix is made of the nests that its block is in, from the outside inwards: "> " for a quotation or callout,
 * and for an item of a list or a note as many spaces as its marker took (GFM 5.1, 5.2).
 */
#include "render/markdown.h"

#include "extract/code.h"
#include "extract/inline.h"
#include "render/html.h"
#include "render/image.h"
#include "render/render.h"
#include "render/table.h"
#include "text/words.h"

#define MARKER_MAX 16 /* bytes: "[^999999]: ", "999999999. " */
#define NOTE_INDENT 4 /* of a note's further lines, as GitHub and Pandoc have it */

/* How an item was marked, at a depth. */
typedef struct level {
  uint32_t list;
  unsigned width; /* of the marker, the space after it included */
  bool numbered;
  bool other; /* marked with '*' or ')' because the list before, at the same depth, had '-' or '.' */
} level;

typedef struct writer {
  const mtn_render *render;
  const mtn_article *article;
  const mtn_structure *structure;
  mtn_markdown_inline inline_;
  mtn_html html; /* for tables that pipes cannot hold */
  mtn_arena arena;
  mtn_out *out;
  mtn_buf body, scratch, base; /* of the current block */
  mtn_side_notes side;
  level levels[MTN_NEST_DEPTH + 1];
  uint32_t nest;  /* of the last part */
  size_t before;  /* the last part written, SIZE_MAX before the first */
  uint32_t where; /* nest of the part that comes next */
  bool pictured;  /* an image stands between it and the part before */
  bool any;       /* something has been written */
} writer;

static const mtn_nest *nest_of(const writer *w, uint32_t nest) { return &w->structure->nests[nest]; }

/* The nests from the outermost to `nest`; their number. */
static unsigned chain_of(const writer *w, uint32_t nest, uint32_t chain[MTN_NEST_DEPTH]) {
  unsigned depth = nest_of(w, nest)->depth;
  for (unsigned i = depth; i-- > 0; nest = nest_of(w, nest)->parent) chain[i] = nest;
  return depth;
}

static uint32_t common_nest(const writer *w, uint32_t a, uint32_t b) {
  while (a != b) {
    if (nest_of(w, a)->depth >= nest_of(w, b)->depth)
      a = nest_of(w, a)->parent;
    else
      b = nest_of(w, b)->parent;
  }
  return a;
}

/* What a line goes on with in `nest`; white space at its end is left out if `bare`. */
static void write_prefix(writer *w, uint32_t nest, bool bare) {
  char prefix[MTN_NEST_DEPTH * MARKER_MAX];
  uint32_t chain[MTN_NEST_DEPTH];
  size_t len = 0;
  unsigned depth = chain_of(w, nest, chain);
  for (unsigned i = 0; i < depth; i++) {
    const mtn_nest *n = nest_of(w, chain[i]);
    if (n->kind == MTN_NEST_QUOTE || n->kind == MTN_NEST_CALLOUT) prefix[len++] = '>', prefix[len++] = ' ';
    unsigned indent = n->kind == MTN_NEST_ITEM                                   ? w->levels[n->depth].width
                      : n->kind == MTN_NEST_NOTE && w->inline_.marked[n->number] ? NOTE_INDENT
                                                                                 : 0;
    for (unsigned k = 0; k < indent; k++) prefix[len++] = ' ';
  }
  while (bare && len > 0 && prefix[len - 1] == ' ') len--;
  mtn_out_str(w->out, (matn_str){prefix, len});
}

static void write_item_marker(writer *w, const mtn_nest *item) {
  level *l = &w->levels[item->depth];
  char marker[MARKER_MAX];
  size_t len = 0;
  bool numbered = mtn_node_is(w->article->doc, item->list, MTN_TAG_OL);
  bool alike = l->list != 0 && l->numbered == numbered;
  l->other = alike && l->other != (l->list != item->list);
  l->list = item->list;
  l->numbered = numbered;
  if (numbered) {
    len = mtn_number_put(marker, item->number);
    marker[len++] = l->other ? ')' : '.';
  } else {
    marker[len++] = l->other ? '*' : '-';
  }
  marker[len++] = ' ';
  l->width = (unsigned)len;
  mtn_out_str(w->out, (matn_str){marker, len});
}

/* A definition without a mark would not be shown: a note whose marks are all in HTML, where they are text, is text. */
static void write_note_marker(writer *w, const mtn_nest *note) {
  bool marked = w->inline_.marked[note->number];
  char marker[MARKER_MAX];
  size_t len = 0;
  if (!marked) marker[len++] = '\\';
  marker[len++] = '[';
  if (marked) marker[len++] = '^';
  matn_str label = w->structure->notes[note->number].label;
  memcpy(marker + len, label.ptr, label.len); /* at most eight bytes */
  len += label.len;
  if (!marked) marker[len++] = '\\';
  marker[len++] = ']';
  if (marked) marker[len++] = ':';
  marker[len++] = ' ';
  mtn_out_str(w->out, (matn_str){marker, len});
}

static const char *callout_name(uint8_t kind) {
  static const char *const names[] = {"note", "tip", "important", "warning", "caution"};
  return names[kind];
}

/* What starts the nests from below `from` to `nest`, after the line's prefix of `from`. */
static void open_nests(writer *w, uint32_t from, uint32_t nest) {
  uint32_t chain[MTN_NEST_DEPTH];
  unsigned depth = chain_of(w, nest, chain);
  for (unsigned i = nest_of(w, from)->depth; i < depth; i++) {
    const mtn_nest *n = nest_of(w, chain[i]);
    switch ((mtn_nest_kind)n->kind) {
    case MTN_NEST_ITEM:
      write_item_marker(w, n);
      if (n->task) mtn_out_cstr(w->out, n->task == MTN_TASK_DONE ? "[x] " : "[ ] ");
      break;
    case MTN_NEST_NOTE: write_note_marker(w, n); break;
    case MTN_NEST_QUOTE: mtn_out_cstr(w->out, "> "); break;
    case MTN_NEST_CALLOUT:
      mtn_out_cstr(w->out, "> [!");
      mtn_out_cstr(w->out, callout_name(n->callout));
      mtn_out_cstr(w->out, "]\n");
      write_prefix(w, chain[i], false);
      break;
    default: break;
    }
  }
}

/* Write the body as lines in `nest`; its first line opens what is not yet open, from `common` on. */
static void write_body(writer *w, uint32_t common, uint32_t nest) {
  const char *p = w->body.data, *end = p + w->body.len;
  bool first = true;
  while (p < end) {
    const char *stop = memchr(p, '\n', (size_t)(end - p));
    if (!stop) stop = end;
    if (!first) mtn_out_cstr(w->out, "\n");
    write_prefix(w, first ? common : nest, !first && stop == p);
    if (first) open_nests(w, common, nest);
    mtn_out_str(w->out, (matn_str){p, (size_t)(stop - p)});
    first = false;
    p = stop + (stop < end);
  }
}

/* What stands between the last block and the next one, whose common nest is `common`. */
static void write_gap(writer *w, uint32_t common, bool tight) {
  if (!w->any) return;
  mtn_out_cstr(w->out, "\n");
  if (tight) return;
  write_prefix(w, common, true);
  mtn_out_cstr(w->out, "\n");
}

/* Lists that something else has followed at their depth are over. */
static void end_lists(writer *w, uint32_t common, uint32_t nest) {
  unsigned from = nest_of(w, common)->depth + 1u, to = nest_of(w, nest)->depth;
  uint32_t next = mtn_structure_at_depth(w->structure, nest, from);
  bool item = from <= to && nest_of(w, next)->kind == MTN_NEST_ITEM;
  for (unsigned depth = item ? from + 1 : from; depth <= MTN_NEST_DEPTH; depth++) w->levels[depth].list = 0;
}

/* Write the body, which is one block, in `nest`. */
static void write_block(writer *w, uint32_t nest, bool tight) {
  if (w->body.failed) w->out->status = MATN_NOMEM;
  if (!w->body.len) return;
  uint32_t common = common_nest(w, w->nest, nest);
  end_lists(w, common, nest);
  write_gap(w, common, tight);
  write_body(w, common, nest);
  w->nest = nest;
  w->any = true;
}

/* ---------------------------------------------------------------------------------------------------------- Bodies */

static void code_body(writer *w, const mtn_block *block) {
  size_t run = 0, longest = 2;
  for (size_t i = 0; i < block->text.len; i++) {
    run = block->text.ptr[i] == '`' ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  for (size_t i = 0; i <= longest; i++) mtn_buf_put(&w->body, '`'); /* GFM 4.5: longer than any run inside */
  (void)mtn_code_write_language(w->article->doc, &w->article->blocks, block, "", &w->body);
  mtn_buf_put(&w->body, '\n');
  mtn_code_write_text(block->text, &w->body);
  mtn_buf_put(&w->body, '\n');
  for (size_t i = 0; i <= longest; i++) mtn_buf_put(&w->body, '`');
}

/* Whether it is the first thing in a callout, and called its title. */
static bool is_title_of_callout(const writer *w, const mtn_part *part, uint32_t node) {
  static const char *const words[] = {"admonition-title",
                                      "callout-title",
                                      "markdown-alert-title",
                                      "alert-heading",
                                      "alert-title",
                                      "custom-block-title",
                                      "title",
                                      "callout-title-inner",
                                      "callout-title-container",
                                      "callout-heading",
                                      "admonition-heading",
                                      "starlight-aside__title"};
  if (nest_of(w, part->nest)->kind != MTN_NEST_CALLOUT || w->nest == part->nest) return false;
  matn_str class = mtn_node_attr(w->article->doc, node, MTN_ATTR_CLASS);
  return mtn_class_has_any(class, words, MTN_COUNT(words)) || mtn_str_starts(class, "admonitionheading");
}

static void block_body(writer *w, const mtn_part *part) {
  const mtn_block *block = &w->article->blocks.items[part->block];
  const mtn_box *box = &w->article->blocks.boxes[block->box];
  bool strong =
      block->kind == MATN_BLOCK_TERM || box->tag == MTN_TAG_SUMMARY || is_title_of_callout(w, part, box->node);
  bool in_note = nest_of(w, part->nest)->kind == MTN_NEST_NOTE;
  size_t skip = mtn_structure_skip(w->structure, part, block);
  if (mtn_code_is_block(w->article->doc, &w->article->blocks, block)) {
    code_body(w, block);
    return;
  }
  if (block->kind == MATN_BLOCK_HEADING) {
    for (unsigned i = 0; i < block->level; i++) mtn_buf_put(&w->body, '#');
    mtn_buf_put(&w->body, ' ');
  }
  mtn_markdown_block(&w->inline_, block, strong, in_note, skip, &w->body);
}

/* All of the paragraph that part `i` starts; returns the part behind it. */
static size_t paragraph_body(writer *w, size_t i) {
  const mtn_part *parts = w->article->parts;
  const size_t end = mtn_structure_paragraph(w->structure, i);
  block_body(w, &parts[i]);
  for (size_t k = i + 1; k < end; k++) {
    mtn_buf_cstr(&w->body, parts[k].joint == ' ' ? " " : "\\\n");
    block_body(w, &parts[k]);
  }
  return end;
}

/* ---------------------------------------------------------------------------------------------------------- Tables */

/* The cells of one row from cell `at` on; returns the one behind them. */
static size_t pipe_row(writer *w, const mtn_table *t, size_t at, uint32_t row) {
  const mtn_article *article = w->article;
  for (; at < t->cell_count && t->cells[at].row == row; at++) {
    const mtn_cell *cell = &t->cells[at];
    mtn_buf_cstr(&w->body, "| ");
    if (cell->first < cell->end)
      mtn_markdown_cell(&w->inline_, &article->blocks.items[article->parts[cell->first].block], cell,
                        row < t->head_rows && t->bold, &w->body);
    mtn_buf_put(&w->body, ' ');
  }
  return at;
}

/* GFM 4.10: the first row is the header and says how many columns there are; a table without one gets an empty one. */
static void pipe_table(writer *w, const mtn_table *t) {
  size_t at = 0;
  uint8_t align[MTN_TABLE_COLUMNS_MAX] = {0};
  for (size_t i = t->cell_count; i-- > 0;) /* the first cell of a column that says */
    if (t->cells[i].align && t->cells[i].column < MTN_TABLE_COLUMNS_MAX) align[t->cells[i].column] = t->cells[i].align;
  if (t->head_rows) at = pipe_row(w, t, 0, 0);
  for (size_t n = at; n < t->columns; n++) mtn_buf_cstr(&w->body, "|  ");
  mtn_buf_cstr(&w->body, "|\n");
  static const char *const rules[] = {"| --- ", "| :-- ", "| :-: ", "| --: "};
  for (size_t n = 0; n < t->columns; n++) mtn_buf_cstr(&w->body, rules[align[n]]);
  mtn_buf_put(&w->body, '|');
  for (uint32_t row = t->head_rows ? 1 : 0; row < t->rows; row++) {
    mtn_buf_put(&w->body, '\n');
    at = pipe_row(w, t, at, row);
    mtn_buf_put(&w->body, '|');
  }
}

/* A table that puts numbers beside formulas: a block a row. */
static void write_equations(writer *w, const mtn_table *t, uint32_t nest) {
  for (size_t at = 0; at < t->cell_count;) {
    mtn_buf_clear(&w->body);
    mtn_buf_cstr(&w->body, "$$\n");
    if (!mtn_table_equation(w->article, t, &at, &w->body)) return;
    mtn_buf_cstr(&w->body, "\n$$");
    write_block(w, nest, false);
  }
}

/* Whether the icon of such a callout says no more than its kind. */
static bool is_kind_in_cell(const writer *w, const mtn_table *t, uint32_t nest) {
  const mtn_cell *cell = &t->cells[0];
  if (cell->first == cell->end) return true;
  matn_str text = w->article->blocks.items[w->article->parts[cell->first].block].text;
  const char *tab = memchr(text.ptr, '\t', text.len);
  if (tab) text.len = (size_t)(tab - text.ptr);
  return text.len == 0 || mtn_str_is(text, callout_name(nest_of(w, nest)->callout));
}

/* What a callout that is laid out as a table says. */
static void write_callout_cell(writer *w, const mtn_cell *cell, uint32_t nest) {
  for (size_t i = cell->first; i < cell->end; i++) {
    const mtn_part *part = &w->article->parts[i];
    mtn_buf_clear(&w->body);
    if (cell->whole)
      mtn_markdown_cell(&w->inline_, &w->article->blocks.items[part->block], cell, false, &w->body);
    else
      block_body(w, part);
    write_block(w, cell->whole ? nest : part->nest, false);
  }
}

/* The table of the parts [first, end), in `nest`; returns the part behind it. */
static size_t write_table(writer *w, size_t first, size_t end, uint32_t nest) {
  mtn_table t;
  mtn_arena_reset(&w->arena);
  if (mtn_table_read(w->article, first, end, &w->arena, &t) != MATN_OK) {
    w->out->status = MATN_NOMEM;
    return end;
  }
  for (size_t i = t.caption; i < t.caption_end; i++) {
    mtn_buf_clear(&w->body);
    block_body(w, &w->article->parts[i]);
    write_block(w, nest, false);
  }
  if (mtn_table_is_equations(w->article, &t, &w->scratch)) {
    write_equations(w, &t, nest);
    return t.end > first ? t.end : first + 1;
  }
  mtn_buf_clear(&w->body);
  if (mtn_table_is_callout(w->article, &t, nest)) {
    if (!is_kind_in_cell(w, &t, nest)) write_callout_cell(w, &t.cells[0], nest);
    mtn_buf_clear(&w->body);
    write_callout_cell(w, &t.cells[1], nest);
    return t.end > first ? t.end : first + 1;
  }
  if (t.spans || t.many || t.columns >= MTN_TABLE_COLUMNS_MAX)
    mtn_html_table(&w->html, &t, false, &w->body);
  else if (t.rows)
    pipe_table(w, &t);
  write_block(w, nest, false);
  return t.end > first ? t.end : first + 1;
}

/* ---------------------------------------------------------------------------------------------------------- Images */

/* A picture is a paragraph of its own, a frame one with its address. */
static void write_image(void *ctx, uint32_t node) {
  writer *w = ctx;
  mtn_buf_clear(&w->body);
  if (mtn_image_is_picture(w->article->doc, node)) {
    if (w->render->options.images) mtn_markdown_image(&w->inline_, node, &w->body);
  } else if (w->render->options.links) {
    mtn_buf_put(&w->body, '<');
    if (mtn_image_write_embed(w->article->doc, node, w->inline_.base, &w->body))
      mtn_buf_put(&w->body, '>');
    else
      mtn_buf_clear(&w->body);
  }
  write_block(w, mtn_image_nest(w->article, node, w->nest, w->where), false);
  w->pictured = true;
}

/* ----------------------------------------------------------------------------------------------------------- Parts */

/* The title of a callout that says no more than its kind. */
static bool is_kind_of_callout(const writer *w, const mtn_part *part, const mtn_block *block) {
  const mtn_nest *n = nest_of(w, part->nest);
  if (n->kind != MTN_NEST_CALLOUT || w->nest == part->nest) return false;
  matn_str text = block->text;
  while (text.len && (text.ptr[text.len - 1] == ':' || text.ptr[text.len - 1] == '!')) text.len--;
  return mtn_str_is(text, callout_name(n->callout));
}

/* A list that does not start with 1 cannot follow a paragraph at once (GFM 5.3). */
static bool may_follow_at_once(const writer *w, const mtn_part *part) {
  const mtn_nest *item = nest_of(w, part->nest);
  if (w->pictured) return false;
  bool numbered = item->kind == MTN_NEST_ITEM && mtn_node_is(w->article->doc, item->list, MTN_TAG_OL);
  if (w->article->parts[w->before].note != part->note) return false; /* a note could go on with the one before */
  return !(numbered && item->number != 1 && item->depth > nest_of(w, w->nest)->depth);
}

/* Write part `i`; returns the part behind what was written. */
static size_t write_part(writer *w, size_t i) {
  const mtn_article *article = w->article;
  const mtn_part *part = &article->parts[i];
  const mtn_block *block = &article->blocks.items[part->block];
  bool shows = w->render->options.images || w->render->options.links;
  size_t end = i + 1;
  w->where = part->nest;
  w->pictured = false;
  if (shows) mtn_image_before(article, w->before, i, write_image, w);
  mtn_buf_clear(&w->body);
  if (block->kind == MATN_BLOCK_TABLE_ROW || part->table_end) {
    end = part->table_end;
    if (!end)
      for (end = i + 1; end < article->part_count && article->parts[end].joins;) end++;
    end = write_table(w, i, end, part->table_end ? part->table_nest : part->nest);
  } else if (!is_kind_of_callout(w, part, block)) {
    end = paragraph_body(w, i);
    write_block(w, part->nest, part->joins && block->kind == MATN_BLOCK_LIST_ITEM && may_follow_at_once(w, part));
    for (size_t k = i + 1; shows && k < end; k++) mtn_image_before(article, k - 1, k, write_image, w);
  }
  w->before = end - 1;
  w->where = w->nest;
  if (shows) mtn_image_after(article, end - 1, write_image, w);
  return end;
}

/* The parts [i, end): those of notes if `notes`, else the others. */
static void write_parts(writer *w, size_t i, size_t end, uint32_t note) {
  while (i < end && w->out->status == MATN_OK) {
    const mtn_part *part = &w->article->parts[i];
    if (part->note != note || mtn_render_leaves_out(w->render, &w->article->blocks.items[part->block]))
      i++;
    else
      i = write_part(w, i);
  }
}

/* Notes that stood beside the text, in the order of their marks. */
static void write_side_notes(writer *w) {
  if (w->side.text.failed) w->out->status = MATN_NOMEM;
  if (!w->side.text.len) return;
  const char *p = w->side.text.data, *end = p + w->side.text.len;
  for (uint32_t i = 1; i <= w->side.count && p < end; i++) {
    mtn_buf_clear(&w->body);
    mtn_buf_cstr(&w->body, "[^");
    mtn_markdown_side_name(w->structure, i, &w->body);
    mtn_buf_cstr(&w->body, "]: ");
    for (; p < end && *p; p++) {
      mtn_buf_put(&w->body, *p);
      if (*p == '\n') mtn_buf_cstr(&w->body, "    ");
    }
    if (p < end) p++;
    write_block(w, 0, false);
  }
}

void mtn_render_markdown(const mtn_render *render, mtn_out *out) {
  const mtn_article *article = render->article;
  writer w = {.render = render, .article = article, .structure = &article->structure, .out = out, .before = SIZE_MAX};
  mtn_buf_init(&w.body, render->alloc);
  mtn_buf_init(&w.scratch, render->alloc);
  mtn_buf_init(&w.base, render->alloc);
  mtn_buf_init(&w.side.text, render->alloc);
  mtn_arena_init(&w.arena, render->alloc);
  mtn_render_base(render, &w.base);
  w.inline_ = (mtn_markdown_inline){.doc = article->doc,
                                    .blocks = &article->blocks,
                                    .structure = &article->structure,
                                    .base = mtn_buf_view(&w.base),
                                    .scratch = &w.scratch,
                                    .side = &w.side,
                                    .links = render->options.links,
                                    .images = render->options.images};
  mtn_html_init(&w.html, article, w.inline_.base, &w.scratch, render->options.links, render->options.images);
  w.html.in_markdown = true;
  size_t notes = article->structure.note_count;
  w.inline_.marked = mtn_malloc(render->alloc, notes + 1);
  if (w.inline_.marked) {
    memset(w.inline_.marked, 0, notes + 1);
    write_parts(&w, 0, article->part_count, 0);
  } else {
    out->status = MATN_NOMEM;
  }
  for (size_t i = 0; i < w.structure->note_count; i++) {
    const mtn_footnote *note = &w.structure->notes[i];
    if (note->nest) write_parts(&w, note->first, note->end, (uint32_t)i + 1);
  }
  write_side_notes(&w);
  if (w.scratch.failed || w.base.failed) out->status = MATN_NOMEM;
  mtn_buf_free(&w.side.text);
  mtn_free(render->alloc, w.inline_.marked, notes + 1);
  mtn_arena_free(&w.arena);
  mtn_buf_free(&w.base);
  mtn_buf_free(&w.scratch);
  mtn_buf_free(&w.body);
}
