/* Dates in sentences of news, language by language: all that a sentence holds, in order, as "mention=value". */
#include "matn.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define DAY "2024-03-13" /* a Wednesday */

typedef struct example {
  const char *text, *dates;
} example;

/* The dates of `text` into `out`. */
static void read_dates(const char *text, char *out, size_t size) {
  matn_doc *doc;
  const matn_article *article;
  const matn_record *record;
  matn_parse_options parse = {.size = sizeof(parse), .input = MATN_INPUT_TEXT, .charset = {"utf-8", 5}};
  matn_extract_options extract = {.size = sizeof(extract), .whole = true, .date = {DAY, sizeof(DAY) - 1}};
  assert_int_equal(matn_parse(NULL, text, strlen(text), &parse, &doc, NULL), MATN_OK);
  assert_int_equal(matn_extract(doc, &extract, &article, NULL), MATN_OK);
  assert_int_equal(matn_read_record(article, &record, NULL), MATN_OK);
  size_t at = 0;
  matn_date date;
  out[0] = '\0';
  for (size_t i = 0; matn_record_date(record, i, &date); i++) {
    int written = snprintf(out + at, size - at, "%s%.*s=%.*s", at ? "|" : "", (int)date.mention.text.len,
                           date.mention.text.ptr, (int)date.value.len, date.value.ptr ? date.value.ptr : "");
    assert_true(written > 0 && (size_t)written < size - at);
    at += (size_t)written;
  }
  matn_doc_free(doc);
}

static void check(const example *examples, size_t count) {
  for (size_t i = 0; i < count; i++) {
    char got[512];
    read_dates(examples[i].text, got, sizeof(got));
    if (strcmp(got, examples[i].dates) != 0)
      fail_msg("\"%s\": got \"%s\", wanted \"%s\"", examples[i].text, got, examples[i].dates);
  }
}

static void test_arabic(void **state) {
  (void)state;
  static const example examples[] = {
      {"أجلت المحكمة الجلسة إلى 27 مارس الجاري بطلب من الدفاع.", "27 مارس الجاري=2024-03-27"},
      {"ارتفع عدد القتلى إلى 27.", ""},
      {"عادت البعثة في الأسبوع الأول من فبراير الماضي.", "فبراير الماضي=2024-02"},
      {"قال الوزير الثلاثاء إن اللجنة ستجتمع الخميس المقبل في العاصمة.",
       "الثلاثاء=2024-03-12|الخميس المقبل=2024-03-14"},
      {"وقعت الحادثة فجر اليوم الأربعاء في حي شعبي.", "فجر اليوم الأربعاء=2024-03-13TMO"},
      {"استقال المدير مساء أمس الثلاثاء بعد خلاف مع المجلس.", "مساء أمس الثلاثاء=2024-03-12TEV"},
      {"لم يسجل أي عطل حتى صباح اليوم في المحطة.", "صباح اليوم=2024-03-13TMO"},
      {"تراجعت الأسعار منتصف الشهر الماضي بحسب التجار.", "الشهر الماضي=2024-02"},
      {"بدأت الأعمال مطلع العام الحالي في المنطقة.", "العام الحالي=2024"},
      {"وصلت الشحنة يوم 9 مارس/آذار الجاري إلى الميناء.", "9 مارس/آذار الجاري=2024-03-09"},
      {"أغلقت المدرسة قبل ثلاثة أيام بسبب السيول.", "قبل ثلاثة أيام=2024-03-10"},
      {"صدر القرار أول أمس الاثنين عن المجلس البلدي.", "أول أمس الاثنين=2024-03-11"},
      {"يعود القانون إلى ثمانينيات القرن الماضي وقد عدل مرات.", ""},
      {"اندلعت الحرب في السابع من أكتوبر/تشرين الأول 2023 على الحدود.", "السابع من أكتوبر/تشرين الأول 2023=2023-10-07"},
      {"انتخب المجلس في الثاني عشر من جانفي 2021 رئيسا جديدا.", "الثاني عشر من جانفي 2021=2021-01-12"},
      {"اليوم أصبحت المدينة مركزا للصناعة.", "اليوم=2024-03-13"},
      {"تنطلق الدورة غدا الخميس في قاعة البلدية.", "غدا الخميس=2024-03-14"},
      {"وقع الزلزال ليل الأحد الاثنين في شمال البلاد.", "ليل الأحد الاثنين=2024-03-10TNI"},
      {"اعتقل الرجل صباح يوم السبت 9 آذار 2024 في منزله.", "صباح يوم السبت 9 آذار 2024=2024-03-09TMO"},
      {"توفي الكاتب عن عمر ناهز 80 عاما يوم الجمعة الماضي.", "الجمعة الماضي=2024-03-08"},
      {"انخفض الإنتاج في الربع الأول من 2023 بنسبة كبيرة.", "2023=2023"},
  };
  check(examples, sizeof(examples) / sizeof(examples[0]));
}

