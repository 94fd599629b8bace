/*
 * Fuzz target: the record of a text, through the public API, from any bytes.
 *
 * The first byte chooses: bit 0 HTML or text, bit 1 whole, bit 2 with a day.  What is checked: every mention is a real
 * stretch of the record's text, at the code points it names; links lead to what is there; every format is UTF-8; the
 * terminal's list has no control character of the page.
 */
#include "check.h"

#include "matn.h"
#include "support/output.h"

#include <string.h>

static size_t characters(const char *from, const char *to) {
  size_t count = 0;
  for (; from < to; from++) count += ((unsigned char)*from & 0xC0) != 0x80;
  return count;
}

static void check_mention(matn_str text, const matn_mention *m) {
  if (!m->text.ptr) return;
  CHECK(m->text.len > 0 && m->text.ptr >= text.ptr && m->text.ptr + m->text.len <= text.ptr + text.len);
  CHECK(is_utf8(m->text.ptr, m->text.len));
  CHECK(m->end - m->start == characters(m->text.ptr, m->text.ptr + m->text.len));
  if (text.len < 4096) CHECK(m->start == characters(text.ptr, m->text.ptr));
}

static void check_record(const matn_record *record) {
  matn_str text = matn_record_text(record);
  size_t statements = matn_record_statement_count(record), figures = matn_record_figure_count(record),
         retractions = matn_record_retraction_count(record);
  matn_statement s;
  CHECK(!matn_record_statement(record, statements, &s));
  for (size_t i = 0; i < statements; i++) {
    CHECK(matn_record_statement(record, i, &s) && s.content.text.ptr);
    const matn_mention *mentions[] = {&s.content, &s.speaker, &s.cue, &s.through, &s.pronoun};
    for (size_t k = 0; k < 5; k++) check_mention(text, mentions[k]);
    CHECK(s.withdrawn_by == MATN_NONE || s.withdrawn_by < retractions);
    CHECK(s.within == MATN_NONE || s.within < i);
    CHECK(s.confidence >= 0 && s.confidence <= 1);
  }
  for (size_t i = 0; i < figures; i++) {
    matn_figure f;
    CHECK(matn_record_figure(record, i, &f) && f.mention.text.ptr);
    check_mention(text, &f.mention);
    check_mention(text, &f.counted);
    CHECK(f.statement == MATN_NONE || f.statement < statements);
    CHECK(f.differs_from == MATN_NONE || f.differs_from < i);
    CHECK((f.relation == MATN_VAGUE) == !f.has_value);
  }
  for (size_t i = 0; i < matn_record_date_count(record); i++) {
    matn_date date;
    CHECK(matn_record_date(record, i, &date) && date.mention.text.ptr);
    check_mention(text, &date.mention);
  }
  for (size_t i = 0; i < retractions; i++) {
    matn_retraction r;
    CHECK(matn_record_retraction(record, i, &r) && r.cue.text.ptr);
    check_mention(text, &r.cue);
    check_mention(text, &r.reason);
    CHECK(r.withdraws == MATN_NONE || r.withdraws < statements);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 1) return 0;
  matn_parse_options parse = {
      .size = sizeof(parse), .input = data[0] & 1 ? MATN_INPUT_HTML : MATN_INPUT_TEXT, .charset = {"utf-8", 5}};
  matn_extract_options extract = {.size = sizeof(extract), .whole = (data[0] & 2) != 0};
  if (data[0] & 4) extract.date = (matn_str){"2022-01-10", 10};
  matn_doc *doc;
  matn_error error;
  if (matn_parse(NULL, data + 1, size - 1, &parse, &doc, &error) != MATN_OK) return 0;
  const matn_article *article;
  const matn_record *record;
  if (matn_extract(doc, &extract, &article, &error) == MATN_OK) {
    CHECK(matn_read_record(article, &record, &error) == MATN_OK);
    check_record(record);
    struct output out = {NULL, 0, 0};
    for (int format = MATN_RECORD_JSON; format <= MATN_RECORD_CSV; format++) {
      out.len = 0;
      CHECK(matn_record_render(record, (matn_record_format)format, NULL, (matn_sink){test_append, &out}, &error) ==
            MATN_OK);
      CHECK(is_utf8(out.bytes, out.len));
      for (size_t i = 0; format == MATN_RECORD_LIST && i < out.len; i++)
        CHECK((unsigned char)out.bytes[i] >= 0x20 || out.bytes[i] == '\n');
    }
    free(out.bytes);
  }
  matn_doc_free(doc);
  return 0;
}
