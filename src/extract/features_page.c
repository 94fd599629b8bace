/* What the page says of itself in its head, what it is in sum, and what of that a block repeats. */
#include "extract/features_internal.h"

#include "text/vec16.h"
#include "text/words.h"

/* ----------------------------------------------------------------------------------------------------- Sets of words
 */

/* The words of the page's title and of its description, as hashes; of fixed size, because both are short. */
#define SET_SLOTS 512u
#define SET_WORDS 96u /* of each */
enum { IN_TITLE, IN_ABOUT, FIELDS };
typedef struct word_set {
  uint32_t slots[SET_SLOTS];
  uint8_t fields[SET_SLOTS]; /* which of the two hold the word, a bit each */
  uint32_t lengths[256];     /* of the words by their first byte, a bit a length: what most words are told apart by */
  unsigned count[FIELDS];
} word_set;

/* Where the word stands, or would. */
static uint32_t slot_of(const word_set *set, uint32_t hash) {
  uint32_t slot = hash % SET_SLOTS;
  while (set->slots[slot] && set->slots[slot] != hash) slot = (slot + 1) % SET_SLOTS;
  return slot;
}

static unsigned first_of(matn_str word) { return (unsigned char)mtn_to_lower(word.ptr[0]); }
static uint32_t length_bit(matn_str word) { return UINT32_C(1) << (word.len < 31 ? word.len : 31); }

static void add_words(word_set *set, unsigned field, matn_str text) {
  size_t at = 0;
  for (matn_str word; set->count[field] < SET_WORDS && (word = mtn_text_next_word(text, &at)).ptr;) {
    uint32_t hash = mtn_text_hash_word(word, 0), slot = slot_of(set, hash);
    if (set->fields[slot] >> field & 1) continue;
    set->slots[slot] = hash;
    set->fields[slot] |= (uint8_t)(1u << field);
    set->lengths[first_of(word)] |= length_bit(word);
    set->count[field]++;
  }
}

/* A block longer than this is no title and repeats no description. */
#define OVERLAP_WORDS 80u

/* The words of a block, and how many of them stand in the page's title and in its description. */
typedef struct shared_words {
  const word_set *set;
  uint32_t words, in[FIELDS];
} shared_words;

static inline void look_at(shared_words *shared, matn_str word) {
  shared->words++;
  if (MTN_LIKELY(!(shared->set->lengths[first_of(word)] & length_bit(word)))) return;
  unsigned fields = shared->set->fields[slot_of(shared->set, mtn_text_hash_word(word, 0))];
  shared->in[IN_TITLE] += fields >> IN_TITLE & 1;
  shared->in[IN_ABOUT] += fields >> IN_ABOUT & 1;
}

static void look_at_words(shared_words *shared, matn_str text) {
  size_t at = 0;
  for (matn_str word; (word = mtn_text_next_word(text, &at)).ptr;) look_at(shared, word);
}

/* The same by runs of bytes, which is faster: what lies between two ASCII characters that are of no word is cut by
 * itself. */
static void look_at_runs(shared_words *shared, matn_str text) {
  mtn_text_runs runs = {.text = text};
  for (matn_str run; (run = mtn_text_next_run(&runs, false)).ptr;) {
    if (MTN_LIKELY(!runs.wide))
      look_at(shared, run);
    else
      look_at_words(shared, run);
  }
}

static void overlap(const mtn_measure *m, const word_set *set, size_t i) {
  const mtn_block *block = &m->blocks->items[i];
  shared_words shared = {.set = set};
  if ((set->count[IN_TITLE] || set->count[IN_ABOUT]) && block->words <= OVERLAP_WORDS)
    look_at_runs(&shared, block->text);
  mtn_row(m, MTN_F_title_overlap)[i] = mtn_share(shared.in[IN_TITLE], shared.words);
  mtn_row(m, MTN_F_about_overlap)[i] = mtn_share(shared.in[IN_ABOUT], shared.words);
}

/* ------------------------------------------------------------------------------------------------ What the head says
 */

typedef struct head {
  word_set words;
  uint32_t title_chars;
  int og;
  bool kinds[7]; /* in the order of MTN_F_ld_article… */
  matn_str address;
  mtn_word_kind generator, file; /* what the program makes that they name */
} head;

typedef struct kind_name {
  const char *name;
  unsigned kind;
} kind_name;
static const kind_name kind_names[] = {
    {"article", 0},     {"newsarticle", 0}, {"blogposting", 0},    {"reportagenewsarticle", 0},
    {"techarticle", 0}, {"product", 1},     {"productgroup", 1},   {"discussionforumposting", 2},
    {"qapage", 3},      {"itemlist", 4},    {"collectionpage", 4}, {"searchresultspage", 4},
    {"faqpage", 5},     {"videoobject", 6},
};

