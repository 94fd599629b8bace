/* What the visible page says near its headline and around its text: bylines and lines with a date. */
#include "meta/facts_lines.h"
#include "meta/clean.h"
#include "meta/facts_hints.h"
#include "meta/facts_internal.h"
#include "text/fold.h"
#include "text/words.h"

#define SHORT_LINE 300   /* bytes; a longer line is running text */
#define INLINE_MAX 80    /* nodes looked at in a line */
#define BEFORE_HEAD 8    /* lines before the headline that may belong to it */
#define BEHIND_HEAD 24   /* and behind */
#define BEHIND_INTRO 12  /* the same, where a long paragraph stands before the byline */
#define BESIDE_HEAD 4    /* lines before and behind it where a box about the author is the byline */
#define BEHIND_TEXT 6    /* lines behind the main text that may sign it */
#define OF_ECHO 640      /* trust of the day that a list of pages gives this one */
#define SURE_OF_DAY 900  /* trust of a day that the page tells machines */
#define FAR_DATES_MAX 40 /* lines with a date away from the headline: a listing has hundreds, and none is its own */

/* --------------------------------------------------------------------------------------------------------- Dates */

/* Behind the last of `words` in the folded text, 0 if none is there.  Words start where no Latin letter is before. */
static size_t last_of(matn_str text, const mtn_openings *words) {
  for (size_t i = text.len; i-- > 0;) {
    unsigned char first = (unsigned char)text.ptr[i];
    if (i + 1 == text.len || !mtn_filter_has(&words->filter, first, (unsigned char)text.ptr[i + 1])) continue;
    if (i && first < 0x80 && mtn_is_alpha((unsigned char)text.ptr[i - 1])) continue;
    for (size_t k = words->from[first]; k < words->from[first + 1]; k++)
      if (mtn_str_starts_exactly((matn_str){text.ptr + i, text.len - i}, words->words[k]))
        return i + strlen(words->words[k]);
  }
  return 0;
}

#define LABEL_GAP 16        /* bytes between what has changed and "date" */
#define LABEL_BEHIND_MAX 48 /* bytes of what stands in brackets behind a day */
typedef enum said { SAID_NOTHING = 0, SAID_PUBLISHED, SAID_MODIFIED, SAID_OTHER } said;

/* What the words before a date (the last 80 bytes of them) say of it. */
static said said_before(matn_str before) {
  char folded[200];
  if (before.len > 80) {
    before.ptr += before.len - 80;
    before.len = 80;
    while (before.len && mtn_utf8_goes_on(*before.ptr)) before.ptr++, before.len--;
  }
  size_t len = mtn_text_fold(before, folded, sizeof(folded));
  if (len == SIZE_MAX) return SAID_NOTHING;
  matn_str text = {folded, len};
  size_t published = last_of(text, mtn_byline_words(WORDS_PUBLISHED));
  size_t modified = last_of(text, mtn_byline_words(WORDS_MODIFIED));
  size_t other = last_of(text, mtn_byline_words(WORDS_OTHER));
  if (other > published && other > modified) return SAID_OTHER;
  bool label = modified && published > modified && published - modified <= LABEL_GAP; /* "Güncelleme Tarihi:" */
  if (modified > published || label) return SAID_MODIFIED;
  return published ? SAID_PUBLISHED : SAID_NOTHING;
}

static bool has_digit(matn_str text) {
  for (size_t i = 0; i < text.len; i++)
    if (mtn_is_digit((unsigned char)text.ptr[i])) return true;
  return false;
}

/* Words behind a date say what it is in languages that put the verb last; elsewhere, or with a colon, they speak of the
 * date that follows if there is one. */
