/* Options structs of every version of the header, and the names of the status values. */
#include "api/internal.h"

matn_status mtn_options_read(const void *options, void *out, size_t known, matn_error *error) {
  memset(out, 0, known);
  memcpy(out, &known, sizeof(known));
  if (!options) return MATN_OK;
  size_t size;
  memcpy(&size, options, sizeof(size));
  if (size < sizeof(size)) return mtn_fail(error, MATN_ARGUMENT, 0, "the size field of an options struct is not set");
  if (size > known) {
    const unsigned char *bytes = options;
    for (size_t i = known; i < size; i++)
      if (bytes[i])
        return mtn_fail(error, MATN_VERSION, 0, "an options struct has fields that this version does not know");
    size = known;
  }
  memcpy((char *)out + sizeof(size), (const char *)options + sizeof(size), size - sizeof(size));
  return MATN_OK;
}

const char *matn_version_string(void) { return MATN_VERSION_STRING; }

const char *matn_status_name(matn_status status) {
  switch (status) {
  case MATN_OK: return "ok";
  case MATN_NOMEM: return "out of memory";
  case MATN_LIMIT: return "limit";
  case MATN_ARGUMENT: return "wrong argument";
  case MATN_VERSION: return "newer options";
  case MATN_CHARSET: return "unknown charset";
  case MATN_SINK: return "output failed";
  case MATN_EMPTY: return "empty";
  case MATN_SELECTOR: return "wrong selector";
  }
  return "unknown status";
}
