/* Encodings with a fixed unit: the single-byte ones (Encoding Standard 9.1), x-user-defined (14.5), UTF-16 (14.2). */
#include "base/utf8.h"
#include "text/charset_internal.h"

/* The UTF-8 of a byte, and its length in the last element. */
typedef struct entry {
  char bytes[3];
  uint8_t size;
} entry;

static void make_table(mtn_charset charset, entry table[256]) {
  for (unsigned byte = 0; byte < 256; byte++) {
    uint32_t point = byte;
    if (byte >= 0x80)
      point = charset == MTN_CHARSET_X_USER_DEFINED
                  ? 0xF780 + (byte - 0x80)
                  : mtn_charset_single[charset - MTN_CHARSET_FIRST_SINGLE][byte - 0x80];
    char utf8[4];
    table[byte].size = (uint8_t)mtn_utf8_encode(point, utf8); /* 3 at most: all are below U+10000 */
    memcpy(table[byte].bytes, utf8, 3);
  }
}

matn_status mtn_decode_single(mtn_charset charset, const uint8_t *p, const uint8_t *end, size_t limit, mtn_buf *out) {
  entry table[256];
  make_table(charset, table);
  if ((size_t)(end - p) / 2 > limit) return MATN_LIMIT; /* CR LF halves, nothing shrinks more */
  if (!mtn_buf_reserve(out, (size_t)(end - p) + MTN_DECODE_SLACK)) return MATN_NOMEM;
  while (p < end) {
    const uint8_t *stop = (size_t)(end - p) < MTN_DECODE_STEP ? end : p + MTN_DECODE_STEP;
    MTN_TRY(mtn_decode_room(out, MTN_DECODE_STEP, limit));
    char *q = out->data + out->len;
    while (p < stop) {
      if (*p < 0x80) mtn_take_ascii(&p, stop, end, &q);
      /* Text: characters of the table, and spaces among them, with no branch on which is which. */
      while (stop - p >= 4 && (p[0] | p[1] | p[2] | p[3]) >= 0x80) {
        if (p[0] == '\r' || p[1] == '\r' || p[2] == '\r' || p[3] == '\r') break;
        for (size_t i = 0; i < 4; i++) {
          memcpy(q, &table[p[i]], sizeof(entry));
          q += table[p[i]].size;
        }
        p += 4;
      }
      while (p < stop && *p >= 0x80) {
        memcpy(q, &table[*p], sizeof(entry));
        q += table[*p++].size;
      }
    }
    out->len = (size_t)(q - out->data);
  }
  return MATN_OK;
}

static uint32_t unit(bool big_endian, const uint8_t *p) {
  return big_endian ? (uint32_t)p[0] << 8 | p[1] : (uint32_t)p[1] << 8 | p[0];
}

matn_status mtn_decode_utf16(bool big_endian, const uint8_t *p, const uint8_t *end, size_t limit, mtn_buf *out) {
  if ((size_t)(end - p) / 4 > limit) return MATN_LIMIT; /* two units of CR LF give one byte */
  while (p < end) {
    const uint8_t *stop = (size_t)(end - p) < MTN_DECODE_STEP ? end : p + MTN_DECODE_STEP;
    MTN_TRY(mtn_decode_room(out, MTN_DECODE_STEP, limit));
    char *q = out->data + out->len;
    while (p < stop) {
      if (end - p < 2) { /* half a unit */
        q += mtn_utf8_encode(0xFFFD, q);
        p = end;
        break;
      }
      uint32_t c = unit(big_endian, p);
      p += 2;
      if (c == '\r') {
        c = '\n';
        if (end - p >= 2 && unit(big_endian, p) == '\n') p += 2;
      } else if (c >= 0xD800 && c < 0xE000) {
        if (c >= 0xDC00) {
          c = 0xFFFD;
        } else if (end - p < 2) { /* with the half unit that may follow, one error */
          c = 0xFFFD;
          p = end;
        } else {
          uint32_t trail = unit(big_endian, p);
          if (trail >= 0xDC00 && trail < 0xE000) {
            c = 0x10000 + ((c - 0xD800) << 10) + (trail - 0xDC00);
            p += 2;
          } else {
            c = 0xFFFD;
          }
        }
      }
      q += mtn_utf8_encode(c, q);
    }
    out->len = (size_t)(q - out->data);
  }
  return MATN_OK;
}
