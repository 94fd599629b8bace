/* Authors: people, parted from each other and from what stands around their names. */
#include "meta/clean.h"
#include "meta/facts_internal.h"
#include "text/fold.h"
#include "text/unicode.h"
#include "text/words.h"

#define NAME_WORDS 6   /* of one person */
#define NAME_BYTES 100 /* names in Indic scripts take three bytes a letter */
#define SEEN_GAIN 60   /* of trust, where another source says the same */
#define BARE_LINES 6   /* behind the headline */
#define BARE_BEFORE 3
#define BARE_BYTES 40
#define PARTS_BYTES 120
#define BARE_TRUST 400
#define BODY_WORDS 10 /* of a desk, a ministry */
#define PEOPLE_MAX 24
#define POSTERS_GAP 20    /* of trust, between names of one thread */
#define OWN_NAME_LOSS 100 /* of trust, where a site is called its own author: an agency beside it is rather */

typedef struct people {
  matn_str names[PEOPLE_MAX];
  size_t count;
} people;

static size_t word_count(matn_str s) { return mtn_text_measure(s).words; }

/* Whom programs name where nobody is meant. */
static const char *const nobodies[] = {"admin", "administrator", "user",      "unknown", "author",
                                       "guest", "webmaster",     "undefined", "root",    "null"};

/* "Saturday", "Sat": what is left of a line's day. */
static bool is_weekday(const mtn_gatherer *g, matn_str name) {
  mtn_date_word word;
  return mtn_date_word_at(name, 0, g->style.language, 1u << MTN_WORD_WEEKDAY, &word) && word.len == name.len;
}

#define WORD_ROOM 64
static matn_str fold_word(matn_str word, char folded[WORD_ROOM]) {
  size_t len = mtn_text_fold(word, folded, WORD_ROOM);
  return (matn_str){folded, len == SIZE_MAX ? 0 : len};
}

static bool is_one_of(matn_str word, const char *const *words, size_t count) {
  char folded[WORD_ROOM];
  return mtn_str_is_any(fold_word(word, folded), words, count);
}

static bool is_page_word(matn_str word) {
  const mtn_openings *list = mtn_byline_words(WORDS_PAGE);
  return is_one_of(word, list->words, list->count);
}

static bool is_no_name_word(matn_str word) {
  char folded[WORD_ROOM];
  return mtn_byline_is_no_name(fold_word(word, folded));
}

static bool is_capital(uint32_t c) { return mtn_char_fold(c) != c && !(c >= 0x600 && c < 0x700); }

static bool has_case(uint32_t c) {
  return mtn_is_alpha(c < 128 ? (unsigned char)c : 0) || (c >= 0xC0 && c < 0x590) || (c >= 0x1E00 && c < 0x2000);
}

/* "de", "van", "bin", "al-": small words inside names. */
static bool is_particle(matn_str word) { return word.len <= 4; }

/* What people call themselves where names are free: one word of letters, digits and "_.-", not only digits. */
static bool is_handle(matn_str name) {
  bool letter = false;
  if (name.len < 3 || name.len > 30) return false;
  for (size_t i = 0; i < name.len; i++) {
    unsigned char c = (unsigned char)name.ptr[i];
    if (!mtn_is_alnum(c) && c != '_' && c != '.' && c != '-') return false;
    letter |= mtn_is_alpha(c);
  }
  return letter && !is_no_name_word(name);
}

