/* Whether there was a text to find, and all of it: the page's status. */
#ifndef MTN_EXTRACT_STATUS_H
#define MTN_EXTRACT_STATUS_H

#include "extract/blocks.h"

/* `blocks` have been labelled; `title` is the page's.  In doubt MATN_PAGE_OK. */
matn_page_status mtn_status_find(const mtn_document *doc, const mtn_blocks *blocks, matn_str title);

#endif
