/* Days and people of whole pages without an address: what of several dates and names is the page's own.  What the head
 * and JSON-LD say is in tests/spec/facts.txt. */
#include "base/filter.h"
#include "matn.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define TEXT                                                                                                           \
  "<p>The weir below the mill was built in the year of the flood, and whoever walks along the river today still "      \
  "finds "                                                                                                             \
  "its stones. The town has decided to keep it, as the council said after a long evening.</p><p>Its repair will take " \
  "two summers, because nobody may dig there while the fish are on their way up the river to the old ponds.</p>"
#define HEAD "<html lang=en><title>The weir below the mill</title><body><article><h1>The weir below the mill</h1>"

/* The values of a field, "; " between them. */
static void fact_is(const char *html, matn_field field, const char *wanted) {
  matn_doc *doc = NULL;
  const matn_article *article = NULL;
  char text[512] = "";
  size_t len = 0;
  assert_int_equal(matn_parse(NULL, html, strlen(html), NULL, &doc, NULL), MATN_OK);
  assert_int_equal(matn_extract(doc, NULL, &article, NULL), MATN_OK);
  for (size_t i = 0; i < matn_article_fact_count(article, field); i++) {
    matn_str value = matn_article_fact(article, field, i);
    len += (size_t)snprintf(text + len, sizeof(text) - len, "%s%.*s", i ? "; " : "", (int)value.len, value.ptr);
  }
  if (strcmp(text, wanted) != 0) fail_msg("%s\n  gives  %s\n  wanted %s", html, text, wanted);
  matn_doc_free(doc);
}

static void days(void **state) {
  (void)state;
  /* Words between two dates speak of the second one; verbs stand last in some languages. */
  fact_is(HEAD "<p>December 3, 2025. Updated: December 7, 2025</p>" TEXT, MATN_DATE, "2025-12-03");
  fact_is(HEAD "<p>December 3, 2025. Updated: December 7, 2025</p>" TEXT, MATN_DATE_MODIFIED, "2025-12-07");
  fact_is(HEAD "<p>Letzte Änderung: 31.10.2023 - 14:49<br>Erschienen am: 01.11.2023</p>" TEXT, MATN_DATE, "2023-11-01");
  fact_is(HEAD "<p><time>April 26, 2024</time><time class=entry-modified>October 28, 2024</time></p>" TEXT, MATN_DATE,
          "2024-04-26");
  fact_is("<html lang=ja><h1>川の堰</h1><p>2025年12月7日 更新</p><p>川の堰は洪水の年に造られた。</p>",
          MATN_DATE_MODIFIED, "2025-12-07");
  /* A day that the text mentions yields to the day of the last change, one to come to that behind it. */
  fact_is(HEAD "<p>Last updated: 9 June 2021</p>" TEXT TEXT TEXT
               "<figure><figcaption>The mill on 3 May 2019</figcaption></figure>",
          MATN_DATE, "2021-06-09");
  fact_is(HEAD
          "<p>Last updated: 9 June 2021</p><p>Whoever wants to help may apply until the end of 15 April 2022</p>" TEXT,
          MATN_DATE, "2021-06-09");
  /* A dateline opens the text. */
  fact_is(HEAD "<p>29.11.2022 – The weir below the mill was built in the year of the flood, and whoever walks along "
               "the river today still finds its stones. The town has decided to keep it, as the council said after "
               "a long evening in the hall, to which nearly everyone had come who lives between the two bridges and "
               "the old ponds of the mill.</p>" TEXT "<p>Comments</p><p>2 December 2022</p>",
          MATN_DATE, "2022-11-29");
  /* The month by its name in the address; an address has a host. */
  fact_is("<link rel=canonical href='The weir'><meta property=og:url content=https://example.org/2023/october/03/weir>"
          "<h1>The weir</h1>" TEXT,
          MATN_DATE, "2023-10-03");
  fact_is("<meta property=example:uploaded content=2013-02-16T04:36:36-05:00>" HEAD TEXT, MATN_DATE, "2013-02-16");
  fact_is("<link rel=canonical href=https://example.org/sport/20231108/weir>" HEAD "<p>9 March 2019</p>" TEXT,
          MATN_DATE, "2023-11-08");
}

