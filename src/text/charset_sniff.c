/*
 * Which encoding a page is in (HTML 13.2.3.2, "determining the character encoding"; 13.2.3.3 for changes on the way).
 *
 * Order: byte order mark, the caller's word, the prescan of the first 1024 bytes, the bytes themselves.
 */
#include "text/charset_internal.h"
#include "text/vec16.h"

#define PRESCAN_LENGTH 1024u /* 13.2.3.2, step 5 */

/* This many characters beyond ASCII settle whether it is UTF-8; legacy text breaks its rules within a few. */
#define SURVEY_ENOUGH 4096u
/* …and in spite of one malformed sequence in this many: pages are cut and pasted from several sources, while text in
 * another encoding seldom has one good sequence in two. */
#define SURVEY_TOLERANCE 16u

static bool starts(const uint8_t *p, const uint8_t *end, const char *bytes, size_t len) {
  return (size_t)(end - p) >= len && memcmp(p, bytes, len) == 0;
}
#define STARTS(p, end, literal) starts(p, end, literal, sizeof(literal) - 1)

/* The standard's answer to a page that calls itself what it cannot be: it was readable as ASCII so far. */
static mtn_charset as_told_by_page(mtn_charset charset) {
  if (charset == MTN_CHARSET_UTF_16BE || charset == MTN_CHARSET_UTF_16LE) return MTN_CHARSET_UTF_8;
  return charset == MTN_CHARSET_X_USER_DEFINED ? MTN_CHARSET_WINDOWS_1252 : charset;
}

/* HTML 2.5.3, "extracting a character encoding from a meta element". */
static mtn_charset from_content(const char *p, size_t len) {
  const char *end = p + len;
  for (;;) {
    while (end - p >= 7) {
      size_t i = 0;
      while (i < 7 && mtn_to_lower(p[i]) == "charset"[i]) i++;
      if (i == 7) break;
      p++;
    }
    if (end - p < 7) return MTN_CHARSET_NONE;
    p += 7;
    while (p < end && mtn_is_space((unsigned char)*p)) p++;
    if (p == end) return MTN_CHARSET_NONE;
    if (*p == '=') break;
  }
  p++;
  while (p < end && mtn_is_space((unsigned char)*p)) p++;
  if (p == end) return MTN_CHARSET_NONE;
  if (*p == '"' || *p == '\'') {
    const char *close = memchr(p + 1, *p, (size_t)(end - p - 1));
    return close ? mtn_charset_from_label((matn_str){p + 1, (size_t)(close - p - 1)}) : MTN_CHARSET_NONE;
  }
  const char *start = p;
  while (p < end && !mtn_is_space((unsigned char)*p) && *p != ';') p++;
  return mtn_charset_from_label((matn_str){start, (size_t)(p - start)});
}

mtn_charset mtn_charset_from_meta(matn_str charset, matn_str content) {
  mtn_charset found = charset.ptr ? mtn_charset_from_label(charset) : MTN_CHARSET_NONE;
  if (found == MTN_CHARSET_NONE && content.ptr) found = from_content(content.ptr, content.len);
  return as_told_by_page(found);
}

/* ---- prescan a byte stream to determine its encoding ---- */

/* An attribute of the prescan.  Names and values are at most PRESCAN_LENGTH bytes, as all that it reads. */
typedef struct attribute {
  size_t name_len, value_len;
  char name[PRESCAN_LENGTH], value[PRESCAN_LENGTH];
} attribute;

typedef enum got { GOT_ATTRIBUTE, GOT_NONE, GOT_END } got;

/* "Get an attribute", the position at *at.  GOT_END: out of bytes, which aborts the prescan. */
static got get_attribute(const uint8_t **at, const uint8_t *end, attribute *a) {
  const uint8_t *p = *at;
  got result = GOT_ATTRIBUTE;
  a->name_len = a->value_len = 0;
  while (p < end && (mtn_is_space(*p) || *p == '/')) p++;
  if (p == end) return GOT_END;
  if (*p == '>') {
    result = GOT_NONE;
    goto done;
  }
  for (; p < end && !(*p == '=' && a->name_len) && !mtn_is_space(*p); p++) {
    if (*p == '/' || *p == '>') goto done;
    a->name[a->name_len++] = mtn_to_lower((char)*p);
  }
  while (p < end && mtn_is_space(*p)) p++;
  if (p == end) return GOT_END;
  if (*p != '=') goto done;
  p++;
  while (p < end && mtn_is_space(*p)) p++;
  if (p == end) return GOT_END;
  if (*p == '"' || *p == '\'') {
    uint8_t quote = *p++;
    while (p < end && *p != quote) a->value[a->value_len++] = mtn_to_lower((char)*p++);
    if (p == end) return GOT_END;
    p++;
    goto done;
  }
  while (p < end && !mtn_is_space(*p) && *p != '>') a->value[a->value_len++] = mtn_to_lower((char)*p++);
  if (p == end) return GOT_END;
done:
  *at = p;
  return result;
}

