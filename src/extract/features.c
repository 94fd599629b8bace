/* Features of a block from itself, its containers, its ancestors and its neighbours: a few passes over blocks and
 * boxes, each linear. */
#include "extract/features_internal.h"

#define MTN_FEATURE_NAME(name, what) #name,
const char *const mtn_feature_names[MTN_FEATURE_COUNT] = {MTN_FEATURES(MTN_FEATURE_NAME)};
#undef MTN_FEATURE_NAME

/* What makes a paragraph (features.h): lengths that the study found by reading pages. */
enum { LONG_CHARS = 80, SENTENCE_CHARS = 40, LONG_LINKS = 500, SENTENCE_LINKS = 300 };

static uint32_t paragraph_weight(const mtn_block *b) {
  if (b->chars < SENTENCE_CHARS) return 0;
  uint32_t links = (uint32_t)((uint64_t)b->link_chars * 1000 / b->chars);
  bool is = (b->chars >= LONG_CHARS && links < LONG_LINKS) || (b->sentences >= 1 && links < SENTENCE_LINKS);
  return is && b->chars > b->link_chars ? b->chars - b->link_chars : 0;
}

/* Tags in groups that read alike. */
static int16_t tag_group(uint16_t tag) {
  switch (tag) {
  case MTN_TAG_P: return 1;
  case MTN_TAG_DIV: return 2;
  case MTN_TAG_SPAN: return 3;
  case MTN_TAG_A: return 4;
  case MTN_TAG_LI: return 5;
  case MTN_TAG_H1: return 6;
  case MTN_TAG_H2: return 7;
  case MTN_TAG_H3: return 8;
  case MTN_TAG_H4:
  case MTN_TAG_H5:
  case MTN_TAG_H6: return 9;
  case MTN_TAG_TD:
  case MTN_TAG_TH: return 10;
  case MTN_TAG_TR: return 11;
  case MTN_TAG_B:
  case MTN_TAG_STRONG: return 12;
  case MTN_TAG_I:
  case MTN_TAG_EM: return 13;
  case MTN_TAG_BUTTON: return 14;
  case MTN_TAG_LABEL: return 15;
  case MTN_TAG_PRE:
  case MTN_TAG_CODE: return 16;
  case MTN_TAG_BLOCKQUOTE: return 17;
  case MTN_TAG_DD: return 18;
  case MTN_TAG_DT: return 19;
  case MTN_TAG_FIGCAPTION:
  case MTN_TAG_CAPTION: return 20;
  case MTN_TAG_SECTION: return 21;
  case MTN_TAG_ARTICLE: return 22;
  case MTN_TAG_TIME: return 23;
  case MTN_TAG_SUMMARY:
  case MTN_TAG_DETAILS: return 24;
  case MTN_TAG_HEADER: return 25;
  case MTN_TAG_FOOTER: return 26;
  case MTN_TAG_NAV: return 27;
  case MTN_TAG_ASIDE: return 28;
  case MTN_TAG_SMALL: return 29;
  case MTN_TAG_BODY: return 30;
  default: return 0;
  }
}

static matn_status prepare(mtn_measure *m) {
  const mtn_blocks *blocks = m->blocks;
  size_t n = blocks->count, boxes = blocks->box_count;
  m->before = mtn_arena_calloc(m->arena, n + 1, sizeof(*m->before));
  m->weight = mtn_arena_calloc(m->arena, n + 1, sizeof(*m->weight));
  m->outer = mtn_arena_calloc(m->arena, boxes, sizeof(*m->outer));
  if (!m->before || !m->weight || !m->outer) return MATN_NOMEM;
  for (size_t i = 0; i < n; i++) {
    const mtn_block *b = &blocks->items[i];
    const mtn_sums *s = &m->before[i];
    m->weight[i] = paragraph_weight(b);
    m->before[i + 1] = (mtn_sums){s->chars + b->chars, s->link + b->link_chars, s->words + b->words,
                                  s->sentences + b->sentences, s->weight + m->weight[i]};
  }
  for (size_t i = 1; i < boxes; i++) {
    const mtn_box *box = &blocks->boxes[i], *parent = &blocks->boxes[box->parent];
    bool more = parent->first != box->first || parent->end != box->end;
    m->outer[i] = more ? box->parent : m->outer[box->parent];
  }
  return MATN_OK;
}

