/*
 * Why blocks were kept or dropped, as text and as a page.
 *
 * The page is safe to open whatever the input holds: all of it is escaped, nothing of it becomes an attribute, and the
 * policy in its head allows its one style sheet (by hash: keep STYLE_HASH true) and nothing else.
 */
#include "render/explain.h"

#include "extract/model.h"
#include "text/words.h"

#define FEATURE_WHAT(name, what) what,
static const char *const feature_whats[MTN_FEATURE_COUNT] = {MTN_FEATURES(FEATURE_WHAT)};

#define NAMED 3      /* features that are named */
#define TEXT_MAX 160 /* bytes of a block that the text shows */

static const char style[] =
    ":root{color-scheme:light}body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1r"
    "em;color:#1c1c1c;background:#fff}h1{font-size:1.3rem;margin:0}header p{margin:.3rem 0;color:#555}.b{display:gr"
    "id;grid-template-columns:9rem minmax(0,1fr);gap:0 1rem;border-inline-start:.5rem solid #ccc;margin:.25rem 0;pa"
    "dding:.3rem .6rem;border-radius:.2rem}.b p{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}.m{grid-row:1/"
    "span 2;font-size:.8rem;line-height:1.3;color:#444}.m b{font-size:1rem;color:#111}.w{grid-column:2;font-size:.8"
    "rem;color:#444;line-height:1.4}.w span{display:inline-block;margin-inline-end:.9rem}.up{color:#0b6623}.down{co"
    "lor:#a31515}.drop p{color:#555}.drop{opacity:.92}.s0{background:#fbe3e1;border-color:#c0392b}.s1{background:#f"
    "be6df;border-color:#c9502c}.s2{background:#fbeadd;border-color:#d0672e}.s3{background:#fbeedc;border-color:#d6"
    "7d31}.s4{background:#fbf2dc;border-color:#d99336}.s5{background:#faf5dd;border-color:#cfa63b}.s6{background:#f"
    "4f6dd;border-color:#b3ab40}.s7{background:#edf6de;border-color:#93ac46}.s8{background:#e6f5df;border-color:#6f"
    "ab4c}.s9{background:#def4e1;border-color:#2f9e55}.s10{background:#d8f3e2;border-color:#138a4f}";
#define STYLE_HASH "1WrNTSd5/Wx/3cvXyBvIPW7FMDZu5j4JczMTH1niruI="

static const char *const kind_names[] = {"paragraph", "heading", "list item", "table row",
                                         "code",      "quote",   "caption",   "term"};

typedef struct explainer {
  const mtn_explain *in;
  mtn_out *out;
  uint16_t threshold; /* the least score of what the labeller selected; 1001 if that is nothing */
  int64_t shares[MTN_FEATURE_COUNT];
  int64_t usual[MTN_FEATURE_COUNT]; /* mean of the shares over the page's blocks */
} explainer;

static void write_thousandths(mtn_out *out, unsigned value) {
  char text[6] = {(char)('0' + value / 1000), '.', (char)('0' + value / 100 % 10), (char)('0' + value / 10 % 10),
                  (char)('0' + value % 10),   0};
  mtn_out_cstr(out, text);
}

/* A share as a signed number with two digits behind the point. */
static void write_share(mtn_out *out, int64_t share) {
  uint64_t hundredths = ((share < 0 ? (uint64_t)-share : (uint64_t)share) * 100 + MTN_SHARE_ONE / 2) / MTN_SHARE_ONE;
  mtn_out_cstr(out, share < 0 ? "-" : "+");
  mtn_out_number(out, hundredths / 100);
  char rest[4] = {'.', (char)('0' + hundredths / 10 % 10), (char)('0' + hundredths % 10), 0};
  mtn_out_cstr(out, rest);
}

/* ------------------------------------------------------------------------------------------------------ What to say */

static uint16_t threshold_of(const mtn_blocks *blocks) {
  uint16_t least = 1001;
  for (size_t i = 0; i < blocks->count; i++) {
    const mtn_block *block = &blocks->items[i];
    if ((block->selected || block->dropped) && !block->adopted && block->score < least) least = block->score;
  }
  return least;
}

