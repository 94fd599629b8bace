/* Sixteen bytes at a time, for the decoders: SSE2 or NEON; without either, or with MTN_PORTABLE, MTN_VEC16 is not
 * defined and the callers take their other path, which gives the same result. */
#ifndef MTN_TEXT_VEC16_H
#define MTN_TEXT_VEC16_H

#include "base/base.h"

#if defined(MTN_PORTABLE)

#elif defined(__SSE2__)
#include <emmintrin.h>
#define MTN_VEC16 1
typedef __m128i v16;

static inline v16 v16_load(const void *p) { return _mm_loadu_si128((const __m128i *)p); }
static inline void v16_store(void *p, v16 v) { _mm_storeu_si128((__m128i *)p, v); }
/* Sixteen bytes, eight from each number, their lowest first. */
static inline v16 v16_pair(uint64_t a, uint64_t b) { return _mm_set_epi64x((long long)b, (long long)a); }
static inline v16 v16_splat(uint8_t c) { return _mm_set1_epi8((char)c); }
static inline v16 v16_or(v16 a, v16 b) { return _mm_or_si128(a, b); }
static inline v16 v16_and(v16 a, v16 b) { return _mm_and_si128(a, b); }
/* a and not b */
static inline v16 v16_clear(v16 a, v16 b) { return _mm_andnot_si128(b, a); }
/* 0xFF where equal */
static inline v16 v16_equal(v16 a, v16 b) { return _mm_cmpeq_epi8(a, b); }
/* 0xFF where a < b, as signed bytes */
static inline v16 v16_less(v16 a, v16 b) { return _mm_cmplt_epi8(a, b); }
/* a - b, 0 where that is negative */
static inline v16 v16_minus(v16 a, v16 b) { return _mm_subs_epu8(a, b); }
/* any high bit */
static inline bool v16_any_high(v16 v) { return _mm_movemask_epi8(v) != 0; }
/* any byte not 0 */
static inline bool v16_any(v16 v) { return _mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_setzero_si128())) != 0xFFFF; }
/* index of the first byte with the high bit set, which there is */
static inline size_t v16_first_high(v16 v) { return (size_t)__builtin_ctz((unsigned)_mm_movemask_epi8(v)); }
/* a bit a byte, of bytes that are 0 or 0xFF; the first byte's lowest */
static inline uint32_t v16_bits(v16 v) { return (uint32_t)_mm_movemask_epi8(v); }
/* a bit a byte that has the high bit set */
static inline uint32_t v16_high_bits(v16 v) { return (uint32_t)_mm_movemask_epi8(v); }
/* eight times a number of two bytes; 0xFFFF where such a number is greater */
static inline v16 v16_splat_short(int16_t n) { return _mm_set1_epi16(n); }
static inline v16 v16_greater_shorts(v16 a, v16 b) { return _mm_cmpgt_epi16(a, b); }

#elif defined(__aarch64__) && defined(__ARM_NEON)
#include <arm_neon.h>
#define MTN_VEC16 1
typedef uint8x16_t v16;

static inline v16 v16_load(const void *p) { return vld1q_u8((const uint8_t *)p); }
static inline void v16_store(void *p, v16 v) { vst1q_u8((uint8_t *)p, v); }
static inline v16 v16_pair(uint64_t a, uint64_t b) { return vcombine_u8(vcreate_u8(a), vcreate_u8(b)); }
static inline v16 v16_splat(uint8_t c) { return vdupq_n_u8(c); }
static inline v16 v16_or(v16 a, v16 b) { return vorrq_u8(a, b); }
static inline v16 v16_and(v16 a, v16 b) { return vandq_u8(a, b); }
static inline v16 v16_clear(v16 a, v16 b) { return vbicq_u8(a, b); }
static inline v16 v16_equal(v16 a, v16 b) { return vceqq_u8(a, b); }
static inline v16 v16_less(v16 a, v16 b) { return vcltq_s8(vreinterpretq_s8_u8(a), vreinterpretq_s8_u8(b)); }
static inline v16 v16_minus(v16 a, v16 b) { return vqsubq_u8(a, b); }
static inline bool v16_any_high(v16 v) { return vmaxvq_u8(v) >= 0x80; }
static inline bool v16_any(v16 v) { return vmaxvq_u8(v) != 0; }
static inline size_t v16_first_high(v16 v) {
  /* four bits a byte */
  uint16x8_t high = vreinterpretq_u16_s8(vshrq_n_s8(vreinterpretq_s8_u8(v), 7));
  uint64_t nibbles = vget_lane_u64(vreinterpret_u64_u8(vshrn_n_u16(high, 4)), 0);
  return (size_t)__builtin_ctzll(nibbles) / 4;
}
static inline uint32_t v16_bits(v16 v) {
  static const uint8_t weights[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  uint8x16_t weighted = vandq_u8(v, vld1q_u8(weights));
  return vaddv_u8(vget_low_u8(weighted)) | (uint32_t)vaddv_u8(vget_high_u8(weighted)) << 8;
}
static inline uint32_t v16_high_bits(v16 v) { return v16_bits(vcltzq_s8(vreinterpretq_s8_u8(v))); }
static inline v16 v16_splat_short(int16_t n) { return vreinterpretq_u8_s16(vdupq_n_s16(n)); }
static inline v16 v16_greater_shorts(v16 a, v16 b) {
  return vreinterpretq_u8_u16(vcgtq_s16(vreinterpretq_s16_u8(a), vreinterpretq_s16_u8(b)));
}
#endif

#ifdef MTN_VEC16
/* The bytes at `p`, of which there are 1 to 15, and zeros. */
static inline v16 v16_load_few(const char *p, size_t count) {
  if (count >= 8) return v16_pair(mtn_load64(p), mtn_load64(p + count - 8) >> (8 * (15 - count)) >> 8);
  uint64_t low;
  if (count >= 4)
    low = mtn_load32(p) | (uint64_t)mtn_load32(p + count - 4) << (8 * (count - 4));
  else
    low = (unsigned char)p[0] | (uint64_t)(unsigned char)p[count / 2] << (8 * (count / 2)) |
          (uint64_t)(unsigned char)p[count - 1] << (8 * (count - 1));
  return v16_pair(low, 0);
}
#endif

/* How many of the lowest 16 bits are set; a call of the compiler's library where the processor need not know it. */
static inline uint32_t v16_count(uint32_t bits) {
  bits -= bits >> 1 & 0x5555;
  bits = (bits & 0x3333) + (bits >> 2 & 0x3333);
  bits = (bits + (bits >> 4)) & 0x0F0F;
  return (bits + (bits >> 8)) & 0x1F;
}

#endif
