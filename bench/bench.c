/*
 * matn-bench: how fast matn goes over a folder of pages, step by step, and what memory it takes.
 *
 *     matn-bench [--passes N] [--pages N] [--steps LIST] [--json] FOLDER
 *
 * The folder's .html and .html.gz files are read into memory first; nothing that is timed touches a file.  Each step
 * runs over all pages, once without being timed (so that contexts, heap and caches are warm) and then N times.  The
 * steps take turns: one pass of each, then the next pass, so that a change in the machine's speed falls on all.
 *
 *   decode        bytes to UTF-8: which encoding, then decoding
 *   tokenize      tokens of the decoded page; script, style, title and their kin switch the tokenizer as the tree
 *                 builder would
 *   parse         the tree of the decoded page
 *   decode+parse  matn_parse(): bytes to tree
 *   extract       matn_parse(), matn_extract() and matn_render() as plain text: everything
 *   facts twice   the same, with the facts found once more: what that adds to extract is what facts cost
 *   libxml2       htmlReadMemory() and xmlFreeDoc(), where built with libxml2: the yardstick that every Debian has
 *
 * One core.  Rates are bytes of the pages as they came, by CPU time of the median pass; 1 MB is 10^6 bytes.  Wall time
 * is shown beside it: where the two differ the machine was busy with something else.  "Allocs" are calls of the
 * allocator that ask for memory, a page, during a warm pass.  Memory is measured apart, page by page in a fresh
 * context, as the high-water mark of what the allocator gave.
 */
#define _POSIX_C_SOURCE 200809L

#include "api/internal.h"
#include "html/document.h"
#include "html/tokenizer.h"
#include "html/tree.h"
#include "matn.h"
#include "text/charset.h"

#include <dirent.h>
#include <errno.h>
#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifdef MATN_BENCH_LIBXML2
#include <libxml/HTMLparser.h>
#endif

#define PASSES_DEFAULT 7 /* odd, so that the median is a pass; enough that one disturbed pass does not move it */
#define PASSES_MAX 999

static const mtn_tree_limits tree_limits = {.max_depth = 10000, .max_nodes = 32u << 20, .max_attributes = 65535};

typedef struct page {
  char *name;
  char *bytes; /* as it came */
  size_t len;
  char *utf8; /* decoded, followed by MTN_PADDING zero bytes */
  size_t utf8_len;
} page;

typedef struct pages {
  page *items;
  size_t count;
  size_t bytes; /* of all, as they came */
} pages;

static void die(const char *what, const char *name) {
  fprintf(stderr, "matn-bench: %s: %s\n", name, what);
  exit(1);
}

static void *xrealloc(void *ptr, size_t size) {
  void *more = realloc(ptr, size ? size : 1);
  if (!more) die("out of memory", "pages");
  return more;
}

/* ---------------------------------------------------------------------------------------------- counting allocator */

typedef struct counter {
  size_t calls; /* that asked for memory */
  size_t held, peak;
} counter;

static void *count_alloc(void *ctx, void *ptr, size_t old, size_t new_size) {
  counter *c = ctx;
  if (new_size == 0) {
    c->held -= old;
    free(ptr);
    return NULL;
  }
  void *result = realloc(ptr, new_size);
  if (!result) return NULL;
  c->calls++;
  c->held += new_size - old;
  if (c->held > c->peak) c->peak = c->held;
  return result;
}

/* ------------------------------------------------------------------------------------------------------ the folder */

static bool ends_with(const char *name, const char *tail) {
  size_t n = strlen(name), t = strlen(tail);
  return n > t && strcmp(name + n - t, tail) == 0;
}

static char *read_file(const char *path, size_t *len) {
  FILE *file = fopen(path, "rb");
  if (!file) die(strerror(errno), path);
  char *bytes = NULL;
  size_t cap = 0;
  *len = 0;
  do {
    if (*len == cap) bytes = xrealloc(bytes, cap = cap ? cap * 2 : (size_t)256 * 1024);
    *len += fread(bytes + *len, 1, cap - *len, file);
  } while (!feof(file) && !ferror(file));
  if (ferror(file)) die("cannot be read", path);
  fclose(file);
  return bytes;
}

