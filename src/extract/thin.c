#include "extract/thin.h"

#include "extract/status.h"
#include "text/words.h"

/* ------------------------------------------------------------------------------------------------------- When to look
 */

/* A visible text of more words stands for itself, unless it may be cut off; of more than the second number, unless
 * JSON-LD brings a body that is much longer. */
#define THIN_WORDS 150u
#define CUT_WORDS 400u

typedef struct word_counts {
  size_t all, selected;
} word_counts;

static word_counts count_words(const mtn_blocks *blocks) {
  word_counts n = {0, 0};
  for (size_t i = 0; i < blocks->count; i++) {
    n.all += blocks->items[i].words;
    n.selected += blocks->items[i].selected ? blocks->items[i].words : 0;
  }
  return n;
}

/* Bytes of the longest articleBody of the page's JSON-LD, roughly. */
static size_t linked_body(const mtn_document *doc, const mtn_blocks *blocks) {
  size_t longest = 0;
  for (size_t i = 0; i < blocks->mark_count; i++) {
    matn_str text = mtn_blocks_script(doc, blocks->marks[i]);
    if (!text.len) continue;
    static const char key[] = "\"articleBody\"";
    for (size_t at = 0; (at = mtn_str_find(text, at, key)) != SIZE_MAX;) {
      size_t start = at += sizeof(key) - 1;
      while (at < text.len && !(text.ptr[at] == '"' && text.ptr[at - 1] != '\\' && at - start > 4)) at++;
      if (at - start > longest) longest = at - start;
    }
  }
  return longest;
}

/* How much more there must be, and how little. */
enum { SHELL_WORDS = 25, LEAST_WORDS = 30, LEAST_GAIN = 80, TEASER_WORDS = 150 };

static bool says_nothing(word_counts shown) { return shown.all <= SHELL_WORDS || shown.selected == 0; }

/* What is found must have as many words. */
static size_t least_words(word_counts shown) {
  if (says_nothing(shown)) return shown.all < LEAST_WORDS ? LEAST_WORDS : shown.all + 1;
  return shown.selected + (shown.selected / 2 < LEAST_GAIN ? LEAST_GAIN : shown.selected / 2);
}

size_t mtn_thin_wanted(const mtn_document *doc, const mtn_blocks *blocks) {
  word_counts shown = count_words(blocks);
  size_t bytes = 0;
  if (shown.selected < THIN_WORDS || (shown.selected < CUT_WORDS && mtn_status_may_be_cut(doc, blocks, shown.selected)))
    return least_words(shown);
  for (size_t i = 0; i < blocks->count; i++)
    if (blocks->items[i].selected) bytes += blocks->items[i].text.len;
  return linked_body(doc, blocks) > bytes + bytes / 2 ? least_words(shown) : 0;
}

/* ------------------------------------------------------------------------------------------------------ Weighing */

/* A string of fewer words may be a heading, a caption, a label: it is taken with prose, not for it. */
#define PROSE_WORDS 12u
#define PROSE_WORDS_UNSTOPPED 25u /* without the end of a sentence */
#define WORD_CHARS_MAX 25u        /* a mean above it: code, addresses, base64 */

#define PROSE_BYTES 23u /* twelve words of one letter */
#define PROSE_SPACES 5u /* in a string of ASCII; addresses and names of classes have none */

/* Whether the string may be prose, by a glance: most strings of a program are short or have no spaces. */
static bool may_be_prose(matn_str text) {
  if (text.len < PROSE_BYTES) return false;
  unsigned spaces = 0, beyond = 0;
  for (size_t i = 0; i < text.len && spaces < PROSE_SPACES && !beyond; i += 64) {
    size_t end = text.len - i < 64 ? text.len : i + 64;
    uint8_t found = 0, high = 0;
    for (size_t k = i; k < end; k++) {
      found = (uint8_t)(found + ((unsigned char)text.ptr[k] <= ' '));
      high |= (unsigned char)text.ptr[k];
    }
    spaces += found;
    beyond |= high & 0x80u;
  }
  return beyond || spaces >= PROSE_SPACES;
}

