/* Units as JSON-LD names them (schema.org): Comment, Review, Question, Answer, DiscussionForumPosting, ItemList,
 * Product. */
#include "extract/data.h"
#include "extract/units_internal.h"

#include "text/words.h"

#define LINKED_MAX 4096 /* units of one page */
#define TAG_MAX 2048    /* bytes */

typedef struct linked_reader {
  const mtn_data *data;
  const mtn_units_page *page;
  mtn_arena *arena;
  mtn_units *out;
  size_t post_cap, comment_cap, item_cap, property_cap;
  bool posts, comments, items; /* asked for: the page's own markup shows none */
} linked_reader;

static matn_str string_member(const mtn_data *data, uint32_t object, const char *key) {
  uint32_t at = mtn_data_member(data, object, key);
  if (!at) return (matn_str){NULL, 0};
  if (data->values[at].type == MTN_VALUE_ARRAY && data->values[at].end > at + 1) at++; /* the first of several */
  const mtn_value *v = &data->values[at];
  if (v->type == MTN_VALUE_OBJECT) return string_member(data, at, "name");
  matn_str text = mtn_text_trim(v->text);
  bool given = v->type == MTN_VALUE_STRING || v->type == MTN_VALUE_WORD;
  return given && text.len && !mtn_str_is(text, "null") ? text : (matn_str){NULL, 0};
}

static matn_str first_member(const mtn_data *data, uint32_t object, const char *a, const char *b, const char *c) {
  matn_str found = string_member(data, object, a);
  if (!found.ptr && b) found = string_member(data, object, b);
  if (!found.ptr && c) found = string_member(data, object, c);
  return found;
}

/* The types of an object: the values from *at up to *end. */
static void types_of(const mtn_data *data, uint32_t object, uint32_t *at, uint32_t *end) {
  *at = mtn_data_member(data, object, "@type");
  *end = *at ? data->values[*at].end : 0;
}

static bool is_type(const mtn_data *data, uint32_t object, const char *type) {
  uint32_t at, end;
  for (types_of(data, object, &at, &end); at < end; at++)
    if (mtn_str_is(data->values[at].text, type)) return true;
  return false;
}

static mtn_unit_role role_of(const mtn_data *data, uint32_t object) {
  static const struct {
    const char *type;
    mtn_unit_role role;
  } types[] = {{"comment", MTN_UNIT_COMMENT}, {"usercomments", MTN_UNIT_COMMENT},
               {"review", MTN_UNIT_REVIEW},   {"question", MTN_UNIT_QUESTION},
               {"answer", MTN_UNIT_ANSWER},   {"discussionforumposting", MTN_UNIT_POST}};
  uint32_t first, end;
  types_of(data, object, &first, &end);
  for (size_t i = 0; i < MTN_COUNT(types); i++)
    for (uint32_t at = first; at < end; at++)
      if (mtn_str_is(data->values[at].text, types[i].type)) return types[i].role;
  return MTN_UNIT_NONE;
}

/* Questions of a FAQ are the site's own; comments on posts are posts of the thread. */
typedef struct around {
  bool faq, thread;
  uint32_t depth;
} around;

static around look_around(const mtn_data *data, uint32_t object) {
  around a = {0};
  uint32_t up = 0;
  for (uint32_t at = data->values[object].parent; at && up < 32; at = data->values[at].parent, up++) {
    if (data->values[at].type != MTN_VALUE_OBJECT) continue;
    mtn_unit_role role = role_of(data, at);
    a.faq |= is_type(data, at, "faqpage");
    a.thread |= role == MTN_UNIT_POST;
    a.depth += mtn_units_is_comment(role) || role == MTN_UNIT_ANSWER || role == MTN_UNIT_POST;
  }
  return a;
}

/* How long a tag at the start of the text is that some systems leave in what should be plain text: of a link, a
 * paragraph or a line break; 0 if there is none. */
static size_t tag_length(matn_str text, bool *breaks) {
  static const char *const tags[] = {"<a ", "</a>", "<p>", "</p>", "<br>", "<br/>", "<br />"};
  for (size_t i = 0; i < MTN_COUNT(tags); i++) {
    if (!mtn_str_starts(text, tags[i])) continue;
    const char *end = memchr(text.ptr, '>', text.len < TAG_MAX ? text.len : TAG_MAX);
    *breaks = i >= 3;
    return end ? (size_t)(end - text.ptr) + 1 : 0;
  }
  return 0;
}

