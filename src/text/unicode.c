#include "text/unicode.h"

#define P MTN_CHAR_PUNCT
#define W MTN_CHAR_WORD
#define S MTN_CHAR_SPACE
#define T MTN_CHAR_STOP
#define C MTN_CHAR_CLOSE
#define Z MTN_CHAR_ZERO
#define K MTN_CHAR_COMMA

const uint8_t mtn_ascii_class[128] = {
    Z, Z, Z, Z, Z, Z, Z, Z, Z, S, S, Z, S, S, Z, Z, /* controls; tab, LF, FF, CR are white space */
    Z, Z, Z, Z, Z, Z, Z, Z, Z, Z, Z, Z, Z, Z, Z, Z, /* */
    S, T, C, P, P, P, P, C, P, C, P, P, K, P, T, P, /* !"#$%&'()*+,-./ */
    W, W, W, W, W, W, W, W, W, W, P, P, P, P, P, T, /* 0-9:;<=>? */
    P, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, /* @A-O */
    W, W, W, W, W, W, W, W, W, W, W, P, P, C, P, W, /* P-Z[\]^_ */
    P, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, /* `a-o */
    W, W, W, W, W, W, W, W, W, W, W, P, P, C, P, Z, /* p-z{|}~ */
};

static mtn_char_class class_below_0x2000(uint32_t c) {
  if (c < 0xC0) {
    switch (c) {
    case 0x85: return MTN_CHAR_BLANK;
    case 0xA0: return MTN_CHAR_BLANK;
    case 0xAA:
    case 0xB2:
    case 0xB3:
    case 0xB5:
    case 0xB9:
    case 0xBA: return MTN_CHAR_WORD;
    case 0xAD: return MTN_CHAR_ZERO;
    case 0xBB: return MTN_CHAR_CLOSE;
    default: return c < 0xA0 ? MTN_CHAR_ZERO : MTN_CHAR_PUNCT;
    }
  }
  if (c < 0x0530) return c == 0xD7 || c == 0xF7 || c == 0x37E || c == 0x387 ? MTN_CHAR_PUNCT : MTN_CHAR_WORD;
  if (c < 0x0900) {
    switch (c) {
    case 0x0589:
    case 0x061D:
    case 0x061E:
    case 0x061F:
    case 0x06D4:
    case 0x0700:
    case 0x0701: return MTN_CHAR_STOP;
    case 0x055D:
    case 0x060C:
    case 0x07F8: return MTN_CHAR_COMMA;
    case 0x061C: return MTN_CHAR_ZERO;
    case 0x055A:
    case 0x055B:
    case 0x055C:
    case 0x055E:
    case 0x055F:
    case 0x058A:
    case 0x05BE:
    case 0x05C0:
    case 0x05C3:
    case 0x05C6:
    case 0x05F3:
    case 0x05F4:
    case 0x0609:
    case 0x060A:
    case 0x060D:
    case 0x061B:
    case 0x066A:
    case 0x066D: return MTN_CHAR_PUNCT;
    default: return MTN_CHAR_WORD;
    }
  }
  if (c == 0x0964 || c == 0x0965) return MTN_CHAR_FULL_STOP;                                        /* danda */
  if (c >= 0x0E00 && c < 0x0F00) return MTN_CHAR_SEA;                                               /* Thai, Lao */
  if (c >= 0x0F00 && c < 0x1000) return c >= 0x0F08 && c < 0x0F15 ? MTN_CHAR_PUNCT : MTN_CHAR_WORD; /* Tibetan */
  if (c >= 0x1000 && c < 0x10A0) return c == 0x104A ? MTN_CHAR_COMMA : c == 0x104B ? MTN_CHAR_FULL_STOP : MTN_CHAR_SEA;
  if (c >= 0x1100 && c < 0x1200) return MTN_CHAR_HANGUL;
  if (c == 0x1362 || c == 0x1367 || c == 0x1368) return MTN_CHAR_FULL_STOP; /* Ethiopic */
  if (c == 0x1361) return MTN_CHAR_PUNCT;
  if (c == 0x1363 || c == 0x1802 || c == 0x1808) return MTN_CHAR_COMMA;
  if (c == 0x1680) return MTN_CHAR_BLANK;
  if (c == 0x17D4 || c == 0x17D5) return MTN_CHAR_FULL_STOP; /* Khmer */
  if (c >= 0x1780 && c < 0x1800) return MTN_CHAR_SEA;
  if (c == 0x1803 || c == 0x1809) return MTN_CHAR_FULL_STOP; /* Mongolian */
  return MTN_CHAR_WORD;
}

static mtn_char_class class_of_punctuation(uint32_t c) { /* U+2000 to U+206F */
  if (c <= 0x200A || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F) return MTN_CHAR_BLANK;
  if (c <= 0x200F || (c >= 0x202A && c <= 0x202E) || c >= 0x2060) return MTN_CHAR_ZERO;
  if (c == 0x2019 || c == 0x201C || c == 0x201D || c == 0x203A) return MTN_CHAR_CLOSE;
  if (c == 0x2026 || (c >= 0x203C && c <= 0x203D) || (c >= 0x2047 && c <= 0x2049)) return MTN_CHAR_STOP;
  return MTN_CHAR_PUNCT;
}

