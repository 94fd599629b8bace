#include "render/image.h"

#include "extract/inline.h"
#include "html/address.h"
#include "text/words.h"

#define GAP_NODES_MAX 512 /* looked at for images between two blocks */
#define CLIMB_MAX 16      /* elements from an image up to the box that it belongs to */

/* Names that pages give to what stands in for a picture until it is seen. */
static bool is_placeholder(matn_str url) {
  static const char *const words[] = {"placeholder", "blank.gif", "spacer.gif",  "transparent.", "1x1",
                                      "pixel.gif",   "lazy.",     "loading.gif", "grey.gif",     "gray.gif"};
  for (size_t w = 0; w < MTN_COUNT(words); w++)
    if (mtn_str_holds(url, words[w])) return true;
  return false;
}

/* The largest candidate of a srcset (HTML 4.8.4.3.10): addresses end at white space or, at their end, a comma. */
static matn_str largest_of(matn_str set) {
  matn_str best = {NULL, 0};
  uint64_t best_size = 0;
  size_t at = 0;
  while (at < set.len) {
    while (at < set.len && (mtn_is_space((unsigned char)set.ptr[at]) || set.ptr[at] == ',')) at++;
    size_t start = at;
    while (at < set.len && !mtn_is_space((unsigned char)set.ptr[at])) at++;
    matn_str url = {set.ptr + start, at - start};
    bool ends = url.len && url.ptr[url.len - 1] == ',';
    while (url.len && url.ptr[url.len - 1] == ',') url.len--;
    uint64_t size = 1;
    if (!ends) {
      while (at < set.len && mtn_is_space((unsigned char)set.ptr[at])) at++;
      uint64_t number = 0;
      for (; at < set.len && mtn_is_digit((unsigned char)set.ptr[at]) && number < 1000000; at++)
        number = number * 10 + (uint64_t)(set.ptr[at] - '0');
      if (at < set.len && (set.ptr[at] == 'w' || set.ptr[at] == 'x' || set.ptr[at] == '.')) size = number;
      while (at < set.len && set.ptr[at] != ',') at++;
    }
    if (url.len && !mtn_str_starts(url, "data:") && (size > best_size || !best.ptr)) {
      best = url;
      best_size = size;
    }
  }
  return best;
}

static matn_str from_picture(const mtn_document *doc, uint32_t img) {
  uint32_t picture = doc->nodes[img].parent;
  if (!picture || !mtn_node_is(doc, picture, MTN_TAG_PICTURE)) return (matn_str){NULL, 0};
  unsigned looked = 0;
  for (uint32_t at = doc->nodes[picture].first; at && looked < 16; at = doc->nodes[at].next, looked++) {
    if (!mtn_node_is(doc, at, MTN_TAG_SOURCE)) continue;
    matn_str set = mtn_node_attr(doc, at, MTN_ATTR_SRCSET);
    if (!set.len) set = mtn_node_attr(doc, at, MTN_ATTR_DATA_SRCSET);
    matn_str url = largest_of(set);
    if (url.len) return url;
  }
  return (matn_str){NULL, 0};
}

/* The copy for readers without scripts, in a noscript just after the image. */
static matn_str from_noscript(const mtn_document *doc, uint32_t img) {
  uint32_t at = doc->nodes[img].next;
  while (at && doc->nodes[at].type == MTN_TEXT) at = doc->nodes[at].next;
  if (!at || !mtn_node_is(doc, at, MTN_TAG_NOSCRIPT)) return (matn_str){NULL, 0};
  uint32_t inner = doc->nodes[at].first;
  while (inner && doc->nodes[inner].type == MTN_TEXT) inner = doc->nodes[inner].next;
  return inner && mtn_node_is(doc, inner, MTN_TAG_IMG) ? mtn_node_attr(doc, inner, MTN_ATTR_SRC) : (matn_str){NULL, 0};
}

static bool is_picture(matn_str url) {
  return url.len && !mtn_str_starts(url, "data:") && !mtn_str_starts(url, "about:");
}

