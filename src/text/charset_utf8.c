/*
 * UTF-8 to UTF-8 (Encoding Standard 8.1.1): validate, copy and make line feeds of CR and CR LF in one pass.
 *
 * The fast path takes 64 bytes at a time, and holds that
 *  - what has been read up to `p` is whole characters, but for the last one when `open`;
 *  - the three bytes before `p` may be looked at, and ask for continuation bytes only when `open`;
 *  - `q` is followed by room for all that is left of the input, and MTN_DECODE_SLACK.
 * Blocks with an error, and the tail, are taken a character at a time; so is the start, up to the third byte.
 */
#include "base/utf8.h"
#include "text/charset_internal.h"
#include "text/vec16.h"

#define BLOCK 64u
static_assert(MTN_DECODE_SLACK >= BLOCK + 16, "a block is stored whole before it is looked through for CR");

#define HIGH_BITS UINT64_C(0x8080808080808080)
#define LOW_BITS UINT64_C(0x0101010101010101)

/* Eight bytes that are ASCII and hold no CR. */
static inline bool plain8(uint64_t v) {
  uint64_t cr = v ^ LOW_BITS * '\r';
  return ((v | ((cr - LOW_BITS) & ~cr)) & HIGH_BITS) == 0;
}

size_t mtn_copy_ascii(const uint8_t *p, const uint8_t *end, char *out) {
  const uint8_t *start = p;
#ifdef MTN_VEC16
  const v16 cr = v16_splat('\r');
  for (; end - p >= 16; p += 16, out += 16) {
    v16 v = v16_load(p), stop = v16_or(v, v16_equal(v, cr));
    v16_store(out, v);
    if (v16_any_high(stop)) return (size_t)(p - start) + v16_first_high(stop);
  }
#else
  for (; end - p >= 8; p += 8, out += 8) {
    uint64_t v;
    memcpy(&v, p, 8);
    if (!plain8(v)) break;
    memcpy(out, &v, 8);
  }
#endif
  while (p < end && *p < 0x80 && *p != '\r') *out++ = (char)*p++;
  return (size_t)(p - start);
}

typedef struct state {
  const uint8_t *p, *end;
  char *q;
} state;

/* Decode up to the first whole character or malformed sequence at or after `stop`. */
static void step(state *s, const uint8_t *stop) {
  const uint8_t *p = s->p;
  char *q = s->q;
  while (p < stop) {
    if (*p < 0x80) {
      uint64_t v;
      if (stop - p >= 8 && (memcpy(&v, p, 8), plain8(v))) {
        memcpy(q, &v, 8);
        p += 8;
        q += 8;
        continue;
      }
      if (*p == '\r') {
        *q++ = '\n';
        p++;
        if (p < s->end && *p == '\n') p++;
      } else {
        *q++ = (char)*p++;
      }
      continue;
    }
    bool valid;
    size_t size = mtn_utf8_measure(p, s->end, &valid);
    if (valid) {
      for (size_t i = 0; i < size; i++) q[i] = (char)p[i];
      q += size;
    } else {
      q += mtn_utf8_encode(0xFFFD, q);
    }
    p += size;
  }
  s->p = p;
  s->q = q;
}

#ifdef MTN_VEC16

