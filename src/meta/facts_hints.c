/* What class, id and the like of an element say of its text.
 *
 * Parts of words are looked for anywhere in a value: "articlePublishDate", "c-byline__name". */
#include "meta/facts_hints.h"

#include "html/names.h"

#define ANCESTORS_MAX 10 /* elements looked at around a line */
#define CLASS_MAX 160    /* bytes of a class or id that are looked at */

/* Part words of class and id values, in small letters and in their order. */
#define PART(text, hints)                                                                                              \
  { text, sizeof(text) - 1, (hints) }
static const struct {
  char part[17];
  uint8_t len, hints;
} parts[] = {
    PART("about-author", HINT_CARD),    PART("about-the-author", HINT_CARD),
    PART("auteur", HINT_AUTHOR),        PART("author", HINT_AUTHOR),
    PART("author-box", HINT_CARD),      PART("author-box__name", HINT_NAME),
    PART("author-info", HINT_CARD),     PART("author-name", HINT_NAME),
    PART("author__name", HINT_NAME),    PART("author_name", HINT_NAME),
    PART("autor", HINT_AUTHOR),         PART("bio", HINT_CARD),
    PART("by-line", HINT_AUTHOR),       PART("byline", HINT_AUTHOR),
    PART("carousel", HINT_COMMENT),     PART("comment", HINT_COMMENT),
    PART("contributor", HINT_AUTHOR),   PART("copyright", HINT_COMMENT),
    PART("created", HINT_PUBLISHED),    PART("date", HINT_DATE),
    PART("datum", HINT_DATE),           PART("disqus", HINT_COMMENT),
    PART("entry-date", HINT_PUBLISHED), PART("fecha", HINT_DATE),
    PART("journalist", HINT_AUTHOR),    PART("last-update", HINT_MODIFIED),
    PART("lastmod", HINT_MODIFIED),     PART("latest", HINT_COMMENT),
    PART("modif", HINT_MODIFIED),       PART("pagination", HINT_COMMENT),
    PART("penulis", HINT_AUTHOR),       PART("popular", HINT_COMMENT),
    PART("post-nav", HINT_COMMENT),     PART("post-date", HINT_PUBLISHED),
    PART("post_date", HINT_PUBLISHED),  PART("posted", HINT_PUBLISHED),
    PART("pub-date", HINT_PUBLISHED),   PART("pub_date", HINT_PUBLISHED),
    PART("pubdate", HINT_PUBLISHED),    PART("publish", HINT_PUBLISHED),
    PART("read-more", HINT_COMMENT),    PART("read-next", HINT_COMMENT),
    PART("recent", HINT_COMMENT),       PART("recommend", HINT_COMMENT),
    PART("redakt", HINT_AUTHOR),        PART("related", HINT_COMMENT),
    PART("replies", HINT_COMMENT),      PART("reply", HINT_COMMENT),
    PART("reporter", HINT_AUTHOR),      PART("review", HINT_COMMENT),
    PART("sidebar", HINT_COMMENT),      PART("tarih", HINT_DATE),
    PART("teaser", HINT_COMMENT),       PART("time", HINT_DATE),
    PART("trending", HINT_COMMENT),     PART("updated", HINT_MODIFIED),
    PART("username", HINT_AUTHOR),      PART("vcard", HINT_AUTHOR),
    PART("writer", HINT_AUTHOR),        PART("yazar", HINT_AUTHOR),
};

/* What is a whole word of a value where it is this short: "fn" is a part of too many. */
static const char *const tokens[] = {"by", "fn"};

/* Which pairs of letters are the first and second of a part, and the second and third; a token's are of the latter, and
 * white space with its first letter of the former: both are asked of each letter and its neighbours. */
static void prepare(mtn_hint_pairs *pairs) {
  static const char spaces[] = " \n\t\f\r";
  for (size_t i = MTN_COUNT(parts); i-- > 0;) {
    pairs->from[parts[i].part[0] & 31] = (uint8_t)i;
    mtn_filter_add_start(&pairs->first, parts[i].part);
    mtn_filter_add_start(&pairs->second, parts[i].part + 1);
  }
  for (size_t i = 0; i < MTN_COUNT(tokens); i++) {
    mtn_filter_add_start(&pairs->second, tokens[i]);
    for (size_t k = 0; spaces[k]; k++)
      mtn_filter_set(&pairs->first, (unsigned char)spaces[k], (unsigned char)tokens[i][0]);
  }
  pairs->ready = true;
}