/* Whose day it is among many: what the time is called, what its line is beside, which lines are alike. */
static void days_among_others(void **state) {
  (void)state;
  fact_is(HEAD "<p><time class=updated datetime=2022-05-21>May 21, 2022</time><time class='entry-date published' "
               "datetime=2021-12-24>December 24, 2021</time></p>" TEXT,
          MATN_DATE, "2021-12-24");
  fact_is(HEAD "<p><time class=updated datetime=2022-05-21>May 21, 2022</time></p>" TEXT, MATN_DATE, "2022-05-21");
  fact_is(HEAD "<p><time-ago ts=2022-01-04T09:47:05.754000+0000></time-ago></p>" TEXT, MATN_DATE, "2022-01-04");
  fact_is(HEAD "<p>Opening hours were <del datetime=2022-01-04>ten to two</del> ten to four.</p>" TEXT, MATN_DATE, "");
  /* A link to comments makes no comment of its line; the day of one does. */
  fact_is(HEAD TEXT "<footer><p>4 January 2022 <span class=comments-link>2 comments</span></p></footer><ol><li "
                    "class=comment><p>8 January 2022 Ann Lee</p></ol>",
          MATN_DATE, "2022-01-04");
  /* Lines of one kind are of other pages. */
  fact_is(HEAD
          "<p><span class=c>A mill</span> on 3 January 2022 in the hills</p><ul class=a><li class=posted>9 March 2021"
          "<li class=posted>8 March 2021<li class=posted>7 March 2021<li class=posted>6 March 2021</ul>" TEXT,
          MATN_DATE, "2022-01-03");
  fact_is(HEAD
          "<p>Last reply: <time datetime=2022-01-09>9 January 2022</time></p><p>3 January 2022 at 7:07 pm</p>" TEXT,
          MATN_DATE, "2022-01-03");
  /* A list of pages that names this one says its day. */
  fact_is(
      "<html lang=en><title>The weir below the mill</title><body><nav><h3><a href=/weir>The weir below the "
      "mill</a></h3>"
      "<p class=when>4 January 2022</p><h3><a href=/ford>The ford</a></h3><p class=when>3 January 2022</p></nav>" TEXT
      "<h1>The weir below the mill</h1>" TEXT,
      MATN_DATE, "2022-01-04");
  /* A day far from the headline yields to that of the change beside it. */
  fact_is(HEAD "<p>Stand: 28.04.2023 17:23 Uhr</p>" TEXT TEXT TEXT TEXT TEXT TEXT TEXT
               "<p>The weir</p><p>24.03.2023</p>",
          MATN_DATE, "2023-04-28");
  /* The day in the zone of the page: the same minute as one that machines are told in UTC. */
  fact_is("<meta property=article:published_time content=2022-05-04T00:53:29Z><script type=application/ld+json>"
          "{\"@type\":\"NewsArticle\",\"datePublished\":\"2022-05-04T00:25:56Z\"}</script>" HEAD TEXT TEXT
          "<p>3 May 2022 21:25</p>",
          MATN_DATE, "2022-05-03");
  fact_is("<meta name=script:ld+json content='{\"@type\":\"Article\",\"datePublished\":\"2022-05-04\"}'>" HEAD TEXT,
          MATN_DATE, "2022-05-04");
}

