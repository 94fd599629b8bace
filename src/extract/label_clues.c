/*
 * Measuring the clues: sums over blocks once, then one pass over the boxes for containers and groups, then one over the
 * blocks.  The blocks of a box are a contiguous range, so a sum over a box is a difference of two prefix sums.
 */
#include "extract/label_clues.h"

#include "base/utf8.h"

/* What makes a paragraph: found by reading pages; they are also what the columns of the card were learned with. */
enum { LONG_CHARS = 80, LONG_LINKS = 50, SENTENCE_CHARS = 40, SENTENCE_LINKS = 30 };

/* Sums of the blocks before one. */
typedef struct sums {
  uint32_t chars, links, weight;
} sums;

/* Blocks, boxes or texts that are alike. */
typedef struct group {
  uint64_t key; /* 0: free */
  uint32_t count, chars;
  uint32_t first; /* block */
} group;

typedef struct groups {
  group *items;
  uint32_t mask;
} groups;

typedef struct zone {
  uint32_t first, end;
  int depth; /* -1: there is no such box */
} zone;

/* The hint of a class that was looked at before: a page uses few of them, often.  Direct-mapped. */
#define SEEN_SLOTS 256u
typedef struct seen_class {
  uint64_t key; /* hash of the value; 0: free */
  uint8_t hint;
} seen_class;

typedef struct measure {
  const mtn_document *doc;
  const mtn_blocks *blocks;
  mtn_clues *out;
  sums *before;    /* [i]: of the blocks before i; count + 1 of them */
  uint64_t *looks; /* of each box: hash of its element and class */
  uint8_t *hints;  /* of each box */
  seen_class *seen;
  uint32_t *kin;    /* of each box: its group among its siblings */
  uint32_t *points; /* of each box: in the manner of Readability */
  uint32_t *of;     /* of each block: its group, of whatever is being grouped */
  groups siblings;
  sums all;
  zone core, best, main;
} measure;

static int16_t clip(int64_t v) { return (int16_t)(v > INT16_MAX ? INT16_MAX : v < INT16_MIN ? INT16_MIN : v); }
static unsigned percent(uint64_t part, uint64_t whole) { return whole ? (unsigned)(part * 100 / whole) : 0; }
static uint32_t plain_of(const mtn_block *b) { return b->chars > b->link_chars ? b->chars - b->link_chars : 0; }

static sums sums_between(const measure *m, uint32_t first, uint32_t end) {
  const sums *a = &m->before[first], *b = &m->before[end];
  return (sums){b->chars - a->chars, b->links - a->links, b->weight - a->weight};
}
static sums sums_of_box(const measure *m, uint32_t box) {
  return sums_between(m, m->blocks->boxes[box].first, m->blocks->boxes[box].end);
}

/* ---------------------------------------------------------------------------------------------------------- Groups */

static uint64_t mix(uint64_t a, uint64_t b) {
  a ^= b * UINT64_C(0x9E3779B97F4A7C15);
  a = (a ^ a >> 29) * UINT64_C(0xBF58476D1CE4E5B9);
  return a ^ a >> 32;
}
/* Eight bytes, the first one lowest, on any byte order: compilers make one load of it. */
static uint64_t load(const char *p) {
  const unsigned char *b = (const unsigned char *)p;
  return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 | (uint64_t)b[3] << 24 | (uint64_t)b[4] << 32 |
         (uint64_t)b[5] << 40 | (uint64_t)b[6] << 48 | (uint64_t)b[7] << 56;
}
static uint64_t hash(matn_str s, uint64_t seed) {
  uint64_t h = seed ^ s.len;
  if (s.len < 8) return mix(h, mtn_name_head(s.ptr, s.len));
  for (size_t i = 0; i + 8 < s.len; i += 8) h = mix(h, load(s.ptr + i));
  return mix(h, load(s.ptr + s.len - 8));
}

static bool groups_new(groups *g, size_t count, mtn_arena *arena) {
  size_t size = 16;
  while (size < count * 2) size *= 2;
  g->mask = (uint32_t)(size - 1);
  g->items = mtn_arena_calloc(arena, size, sizeof(*g->items));
  return g->items != NULL;
}

