/*
 * The article: the selected blocks in order, with the structure that a writer needs.
 *
 * Invariants: parts stand in document order, one for each selected block; the text of a page that has none (`status`
 * not MATN_PAGE_OK) is empty.
 */
#ifndef MTN_EXTRACT_ARTICLE_H
#define MTN_EXTRACT_ARTICLE_H

#include "extract/structure.h"

typedef struct mtn_article {
  const mtn_document *doc;
  mtn_blocks blocks;     /* `selected` is final */
  const mtn_part *parts; /* those of `structure` */
  size_t part_count;
  mtn_structure structure;
  matn_page_status status;
  uint16_t confidence; /* expected word-F1 of the selection, in thousandths; 0 without text */
} mtn_article;

/* Make the article of labelled blocks, which it takes over (their `selected` may be cleared: later copies of a text,
 * and all of a page that is a wall or a shell).  `title` is the page's, for telling walls.  `whole`: the caller says
 * that all of the page is text, so nothing is cleared.  All memory is the arena's.  MATN_OK or MATN_NOMEM. */
matn_status mtn_article_build(const mtn_document *doc, const mtn_blocks *blocks, matn_str title, bool whole,
                              mtn_arena *arena, mtn_article *out);

/* Words of the selected blocks. */
size_t mtn_article_words(const mtn_article *article);

#endif
