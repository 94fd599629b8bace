/*
 * matn_extract, what it found, and matn_render: argument checks around extract/, meta/ and render/.
 */
#include "api/internal.h"
#include "extract/lines.h"
#include "extract/model.h"
#include "render/render.h"
#include "text/dates.h"

#define DEFAULT_BLOCKS (1024u * 1024u)
#define DAY_SIZE 10 /* YYYY-MM-DD */

matn_status mtn_doc_cut(matn_doc *doc, uint32_t max_blocks, matn_error *error) {
  if (max_blocks == 0) max_blocks = DEFAULT_BLOCKS;
  if (doc->is_cut && doc->blocks.count <= max_blocks) return MATN_OK;
  matn_status (*cutter)(const mtn_document *, mtn_arena *, mtn_arena *, uint32_t, mtn_blocks *, matn_error *) =
      doc->input == MATN_INPUT_TEXT ? mtn_blocks_cut_lines : mtn_blocks_cut;
  matn_status status = cutter(&doc->tree, &doc->arena, &doc->scratch, max_blocks, &doc->blocks, error);
  mtn_arena_reset(&doc->scratch);
  doc->is_cut = status == MATN_OK;
  return status;
}

static void select_visible(mtn_blocks *blocks) {
  for (size_t i = 0; i < blocks->count; i++) {
    mtn_block *block = &blocks->items[i];
    block->selected = !(block->flags & (MTN_BLOCK_HIDDEN | MTN_BLOCK_UNDISPLAYED));
    block->score = block->selected ? 1000 : 0;
  }
}

/* The page's text as facts are read from it.  NULL when memory runs out. */
static mtn_line *lines_of(const mtn_blocks *blocks, mtn_arena *arena, size_t *count) {
  const uint32_t around = MTN_BLOCK_IN_NAV | MTN_BLOCK_IN_FOOTER | MTN_BLOCK_IN_ASIDE | MTN_BLOCK_IN_FORM |
                          MTN_BLOCK_IN_BUTTON | MTN_BLOCK_IN_DIALOG;
  size_t room = blocks->count < MTN_LINES_MAX ? blocks->count : MTN_LINES_MAX;
  mtn_line *lines = mtn_arena_alloc(arena, room * sizeof(*lines));
  *count = 0;
  /* Scripts put hidden boxes in place: where main text is in one, so may be its byline. */
  uint32_t unseen = MTN_BLOCK_HIDDEN | MTN_BLOCK_UNDISPLAYED;
  for (size_t i = 0; i < blocks->count; i++)
    if (blocks->items[i].selected) unseen &= ~blocks->items[i].flags;
  for (size_t i = 0; lines && i < blocks->count && *count < room; i++) {
    const mtn_block *b = &blocks->items[i];
    if (b->flags & unseen) continue;
    uint32_t flags = 0;
    if (b->selected) flags |= MTN_LINE_SELECTED;
    if (b->kind == MATN_BLOCK_HEADING) flags |= MTN_LINE_HEADING;
    if (b->kind == MATN_BLOCK_HEADING && b->level == 1) flags |= MTN_LINE_H1;
    if (b->kind == MATN_BLOCK_CAPTION || b->flags & MTN_BLOCK_IN_FIGURE) flags |= MTN_LINE_CAPTION;
    if (b->flags & around) flags |= MTN_LINE_AROUND;
    if (b->flags & MTN_BLOCK_IN_LINK) flags |= MTN_LINE_LINK;
    if (b->kind == MATN_BLOCK_LIST_ITEM || b->kind == MATN_BLOCK_TABLE_ROW) flags |= MTN_LINE_ITEM;
    lines[(*count)++] =
        (mtn_line){.text = b->text, .node = b->node, .first = b->first, .last = b->last, .flags = flags};
  }
  return lines;
}

matn_status mtn_doc_facts(matn_doc *doc, const mtn_blocks *blocks, matn_str fetched, mtn_facts *out) {
  mtn_page page = {.doc = &doc->tree,
                   .marks = blocks->marks,
                   .mark_count = blocks->mark_count,
                   .url = doc->url,
                   .plain = doc->input == MATN_INPUT_TEXT};
  const mtn_date_style style = {0};
  if (!mtn_dates_read(fetched, &style, &page.now)) page.now = (mtn_date){0};
  page.lines = lines_of(blocks, &doc->scratch, &page.line_count);
  matn_status status = page.lines ? mtn_facts_find(&page, &doc->arena, out) : MATN_NOMEM;
  mtn_arena_reset(&doc->scratch);
  return status;
}

static bool is_day(matn_str text) {
  for (size_t i = 0; i < text.len; i++)
    if (i == 4 || i == 7 ? text.ptr[i] != '-' : !mtn_is_digit((unsigned char)text.ptr[i])) return false;
  return text.len == DAY_SIZE;
}

