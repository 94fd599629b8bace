/*
 * Reading selectors (Selectors 4, section 17; CSS Syntax 3 for names, strings and an+b).
 *
 * Parentheses are followed by a stack of fixed depth, so nothing recurses on the input.  A frame is a list in the
 * making: the complex selector, compound and simple selector that come next are hung behind the last of each.
 */
#include "base/utf8.h"
#include "html/select_internal.h"

#define DEPTH_MAX 8       /* parentheses in parentheses */
#define PARTS_MAX 4096    /* simple selectors */
#define NUMBER_MAX 999999 /* of an+b; more than any page has children worth counting */

typedef struct frame {
  uint32_t complexes, last_complex, last_compound, last_simple; /* index + 1 */
  uint32_t owner;  /* simple selector that the list is an argument of, index + 1 */
  char combinator; /* waits for its right side; 0: none */
  bool relative, in_compound;
} frame;

typedef struct reader {
  const char *start, *at, *end;
  mtn_arena *arena;
  mtn_selector *out;
  size_t simple_cap, compound_cap, complex_cap, list_cap;
  frame frames[DEPTH_MAX + 1];
  size_t depth; /* of the frames in use, the outermost is 0 */
  matn_status status;
  const char *message, *wrong;
} reader;

static bool fail(reader *r, const char *at, const char *message) {
  if (r->status == MATN_OK) {
    r->status = MATN_SELECTOR;
    r->message = message;
    r->wrong = at;
  }
  return false;
}

static void *room(reader *r, void *array, size_t *cap, size_t count, size_t size) {
  if (count < *cap) return array;
  size_t want = *cap ? *cap * 2 : 8;
  void *grown = mtn_arena_alloc(r->arena, want * size);
  if (!grown) {
    r->status = MATN_NOMEM;
    return NULL;
  }
  if (count) memcpy(grown, array, count * size);
  *cap = want;
  return grown;
}

/* ------------------------------------------------------------------------------------------------------- Characters */

static void skip_space(reader *r) {
  while (r->at < r->end) {
    if (mtn_is_space((unsigned char)*r->at)) {
      r->at++;
    } else if (r->end - r->at >= 2 && r->at[0] == '/' && r->at[1] == '*') {
      const char *p = r->at + 2;
      while (p < r->end && !(p[0] == '*' && p + 1 < r->end && p[1] == '/')) p++;
      r->at = p < r->end ? p + 2 : r->end;
    } else {
      return;
    }
  }
}

static bool is_name_char(unsigned char c) { return mtn_is_alnum(c) || c == '_' || c == '-' || c >= 0x80 || c == '\\'; }

static bool starts_name(const reader *r) {
  if (r->at == r->end) return false;
  unsigned char c = (unsigned char)*r->at;
  return is_name_char(c) && !mtn_is_digit(c) &&
         !(c == '-' && (r->at + 1 == r->end || mtn_is_digit((unsigned char)r->at[1])));
}

/* The character of the escape at r->at, which stands on the backslash (CSS Syntax 3, 4.3.7). */
static size_t read_escape(reader *r, char *out) {
  uint32_t c = 0;
  unsigned digits = 0;
  r->at++;
  if (r->at == r->end) return mtn_utf8_encode(0xFFFD, out);
  for (int digit; digits < 6 && r->at < r->end && (digit = mtn_hex_digit(*r->at)) >= 0; digits++, r->at++)
    c = c << 4 | (uint32_t)digit;
  if (!digits) {
    size_t size;
    (void)mtn_utf8_decode(r->at, r->end, &size);
    memcpy(out, r->at, size);
    r->at += size;
    return size;
  }
  if (r->at < r->end && mtn_is_space((unsigned char)*r->at)) r->at++;
  return mtn_utf8_encode(c == 0 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000) ? 0xFFFD : c, out);
}

/* Write what stands here up to the end of the name, or up to `quote`, with its escapes undone; only count if `out` is
 * NULL. */
