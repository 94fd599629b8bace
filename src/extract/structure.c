#include "extract/structure.h"

#include "extract/inline.h"
#include "extract/runs.h"
#include "text/unicode.h"
#include "text/words.h"

#define PLAIN_KEPT 64

typedef struct builder {
  const mtn_document *doc;
  const mtn_blocks *blocks;
  mtn_arena *arena;
  mtn_structure *out;
  uint32_t *nest_of; /* a box's innermost nest */
  uint32_t *table;   /* a box's innermost table's box, itself included */
  uint32_t *last;    /* box of a list: nest of its last item */
  uint32_t *counted; /* box of a list: the li that was counted last, 0 before the first */
  uint32_t *number;  /* its number */
  uint32_t *sibling; /* box: the list that is its last child so far, 0 if there is none */
  uint32_t *alias;   /* box of a list: the list element that it goes on with, 0 if it starts one */
  size_t nest_cap;
  uint64_t plain[PLAIN_KEPT]; /* hashes of classes that were no callout's: most boxes are asked, and share them */
} builder;

uint32_t mtn_structure_at_depth(const mtn_structure *structure, uint32_t nest, unsigned depth) {
  while (structure->nests[nest].depth > depth) nest = structure->nests[nest].parent;
  return structure->nests[nest].depth == depth ? nest : 0;
}

/* ------------------------------------------------------------------------------------------------------------- Notes
 */

size_t mtn_structure_note(const mtn_document *doc, const mtn_structure *structure, uint32_t a) {
  uint32_t number = mtn_ids_find(&structure->note_ids, mtn_inline_fragment(doc, a));
  return number && structure->notes[number - 1].nest ? number - 1 : SIZE_MAX;
}

#define LABEL_MAX 8 /* bytes */

/* What a mark says, if it can be a note's name in Markdown: letters and digits of any script, white space aside, and
 * without what tells the second mark of a note from the first (":1"); else {NULL, 0}. */
static matn_status label_of(builder *b, uint32_t mark, matn_str *label) {
  mtn_buf text;
  char name[LABEL_MAX];
  size_t len = 0;
  bool good = true, ended = false;
  mtn_buf_init(&text, b->doc->alloc);
  mtn_inline_write(b->doc, mark, MTN_INLINE_NOTE, &text);
  for (size_t i = 1, size; good && i + 1 < text.len; i += size) {
    uint32_t c = mtn_utf8_decode(text.data + i, text.data + text.len, &size);
    mtn_char_class class = mtn_char_class_of(c);
    ended |= c == ':' && len > 0;
    if (ended || class == MTN_CHAR_SPACE || class == MTN_CHAR_BLANK) continue;
    good = len + size <= LABEL_MAX && (class == MTN_CHAR_WORD || class == MTN_CHAR_HAN || class == MTN_CHAR_KANA);
    if (good) memcpy(name + len, text.data + i, size);
    len += good ? size : 0;
  }
  good &= len > 0;
  *label = good ? mtn_arena_copy(b->arena, (matn_str){name, len}) : (matn_str){NULL, 0};
  bool failed = text.failed || (good && !label->ptr);
  mtn_buf_free(&text);
  return failed ? MATN_NOMEM : MATN_OK;
}

/* The notes that marks in the article lead to, wherever they stand. */
static matn_status collect_notes(builder *b) {
  mtn_structure *s = b->out;
  const mtn_blocks *blocks = b->blocks;
  if (!blocks->note_count) return MATN_OK;
  MTN_TRY(mtn_ids_new(&s->note_ids, blocks->note_count, b->arena));
  s->notes = mtn_arena_calloc(b->arena, blocks->note_count, sizeof(mtn_footnote));
  if (!s->notes) return MATN_NOMEM;
  for (size_t i = 0; i < blocks->note_count; i++) {
    uint32_t number = mtn_ids_add(&s->note_ids, mtn_ids_of_mark(b->doc, blocks, &blocks->notes[i]));
    if (!number) continue;
    mtn_footnote *note = &s->notes[number - 1];
    matn_str label;
    MTN_TRY(label_of(b, blocks->notes[i].node, &label));
    if (number <= s->note_count) { /* marks of several notes that lead to the section of all of them lead to none */
      note->vague |= !mtn_str_equal(note->label, label);
      continue;
    }
    *note = (mtn_footnote){.label = label, .said = label};
    s->note_count = number;
  }
  return MATN_OK;
}

