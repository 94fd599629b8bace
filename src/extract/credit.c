/*
 * Where a credit stands: in brackets at the end; behind a word that leads to it; alone behind the last sentence sign,
 * dash or line, if it names an agency and is written as names are.
 */
#include "extract/credit.h"

#include "extract/furniture.h"
#include "text/unicode.h"

#include "extract/credits.inc" /* leads, leads_alone, agencies: sorted hashes of at most
                                    CREDIT_PHRASE_MAX words; credit_classes */

enum {
  TAIL_MAX = 240, /* bytes at a caption's end in which a credit begins; longer ones tell a story */
  DATE_MAX = 600, /* bytes at its end in which its day is looked for */
  LEAD_WORDS = 6, /* words that lead to a credit, at most; in scripts that do not part words, characters */
  WORDS_MAX = 14  /* words of a credit: two names, their papers, an agency */
};
#define COPYRIGHT 0xA9u

static bool is_in(uint32_t c, const char *ascii) { return c > 0 && c < 0x80 && strchr(ascii, (int)c) != NULL; }

static bool is_space(uint32_t c) {
  mtn_char_class class = mtn_char_class_of(c);
  return c != 0 && (class == MTN_CHAR_SPACE || class == MTN_CHAR_BLANK || class == MTN_CHAR_ZERO);
}

static bool is_dash(uint32_t c) { return c == '-' || (c >= 0x2010 && c <= 0x2015); }

/* ":", "=" and their full-width forms; what stands between the word "Photo" and the name. */
static bool is_colon(uint32_t c) { return c == ':' || c == '=' || c == 0xFF1A || c == 0xFF1D; }

static bool is_letter(uint32_t c) { return mtn_char_class_is_word(mtn_char_class_of(c)); }

static bool is_small(uint32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF && c != 0xF7) || (c >= 0x430 && c <= 0x45F);
}

static bool is_capital(uint32_t c) {
  return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3AB) ||
         (c >= 0x400 && c <= 0x42F);
}

/* The character before text.ptr[at], where it begins in *begin; 0 at the start. */
static uint32_t before(matn_str text, size_t at, size_t *begin) {
  *begin = 0;
  if (at == 0) return 0;
  size_t size;
  const char *start = mtn_utf8_before(text.ptr, text.ptr + at);
  *begin = (size_t)(start - text.ptr);
  return mtn_utf8_decode(start, text.ptr + at, &size);
}

static matn_str cut(matn_str text, size_t from, size_t to) { return (matn_str){text.ptr + from, to - from}; }

/* Without white space, and without dashes, commas, colons and bars, at either end. */
static matn_str trim(matn_str text) {
  size_t size;
  while (text.len > 0) {
    uint32_t c = mtn_utf8_decode(text.ptr, text.ptr + text.len, &size);
    if (!is_space(c) && !is_dash(c) && !is_colon(c) && !is_in(c, ",;|/") && c != 0x60C) break;
    text.ptr += size;
    text.len -= size;
  }
  while (text.len > 0) {
    uint32_t c = before(text, text.len, &size);
    if (!is_space(c) && !is_dash(c) && !is_colon(c) && !is_in(c, ",;|/") && c != 0x60C) break;
    text.len = size;
  }
  return text;
}

/* The same, and without the full stop of a credit, and brackets around it or that an element parts from their others.
 */
static matn_str trim_credit(matn_str text) {
  text = trim(text);
  bool stop = text.len > 0 && text.ptr[text.len - 1] == '.';
  if (stop && memchr(text.ptr, '.', text.len - 1) == NULL) text.len--; /* but "Ada B./A.P." */
  while (text.len > 0 && is_in((unsigned char)text.ptr[0], ")].")) text = trim(cut(text, 1, text.len));
  bool open = text.len > 0 && text.ptr[0] == '(', close = text.len > 0 && text.ptr[text.len - 1] == ')';
  if (close && (open || memchr(text.ptr, '(', text.len) == NULL)) text = cut(text, open, text.len - 1);
  return trim(text);
}

