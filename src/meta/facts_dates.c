/* The day of first publication, and of the last change. */
#include "meta/facts_hints.h"
#include "meta/facts_internal.h"

#define UNSURE 700   /* below this one that is behind the day of change may be one to come */
#define MACHINES 900 /* from this trust on a day is told to machines as the page's */
#define STRAY 500    /* below this trust nothing but its form says that a day is the page's */

/* Days as numbers, to compare. */
static int32_t day_of(const mtn_date *d) { return mtn_date_days((unsigned)d->year, d->month, d->day); }

static bool is_same_day(const mtn_date *a, const mtn_date *b) {
  return a->year == b->year && a->month == b->month && a->day == b->day;
}

static bool is_date(const mtn_candidate *c, matn_field field) { return c->field == field && c->date.year != 0; }

/* -------------------------------------------------------------------------------------------- Day first, month first
 */

/* The first two numbers of a value that may be read both ways by its form: 3/4/2022, 03-04-2022. */
static bool two_numbers(matn_str value, unsigned *first, unsigned *second) {
  unsigned numbers[2] = {0, 0};
  size_t at = 0;
  for (size_t k = 0; k < 2; k++) {
    size_t start = at;
    while (at < value.len && mtn_is_digit((unsigned char)value.ptr[at]))
      numbers[k] = numbers[k] * 10 + (unsigned)(value.ptr[at++] - '0') % 100;
    if (at == start || at - start > 2 || at + 4 >= value.len || (value.ptr[at] != '/' && value.ptr[at] != '-'))
      return false;
    at++;
  }
  *first = numbers[0];
  *second = numbers[1];
  return mtn_is_digit((unsigned char)value.ptr[at]);
}

/* Dates that can be read in one way only show how the page writes those that can be read in two; so does a date that is
 * said elsewhere in words. */
static void settle_order(const mtn_gatherer *g) {
  mtn_facts *out = g->out;
  bool day_first = false, month_first = false;
  unsigned first, second;
  for (size_t i = 0; i < out->candidate_count; i++) {
    const mtn_candidate *c = &out->candidates[i];
    if (!c->date.year || !two_numbers(c->value, &first, &second)) continue;
    day_first |= first > 12;
    month_first |= second > 12;
  }
  for (size_t i = 0; i < out->candidate_count; i++) {
    mtn_candidate *c = &out->candidates[i];
    if (!c->date.year || !two_numbers(c->value, &first, &second)) continue;
    if (first > 12 || second > 12 || c->date.day == c->date.month) continue;
    mtn_date turned = c->date;
    turned.day = c->date.month;
    turned.month = c->date.day;
    bool other = day_first != month_first && c->date.day == (day_first ? second : first), said = false;
    for (size_t k = 0; k < out->candidate_count && !other && day_first == month_first; k++) {
      const mtn_candidate *o = &out->candidates[k];
      if (!o->date.year || two_numbers(o->value, &first, &second)) continue;
      if (is_same_day(&o->date, &c->date)) said = true;
      if (is_same_day(&o->date, &turned)) other = true;
    }
    if (other && !said) c->date = turned;
  }
}

/* ----------------------------------------------------------------------------------------------------------- Weighing
 */

/* Whether the candidate is what its source says first and surest. */
static bool is_foremost(const mtn_gatherer *g, const mtn_candidate *c) {
  for (size_t i = 0; i < g->out->candidate_count; i++) {
    const mtn_candidate *o = &g->out->candidates[i];
    if (!is_date(o, MATN_DATE) || o->source != c->source) continue;
    if (o->trust > c->trust || (o < c && o->trust == c->trust)) return false;
  }
  return true;
}

