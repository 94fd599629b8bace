/*
 * matn extract: pages in, main text and facts out; and matn statements: who said what in them.
 *
 * In the JSON formats every input gives exactly one object, a failed one too ("status":"error"), so that nothing gets
 * lost between the list of inputs and the list of results.  Several inputs are one array in json; in text and Markdown
 * each page is headed by its name, as head(1) does.
 */
#define _POSIX_C_SOURCE 200809L

#include "args.h"
#include "batch.h"
#include "commands.h"
#include "io/list.h"
#include "output.h"
#include "page.h"
#include "progress.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct extraction {
  const cli_args *args;
  io_list inputs;
  bool several;     /* what the arguments can name, not how many there happen to be: the shape of the output */
  bool on_terminal; /* the results go to a terminal, and the progress bar is in their way */
  cli_output output;
  cli_progress progress;
  size_t failed, written; /* inputs; written: those that gave output */
} extraction;

typedef struct worker {
  const extraction *job;
  cli_pages pages;
  cli_buffer path; /* the input's name as UTF-8, which file names need not be */
} worker;

static bool is_json(const cli_args *args) { return args->format == CLI_JSON || args->format == CLI_JSONL; }

/* ----------------------------------------------------------------------------------- one input, on any of the threads
 */

static void *enter(void *context) {
  worker *w = calloc(1, sizeof(*w));
  if (!w) return NULL;
  w->job = context;
  cli_pages_init(&w->pages, w->job->args);
  return w;
}

static void leave(void *context) {
  worker *w = context;
  cli_pages_free(&w->pages);
  cli_buffer_free(&w->path);
  free(w);
}

static void fail(worker *w, const char *path, const cli_failure *failure, cli_result *result) {
  result->failed = true;
  cli_buffer_clear(&result->out);
  cli_buffer_print(&result->notes, "matn: %s: %s\n", path, failure->message);
  if (!is_json(w->job->args)) return;
  cli_buffer_print(&result->out, "{\"path\":");
  cli_buffer_json(&result->out, path, strlen(path));
  cli_buffer_print(&result->out, ",\"url\":");
  if (w->job->args->url)
    cli_buffer_json(&result->out, w->job->args->url, strlen(w->job->args->url));
  else
    cli_buffer_print(&result->out, "null");
  cli_buffer_print(&result->out, ",\"status\":\"error\",\"error\":{\"code\":\"%s\",\"message\":", failure->code);
  cli_buffer_json(&result->out, failure->message, strlen(failure->message));
  cli_buffer_print(&result->out, "}}\n");
}

static matn_status render_record(worker *w, size_t index, const matn_article *article, matn_str path,
                                 cli_result *result, matn_error *error) {
  const cli_args *args = w->job->args;
  const matn_record *record;
  matn_status status = matn_read_record(article, &record, error);
  if (status != MATN_OK) return status;
  matn_record_render_options options = {.size = sizeof(options),
                                        .path = path,
                                        .pretty = args->format == CLI_JSON,
                                        .colours = w->job->on_terminal,
                                        .no_header = index > 0};
  matn_record_format format = is_json(args)                 ? MATN_RECORD_JSON
                              : args->format == CLI_AS_HTML ? MATN_RECORD_HTML
                              : args->format == CLI_CSV     ? MATN_RECORD_CSV
                                                            : MATN_RECORD_LIST;
  return matn_record_render(record, format, &options, cli_buffer_sink(&result->out), error);
}

static matn_status render(worker *w, size_t index, const matn_article *article, const char *path, cli_result *result,
                          matn_error *error) {
  const cli_args *args = w->job->args;
  cli_buffer_clear(&w->path);
  cli_buffer_utf8(&w->path, path, strlen(path));
  matn_render_options options = {.size = sizeof(options),
                                 .path = {(const char *)w->path.bytes.data, w->path.bytes.len},
                                 .links = args->links,
                                 .images = args->images,
                                 .no_tables = args->no_tables,
                                 .comments = args->comments,
                                 .markdown_field = args->markdown_field,
                                 .explain = args->explain,
                                 .pretty = args->format == CLI_JSON};
  if (args->verb == CLI_STATEMENTS) return render_record(w, index, article, options.path, result, error);
  static const matn_format formats[] = {[CLI_TEXT] = MATN_TEXT,
                                        [CLI_MARKDOWN] = MATN_MARKDOWN,
                                        [CLI_AS_HTML] = MATN_HTML,
                                        [CLI_JSON] = MATN_JSON,
                                        [CLI_JSONL] = MATN_JSON};
  matn_format format = formats[args->format];
  return matn_render(article, format, &options, cli_buffer_sink(&result->out), error);
}

