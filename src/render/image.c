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
  return mtn_str_holds_any(url, words, MTN_COUNT(words));
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

/* A whole number of pixels; `missing` if it is none. */
static unsigned pixels(matn_str s, unsigned missing) {
  unsigned value = 0;
  size_t i = 0;
  for (; i < s.len && i < 5 && mtn_is_digit((unsigned char)s.ptr[i]); i++)
    value = value * 10 + (unsigned)(s.ptr[i] - '0');
  return i > 0 ? value : missing;
}

/* Pixels that count readers, and icons. */
#define ICON_MAX 32
static bool is_icon(const mtn_document *doc, uint32_t img) {
  unsigned width = pixels(mtn_node_attr(doc, img, MTN_ATTR_WIDTH), ICON_MAX + 1);
  unsigned height = pixels(mtn_node_attr(doc, img, MTN_ATTR_HEIGHT), ICON_MAX + 1);
  return width <= ICON_MAX && height <= ICON_MAX;
}

/* Whether an address ends in the name of a kind of picture, what is behind '?' aside. */
static bool is_picture_file(matn_str url) {
  static const char *const ends[] = {".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".svg"};
  size_t len = 0;
  while (len < url.len && url.ptr[len] != '?' && url.ptr[len] != '#') len++;
  return mtn_str_ends_any((matn_str){url.ptr, len}, ends, MTN_COUNT(ends));
}

/* What scripts of all kinds keep in attributes of their own: data-original-src, data-hi-res-src, data-lazy-srcset… */
static matn_str from_data(const mtn_document *doc, uint32_t img) {
  const mtn_node *n = &doc->nodes[img];
  for (uint32_t i = 0; i < n->size; i++) {
    const mtn_attr *attr = &doc->attrs[n->data + i];
    if (!mtn_str_starts(mtn_text_of(doc, attr->name), "data-")) continue;
    matn_str value = mtn_text_trim(mtn_text_of(doc, attr->value));
    if (mtn_str_ends(mtn_text_of(doc, attr->name), "srcset")) value = largest_of(value);
    if (is_picture(value) && is_picture_file(value) && !is_placeholder(value)) return value;
  }
  return (matn_str){NULL, 0};
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
  url = from_data(doc, img);
  if (url.len) return url;
  url = mtn_text_trim(from_noscript(doc, img));
  if (is_picture(url)) return url;
  return is_picture(src) ? src : (matn_str){NULL, 0};
}

bool mtn_image_write_address(const mtn_document *doc, uint32_t img, matn_str base, mtn_buf *out) {
  if (is_icon(doc, img)) return false;
  matn_str url = address_of(doc, img);
  return url.len && mtn_address_write(base, url, out);
}

bool mtn_image_has_address(const mtn_document *doc, uint32_t img, mtn_buf *scratch) {
  scratch->len = 0;
  return mtn_image_write_address(doc, img, (matn_str){NULL, 0}, scratch);
}

/* ----------------------------------------------------------------------------------------------------------- Frames */

/* Players, by what their addresses hold, and the address of what they play: `page` and what follows `player`, up to the
 * next of "?&#", and without `end`. */
static const struct {
  const char *player, *page, *end;
} players[] = {
    {"youtube.com/embed/videoseries?list=", "https://www.youtube.com/playlist?list=", NULL},
    {"youtube.com/embed/", "https://www.youtube.com/watch?v=", NULL},
    {"youtube-nocookie.com/embed/", "https://www.youtube.com/watch?v=", NULL},
    {"player.vimeo.com/video/", "https://vimeo.com/", NULL},
    {"dailymotion.com/embed/video/", "https://www.dailymotion.com/video/", NULL},
    {"open.spotify.com/embed/", "https://open.spotify.com/", NULL},
    {"open.spotify.com/embed-podcast/", "https://open.spotify.com/", NULL},
    {"platform.twitter.com/embed/tweet.html?id=", "https://twitter.com/i/status/", NULL},
    {"platform.twitter.com/embed/index.html?id=", "https://twitter.com/i/status/", NULL},
    {"redditmedia.com/r/", "https://www.reddit.com/r/", NULL},
    {"embed.reddit.com/r/", "https://www.reddit.com/r/", NULL},
    {"giphy.com/embed/", "https://giphy.com/gifs/", NULL},
    {"loom.com/embed/", "https://www.loom.com/share/", NULL},
    {"embed.podcasts.apple.com/", "https://podcasts.apple.com/", NULL},
    {"embed.music.apple.com/", "https://music.apple.com/", NULL},
    {"embed.bsky.app/embed/", "https://bsky.app/profile/", NULL},
    {"instagram.com/p/", "https://www.instagram.com/p/", "/embed"},
    {"instagram.com/reel/", "https://www.instagram.com/reel/", "/embed"},
    {"tiktok.com/embed/v2/", "https://www.tiktok.com/embed/v2/", NULL},
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
                                     "reddit.com/r/",
                                     "codesandbox.io/embed",
                                     "player.twitch.tv/",
                                     "streamable.com/e/",
                                     "docs.google.com/",
                                     "figma.com/embed",
                                     "jsfiddle.net/",
                                     "openstreetmap.org/export/embed",
                                     "datawrapper.dwcdn.net/",
                                     "flo.uri.sh/",
                                     "stackblitz.com/edit"};

/* The film that a player made by a script is of: YouTube's names of films are eleven letters, digits, '-' and '_'. */
static matn_str film_of(const mtn_document *doc, uint32_t node) {
  static const char *const names[] = {"videoid",         "data-videoid", "data-video-id",
                                      "data-youtube-id", "data-id",      "data-embed"};
  const mtn_node *n = &doc->nodes[node];
  bool known = n->type == MTN_ELEMENT && n->ns == MTN_NS_HTML && n->size &&
               (n->tag == MTN_TAG_UNKNOWN ||
                (n->tag == MTN_TAG_DIV && mtn_str_holds(mtn_node_attr(doc, node, MTN_ATTR_CLASS), "youtube")));
  for (size_t i = 0; known && i < MTN_COUNT(names); i++) {
    matn_str id = mtn_text_trim(mtn_node_attr_named(doc, node, names[i]));
    bool good = id.len == 11;
    for (size_t k = 0; k < id.len && good; k++)
      good = mtn_is_alnum((unsigned char)id.ptr[k]) || strchr("-_", id.ptr[k]);
    if (good) return id;
  }
  return (matn_str){NULL, 0};
}

static bool is_media(const mtn_document *doc, uint32_t node) {
  return mtn_node_is(doc, node, MTN_TAG_VIDEO) || mtn_node_is(doc, node, MTN_TAG_AUDIO);
}

/* Whether a node is one that mtn_image_write_embed may write. */
static bool is_embed(const mtn_document *doc, uint32_t node) {
  return mtn_node_is(doc, node, MTN_TAG_IFRAME) || is_media(doc, node) || film_of(doc, node).len;
}

/* The file that a video or audio element plays. */
static matn_str file_of(const mtn_document *doc, uint32_t media) {
  matn_str src = mtn_text_trim(mtn_node_attr(doc, media, MTN_ATTR_SRC));
  uint32_t at = doc->nodes[media].first;
  for (unsigned looked = 0; at && !src.len && looked < 16; looked++, at = doc->nodes[at].next)
    if (mtn_node_is(doc, at, MTN_TAG_SOURCE)) src = mtn_text_trim(mtn_node_attr(doc, at, MTN_ATTR_SRC));
  return mtn_str_starts(src, "blob:") || mtn_str_starts(src, "data:") ? (matn_str){NULL, 0} : src;
}

static bool write_joined(matn_str base, const char *page, matn_str rest, mtn_buf *out) {
  mtn_buf address;
  mtn_buf_init(&address, out->alloc);
  mtn_buf_cstr(&address, page);
  mtn_buf_str(&address, rest);
  bool wrote = mtn_address_write(base, mtn_buf_view(&address), out);
  out->failed |= address.failed;
  mtn_buf_free(&address);
  return wrote;
}

/* Where a text stands in another, capital letters as small ones; SIZE_MAX if it does not. */
static size_t find(matn_str text, const char *lower) {
  size_t n = strlen(lower);
  for (size_t i = 0; i + n <= text.len; i++)
    if (mtn_to_lower(text.ptr[i]) == *lower && mtn_str_is((matn_str){text.ptr + i, n}, lower)) return i;
  return SIZE_MAX;
}

static bool write_player(matn_str src, matn_str base, mtn_buf *out, bool *known) {
  *known = false;
  for (size_t i = 0; i < MTN_COUNT(players); i++) {
    size_t at = find(src, players[i].player);
    if (at == SIZE_MAX) continue;
    *known = true;
    at += strlen(players[i].player);
    size_t end = at;
    while (end < src.len && src.ptr[end] != '?' && src.ptr[end] != '&' && src.ptr[end] != '#') end++;
    matn_str rest = {src.ptr + at, end - at};
    while (rest.len && rest.ptr[rest.len - 1] == '/') rest.len--;
    if (players[i].end && mtn_str_ends(rest, players[i].end)) rest.len -= strlen(players[i].end);
    return rest.len && write_joined(base, players[i].page, rest, out);
  }
  return false;
}

/* Whether a file's address says which host it is on: what stands in angle brackets is a link only then. */
static bool is_whole(matn_str base, matn_str file) {
  return file.len &&
         (mtn_str_starts(base, "http") || mtn_str_starts(file, "https://") || mtn_str_starts(file, "http://"));
}

bool mtn_image_write_embed(const mtn_document *doc, uint32_t node, matn_str base, mtn_buf *out) {
  matn_str film = film_of(doc, node), file = is_media(doc, node) ? file_of(doc, node) : (matn_str){NULL, 0};
  if (film.len) return write_joined(base, "https://www.youtube.com/watch?v=", film, out);
  if (is_media(doc, node)) return is_whole(base, file) && mtn_address_write(base, file, out);
  matn_str src = mtn_text_trim(mtn_node_attr(doc, node, MTN_ATTR_SRC));
  if (!src.len || mtn_str_starts(src, "about:")) src = mtn_text_trim(mtn_node_attr(doc, node, MTN_ATTR_DATA_SRC));
  bool known;
  if (write_player(src, base, out, &known)) return true;
  if (known) return false;
  if (mtn_class_has(mtn_node_attr(doc, node, MTN_ATTR_CLASS), "mastodon-embed") && mtn_str_ends(src, "/embed"))
    return mtn_address_write(base, (matn_str){src.ptr, src.len - strlen("/embed")}, out);
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

/* A noscript beside the lazy image that it stands for; one that stands alone has the only copy. */
static bool is_second_copy(const mtn_document *doc, uint32_t node) {
  if (!mtn_node_is(doc, node, MTN_TAG_NOSCRIPT)) return false;
  uint32_t before = doc->nodes[node].prev, after = doc->nodes[node].next;
  while (before && doc->nodes[before].type != MTN_ELEMENT) before = doc->nodes[before].prev;
  while (after && doc->nodes[after].type != MTN_ELEMENT) after = doc->nodes[after].next;
  uint32_t sides[] = {before, after};
  for (size_t i = 0; i < 2; i++)
    if (sides[i] && (mtn_node_is(doc, sides[i], MTN_TAG_IMG) || mtn_node_is(doc, sides[i], MTN_TAG_PICTURE)))
      return true;
  return false;
}

bool mtn_image_is_picture(const mtn_document *doc, uint32_t node) {
  if (mtn_node_is(doc, node, MTN_TAG_IMG))
    return mtn_inline_kind_of(doc, node, false) == MTN_INLINE_AS_IS; /* no formula */
  return mtn_node_is(doc, node, MTN_TAG_UNKNOWN) && mtn_str_is(mtn_node_name(doc, node), "amp-img");
}

/* What stands from the node `from` to the node `to`, both left out; inside `top` if it is not 0. */
static void visit_gap(const mtn_document *doc, uint32_t from, uint32_t to, uint32_t top, mtn_image_visit visit,
                      void *ctx) {
  uint32_t node = from;
  for (unsigned looked = 0; node && node != to && looked < GAP_NODES_MAX; looked++) {
    bool frame = is_embed(doc, node);
    bool skip = mtn_blocks_skips(doc, node) || is_second_copy(doc, node);
    bool picture = node != from && mtn_image_is_picture(doc, node);
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

/* Captions and credits that the article leaves out: pictures beside them are the article's all the same. */
#define CAPTIONS_MAX 16
static bool is_caption(const mtn_article *article, const mtn_block *block) {
  if (block->kind == MATN_BLOCK_CAPTION || (block->flags & MTN_BLOCK_IN_FIGURE)) return true;
  matn_str class = mtn_node_attr(article->doc, article->blocks.boxes[block->box].node, MTN_ATTR_CLASS);
  return class.len && (mtn_str_holds(class, "caption") || mtn_str_holds(class, "credit"));
}

/* Whether nothing but such things stands between two blocks. */
static bool are_beside(const mtn_article *article, const mtn_block *before, const mtn_block *after) {
  if (after <= before || after - before > CAPTIONS_MAX) return false;
  for (const mtn_block *at = before + 1; at < after; at++)
    if (at->selected || !is_caption(article, at)) return false;
  return true;
}

/* The element around a block's own box: pictures that stand there beside it are the article's, unless they are in one
 * box with `other`, which is no part of it. */
static uint32_t place_of(const mtn_article *article, const mtn_block *block) {
  const mtn_box *boxes = article->blocks.boxes;
  const mtn_box *place = &boxes[mtn_blocks_place(&article->blocks, block)];
  bool body = place->tag == MTN_TAG_BODY || place->tag == MTN_TAG_HTML || place->node == boxes[0].node;
  return body ? boxes[block->box].node : place->node;
}

typedef struct beside {
  mtn_image_visit visit;
  void *ctx;
  const mtn_document *doc;
  uint32_t place, other; /* a node of the other block */
} beside;

static void visit_beside(void *ctx, uint32_t node) {
  const beside *b = ctx;
  uint32_t at = b->doc->nodes[node].parent;
  for (unsigned up = 0; at && at != b->place; up++, at = b->doc->nodes[at].parent)
    if (up >= CLIMB_MAX || is_within(b->doc, b->other, at)) return;
  b->visit(b->ctx, node);
}

void mtn_image_before(const mtn_article *article, size_t before, size_t part, mtn_image_visit visit, void *ctx) {
  const mtn_block *block = block_of(article, part);
  if (!block->first) return;
  const mtn_block *last = before != SIZE_MAX ? block_of(article, before) : NULL;
  bool first = block == article->blocks.items;
  uint32_t home = home_of(article, block);
  if (last && are_beside(article, last, block)) {
    visit_gap(article->doc, last->last, block->first, 0, visit, ctx);
  } else if (first || block->kind == MATN_BLOCK_CAPTION) {
    visit_gap(article->doc, first ? home : block[-1].last, block->first, home, visit, ctx);
  } else {
    uint32_t place = place_of(article, block);
    beside b = {visit, ctx, article->doc, place, block[-1].last};
    visit_gap(article->doc, block[-1].last, block->first, place, visit_beside, &b);
  }
}

void mtn_image_after(const mtn_article *article, size_t part, mtn_image_visit visit, void *ctx) {
  const mtn_block *block = block_of(article, part);
  const mtn_blocks *blocks = &article->blocks;
  bool last = block + 1 == blocks->items + blocks->count;
  if (!block->last || (part + 1 < article->part_count && are_beside(article, block, block_of(article, part + 1))))
    return;
  if (last || block->kind == MATN_BLOCK_CAPTION) {
    visit_gap(article->doc, block->last, last ? 0 : block[1].first, home_of(article, block), visit, ctx);
  } else {
    uint32_t place = place_of(article, block);
    beside b = {visit, ctx, article->doc, place, block[1].first};
    visit_gap(article->doc, block->last, block[1].first, place, visit_beside, &b);
  }
}
