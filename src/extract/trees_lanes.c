/*
 * A run of trees over the blocks of one stretch, all asked at once: with AVX2 where the processor has it, with vectors
 * of the compiler's elsewhere, and one by one where there are none.  All three give the same sums.
 */
#include "extract/trees_lanes.h"

#if defined(__GNUC__) && !defined(MTN_PORTABLE)
#define VECTORS 1
#if defined(__x86_64__)
#define AVX2 1
#include <immintrin.h>
#endif
#endif

/* A mask's lowest bit k times this has a number of its own for each k in its four highest bits (a de Bruijn sequence);
 * leaves stand in the order of these numbers, so that none needs counting. */
#define LEAF_ORDER 0x09AFu

unsigned mtn_leaf_place(unsigned leaf) { return (uint16_t)((1u << leaf) * LEAF_ORDER) >> 12; }

#ifdef VECTORS
/* Comparing gives all ones or zeros a lane.  (What the loop below says, which compilers turn into branches.) */
typedef int16_t lanes __attribute__((vector_size(16)));
typedef uint16_t unsigned_lanes __attribute__((vector_size(16)));

static unsigned_lanes leaf_place(lanes out) {
  unsigned_lanes left = (unsigned_lanes)~out;
  return (left & -left) * (uint16_t)LEAF_ORDER >> 12;
}

static void find_leaves(const mtn_trees *trees, size_t tree, const mtn_stretch *s, uint16_t *place) {
  static_assert(MTN_FEATURE_LANES * sizeof(int16_t) == 2 * sizeof(lanes), "two vectors a stretch");
  lanes low = {0}, high = {0};
  for (unsigned node = 0; node < MTN_TREE_NODES; node++) {
    const int16_t *cells = s->cells[trees->features[tree][node]];
    const int16_t border = trees->borders[tree][node], mask = (int16_t)trees->masks[tree][node];
    lanes a, b;
    memcpy(&a, cells, sizeof(a));
    memcpy(&b, cells + MTN_FEATURE_LANES / 2, sizeof(b));
    low |= (a > border) & mask;
    high |= (b > border) & mask;
  }
  unsigned_lanes first = leaf_place(low), second = leaf_place(high);
  memcpy(place, &first, sizeof(first));
  memcpy(place + MTN_FEATURE_LANES / 2, &second, sizeof(second));
}
#else
static void find_leaves(const mtn_trees *trees, size_t tree, const mtn_stretch *s, uint16_t *place) {
  uint16_t out[MTN_FEATURE_LANES] = {0};
  for (unsigned node = 0; node < MTN_TREE_NODES; node++) {
    const int16_t *cells = s->cells[trees->features[tree][node]];
    for (unsigned k = 0; k < MTN_FEATURE_LANES; k++)
      if (cells[k] > trees->borders[tree][node]) out[k] |= trees->masks[tree][node];
  }
  for (unsigned k = 0; k < MTN_FEATURE_LANES; k++) {
    uint16_t left = (uint16_t)~out[k];
    place[k] = (uint16_t)((left & (0u - left)) * LEAF_ORDER) >> 12;
  }
}
#endif

static void add_plainly(const mtn_trees *trees, size_t first, size_t end, const mtn_stretch *s, int32_t *sums) {
  uint16_t place[MTN_FEATURE_LANES];
  for (size_t tree = first; tree < end; tree++) {
    find_leaves(trees, tree, s, place);
    for (unsigned k = 0; k < MTN_FEATURE_LANES; k++) sums[k] += trees->leaves[tree][place[k]];
  }
}

#ifdef AVX2
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

__attribute__((target("avx2"))) static void add_wide(const mtn_trees *trees, size_t first, size_t end,
                                                     const mtn_stretch *s, int32_t *sums) {
  static_assert(MTN_FEATURE_LANES * sizeof(int16_t) == sizeof(__m256i), "one vector a stretch");
  __m256i low = _mm256_loadu_si256((const __m256i *)sums), high = _mm256_loadu_si256((const __m256i *)(sums + 8));
  for (size_t tree = first; tree < end; tree++) {
    __m256i out = _mm256_setzero_si256();
    for (unsigned node = 0; node < MTN_TREE_NODES; node++) {
      __m256i cells = _mm256_loadu_si256((const __m256i *)s->cells[trees->features[tree][node]]);
      __m256i above = _mm256_cmpgt_epi16(cells, _mm256_set1_epi16(trees->borders[tree][node]));
      out = _mm256_or_si256(out, _mm256_and_si256(above, _mm256_set1_epi16((int16_t)trees->masks[tree][node])));
    }
    __m256i left = _mm256_xor_si256(out, _mm256_set1_epi16(-1));
    __m256i lowest = _mm256_and_si256(left, _mm256_sub_epi16(_mm256_setzero_si256(), left));
    __m256i place = _mm256_srli_epi16(_mm256_mullo_epi16(lowest, _mm256_set1_epi16((int16_t)LEAF_ORDER)), 12);
    __m256i leaves = leaves_at(trees->leaves[tree], place);
    low = _mm256_add_epi32(low, _mm256_cvtepi16_epi32(_mm256_castsi256_si128(leaves)));
    high = _mm256_add_epi32(high, _mm256_cvtepi16_epi32(_mm256_extracti128_si256(leaves, 1)));
  }
  _mm256_storeu_si256((__m256i *)sums, low);
  _mm256_storeu_si256((__m256i *)(sums + 8), high);
}
#endif

void mtn_stretch_read(const mtn_features *features, size_t at, mtn_stretch *out) {
  for (size_t row = 0; row < features->rows; row++)
    memcpy(out->cells[row], features->values + row * features->stride + at, sizeof(out->cells[row]));
}

void mtn_stretch_add(const mtn_trees *trees, size_t first, size_t end, const mtn_stretch *s, int32_t *sums) {
#ifdef AVX2
  if (__builtin_cpu_supports("avx2")) {
    add_wide(trees, first, end, s, sums);
    return;
  }
#endif
  add_plainly(trees, first, end, s, sums);
}