static matn_str address_of(const mtn_document *doc, uint32_t img) {
  static const uint8_t lazy[] = {MTN_ATTR_DATA_SRC, MTN_ATTR_DATA_LAZY_SRC, MTN_ATTR_DATA_ORIGINAL};
  static const uint8_t sets[] = {MTN_ATTR_DATA_SRCSET, MTN_ATTR_SRCSET};
  matn_str src = mtn_text_trim(mtn_node_attr(doc, img, MTN_ATTR_SRC)), url;
  for (size_t i = 0; i < MTN_COUNT(lazy); i++) {
    url = mtn_text_trim(mtn_node_attr(doc, img, (mtn_attr_id)lazy[i]));
    if (is_picture(url)) return url;
  }
  if (is_picture(src) && !is_placeholder(src)) return src;
  for (size_t i = 0; i < MTN_COUNT(sets); i++) {
    url = largest_of(mtn_node_attr(doc, img, (mtn_attr_id)sets[i]));
    if (is_picture(url)) return url;
  }
  url = from_picture(doc, img);
  if (is_picture(url)) return url;
  url = mtn_text_trim(from_noscript(doc, img));
  if (is_picture(url)) return url;
  return is_picture(src) ? src : (matn_str){NULL, 0};
}

bool mtn_image_write_address(const mtn_document *doc, uint32_t img, matn_str base, mtn_buf *out) {
  matn_str url = address_of(doc, img);
  return url.len && mtn_address_write(base, url, out);
}

bool mtn_image_has_address(const mtn_document *doc, uint32_t img, mtn_buf *scratch) {
  scratch->len = 0;
  return mtn_image_write_address(doc, img, (matn_str){NULL, 0}, scratch);
}

/* ----------------------------------------------------------------------------------------------------------- Frames */

/* Players, by what their addresses hold, and the address of what they play. */
static const struct {
  const char *player, *page;
} players[] = {
    {"youtube.com/embed/", "https://www.youtube.com/watch?v="},
    {"youtube-nocookie.com/embed/", "https://www.youtube.com/watch?v="},
    {"player.vimeo.com/video/", "https://vimeo.com/"},
    {"dailymotion.com/embed/video/", "https://www.dailymotion.com/video/"},
    {"open.spotify.com/embed/", "https://open.spotify.com/"},
};
/* Frames whose address is as good as a page's. */
static const char *const embeds[] = {"w.soundcloud.com/player",
                                     "instagram.com/",
                                     "facebook.com/plugins/post",
                                     "facebook.com/plugins/video",
                                     "tiktok.com/embed",
                                     "platform.twitter.com/embed",
                                     "codepen.io/",
                                     "bandcamp.com/EmbeddedPlayer",
                                     "google.com/maps",
                                     "ted.com/talks",
                                     "player.bilibili.com/",
                                     "archive.org/embed/",
                                     "reddit.com/r/"};

bool mtn_image_write_embed(const mtn_document *doc, uint32_t iframe, matn_str base, mtn_buf *out) {
  matn_str src = mtn_text_trim(mtn_node_attr(doc, iframe, MTN_ATTR_SRC));
  if (!src.len || mtn_str_starts(src, "about:")) src = mtn_text_trim(mtn_node_attr(doc, iframe, MTN_ATTR_DATA_SRC));
  for (size_t i = 0; i < MTN_COUNT(players); i++) {
    size_t at = mtn_str_find(src, 0, players[i].player);
    if (at == SIZE_MAX) continue;
    at += strlen(players[i].player);
    size_t end = at;
    while (end < src.len && src.ptr[end] != '?' && src.ptr[end] != '&' && src.ptr[end] != '#') end++;
    if (end == at) return false;
    mtn_buf address;
    mtn_buf_init(&address, out->alloc);
    mtn_buf_cstr(&address, players[i].page);
    mtn_buf_append(&address, src.ptr + at, end - at);
    bool wrote = mtn_address_write(base, mtn_buf_view(&address), out);
    out->failed |= address.failed;
    mtn_buf_free(&address);
    return wrote;
  }
  for (size_t i = 0; i < MTN_COUNT(embeds); i++)
    if (mtn_str_find(src, 0, embeds[i]) != SIZE_MAX) return mtn_address_write(base, src, out);
  return false;
}