static said said_behind(const mtn_gatherer *g, matn_str behind, bool followed) {
  static const char *const verb_last[] = {"ja", "ko", "zh", "tr", "hi", "bn", "ur", "fa", "ta", "te"};
  size_t i = 0;
  while (i < MTN_COUNT(verb_last) && g->style.language != mtn_date_language(mtn_str_of(verb_last[i]))) i++;
  behind = mtn_text_trim(behind);
  bool colon = mtn_str_ends(behind, ":") || mtn_str_ends(behind, "：");
  if (followed && (colon || i == MTN_COUNT(verb_last))) return SAID_NOTHING;
  if (i == MTN_COUNT(verb_last) && has_digit(behind)) return SAID_NOTHING; /* "updated 2 years ago" */
  if (behind.len > 40) behind.len = 40;
  said what = said_before(behind);
  return what == SAID_OTHER ? SAID_NOTHING : what;
}

/* "3 May 2024 (updated)": what stands in brackets behind a day says of that day, and of no other; its length in
 * *size, 0 if it says nothing. */
static said said_in_brackets(matn_str behind, size_t *size) {
  size_t start = 0;
  *size = 0;
  while (start < behind.len && behind.ptr[start] == ' ') start++;
  const size_t looked = behind.len < LABEL_BEHIND_MAX ? behind.len : LABEL_BEHIND_MAX;
  if (start >= looked || behind.ptr[start] != '(') return SAID_NOTHING;
  const char *close = memchr(behind.ptr + start, ')', looked - start);
  if (!close) return SAID_NOTHING;
  matn_str label = {behind.ptr + start + 1, (size_t)(close - behind.ptr) - start - 1};
  said what = has_digit(label) ? SAID_NOTHING : said_before(label);
  if (what != SAID_NOTHING) *size = (size_t)(close - behind.ptr) + 1;
  return what;
}

static int32_t day_of(const mtn_date *d) { return mtn_date_days((unsigned)d->year, d->month, d->day); }

/* Whether a later day stands in the line, and none earlier: what a class says of a change is of that one. */
static bool is_earlier(const mtn_line_dates *dates, size_t i) {
  bool later = false;
  for (size_t k = 0; k < dates->count; k++) {
    const mtn_date *a = &dates->found[i].date, *b = &dates->found[k].date;
    int32_t apart = day_of(b) - day_of(a);
    if (apart < 0) return false;
    later |= apart > 0;
  }
  return later;
}

static bool is_near_head(const mtn_gatherer *g, uint32_t line) {
  return g->head_line && line + BEFORE_HEAD >= g->head_line && line <= g->head_line + BEHIND_HEAD &&
         (line < g->head_line || !g->text_line || line <= g->text_line + 1);
}

/* What is known of a day in a line. */
typedef struct dated {
  uint32_t line;
  unsigned hints;
  said what;
  size_t len; /* of the day in the line's text */
  bool timed; /* a time of day stands with it */
  bool opens; /* it opens the line */
} dated;

static unsigned trust_of_date(const mtn_gatherer *g, const dated *d) {
  const mtn_line *l = &g->page->lines[d->line - 1];
  int trust = 480;
  if (d->what == SAID_PUBLISHED) trust += 220;
  if (d->hints & HINT_PUBLISHED) trust += 120;
  if (d->hints & HINT_DATE) trust += 80;
  if (d->hints & HINT_AUTHOR) trust += 40;
  if (d->timed) trust += 60;
  if (l->text.len - d->len < 30) trust += 60; /* the line is little else */
  if (is_near_head(g, d->line)) trust += d->line > g->head_line && d->line <= g->head_line + 4 ? 180 : 120;
  if (d->hints & HINT_COMMENT) trust -= 250;
  if (l->flags & MTN_LINE_LINK) trust -= 60;
  if (l->flags & MTN_LINE_CAPTION) trust -= 250;
  if (l->flags & MTN_LINE_AROUND) trust -= 60;
  if (l->flags & MTN_LINE_ITEM && !is_near_head(g, d->line)) trust -= 60;
  if (l->text.len > SHORT_LINE) trust -= d->opens ? 60 : 200; /* a dateline opens the text */
  return trust < 100 ? 100 : trust > 900 ? 900 : (unsigned)trust;
}

