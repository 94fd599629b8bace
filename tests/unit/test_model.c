/* The model: what is selected of small pages, and what must hold of any page. */
#include "extract/features.h"
#include "extract/model.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tree.h"

static const matn_str no_url = {NULL, 0};

typedef struct page {
  mtn_document doc;
  mtn_arena arena;
  mtn_blocks blocks;
} page;

static void cut(page *p, const char *html) {
  matn_error error;
  mtn_arena_init(&p->arena, &mtn_alloc_default);
  assert_int_equal(build(&p->doc, html, &no_limits, &error), MATN_OK);
  assert_int_equal(mtn_blocks_cut(&p->doc, &p->arena, &p->arena, UINT32_MAX, &p->blocks, &error), MATN_OK);
}

static void label(page *p, const char *html, matn_favour favour) {
  mtn_page_kind kind;
  cut(p, html);
  assert_int_equal(mtn_model_label(&p->doc, &p->blocks, no_url, favour, &p->arena, &kind), MATN_OK);
}

static void done(page *p) {
  mtn_arena_free(&p->arena);
  mtn_document_free(&p->doc);
}

/* The block that begins with this text; the test fails if there is none. */
static size_t block(const page *p, const char *begin) {
  size_t len = strlen(begin);
  for (size_t i = 0; i < p->blocks.count; i++) {
    matn_str text = p->blocks.items[i].text;
    if (text.len >= len && memcmp(text.ptr, begin, len) == 0) return i;
  }
  fail_msg("no block begins with \"%s\"", begin);
  return 0;
}

static bool selected(const page *p, const char *begin) { return p->blocks.items[block(p, begin)].selected; }

#define SENTENCES                                                                                                      \
  "The ferry left the quay at six, an hour late, with twelve cars and a band on deck. Nobody had slept; the band "     \
  "played."

/* ---- what is selected ---- */

static const char article[] =
    "<title>The late ferry - Harbour News</title><meta property=og:type content=article>"
    "<nav class=menu><ul><li><a href=/>Home</a><li><a href=/news>News</a><li><a href=/sport>Sport</a></ul></nav>"
    "<main><article><h1>The late ferry</h1>"
    "<div class=share-buttons><a href=/a>Share this story</a> <a href=/b>Mail it</a></div>"
    "<p>One: " SENTENCES " " SENTENCES "</p><p>Two: " SENTENCES " " SENTENCES "</p>"
    "<figure><img src=f.jpg><figcaption>The band on deck - Photo: A. Rower</figcaption></figure>"
    "<p>Three: " SENTENCES " " SENTENCES "</p><p>Four: " SENTENCES "</p></article>"
    "<div class=related-stories><h3>More stories</h3><ul><li><a href=/1>A quay is painted blue at last</a>"
    "<li><a href=/2>Harbour master retires after a day</a></ul></div></main>"
    "<footer><p>Copyright Harbour News. All rights reserved, the blue of the quay included.</p></footer>";

static void test_article(void **state) {
  (void)state;
  page p;
  label(&p, article, MATN_BALANCED);
  assert_true(selected(&p, "One") && selected(&p, "Two") && selected(&p, "Three") && selected(&p, "Four"));
  assert_false(selected(&p, "Home") || selected(&p, "Sport") || selected(&p, "Share"));
  assert_false(selected(&p, "The band") || selected(&p, "A quay") || selected(&p, "Copyright"));
  done(&p);
}

/* The same page where no word can be read: lengths, sentence ends and containers are enough, without spaces too. */
static void test_han(void **state) {
  (void)state;
#define HAN                                                                                                            \
  "\xE6\xB8\xA1\xE8\x88\xB9\xE6\x99\x9A\xE4\xBA\x86\xE4\xB8\x80\xE4\xB8\xAA\xE5\xB0\x8F\xE6\x97\xB6"                   \
  "\xE6\x89\x8D\xE7\xA6\xBB\xE5\xBC\x80\xE7\xA0\x81\xE5\xA4\xB4\xEF\xBC\x8C\xE4\xB9\x90\xE9\x98\x9F"                   \
  "\xE5\x9C\xA8\xE7\x94\xB2\xE6\x9D\xBF\xE4\xB8\x8A\xE6\xBC\x94\xE5\xA5\x8F\xE3\x80\x82"
  page p;
  label(&p,
        "<div class=menu><a href=/>H</a> <a href=/n>N</a></div><div><p>1" HAN HAN HAN "<p>2" HAN HAN HAN "<p>3" HAN HAN
        "</div><div class=footer><a href=/c>C</a></div>",
        MATN_BALANCED);
  assert_true(selected(&p, "1") && selected(&p, "2") && selected(&p, "3"));
  assert_false(selected(&p, "H") || selected(&p, "C"));
  done(&p);
}

