#include "text/words.h"

#include "text/unicode.h"

static inline mtn_char_class next_char(const char *p, const char *end, size_t *size, uint32_t *c) {
  *c = mtn_utf8_decode(p, end, size);
  return mtn_char_class_of(*c);
}

static inline void count(mtn_text_run *run, mtn_char_class class) {
  switch (class) {
  case MTN_CHAR_WORD:
    run->words += !run->in_word;
    run->chars++;
    run->in_word = true;
    run->stop = false;
    return;
  case MTN_CHAR_HAN: run->chars += 2; /* fall through */
  case MTN_CHAR_SEA:
    run->words++;
    run->chars++;
    run->in_word = run->stop = false;
    return;
  case MTN_CHAR_KANA:
    run->words++;
    run->chars += 2;
    run->in_word = run->stop = false;
    return;
  case MTN_CHAR_HANGUL:
    run->words += !run->in_word;
    run->chars += 2;
    run->in_word = true;
    run->stop = false;
    return;
  case MTN_CHAR_ZERO: return; /* joins what stands beside it */
  case MTN_CHAR_SPACE:
  case MTN_CHAR_BLANK:
    run->sentences += run->stop;
    run->chars++;
    run->in_word = run->stop = false;
    return;
  case MTN_CHAR_FULL_STOP:
    run->sentences++;
    run->chars++;
    run->in_word = run->stop = false;
    return;
  case MTN_CHAR_STOP:
    run->chars++;
    run->in_word = false;
    run->stop = true;
    return;
  case MTN_CHAR_CLOSE:
    run->chars++;
    run->in_word = false;
    return;
  case MTN_CHAR_COMMA: run->commas++; /* fall through */
  case MTN_CHAR_PUNCT:
  default:
    run->chars++;
    run->in_word = run->stop = false;
    return;
  }
}

static inline void separate(mtn_text_run *run) {
  if (!run->separator) return;
  if (run->ink) {
    *run->out++ = run->separator;
    run->chars++;
  }
  run->separator = 0;
}

#ifdef MTN_VEC16
/* Take the bytes at `p`, sixteen at most, up to what must be thought about: what is not ASCII, more than a single
 * space, sentence signs, the end; a space before that is left.  What was written before is not white space.  Returns
 * how many were taken.  Most of running text in the Latin script goes this way. */
static inline size_t take_plain(mtn_text_run *run, const char *p, size_t left) {
  v16 v = left >= 16 ? v16_load(p) : v16_load_few(p, left);
  v16 signs = v16_or(v16_or(v16_equal(v, v16_splat('.')), v16_equal(v, v16_splat('!'))),
                     v16_or(v16_equal(v, v16_splat('?')), v16_equal(v, v16_splat(0x7F))));
  uint32_t spaces = v16_bits(v16_equal(v, v16_splat(' ')));
  /* As signed bytes those from 0x80 on are below ' ' too. */
  uint32_t stops = v16_bits(v16_or(signs, v16_less(v, v16_splat(' ')))) | (spaces & spaces >> 1) | UINT32_C(1) << 16;
  size_t size = (size_t)__builtin_ctz(stops);
  uint32_t all = (UINT32_C(1) << size) - 1;
  size -= (spaces & all & ~(all >> 1)) != 0;
  all = (UINT32_C(1) << size) - 1;
  uint32_t words = v16_bits(mtn_text_word_bytes(v)) & all;
  v16_store(run->out, v);
  run->out += size;
  run->chars += (uint32_t)size;
  run->words += v16_count(words & ~(words << 1 | (uint32_t)run->in_word));
  run->commas += v16_count(v16_bits(v16_equal(v, v16_splat(','))) & all);
  if (size) run->in_word = words >> (size - 1) & 1;
  return size;
}
#endif

static const char *skip_spaces(const char *p, const char *end) {
  static const char eight[8] = {' ', ' ', ' ', ' ', ' ', ' ', ' ', ' '};
  do {
    p++;
    while (end - p >= 8 && memcmp(p, eight, 8) == 0) p += 8; /* indents */
  } while (p < end && mtn_is_space((unsigned char)*p));
  return p;
}

bool mtn_text_is_white_wide(matn_str text) {
#ifdef MTN_VEC16
  for (size_t at = 0; at < text.len; at += 16) {
    size_t left = text.len - at;
    v16 v = left >= 16 ? v16_load(text.ptr + at) : v16_load_few(text.ptr + at, left);
    v16 breaks = v16_clear(mtn_text_between(v, '\t', '\r'), v16_equal(v, v16_splat('\v')));
    uint32_t all = left >= 16 ? 0xFFFF : (UINT32_C(1) << left) - 1;
    if (~v16_bits(v16_or(breaks, v16_equal(v, v16_splat(' ')))) & all) return false;
  }
  return true;
#else
  const char *end = text.ptr + text.len;
  return mtn_is_space((unsigned char)text.ptr[0]) && skip_spaces(text.ptr, end) == end;
#endif
}

