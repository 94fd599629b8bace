/* The cutter from inside: measures, flags, boxes, spans and limits of blocks.  What text becomes is in tests/spec. */
#include "api/internal.h"
#include "text/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

typedef struct page {
  matn_doc *doc;
  mtn_arena arena;
  mtn_blocks blocks;
} page;

static matn_status try_cut(page *p, const char *html, size_t len, uint32_t max_blocks, matn_error *error) {
  matn_parse_options options = {.size = sizeof(options), .charset = {"utf-8", 5}};
  assert_int_equal(matn_parse(NULL, html, len, &options, &p->doc, NULL), MATN_OK);
  mtn_arena_init(&p->arena, &mtn_alloc_default);
  return mtn_blocks_cut(&p->doc->tree, &p->arena, &p->arena, max_blocks, &p->blocks, error);
}

static page cut(const char *html) {
  page p;
  assert_int_equal(try_cut(&p, html, strlen(html), 1000000, NULL), MATN_OK);
  return p;
}

static void done(page *p) {
  mtn_arena_free(&p->arena);
  matn_doc_free(p->doc);
}

static const mtn_block *block_of(const page *p, const char *text) {
  for (size_t i = 0; i < p->blocks.count; i++)
    if (mtn_str_equal(p->blocks.items[i].text, mtn_str_of(text))) return &p->blocks.items[i];
  fail_msg("no block: %s", text);
  return NULL;
}

static void measures(void **state) {
  (void)state;
  static const struct {
    const char *text;
    unsigned chars, words, sentences, commas;
  } cases[] = {
      {"one two, three. Four 3.5 e.g. five", 34, 9, 2, 1}, /* "e.g." ends in a stop before a space */
      {"Is it? \"Yes!\" (No.) end", 23, 5, 3, 0},
      {"中文字，很好。", 17, 5, 1, 1},
      {"ひらカナ", 8, 4, 0, 0},
      {"한국어 말", 9, 2, 0, 0},
      {"ไทย", 3, 3, 0, 0},
      {"قال الوزير، نعم؟", 16, 3, 1, 1},
      {"यह वाक्य है।", 12, 3, 1, 0},
      {"«fin…» ok", 9, 2, 1, 0},
  };
  for (size_t i = 0; i < MTN_COUNT(cases); i++) {
    char html[256];
    (void)snprintf(html, sizeof(html), "<p>%s</p>", cases[i].text);
    page p = cut(html);
    assert_int_equal(p.blocks.count, 1);
    const mtn_block *b = &p.blocks.items[0];
    if (b->chars != cases[i].chars || b->words != cases[i].words || b->sentences != cases[i].sentences ||
        b->commas != cases[i].commas)
      fail_msg("%s: chars %u words %u sentences %u commas %u", cases[i].text, b->chars, b->words, b->sentences,
               b->commas);
    mtn_text_run run = mtn_text_measure(mtn_str_of(cases[i].text));
    assert_int_equal(run.chars, b->chars);
    assert_int_equal(run.words, b->words);
    assert_int_equal(run.sentences, b->sentences);
    done(&p);
  }
}

static void a_word_across_elements_is_one(void **state) {
  (void)state;
  page p = cut("<p>f<b>o</b>o b<i></i>ar</p>");
  assert_int_equal(block_of(&p, "foo bar")->words, 2);
  done(&p);
}

static void links(void **state) {
  (void)state;
  page p = cut("<p>see <a href=1>one two</a> and <a href=2>three</a> <a>no</a></p><p><a href=3> all <b>of</b> it </a>"
               "</p><a href=4><h2>head</h2><p>para</p></a>");
  const mtn_block *b = block_of(&p, "see one two and three no");
  assert_int_equal(b->links, 2);
  assert_int_equal(b->link_words, 3);
  assert_int_equal(b->link_chars, 14); /* with the space before each */
  assert_false(b->flags & MTN_BLOCK_IN_LINK);
  b = block_of(&p, "all of it");
  assert_int_equal(b->links, 1);
  assert_int_equal(b->link_chars, b->chars);
  assert_true(b->flags & MTN_BLOCK_IN_LINK);
  assert_true(block_of(&p, "head")->flags & MTN_BLOCK_IN_LINK);
  assert_true(block_of(&p, "para")->flags & MTN_BLOCK_IN_LINK);
  done(&p);
}

