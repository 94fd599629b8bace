/* The record of a page as docs/SCHEMA.md gives it: all fields, in that order, null where unknown. */
#include "extract/credit.h"
#include "meta/facts_title.h"
#include "meta/sources.h"
#include "render/fingerprint.h"
#include "render/json_writer.h"
#include "render/render.h"

#define LEAD_MAX 12 /* blocks between a picture above an article and its text: bylines, days, tools */

/* Thousandths as a number from 0 to 1; null if unknown. */
static void share_field(mtn_json *j, const char *name, unsigned thousandths, bool known) {
  mtn_json_key(j, name);
  if (!known) {
    mtn_out_cstr(j->out, "null");
    return;
  }
  char digits[6] = "0.000";
  if (thousandths >= 1000) {
    mtn_out_cstr(j->out, "1");
    return;
  }
  digits[2] = (char)('0' + thousandths / 100);
  digits[3] = (char)('0' + thousandths / 10 % 10);
  digits[4] = (char)('0' + thousandths % 10);
  size_t len = 5;
  while (len > 1 && (digits[len - 1] == '0' || digits[len - 1] == '.')) {
    bool point = digits[--len] == '.';
    if (point) break;
  }
  mtn_out_str(j->out, (matn_str){digits, len});
}

static void values_field(mtn_json *j, const char *name, const mtn_values *values) {
  mtn_json_key(j, name);
  mtn_json_open(j, "[");
  for (size_t i = 0; i < values->count; i++) {
    mtn_json_element(j);
    mtn_json_string(j, values->items[i]);
  }
  mtn_json_close(j, "]");
}

static void written_field(mtn_json *j, const char *name, const mtn_render *render,
                          void (*write)(const mtn_render *render, mtn_out *out)) {
  mtn_json_key(j, name);
  mtn_out_cstr(j->out, "\"");
  j->out->quoted = true;
  write(render, j->out);
  j->out->quoted = false;
  mtn_out_cstr(j->out, "\"");
}

static const char *role_name(const mtn_unit *unit) {
  switch ((mtn_unit_role)unit->role) {
  case MTN_UNIT_QUESTION: return "question";
  case MTN_UNIT_ANSWER: return "answer";
  case MTN_UNIT_COMMENT: return "comment";
  default: return "post";
  }
}

/* Comments on the page are of one role and none is accepted. */
static void units_field(mtn_json *j, const char *name, const mtn_unit *units, size_t count, bool comments) {
  mtn_json_key(j, name);
  mtn_json_open(j, "[");
  for (size_t i = 0; i < count; i++) {
    mtn_json_element(j);
    mtn_json_open(j, "{");
    if (!comments) {
      mtn_json_string_field(j, "role", mtn_str_of(role_name(&units[i])));
      mtn_json_key(j, "accepted");
      mtn_out_cstr(j->out, units[i].accepted ? "true" : "false");
    }
    mtn_json_string_field(j, "author", units[i].author);
    mtn_json_string_field(j, "date", units[i].date);
    mtn_json_number_field(j, "depth", units[i].depth);
    mtn_json_string_field(j, "url", units[i].url);
    mtn_json_string_field(j, "text", units[i].text);
    mtn_json_close(j, "}");
  }
  mtn_json_close(j, "]");
}

static void items_field(mtn_json *j, const mtn_units *units) {
  mtn_json_key(j, "items");
  mtn_json_open(j, "[");
  for (size_t i = 0; i < units->item_count; i++) {
    const matn_item *item = &units->items[i];
    mtn_json_element(j);
    mtn_json_open(j, "{");
    mtn_json_string_field(j, "title", item->title);
    mtn_json_string_field(j, "url", item->url);
    mtn_json_string_field(j, "summary", item->summary);
    mtn_json_string_field(j, "date", item->date);
    mtn_json_string_field(j, "price", item->price);
    mtn_json_string_field(j, "image", item->image);
    mtn_json_close(j, "}");
  }
  mtn_json_close(j, "]");
}

static void properties_field(mtn_json *j, const mtn_units *units) {
  mtn_json_key(j, "properties");
  mtn_json_open(j, "[");
  for (size_t i = 0; i < units->property_count; i++) {
    mtn_json_element(j);
    mtn_json_open(j, "{");
    mtn_json_string_field(j, "name", units->properties[i].name);
    mtn_json_string_field(j, "value", units->properties[i].value);
    mtn_json_close(j, "}");
  }
  mtn_json_close(j, "]");
}

static void fingerprint_field(mtn_json *j, const mtn_article *article) {
  static const char hex[] = "0123456789abcdef";
  char digits[16];
  uint64_t value = mtn_fingerprint(article);
  for (unsigned i = 0; i < 16; i++) digits[i] = hex[value >> (60 - 4 * i) & 15];
  mtn_json_string_field(j, "fingerprint", article->part_count ? (matn_str){digits, 16} : (matn_str){NULL, 0});
}

static void day_field(mtn_json *j, const mtn_date *date) {
  char text[MTN_DATE_DAY_SIZE];
  (void)mtn_date_write_day(date, text);
  mtn_json_string_field(j, "day", (matn_str){text, sizeof(text)});
}

