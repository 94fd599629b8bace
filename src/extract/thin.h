/*
 * The text of a page whose visible body is thin.
 *
 * Pages that scripts fill bring their text as data: JSON-LD bodies, the state of a framework (extract/data.h), or in
 * template elements.  It is found by its form: prose under keys that name no furniture, in the object that also holds
 * the page's title or description, as one string, as HTML, or as the paragraphs and spans of an editor's document.
 * What is found is written as HTML, to be parsed and cut as a page is; it takes the place of the visible text where
 * that is plainly worse, never stands beside it.
 */
#ifndef MTN_EXTRACT_THIN_H
#define MTN_EXTRACT_THIN_H

#include "extract/blocks.h"
#include "extract/data.h"

typedef struct mtn_thin {
  mtn_buf html;  /* UTF-8, empty if nothing was found; the caller frees it */
  uint32_t node; /* the script, element with an attribute, or template that it was found in */
  bool told;     /* the page's title or description stands with it, or JSON-LD says that it is the body */
} mtn_thin;

/* The words that a text in the page's data must have to be better than the selected one; 0 if that needs no other. */
size_t mtn_thin_wanted(const mtn_document *doc, const mtn_blocks *blocks);

/* Look.  `title` and `description` are the page's; of fewer than `least` words nothing need be found.  The scratch
 * arena may go afterwards.  MATN_OK or MATN_NOMEM. */
matn_status mtn_thin_find(const mtn_document *doc, matn_str title, matn_str description, size_t least,
                          mtn_arena *scratch, mtn_thin *out);

/* Whether `other`, the blocks of what was found, all of them, shall take the place of the selected ones of `blocks`.
 * MATN_OK or MATN_NOMEM. */
matn_status mtn_thin_is_better(const mtn_blocks *blocks, const mtn_blocks *other, bool told, mtn_arena *scratch,
                               bool *better);

/* What a key says (thin_write.c). */
typedef enum mtn_key_sense {
  MTN_KEY_PLAIN = 0,
  MTN_KEY_ASIDE, /* names something beside the text: seo, related, translations… */
  MTN_KEY_SHORT, /* a shorter form of it: excerpt, summary… */
  MTN_KEY_HEAD   /* a heading within it */
} mtn_key_sense;

/* Objects of one kind repeat their keys: what the last key in each slot said is kept.  All zero at first. */
typedef struct mtn_key_senses {
  matn_str keys[256];
  uint8_t senses[256];
} mtn_key_senses;
mtn_key_sense mtn_thin_key_sense(mtn_key_senses *known, matn_str key);

/* Write the value and all in it as HTML (thin_write.c).  `weights`: characters of prose in each value and below it.
 * Gives how much of what was written is prose, per cent. */
size_t mtn_thin_write(const mtn_data *data, uint32_t value, const uint32_t *weights, mtn_key_senses *keys,
                      mtn_buf *out);

/* Whether the string is HTML, and as written or with its signs as character references (&lt;p&gt;). */
typedef enum mtn_string_form { MTN_FORM_PLAIN = 0, MTN_FORM_HTML, MTN_FORM_ESCAPED_HTML } mtn_string_form;
mtn_string_form mtn_thin_form(matn_str text);

#endif
