/*
 * The encoding of bytes that nobody named and that are not UTF-8: the one in which they are likeliest.
 *
 * Each candidate is a language and an encoding that its pages were written in.  It reads a sample of the page and adds
 * up costs, -log2 of probabilities in quarters of a bit: of each letter, by its frequency in the language
 * (data/letters.txt), and of neighbours that do not go together (a capital after a small letter, letters of two scripts
 * in a word).  The lowest sum wins.  All read the same bytes, so the sums compare.
 */
#include "text/charset_internal.h"

#include "text/encodings_detect.inc"

#define SAMPLE 8192u /* bytes: after a few hundred the order no longer changes */
#define AROUND 2u    /* ASCII kept after others: what a word goes on with */

#define BITS(n) (4u * (n))

/* The bytes beyond ASCII from the start of a page, each stretch with the byte before it and those between. */
typedef struct sample {
  size_t len;
  uint8_t bytes[SAMPLE];
} sample;

static void take_sample(const uint8_t *bytes, size_t len, sample *out) {
  const uint8_t *p = bytes, *end = bytes + len;
  out->len = 0;
  for (;;) {
    const uint8_t *last = p;
    uint64_t v;
    while (end - p >= 8 && (memcpy(&v, p, 8), (v & UINT64_C(0x8080808080808080)) == 0)) p += 8;
    while (p < end && *p < 0x80) p++;
    if (p == end) return;
    if (p > last && out->len < SAMPLE) out->bytes[out->len++] = p[-1];
    for (size_t ascii = 0; p < end && ascii < AROUND; p++) {
      if (out->len == SAMPLE) return;
      out->bytes[out->len++] = *p;
      ascii = *p < 0x80 ? ascii + 1 : 0;
    }
  }
}

static unsigned ascii_class(uint8_t c) {
  if (!mtn_is_alpha(c)) return NEUTRAL;
  return c & 0x20 ? ASCII_LOWER : ASCII_UPPER;
}

/* Cost of two neighbours: rows the first, columns the second. */
static const uint8_t neighbours[CLASS_COUNT][CLASS_COUNT] = {
    [ASCII_LOWER] = {[LATIN_UPPER] = BITS(6), [LOWER] = BITS(6), [UPPER] = BITS(6), [SYMBOL] = BITS(3)},
    [ASCII_UPPER] = {[LATIN_LOWER] = BITS(1), [LOWER] = BITS(6), [UPPER] = BITS(6), [SYMBOL] = BITS(3)},
    [LATIN_LOWER] = {[ASCII_UPPER] = BITS(4),
                     [LATIN_LOWER] = BITS(2),
                     [LATIN_UPPER] = BITS(6),
                     [LOWER] = BITS(8),
                     [UPPER] = BITS(8),
                     [SYMBOL] = BITS(3)},
    [LATIN_UPPER] =
        {[LATIN_LOWER] = BITS(2), [LATIN_UPPER] = BITS(2), [LOWER] = BITS(8), [UPPER] = BITS(8), [SYMBOL] = BITS(3)},
    [LOWER] = {[ASCII_LOWER] = BITS(6),
               [ASCII_UPPER] = BITS(6),
               [LATIN_LOWER] = BITS(8),
               [LATIN_UPPER] = BITS(8),
               [UPPER] = BITS(7),
               [SYMBOL] = BITS(3)},
    [UPPER] = {[ASCII_LOWER] = BITS(6),
               [ASCII_UPPER] = BITS(6),
               [LATIN_LOWER] = BITS(8),
               [LATIN_UPPER] = BITS(8),
               [SYMBOL] = BITS(3)},
    [SYMBOL] = {[ASCII_LOWER] = BITS(3),
                [ASCII_UPPER] = BITS(3),
                [LATIN_LOWER] = BITS(3),
                [LATIN_UPPER] = BITS(3),
                [LOWER] = BITS(3),
                [UPPER] = BITS(3),
                [SYMBOL] = BITS(1)},
};

/* How rare pages in an encoding are, windows-1252 being the default and UTF-8 excluded.  It decides where there is too
 * little text to: a letter or two of another script are no text. */
static unsigned rarity(mtn_charset charset) {
  switch (charset) {
  case MTN_CHARSET_WINDOWS_1252: return 0;
  case MTN_CHARSET_WINDOWS_1250:
  case MTN_CHARSET_WINDOWS_1254:
  case MTN_CHARSET_WINDOWS_1257: return BITS(3);
  case MTN_CHARSET_ISO_8859_2: return BITS(4);
  case MTN_CHARSET_KOI8_R:
  case MTN_CHARSET_KOI8_U:
  case MTN_CHARSET_EUC_JP: return BITS(9);
  case MTN_CHARSET_IBM866:
  case MTN_CHARSET_ISO_8859_5:
  case MTN_CHARSET_ISO_8859_6:
  case MTN_CHARSET_ISO_8859_7:
  case MTN_CHARSET_WINDOWS_1258: return BITS(12);
  default: return BITS(8);
  }
}

/* ---- single-byte encodings ---- */

static uint32_t neighbour_cost(const uint8_t classes[128], const sample *text) {
  uint32_t sum = 0;
  unsigned last = NEUTRAL;
  for (size_t i = 0; i < text->len; i++) {
    uint8_t byte = text->bytes[i];
    unsigned class = byte < 0x80 ? ascii_class(byte) : classes[byte - 0x80];
    sum += neighbours[last][class];
    last = class;
  }
  return sum;
}

