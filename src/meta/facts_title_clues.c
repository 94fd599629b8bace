/* What is known of a title: who says it, how it stands to what else is said, to the address and to the text. */
#include "meta/facts_title.h"

#include "meta/clean.h"
#include "text/fold.h"
#include "text/words.h"

#define VISIBLE_LINES 150 /* before the text, that may show the headline again */
#define TEXT_LINES 8      /* of main text whose words are looked up */
#define TEXT_BYTES 800

/* -------------------------------------------------------------------------------------------------------------- Words
 */

/* Of folded characters. */
static uint32_t hash_word(matn_str word) {
  uint32_t hash = MTN_FNV32_START;
  for (const char *p = word.ptr, *end = p + word.len; p < end;) {
    size_t size = 1;
    uint32_t c = (unsigned char)*p < 0x80 ? (uint32_t)mtn_to_lower(*p) : mtn_char_fold(mtn_utf8_decode(p, end, &size));
    p += size;
    if (c) hash = mtn_fnv32_add(hash, c);
  }
  return hash;
}

/* The hash of the next word at or after *at, which moves behind it; false after the last. */
static bool next_word(matn_str text, size_t *at, uint32_t *hash) {
  size_t i = *at;
  while (i < text.len && (unsigned char)text.ptr[i] < 0x80 && !mtn_text_is_ascii_word(text.ptr[i])) i++;
  const size_t start = i;
  uint32_t of_ascii = MTN_FNV32_START;
  for (; i < text.len && mtn_text_is_ascii_word(text.ptr[i]); i++)
    of_ascii = mtn_fnv32_add(of_ascii, (unsigned char)mtn_to_lower(text.ptr[i]));
  *hash = of_ascii;
  *at = i;
  if (i == text.len || (unsigned char)text.ptr[i] < 0x80) return i > start;
  *at = start;
  matn_str word = mtn_text_next_word(text, at);
  if (word.ptr) *hash = hash_word(word);
  return word.ptr != NULL;
}

static void find_words(matn_str text, mtn_title_words *out) {
  size_t at = 0;
  out->count = 0;
  for (uint32_t hash; out->count < MTN_TITLE_WORDS_MAX && next_word(text, &at, &hash);)
    out->hashes[out->count++] = hash;
}

/* Of the words of `a`, in hundredths, those that are in `b`; -1 if `b` is empty. */
static int16_t share_in(const mtn_title_words *a, const mtn_title_words *b) {
  size_t found = 0;
  if (!b->count) return -1;
  for (size_t i = 0; i < a->count; i++) {
    size_t k = 0;
    while (k < b->count && a->hashes[i] != b->hashes[k]) k++;
    found += k < b->count;
  }
  return (int16_t)(a->count ? found * 100 / a->count : 0);
}

static void add_text_word(uint64_t *filter, uint32_t hash) { filter[hash >> 6 & 15] |= UINT64_C(1) << (hash & 63); }
static bool has_text_word(const uint64_t *filter, uint32_t hash) { return filter[hash >> 6 & 15] >> (hash & 63) & 1; }

static void read_text(const mtn_page *page, mtn_titles *t) {
  size_t lines = 0, bytes = 0;
  for (size_t i = 0; i < page->line_count && lines < TEXT_LINES && bytes < TEXT_BYTES; i++) {
    const mtn_line *l = &page->lines[i];
    if (!(l->flags & MTN_LINE_SELECTED) || l->flags & MTN_LINE_HEADING || l->text.len < 40) continue;
    matn_str text = {l->text.ptr, l->text.len < TEXT_BYTES ? l->text.len : TEXT_BYTES};
    size_t at = 0;
    for (uint32_t hash; next_word(text, &at, &hash);) add_text_word(t->text_words, hash);
    lines++;
    bytes += text.len;
  }
}

static bool ends_part(char c) { return c == '/' || c == '?' || c == '#'; }