/* What a caption tells, without the bracket that its credit has left open. */
static matn_str trim_told(matn_str text) {
  text = trim(text);
  while (text.len > 0 && is_in((unsigned char)text.ptr[text.len - 1], "([")) text = trim(cut(text, 0, text.len - 1));
  return text;
}

static bool is_among(uint32_t hash, const uint32_t *hashes, size_t count) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (hashes[middle] == hash) return true;
    if (hashes[middle] < hash)
      low = middle + 1;
    else
      high = middle;
  }
  return false;
}

/* Do the words of the text name an agency? */
static bool names_agency(matn_str text) {
  uint32_t hashes[WORDS_MAX + 1];
  size_t count = mtn_furniture_words(text, hashes, MTN_COUNT(hashes));
  for (size_t at = 0; at < count; at++) {
    uint32_t state = 0;
    for (size_t k = at; k < count && k < at + CREDIT_PHRASE_MAX; k++) {
      state = mtn_furniture_mix(state, hashes[k]);
      if (is_among(state, agencies, MTN_COUNT(agencies))) return true;
    }
  }
  return false;
}

/* The bytes of the text that hold its first `words` words: more of them, up to a sign behind the last. */
static size_t bytes_of(matn_str text, size_t words) {
  uint32_t hashes[LEAD_WORDS];
  size_t at = 0, size;
  for (; at < text.len; at += size) {
    uint32_t c = mtn_utf8_decode(text.ptr + at, text.ptr + text.len, &size);
    bool ends = mtn_char_class_of(c) != MTN_CHAR_WORD && mtn_char_class_of(c) != MTN_CHAR_HANGUL;
    if (ends && mtn_furniture_words(cut(text, 0, at), hashes, MTN_COUNT(hashes)) >= words) break;
  }
  return at;
}

/* The first character at or behind text.ptr[at] that is no white space; 0 at the end. */
static uint32_t next_sign(matn_str text, size_t at) {
  for (size_t size; at < text.len; at += size) {
    uint32_t c = mtn_utf8_decode(text.ptr + at, text.ptr + text.len, &size);
    if (!is_space(c)) return c;
  }
  return 0;
}

/* The words at the start of the text that lead to a credit: their bytes, 0 for none.  A colon or a comma ends them: in
 * "Image source, Getty Images" the last two are the credit, though pages lead with these as well. */
static size_t lead(matn_str text) {
  size_t size, best = 0;
  if (text.len == 0) return 0;
  if (mtn_utf8_decode(text.ptr, text.ptr + text.len, &size) == COPYRIGHT) return size;
  uint32_t hashes[LEAD_WORDS];
  size_t count = mtn_furniture_words(text, hashes, MTN_COUNT(hashes));
  uint32_t state = 0;
  for (size_t k = 1; k <= count; k++) {
    state = mtn_furniture_mix(state, hashes[k - 1]);
    mtn_furniture found = mtn_furniture_find(hashes, k);
    bool alone = is_among(state, leads_alone, MTN_COUNT(leads_alone)) ||
                 ((found.starts & MTN_FURNITURE_BIT(credit)) && found.covered == k);
    if (!alone && !is_among(state, leads, MTN_COUNT(leads))) continue;
    size_t end = bytes_of(text, k);
    uint32_t c = next_sign(text, end);
    if (alone || is_colon(c)) best = end;
    if (is_colon(c) || c == ',') break;
  }
  return best;
}

typedef struct shape {
  unsigned words, small, capitals, numbers; /* small, capitals: words that begin with such a letter */
  bool ends_small;                          /* the last word is */
} shape;

/* How the words of a text are written. */
static shape shape_of(matn_str text) {
  shape s = {0};
  bool inside = false;
  for (size_t at = 0, size; at < text.len; at += size) {
    uint32_t c = mtn_utf8_decode(text.ptr + at, text.ptr + text.len, &size);
    bool letter = is_letter(c) || (inside && (c == '\'' || c == 0x2019));
    if (letter && !inside) {
      s.words++;
      s.ends_small = is_small(c);
      s.small += s.ends_small;
      s.capitals += is_capital(c);
      s.numbers += is_in(c, "0123456789");
    }
    inside = letter;
  }
  return s;
}

