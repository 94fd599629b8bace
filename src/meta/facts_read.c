/* What the marked elements of a page say, each value put into its slot. */
#include "html/names.h"
#include "meta/date.h"
#include "meta/facts_internal.h"
#include "meta/jsonld.h"
#include "text/words.h"

#define AUTHOR_MAX 160 /* a longer byline is a biography */
#define NODES_MAX 256  /* looked at below one element: marked elements may be nested in one another */

bool mtn_facts_same(matn_str value, const char *lower) {
  size_t i = 0;
  for (; i < value.len && lower[i]; i++)
    if (mtn_to_lower(value.ptr[i]) != lower[i]) return false;
  return i == value.len && !lower[i];
}

void mtn_facts_add(mtn_gatherer *g, mtn_values *values, matn_str value) {
  if (absent(value) || values->count >= VALUES_MAX) return;
  for (size_t i = 0; i < values->count; i++)
    if (mtn_str_equal(values->items[i], value)) return;
  if (values->count == values->cap) {
    size_t cap = values->cap ? values->cap * 2 : 4;
    matn_str *items = mtn_arena_alloc(g->arena, cap * sizeof(*items));
    if (!items) {
      g->failed = true;
      return;
    }
    if (values->count) memcpy(items, values->items, values->count * sizeof(*items));
    values->items = items;
    values->cap = cap;
  }
  values->items[values->count++] = value;
}

static matn_str collapse(mtn_gatherer *g, matn_str value) {
  value = mtn_text_trim(value);
  if (absent(value)) return value;
  char *text = mtn_arena_alloc(g->arena, value.len + 1);
  if (!text) {
    g->failed = true;
    return (matn_str){NULL, 0};
  }
  mtn_text_run run = {.out = text};
  size_t first, last;
  mtn_text_collapse(&run, value, &first, &last);
  return (matn_str){text, (size_t)(run.out - text)};
}

static void put(mtn_gatherer *g, mtn_slot where, matn_str value) {
  if (where == NO_SLOT || absent(value)) return;
  if (where >= SLOT_COUNT)
    mtn_facts_add(g, &g->lists[where - SLOT_COUNT], collapse(g, value));
  else if (absent(g->slots[where]))
    g->slots[where] = collapse(g, value);
}

matn_str mtn_facts_text(const mtn_document *doc, uint32_t node, size_t max, mtn_arena *arena) {
  size_t len = 0, looked = 0;
  uint32_t at = doc->nodes[node].first;
  while (at && looked++ < NODES_MAX) {
    if (doc->nodes[at].type == MTN_TEXT) len += doc->nodes[at].size + 1;
    if (len > max) break;
    bool skip = mtn_node_is(doc, at, MTN_TAG_SCRIPT) || mtn_node_is(doc, at, MTN_TAG_STYLE);
    at = skip ? mtn_node_skip(doc, node, at) : mtn_node_walk(doc, node, at);
  }
  if (len == 0 || len > max) return (matn_str){NULL, 0};
  char *text = mtn_arena_alloc(arena, len + 1);
  if (!text) return (matn_str){NULL, 0};
  mtn_text_run run = {.out = text};
  looked = 0;
  for (at = doc->nodes[node].first; at && looked++ < NODES_MAX;) {
    size_t first, last;
    if (doc->nodes[at].type == MTN_TEXT)
      mtn_text_collapse(&run, mtn_node_text(doc, at), &first, &last);
    else if (mtn_node_is(doc, at, MTN_TAG_BR))
      mtn_text_separate(&run, ' ');
    bool skip = mtn_node_is(doc, at, MTN_TAG_SCRIPT) || mtn_node_is(doc, at, MTN_TAG_STYLE);
    at = skip ? mtn_node_skip(doc, node, at) : mtn_node_walk(doc, node, at);
  }
  return mtn_text_trim((matn_str){text, (size_t)(run.out - text)});
}

/* -------------------------------------------------------------------------------------------------- meta and link */

typedef struct key_slot {
  const char *key;
  mtn_slot slot;
} key_slot;

