/*
 * HTML: the blocks of an article in the elements that say what they are.
 *
 * What holds on the way: the elements of all nests from the floor to `nest` are open, and of each of them that is an
 * item, the list around it.  Going to the next part closes what it is not in and opens what it is in.
 */
#include "render/html.h"

#include "extract/code.h"
#include "html/address.h"
#include "render/image.h"
#include "render/render.h"
#include "text/words.h"

void mtn_html_init(mtn_html *html, const mtn_article *article, matn_str base, mtn_buf *scratch, bool links,
                   bool images) {
  *html = (mtn_html){.article = article, .base = base, .scratch = scratch, .links = links, .images = images};
}

static const mtn_nest *nest_of(const mtn_html *h, uint32_t nest) { return &h->article->structure.nests[nest]; }

static bool is_ordered(const mtn_html *h, uint32_t list) { return mtn_node_is(h->article->doc, list, MTN_TAG_OL); }

/* ----------------------------------------------------------------------------------------------------------- Nests */

static void close_list(mtn_html *h, unsigned depth, mtn_buf *out) {
  if (h->lists[depth]) mtn_buf_cstr(out, is_ordered(h, h->lists[depth]) ? "</ol>\n" : "</ul>\n");
  h->lists[depth] = 0;
}

static void close_nest(mtn_html *h, uint32_t nest, mtn_buf *out) {
  const mtn_nest *n = nest_of(h, nest);
  if (n->depth < MTN_NEST_DEPTH) close_list(h, n->depth + 1u, out);
  switch ((mtn_nest_kind)n->kind) {
  case MTN_NEST_ITEM: mtn_buf_cstr(out, "</li>\n"); break;
  case MTN_NEST_QUOTE: mtn_buf_cstr(out, "</blockquote>\n"); break;
  case MTN_NEST_CALLOUT: mtn_buf_cstr(out, "</aside>\n"); break;
  case MTN_NEST_NOTE: mtn_buf_cstr(out, "</li>\n"); break;
  case MTN_NEST_FIGURE: mtn_buf_cstr(out, "</figure>\n"); break;
  case MTN_NEST_DETAILS: mtn_buf_cstr(out, "</details>\n"); break;
  case MTN_NEST_DEFINITIONS: mtn_buf_cstr(out, "</dl>\n"); break;
  case MTN_NEST_DEFINITION: mtn_buf_cstr(out, "</dd>\n"); break;
  case MTN_NEST_NONE: break;
  }
}

static void open_item(mtn_html *h, const mtn_nest *item, mtn_buf *out) {
  bool ordered = is_ordered(h, item->list), first = h->lists[item->depth] != item->list;
  if (first) {
    close_list(h, item->depth, out);
    mtn_buf_cstr(out, ordered ? "<ol" : "<ul");
    bool reversed = ordered && mtn_node_attr(h->article->doc, item->list, MTN_ATTR_REVERSED).ptr;
    if (reversed) mtn_buf_cstr(out, " reversed");
    if (ordered && (item->number != 1 || reversed)) {
      mtn_buf_cstr(out, " start=\"");
      mtn_buf_uint(out, item->number);
      mtn_buf_put(out, '"');
    }
    mtn_buf_cstr(out, ">\n");
    h->lists[item->depth] = item->list;
  }
  mtn_buf_cstr(out, "<li");
  if (ordered && !first && mtn_node_attr(h->article->doc, item->node, MTN_ATTR_VALUE).len) {
    mtn_buf_cstr(out, " value=\"");
    mtn_buf_uint(out, item->number);
    mtn_buf_put(out, '"');
  }
  mtn_buf_put(out, '>');
  if (item->task)
    mtn_buf_cstr(out, item->task == MTN_TASK_DONE ? "<input type=\"checkbox\" checked disabled> "
                                                  : "<input type=\"checkbox\" disabled> ");
}

