/*
 * The inside of a block in HTML.
 *
 * `wanted` are the elements of the allow-list that are open on the page, `open` those that are open in what has been
 * written.  Before anything is written the second is brought to the first, so what comes out nests whatever went in.
 */
#include "html/address.h"
#include "render/html.h"
#include "render/image.h"
#include "render/inline.h"
#include "text/words.h"

#define OPEN_MAX 32 /* elements inside one another; deeper ones are left out */

/* The elements that are kept, and what they become. */
static const char *name_of(uint16_t tag) {
  switch (tag) {
  case MTN_TAG_A: return "a";
  case MTN_TAG_B:
  case MTN_TAG_STRONG: return "strong";
  case MTN_TAG_I:
  case MTN_TAG_EM: return "em";
  case MTN_TAG_S:
  case MTN_TAG_STRIKE: return "s";
  case MTN_TAG_DEL: return "del";
  case MTN_TAG_INS: return "ins";
  case MTN_TAG_U: return "u";
  case MTN_TAG_CODE:
  case MTN_TAG_TT: return "code";
  case MTN_TAG_KBD: return "kbd";
  case MTN_TAG_SAMP: return "samp";
  case MTN_TAG_VAR: return "var";
  case MTN_TAG_SUB: return "sub";
  case MTN_TAG_SUP: return "sup";
  case MTN_TAG_MARK: return "mark";
  case MTN_TAG_CITE: return "cite";
  case MTN_TAG_DFN: return "dfn";
  case MTN_TAG_ABBR: return "abbr";
  case MTN_TAG_SMALL: return "small";
  case MTN_TAG_TIME: return "time";
  case MTN_TAG_BDI: return "bdi";
  case MTN_TAG_BDO: return "bdo";
  case MTN_TAG_RUBY: return "ruby";
  case MTN_TAG_RT: return "rt";
  case MTN_TAG_RP: return "rp";
  default: return NULL;
  }
}

static const char *name_for(const mtn_document *doc, uint32_t node) {
  return mtn_inline_is_side_note(doc, node) ? "small" : name_of(doc->nodes[node].tag);
}

typedef struct inliner {
  const mtn_html *how;
  mtn_buf *out;
  uint32_t wanted[OPEN_MAX], open[OPEN_MAX];
  size_t wanted_count, open_count;
  bool in_note;
} inliner;

void mtn_html_escape(mtn_buf *out, matn_str text) {
  for (size_t i = 0; i < text.len; i++) {
    switch (text.ptr[i]) {
    case '&': mtn_buf_cstr(out, "&amp;"); break;
    case '<': mtn_buf_cstr(out, "&lt;"); break;
    case '>': mtn_buf_cstr(out, "&gt;"); break;
    case '"': mtn_buf_cstr(out, "&quot;"); break;
    default: mtn_buf_put(out, text.ptr[i]); break;
    }
  }
}

static void attribute(mtn_buf *out, const char *name, matn_str value) {
  if (!value.len) return;
  mtn_buf_put(out, ' ');
  mtn_buf_cstr(out, name);
  mtn_buf_cstr(out, "=\"");
  mtn_html_escape(out, value);
  mtn_buf_put(out, '"');
}

static void write_href(inliner *in, uint32_t a) {
  mtn_buf address;
  mtn_buf_init(&address, in->out->alloc);
  if (mtn_address_write(in->how->base, mtn_node_attr(in->how->article->doc, a, MTN_ATTR_HREF), &address))
    attribute(in->out, "href", mtn_buf_view(&address));
  in->out->failed |= address.failed;
  mtn_buf_free(&address);
}

static matn_str direction(matn_str dir) {
  if (mtn_str_is(dir, "rtl")) return MTN_STR("rtl");
  if (mtn_str_is(dir, "ltr")) return MTN_STR("ltr");
  return (matn_str){NULL, 0};
}

static void open_tag(inliner *in, uint32_t node) {
  const mtn_document *doc = in->how->article->doc;
  uint16_t tag = doc->nodes[node].tag;
  mtn_buf_put(in->out, '<');
  mtn_buf_cstr(in->out, name_for(doc, node));
  if (tag == MTN_TAG_A) write_href(in, node);
  if (tag == MTN_TAG_ABBR) attribute(in->out, "title", mtn_text_trim(mtn_node_attr(doc, node, MTN_ATTR_TITLE)));
  if (tag == MTN_TAG_TIME) attribute(in->out, "datetime", mtn_text_trim(mtn_node_attr(doc, node, MTN_ATTR_DATETIME)));
  if (tag == MTN_TAG_BDO || tag == MTN_TAG_BDI)
    attribute(in->out, "dir", direction(mtn_node_attr(doc, node, MTN_ATTR_DIR)));
  mtn_buf_put(in->out, '>');
}

static void close_tag(inliner *in, uint32_t node) {
  mtn_buf_cstr(in->out, "</");
  mtn_buf_cstr(in->out, name_for(in->how->article->doc, node));
  mtn_buf_put(in->out, '>');
}

/* Bring what is open to what is wanted, with the white space between what was written and what comes. */
static void sync_tags(inliner *in, char separator) {
  size_t same = 0;
  while (same < in->open_count && same < in->wanted_count && in->open[same] == in->wanted[same]) same++;
  while (in->open_count > same) close_tag(in, in->open[--in->open_count]);
  if (separator) mtn_buf_cstr(in->out, separator == '\n' ? "<br>" : " ");
  while (in->open_count < in->wanted_count) {
    open_tag(in, in->wanted[in->open_count]);
    in->open[in->open_count] = in->wanted[in->open_count];
    in->open_count++;
  }
}