/* How much a text looks like the name of one person: 0 not at all, 1 it may be, 2 yes. */
static int personality(matn_str name) {
  size_t at = 0, words = 0, capitals = 0, cased = 0, small = 0;
  if (name.len < 2 || name.len > NAME_BYTES) return 0;
  for (size_t i = 0; i < name.len; i++)
    if (!mtn_is_alpha((unsigned char)name.ptr[i]) && strchr("@#:/\\{}<>[]=?!\"|+*_0123456789", name.ptr[i])) return 0;
  for (matn_str word = mtn_text_next_word(name, &at); word.ptr; word = mtn_text_next_word(name, &at)) {
    size_t size;
    uint32_t first = mtn_utf8_decode(word.ptr, word.ptr + word.len, &size);
    mtn_char_class class = mtn_char_class_of(first);
    if (is_no_name_word(word)) return 0;
    words++;
    if (class == MTN_CHAR_HAN || class == MTN_CHAR_KANA || class == MTN_CHAR_SEA) continue;
    cased += has_case(first);
    if (!has_case(first) || is_capital(first))
      capitals++;
    else if (!is_particle(word))
      small++;
  }
  if (words == 0 || small > 0 || (words > NAME_WORDS && capitals > NAME_WORDS)) return 0;
  if (words >= 2 && cased == words && !capitals) return 0; /* "the end" */
  return words >= 2 ? 2 : 1;
}

/* Words that join two people; folded, spaces around. */
static const char *const joiners[] = {" and ", " & ",   " und ", " et ", " y ",  " e ",  " en ",
                                      " og ",  " och ", " i ",   " a ",  " ve ", " и ",  " та ",
                                      " і ",   " و ",   " dan ", " ja ", " és ", " și ", " with "};

/* A separator of people at text.ptr[at]: its length, 0 if there is none.  `weak`: it parts people only if there is a
 * whole name on both sides: "Smith, John" and "Jane Roe, PhD" are one. */
static size_t separator_at(const mtn_gatherer *g, matn_str text, size_t at, bool *weak) {
  static const char *const strong[] = {";", "|", "、", "；", " / ", "/", "•", "·", "⋅", "∙", "●", "\t", "\n"};
  static const char *const commas[] = {", ", "، ", ",", "，", "،"};
  matn_str rest = {text.ptr + at, text.len - at};
  *weak = false;
  if (!text.ptr || at >= text.len || mtn_is_alnum((unsigned char)*rest.ptr)) return 0; /* most places */
  for (size_t i = 0; i < MTN_COUNT(strong); i++)
    if (strong[i][0] == *rest.ptr && mtn_str_starts(rest, strong[i])) return strlen(strong[i]);
  *weak = true;
  for (size_t i = 0; i < MTN_COUNT(commas); i++)
    if (commas[i][0] == *rest.ptr && mtn_str_starts(rest, commas[i])) return strlen(commas[i]);
  if (*rest.ptr != ' ') return 0;
  size_t joiner = 0, len = mtn_openings_find(&g->joiners, rest, &joiner);
  *weak = joiner > 3; /* letters that are short words of some language, or parts of a name: "José e Silva" */
  return len;
}

/* Strip what stands before a name, and titles and marks at its ends. */
static matn_str strip(matn_str name) {
  name = mtn_text_trim(name);
  for (size_t word = 0, taken; (taken = mtn_openings_find(mtn_byline_words(WORDS_STRIP), name, &word)) != 0;) {
    word++;
    if (taken == name.len) continue;
    name = mtn_clean_after(name, taken);
    word = 0; /* "Posted by: by …" */
  }
  for (;;) {
    size_t len = name.len;
    while (name.len && (strchr(",;:.-|*>/(&", name.ptr[name.len - 1]) ||
                        (name.ptr[name.len - 1] == ')' && !memchr(name.ptr, '(', name.len)))) {
      bool initial = name.ptr[name.len - 1] == '.' && name.len > 2; /* "Jr.", "K." */
      if (initial) break;
      name.len--;
    }
    while (name.len && (strchr(",;:.-|*>~/)&", *name.ptr) || (*name.ptr == '(' && !memchr(name.ptr, ')', name.len))))
      name.ptr++, name.len--;
    name = mtn_text_trim(name);
    if (name.len == len) return name;
  }
}

