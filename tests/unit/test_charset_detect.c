/*
 * Pages that do not say which encoding they are in.  Texts are written here in UTF-8, put into the legacy encoding with
 * the decoders' own tables turned round (test_charset.c holds those to the standard), and wrapped in ASCII markup.
 */
#include "text/charset_internal.h"

#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* The bytes of each code point of the BMP, 0 where there are none; the first found of several. */
typedef struct encoder {
  uint8_t size[0x10000];
  uint8_t bytes[0x10000][3];
} encoder;

static void add(encoder *e, mtn_buf *out, mtn_charset charset, const uint8_t *bytes, size_t len) {
  assert_int_equal(mtn_charset_decode(charset, bytes, len, 64, 1, out), MATN_OK);
  size_t size;
  uint32_t point = out->len ? mtn_utf8_decode(out->data, out->data + out->len, &size) : 0xFFFD;
  if (point == 0xFFFD || point > 0xFFFF || size != out->len || e->size[point]) return;
  e->size[point] = (uint8_t)len;
  memcpy(e->bytes[point], bytes, len);
}

static encoder *make_encoder(mtn_charset charset) {
  encoder *e = calloc(1, sizeof(*e));
  mtn_buf out;
  mtn_buf_init(&out, &mtn_alloc_default);
  for (unsigned a = 1; a < 0x100; a++) add(e, &out, charset, &(uint8_t){(uint8_t)a}, 1);
  bool single = charset >= MTN_CHARSET_FIRST_SINGLE && charset < MTN_CHARSET_FIRST_SINGLE + MTN_CHARSET_SINGLE_COUNT;
  for (unsigned a = 0x81; !single && a < 0xFF; a++)
    for (unsigned b = 0x40; b < 0xFF; b++) add(e, &out, charset, (uint8_t[]){(uint8_t)a, (uint8_t)b}, 2);
  mtn_buf_free(&out);
  return e;
}

/* Characters that the encoding lacks become '?'. */
static void encode(const encoder *e, const char *text, mtn_buf *out) {
  for (const char *p = text, *end = p + strlen(p); p < end;) {
    size_t size;
    uint32_t point = mtn_utf8_decode(p, end, &size);
    p += size;
    if (point < 0x10000 && e->size[point])
      mtn_buf_append(out, (const char *)e->bytes[point], e->size[point]);
    else
      mtn_buf_put(out, '?');
  }
}

typedef struct sample_text {
  const char *language, *title, *text;
} sample_text;

