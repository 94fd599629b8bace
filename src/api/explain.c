/* matn_explain_write: an extraction, and the features that it was made with once more. */
#include "render/explain.h"
#include "api/internal.h"

matn_status matn_explain_write(matn_doc *doc, const matn_extract_options *options, matn_explain_format format,
                               matn_sink sink, matn_error *error) {
  if (!doc || !sink.write) return mtn_fail(error, MATN_ARGUMENT, 0, "doc or sink is NULL");
  if (format != MATN_EXPLAIN_TEXT && format != MATN_EXPLAIN_HTML)
    return mtn_fail(error, MATN_ARGUMENT, 0, "format is no matn_explain_format");
  const matn_article *article;
  MTN_TRY(matn_extract(doc, options, &article, error));
  mtn_explain in = {.article = &article->body,
                    .title = mtn_facts_first(&article->facts, MATN_TITLE),
                    .hidden = doc->hidden.found && article->body.doc == &doc->hidden.tree};
  matn_extract_options read;
  MTN_TRY(mtn_options_read(options, &read, sizeof(read), error));
  mtn_features features;
  if (doc->input == MATN_INPUT_HTML && !in.hidden && !read.whole && in.article->blocks.count) {
    if (mtn_features_measure(in.article->doc, &in.article->blocks, doc->url, &doc->arena, &features) != MATN_OK)
      return mtn_out_of_memory(error);
    in.features = &features;
  }
  mtn_out out;
  mtn_out_init(&out, sink);
  mtn_render_explain(&in, format, &out);
  matn_status status = mtn_out_finish(&out);
  return status == MATN_OK ? MATN_OK : mtn_fail(error, status, 0, "the sink refused the output");
}
