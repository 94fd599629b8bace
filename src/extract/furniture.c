#include "extract/furniture.h"

#include "text/unicode.h"

#include "extract/furniture.inc" /* fold0, fold1; furniture_starts, furniture_nodes; FURNITURE_BUCKET_BITS, _NODES */

/* A node: the lower bits of its hash above, then these. */
enum { FLAG_BITS = 10, GOES_ON = 1 << 9, PLACE_SHIFT = 5, CLASS_MASK = 31 };
enum { ANYWHERE = 0, AT_START = 1, WHOLE = 2 };
#define REST_MASK ((UINT32_C(1) << (32 - FURNITURE_BUCKET_BITS)) - 1)

static_assert((int)MTN_FURNITURE_COUNT < (int)CLASS_MASK, "a class and none fit the bits of a node");
static_assert(32 - FURNITURE_BUCKET_BITS + FLAG_BITS == 32, "a node is 32 bits");
static_assert(MTN_FURNITURE_WORDS_MAX <= UINT8_MAX, "counts of words are bytes");

/* Indic letters with a nukta that Unicode also has as one character. */
static uint32_t fold_indic(uint32_t c) {
  static const uint16_t plain[8] = {0x915, 0x916, 0x917, 0x91C, 0x921, 0x922, 0x92B, 0x92F};
  if (c >= 0x958 && c < 0x960) return plain[c - 0x958];
  switch (c) {
  case 0x93C:
  case 0x9BC:
  case 0xA3C:
  case 0xABC: return 0;
  case 0x9DC: return 0x9A1;
  case 0x9DD: return 0x9A2;
  case 0x9DF: return 0x9AF;
  default: return c;
  }
}

/* Digits of the scripts of data/furniture/ beside those that the tables fold. */
static bool is_digit(uint32_t c) {
  return (c >= '0' && c <= '9') || (c >= 0x966 && c <= 0x96F) || (c >= 0x9E6 && c <= 0x9EF) ||
         (c >= 0xFF10 && c <= 0xFF19);
}

/* The character that stands for `c`, 0 for none; digits are '0'. */
static uint32_t fold(uint32_t c) {
  if (is_digit(c)) return '0';
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
  if (c >= FOLD0_FIRST && c < FOLD0_FIRST + MTN_COUNT(fold0)) return fold0[c - FOLD0_FIRST];
  if (c >= FOLD1_FIRST && c < FOLD1_FIRST + MTN_COUNT(fold1)) return fold1[c - FOLD1_FIRST];
  return c >= 0x900 && c < 0xB00 ? fold_indic(c) : c;
}

#define COPYRIGHT 0xA9u /* a word of its own */

static uint32_t add_char(uint32_t h, uint32_t c) { return mtn_fnv32_add(mtn_fnv32_add(h, c & 0xFF), c >> 8); }

size_t mtn_furniture_words(matn_str text, uint32_t *hashes, size_t max) {
  const char *p = text.ptr, *end = p + text.len;
  size_t count = 0;
  uint32_t hash = MTN_FNV32_START;
  const uint32_t number = add_char(MTN_FNV32_START, '0');
  while (p < end && count < max) {
    size_t size;
    uint32_t c = mtn_utf8_decode(p, end, &size);
    mtn_char_class class = mtn_char_class_of(c);
    p += size;
    if (class == MTN_CHAR_ZERO) continue;
    bool alone = class == MTN_CHAR_HAN || class == MTN_CHAR_KANA || class == MTN_CHAR_SEA || c == COPYRIGHT;
    if (class == MTN_CHAR_WORD || class == MTN_CHAR_HANGUL) {
      uint32_t folded = fold(c);
      if (folded && !(folded == '0' && hash == number)) hash = add_char(hash, folded);
      continue;
    }
    if (hash != MTN_FNV32_START) hashes[count++] = hash;
    hash = MTN_FNV32_START;
    if (alone && count < max) hashes[count++] = add_char(MTN_FNV32_START, c);
  }
  if (hash != MTN_FNV32_START && count < max) hashes[count++] = hash;
  return count;
}

uint32_t mtn_furniture_mix(uint32_t state, uint32_t word) {
  uint32_t h = state * UINT32_C(0x9E3779B1) + word;
  h = (h ^ h >> 15) * UINT32_C(0x85EBCA6B);
  return h ^ h >> 13;
}

/* The flags of a node, 0 if there is none. */
static uint32_t node_of(uint32_t hash) {
  uint32_t bucket = hash >> (32 - FURNITURE_BUCKET_BITS), rest = hash & REST_MASK;
  for (unsigned i = furniture_starts[bucket]; i < furniture_starts[bucket + 1]; i++)
    if (furniture_nodes[i] >> FLAG_BITS == rest) return furniture_nodes[i] & ((1u << FLAG_BITS) - 1);
  return 0;
}

/* The longest phrase that starts at word `at`: its words, and its class; 0 words for none. */
static size_t longest(const uint32_t *hashes, size_t count, size_t at, unsigned *class) {
  size_t found = 0;
  uint32_t state = 0, flags = GOES_ON;
  for (size_t k = at; k < count && flags & GOES_ON; k++) {
    state = mtn_furniture_mix(state, hashes[k]);
    flags = node_of(state);
    if (!(flags & CLASS_MASK)) continue;
    unsigned place = flags >> PLACE_SHIFT & 3;
    if ((place == AT_START && at > 0) || (place == WHOLE && (at > 0 || k + 1 < count))) continue;
    found = k + 1 - at;
    *class = (flags & CLASS_MASK) - 1;
  }
  return found;
}

mtn_furniture mtn_furniture_find(const uint32_t *hashes, size_t count) {
  if (count > MTN_FURNITURE_WORDS_MAX) count = MTN_FURNITURE_WORDS_MAX;
  mtn_furniture found = {.words = (uint8_t)count};
  for (size_t at = 0; at < count;) {
    unsigned class = 0;
    size_t words = longest(hashes, count, at, &class);
    if (words) {
      found.classes |= UINT32_C(1) << class;
      if (at == 0) found.starts |= UINT32_C(1) << class;
      found.covered = (uint8_t)(found.covered + words);
    }
    at += words ? words : 1;
  }
  return found;
}

mtn_furniture mtn_furniture_read(matn_str text) {
  uint32_t hashes[MTN_FURNITURE_WORDS_MAX];
  return mtn_furniture_find(hashes, mtn_furniture_words(text, hashes, MTN_COUNT(hashes)));
}