/* ----------------------------------------------------------------------------------------------------------- Places */

static bool is_within(const mtn_document *doc, uint32_t node, uint32_t top) {
  for (unsigned up = 0; up < CLIMB_MAX && node; up++, node = doc->nodes[node].parent)
    if (node == top) return true;
  return false;
}

/* What stands from the node `from` to the node `to`, both left out; inside `top` if it is not 0. */
static void visit_gap(const mtn_document *doc, uint32_t from, uint32_t to, uint32_t top, mtn_image_visit visit,
                      void *ctx) {
  uint32_t node = from;
  for (unsigned looked = 0; node && node != to && looked < GAP_NODES_MAX; looked++) {
    bool frame = mtn_node_is(doc, node, MTN_TAG_IFRAME);
    bool skip = mtn_blocks_skips(doc, node) || mtn_node_is(doc, node, MTN_TAG_NOSCRIPT);
    bool picture = mtn_node_is(doc, node, MTN_TAG_IMG) && node != from &&
                   mtn_inline_kind_of(doc, node, false) == MTN_INLINE_AS_IS; /* no formula */
    if ((picture || frame) && (!top || is_within(doc, node, top))) visit(ctx, node);
    node = skip ? mtn_node_skip(doc, 1, node) : mtn_node_walk(doc, 1, node);
  }
}

static const mtn_block *block_of(const mtn_article *article, size_t part) {
  return &article->blocks.items[article->parts[part].block];
}

/* The figure that a caption is in, else the block's own box: images in there belong to it. */
static uint32_t home_of(const mtn_article *article, const mtn_block *block) {
  const mtn_box *boxes = article->blocks.boxes;
  uint32_t box = block->box;
  for (unsigned up = 0; block->kind == MATN_BLOCK_CAPTION && up < CLIMB_MAX && box; up++, box = boxes[box].parent)
    if (boxes[box].tag == MTN_TAG_FIGURE) return boxes[box].node;
  return boxes[block->box].node;
}

uint32_t mtn_image_nest(const mtn_article *article, uint32_t node, uint32_t before, uint32_t after) {
  const mtn_nest *nests = article->structure.nests;
  uint32_t sides[] = {before, after}, common = before;
  for (unsigned up = 0; up < CLIMB_MAX && node; up++, node = article->doc->nodes[node].parent)
    for (size_t side = 0; side < 2; side++)
      for (uint32_t at = sides[side]; at; at = nests[at].parent)
        if (nests[at].node == node) return at;
  while (common != after) {
    if (nests[common].depth >= nests[after].depth)
      common = nests[common].parent;
    else
      after = nests[after].parent;
  }
  return common;
}

void mtn_image_before(const mtn_article *article, size_t before, size_t part, mtn_image_visit visit, void *ctx) {
  const mtn_block *block = block_of(article, part);
  if (!block->first) return;
  bool adjacent = before != SIZE_MAX && block_of(article, before) + 1 == block;
  uint32_t home = home_of(article, block), from = block == article->blocks.items ? home : block[-1].last;
  visit_gap(article->doc, from, block->first, adjacent ? 0 : home, visit, ctx);
}

void mtn_image_after(const mtn_article *article, size_t part, mtn_image_visit visit, void *ctx) {
  const mtn_block *block = block_of(article, part);
  const mtn_blocks *blocks = &article->blocks;
  bool last = block + 1 == blocks->items + blocks->count;
  if (!block->last || (!last && block[1].selected)) return;
  visit_gap(article->doc, block->last, last ? 0 : block[1].first, home_of(article, block), visit, ctx);
}
