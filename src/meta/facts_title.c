/* The title: the page's headline, without the site's name.
 *
 * What the head says is written for searching and sharing, what the page shows for readers; either may be the headline
 * with something added or left out.  Each candidate gets points for what is known of it; the most win. */
#include "meta/clean.h"
#include "meta/facts_internal.h"
#include "meta/url.h"
#include "text/words.h"

#include <assert.h>

/* Whether `name` is the host, or a label of it: "Example News" of www.example-news.com. */
static bool names_host(matn_str name, matn_str host) {
  if (host.len > 4 && memcmp(host.ptr, "www.", 4) == 0) host = (matn_str){host.ptr + 4, host.len - 4};
  if (absent(host) || absent(name)) return false;
  if (mtn_clean_same(name, host)) return true;
  size_t start = 0;
  for (size_t i = 0; i < host.len; i++) {
    if (host.ptr[i] != '.') continue;
    if (i - start > 2 && mtn_clean_same(name, (matn_str){host.ptr + start, i - start})) return true;
    start = i + 1;
  }
  return false;
}

bool mtn_facts_is_site(const mtn_gatherer *g, matn_str name) {
  if (absent(name)) return false;
  for (size_t i = 0; i < g->out->candidate_count; i++)
    if (g->out->candidates[i].field == MATN_SITENAME && mtn_clean_same(name, g->out->candidates[i].value)) return true;
  return names_host(name, g->host);
}

/* The separator between a title and a site's name at text.ptr[at]: its length, 0 if there is none. */
static size_t separator_at(matn_str text, size_t at) {
  static const char *const marks[] = {" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ", " / ", "｜", "－",
                                      " › ", " ‹ ", " ~ ", " : ", ": ",  " > ", "| ",   " |",  "|",   "_",   " — "};
  char first = text.ptr[at];
  if (first != ' ' && first != '|' && first != ':' && first != '_' && first != '\xEF') return 0;
  for (size_t i = 0; i < MTN_COUNT(marks); i++) {
    size_t len = strlen(marks[i]);
    if (marks[i][0] == first && at + len <= text.len && memcmp(text.ptr + at, marks[i], len) == 0) return len;
  }
  return 0;
}

/* The first and last separators of a title. */
typedef struct cuts {
  size_t first, after_first, last, after_last, count;
} cuts;

static cuts find_cuts(matn_str title) {
  cuts c = {title.len, title.len, title.len, title.len, 0};
  for (size_t i = 1; i < title.len; i++) {
    size_t len = separator_at(title, i);
    if (!len) continue;
    if (!c.count++) c.first = i, c.after_first = i + len;
    c.last = i, c.after_last = i + len;
    i += len - 1;
  }
  return c;
}

static matn_str before(matn_str text, size_t at) { return mtn_text_trim((matn_str){text.ptr, at}); }

/* The title without the site's name at its ends, as often as it stands there. */
static matn_str without_site(const mtn_gatherer *g, matn_str title) {
  for (int i = 0; i < 4; i++) {
    cuts c = find_cuts(title);
    if (!c.count) return title;
    matn_str head = before(title, c.first), tail = mtn_clean_after(title, c.after_last);
    if (mtn_facts_is_site(g, tail))
      title = before(title, c.last);
    else if (mtn_facts_is_site(g, head))
      title = mtn_clean_after(title, c.after_first);
    else
      return title;
  }
  return title;
}

#define WORDS_MAX 40 /* of a title that others are compared with */

typedef struct words {
  matn_str items[WORDS_MAX];
  size_t count;
} words;

static void find_words(matn_str text, words *out) {
  size_t at = 0;
  out->count = 0;
  if (absent(text)) return;
  for (matn_str word = mtn_text_next_word(text, &at); word.ptr && out->count < WORDS_MAX;
       word = mtn_text_next_word(text, &at))
    out->items[out->count++] = word;
}

static bool same_word(matn_str a, matn_str b) {
  if (a.len != b.len) return false;
  for (size_t i = 0; i < a.len; i++)
    if (mtn_to_lower(a.ptr[i]) != mtn_to_lower(b.ptr[i])) return false;
  return true;
}

/* Whether half of the words of `a`, or more, are in `b`. */
static bool agrees(const words *a, const words *b) {
  size_t found = 0;
  for (size_t i = 0; i < a->count; i++) {
    size_t k = 0;
    while (k < b->count && !same_word(a->items[i], b->items[k])) k++;
    found += k < b->count;
  }
  return a->count && found * 2 >= a->count;
}

/* Clues of a title, as bits: what says it, and how it stands to what else is said.  The order is that of the card
 * (title_card.inc), which train/titles.py makes. */
