/*
 * Options may stand anywhere before "--"; `--name VALUE` and `--name=VALUE`, `-nVALUE` and `-n VALUE` are the same, and
 * single letters without value may be joined.  An option may be known to one verb and not to another.
 */
#include "args.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

typedef enum option_id {
  OPTION_FORMAT,
  OPTION_OUTPUT,
  OPTION_LINKS,
  OPTION_IMAGES,
  OPTION_NO_TABLES,
  OPTION_COMMENTS,
  OPTION_EXPLAIN,
  OPTION_MARKDOWN_FIELD,
  OPTION_INPUT,
  OPTION_URL,
  OPTION_CHARSET,
  OPTION_DATE,
  OPTION_FETCHED,
  OPTION_FRAGMENT,
  OPTION_WHOLE,
  OPTION_PRECISION,
  OPTION_RECALL,
  OPTION_PRUNE,
  OPTION_KEEP,
  OPTION_MAX_BYTES,
  OPTION_MAX_DEPTH,
  OPTION_MAX_NODES,
  OPTION_MAX_ATTRIBUTES,
  OPTION_MAX_BLOCKS,
  OPTION_JOBS,
  OPTION_PROGRESS,
  OPTION_NO_PROGRESS,
  OPTION_VERBOSE,
  OPTION_HELP,
  OPTION_VERSION
} option_id;

enum {
  BATCH = CLI_EXTRACT | CLI_STATEMENTS,
  CUTTING = BATCH | CLI_BLOCKS | CLI_EXPLAIN,
  ALL = CUTTING | CLI_TREE | CLI_FEATURES
};

typedef struct option {
  option_id id;
  char letter;              /* 0: none */
  const char *name, *value; /* value: NULL where it takes none */
  unsigned verbs;
  const char *help; /* lines, broken where they shall break */
} option;