static void flag_features(const mtn_measure *m) {
  const mtn_blocks *blocks = m->blocks;
  static_assert(MTN_F_in_time - MTN_F_hidden == 26 && MTN_BLOCK_IN_TIME == 1 << 26, "a row a flag, in their order");
  for (size_t at = 0, end; at < blocks->count; at = end) { /* some at a time, side by side, since blocks are large */
    uint32_t flags[64];
    end = blocks->count - at < MTN_COUNT(flags) ? blocks->count : at + MTN_COUNT(flags);
    for (size_t i = at; i < end; i++) flags[i - at] = blocks->items[i].flags;
    for (unsigned flag = 0; flag <= 26; flag++) {
      int16_t *row = mtn_row(m, (mtn_feature)(MTN_F_hidden + flag)) + at;
      for (size_t i = 0; i < end - at; i++) row[i] = (int16_t)(flags[i] >> flag & 1);
    }
  }
}

static void own_features(mtn_measure *m) {
  const mtn_blocks *blocks = m->blocks;
  const mtn_document *doc = m->doc;
  for (size_t i = 0; i < blocks->count; i++) {
    const mtn_block *b = &blocks->items[i];
    uint32_t plain = b->chars > b->link_chars ? b->chars - b->link_chars : 0;
    mtn_row(m, MTN_F_chars)[i] = mtn_clip(b->chars);
    mtn_row(m, MTN_F_plain)[i] = mtn_clip(plain);
    mtn_row(m, MTN_F_words)[i] = mtn_clip(b->words);
    mtn_row(m, MTN_F_ld)[i] = mtn_share(b->link_chars, b->chars);
    mtn_row(m, MTN_F_sentences)[i] = mtn_clip(b->sentences);
    mtn_row(m, MTN_F_commas)[i] = mtn_clip(b->commas);
    mtn_row(m, MTN_F_links)[i] = mtn_clip(b->links);
    mtn_row(m, MTN_F_breaks)[i] = mtn_clip(b->breaks);
    mtn_row(m, MTN_F_images)[i] = mtn_clip(b->images);
    mtn_row(m, MTN_F_word_length)[i] = b->words ? mtn_clip((int64_t)b->chars * 10 / b->words) : 0;
    mtn_row(m, MTN_F_kind)[i] = b->kind;
    mtn_row(m, MTN_F_level)[i] = b->level;
    mtn_row(m, MTN_F_leaf_tag)[i] = tag_group(doc->nodes[b->node].tag);
    mtn_row(m, MTN_F_box_tag)[i] = tag_group(blocks->boxes[b->box].tag);
    mtn_row(m, MTN_F_list_depth)[i] = b->list_depth;
    mtn_row(m, MTN_F_quote_depth)[i] = b->quote_depth;
    mtn_row(m, MTN_F_depth)[i] = mtn_clip(b->depth);
    mtn_row(m, MTN_F_box_depth)[i] = mtn_clip(blocks->boxes[b->box].depth);
  }
  flag_features(m);
}

/* ------------------------------------------------------------------------------------------------------ Containers */

/* The deepest box that holds `share` thousandths of the page's paragraph weight, more than half: they form a chain. */
static uint32_t holder(const mtn_measure *m, uint32_t share) {
  const mtn_blocks *blocks = m->blocks;
  uint64_t need = (uint64_t)m->before[blocks->count].weight * share / 1000;
  uint32_t found = 0;
  for (uint32_t i = 1; i < blocks->box_count; i++)
    if (blocks->boxes[i].depth > blocks->boxes[found].depth && need && mtn_box_sums(m, i).weight >= need) found = i;
  return found;
}

