/* Why blocks were kept or dropped: for `matn explain`. */
#ifndef MTN_RENDER_EXPLAIN_H
#define MTN_RENDER_EXPLAIN_H

#include "extract/article.h"
#include "extract/features.h"
#include "render/out.h"

typedef struct mtn_explain {
  const mtn_article *article;
  const mtn_features *features; /* of the article's blocks; NULL where no model labelled them */
  matn_str title;               /* {NULL, 0} if unknown */
  bool hidden;                  /* the text was taken from the page's data */
} mtn_explain;

/* Failures are left in out->status. */
void mtn_render_explain(const mtn_explain *in, matn_explain_format format, mtn_out *out);

#endif