/* "Jane Roe (Reuters)", "Jane Roe - BBC News", "Jane Roe, Staff Writer": the name ends before. */
static matn_str cut_tail(matn_str name) {
  static const char *const ends[] = {" - ", " – ", " — ", " (", "（", " @", "\t", "  ", " | ", "｜", " <"};
  for (size_t k = 0; k < MTN_COUNT(ends); k++) {
    size_t len = strlen(ends[k]);
    for (size_t i = 2; i + len <= name.len; i++)
      if (name.ptr[i] == ends[k][0] && memcmp(name.ptr + i, ends[k], len) == 0) name.len = i;
  }
  return mtn_text_trim(name);
}

/* "김하늘 기자": the name before the role. */
static matn_str before_role(matn_str name) {
  if (!name.len || (unsigned char)name.ptr[name.len - 1] < 0x80) return name;
  for (size_t i = 1; i < name.len; i++) {
    if ((unsigned char)name.ptr[i] < 0xE3) continue;
    matn_str rest = {name.ptr + i, name.len - i};
    if (mtn_openings_of(mtn_byline_words(WORDS_AFTER), rest) == rest.len) return mtn_text_trim((matn_str){name.ptr, i});
  }
  return name;
}

static bool is_domain(matn_str name) {
  static const char *const ends[] = {".com", ".net", ".org", ".info"};
  return mtn_str_ends_any(name, ends, MTN_COUNT(ends)) && !memchr(name.ptr, ' ', name.len);
}

/* "Jane Roe Senior Writer", "Jane Roe The Example Press": the name before the job or the body, whole or not at all. */
static matn_str before_job(matn_str name) {
  size_t at = 0, words = 0;
  for (matn_str word = mtn_text_next_word(name, &at); word.ptr; word = mtn_text_next_word(name, &at), words++) {
    char folded[WORD_ROOM];
    const bool job = mtn_byline_is_job(fold_word(word, folded));
    if (words < 2 && (job || is_no_name_word(word))) break;
    if (!job && !mtn_str_is(word, "the")) continue;
    matn_str person = mtn_text_trim((matn_str){name.ptr, (size_t)(word.ptr - name.ptr)});
    return personality(person) == 2 ? person : name;
  }
  return name;
}

/* "Jane Roe in Paris", "Jane Roe at Mill Road", "Jane Roe for The Example": where she writes from, and for whom. */
static matn_str before_place(matn_str name) {
  static const char *const words[] = {" in ", " at ", " for "};
  for (size_t at = 0; at + 4 < name.len; at++) {
    if (name.ptr[at] != ' ') continue;
    bool place = false;
    for (size_t i = 0; i < MTN_COUNT(words); i++)
      place |=
          name.ptr[at + 1] == words[i][1] && mtn_str_starts_exactly((matn_str){name.ptr + at, name.len - at}, words[i]);
    if (place && personality((matn_str){name.ptr, at}) == 2) return (matn_str){name.ptr, at};
  }
  return name;
}

static void add_person(const mtn_gatherer *g, people *out, matn_str name, bool handles) {
  name = strip(name);
  const size_t whole = name.len;
  name = cut_tail(name);
  if (name.len < whole) name = strip(name);
  name = before_place(before_role(name));
  if (absent(name) || !word_count(name) || out->count >= PEOPLE_MAX || mtn_facts_is_site(g, name)) return;
  if (!personality(name)) name = before_job(name);
  if (is_domain(name) || is_weekday(g, name) || (!personality(name) && !(handles && is_handle(name)))) return;
  for (size_t i = 0; i < out->count; i++)
    if (mtn_clean_same(out->names[i], name)) return;
  out->names[out->count++] = name;
}

/* "Photo: Jane Roe": whose the picture is. */
static bool is_credit(matn_str byline) {
  size_t len = mtn_openings_of(mtn_byline_words(WORDS_END), byline);
  return len && len < byline.len && byline.ptr[len] == ':';
}

/* "Jane Roe (https://…)": the address is not part of it. */
static matn_str without_address(matn_str byline) {
  for (size_t i = 2; i + 4 < byline.len; i++)
    if ((byline.ptr[i] == 'h' && memcmp(byline.ptr + i, "http", 4) == 0) ||
        (byline.ptr[i] == 'w' && memcmp(byline.ptr + i, "www.", 4) == 0))
      byline.len = i;
  return byline;
}

