/*
 * Cutting text into tokens and folding them; each word is looked up once, here.
 *
 * Words are runs of letters and digits that begin with a letter, with apostrophes inside ("don't"), initials with their
 * points ("U.S"); French elisions are words of their own ("l'", "qu'").  Digits with their separators are one token,
 * also in groups of three parted by spaces ("40 000").  Characters without width are in no token's way.
 */
#include "statement/tokens.h"

#include "text/unicode.h"

typedef struct cutter {
  const char *text, *at, *end;
  mtn_tokens *out;
  char *folded; /* where the next folded byte goes */
  uint32_t capacity, paragraph;
  mtn_arena *arena;
  bool spaced, line;
} cutter;

/* ---------------------------------------------------------------------------------------------------- characters */

static uint32_t peek(const char *at, const char *end, size_t *size) {
  if (at >= end) {
    *size = 0;
    return 0;
  }
  return mtn_utf8_decode(at, end, size);
}

static bool is_word_char(uint32_t c) {
  if (c < 128) return mtn_is_alnum((unsigned char)c);
  return c == 0xAA || c == 0xBA || mtn_char_class_is_word(mtn_char_class_of(c)); /* ª, º */
}

static bool is_zero_width(uint32_t c) { return c >= 128 && mtn_char_class_of(c) == MTN_CHAR_ZERO; }

static bool is_white(uint32_t c) {
  mtn_char_class class = mtn_char_class_of(c);
  return class == MTN_CHAR_SPACE || class == MTN_CHAR_BLANK;
}

static bool is_arabic(uint32_t c) { return c >= 0x620 && c < 0x700 && !mtn_char_zero(c); }

static bool is_mark(uint32_t c) {
  return c == '"' || c == 0xAB || c == 0xBB || (c >= 0x2018 && c <= 0x201F) || c == 0x2039 || c == 0x203A ||
         (c >= 0x300C && c <= 0x300F) || c == 0xFF02;
}

static uint32_t lower(uint32_t c) {
  if (c < 128) return (uint32_t)(unsigned char)mtn_to_lower((char)c);
  if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F)) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  if (c == 0x130) return 'i';
  if (c == 0x178) return 0xFF;
  bool odd_is_capital = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
  if (c >= 0x100 && c <= 0x17F && c != 0x131 && c != 0x138 && c != 0x149 && c != 0x17F)
    return (c & 1) == odd_is_capital ? c + 1 : c;
  return c;
}

/* One character as the lexicon knows it, 0 for none; as fold() in gen/lexicon.py. */
static uint32_t fold(uint32_t c) {
  switch (c) {
  case 0x622:
  case 0x623:
  case 0x625:
  case 0x671: return 0x627;
  case 0x649:
  case 0x6CC:
  case 0x6D0: return 0x64A;
  case 0x6A9: return 0x643;
  case 0x629:
  case 0x6C0:
  case 0x6D5: return 0x647;
  case 0x640:
  case 0x670:
  case 0xAD: return 0;
  case 0x2019:
  case 0x2BC: return '\'';
  default: break;
  }
  if (c >= 0x64B && c <= 0x65F) return 0;
  int digit = mtn_char_digit(c);
  if (digit >= 0) return (uint32_t)('0' + digit);
  return is_zero_width(c) ? 0 : lower(c);
}

/* --------------------------------------------------------------------------------------------------------- tokens */

static mtn_token *add(cutter *k, uint8_t kind, const char *begin) {
  mtn_tokens *out = k->out;
  if (out->count == k->capacity) {
    uint32_t capacity = k->capacity * 2;
    mtn_token *items = mtn_arena_alloc(k->arena, (size_t)capacity * sizeof(*items));
    if (!items) return NULL;
    memcpy(items, out->items, (size_t)out->count * sizeof(*items));
    out->items = items;
    k->capacity = capacity;
  }
  mtn_token *token = &out->items[out->count++];
  *token = (mtn_token){.begin = (uint32_t)(begin - k->text), .end = (uint32_t)(k->at - k->text), .kind = kind};
  token->sentence = k->paragraph;
  token->flags = (uint8_t)((k->spaced ? MTN_TOKEN_SPACED : 0) | (k->line ? MTN_TOKEN_LINE : 0));
  k->spaced = k->line = false;
  return token;
}

