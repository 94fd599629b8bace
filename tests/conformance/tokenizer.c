/*
 * html5lib-tests/tokenizer: every case in every initial state that it lists.
 *
 *     tokenizer [FOLDER]
 *
 * Expected and actual tokens are written in one form, a line per token with strings quoted and bytes outside printable
 * ASCII escaped, and compared as text.  Exit status: 0 all passed, 1 some failed, 77 no tests found.
 */
#include "html/tokenizer.h"
#include "support/files.h"
#include "support/json.h"

#include <stdio.h>
#include <stdlib.h>

struct run {
  const char *file;
  size_t passed, failed, skipped;
};

/* ---- the common form of tokens ---- */

static void put_quoted(mtn_buf *out, matn_str s) {
  mtn_buf_put(out, '"');
  for (size_t i = 0; i < s.len; i++) {
    unsigned char c = (unsigned char)s.ptr[i];
    char escape[8];
    if (c >= 0x20 && c < 0x7F && c != '"' && c != '\\')
      mtn_buf_put(out, (char)c);
    else
      mtn_buf_append(out, escape, (size_t)snprintf(escape, sizeof(escape), "\\x%02X", c));
  }
  mtn_buf_put(out, '"');
}

static void put_string_or_null(mtn_buf *out, bool present, matn_str s) {
  mtn_buf_put(out, ' ');
  if (present)
    put_quoted(out, s);
  else
    mtn_buf_cstr(out, "null");
}

struct pair {
  matn_str name, value;
};

static int compare_pairs(const void *a, const void *b) {
  matn_str x = ((const struct pair *)a)->name, y = ((const struct pair *)b)->name;
  int order = memcmp(x.ptr, y.ptr, x.len < y.len ? x.len : y.len);
  return order ? order : (x.len > y.len) - (x.len < y.len);
}

static void put_tag(mtn_buf *out, const char *kind, matn_str name, struct pair *pairs, size_t count,
                    bool self_closing) {
  mtn_buf_cstr(out, kind);
  put_string_or_null(out, true, name);
  if (count) qsort(pairs, count, sizeof(*pairs), compare_pairs);
  for (size_t i = 0; i < count; i++) {
    mtn_buf_put(out, ' ');
    put_quoted(out, pairs[i].name);
    mtn_buf_put(out, '=');
    put_quoted(out, pairs[i].value);
  }
  mtn_buf_cstr(out, self_closing ? " self-closing\n" : "\n");
}

static struct pair *new_pairs(size_t count) {
  struct pair *pairs = calloc(count ? count : 1, sizeof(*pairs));
  if (!pairs) exit(1);
  return pairs;
}

/* Adjacent text is one token: `text` gathers it until flush_text. */
static void flush_text(mtn_buf *out, mtn_buf *text) {
  if (!text->len) return;
  mtn_buf_cstr(out, "Character ");
  put_quoted(out, mtn_buf_view(text));
  mtn_buf_put(out, '\n');
  mtn_buf_clear(text);
}

/* ---- what is expected ---- */

static matn_str string_of(const json_value *value) { return (matn_str){value->text, value->text_len}; }

static const json_value *element_at(const json_value *array, size_t index) {
  const json_value *value = array->first;
  while (value && index--) value = value->next;
  return value;
}

static bool put_expected_token(mtn_buf *out, const json_value *token) {
  const json_value *kind = element_at(token, 0), *first = element_at(token, 1);
  if (!first) return false;
  if (json_is(kind, "DOCTYPE")) {
    mtn_buf_cstr(out, "DOCTYPE");
    for (size_t i = 1; i <= 3; i++) {
      const json_value *part = element_at(token, i);
      if (!part) return false;
      put_string_or_null(out, part->kind == JSON_STRING, string_of(part));
    }
    const json_value *correct = element_at(token, 4);
    mtn_buf_cstr(out, correct && correct->kind == JSON_TRUE ? "\n" : " force-quirks\n");
    return correct != NULL;
  }
  if (json_is(kind, "StartTag")) {
    const json_value *attributes = element_at(token, 2), *closing = element_at(token, 3);
    if (!attributes) return false;
    struct pair *pairs = new_pairs(attributes->count);
    size_t count = 0;
    for (const json_value *a = attributes->first; a; a = a->next)
      pairs[count++] = (struct pair){{a->key, a->key_len}, string_of(a)};
    put_tag(out, "StartTag", string_of(first), pairs, count, closing && closing->kind == JSON_TRUE);
    free(pairs);
    return true;
  }
  if (json_is(kind, "EndTag")) {
    put_tag(out, "EndTag", string_of(first), NULL, 0, false);
    return true;
  }
  if (json_is(kind, "Comment")) {
    mtn_buf_cstr(out, "Comment");
    put_string_or_null(out, true, string_of(first));
    mtn_buf_put(out, '\n');
    return true;
  }
  return false;
}

