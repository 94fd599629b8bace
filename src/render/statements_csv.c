/*
 * The record for a spreadsheet (RFC 4180, lines end in CR LF): a row a statement and one a figure.
 *
 * A cell that begins with a sign by which spreadsheets know formulas begins with an apostrophe instead, so that a page
 * cannot make one compute.
 */
#include "render/render.h"
#include "statement/dates_internal.h"

static void cell(mtn_out *out, matn_str text) {
  static const char starts_formula[] = {'=', '+', '-', '@', '\t', '\r'};
  mtn_out_cstr(out, "\"");
  if (text.len && memchr(starts_formula, text.ptr[0], sizeof(starts_formula))) mtn_out_cstr(out, "'");
  size_t from = 0;
  for (size_t at = 0; at < text.len; at++) {
    if (text.ptr[at] != '"') continue;
    mtn_out_str(out, (matn_str){text.ptr + from, at + 1 - from});
    from = at; /* the mark once more */
  }
  mtn_out_str(out, (matn_str){text.ptr + from, text.len - from});
  mtn_out_cstr(out, "\"");
}

static void next_cell(mtn_out *out, matn_str text) {
  mtn_out_cstr(out, ",");
  if (text.len) cell(out, text);
}

static void id(mtn_out *out, char letter, uint32_t index) {
  if (index == MTN_NO_INDEX) return;
  mtn_out_str(out, (matn_str){&letter, 1});
  mtn_out_number(out, index + 1);
}

static void decimal(mtn_out *out, mtn_decimal value, bool known) {
  char digits[48];
  mtn_out_cstr(out, ",");
  if (known) mtn_out_str(out, (matn_str){digits, mtn_decimal_write(value, digits)});
}

static void row_start(const mtn_record_render *render, mtn_out *out, const char *type, char letter, uint32_t index) {
  if (render->options.path.ptr) cell(out, render->options.path);
  mtn_out_cstr(out, ",");
  mtn_out_cstr(out, type);
  mtn_out_cstr(out, ",");
  id(out, letter, index);
}

static void statement(const mtn_record_render *render, mtn_out *out, uint32_t index) {
  const mtn_record *record = render->record;
  const mtn_statement *s = &record->statements[index];
  row_start(render, out, "statement", 'S', index);
  mtn_out_cstr(out, ",");
  mtn_out_cstr(out, mtn_render_kind_name(s->kind));
  next_cell(out, mtn_stretch_text(record->text, s->speaker));
  mtn_out_cstr(out, ",");
  mtn_out_cstr(out, mtn_render_speaker_kind_name(s->speaker_kind));
  next_cell(out, mtn_stretch_text(record->text, s->cue));
  next_cell(out, mtn_stretch_text(record->text, s->content));
  next_cell(out, mtn_stretch_text(record->text, s->through));
  mtn_text_date day;
  if (s->said_on.year) mtn_text_date_set_day(&day, s->said_on, 0);
  mtn_out_cstr(out, ",");
  mtn_out_cstr(out, s->said_on.year ? day.value : "");
  mtn_out_cstr(out, ",,,,,,,,");
  id(out, 'R', s->withdrawn_by);
  mtn_out_cstr(out, "\r\n");
}

static void figure(const mtn_record_render *render, mtn_out *out, uint32_t index) {
  const mtn_record *record = render->record;
  const mtn_figure *f = &record->figures[index];
  const mtn_statement *s = f->statement == MTN_NO_INDEX ? NULL : &record->statements[f->statement];
  row_start(render, out, "figure", 'F', index);
  mtn_out_cstr(out, ",");
  next_cell(out, s ? mtn_stretch_text(record->text, s->speaker) : (matn_str){NULL, 0});
  mtn_out_cstr(out, ",,");
  next_cell(out, mtn_stretch_text(record->text, f->mention));
  mtn_out_cstr(out, ",,");
  decimal(out, f->value, f->has_value);
  decimal(out, f->to, f->relation == MATN_RANGE);
  mtn_out_cstr(out, ",");
  mtn_out_cstr(out, mtn_render_relation_name(f->relation));
  next_cell(out, f->unit ? mtn_lexicon_name(f->unit) : (matn_str){NULL, 0});
  next_cell(out, mtn_stretch_text(record->text, f->counted));
  mtn_out_cstr(out, ",");
  id(out, 'S', f->statement);
  mtn_out_cstr(out, ",");
  if (f->date != MTN_NO_INDEX) mtn_out_cstr(out, record->dates.items[f->date].value);
  mtn_out_cstr(out, ",");
  id(out, 'R', f->withdrawn_by);
  mtn_out_cstr(out, "\r\n");
}

void mtn_render_statements_csv(const mtn_record_render *render, mtn_out *out) {
  if (!render->options.no_header)
    mtn_out_cstr(
        out, "path,row,id,kind,speaker,speaker_kind,cue,text,through,said_on,value,to,relation,unit,counted,statement,"
             "as_of,withdrawn_by\r\n");
  for (uint32_t i = 0; i < render->record->statement_count; i++) statement(render, out, i);
  for (uint32_t i = 0; i < render->record->figure_count; i++) figure(render, out, i);
}
