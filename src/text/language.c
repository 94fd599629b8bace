#include "text/language.h"

#include <assert.h>

#include "text/fold.h"
#include "text/unicode.h"

enum script {
  SCRIPT_LATIN = 0,
  SCRIPT_CYRILLIC,
  SCRIPT_ARABIC,
  SCRIPT_DEVANAGARI,
  SCRIPT_HEBREW,
  SCRIPT_ETHIOPIC,
  SCRIPT_BENGALI,
  SCRIPT_COUNTED, /* those above are told apart by counting; each behind has one language */
  SCRIPT_HAN = SCRIPT_COUNTED,
  SCRIPT_KANA,
  SCRIPT_HANGUL,
  SCRIPTS_ALL
};

typedef struct language_row {
  const char *code, *tag;
  uint8_t script;
  uint8_t rarity; /* steps of weight that it loses where texts are short */
} language_row;

typedef struct letter_row {
  uint32_t letter;
  uint8_t script;
  uint64_t languages[2]; /* bits */
} letter_row;

#include "text/language_tables.inc"

/* Letters that are looked at: as many as a paragraph has; seven times as many gain half a point in a hundred. */
#define LETTERS_MAX 280
#define TRIGRAMS_MAX (2 * LETTERS_MAX + 2) /* of each letter and of each word's end */
#define LETTERS_FIRST 140                  /* where they leave no doubt, no more are looked at */
#define SURE_FIRST 987
#define SURE_MOST 990
#define LETTERS_BRIEF 120 /* fewer may be the words of a name, a menu, a quotation */
#define LETTERS_NAME 12   /* fewer are a word or two, and any of them may be foreign */
#define LETTERS_LEAST 6   /* fewer say nothing */
#define TRIGRAM_LEAST                                                                                                  \
  16 /* steps of weight a trigram: texts have 22 and more in their language, random letters below 10 */
#define RARE_LETTER 70 /* what a letter that a language does not write counts against it, in steps of weight */
#define RARE_MOST 25   /* such letters are counted up to here: names are foreign in every text */

/* Scripts of one language, by the block that their letters are in. */
static const struct {
  uint32_t first, last;
  const char *code;
} single_scripts[] = {{0x0370, 0x03FF, "el"}, {0x0530, 0x058F, "hy"}, {0x0780, 0x07BF, "dv"}, {0x0A00, 0x0A7F, "pa"},
                      {0x0A80, 0x0AFF, "gu"}, {0x0B00, 0x0B7F, "or"}, {0x0B80, 0x0BFF, "ta"}, {0x0C00, 0x0C7F, "te"},
                      {0x0C80, 0x0CFF, "kn"}, {0x0D00, 0x0D7F, "ml"}, {0x0D80, 0x0DFF, "si"}, {0x0E00, 0x0E7F, "th"},
                      {0x0E80, 0x0EFF, "lo"}, {0x0F00, 0x0FFF, "bo"}, {0x1000, 0x109F, "my"}, {0x10A0, 0x10FF, "ka"},
                      {0x1780, 0x17FF, "km"}};

typedef struct counter {
  uint32_t letters, by_script[SCRIPTS_ALL], by_single[MTN_COUNT(single_scripts)];
  uint32_t score[LANGUAGES], against[LANGUAGES];
  uint32_t trigrams, scored, letters_max;
  uint64_t *noted; /* of TRIGRAMS_MAX trigrams: until they are scored their hashes */
  uint32_t a, b;   /* the two characters before, folded; ' ' between words */
} counter;

static int script_of(uint32_t c) {
  if (c < 0x250 || (c >= 0x1E00 && c < 0x1F00)) return SCRIPT_LATIN;
  if (c >= 0x400 && c < 0x530) return SCRIPT_CYRILLIC;
  if ((c >= 0x600 && c < 0x780) || (c >= 0xFB50 && c < 0xFEFF)) return SCRIPT_ARABIC;
  if (c >= 0x900 && c < 0x980) return SCRIPT_DEVANAGARI;
  if (c >= 0x980 && c < 0xA00) return SCRIPT_BENGALI;
  if (c >= 0x590 && c < 0x600) return SCRIPT_HEBREW;
  if (c >= 0x1200 && c < 0x1380) return SCRIPT_ETHIOPIC;
  return -1;
}

/* The tables are larger than the first caches: trigrams are noted first, and scored together when their places are on
 * the way. */
static void count_trigram(counter *n, uint32_t c) {
  uint64_t key = ((uint64_t)n->a << 32 | (uint64_t)n->b << 16 | c) * TRIGRAM_MAGIC;
  if (n->trigrams == TRIGRAMS_MAX) return;
  MTN_PREFETCH(&trigram_slots[key >> (64 - TRIGRAM_BITS)]);
  n->noted[n->trigrams++] = key;
}

#define IN_ROWS (1u << 17)

/* Where the languages of a trigram stand in trigram_postings, from 1, or with IN_ROWS set their weights in
 * trigram_rows; 0 if none has it. */
