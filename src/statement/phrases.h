/*
 * Noun phrases and adverbials, as far as they can be told without a parser: what a speaker's name can be made of, what
 * stands between a cue and what is said.
 */
#ifndef MTN_STATEMENT_PHRASES_H
#define MTN_STATEMENT_PHRASES_H

#include "statement/claims.h"

/* The noun phrase that begins at `at`: the token behind it, `at` if there is none.  For languages with capitals. */
uint32_t mtn_phrase_forward(const mtn_claims *claims, uint32_t at, uint32_t limit);
/* An apposition behind it (", a spokesman for…"): the token behind that, or `at`. */
uint32_t mtn_phrase_apposition(const mtn_claims *claims, uint32_t at, uint32_t limit);
/* Adverbials at `at` ("on Tuesday", "in a statement", "to reporters"): the token behind them.  A channel among them is
 * left in *through, a date in *date (MTN_NO_INDEX: none). */
uint32_t mtn_phrase_adverbials(const mtn_claims *claims, uint32_t at, uint32_t limit, mtn_range *through,
                               uint32_t *date);
/* How many tokens at `at` lead up to a subject: an opening ("meanwhile"), a hedge, a conjunction, a sign, a day. */
uint32_t mtn_phrase_lead(const mtn_claims *claims, uint32_t at);
/* The date that begins at token `at`: its index, or MTN_NO_INDEX. */
uint32_t mtn_phrase_date_at(const mtn_claims *claims, uint32_t at);
bool mtn_phrase_is_determiner(const mtn_tokens *t, uint32_t i);
bool mtn_phrase_is_head(const mtn_tokens *t, uint32_t i);

#endif