static bool is_moment(matn_str text) {
  const char *p = text.ptr + DAY_SIZE;
  if (text.len == DAY_SIZE) return is_day(text);
  return text.len == DAY_SIZE + 6 && is_day((matn_str){text.ptr, DAY_SIZE}) && p[0] == 'T' && p[3] == ':' &&
         mtn_is_digit((unsigned char)p[1]) && mtn_is_digit((unsigned char)p[2]) && mtn_is_digit((unsigned char)p[4]) &&
         mtn_is_digit((unsigned char)p[5]);
}

static matn_status set_only(mtn_facts *facts, matn_field field, matn_str value, mtn_arena *arena) {
  mtn_values *values = &facts->fields[field];
  values->items = mtn_arena_alloc(arena, sizeof(*values->items));
  if (!values->items) return MATN_NOMEM;
  values->items[0] = mtn_arena_copy(arena, value);
  if (!values->items[0].ptr) return MATN_NOMEM;
  values->count = values->cap = 1;
  return MATN_OK;
}

/* What a day of the visible page is trusted with at most that nothing else agrees with: it may be a photograph's. */
#define SHOWN_DAY_TRUST 700

/* What the caller says of the page's day, where the page does not say it for certain. */
static matn_status add_date(mtn_facts *facts, matn_str date, mtn_arena *arena) {
  bool said = facts->fields[MATN_DATE].count > 0 && facts->confidence[MATN_DATE] > SHOWN_DAY_TRUST;
  if (!date.ptr || said) return MATN_OK;
  facts->date = (mtn_date){0};
  return set_only(facts, MATN_DATE, date, arena);
}

/* The model of kinds knows what the page says that it is, and is right more often (docs/MODEL.md), unless it is in
 * doubt. */
#define KIND_TRUST_MIN 400

static matn_status add_kind(mtn_facts *facts, const mtn_page_kind *kind, mtn_arena *arena) {
  bool said = facts->fields[MATN_PAGE_TYPE].count > 0;
  if (!kind->name || (said && kind->confidence < KIND_TRUST_MIN)) return MATN_OK;
  facts->confidence[MATN_PAGE_TYPE] = kind->confidence;
  return set_only(facts, MATN_PAGE_TYPE, mtn_str_of(kind->name), arena);
}

/* Pages with markup and lines of plain text have models of their own. */
static matn_status label(matn_doc *doc, const mtn_document *tree, const matn_extract_options *options,
                         mtn_blocks *blocks, mtn_page_kind *kind) {
  *kind = (mtn_page_kind){NULL, 0};
  if (options->whole) {
    select_visible(blocks);
    return MATN_OK;
  }
  matn_status status = doc->input == MATN_INPUT_TEXT
                           ? mtn_lines_label(blocks, options->favour, &doc->scratch)
                           : mtn_model_label(tree, blocks, doc->url, options->favour, &doc->scratch, kind);
  mtn_arena_reset(&doc->scratch);
  return status;
}

/* The blocks of the hidden text are kept for the next article: labels are each one's own. */
static matn_status copy_blocks(matn_doc *doc, const mtn_blocks *from, mtn_blocks *to, matn_error *error) {
  *to = *from;
  to->items = mtn_arena_alloc(&doc->arena, from->count * sizeof(mtn_block));
  if (!to->items) return mtn_out_of_memory(error);
  if (from->count) memcpy(to->items, from->items, from->count * sizeof(mtn_block));
  return MATN_OK;
}

