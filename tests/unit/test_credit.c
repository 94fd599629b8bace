/* Captions: what they tell, whose picture it is, of which day; in many languages, and by what markup says. */
#include "extract/credit.h"
#include "matn.h"
#include "support/output.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void assert_text(const char *caption, matn_str got, const char *want) {
  if (got.len != strlen(want) || (got.len && memcmp(got.ptr, want, got.len) != 0))
    fail_msg("%s: got \"%.*s\", wanted \"%s\"", caption, (int)got.len, got.ptr ? got.ptr : "", want);
}

static void test_captions(void **state) {
  (void)state;
  static const struct {
    const char *caption, *text, *credit, *date; /* text NULL: all of it; date "" for none */
  } cases[] = {
      {"The old bridge. Photo: Ada Bell", "The old bridge.", "Ada Bell", ""},
      {"People queue in Marrow on Jan. 9, 2022. (AP Photo/Ada Bell)", "People queue in Marrow on Jan. 9, 2022.",
       "AP Photo/Ada Bell", "2022-1-9"},
      {"A crane in the port (Reuters)", "A crane in the port", "Reuters", ""},
      {"A crane in the port. Ada Bell/AFP via Getty Images", "A crane in the port.", "Ada Bell/AFP via Getty Images",
       ""},
      {"The boat AFP/Ada Bell", "The boat", "AFP/Ada Bell", ""},
      {"Photo: Ada Bell/Reuters", NULL, "Ada Bell/Reuters", ""},
      {"Image source, Getty Images", NULL, "Getty Images", ""},
      {"Smoke over the hills © 2023 Ada Bell", "Smoke over the hills", "2023 Ada Bell", ""},
      {"The mayor at the opening | Credit: City of Marrow", "The mayor at the opening", "City of Marrow", ""},
      {"The library. Photo courtesy of Marrow Council", "The library.", "Marrow Council", ""},
      {"Protesters march on Monday, 4 March 2024 - REUTERS", "Protesters march on Monday, 4 March 2024", "REUTERS",
       "2024-3-4"},
      {"The ferry - 5 May 2021 - North Ferry Line", "The ferry", "North Ferry Line", "2021-5-5"},
      {"Anadolu via Getty Images)", NULL, "Anadolu via Getty Images", ""},
      {"Quarterly / Ada Bell", NULL, "Quarterly / Ada Bell", ""},
      {"سوق المدينة القديم. تصوير: سامي حداد", "سوق المدينة القديم.", "سامي حداد", ""},
      {"جانب من الاحتجاجات في العاصمة (رويترز)", "جانب من الاحتجاجات في العاصمة", "رويترز", ""},
      {"الوزير خلال المؤتمر [سامي حداد/الأناضول]", "الوزير خلال المؤتمر", "سامي حداد/الأناضول", ""},
      {"قارب في شارع غمرته المياه - 17 نوفمبر 2024 - وكالة أفق", "قارب في شارع غمرته المياه", "وكالة أفق",
       "2024-11-17"},
      {"متظاهرون يوم 9 يناير 2022 - رويترز", "متظاهرون يوم 9 يناير 2022", "رويترز", "2022-1-9"},
      {"Le pont, le 3 mars 2024. Crédit photo : Jeanne Roux / AFP", "Le pont, le 3 mars 2024.", "Jeanne Roux / AFP",
       "2024-3-3"},
      {"Die Brücke im RegenBild: Eva Lind/dpa", "Die Brücke im Regen", "Eva Lind/dpa", ""},
      {"El puente. Foto: Ana Ruiz/EFE", "El puente.", "Ana Ruiz/EFE", ""},
      {"Наводнение. Фото: Иван Петров / ТАСС", "Наводнение.", "Иван Петров / ТАСС", ""},
      {"Köprü (Fotoğraf: Ali Kaya/Anadolu)", "Köprü", "Ali Kaya/Anadolu", ""},
      {"پل قدیمی شهر. عکس: مریم نوری / ایسنا", "پل قدیمی شهر.", "مریم نوری / ایسنا", ""},
      {"古い橋=共同", "古い橋", "共同", ""},
      {"大桥 图片来源：新华社", "大桥", "新华社", ""},
      {"다리 모습 (사진=연합뉴스)", "다리 모습", "연합뉴스", ""},
      /* no credits */
      {"The council voted to close the library. He spoke to Reuters.", NULL, "", ""},
      {"Ada Bell (left) and Tom Weller (right)", NULL, "", ""},
      {"The bridge (built 1902)", NULL, "", ""},
      {"A file photo of the dam", NULL, "", ""},
      {"صورة أرشيفية لمبنى البرلمان", NULL, "", ""},
      {"Archivbild", NULL, "", ""},
      {"In May 2020 the dam was full.", NULL, "", "2020-5-0"},
      {"(", NULL, "", ""},
      {")", NULL, "", ""},
      {" - ", NULL, "", ""},
      {"", NULL, "", ""},
  };
  for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
    const char *caption = cases[i].caption;
    mtn_credit got = mtn_credit_read((matn_str){caption, strlen(caption)}, 0);
    assert_text(caption, got.text, cases[i].text ? cases[i].text : caption);
    assert_text(caption, got.credit, cases[i].credit);
    char day[32] = "";
    if (got.date.month) (void)snprintf(day, sizeof(day), "%d-%d-%d", got.date.year, got.date.month, got.date.day);
    assert_string_equal(day, cases[i].date);
  }
}

