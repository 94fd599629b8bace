/*
 * Posts and comments.
 *
 * The way: every box that its words or its type call a unit is a candidate.  One that has no text of its own but that
 * of candidates in it is a wrapper, and goes.  Of the others, each block belongs to the innermost one around it;
 * author, day and text are looked for in what is its own.  All passes are linear: boxes and blocks stand in document
 * order, and a walk over a unit's nodes leaves out the units in it.
 */
#include "extract/units_internal.h"

#include "extract/inline.h"
#include "text/dates.h"
#include "text/words.h"

#define NAME_MAX 120        /* bytes of source of a name or a day */
#define LINE_MAX_BYTES 4000 /* of a comment that is no more than a line */
#define NONE UINT32_MAX
#define ROW_CLIMB_MAX 7  /* boxes: a cell, its table, the row that the table stands in */
#define ROW_WORDS_MAX 24 /* of a name, a day, what one can do */
#define PART_KINDS_MAX 6 /* of a post: who wrote it, when, what, what one can do with it */

typedef struct candidate {
  uint32_t box, around; /* around: index of the innermost candidate that it stands in, or NONE */
  uint32_t own;         /* words that stand in no candidate in it */
  uint32_t subtree;     /* index of the first box behind it */
  uint32_t level;       /* candidates around it, wrappers too */
  uint8_t role;
  bool kept, typed;
  bool repeats;                    /* parts that look alike stand in it: it is a list of them */
  bool twin;                       /* one that looks like it stands before or behind it */
  uint32_t posts, last_post;       /* posts right in it: how many, and the index of the last */
  uint8_t shape_count;             /* kinds of parts in it */
  uint32_t shapes[PART_KINDS_MAX]; /* how they look */
} candidate;

typedef struct finder {
  const mtn_document *doc;
  mtn_blocks *blocks;
  const mtn_units_page *page;
  mtn_arena *arena;
  candidate *items;
  size_t count, cap;
  uint32_t *owners; /* of each block: candidate, or NONE */
  uint8_t *is_unit; /* a bit a node: a kept candidate's */
  uint8_t *is_text; /* the same of elements that are called the text of a unit, where they were looked at */
  uint32_t *words;  /* words[i]: of the blocks before i */
  uint32_t *own;    /* the same of the blocks of one unit, from its first block to its last; scratch */
} finder;

void *mtn_units_grow(mtn_arena *arena, void *array, size_t *cap, size_t count, size_t size) {
  if (count < *cap) return array;
  size_t want = *cap ? *cap * 2 : 16, bytes;
  void *grown = mtn_mul(want, size, &bytes) ? mtn_arena_alloc(arena, bytes) : NULL;
  if (!grown) return NULL;
  if (count) memcpy(grown, array, count * size);
  *cap = want;
  return grown;
}

#define NODES_MAX 256 /* looked at below one element */

matn_str mtn_units_text(const mtn_document *doc, uint32_t node, size_t max, mtn_arena *arena) {
  size_t len = 0, looked = 0;
  for (uint32_t at = node; (at = mtn_node_walk(doc, node, at)) != 0 && looked++ < NODES_MAX;)
    if (doc->nodes[at].type == MTN_TEXT) len += doc->nodes[at].size + 1;
  if (len == 0 || len > max || looked > NODES_MAX) return (matn_str){NULL, 0};
  char *text = mtn_arena_alloc(arena, len + 1 + MTN_TEXT_SLACK);
  if (!text) return (matn_str){NULL, 0};
  mtn_text_run run = {.out = text};
  for (uint32_t at = node; (at = mtn_node_walk(doc, node, at)) != 0;) {
    size_t first, last;
    if (doc->nodes[at].type == MTN_TEXT) mtn_text_collapse(&run, mtn_node_text(doc, at), &first, &last);
    if (doc->nodes[at].type == MTN_ELEMENT && mtn_blocks_skips(doc, at)) break; /* scripts have no place in a name */
  }
  matn_str found = mtn_text_trim((matn_str){text, (size_t)(run.out - text)});
  return found.len ? found : (matn_str){NULL, 0};
}

/* ------------------------------------------------------------------------------------------------------ Candidates */

static bool sum_words(finder *f) {
  f->words = mtn_arena_alloc(f->arena, (f->blocks->count + 1) * sizeof(*f->words));
  f->own = mtn_arena_alloc(f->arena, (f->blocks->count + 1) * sizeof(*f->own));
  if (!f->words || !f->own) return false;
  f->words[0] = 0; /* a document has less than 2^31 words */
  for (size_t i = 0; i < f->blocks->count; i++) f->words[i + 1] = f->words[i] + f->blocks->items[i].words;
  return true;
}