static void name_kind(head *h, matn_str name) {
  for (size_t i = 0; i < MTN_COUNT(kind_names); i++)
    if (mtn_str_is(name, kind_names[i].name)) h->kinds[kind_names[i].kind] = true;
}

/* The values of "@type" in a JSON-LD script, read by shape: a string, or strings in brackets. */
static void read_types(head *h, matn_str json) {
  const char *p = json.ptr, *end = json.ptr + json.len;
  while (p < end && (p = memchr(p, '@', (size_t)(end - p))) != NULL) {
    p++;
    if ((size_t)(end - p) < 6 || memcmp(p, "type\"", 5) != 0) continue;
    p += 5;
    bool list = false;
    for (; p < end; p++) {
      if (*p == '[') list = true;
      if (*p == '"') {
        const char *stop = memchr(p + 1, '"', (size_t)(end - p - 1));
        if (!stop) return;
        name_kind(h, (matn_str){p + 1, (size_t)(stop - p - 1)});
        p = stop;
        if (!list) break;
      } else if (*p != ':' && *p != '[' && *p != ',' && !mtn_is_space((unsigned char)*p)) {
        break;
      }
    }
  }
}

static void read_meta(const mtn_document *doc, uint32_t node, head *h) {
  matn_str content = mtn_node_attr(doc, node, MTN_ATTR_CONTENT);
  if (!content.ptr) return;
  matn_str key = mtn_node_attr(doc, node, MTN_ATTR_PROPERTY);
  if (!key.ptr) key = mtn_node_attr(doc, node, MTN_ATTR_NAME);
  if (mtn_str_is(key, "og:title")) add_words(&h->words, IN_TITLE, content);
  if (mtn_str_is(key, "description") || mtn_str_is(key, "og:description")) add_words(&h->words, IN_ABOUT, content);
  if (mtn_str_is(key, "og:url") && !h->address.ptr) h->address = content;
  if (mtn_str_is(key, "generator") && !h->generator) h->generator = mtn_word_kind_of_generator(content);
  if (mtn_str_is(key, "og:type"))
    h->og = mtn_str_is(content, "article") ? 1
            : mtn_str_is(content, "product") || mtn_str_is(content, "og:product") || mtn_str_is(content, "product.item")
                ? 2
                : 3;
}

static void read_head(const mtn_measure *m, head *h) {
  const mtn_document *doc = m->doc;
  for (size_t i = 0; i < m->blocks->mark_count; i++) {
    uint32_t node = m->blocks->marks[i];
    const mtn_node *n = &doc->nodes[node];
    switch (n->tag) {
    case MTN_TAG_META: read_meta(doc, node, h); break;
    case MTN_TAG_LINK:
      if (mtn_str_is(mtn_node_attr(doc, node, MTN_ATTR_REL), "canonical"))
        h->address = mtn_node_attr(doc, node, MTN_ATTR_HREF);
      else if (!h->file && mtn_str_is(mtn_node_attr(doc, node, MTN_ATTR_REL), "stylesheet"))
        h->file = mtn_word_kind_of_file(mtn_node_attr(doc, node, MTN_ATTR_HREF));
      break;
    case MTN_TAG_TITLE:
      if (n->first && doc->nodes[n->first].type == MTN_TEXT && !h->title_chars) {
        matn_str title = mtn_node_text(doc, n->first);
        h->title_chars = (uint32_t)title.len;
        add_words(&h->words, IN_TITLE, title);
      }
      break;
    case MTN_TAG_SCRIPT:
      if (n->first && mtn_str_is(mtn_node_attr(doc, node, MTN_ATTR_TYPE), "application/ld+json"))
        read_types(h, mtn_node_text(doc, n->first));
      break;
    default: break;
    }
  }
}

/* ----------------------------------------------------------------------------------------------------- Bytes of text
 */

/* What the bytes of a text are: ASCII digits, ASCII capitals, and such as a currency sign may start with ('$', and the
 * first bytes of U+0080 to U+00BF and of U+2000 to U+2FFF). */
typedef struct byte_counts {
  uint32_t digits, capitals, money;
} byte_counts;

