/* What class, id and the like of an element say of its text.
 *
 * Parts of words are looked for anywhere in a value: "articlePublishDate", "c-byline__name". */
#include "meta/facts_hints.h"

#include "html/names.h"

#include <assert.h>

#define ANCESTORS_MAX 10 /* elements looked at around a line */
#define CLASS_MAX 160    /* bytes of a class or id that are looked at */

#define LETTER(c) (UINT32_C(1) << ((c)&31))

/* Part words of class and id values, in small letters and in their order. */
#define PART(text, hints)                                                                                              \
  { text, sizeof(text) - 1, (hints) }
static const struct {
  char part[17];
  uint8_t len, hints;
} parts[] = {
    PART("about-author", HINT_CARD),
    PART("about-the-author", HINT_CARD),
    PART("auteur", HINT_AUTHOR),
    PART("author", HINT_AUTHOR),
    PART("author-box", HINT_CARD),
    PART("author-box__name", HINT_NAME),
    PART("author-info", HINT_CARD),
    PART("author-name", HINT_NAME),
    PART("author__name", HINT_NAME),
    PART("author_name", HINT_NAME),
    PART("autor", HINT_AUTHOR),
    PART("bio", HINT_CARD),
    PART("by-line", HINT_AUTHOR),
    PART("byline", HINT_AUTHOR),
    PART("carousel", HINT_COMMENT),
    PART("comment", HINT_COMMENT),
    PART("contributor", HINT_AUTHOR),
    PART("copyright", HINT_COMMENT),
    PART("created", HINT_PUBLISHED),
    PART("date", HINT_DATE),
    PART("datum", HINT_DATE),
    PART("disqus", HINT_COMMENT),
    PART("entry-date", HINT_PUBLISHED),
    PART("fecha", HINT_DATE),
    PART("journalist", HINT_AUTHOR),
    PART("last-update", HINT_MODIFIED),
    PART("lastmod", HINT_MODIFIED),
    PART("latest", HINT_COMMENT),
    PART("modif", HINT_MODIFIED),
    PART("pagination", HINT_COMMENT),
    PART("penulis", HINT_AUTHOR),
    PART("popular", HINT_COMMENT),
    PART("post-nav", HINT_COMMENT),
    PART("post-date", HINT_PUBLISHED),
    PART("post_date", HINT_PUBLISHED),
    PART("posted", HINT_PUBLISHED),
    PART("pub-date", HINT_PUBLISHED),
    PART("pub_date", HINT_PUBLISHED),
    PART("pubdate", HINT_PUBLISHED),
    PART("publish", HINT_PUBLISHED),
    PART("read-more", HINT_COMMENT),
    PART("read-next", HINT_COMMENT),
    PART("recent", HINT_COMMENT),
    PART("recommend", HINT_COMMENT),
    PART("redakt", HINT_AUTHOR),
    PART("related", HINT_COMMENT),
    PART("replies", HINT_COMMENT),
    PART("reply", HINT_COMMENT),
    PART("reporter", HINT_AUTHOR),
    PART("review", HINT_COMMENT),
    PART("revision-date", HINT_MODIFIED),
    PART("sidebar", HINT_COMMENT),
    PART("tarih", HINT_DATE),
    PART("teaser", HINT_COMMENT),
    PART("time", HINT_DATE),
    PART("trending", HINT_COMMENT),
    PART("updated", HINT_MODIFIED),
    PART("username", HINT_AUTHOR),
    PART("vcard", HINT_AUTHOR),
    PART("writer", HINT_AUTHOR),
    PART("yazar", HINT_AUTHOR),
};

/* What is a whole word of a value where it is this short: "fn" is a part of too many. */
static const char *const tokens[] = {"by", "fn"};

static_assert(MTN_COUNT(parts) + MTN_COUNT(tokens) <= 64, "a bit each in the masks of letters");
#define TOKEN_BITS (((UINT64_C(1) << MTN_COUNT(tokens)) - 1) << MTN_COUNT(parts))