static void write_reason(const explainer *e, const mtn_block *block) {
  mtn_out *out = e->out;
  switch ((mtn_dropped)block->dropped) {
  case MTN_DROPPED_LATER: mtn_out_cstr(out, "not likely enough for what comes after the text"); return;
  case MTN_DROPPED_COMMENT: mtn_out_cstr(out, "a reader's comment"); return;
  case MTN_DROPPED_REPEAT: mtn_out_cstr(out, "a later copy of a text that is kept"); return;
  case MTN_DROPPED_STATUS:
    mtn_out_cstr(out, "the page is ");
    mtn_out_cstr(out, matn_page_status_name(e->in->article->status));
    return;
  case MTN_DROPPED_LABEL: mtn_out_cstr(out, "a label or button of what it stands beside"); return;
  case MTN_DROPPED_HIDDEN: mtn_out_cstr(out, "no reader sees it"); return;
  case MTN_DROPPED_NOT: break;
  }
  if (e->threshold > 1000) {
    mtn_out_cstr(out, "no block of this page is likely enough");
    return;
  }
  mtn_out_cstr(out, "below ");
  write_thousandths(out, e->threshold);
  mtn_out_cstr(out, ", this page's threshold");
}

/* What a feature adds is told against what it adds to the page's other blocks: what all of them share says nothing of
 * one.  The differences sum to that between the block's logit and the page's mean. */
static void measure_usual(explainer *e) {
  size_t count = e->in->article->blocks.count;
  for (size_t i = 0; e->in->features && i < count; i++) {
    (void)mtn_model_shares(e->in->features, i, e->shares);
    for (unsigned f = 0; f < MTN_FEATURE_COUNT; f++) e->usual[f] += e->shares[f];
  }
  for (unsigned f = 0; count > 0 && f < MTN_FEATURE_COUNT; f++) e->usual[f] /= (int64_t)count;
}

/* The features that add or take most, in `most`; how many. */
static size_t heaviest(explainer *e, size_t block, unsigned *most) {
  size_t count = 0;
  if (!e->in->features) return 0;
  (void)mtn_model_shares(e->in->features, block, e->shares);
  for (unsigned f = 0; f < MTN_FEATURE_COUNT; f++) e->shares[f] -= e->usual[f];
  for (size_t n = 0; n < NAMED; n++) {
    unsigned best = MTN_FEATURE_COUNT;
    for (unsigned f = 0; f < MTN_FEATURE_COUNT; f++) {
      bool taken = false;
      for (size_t k = 0; k < count; k++) taken |= most[k] == f;
      int64_t share = e->shares[f] < 0 ? -e->shares[f] : e->shares[f];
      int64_t record = best == MTN_FEATURE_COUNT ? 0 : e->shares[best] < 0 ? -e->shares[best] : e->shares[best];
      if (!taken && share > record) best = f;
    }
    if (best == MTN_FEATURE_COUNT) break;
    most[count++] = best;
  }
  return count;
}

static void write_feature(const explainer *e, size_t block, unsigned feature) {
  int16_t value = mtn_feature_row(e->in->features, (mtn_feature)feature)[block];
  write_share(e->out, e->shares[feature]);
  mtn_out_cstr(e->out, " ");
  mtn_out_cstr(e->out, mtn_feature_names[feature]);
  mtn_out_cstr(e->out, value < 0 ? "=-" : "=");
  mtn_out_number(e->out, (uint64_t)(value < 0 ? -value : value));
}

static void write_summary(const explainer *e) {
  const mtn_article *article = e->in->article;
  size_t kept = 0;
  for (size_t i = 0; i < article->blocks.count; i++) kept += article->blocks.items[i].selected;
  mtn_out_cstr(e->out, "status ");
  mtn_out_cstr(e->out, matn_page_status_name(article->status));
  mtn_out_cstr(e->out, ", ");
  mtn_out_number(e->out, kept);
  mtn_out_cstr(e->out, " of ");
  mtn_out_number(e->out, article->blocks.count);
  mtn_out_cstr(e->out, " blocks kept");
  if (e->threshold <= 1000) {
    mtn_out_cstr(e->out, ", those from ");
    write_thousandths(e->out, e->threshold);
    mtn_out_cstr(e->out, " on");
  }
  if (e->in->hidden) mtn_out_cstr(e->out, "; the text is not what the page shows, but stands in its data");
}

/* -------------------------------------------------------------------------------------------------------------- Text
 */

static void write_start(mtn_out *out, matn_str text) {
  matn_str shown = mtn_utf8_cut(text, TEXT_MAX);
  for (size_t i = 0; i < shown.len; i++) {
    char c = shown.ptr[i];
    bool control = (unsigned char)c < 0x20 || c == 0x7F; /* a page must not steer the terminal */
    mtn_out_str(out, control ? MTN_STR(" ") : (matn_str){shown.ptr + i, 1});
  }
  if (shown.len < text.len) mtn_out_cstr(out, "\xE2\x80\xA6");
}