/* "…, MS, RD, FAND": behind the parts between commas that are nobody, from a place at a separator. */
static size_t past_degrees(const mtn_gatherer *g, matn_str byline, size_t at) {
  bool weak = false, unused;
  size_t len = separator_at(g, byline, at, &weak);
  while (len && weak && byline.ptr[at] == ',') {
    size_t stop = at + len;
    while (stop < byline.len && !separator_at(g, byline, stop, &unused)) stop++;
    if (personality(mtn_text_trim((matn_str){byline.ptr + at + len, stop - at - len})) == 2) break;
    at = stop;
    len = separator_at(g, byline, at, &weak);
  }
  return at;
}

/* "Roe (Institute of Rivers and Weirs)": the closing bracket; the place itself where none follows. */
static size_t past_bracket(matn_str text, size_t at) {
  const char *close = memchr(text.ptr + at, ')', text.len - at);
  return close ? (size_t)(close - text.ptr) : at;
}

/* "Jane Roe (Example)" as "Jane Roe"; "Jane Roe (photos)" is nobody. */
static matn_str without_brackets(matn_str part) {
  size_t open = mtn_str_ends(part, ")") ? mtn_str_find(part, 0, " (") : SIZE_MAX;
  if (open == SIZE_MAX) return part;
  bool credit = mtn_openings_of(mtn_byline_words(WORDS_END), mtn_clean_after(part, open + 2)) > 0;
  return credit ? (matn_str){NULL, 0} : (matn_str){part.ptr, open};
}

/* "Author(s)" */
static bool is_label(matn_str name) {
  const mtn_openings *labels = mtn_byline_words(WORDS_LABEL);
  size_t len = 0;
  for (size_t word = 0; (len = mtn_openings_find(labels, name, &word)) != 0 && len < name.len;) word++;
  return len && len == name.len;
}

/* The people of a byline. */
static void split(const mtn_gatherer *g, const mtn_candidate *from, people *out) {
  matn_str byline = without_address(from->value);
  bool handles = from->source != MTN_FROM_BYLINE && from->source != MTN_FROM_META;
  size_t start = 0;
  byline = strip(byline);
  if (mtn_facts_is_site(g, byline) || mtn_str_starts(byline, "http") || is_credit(byline) || is_label(byline)) return;
  for (size_t i = 1; i < byline.len; i++) {
    bool weak;
    if (byline.ptr[i] == '(') i = past_bracket(byline, i);
    size_t len = separator_at(g, byline, i, &weak);
    if (!len) continue;
    matn_str left = without_brackets(mtn_text_trim((matn_str){byline.ptr + start, i - start}));
    matn_str right = {byline.ptr + i + len, byline.len - i - len};
    size_t stop = 0;
    bool unused;
    while (stop < right.len && !(stop && separator_at(g, right, stop, &unused))) stop++;
    right = without_brackets(mtn_text_trim((matn_str){right.ptr, stop}));
    if (!out->count && start == 0 && is_label(left)) { /* "مصنف, …" */
      start = i + len;
      i = start - 1;
      continue;
    }
    if (!weak && byline.ptr[i] == ' ' && !personality(left) && personality(right) < 2) continue; /* one body's name */
    if (weak && (personality(left) < 2 || personality(right) < 2)) {
      /* A role, a place, an agency or a degree behind a comma: the name is before it. */
      if (personality(left) == 2 && byline.ptr[i] == ',' && personality(right) < 2) {
        add_person(g, out, left, handles);
        start = past_degrees(g, byline, i + len + stop);
        i = start - 1;
      }
      continue;
    }
    add_person(g, out, left, handles);
    start = i + len;
    i = start - 1;
  }
  add_person(g, out, without_brackets(mtn_text_trim((matn_str){byline.ptr + start, byline.len - start})), handles);
}

