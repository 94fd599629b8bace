/*
 * A table of the article, cell by cell, for Markdown and HTML.
 *
 * Invariants: cells stand in the order of their rows, and in a row from the first column to the last; those that the
 * article has nothing of are there and empty.  `column` counts what cells above reach down, so cells of one column have
 * one number.
 */
#ifndef MTN_RENDER_TABLE_H
#define MTN_RENDER_TABLE_H

#include "base/arena.h"
#include "base/buf.h"
#include "extract/article.h"

#define MTN_TABLE_COLUMNS_MAX 64 /* cells of later columns count as standing in the one behind the last */

typedef enum mtn_align { MTN_ALIGN_NONE, MTN_ALIGN_LEFT, MTN_ALIGN_CENTER, MTN_ALIGN_RIGHT } mtn_align;

typedef struct mtn_cell {
  uint32_t node; /* td, th */
  uint32_t row;  /* from 0 */
  uint16_t column, columns, rows;
  uint8_t align;     /* mtn_align */
  bool head;         /* th */
  bool whole;        /* the row is one block: the cell's text is what stands below `node` */
  size_t first, end; /* parts in it; if `whole`: the row's, whether the cell is empty or not */
} mtn_cell;

typedef struct mtn_table {
  mtn_cell *cells;
  size_t cell_count;
  uint32_t rows, columns;
  uint32_t head_rows;          /* rows at the start that are headings; a first row all in bold type is one */
  bool bold;                   /* its heading is told by bold type */
  bool spans;                  /* a cell reaches over several columns or rows */
  bool many;                   /* a cell holds several parts, or one that is more than a line of text */
  size_t caption, caption_end; /* parts before the first row */
  size_t end;                  /* the part behind the last one that is in a cell: all of them but on odd pages */
} mtn_table;

/* The table of the parts [first, end), as mtn_part.table_end marks them; memory is the arena's.  MATN_OK, MATN_NOMEM.
 */
matn_status mtn_table_read(const mtn_article *article, size_t first, size_t end, mtn_arena *arena, mtn_table *out);

/* Append the LaTeX of the row that starts with cell *at, which moves behind it: a formula, cut into cells or not, and
 * its number (as "\\tag").  False after the last row, or if the row is more than that. */
bool mtn_table_equation(const mtn_article *article, const mtn_table *table, size_t *at, mtn_buf *out);

/* Whether all rows are such ones: a layout that puts numbers beside formulas. */
bool mtn_table_is_equations(const mtn_article *article, const mtn_table *table, mtn_buf *scratch);

/* Whether a table is the layout of a callout: a cell for its icon, a cell for what it says (AsciiDoc). */
bool mtn_table_is_callout(const mtn_article *article, const mtn_table *table, uint32_t nest);

#endif