/* The group of a key.  Keys made to collide share the group where the search gives up, so time stays linear. */
#define PROBES_MAX 32
static uint32_t group_of(groups *g, uint64_t key) {
  if (!key) key = 1;
  uint32_t at = (uint32_t)key & g->mask;
  for (int probe = 0; probe < PROBES_MAX && g->items[at].key != key; probe++) {
    if (!g->items[at].key) {
      g->items[at].key = key;
      break;
    }
    at = (at + 1) & g->mask;
  }
  return at;
}

/* ----------------------------------------------------------------------------------------------------- The page */

static mtn_ld_type ld_type(matn_str name) {
  if (name.len >= 7 && memcmp(name.ptr + name.len - 7, "Article", 7) == 0) return MTN_LD_ARTICLE;
  if (mtn_str_equal(name, MTN_STR("BlogPosting"))) return MTN_LD_ARTICLE;
  if (mtn_str_equal(name, MTN_STR("Product"))) return MTN_LD_PRODUCT;
  if (mtn_str_equal(name, MTN_STR("DiscussionForumPosting")) || mtn_str_equal(name, MTN_STR("QAPage")))
    return MTN_LD_FORUM;
  if (mtn_str_equal(name, MTN_STR("CollectionPage")) || mtn_str_equal(name, MTN_STR("ItemList"))) return MTN_LD_LIST;
  return MTN_LD_NONE;
}

/* Every "@type" of a JSON-LD script, without reading it as JSON: the strongest word wins, in the order forum, product,
 * article, list. */
static mtn_ld_type ld_script(matn_str json, mtn_ld_type found) {
  static const uint8_t rank[] = {
      [MTN_LD_NONE] = 0, [MTN_LD_LIST] = 1, [MTN_LD_ARTICLE] = 2, [MTN_LD_PRODUCT] = 3, [MTN_LD_FORUM] = 4};
  const char *p = json.ptr, *end = json.ptr + json.len;
  while (end - p > 8 && (p = memchr(p, '@', (size_t)(end - p))) != NULL) {
    p++;
    if (end - p < 8 || memcmp(p, "type\"", 5) != 0) continue;
    p += 5;
    while (p < end && (mtn_is_space((unsigned char)*p) || *p == ':' || *p == '[' || *p == '"')) p++;
    const char *name = p;
    while (p < end && mtn_is_alpha((unsigned char)*p)) p++;
    mtn_ld_type type = ld_type((matn_str){name, (size_t)(p - name)});
    if (rank[type] > rank[found]) found = type;
  }
  return found;
}

static mtn_og_type og_type(matn_str content) {
  if (mtn_str_equal(content, MTN_STR("article"))) return MTN_OG_ARTICLE;
  if (mtn_str_equal(content, MTN_STR("website"))) return MTN_OG_WEBSITE;
  if (mtn_str_equal(content, MTN_STR("product")) || mtn_str_equal(content, MTN_STR("og:product")) ||
      mtn_str_equal(content, MTN_STR("product.item")) || mtn_str_equal(content, MTN_STR("product.group")))
    return MTN_OG_PRODUCT;
  return MTN_OG_OTHER;
}

static void page_types(const measure *m, mtn_og_type *og, mtn_ld_type *ld, matn_str *title) {
  const mtn_document *doc = m->doc;
  *og = MTN_OG_NONE;
  *ld = MTN_LD_NONE;
  *title = (matn_str){NULL, 0};
  for (size_t i = 0; i < m->blocks->mark_count; i++) {
    uint32_t node = m->blocks->marks[i], text = doc->nodes[node].first;
    if (mtn_node_is(doc, node, MTN_TAG_TITLE) && !title->ptr && text) *title = mtn_node_text(doc, text);
    if (mtn_node_is(doc, node, MTN_TAG_META) && !*og &&
        mtn_str_equal(mtn_node_attr(doc, node, MTN_ATTR_PROPERTY), MTN_STR("og:type")))
      *og = og_type(mtn_node_attr(doc, node, MTN_ATTR_CONTENT));
    if (mtn_node_is(doc, node, MTN_TAG_SCRIPT) && text) *ld = ld_script(mtn_node_text(doc, text), *ld);
  }
}

