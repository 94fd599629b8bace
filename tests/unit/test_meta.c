/* The small readers behind the facts: days, hosts, JSON that is not quite JSON.  Facts of pages are in tests/spec. */
#include "meta/date.h"
#include "meta/jsonld.h"
#include "meta/url.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static void days(void **state) {
  (void)state;
  static const struct {
    const char *text, *day; /* NULL: none */
  } cases[] = {
      {"2022-01-10", "2022-01-10"},
      {" 2022-1-5T23:59:59-08:00", "2022-01-05"},
      {"2022/01/10 12:00", "2022-01-10"},
      {"2022.01.10", "2022-01-10"},
      {"20220110", "2022-01-10"},
      {"20220110T0102", "2022-01-10"},
      {"202201100102", "2022-01-10"},
      {"Mon, 10 Jan 2022 08:00:00 GMT", "2022-01-10"},
      {"Monday, January 10, 2022", "2022-01-10"},
      {"10 January 2022", "2022-01-10"},
      {"Sept. 5, 2021", "2021-09-05"},
      {"2020-02-29", "2020-02-29"},
      {"2021-02-29", NULL},
      {"2000-02-29", "2000-02-29"},
      {"2022-13-01", NULL},
      {"2022-00-01", NULL},
      {"2022-01-32", NULL},
      {"2022-01-100", NULL},
      {"2022-01/10", NULL},
      {"2022-01", NULL},
      {"1889-01-01", NULL},
      {"2100-01-01", NULL},
      {"1641800000", NULL},
      {"Januar 10, 2022", NULL},
      {"", NULL},
      {"soon", NULL},
      {"10 Jan", NULL},
  };
  for (size_t i = 0; i < MTN_COUNT(cases); i++) {
    char day[MTN_DAY_SIZE];
    bool found = mtn_date_parse(mtn_str_of(cases[i].text), day);
    if (found != (cases[i].day != NULL) || (found && memcmp(day, cases[i].day, MTN_DAY_SIZE) != 0))
      fail_msg("%s: %.*s", cases[i].text, found ? MTN_DAY_SIZE : 0, day);
  }
}

static void days_of_addresses(void **state) {
  (void)state;
  char day[MTN_DAY_SIZE];
  assert_true(mtn_date_of_url(MTN_STR("https://a.org/news/2022/01/10/title-3"), day));
  assert_memory_equal(day, "2022-01-10", MTN_DAY_SIZE);
  assert_true(mtn_date_of_url(MTN_STR("/2022-1-10-title"), day));
  assert_false(mtn_date_of_url(MTN_STR("https://a.org/20220110/x"), day)); /* as likely a number */
  assert_false(mtn_date_of_url(MTN_STR("https://a.org/2022/01/"), day));
  assert_false(mtn_date_of_url(MTN_STR("https://a.org/?d=/2022/01/10/"), day));
  assert_false(mtn_date_of_url((matn_str){NULL, 0}, day));
}

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

typedef struct listing {
  char text[1024];
  size_t len, stop_after, seen;
} listing;

/* "a/b=value(object<above);" */
static bool list(void *ctx, const mtn_json_string *s) {
  listing *l = ctx;
  for (size_t i = 0; i < s->depth; i++)
    l->len += (size_t)snprintf(l->text + l->len, sizeof(l->text) - l->len, "%s%.*s", i ? "/" : "", (int)s->keys[i].len,
                               s->keys[i].ptr);
  l->len += (size_t)snprintf(l->text + l->len, sizeof(l->text) - l->len, "=%.*s(%u<%u);", (int)s->value.len,
                             s->value.ptr, s->object, s->above);
  return ++l->seen != l->stop_after;
}

static void strings_of(const char *json, size_t stop_after, const char *wanted) {
  listing l = {.stop_after = stop_after};
  mtn_json_strings(mtn_str_of(json), list, &l);
  assert_string_equal(l.text, wanted);
}

static void json_strings(void **state) {
  (void)state;
  strings_of("{\"a\":\"x\",\"b\":{\"c\":[\"y\",{\"d\":\"z\"}]},\"e\":1,\"f\" : \"g\"}", 0,
             "a=x(1<0);b/c=y(2<1);b/c/d=z(3<2);f=g(1<0);");
  strings_of("[\"a\", // b\n {\"c\":\"d\",},]", 0, "=a(0<0);c=d(1<0);");
  strings_of("{\"a\":\"x\\\"y\\\\\"}", 0, "a=x\\\"y\\\\(1<0);");
  strings_of("{\"a\":\"x\",\"b\":\"y\"}", 1, "a=x(1<0);");
  strings_of("}}]]{\"a\":\"open", 0, "a=open(1<0);");
  strings_of("\"outside\" {", 0, "");
  strings_of("{\"a\":\"x\\", 0, "a=x\\(1<0);");
  /* Deeper than is kept: nothing is said of what is in there, and what follows is in its place. */
  strings_of("{\"a\":[[[[[[[[[[[[[[[[[[[[{\"b\":\"deep\"}]]]]]]]]]]]]]]]]]]]],\"c\":\"d\"}", 0, "c=d(1<0);");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(days),
      cmocka_unit_test(days_of_addresses),
      cmocka_unit_test(hosts),
      cmocka_unit_test(json_strings),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
