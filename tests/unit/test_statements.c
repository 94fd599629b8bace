/* The record of small texts: numbers, dates, who said what, figures, retractions; what must not be found; the views. */
#include "matn.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct page {
  matn_doc *doc;
  const matn_record *record;
} page;

static page read_text(const char *text, const char *day) {
  page p;
  const matn_article *article;
  matn_parse_options parse = {.size = sizeof(parse), .input = MATN_INPUT_TEXT, .charset = {"utf-8", 5}};
  matn_extract_options extract = {.size = sizeof(extract), .whole = true};
  if (day) extract.date = (matn_str){day, strlen(day)};
  assert_int_equal(matn_parse(NULL, text, strlen(text), &parse, &p.doc, NULL), MATN_OK);
  assert_int_equal(matn_extract(p.doc, &extract, &article, NULL), MATN_OK);
  assert_int_equal(matn_read_record(article, &p.record, NULL), MATN_OK);
  return p;
}

static void assert_text(matn_str got, const char *want) {
  if (!want) {
    assert_null(got.ptr);
    return;
  }
  if (got.len != strlen(want) || memcmp(got.ptr, want, got.len) != 0)
    fail_msg("got \"%.*s\", wanted \"%s\"", (int)got.len, got.ptr ? got.ptr : "", want);
}

/* ---- figures ---- */

static void test_figures(void **state) {
  (void)state;
  static const struct {
    const char *text, *mention;
    double value;
    matn_relation relation;
    const char *unit;
  } cases[] = {
      {"اعتقلت القوات 7 آلاف و939 شخصاً.", "7 آلاف و939 شخصاً", 7939, MATN_EXACT, "person"},
      {"بلغت التكلفة ثلاثة آلاف وتسع مائة دولار.", "ثلاثة آلاف وتسع مائة دولار", 3900, MATN_EXACT, "USD"},
      {"سقط أكثر من ١٦٤ ضحية في المدينة.", "أكثر من ١٦٤ ضحية", 164, MATN_MORE_THAN, "person"},
      {"خلفت المواجهات عشرات الضحايا.", "عشرات الضحايا", 0, MATN_VAGUE, "person"},
      {"استمر ذلك عامين.", "عامين", 2, MATN_EXACT, "year"},
      {"The fire left more than 40 people homeless.", "more than 40 people", 40, MATN_MORE_THAN, "person"},
      {"It cost about $1.5 million to build.", "about $1.5 million", 1500000, MATN_ABOUT, "USD"},
      {"Dozens of people came.", "Dozens of people", 0, MATN_VAGUE, "person"},
      {"They waited between 15 and 20 minutes.", "15 and 20 minutes", 15, MATN_RANGE, "minute"},
      {"It was over in less than an hour.", "less than an hour", 1, MATN_LESS_THAN, "hour"},
      {"Die Kosten betragen 2,5 Millionen Euro und das ist nicht wenig.", "2,5 Millionen Euro", 2500000, MATN_EXACT,
       "EUR"},
  };
  for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
    page p = read_text(cases[i].text, NULL);
    matn_figure f;
    assert_true(matn_record_figure(p.record, 0, &f));
    assert_text(f.mention.text, cases[i].mention);
    assert_int_equal(f.relation, cases[i].relation);
    assert_int_equal(f.has_value, cases[i].relation != MATN_VAGUE);
    if (f.has_value) assert_true(f.value == cases[i].value);
    assert_text(f.unit, cases[i].unit);
    matn_doc_free(p.doc);
  }
}

static void test_no_figures(void **state) {
  (void)state;
  static const char *const texts[] = {"للمرة الأولى منذ بدء الاضطرابات.", "The Resolution 11 was passed.",
                                      "It begins at 10:30 a.m.",          "She came third.",
                                      "Which one do you prefer?",         "In 2019 it rained."};
  for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
    page p = read_text(texts[i], NULL);
    if (matn_record_figure_count(p.record) != 0) fail_msg("a figure in \"%s\"", texts[i]);
    matn_doc_free(p.doc);
  }
}

/* ---- dates ---- */