/* The box behind the last one that stands in `box`, for all boxes. */
static uint32_t *subtrees(const mtn_blocks *blocks, mtn_arena *arena) {
  uint32_t *end = mtn_arena_alloc(arena, blocks->box_count * sizeof(*end));
  if (!end) return NULL;
  for (size_t i = 0; i < blocks->box_count; i++) end[i] = (uint32_t)i + 1;
  for (size_t i = blocks->box_count; i-- > 1;)
    if (end[i] > end[blocks->boxes[i].parent]) end[blocks->boxes[i].parent] = end[i];
  return end;
}

/* A thread nests replies, but a page that nests a hundred boxes so called was made to be slow. */
#define NESTED_MAX 64

static bool may_be_unit(const mtn_blocks *blocks, uint32_t i) {
  const mtn_box *box = &blocks->boxes[i];
  return blocks->names[i].role != MTN_UNIT_NONE && box->first < box->end &&
         !(box->flags & (MTN_BLOCK_IN_NAV | MTN_BLOCK_IN_FOOTER | MTN_BLOCK_IN_QUOTE));
}

static matn_status gather(finder *f) {
  uint32_t open[NESTED_MAX], first = 1;
  size_t depth = 0;
  while (first < f->blocks->box_count && !may_be_unit(f->blocks, first)) first++;
  if (first >= f->blocks->box_count) return MATN_OK;
  uint32_t *end = subtrees(f->blocks, f->arena);
  if (!end || !sum_words(f)) return MATN_NOMEM;
  for (uint32_t i = first; i < f->blocks->box_count; i++) {
    if (!may_be_unit(f->blocks, i)) continue;
    const mtn_box *box = &f->blocks->boxes[i];
    const mtn_unit_role role = (mtn_unit_role)f->blocks->names[i].role;
    while (depth && f->items[open[depth - 1]].subtree <= i) depth--;
    if (depth == NESTED_MAX) continue;
    f->items = mtn_units_grow(f->arena, f->items, &f->cap, f->count, sizeof(candidate));
    if (!f->items) return MATN_NOMEM;
    f->items[f->count] = (candidate){.box = i,
                                     .around = depth ? open[depth - 1] : NONE,
                                     .own = f->words[box->end] - f->words[box->first],
                                     .subtree = end[i],
                                     .level = (uint32_t)depth,
                                     .role = (uint8_t)role,
                                     .kept = true,
                                     .typed = f->blocks->names[i].typed};
    open[depth++] = (uint32_t)f->count++;
  }
  return MATN_OK;
}

/* What a post's system calls after it: "post-layout", "message-cell" in a post. */
static bool may_be_part(const finder *f, const candidate *c) {
  return c->role >= MTN_UNIT_POST && !(f->blocks->names[c->box].senses & MTN_SENSE_WHOLE);
}

static uint32_t shape_of(const finder *f, const candidate *c) { return f->blocks->names[c->box].shape; }

static bool is_part(const finder *f, size_t index) {
  const candidate *c = &f->items[index];
  if (c->around == NONE) return false;
  const candidate *around = &f->items[c->around];
  /* What each of several posts has one of, and looks like none of them: its text. */
  if (c->role == MTN_UNIT_POST && !c->typed && around->role == MTN_UNIT_POST && around->twin && around->posts == 1 &&
      shape_of(f, c) != shape_of(f, around))
    return true;
  if (c->role == MTN_UNIT_QUESTION && !c->typed) return around->role == MTN_UNIT_QUESTION && around->typed;
  /* In a thread replies are comments by their itemtype, and posts by their classes. */
  bool reply = around->typed && around->role == MTN_UNIT_COMMENT;
  bool of_it = c->role == MTN_UNIT_POST ? around->role >= MTN_UNIT_POST || reply : around->role == c->role;
  return of_it && may_be_part(f, c) && !around->repeats;
}

/* Several parts that look alike are things of their own, and what is around them is a list. */
static void note_part(finder *f, size_t index) {
  const uint32_t shape = shape_of(f, &f->items[index]);
  uint32_t at = f->items[index].around;
  if (at == NONE) return;
  while (f->items[at].around != NONE && may_be_part(f, &f->items[at])) at = f->items[at].around;
  candidate *around = &f->items[at];
  for (size_t i = 0; i < around->shape_count; i++) around->repeats |= around->shapes[i] == shape;
  if (around->shape_count < PART_KINDS_MAX) around->shapes[around->shape_count++] = shape;
}

/* Count the posts in posts, and tell those side by side that look alike. */
static void note_posts(finder *f) {
  candidate top = {.around = NONE};
  for (size_t i = 0; i < f->count; i++) {
    candidate *c = &f->items[i], *around = c->around == NONE ? &top : &f->items[c->around];
    if (c->role != MTN_UNIT_POST) continue;
    if (around->posts && shape_of(f, c) == shape_of(f, &f->items[around->last_post]))
      c->twin = f->items[around->last_post].twin = true;
    around->posts++;
    around->last_post = (uint32_t)i;
  }
}