static const sample_text texts[] = {
    {"ar", "وزارة الصحة: ارتفاع عدد المصابين",
     "أعلنت وزارة الصحة يوم الاثنين ارتفاع عدد المصابين في العاصمة إلى أكثر من ثلاثة آلاف شخص، وقال المتحدث باسمها إن "
     "المستشفيات تعمل بكامل طاقتها. ودعا السكان إلى البقاء في منازلهم."},
    {"fa", "افزایش شمار بیماران در پایتخت",
     "وزارت بهداشت روز دوشنبه اعلام کرد که شمار بیماران در پایتخت از سه هزار نفر گذشته است. سخنگوی وزارتخانه گفت که "
     "بیمارستان‌ها پر شده‌اند و از مردم خواست در خانه بمانند."},
    {"he", "משרד הבריאות: עלייה במספר החולים",
     "משרד הבריאות הודיע ביום שני כי מספר החולים בעיר הבירה עלה על שלושת אלפים. הדובר אמר שבתי החולים מלאים וביקש מן "
     "התושבים להישאר בבתיהם."},
    {"el", "Αύξηση των κρουσμάτων στην πρωτεύουσα",
     "Το υπουργείο Υγείας ανακοίνωσε τη Δευτέρα ότι ο αριθμός των ασθενών στην πρωτεύουσα ξεπέρασε τους τρεις "
     "χιλιάδες. "
     "Ο εκπρόσωπος είπε ότι τα νοσοκομεία είναι γεμάτα."},
    {"ru", "Число заболевших в столице выросло",
     "Министерство здравоохранения сообщило в понедельник, что число заболевших в столице превысило три тысячи "
     "человек. "
     "Представитель ведомства сказал, что больницы переполнены, и попросил жителей оставаться дома."},
    {"uk", "Кількість хворих у столиці зросла",
     "Міністерство охорони здоров'я повідомило в понеділок, що кількість хворих у столиці перевищила три тисячі. "
     "Речник відомства сказав, що лікарні переповнені, і попросив мешканців залишатися вдома."},
    {"bg", "Броят на болните в столицата нараства",
     "Министерството на здравеопазването съобщи в понеделник, че броят на болните в столицата е надхвърлил три хиляди. "
     "Говорителят каза, че болниците са пълни, и призова жителите да останат по домовете си."},
    {"tr", "Başkentte hasta sayısı arttı",
     "Sağlık Bakanlığı pazartesi günü başkentteki hasta sayısının üç bini aştığını açıkladı. Sözcü, hastanelerin dolu "
     "olduğunu söyledi ve şehirde yaşayanlardan evlerinde kalmalarını istedi."},
    {"th", "จำนวนผู้ป่วยในเมืองหลวงเพิ่มขึ้น",
     "กระทรวงสาธารณสุขแถลงเมื่อวันจันทร์ว่า จำนวนผู้ป่วยในเมืองหลวงเพิ่มขึ้นเกินสามพันคน โฆษกกล่าวว่าโรงพยาบาลเต็มแล้ว "
     "และขอให้ประชาชนอยู่บ้าน"},
    {"ja", "首都の患者数が増加",
     "保健省は月曜日、首都の患者数が三千人を超えたと発表した。報道官は、病院はすでに満床であると述べ、市民に自宅にと"
     "どまるよう求めた。"},
    {"ko", "수도의 환자 수 증가",
     "보건부는 월요일 수도의 환자 수가 삼천 명을 넘었다고 발표했다. 대변인은 병원이 이미 가득 찼다고 말하고 시민들에게 "
     "집에 머물러 달라고 당부했다."},
    {"zh-hans", "首都病人数量上升",
     "卫生部星期一宣布，首都的病人数量已经超过三千人。发言人说，医院已经住满，并要求市民留在家里。"},
    {"zh-hant", "首都病人數量上升",
     "衛生部星期一宣布，首都的病人數量已經超過三千人。發言人說，醫院已經住滿，並要求市民留在家裡。"},
    {"pl", "Liczba chorych w stolicy wzrosła",
     "Ministerstwo Zdrowia ogłosiło w poniedziałek, że liczba chorych w stolicy przekroczyła trzy tysiące. Rzecznik "
     "powiedział, że szpitale są pełne, i poprosił mieszkańców, żeby pozostali w domach."},
    {"cs", "Počet nemocných v hlavním městě vzrostl",
     "Ministerstvo zdravotnictví v pondělí oznámilo, že počet nemocných v hlavním městě překročil tři tisíce. Mluvčí "
     "řekl, že nemocnice jsou plné, a požádal obyvatele, aby zůstali doma."},
    {"hu", "Nőtt a betegek száma a fővárosban",
     "Az egészségügyi minisztérium hétfőn közölte, hogy a fővárosban a betegek száma meghaladta a háromezret. A "
     "szóvivő "
     "szerint a kórházak megteltek, és arra kérte a lakosokat, hogy maradjanak otthon."},
    {"lv", "Slimnieku skaits galvaspilsētā pieaug",
     "Veselības ministrija pirmdien paziņoja, ka slimnieku skaits galvaspilsētā pārsniedzis trīs tūkstošus. Pārstāvis "
     "teica, ka slimnīcas ir pilnas, un lūdza iedzīvotājus palikt mājās."},
    {"fr", "Le nombre de malades augmente dans la capitale",
     "Le ministère de la Santé a annoncé lundi que le nombre de malades dans la capitale a dépassé trois mille. Le "
     "porte-parole a déclaré que les hôpitaux étaient pleins et a demandé aux habitants de rester chez eux."},
    {"de", "Zahl der Kranken in der Hauptstadt gestiegen",
     "Das Gesundheitsministerium teilte am Montag mit, dass die Zahl der Kranken in der Hauptstadt auf über "
     "dreitausend "
     "gestiegen sei. Die Krankenhäuser seien überfüllt, größere Feste würden abgesagt."},
};