/* Days that stand neither in the head nor in a line of the page. */
static void far_days(void **state) {
  (void)state;
  fact_is("<html lang=de><title>Das Wehr – Bote – 13.06.2023</title><h1>Das Wehr</h1>" TEXT, MATN_DATE, "2023-06-13");
  fact_is("<html lang=de><title>Ein Jahr seit dem 13.06.2023</title><h1>Das Wehr</h1>" TEXT, MATN_DATE, "");
  fact_is("<html lang=en><title>The weir below the mill</title><body data-pubdate=2022-10-05 data-lastmod=2025-12-02>"
          "<h1>The weir below the mill</h1>" TEXT,
          MATN_DATE, "2022-10-05");
  fact_is("<html lang=en><title>The weir below the mill</title><body data-publisher-id=20221005><h1>The weir below the "
          "mill</h1>" TEXT,
          MATN_DATE, "");
  fact_is("<html lang=en><title>The weir below the mill</title><body id=news20190624_k1><h1>The weir below the mill"
          "</h1>" TEXT,
          MATN_DATE, "2019-06-24");
  fact_is(HEAD TEXT "</article><p>Copyright © 19.12.2019 - 12:14 Calder</p>", MATN_DATE, "2019-12-19");
  fact_is(HEAD TEXT "</article><p>© 2019 Calder</p>", MATN_DATE, "");
  /* Scripts are told the day of the page, or days of many pages. */
  fact_is(HEAD TEXT "<script>var page = {\"updatedAt\":\"2022-02-01T10:00:00Z\",\"publicationDate\":"
                    "\"2022-01-31T15:58:43+01:00\"};</script>",
          MATN_DATE, "2022-01-31");
  fact_is(HEAD TEXT "<script>self.push(\"{\\\"publishedAt\\\":\\\"2022-01-31\\\"}\")</script>", MATN_DATE,
          "2022-01-31");
  fact_is(HEAD TEXT "<script>publish_date = 1643641123;</script>", MATN_DATE, "2022-01-31");
  fact_is(HEAD TEXT "<script>[{\"published\":\"2022-01-31\"},{\"published\":\"2022-01-30\"}]</script>", MATN_DATE, "");
  fact_is(HEAD TEXT "<script>{\"unpublishDate\":\"2022-01-31\",\"publisher\":\"20220131\"}</script>", MATN_DATE, "");
  fact_is(HEAD "<p>4 January 2022</p>" TEXT "<script>{\"published\":\"2022-01-31\"}</script>", MATN_DATE, "2022-01-04");
  /* Numbers of versions in an address are no day. */
  fact_is("<link rel=canonical href=https://example.org/t/2024-4-4-2024-5-0-weir/724779>" HEAD
          "<p>3 May 2024, 11:39</p>" TEXT,
          MATN_DATE, "2024-05-03");
}

static void days_by_words(void **state) {
  (void)state;
  /* What holds the headline too is the page, whatever it is called after; "not" turns a class around. */
  fact_is(
      "<html lang=en><title>The weir below the mill</title><div class=right-sidebar><h1>The weir below the mill</h1>"
      "<p>4 January 2022</p>" TEXT "</div><h4>The ford</h4><p>11 January 2022</p>",
      MATN_DATE, "2022-01-04");
  fact_is(HEAD "<p class='publicationDate notUpdated'>4 January 2022</p>" TEXT, MATN_DATE_MODIFIED, "");
  fact_is(HEAD "<nav class=post-navigation><p>18 March 2024</p></nav>" TEXT TEXT "<p>11 March 2024</p>", MATN_DATE,
          "2024-03-11");
  /* A teaser before the headline is no post of its thread. */
  fact_is(
      "<html lang=en><title>The weir below the mill</title><p>The ford</p><p><time datetime=2023-03-15T12:05>15 March "
      "2023</time></p><ul><li>a<li>b<li>c<li>d<li>e<li>f<li>g<li>h</ul><h1>The weir below the mill</h1>"
      "<p><time datetime=2023-11-01T10:00>1 November 2023</time></p>" TEXT,
      MATN_DATE, "2023-11-01");
  /* Words of languages: the day of another calendar beside it, changes, what is said of another moment. */
  fact_is("<html lang=ar><title>سوق السمك يعود</title><h1>سوق السمك يعود</h1><p>نُشر في: 05 جمادى الآخرة 1443 هـ "
          "الموافق 08 يناير 2022 "
          "م</p><p>عاد باعة السمك إلى رصيف الميناء صباح اليوم بعد غياب دام ثلاث سنوات.</p>",
          MATN_DATE, "2022-01-08");
  fact_is("<html lang=pt-BR><title>O moinho</title><h1>O moinho</h1><p>12/01/2022 09h30 Atualizado há 2 anos</p>" TEXT,
          MATN_DATE_MODIFIED, "");
  fact_is(
      "<html lang=th><title>สะพานไม้</title><h1>สะพานไม้</h1><p>เผยแพร่: 12 ม.ค. 2565 09:30 ปรับปรุง: 13 ม.ค. 2565</p>" TEXT,
      MATN_DATE_MODIFIED, "2022-01-13");
  fact_is(
      "<html lang=el><title>Ο νερόμυλος</title><h1>Ο νερόμυλος</h1><p>Δημοσίευση: 12 Ιανουαρίου 2022, 09:30 Τελευταία "
      "ενημέρωση: 13 Ιανουαρίου 2022</p>" TEXT,
      MATN_DATE_MODIFIED, "2022-01-13");
}

