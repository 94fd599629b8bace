/* What the words of class, id, itemprop and itemtype say of an element's part in a unit.  Sites name these things in
 * English wherever they are, and now and then in their own language. */
#include "extract/units_internal.h"

#include "text/words.h"

/* A word and how long it is: most words are told apart by that. */
#define WORD(text) (text), sizeof(text) - 1

typedef struct word_role {
  const char *word;
  size_t len;
  mtn_unit_role role;
} word_role;

static const word_role roles[] = {
    {WORD("comment"), MTN_UNIT_COMMENT},     {WORD("kommentar"), MTN_UNIT_COMMENT},
    {WORD("commentaire"), MTN_UNIT_COMMENT}, {WORD("comentario"), MTN_UNIT_COMMENT},
    {WORD("commento"), MTN_UNIT_COMMENT},    {WORD("komentarz"), MTN_UNIT_COMMENT},
    {WORD("komentar"), MTN_UNIT_COMMENT},    {WORD("yorum"), MTN_UNIT_COMMENT},
    {WORD("reactie"), MTN_UNIT_COMMENT},     {WORD("review"), MTN_UNIT_COMMENT},
    {WORD("reply"), MTN_UNIT_REPLY},         {WORD("post"), MTN_UNIT_POST},
    {WORD("message"), MTN_UNIT_POST},        {WORD("forumpost"), MTN_UNIT_POST},
    {WORD("postcontainer"), MTN_UNIT_POST},  {WORD("question"), MTN_UNIT_QUESTION},
    {WORD("answer"), MTN_UNIT_ANSWER},       {WORD("antwort"), MTN_UNIT_ANSWER},
    {WORD("beitrag"), MTN_UNIT_POST},        {WORD("respuesta"), MTN_UNIT_ANSWER},
    {WORD("reponse"), MTN_UNIT_ANSWER},
};

/* Words beside those that make the token name a part of a unit, or what stands around many. */
static const char *const other_parts[] = {
    "list",      "lists",   "form",     "count",   "counts",  "counter",  "link",     "links",   "author",  "body",
    "content",   "text",    "meta",     "date",    "header",  "footer",   "head",     "foot",    "button",  "btn",
    "buttons",   "area",    "section",  "respond", "number",  "title",    "avatar",   "time",    "info",    "action",
    "actions",   "tools",   "toolbar",  "nav",     "likes",   "votes",    "vote",     "add",     "new",     "write",
    "submit",    "load",    "more",     "sort",    "user",    "username", "image",    "icon",    "media",   "type",
    "status",    "format",  "category", "tag",     "related", "next",     "prev",     "preview", "excerpt", "share",
    "thumbnail", "name",    "rating",   "stars",   "score",   "summary",  "template", "page",    "single",  "id",
    "stats",     "tabs",    "tab",      "feed",    "all",     "policy",   "profile",  "menu",    "options", "controls",
    "control",   "details", "edit",     "editor",  "input",   "field",    "box",      "hidden",  "wrap",    "wrapper",
    "inner",     "col",     "left",     "right",   "top",     "bottom",   "read",     "badge",   "bar"};

typedef struct word_sense {
  const char *word;
  size_t len;
  unsigned sense;
} word_sense;

