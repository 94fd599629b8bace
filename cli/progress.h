/* A line on standard error that tells how far a batch is. */
#ifndef MATN_CLI_PROGRESS_H
#define MATN_CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct cli_progress {
  bool on, drawn;
  size_t total;
  long long begun, last; /* milliseconds of a clock that only goes forward; `last` drawn */
} cli_progress;

/* Nothing is drawn unless `on`. */
void cli_progress_init(cli_progress *progress, bool on, size_t total);
void cli_progress_draw(cli_progress *progress, size_t finished);
/* Take the line away, before anything else is written to the terminal and at the end. */
void cli_progress_clear(cli_progress *progress);

long long cli_clock(void); /* microseconds */

#endif