static void enter(void *ctx, uint32_t node) {
  inliner *in = ctx;
  uint16_t tag = in->how->article->doc->nodes[node].tag;
  if (!name_for(in->how->article->doc, node) || in->wanted_count == OPEN_MAX) return;
  if (tag == MTN_TAG_A) {
    if (!in->how->links) return;
    mtn_buf address;
    mtn_buf_init(&address, in->out->alloc);
    bool usable = mtn_address_write(in->how->base, mtn_node_attr(in->how->article->doc, node, MTN_ATTR_HREF), &address);
    in->out->failed |= address.failed;
    mtn_buf_free(&address);
    if (!usable) return;
  }
  in->wanted[in->wanted_count++] = node;
}

static void leave(void *ctx, uint32_t node) {
  inliner *in = ctx;
  if (in->wanted_count && in->wanted[in->wanted_count - 1] == node) in->wanted_count--;
}

static void words(void *ctx, char separator, matn_str text) {
  inliner *in = ctx;
  sync_tags(in, separator);
  mtn_html_escape(in->out, text);
}

static void bracket(void *ctx, char separator, matn_str sign) {
  inliner *in = ctx;
  sync_tags(in, separator);
  mtn_buf_cstr(in->out, "<rp>");
  mtn_html_escape(in->out, sign);
  mtn_buf_cstr(in->out, "</rp>");
}

static bool in_sup(const inliner *in) {
  for (size_t i = 0; i < in->wanted_count; i++)
    if (in->how->article->doc->nodes[in->wanted[i]].tag == MTN_TAG_SUP) return true;
  return false;
}

static void write_note_mark(inliner *in, size_t note) {
  matn_str label = in->how->article->structure.notes[note].label;
  bool raised = in_sup(in);
  if (in->how->in_markdown) { /* whose notes have no addresses */
    mtn_buf_put(in->out, '[');
    mtn_html_escape(in->out, label);
    mtn_buf_put(in->out, ']');
    return;
  }
  mtn_buf_cstr(in->out, raised ? "<a href=\"#note-" : "<sup><a href=\"#note-");
  mtn_buf_uint(in->out, note + 1);
  mtn_buf_cstr(in->out, "\">");
  mtn_html_escape(in->out, label);
  mtn_buf_cstr(in->out, raised ? "</a>" : "</a></sup>");
}

static void made(void *ctx, char separator, mtn_inline_kind kind, uint32_t node, matn_str text) {
  inliner *in = ctx;
  const mtn_document *doc = in->how->article->doc;
  size_t note = kind == MTN_INLINE_NOTE || kind == MTN_INLINE_NOTE_BARE
                    ? mtn_structure_note(doc, &in->how->article->structure, node)
                    : SIZE_MAX;
  if (kind == MTN_INLINE_NOTE_LABEL && in->in_note) return;
  sync_tags(in, separator);
  if (note != SIZE_MAX) {
    write_note_mark(in, note);
    return;
  }
  bool display = kind == MTN_INLINE_DISPLAY, raised = kind == MTN_INLINE_RAISED;
  switch (kind) {
  case MTN_INLINE_MATH:
  case MTN_INLINE_DISPLAY:
    mtn_buf_cstr(in->out, display ? "<span class=\"math display\">\\[" : "<span class=\"math inline\">\\(");
    mtn_html_escape(in->out, text);
    mtn_buf_cstr(in->out, display ? "\\]</span>" : "\\)</span>");
    return;
  case MTN_INLINE_RAISED:
  case MTN_INLINE_LOWERED:
    mtn_buf_cstr(in->out, raised ? "<sup>" : "<sub>");
    mtn_html_escape(in->out, mtn_text_trim(mtn_node_text(doc, doc->nodes[node].first)));
    mtn_buf_cstr(in->out, raised ? "</sup>" : "</sub>");
    return;
  default: mtn_html_escape(in->out, text); return;
  }
}

void mtn_html_image(const mtn_html *html, uint32_t img, mtn_buf *out) {
  const mtn_document *doc = html->article->doc;
  mtn_buf address;
  mtn_buf_init(&address, out->alloc);
  if (mtn_image_write_address(doc, img, html->base, &address)) {
    mtn_buf_cstr(out, "<img");
    attribute(out, "src", mtn_buf_view(&address));
    mtn_buf_cstr(out, " alt=\"");
    mtn_html_escape(out, mtn_text_trim(mtn_node_attr(doc, img, MTN_ATTR_ALT)));
    mtn_buf_cstr(out, "\">");
  }
  out->failed |= address.failed;
  mtn_buf_free(&address);
}

static bool image(void *ctx, char separator, uint32_t img) {
  inliner *in = ctx;
  if (!mtn_image_has_address(in->how->article->doc, img, in->how->scratch)) return false;
  sync_tags(in, separator);
  mtn_html_image(in->how, img, in->out);
  return true;
}

void mtn_html_inline(const mtn_html *html, const mtn_block *block, uint32_t cell, bool in_note, size_t skip,
                     mtn_buf *out) {
  inliner in = {.how = html, .out = out, .in_note = in_note};
  size_t start = out->len;
  mtn_inline_events events = {enter, leave, words, bracket, made, html->images ? image : NULL};
  const mtn_inline_teller teller = {&events, &in, html->scratch};
  const mtn_article *article = html->article;
  if (block->kind == MATN_BLOCK_TABLE_ROW)
    mtn_inline_walk_cell(article->doc, block, cell, teller);
  else
    mtn_inline_walk_block(article->doc, &article->blocks, block, skip, teller);
  in.wanted_count = 0;
  matn_str text = mtn_text_trim((matn_str){out->data ? out->data + start : "", out->failed ? 0 : out->len - start});
  if (!out->failed && out->data) out->len = (size_t)(text.ptr + text.len - out->data); /* as the block's text is cut */
  sync_tags(&in, 0);
}
