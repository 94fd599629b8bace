/* A 64-bit simhash (Charikar 2002) of an article's words: near copies differ in few bits. */
#ifndef MTN_RENDER_FINGERPRINT_H
#define MTN_RENDER_FINGERPRINT_H

#include "extract/article.h"

/* Words as text/words.h counts them, ASCII letters in lower case; each word counts as often as it stands.
 * 0 without words. */
uint64_t mtn_fingerprint(const mtn_article *article);

#endif