#define DATE_DIGITS 5 /* a day with its year has as many, but where signs of their own part its numbers */

/* Whether text[at..end) and the digits before it may hold a date; of Han and of other scripts' digits any may. */
static bool is_dated(matn_str text, size_t at, size_t end, size_t *digits) {
  for (; at < end; at++) {
    unsigned char c = (unsigned char)text.ptr[at];
    if (MTN_LIKELY(c < 0x80)) {
      *digits += mtn_is_digit(c);
      if (*digits >= DATE_DIGITS) return true;
      continue;
    }
    unsigned char next = at + 1 < text.len ? (unsigned char)text.ptr[at + 1] : 0;
    if (c == 0xE0 || c == 0xE1 || c == 0xEF) return true;  /* Indic, Thai; Khmer; full width */
    if (c == 0xE5 && next == 0xB9 && *digits) return true; /* of an era: 4年1月2日 */
    if ((c == 0xD9 && next >= 0xA0 && next <= 0xA9) || (c == 0xDB && next >= 0xB0 && next <= 0xB9)) return true;
  }
  return false;
}

#ifdef MTN_VEC16
/* The first bytes of what is_dated looks for beside digits. */
static bool has_leads(v16 bytes) {
  static const uint8_t leads[] = {0xD9, 0xDB, 0xE0, 0xE1, 0xE5, 0xEF};
  v16 found = v16_splat(0);
  for (size_t i = 0; i < MTN_COUNT(leads); i++) found = v16_or(found, v16_equal(bytes, v16_splat(leads[i])));
  return v16_any_high(found);
}
#endif

/* Whether some digits may be the year of a date: four that begin with 1 or 2, or two of 10-01-22, Mär.22, Jan '22.  Of
 * other scripts all may be. */
static bool may_hold_year(matn_str text) {
  const char *p = text.ptr;
  for (size_t i = 0, end; i < text.len; i = end) {
    end = i + 1;
    if ((unsigned char)p[i] >= 0x80) return true;
    if (!mtn_is_digit((unsigned char)p[i])) continue;
    while (end < text.len && mtn_is_digit((unsigned char)p[end])) end++;
    if (end - i == 4 && (p[i] == '1' || p[i] == '2')) return true;
    if (end - i != 2 || !i) continue;
    const char sign = p[i - 1];
    bool numeric = i >= 6 && p[i - 4] == sign && mtn_is_digit((unsigned char)p[i - 2]) &&
                   mtn_is_digit((unsigned char)p[i - 3]) && mtn_is_digit((unsigned char)p[i - 5]) &&
                   mtn_is_digit((unsigned char)p[i - 6]);
    bool worded = sign == '-' || sign == '\'' || (sign == '.' && i > 1 && !mtn_is_digit((unsigned char)p[i - 2]));
    if (worded || (numeric && (sign == '.' || sign == '/' || sign == '|'))) return true;
  }
  return false;
}

static bool holds_digits(matn_str text) {
  size_t digits = 0, at = 0;
#ifdef MTN_VEC16
  for (; at < text.len; at += 16) {
    const bool whole = at + 16 <= text.len;
    v16 bytes = whole ? v16_load(text.ptr + at) : v16_load_few(text.ptr + at, text.len - at);
    if (v16_any_high(bytes) && has_leads(bytes)) {
      if (is_dated(text, at, whole ? at + 16 : text.len, &digits)) return true;
      continue;
    }
    const uint32_t found = v16_bits(mtn_text_between(bytes, '0', '9'));
    if (MTN_LIKELY(!found)) continue;
    digits += v16_count(found);
    if (digits >= DATE_DIGITS) return true;
  }
#endif
  return is_dated(text, at, text.len, &digits);
}

static bool may_hold_date(matn_str text) {
  if (text.len < DATE_DIGITS) return false;
  if (text.len > SHORT_LINE) text.len = SHORT_LINE;
  return holds_digits(text) && may_hold_year(text);
}