static const word_sense senses[] = {
    {WORD("author"), MTN_SENSE_AUTHOR},       {WORD("username"), MTN_SENSE_AUTHOR},
    {WORD("user"), MTN_SENSE_AUTHOR},         {WORD("nick"), MTN_SENSE_AUTHOR},
    {WORD("nickname"), MTN_SENSE_AUTHOR},     {WORD("poster"), MTN_SENSE_AUTHOR},
    {WORD("fn"), MTN_SENSE_AUTHOR},           {WORD("commenter"), MTN_SENSE_AUTHOR},
    {WORD("byline"), MTN_SENSE_AUTHOR},       {WORD("name"), MTN_SENSE_AUTHOR},
    {WORD("creator"), MTN_SENSE_AUTHOR},      {WORD("owner"), MTN_SENSE_AUTHOR},
    {WORD("date"), MTN_SENSE_DATE},           {WORD("time"), MTN_SENSE_DATE},
    {WORD("timestamp"), MTN_SENSE_DATE},      {WORD("datetime"), MTN_SENSE_DATE},
    {WORD("posted"), MTN_SENSE_DATE},         {WORD("published"), MTN_SENSE_DATE},
    {WORD("created"), MTN_SENSE_DATE},        {WORD("ago"), MTN_SENSE_DATE},
    {WORD("datepublished"), MTN_SENSE_DATE},  {WORD("datecreated"), MTN_SENSE_DATE},
    {WORD("body"), MTN_SENSE_TEXT},           {WORD("content"), MTN_SENSE_TEXT},
    {WORD("text"), MTN_SENSE_TEXT},           {WORD("message"), MTN_SENSE_TEXT},
    {WORD("postbody"), MTN_SENSE_TEXT},       {WORD("copy"), MTN_SENSE_TEXT},
    {WORD("cooked"), MTN_SENSE_TEXT},         {WORD("prose"), MTN_SENSE_TEXT},
    {WORD("reviewbody"), MTN_SENSE_TEXT},     {WORD("commenttext"), MTN_SENSE_TEXT},
    {WORD("accepted"), MTN_SENSE_ACCEPTED},   {WORD("acceptedanswer"), MTN_SENSE_ACCEPTED},
    {WORD("solution"), MTN_SENSE_ACCEPTED},   {WORD("solved"), MTN_SENSE_ACCEPTED},
    {WORD("best"), MTN_SENSE_ACCEPTED},       {WORD("price"), MTN_SENSE_PRICE},
    {WORD("amount"), MTN_SENSE_PRICE},        {WORD("spec"), MTN_SENSE_SPEC},
    {WORD("specs"), MTN_SENSE_SPEC},          {WORD("specification"), MTN_SENSE_SPEC},
    {WORD("specifications"), MTN_SENSE_SPEC}, {WORD("attributes"), MTN_SENSE_SPEC},
    {WORD("properties"), MTN_SENSE_SPEC},     {WORD("details"), MTN_SENSE_SPEC},
    {WORD("features"), MTN_SENSE_SPEC},       {WORD("technical"), MTN_SENSE_SPEC},
    {WORD("additional"), MTN_SENSE_SPEC},     {WORD("datasheet"), MTN_SENSE_SPEC},
};

/* A class token is a run without white space; its words part at signs, digits and capitals. */
static matn_str next_token(matn_str list, size_t *at) {
  if (!list.ptr) return list;
  while (*at < list.len && mtn_is_space((unsigned char)list.ptr[*at])) (*at)++;
  size_t start = *at;
  while (*at < list.len && !mtn_is_space((unsigned char)list.ptr[*at])) (*at)++;
  return *at > start ? (matn_str){list.ptr + start, *at - start} : (matn_str){NULL, 0};
}

static matn_str next_word(matn_str token, size_t *at) {
  if (!token.ptr) return token;
  while (*at < token.len && !mtn_is_alpha((unsigned char)token.ptr[*at])) (*at)++;
  size_t start = *at;
  while (*at < token.len && mtn_is_alpha((unsigned char)token.ptr[*at])) {
    char c = token.ptr[*at];
    if (*at > start && c <= 'Z' && token.ptr[*at - 1] >= 'a') break;
    (*at)++;
  }
  return *at > start ? (matn_str){token.ptr + start, *at - start} : (matn_str){NULL, 0};
}

#define TOKEN_MAX 48 /* bytes; longer ones are made by programs */

static mtn_unit_role token_role(matn_str token) {
  mtn_unit_role role = MTN_UNIT_NONE;
  size_t at = 0;
  if (token.len > TOKEN_MAX) return MTN_UNIT_NONE;
  for (matn_str word; (word = next_word(token, &at)).ptr;)
    for (size_t i = 0; i < MTN_COUNT(roles); i++)
      if (word.len == roles[i].len && mtn_str_is(word, roles[i].word)) role = roles[i].role;
  if (role == MTN_UNIT_NONE) return role; /* nearly always: the longer list need not be asked */
  at = 0;
  for (matn_str word; (word = next_word(token, &at)).ptr;)
    for (size_t i = 0; i < MTN_COUNT(other_parts); i++)
      if (mtn_str_is(word, other_parts[i])) return MTN_UNIT_NONE;
  return role;
}