/* Parts of units go, and what is in them belongs to what is around them. */
static void drop_parts(finder *f) {
  size_t kept = 0;
  uint32_t open[NESTED_MAX];
  note_posts(f);
  for (size_t i = 0; i < f->count; i++)
    if (may_be_part(f, &f->items[i])) note_part(f, i);
  for (size_t i = 0, depth = 0; i < f->count; i++) {
    candidate c = f->items[i];
    while (depth && f->items[open[depth - 1]].subtree <= c.box) depth--;
    c.around = depth ? open[depth - 1] : NONE;
    c.level = (uint32_t)depth;
    f->items[i].around = c.around; /* i >= kept: of those behind, nothing is overwritten */
    if (is_part(f, i)) continue;
    open[depth++] = (uint32_t)kept;
    f->items[kept++] = c;
  }
  f->count = kept;
  for (size_t i = 0; i < kept; i++) {
    const mtn_box *box = &f->blocks->boxes[f->items[i].box];
    uint32_t words = f->words[box->end] - f->words[box->first], around = f->items[i].around;
    if (around != NONE) f->items[around].own -= words < f->items[around].own ? words : f->items[around].own;
  }
}

/* Wrappers go: a unit has a text. */
#define WRAPPER_WORDS 2u

static void drop_wrappers(finder *f) {
  for (size_t i = 0; i < f->count; i++) {
    candidate *c = &f->items[i];
    bool holds_others = i + 1 < f->count && f->items[i + 1].around == i;
    if (c->own <= WRAPPER_WORDS && holds_others) c->kept = false;
    while (c->around != NONE && !f->items[c->around].kept) c->around = f->items[c->around].around;
  }
}

static matn_status own_blocks(finder *f) {
  f->owners = mtn_arena_alloc(f->arena, f->blocks->count * sizeof(*f->owners));
  f->is_unit = mtn_arena_calloc(f->arena, f->doc->node_count / 8 + 1, 1);
  f->is_text = mtn_arena_calloc(f->arena, f->doc->node_count / 8 + 1, 1);
  if (!f->owners || !f->is_unit || !f->is_text) return MATN_NOMEM;
  for (size_t i = 0; i < f->blocks->count; i++) f->owners[i] = NONE;
  /* Inner candidates come later and overwrite; nesting is bounded, so this is linear. */
  for (size_t i = 0; i < f->count; i++) {
    if (!f->items[i].kept) continue;
    const mtn_box *box = &f->blocks->boxes[f->items[i].box];
    for (uint32_t k = box->first; k < box->end; k++) f->owners[k] = (uint32_t)i;
    f->is_unit[box->node / 8] |= (uint8_t)(1u << box->node % 8);
  }
  return MATN_OK;
}

/* ---------------------------------------------------------------------------------------------- Author, day, text */

/* Addresses of people: /users/12/mara, profile.php?id=12, /u/mara, memberlist.php. */
static bool is_address_of_person(matn_str href) {
  static const char *const parts[] = {"user",   "users",  "profile", "profiles", "member",     "members", "u",
                                      "people", "author", "authors", "account",  "memberlist", "uid"};
  for (size_t at = 0; at < href.len; at++) {
    if (at > 0 && href.ptr[at - 1] != '/' && href.ptr[at - 1] != '?') continue;
    const char first = mtn_to_lower(href.ptr[at]);
    if (first != 'u' && first != 'p' && first != 'm' && first != 'a') continue;
    size_t end = at + 1;
    while (end < href.len && mtn_is_alpha((unsigned char)href.ptr[end])) end++;
    for (size_t i = 0; end < href.len && i < MTN_COUNT(parts); i++)
      if (mtn_str_is((matn_str){href.ptr + at, end - at}, parts[i])) return true;
    at = end;
  }
  return false;
}

static bool has_letter(matn_str text) {
  for (size_t i = 0; i < text.len; i++)
    if (mtn_is_alpha((unsigned char)text.ptr[i]) || (unsigned char)text.ptr[i] >= 0x80) return true;
  return false;
}

/* How sure an element is the author's name. */
enum { NO_NAME, CALLED_NAME, LINKED_NAME, CALLED_AUTHOR, ITEM_AUTHOR };

/* The name property of the author, not of the thing. */
static bool is_name_of_author(const mtn_document *doc, uint32_t node) {
  for (unsigned up = 0; node && up < 4; up++, node = doc->nodes[node].parent) {
    matn_str prop = mtn_node_attr(doc, node, MTN_ATTR_ITEMPROP);
    if (mtn_str_is(prop, "author") || mtn_str_is(prop, "creator")) return true;
  }
  return false;
}