/* The note that an element is: by its own id, or by that of the first thing in it. */
static mtn_footnote *note_at(builder *b, uint32_t node) {
  matn_str anchors[MTN_ANCHORS_MAX];
  if (!b->out->note_count) return NULL;
  size_t count = mtn_inline_anchors(b->doc, node, anchors);
  for (size_t i = 0; i < count; i++) {
    uint32_t number = mtn_ids_find(&b->out->note_ids, anchors[i]);
    mtn_footnote *note = number ? &b->out->notes[number - 1] : NULL;
    if (note && !note->nest && !note->vague) return note;
  }
  return NULL;
}

/* Marks keep what they say if it tells the notes apart; else, and where they are signs, notes are counted. */
static matn_status name_notes(builder *b) {
  mtn_structure *s = b->out;
  bool distinct = true;
  if (!s->note_count) return MATN_OK;
  mtn_ids labels;
  MTN_TRY(mtn_ids_new(&labels, s->note_count, b->arena));
  for (size_t i = 0; i < s->note_count && distinct; i++)
    if (s->notes[i].nest)
      distinct = !mtn_ids_find(&labels, s->notes[i].label) && mtn_ids_add(&labels, s->notes[i].label);
  uint32_t place = 0;
  for (size_t i = 0; i < s->note_count && !distinct; i++) {
    if (!s->notes[i].nest) continue;
    char digits[MTN_NUMBER_SIZE];
    s->notes[i].label = mtn_arena_copy(b->arena, (matn_str){digits, mtn_number_put(digits, ++place % 100000000)});
    if (!s->notes[i].label.ptr) return MATN_NOMEM;
  }
  return MATN_OK;
}

/* -------------------------------------------------------------------------------------------------------- Callouts */

/* The next word of a class attribute that starts with one of `firsts`; {NULL, 0} after the last. */
static matn_str next_class(matn_str class, size_t *at, const char *firsts) {
  matn_str token;
  do token = mtn_text_next_token(class, at);
  while (token.ptr && (!token.ptr[0] || !strchr(firsts, token.ptr[0] | 0x20)));
  return token;
}

/* Words of class attributes that makers of documentation use for what is set apart, and what GitHub calls it: Sphinx,
 * MkDocs and Docusaurus (admonition), GitHub (markdown-alert), Bootstrap (alert), GitBook (hint), VitePress
 * (custom-block), AsciiDoc (admonitionblock), Obsidian (callout), Starlight, MDN (notecard), Ghost.  `sure`: a box of
 * that name is one even if it says no kind. */
static bool is_callout_class(matn_str class, bool *sure) {
  static const struct {
    const char *word;
    bool sure;
  } words[] = {{"admonition", true},      {"admonitionblock", true}, {"callout", false},
               {"markdown-alert", true},  {"alert", false},          {"hint", false},
               {"custom-block", false},   {"notice", false},         {"theme-admonition", true},
               {"bs-callout", true},      {"notecard", false},       {"starlight-aside", true},
               {"kg-callout-card", true}, {"callout-block", false},  {"confluence-information-macro", true}};
  bool found = false;
  *sure = false;
  size_t at = 0;
  for (matn_str token; (token = next_class(class, &at, "abchkmnst")).ptr;) {
    for (size_t i = 0; i < MTN_COUNT(words); i++) {
      if (!mtn_str_is(token, words[i].word)) continue;
      found = true;
      *sure |= words[i].sure;
    }
  }
  return found;
}

static bool ends_in_word(matn_str token, const char *word) {
  size_t n = strlen(word);
  if (token.len < n) return false;
  matn_str end = {token.ptr + token.len - n, n};
  return mtn_str_is(end, word) && (token.len == n || token.ptr[token.len - n - 1] == '-' ||
                                   token.ptr[token.len - n - 1] == '_' || token.ptr[token.len - n - 1] == ':');
}

static const struct {
  const char *word;
  uint8_t kind;
} callout_words[] = {
    {"note", MTN_CALLOUT_NOTE},       {"info", MTN_CALLOUT_NOTE},         {"tip", MTN_CALLOUT_TIP},
    {"hint", MTN_CALLOUT_TIP},        {"success", MTN_CALLOUT_TIP},       {"important", MTN_CALLOUT_IMPORTANT},
    {"warning", MTN_CALLOUT_WARNING}, {"attention", MTN_CALLOUT_WARNING}, {"caution", MTN_CALLOUT_CAUTION},
    {"danger", MTN_CALLOUT_CAUTION},  {"error", MTN_CALLOUT_CAUTION},     {"check", MTN_CALLOUT_TIP},
    {"warn", MTN_CALLOUT_WARNING},    {"bug", MTN_CALLOUT_CAUTION},       {"failure", MTN_CALLOUT_CAUTION},
    {"primary", MTN_CALLOUT_NOTE},    {"secondary", MTN_CALLOUT_NOTE},    {"information", MTN_CALLOUT_NOTE}};

