#include "extract/names.h"

#include "text/words.h"

#include "extract/tokens.inc" /* TOKEN_BITS, name_hashes[], name_weights[], text_hashes[], text_weights[] */

/* ---------------------------------------------------------------------------------------------------------- Weights
 *
 * They stand in open-addressing tables of hashes; the words themselves are not kept. */

#define TOKEN_MIN 2u   /* letters that say nothing */
#define TOKEN_MAX 24u  /* hashes and the like */
#define VALUE_MAX 512u /* utility classes by the hundred add nothing */

typedef struct weights {
  const uint32_t *hashes;
  const int8_t *values;
} weights;
static const weights names_weights = {name_hashes, name_weights}, texts_weights = {text_hashes, text_weights};

static int weight_of(const weights *table, uint32_t hash) {
  const uint32_t mask = (1u << TOKEN_BITS) - 1;
  for (uint32_t slot = hash & mask; table->hashes[slot]; slot = (slot + 1) & mask)
    if (table->hashes[slot] == hash) return table->values[slot];
  return 0;
}

static void add_weight(mtn_tally *t, const weights *table, uint32_t hash) {
  int weight = weight_of(table, hash);
  mtn_tally_add(t, (mtn_tally){weight, weight, weight});
}

enum { SHORT_WORDS = 12, OPENING_WORDS = 4 };
#define OPENING_MARK '^'

mtn_tally mtn_names_of_text(matn_str text, bool is_short) {
  mtn_tally t = {0, 0, 0};
  /* the first words of a long block say other things than a short one's: a mark keeps these apart */
  uint64_t mark = is_short ? 0 : OPENING_MARK;
  mtn_text_runs runs = {.text = text};
  matn_str word;
  for (int left = is_short ? SHORT_WORDS : OPENING_WORDS; left && (word = mtn_text_next_run(&runs, true)).ptr; left--)
    if (word.len >= TOKEN_MIN && word.len <= TOKEN_MAX) add_weight(&t, &texts_weights, mtn_text_hash_word(word, mark));
  return t;
}

/* ------------------------------------------------------------------------------------------------------------ Words */

typedef struct class_word {
  uint32_t hash; /* mtn_text_hash_word, 0 where no word is */
  uint8_t role;  /* mtn_unit_role */
  uint8_t sense; /* mtn_part_sense */
  bool part;     /* beside a role it makes the token name a part of a unit, or what stands around many */
} class_word;

#include "extract/names_words.inc" /* WORD_BITS, class_words[] */

static const class_word *find_word(uint32_t hash) {
  const uint32_t mask = (1u << WORD_BITS) - 1;
  uint32_t slot = hash & mask;
  while (class_words[slot].hash && class_words[slot].hash != hash) slot = (slot + 1) & mask;
  return &class_words[slot];
}

/* What names a paywall, anywhere in a value. */
static const char *const pay_marks[] = {"paywall",           "regwall",           "pay-wall",       "reg-wall",
                                        "registration-wall", "subscription-wall", "subscribe-wall", "content-gate",
                                        "premium-gate",      "article-gate",      "meteredwall"};

static bool names_paywall(matn_str value) { return mtn_str_holds_any(value, pay_marks, MTN_COUNT(pay_marks)); }

/* Whether a word may be part of a mark: each of them ends or goes on after "wall" or "gate". */
static bool hints_at_paywall(matn_str text) {
  switch (mtn_to_lower(text.ptr[text.len - 1])) {
  case 'l':
    if (mtn_str_ends(text, "wall")) return true;
    break;
  case 'e':
    if (mtn_str_ends(text, "gate")) return true;
    break;
  default: break;
  }
  return mtn_str_starts(text, "paywall");
}

/* ---------------------------------------------------------------------------------------------------------- Values */

#define SENSES_MAX 200 /* bytes; a longer value says everything */
#define ROLE_MAX 48    /* bytes of a token; longer ones are made by programs */

/* A token: its words are runs of ASCII letters, cut where a small letter meets a capital. */
typedef struct token_reader {
  mtn_name name;
  bool part, digits;
} token_reader;

static void add_word(token_reader *r, matn_str word) {
  if (word.len < TOKEN_MIN || word.len > TOKEN_MAX) return;
  uint32_t hash = mtn_text_hash_word(word, 0);
  add_weight(&r->name.weight, &names_weights, hash);
  r->name.pay |= hints_at_paywall(word);
  const class_word *found = find_word(hash);
  r->name.senses |= found->sense;
  r->part |= found->part;
  r->name.senses &= (uint8_t)~MTN_SENSE_WHOLE;
  if (found->role != MTN_UNIT_NONE) {
    r->name.role = found->role;
    r->name.senses |= MTN_SENSE_WHOLE;
  }
}

