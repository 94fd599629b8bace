/* The statements' fields of the record: docs/SCHEMA.md.  Ids count from 1: S1, F1, R1. */
#include "render/render.h"
#include "statement/dates_internal.h"

const char *mtn_render_kind_name(matn_statement_kind kind) {
  static const char *const names[] = {"direct", "indirect", "mixed"};
  return names[kind];
}

const char *mtn_render_speaker_kind_name(matn_speaker_kind kind) {
  static const char *const names[] = {"named", "role", "organisation", "pronoun", "elided", "unnamed"};
  return names[kind];
}

const char *mtn_render_relation_name(matn_relation relation) {
  static const char *const names[] = {"exact", "more_than", "less_than", "about", "vague", "range"};
  return names[relation];
}

static void null_field(mtn_json *j, const char *name) { mtn_json_string_field(j, name, (matn_str){NULL, 0}); }

static void place_fields(mtn_json *j, const mtn_record *record, mtn_stretch s) {
  mtn_json_string_field(j, "text", mtn_stretch_text(record->text, s));
  mtn_json_number_field(j, "start", mtn_record_characters(record, s.begin));
  mtn_json_number_field(j, "end", mtn_record_characters(record, s.end));
}

static void mention_field(mtn_json *j, const char *name, const mtn_record *record, mtn_stretch s) {
  if (!mtn_stretch_is_there(s)) {
    null_field(j, name);
    return;
  }
  mtn_json_key(j, name);
  mtn_json_open(j, "{");
  place_fields(j, record, s);
  mtn_json_close(j, "}");
}

static void id_field(mtn_json *j, const char *name, char letter, uint32_t index) {
  if (index == MTN_NO_INDEX) {
    null_field(j, name);
    return;
  }
  mtn_json_key(j, name);
  char start[3] = {'"', letter, '\0'};
  mtn_out_cstr(j->out, start);
  mtn_out_number(j->out, (uint64_t)index + 1);
  mtn_out_cstr(j->out, "\"");
}

static void decimal_value(mtn_json *j, mtn_decimal value) {
  char digits[48];
  mtn_out_str(j->out, (matn_str){digits, mtn_decimal_write(value, digits)});
}

static void value_field(mtn_json *j, const char *name, mtn_decimal value, bool known) {
  if (!known) {
    null_field(j, name);
    return;
  }
  mtn_json_key(j, name);
  decimal_value(j, value);
}

static matn_str date_value(const mtn_record *record, uint32_t index) {
  if (index == MTN_NO_INDEX || !record->dates.items[index].value[0]) return (matn_str){NULL, 0};
  return mtn_str_of(record->dates.items[index].value);
}

static void statement(mtn_json *j, const mtn_record *record, uint32_t index) {
  const mtn_statement *s = &record->statements[index];
  mtn_json_element(j);
  mtn_json_open(j, "{");
  id_field(j, "id", 'S', index);
  mtn_json_string_field(j, "kind", mtn_str_of(mtn_render_kind_name(s->kind)));
  mention_field(j, "content", record, s->content);
  mention_field(j, "speaker", record, s->speaker);
  mtn_json_string_field(j, "speaker_kind", mtn_str_of(mtn_render_speaker_kind_name(s->speaker_kind)));
  mention_field(j, "pronoun", record, s->pronoun);
  mention_field(j, "cue", record, s->cue);
  mention_field(j, "through", record, s->through);
  mtn_text_date day;
  if (s->said_on.year) mtn_text_date_set_day(&day, s->said_on, 0);
  mtn_json_string_field(j, "said_on", s->said_on.year ? mtn_str_of(day.value) : (matn_str){NULL, 0});
  value_field(j, "confidence", (mtn_decimal){s->confidence, -3}, true);
  id_field(j, "within", 'S', s->within);
  id_field(j, "continues", 'S', s->continues);
  id_field(j, "denies", 'S', s->denies);
  id_field(j, "withdrawn_by", 'R', s->withdrawn_by);
  mtn_json_close(j, "}");
}