mtn_char_class mtn_char_class_wide(uint32_t c) {
  if (c < 0x2000) return class_below_0x2000(c);
  if (c < 0x2070) return class_of_punctuation(c);
  if (c < 0x2C00) return (c >= 0x2070 && c < 0x20A0) || (c >= 0x2100 && c < 0x2190) ? MTN_CHAR_WORD : MTN_CHAR_PUNCT;
  if (c < 0x2E00) return MTN_CHAR_WORD;
  if (c < 0x2E80) return MTN_CHAR_PUNCT;
  if (c < 0x3000) return MTN_CHAR_HAN; /* radicals */
  if (c < 0x3040) {
    switch (c) {
    case 0x3000: return MTN_CHAR_BLANK;
    case 0x3001: return MTN_CHAR_COMMA;
    case 0x3002: return MTN_CHAR_FULL_STOP;
    case 0x3005:
    case 0x3006:
    case 0x3007: return MTN_CHAR_HAN;
    case 0x300B:
    case 0x300D:
    case 0x300F:
    case 0x3011: return MTN_CHAR_CLOSE;
    default: return MTN_CHAR_PUNCT;
    }
  }
  if (c < 0x3130) return c == 0x30FB ? MTN_CHAR_PUNCT : MTN_CHAR_KANA; /* Hiragana, Katakana, Bopomofo */
  if (c < 0x3190) return MTN_CHAR_HANGUL;
  if (c < 0x3400) return c >= 0x31F0 && c < 0x3200 ? MTN_CHAR_KANA : MTN_CHAR_PUNCT;
  if (c < 0xA000) return c >= 0x4DC0 && c < 0x4E00 ? MTN_CHAR_PUNCT : MTN_CHAR_HAN;
  if (c < 0xA960) return c == 0xA8CE || c == 0xA8CF || c == 0xA92F ? MTN_CHAR_FULL_STOP : MTN_CHAR_WORD;
  if (c < 0xAC00) return c >= 0xA9E0 && c < 0xAA80 ? MTN_CHAR_SEA : MTN_CHAR_WORD; /* Myanmar extensions */
  if (c < 0xD800) return MTN_CHAR_HANGUL;
  if (c < 0xF900) return MTN_CHAR_PUNCT; /* private use: icon fonts */
  if (c < 0xFB00) return MTN_CHAR_HAN;
  if (c < 0xFE00) return c == 0xFD3E ? MTN_CHAR_CLOSE : MTN_CHAR_WORD;
  if (c < 0xFE10 || c == 0xFEFF) return MTN_CHAR_ZERO; /* variation selectors, byte order mark */
  if (c < 0xFE70) return c >= 0xFE20 && c < 0xFE30 ? MTN_CHAR_WORD : MTN_CHAR_PUNCT;
  if (c < 0xFF00) return MTN_CHAR_WORD;
  if (c < 0xFFF0) {
    if (c == 0xFF01 || c == 0xFF1F || c == 0xFF61) return MTN_CHAR_FULL_STOP;
    if (c == 0xFF0E) return MTN_CHAR_STOP;
    if (c == 0xFF0C || c == 0xFF64) return MTN_CHAR_COMMA;
    if (c == 0xFF09 || c == 0xFF63) return MTN_CHAR_CLOSE;
    if ((c >= 0xFF10 && c < 0xFF1A) || (c >= 0xFF21 && c < 0xFF3B) || (c >= 0xFF41 && c < 0xFF5B)) return MTN_CHAR_WORD;
    if (c >= 0xFF66 && c < 0xFFA0) return MTN_CHAR_KANA;
    return c >= 0xFFA0 && c < 0xFFDD ? MTN_CHAR_HANGUL : MTN_CHAR_PUNCT;
  }
  if (c < 0x10000) return MTN_CHAR_PUNCT;
  if (c >= 0x1D400 && c < 0x1D800) return MTN_CHAR_WORD; /* mathematical letters */
  if (c >= 0x1B000 && c < 0x1B170) return MTN_CHAR_KANA;
  if (c >= 0x1F000 && c < 0x20000) return MTN_CHAR_PUNCT; /* emoji, pictures */
  if (c >= 0x20000 && c < 0x40000) return MTN_CHAR_HAN;
  if (c >= 0xE0000) return MTN_CHAR_ZERO;
  return MTN_CHAR_WORD;
}

uint32_t mtn_char_zero_wide(uint32_t c) {
  static const uint32_t zeros[] = {0x0660, 0x06F0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66,
                                   0x0CE6, 0x0D66, 0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x17E0, 0x1810, 0xFF10};
  if (c < 0x0660 || (c > 0x1819 && c < 0xFF10)) return 0; /* most letters */
  for (size_t i = 0; i < MTN_COUNT(zeros); i++)
    if (c >= zeros[i] && c < zeros[i] + 10) return zeros[i];
  return 0;
}
