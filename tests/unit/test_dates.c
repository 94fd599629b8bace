/* Dates as people write them: languages, digits, calendars, order, time of day; what is no date. */
#include "text/dates.h"
#include "text/fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* "2022-01-10T08:00:00+03:00" as far as it is known. */
static void show(const mtn_date *d, char *out, size_t room) {
  int len = snprintf(out, room, "%04d-%02u-%02u", d->year, d->month, d->day);
  if (d->hour >= 0) len += snprintf(out + len, room - (size_t)len, "T%02d:%02u:%02u", d->hour, d->minute, d->second);
  int zone = d->zone < 0 ? -d->zone : d->zone;
  if (d->has_zone)
    snprintf(out + len, room - (size_t)len, "%c%02d:%02d", d->zone < 0 ? '-' : '+', zone / 60, zone % 60);
}

/* All dates of the text, one space between. */
static void dates(const char *language, bool month_first, const char *text, const char *wanted) {
  char all[256] = "", one[40];
  size_t at = 0;
  mtn_date_style style = {mtn_date_language(mtn_str_of(language)), month_first};
  mtn_date_match match;
  while (mtn_dates_next(mtn_str_of(text), &at, &style, &match)) {
    assert_true(match.begin < match.end && match.end <= strlen(text) && at >= match.end);
    show(&match.date, one, sizeof(one));
    if (all[0]) strcat(all, " ");
    strcat(all, one);
  }
  if (strcmp(all, wanted) != 0) fail_msg("%s: %s\n  wanted %s", text, all, wanted);
}

static void languages(void **state) {
  (void)state;
  dates("en", false, "Published January 10, 2022 at 8:05 pm", "2022-01-10T20:05:00");
  dates("en", false, "10th of January 2022", "2022-01-10");
  dates("en", false, "Sept. 5, 2021", "2021-09-05");
  dates("en", false, "10-Jan-2022", "2022-01-10");
  dates("en", false, "Mon Jan 10 08:00:00 UTC 2022", "2022-01-10T08:00:00+00:00");
  dates("en", false, "Mon, 10 Jan 2022 08:00:00 +0100", "2022-01-10T08:00:00+01:00");
  dates("en", false, "January 2022", "2022-01-00");
  dates("es", false, "lunes, 10 de enero de 2022", "2022-01-10");
  dates("pt", false, "10 de março de 2022 às 12h30", "2022-03-10T12:30:00");
  dates("fr", false, "le 1er août 2022 à 10h05", "2022-08-01T10:05:00");
  dates("de", false, "Montag, 3. Jänner 2022, 9:15 Uhr", "2022-01-03T09:15:00");
  dates("de", false, "Datum: 03.Mär.19", "2019-03-03");
  dates("de", false, "Kapitel 3.Mai 19 Uhr", "0000-05-03");
  dates("it", false, "10 gennaio 2022", "2022-01-10");
  dates("hu", false, "2022. január 10., hétfő", "2022-01-10");
  dates("lv", false, "2022. gada 10. janvāris", "2022-01-10");
  dates("lt", false, "2022 m. sausio 10 d.", "2022-01-10");
  dates("fi", false, "10. tammikuuta 2022", "2022-01-10");
  dates("pl", false, "10 stycznia 2022", "2022-01-10");
  dates("cs", false, "10. ledna 2022", "2022-01-10");
  dates("hr", false, "10. listopada 2022", "2022-10-10");
  dates("pl", false, "10 listopada 2022", "2022-11-10");
  dates("tr", false, "10 Ağustos 2022 Çarşamba", "2022-08-10");
  dates("ru", false, "10 ЯНВАРЯ 2022 г., 08:00 МСК", "2022-01-10T08:00:00");
  dates("uk", false, "10 січня 2022 року", "2022-01-10");
  dates("el", false, "10 Ιανουαρίου 2022", "2022-01-10");
  dates("ka", false, "10 იანვარი 2022", "2022-01-10");
  dates("vi", false, "10 tháng 1, 2022", "2022-01-10");
  dates("id", false, "Senin, 10 Agustus 2022 | 14:30 WIB", "2022-08-10T14:30:00");
  dates("hi", false, "10 जनवरी 2022", "2022-01-10");
  dates("bn", false, "১০ জানুয়ারি ২০২২", "2022-01-10");
  dates("ta", false, "10 ஜனவரி 2022", "2022-01-10");
  dates("he", false, "10 בינואר 2022", "2022-01-10");
  dates("ko", false, "2022년 1월 10일", "2022-01-10");
  dates("ja", false, "2022年1月10日 8時", "2022-01-10");
  dates("zh", false, "2022年01月10日08:30", "2022-01-10T08:30:00");
}

