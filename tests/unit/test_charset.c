/* Labels, the sniffing of declared pages, and decoding, against the Encoding Standard and HTML 13.2.3.2. */
#include "text/charset_internal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define R "\xEF\xBF\xBD" /* U+FFFD */
#define UNLIMITED ((size_t)1 << 30)

static mtn_charset label(const char *text) { return mtn_charset_from_label(mtn_str_of(text)); }

static const char *name_of(mtn_charset charset) {
  matn_str name = mtn_charset_name(charset);
  return name.ptr ? name.ptr : "none";
}

/* ---- labels ---- */

static void labels(void **state) {
  (void)state;
  static const char *const expected[][2] = {{"utf-8", "utf-8"},
                                            {"UTF8", "utf-8"},
                                            {"unicode-1-1-utf-8", "utf-8"},
                                            {" \t\n\f\rutf-8 \r", "utf-8"},
                                            {"latin1", "windows-1252"},
                                            {"ISO-8859-1", "windows-1252"},
                                            {"us-ascii", "windows-1252"},
                                            {"iso-8859-9", "windows-1254"},
                                            {"iso-8859-11", "windows-874"},
                                            {"TIS-620", "windows-874"},
                                            {"arabic", "iso-8859-6"},
                                            {"ASMO-708", "iso-8859-6"},
                                            {"cp1256", "windows-1256"},
                                            {"visual", "iso-8859-8"},
                                            {"logical", "iso-8859-8-i"},
                                            {"koi", "koi8-r"},
                                            {"koi8-ru", "koi8-u"},
                                            {"866", "ibm866"},
                                            {"x-mac-roman", "macintosh"},
                                            {"x-mac-ukrainian", "x-mac-cyrillic"},
                                            {"gb2312", "gbk"},
                                            {"chinese", "gbk"},
                                            {"gb18030", "gb18030"},
                                            {"big5-hkscs", "big5"},
                                            {"x-x-big5", "big5"},
                                            {"ms_kanji", "shift_jis"},
                                            {"windows-31j", "shift_jis"},
                                            {"cseucpkdfmtjapanese", "euc-jp"},
                                            {"csiso2022jp", "iso-2022-jp"},
                                            {"ks_c_5601-1987", "euc-kr"},
                                            {"windows-949", "euc-kr"},
                                            {"hz-gb-2312", "replacement"},
                                            {"iso-2022-kr", "replacement"},
                                            {"unicode", "utf-16le"},
                                            {"utf-16", "utf-16le"},
                                            {"unicodefffe", "utf-16be"},
                                            {"x-user-defined", "x-user-defined"}};
  for (size_t i = 0; i < MTN_COUNT(expected); i++) assert_string_equal(name_of(label(expected[i][0])), expected[i][1]);
  for (mtn_charset c = 1; c < MTN_CHARSET_COUNT; c++) assert_int_equal(mtn_charset_from_label(mtn_charset_name(c)), c);
  assert_int_equal(MTN_CHARSET_COUNT - 1, 40);
}

static void labels_that_are_none(void **state) {
  (void)state;
  static const char *const none[] = {"",
                                     " ",
                                     "utf",
                                     "utf-88",
                                     "utf 8",
                                     "\vutf-8",
                                     "utf-7",
                                     "utf-32",
                                     "iso-8859-12",
                                     "cseucpkdfmtjapanesee",
                                     "a-very-long-label-that-is-longer-than-all-of-the-standard",
                                     "\xEF\xBD\x95tf-8"};
  for (size_t i = 0; i < MTN_COUNT(none); i++) assert_int_equal(label(none[i]), MTN_CHARSET_NONE);
  assert_int_equal(mtn_charset_from_label((matn_str){"utf-8\0", 6}), MTN_CHARSET_NONE);
  assert_int_equal(mtn_charset_from_label((matn_str){NULL, 0}), MTN_CHARSET_NONE);
  assert_null(mtn_charset_name(MTN_CHARSET_NONE).ptr);
  assert_null(mtn_charset_name(MTN_CHARSET_COUNT).ptr);
  assert_null(mtn_charset_name(255).ptr);
}

/* ---- sniffing what is declared ---- */