static bool put_expected(mtn_buf *out, const json_value *tokens) {
  mtn_buf text;
  mtn_buf_init(&text, &mtn_alloc_default);
  bool ok = true;
  for (const json_value *token = tokens->first; token && ok; token = token->next) {
    const json_value *kind = element_at(token, 0), *data = element_at(token, 1);
    if (json_is(kind, "Character") && data) {
      mtn_buf_str(&text, string_of(data));
      continue;
    }
    flush_text(out, &text);
    ok = put_expected_token(out, token);
  }
  flush_text(out, &text);
  mtn_buf_free(&text);
  return ok;
}

/* ---- what matn gives ---- */

static void put_actual_token(mtn_buf *out, mtn_document *doc, const mtn_token *token) {
  matn_str text = mtn_text_of(doc, token->text);
  switch (token->type) {
  case MTN_TOKEN_START: {
    struct pair *pairs = new_pairs(token->attr_count);
    for (uint32_t i = 0; i < token->attr_count; i++) {
      const mtn_attr *attr = &doc->attrs[token->attr + i];
      pairs[i] = (struct pair){mtn_text_of(doc, attr->name), mtn_text_of(doc, attr->value)};
    }
    put_tag(out, "StartTag", text, pairs, token->attr_count, token->self_closing);
    free(pairs);
    break;
  }
  case MTN_TOKEN_END: put_tag(out, "EndTag", text, NULL, 0, false); break;
  case MTN_TOKEN_COMMENT:
    mtn_buf_cstr(out, "Comment");
    put_string_or_null(out, true, text);
    mtn_buf_put(out, '\n');
    break;
  default:
    mtn_buf_cstr(out, "DOCTYPE");
    for (uint32_t i = 0; i < 3; i++) {
      const mtn_attr *part = &doc->attrs[token->attr + i];
      put_string_or_null(out, part->id == 1, mtn_text_of(doc, part->value));
    }
    mtn_buf_cstr(out, token->force_quirks ? " force-quirks\n" : "\n");
    break;
  }
}

/* Load the input as the decoder would leave it: LF line ends, padding behind. */
static void load(mtn_document *doc, matn_str input) {
  doc->source_cap = input.len + MTN_PADDING;
  doc->source = mtn_malloc(doc->alloc, doc->source_cap);
  if (!doc->source) exit(1);
  size_t n = 0;
  for (size_t i = 0; i < input.len; i++) {
    if (input.ptr[i] == '\r') {
      if (i + 1 < input.len && input.ptr[i + 1] == '\n') i++;
      doc->source[n++] = '\n';
    } else {
      doc->source[n++] = input.ptr[i];
    }
  }
  memset(doc->source + n, 0, MTN_PADDING);
  doc->source_len = n;
}

static void put_actual(mtn_buf *out, matn_str input, mtn_tokenizer_state state, matn_str last_tag) {
  mtn_document doc;
  mtn_document_init(&doc, &mtn_alloc_default);
  mtn_document_reset(&doc);
  load(&doc, input);
  mtn_tokenizer tokenizer;
  mtn_tokenizer_init(&tokenizer, &doc);
  tokenizer.state = (uint8_t)state;
  tokenizer.cdata_allowed = state == MTN_STATE_CDATA;
  if (last_tag.ptr) {
    tokenizer.last_name = mtn_pool_add(&doc, last_tag);
    tokenizer.last_tag = (uint16_t)mtn_tag_find(last_tag);
  }
  mtn_buf text;
  mtn_buf_init(&text, &mtn_alloc_default);
  while (mtn_tokenizer_next(&tokenizer) != MTN_TOKEN_EOF) {
    const mtn_token *token = &tokenizer.token;
    if (token->type == MTN_TOKEN_TEXT) {
      mtn_buf_str(&text, mtn_text_of(&doc, token->text));
      continue;
    }
    flush_text(out, &text);
    put_actual_token(out, &doc, token);
  }
  flush_text(out, &text);
  if (doc.failed) mtn_buf_cstr(out, "(out of memory)\n");
  mtn_buf_free(&text);
  mtn_document_free(&doc);
}

/* ---- the cases ---- */