/* Candidates of one source (and, on the visible page, of one line) name people together. */
static bool together(const mtn_candidate *a, const mtn_candidate *b) {
  return a->field == b->field && a->source == b->source && a->line == b->line && a->trust == b->trust;
}

/* Whether somebody is named with more than one word. */
static bool is_whole(const people *found) {
  for (size_t i = 0; i < found->count; i++)
    if (personality(found->names[i]) == 2) return true;
  return false;
}

/* "Example Weekly (www.example.com)", on that host. */
static bool names_own_host(const mtn_gatherer *g, matn_str value) {
  matn_str host = g->host;
  if (host.len > 4 && memcmp(host.ptr, "www.", 4) == 0) host = (matn_str){host.ptr + 4, host.len - 4};
  for (size_t i = 0; host.len > 3 && i + host.len <= value.len; i++)
    if (mtn_to_lower(value.ptr[i]) == mtn_to_lower(*host.ptr)) {
      size_t k = 1;
      while (k < host.len && mtn_to_lower(value.ptr[i + k]) == mtn_to_lower(host.ptr[k])) k++;
      if (k == host.len) return true;
    }
  return false;
}

/* AFP, TASS. */
static bool is_abbreviation(matn_str name) {
  for (size_t i = 0; i < name.len; i++)
    if (name.ptr[i] < 'A' || name.ptr[i] > 'Z') return false;
  return name.len <= 5;
}

static unsigned score_of(const mtn_gatherer *g, const mtn_candidate *c, const people *found) {
  int score = c->trust;
  if (c->line) score += mtn_facts_beside_head(g, c) ? 60 : -80;
  if (!is_whole(found)) score -= c->line || found->count > 1 ? 150 : 250;           /* what machines call an account */
  if (found->count == 1 && mtn_facts_shares_host(g, found->names[0])) score -= 250; /* the publisher */
  if (names_own_host(g, c->value)) score -= 250;
  if (found->count == 1 && is_abbreviation(found->names[0])) score -= 250; /* an agency, or initials */
  for (size_t i = 0; i < g->out->candidate_count; i++) {                   /* said elsewhere too */
    const mtn_candidate *o = &g->out->candidates[i];
    if (o->field == MATN_AUTHOR && o->source != c->source && mtn_clean_same(o->value, found->names[0])) {
      score += SEEN_GAIN;
      break;
    }
  }
  return score < 1 ? 1 : (unsigned)score;
}

/* Whether `said` is `name`, perhaps with a degree before it: "Dr Jane Roe". */
static bool is_same_person(matn_str said, matn_str name) {
  static const char *const degrees[] = {"dr ", "dr. ", "prof ", "prof. ", "prof. dr. ", "mag. ", "د. ", "д-р "};
  if (mtn_clean_same(said, name)) return true;
  for (size_t i = 0; i < MTN_COUNT(degrees); i++)
    if (mtn_str_starts(said, degrees[i]) && mtn_clean_same(mtn_clean_after(said, strlen(degrees[i])), name))
      return true;
  return false;
}

static bool holds_all(const people *more, const people *fewer) {
  for (size_t i = 0; i < fewer->count; i++) {
    size_t k = 0;
    while (k < more->count && !is_same_person(more->names[k], fewer->names[i])) k++;
    if (k == more->count) return false;
  }
  return more->count > fewer->count;
}

/* People of the candidate and of those that go with it. */
static void people_of(const mtn_gatherer *g, size_t first, people *found) {
  const mtn_facts *out = g->out;
  found->count = 0;
  for (size_t k = first; k < out->candidate_count && together(&out->candidates[first], &out->candidates[k]); k++)
    split(g, &out->candidates[k], found);
}

static bool starts_group(const mtn_facts *out, size_t i) {
  return out->candidates[i].field == MATN_AUTHOR && !(i && together(&out->candidates[i], &out->candidates[i - 1]));
}

