/*
 * The next interesting byte.
 *
 * Each function returns the first byte at or after `p` that is one of its stops.  NUL is always a stop, and the source
 * ends in MTN_PADDING of them, so none needs an end; loads pass the stop by at most one vector, less than the padding.
 * AVX2, SSE2, NEON and the portable path (MTN_PORTABLE) give the same answers.
 */
#ifndef MTN_HTML_SCAN_H
#define MTN_HTML_SCAN_H

#include "base/base.h"

#if defined(MTN_PORTABLE)
#define MTN_SCAN_PORTABLE 1
#elif defined(__AVX2__)
#include <immintrin.h>
#define MTN_SCAN_WIDTH 32
typedef __m256i mtn_vec;
#define MTN_LOAD(p) _mm256_loadu_si256((const __m256i *)(const void *)(p))
#define MTN_SPLAT(c) _mm256_set1_epi8((char)(c))
#define MTN_EQ(a, b) _mm256_cmpeq_epi8(a, b)
#define MTN_OR(a, b) _mm256_or_si256(a, b)
#define MTN_AND(a, b) _mm256_and_si256(a, b)
#define MTN_GT(a, b) _mm256_cmpgt_epi8(a, b) /* signed */
#define MTN_MIN(a, b) _mm256_min_epu8(a, b)
#define MTN_MASK(v) ((uint32_t)_mm256_movemask_epi8(v))
#elif defined(__SSE2__)
#include <emmintrin.h>
#define MTN_SCAN_WIDTH 16
typedef __m128i mtn_vec;
#define MTN_LOAD(p) _mm_loadu_si128((const __m128i *)(const void *)(p))
#define MTN_SPLAT(c) _mm_set1_epi8((char)(c))
#define MTN_EQ(a, b) _mm_cmpeq_epi8(a, b)
#define MTN_OR(a, b) _mm_or_si128(a, b)
#define MTN_AND(a, b) _mm_and_si128(a, b)
#define MTN_GT(a, b) _mm_cmpgt_epi8(a, b) /* signed */
#define MTN_MIN(a, b) _mm_min_epu8(a, b)
#define MTN_MASK(v) ((uint32_t)_mm_movemask_epi8(v))
#elif defined(__aarch64__) && defined(__ARM_NEON)
#include <arm_neon.h>
#define MTN_SCAN_WIDTH 16
typedef uint8x16_t mtn_vec;
#define MTN_LOAD(p) vld1q_u8((const uint8_t *)(p))
#define MTN_SPLAT(c) vdupq_n_u8((uint8_t)(c))
#define MTN_EQ(a, b) vceqq_u8(a, b)
#define MTN_OR(a, b) vorrq_u8(a, b)
#define MTN_AND(a, b) vandq_u8(a, b)
#define MTN_GT(a, b) vcgtq_s8(vreinterpretq_s8_u8(a), vreinterpretq_s8_u8(b))
#define MTN_MIN(a, b) vminq_u8(a, b)
/* One bit a byte, as movemask: keep bit k of byte k (mod 8), then add up each half. */
static inline uint32_t mtn_neon_mask(uint8x16_t v) {
  static const uint8_t bits[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  uint8x16_t kept = vandq_u8(v, vld1q_u8(bits));
  return (uint32_t)vaddv_u8(vget_low_u8(kept)) | (uint32_t)vaddv_u8(vget_high_u8(kept)) << 8;
}
#define MTN_MASK(v) mtn_neon_mask(v)
#else
#define MTN_SCAN_PORTABLE 1
#endif

#ifdef MTN_SCAN_PORTABLE

/* Eight bytes at a time: a byte of `v` that is zero gives its high bit in the result (Mycroft); exact for the lowest
 * such byte, which the byte loop then finds. */
static inline uint64_t mtn_has_zero(uint64_t v) {
  return (v - UINT64_C(0x0101010101010101)) & ~v & UINT64_C(0x8080808080808080);
}
static inline uint64_t mtn_splat8(char c) { return UINT64_C(0x0101010101010101) * (unsigned char)c; }

MTN_INLINE const char *mtn_scan3(const char *p, char a, char b, char c) {
  for (;; p += 8) {
    uint64_t v;
    memcpy(&v, p, 8);
    if (mtn_has_zero(v) | mtn_has_zero(v ^ mtn_splat8(a)) | mtn_has_zero(v ^ mtn_splat8(b)) |
        mtn_has_zero(v ^ mtn_splat8(c)))
      break;
  }
  while (*p != 0 && *p != a && *p != b && *p != c) p++;
  return p;
}

/* Names: the first byte that is at most a space, or `a`, `b` or `c`. */
MTN_INLINE const char *mtn_scan_name(const char *p, char a, char b, char c, bool *upper) {
  bool seen = false;
  for (; (unsigned char)*p > ' ' && *p != a && *p != b && *p != c; p++) seen |= *p >= 'A' && *p <= 'Z';
  *upper = seen;
  return p;
}

#else

MTN_INLINE const char *mtn_scan3(const char *p, char a, char b, char c) {
  const mtn_vec va = MTN_SPLAT(a), vb = MTN_SPLAT(b), vc = MTN_SPLAT(c), zero = MTN_SPLAT(0);
  for (;; p += MTN_SCAN_WIDTH) {
    mtn_vec v = MTN_LOAD(p);
    mtn_vec hit = MTN_OR(MTN_EQ(v, va), MTN_EQ(v, zero));
    if (b != a) hit = MTN_OR(hit, MTN_EQ(v, vb)); /* constants: decided when compiling */
    if (c != a) hit = MTN_OR(hit, MTN_EQ(v, vc));
    uint32_t mask = MTN_MASK(hit);
    if (mask) return p + __builtin_ctz(mask);
  }
}

/* Names: the first byte that is at most a space, or `a`, `b` or `c`.  *upper: an upper-case letter comes before it. */
MTN_INLINE const char *mtn_scan_name(const char *p, char a, char b, char c, bool *upper) {
  const mtn_vec va = MTN_SPLAT(a), vb = MTN_SPLAT(b), vc = MTN_SPLAT(c), space = MTN_SPLAT(' ');
  bool seen = false;
  for (;; p += MTN_SCAN_WIDTH) {
    mtn_vec v = MTN_LOAD(p);
    mtn_vec hit = MTN_OR(MTN_OR(MTN_EQ(v, va), MTN_EQ(v, vb)), MTN_EQ(MTN_MIN(v, space), v));
    if (c != a) hit = MTN_OR(hit, MTN_EQ(v, vc));
    uint32_t mask = MTN_MASK(hit);
    uint32_t capital = MTN_MASK(MTN_AND(MTN_GT(v, MTN_SPLAT('A' - 1)), MTN_GT(MTN_SPLAT('Z' + 1), v)));
    if (mask) {
      *upper = seen || (capital & ((mask & (0u - mask)) - 1)) != 0;
      return p + __builtin_ctz(mask);
    }
    seen |= capital != 0;
  }
}

#endif

/* The end of a run of text: '<', '&' or NUL. */
MTN_INLINE const char *mtn_scan_text(const char *p) { return mtn_scan3(p, '<', '&', '<'); }
/* The end of a run of raw text: '<' or NUL. */
MTN_INLINE const char *mtn_scan_lt(const char *p) { return mtn_scan3(p, '<', '<', '<'); }

#endif
