/* matn_read_record, what it found, and matn_record_render: argument checks around statement/ and render/. */
#include "api/internal.h"
#include "render/render.h"
#include "statement/dates_internal.h"

struct matn_record {
  const matn_article *article;
  mtn_record body;
};

static int append(void *ctx, const char *bytes, size_t len) {
  mtn_buf_append(ctx, bytes, len);
  return ((mtn_buf *)ctx)->failed;
}

/* The text that the record is read from, in the arena. */
static matn_status text_of(const matn_article *article, mtn_arena *arena, matn_str *out) {
  const matn_doc *doc = article->doc;
  if (doc->input == MATN_INPUT_TEXT && article->whole) {
    *out = matn_doc_source(doc);
    return MATN_OK;
  }
  mtn_buf text;
  mtn_buf_init(&text, doc->tree.alloc);
  mtn_render render = {
      .article = &article->body, .units = &article->units, .facts = &article->facts, .alloc = doc->tree.alloc};
  mtn_out writer;
  mtn_out_init(&writer, (matn_sink){append, &text});
  mtn_render_text(&render, &writer);
  matn_status status = mtn_out_finish(&writer) == MATN_OK && !text.failed ? MATN_OK : MATN_NOMEM;
  if (status == MATN_OK) *out = mtn_arena_copy(arena, mtn_buf_view(&text));
  if (status == MATN_OK && !out->ptr) status = MATN_NOMEM;
  mtn_buf_free(&text);
  return status;
}

matn_status matn_read_record(const matn_article *article, const matn_record **out, matn_error *error) {
  if (!out) return mtn_fail(error, MATN_ARGUMENT, 0, "out is NULL");
  *out = NULL;
  if (!article) return mtn_fail(error, MATN_ARGUMENT, 0, "article is NULL");
  mtn_arena *arena = &((matn_doc *)(uintptr_t)article->doc)->arena;
  matn_record *record = mtn_arena_calloc(arena, 1, sizeof(*record));
  matn_str text;
  mtn_day day = {0, 0, 0};
  matn_str date = mtn_facts_first(&article->facts, MATN_DATE);
  if (date.ptr && !mtn_day_read(date, &day)) day = (mtn_day){0, 0, 0};
  if (!record || text_of(article, arena, &text) != MATN_OK ||
      mtn_record_read(text, day, arena, &record->body) != MATN_OK)
    return mtn_out_of_memory(error);
  record->article = article;
  *out = record;
  return MATN_OK;
}

/* ---------------------------------------------------------------------------------------------------- what it found */

matn_str matn_record_text(const matn_record *record) { return record->body.text; }

static matn_mention mention_of(const mtn_record *record, mtn_stretch s) {
  if (!mtn_stretch_is_there(s)) return (matn_mention){{NULL, 0}, 0, 0};
  return (matn_mention){mtn_stretch_text(record->text, s), mtn_record_characters(record, s.begin),
                        mtn_record_characters(record, s.end)};
}

static size_t index_of(uint32_t index) { return index == MTN_NO_INDEX ? MATN_NONE : index; }

static matn_str value_of(const mtn_text_date *date) {
  return date->value[0] ? mtn_str_of(date->value) : (matn_str){NULL, 0};
}

size_t matn_record_statement_count(const matn_record *record) { return record->body.statement_count; }

bool matn_record_statement(const matn_record *record, size_t index, matn_statement *out) {
  const mtn_record *body = &record->body;
  if (index >= body->statement_count) return false;
  const mtn_statement *s = &body->statements[index];
  *out = (matn_statement){.kind = s->kind,
                          .speaker_kind = s->speaker_kind,
                          .content = mention_of(body, s->content),
                          .speaker = mention_of(body, s->speaker),
                          .cue = mention_of(body, s->cue),
                          .pronoun = mention_of(body, s->pronoun),
                          .through = mention_of(body, s->through),
                          .confidence = s->confidence / 1000.0,
                          .withdrawn_by = index_of(s->withdrawn_by),
                          .within = index_of(s->within),
                          .continues = index_of(s->continues),
                          .denies = index_of(s->denies)};
  if (s->said_on.year) {
    mtn_text_date day;
    mtn_text_date_set_day(&day, s->said_on, 0);
    memcpy(out->said_on, day.value, sizeof(out->said_on) - 1);
  }
  return true;
}