/* The contents of a gzip file of one or more members. */
static char *inflate_all(const char *bytes, size_t len, size_t *out_len, const char *path) {
  struct libdeflate_decompressor *inflater = libdeflate_alloc_decompressor();
  if (!inflater) die("out of memory", path);
  size_t cap = len * 8 + 1024, at = 0;
  char *out = xrealloc(NULL, cap);
  *out_len = 0;
  while (at < len) {
    size_t used, made;
    enum libdeflate_result result =
        libdeflate_gzip_decompress_ex(inflater, bytes + at, len - at, out + *out_len, cap - *out_len, &used, &made);
    if (result == LIBDEFLATE_INSUFFICIENT_SPACE) {
      out = xrealloc(out, cap *= 2);
    } else if (result == LIBDEFLATE_SUCCESS) {
      at += used;
      *out_len += made;
    } else {
      die("not a gzip file", path);
    }
  }
  libdeflate_free_decompressor(inflater);
  return out;
}

static int by_name(const void *a, const void *b) { return strcmp(((const page *)a)->name, ((const page *)b)->name); }

/* The first `most` pages by name, raw and decoded. */
static pages load(const char *folder, size_t most) {
  DIR *dir = opendir(folder);
  if (!dir) die(strerror(errno), folder);
  pages all = {0};
  size_t cap = 0;
  for (struct dirent *entry; (entry = readdir(dir));) {
    if (!ends_with(entry->d_name, ".html") && !ends_with(entry->d_name, ".html.gz")) continue;
    if (all.count == cap) all.items = xrealloc(all.items, (cap = cap ? cap * 2 : 256) * sizeof(page));
    size_t room = strlen(entry->d_name) + 1;
    all.items[all.count] = (page){.name = memcpy(xrealloc(NULL, room), entry->d_name, room)};
    all.count++;
  }
  closedir(dir);
  if (!all.count) die("no .html or .html.gz files", folder);
  qsort(all.items, all.count, sizeof(page), by_name);
  for (size_t i = most; i < all.count; i++) free(all.items[i].name);
  if (all.count > most) all.count = most;

  mtn_buf text;
  mtn_buf_init(&text, &mtn_alloc_default);
  for (size_t i = 0; i < all.count; i++) {
    page *p = &all.items[i];
    size_t room = strlen(folder) + strlen(p->name) + 2;
    char *path = xrealloc(NULL, room);
    snprintf(path, room, "%s/%s", folder, p->name);
    p->bytes = read_file(path, &p->len);
    if (ends_with(path, ".gz")) {
      size_t len;
      char *inflated = inflate_all(p->bytes, p->len, &len, path);
      free(p->bytes);
      p->bytes = inflated;
      p->len = len;
    }
    mtn_charset_origin origin;
    mtn_charset charset = mtn_charset_sniff(p->bytes, p->len, MTN_CHARSET_NONE, &origin);
    if (mtn_charset_decode(charset, p->bytes, p->len, MTN_SOURCE_MAX, MTN_PADDING, &text) != MATN_OK)
      die("cannot be decoded", path);
    p->utf8_len = text.len;
    p->utf8 = xrealloc(NULL, text.len + MTN_PADDING);
    memcpy(p->utf8, text.data, text.len + MTN_PADDING);
    all.bytes += p->len;
    free(path);
  }
  mtn_buf_free(&text);
  return all;
}

static void unload(pages *all) {
  for (size_t i = 0; i < all->count; i++) {
    free(all->items[i].name);
    free(all->items[i].bytes);
    free(all->items[i].utf8);
  }
  free(all->items);
}

/* ------------------------------------------------------------------------------------------------------- the steps */

/* What the steps keep from page to page: the warm memory. */
typedef struct bench {
  counter counter;
  matn_alloc alloc;
  mtn_buf text;
  mtn_document doc;
  mtn_tokenizer tokenizer;
  mtn_tree *tree;
  matn_context *context;
  size_t made; /* a number from the step's result, so that no step can be optimised away: the same in each pass */
} bench;

typedef struct step {
  const char *name;
  void (*run)(bench *, const page *);
  double *cpu, *wall; /* seconds of each pass, sorted after the last */
  size_t made;
  size_t calls; /* of the allocator, in the last pass */
} step;

static void run_decode(bench *b, const page *p) {
  mtn_charset_origin origin;
  mtn_charset charset = mtn_charset_sniff(p->bytes, p->len, MTN_CHARSET_NONE, &origin);
  if (mtn_charset_decode(charset, p->bytes, p->len, MTN_SOURCE_MAX, MTN_PADDING, &b->text) != MATN_OK)
    die("decode failed", p->name);
  b->made += b->text.len;
}

