/* Decimal arithmetic on 64-bit integers: enough for the figures of a text. */
#include "statement/decimal.h"

#define MOST INT64_C(999999999999999999) /* 18 digits: ten of them can be added, and one doubled, without overflow */
#define EXPONENT_MOST 60                 /* beyond what any text counts; keeps mtn_decimal_write's room bounded */

static mtn_decimal trim(mtn_decimal v) {
  while (v.digits != 0 && v.digits % 10 == 0) {
    v.digits /= 10;
    v.exponent++;
  }
  if (v.digits == 0) v.exponent = 0;
  if (v.exponent > EXPONENT_MOST) v.exponent = EXPONENT_MOST;
  if (v.exponent < -EXPONENT_MOST) v = (mtn_decimal){0, 0};
  return v;
}

mtn_decimal mtn_decimal_add(mtn_decimal a, mtn_decimal b) {
  if (a.exponent < b.exponent) {
    mtn_decimal swap = a;
    a = b;
    b = swap;
  }
  while (a.exponent > b.exponent && a.digits <= MOST / 10 && a.digits >= -MOST / 10) {
    a.digits *= 10;
    a.exponent--;
  }
  for (; a.exponent > b.exponent; b.exponent++) b.digits /= 10;
  return trim((mtn_decimal){a.digits + b.digits, a.exponent});
}

mtn_decimal mtn_decimal_multiply(mtn_decimal a, mtn_decimal b) {
  a = trim(a);
  b = trim(b);
  int32_t exponent = a.exponent + b.exponent;
  for (;;) {
    int64_t x = a.digits < 0 ? -a.digits : a.digits, y = b.digits < 0 ? -b.digits : b.digits;
    if (x == 0 || y == 0 || x <= MOST / y) break;
    int64_t *longer = x >= y ? &a.digits : &b.digits;
    *longer /= 10;
    exponent++;
  }
  return trim((mtn_decimal){a.digits * b.digits, exponent});
}

mtn_decimal mtn_decimal_divide(mtn_decimal a, mtn_decimal b) {
  a = trim(a);
  b = trim(b);
  if (b.digits == 0) return (mtn_decimal){0, 0};
  bool negative = (a.digits < 0) != (b.digits < 0);
  int64_t x = a.digits < 0 ? -a.digits : a.digits, y = b.digits < 0 ? -b.digits : b.digits;
  for (; y > MOST / 10; b.exponent++) y /= 10;
  int64_t quotient = x / y, rest = x % y;
  int32_t exponent = a.exponent - b.exponent;
  while (rest != 0 && quotient < MOST / 1000) {
    rest *= 10;
    quotient = quotient * 10 + rest / y;
    rest %= y;
    exponent--;
  }
  return trim((mtn_decimal){negative ? -quotient : quotient, exponent});
}

int mtn_decimal_compare(mtn_decimal a, mtn_decimal b) {
  b.digits = -b.digits;
  int64_t difference = mtn_decimal_add(a, b).digits;
  return difference < 0 ? -1 : difference > 0;
}

double mtn_decimal_to_double(mtn_decimal value) {
  double result = (double)value.digits, power = 1;
  for (int32_t i = 0; i < value.exponent; i++) power *= 10;
  for (int32_t i = 0; i > value.exponent; i--) power *= 10;
  return value.exponent < 0 ? result / power : result * power;
}

size_t mtn_decimal_write(mtn_decimal value, char *out) {
  char digits[24];
  size_t count = 0, len = 0;
  value = trim(value);
  uint64_t rest = value.digits < 0 ? (uint64_t)-value.digits : (uint64_t)value.digits;
  do digits[count++] = (char)('0' + rest % 10);
  while ((rest /= 10) != 0);
  if (value.digits < 0) out[len++] = '-';
  if (value.exponent > 20 || value.exponent < -20) { /* 1.5E30: nothing that a text counts, but what it may say */
    while (count > 0) out[len++] = digits[--count];
    out[len++] = 'E';
    if (value.exponent < 0) out[len++] = '-';
    unsigned power = (unsigned)(value.exponent < 0 ? -value.exponent : value.exponent);
    if (power >= 10) out[len++] = (char)('0' + power / 10);
    out[len++] = (char)('0' + power % 10);
    return len;
  }
  size_t point = value.exponent < 0 ? (size_t)-value.exponent : 0; /* digits behind the point */
  bool whole = count > point;
  if (!whole) {
    out[len++] = '0';
    out[len++] = '.';
    for (size_t i = count; i < point; i++) out[len++] = '0';
  }
  while (count > 0) {
    if (whole && count == point) out[len++] = '.';
    out[len++] = digits[--count];
  }
  for (int32_t i = 0; i < value.exponent; i++) out[len++] = '0';
  return len;
}
