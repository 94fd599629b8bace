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

/* FNV-1a over the lower-cased token: train/ computes the same. */
#define FNV_START 2166136261u
#define FNV_PRIME 16777619u

static uint32_t hash_token(uint32_t h, const char *token, size_t len) {
  for (size_t i = 0; i < len; i++) h = (h ^ (unsigned char)mtn_to_lower(token[i])) * FNV_PRIME;
  return h ? h : 1;
}

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

static bool in_word(unsigned char c) { return mtn_is_alpha(c) || c >= 0x80; }

mtn_tally mtn_names_of_text(matn_str text, bool is_short) {
  mtn_tally t = {0, 0, 0};
  /* the first words of a long block say other things than a short one's: a mark before them keeps these apart */
  uint32_t start = is_short ? FNV_START : hash_token(FNV_START, "^", 1);
  const char *p = text.ptr, *end = p + text.len;
  for (int left = is_short ? SHORT_WORDS : OPENING_WORDS; left && p < end; left--) {
    while (p < end && !in_word((unsigned char)*p)) p++;
    const char *begin = p;
    while (p < end && in_word((unsigned char)*p)) p++;
    size_t len = (size_t)(p - begin);
    if (len >= TOKEN_MIN && len <= TOKEN_MAX) add_weight(&t, &texts_weights, hash_token(start, begin, len));
  }
  return t;
}

/* ------------------------------------------------------------------------------------------------------------ Words
 *
 * Sites name the parts of units in English wherever they are, and now and then in their own language. */

typedef struct word {
  const char *text;
  size_t len;
  mtn_unit_role role;
  unsigned senses; /* mtn_part_sense */
  bool part;       /* beside a role it makes the token name a part of a unit, or what stands around many */
} word;

#define WORD(text) (text), sizeof(text) - 1

