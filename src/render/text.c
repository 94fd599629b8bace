/* Plain text: a blank line between blocks; items of a list, rows of a table and lines of verse on lines of their own;
 * the number of a paragraph in its line. */
#include "html/address.h"
#include "render/render.h"

void mtn_render_base(const mtn_render *render, mtn_buf *out) {
  const mtn_document *doc = render->article->doc;
  const mtn_blocks *blocks = &render->article->blocks;
  for (size_t i = 0; i < blocks->mark_count; i++) {
    if (!mtn_node_is(doc, blocks->marks[i], MTN_TAG_BASE)) continue;
    matn_str href = mtn_node_attr(doc, blocks->marks[i], MTN_ATTR_HREF);
    if (href.ptr && mtn_address_write(render->url, href, out)) return; /* HTML 4.2.3: the first with an href */
  }
  mtn_buf_str(out, render->url);
}

bool mtn_render_leaves_out(const mtn_render *render, const mtn_block *block) {
  if (!render->options.no_tables) return false;
  return block->kind == MATN_BLOCK_TABLE_ROW || (block->kind == MATN_BLOCK_CAPTION && block->table);
}

void mtn_render_text(const mtn_render *render, mtn_out *out) {
  const mtn_article *article = render->article;
  bool first = true;
  for (size_t i = 0; i < article->part_count; i++) {
    const mtn_part *part = &article->parts[i];
    const mtn_block *block = &article->blocks.items[part->block];
    if (mtn_render_leaves_out(render, block)) continue;
    if (!first) mtn_out_cstr(out, part->joint == ' ' ? " " : part->joins || part->joint ? "\n" : "\n\n");
    mtn_out_str(out, block->text);
    first = false;
  }
}
