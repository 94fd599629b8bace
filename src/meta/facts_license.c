/*
 * The licence that a page names in its text, where no rel=license or metadata does: Creative Commons and its kin.
 *
 * A short line that speaks of a licence, and is no photograph's credit: "This work is licensed under a Creative Commons
 * Attribution-ShareAlike 4.0 International License", "CC BY-NC 3.0 DE".  A link in it to the licence's own page is the
 * answer; else its short name, in the writing of Creative Commons ("CC BY-SA 4.0").
 */
#include "meta/facts_internal.h"
#include "text/vec16.h"
#include "text/words.h"

#define LINE_LONG 400   /* bytes; a longer line tells about licences */
#define LINKS_LOOKED 64 /* nodes of a line */
#define NAME_SIZE 32
#define PAIRS_AT_ONCE 17 /* bytes that sixteen pairs of letters stand in */

typedef struct clause {
  const char *code;      /* as it stands in a short name */
  const char *names[10]; /* how licences are called in words; lower case but for other scripts */
} clause;

/* The conditions of Creative Commons, in the order of a short name. */
static const clause clauses[] = {
    {"BY",
     {"attribution", "namensnennung", "atribuci", "atribui", "reconocimiento", "attribuzione", "naamsvermelding",
      "paternité", "نسب المصنف", "表示"}},
    {"NC",
     {"noncommercial", "non-commercial", "nicht-kommerziell", "nicht kommerziell", "utilisation commerciale",
      "nocomercial", "no comercial", "non commerciale", "غير تجاري", "非営利"}},
    {"ND",
     {"noderiv", "no derivative", "keine bearbeitung", "pas de modification", "sinobraderivada", "sin obra derivada",
      "non opere derivate", "geen afgeleide", "بدون اشتقاق", "改変禁止"}},
    {"SA",
     {"sharealike", "share alike", "share-alike", "weitergabe unter gleichen", "partage", "compartirigual",
      "condividi allo stesso", "gelijkdelen", "الترخيص بالمثل", "継承"}}};

/* Licences that are named whole; as texts write them. */
static const struct {
  const char *phrase, *name;
} others[] = {{"CC0", "CC0 1.0"},
              {"GNU Free Documentation License", "GFDL"},
              {"Open Government Licence", "OGL"},
              {"Etalab", "etalab-2.0"}};

/* Where those addresses are that name a licence by themselves. */
static const char *const homes[] = {"creativecommons.org/licenses/", "creativecommons.org/publicdomain/",
                                    "gnu.org/licenses/", "gnu.org/copyleft/fdl",
                                    "nationalarchives.gov.uk/doc/open-government-licence/"};

static matn_str link_in(const mtn_document *doc, const mtn_line *line) {
  size_t looked = 0;
  for (uint32_t at = line->node; at && looked++ < LINKS_LOOKED; at = mtn_node_walk(doc, line->node, at)) {
    matn_str href = mtn_node_is(doc, at, MTN_TAG_A) ? mtn_node_attr(doc, at, MTN_ATTR_HREF) : (matn_str){NULL, 0};
    for (size_t i = 0; href.len && i < MTN_COUNT(homes); i++)
      if (mtn_str_holds(href, homes[i])) return href;
  }
  return (matn_str){NULL, 0};
}

/* "4.0" where it stands in the text, at most the one digit on each side. */
static matn_str version_in(matn_str text) {
  for (size_t i = 1; i + 1 < text.len; i++) {
    const char *p = text.ptr + i;
    bool apart =
        (i < 2 || !mtn_is_digit((unsigned char)p[-2])) && (i + 2 == text.len || !mtn_is_digit((unsigned char)p[2]));
    if (*p == '.' && p[-1] >= '1' && p[-1] <= '4' && (p[1] == '0' || p[1] == '5') && apart) return (matn_str){p - 1, 3};
  }
  return (matn_str){NULL, 0};
}

static size_t append(char *to, size_t at, const char *text) {
  while (*text) to[at++] = *text++;
  return at;
}

/* The version that the text names, if any, behind a name. */
static size_t append_version(char *name, size_t at, matn_str text) {
  matn_str version = version_in(text);
  if (!version.ptr) return at;
  name[at++] = ' ';
  memcpy(name + at, version.ptr, version.len);
  return at + version.len;
}

/* "CC BY-SA 4.0" of a text that spells it out; 0 if it names no condition. */
static size_t spell(matn_str text, char name[NAME_SIZE]) {
  size_t at = append(name, 0, "CC ");
  bool any = false;
  for (size_t i = 0; i < MTN_COUNT(clauses); i++) {
    if (!mtn_str_holds_any(text, clauses[i].names, MTN_COUNT(clauses[i].names))) continue;
    if (any) name[at++] = '-';
    at = append(name, at, clauses[i].code);
    any = true;
  }
  return any ? append_version(name, at, text) : 0;
}

