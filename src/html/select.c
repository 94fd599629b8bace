#include "html/select_internal.h"

#include "text/words.h"

/* What matching needs of the document, made once. */
typedef struct matcher {
  const mtn_selector *selector;
  const mtn_document *doc;
  mtn_arena *arena;
  uint32_t *order; /* nodes in the order of the document */
  size_t count;
  size_t bytes;       /* of a set */
  uint8_t **lists;    /* sets of the lists done so far */
  uint32_t *scratch;  /* a number a node */
  uint32_t *place[4]; /* of each element among its siblings: from the start, from the end, the same of its type */
} matcher;

/* Types are told apart by tag, those without a number by a hash of the name.  (Two of them that collide count as one:
 * 1 in 4,096 for names that no standard has.) */
#define OTHER_TYPES 4096u

static uint32_t type_of(const matcher *m, uint32_t node) {
  const mtn_node *n = &m->doc->nodes[node];
  if (n->tag != MTN_TAG_UNKNOWN) return n->tag;
  return MTN_TAG_COUNT + (uint32_t)(mtn_str_hash(mtn_node_name(m->doc, node)) % OTHER_TYPES);
}

static bool is_element(const matcher *m, uint32_t node) { return m->doc->nodes[node].type == MTN_ELEMENT; }

/* ------------------------------------------------------------------------------------------------ Simple selectors */

static bool equal(matn_str a, matn_str b, bool folds) {
  if (a.len != b.len) return false;
  if (!folds) return a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0;
  for (size_t i = 0; i < a.len; i++)
    if (mtn_to_lower(a.ptr[i]) != mtn_to_lower(b.ptr[i])) return false;
  return true;
}

static bool has_word(matn_str value, matn_str word, bool folds) {
  if (!word.len) return false;
  size_t at = 0;
  for (matn_str token; (token = mtn_text_next_token(value, &at)).ptr;)
    if (equal(token, word, folds)) return true;
  return false;
}

/* Substrings: the product of both lengths at worst, and a selector's is bounded by its parts. */
#define PART_MAX 256
static bool has_part(matn_str value, matn_str part, bool folds) {
  if (!part.len || part.len > PART_MAX) return false;
  for (size_t i = 0; i + part.len <= value.len; i++)
    if (equal((matn_str){value.ptr + i, part.len}, part, folds)) return true;
  return false;
}

static bool value_matches(const mtn_simple *s, matn_str value) {
  matn_str want = s->value;
  matn_str start = {value.ptr, want.len}, end = {value.ptr + value.len - want.len, want.len};
  bool fits = want.len <= value.len;
  switch (s->operator) {
  case '\0': return true;
  case '=': return equal(value, want, s->folds);
  case '~': return has_word(value, want, s->folds);
  case '|': return fits && equal(start, want, s->folds) && (value.len == want.len || value.ptr[want.len] == '-');
  case '^': return fits && want.len && equal(start, want, s->folds);
  case '$': return fits && want.len && equal(end, want, s->folds);
  default: return has_part(value, want, s->folds);
  }
}

static bool attribute_matches(const matcher *m, const mtn_simple *s, uint32_t node) {
  const mtn_node *n = &m->doc->nodes[node];
  for (uint32_t i = 0; i < n->size; i++) {
    const mtn_attr *attr = &m->doc->attrs[n->data + i];
    matn_str name = mtn_text_of(m->doc, attr->name);
    if (equal(name, s->name, n->ns != MTN_NS_HTML)) return value_matches(s, mtn_text_of(m->doc, attr->value));
  }
  return false;
}

static bool type_matches(const matcher *m, const mtn_simple *s, uint32_t node) {
  matn_str name = mtn_node_name(m->doc, node);
  return mtn_str_equal(name, m->doc->nodes[node].ns == MTN_NS_HTML ? s->name : s->written);
}

static bool is_empty(const matcher *m, uint32_t node) {
  uint32_t at = m->doc->nodes[node].first;
  while (at && m->doc->nodes[at].type == MTN_COMMENT) at = m->doc->nodes[at].next;
  return !at;
}

static bool nth_matches(const mtn_simple *s, uint32_t place) {
  int64_t rest = (int64_t)place - s->b;
  if (s->a == 0) return rest == 0;
  return rest % s->a == 0 && rest / s->a >= 0;
}

