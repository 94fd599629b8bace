/*
 * The record as a page to read: the text with its statements marked, a table beside it.
 *
 * Safe: every byte of the text goes through mtn_out_html, which leaves no "<", ">", "&", quotation mark or control
 * character; the policy in the head forbids scripts, requests and frames, so that even a mistake here could load
 * nothing. Self-contained: styles inside, no links.  Statements overlap only as nested ones do, and a nested one is
 * marked inside the other.
 */
#include "render/render.h"
#include "statement/dates_internal.h"

static void cell(mtn_out *out, matn_str s) {
  mtn_out_cstr(out, "<td dir=\"auto\">");
  mtn_out_html(out, s);
  mtn_out_cstr(out, "</td>");
}

/* The text with the outermost statements marked. */
static void marked(const mtn_record *record, mtn_out *out) {
  uint32_t at = 0;
  mtn_out_cstr(out, "<article dir=\"auto\">");
  for (uint32_t i = 0; i < record->statement_count; i++) {
    const mtn_statement *s = &record->statements[i];
    if (s->content.begin < at) continue;
    mtn_out_html(out, (matn_str){record->text.ptr + at, s->content.begin - at});
    mtn_out_cstr(out, "<mark class=\"");
    mtn_out_cstr(out, s->withdrawn_by != MTN_NO_INDEX ? "withdrawn" : mtn_render_kind_name(s->kind));
    mtn_out_cstr(out, "\" id=\"S");
    mtn_out_number(out, i + 1);
    mtn_out_cstr(out, "\">");
    mtn_out_html(out, mtn_stretch_text(record->text, s->content));
    mtn_out_cstr(out, "</mark><sup>");
    mtn_out_number(out, i + 1);
    mtn_out_cstr(out, "</sup>");
    at = s->content.end;
  }
  mtn_out_html(out, (matn_str){record->text.ptr + at, record->text.len - at});
  mtn_out_cstr(out, "</article>");
}

static void statement_row(const mtn_record *record, mtn_out *out, uint32_t i) {
  const mtn_statement *s = &record->statements[i];
  mtn_text_date day;
  mtn_out_cstr(out, "<tr><td><a href=\"#S");
  mtn_out_number(out, i + 1);
  mtn_out_cstr(out, "\">");
  mtn_out_number(out, i + 1);
  mtn_out_cstr(out, "</a></td>");
  cell(out, mtn_stretch_text(record->text, s->speaker));
  cell(out, mtn_stretch_text(record->text, s->cue));
  cell(out, mtn_stretch_text(record->text, s->through));
  if (s->said_on.year) mtn_text_date_set_day(&day, s->said_on, 0);
  cell(out, s->said_on.year ? mtn_str_of(day.value) : (matn_str){NULL, 0});
  mtn_out_cstr(out, "</tr>\n");
}

static void figure_row(const mtn_record *record, mtn_out *out, const mtn_figure *f) {
  char digits[48];
  mtn_out_cstr(out, "<tr>");
  cell(out, mtn_stretch_text(record->text, f->mention));
  cell(out, f->has_value ? (matn_str){digits, mtn_decimal_write(f->value, digits)} : (matn_str){NULL, 0});
  cell(out, mtn_str_of(mtn_render_relation_name(f->relation)));
  cell(out, f->unit ? mtn_lexicon_name(f->unit) : (matn_str){NULL, 0});
  cell(out, f->statement == MTN_NO_INDEX ? (matn_str){NULL, 0}
                                         : mtn_stretch_text(record->text, record->statements[f->statement].speaker));
  mtn_out_cstr(out, "</tr>\n");
}

void mtn_render_statements_html(const mtn_record_render *render, mtn_out *out) {
  const mtn_record *record = render->record;
  matn_str title = mtn_facts_first(render->page.facts, MATN_TITLE);
  matn_str language = mtn_facts_first(render->page.facts, MATN_LANGUAGE);
  mtn_out_cstr(out, "<!DOCTYPE html>\n<html lang=\"");
  mtn_out_html(out, language);
  mtn_out_cstr(out,
               "\"><head><meta charset=\"utf-8\">\n"
               "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
               "base-uri 'none'; form-action 'none'\">\n"
               "<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
  mtn_out_html(out, title.ptr ? title : MTN_STR("Statements"));
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
  mtn_out_html(out, title.ptr ? title : MTN_STR("Statements"));
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