static void test_dates(void **state) {
  (void)state;
  static const struct {
    const char *text, *day, *mention, *value;
  } cases[] = {
      {"حدث ذلك مساء الأحد في المدينة.", "2022-01-10", "مساء الأحد", "2022-01-09TEV"},
      {"بدأت في 2 يناير الجاري.", "2022-01-10", "2 يناير الجاري", "2022-01-02"},
      {"منذ كانون الثاني 2020 في البلاد.", "2022-01-10", "كانون الثاني 2020", "2020-01"},
      {"في الأسبوع الماضي.", "2022-01-10", "الأسبوع الماضي", "2022-W01"},
      {"It happened on Thursday afternoon.", "2024-02-24", "Thursday afternoon", "2024-02-22TAF"},
      {"It will open on Tuesday.", "2025-11-10", "Tuesday", "2025-11-11"},
      {"It was signed on March 30 by both.", "2023-04-26", "March 30", "2023-03-30"},
      {"It was signed on March 30, 2020, by both.", NULL, "March 30, 2020", "2020-03-30"},
      {"It happened on Thursday.", NULL, "Thursday", NULL},
      {"Am 22. Oktober wird gewählt und das ist nicht alles.", "2023-07-01", "22. Oktober", "2023-10-22"},
  };
  for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
    page p = read_text(cases[i].text, cases[i].day);
    matn_date d;
    assert_true(matn_record_date(p.record, 0, &d));
    assert_text(d.mention.text, cases[i].mention);
    assert_text(d.value, cases[i].value);
    matn_doc_free(p.doc);
  }
}

/* ---- statements ---- */

static void test_statements(void **state) {
  (void)state;
  static const struct {
    const char *text;
    size_t index;
    matn_statement_kind kind;
    const char *speaker, *content;
  } cases[] = {
      {"قالت وزارة الصحة في لبنان، الاثنين، إن المستشفيات تعمل بكامل طاقتها.", 0, MATN_STATEMENT_INDIRECT,
       "وزارة الصحة في لبنان", "المستشفيات تعمل بكامل طاقتها"},
      {"وصرّح الوزير سامي الحداد: \"سنفتح المدارس غداً\".", 0, MATN_STATEMENT_DIRECT, "الوزير سامي الحداد",
       "سنفتح المدارس غداً"},
      {"قال الوزير سامي الحداد إن المدارس ستفتح. وأضاف: \"نحن جاهزون\".", 1, MATN_STATEMENT_DIRECT,
       "الوزير سامي الحداد", "نحن جاهزون"},
      {"عادت الحياة إلى طبيعتها في المدينة، بحسب وكالة \"الأفق\".", 0, MATN_STATEMENT_INDIRECT, "وكالة \"الأفق\"",
       "عادت الحياة إلى طبيعتها في المدينة"},
      {"\"We are ready,\" said Ada Bell, a councillor.", 0, MATN_STATEMENT_DIRECT, "Ada Bell, a councillor",
       "We are ready"},
      {"Mayor Ada Bell said the bridge would open. \"It is safe,\" she said.", 1, MATN_STATEMENT_DIRECT,
       "Mayor Ada Bell", "It is safe"},
      {"The bridge will open soon, a spokesperson for the city said.", 0, MATN_STATEMENT_INDIRECT,
       "a spokesperson for the city", "The bridge will open soon"},
      {"According to the ministry, the road is closed.", 0, MATN_STATEMENT_INDIRECT, "the ministry",
       "the road is closed"},
      {"The ministry denied that the road was closed.", 0, MATN_STATEMENT_INDIRECT, "The ministry",
       "the road was closed"},
  };
  for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
    page p = read_text(cases[i].text, "2022-01-10");
    matn_statement s;
    if (!matn_record_statement(p.record, cases[i].index, &s)) fail_msg("too few statements in \"%s\"", cases[i].text);
    assert_text(s.content.text, cases[i].content);
    assert_text(s.speaker.text, cases[i].speaker);
    assert_int_equal(s.kind, cases[i].kind);
    matn_doc_free(p.doc);
  }
}

