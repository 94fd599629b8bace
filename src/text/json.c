#include "text/json.h"

#include "base/utf8.h"
#include "text/vec16.h"

enum { ARRAY = 0, OBJECT = 1, NOTHING = -1, EVERYTHING = 2 };

void mtn_json_init(mtn_json *json, matn_str text) {
  *json = (mtn_json){.at = text.ptr, .end = text.ptr + text.len, .closing = NOTHING};
}

static bool starts(const mtn_json *json, const char *what, size_t len) {
  return (size_t)(json->end - json->at) >= len && memcmp(json->at, what, len) == 0;
}
#define STARTS(json, literal) starts((json), (literal), sizeof(literal) - 1)

static const char *find(const char *p, const char *end, const char *what, size_t len) {
  while ((size_t)(end - p) >= len) {
    p = memchr(p, what[0], (size_t)(end - p) - len + 1);
    if (!p) return NULL;
    if (memcmp(p, what, len) == 0) return p;
    p++;
  }
  return NULL;
}

static const char *past_space(const char *p, const char *end) {
  while (p < end && mtn_is_space((unsigned char)*p)) p++;
  return p;
}

/* A comment that is never closed ends with its line, so that each byte is looked at twice at most. */
static bool skip_comment(mtn_json *json) {
  if (STARTS(json, "//")) {
    const char *line = memchr(json->at, '\n', (size_t)(json->end - json->at));
    /* In one-line scripts the wrapper of a CDATA section stands before the data. */
    bool wrapper = json->end - json->at > 11 && memcmp(json->at + 2, "<![CDATA[", 9) == 0;
    json->at = wrapper ? json->at + 11 : line ? line : json->end;
  } else if (STARTS(json, "/*")) {
    const char *close = find(json->at + 2, json->end, "*/", 2);
    json->at = close ? close + 2 : json->end;
  } else if (STARTS(json, "<![CDATA[")) {
    json->at += 9;
  } else if (STARTS(json, "<!--")) {
    json->at += 4;
  } else {
    return false;
  }
  return true;
}

static int kind_at(const mtn_json *json, uint32_t depth) {
  return (int)(json->objects[depth / 64] >> (depth % 64) & 1);
}

static bool in_object(const mtn_json *json) { return json->depth > 0 && kind_at(json, json->depth - 1) == OBJECT; }

static mtn_json_event open_bracket(mtn_json *json, int kind) {
  uint64_t bit = (uint64_t)1 << (json->depth % 64);
  uint64_t *word = &json->objects[json->depth / 64];
  *word = kind == OBJECT ? *word | bit : *word & ~bit;
  json->depth++;
  json->open[kind]++;
  return kind == OBJECT ? MTN_JSON_OBJECT : MTN_JSON_ARRAY;
}

static mtn_json_event close_bracket(mtn_json *json) {
  int kind = kind_at(json, --json->depth);
  json->open[kind]--;
  if (json->closing == kind || json->depth == 0) json->closing = NOTHING;
  return kind == OBJECT ? MTN_JSON_OBJECT_END : MTN_JSON_ARRAY_END;
}

/* Whether a quote before `p` ends its string: what follows a string is punctuation, a comment, or another line.  A
 * quote before anything else was meant to be escaped. */
static bool ends_string(const char *p, const char *end) {
  const char *next = past_space(p, end);
  if (next == end) return true;
  switch (*next) {
  case ',':
  case ':':
  case ';':
  case ')':
  case '}':
  case ']':
  case '<': return true;
  case '/': return end - next > 1 && (next[1] == '/' || next[1] == '*');
  case '"':
  case '\'': return next > p;
  default: return memchr(p, '\n', (size_t)(next - p)) != NULL;
  }
}

/* A quote at `p`: " or ', or either as a character reference; its length, 0 if there is none.  */
static size_t quote_at(const char *p, const char *end) {
  if (*p == '"' || *p == '\'') return 1;
  if (*p != '&') return 0;
  if (end - p >= 6 && memcmp(p, "&quot;", 6) == 0) return 6;
  if (end - p >= 5 && (memcmp(p, "&#34;", 5) == 0 || memcmp(p, "&#39;", 5) == 0)) return 5;
  return 0;
}

/* The next quote or backslash; `end` if there is none. */
static const char *next_sign(const char *p, const char *end, char quote) {
#ifdef MTN_VEC16
  for (; end - p >= 16; p += 16) {
    v16 bytes = v16_load(p);
    v16 signs = v16_or(v16_equal(bytes, v16_splat((uint8_t)quote)), v16_equal(bytes, v16_splat('\\')));
    if (v16_any_high(signs)) return p + v16_first_high(signs);
  }
#endif
  while (p < end && *p != quote && *p != '\\') p++;
  return p;
}

static matn_str read_string(mtn_json *json, size_t quote_len) {
  char quote[8];
  memcpy(quote, json->at, quote_len);
  const char *start = json->at + quote_len, *p = start;
  while ((p = next_sign(p, json->end, quote[0])) < json->end) {
    if (*p == '\\')
      p += p + 1 < json->end;
    else if ((size_t)(json->end - p) >= quote_len && memcmp(p, quote, quote_len) == 0 &&
             ends_string(p + quote_len, json->end))
      break;
    p++;
  }
  json->at = p < json->end ? p + quote_len : json->end;
  return (matn_str){start, (size_t)(p - start)};
}