/* The box of the highest score in the manner of Readability.js. */
static matn_status best_box(const mtn_measure *m, uint32_t *best) {
  const mtn_blocks *blocks = m->blocks;
  uint64_t *score = mtn_arena_calloc(m->arena, blocks->box_count, sizeof(*score));
  if (!score) return MATN_NOMEM;
  for (size_t i = 0; i < blocks->count; i++) {
    const mtn_block *b = &blocks->items[i];
    if (!m->weight[i]) continue;
    uint32_t hundreds = b->chars / 100;
    uint64_t points = (uint64_t)(1 + b->commas + (hundreds > 3 ? 3 : hundreds)) * 36; /* divisible by 1, 2, 6, 9 */
    uint32_t box = b->box;
    static const uint8_t part[] = {1, 2, 6, 9};
    for (size_t k = 0; k < MTN_COUNT(part); k++) {
      score[box] += points / part[k];
      if (box == 0) break;
      box = m->outer[box];
    }
  }
  *best = 0;
  uint64_t highest = 0;
  for (uint32_t i = 0; i < blocks->box_count; i++) {
    if (!score[i]) continue;
    mtn_sums s = mtn_box_sums(m, i);
    uint64_t value = s.chars ? score[i] * (s.chars - (s.link < s.chars ? s.link : s.chars)) / s.chars : 0;
    if (value > highest) {
      highest = value;
      *best = i;
    }
  }
  return MATN_OK;
}

/* The article or main box of most weight; 0 if there is none. */
static uint32_t landmark(const mtn_measure *m, uint32_t flag) {
  const mtn_blocks *blocks = m->blocks;
  uint32_t found = 0, most = 0;
  for (uint32_t i = 1; i < blocks->box_count; i++) {
    const mtn_box *box = &blocks->boxes[i];
    if (!(box->flags & flag) || (blocks->boxes[box->parent].flags & flag)) continue;
    uint32_t weight = mtn_box_sums(m, i).weight;
    if (!found || weight > most) {
      found = i;
      most = weight;
    }
  }
  return found;
}

/* Where each block stands to a box: boxes below it and blocks away from it. */
static void place(const mtn_measure *m, uint32_t box, mtn_feature in, mtn_feature away) {
  const mtn_box *b = &m->blocks->boxes[box];
  int16_t *in_row = mtn_row(m, in), *away_row = mtn_row(m, away);
  for (uint32_t i = 0; i < m->blocks->count; i++) {
    if (i < b->first) {
      in_row[i] = -1;
      away_row[i] = mtn_clip((int64_t)i - b->first);
    } else if (i >= b->end) {
      in_row[i] = -2;
      away_row[i] = mtn_clip((int64_t)i - b->end + 1);
    } else {
      in_row[i] = mtn_clip((int64_t)m->blocks->boxes[m->blocks->items[i].box].depth - b->depth);
      away_row[i] = 0;
    }
  }
}

static void no_place(const mtn_measure *m, mtn_feature in, mtn_feature away) {
  mtn_fill(m, in, -3); /* the page has no such box */
  mtn_fill(m, away, 0);
}

/* What the five rows of an ancestor say of a box. */
typedef struct box_values {
  int16_t rows[5];
} box_values;

static box_values values_of(const mtn_measure *m, size_t box, uint64_t page_weight) {
  mtn_sums s = mtn_box_sums(m, (uint32_t)box);
  uint32_t count = m->blocks->boxes[box].end - m->blocks->boxes[box].first;
  return (box_values){{mtn_clip(s.words), mtn_share(s.link, s.chars), mtn_clip(count), mtn_share(s.weight, page_weight),
                       count ? mtn_clip((int64_t)s.sentences * 10 / count) : (int16_t)0}};
}