/* Values of name, property, itemprop and http-equiv on meta elements. */
static const key_slot meta_keys[] = {
    {"og:title", OG_TITLE},
    {"twitter:title", META_TITLE},
    {"dc.title", META_TITLE},
    {"dcterms.title", META_TITLE},
    {"parsely-title", META_TITLE},
    {"sailthru.title", META_TITLE},
    {"citation_title", META_TITLE},
    {"og:site_name", OG_SITE},
    {"application-name", APP_NAME},
    {"apple-mobile-web-app-title", APP_NAME},
    {"og:description", OG_DESCRIPTION},
    {"description", META_DESCRIPTION},
    {"twitter:description", META_DESCRIPTION},
    {"dc.description", META_DESCRIPTION},
    {"og:url", OG_URL},
    {"og:image", OG_IMAGE},
    {"og:image:url", OG_IMAGE},
    {"og:image:secure_url", OG_IMAGE},
    {"twitter:image", META_IMAGE},
    {"twitter:image:src", META_IMAGE},
    {"og:type", OG_TYPE},
    {"og:locale", OG_LOCALE},
    {"content-language", CONTENT_LANGUAGE},
    {"dc.language", CONTENT_LANGUAGE},
    {"author", META_AUTHOR},
    {"article:author", META_AUTHOR},
    {"dc.creator", META_AUTHOR},
    {"dcterms.creator", META_AUTHOR},
    {"dc:creator", META_AUTHOR},
    {"parsely-author", META_AUTHOR},
    {"sailthru.author", META_AUTHOR},
    {"citation_author", META_AUTHOR},
    {"byl", META_AUTHOR},
    {"article:published_time", META_DATE},
    {"og:published_time", META_DATE},
    {"datepublished", ITEM_DATE},
    {"date", META_DATE},
    {"pubdate", META_DATE},
    {"publishdate", META_DATE},
    {"publish_date", META_DATE},
    {"publish-date", META_DATE},
    {"published", META_DATE},
    {"publication_date", META_DATE},
    {"article.published", META_DATE},
    {"dc.date", META_DATE},
    {"dc.date.issued", META_DATE},
    {"dcterms.date", META_DATE},
    {"dcterms.created", META_DATE},
    {"dcterms.issued", META_DATE},
    {"dc.date.created", META_DATE},
    {"parsely-pub-date", META_DATE},
    {"sailthru.date", META_DATE},
    {"citation_publication_date", META_DATE},
    {"citation_date", META_DATE},
    {"datecreated", ITEM_DATE},
    {"article:modified_time", META_MODIFIED},
    {"og:updated_time", META_MODIFIED},
    {"datemodified", ITEM_MODIFIED},
    {"lastmod", META_MODIFIED},
    {"last-modified", META_MODIFIED},
    {"dcterms.modified", META_MODIFIED},
    {"article:section", CATEGORY},
    {"article:tag", TAG},
    {"keywords", META_TAGS},
    {"news_keywords", META_TAGS},
    {"dcterms.license", LICENSE},
    {"dc.rights.license", LICENSE},
};

static mtn_slot slot_of_key(matn_str key) {
  for (size_t i = 0; i < MTN_COUNT(meta_keys); i++)
    if (mtn_facts_same(key, meta_keys[i].key)) return meta_keys[i].slot;
  return NO_SLOT;
}

/* Dates go into their slot only if they are read as one: a page may write several and mean one. */
static void put_date(mtn_gatherer *g, mtn_slot where, matn_str value) {
  char day[MTN_DAY_SIZE];
  if (!absent(g->slots[where]) || !mtn_date_parse(value, day)) return;
  g->slots[where] = mtn_arena_copy(g->arena, (matn_str){day, sizeof(day)});
  if (!g->slots[where].ptr) g->failed = true;
}

static bool is_date(mtn_slot s) { return s >= META_DATE && s <= LD_MODIFIED; }

static bool looks_like_url(matn_str s) {
  return s.ptr && s.len > 7 && (memcmp(s.ptr, "http://", 7) == 0 || memcmp(s.ptr, "https:/", 7) == 0);
}

static void put_any(mtn_gatherer *g, mtn_slot where, matn_str value) {
  if (is_date(where))
    put_date(g, where, value);
  else if (where < META_AUTHOR || where > LD_AUTHOR)
    put(g, where, value);
  else if (value.len <= AUTHOR_MAX && !looks_like_url(value))
    put(g, where, value);
}

static void read_meta(mtn_gatherer *g, uint32_t node) {
  static const uint8_t named_by[] = {MTN_ATTR_PROPERTY, MTN_ATTR_NAME, MTN_ATTR_ITEMPROP, MTN_ATTR_HTTP_EQUIV};
  const mtn_document *doc = g->page->doc;
  matn_str content = mtn_text_trim(mtn_node_attr(doc, node, MTN_ATTR_CONTENT));
  if (absent(content)) return;
  for (size_t i = 0; i < MTN_COUNT(named_by); i++) {
    matn_str key = mtn_text_trim(mtn_node_attr(doc, node, (mtn_attr_id)named_by[i]));
    mtn_slot where = absent(key) ? NO_SLOT : slot_of_key(key);
    if (where == NO_SLOT) continue;
    put_any(g, where, content);
    return;
  }
}