static void expect_sniff(const char *bytes, size_t len, mtn_charset given, const char *name, mtn_charset_origin from) {
  mtn_charset_origin origin = (mtn_charset_origin)0;
  mtn_charset charset = mtn_charset_sniff(bytes, len, given, &origin);
  if (strcmp(name_of(charset), name) != 0 || origin != from)
    fail_msg("%.*s: %s, origin %d", (int)len, bytes, name_of(charset), (int)origin);
}
#define SNIFF(literal, name, from) expect_sniff(literal, sizeof(literal) - 1, MTN_CHARSET_NONE, name, from)
#define META(literal, name) SNIFF(literal, name, MTN_CHARSET_FROM_META)
#define NOTHING(literal) SNIFF(literal, "windows-1252", MTN_CHARSET_DEFAULT)

static void order_of_evidence(void **state) {
  (void)state;
  static const char page[] = "\xEF\xBB\xBF<meta charset=koi8-r>";
  expect_sniff(page, sizeof(page) - 1, label("big5"), "utf-8", MTN_CHARSET_FROM_BOM);
  expect_sniff(page + 3, sizeof(page) - 4, label("big5"), "big5", MTN_CHARSET_FROM_CALLER);
  expect_sniff(page + 3, sizeof(page) - 4, MTN_CHARSET_NONE, "koi8-r", MTN_CHARSET_FROM_META);
  SNIFF("\xFE\xFF", "utf-16be", MTN_CHARSET_FROM_BOM);
  SNIFF("\xFF\xFE<\0", "utf-16le", MTN_CHARSET_FROM_BOM);
  SNIFF("caf\xC3\xA9", "utf-8", MTN_CHARSET_DETECTED);
  NOTHING("");
  SNIFF("\xEF\xBB", "windows-1252", MTN_CHARSET_DETECTED);
  expect_sniff(NULL, 0, MTN_CHARSET_NONE, "windows-1252", MTN_CHARSET_DEFAULT);
}

static void prescan(void **state) {
  (void)state;
  META("<meta charset=windows-1256>", "windows-1256");
  META("<META/CHARSET = ' Big5 ' >", "big5");
  META("<title a='<meta charset=utf-8>'></title><meta charset=\"euc-kr\"/>", "euc-kr");
  META("<meta charset=koi8-r charset=big5>", "koi8-r"); /* the first of two */
  META("<meta http-equiv=content-type content='text/html; charset=big5'>", "big5");
  META("<meta content='text/html; charset=big5' http-equiv=Content-Type>", "big5");
  META("<meta charset=koi8-r content='charset=big5' http-equiv=content-type>", "koi8-r");
  META("<meta content='charset=big5' charset=koi8-r>", "koi8-r");
  META("<!--><meta charset=gbk>", "gbk"); /* the hyphens of "-->" may be those of "<!--" */
  META("<!-- > -- ><meta charset=koi8-r> --><meta charset=gbk>", "gbk");
  META("<?php ?><!DOCTYPE x><meta charset=gbk>", "gbk");
  META("</p a='>' ><meta charset=gbk>", "gbk");
  META("<meta charset=utf-16><p>", "utf-8");
  META("<meta charset=utf-16be>", "utf-8");
  META("<meta charset=x-user-defined>", "windows-1252");
  META("<meta charset=iso-2022-kr>", "replacement");
  META("<meta name=x><meta =charset charset=gbk>", "gbk");
  NOTHING("<meta content='text/html; charset=big5'>");                               /* no pragma */
  NOTHING("<meta http-equiv=refresh content='text/html; charset=big5'>");            /* another */
  NOTHING("<meta charset=nonsense content='charset=big5' http-equiv=content-type>"); /* failure is not null */
  NOTHING("<metacharset=gbk>");
  NOTHING("<meta charset=gbk");             /* out of bytes */
  NOTHING("<p title=\"<meta charset=gbk>"); /* out of bytes within a value */
  NOTHING("<!-- <meta charset=gbk>");       /* within a comment */
  NOTHING("<meta charset>");
}

static void prescan_ends_at_1024(void **state) {
  (void)state;
  char page[1100];
  static const char meta[] = "<meta charset=gbk>";
  for (size_t at = 1024 - sizeof(meta); at < 1024; at++) {
    memset(page, ' ', sizeof(page));
    memcpy(page + at, meta, sizeof(meta) - 1);
    bool whole = at + sizeof(meta) - 1 <= 1024;
    expect_sniff(page, sizeof(page), MTN_CHARSET_NONE, whole ? "gbk" : "windows-1252",
                 whole ? MTN_CHARSET_FROM_META : MTN_CHARSET_DEFAULT);
  }
}