/* "Ada Bell/AFP", "AFP via Getty Images", "REUTERS": a name of an agency among words written as names are. */
static bool is_signature(matn_str text) {
  shape s = shape_of(text);
  if (s.words == 0 || s.words > 9 || s.numbers > 0 || s.ends_small || s.small > 1) return false;
  return names_agency(text);
}

/* What the text credits, behind the words that lead to it; absent if it is no credit.  `bracketed`: brackets say that
 * it is one; *led: they, or words that lead to it, do. */
static matn_str credit_of(matn_str text, bool bracketed, bool *led) {
  const matn_str none = {NULL, 0};
  text = trim_credit(text);
  size_t words = lead(text), size;
  *led = words > 0 || bracketed;
  if (words == 0) return is_signature(text) ? trim_credit(text) : none;
  bool colon = is_colon(next_sign(text, words));
  matn_str rest = trim_credit(cut(text, words, text.len));
  shape s = shape_of(rest);
  if (s.words == 0)
    return is_signature(text) ? trim_credit(text) : none; /* "Getty Images" leads to nothing but itself */
  if (s.words > WORDS_MAX || s.numbers > 1) return none;
  bool sign = mtn_utf8_decode(text.ptr, text.ptr + text.len, &size) == COPYRIGHT;
  bool named = s.capitals > 0 || names_agency(rest);
  if (!colon && !sign && !bracketed && (s.small > 1 || s.words > 6 || !named)) return none;
  if (!colon && is_signature(text) && !is_signature(rest)) return trim_credit(text); /* "Getty Images / Ada" */
  return rest;
}

/* Can a credit begin at text.ptr[at]: behind a sentence sign, a dash, a bar, a new line? */
static bool may_begin(matn_str text, size_t at) {
  size_t begin;
  uint32_t c = before(text, at, &begin);
  if (c == '\n' || c == '|' || c == '=' || c == 0xFF1D || c == 0x3002 || c == 0xFF08 || c == 0xFF5C) return true;
  if (!is_space(c)) return false;
  while (is_space(c) && c != '\n') {
    at = begin;
    c = before(text, at, &begin);
  }
  bool dash = is_dash(c) && begin > 0 && is_space(before(text, begin, &at));
  return c == '\n' || dash || is_in(c, ".!?|;/)]") || c == 0x61F || c == 0x6D4 || c == 0x2026;
}

/* Does a word that leads to a credit, with its colon, stand at text.ptr[at]: "The bridge Photo: Ada Bell"? */
static bool is_led(matn_str text, size_t at) {
  size_t size;
  matn_str rest = cut(text, at, text.len);
  size_t words = lead(rest);
  if (words == 0) return false;
  if (mtn_utf8_decode(rest.ptr, rest.ptr + rest.len, &size) == COPYRIGHT) return true;
  return is_colon(next_sign(rest, words));
}

/* "… into the country AP Photo/Ada Bell": an agency and a slash. */
static bool is_joined_agency(matn_str text, size_t at) {
  size_t begin;
  if (at == 0 || !is_space(before(text, at, &begin))) return false;
  uint32_t hashes[CREDIT_PHRASE_MAX], state = 0;
  matn_str rest = cut(text, at, text.len);
  size_t count = mtn_furniture_words(rest, hashes, MTN_COUNT(hashes));
  for (size_t k = 0; k < count; k++) {
    state = mtn_furniture_mix(state, hashes[k]);
    if (is_among(state, agencies, MTN_COUNT(agencies)) && next_sign(rest, bytes_of(rest, k + 1)) == '/') return true;
  }
  return false;
}

/* The last sign of the text that parts words which lead to a credit from it: a colon or its like, the copyright sign.
 */
