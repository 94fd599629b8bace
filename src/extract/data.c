#include "extract/data.h"

#include "text/json.h"
#include "text/words.h"

#define LEAST_ATTRIBUTE 400 /* bytes; a shorter one is a setting, not a page's content */
#define LEAST_PROGRAM 400   /* of a script that may assign data */
#define LEAST_INNER 200     /* of a string that may be JSON itself */
#define INNER_MAX 3         /* JSON in a string in JSON in a string */
#define FLAT_DEPTH_MAX 128  /* of values that name one another */
#define MEMBERS_MAX 64      /* looked at for one of a name: objects with more are maps, not records */
/* A page's values have 15 bytes and more on average; one with so many short ones is made to be large. */
#define VALUES_MAX(bytes) ((size_t)65536 + (bytes) / 8)

/* One text that is being read; the innermost last. */
typedef struct level {
  mtn_json json;
  uint32_t base; /* the container that all its values stand in */
} level;

typedef struct reader {
  mtn_arena *arena;
  mtn_data *data;
  size_t cap, most;
  uint32_t container; /* innermost open one */
  uint32_t node;
  bool linked, failed;
  bool full;    /* `most` values: what follows is left out */
  mtn_buf rows; /* what was pushed to __next_f */
} reader;

static bool stopped(const reader *r) { return r->failed || r->full; }

static uint32_t add(reader *r, mtn_value_type type, matn_str key, matn_str text) {
  mtn_data *data = r->data;
  if (data->count == r->most) r->full = true;
  if (stopped(r)) return 0;
  if (data->count == r->cap) {
    size_t cap = r->cap ? r->cap * 2 : 1024;
    mtn_value *values = mtn_arena_alloc(r->arena, cap * sizeof(*values));
    if (!values) {
      r->failed = true;
      return 0;
    }
    if (data->count) memcpy(values, data->values, data->count * sizeof(*values));
    data->values = values;
    r->cap = cap;
  }
  uint32_t at = (uint32_t)data->count++;
  data->values[at] = (mtn_value){.parent = r->container,
                                 .end = at + 1,
                                 .key = key,
                                 .text = text,
                                 .node = r->node,
                                 .type = (uint8_t)type,
                                 .linked = r->linked};
  return at;
}

static void open_value(reader *r, mtn_value_type type, matn_str key) {
  uint32_t at = add(r, type, key, (matn_str){NULL, 0});
  if (at) r->container = at;
}

/* The innermost container ends; never value 0, which is all. */
static void close(reader *r) {
  if (!r->container) return;
  r->data->values[r->container].end = (uint32_t)r->data->count;
  r->container = r->data->values[r->container].parent;
}

/* "{"a… or "[{… or "["…: a string that is JSON. */
static bool is_json(matn_str text) {
  if (text.len < LEAST_INNER || (text.ptr[0] != '{' && text.ptr[0] != '[')) return false;
  size_t i = 1;
  while (i < text.len && (mtn_is_space((unsigned char)text.ptr[i]) || text.ptr[i] == '[')) i++;
  return i < text.len && (text.ptr[i] == '"' || text.ptr[i] == '{');
}

/* %7B%22…: a string that is JSON as encodeURIComponent leaves it; the text itself if it is not. */
static matn_str percent_decoded(reader *r, matn_str text) {
  bool coded = text.len >= LEAST_INNER && text.ptr[0] == '%' &&
               ((text.ptr[1] == '7' && mtn_to_lower(text.ptr[2]) == 'b') ||
                (text.ptr[1] == '5' && mtn_to_lower(text.ptr[2]) == 'b'));
  if (!coded) return text;
  char *out = mtn_arena_alloc(r->arena, text.len), *to = out;
  if (!out) {
    r->failed = true;
    return text;
  }
  for (size_t i = 0; i < text.len; i++) {
    int high = i + 2 < text.len ? mtn_hex_digit(text.ptr[i + 1]) : -1,
        low = high < 0 ? -1 : mtn_hex_digit(text.ptr[i + 2]);
    bool escape = text.ptr[i] == '%' && low >= 0;
    unsigned char byte = escape ? (unsigned char)(high * 16 + low) : (unsigned char)text.ptr[i];
    /* Bytes beyond ASCII are taken over as escapes say; whether they are UTF-8 is seen when the text is decoded. */
    *to++ = (char)byte;
    if (escape) i += 2;
  }
  return (matn_str){out, (size_t)(to - out)};
}