static void xml_declaration(void **state) {
  (void)state;
  META("<?xml version='1.0' encoding=\"koi8-r\"?><html>", "koi8-r");
  META("<?xml encoding = 'utf-16'?>", "utf-8");
  META("<?xml encoding='koi8-r'?><meta charset=gbk>", "gbk"); /* meta first */
  NOTHING(" <?xml encoding='koi8-r'?>");
  NOTHING("<?xml encoding='koi8-r'");
  NOTHING("<?xml encoding='koi8-r?>");
  NOTHING("<?xml encoding=' koi8-r'?>");
  NOTHING("<?xml encoding?>");
  META("<\0?\0x\0m\0", "utf-16le");
  META("\0<\0?\0x\0m", "utf-16be");
  NOTHING("<\0?\0X\0");
}

static const char *from_meta(const char *charset, const char *content) {
  matn_str none = {NULL, 0};
  return name_of(mtn_charset_from_meta(charset ? mtn_str_of(charset) : none, content ? mtn_str_of(content) : none));
}

static void from_meta_element(void **state) {
  (void)state;
  assert_string_equal(from_meta("gb2312", NULL), "gbk");
  assert_string_equal(from_meta(NULL, "text/html; charset=gb2312"), "gbk");
  assert_string_equal(from_meta("nonsense", "text/html; charset=gb2312"), "gbk");
  assert_string_equal(from_meta("utf-16", NULL), "utf-8");
  assert_string_equal(from_meta("x-user-defined", NULL), "windows-1252");
  assert_string_equal(from_meta(NULL, NULL), "none");
  assert_string_equal(from_meta(NULL, "charset"), "none");
  assert_string_equal(from_meta(NULL, "charset="), "none");
  assert_string_equal(from_meta(NULL, "charset ; charset=big5"), "big5");
  assert_string_equal(from_meta(NULL, "charsetcharset \t= big5;q"), "big5");
  assert_string_equal(from_meta(NULL, "CHARSET='big5'koi8-r"), "big5");
  assert_string_equal(from_meta(NULL, "charset='big5"), "none");
  assert_string_equal(from_meta(NULL, "charset=\"big5'"), "none");
  assert_string_equal(from_meta(NULL, "charset=big5 x"), "big5");
  assert_string_equal(from_meta(NULL, "charset=big5\""), "none");
}

/* ---- decoding ---- */

static void expect_decode(const char *name, const char *bytes, size_t len, const char *text, size_t text_len) {
  mtn_buf out;
  mtn_buf_init(&out, &mtn_alloc_default);
  assert_int_equal(mtn_charset_decode(label(name), bytes, len, UNLIMITED, 32, &out), MATN_OK);
  if (out.len != text_len || memcmp(out.data, text, text_len) != 0)
    fail_msg("%s: %zu bytes \"%.*s\" for %zu bytes \"%.*s\"", name, out.len, (int)out.len, out.data, text_len,
             (int)text_len, text);
  for (size_t i = 0; i < 32; i++) assert_int_equal(out.data[out.len + i], 0);
  mtn_buf_free(&out);
}
#define DECODE(name, bytes, text) expect_decode(name, bytes, sizeof(bytes) - 1, text, sizeof(text) - 1)

static void utf8_malformed(void **state) {
  (void)state;
  DECODE("utf-8", "", "");
  DECODE("utf-8", "a\0b", "a\0b");
  DECODE("utf-8", "\xEF\xBB\xBF\xEF\xBB\xBFx", "\xEF\xBB\xBFx"); /* one byte order mark */
  DECODE("utf-8", "\xEF\xBBx", R "x");
  DECODE("utf-8", "\xC0\x80\xC1\xBF", R R R R);
  DECODE("utf-8", "\xC3(", R "(");
  DECODE("utf-8", "\xC3", R);
  DECODE("utf-8", "\xE2\x82", R);
  DECODE("utf-8", "\xE2\x82\xC3\xA9", R "\xC3\xA9");
  DECODE("utf-8", "\xE0\x9F\xBF", R R R); /* overlong: E0 wants A0 to BF */
  DECODE("utf-8", "\xED\xA0\x80", R R R); /* a surrogate */
  DECODE("utf-8", "\xED\x9F\xBF\xEE\x80\x80", "\xED\x9F\xBF\xEE\x80\x80");
  DECODE("utf-8", "\xF0\x8F\xBF\xBF", R R R R);
  DECODE("utf-8", "\xF0\x90\x80", R); /* a maximal subpart is one */
  DECODE("utf-8", "\xF0\x90\x80x", R "x");
  DECODE("utf-8", "\xF4\x90\x80\x80", R R R R); /* past U+10FFFF */
  DECODE("utf-8", "\xF4\x8F\xBF\xBF", "\xF4\x8F\xBF\xBF");
  DECODE("utf-8", "\xF5\xFE\xFF\x80", R R R R);
}