/* Which parts have a letter first, second and third.  A token is asked for from the character before it on. */
static void prepare(mtn_hint_letters *letters) {
  static const char spaces[] = " \n\t\f\r";
  for (size_t i = 0; i < MTN_COUNT(parts); i++)
    for (size_t k = 0; k < 3; k++) letters->with[k][parts[i].part[k] & 31] |= UINT64_C(1) << i;
  for (size_t i = 0; i < MTN_COUNT(tokens); i++) {
    const uint64_t bit = UINT64_C(1) << (MTN_COUNT(parts) + i);
    for (size_t k = 0; spaces[k]; k++) letters->with[0][spaces[k] & 31] |= bit;
    for (size_t k = 0; k < 2; k++) letters->with[k + 1][tokens[i][k] & 31] |= bit;
  }
  letters->ready = true;
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

/* Which of the parts in `may` are at whole.ptr[at]; behind a letter ("preview") one says nothing of comments and
 * teasers, but for a new word's capital. */
static unsigned parts_at(matn_str whole, size_t at, uint64_t may) {
  const matn_str value = {whole.ptr + at, whole.len - at};
  unsigned hints = 0;
  for (; may; may &= may - 1) {
    const size_t i = mtn_lowest_bit(may);
    if (parts[i].len <= value.len && mtn_str_is((matn_str){value.ptr, parts[i].len}, parts[i].part))
      hints |= parts[i].hints;
  }
  if (hints & HINT_MODIFIED && is_negated(whole, at)) hints &= ~(unsigned)HINT_MODIFIED;
  if (!(hints & HINT_COMMENT)) return hints;
  bool inside = at && mtn_is_alpha((unsigned char)whole.ptr[at - 1]) && *value.ptr >= 'a' && *value.ptr <= 'z';
  return inside || is_state(whole, at) ? hints & ~(unsigned)HINT_COMMENT : hints;
}

static bool is_token(matn_str value, size_t at) {
  if (at && !mtn_is_space((unsigned char)value.ptr[at - 1])) return false;
  if (at + 2 < value.len && !mtn_is_space((unsigned char)value.ptr[at + 2])) return false;
  return mtn_str_is_any((matn_str){value.ptr + at, 2}, tokens, MTN_COUNT(tokens));
}

static unsigned read_value(const mtn_hint_letters *letters, matn_str value) {
  const unsigned char *p = (const unsigned char *)value.ptr;
  unsigned hints = 0;
  uint64_t first = letters->with[0][' ' & 31], second = 0; /* what the last letter, the last two letters may begin */
  for (size_t i = 0; i < value.len; i++) {
    const unsigned c = p[i] & 31;
    const uint64_t may = second & letters->with[2][c];
    second = first & letters->with[1][c];
    first = letters->with[0][c];
    if (MTN_LIKELY(!may)) continue;
    if (may & ~TOKEN_BITS) hints |= parts_at(value, i - 2, may & ~TOKEN_BITS);
    if (may & TOKEN_BITS && is_token(value, i - 1)) hints |= HINT_AUTHOR;
  }
  /* "updated" is also part of "date". */
  if (hints & HINT_MODIFIED) hints |= HINT_DATE;
  return hints;
}

/* Without what stands in brackets: "mr-[--sidebar-width]" is a length, not a sidebar. */
static unsigned read_parts(const mtn_hint_letters *letters, matn_str value) {
  unsigned hints = 0;
  for (const char *end = value.ptr + value.len, *p = value.ptr; p < end;) {
    const char *open = memchr(p, '[', (size_t)(end - p)), *stop = open ? open : end;
    const char *close = open ? memchr(open, ']', (size_t)(end - open)) : NULL;
    hints |= read_value(letters, (matn_str){p, (size_t)(stop - p)});
    p = close ? close + 1 : end; /* one that is cut off ends here */
  }
  return hints;
}

static unsigned hints_of_value(mtn_hint_letters *letters, matn_str value) {
  if (value.len < 3) return 0; /* "fn" alone is as often a reader's */
  if (value.len > CLASS_MAX) value.len = CLASS_MAX;
  const uint64_t hash = mtn_str_hash(value);
  const size_t slot = hash % HINTS_KEPT;
  if (letters->values[slot].hash != hash) {
    letters->values[slot].hints = read_parts(letters, value);
    letters->values[slot].hash = hash;
  }
  return letters->values[slot].hints;
}

/* "/author/jane-roe", "/autoren/…": a page about who wrote this. */
static bool leads_to_author(matn_str href) {
  const uint32_t begin = LETTER('a') | LETTER('b') | LETTER('c') | LETTER('j') | LETTER('k') | LETTER('p') |
                         LETTER('r') | LETTER('s') | LETTER('w') | LETTER('y');
  static const char *const pages[] = {
      "/author/",      "/authors/",    "/autor/",       "/autoren/",  "/autores/",       "/auteur/",
      "/auteurs/",     "/autore/",     "/writers/",     "/writer/",   "/byline/",        "/contributors/",
      "/contributor/", "/journalist/", "/journalists/", "/reporter/", "/profile/author", "/staff/",
      "/kirjoittaja/", "/yazar/",      "/yazarlar/",    "/penulis/"};
  if (href.len > CLASS_MAX) href.len = CLASS_MAX;
  for (size_t i = 0; i + 6 < href.len; i++) {
    if (href.ptr[i] != '/' || !(begin & LETTER(href.ptr[i + 1]))) continue;
    matn_str rest = {href.ptr + i, href.len - i};
    for (size_t k = 0; k < MTN_COUNT(pages); k++)
      if (mtn_to_lower(rest.ptr[1]) == pages[k][1] && mtn_str_starts(rest, pages[k]) && rest.len > strlen(pages[k]))
        return true;
  }
  return false;
}

unsigned mtn_hints_read(mtn_gatherer *g, uint32_t node) {
  const mtn_document *doc = g->page->doc;
  const mtn_node *n = &doc->nodes[node];
  const mtn_attr *attrs = doc->attrs + n->data;
  unsigned hints = 0;
  if (!g->hint_letters.ready) prepare(&g->hint_letters);
  for (uint32_t i = 0; i < n->size; i++) {
    const uint16_t id = attrs[i].id;
    if (id == MTN_ATTR_CLASS || id == MTN_ATTR_ID || id == MTN_ATTR_DATA_TESTID)
      hints |= hints_of_value(&g->hint_letters, mtn_text_of(doc, attrs[i].value));
    else if (id == MTN_ATTR_HREF && mtn_node_is(doc, node, MTN_TAG_A) &&
             leads_to_author(mtn_text_of(doc, attrs[i].value)))
      hints |= HINT_AUTHOR;
  }
  g->hints[node % HINTS_KEPT].node = node;
  g->hints[node % HINTS_KEPT].hints = hints;
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