typedef enum clue {
  FROM_OPEN_GRAPH,
  FROM_TWITTER,
  FROM_LD_HEADLINE,
  FROM_LD_NAME,
  FROM_MICRODATA,
  FROM_FIRST_H1,
  FROM_LATER_H1,
  FROM_TITLE_CUT,   /* the title element, the site's name cut off or none found */
  FROM_TITLE_BLIND, /* the same, its last part cut off without knowing what that is */
  FROM_META,
  IS_SITE,
  TWO_SOURCES,
  THREE_SOURCES,
  LIKE_TITLE,   /* half of its words are in the title element */
  LIKE_SHARED,  /* half of its words are in what is said for sharing */
  ENDS_ANOTHER, /* another candidate is a kicker and this */
  HAS_KICKER,   /* it ends with another candidate */
  STARTS_ANOTHER,
  GOES_ON,  /* it starts with another candidate */
  IS_SHORT, /* two words at most */
  IS_LONG,
  H1_SELECTED,   /* a heading that is part of the main text */
  H1_AROUND,     /* a heading in navigation, footer, aside… */
  ONLY_H1,       /* the page has one h1, and this is it */
  H1_OF_ARTICLE, /* a heading of a page that calls itself an article */
  SHARED_OF_ARTICLE,
  LD_OF_NEWS,
  SHARED_OF_NEWS,
  STARTS_TITLE, /* the title element starts with it, or is it */
  IN_TITLE,     /* it stands elsewhere in the title element */
  IS_VISIBLE,   /* a line of the page says just this */
  UNLIKE,       /* most of its words are neither in the title element nor in what is said for sharing */
  CLUES
} clue;
static_assert(CLUES <= 32, "bits of mtn_candidate.clues");

#include "meta/title_card.inc"

#define BIT(clue) (UINT32_C(1) << (clue))
#define TITLES_MAX 24 /* candidates that are compared with each other */

typedef struct titles {
  mtn_candidate *items[TITLES_MAX];
  size_t count, headings;
  const mtn_candidate *first_h1;
  matn_str title, raw_title, shared;
  words title_words, shared_words;
  bool article, news;
} titles;

static bool is_shared(const mtn_candidate *c) {
  return c->source == MTN_FROM_OPEN_GRAPH || c->source == MTN_FROM_TWITTER;
}

static uint32_t clue_of_source(const mtn_candidate *c, bool first_h1) {
  switch ((mtn_source)c->source) {
  case MTN_FROM_OPEN_GRAPH: return BIT(FROM_OPEN_GRAPH);
  case MTN_FROM_TWITTER: return BIT(FROM_TWITTER);
  case MTN_FROM_JSON_LD: return c->trust >= 800 ? BIT(FROM_LD_HEADLINE) : BIT(FROM_LD_NAME);
  case MTN_FROM_MICRODATA: return BIT(FROM_MICRODATA);
  case MTN_FROM_HEADING: return first_h1 ? BIT(FROM_FIRST_H1) : BIT(FROM_LATER_H1);
  case MTN_FROM_TITLE: return c->trust >= 600 ? BIT(FROM_TITLE_CUT) : BIT(FROM_TITLE_BLIND);
  default: return BIT(FROM_META);
  }
}

static bool starts_with(matn_str text, matn_str with) {
  return with.len * 3 > text.len && text.len > with.len && memcmp(text.ptr, with.ptr, with.len) == 0;
}
static bool ends_with(matn_str text, matn_str with) {
  return with.len * 3 > text.len && text.len > with.len &&
         memcmp(text.ptr + text.len - with.len, with.ptr, with.len) == 0;
}

/* How the candidate stands to the others. */
static uint32_t compare_titles(const titles *t, const mtn_candidate *c) {
  uint32_t clues = 0;
  unsigned same = 0;
  for (size_t i = 0; i < t->count; i++) {
    const mtn_candidate *o = t->items[i];
    if (o == c) continue;
    if (mtn_clean_same(o->value, c->value)) {
      same++;
      clues |= clue_of_source(o, t->first_h1 == o);
      continue;
    }
    if (ends_with(o->value, c->value)) clues |= BIT(ENDS_ANOTHER);
    if (ends_with(c->value, o->value)) clues |= BIT(HAS_KICKER);
    if (starts_with(o->value, c->value)) clues |= BIT(STARTS_ANOTHER);
    if (starts_with(c->value, o->value)) clues |= BIT(GOES_ON);
  }
  if (same >= 1) clues |= BIT(TWO_SOURCES);
  if (same >= 2) clues |= BIT(THREE_SOURCES);
  return clues;
}

/* Where it stands in the title element, signs and case aside: 2 at its start, 1 elsewhere, 0 nowhere. */
static int place_in(matn_str title, matn_str value) {
  if (absent(value) || value.len > title.len) return 0;
  for (size_t i = 0; i + value.len <= title.len; i++)
    if (mtn_to_lower(title.ptr[i]) == mtn_to_lower(value.ptr[0]) &&
        mtn_clean_same((matn_str){title.ptr + i, value.len}, value))
      return i == 0 ? 2 : 1;
  return 0;
}

/* Lines before the text that may show the headline again. */
#define VISIBLE_LINES 150

static bool is_visible(const mtn_page *page, matn_str value) {
  for (size_t i = 0; i < page->line_count && i < VISIBLE_LINES; i++) {
    matn_str text = page->lines[i].text;
    if (text.len <= value.len + 8 && value.len <= text.len + 8 && mtn_clean_same(text, value)) return true;
  }
  return false;
}

