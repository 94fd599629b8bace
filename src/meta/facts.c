/* Facts: the fields that need no weighing, and the order of the steps. */
#include "meta/clean.h"
#include "meta/facts_internal.h"
#include "meta/url.h"
#include "text/language.h"
#include "text/words.h"

#define SAMPLE_MAX 2000       /* bytes: enough to tell the script of a page */
#define PIECES_MAX 16         /* lines that the language is measured on */
#define PIECE_LEAST 40        /* bytes: shorter ones are names and numbers */
#define SURE_AGAINST_PAGE 988 /* of the measure, to overrule what the page says of itself */
#define SURE_ALONE 500        /* likelier than not */

mtn_candidate *mtn_facts_best(const mtn_gatherer *g, matn_field field) {
  mtn_candidate *best = NULL;
  for (size_t i = 0; i < g->out->candidate_count; i++) {
    mtn_candidate *c = &g->out->candidates[i];
    if (c->field == field && (!best || c->trust > best->trust)) best = c;
  }
  return best;
}

matn_str mtn_facts_address(const mtn_gatherer *g) {
  const mtn_candidate *best = NULL;
  bool best_whole = false;
  if (!absent(g->page->url)) return g->page->url;
  for (size_t i = 0; i < g->out->candidate_count; i++) {
    const mtn_candidate *c = &g->out->candidates[i];
    if (c->field != MATN_CANONICAL) continue;
    bool whole = mtn_url_host(c->value).len > 0; /* some write a path there, or a title */
    if (!best || whole > best_whole || (whole == best_whole && c->trust > best->trust)) best = c, best_whole = whole;
  }
  return best ? best->value : g->page->url;
}

