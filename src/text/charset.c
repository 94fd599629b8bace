/* Names and labels of encodings (Encoding Standard 4.2), and the decoding of a whole page. */
#include "text/charset_internal.h"

#include "text/encodings_tables.inc"

mtn_charset mtn_charset_from_label(matn_str label) {
  while (label.len && mtn_is_space((unsigned char)label.ptr[0])) label.ptr++, label.len--;
  while (label.len && mtn_is_space((unsigned char)label.ptr[label.len - 1])) label.len--;
  if (label.len == 0 || label.len >= LABEL_SIZE) return MTN_CHARSET_NONE;
  char key[LABEL_SIZE] = {0};
  for (size_t i = 0; i < label.len; i++) {
    if (label.ptr[i] == '\0') return MTN_CHARSET_NONE;
    key[i] = mtn_to_lower(label.ptr[i]);
  }
  size_t low = 0, high = MTN_COUNT(labels);
  while (low < high) {
    size_t middle = (low + high) / 2;
    int order = memcmp(key, labels[middle].text, LABEL_SIZE);
    if (order == 0) return labels[middle].charset;
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return MTN_CHARSET_NONE;
}

matn_str mtn_charset_name(mtn_charset charset) {
  return charset < MTN_CHARSET_COUNT ? names[charset] : (matn_str){NULL, 0};
}

static size_t bom_length(mtn_charset charset, const uint8_t *p, size_t len) {
  if (charset == MTN_CHARSET_UTF_8) return len >= 3 && p[0] == 0xEF && p[1] == 0xBB && p[2] == 0xBF ? 3 : 0;
  if (charset == MTN_CHARSET_UTF_16LE) return len >= 2 && p[0] == 0xFF && p[1] == 0xFE ? 2 : 0;
  if (charset == MTN_CHARSET_UTF_16BE) return len >= 2 && p[0] == 0xFE && p[1] == 0xFF ? 2 : 0;
  return 0;
}

static matn_status decode(mtn_charset charset, const uint8_t *p, const uint8_t *end, size_t limit, mtn_buf *out) {
  if (charset >= MTN_CHARSET_FIRST_SINGLE && charset < MTN_CHARSET_FIRST_SINGLE + MTN_CHARSET_SINGLE_COUNT)
    return mtn_decode_single(charset, p, end, limit, out);
  switch (charset) {
  case MTN_CHARSET_GBK:
  case MTN_CHARSET_GB18030:
  case MTN_CHARSET_BIG5:
  case MTN_CHARSET_EUC_JP:
  case MTN_CHARSET_ISO_2022_JP:
  case MTN_CHARSET_SHIFT_JIS:
  case MTN_CHARSET_EUC_KR: return mtn_decode_multibyte(charset, p, end, limit, out);
  case MTN_CHARSET_UTF_16BE:
  case MTN_CHARSET_UTF_16LE: return mtn_decode_utf16(charset == MTN_CHARSET_UTF_16BE, p, end, limit, out);
  case MTN_CHARSET_X_USER_DEFINED: return mtn_decode_single(charset, p, end, limit, out);
  case MTN_CHARSET_REPLACEMENT: /* 14.1: one error, whatever the bytes */
    MTN_TRY(mtn_decode_room(out, 1, limit));
    if (p < end) mtn_buf_append(out, "\xEF\xBF\xBD", 3);
    return MATN_OK;
  default: return mtn_decode_utf8(p, end, limit, out);
  }
}

matn_status mtn_charset_decode(mtn_charset charset, const void *bytes, size_t len, size_t limit, size_t padding,
                               mtn_buf *out) {
  mtn_buf_clear(out);
  const uint8_t *p = len ? bytes : (const uint8_t *)"", *end = p + len;
  p += bom_length(charset, p, len);
  matn_status status = decode(charset, p, end, limit, out);
  if (status == MATN_OK && out->len > limit) status = MATN_LIMIT;
  if (status == MATN_OK && !mtn_buf_reserve(out, padding)) status = MATN_NOMEM;
  if (status != MATN_OK) {
    out->len = 0;
    return status;
  }
  if (padding) memset(out->data + out->len, 0, padding);
  return MATN_OK;
}