static void open_nest(mtn_html *h, uint32_t nest, mtn_buf *out) {
  static const char *const callouts[] = {"note", "tip", "important", "warning", "caution"};
  const mtn_nest *n = nest_of(h, nest);
  if (n->kind != MTN_NEST_ITEM) close_list(h, n->depth, out);
  switch ((mtn_nest_kind)n->kind) {
  case MTN_NEST_ITEM: open_item(h, n, out); break;
  case MTN_NEST_QUOTE: mtn_buf_cstr(out, "<blockquote>\n"); break;
  case MTN_NEST_CALLOUT:
    mtn_buf_cstr(out, "<aside class=\"callout ");
    mtn_buf_cstr(out, callouts[n->callout]);
    mtn_buf_cstr(out, "\">\n");
    break;
  case MTN_NEST_NOTE:
    mtn_buf_cstr(out, "<li id=\"note-");
    mtn_buf_uint(out, n->number + 1u);
    mtn_buf_cstr(out, "\">");
    break;
  case MTN_NEST_FIGURE: mtn_buf_cstr(out, "<figure>\n"); break;
  case MTN_NEST_DETAILS: mtn_buf_cstr(out, "<details open>\n"); break;
  case MTN_NEST_DEFINITIONS: mtn_buf_cstr(out, "<dl>\n"); break;
  case MTN_NEST_DEFINITION: mtn_buf_cstr(out, "<dd>"); break;
  case MTN_NEST_NONE: break;
  }
}

/* Whether `nest` is in the chain of nests, outermost first. */
static bool leads_through(const mtn_html *h, const uint32_t *chain, unsigned depth, uint32_t nest) {
  unsigned at = nest_of(h, nest)->depth;
  return at > 0 && at <= depth && chain[at - 1] == nest;
}

/* Close and open what leads from the last part's nest to this one's. */
static void go_to(mtn_html *h, uint32_t nest, mtn_buf *out) {
  uint32_t chain[MTN_NEST_DEPTH] = {0}, common = h->nest;
  unsigned depth = nest_of(h, nest)->depth, floor = nest_of(h, h->floor)->depth;
  uint32_t at = nest;
  for (unsigned i = depth; i > 0; i--, at = nest_of(h, at)->parent) chain[i - 1] = at;
  while (common != h->floor && !leads_through(h, chain, depth, common)) {
    close_nest(h, common, out);
    common = nest_of(h, common)->parent;
  }
  unsigned from = common == h->floor ? floor : nest_of(h, common)->depth;
  if (depth <= from && from < MTN_NEST_DEPTH) close_list(h, from + 1, out); /* text after a nested list */
  for (unsigned i = from; i < depth; i++) open_nest(h, chain[i], out);
  h->started = from < depth ? nest : 0;
  h->nest = nest;
}

/* ---------------------------------------------------------------------------------------------------------- Blocks */

static void write_code(const mtn_html *h, const mtn_block *block, mtn_buf *out) {
  mtn_buf_cstr(out, "<pre><code");
  bool said = mtn_code_write_language(h->article->doc, &h->article->blocks, block, " class=\"language-", out);
  mtn_buf_cstr(out, said ? "\">" : ">");
  const char *p = block->text.ptr, *end = p + block->text.len;
  while (p < end) { /* in Markdown an empty line would end the table that the cell is in */
    const char *stop = h->in_cell ? memchr(p, '\n', (size_t)(end - p)) : NULL;
    if (!stop) stop = end;
    mtn_html_escape(out, (matn_str){p, (size_t)(stop - p)});
    if (stop < end) mtn_buf_cstr(out, "&#10;");
    p = stop + (stop < end);
  }
  mtn_buf_cstr(out, "</code></pre>");
}