void mtn_facts_add(mtn_gatherer *g, matn_field field, matn_str value) {
  mtn_values *values = &g->out->fields[field];
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

void mtn_facts_choose(mtn_gatherer *g, mtn_candidate *c) {
  c->chosen = true;
  mtn_facts_add(g, (matn_field)c->field, c->value);
  g->out->confidence[c->field] = c->trust < 990 ? c->trust : 990;
}

static void choose_best(mtn_gatherer *g, matn_field field) {
  mtn_candidate *best = mtn_facts_best(g, field);
  if (best) mtn_facts_choose(g, best);
}

static void choose_constant(mtn_gatherer *g, matn_field field, mtn_source source, unsigned trust, matn_str value) {
  mtn_candidate *c = mtn_facts_suggest(g, field, source, trust, value, 0);
  if (c) mtn_facts_choose(g, c);
}

/* ---------------------------------------------------------------------------------------------- Language and direction
 */

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

/* The first paragraphs of the main text; where there is none, the page's first lines. */
static mtn_language measure_language(const mtn_page *page) {
  matn_str pieces[PIECES_MAX];
  size_t count = 0;
  for (size_t i = 0; i < page->line_count && count < PIECES_MAX; i++)
    if (page->lines[i].flags & MTN_LINE_SELECTED && page->lines[i].text.len >= PIECE_LEAST)
      pieces[count++] = page->lines[i].text;
  for (size_t i = 0; i < page->line_count && count == 0 && i < PIECES_MAX; i++) pieces[count++] = page->lines[i].text;
  return mtn_language_of(pieces, count);
}

static bool overrules_page(const mtn_language *measured) {
  return measured->confidence >= SURE_AGAINST_PAGE && !measured->is_brief;
}

static matn_str base_of(matn_str tag) {
  size_t len = 0;
  while (len < tag.len && mtn_is_alpha((unsigned char)tag.ptr[len])) len++;
  return (matn_str){tag.ptr, len};
}

/* What is measured, unless the page's own word is the same or a close language: templates are copied with their lang
 * attribute, but sister languages look alike. */
static void choose_language(mtn_gatherer *g) {
  const mtn_document *doc = g->page->doc;
  mtn_candidate *said = NULL;
  if (!g->page->plain && doc->root) {
    matn_str lang = language_tag(g, mtn_node_attr(doc, doc->root, MTN_ATTR_LANG));
    mtn_facts_suggest(g, MATN_LANGUAGE, MTN_FROM_HTML, 800, lang, 0);
  }
  for (mtn_candidate *best; (best = mtn_facts_best(g, MATN_LANGUAGE)) != NULL && best->trust > 0; best->trust = 0) {
    matn_str tag = language_tag(g, best->value);
    if (absent(tag)) continue;
    best->value = tag;
    said = best;
    break;
  }
  mtn_language measured = g->measured;
  matn_str code = measured.code ? mtn_str_of(measured.code) : (matn_str){NULL, 0};
  matn_str base = said ? base_of(said->value) : (matn_str){NULL, 0};
  bool sure = said ? overrules_page(&measured) : measured.confidence >= SURE_ALONE;
  bool agree = said && (mtn_str_is(base, measured.code ? measured.code : "") || mtn_language_is_close(base, code));
  if (said && (agree || !sure)) {
    mtn_facts_choose(g, said);
    if (agree) g->out->confidence[MATN_LANGUAGE] = 980;
    return;
  }
  if (sure) choose_constant(g, MATN_LANGUAGE, MTN_FROM_MEASURE, measured.confidence, mtn_str_of(measured.tag));
}

/* The longest line of the main text, cut to a sample. */
static matn_str sample_of(const mtn_page *page) {
  matn_str best = {NULL, 0};
  for (size_t i = 0; i < page->line_count; i++)
    if (page->lines[i].flags & MTN_LINE_SELECTED && page->lines[i].text.len > best.len) best = page->lines[i].text;
  if (best.len > SAMPLE_MAX) best.len = SAMPLE_MAX;
  return best;
}

static void choose_direction(mtn_gatherer *g) {
  const mtn_document *doc = g->page->doc;
  matn_str dir = {NULL, 0}, sample = sample_of(g->page);
  if (!g->page->plain && doc->root) dir = mtn_text_trim(mtn_node_attr(doc, doc->root, MTN_ATTR_DIR));
  if (absent(dir) && !g->page->plain && doc->body) dir = mtn_text_trim(mtn_node_attr(doc, doc->body, MTN_ATTR_DIR));
  bool rtl = mtn_str_is(dir, "rtl");
  if (rtl || mtn_str_is(dir, "ltr"))
    choose_constant(g, MATN_DIRECTION, MTN_FROM_HTML, 950, rtl ? MTN_STR("rtl") : MTN_STR("ltr"));
  else if (!absent(sample))
    choose_constant(g, MATN_DIRECTION, MTN_FROM_MEASURE, 900,
                    mtn_text_is_rtl(sample) ? MTN_STR("rtl") : MTN_STR("ltr"));
}

static bool is_language(matn_str tag, const char *code) { return mtn_str_is(base_of(tag), code); }

/* How the page writes dates.  Americans write the month first; so does who writes English and says no other country. */
static void find_style(mtn_gatherer *g) {
  const mtn_document *doc = g->page->doc;
  matn_str lang = {NULL, 0};
  if (!g->page->plain && doc->root) lang = mtn_text_trim(mtn_node_attr(doc, doc->root, MTN_ATTR_LANG));
  if (overrules_page(&g->measured) && !mtn_str_is(base_of(lang), g->measured.code)) lang = mtn_str_of(g->measured.code);
  g->style.language = mtn_date_language(lang);
  bool english = is_language(lang, "en") || absent(lang), country = english && lang.len >= 5;
  bool america = country && mtn_str_is((matn_str){lang.ptr + 3, 2}, "us");
  static const char *const day_first[] = {".uk", ".au", ".nz", ".ie", ".in", ".za",
                                          ".eu", ".de", ".fr", ".it", ".ng", ".pk"};
  for (size_t i = 0; i < MTN_COUNT(day_first); i++)
    if (g->host.len > 3 && mtn_str_is((matn_str){g->host.ptr + g->host.len - 3, 3}, day_first[i])) english = false;
  g->style.month_first = america || (english && !country);
}

/* --------------------------------------------------------------------------------------------------------- Lists, kind
 */

/* "a, b, c" into values. */
static void add_list(mtn_gatherer *g, matn_field field, matn_str list) {
  size_t start = 0;
  for (size_t i = 0; i <= list.len; i++) {
    if (i < list.len && list.ptr[i] != ',' && list.ptr[i] != ';') continue;
    mtn_facts_add(g, field, mtn_text_trim((matn_str){list.ptr + start, i - start}));
    start = i + 1;
  }
}

/* All values of the most trusted source. */
static void choose_list(mtn_gatherer *g, matn_field field) {
  const mtn_candidate *best = mtn_facts_best(g, field);
  if (!best) return;
  mtn_source source = (mtn_source)best->source;
  size_t count = 0;
  for (size_t i = 0; i < g->out->candidate_count; i++)
    count += g->out->candidates[i].field == field && g->out->candidates[i].source == source;
  g->out->confidence[field] = best->trust;
  for (size_t i = 0; i < g->out->candidate_count; i++) {
    mtn_candidate *c = &g->out->candidates[i];
    if (c->field != field || c->source != source) continue;
    c->chosen = true;
    if (field == MATN_TAG && count == 1) /* one value that holds them all */
      add_list(g, field, c->value);
    else
      mtn_facts_add(g, field, c->value);
  }
}

typedef struct type_name {
  const char *said, *type;
  uint16_t confidence;
} type_name;

static void choose_type(mtn_gatherer *g) {
  static const type_name ld_types[] = {
      {"product", "product", 900},
      {"productgroup", "product", 900},
      {"individualproduct", "product", 900},
      {"discussionforumposting", "forum", 950},
      {"question", "forum", 850},
      {"qapage", "forum", 900},
      {"techarticle", "documentation", 800},
      {"apireference", "documentation", 900},
      {"newsarticle", "article", 950},
      {"article", "article", 900},
      {"blogposting", "article", 950},
      {"reportagenewsarticle", "article", 950},
      {"analysisnewsarticle", "article", 950},
      {"opinionnewsarticle", "article", 950},
      {"liveblogposting", "article", 900},
      {"scholarlyarticle", "article", 900},
      {"medicalscholarlyarticle", "article", 900},
      {"recipe", "article", 800},
      {"collectionpage", "listing", 600},
      {"itemlist", "listing", 500},
      {"searchresultspage", "listing", 700},
      {"service", "service", 800},
  };
  matn_str said = g->thing ? g->thing->single[MTN_LD_TYPE] : (matn_str){NULL, 0};
  for (size_t i = 0; i < MTN_COUNT(ld_types); i++) {
    if (!mtn_str_is(said, ld_types[i].said)) continue;
    choose_constant(g, MATN_PAGE_TYPE, MTN_FROM_JSON_LD, ld_types[i].confidence, mtn_str_of(ld_types[i].type));
    return;
  }
  mtn_candidate *og = mtn_facts_best(g, MATN_PAGE_TYPE);
  if (!og) return;
  if (mtn_str_is(og->value, "article"))
    choose_constant(g, MATN_PAGE_TYPE, MTN_FROM_OPEN_GRAPH, 800, MTN_STR("article"));
  else if (mtn_str_is(og->value, "product") || mtn_str_is(og->value, "og:product") ||
           mtn_str_is(og->value, "product.item"))
    choose_constant(g, MATN_PAGE_TYPE, MTN_FROM_OPEN_GRAPH, 850, MTN_STR("product"));
}

/* ------------------------------------------------------------------------------------------------------------ Steps */

matn_status mtn_facts_find(const mtn_page *page, mtn_arena *arena, mtn_facts *out) {
  mtn_gatherer *g = mtn_arena_calloc(arena, 1, sizeof(*g));
  *out = (mtn_facts){.is_free = -1};
  if (!g) return MATN_NOMEM;
  g->page = page;
  g->arena = arena;
  g->out = out;
  g->host = mtn_url_host(page->url);
  g->measured = measure_language(page);
  find_style(g);
  mtn_facts_read(g);

  g->host = mtn_url_host(mtn_facts_address(g));
  find_style(g); /* the host may be known now */
  choose_language(g);
  mtn_facts_choose_title(g);
  mtn_facts_read_lines(g);
  mtn_facts_choose_authors(g);
  mtn_facts_read_far_dates(g);
  mtn_facts_choose_dates(g);
  choose_best(g, MATN_SITENAME);
  choose_constant(g, MATN_HOSTNAME, absent(page->url) ? MTN_FROM_REL : MTN_FROM_URL, 990, g->host);
  choose_best(g, MATN_DESCRIPTION);
  choose_direction(g);
  mtn_candidate *link = mtn_facts_best(g, MATN_CANONICAL);
  if (link && link->source == MTN_FROM_REL) mtn_facts_choose(g, link);
  mtn_facts_read_image(g);
  choose_best(g, MATN_IMAGE);
  mtn_facts_read_license(g);
  choose_best(g, MATN_LICENSE);
  choose_list(g, MATN_CATEGORY);
  choose_list(g, MATN_TAG);
  choose_list(g, MATN_BREADCRUMB);
  choose_list(g, MATN_FEED);
  choose_type(g);
  return g->failed ? MATN_NOMEM : MATN_OK;
}
