/* What stands around a line: windows both ways, runs of short lines, the core of the page; and the page in sum. */
#include "extract/lines_internal.h"
#include "extract/stretch.h"

enum { NEAR = 8, FAR_AWAY = 500, COVERED = 500 };

static size_t back(size_t i, size_t n) { return i > n ? i - n : 0; }
static size_t ahead(const mtn_line_page *page, size_t i, size_t n) {
  return page->count - i - 1 > n ? i + 1 + n : page->count;
}

static void add_up(mtn_line_page *page) {
  const int16_t *cover = mtn_line_row(page, MTN_L_f_cover), *date = mtn_line_row(page, MTN_L_date);
  const int16_t *capitals = mtn_line_row(page, MTN_L_capitals);
  for (size_t i = 0; i < page->count; i++) {
    const mtn_block *block = &page->blocks->items[i];
    mtn_line_sums sums = page->before[i];
    sums.chars += block->chars;
    sums.words += block->words;
    sums.weight += page->lines[i].weight;
    sums.sentences += block->sentences;
    if (block->chars < MTN_LINE_SHORT) sums.shorts++;
    sums.furniture += cover[i] >= COVERED;
    sums.dated += date[i] > 0;
    sums.cased += capitals[i] >= 0;
    const int share = capitals[i];
    if (share >= 0) sums.capitals += (unsigned)share;
    page->before[i + 1] = sums;
  }
}

/* ----------------------------------------------------------------------------------------------------------- Windows
 */

static void set_window(const mtn_line_page *page, size_t i, size_t n, mtn_line_feature before, mtn_line_feature after) {
  const mtn_line_sums *at = page->before;
  mtn_line_set(page, before, i, (int64_t)(at[i].weight - at[back(i, n)].weight));
  mtn_line_set(page, after, i, (int64_t)(at[ahead(page, i, n)].weight - at[i + 1].weight));
}

static uint32_t longest(const mtn_line_page *page, size_t first, size_t end) {
  uint32_t most = 0;
  for (size_t i = first; i < end; i++)
    if (page->lines[i].chars > most) most = page->lines[i].chars;
  return most;
}

static void set_windows(const mtn_line_page *page) {
  const mtn_line_sums *at = page->before;
  for (size_t i = 0; i < page->count; i++) {
    set_window(page, i, 3, MTN_L_w3_before, MTN_L_w3_after);
    set_window(page, i, NEAR, MTN_L_w8_before, MTN_L_w8_after);
    set_window(page, i, 20, MTN_L_w20_before, MTN_L_w20_after);
    size_t a = back(i, NEAR), b = ahead(page, i, NEAR), a20 = back(i, 20), b20 = ahead(page, i, 20);
    mtn_line_set(page, MTN_L_s8_before, i, at[i].shorts - at[a].shorts);
    mtn_line_set(page, MTN_L_s8_after, i, at[b].shorts - at[i + 1].shorts);
    mtn_line_set(page, MTN_L_s20_before, i, at[i].shorts - at[a20].shorts);
    mtn_line_set(page, MTN_L_s20_after, i, at[b20].shorts - at[i + 1].shorts);
    mtn_line_set(page, MTN_L_m8_before, i, longest(page, a, i));
    mtn_line_set(page, MTN_L_m8_after, i, longest(page, i + 1, b));
    mtn_line_set(page, MTN_L_sent8_before, i, at[i].sentences - at[a].sentences);
    mtn_line_set(page, MTN_L_sent8_after, i, at[b].sentences - at[i + 1].sentences);
    mtn_line_set(page, MTN_L_f8_before, i, at[i].furniture - at[a].furniture);
    mtn_line_set(page, MTN_L_f8_after, i, at[b].furniture - at[i + 1].furniture);
    uint32_t cased = at[b].cased - at[a].cased;
    mtn_line_set(page, MTN_L_c8, i, cased ? (at[b].capitals - at[a].capitals) / cased : 0);
    mtn_line_set(page, MTN_L_d8, i, at[b].dated - at[a].dated);
  }
}

/* Copy `from` of the line `by` lines away. */
static void set_neighbour(const mtn_line_page *page, mtn_line_feature to, mtn_line_feature from, ptrdiff_t by) {
  const int16_t *source = mtn_line_row(page, from);
  int16_t *row = mtn_line_row(page, to);
  for (size_t i = 0; i < page->count; i++) {
    ptrdiff_t at = (ptrdiff_t)i + by;
    row[i] = at >= 0 && at < (ptrdiff_t)page->count ? source[at] : -1;
  }
}