static void fill(const measure *m, mtn_clue clue, int64_t value) {
  int16_t *column = mtn_clue_column(m->out, clue), v = clip(value);
  for (size_t i = 0; i < m->blocks->count; i++) column[i] = v;
}

static bool holds(matn_str hay, matn_str needle) {
  if (!needle.len || needle.len > hay.len) return false;
  const char *p = hay.ptr, *end = hay.ptr + hay.len - needle.len + 1;
  while (p < end && (p = memchr(p, needle.ptr[0], (size_t)(end - p))) != NULL) {
    if (memcmp(p, needle.ptr, needle.len) == 0) return true;
    p++;
  }
  return false;
}

/* The heading that stands in the page's title too, else the first h1; the number of blocks if there is none.
 * The bounds keep a hostile title cheap: no one reads a title of more than a few hundred bytes. */
static size_t title_heading(const measure *m, matn_str title) {
  enum { TITLE_MAX = 300, HEADINGS_MAX = 200, HEADING_MIN = 9 };
  size_t first = m->blocks->count, looked = 0;
  if (title.len > TITLE_MAX) title.len = TITLE_MAX;
  for (size_t i = 0; i < m->blocks->count && looked < HEADINGS_MAX; i++) {
    const mtn_block *b = &m->blocks->items[i];
    if (b->kind != MATN_BLOCK_HEADING) continue;
    looked++;
    if (b->text.len >= HEADING_MIN && holds(title, b->text)) return i;
    if (b->level == 1 && first == m->blocks->count) first = i;
  }
  return first;
}

/* ----------------------------------------------------------------------------------------------------- The blocks */

static mtn_element_group element_of(const mtn_blocks *blocks, const mtn_block *b) {
  if (b->kind == MATN_BLOCK_HEADING) {
    static const uint8_t of_level[] = {MTN_ELEMENT_H1, MTN_ELEMENT_H1, MTN_ELEMENT_H2, MTN_ELEMENT_H3};
    return b->level < MTN_COUNT(of_level) ? (mtn_element_group)of_level[b->level] : MTN_ELEMENT_H456;
  }
  if (b->kind == MATN_BLOCK_CODE) return MTN_ELEMENT_CODE;
  if (b->kind == MATN_BLOCK_TABLE_ROW) return MTN_ELEMENT_ROW;
  if (b->kind == MATN_BLOCK_CAPTION) return MTN_ELEMENT_CAPTION;
  if (b->kind == MATN_BLOCK_TERM) return MTN_ELEMENT_DEFINITION;
  switch (blocks->boxes[b->box].tag) {
  case MTN_TAG_P: return MTN_ELEMENT_P;
  case MTN_TAG_LI: return MTN_ELEMENT_LI;
  case MTN_TAG_TR:
  case MTN_TAG_TD:
  case MTN_TAG_TH: return MTN_ELEMENT_ROW;
  case MTN_TAG_DT:
  case MTN_TAG_DD: return MTN_ELEMENT_DEFINITION;
  case MTN_TAG_BLOCKQUOTE: return MTN_ELEMENT_QUOTE;
  case MTN_TAG_FIGURE:
  case MTN_TAG_FIGCAPTION:
  case MTN_TAG_CAPTION: return MTN_ELEMENT_CAPTION;
  case MTN_TAG_BUTTON:
  case MTN_TAG_LABEL:
  case MTN_TAG_LEGEND: return MTN_ELEMENT_CONTROL;
  case MTN_TAG_DETAILS:
  case MTN_TAG_SUMMARY: return MTN_ELEMENT_DETAILS;
  case MTN_TAG_SECTION:
  case MTN_TAG_ARTICLE:
  case MTN_TAG_MAIN: return MTN_ELEMENT_SECTION;
  default: return MTN_ELEMENT_OTHER;
  }
}

