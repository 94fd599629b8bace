/*
 * matn_parse: from bytes to a document.
 *
 * A context keeps the tree builder's memory and one document that was freed; the next parse takes that document's
 * arrays over.  A document without context allocates for itself.
 */
#include "api/internal.h"
#include "html/dump.h"
#include "html/tree.h"
#include "text/charset.h"

struct matn_context {
  matn_alloc alloc;
  mtn_tree *tree;
  matn_doc *spare;
};

enum {
  DEFAULT_BYTES = 256 * 1024 * 1024, /* Common Crawl cuts a page at 1 MiB, single-page standards reach 15 MB */
  DEFAULT_DEPTH = 10000,             /* pages that forget to close <font> or <b> reach a few thousand */
  DEFAULT_NODES = 32 * 1024 * 1024,
  DEFAULT_ATTRIBUTES = 65535
};

matn_context *matn_context_new(const matn_alloc *alloc) {
  if (!alloc) alloc = &mtn_alloc_default;
  matn_context *ctx = mtn_malloc(alloc, sizeof(*ctx));
  if (!ctx) return NULL;
  *ctx = (matn_context){.alloc = *alloc};
  ctx->tree = mtn_tree_new(&ctx->alloc);
  if (ctx->tree) return ctx;
  mtn_free(alloc, ctx, sizeof(*ctx));
  return NULL;
}

static void doc_destroy(matn_doc *doc) {
  const matn_alloc *alloc = doc->tree.alloc;
  mtn_document_free(&doc->tree);
  if (doc->hidden.found) mtn_document_free(&doc->hidden.tree);
  mtn_arena_free(&doc->arena);
  mtn_arena_free(&doc->scratch);
  mtn_free(alloc, doc, sizeof(*doc));
}

void matn_context_free(matn_context *ctx) {
  if (!ctx) return;
  if (ctx->spare) doc_destroy(ctx->spare);
  mtn_tree_free(ctx->tree);
  matn_alloc alloc = ctx->alloc;
  mtn_free(&alloc, ctx, sizeof(*ctx));
}

static matn_doc *doc_new(matn_context *ctx) {
  matn_doc *doc = ctx ? ctx->spare : NULL;
  if (doc) {
    ctx->spare = NULL;
    mtn_document tree = doc->tree;
    mtn_arena arena = doc->arena, scratch = doc->scratch;
    if (doc->hidden.found) mtn_document_free(&doc->hidden.tree);
    *doc = (matn_doc){.ctx = ctx, .tree = tree, .arena = arena, .scratch = scratch};
    mtn_document_reset(&doc->tree);
    mtn_arena_reset(&doc->arena);
    return doc;
  }
  const matn_alloc *alloc = ctx ? &ctx->alloc : &mtn_alloc_default;
  doc = mtn_malloc(alloc, sizeof(*doc));
  if (!doc) return NULL;
  *doc = (matn_doc){.ctx = ctx};
  mtn_document_init(&doc->tree, alloc);
  mtn_arena_init(&doc->arena, alloc);
  mtn_arena_init(&doc->scratch, alloc);
  return doc;
}

void matn_doc_free(matn_doc *doc) {
  if (!doc) return;
  if (doc->ctx && !doc->ctx->spare)
    doc->ctx->spare = doc;
  else
    doc_destroy(doc);
}

/* Decode into `tree`, whose memory is taken over. */
static matn_status decode_into(mtn_document *tree, mtn_charset charset, const void *bytes, size_t len, size_t max_bytes,
                               matn_error *error) {
  mtn_buf source = {.alloc = tree->alloc, .data = tree->source, .cap = tree->source_cap};
  matn_status status = mtn_charset_decode(charset, bytes, len, max_bytes, MTN_PADDING, &source);
  tree->source = source.data;
  tree->source_cap = source.cap;
  tree->source_len = source.len;
  if (status == MATN_LIMIT) return mtn_fail(error, status, max_bytes, "the decoded page is larger than max_bytes");
  if (status != MATN_OK) return mtn_fail(error, status, 0, "out of memory");
  return MATN_OK;
}

/* The context of a fragment: its element's name and namespace. */
typedef struct fragment_context {
  matn_str name;
  mtn_namespace ns;
} fragment_context;

/* What is to be parsed, and how. */
typedef struct request {
  matn_context *ctx; /* NULL: none */
  const void *bytes;
  size_t len;
  const fragment_context *fragment; /* NULL: a whole page */
  matn_parse_options options;       /* zeros are filled in */
  mtn_charset given;                /* what the caller says that the encoding is */
} request;

static matn_status decode(const request *r, matn_doc *doc, mtn_charset charset, matn_error *error) {
  doc->charset = mtn_charset_name(charset);
  return decode_into(&doc->tree, charset, r->bytes, r->len, r->options.max_bytes, error);
}