/* Sources that agree make a day surer; what a source says later on the page is of other things more often. */
static void weigh_agreement(const mtn_gatherer *g) {
  const mtn_candidate *foremost[MTN_SOURCES] = {NULL};
  for (size_t i = 0; i < g->out->candidate_count; i++) {
    const mtn_candidate *c = &g->out->candidates[i];
    if (is_date(c, MATN_DATE) && !foremost[c->source] && is_foremost(g, c)) foremost[c->source] = c;
  }
  uint16_t trusts[MTN_SOURCES] = {0};
  for (size_t k = 0; k < MTN_SOURCES; k++)
    if (foremost[k]) trusts[k] = foremost[k]->trust;
  for (size_t i = 0; i < g->out->candidate_count; i++) {
    mtn_candidate *c = &g->out->candidates[i];
    if (!is_date(c, MATN_DATE)) continue;
    int trust = c->trust;
    for (size_t k = 0; k < MTN_SOURCES; k++) {
      if (!foremost[k] || k == c->source || !is_same_day(&foremost[k]->date, &c->date)) continue;
      bool same_line = c->line && c->line == foremost[k]->line; /* an element's attribute and its text: one voice */
      trust += trusts[k] / (same_line ? 24 : 12);
    }
    const mtn_candidate *own = foremost[c->source];
    if (own && own != c && !is_same_day(&own->date, &c->date)) trust -= 140;
    c->trust = (uint16_t)(trust < 50 ? 50 : trust);
  }
}

static mtn_candidate *best_date(const mtn_gatherer *g, matn_field field) {
  mtn_candidate *best = NULL;
  int best_score = 0;
  for (size_t i = 0; i < g->out->candidate_count; i++) {
    mtn_candidate *c = &g->out->candidates[i];
    if (!is_date(c, field)) continue;
    int score = c->trust;
    if (score > best_score) best = c, best_score = score;
  }
  return best;
}

/* The same with the month's name: /2022/october/03/, /2022/jan/5/. */
static void suggest_named_month(mtn_gatherer *g, matn_str url) {
  for (size_t i = 0; i + 11 < url.len && url.ptr[i] != '?' && url.ptr[i] != '#'; i++) {
    size_t month = i + 6, end = month, day;
    bool year = url.ptr[i] == '/' && url.ptr[i + 5] == '/' && (url.ptr[i + 1] == '1' || url.ptr[i + 1] == '2');
    for (size_t k = i + 2; k < i + 5; k++) year &= mtn_is_digit((unsigned char)url.ptr[k]);
    while (year && end < url.len && mtn_is_alpha((unsigned char)url.ptr[end])) end++;
    for (day = end + 1; year && day < url.len && mtn_is_digit((unsigned char)url.ptr[day]);) day++;
    if (!year || end < month + 3 || end - month > 9 || day == end + 1 || day > end + 3 || url.ptr[end] != '/') continue;
    char text[24];
    size_t len = day - end - 1;
    memcpy(text, url.ptr + end + 1, len);
    text[len++] = ' ';
    memcpy(text + len, url.ptr + month, end - month);
    len += end - month;
    text[len++] = ' ';
    memcpy(text + len, url.ptr + i + 1, 4);
    mtn_date date;
    mtn_date_style style = {.language = mtn_date_language(MTN_STR("en"))};
    if (!mtn_dates_read((matn_str){text, len + 4}, &style, &date) || date.year < 1990 || date.year > 2099) continue;
    mtn_candidate *c = mtn_facts_suggest(g, MATN_DATE, MTN_FROM_URL, 930, (matn_str){url.ptr + i + 1, day - i - 1}, 0);
    if (c) c->date = date;
    return;
  }
}

