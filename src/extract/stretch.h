/* The stretch of consecutive items whose gains sum up highest, found item by item (Kadane's scan). */
#ifndef MTN_EXTRACT_STRETCH_H
#define MTN_EXTRACT_STRETCH_H

#include "base/base.h"

/* All zero before the first item; first == end: no stretch gains anything. */
typedef struct mtn_best_stretch {
  size_t first, end; /* the best so far: items [first, end) */
  size_t start;      /* of the stretch that goes on */
  int64_t sum, greatest;
} mtn_best_stretch;

/* Item `i`, the one after the last that was added. */
static inline void mtn_best_stretch_add(mtn_best_stretch *best, size_t i, int64_t gain) {
  best->sum += gain;
  if (best->sum <= 0) {
    best->sum = 0;
    best->start = i + 1;
  } else if (best->sum > best->greatest) {
    best->greatest = best->sum;
    best->first = best->start;
    best->end = i + 1;
  }
}

#endif