#define HERE(lang, title) "<html lang=" lang "><title>" title "</title><h1>" title "</h1>"

/* Bylines as languages write them: roles before and behind, where the next label begins. */
static void bylines(void **state) {
  (void)state;
  fact_is(HERE("ko", "강변 도서관 새로 문 열어") "<p>김하늘 기자 sky@example.org<br>입력 2022.01.12 09:30</p><p>강변에 "
                                                 "새 도서관이 12일 문을 "
                                                 "열었다. 도서관은 지상 3층 규모로 책 이만 권을 갖췄다.</p>",
          MATN_AUTHOR, "김하늘");
  fact_is(HERE("ko", "강변 도서관 새로 문 열어") "<p>시장 기자회견 열려</p><p>온라인뉴스팀 기자</p><p>강변에 새 "
                                                 "도서관이 12일 문을 열었다.</p>",
          MATN_AUTHOR, "");
  fact_is(HERE("zh", "老水车重新转动") "<p>2022年01月12日 来源：河边日报 作者：王小明 "
                                       "编辑：李静</p><p>河边的老水车在停了五年之后，于十二日重新转动。</p>",
          MATN_AUTHOR, "王小明");
  fact_is(HERE("de", "Die alte Mühle") "<p>Ein Bericht von Anna Schmidt und Jörg Klein, Uferstadt</p>" TEXT,
          MATN_AUTHOR, "Anna Schmidt; Jörg Klein");
  fact_is(HERE("fr", "Le vieux moulin") "<p>Propos recueillis par Claire Dubois (avec XYZ)</p>" TEXT, MATN_AUTHOR,
          "Claire Dubois");
  fact_is(HERE("pl", "Stary młyn") "<p>Oprac. Anna Kowalska | Źródło: XYZ | 12 stycznia 2022</p>" TEXT, MATN_AUTHOR,
          "Anna Kowalska");
  fact_is(HERE("tr", "Eski değirmen") "<p>Haber: Ayşe Demir - Fotoğraf: Mehmet Kaya</p>" TEXT, MATN_AUTHOR,
          "Ayşe Demir");
  fact_is(HERE("el", "Ο νερόμυλος") "<p>Γράφει η Μαρία Παπαδοπούλου Δημοσίευση: 12 Ιανουαρίου 2022</p>" TEXT,
          MATN_AUTHOR, "Μαρία Παπαδοπούλου");
  fact_is(
      HERE("fa", "مرمت پل") "<p>کد خبر: ۴۵۶</p><p>خبرنگار: مریم احمدی</p><p>مرمت پل قدیمی شهر از امروز آغاز شد.</p>",
      MATN_AUTHOR, "مریم احمدی");
  fact_is(HERE("ur", "نیا باغ") "<p>تحریر: عائشہ صدیقی</p><p>شہر کی انتظامیہ نے نیا باغ عوام کے لیے کھول دیا۔</p>",
          MATN_AUTHOR, "عائشہ صدیقی");
  /* A masthead's editors: the word is the end of another. */
  fact_is(
      HERE("ar",
           "السد القديم") "<p>رئيس التحرير : خالد يوسف</p><p>أعلنت الوزارة بدء ترميم السد القديم شمالي المدينة.</p>",
      MATN_AUTHOR, "");
  fact_is(HEAD "<p>By clicking here</p>" TEXT, MATN_AUTHOR, "");
  fact_is("<script type=application/ld+json>{\"@type\":\"Article\",\"author\":{\"name\":\"undefined\"}}</script>" HEAD
          "<p>By Ann Lee</p>" TEXT,
          MATN_AUTHOR, "Ann Lee");
  /* Jobs and bodies behind a name, pictures' credits, hosts. */
  fact_is(HEAD "<p class=author>Ann Lee Senior Writer, Hardware</p>" TEXT, MATN_AUTHOR, "Ann Lee");
  fact_is(HEAD "<p class=author>Executive Digital Editor and Master Gardener</p>" TEXT, MATN_AUTHOR, "");
  fact_is(HEAD "<p>By Ann Lee and Bob Roe The Calder Press</p>" TEXT, MATN_AUTHOR, "Ann Lee; Bob Roe");
  fact_is(HEAD "<p class=author>Photo: XYZ/Eve Poe</p><p class=author>Ann Lee</p>" TEXT, MATN_AUTHOR, "Ann Lee");
  fact_is(HEAD "<p class=author>Ann Lee / CALDER.COM /</p>" TEXT, MATN_AUTHOR, "Ann Lee");
  fact_is(HEAD "<p class=author>Sat, <time>4 January 2022</time></p>" TEXT, MATN_AUTHOR, "");
  fact_is(HEAD
          "<p class=author>Author(s):</p><p class=author>Ann Lee (Institute of Rivers and Weirs), Bob Roe</p>" TEXT,
          MATN_AUTHOR, "Ann Lee; Bob Roe");
  /* Several names, and one before the site's, beside the day. */
  fact_is(HEAD "<p>Ann Lee / Bob Roe</p><p>4 January 2022</p>" TEXT, MATN_AUTHOR, "Ann Lee; Bob Roe");
  fact_is("<meta property=og:site_name content='Calder Gazette'>" HEAD
          "<p>Ann Lee - Calder Gazette</p><p>4 January 2022"
          "</p>" TEXT,
          MATN_AUTHOR, "Ann Lee");
}

