/* Shared by the tokenizer's files: text that may have to be copied, and the cold states. */
#ifndef MTN_HTML_TOKENIZER_INTERNAL_H
#define MTN_HTML_TOKENIZER_INTERNAL_H

#include "html/charref.h"
#include "html/scan.h"
#include "html/tokenizer.h"

/* A run of text being read: a view of the source until something in it must change, from then on a copy in the pool. */
typedef struct mtn_run {
  const char *begin;  /* first byte */
  const char *copied; /* bytes before this are in the pool already (when pooled) */
  size_t pool_at;
  bool pooled;
} mtn_run;

static inline uint32_t mtn_offset(const mtn_tokenizer *tz, const char *p) { return (uint32_t)(p - tz->doc->source); }

static inline mtn_ref mtn_source_ref(const mtn_tokenizer *tz, const char *p, size_t len) {
  return (mtn_ref){mtn_offset(tz, p), (uint32_t)len};
}

static inline mtn_run mtn_run_begin(const char *p) { return (mtn_run){.begin = p, .copied = p}; }

/* Replace the bytes [at, at + taken) of the run by `len` bytes at `with`. */
void mtn_run_replace(mtn_tokenizer *tz, mtn_run *run, const char *at, size_t taken, const char *with, size_t len);
/* The run up to `stop`. */
mtn_ref mtn_run_end(mtn_tokenizer *tz, mtn_run *run, const char *stop);

/* Replace the NUL at `at` by U+FFFD. */
static inline void mtn_run_nul(mtn_tokenizer *tz, mtn_run *run, const char *at) {
  mtn_run_replace(tz, run, at, 1, "\xEF\xBF\xBD", 3);
}

/* The token that starts with "<!" or "<?", or "</" before something that is no letter; `at` stands on its '<'.
 * False: "<![CDATA[" where that is allowed; the state is CDATA now and no token was made. */
bool mtn_tokenize_markup(mtn_tokenizer *tz, const char *at);

#endif