/* Whether `node` stands in `outer`, not far from it. */
static bool is_in(const mtn_document *doc, uint32_t node, uint32_t outer) {
  for (unsigned up = 0; node && outer && up < 8; up++, node = doc->nodes[node].parent)
    if (node == outer) return true;
  return false;
}

/* `linked`: whether the link to a person is worth to be known. */
static int name_trust(const mtn_document *doc, uint32_t node, unsigned senses, bool linked) {
  matn_str prop = mtn_node_attr(doc, node, MTN_ATTR_ITEMPROP);
  if (mtn_str_is(prop, "author")) return ITEM_AUTHOR;
  if (mtn_str_is(prop, "name")) return is_name_of_author(doc, node) ? ITEM_AUTHOR : NO_NAME;
  bool link = mtn_node_is(doc, node, MTN_TAG_A);
  if (senses & MTN_SENSE_AUTHOR) return link || mtn_node_is(doc, node, MTN_TAG_CITE) ? CALLED_AUTHOR : CALLED_NAME;
  bool person = link && linked && is_address_of_person(mtn_node_attr(doc, node, MTN_ATTR_HREF));
  return person ? LINKED_NAME : NO_NAME;
}

typedef struct byline {
  int trust;
  uint32_t author;     /* element */
  uint32_t text;       /* element so called, where it is no box: a comment of one line */
  uint32_t property;   /* element whose itemprop says that it is the text */
  bool day_is_machine; /* from datetime or content, not from what is shown */
} byline;

static bool is_text_property(matn_str prop) {
  static const char *const names[] = {"text", "reviewbody", "articlebody", "commenttext"};
  return mtn_str_is_any(prop, names, MTN_COUNT(names));
}

static void look_at(finder *f, uint32_t node, mtn_unit *unit, byline *by) {
  const mtn_document *doc = f->doc;
  unsigned senses = mtn_names_senses(f->blocks->known_names, doc, node);
  if (senses & MTN_SENSE_ACCEPTED) unit->accepted = true;
  if (senses & MTN_SENSE_TEXT) {
    f->is_text[node / 8] |= (uint8_t)(1u << node % 8);
    if (!by->text) by->text = node;
    if (!by->property && is_text_property(mtn_node_attr(doc, node, MTN_ATTR_ITEMPROP))) by->property = node;
  }
  matn_str datetime = mtn_node_attr(doc, node, MTN_ATTR_DATETIME), content = mtn_node_attr(doc, node, MTN_ATTR_CONTENT);
  bool time = mtn_node_is(doc, node, MTN_TAG_TIME);
  if ((time || (senses & MTN_SENSE_DATE)) && !by->day_is_machine) {
    matn_str machine = datetime.len ? datetime : content;
    if (machine.len && machine.len < NAME_MAX) {
      unit->date = machine;
      by->day_is_machine = true;
    } else if (!unit->date.ptr) {
      matn_str title = mtn_node_attr(doc, node, MTN_ATTR_TITLE);
      unit->date = title.len && title.len < NAME_MAX ? title : mtn_units_text(doc, node, NAME_MAX, f->arena);
    }
  }
  if (time || (senses & MTN_SENSE_DATE)) return;
  /* Inside what is called the author, what is called a name is the name: "Ruta" in "Ruta says:". */
  bool inside = is_in(doc, node, by->author);
  int trust = name_trust(doc, node, senses, by->trust < LINKED_NAME || inside);
  if (trust == NO_NAME || (trust <= by->trust && !inside)) return;
  matn_str name = content.len && trust == ITEM_AUTHOR ? content : mtn_units_text(doc, node, NAME_MAX, f->arena);
  if (!name.ptr || !has_letter(name) || mtn_text_measure(name).words > 6) return;
  while (name.len > 1 && name.ptr[name.len - 1] == ':') name.len--;
  unit->author = name;
  if (trust > by->trust) by->trust = trust;
  by->author = node;
}

/* An address that leads to the unit: a link in or around its time, or one to a place on this page. */
static void look_for_address(const mtn_document *doc, uint32_t node, mtn_unit *unit) {
  if (unit->url.ptr || !mtn_node_is(doc, node, MTN_TAG_A)) return;
  matn_str href = mtn_node_attr(doc, node, MTN_ATTR_HREF);
  bool place = href.len > 1 && memchr(href.ptr, '#', href.len - 1) != NULL;
  uint32_t child = doc->nodes[node].first;
  bool time = child && mtn_node_is(doc, child, MTN_TAG_TIME);
  if (href.len && (time || place)) unit->url = href;
}

/* The outermost box around a unit, not far up, that holds no other unit and hardly more words than this one's: systems
 * that lay out a thread as tables call the text alone a comment, and put who wrote it beside it. */
