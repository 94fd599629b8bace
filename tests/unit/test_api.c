/* The public entry points at their edges: arguments, options of other versions, statuses with message and offset,
 * limits, ownership, and the memory of a context. */
#include "matn.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char page[] =
    "<!doctype html><title>T</title><p>The bridge was opened on Monday by the mayor, who thanked the "
    "engineers. It had been closed for two years.</p>";

static matn_str str(const char *s) { return (matn_str){s, strlen(s)}; }

static void assert_text(matn_str got, const char *want) {
  assert_int_equal(got.len, strlen(want));
  assert_memory_equal(got.ptr, want, got.len);
}

/* matn_parse gives `status` with its message at `pos`, and no document. */
static void parse_fails(const char *html, const matn_parse_options *options, matn_status status, const char *message,
                        size_t pos) {
  matn_doc *doc = (matn_doc *)&status; /* not NULL before */
  matn_error error = {0};
  assert_int_equal(matn_parse(NULL, html, strlen(html), options, &doc, &error), status);
  assert_null(doc);
  assert_int_equal(error.code, status);
  assert_string_equal(error.message, message);
  assert_int_equal(error.pos, pos);
}

static matn_doc *parse_ok(const char *html, const matn_parse_options *options) {
  matn_doc *doc = NULL;
  matn_error error = {0};
  assert_int_equal(matn_parse(NULL, html, strlen(html), options, &doc, &error), MATN_OK);
  assert_non_null(doc);
  return doc;
}

static void version_and_names(void **state) {
  (void)state;
  assert_string_equal(matn_version_string(), MATN_VERSION_STRING);
  for (int i = 0; i <= MATN_EMPTY; i++) assert_true(strlen(matn_status_name((matn_status)i)) > 0);
  assert_non_null(matn_status_name((matn_status)99));
  assert_string_equal(matn_status_name(MATN_OK), "ok");
  assert_string_equal(matn_page_status_name(MATN_PAGE_OK), "ok");
  assert_string_equal(matn_page_status_name(MATN_PAGE_JS_SHELL), "js_shell");
  assert_non_null(matn_page_status_name((matn_page_status)99));
}

static void arguments(void **state) {
  (void)state;
  matn_doc *doc = NULL;
  matn_error error;
  assert_int_equal(matn_parse(NULL, NULL, 1, NULL, &doc, &error), MATN_ARGUMENT);
  assert_int_equal(matn_parse(NULL, "x", 1, NULL, NULL, &error), MATN_ARGUMENT);
  assert_int_equal(matn_parse(NULL, NULL, 0, NULL, &doc, NULL), MATN_OK); /* nothing is a page too */
  matn_doc_free(doc);
  matn_doc_free(NULL);
  matn_context_free(NULL);

  matn_parse_options options = {.size = sizeof(options), .input = (matn_input)7};
  assert_int_equal(matn_parse(NULL, "x", 1, &options, &doc, &error), MATN_ARGUMENT);
  assert_null(doc);
  options = (matn_parse_options){.size = sizeof(options), .charset = str("no-such-charset")};
  assert_int_equal(matn_parse(NULL, "x", 1, &options, &doc, &error), MATN_CHARSET);
  assert_null(doc);
}

static void contexts_of_fragments(void **state) {
  (void)state;
  matn_doc *doc = NULL;
  matn_error error = {0};
  static const char *const empty[] = {"", "svg ", "math "};
  for (size_t i = 0; i < sizeof(empty) / sizeof(empty[0]); i++) {
    assert_int_equal(matn_parse_fragment(NULL, "x", 1, str(empty[i]), NULL, &doc, &error), MATN_EMPTY);
    assert_int_equal(error.code, MATN_EMPTY);
    assert_null(doc);
  }
  static const char *const good[] = {"div", "svg g", "math mi", "x-y", "svgx"};
  for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
    assert_int_equal(matn_parse_fragment(NULL, "x", 1, str(good[i]), NULL, &doc, &error), MATN_OK);
    matn_doc_free(doc);
  }
}

/* Options of an older header are smaller, of a newer one larger: fine as long as what is not known here is zero. */
static void options_of_other_versions(void **state) {
  (void)state;
  struct newer {
    matn_parse_options known;
    char added[16];
  } newer = {.known = {.size = sizeof(newer), .charset = {"utf-8", 5}}};
  matn_doc *doc = parse_ok("x", &newer.known);
  matn_doc_free(doc);
  newer.added[15] = 1;
  matn_error error = {0};
  assert_int_equal(matn_parse(NULL, "x", 1, &newer.known, &doc, &error), MATN_VERSION);
  assert_null(doc);
  assert_int_equal(error.code, MATN_VERSION);

  matn_parse_options older = {.size = offsetof(matn_parse_options, max_bytes), .max_bytes = 1}; /* not looked at */
  doc = parse_ok("more than a byte", &older);
  matn_doc_free(doc);
  older.size = 0;
  assert_int_equal(matn_parse(NULL, "x", 1, &older, &doc, &error), MATN_ARGUMENT);
}

