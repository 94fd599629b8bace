/*
 * The record for people, on a terminal: who, how, "what", figures, days.
 *
 * Every piece of the page's text stands between U+2068 and U+2069, so that Arabic in an English frame (and the other
 * way round) does not move what stands beside it; control characters of the text become U+FFFD, so that a page cannot
 * move the cursor or colour the terminal.
 */
#include "render/render.h"
#include "statement/dates_internal.h"

typedef struct list {
  const mtn_record *record;
  mtn_out *out;
  bool colours;
} list;

static void colour(const list *l, const char *code) {
  if (l->colours) mtn_out_cstr(l->out, code);
}

#define BOLD "\x1B[1m"
#define CYAN "\x1B[36m"
#define GREEN "\x1B[32m"
#define YELLOW "\x1B[33m"
#define RED "\x1B[31m"
#define DIM "\x1B[2m"
#define PLAIN "\x1B[0m"

/* A stretch of the text, isolated; line ends become spaces. */
static void quote(const list *l, mtn_stretch s) {
  mtn_out_cstr(l->out, "\xE2\x81\xA8");
  const char *text = l->record->text.ptr;
  uint32_t from = s.begin;
  for (uint32_t at = s.begin; at < s.end; at++) {
    unsigned char c = (unsigned char)text[at];
    bool c1 = c == 0xC2 && at + 1 < s.end && (unsigned char)text[at + 1] < 0xA0;
    if (c >= 0x20 && c != 0x7F && !c1) continue;
    mtn_out_str(l->out, (matn_str){text + from, at - from});
    mtn_out_cstr(l->out, c == '\n' || c == '\t' ? " " : "\xEF\xBF\xBD");
    at += c1;
    from = at + 1;
  }
  mtn_out_str(l->out, (matn_str){text + from, s.end - from});
  mtn_out_cstr(l->out, "\xE2\x81\xA9");
}

static void number(const list *l, mtn_decimal value) {
  char digits[48];
  mtn_out_str(l->out, (matn_str){digits, mtn_decimal_write(value, digits)});
}

static void labelled(const list *l, const char *label, mtn_stretch s) {
  if (!mtn_stretch_is_there(s)) return;
  mtn_out_cstr(l->out, "   ");
  colour(l, DIM);
  mtn_out_cstr(l->out, label);
  colour(l, PLAIN);
  quote(l, s);
  mtn_out_cstr(l->out, "\n");
}

static void figure(const list *l, const mtn_figure *f, const char *indent) {
  static const char *const signs[] = {"= ", "> ", "< ", "~ ", "", "= "};
  mtn_out_cstr(l->out, indent);
  colour(l, YELLOW);
  quote(l, f->mention);
  colour(l, PLAIN);
  if (f->has_value) {
    mtn_out_cstr(l->out, "  ");
    mtn_out_cstr(l->out, signs[f->relation]);
    number(l, f->value);
    if (f->relation == MATN_RANGE) {
      mtn_out_cstr(l->out, " to ");
      number(l, f->to);
    }
  } else {
    mtn_out_cstr(l->out, "  (no number)");
  }
  if (f->unit) {
    mtn_out_cstr(l->out, " ");
    mtn_out_str(l->out, mtn_lexicon_name(f->unit));
  }
  if (f->date != MTN_NO_INDEX && l->record->dates.items[f->date].value[0]) {
    mtn_out_cstr(l->out, ", as of ");
    mtn_out_cstr(l->out, l->record->dates.items[f->date].value);
  }
  if (f->withdrawn_by != MTN_NO_INDEX) {
    colour(l, RED);
    mtn_out_cstr(l->out, "  withdrawn");
    colour(l, PLAIN);
  }
  if (f->differs_from != MTN_NO_INDEX) mtn_out_cstr(l->out, "  (another source differs)");
  mtn_out_cstr(l->out, "\n");
}

static void statement(const list *l, uint32_t index, uint32_t *next_figure) {
  const mtn_record *record = l->record;
  const mtn_statement *s = &record->statements[index];
  mtn_out_cstr(l->out, " - ");
  colour(l, BOLD CYAN);
  if (mtn_stretch_is_there(s->speaker))
    quote(l, s->speaker);
  else
    mtn_out_cstr(l->out, "(unnamed)");
  colour(l, PLAIN);
  if (mtn_stretch_is_there(s->cue)) {
    mtn_out_cstr(l->out, " ");
    quote(l, s->cue);
  }
  colour(l, DIM);
  mtn_out_cstr(l->out, " [");
  mtn_out_cstr(l->out, mtn_render_kind_name(s->kind));
  mtn_out_cstr(l->out, "]");
  if (s->said_on.year) {
    mtn_text_date day;
    mtn_text_date_set_day(&day, s->said_on, 0);
    mtn_out_cstr(l->out, " ");
    mtn_out_cstr(l->out, day.value);
  }
  colour(l, PLAIN);
  if (s->withdrawn_by != MTN_NO_INDEX) {
    colour(l, RED);
    mtn_out_cstr(l->out, " withdrawn");
    colour(l, PLAIN);
  }
  mtn_out_cstr(l->out, "\n   ");
  colour(l, GREEN);
  mtn_out_cstr(l->out, s->kind == MATN_STATEMENT_DIRECT ? "\xE2\x80\x9C" : "");
  quote(l, s->content);
  mtn_out_cstr(l->out, s->kind == MATN_STATEMENT_DIRECT ? "\xE2\x80\x9D" : "");
  colour(l, PLAIN);
  mtn_out_cstr(l->out, "\n");
  labelled(l, "through ", s->through);
  /* Figures stand in the order of the text, as the statements do. */
  while (*next_figure < record->figure_count && record->figures[*next_figure].mention.end <= s->content.begin)
    (*next_figure)++;
  for (uint32_t i = *next_figure; i < record->figure_count && record->figures[i].mention.begin < s->content.end; i++)
    if (record->figures[i].statement == index) figure(l, &record->figures[i], "   ");
}

void mtn_render_statements_list(const mtn_record_render *render, mtn_out *out) {
  const mtn_record *record = render->record;
  list l = {.record = record, .out = out, .colours = render->options.colours};
  if (record->statement_count) {
    colour(&l, BOLD);
    mtn_out_cstr(out, "Who said what\n");
    colour(&l, PLAIN);
  }
  for (uint32_t i = 0, figures = 0; i < record->statement_count; i++) statement(&l, i, &figures);
  bool headed = false;
  for (uint32_t i = 0; i < record->figure_count; i++) {
    if (record->figures[i].statement != MTN_NO_INDEX) continue;
    if (!headed) {
      colour(&l, BOLD);
      mtn_out_cstr(out, "Figures of the text itself\n");
      colour(&l, PLAIN);
    }
    headed = true;
    figure(&l, &record->figures[i], " - ");
  }
  for (uint32_t i = 0; i < record->retraction_count; i++) {
    if (i == 0) {
      colour(&l, BOLD RED);
      mtn_out_cstr(out, "Withdrawn\n");
      colour(&l, PLAIN);
    }
    const mtn_retraction *r = &record->retractions[i];
    mtn_out_cstr(out, " - ");
    quote(&l, r->cue);
    mtn_out_cstr(out, "\n");
    if (r->withdraws != MTN_NO_INDEX) labelled(&l, "what ", record->statements[r->withdraws].content);
    labelled(&l, "because of ", r->reason);
  }
  if (!record->statement_count && !record->figure_count) mtn_out_cstr(out, "No statements.\n");
}
