#include "render/inline.h"

#include "text/unicode.h"
#include "text/words.h"

/* Inline elements between a block's box and its first text that are looked at; deeper ones only lose their marks. */
#define CHAIN_MAX 64

typedef struct walker {
  const mtn_document *doc;
  mtn_inline_teller to;
  bool in_noscript; /* the block's own text is; others have none but a second copy of a lazy image there */
  bool in_quote;
  bool ink;
  bool ended, meets, cite; /* borders since the last text: see the cutter */
  char separator;
  size_t skip;  /* bytes of text that are still to be left out */
  char second;  /* the byte before the last one */
  char last[4]; /* the last character */
  size_t last_len, written;
  uint32_t link, text_link; /* innermost a[href]; the one that the last text was in */
} walker;

static void separate(walker *w, char c) {
  if (w->separator != '\n') w->separator = c;
}

/* The separator before what comes next; there is none at the start. */
static char take_separator(walker *w) {
  char separator = w->ink ? w->separator : 0;
  w->separator = 0;
  return separator;
}

static void remember(walker *w, matn_str text, bool apart) {
  char before = apart ? ' ' : w->last_len ? w->last[w->last_len - 1] : 0;
  w->second = text.len > 1 ? text.ptr[text.len - 2] : before;
  const char *end = text.ptr + text.len, *start = mtn_utf8_before(text.ptr, end);
  w->last_len = (size_t)(end - start);
  memcpy(w->last, start, w->last_len);
  w->written += text.len + apart;
  w->text_link = w->link;
}

/* White space that is not in the page, before `text`. */
static void part_words(walker *w, matn_str text) {
  if (text.len && w->ink && !w->separator) {
    if (w->cite && w->in_quote && mtn_inline_parts_at_cite((matn_str){w->last, w->last_len}, text))
      separate(w, '\n');
    else if (w->meets && w->written > 1 &&
             mtn_blocks_part_at_joint(w->written, w->second, w->last[w->last_len - 1], text.ptr[0]))
      separate(w, ' ');
  }
  w->ended = w->meets = w->cite = false;
}

/* White space at a block's start is left out, no-break spaces included. */
static matn_str without_blanks(walker *w, matn_str text) {
  while (!w->ink && text.len) {
    size_t size;
    mtn_char_class class = mtn_char_class_of(mtn_utf8_decode(text.ptr, text.ptr + text.len, &size));
    if (class != MTN_CHAR_BLANK) {
      if (class != MTN_CHAR_ZERO) break;
      size_t zero = size; /* a character without width is written, and blanks after it are still left out */
      w->to.events->words(w->to.ctx, take_separator(w), (matn_str){text.ptr, zero});
      remember(w, (matn_str){text.ptr, zero}, false);
    }
    text.ptr += size;
    text.len -= size;
  }
  return text;
}

/* The text without what is left out at the block's start. */
static matn_str skipped(walker *w, matn_str text) {
  size_t n = w->skip < text.len ? w->skip : text.len;
  w->skip -= n;
  return (matn_str){text.ptr + n, text.len - n};
}

static void give_words(walker *w, matn_str text) {
  text = skipped(w, text);
  text = without_blanks(w, text);
  if (!text.len) return;
  char separator = take_separator(w);
  w->ink = true;
  w->to.events->words(w->to.ctx, separator, text);
  remember(w, text, separator != 0);
}

/* `lines`: the ends of lines are kept. */
static void walk_text(walker *w, matn_str text, bool lines) {
  part_words(w, text);
  const char *p = text.ptr, *end = p + text.len;
  while (p < end) {
    if (mtn_is_space((unsigned char)*p)) {
      if (lines && *p == '\n' && w->ink) w->separator = '\n';
      separate(w, ' ');
      p++;
      continue;
    }
    const char *start = p;
    while (p < end && !mtn_is_space((unsigned char)*p)) p++;
    give_words(w, (matn_str){start, (size_t)(p - start)});
  }
}

static void give_made(walker *w, uint32_t node, mtn_inline_kind kind) {
  w->to.scratch->len = 0; /* its failure, if any, is the writer's to find */
  mtn_inline_write(w->doc, node, kind, w->to.scratch);
  matn_str text = mtn_buf_view(w->to.scratch);
  if (w->to.scratch->failed || !skipped(w, text).len) return;
  part_words(w, text);
  char separator = take_separator(w);
  w->ink = true;
  remember(w, text, separator != 0);
  w->to.events->made(w->to.ctx, separator, kind, node, text);
}

static void give_bracket(walker *w, uint32_t rt, const char *sign) {
  if (!w->ink || !mtn_inline_needs_brackets(w->doc, rt)) return;
  char separator = take_separator(w);
  remember(w, mtn_str_of(sign), separator != 0);
  w->to.events->bracket(w->to.ctx, separator, mtn_str_of(sign));
}