static void set_neighbours(const mtn_line_page *page) {
  set_neighbour(page, MTN_L_p1_chars, MTN_L_chars, -1);
  set_neighbour(page, MTN_L_p2_chars, MTN_L_chars, -2);
  set_neighbour(page, MTN_L_p3_chars, MTN_L_chars, -3);
  set_neighbour(page, MTN_L_n1_chars, MTN_L_chars, 1);
  set_neighbour(page, MTN_L_n2_chars, MTN_L_chars, 2);
  set_neighbour(page, MTN_L_n3_chars, MTN_L_chars, 3);
  set_neighbour(page, MTN_L_p1_ending, MTN_L_ending, -1);
  set_neighbour(page, MTN_L_n1_ending, MTN_L_ending, 1);
  set_neighbour(page, MTN_L_n1_beginning, MTN_L_beginning, 1);
  set_neighbour(page, MTN_L_p1_cover, MTN_L_f_cover, -1);
  set_neighbour(page, MTN_L_n1_cover, MTN_L_f_cover, 1);
  set_neighbour(page, MTN_L_p1_date, MTN_L_date, -1);
  set_neighbour(page, MTN_L_n1_date, MTN_L_date, 1);
}

/* -------------------------------------------------------------------------------------------------------------- Runs
 */

static void set_runs(const mtn_line_page *page) {
  const int16_t *cover = mtn_line_row(page, MTN_L_f_cover);
  for (size_t i = 0, end; i < page->count; i = end) {
    int64_t chars = 0, covered = 0;
    for (end = i; end < page->count && page->lines[end].chars < MTN_LINE_SHORT; end++) {
      chars += page->lines[end].chars;
      covered += cover[end];
    }
    int64_t lines = (int64_t)(end - i);
    for (size_t k = i; k < end; k++) {
      mtn_line_set(page, MTN_L_run, k, lines);
      mtn_line_set(page, MTN_L_run_at, k, (int64_t)(k - i));
      mtn_line_set(page, MTN_L_run_mean, k, chars / lines);
      mtn_line_set(page, MTN_L_run_cover, k, covered / lines);
    }
    if (end == i) end++;
  }
}

/* One way along the lines: how far the last paragraph is, and its length. */
static void set_paragraphs(const mtn_line_page *page, bool forward, mtn_line_feature distance, mtn_line_feature chars) {
  int64_t away = FAR_AWAY, length = 0;
  for (size_t k = 0; k < page->count; k++) {
    size_t i = forward ? k : page->count - 1 - k;
    mtn_line_set(page, distance, i, away);
    mtn_line_set(page, chars, i, length);
    away++;
    if (page->lines[i].weight) {
      away = 1;
      length = page->lines[i].chars;
    }
  }
}

/* The same for lines of furniture. */
static void set_furniture(const mtn_line_page *page, bool forward, mtn_line_feature distance, uint32_t classes) {
  int64_t away = FAR_AWAY;
  for (size_t k = 0; k < page->count; k++) {
    size_t i = forward ? k : page->count - 1 - k;
    mtn_line_set(page, distance, i, away);
    away = page->lines[i].furniture & classes ? 1 : away + 1;
  }
}

static void set_distances(const mtn_line_page *page) {
  const uint32_t legal = MTN_FURNITURE_BIT(legal) | MTN_FURNITURE_BIT(copyright) | MTN_FURNITURE_BIT(cookies);
  const uint32_t social = MTN_FURNITURE_BIT(share) | MTN_FURNITURE_BIT(follow) | MTN_FURNITURE_BIT(tools);
  const uint32_t meta = MTN_FURNITURE_BIT(published) | MTN_FURNITURE_BIT(byline);
  set_paragraphs(page, true, MTN_L_since_para, MTN_L_since_para_chars);
  set_paragraphs(page, false, MTN_L_until_para, MTN_L_until_para_chars);
  set_furniture(page, true, MTN_L_since_related, MTN_FURNITURE_BIT(related));
  set_furniture(page, true, MTN_L_since_comments, MTN_FURNITURE_BIT(comments));
  set_furniture(page, true, MTN_L_since_legal, legal);
  set_furniture(page, true, MTN_L_since_social, social);
  set_furniture(page, true, MTN_L_since_meta, meta);
  set_furniture(page, false, MTN_L_until_related, MTN_FURNITURE_BIT(related));
  set_furniture(page, false, MTN_L_until_comments, MTN_FURNITURE_BIT(comments));
  set_furniture(page, false, MTN_L_until_legal, legal);
  set_furniture(page, false, MTN_L_until_social, social);
}

/* -------------------------------------------------------------------------------------------------------------- Core
 */

/* The lines of the greatest sum of weights less `price` for each line without. */
static mtn_best_stretch best_stretch(const mtn_line_page *page, int64_t price) {
  mtn_best_stretch best = {0};
  for (size_t i = 0; i < page->count; i++)
    mtn_best_stretch_add(&best, i, page->lines[i].weight ? (int64_t)page->lines[i].weight : -price);
  return best;
}

static void set_stretch(const mtn_line_page *page, mtn_best_stretch s, mtn_line_feature in, mtn_line_feature distance,
                        mtn_line_feature share) {
  uint64_t all = page->before[page->count].weight;
  for (size_t i = 0; i < page->count; i++) {
    bool inside = i >= s.first && i < s.end;
    int64_t away = i < s.first ? (int64_t)i - (int64_t)s.first : (int64_t)i - (int64_t)s.end + 1;
    mtn_line_set(page, in, i, inside);
    mtn_line_set(page, distance, i, inside ? 0 : away);
  }
  uint64_t held = page->before[s.end].weight - page->before[s.first].weight;
  mtn_line_fill(page, share, all ? (int64_t)(held * 1000 / all) : 0);
}

