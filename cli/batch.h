/* Many inputs by several threads, their results in order. */
#ifndef MATN_CLI_BATCH_H
#define MATN_CLI_BATCH_H

#include "buffer.h"

typedef struct cli_result {
  cli_buffer out;   /* what the input gives */
  cli_buffer notes; /* what is to be said about it on standard error, whole lines */
  bool failed;
} cli_result;

typedef struct cli_batch {
  size_t count;  /* of inputs */
  unsigned jobs; /* threads, at least 1 */
  void *context;
  /* Make and end a thread's own state; NULL when memory runs out. */
  void *(*enter)(void *context);
  void (*leave)(void *worker);
  /* Work on input `index` into an empty result; on any of the threads. */
  void (*work)(void *worker, size_t index, cli_result *result);
  /* Take the result of input `index`, for index = 0, 1, 2…; on the calling thread.  False stops the batch. */
  bool (*done)(void *context, size_t index, cli_result *result);
} cli_batch;

/* True when all inputs were worked on and handed to `done`; false when that said so, or no thread could begin. */
bool cli_batch_run(const cli_batch *batch);

#endif
