/*
 * Fuzz target: the readers behind the facts, on any bytes.
 *
 * The first byte chooses the writer of the dates.  What is checked: JSON's events are balanced and their text lies in
 * the input, unescaped text is no longer than it was written; dates move on, lie in the text, and are days of the
 * calendar; languages have a code or no confidence; cleaned values are no emptier twice.
 */
#include "check.h"

#include "meta/clean.h"
#include "text/dates.h"
#include "text/json.h"
#include "text/language.h"

static void check_json(matn_str text, mtn_arena *arena) {
  mtn_json json;
  mtn_json_init(&json, text);
  size_t opened = 0, closed = 0, events = 0;
  for (mtn_json_event event; (event = mtn_json_next(&json)) != MTN_JSON_END;) {
    CHECK(events++ <= 2 * text.len + 2 * MTN_JSON_DEPTH);
    opened += event == MTN_JSON_OBJECT || event == MTN_JSON_ARRAY;
    closed += event == MTN_JSON_OBJECT_END || event == MTN_JSON_ARRAY_END;
    CHECK(opened - closed == json.depth && json.depth <= MTN_JSON_DEPTH);
    if (!json.raw.ptr) continue;
    CHECK(json.raw.ptr >= text.ptr && json.raw.ptr + json.raw.len <= text.ptr + text.len);
    if (json.raw.len > 4096) continue;
    matn_str plain = mtn_json_unescape(json.raw, arena);
    CHECK(plain.ptr && plain.len <= json.raw.len);
    matn_str clean = mtn_clean_text(plain, arena);
    CHECK(clean.ptr);
  }
  CHECK(opened == closed);
}

static void check_dates(matn_str text, const mtn_date_style *style) {
  size_t at = 0, before = 0;
  mtn_date_match m;
  while (mtn_dates_next(text, &at, style, &m)) {
    CHECK(at > before && at <= text.len && m.begin < m.end && m.end <= text.len && m.begin >= before);
    before = at;
    CHECK(m.date.month >= 1 && m.date.month <= 12);
    CHECK(m.date.day == 0 || mtn_date_is_valid(m.date.year ? (unsigned)m.date.year : 2000, m.date.month, m.date.day));
    CHECK(m.date.hour >= -1 && m.date.hour < 24 && m.date.minute < 60 && m.date.second < 60);
  }
  mtn_date date;
  if (mtn_dates_read(text, style, &date)) CHECK(mtn_date_is_valid((unsigned)date.year, date.month, date.day));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const languages[] = {"", "en", "ar", "fa", "th", "ja", "hr", "he"};
  uint8_t choice = size ? *data : 0;
  if (size) data++, size--;
  /* A copy, so that reading past the end is seen. */
  char *copy = malloc(size + 1);
  CHECK(copy);
  if (size) memcpy(copy, data, size);
  copy[size] = '\0';
  matn_str text = {copy, size};
  mtn_arena arena;
  mtn_arena_init(&arena, &mtn_alloc_default);
  mtn_date_style style = {mtn_date_language(mtn_str_of(languages[choice & 7])), choice & 8};
  check_json(text, &arena);
  check_dates(text, &style);
  mtn_language language = mtn_language_of(&text, 1);
  CHECK((language.code != NULL) == (language.confidence > 0) && language.confidence <= 1000);
  mtn_arena_free(&arena);
  free(copy);
  return 0;
}