static void test_no_statements(void **state) {
  (void)state;
  static const char *const texts[] = {"نستخدم في موقعنا ملفات تعريف الارتباط لأسباب عدة.",
                                      "دعت اللجنة.",
                                      "The \"Blue Door\" is a film.",
                                      "The United States won.",
                                      "A planned visit was put off.",
                                      "Add two cups of flour and stir."};
  for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
    page p = read_text(texts[i], NULL);
    if (matn_record_statement_count(p.record) != 0) fail_msg("a statement in \"%s\"", texts[i]);
    assert_int_equal(matn_record_retraction_count(p.record), 0);
    matn_doc_free(p.doc);
  }
}

static void test_retraction(void **state) {
  (void)state;
  page p =
      read_text("وسحبت وزارة الصحة، مساء الأحد، تصريحات بشأن وفاة أكثر من 12 شخصاً، قائلة إن الرقم جاء نتيجة \"خطأ\".",
                "2022-01-10");
  matn_retraction r;
  matn_statement s;
  matn_figure f;
  assert_true(matn_record_retraction(p.record, 0, &r));
  assert_text(r.cue.text, "وسحبت");
  assert_text(r.reason.text, "خطأ");
  assert_true(matn_record_statement(p.record, r.withdraws, &s));
  assert_text(s.content.text, "وفاة أكثر من 12 شخصاً");
  assert_int_equal(s.withdrawn_by, 0);
  assert_true(matn_record_figure(p.record, 0, &f));
  assert_int_equal(f.withdrawn_by, 0);
  assert_int_equal(f.statement, r.withdraws);
  matn_doc_free(p.doc);
  page troops = read_text("The army withdrew its troops from the town. He backtracked on the road.", NULL);
  assert_int_equal(matn_record_retraction_count(troops.record), 0);
  matn_doc_free(troops.doc);
}

/* A report spoken of in a relative clause, behind a subject that its verb follows; a heading's verb withdraws nothing.
 */
static void test_retraction_of_report(void **state) {
  (void)state;
  page p = read_text("وبلغ منسوب النهر 6.4 متر فجر الأحد، وفق بيانات هيئة الموارد المائية.\n\nسحب حصيلة سابقة\n\n"
                     "وكانت وزارة الداخلية سحبت، مساء الأحد، بياناً نشرته على قناتها تحدث عن فقدان 12 شخصاً، وأوضحت أن "
                     "الرقم \"ورد نتيجة خطأ في إدخال البيانات\".",
                     NULL);
  matn_retraction r;
  matn_statement s;
  assert_int_equal(matn_record_retraction_count(p.record), 1);
  assert_true(matn_record_retraction(p.record, 0, &r));
  assert_text(r.cue.text, "سحبت");
  assert_text(r.reason.text, "خطأ في إدخال البيانات");
  assert_true(matn_record_statement(p.record, r.withdraws, &s));
  assert_text(s.content.text, "فقدان 12 شخصاً");
  assert_text(s.speaker.text, "وزارة الداخلية");
  matn_doc_free(p.doc);
}

/* Who withdraws is who has said it, under a shorter name too. */
static void test_retraction_of_speaker(void **state) {
  (void)state;
  page p = read_text("وأعلنت وزارة الداخلية مقتل 5 أشخاص. وقالت الشركة إن المصنع مغلق. ثم سحبت الوزارة بيانها.", NULL);
  matn_retraction r;
  matn_statement s;
  assert_int_equal(matn_record_retraction_count(p.record), 1);
  assert_true(matn_record_retraction(p.record, 0, &r));
  assert_true(matn_record_statement(p.record, r.withdraws, &s));
  assert_text(s.content.text, "مقتل 5 أشخاص");
  matn_doc_free(p.doc);
}

/* A farmer whom no list of offices knows speaks for himself; a day behind a preposition stands before what is said; and
 * what is withdrawn "قائلة إن…" is what was said before. */
