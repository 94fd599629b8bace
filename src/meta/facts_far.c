/*
 * Days that stand neither in the head nor in a line: at the end of the page's title, on its outermost elements, in what
 * its scripts are told, behind the copyright sign.
 *
 * Title and elements have a say beside the other sources.  Scripts hold days of other pages too: they are asked only
 * where nothing else names a day, and answer only if all that they say of a publication is one day.
 */
#include "meta/clean.h"
#include "meta/facts_internal.h"
#include "text/vec16.h"
#include "text/words.h"

#define OF_TITLE 690
#define OF_ELEMENT 880
#define OF_SCRIPTS 550
#define OF_ID 450
#define OF_COPYRIGHT 300
#define KEY_MAX 40            /* bytes of a name in a script */
#define SCRIPTS_MAX (1 << 20) /* bytes of scripts that are read */
#define COPYRIGHT_LINE 160    /* bytes; a longer line with a copyright sign is running text */

/* -------------------------------------------------------------------------------------------------------- The title */

static bool may_end_in_date(matn_str title) {
  for (size_t i = 0; i < title.len; i++)
    if (mtn_is_digit((unsigned char)title.ptr[i]) || (unsigned char)title.ptr[i] >= 0xD8) return true;
  return false;
}

/* "The weir – DW – 13.06.2023": behind the last sign that parts pieces of a title. */
static void read_tail(mtn_gatherer *g, matn_str title) {
  static const char *const signs[] = {"|", "–", "—", "·", " - "};
  size_t from = 0, at = 0;
  if (!may_end_in_date(title)) return;
  for (size_t k = 0; k < MTN_COUNT(signs); k++)
    for (size_t i = from; (i = mtn_str_find(title, i, signs[k])) != SIZE_MAX;) from = i += strlen(signs[k]);
  mtn_date_match m;
  matn_str tail = mtn_clean_after(title, from);
  if (!from || !mtn_dates_next(tail, &at, &g->style, &m) || m.begin != 0 || m.end != tail.len) return;
  if (m.date.day) mtn_facts_suggest_date(g, MATN_DATE, MTN_FROM_TITLE, OF_TITLE, tail, 0);
}

static void read_titles(mtn_gatherer *g) {
  const size_t count = g->out->candidate_count;
  for (size_t i = 0; i < count; i++) {
    const mtn_candidate c = g->out->candidates[i];
    if (c.field == MATN_TITLE && (c.source == MTN_FROM_TITLE || c.source == MTN_FROM_OPEN_GRAPH)) read_tail(g, c.value);
  }
}

/* ------------------------------------------------------------------------------------------- html, body and what is in
 */

/* data-pubdate, data-publish-date. */
static void read_attributes(mtn_gatherer *g, uint32_t node) {
  const mtn_document *doc = g->page->doc;
  for (uint32_t i = 0; i < doc->nodes[node].size; i++) {
    const mtn_attr *attr = &doc->attrs[doc->nodes[node].data + i];
    matn_str name = mtn_text_of(doc, attr->name);
    if (name.len < 12 || name.len > KEY_MAX || !mtn_str_starts(name, "data-pub")) continue;
    mtn_key_says says = mtn_source_of_meta(&g->sources, mtn_clean_after(name, strlen("data-")));
    if (says.field == MATN_DATE && says.trust)
      mtn_facts_suggest_date(g, MATN_DATE, MTN_FROM_HTML, OF_ELEMENT, mtn_text_of(doc, attr->value), 0);
  }
}

/* <body id=news20190624_k100>: eight digits that are a day. */
static void read_id(mtn_gatherer *g, matn_str id) {
  for (size_t i = 0; i + 8 <= id.len;) {
    size_t len = 0;
    while (i + len < id.len && mtn_is_digit((unsigned char)id.ptr[i + len])) len++;
    if (len == 8) mtn_facts_suggest_date(g, MATN_DATE, MTN_FROM_HTML, OF_ID, (matn_str){id.ptr + i, 8}, 0);
    i += len + 1;
  }
}

/* ----------------------------------------------------------------------------------------------------------- Scripts
 */

static bool is_of_name(char c) { return mtn_is_alnum((unsigned char)c) || c == '_' || c == '-'; }

/* What is published, and no later version of it. */
static bool names_publication(matn_str key) {
  static const char *const later[] = {"updat", "modif", "last", "unpub", "expir", "publisher", "repub", "latest"};
  if (mtn_str_holds_any(key, later, MTN_COUNT(later))) return false;
  return mtn_str_holds(key, "publish") || mtn_str_holds(key, "publication") || mtn_str_holds(key, "pubdate");
}

/* Behind blanks, quotation marks and the backslashes before those. */
static size_t skip_marks(matn_str text, size_t at) {
  while (at < text.len && strchr(" \t\n\"'\\", text.ptr[at]) && text.ptr[at]) at++;
  return at;
}

typedef struct told {
  mtn_date date;
  matn_str value;
  bool differs; /* two days are told */
} told;