static bool is(const char *bytes, size_t len, const char *word) {
  return mtn_str_equal((matn_str){bytes, len}, mtn_str_of(word));
}

/* The meta element whose attributes start at *at.  GOT_ATTRIBUTE: it tells *charset; GOT_NONE: it does not. */
static got prescan_meta(const uint8_t **at, const uint8_t *end, attribute *a, mtn_charset *charset) {
  bool got_pragma = false, need_pragma = false, need_known = false;
  bool seen_equiv = false, seen_content = false, seen_charset = false;
  mtn_charset found = MTN_CHARSET_NONE;
  for (;;) {
    got result = get_attribute(at, end, a);
    if (result == GOT_END) return GOT_END;
    if (result == GOT_NONE) break;
    /* Of attributes of one name, the first counts. */
    if (is(a->name, a->name_len, "http-equiv") && !seen_equiv) {
      seen_equiv = true;
      got_pragma = is(a->value, a->value_len, "content-type");
    } else if (is(a->name, a->name_len, "content") && !seen_content) {
      seen_content = true;
      mtn_charset told = from_content(a->value, a->value_len);
      if (told != MTN_CHARSET_NONE && !need_known) {
        found = told;
        need_pragma = need_known = true;
      }
    } else if (is(a->name, a->name_len, "charset") && !seen_charset) {
      seen_charset = true;
      found = mtn_charset_from_label((matn_str){a->value, a->value_len});
      need_pragma = false;
      need_known = true;
    }
  }
  if (!need_known || (need_pragma && !got_pragma) || found == MTN_CHARSET_NONE) return GOT_NONE;
  *charset = as_told_by_page(found);
  return GOT_ATTRIBUTE;
}

/* "Get an XML encoding". */
static mtn_charset xml_encoding(const uint8_t *p, const uint8_t *end) {
  if (!STARTS(p, end, "<?xml") || !memchr(p, '>', (size_t)(end - p))) return MTN_CHARSET_NONE;
  while (!STARTS(p, end, "encoding"))
    if (++p == end) return MTN_CHARSET_NONE;
  p += 8;
  while (p < end && *p <= ' ') p++;
  if (p == end || *p != '=') return MTN_CHARSET_NONE;
  p++;
  while (p < end && *p <= ' ') p++;
  if (p == end || (*p != '"' && *p != '\'')) return MTN_CHARSET_NONE;
  const uint8_t *start = p + 1, *close = memchr(start, *p, (size_t)(end - start));
  if (!close) return MTN_CHARSET_NONE;
  for (p = start; p < close; p++)
    if (*p <= ' ') return MTN_CHARSET_NONE;
  mtn_charset charset = mtn_charset_from_label((matn_str){(const char *)start, (size_t)(close - start)});
  return charset == MTN_CHARSET_UTF_16BE || charset == MTN_CHARSET_UTF_16LE ? MTN_CHARSET_UTF_8 : charset;
}

static mtn_charset prescan(const uint8_t *bytes, const uint8_t *end) {
  if (STARTS(bytes, end, "<\0?\0x\0")) return MTN_CHARSET_UTF_16LE;
  if (STARTS(bytes, end, "\0<\0?\0x")) return MTN_CHARSET_UTF_16BE;
  attribute a;
  mtn_charset charset;
  for (const uint8_t *p = bytes; p < end; p++) {
    if (*p != '<' || end - p < 2) continue;
    if (STARTS(p, end, "<!--")) {
      /* to the '>' of "-->", whose hyphens may be those of "<!--" */
      for (p += 4; p < end && !(*p == '>' && p[-1] == '-' && p[-2] == '-');) p++;
      if (p == end) break;
      continue;
    }
    bool meta = end - p > 5 && (mtn_is_space(p[5]) || p[5] == '/');
    for (size_t i = 0; meta && i < 5; i++) meta = mtn_to_lower((char)p[i]) == "<meta"[i];
    if (meta) {
      p += 5;
      got result = prescan_meta(&p, end, &a, &charset);
      if (result == GOT_ATTRIBUTE) return charset;
      if (result == GOT_END) break;
    } else if (mtn_is_alpha(p[1]) || (p[1] == '/' && end - p > 2 && mtn_is_alpha(p[2]))) {
      while (p < end && !mtn_is_space(*p) && *p != '>') p++;
      got result;
      do result = get_attribute(&p, end, &a);
      while (result == GOT_ATTRIBUTE);
      if (result == GOT_END) break;
    } else if (p[1] == '!' || p[1] == '/' || p[1] == '?') {
      p = memchr(p, '>', (size_t)(end - p));
      if (!p) break;
    }
  }
  return xml_encoding(bytes, end);
}

