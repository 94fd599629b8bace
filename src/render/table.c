#include "render/table.h"

#include "extract/blocks_elements.h"
#include "extract/inline.h"
#include "text/words.h"

#define CLIMB_MAX 256 /* boxes from a block up to its cell */

typedef struct reader {
  const mtn_article *article;
  mtn_arena *arena;
  mtn_table *out;
  size_t cap;
  uint32_t reach[MTN_TABLE_COLUMNS_MAX]; /* rows that a cell above still covers */
} reader;

static_assert(MTN_SPAN_MAX <= MTN_TABLE_COLUMNS_MAX, "a cell fits the table");

static const mtn_block *block_of(const reader *r, size_t part) {
  return &r->article->blocks.items[r->article->parts[part].block];
}

/* The cell that a block stands in, 0 if that is too far up. */
static uint32_t cell_of(const reader *r, const mtn_block *block) {
  const mtn_box *boxes = r->article->blocks.boxes;
  uint32_t box = block->box;
  for (unsigned up = 0; up < CLIMB_MAX && box; up++, box = boxes[box].parent)
    if (boxes[box].tag == MTN_TAG_TD || boxes[box].tag == MTN_TAG_TH) return boxes[box].node;
  return 0;
}

static uint32_t row_of(const reader *r, size_t part) {
  const mtn_block *block = block_of(r, part);
  if (block->kind == MATN_BLOCK_TABLE_ROW) return block->node;
  uint32_t cell = cell_of(r, block);
  return cell ? r->article->doc->nodes[cell].parent : 0;
}

static mtn_cell *add_cell(reader *r) {
  mtn_table *t = r->out;
  if (t->cell_count == r->cap) {
    size_t cap = r->cap ? r->cap * 2 : 64, bytes;
    mtn_cell *grown = mtn_mul(cap, sizeof(*grown), &bytes) ? mtn_arena_alloc(r->arena, bytes) : NULL;
    if (!grown) return NULL;
    if (t->cell_count) memcpy(grown, t->cells, t->cell_count * sizeof(*grown));
    t->cells = grown;
    r->cap = cap;
  }
  mtn_cell *cell = &t->cells[t->cell_count++];
  *cell = (mtn_cell){0};
  return cell;
}

/* What a cell says of how its text is set. */
static uint8_t align_of(const mtn_document *doc, uint32_t cell) {
  static const struct {
    const char *word, *class;
    uint8_t align;
  } words[] = {{"left", "text-left", MTN_ALIGN_LEFT},
               {"center", "text-center", MTN_ALIGN_CENTER},
               {"right", "text-right", MTN_ALIGN_RIGHT}};
  if (!doc->nodes[cell].size) return MTN_ALIGN_NONE;
  matn_str said = mtn_node_attr(doc, cell, MTN_ATTR_ALIGN), style = mtn_node_attr(doc, cell, MTN_ATTR_STYLE);
  matn_str class = mtn_node_attr(doc, cell, MTN_ATTR_CLASS);
  size_t at = style.len ? mtn_str_find(style, 0, "text-align:") : SIZE_MAX;
  if (at != SIZE_MAX) {
    at += strlen("text-align:");
    while (at < style.len && style.ptr[at] == ' ') at++;
    said = (matn_str){style.ptr + at, style.len - at};
  }
  for (size_t i = 0; i < MTN_COUNT(words); i++)
    if (mtn_str_starts(said, words[i].word) || (class.len && mtn_class_has(class, words[i].class)))
      return words[i].align;
  return MTN_ALIGN_NONE;
}

/* Whether all text of a cell is in bold type, and there is some. */
#define BOLD_NODES_MAX 24
static bool is_bold(const mtn_document *doc, uint32_t cell) {
  bool any = false;
  uint32_t node = doc->nodes[cell].first;
  for (unsigned looked = 0; node && looked < BOLD_NODES_MAX; looked++) {
    bool strong = mtn_node_is(doc, node, MTN_TAG_STRONG) || mtn_node_is(doc, node, MTN_TAG_B);
    if (doc->nodes[node].type == MTN_TEXT && mtn_text_trim(mtn_node_text(doc, node)).len) return false;
    any |= strong && doc->nodes[node].first;
    node = strong ? mtn_node_skip(doc, cell, node) : mtn_node_walk(doc, cell, node);
  }
  return any && !node;
}

