/* The writers: an article as plain text, Markdown, HTML or JSON. */
#ifndef MTN_RENDER_RENDER_H
#define MTN_RENDER_RENDER_H

#include "extract/article.h"
#include "meta/facts.h"
#include "render/out.h"

typedef struct mtn_render {
  const mtn_article *article;
  const mtn_facts *facts;
  matn_render_options options;
  matn_str url, charset; /* url: {NULL, 0} if unknown */
  const matn_alloc *alloc;
} mtn_render;

/* Each writes to `out` and leaves failures in out->status.  None ends in a line feed. */
void mtn_render_text(const mtn_render *render, mtn_out *out);
void mtn_render_markdown(const mtn_render *render, mtn_out *out);
void mtn_render_html(const mtn_render *render, mtn_out *out);
void mtn_render_json(const mtn_render *render, mtn_out *out);

/* Append the address that the page's relative ones are relative to: the page's own, or what its base element says. */
void mtn_render_base(const mtn_render *render, mtn_buf *out);

/* Whether the options leave the part's block out. */
bool mtn_render_leaves_out(const mtn_render *render, const mtn_block *block);

#endif
