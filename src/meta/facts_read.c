/* What the head, JSON-LD and marked elements of a page say, as candidates. */
#include "html/names.h"
#include "meta/clean.h"
#include "meta/facts_hints.h"
#include "meta/facts_internal.h"
#include "text/words.h"

#define NODES_MAX 256    /* looked at below one element: marked elements may be nested in one another */
#define ANCESTORS_MAX 24 /* looked at above one */
#define HEADINGS_MAX 16  /* h1 elements that may be the title */
#define BODY_LOSS 200    /* of trust, where an author is called an organisation */
#define YEAR_MIN 1990    /* pages older than the web are misprints or archives of paper */
#define YEAR_MAX 2099

/* ---------------------------------------------------------------------------------------------------------- Candidates
 */

mtn_candidate *mtn_facts_suggest(mtn_gatherer *g, matn_field field, mtn_source source, unsigned trust, matn_str value,
                                 uint32_t line) {
  mtn_facts *out = g->out;
  if (absent(value) || out->candidate_count >= CANDIDATES_MAX) return NULL;
  if (out->candidate_count == out->candidate_cap) {
    size_t cap = out->candidate_cap ? out->candidate_cap * 2 : 32;
    mtn_candidate *grown = mtn_arena_alloc(g->arena, cap * sizeof(*grown));
    if (!grown) {
      g->failed = true;
      return NULL;
    }
    if (out->candidate_count) memcpy(grown, out->candidates, out->candidate_count * sizeof(*grown));
    out->candidates = grown;
    out->candidate_cap = cap;
  }
  mtn_candidate *c = &out->candidates[out->candidate_count++];
  *c = (mtn_candidate){.value = value,
                       .date = {.hour = -1},
                       .line = line,
                       .trust = (uint16_t)trust,
                       .field = (uint8_t)field,
                       .source = (uint8_t)source};
  return c;
}

mtn_candidate *mtn_facts_suggest_date(mtn_gatherer *g, matn_field field, mtn_source source, unsigned trust,
                                      matn_str value, uint32_t line) {
  mtn_date date;
  if (absent(value) || !mtn_dates_read(value, &g->style, &date)) return NULL;
  if (date.year < YEAR_MIN || date.year > YEAR_MAX) return NULL;
  mtn_candidate *c = mtn_facts_suggest(g, field, source, trust, value, line);
  if (c) c->date = date;
  return c;
}

matn_str mtn_facts_clean(mtn_gatherer *g, matn_str text) {
  if (absent(text)) return (matn_str){NULL, 0};
  matn_str clean = mtn_clean_text(text, g->arena);
  if (!clean.ptr) g->failed = true;
  return clean.len ? clean : (matn_str){NULL, 0};
}

static bool is_unseen(const mtn_document *doc, uint32_t node) {
  return mtn_node_is(doc, node, MTN_TAG_SCRIPT) || mtn_node_is(doc, node, MTN_TAG_STYLE) ||
         mtn_node_is(doc, node, MTN_TAG_SVG) || mtn_node_is(doc, node, MTN_TAG_RT) ||
         mtn_node_is(doc, node, MTN_TAG_RP) || doc->nodes[node].ns == MTN_NS_SVG;
}

/* Words are written without the hyphens that say where they may be parted. */
static matn_str without_soft_hyphens(char *text, size_t len) {
  size_t kept = 0;
  for (size_t i = 0; i < len; i++) {
    if ((unsigned char)text[i] == 0xC2 && i + 1 < len && (unsigned char)text[i + 1] == 0xAD)
      i++;
    else
      text[kept++] = text[i];
  }
  return (matn_str){text, kept};
}

