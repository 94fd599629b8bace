/*
 * Bytes to UTF-8: which encoding a page is in (HTML 13.2.3, "determining the character encoding") and decoding it as
 * the WHATWG Encoding Standard says.
 */
#ifndef MTN_TEXT_CHARSET_H
#define MTN_TEXT_CHARSET_H

#include "base/buf.h"

/* An encoding of the WHATWG Encoding Standard; 0 is none. */
typedef uint8_t mtn_charset;
#define MTN_CHARSET_NONE 0

typedef enum mtn_charset_origin {
  MTN_CHARSET_FROM_BOM = 1, /* certain */
  MTN_CHARSET_FROM_CALLER,  /* certain: Content-Type */
  MTN_CHARSET_FROM_BYTES,   /* certain: well-formed UTF-8 throughout, with characters enough to be no accident */
  MTN_CHARSET_FROM_META,    /* tentative: prescan */
  MTN_CHARSET_DETECTED,     /* tentative: statistics over the bytes, or valid UTF-8 */
  MTN_CHARSET_DEFAULT       /* tentative: windows-1252 */
} mtn_charset_origin;

/* The encoding of a label ("latin1", " UTF8 "), case and ASCII space aside; MTN_CHARSET_NONE if it is no label. */
mtn_charset mtn_charset_from_label(matn_str label);

/* The lower-case WHATWG name: "utf-8", "windows-1252"…; constant. */
matn_str mtn_charset_name(mtn_charset charset);

/* The encoding of a page.  `given` is what the caller said, MTN_CHARSET_NONE if nothing. */
mtn_charset mtn_charset_sniff(const void *bytes, size_t len, mtn_charset given, mtn_charset_origin *origin);

/* The encoding that a <meta> element tells, for the tree builder's "change the encoding": from the value of its charset
 * attribute, or of its content attribute when http-equiv is content-type.  UTF-16 becomes UTF-8, x-user-defined
 * windows-1252, as the standard says. */
mtn_charset mtn_charset_from_meta(matn_str charset, matn_str content);

/* Decode to UTF-8, BOM removed, malformed sequences as U+FFFD, CR LF and CR as LF; at most `limit` bytes, followed in
 * `out` by `padding` zero bytes that out->len does not count.  Replaces what `out` held.
 * MATN_OK, MATN_NOMEM, or MATN_LIMIT (more than `limit` bytes of UTF-8). */
matn_status mtn_charset_decode(mtn_charset charset, const void *bytes, size_t len, size_t limit, size_t padding,
                               mtn_buf *out);

#endif