/* A day in the path of an address: /2022/01/10/, /2022-01-10-, /20220110/, -2022-01-10.html. */
static void suggest_url(mtn_gatherer *g) {
  matn_str url = mtn_facts_address(g);
  suggest_named_month(g, url);
  for (size_t i = 0; i + 7 < url.len; i++) {
    char before = url.ptr[i];
    if (before == '?' || before == '#') return;
    if (mtn_is_digit((unsigned char)before) || !mtn_is_digit((unsigned char)url.ptr[i + 1])) continue;
    size_t len = 0, signs = 0, digits = 0;
    while (i + 1 + len < url.len && len < 12) {
      char c = url.ptr[i + 1 + len];
      if (c == '/' || c == '-' || c == '_' || c == '.')
        signs++;
      else if (mtn_is_digit((unsigned char)c))
        digits++;
      else
        break;
      len++;
    }
    char value[16];
    if (len >= 8 && digits >= 6 && signs >= 2) {
      size_t n = 0;
      for (size_t k = 0, cut = 0; k < len && n < 10; k++) {
        char c = url.ptr[i + 1 + k];
        if (!mtn_is_digit((unsigned char)c) && ++cut == 3) break;
        value[n++] = mtn_is_digit((unsigned char)c) ? c : '-';
      }
      matn_str text = {value, n};
      mtn_date date;
      bool goes_on = len > n && url.ptr[i + 1 + n] != '/' && digits > 8; /* 2024-4-4-2024-5-0: numbers of versions */
      if (n < 8 || value[4] != '-' || goes_on || !mtn_dates_read(text, &g->style, &date)) continue;
      if (date.year < 1990 || date.year > 2099) continue;
      mtn_candidate *c = mtn_facts_suggest(g, MATN_DATE, MTN_FROM_URL, 930, (matn_str){url.ptr + i + 1, n}, 0);
      if (c) c->date = date;
      return;
    }
    if (digits == 8 && (len == 8 || signs == 1) && (before == '/' || before == '-' || before == '_')) {
      unsigned trust = before == '/' ? 930 : 640; /* eight digits behind a word are as often a number */
      mtn_candidate *c = mtn_facts_suggest_date(g, MATN_DATE, MTN_FROM_URL, trust, (matn_str){url.ptr + i + 1, 8}, 0);
      if (c) return;
    }
    i += len;
  }
}

/* Items that are dated again and again are posts, or teasers of other pages. */
#define ITEMS_OF_LISTING 3
#define POSTS_OF_THREAD 2
#define LINES_OF_LIST 3
#define LIST_LOSS 150

static void weigh_items(const mtn_gatherer *g) {
  const mtn_candidate *last = NULL;
  size_t days = 0;
  for (size_t i = 0; i < g->out->candidate_count; i++) {
    const mtn_candidate *c = &g->out->candidates[i];
    if (!is_date(c, MATN_DATE) || c->source != MTN_FROM_MICRODATA || !c->line) continue;
    days += !last || !is_same_day(&c->date, &last->date) || c->date.minute != last->date.minute;
    last = c;
  }
  for (size_t i = 0; days >= ITEMS_OF_LISTING && i < g->out->candidate_count; i++) {
    mtn_candidate *c = &g->out->candidates[i];
    if (is_date(c, MATN_DATE) && c->source == MTN_FROM_MICRODATA && c->line && !mtn_facts_beside_head(g, c))
      c->trust = 600;
  }
}

/* Whether a line beside the headline says a day that no line of this kind says. */
static bool is_other_beside(const mtn_gatherer *g, const mtn_candidate *c) {
  for (size_t i = 0; i < g->out->candidate_count; i++) {
    const mtn_candidate *o = &g->out->candidates[i];
    if (o->kind && o->kind != c->kind && is_date(o, MATN_DATE) && mtn_facts_beside_head(g, o)) return true;
  }
  return false;
}

/* Lines of one kind that name different days belong to a list, of other pages mostly: what stands alone beside the
 * headline is surer. */
static void weigh_lists(const mtn_gatherer *g) {
  mtn_facts *out = g->out;
  for (size_t i = 0; i < out->candidate_count; i++) {
    mtn_candidate *c = &out->candidates[i];
    const mtn_candidate *last = c;
    size_t others = 0, days = 0;
    if (!c->kind || c->trust <= LIST_LOSS || !is_date(c, MATN_DATE)) continue;
    for (size_t k = 0; k < out->candidate_count; k++) {
      const mtn_candidate *o = &out->candidates[k];
      if (o->kind != c->kind || o->line == c->line || o->line == last->line) continue;
      others++;
      days += !is_same_day(&o->date, &last->date);
      last = o;
    }
    if (others + 1 >= LINES_OF_LIST && days >= 2 && is_other_beside(g, c)) c->trust = (uint16_t)(c->trust - LIST_LOSS);
  }
}

/* The month in the path of an address, /2022/01/, as year * 12 + month; 0 if there is none. */
static int month_in_url(const mtn_gatherer *g) {
  matn_str url = mtn_facts_address(g);
  for (size_t i = 0; i + 9 <= url.len && url.ptr[i] != '?' && url.ptr[i] != '#'; i++) {
    const char *p = url.ptr + i;
    bool signs = p[0] == '/' && (p[5] == '/' || p[5] == '-') && p[8] == '/';
    int year = 0, month = 0;
    if (!signs) continue;
    for (int k = 1; k < 5; k++) year = mtn_is_digit((unsigned char)p[k]) ? year * 10 + p[k] - '0' : 10000;
    for (int k = 6; k < 8; k++) month = mtn_is_digit((unsigned char)p[k]) ? month * 10 + p[k] - '0' : 100;
    if (year >= 1990 && year < 2100 && month >= 1 && month <= 12) return year * 12 + month;
  }
  return 0;
}