matn_str mtn_facts_text_between(mtn_gatherer *g, uint32_t top, uint32_t first, uint32_t stop, size_t max) {
  const mtn_document *doc = g->page->doc;
  size_t len = 0, looked = 0;
  uint32_t at;
  for (at = first; at && at != stop && looked++ < NODES_MAX;) {
    if (doc->nodes[at].type == MTN_TEXT) len += doc->nodes[at].size + 1;
    if (len > max) return (matn_str){NULL, 0};
    at = is_unseen(doc, at) ? mtn_node_skip(doc, top, at) : mtn_node_walk(doc, top, at);
  }
  if (len == 0) return (matn_str){NULL, 0};
  char *text = mtn_arena_alloc(g->arena, len + NODES_MAX + MTN_TEXT_SLACK);
  if (!text) {
    g->failed = true;
    return (matn_str){NULL, 0};
  }
  mtn_text_run run = {.out = text};
  looked = 0;
  for (at = first; at && at != stop && looked++ < NODES_MAX;) {
    size_t begin, end;
    if (doc->nodes[at].type == MTN_TEXT)
      mtn_text_collapse(&run, mtn_node_text(doc, at), &begin, &end);
    else if (mtn_node_is(doc, at, MTN_TAG_BR) || mtn_node_is(doc, at, MTN_TAG_DIV) || mtn_node_is(doc, at, MTN_TAG_P))
      mtn_text_separate(&run, ' ');
    at = is_unseen(doc, at) ? mtn_node_skip(doc, top, at) : mtn_node_walk(doc, top, at);
  }
  matn_str trimmed = mtn_text_trim(without_soft_hyphens(text, (size_t)(run.out - text)));
  return trimmed.len ? trimmed : (matn_str){NULL, 0};
}

matn_str mtn_facts_text(mtn_gatherer *g, uint32_t node, size_t max) {
  return mtn_facts_text_between(g, node, g->page->doc->nodes[node].first, 0, max);
}

bool mtn_facts_has_token(matn_str value, const char *token) {
  size_t at = 0;
  for (matn_str one; (one = mtn_text_next_token(value, &at)).ptr;)
    if (mtn_str_is(one, token)) return true;
  return false;
}

/* Nodes are numbered in document order but for what the parser moved (foster parents): near enough to look up by. */
uint32_t mtn_facts_line_of(const mtn_page *page, uint32_t node) {
  size_t low = 0, high = page->line_count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (page->lines[middle].last < node)
      low = middle + 1;
    else
      high = middle;
  }
  return low < page->line_count ? (uint32_t)low + 1 : 0;
}

/* -------------------------------------------------------------------------------------------------------- Head, rel */

static bool looks_like_url(matn_str s) {
  return s.len > 7 && (memcmp(s.ptr, "http://", 7) == 0 || memcmp(s.ptr, "https:/", 7) == 0);
}

/* "Roe, Jane", as libraries write names, as "Jane Roe". */
static matn_str turned_name(mtn_gatherer *g, matn_str name) {
  const char *comma = memchr(name.ptr, ',', name.len);
  if (!comma || memchr(name.ptr, ';', name.len) || memchr(comma + 1, ',', (size_t)(name.ptr + name.len - comma - 1)))
    return name;
  matn_str last = mtn_text_trim((matn_str){name.ptr, (size_t)(comma - name.ptr)});
  matn_str first = mtn_clean_after(name, (size_t)(comma - name.ptr) + 1);
  if (absent(last) || absent(first)) return name;
  char *text = mtn_arena_alloc(g->arena, first.len + 1 + last.len);
  if (!text) {
    g->failed = true;
    return name;
  }
  memcpy(text, first.ptr, first.len);
  text[first.len] = ' ';
  memcpy(text + first.len + 1, last.ptr, last.len);
  return (matn_str){text, first.len + 1 + last.len};
}

static void suggest(mtn_gatherer *g, mtn_key_says says, matn_str value, uint32_t line) {
  matn_field field = (matn_field)says.field;
  if (field == MATN_DATE || field == MATN_DATE_MODIFIED) {
    mtn_facts_suggest_date(g, field, says.source, says.trust, value, line);
    return;
  }
  value = mtn_facts_clean(g, value);
  if (field == MATN_AUTHOR && (value.len > AUTHOR_MAX || looks_like_url(value))) return;
  bool library = says.source == MTN_FROM_CITATION || says.source == MTN_FROM_DUBLIN_CORE;
  if (field == MATN_AUTHOR && library && !absent(value)) value = turned_name(g, value);
  mtn_facts_suggest(g, field, says.source, says.trust, value, line);
}