/* "5 Jumada II 1443, 8 January 2022": the tabular Islamic calendar may be a day off, the other day is the same. */
static void take_paired_days(mtn_line_dates *dates) {
  for (size_t i = 0; i < dates->count; i++) {
    mtn_date_match *m = &dates->found[i];
    for (size_t k = 0; m->calendar == MTN_ISLAMIC && k < dates->count; k++) {
      const mtn_date_match *other = &dates->found[k];
      int32_t apart = day_of(&other->date) - day_of(&m->date);
      if (other->calendar != MTN_ISLAMIC && apart >= -2 && apart <= 2) m->date = other->date;
    }
  }
}

/* Whole dates of the web's years in a line; of running text, in its beginning, where datelines stand. */
static void find_dates(const mtn_gatherer *g, matn_str text, mtn_line_dates *out) {
  size_t at = 0, met = 0;
  mtn_date_match m;
  out->count = 0;
  if (text.len > SHORT_LINE) text.len = SHORT_LINE;
  while (out->count < MTN_LINE_DATES && met++ < 2 * MTN_LINE_DATES && mtn_dates_next(text, &at, &g->style, &m))
    if (m.date.day && m.date.year >= 1990 && m.date.year < 2100) out->found[out->count++] = m;
  take_paired_days(out);
}

/* Lines of one kind have elements of the same names, in elements of the same names. */
static uint32_t kind_of_line(const mtn_gatherer *g, uint32_t line) {
  const mtn_document *doc = g->page->doc;
  uint32_t node = g->page->lines[line - 1].node, parent;
  if (g->page->plain || !node) return 0;
  parent = doc->nodes[node].parent;
  uint64_t hash = mtn_str_hash(mtn_node_attr(doc, node, MTN_ATTR_CLASS));
  if (parent) hash = hash * 31 + mtn_str_hash(mtn_node_attr(doc, parent, MTN_ATTR_CLASS));
  return (uint32_t)(hash ^ hash >> 32) * 31u + doc->nodes[node].tag;
}

/* What a line says of a day it also says of the time element that it stands in. */
static void retract_times(mtn_gatherer *g, uint32_t line, const mtn_date *day) {
  for (size_t i = 0; i < g->out->candidate_count; i++) {
    mtn_candidate *c = &g->out->candidates[i];
    bool same = c->date.year == day->year && c->date.month == day->month && c->date.day == day->day;
    if (c->line == line && same && (c->source == MTN_FROM_TIME || c->source == MTN_FROM_FORMAT)) c->date.year = 0;
  }
}

static void read_line_dates(mtn_gatherer *g, uint32_t line, unsigned hints, const mtn_line_dates *dates) {
  matn_str text = g->page->lines[line - 1].text;
  uint32_t kind = dates->count ? kind_of_line(g, line) : 0;
  bool running = text.len > SHORT_LINE;
  size_t behind = 0;
  for (size_t i = 0; i < dates->count; i++) {
    const mtn_date_match *m = &dates->found[i];
    bool followed = i + 1 < dates->count;
    size_t stop = followed ? dates->found[i + 1].begin : text.len, label;
    said what = said_in_brackets((matn_str){text.ptr + m->end, stop - m->end}, &label);
    if (what == SAID_NOTHING) what = said_before((matn_str){text.ptr + behind, m->begin - behind});
    if (what == SAID_NOTHING && text.len <= MTN_BYLINE_MAX)
      what = said_behind(g, (matn_str){text.ptr + m->end, stop - m->end}, followed);
    if (what == SAID_NOTHING && i == 0 && m->begin < 20 && line > 1) { /* the line before may be its label */
      const mtn_line *before = &g->page->lines[line - 2];
      if (before->text.len <= MTN_LABEL_MAX && !(before->flags & MTN_LINE_HEADING)) what = said_before(before->text);
      if (what == SAID_OTHER) what = SAID_NOTHING;
    }
    if (what == SAID_NOTHING && hints & HINT_MODIFIED && !(hints & HINT_PUBLISHED) && !is_earlier(dates, i))
      what = SAID_MODIFIED;
    behind = m->end + label;
    if (what == SAID_OTHER) {
      retract_times(g, line, &m->date);
      continue;
    }
    unsigned trust = trust_of_date(
        g, &(dated){line, hints, what, .len = m->end - m->begin, .timed = m->date.hour >= 0, .opens = m->begin < 2});
    if (g->echo_line && line == g->echo_line + 1 && trust < OF_ECHO) trust = OF_ECHO;
    if (m->calendar == MTN_ISLAMIC) trust -= 50; /* the tabular calendar may be a day off */
    matn_field field = what == SAID_MODIFIED ? MATN_DATE_MODIFIED : MATN_DATE;
    mtn_candidate *c = mtn_facts_suggest(g, field, running ? MTN_FROM_TEXT : MTN_FROM_DATE_LINE, trust,
                                         (matn_str){text.ptr + m->begin, m->end - m->begin}, line);
    if (!c) continue;
    c->date = m->date;
    c->kind = kind;
  }
}