static void limits(void **state) {
  (void)state;
  matn_parse_options options = {.size = sizeof(options), .max_bytes = 8};
  parse_fails("123456789", &options, MATN_LIMIT, "the page is larger than max_bytes", 0);
  matn_doc_free(parse_ok("12345678", &options));
  options.charset = str("windows-1252"); /* each of these bytes has three in UTF-8 */
  parse_fails("\x80\x80\x80", &options, MATN_LIMIT, "the decoded page is larger than max_bytes", 8);
  options = (matn_parse_options){.size = sizeof(options), .max_depth = 3};
  parse_fails("<p><b>", &options, MATN_LIMIT, "more elements are open at once than max_depth", 3);
  options = (matn_parse_options){.size = sizeof(options), .max_nodes = 4};
  parse_fails("<p>", &options, MATN_LIMIT, "the page has more nodes than max_nodes", 0);
  options = (matn_parse_options){.size = sizeof(options), .max_attributes = 2};
  parse_fails("<p a b c>", &options, MATN_LIMIT, "an element has more attributes than max_attributes", 0);

  matn_doc *doc = parse_ok("<p>one<p>two<p>three", NULL);
  matn_extract_options extract = {.size = sizeof(extract), .max_blocks = 2};
  const matn_article *article = (const matn_article *)doc;
  matn_error error = {0};
  assert_int_equal(matn_extract(doc, &extract, &article, &error), MATN_LIMIT);
  assert_null(article);
  assert_int_equal(error.code, MATN_LIMIT);
  assert_non_null(error.message);
  extract.max_blocks = 3;
  assert_int_equal(matn_extract(doc, &extract, &article, &error), MATN_OK);
  assert_int_equal(matn_article_block_count(article), 3);
  matn_doc_free(doc);
}

static void what_a_document_knows(void **state) {
  (void)state;
  char bytes[] = "<p a=1>x</p>\r\n";
  matn_doc *doc = NULL;
  assert_int_equal(matn_parse(NULL, bytes, strlen(bytes), NULL, &doc, NULL), MATN_OK);
  memset(bytes, 'z', sizeof(bytes)); /* the document has its own copy */
  assert_text(matn_doc_source(doc), "<p a=1>x</p>\n");
  assert_text(matn_doc_charset(doc), "windows-1252"); /* what the standard gives pages that say nothing */
  matn_doc_stats stats;
  matn_doc_get_stats(doc, &stats);
  assert_int_equal(stats.source_bytes, 13);
  assert_int_equal(stats.nodes, 7);   /* document, html, head, body, p, its text, the line feed */
  assert_true(stats.attributes >= 1); /* slots, names of unknown elements among them */
  assert_true(stats.memory > stats.source_bytes);
  assert_true(stats.quirks);
  matn_doc_free(doc);
}

static int refuse(void *ctx, const char *bytes, size_t len) {
  (void)bytes, (void)len;
  ++*(int *)ctx;
  return 1;
}

static int count_bytes(void *ctx, const char *bytes, size_t len) {
  (void)bytes;
  *(size_t *)ctx += len;
  return 0;
}

static void articles(void **state) {
  (void)state;
  matn_doc *doc = parse_ok(page, NULL);
  const matn_article *article = NULL, *again = NULL;
  matn_error error = {0};
  assert_int_equal(matn_extract(doc, NULL, NULL, &error), MATN_ARGUMENT);
  matn_extract_options wrong = {.size = sizeof(wrong), .favour = (matn_favour)9};
  assert_int_equal(matn_extract(doc, &wrong, &article, &error), MATN_ARGUMENT);
  assert_null(article);
  wrong = (matn_extract_options){.size = sizeof(wrong), .fetched = str("2026-02-10T1:30")};
  assert_int_equal(matn_extract(doc, &wrong, &article, &error), MATN_ARGUMENT);
  assert_int_equal(matn_extract(doc, NULL, &article, &error), MATN_OK);
  matn_extract_options whole = {.size = sizeof(whole), .whole = true};
  assert_int_equal(matn_extract(doc, &whole, &again, &error), MATN_OK);
  assert_ptr_not_equal(article, again);
  assert_int_equal(matn_article_status(article), MATN_PAGE_OK);
  assert_text(matn_article_fact(article, MATN_TITLE, 0), "T");
  assert_null(matn_article_fact(article, MATN_TITLE, 99).ptr);
  assert_int_equal(matn_article_fact_count(article, MATN_FIELD_COUNT), 0);
  matn_block block;
  assert_true(matn_article_block(article, 0, &block));
  assert_false(matn_article_block(article, matn_article_block_count(article), &block));

  int calls = 0;
  size_t written = 0;
  assert_int_equal(matn_render(article, MATN_TEXT, NULL, (matn_sink){refuse, &calls}, &error), MATN_SINK);
  assert_int_equal(error.code, MATN_SINK);
  assert_int_equal(calls, 1);
  assert_int_equal(matn_render(article, (matn_format)9, NULL, (matn_sink){count_bytes, &written}, &error),
                   MATN_ARGUMENT);
  assert_int_equal(matn_render(article, MATN_TEXT, NULL, (matn_sink){NULL, NULL}, &error), MATN_ARGUMENT);
  assert_int_equal(written, 0);
  assert_int_equal(matn_render(article, MATN_TEXT, NULL, (matn_sink){count_bytes, &written}, NULL), MATN_OK);
  assert_true(written > 100);
  matn_doc_free(doc);
}

