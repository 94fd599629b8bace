/* Looking names of months and days up: a binary search over folded words. */
#include "text/dates.h"
#include "text/fold.h"
#include "text/unicode.h"

typedef struct date_word {
  uint32_t at;       /* in date_word_text */
  uint16_t language; /* 0: unless another row is of the page's language */
  uint8_t len, says; /* kind << 4 | value + 2 */
} date_word;

#include "text/dates_words.inc"

#define WORDS_MAX 3  /* of one name: "an dara latha" */
#define NAME_MAX 120 /* bytes; the longest name has 90 */

static int compare(const date_word *row, const char *word, size_t len) {
  int order =
      memcmp(&date_word_text[row->at / WORD_CHUNK][row->at % WORD_CHUNK], word, row->len < len ? row->len : len);
  if (order) return order;
  return row->len < len ? -1 : row->len > len;
}

static bool in_filter(const char *word, size_t len) {
  uint32_t head = 0;
  for (size_t i = 0; i < 4 && i < len; i++) head |= (uint32_t)(unsigned char)word[i] << 8 * i;
  uint32_t bit = head * UINT32_C(0x9E3779B1) >> (32 - FILTER_BITS);
  return date_word_filter[bit / 32] >> bit % 32 & 1;
}

static bool look_up(const char *word, size_t len, uint16_t language, unsigned kinds, mtn_date_word *out) {
  if (!len || !in_filter(word, len)) return false;
  size_t low = date_word_starts[(unsigned char)*word], high = date_word_starts[(unsigned char)*word + 1];
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (compare(&date_words[middle], word, len) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  const date_word *found = NULL;
  for (size_t i = low; i < MTN_COUNT(date_words) && compare(&date_words[i], word, len) == 0; i++) {
    const date_word *row = &date_words[i];
    if (!(kinds & 1u << (row->says >> 4))) continue;
    if (row->language && row->language != language) continue;
    /* The first kind wins over later ones, a row of the language over one of any. */
    if (!found || (row->language && row->says >> 4 == found->says >> 4)) found = row;
  }
  if (!found) return false;
  out->kind = (mtn_date_word_kind)(found->says >> 4);
  out->value = (int)(found->says & 15) - 2;
  return true;
}

static bool is_letter(uint32_t c) {
  mtn_char_class class = mtn_char_class_of(c);
  if (c < 128) return mtn_is_alpha((unsigned char)c);
  return class == MTN_CHAR_WORD || class == MTN_CHAR_SEA || class == MTN_CHAR_HANGUL || class == MTN_CHAR_ZERO;
}

/* The end of the word at `p`: letters, with apostrophes, hyphens and (in Thai and Lao) stops between letters. */
static const char *word_end(const char *p, const char *end) {
  while (p < end) {
    size_t size, next_size;
    uint32_t c = mtn_utf8_decode(p, end, &size);
    if (!is_letter(c)) {
      bool inner = c == '\'' || c == 0x2019 || c == '-' || c == '.';
      if (!inner || p + size >= end) return p;
      uint32_t next = mtn_utf8_decode(p + size, end, &next_size);
      if (!is_letter(next) || (c == '.' && mtn_char_class_of(next) != MTN_CHAR_SEA)) return p;
    }
    p += size;
  }
  return p;
}

/* Whether ASCII letters that begin no name begin the text: so do most words.  A short word may be the first of a name
 * of several. */
static bool is_no_name(const char *p, const char *end) {
  char head[4];
  for (size_t i = 0; i < sizeof(head); i++) {
    if (end - p <= (ptrdiff_t)i) return false;
    head[i] = mtn_to_lower(p[i]);
    if (mtn_is_alpha((unsigned char)p[i])) continue;
    if (i == 0 || p[i] != ' ' || head[i - 1] == ' ' || in_filter(head, i)) return false;
  }
  return !in_filter(head, sizeof(head));
}

bool mtn_date_word_at(matn_str text, size_t at, uint16_t language, unsigned kinds, mtn_date_word *out) {
  char name[NAME_MAX];
  const char *p = text.ptr + at, *end = text.ptr + text.len;
  if (is_no_name(p, end)) return false;
  size_t len = 0;
  bool found = false;
  for (int words = 0; words < WORDS_MAX; words++) {
    const char *stop = word_end(p, end);
    if (stop == p) break;
    if (words) name[len++] = ' ';
    size_t added = mtn_text_fold((matn_str){p, (size_t)(stop - p)}, name + len, sizeof(name) - len - 1);
    if (added == SIZE_MAX) break;
    len += added;
    if (look_up(name, len, language, kinds, out)) {
      out->len = (size_t)(stop - text.ptr) - at;
      found = true;
    }
    if (stop == end || *stop != ' ') break;
    p = stop + 1;
  }
  if (found) return true;
  /* Hebrew hangs "in" and "of" on the month: "בינואר". */
  static const char in[] = "\xD7\x91";
  if (text.len - at > 4 && memcmp(text.ptr + at, in, 2) == 0 && text.ptr[at + 2] == '\xD7') {
    const char *word = text.ptr + at + 2;
    const char *word_stop = word_end(word, end);
    len = mtn_text_fold((matn_str){word, (size_t)(word_stop - word)}, name, sizeof(name));
    if (len == SIZE_MAX || !look_up(name, len, language, kinds, out)) return false;
    out->len = (size_t)(word_stop - text.ptr) - at;
    return true;
  }
  /* A hyphen may join words: "10-January-2022" leaves "January-". */
  const char *stop = text.ptr + at;
  while (stop < end && *stop != '-' && mtn_is_alpha((unsigned char)*stop)) stop++;
  if (stop == end || *stop != '-') return false;
  len = mtn_text_fold((matn_str){text.ptr + at, (size_t)(stop - text.ptr) - at}, name, sizeof(name));
  if (len == SIZE_MAX || !look_up(name, len, language, kinds, out)) return false;
  out->len = (size_t)(stop - text.ptr) - at;
  return true;
}
