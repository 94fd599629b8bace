/* Plain text: a blank line between blocks; items of a list and rows of a table on lines of their own. */
#include "render/render.h"

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
    if (!first) mtn_out_cstr(out, part->joins ? "\n" : "\n\n");
    mtn_out_str(out, block->text);
    first = false;
  }
}
