/*
 * Counting 64 bits of each word's hash one by one would be 64 additions a word.  Instead the counts are kept bit by
 * bit: planes[k] holds bit k of all 64 counts, and adding a hash is a carry that ripples two planes on average.
 */
#include "render/fingerprint.h"

#include "text/words.h"

#define PLANES 32 /* counts up to 2^32: a document has fewer words than MTN_SOURCE_MAX */

static uint64_t hash_word(matn_str word) {
  uint64_t h = MTN_FNV64_START;
  for (size_t i = 0; i < word.len; i++) h = mtn_fnv64_add(h, (unsigned char)mtn_to_lower(word.ptr[i]));
  h = (h ^ h >> 33) * UINT64_C(0xFF51AFD7ED558CCD); /* finished as MurmurHash3 does: */
  h = (h ^ h >> 33) * UINT64_C(0xC4CEB9FE1A85EC53); /* FNV's high bits lean on the end */
  return h ^ h >> 33;
}

uint64_t mtn_fingerprint(const mtn_article *article) {
  uint64_t planes[PLANES] = {0}, words = 0;
  for (size_t i = 0; i < article->part_count; i++) {
    matn_str text = article->blocks.items[article->parts[i].block].text;
    size_t at = 0;
    for (matn_str word = mtn_text_next_word(text, &at); word.ptr; word = mtn_text_next_word(text, &at)) {
      uint64_t carry = hash_word(word);
      for (unsigned k = 0; carry && k < PLANES; k++) {
        uint64_t both = planes[k] & carry;
        planes[k] ^= carry;
        carry = both;
      }
      words++;
    }
  }
  /* Bit b is set when more than half of the words have it: compare all 64 counts with words / 2, high plane first. */
  uint64_t greater = 0, equal = ~UINT64_C(0), half = words / 2;
  for (unsigned k = PLANES; k-- > 0;) {
    uint64_t bit = half >> k & 1 ? ~UINT64_C(0) : 0;
    greater |= equal & planes[k] & ~bit;
    equal &= ~(planes[k] ^ bit);
  }
  return words ? greater : 0;
}
