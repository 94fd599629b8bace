#include "meta/sources.h"

const char *mtn_source_name(mtn_source source) {
  static const char *const names[MTN_SOURCES] = {
      "nowhere",   "json-ld",     "open-graph", "twitter", "meta",   "dublin-core", "citation", "analytics",
      "microdata", "microformat", "time",       "rel",     "title",  "heading",     "byline",   "class",
      "date-line", "text",        "url",        "html",    "script", "measured",    "caller"};
  return (unsigned)source < MTN_SOURCES ? names[source] : names[0];
}

typedef struct key_row {
  const char *key;
  size_t len;
  mtn_key_says says;
} key_row;

#define KEY(key) key, sizeof(key) - 1
#define SAYS(field, source, trust)                                                                                     \
  { MATN_##field, MTN_FROM_##source, (trust) }

static const key_row meta_rows[] = {
    {KEY("og:title"), SAYS(TITLE, OPEN_GRAPH, 800)},
    {KEY("twitter:title"), SAYS(TITLE, TWITTER, 700)},
    {KEY("dc.title"), SAYS(TITLE, DUBLIN_CORE, 700)},
    {KEY("dc:title"), SAYS(TITLE, DUBLIN_CORE, 700)},
    {KEY("dcterms.title"), SAYS(TITLE, DUBLIN_CORE, 700)},
    {KEY("dcterms:title"), SAYS(TITLE, DUBLIN_CORE, 700)},
    {KEY("weibo:article:title"), SAYS(TITLE, META, 700)},
    {KEY("parsely-title"), SAYS(TITLE, ANALYTICS, 800)},
    {KEY("sailthru.title"), SAYS(TITLE, ANALYTICS, 800)},
    {KEY("citation_title"), SAYS(TITLE, CITATION, 900)},
    {KEY("title"), SAYS(TITLE, META, 500)},
    {KEY("headline"), SAYS(TITLE, MICRODATA, 700)},
    {KEY("og:site_name"), SAYS(SITENAME, OPEN_GRAPH, 950)},
    {KEY("application-name"), SAYS(SITENAME, META, 700)},
    {KEY("apple-mobile-web-app-title"), SAYS(SITENAME, META, 600)},
    {KEY("citation_journal_title"), SAYS(SITENAME, CITATION, 600)},
    {KEY("dc.publisher"), SAYS(SITENAME, DUBLIN_CORE, 600)},
    {KEY("og:description"), SAYS(DESCRIPTION, OPEN_GRAPH, 900)},
    {KEY("description"), SAYS(DESCRIPTION, META, 850)},
    {KEY("twitter:description"), SAYS(DESCRIPTION, TWITTER, 800)},
    {KEY("dc.description"), SAYS(DESCRIPTION, DUBLIN_CORE, 700)},
    {KEY("dc:description"), SAYS(DESCRIPTION, DUBLIN_CORE, 700)},
    {KEY("og:url"), SAYS(CANONICAL, OPEN_GRAPH, 800)},
    {KEY("og:image"), SAYS(IMAGE, OPEN_GRAPH, 900)},
    {KEY("og:image:url"), SAYS(IMAGE, OPEN_GRAPH, 900)},
    {KEY("og:image:secure_url"), SAYS(IMAGE, OPEN_GRAPH, 900)},
    {KEY("twitter:image"), SAYS(IMAGE, TWITTER, 800)},
    {KEY("twitter:image:src"), SAYS(IMAGE, TWITTER, 800)},
    {KEY("og:type"), SAYS(PAGE_TYPE, OPEN_GRAPH, 800)},
    {KEY("og:locale"), SAYS(LANGUAGE, OPEN_GRAPH, 500)},
    {KEY("content-language"), SAYS(LANGUAGE, META, 600)},
    {KEY("language"), SAYS(LANGUAGE, META, 600)},
    {KEY("dc.language"), SAYS(LANGUAGE, DUBLIN_CORE, 600)},
    {KEY("author"), SAYS(AUTHOR, META, 760)},
    {KEY("authors"), SAYS(AUTHOR, META, 760)},
    {KEY("article:author"), SAYS(AUTHOR, OPEN_GRAPH, 720)},
    {KEY("article:author_name"), SAYS(AUTHOR, OPEN_GRAPH, 760)},
    {KEY("og:author"), SAYS(AUTHOR, OPEN_GRAPH, 700)},
    {KEY("og:article:author"), SAYS(AUTHOR, OPEN_GRAPH, 700)},
    {KEY("dc.creator"), SAYS(AUTHOR, DUBLIN_CORE, 740)},
    {KEY("dc:creator"), SAYS(AUTHOR, DUBLIN_CORE, 740)},
    {KEY("dcterms.creator"), SAYS(AUTHOR, DUBLIN_CORE, 740)},
    {KEY("parsely-author"), SAYS(AUTHOR, ANALYTICS, 820)},
    {KEY("content_author"), SAYS(AUTHOR, ANALYTICS, 800)},
    {KEY("sailthru.author"), SAYS(AUTHOR, ANALYTICS, 820)},
    {KEY("citation_author"), SAYS(AUTHOR, CITATION, 900)},
    {KEY("citation_authors"), SAYS(AUTHOR, CITATION, 900)},
    {KEY("cxenseparse:author"), SAYS(AUTHOR, META, 760)},
    {KEY("byl"), SAYS(AUTHOR, META, 820)},
    {KEY("twitter:data1"), SAYS(AUTHOR, TWITTER, 820)}, /* only where twitter:label1 calls it an author */
    {KEY("article:published_time"), SAYS(DATE, OPEN_GRAPH, 940)},
    {KEY("og:article:published_time"), SAYS(DATE, OPEN_GRAPH, 930)},
    {KEY("og:published_time"), SAYS(DATE, OPEN_GRAPH, 930)},
    {KEY("article:published"), SAYS(DATE, OPEN_GRAPH, 930)},
    {KEY("og:pubdate"), SAYS(DATE, OPEN_GRAPH, 930)},
    {KEY("datepublished"), SAYS(DATE, MICRODATA, 920)},
    {KEY("pubdate"), SAYS(DATE, META, 900)},
    {KEY("publishdate"), SAYS(DATE, META, 900)},
    {KEY("publish_date"), SAYS(DATE, META, 900)},
    {KEY("publish-date"), SAYS(DATE, META, 900)},
    {KEY("published"), SAYS(DATE, META, 880)},
    {KEY("published_at"), SAYS(DATE, META, 880)},
    {KEY("publication_date"), SAYS(DATE, META, 900)},
    {KEY("publicationdate"), SAYS(DATE, META, 900)},
    {KEY("published-date"), SAYS(DATE, META, 900)},
    {KEY("pub_date"), SAYS(DATE, META, 900)},
    {KEY("article.published"), SAYS(DATE, META, 900)},
    {KEY("article_date_original"), SAYS(DATE, META, 900)},
    {KEY("originalpublicationdate"), SAYS(DATE, META, 920)},
    {KEY("cxenseparse:recs:publishtime"), SAYS(DATE, META, 900)},
    {KEY("rnews:datepublished"), SAYS(DATE, MICRODATA, 900)},
    {KEY("displaydate"), SAYS(DATE, META, 860)},
    {KEY("parsely-pub-date"), SAYS(DATE, ANALYTICS, 920)},
    {KEY("sailthru.date"), SAYS(DATE, ANALYTICS, 900)},
    {KEY("citation_online_date"), SAYS(DATE, CITATION, 900)},
    {KEY("citation_publication_date"), SAYS(DATE, CITATION, 890)},
    {KEY("citation_date"), SAYS(DATE, CITATION, 880)},
    {KEY("dcterms.issued"), SAYS(DATE, DUBLIN_CORE, 880)},
    {KEY("dc.date.issued"), SAYS(DATE, DUBLIN_CORE, 880)},
    {KEY("dc.date.published"), SAYS(DATE, DUBLIN_CORE, 880)},
    {KEY("dcterms.created"), SAYS(DATE, DUBLIN_CORE, 840)},
    {KEY("dc.date.created"), SAYS(DATE, DUBLIN_CORE, 840)},
    {KEY("dc.date"), SAYS(DATE, DUBLIN_CORE, 640)},
    {KEY("dcterms.date"), SAYS(DATE, DUBLIN_CORE, 640)},
    {KEY("dc.created"), SAYS(DATE, DUBLIN_CORE, 820)},
    {KEY("date"), SAYS(DATE, META, 660)},
    {KEY("date_published"), SAYS(DATE, META, 880)},
    {KEY("created"), SAYS(DATE, META, 780)},
    {KEY("creation_date"), SAYS(DATE, META, 780)},
    {KEY("datecreated"), SAYS(DATE, MICRODATA, 780)},
    {KEY("uploaddate"), SAYS(DATE, MICRODATA, 760)},
    {KEY("release_date"), SAYS(DATE, META, 800)},
    {KEY("article:modified_time"), SAYS(DATE_MODIFIED, OPEN_GRAPH, 940)},
    {KEY("og:article:modified_time"), SAYS(DATE_MODIFIED, OPEN_GRAPH, 930)},
    {KEY("og:updated_time"), SAYS(DATE_MODIFIED, OPEN_GRAPH, 900)},
    {KEY("article:modified"), SAYS(DATE_MODIFIED, OPEN_GRAPH, 930)},
    {KEY("datemodified"), SAYS(DATE_MODIFIED, MICRODATA, 900)},
    {KEY("lastmod"), SAYS(DATE_MODIFIED, META, 850)},
    {KEY("last-modified"), SAYS(DATE_MODIFIED, META, 800)},
    {KEY("lastmodified"), SAYS(DATE_MODIFIED, META, 800)},
    {KEY("modified"), SAYS(DATE_MODIFIED, META, 800)},
    {KEY("revised"), SAYS(DATE_MODIFIED, META, 800)},
    {KEY("updated"), SAYS(DATE_MODIFIED, META, 800)},
    {KEY("dcterms.modified"), SAYS(DATE_MODIFIED, DUBLIN_CORE, 850)},
    {KEY("dc.date.modified"), SAYS(DATE_MODIFIED, DUBLIN_CORE, 850)},
    {KEY("article:section"), SAYS(CATEGORY, OPEN_GRAPH, 900)},
    {KEY("parsely-section"), SAYS(CATEGORY, ANALYTICS, 850)},
    {KEY("article:tag"), SAYS(TAG, OPEN_GRAPH, 900)},
    {KEY("parsely-tags"), SAYS(TAG, ANALYTICS, 700)},
    {KEY("sailthru.tags"), SAYS(TAG, ANALYTICS, 700)},
    {KEY("keywords"), SAYS(TAG, META, 600)},
    {KEY("news_keywords"), SAYS(TAG, META, 700)},
    {KEY("citation_keywords"), SAYS(TAG, CITATION, 800)},
    {KEY("dcterms.license"), SAYS(LICENSE, DUBLIN_CORE, 900)},
    {KEY("dc.rights.license"), SAYS(LICENSE, DUBLIN_CORE, 900)},
};

static const key_row item_rows[] = {
    {KEY("headline"), SAYS(TITLE, MICRODATA, 750)},
    {KEY("author"), SAYS(AUTHOR, MICRODATA, 800)},
    {KEY("creator"), SAYS(AUTHOR, MICRODATA, 780)},
    {KEY("datepublished"), SAYS(DATE, MICRODATA, 920)},
    {KEY("dateposted"), SAYS(DATE, MICRODATA, 900)},
    {KEY("issued"), SAYS(DATE, MICRODATA, 880)},
    {KEY("date"), SAYS(DATE, MICRODATA, 780)},
    {KEY("created"), SAYS(DATE, MICRODATA, 780)},
    {KEY("datecreated"), SAYS(DATE, MICRODATA, 780)},
    {KEY("uploaddate"), SAYS(DATE, MICRODATA, 760)},
    {KEY("datemodified"), SAYS(DATE_MODIFIED, MICRODATA, 900)},
    {KEY("dateupdated"), SAYS(DATE_MODIFIED, MICRODATA, 900)},
    {KEY("modified"), SAYS(DATE_MODIFIED, MICRODATA, 850)},
    {KEY("articlesection"), SAYS(CATEGORY, MICRODATA, 800)},
    {KEY("inlanguage"), SAYS(LANGUAGE, MICRODATA, 600)},
};

static mtn_key_says find(const key_row *rows, size_t count, matn_str key) {
  for (size_t i = 0; i < count; i++)
    if (rows[i].len == key.len && mtn_str_is(key, rows[i].key)) return rows[i].says;
  return (mtn_key_says){0};
}

void mtn_sources_filter(mtn_filter *filter) {
  for (size_t i = 0; i < MTN_COUNT(meta_rows); i++) mtn_filter_add(filter, meta_rows[i].key);
  for (size_t i = 0; i < MTN_COUNT(item_rows); i++) mtn_filter_add(filter, item_rows[i].key);
}

/* Whether two letters stand in it that "date", "time", "upload", "publishe" or "created" hold. */
static bool may_be_guessed(matn_str key) {
  for (size_t i = 1; i < key.len; i++) {
    const char one = (char)(key.ptr[i - 1] | 0x20), two = (char)(key.ptr[i] | 0x20);
    if (two == 't' ? one == 'a' : two == 'i' ? one == 't' || one == 'l' : two == 'p' && one == 'u') return true;
  }
  return false;
}

/* Publishers make up names: "w-published-date", "ms.date", "article-publish-time". */
static mtn_key_says guess(matn_str key) {
  const mtn_key_says nothing = {0}, day = {MATN_DATE, MTN_FROM_META, 650}, published = {MATN_DATE, MTN_FROM_META, 850},
                     modified = {MATN_DATE_MODIFIED, MTN_FROM_META, 700};
  static const char *const days[] = {"date", "time", "upload", "publishe", "created"};
  static const char *const others[] = {"expire", "valid",  "event", "start",    "unpub",
                                       "build",  "server", "today", "publisher"};
  static const char *const changes[] = {"updat", "modif", "chang", "last"};
  if (key.len < 4 || key.len > 40 || !may_be_guessed(key)) return nothing;
  if (!mtn_str_holds_any(key, days, MTN_COUNT(days)) || mtn_str_holds_any(key, others, MTN_COUNT(others)))
    return nothing;
  if (mtn_str_holds_any(key, changes, MTN_COUNT(changes))) return modified;
  return mtn_str_holds(key, "publi") || mtn_str_holds(key, "post") ? published : day;
}

mtn_key_says mtn_source_of_meta(const mtn_filter *filter, matn_str key) {
  mtn_key_says says = {0};
  if (mtn_filter_may_be(filter, key)) says = find(meta_rows, MTN_COUNT(meta_rows), key);
  return says.trust ? says : guess(key);
}

mtn_key_says mtn_source_of_item(const mtn_filter *filter, matn_str property) {
  if (!mtn_filter_may_be(filter, property)) return (mtn_key_says){0};
  return find(item_rows, MTN_COUNT(item_rows), property);
}
