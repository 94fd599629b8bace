/*
 * A small buffer before the caller's sink.
 *
 * Invariant: after a failed write everything is ignored, and the failure is asked for once, at the end.  While `quoted`
 * is set, bytes are written as the inside of a JSON string; that is how a text writer writes a JSON field.
 */
#ifndef MTN_RENDER_OUT_H
#define MTN_RENDER_OUT_H

#include "base/base.h"

typedef struct mtn_out {
  matn_sink sink;
  bool quoted;
  matn_status status;
  size_t len;
  char bytes[4096];
} mtn_out;

void mtn_out_init(mtn_out *out, matn_sink sink);
void mtn_out_str(mtn_out *out, matn_str text);
void mtn_out_cstr(mtn_out *out, const char *text);
void mtn_out_number(mtn_out *out, uint64_t value);
/* As text and attribute values of HTML; control characters, which may steer a terminal, as U+FFFD. */
void mtn_out_html(mtn_out *out, matn_str text);
/* Hand on what is left; MATN_OK, MATN_SINK, or the failure that a writer has set. */
matn_status mtn_out_finish(mtn_out *out);

#endif
