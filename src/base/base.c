/* The allocator and the error that it ends in. */
#include "base.h"

#include <stdlib.h>

static void *default_alloc(void *ctx, void *ptr, size_t old, size_t size) {
  (void)ctx;
  (void)old;
  if (size == 0) {
    free(ptr);
    return NULL;
  }
  return ptr ? realloc(ptr, size) : malloc(size);
}

const matn_alloc mtn_alloc_default = {default_alloc, NULL};

matn_status mtn_fail(matn_error *error, matn_status code, size_t pos, const char *message) {
  if (error) *error = (matn_error){code, pos, message};
  return code;
}

/* Looks for the needle's first capital, which texts and data have fewer of than of small letters and quotation marks.
 */
size_t mtn_str_find(matn_str text, size_t from, const char *needle) {
  size_t n = strlen(needle), rare = 0;
  for (size_t i = 0; i < n; i++)
    if (needle[i] >= 'A' && needle[i] <= 'Z') {
      rare = i;
      break;
    }
  while (from <= text.len && text.len - from >= n) {
    const char *at = memchr(text.ptr + from + rare, needle[rare], text.len - from - n + 1);
    if (!at) return SIZE_MAX;
    from = (size_t)(at - text.ptr) - rare;
    if (memcmp(text.ptr + from, needle, n) == 0) return from;
    from++;
  }
  return SIZE_MAX;
}

void *mtn_malloc(const matn_alloc *alloc, size_t size) { return alloc->fn(alloc->ctx, NULL, 0, size ? size : 1); }

void *mtn_realloc(const matn_alloc *alloc, void *ptr, size_t old, size_t size) {
  return alloc->fn(alloc->ctx, ptr, old, size ? size : 1);
}

void mtn_free(const matn_alloc *alloc, void *ptr, size_t size) {
  if (ptr) alloc->fn(alloc->ctx, ptr, size, 0);
}

bool mtn_array_reserve(const matn_alloc *alloc, void **data, size_t *capacity, size_t need, size_t element,
                       size_t least) {
  if (need <= *capacity) return true;
  size_t want = *capacity + *capacity / 2, bytes; /* wraps to less, and `need` counts */
  if (want < least) want = least;
  if (want < need) want = need;
  if (!mtn_mul(want, element, &bytes)) return false;
  void *grown = mtn_realloc(alloc, *data, *capacity * element, bytes);
  if (!grown) return false;
  *data = grown;
  *capacity = want;
  return true;
}
