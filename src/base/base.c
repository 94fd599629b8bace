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

size_t mtn_number_put(char *at, uint64_t value) {
  char digits[MTN_NUMBER_SIZE];
  size_t first = sizeof(digits);
  do digits[--first] = (char)('0' + value % 10);
  while ((value /= 10) != 0);
  memcpy(at, digits + first, sizeof(digits) - first);
  return sizeof(digits) - first;
}

matn_status mtn_fail(matn_error *error, matn_status code, size_t pos, const char *message) {
  if (error) *error = (matn_error){code, pos, message};
  return code;
}

/* By table, since names are compared and hashed letter by letter: two instructions against six. */
const unsigned char mtn_lower_of[256] = {
    0,   1,   2,   3,   4,    5,   6,   7,   8,   9,   10,  11,  12,  13,  14,  15,  16,  17,   18,  19,  20,  21,
    22,  23,  24,  25,  26,   27,  28,  29,  30,  31,  ' ', '!', '"', '#', '$', '%', '&', '\'', '(', ')', '*', '+',
    ',', '-', '.', '/', '0',  '1', '2', '3', '4', '5', '6', '7', '8', '9', ':', ';', '<', '=',  '>', '?', '@', 'a',
    'b', 'c', 'd', 'e', 'f',  'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's',  't', 'u', 'v', 'w',
    'x', 'y', 'z', '[', '\\', ']', '^', '_', '`', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i',  'j', 'k', 'l', 'm',
    'n', 'o', 'p', 'q', 'r',  's', 't', 'u', 'v', 'w', 'x', 'y', 'z', '{', '|', '}', '~', 127,  128, 129, 130, 131,
    132, 133, 134, 135, 136,  137, 138, 139, 140, 141, 142, 143, 144, 145, 146, 147, 148, 149,  150, 151, 152, 153,
    154, 155, 156, 157, 158,  159, 160, 161, 162, 163, 164, 165, 166, 167, 168, 169, 170, 171,  172, 173, 174, 175,
    176, 177, 178, 179, 180,  181, 182, 183, 184, 185, 186, 187, 188, 189, 190, 191, 192, 193,  194, 195, 196, 197,
    198, 199, 200, 201, 202,  203, 204, 205, 206, 207, 208, 209, 210, 211, 212, 213, 214, 215,  216, 217, 218, 219,
    220, 221, 222, 223, 224,  225, 226, 227, 228, 229, 230, 231, 232, 233, 234, 235, 236, 237,  238, 239, 240, 241,
    242, 243, 244, 245, 246,  247, 248, 249, 250, 251, 252, 253, 254, 255};

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