/* What is of the month that the address names is surer. */
static void weigh_month(const mtn_gatherer *g) {
  int month = month_in_url(g);
  for (size_t i = 0; month && i < g->out->candidate_count; i++) {
    mtn_candidate *c = &g->out->candidates[i];
    if (is_date(c, MATN_DATE) && c->source != MTN_FROM_URL && c->date.year * 12 + c->date.month == month)
      c->trust = (uint16_t)(c->trust + 220);
  }
}

static bool is_time_of_line(const mtn_candidate *c) {
  return is_date(c, MATN_DATE) && c->source == MTN_FROM_TIME && c->line;
}

/* Two time elements of one line, of which one is called updated, tell each other apart: alone, that may be the name of
 * the only day.  What the line says of the later day in words is told with it. */
static void part_updates(const mtn_gatherer *g) {
  mtn_facts *out = g->out;
  for (size_t i = 0; i < out->candidate_count; i++) {
    mtn_candidate *updated = &out->candidates[i];
    const mtn_candidate *published = NULL;
    if (!is_time_of_line(updated) || !(updated->hints & HINT_MODIFIED) || updated->hints & HINT_PUBLISHED) continue;
    for (size_t k = 0; k < out->candidate_count && !published; k++) {
      const mtn_candidate *o = &out->candidates[k];
      if (o->line == updated->line && is_time_of_line(o) && !(o->hints & HINT_MODIFIED)) published = o;
    }
    int32_t later = published ? day_of(&updated->date) - day_of(&published->date) : 0;
    if (later == 0 || (later < 0 && !(published->hints & HINT_PUBLISHED))) continue;
    for (size_t k = 0; k < out->candidate_count; k++) {
      mtn_candidate *o = &out->candidates[k];
      if (o->line == updated->line && is_date(o, MATN_DATE) && is_same_day(&o->date, &updated->date))
        o->field = MATN_DATE_MODIFIED;
    }
  }
}

/* Time elements stand beside lines: what those say, and where they are, tells whose time it is. */
static void weigh_times(mtn_gatherer *g) {
  mtn_facts *out = g->out;
  for (size_t i = 0; i < out->candidate_count; i++) {
    mtn_candidate *c = &out->candidates[i];
    if (!is_date(c, MATN_DATE) || (c->source != MTN_FROM_TIME && c->source != MTN_FROM_FORMAT)) continue;
    const mtn_candidate *beside = NULL;
    for (size_t k = 0; k < out->candidate_count; k++) {
      const mtn_candidate *o = &out->candidates[k];
      if (o->line == c->line && o->source == MTN_FROM_DATE_LINE && o->date.year && is_same_day(&o->date, &c->date))
        beside = o;
    }
    if (!c->line) continue;
    if (beside) {
      c->field = beside->field;
      c->trust = (uint16_t)(beside->trust + (beside->trust < 850 ? 40 : 0));
    } else if (g->head_line && c->line >= g->head_line && c->line <= g->head_line + 6) {
      c->trust = c->source == MTN_FROM_TIME && c->trust > 850 ? c->trust : 700;
    } else {
      c->trust = c->trust > 850 ? c->trust : 450;
    }
  }
}

static void write_day(mtn_gatherer *g, mtn_candidate *c) {
  char *day = mtn_arena_alloc(g->arena, MTN_DATE_DAY_SIZE);
  if (!day) {
    g->failed = true;
    return;
  }
  (void)mtn_date_write_day(&c->date, day);
  c->value = (matn_str){day, MTN_DATE_DAY_SIZE};
  mtn_facts_choose(g, c);
}

/* Hours east of UTC, in winter, of the languages that are at home in one zone or in two beside each other; 0: others.
 */