/* Rows of a table stand or fall together. */
static void test_table(void **state) {
  (void)state;
  page p;
  label(&p,
        "<p>One: " SENTENCES " " SENTENCES
        "<table><tr><th>Day<th>Cars<tr><td>Monday<td>12<tr><td>Tuesday, when the band "
        "came along and played until noon.<td>7</table><p>Two: " SENTENCES "<table><tr><td>x<td>y</table>",
        MATN_BALANCED);
  size_t first = block(&p, "Day"), last = block(&p, "Tuesday");
  assert_int_equal(last - first, 2);
  for (size_t i = first; i <= last; i++) {
    assert_int_equal(p.blocks.items[i].score, p.blocks.items[first].score);
    assert_int_equal(p.blocks.items[i].selected, p.blocks.items[first].selected);
  }
  done(&p);
}

/* Posts of a thread are judged alike: one of few words is taken as the others are, and so is a line that stands beside
 * each of them left. */
static void test_alike(void **state) {
  (void)state;
#define POST(says)                                                                                                     \
  "<div class=post><div class=who><p>Joined in May</p></div><div class=says><p>" says "</p></div></div>"
  page p;
  label(&p,
        "<title>The late ferry</title><div class=menu><a href=/>Home</a> <a href=/n>News</a></div><div "
        "class=thread>" POST("One: " SENTENCES) POST("Two: " SENTENCES " " SENTENCES) POST("Same here.")
            POST("Four: " SENTENCES) POST("Five: " SENTENCES " " SENTENCES)
                POST("Six: " SENTENCES) "</div><div class=footer><a href=/c>C</a></div>",
        MATN_BALANCED);
  assert_true(selected(&p, "One") && selected(&p, "Six") && selected(&p, "Same here"));
  size_t first = block(&p, "Joined");
  for (size_t i = first; i < p.blocks.count; i++)
    if (mtn_str_equal(p.blocks.items[i].text, p.blocks.items[first].text)) assert_false(p.blocks.items[i].selected);
  done(&p);
#undef POST
}

/* A few words of which none is likely among many others are no text, but for those who want all that may be, and where
 * there is little else. */
static void test_scraps(void **state) {
  (void)state;
  static const char shell[] =
      "<title>Harbour Shop</title><nav><ul><li><a href=/h>Home</a><li><a href=/b>Boats</a><li><a href=/r>Ropes</a><li>"
      "<a href=/s>Sails</a><li><a href=/p>Paint</a><li><a href=/t>Tools</a><li><a href=/k>Books</a></ul></nav><main>"
      "<h1>Harbour Shop</h1><div class=newsletter><h2>Subscribe</h2><button>Sign up</button></div></main><footer><ul>"
      "<li><a href=/fh>Help</a><li><a href=/fr>Returns</a><li><a href=/fg>German</a><li><a href=/fi>Italian</a></ul>"
      "<p>Copyright Harbour Shop. All rights reserved.</p></footer>";
  page p;
  label(&p, shell, MATN_BALANCED);
  for (size_t i = 0; i < p.blocks.count; i++) assert_false(p.blocks.items[i].selected);
  done(&p);
  label(&p, shell, MATN_RECALL);
  assert_true(selected(&p, "Subscribe"));
  done(&p);
  label(&p, "<blockquote>To be or not to be</blockquote>", MATN_BALANCED);
  assert_true(selected(&p, "To be or not to be"));
  done(&p);
}

/* Precision takes part of what the balanced way takes, recall at least all of it. */
static void test_favour(void **state) {
  (void)state;
  page balanced, precision, recall;
  label(&balanced, article, MATN_BALANCED);
  label(&precision, article, MATN_PRECISION);
  label(&recall, article, MATN_RECALL);
  for (size_t i = 0; i < balanced.blocks.count; i++) {
    const mtn_block *b = &balanced.blocks.items[i], *less = &precision.blocks.items[i], *more = &recall.blocks.items[i];
    assert_int_equal(b->score, less->score);
    assert_int_equal(b->score, more->score);
    assert_true(!less->selected || b->selected);
    assert_true(!b->selected || more->selected);
  }
  assert_true(selected(&precision, "Two"));
  done(&balanced);
  done(&precision);
  done(&recall);
}