/* The last part of an itemtype's address. */
static mtn_unit_role type_role(matn_str type) {
  static const word_role types[] = {
      {WORD("comment"), MTN_UNIT_COMMENT},   {WORD("usercomments"), MTN_UNIT_COMMENT},
      {WORD("review"), MTN_UNIT_COMMENT},    {WORD("answer"), MTN_UNIT_ANSWER},
      {WORD("question"), MTN_UNIT_QUESTION}, {WORD("discussionforumposting"), MTN_UNIT_POST}};
  size_t from = type.len;
  while (from > 0 && type.ptr[from - 1] != '/') from--;
  matn_str name = mtn_text_trim((matn_str){type.ptr + from, type.len - from});
  for (size_t i = 0; i < MTN_COUNT(types); i++)
    if (mtn_str_is(name, types[i].word)) return types[i].role;
  return MTN_UNIT_NONE;
}

mtn_unit_role mtn_units_role(const mtn_document *doc, uint32_t node, bool *typed) {
  *typed = false;
  const mtn_node *n = &doc->nodes[node];
  if (n->ns != MTN_NS_HTML || n->tag == MTN_TAG_BODY || n->tag == MTN_TAG_HTML || n->tag == MTN_TAG_MAIN)
    return MTN_UNIT_NONE;
  if (n->tag == MTN_TAG_FORM || n->tag == MTN_TAG_P || (n->tag >= MTN_TAG_H1 && n->tag <= MTN_TAG_H6))
    return MTN_UNIT_NONE;
  /* A property that is no thing of its own: the text of a comment, classed as a post. */
  if (mtn_node_attr(doc, node, MTN_ATTR_ITEMPROP).ptr && !mtn_node_attr(doc, node, MTN_ATTR_ITEMSCOPE).ptr)
    return MTN_UNIT_NONE;
  mtn_unit_role role = MTN_UNIT_NONE;
  for (uint32_t i = 0; i < n->size; i++) {
    const mtn_attr *attr = &doc->attrs[n->data + i];
    if (attr->id != MTN_ATTR_CLASS && attr->id != MTN_ATTR_ID && attr->id != MTN_ATTR_ITEMTYPE) continue;
    matn_str value = mtn_text_of(doc, attr->value), token;
    if (attr->id == MTN_ATTR_ITEMTYPE) {
      mtn_unit_role said = type_role(value);
      *typed = said != MTN_UNIT_NONE;
      if (*typed) return said;
      continue;
    }
    for (size_t at = 0; (token = next_token(value, &at)).ptr;) {
      mtn_unit_role found = token_role(token);
      if (found > role) role = found;
    }
  }
  return role;
}

unsigned mtn_units_senses(const mtn_document *doc, uint32_t node) {
  const mtn_node *n = &doc->nodes[node];
  unsigned found = 0;
  for (uint32_t i = 0; i < n->size; i++) {
    const mtn_attr *attr = &doc->attrs[n->data + i];
    if (attr->id != MTN_ATTR_CLASS && attr->id != MTN_ATTR_ID && attr->id != MTN_ATTR_ITEMPROP &&
        attr->id != MTN_ATTR_REL)
      continue;
    matn_str value = mtn_text_of(doc, attr->value), word;
    if (value.len > 200) continue;
    for (size_t at = 0; (word = next_word(value, &at)).ptr;)
      for (size_t k = 0; k < MTN_COUNT(senses); k++)
        if (word.len == senses[k].len && mtn_str_is(word, senses[k].word)) found |= senses[k].sense;
    if (attr->id == MTN_ATTR_ITEMPROP && mtn_str_is(mtn_text_trim(value), "acceptedanswer"))
      found |= MTN_SENSE_ACCEPTED;
    if (attr->id == MTN_ATTR_ITEMPROP && (mtn_str_is(value, "datepublished") || mtn_str_is(value, "datecreated")))
      found |= MTN_SENSE_DATE;
  }
  return found;
}
