/*
 * Values as HTML: strings with their form, and the documents of editors.
 *
 * Editors store a document as objects that name their kind (type, _type, nodeType, style…) around pieces of text:
 * portable text, ProseMirror, Contentful, Slate, Lexical, Draft.js, Editor.js, Gutenberg.  What they share is all that
 * is used here: a string belongs to the nearest object around it that is an element of an array and no inline piece;
 * that object's kind says what block it is.
 */
#include "extract/thin.h"

#include "text/words.h"

/* -------------------------------------------------------------------------------------------------------------- Keys
 */

static const char *const aside_words[] = {"seo",
                                          "meta",
                                          "metadata",
                                          "og",
                                          "schema",
                                          "css",
                                          "style",
                                          "styles",
                                          "script",
                                          "scripts",
                                          "config",
                                          "i18n",
                                          "intl",
                                          "locale",
                                          "locales",
                                          "translation",
                                          "translations",
                                          "labels",
                                          "cookie",
                                          "cookies",
                                          "consent",
                                          "privacy",
                                          "gdpr",
                                          "ccpa",
                                          "legal",
                                          "footer",
                                          "nav",
                                          "navigation",
                                          "menu",
                                          "menus",
                                          "related",
                                          "recommended",
                                          "recommendations",
                                          "similar",
                                          "popular",
                                          "trending",
                                          "latest",
                                          "sidebar",
                                          "promo",
                                          "promos",
                                          "ad",
                                          "ads",
                                          "advert",
                                          "adverts",
                                          "newsletter",
                                          "cta",
                                          "alt",
                                          "comments",
                                          "comment",
                                          "author",
                                          "authors",
                                          "bio",
                                          "breadcrumb",
                                          "breadcrumbs",
                                          "error",
                                          "errors",
                                          "disclaimer",
                                          "flags",
                                          "analytics",
                                          "tracking",
                                          "license",
                                          "copyright",
                                          "svg",
                                          "icon",
                                          "query",
                                          "dictionary",
                                          "phrases",
                                          "strings",
                                          "banner",
                                          "signup",
                                          "login",
                                          "subscribe",
                                          "paywall",
                                          "notifications",
                                          "announcement",
                                          "reviews",
                                          "testimonials",
                                          "terms",
                                          "tos",
                                          "policy",
                                          "policies",
                                          "conditions",
                                          "shipping",
                                          "returns",
                                          "refund",
                                          "keyword",
                                          "keywords"};
static const char *const short_words[] = {"excerpt",  "summary", "teaser",   "dek",     "standfirst",
                                          "subtitle", "snippet", "abstract", "preview", "intro"};
static const char *const head_words[] = {"heading",  "headline",   "title",   "header",
                                         "subtitle", "subheading", "question"};

/* The words of a key: relatedArticles, related_articles and related-articles have two. */
static matn_str next_key_word(matn_str key, size_t *at) {
  while (*at < key.len && !mtn_is_alnum((unsigned char)key.ptr[*at])) (*at)++;
  size_t start = *at;
  while (*at < key.len && mtn_is_alnum((unsigned char)key.ptr[*at])) {
    char c = key.ptr[*at];
    bool turns = *at > start && c >= 'A' && c <= 'Z' && key.ptr[*at - 1] >= 'a' && key.ptr[*at - 1] <= 'z';
    if (turns) break;
    (*at)++;
  }
  return *at > start ? (matn_str){key.ptr + start, *at - start} : (matn_str){NULL, 0};
}

static mtn_key_sense read_key(matn_str key) {
  size_t at = 0;
  mtn_key_sense sense = MTN_KEY_PLAIN;
  for (matn_str word; (word = next_key_word(key, &at)).ptr;) {
    if (mtn_str_is_any(word, aside_words, MTN_COUNT(aside_words))) return MTN_KEY_ASIDE;
    if (mtn_str_is_any(word, short_words, MTN_COUNT(short_words))) sense = MTN_KEY_SHORT;
    if (sense == MTN_KEY_PLAIN && mtn_str_is_any(word, head_words, MTN_COUNT(head_words))) sense = MTN_KEY_HEAD;
  }
  return sense;
}

