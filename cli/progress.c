#define _POSIX_C_SOURCE 200809L

#include "progress.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define BAR 30       /* with the figures beside it the line stays within 80 columns */
#define PAUSE_MS 100 /* between two drawings: smooth to the eye, nothing to the processor */

long long cli_clock(void) {
  struct timespec now = {0};
  (void)clock_gettime(CLOCK_MONOTONIC, &now);
  return (long long)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

void cli_progress_init(cli_progress *progress, bool on, size_t total) {
  *progress = (cli_progress){.on = on, .total = total, .begun = cli_clock() / 1000};
}

void cli_progress_draw(cli_progress *progress, size_t finished) {
  if (!progress->on || progress->total == 0) return;
  long long now = cli_clock() / 1000;
  if (progress->drawn && now - progress->last < PAUSE_MS) return;
  progress->drawn = true;
  progress->last = now;
  char bar[BAR + 1];
  size_t full = (size_t)((double)finished / (double)progress->total * BAR);
  memset(bar, '.', BAR);
  memset(bar, '#', full < BAR ? full : BAR);
  bar[BAR] = '\0';
  double seconds = (double)(now - progress->begun) / 1000;
  (void)fprintf(stderr, "\r[%s] %zu of %zu, %.0f pages/s\033[K", bar, finished, progress->total,
                seconds > 0 ? (double)finished / seconds : 0.0);
  (void)fflush(stderr);
}

void cli_progress_clear(cli_progress *progress) {
  if (!progress->drawn) return;
  (void)fputs("\r\033[K", stderr);
  (void)fflush(stderr);
  progress->drawn = false;
}
