/*
 * The network block by block: forwards, then backwards with the logits.  Sums of products take the time; they and the
 * gates are done eight at once with AVX2 where the processor has it.  Both ways give the same.
 */
#include "extract/network.h"

#if defined(__GNUC__) && !defined(MTN_PORTABLE) && defined(__x86_64__)
#define AVX2 1
#include <immintrin.h>
#endif

enum { LOG_BITS = 7, BITS = 12, ONE = 1 << BITS, CEILING = 8 * ONE - 1, WIDEST = MTN_NETWORK_GATES };

static_assert(MTN_NETWORK_INSIDE % 8 == 0 && MTN_NETWORK_STATE % 8 == 0 && MTN_NETWORK_OUTSIDE % 8 == 0,
              "eight at once");
static_assert(MTN_NETWORK_OUTSIDE <= WIDEST && MTN_NETWORK_INSIDE <= WIDEST, "sums fit");
static_assert(-1 >> 1 == -1, "shifts keep the sign");

MTN_INLINE int32_t clamp(int32_t v, int32_t least, int32_t greatest) {
  return v < least ? least : v > greatest ? greatest : v;
}

/* sign(v) log2(1 + |v|): the place of the highest bit, and the bits below it. */
MTN_INLINE int16_t logarithm(int16_t v) {
  uint32_t size = v < 0 ? 1u - (uint32_t)v : 1u + (uint32_t)v, exponent = 0;
  for (uint32_t step = 16; step > 0; step /= 2)
    if (size >> exponent >> step) exponent += step;
  int32_t log = (int32_t)(exponent << LOG_BITS | ((size << LOG_BITS >> exponent) & ((1u << LOG_BITS) - 1)));
  return (int16_t)(v < 0 ? -log : log);
}

MTN_INLINE int32_t bend(int32_t x) {
  x = clamp(x, -2 * ONE, 2 * ONE);
  return x - (x * (x < 0 ? -x : x) >> (BITS + 2));
}

MTN_INLINE int32_t gate(int32_t x) { return (ONE + bend(x >> 1)) >> 1; }

/* ------------------------------------------------------------------------------------------- Sums, gates: two ways */

/* A layer's sums; the inputs of a pair stand together, one pair `stride` cells after the other. */
typedef void sum_layer(const mtn_layer *layer, const int16_t *in, size_t stride, size_t pairs, size_t outputs,
                       int32_t *sums);
/* The state after a block: what its units and the state before say of the gates. */
typedef void turn_state(const int32_t *units, const int32_t *before, int16_t *state);
/* The logarithms of two rows of features, MTN_FEATURE_LANES blocks, in pairs. */
typedef void take_logarithms(const int16_t *first, const int16_t *second, int16_t *pairs);

typedef struct way {
  sum_layer *sum;
  turn_state *turn;
  take_logarithms *take;
} way;

static void sum_plainly(const mtn_layer *layer, const int16_t *in, size_t stride, size_t pairs, size_t outputs,
                        int32_t *sums) {
  const int16_t *w = layer->weights;
  for (size_t o = 0; o < outputs; o++) sums[o] = layer->bias ? layer->bias[o] : 0;
  for (size_t p = 0; p < pairs; p++, w += 2 * outputs, in += stride)
    for (size_t o = 0; o < outputs; o++) sums[o] += w[2 * o] * in[0] + w[2 * o + 1] * in[1];
  for (size_t o = 0; o < outputs; o++) sums[o] >>= layer->shift;
}

MTN_INLINE void turn(const int32_t *units, const int32_t *before, int16_t *state) {
  for (size_t i = 0; i < MTN_NETWORK_STATE; i++) {
    const size_t z = MTN_NETWORK_STATE + i, n = 2 * MTN_NETWORK_STATE + i;
    int32_t reset = gate(units[i] + clamp(before[i], -8 * ONE, 8 * ONE));
    int32_t keep = gate(units[z] + clamp(before[z], -8 * ONE, 8 * ONE));
    int32_t found = bend(units[n] + (reset * clamp(before[n], -8 * ONE, 8 * ONE) >> BITS));
    state[i] = (int16_t)((keep * state[i] + (ONE - keep) * found + ONE / 2) >> BITS);
  }
}