#ifdef MTN_VEC16
/* Sixteen bytes, of which those count that have a bit in `which`. */
static inline void count_sixteen(v16 v, uint32_t which, byte_counts *counts) {
  v16 digits = mtn_text_between(v, '0', '9'), capitals = mtn_text_between(v, 'A', 'Z');
  v16 money =
      v16_or(v16_equal(v, v16_splat('$')), v16_or(v16_equal(v, v16_splat(0xC2)), v16_equal(v, v16_splat(0xE2))));
  counts->digits += v16_count(v16_bits(digits) & which);
  counts->capitals += v16_count(v16_bits(capitals) & which);
  counts->money += (v16_bits(money) & which) != 0;
}

static byte_counts count_bytes(matn_str text) {
  byte_counts counts = {0};
  size_t i = 0;
  for (; i + 16 <= text.len; i += 16) count_sixteen(v16_load(text.ptr + i), 0xFFFF, &counts);
  if (i == text.len) return counts;
  if (text.len >= 16) { /* the last sixteen, without those that were counted */
    count_sixteen(v16_load(text.ptr + text.len - 16), 0xFFFFu & ~((1u << (16 - (text.len - i))) - 1), &counts);
  } else {
    count_sixteen(v16_load_few(text.ptr, text.len), 0xFFFF, &counts);
  }
  return counts;
}
#else
static byte_counts count_bytes(matn_str text) {
  byte_counts counts = {0};
  for (size_t i = 0; i < text.len; i++) {
    unsigned char c = (unsigned char)text.ptr[i];
    counts.digits += mtn_is_digit(c);
    counts.capitals += c >= 'A' && c <= 'Z';
    counts.money += c == '$' || c == 0xC2 || c == 0xE2;
  }
  return counts;
}
#endif

/* Whether a text has a currency sign: $, £, ¥, or one of U+20A0 to U+20BF (E2 82 A0 to E2 82 BF). */
static bool has_money(matn_str text) {
  const unsigned char *p = (const unsigned char *)text.ptr;
  for (size_t i = 0; i < text.len; i++) {
    size_t left = text.len - i;
    if (p[i] == '$' || (p[i] == 0xC2 && left > 1 && (p[i + 1] == 0xA3 || p[i + 1] == 0xA5)) ||
        (p[i] == 0xE2 && left > 2 && p[i + 1] == 0x82 && p[i + 2] >= 0xA0 && p[i + 2] <= 0xBF))
      return true;
  }
  return false;
}

/* Sentence signs that a text ends with, closing marks aside; as three bytes or fewer of UTF-8. */
static bool ends_sentence(matn_str text) {
  while (text.len) {
    unsigned char c = (unsigned char)text.ptr[text.len - 1];
    if (c == '"' || c == '\'' || c == ')' || c == ']') {
      text.len--;
      continue;
    }
    if (text.len >= 3 && (unsigned char)text.ptr[text.len - 3] == 0xE2 &&
        (unsigned char)text.ptr[text.len - 2] == 0x80 && (c == 0x99 || c == 0x9D || c == 0xBA)) { /* ’ ” › */
      text.len -= 3;
      continue;
    }
    if (text.len >= 2 && (unsigned char)text.ptr[text.len - 2] == 0xC2 && c == 0xBB) { /* » */
      text.len -= 2;
      continue;
    }
    break;
  }
  if (!text.len) return false;
  const unsigned char *end = (const unsigned char *)text.ptr + text.len;
  if (end[-1] == '.' || end[-1] == '!' || end[-1] == '?') return true;
  if (text.len >= 2 && end[-2] == 0xD8 && end[-1] == 0x9F) return true; /* ؟ */
  if (text.len >= 2 && end[-2] == 0xDB && end[-1] == 0x94) return true; /* ۔ */
  if (text.len >= 2 && end[-2] == 0xD6 && end[-1] == 0x89) return true; /* ։ */
  if (text.len < 3) return false;
  if (end[-3] == 0xE3 && end[-2] == 0x80 && end[-1] == 0x82) return true;                      /* 。 */
  if (end[-3] == 0xE0 && end[-2] == 0xA5 && (end[-1] == 0xA4 || end[-1] == 0xA5)) return true; /* । ॥ */
  if (end[-3] == 0xE2 && end[-2] == 0x80 && end[-1] == 0xA6) return true;                      /* … */
  return end[-3] == 0xEF && end[-2] == 0xBC && (end[-1] == 0x81 || end[-1] == 0x9F);           /* ！？ */
}

