#include "meta/jsonld.h"

#include "meta/clean.h"
#include "text/json.h"

#define VALUE_MAX 2000  /* bytes of a string; longer ones are the article's text */
#define VALUES_MAX 512  /* in lists, of all things together */
#define RESOLVE_MAX 256 /* things looked at for an "@id" */

static mtn_ld_property property_of(matn_str key) {
  static const struct {
    const char *name;
    mtn_ld_property property;
  } names[] = {{"@type", MTN_LD_TYPE},
               {"@id", MTN_LD_ID},
               {"name", MTN_LD_NAME},
               {"headline", MTN_LD_HEADLINE},
               {"url", MTN_LD_URL},
               {"datepublished", MTN_LD_PUBLISHED},
               {"datemodified", MTN_LD_MODIFIED},
               {"datecreated", MTN_LD_CREATED},
               {"uploaddate", MTN_LD_UPLOADED},
               {"dateposted", MTN_LD_PUBLISHED},
               {"description", MTN_LD_DESCRIPTION},
               {"inlanguage", MTN_LD_LANGUAGE},
               {"isaccessibleforfree", MTN_LD_FREE},
               {"license", MTN_LD_LICENSE},
               {"thumbnailurl", MTN_LD_THUMBNAIL},
               {"mainentityofpage", MTN_LD_PAGE},
               {"position", MTN_LD_POSITION},
               {"item", MTN_LD_ITEM},
               {"author", MTN_LD_AUTHOR},
               {"creator", MTN_LD_CREATOR},
               {"publisher", MTN_LD_PUBLISHER},
               {"image", MTN_LD_IMAGE},
               {"articlesection", MTN_LD_SECTION},
               {"keywords", MTN_LD_KEYWORDS}};
  for (size_t i = 0; i < MTN_COUNT(names); i++)
    if (mtn_str_is(key, names[i].name)) return names[i].property;
  return MTN_LD_NONE;
}

/* What stands below these is not the page. */
static bool is_foreign(matn_str key) {
  static const char *const names[] = {"comment",
                                      "review",
                                      "reviews",
                                      "mentions",
                                      "citation",
                                      "about",
                                      "haspart",
                                      "relatedlink",
                                      "answer",
                                      "video",
                                      "audio",
                                      "acceptedanswer",
                                      "associatedmedia",
                                      "suggestedanswer",
                                      "itemlistelement",
                                      "subjectof",
                                      "ispartof",
                                      "hasparts",
                                      "offers",
                                      "isrelatedto",
                                      "issimilarto",
                                      "image",
                                      "logo",
                                      "thumbnail",
                                      "primaryimageofpage",
                                      "sponsor",
                                      "potentialaction",
                                      "blogpost"};
  for (size_t i = 0; i < MTN_COUNT(names); i++)
    if (mtn_str_is(key, names[i])) return true;
  return false;
}

typedef struct reader {
  mtn_json json;
  mtn_arena *arena;
  mtn_ld *ld;
  mtn_ld_thing *open[MTN_JSON_DEPTH + 1]; /* by depth of brackets; an array passes on the thing around it */
  mtn_ld_property property[MTN_JSON_DEPTH + 1];
  bool foreign[MTN_JSON_DEPTH + 1];
  size_t values;
  bool failed;
} reader;

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
  reader *r = mtn_arena_calloc(arena, 1, sizeof(*r));
  if (!r) return false;
  r->arena = arena;
  r->ld = ld;
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
    case MTN_JSON_KEY:
      r->property[depth] = property_of(r->json.raw);
      r->foreign[depth] = r->foreign[depth - 1] || is_foreign(r->json.raw);
      break;
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