/* What the page's meta elements say once it is parsed ("changing the encoding while parsing", HTML 13.2.3.5). */
static mtn_charset charset_of_tree(const mtn_document *tree) {
  for (uint32_t node = 1; node != 0; node = mtn_node_walk(tree, 1, node)) {
    if (!mtn_node_is(tree, node, MTN_TAG_META)) continue;
    matn_str charset = mtn_node_attr(tree, node, MTN_ATTR_CHARSET);
    matn_str equiv = mtn_node_attr(tree, node, MTN_ATTR_HTTP_EQUIV);
    matn_str content = {NULL, 0};
    if (mtn_str_is(equiv, "content-type")) content = mtn_node_attr(tree, node, MTN_ATTR_CONTENT);
    if (!charset.ptr && !content.ptr) continue;
    mtn_charset found = mtn_charset_from_meta(charset, content);
    if (found != MTN_CHARSET_NONE) return found;
  }
  return MTN_CHARSET_NONE;
}

/* Build the tree of what `tree` holds decoded, with the context's builder if there is one. */
static matn_status build_tree(matn_context *ctx, mtn_document *tree, const fragment_context *fragment,
                              const mtn_tree_limits *limits, matn_error *error) {
  mtn_tree *builder = ctx ? ctx->tree : mtn_tree_new(tree->alloc);
  if (!builder) return mtn_out_of_memory(error);
  matn_status status = fragment ? mtn_tree_build_fragment(builder, tree, fragment->name, fragment->ns, limits, error)
                                : mtn_tree_build(builder, tree, limits, error);
  if (!ctx) mtn_tree_free(builder);
  return status;
}

static matn_status build(const request *r, matn_doc *doc, matn_error *error) {
  mtn_tree_limits limits = {r->options.max_depth, r->options.max_nodes, r->options.max_attributes};
  return build_tree(r->ctx, &doc->tree, r->fragment, &limits, error);
}

matn_status mtn_doc_build(matn_doc *doc, mtn_document *tree, const void *bytes, size_t len, matn_error *error) {
  mtn_charset utf8 = mtn_charset_from_label(MTN_STR("utf-8"));
  mtn_tree_limits limits = {DEFAULT_DEPTH, DEFAULT_NODES, DEFAULT_ATTRIBUTES};
  matn_status status = decode_into(tree, utf8, bytes, len, MTN_SOURCE_MAX, error);
  if (status == MATN_OK) status = build_tree(doc->ctx, tree, NULL, &limits, error);
  if (status != MATN_OK) mtn_document_free(tree);
  return status;
}

static matn_status parse_html(const request *r, matn_doc *doc, matn_error *error) {
  mtn_charset_origin origin;
  mtn_charset charset = mtn_charset_sniff(r->bytes, r->len, r->given, &origin);
  MTN_TRY(decode(r, doc, charset, error));
  MTN_TRY(build(r, doc, error));
  if (origin != MTN_CHARSET_DETECTED && origin != MTN_CHARSET_DEFAULT) return MATN_OK;
  /* Bytes that are UTF-8 beyond ASCII weigh more than an element that came too late for the prescan. */
  if (charset == mtn_charset_from_label(MTN_STR("utf-8"))) return MATN_OK;
  mtn_charset told = charset_of_tree(&doc->tree);
  if (told == MTN_CHARSET_NONE || told == charset) return MATN_OK;
  mtn_document_reset(&doc->tree);
  MTN_TRY(decode(r, doc, told, error));
  return build(r, doc, error);
}

static matn_status parse_text(const request *r, matn_doc *doc, matn_error *error) {
  mtn_charset_origin origin;
  mtn_charset charset = mtn_charset_sniff(r->bytes, r->len, r->given, &origin);
  MTN_TRY(decode(r, doc, charset, error));
  if (!mtn_node_new(&doc->tree, MTN_DOCUMENT)) return mtn_out_of_memory(error);
  return MATN_OK;
}