static bool state_of(const char *name, mtn_tokenizer_state *state) {
  static const struct {
    const char *name;
    mtn_tokenizer_state state;
  } states[] = {
      {"Data state", MTN_STATE_DATA},           {"RCDATA state", MTN_STATE_RCDATA},
      {"RAWTEXT state", MTN_STATE_RAWTEXT},     {"Script data state", MTN_STATE_SCRIPT},
      {"PLAINTEXT state", MTN_STATE_PLAINTEXT}, {"CDATA section state", MTN_STATE_CDATA},
  };
  for (size_t i = 0; i < MTN_COUNT(states); i++) {
    if (strcmp(name, states[i].name) != 0) continue;
    *state = states[i].state;
    return true;
  }
  return false;
}

static void run_in_state(struct run *run, const json_value *test, const char *state_name, const mtn_buf *expected) {
  const json_value *input = json_member(test, "input"), *last = json_member(test, "lastStartTag");
  const json_value *description = json_member(test, "description");
  mtn_tokenizer_state state;
  mtn_buf actual;
  mtn_buf_init(&actual, &mtn_alloc_default);
  if (state_of(state_name, &state))
    put_actual(&actual, string_of(input), state, last ? string_of(last) : (matn_str){NULL, 0});
  else
    mtn_buf_cstr(&actual, "(unknown state)\n");
  if (mtn_str_equal(mtn_buf_view(&actual), mtn_buf_view(expected))) {
    run->passed++;
  } else {
    run->failed++;
    mtn_buf shown;
    mtn_buf_init(&shown, &mtn_alloc_default);
    put_quoted(&shown, string_of(input));
    printf("FAILED %s: %s (%s)\n  input:    %.*s\n--- expected\n%.*s--- actual\n%.*s\n", run->file,
           description ? description->text : "", state_name, (int)shown.len, shown.data, (int)expected->len,
           mtn_buf_view(expected).ptr, (int)actual.len, mtn_buf_view(&actual).ptr);
    mtn_buf_free(&shown);
  }
  mtn_buf_free(&actual);
}

static void run_test(struct run *run, json_value *test) {
  json_value *input = NULL, *output = NULL;
  const json_value *twice = json_member(test, "doubleEscaped"), *states = json_member(test, "initialStates");
  for (json_value *member = test->first; member; member = member->next) {
    if (strcmp(member->key, "input") == 0) input = member;
    if (strcmp(member->key, "output") == 0) output = member;
  }
  mtn_buf expected;
  mtn_buf_init(&expected, &mtn_alloc_default);
  if (input && output && twice && twice->kind == JSON_TRUE) {
    json_unescape_again(input);
    json_unescape_again(output);
  }
  if (!input || !output || input->kind != JSON_STRING || !put_expected(&expected, output)) {
    const json_value *description = json_member(test, "description");
    printf("FAILED %s: cannot read the case: %s\n", run->file, description ? description->text : "");
    run->failed++;
  } else if (!states) {
    run_in_state(run, test, "Data state", &expected);
  } else {
    for (const json_value *state = states->first; state; state = state->next)
      run_in_state(run, test, state->text, &expected);
  }
  mtn_buf_free(&expected);
}

static void run_file(struct run *run, const char *folder) {
  char *path = test_join_path(folder, run->file);
  size_t len = 0, error_at = 0;
  char *text = test_read_file(path, &len);
  json_value *root = text ? json_parse(text, len, &error_at) : NULL;
  if (!root) {
    printf("FAILED %s: not readable as JSON (at byte %zu)\n", path, error_at);
    run->failed++;
  } else if (json_member(root, "xmlViolationTests")) {
    size_t count = json_member(root, "xmlViolationTests")->count;
    printf("skipped %s: %zu cases for \"Coercing an HTML DOM into an infoset\", a mode that matn does not have\n",
           run->file, count);
    run->skipped += count;
  } else {
    for (json_value *member = root->first; member; member = member->next)
      if (strcmp(member->key, "tests") == 0)
        for (json_value *test = member->first; test; test = test->next) run_test(run, test);
  }
  json_free(root);
  free(text);
  free(path);
}

int main(int argc, char **argv) {
  char *folder = argc > 1 ? test_join_path(argv[1], NULL) : test_html5lib_path("tokenizer");
  if (!folder) return TEST_SKIPPED;
  size_t count = 0;
  char **names = test_list_folder(folder, ".test", &count);
  struct run run = {0};
  for (size_t i = 0; i < count; i++) {
    run.file = names[i];
    run_file(&run, folder);
  }
  test_free_list(names, count);
  free(folder);
  printf("tokenizer: %zu passed, %zu failed, %zu skipped\n", run.passed, run.failed, run.skipped);
  if (run.passed + run.failed == 0) return TEST_SKIPPED;
  return run.failed ? 1 : 0;
}