static void test_arabic_subjects(void **state) {
  (void)state;
  page p =
      read_text("قالت مديرة السكك الحديدية ليلى مرعي إن الرحلة بدأت. وقال المزارع جابر النعيمي (68 عاماً): \"هذا صوت "
                "نسيناه\".\n\nوكانت الوزارة قد أعلنت في كانون الثاني الماضي أن كلفة الإصلاح بلغت 4.2 مليون، ثم عادت "
                "وسحبت الرقم قائلة إنه \"لا يشمل أجور العمال\".",
                NULL);
  static const struct {
    const char *speaker, *content;
  } want[] = {{"مديرة السكك الحديدية ليلى مرعي", "الرحلة بدأت"},
              {"المزارع جابر النعيمي", "هذا صوت نسيناه"},
              {"الوزارة", "كلفة الإصلاح بلغت 4.2 مليون"},
              {"الوزارة", "لا يشمل أجور العمال"}};
  assert_int_equal(matn_record_statement_count(p.record), 4);
  for (size_t i = 0; i < 4; i++) {
    matn_statement s;
    assert_true(matn_record_statement(p.record, i, &s));
    assert_text(s.speaker.text, want[i].speaker);
    assert_text(s.content.text, want[i].content);
  }
  matn_retraction r;
  assert_int_equal(matn_record_retraction_count(p.record), 1);
  assert_true(matn_record_retraction(p.record, 0, &r));
  assert_int_equal(r.withdraws, 2);
  matn_doc_free(p.doc);
}

/* Whom an unnamed source has told is its channel; what a named one heads is its own. */
static void test_told_to_a_paper(void **state) {
  (void)state;
  static const struct {
    const char *text, *speaker, *through;
  } cases[] = {
      {"وأكدت مصادر طبية لوكالة فرانس برس أن الجيش انسحب من المدينة صباح اليوم.", "مصادر طبية", "وكالة فرانس برس"},
      {"وقال مسؤول أمني لصحيفة الصباح إن القرار اتخذ قبل أسبوعين من الآن.", "مسؤول أمني", "صحيفة الصباح"},
      {"وقال المدير العام لوكالة الطاقة الذرية إن المحادثات كانت مثمرة هذا الأسبوع.",
       "المدير العام لوكالة الطاقة الذرية", NULL}};
  for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
    page p = read_text(cases[i].text, NULL);
    matn_statement s;
    assert_int_equal(matn_record_statement_count(p.record), 1);
    assert_true(matn_record_statement(p.record, 0, &s));
    assert_text(s.speaker.text, cases[i].speaker);
    if (cases[i].through)
      assert_text(s.through.text, cases[i].through);
    else
      assert_int_equal(s.through.text.len, 0);
    matn_doc_free(p.doc);
  }
}

/* "وكان الوزير قد قال": the subject stands between the auxiliary and the verb. */
static void test_pluperfect(void **state) {
  (void)state;
  page p = read_text(
      "وكان وزير الخارجية قد أعلن أن المفاوضات ستستأنف الأسبوع المقبل. وكانت الشركة قالت إن الأرباح ارتفعت.", NULL);
  static const char *const speakers[] = {"وزير الخارجية", "الشركة"};
  assert_int_equal(matn_record_statement_count(p.record), 2);
  for (size_t i = 0; i < 2; i++) {
    matn_statement s;
    assert_true(matn_record_statement(p.record, i, &s));
    assert_text(s.speaker.text, speakers[i]);
  }
  matn_doc_free(p.doc);
}

/* Figures differ where they count the same: the dead are not the injured. */
static void test_figures_that_differ(void **state) {
  (void)state;
  static const struct {
    const char *text;
    size_t from[4]; /* of each figure */
  } cases[] = {
      {"The health ministry said 10 people were killed on Monday. The rescue service said 25 people were injured. "
       "Hospital officials said 12 people were killed.",
       {MATN_NONE, MATN_NONE, 0}},
      {"The union said 40 workers had been hurt. The company said 30 workers were injured. The mayor said 9 people "
       "were hurt.",
       {MATN_NONE, 0, MATN_NONE}},
      {"قالت وزارة الصحة إن 10 أشخاص قتلوا في القصف. وقال الدفاع المدني إن 25 شخصا أصيبوا بجروح. وأعلنت الشرطة مقتل 14 "
       "شخصا.",
       {MATN_NONE, MATN_NONE, 0}},
  };
  for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
    page p = read_text(cases[i].text, NULL);
    assert_int_equal(matn_record_figure_count(p.record), 3);
    for (size_t k = 0; k < 3; k++) {
      matn_figure f;
      assert_true(matn_record_figure(p.record, k, &f));
      if (f.differs_from != cases[i].from[k]) fail_msg("figure %zu of \"%s\"", k, cases[i].text);
    }
    matn_doc_free(p.doc);
  }
}