/* The day of a caption, or its month; null if unknown. */
static void caption_day_field(mtn_json *j, const mtn_date *date) {
  char text[MTN_DATE_DAY_SIZE];
  (void)mtn_date_write_day(date, text);
  mtn_json_string_field(
      j, "date", date->month ? (matn_str){text, date->day ? sizeof(text) : sizeof(text) - 3} : (matn_str){NULL, 0});
}

/* The first block that may be a caption of the article: pictures lead it too, between headline and text. */
static size_t first_caption(const mtn_article *article) {
  size_t part = article->part_count ? article->parts[0].block : 0, first = part;
  for (size_t i = part; i > 0 && part - i < LEAD_MAX && article->blocks.items[i - 1].kind != MATN_BLOCK_HEADING; i--)
    if (article->blocks.items[i - 1].kind == MATN_BLOCK_CAPTION) first = i - 1;
  return first;
}

/* Captions of the article: the selected ones, and those of figures that lead it or stand among its text; then, where
 * the page has no figures, those that flat text shows. */
static void captions_field(mtn_json *j, const mtn_article *article, const mtn_record *record, matn_str language) {
  mtn_json_key(j, "captions");
  mtn_json_open(j, "[");
  size_t marked = 0;
  size_t end = article->part_count ? (size_t)article->parts[article->part_count - 1].block + 1 : 0;
  for (size_t i = first_caption(article), used = 1; i < end; i += used) {
    used = 1;
    if (article->blocks.items[i].kind != MATN_BLOCK_CAPTION) continue;
    mtn_credit caption;
    used = mtn_credit_read_block(article->doc, &article->blocks, i, end, mtn_date_language(language), &caption);
    marked++;
    mtn_json_element(j);
    mtn_json_open(j, "{");
    mtn_json_string_field(j, "text", caption.text);
    mtn_json_string_field(j, "credit", caption.credit);
    caption_day_field(j, &caption.date);
    mtn_json_close(j, "}");
  }
  for (uint32_t i = 0; record && marked == 0 && i < record->caption_count; i++) {
    const mtn_caption *caption = &record->captions[i];
    mtn_json_element(j);
    mtn_json_open(j, "{");
    mtn_json_string_field(j, "text", mtn_stretch_text(record->text, caption->text));
    mtn_json_string_field(j, "credit", mtn_stretch_text(record->text, caption->credit));
    const mtn_text_date *date = caption->date == MTN_NO_INDEX ? NULL : &record->dates.items[caption->date];
    bool day = date && date->day.year > 0; /* without the part of the day: "2022-01-10TMO" */
    mtn_json_string_field(j, "date", day ? (matn_str){date->value, 10} : (matn_str){NULL, 0});
    mtn_json_close(j, "}");
  }
  mtn_json_close(j, "]");
}

/* ISO 8601 as far as the page says it: with the time of day, and with the zone; null without a time. */
static void moment_field(mtn_json *j, const char *name, const mtn_date *date) {
  char text[32], *p = text;
  if (date->year == 0 || date->hour < 0) {
    mtn_json_string_field(j, name, (matn_str){NULL, 0});
    return;
  }
  p = mtn_date_write_day(date, p);
  *p++ = 'T';
  p = mtn_digits_put(p, (unsigned)date->hour, 2);
  *p++ = ':';
  p = mtn_digits_put(p, date->minute, 2);
  *p++ = ':';
  p = mtn_digits_put(p, date->second, 2);
  if (date->has_zone && date->zone == 0) *p++ = 'Z';
  if (date->has_zone && date->zone != 0) {
    unsigned zone = (unsigned)(date->zone < 0 ? -date->zone : date->zone);
    *p++ = date->zone < 0 ? '-' : '+';
    p = mtn_digits_put(p, zone / 60, 2);
    *p++ = ':';
    p = mtn_digits_put(p, zone % 60, 2);
  }
  mtn_json_string_field(j, name, (matn_str){text, (size_t)(p - text)});
}

static void free_field(mtn_json *j, int8_t is_free) {
  mtn_json_key(j, "is_free");
  mtn_out_cstr(j->out, is_free < 0 ? "null" : is_free ? "true" : "false");
}

/* What a title is ranked by, by name; what is 0 is left out. */
static void clues_field(mtn_json *j, const int16_t *clues) {
#define MTN_TITLE_CLUE(name) #name,
  static const char *const names[] = {MTN_TITLE_CLUE_LIST(MTN_TITLE_CLUE)};
#undef MTN_TITLE_CLUE
  mtn_json_key(j, "clues");
  mtn_json_open(j, "{");
  for (size_t i = 0; i < MTN_TITLE_CLUES; i++) {
    if (!clues[i]) continue;
    char name[32] = {0};
    for (size_t k = 0; names[i][k] && k + 1 < sizeof(name); k++) name[k] = mtn_to_lower(names[i][k]);
    mtn_json_key(j, name);
    if (clues[i] < 0) mtn_out_cstr(j->out, "-");
    mtn_out_number(j->out, (size_t)(clues[i] < 0 ? -clues[i] : clues[i]));
  }
  mtn_json_close(j, "}");
}