/* Lend the decoded page to the document, as if it had been decoded into it; take_back before the document frees it. */
typedef struct loan {
  char *source;
  size_t cap;
} loan;

static loan lend(mtn_document *doc, const page *p) {
  mtn_document_reset(doc);
  loan kept = {doc->source, doc->source_cap};
  doc->source = p->utf8;
  doc->source_len = p->utf8_len;
  doc->source_cap = p->utf8_len + MTN_PADDING;
  return kept;
}

static void take_back(mtn_document *doc, loan kept) {
  doc->source = kept.source;
  doc->source_cap = kept.cap;
  doc->source_len = 0;
}

/* The state that the content of an element starts in (HTML 13.2.6.4), scripting off. */
static uint8_t content_state(uint16_t tag) {
  switch (tag) {
  case MTN_TAG_TITLE:
  case MTN_TAG_TEXTAREA: return MTN_STATE_RCDATA;
  case MTN_TAG_STYLE:
  case MTN_TAG_XMP:
  case MTN_TAG_IFRAME:
  case MTN_TAG_NOEMBED:
  case MTN_TAG_NOFRAMES: return MTN_STATE_RAWTEXT;
  case MTN_TAG_SCRIPT: return MTN_STATE_SCRIPT;
  case MTN_TAG_PLAINTEXT: return MTN_STATE_PLAINTEXT;
  default: return MTN_STATE_DATA;
  }
}

static void run_tokenize(bench *b, const page *p) {
  loan kept = lend(&b->doc, p);
  mtn_tokenizer *tokenizer = &b->tokenizer;
  mtn_tokenizer_init(tokenizer, &b->doc);
  tokenizer->max_attributes = tree_limits.max_attributes;
  unsigned foreign = 0; /* depth in svg and math, where a self-closing tag has no content */
  while (mtn_tokenizer_next(tokenizer) != MTN_TOKEN_EOF) {
    const mtn_token *token = &tokenizer->token;
    b->made++;
    if (token->type == MTN_TOKEN_START) {
      if (foreign && token->self_closing) continue;
      tokenizer->state = content_state(token->tag);
      if (token->tag == MTN_TAG_SVG || token->tag == MTN_TAG_MATH) foreign += !token->self_closing;
    } else if (token->type == MTN_TOKEN_END && foreign) {
      foreign -= token->tag == MTN_TAG_SVG || token->tag == MTN_TAG_MATH;
    }
    tokenizer->cdata_allowed = foreign != 0;
  }
  take_back(&b->doc, kept);
}

static void run_parse(bench *b, const page *p) {
  loan kept = lend(&b->doc, p);
  if (mtn_tree_build(b->tree, &b->doc, &tree_limits, NULL) != MATN_OK) die("parse failed", p->name);
  b->made += b->doc.node_count;
  take_back(&b->doc, kept);
}

static void run_decode_parse(bench *b, const page *p) {
  matn_doc *doc;
  matn_error error;
  if (matn_parse(b->context, p->bytes, p->len, NULL, &doc, &error) != MATN_OK) die(error.message, p->name);
  matn_doc_stats stats;
  matn_doc_get_stats(doc, &stats);
  b->made += stats.nodes;
  matn_doc_free(doc);
}

static int count_written(void *ctx, const char *bytes, size_t len) {
  (void)bytes;
  *(size_t *)ctx += len;
  return 0;
}

static void run_extract(bench *b, const page *p) {
  matn_doc *doc;
  const matn_article *article;
  matn_error error;
  matn_sink sink = {count_written, &b->made};
  if (matn_parse(b->context, p->bytes, p->len, NULL, &doc, &error) != MATN_OK ||
      matn_extract(doc, NULL, &article, &error) != MATN_OK ||
      matn_render(article, MATN_TEXT, NULL, sink, &error) != MATN_OK)
    die(error.message, p->name);
  matn_doc_free(doc);
}

