/*
 * Every allocation fails once: over a context, parsing (documents, fragments, plain text, a legacy charset), extraction
 * and rendering, the Nth call of the allocator gives NULL for N = 0, 1, 2… until a run needs no more calls; once with
 * only that call failing, once with all calls failing from there on.
 *
 * After each run: the status is MATN_NOMEM with its error, or the failure did no harm and the output is the full one;
 * out-parameters of failed calls are NULL; not a byte is held; and `old` was always the size last asked for.
 */
#include "matn.h"
#include "support/output.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- the allocator ---- */

struct failing {
  size_t calls, fail_at; /* calls that ask for memory; the one that fails */
  bool for_good;         /* all after it fail too */
  size_t failures, held; /* bytes */
  const char *misuse;
};

struct header {
  size_t size;
  size_t guard; /* keeps what follows aligned as malloc's result is */
};

static void *failing_alloc(void *ctx, void *ptr, size_t old, size_t new_size) {
  struct failing *f = ctx;
  struct header *header = ptr ? (struct header *)ptr - 1 : NULL;
  if (old != (header ? header->size : 0)) f->misuse = "`old` is not the size last asked for";
  if (new_size == 0) {
    if (!ptr) f->misuse = "NULL freed through the allocator";
    f->held -= old;
    free(header);
    return NULL;
  }
  size_t call = f->calls++;
  if (call == f->fail_at || (f->for_good && call > f->fail_at)) {
    f->failures++;
    return NULL;
  }
  struct header *grown = realloc(header, sizeof(*grown) + new_size);
  if (!grown) exit(1);
  grown->size = new_size;
  f->held += new_size - old;
  return grown + 1;
}

/* ---- one run through the library ---- */

struct scenario {
  const char *name;
  const char *page;
  const char *repeated; /* appended `times` times, so that arrays grow */
  size_t times;
  const char *context; /* a fragment's */
  const char *charset;
  matn_input input;
};

struct page {
  const struct scenario *scenario;
  char *bytes;
  size_t len;
};

static matn_str str(const char *s) { return (matn_str){s, s ? strlen(s) : 0}; }

static matn_status render_all(const matn_article *article, matn_sink sink, matn_error *error) {
  matn_render_options options = {.size = sizeof(options),
                                 .path = str("a/b.html"),
                                 .links = true,
                                 .images = true,
                                 .comments = true,
                                 .markdown_field = true,
                                 .pretty = true};
  for (int format = MATN_TEXT; format <= MATN_HTML; format++) {
    matn_status status = matn_render(article, (matn_format)format, &options, sink, error);
    if (status != MATN_OK) return status;
  }
  return MATN_OK;
}

static matn_status read_record(const matn_article *article, matn_sink sink, matn_error *error) {
  const matn_record *record = (const matn_record *)article;
  matn_status status = matn_read_record(article, &record, error);
  if (status != MATN_OK) assert_null(record);
  for (int format = MATN_RECORD_JSON; status == MATN_OK && format <= MATN_RECORD_CSV; format++)
    status = matn_record_render(record, (matn_record_format)format, NULL, sink, error);
  return status;
}

/* All the way with one page in `ctx`; what was written goes to *out. */
static matn_status run_page(matn_context *ctx, const struct page *page, struct output *out, matn_error *error) {
  const struct scenario *s = page->scenario;
  matn_parse_options options = {
      .size = sizeof(options), .input = s->input, .charset = str(s->charset), .url = str("https://example.org/x")};
  matn_doc *doc = (matn_doc *)out; /* to see that a failing call clears it */
  matn_status status = s->context
                           ? matn_parse_fragment(ctx, page->bytes, page->len, str(s->context), &options, &doc, error)
                           : matn_parse(ctx, page->bytes, page->len, &options, &doc, error);
  if (status != MATN_OK) {
    assert_null(doc);
    return status;
  }
  matn_sink sink = {test_append, out};
  status = matn_tree_write(doc, sink, error);
  static const matn_str prune[] = {{"nav, li:not(:first-child)", 25}}, keep[] = {{"p:has(a[href^='/team'])", 23}};
  matn_extract_options recall = {
      .size = sizeof(recall), .favour = MATN_RECALL, .prune = prune, .keep = keep, .prune_count = 1, .keep_count = 1};
  for (int round = 0; round < 2 && status == MATN_OK; round++) {
    const matn_article *article = (const matn_article *)out;
    status = matn_extract(doc, round ? &recall : NULL, &article, error);
    if (status == MATN_OK)
      status = render_all(article, sink, error);
    else
      assert_null(article);
    if (status == MATN_OK) status = read_record(article, sink, error);
  }
  /* Explaining asks the model for each block alone: small pages only. */
  for (int format = MATN_EXPLAIN_TEXT; !s->repeated && format <= MATN_EXPLAIN_HTML && status == MATN_OK; format++)
    status = matn_explain_write(doc, &recall, (matn_explain_format)format, sink, error);
  matn_doc_free(doc);
  return status;
}

