/* Texts sixteen bytes at a time: what vectors find is what looking at one byte after another finds, and nothing beyond
 * a text is read (texts stand in memory of just their size, for the sanitizers). */
#include "text/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { ROUNDS = 20000, LENGTH_MAX = 70 };

static uint32_t random32(uint32_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 17;
  return *state ^= *state << 5;
}

static const char *const pieces[] = {"a",       "b",  "Z",  "m",  "Q",  "7",  "_",  " ",  " ",        "  ",
                                     "\n",      "\t", ",",  ".",  "!",  "-",  "'",  "\r", "\xC3\xA9", "\xE6\xBC\xA2",
                                     "\"",      "\f", "\v", "\1", "re", "of", "In", ". ", "? ",       "\xC2\xA0",
                                     "\xD8\xB9"};

/* Some pieces after one another; few kinds of them, so that there are runs. */
static matn_str make(uint32_t *state) {
  char bytes[LENGTH_MAX + 8];
  size_t len = 0, most = random32(state) % LENGTH_MAX, first = random32(state) % MTN_COUNT(pieces);
  size_t kinds = 1 + random32(state) % MTN_COUNT(pieces);
  while (len < most) {
    const char *piece = pieces[(first + random32(state) % kinds) % MTN_COUNT(pieces)];
    size_t n = strlen(piece);
    memcpy(bytes + len, piece, n);
    len += n;
  }
  char *text = malloc(len ? len : 1);
  assert_non_null(text);
  memcpy(text, bytes, len);
  return (matn_str){text, len};
}

static bool in_run(char c, bool letters) {
  unsigned char byte = (unsigned char)c;
  return byte >= 0x80 || mtn_is_alpha(byte) || (!letters && (mtn_is_digit(byte) || byte == '_'));
}

static void check_runs(matn_str text, bool letters) {
  mtn_text_runs runs = {.text = text};
  size_t at = 0;
  for (;;) {
    while (at < text.len && !in_run(text.ptr[at], letters)) at++;
    size_t start = at;
    bool wide = false;
    for (; at < text.len && in_run(text.ptr[at], letters); at++) wide |= (unsigned char)text.ptr[at] >= 0x80;
    matn_str run = mtn_text_next_run(&runs, letters);
    if (start == at) {
      assert_null(run.ptr);
      return;
    }
    assert_ptr_equal(run.ptr, text.ptr + start);
    assert_int_equal(run.len, at - start);
    assert_true(runs.wide || !wide);
  }
}

static void check_spaces(matn_str text) {
  bool white = text.len > 0;
  for (size_t i = 0; i < text.len; i++) white &= mtn_is_space((unsigned char)text.ptr[i]);
  assert_int_equal(mtn_text_is_white(text), white);
  for (size_t from = 0; from <= text.len; from++) {
    size_t at = from;
    while (at < text.len && !mtn_is_space((unsigned char)text.ptr[at])) at++;
    assert_int_equal(mtn_text_find_space(text, from), at);
  }
}

static void runs_and_spaces(void **state) {
  (void)state;
  uint32_t seed = 1;
  for (int i = 0; i < ROUNDS; i++) {
    matn_str text = make(&seed);
    check_runs(text, false);
    check_runs(text, true);
    check_spaces(text);
    free((char *)text.ptr);
  }
}

static size_t character(matn_str text, size_t at) {
  size_t end = at + 1;
  while (end < text.len && ((unsigned char)text.ptr[end] & 0xC0) == 0x80) end++;
  return end - at;
}

/* A text in one piece and character by character: the same bytes, the same counts. */
static void pieces_collapse_as_one(void **state) {
  (void)state;
  uint32_t seed = 2;
  for (int i = 0; i < ROUNDS; i++) {
    matn_str text = make(&seed);
    char *whole = malloc(text.len + 1 + MTN_TEXT_SLACK), *parts = malloc(text.len + 1 + MTN_TEXT_SLACK);
    assert_true(whole && parts);
    mtn_text_run a = {.out = whole}, b = {.out = parts};
    size_t first = 0, last = 0, unused;
    mtn_text_collapse(&a, text, &first, &last);
    for (size_t at = 0, size; at < text.len; at += size) {
      size = character(text, at);
      mtn_text_collapse(&b, (matn_str){text.ptr + at, size}, &unused, &unused);
    }
    size_t len = (size_t)(a.out - whole);
    assert_int_equal(len, b.out - parts);
    assert_memory_equal(whole, parts, len);
    assert_true(a.chars == b.chars && a.words == b.words && a.commas == b.commas && a.sentences == b.sentences);
    assert_true(a.separator == b.separator && a.ink == b.ink && a.in_word == b.in_word && a.stop == b.stop);
    if (len) assert_true(last <= text.len && text.ptr[first] == *whole && text.ptr[last - 1] == whole[len - 1]);
    free(whole);
    free(parts);
    free((char *)text.ptr);
  }
}

/* Case aside, by their letters and length alone; gen/ and train/ hash bytes as written here. */
static void words_hash(void **state) {
  (void)state;
  char lower[41], mixed[41];
  uint32_t seed = 3, seen[41] = {0};
  for (size_t len = 1; len <= 40; len++) {
    for (size_t i = 0; i < len; i++) {
      lower[i] = (char)('a' + random32(&seed) % 26);
      mixed[i] = random32(&seed) % 2 ? (char)(lower[i] - 32) : lower[i];
    }
    lower[len] = mixed[len] = (char)len;
    matn_str word = {lower, len};
    seen[len] = mtn_text_hash_word(word, 0);
    assert_int_equal(seen[len], mtn_text_hash_word((matn_str){mixed, len}, 0));
    assert_int_not_equal(seen[len], mtn_text_hash_word(word, '^'));
    for (size_t other = 1; other < len; other++) assert_int_not_equal(seen[len], seen[other]);
    lower[len / 2] = lower[len / 2] == 'z' ? 'a' : 'z';
    assert_int_not_equal(seen[len], mtn_text_hash_word(word, 0));
  }
  assert_int_equal(mtn_text_hash_word(MTN_STR("post"), 0), 813852921u);
  assert_int_equal(mtn_text_hash_word(MTN_STR("Navigationsleiste"), 0), 652257903u);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(runs_and_spaces), cmocka_unit_test(pieces_collapse_as_one),
                                     cmocka_unit_test(words_hash)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
