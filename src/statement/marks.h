/*
 * Quotation marks: pairs of them.
 *
 * Invariants: pairs stand in the order of their opening mark; the outermost pairs do not overlap; a pair lies in one
 * paragraph, except that a quotation that is never closed ends with its paragraph (`closed` false).
 */
#ifndef MTN_STATEMENT_MARKS_H
#define MTN_STATEMENT_MARKS_H

#include "statement/tokens.h"

typedef struct mtn_quote {
  uint32_t open, close; /* tokens of the marks; not closed: `close` is the token after the last inside */
  bool closed;
  bool bracket; /* round brackets, which old Arabic papers quote with */
} mtn_quote;

typedef struct mtn_quotes {
  mtn_quote *items; /* outermost pairs */
  uint32_t count;
} mtn_quotes;

/* Pair the marks of each paragraph and set the tokens' `quote`.  MATN_OK or MATN_NOMEM. */
matn_status mtn_marks_pair(mtn_tokens *tokens, mtn_arena *arena, mtn_quotes *out);

#endif