/* Whether the word that holds whole.ptr[at] tells what is there or not: "has-sidebar", "NoSidebar", "with-comments". */
static bool is_state(matn_str whole, size_t at) {
  static const char *const states[] = {"has", "no", "with", "without", "is"};
  while (at && !mtn_is_space((unsigned char)whole.ptr[at - 1])) at--;
  matn_str word = {whole.ptr + at, whole.len - at};
  for (size_t i = 0; i < MTN_COUNT(states); i++) {
    size_t len = strlen(states[i]);
    if (!mtn_str_starts(word, states[i]) || len == word.len) continue;
    char next = word.ptr[len];
    if (next == '-' || next == '_' || (next >= 'A' && next <= 'Z')) return true;
  }
  return false;
}

/* "notUpdated", "not-modified". */
static bool is_negated(matn_str whole, size_t at) {
  if (at && (whole.ptr[at - 1] == '-' || whole.ptr[at - 1] == '_')) at--;
  return at >= 3 && mtn_str_is((matn_str){whole.ptr + at - 3, 3}, "not");
}

/* A part at whole.ptr[at]; behind a letter ("preview") it says nothing of comments and teasers, but for a new
 * word's capital. */
static unsigned parts_at(const mtn_hint_pairs *pairs, matn_str whole, size_t at) {
  const matn_str value = {whole.ptr + at, whole.len - at};
  const char first = mtn_to_lower(value.ptr[0]), third = mtn_to_lower(value.ptr[2]);
  unsigned hints = 0;
  for (size_t i = pairs->from[first & 31]; i < MTN_COUNT(parts) && parts[i].part[0] == first; i++)
    if (parts[i].part[2] == third && parts[i].len <= value.len &&
        mtn_str_is((matn_str){value.ptr, parts[i].len}, parts[i].part))
      hints |= parts[i].hints;
  if (hints & HINT_MODIFIED && is_negated(whole, at)) hints &= ~(unsigned)HINT_MODIFIED;
  if (!(hints & HINT_COMMENT)) return hints;
  bool inside = at && mtn_is_alpha((unsigned char)whole.ptr[at - 1]) && first == *value.ptr;
  return inside || is_state(whole, at) ? hints & ~(unsigned)HINT_COMMENT : hints;
}

static bool is_token(matn_str value, size_t at) {
  if (at && !mtn_is_space((unsigned char)value.ptr[at - 1])) return false;
  if (at + 2 < value.len && !mtn_is_space((unsigned char)value.ptr[at + 2])) return false;
  for (size_t i = 0; i < MTN_COUNT(tokens); i++)
    if (mtn_str_is((matn_str){value.ptr + at, 2}, tokens[i])) return true;
  return false;
}

/* First where parts and tokens may be, of 64 bytes at once and without a branch, then what is there: a part's second
 * letter is marked, a token's first. */
static unsigned read_value(const mtn_hint_pairs *pairs, matn_str value) {
  const unsigned char *p = (const unsigned char *)value.ptr;
  unsigned hints = 0, before = ' ';
  for (size_t from = 0; from + 1 < value.len; from += 64) {
    size_t count = value.len - 1 - from < 64 ? value.len - 1 - from : 64;
    uint64_t marks = 0;
    for (size_t i = 0; i < count; i++) {
      unsigned a = p[from + i], b = p[from + i + 1];
      uint32_t both = pairs->first.rows[before & 31] >> (a & 31) & pairs->second.rows[a & 31] >> (b & 31) & 1;
      marks |= (uint64_t)both << i;
      before = a;
    }
    for (size_t at = from; marks; marks >>= 1, at++) {
      if (!(marks & 1)) continue;
      if (at) hints |= parts_at(pairs, value, at - 1);
      if (is_token(value, at)) hints |= HINT_AUTHOR;
    }
  }
  /* "updated" is also part of "date". */
  if (hints & HINT_MODIFIED) hints |= HINT_DATE;
  return hints;
}

