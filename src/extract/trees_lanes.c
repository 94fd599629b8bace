/*
 * A run of trees over the blocks of one stretch, all asked at once: with AVX-512 or AVX2 where the processor has it,
 * with vectors of the compiler's elsewhere, and one by one where there are none.  All give the same sums.
 */
#include "extract/trees_lanes.h"

#if defined(__GNUC__) && !defined(MTN_PORTABLE)
#define VECTORS 1
#if defined(__x86_64__)
#define X86 1
#include <immintrin.h>
#endif
#endif

#ifdef VECTORS
/* Comparing gives all ones or zeros a lane.  (What the loop below says, which compilers turn into branches.) */
typedef int16_t lanes __attribute__((vector_size(16)));
typedef uint16_t unsigned_lanes __attribute__((vector_size(16)));

static unsigned_lanes leaf_place(lanes out) {
  unsigned_lanes left = (unsigned_lanes)~out;
  return (left & -left) * (uint16_t)MTN_LEAF_ORDER >> 12;
}

static void find_leaves(const mtn_trees *trees, size_t tree, const mtn_lanes *s, uint16_t *place) {
  enum { EACH = sizeof(lanes) / sizeof(int16_t), VECTORS_EACH = MTN_LANES / EACH };
  lanes out[VECTORS_EACH] = {{0}};
  for (unsigned node = 0; node < MTN_TREE_NODES; node++) {
    const int16_t *cells = s->cells[trees->features[tree][node]];
    const int16_t border = trees->borders[tree][node], mask = (int16_t)trees->masks[tree][node];
    for (unsigned v = 0; v < VECTORS_EACH; v++) {
      lanes a;
      memcpy(&a, cells + v * EACH, sizeof(a));
      out[v] |= (a > border) & mask;
    }
  }
  for (unsigned v = 0; v < VECTORS_EACH; v++) {
    unsigned_lanes found = leaf_place(out[v]);
    memcpy(place + v * EACH, &found, sizeof(found));
  }
}
#else
static void find_leaves(const mtn_trees *trees, size_t tree, const mtn_lanes *s, uint16_t *place) {
  uint16_t out[MTN_LANES] = {0};
  for (unsigned node = 0; node < MTN_TREE_NODES; node++) {
    const int16_t *cells = s->cells[trees->features[tree][node]];
    for (unsigned k = 0; k < MTN_LANES; k++)
      if (cells[k] > trees->borders[tree][node]) out[k] |= trees->masks[tree][node];
  }
  for (unsigned k = 0; k < MTN_LANES; k++) place[k] = (uint16_t)mtn_leaf_place_of(out[k]);
}
#endif

static void add_plainly(const mtn_trees *trees, size_t first, size_t end, const mtn_lanes *s, int32_t *sums) {
  uint16_t place[MTN_LANES];
  for (size_t tree = first; tree < end; tree++) {
    find_leaves(trees, tree, s, place);
    for (unsigned k = 0; k < MTN_LANES; k++) sums[k] += trees->leaves[tree][place[k]];
  }
}

#ifdef X86
/* The leaves of a tree at 16 places: their low and their high bytes are looked up apart. */
__attribute__((target("avx2"))) static __m256i leaves_at(const int16_t *leaves, __m256i place) {
  const __m128i low_byte = _mm_set1_epi16(0xFF);
  __m128i a = _mm_loadu_si128((const __m128i *)leaves), b = _mm_loadu_si128((const __m128i *)(leaves + 8));
  __m128i low = _mm_packus_epi16(_mm_and_si128(a, low_byte), _mm_and_si128(b, low_byte));
  __m128i high = _mm_packus_epi16(_mm_srli_epi16(a, 8), _mm_srli_epi16(b, 8));
  __m128i at = _mm_packus_epi16(_mm256_castsi256_si128(place), _mm256_extracti128_si256(place, 1));
  low = _mm_shuffle_epi8(low, at);
  high = _mm_shuffle_epi8(high, at);
  return _mm256_inserti128_si256(_mm256_castsi128_si256(_mm_unpacklo_epi8(low, high)), _mm_unpackhi_epi8(low, high), 1);
}

__attribute__((target("avx2"))) static __m256i places_of(__m256i out) {
  __m256i left = _mm256_xor_si256(out, _mm256_set1_epi16(-1));
  __m256i lowest = _mm256_and_si256(left, _mm256_sub_epi16(_mm256_setzero_si256(), left));
  return _mm256_srli_epi16(_mm256_mullo_epi16(lowest, _mm256_set1_epi16((int16_t)MTN_LEAF_ORDER)), 12);
}

