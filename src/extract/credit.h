/*
 * A caption's parts: what it tells, whose picture it is, of which day.
 *
 * Words that lead to a credit ("Photo:", "تصوير") and names of agencies are in data/credits.tsv.  A caption of any
 * length costs no more than its last few hundred bytes.
 */
#ifndef MTN_EXTRACT_CREDIT_H
#define MTN_EXTRACT_CREDIT_H

#include "extract/blocks.h"
#include "text/dates.h"

typedef struct mtn_credit {
  matn_str text;   /* the caption without credit and day at its end; all of it where nothing else would be left */
  matn_str credit; /* "Ada Bell/AFP", without what leads to it; absent: none */
  mtn_date date;   /* month 0: none; day 0 where only the month is given */
  bool led;        /* words, a sign or brackets set the credit apart, not only its place */
} mtn_credit;

/* Views into `caption`; `language` as mtn_date_language() gives it. */
mtn_credit mtn_credit_read(matn_str caption, uint16_t language);

/* The same of a caption's block at `index`, whose markup may say what the credit is; a block behind it, before `end`,
 * that holds nothing but the credit of the same figure belongs to it.  How many blocks were read, 1 or 2. */
size_t mtn_credit_read_block(const mtn_document *doc, const mtn_blocks *blocks, size_t index, size_t end,
                             uint16_t language, mtn_credit *out);

#endif