/* A context, the page, the page again (in warm memory), or as far as that goes. */
static matn_status run(struct failing *f, const struct page *page, struct output *out, matn_error *error) {
  matn_alloc alloc = {failing_alloc, f};
  matn_context *ctx = matn_context_new(&alloc);
  if (!ctx) {
    *error = (matn_error){MATN_NOMEM, 0, "no context"};
    return MATN_NOMEM;
  }
  matn_status status = run_page(ctx, page, out, error);
  if (status == MATN_OK) {
    status = run_page(ctx, page, out, error);
  } else if (!f->for_good) { /* the context survives a failure: the next page is read as ever */
    struct output again = {0};
    matn_error ignored = {0};
    assert_int_equal(run_page(ctx, page, &again, &ignored), MATN_OK);
    free(again.bytes);
  }
  matn_context_free(ctx);
  return status;
}

static void check_mode(const struct page *page, const struct output *expected, size_t calls, bool for_good) {
  for (size_t n = 0; n < calls; n++) {
    struct failing f = {.fail_at = n, .for_good = for_good};
    struct output out = {0};
    matn_error error = {0};
    matn_status status = run(&f, page, &out, &error);
    if (f.misuse) fail_msg("%s, call %zu: %s", page->scenario->name, n, f.misuse);
    if (f.held) fail_msg("%s, call %zu: %zu bytes leaked", page->scenario->name, n, f.held);
    assert_true(f.failures > 0);
    if (status == MATN_OK) {
      assert_int_equal(out.len, expected->len);
      assert_memory_equal(out.bytes, expected->bytes, out.len);
    } else {
      if (status != MATN_NOMEM) fail_msg("%s, call %zu: %s", page->scenario->name, n, matn_status_name(status));
      assert_int_equal(error.code, MATN_NOMEM);
      assert_non_null(error.message);
    }
    free(out.bytes);
  }
}

static void check_scenario(const struct scenario *scenario) {
  struct page page = {.scenario = scenario};
  size_t head = strlen(scenario->page), unit = scenario->repeated ? strlen(scenario->repeated) : 0;
  page.len = head + unit * scenario->times;
  page.bytes = malloc(page.len + 1);
  assert_non_null(page.bytes);
  memcpy(page.bytes, scenario->page, head + 1);
  for (size_t i = 0; i < scenario->times; i++) memcpy(page.bytes + head + i * unit, scenario->repeated, unit);

  struct failing never = {.fail_at = SIZE_MAX};
  struct output expected = {0};
  matn_error error = {0};
  assert_int_equal(run(&never, &page, &expected, &error), MATN_OK);
  assert_null(never.misuse);
  assert_int_equal(never.held, 0);
  printf("  %s: %zu calls\n", scenario->name, never.calls);
  check_mode(&page, &expected, never.calls, false);
  check_mode(&page, &expected, never.calls, true);
  free(expected.bytes);
  free(page.bytes);
}

/* ---- the pages ---- */

#define PARAGRAPH                                                                                                      \
  "<p>The bridge was opened on Monday by the mayor, who thanked the engineers &amp; their <a href='/team?a=1&b=2'>"    \
  "team</a>. It had been closed for two years.</p>"

