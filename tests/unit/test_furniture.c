/* Furniture phrases: every phrase of data/furniture/ is found, written as pages write it; and what must not be found.
 */
#include "extract/furniture.h"
#include "support/files.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define NAME(name) #name,
static const char *const names[] = {MTN_FURNITURE_CLASSES(NAME)};
#undef NAME

static mtn_furniture read(const char *text) { return mtn_furniture_read(mtn_str_of(text)); }

static void finds(const char *text, uint32_t classes) {
  mtn_furniture found = read(text);
  if (found.classes != classes) fail_msg("\"%s\": classes %x, not %x", text, found.classes, classes);
}

static bool is_class(const char *name, size_t len) {
  for (size_t i = 0; i < MTN_COUNT(names); i++)
    if (strlen(names[i]) == len && memcmp(names[i], name, len) == 0) return true;
  return false;
}

/* A line of a file: the phrase is the whole text, so it covers all of it, whatever its place. */
static void check_line(const char *path, const char *line, size_t len) {
  if (len == 0 || *line == '#') return;
  const char *tab = memchr(line, '\t', len);
  if (!tab || !is_class(line, (size_t)(tab - line))) fail_msg("%s: no class: %.*s", path, (int)len, line);
  matn_str phrase = {tab + 1, len - (size_t)(tab + 1 - line)};
  if (*phrase.ptr == '^' || *phrase.ptr == '=') phrase.ptr++, phrase.len--;
  mtn_furniture found = mtn_furniture_read(phrase);
  if (!found.words || found.covered != found.words || !found.starts)
    fail_msg("%s: not found: %.*s", path, (int)phrase.len, phrase.ptr);
}

static void every_phrase_is_found(void **state) {
  (void)state;
  size_t count = 0, lines = 0;
  char **files = test_list_folder("data/furniture", ".tsv", &count);
  assert_true(count >= 40);
  for (size_t i = 0; i < count; i++) {
    size_t len;
    char *path = test_join_path("data/furniture", files[i]), *text = test_read_file(path, &len);
    assert_non_null(text);
    for (char *p = text, *end = text + len; p < end;) {
      char *stop = memchr(p, '\n', (size_t)(end - p));
      if (!stop) stop = end;
      check_line(path, p, (size_t)(stop - p));
      lines++;
      p = stop + 1;
    }
    free(text);
    free(path);
  }
  test_free_list(files, count);
  assert_true(lines > 5000);
}

static void words_are_normalised(void **state) {
  (void)state;
  finds("SHARE THIS", MTN_FURNITURE_BIT(share));
  finds("  » Share  this!", MTN_FURNITURE_BIT(share));
  finds("LEER MAS", MTN_FURNITURE_BIT(more));
  finds("Ti potrebbe interessare", MTN_FURNITURE_BIT(related));
  /* Arabic: vowel signs, tatweel, alef with hamza; letters that Persian writes otherwise. */
  finds("اقرأ أيضاً:", MTN_FURNITURE_BIT(related));
  finds("اقـــرأ ايضا", MTN_FURNITURE_BIT(related));
  finds("بیشتر بخوانید", MTN_FURNITURE_BIT(related));
  /* An accent of its own. */
  finds("A\xCC\x80 lire aussi", MTN_FURNITURE_BIT(related));
  /* Numbers, in whatever digits. */
  finds("17 comments", MTN_FURNITURE_BIT(comments));
  finds("١٧ تعليق", MTN_FURNITURE_BIT(comments));
  finds("15 मिनट पहले", MTN_FURNITURE_BIT(published));
  /* Scripts without spaces. */
  finds("関連記事", MTN_FURNITURE_BIT(related));
  finds("◆あわせて読みたい：", MTN_FURNITURE_BIT(related));
  finds("© 2024 The Harbour Post", MTN_FURNITURE_BIT(copyright));
}

static void places_count(void **state) {
  (void)state;
  finds("Home", MTN_FURNITURE_BIT(menu));
  finds("Home is where the kettle is", 0);
  finds("By Ann Lee", MTN_FURNITURE_BIT(byline));
  finds("She passed by the mill", 0);
  mtn_furniture found = read("The mill: we use cookies");
  assert_int_equal(found.classes, MTN_FURNITURE_BIT(cookies));
  assert_int_equal(found.starts, 0);
  assert_int_equal(found.words, 5);
  assert_int_equal(found.covered, 3);
  found = read("Read also: the mill");
  assert_int_equal(found.starts, MTN_FURNITURE_BIT(related));
  assert_int_equal(found.covered, 2);
}

static void prose_is_none(void **state) {
  (void)state;
  finds("", 0);
  finds("The ferry left Innis Mor at dawn with four lorries of milk.", 0);
  finds("غادرت العبارة الجزيرة عند الفجر وعلى متنها أربع شاحنات من الحليب.", 0);
  finds("渡し船は夜明けに島を離れた。", 0);
}

static void long_texts_stop(void **state) {
  (void)state;
  char text[4096];
  size_t len = 0;
  for (int i = 0; i < 500; i++) len += (size_t)snprintf(text + len, sizeof(text) - len, "share ");
  mtn_furniture found = mtn_furniture_read((matn_str){text, len});
  assert_int_equal(found.words, MTN_FURNITURE_WORDS_MAX);
  uint32_t hashes[3];
  assert_int_equal(mtn_furniture_words((matn_str){text, len}, hashes, 3), 3);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_phrase_is_found), cmocka_unit_test(words_are_normalised), cmocka_unit_test(places_count),
      cmocka_unit_test(prose_is_none),         cmocka_unit_test(long_texts_stop),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