static int hours_east(uint16_t language) {
  static const struct {
    char tag[3];
    int8_t hours;
  } zones[] = {{"de", 1}, {"fr", 1}, {"it", 1}, {"nl", 1}, {"pl", 1}, {"da", 1}, {"sv", 1}, {"no", 1},
               {"nb", 1}, {"nn", 1}, {"cs", 1}, {"sk", 1}, {"hu", 1}, {"sl", 1}, {"hr", 1}, {"sr", 1},
               {"bs", 1}, {"sq", 1}, {"mk", 1}, {"ca", 1}, {"fi", 2}, {"et", 2}, {"lv", 2}, {"lt", 2},
               {"el", 2}, {"ro", 2}, {"bg", 2}, {"uk", 2}, {"he", 2}, {"ar", 3}, {"tr", 3}, {"zh", 8},
               {"ja", 9}, {"ko", 9}, {"vi", 7}, {"th", 7}, {"id", 7}};
  for (size_t i = 0; i < MTN_COUNT(zones); i++)
    if (mtn_date_language((matn_str){zones[i].tag, 2}) == language) return zones[i].hours;
  return 0;
}

/* Editors give days, and machines store midnight of their editors: 2022-11-06T23:00:00Z was the 7th where the page was
 * written. */
static bool is_local_midnight(const mtn_gatherer *g, const mtn_date *date) {
  if (!date->has_zone || date->zone != 0 || date->hour < 12 || date->minute || date->second) return false;
  int hours = hours_east(g->style.language);
  return hours && (date->hour == 24 - hours || (hours <= 2 && date->hour == 23 - hours)); /* summer time */
}

static void shift_midnights(const mtn_gatherer *g) {
  for (size_t i = 0; i < g->out->candidate_count; i++) {
    mtn_candidate *c = &g->out->candidates[i];
    if ((!is_date(c, MATN_DATE) && !is_date(c, MATN_DATE_MODIFIED)) || !is_local_midnight(g, &c->date)) continue;
    mtn_date next = mtn_date_of_days(day_of(&c->date) + 1);
    c->date.year = next.year;
    c->date.month = next.month;
    c->date.day = next.day;
    c->date.zone = (int16_t)((24 - c->date.hour) * 60);
    c->date.hour = 0;
  }
}

/* Whether both may be one moment, a in UTC and b in the page's time: of the same minute of an hour; where b has a zone,
 * of the same hour in it. */
static bool may_be_moment(const mtn_date *a, const mtn_date *b) {
  if (a->hour < 0 || b->hour < 0 || a->minute != b->minute) return false;
  int apart = (b->hour - a->hour) * 60 - b->zone;
  return !b->has_zone || apart % (24 * 60) == 0;
}

/* Whether that is the chosen moment, or another that machines are told in UTC and of the chosen day. */
static bool is_same_moment(const mtn_gatherer *g, const mtn_candidate *chosen, const mtn_candidate *c) {
  if (may_be_moment(&chosen->date, &c->date)) return true;
  for (size_t i = 0; i < g->out->candidate_count; i++) {
    const mtn_candidate *o = &g->out->candidates[i];
    bool told = is_date(o, MATN_DATE) && o->trust >= MACHINES && !o->line && (!o->date.has_zone || o->date.zone == 0);
    if (told && is_same_day(&o->date, &chosen->date) && may_be_moment(&o->date, &c->date)) return true;
  }
  return false;
}

/* What a machine says in UTC may be the day before or after the one that readers were told. */
static mtn_candidate *in_local_time(const mtn_gatherer *g, mtn_candidate *chosen) {
  bool utc = chosen->date.has_zone ? chosen->date.zone == 0 : chosen->line == 0 && chosen->source != MTN_FROM_URL;
  if (!utc) return chosen;
  mtn_candidate *best = chosen;
  unsigned least = 660;
  for (size_t i = 0; i < g->out->candidate_count; i++) {
    mtn_candidate *c = &g->out->candidates[i];
    int32_t apart = is_date(c, MATN_DATE) ? day_of(&c->date) - day_of(&chosen->date) : 0;
    bool local =
        c->source == MTN_FROM_DATE_LINE || c->source == MTN_FROM_URL || (c->date.has_zone && c->date.zone != 0);
    if (!local || !is_date(c, MATN_DATE)) continue;
    bool same = is_same_moment(g, chosen, c);
    bool beside = c->source == MTN_FROM_URL || mtn_facts_beside_head(g, c);
    if (apart == 0 && c != chosen && c->trust >= 700 && beside) return chosen;
    if ((apart == 1 || apart == -1) && c->trust + (same ? 300u : 0u) >= least) best = c, least = c->trust + 1u;
  }
  return best;
}

