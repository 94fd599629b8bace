/*
 * Tokenizer (HTML 13.2.5): hands out one token a call, in place.
 *
 * It reads doc->source, appends to doc->pool what differs from it, and writes attributes at the end of doc->attrs: the
 * attributes of a start tag stay there until the next call, which overwrites them unless the tree builder has kept them
 * (by making an element of them).  The tree builder steers it through `state`, `cdata_allowed` and nothing else.
 */
#ifndef MTN_HTML_TOKENIZER_H
#define MTN_HTML_TOKENIZER_H

#include "html/document.h"

typedef enum mtn_token_type {
  MTN_TOKEN_EOF = 0,
  MTN_TOKEN_TEXT,
  MTN_TOKEN_START,
  MTN_TOKEN_END,
  MTN_TOKEN_COMMENT,
  MTN_TOKEN_DOCTYPE
} mtn_token_type;

/* States that the tree builder sets, and the data state that they fall back to. */
typedef enum mtn_tokenizer_state {
  MTN_STATE_DATA = 0,
  MTN_STATE_RCDATA,
  MTN_STATE_RAWTEXT,
  MTN_STATE_SCRIPT,
  MTN_STATE_PLAINTEXT,
  MTN_STATE_CDATA
} mtn_tokenizer_state;

typedef struct mtn_token {
  uint8_t type;
  bool self_closing;
  bool has_nul;        /* text of the data and CDATA states: holds U+0000, left to the tree builder */
  bool force_quirks;   /* doctype */
  uint16_t tag;        /* start, end: mtn_tag */
  uint32_t begin, end; /* bytes of the source */
  mtn_ref text;        /* text and comment: data; start and end: name, lower-cased */
  uint32_t attr;       /* start: index of the first attribute (doctype: its three) */
  uint32_t attr_count;
} mtn_token;

typedef struct mtn_tokenizer {
  mtn_document *doc;
  const char *at, *end;
  uint8_t state;      /* mtn_tokenizer_state */
  bool cdata_allowed; /* the adjusted current node is foreign (HTML 13.2.5.42) */
  bool limit;         /* an element had more than max_attributes; the token is EOF */
  uint32_t max_attributes;
  uint16_t last_tag; /* of the last start tag: what makes an end tag appropriate */
  mtn_ref last_name;
  uint32_t attr_base; /* attributes below this index belong to nodes; the slot at it is kept free for a name */
  uint32_t *set;      /* hash set of attribute indices, for tags with very many unknown names */
  size_t set_cap;
  mtn_token token;
} mtn_tokenizer;

/* Start at the beginning of doc->source, which must have its padding.  The tokenizer starts zeroed, or was used before
 * (its set is kept). */
void mtn_tokenizer_init(mtn_tokenizer *tokenizer, mtn_document *doc);
/* Give back the memory of the set. */
void mtn_tokenizer_free(mtn_tokenizer *tokenizer, const matn_alloc *alloc);

/* The next token, in tokenizer->token; its type.  After EOF, EOF again. */
mtn_token_type mtn_tokenizer_next(mtn_tokenizer *tokenizer);

#endif
