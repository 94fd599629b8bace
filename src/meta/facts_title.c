/* The title: the page's headline, without the site's name. */
#include "meta/clean.h"
#include "meta/facts_internal.h"
#include "meta/url.h"
#include "text/words.h"

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
  for (size_t i = 0; i < MTN_COUNT(marks); i++) {
    size_t len = strlen(marks[i]);
    if (at + len <= text.len && memcmp(text.ptr + at, marks[i], len) == 0) return len;
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

static mtn_candidate *best_title(const mtn_gatherer *g, bool heading) {
  mtn_candidate *best = NULL;
  for (size_t i = 0; i < g->out->candidate_count; i++) {
    mtn_candidate *c = &g->out->candidates[i];
    if (c->field != MATN_TITLE || (c->source == MTN_FROM_HEADING) != heading) continue;
    if (!best || c->trust > best->trust) best = c;
  }
  return best;
}

/* The page's heading: the first h1 that is not the site's name and agrees with what the head says.  What the head says
 * is written for searching and sharing, and comes second. */
void mtn_facts_choose_title(mtn_gatherer *g) {
  mtn_candidate *said = best_title(g, false), *chosen = NULL;
  matn_str title = {NULL, 0};
  for (size_t i = 0; i < g->out->candidate_count; i++)
    if (g->out->candidates[i].source == MTN_FROM_TITLE) title = g->out->candidates[i].value;
  for (size_t i = 0; i < g->out->candidate_count && !chosen; i++) {
    mtn_candidate *c = &g->out->candidates[i];
    if (c->field != MATN_TITLE || c->source != MTN_FROM_HEADING || mtn_facts_is_site(g, c->value)) continue;
    if (said && !agrees(c->value, said->value) && !agrees(c->value, title)) continue;
    chosen = c;
  }
  if (!chosen && said) {
    chosen = said;
    chosen->value = without_site(g, said->value);
  }
  if (chosen) mtn_facts_choose(g, chosen);
}
