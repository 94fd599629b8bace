/* Character references against HTML 13.2.5.72 to 13.2.5.80; the 2,231 names are html5lib-tests' namedEntities.test. */
#include "html/charref.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* The reference at the head of `text` takes `taken` bytes and means `value`; taken 0: it is none. */
static void expect(const char *text, bool in_attribute, size_t taken, const char *value) {
  char out[MTN_CHARREF_MAX];
  size_t out_len = 99;
  size_t got = mtn_charref(text, text + strlen(text), in_attribute, out, &out_len);
  if (got != taken || out_len != strlen(value) || memcmp(out, value, out_len) != 0)
    fail_msg("%s%s: took %zu bytes for %zu bytes of text", text, in_attribute ? " (attribute)" : "", got, out_len);
}

static void named(void **state) {
  (void)state;
  expect("&amp;", false, 5, "&");
  expect("&lt;b", false, 4, "<");
  expect("&quot;", true, 6, "\"");
  expect("&nbsp;x", false, 6, "\xC2\xA0");
  expect("&CounterClockwiseContourIntegral;", false, 33, "\xE2\x88\xB3"); /* the longest */
  expect("&NotEqualTilde;", false, 15, "\xE2\x89\x82\xCC\xB8");           /* two characters */
  expect("&Afr;", false, 5, "\xF0\x9D\x94\x84");
  expect("&acE;", false, 5, "\xE2\x88\xBE\xCC\xB3"); /* the longest value in UTF-8 has six bytes */
  expect("&AMP;", false, 5, "&");
  expect("&Amp;", false, 0, ""); /* case counts */
}

static void named_without_semicolon(void **state) {
  (void)state;
  expect("&amp", false, 4, "&");
  expect("&ampx", false, 4, "&");
  expect("&notit;", false, 4, "\xC2\xAC");
  expect("&notin;", false, 7, "\xE2\x88\x89");
  expect("&notin", false, 4, "\xC2\xAC"); /* notin counts with ';' only */
  expect("&copy2", false, 5, "\xC2\xA9");
  expect("&frac12", false, 7, "\xC2\xBD");
  expect("&sup1", false, 5, "\xC2\xB9");
  expect("&sup", false, 0, ""); /* sup counts with ';' only */
  expect("&alpha", false, 0, "");
  expect("&ltfoo;", false, 3, "<");
  expect("&gtCounterClockwiseContourIntegralOfSomeLength;", false, 3, ">");
}

static void named_in_attribute(void **state) {
  (void)state;
  expect("&copy=1", true, 0, "");
  expect("&copyx", true, 0, "");
  expect("&copy2;", true, 0, "");
  expect("&copy;=1", true, 6, "\xC2\xA9");
  expect("&copy", true, 5, "\xC2\xA9");
  expect("&copy&b", true, 5, "\xC2\xA9");
  expect("&copy ", true, 5, "\xC2\xA9");
  expect("&notin=", true, 0, "");
  expect("&#65=", true, 4, "A"); /* the rule is for names only */
}

static void none(void **state) {
  (void)state;
  static const char *const texts[] = {"&",   "&;",  "& ",   "&&amp;", "&x;", "&nosuchname;", "&é;", "&#",
                                      "&#;", "&#x", "&#X;", "&#xg",   "&#a", "&# 1;",        "&-1;"};
  for (size_t i = 0; i < MTN_COUNT(texts); i++) {
    expect(texts[i], false, 0, "");
    expect(texts[i], true, 0, "");
  }
}

static void numeric(void **state) {
  (void)state;
  expect("&#65;", false, 5, "A");
  expect("&#65", false, 4, "A");
  expect("&#65x", false, 4, "A");
  expect("&#65f", false, 4, "A");
  expect("&#x41;", false, 6, "A");
  expect("&#X4a;", false, 6, "J");
  expect("&#x4Ag", false, 5, "J");
  expect("&#39;", true, 5, "'");
  expect("&#x27;", true, 6, "'");
  expect("&#0000000000000000000000065;", false, 28, "A");
  expect("&#x1F600;", false, 9, "\xF0\x9F\x98\x80");
  expect("&#x10FFFF;", false, 10, "\xF4\x8F\xBF\xBF");
}

static void numeric_repaired(void **state) {
  (void)state;
  static const char replacement[] = "\xEF\xBF\xBD";
  expect("&#0;", false, 4, replacement);
  expect("&#xD800;", false, 8, replacement);
  expect("&#xDFFF;", false, 8, replacement);
  expect("&#x110000;", false, 10, replacement);
  expect("&#4294967361;", false, 13, replacement); /* 2^32 + 65 */
  expect("&#18446744073709551681;", false, 23, replacement);
  expect("&#xFFFFFFFFFFFFFFFFFFFF;", false, 24, replacement);
  expect("&#128;", false, 6, "\xE2\x82\xAC");
  expect("&#x9F;", false, 6, "\xC5\xB8");
  expect("&#x81;", false, 6, "\xC2\x81"); /* has no windows-1252 character */
  expect("&#xFFFE;", false, 8, "\xEF\xBF\xBE");
  expect("&#xFDD0;", false, 8, "\xEF\xB7\x90");
  expect("&#13;", false, 5, "\r");
  expect("&#1;", false, 4, "\x01");
}

/* Digits are consumed, so a long number is linear; a long name is looked at only as far as names go. */
static void long_ones(void **state) {
  (void)state;
  const size_t len = 1000000;
  char *text = malloc(len + 1);
  assert_non_null(text);
  char out[MTN_CHARREF_MAX];
  size_t out_len;
  memset(text, '7', len);
  memcpy(text, "&#", 2);
  text[len] = '\0';
  assert_int_equal(mtn_charref(text, text + len, false, out, &out_len), len);
  assert_int_equal(out_len, 3);
  memset(text, '0', len);
  memcpy(text, "&#x", 3);
  text[len - 2] = '4';
  text[len - 1] = '1';
  assert_int_equal(mtn_charref(text, text + len, true, out, &out_len), len);
  assert_memory_equal(out, "A", 1);
  memset(text, 'a', len);
  text[0] = '&';
  for (int i = 0; i < 100000; i++) assert_int_equal(mtn_charref(text, text + len, false, out, &out_len), 0);
  free(text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(named),     cmocka_unit_test(named_without_semicolon),
      cmocka_unit_test(none),      cmocka_unit_test(named_in_attribute),
      cmocka_unit_test(numeric),   cmocka_unit_test(numeric_repaired),
      cmocka_unit_test(long_ones),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