/* Rows of the bytes and words of each text; how many blocks name money. */
static size_t text_features(const mtn_measure *m, const head *h) {
  const mtn_blocks *blocks = m->blocks;
  size_t money = 0;
  for (size_t i = 0; i < blocks->count; i++) {
    matn_str text = blocks->items[i].text;
    byte_counts counts = count_bytes(text);
    money += text.len < 200 && counts.money && has_money(text); /* prices stand in short blocks */
    mtn_row(m, MTN_F_digits)[i] = mtn_share(counts.digits, text.len);
    mtn_row(m, MTN_F_capitals)[i] = mtn_share(counts.capitals, text.len);
    mtn_row(m, MTN_F_end_stop)[i] = ends_sentence(text);
    mtn_row(m, MTN_F_end_colon)[i] = text.len && text.ptr[text.len - 1] == ':';
    overlap(m, &h->words, i);
  }
  return money;
}

matn_status mtn_features_page(mtn_measure *m, uint32_t best, uint32_t c60, uint32_t art, uint32_t main) {
  const mtn_blocks *blocks = m->blocks;
  size_t n = blocks->count;
  head *h = mtn_arena_calloc(m->arena, 1, sizeof(*h));
  if (!h) return MATN_NOMEM;
  read_head(m, h);
  size_t money = text_features(m, h);
  uint32_t longest = 0;
  size_t lists = 0, tables = 0, headings = 0, forms = 0, pres = 0, navs = 0, times = 0, articles = 0;
  for (size_t i = 0; i < n; i++) {
    const mtn_block *b = &blocks->items[i];
    if (m->weight[i] > longest) longest = m->weight[i];
    lists += (b->flags & MTN_BLOCK_IN_LIST) != 0;
    tables += (b->flags & MTN_BLOCK_IN_TABLE) != 0;
    headings += b->kind == MATN_BLOCK_HEADING;
    forms += (b->flags & MTN_BLOCK_IN_FORM) != 0;
    pres += (b->flags & MTN_BLOCK_IN_PRE) != 0;
    navs += (b->flags & MTN_BLOCK_IN_NAV) != 0;
    times += (b->flags & MTN_BLOCK_IN_TIME) != 0;
  }
  for (size_t i = 0; i < blocks->box_count; i++) articles += blocks->boxes[i].tag == MTN_TAG_ARTICLE;
  mtn_sums all = m->before[n], c60_sums = mtn_box_sums(m, c60);
  mtn_fill(m, MTN_F_pg_w, all.words);
  mtn_fill(m, MTN_F_pg_para, all.weight);
  mtn_fill(m, MTN_F_pg_nb, (int64_t)n);
  mtn_fill(m, MTN_F_pg_ld, mtn_share(all.link, all.chars));
  mtn_fill(m, MTN_F_pg_sents, all.sentences);
  mtn_fill(m, MTN_F_pg_maxp, longest);
  mtn_fill(m, MTN_F_pg_bestp, mtn_share(mtn_box_sums(m, best).weight, all.weight));
  mtn_fill(m, MTN_F_pg_c60_w, c60_sums.words);
  mtn_fill(m, MTN_F_pg_c60_ld, mtn_share(c60_sums.link, c60_sums.chars));
  mtn_fill(m, MTN_F_pg_c60_nb, (int64_t)blocks->boxes[c60].end - blocks->boxes[c60].first);
  mtn_fill(m, MTN_F_pg_li, mtn_share(lists, n));
  mtn_fill(m, MTN_F_pg_td, mtn_share(tables, n));
  mtn_fill(m, MTN_F_pg_hd, mtn_share(headings, n));
  mtn_fill(m, MTN_F_pg_form, mtn_share(forms, n));
  mtn_fill(m, MTN_F_pg_pre, mtn_share(pres, n));
  mtn_fill(m, MTN_F_pg_nav, mtn_share(navs, n));
  mtn_fill(m, MTN_F_pg_money, (int64_t)money);
  mtn_fill(m, MTN_F_pg_times, (int64_t)times);
  mtn_fill(m, MTN_F_pg_title, h->title_chars);
  mtn_fill(m, MTN_F_pg_articles, (int64_t)articles);
  mtn_fill(m, MTN_F_pg_art_w, art ? (int64_t)mtn_box_sums(m, art).words : -1);
  mtn_fill(m, MTN_F_pg_main_w, main ? (int64_t)mtn_box_sums(m, main).words : -1);
  mtn_fill(m, MTN_F_pg_og, h->og);
  static_assert(MTN_F_ld_video - MTN_F_ld_article == 6, "a row a kind");
  for (unsigned k = 0; k < MTN_COUNT(h->kinds); k++) mtn_fill(m, (mtn_feature)(MTN_F_ld_article + k), h->kinds[k]);
  mtn_features_address(m, h->address,
                       h->generator ? h->generator
                       : h->file    ? h->file
                                    : (mtn_word_kind)m->blocks->script_kind);
  return MATN_OK;
}