/* The text without such tags; a line ends with a paragraph. */
static bool take_tags_out(matn_str *text, mtn_arena *arena) {
  if (!text->ptr || !memchr(text->ptr, '<', text->len)) return true;
  char *out = mtn_arena_alloc(arena, text->len);
  size_t len = 0;
  if (!out) return false;
  for (size_t at = 0; at < text->len;) {
    bool breaks;
    size_t tag = text->ptr[at] == '<' ? tag_length((matn_str){text->ptr + at, text->len - at}, &breaks) : 0;
    if (!tag) out[len++] = text->ptr[at++];
    if (tag && breaks && len && out[len - 1] != '\n') out[len++] = '\n';
    at += tag;
  }
  *text = mtn_text_trim((matn_str){out, len});
  return true;
}

static matn_status add_unit(linked_reader *r, uint32_t object, mtn_unit_role role) {
  const mtn_data *data = r->data;
  around a = look_around(data, object);
  mtn_unit unit = {.text = first_member(data, object, "text", "reviewbody", "articlebody"),
                   .author = first_member(data, object, "author", "creator", NULL),
                   .date = first_member(data, object, "datecreated", "datepublished", "uploaddate"),
                   .url = first_member(data, object, "url", "@id", NULL),
                   .depth = a.depth,
                   .role = (uint8_t)role};
  if (role == MTN_UNIT_REVIEW && mtn_units_made_by(r->page, unit.author)) return MATN_OK;
  if (!unit.text.ptr && !mtn_units_is_comment(role)) unit.text = first_member(data, object, "headline", "name", NULL);
  if (!take_tags_out(&unit.text, r->arena)) return MATN_NOMEM;
  if (!unit.text.len || a.faq) return MATN_OK;
  uint32_t parent = data->values[object].parent;
  matn_str key = data->values[object].key.ptr ? data->values[object].key : data->values[parent].key;
  unit.accepted = mtn_str_is(key, "acceptedanswer");
  bool post = role >= MTN_UNIT_POST || (role == MTN_UNIT_COMMENT && a.thread);
  if (post ? !r->posts : !r->comments) return MATN_OK;
  mtn_unit **list = post ? &r->out->posts : &r->out->comments;
  size_t *count = post ? &r->out->post_count : &r->out->comment_count;
  if (*count == LINKED_MAX) return MATN_OK;
  *list = mtn_units_grow(r->arena, *list, post ? &r->post_cap : &r->comment_cap, *count, sizeof(unit));
  if (!*list) return MATN_NOMEM;
  (*list)[(*count)++] = unit;
  return MATN_OK;
}

static matn_status add_items(linked_reader *r, uint32_t list) {
  const mtn_data *data = r->data;
  uint32_t elements = mtn_data_member(data, list, "itemlistelement");
  if (!elements || !r->items) return MATN_OK;
  for (uint32_t at = elements + 1; at < data->values[elements].end; at = data->values[at].end) {
    uint32_t thing = mtn_data_member(data, at, "item");
    if (!thing || data->values[thing].type != MTN_VALUE_OBJECT) thing = at;
    matn_item item = {.title = first_member(data, thing, "name", "headline", NULL),
                      .url = first_member(data, thing, "url", "@id", NULL),
                      .summary = string_member(data, thing, "description"),
                      .date = first_member(data, thing, "datepublished", "startdate", NULL),
                      .image = string_member(data, thing, "image")};
    if (!item.title.ptr) item.title = string_member(data, at, "name");
    if (!item.url.ptr) item.url = string_member(data, at, "url");
    uint32_t offers = mtn_data_member(data, thing, "offers");
    if (offers) item.price = first_member(data, offers, "price", "lowprice", NULL);
    if (!item.title.ptr || r->out->item_count == LINKED_MAX) continue;
    r->out->items = mtn_units_grow(r->arena, r->out->items, &r->item_cap, r->out->item_count, sizeof(item));
    if (!r->out->items) return MATN_NOMEM;
    r->out->items[r->out->item_count++] = item;
  }
  return MATN_OK;
}

