/* Selectors: what they match on small pages, and what is said of those that cannot be read. */
#include "html/select.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tree.h"

typedef struct page {
  mtn_document doc;
  mtn_arena arena;
} page;

static void open_page(page *p, const char *html) {
  matn_error error;
  mtn_arena_init(&p->arena, &mtn_alloc_default);
  assert_int_equal(build(&p->doc, html, &no_limits, &error), MATN_OK);
}

static void close_page(page *p) {
  mtn_arena_free(&p->arena);
  mtn_document_free(&p->doc);
}

/* The ids of what the selector matches, in the order of the document; elements without one as their names. */
static const char *ids(page *p, const char *text) {
  static char out[512];
  const mtn_selector *selector;
  matn_error error;
  if (mtn_select_parse(mtn_str_of(text), &p->arena, &selector, &error) != MATN_OK)
    fail_msg("%s: %s at %zu", text, error.message, error.pos);
  uint8_t *marks = mtn_arena_calloc(&p->arena, mtn_select_bytes(&p->doc), 1);
  assert_non_null(marks);
  assert_int_equal(mtn_select_match(selector, &p->doc, &p->arena, marks), MATN_OK);
  size_t len = 0;
  out[0] = '\0';
  for (uint32_t node = 1; node; node = mtn_node_walk(&p->doc, 1, node)) {
    if (!mtn_select_has(marks, node)) continue;
    matn_str id = mtn_node_attr(&p->doc, node, MTN_ATTR_ID);
    if (!id.ptr) id = mtn_node_name(&p->doc, node);
    len += (size_t)snprintf(out + len, sizeof(out) - len, "%s%.*s", len ? " " : "", (int)id.len, id.ptr);
    assert_true(len < sizeof(out));
  }
  return out;
}

typedef struct example {
  const char *selector, *ids;
} example;

static void check(const char *html, const example *examples, size_t count) {
  page p;
  open_page(&p, html);
  for (size_t i = 0; i < count; i++) {
    const char *got = ids(&p, examples[i].selector);
    if (strcmp(got, examples[i].ids) != 0)
      fail_msg("%s: wanted \"%s\", got \"%s\"", examples[i].selector, examples[i].ids, got);
  }
  close_page(&p);
}

static void simple_selectors(void **state) {
  (void)state;
  static const example examples[] = {
      {"p", "a b"},
      {"P", "a b"},
      {"*", "html head body d a b x i svg lg"},
      {".red", "a b"},
      {".RED", ""},
      {"p.red.big", "b"},
      {"#a", "a"},
      {"#A", ""},
      {"body #a", "a"},
      {"x-y", "x"},
      {"lineargradient", ""},
      {"linearGradient", "lg"},
      {"[title]", "a"},
      {"[TITLE]", "a"},
      {"[title='Two words']", "a"},
      {"[title=\"two words\"]", ""},
      {"[title='two words' i]", "a"},
      {"[title~=words]", "a"},
      {"[title~='Two words']", ""},
      {"[title^=Two]", "a"},
      {"[title$=words]", "a"},
      {"[title*='o w']", "a"},
      {"[title*='']", ""},
      {"[lang|=en]", "b"},
      {"[lang|=EN]", "b"},
      {"[lang|=en s]", "b"},
      {"[lang|=EN s]", ""},
      {"[type=TEXT]", "i"},
      {"[ data-x = 'a\\\"b' ]", "d"},
      {".md\\:flex", "d"},
      {"#\\31 2", ""},
      {".\\6d d\\:flex", "d"},
      {"p, div , #a", "d a b"},
      {":root", "html"},
      {":empty", "head i lg"},
      {"/* x */ p /* y */ , #i", "a b i"},
  };
  check("<!doctype html><div id=d class='md:flex' data-x='a&quot;b'><p id=a class=red title='Two words'>1"
        "<p id=b class='red big' lang=en-GB>2</p><x-y id=x>3</x-y><input id=i type=text><svg id=svg><linearGradient "
        "id=lg />"
        "</svg></div>",
        examples, MTN_COUNT(examples));
}

static void combinators(void **state) {
  (void)state;
  static const example examples[] = {
      {"ul li", "1 2 3 4 5"},     {"#u > li", "1 2 5"},   {"#u>li>ul>li", "3 4"}, {"li + li", "2 4 5"},
      {"li ~ li", "2 4 5"},       {"#\\31  ~ li", "2 5"}, {"h2 + p", "p1"},       {"h2 ~ p", "p1 p2"},
      {"body > h2 ~ p", "p1 p2"}, {"ul ul li", "3 4"},    {"ul + p", ""},
  };
  const char *html =
      "<!doctype html><ul id=u><li id=1>a<!-- c --><li id=2>b<ul><li id=3>c<li id=4>d</ul><li id=5>e</ul>"
      "<h2 id=h>x</h2><!-- c -->text<p id=p1>y</p><p id=p2>z</p>";
  check(html, examples, MTN_COUNT(examples));
}

