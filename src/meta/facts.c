/*
 * Facts: gather what the marked elements say, each into its slot, then choose for each field the slot most trusted.
 *
 * A slot keeps the first value that came; later ones are repeats, or belong to something else on the page.
 */
#include "meta/facts.h"

#include "html/names.h"
#include "meta/date.h"
#include "meta/jsonld.h"
#include "meta/url.h"
#include "text/words.h"

#define TITLE_MAX 1024  /* bytes of source; longer headings are whole paragraphs */
#define AUTHOR_MAX 160  /* a longer byline is a biography */
#define HEADINGS_MAX 16 /* h1 elements that may be the title */
#define VALUES_MAX 256  /* of one field */
#define NODES_MAX 256   /* looked at below one element: marked elements may be nested in one another */

typedef enum slot {
  NO_SLOT = 0,
  OG_TITLE, META_TITLE, TITLE, LD_TITLE,
  OG_SITE, APP_NAME, LD_SITE,
  OG_DESCRIPTION, META_DESCRIPTION, LD_DESCRIPTION,
  OG_URL, CANONICAL,
  OG_IMAGE, META_IMAGE,
  LICENSE,
  CONTENT_LANGUAGE, OG_LOCALE,
  OG_TYPE, LD_TYPE,
  META_DATE, ITEM_DATE, LD_DATE, TIME_PUBDATE, TIME_AFTER_H1, TIME_FIRST,
  META_MODIFIED, ITEM_MODIFIED, LD_MODIFIED,
  SLOT_COUNT,
  /* Lists, kept in order of trust by who is asked first. */
  META_AUTHOR = SLOT_COUNT, ITEM_AUTHOR, REL_AUTHOR, LD_AUTHOR, CATEGORY, LD_CATEGORY, TAG, META_TAGS, LD_TAGS,
  ALL_SLOTS
} slot;
#define LIST_COUNT (ALL_SLOTS - SLOT_COUNT)

typedef struct gatherer {
  const mtn_page *page;
  mtn_arena *arena;
  matn_str slots[SLOT_COUNT];
  mtn_values lists[LIST_COUNT];
  matn_str headings[HEADINGS_MAX];
  size_t heading_count;
  uint32_t author_of; /* JSON-LD object whose authors are taken, 0 before the first */
  bool seen_h1, failed;
} gatherer;

static bool absent(matn_str s) { return s.len == 0; }

static bool same_lower(matn_str value, const char *lower) {
  size_t i = 0;
  for (; i < value.len && lower[i]; i++)
    if (mtn_to_lower(value.ptr[i]) != lower[i]) return false;
  return i == value.len && !lower[i];
}

