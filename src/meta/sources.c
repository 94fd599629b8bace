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
  mtn_key_says says;
} key_row;

#define SAYS(field, source, trust)                                                                                     \
  { MATN_##field, MTN_FROM_##source, (trust) }

static const key_row meta_rows[] = {
    {"og:title", SAYS(TITLE, OPEN_GRAPH, 800)},
    {"twitter:title", SAYS(TITLE, TWITTER, 700)},
    {"dc.title", SAYS(TITLE, DUBLIN_CORE, 700)},
    {"dc:title", SAYS(TITLE, DUBLIN_CORE, 700)},
    {"dcterms.title", SAYS(TITLE, DUBLIN_CORE, 700)},
    {"dcterms:title", SAYS(TITLE, DUBLIN_CORE, 700)},
    {"weibo:article:title", SAYS(TITLE, META, 700)},
    {"parsely-title", SAYS(TITLE, ANALYTICS, 800)},
    {"sailthru.title", SAYS(TITLE, ANALYTICS, 800)},
    {"citation_title", SAYS(TITLE, CITATION, 900)},
    {"title", SAYS(TITLE, META, 500)},
    {"headline", SAYS(TITLE, MICRODATA, 700)},
    {"og:site_name", SAYS(SITENAME, OPEN_GRAPH, 950)},
    {"application-name", SAYS(SITENAME, META, 700)},
    {"apple-mobile-web-app-title", SAYS(SITENAME, META, 600)},
    {"citation_journal_title", SAYS(SITENAME, CITATION, 600)},
    {"dc.publisher", SAYS(SITENAME, DUBLIN_CORE, 600)},
    {"og:description", SAYS(DESCRIPTION, OPEN_GRAPH, 900)},
    {"description", SAYS(DESCRIPTION, META, 850)},
    {"twitter:description", SAYS(DESCRIPTION, TWITTER, 800)},
    {"dc.description", SAYS(DESCRIPTION, DUBLIN_CORE, 700)},
    {"dc:description", SAYS(DESCRIPTION, DUBLIN_CORE, 700)},
    {"og:url", SAYS(CANONICAL, OPEN_GRAPH, 800)},
    {"og:image", SAYS(IMAGE, OPEN_GRAPH, 900)},
    {"og:image:url", SAYS(IMAGE, OPEN_GRAPH, 900)},
    {"og:image:secure_url", SAYS(IMAGE, OPEN_GRAPH, 900)},
    {"twitter:image", SAYS(IMAGE, TWITTER, 800)},
    {"twitter:image:src", SAYS(IMAGE, TWITTER, 800)},
    {"og:type", SAYS(PAGE_TYPE, OPEN_GRAPH, 800)},
    {"og:locale", SAYS(LANGUAGE, OPEN_GRAPH, 500)},
    {"content-language", SAYS(LANGUAGE, META, 600)},
    {"language", SAYS(LANGUAGE, META, 600)},
    {"dc.language", SAYS(LANGUAGE, DUBLIN_CORE, 600)},
    {"author", SAYS(AUTHOR, META, 760)},
    {"authors", SAYS(AUTHOR, META, 760)},
    {"article:author", SAYS(AUTHOR, OPEN_GRAPH, 720)},
    {"article:author_name", SAYS(AUTHOR, OPEN_GRAPH, 760)},
    {"og:author", SAYS(AUTHOR, OPEN_GRAPH, 700)},
    {"og:article:author", SAYS(AUTHOR, OPEN_GRAPH, 700)},
    {"dc.creator", SAYS(AUTHOR, DUBLIN_CORE, 740)},
    {"dc:creator", SAYS(AUTHOR, DUBLIN_CORE, 740)},
    {"dcterms.creator", SAYS(AUTHOR, DUBLIN_CORE, 740)},
    {"parsely-author", SAYS(AUTHOR, ANALYTICS, 820)},
    {"sailthru.author", SAYS(AUTHOR, ANALYTICS, 820)},
    {"citation_author", SAYS(AUTHOR, CITATION, 900)},
    {"citation_authors", SAYS(AUTHOR, CITATION, 900)},
    {"cxenseparse:author", SAYS(AUTHOR, META, 760)},
    {"byl", SAYS(AUTHOR, META, 820)},
    {"twitter:data1", SAYS(AUTHOR, TWITTER, 820)}, /* only where twitter:label1 calls it an author */
    {"article:published_time", SAYS(DATE, OPEN_GRAPH, 940)},
    {"og:article:published_time", SAYS(DATE, OPEN_GRAPH, 930)},
    {"og:published_time", SAYS(DATE, OPEN_GRAPH, 930)},
    {"article:published", SAYS(DATE, OPEN_GRAPH, 930)},
    {"og:pubdate", SAYS(DATE, OPEN_GRAPH, 930)},
    {"datepublished", SAYS(DATE, MICRODATA, 920)},
    {"pubdate", SAYS(DATE, META, 900)},
    {"publishdate", SAYS(DATE, META, 900)},
    {"publish_date", SAYS(DATE, META, 900)},
    {"publish-date", SAYS(DATE, META, 900)},
    {"published", SAYS(DATE, META, 880)},
    {"published_at", SAYS(DATE, META, 880)},
    {"publication_date", SAYS(DATE, META, 900)},
    {"publicationdate", SAYS(DATE, META, 900)},
    {"published-date", SAYS(DATE, META, 900)},
    {"pub_date", SAYS(DATE, META, 900)},
    {"article.published", SAYS(DATE, META, 900)},
    {"article_date_original", SAYS(DATE, META, 900)},
    {"originalpublicationdate", SAYS(DATE, META, 920)},
    {"cxenseparse:recs:publishtime", SAYS(DATE, META, 900)},
    {"rnews:datepublished", SAYS(DATE, MICRODATA, 900)},
    {"displaydate", SAYS(DATE, META, 860)},
    {"parsely-pub-date", SAYS(DATE, ANALYTICS, 920)},
    {"sailthru.date", SAYS(DATE, ANALYTICS, 900)},
    {"citation_online_date", SAYS(DATE, CITATION, 900)},
    {"citation_publication_date", SAYS(DATE, CITATION, 890)},
    {"citation_date", SAYS(DATE, CITATION, 880)},
    {"dcterms.issued", SAYS(DATE, DUBLIN_CORE, 880)},
    {"dc.date.issued", SAYS(DATE, DUBLIN_CORE, 880)},
    {"dc.date.published", SAYS(DATE, DUBLIN_CORE, 880)},
    {"dcterms.created", SAYS(DATE, DUBLIN_CORE, 840)},
    {"dc.date.created", SAYS(DATE, DUBLIN_CORE, 840)},
    {"dc.date", SAYS(DATE, DUBLIN_CORE, 640)},
    {"dcterms.date", SAYS(DATE, DUBLIN_CORE, 640)},
    {"dc.created", SAYS(DATE, DUBLIN_CORE, 820)},
    {"date", SAYS(DATE, META, 660)},
    {"date_published", SAYS(DATE, META, 880)},
    {"created", SAYS(DATE, META, 780)},
    {"creation_date", SAYS(DATE, META, 780)},
    {"datecreated", SAYS(DATE, MICRODATA, 780)},
    {"uploaddate", SAYS(DATE, MICRODATA, 760)},
    {"release_date", SAYS(DATE, META, 800)},
    {"article:modified_time", SAYS(DATE_MODIFIED, OPEN_GRAPH, 940)},
    {"og:article:modified_time", SAYS(DATE_MODIFIED, OPEN_GRAPH, 930)},
    {"og:updated_time", SAYS(DATE_MODIFIED, OPEN_GRAPH, 900)},
    {"article:modified", SAYS(DATE_MODIFIED, OPEN_GRAPH, 930)},
    {"datemodified", SAYS(DATE_MODIFIED, MICRODATA, 900)},
    {"lastmod", SAYS(DATE_MODIFIED, META, 850)},
    {"last-modified", SAYS(DATE_MODIFIED, META, 800)},
    {"lastmodified", SAYS(DATE_MODIFIED, META, 800)},
    {"modified", SAYS(DATE_MODIFIED, META, 800)},
    {"revised", SAYS(DATE_MODIFIED, META, 800)},
    {"updated", SAYS(DATE_MODIFIED, META, 800)},
    {"dcterms.modified", SAYS(DATE_MODIFIED, DUBLIN_CORE, 850)},
    {"dc.date.modified", SAYS(DATE_MODIFIED, DUBLIN_CORE, 850)},
    {"article:section", SAYS(CATEGORY, OPEN_GRAPH, 900)},
    {"parsely-section", SAYS(CATEGORY, ANALYTICS, 850)},
    {"article:tag", SAYS(TAG, OPEN_GRAPH, 900)},
    {"parsely-tags", SAYS(TAG, ANALYTICS, 700)},
    {"sailthru.tags", SAYS(TAG, ANALYTICS, 700)},
    {"keywords", SAYS(TAG, META, 600)},
    {"news_keywords", SAYS(TAG, META, 700)},
    {"citation_keywords", SAYS(TAG, CITATION, 800)},
    {"dcterms.license", SAYS(LICENSE, DUBLIN_CORE, 900)},
    {"dc.rights.license", SAYS(LICENSE, DUBLIN_CORE, 900)},
};

static const key_row item_rows[] = {
    {"headline", SAYS(TITLE, MICRODATA, 750)},
    {"author", SAYS(AUTHOR, MICRODATA, 800)},
    {"creator", SAYS(AUTHOR, MICRODATA, 780)},
    {"datepublished", SAYS(DATE, MICRODATA, 920)},
    {"dateposted", SAYS(DATE, MICRODATA, 900)},
    {"issued", SAYS(DATE, MICRODATA, 880)},
    {"date", SAYS(DATE, MICRODATA, 780)},
    {"created", SAYS(DATE, MICRODATA, 780)},
    {"datecreated", SAYS(DATE, MICRODATA, 780)},
    {"uploaddate", SAYS(DATE, MICRODATA, 760)},
    {"datemodified", SAYS(DATE_MODIFIED, MICRODATA, 900)},
    {"dateupdated", SAYS(DATE_MODIFIED, MICRODATA, 900)},
    {"modified", SAYS(DATE_MODIFIED, MICRODATA, 850)},
    {"articlesection", SAYS(CATEGORY, MICRODATA, 800)},
    {"inlanguage", SAYS(LANGUAGE, MICRODATA, 600)},
};

static mtn_key_says find(const key_row *rows, size_t count, matn_str key) {
  for (size_t i = 0; i < count; i++)
    if (mtn_str_is(key, rows[i].key)) return rows[i].says;
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
  if (key.len < 4 || key.len > 40 || !may_be_guessed(key)) return nothing;
  bool named = mtn_str_holds(key, "date") || mtn_str_holds(key, "time");
  if (!named && !mtn_str_holds(key, "upload") && !mtn_str_holds(key, "publishe") && !mtn_str_holds(key, "created"))
    return nothing;
  if (mtn_str_holds(key, "expire") || mtn_str_holds(key, "valid") || mtn_str_holds(key, "event") ||
      mtn_str_holds(key, "start") || mtn_str_holds(key, "unpub") || mtn_str_holds(key, "build") ||
      mtn_str_holds(key, "server") || mtn_str_holds(key, "today") || mtn_str_holds(key, "publisher"))
    return nothing;
  if (mtn_str_holds(key, "updat") || mtn_str_holds(key, "modif") || mtn_str_holds(key, "chang") ||
      mtn_str_holds(key, "last"))
    return modified;
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
