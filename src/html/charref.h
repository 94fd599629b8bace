/* Character references (HTML 13.2.5.72 to 13.2.5.80). */
#ifndef MTN_HTML_CHARREF_H
#define MTN_HTML_CHARREF_H

#include "base/base.h"

/* The reference that starts with the '&' at `p`.  Returns the number of bytes that it takes, '&' and any ';' included,
 * or 0 when it is no reference and the '&' stands for itself.  Its characters are written to `out` as UTF-8 and their
 * length to *out_len.  Bytes at and after `end` may be read up to the first that is no letter, digit or '#', and
 * *end must be such a byte (the padding's NUL).  `in_attribute`: the rule of HTML 13.2.5.73 for references without
 * semicolon that are followed by '=' or an alphanumeric. */
#define MTN_CHARREF_MAX 8 /* two characters of four bytes */
size_t mtn_charref(const char *p, const char *end, bool in_attribute, char out[MTN_CHARREF_MAX], size_t *out_len);

#endif