/* Twitter cards label their data: "Written by" beside the name, "Reading time" beside another. */
static bool is_labelled_author(const mtn_document *doc, const mtn_page *page) {
  for (size_t i = 0; i < page->mark_count; i++) {
    if (!mtn_node_is(doc, page->marks[i], MTN_TAG_META)) continue;
    if (!mtn_str_is(mtn_node_attr(doc, page->marks[i], MTN_ATTR_NAME), "twitter:label1")) continue;
    matn_str label = mtn_node_attr(doc, page->marks[i], MTN_ATTR_CONTENT);
    static const char *const labels[] = {"written by",       "by",         "author",      "verfasst von",
                                         "geschrieben von",  "écrit par",  "escrito por", "scritto da",
                                         "geschreven door",  "skrevet af", "skriven av",  "napisane przez",
                                         "написано автором", "yazan",      "كُتب بواسطة",  "ditulis oleh",
                                         "written-by",       "作者",       "執筆者"};
    for (size_t k = 0; k < MTN_COUNT(labels); k++)
      if (mtn_clean_same(label, mtn_str_of(labels[k]))) return true;
    return false;
  }
  return false;
}

static void read_meta(mtn_gatherer *g, uint32_t node) {
  static const uint8_t named_by[] = {MTN_ATTR_PROPERTY, MTN_ATTR_NAME, MTN_ATTR_ITEMPROP, MTN_ATTR_HTTP_EQUIV};
  const mtn_document *doc = g->page->doc;
  matn_str content = mtn_text_trim(mtn_node_attr(doc, node, MTN_ATTR_CONTENT));
  if (absent(content)) return;
  for (size_t i = 0; i < MTN_COUNT(named_by); i++) {
    matn_str keys = mtn_node_attr(doc, node, (mtn_attr_id)named_by[i]);
    size_t at = 0; /* property takes several names */
    for (matn_str key; (key = mtn_text_next_token(keys, &at)).ptr;) {
      mtn_key_says says = mtn_source_of_meta(&g->sources, key);
      if (mtn_str_ends(key, "ld+json") && !mtn_ld_read(&g->ld, content, g->arena)) g->failed = true; /* misplaced */
      if (!says.trust) continue;
      if (says.source == MTN_FROM_TWITTER && says.field == MATN_AUTHOR && !is_labelled_author(doc, g->page)) continue;
      suggest(g, says, content, 0);
      return;
    }
  }
}

/* The link types that say something, as a set of them. */
enum { REL_CANONICAL = 1, REL_LICENSE = 2, REL_ALTERNATE = 4, REL_AUTHOR = 8, REL_TAG = 16 };

static unsigned link_types(matn_str rel) {
  static const char *const types[] = {"canonical", "license", "alternate", "author", "tag"};
  unsigned found = 0;
  size_t at = 0;
  for (matn_str type; (type = mtn_text_next_token(rel, &at)).ptr;)
    for (size_t k = 0; k < MTN_COUNT(types); k++)
      if (mtn_str_is(type, types[k])) found |= 1u << k;
  return found;
}

static void read_rel(mtn_gatherer *g, uint32_t node, matn_str rel) {
  const mtn_document *doc = g->page->doc;
  const unsigned types = link_types(rel);
  if (!types) return;
  matn_str href = mtn_text_trim(mtn_node_attr(doc, node, MTN_ATTR_HREF));
  bool link = mtn_node_is(doc, node, MTN_TAG_LINK);
  uint32_t line = link ? 0 : mtn_facts_line_of(g->page, node);
  if (link && types & REL_CANONICAL) mtn_facts_suggest(g, MATN_CANONICAL, MTN_FROM_REL, 950, href, 0);
  if (types & REL_LICENSE) mtn_facts_suggest(g, MATN_LICENSE, MTN_FROM_REL, 900, href, line);
  if (link && types & REL_ALTERNATE) {
    matn_str type = mtn_node_attr(doc, node, MTN_ATTR_TYPE);
    if (mtn_str_is(type, "application/rss+xml") || mtn_str_is(type, "application/atom+xml") ||
        mtn_str_is(type, "application/feed+json"))
      mtn_facts_suggest(g, MATN_FEED, MTN_FROM_REL, 950, href, 0);
  }
  if (!link && types & REL_AUTHOR)
    mtn_facts_suggest(g, MATN_AUTHOR, MTN_FROM_REL, 780, mtn_facts_text(g, node, AUTHOR_MAX), line);
  if (!link && types & REL_TAG)
    mtn_facts_suggest(g, MATN_TAG, MTN_FROM_REL, 700, mtn_facts_text(g, node, AUTHOR_MAX), line);
}

