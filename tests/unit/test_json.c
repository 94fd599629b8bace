/* The tolerant JSON reader: what well-formed JSON is read as, what broken JSON is taken to mean, hostile input. */
#include "text/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* Events as a line: { } [ ] key= "string" number word */
static void events(const char *text, const char *wanted) {
  char out[1024];
  size_t len = 0;
  mtn_json json;
  mtn_json_init(&json, mtn_str_of(text));
  for (mtn_json_event event; (event = mtn_json_next(&json)) != MTN_JSON_END;) {
    static const char *const form[] = {"", "{%.*s", "}%.*s", "[%.*s", "]%.*s", "%.*s=", "\"%.*s\"", "#%.*s", "%.*s"};
    len += (size_t)snprintf(out + len, sizeof(out) - len, form[event], (int)json.raw.len, json.raw.ptr);
    len += (size_t)snprintf(out + len, sizeof(out) - len, " ");
  }
  out[len ? len - 1 : 0] = '\0';
  assert_int_equal(json.depth, 0);
  if (strcmp(out, wanted) != 0) fail_msg("%s\n  gives  %s\n  wanted %s", text, out, wanted);
}

static void well_formed(void **state) {
  (void)state;
  events("{\"a\":\"x\",\"b\":{\"c\":[\"y\",{\"d\":-1.5e3}]},\"e\":true,\"f\" : null}",
         "{ a= \"x\" b= { c= [ \"y\" { d= #-1.5e3 } ] } e= true f= null }");
  events("[]", "[ ]");
  events("\"alone\"", "\"alone\"");
  events("{\"a\":\"x\\\"y\\\\\",\"\":\"\"}", "{ a= \"x\\\"y\\\\\" = \"\" }");
  events("[\"a:\",\"b\"]", "[ \"a:\" \"b\" ]");
  events("", "");
}

static void badly_written(void **state) {
  (void)state;
  /* Commas too many and too few, comments, several values. */
  events("{\"a\":1,,\"b\":2,}", "{ a= #1 b= #2 }");
  events("{\"a\":\"x\"\n\"b\":\"y\"}", "{ a= \"x\" b= \"y\" }");
  events("[\"a\", // b\n {\"c\":/* d */\"e\"}]", "[ \"a\" { c= \"e\" } ]");
  events("{\"a\":1}{\"b\":2};", "{ a= #1 } { b= #2 }");
  /* Wrappers. */
  events("//<![CDATA[\n{\"a\":1}\n//]]>", "{ a= #1 }");
  events("//<![CDATA[ {\"a\":1}", "{ a= #1 }");
  events("/*<![CDATA[*/{\"a\":1}/*]]>*/", "{ a= #1 }");
  events("<!-- {\"a\":1} -->", "{ a= #1 }");
  /* Strings. */
  events("{\"a\":\"two\nlines\",\"b\":2}", "{ a= \"two\nlines\" b= #2 }");
  events("{\"a\":\"He said \"yes\" to it\",\"b\":2}", "{ a= \"He said \"yes\" to it\" b= #2 }");
  events("{&quot;a&quot;:&quot;x&quot;}", "{ a= \"x\" }");
  events("{a:'x', b_1 : 'it\\'s'}", "{ a= \"x\" b_1= \"it\\'s\" }");
  /* Brackets. */
  events("{\"a\":[\"x\",\"b\":1}", "{ a= [ \"x\" \"b\" #1 ] }");
  events("}}]]{\"a\":\"open", "{ a= \"open\" }");
  events("[[{\"a\":", "[ [ { a= } ] ]");
  events("{\"a\":\"x\\", "{ a= \"x\\\" }");
}

static void skipping(void **state) {
  (void)state;
  mtn_json json;
  mtn_json_init(&json, MTN_STR("{\"a\":{\"b\":[1,2,{}]},\"c\":3}"));
  assert_int_equal(mtn_json_next(&json), MTN_JSON_OBJECT);
  assert_int_equal(mtn_json_next(&json), MTN_JSON_KEY);
  mtn_json_skip(&json, mtn_json_next(&json));
  assert_int_equal(mtn_json_next(&json), MTN_JSON_KEY);
  assert_true(mtn_str_equal(json.raw, MTN_STR("c")));
  mtn_json_skip(&json, mtn_json_next(&json));
  assert_int_equal(mtn_json_next(&json), MTN_JSON_OBJECT_END);
  assert_int_equal(mtn_json_next(&json), MTN_JSON_END);
  assert_int_equal(mtn_json_next(&json), MTN_JSON_END);
}

/* What is deeper than the reader follows is left out, and what comes behind it is in its place. */
static void depth(void **state) {
  (void)state;
  enum { DEEP = 100000 };
  char *text = malloc(2 * DEEP + 32);
  assert_non_null(text);
  memcpy(text, "{\"a\":", 5);
  memset(text + 5, '[', DEEP);
  memset(text + 5 + DEEP, ']', DEEP);
  memcpy(text + 5 + 2 * DEEP, ",\"b\":1}", 8);
  mtn_json json;
  mtn_json_init(&json, mtn_str_of(text));
  size_t opened = 0, closed = 0;
  mtn_json_event event;
  while ((event = mtn_json_next(&json)) != MTN_JSON_END) {
    opened += event == MTN_JSON_ARRAY;
    closed += event == MTN_JSON_ARRAY_END;
    if (event == MTN_JSON_KEY) assert_int_equal(json.depth, 1);
    assert_true(json.depth <= MTN_JSON_DEPTH);
  }
  assert_int_equal(opened, MTN_JSON_DEPTH - 1);
  assert_int_equal(closed, opened);
  free(text);
}

static void escapes(void **state) {
  (void)state;
  static const struct {
    const char *raw, *text;
  } cases[] = {
      {"plain", "plain"},
      {"a\\/b\\\"c\\\\", "a/b\"c\\"},
      {"a\\nb\\tc", "a\nb\tc"},
      {"\\u0041\\u00e9\\u4e2d", "Aé中"},
      {"\\ud83d\\ude00", "😀"},
      {"\\ud83d", "\xEF\xBF\xBD"},
      {"\\u00", "00"},
      {"end\\", "end\\"},
      {"\\u0000", "\xEF\xBF\xBD"},
      {"\\ude00\\ud83d", "\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"", ""},
  };
  mtn_arena arena;
  mtn_arena_init(&arena, &mtn_alloc_default);
  for (size_t i = 0; i < MTN_COUNT(cases); i++) {
    matn_str text = mtn_json_unescape(mtn_str_of(cases[i].raw), &arena);
    if (!mtn_str_equal(text, mtn_str_of(cases[i].text))) fail_msg("%s: %.*s", cases[i].raw, (int)text.len, text.ptr);
  }
  mtn_arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(well_formed), cmocka_unit_test(badly_written), cmocka_unit_test(skipping),
      cmocka_unit_test(depth),       cmocka_unit_test(escapes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
