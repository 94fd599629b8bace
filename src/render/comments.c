/* Readers' comments behind the main text: the name and the day on a line, then the text. */
#include "render/render.h"

/* `text` with a backslash before every sign that Markdown may take for markup (CommonMark 2.4 allows it before any). */
static void write_escaped(mtn_out *out, matn_str text) {
  size_t from = 0;
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i];
    bool line_start = i == 0 || text.ptr[i - 1] == '\n';
    bool markup = strchr("\\`*_[]<>&|~#", c) || (line_start && strchr("-+=", c));
    /* "12." and "12)" at the start of a line begin a list. */
    if (c == '.' || c == ')') {
      size_t k = i;
      while (k > 0 && mtn_is_digit((unsigned char)text.ptr[k - 1])) k--;
      markup |= k < i && (k == 0 || text.ptr[k - 1] == '\n');
    }
    if (!markup || c == '\0') continue;
    mtn_out_str(out, (matn_str){text.ptr + from, i - from});
    mtn_out_cstr(out, "\\");
    from = i;
  }
  mtn_out_str(out, (matn_str){text.ptr + from, text.len - from});
}

static void write_head(const mtn_unit *comment, bool markdown, mtn_out *out) {
  if (comment->author.ptr && markdown) {
    mtn_out_cstr(out, "**");
    write_escaped(out, comment->author);
    mtn_out_cstr(out, "**");
  } else if (comment->author.ptr) {
    mtn_out_str(out, comment->author);
  }
  if (comment->date.ptr) {
    mtn_out_cstr(out, comment->author.ptr ? " (" : "(");
    mtn_out_str(out, comment->date);
    mtn_out_cstr(out, ")");
  }
  if (comment->author.ptr || comment->date.ptr) mtn_out_cstr(out, markdown ? ":\n\n" : ":\n");
}

void mtn_render_comments(const mtn_render *render, bool markdown, mtn_out *out) {
  const mtn_units *units = render->units;
  if (!render->options.comments) return;
  bool first = render->article->part_count == 0;
  for (size_t i = 0; i < units->comment_count; i++) {
    const mtn_unit *comment = &units->comments[i];
    if (!first) mtn_out_cstr(out, markdown && i == 0 ? "\n\n---\n\n" : "\n\n");
    first = false;
    write_head(comment, markdown, out);
    if (markdown)
      write_escaped(out, comment->text);
    else
      mtn_out_str(out, comment->text);
  }
}