/* The kind that a word ends in, or is. */
static bool callout_word(matn_str token, bool whole, uint8_t *kind) {
  for (size_t i = 0; i < MTN_COUNT(callout_words); i++) {
    if (whole && token.len && (token.ptr[0] | 0x20) != callout_words[i].word[0]) continue;
    if (whole ? !mtn_str_is(token, callout_words[i].word) : !ends_in_word(token, callout_words[i].word)) continue;
    *kind = callout_words[i].kind;
    return true;
  }
  return false;
}

static bool callout_kind(matn_str class, uint8_t *kind) {
  size_t at = 0;
  for (matn_str token; (token = next_class(class, &at, "abcdefghijklmnopqrstuvwxyz")).ptr;) {
    if (mtn_str_is(token, "hint") || mtn_str_starts(token, "theme-admonition-secondary"))
      continue; /* names of all kinds */
    if (callout_word(token, false, kind)) return true;
  }
  return false;
}

/* What attributes say of a callout whose class says no kind: data-callout="tip". */
static bool callout_attribute(const mtn_document *doc, uint32_t node, uint8_t *kind) {
  const mtn_node *n = &doc->nodes[node];
  for (uint32_t i = 0; i < n->size; i++) {
    const mtn_attr *attr = &doc->attrs[n->data + i];
    if (mtn_str_starts(mtn_text_of(doc, attr->name), "data-callout") ||
        mtn_str_is(mtn_text_of(doc, attr->name), "data-type"))
      if (callout_word(mtn_text_of(doc, attr->value), true, kind)) return true;
  }
  return false;
}

/* Whether a box whose class is no more than the name of a kind starts with that word as its title: `<div class="NOTE">
 * <p>Note</p>`. */
static bool is_titled_callout(matn_str class, const mtn_block *first, uint8_t *kind) {
  matn_str title = mtn_text_trim(first->text);
  while (title.len && strchr(":!.", title.ptr[title.len - 1])) title.len--;
  uint8_t other;
  return title.len > 2 && callout_word(class, true, kind) && callout_word(title, true, &other) && *kind == other;
}

static bool is_callout(builder *b, uint32_t node, const mtn_block *first, uint8_t *kind) {
  const mtn_document *doc = b->doc;
  matn_str class = mtn_node_attr(doc, node, MTN_ATTR_CLASS);
  bool sure;
  if (class.len < 3) return false;
  if (class.len < 12 && is_titled_callout(class, first, kind)) return true;
  const uint64_t hash = mtn_str_hash(class);
  uint64_t *plain = &b->plain[hash % PLAIN_KEPT];
  if (*plain == hash) return false;
  if (!is_callout_class(class, &sure)) {
    *plain = hash;
    return false;
  }
  if (callout_kind(class, kind) || callout_attribute(doc, node, kind)) return true;
  *kind = MTN_CALLOUT_NOTE;
  return sure;
}

#define MARKER_MAX 16 /* bytes of "[!important]" */
/* GitHub's marker of a callout that a page has not made one of: "[!NOTE]"; its length, 0 if the text does not start so.
 */
static size_t marker_length(matn_str text, uint8_t *kind) {
  size_t looked = text.len < MARKER_MAX ? text.len : MARKER_MAX;
  const char *end = looked > 4 && text.ptr[0] == '[' && text.ptr[1] == '!' ? memchr(text.ptr, ']', looked) : NULL;
  if (!end || !callout_word((matn_str){text.ptr + 2, (size_t)(end - text.ptr) - 2}, true, kind)) return 0;
  return (size_t)(end - text.ptr) + 1;
}

/* MkDocs folds callouts into details of their kind. */
static bool is_details_callout(const mtn_document *doc, uint32_t node, uint8_t *kind) {
  matn_str class = mtn_node_attr(doc, node, MTN_ATTR_CLASS);
  size_t at = 0;
  for (matn_str token; (token = next_class(class, &at, "abcdefhinstw")).ptr;)
    if (callout_word(token, true, kind)) return true;
  return false;
}

