/* JSON in the making: brackets, commas and indentation are put where they belong. */
#ifndef MTN_RENDER_JSON_WRITER_H
#define MTN_RENDER_JSON_WRITER_H

#include "render/out.h"

typedef struct mtn_json {
  mtn_out *out;
  bool pretty;
  bool first; /* nothing has been written in the innermost bracket */
  unsigned depth;
} mtn_json;

static inline void mtn_json_new_line(mtn_json *j) {
  if (!j->pretty) return;
  mtn_out_cstr(j->out, "\n");
  for (unsigned i = 0; i < j->depth; i++) mtn_out_cstr(j->out, "  ");
}

static inline void mtn_json_element(mtn_json *j) {
  if (!j->first) mtn_out_cstr(j->out, ",");
  mtn_json_new_line(j);
  j->first = false;
}

static inline void mtn_json_open(mtn_json *j, const char *bracket) {
  mtn_out_cstr(j->out, bracket);
  j->depth++;
  j->first = true;
}

static inline void mtn_json_close(mtn_json *j, const char *bracket) {
  j->depth--;
  if (!j->first) mtn_json_new_line(j);
  mtn_out_cstr(j->out, bracket);
  j->first = false;
}

static inline void mtn_json_key(mtn_json *j, const char *name) {
  mtn_json_element(j);
  mtn_out_cstr(j->out, "\"");
  mtn_out_cstr(j->out, name);
  mtn_out_cstr(j->out, j->pretty ? "\": " : "\":");
}

static inline void mtn_json_string(mtn_json *j, matn_str value) {
  if (!value.ptr) {
    mtn_out_cstr(j->out, "null");
    return;
  }
  mtn_out_cstr(j->out, "\"");
  j->out->quoted = true;
  mtn_out_str(j->out, value);
  j->out->quoted = false;
  mtn_out_cstr(j->out, "\"");
}

static inline void mtn_json_string_field(mtn_json *j, const char *name, matn_str value) {
  mtn_json_key(j, name);
  mtn_json_string(j, value);
}

static inline void mtn_json_number_field(mtn_json *j, const char *name, uint64_t value) {
  mtn_json_key(j, name);
  mtn_out_number(j->out, value);
}

#endif