/* What a person wants to know about a page that went well. */
static void note(const worker *w, const char *path, const matn_doc *doc, const matn_article *article, long long begun,
                 cli_result *result) {
  static const char *const reasons[] = {[MATN_PAGE_EMPTY] = "there is no text on the page",
                                        [MATN_PAGE_JS_SHELL] = "the page asks a script to fetch its text",
                                        [MATN_PAGE_BLOCKED] = "a bot wall or consent wall instead of the page"};
  const cli_args *args = w->job->args;
  matn_page_status status = matn_article_status(article);
  if (args->verbose) {
    size_t blocks = matn_article_block_count(article), selected = 0;
    matn_block block;
    for (size_t i = 0; i < blocks; i++) selected += matn_article_block(article, i, &block) && block.selected;
    matn_str charset = matn_doc_charset(doc);
    cli_buffer_print(&result->notes, "matn: %s: %s, %.*s, %zu bytes, %zu of %zu blocks, %.1f ms\n", path,
                     matn_page_status_name(status), (int)charset.len, charset.ptr, matn_doc_source(doc).len, selected,
                     blocks, (double)(cli_clock() - begun) / 1000);
  } else if (!is_json(args) && status != MATN_PAGE_OK && (size_t)status < sizeof(reasons) / sizeof(reasons[0])) {
    cli_buffer_print(&result->notes, "matn: %s: %s\n", path, reasons[status]);
  }
}

static void extract(void *context, size_t index, cli_result *result) {
  worker *w = context;
  const io_entry *entry = &w->job->inputs.entries[index];
  long long begun = cli_clock();
  cli_failure failure;
  matn_doc *doc = NULL;
  const matn_article *article;
  matn_error error;
  if (entry->error.code != IO_OK) {
    cli_fail_io(&failure, &entry->error);
    fail(w, entry->path, &failure, result);
  } else if (!cli_page_extract(&w->pages, entry->path, &doc, &article, &failure)) {
    fail(w, entry->path, &failure, result);
  } else if (render(w, index, article, entry->path, result, &error) != MATN_OK) {
    cli_fail(&failure, &error);
    fail(w, entry->path, &failure, result);
  } else {
    note(w, entry->path, doc, article, begun, result);
  }
  matn_doc_free(doc);
}

/* ------------------------------------------------------------------------------- results in order, on the main thread
 */

/* What goes before a result, and the result. */
static bool write_result(extraction *job, const char *path, const cli_buffer *out) {
  size_t len = out->bytes.len;
  bool good = true;
  if (job->several && job->args->format == CLI_JSON) {
    good = cli_output_write(&job->output, job->written ? ",\n" : "[\n", 2);
    if (len > 0 && out->bytes.data[len - 1] == '\n') len--;
  } else if (job->several && !is_json(job->args) && job->args->format != CLI_CSV) {
    const char *before = job->written ? "\n==> " : "==> ";
    good = cli_output_write(&job->output, before, strlen(before)) &&
           cli_output_write(&job->output, path, strlen(path)) && cli_output_write(&job->output, " <==\n", 5);
  }
  job->written++;
  return good && cli_output_write(&job->output, out->bytes.data, len);
}

static bool done(void *context, size_t index, cli_result *result) {
  extraction *job = context;
  bool has_output = !result->failed || is_json(job->args);
  if (result->notes.bytes.len > 0 || (job->on_terminal && has_output)) cli_progress_clear(&job->progress);
  const char *path = job->inputs.entries[index].path;
  if (result->failed) job->failed++;
  if (result->notes.failed) (void)fprintf(stderr, "matn: %s: out of memory\n", path);
  if (result->notes.bytes.len > 0) (void)fwrite(result->notes.bytes.data, 1, result->notes.bytes.len, stderr);
  bool good = !has_output || write_result(job, path, &result->out);
  cli_progress_draw(&job->progress, index + 1);
  return good;
}