static void test_markup(void **state) {
  (void)state;
  static const char story[] =
      "<p>The council met on Tuesday to talk of the bridge, of the library and of the money that "
      "both of them will cost the town next year, and of who is to pay for it.</p>";
  static const struct {
    const char *caption, *json;
  } cases[] = {
      {"<figure><img src=a.jpg><figcaption>A boat of Etlaq in port.<span class='fig__credit'>Etlaq</span></figcaption>"
       "</figure>",
       "[{\"text\":\"A boat of Etlaq in port.\",\"credit\":\"Etlaq\",\"date\":null}]"},
      {"<figure><img src=a.jpg><figcaption>The ferry <cite>Ada Bell</cite></figcaption></figure>",
       "[{\"text\":\"The ferry\",\"credit\":\"Ada Bell\",\"date\":null}]"},
      {"<figure><img src=a.jpg><figcaption>The ferry, 5 May 2021 (<span itemprop=copyrightHolder>Ada Bell</span>)"
       "</figcaption></figure>",
       "[{\"text\":\"The ferry, 5 May 2021\",\"credit\":\"Ada Bell\",\"date\":\"2021-05-05\"}]"},
      {"<figure><img src=a.jpg><figcaption><p>The ferry in May 2021</p><p>Photo: Ada Bell</p></figcaption></figure>",
       "[{\"text\":\"The ferry in May 2021\",\"credit\":\"Ada Bell\",\"date\":\"2021-05\"}]"},
      {"<figure><blockquote>We wait.</blockquote><figcaption><span class=quote_author>Ada Bell, "
       "mayor</span></figcaption>"
       "</figure>",
       "[{\"text\":\"Ada Bell, mayor\",\"credit\":null,\"date\":null}]"},
  };
  for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
    char page[4096];
    struct output got = {0};
    matn_doc *doc;
    const matn_article *article;
    matn_sink sink = {test_append, &got};
    int len = snprintf(page, sizeof(page), "<!doctype html><title>t</title><article><h1>Bridge</h1>%s%s%s%s</article>",
                       story, story, cases[i].caption, story);
    assert_true(len > 0 && (size_t)len < sizeof(page));
    assert_int_equal(matn_parse(NULL, page, (size_t)len, NULL, &doc, NULL), MATN_OK);
    assert_int_equal(matn_extract(doc, NULL, &article, NULL), MATN_OK);
    assert_int_equal(matn_render(article, MATN_JSON, NULL, sink, NULL), MATN_OK);
    assert_int_equal(test_append(&got, "", 1), 0);
    const char *captions = strstr(got.bytes, "\"captions\":");
    assert_non_null(captions);
    captions += strlen("\"captions\":");
    if (strncmp(captions, cases[i].json, strlen(cases[i].json)) != 0)
      fail_msg("%s\ngot %.200s\nwanted %s", cases[i].caption, captions, cases[i].json);
    free(got.bytes);
    matn_doc_free(doc);
  }
}

static void test_flat_text(void **state) {
  (void)state;
  static const char text[] =
      "The bridge\n\nPeople wait on the old bridge in Marrow. Photo: Ada Bell/AFP\n\nThe council said on Tuesday that "
      "the "
      "bridge will be closed for a year, and that a boat will cross the river in its stead.\n\nThe boat costs 40 "
      "pounds, "
      "said the mayor, who has asked the people of the town to wait until the end of March. (Reuters)\n";
  struct output got = {0};
  matn_doc *doc;
  const matn_article *article;
  const matn_record *record;
  matn_parse_options parse = {.size = sizeof(parse), .input = MATN_INPUT_TEXT};
  matn_extract_options whole = {.size = sizeof(whole), .whole = true};
  matn_sink sink = {test_append, &got};
  assert_int_equal(matn_parse(NULL, text, strlen(text), &parse, &doc, NULL), MATN_OK);
  assert_int_equal(matn_extract(doc, &whole, &article, NULL), MATN_OK);
  assert_int_equal(matn_read_record(article, &record, NULL), MATN_OK);
  assert_int_equal(matn_record_render(record, MATN_RECORD_JSON, NULL, sink, NULL), MATN_OK);
  assert_int_equal(test_append(&got, "", 1), 0);
  assert_non_null(strstr(got.bytes,
                         "\"captions\":[{\"text\":\"People wait on the old bridge in Marrow.\",\"credit\":\"Ada "
                         "Bell/AFP\",\"date\":null}]"));
  free(got.bytes);
  matn_doc_free(doc);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_captions), cmocka_unit_test(test_markup),
                                     cmocka_unit_test(test_flat_text)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