/* An entry whose name is NULL heads the group that follows. */
static const option options[] = {
    {0, 0, NULL, NULL, CLI_EXTRACT, "What is written"},
    {0, 0, NULL, NULL, CLI_STATEMENTS, "What is written"},
    {0, 0, NULL, NULL, CLI_BLOCKS | CLI_EXPLAIN, "What is written"},
    {OPTION_FORMAT, 'f', "format", "FORMAT", CLI_EXTRACT,
     "text (default), markdown, html, json, or\njsonl: a record a line"},
    {OPTION_FORMAT, 'f', "format", "FORMAT", CLI_STATEMENTS,
     "text (default): a list to read; json, or jsonl: a\nrecord a line; html: the text with its statements\nmarked; "
     "csv: a row a statement and one a figure"},
    {OPTION_FORMAT, 'f', "format", "FORMAT", CLI_BLOCKS, "tsv (default), or jsonl: a block a line"},
    {OPTION_FORMAT, 'f', "format", "FORMAT", CLI_EXPLAIN,
     "text (default), or html: a page that shows the\nblocks coloured by their scores"},
    {OPTION_OUTPUT, 'o', "output", "PATH", BATCH | CLI_EXPLAIN, "write to PATH instead of standard output"},
    {OPTION_LINKS, 0, "links", NULL, CLI_EXTRACT, "Markdown: keep where links lead"},
    {OPTION_IMAGES, 0, "images", NULL, CLI_EXTRACT, "Markdown: keep images"},
    {OPTION_NO_TABLES, 0, "no-tables", NULL, CLI_EXTRACT, "leave tables out"},
    {OPTION_COMMENTS, 0, "comments", NULL, CLI_EXTRACT, "text, Markdown: readers' comments too, behind the\ntext"},
    {OPTION_EXPLAIN, 0, "explain", NULL, CLI_EXTRACT, "JSON: where each fact was found, and what else"},
    {OPTION_MARKDOWN_FIELD, 0, "markdown-field", NULL, CLI_EXTRACT, "JSON: the text as Markdown too"},

    {0, 0, NULL, NULL, ALL, "How the input is read"},
    {OPTION_INPUT, 0, "input", "KIND", CUTTING | CLI_FEATURES,
     "auto (default: .txt is text, all else\na page), html, or text"},
    {OPTION_URL, 'u', "url", "URL", CUTTING, "the address of the page"},
    {OPTION_CHARSET, 0, "charset", "LABEL", ALL, "its encoding, as a server would say it"},
    {OPTION_DATE, 0, "date", "YYYY-MM-DD", BATCH, "its day, where it does not say"},
    {OPTION_FETCHED, 0, "fetched", "WHEN", BATCH,
     "YYYY-MM-DD or YYYY-MM-DDTHH:MM, when it was\nfetched: what \"3 hours ago\" counts from"},
    {OPTION_FRAGMENT, 0, "fragment", "CONTEXT", CLI_TREE,
     "parse as the inside of the element CONTEXT:\nits name, or \"svg NAME\", \"math NAME\""},

    {0, 0, NULL, NULL, CUTTING, "What counts as main text"},
    {OPTION_WHOLE, 0, "whole", NULL, CUTTING, "all of it: the input is the main text already"},
    {OPTION_PRECISION, 0, "precision", NULL, CUTTING, "rather lose a paragraph than keep furniture"},
    {OPTION_RECALL, 0, "recall", NULL, CUTTING, "rather keep furniture than lose a paragraph"},

    {OPTION_PRUNE, 0, "prune", "CSS", CUTTING, "leave out what the selector matches; may be given\nagain"},
    {OPTION_KEEP, 0, "keep", "CSS", CUTTING,
     "take what the selector matches, whatever the\nmodel says; may be given again"},

    {0, 0, NULL, NULL, ALL, "Limits (an input that passes one fails)"},
    {OPTION_MAX_BYTES, 0, "max-bytes", "N", ALL, "bytes of an input (256M); each N may end in\nK, M or G"},
    {OPTION_MAX_DEPTH, 0, "max-depth", "N", ALL, "open elements (10000)"},
    {OPTION_MAX_NODES, 0, "max-nodes", "N", ALL, "nodes of the tree (32M)"},
    {OPTION_MAX_ATTRIBUTES, 0, "max-attributes", "N", ALL, "attributes of an element (65535)"},
    {OPTION_MAX_BLOCKS, 0, "max-blocks", "N", CUTTING, "blocks of a page (1M)"},

    {0, 0, NULL, NULL, ALL, "Other"},
    {OPTION_JOBS, 'j', "jobs", "N", BATCH, "pages at a time (default: as many as processors)"},
    {OPTION_PROGRESS, 0, "progress", NULL, BATCH,
     "a progress bar on standard error (default: where\nthat is a terminal)"},
    {OPTION_NO_PROGRESS, 0, "no-progress", NULL, BATCH, "none"},
    {OPTION_VERBOSE, 'v', "verbose", NULL, BATCH, "say what became of each input"},
    {OPTION_HELP, 'h', "help", NULL, ALL, "print this"},
    {OPTION_VERSION, 0, "version", NULL, ALL, "print the version"},
};
enum { OPTION_COUNT = sizeof(options) / sizeof(options[0]) };

#define DEFAULT_MAX_BYTES ((size_t)256 << 20) /* as matn_parse_options.max_bytes */
#define MOST_BYTES ((uint64_t)1 << 30)        /* the most that it allows */
#define MOST_JOBS 1024                        /* each holds a page's memory; no machine at hand has more processors */

cli_parsed cli_wrong(const char *format, ...) {
  va_list values;
  va_start(values, format);
  (void)fputs("matn: ", stderr);
  (void)vfprintf(stderr, format, values);
  (void)fputs("\nmatn --help lists what there is.\n", stderr);
  va_end(values);
  return CLI_WRONG;
}

/* ------------------------------------------------------------------------------------------------------------ help */

#define HELP_COLUMN 28