/* The standard's UTF-8 decoder (8.1.1), byte by byte, with newlines normalized: what the fast one must equal. */
static size_t reference_utf8(const uint8_t *p, size_t len, char *out) {
  char *q = out;
  size_t seen = 0, needed = 0;
  uint8_t lower = 0x80, upper = 0xBF;
  for (size_t i = 0; i <= len; i++) {
    if (needed && (i == len || p[i] < lower || p[i] > upper)) {
      memcpy(q, R, 3);
      q += 3;
      needed = seen = 0;
      lower = 0x80, upper = 0xBF;
    }
    if (i == len) break;
    uint8_t c = p[i];
    if (needed) {
      lower = 0x80, upper = 0xBF;
      if (++seen < needed) continue;
      for (size_t k = needed + 1; k-- > 0;) *q++ = (char)p[i - k];
      needed = seen = 0;
    } else if (c < 0x80) {
      if (!(c == '\n' && i && p[i - 1] == '\r')) *q++ = (char)(c == '\r' ? '\n' : c);
    } else if (c >= 0xC2 && c <= 0xF4) {
      needed = c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;
      if (c == 0xE0) lower = 0xA0;
      if (c == 0xED) upper = 0x9F;
      if (c == 0xF0) lower = 0x90;
      if (c == 0xF4) upper = 0x8F;
    } else {
      memcpy(q, R, 3);
      q += 3;
    }
  }
  return (size_t)(q - out);
}

static uint32_t next_random(uint32_t *seed) {
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 8;
}

/* Long stretches of good text with a few accidents, at every place of the 64-byte blocks. */
static void utf8_as_the_reference(void **state) {
  (void)state;
  static const char *const pieces[] = {"plain ASCII text, as most of a page is ",
                                       "\r\n",
                                       "\r",
                                       "\n",
                                       "\xC3\xA9",
                                       "\xD9\x85\xD8\xAA\xD9\x86 ",
                                       "\xE6\x9C\xAC\xE6\x96\x87",
                                       "\xED\x95\x9C",
                                       "\xF0\x9F\x98\x80",
                                       "\xE0\xB8\x81",
                                       "<p class=\"a\">"};
  static const uint8_t accidents[] = {0x80, 0xBF, 0xC0, 0xC3, 0xE0, 0xE2, 0xED,
                                      0xF0, 0xF4, 0xF5, 0xFF, '\r', 'a',  0xA0};
  uint32_t seed = 20261122;
  enum { MOST = 700 };
  for (int round = 0; round < 20000; round++) {
    size_t want = next_random(&seed) % (MOST - 64), len = 0;
    uint8_t text[MOST];
    while (len < want) {
      const char *piece = pieces[next_random(&seed) % MTN_COUNT(pieces)];
      memcpy(text + len, piece, strlen(piece));
      len += strlen(piece);
    }
    for (uint32_t n = next_random(&seed) % 4; n > 0 && len; n--)
      text[next_random(&seed) % len] = accidents[next_random(&seed) % sizeof(accidents)];
    if (len >= 4) len -= next_random(&seed) % 4; /* cut within a character */
    uint8_t *page = malloc(len + !len);          /* of its own, so that ASan sees reads past its end */
    memcpy(page, text, len);
    char expected[3 * MOST];
    size_t expected_len = reference_utf8(page, len, expected);
    if (!(len >= 3 && memcmp(page, "\xEF\xBB\xBF", 3) == 0))
      expect_decode("utf-8", (const char *)page, len, expected, expected_len);
    free(page);
  }
}

static void utf16(void **state) {
  (void)state;
  DECODE("utf-16le",
         "\xFF\xFE"
         "a\0"
         "\x42\x06",
         "a\xD9\x82");
  DECODE("utf-16be",
         "\xFE\xFF"
         "\0a"
         "\x06\x42",
         "a\xD9\x82");
  DECODE("utf-16be", "\xFF\xFE", "\xEF\xBF\xBE"); /* not its mark */
  DECODE("utf-16le", "\x3D\xD8\x00\xDE", "\xF0\x9F\x98\x80");
  DECODE("utf-16le",
         "\x3D\xD8"
         "a\0",
         R "a"); /* a lead without trail */
  DECODE("utf-16le",
         "\x00\xDE"
         "a\0",
         R "a");                     /* a trail without lead */
  DECODE("utf-16le", "a\0b", "a" R); /* half a unit */
  DECODE("utf-16le", "\x3D\xD8", R);
  DECODE("utf-16le", "\x3D\xD8\x00", R); /* lead and half a unit: one error */
  DECODE("utf-16be", "\0\r\0\n\0\r\0x\0\r", "\n\nx\n");
}