static void run_facts_twice(bench *b, const page *p) {
  matn_doc *doc;
  const matn_article *article = NULL;
  matn_error error;
  mtn_facts facts;
  matn_sink sink = {count_written, &b->made};
  if (matn_parse(b->context, p->bytes, p->len, NULL, &doc, &error) != MATN_OK ||
      matn_extract(doc, NULL, &article, &error) != MATN_OK ||
      matn_render(article, MATN_TEXT, NULL, sink, &error) != MATN_OK)
    die(error.message, p->name);
  if (mtn_doc_facts(doc, &article->body.blocks, (matn_str){NULL, 0}, &facts) != MATN_OK) die("out of memory", p->name);
  b->made += facts.candidate_count;
  matn_doc_free(doc);
}

#ifdef MATN_BENCH_LIBXML2
static void run_libxml2(bench *b, const page *p) {
  htmlDocPtr doc = htmlReadMemory(p->utf8, (int)p->utf8_len, NULL, "utf-8",
                                  HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                      HTML_PARSE_COMPACT);
  b->made += doc != NULL;
  xmlFreeDoc(doc);
}
#endif

static step steps[] = {
    {.name = "decode", .run = run_decode},   {.name = "tokenize", .run = run_tokenize},
    {.name = "parse", .run = run_parse},     {.name = "decode+parse", .run = run_decode_parse},
    {.name = "extract", .run = run_extract}, {.name = "facts twice", .run = run_facts_twice},
#ifdef MATN_BENCH_LIBXML2
    {.name = "libxml2", .run = run_libxml2},
#endif
};

/* ------------------------------------------------------------------------------------------------------ the passes */

