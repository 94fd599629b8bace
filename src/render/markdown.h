/* GitHub flavoured Markdown (GFM 0.29): the inside of one block. */
#ifndef MTN_RENDER_MARKDOWN_H
#define MTN_RENDER_MARKDOWN_H

#include "base/buf.h"
#include "extract/article.h"
#include "render/table.h"

/* Notes that stood beside the text, one after the other, each ended by a NUL. */
typedef struct mtn_side_notes {
  mtn_buf text;
  uint32_t count;
} mtn_side_notes;

typedef struct mtn_markdown_inline {
  const mtn_document *doc;
  const mtn_blocks *blocks;
  const mtn_structure *structure;
  matn_str base; /* what links are resolved against */
  mtn_buf *scratch;
  bool *marked; /* for each note: set when a mark of it has been written */
  mtn_side_notes *side;
  bool links, images;
} mtn_markdown_inline;

/* Append the text of `block` with its emphasis, code, formulas, marks of notes, and, if asked for, links and images;
 * lines end in '\n' (a hard break is a backslash before it).  In a heading and with `strong` set strong emphasis is
 * left out or set for all; in a note (`in_note`) its label is left out, and the first `skip` bytes of the text. */
void mtn_markdown_block(const mtn_markdown_inline *how, const mtn_block *block, bool strong, bool in_note, size_t skip,
                        mtn_buf *out);

/* The same for what stands in a cell of a table: a block, or, if that is a row, what is below `cell`.  One line, '|'
 * escaped; strong emphasis is left out of what is `bold` as a heading. */
void mtn_markdown_cell(const mtn_markdown_inline *how, const mtn_block *block, const mtn_cell *cell, bool bold,
                       mtn_buf *out);

/* Append the name of side note `index`, counted from 1: no note of the structure has it. */
void mtn_markdown_side_name(const mtn_structure *structure, uint32_t index, mtn_buf *out);

/* Append an image; nothing if it has no usable address. */
void mtn_markdown_image(const mtn_markdown_inline *how, uint32_t img, mtn_buf *out);

#endif
