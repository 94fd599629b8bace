/* Between the reader of selectors (select_parse.c) and the matcher (select.c). */
#ifndef MTN_HTML_SELECT_INTERNAL_H
#define MTN_HTML_SELECT_INTERNAL_H

#include "html/select.h"

typedef enum mtn_simple_kind {
  MTN_SIMPLE_ANY,
  MTN_SIMPLE_TYPE,
  MTN_SIMPLE_CLASS,
  MTN_SIMPLE_ID,
  MTN_SIMPLE_ATTRIBUTE,
  MTN_SIMPLE_IS, /* :is, :where */
  MTN_SIMPLE_NOT,
  MTN_SIMPLE_HAS,
  MTN_SIMPLE_NTH, /* a*n + b, of children or of those of one type, from the start or the end */
  MTN_SIMPLE_ONLY,
  MTN_SIMPLE_ROOT,
  MTN_SIMPLE_EMPTY
} mtn_simple_kind;

/* Each refers to the next by index + 1; 0 ends a chain. */
typedef struct mtn_simple {
  uint8_t kind;       /* mtn_simple_kind */
  char operator;      /* attribute: 0 (is there), =, ~, |, ^, $, * */
  bool folds;         /* attribute: ASCII case of the value does not count */
  bool of_type, last; /* nth, only */
  int32_t a, b;
  matn_str name, value; /* name: of a type or attribute in lower case */
  matn_str written;     /* type, as written: for elements that are not HTML */
  uint32_t list;        /* is, not, has: index in lists */
  uint32_t next;
} mtn_simple;

typedef struct mtn_compound {
  uint32_t simples, next;
  char combinator; /* before it: ' ', '>', '+', '~'; of the first one 0, in :has what relates it to the element */
} mtn_compound;

typedef struct mtn_complex {
  uint32_t compounds, next;
} mtn_complex;

/* Lists stand in the order in which they end: one that stands in another comes before it. */
typedef struct mtn_selector_list {
  uint32_t complexes;
} mtn_selector_list;

struct mtn_selector {
  mtn_simple *simples;
  mtn_compound *compounds;
  mtn_complex *complexes;
  mtn_selector_list *lists; /* the last one is the selector */
  size_t simple_count, compound_count, complex_count, list_count;
};

#endif