/* Characters of prose in the string, 0 if it is none. */
static uint32_t prose(matn_str text) {
  if (!may_be_prose(text)) return 0;
  mtn_text_run run = mtn_text_measure(text);
  bool html = mtn_thin_form(text) != MTN_FORM_PLAIN;
  uint32_t tags = 0, links = 0, code = 0; /* bytes */
  bool inside = false, link = false;
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i];
    if (c == '<' && html) {
      inside = true;
      link = text.len - i > 2 && mtn_to_lower(text.ptr[i + 1]) == 'a' && text.ptr[i + 2] == ' ';
    }
    tags += inside;
    links += link && !inside;
    if (c == '>') inside = false;
    code += c == '{' || c == '}' || c == ';' || c == '=' || c == '\\' || c == '_' || c == '|';
  }
  if (!html && code * 40 > run.chars) return 0;
  if (run.words < PROSE_WORDS || (!html && run.sentences == 0 && run.words < PROSE_WORDS_UNSTOPPED)) return 0;
  if (!html && run.commas * 6 > run.words) return 0; /* a list of keywords */
  if (!html && run.chars > run.words * WORD_CHARS_MAX) return 0;
  uint32_t plain = run.chars > tags ? run.chars - tags : 0;
  return links * 2 > plain ? 0 : plain;
}

/* weights[i]: characters of prose in values[i] and below it.  What keys say is asked only on the way to prose. */
static uint32_t *weigh(const mtn_data *data, mtn_key_senses *keys, mtn_arena *scratch) {
  uint32_t *weights = mtn_arena_calloc(scratch, data->count, sizeof(*weights));
  uint8_t *senses = mtn_arena_calloc(scratch, data->count, 1);
  bool *leads = mtn_arena_calloc(scratch, data->count, sizeof(*leads)); /* to prose */
  if (!weights || !senses || !leads) return NULL;
  for (size_t i = data->count; i-- > 1;) {
    const mtn_value *v = &data->values[i];
    if (v->type == MTN_VALUE_STRING) weights[i] = prose(v->text);
    leads[i] |= weights[i] > 0;
    leads[v->parent] |= leads[i];
  }
  for (size_t i = 1; i < data->count; i++) {
    const mtn_value *v = &data->values[i];
    if (!leads[i]) continue;
    senses[i] = senses[v->parent];
    if (v->key.ptr && senses[i] != MTN_KEY_ASIDE) {
      mtn_key_sense sense = mtn_thin_key_sense(keys, v->key);
      if (sense == MTN_KEY_ASIDE || sense == MTN_KEY_SHORT) senses[i] = (uint8_t)sense;
    }
    if (senses[i] == MTN_KEY_ASIDE) weights[i] = 0;
    if (senses[i] == MTN_KEY_SHORT) weights[i] /= 4;
  }
  for (size_t i = data->count; i-- > 1;) weights[data->values[i].parent] += weights[i];
  return weights;
}

/* ------------------------------------------------------------------------------------------------------ Finding */

#define ANCHOR_WEIGHT 100u /* characters of prose that make an object the page's */
#define CLIMB_MAX 4u       /* objects from the one with the title to the one with the text */
#define CLIMB_TOLD 1u      /* farther away, the title is not that of the text */
#define LONE_WEIGHT 400u   /* of a text that nothing but its size speaks for */
#define LONE_SHARE 60u     /* per cent of all prose in the page's data */
#define PROSE_SHARE 50u    /* per cent of what is written that must be prose, not labels between */
#define DICTIONARY 24u     /* members with prose of an object that is no text but phrases of a program */

/* What parts a title from the name of its site: one of these, after white space. */
static bool starts_separator(matn_str rest) {
  static const char *const signs[] = {"-", "|", ":", "\xE2\x80\x93", "\xE2\x80\x94", "\xC2\xB7", "\xC2\xBB"};
  if (!rest.len || !mtn_is_space((unsigned char)rest.ptr[0])) return false;
  rest = mtn_text_trim(rest);
  for (size_t i = 0; i < MTN_COUNT(signs); i++)
    if (rest.len > strlen(signs[i]) && mtn_str_starts_exactly(rest, signs[i])) return true;
  return false;
}

/* Equal but for ASCII case and white space; or one begins the other and is most of it, or the name of a site follows.
 */