static uint32_t row_of(const finder *f, size_t index) {
  const candidate *c = &f->items[index];
  const mtn_box *boxes = f->blocks->boxes, *own = &boxes[c->box];
  const candidate *before = index > 0 ? &f->items[index - 1] : NULL;
  uint32_t least = !before ? 0 : before->subtree > c->box ? boxes[before->box].first : boxes[before->box].end;
  size_t next = index + 1;
  while (next < f->count && f->items[next].box < c->subtree) next++;
  uint32_t most = next < f->count ? boxes[f->items[next].box].first : (uint32_t)f->blocks->count, row = c->box;
  for (unsigned up = 0; up < ROW_CLIMB_MAX && boxes[row].parent; up++) {
    const mtn_box *outer = &boxes[boxes[row].parent];
    if (outer->first < least || outer->end > most || (before && boxes[row].parent == before->box)) break;
    if (f->words[outer->end] - f->words[outer->first] - (f->words[own->end] - f->words[own->first]) > ROW_WORDS_MAX)
      break;
    row = boxes[row].parent;
  }
  return row;
}

/* What names the unit: how surely, and the element that is called its text.  Looked for in the box `at`. */
static byline read_byline(finder *f, const candidate *c, uint32_t at, mtn_unit *unit) {
  byline by = {0};
  uint32_t top = f->blocks->boxes[at].node;
  unit->accepted = (mtn_names_senses(f->blocks->known_names, f->doc, top) & MTN_SENSE_ACCEPTED) != 0;
  for (uint32_t node = f->doc->nodes[top].first; node;) {
    bool inner = (f->is_unit[node / 8] >> node % 8 & 1) != 0 && node != f->blocks->boxes[c->box].node;
    bool element = f->doc->nodes[node].type == MTN_ELEMENT;
    if (element && !inner && f->doc->nodes[node].ns == MTN_NS_HTML) {
      look_for_address(f->doc, node, unit);
      if (f->doc->nodes[node].size) look_at(f, node, unit, &by);
    }
    node = inner ? mtn_node_skip(f->doc, top, node) : mtn_node_walk(f->doc, top, node);
  }
  return by;
}

/* The box in a unit that holds its text: the one of the element `property`, else the innermost one so called that has
 * most of the words of those around it; the unit's own if there is none. */
static uint32_t text_box(const finder *f, size_t index, uint32_t property) {
  const candidate *c = &f->items[index];
  size_t next = index + 1;
  uint32_t found = c->box, most = 0;
  const mtn_box *all = &f->blocks->boxes[c->box];
  f->own[all->first] = 0;
  for (uint32_t i = all->first; i < all->end; i++)
    f->own[i + 1] = f->own[i] + (f->owners[i] == index ? f->blocks->items[i].words : 0);
  for (uint32_t box = c->box + 1; box < c->subtree;) {
    while (next < f->count && f->items[next].box < box) next++;
    if (next < f->count && f->items[next].box == box && f->items[next].kept) {
      box = f->items[next].subtree;
      continue;
    }
    const uint32_t node = f->blocks->boxes[box].node;
    if (node == property) return box;
    if (f->is_text[node / 8] >> node % 8 & 1) {
      const mtn_box *it = &f->blocks->boxes[box], *outer = &f->blocks->boxes[found];
      uint32_t words = f->own[it->end] - f->own[it->first];
      bool inside = found == c->box || (it->first >= outer->first && it->end <= outer->end);
      if (inside ? words * 2 >= most : words > most) {
        found = box;
        most = words;
      }
    }
    box++;
  }
  return found;
}

static bool holds(matn_str text, matn_str part) {
  for (size_t i = 0; part.len && i + part.len <= text.len; i++)
    if (memcmp(text.ptr + i, part.ptr, part.len) == 0) return true;
  return false;
}

static bool names_day(matn_str text) {
  const mtn_date_style style = {0};
  mtn_date_match match;
  for (size_t at = 0; mtn_dates_next(text, &at, &style, &match);)
    if (match.date.year && match.date.month && match.date.day) return true;
  return false;
}

static unsigned count_digits(matn_str text) {
  unsigned digits = 0;
  for (size_t i = 0; i < text.len; i++) digits += mtn_is_digit((unsigned char)text.ptr[i]);
  return digits;
}

/* A line that is no more than the author's name or the day, within what is called the text. */
static bool is_signature(const mtn_block *block, const mtn_unit *unit) {
  if (block->words > 8 || block->text.len > NAME_MAX) return false;
  return mtn_str_equal(block->text, unit->author) || (count_digits(block->text) >= 5 && names_day(block->text));
}

