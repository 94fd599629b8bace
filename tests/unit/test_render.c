/* The article and its writers at their edges: repeats, walls and shells, options, sinks that fail, the fingerprint. */
#include "matn.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct output {
  char bytes[65536];
  size_t len, calls, fail_at; /* fail_at: the call that fails, from 1; 0 for none */
} output;

static int write_output(void *ctx, const char *bytes, size_t len) {
  output *out = ctx;
  if (++out->calls == out->fail_at) return 1;
  assert_true(len > 0 && len < sizeof(out->bytes) - out->len);
  memcpy(out->bytes + out->len, bytes, len);
  out->len += len;
  out->bytes[out->len] = '\0';
  return 0;
}

typedef struct page {
  matn_doc *doc;
  const matn_article *article;
} page;

static page open_page(const char *html, bool whole) {
  page p;
  matn_parse_options parse = {.size = sizeof(parse), .charset = {"utf-8", 5}};
  matn_extract_options extract = {.size = sizeof(extract), .whole = whole};
  assert_int_equal(matn_parse(NULL, html, strlen(html), &parse, &p.doc, NULL), MATN_OK);
  assert_int_equal(matn_extract(p.doc, &extract, &p.article, NULL), MATN_OK);
  return p;
}

static const char *render(const page *p, matn_format format, const matn_render_options *options) {
  static output out; /* tests run one after the other */
  out = (output){0};
  assert_int_equal(matn_render(p->article, format, options, (matn_sink){write_output, &out}, NULL), MATN_OK);
  return out.bytes;
}

#define SENTENCE "The bridge was opened on Monday by the mayor, who thanked the engineers for two years of work. "
#define PARAGRAPHS "<p>" SENTENCE SENTENCE "</p><p>It is the longest one in the country. " SENTENCE "</p>"

static void later_copies_are_dropped(void **state) {
  (void)state;
  const char *html = "<article><p>" SENTENCE "</p><p>Again.</p><p>" SENTENCE "</p><p>Again.</p></article>";
  page p = open_page(html, true);
  const char *text = render(&p, MATN_TEXT, NULL);
  assert_non_null(strstr(strstr(text, "The bridge") + 1, "The bridge")); /* the caller says that all of it is text */
  matn_doc_free(p.doc);
  /* Copies elsewhere on the page go; those beside one another are the author's. */
#define COPY PARAGRAPHS "<p>It is open.</p>"
  html = "<article><p>" SENTENCE "</p><p>" SENTENCE "</p>" COPY "<div><div>" COPY "</div></div></article>";
  p = open_page(html, false);
  text = render(&p, MATN_TEXT, NULL);
  const char *first = strstr(text, "It is the longest");
  assert_non_null(first);
  assert_null(strstr(first + 1, "It is the longest"));
  assert_memory_equal(text + strlen(SENTENCE) + 1, SENTENCE, strlen(SENTENCE) - 1);
  matn_block block;
  size_t selected = 0;
  for (size_t i = 0; matn_article_block(p.article, i, &block); i++) selected += block.selected;
  assert_int_equal(selected, 5);
  matn_doc_free(p.doc);
#undef COPY
}

static void status_of(const char *html, matn_page_status status) {
  page p = open_page(html, false);
  if (matn_article_status(p.article) != status)
    fail_msg("%s: %s", html, matn_page_status_name(matn_article_status(p.article)));
  const char *text = render(&p, MATN_TEXT, NULL);
  if (status != MATN_PAGE_OK) assert_string_equal(text, "");
  matn_doc_free(p.doc);
}

static void page_statuses(void **state) {
  (void)state;
  status_of("", MATN_PAGE_EMPTY);
  status_of("<title>Only a title</title>", MATN_PAGE_EMPTY);
  status_of("<title>App</title><div id=root></div><script src=app.js></script>", MATN_PAGE_JS_SHELL);
  status_of("<div id=app>Loading...</div><script src=app.js></script>", MATN_PAGE_JS_SHELL);
  status_of("<noscript>You need to enable JavaScript.</noscript><p>App</p><script src=a.js></script>",
            MATN_PAGE_JS_SHELL);
  status_of("<title>Just a moment...</title><h1>example.org</h1><p>This may take a few seconds to check.</p>",
            MATN_PAGE_BLOCKED);
  status_of("<title>x</title><p>Please verify you are human by pressing the button below, then go on.</p>",
            MATN_PAGE_BLOCKED);
  status_of("<title>How captchas came to be</title><article>" PARAGRAPHS PARAGRAPHS
            "<p>" SENTENCE SENTENCE SENTENCE SENTENCE SENTENCE SENTENCE SENTENCE SENTENCE SENTENCE SENTENCE SENTENCE
            "</p></article>",
            MATN_PAGE_OK);
  status_of("<title>Bridge</title><article>" PARAGRAPHS "</article><script>x()</script>", MATN_PAGE_OK);
}