/* ------------------------------------------------------------------------------------------------- Microdata and time
 */

/* Whether what stands here belongs to a comment, a review or a teaser of another page. */
static bool is_in_other_item(const mtn_document *doc, uint32_t node) {
  uint32_t at = doc->nodes[node].parent;
  for (int i = 0; at && i < ANCESTORS_MAX; i++, at = doc->nodes[at].parent) {
    if (doc->nodes[at].type != MTN_ELEMENT) break;
    matn_str property = mtn_node_attr(doc, at, MTN_ATTR_ITEMPROP), type = mtn_node_attr(doc, at, MTN_ATTR_ITEMTYPE);
    static const char *const others[] = {"comment",         "review",         "reviews", "suggestedanswer",
                                         "itemlistelement", "acceptedanswer", "video",   "publisher"};
    for (size_t k = 0; property.len && k < MTN_COUNT(others); k++)
      if (mtn_facts_has_token(property, others[k])) return true;
    if (type.len > 8 && (mtn_str_is((matn_str){type.ptr + type.len - 8, 8}, "/comment") ||
                         mtn_str_is((matn_str){type.ptr + type.len - 7, 7}, "/review") ||
                         mtn_str_is((matn_str){type.ptr + type.len - 7, 7}, "/answer")))
      return true;
  }
  return false;
}

/* The name in an author's item: its itemprop=name if it has one, else all its text. */
static matn_str item_name(mtn_gatherer *g, uint32_t node) {
  const mtn_document *doc = g->page->doc;
  size_t looked = 0;
  for (uint32_t at = doc->nodes[node].first; at && looked++ < NODES_MAX; at = mtn_node_walk(doc, node, at)) {
    if (doc->nodes[at].type != MTN_ELEMENT) continue;
    if (!mtn_facts_has_token(mtn_node_attr(doc, at, MTN_ATTR_ITEMPROP), "name")) continue;
    matn_str content = mtn_node_attr(doc, at, MTN_ATTR_CONTENT);
    return absent(content) ? mtn_facts_text(g, at, AUTHOR_MAX) : mtn_facts_clean(g, content);
  }
  return mtn_facts_text(g, node, AUTHOR_MAX);
}

static matn_str date_value(mtn_gatherer *g, uint32_t node) {
  static const uint8_t holders[] = {MTN_ATTR_DATETIME,  MTN_ATTR_CONTENT,   MTN_ATTR_TITLE,
                                    MTN_ATTR_DATA_DATE, MTN_ATTR_DATA_TIME, MTN_ATTR_TS};
  mtn_date date;
  for (size_t i = 0; i < MTN_COUNT(holders); i++) {
    matn_str value = mtn_node_attr(g->page->doc, node, (mtn_attr_id)holders[i]);
    if (value.len >= 8 && mtn_dates_read(value, &g->style, &date)) return value;
  }
  return mtn_facts_text(g, node, AUTHOR_MAX);
}

static void read_item(mtn_gatherer *g, uint32_t node, matn_str properties) {
  const mtn_document *doc = g->page->doc;
  size_t at = 0;
  for (matn_str one; (one = mtn_text_next_token(properties, &at)).ptr;) {
    size_t start = one.len; /* RDFa writes a prefix: schema:datePublished, dc:creator */
    while (start && one.ptr[start - 1] != ':') start--;
    mtn_key_says says = mtn_source_of_item(&g->sources, (matn_str){one.ptr + start, one.len - start});
    if (!says.trust || is_in_other_item(doc, node)) continue;
    uint32_t line = mtn_facts_line_of(g->page, node);
    if (says.field == MATN_DATE || says.field == MATN_DATE_MODIFIED)
      suggest(g, says, date_value(g, node), line);
    else if (says.field == MATN_AUTHOR) {
      if (mtn_str_ends(mtn_text_trim(mtn_node_attr(doc, node, MTN_ATTR_ITEMTYPE)), "organization"))
        says.trust = (uint16_t)(says.trust - BODY_LOSS);
      suggest(g, says, item_name(g, node), line);
    } else
      suggest(g, says, mtn_facts_text(g, node, TITLE_MAX), line);
    return;
  }
}

/* <time>, and elements that scripts turn into one: <relative-time datetime>, <amp-timeago datetime>, <… ts>.  What was
 * put in or taken out has a date of its own. */