static void single_byte(void **state) {
  (void)state;
  DECODE("windows-1252",
         "\x80\x81\x93"
         "caf\xE9\x94",
         "\xE2\x82\xAC\xC2\x81\xE2\x80\x9C"
         "caf\xC3\xA9\xE2\x80\x9D");
  DECODE("windows-1256", "\xE3\xCA\xE4", "\xD9\x85\xD8\xAA\xD9\x86");
  DECODE("iso-8859-6", "\xE5\xCA\xE6\xA1", "\xD9\x85\xD8\xAA\xD9\x86" R); /* A1 is no character */
  DECODE("windows-1251", "\xCF\xF0\xE8", "\xD0\x9F\xD1\x80\xD0\xB8");
  DECODE("koi8-u", "\xF0\xD2\xC9\xAE",
         "\xD0\x9F\xD1\x80\xD0\xB8\xD1\x9E"); /* AE is a letter in the standard's KOI8-U */
  DECODE("windows-874", "\xA1\xDB\x80", "\xE0\xB8\x81" R "\xE2\x82\xAC");
  DECODE("iso-8859-8-i", "\xF9\xA1", "\xD7\xA9" R);
  DECODE("windows-1255", "\xCA", "\xD6\xBA");
  DECODE("macintosh", "\xDB", "\xE2\x82\xAC");
  DECODE("x-mac-cyrillic", "\xFF", "\xE2\x82\xAC");
  DECODE("x-user-defined", "a\x80\xFF\r\n", "a\xEF\x9E\x80\xEF\x9F\xBF\n");
  DECODE("replacement", "", "");
  DECODE("replacement", "any bytes", R);
}

static void gb18030(void **state) {
  (void)state;
  DECODE("gbk", "\x80\xD6\xD0\xCE\xC4\xFF", "\xE2\x82\xAC\xE4\xB8\xAD\xE6\x96\x87" R);
  DECODE("gb18030", "\x90\x30\x81\x30", "\xF0\x90\x80\x80");
  DECODE("gb18030", "\xE3\x32\x9A\x35", "\xF4\x8F\xBF\xBF");
  DECODE("gb18030", "\xE3\x32\x9A\x36x", R "x"); /* past U+10FFFF: the four bytes are one error */
  DECODE("gb18030", "\x81\x35\xF4\x37", "\xEE\x9F\x87");
  DECODE("gb18030", "\xA6\xD9\xA8\xBC", "\xEF\xB8\x90\xE1\xB8\xBF"); /* as of 2022 */
  DECODE("gb18030", "\x84\x31\xA4\x37", R);
  DECODE("gb18030",
         "\xD6"
         "A",
         "\xE8\xAB\xA5"); /* A is a second byte here */
  DECODE("gb18030", "\xD6<", R "<");
  DECODE("gb18030", "\xD6\xFF<", R "<");
  DECODE("gb18030", "\x81\x30", R);
  DECODE("gb18030", "\x81\x30\x81", R);
  DECODE("gb18030", "\x81\x30<", R "0<");
  DECODE("gb18030", "\x81\x30\x81<", R "0" R "<"); /* 81< is no pair */
  DECODE("gb18030", "\x81\x30\xD6\xD0", R "0\xE4\xB8\xAD");
}

static void big5(void **state) {
  (void)state;
  DECODE("big5", "\xA4\xA4\xA4\xE5", "\xE4\xB8\xAD\xE6\x96\x87");
  DECODE("big5", "\x88\x62\x88\x64\x88\xA3\x88\xA5",
         "\xC3\x8A\xCC\x84\xC3\x8A\xCC\x8C\xC3\xAA\xCC\x84\xC3\xAA\xCC\x8C");
  DECODE("big5", "\x87\x45", "\xF0\xA7\x89\xA7"); /* U+27267 */
  DECODE("big5", "\xA4<\xA4\x80x\x80\xFF", R "<" R "x" R R);
  DECODE("big5", "\x81\x40", R "@"); /* a pair without a character: the ASCII byte stays */
  DECODE("big5", "\xA4", R);
}