/* ---- views ---- */

typedef struct output {
  char bytes[65536];
  size_t len;
} output;

static int write_output(void *ctx, const char *bytes, size_t len) {
  output *out = ctx;
  assert_true(len < sizeof(out->bytes) - out->len);
  memcpy(out->bytes + out->len, bytes, len);
  out->len += len;
  out->bytes[out->len] = '\0';
  return 0;
}

static int refuse(void *ctx, const char *bytes, size_t len) {
  (void)ctx, (void)bytes, (void)len;
  return 1;
}

static const char *view(const page *p, matn_record_format format, output *out) {
  out->len = 0;
  assert_int_equal(matn_record_render(p->record, format, NULL, (matn_sink){write_output, out}, NULL), MATN_OK);
  return out->bytes;
}

static void test_views_are_safe(void **state) {
  (void)state;
  static output out;
  page p = read_text("Mayor Ada Bell said: \"=1+1 <script>alert('x')</script> & \x1B[31m \"\"more\"\" of it\".", NULL);
  const char *html = view(&p, MATN_RECORD_HTML, &out);
  assert_null(strstr(html, "<script"));
  assert_null(strstr(html, "\x1B"));
  assert_non_null(strstr(html, "default-src 'none'"));
  const char *list = view(&p, MATN_RECORD_LIST, &out);
  assert_null(strstr(list, "\x1B"));
  assert_non_null(strstr(list, "\xE2\x81\xA8"
                               "Mayor Ada Bell"
                               "\xE2\x81\xA9"));
  matn_record_render_options named = {.size = sizeof(named), .path = {"=1+1", 4}};
  out.len = 0;
  assert_int_equal(matn_record_render(p.record, MATN_RECORD_CSV, &named, (matn_sink){write_output, &out}, NULL),
                   MATN_OK);
  assert_non_null(strstr(out.bytes, "\r\n\"'=1+1\",statement,S1,"));
  assert_non_null(strstr(view(&p, MATN_RECORD_JSON, &out), "\"statements\":[{\"id\":\"S1\""));
  matn_doc_free(p.doc);
}

static void test_arguments(void **state) {
  (void)state;
  matn_error error;
  const matn_record *record = (const matn_record *)&error;
  assert_int_equal(matn_read_record(NULL, &record, &error), MATN_ARGUMENT);
  assert_null(record);
  assert_int_equal(matn_read_record(NULL, NULL, &error), MATN_ARGUMENT);
  page p = read_text("The ministry said no.", NULL);
  static output out;
  matn_sink sink = {write_output, &out}, none = {NULL, NULL};
  assert_int_equal(matn_record_render(p.record, (matn_record_format)9, NULL, sink, &error), MATN_ARGUMENT);
  assert_int_equal(matn_record_render(p.record, MATN_RECORD_JSON, NULL, none, &error), MATN_ARGUMENT);
  assert_int_equal(matn_record_render(p.record, MATN_RECORD_JSON, NULL, (matn_sink){refuse, NULL}, &error), MATN_SINK);
  matn_date date;
  assert_false(matn_record_date(p.record, 0, &date));
  matn_doc_free(p.doc);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_figures),
      cmocka_unit_test(test_no_figures),
      cmocka_unit_test(test_dates),
      cmocka_unit_test(test_statements),
      cmocka_unit_test(test_no_statements),
      cmocka_unit_test(test_retraction),
      cmocka_unit_test(test_retraction_of_report),
      cmocka_unit_test(test_retraction_of_speaker),
      cmocka_unit_test(test_pluperfect),
      cmocka_unit_test(test_told_to_a_paper),
      cmocka_unit_test(test_arabic_subjects),
      cmocka_unit_test(test_figures_that_differ),
      cmocka_unit_test(test_views_are_safe),
      cmocka_unit_test(test_arguments),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
