/* What a user of an installed matn writes; prints the text of a small page. */
#include <matn.h>
#include <stdio.h>

static int print(void *context, const char *bytes, size_t len) { return fwrite(bytes, 1, len, context) != len; }

int main(void) {
  const char page[] = "<title>Hello</title><p>A page that a program reads which was built against an installed matn.";
  const matn_extract_options whole = {.size = sizeof(whole), .whole = true};
  matn_doc *doc = NULL;
  const matn_article *article;
  matn_error error;
  bool good = matn_parse(NULL, page, sizeof(page) - 1, NULL, &doc, &error) == MATN_OK &&
              matn_extract(doc, &whole, &article, &error) == MATN_OK &&
              matn_render(article, MATN_TEXT, NULL, (matn_sink){print, stdout}, &error) == MATN_OK;
  if (!good) fprintf(stderr, "%s\n", error.message);
  matn_doc_free(doc);
  return !good;
}