static size_t unescape(reader *r, char quote, char *out) {
  size_t len = 0;
  while (r->at < r->end && (quote ? *r->at != quote && *r->at != '\n' : is_name_char((unsigned char)*r->at))) {
    char bytes[4] = {*r->at};
    size_t size = 1;
    if (*r->at == '\\')
      size = read_escape(r, bytes);
    else
      r->at++;
    if (out) memcpy(out + len, bytes, size);
    len += size;
  }
  return len;
}

static bool unescaped(reader *r, char quote, matn_str *out) {
  const char *begin = r->at;
  size_t len = unescape(r, quote, NULL);
  char *text = mtn_arena_alloc(r->arena, len + 1);
  if (!text) {
    r->status = MATN_NOMEM;
    return false;
  }
  r->at = begin;
  *out = (matn_str){text, unescape(r, quote, text)};
  return true;
}

static bool read_name(reader *r, bool any_start, matn_str *out) {
  if (any_start ? r->at == r->end || !is_name_char((unsigned char)*r->at) : !starts_name(r))
    return fail(r, r->at, "a name is missing");
  return unescaped(r, '\0', out);
}

static bool read_string(reader *r, matn_str *out) {
  const char *begin = r->at++;
  if (!unescaped(r, *begin, out)) return false;
  if (r->at == r->end) return fail(r, begin, "a string has no end");
  if (*r->at == '\n') return fail(r, r->at, "a string ends in its line");
  r->at++;
  return true;
}

static matn_str lowered(reader *r, matn_str text) {
  char *copy = mtn_arena_alloc(r->arena, text.len + 1);
  if (!copy) {
    r->status = MATN_NOMEM;
    return (matn_str){NULL, 0};
  }
  for (size_t i = 0; i < text.len; i++) copy[i] = mtn_to_lower(text.ptr[i]);
  return (matn_str){copy, text.len};
}

/* ------------------------------------------------------------------------------------------------- Simple selectors */

static mtn_simple *add_simple(reader *r, mtn_simple_kind kind) {
  mtn_selector *s = r->out;
  if (s->simple_count == PARTS_MAX) {
    (void)fail(r, r->at, "the selector has too many parts");
    return NULL;
  }
  s->simples = room(r, s->simples, &r->simple_cap, s->simple_count, sizeof(mtn_simple));
  if (!s->simples) return NULL;
  frame *f = &r->frames[r->depth];
  uint32_t at = (uint32_t)++s->simple_count;
  s->simples[at - 1] = (mtn_simple){.kind = (uint8_t)kind};
  if (f->last_simple)
    s->simples[f->last_simple - 1].next = at;
  else
    s->compounds[f->last_compound - 1].simples = at;
  f->last_simple = at;
  return &s->simples[at - 1];
}

static bool read_type(reader *r) {
  mtn_simple *simple = add_simple(r, *r->at == '*' ? MTN_SIMPLE_ANY : MTN_SIMPLE_TYPE);
  if (!simple) return false;
  if (*r->at == '*')
    r->at++;
  else if (!read_name(r, false, &simple->written))
    return false;
  if (r->at < r->end && *r->at == '|') return fail(r, r->at, "namespaces are not supported");
  if (simple->kind == MTN_SIMPLE_TYPE) simple->name = lowered(r, simple->written);
  return r->status == MATN_OK;
}

static bool read_class_or_id(reader *r) {
  mtn_simple *simple = add_simple(r, *r->at == '.' ? MTN_SIMPLE_CLASS : MTN_SIMPLE_ID);
  if (!simple) return false;
  bool id = *r->at++ == '#';
  return read_name(r, id, &simple->value);
}

