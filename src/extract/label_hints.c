/*
 * Hints: words of class, id, itemprop and role attributes that are used for furniture (data/class-words.tsv).
 *
 * A word is a run of ASCII letters, cut where a small letter meets a capital: `post-footer siteNav` is post, footer,
 * site, nav.  Its key is its letters in small, shifted into 64 bits; up to eight letters the key is the word.
 */
#include "extract/label_clues.h"

#include "extract/label_hints.inc" /* HINT_BITS, HINT_MAGIC, hint_keys[], hint_weights[] */

/* Values longer than this are utility classes by the hundred or data; their beginning says as much. */
#define VALUE_MAX 160u

static unsigned weight_of(uint64_t key) {
  uint64_t slot = key * HINT_MAGIC >> (64 - HINT_BITS);
  while (hint_keys[slot] && hint_keys[slot] != key) slot = (slot + 1) & ((1u << HINT_BITS) - 1);
  return hint_weights[slot];
}

unsigned mtn_label_hint(matn_str value) {
  const char *p = value.ptr, *end = value.ptr + (value.len < VALUE_MAX ? value.len : VALUE_MAX);
  unsigned most = 0;
  while (p < end) {
    uint64_t key = 0;
    bool small = false; /* the letter before is a small one */
    for (; p < end && mtn_is_alpha((unsigned char)*p); p++) {
      bool capital = !(*p & 0x20);
      if (capital && small) break;
      key = (key << 8 | key >> 56) ^ (unsigned char)(*p | 0x20);
      small = !capital;
    }
    if (key) {
      unsigned weight = weight_of(key);
      if (weight > most) most = weight;
    } else {
      p++;
    }
  }
  return most;
}