/* Of each field: what may be its value, where that was found, and what was taken. */
static void explain_field(mtn_json *j, const mtn_facts *facts) {
  static const char *const names[MATN_FIELD_COUNT] = {
      "title",     "author", "date",    "date_modified", "sitename", "hostname", "description", "language", "dir",
      "canonical", "image",  "license", "categories",    "tags",     "type",     "breadcrumbs", "feeds"};
  mtn_json_key(j, "explain");
  mtn_json_open(j, "{");
  for (size_t field = 0; field < MATN_FIELD_COUNT; field++) {
    bool any = false;
    for (size_t i = 0; i < facts->candidate_count; i++) {
      const mtn_candidate *c = &facts->candidates[i];
      if (c->field != field) continue;
      if (!any) {
        mtn_json_key(j, names[field]);
        mtn_json_open(j, "[");
      }
      any = true;
      mtn_json_element(j);
      mtn_json_open(j, "{");
      mtn_json_string_field(j, "value", c->value);
      mtn_json_string_field(j, "source", mtn_str_of(mtn_source_name((mtn_source)c->source)));
      if (c->date.year) day_field(j, &c->date);
      if (c->clues) clues_field(j, c->clues);
      share_field(j, "trust", c->trust, true);
      mtn_json_key(j, "chosen");
      mtn_out_cstr(j->out, c->chosen ? "true" : "false");
      mtn_json_close(j, "}");
    }
    if (any) mtn_json_close(j, "]");
  }
  mtn_json_close(j, "}");
}

void mtn_render_json(const mtn_render *render, mtn_out *out) {
  const mtn_facts *facts = render->facts;
  const mtn_article *article = render->article;
  mtn_json j = {.out = out, .pretty = render->options.pretty};
  mtn_json_open(&j, "{");
  mtn_json_string_field(&j, "path", render->options.path);
  mtn_json_string_field(&j, "url", render->url);
  mtn_json_string_field(&j, "status", mtn_str_of(matn_page_status_name(article->status)));
  mtn_json_string_field(&j, "type", mtn_facts_first(facts, MATN_PAGE_TYPE));
  share_field(&j, "type_confidence", facts->confidence[MATN_PAGE_TYPE], facts->confidence[MATN_PAGE_TYPE] != 0);
  share_field(&j, "confidence", article->confidence, article->part_count != 0);
  mtn_json_string_field(&j, "title", mtn_facts_first(facts, MATN_TITLE));
  values_field(&j, "author", &facts->fields[MATN_AUTHOR]);
  mtn_json_string_field(&j, "date", mtn_facts_first(facts, MATN_DATE));
  mtn_json_string_field(&j, "date_modified", mtn_facts_first(facts, MATN_DATE_MODIFIED));
  mtn_json_string_field(&j, "sitename", mtn_facts_first(facts, MATN_SITENAME));
  mtn_json_string_field(&j, "hostname", mtn_facts_first(facts, MATN_HOSTNAME));
  mtn_json_string_field(&j, "description", mtn_facts_first(facts, MATN_DESCRIPTION));
  mtn_json_string_field(&j, "language", mtn_facts_first(facts, MATN_LANGUAGE));
  mtn_json_string_field(&j, "dir", mtn_facts_first(facts, MATN_DIRECTION));
  values_field(&j, "categories", &facts->fields[MATN_CATEGORY]);
  values_field(&j, "tags", &facts->fields[MATN_TAG]);
  mtn_json_string_field(&j, "image", mtn_facts_first(facts, MATN_IMAGE));
  mtn_json_string_field(&j, "license", mtn_facts_first(facts, MATN_LICENSE));
  mtn_json_string_field(&j, "canonical", mtn_facts_first(facts, MATN_CANONICAL));
  moment_field(&j, "date_time", &facts->date);
  moment_field(&j, "date_modified_time", &facts->date_modified);
  values_field(&j, "breadcrumbs", &facts->fields[MATN_BREADCRUMB]);
  values_field(&j, "feeds", &facts->fields[MATN_FEED]);
  free_field(&j, facts->is_free);
  mtn_json_number_field(&j, "word_count", mtn_article_words(article));
  if (render->record)
    mtn_json_string_field(&j, "text", render->record->text);
  else
    written_field(&j, "text", render, mtn_render_text);
  if (render->options.markdown_field) written_field(&j, "markdown", render, mtn_render_markdown);
  units_field(&j, "comments", render->units->comments, render->units->comment_count, true);
  units_field(&j, "posts", render->units->posts, render->units->post_count, false);
  items_field(&j, render->units);
  properties_field(&j, render->units);
  captions_field(&j, article, render->record, mtn_facts_first(facts, MATN_LANGUAGE));
  mtn_json_string_field(&j, "charset", render->charset);
  fingerprint_field(&j, article);
  if (render->options.explain) explain_field(&j, facts);
  if (render->record) mtn_render_statements_fields(render->record, &j);
  mtn_json_close(&j, "}");
}