/* The part of the address's path that has the most words. */
static void read_address(const mtn_gatherer *g, mtn_titles *t) {
  matn_str url = mtn_facts_address(g);
  size_t at = mtn_str_find(url, 0, "://"), slashes = 0, most = 0;
  t->home = !absent(g->host);
  if (at >= url.len) return;
  for (at += 3; at < url.len && url.ptr[at] != '?' && url.ptr[at] != '#';) {
    size_t end = at, signs = 0;
    while (end < url.len && !ends_part(url.ptr[end])) signs += url.ptr[end] == '-' || url.ptr[end] == '_', end++;
    if (slashes && end > at) t->home = false;
    if (slashes && signs >= most && end > at) {
      mtn_title_words *slug = &t->slug_words;
      most = signs;
      slug->count = 0;
      for (size_t start = at; start < end && slug->count < MTN_TITLE_WORDS_MAX;) {
        size_t stop = start;
        while (stop < end && mtn_is_alnum((unsigned char)url.ptr[stop])) stop++;
        if (stop > start) slug->hashes[slug->count++] = hash_word((matn_str){url.ptr + start, stop - start});
        start = stop + 1;
      }
    }
    slashes++;
    at = end + (end < url.len && url.ptr[end] == '/');
  }
}

void mtn_titles_prepare(mtn_gatherer *g, mtn_titles *t) {
  matn_str type = g->thing ? g->thing->single[MTN_LD_TYPE] : (matn_str){NULL, 0};
  t->news = mtn_str_ends(type, "newsarticle");
  t->article = t->news || mtn_str_is(type, "article") || mtn_str_is(type, "blogposting");
  for (size_t i = 0; i < g->out->candidate_count && !t->article; i++) {
    const mtn_candidate *c = &g->out->candidates[i];
    t->article = c->field == MATN_PAGE_TYPE && mtn_str_is(c->value, "article");
  }
  find_words(t->title, &t->title_words);
  find_words(t->shared, &t->shared_words);
  find_words(t->heading, &t->heading_words);
  find_words(t->headline, &t->headline_words);
  read_text(g->page, t);
  read_address(g, t);
}

/* -------------------------------------------------------------------------------------------------------------- Others
 */

static bool starts_with(matn_str text, matn_str with) {
  return with.len * 3 > text.len && text.len > with.len && memcmp(text.ptr, with.ptr, with.len) == 0;
}
static bool ends_with(matn_str text, matn_str with) {
  return with.len * 3 > text.len && text.len > with.len &&
         memcmp(text.ptr + text.len - with.len, with.ptr, with.len) == 0;
}

static void most(int16_t *clue, int value) {
  if (value > *clue) *clue = (int16_t)value;
}

/* Who says just this. */
static void add_source(const mtn_gatherer *g, const mtn_title *o, int16_t *clues, uint32_t *kinds) {
  const mtn_candidate *c = &g->out->candidates[o->candidate];
  *kinds |= 1u << c->source;
  switch ((mtn_source)c->source) {
  case MTN_FROM_TITLE: most(&clues[TITLE_CUT], o->cut); return;
  case MTN_FROM_OPEN_GRAPH: most(&clues[SHARED_CUT], o->cut); return;
  case MTN_FROM_TWITTER: clues[TWITTER_SAYS] = 1; return;
  case MTN_FROM_JSON_LD: clues[c->trust >= 800 ? LD_HEADLINE_SAYS : LD_NAME_SAYS] = 1; return;
  case MTN_FROM_MICRODATA: clues[ITEM_SAYS] = 1; return;
  case MTN_FROM_HEADING: break;
  case MTN_FROM_DUBLIN_CORE: clues[DUBLIN_CORE_SAYS] = 1, clues[META_SAYS] = 2; return;
  case MTN_FROM_CITATION: clues[CITATION_SAYS] = 1, clues[META_SAYS] = 2; return;
  case MTN_FROM_ANALYTICS: clues[ANALYTICS_SAYS] = 1, clues[META_SAYS] = 2; return;
  default: most(&clues[META_SAYS], 1); return;
  }
  uint32_t flags = c->line ? g->page->lines[c->line - 1].flags : 0;
  if (o->part) {
    clues[HEADING_PART] = o->part;
    most(&clues[PART_OFF], o->part_off);
    most(&clues[PART_LEFT], o->left_titled);
  }
  most(&clues[HEADING_CUT], o->cut);
  if (!clues[HEADING_RANK] || o->heading < clues[HEADING_RANK]) clues[HEADING_RANK] = o->heading;
  if (flags & MTN_LINE_SELECTED) clues[HEADING_SELECTED] = 1;
  if (flags & MTN_LINE_AROUND) clues[HEADING_AROUND] = 1;
}