static void japanese(void **state) {
  (void)state;
  DECODE("shift_jis", "\x93\xFA\x96\x7B\xB1\x80\xA0\xFD", "\xE6\x97\xA5\xE6\x9C\xAC\xEF\xBD\xB1\xC2\x80" R R);
  DECODE("shift_jis", "\x81\x60\x81\x7C", "\xEF\xBD\x9E\xEF\xBC\x8D");
  DECODE("shift_jis", "\xF0\x40", "\xEE\x80\x80"); /* end-user characters are counted into U+E000 */
  DECODE("shift_jis", "\x5C\x7E", "\\~");
  DECODE("shift_jis", "\x93<\x81\xFFx\x93", R "<" R "x" R);
  DECODE("euc-jp", "\xC6\xFC\xCB\xDC\x8E\xB1\x8F\xB0\xA1", "\xE6\x97\xA5\xE6\x9C\xAC\xEF\xBD\xB1\xE4\xB8\x82");
  DECODE("euc-jp", "\x8E\xE0x\x8E<\x8F<\x8F\xB0<", R "x" R "<" R "<" R "<");
  DECODE("euc-jp", "\x8F\xB0", R);
  DECODE("euc-jp", "\x80\xA0\xFF", R R R);
  DECODE("iso-2022-jp", "a\x1B$BF|K\\\x1B(Bb",
         "a\xE6\x97\xA5\xE6\x9C\xAC"
         "b");
  DECODE("iso-2022-jp", "\x1B(J\\~a\x1B(I1\x60\x1B(B",
         "\xC2\xA5\xE2\x80\xBE"
         "a\xEF\xBD\xB1" R);
  DECODE("iso-2022-jp", "\x1B(B\x1B(Bx", R "x"); /* two escapes in a row */
  DECODE("iso-2022-jp", "\x1B$Bx", R);
  DECODE("iso-2022-jp", "\x1B$BF\x1B(Bx", R "x");
  DECODE("iso-2022-jp", "\x1B$x\x1B\x1B", R "$x" R R);
  DECODE("iso-2022-jp", "\x0E\x0F\x80", R R R);
  DECODE("iso-2022-jp", "a\r\x1B(B\nb", "a\nb"); /* CR LF in what is decoded */
}

static void korean(void **state) {
  (void)state;
  DECODE("euc-kr", "\xC7\xD1\xB1\xB9\x81\x41", "\xED\x95\x9C\xEA\xB5\xAD\xEA\xB0\x82");
  DECODE("euc-kr", "\xC7<\xC7\xFFx\x80\xFF\xC7", R "<" R "x" R R R);
}

/* Every sequence of two bytes and all of gb18030's four-byte ones in the BMP, as decoded by another implementation of
 * the standard (encoding_rs 0.8.44): the FNV-1a hash of the texts one after the other. */
static uint64_t hash;

static void hash_decoded(mtn_buf *out, mtn_charset charset, const uint8_t *bytes, size_t len) {
  assert_int_equal(mtn_charset_decode(charset, bytes, len, UNLIMITED, 0, out), MATN_OK);
  for (size_t i = 0; i < out->len; i++) hash = (hash ^ (unsigned char)out->data[i]) * UINT64_C(0x100000001B3);
}