static uint32_t clues_of(const mtn_gatherer *g, const titles *t, const mtn_candidate *c) {
  uint32_t clues = clue_of_source(c, t->first_h1 == c) | compare_titles(t, c);
  int place = place_in(t->raw_title, c->value);
  if (place == 2) clues |= BIT(STARTS_TITLE);
  if (place == 1) clues |= BIT(IN_TITLE);
  if (is_visible(g->page, c->value)) clues |= BIT(IS_VISIBLE);
  words own;
  find_words(c->value, &own);
  if (mtn_facts_is_site(g, c->value)) clues |= BIT(IS_SITE);
  if (agrees(&own, &t->title_words)) clues |= BIT(LIKE_TITLE);
  if (agrees(&own, &t->shared_words)) clues |= BIT(LIKE_SHARED);
  if (!(clues & (BIT(LIKE_TITLE) | BIT(LIKE_SHARED))) && !absent(t->title)) clues |= BIT(UNLIKE);
  if (own.count <= 2) clues |= BIT(IS_SHORT);
  if (own.count > 20) clues |= BIT(IS_LONG);
  if (c->source == MTN_FROM_HEADING) {
    uint32_t flags = c->line ? g->page->lines[c->line - 1].flags : 0;
    if (flags & MTN_LINE_SELECTED) clues |= BIT(H1_SELECTED);
    if (flags & MTN_LINE_AROUND) clues |= BIT(H1_AROUND);
    if (t->headings == 1) clues |= BIT(ONLY_H1);
    if (t->article) clues |= BIT(H1_OF_ARTICLE);
  }
  if (is_shared(c) && t->article) clues |= BIT(SHARED_OF_ARTICLE);
  if (is_shared(c) && t->news) clues |= BIT(SHARED_OF_NEWS);
  if (c->source == MTN_FROM_JSON_LD && t->news) clues |= BIT(LD_OF_NEWS);
  return clues;
}

/* The title element without its last part, where nothing says what that is, but a sign that parts nothing else stands
 * before it: a candidate of its own.  A dash or a colon is as likely to part a title from its own second half. */
static void suggest_blind_cut(mtn_gatherer *g) {
  static const char *const signs[] = {"|", "»", "«", "•", "·", "::", "｜", "›"};
  mtn_candidate *title = NULL;
  for (size_t i = 0; i < g->out->candidate_count && !title; i++)
    if (g->out->candidates[i].source == MTN_FROM_TITLE) title = &g->out->candidates[i];
  if (!title) return;
  matn_str text = without_site(g, title->value);
  cuts c = find_cuts(text);
  matn_str mark = mtn_text_trim((matn_str){text.ptr + c.last, c.after_last - c.last});
  bool parts = false;
  for (size_t i = 0; i < MTN_COUNT(signs); i++) parts |= mtn_str_equal(mark, mtn_str_of(signs[i]));
  if (c.count && parts) mtn_facts_suggest(g, MATN_TITLE, MTN_FROM_TITLE, 500, before(text, c.last), 0);
}

static void gather_titles(mtn_gatherer *g, titles *t) {
  mtn_facts *out = g->out;
  matn_str type = g->thing ? g->thing->single[MTN_LD_TYPE] : (matn_str){NULL, 0};
  *t = (titles){.news = type.len >= 11 && mtn_str_is((matn_str){type.ptr + type.len - 11, 11}, "newsarticle")};
  t->article = t->news || mtn_str_is(type, "article") || mtn_str_is(type, "blogposting");
  for (size_t i = 0; i < out->candidate_count; i++) {
    mtn_candidate *c = &out->candidates[i];
    if (c->field == MATN_PAGE_TYPE && mtn_str_is(c->value, "article")) t->article = true;
    if (c->field != MATN_TITLE || t->count == TITLES_MAX) continue;
    if (c->source == MTN_FROM_TITLE && c->trust >= 600) t->title = t->raw_title = c->value;
    if (c->source != MTN_FROM_HEADING) c->value = without_site(g, c->value);
    if (is_shared(c) && absent(t->shared)) t->shared = c->value;
    if (c->source == MTN_FROM_HEADING && t->headings++ == 0) t->first_h1 = c;
    t->items[t->count++] = c;
  }
  find_words(t->title, &t->title_words);
  find_words(t->shared, &t->shared_words);
}

void mtn_facts_choose_title(mtn_gatherer *g) {
  titles t;
  suggest_blind_cut(g);
  gather_titles(g, &t);
  mtn_candidate *best = NULL;
  int best_points = 0;
  for (size_t i = 0; i < t.count; i++) {
    mtn_candidate *c = t.items[i];
    int points = 0;
    c->clues = clues_of(g, &t, c);
    for (unsigned k = 0; k < CLUES; k++)
      if (c->clues & BIT(k)) points += title_card[k];
    if (!best || points > best_points) best = c, best_points = points;
  }
  if (best) mtn_facts_choose(g, best);
}
