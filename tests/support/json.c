/* A recursive-descent reader; depth is bounded by MAX_DEPTH.  Strict (RFC 8259), except that duplicate keys are kept.
 */
#include "support/json.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_DEPTH = 64 };

struct reader {
  const char *start, *at, *end;
};

static void *checked(void *p) {
  if (!p) {
    fputs("test: out of memory\n", stderr);
    exit(1);
  }
  return p;
}

static void skip_space(struct reader *r) {
  while (r->at < r->end && (*r->at == ' ' || *r->at == '\t' || *r->at == '\n' || *r->at == '\r')) r->at++;
}

static bool take(struct reader *r, const char *word) {
  size_t len = strlen(word);
  if ((size_t)(r->end - r->at) < len || memcmp(r->at, word, len) != 0) return false;
  r->at += len;
  return true;
}

/* Four hexadecimal digits at p, or -1. */
static long hex4(const char *p, const char *end) {
  if (end - p < 4) return -1;
  long value = 0;
  for (int i = 0; i < 4; i++) {
    char c = mtn_to_lower(p[i]);
    if (mtn_is_digit((unsigned char)c))
      value = value * 16 + (c - '0');
    else if (c >= 'a' && c <= 'f')
      value = value * 16 + (c - 'a' + 10);
    else
      return -1;
  }
  return value;
}

/* The character of the escape sequence at p ("\uHHHH", with its second half if there is one) to out; the bytes read, 0
 * if it is malformed. */
static size_t unicode_escape(const char *p, const char *end, char *out, size_t *out_len) {
  long unit = end - p >= 6 && p[0] == '\\' && p[1] == 'u' ? hex4(p + 2, end) : -1;
  if (unit < 0) return 0;
  if (unit >= 0xD800 && unit < 0xDC00 && end - p >= 12 && p[6] == '\\' && p[7] == 'u') {
    long low = hex4(p + 8, end);
    if (low >= 0xDC00 && low < 0xE000) {
      *out_len = mtn_utf8_encode((uint32_t)(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)), out);
      return 12;
    }
  }
  *out_len = mtn_utf8_encode((uint32_t)unit, out);
  return 6;
}

static bool read_string(struct reader *r, char **text, size_t *len) {
  if (!take(r, "\"")) return false;
  const char *close = r->at;
  while (close < r->end && *close != '"') close += *close == '\\' && r->end - close > 1 ? 2 : 1;
  char *out = checked(malloc((size_t)(close - r->at) + 1)); /* a string never grows by reading */
  size_t n = 0;
  while (r->at < r->end && *r->at != '"') {
    if ((unsigned char)*r->at < 0x20) break;
    if (*r->at != '\\') {
      out[n++] = *r->at++;
      continue;
    }
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    const char *simple = r->end - r->at >= 2 && r->at[1] ? strchr(from, r->at[1]) : NULL;
    if (simple) {
      out[n++] = to[simple - from];
      r->at += 2;
      continue;
    }
    size_t wrote, read = unicode_escape(r->at, r->end, out + n, &wrote);
    if (!read) break;
    r->at += read;
    n += wrote;
  }
  if (!take(r, "\"")) {
    free(out);
    return false;
  }
  out[n] = '\0';
  *text = out;
  *len = n;
  return true;
}

static bool read_number(struct reader *r, double *number) {
  char digits[64];
  size_t n = 0;
  while (r->at < r->end && n < sizeof(digits) - 1 && *r->at && strchr("+-.0123456789eE", *r->at))
    digits[n++] = *r->at++;
  digits[n] = '\0';
  char *stop;
  *number = strtod(digits, &stop);
  return n > 0 && *stop == '\0' && (mtn_is_digit((unsigned char)digits[0]) || digits[0] == '-');
}

static bool read_value(struct reader *r, json_value *value, int depth);

static bool read_children(struct reader *r, json_value *value, int depth, char close) {
  json_value **tail = &value->first;
  skip_space(r);
  if (r->at < r->end && *r->at == close) {
    r->at++;
    return true;
  }
  for (;;) {
    json_value *child = checked(calloc(1, sizeof(*child)));
    *tail = child;
    tail = &child->next;
    value->count++;
    skip_space(r);
    if (value->kind == JSON_OBJECT) {
      if (!read_string(r, &child->key, &child->key_len)) return false;
      skip_space(r);
      if (!take(r, ":")) return false;
    }
    if (!read_value(r, child, depth + 1)) return false;
    skip_space(r);
    if (r->at < r->end && *r->at == close) {
      r->at++;
      return true;
    }
    if (!take(r, ",")) return false;
  }
}

static bool read_value(struct reader *r, json_value *value, int depth) {
  skip_space(r);
  if (depth > MAX_DEPTH || r->at == r->end) return false;
  switch (*r->at) {
  case '{':
    r->at++;
    value->kind = JSON_OBJECT;
    return read_children(r, value, depth, '}');
  case '[':
    r->at++;
    value->kind = JSON_ARRAY;
    return read_children(r, value, depth, ']');
  case '"': value->kind = JSON_STRING; return read_string(r, &value->text, &value->text_len);
  case 't': value->kind = JSON_TRUE; return take(r, "true");
  case 'f': value->kind = JSON_FALSE; return take(r, "false");
  case 'n': value->kind = JSON_NULL; return take(r, "null");
  default: value->kind = JSON_NUMBER; return read_number(r, &value->number);
  }
}

json_value *json_parse(const char *text, size_t len, size_t *error_at) {
  struct reader r = {text, text, text + len};
  json_value *value = checked(calloc(1, sizeof(*value)));
  bool ok = read_value(&r, value, 0);
  skip_space(&r);
  if (ok && r.at == r.end) return value;
  if (error_at) *error_at = (size_t)(r.at - r.start);
  json_free(value);
  return NULL;
}

void json_free(json_value *value) {
  if (!value) return;
  for (json_value *child = value->first, *next; child; child = next) {
    next = child->next;
    json_free(child);
  }
  free(value->text);
  free(value->key);
  free(value);
}

const json_value *json_member(const json_value *object, const char *key) {
  if (!object || object->kind != JSON_OBJECT) return NULL;
  for (const json_value *child = object->first; child; child = child->next)
    if (strcmp(child->key, key) == 0) return child;
  return NULL;
}

bool json_is(const json_value *value, const char *text) {
  return value && value->kind == JSON_STRING && strcmp(value->text, text) == 0;
}

static void unescape_text(char *text, size_t *len) {
  if (!text) return;
  size_t to = 0;
  for (size_t from = 0; from < *len;) {
    size_t wrote, read = unicode_escape(text + from, text + *len, text + to, &wrote);
    if (read) {
      from += read;
      to += wrote;
    } else {
      text[to++] = text[from++];
    }
  }
  text[ *len = to] = '\0';
}

void json_unescape_again(json_value *value) {
  unescape_text(value->text, &value->text_len);
  unescape_text(value->key, &value->key_len);
  for (json_value *child = value->first; child; child = child->next) json_unescape_again(child);
}