static void enter(walker *w, uint32_t node) {
  const mtn_node *n = &w->doc->nodes[node];
  if (n->type != MTN_ELEMENT || n->ns != MTN_NS_HTML) return;
  w->meets |= w->ended && mtn_blocks_is_joint(w->doc, node);
  switch (n->tag) {
  case MTN_TAG_A:
    if (!mtn_node_attr(w->doc, node, MTN_ATTR_HREF).ptr) return;
    if (w->text_link && w->ink) separate(w, ' '); /* two links side by side are two words */
    w->link = node;
    break;
  case MTN_TAG_BR:
    if (w->ink) separate(w, '\n');
    return;
  case MTN_TAG_IMG:
    if (w->to.events->image && w->to.events->image(w->to.ctx, w->ink ? w->separator : 0, node)) w->separator = 0;
    return;
  case MTN_TAG_RT: give_bracket(w, node, "("); break;
  case MTN_TAG_CITE: w->cite = true; break;
  default:
    if (mtn_blocks_parts_words(w->doc, node) || mtn_inline_is_side_note(w->doc, node)) separate(w, ' ');
    break;
  }
  w->to.events->enter(w->to.ctx, node);
}

static void leave(walker *w, uint32_t node) {
  const mtn_node *n = &w->doc->nodes[node];
  if (n->type != MTN_ELEMENT || n->ns != MTN_NS_HTML) return;
  if (mtn_blocks_is_joint(w->doc, node)) w->ended = true, w->meets = false;
  switch (n->tag) {
  case MTN_TAG_A:
    if (!mtn_node_attr(w->doc, node, MTN_ATTR_HREF).ptr) return;
    if (w->link == node) w->link = 0;
    break;
  case MTN_TAG_BR:
  case MTN_TAG_IMG: return;
  case MTN_TAG_CITE: w->cite = true; break;
  default:
    if (mtn_blocks_parts_words(w->doc, node) || mtn_inline_is_side_note(w->doc, node)) separate(w, ' ');
    break;
  }
  w->to.events->leave(w->to.ctx, node);
  if (n->tag == MTN_TAG_RT) give_bracket(w, node, ")");
}

/* Whether to go below `node`, which has been entered if so. */
static bool visit(walker *w, uint32_t node) {
  const mtn_document *doc = w->doc;
  const mtn_node *n = &doc->nodes[node];
  if (n->type == MTN_TEXT) {
    walk_text(w, mtn_node_text(doc, node), mtn_inline_keeps_lines(doc, node));
    return false;
  }
  mtn_inline_kind kind = mtn_inline_kind_of(doc, node, false);
  if (kind != MTN_INLINE_AS_IS) {
    if (kind != MTN_INLINE_DROP)
      give_made(w, node, kind);
    else if (mtn_node_is(doc, node, MTN_TAG_A))
      separate(w, ' '); /* it stood between words */
    return false;
  }
  if (mtn_blocks_skips(doc, node) || (mtn_node_is(doc, node, MTN_TAG_NOSCRIPT) && !w->in_noscript)) {
    if (mtn_blocks_parts_words(doc, node)) separate(w, ' ');
    return false;
  }
  enter(w, node);
  if (n->first) return true;
  leave(w, node);
  return false;
}

/* All nodes from `first` to `last`, or to the last below `top`. */
static void walk(walker *w, uint32_t top, uint32_t first, uint32_t last) {
  const mtn_document *doc = w->doc;
  uint32_t node = first;
  for (;;) {
    bool down = visit(w, node);
    if (node == last) return;
    if (down) {
      node = doc->nodes[node].first;
      continue;
    }
    while (!doc->nodes[node].next) {
      node = doc->nodes[node].parent;
      if (node == top || !node) return;
      leave(w, node);
    }
    node = doc->nodes[node].next;
  }
}

/* Enter the inline elements between `bound` and `node`, the outermost first. */
static void enter_chain(walker *w, uint32_t bound, uint32_t node) {
  uint32_t chain[CHAIN_MAX];
  size_t count = 0;
  for (uint32_t at = w->doc->nodes[node].parent; at && at != bound && count < CHAIN_MAX; at = w->doc->nodes[at].parent)
    chain[count++] = at;
  while (count > 0) enter(w, chain[--count]);
  w->separator = 0;
}

void mtn_inline_walk_block(const mtn_document *doc, const mtn_blocks *blocks, const mtn_block *block, size_t skip,
                           mtn_inline_teller to) {
  walker w = {.doc = doc,
              .to = to,
              .skip = skip,
              .in_noscript = (block->flags & MTN_BLOCK_IN_NOSCRIPT) != 0,
              .in_quote = block->quote_depth > 0};
  if (block->first) {
    enter_chain(&w, blocks->boxes[block->box].node, block->first);
    walk(&w, 0, block->first, block->last);
    uint32_t at = doc->nodes[block->last].parent, box = blocks->boxes[block->box].node;
    for (unsigned up = 0; up < CHAIN_MAX && at && at != box; up++, at = doc->nodes[at].parent)
      if (mtn_node_is(doc, at, MTN_TAG_RT)) give_bracket(&w, at, ")");
  } else { /* plain text: no tree */
    walk_text(&w, block->text, false);
  }
}

void mtn_inline_walk_cell(const mtn_document *doc, const mtn_block *row, uint32_t cell, mtn_inline_teller to) {
  walker w = {
      .doc = doc, .to = to, .in_noscript = (row->flags & MTN_BLOCK_IN_NOSCRIPT) != 0, .in_quote = row->quote_depth > 0};
  if (doc->nodes[cell].first) walk(&w, cell, doc->nodes[cell].first, 0);
}
