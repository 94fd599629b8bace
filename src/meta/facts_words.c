/* Words of bylines: the generated lists. */
#include "meta/facts_words.h"

#include "meta/byline_words.inc"

#define LIST(words)                                                                                                    \
  { words, MTN_COUNT(words) }

void mtn_byline_words(mtn_byline_kind kind, mtn_openings *out) {
  static const struct {
    const char *const *words;
    size_t count;
  } lists[MTN_BYLINE_KINDS] = {
      [WORDS_BY] = LIST(by_words),
      [WORDS_OPEN] = LIST(open_words),
      [WORDS_STRIP] = LIST(strip_words),
      [WORDS_LABEL] = LIST(label_words),
      [WORDS_AFTER] = LIST(after_words),
      [WORDS_END] = LIST(end_words),
      [WORDS_PUBLISHED] = LIST(published_words),
      [WORDS_MODIFIED] = LIST(modified_words),
      [WORDS_OTHER] = LIST(other_words),
      [WORDS_PAGE] = LIST(page_words),
      [WORDS_ROLE] = LIST(role_words),
  };
  mtn_openings_init(out, lists[kind].words, lists[kind].count);
}