static void whole_tables(void **state) {
  (void)state;
  static const struct {
    const char *name;
    uint8_t prefix;
    uint64_t hash;
  } expected[] = {{"gb18030", 0, UINT64_C(0x52fb85dd573332a6)},   {"gbk", 0, UINT64_C(0x52fb85dd573332a6)},
                  {"big5", 0, UINT64_C(0x22510d152d99a6b2)},      {"euc-jp", 0, UINT64_C(0xae1c64c68f4c539d)},
                  {"shift_jis", 0, UINT64_C(0x71216a2308e532f8)}, {"euc-kr", 0, UINT64_C(0x3410153f9ccf89f8)},
                  {"euc-jp", 0x8F, UINT64_C(0xef9bd40ab6b2b02b)}};
  mtn_buf out;
  mtn_buf_init(&out, &mtn_alloc_default);
  for (size_t i = 0; i < MTN_COUNT(expected); i++) {
    hash = UINT64_C(0xcbf29ce484222325);
    for (unsigned lead = 0x81; lead < 0xFF; lead++)
      for (unsigned trail = 0x40; trail < 0xFF; trail++) {
        uint8_t bytes[] = {expected[i].prefix, (uint8_t)lead, (uint8_t)trail};
        size_t skip = expected[i].prefix ? 0 : 1;
        hash_decoded(&out, label(expected[i].name), bytes + skip, 3 - skip);
      }
    if (hash != expected[i].hash) fail_msg("%s", expected[i].name);
  }
  hash = UINT64_C(0xcbf29ce484222325);
  for (unsigned i = 0; i < 4 * 12600; i++) {
    uint8_t bytes[] = {(uint8_t)(0x81 + i / 12600), (uint8_t)(0x30 + i / 1260 % 10), (uint8_t)(0x81 + i / 10 % 126),
                       (uint8_t)(0x30 + i % 10)};
    hash_decoded(&out, label("gb18030"), bytes, 4);
  }
  assert_true(hash == UINT64_C(0xd7651df32c1680d6));
  hash = UINT64_C(0xcbf29ce484222325);
  for (mtn_charset c = MTN_CHARSET_FIRST_SINGLE; c < MTN_CHARSET_FIRST_SINGLE + MTN_CHARSET_SINGLE_COUNT; c++)
    for (unsigned byte = 0x80; byte < 0x100; byte++) hash_decoded(&out, c, &(uint8_t){(uint8_t)byte}, 1);
  assert_true(hash == UINT64_C(0x58f956b0aafc0158));
  mtn_buf_free(&out);
}

/* ---- line ends, steps, limits, memory: every encoding ---- */

/* `units` units of ASCII text in an encoding, with a CR LF after each 50: the caller frees it. */
static char *long_page(mtn_charset charset, size_t units, size_t *len, size_t *decoded) {
  size_t wide = charset == MTN_CHARSET_UTF_16LE || charset == MTN_CHARSET_UTF_16BE ? 2 : 1;
  char *page = calloc(units + 1, wide);
  *decoded = 0;
  for (size_t i = 0; i < units; i++) {
    char c = i % 52 == 50 ? '\r' : i % 52 == 51 ? '\n' : 'a';
    page[i * wide + (charset == MTN_CHARSET_UTF_16BE)] = c;
    *decoded += c != '\r' || i + 1 == units;
  }
  *len = units * wide;
  return page;
}

static void line_ends_in_every_encoding(void **state) {
  (void)state;
  mtn_buf out;
  mtn_buf_init(&out, &mtn_alloc_default);
  for (mtn_charset c = 1; c < MTN_CHARSET_COUNT; c++) {
    if (c == MTN_CHARSET_REPLACEMENT) continue;
    for (size_t units = 8150; units < 8250; units++) { /* across a step's end */
      size_t len, decoded;
      char *page = long_page(c, units, &len, &decoded);
      assert_int_equal(mtn_charset_decode(c, page, len, UNLIMITED, 1, &out), MATN_OK);
      assert_int_equal(out.len, decoded);
      for (size_t i = 0; i < out.len; i++) assert_int_equal(out.data[i], i % 51 == 50 ? '\n' : 'a');
      assert_int_equal(out.data[out.len], 0);
      free(page);
    }
  }
  mtn_buf_free(&out);
}

/* A character may lie across the end of a step. */
static void steps_do_not_cut(void **state) {
  (void)state;
  static const struct {
    const char *name, *bytes, *text;
  } characters[] = {{"gb18030", "\x90\x30\x81\x30", "\xF0\x90\x80\x80"},
                    {"big5", "\xA4\xA4", "\xE4\xB8\xAD"},
                    {"euc-jp", "\x8F\xB0\xA1", "\xE4\xB8\x82"},
                    {"shift_jis", "\x93\xFA", "\xE6\x97\xA5"},
                    {"euc-kr", "\xC7\xD1", "\xED\x95\x9C"},
                    {"utf-8", "\xF0\x90\x80\x80", "\xF0\x90\x80\x80"},
                    {"windows-1256", "\xE3\xCA", "\xD9\x85\xD8\xAA"}};
  mtn_buf out;
  mtn_buf_init(&out, &mtn_alloc_default);
  for (size_t i = 0; i < MTN_COUNT(characters); i++) {
    size_t size = strlen(characters[i].bytes), text = strlen(characters[i].text);
    for (size_t at = MTN_DECODE_STEP - 6; at < MTN_DECODE_STEP + 2; at++) {
      char *page = malloc(at + size);
      memset(page, 'a', at);
      memcpy(page + at, characters[i].bytes, size);
      assert_int_equal(mtn_charset_decode(label(characters[i].name), page, at + size, UNLIMITED, 0, &out), MATN_OK);
      assert_int_equal(out.len, at + text);
      assert_memory_equal(out.data + at, characters[i].text, text);
      free(page);
    }
  }
  mtn_buf_free(&out);
}

