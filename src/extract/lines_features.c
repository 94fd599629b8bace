/* What a line is by itself: lengths, signs, numbers, furniture; and what it shares with the first line of the page. */
#include "extract/lines_internal.h"

#include "text/unicode.h"

enum { LONG_CHARS = 100, SENTENCE_CHARS = 40 };
enum { ENDS_COMMA = 1, ENDS_COLON, ENDS_DOTS, ENDS_SENTENCE };
enum { BEGINS_CAPITAL = 1, BEGINS_DIGIT, BEGINS_SMALL, BEGINS_QUOTE, BEGINS_SIGN };
enum { DATE_YEAR = 1, DATE_TIME = 2, DATE_DAY = 4 };

/* What one pass over a line's characters counts. */
typedef struct signs {
  unsigned words, capitals; /* words that start with a letter that has case; of those, with a capital */
  unsigned letters, upper, characters, digits, numbers, separators, quotes, brackets, symbols, money;
  unsigned date;    /* DATE_* */
  uint32_t last[2]; /* the last two characters that are no closing marks, the last first */
  bool address;
} signs;

/* ------------------------------------------------------------------------------------------------------ Characters */

typedef enum letter_case { NO_CASE, SMALL, CAPITAL } letter_case;

/* Case of letters of the scripts that have it, as far as whole lines need to know. */
static letter_case case_of(uint32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? CAPITAL : c >= 'a' && c <= 'z' ? SMALL : NO_CASE;
  if (c < 0xC0 || c == 0xD7 || c == 0xF7) return NO_CASE;
  if (c < 0x100) return c < 0xDF ? CAPITAL : SMALL;
  if ((c >= 0x139 && c < 0x149) || (c >= 0x179 && c < 0x17F)) return c & 1 ? CAPITAL : SMALL;
  if (c < 0x180 || (c >= 0x1E00 && c < 0x1F00)) return c & 1 ? SMALL : CAPITAL;
  if (c < 0x250) return SMALL;
  if (c >= 0x386 && c < 0x400) return c < 0x3AC && c != 0x390 ? CAPITAL : SMALL;
  if (c >= 0x400 && c < 0x460) return c < 0x430 ? CAPITAL : SMALL;
  if (c >= 0x460 && c < 0x530) return c & 1 ? SMALL : CAPITAL;
  if (c >= 0x531 && c < 0x588) return c < 0x557 ? CAPITAL : SMALL;
  return NO_CASE;
}

static bool is_separator(uint32_t c) {
  return c == '|' || c == '/' || c == '>' || c == 0xBB || c == 0x203A || c == 0xB7 || c == 0x2022 || c == 0x2192;
}
static bool is_quote(uint32_t c) {
  return c == '"' || c == 0xAB || c == 0xBB || (c >= 0x201C && c <= 0x201F) || (c >= 0x300C && c <= 0x300F);
}
static bool is_bracket(uint32_t c) {
  return c == '(' || c == ')' || c == '[' || c == ']' || c == 0xFF08 || c == 0xFF09 || c == 0x3010 || c == 0x3011;
}
static bool is_money(uint32_t c) {
  return c == '$' || (c >= 0xA2 && c <= 0xA5) || (c >= 0x20A0 && c < 0x20D0) || c == 0xFFE5;
}
static bool is_symbol(uint32_t c) {
  return (c >= 0x2190 && c < 0x2C00) || (c >= 0xE000 && c < 0xF900) || (c >= 0x1F000 && c < 0x20000);
}
static bool is_question(uint32_t c) { return c == '?' || c == 0x61F || c == 0xFF1F || c == 0x37E; }
static bool is_dots(uint32_t c) { return c == 0x2026; }
static bool is_colon(uint32_t c) { return c == ':' || c == 0xFF1A; }
static bool is_comma(uint32_t c) {
  return c == ',' || c == ';' || c == 0x60C || c == 0x61B || c == 0x3001 || c == 0xFF0C;
}

/* ----------------------------------------------------------------------------------------------------------- Numbers
 */