static const sample_text *find_text(const char *language) {
  for (size_t i = 0; i < MTN_COUNT(texts); i++)
    if (strcmp(texts[i].language, language) == 0) return &texts[i];
  return NULL;
}

static void make_page(const char *language, mtn_charset charset, mtn_buf *page) {
  const sample_text *t = find_text(language);
  assert_non_null(t);
  encoder *e = make_encoder(charset);
  mtn_buf_cstr(page, "<!DOCTYPE html>\n<html><head><title>");
  encode(e, t->title, page);
  mtn_buf_cstr(page, "</title><link rel=\"stylesheet\" href=\"/style.css\"></head>\n<body class=\"page\"><h1>");
  encode(e, t->title, page);
  mtn_buf_cstr(page, "</h1>\n<p class=\"lead\">");
  encode(e, t->text, page);
  mtn_buf_cstr(page, "</p>\n<div id=\"footer\"><a href=\"/about.html\">About</a></div></body></html>\n");
  free(e);
}

static void expect_page(const char *language, const char *written_in, const char *expected) {
  mtn_buf page;
  mtn_buf_init(&page, &mtn_alloc_default);
  make_page(language, mtn_charset_from_label(mtn_str_of(written_in)), &page);
  mtn_charset_origin origin;
  mtn_charset charset = mtn_charset_sniff(page.data, page.len, MTN_CHARSET_NONE, &origin);
  matn_str name = mtn_charset_name(charset);
  if (strcmp(name.ptr, expected) != 0) fail_msg("%s in %s: taken for %s", language, written_in, name.ptr);
  assert_int_equal(origin, MTN_CHARSET_DETECTED);
  mtn_buf_free(&page);
}

static void undeclared_pages(void **state) {
  (void)state;
  static const char *const pages[][2] = {
      {"ar", "windows-1256"}, {"ar", "iso-8859-6"},   {"fa", "windows-1256"}, {"he", "windows-1255"},
      {"el", "windows-1253"}, {"ru", "windows-1251"}, {"ru", "koi8-r"},       {"ru", "ibm866"},
      {"ru", "iso-8859-5"},   {"uk", "windows-1251"}, {"uk", "koi8-u"},       {"bg", "windows-1251"},
      {"tr", "windows-1254"}, {"th", "windows-874"},  {"ja", "shift_jis"},    {"ja", "euc-jp"},
      {"ko", "euc-kr"},       {"zh-hans", "gbk"},     {"zh-hant", "big5"},    {"pl", "windows-1250"},
      {"pl", "iso-8859-2"},   {"cs", "windows-1250"}, {"cs", "iso-8859-2"},   {"hu", "windows-1250"},
      {"lv", "windows-1257"}, {"fr", "windows-1252"}, {"de", "windows-1252"}};
  for (size_t i = 0; i < MTN_COUNT(pages); i++) expect_page(pages[i][0], pages[i][1], pages[i][1]);
  /* The same letters at the same places. */
  expect_page("he", "iso-8859-8", "windows-1255");
  expect_page("zh-hans", "gb18030", "gbk");
}

static void expect_sniff(const char *bytes, size_t len, const char *name, mtn_charset_origin from) {
  mtn_charset_origin origin = (mtn_charset_origin)0;
  matn_str found = mtn_charset_name(mtn_charset_sniff(bytes, len, MTN_CHARSET_NONE, &origin));
  if (strcmp(found.ptr, name) != 0 || origin != from) fail_msg("%s: %s, origin %d", name, found.ptr, (int)origin);
}