static bool simple_matches(const matcher *m, const mtn_simple *s, uint32_t node) {
  const uint32_t *const *place = (const uint32_t *const *)m->place;
  switch ((mtn_simple_kind)s->kind) {
  case MTN_SIMPLE_ANY: return true;
  case MTN_SIMPLE_TYPE: return type_matches(m, s, node);
  case MTN_SIMPLE_CLASS: return has_word(mtn_node_attr(m->doc, node, MTN_ATTR_CLASS), s->value, m->doc->quirks);
  case MTN_SIMPLE_ID: {
    matn_str id = mtn_node_attr(m->doc, node, MTN_ATTR_ID);
    return id.ptr && equal(id, s->value, m->doc->quirks);
  }
  case MTN_SIMPLE_ATTRIBUTE: return attribute_matches(m, s, node);
  case MTN_SIMPLE_IS:
  case MTN_SIMPLE_HAS: return mtn_select_has(m->lists[s->list], node);
  case MTN_SIMPLE_NOT: return !mtn_select_has(m->lists[s->list], node);
  case MTN_SIMPLE_NTH: return nth_matches(s, place[(s->of_type ? 2 : 0) + (s->last ? 1 : 0)][node]);
  case MTN_SIMPLE_ONLY: return place[s->of_type ? 2 : 0][node] == 1 && place[s->of_type ? 3 : 1][node] == 1;
  case MTN_SIMPLE_ROOT: return node == m->doc->root;
  case MTN_SIMPLE_EMPTY: return is_empty(m, node);
  }
  return false;
}

static bool compound_matches(const matcher *m, const mtn_compound *compound, uint32_t node) {
  for (uint32_t i = compound->simples; i; i = m->selector->simples[i - 1].next)
    if (!simple_matches(m, &m->selector->simples[i - 1], node)) return false;
  return true;
}

/* ---------------------------------------------------------------------------------------------------- Combinators */

static uint8_t *new_set(matcher *m) { return mtn_arena_calloc(m->arena, m->bytes, 1); }

/* The nodes that stand in the relation to a node of `left`: below it, its children, the sibling after it, all after. */
static void relate(matcher *m, const uint8_t *left, char combinator, uint8_t *right) {
  const mtn_node *nodes = m->doc->nodes;
  memset(m->scratch, 0,
         m->doc->node_count * sizeof(*m->scratch)); /* of a parent: its last element so far; or any in left */
  for (size_t i = 0; i < m->count; i++) {
    uint32_t node = m->order[i], parent = nodes[node].parent;
    bool in = false;
    if (combinator == ' ') in = mtn_select_has(left, parent) || mtn_select_has(right, parent);
    if (combinator == '>') in = mtn_select_has(left, parent);
    if (combinator == '+') in = m->scratch[parent] && mtn_select_has(left, m->scratch[parent]);
    if (combinator == '~') in = m->scratch[parent] != 0;
    if (in) mtn_select_add(right, node);
    if (!is_element(m, node)) continue;
    if (combinator == '+') m->scratch[parent] = node;
    if (combinator == '~' && mtn_select_has(left, node)) m->scratch[parent] = node;
  }
}

/* The other way: the nodes to which a node of `right` stands in the relation. */
static void relate_back(matcher *m, const uint8_t *right, char combinator, uint8_t *left) {
  const mtn_node *nodes = m->doc->nodes;
  memset(m->scratch, 0, m->doc->node_count * sizeof(*m->scratch));
  for (size_t i = m->count; i-- > 0;) {
    uint32_t node = m->order[i], parent = nodes[node].parent;
    bool in = mtn_select_has(right, node);
    if (combinator == ' ' && (in || mtn_select_has(left, node))) mtn_select_add(left, parent);
    if (combinator == '>' && in) mtn_select_add(left, parent);
    if (!is_element(m, node)) continue;
    if ((combinator == '+' || combinator == '~') && m->scratch[parent]) mtn_select_add(left, node);
    if (combinator == '+') m->scratch[parent] = in;
    if (combinator == '~') m->scratch[parent] |= in;
  }
}

/* The nodes of `set` (all, if NULL) that match the compound. */
static uint8_t *filter(matcher *m, const mtn_compound *compound, const uint8_t *set) {
  uint8_t *found = new_set(m);
  for (size_t i = 0; found && i < m->count; i++) {
    uint32_t node = m->order[i];
    if (!is_element(m, node) || (set && !mtn_select_has(set, node))) continue;
    if (compound_matches(m, compound, node)) mtn_select_add(found, node);
  }
  return found;
}

static uint8_t *match_complex(matcher *m, const mtn_complex *complex) {
  const mtn_compound *compounds = m->selector->compounds;
  uint8_t *set = NULL;
  for (uint32_t i = complex->compounds; i; i = compounds[i - 1].next) {
    uint8_t *related = NULL;
    if (set) {
      related = new_set(m);
      if (!related) return NULL;
      relate(m, set, compounds[i - 1].combinator, related);
    }
    set = filter(m, &compounds[i - 1], related);
    if (!set) return NULL;
  }
  return set;
}

