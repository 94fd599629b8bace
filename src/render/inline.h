/*
 * A block's inside, walked again for the writers that show more of it than its text.
 *
 * Invariant: the words and separators that the events give, one after the other, are the block's text (an image event
 * adds nothing to it).  So whatever a writer puts around them, the text is the same.
 */
#ifndef MTN_RENDER_INLINE_H
#define MTN_RENDER_INLINE_H

#include "extract/blocks.h"
#include "extract/inline.h"

/* `separator` is what stands before: 0, ' ' or '\n' (a line break). */
typedef struct mtn_inline_events {
  void (*enter)(void *ctx, uint32_t node); /* an HTML element that is shown; each that is left has been entered */
  void (*leave)(void *ctx, uint32_t node);
  void (*words)(void *ctx, char separator, matn_str text); /* no white space inside but that which does not collapse */
  void (*bracket)(void *ctx, char separator, matn_str sign); /* around a reading of ruby that has none on the page */
  void (*made)(void *ctx, char separator, mtn_inline_kind kind, uint32_t node, matn_str text);
  bool (*image)(void *ctx, char separator, uint32_t img); /* whether it was written; NULL: not wanted */
} mtn_inline_events;

/* Who is told of them. */
typedef struct mtn_inline_teller {
  const mtn_inline_events *events;
  void *ctx;        /* handed to each of them */
  mtn_buf *scratch; /* for texts that are made on the way */
} mtn_inline_teller;

/* The inside of a block that is no table row, without the first `skip` bytes of its text (which hold no white space).
 */
void mtn_inline_walk_block(const mtn_document *doc, const mtn_blocks *blocks, const mtn_block *block, size_t skip,
                           mtn_inline_teller to);

/* The inside of one cell of a row. */
void mtn_inline_walk_cell(const mtn_document *doc, const mtn_block *row, uint32_t cell, mtn_inline_teller to);

#endif