static const word a_words[] = {
    {WORD("accepted"), .senses = MTN_SENSE_ACCEPTED},
    {WORD("acceptedanswer"), .senses = MTN_SENSE_ACCEPTED},
    {WORD("action"), .part = true},
    {WORD("actions"), .part = true},
    {WORD("add"), .part = true},
    {WORD("additional"), .senses = MTN_SENSE_SPEC},
    {WORD("ago"), .senses = MTN_SENSE_DATE},
    {WORD("all"), .part = true},
    {WORD("amount"), .senses = MTN_SENSE_PRICE},
    {WORD("answer"), .role = MTN_UNIT_ANSWER},
    {WORD("antwort"), .role = MTN_UNIT_ANSWER},
    {WORD("area"), .part = true},
    {WORD("attributes"), .senses = MTN_SENSE_SPEC},
    {WORD("author"), .senses = MTN_SENSE_AUTHOR, .part = true},
    {WORD("avatar"), .part = true},
};
static const word b_words[] = {
    {WORD("badge"), .part = true},
    {WORD("bar"), .part = true},
    {WORD("beitrag"), .role = MTN_UNIT_POST},
    {WORD("best"), .senses = MTN_SENSE_ACCEPTED},
    {WORD("body"), .senses = MTN_SENSE_TEXT, .part = true},
    {WORD("bottom"), .part = true},
    {WORD("box"), .part = true},
    {WORD("btn"), .part = true},
    {WORD("button"), .part = true},
    {WORD("buttons"), .part = true},
    {WORD("byline"), .senses = MTN_SENSE_AUTHOR},
};
static const word c_words[] = {
    {WORD("category"), .part = true},
    {WORD("col"), .part = true},
    {WORD("comentario"), .role = MTN_UNIT_COMMENT},
    {WORD("comment"), .role = MTN_UNIT_COMMENT},
    {WORD("commentaire"), .role = MTN_UNIT_COMMENT},
    {WORD("commenter"), .senses = MTN_SENSE_AUTHOR},
    {WORD("commento"), .role = MTN_UNIT_COMMENT},
    {WORD("commenttext"), .senses = MTN_SENSE_TEXT},
    {WORD("content"), .senses = MTN_SENSE_TEXT, .part = true},
    {WORD("control"), .part = true},
    {WORD("controls"), .part = true},
    {WORD("cooked"), .senses = MTN_SENSE_TEXT},
    {WORD("copy"), .senses = MTN_SENSE_TEXT},
    {WORD("count"), .part = true},
    {WORD("counter"), .part = true},
    {WORD("counts"), .part = true},
    {WORD("created"), .senses = MTN_SENSE_DATE},
    {WORD("creator"), .senses = MTN_SENSE_AUTHOR},
};
static const word d_words[] = {
    {WORD("datasheet"), .senses = MTN_SENSE_SPEC},   {WORD("date"), .senses = MTN_SENSE_DATE, .part = true},
    {WORD("datecreated"), .senses = MTN_SENSE_DATE}, {WORD("datepublished"), .senses = MTN_SENSE_DATE},
    {WORD("datetime"), .senses = MTN_SENSE_DATE},    {WORD("details"), .senses = MTN_SENSE_SPEC, .part = true},
};
static const word e_words[] = {
    {WORD("edit"), .part = true},
    {WORD("editor"), .part = true},
    {WORD("excerpt"), .part = true},
};
static const word f_words[] = {
    {WORD("features"), .senses = MTN_SENSE_SPEC},
    {WORD("feed"), .part = true},
    {WORD("field"), .part = true},
    {WORD("fn"), .senses = MTN_SENSE_AUTHOR},
    {WORD("foot"), .part = true},
    {WORD("footer"), .part = true},
    {WORD("form"), .part = true},
    {WORD("format"), .part = true},
    {WORD("forumpost"), .role = MTN_UNIT_POST},
};
static const word h_words[] = {
    {WORD("head"), .part = true},
    {WORD("header"), .part = true},
    {WORD("hidden"), .part = true},
};
static const word i_words[] = {
    {WORD("icon"), .part = true}, {WORD("id"), .part = true},    {WORD("image"), .part = true},
    {WORD("info"), .part = true}, {WORD("inner"), .part = true}, {WORD("input"), .part = true},
};
static const word k_words[] = {
    {WORD("komentar"), .role = MTN_UNIT_COMMENT},
    {WORD("komentarz"), .role = MTN_UNIT_COMMENT},
    {WORD("kommentar"), .role = MTN_UNIT_COMMENT},
};
static const word l_words[] = {
    {WORD("left"), .part = true},  {WORD("likes"), .part = true}, {WORD("link"), .part = true},
    {WORD("links"), .part = true}, {WORD("list"), .part = true},  {WORD("lists"), .part = true},
    {WORD("load"), .part = true},
};
static const word m_words[] = {
    {WORD("media"), .part = true},
    {WORD("menu"), .part = true},
    {WORD("message"), .role = MTN_UNIT_POST, .senses = MTN_SENSE_TEXT},
    {WORD("meta"), .part = true},
    {WORD("more"), .part = true},
};
static const word n_words[] = {
    {WORD("name"), .senses = MTN_SENSE_AUTHOR, .part = true},
    {WORD("nav"), .part = true},
    {WORD("new"), .part = true},
    {WORD("next"), .part = true},
    {WORD("nick"), .senses = MTN_SENSE_AUTHOR},
    {WORD("nickname"), .senses = MTN_SENSE_AUTHOR},
    {WORD("number"), .part = true},
};
static const word o_words[] = {
    {WORD("options"), .part = true},
    {WORD("owner"), .senses = MTN_SENSE_AUTHOR},
};
static const word p_words[] = {
    {WORD("page"), .part = true},
    {WORD("policy"), .part = true},
    {WORD("post"), .role = MTN_UNIT_POST},
    {WORD("postbody"), .senses = MTN_SENSE_TEXT},
    {WORD("postcontainer"), .role = MTN_UNIT_POST},
    {WORD("posted"), .senses = MTN_SENSE_DATE},
    {WORD("poster"), .senses = MTN_SENSE_AUTHOR},
    {WORD("prev"), .part = true},
    {WORD("preview"), .part = true},
    {WORD("price"), .senses = MTN_SENSE_PRICE},
    {WORD("profile"), .part = true},
    {WORD("properties"), .senses = MTN_SENSE_SPEC},
    {WORD("prose"), .senses = MTN_SENSE_TEXT},
    {WORD("published"), .senses = MTN_SENSE_DATE},
};
static const word q_words[] = {
    {WORD("question"), .role = MTN_UNIT_QUESTION},
};
static const word r_words[] = {
    {WORD("rating"), .part = true},
    {WORD("reactie"), .role = MTN_UNIT_COMMENT},
    {WORD("read"), .part = true},
    {WORD("related"), .part = true},
    {WORD("reply"), .role = MTN_UNIT_REPLY},
    {WORD("reponse"), .role = MTN_UNIT_ANSWER},
    {WORD("respond"), .part = true},
    {WORD("respuesta"), .role = MTN_UNIT_ANSWER},
    {WORD("review"), .role = MTN_UNIT_COMMENT},
    {WORD("reviewbody"), .senses = MTN_SENSE_TEXT},
    {WORD("right"), .part = true},
};
static const word s_words[] = {
    {WORD("score"), .part = true},
    {WORD("section"), .part = true},
    {WORD("share"), .part = true},
    {WORD("single"), .part = true},
    {WORD("solution"), .senses = MTN_SENSE_ACCEPTED},
    {WORD("solved"), .senses = MTN_SENSE_ACCEPTED},
    {WORD("sort"), .part = true},
    {WORD("spec"), .senses = MTN_SENSE_SPEC},
    {WORD("specification"), .senses = MTN_SENSE_SPEC},
    {WORD("specifications"), .senses = MTN_SENSE_SPEC},
    {WORD("specs"), .senses = MTN_SENSE_SPEC},
    {WORD("stars"), .part = true},
    {WORD("stats"), .part = true},
    {WORD("status"), .part = true},
    {WORD("submit"), .part = true},
    {WORD("summary"), .part = true},
};
static const word t_words[] = {
    {WORD("tab"), .part = true},
    {WORD("tabs"), .part = true},
    {WORD("tag"), .part = true},
    {WORD("technical"), .senses = MTN_SENSE_SPEC},
    {WORD("template"), .part = true},
    {WORD("text"), .senses = MTN_SENSE_TEXT, .part = true},
    {WORD("thumbnail"), .part = true},
    {WORD("time"), .senses = MTN_SENSE_DATE, .part = true},
    {WORD("timestamp"), .senses = MTN_SENSE_DATE},
    {WORD("title"), .part = true},
    {WORD("toolbar"), .part = true},
    {WORD("tools"), .part = true},
    {WORD("top"), .part = true},
    {WORD("type"), .part = true},
};
static const word u_words[] = {
    {WORD("user"), .senses = MTN_SENSE_AUTHOR, .part = true},
    {WORD("username"), .senses = MTN_SENSE_AUTHOR, .part = true},
};
static const word v_words[] = {
    {WORD("vote"), .part = true},
    {WORD("votes"), .part = true},
};
static const word w_words[] = {
    {WORD("wrap"), .part = true},
    {WORD("wrapper"), .part = true},
    {WORD("write"), .part = true},
};
static const word y_words[] = {
    {WORD("yorum"), .role = MTN_UNIT_COMMENT},
};
static const struct {
  const word *words;
  size_t count;
} words_of_letter[26] = {['a' - 'a'] = {a_words, MTN_COUNT(a_words)}, ['b' - 'a'] = {b_words, MTN_COUNT(b_words)},
                         ['c' - 'a'] = {c_words, MTN_COUNT(c_words)}, ['d' - 'a'] = {d_words, MTN_COUNT(d_words)},
                         ['e' - 'a'] = {e_words, MTN_COUNT(e_words)}, ['f' - 'a'] = {f_words, MTN_COUNT(f_words)},
                         ['h' - 'a'] = {h_words, MTN_COUNT(h_words)}, ['i' - 'a'] = {i_words, MTN_COUNT(i_words)},
                         ['k' - 'a'] = {k_words, MTN_COUNT(k_words)}, ['l' - 'a'] = {l_words, MTN_COUNT(l_words)},
                         ['m' - 'a'] = {m_words, MTN_COUNT(m_words)}, ['n' - 'a'] = {n_words, MTN_COUNT(n_words)},
                         ['o' - 'a'] = {o_words, MTN_COUNT(o_words)}, ['p' - 'a'] = {p_words, MTN_COUNT(p_words)},
                         ['q' - 'a'] = {q_words, MTN_COUNT(q_words)}, ['r' - 'a'] = {r_words, MTN_COUNT(r_words)},
                         ['s' - 'a'] = {s_words, MTN_COUNT(s_words)}, ['t' - 'a'] = {t_words, MTN_COUNT(t_words)},
                         ['u' - 'a'] = {u_words, MTN_COUNT(u_words)}, ['v' - 'a'] = {v_words, MTN_COUNT(v_words)},
                         ['w' - 'a'] = {w_words, MTN_COUNT(w_words)}, ['y' - 'a'] = {y_words, MTN_COUNT(y_words)}};