/* Attributes whose values HTML compares without case (HTML 4.16.2). */
static bool value_folds(matn_str name) {
  static const char *const names[] = {"accept",  "accept-charset", "align",     "alink",      "axis",     "bgcolor",
                                      "charset", "checked",        "clear",     "codetype",   "color",    "compact",
                                      "declare", "defer",          "dir",       "direction",  "disabled", "enctype",
                                      "face",    "frame",          "hreflang",  "http-equiv", "lang",     "language",
                                      "link",    "media",          "method",    "multiple",   "nohref",   "noresize",
                                      "noshade", "nowrap",         "readonly",  "rel",        "rev",      "rules",
                                      "scope",   "scrolling",      "selected",  "shape",      "target",   "text",
                                      "type",    "valign",         "valuetype", "vlink"};
  return mtn_str_is_any(name, names, MTN_COUNT(names));
}

static bool read_attribute(reader *r) {
  const char *begin = r->at++;
  mtn_simple *simple = add_simple(r, MTN_SIMPLE_ATTRIBUTE);
  matn_str name = {NULL, 0};
  if (!simple) return false;
  skip_space(r);
  if (!read_name(r, false, &name)) return false;
  simple->name = lowered(r, name);
  simple->folds = value_folds(simple->name);
  skip_space(r);
  if (r->at < r->end && *r->at == ']') {
    r->at++;
    return r->status == MATN_OK;
  }
  if (r->at == r->end) return fail(r, begin, "an attribute selector has no end");
  simple->operator= * r->at;
  if (*r->at != '=') {
    if (!*r->at || !strchr("~|^$*", *r->at) || r->at + 1 == r->end || r->at[1] != '=')
      return fail(r, r->at, "an operator is missing");
    r->at++;
  }
  r->at++;
  skip_space(r);
  bool string = r->at < r->end && (*r->at == '"' || *r->at == '\'');
  if (!(string ? read_string(r, &simple->value) : read_name(r, true, &simple->value))) return false;
  skip_space(r);
  if (r->at < r->end && (mtn_to_lower(*r->at) == 'i' || mtn_to_lower(*r->at) == 's')) {
    simple->folds = mtn_to_lower(*r->at++) == 'i';
    skip_space(r);
  }
  if (r->at == r->end || *r->at != ']') return fail(r, r->at, "a ] is missing");
  r->at++;
  return r->status == MATN_OK;
}

static bool read_digits(reader *r, int32_t *out) {
  int32_t value = 0;
  if (r->at == r->end || !mtn_is_digit((unsigned char)*r->at)) return false;
  for (; r->at < r->end && mtn_is_digit((unsigned char)*r->at); r->at++)
    value = value > NUMBER_MAX / 10 ? NUMBER_MAX : value * 10 + (*r->at - '0');
  *out = value;
  return true;
}

static bool read_sign(reader *r, int32_t *out) {
  *out = r->at < r->end && *r->at == '-' ? -1 : 1;
  bool sign = r->at < r->end && (*r->at == '-' || *r->at == '+');
  r->at += sign;
  return sign;
}

/* odd, even, 3, n, -n+2, 2n + 1 and the bracket behind (CSS Syntax 3, section 6). */
static bool read_nth(reader *r, mtn_simple *simple) {
  skip_space(r);
  const char *begin = r->at;
  matn_str rest = {r->at, (size_t)(r->end - r->at)};
  if (rest.len >= 4 && mtn_str_is((matn_str){rest.ptr, 4}, "even")) {
    simple->a = 2;
    r->at += 4;
  } else if (rest.len >= 3 && mtn_str_is((matn_str){rest.ptr, 3}, "odd")) {
    simple->a = 2;
    simple->b = 1;
    r->at += 3;
  } else {
    int32_t sign, number = 1;
    (void)read_sign(r, &sign);
    bool digits = read_digits(r, &number);
    if (r->at < r->end && mtn_to_lower(*r->at) == 'n') {
      r->at++;
      simple->a = sign * number;
      skip_space(r);
      if (read_sign(r, &sign)) {
        skip_space(r);
        if (!read_digits(r, &number)) return fail(r, r->at, "a number is missing");
        simple->b = sign * number;
      }
    } else if (digits) {
      simple->b = sign * number;
    } else {
      return fail(r, begin, "expected odd, even, a number, or a formula like 2n+1");
    }
  }
  skip_space(r);
  if (r->at == r->end || *r->at != ')') return fail(r, r->at, "a ) is missing");
  r->at++;
  return true;
}