/* A page that was saved as UTF-8 and still says otherwise: its bytes win when there are many of them. */
static void stale_declarations(void **state) {
  (void)state;
  static const char head[] = "<meta charset=euc-kr><p>";
  char page[sizeof(head) + 300 * 3];
  for (size_t count = 10; count <= 300; count += 290) {
    size_t len = sizeof(head) - 1;
    memcpy(page, head, len);
    for (size_t i = 0; i < count; i++, len += 3) memcpy(page + len, "\xEA\xB0\x80", 3);
    if (count == 10)
      expect_sniff(page, len, "euc-kr", MTN_CHARSET_FROM_META);
    else
      expect_sniff(page, len, "utf-8", MTN_CHARSET_FROM_BYTES);
    page[len - 1] = 'x'; /* one malformed sequence, and the declaration holds */
    expect_sniff(page, len, "euc-kr", MTN_CHARSET_FROM_META);
  }
}

static void utf8_pages(void **state) {
  (void)state;
  for (size_t i = 0; i < MTN_COUNT(texts); i++) {
    size_t len = strlen(texts[i].text);
    expect_sniff(texts[i].text, len, "utf-8", MTN_CHARSET_DETECTED);
    /* cut anywhere */
    expect_sniff(texts[i].text, len - 1, "utf-8", MTN_CHARSET_DETECTED);
    expect_sniff(texts[i].text, len - 2, "utf-8", MTN_CHARSET_DETECTED);
    /* with one accident in it */
    if (strcmp(texts[i].language, "ar") != 0) continue;
    char page[1024];
    assert_in_range(len, 100, sizeof(page));
    memcpy(page, texts[i].text, len);
    memcpy(page + len / 2, "\xE9 \x92", 3);
    expect_sniff(page, len, "utf-8", MTN_CHARSET_DETECTED);
  }
}

static void little_evidence(void **state) {
  (void)state;
  expect_sniff("plain", 5, "windows-1252", MTN_CHARSET_DEFAULT);
  expect_sniff("caf\xE9", 4, "windows-1252", MTN_CHARSET_DETECTED);
  expect_sniff("\xA9 2004", 6, "windows-1252", MTN_CHARSET_DETECTED);
  expect_sniff("\x93so\x94 it isn\x92t", 12, "windows-1252", MTN_CHARSET_DETECTED);
  expect_sniff("more \xBB", 6, "windows-1252", MTN_CHARSET_DETECTED);
  expect_sniff("\xFF", 1, "windows-1252", MTN_CHARSET_DETECTED);
}

static void iso_2022_jp_page(void **state) {
  (void)state;
  static const char page[] = "<title>\x1B$B<sET\x1B(B</title>";
  expect_sniff(page, sizeof(page) - 1, "iso-2022-jp", MTN_CHARSET_DETECTED);
  expect_sniff("\x1B[1mbold\x1B[0m", 12, "windows-1252", MTN_CHARSET_DEFAULT);
}

/* The text may come late, and be thin. */
static void late_text(void **state) {
  (void)state;
  mtn_buf page;
  mtn_buf_init(&page, &mtn_alloc_default);
  for (int i = 0; i < 20000; i++) mtn_buf_cstr(&page, "<script>var a = 1;</script>\n");
  make_page("ru", mtn_charset_from_label(mtn_str_of("windows-1251")), &page);
  expect_sniff(page.data, page.len, "windows-1251", MTN_CHARSET_DETECTED);
  mtn_buf_free(&page);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(undeclared_pages), cmocka_unit_test(stale_declarations), cmocka_unit_test(utf8_pages),
      cmocka_unit_test(little_evidence),  cmocka_unit_test(iso_2022_jp_page),   cmocka_unit_test(late_text),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