static void compare_titles(const mtn_gatherer *g, const mtn_titles *t, const mtn_title *own, int16_t *clues) {
  uint32_t kinds = 0;
  for (size_t i = 0; i < t->count; i++) {
    const mtn_title *o = &t->items[i];
    if (o->hash == own->hash) {
      add_source(g, o, clues, &kinds);
      continue;
    }
    if (o->cut < MTN_CUT_WHOLE) continue;
    if (ends_with(o->value, own->value)) clues[ENDS_ANOTHER] = 1;
    if (ends_with(own->value, o->value)) clues[HAS_KICKER] = 1;
    if (starts_with(o->value, own->value)) clues[STARTS_ANOTHER] = 1;
    if (starts_with(own->value, o->value)) clues[GOES_ON] = 1;
  }
  for (; kinds; kinds &= kinds - 1) clues[SOURCES]++;
}

/* Where it stands in the title element, signs and case aside. */
static int16_t place_in(matn_str title, matn_str value) {
  if (absent(value) || value.len > title.len) return 0;
  for (size_t i = 0; i + value.len <= title.len; i++)
    if (mtn_to_lower(title.ptr[i]) == mtn_to_lower(value.ptr[0]) &&
        mtn_clean_same((matn_str){title.ptr + i, value.len}, value))
      return i == 0 ? 2 : 1;
  return 0;
}

static void find_line(const mtn_page *page, matn_str value, int16_t *clues) {
  for (size_t i = 0; i < page->line_count && i < VISIBLE_LINES; i++) {
    matn_str text = page->lines[i].text;
    if (text.len > value.len + 8 || value.len > text.len + 8 || !mtn_clean_same(text, value)) continue;
    if (!clues[LINE]) clues[LINE] = (int16_t)(i + 1);
    if (page->lines[i].flags & MTN_LINE_HEADING) clues[LINE_HEADING] = 1;
  }
}

static int16_t count_marks(matn_str value) {
  int16_t count = 0;
  unsigned mark;
  for (size_t i = 1, len; (len = mtn_title_next_separator(value, &i, &mark)) != 0; i += len) count++;
  return count;
}

static void set_page(const mtn_gatherer *g, const mtn_titles *t, int16_t *clues) {
  clues[HEADINGS] = (int16_t)t->headings;
  clues[ARTICLE] = t->article;
  clues[NEWS] = t->news;
  clues[HAS_SHARED] = !absent(t->shared);
  clues[HAS_ADDRESS] = !absent(g->host);
  clues[IS_HOME] = t->home;
  clues[LINES] = (int16_t)(g->page->line_count < 1000 ? g->page->line_count : 1000);
  clues[SHARED_OF_HEADING] = share_in(&t->heading_words, &t->shared_words);
  clues[SHARED_OF_LD] = share_in(&t->headline_words, &t->shared_words);
  clues[HEADING_OF_LD] = share_in(&t->headline_words, &t->heading_words);
}

