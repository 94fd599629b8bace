/*
 * Selectors (Selectors Level 4), matched over a whole document at once.
 *
 * What is known: types and *, .class, #id, attributes with all operators and the i and s flags; the combinators
 * descendant, >, + and ~; :is, :where, :not, :has; :nth-child and its kin, also of-type; :root, :empty; lists; escapes.
 * What is not, and said so by an error: namespaces, pseudo-elements, pseudo-classes that need a user or a layout.
 *
 * A selector is matched from left to right by passes over the nodes, each of which makes one set of nodes from another:
 * the time is the product of the document's size and the selector's, whatever either holds.
 */
#ifndef MTN_HTML_SELECT_H
#define MTN_HTML_SELECT_H

#include "html/document.h"

typedef struct mtn_selector mtn_selector;

/* Read a list of selectors; all memory is the arena's.  MATN_OK, MATN_NOMEM, or MATN_SELECTOR with the byte where it
 * stops making sense. */
matn_status mtn_select_parse(matn_str text, mtn_arena *arena, const mtn_selector **out, matn_error *error);

/* Set the bit of each element that the selector matches in `marks`, which has mtn_select_bytes(doc) zero bytes.
 * MATN_OK or MATN_NOMEM. */
matn_status mtn_select_match(const mtn_selector *selector, const mtn_document *doc, mtn_arena *scratch, uint8_t *marks);

static inline size_t mtn_select_bytes(const mtn_document *doc) { return doc->node_count / 8 + 1; }
static inline bool mtn_select_has(const uint8_t *marks, uint32_t node) {
  return (marks[node / 8] >> node % 8 & 1) != 0;
}
static inline void mtn_select_add(uint8_t *marks, uint32_t node) { marks[node / 8] |= (uint8_t)(1u << node % 8); }

#endif