static void documents(void **state) {
  (void)state;
  static const struct scenario scenarios[] = {
      {.name = "empty", .page = ""},
      {.name = "article",
       .page = "<!doctype html><html lang=en><title>Bridge &middot; Paper</title><meta name=author content='A. Writer'>"
               "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Bridge\","
               "\"author\":[{\"name\":\"A. Writer\"}],\"keywords\":[\"a\",\"b\"]}</script><nav><a href=/>Home</a></nav>"
               "<main><h1>Bridge</h1>" PARAGRAPH PARAGRAPH
               "<ul><li>one<li>two</ul><pre>int x;</pre><table><tr><th>a<td>b</table><blockquote>Quoted.</blockquote>"
               "<figure><img src=a.png alt=A><figcaption>The bridge</figcaption></figure></main>"},
      {.name = "formulas in attributes, tables of roles, posts and their parts",
       .page = "<title>Q</title><div class=post id=p1><h4 class=post-name><a class=username href=/u/a>a</a></h4>"
               "<div class=post-body>" PARAGRAPH "<p>Say <span class=MathJax data-mathml='<math><mi>a</mi></math>'>"
               "a</span>.<div role=table><div role=row><b role=cell>1</b><b role=cell>2</b></div></div></div></div>"
               "<div class=post id=p2><a class=username href=/u/b>b</a>" PARAGRAPH
               "<aside class=pullquote>It had been closed for two years</aside></div>"},
      {.name = "misnested",
       .page = "<a><b><i><div>1</b>2<table>3<tr><td>4</a></table><select><option>5</select><template><tr><td>6"
               "</template><svg viewbox=0><foreignobject><x-y z=1>7</svg><math><mi>8</math></body></html><!-- 9 -->"},
      {.name = "large",
       .page = "<title>t</title>",
       .repeated = "<div class='a &lt; b'>" PARAGRAPH "</div>",
       .times = 2000},
      {.name = "deep", .page = "", .repeated = "<div><b><x-y>", .times = 300},
      {.name = "data",
       .page = "<title>The mill</title><div id=app data-page='{\"q\":\"{\\\"title\\\":\\\"The mill\\\"}\"}'></div>"
               "<script>self.__next_f.push([1,\"1:{\\\"a\\\":\\\"$2\\\"}\\n2:T5,abcde\"])</script>"
               "<script id=__NUXT_DATA__ type=application/json>[{\"title\":1,\"body\":2},\"The mill\",\"It turns "
               "\\u0026 turns, and whoever hears it from the road knows that there is water, and bread, and work.\"]"
               "</script><script>window.S={title:'The mill',content:[",
       .repeated = "{type:'paragraph',children:[{text:'The mill on the upper stream turned again on Sunday, for the "
                   "first time since the flood \\u0026 before the winter.'}]},",
       .times = 40},
      {.name = "units",
       .page = "<title>t</title><script type='application/ld+json'>{\"@type\":\"Product\",\"sku\":\"1\",\"review\":{"
               "\"@type\":\"Review\",\"reviewBody\":\"Good.\"}}</script><meta property=og:type content=product>"
               "<table><tr><td>a<td>b</table>" PARAGRAPH,
       .repeated =
           "<div class=comment><b class=author>Ruta</b><p class=text>Some words of hers.</p>by Ruta, 14 May 2024"
           "</div><div class=card><h3><a href=/a>One lamp</a></h3><p>It stands here and gives light.</div>",
       .times = 40},
      {.name = "attributes", .page = "<p ", .repeated = "a1=2 b c='&gt;' ", .times = 400},
  };
  for (size_t i = 0; i < sizeof(scenarios) / sizeof(scenarios[0]); i++) check_scenario(&scenarios[i]);
}

static void other_inputs(void **state) {
  (void)state;
  static const struct scenario scenarios[] = {
      {.name = "fragment", .page = "<td>a<tr><td>b", .repeated = PARAGRAPH, .times = 20, .context = "tr"},
      {.name = "fragment of svg", .page = "<p>a<![CDATA[b]]><title>c", .context = "svg title"},
      {.name = "text",
       .page = "Home\nNews\n\nBridge opened\n\n",
       .repeated = "The bridge was opened on Monday by the mayor, who thanked the engineers.\n",
       .times = 300,
       .input = MATN_INPUT_TEXT},
      {.name = "windows-1256",
       .page = "<title>\xE3\xCA\xE4</title>",
       .repeated = "<p>\xDE\xC7\xE1 \xE3\xCA\xCD\xCF\xCB \xC5\xE4 \xC7\xE1\xCC\xD3\xD1 \xDD\xCA\xCD.</p>",
       .times = 200,
       .charset = "windows-1256"},
      {.name = "detected",
       .page = "<title>\xE3\xCA\xE4</title>",
       .repeated = "<p>\xDE\xC7\xE1 \xE3\xCA\xCD\xCF\xCB \xC5\xE4 \xC7\xE1\xCC\xD3\xD1 \xDD\xCA\xCD.</p>",
       .times = 50},
  };
  for (size_t i = 0; i < sizeof(scenarios) / sizeof(scenarios[0]); i++) check_scenario(&scenarios[i]);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(documents),
      cmocka_unit_test(other_inputs),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