/* Headlines for searching have years and brackets, those for readers quotations and questions. */
static void measure_form(matn_str value, int16_t *clues) {
  enum { CAPITAL = 1, SMALL = 2, DIGIT = 4, SIGN = 8 };
  unsigned kinds = 0, digits = 0, signs = 0, quotes = 0, brackets = 0;
  for (size_t i = 0; i < value.len; i++) {
    const unsigned char c = (unsigned char)value.ptr[i];
    const unsigned kind = mtn_is_digit(c) ? DIGIT : mtn_is_alpha(c) ? c >= 'a' ? SMALL : CAPITAL : c > ' ' ? SIGN : 0;
    kinds |= kind;
    if (kind == DIGIT) {
      digits++;
      continue;
    }
    if (digits == 4 && value.ptr[i - 4] == '2' && value.ptr[i - 3] == '0') clues[HAS_YEAR] = 1;
    digits = 0;
    if (kind != SIGN) continue;
    const matn_str rest = {value.ptr + i, value.len - i};
    signs += c < 0x80 || (c == 0xE2 && rest.len > 2 && (unsigned char)rest.ptr[1] == 0x80);
    quotes += c == '"' || (c >= 0x80 && (mtn_str_starts(rest, "“") || mtn_str_starts(rest, "«")));
    brackets += c == '(';
  }
  if (digits == 4 && value.ptr[value.len - 4] == '2' && value.ptr[value.len - 3] == '0') clues[HAS_YEAR] = 1;
  clues[IS_CAPITALS] = !(kinds & SMALL) && kinds & CAPITAL;
  clues[IS_QUESTION] = mtn_str_ends(value, "?") || mtn_str_ends(value, "？") || mtn_str_ends(value, "؟");
  clues[SIGNS] = (int16_t)(signs < 100 ? signs : 100);
  clues[QUOTES] = (int16_t)(quotes < 10 ? quotes : 10);
  clues[BRACKETS] = (int16_t)(brackets < 10 ? brackets : 10);
}

void mtn_titles_measure(const mtn_gatherer *g, const mtn_titles *t, const mtn_title *title, int16_t *clues) {
  matn_str value = title->value;
  mtn_title_words own;
  size_t known = 0;
  find_words(value, &own);
  set_page(g, t, clues);
  compare_titles(g, t, title, clues);
  clues[IS_SITE] = mtn_facts_is_site(g, value);
  clues[WORDS] = (int16_t)own.count;
  clues[BYTES] = (int16_t)(value.len < 400 ? value.len : 400);
  clues[IN_TITLE_WORDS] = share_in(&own, &t->title_words);
  clues[OF_TITLE_WORDS] = share_in(&t->title_words, &own);
  clues[IN_SHARED_WORDS] = share_in(&own, &t->shared_words);
  clues[OF_SHARED_WORDS] = share_in(&t->shared_words, &own);
  clues[IN_HEADING_WORDS] = share_in(&own, &t->heading_words);
  clues[OF_HEADING_WORDS] = share_in(&t->heading_words, &own);
  clues[IN_LD_WORDS] = share_in(&own, &t->headline_words);
  clues[OF_LD_WORDS] = share_in(&t->headline_words, &own);
  clues[IN_SLUG_WORDS] = share_in(&own, &t->slug_words);
  clues[OF_SLUG_WORDS] = share_in(&t->slug_words, &own);
  for (size_t i = 0; i < own.count; i++) known += has_text_word(t->text_words, own.hashes[i]);
  clues[IN_TEXT_WORDS] = (int16_t)(own.count ? known * 100 / own.count : 0);
  clues[PLACE_IN_TITLE] = place_in(t->title, value);
  find_line(g->page, value, clues);
  measure_form(value, clues);
  clues[OWN_MARKS] = count_marks(value);
  clues[IS_CUT_SHORT] = mtn_str_ends(value, "...") || mtn_str_ends(value, "…");
}

void mtn_titles_measure_cut(const mtn_gatherer *g, const mtn_titles *t, const mtn_title *title, int16_t *clues) {
  const uint64_t hash = mtn_clean_hash(title->rest);
  mtn_title_words rest;
  find_words(title->rest, &rest);
  clues[MARK] = title->mark;
  clues[REST_WORDS] = (int16_t)rest.count;
  clues[REST_IN_HOST] = mtn_facts_shares_host(g, title->rest);
  clues[REST_IS_HEADING] = 0;
  for (size_t i = 0; i < t->count && !absent(title->rest); i++) {
    const mtn_title *o = &t->items[i];
    if (o->heading && o->hash == hash && o->hash != title->hash && o->cut >= MTN_CUT_WHOLE) clues[REST_IS_HEADING] = 1;
  }
}
