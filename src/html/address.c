/* The URL Standard's state machine, as far as addresses of pages need it: RFC 3986, 5.2, with browsers' leniency. */
#include "html/address.h"

typedef struct parts {
  size_t scheme;    /* length, without the colon; 0 if there is none */
  size_t authority; /* offset behind the authority; of what has none, `scheme` and its colon */
  size_t path;      /* offset behind the path */
  size_t query;     /* offset behind the query */
} parts;

static bool is_control_or_space(char c) { return (unsigned char)c <= 0x20 || c == 0x7F; }

static size_t scheme_length(matn_str s) {
  size_t i = 0;
  if (!s.len || !mtn_is_alpha((unsigned char)s.ptr[0])) return 0;
  while (i < s.len && (mtn_is_alnum((unsigned char)s.ptr[i]) || strchr("+-.", s.ptr[i]))) i++;
  return i < s.len && s.ptr[i] == ':' ? i : 0;
}

static bool is_slash(char c) { return c == '/' || c == '\\'; }

static size_t until(matn_str s, size_t from, const char *stops) {
  while (from < s.len && !(s.ptr[from] && strchr(stops, s.ptr[from]))) from++;
  return from;
}

static parts split(matn_str s) {
  parts p = {.scheme = scheme_length(s)};
  size_t at = p.scheme ? p.scheme + 1 : 0;
  if (at + 1 < s.len && is_slash(s.ptr[at]) && is_slash(s.ptr[at + 1])) at = until(s, at + 2, "/\\?#");
  p.authority = at;
  p.path = until(s, at, "?#");
  p.query = until(s, p.path, "#");
  return p;
}

static bool scheme_is(matn_str s, size_t scheme, const char *name) {
  return mtn_str_is((matn_str){s.ptr, scheme}, name);
}

static bool is_web(matn_str s, size_t scheme) { return scheme_is(s, scheme, "http") || scheme_is(s, scheme, "https"); }

/* Without controls and white space at its ends, and without line ends and tabs inside. */
static void clean(matn_str reference, mtn_buf *out) {
  while (reference.len && is_control_or_space(reference.ptr[0])) reference.ptr++, reference.len--;
  while (reference.len && is_control_or_space(reference.ptr[reference.len - 1])) reference.len--;
  for (size_t i = 0; i < reference.len; i++)
    if (reference.ptr[i] != '\t' && reference.ptr[i] != '\n' && reference.ptr[i] != '\r')
      mtn_buf_put(out, reference.ptr[i]);
}

static void write_encoded(mtn_buf *out, matn_str s) {
  static const char hex[] = "0123456789ABCDEF";
  for (size_t i = 0; i < s.len; i++) {
    unsigned char c = (unsigned char)s.ptr[i];
    if (c > 0x20 && c != 0x7F && !strchr("()<>\\|`[]\"'^{}", c)) {
      mtn_buf_put(out, (char)c);
    } else {
      char escape[3] = {'%', hex[c >> 4], hex[c & 15]};
      mtn_buf_append(out, escape, 3);
    }
  }
}

/* Append `path`, which starts at a slash, without the segments "." and ".." (RFC 3986, 5.2.4); `floor` is where the
 * path starts in `out`. */
static void write_path(mtn_buf *out, size_t floor, matn_str path) {
  size_t at = 0;
  while (at < path.len) {
    size_t end = at + 1;
    while (end < path.len && !is_slash(path.ptr[end])) end++;
    matn_str segment = {path.ptr + at + 1, end - at - 1};
    bool last = end == path.len, up = mtn_str_equal(segment, MTN_STR(".."));
    if (up)
      while (out->len > floor && out->data[--out->len] != '/') continue;
    if (up || mtn_str_equal(segment, MTN_STR("."))) {
      if (last) mtn_buf_put(out, '/');
    } else {
      mtn_buf_put(out, '/');
      write_encoded(out, segment);
    }
    at = end;
  }
}

static void resolve(matn_str base, matn_str s, mtn_buf *out) {
  parts b = split(base), r = split(s);
  matn_str tail = {s.ptr + r.path, s.len - r.path};
  if (r.authority > 0) { /* "//host/path": the scheme is the base's */
    mtn_buf_append(out, base.ptr, b.scheme);
    mtn_buf_put(out, ':');
    mtn_buf_cstr(out, "//");
    write_encoded(out, (matn_str){s.ptr + 2, s.len - 2});
    return;
  }
  write_encoded(out, (matn_str){base.ptr, b.authority});
  size_t floor = out->len;
  if (r.path == 0) {
    write_path(out, floor, (matn_str){base.ptr + b.authority, b.path - b.authority});
    if (out->len == floor) mtn_buf_put(out, '/');
    if (r.query == 0) write_encoded(out, (matn_str){base.ptr + b.path, b.query - b.path});
  } else if (is_slash(s.ptr[0])) {
    write_path(out, floor, (matn_str){s.ptr, r.path});
  } else {
    size_t end = b.path;
    while (end > b.authority && !is_slash(base.ptr[end - 1])) end--;
    if (end > b.authority) write_path(out, floor, (matn_str){base.ptr + b.authority, end - 1 - b.authority});
    /* The reference's own path, with the slash before it that it lacks. */
    mtn_buf joined;
    mtn_buf_init(&joined, out->alloc);
    mtn_buf_put(&joined, '/');
    mtn_buf_append(&joined, s.ptr, r.path);
    write_path(out, floor, mtn_buf_view(&joined));
    out->failed |= joined.failed;
    mtn_buf_free(&joined);
  }
  write_encoded(out, tail);
}

bool mtn_address_write(matn_str base, matn_str reference, mtn_buf *out) {
  mtn_buf cleaned;
  mtn_buf_init(&cleaned, out->alloc);
  clean(reference, &cleaned);
  matn_str s = mtn_buf_view(&cleaned);
  size_t scheme = scheme_length(s), base_scheme = scheme_length(base);
  bool usable = s.len > 0 && !cleaned.failed;
  if (scheme) {
    usable &= is_web(s, scheme) || scheme_is(s, scheme, "mailto") || scheme_is(s, scheme, "tel");
    if (usable) write_encoded(out, s);
  } else if (usable && is_web(base, base_scheme) && base.len > base_scheme + 3) {
    resolve(base, s, out);
  } else if (usable) {
    write_encoded(out, s);
  }
  out->failed |= cleaned.failed;
  mtn_buf_free(&cleaned);
  return usable;
}