/* Not zero in the bytes where the sixteen bytes at `p` are wrong, the three before them being right. */
static inline v16 errors(const uint8_t *p, v16 v) {
  v16 p1 = v16_load(p - 1), p2 = v16_load(p - 2), p3 = v16_load(p - 3), zero = v16_splat(0);
  /* after a lead byte, 1 to 3 continuation bytes (0x80 to 0xBF, which are the signed bytes below -64), and no others */
  v16 need =
      v16_or(v16_minus(p1, v16_splat(0xBF)), v16_or(v16_minus(p2, v16_splat(0xDF)), v16_minus(p3, v16_splat(0xEF))));
  v16 wrong = v16_equal(v16_equal(need, zero), v16_less(v, v16_splat(0xC0)));
  /* lead bytes that there are not: C0, C1, F5 to FF */
  wrong = v16_or(wrong, v16_equal(v16_and(v, v16_splat(0xFE)), v16_splat(0xC0)));
  wrong = v16_or(wrong, v16_minus(v, v16_splat(0xF4)));
  /* second bytes: E0 A0..BF, ED 80..9F, F0 90..BF, F4 80..8F */
  v16 below_a0 = v16_equal(v16_and(v, v16_splat(0x20)), zero), below_90 = v16_equal(v16_and(v, v16_splat(0x30)), zero);
  wrong = v16_or(wrong, v16_and(v16_equal(p1, v16_splat(0xE0)), below_a0));
  wrong = v16_or(wrong, v16_clear(v16_equal(p1, v16_splat(0xED)), below_a0));
  wrong = v16_or(wrong, v16_and(v16_equal(p1, v16_splat(0xF0)), below_90));
  return v16_or(wrong, v16_clear(v16_equal(p1, v16_splat(0xF4)), below_90));
}

/* Decode blocks up to one with an error, or the tail; stops between characters. */
static void run(state *s) {
  const uint8_t *p = s->p, *end = s->end;
  char *q = s->q;
  bool open = false;
  const v16 cr = v16_splat('\r');
  while ((size_t)(end - p) >= BLOCK) {
    v16 a = v16_load(p), b = v16_load(p + 16), c = v16_load(p + 32), d = v16_load(p + 48);
    v16 high = v16_or(v16_or(a, b), v16_or(c, d));
    v16 crs = v16_or(v16_or(v16_equal(a, cr), v16_equal(b, cr)), v16_or(v16_equal(c, cr), v16_equal(d, cr)));
    v16_store(q, a);
    v16_store(q + 16, b);
    v16_store(q + 32, c);
    v16_store(q + 48, d);
    if (open || v16_any_high(high)) {
      v16 wrong = v16_or(v16_or(errors(p, a), errors(p + 16, b)), v16_or(errors(p + 32, c), errors(p + 48, d)));
      if (v16_any(wrong)) break;
      open = p[BLOCK - 1] >= 0xC0 || p[BLOCK - 2] >= 0xE0 || p[BLOCK - 3] >= 0xF0;
    }
    if (v16_any_high(crs)) {
      size_t at = 0;
      while (!v16_any_high(v16_equal(v16_load(p + at), cr))) at += 16;
      at += v16_first_high(v16_equal(v16_load(p + at), cr));
      q += at;
      p += at;
      do {
        *q++ = '\n';
        p++;
        if (p < end && *p == '\n') p++;
      } while (p < end && *p == '\r');
      open = false;
      continue;
    }
    p += BLOCK;
    q += BLOCK;
  }
  if (open) /* back to the start of the character; its bytes were copied one for one */
    do p--, q--;
    while (*p < 0xC0);
  s->p = p;
  s->q = q;
}

#endif

matn_status mtn_decode_utf8(const uint8_t *p, const uint8_t *end, size_t limit, mtn_buf *out) {
  /* CR LF halves, nothing shrinks more. */
  if ((size_t)(end - p) / 2 > limit) return MATN_LIMIT;
  state s = {p, end, NULL};
  const uint8_t *start = p;
  while (s.p < end) {
    /* For what is left, and for the step's errors on top of it. */
    size_t left = (size_t)(end - s.p);
    if (out->len > limit) return MATN_LIMIT;
    if (left > out->cap - out->len || out->cap - out->len - left < 3 * BLOCK + MTN_DECODE_SLACK) {
      if (!mtn_buf_reserve(out, left + 3 * BLOCK + MTN_DECODE_SLACK)) return MATN_NOMEM;
    }
    s.q = out->data + out->len;
#ifdef MTN_VEC16
    if (s.p - start >= 3 && s.p[-1] < 0xC0 && s.p[-2] < 0xE0 && s.p[-3] < 0xF0) {
      run(&s);
      left = (size_t)(end - s.p);
    }
#endif
    size_t stretch = s.p == start ? 3 : BLOCK;
    if (stretch > left) stretch = left;
    step(&s, s.p + stretch);
    out->len = (size_t)(s.q - out->data);
  }
  return MATN_OK;
}