/* ------------------------------------------------------------------------------------------------------- Authors */

/* Elements of the line whose class says author: the innermost ones. */
static void read_classes(mtn_gatherer *g, uint32_t line, unsigned *hints) {
  const mtn_document *doc = g->page->doc;
  const mtn_line *l = &g->page->lines[line - 1];
  uint32_t pending = 0, at = l->node;
  size_t looked = 0;
  for (; at && looked++ < INLINE_MAX; at = mtn_node_walk(doc, l->node, at)) {
    if (at > l->last) break;
    if (doc->nodes[at].type != MTN_ELEMENT) continue;
    unsigned found = mtn_hints_of(g, at);
    if (doc->nodes[at].tag == MTN_TAG_TIME) found |= HINT_DATE;
    *hints |= found & (HINT_DATE | HINT_PUBLISHED | HINT_MODIFIED);
    /* "4 comments" beside a date is a link to them; a comment's own day stands in what is called so. */
    if (found & HINT_COMMENT && (at == l->node || may_hold_date(mtn_facts_text(g, at, MTN_PARAGRAPH))))
      *hints |= HINT_COMMENT;
    if (found & (HINT_DATE | HINT_PUBLISHED) && !(found & HINT_MODIFIED)) {
      matn_str title = mtn_node_attr(doc, at, MTN_ATTR_TITLE); /* hAtom: <abbr class=published title=…> */
      mtn_facts_suggest_date(g, MATN_DATE, MTN_FROM_FORMAT, 700, title, line);
    }
    if (!(found & HINT_AUTHOR) || found & (HINT_DATE | HINT_COMMENT)) continue;
    if (pending) {
      uint32_t up = doc->nodes[at].parent;
      while (up && up != pending && up != l->node) up = doc->nodes[up].parent;
      if (up != pending)
        mtn_facts_suggest(g, MATN_AUTHOR, MTN_FROM_CLASS, 620, mtn_facts_text(g, pending, AUTHOR_MAX), line);
    }
    pending = at;
  }
  if (pending && pending != l->node) {
    mtn_facts_suggest(g, MATN_AUTHOR, MTN_FROM_CLASS, 620, mtn_facts_text(g, pending, AUTHOR_MAX), line);
    *hints &= ~(unsigned)HINT_AUTHOR;
  }
}

/* The next element of the name in the line, behind `at`; 0 behind the last. */
static uint32_t next_part(const mtn_gatherer *g, const mtn_line *l, mtn_tag tag, uint32_t at, size_t *looked) {
  const mtn_document *doc = g->page->doc;
  while ((at = mtn_node_walk(doc, l->node, at)) != 0 && at <= l->last && (*looked)++ < INLINE_MAX)
    if (mtn_node_is(doc, at, tag)) return at;
  return 0;
}

/* People side by side, each in an element of its own, with nothing between them that parts their names.  Whether there
 * are any. */
