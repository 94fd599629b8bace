#include "base/buf.h"

void mtn_buf_init(mtn_buf *buf, const matn_alloc *alloc) { *buf = (mtn_buf){.alloc = alloc}; }

void mtn_buf_free(mtn_buf *buf) {
  mtn_free(buf->alloc, buf->data, buf->cap);
  mtn_buf_init(buf, buf->alloc);
}

bool mtn_buf_reserve(mtn_buf *buf, size_t more) {
  size_t need;
  if (buf->failed || !mtn_add(buf->len, more, &need) ||
      !mtn_array_reserve(buf->alloc, (void **)&buf->data, &buf->cap, need, 1, 256)) {
    buf->failed = true;
    return false;
  }
  return true;
}

void mtn_buf_uint(mtn_buf *buf, uint64_t value) {
  char digits[MTN_NUMBER_SIZE];
  mtn_buf_append(buf, digits, mtn_number_put(digits, value));
}