/* How a text ends, closing quotes and brackets aside. */
static mtn_ending ending_of(matn_str text) {
  const char *end = text.ptr + text.len;
  while (end > text.ptr) {
    const char *p = end - 1;
    while (p > text.ptr && end - p < 4 && ((unsigned char)*p & 0xC0) == 0x80) p--;
    size_t size;
    uint32_t c = mtn_utf8_decode(p, end, &size);
    switch (c) {
    case ' ':
    case '"':
    case '\'':
    case ')':
    case ']':
    case 0xBB:                   /* » */
    case 0x2019:                 /* ’ */
    case 0x201C:                 /* “, the German closing one */
    case 0x201D:                 /* ” */
    case 0x300D:                 /* 」 */
    case 0x300F:                 /* 』 */
    case 0xFF09: end = p; break; /* ） */
    case '.':
    case '!':
    case '?':
    case 0x589:  /* Armenian */
    case 0x61F:  /* Arabic ؟ */
    case 0x6D4:  /* Urdu */
    case 0x964:  /* danda */
    case 0x965:  /* double danda */
    case 0x104B: /* Myanmar */
    case 0x1362: /* Ethiopic */
    case 0x17D4: /* Khmer */
    case 0x3002:
    case 0xFF01:
    case 0xFF0E:
    case 0xFF1F: return MTN_ENDING_SENTENCE;
    case ':':
    case 0xFF1A: return MTN_ENDING_COLON;
    case ';':
    case 0x61B:
    case 0x2026:
    case 0xFF1B: return MTN_ENDING_PAUSE;
    case ',':
    case 0x60C:
    case 0x3001:
    case 0xFF0C: return MTN_ENDING_COMMA;
    default:
      if (c >= 0x80 || mtn_is_alpha((unsigned char)c)) return MTN_ENDING_WORD;
      return mtn_is_digit((unsigned char)c) ? MTN_ENDING_DIGIT : MTN_ENDING_SIGN;
    }
  }
  return MTN_ENDING_SIGN;
}

static mtn_form form_of(const mtn_block *b) {
  uint32_t plain = plain_of(b);
  unsigned links = percent(b->link_chars, b->chars);
  if (b->kind == MATN_BLOCK_HEADING) return links >= 50 ? MTN_FORM_LINKED_HEADING : MTN_FORM_HEADING;
  if (links >= 50) return b->chars >= 40 ? MTN_FORM_LONG_LINK : MTN_FORM_LINK;
  if (plain >= 160 && links < 40) return MTN_FORM_LONG;
  if (plain >= 60 && b->sentences) return MTN_FORM_SENTENCE;
  return plain >= 40 ? MTN_FORM_MIDDLE : MTN_FORM_SHORT;
}

static uint32_t weight_of(const mtn_block *b) {
  unsigned links = percent(b->link_chars, b->chars);
  bool is = (b->chars >= LONG_CHARS && links < LONG_LINKS) ||
            (b->chars >= SENTENCE_CHARS && b->sentences && links < SENTENCE_LINKS);
  return is ? plain_of(b) : 0;
}

/* Prefix sums, and what a block says by itself. */
static void measure_blocks(measure *m) {
  const mtn_blocks *blocks = m->blocks;
  int16_t *form = mtn_clue_column(m->out, MTN_CLUE_core_zone); /* kept here until zones are known */
  int16_t *element = mtn_clue_column(m->out, MTN_CLUE_element), *ending = mtn_clue_column(m->out, MTN_CLUE_ending);
  uint32_t longest = 0;
  for (size_t i = 0; i < blocks->count; i++) {
    const mtn_block *b = &blocks->items[i];
    const sums *s = &m->before[i];
    uint32_t weight = weight_of(b);
    if (weight > longest) longest = weight;
    m->before[i + 1] = (sums){s->chars + b->chars, s->links + b->link_chars, s->weight + weight};
    form[i] = (int16_t)form_of(b);
    element[i] = (int16_t)element_of(blocks, b);
    ending[i] = (int16_t)ending_of(b->text);
  }
  m->all = m->before[blocks->count];
  fill(m, MTN_CLUE_page_longest, percent(longest, m->all.weight));
}

/* -------------------------------------------------------------------------------------------------------- The boxes */

/* The strongest hint of an element's attributes; *looks is set to the hash of its class.
 * An inline element is asked again for each block in it: the bounds keep one with a thousand attributes, or a class of
 * a megabyte, from making that quadratic. */