/* ------------------------------------------------------------------------------------------------------------- Nests
 */

static uint32_t add_nest(builder *b, mtn_nest nest) {
  mtn_structure *s = b->out;
  if (s->nests[nest.parent].depth >= MTN_NEST_DEPTH) return nest.parent;
  if (s->nest_count == b->nest_cap) {
    size_t cap = b->nest_cap * 2, bytes;
    mtn_nest *grown = mtn_mul(cap, sizeof(*grown), &bytes) ? mtn_arena_alloc(b->arena, bytes) : NULL;
    if (!grown) return UINT32_MAX;
    memcpy(grown, s->nests, s->nest_count * sizeof(*grown));
    s->nests = grown;
    b->nest_cap = cap;
  }
  nest.depth = (uint8_t)(s->nests[nest.parent].depth + 1);
  s->nests[s->nest_count] = nest;
  return (uint32_t)s->nest_count++;
}

/* A small non-negative number in decimal; `missing` if it is none. */
static uint32_t small_number(matn_str s, uint32_t missing) {
  uint32_t value = 0;
  if (s.len == 0 || s.len > 6) return missing;
  for (size_t i = 0; i < s.len; i++) {
    if (!mtn_is_digit((unsigned char)s.ptr[i])) return missing;
    value = value * 10 + (uint32_t)(s.ptr[i] - '0');
  }
  return value;
}

static bool is_list(uint16_t tag) {
  return tag == MTN_TAG_UL || tag == MTN_TAG_OL || tag == MTN_TAG_MENU || tag == MTN_TAG_DIR;
}

/* The items of a list: where a list that counts down starts. */
static uint32_t items_of(const mtn_document *doc, uint32_t list) {
  uint32_t count = 0;
  for (uint32_t at = doc->nodes[list].first; at; at = doc->nodes[at].next) count += mtn_node_is(doc, at, MTN_TAG_LI);
  return count;
}

/* The number of an li (HTML 4.4.8, ordinal value): those of one list are asked for in order, so each is passed once. */
static uint32_t number_of(builder *b, uint32_t list_box, uint32_t list, uint32_t item) {
  uint32_t at;
  bool down = mtn_node_attr(b->doc, list, MTN_ATTR_REVERSED).ptr != NULL;
  uint32_t step = down ? UINT32_MAX : 1; /* -1 */
  if (!b->counted[list_box]) {
    uint32_t start = down ? items_of(b->doc, list) : 1;
    b->number[list_box] = small_number(mtn_node_attr(b->doc, list, MTN_ATTR_START), start) - step;
    at = b->doc->nodes[list].first;
  } else {
    at = b->doc->nodes[b->counted[list_box]].next;
  }
  for (; at; at = b->doc->nodes[at].next) {
    if (mtn_node_is(b->doc, at, MTN_TAG_LI)) {
      b->number[list_box] = small_number(mtn_node_attr(b->doc, at, MTN_ATTR_VALUE), b->number[list_box] + step);
      b->counted[list_box] = at;
    }
    if (at == item) break;
  }
  if (!at) b->number[list_box]++;                                   /* the li is not a child of the list: malformed */
  return b->number[list_box] > 999999999 ? 0 : b->number[list_box]; /* CommonMark's limit of nine digits */
}

/* A list that lays out cards, posts or pictures is no list to a reader: its items start with a heading or a table, or
 * with something that is not part of the text. */
static bool is_item(const mtn_block *first, uint32_t li) {
  if (first->item != li) return true; /* it starts with a list of its own */
  if (!(first->flags & MTN_BLOCK_ITEM_START)) return false;
  return first->kind == MATN_BLOCK_LIST_ITEM || first->kind == MATN_BLOCK_CODE;
}

/* The box to tick that stands before the text of an item. */
#define TASK_NODES_MAX 8
static uint8_t task_of(const mtn_document *doc, uint32_t li) {
  uint32_t node = doc->nodes[li].first;
  for (unsigned looked = 0; node && looked < TASK_NODES_MAX; looked++, node = mtn_node_walk(doc, li, node)) {
    if (doc->nodes[node].type == MTN_TEXT && mtn_text_trim(mtn_node_text(doc, node)).len) break;
    if (mtn_node_is(doc, node, MTN_TAG_LI)) break; /* of an item inside */
    matn_str class = mtn_node_is(doc, node, MTN_TAG_DIV) ? mtn_node_attr(doc, node, MTN_ATTR_CLASS) : (matn_str){0};
    if (class.len && mtn_class_has(class, "checkbox"))
      return mtn_class_has(class, "checkbox-on") ? MTN_TASK_DONE : MTN_TASK_OPEN;
    if (!mtn_node_is(doc, node, MTN_TAG_INPUT)) continue;
    if (!mtn_str_is(mtn_node_attr(doc, node, MTN_ATTR_TYPE), "checkbox")) break;
    return mtn_node_attr(doc, node, MTN_ATTR_CHECKED).ptr ? MTN_TASK_DONE : MTN_TASK_OPEN;
  }
  return MTN_TASK_NONE;
}

