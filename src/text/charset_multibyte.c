/*
 * The multi-byte encodings of East Asia: gb18030 and gbk (Encoding Standard 10), big5 (11), euc-jp, iso-2022-jp and
 * shift_jis (12), euc-kr (13).
 *
 * Each decoder reads a character at `p` and holds what the standard's state machines do: a sequence that is no
 * character becomes one U+FFFD, and an ASCII byte at its end is read again.  CR and LF are ASCII bytes, so they are
 * never lost.
 */
#include "base/utf8.h"
#include "text/charset_internal.h"

#include "text/encodings_multibyte.inc"

#define BAD 0xFFFDu

static inline bool between(uint8_t c, uint8_t low, uint8_t high) { return (uint8_t)(c - low) <= high - low; }

/* What a lead byte and the byte after it come to: `point`, or, when that is 0, an error that takes the second byte with
 * it unless that is ASCII. */
static inline uint32_t pair(const uint8_t *p, uint32_t point, size_t *size) {
  *size = point || p[1] >= 0x80 ? 2 : 1;
  return point ? point : BAD;
}

/* 10.2.1, with 5.: index gb18030 ranges code point; 0 for null. */
static uint32_t gb18030_four(const uint8_t *p) {
  uint32_t pointer = ((p[0] - 0x81u) * 10 + (p[1] - 0x30u)) * 1260 + (p[2] - 0x81u) * 10 + (p[3] - 0x30u);
  if (pointer >= 189000) return pointer <= 1237575 ? 0x10000 + (pointer - 189000) : 0;
  if (pointer > 39419) return 0;
  size_t low = 0, high = MTN_COUNT(gb18030_range_pointers);
  while (high - low > 1) { /* the last range that starts at or before pointer */
    size_t middle = (low + high) / 2;
    if (gb18030_range_pointers[middle] <= pointer)
      low = middle;
    else
      high = middle;
  }
  return gb18030_range_points[low] + (pointer - gb18030_range_pointers[low]);
}

static inline uint32_t gb18030(const uint8_t *p, const uint8_t *end, size_t *size) {
  *size = 1;
  if (p[0] == 0x80) return 0x20AC;
  if (p[0] == 0xFF || end - p < 2) return BAD;
  if (between(p[1], '0', '9')) {
    /* The end within four bytes is one error; a byte that does not fit leaves all but the first to be read again. */
    if (end - p == 2) return *size = 2, BAD;
    if (!between(p[2], 0x81, 0xFE)) return BAD;
    if (end - p == 3) return *size = 3, BAD;
    if (!between(p[3], '0', '9')) return BAD;
    *size = 4;
    uint32_t point = gb18030_four(p);
    return point ? point : BAD;
  }
  uint32_t point = 0;
  if (p[1] >= 0x40 && p[1] != 0x7F && p[1] != 0xFF)
    point = gb18030_index[(p[0] - 0x81u) * 190 + p[1] - (p[1] < 0x7F ? 0x40u : 0x41u)];
  return pair(p, point, size);
}

/* 11.1.1.  Four pointers stand for two code points: the second is written to *mark. */
static inline uint32_t big5(const uint8_t *p, const uint8_t *end, size_t *size, uint32_t *mark) {
  *size = 1;
  if (p[0] == 0x80 || p[0] == 0xFF || end - p < 2) return BAD;
  uint32_t point = 0;
  if (between(p[1], 0x40, 0x7E) || between(p[1], 0xA1, 0xFE)) {
    uint32_t pointer = (p[0] - 0x81u) * 157 + p[1] - (p[1] < 0x7F ? 0x40u : 0x62u);
    if (pointer >= BIG5_FIRST) {
      uint32_t at = pointer - BIG5_FIRST;
      point = big5_index[at];
      if (big5_plane2[at / 32] >> at % 32 & 1) point += 0x20000;
    }
    if (pointer == 1133 || pointer == 1135 || pointer == 1164 || pointer == 1166) {
      point = pointer < 1140 ? 0xCA : 0xEA;
      *mark = pointer == 1133 || pointer == 1164 ? 0x304 : 0x30C;
    }
  }
  return pair(p, point, size);
}

