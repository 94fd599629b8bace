/* Words by which the program that made a page tells what kind of page it makes: data/page-words.tsv. */
#ifndef MTN_EXTRACT_PAGE_WORDS_H
#define MTN_EXTRACT_PAGE_WORDS_H

#include "base/base.h"

/* Kinds of page that words tell of; the values of the feature kd_generator. */
typedef enum mtn_word_kind {
  MTN_WORD_NONE,
  MTN_WORD_FORUM,
  MTN_WORD_DOCUMENTATION,
  MTN_WORD_PRODUCT,
  MTN_WORD_LISTING,
  MTN_WORD_ARTICLE,
  MTN_WORD_SERVICE,
  MTN_WORD_KINDS
} mtn_word_kind;

/* By the first word that is known: of what a page names as its generator ("Discourse 3.5.0"), or of the address of a
 * stylesheet or script. */
mtn_word_kind mtn_word_kind_of_generator(matn_str generator);
mtn_word_kind mtn_word_kind_of_file(matn_str address);

#endif
