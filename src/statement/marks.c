/*
 * Pairing marks by what opens them, paragraph by paragraph.
 *
 * The same character may open in one country and close in another, and pages mix them ("intenable”), so a mark opens
 * where none is open and closes where one of a kind is; only « and “ nest in themselves.  Single marks are pairs where
 * white space stands before the first and none behind it.
 */
#include "statement/marks.h"

typedef enum family { DOUBLE, SINGLE, ANGLE, CORNER } family;

static family family_of(uint32_t c) {
  if (c == 0x2018 || c == 0x2019 || c == 0x201A || c == 0x201B || c == 0x2039 || c == 0x203A) return SINGLE;
  if (c == 0xAB || c == 0xBB) return ANGLE;
  return c >= 0x300C && c <= 0x300F ? CORNER : DOUBLE;
}

static bool spaced_behind(const mtn_tokens *t, uint32_t i) {
  return i + 1 >= t->count || (t->items[i + 1].flags & MTN_TOKEN_SPACED);
}

/* Can the mark at `i` begin a quotation where none is open? */
static bool may_open(const mtn_tokens *t, uint32_t i) {
  const mtn_token *token = &t->items[i];
  bool room = i == 0 || (token->flags & MTN_TOKEN_SPACED) || t->items[i - 1].kind >= MTN_TOKEN_PUNCT;
  if (family_of(token->c) == SINGLE) return room && !spaced_behind(t, i) && token->c != 0x2019;
  if (token->c == 0x201D || token->c == 0xBB) return room && (!spaced_behind(t, i) || t->lang == MTN_LANG_AR);
  return true;
}

static bool may_close(const mtn_tokens *t, uint32_t open, uint32_t i) {
  uint32_t o = t->items[open].c, c = t->items[i].c;
  family a = family_of(o), b = family_of(c);
  if (a != b) return false;
  if (a == CORNER) return c == o + 1;
  if (a == ANGLE) return c != o;
  if (a == SINGLE) return c == 0x2019 || c == 0x203A || (c == 0x2018 && o == 0x201A);
  return true;
}

/* Does the mark at `i`, inside a quotation that `open` began, begin one more of the same kind? */
static bool nests(const mtn_tokens *t, uint32_t open, uint32_t i) {
  uint32_t o = t->items[open].c, c = t->items[i].c;
  if (family_of(o) == ANGLE) return c == o;
  return o == c && c == 0x201C && (t->items[i].flags & MTN_TOKEN_SPACED) && !spaced_behind(t, i);
}

static bool push(mtn_quotes *out, uint32_t *capacity, mtn_arena *arena, mtn_quote quote) {
  if (out->count == *capacity) {
    mtn_quote *items = mtn_arena_alloc(arena, (size_t)*capacity * 2 * sizeof(*items));
    if (!items) return false;
    memcpy(items, out->items, (size_t)out->count * sizeof(*items));
    out->items = items;
    *capacity *= 2;
  }
  out->items[out->count++] = quote;
  return true;
}

static void set_depth(mtn_tokens *t, uint32_t from, uint32_t to) {
  for (uint32_t i = from; i < to; i++) t->items[i].quote = 1;
}

/* Old Arabic papers quote in round brackets: a long one behind a space. */
static uint32_t bracket_end(const mtn_tokens *t, uint32_t i) {
  if (t->lang != MTN_LANG_AR || t->items[i].c != '(') return 0;
  for (uint32_t j = i + 1; j < t->count && j < i + MTN_SENTENCE_MAX; j++) {
    if ((t->items[j].flags & MTN_TOKEN_LINE) || t->items[j].c == '(' || t->items[j].kind == MTN_TOKEN_MARK) return 0;
    if (t->items[j].c == ')') return j >= i + 5 ? j : 0;
  }
  return 0;
}

matn_status mtn_marks_pair(mtn_tokens *t, mtn_arena *arena, mtn_quotes *out) {
  uint32_t capacity = 16, open = 0, depth = 0;
  *out = (mtn_quotes){.items = mtn_arena_alloc(arena, capacity * sizeof(*out->items))};
  if (!out->items) return MATN_NOMEM;
  for (uint32_t i = 0; i <= t->count; i++) {
    bool line = i == t->count || (t->items[i].flags & MTN_TOKEN_LINE);
    if (line && depth > 0) {
      /* Never closed: the rest of the paragraph, if it looks like speech; else the mark stands for itself. */
      bool speech = i - open > 3 && (t->items[open].flags & MTN_TOKEN_SPACED) && family_of(t->items[open].c) != SINGLE;
      if (speech) {
        set_depth(t, open, i);
        if (!push(out, &capacity, arena, (mtn_quote){open, i, false, false})) return MATN_NOMEM;
      }
      depth = 0;
    }
    if (i == t->count) break;
    const mtn_token *token = &t->items[i];
    if (depth == 0 && token->c == '(') {
      uint32_t end = bracket_end(t, i);
      if (end && !push(out, &capacity, arena, (mtn_quote){i, end, true, true})) return MATN_NOMEM;
    }
    if (token->kind != MTN_TOKEN_MARK) continue;
    if (depth == 0) {
      if (!may_open(t, i)) continue;
      open = i;
      depth = 1;
    } else if (nests(t, open, i)) {
      depth++;
    } else if (may_close(t, open, i) && --depth == 0) {
      set_depth(t, open, i + 1);
      if (!push(out, &capacity, arena, (mtn_quote){open, i, true, false})) return MATN_NOMEM;
    }
  }
  return MATN_OK;
}
