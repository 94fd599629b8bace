/*
 * Growing byte buffer.
 *
 * Appending never fails loudly: when memory runs out the buffer remembers it (`failed`) and ignores what follows, so
 * that a writer checks once at its end instead of at each byte.
 */
#ifndef MTN_BUF_H
#define MTN_BUF_H

#include "base/base.h"

typedef struct mtn_buf {
  const matn_alloc *alloc;
  char *data;
  size_t len, cap;
  bool failed;
} mtn_buf;

void mtn_buf_init(mtn_buf *buf, const matn_alloc *alloc);
void mtn_buf_free(mtn_buf *buf);
/* Forget the contents and the failure, keep the memory. */
static inline void mtn_buf_clear(mtn_buf *buf) {
  buf->len = 0;
  buf->failed = false;
}
/* Make room for `more` bytes after len; false (and failed set) when memory runs out. */
bool mtn_buf_reserve(mtn_buf *buf, size_t more);

static inline void mtn_buf_append(mtn_buf *buf, const char *bytes, size_t len) {
  if (len > buf->cap - buf->len && !mtn_buf_reserve(buf, len)) return;
  if (len) memcpy(buf->data + buf->len, bytes, len);
  buf->len += len;
}
static inline void mtn_buf_put(mtn_buf *buf, char c) { mtn_buf_append(buf, &c, 1); }
static inline void mtn_buf_str(mtn_buf *buf, matn_str s) { mtn_buf_append(buf, s.ptr, s.len); }
static inline void mtn_buf_cstr(mtn_buf *buf, const char *s) { mtn_buf_append(buf, s, strlen(s)); }
/* A non-negative integer in decimal. */
void mtn_buf_uint(mtn_buf *buf, uint64_t value);
static inline matn_str mtn_buf_view(const mtn_buf *buf) { return (matn_str){buf->data ? buf->data : "", buf->len}; }

#endif
