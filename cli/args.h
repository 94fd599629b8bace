/* The command line: one table of options gives parsing and help. */
#ifndef MATN_CLI_ARGS_H
#define MATN_CLI_ARGS_H

#include "matn.h"

#include <stdio.h>

/* Exit statuses (docs/man/matn.1). */
enum { CLI_OK = 0, CLI_SOME_FAILED = 1, CLI_USAGE = 2, CLI_NOTHING_WORKED = 126 };

typedef enum cli_verb {
  CLI_EXTRACT = 1,
  CLI_TREE = 2,
  CLI_BLOCKS = 4,
  CLI_FEATURES = 8,
  CLI_STATEMENTS = 16,
  CLI_EXPLAIN = 32
} cli_verb;

typedef enum cli_format { CLI_TEXT = 0, CLI_MARKDOWN, CLI_AS_HTML, CLI_JSON, CLI_JSONL, CLI_TSV, CLI_CSV } cli_format;
typedef enum cli_kind { CLI_AUTO = 0, CLI_HTML, CLI_PLAIN } cli_kind;
typedef enum cli_switch { CLI_DEFAULT = 0, CLI_ON, CLI_OFF } cli_switch;

enum { CLI_SELECTORS_MAX = 64 }; /* of --prune, of --keep */

typedef struct cli_args {
  cli_verb verb;
  cli_format format;
  cli_kind input;
  const char *url, *charset, *date, *fetched, *output, *fragment; /* NULL: not given */
  matn_favour favour;
  cli_switch progress;
  bool whole, links, images, no_tables, comments, markdown_field, explain, verbose;
  unsigned jobs;    /* 0: not given */
  size_t max_bytes; /* never 0; the other limits: 0 is the library's default */
  uint32_t max_depth, max_nodes, max_attributes, max_blocks;
  matn_str prune[CLI_SELECTORS_MAX], keep[CLI_SELECTORS_MAX];
  size_t prune_count, keep_count;
  char **inputs; /* within argv */
  size_t input_count;
} cli_args;

typedef enum cli_parsed { CLI_RUN, CLI_DONE, CLI_WRONG } cli_parsed;

/* Read argv[0..argc), which starts after the verb; inputs are gathered at the front of argv.  CLI_DONE: help or the
 * version was asked for and printed.  CLI_WRONG: what is wrong stands on standard error. */
cli_parsed cli_args_parse(cli_args *args, cli_verb verb, int argc, char **argv);

/* "matn: MESSAGE" and where help is, on standard error; CLI_WRONG. */
cli_parsed cli_wrong(const char *format, ...) __attribute__((format(printf, 1, 2)));

void cli_usage(FILE *out, cli_verb verb);

#endif
