/* Bylines: who wrote the page, as a line near its headline or behind its text says. */
#include "meta/clean.h"
#include "meta/facts_lines.h"
#include "text/unicode.h"
#include "text/vec16.h"
#include "text/words.h"

#define ROLE_NAME_MIN 3 /* letters of a name before a role; of two there are too many words */
#define ROLE_NAME_MAX 5

/* Marks that end a name in a byline. */
static size_t end_of_name(matn_str text) {
  static const char *const ends[] = {" | ",       " · ",       " • ",         " – ",  " — ",  " - ",  "|",    "•",
                                     "·",         "\t",        " / ",         " on ", " am ", " at ", " in ", " In ",
                                     "\xC2\xA0 ", " \xC2\xA0", "\xC2\xA0on ", ". ",   "\n",   "  "};
  size_t best = text.len;
  for (size_t k = 0; k < MTN_COUNT(ends); k++) {
    size_t len = strlen(ends[k]);
    for (size_t i = 1; i + len <= best; i++) {
      if (text.ptr[i] != ends[k][0] || memcmp(text.ptr + i, ends[k], len) != 0) continue;
      bool initial = ends[k][0] == '.' && (i < 3 || text.ptr[i - 2] == ' '); /* "J. Roe" */
      if (initial) continue;
      best = i;
      break;
    }
  }
  return best;
}

/* Whether a letter of a script that parts words stands before line.ptr[at]. */
static bool is_inside_word(matn_str line, size_t at) {
  size_t size;
  if (!at) return false;
  if ((unsigned char)line.ptr[at - 1] < 0x80) return mtn_is_alnum((unsigned char)line.ptr[at - 1]);
  const char *end = line.ptr + at;
  return mtn_char_class_of(mtn_utf8_decode(mtn_utf8_before(line.ptr, end), end, &size)) == MTN_CHAR_WORD;
}

/* The name behind a word of saying who at line.ptr[at]: its offset in the line, 0 if there is none. */
static size_t name_behind(matn_str line, size_t at, bool opening, bool *opens) {
  const mtn_openings *by = mtn_byline_words(WORDS_BY), *open = mtn_byline_words(WORDS_OPEN);
  const matn_str rest = {line.ptr + at, line.len - at};
  if (!mtn_filter_may_start(&by->filter, rest) && !(opening && mtn_filter_may_start(&open->filter, rest))) return 0;
  const unsigned char first = (unsigned char)*rest.ptr;
  if (first <= ' ' || mtn_utf8_goes_on(line.ptr[at]) || is_inside_word(line, at)) return 0;
  size_t len = mtn_openings_of(by, rest);
  *opens = !len;
  if (!len && opening) len = mtn_openings_of(open, rest);
  return len ? at + len : 0;
}

/* A line's name behind the first word of saying who: its offset in the line, 0 if there is none.  Where the line holds
 * a date, such a word may stand behind that: "12 March 2022 by …". */
static size_t find_by(matn_str line, bool dated, bool *opens) {
  const size_t end = line.len < MTN_BYLINE_MAX ? line.len : MTN_BYLINE_MAX;
  size_t at = 1, name = name_behind(line, 0, true, opens);
#ifdef MTN_VEC16
  for (; !name && at + 16 <= end; at += 16) {
    v16 before = v16_load(line.ptr + at - 1);
    v16 inside =
        v16_or(mtn_text_between(v16_or(before, v16_splat(0x20)), 'a', 'z'), mtn_text_between(before, '0', '9'));
    for (uint32_t starts = ~v16_bits(inside) & 0xFFFF; starts && !name; starts &= starts - 1)
      name = name_behind(line, at + (size_t)__builtin_ctz(starts), dated, opens);
  }
#endif
  for (; !name && at < end; at++)
    if (!mtn_is_alnum((unsigned char)line.ptr[at - 1])) name = name_behind(line, at, dated, opens);
  return name;
}

matn_str mtn_facts_without_weekday(const mtn_gatherer *g, matn_str text) {
  text = mtn_text_trim(text);
  size_t at = text.len;
  mtn_date_word word;
  while (at > 0 && text.ptr[at - 1] != ' ') at--;
  bool weekday = at > 0 && mtn_date_word_at(text, at, g->style.language, 1u << MTN_WORD_WEEKDAY, &word);
  return weekday ? (matn_str){text.ptr, at} : text;
}