static matn_status ancestor_features(const mtn_measure *m) {
  const mtn_blocks *blocks = m->blocks;
  box_values *of_box = mtn_arena_alloc(m->arena, blocks->box_count * sizeof(*of_box));
  if (!of_box) return MATN_NOMEM;
  for (size_t i = 0; i < blocks->box_count; i++) of_box[i] = values_of(m, i, m->before[blocks->count].weight);
  static_assert(MTN_F_a1_w - MTN_F_a0_w == 5 && MTN_F_a4_sb - MTN_F_a0_w == 24, "five rows an ancestor");
  for (size_t i = 0; i < blocks->count; i++) {
    uint32_t box = blocks->items[i].box;
    for (unsigned k = 0; k < 5; k++) {
      const int16_t *rows = of_box[box].rows;
      for (unsigned j = 0; j < 5; j++) mtn_row(m, (mtn_feature)(MTN_F_a0_w + k * 5 + j))[i] = rows[j];
      box = m->outer[box];
    }
  }
  return MATN_OK;
}

/* ------------------------------------------------------------------------------------------------------ Neighbours */

static void window(const mtn_measure *m, mtn_feature feature, int64_t from, int64_t to) {
  int64_t n = (int64_t)m->blocks->count;
  int16_t *row = mtn_row(m, feature);
  for (int64_t i = 0; i < n; i++) {
    int64_t a = i + from, b = i + to;
    if (a < 0) a = 0;
    if (b > n) b = n;
    if (a >= b) {
      row[i] = 0;
      continue;
    }
    mtn_sums s = mtn_sums_of(m, (uint32_t)a, (uint32_t)b);
    row[i] = mtn_clip((int64_t)s.chars - s.link);
  }
}

/* Boxes between a block and the innermost box that holds `other` too.  Sums over a page to less than the boxes entered
 * and left between neighbours, so it is linear. */
static int16_t climb(const mtn_measure *m, uint32_t box, size_t other) {
  int64_t steps = 0;
  const mtn_box *boxes = m->blocks->boxes;
  while (box && (other < boxes[box].first || other >= boxes[box].end)) {
    box = boxes[box].parent;
    steps++;
  }
  return mtn_clip(steps);
}

static void neighbour_features(const mtn_measure *m) {
  const mtn_blocks *blocks = m->blocks;
  size_t n = blocks->count;
  const int16_t *plain = mtn_row(m, MTN_F_plain), *ld = mtn_row(m, MTN_F_ld), *kind = mtn_row(m, MTN_F_kind);
  for (size_t i = 0; i < n; i++) {
    mtn_row(m, MTN_F_p1_plain)[i] = i > 0 ? plain[i - 1] : -1;
    mtn_row(m, MTN_F_p1_ld)[i] = i > 0 ? ld[i - 1] : -1;
    mtn_row(m, MTN_F_p1_kind)[i] = i > 0 ? kind[i - 1] : -1;
    mtn_row(m, MTN_F_n1_plain)[i] = i + 1 < n ? plain[i + 1] : -1;
    mtn_row(m, MTN_F_n1_ld)[i] = i + 1 < n ? ld[i + 1] : -1;
    mtn_row(m, MTN_F_n1_kind)[i] = i + 1 < n ? kind[i + 1] : -1;
    mtn_row(m, MTN_F_p2_plain)[i] = i > 1 ? plain[i - 2] : -1;
    mtn_row(m, MTN_F_n2_plain)[i] = i + 2 < n ? plain[i + 2] : -1;
    mtn_row(m, MTN_F_lca_up)[i] = i > 0 ? climb(m, blocks->items[i].box, i - 1) : -1;
    mtn_row(m, MTN_F_lca_down)[i] = i + 1 < n ? climb(m, blocks->items[i].box, i + 1) : -1;
  }
  window(m, MTN_F_wl5, -5, 0);
  window(m, MTN_F_wr5, 1, 6);
  window(m, MTN_F_wl12, -12, 0);
  window(m, MTN_F_wr12, 1, 13);
}