/* Is the apostrophe at `at` inside a word?  `elision`: the word ends with it. */
static bool joins(const char *begin, const char *at, const char *end, bool *elision) {
  size_t size;
  (void)peek(at, end, &size);
  uint32_t after = peek(at + size, end, &size);
  if (after == 0 || !is_word_char(after) || mtn_char_zero(after)) return false;
  static const char elided[] = "ldjnscmtLDJNSCMT";
  size_t len = (size_t)(at - begin);
  *elision = (len == 1 && memchr(elided, *begin, sizeof(elided) - 1)) ||
             (len == 2 && (*begin | 0x20) == 'q' && begin[1] == 'u');
  return true;
}

static bool cut_word(cutter *k) {
  const char *begin = k->at;
  char *folded = k->folded;
  unsigned letters = 0, capitals = 0;
  bool first_capital = false, arabic = false, elision = false;
  for (; k->at < k->end && mtn_is_alnum((unsigned char)*k->at); k->at++) { /* most words, whole */
    unsigned char c = (unsigned char)*k->at;
    bool capital = c >= 'A' && c <= 'Z';
    if (letters++ == 0) first_capital = capital;
    capitals += capital;
    *k->folded++ = (char)(capital ? c | 0x20 : c);
  }
  while (k->at < k->end && !elision) {
    size_t size;
    uint32_t c = peek(k->at, k->end, &size);
    if ((c == '\'' || c == 0x2019) && k->at > begin && joins(begin, k->at, k->end, &elision)) {
      c = '\'';
    } else if (c == '.' && letters == 1 && (size_t)(k->at - begin) <= 2) {
      /* initials: one letter, a point, one letter, and so on */
      size_t next, then;
      uint32_t after = peek(k->at + 1, k->end, &next), beyond = peek(k->at + 1 + next, k->end, &then);
      if (after < 'A' || !is_word_char(after) || is_arabic(after) || (beyond && is_word_char(beyond))) break;
    } else if ((!is_word_char(c) && !is_zero_width(c)) || (arabic && mtn_char_zero(c))) {
      break; /* "و939": what Arabic joins to digits is a word of its own */
    }
    uint32_t f = fold(c);
    letters += f != 0 && c != '.';
    capitals += f != c && f != 0 && !is_arabic(c) && c != 0x2019;
    if (k->at == begin) first_capital = f != c && !is_arabic(c) && !mtn_char_zero(c);
    arabic |= is_arabic(c);
    if (f) k->folded += mtn_utf8_encode(f, k->folded);
    k->at += size;
  }
  mtn_token *token = add(k, MTN_TOKEN_WORD, begin);
  if (!token) return false;
  size_t len = (size_t)(k->folded - folded);
  token->folded = (uint32_t)(folded - k->out->folded);
  token->folded_len = len > UINT16_MAX ? UINT16_MAX : (uint16_t)len;
  token->flags =
      (uint8_t)(token->flags | (first_capital ? MTN_TOKEN_CAPITAL : 0) |
                (capitals > 1 && capitals >= letters ? MTN_TOKEN_UPPER : 0) | (arabic ? MTN_TOKEN_ARABIC : 0));
  return true;
}

/* The separator at `at` if digits go on behind it: what it is folded to, else 0.  *next is set to those digits. */
static char separator(cutter *k, const char *at, const char **next) {
  size_t size;
  uint32_t c = peek(at, k->end, &size);
  const char *p = at + size;
  while (is_zero_width(c)) {
    c = peek(p, k->end, &size);
    p += size;
  }
  uint32_t after = peek(p, k->end, &size);
  while (is_zero_width(after)) {
    p += size;
    after = peek(p, k->end, &size);
  }
  *next = p;
  if (after == 0 || !mtn_char_zero(after)) return 0;
  switch (c) {
  case '.':
  case 0x66B: return '.';
  case ',':
  case 0x60C: return ',';
  case 0x66C:
  case '\'':
  case 0x2019: return '_';
  default: return 0;
  }
}

/* Three digits, no more, behind one space: the next group of a number. */
static const char *spaced_group(cutter *k, const char *at) {
  size_t size;
  uint32_t c = peek(at, k->end, &size);
  if (c != ' ' && c != 0xA0 && c != 0x202F && c != 0x2009) return NULL;
  const char *p = at + size;
  for (int i = 0; i < 4; i++) {
    c = peek(p, k->end, &size);
    bool digit = mtn_char_zero(c) != 0;
    if (digit != (i < 3)) return NULL;
    p += size;
  }
  return is_word_char(c) ? NULL : at;
}