static uint32_t enter_item(builder *b, uint32_t box, uint32_t parent_nest, const mtn_block *first) {
  const mtn_box *boxes = b->blocks->boxes;
  uint32_t node = boxes[box].node, list = b->doc->nodes[node].parent, list_box = boxes[box].parent;
  if (!is_item(first, node)) return parent_nest;
  mtn_nest nest = {.parent = parent_nest, .node = node, .box = box, .list = list, .kind = MTN_NEST_ITEM};
  bool direct = boxes[list_box].node == list;
  if (direct && mtn_node_is(b->doc, list, MTN_TAG_OL)) nest.number = number_of(b, list_box, list, node);
  if (direct && b->alias[list_box]) nest.list = b->alias[list_box];
  nest.task = task_of(b->doc, node);
  uint32_t made = add_nest(b, nest);
  if (direct && made != parent_nest) b->last[list_box] = made;
  return made;
}

/* An item of a list by its role. */
static bool is_aria_item(const mtn_document *doc, const mtn_box *box) {
  return box->tag == MTN_TAG_DIV && doc->nodes[box->node].size &&
         mtn_str_is(mtn_node_attr(doc, box->node, MTN_ATTR_ROLE), "listitem");
}

/* The nest of the note whose label is the term before the definition `dd`; 0 if that is no note. */
static uint32_t note_of_term(builder *b, uint32_t dd) {
  uint32_t before = b->doc->nodes[dd].prev;
  while (before && b->doc->nodes[before].type != MTN_ELEMENT) before = b->doc->nodes[before].prev;
  if (!b->out->note_count || !before || !mtn_node_is(b->doc, before, MTN_TAG_DT)) return 0;
  uint32_t number = mtn_ids_find(&b->out->note_ids, mtn_node_attr(b->doc, before, MTN_ATTR_ID));
  return number ? b->out->notes[number - 1].nest : 0;
}

/* Google Docs writes nested lists as lists side by side whose class tells which list each is of, and how deep
 * ("lst-kix_abc-1"): the depth, and the name in *name; -1 of others. */
static int kix_level(const mtn_document *doc, uint32_t list, matn_str *name) {
  matn_str class = mtn_node_attr(doc, list, MTN_ATTR_CLASS);
  size_t at = class.len ? mtn_str_find(class, 0, "lst-kix_") : SIZE_MAX, start = at;
  if (at == SIZE_MAX) return -1;
  at = mtn_text_find_space(class, at);
  *name = (matn_str){class.ptr + start, at - start - 1};
  char digit = class.ptr[at - 1];
  return mtn_is_digit((unsigned char)digit) && class.ptr[at - 2] == '-' ? digit - '0' : -1;
}

/* The nest that a list's items stand in: `around`, or where the list beside it leaves off. */
static uint32_t enter_list(builder *b, uint32_t box, uint32_t around) {
  const mtn_box *boxes = b->blocks->boxes;
  const mtn_nest *nests = b->out->nests;
  uint32_t other = b->sibling[boxes[box].parent], before = b->doc->nodes[boxes[box].node].prev;
  b->sibling[boxes[box].parent] = box;
  matn_str name, other_name;
  int level = kix_level(b->doc, boxes[box].node, &name);
  while (before && b->doc->nodes[before].type != MTN_ELEMENT) before = b->doc->nodes[before].prev;
  if (level < 0 || !other || boxes[other].node != before || !b->last[other]) return around;
  int was = kix_level(b->doc, before, &other_name);
  uint32_t item = b->last[other];
  if (was < 0 || !mtn_str_equal(name, other_name)) return around;
  if (level > was) return item;
  for (; was > level && nests[nests[item].parent].kind == MTN_NEST_ITEM; was--) item = nests[item].parent;
  b->alias[box] = nests[item].list;
  return nests[item].parent;
}