static void arabic(void **state) {
  (void)state;
  dates("ar", false, "الاثنين 10 يناير 2022 الساعة 08:30", "2022-01-10T08:30:00");
  dates("ar", false, "١٠ كانون الثاني/يناير ٢٠٢٢", "2022-01-10");
  dates("ar", false, "10 كانون الثاني (يناير) 2022", "2022-01-10");
  dates("ar", false, "5 تشرين الأول 2021", "2021-10-05");
  dates("ar", false, "3 غشت 2021 و 4 أوت 2021", "2021-08-03 2021-08-04");
  dates("ar", false, "7 جويلية 2020", "2020-07-07");
  dates("ar", false, "آذار 9, 2020", "2020-03-09");
  dates("ar", false, "نُشر في: 12/01/2022", "2022-01-12");
  dates("ar", false, "2022/01/10 - 8:05 م", "2022-01-10T20:05:00");
}

static void calendars(void **state) {
  (void)state;
  dates("fa", false, "۲۰ دی ۱۴۰۰", "2022-01-10");
  dates("fa", false, "۱۴۰۰/۱۰/۲۰", "2022-01-10");
  dates("fa", false, "۱۴۰۰/۰۱/۰۱ و ۱۳۹۹/۱۲/۳۰", "2021-03-21 2021-03-20");
  dates("ar", false, "9 رمضان 1444", "2023-03-31");
  dates("th", false, "10 มกราคม 2565", "2022-01-10");
  dates("th", false, "10 ม.ค. 2565", "2022-01-10");
  dates("ja", false, "令和4年1月10日", "2022-01-10");
  dates("zh", false, "民國111年1月10日", "2022-01-10");
}

static void order(void **state) {
  (void)state;
  dates("en", true, "03/04/2022", "2022-03-04");
  dates("en", false, "03/04/2022", "2022-04-03");
  dates("en", true, "13/04/2022 04/13/2022", "2022-04-13 2022-04-13");
  dates("de", false, "10. 1. 2022, 10.01.22", "2022-01-10 2022-01-10");
  dates("ko", false, "2022. 1. 10. 08:00", "2022-01-10T08:00:00");
  dates("en", false, "2022-01-10T23:30:00.000-08:00", "2022-01-10T23:30:00-08:00");
  dates("en", false, "2 January 10, 2022", "2022-01-10");
  dates("en", false, "© 2022 10 January 2023", "2023-01-10");
}

static void no_dates(void **state) {
  (void)state;
  dates("en", false, "version 1.2.22, 10.0.19045, 1-800-2022", "");
  dates("en", false, "31 04 2022, 2022-13-45, 00/00/2022", "");
  dates("en", false, "in 2022 there were 10 of 12", "");
  dates("en", false, "99999999999999999999999999/1/2022", "");
  dates("en", false, "2022/01/10/12345", "");
  dates("en", false, "", "");
  dates("en", false, "10", "");
}

static void values(void **state) {
  (void)state;
  static const struct {
    const char *value, *wanted;
  } cases[] = {
      {"2022-01-10", "2022-01-10"},
      {" 2022-1-5T23:59:59-08:00", "2022-01-05T23:59:59-08:00"},
      {"2022-01-10T08:00Z", "2022-01-10T08:00:00+00:00"},
      {"20220110", "2022-01-10"},
      {"20220110T010203", "2022-01-10"},
      {"202201100102", "2022-01-10T01:02:00"},
      {"1641800000", "2022-01-10T07:33:20+00:00"},
      {"1641800000000", "2022-01-10T07:33:20+00:00"},
      {"/Date(1641800000000)/", "2022-01-10T07:33:20+00:00"},
      {"Monday, January 10, 2022", "2022-01-10"},
      {"2021-02-29", NULL},
      {"2022-01", NULL},
      {"soon", NULL},
      {"", NULL},
      {"99999999999999", NULL},
  };
  const mtn_date_style style = {0, false};
  for (size_t i = 0; i < MTN_COUNT(cases); i++) {
    char shown[40] = "none";
    mtn_date date;
    if (mtn_dates_read(mtn_str_of(cases[i].value), &style, &date)) show(&date, shown, sizeof(shown));
    if (strcmp(shown, cases[i].wanted ? cases[i].wanted : "none") != 0) fail_msg("%s: %s", cases[i].value, shown);
  }
}

static void counting(void **state) {
  (void)state;
  assert_int_equal(mtn_date_days(1970, 1, 1), 0);
  assert_int_equal(mtn_date_days(2000, 3, 1), 11017);
  for (int32_t day = -300000; day < 300000; day += 17) {
    mtn_date date = mtn_date_of_days(day);
    assert_int_equal(mtn_date_days((unsigned)date.year, date.month, date.day), day);
  }
}