/* What the title leaves of the title element, where nothing else names the site. */
static void sites(void **state) {
  (void)state;
  fact_is("<title>The weir below the mill | Rivers | Calder Gazette</title><h1>The weir below the mill</h1>" TEXT,
          MATN_SITENAME, "Calder Gazette");
  fact_is("<meta property=og:title content='The weir below the mill'><title>Calder Gazette - The weir below the "
          "mill</title><h1>The weir below the mill</h1>" TEXT,
          MATN_SITENAME, "Calder Gazette");
  fact_is("<title>Photo: The weir below the mill</title><h1>The weir below the mill</h1>" TEXT, MATN_SITENAME, "");
  fact_is(
      "<meta property=og:site_name content=Calder><title>The weir below the mill | Gazette</title><h1>The weir below "
      "the mill</h1>" TEXT,
      MATN_SITENAME, "Calder");
  /* It is no author. */
  fact_is(
      "<html lang=pt><title>O velho moinho | Diário da Ribeira</title><h1>O velho moinho</h1><p>Por Ana Souza, Diário "
      "da Ribeira — Ribeirão Claro</p>" TEXT,
      MATN_AUTHOR, "Ana Souza");
}

static void people(void **state) {
  (void)state;
  fact_is(HEAD "<p>11.12.2019 - Amelie Stein</p>" TEXT, MATN_AUTHOR, "Amelie Stein");
  fact_is(HEAD "<p>Amelie Stein | 11 December 2019</p>" TEXT, MATN_AUTHOR, "Amelie Stein");
  fact_is(HEAD "<p>PORT CALDER, 11 December 2019</p>" TEXT, MATN_AUTHOR, "");
  fact_is(HEAD "<p>Rivers • Town Hall • 11 December 2019</p>" TEXT, MATN_AUTHOR, "");
  fact_is("<h1>修复水坝</h1><p>水坝建于洪水之年，沿河而行的人至今仍能看到它的石头。</p><p>(责编：张敏、李华)</p>",
          MATN_AUTHOR, "张敏; 李华");
  /* A body that is called one, an agency, the host itself: a person is the author rather. */
  fact_is(HEAD "<p class=author>Ann Lee</p>" TEXT
               "<div itemprop=author itemscope itemtype=https://schema.org/Organization><meta itemprop=name "
               "content='The Calder Gazette'></div>",
          MATN_AUTHOR, "Ann Lee");
  fact_is("<meta name=author content=XYZ>" HEAD "<p class=author>Ann Lee</p>" TEXT, MATN_AUTHOR, "Ann Lee");
  fact_is("<link rel=canonical href=https://www.gz.example/weir><meta name=author content='Calder Gazette "
          "(www.gz.example)'>" HEAD "<p>By Ann Lee</p>" TEXT,
          MATN_AUTHOR, "Ann Lee");
  /* Degrees, roles, phrases are nobody; a list in elements of its own is whole; a desk may sign. */
  fact_is(HEAD "<p>By Ann Lee, MS, RD, FAND</p>" TEXT, MATN_AUTHOR, "Ann Lee");
  fact_is(HEAD "<p>By Ann Lee, Trial Attorney</p>" TEXT, MATN_AUTHOR, "Ann Lee");
  fact_is("<meta name=author content='Ann Lee'>" HEAD TEXT "<p>By the end, you will know the weir</p>", MATN_AUTHOR,
          "Ann Lee");
  fact_is("<meta name=author content='Ann Lee'>" HEAD "<p>By Dr Ann Lee, Dr Bob Roe</p>" TEXT, MATN_AUTHOR,
          "Dr Ann Lee; Dr Bob Roe");
  fact_is("<meta name=author content='Ann Lee'>" HEAD "<p><a class=author>Ann Lee</a> <a class=author>Bob Roe</a> <a "
          "class=author>Eve Poe</a></p>" TEXT,
          MATN_AUTHOR, "Ann Lee; Bob Roe; Eve Poe");
  fact_is("<meta property=og:site_name content='Calder Gazette'>" HEAD TEXT TEXT
          "<footer itemprop=author>The Calder Team</footer>",
          MATN_AUTHOR, "The Calder Team");
  fact_is("<meta name=author content='The Calder Team'>" HEAD
          "<p>By The Calder Team</p><p class=author>Ann Lee</p>" TEXT,
          MATN_AUTHOR, "The Calder Team");
  /* An account's name yields to the byline. */
  fact_is("<meta name=author content=AnnL77>" HEAD "<p>By Ann Lee</p>" TEXT, MATN_AUTHOR, "Ann Lee");
  /* A box about the author beside the headline is the byline; behind an introduction it must be called one. */
  fact_is(HEAD "<div class=author-info><div>Ann Lee</div></div>" TEXT, MATN_AUTHOR, "Ann Lee");
  fact_is(HEAD TEXT TEXT "<p>More</p><div class=post-author>Ann Lee</div>" TEXT, MATN_AUTHOR, "Ann Lee");
  /* Nothing says so, but the day beside it. */
  fact_is(HEAD "<p>Ann Lee</p><p>4 January 2022</p>" TEXT, MATN_AUTHOR, "Ann Lee");
  fact_is(HEAD "<p>Ann Lee</p><p>Rivers</p>" TEXT, MATN_AUTHOR, "");
  fact_is(HEAD "<p>Table of Contents</p><p>4 January 2022</p>" TEXT, MATN_AUTHOR, "");
  fact_is(HEAD "<p>Ann Lee | Senior Writer | 4 January 2022</p>" TEXT, MATN_AUTHOR, "Ann Lee");
  /* The headline is the heading that leads nowhere, not the same words in a list of pages. */
  fact_is(
      "<html lang=en><title>The weir below the mill</title><body><ul><li><h3><a href=/weir>The weir below the mill</a>"
      "</h3><li class=date>4 January 2022</ul>" TEXT TEXT TEXT "<h1>The weir below the mill</h1><p class=author>Ann Lee"
      "</p>" TEXT,
      MATN_AUTHOR, "Ann Lee");
}