static void print_option(FILE *out, const option *o) {
  char left[64];
  int width = snprintf(left, sizeof(left), "  %c%c%c --%s%s%s", o->letter ? '-' : ' ', o->letter ? o->letter : ' ',
                       o->letter ? ',' : ' ', o->name, o->value ? " " : "", o->value ? o->value : "");
  (void)fprintf(out, "%s%*s", left, width < HELP_COLUMN ? HELP_COLUMN - width : 1, "");
  for (const char *line = o->help; line;) {
    const char *end = strchr(line, '\n');
    (void)fprintf(out, "%.*s\n", end ? (int)(end - line) : (int)strlen(line), line);
    line = end ? end + 1 : NULL;
    if (line) (void)fprintf(out, "%*s", HELP_COLUMN, "");
  }
}

void cli_usage(FILE *out, cli_verb verb) {
  switch (verb) {
  case CLI_EXTRACT:
    (void)fputs("usage: matn [extract] [OPTION...] [INPUT...]   main text and facts of pages\n"
                "       matn statements [OPTION...] [INPUT...]  who said what\n"
                "       matn tree [OPTION...] [FILE]            the tree that the parser made\n"
                "       matn blocks [OPTION...] FILE            blocks, and which were selected\n"
                "       matn features [OPTION...] FILE          what the model sees of the blocks\n"
                "       matn explain [OPTION...] FILE           why blocks were kept or dropped\n"
                "\n"
                "INPUT is a file, a folder (the .html, .htm, .xhtml and .txt files below it), or\n"
                "- for standard input, which is also read when there is no INPUT.  What gzip or\n"
                "zstd packed is read as it is.  Results stand in the order of the inputs.\n",
                out);
    break;
  case CLI_STATEMENTS:
    (void)fputs("usage: matn statements [OPTION...] [INPUT...]\n\n"
                "Print who said what, the figures and the dates of a page's main text.  INPUT is\n"
                "as for matn extract; with --whole it is the main text already.\n",
                out);
    break;
  case CLI_TREE:
    (void)fputs("usage: matn tree [OPTION...] [FILE]\n\n"
                "Print the tree of a page in the format of the #document sections of\n"
                "html5lib-tests.  Without FILE, or when it is -, standard input is read.\n",
                out);
    break;
  case CLI_BLOCKS:
    (void)fputs("usage: matn blocks [OPTION...] FILE\n\n"
                "Print the blocks of a page: kind, whether it belongs to the main text, how sure\n"
                "that is, and the text.  FILE may be - for standard input.\n",
                out);
    break;
  case CLI_EXPLAIN:
    (void)fputs("usage: matn explain [OPTION...] FILE\n\n"
                "Print the blocks of a page, whether each was kept, how likely it is main text,\n"
                "the features that weighed most, and what dropped it.\n",
                out);
    break;
  case CLI_FEATURES:
    (void)fputs("usage: matn features [OPTION...] FILE\n\n"
                "Print what the model sees of a page, as one JSON object: the names of the\n"
                "features, and for each block its text, class words and values.\n",
                out);
    break;
  }
  for (size_t i = 0; i < OPTION_COUNT; i++) {
    if (!(options[i].verbs & verb)) continue;
    if (options[i].name)
      print_option(out, &options[i]);
    else
      (void)fprintf(out, "\n%s\n", options[i].help);
  }
  (void)fputs("\nExit status: 0 all well; 1 some inputs failed, the others are done; 2 wrong\n"
              "usage; 126 nothing worked.\n",
              out);
}

/* ---------------------------------------------------------------------------------------------------------- values */

