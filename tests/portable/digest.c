/*
 * Prints a digest of all that the library makes of each page: its decoded source, tree, article and every rendering.
 * Built once with the vector paths of this machine and once without (MTN_PORTABLE); compare.py wants the same from
 * both.
 *
 *     digest < LIST        LIST: a path a line; .gz is read as it is
 */
#include "matn.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* FNV-1a, 64 bits. */
static int add(void *ctx, const char *bytes, size_t len) {
  uint64_t hash = *(uint64_t *)ctx;
  for (size_t i = 0; i < len; i++) hash = (hash ^ (unsigned char)bytes[i]) * UINT64_C(0x100000001B3);
  *(uint64_t *)ctx = hash;
  return 0;
}

static char *read_page(const char *path, size_t *len) {
  gzFile file = gzopen(path, "rb");
  if (!file) return NULL;
  size_t capacity = 1 << 20, at = 0;
  char *bytes = malloc(capacity);
  for (int got; bytes && (got = gzread(file, bytes + at, (unsigned)(capacity - at))) > 0;) {
    at += (size_t)got;
    if (at < capacity) continue;
    char *grown = realloc(bytes, capacity *= 2);
    if (!grown) free(bytes);
    bytes = grown;
  }
  gzclose(file);
  *len = at;
  return bytes;
}

static matn_status digest(matn_context *ctx, const char *bytes, size_t len, uint64_t *hash, matn_error *error) {
  matn_doc *doc = NULL;
  const matn_article *article = NULL;
  matn_sink sink = {add, hash};
  matn_status status = matn_parse(ctx, bytes, len, NULL, &doc, error);
  if (status != MATN_OK) return status;
  matn_str source = matn_doc_source(doc), charset = matn_doc_charset(doc);
  add(hash, source.ptr, source.len);
  add(hash, charset.ptr, charset.len);
  status = matn_tree_write(doc, sink, error);
  if (status == MATN_OK) status = matn_extract(doc, NULL, &article, error);
  for (int format = MATN_TEXT; format <= MATN_HTML && status == MATN_OK; format++)
    status = matn_render(article, (matn_format)format, NULL, sink, error);
  matn_doc_free(doc);
  return status;
}

int main(void) {
  char path[4096];
  matn_context *ctx = matn_context_new(NULL);
  while (fgets(path, sizeof(path), stdin)) {
    path[strcspn(path, "\n")] = '\0';
    size_t len = 0;
    char *bytes = read_page(path, &len);
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    matn_error error = {0};
    matn_status status = bytes ? digest(ctx, bytes, len, &hash, &error) : MATN_EMPTY;
    printf("%016" PRIx64 " %s %s\n", hash, status == MATN_OK ? "ok" : bytes ? error.message : "cannot be read", path);
    free(bytes);
  }
  matn_context_free(ctx);
  return 0;
}