static bool is_time(const mtn_document *doc, uint32_t node) {
  uint16_t tag = doc->nodes[node].tag;
  if (tag == MTN_TAG_TIME) return true;
  if (tag == MTN_TAG_INS || tag == MTN_TAG_DEL) return false;
  return mtn_node_attr(doc, node, MTN_ATTR_DATETIME).len >= 8 || mtn_node_attr(doc, node, MTN_ATTR_TS).len >= 8;
}

static void read_time(mtn_gatherer *g, uint32_t node) {
  const mtn_document *doc = g->page->doc;
  if (is_in_other_item(doc, node)) return;
  bool published = mtn_node_attr(doc, node, MTN_ATTR_PUBDATE).ptr != NULL;
  mtn_candidate *c = mtn_facts_suggest_date(g, MATN_DATE, MTN_FROM_TIME, published ? 880 : 600, date_value(g, node),
                                            mtn_facts_line_of(g->page, node));
  if (c) c->hints = (uint8_t)mtn_hints_of(g, node);
}

/* ----------------------------------------------------------------------------------------------------------- JSON-LD
 */

/* How likely a thing of this type is the page, 0 to 100. */
static unsigned rank_of_type(matn_str type) {
  static const char *const never[] = {"person",
                                      "organization",
                                      "website",
                                      "breadcrumblist",
                                      "imageobject",
                                      "searchaction",
                                      "corporation",
                                      "newsmediaorganization",
                                      "listitem",
                                      "offer",
                                      "aggregaterating",
                                      "rating",
                                      "postaladdress",
                                      "sitenavigationelement",
                                      "wpheader",
                                      "wpfooter",
                                      "wpsidebar",
                                      "contactpoint",
                                      "comment",
                                      "speakablespecification",
                                      "readaction",
                                      "propertyvalue",
                                      "brand"};
  if (mtn_str_is_any(type, never, MTN_COUNT(never))) return 0;
  if (mtn_str_ends(type, "article") || mtn_str_ends(type, "posting") || mtn_str_ends(type, "report")) return 100;
  if (mtn_str_is(type, "question") || mtn_str_is(type, "product") || mtn_str_is(type, "recipe")) return 95;
  if (mtn_str_ends(type, "page")) return 60;
  if (mtn_str_ends(type, "list") || mtn_str_ends(type, "organization") || mtn_str_ends(type, "business")) return 20;
  return type.len ? 70 : 30;
}

static const mtn_ld_thing *main_thing(const mtn_gatherer *g, matn_str title) {
  const mtn_ld_thing *best = NULL;
  unsigned best_rank = 0;
  for (const mtn_ld_thing *t = g->ld.first; t; t = t->next) {
    if (t->foreign || (t->role >= MTN_LD_SINGLE && t->around)) continue;
    unsigned rank = rank_of_type(t->single[MTN_LD_TYPE]);
    if (!rank) continue;
    matn_str name = absent(t->single[MTN_LD_HEADLINE]) ? t->single[MTN_LD_NAME] : t->single[MTN_LD_HEADLINE];
    if (!absent(t->single[MTN_LD_HEADLINE])) rank += 10;
    if (!absent(t->single[MTN_LD_PUBLISHED])) rank += 10;
    if (name.len > 8 && title.len >= name.len && memcmp(title.ptr, name.ptr, name.len) == 0) rank += 30;
    if (rank > best_rank) best = t, best_rank = rank;
  }
  return best;
}

static void suggest_ld_authors(mtn_gatherer *g, const mtn_ld_thing *thing, mtn_ld_property property, unsigned trust) {
  for (const mtn_ld_value *v = mtn_ld_list(thing, property); v; v = v->next) {
    const mtn_ld_thing *who = v->thing ? mtn_ld_resolve(&g->ld, v->thing) : NULL;
    matn_str name = who ? who->single[MTN_LD_NAME] : v->text;
    if (absent(name) || name.len > AUTHOR_MAX || looks_like_url(name)) continue;
    bool body = who && mtn_str_ends(who->single[MTN_LD_TYPE], "organization");
    mtn_facts_suggest(g, MATN_AUTHOR, MTN_FROM_JSON_LD, body ? trust - BODY_LOSS : trust, name, 0);
  }
}

