/*
 * What a page says of itself: where it was found, and what is chosen of it.
 *
 * Everything that may be a fact is gathered as a candidate with its source and trust (sources.h has the table); each
 * field's chooser then weighs its candidates against each other and against the page.
 */
#ifndef MTN_META_FACTS_H
#define MTN_META_FACTS_H

#include "base/arena.h"
#include "html/document.h"
#include "text/dates.h"

typedef struct mtn_values {
  matn_str *items;
  size_t count, cap;
} mtn_values;

/* Something that may be a fact. */
typedef struct mtn_candidate {
  matn_str value;
  mtn_date date;        /* of MATN_DATE and MATN_DATE_MODIFIED */
  const int16_t *clues; /* of MATN_TITLE: what is known of it, mtn_title_clue (facts_title.h); NULL: not ranked */
  uint32_t line;        /* where it stands among the page's lines, from 1; 0: not on the visible page */
  uint32_t kind;        /* of a date in a line: what its element and the one around it are called */
  uint32_t node;        /* of a title that is a heading: its element */
  uint16_t trust;       /* in thousandths */
  uint8_t field;        /* matn_field */
  uint8_t source;       /* mtn_source (sources.h) */
  uint8_t hints;        /* of time elements: what class and id say, mtn_hint (facts_hints.h) */
  bool chosen;
} mtn_candidate;

typedef struct mtn_facts {
  mtn_values fields[MATN_FIELD_COUNT];
  uint16_t confidence[MATN_FIELD_COUNT]; /* in thousandths; 0 where there is no value */
  mtn_candidate *candidates;
  size_t candidate_count, candidate_cap;
  mtn_date date, date_modified; /* with time and zone where given; year 0: unknown */
  int8_t is_free;               /* to read without paying: -1 not said */
} mtn_facts;

typedef enum mtn_line_flag {
  MTN_LINE_SELECTED = 1, /* main text */
  MTN_LINE_HEADING = 2,
  MTN_LINE_AROUND = 4, /* in nav, footer, aside, a form or dialog */
  MTN_LINE_LINK = 8,   /* the whole line is a link */
  MTN_LINE_ITEM = 16,  /* in a list or table */
  MTN_LINE_H1 = 32,
  MTN_LINE_CAPTION = 64
} mtn_line_flag;

/* A leaf of the visible page's text.  Facts stand near a page's start: lines past the first MTN_LINES_MAX are not read.
 */
#define MTN_LINES_MAX 4096
typedef struct mtn_line {
  matn_str text;
  uint32_t node;        /* the element around it */
  uint32_t first, last; /* its first and last text node */
  uint32_t flags;       /* mtn_line_flag */
} mtn_line;

typedef struct mtn_page {
  const mtn_document *doc;
  const uint32_t *marks; /* elements that may say something, in document order (extract/blocks.h) */
  size_t mark_count;
  const mtn_line *lines;
  size_t line_count;
  matn_str url; /* address of the page, {NULL, 0} if unknown */
  mtn_date now; /* when it was fetched: what "3 hours ago" counts from; year 0: unknown */
  bool plain;   /* no markup: url and lines are all there is */
} mtn_page;

/* Fill *out; all memory is `arena`'s.  MATN_OK or MATN_NOMEM. */
matn_status mtn_facts_find(const mtn_page *page, mtn_arena *arena, mtn_facts *out);

/* The first value of a field, {NULL, 0} if it has none. */
static inline matn_str mtn_facts_first(const mtn_facts *facts, matn_field field) {
  return facts->fields[field].count ? facts->fields[field].items[0] : (matn_str){NULL, 0};
}

#endif
