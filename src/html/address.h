/* Addresses in a page: resolved against the page's own, and never one that a reader cannot follow safely. */
#ifndef MTN_HTML_ADDRESS_H
#define MTN_HTML_ADDRESS_H

#include "base/buf.h"

/* Append the address that `reference` is on a page at `base` ({NULL, 0} or no http(s) address: left relative), with
 * what Markdown and HTML could trip over percent-encoded.  False, and nothing appended, if it is empty or of a scheme
 * other than http, https, mailto and tel.  White space and controls are taken out before the scheme is looked at, as
 * browsers do (URL Standard 4.4). */
bool mtn_address_write(matn_str base, matn_str reference, mtn_buf *out);

#endif
