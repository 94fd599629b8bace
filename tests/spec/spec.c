/*
 * Runs the examples in tests/spec: what a piece of HTML becomes, in the plainest form that shows it.
 *
 * A file is a list of examples.  "=== NAME" starts one; "--- PART" starts a part of it, which goes on to the next line
 * that starts with three of these signs.  The part "html" (or "plain", for plain text) is the page; all of it is taken
 * as main text, unless "selected" stands behind: then it is what matn chooses.  Each other part is what must come out:
 * "text", "markdown", "render" (HTML; with "links", "images", "comments" after them, if asked for), "blocks" (a line
 * each: kind, level if any, text; in C's notation, and \~ for a no-break space), "facts" (a line each: field: value),
 * "status", "units" (a line each: what it is, author, day, text…) and "record" (the whole JSON).  White space at a
 * part's end does not count.  Lines before the first example are a comment.
 *
 *     spec [FILE...]      without FILE, all of tests/spec; the working directory is the root of the repository
 */
#include "matn.h"
#include "support/files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct text {
  char *data;
  size_t len, cap;
} text;

static void add(text *t, const char *bytes, size_t len) {
  if (len > t->cap - t->len || !t->data) {
    t->cap = (t->len + len) * 2 + 64;
    t->data = realloc(t->data, t->cap);
    if (!t->data) abort();
  }
  if (len) memcpy(t->data + t->len, bytes, len);
  t->len += len;
}

static int write_text(void *ctx, const char *bytes, size_t len) {
  add(ctx, bytes, len);
  return 0;
}

static void add_string(text *t, const char *s) { add(t, s, strlen(s)); }

static void add_escaped(text *t, matn_str s) {
  for (size_t i = 0; i < s.len; i++) {
    char c = s.ptr[i];
    if (c == '\n')
      add_string(t, "\\n");
    else if (c == '\t')
      add_string(t, "\\t");
    else if (c == '\\')
      add_string(t, "\\\\");
    else if (i + 1 < s.len && memcmp(s.ptr + i, "\xC2\xA0", 2) == 0)
      add_string(t, "\\~"), i++;
    else
      add(t, &c, 1);
  }
}

static const char *const kinds[] = {"paragraph", "heading", "item", "row", "code", "quote", "caption", "term"};
static const char *const fields[] = {"title",       "author",   "date", "date_modified", "sitename", "hostname",
                                     "description", "language", "dir",  "canonical",     "image",    "license",
                                     "category",    "tag",      "type", "breadcrumb",    "feed"};
_Static_assert(sizeof(fields) / sizeof(fields[0]) == MATN_FIELD_COUNT, "a name a field");

static void write_blocks(const matn_article *article, text *out) {
  matn_block block;
  for (size_t i = 0; matn_article_block(article, i, &block); i++) {
    char level[16] = "";
    if (block.level) (void)snprintf(level, sizeof(level), " %u", block.level);
    if (!block.selected) add_string(out, "(hidden) ");
    add_string(out, kinds[block.kind]);
    add_string(out, level);
    add_string(out, ": ");
    add_escaped(out, block.text);
    add_string(out, "\n");
  }
}

static void write_facts(const matn_article *article, text *out) {
  for (int field = 0; field < MATN_FIELD_COUNT; field++) {
    for (size_t i = 0; i < matn_article_fact_count(article, (matn_field)field); i++) {
      matn_str value = matn_article_fact(article, (matn_field)field, i);
      add_string(out, fields[field]);
      add_string(out, ": ");
      add(out, value.ptr, value.len);
      add_string(out, "\n");
    }
  }
}

static void write_field(text *out, matn_str field) {
  add_string(out, " | ");
  if (!field.ptr) add_string(out, "-");
  add_escaped(out, field);
}

static void write_post(text *out, const matn_post *post) {
  static const char *const roles[] = {"post", "question", "answer", "comment"};
  char depth[16];
  (void)snprintf(depth, sizeof(depth), " %u", (unsigned)post->depth);
  add_string(out, roles[post->role]);
  if (post->depth) add_string(out, depth);
  if (post->accepted) add_string(out, " accepted");
  write_field(out, post->author);
  write_field(out, post->date);
  write_field(out, post->text);
  add_string(out, "\n");
}

static void write_units(const matn_article *article, text *out) {
  matn_post post;
  matn_item item;
  matn_property property;
  for (size_t i = 0; matn_article_post(article, i, &post); i++) write_post(out, &post);
  for (size_t i = 0; matn_article_comment(article, i, &post); i++) write_post(out, &post);
  for (size_t i = 0; matn_article_item(article, i, &item); i++) {
    add_string(out, "item");
    write_field(out, item.title);
    write_field(out, item.url);
    write_field(out, item.summary);
    write_field(out, item.date);
    write_field(out, item.price);
    add_string(out, "\n");
  }
  for (size_t i = 0; matn_article_property(article, i, &property); i++) {
    add_string(out, "property");
    write_field(out, property.name);
    write_field(out, property.value);
    add_string(out, "\n");
  }
}

static void trim_end(matn_str *s) {
  while (s->len && strchr(" \n\t", s->ptr[s->len - 1])) s->len--;
}

static bool starts(matn_str s, const char *prefix) {
  return s.len >= strlen(prefix) && memcmp(s.ptr, prefix, strlen(prefix)) == 0;
}

