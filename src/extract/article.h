/*
 * The article: the selected blocks in order, with the structure that a writer needs.
 *
 * Invariants: parts stand in document order, one for each selected block; a part that is in list items knows how many
 * of them are in the article, not on the page; the text of a page that has none (`status` not MATN_PAGE_OK) is empty.
 */
#ifndef MTN_EXTRACT_ARTICLE_H
#define MTN_EXTRACT_ARTICLE_H

#include "extract/blocks.h"

typedef struct mtn_part {
  uint32_t block;  /* index in blocks.items */
  uint32_t list;   /* a part that starts a list item: its ul, ol… element */
  uint32_t number; /* the same, in an ol: its number; 0 otherwise */
  uint8_t items;   /* list items around it, its own included */
  bool starts_item;
  bool starts_list; /* the item is the first of its list in the article */
  bool joins;       /* it goes on with what the part before began: the next row of a table, the next item of a list */
} mtn_part;

typedef struct mtn_article {
  const mtn_document *doc;
  mtn_blocks blocks; /* `selected` is final */
  mtn_part *parts;
  size_t part_count;
  matn_page_status status;
  uint16_t confidence; /* mean score of the selected words, in thousandths; 0 without text */
} mtn_article;

/* Make the article of labelled blocks, which it takes over (their `selected` may be cleared: later copies of a text,
 * and all of a page that is a wall or a shell).  `title` is the page's, for telling walls.  `whole`: the caller says
 * that all of the page is text, so nothing is cleared.  All memory is the arena's.  MATN_OK or MATN_NOMEM. */
matn_status mtn_article_build(const mtn_document *doc, const mtn_blocks *blocks, matn_str title, bool whole,
                              mtn_arena *arena, mtn_article *out);

/* Words of the selected blocks. */
size_t mtn_article_words(const mtn_article *article);

#endif