static uint32_t postings_of(uint64_t key) {
  uint32_t slot = (uint32_t)(key >> (64 - TRIGRAM_BITS));
  uint32_t check = (uint32_t)(key >> (64 - TRIGRAM_BITS - 14)) & 0x3FFF;
  for (; trigram_slots[slot]; slot = (slot + 1) & ((1u << TRIGRAM_BITS) - 1))
    if (trigram_slots[slot] >> 18 == check) return trigram_slots[slot] & 0x3FFFF;
  return 0;
}

static_assert(ROW_LANGUAGES <= LANGUAGES, "rows are of the first languages");

#define ROWS_SUMMED (UINT16_MAX / UINT8_MAX) /* of which no sum is more than it holds */

static void add_row(uint16_t *restrict sums, const uint8_t *restrict weights) {
  for (size_t i = 0; i < ROW_LANGUAGES; i++) sums[i] = (uint16_t)(sums[i] + weights[i]);
}

static void take_sums(counter *n, uint16_t *sums) {
  for (size_t i = 0; i < ROW_LANGUAGES; i++) {
    n->score[i] += sums[i];
    sums[i] = 0;
  }
}

static void score_trigrams(counter *n) {
  uint16_t sums[ROW_LANGUAGES] = {0};
  for (uint32_t i = n->scored; i < n->trigrams; i++) {
    const uint32_t place = postings_of(n->noted[i]);
    n->noted[i] = place;
    if (place & IN_ROWS)
      MTN_PREFETCH(trigram_rows[(place ^ IN_ROWS) - 1]);
    else if (place)
      MTN_PREFETCH(&trigram_postings[place - 1]);
  }
  for (uint32_t since = 0; n->scored < n->trigrams; n->scored++) {
    if (!n->noted[n->scored]) continue;
    if (n->noted[n->scored] & IN_ROWS) {
      add_row(sums, trigram_rows[(n->noted[n->scored] ^ IN_ROWS) - 1]);
      if (++since % ROWS_SUMMED == 0) take_sums(n, sums);
      continue;
    }
    for (uint64_t at = n->noted[n->scored] - 1;; at++) {
      uint32_t posting = trigram_postings[at];
      n->score[posting >> 9] += posting >> 1 & 0xFF;
      if (posting & 1) break;
    }
  }
  take_sums(n, sums);
}

static void count_rare(counter *n, uint32_t c) {
  size_t low = 0, high = MTN_COUNT(rare_letters);
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (rare_letters[middle].letter < c)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == MTN_COUNT(rare_letters) || rare_letters[low].letter != c) return;
  for (size_t i = 0; i < LANGUAGES; i++)
    if (!(rare_letters[low].languages[i / 64] >> (i % 64) & 1) && n->against[i] < RARE_MOST) n->against[i]++;
}

static void count_letter(counter *n, uint32_t c, mtn_char_class class) {
  n->letters++;
  if (class == MTN_CHAR_HAN) n->by_script[SCRIPT_HAN]++;
  if (class == MTN_CHAR_KANA) n->by_script[SCRIPT_KANA]++;
  if (class == MTN_CHAR_HANGUL) n->by_script[SCRIPT_HANGUL]++;
  int script = script_of(c);
  if (script < 0) {
    for (size_t i = 0; i < MTN_COUNT(single_scripts); i++)
      if (c >= single_scripts[i].first && c <= single_scripts[i].last) n->by_single[i]++;
    return;
  }
  n->by_script[script]++;
  uint32_t folded = script == SCRIPT_ARABIC ? c : mtn_char_fold(c);
  if (folded >= 0x80) count_rare(n, folded);
  if (n->b == ' ' && n->a == ' ') n->a = 0;
  count_trigram(n, folded);
  n->a = n->b;
  n->b = folded;
}

static void end_word(counter *n) {
  if (n->b == ' ') return;
  count_trigram(n, ' ');
  n->a = n->b;
  n->b = ' ';
}

/* How much of the text was counted. */
static size_t count_text(counter *n, matn_str text) {
  const char *p = text.ptr, *end = p + text.len;
  while (p < end && n->letters < n->letters_max) {
    size_t size;
    uint32_t c = mtn_utf8_decode(p, end, &size);
    mtn_char_class class = mtn_char_class_of(c);
    bool letter = c < 128 ? mtn_is_alpha((unsigned char)c) : mtn_char_class_is_word(class);
    p += size;
    if (letter)
      count_letter(n, c, class);
    else if (class != MTN_CHAR_ZERO && c != '\'' && c != 0x2019)
      end_word(n);
  }
  return (size_t)(p - text.ptr);
}

/* How often a lead over the next language is right, in thousandths, as the dev corpora's texts of 20 to 120 bytes have
 * it alike: 40 % of the time up to 20 steps, 70 % at 50, 90 % at 100, 98 % at 150, and nearly always beyond. */