static const word *find_word(const char *text, size_t len) {
  unsigned letter = (unsigned)mtn_to_lower(text[0]) - 'a';
  for (size_t i = 0; i < words_of_letter[letter].count; i++) {
    const word *w = &words_of_letter[letter].words[i];
    if (w->len == len && mtn_str_is((matn_str){text, len}, w->text)) return w;
  }
  return NULL;
}

/* What names a paywall, anywhere in a value. */
static const char *const pay_marks[] = {"paywall",           "regwall",           "pay-wall",       "reg-wall",
                                        "registration-wall", "subscription-wall", "subscribe-wall", "content-gate",
                                        "premium-gate",      "article-gate",      "meteredwall"};

static bool names_paywall(matn_str value) {
  for (size_t i = 0; i < MTN_COUNT(pay_marks); i++)
    if (mtn_str_holds(value, pay_marks[i])) return true;
  return false;
}

/* Whether a word may be part of a mark: each of them ends or goes on after "wall" or "gate". */
static bool hints_at_paywall(matn_str text) {
  return mtn_str_ends(text, "wall") || mtn_str_ends(text, "gate") || mtn_str_starts(text, "paywall");
}

/* ---------------------------------------------------------------------------------------------------------- Values */

#define SENSES_MAX 200 /* bytes; a longer value says everything */
#define ROLE_MAX 48    /* bytes of a token; longer ones are made by programs */