/* Read one value (of `json`, whose next token starts it) into the innermost container, and what follows it as long as
 * brackets are open or `all` is set.  Gives the place where reading ended. */
static const char *read_values(reader *r, matn_str text, bool all) {
  level levels[INNER_MAX + 1];
  size_t depth = 1;
  levels[0].base = r->container;
  mtn_json_init(&levels[0].json, text);
  matn_str key = {NULL, 0};
  while (!stopped(r)) {
    level *top = &levels[depth - 1];
    mtn_json_event event = mtn_json_next(&top->json);
    matn_str value = top->json.raw;
    switch (event) {
    case MTN_JSON_END:
      while (r->container != top->base) close(r);
      if (--depth == 0) return top->json.at;
      close(r);
      continue;
    case MTN_JSON_KEY: key = value; continue;
    case MTN_JSON_OBJECT: open_value(r, MTN_VALUE_OBJECT, key); break;
    case MTN_JSON_ARRAY: open_value(r, MTN_VALUE_ARRAY, key); break;
    case MTN_JSON_OBJECT_END:
    case MTN_JSON_ARRAY_END:
      if (r->container != top->base) close(r);
      break;
    case MTN_JSON_NUMBER:
    case MTN_JSON_WORD: (void)add(r, MTN_VALUE_WORD, key, value); break;
    case MTN_JSON_STRING:
      value = mtn_json_unescape(value, r->arena);
      r->failed |= !value.ptr;
      if (!stopped(r)) value = percent_decoded(r, value);
      if (stopped(r)) continue;
      if (depth <= INNER_MAX && is_json(value)) {
        open_value(r, MTN_VALUE_ARRAY, key);
        levels[depth].base = r->container;
        mtn_json_init(&levels[depth++].json, value);
      } else {
        (void)add(r, MTN_VALUE_STRING, key, value);
      }
      break;
    }
    key = (matn_str){NULL, 0};
    if (!all && depth == 1 && levels[0].json.depth == 0) return levels[0].json.at;
  }
  return text.ptr + text.len;
}

/* ------------------------------------------------------------------------------------------------------- Programs */

static bool is_name(char c) { return mtn_is_alnum((unsigned char)c) || c == '_' || c == '$'; }

/* Whether a literal with content starts at `p`: {"…, [{…, {name:, "…: not a block of statements. */
static bool starts_literal(const char *p, const char *end) {
  if (p == end || (*p != '{' && *p != '[')) return false;
  bool array = *p++ == '[';
  while (p < end && (mtn_is_space((unsigned char)*p) || (array && (*p == '[' || *p == '{')))) p++;
  if (p == end) return false;
  if (*p == '"' || *p == '\'' || *p == '{') return true;
  if (array && mtn_is_digit((unsigned char)*p)) return true;
  const char *name = p;
  while (p < end && is_name(*p)) p++;
  return p > name && p < end && *p == ':';
}

/* The rows that a call of __next_f.push([1,"…"]) hands over, when the value just read is its argument. */
static void keep_rows(reader *r, size_t first) {
  const mtn_value *v = r->data->values;
  if (first + 3 > r->data->count || v[first].type != MTN_VALUE_ARRAY) return;
  if (v[first + 1].type == MTN_VALUE_WORD && v[first + 2].type == MTN_VALUE_STRING) {
    mtn_buf_str(&r->rows, v[first + 2].text);
    if (r->rows.failed) r->failed = true;
    r->data->values[first + 2].type = MTN_VALUE_NONE;
  }
}