#ifdef MTN_VEC16
static void read_words(token_reader *r, matn_str token) {
  size_t start = 0;
  uint32_t inside = 0, after_small = 0; /* whether the byte before is a letter, and whether a small one */
  for (size_t at = 0; at < token.len; at += 16) {
    size_t left = token.len - at;
    v16 v = left >= 16 ? v16_load(token.ptr + at) : v16_load_few(token.ptr + at, left);
    uint32_t small = v16_bits(mtn_text_between(v, 'a', 'z')), capital = v16_bits(mtn_text_between(v, 'A', 'Z'));
    uint32_t letter = small | capital, before = letter << 1 | inside, turn = capital & (small << 1 | after_small);
    uint32_t starts = (letter & ~before) | turn, ends = ((~letter & before) | turn) & 0xFFFF;
    r->digits |= v16_bits(mtn_text_between(v, '0', '9')) != 0;
    for (uint32_t places = starts | ends; places; places &= places - 1) {
      uint32_t place = places & (0u - places);
      size_t here = at + (size_t)__builtin_ctz(place);
      if (ends & place) add_word(r, (matn_str){token.ptr + start, here - start});
      start = here;
    }
    inside = letter >> 15;
    after_small = small >> 15;
  }
  if (inside) add_word(r, (matn_str){token.ptr + start, token.len - start});
}
#else
static void read_words(token_reader *r, matn_str token) {
  const char *p = token.ptr, *end = p + token.len;
  for (const char *start; p < end;) {
    for (; p < end && !mtn_is_alpha((unsigned char)*p); p++) r->digits |= mtn_is_digit((unsigned char)*p);
    for (start = p; p < end && mtn_is_alpha((unsigned char)*p); p++)
      if (p > start && *p <= 'Z' && p[-1] >= 'a') break;
    if (p > start) add_word(r, (matn_str){start, (size_t)(p - start)});
  }
}
#endif

/* A hash of the token's bytes but digits. */
static uint32_t shape_of(matn_str token, bool digits) {
  char rest[VALUE_MAX];
  if (digits) {
    size_t len = 0;
    for (size_t i = 0; i < token.len; i++)
      if (!mtn_is_digit((unsigned char)token.ptr[i])) rest[len++] = token.ptr[i];
    token = (matn_str){rest, len};
  }
  return (uint32_t)(mtn_str_hash(token) >> 32);
}

static mtn_name read_token(matn_str token) {
  token_reader r = {.part = false};
  read_words(&r, token);
  r.name.shape = shape_of(token, r.digits);
  if (r.part || token.len > ROLE_MAX) r.name.role = MTN_UNIT_NONE;
  if (r.name.role == MTN_UNIT_NONE) r.name.senses &= (uint8_t)~MTN_SENSE_WHOLE;
  return r.name;
}

enum { SLOT_BITS_MIN = 5, SLOT_BITS_MAX = 9 };

static bool table_new(mtn_name_table *table, unsigned bits, mtn_arena *arena) {
  table->slots = mtn_arena_calloc(arena, (size_t)1 << bits, sizeof(*table->slots));
  table->names = mtn_arena_alloc(arena, sizeof(*table->names) << bits);
  table->count = 0;
  return table->slots && table->names;
}

matn_status mtn_names_new(mtn_names *names, size_t count, mtn_arena *arena) {
  unsigned bits = SLOT_BITS_MIN;
  while (bits < SLOT_BITS_MAX && (size_t)1 << bits < count) bits++;
  names->shift = 64 - bits;
  return table_new(&names->values, bits, arena) && table_new(&names->tokens, bits, arena) ? MATN_OK : MATN_NOMEM;
}

/* The place of a text in a table; *known says whether its name stands there, or is to be written. */
static mtn_known_name *place_of(mtn_name_table *table, uint32_t shift, matn_str text, bool *known) {
  uint16_t *slot = &table->slots[mtn_str_hash(text) >> shift];
  *known = *slot && mtn_str_equal(table->names[*slot - 1].value, text);
  if (!*slot) *slot = (uint16_t)++table->count;
  return &table->names[*slot - 1];
}

/* What the tokens of a value say together: they are runs without white space. */
static mtn_name read_value(mtn_names *names, matn_str value) {
  mtn_name name = {.shape = MTN_FNV32_START, .first = MTN_FNV32_START};
  size_t at = 0;
  for (matn_str token; (token = mtn_text_next_token(value, &at)).ptr;) {
    bool known;
    mtn_known_name *place = place_of(&names->tokens, names->shift, token, &known);
    if (!known) *place = (mtn_known_name){token, read_token(token)};
    const mtn_name *said = &place->name;
    mtn_tally_add(&name.weight, said->weight);
    name.senses |= said->senses;
    name.pay |= said->pay;
    if (said->role > name.role) name.role = said->role;
    if (name.first == MTN_FNV32_START) name.first = said->shape;
    name.shape = mtn_fnv32_add(name.shape, said->shape);
  }
  if (value.len > SENSES_MAX) name.senses &= MTN_SENSE_WHOLE;
  name.pay = name.pay && names_paywall(value);
  return name;
}

static const mtn_name *name_of(mtn_names *names, matn_str value) {
  bool known;
  mtn_known_name *place = place_of(&names->values, names->shift, value, &known);
  if (!known) *place = (mtn_known_name){value, read_value(names, value)};
  return &place->name;
}