static void test_english(void **state) {
  (void)state;
  static const example examples[] = {
      {"On Friday, it will reopen.", "Friday=2024-03-15"},
      {"The law was passed in 2019. The following year it was repealed.", "2019=2019|The following year=2020"},
      {"A few months before the vote she resigned from the board.", ""},
      {"The talks on March 4 and 5, which failed.", "March 4=2024-03-04|5=2024-03-05"},
  };
  check(examples, sizeof(examples) / sizeof(examples[0]));
}

static void test_french(void **state) {
  (void)state;
  static const example examples[] = {
      {"Le gouvernement a adopté la mesure l'an dernier et elle est dans la loi.", "l'an dernier=2023"},
      {"La réunion aura lieu la semaine prochaine à Paris, selon les organisateurs.", "la semaine prochaine=2024-W12"},
      {"Il a été arrêté lundi dernier dans la banlieue de Lyon par la police.", "lundi dernier=2024-03-11"},
      {"Le procès doit s'ouvrir lundi prochain devant le tribunal de la ville.", "lundi prochain=2024-03-18"},
      {"L'accident est survenu mardi soir sur une route de la région.", "mardi soir=2024-03-12TEV"},
      {"Les deux hommes ont été retrouvés le 1er mars dans une maison du village.", "1er mars=2024-03-01"},
      {"La loi est entrée en vigueur le 14 juillet 2019 dans tout le pays.", "14 juillet 2019=2019-07-14"},
      {"Elle est arrivée hier soir dans la capitale avec une délégation.", "hier soir=2024-03-12TEV"},
      {"Le ministre est arrivé il y a deux ans dans la région pour une visite.", "il y a deux ans=2022-03-13"},
      {"Les prix ont augmenté en février 2023 et la hausse continue dans le pays.", "février 2023=2023-02"},
      {"Le mois dernier, les salariés ont fait grève dans toute la région.", "Le mois dernier=2024-02"},
      {"Au début des années 2000, la pêche était libre dans toute la zone.", ""},
      {"La police a ouvert une enquête dimanche dans la matinée, selon le parquet.",
       "dimanche dans la matinée=2024-03-10TMO"},
      {"Le village est aujourd'hui un site que les touristes visitent.", ""},
      {"Le maire a annoncé aujourd'hui que la route est fermée pour des travaux.", "aujourd'hui=2024-03-13"},
      {"Les habitants votent ce dimanche pour élire le maire de la commune.", "ce dimanche=2024-03-10"},
      {"Mars Dupont et Avril Martin sont les auteurs de la pièce.", ""},
  };
  check(examples, sizeof(examples) / sizeof(examples[0]));
}

static void test_german(void **state) {
  (void)state;
  static const example examples[] = {
      {"Die Regierung hat das Gesetz im vergangenen Jahr beschlossen und es ist in Kraft.", "vergangenen Jahr=2023"},
      {"Der Prozess beginnt nächste Woche vor dem Gericht in der Stadt.", "nächste Woche=2024-W12"},
      {"Der Mann wurde am vergangenen Montag in der Stadt von der Polizei gefasst.", "vergangenen Montag=2024-03-11"},
      {"Das Parlament tritt am kommenden Freitag zu einer Sitzung zusammen, wie es heißt.",
       "kommenden Freitag=2024-03-15"},
      {"Der Unfall ereignete sich am Dienstagabend auf der Autobahn bei der Stadt.", "Dienstagabend=2024-03-12TEV"},
      {"Die Wahl findet am 5. Mai 2024 statt und die Ergebnisse kommen in der Nacht.", "5. Mai 2024=2024-05-05"},
      {"Sie war gestern Abend in der Stadt und hat mit dem Minister gesprochen.", "gestern Abend=2024-03-12TEV"},
      {"Vor zwei Jahren war die Firma in der Krise und hat viele Leute entlassen.", "Vor zwei Jahren=2022-03-13"},
      {"Das Treffen soll morgen in der Hauptstadt stattfinden, wie der Sprecher sagte.", "morgen=2024-03-14"},
      {"Ende März soll die Brücke nach dem Umbau wieder für den Verkehr offen sein.", "März=2024-03"},
      {"August Müller und Mai Nguyen sind die Autoren des Buches, das in der Stadt spielt.", ""},
  };
  check(examples, sizeof(examples) / sizeof(examples[0]));
}