/* Values stand behind `=`, `(`, `return`: each is read once, and the search goes on behind it. */
static void read_program(reader *r, matn_str program) {
  const char *p = program.ptr, *end = p + program.len;
  while (p < end && !stopped(r)) {
    const char *sign = p;
    while (sign < end && *sign != '=' && *sign != '(' && *sign != '{' && *sign != '[') sign++;
    if (sign == end) return;
    const char *value = sign;
    if (*sign == '=' || *sign == '(') {
      for (value++; value < end && (mtn_is_space((unsigned char)*value) || *value == '('); value++) continue;
      bool quoted = value < end && (*value == '"' || *value == '\'');
      matn_str before = {program.ptr, (size_t)(sign - program.ptr)};
      bool parsed = quoted && (mtn_str_ends_exactly(before, "JSON.parse") ||
                               mtn_str_ends_exactly(before, "decodeURIComponent") || *sign == '=');
      if (parsed) {
        p = read_values(r, (matn_str){value, (size_t)(end - value)}, false);
        continue;
      }
    } else {
      matn_str before = mtn_text_trim((matn_str){program.ptr, (size_t)(sign - program.ptr)});
      if (!mtn_str_ends_exactly(before, "return")) {
        p = sign + 1;
        continue;
      }
    }
    if (!starts_literal(value, end)) {
      p = value > sign ? value : sign + 1;
      continue;
    }
    matn_str before = {program.ptr, (size_t)(sign - program.ptr)};
    size_t first = r->data->count;
    p = read_values(r, (matn_str){value, (size_t)(end - value)}, false);
    if (!stopped(r) && mtn_str_ends_exactly(before, "__next_f.push")) keep_rows(r, first);
  }
}

/* ----------------------------------------------------------------------------- Rows of React's server components */

typedef struct row_text {
  uint32_t id, value;
} row_text;
#define ROW_TEXTS_MAX 256

/* A string "$1a" stands for the text row 1a. */
static void resolve_rows(reader *r, const row_text *texts, size_t count, size_t first) {
  mtn_value *v = r->data->values;
  for (size_t i = first; i < r->data->count; i++) {
    matn_str name = v[i].text;
    if (v[i].type != MTN_VALUE_STRING || name.len < 2 || name.len > 8 || name.ptr[0] != '$') continue;
    uint32_t id = 0;
    for (size_t k = 1; k < name.len; k++) {
      int digit = mtn_hex_digit(name.ptr[k]);
      id = digit < 0 ? UINT32_MAX : id << 4 | (uint32_t)digit;
      if (digit < 0) break;
    }
    for (size_t k = 0; k < count && id != UINT32_MAX; k++) {
      if (texts[k].id != id || texts[k].value == i) continue;
      v[i].text = v[texts[k].value].text;
      v[texts[k].value].type = MTN_VALUE_NONE;
      break;
    }
  }
}

/* ID:JSON, ID:IJSON…, each to the end of its line; ID:Tlength,TEXT. */
static void read_rows(reader *r, matn_str rows) {
  row_text texts[ROW_TEXTS_MAX];
  size_t count = 0, from = r->data->count;
  open_value(r, MTN_VALUE_ARRAY, (matn_str){NULL, 0});
  const char *p = rows.ptr, *end = p + rows.len;
  while (p < end && !stopped(r)) {
    uint32_t id = 0, len = 0;
    for (; p < end && mtn_hex_digit(*p) >= 0; p++) id = id << 4 | (uint32_t)mtn_hex_digit(*p);
    bool is_row = p < end && *p == ':';
    if (is_row && p + 1 < end && p[1] == 'T') {
      for (p += 2; p < end && mtn_hex_digit(*p) >= 0 && len < MTN_SOURCE_MAX; p++)
        len = len << 4 | (uint32_t)mtn_hex_digit(*p);
      if (p < end && *p == ',') p++;
      if (len > (size_t)(end - p)) len = (uint32_t)(end - p);
      while (len < (size_t)(end - p) && mtn_utf8_goes_on(p[len])) len++; /* never cut a character */
      uint32_t value = add(r, MTN_VALUE_STRING, (matn_str){NULL, 0}, (matn_str){p, len});
      if (count < ROW_TEXTS_MAX) texts[count++] = (row_text){id, value};
      p += len;
      continue;
    }
    const char *stop = p < end ? memchr(p, '\n', (size_t)(end - p)) : NULL;
    if (!stop) stop = end;
    if (is_row) {
      for (p++; p < stop && *p != '{' && *p != '[' && *p != '"'; p++) continue;
      if (p < stop) (void)read_values(r, (matn_str){p, (size_t)(stop - p)}, false);
    }
    p = stop < end ? stop + 1 : end;
  }
  close(r);
  if (!stopped(r)) resolve_rows(r, texts, count, from);
}

