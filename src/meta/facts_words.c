/* Words of bylines: the generated lists. */
#include "meta/facts_words.h"

#include "meta/byline_words.inc"

const mtn_openings *mtn_byline_words(mtn_byline_kind kind) { return &byline_words[kind]; }

static bool is_listed(matn_str word, const mtn_openings *list) {
  const unsigned char first = (unsigned char)*word.ptr;
  for (size_t i = list->from[first]; i < list->from[first + 1]; i++)
    if (mtn_str_equal(mtn_str_of(list->words[i]), word)) return true;
  return false;
}

bool mtn_byline_is_no_name(matn_str word) {
  if (!mtn_filter_may_be(&no_name_words, word)) return false;
  for (mtn_byline_kind kind = WORDS_PAGE; kind <= WORDS_JOB; kind++)
    if (is_listed(word, &byline_words[kind])) return true;
  return false;
}

bool mtn_byline_is_job(matn_str word) {
  return mtn_filter_may_be(&no_name_words, word) && is_listed(word, &byline_words[WORDS_JOB]);
}