mtn_key_sense mtn_thin_key_sense(mtn_key_senses *known, matn_str key) {
  if (key.len > 80) return MTN_KEY_ASIDE; /* a phrase or an address as key: a dictionary or a cache */
  size_t at = (size_t)mtn_str_hash(key) % MTN_COUNT(known->keys);
  if (!known->keys[at].ptr || !mtn_str_equal(known->keys[at], key)) {
    known->keys[at] = key;
    known->senses[at] = (uint8_t)read_key(key);
  }
  return (mtn_key_sense)known->senses[at];
}

/* ------------------------------------------------------------------------------------------------------------- Forms
 */

static bool starts_tag(const char *p, const char *end) {
  static const char *const tags[] = {"p",      "br",  "div",  "h1",     "h2",      "h3",      "h4", "ul",
                                     "ol",     "li",  "a",    "strong", "em",      "b",       "i",  "blockquote",
                                     "figure", "img", "span", "table",  "section", "article", "pre"};
  if (p < end && *p == '/') p++;
  const char *name = p;
  while (p < end && mtn_is_alnum((unsigned char)*p)) p++;
  if (p == name || p == end || (*p != '>' && *p != ' ' && *p != '/' && *p != '&' && *p != '\n')) return false;
  return mtn_str_is_any((matn_str){name, (size_t)(p - name)}, tags, MTN_COUNT(tags));
}

mtn_string_form mtn_thin_form(matn_str text) {
  const char *end = text.ptr + text.len;
  for (size_t i = 0; i < text.len; i++) {
    const char *p = text.ptr + i;
    if (*p == '<' && starts_tag(p + 1, end)) return MTN_FORM_HTML;
    if (*p == '&' && end - p > 5 && memcmp(p, "&lt;", 4) == 0 && starts_tag(p + 4, end)) return MTN_FORM_ESCAPED_HTML;
  }
  return MTN_FORM_PLAIN;
}

static void escape(mtn_buf *out, matn_str text) {
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i];
    if (c == '<')
      mtn_buf_cstr(out, "&lt;");
    else if (c == '&')
      mtn_buf_cstr(out, "&amp;");
    else
      mtn_buf_put(out, c);
  }
}

/* One level of character references undone, of the five that HTML itself needs; the parser undoes the others. */
static void unescape(mtn_buf *out, matn_str text) {
  static const struct {
    const char *name;
    char stands_for;
  } signs[] = {{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&quot;", '"'}, {"&#39;", '\''}};
  for (size_t i = 0; i < text.len;) {
    size_t k = 0, n = 1;
    for (; text.ptr[i] == '&' && k < MTN_COUNT(signs); k++) {
      n = strlen(signs[k].name);
      if (text.len - i >= n && memcmp(text.ptr + i, signs[k].name, n) == 0) break;
    }
    bool sign = text.ptr[i] == '&' && k < MTN_COUNT(signs);
    mtn_buf_put(out, sign ? signs[k].stands_for : text.ptr[i]);
    i += sign ? n : 1;
  }
}

/* Plain text whose lines are paragraphs.  Some bodies stand in JSON-LD with their character references, so those are
 * left for the parser to undo; a "<" is not one of HTML's here, or the form were another. */
static void write_lines(mtn_buf *out, matn_str text) {
  const char *p = text.ptr, *end = text.ptr + text.len;
  while (p < end) {
    const char *stop = memchr(p, '\n', (size_t)(end - p));
    if (!stop) stop = end;
    mtn_buf_cstr(out, "<p>");
    for (; p < stop; p++) {
      if (*p == '<')
        mtn_buf_cstr(out, "&lt;");
      else
        mtn_buf_put(out, *p);
    }
    mtn_buf_cstr(out, "</p>\n");
    p = stop + (stop < end);
  }
}

