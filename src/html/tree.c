/* The loop of tree construction (HTML 13.2.6): tokens to the insertion mode or to foreign content; documents,
 * fragments, limits. */
#include "html/tree_internal.h"

static mtn_mode_fn *const modes[MTN_MODE_COUNT] = {
    [MTN_MODE_INITIAL] = mtn_mode_initial,
    [MTN_MODE_BEFORE_HTML] = mtn_mode_before_html,
    [MTN_MODE_BEFORE_HEAD] = mtn_mode_before_head,
    [MTN_MODE_IN_HEAD] = mtn_mode_in_head,
    [MTN_MODE_IN_HEAD_NOSCRIPT] = mtn_mode_in_head_noscript,
    [MTN_MODE_AFTER_HEAD] = mtn_mode_after_head,
    [MTN_MODE_IN_BODY] = mtn_mode_in_body,
    [MTN_MODE_TEXT] = mtn_mode_text,
    [MTN_MODE_IN_TABLE] = mtn_mode_in_table,
    [MTN_MODE_IN_TABLE_TEXT] = mtn_mode_in_table_text,
    [MTN_MODE_IN_CAPTION] = mtn_mode_in_caption,
    [MTN_MODE_IN_COLUMN_GROUP] = mtn_mode_in_column_group,
    [MTN_MODE_IN_TABLE_BODY] = mtn_mode_in_table_body,
    [MTN_MODE_IN_ROW] = mtn_mode_in_row,
    [MTN_MODE_IN_CELL] = mtn_mode_in_cell,
    [MTN_MODE_IN_TEMPLATE] = mtn_mode_in_template,
    [MTN_MODE_AFTER_BODY] = mtn_mode_after_body,
    [MTN_MODE_IN_FRAMESET] = mtn_mode_in_frameset,
    [MTN_MODE_AFTER_FRAMESET] = mtn_mode_after_frameset,
    [MTN_MODE_AFTER_AFTER_BODY] = mtn_mode_after_after_body,
    [MTN_MODE_AFTER_AFTER_FRAMESET] = mtn_mode_after_after_frameset,
};

/* Steps of loops that the standard leaves unbounded (see tree_internal.h): a page of the corpora takes less than one a
 * byte; a step takes about a nanosecond, so the worst page of 100 MB ends within seconds. */
#define WORK_FREE ((uint64_t)1 << 24)
#define WORK_PER_BYTE 64u

mtn_tree *mtn_tree_new(const matn_alloc *alloc) {
  mtn_tree *tree = mtn_malloc(alloc, sizeof(*tree));
  if (tree) {
    memset(tree, 0, sizeof(*tree));
    tree->alloc = alloc;
  }
  return tree;
}

void mtn_tree_free(mtn_tree *tree) {
  if (!tree) return;
  const matn_alloc *alloc = tree->alloc;
  mtn_free(alloc, tree->open, tree->open_cap * sizeof(*tree->open));
  mtn_free(alloc, tree->active, tree->active_cap * sizeof(*tree->active));
  mtn_free(alloc, tree->templates, tree->templates_cap * sizeof(*tree->templates));
  mtn_free(alloc, tree->pending, tree->pending_cap * sizeof(*tree->pending));
  mtn_tokenizer_free(&tree->tz, alloc);
  mtn_free(alloc, tree, sizeof(*tree));
}

size_t mtn_tree_memory(const mtn_tree *tree) {
  return sizeof(*tree) + tree->open_cap * sizeof(*tree->open) + tree->active_cap * sizeof(*tree->active) +
         tree->templates_cap * sizeof(*tree->templates) + tree->pending_cap * sizeof(*tree->pending) +
         tree->tz.set_cap * sizeof(*tree->tz.set);
}

bool mtn_tree_current_mode(mtn_tree *tree, mtn_token *token) { return modes[tree->mode](tree, token); }

/* Which rules apply (the list at the head of 13.2.6); the adjusted current node is foreign. */
static bool foreign_applies(mtn_tree *tree, const mtn_open *current, const mtn_token *token) {
  if (token->type == MTN_TOKEN_EOF) return false;
  bool start = token->type == MTN_TOKEN_START, text = token->type == MTN_TOKEN_TEXT;
  if (current->flags & MTN_MATHML_POINT) {
    if (start && token->tag != MTN_TAG_MGLYPH && token->tag != MTN_TAG_MALIGNMARK) return false;
    if (text) return false;
  }
  if (current->ns == MTN_NS_MATHML && current->tag == MTN_TAG_ANNOTATION_XML && start && token->tag == MTN_TAG_SVG)
    return false;
  if ((current->flags & MTN_HTML_POINT) && (start || text)) return false;
  (void)tree;
  return true;
}

static void handle(mtn_tree *tree, mtn_token *token) {
  bool again;
  do {
    if (tree->open_len > 0 && mtn_adjusted_current(tree)->ns != MTN_NS_HTML &&
        foreign_applies(tree, mtn_adjusted_current(tree), token))
      again = mtn_foreign_content(tree, token);
    else
      again = modes[tree->mode](tree, token);
  } while (again && !tree->stop && !tree->doc->failed);
}