__attribute__((target("avx2"))) static void add_wide(const mtn_trees *trees, size_t first, size_t end,
                                                     const mtn_lanes *s, int32_t *sums) {
  static_assert(MTN_LANES * sizeof(int16_t) == 2 * sizeof(__m256i), "two vectors a stretch");
  __m256i sum[4];
  for (unsigned v = 0; v < 4; v++) sum[v] = _mm256_loadu_si256((const __m256i *)(sums + 8 * v));
  for (size_t tree = first; tree < end; tree++) {
    __m256i low = _mm256_setzero_si256(), high = _mm256_setzero_si256();
#pragma GCC unroll 5
    for (unsigned node = 0; node < MTN_TREE_NODES; node++) {
      const __m256i *cells = (const __m256i *)s->cells[trees->features[tree][node]];
      __m256i border = _mm256_set1_epi16(trees->borders[tree][node]);
      __m256i mask = _mm256_set1_epi16((int16_t)trees->masks[tree][node]);
      low = _mm256_or_si256(low, _mm256_and_si256(_mm256_cmpgt_epi16(_mm256_loadu_si256(cells), border), mask));
      high = _mm256_or_si256(high, _mm256_and_si256(_mm256_cmpgt_epi16(_mm256_loadu_si256(cells + 1), border), mask));
    }
    __m256i first_half = leaves_at(trees->leaves[tree], places_of(low));
    __m256i second_half = leaves_at(trees->leaves[tree], places_of(high));
    sum[0] = _mm256_add_epi32(sum[0], _mm256_cvtepi16_epi32(_mm256_castsi256_si128(first_half)));
    sum[1] = _mm256_add_epi32(sum[1], _mm256_cvtepi16_epi32(_mm256_extracti128_si256(first_half, 1)));
    sum[2] = _mm256_add_epi32(sum[2], _mm256_cvtepi16_epi32(_mm256_castsi256_si128(second_half)));
    sum[3] = _mm256_add_epi32(sum[3], _mm256_cvtepi16_epi32(_mm256_extracti128_si256(second_half, 1)));
  }
  for (unsigned v = 0; v < 4; v++) _mm256_storeu_si256((__m256i *)(sums + 8 * v), sum[v]);
}

/* A stretch is one vector: comparing gives a bit a lane, and what is ruled out is broadcast to lanes with a bit. */
__attribute__((target("avx512bw"))) static void add_widest(const mtn_trees *trees, size_t first, size_t end,
                                                           const mtn_lanes *s, int32_t *sums) {
  static_assert(MTN_LANES * sizeof(int16_t) == sizeof(__m512i), "one vector a stretch");
  __m512i low = _mm512_loadu_si512(sums), high = _mm512_loadu_si512(sums + 16);
  const __m512i zero = _mm512_setzero_si512(), order = _mm512_set1_epi16((int16_t)MTN_LEAF_ORDER);
  for (size_t tree = first; tree < end; tree++) {
    __m512i out = zero;
#pragma GCC unroll 5
    for (unsigned node = 0; node < MTN_TREE_NODES; node++) {
      __m512i cells = _mm512_loadu_si512(s->cells[trees->features[tree][node]]);
      __mmask32 above = _mm512_cmpgt_epi16_mask(cells, _mm512_set1_epi16(trees->borders[tree][node]));
      out = _mm512_or_si512(out, _mm512_maskz_set1_epi16(above, (int16_t)trees->masks[tree][node]));
    }
    __m512i lowest = _mm512_andnot_si512(out, _mm512_add_epi16(out, _mm512_set1_epi16(1)));
    __m512i place = _mm512_srli_epi16(_mm512_mullo_epi16(lowest, order), 12);
    __m512i table = _mm512_castsi256_si512(_mm256_loadu_si256((const __m256i *)trees->leaves[tree]));
    __m512i leaves = _mm512_permutexvar_epi16(place, table);
    low = _mm512_add_epi32(low, _mm512_cvtepi16_epi32(_mm512_castsi512_si256(leaves)));
    high = _mm512_add_epi32(high, _mm512_cvtepi16_epi32(_mm512_extracti64x4_epi64(leaves, 1)));
  }
  _mm512_storeu_si512(sums, low);
  _mm512_storeu_si512(sums + 16, high);
}
#endif

void mtn_lanes_read(const mtn_features *features, const size_t at[2], mtn_lanes *out) {
  const size_t half = MTN_FEATURE_LANES * sizeof(int16_t);
  for (size_t row = 0; row < features->rows; row++) {
    const int16_t *cells = features->values + row * features->stride;
    memcpy(out->cells[row], cells + at[0], half);
    memcpy(out->cells[row] + MTN_FEATURE_LANES, cells + at[1], half);
  }
}

void mtn_lanes_add(const mtn_trees *trees, size_t first, size_t end, const mtn_lanes *s, int32_t *sums) {
#ifdef X86
  if (__builtin_cpu_supports("avx512bw")) {
    add_widest(trees, first, end, s, sums);
    return;
  }
  if (__builtin_cpu_supports("avx2")) {
    add_wide(trees, first, end, s, sums);
    return;
  }
#endif
  add_plainly(trees, first, end, s, sums);
}
