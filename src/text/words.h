/*
 * Text runs: white space collapsed as HTML does, words, sentences and lengths counted on the way, in one pass over the
 * bytes and across the pieces that a run is made of: `<b>foo</b>bar` is one word.
 */
#ifndef MTN_TEXT_WORDS_H
#define MTN_TEXT_WORDS_H

#include "text/unicode.h"
#include "text/vec16.h"

typedef struct mtn_text_run {
  char *out;      /* where the next byte goes; the caller provides room */
  char separator; /* what stands before the next character: 0, ' ' or '\n' */
  bool ink;       /* something that can be seen has been written */
  bool in_word;   /* the last character belongs to a word */
  bool stop;      /* a sentence sign waits for white space */
  uint32_t chars; /* Han count 3, kana and Hangul 2, others 1 */
  uint32_t words; /* a character of a script that does not part words is one */
  uint32_t sentences, commas;
} mtn_text_run;

#define MTN_TEXT_SLACK ((size_t)16)
/* Append `text`, white space collapsed: at most text.len + 1 bytes at run->out, where there is room for MTN_TEXT_SLACK
 * more, which are written over.  White space at the start of the run,
 * no-break spaces included, is left out; white space at its end waits in `separator`.
 * *first and *last are set to the offsets in `text` of the first character written and of the byte after the last;
 * they are left alone if nothing is written. */
void mtn_text_collapse(mtn_text_run *run, matn_str text, size_t *first, size_t *last);

/* Whether `text` is white space of HTML's, and not empty. */
bool mtn_text_is_white_wide(matn_str text);
static inline bool mtn_text_is_white(matn_str text) {
  return text.len && (unsigned char)text.ptr[0] <= ' ' && mtn_text_is_white_wide(text);
}

/* Append `text` as it is: text.len bytes at most. */
void mtn_text_copy(mtn_text_run *run, matn_str text);

/* White space that is not in the text (`c` is ' '), or the end of a line ('\n'), before what comes next; a line's end
 * wins over a space. */
void mtn_text_separate(mtn_text_run *run, char c);

/* The end: a sentence sign that waited counts. */
void mtn_text_end(mtn_text_run *run);

/* Lengths of a text that needs no change; `out` of the result is NULL. */
mtn_text_run mtn_text_measure(matn_str text);

/* The text without white space at its ends, no-break and ideographic spaces included. */
matn_str mtn_text_trim(matn_str text);

/* The next word of `text` at or after *at, as mtn_text_run counts them; {NULL, 0} after the last.  *at moves behind it.
 */
matn_str mtn_text_next_word_wide(matn_str text, size_t *at); /* of any script */
static inline bool mtn_text_is_ascii_word(char c) {
  return (unsigned char)c < 128 && mtn_ascii_class[(unsigned char)c] == MTN_CHAR_WORD;
}
static inline matn_str mtn_text_next_word(matn_str text, size_t *at) {
  size_t i = *at;
  while (i < text.len && (unsigned char)text.ptr[i] < 128 && !mtn_text_is_ascii_word(text.ptr[i])) i++;
  size_t start = i;
  while (i < text.len && mtn_text_is_ascii_word(text.ptr[i])) i++;
  if (i < text.len && (unsigned char)text.ptr[i] >= 128) {
    *at = start;
    return mtn_text_next_word_wide(text, at);
  }
  *at = i;
  return i > start ? (matn_str){text.ptr + start, i - start} : (matn_str){NULL, 0};
}

/* A hash of a word's bytes, ASCII letters in lower case, eight at a time; never 0.  `mark` makes it another one. Tables
 * are made by it: gen/class_words.py computes the same. */
static inline uint64_t mtn_text_lower_eight(uint64_t eight) { /* of words: folds no digits, nor what is not ASCII */
  return eight | (~eight >> 2 & UINT64_C(0x2020202020202020));
}
static inline uint32_t mtn_text_hash_word(matn_str word, uint64_t mark) {
  const uint64_t factor = UINT64_C(0x9FB21C651E98DF25);
  uint64_t h = mark + word.len * UINT64_C(0x9E3779B97F4A7C15);
  for (; word.len > 8; word.ptr += 8, word.len -= 8) {
    h = (h ^ mtn_text_lower_eight(mtn_load64(word.ptr))) * factor;
    h ^= h >> 32;
  }
  h = (h ^ mtn_text_lower_eight(mtn_str_tail(word))) * factor;
  h = (h ^ h >> 32) * factor;
  uint32_t hash = (uint32_t)(h >> 32);
  return hash ? hash : 1;
}

/* Whether more letters run from right to left than from left to right. */
bool mtn_text_is_rtl(matn_str text);