/* Copy the children of `from` to the end of `to`, which is not among them. */
static void copy_children(mtn_tree *tree, uint32_t from_top, uint32_t to_top) {
  mtn_document *doc = tree->doc;
  uint32_t to = to_top;
  for (uint32_t from = doc->nodes[from_top].first; from && !doc->failed && tree->work <= tree->work_max;) {
    uint32_t copy = mtn_node_new(doc, (mtn_node_type)doc->nodes[from].type);
    const mtn_node *f = &doc->nodes[from];
    doc->nodes[copy] = (mtn_node){.tag = f->tag,
                                  .type = f->type,
                                  .ns = f->ns,
                                  .data = f->data,
                                  .size = f->size,
                                  .begin = f->begin,
                                  .end = f->end};
    mtn_node_append(doc, to, copy);
    tree->work += MTN_CLONE_WORK;
    if (doc->nodes[from].first) {
      from = doc->nodes[from].first;
      to = copy;
      continue;
    }
    while (from != from_top && !doc->nodes[from].next) {
      from = doc->nodes[from].parent;
      if (from != from_top) to = doc->nodes[to].parent;
    }
    from = from == from_top ? 0 : doc->nodes[from].next;
  }
}

/* "Maybe clone an option into selectedcontent" (HTML 4.10.7): for the parser it is enough to do so once for each
 * select, when all of its options are there.  The first selectedcontent of the select shows its selected option (the
 * last that says so, else the first), unless it stands in an option, another selectedcontent or a second select. */
static void fill_selectedcontent(mtn_tree *tree, uint32_t select) {
  mtn_document *doc = tree->doc;
  if (mtn_node_attr(doc, select, MTN_ATTR_MULTIPLE).ptr) return;
  uint32_t shown = 0, first = 0, selected = 0;
  for (uint32_t n = doc->nodes[select].first; n; n = mtn_node_walk(doc, select, n)) {
    tree->work++;
    if (!shown && mtn_node_is(doc, n, MTN_TAG_SELECTEDCONTENT)) shown = n;
    if (!mtn_node_is(doc, n, MTN_TAG_OPTION)) continue;
    if (!first) first = n;
    if (mtn_node_attr(doc, n, MTN_ATTR_SELECTED).ptr) selected = n;
  }
  uint32_t option = selected ? selected : first;
  if (!shown || !option) return;
  for (uint32_t n = doc->nodes[shown].parent; n; n = doc->nodes[n].parent) {
    tree->work++;
    if (mtn_node_is(doc, n, MTN_TAG_OPTION) || mtn_node_is(doc, n, MTN_TAG_SELECTEDCONTENT)) return;
    if (mtn_node_is(doc, n, MTN_TAG_SELECT) && n != select) return;
  }
  while (doc->nodes[shown].first) mtn_node_remove(doc, doc->nodes[shown].first);
  copy_children(tree, option, shown);
}

/* All selects: each is walked as a whole, so that one in another costs twice. */
static void fill_all_selectedcontent(mtn_tree *tree) {
  mtn_document *doc = tree->doc;
  uint32_t end = (uint32_t)doc->node_count;
  for (uint32_t node = 1; node < end && !doc->failed && tree->work <= tree->work_max; node++)
    if (mtn_node_is(doc, node, MTN_TAG_SELECT) && doc->nodes[node].parent) fill_selectedcontent(tree, node);
}

static void begin(mtn_tree *tree, mtn_document *doc, const mtn_tree_limits *limits) {
  tree->doc = doc;
  tree->open_len = tree->active_len = tree->templates_len = tree->pending_len = 0;
  memset(tree->open_count, 0, sizeof(tree->open_count));
  tree->head = tree->form = tree->context = 0;
  tree->mode = tree->original_mode = MTN_MODE_INITIAL;
  tree->frameset_ok = true;
  tree->foster_parenting = tree->skip_newline = tree->stop = tree->seen_selectedcontent = false;
  tree->max_depth = limits->max_depth;
  tree->max_nodes = limits->max_nodes;
  tree->work = 0;
  tree->work_max = WORK_FREE + (uint64_t)doc->source_len * WORK_PER_BYTE;
  mtn_tokenizer_init(&tree->tz, doc);
  tree->tz.max_attributes = limits->max_attributes;
  /* From here on every array has room for one element, so that nothing needs to look before it writes. */
  if (!mtn_array_reserve(tree->alloc, (void **)&tree->open, &tree->open_cap, 64, sizeof(*tree->open), 64))
    doc->failed = true;
  tree->document = mtn_node_new(doc, MTN_DOCUMENT);
}

