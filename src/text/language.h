/*
 * The language of a text, by measurement.
 *
 * The script decides where a language has it to itself.  Where several share one, frequent trigrams and letters that
 * few of them write are counted; all in integers, over the first 280 letters.
 */
#ifndef MTN_TEXT_LANGUAGE_H
#define MTN_TEXT_LANGUAGE_H

#include "base/base.h"

typedef struct mtn_language {
  const char *code;    /* "en", "ckb": ISO 639; NULL: unknown */
  const char *tag;     /* the same with the script where that is not its usual one: "sr-Latn" */
  uint16_t confidence; /* in thousandths: how often such an answer is right */
  bool is_brief;       /* little text was there: it may not stand for what it is taken from */
} mtn_language;

/* Of text given in pieces, so that a page's paragraphs need not be joined. */
mtn_language mtn_language_of(const matn_str *pieces, size_t count);

/* Whether readers of one language read the other, so that letters and trigrams tell them apart badly: Danish and
 * Norwegian, Croatian and Serbian, Indonesian and Malay.  Both are ISO 639 codes in small letters. */
bool mtn_language_is_close(matn_str a, matn_str b);

#endif
