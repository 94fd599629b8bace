/* The title: the page's headline, without the site's name.
 *
 * What the head says is written for searching and sharing, what the page shows for readers; either may be the headline
 * with something added or left out.  All of that, and what is left when it is cut at its separators, is ranked. */
#include "meta/facts_title.h"

#include "meta/clean.h"
#include "text/words.h"

#define SITE_BYTES 60 /* of a site's name in the title element */
#define SITE_WORDS 6

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

bool mtn_facts_shares_host(const mtn_gatherer *g, matn_str name) {
  matn_str host = g->host;
  char squeezed[64];
  size_t len = 0, start = 0;
  matn_str label = {NULL, 0};
  for (size_t i = 0; i < name.len && len < sizeof(squeezed); i++)
    if (mtn_is_alnum((unsigned char)name.ptr[i])) squeezed[len++] = mtn_to_lower(name.ptr[i]);
  if (len < 3 || absent(host)) return false;
  for (size_t i = 0; i <= host.len; i++) {
    if (i < host.len && host.ptr[i] != '.') continue;
    if (i - start > label.len && i < host.len) label = (matn_str){host.ptr + start, i - start};
    start = i + 1;
  }
  for (size_t i = 0; i + len <= host.len; i++)
    if (host.ptr[i] == squeezed[0] && memcmp(host.ptr + i, squeezed, len) == 0) return true;
  for (size_t i = 0; label.len > 3 && i + label.len <= len; i++)
    if (squeezed[i] == *label.ptr && memcmp(squeezed + i, label.ptr, label.len) == 0) return true;
  return false;
}

/* ------------------------------------------------------------------------------------------------------------- Cutting
 */

enum { COLON = 1, DASH, BAR };
#define SIGN(text, mark)                                                                                               \
  { text, sizeof(text) - 1, mark }

/* The length of the separator at text.ptr[at], 0 if there is none. */
static size_t separator_at(matn_str text, size_t at, unsigned *mark) {
  static const struct {
    const char *text;
    uint8_t len, mark;
  } marks[] = {SIGN(" | ", BAR),  SIGN(" - ", DASH), SIGN(" – ", DASH),  SIGN(" — ", DASH), SIGN(" · ", BAR),
               SIGN(" • ", BAR),  SIGN(" :: ", BAR), SIGN(" » ", BAR),   SIGN(" « ", BAR),  SIGN(" / ", BAR),
               SIGN("｜", BAR),   SIGN("－", DASH),  SIGN(" › ", BAR),   SIGN(" ‹ ", BAR),  SIGN(" ~ ", DASH),
               SIGN(" : ", BAR),  SIGN(" > ", BAR),  SIGN("| ", BAR),    SIGN(" |", BAR),   SIGN("|", BAR),
               SIGN(": ", COLON), SIGN("_", BAR),    SIGN(" -- ", DASH), SIGN("--", DASH),  SIGN(" @ ", BAR),
               SIGN("：", COLON)};
  char first = text.ptr[at];
  if (first == ' ' && at + 1 < text.len && mtn_is_alnum((unsigned char)text.ptr[at + 1])) return 0; /* most spaces */
  for (size_t i = 0; i < MTN_COUNT(marks); i++) {
    size_t len = marks[i].len;
    if (marks[i].text[0] != first || at + len > text.len || memcmp(text.ptr + at, marks[i].text, len) != 0) continue;
    *mark = marks[i].mark;
    return len;
  }
  return 0;
}

size_t mtn_title_next_separator(matn_str text, size_t *at, unsigned *mark) {
  static const bool opens[256] = {[' '] = true, ['|'] = true, [':'] = true, ['_'] = true, ['-'] = true, [0xEF] = true};
  for (; *at < text.len; ++*at) {
    size_t len = opens[(unsigned char)text.ptr[*at]] ? separator_at(text, *at, mark) : 0;
    if (len) return len;
  }
  return 0;
}

/* The first and last separators of a title. */
typedef struct cuts {
  size_t first, after_first, last, after_last, count;
  unsigned first_mark, last_mark;
} cuts;