/* The elements that :has(complex) matches: from the last compound back to the element that it is relative to. */
static uint8_t *match_relative(matcher *m, const mtn_complex *complex) {
  const mtn_compound *compounds = m->selector->compounds;
  uint32_t chain[64];
  size_t count = 0;
  for (uint32_t i = complex->compounds; i && count < MTN_COUNT(chain); i = compounds[i - 1].next) chain[count++] = i;
  uint8_t *set = NULL;
  while (count-- > 0) {
    const mtn_compound *compound = &compounds[chain[count] - 1];
    uint8_t *matching = filter(m, compound, set);
    set = new_set(m);
    if (!matching || !set) return NULL;
    relate_back(m, matching, compound->combinator, set);
  }
  return set;
}

static bool is_relative(const mtn_selector *selector, size_t list) {
  for (size_t i = 0; i < selector->simple_count; i++)
    if (selector->simples[i].kind == MTN_SIMPLE_HAS && selector->simples[i].list == list) return true;
  return false;
}

static bool match_list(matcher *m, size_t list, uint8_t *marks) {
  bool relative = list + 1 < m->selector->list_count && is_relative(m->selector, list);
  for (uint32_t i = m->selector->lists[list].complexes; i; i = m->selector->complexes[i - 1].next) {
    const mtn_complex *complex = &m->selector->complexes[i - 1];
    const uint8_t *set = relative ? match_relative(m, complex) : match_complex(m, complex);
    if (!set) return false;
    for (size_t k = 0; k < m->bytes; k++) marks[k] |= set[k];
  }
  return true;
}

/* ------------------------------------------------------------------------------------------------------- Places */

static bool needs_places(const mtn_selector *selector) {
  for (size_t i = 0; i < selector->simple_count; i++)
    if (selector->simples[i].kind == MTN_SIMPLE_NTH || selector->simples[i].kind == MTN_SIMPLE_ONLY) return true;
  return false;
}

/* Number the children of `parent`, and those of each type; `counts` is all zero before and after. */
static void number_children(matcher *m, uint32_t parent, uint32_t *counts) {
  const mtn_node *nodes = m->doc->nodes;
  for (int back = 0; back < 2; back++) {
    uint32_t number = 0;
    for (uint32_t at = back ? nodes[parent].last : nodes[parent].first; at;
         at = back ? nodes[at].prev : nodes[at].next) {
      if (!is_element(m, at)) continue;
      m->place[back][at] = ++number;
      m->place[2 + back][at] = ++counts[type_of(m, at)];
    }
    for (uint32_t at = nodes[parent].first; at; at = nodes[at].next)
      if (is_element(m, at)) counts[type_of(m, at)] = 0;
  }
}

static bool number_all(matcher *m) {
  for (size_t i = 0; i < 4; i++) {
    m->place[i] = mtn_arena_calloc(m->arena, m->doc->node_count, sizeof(uint32_t));
    if (!m->place[i]) return false;
  }
  uint32_t *counts = mtn_arena_calloc(m->arena, MTN_TAG_COUNT + OTHER_TYPES, sizeof(*counts));
  if (!counts) return false;
  for (size_t i = 0; i < m->count; i++) number_children(m, m->order[i], counts);
  return true;
}

matn_status mtn_select_match(const mtn_selector *selector, const mtn_document *doc, mtn_arena *scratch,
                             uint8_t *marks) {
  matcher m = {.selector = selector, .doc = doc, .arena = scratch, .bytes = mtn_select_bytes(doc)};
  if (doc->node_count < 2) return MATN_OK;
  m.order = mtn_arena_alloc(scratch, doc->node_count * sizeof(*m.order));
  m.scratch = mtn_arena_alloc(scratch, doc->node_count * sizeof(*m.scratch));
  m.lists = mtn_arena_calloc(scratch, selector->list_count, sizeof(*m.lists));
  if (!m.order || !m.scratch || !m.lists) return MATN_NOMEM;
  for (uint32_t node = 1; node; node = mtn_node_walk(doc, 1, node)) m.order[m.count++] = node;
  if (needs_places(selector) && !number_all(&m)) return MATN_NOMEM;
  for (size_t i = 0; i < selector->list_count; i++) {
    bool last = i + 1 == selector->list_count;
    m.lists[i] = last ? marks : new_set(&m);
    if (!m.lists[i] || !match_list(&m, i, m.lists[i])) return MATN_NOMEM;
  }
  return MATN_OK;
}