static void turn_plainly(const int32_t *units, const int32_t *before, int16_t *state) { turn(units, before, state); }

MTN_INLINE void take(const int16_t *first, const int16_t *second, int16_t *pairs) {
  for (size_t i = 0; i < MTN_FEATURE_LANES; i++) {
    pairs[2 * i] = logarithm(first[i]);
    pairs[2 * i + 1] = logarithm(second[i]);
  }
}

static void take_plainly(const int16_t *first, const int16_t *second, int16_t *pairs) { take(first, second, pairs); }

#ifdef AVX2
/* `vectors`, a constant where it is called, sums of eight outputs each stay in registers. */
__attribute__((target("avx2"), always_inline)) static inline void
sum_vectors(const mtn_layer *layer, const int16_t *in, size_t stride, size_t pairs, size_t vectors, int32_t *sums) {
  __m256i acc[WIDEST / 8];
  const __m256i *w = (const __m256i *)layer->weights, *bias = (const __m256i *)layer->bias;
  for (size_t v = 0; v < vectors; v++) acc[v] = bias ? _mm256_loadu_si256(bias + v) : _mm256_setzero_si256();
  for (size_t p = 0; p < pairs; p++, w += vectors, in += stride) {
    int32_t both;
    memcpy(&both, in, sizeof(both));
    __m256i pair = _mm256_set1_epi32(both);
    for (size_t v = 0; v < vectors; v++)
      acc[v] = _mm256_add_epi32(acc[v], _mm256_madd_epi16(_mm256_loadu_si256(w + v), pair));
  }
  __m128i shift = _mm_cvtsi32_si128((int)layer->shift);
  for (size_t v = 0; v < vectors; v++) _mm256_storeu_si256((__m256i *)sums + v, _mm256_sra_epi32(acc[v], shift));
}

__attribute__((target("avx2"))) static void sum_wide(const mtn_layer *layer, const int16_t *in, size_t stride,
                                                     size_t pairs, size_t outputs, int32_t *sums) {
  if (outputs == MTN_NETWORK_GATES)
    sum_vectors(layer, in, stride, pairs, MTN_NETWORK_GATES / 8, sums);
  else
    sum_vectors(layer, in, stride, pairs, MTN_NETWORK_INSIDE / 8, sums);
}
static_assert(MTN_NETWORK_INSIDE == MTN_NETWORK_OUTSIDE, "sum_wide knows two widths");

__attribute__((target("avx2"))) static void turn_wide(const int32_t *units, const int32_t *before, int16_t *state) {
  turn(units, before, state);
}

/* The logarithms of eight values, 32 bits each: a float's bits (IEEE 754) are exponent and mantissa. */
enum { FLOAT_MANTISSA = 23, FLOAT_BIAS = 127 };
__attribute__((target("avx2"), always_inline)) static inline __m256i logarithms(const int16_t *v) {
  __m256i value = _mm256_cvtepi16_epi32(_mm_loadu_si128((const __m128i *)v));
  __m256i size = _mm256_add_epi32(_mm256_abs_epi32(value), _mm256_set1_epi32(1));
  __m256i bits = _mm256_srai_epi32(_mm256_castps_si256(_mm256_cvtepi32_ps(size)), FLOAT_MANTISSA - LOG_BITS);
  return _mm256_sign_epi32(_mm256_sub_epi32(bits, _mm256_set1_epi32(FLOAT_BIAS << LOG_BITS)), value);
}

__attribute__((target("avx2"))) static void take_wide(const int16_t *first, const int16_t *second, int16_t *pairs) {
  for (size_t i = 0; i < MTN_FEATURE_LANES; i += 8) {
    __m256i high = _mm256_slli_epi32(logarithms(second + i), 16);
    __m256i low = _mm256_and_si256(logarithms(first + i), _mm256_set1_epi32(0xFFFF));
    _mm256_storeu_si256((__m256i *)(pairs + 2 * i), _mm256_or_si256(high, low));
  }
}
#endif