static bool same_title(matn_str a, matn_str b) {
  a = mtn_text_trim(a);
  b = mtn_text_trim(b);
  if (a.len < 4 || b.len < 4) return false;
  size_t i = 0, k = 0;
  for (; i < a.len && k < b.len; i++, k++) {
    if (mtn_is_space((unsigned char)a.ptr[i]) && mtn_is_space((unsigned char)b.ptr[k])) continue;
    if (mtn_to_lower(a.ptr[i]) != mtn_to_lower(b.ptr[k])) return false;
  }
  if (i == a.len && k == b.len) return true;
  matn_str rest = i < a.len ? (matn_str){a.ptr + i, a.len - i} : (matn_str){b.ptr + k, b.len - k};
  size_t shorter = i < a.len ? b.len : a.len, longer = shorter + rest.len;
  return (shorter >= 10 && shorter * 10 >= longer * 6) || starts_separator(rest);
}

static bool is_named(const mtn_data *data, uint32_t value, matn_str title, matn_str description) {
  const mtn_value *v = &data->values[value];
  if (v->text.len > 600) return false;
  return (title.ptr && same_title(v->text, title)) || (description.ptr && same_title(v->text, description));
}

/* The object that holds the page's title or description, and text; 0 if there is none. */
static uint32_t find_anchor(const mtn_data *data, const uint32_t *weights, matn_str title, matn_str description,
                            bool *told) {
  uint32_t best = 0;
  unsigned fewest = CLIMB_MAX + 1;
  for (uint32_t i = 1; i < data->count; i++) {
    if (data->values[i].linked || data->values[i].type != MTN_VALUE_STRING) continue;
    uint32_t at = data->values[i].parent;
    unsigned climbs = 0;
    while (at && weights[at] < weights[i] + ANCHOR_WEIGHT && climbs < CLIMB_MAX) {
      at = data->values[at].parent;
      climbs++;
    }
    if (!at || weights[at] < weights[i] + ANCHOR_WEIGHT) continue;
    if (climbs > fewest || (climbs == fewest && weights[at] <= weights[best])) continue;
    if (!is_named(data, i, title, description)) continue;
    best = at;
    fewest = climbs;
  }
  *told = best && fewest <= CLIMB_TOLD;
  return best;
}

/* From an object down to what holds nearly all of its prose. */
static uint32_t descend(const mtn_data *data, const uint32_t *weights, uint32_t at) {
  for (;;) {
    uint32_t heaviest = 0;
    for (uint32_t child = at + 1; child < data->values[at].end; child = data->values[child].end)
      if (!heaviest || weights[child] > weights[heaviest]) heaviest = child;
    if (!heaviest || weights[heaviest] * UINT64_C(10) < weights[at] * UINT64_C(7)) return at;
    at = heaviest;
  }
}

/* Many phrases side by side are what a program says, not what a page says. */
static bool is_dictionary(const mtn_data *data, const uint32_t *weights, uint32_t at) {
  if (data->values[at].type != MTN_VALUE_OBJECT) return false;
  unsigned members = 0;
  for (uint32_t child = at + 1; child < data->values[at].end; child = data->values[child].end)
    members += data->values[child].type == MTN_VALUE_STRING && weights[child] > 0;
  return members > DICTIONARY;
}

/* Stories side by side, each with a title and an address of its own: a list of pages, none of them this one. */
static bool is_list_of_pages(const mtn_data *data, uint32_t at) {
  unsigned elements = 0, pages = 0;
  if (data->values[at].type != MTN_VALUE_ARRAY) return false;
  for (uint32_t child = at + 1; child < data->values[at].end; child = data->values[child].end) {
    static const char *const titles[] = {"title", "headline", "name"};
    static const char *const addresses[] = {"url", "slug", "href", "link", "path", "permalink", "uri"};
    bool title = false, address = false;
    for (size_t i = 0; i < MTN_COUNT(titles); i++) title |= mtn_data_member(data, child, titles[i]) != 0;
    for (size_t i = 0; i < MTN_COUNT(addresses); i++) address |= mtn_data_member(data, child, addresses[i]) != 0;
    elements++;
    pages += title && address;
  }
  return elements > 1 && pages * 2 > elements;
}