/* ---- the bytes themselves ---- */

/* ISO-2022-JP is ASCII with escapes to and from its other sets. */
static bool has_jis_escape(const uint8_t *p, const uint8_t *end) {
  while (p < end && (p = memchr(p, 0x1B, (size_t)(end - p)))) {
    if (STARTS(p, end, "\x1B$B") || STARTS(p, end, "\x1B$@")) return true;
    p++;
  }
  return false;
}

/* Sequences beyond ASCII that are UTF-8 and that are not, up to SURVEY_ENOUGH; one cut off by the end is no bad one. */
typedef struct utf8_count {
  size_t good, bad;
  bool cut;
} utf8_count;

static const uint8_t *skip_ascii(const uint8_t *p, const uint8_t *end) {
#ifdef MTN_VEC16
  for (; end - p >= 64; p += 64) {
    v16 first = v16_or(v16_load(p), v16_load(p + 16)), second = v16_or(v16_load(p + 32), v16_load(p + 48));
    if (v16_any_high(v16_or(first, second))) break;
  }
#endif
  uint64_t v;
  while (end - p >= 8 && (memcpy(&v, p, 8), (v & UINT64_C(0x8080808080808080)) == 0)) p += 8;
  while (p < end && *p < 0x80) p++;
  return p;
}

static utf8_count count_utf8(const uint8_t *bytes, size_t len) {
  const uint8_t *p = bytes, *end = bytes + len;
  utf8_count count = {0}; /* a page may end within a character */
  while (p < end && count.good + count.bad < SURVEY_ENOUGH) {
    if (*p < 0x80) {
      p = skip_ascii(p, end);
      continue;
    }
    bool valid;
    size_t size = mtn_utf8_measure(p, end, &valid);
    p += size;
    if (valid) {
      count.good++;
    } else {
      count.bad++;
      count.cut = p == end;
    }
  }
  count.bad -= count.cut;
  return count;
}

/* A page that was saved or served anew as UTF-8 may keep a meta element that says otherwise.  So many characters of
 * UTF-8 and no malformed one do not come about by chance in any legacy encoding: there, a lead byte is a letter and a
 * continuation byte a sign that hardly follows it, or no character at all.  A handful could settle that; the standard,
 * and html5lib-tests with a page of 95, want a declaration to hold, so it takes a page full of them to overrule it. */
#define PLAIN_UTF8 256u

/* What the bytes themselves say; `told` is what a meta element says. */
static mtn_charset survey(const uint8_t *bytes, size_t len, mtn_charset told, mtn_charset_origin *origin) {
  utf8_count count = count_utf8(bytes, len);
  *origin = MTN_CHARSET_FROM_BYTES;
  if (count.bad == 0 && count.good >= PLAIN_UTF8) return MTN_CHARSET_UTF_8;
  *origin = MTN_CHARSET_FROM_META;
  if (told != MTN_CHARSET_NONE) return told;
  *origin = MTN_CHARSET_DETECTED;
  if (count.good && count.bad <= count.good / SURVEY_TOLERANCE) return MTN_CHARSET_UTF_8;
  if (count.good || count.bad || count.cut) return mtn_charset_detect(bytes, len);
  if (has_jis_escape(bytes, bytes + len)) return MTN_CHARSET_ISO_2022_JP;
  *origin = MTN_CHARSET_DEFAULT;
  return MTN_CHARSET_WINDOWS_1252;
}

mtn_charset mtn_charset_sniff(const void *bytes, size_t len, mtn_charset given, mtn_charset_origin *origin) {
  const uint8_t *p = len ? bytes : (const uint8_t *)"", *end = p + len;
  *origin = MTN_CHARSET_FROM_BOM;
  if (STARTS(p, end, "\xEF\xBB\xBF")) return MTN_CHARSET_UTF_8;
  if (STARTS(p, end, "\xFE\xFF")) return MTN_CHARSET_UTF_16BE;
  if (STARTS(p, end, "\xFF\xFE")) return MTN_CHARSET_UTF_16LE;
  *origin = MTN_CHARSET_FROM_CALLER;
  if (given != MTN_CHARSET_NONE) return given;
  *origin = MTN_CHARSET_FROM_META;
  mtn_charset told = prescan(p, len < PRESCAN_LENGTH ? end : p + PRESCAN_LENGTH);
  return told == MTN_CHARSET_UTF_8 ? told : survey(p, len, told, origin);
}