static int run(extraction *job) {
  const cli_args *args = job->args;
  long processors = sysconf(_SC_NPROCESSORS_ONLN);
  size_t jobs = args->jobs ? args->jobs : processors > 0 ? (size_t)processors : 1;
  if (jobs > job->inputs.count) jobs = job->inputs.count;

  bool bar = args->progress == CLI_DEFAULT ? job->inputs.count > 1 && isatty(STDERR_FILENO) : args->progress == CLI_ON;
  cli_progress_init(&job->progress, bar, job->inputs.count);
  job->on_terminal = isatty(fileno(job->output.file));
  cli_batch batch = {.count = job->inputs.count,
                     .jobs = (unsigned)jobs,
                     .context = job,
                     .enter = enter,
                     .leave = leave,
                     .work = extract,
                     .done = done};
  bool all = cli_batch_run(&batch);
  cli_progress_clear(&job->progress);
  if (all && job->several && args->format == CLI_JSON) all = cli_output_write(&job->output, "\n]\n", 3);
  bool arrived = cli_output_close(&job->output);
  if (!all && arrived) (void)fputs("matn: out of memory\n", stderr);
  if (!all || !arrived || job->failed == job->inputs.count) return CLI_NOTHING_WORKED;
  return job->failed ? CLI_SOME_FAILED : CLI_OK;
}

/* ------------------------------------------------------------------------------------------------------ arguments */

/* Whether `output` is one of the inputs, which opening it would empty before they are read. */
static bool is_input(const io_list *inputs, const char *output) {
  struct stat out, in;
  if (stat(output, &out) != 0 || !S_ISREG(out.st_mode)) return false;
  for (size_t i = 0; i < inputs->count; i++)
    if (stat(inputs->entries[i].path, &in) == 0 && in.st_dev == out.st_dev && in.st_ino == out.st_ino) return true;
  return false;
}

static bool every_name(const char *name) {
  (void)name;
  return true;
}

/* Fill job->inputs and job->several. */
static bool list_inputs(extraction *job) {
  static char standard_input[] = "-";
  char *const nothing[] = {standard_input};
  const cli_args *args = job->args;
  size_t count = args->input_count ? args->input_count : 1;
  char *const *names = args->input_count ? args->inputs : nothing;
  job->several = count > 1;
  for (size_t i = 0; i < count; i++) {
    struct stat about;
    if (stat(names[i], &about) == 0 && S_ISDIR(about.st_mode)) job->several = true;
    if (!io_list_add(&job->inputs, names[i], args->input == CLI_AUTO ? cli_is_page_name : every_name)) return false;
  }
  return true;
}

static int run_verb(cli_verb verb, int argc, char **argv) {
  cli_args args;
  cli_parsed parsed = cli_args_parse(&args, verb, argc, argv);
  if (parsed == CLI_RUN) parsed = cli_page_check(&args);
  if (parsed != CLI_RUN) return parsed == CLI_DONE ? CLI_OK : CLI_USAGE;
  if (args.input_count == 0 && isatty(STDIN_FILENO)) {
    cli_usage(stderr, verb);
    return CLI_USAGE;
  }

  extraction job = {.args = &args};
  int status;
  if (!list_inputs(&job)) {
    (void)fputs("matn: out of memory\n", stderr);
    status = CLI_NOTHING_WORKED;
  } else if (args.url && job.inputs.count > 1) {
    cli_wrong("--url is the address of one page, and there are %zu inputs", job.inputs.count);
    status = CLI_USAGE;
  } else if (args.format == CLI_AS_HTML && job.inputs.count > 1) {
    cli_wrong("--format html is one page, and there are %zu inputs", job.inputs.count);
    status = CLI_USAGE;
  } else if (args.output && is_input(&job.inputs, args.output)) {
    cli_wrong("--output: %s is one of the inputs", args.output);
    status = CLI_USAGE;
  } else if (!cli_output_open(&job.output, args.output)) {
    status = CLI_NOTHING_WORKED;
  } else {
    status = run(&job);
  }
  io_list_free(&job.inputs);
  return status;
}

int cli_extract(int argc, char **argv) { return run_verb(CLI_EXTRACT, argc, argv); }

int cli_statements(int argc, char **argv) { return run_verb(CLI_STATEMENTS, argc, argv); }