/* The same of a text that begins with a short name: CC BY-SA 4.0, CC-BY-NC. */
static size_t read_short(matn_str text, char name[NAME_SIZE]) {
  size_t at = append(name, 0, "CC"), from = 2, found = 0;
  for (size_t next; from + 3 <= text.len && (text.ptr[from] == ' ' || text.ptr[from] == '-'); from = next) {
    size_t i = 0;
    next = from + 3;
    while (i < MTN_COUNT(clauses) && memcmp(text.ptr + from + 1, clauses[i].code, 2) != 0) i++;
    bool whole = next == text.len || !mtn_is_alpha((unsigned char)text.ptr[next]);
    if (i == MTN_COUNT(clauses) || !whole || (!found && i)) break;
    if (++found > MTN_COUNT(clauses)) break;
    name[at++] = found == 1 ? ' ' : '-';
    at = append(name, at, clauses[i].code);
  }
  return found ? append_version(name, at, (matn_str){text.ptr + from, text.len - from < 6 ? text.len - from : 6}) : 0;
}

/* The credit of a photograph says what that may be used for, not the page. */
static bool is_credit(const mtn_line *line) {
  static const char *const words[] = {"photo",  "image",     "foto", "bild", "picture",
                                      "flickr", "wikimedia", "صورة", "写真"};
  return line->flags & MTN_LINE_CAPTION || mtn_str_holds_any(line->text, words, MTN_COUNT(words));
}

static void read_line(mtn_gatherer *g, uint32_t number) {
  static const char *const spoken[] = {"Creative Commons", "المشاع الإبداعي", "クリエイティブ・コモンズ", "知识共享",
                                       "創用CC"};
  const mtn_line *line = &g->page->lines[number - 1];
  char name[NAME_SIZE];
  size_t len = 0;
  if (is_credit(line)) return;
  for (size_t i = 0; !len && i < MTN_COUNT(spoken); i++)
    if (mtn_str_find(line->text, 0, spoken[i]) != SIZE_MAX) len = spell(line->text, name);
  for (size_t at = 0; !len && (at = mtn_str_find(line->text, at, "CC")) != SIZE_MAX; at += 2)
    len = read_short((matn_str){line->text.ptr + at, line->text.len - at}, name);
  for (size_t i = 0; !len && i < MTN_COUNT(others); i++)
    if (mtn_str_find(line->text, 0, others[i].phrase) != SIZE_MAX) len = append(name, 0, others[i].name);
  matn_str link = g->page->plain ? (matn_str){NULL, 0} : link_in(g->page->doc, line);
  if (!len && !link.ptr) return;
  matn_str value = link.ptr ? link : mtn_arena_copy(g->arena, (matn_str){name, len});
  g->failed |= !value.ptr;
  unsigned trust = (link.ptr ? 700u : 600u) + (line->flags & MTN_LINE_AROUND ? 100u : 0u);
  mtn_facts_suggest(g, MATN_LICENSE, MTN_FROM_TEXT, trust, value, number);
}

/* Where the first two letters of one of the others, but for CC0, stand next; text.len if nowhere. */
static size_t next_other(matn_str text, size_t at) {
#ifdef MTN_VEC16
  for (size_t next; at + PAIRS_AT_ONCE <= text.len; at = next) {
    v16 one = v16_load(text.ptr + at), two = v16_load(text.ptr + at + 1);
    v16 found = v16_and(v16_equal(one, v16_splat('G')), v16_equal(two, v16_splat('N')));
    found = v16_or(found, v16_and(v16_equal(one, v16_splat('O')), v16_equal(two, v16_splat('p'))));
    found = v16_or(found, v16_and(v16_equal(one, v16_splat('E')), v16_equal(two, v16_splat('t'))));
    if (v16_any_high(found)) return at + v16_first_high(found);
    next = at + 16 + PAIRS_AT_ONCE <= text.len
               ? at + 16
               : text.len - PAIRS_AT_ONCE; /* the last sixteen pairs may have been looked at */
    if (next == at) return text.len;
  }
#endif
  for (; at + 1 < text.len; at++) {
    const char one = text.ptr[at], two = text.ptr[at + 1];
    if ((one == 'G' && two == 'N') || (one == 'O' && two == 'p') || (one == 'E' && two == 't')) return at;
  }
  return text.len;
}

/* Whether a line may name a licence, by a glance: "CC" or "Creative" anywhere; of what stands around the text also
 * those of other scripts and names. */
static bool may_name(const mtn_line *line) {
  matn_str text = line->text;
  if (text.len > LINE_LONG || text.len < 3) return false;
  const char *end = text.ptr + text.len;
  for (const char *p = text.ptr; (p = memchr(p, 'C', (size_t)(end - p))) != NULL && ++p < end;)
    if (*p == 'C' || (*p == 'r' && mtn_str_starts((matn_str){p, (size_t)(end - p)}, "reative"))) return true;
  if (!(line->flags & MTN_LINE_AROUND)) return false;
  if ((unsigned char)text.ptr[0] >= 0xD8) return true;
  if (text.len < PAIRS_AT_ONCE) return mtn_str_find(text, 0, "Etalab") != SIZE_MAX; /* the others are longer */
  for (size_t at = 0; (at = next_other(text, at)) < text.len; at++)
    for (size_t i = 0; i < MTN_COUNT(others); i++)
      if (mtn_str_find((matn_str){text.ptr + at, text.len - at}, 0, others[i].phrase) == 0) return true;
  return false;
}

void mtn_facts_read_license(mtn_gatherer *g) {
  if (mtn_facts_best(g, MATN_LICENSE)) return;
  for (uint32_t line = 1; line <= g->page->line_count && !g->failed; line++)
    if (may_name(&g->page->lines[line - 1])) read_line(g, line);
}