matn_status matn_extract(matn_doc *doc, const matn_extract_options *given_options, const matn_article **out,
                         matn_error *error) {
  if (!out) return mtn_fail(error, MATN_ARGUMENT, 0, "out is NULL");
  *out = NULL;
  if (!doc) return mtn_fail(error, MATN_ARGUMENT, 0, "doc is NULL");
  matn_extract_options options;
  MTN_TRY(mtn_options_read(given_options, &options, sizeof(options), error));
  if (options.favour != MATN_BALANCED && options.favour != MATN_PRECISION && options.favour != MATN_RECALL)
    return mtn_fail(error, MATN_ARGUMENT, 0, "favour is no matn_favour");
  if (options.date.ptr && !is_day(options.date)) return mtn_fail(error, MATN_ARGUMENT, 0, "date is not YYYY-MM-DD");
  if (options.fetched.ptr && !is_moment(options.fetched))
    return mtn_fail(error, MATN_ARGUMENT, 0, "fetched is not YYYY-MM-DD or YYYY-MM-DDTHH:MM");
  if (options.max_blocks == 0) options.max_blocks = DEFAULT_BLOCKS;
  MTN_TRY(mtn_doc_cut(doc, options.max_blocks, error));

  matn_article *article = mtn_arena_calloc(&doc->arena, 1, sizeof(*article));
  mtn_blocks blocks;
  const mtn_document *tree;
  if (!article) return mtn_out_of_memory(error);
  MTN_TRY(mtn_doc_prune(doc, &options, &tree, &blocks, error));
  doc->is_cut = false; /* this article labels them: another one cuts its own */
  mtn_page_kind kind;
  if (label(doc, tree, &options, &blocks, &kind) != MATN_OK) return mtn_out_of_memory(error);
  MTN_TRY(mtn_doc_keep(doc, &options, tree, &blocks, error));

  article->doc = doc;
  article->whole = options.whole;
  if (mtn_doc_facts(doc, &blocks, options.fetched, &article->facts) != MATN_OK ||
      add_date(&article->facts, options.date, &doc->arena) != MATN_OK ||
      add_kind(&article->facts, &kind, &doc->arena) != MATN_OK)
    return mtn_out_of_memory(error);
  bool hidden = false;
  if (!options.whole && !options.keep_count)
    MTN_TRY(mtn_doc_reveal(doc, &blocks, &article->facts, options.max_blocks, &hidden, error));
  matn_str title = mtn_facts_first(&article->facts, MATN_TITLE);
  if (hidden) {
    tree = &doc->hidden.tree;
    MTN_TRY(copy_blocks(doc, &doc->hidden.blocks, &blocks, error));
  }
  bool plain = doc->input == MATN_INPUT_TEXT;
  if (!plain && mtn_article_units(article, tree, &blocks, &doc->arena) != MATN_OK) return mtn_out_of_memory(error);
  if (mtn_article_build(tree, &blocks, title, options.whole || hidden, &doc->arena, &article->body) != MATN_OK)
    return mtn_out_of_memory(error);
  *out = article;
  return MATN_OK;
}

matn_page_status matn_article_status(const matn_article *article) { return article->body.status; }

const char *matn_page_status_name(matn_page_status status) {
  switch (status) {
  case MATN_PAGE_OK: return "ok";
  case MATN_PAGE_EMPTY: return "empty";
  case MATN_PAGE_JS_SHELL: return "js_shell";
  case MATN_PAGE_BLOCKED: return "blocked";
  case MATN_PAGE_PAYWALL: return "paywall";
  }
  return "unknown";
}

size_t matn_article_block_count(const matn_article *article) { return article->body.blocks.count; }

bool matn_article_block(const matn_article *article, size_t index, matn_block *out) {
  if (index >= article->body.blocks.count) return false;
  const mtn_block *block = &article->body.blocks.items[index];
  *out = (matn_block){
      .kind = (matn_block_kind)block->kind,
      .level = block->level,
      .selected = block->selected,
      .score = (float)block->score / 1000.0f,
      .text = block->text,
      .span = block->span,
  };
  return true;
}

size_t matn_article_fact_count(const matn_article *article, matn_field field) {
  return (unsigned)field < MATN_FIELD_COUNT ? article->facts.fields[field].count : 0;
}

matn_str matn_article_fact(const matn_article *article, matn_field field, size_t index) {
  if (index >= matn_article_fact_count(article, field)) return (matn_str){NULL, 0};
  return article->facts.fields[field].items[index];
}

float matn_article_fact_confidence(const matn_article *article, matn_field field) {
  if ((unsigned)field >= MATN_FIELD_COUNT) return 0;
  return (float)article->facts.confidence[field] / 1000.0f;
}

matn_status matn_render(const matn_article *article, matn_format format, const matn_render_options *given_options,
                        matn_sink sink, matn_error *error) {
  if (!article || !sink.write) return mtn_fail(error, MATN_ARGUMENT, 0, "article or sink is NULL");
  mtn_render render = {.article = &article->body,
                       .units = &article->units,
                       .facts = &article->facts,
                       .url = article->doc->url,
                       .charset = article->doc->charset,
                       .alloc = article->doc->tree.alloc};
  MTN_TRY(mtn_options_read(given_options, &render.options, sizeof(render.options), error));
  mtn_out out;
  mtn_out_init(&out, sink);
  switch (format) {
  case MATN_TEXT:
    mtn_render_text(&render, &out);
    mtn_render_comments(&render, false, &out);
    break;
  case MATN_MARKDOWN:
    mtn_render_markdown(&render, &out);
    mtn_render_comments(&render, true, &out);
    break;
  case MATN_JSON: mtn_render_json(&render, &out); break;
  case MATN_HTML: mtn_render_html(&render, &out); break;
  default: return mtn_fail(error, MATN_ARGUMENT, 0, "format is no matn_format");
  }
  bool comments = render.options.comments && article->units.comment_count;
  if (format == MATN_JSON || format == MATN_HTML || article->body.part_count || comments) mtn_out_cstr(&out, "\n");
  matn_status status = mtn_out_finish(&out);
  if (status == MATN_SINK) return mtn_fail(error, status, 0, "the sink refused the output");
  if (status != MATN_OK) return mtn_out_of_memory(error);
  return MATN_OK;
}