static uint32_t sure_by_lead(int64_t lead) {
  if (lead >= 300) return SURE_MOST;
  if (lead >= 150) return 980 + (uint32_t)(lead - 150) / 15;
  return lead < 100 ? 380 + 54 * (uint32_t)lead / 10 : 920 + 12 * (uint32_t)(lead - 100) / 10;
}

/* The best of the languages that share the script, by how far it is ahead of the next. */
static mtn_language best_counted(const counter *n, int script) {
  int64_t best = INT64_MIN, second = INT64_MIN;
  size_t which = 0;
  for (size_t i = 0; i < LANGUAGES; i++) {
    if (languages[i].script != script) continue;
    int64_t score = (int64_t)n->score[i] - (int64_t)n->against[i] * RARE_LETTER - languages[i].rarity;
    if (score > best) {
      second = best;
      best = score;
      which = i;
    } else if (score > second) {
      second = score;
    }
  }
  if (second == INT64_MIN) return (mtn_language){languages[which].code, languages[which].tag, SURE_MOST, false};
  uint32_t sure = sure_by_lead(best - second);
  if (best < (int64_t)n->trigrams * TRIGRAM_LEAST) sure /= 2; /* like none of them */
  if (n->letters < LETTERS_NAME) sure = sure * n->letters / LETTERS_NAME;
  return (mtn_language){languages[which].code, languages[which].tag, (uint16_t)sure, false};
}

/* What the letters say that were counted so far. */
static mtn_language judge(counter *n) {
  score_trigrams(n);
  if (n->letters < LETTERS_LEAST) return (mtn_language){NULL, NULL, 0, true};
  /* Kana among Han is Japanese, however little. */
  uint32_t east = n->by_script[SCRIPT_HAN] + n->by_script[SCRIPT_KANA] + n->by_script[SCRIPT_HANGUL];
  if (east * 4 > n->letters) { /* a sign is a word: names in Latin letters look long beside them */
    if (n->by_script[SCRIPT_HANGUL] * 3 > east) return (mtn_language){"ko", "ko", SURE_MOST, false};
    if (n->by_script[SCRIPT_KANA] * 12 > east) return (mtn_language){"ja", "ja", SURE_MOST, false};
    return (mtn_language){"zh", "zh",
                          n->letters_max < LETTERS_MAX && n->letters >= n->letters_max ? SURE_FIRST : SURE_MOST, false};
  }
  int script = 0;
  for (int i = 1; i < SCRIPT_COUNTED; i++)
    if (n->by_script[i] > n->by_script[script]) script = i;
  for (size_t i = 0; i < MTN_COUNT(single_scripts); i++)
    if (n->by_single[i] > n->by_script[script] / 2)
      return (mtn_language){single_scripts[i].code, single_scripts[i].code, SURE_MOST, false};
  return best_counted(n, script);
}

mtn_language mtn_language_of(const matn_str *pieces, size_t count) {
  uint64_t noted[TRIGRAMS_MAX];
  counter n = {.a = ' ', .b = ' ', .letters_max = LETTERS_FIRST, .noted = noted};
  for (size_t i = 0; i < count && n.letters < LETTERS_MAX; i++) {
    size_t at = count_text(&n, pieces[i]);
    if (n.letters >= n.letters_max && n.letters_max == LETTERS_FIRST) {
      mtn_language early = judge(&n);
      if (early.confidence > SURE_FIRST) return early;
      n.letters_max = LETTERS_MAX;
      count_text(&n, (matn_str){pieces[i].ptr + at, pieces[i].len - at});
    }
    end_word(&n);
  }
  mtn_language found = judge(&n);
  found.is_brief = n.letters < LETTERS_BRIEF;
  return found;
}

bool mtn_language_is_close(matn_str a, matn_str b) {
  static const char *const groups[][6] = {
      {"nb", "nn", "no", "da"},
      {"hr", "bs", "sr", "sh", "me"},
      {"id", "ms", "jv", "su"},
      {"cs", "sk"},
      {"gl", "pt"},
      {"gl", "es"},
      {"ca", "oc"},
      {"bg", "mk"},
      {"fil", "tl", "ceb"},
      {"hi", "mr", "ne", "bho", "mai"},
      {"zu", "xh"},
      {"af", "nl", "fy"},
      {"ur", "pnb"},
      {"tr", "az"},
      {"kk", "ky", "tt"},
      {"de", "lb", "gsw"},
      {"fo", "is"},
      {"ar", "ary", "arz", "apc"},
      {"ku", "kmr"},
      {"ga", "gd"},
      {"zh", "yue", "wuu"},
      {"ru", "be"},
      {"be", "uk"},
      {"am", "ti"},
      {"no", "sv"},
      {"fa", "prs", "tg"},
  };
  for (size_t i = 0; i < MTN_COUNT(groups); i++) {
    bool has_a = false, has_b = false;
    for (size_t k = 0; k < MTN_COUNT(groups[i]) && groups[i][k]; k++) {
      has_a |= mtn_str_is(a, groups[i][k]);
      has_b |= mtn_str_is(b, groups[i][k]);
    }
    if (has_a && has_b) return true;
  }
  return false;
}