/* ------------------------------------------------------------------------------------------------------------- Blocks
 */

#define KEYS_MAX 16

/* What a string is called: its own key, or that of the array it stands in; and the next key around it. */
typedef struct name {
  matn_str own, above;
} name;

typedef struct writer {
  const mtn_data *data;
  const uint32_t *weights;
  uint32_t top;
  mtn_key_senses *keys;
  mtn_buf *out;
  name names[KEYS_MAX]; /* of the prose: a shorter string under one of them belongs to it */
  size_t name_count;
  uint32_t block;  /* the value whose block is open, 0 if none */
  const char *tag; /* its element */
} writer;

static matn_str kind_of(const mtn_data *data, uint32_t object) {
  static const char *const names[] = {"style", "nodetype", "type", "_type", "blocktype", "kind", "tag", "tagname"};
  for (size_t i = 0; i < MTN_COUNT(names); i++) {
    uint32_t member = mtn_data_member(data, object, names[i]);
    if (!member || data->values[member].type != MTN_VALUE_STRING) continue;
    if (i == 0 && mtn_str_is(data->values[member].text, "normal")) continue;
    if (data->values[member].text.len) return data->values[member].text;
  }
  return (matn_str){NULL, 0};
}

static bool is_inline(const mtn_data *data, uint32_t element) {
  static const char *const kinds[] = {"text",        "span",       "link",        "hyperlink", "strong", "em",
                                      "bold",        "italic",     "leaf",        "inline",    "mark",   "mention",
                                      "a",           "b",          "i",           "emphasis",  "anchor", "autolink",
                                      "code-inline", "inlinecode", "inline-code", "linebreak"};
  const mtn_value *v = &data->values[element];
  if (v->type != MTN_VALUE_OBJECT) return false;
  matn_str kind = kind_of(data, element);
  if (kind.ptr) return mtn_str_is_any(kind, kinds, MTN_COUNT(kinds));
  /* A piece without a kind in an object with one: {type: paragraph, children: [{text}, {text, bold}]}. */
  uint32_t array = v->parent, around = data->values[array].parent;
  return mtn_data_member(data, element, "text") && kind_of(data, around).ptr;
}

/* The value whose block the string belongs to. */
static uint32_t block_of(const writer *w, uint32_t string) {
  const mtn_value *v = w->data->values;
  uint32_t at = string;
  while (at != w->top) {
    bool element = v[v[at].parent].type == MTN_VALUE_ARRAY;
    if (element && !is_inline(w->data, at)) return at;
    at = v[at].parent;
  }
  return at;
}

static bool kind_has(matn_str kind, const char *part) {
  size_t n = strlen(part);
  for (size_t i = 0; i + n <= kind.len; i++) {
    size_t k = 0;
    while (k < n && mtn_to_lower(kind.ptr[i + k]) == part[k]) k++;
    if (k == n) return true;
  }
  return false;
}