/* JSON-LD alone against an earlier day that readers see beside the headline: what came first was the publication. */
static mtn_candidate *seen_earlier(const mtn_gatherer *g, mtn_candidate *chosen) {
  mtn_candidate *best = chosen;
  if (chosen->source != MTN_FROM_JSON_LD || chosen->trust > 920) return chosen; /* others agree */
  for (size_t i = 0; i < g->out->candidate_count; i++) {
    mtn_candidate *c = &g->out->candidates[i];
    bool seen = c->source == MTN_FROM_DATE_LINE || c->source == MTN_FROM_TIME;
    if (!is_date(c, MATN_DATE) || !seen || c->trust < 720 || day_of(&c->date) >= day_of(&chosen->date)) continue;
    if (best == chosen || c->trust > best->trust) best = c;
  }
  return best;
}

/* A thread shows the time of each post and none of its own: the first post is the page's. */
static mtn_candidate *first_of_thread(const mtn_gatherer *g, mtn_candidate *chosen) {
  mtn_candidate *first = NULL;
  size_t posts = 0;
  uint32_t line = 0;
  if (!chosen->line || chosen->date.hour < 0) return chosen;
  for (size_t i = 0; i < g->out->candidate_count; i++) {
    mtn_candidate *c = &g->out->candidates[i];
    if (!is_date(c, MATN_DATE) || !c->line || c->date.hour < 0) continue;
    bool teaser = g->has_headline && c->line < g->head_line && !mtn_facts_beside_head(g, c);
    if (teaser && chosen->line > g->head_line) continue;
    posts += c->line != line;
    line = c->line;
    if (!first || c->line < first->line) first = c;
  }
  bool earlier = first && day_of(&first->date) < day_of(&chosen->date) && first->line < chosen->line;
  return posts >= POSTS_OF_THREAD && earlier ? first : chosen;
}

/* A day somewhere in the text or around it, with no word that it is the page's, on a page that says when it changed. */
static bool is_stray(const mtn_gatherer *g, const mtn_candidate *date, const mtn_candidate *modified) {
  bool shown = date->source == MTN_FROM_DATE_LINE || date->source == MTN_FROM_TEXT || date->source == MTN_FROM_TIME;
  if (!shown) return false;
  if (date->trust < UNSURE && date->trust <= modified->trust + 100u &&
      day_of(&date->date) > day_of(&modified->date) + 1)
    return true; /* what is to come */
  if (date->trust < UNSURE && date->trust <= modified->trust && mtn_facts_beside_head(g, modified) &&
      !mtn_facts_beside_head(g, date))
    return true;
  return date->trust < STRAY && date->trust <= modified->trust;
}

void mtn_facts_choose_dates(mtn_gatherer *g) {
  settle_order(g);
  shift_midnights(g);
  suggest_url(g);
  part_updates(g);
  weigh_lists(g);
  weigh_times(g);
  weigh_items(g);
  weigh_agreement(g);
  weigh_month(g);
  mtn_candidate *date = best_date(g, MATN_DATE), *modified = best_date(g, MATN_DATE_MODIFIED);
  if (date) date = first_of_thread(g, seen_earlier(g, in_local_time(g, date)));
  if (date && modified && is_stray(g, date, modified)) date = NULL;
  if (!date && modified) { /* a page that only says when it changed was published then, as far as anyone can tell */
    mtn_candidate *copy =
        mtn_facts_suggest_date(g, MATN_DATE, modified->source, modified->trust / 2u, modified->value, modified->line);
    modified = best_date(g, MATN_DATE_MODIFIED);
    if (copy) copy->date = modified->date;
    date = copy;
  }
  if (date) {
    g->out->date = date->date;
    write_day(g, date);
  }
  if (modified) {
    g->out->date_modified = modified->date;
    write_day(g, modified);
  }
}
