/*
 * The lead image: what metadata name, unless that is the site's sign; else the first picture of the main text.
 *
 * Systems put their logo, or a picture that stands for a missing one, where they have no picture of the article: such
 * an address says so in its last part.
 */
#include "meta/facts_internal.h"
#include "text/words.h"

#define TINY 100 /* pixels on a side; a smaller picture is a sign */
#define SIGN_LOSS 500

/* Whether an address is that of a sign: its last part, or the folder of a theme or of icons, says so. */
static bool is_sign(matn_str address) {
  static const char *const words[] = {"logo",     "placeholder", "favicon",         "sprite",   "avatar",
                                      "gravatar", "blank.",      "spacer.",         "default-", "default.",
                                      "no-image", "noimage",     "apple-touch-icon"};
  size_t end = 0, from;
  while (end < address.len && address.ptr[end] != '?' && address.ptr[end] != '#') end++;
  for (from = end; from > 0 && address.ptr[from - 1] != '/';) from--;
  mtn_filter starts = {{0}};
  for (size_t i = 0; i < MTN_COUNT(words); i++) mtn_filter_add_start(&starts, words[i]);
  for (; from < end; from++) {
    matn_str rest = {address.ptr + from, end - from};
    for (size_t i = 0; mtn_filter_may_start(&starts, rest) && i < MTN_COUNT(words); i++)
      if (mtn_str_starts(rest, words[i])) return true;
  }
  return false;
}

static bool is_tiny(matn_str size) {
  size_t value = 0, i = 0;
  for (; i < size.len && mtn_is_digit((unsigned char)size.ptr[i]) && value < TINY; i++)
    value = value * 10 + (size_t)(size.ptr[i] - '0');
  return i > 0 && value < TINY;
}

/* The address of a picture that may lead a text; {NULL, 0} if it is none. */
static matn_str picture(const mtn_document *doc, uint32_t node) {
  matn_str lazy = mtn_node_attr(doc, node, MTN_ATTR_DATA_SRC), src = mtn_node_attr(doc, node, MTN_ATTR_SRC);
  matn_str address = mtn_text_trim(lazy.len ? lazy : src);
  bool drawn = mtn_str_starts(address, "data:") || mtn_str_ends(address, ".svg") || mtn_str_ends(address, ".gif");
  bool tiny = is_tiny(mtn_node_attr(doc, node, MTN_ATTR_WIDTH)) || is_tiny(mtn_node_attr(doc, node, MTN_ATTR_HEIGHT));
  return absent(address) || drawn || tiny || is_sign(address) ? (matn_str){NULL, 0} : address;
}

/* The first picture between the headline and the end of the main text. */
static matn_str first_picture(const mtn_gatherer *g) {
  const mtn_page *page = g->page;
  uint32_t from = 0, to = 0;
  for (size_t i = 0; i < page->line_count; i++) {
    if (!(page->lines[i].flags & MTN_LINE_SELECTED)) continue;
    if (!from) from = page->lines[i].first;
    if (page->lines[i].last > to) to = page->lines[i].last;
  }
  if (g->head_line && page->lines[g->head_line - 1].first < from) from = page->lines[g->head_line - 1].first;
  for (uint32_t node = from; from && node <= to; node++) {
    matn_str address = mtn_node_is(page->doc, node, MTN_TAG_IMG) ? picture(page->doc, node) : (matn_str){NULL, 0};
    if (address.ptr) return address;
  }
  return (matn_str){NULL, 0};
}

void mtn_facts_read_image(mtn_gatherer *g) {
  for (size_t i = 0; i < g->out->candidate_count; i++) {
    mtn_candidate *c = &g->out->candidates[i];
    if (c->field == MATN_IMAGE && is_sign(c->value))
      c->trust = c->trust > SIGN_LOSS ? (uint16_t)(c->trust - SIGN_LOSS) : 1;
  }
  const mtn_candidate *best = mtn_facts_best(g, MATN_IMAGE);
  if (!g->page->plain && (!best || best->trust < SIGN_LOSS))
    mtn_facts_suggest(g, MATN_IMAGE, MTN_FROM_TEXT, SIGN_LOSS, first_picture(g), 0);
}
