/*
 * The record as a page to read: the text with its statements marked, a table beside it.
 *
 * Safe: every byte of the text goes through text(), which leaves no "<", ">", "&", quotation mark or control character;
 * the policy in the head forbids scripts, requests and frames, so that even a mistake here could load nothing.
 * Self-contained: styles inside, no links.  Statements overlap only as nested ones do, and a nested one is marked
 * inside the other.
 */
#include "render/render.h"
#include "statement/dates_internal.h"

static void text(mtn_out *out, matn_str s) {
  size_t from = 0;
  for (size_t at = 0; at < s.len; at++) {
    unsigned char c = (unsigned char)s.ptr[at];
    const char *as = c == '<'                                            ? "&lt;"
                     : c == '>'                                          ? "&gt;"
                     : c == '&'                                          ? "&amp;"
                     : c == '"'                                          ? "&quot;"
                     : (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F ? "\xEF\xBF\xBD"
                                                                         : NULL;
    if (!as) continue;
    mtn_out_str(out, (matn_str){s.ptr + from, at - from});
    mtn_out_cstr(out, as);
    from = at + 1;
  }
  if (from < s.len) mtn_out_str(out, (matn_str){s.ptr + from, s.len - from});
}

static matn_str view(const mtn_record *record, mtn_stretch s) {
  return (matn_str){record->text.ptr + s.begin, s.end - s.begin};
}

static void number(mtn_out *out, uint32_t value) {
  char digits[12];
  size_t at = sizeof(digits);
  do digits[--at] = (char)('0' + value % 10);
  while ((value /= 10) != 0);
  mtn_out_str(out, (matn_str){digits + at, sizeof(digits) - at});
}

static void cell(mtn_out *out, matn_str s) {
  mtn_out_cstr(out, "<td dir=\"auto\">");
  text(out, s);
  mtn_out_cstr(out, "</td>");
}

/* The text with the outermost statements marked. */
static void marked(const mtn_record *record, mtn_out *out) {
  uint32_t at = 0;
  mtn_out_cstr(out, "<article dir=\"auto\">");
  for (uint32_t i = 0; i < record->statement_count; i++) {
    const mtn_statement *s = &record->statements[i];
    if (s->content.begin < at) continue;
    text(out, (matn_str){record->text.ptr + at, s->content.begin - at});
    mtn_out_cstr(out, "<mark class=\"");
    mtn_out_cstr(out, s->withdrawn_by != MTN_NO_INDEX ? "withdrawn" : mtn_render_kind_name(s->kind));
    mtn_out_cstr(out, "\" id=\"S");
    number(out, i + 1);
    mtn_out_cstr(out, "\">");
    text(out, view(record, s->content));
    mtn_out_cstr(out, "</mark><sup>");
    number(out, i + 1);
    mtn_out_cstr(out, "</sup>");
    at = s->content.end;
  }
  text(out, (matn_str){record->text.ptr + at, record->text.len - at});
  mtn_out_cstr(out, "</article>");
}

static void statement_row(const mtn_record *record, mtn_out *out, uint32_t i) {
  const mtn_statement *s = &record->statements[i];
  mtn_text_date day;
  mtn_out_cstr(out, "<tr><td><a href=\"#S");
  number(out, i + 1);
  mtn_out_cstr(out, "\">");
  number(out, i + 1);
  mtn_out_cstr(out, "</a></td>");
  cell(out, view(record, s->speaker));
  cell(out, view(record, s->cue));
  cell(out, view(record, s->through));
  if (s->said_on.year) mtn_text_date_set_day(&day, s->said_on, 0);
  cell(out, s->said_on.year ? mtn_str_of(day.value) : (matn_str){"", 0});
  mtn_out_cstr(out, "</tr>\n");
}

static void figure_row(const mtn_record *record, mtn_out *out, const mtn_figure *f) {
  char digits[48];
  mtn_out_cstr(out, "<tr>");
  cell(out, view(record, f->mention));
  cell(out, f->has_value ? (matn_str){digits, mtn_decimal_write(f->value, digits)} : (matn_str){"", 0});
  cell(out, mtn_str_of(mtn_render_relation_name(f->relation)));
  cell(out, f->unit ? mtn_lexicon_name(f->unit) : (matn_str){"", 0});
  cell(out, f->statement == MTN_NO_INDEX ? (matn_str){"", 0} : view(record, record->statements[f->statement].speaker));
  mtn_out_cstr(out, "</tr>\n");
}

void mtn_render_statements_html(const mtn_record_render *render, mtn_out *out) {
  const mtn_record *record = render->record;
  matn_str title = mtn_facts_first(render->page.facts, MATN_TITLE);
  matn_str language = mtn_facts_first(render->page.facts, MATN_LANGUAGE);
  mtn_out_cstr(out, "<!DOCTYPE html>\n<html lang=\"");
  text(out, language);
  mtn_out_cstr(out,
               "\"><head><meta charset=\"utf-8\">\n"
               "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
               "base-uri 'none'; form-action 'none'\">\n"
               "<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
  text(out, title.ptr ? title : MTN_STR("Statements"));
  mtn_out_cstr(out,
               "</title>\n<style>"
               "body{font:1rem/1.6 system-ui,sans-serif;margin:1rem auto;max-width:80rem;padding:0 1rem;display:grid;"
               "gap:2rem;grid-template-columns:minmax(0,3fr) minmax(0,2fr)}"
               "h1{grid-column:1/-1;margin:0}article{white-space:pre-wrap;overflow-wrap:anywhere}"
               "mark{background:#fff3b0;color:inherit;border-radius:.2em}mark.direct{background:#cdeac0}"
               "mark.withdrawn{background:#ffd0cc;text-decoration:line-through}sup{color:#555}"
               "table{border-collapse:collapse;width:100%;font-size:.9rem}"
               "td,th{border-bottom:1px solid #bbb;padding:.3rem;text-align:start;vertical-align:top}"
               "@media(max-width:50rem){body{display:block}}"
               "@media(prefers-color-scheme:dark){body{background:#181818;color:#eee}mark{background:#5a4d00}"
               "mark.direct{background:#1f4d12}mark.withdrawn{background:#6b1f18}sup,a{color:#9cf}}"
               "</style></head>\n<body>\n<h1 dir=\"auto\">");
  text(out, title.ptr ? title : MTN_STR("Statements"));
  mtn_out_cstr(out, "</h1>\n");
  marked(record, out);
  mtn_out_cstr(out, "\n<aside><table><caption>Who said what</caption>\n"
                    "<tr><th>#</th><th>Who</th><th>Cue</th><th>Through</th><th>Day</th></tr>\n");
  for (uint32_t i = 0; i < record->statement_count; i++) statement_row(record, out, i);
  mtn_out_cstr(out, "</table>\n<table><caption>Figures</caption>\n"
                    "<tr><th>Figure</th><th>Value</th><th>How</th><th>Unit</th><th>Whose</th></tr>\n");
  for (uint32_t i = 0; i < record->figure_count; i++) figure_row(record, out, &record->figures[i]);
  mtn_out_cstr(out, "</table></aside>\n</body></html>\n");
}