/* A whole number from 1 to `most`, with K, M or G for powers of 1024. */
static bool number(const char *text, uint64_t most, uint64_t *out) {
  if (text[0] < '0' || text[0] > '9') return false;
  char *end;
  errno = 0;
  unsigned long long value = strtoull(text, &end, 10);
  unsigned shift = *end == 'K' || *end == 'k'   ? 10
                   : *end == 'M' || *end == 'm' ? 20
                   : *end == 'G' || *end == 'g' ? 30
                                                : 0;
  if (shift) end++;
  if (errno != 0 || *end != '\0' || value == 0 || value > most >> shift) return false;
  *out = (uint64_t)value << shift;
  return true;
}

static cli_parsed set_limit(const option *o, const char *text, uint32_t *out) {
  uint64_t value;
  if (!number(text, UINT32_MAX, &value))
    return cli_wrong("--%s: '%s' is no number from 1 to %lu", o->name, text, (unsigned long)UINT32_MAX);
  *out = (uint32_t)value;
  return CLI_RUN;
}

static cli_parsed set_max_bytes(const char *text, size_t *out) {
  uint64_t value;
  if (!number(text, MOST_BYTES, &value)) return cli_wrong("--max-bytes: '%s' is no size from 1 to 1G", text);
  *out = (size_t)value;
  return CLI_RUN;
}

static cli_parsed set_jobs(const char *text, unsigned *out) {
  uint64_t value;
  if (!number(text, MOST_JOBS, &value)) return cli_wrong("--jobs: '%s' is no number from 1 to %d", text, MOST_JOBS);
  *out = (unsigned)value;
  return CLI_RUN;
}

static bool is_one_of(const char *text, const char *const *names) {
  for (; *names; names++)
    if (strcmp(text, *names) == 0) return true;
  return false;
}

static cli_parsed set_format(const char *text, cli_verb verb, cli_format *out) {
  static const struct {
    const char *name;
    cli_format format;
    unsigned verbs;
  } formats[] = {{"text", CLI_TEXT, BATCH | CLI_EXPLAIN},
                 {"markdown", CLI_MARKDOWN, CLI_EXTRACT},
                 {"html", CLI_AS_HTML, BATCH | CLI_EXPLAIN},
                 {"json", CLI_JSON, BATCH},
                 {"jsonl", CLI_JSONL, BATCH | CLI_BLOCKS},
                 {"csv", CLI_CSV, CLI_STATEMENTS},
                 {"tsv", CLI_TSV, CLI_BLOCKS}};
  static const char *const later[] = {"xml", "tei", "csv", NULL};
  for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
    if (!(formats[i].verbs & verb) || strcmp(text, formats[i].name) != 0) continue;
    *out = formats[i].format;
    return CLI_RUN;
  }
  if (verb == CLI_STATEMENTS)
    return cli_wrong("--format: there is no '%s'; available: text, json, jsonl, html, csv", text);
  if (verb == CLI_EXPLAIN) return cli_wrong("--format: there is no '%s'; available: text, html", text);
  if (verb == CLI_BLOCKS) return cli_wrong("--format: there is no '%s'; available: tsv, jsonl", text);
  return cli_wrong("--format: '%s' is %s; available: text, markdown, html, json, jsonl", text,
                   is_one_of(text, later) ? "not in this version" : "no format");
}

static cli_parsed set_input(const char *text, cli_kind *out) {
  static const char *const later[] = {"warc", "wet", "feed", NULL};
  if (strcmp(text, "auto") == 0)
    *out = CLI_AUTO;
  else if (strcmp(text, "html") == 0)
    *out = CLI_HTML;
  else if (strcmp(text, "text") == 0)
    *out = CLI_PLAIN;
  else
    return cli_wrong("--input: '%s' is %s; available: auto, html, text", text,
                     is_one_of(text, later) ? "not in this version" : "no kind of input");
  return CLI_RUN;
}

/* Whether the text starts with a day of the calendar as YYYY-MM-DD. */
static bool starts_with_day(const char *text) {
  static const unsigned days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (strlen(text) < 10 || text[4] != '-' || text[7] != '-') return false;
  for (size_t i = 0; i < 10; i++)
    if (i != 4 && i != 7 && (text[i] < '0' || text[i] > '9')) return false;
  unsigned year = (unsigned)strtoul(text, NULL, 10), month = (unsigned)strtoul(text + 5, NULL, 10),
           day = (unsigned)strtoul(text + 8, NULL, 10);
  bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1] && (month != 2 || day < 29 || leap);
}