/* "Written by" in the line before. */
static bool is_labelled(const mtn_gatherer *g, uint32_t line) {
  if (line < 2) return false;
  matn_str label = g->page->lines[line - 2].text;
  if (absent(label) || label.len > MTN_LABEL_MAX) return false;
  while (label.len && (label.ptr[label.len - 1] == ' ' || label.ptr[label.len - 1] == ':')) label.len--;
  if (absent(label)) return false;
  char text[MTN_LABEL_MAX + 1];
  const mtn_openings *by = mtn_byline_words(WORDS_BY), *open = mtn_byline_words(WORDS_OPEN),
                     *alone = mtn_byline_words(WORDS_LABEL);
  memcpy(text, label.ptr, label.len);
  text[label.len] = ' ';
  matn_str spaced = {text, label.len + 1};
  if (mtn_filter_may_start(&alone->filter, label))
    for (size_t word = 0, len; (len = mtn_openings_find(alone, label, &word)) != 0; word++)
      if (len == label.len) return true;
  return mtn_openings_of(by, spaced) == spaced.len || mtn_openings_of(open, spaced) == spaced.len;
}

/* "Jane Roe | 12 March 2022", "12 March 2022 - Jane Roe": what is beside the only date of a line near the headline,
 * parted by a sign, in several words.  Whether that is a person is asked later. */
static void read_beside(mtn_gatherer *g, uint32_t line, const mtn_line_dates *dates) {
  static const char *const signs[] = {"|", "-", "–", "—", "·", "•", "/"};
  matn_str text = g->page->lines[line - 1].text;
  if (dates->count != 1 || text.len > MTN_PARAGRAPH) return;
  matn_str before = mtn_facts_without_weekday(g, (matn_str){text.ptr, dates->found[0].begin});
  matn_str behind = mtn_clean_after(text, dates->found[0].end), name = {NULL, 0};
  for (size_t i = 0; i < MTN_COUNT(signs); i++) {
    if (absent(behind) && mtn_str_ends(before, signs[i])) name = (matn_str){before.ptr, before.len - strlen(signs[i])};
    if (absent(before) && mtn_str_starts(behind, signs[i])) name = mtn_clean_after(behind, strlen(signs[i]));
  }
  name = mtn_text_trim(name);
  for (size_t i = 0; i < MTN_COUNT(signs) && name.len; i++) /* sections stand there too, one beside another */
    if (signs[i][0] != '-' && mtn_str_find(name, 0, signs[i]) != SIZE_MAX) return;
  if (name.len && memchr(name.ptr, ' ', name.len) && !memchr(name.ptr, ',', name.len))
    mtn_facts_suggest(g, MATN_AUTHOR, MTN_FROM_BYLINE, 520, name, line);
}

/* Whether the word that ends at text.ptr[end] is whole, or a label's. */
static bool ends_label(matn_str text, size_t end, bool *colon) {
  matn_str rest = {text.ptr + end, text.len - end};
  size_t size;
  *colon = mtn_str_starts(rest, ":") || mtn_str_starts(rest, " :") || mtn_str_starts(rest, "：") ||
           mtn_str_starts(rest, "／") || mtn_str_starts(rest, "/");
  if (absent(rest) || *colon) return true;
  return !mtn_char_class_is_word(mtn_char_class_of(mtn_utf8_decode(rest.ptr, rest.ptr + rest.len, &size)));
}

/* "Jane Roe Published 3 May", "王小明 编辑：李静": where the next label begins; text.len if there is none. */
static size_t next_label(matn_str text) {
  for (size_t i = 1; i < text.len; i++) {
    if (mtn_utf8_goes_on(text.ptr[i]) || is_inside_word(text, i)) continue;
    matn_str rest = {text.ptr + i, text.len - i};
    bool apart = text.ptr[i - 1] == ' ', colon;
    size_t end = mtn_openings_of(mtn_byline_words(WORDS_END), rest);
    if (end && ends_label(text, i + end, &colon) && (apart || colon)) return i;
    if (apart && (mtn_openings_of(mtn_byline_words(WORDS_PUBLISHED), rest) ||
                  mtn_openings_of(mtn_byline_words(WORDS_MODIFIED), rest)))
      return i;
  }
  return text.len;
}

