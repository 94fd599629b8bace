/* The model of lines: what is measured of a line, of its neighbours and of the page; what is selected of small pages.
 */
#include "extract/lines.h"
#include "html/tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

typedef struct page {
  mtn_document doc;
  mtn_arena arena;
  mtn_blocks blocks;
  mtn_features features;
} page;

static void measure(page *p, const char *text) {
  static const mtn_tree_limits no_limits = {UINT32_MAX, UINT32_MAX, UINT32_MAX};
  matn_error error;
  mtn_document_init(&p->doc, &mtn_alloc_default);
  mtn_arena_init(&p->arena, &mtn_alloc_default);
  p->doc.source_cap = MTN_PADDING;
  p->doc.source = calloc(1, p->doc.source_cap);
  mtn_tree *tree = mtn_tree_new(&mtn_alloc_default);
  assert_non_null(tree);
  assert_int_equal(mtn_tree_build(tree, &p->doc, &no_limits, &error), MATN_OK); /* its nodes: those of an empty page */
  mtn_tree_free(tree);
  free(p->doc.source);
  p->doc.source_len = strlen(text);
  p->doc.source_cap = p->doc.source_len + MTN_PADDING;
  p->doc.source = calloc(1, p->doc.source_cap);
  assert_non_null(p->doc.source);
  memcpy(p->doc.source, text, p->doc.source_len);
  assert_int_equal(mtn_blocks_cut_lines(&p->doc, &p->arena, &p->arena, UINT32_MAX, &p->blocks, &error), MATN_OK);
  assert_int_equal(mtn_lines_measure(&p->blocks, &p->arena, &p->features), MATN_OK);
  assert_int_equal(p->features.count, p->blocks.count);
  assert_true(p->features.stride % MTN_FEATURE_LANES == 0 && p->features.stride >= p->features.count);
}

static void done(page *p) {
  mtn_arena_free(&p->arena);
  mtn_document_free(&p->doc);
}

static int value(const page *p, size_t line, mtn_line_feature feature) {
  return p->features.values[feature * p->features.stride + line];
}

/* The feature of a page of this one line. */
static int of(const char *text, mtn_line_feature feature) {
  page p;
  measure(&p, text);
  assert_int_equal(p.blocks.count, 1);
  int found = value(&p, 0, feature);
  done(&p);
  return found;
}

static void a_line_by_itself(void **state) {
  (void)state;
  assert_int_equal(of("The boat left.", MTN_L_ending), 4);
  assert_int_equal(of("The boat left.”)", MTN_L_ending), 4);
  assert_int_equal(of("The boat left ...", MTN_L_ending), 3);
  assert_int_equal(of("اقرأ أيضاً:", MTN_L_ending), 2);
  assert_int_equal(of("قال الحارس،", MTN_L_ending), 1);
  assert_int_equal(of("船は島を離れた。", MTN_L_ending), 4);
  assert_int_equal(of("Sport", MTN_L_ending), 0);

  assert_int_equal(of("Ärger", MTN_L_beginning), 1);
  assert_int_equal(of("Žemaitija", MTN_L_beginning), 1);
  assert_int_equal(of("ωμέγα", MTN_L_beginning), 3);
  assert_int_equal(of("Рыба", MTN_L_beginning), 1);
  assert_int_equal(of("خبر", MTN_L_beginning), 0);
  assert_int_equal(of("島", MTN_L_beginning), 0);
  assert_int_equal(of("٣ أخبار", MTN_L_beginning), 2);
  assert_int_equal(of("«خبر»", MTN_L_beginning), 4);
  assert_int_equal(of("| a", MTN_L_beginning), 5);

  assert_int_equal(of("Over The hills and Far", MTN_L_capitals), 600);
  assert_int_equal(of("خبر عاجل", MTN_L_capitals), -1);
  assert_int_equal(of("ABcd", MTN_L_upper), 500);
  assert_int_equal(of("12ab", MTN_L_digits), 500);
  assert_int_equal(of("Home | News » Sport", MTN_L_separators), 2);
  assert_int_equal(of("see www.mill.example for more", MTN_L_address), 1);
  assert_int_equal(of("write to post@mill.example", MTN_L_address), 0);
  assert_int_equal(of("by @keeper", MTN_L_address), 1);
  assert_int_equal(of("€ 12 or $14", MTN_L_money), 2);
  assert_int_equal(of("• one", MTN_L_bullet), 1);
  assert_int_equal(of("12. one", MTN_L_bullet), 1);
  assert_int_equal(of("12.5 litres", MTN_L_bullet), 0);
}

static void dates_are_seen(void **state) {
  (void)state;
  assert_int_equal(of("in 1931", MTN_L_date), 1);
  assert_int_equal(of("١٤٤٤ هـ", MTN_L_date), 1);
  assert_int_equal(of("in 3000 parts", MTN_L_date), 0);
  assert_int_equal(of("16:20", MTN_L_date), 2);
  assert_int_equal(of("3.9.2021, 16:20", MTN_L_date) & 6, 6);
  assert_int_equal(of("2021-09-03", MTN_L_date) & 5, 5);
  assert_int_equal(of("44:99 0.5 12/7", MTN_L_date), 0);
}