static void pseudo_classes(void **state) {
  (void)state;
  static const example examples[] = {
      {"li:first-child", "1"},
      {"li:last-child", "5"},
      {"li:nth-child(2)", "2"},
      {"li:nth-child(odd)", "1 3 5"},
      {"li:nth-child( even )", "2 4"},
      {"li:nth-child(2n+1)", "1 3 5"},
      {"li:nth-child(-n+2)", "1 2"},
      {"li:nth-child(n + 4)", "4 5"},
      {"li:nth-child(-2n+4)", "2 4"},
      {"li:nth-last-child(2)", "4"},
      {"p:nth-of-type(2)", "p2"},
      {"p:first-of-type", "p1"},
      {"p:last-of-type", "p2"},
      {"b:only-child", "b"},
      {"i:only-of-type", "i"},
      {"li:not(.x)", "1 3 5"},
      {"li:not(.x, :first-child)", "3 5"},
      {":is(p, b)", "b p1 p2"},
      {":where(#p1, #p2) ~ i", "i"},
      {"li:is(:not(.x):nth-child(n+2))", "3 5"},
      {"li:has(b)", "3"},
      {"li:has(> b)", "3"},
      {"ul:has(b)", "ul"},
      {"ul:has(> b)", ""},
      {"li:has(+ .x)", "1 3"},
      {"li:has(~ .x)", "1 2 3"},
      {"p:has(~ p + i)", "p1"},
      {"body:has(ul > li > b) p", "p1 p2"},
      {"li:not(:has(b))", "1 2 4 5"},
      {"li:nth-child(0)", ""},
      {"li:nth-child(999999999999)", ""},
  };
  check("<!doctype html><ul><li id=1>a<li id=2 class=x>b<li id=3><b id=b>c</b><li id=4 class=x>d<li id=5>e</ul>"
        "<p id=p1>x<p id=p2>y</p><i id=i>z</i>",
        examples, MTN_COUNT(examples));
}

static void quirks(void **state) {
  (void)state;
  static const example examples[] = {{".RED", "a"}, {"#A", "a"}, {"[class=RED]", ""}};
  check("<p id=a class=red>x", examples, MTN_COUNT(examples));
}

static void errors(void **state) {
  (void)state;
  static const struct {
    const char *selector, *message;
    size_t pos;
  } wrong[] = {
      {"", "a selector is missing", 0},
      {"p,", "a selector is missing", 2},
      {", p", "a selector is missing", 0},
      {"p > > a", "a selector is missing", 4},
      {"> p", "a selector is missing", 0},
      {"p >", "a selector is missing", 3},
      {"p.", "a name is missing", 2},
      {"p#", "a name is missing", 2},
      {".1", "a name is missing", 1},
      {"p[", "a name is missing", 2},
      {"p[a", "an attribute selector has no end", 1},
      {"p[a!=b]", "an operator is missing", 3},
      {"p[a=]", "a name is missing", 4},
      {"p[a='b]", "a string has no end", 4},
      {"p[a='b\n']", "a string ends in its line", 6},
      {"p[a=b x]", "a ] is missing", 6},
      {"svg|a", "namespaces are not supported", 3},
      {"p::before", "pseudo-elements are not supported", 1},
      {"a:hover", "a pseudo-class that is not supported", 1},
      {"p:not", "a pseudo-class that needs an argument", 1},
      {"p:first-child(2)", "a pseudo-class that takes no argument", 1},
      {"p:not()", "a selector is missing", 6},
      {"p:not(a", "a ) is missing", 7},
      {"p:nth-child(x)", "expected odd, even, a number, or a formula like 2n+1", 12},
      {"p:nth-child(2n+)", "a number is missing", 15},
      {"p:nth-child(2", "a ) is missing", 13},
      {"p)", "a sign that no selector has", 1},
      {"p $", "a sign that no selector has", 2},
      {".a*", "a type stands first in its compound", 2},
      {":is(:is(:is(:is(:is(:is(:is(:is(:is(a)))))))))", "parentheses are nested too deeply", 36},
  };
  mtn_arena arena;
  mtn_arena_init(&arena, &mtn_alloc_default);
  for (size_t i = 0; i < MTN_COUNT(wrong); i++) {
    const mtn_selector *selector;
    matn_error error = {0};
    matn_status status = mtn_select_parse(mtn_str_of(wrong[i].selector), &arena, &selector, &error);
    if (status != MATN_SELECTOR || strcmp(error.message, wrong[i].message) != 0 || error.pos != wrong[i].pos)
      fail_msg("%s: %s at %zu", wrong[i].selector, status == MATN_OK ? "read" : error.message, error.pos);
    assert_null(selector);
  }
  mtn_arena_free(&arena);
}

static void many_parts(void **state) {
  (void)state;
  static char text[3 * 5000];
  for (size_t i = 0; i < 5000; i++) memcpy(text + 3 * i, "a, ", 3);
  text[3 * 5000 - 2] = 'b';
  mtn_arena arena;
  mtn_arena_init(&arena, &mtn_alloc_default);
  const mtn_selector *selector;
  matn_error error = {0};
  assert_int_equal(mtn_select_parse((matn_str){text, sizeof(text) - 1}, &arena, &selector, &error), MATN_SELECTOR);
  mtn_arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(simple_selectors), cmocka_unit_test(combinators), cmocka_unit_test(pseudo_classes),
      cmocka_unit_test(quirks),           cmocka_unit_test(errors),      cmocka_unit_test(many_parts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