/* A run of digits and what stands around it, for telling years, days and times. */
typedef struct number {
  unsigned digits, value;
  uint32_t before; /* the character that joined it to the number before, 0 if none did */
  bool third;      /* the number before was joined by the same sign to yet another */
} number;

/* Years that pages name: Gregorian, Hijri, Persian and Buddhist ones. */
static bool is_year(const number *n) {
  return n->digits == 4 && ((n->value >= 1900 && n->value < 2100) || (n->value >= 1380 && n->value < 1460) ||
                            (n->value >= 2540 && n->value < 2600));
}

/* The number `n` has ended; `next` is the character after it. */
static unsigned read_number(const number *n, const number *before) {
  unsigned date = is_year(n) ? DATE_YEAR : 0;
  if (!n->before || before->digits > 4) return date;
  bool clock = n->before == ':' || n->before == '.';
  if (clock && before->digits <= 2 && n->digits == 2 && before->value < 24 && n->value < 60 && n->before == ':')
    return date | DATE_TIME;
  bool parts = n->before == '.' || n->before == '/' || n->before == '-';
  if (parts && n->third && (is_year(n) || n->digits <= 2)) return date | DATE_DAY;
  return date;
}

/* ------------------------------------------------------------------------------------------------------------- Lines
 */

/* State of the pass over a line. */
typedef struct scan {
  number now, before; /* the number that is being read, the one before */
  uint32_t previous;  /* character */
  bool in_word, in_number;
} scan;

static void end_number(scan *s, signs *found, uint32_t c, bool digit_next) {
  found->date |= read_number(&s->now, &s->before);
  found->numbers++;
  s->before = s->now;
  s->in_number = false;
  s->now = (number){.before = digit_next ? c : 0, .third = digit_next && s->before.before == c};
}

static void count_char(signs *found, uint32_t c, mtn_char_class class) {
  found->characters += class != MTN_CHAR_SPACE && class != MTN_CHAR_BLANK;
  found->separators += is_separator(c);
  found->quotes += is_quote(c);
  found->brackets += is_bracket(c);
  found->money += is_money(c);
  found->symbols += is_symbol(c);
  if (class == MTN_CHAR_SPACE || class == MTN_CHAR_BLANK || class == MTN_CHAR_ZERO) return;
  if (class == MTN_CHAR_CLOSE || is_quote(c) || c == '\'') return;
  found->last[1] = found->last[0];
  found->last[0] = c;
}

static bool starts_address(const char *p, const char *end) {
  static const char *const starts[] = {"http", "www."};
  for (size_t i = 0; i < MTN_COUNT(starts); i++)
    if (end - p > 4 && memcmp(p, starts[i], 4) == 0) return true;
  return *p == '@' && end - p > 1 && mtn_is_alnum((unsigned char)p[1]);
}

static signs read_signs(matn_str text) {
  signs found = {0};
  scan s = {0};
  const char *p = text.ptr, *end = p + text.len;
  while (p < end) {
    size_t size;
    uint32_t c = mtn_utf8_decode(p, end, &size);
    mtn_char_class class = mtn_char_class_of(c);
    int digit = mtn_char_digit(c);
    if (!s.in_word && starts_address(p, end)) found.address = true;
    p += size;
    count_char(&found, c, class);
    if (s.in_number && digit < 0) {
      size_t unused;
      bool joined = p < end && (c == '.' || c == '/' || c == '-' || c == ':') &&
                    mtn_char_digit(mtn_utf8_decode(p, end, &unused)) >= 0;
      end_number(&s, &found, c, joined);
    }
    if (digit >= 0) {
      found.digits++;
      s.in_number = true;
      if (s.now.digits++ < 6) s.now.value = s.now.value * 10 + (unsigned)digit;
    }
    letter_case kind = case_of(c);
    found.letters += kind != NO_CASE;
    found.upper += kind == CAPITAL;
    if (!s.in_word && kind != NO_CASE) {
      found.words++;
      found.capitals += kind == CAPITAL;
    }
    s.in_word = class == MTN_CHAR_WORD || c == '\'' || c == 0x2019;
  }
  if (s.in_number) end_number(&s, &found, 0, false);
  return found;
}