/* -------------------------------------------------------------------------------------------------------------- Page
 */

/* The length that holds the middle of the paragraph weight, by a histogram of lengths. */
static uint32_t usual_length(const mtn_line_page *page) {
  enum { STEP = 16, STEPS = 256 };
  uint64_t weight[STEPS] = {0}, half = (page->before[page->count].weight + 1) / 2, sum = 0;
  for (size_t i = 0; i < page->count; i++) {
    uint32_t at = page->lines[i].chars / STEP;
    weight[at < STEPS ? at : STEPS - 1] += page->lines[i].weight;
  }
  for (uint32_t k = 0; half && k < STEPS; k++) {
    sum += weight[k];
    if (sum >= half) return k * STEP + STEP / 2;
  }
  return 0;
}

/* The line that shares most with the first one, if it is most of it. */
static void set_headline(const mtn_line_page *page) {
  const int16_t *has = mtn_line_row(page, MTN_L_title_has), *share = mtn_line_row(page, MTN_L_title_share);
  size_t best = 0;
  int most = 1000; /* of 2000: half of both */
  for (size_t i = 1; i < page->count; i++) {
    if (has[i] + share[i] <= most) continue;
    most = has[i] + share[i];
    best = i;
  }
  for (size_t i = 0; i < page->count; i++) mtn_line_set(page, MTN_L_headline_d, i, (int64_t)i - (int64_t)best);
}

static void set_page(const mtn_line_page *page) {
  const mtn_line_sums *all = &page->before[page->count];
  int64_t n = (int64_t)page->count, cover = 0, money = 0, questions = 0, comments = 0;
  const int16_t *covers = mtn_line_row(page, MTN_L_f_cover), *moneys = mtn_line_row(page, MTN_L_money);
  for (size_t i = 0; i < page->count; i++) {
    cover += covers[i];
    money += moneys[i] > 0;
    questions += page->lines[i].question;
    comments += (page->lines[i].furniture & MTN_FURNITURE_BIT(comments)) != 0;
  }
  mtn_line_fill(page, MTN_L_pg_lines, n);
  mtn_line_fill(page, MTN_L_pg_words, (int64_t)all->words);
  mtn_line_fill(page, MTN_L_pg_weight, all->chars ? (int64_t)(all->weight * 1000 / all->chars) : 0);
  mtn_line_fill(page, MTN_L_pg_longest, longest(page, 0, page->count));
  mtn_line_fill(page, MTN_L_pg_short, (int64_t)all->shorts * 1000 / n);
  mtn_line_fill(page, MTN_L_pg_sentences, (int64_t)all->sentences * 100 / n);
  mtn_line_fill(page, MTN_L_pg_cover, cover / n);
  mtn_line_fill(page, MTN_L_pg_capitals, all->cased ? (int64_t)all->capitals / all->cased : -1);
  mtn_line_fill(page, MTN_L_pg_dates, (int64_t)all->dated * 1000 / n);
  mtn_line_fill(page, MTN_L_pg_money, money * 1000 / n);
  mtn_line_fill(page, MTN_L_pg_questions, questions);
  mtn_line_fill(page, MTN_L_pg_comments, comments);
}

static void set_places(const mtn_line_page *page, uint32_t usual) {
  const mtn_line_sums *all = &page->before[page->count];
  for (size_t i = 0; i < page->count; i++) {
    const mtn_line_sums *at = &page->before[i];
    mtn_line_set(page, MTN_L_relative, i, usual ? (int64_t)page->lines[i].chars * 1000 / usual : 0);
    mtn_line_set(page, MTN_L_line_at, i, (int64_t)i);
    mtn_line_set(page, MTN_L_line_left, i, (int64_t)(page->count - 1 - i));
    mtn_line_set(page, MTN_L_rank, i, (int64_t)(i * 1000 / page->count));
    mtn_line_set(page, MTN_L_words_rank, i, all->words ? (int64_t)(at->words * 1000 / all->words) : 0);
    mtn_line_set(page, MTN_L_weight_rank, i, all->weight ? (int64_t)(at->weight * 1000 / all->weight) : 0);
  }
  mtn_line_fill(page, MTN_L_pg_usual, usual);
}

matn_status mtn_lines_context(mtn_line_page *page) {
  add_up(page);
  set_places(page, usual_length(page));
  set_headline(page);
  set_neighbours(page);
  set_windows(page);
  set_runs(page);
  set_distances(page);
  mtn_best_stretch core = best_stretch(page, 25), heart = best_stretch(page, 100);
  set_stretch(page, core, MTN_L_core_in, MTN_L_core_d, MTN_L_pg_core);
  set_stretch(page, heart, MTN_L_heart_in, MTN_L_heart_d, MTN_L_pg_heart);
  mtn_line_fill(page, MTN_L_pg_core_lines, (int64_t)(core.end - core.first));
  set_page(page);
  return MATN_OK;
}
