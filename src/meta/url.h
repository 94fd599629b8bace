/* The parts of an address that matn reads. */
#ifndef MTN_META_URL_H
#define MTN_META_URL_H

#include "base/base.h"

/* The host of an http(s) address without user and port, as written; {NULL, 0} if it has none. */
matn_str mtn_url_host(matn_str url);

#endif
