/* What a page's address and the program that made it say of its kind. */
#include "extract/features_internal.h"

typedef struct page_word {
  uint32_t hash; /* FNV-1a */
  mtn_word_kind kind;
} page_word;

#include "extract/page_words.inc" /* address_words[], generator_words[], file_words[] */

static_assert(MTN_F_kd_service - MTN_F_kd_forum == MTN_WORD_SERVICE - MTN_WORD_FORUM, "a row a kind, in order");

static mtn_word_kind find_word(const page_word *words, size_t count, uint32_t hash) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (words[middle].hash == hash) return words[middle].kind;
    if (words[middle].hash < hash)
      low = middle + 1;
    else
      high = middle;
  }
  return MTN_WORD_NONE;
}

/* The next word of ASCII letters from *at on, as a hash of its small letters; its length, 0 at the end. */
static size_t next_word(matn_str text, size_t *at, uint32_t *hash) {
  while (*at < text.len && !mtn_is_alpha((unsigned char)text.ptr[*at])) ++*at;
  size_t start = *at;
  *hash = MTN_FNV32_START;
  for (; *at < text.len && mtn_is_alpha((unsigned char)text.ptr[*at]); ++*at)
    *hash = mtn_fnv32_add(*hash, (unsigned char)mtn_to_lower(text.ptr[*at]));
  return *at - start;
}

/* In names of few words each tells something; a slug is a headline. */
enum { SEGMENT_WORDS_MAX = 2, SHORT = 3 };

typedef struct address {
  bool says[MTN_WORD_KINDS];
  bool year; /* a segment of the path is one, or starts with one: /2024/, /2024-05-01-slug */
  size_t segments, last, last_digits;
} address;

static void read_part(matn_str part, size_t words_max, address *out) {
  size_t at = 0, words = 0, length;
  uint32_t hash;
  while (next_word(part, &at, &hash)) words++;
  if (words > words_max) return;
  for (at = 0; (length = next_word(part, &at, &hash)) != 0;)
    if (length > SHORT || length == part.len)
      out->says[find_word(address_words, MTN_COUNT(address_words), hash)] = true;
}

static bool starts_with_year(matn_str part) {
  const char *p = part.ptr;
  if (part.len < 4 || (part.len > 4 && p[4] != '-')) return false;
  return ((p[0] == '1' && p[1] == '9') || (p[0] == '2' && p[1] == '0')) && mtn_is_digit((unsigned char)p[2]) &&
         mtn_is_digit((unsigned char)p[3]);
}

static void read_segment(matn_str segment, address *out) {
  if (!segment.len) return;
  out->segments++;
  out->last = segment.len;
  out->last_digits = 0;
  for (size_t i = 0; i < segment.len; i++) out->last_digits += mtn_is_digit((unsigned char)segment.ptr[i]);
  out->year |= starts_with_year(segment);
  read_part(segment, SEGMENT_WORDS_MAX, out);
}

/* The host without its last label, which is a country's or says nothing ("com"). */
static matn_str host_name(matn_str host) {
  size_t len = host.len;
  while (len > 0 && host.ptr[len - 1] != '.') len--;
  return (matn_str){host.ptr, len};
}

/* Where the path starts; the host stands before it, from *host on.  A canonical address may have neither. */
static size_t path_of(matn_str text, size_t *host) {
  size_t i = 0;
  while (i + 2 < text.len && !(text.ptr[i] == ':' && text.ptr[i + 1] == '/' && text.ptr[i + 2] == '/')) i++;
  bool absolute = i + 2 < text.len;
  if (!absolute && !mtn_str_starts(text, "//")) return *host = 0;
  *host = absolute ? i + 3 : 2;
  for (i = *host; i < text.len && text.ptr[i] != '/' && text.ptr[i] != '?' && text.ptr[i] != '#';) i++;
  return i;
}

static void read_address(matn_str text, address *out) {
  if (!text.len) return;
  size_t host, i = path_of(text, &host);
  read_part(host_name((matn_str){text.ptr + host, i - host}), SIZE_MAX, out);
  while (i < text.len && text.ptr[i] != '?' && text.ptr[i] != '#') {
    size_t start = text.ptr[i] == '/' ? ++i : i;
    while (i < text.len && text.ptr[i] != '/' && text.ptr[i] != '?' && text.ptr[i] != '#') i++;
    read_segment((matn_str){text.ptr + start, i - start}, out);
  }
}

/* The kind that the first word of a text says that is known. */
static mtn_word_kind kind_of_words(const page_word *words, size_t count, matn_str text) {
  uint32_t hash;
  mtn_word_kind kind = MTN_WORD_NONE;
  for (size_t at = 0; kind == MTN_WORD_NONE && next_word(text, &at, &hash);) kind = find_word(words, count, hash);
  return kind;
}

mtn_word_kind mtn_word_kind_of_generator(matn_str generator) {
  return kind_of_words(generator_words, MTN_COUNT(generator_words), generator);
}

mtn_word_kind mtn_word_kind_of_file(matn_str name) { return kind_of_words(file_words, MTN_COUNT(file_words), name); }

void mtn_features_address(const mtn_measure *m, matn_str canonical, mtn_word_kind maker) {
  address own = {0}, given = {0}, *known = canonical.len ? &own : &given;
  read_address(canonical, &own);
  if (!canonical.len) read_address(m->url, &given);
  mtn_fill(m, MTN_F_pg_url_last, canonical.ptr ? (int64_t)own.last : -1);
  mtn_fill(m, MTN_F_pg_url_digits, (int64_t)own.last_digits);
  mtn_fill(m, MTN_F_pg_url_depth, (int64_t)own.segments);
  for (unsigned k = MTN_WORD_FORUM; k < MTN_WORD_KINDS; k++)
    mtn_fill(m, (mtn_feature)(MTN_F_kd_forum + k - MTN_WORD_FORUM), known->says[k]);
  mtn_fill(m, MTN_F_kd_year, known->year);
  mtn_fill(m, MTN_F_kd_front, (canonical.len || m->url.len) && known->segments == 0);
  mtn_fill(m, MTN_F_kd_generator, maker);
}
