/* What every room stands on: status and error passing, the allocator, checked sizes, borrowed strings. */
#ifndef MTN_BASE_H
#define MTN_BASE_H

#include "matn.h"

#include <assert.h>
#include <string.h>

#define MTN_TRY(expr)                                                                                                  \
  do {                                                                                                                 \
    matn_status mtn_try_status_ = (expr);                                                                              \
    if (mtn_try_status_ != MATN_OK) return mtn_try_status_;                                                            \
  } while (0)

#if defined(__GNUC__) || defined(__clang__)
#define MTN_LIKELY(x) __builtin_expect(!!(x), 1)
#define MTN_UNLIKELY(x) __builtin_expect(!!(x), 0)
#define MTN_NOINLINE __attribute__((noinline))
#define MTN_PREFETCH(p) __builtin_prefetch(p) /* of what is read some hundred instructions later */
#define MTN_INLINE static inline __attribute__((always_inline))
#else
#define MTN_LIKELY(x) (x)
#define MTN_UNLIKELY(x) (x)
#define MTN_NOINLINE
#define MTN_PREFETCH(p) ((void)(p))
#define MTN_INLINE static inline
#endif

#define MTN_COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* The number of the lowest bit that is set, which there is. */
static inline unsigned mtn_lowest_bit(uint64_t bits) {
#if defined(__GNUC__) || defined(__clang__)
  return (unsigned)__builtin_ctzll(bits);
#else
  unsigned bit = 0;
  while (!(bits >> bit & 1)) bit++;
  return bit;
#endif
}

/* A string literal as a matn_str. */
#define MTN_STR(literal) ((matn_str){(literal), sizeof(literal) - 1})