static bool has_token(matn_str value, const char *token) {
  size_t i = 0;
  while (i < value.len) {
    while (i < value.len && mtn_is_space((unsigned char)value.ptr[i])) i++;
    size_t start = i;
    while (i < value.len && !mtn_is_space((unsigned char)value.ptr[i])) i++;
    if (i > start && mtn_facts_same((matn_str){value.ptr + start, i - start}, token)) return true;
  }
  return false;
}

static void read_rel(mtn_gatherer *g, uint32_t node, matn_str rel) {
  const mtn_document *doc = g->page->doc;
  matn_str href = mtn_text_trim(mtn_node_attr(doc, node, MTN_ATTR_HREF));
  bool link = mtn_node_is(doc, node, MTN_TAG_LINK);
  if (link && has_token(rel, "canonical")) put(g, CANONICAL, href);
  if (has_token(rel, "license")) put(g, LICENSE, href);
  if (!link && has_token(rel, "author")) put(g, REL_AUTHOR, mtn_facts_text(doc, node, AUTHOR_MAX, g->arena));
  if (!link && has_token(rel, "tag")) put(g, TAG, mtn_facts_text(doc, node, AUTHOR_MAX, g->arena));
}

/* ------------------------------------------------------------------------------------------------------- Microdata */

/* The name in an author's item: its itemprop=name if it has one, else all its text. */
static matn_str item_name(mtn_gatherer *g, uint32_t node) {
  const mtn_document *doc = g->page->doc;
  size_t looked = 0;
  for (uint32_t at = doc->nodes[node].first; at && looked++ < NODES_MAX; at = mtn_node_walk(doc, node, at)) {
    if (doc->nodes[at].type != MTN_ELEMENT || !has_token(mtn_node_attr(doc, at, MTN_ATTR_ITEMPROP), "name")) continue;
    matn_str content = mtn_node_attr(doc, at, MTN_ATTR_CONTENT);
    return absent(content) ? mtn_facts_text(doc, at, AUTHOR_MAX, g->arena) : content;
  }
  return mtn_facts_text(doc, node, AUTHOR_MAX, g->arena);
}

static void read_item(mtn_gatherer *g, uint32_t node, matn_str prop) {
  const mtn_document *doc = g->page->doc;
  if (has_token(prop, "author") || has_token(prop, "creator")) {
    if (g->lists[ITEM_AUTHOR - SLOT_COUNT].count) return; /* the others wrote comments and answers */
    put_any(g, ITEM_AUTHOR, item_name(g, node));
    return;
  }
  mtn_slot where = has_token(prop, "datepublished") || has_token(prop, "datecreated") ? ITEM_DATE
                   : has_token(prop, "datemodified")                                  ? ITEM_MODIFIED
                                                                                      : NO_SLOT;
  if (where == NO_SLOT || !absent(g->slots[where])) return;
  matn_str value = mtn_node_attr(doc, node, MTN_ATTR_DATETIME);
  if (absent(value)) value = mtn_node_attr(doc, node, MTN_ATTR_CONTENT);
  if (absent(value)) value = mtn_facts_text(doc, node, AUTHOR_MAX, g->arena);
  put_date(g, where, value);
}

static void read_time(mtn_gatherer *g, uint32_t node) {
  const mtn_document *doc = g->page->doc;
  matn_str value = mtn_node_attr(doc, node, MTN_ATTR_DATETIME);
  if (absent(value)) value = mtn_facts_text(doc, node, AUTHOR_MAX, g->arena);
  if (mtn_node_attr(doc, node, MTN_ATTR_PUBDATE).ptr) put_date(g, TIME_PUBDATE, value);
  if (g->seen_h1) put_date(g, TIME_AFTER_H1, value);
  put_date(g, TIME_FIRST, value);
}

/* --------------------------------------------------------------------------------------------------------- JSON-LD */

/* Objects below these keys are other things than the page. */
static const char *const other_things[] = {"comment",
                                           "review",
                                           "reviews",
                                           "itemlistelement",
                                           "mentions",
                                           "citation",
                                           "about",
                                           "hasparts",
                                           "haspart",
                                           "relatedlink",
                                           "answer",
                                           "acceptedanswer",
                                           "suggestedanswer",
                                           "video",
                                           "associatedmedia",
                                           "image",
                                           "thumbnail",
                                           "primaryimageofpage",
                                           "logo"};

