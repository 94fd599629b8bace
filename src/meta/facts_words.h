/* Words of bylines and of lines with days (data/byline-words.tsv), folded. */
#ifndef MTN_META_FACTS_WORDS_H
#define MTN_META_FACTS_WORDS_H

#include "text/fold.h"

typedef enum mtn_byline_kind {
  WORDS_BY,    /* lead to names, anywhere in a short line */
  WORDS_OPEN,  /* the same at the start of a line */
  WORDS_STRIP, /* are taken off the front of a name: these two and more */
  WORDS_LABEL, /* stand alone in the line before */
  WORDS_AFTER, /* a role behind a name */
  WORDS_END,   /* end a name: the next label */
  WORDS_PUBLISHED,
  WORDS_MODIFIED,
  WORDS_OTHER,
  WORDS_PAGE, /* stand where a name should */
  WORDS_ROLE, /* desks, publishers: no person is called so */
  WORDS_JOB,  /* what people are */
  MTN_BYLINE_KINDS
} mtn_byline_kind;

const mtn_openings *mtn_byline_words(mtn_byline_kind kind);

/* Whether the folded word is a page's, a body's or a job; and of these a job. */
bool mtn_byline_is_no_name(matn_str word);
bool mtn_byline_is_job(matn_str word);

#endif