#define ATTRIBUTES_MAX 64u
#define CLASS_MAX 512u
static unsigned hint_of(measure *m, uint32_t node, uint64_t *looks) {
  const mtn_node *n = &m->doc->nodes[node];
  unsigned most = 0, hint;
  *looks = 0;
  for (uint32_t i = 0; n->type == MTN_ELEMENT && i < n->size && i < ATTRIBUTES_MAX; i++) {
    const mtn_attr *attr = &m->doc->attrs[n->data + i];
    if (attr->id == MTN_ATTR_CLASS) {
      matn_str value = mtn_text_of(m->doc, attr->value);
      if (value.len > CLASS_MAX) value.len = CLASS_MAX;
      uint64_t key = hash(value, 0);
      seen_class *seen = &m->seen[key % SEEN_SLOTS];
      if (seen->key != key) *seen = (seen_class){key, (uint8_t)mtn_label_hint(value)};
      *looks = key;
      hint = seen->hint;
    } else if (attr->id == MTN_ATTR_ID || attr->id == MTN_ATTR_ITEMPROP || attr->id == MTN_ATTR_ROLE) {
      hint = mtn_label_hint(mtn_text_of(m->doc, attr->value));
    } else {
      continue;
    }
    if (hint > most) most = hint;
  }
  return most;
}

/* Looks and hints of the boxes, and how many of them stand side by side. */
static void measure_boxes(measure *m) {
  const mtn_blocks *blocks = m->blocks;
  for (uint32_t i = 0; i < blocks->box_count; i++) {
    const mtn_box *box = &blocks->boxes[i];
    m->hints[i] = (uint8_t)hint_of(m, box->node, &m->looks[i]);
    m->looks[i] = mix(m->looks[i], box->tag);
    m->kin[i] = group_of(&m->siblings, mix(m->looks[i], box->parent + 1));
    m->siblings.items[m->kin[i]].count++;
  }
}

static zone zone_of(const measure *m, uint32_t box) {
  const mtn_box *b = &m->blocks->boxes[box];
  return (zone){b->first, b->end, b->depth};
}

/* Points in the manner of Readability: a paragraph gives to its box and the four around it, less with each step. */
static void give_points(measure *m) {
  const mtn_blocks *blocks = m->blocks;
  for (size_t i = 0; i < blocks->count; i++) {
    const mtn_block *b = &blocks->items[i];
    uint32_t weight = m->before[i + 1].weight - m->before[i].weight;
    if (!weight) continue;
    uint32_t commas = b->commas < 20 ? b->commas : 20;
    uint32_t points = 60 + 60 * commas + (weight > 300 ? 180 : weight * 60 / 100);
    static const uint8_t part[] = {1, 1, 2, 6, 9};
    uint32_t box = b->box;
    for (size_t k = 0; k < MTN_COUNT(part); k++) {
      m->points[box] += points / part[k];
      if (!box) break;
      box = blocks->boxes[box].parent;
    }
  }
}

static void find_containers(measure *m) {
  const mtn_blocks *blocks = m->blocks;
  const zone none = {0, 0, -1};
  m->core = m->best = m->main = none;
  uint64_t most_points = 0;
  uint32_t main_weight = 0;
  give_points(m);
  for (uint32_t i = 0; i < blocks->box_count; i++) {
    const mtn_box *box = &blocks->boxes[i];
    sums s = sums_of_box(m, i);
    /* Boxes with more than half of it lie in one another, so the last one is the deepest. */
    if (s.weight && (uint64_t)s.weight * 10 >= (uint64_t)m->all.weight * 6) m->core = zone_of(m, i);
    if (m->points[i] && s.chars > s.links) {
      uint64_t points = (uint64_t)m->points[i] * (s.chars - s.links) / s.chars;
      if (points > most_points) {
        most_points = points;
        m->best = zone_of(m, i);
      }
    }
    uint32_t outside = i ? blocks->boxes[box->parent].flags : 0;
    bool landmark = box->tag == MTN_TAG_ARTICLE || box->tag == MTN_TAG_MAIN ||
                    (box->flags & ~outside & (uint32_t)(MTN_BLOCK_IN_MAIN | MTN_BLOCK_IN_ARTICLE));
    if (landmark && s.weight > main_weight) {
      main_weight = s.weight;
      m->main = zone_of(m, i);
    }
  }
  sums core = sums_between(m, m->core.first, m->core.end), best = sums_between(m, m->best.first, m->best.end);
  fill(m, MTN_CLUE_page_core, percent(core.chars, m->all.chars));
  fill(m, MTN_CLUE_page_best, percent(best.weight, m->all.weight));
  fill(m, MTN_CLUE_page_weight, m->all.weight / 4);
  fill(m, MTN_CLUE_page_links, percent(m->all.links, m->all.chars));
}