/* What stands around a byline may be called after what is beside it. */
static void classes(void **state) {
  (void)state;
  static const char *const own[] = {"elementor-widget", "mr-[--sidebar-width]", "has-sidebar", "NoSidebar", "preview"};
  static const char *const others[] = {"comments", "sidebar-right", "relatedPosts", "review-list", "storyTeaser"};
  static const char *const names[] = {"byline", "c-Author", "post by", "fn", "article__authorName", "x-writer"};
  char html[2048];
  for (size_t i = 0; i < MTN_COUNT(own); i++) {
    snprintf(html, sizeof(html), HEAD "<div class='%s'><p>By Ann Lee</p></div>" TEXT, own[i]);
    fact_is(html, MATN_AUTHOR, "Ann Lee");
  }
  for (size_t i = 0; i < MTN_COUNT(others); i++) {
    snprintf(html, sizeof(html), HEAD "<div class='%s'><p>By Ann Lee</p></div>" TEXT, others[i]);
    fact_is(html, MATN_AUTHOR, "");
  }
  for (size_t i = 0; i < MTN_COUNT(names); i++) {
    snprintf(html, sizeof(html), HEAD "<p class='x %s y'>Ann Lee</p>" TEXT, names[i]);
    fact_is(html, MATN_AUTHOR, "Ann Lee");
  }
}