static void figure(mtn_json *j, const mtn_record *record, uint32_t index) {
  const mtn_figure *f = &record->figures[index];
  mtn_json_element(j);
  mtn_json_open(j, "{");
  id_field(j, "id", 'F', index);
  mention_field(j, "mention", record, f->mention);
  value_field(j, "value", f->value, f->has_value);
  mtn_json_string_field(j, "relation", mtn_str_of(mtn_render_relation_name(f->relation)));
  if (f->relation == MATN_RANGE) {
    mtn_json_key(j, "range");
    mtn_json_open(j, "[");
    mtn_json_element(j);
    decimal_value(j, f->value);
    mtn_json_element(j);
    decimal_value(j, f->to);
    mtn_json_close(j, "]");
  }
  mtn_json_string_field(j, "unit", f->unit ? mtn_lexicon_name(f->unit) : (matn_str){NULL, 0});
  mention_field(j, "counted", record, f->counted);
  id_field(j, "statement", 'S', f->statement);
  mtn_json_string_field(j, "as_of", date_value(record, f->date));
  id_field(j, "differs_from", 'F', f->differs_from);
  id_field(j, "withdrawn_by", 'R', f->withdrawn_by);
  mtn_json_close(j, "}");
}

/* Numbers that letters stand right behind are measures of a kind of their own ("180ml"), not numbers of the text. */
static void numbers_field(mtn_json *j, const mtn_record *record) {
  mtn_json_key(j, "numbers");
  mtn_json_open(j, "[");
  for (uint32_t i = 0; i < record->numbers.count; i++) {
    const mtn_number *n = &record->numbers.items[i];
    if (n->flags & (MTN_NUMBER_VAGUE | MTN_NUMBER_ATTACHED | MTN_NUMBER_PRONOUN)) continue;
    mtn_json_element(j);
    mtn_json_open(j, "{");
    place_fields(j, record, (mtn_stretch){n->begin, n->end});
    value_field(j, "value", n->value, true);
    mtn_json_key(j, "percent");
    mtn_out_cstr(j->out, n->flags & MTN_NUMBER_PERCENT ? "true" : "false");
    mtn_json_close(j, "}");
  }
  mtn_json_close(j, "]");
}

static void dates_field(mtn_json *j, const mtn_record *record) {
  mtn_json_key(j, "dates");
  mtn_json_open(j, "[");
  for (uint32_t i = 0; i < record->dates.count; i++) {
    const mtn_text_date *date = &record->dates.items[i];
    mtn_json_element(j);
    mtn_json_open(j, "{");
    mention_field(j, "mention", record, (mtn_stretch){date->begin, date->end});
    mtn_json_string_field(j, "value", date_value(record, i));
    mtn_json_close(j, "}");
  }
  mtn_json_close(j, "]");
}

static void retractions_field(mtn_json *j, const mtn_record *record) {
  mtn_json_key(j, "retractions");
  mtn_json_open(j, "[");
  for (uint32_t i = 0; i < record->retraction_count; i++) {
    const mtn_retraction *r = &record->retractions[i];
    mtn_json_element(j);
    mtn_json_open(j, "{");
    id_field(j, "id", 'R', i);
    mention_field(j, "cue", record, r->cue);
    id_field(j, "withdraws", 'S', r->withdraws);
    mention_field(j, "reason", record, r->reason);
    mtn_json_close(j, "}");
  }
  mtn_json_close(j, "]");
}

void mtn_render_statements_fields(const mtn_record *record, mtn_json *j) {
  if (mtn_stretch_is_there(record->dateline)) {
    mtn_json_key(j, "dateline");
    mtn_json_open(j, "{");
    mention_field(j, "place", record, record->dateline);
    mtn_json_close(j, "}");
  } else {
    null_field(j, "dateline");
  }
  mtn_json_key(j, "statements");
  mtn_json_open(j, "[");
  for (uint32_t i = 0; i < record->statement_count; i++) statement(j, record, i);
  mtn_json_close(j, "]");
  mtn_json_key(j, "figures");
  mtn_json_open(j, "[");
  for (uint32_t i = 0; i < record->figure_count; i++) figure(j, record, i);
  mtn_json_close(j, "]");
  numbers_field(j, record);
  dates_field(j, record);
  retractions_field(j, record);
}