static void articles_of_one_document_are_their_own(void **state) {
  (void)state;
  page p = open_page("<nav><a href=1>Home</a></nav><article>" PARAGRAPHS "</article>", true);
  const matn_article *second;
  size_t all = strlen(render(&p, MATN_TEXT, NULL));
  assert_int_equal(matn_extract(p.doc, NULL, &second, NULL), MATN_OK);
  page q = {p.doc, second};
  assert_true(strlen(render(&q, MATN_TEXT, NULL)) < all);
  assert_int_equal(strlen(render(&p, MATN_TEXT, NULL)), all);
  matn_doc_free(p.doc);
}

static void json_escapes(void **state) {
  (void)state;
  page p = open_page("<p>q\" b\\ t\x7F c\x01 \xE2\x80\xA8 é</p>", true);
  matn_render_options options = {.size = sizeof(options), .path = {"a\n\"b\"\t.html", 11}, .markdown_field = true};
  const char *json = render(&p, MATN_JSON, &options);
  assert_non_null(strstr(json, "{\"path\":\"a\\n\\\"b\\\"\\t.html\",\"url\":null,\"status\":\"ok\""));
  assert_non_null(strstr(json, "\"text\":\"q\\\" b\\\\ t\\u007f c\\u0001 \xE2\x80\xA8 é\",\"markdown\":\""));
  assert_int_equal(json[strlen(json) - 1], '\n');
  assert_null(memchr(json, '\n', strlen(json) - 1));
  matn_doc_free(p.doc);
}

static void nothing_to_write(void **state) {
  (void)state;
  page p = open_page("", false);
  assert_string_equal(render(&p, MATN_TEXT, NULL), "");
  assert_string_equal(render(&p, MATN_MARKDOWN, NULL), "");
  assert_non_null(strstr(render(&p, MATN_JSON, NULL), "\"status\":\"empty\""));
  assert_non_null(strstr(render(&p, MATN_JSON, NULL),
                         "\"text\":\"\",\"comments\":[],\"posts\":[],\"items\":[],\"properties\":[],\"captions\":[]"));
  assert_non_null(strstr(render(&p, MATN_JSON, NULL), "\"fingerprint\":null}"));
  matn_doc_free(p.doc);
}

static void sinks_that_fail(void **state) {
  (void)state;
  char html[40000] = "<article>";
  while (strlen(html) < sizeof(html) - 1000) strcat(html, PARAGRAPHS "<ul><li>" SENTENCE "</ul>");
  page p = open_page(html, true);
  for (int format = MATN_TEXT; format <= MATN_JSON; format++) {
    for (size_t fail_at = 1;; fail_at++) {
      static output out;
      out = (output){.fail_at = fail_at};
      matn_error error = {0};
      matn_status status = matn_render(p.article, (matn_format)format, NULL, (matn_sink){write_output, &out}, &error);
      assert_true(out.calls <= fail_at); /* nothing more after a failure */
      if (status == MATN_OK) {
        assert_true(fail_at > 5);
        break;
      }
      assert_int_equal(status, MATN_SINK);
      assert_string_equal(error.message, "the sink refused the output");
    }
  }
  matn_error error;
  assert_int_equal(matn_render(p.article, (matn_format)9, NULL, (matn_sink){write_output, NULL}, &error),
                   MATN_ARGUMENT);
  assert_int_equal(matn_render(p.article, MATN_TEXT, NULL, (matn_sink){NULL, NULL}, &error), MATN_ARGUMENT);
  assert_int_equal(matn_render(NULL, MATN_TEXT, NULL, (matn_sink){write_output, NULL}, &error), MATN_ARGUMENT);
  matn_doc_free(p.doc);
}

static unsigned long long fingerprint_of(const char *html) {
  page p = open_page(html, true);
  const char *at = strstr(render(&p, MATN_JSON, NULL), "\"fingerprint\":\"");
  assert_non_null(at);
  unsigned long long value = strtoull(at + 15, NULL, 16);
  matn_doc_free(p.doc);
  return value;
}

static unsigned distance(unsigned long long a, unsigned long long b) {
  unsigned bits = 0;
  for (unsigned long long x = a ^ b; x; x &= x - 1) bits++;
  return bits;
}

static void near_copies_have_near_fingerprints(void **state) {
  (void)state;
  unsigned long long a = fingerprint_of(PARAGRAPHS);
  assert_true(a == fingerprint_of("<h1></h1><div>" PARAGRAPHS "</div>"));
  assert_true(distance(a, fingerprint_of(PARAGRAPHS "<p>Photograph</p>")) <= 8);
  assert_true(distance(a, fingerprint_of("<p>Quite another text about rivers, fish and how to cook them in March.")) >
              16);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(later_copies_are_dropped),
      cmocka_unit_test(page_statuses),
      cmocka_unit_test(articles_of_one_document_are_their_own),
      cmocka_unit_test(json_escapes),
      cmocka_unit_test(nothing_to_write),
      cmocka_unit_test(sinks_that_fail),
      cmocka_unit_test(near_copies_have_near_fingerprints),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