static void filters(void **state) {
  (void)state;
  static const char *const words[] = {"og:title", "date", "a", "author", "x-y_z", "التحرير"};
  mtn_filter whole = {{0}}, start = {{0}};
  unsigned strangers = 0;
  for (size_t i = 0; i < MTN_COUNT(words); i++) mtn_filter_add(&whole, words[i]);
  mtn_filter_add_start(&start, "by ");
  for (size_t i = 0; i < MTN_COUNT(words); i++) {
    char other[32];
    size_t len = strlen(words[i]);
    for (size_t k = 0; k <= len; k++) other[k] = (char)toupper((unsigned char)words[i][k]);
    assert_true(mtn_filter_may_be(&whole, mtn_str_of(words[i])));
    assert_true(mtn_filter_may_be(&whole, (matn_str){other, len}));
  }
  for (unsigned n = 100; n < 1000; n++) { /* most others are told to be none */
    char other[16];
    snprintf(other, sizeof(other), "w%u%c", n, 'a' + (char)(n % 26));
    strangers += mtn_filter_may_be(&whole, mtn_str_of(other));
  }
  assert_true(strangers < 100);
  assert_false(mtn_filter_may_be(&whole, (matn_str){NULL, 0}));
  assert_true(mtn_filter_may_start(&start, mtn_str_of("BY Ann")));
  assert_true(mtn_filter_may_start(&start, mtn_str_of("éa")));
  assert_false(mtn_filter_may_start(&start, mtn_str_of("b")));
  assert_false(mtn_filter_may_start(&start, mtn_str_of("Ann")));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(days),          cmocka_unit_test(days_among_others), cmocka_unit_test(far_days),
      cmocka_unit_test(days_by_words), cmocka_unit_test(bylines),           cmocka_unit_test(sites),
      cmocka_unit_test(people),        cmocka_unit_test(classes),           cmocka_unit_test(filters)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