static void add_value(gatherer *g, mtn_values *values, matn_str value) {
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

static matn_str collapse(gatherer *g, matn_str value) {
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

static void put(gatherer *g, slot where, matn_str value) {
  if (where == NO_SLOT || absent(value)) return;
  if (where >= SLOT_COUNT) add_value(g, &g->lists[where - SLOT_COUNT], collapse(g, value));
  else if (absent(g->slots[where])) g->slots[where] = collapse(g, value);
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
    if (doc->nodes[at].type == MTN_TEXT) mtn_text_collapse(&run, mtn_node_text(doc, at), &first, &last);
    else if (mtn_node_is(doc, at, MTN_TAG_BR)) mtn_text_separate(&run, ' ');
    bool skip = mtn_node_is(doc, at, MTN_TAG_SCRIPT) || mtn_node_is(doc, at, MTN_TAG_STYLE);
    at = skip ? mtn_node_skip(doc, node, at) : mtn_node_walk(doc, node, at);
  }
  return mtn_text_trim((matn_str){text, (size_t)(run.out - text)});
}

/* -------------------------------------------------------------------------------------------------- meta and link */

typedef struct key_slot {
  const char *key;
  slot slot;
} key_slot;

/* Values of name, property, itemprop and http-equiv on meta elements. */
static const key_slot meta_keys[] = {
    {"og:title", OG_TITLE}, {"twitter:title", META_TITLE}, {"dc.title", META_TITLE}, {"dcterms.title", META_TITLE},
    {"parsely-title", META_TITLE}, {"sailthru.title", META_TITLE}, {"citation_title", META_TITLE},
    {"og:site_name", OG_SITE}, {"application-name", APP_NAME}, {"apple-mobile-web-app-title", APP_NAME},
    {"og:description", OG_DESCRIPTION}, {"description", META_DESCRIPTION},
    {"twitter:description", META_DESCRIPTION}, {"dc.description", META_DESCRIPTION},
    {"og:url", OG_URL}, {"og:image", OG_IMAGE}, {"og:image:url", OG_IMAGE}, {"og:image:secure_url", OG_IMAGE},
    {"twitter:image", META_IMAGE}, {"twitter:image:src", META_IMAGE}, {"og:type", OG_TYPE}, {"og:locale", OG_LOCALE},
    {"content-language", CONTENT_LANGUAGE}, {"dc.language", CONTENT_LANGUAGE},
    {"author", META_AUTHOR}, {"article:author", META_AUTHOR}, {"dc.creator", META_AUTHOR},
    {"dcterms.creator", META_AUTHOR}, {"dc:creator", META_AUTHOR}, {"parsely-author", META_AUTHOR},
    {"sailthru.author", META_AUTHOR}, {"citation_author", META_AUTHOR}, {"byl", META_AUTHOR},
    {"article:published_time", META_DATE}, {"og:published_time", META_DATE}, {"datepublished", ITEM_DATE},
    {"date", META_DATE}, {"pubdate", META_DATE}, {"publishdate", META_DATE}, {"publish_date", META_DATE},
    {"publish-date", META_DATE}, {"published", META_DATE}, {"publication_date", META_DATE},
    {"article.published", META_DATE}, {"dc.date", META_DATE}, {"dc.date.issued", META_DATE},
    {"dcterms.date", META_DATE}, {"dcterms.created", META_DATE}, {"dcterms.issued", META_DATE},
    {"dc.date.created", META_DATE}, {"parsely-pub-date", META_DATE}, {"sailthru.date", META_DATE},
    {"citation_publication_date", META_DATE}, {"citation_date", META_DATE}, {"datecreated", ITEM_DATE},
    {"article:modified_time", META_MODIFIED}, {"og:updated_time", META_MODIFIED}, {"datemodified", ITEM_MODIFIED},
    {"lastmod", META_MODIFIED}, {"last-modified", META_MODIFIED}, {"dcterms.modified", META_MODIFIED},
    {"article:section", CATEGORY}, {"article:tag", TAG}, {"keywords", META_TAGS}, {"news_keywords", META_TAGS},
    {"dcterms.license", LICENSE}, {"dc.rights.license", LICENSE},
};

static slot slot_of_key(matn_str key) {
  for (size_t i = 0; i < MTN_COUNT(meta_keys); i++)
    if (same_lower(key, meta_keys[i].key)) return meta_keys[i].slot;
  return NO_SLOT;
}

/* Dates go into their slot only if they are read as one: a page may write several and mean one. */
static void put_date(gatherer *g, slot where, matn_str value) {
  char day[MTN_DAY_SIZE];
  if (!absent(g->slots[where]) || !mtn_date_parse(value, day)) return;
  g->slots[where] = mtn_arena_copy(g->arena, (matn_str){day, sizeof(day)});
  if (!g->slots[where].ptr) g->failed = true;
}

static bool is_date(slot s) { return s >= META_DATE && s <= LD_MODIFIED; }

static bool looks_like_url(matn_str s) {
  return s.len > 7 && (memcmp(s.ptr, "http://", 7) == 0 || memcmp(s.ptr, "https:/", 7) == 0);
}

static void put_any(gatherer *g, slot where, matn_str value) {
  if (is_date(where)) put_date(g, where, value);
  else if (where < META_AUTHOR || where > LD_AUTHOR) put(g, where, value);
  else if (value.len <= AUTHOR_MAX && !looks_like_url(value)) put(g, where, value);
}

static void read_meta(gatherer *g, uint32_t node) {
  static const uint8_t named_by[] = {MTN_ATTR_PROPERTY, MTN_ATTR_NAME, MTN_ATTR_ITEMPROP, MTN_ATTR_HTTP_EQUIV};
  const mtn_document *doc = g->page->doc;
  matn_str content = mtn_text_trim(mtn_node_attr(doc, node, MTN_ATTR_CONTENT));
  if (absent(content)) return;
  for (size_t i = 0; i < MTN_COUNT(named_by); i++) {
    matn_str key = mtn_text_trim(mtn_node_attr(doc, node, (mtn_attr_id)named_by[i]));
    slot where = absent(key) ? NO_SLOT : slot_of_key(key);
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
    if (i > start && same_lower((matn_str){value.ptr + start, i - start}, token)) return true;
  }
  return false;
}

static void read_rel(gatherer *g, uint32_t node, matn_str rel) {
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
static matn_str item_name(gatherer *g, uint32_t node) {
  const mtn_document *doc = g->page->doc;
  size_t looked = 0;
  for (uint32_t at = doc->nodes[node].first; at && looked++ < NODES_MAX; at = mtn_node_walk(doc, node, at)) {
    if (doc->nodes[at].type != MTN_ELEMENT || !has_token(mtn_node_attr(doc, at, MTN_ATTR_ITEMPROP), "name")) continue;
    matn_str content = mtn_node_attr(doc, at, MTN_ATTR_CONTENT);
    return absent(content) ? mtn_facts_text(doc, at, AUTHOR_MAX, g->arena) : content;
  }
  return mtn_facts_text(doc, node, AUTHOR_MAX, g->arena);
}

static void read_item(gatherer *g, uint32_t node, matn_str prop) {
  const mtn_document *doc = g->page->doc;
  if (has_token(prop, "author") || has_token(prop, "creator")) {
    if (g->lists[ITEM_AUTHOR - SLOT_COUNT].count) return; /* the others wrote comments and answers */
    put_any(g, ITEM_AUTHOR, item_name(g, node));
    return;
  }
  slot where = has_token(prop, "datepublished") || has_token(prop, "datecreated") ? ITEM_DATE
               : has_token(prop, "datemodified")                                 ? ITEM_MODIFIED
                                                                                  : NO_SLOT;
  if (where == NO_SLOT || !absent(g->slots[where])) return;
  matn_str value = mtn_node_attr(doc, node, MTN_ATTR_DATETIME);
  if (absent(value)) value = mtn_node_attr(doc, node, MTN_ATTR_CONTENT);
  if (absent(value)) value = mtn_facts_text(doc, node, AUTHOR_MAX, g->arena);
  put_date(g, where, value);
}

static void read_time(gatherer *g, uint32_t node) {
  const mtn_document *doc = g->page->doc;
  matn_str value = mtn_node_attr(doc, node, MTN_ATTR_DATETIME);
  if (absent(value)) value = mtn_facts_text(doc, node, AUTHOR_MAX, g->arena);
  if (mtn_node_attr(doc, node, MTN_ATTR_PUBDATE).ptr) put_date(g, TIME_PUBDATE, value);
  if (g->seen_h1) put_date(g, TIME_AFTER_H1, value);
  put_date(g, TIME_FIRST, value);
}

/* --------------------------------------------------------------------------------------------------------- JSON-LD */

/* Objects below these keys are other things than the page. */
static const char *const other_things[] = {"comment", "review",   "reviews", "itemlistelement", "mentions", "citation",
                                           "about",   "hasparts", "haspart", "relatedlink",     "answer",   "acceptedanswer",
                                           "suggestedanswer", "video", "associatedmedia", "image", "thumbnail",
                                           "primaryimageofpage", "logo"};

static bool read_ld_string(void *ctx, const mtn_json_string *string) {
  gatherer *g = ctx;
  if (string->depth == 0) return true; /* the script is one string */
  matn_str key = string->keys[string->depth - 1];
  matn_str above = string->depth > 1 ? string->keys[string->depth - 2] : (matn_str){NULL, 0};
  for (size_t i = 0; i + 1 < string->depth; i++)
    for (size_t k = 0; k < MTN_COUNT(other_things); k++)
      if (same_lower(string->keys[i], other_things[k])) return true;
  bool outer = string->depth == 1 || same_lower(string->keys[0], "@graph");
  size_t depth = string->depth - (size_t)same_lower(string->keys[0], "@graph");
  slot where = NO_SLOT;
  if (same_lower(key, "datepublished")) where = LD_DATE;
  else if (same_lower(key, "datemodified")) where = LD_MODIFIED;
  else if (same_lower(key, "name")) {
    if (same_lower(above, "author") || same_lower(above, "creator")) where = LD_AUTHOR;
    else if (same_lower(above, "publisher")) where = LD_SITE;
  } else if (same_lower(key, "author") || same_lower(key, "creator")) where = LD_AUTHOR;
  else if (same_lower(key, "headline")) where = LD_TITLE;
  else if (same_lower(key, "articlesection")) where = LD_CATEGORY;
  else if (same_lower(key, "keywords")) where = LD_TAGS;
  else if (same_lower(key, "description") && outer && depth == 1) where = LD_DESCRIPTION;
  else if (same_lower(key, "@type") && outer && depth == 1) where = LD_TYPE;
  if (where == NO_SLOT) return true;
  if (where == LD_AUTHOR) { /* an object's authors are its own; the next object's are another's */
    uint32_t of = same_lower(key, "name") ? string->above : string->object;
    if (g->author_of && g->author_of != of) return true;
    g->author_of = of;
  }
  matn_str value = mtn_json_unescape(string->value, g->arena);
  if (!value.ptr) g->failed = true;
  /* @type stands several times in a graph: keep the most telling one. */
  if (where == LD_TYPE) {
    static const char *const plain[] = {"website", "webpage",    "organization", "breadcrumblist", "imageobject",
                                        "person",  "searchaction", "corporation", "newsmediaorganization"};
    for (size_t i = 0; i < MTN_COUNT(plain); i++)
      if (same_lower(value, plain[i])) return true;
  }
  put_any(g, where, value);
  return !g->failed;
}

static void read_script(gatherer *g, uint32_t node) {
  const mtn_document *doc = g->page->doc;
  if (!same_lower(mtn_text_trim(mtn_node_attr(doc, node, MTN_ATTR_TYPE)), "application/ld+json")) return;
  uint32_t text = doc->nodes[node].first;
  if (text && doc->nodes[text].type == MTN_TEXT) mtn_json_strings(mtn_node_text(doc, text), read_ld_string, g);
}

/* ------------------------------------------------------------------------------------------------------- Gathering */

static void read_mark(gatherer *g, uint32_t node) {
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

/* -------------------------------------------------------------------------------------------------------- Choosing */

/* Equal but for case, spaces and marks. */
static bool same_name(matn_str a, matn_str b) {
  size_t i = 0, k = 0;
  bool any = false;
  for (;;) {
    while (i < a.len && (unsigned char)a.ptr[i] < 128 && !mtn_is_alnum((unsigned char)a.ptr[i])) i++;
    while (k < b.len && (unsigned char)b.ptr[k] < 128 && !mtn_is_alnum((unsigned char)b.ptr[k])) k++;
    if (i == a.len || k == b.len) return any && i == a.len && k == b.len;
    if (mtn_to_lower(a.ptr[i]) != mtn_to_lower(b.ptr[k])) return false;
    any = true;
    i++, k++;
  }
}

/* Whether `name` is the host, or a label of it: "Example News" of www.example-news.com. */
static bool names_host(matn_str name, matn_str host) {
  if (host.len > 4 && memcmp(host.ptr, "www.", 4) == 0) host = (matn_str){host.ptr + 4, host.len - 4};
  if (absent(host) || same_name(name, host)) return !absent(host);
  size_t start = 0;
  for (size_t i = 0; i < host.len; i++) {
    if (host.ptr[i] != '.') continue;
    if (i - start > 2 && same_name(name, (matn_str){host.ptr + start, i - start})) return true;
    start = i + 1;
  }
  return false;
}

/* The separator between a title and a site's name at text.ptr[at]: its length, 0 if there is none. */
static size_t separator_at(matn_str text, size_t at) {
  static const char *const marks[] = {" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ", " › ", " ‹ ",
                                      " ~ ", " : ", ": ",  "| ",  " |", "|"};
  for (size_t i = 0; i < MTN_COUNT(marks); i++) {
    size_t len = strlen(marks[i]);
    if (at + len <= text.len && memcmp(text.ptr + at, marks[i], len) == 0) return len;
  }
  return 0;
}

/* The title without the site's name at its start or end. */
static matn_str without_site(matn_str title, matn_str site, matn_str host) {
  matn_str best = title;
  size_t first = title.len, last = title.len, after_first = 0, after_last = 0;
  for (size_t i = 1; i < title.len; i++) {
    size_t len = separator_at(title, i);
    if (!len) continue;
    if (first == title.len) first = i, after_first = i + len;
    last = i, after_last = i + len;
    i += len - 1;
  }
  if (first == title.len) return title;
  matn_str head = {title.ptr, first}, tail = {title.ptr + after_last, title.len - after_last};
  if (same_name(tail, site) || names_host(tail, host)) best.len = last;
  else if (same_name(head, site) || names_host(head, host))
    best = (matn_str){title.ptr + after_first, title.len - after_first};
  return mtn_text_trim(best);
}

static matn_str first_of(const gatherer *g, const slot *order, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (!absent(g->slots[order[i]])) return g->slots[order[i]];
  return (matn_str){NULL, 0};
}
#define FIRST_OF(g, ...) first_of((g), (const slot[]){__VA_ARGS__}, MTN_COUNT(((const slot[]){__VA_ARGS__})))

static void set(gatherer *g, mtn_facts *out, matn_field field, matn_str value) { add_value(g, &out->fields[field], value); }

static bool same_word(matn_str a, matn_str b) {
  if (a.len != b.len) return false;
  for (size_t i = 0; i < a.len; i++)
    if (mtn_to_lower(a.ptr[i]) != mtn_to_lower(b.ptr[i])) return false;
  return true;
}

/* Whether half of the words of `heading`, or more, are in `title`. */
static bool agrees(matn_str heading, matn_str title) {
  size_t at = 0, words = 0, found = 0;
  if (title.len > TITLE_MAX) title.len = TITLE_MAX; /* one pass over the title for each word of the heading */
  if (absent(title)) return false;
  for (matn_str word = mtn_text_next_word(heading, &at); word.ptr; word = mtn_text_next_word(heading, &at)) {
    size_t k = 0;
    matn_str other = mtn_text_next_word(title, &k);
    while (other.ptr && !same_word(word, other)) other = mtn_text_next_word(title, &k);
    words++;
    found += other.ptr != NULL;
  }
  return words && found * 2 >= words;
}

/* The page's heading: the first h1 that is not the site's name and agrees with what the head says.  What the head says
 * is written for searching and sharing, and comes second. */
static void choose_title(gatherer *g, mtn_facts *out, matn_str site, matn_str host) {
  matn_str said = FIRST_OF(g, OG_TITLE, META_TITLE, LD_TITLE, TITLE);
  for (size_t i = 0; i < g->heading_count; i++) {
    matn_str heading = g->headings[i];
    if (same_name(heading, site) || names_host(heading, host)) continue;
    if (!absent(said) && !agrees(heading, said) && !agrees(heading, g->slots[TITLE])) continue;
    set(g, out, MATN_TITLE, heading);
    return;
  }
  set(g, out, MATN_TITLE, without_site(said, site, host));
}

static size_t word_count(matn_str s) { return mtn_text_measure(s).words; }

/* One name of a byline, without "By". */
static void add_author(gatherer *g, mtn_facts *out, matn_str name, matn_str site) {
  static const char *const before[] = {"by ", "by: ", "written by ", "author: ", "von ", "par ", "por ", "di "};
  name = mtn_text_trim(name);
  for (size_t i = 0; i < MTN_COUNT(before); i++) {
    size_t len = strlen(before[i]);
    if (name.len > len && same_lower((matn_str){name.ptr, len}, before[i]))
      name = mtn_text_trim((matn_str){name.ptr + len, name.len - len});
  }
  if (absent(name) || same_name(name, site) || memchr(name.ptr, '@', name.len) || word_count(name) == 0) return;
  for (size_t i = 0; i < out->fields[MATN_AUTHOR].count; i++)
    if (same_name(out->fields[MATN_AUTHOR].items[i], name)) return;
  set(g, out, MATN_AUTHOR, name);
}

/* A byline may hold several people: "A B, C D and E F". */
static void split_authors(gatherer *g, mtn_facts *out, matn_str byline, matn_str site) {
  static const char *const between[] = {";", "|", " and ", " & ", "/", ", ", " und ", " et ", " y ", " e "};
  size_t start = 0;
  if (same_name(byline, site)) return;
  for (size_t i = 0; i < byline.len; i++) {
    size_t len = 0, which = 0;
    for (; which < MTN_COUNT(between); which++) {
      len = strlen(between[which]);
      if (i + len <= byline.len && same_lower((matn_str){byline.ptr + i, len}, between[which])) break;
    }
    if (which == MTN_COUNT(between)) continue;
    matn_str left = {byline.ptr + start, i - start}, right = {byline.ptr + i + len, byline.len - i - len};
    /* A comma, or a word that is short in some language, parts people only between two full names: "Smith, John" and
     * "Jane Roe, PhD" are one. */
    if (which >= 5 && (word_count(left) < 2 || word_count(right) < 2)) continue;
    add_author(g, out, left, site);
    start = i + len;
    i = start - 1;
  }
  add_author(g, out, (matn_str){byline.ptr + start, byline.len - start}, site);
}

static void choose_authors(gatherer *g, mtn_facts *out, matn_str site) {
  static const slot order[] = {LD_AUTHOR, META_AUTHOR, ITEM_AUTHOR, REL_AUTHOR};
  for (size_t i = 0; i < MTN_COUNT(order) && out->fields[MATN_AUTHOR].count == 0; i++) {
    const mtn_values *found = &g->lists[order[i] - SLOT_COUNT];
    for (size_t k = 0; k < found->count; k++) split_authors(g, out, found->items[k], site);
  }
  /* Nobody but the site itself: people's own sites are named after them. */
  for (size_t i = 0; i < MTN_COUNT(order) && out->fields[MATN_AUTHOR].count == 0; i++)
    if (g->lists[order[i] - SLOT_COUNT].count) set(g, out, MATN_AUTHOR, g->lists[order[i] - SLOT_COUNT].items[0]);
}

static void choose_dates(gatherer *g, mtn_facts *out) {
  char day[MTN_DAY_SIZE];
  matn_str date = FIRST_OF(g, META_DATE, LD_DATE, ITEM_DATE, TIME_PUBDATE);
  if (absent(date) && mtn_date_of_url(absent(g->page->url) ? g->slots[CANONICAL] : g->page->url, day)) {
    date = mtn_arena_copy(g->arena, (matn_str){day, sizeof(day)});
    if (!date.ptr) g->failed = true;
  }
  if (absent(date)) date = FIRST_OF(g, TIME_AFTER_H1, TIME_FIRST);
  set(g, out, MATN_DATE, date);
  set(g, out, MATN_DATE_MODIFIED, FIRST_OF(g, META_MODIFIED, LD_MODIFIED, ITEM_MODIFIED));
}

/* A BCP 47 tag as far as one can tell: letters first, '_' as '-'. */
static matn_str language_tag(gatherer *g, matn_str value) {
  size_t letters = 0;
  value = mtn_text_trim(value);
  while (letters < value.len && mtn_is_alpha((unsigned char)value.ptr[letters])) letters++;
  if (letters < 2 || letters > 3) return (matn_str){NULL, 0};
  size_t len = letters;
  while (len < value.len && (mtn_is_alnum((unsigned char)value.ptr[len]) || value.ptr[len] == '-' || value.ptr[len] == '_'))
    len++;
  matn_str tag = mtn_arena_copy(g->arena, (matn_str){value.ptr, len});
  if (!tag.ptr) {
    g->failed = true;
    return tag;
  }
  for (size_t i = 0; i < len; i++)
    if (tag.ptr[i] == '_') ((char *)tag.ptr)[i] = '-';
  return tag;
}

static void choose_language(gatherer *g, mtn_facts *out) {
  const mtn_document *doc = g->page->doc;
  matn_str lang = g->page->plain || !doc->root ? (matn_str){NULL, 0} : mtn_node_attr(doc, doc->root, MTN_ATTR_LANG);
  matn_str tag = language_tag(g, lang);
  if (absent(tag)) tag = language_tag(g, g->slots[CONTENT_LANGUAGE]);
  if (absent(tag)) tag = language_tag(g, g->slots[OG_LOCALE]);
  set(g, out, MATN_LANGUAGE, tag);

  matn_str dir = {NULL, 0};
  if (!g->page->plain && doc->root) dir = mtn_text_trim(mtn_node_attr(doc, doc->root, MTN_ATTR_DIR));
  if (absent(dir) && !g->page->plain && doc->body) dir = mtn_text_trim(mtn_node_attr(doc, doc->body, MTN_ATTR_DIR));
  if (same_lower(dir, "rtl")) dir = MTN_STR("rtl");
  else if (same_lower(dir, "ltr")) dir = MTN_STR("ltr");
  else if (!absent(g->page->sample)) dir = mtn_text_is_rtl(g->page->sample) ? MTN_STR("rtl") : MTN_STR("ltr");
  else return;
  set(g, out, MATN_DIRECTION, dir);
}

/* "a, b, c" into values. */
static void add_list(gatherer *g, mtn_facts *out, matn_field field, matn_str list) {
  size_t start = 0;
  for (size_t i = 0; i <= list.len; i++) {
    if (i < list.len && list.ptr[i] != ',' && list.ptr[i] != ';') continue;
    set(g, out, field, mtn_text_trim((matn_str){list.ptr + start, i - start}));
    start = i + 1;
  }
}

static void choose_lists(gatherer *g, mtn_facts *out) {
  const mtn_values *lists = g->lists;
  const mtn_values *categories = &lists[CATEGORY - SLOT_COUNT];
  if (!categories->count) categories = &lists[LD_CATEGORY - SLOT_COUNT];
  for (size_t i = 0; i < categories->count; i++) set(g, out, MATN_CATEGORY, categories->items[i]);
  const mtn_values *tags = &lists[TAG - SLOT_COUNT];
  for (size_t i = 0; i < tags->count; i++) set(g, out, MATN_TAG, tags->items[i]);
  if (tags->count) return;
  tags = &lists[META_TAGS - SLOT_COUNT];
  if (!tags->count) tags = &lists[LD_TAGS - SLOT_COUNT];
  for (size_t i = 0; i < tags->count; i++) add_list(g, out, MATN_TAG, tags->items[i]);
}

typedef struct type_name {
  const char *said, *type;
  uint16_t confidence;
} type_name;

static void choose_type(gatherer *g, mtn_facts *out) {
  static const type_name ld_types[] = {
      {"product", "product", 900},        {"productgroup", "product", 900},
      {"discussionforumposting", "forum", 950}, {"qapage", "forum", 900},
      {"techarticle", "documentation", 800}, {"apireference", "documentation", 900},
      {"newsarticle", "article", 950},    {"article", "article", 900},
      {"blogposting", "article", 950},    {"reportagenewsarticle", "article", 950},
      {"opinionnewsarticle", "article", 950}, {"scholarlyarticle", "article", 900},
      {"collectionpage", "listing", 600}, {"itemlist", "listing", 500},
      {"service", "service", 800},
  };
  matn_str ld = g->slots[LD_TYPE], og = g->slots[OG_TYPE];
  for (size_t i = 0; i < MTN_COUNT(ld_types); i++) {
    if (!same_lower(ld, ld_types[i].said)) continue;
    set(g, out, MATN_PAGE_TYPE, mtn_str_of(ld_types[i].type));
    out->type_confidence = ld_types[i].confidence;
    return;
  }
  if (same_lower(og, "article") || same_lower(og, "product") || same_lower(og, "og:product")) {
    bool article = same_lower(og, "article");
    set(g, out, MATN_PAGE_TYPE, article ? MTN_STR("article") : MTN_STR("product"));
    out->type_confidence = article ? 800 : 850;
  }
}

matn_status mtn_facts_find(const mtn_page *page, mtn_arena *arena, mtn_facts *out) {
  gatherer *g = mtn_arena_calloc(arena, 1, sizeof(*g));
  *out = (mtn_facts){0};
  if (!g) return MATN_NOMEM;
  g->page = page;
  g->arena = arena;
  for (size_t i = 0; i < page->mark_count && !g->failed; i++) read_mark(g, page->marks[i]);

  matn_str canonical = FIRST_OF(g, CANONICAL, OG_URL);
  matn_str host = mtn_url_host(absent(page->url) ? canonical : page->url);
  matn_str site = FIRST_OF(g, OG_SITE, LD_SITE, APP_NAME);
  choose_title(g, out, site, host);
  choose_authors(g, out, site);
  choose_dates(g, out);
  set(g, out, MATN_SITENAME, site);
  set(g, out, MATN_HOSTNAME, host);
  set(g, out, MATN_DESCRIPTION, FIRST_OF(g, OG_DESCRIPTION, META_DESCRIPTION, LD_DESCRIPTION));
  choose_language(g, out);
  set(g, out, MATN_CANONICAL, g->slots[CANONICAL]);
  set(g, out, MATN_IMAGE, FIRST_OF(g, OG_IMAGE, META_IMAGE));
  set(g, out, MATN_LICENSE, g->slots[LICENSE]);
  choose_lists(g, out);
  choose_type(g, out);
  return g->failed ? MATN_NOMEM : MATN_OK;
}