/* ---- any page ---- */

static void test_small_pages(void **state) {
  (void)state;
  static const char *const pages[] = {"",
                                      "<p>",
                                      "x",
                                      "<p>.",
                                      "<a href=/>x</a>",
                                      "<table><tr><td>1<td>2</table>",
                                      "<div hidden>x</div>",
                                      "<h1>T</h1>",
                                      "<title></title><title>x</title><h1>x</h1>"};
  for (size_t i = 0; i < MTN_COUNT(pages); i++) {
    for (int favour = MATN_BALANCED; favour <= MATN_RECALL; favour++) {
      page p;
      label(&p, pages[i], (matn_favour)favour);
      for (size_t k = 0; k < p.blocks.count; k++) assert_true(p.blocks.items[k].score <= 1000);
      done(&p);
    }
  }
}

/* Many boxes and blocks that are all alike, and all different. */
static void test_many(void **state) {
  (void)state;
  enum { N = 20000 };
  char *html = malloc(N * 64);
  assert_non_null(html);
  for (int different = 0; different < 2; different++) {
    size_t at = 0;
    for (int i = 0; i < N; i++)
      at +=
          (size_t)sprintf(html + at, "<div class=c%d><p id=i%d>text %d</div>", different ? i : 0, i, different ? i : 0);
    page p;
    label(&p, html, MATN_BALANCED);
    assert_int_equal(p.blocks.count, N);
    done(&p);
  }
  free(html);
}

/* One inline element with a huge class and many attributes around many blocks: asked for each of them, it must not be
 * read whole each time.  (Without the bounds this takes minutes.) */
static void test_huge_leaf(void **state) {
  (void)state;
  enum { CLASS = 1000000, ATTRIBUTES = 20000, BLOCKS = 20000 };
  char *html = malloc(CLASS + ATTRIBUTES * 8 + BLOCKS * 16 + 100);
  assert_non_null(html);
  size_t at = (size_t)sprintf(html, "<p>before<span ");
  for (int i = 0; i < ATTRIBUTES; i++) at += (size_t)sprintf(html + at, "a%d ", i);
  at += (size_t)sprintf(html + at, "class=");
  memset(html + at, 'x', CLASS);
  at += CLASS;
  at += (size_t)sprintf(html + at, ">");
  for (int i = 0; i < BLOCKS; i++) at += (size_t)sprintf(html + at, "x<br><br>");
  page p;
  label(&p, html, MATN_BALANCED);
  assert_true(p.blocks.count >= BLOCKS);
  done(&p);
  free(html);
}

/* The shares of the features and the mean of all leaves sum to the logit that the score was made of. */
static void shares_sum_to_the_logit(void **state) {
  (void)state;
  page p;
  mtn_features features;
  static int64_t shares[MTN_FEATURE_COUNT];
  cut(&p,
      "<nav><a href=/>Home</a></nav><main><h1>Mill</h1><p>The mill on the upper stream turned again on Sunday, for the "
      "first time since the flood.</p><p>Its wheel was rebuilt by carpenters.</p></main><footer>Imprint</footer>");
  mtn_page_kind kind;
  assert_int_equal(mtn_model_label(&p.doc, &p.blocks, no_url, MATN_BALANCED, &p.arena, &kind), MATN_OK);
  assert_int_equal(mtn_features_measure(&p.doc, &p.blocks, no_url, &p.arena, &features), MATN_OK);
  for (size_t i = 0; i < p.blocks.count; i++) {
    int64_t logit = mtn_model_shares(&features, i, shares);
    for (size_t f = 0; f < MTN_FEATURE_COUNT; f++) logit += shares[f];
    assert_int_equal(logit % (MTN_SHARE_ONE / 1024), 0); /* leaves are in 1/1024 */
    double chance = 1000.0 / (1.0 + exp(-(double)logit / (double)MTN_SHARE_ONE));
    assert_true(fabs(chance - p.blocks.items[i].score) < 2.0); /* the score is read from a table of 65 places */
  }
  done(&p);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_article),     cmocka_unit_test(test_han),
      cmocka_unit_test(test_favour),      cmocka_unit_test(test_table),
      cmocka_unit_test(test_alike),       cmocka_unit_test(test_scraps),
      cmocka_unit_test(test_small_pages), cmocka_unit_test(test_many),
      cmocka_unit_test(test_huge_leaf),   cmocka_unit_test(shares_sum_to_the_logit),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
