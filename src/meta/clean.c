#include "meta/clean.h"

#include "html/charref.h"
#include "text/fold.h"
#include "text/unicode.h"
#include "text/words.h"

/* Undo character references and drop tags: "<b>", "</p>", "<br/>"; a "<" before anything else stays. */
static size_t undo(const char *p, const char *end, char *out) {
  char *start = out;
  while (p < end) {
    size_t written, used = *p == '&' ? mtn_charref(p, end, false, out, &written) : 0;
    if (used) {
      p += used;
      out += written;
      continue;
    }
    bool tag = *p == '<' && end - p > 2 && (mtn_is_alpha((unsigned char)p[1]) || p[1] == '/');
    const char *close = tag ? memchr(p, '>', (size_t)(end - p)) : NULL;
    if (close) {
      *out++ = ' ';
      p = close + 1;
    } else if (tag) { /* cut off within a tag */
      break;
    } else {
      *out++ = *p++;
    }
  }
  return (size_t)(out - start);
}

static bool has_marks(matn_str text) {
  return text.len && (memchr(text.ptr, '&', text.len) || memchr(text.ptr, '<', text.len));
}

/* Whether `c` behind `before` makes no work: neither a mark nor white space to collapse. */
static bool is_still(char before, char c) {
  return (unsigned char)c >= ' ' && c != '&' && c != '<' && (c != ' ' || before != ' ');
}

/* Whether a text is clean as it stands, as most values are; its ends ASCII, so that no other white space is there. */
static bool is_clean(matn_str text) {
  if (!text.len) return false;
  unsigned char first = (unsigned char)text.ptr[0], last = (unsigned char)text.ptr[text.len - 1];
  size_t at = 1;
  if (first <= ' ' || first >= 0x7F || last <= ' ' || last >= 0x7F || first == '&' || first == '<') return false;
#ifdef MTN_VEC16
  const v16 space = v16_splat(' ');
  for (; at + 16 <= text.len; at += 16) {
    v16 bytes = v16_load(text.ptr + at), before = v16_load(text.ptr + at - 1);
    v16 marks = v16_or(v16_equal(bytes, v16_splat('&')), v16_equal(bytes, v16_splat('<')));
    v16 control = v16_equal(v16_minus(bytes, v16_splat(0x1F)), v16_splat(0));
    v16 spaces = v16_and(v16_equal(bytes, space), v16_equal(before, space));
    if (v16_any_high(v16_or(v16_or(marks, control), spaces))) return false;
  }
#endif
  while (at < text.len && is_still(text.ptr[at - 1], text.ptr[at])) at++;
  return at == text.len;
}

static bool is_collapsed(matn_str text) {
  for (size_t i = 0; i < text.len; i++) {
    unsigned char c = (unsigned char)text.ptr[i];
    if (c == '\n' || c == '\t' || c == '\r' || c == '\f' || (c == ' ' && i && text.ptr[i - 1] == ' ')) return false;
  }
  return true;
}

matn_str mtn_clean_text(matn_str text, mtn_arena *arena) {
  const matn_str none = {NULL, 0};
  if (is_clean(text)) return text;
  text = mtn_text_trim(text);
  /* References may be written twice over: "&amp;#039;". */
  for (int pass = 0; pass < 2 && has_marks(text); pass++) {
    /* Two characters of eight bytes come of five bytes at least; one byte for the NUL that mtn_charref needs. */
    char *copy = mtn_arena_alloc(arena, text.len + 1), *out = mtn_arena_alloc(arena, text.len * 2 + MTN_CHARREF_MAX);
    if (!copy || !out) return none;
    memcpy(copy, text.ptr, text.len);
    copy[text.len] = '\0';
    text = (matn_str){out, undo(copy, copy + text.len, out)};
  }
  text = mtn_text_trim(text);
  if (text.len == 0) return MTN_STR("");
  if (is_collapsed(text)) return text;
  char *out = mtn_arena_alloc(arena, text.len + 1 + MTN_TEXT_SLACK);
  if (!out) return none;
  mtn_text_run run = {.out = out};
  size_t first, last;
  mtn_text_collapse(&run, text, &first, &last);
  return (matn_str){out, (size_t)(run.out - out)};
}

matn_str mtn_clean_after(matn_str text, size_t len) {
  return mtn_text_trim((matn_str){text.ptr + len, text.len - len});
}

/* The next character at *p that is a letter, digit or mark, folded; 0 at the end. */
static uint32_t next_letter(const char **p, const char *end) {
  while (*p < end) {
    size_t size;
    if ((unsigned char)**p < 0x80) {
      char ascii = *(*p)++;
      if (mtn_char_class_of((unsigned char)ascii) == MTN_CHAR_WORD) return (unsigned char)mtn_to_lower(ascii);
      continue;
    }
    uint32_t c = mtn_utf8_decode(*p, end, &size);
    *p += size;
    switch (mtn_char_class_of(c)) {
    case MTN_CHAR_WORD:
    case MTN_CHAR_HAN:
    case MTN_CHAR_KANA:
    case MTN_CHAR_HANGUL:
    case MTN_CHAR_SEA:
      c = mtn_char_fold(c);
      if (c) return c;
      break;
    default: break;
    }
  }
  return 0;
}

bool mtn_clean_same_slow(matn_str a, matn_str b) {
  const char *p = a.ptr, *q = b.ptr;
  for (size_t i = 0;; i++) {
    const char *p_end = a.ptr + a.len, *q_end = b.ptr + b.len;
    while (p < p_end && q < q_end && mtn_text_is_ascii_word(*p) && mtn_text_is_ascii_word(*q)) { /* most texts */
      if (mtn_to_lower(*p++) != mtn_to_lower(*q++)) return false;
      i++;
    }
    uint32_t c = next_letter(&p, p_end), d = next_letter(&q, q_end);
    if (c != d) return false;
    if (c == 0) return i > 0;
  }
}

uint64_t mtn_clean_hash(matn_str text) {
  uint64_t hash = MTN_FNV64_START;
  if (!text.len) return hash;
  const char *p = text.ptr, *end = p + text.len;
  for (uint32_t c;;) {
    for (; p < end && mtn_text_is_ascii_word(*p); p++) /* most texts */
      hash = mtn_fnv64_add(hash, (unsigned char)mtn_to_lower(*p));
    if (p == end || (c = next_letter(&p, end)) == 0) return hash;
    hash = mtn_fnv64_add(hash, c);
  }
}
