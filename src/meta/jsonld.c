#include "meta/jsonld.h"

#include "base/filter.h"
#include "meta/clean.h"
#include "text/json.h"

#define VALUE_MAX 2000  /* bytes of a string; longer ones are the article's text */
#define VALUES_MAX 512  /* in lists, of all things together */
#define RESOLVE_MAX 256 /* things looked at for an "@id" */

typedef struct key_row {
  const char *key;
  uint8_t property; /* mtn_ld_property */
  bool foreign;     /* what stands below is not the page */
} key_row;

static const key_row keys[] = {{"@type", MTN_LD_TYPE, false},
                               {"@id", MTN_LD_ID, false},
                               {"name", MTN_LD_NAME, false},
                               {"headline", MTN_LD_HEADLINE, false},
                               {"url", MTN_LD_URL, false},
                               {"datepublished", MTN_LD_PUBLISHED, false},
                               {"datemodified", MTN_LD_MODIFIED, false},
                               {"datecreated", MTN_LD_CREATED, false},
                               {"uploaddate", MTN_LD_UPLOADED, false},
                               {"dateposted", MTN_LD_PUBLISHED, false},
                               {"description", MTN_LD_DESCRIPTION, false},
                               {"inlanguage", MTN_LD_LANGUAGE, false},
                               {"isaccessibleforfree", MTN_LD_FREE, false},
                               {"license", MTN_LD_LICENSE, false},
                               {"thumbnailurl", MTN_LD_THUMBNAIL, false},
                               {"mainentityofpage", MTN_LD_PAGE, false},
                               {"position", MTN_LD_POSITION, false},
                               {"item", MTN_LD_ITEM, false},
                               {"author", MTN_LD_AUTHOR, false},
                               {"creator", MTN_LD_CREATOR, false},
                               {"publisher", MTN_LD_PUBLISHER, false},
                               {"image", MTN_LD_IMAGE, true},
                               {"articlesection", MTN_LD_SECTION, false},
                               {"keywords", MTN_LD_KEYWORDS, false},
                               {"comment", MTN_LD_NONE, true},
                               {"review", MTN_LD_NONE, true},
                               {"reviews", MTN_LD_NONE, true},
                               {"mentions", MTN_LD_NONE, true},
                               {"citation", MTN_LD_NONE, true},
                               {"about", MTN_LD_NONE, true},
                               {"haspart", MTN_LD_NONE, true},
                               {"relatedlink", MTN_LD_NONE, true},
                               {"answer", MTN_LD_NONE, true},
                               {"video", MTN_LD_NONE, true},
                               {"audio", MTN_LD_NONE, true},
                               {"acceptedanswer", MTN_LD_NONE, true},
                               {"associatedmedia", MTN_LD_NONE, true},
                               {"suggestedanswer", MTN_LD_NONE, true},
                               {"itemlistelement", MTN_LD_NONE, true},
                               {"subjectof", MTN_LD_NONE, true},
                               {"ispartof", MTN_LD_NONE, true},
                               {"hasparts", MTN_LD_NONE, true},
                               {"offers", MTN_LD_NONE, true},
                               {"isrelatedto", MTN_LD_NONE, true},
                               {"issimilarto", MTN_LD_NONE, true},
                               {"logo", MTN_LD_NONE, true},
                               {"thumbnail", MTN_LD_NONE, true},
                               {"primaryimageofpage", MTN_LD_NONE, true},
                               {"sponsor", MTN_LD_NONE, true},
                               {"potentialaction", MTN_LD_NONE, true},
                               {"blogpost", MTN_LD_NONE, true}};

typedef struct reader {
  mtn_json json;
  mtn_arena *arena;
  mtn_ld *ld;
  mtn_filter keys;                        /* most keys of a page are not in the table */
  mtn_ld_thing *open[MTN_JSON_DEPTH + 1]; /* by depth of brackets; an array passes on the thing around it */
  mtn_ld_property property[MTN_JSON_DEPTH + 1];
  bool foreign[MTN_JSON_DEPTH + 1];
  size_t values;
  bool failed;
} reader;

static key_row find_key(const reader *r, matn_str key) {
  for (size_t i = 0; mtn_filter_may_be(&r->keys, key) && i < MTN_COUNT(keys); i++)
    if (mtn_str_is(key, keys[i].key)) return keys[i];
  return (key_row){NULL, MTN_LD_NONE, false};
}

static void read_key(reader *r, uint32_t depth) {
  key_row says = find_key(r, r->json.raw);
  r->property[depth] = (mtn_ld_property)says.property;
  r->foreign[depth] = r->foreign[depth - 1] || says.foreign;
}