/* ---- memory ---- */

static void *counting_alloc(void *ctx, void *ptr, size_t old, size_t new_size) {
  (void)old;
  if (new_size == 0) {
    free(ptr);
    return NULL;
  }
  ++*(size_t *)ctx;
  return realloc(ptr, new_size);
}

static size_t calls_of_round(matn_context *ctx, const size_t *calls, bool extract) {
  size_t before = *calls;
  matn_doc *doc = NULL;
  assert_int_equal(matn_parse(ctx, page, strlen(page), NULL, &doc, NULL), MATN_OK);
  const matn_article *article = NULL;
  if (extract) assert_int_equal(matn_extract(doc, NULL, &article, NULL), MATN_OK);
  size_t made = *calls - before;
  matn_doc_free(doc);
  return made;
}

static void selectors(void **state) {
  (void)state;
  const char *html = "<title>t</title><p id=a>One two <b>three</b> four.</p><p class=x>Five six.</p>";
  matn_doc *doc;
  const matn_article *article;
  matn_error error = {0};
  matn_block block;
  assert_int_equal(matn_selector_check((matn_str){"p > b", 5}, &error), MATN_OK);
  assert_int_equal(matn_selector_check((matn_str){"p >", 3}, &error), MATN_SELECTOR);
  assert_int_equal(error.pos, 3);
  assert_int_equal(matn_selector_check((matn_str){NULL, 0}, &error), MATN_ARGUMENT);
  assert_int_equal(matn_parse(NULL, html, strlen(html), NULL, &doc, NULL), MATN_OK);
  const matn_str prune[] = {{"b", 1}, {".y", 2}}, keep[] = {{".x", 2}}, wrong[] = {{"p[", 2}};
  matn_extract_options options = {.size = sizeof(options), .whole = true, .prune = prune, .prune_count = 2};
  assert_int_equal(matn_extract(doc, &options, &article, &error), MATN_OK);
  assert_true(matn_article_block(article, 0, &block));
  assert_int_equal(block.text.len, strlen("One two four."));
  options = (matn_extract_options){.size = sizeof(options), .keep = keep, .keep_count = 1};
  assert_int_equal(matn_extract(doc, &options, &article, &error), MATN_OK);
  assert_true(matn_article_block(article, 0, &block)); /* the first article's pruning is not this one's */
  assert_int_equal(block.text.len, strlen("One two three four."));
  assert_true(matn_article_block(article, 1, &block));
  assert_true(block.selected && block.score == 1.0f);
  options.keep = wrong;
  assert_int_equal(matn_extract(doc, &options, &article, &error), MATN_SELECTOR);
  assert_null(article);
  matn_doc_free(doc);
}

static void warm_context_allocates_nothing(void **state) {
  (void)state;
  size_t calls = 0;
  matn_alloc alloc = {counting_alloc, &calls};
  matn_context *ctx = matn_context_new(&alloc);
  assert_non_null(ctx);
  assert_true(calls_of_round(ctx, &calls, false) > 0);
  assert_int_equal(calls_of_round(ctx, &calls, false), 0);
  /* Extraction may need two rounds: the arena first learns how much, then keeps it in one piece. */
  calls_of_round(ctx, &calls, true);
  calls_of_round(ctx, &calls, true);
  assert_int_equal(calls_of_round(ctx, &calls, true), 0);
  matn_context_free(ctx);
}

/* Two documents of one context at once; freed in either order. */
static void documents_side_by_side(void **state) {
  (void)state;
  matn_context *ctx = matn_context_new(NULL);
  matn_doc *a = NULL, *b = NULL;
  for (int order = 0; order < 2; order++) {
    assert_int_equal(matn_parse(ctx, "<p>a", 4, NULL, &a, NULL), MATN_OK);
    assert_int_equal(matn_parse(ctx, "<p>b", 4, NULL, &b, NULL), MATN_OK);
    assert_text(matn_doc_source(a), "<p>a");
    assert_text(matn_doc_source(b), "<p>b");
    matn_doc_free(order ? a : b);
    matn_doc_free(order ? b : a);
  }
  matn_context_free(ctx);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(version_and_names),
      cmocka_unit_test(arguments),
      cmocka_unit_test(contexts_of_fragments),
      cmocka_unit_test(options_of_other_versions),
      cmocka_unit_test(limits),
      cmocka_unit_test(what_a_document_knows),
      cmocka_unit_test(articles),
      cmocka_unit_test(selectors),
      cmocka_unit_test(warm_context_allocates_nothing),
      cmocka_unit_test(documents_side_by_side),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