static bool read_parts(mtn_gatherer *g, uint32_t line, mtn_tag tag) {
  const mtn_line *l = &g->page->lines[line - 1];
  size_t looked = 0, count = 0, bytes = 0;
  for (uint32_t at = l->node; (at = next_part(g, l, tag, at, &looked)) != 0;) {
    matn_str text = mtn_facts_text(g, at, AUTHOR_MAX);
    count += text.len > 0;
    bytes += text.len;
  }
  if (count < 2 || bytes + count < l->text.len) return false;
  looked = 0;
  for (uint32_t at = l->node; (at = next_part(g, l, tag, at, &looked)) != 0;)
    mtn_facts_suggest(g, MATN_AUTHOR, MTN_FROM_CLASS, 610, mtn_facts_text(g, at, AUTHOR_MAX), line);
  return true;
}

/* A line whose class says author, without the date that stands in it. */
static void read_author_line(mtn_gatherer *g, uint32_t line, const mtn_line_dates *dates) {
  matn_str text = g->page->lines[line - 1].text;
  if (dates->count) {
    const mtn_date_match *m = &dates->found[0];
    matn_str before = mtn_facts_without_weekday(g, (matn_str){text.ptr, m->begin});
    text = before.len > 2 ? before : mtn_clean_after(text, m->end);
  }
  if (text.len <= MTN_PARAGRAPH) mtn_facts_suggest(g, MATN_AUTHOR, MTN_FROM_CLASS, 600, text, line);
}

/* ----------------------------------------------------------------------------------------------------- The page */

/* The headline's line: the one with its text, a heading rather, a first heading that leads nowhere before all; else
 * such a heading of the main text, or the text's first line. */
static void find_head(mtn_gatherer *g) {
  const mtn_page *page = g->page;
  matn_str title = mtn_facts_first(g->out, MATN_TITLE);
  uint32_t first_selected = 0, first_heading = 0;
  unsigned best = 0;
  for (size_t i = 0; i < page->line_count; i++) {
    const mtn_line *l = &page->lines[i];
    if (!first_selected && l->flags & MTN_LINE_SELECTED) first_selected = (uint32_t)i + 1;
    bool h1 = l->flags & MTN_LINE_H1 && !(l->flags & MTN_LINE_LINK);
    if (!first_heading && h1 && l->flags & MTN_LINE_SELECTED) first_heading = (uint32_t)i + 1;
    if (l->text.len > TITLE_MAX || l->text.len + title.len / 2 < title.len || !mtn_clean_same(l->text, title)) continue;
    unsigned rank = 1 + (l->flags & MTN_LINE_HEADING ? 2u : 0u) + h1;
    if (rank > best) {
      if (!g->echo_line) g->echo_line = g->head_line;
      g->head_line = (uint32_t)i + 1;
      best = rank;
    } else if (!g->echo_line) {
      g->echo_line = (uint32_t)i + 1;
    }
  }
  g->has_headline = g->head_line != 0;
  if (!g->head_line) g->head_line = first_heading ? first_heading : first_selected;
  if (!g->head_line) g->head_line = 1;
  /* A standfirst, in one or two paragraphs, may stand before the byline. */
  unsigned paragraphs = 0;
  for (size_t i = g->head_line; i < page->line_count && !g->text_line; i++) {
    const mtn_line *l = &page->lines[i];
    if (!(l->flags & MTN_LINE_SELECTED) || l->flags & MTN_LINE_HEADING || l->text.len < MTN_PARAGRAPH) continue;
    if (l->text.len > SHORT_LINE || ++paragraphs == 3) g->text_line = (uint32_t)i + 1;
  }
}