static matn_str first_text(const mtn_gatherer *g, const mtn_ld_thing *thing, mtn_ld_property property) {
  for (const mtn_ld_value *v = mtn_ld_list(thing, property); v; v = v->next) {
    const mtn_ld_thing *what = v->thing ? mtn_ld_resolve(&g->ld, v->thing) : NULL;
    matn_str text = what ? what->single[property == MTN_LD_IMAGE ? MTN_LD_URL : MTN_LD_NAME] : v->text;
    if (text.len) return text;
  }
  return (matn_str){NULL, 0};
}

static void suggest_ld_lists(mtn_gatherer *g, const mtn_ld_thing *thing) {
  for (const mtn_ld_value *v = mtn_ld_list(thing, MTN_LD_SECTION); v; v = v->next)
    mtn_facts_suggest(g, MATN_CATEGORY, MTN_FROM_JSON_LD, 900, v->text, 0);
  for (const mtn_ld_value *v = mtn_ld_list(thing, MTN_LD_KEYWORDS); v; v = v->next)
    mtn_facts_suggest(g, MATN_TAG, MTN_FROM_JSON_LD, 800, v->text, 0);
}

static void suggest_breadcrumbs(mtn_gatherer *g) {
  const mtn_ld_thing *list = NULL;
  for (const mtn_ld_thing *t = g->ld.first; t; t = t->next) {
    if (!mtn_str_is(t->single[MTN_LD_TYPE], "listitem") || !t->around) continue;
    if (!mtn_str_is(t->around->single[MTN_LD_TYPE], "breadcrumblist")) continue;
    if (list && t->around != list) return; /* another list says the same, or another way here */
    list = t->around;
    matn_str name = t->single[MTN_LD_NAME];
    for (const mtn_ld_thing *in = t->next; absent(name) && in && in->around == t; in = in->next)
      name = in->single[MTN_LD_NAME];
    mtn_facts_suggest(g, MATN_BREADCRUMB, MTN_FROM_JSON_LD, 900, name, 0);
  }
}

static void suggest_ld_dates(mtn_gatherer *g, const mtn_ld_thing *t, unsigned trust) {
  mtn_facts_suggest_date(g, MATN_DATE, MTN_FROM_JSON_LD, trust, t->single[MTN_LD_PUBLISHED], 0);
  mtn_facts_suggest_date(g, MATN_DATE, MTN_FROM_JSON_LD, trust - 150, t->single[MTN_LD_CREATED], 0);
  mtn_facts_suggest_date(g, MATN_DATE, MTN_FROM_JSON_LD, trust - 150, t->single[MTN_LD_UPLOADED], 0);
  mtn_facts_suggest_date(g, MATN_DATE_MODIFIED, MTN_FROM_JSON_LD, trust, t->single[MTN_LD_MODIFIED], 0);
}

