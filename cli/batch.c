/*
 * The window: result `index` waits in slot index % window until its turn.  An input is begun only when it is less than
 * `window` ahead of the next one to be handed over, so that a slow input holds the others up instead of filling memory.
 *
 *     written <= every input being worked on or waiting < taken <= written + window
 */
#define _POSIX_C_SOURCE 200809L

#include "batch.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

/* Results that may wait, for each thread: enough that one page ten times as slow as the others stops nobody. */
#define WINDOW_PER_JOB 16

typedef struct slot {
  cli_result result;
  bool ready;
} slot;

typedef struct shared {
  const cli_batch *batch;
  pthread_mutex_t lock;
  pthread_cond_t result_ready, room_made;
  slot *slots;
  size_t window, taken, written;
  size_t running; /* threads that may still deliver */
  bool stop;
} shared;

static void clear(cli_result *result) {
  cli_buffer_clear(&result->out);
  cli_buffer_clear(&result->notes);
  result->failed = false;
}

/* The next input to work on; false when there is none left. */
static bool take(shared *s, size_t *index) {
  while (!s->stop && s->taken < s->batch->count && s->taken >= s->written + s->window)
    (void)pthread_cond_wait(&s->room_made, &s->lock);
  if (s->stop || s->taken == s->batch->count) return false;
  *index = s->taken++;
  return true;
}

static void *work(void *argument) {
  shared *s = argument;
  void *worker = s->batch->enter(s->batch->context);
  (void)pthread_mutex_lock(&s->lock);
  for (size_t index; worker && take(s, &index);) {
    slot *place = &s->slots[index % s->window];
    (void)pthread_mutex_unlock(&s->lock);
    clear(&place->result);
    s->batch->work(worker, index, &place->result);
    (void)pthread_mutex_lock(&s->lock);
    place->ready = true;
    if (index == s->written) (void)pthread_cond_signal(&s->result_ready);
  }
  s->running--;
  (void)pthread_cond_signal(&s->result_ready);
  (void)pthread_mutex_unlock(&s->lock);
  if (worker) s->batch->leave(worker);
  return NULL;
}

/* Hand over results as their turn comes; true when all were. */
static bool deliver(shared *s) {
  (void)pthread_mutex_lock(&s->lock);
  while (s->written < s->batch->count && !s->stop) {
    slot *place = &s->slots[s->written % s->window];
    if (!place->ready) {
      if (s->running == 0) break; /* no thread got its state */
      (void)pthread_cond_wait(&s->result_ready, &s->lock);
      continue;
    }
    (void)pthread_mutex_unlock(&s->lock);
    bool go_on = s->batch->done(s->batch->context, s->written, &place->result);
    (void)pthread_mutex_lock(&s->lock);
    place->ready = false;
    s->written++;
    if (!go_on) s->stop = true;
    (void)pthread_cond_broadcast(&s->room_made);
  }
  bool all = s->written == s->batch->count && !s->stop;
  s->stop = true;
  (void)pthread_cond_broadcast(&s->room_made);
  (void)pthread_mutex_unlock(&s->lock);
  return all;
}

static bool run_threads(const cli_batch *batch, pthread_t *threads, slot *slots, size_t window) {
  shared s = {.batch = batch, .slots = slots, .window = window, .running = batch->jobs};
  if (pthread_mutex_init(&s.lock, NULL) != 0) return false;
  (void)pthread_cond_init(&s.result_ready, NULL); /* cannot fail with default attributes where the mutex did not */
  (void)pthread_cond_init(&s.room_made, NULL);

  unsigned started = 0;
  while (started < batch->jobs && pthread_create(&threads[started], NULL, work, &s) == 0) started++;
  (void)pthread_mutex_lock(&s.lock);
  s.running -= batch->jobs - started; /* the fewer do the same work */
  (void)pthread_mutex_unlock(&s.lock);

  bool all = deliver(&s);
  for (unsigned i = 0; i < started; i++) (void)pthread_join(threads[i], NULL);
  (void)pthread_cond_destroy(&s.room_made);
  (void)pthread_cond_destroy(&s.result_ready);
  (void)pthread_mutex_destroy(&s.lock);
  return all;
}

static bool run_alone(const cli_batch *batch) {
  void *worker = batch->enter(batch->context);
  if (!worker) return false;
  cli_result result = {0};
  bool go_on = true;
  for (size_t index = 0; go_on && index < batch->count; index++) {
    clear(&result);
    batch->work(worker, index, &result);
    go_on = batch->done(batch->context, index, &result);
  }
  cli_buffer_free(&result.out);
  cli_buffer_free(&result.notes);
  batch->leave(worker);
  return go_on;
}

bool cli_batch_run(const cli_batch *batch) {
  if (batch->jobs <= 1) return run_alone(batch);
  size_t window = (size_t)batch->jobs * WINDOW_PER_JOB;
  pthread_t *threads = calloc(batch->jobs, sizeof(pthread_t));
  slot *slots = calloc(window, sizeof(slot));
  bool all = threads && slots && run_threads(batch, threads, slots, window);
  for (size_t i = 0; slots && i < window; i++) {
    cli_buffer_free(&slots[i].result.out);
    cli_buffer_free(&slots[i].result.notes);
  }
  free(slots);
  free(threads);
  return all;
}
