/* Facts: for each field, the slot most trusted of those that the page has filled. */
#include "meta/date.h"
#include "meta/facts_internal.h"
#include "meta/url.h"
#include "text/words.h"

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
  static const char *const marks[] = {" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ",
                                      " › ", " ‹ ", " ~ ", " : ", ": ",  "| ",  " |",   "|"};
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
  if (same_name(tail, site) || names_host(tail, host))
    best.len = last;
  else if (same_name(head, site) || names_host(head, host))
    best = (matn_str){title.ptr + after_first, title.len - after_first};
  return mtn_text_trim(best);
}

static matn_str first_of(const mtn_gatherer *g, const mtn_slot *order, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (!absent(g->slots[order[i]])) return g->slots[order[i]];
  return (matn_str){NULL, 0};
}
#define FIRST_OF(g, ...) first_of((g), (const mtn_slot[]){__VA_ARGS__}, MTN_COUNT(((const mtn_slot[]){__VA_ARGS__})))

static void set(mtn_gatherer *g, mtn_facts *out, matn_field field, matn_str value) {
  mtn_facts_add(g, &out->fields[field], value);
}

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
static void choose_title(mtn_gatherer *g, mtn_facts *out, matn_str site, matn_str host) {
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
static void add_author(mtn_gatherer *g, mtn_facts *out, matn_str name, matn_str site) {
  static const char *const before[] = {"by ", "by: ", "written by ", "author: ", "von ", "par ", "por ", "di "};
  name = mtn_text_trim(name);
  for (size_t i = 0; i < MTN_COUNT(before); i++) {
    size_t len = strlen(before[i]);
    if (name.len > len && mtn_facts_same((matn_str){name.ptr, len}, before[i]))
      name = mtn_text_trim((matn_str){name.ptr + len, name.len - len});
  }
  if (absent(name) || same_name(name, site) || memchr(name.ptr, '@', name.len) || word_count(name) == 0) return;
  for (size_t i = 0; i < out->fields[MATN_AUTHOR].count; i++)
    if (same_name(out->fields[MATN_AUTHOR].items[i], name)) return;
  set(g, out, MATN_AUTHOR, name);
}

/* A byline may hold several people: "A B, C D and E F". */
static void split_authors(mtn_gatherer *g, mtn_facts *out, matn_str byline, matn_str site) {
  static const char *const between[] = {";", "|", " and ", " & ", "/", ", ", " und ", " et ", " y ", " e "};
  size_t start = 0;
  if (same_name(byline, site)) return;
  for (size_t i = 0; i < byline.len; i++) {
    size_t len = 0, which = 0;
    for (; which < MTN_COUNT(between); which++) {
      len = strlen(between[which]);
      if (i + len <= byline.len && mtn_facts_same((matn_str){byline.ptr + i, len}, between[which])) break;
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

static void choose_authors(mtn_gatherer *g, mtn_facts *out, matn_str site) {
  static const mtn_slot order[] = {LD_AUTHOR, META_AUTHOR, ITEM_AUTHOR, REL_AUTHOR};
  for (size_t i = 0; i < MTN_COUNT(order) && out->fields[MATN_AUTHOR].count == 0; i++) {
    const mtn_values *found = &g->lists[order[i] - SLOT_COUNT];
    for (size_t k = 0; k < found->count; k++) split_authors(g, out, found->items[k], site);
  }
  /* Nobody but the site itself: people's own sites are named after them. */
  for (size_t i = 0; i < MTN_COUNT(order) && out->fields[MATN_AUTHOR].count == 0; i++)
    if (g->lists[order[i] - SLOT_COUNT].count) set(g, out, MATN_AUTHOR, g->lists[order[i] - SLOT_COUNT].items[0]);
}

static void choose_dates(mtn_gatherer *g, mtn_facts *out) {
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
static matn_str language_tag(mtn_gatherer *g, matn_str value) {
  size_t letters = 0;
  value = mtn_text_trim(value);
  while (letters < value.len && mtn_is_alpha((unsigned char)value.ptr[letters])) letters++;
  if (letters < 2 || letters > 3) return (matn_str){NULL, 0};
  size_t len = letters;
  while (len < value.len &&
         (mtn_is_alnum((unsigned char)value.ptr[len]) || value.ptr[len] == '-' || value.ptr[len] == '_'))
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

static void choose_language(mtn_gatherer *g, mtn_facts *out) {
  const mtn_document *doc = g->page->doc;
  matn_str lang = g->page->plain || !doc->root ? (matn_str){NULL, 0} : mtn_node_attr(doc, doc->root, MTN_ATTR_LANG);
  matn_str tag = language_tag(g, lang);
  if (absent(tag)) tag = language_tag(g, g->slots[CONTENT_LANGUAGE]);
  if (absent(tag)) tag = language_tag(g, g->slots[OG_LOCALE]);
  set(g, out, MATN_LANGUAGE, tag);

  matn_str dir = {NULL, 0};
  if (!g->page->plain && doc->root) dir = mtn_text_trim(mtn_node_attr(doc, doc->root, MTN_ATTR_DIR));
  if (absent(dir) && !g->page->plain && doc->body) dir = mtn_text_trim(mtn_node_attr(doc, doc->body, MTN_ATTR_DIR));
  if (mtn_facts_same(dir, "rtl"))
    dir = MTN_STR("rtl");
  else if (mtn_facts_same(dir, "ltr"))
    dir = MTN_STR("ltr");
  else if (!absent(g->page->sample))
    dir = mtn_text_is_rtl(g->page->sample) ? MTN_STR("rtl") : MTN_STR("ltr");
  else
    return;
  set(g, out, MATN_DIRECTION, dir);
}

/* "a, b, c" into values. */
static void add_list(mtn_gatherer *g, mtn_facts *out, matn_field field, matn_str list) {
  size_t start = 0;
  for (size_t i = 0; i <= list.len; i++) {
    if (i < list.len && list.ptr[i] != ',' && list.ptr[i] != ';') continue;
    set(g, out, field, mtn_text_trim((matn_str){list.ptr + start, i - start}));
    start = i + 1;
  }
}

static void choose_lists(mtn_gatherer *g, mtn_facts *out) {
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

static void choose_type(mtn_gatherer *g, mtn_facts *out) {
  static const type_name ld_types[] = {
      {"product", "product", 900},
      {"productgroup", "product", 900},
      {"discussionforumposting", "forum", 950},
      {"qapage", "forum", 900},
      {"techarticle", "documentation", 800},
      {"apireference", "documentation", 900},
      {"newsarticle", "article", 950},
      {"article", "article", 900},
      {"blogposting", "article", 950},
      {"reportagenewsarticle", "article", 950},
      {"opinionnewsarticle", "article", 950},
      {"scholarlyarticle", "article", 900},
      {"collectionpage", "listing", 600},
      {"itemlist", "listing", 500},
      {"service", "service", 800},
  };
  matn_str ld = g->slots[LD_TYPE], og = g->slots[OG_TYPE];
  for (size_t i = 0; i < MTN_COUNT(ld_types); i++) {
    if (!mtn_facts_same(ld, ld_types[i].said)) continue;
    set(g, out, MATN_PAGE_TYPE, mtn_str_of(ld_types[i].type));
    out->type_confidence = ld_types[i].confidence;
    return;
  }
  if (mtn_facts_same(og, "article") || mtn_facts_same(og, "product") || mtn_facts_same(og, "og:product")) {
    bool article = mtn_facts_same(og, "article");
    set(g, out, MATN_PAGE_TYPE, article ? MTN_STR("article") : MTN_STR("product"));
    out->type_confidence = article ? 800 : 850;
  }
}

matn_status mtn_facts_find(const mtn_page *page, mtn_arena *arena, mtn_facts *out) {
  mtn_gatherer *g = mtn_arena_calloc(arena, 1, sizeof(*g));
  *out = (mtn_facts){0};
  if (!g) return MATN_NOMEM;
  g->page = page;
  g->arena = arena;
  mtn_facts_gather(g);

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
