/*
 * Numbers as texts give them: an integer times a power of ten.
 *
 * No floats: the same text gives the same value on every machine.  `digits` has at most 18 digits; what does not fit is
 * rounded towards zero, 15 digits at least stay.
 */
#ifndef MTN_STATEMENT_DECIMAL_H
#define MTN_STATEMENT_DECIMAL_H

#include "base/base.h"

typedef struct mtn_decimal {
  int64_t digits;
  int32_t exponent;
} mtn_decimal;

static inline mtn_decimal mtn_decimal_of(int64_t value) { return (mtn_decimal){value, 0}; }
mtn_decimal mtn_decimal_add(mtn_decimal a, mtn_decimal b);
mtn_decimal mtn_decimal_multiply(mtn_decimal a, mtn_decimal b);
/* a / b to 15 digits; 0 if b is 0. */
mtn_decimal mtn_decimal_divide(mtn_decimal a, mtn_decimal b);
/* -1, 0 or 1. */
int mtn_decimal_compare(mtn_decimal a, mtn_decimal b);
/* value * 10^power */
static inline mtn_decimal mtn_decimal_scale(mtn_decimal value, int32_t power) {
  value.exponent += power;
  return value;
}
double mtn_decimal_to_double(mtn_decimal value);
/* In decimal digits into out[48], "7939", "0.5", "-1.25"; its length. */
size_t mtn_decimal_write(mtn_decimal value, char *out);

#endif