/* The nest that a box opens, given its first selected block; the one around it if it opens none. */
static uint32_t enter_box(builder *b, uint32_t box, const mtn_block *first) {
  const mtn_box *boxes = b->blocks->boxes;
  const mtn_box *it = &boxes[box];
  uint32_t around = b->nest_of[it->parent];
  mtn_nest nest = {.parent = around, .node = it->node, .box = box};
  mtn_footnote *note = first->kind == MATN_BLOCK_HEADING ? NULL : note_at(b, it->node);
  if (it->tag == MTN_TAG_DD && !note) { /* docutils: the id is that of the term */
    uint32_t of_term = note_of_term(b, it->node);
    if (of_term) return of_term;
  }
  if (note) {
    nest.kind = MTN_NEST_NOTE;
    nest.parent = 0; /* notes are written apart from what is around them */
    nest.number = (uint32_t)(note - b->out->notes);
    return note->nest = add_nest(b, nest);
  }
  if (is_aria_item(b->doc, it)) {
    nest.kind = MTN_NEST_ITEM;
    nest.list = b->doc->nodes[it->node].parent;
    return add_nest(b, nest);
  }
  switch (it->tag) {
  case MTN_TAG_LI: return enter_item(b, box, around, first);
  case MTN_TAG_UL:
  case MTN_TAG_OL:
  case MTN_TAG_MENU:
  case MTN_TAG_DIR: /* a list that is a child of a list belongs to the item before it, as browsers indent it */
    if (is_list(boxes[it->parent].tag) && b->last[it->parent]) return b->last[it->parent];
    return enter_list(b, box, around);
  case MTN_TAG_FIGURE: /* Notion's callouts are figures, and say no kind */
    nest.kind =
        mtn_class_has(mtn_node_attr(b->doc, it->node, MTN_ATTR_CLASS), "callout") ? MTN_NEST_CALLOUT : MTN_NEST_FIGURE;
    break;
  case MTN_TAG_DETAILS:
    nest.kind = is_details_callout(b->doc, it->node, &nest.callout) ? MTN_NEST_CALLOUT : MTN_NEST_DETAILS;
    break;
  case MTN_TAG_DL: nest.kind = MTN_NEST_DEFINITIONS; break;
  case MTN_TAG_DD: nest.kind = MTN_NEST_DEFINITION; break;
  case MTN_TAG_BLOCKQUOTE:
    nest.kind = MTN_NEST_QUOTE;
    if (marker_length(first->text, &nest.callout)) {
      nest.kind = MTN_NEST_CALLOUT;
      break;
    } /* fall through */
  case MTN_TAG_DIV:
  case MTN_TAG_ASIDE:
  case MTN_TAG_SECTION:
  case MTN_TAG_P:
    if (is_callout(b, it->node, first, &nest.callout)) nest.kind = MTN_NEST_CALLOUT;
    break;
  default: break;
  }
  return nest.kind == MTN_NEST_NONE ? around : add_nest(b, nest);
}

static matn_status build_nests(builder *b) {
  mtn_structure *s = b->out;
  size_t boxes = b->blocks->box_count, part = 0;
  for (uint32_t box = 1; box < boxes; box++) {
    const mtn_box *it = &b->blocks->boxes[box];
    b->nest_of[box] = b->nest_of[it->parent];
    b->table[box] = it->tag == MTN_TAG_TABLE ? box : b->table[it->parent];
    while (part < s->part_count && s->parts[part].block < it->first) part++;
    if (part == s->part_count) break;
    const mtn_part *first = &s->parts[part];
    if (first->block >= it->end) continue;
    b->nest_of[box] = enter_box(b, box, &b->blocks->items[first->block]);
    if (b->nest_of[box] == UINT32_MAX) return MATN_NOMEM;
  }
  return MATN_OK;
}

/* ------------------------------------------------------------------------------------------------------------ Tables
 */

/* What the parts of a table are. */
typedef struct table_parts {
  size_t rows, others; /* whole rows; blocks in cells */
  bool headed;         /* a row of headings */
  bool page;           /* headings of the page, which stand in layout */
} table_parts;

/* Whether the rows hold data rather than a page's layout. */
static bool is_data_table(const mtn_document *doc, uint32_t table, const table_parts *p) {
  matn_str role = mtn_node_attr(doc, table, MTN_ATTR_ROLE);
  if (mtn_str_is(role, "presentation") || mtn_str_is(role, "none")) return false;
  return !p->page && p->rows > 0 && (p->others <= p->rows || p->headed);
}