/* The letters before text.ptr[end], of scripts whose names are a few of them; blanks between are left out. */
static matn_str letters_before(matn_str text, size_t end, size_t *count) {
  while (end && text.ptr[end - 1] == ' ') end--;
  size_t begin = end;
  for (*count = 0; begin; ++*count) {
    const char *stop = text.ptr + begin, *p = mtn_utf8_before(text.ptr, stop);
    size_t size;
    mtn_char_class class = mtn_char_class_of(mtn_utf8_decode(p, stop, &size));
    if (class != MTN_CHAR_HANGUL && class != MTN_CHAR_HAN && class != MTN_CHAR_KANA) break;
    begin = (size_t)(p - text.ptr);
  }
  return (matn_str){text.ptr + begin, end - begin};
}

/* Whether kana, Han or Hangul may be in it: none begins with less. */
static bool holds_east_asian(matn_str text) {
  size_t at = 0;
#ifdef MTN_VEC16
  for (; at + 16 <= text.len; at += 16)
    if (v16_any(v16_minus(v16_load(text.ptr + at), v16_splat(0xE2)))) return true;
#endif
  while (at < text.len && (unsigned char)text.ptr[at] < 0xE3) at++;
  return at < text.len;
}

/* "김하늘 기자", "山田花子記者": names before a role.  Whether there are any. */
static bool read_before_roles(mtn_gatherer *g, uint32_t line) {
  static const char *const desks[] = {"部", "局", "社", "팀", "부", "국"};
  matn_str text = g->page->lines[line - 1].text;
  bool found = false;
  if (!holds_east_asian(text)) return false;
  for (size_t i = 1; i < text.len && i < MTN_BYLINE_MAX; i++) {
    if ((unsigned char)text.ptr[i] < 0xE3) continue;
    matn_str rest = {text.ptr + i, text.len - i};
    size_t len = mtn_openings_of(mtn_byline_words(WORDS_AFTER), rest), count;
    bool colon;
    if (!len || !ends_label(text, i + len, &colon)) continue;
    matn_str name = letters_before(text, i, &count);
    if (count < ROLE_NAME_MIN || count > ROLE_NAME_MAX || mtn_str_ends_any(name, desks, MTN_COUNT(desks))) continue;
    mtn_facts_suggest(g, MATN_AUTHOR, MTN_FROM_BYLINE, 650, name, line);
    found = true;
  }
  return found;
}

/* What of `name`, a part of the line `text`, stands before the line's dates: "Jane Roe Tuesday, Aug. 17, 2010". */
static matn_str before_date(const mtn_gatherer *g, matn_str name, matn_str text, const mtn_line_dates *dates) {
  if (absent(name)) return name;
  size_t start = (size_t)(name.ptr - text.ptr);
  for (size_t i = 0; i < dates->count; i++)
    if (dates->found[i].begin > start && dates->found[i].begin - start < name.len)
      return mtn_facts_without_weekday(g, (matn_str){name.ptr, dates->found[i].begin - start});
  return name;
}

void mtn_facts_read_byline(mtn_gatherer *g, uint32_t line, const mtn_line_dates *dates) {
  matn_str text = g->page->lines[line - 1].text;
  bool opens = false;
  size_t from = find_by(text, dates->count > 0, &opens), at = 0;
  bool labelled = !from && text.len <= MTN_PARAGRAPH && is_labelled(g, line);
  if (!from && !labelled && read_before_roles(g, line)) return;
  if (!from && !labelled) {
    read_beside(g, line, dates);
    return;
  }
  matn_str name = mtn_clean_after(text, from);
  if (absent(name)) return;
  name.len = end_of_name(name); /* words before a date end it, while the date is still there to show it */
  name.len = next_label(name);
  name = before_date(g, name, text, dates);
  mtn_date_match m;
  if (mtn_dates_next(name, &at, &g->style, &m)) name = mtn_facts_without_weekday(g, (matn_str){name.ptr, m.begin});
  name = mtn_text_trim(name);
  if (name.len && name.len <= AUTHOR_MAX)
    mtn_facts_suggest(g, MATN_AUTHOR, MTN_FROM_BYLINE, opens || labelled ? 640 : 700, name, line);
}