/* Whether the candidate is of a line beside the headline whose elements are called authors'. */
static bool is_list_beside(const mtn_gatherer *g, const mtn_candidate *c) {
  return c->source == MTN_FROM_CLASS && c->trust >= 610 && c->line >= g->head_line && c->line <= g->head_line + 8;
}

/* Machines often name the first author only: a byline that has them all and more is fuller. */
static void take_fuller(const mtn_gatherer *g, people *best) {
  people found;
  for (size_t i = 0; i < g->out->candidate_count; i++) {
    const mtn_candidate *c = &g->out->candidates[i];
    if (!starts_group(g->out, i) || (c->source != MTN_FROM_BYLINE && c->line && !is_list_beside(g, c))) continue;
    people_of(g, i, &found);
    bool whole = true;
    for (size_t k = 0; k < found.count; k++)
      whole &= personality(found.names[k]) == 2 && memchr(found.names[k].ptr, ' ', found.names[k].len);
    bool reviewed = c->source == MTN_FROM_CLASS && found.count < 3; /* the second is who has checked it */
    if (whole && !reviewed && found.count <= 8 && holds_all(&found, best)) *best = found;
  }
}

/* Whether a line of the page names a desk or nickname, and no more. */
static bool is_visible_name(const mtn_gatherer *g, const mtn_candidate *c, matn_str name) {
  size_t at = 0;
  if (word_count(name) > 4 || name.len < 3 || !g->head_line || c->line > g->head_line + 8) return false;
  for (size_t i = 0; i < name.len && !is_handle(name); i++)
    if (mtn_is_digit((unsigned char)name.ptr[i])) return false;
  bool small = *name.ptr >= 'a' && *name.ptr <= 'z' && memchr(name.ptr, ' ', name.len);
  bool phrase = c->source == MTN_FROM_BYLINE && small && !mtn_str_starts(name, "the "); /* "by clicking here" */
  return !phrase && !is_page_word(mtn_text_next_word(name, &at));
}

static bool has_letter(matn_str name) {
  if (!word_count(name)) return false; /* "•" */
  for (size_t i = 0; i < name.len; i++)
    if (mtn_is_alpha((unsigned char)name.ptr[i]) || (unsigned char)name.ptr[i] >= 0xC0) return true;
  return false;
}

/* The surest candidate where none looks like a person: a desk, the site itself, a nickname. */
static mtn_candidate *best_nobody(const mtn_gatherer *g) {
  mtn_candidate *best = NULL;
  unsigned best_score = 0;
  for (size_t i = 0; i < g->out->candidate_count; i++) {
    mtn_candidate *c = &g->out->candidates[i];
    if (c->field != MATN_AUTHOR || memchr(c->value.ptr, '@', c->value.len)) continue;
    matn_str name = cut_tail(strip(c->value));
    if (!has_letter(name) || word_count(name) > BODY_WORDS || is_one_of(name, nobodies, MTN_COUNT(nobodies)) ||
        is_weekday(g, name))
      continue;
    bool site = mtn_facts_is_site(g, name), told = c->source == MTN_FROM_MICRODATA || site;
    if (c->line && !told && !is_visible_name(g, c, name)) continue;
    unsigned score = c->trust - (site && c->trust > OWN_NAME_LOSS ? OWN_NAME_LOSS : 0u);
    if (score > best_score) best = c, best_score = score;
  }
  return best;
}

/* Whether what machines are told of is a desk that readers see beside the headline too. */
static bool is_shown(const mtn_gatherer *g, const mtn_candidate *nobody) {
  for (size_t i = 0; i < g->out->candidate_count && !nobody->line; i++) {
    const mtn_candidate *o = &g->out->candidates[i];
    bool said = o->field == MATN_AUTHOR && mtn_facts_beside_head(g, o);
    if (said && mtn_clean_same(o->value, nobody->value)) return true;
  }
  return false;
}

