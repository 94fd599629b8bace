#include "render/out.h"

void mtn_out_init(mtn_out *out, matn_sink sink) {
  out->sink = sink;
  out->quoted = false;
  out->status = MATN_OK;
  out->len = 0;
}

static void hand_on(mtn_out *out, const char *bytes, size_t len) {
  if (out->status == MATN_OK && len && out->sink.write(out->sink.ctx, bytes, len) != 0) out->status = MATN_SINK;
}

static void write_raw(mtn_out *out, const char *bytes, size_t len) {
  if (len > sizeof(out->bytes) - out->len) {
    hand_on(out, out->bytes, out->len);
    out->len = 0;
    if (len > sizeof(out->bytes)) {
      hand_on(out, bytes, len);
      return;
    }
  }
  if (len) memcpy(out->bytes + out->len, bytes, len);
  out->len += len;
}

/* RFC 8259 section 7: quotation mark, reverse solidus, and U+0000 to U+001F; U+007F too, for terminals. */
static bool needs_escape(unsigned char c) { return c < 0x20 || c == '"' || c == '\\' || c == 0x7F; }

static void write_quoted(mtn_out *out, const char *bytes, size_t len) {
  static const char hex[] = "0123456789abcdef";
  size_t from = 0;
  for (size_t at = 0; at < len; at++) {
    unsigned char c = (unsigned char)bytes[at];
    if (!needs_escape(c)) continue;
    char escape[6] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};
    size_t size = 2;
    write_raw(out, bytes + from, at - from);
    from = at + 1;
    switch (c) {
    case '"':
    case '\\': escape[1] = (char)c; break;
    case '\n': escape[1] = 'n'; break;
    case '\t': escape[1] = 't'; break;
    case '\r': escape[1] = 'r'; break;
    default: size = 6; break;
    }
    write_raw(out, escape, size);
  }
  write_raw(out, bytes + from, len - from);
}

void mtn_out_str(mtn_out *out, matn_str text) {
  if (out->status != MATN_OK || text.len == 0) return;
  if (out->quoted)
    write_quoted(out, text.ptr, text.len);
  else
    write_raw(out, text.ptr, text.len);
}

void mtn_out_cstr(mtn_out *out, const char *text) { mtn_out_str(out, mtn_str_of(text)); }

void mtn_out_number(mtn_out *out, uint64_t value) {
  char digits[MTN_NUMBER_SIZE];
  mtn_out_str(out, (matn_str){digits, mtn_number_put(digits, value)});
}

void mtn_out_html(mtn_out *out, matn_str text) {
  size_t from = 0;
  for (size_t at = 0; at < text.len; at++) {
    unsigned char c = (unsigned char)text.ptr[at];
    const char *as = c == '<'                                            ? "&lt;"
                     : c == '>'                                          ? "&gt;"
                     : c == '&'                                          ? "&amp;"
                     : c == '"'                                          ? "&quot;"
                     : (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F ? "\xEF\xBF\xBD"
                                                                         : NULL;
    if (!as) continue;
    mtn_out_str(out, (matn_str){text.ptr + from, at - from});
    mtn_out_cstr(out, as);
    from = at + 1;
  }
  mtn_out_str(out, (matn_str){text.ptr + from, text.len - from});
}

matn_status mtn_out_finish(mtn_out *out) {
  hand_on(out, out->bytes, out->len);
  out->len = 0;
  return out->status;
}
