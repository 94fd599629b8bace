/* The small readers behind the facts: hosts, JSON-LD, values as pages write them.  Facts of pages are in tests/spec. */
#include "meta/clean.h"
#include "meta/jsonld.h"
#include "meta/url.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static void hosts(void **state) {
  (void)state;
  static const struct {
    const char *url, *host;
  } cases[] = {
      {"https://www.example.org/a:b@c", "www.example.org"},
      {"HTTP://user:pass@host:8080?x", "host"},
      {"//cdn.example.org", "cdn.example.org"},
      {"https:/example.org", NULL},
      {"ftp://example.org/", NULL},
      {"/path", NULL},
      {"https://", NULL},
      {"", NULL},
  };
  for (size_t i = 0; i < MTN_COUNT(cases); i++) {
    matn_str host = mtn_url_host(mtn_str_of(cases[i].url));
    assert_int_equal(host.ptr != NULL, cases[i].host != NULL);
    if (cases[i].host) assert_true(mtn_str_equal(host, mtn_str_of(cases[i].host)));
  }
}

/* What is known of the things, a line each: type, role, name, headline, date, authors. */
static void things_of(const char *script, const char *wanted) {
  char text[1024] = "";
  mtn_arena arena;
  mtn_ld ld = {0};
  mtn_arena_init(&arena, &mtn_alloc_default);
  assert_true(mtn_ld_read(&ld, mtn_str_of(script), &arena));
  size_t len = 0;
  for (const mtn_ld_thing *t = ld.first; t; t = t->next) {
    static const mtn_ld_property shown[] = {MTN_LD_TYPE, MTN_LD_NAME, MTN_LD_HEADLINE, MTN_LD_PUBLISHED};
    for (size_t i = 0; i < MTN_COUNT(shown); i++)
      len += (size_t)snprintf(text + len, sizeof(text) - len, "%.*s/", (int)t->single[shown[i]].len,
                              t->single[shown[i]].ptr ? t->single[shown[i]].ptr : "");
    for (const mtn_ld_value *v = mtn_ld_list(t, MTN_LD_AUTHOR); v; v = v->next) {
      matn_str name = v->thing ? mtn_ld_resolve(&ld, v->thing)->single[MTN_LD_NAME] : v->text;
      len += (size_t)snprintf(text + len, sizeof(text) - len, "%.*s,", (int)name.len, name.ptr ? name.ptr : "");
    }
    len += (size_t)snprintf(text + len, sizeof(text) - len, "%s;", t->foreign ? " foreign" : "");
  }
  if (strcmp(text, wanted) != 0) fail_msg("%s\n  gives  %s\n  wanted %s", script, text, wanted);
  mtn_arena_free(&arena);
}

static void json_ld(void **state) {
  (void)state;
  things_of("{\"@type\":\"Article\",\"headline\":\"A &amp;amp; "
            "B\",\"author\":[{\"@type\":\"Person\",\"name\":\"Ann\"},\"Bob\"],}",
            "Article//A & B//Ann,Bob,;Person/Ann///;");
  things_of("[{\"@id\":\"#ann\",\"name\":\"Ann\"},{\"@graph\":[{\"@type\":[\"Article\",\"X\"],\"author\":{\"@id\":\"#"
            "ann\"}}]}]",
            "/Ann///;////;Article////Ann,;////;");
  things_of(
      "{\"@type\":\"Question\",\"datePublished\":\"2022-01-10\",\"suggestedAnswer\":{\"author\":{\"name\":\"Troll\"}}}",
      "Question///2022-01-10/;////Troll, foreign;/Troll/// foreign;");
  things_of("{\"name\":\"<b>Bold</b>\\n move\",\"datePublished\":null}", "/Bold move///;");
  things_of("\"only a string\"", "");
}

static void cleaning(void **state) {
  (void)state;
  static const struct {
    const char *text, *clean;
  } cases[] = {{"plain", "plain"},
               {" a  b\n c ", "a b c"},
               {"A &amp; B", "A & B"},
               {"&amp;#039;x", "'x"},
               {"1 < 2 & 3", "1 < 2 & 3"},
               {"<p>a</p><p>b", "a b"},
               {"a <b unclosed", "a"},
               {"&", "&"},
               {" \t ", ""}};
  mtn_arena arena;
  mtn_arena_init(&arena, &mtn_alloc_default);
  for (size_t i = 0; i < MTN_COUNT(cases); i++) {
    matn_str clean = mtn_clean_text(mtn_str_of(cases[i].text), &arena);
    if (!mtn_str_equal(clean, mtn_str_of(cases[i].clean)))
      fail_msg("%s: %.*s", cases[i].text, (int)clean.len, clean.ptr);
  }
  mtn_arena_free(&arena);
  assert_true(mtn_clean_same(MTN_STR("The Example-News"), MTN_STR("the example news")));
  assert_false(mtn_clean_same(MTN_STR("Example"), MTN_STR("Examples")));
  assert_false(mtn_clean_same(MTN_STR("-"), MTN_STR("!")));
  assert_true(mtn_clean_same(MTN_STR("الأخبار"), MTN_STR("الاخبار")));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(hosts),
      cmocka_unit_test(json_ld),
      cmocka_unit_test(cleaning),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
