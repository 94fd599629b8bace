#include "meta/url.h"

matn_str mtn_url_host(matn_str url) {
  const matn_str none = {NULL, 0};
  if (!url.ptr) return none;
  const char *p = url.ptr, *end = p + url.len;
  size_t scheme = 0;
  while (scheme < url.len && mtn_is_alpha((unsigned char)p[scheme])) scheme++;
  bool http = (scheme == 4 || scheme == 5) && mtn_to_lower(p[0]) == 'h' && mtn_to_lower(p[1]) == 't' &&
              mtn_to_lower(p[2]) == 't' && mtn_to_lower(p[3]) == 'p';
  if (http && url.len > scheme && p[scheme] == ':')
    p += scheme + 1;
  else if (scheme != 0)
    return none;
  if (end - p < 3 || p[0] != '/' || p[1] != '/') return none;
  p += 2;
  const char *stop = p;
  while (stop < end && *stop != '/' && *stop != '?' && *stop != '#') stop++;
  for (const char *at = p; at < stop; at++)
    if (*at == '@') p = at + 1;
  const char *colon = p;
  while (colon < stop && *colon != ':') colon++;
  return colon > p ? (matn_str){p, (size_t)(colon - p)} : none;
}