void mtn_text_collapse(mtn_text_run *run, matn_str text, size_t *first, size_t *last) {
  const char *p = text.ptr, *end = p + text.len, *wrote = NULL;
  while (p < end) {
    unsigned char byte = (unsigned char)*p;
    mtn_char_class class;
    size_t size = 1;
    if (MTN_LIKELY(byte < 128)) {
      class = (mtn_char_class)mtn_ascii_class[byte];
      if (class == MTN_CHAR_SPACE) {
        p = skip_spaces(p, end);
        mtn_text_separate(run, ' ');
        continue;
      }
#ifdef MTN_VEC16
      if (!run->stop && class != MTN_CHAR_STOP && class != MTN_CHAR_ZERO) {
        separate(run);
        if (!wrote) *first = (size_t)(p - text.ptr);
        wrote = p += take_plain(run, p, (size_t)(end - p));
        run->ink = true;
        continue;
      }
#endif
      if (class == MTN_CHAR_WORD) { /* the loop that most text goes through */
        separate(run);
        if (!wrote) *first = (size_t)(p - text.ptr);
        const char *start = p;
        char *out = run->out;
        do *out++ = *p++;
        while (p < end && (unsigned char)*p < 128 && mtn_ascii_class[(unsigned char)*p] == MTN_CHAR_WORD);
        run->out = out;
        run->chars += (uint32_t)(p - start);
        run->words += !run->in_word;
        run->in_word = run->ink = true;
        run->stop = false;
        wrote = p;
        continue;
      }
    } else {
      uint32_t c;
      class = next_char(p, end, &size, &c);
    }
    if (class == MTN_CHAR_BLANK && !run->ink) {
      p += size;
      continue;
    }
    separate(run);
    if (!wrote) *first = (size_t)(p - text.ptr);
    for (size_t i = 0; i < size; i++) *run->out++ = p[i];
    count(run, class);
    if (class != MTN_CHAR_ZERO && class != MTN_CHAR_BLANK) run->ink = true;
    p += size;
    wrote = p;
  }
  if (wrote) *last = (size_t)(wrote - text.ptr);
}

void mtn_text_copy(mtn_text_run *run, matn_str text) {
  const char *p = text.ptr, *end = p + text.len;
  separate(run);
  if (text.len) memcpy(run->out, text.ptr, text.len);
  run->out += text.len;
  while (p < end) {
    size_t size;
    uint32_t c;
    mtn_char_class class = next_char(p, end, &size, &c);
    count(run, class);
    if (class != MTN_CHAR_ZERO && class != MTN_CHAR_BLANK && class != MTN_CHAR_SPACE) run->ink = true;
    p += size;
  }
}

void mtn_text_separate(mtn_text_run *run, char c) {
  if (run->separator != '\n') run->separator = c;
  run->sentences += run->stop;
  run->in_word = run->stop = false;
}

void mtn_text_end(mtn_text_run *run) {
  run->sentences += run->stop;
  run->stop = false;
}

mtn_text_run mtn_text_measure(matn_str text) {
  mtn_text_run run = {0};
  const char *p = text.ptr, *end = p + text.len;
  while (p < end) {
    if (mtn_text_is_ascii_word(*p)) { /* what most text is made of */
      const char *start = p;
      do p++;
      while (p < end && mtn_text_is_ascii_word(*p));
      run.chars += (uint32_t)(p - start);
      run.words += !run.in_word;
      run.in_word = run.ink = true;
      run.stop = false;
      continue;
    }
    size_t size;
    uint32_t c;
    mtn_char_class class = next_char(p, end, &size, &c);
    count(&run, class);
    if (class != MTN_CHAR_ZERO && class != MTN_CHAR_BLANK && class != MTN_CHAR_SPACE) run.ink = true;
    p += size;
  }
  mtn_text_end(&run);
  return run;
}

static bool is_white(mtn_char_class class) { return class == MTN_CHAR_SPACE || class == MTN_CHAR_BLANK; }

matn_str mtn_text_trim(matn_str text) {
  if (!text.ptr) return text;
  const char *p = text.ptr, *end = p + text.len;
  size_t size;
  uint32_t c;
  while (p < end && is_white(next_char(p, end, &size, &c))) p += size;
  while (p < end) {
    const char *at = mtn_utf8_before(p, end);
    if (!is_white(next_char(at, end, &size, &c)) || size != (size_t)(end - at)) break;
    end = at;
  }
  return (matn_str){p, (size_t)(end - p)};
}

matn_str mtn_text_next_word_wide(matn_str text, size_t *at) {
  const char *p = text.ptr + *at, *end = text.ptr + text.len, *start = NULL;
  while (p < end && (unsigned char)*p < 128 && mtn_ascii_class[(unsigned char)*p] != MTN_CHAR_WORD) p++;
  while (p < end) {
    if (mtn_text_is_ascii_word(*p)) {
      if (!start) start = p;
      do p++;
      while (p < end && mtn_text_is_ascii_word(*p));
      if (p == end || (unsigned char)*p < 128) break;
      continue;
    }
    size_t size;
    uint32_t c;
    mtn_char_class class = next_char(p, end, &size, &c);
    bool alone = class == MTN_CHAR_HAN || class == MTN_CHAR_KANA || class == MTN_CHAR_SEA;
    bool joins = class == MTN_CHAR_WORD || class == MTN_CHAR_HANGUL || (start && class == MTN_CHAR_ZERO);
    if (start && !joins) break;
    if (!start && (alone || joins)) start = p;
    p += size;
    if (alone) break;
  }
  *at = text.len ? (size_t)(p - text.ptr) : 0;
  return start ? (matn_str){start, (size_t)(p - start)} : (matn_str){NULL, 0};
}

bool mtn_text_is_rtl(matn_str text) {
  size_t right = 0, left = 0;
  const char *p = text.ptr, *end = p + text.len;
  while (p < end) {
    unsigned char byte = (unsigned char)*p;
    if (byte < 0xD6) { /* Latin, Greek, Cyrillic and what lies between: letters of other scripts count below */
      left += byte < 128 ? mtn_is_alpha(byte) : byte >= 0xC3;
      p++;
      continue;
    }
    size_t size;
    uint32_t c = mtn_utf8_decode(p, end, &size);
    if (mtn_char_is_rtl(c))
      right++;
    else if (mtn_char_class_of(c) != MTN_CHAR_PUNCT)
      left++;
    p += size;
  }
  return right > left;
}