/* "3 hours ago", where the caller said when the page was fetched. */
static void read_ago(mtn_gatherer *g, uint32_t line, unsigned hints) {
  matn_str text = g->page->lines[line - 1].text;
  mtn_ago ago;
  mtn_date date;
  if (!mtn_dates_ago(text, g->style.language, &ago) || !mtn_date_before(&g->page->now, &ago, &date)) return;
  said what = said_before((matn_str){text.ptr, ago.begin});
  if (what == SAID_OTHER) return;
  if (what == SAID_NOTHING && hints & HINT_MODIFIED && !(hints & HINT_PUBLISHED)) what = SAID_MODIFIED;
  unsigned trust = trust_of_date(g, &(dated){line, hints, what, .len = ago.end - ago.begin});
  mtn_candidate *c = mtn_facts_suggest(g, what == SAID_MODIFIED ? MATN_DATE_MODIFIED : MATN_DATE, MTN_FROM_DATE_LINE,
                                       trust, (matn_str){text.ptr + ago.begin, ago.end - ago.begin}, line);
  if (c) c->date = date;
}

/* Behind a long introduction only what is called an author's is one. */
static void read_late_author(mtn_gatherer *g, uint32_t line) {
  const mtn_line *l = &g->page->lines[line - 1];
  if (g->page->plain || l->text.len > MTN_PARAGRAPH || l->flags & (MTN_LINE_HEADING | MTN_LINE_CAPTION | MTN_LINE_ITEM))
    return;
  unsigned hints = mtn_hints_around(g, l->node);
  if (hints & HINT_AUTHOR && !(hints & (HINT_COMMENT | HINT_CARD | HINT_DATE)))
    mtn_facts_suggest(g, MATN_AUTHOR, MTN_FROM_CLASS, 560, l->text, line);
}

static void read_line(mtn_gatherer *g, uint32_t line, uint32_t last_text) {
  const mtn_line *l = &g->page->lines[line - 1];
  bool near = is_near_head(g, line), behind = last_text && line > last_text && line <= last_text + BEHIND_TEXT;
  bool is_short = l->text.len <= SHORT_LINE, named = (near || behind) && is_short && line != g->head_line;
  mtn_line_dates dates;
  unsigned hints = 0;
  if (!near && !is_short && line != g->text_line) return;
  if (!near && is_short && g->head_line && line > g->head_line && line <= g->head_line + BEHIND_INTRO)
    read_late_author(g, line);
  if (!named && (g->is_dated || g->far_dates >= FAR_DATES_MAX)) return;
  dates.count = 0; /* the rest is not read */
  if (may_hold_date(l->text)) find_dates(g, l->text, &dates);
  if (!named && !dates.count) return;
  if (!named) g->far_dates++;
  if (!g->page->plain) {
    hints = mtn_hints_around(g, l->node);
    if (is_short) read_classes(g, line, &hints);
  }
  read_line_dates(g, line, hints, &dates);
  if (near && !dates.count && g->page->now.year) read_ago(g, line, hints);
  if (!named || hints & HINT_COMMENT) return;
  mtn_facts_read_byline(g, line, &dates);
  if (!(hints & HINT_AUTHOR)) return;
  bool beside = line + BESIDE_HEAD >= g->head_line && line <= g->head_line + BESIDE_HEAD;
  if (hints & HINT_CARD && !beside) {
    if (hints & HINT_NAME && l->text.len <= MTN_PARAGRAPH)
      mtn_facts_suggest(g, MATN_AUTHOR, MTN_FROM_CLASS, 500, l->text, line);
    return;
  }
  if (!read_parts(g, line, MTN_TAG_A) && !read_parts(g, line, MTN_TAG_SPAN)) read_author_line(g, line, &dates);
}

void mtn_facts_read_lines(mtn_gatherer *g) {
  const mtn_page *page = g->page;
  uint32_t last_text = 0;
  find_head(g);
  const mtn_candidate *best = mtn_facts_best(g, MATN_DATE);
  g->is_dated = best && best->trust >= SURE_OF_DAY;
  for (size_t i = 0; i < page->line_count; i++)
    if (page->lines[i].flags & MTN_LINE_SELECTED && page->lines[i].text.len > 120) last_text = (uint32_t)i + 1;
  for (uint32_t line = 1; line <= page->line_count && !g->failed; line++) read_line(g, line, last_text);
}