static void test_spanish(void **state) {
  (void)state;
  static const example examples[] = {
      {"El gobierno aprobó la ley el año pasado y la medida está en vigor.", "el año pasado=2023"},
      {"La reunión se celebrará la próxima semana en la capital del país.", "la próxima semana=2024-W12"},
      {"El hombre fue detenido el lunes pasado por la policía en una calle de la ciudad.", "lunes pasado=2024-03-11"},
      {"El juicio comenzará el próximo viernes en el tribunal de la ciudad.", "próximo viernes=2024-03-15"},
      {"El accidente ocurrió el martes por la noche en una carretera de la región.",
       "martes por la noche=2024-03-12TNI"},
      {"La ley entró en vigor el 5 de mayo de 2019 en todo el país.", "5 de mayo de 2019=2019-05-05"},
      {"La ministra llegó ayer por la tarde a la ciudad con su equipo.", "ayer por la tarde=2024-03-12TAF"},
      {"La empresa cerró hace dos años y los trabajadores están en la calle.", "hace dos años=2022-03-13"},
      {"El presidente viajará mañana a la capital para reunirse con los alcaldes.", "mañana=2024-03-14"},
      {"En los años 90 la ciudad era un puerto de mucho comercio.", ""},
      {"Los precios subieron en febrero de 2023 y la subida no se detiene.", "febrero de 2023=2023-02"},
  };
  check(examples, sizeof(examples) / sizeof(examples[0]));
}

static void test_russian(void **state) {
  (void)state;
  static const example examples[] = {
      {"Правительство приняло закон в прошлом году, и он уже действует в стране.", "прошлом году=2023"},
      {"Встреча пройдет на следующей неделе в столице, как сообщили в ведомстве.", "следующей неделе=2024-W12"},
      {"Мужчину задержали в понедельник вечером на улице, и он дал показания.", "понедельник вечером=2024-03-11TEV"},
      {"Закон вступил в силу 5 мая 2019 года на всей территории страны.", "5 мая 2019 года=2019-05-05"},
      {"Два года назад компания закрылась, и рабочие остались без денег.", "Два года назад=2022-03-13"},
      {"Об этом стало известно позавчера, как сообщает агентство из города.", "позавчера=2024-03-11"},
      {"В начале 2000-х годов на заводе работали люди из разных городов.", ""},
      {"Цены выросли в феврале 2023 года, и это не предел для рынка.", "феврале 2023 года=2023-02"},
      {"В минувшую субботу в городе прошел митинг, на который вышли жители.", "минувшую субботу=2024-03-09"},
  };
  check(examples, sizeof(examples) / sizeof(examples[0]));
}

static void test_turkish(void **state) {
  (void)state;
  static const example examples[] = {
      {"Hükümet yasayı geçen yıl kabul etti ve bu yasa bir çok kişi için önemli.", "geçen yıl=2023"},
      {"Toplantı gelecek hafta başkentte yapılacak ve çok sayıda kişi katılacak.", "gelecek hafta=2024-W12"},
      {"Kaza salı akşamı bir köy yolunda oldu ve bir kişi yaralandı.", "salı akşamı=2024-03-12TEV"},
      {"Yasa 5 Mayıs 2019'da yürürlüğe girdi ve bu gün de geçerli.", "5 Mayıs 2019=2019-05-05"},
      {"İki yıl önce şirket kapandı ve bir çok işçi için zor oldu.", "İki yıl önce=2022-03-13"},
      {"Bakan dün akşam kente geldi ve bir konuşma yaptı.", "dün akşam=2024-03-12TEV"},
      {"Pazartesi günü okullar açık olacak ve bu karar bir çok aile için önemli.", "Pazartesi günü=2024-03-18"},
  };
  check(examples, sizeof(examples) / sizeof(examples[0]));
}

static void test_persian(void **state) {
  (void)state;
  static const example examples[] = {
      {"دولت این قانون را سال گذشته تصویب کرد و این قانون در کشور اجرا "
       "می‌شود.",
       "سال گذشته=2023"},
      {"این نشست هفته آینده در تهران برگزار می شود و وزیر در آن شرکت می کند.", "هفته آینده=2024-W12"},
      {"این حادثه دوشنبه شب در جاده ای در شمال کشور رخ داد و یک نفر را کشت.", "دوشنبه شب=2024-03-11TNI"},
      {"این قانون از ۵ مه ۲۰۱۹ در کشور اجرا می شود و دولت آن را تایید کرد.", "۵ مه ۲۰۱۹=2019-05-05"},
      {"دو سال پیش این شرکت را بستند و کارگران آن بیکار شدند.", "دو سال پیش=2022-03-13"},
      {"رئیس جمهور دیروز به این شهر سفر کرد و با مردم آن دیدار کرد.", "دیروز=2024-03-12"},
      {"این جلسه ۱۵ فروردین ۱۴۰۱ در تهران با حضور وزیر برگزار شد.", "۱۵ فروردین ۱۴۰۱=2022-04-04"},
  };
  check(examples, sizeof(examples) / sizeof(examples[0]));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_arabic),  cmocka_unit_test(test_english), cmocka_unit_test(test_french),
      cmocka_unit_test(test_german),  cmocka_unit_test(test_spanish), cmocka_unit_test(test_russian),
      cmocka_unit_test(test_turkish), cmocka_unit_test(test_persian),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