static void flags(void **state) {
  (void)state;
  static const struct {
    const char *html;
    uint32_t flags;
  } cases[] = {
      {"<nav>x</nav>", MTN_BLOCK_IN_NAV},
      {"<div role=Navigation>x</div>", MTN_BLOCK_IN_NAV},
      {"<header>x</header>", MTN_BLOCK_IN_HEADER},
      {"<div role=banner>x</div>", MTN_BLOCK_IN_HEADER},
      {"<footer>x</footer>", MTN_BLOCK_IN_FOOTER},
      {"<aside>x</aside>", MTN_BLOCK_IN_ASIDE},
      {"<main><article>x</article></main>", MTN_BLOCK_IN_MAIN | MTN_BLOCK_IN_ARTICLE},
      {"<form><label>x</label></form>", MTN_BLOCK_IN_FORM | MTN_BLOCK_IN_LABEL},
      {"<button>x</button>", MTN_BLOCK_IN_BUTTON},
      {"<span role=button>x</span>", MTN_BLOCK_IN_BUTTON},
      {"<div role=dialog aria-hidden=TRUE>x</div>", MTN_BLOCK_IN_DIALOG | MTN_BLOCK_ARIA_HIDDEN},
      {"<dialog>x</dialog>", MTN_BLOCK_IN_DIALOG | MTN_BLOCK_HIDDEN},
      {"<div><template shadowrootmode=open>x</template></div>", MTN_BLOCK_IN_SHADOW},
      {"<figure>x</figure>", MTN_BLOCK_IN_FIGURE},
      {"<ul><li>x</ul>", MTN_BLOCK_IN_LIST | MTN_BLOCK_ITEM_START},
      {"<blockquote>x</blockquote>", MTN_BLOCK_IN_QUOTE},
      {"<pre>x</pre>", MTN_BLOCK_IN_PRE},
      {"<details>x</details>", MTN_BLOCK_IN_DETAILS},
      {"<address>x</address>", MTN_BLOCK_IN_ADDRESS},
      {"<dl><dd>x</dl>", MTN_BLOCK_IN_DEFINITION},
      {"<time>x</time>", MTN_BLOCK_IN_TIME},
      {"<table><thead><tr><td>x<td></table>", MTN_BLOCK_IN_TABLE | MTN_BLOCK_HEADER_ROW},
      {"<table><tr><th>x<th></table>", MTN_BLOCK_IN_TABLE | MTN_BLOCK_HEADER_ROW},
      {"<table><tr><th>x<td></table>", MTN_BLOCK_IN_TABLE},
      {"<body hidden><p>x", 0},
      {"<p>x<span hidden> y</span></p>", 0}, /* only what holds for all of the block */
      {"<p><span hidden>x</span><span hidden> y</span></p>", MTN_BLOCK_HIDDEN},
  };
  for (size_t i = 0; i < MTN_COUNT(cases); i++) {
    page p = cut(cases[i].html);
    assert_int_equal(p.blocks.count, 1);
    if (p.blocks.items[0].flags != cases[i].flags) fail_msg("%s: %x", cases[i].html, p.blocks.items[0].flags);
    done(&p);
  }
}

/* What blocks.h promises of any page. */
static void check_invariants(const page *p) {
  const mtn_blocks *b = &p->blocks;
  const mtn_document *doc = &p->doc->tree;
  assert_true(b->box_count > 0);
  assert_int_equal(b->boxes[0].first, 0);
  assert_int_equal(b->boxes[0].end, b->count);
  for (size_t i = 1; i < b->box_count; i++) {
    const mtn_box *box = &b->boxes[i], *parent = &b->boxes[box->parent];
    assert_true(box->parent < i);
    assert_true(box->first >= parent->first && box->end <= parent->end && box->first <= box->end);
    assert_int_equal(box->depth, parent->depth + 1);
    assert_int_equal(box->tag, doc->nodes[box->node].tag);
  }
  for (size_t i = 0; i < b->count; i++) {
    const mtn_block *block = &b->items[i];
    assert_true(block->text.len > 0);
    assert_true(block->box < b->box_count);
    assert_true(i >= b->boxes[block->box].first && i < b->boxes[block->box].end);
    assert_true(block->span.begin < block->span.end && block->span.end <= doc->source_len);
    assert_true(block->link_chars <= block->chars);
    assert_true(block->link_words <= block->words);
    uint32_t at = block->node; /* its box is its node or around it */
    while (at && at != b->boxes[block->box].node) at = doc->nodes[at].parent;
    assert_true(at != 0);
    assert_int_equal(doc->nodes[block->first].type, MTN_TEXT);
    assert_int_equal(doc->nodes[block->last].type, MTN_TEXT);
  }
}