static bool in_word(char c) {
  return mtn_is_alnum((unsigned char)c) || c == '_' || c == '$' || c == '-' || c == '+' || c == '.' || c == '@' ||
         (unsigned char)c >= 0x80;
}

/* A string or word that has been read: a key if a colon follows where keys stand. */
static mtn_json_event key_or(mtn_json *json, mtn_json_event event) {
  const char *colon = past_space(json->at, json->end);
  if (!in_object(json) || colon == json->end || *colon != ':') return event;
  json->at = colon + 1;
  return MTN_JSON_KEY;
}

static mtn_json_event read_word(mtn_json *json) {
  const char *start = json->at;
  while (json->at < json->end && in_word(*json->at)) json->at++;
  json->raw = (matn_str){start, (size_t)(json->at - start)};
  bool number = mtn_is_digit((unsigned char)*start) || *start == '-' || *start == '+' || *start == '.';
  return key_or(json, number ? MTN_JSON_NUMBER : MTN_JSON_WORD);
}

/* Signs alone, as the end of a comment leaves them, are nothing. */
static bool has_letter(matn_str word) {
  for (size_t i = 0; i < word.len; i++)
    if (mtn_is_alnum((unsigned char)word.ptr[i]) || (unsigned char)word.ptr[i] >= 0x80) return true;
  return false;
}

/* A closing bracket that the input has: of the innermost open one of its kind, whatever is open inside that. */
static void meet_close(mtn_json *json, int kind) {
  if (json->below)
    json->below--;
  else if (json->open[kind])
    json->closing = kind;
}

mtn_json_event mtn_json_next(mtn_json *json) {
  json->raw = (matn_str){NULL, 0};
  for (;;) {
    if (json->closing != NOTHING) return close_bracket(json);
    json->at = past_space(json->at, json->end);
    if (json->at >= json->end) {
      if (json->depth == 0) return MTN_JSON_END;
      json->closing = EVERYTHING;
      continue;
    }
    char c = *json->at;
    if (c == '{' || c == '[') {
      json->at++;
      if (json->depth < MTN_JSON_DEPTH) return open_bracket(json, c == '{' ? OBJECT : ARRAY);
      json->below++;
    } else if (c == '}' || c == ']') {
      json->at++;
      meet_close(json, c == '}' ? OBJECT : ARRAY);
    } else {
      size_t quote = quote_at(json->at, json->end);
      mtn_json_event event;
      if (quote) {
        json->raw = read_string(json, quote);
        event = key_or(json, MTN_JSON_STRING);
      } else if (in_word(c)) {
        event = read_word(json);
        if (!has_letter(json->raw)) continue;
      } else {
        if (!skip_comment(json)) json->at++;
        continue;
      }
      if (!json->below) return event;
    }
  }
}

void mtn_json_skip(mtn_json *json, mtn_json_event event) {
  if (event != MTN_JSON_OBJECT && event != MTN_JSON_ARRAY) return;
  uint32_t outside = json->depth - 1;
  while (json->depth > outside) mtn_json_next(json);
}

/* ------------------------------------------------------------------------------------------------------------ Escapes
 */

static bool hex4(const char *p, const char *end, uint32_t *out) {
  uint32_t value = 0;
  if (end - p < 4) return false;
  for (size_t i = 0; i < 4; i++) {
    int digit = mtn_hex_digit(p[i]);
    if (digit < 0) return false;
    value = value << 4 | (uint32_t)digit;
  }
  *out = value;
  return true;
}

/* The digits behind \u at p, the second half of a pair included; the bytes of it that were read. */
static size_t unicode_escape(const char *p, const char *end, uint32_t *out) {
  uint32_t low;
  if (!hex4(p, end, out)) return 0;
  if (*out == 0) *out = 0xFFFD;
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

static char control_escape(char c) {
  switch (c) {
  case 'n': return '\n';
  case 'r': return '\r';
  case 't': return '\t';
  case 'b':
  case 'f': return ' ';
  default: return c;
  }
}

matn_str mtn_json_unescape(matn_str raw, mtn_arena *arena) {
  if (!raw.len || !memchr(raw.ptr, '\\', raw.len)) return raw.ptr ? raw : MTN_STR("");
  char *text = mtn_arena_alloc(arena, raw.len); /* no escape is shorter than what it stands for */
  if (!text) return (matn_str){NULL, 0};
  char *out = text;
  const char *p = raw.ptr, *end = p + raw.len;
  while (p < end) {
    const char *slash = memchr(p, '\\', (size_t)(end - p)), *stop = slash && slash + 1 < end ? slash : end;
    memcpy(out, p, (size_t)(stop - p));
    out += stop - p;
    if (stop == end) break;
    p = stop;
    char c = p[1];
    p += 2;
    if (c != 'u') {
      *out++ = control_escape(c);
      continue;
    }
    uint32_t u;
    size_t used = unicode_escape(p, end, &u);
    if (used) out += mtn_utf8_encode(u, out);
    p += used;
  }
  return (matn_str){text, (size_t)(out - text)};
}