static int zone_number(const zone *z, uint32_t block, int depth) {
  if (z->depth < 0) return 0;
  if (block < z->first) return 2;
  if (block >= z->end) return 1;
  int below = depth - z->depth;
  return MTN_ZONE_IN + (below > 4 ? 4 : below < 0 ? 0 : below);
}

/* What the boxes around a block say. */
static void measure_around(measure *m) {
  const mtn_blocks *blocks = m->blocks;
  int16_t *core = mtn_clue_column(m->out, MTN_CLUE_core_zone), *best = mtn_clue_column(m->out, MTN_CLUE_best_zone);
  int16_t *main = mtn_clue_column(m->out, MTN_CLUE_main_zone);
  int16_t *hint = mtn_clue_column(m->out, MTN_CLUE_hint), *around = mtn_clue_column(m->out, MTN_CLUE_hint_around);
  int16_t *near_kin = mtn_clue_column(m->out, MTN_CLUE_siblings);
  for (uint32_t i = 0; i < blocks->count; i++) {
    const mtn_block *b = &blocks->items[i];
    int depth = blocks->boxes[b->box].depth, form = core[i];
    core[i] = (int16_t)(zone_number(&m->core, i, depth) * MTN_FORM_COUNT + form);
    best[i] = (int16_t)(zone_number(&m->best, i, depth) * MTN_FORM_COUNT + form);
    main[i] = (int16_t)(zone_number(&m->main, i, depth) * MTN_FORM_COUNT + form);
    uint32_t up[5] = {b->box}; /* the boxes around it; the root stands for those beyond it */
    for (unsigned k = 1; k < MTN_COUNT(up); k++) up[k] = blocks->boxes[up[k - 1]].parent;
    unsigned own = m->hints[up[0]], outer = m->hints[up[2]];
    if (b->node != blocks->boxes[b->box].node) {
      uint64_t looks;
      unsigned leaf = hint_of(m, b->node, &looks);
      if (leaf > own) own = leaf;
    }
    if (m->hints[up[1]] > own) own = m->hints[up[1]];
    if (m->hints[up[3]] > outer) outer = m->hints[up[3]];
    if (m->hints[up[4]] > outer) outer = m->hints[up[4]];
    hint[i] = (int16_t)own;
    around[i] = (int16_t)outer;
    near_kin[i] = clip(m->siblings.items[m->kin[up[0]]].count);
  }
}

static matn_status measure_shapes(measure *m, mtn_arena *arena) {
  const mtn_blocks *blocks = m->blocks;
  groups shapes;
  if (!groups_new(&shapes, blocks->count, arena)) return MATN_NOMEM;
  for (size_t i = 0; i < blocks->count; i++) {
    const mtn_block *b = &blocks->items[i];
    uint32_t parent = blocks->boxes[b->box].parent, outer = blocks->boxes[parent].parent;
    m->of[i] = group_of(&shapes, mix(m->looks[b->box], mix(m->looks[parent], m->looks[outer])));
    group *g = &shapes.items[m->of[i]];
    g->count++;
    g->chars += b->chars;
  }
  int16_t *count = mtn_clue_column(m->out, MTN_CLUE_shape_count),
          *share = mtn_clue_column(m->out, MTN_CLUE_shape_share);
  for (size_t i = 0; i < blocks->count; i++) {
    const group *g = &shapes.items[m->of[i]];
    count[i] = clip(g->count);
    share[i] = clip(percent(g->chars, m->all.chars));
  }
  return MATN_OK;
}

static matn_status measure_copies(measure *m, mtn_arena *arena) {
  const mtn_blocks *blocks = m->blocks;
  groups texts;
  if (!groups_new(&texts, blocks->count, arena)) return MATN_NOMEM;
  int16_t *since = mtn_clue_column(m->out, MTN_CLUE_since_copy);
  for (uint32_t i = 0; i < blocks->count; i++) {
    group *g = &texts.items[group_of(&texts, hash(blocks->items[i].text, 0))];
    if (!g->count++) g->first = i;
    since[i] = clip(i - g->first);
  }
  return MATN_OK;
}