static const char *heading_of(const mtn_data *data, uint32_t block, matn_str kind) {
  static const char *const tags[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
  static const char *const numbers[] = {"one", "two", "three", "four", "five", "six"};
  uint32_t attrs = mtn_data_member(data, block, "attrs"), inner = mtn_data_member(data, block, "data");
  uint32_t level = mtn_data_member(data, block, "level");
  if (!level && attrs) level = mtn_data_member(data, attrs, "level");
  if (!level && inner) level = mtn_data_member(data, inner, "level");
  matn_str digit = level ? data->values[level].text : (matn_str){NULL, 0};
  for (size_t i = 0; i < 6; i++) {
    if (kind_has(kind, numbers[i])) return tags[i];
    if (digit.len == 1 && digit.ptr[0] == (char)('1' + i)) return tags[i];
    if (kind.len && kind.ptr[kind.len - 1] == (char)('1' + i)) return tags[i];
  }
  return "h2";
}

static const char *tag_of(const writer *w, uint32_t block, matn_str key) {
  static const char *const item_kinds[] = {
      "li", "listitem", "list-item", "list_item", "unordered-list-item", "ordered-list-item", "bullet"};
  matn_str kind = kind_of(w->data, block);
  bool h = kind.len == 2 && mtn_to_lower(kind.ptr[0]) == 'h' && mtn_is_digit((unsigned char)kind.ptr[1]);
  if (h || kind_has(kind, "head")) return heading_of(w->data, block, kind);
  bool item = mtn_data_member(w->data, block, "listitem") != 0, quote = false;
  /* A paragraph in an item of a list, or in a quotation: its block is the paragraph, the other stands around it. */
  for (uint32_t at = block, n = 0; !item && at != w->top && n < 4; at = w->data->values[at].parent, n++) {
    matn_str around = kind_of(w->data, at);
    item = mtn_str_is_any(around, item_kinds, MTN_COUNT(item_kinds));
    quote |= kind_has(around, "quote");
  }
  uint32_t parent = w->data->values[block].parent;
  if (w->data->values[block].type == MTN_VALUE_STRING && block != w->top)
    item |= mtn_str_is(w->data->values[parent].key, "items");
  if (item) return "li";
  if (quote) return "blockquote";
  if (kind_has(kind, "code") || kind_has(kind, "preformatted")) return "pre";
  if (mtn_thin_key_sense(w->keys, key) == MTN_KEY_HEAD) return "h2";
  return "p";
}

static void close_block(writer *w) {
  if (!w->block) return;
  mtn_buf_cstr(w->out, "</");
  mtn_buf_cstr(w->out, w->tag);
  mtn_buf_cstr(w->out, ">\n");
  w->block = 0;
}

static void open_block(writer *w, uint32_t block, const char *tag) {
  w->block = block;
  w->tag = tag;
  mtn_buf_put(w->out, '<');
  mtn_buf_cstr(w->out, tag);
  mtn_buf_put(w->out, '>');
}

static void write_string(writer *w, uint32_t string, matn_str key) {
  matn_str text = w->data->values[string].text;
  mtn_string_form form = mtn_thin_form(text);
  uint32_t block = block_of(w, string);
  const char *tag = tag_of(w, block, key);
  bool lone = w->weights[string] && (block == w->top || strcmp(tag, "p") == 0);
  bool piece = w->data->values[string].parent != block && block != string;
  if (form != MTN_FORM_PLAIN && lone) {
    close_block(w);
    mtn_buf_cstr(w->out, "<div>");
    if (form == MTN_FORM_HTML)
      mtn_buf_str(w->out, text);
    else
      unescape(w->out, text);
    mtn_buf_cstr(w->out, "</div>\n");
    return;
  }
  if (lone && !piece && memchr(text.ptr, '\n', text.len)) {
    close_block(w);
    write_lines(w->out, text);
    return;
  }
  /* The pieces of one block go on; two members of one object are two blocks. */
  if (w->block != block || !piece || strcmp(tag, w->tag) != 0) {
    close_block(w);
    open_block(w, block, tag);
  }
  if (form == MTN_FORM_HTML)
    mtn_buf_str(w->out, text);
  else
    escape(w->out, text);
}

static name name_of(const mtn_data *data, uint32_t string) {
  const mtn_value *v = data->values;
  name of = {{NULL, 0}, {NULL, 0}};
  uint32_t at = string;
  while (at && !v[at].key.ptr) at = v[at].parent;
  of.own = v[at].key;
  for (at = v[at].parent; at && !v[at].key.ptr;) at = v[at].parent;
  of.above = v[at].key;
  return of;
}

static bool is_known(const writer *w, name of) {
  for (size_t k = 0; k < w->name_count; k++)
    if (mtn_str_equal(w->names[k].own, of.own) && mtn_str_equal(w->names[k].above, of.above)) return true;
  return false;
}

static void gather_names(writer *w) {
  const mtn_value *v = w->data->values;
  for (uint32_t i = w->top; i < v[w->top].end && w->name_count < KEYS_MAX; i++) {
    if (v[i].type != MTN_VALUE_STRING || !w->weights[i]) continue;
    name of = name_of(w->data, i);
    if (!is_known(w, of)) w->names[w->name_count++] = of;
  }
}

/* A string that is text, though it may be short. */
static bool is_text(const writer *w, uint32_t i, name of) {
  const mtn_value *v = &w->data->values[i];
  if (v->type != MTN_VALUE_STRING || v->text.len == 0) return false;
  if (w->weights[i]) return mtn_thin_key_sense(w->keys, of.own) != MTN_KEY_SHORT;
  if (v->text.ptr[0] == '{' || v->text.ptr[0] == '[') return false;
  if (v->text.len > 4 && (memcmp(v->text.ptr, "http", 4) == 0 || v->text.ptr[0] == '/')) return false;
  return is_known(w, of) ||
         (v->key.ptr && mtn_thin_key_sense(w->keys, v->key) == MTN_KEY_HEAD && mtn_text_measure(v->text).words < 40);
}

/* The first words of a text without its markup, as a hash: two forms of one text (content, contentText) begin alike. */
#define BEGINNING_WORDS 8
static uint32_t beginning(matn_str text) {
  uint32_t h = MTN_FNV32_START;
  unsigned words = 0;
  bool in_word = false;
  for (size_t i = 0; i < text.len && words < BEGINNING_WORDS; i++) {
    char c = mtn_to_lower(text.ptr[i]);
    if (c == '<' && i + 1 < text.len && (mtn_is_alpha((unsigned char)text.ptr[i + 1]) || text.ptr[i + 1] == '/')) {
      while (i < text.len && text.ptr[i] != '>') i++;
      continue;
    }
    if (c == '&' && i + 3 < text.len && memcmp(text.ptr + i, "&lt;", 4) == 0) {
      while (i < text.len && text.ptr[i] != ';') i++;
      for (i++; i < text.len && text.ptr[i] != ';'; i++) continue;
      continue;
    }
    bool letter = mtn_is_alnum((unsigned char)c) || (unsigned char)c >= 0x80;
    if (letter) h = mtn_fnv32_add(h, (unsigned char)c);
    if (!letter && in_word) words++;
    in_word = letter;
  }
  return h;
}

#define BEGINNINGS_MAX 64
size_t mtn_thin_write(const mtn_data *data, uint32_t value, const uint32_t *weights, mtn_key_senses *keys,
                      mtn_buf *out) {
  writer w = {.data = data, .weights = weights, .top = value, .keys = keys, .out = out};
  uint32_t begun[BEGINNINGS_MAX];
  size_t begun_count = 0, written = 0, prose = 0;
  gather_names(&w);
  uint32_t end = data->values[value].end;
  for (uint32_t i = value; i < end; i++) {
    const mtn_value *v = &data->values[i];
    if (v->type == MTN_VALUE_NONE) continue;
    if (i != value && v->key.ptr && mtn_thin_key_sense(keys, v->key) == MTN_KEY_ASIDE) {
      i = v->end - 1;
      continue;
    }
    name of = name_of(data, i);
    if (!is_text(&w, i, of)) continue;
    if (weights[i]) {
      uint32_t hash = beginning(v->text);
      bool again = false;
      for (size_t k = 0; k < begun_count; k++) again |= begun[k] == hash;
      if (again) continue;
      if (begun_count < BEGINNINGS_MAX) begun[begun_count++] = hash;
    }
    write_string(&w, i, of.own);
    written += v->text.len;
    if (weights[i]) prose += v->text.len;
  }
  close_block(&w);
  return written ? prose * 100 / written : 0;
}
