/* The ranges are those of Unicode's simple lower case (UnicodeData), for scripts that have capitals and are in use. */
#include "text/fold.h"

/* Capitals in pairs with their small letters: the capital is even, or odd. */
static bool is_even(uint32_t c) { return c % 2 == 0; }

static uint32_t fold_latin(uint32_t c) {
  if (c < 0xDF) return c >= 0xC0 && c != 0xD7 ? c + 32 : c;
  if (c < 0x100) return c;
  if (c == 0x130) return 'i';
  if (c == 0x178) return 0xFF;
  bool capital_odd = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
  bool pairs = (c < 0x180 && c != 0x131 && c != 0x138 && c != 0x149 && c != 0x17F) || (c >= 0x1DE && c <= 0x1EF) ||
               (c >= 0x1F8 && c <= 0x21F) || (c >= 0x222 && c <= 0x233) || (c >= 0x1A0 && c <= 0x1A5);
  if (c == 0x1AF) return 0x1B0;
  if (c >= 0x1CD && c <= 0x1DC) return is_even(c) ? c : c + 1;
  return pairs && is_even(c) != capital_odd ? c + 1 : c;
}

static uint32_t fold_greek(uint32_t c) {
  if (c >= 0x391 && c <= 0x3AB && c != 0x3A2) return c + 32;
  if (c == 0x3C2) return 0x3C3;
  if (c == 0x386) return 0x3AC;
  if (c >= 0x388 && c <= 0x38A) return c + 37;
  if (c == 0x38C) return 0x3CC;
  if (c == 0x38E || c == 0x38F) return c + 63;
  return c;
}

static uint32_t fold_cyrillic(uint32_t c) {
  if (c < 0x410) return c + 80;
  if (c < 0x430) return c + 32;
  if (c < 0x460) return c;
  if (c == 0x4C0) return 0x4CF;
  if (c >= 0x4C1 && c <= 0x4CE) return is_even(c) ? c : c + 1;
  if (c >= 0x482 && c < 0x48A) return c;
  return is_even(c) ? c + 1 : c;
}

static uint32_t fold_arabic(uint32_t c) {
  if (c == 0x640 || c == 0x670 || (c >= 0x64B && c <= 0x652)) return 0;
  switch (c) {
  case 0x622: /* alef with madda, with hamza above and below, wasla */
  case 0x623:
  case 0x625:
  case 0x671: return 0x627;
  case 0x649: /* alef maksura, Farsi yeh */
  case 0x6CC: return 0x64A;
  case 0x6A9: return 0x643; /* keheh */
  case 0x629: return 0x647; /* teh marbuta */
  default: return c;
  }
}

uint32_t mtn_char_fold(uint32_t c) {
  if (c < 0x80) return (uint32_t)mtn_to_lower((char)c);
  if (c == 0xAD || (c >= 0x200B && c <= 0x200F)) return 0;
  if (c < 0x250) return fold_latin(c);
  if (c < 0x370) return c;
  if (c < 0x400) return fold_greek(c);
  if (c < 0x530) return fold_cyrillic(c);
  if (c >= 0x531 && c <= 0x556) return c + 48;
  if (c >= 0x600 && c < 0x700) return fold_arabic(c);
  if (c >= 0x1C90 && c <= 0x1CBF) return c - 0xBC0; /* Georgian capitals */
  if ((c >= 0x1E00 && c < 0x1E96) || (c >= 0x1EA0 && c < 0x1F00)) return is_even(c) ? c + 1 : c;
  return c;
}

size_t mtn_text_fold(matn_str text, char *out, size_t room) {
  const char *p = text.ptr, *end = p + text.len;
  size_t len = 0;
  while (p < end) {
    size_t size;
    if (room - len < 4) return SIZE_MAX;
    if ((unsigned char)*p < 0x80) {
      out[len++] = mtn_to_lower(*p++);
      continue;
    }
    uint32_t c = mtn_char_fold(mtn_utf8_decode(p, end, &size));
    p += size;
    if (c) len += mtn_utf8_encode(c, out + len);
  }
  return len;
}

size_t mtn_text_starts_folded(matn_str text, const char *word) {
  const char *p = text.ptr, *end = p + text.len;
  if (!text.len || ((unsigned char)*word < 0x80 && (unsigned char)*p < 0x80 && mtn_to_lower(*p) != *word)) return 0;
  while (*word) {
    char folded[4];
    size_t size, len;
    while (p < end && *word && (unsigned char)(*p - 1) < 0x7F) /* most letters; a NUL folds to nothing */
      if (mtn_to_lower(*p++) != *word++) return 0;
    if (!*word) break;
    if (p == end) return 0;
    uint32_t c = mtn_char_fold(mtn_utf8_decode(p, end, &size));
    p += size;
    if (c == 0) continue;
    len = mtn_utf8_encode(c == 0xA0 ? ' ' : c, folded);
    for (size_t i = 0; i < len; i++)
      if (*word++ != folded[i]) return 0; /* a word's end differs too: nothing folds to NUL */
  }
  return (size_t)(p - text.ptr);
}

void mtn_openings_init(mtn_openings *openings, const char *const *words, size_t count) {
  *openings = (mtn_openings){.words = words, .count = count};
  for (size_t i = 0, byte = 0; i <= count; i++) {
    const size_t next = i < count ? (unsigned char)*words[i] : 256;
    while (byte <= next) openings->from[byte++] = (uint16_t)i;
    if (i < count) mtn_filter_add_start(&openings->filter, words[i]);
  }
}

size_t mtn_openings_find(const mtn_openings *openings, matn_str text, size_t *word) {
  const char *p = text.ptr, *end = p + text.len;
  char first[4] = {0};
  uint32_t c = 0;
  if (!mtn_filter_may_start(&openings->filter, text)) return 0;
  if ((unsigned char)*p < 0x80) c = (unsigned char)mtn_to_lower(*p++);
  for (size_t size; p < end && !c; p += size) c = mtn_char_fold(mtn_utf8_decode(p, end, &size));
  const size_t len = c ? mtn_utf8_encode(c == 0xA0 ? ' ' : c, first) : 0, group = (unsigned char)*first;
  if (!len) return 0;
  char next[3]; /* behind the first character, as far as they need no more folding than this */
  size_t known = 0;
  for (; known < MTN_COUNT(next) && p + known < end && (unsigned char)(p[known] - 1) < 0x7F; known++)
    next[known] = mtn_to_lower(p[known]);
  if (*word < openings->from[group]) *word = openings->from[group];
  for (; *word < openings->from[group + 1]; ++*word) {
    const char *w = openings->words[*word];
    if (w[len - 1] != first[len - 1]) continue;
    size_t same = 0;
    while (same < known && w[len + same] == next[same]) same++;
    if (same < known && w[len + same] && (unsigned char)w[len + same] < 0x80) continue;
    size_t taken = mtn_text_starts_folded(text, w);
    if (taken) return taken;
  }
  return 0;
}