/* What stands before and after a block. */
static void measure_places(measure *m, size_t title) {
  const mtn_blocks *blocks = m->blocks;
  size_t n = blocks->count, heading = n, text = n;
  int16_t *place = mtn_clue_column(m->out, MTN_CLUE_place);
  int16_t *since_heading = mtn_clue_column(m->out, MTN_CLUE_since_heading);
  int16_t *until_heading = mtn_clue_column(m->out, MTN_CLUE_until_heading);
  int16_t *since_title = mtn_clue_column(m->out, MTN_CLUE_since_title);
  int16_t *since_text = mtn_clue_column(m->out, MTN_CLUE_since_text);
  int16_t *next = mtn_clue_column(m->out, MTN_CLUE_next_plain), *after = mtn_clue_column(m->out, MTN_CLUE_after_plain);
  for (size_t i = 0; i < n && text == n; i++)
    if (m->before[i + 1].weight) text = i;
  for (size_t i = 0; i < n; i++) {
    if (blocks->items[i].kind == MATN_BLOCK_HEADING) heading = i;
    place[i] = clip(percent(m->before[i].chars, m->all.chars));
    since_heading[i] = heading < n ? clip((int64_t)(i - heading)) : 300;
    since_title[i] = title < n ? clip((int64_t)i - (int64_t)title) : -1000;
    since_text[i] = text < n ? clip((int64_t)i - (int64_t)text) : -1000;
    size_t end = i + 6 < n ? i + 6 : n;
    sums five = sums_between(m, (uint32_t)i + 1, (uint32_t)end);
    after[i] = clip((int64_t)five.chars - five.links);
    next[i] = i + 1 < n ? clip(plain_of(&blocks->items[i + 1])) : 0;
  }
  size_t coming = n;
  for (size_t i = n; i-- > 0;) {
    until_heading[i] = clip((int64_t)(coming - i));
    if (blocks->items[i].kind == MATN_BLOCK_HEADING) coming = i;
  }
}

matn_status mtn_clues_measure(const mtn_document *doc, const mtn_blocks *blocks, mtn_arena *arena, mtn_clues *out) {
  size_t n = blocks->count, boxes = blocks->box_count, cells;
  measure m = {.doc = doc, .blocks = blocks, .out = out};
  out->stride = (n + MTN_CLUE_LANES - 1) / MTN_CLUE_LANES * MTN_CLUE_LANES;
  if (!mtn_mul(out->stride, MTN_CLUE_COUNT, &cells)) return MATN_NOMEM;
  out->values = mtn_arena_calloc(arena, cells, sizeof(*out->values));
  m.before = mtn_arena_calloc(arena, n + 1, sizeof(*m.before));
  m.of = mtn_arena_calloc(arena, n, sizeof(*m.of));
  m.looks = mtn_arena_calloc(arena, boxes, sizeof(*m.looks));
  m.hints = mtn_arena_calloc(arena, boxes, sizeof(*m.hints));
  m.kin = mtn_arena_calloc(arena, boxes, sizeof(*m.kin));
  m.points = mtn_arena_calloc(arena, boxes, sizeof(*m.points));
  m.seen = mtn_arena_calloc(arena, SEEN_SLOTS, sizeof(*m.seen));
  if (!m.seen || !out->values || !m.before || !m.of || !m.looks || !m.hints || !m.kin || !m.points) return MATN_NOMEM;
  if (!groups_new(&m.siblings, boxes, arena)) return MATN_NOMEM;
  mtn_og_type og;
  mtn_ld_type ld;
  matn_str title;
  page_types(&m, &og, &ld, &title);
  fill(&m, MTN_CLUE_og_type, og);
  fill(&m, MTN_CLUE_ld_type, ld);
  measure_blocks(&m);
  measure_boxes(&m);
  find_containers(&m);
  measure_around(&m);
  MTN_TRY(measure_shapes(&m, arena));
  MTN_TRY(measure_copies(&m, arena));
  measure_places(&m, title_heading(&m, title));
  return MATN_OK;
}