static matn_status add_property(linked_reader *r, matn_str name, matn_str value) {
  if (!name.ptr || !value.ptr || r->out->property_count == LINKED_MAX) return MATN_OK;
  for (size_t i = 0; i < r->out->property_count && i < 64; i++)
    if (mtn_str_equal(r->out->properties[i].name, name)) return MATN_OK;
  r->out->properties =
      mtn_units_grow(r->arena, r->out->properties, &r->property_cap, r->out->property_count, sizeof(matn_property));
  if (!r->out->properties) return MATN_NOMEM;
  r->out->properties[r->out->property_count++] = (matn_property){name, value};
  return MATN_OK;
}

static matn_status add_product(linked_reader *r, uint32_t product) {
  static const char *const names[] = {"brand", "sku",      "mpn",   "gtin", "gtin13", "gtin8",   "isbn",
                                      "model", "material", "color", "size", "weight", "category"};
  static const char *const offer_names[] = {"price", "lowPrice", "highPrice", "priceCurrency", "availability"};
  const mtn_data *data = r->data;
  for (size_t i = 0; i < MTN_COUNT(names); i++)
    MTN_TRY(add_property(r, mtn_str_of(names[i]), string_member(data, product, names[i])));
  uint32_t offers = mtn_data_member(data, product, "offers");
  if (offers && data->values[offers].type == MTN_VALUE_ARRAY && data->values[offers].end > offers + 1) offers++;
  for (size_t i = 0; offers && i < MTN_COUNT(offer_names); i++) {
    uint32_t at = offers + 1;
    for (; at < data->values[offers].end; at = data->values[at].end)
      if (mtn_str_equal(data->values[at].key, mtn_str_of(offer_names[i]))) break;
    if (at < data->values[offers].end) MTN_TRY(add_property(r, mtn_str_of(offer_names[i]), data->values[at].text));
  }
  uint32_t others = mtn_data_member(data, product, "additionalproperty");
  if (!others) return MATN_OK;
  for (uint32_t at = others + 1; at < data->values[others].end; at = data->values[at].end)
    MTN_TRY(add_property(r, string_member(data, at, "name"), string_member(data, at, "value")));
  return MATN_OK;
}

#define TYPES_MAX 120 /* bytes behind "@type" that may hold its value, or its values */

/* Whether JSON-LD says anything of units, by a glance at its bytes. */
static bool speaks_of_units(const mtn_document *doc, const mtn_blocks *blocks) {
  static const char *const words[] = {"Comment\"", "Comments\"", "Review\"",   "Question\"",
                                      "Answer\"",  "Posting\"",  "ItemList\"", "Product\""};
  for (size_t i = 0; i < blocks->mark_count; i++) {
    matn_str text = mtn_blocks_script(doc, blocks->marks[i]);
    const char *end = text.ptr + text.len;
    for (const char *p = text.ptr; p < end && (p = memchr(p, '@', (size_t)(end - p))) != NULL; p++) {
      matn_str rest = {p, (size_t)(end - p) < TYPES_MAX ? (size_t)(end - p) : TYPES_MAX};
      if (!mtn_str_starts(rest, "@type")) continue;
      for (size_t w = 0; w < MTN_COUNT(words); w++)
        if (mtn_str_find(rest, 0, words[w]) != SIZE_MAX) return true;
    }
  }
  return false;
}

matn_status mtn_units_linked(const mtn_document *doc, const mtn_blocks *blocks, const mtn_units_page *page,
                             mtn_arena *arena, mtn_units *out) {
  mtn_data data;
  if (!speaks_of_units(doc, blocks)) return MATN_OK;
  MTN_TRY(mtn_data_read_linked(doc, blocks, arena, &data));
  linked_reader r = {.data = &data,
                     .page = page,
                     .arena = arena,
                     .out = out,
                     .posts = !out->post_count,
                     .comments = !out->comment_count,
                     .items = !out->item_count,
                     .property_cap = out->property_count};
  for (uint32_t at = 1; at < data.count; at++) {
    if (data.values[at].type != MTN_VALUE_OBJECT) continue;
    mtn_unit_role role = role_of(&data, at);
    if (role != MTN_UNIT_NONE) MTN_TRY(add_unit(&r, at, role));
    if (is_type(&data, at, "itemlist")) MTN_TRY(add_items(&r, at));
    matn_str key = data.values[at].key.ptr ? data.values[at].key : data.values[data.values[at].parent].key;
    bool part = key.ptr && !mtn_str_is(key, "@graph") && !mtn_str_is(key, "mainentity"); /* of a list of products */
    if (is_type(&data, at, "product") && !part) MTN_TRY(add_product(&r, at));
  }
  return MATN_OK;
}
