#include "meta/jsonld.h"

#include "base/utf8.h"
#include "text/words.h"

typedef struct level {
  bool is_object;
  matn_str key;
  uint32_t object;
} level;

/* The string that starts after the quote at `p`; *next is set behind its closing quote. */
static matn_str string_at(const char *p, const char *end, const char **next) {
  const char *start = p;
  while (p < end && *p != '"') p += *p == '\\' && p + 1 < end ? 2 : 1;
  *next = p < end ? p + 1 : end;
  return (matn_str){start, (size_t)(p - start)};
}

static const char *skip_space(const char *p, const char *end) {
  while (p < end && mtn_is_space((unsigned char)*p)) p++;
  return p;
}

void mtn_json_strings(matn_str json, bool (*each)(void *ctx, const mtn_json_string *string), void *ctx) {
  level levels[MTN_JSON_DEPTH + 1] = {{0}};
  matn_str keys[MTN_JSON_DEPTH + 1];
  size_t depth = 0; /* brackets open; levels[depth] is the innermost while depth <= MTN_JSON_DEPTH */
  uint32_t objects = 0;
  const char *p = json.ptr, *end = p + json.len;
  while (p < end) {
    char c = *p;
    if (c == '{' || c == '[') {
      depth++;
      if (depth <= MTN_JSON_DEPTH) levels[depth] = (level){.is_object = c == '{', .object = c == '{' ? ++objects : 0};
      p++;
    } else if (c == '}' || c == ']') {
      if (depth > 0) depth--;
      p++;
    } else if (c == '"') {
      const char *next;
      matn_str value = string_at(p + 1, end, &next);
      p = next;
      if (depth == 0 || depth > MTN_JSON_DEPTH) continue;
      const char *colon = skip_space(p, end);
      if (levels[depth].is_object && colon < end && *colon == ':') {
        levels[depth].key = value;
        p = colon + 1;
        continue;
      }
      mtn_json_string found = {.keys = keys, .value = value};
      for (size_t i = 1; i <= depth; i++) {
        if (!levels[i].is_object) continue;
        keys[found.depth++] = levels[i].key;
        found.above = found.object;
        found.object = levels[i].object;
      }
      if (!each(ctx, &found)) return;
    } else {
      p++;
    }
  }
}

static bool hex4(const char *p, const char *end, uint32_t *out) {
  uint32_t value = 0;
  if (end - p < 4) return false;
  for (size_t i = 0; i < 4; i++) {
    char c = mtn_to_lower(p[i]);
    if (mtn_is_digit((unsigned char)c))
      value = value << 4 | (uint32_t)(c - '0');
    else if (c >= 'a' && c <= 'f')
      value = value << 4 | (uint32_t)(c - 'a' + 10);
    else
      return false;
  }
  *out = value;
  return true;
}

/* \uXXXX at p (behind the u), the second half of a pair included; the bytes of it that were read. */
static size_t unicode_escape(const char *p, const char *end, uint32_t *out) {
  uint32_t low;
  if (!hex4(p, end, out)) return 0;
  if (*out < 0xD800 || *out > 0xDFFF) return 4;
  bool high = *out < 0xDC00;
  if (high && end - p >= 10 && p[4] == '\\' && p[5] == 'u' && hex4(p + 6, end, &low) && low >= 0xDC00 &&
      low <= 0xDFFF) {
    *out = 0x10000 + ((*out - 0xD800) << 10) + (low - 0xDC00);
    return 10;
  }
  *out = 0xFFFD;
  return 4;
}

matn_str mtn_json_unescape(matn_str value, mtn_arena *arena) {
  if (!value.len || !memchr(value.ptr, '\\', value.len)) return mtn_text_trim(value);
  char *text = mtn_arena_alloc(arena, value.len); /* no escape is shorter than what it stands for */
  if (!text) return (matn_str){NULL, 0};
  char *out = text;
  const char *p = value.ptr, *end = p + value.len;
  while (p < end) {
    if (*p != '\\' || p + 1 == end) {
      *out++ = *p++;
      continue;
    }
    char c = p[1];
    p += 2;
    uint32_t u;
    size_t used;
    switch (c) {
    case 'n':
    case 'r':
    case 't':
    case 'b':
    case 'f': *out++ = ' '; break;
    case 'u':
      used = unicode_escape(p, end, &u);
      if (used) out += mtn_utf8_encode(u ? u : 0xFFFD, out);
      p += used;
      break;
    default: *out++ = c; break;
    }
  }
  return mtn_text_trim((matn_str){text, (size_t)(out - text)});
}