static void text_block(explainer *e, size_t i) {
  const mtn_block *block = &e->in->article->blocks.items[i];
  unsigned most[NAMED];
  mtn_out_cstr(e->out, block->selected ? "\n+ " : "\n- ");
  write_thousandths(e->out, block->score);
  mtn_out_cstr(e->out, " ");
  mtn_out_cstr(e->out, kind_names[block->kind]);
  mtn_out_cstr(e->out, ": ");
  write_start(e->out, block->text);
  size_t count = heaviest(e, i, most);
  for (size_t k = 0; k < count; k++) {
    mtn_out_cstr(e->out, "\n    ");
    write_feature(e, i, most[k]);
    if (*feature_whats[most[k]]) mtn_out_cstr(e->out, "  ");
    mtn_out_cstr(e->out, feature_whats[most[k]]);
  }
  if (!block->selected) {
    mtn_out_cstr(e->out, "\n    dropped: ");
    write_reason(e, block);
  }
  mtn_out_cstr(e->out, "\n");
}

/* -------------------------------------------------------------------------------------------------------------- HTML
 */

static void html_block(explainer *e, size_t i) {
  const mtn_block *block = &e->in->article->blocks.items[i];
  unsigned most[NAMED];
  mtn_out_cstr(e->out, block->selected ? "<section class=\"b s" : "<section class=\"b drop s");
  mtn_out_number(e->out, block->score / 100u);
  mtn_out_cstr(e->out, "\"><div class=\"m\"><b>");
  write_thousandths(e->out, block->score);
  mtn_out_cstr(e->out, "</b> ");
  mtn_out_cstr(e->out, block->selected ? "kept" : "dropped");
  mtn_out_cstr(e->out, "<br>");
  mtn_out_cstr(e->out, kind_names[block->kind]);
  mtn_out_cstr(e->out, "</div><p dir=\"auto\">");
  mtn_out_html(e->out, block->text);
  mtn_out_cstr(e->out, "</p><div class=\"w\">");
  size_t count = heaviest(e, i, most);
  for (size_t k = 0; k < count; k++) {
    mtn_out_cstr(e->out, e->shares[most[k]] < 0 ? "<span class=\"down\" title=\"" : "<span class=\"up\" title=\"");
    mtn_out_cstr(e->out, feature_whats[most[k]]);
    mtn_out_cstr(e->out, "\">");
    write_feature(e, i, most[k]);
    mtn_out_cstr(e->out, "</span>");
  }
  if (!block->selected) {
    mtn_out_cstr(e->out, "<span>");
    write_reason(e, block);
    mtn_out_cstr(e->out, "</span>");
  }
  mtn_out_cstr(e->out, "</div></section>\n");
}

static void html_head(const explainer *e) {
  mtn_out *out = e->out;
  mtn_out_cstr(out, "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
                    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; "
                    "form-action 'none'; style-src 'sha256-" STYLE_HASH "'\">\n"
                    "<meta name=\"referrer\" content=\"no-referrer\">\n"
                    "<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
  mtn_out_html(out, e->in->title.ptr ? e->in->title : MTN_STR("Untitled"));
  mtn_out_cstr(out, " \xE2\x80\x93 matn explain</title>\n<style>");
  mtn_out_cstr(out, style);
  mtn_out_cstr(out, "</style></head>\n<body><header><h1 dir=\"auto\">");
  mtn_out_html(out, e->in->title.ptr ? e->in->title : MTN_STR("Untitled"));
  mtn_out_cstr(out, "</h1><p>");
  write_summary(e);
  mtn_out_cstr(out, ". Green is likely main text, red is likely not. Below each block: the features that weighed most, "
                    "and by how much (in logits) more or less than on the page's other blocks.</p></header>\n<main>\n");
}

void mtn_render_explain(const mtn_explain *in, matn_explain_format format, mtn_out *out) {
  explainer e = {.in = in, .out = out, .threshold = threshold_of(&in->article->blocks)};
  size_t count = in->article->blocks.count;
  measure_usual(&e);
  if (format == MATN_EXPLAIN_HTML) {
    html_head(&e);
    for (size_t i = 0; i < count && out->status == MATN_OK; i++) html_block(&e, i);
    mtn_out_cstr(out, "</main></body></html>\n");
    return;
  }
  write_summary(&e);
  mtn_out_cstr(out, "\n");
  for (size_t i = 0; i < count && out->status == MATN_OK; i++) text_block(&e, i);
}