static size_t last_sign(matn_str text) {
  for (size_t at = text.len; at-- > 0;) {
    unsigned char c = (unsigned char)text.ptr[at];
    bool wide = c == 0xEF; /* U+FF1A, U+FF1D and their neighbours */
    if (c == ':' || c == '=' || wide ||
        (c == 0xC2 && at + 1 < text.len && (unsigned char)text.ptr[at + 1] == COPYRIGHT))
      return at;
  }
  return 0;
}

/* The bracket that the one at the end of the text closes; SIZE_MAX if there is none near. */
static size_t opening(matn_str text) {
  if (text.len == 0) return SIZE_MAX;
  char close = text.ptr[text.len - 1], open = close == ')' ? '(' : '[';
  if (close != ')' && close != ']') return SIZE_MAX;
  for (size_t at = text.len - 1; at-- > 0 && at + TAIL_MAX > text.len;)
    if (text.ptr[at] == open) return at;
  return SIZE_MAX;
}

/* "Quarterly / Ada Bell": nothing but names and a slash. */
static bool is_pair_of_names(matn_str text) {
  shape s = shape_of(text);
  return memchr(text.ptr, '/', text.len) != NULL && s.words >= 2 && s.words <= 6 && s.capitals == s.words;
}

/* Does a letter stand before text.ptr[at], and no element's end between them ("… in 2021Bild: Eva Lind")? */
static bool is_inside_word(matn_str text, size_t at) {
  size_t begin, size;
  uint32_t c = before(text, at, &begin), first = mtn_utf8_decode(text.ptr + at, text.ptr + text.len, &size);
  bool glued = is_capital(first) && (is_small(c) || is_in(c, "0123456789"));
  return is_letter(c) && !glued && mtn_char_class_of(first) == MTN_CHAR_WORD;
}

/* Split the caption's end off as a credit; false if it has none. */
static bool split(matn_str caption, mtn_credit *out) {
  matn_str text = trim(caption);
  while (text.len > 0 && text.ptr[text.len - 1] == '.') text.len--;
  size_t open = opening(text), size;
  if (open != SIZE_MAX) {
    out->credit = credit_of(cut(text, open + 1, text.len - 1), true, &out->led);
    out->text = cut(text, 0, open);
    if (out->credit.len) return true;
  }
  text = trim(caption);
  size_t from = text.len > TAIL_MAX ? mtn_utf8_cut(text, text.len - TAIL_MAX).len : 0;
  size_t sign = from + last_sign(cut(text, from, text.len));
  bool slash = memchr(text.ptr + from, '/', text.len - from) != NULL;
  for (size_t at = from; at < text.len; at += size) {
    uint32_t c = mtn_utf8_decode(text.ptr + at, text.ptr + text.len, &size);
    bool begins = (is_letter(c) && !is_inside_word(text, at)) || c == COPYRIGHT;
    if (at == 0 || !begins) continue;
    if (!(at <= sign && is_led(text, at)) && !may_begin(text, at) && !(slash && is_joined_agency(text, at))) continue;
    out->credit = credit_of(cut(text, at, text.len), false, &out->led);
    if (out->credit.len == 0) continue;
    out->text = cut(text, 0, at);
    return true;
  }
  /* nothing but a credit */
  out->text = caption;
  out->credit = credit_of(text, false, &out->led);
  if (out->credit.len == 0 && is_pair_of_names(text)) out->credit = trim_credit(text);
  return out->credit.len > 0 && (out->led || shape_of(text).words <= 4 || out->credit.ptr == text.ptr);
}

/* The text without its last day, where a dash stands before that: "… - 9 January 2022"; else the text. */
static matn_str without_day(matn_str text, const char *day, const char *end) {
  if (end != text.ptr + text.len || day <= text.ptr) return text;
  size_t at = (size_t)(day - text.ptr), begin;
  uint32_t c = before(text, at, &begin);
  while (is_space(c)) c = before(text, begin, &begin);
  return is_dash(c) ? cut(text, 0, begin) : text;
}