static void try_single_byte(const sample *text, mtn_charset *best, uint32_t *least) {
  uint32_t counts[128] = {0}, between[MTN_COUNT(alphabets)];
  for (size_t i = 0; i < text->len; i++)
    if (text->bytes[i] >= 0x80) counts[text->bytes[i] - 0x80]++;
  for (size_t i = 0; i < MTN_COUNT(alphabets); i++)
    between[i] = neighbour_cost(alphabets[i].classes, text) + rarity(alphabets[i].charset);
  for (size_t i = 0; i < MTN_COUNT(models); i++) {
    uint32_t sum = between[models[i].alphabet];
    for (size_t b = 0; b < 128; b++) sum += counts[b] * models[i].costs[b];
    if (sum < *least) {
      *least = sum;
      *best = alphabets[models[i].alphabet].charset;
    }
  }
}

/* ---- multi-byte encodings ---- */

typedef struct repertoire {
  mtn_charset charset;
  const frequent *frequent;
  size_t count;
} repertoire;

static const repertoire repertoires[] = {
    {MTN_CHARSET_SHIFT_JIS, frequent_ja, MTN_COUNT(frequent_ja)},
    {MTN_CHARSET_EUC_JP, frequent_ja, MTN_COUNT(frequent_ja)},
    {MTN_CHARSET_EUC_KR, frequent_ko, MTN_COUNT(frequent_ko)},
    {MTN_CHARSET_GBK, frequent_zh_hans, MTN_COUNT(frequent_zh_hans)},
    {MTN_CHARSET_BIG5, frequent_zh_hant, MTN_COUNT(frequent_zh_hant)},
};

static unsigned frequent_cost(const repertoire *r, uint32_t point) {
  size_t low = 0, high = r->count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (r->frequent[middle].point == point) return r->frequent[middle].cost;
    if (r->frequent[middle].point < point)
      low = middle + 1;
    else
      high = middle;
  }
  return 0;
}

/* A character that is not among the frequent: the standards put the common ones first, in order of sound. */
static unsigned rare_cost(mtn_charset charset, const uint8_t *p, size_t size) {
  if (size == 1) return BITS(11); /* half-width katakana; C1 and the euro sign */
  if (size > 2) return BITS(18);
  switch (charset) {
  case MTN_CHARSET_SHIFT_JIS: /* signs; level 1: 889F to 9872 */
    if (p[0] == 0x81) return BITS(8);
    if (p[0] < 0x88) return p[0] == 0x83 || p[0] == 0x82 ? BITS(11) : BITS(15);
    return p[0] < 0x98 ? BITS(13) : BITS(17);
  case MTN_CHARSET_EUC_JP: /* level 1: rows B0 to CF */
    if (p[0] < 0xA1 || p[0] == 0xA1) return p[0] == 0xA1 ? BITS(8) : BITS(11);
    if (p[0] < 0xB0) return p[0] >= 0xA3 && p[0] <= 0xA5 ? BITS(11) : BITS(15);
    return p[0] < 0xD0 ? BITS(13) : BITS(17);
  case MTN_CHARSET_BIG5: /* level 1: A440 to C67E */
    if (p[0] < 0xA1) return BITS(18);
    if (p[0] < 0xA4) return BITS(8);
    return p[0] < 0xC7 ? BITS(13) : BITS(16);
  case MTN_CHARSET_EUC_KR: /* signs; KS X 1001's syllables: B0 to C8, and the others to its left; hanja */
    if (p[1] < 0xA1 || p[0] < 0xA1) return BITS(16);
    if (p[0] < 0xA4) return BITS(9);
    return p[0] >= 0xB0 && p[0] < 0xC9 ? BITS(13) : BITS(16);
  default: /* GB 2312: signs, level 1: B0 to D7, level 2; GBK's additions */
    if (p[1] < 0xA1 || p[0] < 0xA1) return BITS(17);
    if (p[0] == 0xA1 || p[0] == 0xA3) return BITS(8);
    if (p[0] < 0xB0) return BITS(15);
    return p[0] < 0xD8 ? BITS(13) : BITS(16);
  }
}

static void try_multibyte(const repertoire *r, const sample *text, mtn_charset *best, uint32_t *least) {
  uint32_t sum = rarity(r->charset);
  const uint8_t *p = text->bytes, *end = p + text->len;
  while (p < end && sum < *least) {
    if (*p < 0x80) {
      p++;
      continue;
    }
    size_t size;
    uint32_t point = mtn_read_multibyte(r->charset, p, end, &size);
    unsigned known = point == 0xFFFD ? BITS(20) : frequent_cost(r, point);
    sum += known ? known : rare_cost(r->charset, p, size);
    p += size;
  }
  if (sum < *least) {
    *least = sum;
    *best = r->charset;
  }
}

mtn_charset mtn_charset_detect(const uint8_t *bytes, size_t len) {
  sample text;
  take_sample(bytes, len, &text);
  mtn_charset best = MTN_CHARSET_WINDOWS_1252;
  uint32_t least = UINT32_MAX;
  try_single_byte(&text, &best, &least);
  for (size_t i = 0; i < MTN_COUNT(repertoires); i++) try_multibyte(&repertoires[i], &text, &best, &least);
  return best;
}
