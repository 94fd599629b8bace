/* What every room stands on: hashes of strings, arrays that grow. */
#include "base/base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

enum { SLOTS = 512 };

/* How many of the slots, by the low and by the high bits of the hash, names take that differ in their last digits
 * only. */
static void count_slots(const char *format, size_t *low, size_t *high) {
  bool by_low[SLOTS] = {false}, by_high[SLOTS] = {false};
  *low = *high = 0;
  for (int i = 0; i < SLOTS; i++) {
    char name[64];
    int len = snprintf(name, sizeof(name), format, i);
    uint64_t hash = mtn_str_hash((matn_str){name, (size_t)len});
    bool *a = &by_low[hash & (SLOTS - 1)], *b = &by_high[hash >> 55];
    *low += !*a;
    *high += !*b;
    *a = *b = true;
  }
}

/* By chance 512 names would take 324 of 512 slots. */
static void hashes_spread(void **state) {
  (void)state;
  const char *const formats[] = {
      "%d",        "p%d",          "note%d",         "post-%d",
      "%03d-note", "cite_note-%d", "cite_note-%d-0", "a rather long name that differs at its end %d"};
  for (size_t i = 0; i < MTN_COUNT(formats); i++) {
    size_t low, high;
    count_slots(formats[i], &low, &high);
    if (low < SLOTS / 2 || high < SLOTS / 2) fail_msg("\"%s\" takes %zu and %zu slots", formats[i], low, high);
  }
}

static void hashes_tell_apart(void **state) {
  (void)state;
  const char *const texts[] = {"",
                               "a",
                               "aa",
                               "aaa",
                               "ab",
                               "ba",
                               "abcd",
                               "abcde",
                               "abced",
                               "abcdefgh",
                               "abcdefghi",
                               "bbcdefghi",
                               "abcdefghabcdefgh",
                               "abcdefghabcdefg"};
  for (size_t i = 0; i < MTN_COUNT(texts); i++)
    for (size_t k = 0; k < MTN_COUNT(texts); k++)
      assert_true((i == k) == (mtn_str_hash(mtn_str_of(texts[i])) == mtn_str_hash(mtn_str_of(texts[k]))));
}

/* No two of "#0", "#1" … "#9999" look alike. */
static void hashes_of_numbers(void **state) {
  (void)state;
  enum { COUNT = 10000 };
  static uint64_t hashes[COUNT];
  for (int i = 0; i < COUNT; i++) {
    char name[16];
    int len = snprintf(name, sizeof(name), "#%d", i);
    hashes[i] = mtn_str_hash((matn_str){name, (size_t)len});
  }
  for (int i = 0; i < COUNT; i++)
    for (int k = i + 1; k < COUNT; k++)
      if (hashes[i] == hashes[k]) fail_msg("#%d and #%d", i, k);
}

static void arrays_grow(void **state) {
  (void)state;
  void *data = NULL;
  size_t cap = 0;
  assert_true(mtn_array_reserve(&mtn_alloc_default, &data, &cap, 1, sizeof(int), 4));
  assert_int_equal(cap, 4);
  ((int *)data)[3] = 17;
  assert_true(mtn_array_reserve(&mtn_alloc_default, &data, &cap, 5, sizeof(int), 4));
  assert_int_equal(cap, 6);
  assert_true(mtn_array_reserve(&mtn_alloc_default, &data, &cap, 1000, sizeof(int), 4));
  assert_int_equal(cap, 1000);
  assert_int_equal(((int *)data)[3], 17);
  assert_false(mtn_array_reserve(&mtn_alloc_default, &data, &cap, SIZE_MAX / 2, sizeof(int), 4));
  assert_int_equal(cap, 1000); /* as before */
  mtn_free(&mtn_alloc_default, data, cap * sizeof(int));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(hashes_spread),
      cmocka_unit_test(hashes_tell_apart),
      cmocka_unit_test(hashes_of_numbers),
      cmocka_unit_test(arrays_grow),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
