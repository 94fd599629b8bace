/*
 * Fuzz target: parse, extract and render through the public API, from any bytes.
 *
 * The first four bytes choose: [0] kind of input and charset label, [1] options of the extraction, [2] options of the
 * rendering, [3] limits.  What is checked: every block's span lies in the source and its text is UTF-8; scores are
 * chances; the output of every format is UTF-8, JSON is JSON; a second page in the same context, and a second
 * extraction, give the same answer.
 */
#include "check.h"

#include "matn.h"
#include "support/json.h"
#include "support/output.h"

#include <string.h>

static int refuse(void *ctx, const char *bytes, size_t len) {
  (void)ctx, (void)bytes, (void)len;
  return 1;
}

static bool allowed(matn_status status, const matn_error *error) {
  return status == MATN_OK || (status == MATN_LIMIT && error->code == MATN_LIMIT && error->message);
}

static void check_blocks(const matn_doc *doc, const matn_article *article) {
  matn_str source = matn_doc_source(doc);
  CHECK(is_utf8(source.ptr, source.len));
  size_t count = matn_article_block_count(article);
  matn_block block;
  CHECK(!matn_article_block(article, count, &block));
  for (size_t i = 0; i < count; i++) {
    CHECK(matn_article_block(article, i, &block));
    CHECK(block.span.begin <= block.span.end && block.span.end <= source.len);
    CHECK(block.text.len > 0 && is_utf8(block.text.ptr, block.text.len));
    CHECK(block.score >= 0 && block.score <= 1);
    CHECK(block.kind <= MATN_BLOCK_TERM);
    CHECK(block.kind != MATN_BLOCK_HEADING || (block.level >= 1 && block.level <= 6));
  }
  for (int field = 0; field < MATN_FIELD_COUNT; field++) {
    size_t values = matn_article_fact_count(article, (matn_field)field);
    for (size_t i = 0; i < values; i++) {
      matn_str value = matn_article_fact(article, (matn_field)field, i);
      CHECK(value.ptr && is_utf8(value.ptr, value.len));
    }
    CHECK(!matn_article_fact(article, (matn_field)field, values).ptr);
  }
  CHECK(matn_page_status_name(matn_article_status(article)));
}

/* All formats one after another into *out. */
static void render_all(const matn_article *article, uint8_t choice, struct output *out) {
  matn_render_options options = {.size = sizeof(options),
                                 .links = choice & 1,
                                 .images = choice & 2,
                                 .no_tables = choice & 4,
                                 .comments = choice & 8,
                                 .markdown_field = choice & 16,
                                 .pretty = choice & 32};
  for (int format = MATN_TEXT; format <= MATN_HTML; format++) {
    size_t begin = out->len;
    matn_error error = {0};
    CHECK(matn_render(article, (matn_format)format, &options, (matn_sink){test_append, out}, &error) == MATN_OK);
    CHECK(out->len == begin || is_utf8(out->bytes + begin, out->len - begin));
    if (format == MATN_JSON) {
      json_value *value = json_parse(out->bytes + begin, out->len - begin, NULL);
      CHECK(value && value->kind == JSON_OBJECT);
      CHECK(out->bytes[out->len - 1] == '\n');
      json_free(value);
      CHECK(matn_render(article, MATN_JSON, &options, (matn_sink){refuse, NULL}, &error) == MATN_SINK);
    }
  }
}

static void run_once(matn_context *ctx, const uint8_t *choice, const uint8_t *data, size_t size, struct output *out) {
  static const char *const labels[] = {"utf-8", "windows-1256", "gb18030", "utf-16le", "iso-2022-jp", "big5", "koi8-r"};
  matn_parse_options parse = {.size = sizeof(parse), .url = {"https://example.org/a/b", 23}};
  parse.input = choice[0] & 1 ? MATN_INPUT_TEXT : MATN_INPUT_HTML;
  if (choice[0] & 2) {
    const char *label = labels[(choice[0] >> 2) % (sizeof(labels) / sizeof(labels[0]))];
    parse.charset = (matn_str){label, strlen(label)};
  }
  if (choice[3] & 1) parse.max_depth = 2u + (choice[3] >> 2);
  matn_extract_options extract = {.size = sizeof(extract),
                                  .favour = (matn_favour)(choice[1] % 3),
                                  .whole = choice[1] & 8,
                                  .max_blocks = choice[3] & 2 ? 1u + (choice[3] >> 2) : 0};
  static const matn_str prune[] = {{"b, div > p + p", 14}}, keep[] = {{"div:has(p), a", 13}};
  extract.prune = prune;
  extract.keep = keep;
  extract.prune_count = choice[1] & 16 ? 1 : 0;
  extract.keep_count = choice[1] & 32 ? 1 : 0;
  matn_doc *doc = NULL;
  matn_error error = {0};
  matn_status status = matn_parse(ctx, data, size, &parse, &doc, &error);
  CHECK(allowed(status, &error));
  CHECK((status == MATN_OK) == (doc != NULL));
  for (int round = 0; round < 2 && doc; round++) {
    const matn_article *article = NULL;
    status = matn_extract(doc, &extract, &article, &error);
    CHECK(allowed(status, &error));
    CHECK((status == MATN_OK) == (article != NULL));
    if (!article) continue;
    check_blocks(doc, article);
    size_t before = out->len;
    render_all(article, choice[2], out);
    if (round) {
      CHECK(out->len - before == before && memcmp(out->bytes, out->bytes + before, before) == 0);
      out->len = before;
    }
  }
  matn_doc_free(doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  uint8_t choice[4] = {0};
  for (size_t i = 0; i < sizeof(choice) && size; i++, size--) choice[i] = *data++;
  struct output first = {0}, second = {0};
  matn_context *ctx = matn_context_new(NULL);
  CHECK(ctx);
  run_once(ctx, choice, data, size, &first);
  run_once(ctx, choice, data, size, &second);
  CHECK(first.len == second.len && (first.len == 0 || memcmp(first.bytes, second.bytes, first.len) == 0));
  matn_context_free(ctx);
  free(first.bytes);
  free(second.bytes);
  return 0;
}
