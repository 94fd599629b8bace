/* matn_features_write: what the model sees of a page, for training and for people who want to know why. */
#include "extract/features.h"
#include "api/internal.h"
#include "extract/lines.h"
#include "render/out.h"

static void write_number(mtn_out *out, int64_t value) {
  if (value < 0) mtn_out_cstr(out, "-");
  mtn_out_number(out, value < 0 ? (uint64_t)-value : (uint64_t)value);
}

static void write_string(mtn_out *out, matn_str text) {
  mtn_out_cstr(out, "\"");
  out->quoted = true;
  mtn_out_str(out, text);
  out->quoted = false;
  mtn_out_cstr(out, "\"");
}

/* What names an element: class, id and the like, into the JSON string that is open. */
static void write_names(mtn_out *out, const mtn_document *doc, uint32_t node) {
  const mtn_node *n = &doc->nodes[node];
  if (n->type != MTN_ELEMENT) return;
  for (uint32_t i = 0; i < n->size; i++) {
    const mtn_attr *attr = &doc->attrs[n->data + i];
    if (!mtn_names_reads(attr->id)) continue;
    mtn_out_str(out, mtn_names_value(doc, attr));
    mtn_out_cstr(out, " ");
  }
  if (n->tag == MTN_TAG_UNKNOWN) {
    mtn_out_str(out, mtn_node_name(doc, node));
    mtn_out_cstr(out, " ");
  }
}

/* What is measured of the blocks of a page: features of blocks, or, of plain text, those of lines. */
typedef struct measured {
  mtn_features features;
  const char *const *names;
  unsigned count;
} measured;

static matn_status measure(matn_doc *doc, measured *out) {
  if (doc->input == MATN_INPUT_TEXT) {
    *out = (measured){.names = mtn_line_names, .count = MTN_LINE_COUNT};
    return mtn_lines_measure(&doc->blocks, &doc->arena, &out->features);
  }
  *out = (measured){.names = mtn_feature_names, .count = MTN_FEATURE_COUNT};
  return mtn_features_measure(&doc->tree, &doc->blocks, doc->url, &doc->arena, &out->features);
}

static void write_block(mtn_out *out, const mtn_document *doc, const mtn_blocks *blocks, const measured *m, size_t i) {
  const mtn_block *block = &blocks->items[i];
  mtn_out_cstr(out, i ? ",\n{\"text\":" : "\n{\"text\":");
  write_string(out, block->text);
  mtn_out_cstr(out, ",\"own\":\"");
  out->quoted = true;
  uint32_t box = block->box;
  if (block->node != blocks->boxes[box].node) write_names(out, doc, block->node);
  write_names(out, doc, blocks->boxes[box].node);
  out->quoted = false;
  mtn_out_cstr(out, "\",\"near\":\"");
  out->quoted = true;
  for (int k = 0; k < 3 && box; k++) {
    box = blocks->boxes[box].parent;
    write_names(out, doc, blocks->boxes[box].node);
  }
  out->quoted = false;
  mtn_out_cstr(out, "\",\"place\":");
  write_number(out, blocks->boxes[mtn_blocks_place(blocks, block)].node);
  if (m->features.alike) {
    mtn_out_cstr(out, ",\"alike\":");
    write_number(out, m->features.alike[i]);
  }
  mtn_out_cstr(out, ",\"values\":[");
  for (unsigned f = 0; f < m->count; f++) {
    if (f) mtn_out_cstr(out, ",");
    write_number(out, m->features.values[f * m->features.stride + i]);
  }
  mtn_out_cstr(out, "]}");
}

matn_status matn_features_write(matn_doc *doc, matn_sink sink, matn_error *error) {
  if (!doc || !sink.write) return mtn_fail(error, MATN_ARGUMENT, 0, "doc or sink is NULL");
  MTN_TRY(mtn_doc_cut(doc, 0, error));
  measured m;
  if (measure(doc, &m) != MATN_OK) return mtn_out_of_memory(error);
  mtn_out out;
  mtn_out_init(&out, sink);
  mtn_out_cstr(&out, "{\"features\":[");
  for (unsigned f = 0; f < m.count; f++) {
    if (f) mtn_out_cstr(&out, ",");
    write_string(&out, mtn_str_of(m.names[f]));
  }
  mtn_out_cstr(&out, "],\"blocks\":[");
  for (size_t i = 0; i < doc->blocks.count; i++) write_block(&out, &doc->tree, &doc->blocks, &m, i);
  mtn_out_cstr(&out, "]}\n");
  return mtn_out_finish(&out) == MATN_OK ? MATN_OK : mtn_fail(error, MATN_SINK, 0, "the sink refused the output");
}