/* The element of a block, NULL for text that stands in its nest's element at once. */
static const char *element_of(const mtn_html *h, const mtn_block *block, bool starts) {
  static const char *const headings[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
  uint8_t nest = nest_of(h, h->nest)->kind;
  bool direct = nest == MTN_NEST_ITEM || nest == MTN_NEST_NOTE || nest == MTN_NEST_DEFINITION;
  switch ((matn_block_kind)block->kind) {
  case MATN_BLOCK_HEADING: return headings[block->level ? block->level - 1 : 0];
  case MATN_BLOCK_TERM: return nest == MTN_NEST_DEFINITIONS ? "dt" : "p";
  case MATN_BLOCK_CAPTION: return nest == MTN_NEST_FIGURE ? "figcaption" : "p";
  default: break;
  }
  if (nest == MTN_NEST_DETAILS && h->article->blocks.boxes[block->box].tag == MTN_TAG_SUMMARY) return "summary";
  return starts && direct ? NULL : "p";
}

/* The parts [i, end) of one paragraph; or a part of another kind, but no table. */
static void write_paragraph(mtn_html *h, size_t i, size_t end, mtn_buf *out) {
  const mtn_part *part = &h->article->parts[i];
  const mtn_block *block = &h->article->blocks.items[part->block];
  go_to(h, part->nest, out);
  bool starts = h->started == part->nest && part->nest != 0;
  h->started = 0;
  if (mtn_code_is_block(h->article->doc, &h->article->blocks, block)) {
    write_code(h, block, out);
    mtn_buf_put(out, '\n');
    return;
  }
  size_t skip = mtn_structure_skip(&h->article->structure, part, block);
  if (skip && nest_of(h, part->nest)->kind == MTN_NEST_CALLOUT) { /* "[!NOTE]": its title */
    mtn_buf_cstr(out, "<p>");
    mtn_html_escape(out, (matn_str){block->text.ptr + 2, skip - 3});
    mtn_buf_cstr(out, "</p>\n");
  }
  const char *element = element_of(h, block, starts);
  if (element) {
    mtn_buf_put(out, '<');
    mtn_buf_cstr(out, element);
    mtn_buf_put(out, '>');
  }
  mtn_html_inline(h, block, 0, nest_of(h, part->nest)->kind == MTN_NEST_NOTE, skip, out);
  for (size_t k = i + 1; k < end; k++) {
    mtn_buf_cstr(out, part[k - i].joint == ' ' ? " " : "<br>");
    mtn_html_inline(h, &h->article->blocks.items[part[k - i].block], 0, false, 0, out);
  }
  if (element) {
    mtn_buf_cstr(out, "</");
    mtn_buf_cstr(out, element);
    mtn_buf_cstr(out, ">\n");
  }
}

/* ---------------------------------------------------------------------------------------------------------- Tables */

static void write_span(mtn_buf *out, const char *name, unsigned span) {
  if (span < 2) return;
  mtn_buf_put(out, ' ');
  mtn_buf_cstr(out, name);
  mtn_buf_cstr(out, "=\"");
  mtn_buf_uint(out, span);
  mtn_buf_put(out, '"');
}

/* What stands in a cell: the inside of one block, or several with what is around them. */
static void write_cell(mtn_html *h, const mtn_cell *cell, mtn_buf *out) {
  const mtn_article *article = h->article;
  if (cell->first == cell->end) return;
  const mtn_part *part = &article->parts[cell->first];
  const mtn_block *block = &article->blocks.items[part->block];
  if (cell->end - cell->first == 1 && (cell->whole || block->kind == MATN_BLOCK_PARAGRAPH)) {
    mtn_html_inline(h, block, cell->node, false, 0, out);
    return;
  }
  mtn_html inner = *h;
  memset(inner.lists, 0, sizeof(inner.lists));
  inner.nest = inner.floor;
  inner.in_cell = true;
  for (size_t i = cell->first; i < cell->end; i++) write_paragraph(&inner, i, i + 1, out);
  go_to(&inner, inner.floor, out);
}

void mtn_html_table(mtn_html *html, const mtn_table *table, bool captioned, mtn_buf *out) {
  const mtn_article *article = html->article;
  uint32_t nest = html->nest, floor = html->floor;
  html->floor = article->parts[table->caption].table_nest; /* nests that start in a cell are below the table's */
  mtn_buf_cstr(out, "<table>\n");
  for (size_t i = table->caption; captioned && i < table->caption_end; i++) {
    mtn_buf_cstr(out, i == table->caption ? "<caption>" : "<br>");
    mtn_html_inline(html, &article->blocks.items[article->parts[i].block], 0, false, 0, out);
    if (i + 1 == table->caption_end) mtn_buf_cstr(out, "</caption>\n");
  }
  size_t at = 0;
  for (uint32_t row = 0; row < table->rows; row++) {
    bool head = row < table->head_rows;
    if (row == 0) mtn_buf_cstr(out, head ? "<thead>\n" : "<tbody>\n");
    if (row == table->head_rows && row > 0) mtn_buf_cstr(out, "</thead>\n<tbody>\n");
    mtn_buf_cstr(out, "<tr>");
    for (; at < table->cell_count && table->cells[at].row == row; at++) {
      const mtn_cell *cell = &table->cells[at];
      bool th = cell->head || head;
      mtn_buf_cstr(out, th ? "<th" : "<td");
      write_span(out, "colspan", cell->columns);
      write_span(out, "rowspan", cell->rows);
      mtn_buf_put(out, '>');
      write_cell(html, cell, out);
      mtn_buf_cstr(out, th ? "</th>" : "</td>");
    }
    mtn_buf_cstr(out, "</tr>\n");
  }
  if (table->rows) mtn_buf_cstr(out, table->head_rows >= table->rows ? "</thead>\n" : "</tbody>\n");
  mtn_buf_cstr(out, "</table>");
  html->floor = floor;
  html->nest = nest;
}

/* -------------------------------------------------------------------------------------------------------- The whole */

typedef struct writer {
  const mtn_render *render;
  mtn_html html;
  mtn_arena arena;
  mtn_buf body, scratch, base;
  size_t before;
  uint32_t where; /* nest of the part that comes next */
  mtn_out *out;
} writer;

static void hand_on(writer *w) {
  if (w->body.failed || w->scratch.failed || w->base.failed) w->out->status = MATN_NOMEM;
  mtn_out_str(w->out, mtn_buf_view(&w->body));
  mtn_buf_clear(&w->body);
}

static void write_image(void *ctx, uint32_t node) {
  writer *w = ctx;
  mtn_buf made;
  mtn_buf_init(&made, w->render->alloc);
  if (mtn_image_is_picture(w->html.article->doc, node)) {
    if (w->html.images) mtn_html_image(&w->html, node, &made);
  } else if (w->html.links) {
    mtn_buf address;
    mtn_buf_init(&address, w->render->alloc);
    if (mtn_image_write_embed(w->html.article->doc, node, w->html.base, &address)) {
      mtn_buf_cstr(&made, "<a href=\"");
      mtn_html_escape(&made, mtn_buf_view(&address));
      mtn_buf_cstr(&made, "\">");
      mtn_html_escape(&made, mtn_buf_view(&address));
      mtn_buf_cstr(&made, "</a>");
    }
    made.failed |= address.failed;
    mtn_buf_free(&address);
  }
  if (made.len) {
    uint32_t nest = mtn_image_nest(w->html.article, node, w->html.nest, w->where);
    go_to(&w->html, nest, &w->body);
    bool figure = nest_of(&w->html, nest)->kind == MTN_NEST_FIGURE;
    bool frame = !mtn_image_is_picture(w->html.article->doc, node);
    mtn_buf_cstr(&w->body, figure ? "" : frame ? "<p class=\"embed\">" : "<p>");
    mtn_buf_str(&w->body, mtn_buf_view(&made));
    mtn_buf_cstr(&w->body, figure ? "\n" : "</p>\n");
  }
  w->body.failed |= made.failed;
  mtn_buf_free(&made);
}

/* A table that puts numbers beside formulas: a paragraph a row. */
static void write_equations(writer *w, const mtn_table *t) {
  w->scratch.len = 0;
  for (size_t at = 0; mtn_table_equation(w->html.article, t, &at, &w->scratch); w->scratch.len = 0) {
    mtn_buf_cstr(&w->body, "<p><span class=\"math display\">\\[");
    mtn_html_escape(&w->body, mtn_buf_view(&w->scratch));
    mtn_buf_cstr(&w->body, "\\]</span></p>\n");
  }
}

/* The table of the parts [first, end); returns the part behind it. */
static size_t write_table(writer *w, size_t first, size_t end, uint32_t nest) {
  mtn_table t;
  mtn_arena_reset(&w->arena);
  if (mtn_table_read(w->html.article, first, end, &w->arena, &t) != MATN_OK) {
    w->body.failed = true;
    return end;
  }
  go_to(&w->html, nest, &w->body);
  if (mtn_table_is_equations(w->html.article, &t, &w->scratch)) {
    write_equations(w, &t);
  } else {
    mtn_html_table(&w->html, &t, true, &w->body);
    mtn_buf_put(&w->body, '\n');
  }
  return t.end > first ? t.end : first + 1;
}

static size_t write_any(writer *w, size_t i) {
  const mtn_article *article = w->html.article;
  const mtn_part *part = &article->parts[i];
  const mtn_block *block = &article->blocks.items[part->block];
  bool shows = w->html.images || w->html.links;
  size_t end;
  w->where = part->nest;
  if (shows) mtn_image_before(article, w->before, i, write_image, w);
  if (block->kind == MATN_BLOCK_TABLE_ROW || part->table_end) {
    end = part->table_end;
    if (!end)
      for (end = i + 1; end < article->part_count && article->parts[end].joins;) end++;
    end = write_table(w, i, end, part->table_end ? part->table_nest : part->nest);
  } else {
    end = mtn_structure_paragraph(&article->structure, i);
    write_paragraph(&w->html, i, end, &w->body);
    for (size_t k = i + 1; shows && k < end; k++) mtn_image_before(article, k - 1, k, write_image, w);
  }
  w->before = end - 1;
  w->where = w->html.nest;
  if (shows) mtn_image_after(article, end - 1, write_image, w);
  hand_on(w);
  return end;
}

static void write_parts(writer *w, size_t i, size_t end, uint32_t note) {
  while (i < end && w->out->status == MATN_OK) {
    const mtn_part *part = &w->html.article->parts[i];
    if (part->note != note || mtn_render_leaves_out(w->render, &w->html.article->blocks.items[part->block]))
      i++;
    else
      i = write_any(w, i);
  }
  go_to(&w->html, w->html.floor, &w->body);
  hand_on(w);
}

static void write_notes(writer *w) {
  const mtn_structure *s = &w->html.article->structure;
  bool any = false;
  for (size_t i = 0; i < s->note_count; i++) {
    const mtn_footnote *note = &s->notes[i];
    if (!note->end) continue;
    if (!any) mtn_buf_cstr(&w->body, "<section class=\"footnotes\">\n<ol>\n");
    any = true;
    w->html.floor = w->html.nest = s->nests[note->nest].parent;
    memset(w->html.lists, 0, sizeof(w->html.lists));
    write_parts(w, note->first, note->end, (uint32_t)i + 1);
  }
  if (any) mtn_buf_cstr(&w->body, "</ol>\n</section>\n");
  hand_on(w);
}

static bool is_language_tag(matn_str s) {
  for (size_t i = 0; i < s.len; i++)
    if (!mtn_is_alnum((unsigned char)s.ptr[i]) && s.ptr[i] != '-') return false;
  return s.len > 0 && s.len <= 35;
}

static void write_start(writer *w) {
  const mtn_document *doc = w->html.article->doc; /* what the page says, not what its words look like */
  matn_str language = doc->root ? mtn_node_attr(doc, doc->root, MTN_ATTR_LANG) : (matn_str){NULL, 0};
  matn_str direction = mtn_facts_first(w->render->facts, MATN_DIRECTION);
  mtn_buf_cstr(&w->body, "<article");
  if (is_language_tag(language)) {
    mtn_buf_cstr(&w->body, " lang=\"");
    mtn_buf_str(&w->body, language);
    mtn_buf_put(&w->body, '"');
  }
  if (mtn_str_is(direction, "rtl")) mtn_buf_cstr(&w->body, " dir=\"rtl\"");
  mtn_buf_cstr(&w->body, ">\n");
}

void mtn_render_html(const mtn_render *render, mtn_out *out) {
  const mtn_article *article = render->article;
  writer w = {.render = render, .out = out, .before = SIZE_MAX};
  mtn_buf_init(&w.body, render->alloc);
  mtn_buf_init(&w.scratch, render->alloc);
  mtn_buf_init(&w.base, render->alloc);
  mtn_arena_init(&w.arena, render->alloc);
  mtn_render_base(render, &w.base);
  mtn_html_init(&w.html, article, mtn_buf_view(&w.base), &w.scratch, render->options.links, render->options.images);
  write_start(&w);
  write_parts(&w, 0, article->part_count, 0);
  write_notes(&w);
  mtn_out_cstr(out, "</article>");
  mtn_arena_free(&w.arena);
  mtn_buf_free(&w.base);
  mtn_buf_free(&w.scratch);
  mtn_buf_free(&w.body);
}