static bool cut_number(cutter *k) {
  const char *begin = k->at;
  char *folded = k->folded;
  unsigned run = 0;
  bool grouped = true; /* so far it may be the start of groups of three */
  while (k->at < k->end) {
    size_t size;
    uint32_t c = peek(k->at, k->end, &size);
    int digit = mtn_char_digit(c);
    const char *next;
    char sign;
    if (digit >= 0) {
      *k->folded++ = (char)('0' + digit);
      k->at += size;
      run++;
    } else if ((sign = separator(k, k->at, &next)) != 0) {
      *k->folded++ = sign;
      k->at = next;
      grouped = false;
    } else if (grouped && run > 0 && *folded != '0' && (run <= 3 || folded[run] == '_') && spaced_group(k, k->at)) {
      (void)peek(k->at, k->end, &size);
      k->at += size;
      *k->folded++ = '_';
      for (int i = 0; i < 3; i++) {
        c = peek(k->at, k->end, &size);
        *k->folded++ = (char)('0' + mtn_char_digit(c));
        k->at += size;
      }
    } else {
      break;
    }
  }
  mtn_token *token = add(k, MTN_TOKEN_NUMBER, begin);
  if (!token) return false;
  size_t len = (size_t)(k->folded - folded);
  token->folded = (uint32_t)(folded - k->out->folded);
  token->folded_len = len > UINT16_MAX ? UINT16_MAX : (uint16_t)len;
  return true;
}

/* ------------------------------------------------------------------------------------------------------ looking up */

static const char waw[] = "\xD9\x88", fa[] = "\xD9\x81", ba[] = "\xD8\xA8", lam[] = "\xD9\x84", kaf[] = "\xD9\x83",
                  al[] = "\xD8\xA7\xD9\x84";

static bool starts(matn_str word, const char *with) {
  return word.len > strlen(with) + 2 && mtn_str_starts_exactly(word, with);
}

/* Bytes of the text that the first `count` letters of a token are written with. */
static uint8_t letters_length(const mtn_tokens *t, const mtn_token *token, unsigned count) {
  const char *begin = t->text.ptr + token->begin, *end = t->text.ptr + token->end, *p = begin;
  while (p < end) {
    size_t size;
    uint32_t c = peek(p, end, &size);
    if (fold(c) != 0 && count-- == 0) break;
    p += size;
  }
  return p - begin > UINT8_MAX ? UINT8_MAX : (uint8_t)(p - begin);
}

static bool look_up_stripped(const mtn_tokens *t, mtn_token *token, matn_str word, unsigned letters, unsigned flags) {
  size_t count = mtn_lexicon_find(word, mtn_lexicon_hash(word), &token->phrases[1]);
  if (count == 0) return false;
  token->phrase_count[1] = (uint16_t)count;
  token->flags = (uint8_t)(token->flags | flags);
  token->clitic = letters_length(t, token, letters);
  return true;
}

static matn_str behind(matn_str word, size_t bytes) { return (matn_str){word.ptr + bytes, word.len - bytes}; }

/* With the article off, and the article's short form after ل ("لل"). */
static bool look_up_article(const mtn_tokens *t, mtn_token *token, matn_str word, unsigned letters, unsigned flags) {
  if (starts(word, al)) return look_up_stripped(t, token, behind(word, 4), letters + 2, flags | MTN_TOKEN_ARTICLE);
  if ((flags & MTN_TOKEN_PREFIX) && starts(word, lam))
    return look_up_stripped(t, token, behind(word, 2), letters + 1, flags | MTN_TOKEN_ARTICLE);
  return false;
}