/* 12.1.1 */
static inline uint32_t euc_jp(const uint8_t *p, const uint8_t *end, size_t *size) {
  *size = 1;
  if ((p[0] != 0x8E && p[0] != 0x8F && !between(p[0], 0xA1, 0xFE)) || end - p < 2) return BAD;
  if (p[0] == 0x8E) return pair(p, between(p[1], 0xA1, 0xDF) ? 0xFF61u - 0xA1 + p[1] : 0, size);
  bool second = between(p[1], 0xA1, 0xFE);
  if (p[0] != 0x8F) return pair(p, second ? jis0208_index[(p[0] - 0xA1u) * 94 + p[1] - 0xA1] : 0, size);
  if (!second) return pair(p, 0, size);
  if (end - p < 3) return *size = 2, BAD;
  uint32_t point = between(p[2], 0xA1, 0xFE) ? jis0212_index[(p[1] - 0xA1u) * 94 + p[2] - 0xA1] : 0;
  point = pair(p + 1, point, size);
  ++*size;
  return point;
}

/* 12.3.1 */
static inline uint32_t shift_jis(const uint8_t *p, const uint8_t *end, size_t *size) {
  *size = 1;
  if (p[0] == 0x80) return 0x80;
  if (between(p[0], 0xA1, 0xDF)) return 0xFF61u - 0xA1 + p[0];
  if (p[0] == 0xA0 || p[0] > 0xFC || end - p < 2) return BAD;
  uint32_t point = 0;
  if (between(p[1], 0x40, 0x7E) || between(p[1], 0x80, 0xFC)) {
    uint32_t pointer = (p[0] - (p[0] < 0xA0 ? 0x81u : 0xC1u)) * 188 + p[1] - (p[1] < 0x7F ? 0x40u : 0x41u);
    point = pointer >= 8836 && pointer <= 10715 ? 0xE000 - 8836 + pointer : jis0208_index[pointer];
  }
  return pair(p, point, size);
}

/* 13.1.1 */
static inline uint32_t euc_kr(const uint8_t *p, const uint8_t *end, size_t *size) {
  *size = 1;
  if (p[0] == 0x80 || p[0] == 0xFF || end - p < 2) return BAD;
  return pair(p, between(p[1], 0x41, 0xFE) ? euc_kr_index[(p[0] - 0x81u) * 190 + p[1] - 0x41] : 0, size);
}

uint32_t mtn_read_multibyte(mtn_charset charset, const uint8_t *p, const uint8_t *end, size_t *size) {
  uint32_t mark;
  switch (charset) {
  case MTN_CHARSET_BIG5: return big5(p, end, size, &mark);
  case MTN_CHARSET_EUC_JP: return euc_jp(p, end, size);
  case MTN_CHARSET_SHIFT_JIS: return shift_jis(p, end, size);
  case MTN_CHARSET_EUC_KR: return euc_kr(p, end, size);
  default: return gb18030(p, end, size);
  }
}

/* The stretch [p, stop) of an encoding whose bytes below 0x80 are ASCII wherever a character starts; returns where it
 * ended, up to 3 bytes past `stop`. */
MTN_INLINE const uint8_t *stretch(mtn_charset charset, const uint8_t *p, const uint8_t *stop, const uint8_t *end,
                                  char **out) {
  char *q = *out;
  while (p < stop) {
    if (*p < 0x80) {
      mtn_take_ascii(&p, stop, end, &q);
      continue;
    }
    uint32_t point, mark = 0;
    size_t size;
    switch (charset) { /* a constant in each of the callers */
    case MTN_CHARSET_BIG5: point = big5(p, end, &size, &mark); break;
    case MTN_CHARSET_EUC_JP: point = euc_jp(p, end, &size); break;
    case MTN_CHARSET_SHIFT_JIS: point = shift_jis(p, end, &size); break;
    case MTN_CHARSET_EUC_KR: point = euc_kr(p, end, &size); break;
    default: point = gb18030(p, end, &size); break;
    }
    p += size;
    q += mtn_utf8_encode(point, q);
    if (mark) q += mtn_utf8_encode(mark, q);
  }
  *out = q;
  return p;
}

/* iso-2022-jp (12.2.1). */
typedef enum jis_state { JIS_ASCII, JIS_ROMAN, JIS_KATAKANA, JIS_LEAD } jis_state;