/* The body that JSON-LD gives: the longest of those under the keys that schema.org has for the text of a thing. */
static uint32_t linked_text(const mtn_data *data, const uint32_t *weights) {
  static const char *const of_things[] = {"product", "jobposting", "event", "course", "softwareapplication", "book"};
  uint32_t best = 0;
  for (uint32_t i = 1; i < data->count; i++) {
    const mtn_value *v = &data->values[i];
    if (!v->linked || v->type != MTN_VALUE_STRING || !weights[i]) continue;
    uint32_t thing = v->parent;
    if (!data->values[thing].key.ptr) thing = data->values[thing].parent;
    bool of_another = mtn_str_is(data->values[thing].key, "review") || mtn_str_is(data->values[thing].key, "reviews");
    bool body = mtn_str_is(v->key, "articlebody") || (mtn_str_is(v->key, "reviewbody") && !of_another);
    if (mtn_str_is(v->key, "description")) {
      uint32_t type = mtn_data_member(data, v->parent, "@type");
      for (size_t k = 0; type && k < MTN_COUNT(of_things); k++)
        body |= mtn_str_is(data->values[type].text, of_things[k]);
    }
    if (body && (!best || weights[i] > weights[best])) best = i;
  }
  return best;
}

/* -------------------------------------------------------------------------------------------------------- Templates */

/* The template with the most text, as the stretch of the source that it was made from; 0 if none has enough. */
static uint32_t find_template(const mtn_document *doc, matn_str *inner) {
  uint32_t best = 0, most = LONE_WEIGHT;
  for (uint32_t node = 1; node < doc->node_count; node++) {
    if (!mtn_node_is(doc, node, MTN_TAG_TEMPLATE) || !doc->nodes[node].first) continue;
    uint32_t text = 0;
    size_t end = doc->nodes[node].end;
    bool program = false; /* {{ }}: the form of a text, not one */
    uint32_t at = node;
    /* Outer templates are no text of a page; that the walk breaks off at an inner one also keeps it linear. */
    while ((at = mtn_node_walk(doc, node, at)) != 0 && !mtn_node_is(doc, at, MTN_TAG_TEMPLATE)) {
      if (doc->nodes[at].end > end) end = doc->nodes[at].end;
      uint32_t parent = doc->nodes[at].parent;
      if (doc->nodes[at].type != MTN_TEXT || mtn_node_is(doc, parent, MTN_TAG_SCRIPT) ||
          mtn_node_is(doc, parent, MTN_TAG_STYLE))
        continue;
      matn_str words = mtn_node_text(doc, at);
      program |= mtn_str_find(words, 0, "{{") != SIZE_MAX;
      text += prose(words);
    }
    if (at || program || text <= most) continue;
    most = text;
    best = node;
    *inner = (matn_str){doc->source + doc->nodes[node].end, end - doc->nodes[node].end};
  }
  return best;
}

/* The value that is the text, 0 if there is none.  Words have two characters and more. */
static uint32_t find_value(const mtn_data *data, const uint32_t *weights, matn_str title, matn_str description,
                           size_t least, bool *told) {
  *told = false;
  if (weights[0] / 2 < least) return 0;
  uint32_t linked = linked_text(data, weights), linked_total = 0;
  for (uint32_t i = 1; i < data->count; i = data->values[i].end)
    if (data->values[i].linked) linked_total += weights[i];
  uint32_t anchor = find_anchor(data, weights, title, description, told), found = 0;
  if (anchor) {
    found = descend(data, weights, anchor);
  } else {
    uint32_t rest = weights[0] - linked_total, top = 0;
    for (uint32_t i = 1; i < data->count; i = data->values[i].end)
      if (!data->values[i].linked && weights[i] && (!top || weights[i] > weights[top])) top = i;
    if (top) found = descend(data, weights, top);
    if (found && (weights[found] < LONE_WEIGHT || weights[found] * UINT64_C(100) < rest * (uint64_t)LONE_SHARE))
      found = 0;
  }
  if (found && (is_dictionary(data, weights, found) || is_list_of_pages(data, found))) found = 0;
  /* What an editor's document says has its structure; JSON-LD has none, so it must be longer to win. */
  if (!linked || (found && weights[linked] * UINT64_C(100) <= weights[found] * UINT64_C(125))) return found;
  *told = true;
  return linked;
}