/* What Arabic writes together with the next word: conjunction, preposition, article, in that order. */
static void look_up_arabic(const mtn_tokens *t, mtn_token *token, matn_str word) {
  if (token->phrase_count[0]) {
    (void)look_up_article(t, token, word, 0, 0);
    return;
  }
  for (unsigned conjunction = 0; conjunction < 2; conjunction++) {
    unsigned flags = conjunction ? MTN_TOKEN_AND : 0;
    if (conjunction && !starts(word, waw) && !starts(word, fa)) return;
    matn_str rest = behind(word, conjunction * 2);
    if (conjunction && look_up_stripped(t, token, rest, 1, flags)) return;
    if (look_up_article(t, token, rest, conjunction, flags)) return;
    if (!starts(rest, ba) && !starts(rest, lam) && !starts(rest, kaf)) continue;
    flags |= MTN_TOKEN_PREFIX;
    rest = behind(rest, 2);
    if (look_up_stripped(t, token, rest, conjunction + 1, flags)) return;
    if (look_up_article(t, token, rest, conjunction + 1, flags)) return;
  }
}

static void look_up(mtn_tokens *t) {
  for (uint32_t i = 0; i < t->count; i++) {
    mtn_token *token = &t->items[i];
    if (token->kind != MTN_TOKEN_WORD) continue;
    matn_str word = mtn_token_folded(t, i);
    bool owns = word.len > 2 && memcmp(word.ptr + word.len - 2, "'s", 2) == 0;
    uint32_t hash = mtn_lexicon_hash(word);
    token->hash = owns ? mtn_lexicon_hash((matn_str){word.ptr, word.len - 2}) : hash;
    token->phrase_count[0] = (uint16_t)mtn_lexicon_find(word, hash, &token->phrases[0]);
    if (token->flags & MTN_TOKEN_ARABIC) look_up_arabic(t, token, word);
  }
}

/* What only Arabic writes together is one word in Persian. */
static void forget_clitics(mtn_token *token) {
  token->phrase_count[1] = 0;
  token->clitic = 0;
  token->flags &= (uint8_t) ~(MTN_TOKEN_AND | MTN_TOKEN_PREFIX | MTN_TOKEN_ARTICLE);
}

/* Turkish names have their case behind an apostrophe: "Bakanlığı'nın" is looked up, and known again, without it. */
static void look_up_name(const mtn_tokens *t, mtn_token *token) {
  matn_str word = {t->folded + token->folded, token->folded_len};
  const char *sign = memchr(word.ptr, '\'', word.len);
  if (!sign || sign == word.ptr) return;
  word.len = (size_t)(sign - word.ptr);
  token->hash = mtn_lexicon_hash(word);
  token->phrase_count[1] = (uint16_t)mtn_lexicon_find(word, token->hash, &token->phrases[1]);
}

/* What each token can be, now that the language is known. */
static void set_kinds(mtn_tokens *t) {
  for (uint32_t i = 0; i < t->count; i++) {
    mtn_token *token = &t->items[i];
    if (t->lang == MTN_LANG_FA) forget_clitics(token);
    if (t->lang == MTN_LANG_TR && token->kind == MTN_TOKEN_WORD) look_up_name(t, token);
    for (unsigned set = 0; set < 2; set++)
      for (uint16_t p = 0; p < token->phrase_count[set]; p++) {
        const mtn_lex_entry *entry = &token->phrases[set][p];
        if (entry->langs >> t->lang & 1) token->kinds[entry->kind >> 6] |= UINT64_C(1) << (entry->kind & 63);
      }
  }
}

/* The language whose everyday words are the most frequent; without any, what the script says. */
static mtn_lang tell_language(const mtn_tokens *t) {
  uint32_t hits[MTN_LANGS] = {0}, arabic = 0;
  uint32_t until = t->count < 2000 ? t->count : 2000;
  for (uint32_t i = 0; i < until; i++) {
    arabic += (t->items[i].flags & MTN_TOKEN_ARABIC) != 0;
    for (uint16_t p = 0; p < t->items[i].phrase_count[0]; p++) {
      const mtn_lex_entry *entry = &t->items[i].phrases[0][p];
      if (entry->kind != MTN_LEX_STOPWORD) continue;
      for (unsigned lang = 0; lang < MTN_LANGS; lang++) hits[lang] += entry->langs >> lang & 1;
    }
  }
  unsigned best = arabic * 2 > until || arabic > 20 ? MTN_LANG_AR : MTN_LANG_EN;
  for (unsigned lang = 0; lang < MTN_LANGS; lang++)
    if (hits[lang] > hits[best]) best = lang;
  for (uint32_t i = 0; best == MTN_LANG_EN && hits[best] == 0 && arabic == 0 && i < until; i++) {
    /* too short for everyday words: digits of Arabic, letters of Russian */
    uint32_t c = peek(t->text.ptr + t->items[i].begin, t->text.ptr + t->items[i].end, &(size_t){0});
    if (c >= 0x660 && c < 0x66B) best = MTN_LANG_AR;
    if (c >= 0x400 && c < 0x500) best = MTN_LANG_RU;
  }
  return best == MTN_LANG_EN && arabic > 0 && hits[MTN_LANG_EN] == 0 ? MTN_LANG_AR : (mtn_lang)best;
}