static void position_features(const mtn_measure *m) {
  const mtn_blocks *blocks = m->blocks;
  size_t n = blocks->count, first = n, last = n, title = n;
  for (size_t i = 0; i < n; i++) {
    if (m->weight[i]) {
      if (first == n) first = i;
      last = i;
    }
    /* The title heading: the first h1, else the first heading. */
    if (blocks->items[i].kind == MATN_BLOCK_HEADING &&
        (title == n || (blocks->items[i].level == 1 && blocks->items[title].level != 1)))
      title = i;
  }
  int64_t since = -1, level = 0, until = -1;
  for (size_t i = 0; i < n; i++) {
    mtn_row(m, MTN_F_dhd)[i] = mtn_clip(since);
    mtn_row(m, MTN_F_dhd_level)[i] = (int16_t)level;
    if (blocks->items[i].kind == MATN_BLOCK_HEADING) {
      since = 0;
      level = blocks->items[i].level;
    }
    if (since >= 0) since++;
    mtn_row(m, MTN_F_dh)[i] = title < n ? mtn_clip((int64_t)i - (int64_t)title) : INT16_MIN;
    mtn_row(m, MTN_F_dfp)[i] = first < n ? mtn_clip((int64_t)i - (int64_t)first) : INT16_MIN;
    mtn_row(m, MTN_F_dlp)[i] = last < n ? mtn_clip((int64_t)last - (int64_t)i) : INT16_MIN;
    mtn_row(m, MTN_F_rank)[i] = mtn_share(i, n);
    mtn_row(m, MTN_F_rw)[i] = mtn_share(m->before[i].words, m->before[n].words);
    mtn_row(m, MTN_F_rp)[i] = mtn_share(m->before[i].weight, m->before[n].weight);
  }
  for (size_t i = n; i-- > 0;) {
    mtn_row(m, MTN_F_dhn)[i] = mtn_clip(until);
    if (blocks->items[i].kind == MATN_BLOCK_HEADING) until = 0;
    if (until >= 0) until++;
  }
}

static void clear_padding(const mtn_features *features) {
  for (size_t row = 0; row < features->rows && features->stride > features->count; row++)
    memset(features->values + row * features->stride + features->count, 0,
           (features->stride - features->count) * sizeof(*features->values));
}

matn_status mtn_features_measure(const mtn_document *doc, const mtn_blocks *blocks, matn_str url, mtn_arena *arena,
                                 mtn_features *out) {
  *out = (mtn_features){.count = blocks->count, .rows = MTN_FEATURE_COUNT};
  out->stride = (blocks->count + MTN_FEATURE_LANES - 1) / MTN_FEATURE_LANES * MTN_FEATURE_LANES;
  size_t cells;
  if (!mtn_mul(out->stride, MTN_FEATURE_COUNT * sizeof(*out->values), &cells)) return MATN_NOMEM;
  out->values = mtn_arena_alloc(arena, cells);
  if (!out->values) return MATN_NOMEM;
  clear_padding(out); /* all else is written below */
  mtn_measure m = {.doc = doc, .blocks = blocks, .url = url, .arena = arena, .out = out};
  MTN_TRY(prepare(&m));
  own_features(&m);
  uint32_t best, c60 = holder(&m, 600), c85 = holder(&m, 850);
  MTN_TRY(best_box(&m, &best));
  uint32_t art = landmark(&m, MTN_BLOCK_IN_ARTICLE), main = landmark(&m, MTN_BLOCK_IN_MAIN);
  place(&m, c60, MTN_F_c60_in, MTN_F_c60_d);
  place(&m, c85, MTN_F_c85_in, MTN_F_c85_d);
  place(&m, best, MTN_F_best_in, MTN_F_best_d);
  if (art)
    place(&m, art, MTN_F_art_in, MTN_F_art_d);
  else
    no_place(&m, MTN_F_art_in, MTN_F_art_d);
  if (main)
    place(&m, main, MTN_F_main_in, MTN_F_main_d);
  else
    no_place(&m, MTN_F_main_in, MTN_F_main_d);
  MTN_TRY(ancestor_features(&m));
  neighbour_features(&m);
  position_features(&m);
  mtn_features_tokens(&m);
  MTN_TRY(mtn_features_groups(&m));
  return mtn_features_page(&m, best, c60, art, main);
}