/* The options of the request: read, checked, zeros filled in. */
static matn_status read_options(const matn_parse_options *given, request *r, matn_error *error) {
  matn_parse_options *options = &r->options;
  MTN_TRY(mtn_options_read(given, options, sizeof(*options), error));
  if (options->input != MATN_INPUT_HTML && options->input != MATN_INPUT_TEXT)
    return mtn_fail(error, MATN_ARGUMENT, 0, "input is no matn_input");
  if (options->max_bytes == 0) options->max_bytes = DEFAULT_BYTES;
  if (options->max_bytes > MTN_SOURCE_MAX) options->max_bytes = MTN_SOURCE_MAX;
  if (options->max_depth == 0) options->max_depth = DEFAULT_DEPTH;
  if (options->max_nodes == 0) options->max_nodes = DEFAULT_NODES;
  if (options->max_attributes == 0) options->max_attributes = DEFAULT_ATTRIBUTES;
  if (r->len > options->max_bytes) return mtn_fail(error, MATN_LIMIT, 0, "the page is larger than max_bytes");
  r->given = options->charset.ptr ? mtn_charset_from_label(options->charset) : MTN_CHARSET_NONE;
  if (options->charset.ptr && r->given == MTN_CHARSET_NONE)
    return mtn_fail(error, MATN_CHARSET, 0, "charset is no label of an encoding");
  return MATN_OK;
}

static matn_status fill(const request *r, matn_doc *doc, matn_error *error) {
  doc->input = r->options.input;
  doc->is_fragment = r->fragment != NULL;
  if (r->options.url.ptr) {
    doc->url = mtn_arena_copy(&doc->arena, r->options.url);
    if (!doc->url.ptr) return mtn_out_of_memory(error);
  }
  return r->options.input == MATN_INPUT_TEXT ? parse_text(r, doc, error) : parse_html(r, doc, error);
}

static matn_status parse(request *r, const matn_parse_options *options, matn_doc **out, matn_error *error) {
  if (!out) return mtn_fail(error, MATN_ARGUMENT, 0, "out is NULL");
  *out = NULL;
  if (!r->bytes && r->len) return mtn_fail(error, MATN_ARGUMENT, 0, "bytes is NULL");
  MTN_TRY(read_options(options, r, error));
  matn_doc *doc = doc_new(r->ctx);
  if (!doc) return mtn_out_of_memory(error);
  matn_status status = fill(r, doc, error);
  if (status != MATN_OK) {
    matn_doc_free(doc);
    return status;
  }
  *out = doc;
  return MATN_OK;
}

matn_status matn_parse(matn_context *ctx, const void *bytes, size_t len, const matn_parse_options *options,
                       matn_doc **out, matn_error *error) {
  request r = {.ctx = ctx, .bytes = bytes, .len = len};
  return parse(&r, options, out, error);
}

matn_status matn_parse_fragment(matn_context *ctx, const void *bytes, size_t len, matn_str context,
                                const matn_parse_options *options, matn_doc **out, matn_error *error) {
  if (out) *out = NULL;
  fragment_context fragment = {context, MTN_NS_HTML};
  if (mtn_str_starts_exactly(context, "svg ")) {
    fragment = (fragment_context){{context.ptr + 4, context.len - 4}, MTN_NS_SVG};
  } else if (mtn_str_starts_exactly(context, "math ")) {
    fragment = (fragment_context){{context.ptr + 5, context.len - 5}, MTN_NS_MATHML};
  }
  if (fragment.name.len == 0) return mtn_fail(error, MATN_EMPTY, 0, "the context of a fragment is empty");
  request r = {.ctx = ctx, .bytes = bytes, .len = len, .fragment = &fragment};
  return parse(&r, options, out, error);
}

matn_str matn_doc_source(const matn_doc *doc) { return (matn_str){doc->tree.source, doc->tree.source_len}; }

matn_str matn_doc_charset(const matn_doc *doc) { return doc->charset; }

void matn_doc_get_stats(const matn_doc *doc, matn_doc_stats *out) {
  *out = (matn_doc_stats){
      .source_bytes = doc->tree.source_len,
      .nodes = doc->tree.node_count ? doc->tree.node_count - 1 : 0,
      .attributes = doc->tree.attr_count ? doc->tree.attr_count - 1 : 0,
      .memory = sizeof(*doc) + mtn_document_memory(&doc->tree) + mtn_document_memory(&doc->hidden.tree) +
                doc->arena.held + doc->scratch.held,
      .quirks = doc->tree.quirks,
  };
}

matn_status matn_tree_write(const matn_doc *doc, matn_sink sink, matn_error *error) {
  if (!doc || !sink.write) return mtn_fail(error, MATN_ARGUMENT, 0, "doc or sink is NULL");
  mtn_buf out;
  mtn_buf_init(&out, doc->tree.alloc);
  /* A fragment's tree hangs below its html element, which is no part of it; a document's below node 1. */
  uint32_t top = doc->is_fragment ? doc->tree.root : 1;
  mtn_tree_dump(&doc->tree, top, &out);
  matn_status status = MATN_OK;
  if (out.failed)
    status = mtn_out_of_memory(error);
  else if (sink.write(sink.ctx, mtn_buf_view(&out).ptr, out.len) != 0)
    status = mtn_fail(error, MATN_SINK, 0, "the sink refused the output");
  mtn_buf_free(&out);
  return status;
}