static int ending_of(const signs *found) {
  uint32_t c = found->last[0];
  if (is_dots(c) || (c == '.' && found->last[1] == '.')) return ENDS_DOTS;
  if (is_comma(c)) return ENDS_COMMA;
  if (is_colon(c)) return ENDS_COLON;
  mtn_char_class class = c ? mtn_char_class_of(c) : MTN_CHAR_PUNCT;
  return class == MTN_CHAR_STOP || class == MTN_CHAR_FULL_STOP ? ENDS_SENTENCE : 0;
}

static int beginning_of(matn_str text) {
  if (!text.len) return 0;
  size_t size;
  uint32_t c = mtn_utf8_decode(text.ptr, text.ptr + text.len, &size);
  if (mtn_char_digit(c) >= 0) return BEGINS_DIGIT;
  if (is_quote(c)) return BEGINS_QUOTE;
  mtn_char_class class = mtn_char_class_of(c);
  if (class == MTN_CHAR_WORD) return case_of(c) == CAPITAL ? BEGINS_CAPITAL : case_of(c) == SMALL ? BEGINS_SMALL : 0;
  bool letter = class == MTN_CHAR_HAN || class == MTN_CHAR_KANA || class == MTN_CHAR_HANGUL || class == MTN_CHAR_SEA;
  return letter ? 0 : BEGINS_SIGN;
}

static bool starts_item(matn_str text) {
  static const char *const bullets[] = {"- ",           "* ",          "\xE2\x80\xA2", "\xC2\xB7", "\xE2\x80\x93 ",
                                        "\xE2\x96\xAA", "\xE2\x97\x8F"};
  for (size_t i = 0; i < MTN_COUNT(bullets); i++)
    if (text.len > strlen(bullets[i]) && mtn_str_starts_exactly(text, bullets[i])) return true;
  size_t digits = 0;
  while (digits < text.len && digits < 3 && mtn_is_digit((unsigned char)text.ptr[digits])) digits++;
  return digits && text.len > digits + 2 && (text.ptr[digits] == '.' || text.ptr[digits] == ')') &&
         text.ptr[digits + 1] == ' ';
}

static void set_signs(const mtn_line_page *page, size_t i, const signs *found) {
  mtn_line_set(page, MTN_L_ending, i, ending_of(found));
  mtn_line_set(page, MTN_L_beginning, i, beginning_of(page->blocks->items[i].text));
  mtn_line_set(page, MTN_L_capitals, i, found->words ? (int64_t)found->capitals * 1000 / found->words : -1);
  mtn_line_set(page, MTN_L_upper, i, found->letters ? (int64_t)found->upper * 1000 / found->letters : 0);
  mtn_line_set(page, MTN_L_digits, i, found->characters ? (int64_t)found->digits * 1000 / found->characters : 0);
  mtn_line_set(page, MTN_L_numbers, i, found->numbers);
  mtn_line_set(page, MTN_L_separators, i, found->separators);
  mtn_line_set(page, MTN_L_quotes, i, found->quotes);
  mtn_line_set(page, MTN_L_brackets, i, found->brackets);
  mtn_line_set(page, MTN_L_symbols, i, found->symbols);
  mtn_line_set(page, MTN_L_address, i, found->address);
  mtn_line_set(page, MTN_L_date, i, found->date);
  mtn_line_set(page, MTN_L_money, i, found->money);
  mtn_line_set(page, MTN_L_bullet, i, starts_item(page->blocks->items[i].text));
  page->lines[i].question = is_question(found->last[0]);
}

/* --------------------------------------------------------------------------------------------------------- Furniture
 */

typedef struct group {
  mtn_line_feature feature;
  uint32_t classes;
} group;

#define BIT MTN_FURNITURE_BIT
static const group groups[] = {
    {MTN_L_f_social, BIT(share) | BIT(follow) | BIT(app)},
    {MTN_L_f_legal, BIT(legal) | BIT(copyright)},
    {MTN_L_f_cookies, BIT(cookies) | BIT(script)},
    {MTN_L_f_nav, BIT(menu) | BIT(search) | BIT(account) | BIT(more) | BIT(top)},
    {MTN_L_f_related, BIT(related)},
    {MTN_L_f_comments, BIT(comments)},
    {MTN_L_f_sell, BIT(newsletter) | BIT(subscribe) | BIT(ad) | BIT(shop)},
    {MTN_L_f_credit, BIT(credit)},
    {MTN_L_f_meta, BIT(published) | BIT(byline) | BIT(tags)},
    {MTN_L_f_tools, BIT(tools)},
};
#undef BIT