size_t matn_record_figure_count(const matn_record *record) { return record->body.figure_count; }

bool matn_record_figure(const matn_record *record, size_t index, matn_figure *out) {
  const mtn_record *body = &record->body;
  if (index >= body->figure_count) return false;
  const mtn_figure *f = &body->figures[index];
  *out = (matn_figure){.mention = mention_of(body, f->mention),
                       .counted = mention_of(body, f->counted),
                       .has_value = f->has_value,
                       .value = mtn_decimal_to_double(f->value),
                       .to = mtn_decimal_to_double(f->to),
                       .relation = f->relation,
                       .unit = f->unit ? mtn_lexicon_name(f->unit) : (matn_str){NULL, 0},
                       .statement = index_of(f->statement),
                       .as_of = f->date == MTN_NO_INDEX ? (matn_str){NULL, 0} : value_of(&body->dates.items[f->date]),
                       .differs_from = index_of(f->differs_from),
                       .withdrawn_by = index_of(f->withdrawn_by)};
  return true;
}

size_t matn_record_date_count(const matn_record *record) { return record->body.dates.count; }

bool matn_record_date(const matn_record *record, size_t index, matn_date *out) {
  const mtn_record *body = &record->body;
  if (index >= body->dates.count) return false;
  const mtn_text_date *date = &body->dates.items[index];
  *out = (matn_date){mention_of(body, (mtn_stretch){date->begin, date->end}), value_of(date)};
  return true;
}

size_t matn_record_retraction_count(const matn_record *record) { return record->body.retraction_count; }

bool matn_record_retraction(const matn_record *record, size_t index, matn_retraction *out) {
  const mtn_record *body = &record->body;
  if (index >= body->retraction_count) return false;
  const mtn_retraction *r = &body->retractions[index];
  *out = (matn_retraction){mention_of(body, r->cue), mention_of(body, r->reason), index_of(r->withdraws)};
  return true;
}

matn_status matn_record_render(const matn_record *record, matn_record_format format,
                               const matn_record_render_options *given, matn_sink sink, matn_error *error) {
  if (!record || !sink.write) return mtn_fail(error, MATN_ARGUMENT, 0, "record or sink is NULL");
  mtn_record_render render = {.record = &record->body};
  MTN_TRY(mtn_options_read(given, &render.options, sizeof(render.options), error));
  const matn_article *article = record->article;
  render.page = (mtn_render){.article = &article->body,
                             .units = &article->units,
                             .facts = &article->facts,
                             .url = article->doc->url,
                             .charset = article->doc->charset,
                             .alloc = article->doc->tree.alloc,
                             .record = &record->body};
  render.page.options.path = render.options.path;
  render.page.options.pretty = render.options.pretty;
  mtn_out out;
  mtn_out_init(&out, sink);
  switch (format) {
  case MATN_RECORD_JSON: mtn_render_json(&render.page, &out); break;
  case MATN_RECORD_LIST: mtn_render_statements_list(&render, &out); break;
  case MATN_RECORD_HTML: mtn_render_statements_html(&render, &out); break;
  case MATN_RECORD_CSV: mtn_render_statements_csv(&render, &out); break;
  default: return mtn_fail(error, MATN_ARGUMENT, 0, "format is no matn_record_format");
  }
  if (format == MATN_RECORD_JSON) mtn_out_cstr(&out, "\n");
  matn_status status = mtn_out_finish(&out);
  if (status == MATN_SINK) return mtn_fail(error, status, 0, "the sink refused the output");
  if (status != MATN_OK) return mtn_out_of_memory(error);
  return MATN_OK;
}