/* ------------------------------------------------------------------------------- Values that name one another */

static bool index_of(const mtn_value *v, size_t count, uint32_t *out) {
  if (v->type != MTN_VALUE_WORD || v->text.len == 0 || v->text.len > 8) return false;
  uint32_t value = 0;
  for (size_t i = 0; i < v->text.len; i++) {
    if (!mtn_is_digit((unsigned char)v->text.ptr[i])) return false;
    value = value * 10 + (uint32_t)(v->text.ptr[i] - '0');
  }
  *out = value;
  return value > 0 && value < count;
}

/* An array [{"post":1},{"title":2,"body":3},"Title","Body"…], as devalue writes it: every member of its first object is
 * the place of an element. */
static size_t flat_elements(const mtn_data *data, uint32_t array) {
  const mtn_value *v = data->values;
  size_t count = 0, strings = 0;
  for (uint32_t at = array + 1; at < v[array].end; at = v[at].end, count++) strings += v[at].type == MTN_VALUE_STRING;
  if (count < 3 || !strings) return 0;
  uint32_t head = array + 1, members = 0, index;
  if (v[head].type != MTN_VALUE_OBJECT && v[head].type != MTN_VALUE_ARRAY) return 0;
  for (uint32_t at = head + 1; at < v[head].end; at = v[at].end) {
    bool tag = v[head].type == MTN_VALUE_ARRAY && at == head + 1 && v[at].type == MTN_VALUE_STRING;
    if (tag) continue; /* ["ShallowReactive",1] */
    if (!index_of(&v[at], count, &index)) return 0;
    members++;
  }
  return members ? count : 0;
}

/* Write the elements as the tree that they name, each once. */
static void resolve_flat(reader *r, uint32_t array, size_t count) {
  typedef struct frame {
    uint32_t at, end; /* the next member of the container, as it stands in the array */
  } frame;
  uint32_t *places = mtn_arena_alloc(r->arena, count * sizeof(*places)), *seen;
  seen = mtn_arena_calloc(r->arena, count, sizeof(*seen));
  if (!places || !seen) {
    r->failed = true;
    return;
  }
  size_t k = 0;
  for (uint32_t at = array + 1; at < r->data->values[array].end; at = r->data->values[at].end) places[k++] = at;
  frame frames[FLAT_DEPTH_MAX];
  size_t depth = 1;
  const mtn_value whole = r->data->values[array];
  open_value(r, MTN_VALUE_ARRAY, whole.key);
  frames[0] = (frame){places[0] + 1, r->data->values[places[0]].end};
  seen[0] = 1;
  while (depth && !stopped(r)) {
    frame *top = &frames[depth - 1];
    if (top->at == top->end) {
      close(r);
      depth--;
      continue;
    }
    mtn_value member = r->data->values[top->at];
    top->at = member.end;
    uint32_t index;
    if (!index_of(&member, count, &index) || seen[index]) continue;
    seen[index] = 1;
    mtn_value target = r->data->values[places[index]];
    if (target.type == MTN_VALUE_STRING || target.type == MTN_VALUE_WORD) {
      (void)add(r, (mtn_value_type)target.type, member.key, target.text);
    } else if (depth < FLAT_DEPTH_MAX) {
      open_value(r, (mtn_value_type)target.type, member.key);
      frames[depth++] = (frame){places[index] + 1, target.end};
    }
  }
  for (uint32_t at = array; at < r->data->values[array].end; at++) r->data->values[at].type = MTN_VALUE_NONE;
}

static void resolve_all_flat(reader *r) {
  size_t count = r->data->count; /* what is written now is not looked at again */
  for (uint32_t at = 1; at < count && !r->failed; at++) {
    if (r->data->values[at].type != MTN_VALUE_ARRAY) continue;
    size_t elements = flat_elements(r->data, at);
    if (!elements) continue;
    uint32_t end = r->data->values[at].end;
    r->node = r->data->values[at].node;
    resolve_flat(r, at, elements);
    at = end - 1;
  }
}

/* ------------------------------------------------------------------------------------------------------- The page */

