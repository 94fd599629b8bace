/*
 * HTML: what of an article a writer makes of it.
 *
 * Invariant: all that is written is made here: elements and attributes of the lists in html_inline.c and html.c,
 * addresses through mtn_address_write, text escaped.  Nothing of the page's own markup is ever copied.
 */
#ifndef MTN_RENDER_HTML_H
#define MTN_RENDER_HTML_H

#include "base/buf.h"
#include "extract/article.h"
#include "render/table.h"

typedef struct mtn_html {
  const mtn_article *article;
  matn_str base; /* what links are resolved against */
  mtn_buf *scratch;
  bool links, images, in_cell, in_markdown;
  uint32_t nest;                      /* of the last part */
  uint32_t floor;                     /* the nest that is all around what is written */
  uint32_t started;                   /* a nest that has been opened and holds nothing yet */
  uint32_t lists[MTN_NEST_DEPTH + 1]; /* the list that is open at each depth, 0 if none */
} mtn_html;

void mtn_html_init(mtn_html *html, const mtn_article *article, matn_str base, mtn_buf *scratch, bool links,
                   bool images);

/* Append a table; without line ends between blocks' tags if not `lines`, and never an empty line inside. */
void mtn_html_table(mtn_html *html, const mtn_table *table, bool captioned, mtn_buf *out);

/* Append the inside of a block, or, if that is a table's row, of its cell `cell`.  In a note (`in_note`) its label is
 * left out, and the first `skip` bytes of the text. */
void mtn_html_inline(const mtn_html *html, const mtn_block *block, uint32_t cell, bool in_note, size_t skip,
                     mtn_buf *out);

void mtn_html_escape(mtn_buf *out, matn_str text);

/* Append an img element; nothing if it has no usable address. */
void mtn_html_image(const mtn_html *html, uint32_t img, mtn_buf *out);

#endif
