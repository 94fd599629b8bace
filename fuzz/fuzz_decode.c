/*
 * Fuzz target: bytes to UTF-8.
 *
 * The first two bytes choose: [0] the encoding, none of them for sniffing; [1] the limit.  What is checked: the result
 * is UTF-8 without CR, within its limit and padded; decoding it as UTF-8 changes nothing; sniffing finds an encoding;
 * labels and meta elements give encodings that there are.
 */
#include "check.h"

#include "text/charset_internal.h"

enum { PADDING = 64 };

static void check_text(const mtn_buf *text, size_t limit) {
  CHECK(text->len <= limit && text->cap - text->len >= PADDING);
  CHECK(is_utf8(text->data, text->len));
  CHECK(!text->len || !memchr(text->data, '\r', text->len));
  for (size_t i = 0; i < PADDING; i++) CHECK(text->data[text->len + i] == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 2) return 0;
  mtn_charset charset = data[0] % MTN_CHARSET_COUNT;
  size_t limit = data[1] % 4 == 0 ? data[1] * 16u : SIZE_MAX / 4;
  data += 2;
  size -= 2;
  /* A copy of its own size, so that AddressSanitizer sees every read past the end. */
  uint8_t *bytes = malloc(size + !size);
  CHECK(bytes);
  if (size) memcpy(bytes, data, size);

  mtn_charset_origin origin = (mtn_charset_origin)0;
  mtn_charset found = mtn_charset_sniff(bytes, size, MTN_CHARSET_NONE, &origin);
  CHECK(found != MTN_CHARSET_NONE && found < MTN_CHARSET_COUNT && origin >= MTN_CHARSET_FROM_BOM);
  if (charset == MTN_CHARSET_NONE) charset = found;
  matn_str view = {(const char *)bytes, size};
  CHECK(mtn_charset_from_label(view) < MTN_CHARSET_COUNT);
  CHECK(mtn_charset_from_meta(view, view) < MTN_CHARSET_COUNT);

  mtn_buf text, again;
  mtn_buf_init(&text, &mtn_alloc_default);
  mtn_buf_init(&again, &mtn_alloc_default);
  matn_status status = mtn_charset_decode(charset, bytes, size, limit, PADDING, &text);
  CHECK(status == MATN_OK || (status == MATN_LIMIT && limit < size * 3));
  if (status == MATN_OK) {
    check_text(&text, limit);
    size_t mark = text.len >= 3 && memcmp(text.data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    CHECK(mtn_charset_decode(MTN_CHARSET_UTF_8, text.data, text.len, limit, PADDING, &again) == MATN_OK);
    CHECK(again.len == text.len - mark && (!again.len || memcmp(again.data, text.data + mark, again.len) == 0));
    check_text(&again, limit);
  }
  mtn_buf_free(&again);
  mtn_buf_free(&text);
  free(bytes);
  return 0;
}
