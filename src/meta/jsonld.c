#include "meta/jsonld.h"

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
  level levels[MTN_JSONLD_DEPTH + 1] = {{0}};
  matn_str keys[MTN_JSONLD_DEPTH + 1];
  size_t depth = 0; /* brackets open; levels[depth] is the innermost while depth <= MTN_JSONLD_DEPTH */
  uint32_t objects = 0;
  const char *p = json.ptr, *end = p + json.len;
  while (p < end) {
    char c = *p;
    if (c == '{' || c == '[') {
      depth++;
      if (depth <= MTN_JSONLD_DEPTH) levels[depth] = (level){.is_object = c == '{', .object = c == '{' ? ++objects : 0};
      p++;
    } else if (c == '}' || c == ']') {
      if (depth > 0) depth--;
      p++;
    } else if (c == '"') {
      const char *next;
      matn_str value = string_at(p + 1, end, &next);
      p = next;
      if (depth == 0 || depth > MTN_JSONLD_DEPTH) continue;
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