static void set_furniture(const mtn_line_page *page, size_t i, const mtn_furniture *found) {
  unsigned cover = found->words ? found->covered * 1000u / found->words : 0;
  mtn_line_set(page, MTN_L_f_cover, i, cover);
  for (size_t k = 0; k < MTN_COUNT(groups); k++)
    mtn_line_set(page, groups[k].feature, i,
                 found->starts & groups[k].classes ? 2 : (found->classes & groups[k].classes) != 0);
  page->lines[i].furniture = cover >= 500 ? found->classes : found->starts;

  if (cover >= 500 || found->classes & MTN_FURNITURE_BIT(cookies)) page->lines[i].weight = 0;
}

/* ------------------------------------------------------------------------------------------------------- First line */

/* Shell sort: at most MTN_FURNITURE_WORDS_MAX of them. */
static void sort(uint32_t *values, size_t count) {
  for (size_t gap = count / 2; gap; gap /= 2)
    for (size_t i = gap; i < count; i++)
      for (size_t k = i; k >= gap && values[k - gap] > values[k]; k -= gap) {
        uint32_t swap = values[k];
        values[k] = values[k - gap];
        values[k - gap] = swap;
      }
}

static bool title_has(const mtn_line_page *page, uint32_t hash) {
  size_t low = 0, high = page->title_words;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (page->title[middle] < hash)
      low = middle + 1;
    else
      high = middle;
  }
  return low < page->title_words && page->title[low] == hash;
}

static void compare_title(const mtn_line_page *page, size_t i, const uint32_t *words, size_t count) {
  size_t shared = 0;
  for (size_t k = 0; k < count; k++) shared += title_has(page, words[k]);
  mtn_line_set(page, MTN_L_title_has, i, count ? (int64_t)(shared * 1000 / count) : 0);
  mtn_line_set(page, MTN_L_title_share, i, page->title_words ? (int64_t)(shared * 1000 / page->title_words) : 0);
}

static void read_line(mtn_line_page *page, size_t i) {
  const mtn_block *block = &page->blocks->items[i];
  mtn_lines_line *line = &page->lines[i];
  line->chars = block->chars;
  bool paragraph = block->chars >= LONG_CHARS || (block->chars >= SENTENCE_CHARS && block->sentences);
  line->weight = paragraph ? block->chars : 0;
  mtn_line_set(page, MTN_L_chars, i, block->chars);
  mtn_line_set(page, MTN_L_words, i, block->words);
  mtn_line_set(page, MTN_L_sentences, i, block->sentences);
  mtn_line_set(page, MTN_L_commas, i, block->commas);
  mtn_line_set(page, MTN_L_word_length, i, block->words ? (int64_t)block->chars * 10 / block->words : 0);
  signs found = read_signs(block->text);
  set_signs(page, i, &found);

  uint32_t words[MTN_FURNITURE_WORDS_MAX];
  size_t count = mtn_furniture_words(block->text, words, MTN_COUNT(words));
  mtn_furniture furniture = mtn_furniture_find(words, count);
  set_furniture(page, i, &furniture);
  line->first = count ? words[0] : 0;
  line->last = count ? words[count - 1] : 0;
  line->hash = (uint32_t)count;
  for (size_t k = 0; k < count; k++) line->hash = mtn_furniture_mix(line->hash, words[k]);
  if (i == 0) {
    memcpy(page->title, words, count * sizeof(*words));
    page->title_words = count;
    sort(page->title, count);
  }
  compare_title(page, i, words, count);
}

matn_status mtn_lines_own(mtn_line_page *page) {
  for (size_t i = 0; i < page->count; i++) read_line(page, i);
  mtn_line_fill(page, MTN_L_pg_title, (int64_t)page->title_words);
  return MATN_OK;
}