MTN_INLINE matn_status check_limits(const mtn_tree *tree, size_t pos, matn_error *error) {
  if (MTN_UNLIKELY(tree->open_len > tree->max_depth))
    return mtn_fail(error, MATN_LIMIT, pos, "more elements are open at once than max_depth");
  if (MTN_UNLIKELY(tree->doc->node_count > (size_t)tree->max_nodes + 1)) /* node 0 is none */
    return mtn_fail(error, MATN_LIMIT, pos, "the page has more nodes than max_nodes");
  if (MTN_UNLIKELY(tree->work > tree->work_max))
    return mtn_fail(error, MATN_LIMIT, pos, "the page takes more work than its size allows");
  return MATN_OK;
}

static matn_status run(mtn_tree *tree, matn_error *error) {
  mtn_document *doc = tree->doc;
  mtn_token *token = &tree->tz.token;
  while (!tree->stop && !doc->failed) {
    tree->tz.cdata_allowed = tree->open_len > 0 && mtn_adjusted_current(tree)->ns != MTN_NS_HTML;
    mtn_token_type type = mtn_tokenizer_next(&tree->tz);
    if (MTN_UNLIKELY(tree->skip_newline)) {
      tree->skip_newline = false;
      if (type == MTN_TOKEN_TEXT && mtn_token_text(tree, token).ptr[0] == '\n') {
        token->text.at++;
        if (--token->text.len == 0) continue;
      }
    }
    if (MTN_UNLIKELY(tree->tz.limit))
      return mtn_fail(error, MATN_LIMIT, token->begin, "an element has more attributes than max_attributes");
    handle(tree, token);
    MTN_TRY(check_limits(tree, token->begin, error));
  }
  if (tree->seen_selectedcontent && !doc->failed) {
    fill_all_selectedcontent(tree);
    MTN_TRY(check_limits(tree, doc->source_len, error));
  }
  doc->attr_count = tree->tz.attr_base;
  if (doc->failed) return mtn_out_of_memory(error);
  doc->head = tree->head;
  return MATN_OK;
}

matn_status mtn_tree_build(mtn_tree *tree, mtn_document *doc, const mtn_tree_limits *limits, matn_error *error) {
  begin(tree, doc, limits);
  if (doc->failed) return mtn_out_of_memory(error);
  return run(tree, error);
}

matn_status mtn_tree_build_fragment(mtn_tree *tree, mtn_document *doc, matn_str context, mtn_namespace ns,
                                    const mtn_tree_limits *limits, matn_error *error) {
  begin(tree, doc, limits);
  if (doc->failed) return mtn_out_of_memory(error);
  uint32_t node = mtn_node_new(doc, MTN_ELEMENT);
  char lower[32]; /* longer than every name of the table; SVG names are looked up without their capitals */
  size_t len = context.len < sizeof(lower) ? context.len : 0;
  for (size_t i = 0; i < len; i++) lower[i] = mtn_to_lower(context.ptr[i]);
  doc->nodes[node].tag = (uint16_t)mtn_tag_find((matn_str){lower, len});
  doc->nodes[node].ns = (uint8_t)ns;
  if (doc->nodes[node].tag == MTN_TAG_UNKNOWN) { /* its name, in the slot before no attributes */
    doc->attrs[tree->tz.attr_base] = (mtn_attr){.name = mtn_pool_add(doc, context)};
    doc->nodes[node].data = tree->tz.attr_base + 1;
    tree->tz.attr_base++;
    doc->attr_count = tree->tz.attr_base;
  }
  tree->context = node;
  tree->context_entry = mtn_stack_entry(tree, node);
  if (ns == MTN_NS_HTML) {
    switch (doc->nodes[node].tag) { /* 13.4, step 5 */
    case MTN_TAG_TITLE:
    case MTN_TAG_TEXTAREA: tree->tz.state = MTN_STATE_RCDATA; break;
    case MTN_TAG_STYLE:
    case MTN_TAG_XMP:
    case MTN_TAG_IFRAME:
    case MTN_TAG_NOEMBED:
    case MTN_TAG_NOFRAMES: tree->tz.state = MTN_STATE_RAWTEXT; break;
    case MTN_TAG_SCRIPT: tree->tz.state = MTN_STATE_SCRIPT; break;
    case MTN_TAG_PLAINTEXT: tree->tz.state = MTN_STATE_PLAINTEXT; break;
    case MTN_TAG_FORM: tree->form = node; break;
    default: break;
    }
  }
  mtn_token none = {.type = MTN_TOKEN_START};
  doc->root = mtn_insert_implied(tree, MTN_TAG_HTML, &none);
  if (ns == MTN_NS_HTML && doc->nodes[node].tag == MTN_TAG_TEMPLATE) {
    if (mtn_array_reserve(tree->alloc, (void **)&tree->templates, &tree->templates_cap, 1, 1, 16))
      tree->templates[tree->templates_len++] = MTN_MODE_IN_TEMPLATE;
    else
      doc->failed = true;
  }
  if (!doc->failed) mtn_reset_mode(tree);
  return run(tree, error);
}