/* One row: the parts [first, end) are all that the article has of it. */
static matn_status read_row(reader *r, uint32_t row, size_t first, size_t end, size_t *reached) {
  const mtn_document *doc = r->article->doc;
  mtn_table *t = r->out;
  bool whole = block_of(r, first)->kind == MATN_BLOCK_TABLE_ROW;
  bool header = (block_of(r, first)->flags & MTN_BLOCK_HEADER_ROW) != 0, all_heads = true;
  bool bold = t->rows == 0, alone = true, spans = false; /* a cell that is all of its row needs no more than pipes */
  uint32_t column = 0;
  size_t part = first, from = t->cell_count;
  for (uint32_t node = doc->nodes[row].first; node; node = doc->nodes[node].next) {
    uint16_t kind = mtn_element_table_part(doc, node);
    if (kind != MTN_TAG_TD && kind != MTN_TAG_TH) continue;
    while (column < MTN_TABLE_COLUMNS_MAX && r->reach[column]) column++;
    mtn_cell *cell = add_cell(r);
    if (!cell) return MATN_NOMEM;
    *cell = (mtn_cell){.node = node,
                       .row = t->rows,
                       .column = (uint16_t)(column < MTN_TABLE_COLUMNS_MAX ? column : MTN_TABLE_COLUMNS_MAX),
                       .columns = mtn_element_span(doc, node, MTN_ATTR_COLSPAN),
                       .rows = mtn_element_span(doc, node, MTN_ATTR_ROWSPAN),
                       .align = align_of(doc, node),
                       .head = kind == MTN_TAG_TH,
                       .whole = whole,
                       .first = part,
                       .end = end};
    if (!whole) {
      while (part < end && cell_of(r, block_of(r, part)) == node) part++;
      cell->end = part;
      t->many |= cell->end - cell->first > 1;
      t->many |= cell->end > cell->first && block_of(r, cell->first)->kind != MATN_BLOCK_PARAGRAPH;
    }
    all_heads &= cell->head;
    bold = bold && is_bold(doc, node);
    alone = t->cell_count - 1 == from;
    spans |= cell->columns > 1;
    t->spans |= cell->rows > 1;
    for (uint32_t k = column; k < column + cell->columns && k < MTN_TABLE_COLUMNS_MAX; k++) r->reach[k] = cell->rows;
    column += cell->columns;
  }
  t->spans |= spans && !alone;
  bold &= t->cell_count - from > 1;
  if ((header || all_heads || bold) && t->head_rows == t->rows) t->head_rows++;
  uint32_t width = column;
  for (uint32_t k = 0; k < MTN_TABLE_COLUMNS_MAX; k++) {
    if (r->reach[k] && k + 1 > width) width = k + 1;
    if (r->reach[k]) r->reach[k]--;
  }
  if (width > MTN_TABLE_COLUMNS_MAX) width = MTN_TABLE_COLUMNS_MAX;
  if (width > t->columns) t->columns = width;
  t->rows++;
  t->bold |= bold && !header && !all_heads;
  *reached = whole ? end : part;
  return MATN_OK;
}

matn_status mtn_table_read(const mtn_article *article, size_t first, size_t end, mtn_arena *arena, mtn_table *out) {
  *out = (mtn_table){.caption = first, .caption_end = first};
  reader r = {.article = article, .arena = arena, .out = out};
  while (out->caption_end < end && block_of(&r, out->caption_end)->kind == MATN_BLOCK_CAPTION) out->caption_end++;
  size_t part = out->caption_end;
  while (part < end) {
    uint32_t row = row_of(&r, part);
    size_t stop = part + 1, reached = part;
    bool whole = block_of(&r, part)->kind == MATN_BLOCK_TABLE_ROW;
    while (!whole && stop < end && row_of(&r, stop) == row) stop++;
    if (row) MTN_TRY(read_row(&r, row, part, stop, &reached));
    part = reached;
    if (reached < stop) break;
  }
  if (out->bold && out->rows == 1) out->head_rows = 0; /* that is all of the table */
  out->end = part;
  return MATN_OK;
}