static void suggest_ld(mtn_gatherer *g, matn_str title) {
  const mtn_ld_thing *main = main_thing(g, title);
  g->thing = main;
  suggest_breadcrumbs(g);
  for (const mtn_ld_thing *t = g->ld.first; t; t = t->next)
    if (mtn_str_is(t->single[MTN_LD_TYPE], "website") && !t->foreign)
      mtn_facts_suggest(g, MATN_SITENAME, MTN_FROM_JSON_LD, 850, t->single[MTN_LD_NAME], 0);
  if (!main) return;
  bool page = mtn_str_ends(main->single[MTN_LD_TYPE], "page") || rank_of_type(main->single[MTN_LD_TYPE]) < 60;
  mtn_facts_suggest(g, MATN_TITLE, MTN_FROM_JSON_LD, 850, main->single[MTN_LD_HEADLINE], 0);
  mtn_facts_suggest(g, MATN_TITLE, MTN_FROM_JSON_LD, page ? 550 : 750, main->single[MTN_LD_NAME], 0);
  mtn_facts_suggest(g, MATN_DESCRIPTION, MTN_FROM_JSON_LD, 750, main->single[MTN_LD_DESCRIPTION], 0);
  mtn_facts_suggest(g, MATN_LICENSE, MTN_FROM_JSON_LD, 850, main->single[MTN_LD_LICENSE], 0);
  mtn_facts_suggest(g, MATN_LANGUAGE, MTN_FROM_JSON_LD, 650, main->single[MTN_LD_LANGUAGE], 0);
  mtn_facts_suggest(g, MATN_IMAGE, MTN_FROM_JSON_LD, 850, first_text(g, main, MTN_LD_IMAGE), 0);
  mtn_facts_suggest(g, MATN_IMAGE, MTN_FROM_JSON_LD, 800, main->single[MTN_LD_THUMBNAIL], 0);
  mtn_facts_suggest(g, MATN_SITENAME, MTN_FROM_JSON_LD, 800, first_text(g, main, MTN_LD_PUBLISHER), 0);
  if (main->single[MTN_LD_FREE].len)
    g->out->is_free = !mtn_str_is(main->single[MTN_LD_FREE], "false") && !mtn_str_is(main->single[MTN_LD_FREE], "0");
  suggest_ld_lists(g, main);
  suggest_ld_dates(g, main, page ? 880 : 910);
  suggest_ld_authors(g, main, MTN_LD_AUTHOR, 900);
  suggest_ld_authors(g, main, MTN_LD_CREATOR, 850);
  for (const mtn_ld_thing *t = g->ld.first; t; t = t->next) { /* the page around the article */
    if (t == main || t->foreign || t->role >= MTN_LD_SINGLE || rank_of_type(t->single[MTN_LD_TYPE]) < 60) continue;
    bool other = rank_of_type(t->single[MTN_LD_TYPE]) != 60;
    suggest_ld_dates(g, t, other ? 700 : 850);
    suggest_ld_authors(g, t, MTN_LD_AUTHOR, other ? 600 : 750);
  }
}

static void read_script(mtn_gatherer *g, uint32_t node) {
  const mtn_document *doc = g->page->doc;
  matn_str type = mtn_text_trim(mtn_node_attr(doc, node, MTN_ATTR_TYPE));
  if (type.len < 19 || !mtn_str_is((matn_str){type.ptr, 19}, "application/ld+json")) return;
  uint32_t text = doc->nodes[node].first;
  if (text && doc->nodes[text].type == MTN_TEXT && !mtn_ld_read(&g->ld, mtn_node_text(doc, text), g->arena))
    g->failed = true;
}

/* ---------------------------------------------------------------------------------------------------------- Gathering
 */

static void read_title(mtn_gatherer *g, uint32_t node, matn_str *title) {
  if (!absent(*title)) return;
  *title = mtn_facts_text(g, node, TITLE_MAX);
  mtn_facts_suggest(g, MATN_TITLE, MTN_FROM_TITLE, 600, *title, 0);
}

static void read_heading(mtn_gatherer *g, uint32_t node) {
  mtn_candidate *c = mtn_facts_suggest(g, MATN_TITLE, MTN_FROM_HEADING, 850, mtn_facts_text(g, node, TITLE_MAX),
                                       mtn_facts_line_of(g->page, node));
  if (c) c->node = node;
}

static void read_mark(mtn_gatherer *g, uint32_t node, matn_str *title, size_t *headings) {
  const mtn_document *doc = g->page->doc;
  if (doc->nodes[node].ns != MTN_NS_HTML) return;
  matn_str rel = mtn_node_attr(doc, node, MTN_ATTR_REL);
  if (!absent(rel)) read_rel(g, node, rel);
  switch (doc->nodes[node].tag) {
  case MTN_TAG_META: read_meta(g, node); return;
  case MTN_TAG_LINK: return;
  case MTN_TAG_SCRIPT: read_script(g, node); return;
  case MTN_TAG_TITLE: read_title(g, node, title); return;
  case MTN_TAG_H1:
    if ((*headings)++ < HEADINGS_MAX) read_heading(g, node);
    break;
  default: break;
  }
  matn_str property = mtn_node_attr(doc, node, MTN_ATTR_ITEMPROP);
  if (absent(property)) property = mtn_node_attr(doc, node, MTN_ATTR_PROPERTY);
  if (!absent(property)) read_item(g, node, property);
  if (is_time(doc, node)) read_time(g, node);
}

void mtn_facts_read(mtn_gatherer *g) {
  matn_str title = {NULL, 0};
  size_t headings = 0;
  mtn_sources_filter(&g->sources);
  for (size_t i = 0; i < g->page->mark_count && !g->failed; i++) read_mark(g, g->page->marks[i], &title, &headings);
  suggest_ld(g, title);
}