static cli_parsed set_date(const char *text, const char **out) {
  if (strlen(text) != 10 || !starts_with_day(text)) return cli_wrong("--date: '%s' is no day as YYYY-MM-DD", text);
  *out = text;
  return CLI_RUN;
}

/* A day, or a day and its minute. */
static cli_parsed set_moment(const char *text, const char **out) {
  bool good = starts_with_day(text);
  if (good && text[10]) {
    const char *time = text + 11;
    good = text[10] == 'T' && strlen(time) == 5 && time[2] == ':' && strspn(time, "0123456789") == 2 &&
           strspn(time + 3, "0123456789") == 2 && strncmp(time, "24", 2) < 0 && strncmp(time + 3, "60", 2) < 0;
  }
  if (!good) return cli_wrong("--fetched: '%s' is no time as YYYY-MM-DD or YYYY-MM-DDTHH:MM", text);
  *out = text;
  return CLI_RUN;
}

static cli_parsed add_selector(const option *o, const char *text, matn_str *list, size_t *count) {
  matn_str selector = {text, strlen(text)};
  matn_error error;
  matn_status status = matn_selector_check(selector, &error);
  if (status == MATN_SELECTOR) return cli_wrong("--%s: '%s': %s, at byte %zu", o->name, text, error.message, error.pos);
  if (status != MATN_OK) return cli_wrong("--%s: %s", o->name, error.message);
  if (*count == CLI_SELECTORS_MAX) return cli_wrong("--%s is given more than %d times", o->name, CLI_SELECTORS_MAX);
  list[(*count)++] = selector;
  return CLI_RUN;
}

static cli_parsed set_favour(matn_favour favour, matn_favour *out) {
  if (*out != MATN_BALANCED && *out != favour) return cli_wrong("--precision and --recall exclude each other");
  *out = favour;
  return CLI_RUN;
}

/* ----------------------------------------------------------------------------------------------------------- parsing
 */

static cli_parsed apply(cli_args *args, const option *o, const char *value) {
  switch (o->id) {
  case OPTION_FORMAT: return set_format(value, args->verb, &args->format);
  case OPTION_OUTPUT: args->output = value; break;
  case OPTION_LINKS: args->links = true; break;
  case OPTION_IMAGES: args->images = true; break;
  case OPTION_NO_TABLES: args->no_tables = true; break;
  case OPTION_COMMENTS: args->comments = true; break;
  case OPTION_EXPLAIN: args->explain = true; break;
  case OPTION_MARKDOWN_FIELD: args->markdown_field = true; break;
  case OPTION_INPUT: return set_input(value, &args->input);
  case OPTION_URL: args->url = value; break;
  case OPTION_CHARSET: args->charset = value; break;
  case OPTION_DATE: return set_date(value, &args->date);
  case OPTION_FETCHED: return set_moment(value, &args->fetched);
  case OPTION_FRAGMENT: args->fragment = value; break;
  case OPTION_WHOLE: args->whole = true; break;
  case OPTION_PRECISION: return set_favour(MATN_PRECISION, &args->favour);
  case OPTION_RECALL: return set_favour(MATN_RECALL, &args->favour);
  case OPTION_PRUNE: return add_selector(o, value, args->prune, &args->prune_count);
  case OPTION_KEEP: return add_selector(o, value, args->keep, &args->keep_count);
  case OPTION_MAX_BYTES: return set_max_bytes(value, &args->max_bytes);
  case OPTION_MAX_DEPTH: return set_limit(o, value, &args->max_depth);
  case OPTION_MAX_NODES: return set_limit(o, value, &args->max_nodes);
  case OPTION_MAX_ATTRIBUTES: return set_limit(o, value, &args->max_attributes);
  case OPTION_MAX_BLOCKS: return set_limit(o, value, &args->max_blocks);
  case OPTION_JOBS: return set_jobs(value, &args->jobs);
  case OPTION_PROGRESS: args->progress = CLI_ON; break;
  case OPTION_NO_PROGRESS: args->progress = CLI_OFF; break;
  case OPTION_VERBOSE: args->verbose = true; break;
  case OPTION_HELP: cli_usage(stdout, args->verb); return CLI_DONE;
  case OPTION_VERSION: (void)printf("matn %s\n", matn_version_string()); return CLI_DONE;
  }
  return CLI_RUN;
}