/* Mark the runs of parts that are a table. */
static void find_tables(builder *b) {
  mtn_structure *s = b->out;
  for (size_t i = 0; i < s->part_count;) {
    uint32_t table = b->blocks->items[s->parts[i].block].table;
    size_t end = i + 1;
    table_parts p = {0};
    if (!table) {
      i++;
      continue;
    }
    while (end < s->part_count && b->blocks->items[s->parts[end].block].table == table) end++;
    for (size_t k = i; k < end; k++) {
      const mtn_block *block = &b->blocks->items[s->parts[k].block];
      p.rows += block->kind == MATN_BLOCK_TABLE_ROW;
      p.others += block->kind != MATN_BLOCK_TABLE_ROW && block->kind != MATN_BLOCK_CAPTION;
      p.headed |= (block->flags & MTN_BLOCK_HEADER_ROW) != 0;
      p.page |= block->kind == MATN_BLOCK_HEADING;
    }
    if (is_data_table(b->doc, table, &p)) {
      s->parts[i].table_end = (uint32_t)end;
      s->parts[i].table_nest = b->nest_of[b->table[b->blocks->items[s->parts[i].block].box]];
    }
    i = end;
  }
}

/* ------------------------------------------------------------------------------------------------------------- Parts
 */

/* Whether the item that the part starts goes on with the list of the part before. */
static bool item_goes_on(const builder *b, const mtn_part *before, const mtn_part *part) {
  const mtn_nest *nests = b->out->nests;
  const mtn_nest *item = &nests[part->nest];
  if (item->kind != MTN_NEST_ITEM) return false;
  if (item->parent == before->nest) return nests[before->nest].kind == MTN_NEST_ITEM;
  uint32_t other = mtn_structure_at_depth(b->out, before->nest, item->depth);
  return other && nests[other].kind == MTN_NEST_ITEM && nests[other].list == item->list;
}

static bool goes_on(const builder *b, const mtn_part *before, const mtn_part *part) {
  const mtn_block *was = &b->blocks->items[before->block], *is = &b->blocks->items[part->block];
  if (is->flags & MTN_BLOCK_LINE_ON) return was == is - 1;
  if (is->kind == MATN_BLOCK_TABLE_ROW) return was->kind == MATN_BLOCK_TABLE_ROW && was->table == is->table;
  const mtn_nest *old = &b->out->nests[before->nest], *now = &b->out->nests[part->nest];
  if (old->kind == MTN_NEST_DEFINITION && now->kind == MTN_NEST_DEFINITION && old != now) /* of one term */
    return old->parent == now->parent && is->kind == MATN_BLOCK_PARAGRAPH;
  if (was->kind == MATN_BLOCK_TERM)
    return is->kind == MATN_BLOCK_TERM ||
           b->out->nests[part->nest].parent == before->nest; /* the definition of the term */
  if (before->note != part->note) return before->note && part->note;
  if (is->kind != MATN_BLOCK_LIST_ITEM || was->kind != MATN_BLOCK_LIST_ITEM) return false;
  return item_goes_on(b, before, part);
}

static void set_note(mtn_structure *s, size_t part) {
  uint32_t nest = s->parts[part].nest;
  while (nest && s->nests[nest].kind != MTN_NEST_NOTE) nest = s->nests[nest].parent;
  if (!nest) return;
  mtn_footnote *note = &s->notes[s->nests[nest].number];
  if (!note->end) note->first = (uint32_t)part;
  note->end = (uint32_t)part + 1;
  s->parts[part].note = s->nests[nest].number + 1;
}

static matn_status start(builder *b) {
  size_t boxes = b->blocks->box_count, selected = 0;
  for (size_t i = 0; i < b->blocks->count; i++) selected += b->blocks->items[i].selected;
  b->out->parts = mtn_arena_calloc(b->arena, selected ? selected : 1, sizeof(mtn_part));
  uint32_t *words = mtn_arena_calloc(b->arena, boxes ? boxes * 7 : 7, sizeof(uint32_t));
  b->nest_cap = 32;
  b->out->nests = mtn_arena_calloc(b->arena, b->nest_cap, sizeof(mtn_nest));
  if (!b->out->parts || !words || !b->out->nests) return MATN_NOMEM;
  b->out->nest_count = 1;
  b->nest_of = words;
  b->last = words + boxes;
  b->counted = b->last + boxes;
  b->number = b->counted + boxes;
  b->table = b->number + boxes;
  b->sibling = b->table + boxes;
  b->alias = b->sibling + boxes;
  for (size_t i = 0; i < b->blocks->count; i++)
    if (b->blocks->items[i].selected) b->out->parts[b->out->part_count++].block = (uint32_t)i;
  return MATN_OK;
}