/* What stands in and around the text of the unit `index`: forms (but not one around the whole thread, as moderators
 * need it), buttons, lone links; where the text has no box of its own (`named`), names and days. */
static bool is_furniture(const finder *f, size_t index, const mtn_block *block, const mtn_unit *unit, bool named) {
  uint32_t around = f->blocks->boxes[f->items[index].box].flags & MTN_BLOCK_IN_FORM, flags = block->flags & ~around;
  if (flags & (MTN_BLOCK_IN_BUTTON | MTN_BLOCK_IN_FORM | MTN_BLOCK_HIDDEN | MTN_BLOCK_UNDISPLAYED)) return true;
  if (block->words <= 4 && block->link_words * 2 >= block->words && block->links) return true;
  if (named) return is_signature(block, unit);
  if (unit->author.len && block->words <= 16 && holds(block->text, unit->author)) return true;
  return (block->flags & MTN_BLOCK_IN_TIME) && block->words <= 12;
}

static matn_status read_text(finder *f, size_t index, uint32_t property, mtn_unit *unit) {
  uint32_t at = text_box(f, index, property);
  const mtn_box *box = &f->blocks->boxes[at];
  bool named = at != f->items[index].box;
  size_t len = 0;
  unit->span = (matn_span){0, 0};
  for (uint32_t i = box->first; i < box->end; i++) { /* how long, and where */
    const mtn_block *block = &f->blocks->items[i];
    if (f->owners[i] != index || is_furniture(f, index, block, unit, named)) continue;
    if (!len || block->span.begin < unit->span.begin) unit->span.begin = block->span.begin;
    if (block->span.end > unit->span.end) unit->span.end = block->span.end;
    len += block->text.len + 2;
  }
  if (!len) return MATN_OK;
  char *text = mtn_arena_alloc(f->arena, len), *out = text;
  if (!text) return MATN_NOMEM;
  for (uint32_t i = box->first; i < box->end; i++) {
    const mtn_block *block = &f->blocks->items[i];
    if (f->owners[i] != index || is_furniture(f, index, block, unit, named)) continue;
    if (out > text) {
      *out++ = '\n';
      *out++ = '\n';
    }
    memcpy(out, block->text.ptr, block->text.len);
    out += block->text.len;
  }
  unit->text = (matn_str){text, (size_t)(out - text)};
  return MATN_OK;
}

/* Many systems write the day into a line of text beside the name: a short block with the digits of a day, and the name
 * or a time of day rather than none ("Joined: 2019"). */
static void find_day(finder *f, size_t index, mtn_unit *unit) {
  const mtn_box *box = &f->blocks->boxes[f->items[index].box];
  unsigned best = 0;
  for (uint32_t i = box->first, looked = 0; i < box->end && looked < 16; i++) {
    const mtn_block *block = &f->blocks->items[i];
    if (f->owners[i] != index || block->words > 16 || block->text.len > NAME_MAX) continue;
    looked++;
    unsigned digits = count_digits(block->text);
    unsigned trust = digits < 5 ? 0 : 1u + (holds(block->text, unit->author) ? 2u : 0u) + (digits >= 7 ? 1u : 0u);
    if (trust <= best || !names_day(block->text)) continue;
    best = trust;
    unit->date = block->text;
  }
}

/* --------------------------------------------------------------------------------------------------------- Choosing */

/* An entry of a list of articles is called a post too; its heading leads to the article. */
static bool is_entry(const finder *f, size_t index) {
  const mtn_box *box = &f->blocks->boxes[f->items[index].box];
  for (uint32_t i = box->first; i < box->end; i++) {
    const mtn_block *block = &f->blocks->items[i];
    if (f->owners[i] != index || block->kind != MATN_BLOCK_HEADING) continue;
    if (!(block->flags & MTN_BLOCK_IN_LINK)) return false;
    /* A link to a place on this page is the post's own, and one to the post itself; one to a person names its author.
     */
    for (uint32_t node = block->first; node && node != box->node; node = f->doc->nodes[node].parent) {
      matn_str href = mtn_node_is(f->doc, node, MTN_TAG_A) ? mtn_node_attr(f->doc, node, MTN_ATTR_HREF) : (matn_str){0};
      matn_str place = href.ptr ? mtn_inline_fragment(f->doc, node) : href;
      bool own = place.ptr && mtn_str_equal(place, mtn_node_attr(f->doc, box->node, MTN_ATTR_ID));
      if (href.ptr) return !own && !(href.len && href.ptr[0] == '#') && !is_address_of_person(href);
    }
    return true;
  }
  return false;
}

/* What holds the page's heading is the page's text, whatever it is called ("review": a layout). */
static bool holds_title(const finder *f, const candidate *c) {
  const mtn_box *box = &f->blocks->boxes[c->box];
  for (uint32_t i = box->first; i < box->end; i++) {
    const mtn_block *block = &f->blocks->items[i];
    if (block->kind == MATN_BLOCK_HEADING && block->level == 1) return true;
  }
  return false;
}