typedef struct jis {
  jis_state state; /* the standard's output state; its trail, escape start and escape states are read in one go */
  bool escaped;    /* iso-2022-jp output: an escape sequence was the last thing */
  bool after_cr;   /* CR was the last character given */
} jis;

/* The character set of the escape sequence at `p`, false when it is none. */
static bool escape(const uint8_t *p, const uint8_t *end, jis_state *state) {
  if (end - p < 3) return false;
  if (p[1] == '(' && p[2] == 'B')
    *state = JIS_ASCII;
  else if (p[1] == '(' && p[2] == 'J')
    *state = JIS_ROMAN;
  else if (p[1] == '(' && p[2] == 'I')
    *state = JIS_KATAKANA;
  else if (p[1] == '$' && (p[2] == '@' || p[2] == 'B'))
    *state = JIS_LEAD;
  else
    return false;
  return true;
}

/* The character at `p`, which is no escape; *size bytes. */
static uint32_t jis_character(jis_state state, const uint8_t *p, const uint8_t *end, size_t *size) {
  uint8_t c = p[0];
  *size = 1;
  switch (state) {
  case JIS_KATAKANA: return between(c, 0x21, 0x5F) ? 0xFF61u - 0x21 + c : BAD;
  case JIS_LEAD:
    if (!between(c, 0x21, 0x7E) || end - p < 2) return BAD;
    if (p[1] == 0x1B) return BAD; /* left for the escape start state */
    *size = 2;
    if (!between(p[1], 0x21, 0x7E)) return BAD;
    uint32_t point = jis0208_index[(c - 0x21u) * 94 + p[1] - 0x21];
    return point ? point : BAD;
  case JIS_ROMAN:
    if (c == 0x5C) return 0xA5;
    if (c == 0x7E) return 0x203E;
    /* fall through */
  default: return c < 0x80 && c != 0x0E && c != 0x0F ? c : BAD;
  }
}

static const uint8_t *jis_stretch(jis *s, const uint8_t *p, const uint8_t *stop, const uint8_t *end, char **out) {
  char *q = *out;
  while (p < stop) {
    uint32_t point = BAD;
    size_t size = 1;
    if (*p == 0x1B) {
      if (escape(p, end, &s->state)) {
        bool twice = s->escaped; /* two in a row are an error, and the second counts */
        s->escaped = true;
        p += 3;
        if (!twice) continue;
        size = 0;
      } else {
        s->escaped = false; /* the bytes after ESC are read again */
      }
    } else {
      point = jis_character(s->state, p, end, &size);
      s->escaped = false;
    }
    p += size;
    bool line_feed_of_cr = s->after_cr && point == '\n';
    s->after_cr = point == '\r';
    if (line_feed_of_cr) continue;
    q += mtn_utf8_encode(point == '\r' ? '\n' : point, q);
  }
  *out = q;
  return p;
}

matn_status mtn_decode_multibyte(mtn_charset charset, const uint8_t *p, const uint8_t *end, size_t limit,
                                 mtn_buf *out) {
  jis state = {JIS_ASCII, false, false};
  while (p < end) {
    const uint8_t *stop = (size_t)(end - p) < MTN_DECODE_STEP ? end : p + MTN_DECODE_STEP;
    MTN_TRY(mtn_decode_room(out, MTN_DECODE_STEP, limit));
    char *q = out->data + out->len;
    switch (charset) {
    case MTN_CHARSET_BIG5: p = stretch(MTN_CHARSET_BIG5, p, stop, end, &q); break;
    case MTN_CHARSET_EUC_JP: p = stretch(MTN_CHARSET_EUC_JP, p, stop, end, &q); break;
    case MTN_CHARSET_SHIFT_JIS: p = stretch(MTN_CHARSET_SHIFT_JIS, p, stop, end, &q); break;
    case MTN_CHARSET_EUC_KR: p = stretch(MTN_CHARSET_EUC_KR, p, stop, end, &q); break;
    case MTN_CHARSET_ISO_2022_JP: p = jis_stretch(&state, p, stop, end, &q); break;
    default: p = stretch(MTN_CHARSET_GB18030, p, stop, end, &q); break;
    }
    out->len = (size_t)(q - out->data);
  }
  return MATN_OK;
}
