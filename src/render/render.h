/* The writers: an article as plain text, Markdown, HTML or JSON. */
#ifndef MTN_RENDER_RENDER_H
#define MTN_RENDER_RENDER_H

#include "extract/article.h"
#include "extract/units.h"
#include "meta/facts.h"
#include "render/json_writer.h"
#include "statement/record.h"

typedef struct mtn_render {
  const mtn_article *article;
  const mtn_facts *facts;
  const mtn_units *units;
  matn_render_options options;
  matn_str url, charset; /* url: {NULL, 0} if unknown */
  const matn_alloc *alloc;
  const mtn_record *record; /* JSON: the statements too; NULL without */
} mtn_render;

typedef struct mtn_record_render {
  const mtn_record *record;
  matn_record_render_options options;
  mtn_render page; /* what it was read from */
} mtn_record_render;

/* Each writes to `out` and leaves failures in out->status.  None ends in a line feed. */
void mtn_render_text(const mtn_render *render, mtn_out *out);
void mtn_render_markdown(const mtn_render *render, mtn_out *out);
void mtn_render_html(const mtn_render *render, mtn_out *out);
void mtn_render_json(const mtn_render *render, mtn_out *out);

/* Append the address that the page's relative ones are relative to: the page's own, or what its base element says. */
void mtn_render_base(const mtn_render *render, mtn_buf *out);
/* Readers' comments, where the options ask for them; to stand behind the text or the Markdown. */
void mtn_render_comments(const mtn_render *render, bool markdown, mtn_out *out);

/* The record's own fields, in an open object; and its other forms. */
void mtn_render_statements_fields(const mtn_record *record, mtn_json *j);
void mtn_render_statements_list(const mtn_record_render *render, mtn_out *out);
void mtn_render_statements_html(const mtn_record_render *render, mtn_out *out);
void mtn_render_statements_csv(const mtn_record_render *render, mtn_out *out);
/* What the values of the record are called. */
const char *mtn_render_kind_name(matn_statement_kind kind);
const char *mtn_render_speaker_kind_name(matn_speaker_kind kind);
const char *mtn_render_relation_name(matn_relation relation);

/* Whether the options leave the part's block out. */
bool mtn_render_leaves_out(const mtn_render *render, const mtn_block *block);

#endif