/* Whether a desk that machines are told of is the author rather than people that only readers see. */
static bool is_desk(const mtn_gatherer *g, const mtn_candidate *nobody, const mtn_candidate *from, const people *best,
                    unsigned best_score) {
  if (!from->line || nobody->line) return false;
  if (!is_whole(best) && nobody->trust > best_score) return true;
  matn_str name = best->names[0];
  bool has_name = nobody->value.len >= name.len && mtn_clean_same((matn_str){nobody->value.ptr, name.len}, name);
  return !has_name && (unsigned)nobody->trust + SEEN_GAIN > best_score && is_shown(g, nobody);
}

/* It is taken as it stands. */
static void choose_nobody(mtn_gatherer *g, mtn_candidate *nobody) {
  nobody->chosen = true;
  mtn_facts_add(g, MATN_AUTHOR, cut_tail(strip(nobody->value)));
  g->out->confidence[MATN_AUTHOR] = nobody->trust / 2u;
}

/* Whether the line or one beside it says a day. */
static bool is_beside_day(const mtn_gatherer *g, uint32_t line) {
  for (size_t i = 0; i < g->out->candidate_count; i++) {
    const mtn_candidate *c = &g->out->candidates[i];
    bool day = (c->field == MATN_DATE || c->field == MATN_DATE_MODIFIED) && c->line;
    if (day && c->line + 1 >= line && c->line <= line + 1) return true;
  }
  return false;
}

/* Two or three words, capitals before all but particles of names. */
static bool is_plain_name(matn_str text) {
  static const char *const particles[] = {"de",  "van", "von", "der", "den", "da",
                                          "dos", "del", "di",  "la",  "le",  "bin"};
  size_t at = 0, capitals = 0;
  if (text.len > BARE_BYTES || word_count(text) > 3 || personality(text) < 2 || memchr(text.ptr, ',', text.len))
    return false;
  for (matn_str word = mtn_text_next_word(text, &at); word.ptr; word = mtn_text_next_word(text, &at)) {
    size_t size;
    uint32_t first = mtn_utf8_decode(word.ptr, word.ptr + word.len, &size);
    if (is_capital(first))
      capitals++;
    else if (!capitals || !is_one_of(word, particles, MTN_COUNT(particles)))
      return false;
  }
  const unsigned char first = (unsigned char)*text.ptr;
  return capitals >= 2 && first != 0xC2 && first != 0xE2; /* "© Jane Roe", "• Jane Roe" */
}

/* "Jane Roe / Richard Doe", "Jane Roe y Richard Doe": plain names and no more. */
static bool is_plain_names(const mtn_gatherer *g, matn_str text) {
  size_t count = 0;
  for (size_t at = 0; at < text.len && text.len <= PARTS_BYTES; count++) {
    bool weak = false;
    size_t stop = at, len = 0;
    while (stop < text.len && (!(len = separator_at(g, text, stop, &weak)) || text.ptr[stop] == ',')) stop++;
    if (!is_plain_name(mtn_text_trim((matn_str){text.ptr + at, stop - at}))) return false;
    at = stop < text.len ? stop + len : text.len;
  }
  return count >= 2 && count <= 4;
}

/* "Jane Roe - Example News": the name before the site's. */
static matn_str name_before_site(const mtn_gatherer *g, matn_str text) {
  const matn_str name = cut_tail(text), rest = mtn_clean_after(text, name.len);
  size_t marks = 0;
  while (marks < rest.len && !mtn_is_alnum((unsigned char)rest.ptr[marks]) && (unsigned char)rest.ptr[marks] < 0xE3)
    marks++;
  const matn_str site = {rest.ptr + marks, rest.len - marks};
  bool own = !absent(site) && (mtn_facts_is_site(g, site) || mtn_facts_shares_host(g, site));
  return own && is_plain_name(name) ? name : (matn_str){NULL, 0};
}