static const option *find_name(cli_verb verb, const char *name, size_t len) {
  for (size_t i = 0; i < OPTION_COUNT; i++)
    if (options[i].name && (options[i].verbs & verb) && strncmp(options[i].name, name, len) == 0 &&
        options[i].name[len] == '\0')
      return &options[i];
  return NULL;
}

static const option *find_letter(cli_verb verb, char letter) {
  for (size_t i = 0; i < OPTION_COUNT; i++)
    if (options[i].name && (options[i].verbs & verb) && options[i].letter == letter) return &options[i];
  return NULL;
}

/* The value of `o`: what was joined to it, else the argument at *next, which is then passed.  NULL: there is none. */
static const char *value_of(const option *o, const char *joined, char ***next, char **end) {
  if (!o->value) return "";
  if (joined) return joined;
  return *next < end ? *(*next)++ : NULL;
}

/* `--name`, `--name=VALUE` */
static cli_parsed parse_long(cli_args *args, const char *argument, char ***next, char **end) {
  const char *equals = strchr(argument, '=');
  size_t len = equals ? (size_t)(equals - argument) : strlen(argument);
  const option *o = find_name(args->verb, argument + 2, len - 2);
  if (!o) return cli_wrong("unknown option '%.*s'", (int)len, argument);
  if (!o->value && equals) return cli_wrong("--%s takes no value", o->name);
  const char *value = value_of(o, equals ? equals + 1 : NULL, next, end);
  return value ? apply(args, o, value) : cli_wrong("--%s needs a value: %s", o->name, o->value);
}

/* `-v`, `-j2`, `-j 2`, `-vj2` */
static cli_parsed parse_letters(cli_args *args, const char *argument, char ***next, char **end) {
  for (const char *at = argument + 1; *at; at++) {
    const option *o = find_letter(args->verb, *at);
    if (!o) return cli_wrong("unknown option '-%c' in '%s'", *at, argument);
    const char *value = value_of(o, at[1] ? at + 1 : NULL, next, end);
    cli_parsed parsed = value ? apply(args, o, value) : cli_wrong("-%c needs a value: %s", o->letter, o->value);
    if (parsed != CLI_RUN || o->value) return parsed;
  }
  return CLI_RUN;
}

cli_parsed cli_args_parse(cli_args *args, cli_verb verb, int argc, char **argv) {
  *args = (cli_args){.verb = verb, .max_bytes = DEFAULT_MAX_BYTES, .inputs = argv};
  if (verb == CLI_BLOCKS) args->format = CLI_TSV;
  bool only_inputs = false;
  char **end = argv + argc;
  for (char **next = argv; next < end;) {
    char *argument = *next++;
    cli_parsed parsed = CLI_RUN;
    if (only_inputs || argument[0] != '-' || argument[1] == '\0')
      argv[args->input_count++] = argument; /* never passes what has been read */
    else if (strcmp(argument, "--") == 0)
      only_inputs = true;
    else if (argument[1] == '-')
      parsed = parse_long(args, argument, &next, end);
    else
      parsed = parse_letters(args, argument, &next, end);
    if (parsed != CLI_RUN) return parsed;
  }
  return CLI_RUN;
}