static double now(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void one_pass(bench *b, step *s, const pages *all, double *cpu, double *wall) {
  b->made = 0;
  b->counter.calls = 0;
  double wall_0 = now(CLOCK_MONOTONIC), cpu_0 = now(CLOCK_PROCESS_CPUTIME_ID);
  for (size_t i = 0; i < all->count; i++) s->run(b, &all->items[i]);
  *cpu = now(CLOCK_PROCESS_CPUTIME_ID) - cpu_0;
  *wall = now(CLOCK_MONOTONIC) - wall_0;
  if (s->made && s->made != b->made) die("two passes gave different results", s->name);
  s->made = b->made;
  s->calls = b->counter.calls;
}

static int by_value(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* ----------------------------------------------------------------------------------------------------- the memory */

/* Ratios to the bytes of the page, of each page and of all together. */
typedef struct ratios {
  double total, median, p99, max;
} ratios;

static ratios ratios_of(const pages *all, const size_t *memory) {
  double *each = xrealloc(NULL, all->count * sizeof(double)), sum = 0;
  for (size_t i = 0; i < all->count; i++) {
    sum += (double)memory[i];
    each[i] = (double)memory[i] / (double)(all->items[i].len ? all->items[i].len : 1);
  }
  qsort(each, all->count, sizeof(double), by_value);
  ratios r = {sum / (double)all->bytes, each[all->count / 2], each[all->count * 99 / 100], each[all->count - 1]};
  free(each);
  return r;
}

typedef struct memory_report {
  ratios tree;    /* decoded page, nodes, attributes, pool: what is in use when the parse ends */
  ratios parse;   /* high-water mark of matn_parse() in a fresh context */
  ratios extract; /* the same of parse, extract and render */
  size_t nodes, attributes;
} memory_report;

static memory_report measure_memory(const pages *all) {
  memory_report report = {0};
  size_t *tree = xrealloc(NULL, all->count * sizeof(size_t)), *parse = xrealloc(NULL, all->count * sizeof(size_t)),
         *extract = xrealloc(NULL, all->count * sizeof(size_t));
  bench b = {.alloc = {count_alloc, &b.counter}};
  mtn_document_init(&b.doc, &b.alloc);
  if (!(b.tree = mtn_tree_new(&b.alloc))) die("out of memory", "tree");
  for (size_t i = 0; i < all->count; i++) {
    const page *p = &all->items[i];
    run_parse(&b, p);
    tree[i] = p->utf8_len + b.doc.node_count * sizeof(mtn_node) + b.doc.attr_count * sizeof(mtn_attr) + b.doc.pool.len;
    report.nodes += b.doc.node_count;
    report.attributes += b.doc.attr_count;
  }
  mtn_tree_free(b.tree);
  mtn_document_free(&b.doc);
  for (size_t i = 0; i < all->count; i++) {
    for (int whole = 0; whole < 2; whole++) {
      b.counter = (counter){0};
      if (!(b.context = matn_context_new(&b.alloc))) die("out of memory", "context");
      (whole ? run_extract : run_decode_parse)(&b, &all->items[i]);
      (whole ? extract : parse)[i] = b.counter.peak;
      matn_context_free(b.context);
      if (b.counter.held) die("memory was not given back", all->items[i].name);
    }
  }
  report.tree = ratios_of(all, tree);
  report.parse = ratios_of(all, parse);
  report.extract = ratios_of(all, extract);
  free(tree);
  free(parse);
  free(extract);
  return report;
}

/* ----------------------------------------------------------------------------------------------------- the report */

static void print_table(const pages *all, const bool *wanted, size_t passes, const memory_report *memory) {
  printf("%zu pages, %.1f MB of HTML, median of %zu passes, one core\n\n", all->count, (double)all->bytes / 1e6,
         passes);
  printf("%-14s %8s %9s %8s %8s %14s %8s\n", "step", "MB/s", "pages/s", "cpu s", "wall s", "MB/s min-max", "allocs");
  for (size_t i = 0; i < MTN_COUNT(steps); i++) {
    if (!wanted[i]) continue;
    const step *s = &steps[i];
    double cpu = s->cpu[passes / 2], mb = (double)all->bytes / 1e6;
    printf("%-14s %8.0f %9.0f %8.3f %8.3f %7.0f-%-6.0f ", s->name, mb / cpu, (double)all->count / cpu, cpu,
           s->wall[passes / 2], mb / s->cpu[passes - 1], mb / s->cpu[0]);
    if (strcmp(s->name, "libxml2") == 0) /* has its own allocator */
      printf("%8s\n", "-");
    else
      printf("%8.2f\n", (double)s->calls / (double)all->count);
  }
  if (!memory) return;
  printf("\nmemory by bytes of the page %10s %8s %8s %8s\n", "all", "p50", "p99", "max");
  const struct {
    const char *name;
    const ratios *r;
  } rows[] = {{"tree in use", &memory->tree}, {"peak of parse", &memory->parse}, {"peak of extract", &memory->extract}};
  for (size_t i = 0; i < MTN_COUNT(rows); i++)
    printf("  %-25s %10.2f %8.2f %8.2f %8.2f\n", rows[i].name, rows[i].r->total, rows[i].r->median, rows[i].r->p99,
           rows[i].r->max);
  printf("  %zu nodes, %zu attributes\n", memory->nodes, memory->attributes);
}

static void print_ratios(const char *name, const ratios *r, const char *end) {
  printf("\"%s\": {\"all\": %.4f, \"p50\": %.4f, \"p99\": %.4f, \"max\": %.4f}%s", name, r->total, r->median, r->p99,
         r->max, end);
}

static void print_json(const pages *all, const bool *wanted, size_t passes, const memory_report *memory) {
  printf("{\"pages\": %zu, \"bytes\": %zu, \"passes\": %zu, \"steps\": [", all->count, all->bytes, passes);
  const char *separator = "";
  for (size_t i = 0; i < MTN_COUNT(steps); i++) {
    if (!wanted[i]) continue;
    const step *s = &steps[i];
    double cpu = s->cpu[passes / 2];
    printf("%s\n {\"step\": \"%s\", \"pages\": %zu, \"bytes\": %zu, \"cpu_s\": %.6f, \"wall_s\": %.6f, \"mb_s\": %.1f, "
           "\"pages_s\": %.1f, \"allocs_per_page\": %.4f}",
           separator, s->name, all->count, all->bytes, cpu, s->wall[passes / 2], (double)all->bytes / 1e6 / cpu,
           (double)all->count / cpu, (double)s->calls / (double)all->count);
    separator = ",";
  }
  printf("]");
  if (memory) {
    printf(",\n \"memory\": {");
    print_ratios("tree", &memory->tree, ", ");
    print_ratios("parse_peak", &memory->parse, ", ");
    print_ratios("extract_peak", &memory->extract, ", ");
    printf("\"nodes\": %zu, \"attributes\": %zu}", memory->nodes, memory->attributes);
  }
  printf("}\n");
}

/* ------------------------------------------------------------------------------------------------ the command line */

static const char usage[] = "usage: matn-bench [--passes N] [--pages N] [--steps LIST] [--json] FOLDER\n"
                            "  FOLDER        .html and .html.gz files\n"
                            "  --passes N    timed passes (7)\n"
                            "  --pages N     only the first N pages by name\n"
                            "  --steps LIST  of decode,tokenize,parse,decode+parse,extract,libxml2,memory (all)\n"
                            "  --json        one JSON object instead of the table\n";

static size_t number(const char *text, size_t most) {
  char *end = NULL;
  unsigned long long value = text ? strtoull(text, &end, 10) : 0;
  if (!text || *end || value == 0 || value > most) {
    fputs(usage, stderr);
    exit(2);
  }
  return (size_t)value;
}

/* Mark the steps of a comma-separated list; false if one is unknown. */
static bool choose(const char *list, bool *wanted, bool *memory) {
  while (*list) {
    size_t len = strcspn(list, ","), found = 0;
    if (len == 6 && memcmp(list, "memory", len) == 0) found = *memory = true;
    for (size_t i = 0; i < MTN_COUNT(steps); i++)
      if (strlen(steps[i].name) == len && memcmp(list, steps[i].name, len) == 0) found = wanted[i] = true;
    if (!found) return false;
    list += len + (list[len] == ',');
  }
  return true;
}

int main(int argc, char **argv) {
  size_t passes = PASSES_DEFAULT, most = SIZE_MAX;
  bool json = false, memory = false, wanted[MTN_COUNT(steps)] = {false};
  const char *folder = NULL, *list = NULL;
  for (int i = 1; i < argc; i++) {
    if (strcmp(argv[i], "--passes") == 0) {
      passes = number(argv[++i], PASSES_MAX);
    } else if (strcmp(argv[i], "--pages") == 0) {
      most = number(argv[++i], SIZE_MAX);
    } else if (strcmp(argv[i], "--steps") == 0 && i + 1 < argc) {
      list = argv[++i];
    } else if (strcmp(argv[i], "--json") == 0) {
      json = true;
    } else if (strcmp(argv[i], "--help") == 0) {
      fputs(usage, stdout);
      return 0;
    } else if (argv[i][0] == '-' || folder) {
      fputs(usage, stderr);
      return 2;
    } else {
      folder = argv[i];
    }
  }
  if (!list) {
    memory = true;
    for (size_t i = 0; i < MTN_COUNT(steps); i++) wanted[i] = true;
  }
  if (!folder || (list && !choose(list, wanted, &memory))) {
    fputs(usage, stderr);
    return 2;
  }

  pages all = load(folder, most);
  bench b = {.alloc = {count_alloc, &b.counter}};
  mtn_buf_init(&b.text, &b.alloc);
  mtn_document_init(&b.doc, &b.alloc);
  b.tree = mtn_tree_new(&b.alloc);
  b.context = matn_context_new(&b.alloc);
  if (!b.tree || !b.context) die("out of memory", "context");

  double cold_cpu, cold_wall;
  for (size_t i = 0; i < MTN_COUNT(steps); i++) {
    if (!wanted[i]) continue;
    steps[i].cpu = xrealloc(NULL, passes * sizeof(double));
    steps[i].wall = xrealloc(NULL, passes * sizeof(double));
    one_pass(&b, &steps[i], &all, &cold_cpu, &cold_wall);
  }
  for (size_t pass = 0; pass < passes; pass++)
    for (size_t i = 0; i < MTN_COUNT(steps); i++)
      if (wanted[i]) one_pass(&b, &steps[i], &all, &steps[i].cpu[pass], &steps[i].wall[pass]);
  for (size_t i = 0; i < MTN_COUNT(steps); i++) {
    if (!wanted[i]) continue;
    qsort(steps[i].cpu, passes, sizeof(double), by_value);
    qsort(steps[i].wall, passes, sizeof(double), by_value);
  }
  memory_report report = {0};
  if (memory) report = measure_memory(&all);
  (json ? print_json : print_table)(&all, wanted, passes, memory ? &report : NULL);

  for (size_t i = 0; i < MTN_COUNT(steps); i++) {
    free(steps[i].cpu);
    free(steps[i].wall);
  }
  matn_context_free(b.context);
  mtn_tree_free(b.tree);
  mtn_tokenizer_free(&b.tokenizer, &b.alloc);
  mtn_document_free(&b.doc);
  mtn_buf_free(&b.text);
#ifdef MATN_BENCH_LIBXML2
  xmlCleanupParser();
#endif
  unload(&all);
  return 0;
}