/* "Jane Roe | Senior Writer | 2 July 2025": the name where all other parts of the line are roles, days, times. */
static matn_str name_of_parts(const mtn_gatherer *g, matn_str text) {
  matn_str name = {NULL, 0};
  for (size_t at = 0; at < text.len && text.len <= PARTS_BYTES;) {
    bool weak = false, digit = false;
    size_t stop = at;
    while (stop < text.len && (!separator_at(g, text, stop, &weak) || weak))
      digit |= mtn_is_digit((unsigned char)text.ptr[stop++]);
    matn_str part = mtn_text_trim((matn_str){text.ptr + at, stop - at});
    if (is_plain_name(part)) {
      if (name.len) return (matn_str){NULL, 0};
      name = part;
    } else if (!digit && (!word_count(part) || personality(part))) {
      return (matn_str){NULL, 0};
    }
    at = stop < text.len ? stop + separator_at(g, text, stop, &weak) : text.len;
  }
  return name.len < text.len ? name : (matn_str){NULL, 0};
}

/* A name with nothing that says so, between the headline and the text, in the line of a day or in one of its own beside
 * that. */
static mtn_candidate *bare_name(mtn_gatherer *g) {
  const mtn_page *page = g->page;
  uint32_t first = g->head_line > BARE_BEFORE ? g->head_line - BARE_BEFORE : 1;
  for (uint32_t line = first; line <= g->head_line + BARE_LINES && line <= page->line_count; line++) {
    const mtn_line *l = &page->lines[line - 1];
    if (line >= g->text_line && g->text_line) break;
    if (l->flags & (MTN_LINE_HEADING | MTN_LINE_AROUND | MTN_LINE_CAPTION)) continue;
    if (!is_beside_day(g, line)) continue;
    bool own = line > g->head_line && (is_plain_name(l->text) || is_plain_names(g, l->text));
    matn_str name = own ? l->text : name_of_parts(g, l->text);
    if (!name.len && line > g->head_line) name = name_before_site(g, l->text);
    if (name.len) return mtn_facts_suggest(g, MATN_AUTHOR, MTN_FROM_TEXT, BARE_TRUST, name, line);
  }
  return NULL;
}

/* Whether both are names in lines far from the headline that are called authors' alike, as those of a thread are: who
 * begins it is its author. */
static bool is_later_poster(const mtn_gatherer *g, const mtn_candidate *first, const mtn_candidate *c) {
  return first->line && c->line > first->line && first->source == MTN_FROM_CLASS && c->source == first->source &&
         c->trust <= first->trust + POSTERS_GAP && !mtn_facts_beside_head(g, c);
}

static void prepare(mtn_gatherer *g) { mtn_openings_init(&g->joiners, joiners, MTN_COUNT(joiners)); }

void mtn_facts_choose_authors(mtn_gatherer *g) {
  mtn_facts *out = g->out;
  people best = {.count = 0};
  mtn_candidate *from = NULL;
  unsigned best_score = 0;
  prepare(g);
  for (size_t i = 0; i < out->candidate_count; i++) {
    mtn_candidate *c = &out->candidates[i];
    people found;
    if (!starts_group(out, i)) continue;
    people_of(g, i, &found);
    if (!found.count) continue;
    unsigned score = score_of(g, c, &found);
    if (from && is_later_poster(g, from, c)) continue;
    if (score > best_score) best = found, from = c, best_score = score;
  }
  mtn_candidate *nobody = best_nobody(g);
  bool desk = nobody && from && is_desk(g, nobody, from, &best, best_score);
  if (nobody && (!from || desk)) {
    choose_nobody(g, nobody);
    return;
  }
  if (!from) {
    from = bare_name(g);
    if (!from) return;
    people_of(g, (size_t)(from - out->candidates), &best);
    best_score = from->trust;
  }
  take_fuller(g, &best);
  from->chosen = true;
  for (size_t i = 0; i < best.count; i++) mtn_facts_add(g, MATN_AUTHOR, best.names[i]);
  out->confidence[MATN_AUTHOR] = best_score < 990 ? (uint16_t)best_score : 990;
}