typedef struct pseudo {
  const char *name;
  mtn_simple_kind kind;
  bool argument, of_type, last;
} pseudo;

static const pseudo pseudos[] = {
    {"is", MTN_SIMPLE_IS, true, false, false},
    {"where", MTN_SIMPLE_IS, true, false, false},
    {"matches", MTN_SIMPLE_IS, true, false, false},
    {"not", MTN_SIMPLE_NOT, true, false, false},
    {"has", MTN_SIMPLE_HAS, true, false, false},
    {"nth-child", MTN_SIMPLE_NTH, true, false, false},
    {"nth-last-child", MTN_SIMPLE_NTH, true, false, true},
    {"nth-of-type", MTN_SIMPLE_NTH, true, true, false},
    {"nth-last-of-type", MTN_SIMPLE_NTH, true, true, true},
    {"first-child", MTN_SIMPLE_NTH, false, false, false},
    {"last-child", MTN_SIMPLE_NTH, false, false, true},
    {"first-of-type", MTN_SIMPLE_NTH, false, true, false},
    {"last-of-type", MTN_SIMPLE_NTH, false, true, true},
    {"only-child", MTN_SIMPLE_ONLY, false, false, false},
    {"only-of-type", MTN_SIMPLE_ONLY, false, true, false},
    {"root", MTN_SIMPLE_ROOT, false, false, false},
    {"empty", MTN_SIMPLE_EMPTY, false, false, false},
};

static bool open_list(reader *r, bool relative) {
  uint32_t owner = (uint32_t)r->out->simple_count;
  if (r->depth == DEPTH_MAX) return fail(r, r->at, "parentheses are nested too deeply");
  r->frames[++r->depth] = (frame){.owner = owner, .relative = relative};
  return true;
}

static bool read_pseudo(reader *r) {
  const char *begin = r->at++;
  if (r->at < r->end && *r->at == ':') return fail(r, begin, "pseudo-elements are not supported");
  matn_str name = {NULL, 0};
  if (!read_name(r, false, &name)) return false;
  const pseudo *known = NULL;
  for (size_t i = 0; i < MTN_COUNT(pseudos); i++)
    if (mtn_str_is(name, pseudos[i].name)) known = &pseudos[i];
  if (!known) return fail(r, begin, "a pseudo-class that is not supported");
  bool argument = r->at < r->end && *r->at == '(';
  if (argument != known->argument)
    return fail(r, begin, argument ? "a pseudo-class that takes no argument" : "a pseudo-class that needs an argument");
  mtn_simple *simple = add_simple(r, known->kind);
  if (!simple) return false;
  simple->of_type = known->of_type;
  simple->last = known->last;
  simple->b = argument ? 0 : 1;
  if (!argument) return true;
  r->at++;
  return known->kind == MTN_SIMPLE_NTH ? read_nth(r, simple) : open_list(r, known->kind == MTN_SIMPLE_HAS);
}

/* ------------------------------------------------------------------------------------------------------- Structure */

static bool add_compound(reader *r) {
  frame *f = &r->frames[r->depth];
  mtn_selector *s = r->out;
  if (!f->last_complex || !f->last_compound) {
    s->complexes = room(r, s->complexes, &r->complex_cap, s->complex_count, sizeof(mtn_complex));
    if (!s->complexes) return false;
    uint32_t at = (uint32_t)++s->complex_count;
    s->complexes[at - 1] = (mtn_complex){0};
    if (f->last_complex)
      s->complexes[f->last_complex - 1].next = at;
    else
      f->complexes = at;
    f->last_complex = at;
  }
  s->compounds = room(r, s->compounds, &r->compound_cap, s->compound_count, sizeof(mtn_compound));
  if (!s->compounds) return false;
  uint32_t at = (uint32_t)++s->compound_count;
  char combinator = f->combinator ? f->combinator : f->last_compound || f->relative ? ' ' : '\0';
  s->compounds[at - 1] = (mtn_compound){.combinator = combinator};
  if (f->last_compound)
    s->compounds[f->last_compound - 1].next = at;
  else
    s->complexes[f->last_complex - 1].compounds = at;
  f->last_compound = at;
  f->last_simple = 0;
  f->combinator = '\0';
  f->in_compound = true;
  return true;
}

