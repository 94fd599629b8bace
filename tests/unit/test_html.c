/* The document as the tree builder leaves it: names, attributes, links, walks, spans; limits; memory of a context. */
#include "html/dump.h"
#include "html/tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tree.h"

static void build_ok(mtn_document *doc, const char *html) {
  matn_error error;
  assert_int_equal(build(doc, html, &no_limits, &error), MATN_OK);
}

static void assert_text(matn_str got, const char *want) {
  if (!got.ptr || got.len != strlen(want) || memcmp(got.ptr, want, got.len) != 0)
    fail_msg("\"%.*s\" is not \"%s\"", (int)got.len, got.ptr ? got.ptr : "", want);
}

/* The first element of this name, 0 if there is none. */
static uint32_t element(const mtn_document *doc, const char *name) {
  for (uint32_t n = 1; n; n = mtn_node_walk(doc, 1, n))
    if (doc->nodes[n].type == MTN_ELEMENT && mtn_str_equal(mtn_node_name(doc, n), mtn_str_of(name))) return n;
  return 0;
}

/* ---- names ---- */

static void names_of_tables(void **state) {
  (void)state;
  for (unsigned i = 1; i < MTN_TAG_COUNT; i++) assert_int_equal(mtn_tag_find(mtn_tag_names[i]), i);
  for (unsigned i = 1; i < MTN_ATTR_COUNT; i++) assert_int_equal(mtn_attr_find(mtn_attr_names[i]), i);
  static const char *const none[] = {"", "divv", "di", "DIV", "blockquot", "blockquotes", "x-blockquote", "h7"};
  for (size_t i = 0; i < MTN_COUNT(none); i++) {
    assert_int_equal(mtn_tag_find(mtn_str_of(none[i])), MTN_TAG_UNKNOWN);
    assert_int_equal(mtn_attr_find(mtn_str_of(none[i])), MTN_ATTR_UNKNOWN);
  }
}

static void names_of_elements(void **state) {
  (void)state;
  mtn_document doc;
  build_ok(&doc, "<DiV><X-Tag><svg><FOREIGNOBJECT></FOREIGNOBJECT><lineargradient/></svg><math><mI>");
  assert_true(mtn_node_is(&doc, element(&doc, "div"), MTN_TAG_DIV));
  uint32_t unknown = element(&doc, "x-tag");
  assert_true(unknown != 0);
  assert_int_equal(doc.nodes[unknown].tag, MTN_TAG_UNKNOWN);
  assert_true(element(&doc, "foreignObject") != 0);
  assert_true(element(&doc, "linearGradient") != 0);
  uint32_t mi = element(&doc, "mi");
  assert_int_equal(doc.nodes[mi].ns, MTN_NS_MATHML);
  assert_false(mtn_node_is(&doc, mi, MTN_TAG_MI)); /* which asks for HTML elements */
  mtn_document_free(&doc);
}

/* More elements without attributes, whose names need a slot each, than the first array of attributes holds. */
static void names_in_numbers(void **state) {
  (void)state;
  enum { COUNT = 5000 };
  char *html = malloc(COUNT * 8 + 1);
  assert_non_null(html);
  size_t len = 0;
  for (int i = 0; i < COUNT; i++) len += (size_t)snprintf(html + len, 9, "<x%05d>", i);
  mtn_document doc;
  build_ok(&doc, html);
  uint32_t node = element(&doc, "x00000");
  for (int i = 0; i < COUNT; i++, node = doc.nodes[node].first) {
    char name[16];
    snprintf(name, sizeof(name), "x%05d", i);
    assert_text(mtn_node_name(&doc, node), name);
  }
  mtn_document_free(&doc);
  free(html);
}

/* ---- attributes ---- */

static void attributes(void **state) {
  (void)state;
  mtn_document doc;
  build_ok(&doc, "<p ID=one CLASS='a &amp; b' hidden title=\"\" data-x=1 class=second Data-X=2>");
  uint32_t p = element(&doc, "p");
  assert_int_equal(doc.nodes[p].size, 5);
  assert_text(mtn_node_attr(&doc, p, MTN_ATTR_ID), "one");
  assert_text(mtn_node_attr(&doc, p, MTN_ATTR_CLASS), "a & b");
  matn_str hidden = mtn_node_attr(&doc, p, MTN_ATTR_HIDDEN), title = mtn_node_attr(&doc, p, MTN_ATTR_TITLE);
  assert_true(hidden.ptr && hidden.len == 0 && title.ptr && title.len == 0);
  assert_null(mtn_node_attr(&doc, p, MTN_ATTR_HREF).ptr);
  const mtn_attr *last = &doc.attrs[doc.nodes[p].data + 4];
  assert_text(mtn_text_of(&doc, last->name), "data-x");
  assert_text(mtn_text_of(&doc, last->value), "1");
  mtn_document_free(&doc);
}