static void words(void **state) {
  (void)state;
  mtn_date_word word;
  assert_true(mtn_date_word_at(MTN_STR("قال الأربعاء"), 7, 0, 1u << MTN_WORD_WEEKDAY, &word));
  assert_int_equal(word.value, 3);
  assert_true(mtn_date_word_at(MTN_STR("ΙΑΝΟΥΑΡΙΟΥ"), 0, 0, 1u << MTN_WORD_MONTH, &word));
  assert_int_equal(word.value, 1);
  assert_true(
      mtn_date_word_at(MTN_STR("gestern abend"), 0, mtn_date_language(MTN_STR("de")), 1u << MTN_WORD_DAY, &word));
  assert_int_equal(word.value, -1);
  assert_int_equal(word.len, 7);
  assert_false(mtn_date_word_at(MTN_STR("Janu"), 0, 0, ~0u, &word));
}

/* What `text` says against a moment, as show() writes it; "" if it says no time ago. */
static const char *ago(const char *text, const char *language, const char *now) {
  static char shown[64];
  const mtn_date_style style = {0};
  mtn_date reference = {.hour = -1}, date;
  mtn_ago found;
  shown[0] = '\0';
  assert_true(mtn_dates_read(mtn_str_of(now), &style, &reference));
  if (mtn_dates_ago(mtn_str_of(text), mtn_date_language(mtn_str_of(language)), &found) &&
      mtn_date_before(&reference, &found, &date))
    show(&date, shown, sizeof(shown));
  return shown;
}

static void times_ago(void **state) {
  (void)state;
  static const struct {
    const char *language, *text, *date;
  } cases[] = {{"en", "Posted 3 hours ago", "2026-02-10T07:30:00"},
               {"en", "12h ago", "2026-02-09T22:30:00"},
               {"en", "By Jane Roe | an hour ago", "2026-02-10T09:30:00"},
               {"en", "2 days ago", "2026-02-08"},
               {"en", "Yesterday at 14:05", "2026-02-09"},
               {"ar", "منذ ساعتين", "2026-02-10T08:30:00"},
               {"ar", "نُشر قبل ٣ أيام", "2026-02-07"},
               {"ar", "منذ 11 ساعة", "2026-02-09T23:30:00"},
               {"ar", "أمس", "2026-02-09"},
               {"de", "vor 3 Stunden", "2026-02-10T07:30:00"},
               {"de", "Veröffentlicht vor einer Stunde", "2026-02-10T09:30:00"},
               {"fr", "Publié il y a 45 minutes", "2026-02-10T09:45:00"},
               {"es", "hace 2 días", "2026-02-08"},
               {"pt", "há 5 horas", "2026-02-10T05:30:00"},
               {"it", "5 ore fa", "2026-02-10T05:30:00"},
               {"ru", "5 часов назад", "2026-02-10T05:30:00"},
               {"pl", "3 godziny temu", "2026-02-10T07:30:00"},
               {"tr", "2 gün önce", "2026-02-08"},
               {"fa", "۳ ساعت پیش", "2026-02-10T07:30:00"},
               {"he", "לפני 4 שעות", "2026-02-10T06:30:00"},
               {"hi", "3 घंटे पहले", "2026-02-10T07:30:00"},
               {"ja", "（3時間前）", "2026-02-10T07:30:00"},
               {"zh", "发布于3小时前", "2026-02-10T07:30:00"},
               {"ko", "3시간 전", "2026-02-10T07:30:00"},
               {"th", "3 ชั่วโมงที่ผ่านมา", "2026-02-10T07:30:00"},
               {"vi", "2 ngày trước", "2026-02-08"},
               {"id", "3 jam yang lalu", "2026-02-10T07:30:00"},
               {"en", "covid19 days ago", ""},
               {"en", "USA Today", ""},
               {"en", "Today in history", ""},
               {"en", "99999 days ago", ""},
               {"en", "long ago", ""}};
  for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
    assert_string_equal(ago(cases[i].text, cases[i].language, "2026-02-10T10:30:00"), cases[i].date);
  /* A day alone: hours ago were on that day, as far as anyone can tell; more than a day of them, who knows. */
  assert_string_equal(ago("3 hours ago", "en", "2026-02-10"), "2026-02-10");
  assert_string_equal(ago("30 hours ago", "en", "2026-02-10"), "");
  assert_string_equal(ago("1 day ago", "en", "2026-03-01"), "2026-02-28");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(times_ago), cmocka_unit_test(languages), cmocka_unit_test(arabic),
      cmocka_unit_test(calendars), cmocka_unit_test(order),     cmocka_unit_test(no_dates),
      cmocka_unit_test(values),    cmocka_unit_test(counting),  cmocka_unit_test(words),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