matn_status mtn_structure_build(const mtn_document *doc, const mtn_blocks *blocks, mtn_arena *arena,
                                mtn_structure *out) {
  *out = (mtn_structure){0};
  builder b = {.doc = doc, .blocks = blocks, .arena = arena, .out = out};
  mtn_runs runs = {0};
  MTN_TRY(start(&b));
  MTN_TRY(collect_notes(&b));
  MTN_TRY(build_nests(&b));
  MTN_TRY(name_notes(&b));
  for (size_t i = 0; i < out->part_count; i++) {
    mtn_part *part = &out->parts[i];
    part->nest = b.nest_of[blocks->items[part->block].box];
    set_note(out, i);
    part->joins = i > 0 && goes_on(&b, &out->parts[i - 1], part);
    bool behind = i > 0 && part[-1].block + 1 == part->block && part[-1].nest == part->nest;
    if (behind && !part->joins && !part->note) part->joint = mtn_runs_joint(&runs, doc, blocks, part->block);
  }
  find_tables(&b);
  return MATN_OK;
}

size_t mtn_structure_paragraph(const mtn_structure *structure, size_t i) {
  size_t end = i + 1;
  while (end < structure->part_count && structure->parts[end].joint) end++;
  return end;
}

/* ------------------------------------------------------------------------------------------------- What notes start
 * with
 */

static bool is_sign_of_note(matn_str text, size_t at, size_t *size) {
  static const char *const signs[] = {"*", "\xE2\x80\xA0", "\xE2\x80\xA1", "\xC2\xA7",
                                      "^", "\xE2\x86\x91"}; /* † ‡ § ↑ */
  for (size_t i = 0; i < MTN_COUNT(signs); i++) {
    *size = strlen(signs[i]);
    if (text.len - at >= *size && memcmp(text.ptr + at, signs[i], *size) == 0) return true;
  }
  return false;
}

/* The label as digits or as raised digits (extract/inline.h); its length in `text` from `at`, 0 if it is not there. */
static size_t label_at(matn_str text, size_t at, matn_str label) {
  static const char *const raised[] = {"\xE2\x81\xB0", "\xC2\xB9",     "\xC2\xB2",     "\xC2\xB3",     "\xE2\x81\xB4",
                                       "\xE2\x81\xB5", "\xE2\x81\xB6", "\xE2\x81\xB7", "\xE2\x81\xB8", "\xE2\x81\xB9"};
  size_t start = at;
  if (!label.len) return 0;
  if (text.len - at >= label.len && memcmp(text.ptr + at, label.ptr, label.len) == 0) return label.len;
  for (size_t i = 0; i < label.len; i++) {
    if (!mtn_is_digit((unsigned char)label.ptr[i])) return 0;
    const char *sign = raised[label.ptr[i] - '0'];
    size_t size = strlen(sign);
    if (text.len - at < size || memcmp(text.ptr + at, sign, size) != 0) return 0;
    at += size;
  }
  return at - start;
}

static size_t label_length(const mtn_footnote *note, matn_str text) {
  size_t at = 0, size = 0;
  bool bracket = text.len && (text.ptr[0] == '[' || text.ptr[0] == '(');
  if (bracket) at++;
  size = label_at(text, at, note->said);
  bool raised = size > note->said.len;
  if (!size && !is_sign_of_note(text, at, &size)) return 0;
  at += size;
  bool ends = raised || bracket;
  while (at < text.len && strchr("]).:", text.ptr[at])) at++, ends = true;
  if (at == text.len) return ends ? at : 0;
  bool space = mtn_is_space((unsigned char)text.ptr[at]) || (unsigned char)text.ptr[at] == 0xC2; /* U+00A0 */
  return space || raised ? at : 0;
}

size_t mtn_structure_skip(const mtn_structure *structure, const mtn_part *part, const mtn_block *block) {
  uint8_t kind;
  bool first = part == structure->parts || part[-1].nest != part->nest;
  if (first && structure->nests[part->nest].kind == MTN_NEST_CALLOUT) return marker_length(block->text, &kind);
  if (!part->note) return 0;
  const mtn_footnote *note = &structure->notes[part->note - 1];
  return part == &structure->parts[note->first] ? label_length(note, block->text) : 0;
}