#ifdef MTN_VEC16
static inline v16 mtn_text_between(v16 v, char low, char high) { /* of bytes below 128 */
  return v16_and(v16_less(v16_splat((uint8_t)(low - 1)), v), v16_less(v, v16_splat((uint8_t)(high + 1))));
}
/* Of sixteen bytes those that are ASCII letters, digits and '_': what words are made of. */
static inline v16 mtn_text_word_bytes(v16 v) {
  v16 letters = v16_or(v, v16_splat(0x20));
  return v16_or(v16_or(mtn_text_between(letters, 'a', 'z'), mtn_text_between(v, '0', '9')),
                v16_equal(v, v16_splat('_')));
}
#endif

/* Where HTML's white space first stands at or after `from`; text.len if nowhere. */
static inline size_t mtn_text_find_space(matn_str text, size_t from) {
#ifdef MTN_VEC16
  for (; from < text.len; from += 16) {
    size_t left = text.len - from;
    v16 v = left >= 16 ? v16_load(text.ptr + from) : v16_load_few(text.ptr + from, left);
    uint32_t low = v16_bits(v16_less(v, v16_splat('!'))) & ~v16_high_bits(v); /* controls, most of them white space */
    for (; low; low &= low - 1) {
      size_t at = (size_t)__builtin_ctz(low);
      if (at < left && mtn_is_space((unsigned char)text.ptr[from + at])) return from + at;
    }
  }
  return text.len;
#else
  while (from < text.len && !mtn_is_space((unsigned char)text.ptr[from])) from++;
  return from;
#endif
}

/* The next token of a value of tokens (class, rel, itemprop) at or after *at, which moves behind it: what white space
 * parts; {NULL, 0} after the last. */
static inline matn_str mtn_text_next_token(matn_str value, size_t *at) {
  while (*at < value.len && mtn_is_space((unsigned char)value.ptr[*at])) ++*at;
  const size_t start = *at;
  *at = mtn_text_find_space(value, start);
  return *at > start ? (matn_str){value.ptr + start, *at - start} : (matn_str){NULL, 0};
}

/* Runs of bytes of words, or of letters alone, and of bytes beyond ASCII; `wide` says, after each, whether there may be
 * such in it.  Start with the text and zeros. */
typedef struct mtn_text_runs {
  matn_str text;
  size_t at, start;      /* what is to be read next; where the run that goes on starts */
  uint32_t starts, ends; /* of runs in the sixteen bytes before `at`, a bit each */
  uint32_t inside, wide; /* whether a run goes on, and whether it holds bytes beyond ASCII */
} mtn_text_runs;

#ifdef MTN_VEC16
static inline void mtn_text_read_runs(mtn_text_runs *r, bool letters) {
  const char *p = r->text.ptr + r->at;
  size_t left = r->text.len - r->at;
  v16 v = left >= 16 ? v16_load(p) : v16_load_few(p, left);
  v16 of_words = letters ? mtn_text_between(v16_or(v, v16_splat(0x20)), 'a', 'z') : mtn_text_word_bytes(v);
  uint32_t high = v16_high_bits(v), bits = v16_bits(of_words) | high, before = bits << 1 | r->inside;
  r->starts = bits & ~before;
  r->ends = ~bits & before & 0xFFFF;
  r->wide = (r->inside ? r->wide : 0) | high;
  r->at += 16;
}

/* The next run; {NULL, 0} after the last. */
static inline matn_str mtn_text_next_run(mtn_text_runs *r, bool letters) {
  while (!r->ends) {
    if (r->starts) {
      r->start = r->at - 16 + (size_t)__builtin_ctz(r->starts);
      r->inside = 1;
    }
    r->starts = 0;
    if (r->at >= r->text.len) {
      if (!r->inside) return (matn_str){NULL, 0};
      r->inside = 0;
      return (matn_str){r->text.ptr + r->start, r->text.len - r->start};
    }
    mtn_text_read_runs(r, letters);
  }
  if (!r->inside) {
    r->start = r->at - 16 + (size_t)__builtin_ctz(r->starts);
    r->starts &= r->starts - 1;
  }
  size_t end = r->at - 16 + (size_t)__builtin_ctz(r->ends);
  r->ends &= r->ends - 1;
  r->inside = 0;
  return (matn_str){r->text.ptr + r->start, end - r->start};
}
#else
static inline matn_str mtn_text_next_run(mtn_text_runs *r, bool letters) {
  const char *p = r->text.ptr;
  size_t i = r->at, start;
#define MTN_IN_RUN(c)                                                                                                  \
  ((unsigned char)(c) >= 0x80 || (letters ? mtn_is_alpha((unsigned char)(c)) : mtn_text_is_ascii_word(c)))
  while (i < r->text.len && !MTN_IN_RUN(p[i])) i++;
  r->wide = 0;
  for (start = i; i < r->text.len && MTN_IN_RUN(p[i]); i++) r->wide |= (unsigned char)p[i] >= 0x80;
#undef MTN_IN_RUN
  r->at = i;
  return i > start ? (matn_str){p + start, i - start} : (matn_str){NULL, 0};
}
#endif

#endif
