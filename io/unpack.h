/* gzip and zstd, told by their first bytes. */
#ifndef MATN_IO_UNPACK_H
#define MATN_IO_UNPACK_H

#include "bytes.h"

typedef enum io_packing { IO_PLAIN = 0, IO_GZIP, IO_ZSTD } io_packing;

/* By the magic numbers of RFC 1952 and RFC 8878.  No page begins so: 1F is a control character in every encoding, and
 * 28 B5 2F FD is malformed UTF-8 and nonsense in the others. */
io_packing io_packing_of(const unsigned char *data, size_t len);

/* Unpack all members (frames) of `data` into *out, which is emptied first.  False and *error filled when the data is
 * damaged or ends too early, when it holds more than max_bytes, or when memory runs out.  What follows the last gzip
 * member and is none is ignored, as gzip(1) does. */
bool io_unpack(io_packing packing, const unsigned char *data, size_t len, size_t max_bytes, io_bytes *out,
               io_error *error);

#endif