static bool read_ld_string(void *ctx, const mtn_json_string *string) {
  mtn_gatherer *g = ctx;
  if (string->depth == 0) return true; /* the script is one string */
  matn_str key = string->keys[string->depth - 1];
  matn_str above = string->depth > 1 ? string->keys[string->depth - 2] : (matn_str){NULL, 0};
  for (size_t i = 0; i + 1 < string->depth; i++)
    for (size_t k = 0; k < MTN_COUNT(other_things); k++)
      if (mtn_facts_same(string->keys[i], other_things[k])) return true;
  bool outer = string->depth == 1 || mtn_facts_same(string->keys[0], "@graph");
  size_t depth = string->depth - (size_t)mtn_facts_same(string->keys[0], "@graph");
  mtn_slot where = NO_SLOT;
  if (mtn_facts_same(key, "datepublished"))
    where = LD_DATE;
  else if (mtn_facts_same(key, "datemodified"))
    where = LD_MODIFIED;
  else if (mtn_facts_same(key, "name")) {
    if (mtn_facts_same(above, "author") || mtn_facts_same(above, "creator"))
      where = LD_AUTHOR;
    else if (mtn_facts_same(above, "publisher"))
      where = LD_SITE;
  } else if (mtn_facts_same(key, "author") || mtn_facts_same(key, "creator"))
    where = LD_AUTHOR;
  else if (mtn_facts_same(key, "headline"))
    where = LD_TITLE;
  else if (mtn_facts_same(key, "articlesection"))
    where = LD_CATEGORY;
  else if (mtn_facts_same(key, "keywords"))
    where = LD_TAGS;
  else if (mtn_facts_same(key, "description") && outer && depth == 1)
    where = LD_DESCRIPTION;
  else if (mtn_facts_same(key, "@type") && outer && depth == 1)
    where = LD_TYPE;
  if (where == NO_SLOT) return true;
  if (where == LD_AUTHOR) { /* an object's authors are its own; the next object's are another's */
    uint32_t of = mtn_facts_same(key, "name") ? string->above : string->object;
    if (g->author_of && g->author_of != of) return true;
    g->author_of = of;
  }
  matn_str value = mtn_json_unescape(string->value, g->arena);
  if (!value.ptr) g->failed = true;
  /* @type stands several times in a graph: keep the most telling one. */
  if (where == LD_TYPE) {
    static const char *const plain[] = {"website",        "webpage",     "organization",
                                        "breadcrumblist", "imageobject", "person",
                                        "searchaction",   "corporation", "newsmediaorganization"};
    for (size_t i = 0; i < MTN_COUNT(plain); i++)
      if (mtn_facts_same(value, plain[i])) return true;
  }
  put_any(g, where, value);
  return !g->failed;
}

static void read_script(mtn_gatherer *g, uint32_t node) {
  const mtn_document *doc = g->page->doc;
  if (!mtn_facts_same(mtn_text_trim(mtn_node_attr(doc, node, MTN_ATTR_TYPE)), "application/ld+json")) return;
  uint32_t text = doc->nodes[node].first;
  if (text && doc->nodes[text].type == MTN_TEXT) mtn_json_strings(mtn_node_text(doc, text), read_ld_string, g);
}

/* ------------------------------------------------------------------------------------------------------- Gathering */

static void read_mark(mtn_gatherer *g, uint32_t node) {
  const mtn_document *doc = g->page->doc;
  matn_str rel = mtn_node_attr(doc, node, MTN_ATTR_REL);
  matn_str prop = mtn_node_attr(doc, node, MTN_ATTR_ITEMPROP);
  if (doc->nodes[node].ns != MTN_NS_HTML) return;
  if (!absent(rel)) read_rel(g, node, rel);
  switch (doc->nodes[node].tag) {
  case MTN_TAG_META: read_meta(g, node); return;
  case MTN_TAG_LINK: return;
  case MTN_TAG_SCRIPT: read_script(g, node); return;
  case MTN_TAG_TITLE:
    if (absent(g->slots[TITLE])) put(g, TITLE, mtn_facts_text(doc, node, TITLE_MAX, g->arena));
    return;
  case MTN_TAG_H1:
    if (g->heading_count < HEADINGS_MAX) {
      matn_str text = mtn_facts_text(doc, node, TITLE_MAX, g->arena);
      if (!absent(text)) g->headings[g->heading_count++] = text;
    }
    g->seen_h1 = true;
    break;
  case MTN_TAG_TIME: read_time(g, node); break;
  default: break;
  }
  if (!absent(prop)) read_item(g, node, prop);
}

void mtn_facts_gather(mtn_gatherer *g) {
  for (size_t i = 0; i < g->page->mark_count && !g->failed; i++) read_mark(g, g->page->marks[i]);
}