static void attributes_of_foreign_elements(void **state) {
  (void)state;
  mtn_document doc;
  build_ok(&doc, "<svg viewbox=1 xlink:href=a><math definitionurl=x><p xlink:href=b>");
  mtn_buf out;
  mtn_buf_init(&out, &mtn_alloc_default);
  mtn_tree_dump(&doc, 1, &out);
  assert_text(mtn_buf_view(&out), "| <html>\n|   <head>\n|   <body>\n|     <svg svg>\n|       viewBox=\"1\"\n"
                                  "|       xlink href=\"a\"\n|       <svg math>\n|         definitionurl=\"x\"\n"
                                  "|     <p>\n|       xlink:href=\"b\"\n");
  mtn_buf_free(&out);
  mtn_document_free(&doc);
}

static void doctype(void **state) {
  (void)state;
  mtn_document doc;
  build_ok(&doc, "<!DOCTYPE HTML SYSTEM 'about:legacy-compat'>");
  const mtn_node *n = &doc.nodes[doc.nodes[1].first];
  assert_int_equal(n->type, MTN_DOCTYPE);
  assert_int_equal(n->size, 3);
  assert_text(mtn_text_of(&doc, doc.attrs[n->data].value), "html");
  assert_int_equal(doc.attrs[n->data].id, 1);
  assert_int_equal(doc.attrs[n->data + 1].id, 0);
  assert_text(mtn_text_of(&doc, doc.attrs[n->data + 2].value), "about:legacy-compat");
  assert_false(doc.quirks);
  mtn_document_free(&doc);
  build_ok(&doc, "<p>");
  assert_true(doc.quirks);
  mtn_document_free(&doc);
}

/* ---- links and walks ---- */

static void walk(void **state) {
  (void)state;
  mtn_document doc;
  build_ok(&doc, "<!--c--><p>a<b>d<i>e</i></b>f</p>g");
  char seen[256] = "";
  size_t at = 0;
  for (uint32_t n = 1; n; n = mtn_node_walk(&doc, 1, n)) {
    const mtn_node *node = &doc.nodes[n];
    matn_str word = {"#", 1};
    if (node->type == MTN_ELEMENT) word = mtn_node_name(&doc, n);
    if (node->type == MTN_TEXT || node->type == MTN_COMMENT) word = mtn_node_text(&doc, n);
    at += (size_t)snprintf(seen + at, sizeof(seen) - at, "%.*s ", (int)word.len, word.ptr);
  }
  assert_string_equal(seen, "# c html head body p a b d i e f g ");

  uint32_t p = element(&doc, "p"), b = element(&doc, "b"), body = element(&doc, "body");
  assert_text(mtn_node_text(&doc, mtn_node_skip(&doc, p, b)), "f");
  assert_int_equal(mtn_node_skip(&doc, b, b), 0);
  assert_text(mtn_node_text(&doc, mtn_node_skip(&doc, body, p)), "g");
  assert_int_equal(doc.body, body);
  assert_int_equal(doc.head, element(&doc, "head"));
  assert_int_equal(doc.root, element(&doc, "html"));
  mtn_document_free(&doc);
}

static void children_are(const mtn_document *doc, uint32_t parent, size_t count, const uint32_t *wanted) {
  uint32_t before = 0, node = doc->nodes[parent].first;
  for (size_t i = 0; i < count; i++) {
    assert_int_equal(node, wanted[i]);
    assert_int_equal(doc->nodes[node].parent, parent);
    assert_int_equal(doc->nodes[node].prev, before);
    before = node;
    node = doc->nodes[node].next;
  }
  assert_int_equal(node, 0);
  assert_int_equal(doc->nodes[parent].last, before);
}

static void links(void **state) {
  (void)state;
  mtn_document doc;
  mtn_document_init(&doc, &mtn_alloc_default);
  uint32_t top = mtn_node_new(&doc, MTN_DOCUMENT), a = mtn_node_new(&doc, MTN_ELEMENT);
  uint32_t b = mtn_node_new(&doc, MTN_ELEMENT), c = mtn_node_new(&doc, MTN_ELEMENT);
  assert_int_equal(top, 1);
  children_are(&doc, top, 0, NULL);
  mtn_node_append(&doc, top, b);
  mtn_node_insert_before(&doc, b, a);
  mtn_node_append(&doc, top, c);
  children_are(&doc, top, 3, (uint32_t[]){a, b, c});
  mtn_node_remove(&doc, b);
  children_are(&doc, top, 2, (uint32_t[]){a, c});
  mtn_node_remove(&doc, b); /* without parent: nothing happens */
  mtn_node_insert_before(&doc, c, b);
  mtn_node_remove(&doc, a);
  mtn_node_remove(&doc, c);
  children_are(&doc, top, 1, (uint32_t[]){b});
  mtn_node_append(&doc, b, a);
  children_are(&doc, b, 1, (uint32_t[]){a});
  mtn_node_remove(&doc, b);
  children_are(&doc, top, 0, NULL);
  mtn_document_free(&doc);
}