static way fastest(void) {
#ifdef AVX2
  if (__builtin_cpu_supports("avx2")) return (way){sum_wide, turn_wide, take_wide};
#endif
  return (way){sum_plainly, turn_plainly, take_plainly};
}

/* ------------------------------------------------------------------------------------------------------------ Layers
 */

static void ramp(const int32_t *sums, size_t count, int16_t *out) {
  for (size_t i = 0; i < count; i++) out[i] = (int16_t)clamp(sums[i], 0, CEILING);
}

/* The features of MTN_FEATURE_LANES blocks as they come in, two rows beside each other. */
typedef struct stretch {
  int16_t cells[MTN_TREE_ROWS_MAX / 2][MTN_FEATURE_LANES][2];
} stretch;

static void read_stretch(const way *by, const mtn_features *features, size_t at, stretch *out) {
  static const int16_t none[MTN_FEATURE_LANES];
  for (size_t row = 0; row < features->rows; row += 2) {
    const int16_t *first = features->values + row * features->stride + at;
    by->take(first, row + 1 < features->rows ? first + features->stride : none, out->cells[row / 2][0]);
  }
}

static void read_units(const mtn_network *n, const way *by, const stretch *in, size_t lane, int16_t *units) {
  int32_t sums[MTN_NETWORK_INSIDE];
  by->sum(&n->in, in->cells[0][lane], 2 * MTN_FEATURE_LANES, (n->features + 1) / 2, MTN_NETWORK_INSIDE, sums);
  ramp(sums, MTN_NETWORK_INSIDE, units);
}

static void step(const way *by, const mtn_layer *of_units, const mtn_layer *of_state, const int16_t *units,
                 int16_t *state) {
  int32_t now[MTN_NETWORK_GATES], before[MTN_NETWORK_GATES];
  by->sum(of_units, units, 2, MTN_NETWORK_INSIDE / 2, MTN_NETWORK_GATES, now);
  by->sum(of_state, state, 2, MTN_NETWORK_STATE / 2, MTN_NETWORK_GATES, before);
  by->turn(now, before, state);
}

static int32_t logit_of(const mtn_network *n, const way *by, const int16_t *read) {
  int32_t sums[MTN_NETWORK_OUTSIDE], logit = *n->last.bias;
  int16_t outside[MTN_NETWORK_OUTSIDE];
  by->sum(&n->out, read, 2, MTN_NETWORK_READ / 2, MTN_NETWORK_OUTSIDE, sums);
  ramp(sums, MTN_NETWORK_OUTSIDE, outside);
  for (size_t i = 0; i < MTN_NETWORK_OUTSIDE; i++) logit += n->last.weights[i] * outside[i];
  return logit >> n->last.shift;
}

matn_status mtn_network_logits(const mtn_network *network, const mtn_features *features, mtn_arena *arena,
                               int32_t *logits) {
  assert(features->rows == network->features);
  const way by = fastest();
  int16_t(*read)[MTN_NETWORK_READ] = mtn_arena_calloc(arena, features->count, sizeof(*read));
  int16_t on[MTN_NETWORK_STATE] = {0}, back[MTN_NETWORK_STATE] = {0};
  stretch in;
  if (!read) return MATN_NOMEM;
  for (size_t i = 0; i < features->count; i++) {
    size_t lane = i % MTN_FEATURE_LANES;
    if (lane == 0) read_stretch(&by, features, i, &in);
    read_units(network, &by, &in, lane, read[i]);
    step(&by, &network->on_units, &network->on_state, read[i], on);
    memcpy(read[i] + MTN_NETWORK_INSIDE, on, sizeof(on));
  }
  for (size_t i = features->count; i-- > 0;) {
    step(&by, &network->back_units, &network->back_state, read[i], back);
    memcpy(read[i] + MTN_NETWORK_INSIDE + MTN_NETWORK_STATE, back, sizeof(back));
    logits[i] = logit_of(network, &by, read[i]);
  }
  return MATN_OK;
}