/* -------------------------------------------------------------------------------------------------------- Elements */

bool mtn_names_reads(uint16_t attr) {
  switch (attr) {
  case MTN_ATTR_CLASS:
  case MTN_ATTR_ID:
  case MTN_ATTR_ROLE:
  case MTN_ATTR_ARIA_LABEL:
  case MTN_ATTR_ITEMPROP:
  case MTN_ATTR_ITEMTYPE:
  case MTN_ATTR_DATA_ROLE:
  case MTN_ATTR_DATA_TEST:
  case MTN_ATTR_DATA_TESTID:
  case MTN_ATTR_DATA_TYPE: return true;
  default: return false;
  }
}

matn_str mtn_names_value(const mtn_document *doc, const mtn_attr *attr) {
  return mtn_utf8_cut(mtn_text_of(doc, attr->value), VALUE_MAX);
}

/* The last part of an itemtype's address. */
static mtn_unit_role type_role(matn_str type) {
  static const struct {
    const char *name;
    mtn_unit_role role;
  } types[] = {{"comment", MTN_UNIT_COMMENT},   {"usercomments", MTN_UNIT_COMMENT},
               {"review", MTN_UNIT_REVIEW},     {"answer", MTN_UNIT_ANSWER},
               {"question", MTN_UNIT_QUESTION}, {"discussionforumposting", MTN_UNIT_POST}};
  size_t from = type.len;
  while (from > 0 && type.ptr[from - 1] != '/') from--;
  matn_str name = mtn_text_trim((matn_str){type.ptr + from, type.len - from});
  for (size_t i = 0; i < MTN_COUNT(types); i++)
    if (mtn_str_is(name, types[i].name)) return types[i].role;
  return MTN_UNIT_NONE;
}

/* Elements that are no unit, whatever they are called. */
static bool is_no_unit(const mtn_node *n) {
  return n->ns != MTN_NS_HTML || n->tag == MTN_TAG_BODY || n->tag == MTN_TAG_HTML || n->tag == MTN_TAG_MAIN ||
         n->tag == MTN_TAG_FORM || n->tag == MTN_TAG_P || (n->tag >= MTN_TAG_H1 && n->tag <= MTN_TAG_H6);
}

mtn_name mtn_names_of(mtn_names *names, const mtn_document *doc, uint32_t node) {
  const mtn_node *n = &doc->nodes[node];
  mtn_name name = {.shape = MTN_FNV32_START, .first = MTN_FNV32_START};
  bool property = false, thing = false;
  mtn_unit_role typed = MTN_UNIT_NONE;
  if (n->type != MTN_ELEMENT) return name;
  for (uint32_t i = 0; i < n->size; i++) {
    const mtn_attr *attr = &doc->attrs[n->data + i];
    thing |= attr->id == MTN_ATTR_ITEMSCOPE;
    if (!mtn_names_reads(attr->id)) continue;
    matn_str value = mtn_names_value(doc, attr);
    const mtn_name *said = name_of(names, value);
    mtn_tally_add(&name.weight, said->weight);
    property |= attr->id == MTN_ATTR_ITEMPROP;
    if (attr->id == MTN_ATTR_ITEMTYPE) typed = type_role(value);
    if (attr->id == MTN_ATTR_CLASS) {
      name.shape = said->shape;
      name.first = said->first;
    }
    if (attr->id != MTN_ATTR_CLASS && attr->id != MTN_ATTR_ID) continue;
    name.pay |= said->pay;
    name.senses |= said->senses;
    if (said->role > name.role) name.role = said->role;
  }
  if (n->tag == MTN_TAG_UNKNOWN) mtn_tally_add(&name.weight, name_of(names, mtn_node_name(doc, node))->weight);
  name.shape = mtn_fnv32_add(name.shape, n->tag);
  name.first = mtn_fnv32_add(name.first, n->tag);
  name.typed = typed != MTN_UNIT_NONE;
  if (name.typed) name.role = (uint8_t)typed;
  if (name.typed) name.senses = MTN_SENSE_WHOLE;
  /* A property that is no thing of its own: the text of a comment, classed as a post. */
  if (is_no_unit(n) || (property && !thing)) name.role = MTN_UNIT_NONE;
  return name;
}

unsigned mtn_names_senses(mtn_names *names, const mtn_document *doc, uint32_t node) {
  const mtn_node *n = &doc->nodes[node];
  unsigned found = 0;
  for (uint32_t i = 0; n->type == MTN_ELEMENT && i < n->size; i++) {
    const mtn_attr *attr = &doc->attrs[n->data + i];
    if (attr->id != MTN_ATTR_CLASS && attr->id != MTN_ATTR_ID && attr->id != MTN_ATTR_ITEMPROP &&
        attr->id != MTN_ATTR_REL)
      continue;
    found |= name_of(names, mtn_names_value(doc, attr))->senses;
  }
  return found;
}
