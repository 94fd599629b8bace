/* Stretches of tokens that are contents: their ends, and the quotations in them. */
#include "statement/claims.h"

static bool is_edge(const mtn_tokens *t, uint32_t i) {
  const mtn_token *token = &t->items[i];
  if (token->kind == MTN_TOKEN_MARK) return false;
  if (token->kind != MTN_TOKEN_PUNCT) return false;
  return token->c != '(' && token->c != ')' && token->c != '$' && token->c != '%' && token->c != 0x20AC &&
         token->c != 0xA3 && token->c != '[' && token->c != ']' && token->c != '?' && token->c != 0x61F &&
         token->c != '!' && token->c != '#' && token->c != '@';
}

mtn_range mtn_content_trim(const mtn_tokens *t, mtn_range range) {
  while (range.first < range.last && (is_edge(t, range.first) || t->items[range.first].c == ')')) range.first++;
  while (range.first < range.last && is_edge(t, range.last - 1)) range.last--;
  return range;
}

/* The first pair that ends behind token `at`: binary search, because the pairs stand in order. */
static uint32_t first_quote(const mtn_claims *claims, uint32_t at) {
  uint32_t low = 0, high = claims->quotes->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (claims->quotes->items[middle].close < at)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

bool mtn_content_has_quote(const mtn_claims *claims, mtn_range range) {
  uint32_t i = first_quote(claims, range.first);
  for (; i < claims->quotes->count && claims->quotes->items[i].open < range.last; i++)
    if (claims->quotes->items[i].open >= range.first && !claims->quotes->items[i].bracket) return true;
  return false;
}

const mtn_quote *mtn_content_quote_closing(const mtn_claims *claims, uint32_t at) {
  uint32_t i = first_quote(claims, at);
  const mtn_quote *quote = i < claims->quotes->count ? &claims->quotes->items[i] : NULL;
  return quote && quote->close == at && quote->closed ? quote : NULL;
}

const mtn_quote *mtn_content_quote_at(const mtn_claims *claims, uint32_t at) {
  uint32_t i = first_quote(claims, at);
  return i < claims->quotes->count && claims->quotes->items[i].open == at ? &claims->quotes->items[i] : NULL;
}