static bool is_thread(matn_str type) { return mtn_str_is(type, "forum") || mtn_str_is(type, "qa"); }

typedef struct found {
  mtn_unit *items;
  size_t count, cap;
} found;

static matn_status keep(finder *f, found *list, const mtn_unit *unit) {
  list->items = mtn_units_grow(f->arena, list->items, &list->cap, list->count, sizeof(mtn_unit));
  if (!list->items) return MATN_NOMEM;
  list->items[list->count++] = *unit;
  return MATN_OK;
}

/* Depth counts from the outermost of its kind: what wraps all of them, or each of them, does not count. */
static void settle_depths(mtn_unit *units, size_t count) {
  uint32_t least = NONE;
  for (size_t i = 0; i < count; i++) least = units[i].depth < least ? units[i].depth : least;
  for (size_t i = 0; i < count; i++) units[i].depth -= least;
}

/* What is no unit after all belongs to the one around it: "review-data" in "review". */
static void give_up(finder *f, size_t index) {
  candidate *c = &f->items[index];
  const mtn_box *box = &f->blocks->boxes[c->box];
  c->kept = false;
  if (c->around == NONE) return;
  for (uint32_t i = box->first; i < box->end; i++)
    if (f->owners[i] == index) f->owners[i] = c->around;
  f->is_unit[box->node / 8] &= (uint8_t) ~(1u << box->node % 8);
}

/* Read each candidate as what it would be, inner ones first; those without a name or a day are none. */
static matn_status read_units(finder *f, mtn_unit *units) {
  for (size_t i = f->count; i-- > 0;) {
    candidate *c = &f->items[i];
    if (!c->kept) continue;
    mtn_unit *unit = &units[i];
    *unit = (mtn_unit){.role = c->role, .depth = c->level};
    byline by = read_byline(f, c, c->box, unit);
    if (c->role == MTN_UNIT_QUESTION) unit->accepted = false; /* an answer to it is */
    MTN_TRY(read_text(f, i, by.property, unit));
    if (!unit->text.ptr && by.text) unit->text = mtn_units_text(f->doc, by.text, LINE_MAX_BYTES, f->arena);
    bool bare = by.trust == NO_NAME && !unit->date.ptr && unit->text.ptr;
    uint32_t row = bare ? row_of(f, i) : c->box;
    if (row != c->box) by = read_byline(f, c, row, unit);
    if (!unit->date.ptr) find_day(f, i, unit);
    bool said = unit->author.ptr || (unit->date.ptr && f->count > 2);
    bool page = c->role == MTN_UNIT_POST ? is_entry(f, i) : c->role < MTN_UNIT_POST && !c->typed && holds_title(f, c);
    /* A page that reviews things calls so what it says of each, under the thing's name. */
    bool signs = c->typed || by.trust > CALLED_NAME || unit->date.ptr;
    if (c->role == MTN_UNIT_REVIEW) page |= !signs || mtn_units_made_by(f->page, unit->author);
    if (!unit->text.len || !said || page) give_up(f, i);
  }
  return MATN_OK;
}

/* Whether a unit stands in one of a thread: a comment on a post. */
static bool is_on_post(const finder *f, const candidate *c) {
  for (uint32_t at = c->around; at != NONE; at = f->items[at].around)
    if (f->items[at].role >= MTN_UNIT_POST) return true;
  return false;
}

/* Whether most of what stands in posts, or in comments, is main text; posts that are not are cards that lead to other
 * pages. */
static bool are_text(const finder *f, bool comments) {
  uint64_t all = 0, selected = 0;
  for (size_t i = 0; i < f->blocks->count; i++) {
    uint32_t owner = f->owners[i];
    if (owner == NONE || !f->items[owner].kept) continue;
    if (comments ? f->items[owner].role != MTN_UNIT_COMMENT : f->items[owner].role < MTN_UNIT_POST) continue;
    all += f->blocks->items[i].words;
    if (f->blocks->items[i].selected) selected += f->blocks->items[i].words;
  }
  return selected * 2 >= all;
}

/* Whether comments are what there is to read: then they are no comments on something. */
static bool comments_are_page(const finder *f) {
  uint64_t inside = 0, outside = 0, count = 0;
  if (mtn_str_is(f->page->type, "article") || mtn_str_is(f->page->type, "product")) return false;
  for (size_t i = 0; i < f->count; i++) count += f->items[i].kept && f->items[i].role == MTN_UNIT_COMMENT;
  for (size_t i = 0; i < f->blocks->count && count > 1; i++) {
    uint32_t owner = f->owners[i];
    bool comment = owner != NONE && f->items[owner].kept && f->items[owner].role == MTN_UNIT_COMMENT;
    if (f->blocks->items[i].selected) *(comment ? &inside : &outside) += f->blocks->items[i].words;
  }
  return inside > 2 * outside;
}