/* A token: its words are runs of ASCII letters, cut where a small letter meets a capital. */
typedef struct token_reader {
  mtn_name name;
  const char *word; /* its start, NULL between words */
  uint32_t hash;    /* of the word so far */
  bool part;
} token_reader;

static void end_word(token_reader *r, const char *end) {
  const char *text = r->word;
  size_t len = text ? (size_t)(end - text) : 0;
  r->word = NULL;
  if (len < TOKEN_MIN || len > TOKEN_MAX) return;
  add_weight(&r->name.weight, &names_weights, r->hash ? r->hash : 1);
  r->name.pay |= hints_at_paywall((matn_str){text, len});
  const word *found = find_word(text, len);
  if (!found) return;
  r->name.senses |= (uint8_t)found->senses;
  r->part |= found->part;
  if (found->role != MTN_UNIT_NONE) r->name.role = (uint8_t)found->role;
}

static mtn_name read_token(matn_str token) {
  token_reader r = {.name = {.shape = FNV_START}};
  const char *end = token.ptr + token.len;
  for (const char *p = token.ptr; p < end; p++) {
    unsigned char c = (unsigned char)*p, lower = (unsigned char)mtn_to_lower(*p);
    if (mtn_is_alpha(c)) {
      bool turns = c != lower && r.word && (unsigned char)(p[-1] - 'a') < 26;
      if (turns) end_word(&r, p);
      if (!r.word) {
        r.word = p;
        r.hash = FNV_START;
      }
      r.hash = (r.hash ^ lower) * FNV_PRIME;
    } else if (r.word) {
      end_word(&r, p);
    }
    if (!mtn_is_digit(c)) r.name.shape = (r.name.shape ^ c) * FNV_PRIME;
  }
  end_word(&r, end);
  if (r.part || token.len > ROLE_MAX) r.name.role = MTN_UNIT_NONE;
  return r.name;
}

