/* Times that are said as so long ago: phrases of every language looked up in a table.
 *
 * A text is squeezed: folded, without white space and full stops, a number as '#'.  So "3 hrs. ago" and "3hrs ago" are
 * one phrase, and languages that part words are looked up like those that do not.  Phrases start and end where words
 * do. */
#include "text/dates.h"
#include "text/fold.h"
#include "text/unicode.h"

typedef struct ago_row {
  uint32_t at;       /* in ago_text */
  uint8_t len, says; /* unit | number << 2; number 0: that of the text */
} ago_row;

#include "text/dates_ago.inc"

#define TEXT_MAX 160    /* bytes; a longer one is no label */
#define NUMBER_MAX 9999 /* a larger one is a year, or no time that anyone says so */
#define LETTERS_MAX 4   /* between a day and its time of day: "at", "um", "klo" */
#define TIME_MAX 12     /* bytes of that */

/* Each byte of the squeezed text, with where it comes from. */
typedef struct squeezed {
  char text[TEXT_MAX + 1];
  uint16_t from[TEXT_MAX + 1]; /* offset in the text of the character that it is of; the last: the text's end */
  bool starts[TEXT_MAX + 1];   /* a word or number starts here, or the one before has ended */
  unsigned number[TEXT_MAX];   /* of a '#' */
  size_t len;
} squeezed;

/* A script's words are not parted: every character may start one. */
static bool stands_alone(mtn_char_class class) {
  return class == MTN_CHAR_HAN || class == MTN_CHAR_KANA || class == MTN_CHAR_SEA || class == MTN_CHAR_HANGUL;
}

/* A digit: of a number that goes on, or the first. */
static void add_digit(squeezed *s, uint32_t digit, size_t from, bool goes_on, bool starts) {
  if (!goes_on) {
    s->text[s->len] = '#';
    s->from[s->len] = (uint16_t)from;
    s->starts[s->len] = starts;
    s->number[s->len++] = 0;
  }
  unsigned *number = &s->number[s->len - 1];
  if (*number <= NUMBER_MAX) *number = *number * 10 + digit;
}

static bool squeeze(matn_str text, squeezed *out) {
  const char *p = text.ptr, *end = p + text.len;
  bool starts = true, in_number = false;
  out->len = 0;
  if (text.len > TEXT_MAX) return false;
  for (size_t size; p < end; p += size) {
    uint32_t c = mtn_utf8_decode(p, end, &size), zero = mtn_char_zero(c);
    mtn_char_class class = mtn_char_class_of(c);
    if (zero) {
      add_digit(out, c - zero, (size_t)(p - text.ptr), in_number, starts);
      in_number = starts = true;
      continue;
    }
    in_number = false;
    bool blank = class == MTN_CHAR_SPACE || class == MTN_CHAR_BLANK || c == '.';
    starts |= blank;
    uint32_t folded = c == 0x2019 ? '\'' : mtn_char_fold(c);
    if (blank || class == MTN_CHAR_ZERO || !folded) continue;
    if (out->len + 4 > TEXT_MAX) return false; /* only malformed text grows */
    bool word = class == MTN_CHAR_WORD || c == '\'';
    size_t len = mtn_utf8_encode(folded, out->text + out->len);
    for (size_t i = 0; i < len; i++) {
      out->from[out->len + i] = (uint16_t)(p - text.ptr);
      out->starts[out->len + i] = i == 0 && (starts || !word);
    }
    out->len += len;
    starts = !word || stands_alone(class);
  }
  out->from[out->len] = (uint16_t)text.len;
  out->starts[out->len] = true;
  return true;
}

static const ago_row *look_up(const char *phrase, size_t len) {
  size_t low = 0, high = MTN_COUNT(ago_rows);
  while (low < high) {
    size_t middle = (low + high) / 2;
    const ago_row *row = &ago_rows[middle];
    int order = memcmp(&ago_text[row->at / AGO_CHUNK][row->at % AGO_CHUNK], phrase, row->len < len ? row->len : len);
    if (order == 0) order = (row->len > len) - (row->len < len);
    if (order == 0) return row;
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return NULL;
}

/* The longest phrase that starts at `from`. */
static bool phrase_at(const squeezed *s, size_t from, mtn_ago *out) {
  bool found = false;
  for (size_t to = from + 1; to <= s->len && to - from <= AGO_LONGEST; to++) {
    const ago_row *row = s->starts[to] ? look_up(s->text + from, to - from) : NULL;
    if (!row) continue;
    const char *sign = memchr(s->text + from, '#', to - from);
    unsigned number = row->says >> 2 ? row->says >> 2 : sign ? s->number[sign - s->text] : 0;
    if (number > NUMBER_MAX || (number == 0 && !sign)) continue;
    *out =
        (mtn_ago){.unit = (mtn_ago_unit)(row->says & 3), .number = number, .begin = s->from[from], .end = s->from[to]};
    found = true;
  }
  return found;
}

/* "Yesterday", "today, 10:30", "أمس 14:05": the name of a day at the start, a time of day or nothing behind it. */
static bool named_day(matn_str text, uint16_t language, mtn_ago *out) {
  mtn_date_word word;
  size_t letters = 0, at, size;
  if (!mtn_date_word_at(text, 0, language, 1u << MTN_WORD_DAY, &word) || word.value > 0) return false;
  for (at = word.len; at < text.len; at += size) {
    uint32_t c = mtn_utf8_decode(text.ptr + at, text.ptr + text.len, &size);
    if (mtn_char_zero(c)) break;
    letters += mtn_char_class_of(c) == MTN_CHAR_WORD;
  }
  bool timed = at < text.len && memchr(text.ptr + at, ':', text.len - at);
  if (at < text.len ? !timed || letters > LETTERS_MAX || text.len - at > TIME_MAX : letters > 0) return false;
  *out = (mtn_ago){.unit = MTN_AGO_DAYS, .number = (unsigned)-word.value, .begin = 0, .end = word.len};
  return true;
}

bool mtn_dates_ago(matn_str text, uint16_t language, mtn_ago *out) {
  squeezed s;
  if (!text.len || !squeeze(text, &s)) return false;
  for (size_t from = 0; from < s.len; from++)
    if (s.starts[from] && phrase_at(&s, from, out)) return true;
  return named_day(text, language, out);
}

bool mtn_date_before(const mtn_date *now, const mtn_ago *ago, mtn_date *out) {
  static const unsigned minutes_of[] = {0, 1, 60, 24 * 60};
  int64_t minutes = (int64_t)minutes_of[ago->unit] * ago->number;
  int64_t day = mtn_date_days((unsigned)now->year, now->month, now->day);
  bool timed = now->hour >= 0;
  if (!now->year || ago->number > NUMBER_MAX) return false;
  if (!timed && ago->unit == MTN_AGO_HOURS && ago->number >= 24) return false;
  if (ago->unit == MTN_AGO_DAYS) {
    *out = mtn_date_of_days((int32_t)(day - ago->number));
    return true;
  }
  if (!timed) {
    *out = mtn_date_of_days((int32_t)day);
    return true;
  }
  int64_t moment = day * 24 * 60 + now->hour * 60 + now->minute - minutes;
  *out = mtn_date_of_days((int32_t)(moment / (24 * 60)));
  out->hour = (int8_t)(moment / 60 % 24);
  out->minute = (uint8_t)(moment % 60);
  out->has_zone = now->has_zone;
  out->zone = now->zone;
  return true;
}