/* Posts, questions and answers are a thread when there are several or the page says so; one alone is the page's
 * article, so called by its system.  Replies, and comments on posts, go with the posts of a thread; so do comments
 * where the page says that it is one. */
static matn_status sort_units(finder *f, const mtn_unit *units, mtn_units *out) {
  size_t posts = 0, answers = 0;
  uint64_t words = 0, most = 0;
  bool said = is_thread(f->page->type);
  for (size_t i = 0; i < f->count; i++) {
    said |= f->items[i].typed && f->items[i].role >= MTN_UNIT_POST;
    if (!f->items[i].kept) continue;
    if (f->items[i].role >= MTN_UNIT_POST) {
      posts++;
      words += f->items[i].own;
      if (f->items[i].own > most) most = f->items[i].own;
    }
    answers += f->items[i].role == MTN_UNIT_ANSWER;
  }
  said |= comments_are_page(f);
  bool talk = said && (posts || are_text(f, true)); /* of comments alone: systems that call no post one */
  bool article = most * 5 > words * 4;              /* and what is left are its parts, and cards beside it */
  bool thread = said || ((posts > 1 || answers) && !article && are_text(f, false));
  found posted = {0}, commented = {0};
  for (size_t i = 0; i < f->count; i++) {
    candidate *c = &f->items[i];
    if (!c->kept) continue;
    bool post = c->role >= MTN_UNIT_POST || (thread && (c->role == MTN_UNIT_REPLY || is_on_post(f, c))) ||
                (talk && c->role == MTN_UNIT_COMMENT);
    if (post && !thread) {
      c->kept = false;
      continue;
    }
    MTN_TRY(keep(f, post ? &posted : &commented, &units[i]));
  }
  settle_depths(posted.items, posted.count);
  settle_depths(commented.items, commented.count);
  *out = (mtn_units){
      .posts = posted.items, .comments = commented.items, .post_count = posted.count, .comment_count = commented.count};
  return MATN_OK;
}

/* Comments are no main text, unless they are all there is.  Of an article they are none however many they are. */
enum { ARTICLE_WORDS_MIN = 30 };

static void unselect_comments(finder *f, const mtn_units *units) {
  size_t inside = 0, outside = 0;
  if (!units->comment_count) return;
  for (int pass = 0; pass < 2; pass++) {
    for (size_t i = 0; i < f->blocks->count; i++) {
      mtn_block *block = &f->blocks->items[i];
      if (!block->selected) continue;
      uint32_t owner = f->owners[i];
      bool comment = owner != NONE && f->items[owner].kept &&
                     (mtn_units_is_comment(f->items[owner].role) || f->items[owner].role == MTN_UNIT_REPLY);
      if (pass == 0) *(comment ? &inside : &outside) += block->words;
      if (pass == 1 && comment) {
        block->selected = false;
        block->dropped = MTN_DROPPED_COMMENT;
      }
    }
    bool article = mtn_str_is(f->page->type, "article") && outside >= ARTICLE_WORDS_MIN;
    if (outside < inside && !article) return;
  }
}

bool mtn_units_made_by(const mtn_units_page *page, matn_str name) {
  for (size_t i = 0; name.len && i < page->maker_count; i++) {
    matn_str maker = page->makers[i];
    if (maker.len == name.len && memcmp(maker.ptr, name.ptr, name.len) == 0) return true;
  }
  return false;
}

matn_status mtn_units_find(const mtn_document *doc, mtn_blocks *blocks, const mtn_units_page *page, mtn_arena *arena,
                           mtn_units *out) {
  *out = (mtn_units){0};
  if (!blocks->count) return MATN_OK;
  finder f = {.doc = doc, .blocks = blocks, .page = page, .arena = arena};
  MTN_TRY(gather(&f));
  if (f.count) {
    drop_parts(&f);
    drop_wrappers(&f);
    MTN_TRY(own_blocks(&f));
    mtn_unit *units = mtn_arena_calloc(arena, f.count, sizeof(*units));
    if (!units) return MATN_NOMEM;
    MTN_TRY(read_units(&f, units));
    MTN_TRY(sort_units(&f, units, out));
    if (!out->post_count && !is_thread(page->type)) unselect_comments(&f, out);
  }
  MTN_TRY(mtn_units_items(doc, blocks, arena, out));
  if (mtn_str_is(page->type, "product")) MTN_TRY(mtn_units_properties(blocks, arena, out));
  return mtn_units_linked(doc, blocks, page, arena, out);
}