enum { SLOT_BITS_MIN = 5, SLOT_BITS_MAX = 9 };

matn_status mtn_names_new(mtn_names *names, size_t count, mtn_arena *arena) {
  unsigned bits = SLOT_BITS_MIN;
  while (bits < SLOT_BITS_MAX && (size_t)1 << bits < count) bits++;
  names->values = mtn_arena_calloc(arena, (size_t)2 << bits, sizeof(*names->values));
  names->tokens = names->values ? names->values + ((size_t)1 << bits) : NULL;
  names->shift = 64 - bits;
  return names->values ? MATN_OK : MATN_NOMEM;
}

static bool is_known(const mtn_name_slot *slot, matn_str value) {
  return slot->value.ptr && mtn_str_equal(slot->value, value);
}

/* What the tokens of a value say together: they are runs without white space. */
static mtn_name read_value(mtn_names *names, matn_str value) {
  mtn_name name = {.shape = FNV_START, .first = FNV_START};
  for (size_t i = 0;;) {
    while (i < value.len && mtn_is_space((unsigned char)value.ptr[i])) i++;
    size_t begin = i;
    while (i < value.len && !mtn_is_space((unsigned char)value.ptr[i])) i++;
    if (i == begin) break;
    matn_str token = {value.ptr + begin, i - begin};
    mtn_name_slot *slot = &names->tokens[mtn_str_hash(token) >> names->shift];
    if (!is_known(slot, token)) *slot = (mtn_name_slot){token, read_token(token)};
    const mtn_name *said = &slot->name;
    mtn_tally_add(&name.weight, said->weight);
    name.senses |= said->senses;
    name.pay |= said->pay;
    if (said->role > name.role) name.role = said->role;
    if (name.first == FNV_START) name.first = said->shape;
    name.shape = (name.shape ^ said->shape) * FNV_PRIME;
  }
  if (value.len > SENSES_MAX) name.senses = 0;
  name.pay = name.pay && names_paywall(value);
  return name;
}

static const mtn_name *name_of(mtn_names *names, matn_str value) {
  mtn_name_slot *slot = &names->values[mtn_str_hash(value) >> names->shift];
  if (!is_known(slot, value)) *slot = (mtn_name_slot){value, read_value(names, value)};
  return &slot->name;
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
  matn_str value = mtn_text_of(doc, attr->value);
  if (value.len <= VALUE_MAX) return value;
  value.len = VALUE_MAX;
  while (value.len && ((unsigned char)value.ptr[value.len] & 0xC0) == 0x80) value.len--;
  return value;
}

/* The last part of an itemtype's address. */
static mtn_unit_role type_role(matn_str type) {
  static const struct {
    const char *name;
    mtn_unit_role role;
  } types[] = {{"comment", MTN_UNIT_COMMENT},   {"usercomments", MTN_UNIT_COMMENT},
               {"review", MTN_UNIT_COMMENT},    {"answer", MTN_UNIT_ANSWER},
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
  mtn_name name = {.shape = FNV_START, .first = FNV_START};
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
    if (said->role > name.role) name.role = said->role;
  }
  if (n->tag == MTN_TAG_UNKNOWN) mtn_tally_add(&name.weight, name_of(names, mtn_node_name(doc, node))->weight);
  name.shape = (name.shape ^ n->tag) * FNV_PRIME;
  name.first = (name.first ^ n->tag) * FNV_PRIME;
  name.typed = typed != MTN_UNIT_NONE;
  if (name.typed) name.role = (uint8_t)typed;
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
