/* From chances to a selection: the threshold by expected F1, its floors, what `favour` and ease do, what comes after
 * the text. */
#include "extract/decoder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

typedef struct row {
  uint16_t score;
  uint32_t words;
} row;

enum { ROWS_MAX = 16 };

/* What is selected of the rows, as a mask: the first row is the lowest bit.  `dropped` may be NULL. */
static unsigned taken(const row *rows, size_t count, matn_favour favour, const mtn_decoder *decoder,
                      unsigned *dropped) {
  mtn_block items[ROWS_MAX] = {{0}};
  for (size_t i = 0; i < count; i++) {
    items[i].score = rows[i].score;
    items[i].words = rows[i].words;
  }
  mtn_blocks blocks = {.items = items, .count = count};
  mtn_decode(&blocks, favour, decoder);
  unsigned mask = 0, far = 0;
  for (size_t i = 0; i < count; i++) {
    mask |= (unsigned)items[i].selected << i;
    far |= (unsigned)(items[i].dropped == MTN_DROPPED_LATER) << i;
    assert_false(items[i].selected && items[i].dropped);
  }
  if (dropped) *dropped = far;
  return mask;
}

#define TAKEN(rows, favour, ...) taken(rows, MTN_COUNT(rows), favour, &(mtn_decoder){__VA_ARGS__}, NULL)

/* Of .9 over 100 words and .4 over 100, taking both expects 2·130/(200 + 130) = .788, the first alone
 * 2·90/(100 + 130) = .783; at .3 the first alone expects .818 against .75. */
static void greatest_expected_f1(void **state) {
  (void)state;
  const row worth[] = {{700, 100}, {400, 100}, {100, 100}}, not_worth[] = {{700, 100}, {300, 100}, {50, 20}};
  assert_int_equal(TAKEN(worth, MATN_BALANCED, .ease = 1000), 3);     /* .786 for two, .636 for one, .75 for all */
  assert_int_equal(TAKEN(not_worth, MATN_BALANCED, .ease = 1000), 1); /* .696 for one, .664 for two */
}

static void floors(void **state) {
  (void)state;
  /* Most of it is beyond doubt: what is likelier not to be text is left, though taking it expects more. */
  const row prose[] = {{990, 100}, {480, 90}}, doubtful[] = {{740, 100}, {480, 90}};
  assert_int_equal(TAKEN(prose, MATN_BALANCED, .ease = 1000), 1);
  assert_int_equal(TAKEN(doubtful, MATN_BALANCED, .ease = 1000), 3);
  /* Nothing is likely: the page has no text, unless all that may be text is asked for. */
  const row menu[] = {{199, 10}, {150, 10}};
  assert_int_equal(TAKEN(menu, MATN_BALANCED, .ease = 1000), 0);
  assert_int_not_equal(TAKEN(menu, MATN_RECALL, .ease = 1000), 0);
  assert_int_equal(TAKEN(menu, MATN_PRECISION, .ease = 1000), 0);
}

static void favour_and_ease(void **state) {
  (void)state;
  const row rows[] = {{990, 100}, {650, 20}, {300, 20}, {210, 20}, {190, 20}};
  assert_int_equal(TAKEN(rows, MATN_BALANCED, .ease = 1000), 3);
  assert_int_equal(TAKEN(rows, MATN_BALANCED, .ease = 400), 7);
  assert_int_equal(TAKEN(rows, MATN_PRECISION, .ease = 400), 1);
  assert_int_equal(TAKEN(rows, MATN_RECALL, .ease = 1000), 15);
}

static const mtn_decoder_stretch stretch = {.price = 400, .mean_min = 500, .later_floor = 600};

/* A short text, and notices below it that outweigh it: taking all would expect the most.  What comes before it (the
 * headline) is not asked for more. */
static void after_the_text(void **state) {
  (void)state;
  const row rows[] = {{450, 10}, {20, 50}, {730, 60}, {250, 5}, {690, 60}, {10, 200}, {450, 60}, {20, 99}, {610, 20}};
  unsigned dropped, always = 1 << 0 | 1 << 2 | 1 << 4 | 1 << 8, doubtful = 1 << 3, later = 1 << 6;
  assert_int_equal(TAKEN(rows, MATN_BALANCED, .ease = 1000), always | later);
  mtn_decoder one = {.ease = 1000, .stretch = &stretch};
  assert_int_equal(taken(rows, MTN_COUNT(rows), MATN_BALANCED, &one, &dropped), always);
  assert_int_equal(dropped, later);
  assert_int_equal(taken(rows, MTN_COUNT(rows), MATN_RECALL, &one, &dropped), always | doubtful | later);
  assert_int_equal(dropped, 0);
}

/* Where the stretch is too short or too doubtful, or what is beyond doubt stands elsewhere, it says nothing. */
static void a_stretch_that_says_nothing(void **state) {
  (void)state;
  const row few[] = {{730, 25}, {0, 100}, {450, 15}}, doubtful[] = {{480, 60}, {0, 200}, {440, 40}},
            elsewhere[] = {{740, 90}, {0, 200}, {760, 40}, {0, 200}, {500, 50}};
  assert_int_equal(TAKEN(few, MATN_BALANCED, .ease = 1000, .stretch = &stretch), 1 + 4);
  assert_int_equal(TAKEN(doubtful, MATN_BALANCED, .ease = 1000, .stretch = &stretch), 1 + 4);
  assert_int_equal(TAKEN(elsewhere, MATN_BALANCED, .ease = 1000, .stretch = &stretch), 1 + 4 + 16);
}

static void nothing(void **state) {
  (void)state;
  const row empty[] = {{1000, 0}};
  assert_int_equal(taken(empty, 0, MATN_BALANCED, &(mtn_decoder){.ease = 1000, .stretch = &stretch}, NULL), 0);
  (void)TAKEN(empty, MATN_BALANCED, .ease = 1000, .stretch = &stretch);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(greatest_expected_f1), cmocka_unit_test(floors),  cmocka_unit_test(favour_and_ease),
      cmocka_unit_test(after_the_text),       cmocka_unit_test(nothing), cmocka_unit_test(a_stretch_that_says_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
