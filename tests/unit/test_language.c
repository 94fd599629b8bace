/* The language of a text: by script, by trigrams, by rare letters; what is too short to say. */
#include "text/language.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

static void sentences(void **state) {
  (void)state;
  static const struct {
    const char *tag, *text;
  } cases[] = {
      {"en", "The bridge was closed on Monday because the river had risen, and the people of the town had to walk."},
      {"de", "Die Brücke wurde am Montag gesperrt, weil der Fluss gestiegen war, und die Leute mussten zu Fuß gehen."},
      {"fr", "Le pont a été fermé lundi parce que la rivière avait monté, et les gens de la ville ont dû marcher."},
      {"es", "El puente se cerró el lunes porque el río había crecido, y la gente del pueblo tuvo que caminar."},
      {"it", "Il ponte è stato chiuso lunedì perché il fiume era salito, e la gente della città ha dovuto camminare."},
      {"pl", "Most został zamknięty w poniedziałek, ponieważ rzeka wezbrała i mieszkańcy musieli iść pieszo."},
      {"tr", "Köprü pazartesi günü kapatıldı, çünkü nehir yükselmişti ve kasabanın insanları yürümek zorunda kaldı."},
      {"vi", "Cây cầu đã bị đóng vào thứ hai vì nước sông dâng cao, và người dân trong thị trấn phải đi bộ."},
      {"ru", "Мост закрыли в понедельник, потому что река поднялась, и жителям города пришлось идти пешком."},
      {"uk", "Міст закрили в понеділок, тому що річка піднялася, і жителям міста довелося йти пішки."},
      {"ar", "أغلق الجسر يوم الاثنين لأن النهر ارتفع، واضطر سكان المدينة إلى المشي على الأقدام حتى المساء."},
      {"fa", "پل روز دوشنبه بسته شد، چون رودخانه بالا آمده بود و مردم شهر مجبور شدند پیاده بروند."},
      {"ur", "پل پیر کے دن بند کر دیا گیا کیونکہ دریا چڑھ گیا تھا اور شہر کے لوگوں کو پیدل چلنا پڑا۔"},
      {"ckb", "پردەکە لە ڕۆژی دووشەممە داخرا، چونکە ڕووبارەکە بەرز ببووەوە و خەڵکی شارەکە بە پێ ڕۆیشتن."},
      {"hi", "सोमवार को पुल बंद कर दिया गया क्योंकि नदी का पानी बढ़ गया था और शहर के लोगों को पैदल चलना पड़ा।"},
      {"el", "Η γέφυρα έκλεισε τη Δευτέρα."},
      {"he", "הגשר נסגר ביום שני כי הנהר עלה, ואנשי העיר נאלצו ללכת ברגל."},
      {"th", "สะพานถูกปิดในวันจันทร์"},
      {"ja", "川が増水したため、月曜日に橋が閉鎖された。"},
      {"zh", "由于河水上涨，大桥星期一关闭，居民只能步行。"},
      {"ko", "강물이 불어나 월요일에 다리가 폐쇄되었다."},
  };
  for (size_t i = 0; i < MTN_COUNT(cases); i++) {
    matn_str text = mtn_str_of(cases[i].text);
    mtn_language found = mtn_language_of(&text, 1);
    if (!found.tag || strcmp(found.tag, cases[i].tag) != 0)
      fail_msg("%s: %s", cases[i].text, found.tag ? found.tag : "none");
  }
}

static void little_text(void **state) {
  (void)state;
  matn_str none = MTN_STR("12.30 – 14"), word = MTN_STR("Administration");
  assert_null(mtn_language_of(&none, 1).code);
  assert_null(mtn_language_of(NULL, 0).code);
  assert_true(mtn_language_of(&word, 1).confidence < 500);
}

/* Lines as headings and links have: the common language is meant rather than a rare one that is like it. */
static void short_lines(void **state) {
  (void)state;
  static const struct {
    const char *code, *text;
  } cases[] = {
      {"en", "How to keep bread fresh for a week"},
      {"en", "What you should know about your roof"},
      {"de", "So bleibt dein Brot länger frisch"},
      {"de", "Was du über dein Dach wissen musst"},
      {"fr", "Comment garder le pain frais"},
      {"es", "Cómo conservar el pan en casa"},
      {"nl", "Zo blijft je brood langer vers"},
      {"pt", "Como conservar o pão fresco em casa"},
      {"it", "Come conservare il pane fresco"},
      {"pl", "Jak długo przechowywać chleb w domu"},
      {"ru", "Как дольше сохранить хлеб свежим"},
      {"tr", "Ekmek evde nasıl taze kalır"},
      {"ar", "كيف تحافظ على الخبز طازجاً في البيت"},
      {"fa", "چگونه نان را در خانه تازه نگه داریم"},
      {"en", "Stocks rally as inflation cools"},
      {"de", "Gewitter und Starkregen im Süden erwartet"},
      {"fr", "Grève des trains : ce qui vous attend"},
      {"es", "El alcalde abrirá el puente"},
      {"gl", "A choiva caeu toda a noite sobre as casas"},
      {"ca", "El pont nou s'obrirà després de l'estiu"},
      {"sv", "Den nya bron öppnar efter sommaren"},
      {"da", "Den nye bro åbner efter sommeren"},
      {"fi", "Uusi silta avataan kesän jälkeen"},
      {"hu", "Egész éjjel esett az eső a házakra"},
      {"ro", "Noul pod se va deschide după vară"},
      {"cs", "Nový most se otevře po létě"},
      {"lt", "Lietus lijo visą naktį"},
      {"sq", "Ura e re do të hapet pas verës"},
      {"sw", "Mvua ilinyesha usiku kucha"},
      {"uk", "Дощ ішов усю ніч над хатами"},
      {"bg", "Дъждът валя цяла нощ"},
      {"kk", "Жаңбыр түні бойы жауды"},
      {"tg", "Борон тамоми шаб борид"},
      {"ur", "نیا باغ عوام کے لیے کھول دیا گیا"},
      {"ps", "نوی پل به له اوړي وروسته پرانیستل شي"},
      {"mr", "रात्रभर गावातील घरांवर पाऊस पडत होता"},
      {"ne", "रातभरि गाउँका घरहरूमा पानी पर्‍यो"},
      {"vi", "Mưa rơi suốt đêm trên những ngôi nhà"},
      {"af", "Ons weet nie hoekom dit so is nie, maar ons sal daaroor praat wanneer almal hier is"},
  };
  for (size_t i = 0; i < MTN_COUNT(cases); i++) {
    matn_str text = mtn_str_of(cases[i].text);
    mtn_language found = mtn_language_of(&text, 1);
    if (!found.code || strcmp(found.code, cases[i].code) != 0)
      fail_msg("%s: %s", cases[i].text, found.code ? found.code : "none");
  }
}

static void close_languages(void **state) {
  (void)state;
  assert_true(mtn_language_is_close(MTN_STR("nb"), MTN_STR("DA")));
  assert_true(mtn_language_is_close(MTN_STR("hr"), MTN_STR("sr")));
  assert_false(mtn_language_is_close(MTN_STR("en"), MTN_STR("de")));
  assert_false(mtn_language_is_close(MTN_STR("en"), (matn_str){NULL, 0}));
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(sentences), cmocka_unit_test(little_text),
                                     cmocka_unit_test(short_lines), cmocka_unit_test(close_languages)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