/* ------------------------------------------------------------------------------------------------------- Equations */

#define NUMBER_MAX 16 /* bytes of the number of an equation, "(3.14a)" */

typedef struct equation {
  mtn_buf *out;
  char number[NUMBER_MAX];
  size_t number_len;
  bool formula, display;
} equation;

/* What stands in a cell: formulas, and the number of the equation. */
static bool read_equation_cell(const mtn_document *doc, uint32_t cell, equation *e) {
  uint32_t node = doc->nodes[cell].first;
  while (node) {
    mtn_inline_kind kind = mtn_inline_kind_of(doc, node, false);
    bool math = kind == MTN_INLINE_MATH || kind == MTN_INLINE_DISPLAY;
    if (math) {
      if (e->formula) mtn_buf_put(e->out, ' ');
      mtn_inline_write(doc, node, kind, e->out);
      e->formula = true;
      e->display |= kind == MTN_INLINE_DISPLAY;
    } else if (doc->nodes[node].type == MTN_TEXT) {
      matn_str text = mtn_text_trim(mtn_node_text(doc, node));
      if (text.len > NUMBER_MAX - e->number_len) return false;
      if (text.len) memcpy(e->number + e->number_len, text.ptr, text.len);
      e->number_len += text.len;
    } else if (mtn_node_is(doc, node, MTN_TAG_IMG) && kind == MTN_INLINE_AS_IS) {
      return false;
    }
    node = math || kind == MTN_INLINE_DROP || mtn_blocks_skips(doc, node) ? mtn_node_skip(doc, cell, node)
                                                                          : mtn_node_walk(doc, cell, node);
  }
  return true;
}

/* The row whose first cell is *at, which moves behind it. */
static bool read_equation(const mtn_article *article, const mtn_table *table, size_t *at, equation *e) {
  uint32_t row = table->cells[*at].row;
  for (; *at < table->cell_count && table->cells[*at].row == row; ++*at)
    if (!read_equation_cell(article->doc, table->cells[*at].node, e)) return false;
  const char *n = e->number;
  if (e->number_len && !(e->number_len > 2 && n[0] == '(' && n[e->number_len - 1] == ')')) return false;
  return e->formula;
}

bool mtn_table_equation(const mtn_article *article, const mtn_table *table, size_t *at, mtn_buf *out) {
  equation e = {.out = out};
  if (*at >= table->cell_count || !read_equation(article, table, at, &e)) return false;
  if (e.number_len) {
    mtn_buf_cstr(out, " \\tag{");
    mtn_buf_append(out, e.number + 1, e.number_len - 2);
    mtn_buf_put(out, '}');
  }
  return true;
}

bool mtn_table_is_equations(const mtn_article *article, const mtn_table *table, mtn_buf *scratch) {
  bool numbered = false, display = false;
  for (size_t at = 0; at < table->cell_count;) {
    equation e = {.out = scratch};
    scratch->len = 0;
    if (!read_equation(article, table, &at, &e)) return false;
    numbered |= e.number_len > 0;
    display |= e.display;
  }
  return table->cell_count > 0 && (numbered || display);
}

bool mtn_table_is_callout(const mtn_article *article, const mtn_table *table, uint32_t nest) {
  if (article->structure.nests[nest].kind != MTN_NEST_CALLOUT || table->rows != 1 || table->cell_count != 2)
    return false;
  return mtn_class_has(mtn_node_attr(article->doc, table->cells[0].node, MTN_ATTR_CLASS), "icon");
}