static void furniture_is_seen(void **state) {
  (void)state;
  assert_int_equal(of("Read also: what the islands ran out of", MTN_L_f_related), 2);
  assert_int_equal(of("اقرأ أيضاً:", MTN_L_f_cover), 1000);
  assert_int_equal(of("© 2024 The Harbour Post. All rights reserved.", MTN_L_f_legal), 2);
  assert_int_equal(of("The mill: we use cookies", MTN_L_f_cookies), 1);
  assert_int_equal(of("The mill has stood since then", MTN_L_f_cover), 0);
}

#define SENTENCE "The ferry left the quay at dawn with four lorries of milk, and it was full. "

static void neighbours_and_page(void **state) {
  (void)state;
  page p;
  measure(&p, "Ferry leaves Innis Mor - The Post\nHome\nNews\nFerry leaves Innis Mor\n" SENTENCE SENTENCE "\n" SENTENCE
              "\nAdvertisement\n" SENTENCE "\nRelated articles\nHome\n");
  assert_int_equal(p.blocks.count, 10);
  assert_int_equal(value(&p, 3, MTN_L_headline_d), 0);
  assert_int_equal(value(&p, 5, MTN_L_headline_d), 2);
  assert_int_equal(value(&p, 3, MTN_L_title_has), 1000);
  assert_int_equal(value(&p, 1, MTN_L_repeats), 2);
  assert_int_equal(value(&p, 1, MTN_L_repeat_first), 1);
  assert_int_equal(value(&p, 9, MTN_L_repeat_first), 0);
  for (size_t i = 0; i < p.blocks.count; i++) assert_int_equal(value(&p, i, MTN_L_core_in), i >= 4 && i <= 7);
  assert_int_equal(value(&p, 2, MTN_L_core_d), -2);
  assert_int_equal(value(&p, 8, MTN_L_core_d), 1);
  assert_int_equal(value(&p, 0, MTN_L_p1_chars), -1);
  assert_int_equal(value(&p, 2, MTN_L_p1_chars), 4);
  assert_int_equal(value(&p, 9, MTN_L_n1_chars), -1);
  assert_int_equal(value(&p, 0, MTN_L_run), 4);
  assert_int_equal(value(&p, 2, MTN_L_run_at), 2);
  assert_int_equal(value(&p, 4, MTN_L_run), 0);
  assert_int_equal(value(&p, 6, MTN_L_since_para), 1);
  assert_int_equal(value(&p, 9, MTN_L_since_related), 1);
  assert_int_equal(value(&p, 4, MTN_L_until_related), 4);
  assert_int_equal(value(&p, 0, MTN_L_pg_lines), 10);
  done(&p);
}

/* Scripts are comparable: the same story in Chinese and in English is about as long. */
static void lengths_compare(void **state) {
  (void)state;
  int chinese = of("渡船黎明时分离开码头，载着四辆运牛奶的卡车，船上坐满了人。", MTN_L_chars);
  int english = of(SENTENCE, MTN_L_chars);
  assert_in_range(chinese, english * 2 / 3, english * 3 / 2);
}

static void values_keep_their_ranges(void **state) {
  (void)state;
  static const int ranges[MTN_LINE_COUNT][2] = {
#define RANGE(name, what, least, greatest) {least, greatest},
      MTN_LINES(RANGE)
#undef RANGE
  };
  static const char *const texts[] = {
      "", "\n\n", "x", "1\n2\n3", "share\nshare\n\nshare", "\xD9\x80\n\xCC\x80\n\xEF\xBB\xBF"};
  for (size_t t = 0; t < MTN_COUNT(texts); t++) {
    page p;
    measure(&p, texts[t]);
    for (unsigned f = 0; f < MTN_LINE_COUNT; f++)
      for (size_t i = 0; i < p.blocks.count; i++)
        assert_in_range(value(&p, i, (mtn_line_feature)f) + 1000, ranges[f][0] + 1000, ranges[f][1] + 1000);
    done(&p);
  }
}

static void a_page_is_selected(void **state) {
  (void)state;
  page p;
  measure(&p, "Ferry leaves Innis Mor - The Post\nSkip to content\nHome\nNews\nSport\nLog in\nFerry leaves Innis Mor\n"
              "Share this\n" SENTENCE SENTENCE "\n" SENTENCE SENTENCE SENTENCE "\nAdvertisement\n" SENTENCE SENTENCE
              "\n" SENTENCE SENTENCE "\nRelated articles\nIsland clinic to get second doctor\nWe use cookies to make "
              "this site work. By continuing to read you accept our cookie policy.\n© 2024 The Post\nPrivacy\n");
  assert_int_equal(mtn_lines_label(&p.blocks, MATN_BALANCED, &p.arena), MATN_OK);
  for (size_t i = 0; i < p.blocks.count; i++) {
    bool body = i == 8 || i == 9 || i == 11 || i == 12;
    if (p.blocks.items[i].selected != body && i != 6) fail_msg("line %zu: score %u", i, p.blocks.items[i].score);
  }
  done(&p);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_line_by_itself),   cmocka_unit_test(dates_are_seen),
      cmocka_unit_test(furniture_is_seen),  cmocka_unit_test(neighbours_and_page),
      cmocka_unit_test(lengths_compare),    cmocka_unit_test(values_keep_their_ranges),
      cmocka_unit_test(a_page_is_selected),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