static void limits(void **state) {
  (void)state;
  mtn_buf out;
  mtn_buf_init(&out, &mtn_alloc_default);
  for (mtn_charset c = 1; c < MTN_CHARSET_COUNT; c++) {
    size_t len, decoded;
    char *page = long_page(c, 30000, &len, &decoded);
    if (c == MTN_CHARSET_REPLACEMENT) decoded = 3;
    assert_int_equal(mtn_charset_decode(c, page, len, decoded, 64, &out), MATN_OK);
    assert_int_equal(out.len, decoded);
    assert_int_equal(mtn_charset_decode(c, page, len, decoded - 1, 64, &out), MATN_LIMIT);
    assert_int_equal(mtn_charset_decode(c, page, len, 0, 64, &out), MATN_LIMIT);
    assert_int_equal(mtn_charset_decode(c, page, 0, 0, 64, &out), MATN_OK);
    free(page);
  }
  mtn_buf_free(&out);
}

/* What the limit is for: bytes that decode to three times as many. */
static void growth_is_bounded(void **state) {
  (void)state;
  enum { SIZE = 1 << 20 };
  char *page = malloc(SIZE);
  memset(page, 0xFF, SIZE);
  mtn_buf out;
  for (mtn_charset c = 1; c < MTN_CHARSET_COUNT; c++) {
    mtn_buf_init(&out, &mtn_alloc_default);
    matn_status status = mtn_charset_decode(c, page, SIZE, SIZE, 64, &out);
    assert_true(status == MATN_OK || status == MATN_LIMIT);
    assert_in_range(out.cap, 1, 8 * (size_t)SIZE);
    mtn_buf_free(&out);
  }
  free(page);
}

typedef struct failing {
  size_t left, held;
} failing;

static void *failing_alloc(void *ctx, void *ptr, size_t old, size_t size) {
  failing *f = ctx;
  if (size == 0) {
    f->held -= old;
    free(ptr);
    return NULL;
  }
  if (f->left == 0) return NULL;
  f->left--;
  void *grown = realloc(ptr, size);
  f->held += size - old;
  return grown;
}

static void every_allocation_fails_once(void **state) {
  (void)state;
  enum { SIZE = 60000 };
  char *page = malloc(SIZE);
  for (mtn_charset c = 1; c < MTN_CHARSET_COUNT; c++) {
    for (size_t i = 0; i < SIZE; i++) page[i] = (char)(i * 37 >> 3);
    matn_status status = MATN_NOMEM;
    size_t allowed = 0;
    for (; status != MATN_OK; allowed++) {
      assert_in_range(allowed, 0, 100);
      failing f = {allowed, 0};
      matn_alloc alloc = {failing_alloc, &f};
      mtn_buf out;
      mtn_buf_init(&out, &alloc);
      status = mtn_charset_decode(c, page, SIZE, UNLIMITED, 64, &out);
      assert_true(status == MATN_OK || (status == MATN_NOMEM && out.len == 0));
      mtn_buf_free(&out);
      assert_int_equal(f.held, 0);
    }
    assert_in_range(allowed, 2, 100);
  }
  free(page);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(labels),
      cmocka_unit_test(labels_that_are_none),
      cmocka_unit_test(order_of_evidence),
      cmocka_unit_test(prescan),
      cmocka_unit_test(prescan_ends_at_1024),
      cmocka_unit_test(xml_declaration),
      cmocka_unit_test(from_meta_element),
      cmocka_unit_test(utf8_malformed),
      cmocka_unit_test(utf8_as_the_reference),
      cmocka_unit_test(utf16),
      cmocka_unit_test(single_byte),
      cmocka_unit_test(gb18030),
      cmocka_unit_test(big5),
      cmocka_unit_test(japanese),
      cmocka_unit_test(korean),
      cmocka_unit_test(whole_tables),
      cmocka_unit_test(line_ends_in_every_encoding),
      cmocka_unit_test(steps_do_not_cut),
      cmocka_unit_test(limits),
      cmocka_unit_test(growth_is_bounded),
      cmocka_unit_test(every_allocation_fails_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