matn_status mtn_tokens_cut(matn_str text, mtn_arena *arena, mtn_tokens *out) {
  *out = (mtn_tokens){.text = text};
  cutter k = {.text = text.ptr, .at = text.ptr, .end = text.ptr + text.len, .out = out, .arena = arena};
  k.capacity = (uint32_t)(text.len / 5 + 16);
  k.spaced = k.line = true;
  out->items = mtn_arena_alloc(arena, (size_t)k.capacity * sizeof(*out->items));
  /* Folded text is never longer than the text. */
  out->folded = k.folded = mtn_arena_alloc(arena, text.len + 4);
  if (!out->items || !out->folded) return MATN_NOMEM;
  while (k.at < k.end) {
    size_t size;
    uint32_t c = peek(k.at, k.end, &size);
    bool good = true;
    if (c == '\n') {
      if (!k.line) k.paragraph++;
      k.line = k.spaced = true;
      k.at += size;
    } else if (is_white(c)) {
      k.spaced = true;
      k.at += size;
    } else if (is_zero_width(c) || (c >= 0x64B && c <= 0x65F)) {
      k.at += size;
    } else if (mtn_char_zero(c)) {
      good = cut_number(&k);
    } else if (is_word_char(c)) {
      good = cut_word(&k);
    } else {
      const char *begin = k.at;
      k.at += size;
      if (c == '\'' && k.at < k.end && *k.at == '\'') { /* two apostrophes, as old papers write marks */
        k.at++;
        c = '"';
      }
      mtn_token *token = add(&k, is_mark(c) ? MTN_TOKEN_MARK : MTN_TOKEN_PUNCT, begin);
      good = token != NULL;
      if (token) token->c = c;
    }
    if (!good) return MATN_NOMEM;
  }
  out->paragraph_count = k.paragraph + 1;
  look_up(out);
  out->lang = tell_language(out);
  set_kinds(out);
  return MATN_OK;
}

bool mtn_token_is(const mtn_tokens *t, uint32_t i, const char *word) {
  if (!mtn_token_is_word(t, i)) return false;
  matn_str folded = mtn_token_folded(t, i);
  return mtn_str_equal(folded, mtn_str_of(word));
}

/* Do the words of `rest` follow from token `at` on? */
static bool follow(const mtn_tokens *t, uint32_t at, const mtn_lex_entry *entry) {
  const char *rest = mtn_lexicon_text(entry->rest);
  for (uint8_t i = 0; i < entry->rest_count; i++, at++) {
    const char *space = strchr(rest, ' ');
    size_t len = space ? (size_t)(space - rest) : strlen(rest);
    if (at >= t->count) return false;
    const mtn_token *token = &t->items[at];
    matn_str word = token->kind <= MTN_TOKEN_NUMBER ? mtn_token_folded(t, at) : mtn_token_text(t, at);
    if (token->sentence != t->items[at - 1].sentence || word.len != len || memcmp(word.ptr, rest, len) != 0)
      return false;
    rest += len + 1;
  }
  return true;
}

const mtn_lex_entry *mtn_tokens_match_phrase(const mtn_tokens *t, uint32_t at, int kind, uint32_t *count,
                                             uint32_t *clitic) {
  const mtn_token *token = &t->items[at];
  const mtn_lex_entry *best = NULL;
  for (unsigned set = 0; set < 2; set++) {
    for (uint16_t p = 0; p < token->phrase_count[set]; p++) {
      const mtn_lex_entry *entry = &token->phrases[set][p];
      if (entry->kind != kind || !(entry->langs >> t->lang & 1) || !follow(t, at + 1, entry)) continue;
      if (best && best->rest_count >= entry->rest_count) break;
      best = entry;
      *count = entry->rest_count + 1u;
      *clitic = set ? token->clitic : 0;
      break;
    }
  }
  return best;
}
