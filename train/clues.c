/*
 * matn-clues: what the labeller by rules sees of pages, for train/card.py.
 *
 * Standard input is pages, each a length (uint32) and that many bytes.  Standard output begins with the clues' names,
 * one a line, and an empty line; then comes a record a page:
 *
 *   uint32             n, blocks
 *   uint32             length of their texts together
 *   n times 6 uint32   flags, words, kind, table, box around its box, length of the text
 *   MTN_CLUE_COUNT columns of n int16
 *   n bytes            whether the labeller takes the block, before repeats are dropped
 *   the texts, one after another
 *
 * Numbers are in the machine's own byte order.  Exit status 1: memory or input ran out, or the reader went away.
 */
#include "api/internal.h"
#include "extract/label.h"
#include "extract/label_clues.h"
#include "matn.h"

#include <stdio.h>
#include <stdlib.h>

static void put(const void *bytes, size_t len) {
  if (len) fwrite(bytes, 1, len, stdout); /* main() looks at ferror() */
}

static matn_status write_page(matn_context *ctx, const char *bytes, size_t len) {
  matn_doc *doc;
  MTN_TRY(matn_parse(ctx, bytes, len, NULL, &doc, NULL));
  mtn_clues clues = {0};
  matn_status status = mtn_doc_cut(doc, 0, NULL);
  if (status == MATN_OK && doc->blocks.count) status = mtn_clues_measure(&doc->tree, &doc->blocks, &doc->arena, &clues);
  if (status == MATN_OK) status = mtn_blocks_label(&doc->tree, &doc->blocks, MATN_BALANCED, &doc->arena);
  if (status == MATN_OK) {
    const mtn_blocks *blocks = &doc->blocks;
    uint32_t head[2] = {(uint32_t)blocks->count, 0};
    for (size_t i = 0; i < blocks->count; i++) head[1] += (uint32_t)blocks->items[i].text.len;
    put(head, sizeof(head));
    for (size_t i = 0; i < blocks->count; i++) {
      const mtn_block *b = &blocks->items[i];
      uint32_t row[] = {b->flags, b->words, b->kind, b->table, blocks->boxes[b->box].parent, (uint32_t)b->text.len};
      put(row, sizeof(row));
    }
    for (int k = 0; k < MTN_CLUE_COUNT && blocks->count; k++)
      put(mtn_clue_column(&clues, (mtn_clue)k), blocks->count * sizeof(int16_t));
    for (size_t i = 0; i < blocks->count; i++) putchar(blocks->items[i].selected);
    for (size_t i = 0; i < blocks->count; i++) put(blocks->items[i].text.ptr, blocks->items[i].text.len);
  }
  matn_doc_free(doc);
  return status;
}

int main(void) {
#define PRINT_NAME(name, what) puts(#name);
  MTN_CLUES(PRINT_NAME)
#undef PRINT_NAME
  puts("");
  matn_context *ctx = matn_context_new(NULL);
  char *page = NULL;
  bool well = ctx != NULL;
  for (uint32_t len; well && fread(&len, sizeof(len), 1, stdin) == 1;) {
    char *grown = realloc(page, (size_t)len + 1);
    if (grown) page = grown;
    well = grown && fread(page, 1, len, stdin) == len && write_page(ctx, page, len) == MATN_OK;
  }
  well = well && fflush(stdout) == 0 && !ferror(stdin) && !ferror(stdout);
  free(page);
  matn_context_free(ctx);
  return well ? 0 : 1;
}