static void add_value(reader *r, mtn_ld_thing *to, mtn_ld_property property, matn_str text, mtn_ld_thing *thing) {
  if (r->values++ >= VALUES_MAX) return;
  mtn_ld_value *value = mtn_arena_calloc(r->arena, 1, sizeof(*value));
  if (!value) {
    r->failed = true;
    return;
  }
  *value = (mtn_ld_value){.text = text, .thing = thing};
  mtn_ld_value **end = &to->lists[property - MTN_LD_SINGLE];
  while (*end) end = &(*end)->next;
  *end = value;
}

static void add_text(reader *r, mtn_ld_thing *to, mtn_ld_property property, matn_str raw) {
  if (property == MTN_LD_NONE || raw.len > VALUE_MAX) return;
  if (property < MTN_LD_SINGLE && to->single[property].ptr) {
    if (property == MTN_LD_TYPE) to->second_type = true;
    return;
  }
  matn_str text = mtn_json_unescape(raw, r->arena);
  if (text.ptr) text = mtn_clean_text(text, r->arena);
  if (!text.ptr) {
    r->failed = true;
    return;
  }
  if (text.len == 0) return;
  if (property < MTN_LD_SINGLE)
    to->single[property] = text;
  else
    add_value(r, to, property, text, NULL);
}

static void open_thing(reader *r, uint32_t depth) {
  mtn_ld_thing *around = r->open[depth - 1];
  r->open[depth] = NULL;
  r->foreign[depth] = r->foreign[depth - 1];
  if (r->ld->count >= MTN_THINGS_MAX) return;
  mtn_ld_thing *thing = mtn_arena_calloc(r->arena, 1, sizeof(*thing));
  if (!thing) {
    r->failed = true;
    return;
  }
  thing->around = around;
  thing->role = r->property[depth - 1];
  thing->foreign = r->foreign[depth - 1];
  if (r->ld->last)
    r->ld->last->next = thing;
  else
    r->ld->first = thing;
  r->ld->last = thing;
  r->ld->count++;
  r->open[depth] = thing;
  if (around && thing->role >= MTN_LD_SINGLE) add_value(r, around, thing->role, (matn_str){NULL, 0}, thing);
}

bool mtn_ld_read(mtn_ld *ld, matn_str script, mtn_arena *arena) {
  reader *r = mtn_arena_alloc(arena, sizeof(*r));
  if (!r) return false;
  r->arena = arena;
  r->ld = ld;
  r->values = 0;
  r->failed = false;
  r->keys = (mtn_filter){{0}};
  r->open[0] = NULL; /* deeper ones are written when their bracket opens */
  r->property[0] = MTN_LD_NONE;
  r->foreign[0] = false;
  for (size_t i = 0; i < MTN_COUNT(keys); i++) mtn_filter_add(&r->keys, keys[i].key);
  mtn_json_init(&r->json, script);
  mtn_json_event event;
  while (!r->failed && (event = mtn_json_next(&r->json)) != MTN_JSON_END) {
    uint32_t depth = r->json.depth;
    mtn_ld_thing *thing = r->open[depth];
    switch (event) {
    case MTN_JSON_OBJECT:
      open_thing(r, depth);
      r->property[depth] = MTN_LD_NONE;
      break;
    case MTN_JSON_ARRAY:
      r->open[depth] = r->open[depth - 1];
      r->property[depth] = r->property[depth - 1];
      r->foreign[depth] = r->foreign[depth - 1];
      break;
    case MTN_JSON_KEY: read_key(r, depth); break;
    case MTN_JSON_STRING:
    case MTN_JSON_NUMBER:
    case MTN_JSON_WORD:
      if (thing && !mtn_str_is(r->json.raw, "null")) add_text(r, thing, r->property[depth], r->json.raw);
      break;
    default: break;
    }
  }
  return !r->failed;
}

const mtn_ld_thing *mtn_ld_resolve(const mtn_ld *ld, const mtn_ld_thing *thing) {
  matn_str id = thing->single[MTN_LD_ID];
  size_t looked = 0;
  if (!id.ptr || thing->single[MTN_LD_NAME].ptr) return thing;
  for (const mtn_ld_thing *other = ld->first; other && looked++ < RESOLVE_MAX; other = other->next)
    if (other != thing && other->single[MTN_LD_NAME].ptr && mtn_str_equal(other->single[MTN_LD_ID], id)) return other;
  return thing;
}