static bool is_data(const mtn_document *doc, uint32_t script, bool *linked) {
  matn_str type = mtn_text_trim(mtn_node_attr(doc, script, MTN_ATTR_TYPE));
  *linked = mtn_str_is(type, "application/ld+json");
  static const char *const programs[] = {
      "", "module", "text/javascript", "application/javascript", "text/ecmascript", "application/x-javascript"};
  return type.ptr && !mtn_str_is_any(type, programs, MTN_COUNT(programs));
}

static void read_script(reader *r, const mtn_document *doc, uint32_t script) {
  uint32_t child = doc->nodes[script].first;
  if (!child || doc->nodes[child].type != MTN_TEXT) return;
  matn_str text = mtn_text_trim(mtn_node_text(doc, child));
  r->node = script;
  if (is_data(doc, script, &r->linked)) {
    bool json = text.len && (text.ptr[0] == '{' || text.ptr[0] == '[' || text.ptr[0] == '"');
    if (json || r->linked) (void)read_values(r, text, true);
  } else if (text.len >= LEAST_PROGRAM || (text.len && memchr(text.ptr, '"', text.len))) {
    read_program(r, text);
  }
  r->linked = false;
}

static void read_attributes(reader *r, const mtn_document *doc, uint32_t node) {
  const mtn_node *n = &doc->nodes[node];
  r->node = node;
  for (uint32_t i = 0; i < n->size; i++) {
    mtn_ref value = doc->attrs[n->data + i].value;
    if (value.len < LEAST_ATTRIBUTE) continue;
    matn_str text = mtn_text_trim(mtn_text_of(doc, value));
    if (is_json(text)) (void)read_values(r, text, true);
  }
}

static void read_all(reader *r, const mtn_document *doc) {
  for (uint32_t node = 1; node < doc->node_count && !r->failed; node++) {
    if (doc->nodes[node].type != MTN_ELEMENT) continue;
    if (mtn_node_is(doc, node, MTN_TAG_SCRIPT))
      read_script(r, doc, node);
    else if (doc->nodes[node].size)
      read_attributes(r, doc, node);
  }
}

static void read_marks(reader *r, const mtn_document *doc, const mtn_blocks *blocks) {
  for (size_t i = 0; i < blocks->mark_count && !r->failed; i++) {
    const uint32_t node = blocks->marks[i];
    bool linked = false;
    if (mtn_node_is(doc, node, MTN_TAG_SCRIPT) && is_data(doc, node, &linked) && linked) read_script(r, doc, node);
  }
}

/* What JSON-LD says, where `linked` is given the marks of its scripts; else all data. */
static matn_status read_page(const mtn_document *doc, const mtn_blocks *linked, mtn_arena *arena, mtn_data *out) {
  *out = (mtn_data){0};
  reader r = {.arena = arena, .data = out, .most = VALUES_MAX(doc->source_len)};
  mtn_buf_init(&r.rows, doc->alloc);
  (void)add(&r, MTN_VALUE_ARRAY, (matn_str){NULL, 0}, (matn_str){NULL, 0});
  if (linked)
    read_marks(&r, doc, linked);
  else
    read_all(&r, doc);
  if (r.rows.len && !r.failed) {
    matn_str rows = mtn_arena_copy(arena, mtn_buf_view(&r.rows));
    if (rows.ptr)
      read_rows(&r, rows);
    else
      r.failed = true;
  }
  if (!r.failed) resolve_all_flat(&r);
  mtn_buf_free(&r.rows);
  if (r.failed) return MATN_NOMEM;
  while (r.container) close(&r);
  out->values[0].end = (uint32_t)out->count;
  return MATN_OK;
}

matn_status mtn_data_read(const mtn_document *doc, mtn_arena *arena, mtn_data *out) {
  return read_page(doc, NULL, arena, out);
}

matn_status mtn_data_read_linked(const mtn_document *doc, const mtn_blocks *blocks, mtn_arena *arena, mtn_data *out) {
  return read_page(doc, blocks, arena, out);
}

uint32_t mtn_data_member(const mtn_data *data, uint32_t object, const char *key) {
  const mtn_value *v = data->values;
  if (v[object].type != MTN_VALUE_OBJECT) return 0;
  uint32_t looked = 0;
  for (uint32_t at = object + 1; at < v[object].end && looked++ < MEMBERS_MAX; at = v[at].end)
    if (mtn_str_is(v[at].key, key)) return at;
  return 0;
}
