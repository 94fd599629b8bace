/* Units as the public header hands them out: days read, roles named. */
#include "api/internal.h"
#include "base/utf8.h"
#include "text/dates.h"

#define DAY_LOOK_MAX 120 /* bytes of a byline that may hold the day: "by mara » 14 September 2024, 18:48" */

static bool is_day(const mtn_date *date) { return date->year > 0 && date->month && date->day; }

/* The day in a text: what it starts with, or the first that it names; {NULL, 0} if there is none. */
static matn_status read_day(matn_str *written, const mtn_date_style *style, mtn_arena *arena) {
  matn_str text = mtn_utf8_cut(*written, DAY_LOOK_MAX);
  mtn_date date = {0};
  mtn_date_match match;
  *written = (matn_str){NULL, 0};
  if (!text.len) return MATN_OK;
  if (!mtn_dates_read(text, style, &date) || !is_day(&date)) {
    date = (mtn_date){0};
    for (size_t at = 0; !is_day(&date) && mtn_dates_next(text, &at, style, &match);) date = match.date;
  }
  if (!is_day(&date)) return MATN_OK;
  char day[MTN_DATE_DAY_SIZE];
  (void)mtn_date_write_day(&date, day);
  *written = mtn_arena_copy(arena, (matn_str){day, sizeof(day)});
  return written->ptr ? MATN_OK : MATN_NOMEM;
}

static matn_status find_makers(const mtn_facts *facts, mtn_arena *arena, mtn_units_page *page) {
  const mtn_values *authors = &facts->fields[MATN_AUTHOR], *site = &facts->fields[MATN_SITENAME];
  matn_str *makers = mtn_arena_alloc(arena, (authors->count + site->count + 1) * sizeof(*makers));
  if (!makers) return MATN_NOMEM;
  for (size_t i = 0; i < authors->count; i++) makers[page->maker_count++] = authors->items[i];
  for (size_t i = 0; i < site->count; i++) makers[page->maker_count++] = site->items[i];
  page->makers = makers;
  return MATN_OK;
}

matn_status mtn_article_units(matn_article *article, const mtn_document *tree, mtn_blocks *blocks, mtn_arena *arena) {
  mtn_units *units = &article->units;
  mtn_units_page page = {.type = mtn_facts_first(&article->facts, MATN_PAGE_TYPE)};
  MTN_TRY(find_makers(&article->facts, arena, &page));
  MTN_TRY(mtn_units_find(tree, blocks, &page, arena, units));
  mtn_date_style style = {.language = mtn_date_language(mtn_facts_first(&article->facts, MATN_LANGUAGE))};
  for (size_t i = 0; i < units->post_count; i++) MTN_TRY(read_day(&units->posts[i].date, &style, arena));
  for (size_t i = 0; i < units->comment_count; i++) MTN_TRY(read_day(&units->comments[i].date, &style, arena));
  for (size_t i = 0; i < units->item_count; i++) MTN_TRY(read_day(&units->items[i].date, &style, arena));
  return MATN_OK;
}

static bool read_post(const mtn_unit *units, size_t count, size_t index, matn_post *out) {
  if (index >= count) return false;
  const mtn_unit *unit = &units[index];
  *out = (matn_post){.role = unit->role == MTN_UNIT_QUESTION                               ? MATN_ROLE_QUESTION
                             : unit->role == MTN_UNIT_ANSWER                               ? MATN_ROLE_ANSWER
                             : unit->role == MTN_UNIT_POST || unit->role == MTN_UNIT_REPLY ? MATN_ROLE_POST
                                                                                           : MATN_ROLE_COMMENT,
                     .accepted = unit->accepted,
                     .depth = unit->depth,
                     .author = unit->author,
                     .date = unit->date,
                     .text = unit->text,
                     .url = unit->url,
                     .span = unit->span};
  return true;
}

size_t matn_article_post_count(const matn_article *article) { return article->units.post_count; }

bool matn_article_post(const matn_article *article, size_t index, matn_post *out) {
  return read_post(article->units.posts, article->units.post_count, index, out);
}

size_t matn_article_comment_count(const matn_article *article) { return article->units.comment_count; }

bool matn_article_comment(const matn_article *article, size_t index, matn_post *out) {
  if (!read_post(article->units.comments, article->units.comment_count, index, out)) return false;
  out->role = MATN_ROLE_COMMENT;
  return true;
}

size_t matn_article_item_count(const matn_article *article) { return article->units.item_count; }

bool matn_article_item(const matn_article *article, size_t index, matn_item *out) {
  if (index >= article->units.item_count) return false;
  *out = article->units.items[index];
  return true;
}

size_t matn_article_property_count(const matn_article *article) { return article->units.property_count; }

bool matn_article_property(const matn_article *article, size_t index, matn_property *out) {
  if (index >= article->units.property_count) return false;
  *out = article->units.properties[index];
  return true;
}