static cuts find_cuts(matn_str title) {
  cuts c = {title.len, title.len, title.len, title.len, 0, 0, 0};
  unsigned mark;
  for (size_t i = 1, len; (len = mtn_title_next_separator(title, &i, &mark)) != 0; i += len) {
    if (!c.count++) c.first = i, c.after_first = i + len, c.first_mark = mark;
    c.last = i, c.after_last = i + len, c.last_mark = mark;
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

static void add_title(mtn_titles *t, size_t candidate, matn_str value, mtn_title_cut cut) {
  if (absent(value) || t->count == MTN_TITLES_MAX) return;
  t->items[t->count++] =
      (mtn_title){.value = value, .hash = mtn_clean_hash(value), .candidate = candidate, .cut = (uint8_t)cut};
}

/* A piece of a title, and what is cut off. */
typedef struct piece {
  matn_str value, rest;
  mtn_title_cut cut;
  unsigned mark; /* that they are cut at; 0: none */
} piece;

/* A piece as a candidate of its own, of the source that `from` is of. */
static void add_piece(mtn_gatherer *g, mtn_titles *t, const mtn_title *from, piece p) {
  if (absent(p.value) || absent(p.rest) || t->count == MTN_TITLES_MAX) return;
  mtn_candidate of = g->out->candidates[from->candidate];
  if (!mtn_facts_suggest(g, MATN_TITLE, (mtn_source)of.source, 500, p.value, of.line)) return;
  t->items[t->count++] = (mtn_title){.value = p.value,
                                     .hash = mtn_clean_hash(p.value),
                                     .rest = p.rest,
                                     .candidate = g->out->candidate_count - 1,
                                     .cut = (uint8_t)p.cut,
                                     .mark = (uint8_t)p.mark,
                                     .heading = from->heading};
}

/* The title element, what is said for sharing, and the first heading, cut wherever they may be. */
static void cut_title(mtn_gatherer *g, mtn_titles *t, size_t at) {
  const mtn_title from = t->items[at];
  matn_str text = without_site(g, from.value);
  if (text.len < from.value.len) add_piece(g, t, &from, (piece){text, from.value, MTN_CUT_SITE, 0});
  cuts c = find_cuts(text);
  if (!c.count) return;
  matn_str first = before(text, c.first), last = mtn_clean_after(text, c.after_last);
  add_piece(g, t, &from, (piece){before(text, c.last), last, MTN_CUT_LAST_OFF, c.last_mark});
  add_piece(g, t, &from, (piece){mtn_clean_after(text, c.after_first), first, MTN_CUT_FIRST_OFF, c.first_mark});
  if (c.count == 1) return;
  add_piece(g, t, &from, (piece){first, last, MTN_CUT_FIRST_PIECE, c.first_mark});
  add_piece(g, t, &from, (piece){last, first, MTN_CUT_LAST_PIECE, c.last_mark});
}

/* --------------------------------------------------------------------------------------------------- Parts of headings
 */

#define HEADINGS_PARTED 3
#define PARTS_LOOKED 24 /* children of a heading */
#define WRAPPERS_MAX 4  /* elements around all of its text */

static mtn_title_part part_of(const mtn_document *doc, uint32_t node) {
  static const char *const kickers[] = {"kick",    "label", "topline", "toptitle",  "roof",    "overline",
                                        "eyebrow", "sub",   "hidden",  "invisible", "section", "prefix",
                                        "categor", "badge", "flair",   "dach",      "tag",     "date"};
  if (doc->nodes[node].type != MTN_ELEMENT) return MTN_PART_TEXT;
  if (mtn_str_holds_any(mtn_node_attr(doc, node, MTN_ATTR_CLASS), kickers, MTN_COUNT(kickers))) return MTN_PART_KICKER;
  switch (doc->nodes[node].tag) {
  case MTN_TAG_EM:
  case MTN_TAG_I:
  case MTN_TAG_B:
  case MTN_TAG_STRONG:
  case MTN_TAG_CODE:
  case MTN_TAG_CITE:
  case MTN_TAG_MARK:
  case MTN_TAG_Q: return MTN_PART_PHRASE;
  case MTN_TAG_SMALL:
  case MTN_TAG_TIME:
  case MTN_TAG_BUTTON:
  case MTN_TAG_SUP:
  case MTN_TAG_SUB:
  case MTN_TAG_P:
  case MTN_TAG_H2:
  case MTN_TAG_H3:
  case MTN_TAG_H4:
  case MTN_TAG_H5:
  case MTN_TAG_H6: return MTN_PART_ASIDE;
  default: return MTN_PART_OTHER;
  }
}

static bool is_titled(const mtn_document *doc, uint32_t node) {
  static const char *const words[] = {"title", "headline"};
  return doc->nodes[node].type == MTN_ELEMENT &&
         mtn_str_holds_any(mtn_node_attr(doc, node, MTN_ATTR_CLASS), words, MTN_COUNT(words));
}

/* The children of a heading, or of the one element that holds all of it, that have text: the first two, the last and
 * the last but one.  Their number. */
typedef struct heading_parts {
  uint32_t top, first, second, before_last, last;
} heading_parts;

static size_t find_parts(mtn_gatherer *g, uint32_t heading, heading_parts *out) {
  const mtn_document *doc = g->page->doc;
  size_t count = 1, elements = 1;
  out->top = heading;
  for (size_t around = 0; count == 1 && elements && around < WRAPPERS_MAX; around++) {
    uint32_t child = doc->nodes[out->top].first;
    size_t looked = 0;
    for (count = elements = 0; child && looked++ < PARTS_LOOKED; child = doc->nodes[child].next) {
      const bool element = doc->nodes[child].type == MTN_ELEMENT;
      matn_str text = element                              ? mtn_facts_text(g, child, TITLE_MAX)
                      : doc->nodes[child].type == MTN_TEXT ? mtn_text_trim(mtn_node_text(doc, child))
                                                           : (matn_str){NULL, 0};
      if (absent(text)) continue;
      elements += element;
      if (!count) out->first = child;
      if (count == 1) out->second = child;
      out->before_last = count ? out->last : 0;
      out->last = child;
      count++;
    }
    if (count == 1 && elements) out->top = out->first;
  }
  return elements ? count : 0;
}

/* Without the signs that part it from what was cut off. */
static matn_str without_signs(matn_str text) {
  static const char *const signs[] = {":", "|", "-", "/", "–", "—", "·", "•", "»", "›", ">"};
  for (bool again = true; again;) {
    again = false;
    text = mtn_text_trim(text);
    for (size_t i = 0; i < MTN_COUNT(signs); i++) {
      const size_t len = strlen(signs[i]);
      if (text.len > len && mtn_str_starts(text, signs[i])) text.ptr += len, text.len -= len, again = true;
      if (text.len > len && mtn_str_ends(text, signs[i])) text.len -= len, again = true;
    }
  }
  return text;
}

/* A kicker before the headline or what stands behind it, where it is an element of its own: the heading without. */
static void part_heading(mtn_gatherer *g, mtn_titles *t, size_t at) {
  const mtn_document *doc = g->page->doc;
  const mtn_title from = t->items[at];
  heading_parts p = {0};
  const uint32_t heading = g->out->candidates[from.candidate].node;
  const size_t parts = heading ? find_parts(g, heading, &p) : 0;
  if (parts < 2) return;
  for (uint8_t part = 1; part <= 2; part++) {
    const uint32_t off = part == 1 ? p.first : p.last;
    const bool two = parts == 2;
    const size_t before = t->count;
    matn_str left = part == 1 ? mtn_facts_text_between(g, p.top, p.second, 0, TITLE_MAX)
                              : mtn_facts_text_between(g, p.top, p.first, p.last, TITLE_MAX);
    matn_str rest = doc->nodes[off].type == MTN_ELEMENT ? mtn_facts_text(g, off, TITLE_MAX)
                                                        : mtn_text_trim(mtn_node_text(doc, off));
    add_piece(g, t, &from, (piece){without_signs(left), rest, part == 1 ? MTN_CUT_FIRST_OFF : MTN_CUT_LAST_OFF, 0});
    if (t->count == before) continue;
    mtn_title *made = &t->items[before];
    made->part = part;
    made->part_off = (uint8_t)part_of(doc, off);
    made->left_titled = is_titled(doc, part == 1 ? p.last : p.first) && (two || part == 1);
  }
}

/* ------------------------------------------------------------------------------------------- Gathering and choosing
 */

static bool is_shared(const mtn_candidate *c) {
  return c->source == MTN_FROM_OPEN_GRAPH || c->source == MTN_FROM_TWITTER;
}

/* "On bridges¶": the mark of a heading's own link. */
static matn_str without_anchor(matn_str heading) {
  if (heading.len > 3 && memcmp(heading.ptr + heading.len - 2, "¶", 2) == 0) heading.len -= 2;
  if (heading.len > 2 && heading.ptr[heading.len - 1] == '#' && heading.ptr[heading.len - 2] == ' ') heading.len--;
  return mtn_text_trim(heading);
}

static void gather_titles(mtn_gatherer *g, mtn_titles *t) {
  mtn_facts *out = g->out;
  size_t title = SIZE_MAX, shared = SIZE_MAX, heading = SIZE_MAX, said = out->candidate_count;
  for (size_t i = 0; i < said; i++) {
    mtn_candidate *c = &out->candidates[i];
    if (c->field != MATN_TITLE || t->count >= MTN_TITLES_MAX / 2) continue;
    bool is_title = c->source == MTN_FROM_TITLE, is_heading = c->source == MTN_FROM_HEADING;
    if (is_heading) c->value = without_anchor(c->value);
    if (is_title && title == SIZE_MAX) title = t->count, t->title = c->value;
    if (is_heading && heading == SIZE_MAX) heading = t->count, t->heading = c->value;
    if (c->source == MTN_FROM_OPEN_GRAPH && shared == SIZE_MAX) shared = t->count;
    if (c->source == MTN_FROM_JSON_LD && c->trust >= 800 && absent(t->headline)) t->headline = c->value;
    if (is_shared(c) && absent(t->shared)) t->shared = c->value;
    bool first = t->count == title || t->count == heading || t->count == shared;
    if (!first && !is_heading) c->value = without_site(g, c->value);
    add_title(t, i, c->value, first || is_heading ? MTN_CUT_WHOLE : MTN_CUT_SITE);
    if (is_heading) t->items[t->count - 1].heading = (uint8_t)++t->headings;
  }
  if (t->count == 1 && title == 0) { /* nothing else to weigh it against */
    t->items[0].value = without_site(g, t->title);
    t->items[0].hash = mtn_clean_hash(t->items[0].value);
    out->candidates[t->items[0].candidate].value = t->items[0].value;
  }
  const size_t to_cut[] = {title, shared, heading};
  for (size_t i = 0; i < MTN_COUNT(to_cut); i++)
    if (to_cut[i] != SIZE_MAX) cut_title(g, t, to_cut[i]);
  for (size_t i = 0, count = t->count; i < count; i++)
    if (t->items[i].heading && t->items[i].cut == MTN_CUT_WHOLE && t->items[i].heading <= HEADINGS_PARTED)
      part_heading(g, t, i);
}

/* Fill the clues of title i; those of its text are known where one before has the same.  Whether any clue is not like
 * that one's. */
static bool measure(mtn_gatherer *g, const mtn_titles *t, size_t i, int16_t *clues) {
  const size_t row_size = MTN_TITLE_CLUES * sizeof(*clues);
  int16_t *row = clues + i * MTN_TITLE_CLUES, *same = NULL;
  for (size_t k = i; k-- > 0 && !same;)
    if (mtn_str_equal(t->items[k].value, t->items[i].value)) same = clues + k * MTN_TITLE_CLUES;
  if (same)
    memcpy(row, same, row_size);
  else
    mtn_titles_measure(g, t, &t->items[i], row);
  mtn_titles_measure_cut(g, t, &t->items[i], row);
  return !same || memcmp(row, same, row_size) != 0;
}

/* What is left of the title element beside the title, its outermost piece: the site's name, where nothing else says
 * that. */
static void suggest_site(mtn_gatherer *g, const mtn_titles *t, matn_str title) {
  if (mtn_facts_best(g, MATN_SITENAME) || absent(title) || t->title.len <= title.len) return;
  matn_str behind = {t->title.ptr + t->title.len - title.len, title.len};
  cuts c = find_cuts(t->title);
  matn_str name = {NULL, 0};
  if (c.last_mark >= DASH && memcmp(t->title.ptr, title.ptr, title.len) == 0 && c.last >= title.len)
    name = mtn_clean_after(t->title, c.after_last);
  else if (c.first_mark >= DASH && mtn_str_equal(behind, title) && c.after_first <= t->title.len - title.len)
    name = before(t->title, c.first);
  if (!absent(name) && name.len <= SITE_BYTES && mtn_text_measure(name).words <= SITE_WORDS)
    mtn_facts_suggest(g, MATN_SITENAME, MTN_FROM_TITLE, 500, name, 0);
}

void mtn_facts_choose_title(mtn_gatherer *g) {
  mtn_titles *t = mtn_arena_calloc(g->arena, 1, sizeof(*t));
  if (t) gather_titles(g, t);
  int16_t *clues = t ? mtn_arena_calloc(g->arena, t->count * MTN_TITLE_CLUES + 1, sizeof(*clues)) : NULL;
  if (!clues) {
    g->failed = true;
    return;
  }
  mtn_titles_prepare(g, t);
  mtn_candidate *ranked[MTN_TITLES_MAX], *best = NULL;
  const int16_t *rows[MTN_TITLES_MAX];
  int points[MTN_TITLES_MAX], most = 0;
  size_t count = 0;
  for (size_t i = 0; i < t->count; i++) {
    mtn_candidate *c = &g->out->candidates[t->items[i].candidate];
    c->clues = clues + i * MTN_TITLE_CLUES;
    if (!measure(g, t, i, clues)) continue;
    rows[count] = c->clues;
    ranked[count++] = c;
  }
  mtn_titles_rank(rows, count, points);
  for (size_t i = 0; i < count; i++)
    if (!best || points[i] > most) best = ranked[i], most = points[i];
  if (!best) return;
  const matn_str title = best->value;
  mtn_facts_choose(g, best);
  suggest_site(g, t, title);
}
