/*
 * Listings: how pages lay out program code, in pre and without it.  What is asked here are classes and shapes that
 * highlighters and editors share; each answer looks at a bounded number of nodes.
 */
#ifndef MTN_EXTRACT_LISTING_H
#define MTN_EXTRACT_LISTING_H

#include "html/document.h"

/* Whether an element in preformatted text, or a table's cell, is none of the code: a line number, a copy button, the
 * name of the language over the code, what is shown when the pointer rests on a word. */
bool mtn_listing_drops(const mtn_document *doc, uint32_t node);

/* Whether a preformatted block is the column of line numbers beside another one: numbers that count up, in a cell of
 * their own. */
bool mtn_listing_is_gutter(const mtn_document *doc, uint32_t pre);

/* Whether an element that is no pre holds code whose white space counts: `style` and `class` are its attributes,
 * `block` whether it is laid out as a block.  Asked of many elements: see first whether the tag may be one's. */
static inline bool mtn_listing_may_be_box(uint16_t tag) {
  return tag == MTN_TAG_DIV || tag == MTN_TAG_CODE || tag == MTN_TAG_TABLE || tag == MTN_TAG_SECTION ||
         tag == MTN_TAG_FIGURE;
}
bool mtn_listing_is_box(const mtn_document *doc, uint32_t node, matn_str class, matn_str style, bool block);

/* Whether an element in a listing is a line that nothing parts from the line before it: spans that style makes lines.
 */
bool mtn_listing_starts_line(const mtn_document *doc, uint32_t node);

/* Whether a text node in a listing stands between its lines for the sake of the source alone; `box`: the listing is no
 * pre. */
bool mtn_listing_is_between(const mtn_document *doc, uint32_t text, bool box);

#endif