matn_status mtn_thin_find(const mtn_document *doc, matn_str title, matn_str description, size_t least,
                          mtn_arena *scratch, mtn_thin *out) {
  *out = (mtn_thin){0};
  mtn_buf_init(&out->html, doc->alloc);
  mtn_data data;
  MTN_TRY(mtn_data_read(doc, scratch, &data));
  mtn_key_senses *keys = mtn_arena_calloc(scratch, 1, sizeof(*keys));
  uint32_t *weights = keys ? weigh(&data, keys, scratch) : NULL;
  if (!weights) return MATN_NOMEM;
  uint32_t found = find_value(&data, weights, title, description, least, &out->told);
  matn_str inner = {NULL, 0};
  uint32_t template = found ? 0 : find_template(doc, &inner);
  if (template) {
    mtn_buf_str(&out->html, inner);
    out->node = template;
    out->told = false;
  } else if (found) {
    size_t prose_share = mtn_thin_write(&data, found, weights, keys, &out->html);
    if (prose_share < PROSE_SHARE && !out->html.failed) mtn_buf_clear(&out->html);
    out->node = data.values[found].node;
  }
  if (!out->html.failed) return MATN_OK;
  mtn_buf_free(&out->html);
  return MATN_NOMEM;
}

/* ------------------------------------------------------------------------------------------------------ Comparing */

/* Hashes of every three words in a row. */
typedef struct trigrams {
  uint32_t *slots;
  size_t mask, count;
} trigrams;

static bool put(trigrams *set, uint32_t hash, bool add) {
  if (!hash) hash = 1;
  size_t at = (hash * UINT32_C(2654435769) >> 7) & set->mask;
  /* Hashes made to collide end up beside each other; after 32 places one counts as not there. */
  for (unsigned probe = 0; probe < 32; probe++, at = (at + 1) & set->mask) {
    if (set->slots[at] == hash) return true;
    if (set->slots[at]) continue;
    if (add) set->slots[at] = hash;
    set->count += add;
    return false;
  }
  return false;
}

/* Go over the trigrams of blocks: put them into `set`, or count in *hits how many are there.  Gives their number. */
static size_t walk_trigrams(const mtn_blocks *blocks, bool selected_only, trigrams *set, bool add, size_t *hits) {
  size_t seen = 0;
  uint32_t a = 0, b = 0;
  for (size_t i = 0; i < blocks->count; i++) {
    if (selected_only && !blocks->items[i].selected) continue;
    size_t at = 0;
    for (matn_str word; (word = mtn_text_next_word(blocks->items[i].text, &at)).ptr;) {
      uint32_t c = mtn_text_hash_word(word, 0);
      uint32_t hash = (a * 31u + b) * 31u + c;
      a = b;
      b = c;
      if (++seen < 3) continue;
      *hits += put(set, hash, add);
    }
  }
  return seen > 2 ? seen - 2 : 0;
}

static bool make_set(const mtn_blocks *blocks, mtn_arena *scratch, trigrams *set) {
  size_t slots = 64, count = count_words(blocks).all, hits = 0;
  while (slots < count * 2) slots *= 2;
  *set = (trigrams){.slots = mtn_arena_calloc(scratch, slots, sizeof(uint32_t)), .mask = slots - 1};
  if (!set->slots) return false;
  (void)walk_trigrams(blocks, false, set, true, &hits);
  return true;
}

matn_status mtn_thin_is_better(const mtn_blocks *blocks, const mtn_blocks *other, bool told, mtn_arena *scratch,
                               bool *better) {
  *better = false;
  word_counts page = count_words(blocks);
  size_t selected = page.selected, found = count_words(other).selected;
  if (found < least_words(page)) return MATN_OK;
  if (says_nothing(page)) { /* there is nothing that it could be worse than */
    *better = true;
    return MATN_OK;
  }
  if (!told) return MATN_OK;
  trigrams visible, hidden;
  if (!make_set(blocks, scratch, &visible) || !make_set(other, scratch, &hidden)) return MATN_NOMEM;
  size_t shown = 0, kept = 0;
  size_t of_found = walk_trigrams(other, true, &visible, false, &shown);
  size_t of_selected = walk_trigrams(blocks, true, &hidden, false, &kept);
  if (shown * 10 > of_found * 6) return MATN_OK; /* the page shows it: the choice among what it shows stands */
  bool goes_on = found * 2 > selected * 3 && kept * 10 >= of_selected * 7; /* the beginning is shown */
  *better = goes_on || (selected < TEASER_WORDS && found > selected * 3);
  return MATN_OK;
}