/* "… - 9 January 2022 - North Ferry Line": what stands behind the second dash is a credit whoever that is. */
static void take_dashed(matn_str caption, size_t begin, size_t end, mtn_credit *out) {
  size_t size, at;
  if (out->credit.len > 0) return;
  matn_str text = cut(caption, 0, end), behind = cut(caption, end, caption.len);
  matn_str told = without_day(text, caption.ptr + begin, caption.ptr + end);
  for (at = 0; at < behind.len && is_space(mtn_utf8_decode(behind.ptr + at, behind.ptr + behind.len, &size));)
    at += size;
  if (told.len == text.len || at == 0 || at >= behind.len) return;
  if (!is_dash(mtn_utf8_decode(behind.ptr + at, behind.ptr + behind.len, &size))) return;
  behind = trim_credit(behind);
  shape s = shape_of(behind);
  if (s.words == 0 || s.words > 6 || s.small > 1) return;
  out->credit = behind;
  out->text = told;
  out->led = true;
}

/* The last day that the caption names near its end. */
static void find_date(matn_str caption, uint16_t language, mtn_credit *out) {
  const mtn_date_style style = {.language = language};
  size_t at = caption.len > DATE_MAX ? mtn_utf8_cut(caption, caption.len - DATE_MAX).len : 0;
  out->text = trim(out->text);
  for (mtn_date_match match; mtn_dates_next(caption, &at, &style, &match);) {
    if (match.date.year == 0 || match.unsure || (match.date.day == 0 && out->date.day != 0)) continue;
    out->date = match.date;
    take_dashed(caption, match.begin, match.end, out);
    out->text = trim(without_day(out->text, caption.ptr + match.begin, caption.ptr + match.end));
  }
}

mtn_credit mtn_credit_read(matn_str caption, uint16_t language) {
  mtn_credit out = {.text = caption};
  if (caption.len == 0) return out;
  if (!split(caption, &out)) out = (mtn_credit){.text = caption};
  find_date(caption, language, &out);
  out.text = trim(out.text);
  if (out.text.len == 0) out.text = caption;
  return out;
}

/* ------------------------------------------------------------------------------------------------------- the markup */

enum {
  CLIMB_MAX = 8,  /* elements between a text and its figcaption */
  NODES_MAX = 64, /* of a caption: credits stand early or are short */
  MARKED_MAX = 200
};

static bool names_credit(matn_str value) { return mtn_str_holds_any(value, credit_classes, MTN_COUNT(credit_classes)); }

/* The figcaption around a node, 0 if there is none near; *marked is set to the outermost element below it whose class
 * or itemprop says that it holds a credit, 0 for none. */
static uint32_t figcaption_of(const mtn_document *doc, uint32_t node, uint32_t *marked) {
  *marked = 0;
  for (int up = 0; up < CLIMB_MAX && node; up++, node = doc->nodes[node].parent) {
    if (mtn_node_is(doc, node, MTN_TAG_FIGCAPTION)) return node;
    if (doc->nodes[node].type != MTN_ELEMENT) continue;
    bool cites = mtn_node_is(doc, node, MTN_TAG_CITE);
    if (cites || names_credit(mtn_node_attr(doc, node, MTN_ATTR_CLASS)) ||
        names_credit(mtn_node_attr(doc, node, MTN_ATTR_ITEMPROP)))
      *marked = node;
  }
  return 0;
}

/* The text of an element with its white space collapsed, in `buffer`; 0 where it is too long or there is none. */
static size_t text_of(const mtn_document *doc, uint32_t top, char buffer[MARKED_MAX + 1]) {
  size_t len = 0;
  unsigned nodes = 0;
  for (uint32_t node = mtn_node_walk(doc, top, top); node && nodes++ < NODES_MAX;
       node = mtn_node_walk(doc, top, node)) {
    if (doc->nodes[node].type != MTN_TEXT) continue;
    matn_str text = mtn_node_text(doc, node);
    for (size_t i = 0; i < text.len; i++) {
      bool white = is_in((unsigned char)text.ptr[i], " \t\n\f\r");
      if (white && (len == 0 || buffer[len - 1] == ' ')) continue;
      if (len == MARKED_MAX) return 0;
      buffer[len++] = white ? ' ' : text.ptr[i];
    }
  }
  while (len > 0 && buffer[len - 1] == ' ') len--;
  buffer[len] = 0;
  return len;
}