static inline bool mtn_str_equal(matn_str a, matn_str b) {
  return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline matn_str mtn_str_of(const char *s) { return (matn_str){s, strlen(s)}; }

/* ASCII of the HTML standard; never the C locale's. */
static inline bool mtn_is_space(unsigned char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r';
}
static inline bool mtn_is_alpha(unsigned char c) { return (unsigned char)((c | 0x20) - 'a') < 26; }
static inline bool mtn_is_digit(unsigned char c) { return (unsigned char)(c - '0') < 10; }
static inline bool mtn_is_alnum(unsigned char c) { return mtn_is_alpha(c) || mtn_is_digit(c); }
/* The value of a hexadecimal digit, -1 of anything else. */
static inline int mtn_hex_digit(char c) {
  if (mtn_is_digit((unsigned char)c)) return c - '0';
  unsigned letter = ((unsigned char)c | 0x20u) - 'a';
  return letter < 6 ? (int)letter + 10 : -1;
}
extern const unsigned char mtn_lower_of[256];
static inline char mtn_to_lower(char c) { return (char)mtn_lower_of[(unsigned char)c]; }

/* Is the text `lower`, ASCII case aside?  `lower` has no capitals; an absent text equals nothing. */
static inline bool mtn_str_is(matn_str text, const char *lower) {
  if (!text.ptr) return false;
  size_t i = 0;
  for (; i < text.len && lower[i]; i++)
    if (mtn_to_lower(text.ptr[i]) != lower[i]) return false;
  return i == text.len && !lower[i];
}

/* Is it one of the words?  As mtn_str_is. */
static inline bool mtn_str_is_any(matn_str text, const char *const *words, size_t count) {
  const char first = text.len ? mtn_to_lower(*text.ptr) : '\0';
  for (size_t i = 0; i < count; i++)
    if (words[i][0] == first && mtn_str_is(text, words[i])) return true;
  return false;
}

/* Does the text start with `lower`, end with it, hold it?  As mtn_str_is. */
static inline bool mtn_str_starts(matn_str text, const char *lower) {
  size_t n = strlen(lower);
  return text.len >= n && mtn_str_is((matn_str){text.ptr, n}, lower);
}
static inline bool mtn_str_ends(matn_str text, const char *lower) {
  size_t n = strlen(lower);
  return text.len >= n && mtn_str_is((matn_str){text.ptr + text.len - n, n}, lower);
}
static inline bool mtn_str_holds(matn_str text, const char *lower) {
  size_t n = strlen(lower);
  for (size_t i = 0; i + n <= text.len; i++)
    if (mtn_to_lower(text.ptr[i]) == *lower && mtn_str_is((matn_str){text.ptr + i, n}, lower)) return true;
  return false;
}

/* The same of one of the words. */
static inline bool mtn_str_starts_any(matn_str text, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (mtn_str_starts(text, words[i])) return true;
  return false;
}
static inline bool mtn_str_ends_any(matn_str text, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (mtn_str_ends(text, words[i])) return true;
  return false;
}
static inline bool mtn_str_holds_any(matn_str text, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (mtn_str_holds(text, words[i])) return true;
  return false;
}

/* Does the text start with `bytes`, end with them, to the letter? */
static inline bool mtn_str_starts_exactly(matn_str text, const char *bytes) {
  size_t n = strlen(bytes);
  return text.len >= n && memcmp(text.ptr, bytes, n) == 0;
}
static inline bool mtn_str_ends_exactly(matn_str text, const char *bytes) {
  size_t n = strlen(bytes);
  return text.len >= n && memcmp(text.ptr + text.len - n, bytes, n) == 0;
}

/* Where `needle`, not empty, first stands, to the letter, from `from` on; SIZE_MAX if nowhere. */
size_t mtn_str_find(matn_str text, size_t from, const char *needle);

/* Four and eight bytes as a number, the first the lowest, on any machine. */
static inline uint32_t mtn_load32(const char *p) {
  const unsigned char *b = (const unsigned char *)p;
  return b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}
static inline uint64_t mtn_load64(const char *p) { return mtn_load32(p) | (uint64_t)mtn_load32(p + 4) << 32; }

/* The bytes of a short text, at most eight, and of a longer one's end: eight or twice four that may overlap, or one,
 * one and one.  Its length beside it makes it another for every other text. */
static inline uint64_t mtn_str_tail(matn_str text) {
  const char *p = text.ptr;
  if (text.len >= 8) return mtn_load64(p + text.len - 8);
  if (text.len >= 4) return (uint64_t)mtn_load32(p + text.len - 4) << 32 | mtn_load32(p);
  if (!text.len) return 0;
  return (uint64_t)(unsigned char)p[0] << 16 | (uint64_t)(unsigned char)p[text.len / 2] << 8 |
         (unsigned char)p[text.len - 1];
}

/* For tables, that look at the high or the low bits: two times eight bytes at a time. */
static inline uint64_t mtn_str_hash(matn_str text) {
  const uint64_t factor = UINT64_C(0x9FB21C651E98DF25);
  uint64_t h = text.len * UINT64_C(0x9E3779B97F4A7C15), g = h; /* 2^64 / golden ratio: "#1" is not "#10" */
  size_t i = 0;
  for (; i + 16 < text.len; i += 16) {
    h = (h ^ mtn_load64(text.ptr + i)) * factor;
    g = (g ^ mtn_load64(text.ptr + i + 8)) * factor;
    h ^= h >> 32;
    g ^= g >> 32;
  }
  if (i + 8 < text.len) {
    h = (h ^ mtn_load64(text.ptr + i)) * factor;
    h ^= h >> 32;
  }
  h = (h ^ (g << 1 | g >> 63) ^ mtn_str_tail(text)) * factor;
  h = (h ^ h >> 32) * factor; /* what only the last bytes tell apart stands in the highest bits so far */
  return h ^ h >> 32;
}

/* FNV-1a, a byte, a character or another hash a step: for tables that a generator makes too, and for what is read
 * character by character anyway. */
#define MTN_FNV32_START UINT32_C(2166136261)
#define MTN_FNV64_START UINT64_C(14695981039346656037)
static inline uint32_t mtn_fnv32_add(uint32_t hash, uint32_t value) { return (hash ^ value) * UINT32_C(16777619); }
static inline uint64_t mtn_fnv64_add(uint64_t hash, uint32_t value) { return (hash ^ value) * UINT64_C(1099511628211); }

/* The last `digits` decimal digits of a number, zeros before it, at `at`; returns the place behind them. */
static inline char *mtn_digits_put(char *at, unsigned value, unsigned digits) {
  for (unsigned i = digits; i-- > 0; value /= 10) at[i] = (char)('0' + value % 10);
  return at + digits;
}

/* A number in decimal digits at `at`, without a NUL; returns how many. */
#define MTN_NUMBER_SIZE 20 /* of 2^64 - 1 */
size_t mtn_number_put(char *at, uint64_t value);

/* Fill *error (NULL allowed) and return its code: the one way errors are made. */
matn_status mtn_fail(matn_error *error, matn_status code, size_t pos, const char *message);
static inline matn_status mtn_out_of_memory(matn_error *error) {
  return mtn_fail(error, MATN_NOMEM, 0, "out of memory");
}

/* ---- the allocator ---- */

extern const matn_alloc mtn_alloc_default; /* malloc, realloc, free */

/* Each gives NULL when memory runs out or the size overflows; mtn_free takes NULL. */
void *mtn_malloc(const matn_alloc *alloc, size_t size);
void *mtn_realloc(const matn_alloc *alloc, void *ptr, size_t old, size_t size);
void mtn_free(const matn_alloc *alloc, void *ptr, size_t size);

/* a * b and a + b into *out; false when that overflows. */
static inline bool mtn_mul(size_t a, size_t b, size_t *out) {
  if (b != 0 && a > SIZE_MAX / b) return false;
  *out = a * b;
  return true;
}
static inline bool mtn_add(size_t a, size_t b, size_t *out) {
  if (a > SIZE_MAX - b) return false;
  *out = a + b;
  return true;
}

/* Make room for `need` elements of `element` bytes in the array *data of *capacity elements: half as many again, at
 * least `least`.  The contents stay; false (and nothing changed) when memory runs out. */
bool mtn_array_reserve(const matn_alloc *alloc, void **data, size_t *capacity, size_t need, size_t element,
                       size_t least);

#endif