/* Without what stands in brackets: "mr-[--sidebar-width]" is a length, not a sidebar. */
static unsigned read_parts(const mtn_hint_pairs *pairs, matn_str value) {
  unsigned hints = 0;
  for (const char *end = value.ptr + value.len, *p = value.ptr; p < end;) {
    const char *open = memchr(p, '[', (size_t)(end - p)), *stop = open ? open : end;
    const char *close = open ? memchr(open, ']', (size_t)(end - open)) : NULL;
    hints |= read_value(pairs, (matn_str){p, (size_t)(stop - p)});
    p = close ? close + 1 : end; /* one that is cut off ends here */
  }
  return hints;
}

static unsigned hints_of_value(mtn_hint_pairs *pairs, matn_str value) {
  if (value.len < 3) return 0; /* "fn" alone is as often a reader's */
  if (value.len > CLASS_MAX) value.len = CLASS_MAX;
  const uint64_t hash = mtn_str_hash(value);
  const size_t slot = hash % HINTS_KEPT;
  if (pairs->values[slot].hash != hash) {
    pairs->values[slot].hints = read_parts(pairs, value);
    pairs->values[slot].hash = hash;
  }
  return pairs->values[slot].hints;
}

/* "/author/jane-roe", "/autoren/…": a page about who wrote this. */
static bool leads_to_author(matn_str href) {
  static const char *const pages[] = {
      "/author/",      "/authors/",    "/autor/",       "/autoren/",  "/autores/",       "/auteur/",
      "/auteurs/",     "/autore/",     "/writers/",     "/writer/",   "/byline/",        "/contributors/",
      "/contributor/", "/journalist/", "/journalists/", "/reporter/", "/profile/author", "/staff/",
      "/kirjoittaja/", "/yazar/",      "/yazarlar/",    "/penulis/"};
  if (href.len > CLASS_MAX) href.len = CLASS_MAX;
  for (size_t i = 0; i + 6 < href.len; i++) {
    if (href.ptr[i] != '/') continue;
    matn_str rest = {href.ptr + i, href.len - i};
    for (size_t k = 0; k < MTN_COUNT(pages); k++)
      if (mtn_to_lower(rest.ptr[1]) == pages[k][1] && mtn_str_starts(rest, pages[k]) && rest.len > strlen(pages[k]))
        return true;
  }
  return false;
}

unsigned mtn_hints_of(mtn_gatherer *g, uint32_t node) {
  static const uint8_t named_by[] = {MTN_ATTR_CLASS, MTN_ATTR_ID, MTN_ATTR_DATA_TESTID};
  const mtn_document *doc = g->page->doc;
  unsigned hints = 0, slot = node % HINTS_KEPT;
  if (g->hints[slot].node == node) return g->hints[slot].hints;
  if (!g->hint_pairs.ready) prepare(&g->hint_pairs);
  for (size_t i = 0; i < MTN_COUNT(named_by); i++)
    hints |= hints_of_value(&g->hint_pairs, mtn_node_attr(doc, node, (mtn_attr_id)named_by[i]));
  if (mtn_node_is(doc, node, MTN_TAG_A) && leads_to_author(mtn_node_attr(doc, node, MTN_ATTR_HREF)))
    hints |= HINT_AUTHOR;
  g->hints[slot].node = node;
  g->hints[slot].hints = hints;
  return hints;
}

/* What holds the headline too is the page: "right-sidebar" says there that it has one. */
static bool holds_headline(const mtn_gatherer *g, uint32_t node) {
  uint32_t at = g->has_headline ? g->page->lines[g->head_line - 1].node : 0;
  for (int i = 0; at && i < 2 * ANCESTORS_MAX && at >= node; i++, at = g->page->doc->nodes[at].parent)
    if (at == node) return true;
  return false;
}

unsigned mtn_hints_around(mtn_gatherer *g, uint32_t node) {
  const mtn_document *doc = g->page->doc;
  unsigned hints = 0;
  for (int i = 0; node && i < ANCESTORS_MAX; i++, node = doc->nodes[node].parent) {
    const mtn_node *n = &doc->nodes[node];
    if (i && holds_headline(g, node)) break;
    if (n->type != MTN_ELEMENT || n->tag == MTN_TAG_BODY || n->tag == MTN_TAG_ARTICLE || n->tag == MTN_TAG_MAIN) break;
    unsigned found = mtn_hints_of(g, node);
    hints |= i < 3 ? found : found & (HINT_COMMENT | HINT_CARD);
  }
  return hints;
}
