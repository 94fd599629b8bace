/* Whether there was a text to find, and all of it: the page's status. */
#ifndef MTN_EXTRACT_STATUS_H
#define MTN_EXTRACT_STATUS_H

#include "extract/blocks.h"

/* `blocks` have been labelled; `title` is the page's.  In doubt MATN_PAGE_OK. */
matn_page_status mtn_status_find(const mtn_document *doc, const mtn_blocks *blocks, matn_str title);

/* Whether anything says that the selected text, of so many words, may not be all: that it is not free, that it has more
 * words, a prompt to pay, a last paragraph that stops in the middle. */
bool mtn_status_may_be_cut(const mtn_document *doc, const mtn_blocks *blocks, size_t words);

#endif