/* "publishedAt":"2022-01-31T15:58:43Z", publish_date = 1643641123: the name holds text.ptr[at].  Behind the name. */
static size_t read_pair(mtn_gatherer *g, matn_str text, size_t at, told *out) {
  size_t begin = at, end = at;
  while (begin > 0 && at - begin < KEY_MAX && is_of_name(text.ptr[begin - 1])) begin--;
  while (end < text.len && end - at < KEY_MAX && is_of_name(text.ptr[end])) end++;
  size_t sign = skip_marks(text, end);
  if (sign >= text.len || (text.ptr[sign] != ':' && text.ptr[sign] != '=')) return end;
  size_t from = skip_marks(text, sign + 1), len = 0;
  while (from + len < text.len && len < KEY_MAX && !strchr("\"'\\,;}<\n", text.ptr[from + len])) len++;
  matn_str value = {text.ptr + from, len};
  mtn_date date;
  if (len < 8 || !mtn_is_digit((unsigned char)*value.ptr) ||
      !names_publication((matn_str){text.ptr + begin, end - begin}))
    return end;
  if (!mtn_dates_read(value, &g->style, &date) || date.year < 1990 || date.year > 2099) return end;
  bool same = date.year == out->date.year && date.month == out->date.month && date.day == out->date.day;
  out->differs |= out->date.year && !same;
  if (!out->date.year) out->date = date, out->value = value;
  return end;
}

/* Where "ub" stands next, at its second letter, from text.ptr[at] on; text.len if nowhere. */
static size_t next_ub(matn_str text, size_t at) {
#ifdef MTN_VEC16
  for (; at + 16 <= text.len; at += 16) {
    v16 found = v16_and(v16_equal(v16_load(text.ptr + at - 1), v16_splat('u')),
                        v16_equal(v16_load(text.ptr + at), v16_splat('b')));
    if (v16_any_high(found)) return at + v16_first_high(found);
  }
#endif
  while (at < text.len && (text.ptr[at] != 'b' || text.ptr[at - 1] != 'u')) at++;
  return at;
}

static void read_script(mtn_gatherer *g, matn_str text, told *out) {
  for (size_t at = 2; (at = next_ub(text, at)) + 3 < text.len && !out->differs; at++) {
    const char *b = text.ptr + at;
    bool near = (b[1] == 'l' && b[2] == 'i') || ((b[1] | 0x20) == 'd' && b[2] == 'a'); /* publish, pubdate */
    if (near) at = read_pair(g, text, at, out);
  }
}

static void read_scripts(mtn_gatherer *g) {
  const mtn_document *doc = g->page->doc;
  told out = {{0}, {NULL, 0}, false};
  size_t room = SCRIPTS_MAX;
  for (uint32_t node = 0; node < doc->node_count && !out.differs; node++) {
    if (!mtn_node_is(doc, node, MTN_TAG_SCRIPT)) continue;
    uint32_t first = doc->nodes[node].first;
    if (!first || doc->nodes[first].type != MTN_TEXT) continue;
    matn_str text = mtn_node_text(doc, first);
    if (text.len > room) return;
    room -= text.len;
    read_script(g, text, &out);
  }
  if (out.date.year && !out.differs) mtn_facts_suggest_date(g, MATN_DATE, MTN_FROM_SCRIPT, OF_SCRIPTS, out.value, 0);
}

/* --------------------------------------------------------------------------------------------------------- Copyright
 */

/* "© 19.12.2019 - 12:14": not a year, a day. */
static void read_copyright(mtn_gatherer *g) {
  for (size_t i = 0; i < g->page->line_count; i++) {
    matn_str text = g->page->lines[i].text;
    const char *lead = text.len <= COPYRIGHT_LINE ? memchr(text.ptr, 0xC2, text.len) : NULL; /* most have none */
    size_t sign = lead ? mtn_str_find(text, (size_t)(lead - text.ptr), "©") : SIZE_MAX, at = 0;
    if (sign == SIZE_MAX) continue;
    mtn_date_match m;
    matn_str rest = mtn_clean_after(text, sign + strlen("©"));
    if (!mtn_dates_next(rest, &at, &g->style, &m) || m.begin > 1 || !m.date.day || !m.date.year) continue;
    mtn_facts_suggest_date(g, MATN_DATE, MTN_FROM_DATE_LINE, OF_COPYRIGHT,
                           (matn_str){rest.ptr + m.begin, m.end - m.begin}, (uint32_t)i + 1);
    return;
  }
}

void mtn_facts_read_far_dates(mtn_gatherer *g) {
  const mtn_document *doc = g->page->doc;
  if (g->page->plain) return;
  read_titles(g);
  if (doc->root) read_attributes(g, doc->root);
  if (doc->body) read_attributes(g, doc->body);
  if (mtn_facts_best(g, MATN_DATE) || mtn_facts_best(g, MATN_DATE_MODIFIED)) return;
  read_scripts(g);
  if (mtn_facts_best(g, MATN_DATE)) return;
  if (doc->body) read_id(g, mtn_node_attr(doc, doc->body, MTN_ATTR_ID));
  if (!mtn_facts_best(g, MATN_DATE)) read_copyright(g);
}