static const char *const hard_pages[] = {
    "",
    "x",
    "<table><tr><td>a<td>b<td><table><tr><td>c<td>d</table>e<tr><td>f</table>g",
    "<table>foster<tr><td>a<td>b</tr>more</table>",
    "<ul><li><table><tr><td>a<td>b<tr><td>c<td>d</table>e<li>f<ul><li><pre>g\n<table><tr><td>h<td>i</table></pre></ul>",
    "<p>a<noscript>b<p>c</noscript>d<p>e<noscript><ul><li>f</ul></noscript>",
    "<div><template shadowrootmode=open>a<slot></slot><p>b</template>c</div>",
    "<b><i><p>a</b>b<p>c</i>d",
    "<a href=1>a<div>b<a href=2>c</div>d",
    "<select><p>a<option>b</select><frameset><frame></frameset>",
    "<svg><foreignObject><p>a</foreignObject></svg><math><mi>b<annotation-xml encoding=text/html><p>c</math>d",
};

static void invariants(void **state) {
  (void)state;
  for (size_t i = 0; i < MTN_COUNT(hard_pages); i++) {
    page p = cut(hard_pages[i]);
    check_invariants(&p);
    done(&p);
  }
}

static void boxes_of_merged_rows_go(void **state) {
  (void)state;
  page p = cut("<div><table><tr><td><p>a</p><td><p>b</p></tr></table></div>");
  static const uint16_t tags[] = {MTN_TAG_HTML, MTN_TAG_BODY, MTN_TAG_DIV, MTN_TAG_TABLE, MTN_TAG_TBODY, MTN_TAG_TR};
  assert_int_equal(p.blocks.box_count, MTN_COUNT(tags));
  for (size_t i = 0; i < MTN_COUNT(tags); i++) assert_int_equal(p.blocks.boxes[i].tag, tags[i]);
  const mtn_block *row = block_of(&p, "a\tb");
  assert_int_equal(row->box, 5);
  assert_int_equal(row->node, p.blocks.boxes[5].node);
  assert_int_equal(row->table, p.blocks.boxes[3].node);
  done(&p);
}

static void nodes_and_spans(void **state) {
  (void)state;
  const char *html = "<div>  <p><b>one</b> <i>two</i> </p> <p><u><b>three</b></u></p>a&amp;b</div>";
  page p = cut(html);
  const mtn_document *doc = &p.doc->tree;
  const mtn_block *b = block_of(&p, "one two");
  assert_int_equal(doc->nodes[b->node].tag, MTN_TAG_P);
  assert_int_equal(b->span.begin, strstr(html, "one") - html);
  assert_int_equal(b->span.end, strstr(html, "two") + 3 - html);
  b = block_of(&p, "three");
  assert_int_equal(doc->nodes[b->node].tag, MTN_TAG_B);
  assert_int_equal(b->depth, 5); /* html body div p u above it */
  b = block_of(&p, "a&b");
  assert_int_equal(doc->nodes[b->node].tag, MTN_TAG_DIV);
  assert_int_equal(b->span.begin, strstr(html, "a&amp") - html);
  assert_int_equal(b->span.end, strstr(html, "a&amp;b") + 7 - html);
  done(&p);
}

static void a_block_outgrows_its_memory(void **state) {
  (void)state;
  enum { PIECES = 20000 };
  static const char piece[] = "<b>word</b> ";
  char *html = malloc(PIECES * sizeof(piece));
  assert_non_null(html);
  size_t len = 0;
  for (size_t i = 0; i < PIECES; i++, len += sizeof(piece) - 1) memcpy(html + len, piece, sizeof(piece) - 1);
  page p;
  assert_int_equal(try_cut(&p, html, len, 10, NULL), MATN_OK);
  assert_int_equal(p.blocks.count, 1);
  assert_int_equal(p.blocks.items[0].words, PIECES);
  assert_int_equal(p.blocks.items[0].text.len, PIECES * 5 - 1);
  for (size_t i = 0; i + 5 <= p.blocks.items[0].text.len; i += 5)
    assert_memory_equal(p.blocks.items[0].text.ptr + i, "word ", 5);
  done(&p);
  free(html);
}

static void limit(void **state) {
  (void)state;
  page p;
  matn_error error = {0};
  assert_int_equal(try_cut(&p, "<p>a<p>b<p>c", 12, 2, &error), MATN_LIMIT);
  assert_int_equal(error.code, MATN_LIMIT);
  assert_string_equal(error.message, "more blocks than max_blocks");
  assert_int_equal(error.pos, 11);
  done(&p);
}