/* The example's answer to one part; false if there is no such part. */
static bool answer(const matn_article *article, matn_str part, text *out) {
  matn_render_options options = {.size = sizeof(options)};
  matn_sink sink = {write_text, out};
  for (size_t i = 0; i + 5 <= part.len; i++) {
    options.links |= starts((matn_str){part.ptr + i, part.len - i}, "links");
    options.images |= starts((matn_str){part.ptr + i, part.len - i}, "images");
    options.comments |= starts((matn_str){part.ptr + i, part.len - i}, "comments");
    options.no_tables |= starts((matn_str){part.ptr + i, part.len - i}, "no-tables");
  }
  if (starts(part, "text")) return matn_render(article, MATN_TEXT, &options, sink, NULL) == MATN_OK;
  if (starts(part, "markdown")) return matn_render(article, MATN_MARKDOWN, &options, sink, NULL) == MATN_OK;
  if (starts(part, "render")) return matn_render(article, MATN_HTML, &options, sink, NULL) == MATN_OK;
  if (starts(part, "status")) {
    add_string(out, matn_page_status_name(matn_article_status(article)));
    return true;
  }
  options.pretty = true;
  if (starts(part, "record")) return matn_render(article, MATN_JSON, &options, sink, NULL) == MATN_OK;
  if (starts(part, "units"))
    write_units(article, out);
  else if (starts(part, "blocks"))
    write_blocks(article, out);
  else if (starts(part, "facts"))
    write_facts(article, out);
  else
    return false;
  return true;
}

typedef struct runner {
  const char *file;
  matn_context *context;
  matn_str name;
  matn_doc *doc;
  const matn_article *article;
  unsigned examples, checks, failed;
} runner;

static void open_page(runner *r, matn_str page, bool plain, bool whole) {
  matn_parse_options parse = {.size = sizeof(parse),
                              .input = plain ? MATN_INPUT_TEXT : MATN_INPUT_HTML,
                              .charset = {"utf-8", 5},
                              .url = {"https://www.example.org/2022/01/10/page.html", 44}};
  matn_extract_options extract = {.size = sizeof(extract), .whole = whole};
  matn_doc_free(r->doc);
  r->doc = NULL;
  r->article = NULL;
  if (matn_parse(r->context, page.ptr, page.len, &parse, &r->doc, NULL) != MATN_OK ||
      matn_extract(r->doc, &extract, &r->article, NULL) != MATN_OK)
    r->failed++;
}

static void run_part(runner *r, matn_str part, matn_str body) {
  trim_end(&part);
  if (starts(part, "html") || starts(part, "plain")) {
    bool selected = part.len >= 8 && memcmp(part.ptr + part.len - 8, "selected", 8) == 0;
    open_page(r, body, starts(part, "plain"), !selected);
    return;
  }
  text out = {0};
  add(&out, "", 0);
  r->checks++;
  bool known = r->article && answer(r->article, part, &out);
  matn_str got = {out.data, out.len};
  trim_end(&got);
  trim_end(&body);
  if (!known || got.len != body.len || memcmp(got.ptr, body.ptr, got.len) != 0) {
    r->failed++;
    printf("%s: %.*s: %.*s\n--- wanted\n%.*s\n--- got\n%.*s\n---\n", r->file, (int)r->name.len, r->name.ptr,
           (int)part.len, part.ptr, (int)body.len, body.ptr, (int)got.len, got.ptr);
  }
  free(out.data);
}

static void run_file(runner *r, const char *path) {
  size_t len;
  char *data = test_read_file(path, &len);
  if (!data) {
    printf("%s: cannot be read\n", path);
    r->failed++;
    return;
  }
  r->file = path;
  matn_str part = {NULL, 0};
  const char *body = NULL;
  for (const char *line = data, *end = data + len; line <= end;) {
    const char *stop = line < end ? memchr(line, '\n', (size_t)(end - line)) : NULL;
    if (!stop) stop = end;
    matn_str rest = {line, (size_t)(stop - line)};
    bool example = starts(rest, "=== "), begins = starts(rest, "--- ");
    if (example || begins || line == end) {
      if (part.ptr) run_part(r, part, (matn_str){body, (size_t)(line - body)});
      part = (matn_str){NULL, 0};
      body = stop < end ? stop + 1 : end;
    }
    if (begins) part = (matn_str){rest.ptr + 4, rest.len - 4};
    if (example) {
      r->name = (matn_str){rest.ptr + 4, rest.len - 4};
      r->article = NULL;
      r->examples++;
    }
    line = stop + 1;
  }
  matn_doc_free(r->doc);
  r->doc = NULL;
  free(data);
}

int main(int argc, char **argv) {
  runner r = {.context = matn_context_new(NULL)};
  if (argc > 1) {
    for (int i = 1; i < argc; i++) run_file(&r, argv[i]);
  } else {
    size_t count = 0;
    char **names = test_list_folder("tests/spec", ".txt", &count);
    for (size_t i = 0; i < count; i++) {
      char *path = test_join_path("tests/spec", names[i]);
      run_file(&r, path);
      free(path);
    }
    test_free_list(names, count);
  }
  matn_context_free(r.context);
  printf("spec: %u examples, %u checks, %u failed\n", r.examples, r.checks, r.failed);
  return r.failed || r.checks == 0;
}