static void template_content(void **state) {
  (void)state;
  mtn_document doc;
  build_ok(&doc, "<template><td>x</td></template>");
  uint32_t template = element(&doc, "template"), content = doc.nodes[template].first;
  assert_int_equal(doc.nodes[content].type, MTN_FRAGMENT);
  assert_int_equal(content, doc.nodes[template].last);
  assert_true(mtn_node_is(&doc, doc.nodes[content].first, MTN_TAG_TD));
  mtn_document_free(&doc);
}

/* ---- places ---- */

static void spans(void **state) {
  (void)state;
  static const char html[] = "<p class=x>a &amp; b<!-- c --></p>";
  mtn_document doc;
  build_ok(&doc, html);
  const mtn_node *p = &doc.nodes[element(&doc, "p")], *text = &doc.nodes[p->first], *comment = &doc.nodes[p->last];
  assert_int_equal(p->begin, 0);
  assert_int_equal(p->end, 11);
  assert_int_equal(text->begin, 11);
  assert_int_equal(text->end, 20);
  assert_text(mtn_node_text(&doc, p->first), "a & b");
  assert_int_equal(comment->begin, 20);
  assert_int_equal(comment->end, 30);
  const mtn_node *head = &doc.nodes[doc.head];
  assert_int_equal(head->begin, head->end); /* implied */
  mtn_document_free(&doc);
}

/* Text nodes made of several tokens become one, whatever lies between them in the page. */
static void joined_text(void **state) {
  (void)state;
  mtn_document doc;
  build_ok(&doc, "<p>a</x>b</y>&lt;c</z>d");
  uint32_t text = doc.nodes[element(&doc, "p")].first;
  assert_int_equal(doc.nodes[text].next, 0);
  assert_text(mtn_node_text(&doc, text), "ab<cd");
  mtn_document_free(&doc);
}

/* ---- limits ---- */

static void expect_limit(const char *html, const mtn_tree_limits *limits, const char *message, size_t pos) {
  mtn_document doc;
  matn_error error = {0};
  assert_int_equal(build(&doc, html, limits, &error), MATN_LIMIT);
  assert_int_equal(error.code, MATN_LIMIT);
  assert_string_equal(error.message, message);
  assert_int_equal(error.pos, pos);
  mtn_document_free(&doc);
}

static void expect_no_limit(const char *html, const mtn_tree_limits *limits) {
  mtn_document doc;
  matn_error error = {0};
  assert_int_equal(build(&doc, html, limits, &error), MATN_OK);
  mtn_document_free(&doc);
}

static void limits(void **state) {
  (void)state;
  /* html, body, three divs */
  expect_no_limit("<div><div><div>", &(mtn_tree_limits){5, UINT32_MAX, UINT32_MAX});
  expect_limit("<div><div><div>", &(mtn_tree_limits){4, UINT32_MAX, UINT32_MAX},
               "more elements are open at once than max_depth", 10);
  /* the document, html, head, body, two p, two texts */
  expect_no_limit("<p>a<p>b", &(mtn_tree_limits){UINT32_MAX, 8, UINT32_MAX});
  expect_limit("<p>a<p>b", &(mtn_tree_limits){UINT32_MAX, 7, UINT32_MAX}, "the page has more nodes than max_nodes", 7);
  expect_no_limit("<p a b c>", &(mtn_tree_limits){UINT32_MAX, UINT32_MAX, 3});
  expect_no_limit("<p a b c a b>", &(mtn_tree_limits){UINT32_MAX, UINT32_MAX, 3}); /* repeated ones are dropped */
  expect_limit("x<p a b c d>", &(mtn_tree_limits){UINT32_MAX, UINT32_MAX, 2},
               "an element has more attributes than max_attributes", 1);
}

/* What the standard makes quadratic ends at a multiple of the page's size: here, 4,000 formatting elements that are
 * left open and must be opened anew in each of 4,000 paragraphs. */
static void limit_of_work(void **state) {
  (void)state;
  enum { COUNT = 8000, UNIT = 19 };
  char *html = malloc((size_t)COUNT * UNIT + 1);
  assert_non_null(html);
  size_t len = 0;
  for (int i = 0; i < COUNT; i++) len += (size_t)snprintf(html + len, UNIT + 1, "<font size=%04d><p>", i);
  mtn_document doc;
  matn_error error = {0};
  assert_int_equal(build(&doc, html, &no_limits, &error), MATN_LIMIT);
  assert_string_equal(error.message, "the page takes more work than its size allows");
  assert_true(doc.node_count < (size_t)100 * len);
  mtn_document_free(&doc);
  free(html);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(names_of_tables),
      cmocka_unit_test(names_of_elements),
      cmocka_unit_test(names_in_numbers),
      cmocka_unit_test(attributes),
      cmocka_unit_test(attributes_of_foreign_elements),
      cmocka_unit_test(doctype),
      cmocka_unit_test(walk),
      cmocka_unit_test(links),
      cmocka_unit_test(template_content),
      cmocka_unit_test(spans),
      cmocka_unit_test(joined_text),
      cmocka_unit_test(limits),
      cmocka_unit_test(limit_of_work),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