static void marks(void **state) {
  (void)state;
  page p = cut("<title>t</title><meta name=a content=b><link rel=canonical href=c><script type=application/ld+json>{}"
               "</script><script>run()</script><script type=text/javascript src=x></script><h1 itemprop=name>h</h1>"
               "<a rel='nofollow noopener' href=x>x</a><a rel=author href=y>y</a><time>z</time><p property=dc:date>d");
  static const uint16_t tags[] = {MTN_TAG_TITLE, MTN_TAG_META, MTN_TAG_LINK, MTN_TAG_SCRIPT,
                                  MTN_TAG_H1,    MTN_TAG_A,    MTN_TAG_TIME, MTN_TAG_P};
  assert_int_equal(p.blocks.mark_count, MTN_COUNT(tags));
  for (size_t i = 0; i < MTN_COUNT(tags); i++) assert_int_equal(p.doc->tree.nodes[p.blocks.marks[i]].tag, tags[i]);
  assert_int_equal(p.blocks.scripts, 2);
  done(&p);
}

static void lines(void **state) {
  (void)state;
  const char *text = "one\n\n  two  three \nfour";
  matn_parse_options options = {.size = sizeof(options), .input = MATN_INPUT_TEXT};
  page p;
  assert_int_equal(matn_parse(NULL, text, strlen(text), &options, &p.doc, NULL), MATN_OK);
  mtn_arena_init(&p.arena, &mtn_alloc_default);
  assert_int_equal(mtn_blocks_cut_lines(&p.doc->tree, &p.arena, &p.arena, 3, &p.blocks, NULL), MATN_OK);
  assert_int_equal(p.blocks.count, 3);
  assert_int_equal(p.blocks.box_count, 1);
  const mtn_block *b = block_of(&p, "two three");
  assert_int_equal(b->span.begin, 7);
  assert_int_equal(b->span.end, 17);
  assert_int_equal(b->node, 1);
  assert_int_equal(b->first, 0);
  assert_int_equal(mtn_blocks_cut_lines(&p.doc->tree, &p.arena, &p.arena, 2, &p.blocks, NULL), MATN_LIMIT);
  done(&p);
}

static void text_helpers(void **state) {
  (void)state;
  static const struct {
    const char *text, *trimmed;
  } trims[] = {
      {"", ""}, {" \t\n", ""}, {"\xC2\xA0 a b\xE3\x80\x80\n", "a b"}, {"\xE2\x80\x83x", "x"}, {"\xA0", "\xA0"}};
  for (size_t i = 0; i < MTN_COUNT(trims); i++) {
    matn_str got = mtn_text_trim(mtn_str_of(trims[i].text));
    assert_int_equal(got.len, strlen(trims[i].trimmed));
    assert_memory_equal(got.ptr, trims[i].trimmed, got.len);
  }
  size_t at = 0, words = 0;
  matn_str text = MTN_STR("Don't 漢字 go-go ไทย!");
  static const char *const wanted[] = {"Don", "t", "漢", "字", "go", "go", "ไ", "ท", "ย"};
  for (matn_str w = mtn_text_next_word(text, &at); w.ptr; w = mtn_text_next_word(text, &at), words++)
    assert_true(words < MTN_COUNT(wanted) && mtn_str_equal(w, mtn_str_of(wanted[words])));
  assert_int_equal(words, MTN_COUNT(wanted));
  assert_false(mtn_text_is_rtl(MTN_STR("hello")));
  assert_true(mtn_text_is_rtl(MTN_STR("مرحبا ok")));
  assert_true(mtn_text_is_rtl(MTN_STR("שלום 2022")));
  assert_false(mtn_text_is_rtl(MTN_STR("привет")));
  assert_false(mtn_text_is_rtl(MTN_STR("中文 مر")) && mtn_text_is_rtl(MTN_STR("")));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(measures),        cmocka_unit_test(a_word_across_elements_is_one),
      cmocka_unit_test(links),           cmocka_unit_test(flags),
      cmocka_unit_test(invariants),      cmocka_unit_test(boxes_of_merged_rows_go),
      cmocka_unit_test(nodes_and_spans), cmocka_unit_test(a_block_outgrows_its_memory),
      cmocka_unit_test(limit),           cmocka_unit_test(marks),
      cmocka_unit_test(lines),           cmocka_unit_test(text_helpers),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