/* A complex selector ends, at a comma or at the end of its list. */
static bool end_complex(reader *r) {
  frame *f = &r->frames[r->depth];
  if (!f->last_compound || f->combinator) return fail(r, r->at, "a selector is missing");
  f->last_compound = 0;
  return true;
}

static bool close_list(reader *r) {
  if (!end_complex(r)) return false;
  mtn_selector *s = r->out;
  s->lists = room(r, s->lists, &r->list_cap, s->list_count, sizeof(mtn_selector_list));
  if (!s->lists) return false;
  frame *f = &r->frames[r->depth];
  s->lists[s->list_count++] = (mtn_selector_list){f->complexes};
  if (f->owner) s->simples[f->owner - 1].list = (uint32_t)s->list_count - 1;
  return true;
}

/* The next simple selector of the compound at hand; *more says whether there was one. */
static bool read_simple(reader *r, bool *more) {
  frame *f = &r->frames[r->depth];
  *more = r->at < r->end;
  if (!*more) return true;
  switch (*r->at) {
  case '.':
  case '#': return read_class_or_id(r);
  case '[': return read_attribute(r);
  case ':': return read_pseudo(r);
  default: break;
  }
  *more = *r->at == '*' || starts_name(r);
  if (!*more) return true;
  if (f->last_simple) return fail(r, r->at, "a type stands first in its compound");
  return read_type(r);
}

static bool read_step(reader *r) {
  frame *f = &r->frames[r->depth];
  bool more = false;
  if (f->in_compound) {
    if (!read_simple(r, &more)) return false;
    if (!more) f->in_compound = false;
    return true;
  }
  skip_space(r);
  char c = r->at < r->end ? *r->at : '\0';
  if (c == ',') {
    if (!end_complex(r)) return false;
    r->at++;
  } else if (c == ')' && r->depth) {
    if (!close_list(r)) return false;
    r->at++;
    r->depth--;
  } else if (c == '>' || c == '+' || c == '~') {
    if (f->combinator || (!f->last_compound && !f->relative)) return fail(r, r->at, "a selector is missing");
    f->combinator = c;
    r->at++;
  } else if (r->at < r->end && (strchr(".#[:*", c) || starts_name(r)) && c != '\0') {
    return add_compound(r);
  } else {
    return fail(r, r->at, r->at == r->end ? "a ) is missing" : "a sign that no selector has");
  }
  return true;
}

matn_status mtn_select_parse(matn_str text, mtn_arena *arena, const mtn_selector **out, matn_error *error) {
  *out = NULL;
  mtn_selector *selector = mtn_arena_calloc(arena, 1, sizeof(*selector));
  if (!selector) return mtn_out_of_memory(error);
  reader r = {.start = text.ptr, .at = text.ptr, .end = text.ptr + text.len, .arena = arena, .out = selector};
  for (;;) {
    if (!r.frames[r.depth].in_compound) skip_space(&r);
    bool ends = r.at == r.end && r.depth == 0 && !r.frames[0].in_compound;
    if (ends || !read_step(&r)) break;
  }
  if (r.status == MATN_OK) (void)close_list(&r);
  if (r.status == MATN_NOMEM) return mtn_out_of_memory(error);
  if (r.status != MATN_OK) return mtn_fail(error, MATN_SELECTOR, (size_t)(r.wrong - r.start), r.message);
  *out = selector;
  return MATN_OK;
}