/* Is the figure a quotation, whose caption says who said it? */
static bool cites_quotation(const mtn_document *doc, uint32_t caption) {
  uint32_t figure = doc->nodes[caption].parent;
  unsigned nodes = 0;
  for (uint32_t node = figure; node && node != caption && nodes++ < NODES_MAX; node = mtn_node_walk(doc, figure, node))
    if (mtn_node_is(doc, node, MTN_TAG_BLOCKQUOTE) || mtn_node_is(doc, node, MTN_TAG_Q)) return true;
  return false;
}

/* What the block's markup says is a credit, as a stretch of its text; absent if nothing. */
static matn_str marked_in(const mtn_document *doc, const mtn_block *block) {
  uint32_t caption = figcaption_of(doc, block->first, &(uint32_t){0}), marked = 0;
  unsigned nodes = 0;
  for (uint32_t node = block->first; caption && node && nodes++ < NODES_MAX; node = mtn_node_walk(doc, caption, node)) {
    if (doc->nodes[node].type == MTN_TEXT && figcaption_of(doc, node, &marked) == caption && marked) break;
    if (node == block->last) break;
  }
  char buffer[MARKED_MAX + 1];
  if (!marked || text_of(doc, marked, buffer) == 0 || cites_quotation(doc, caption)) return (matn_str){NULL, 0};
  size_t found = SIZE_MAX; /* the last place: a caption may tell of who took the picture */
  for (size_t at = 0; (at = mtn_str_find(block->text, at, buffer)) != SIZE_MAX; at++) found = at;
  return found == SIZE_MAX ? (matn_str){NULL, 0} : cut(block->text, found, found + strlen(buffer));
}

/* The caption without its credit, that stands at its start or its end. */
static matn_str without(matn_str text, matn_str credit) {
  size_t at = (size_t)(credit.ptr - text.ptr);
  matn_str left = trim_told(cut(text, 0, at)), right = trim(cut(text, at + credit.len, text.len));
  return left.len ? left : right;
}

size_t mtn_credit_read_block(const mtn_document *doc, const mtn_blocks *blocks, size_t index, size_t end,
                             uint16_t language, mtn_credit *out) {
  const mtn_block *block = &blocks->items[index];
  *out = mtn_credit_read(block->text, language);
  matn_str marked = marked_in(doc, block);
  if (marked.len) {
    bool led;
    matn_str credit = credit_of(marked, true, &led);
    matn_str text = without(block->text, marked);
    out->credit = credit.len ? credit : trim_credit(marked);
    out->text = text;
    find_date(block->text, language, out);
    if (out->text.len == 0) out->text = block->text;
    return 1;
  }
  const mtn_block *next = index + 1 < end ? &blocks->items[index + 1] : NULL;
  uint32_t ignored, caption = figcaption_of(doc, block->first, &ignored);
  if (out->credit.len || !next || next->kind != MATN_BLOCK_CAPTION || !caption ||
      figcaption_of(doc, next->first, &ignored) != caption)
    return 1;
  matn_str told = trim(block->text), behind = trim(next->text);
  if (told.len > 1 && told.ptr[told.len - 1] == '(' && behind.len > 0 && behind.ptr[behind.len - 1] == ')') {
    out->credit = trim_credit(behind); /* brackets around an element of its own */
    out->text = trim_told(told);
    return 2;
  }
  mtn_credit more;
  (void)mtn_credit_read_block(doc, blocks, index + 1, index + 2, language, &more);
  if (!more.credit.len || more.text.len < next->text.len) return 1;
  out->credit = more.credit;
  out->text = trim_told(out->text);
  return 2;
}
