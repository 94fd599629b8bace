/*
 * The tree builder's state, shared by the files of the insertion modes.
 *
 * Invariants:
 *  - `open` is the stack of open elements (HTML 13.2.4.2), the current node last.  Each entry repeats its node's tag,
 *    namespace and flags, so that walks down the stack touch nothing else.
 *  - `open_count[tag]` is the number of HTML elements of that tag on the stack: most questions about the stack are
 *    answered by a zero there.
 *  - `work` counts the steps of every loop whose length the standard does not bound by the token; past `work_max`, a
 *    multiple of the page's size, building stops with MATN_LIMIT.  That keeps hostile pages linear without a clock.
 *  - When memory runs out, doc->failed is set, writes go to node 0, and the loop over tokens ends at the next token.
 */
#ifndef MTN_HTML_TREE_INTERNAL_H
#define MTN_HTML_TREE_INTERNAL_H

#include "html/tokenizer.h"
#include "html/tree.h"

typedef enum mtn_mode {
  MTN_MODE_INITIAL,
  MTN_MODE_BEFORE_HTML,
  MTN_MODE_BEFORE_HEAD,
  MTN_MODE_IN_HEAD,
  MTN_MODE_IN_HEAD_NOSCRIPT,
  MTN_MODE_AFTER_HEAD,
  MTN_MODE_IN_BODY,
  MTN_MODE_TEXT,
  MTN_MODE_IN_TABLE,
  MTN_MODE_IN_TABLE_TEXT,
  MTN_MODE_IN_CAPTION,
  MTN_MODE_IN_COLUMN_GROUP,
  MTN_MODE_IN_TABLE_BODY,
  MTN_MODE_IN_ROW,
  MTN_MODE_IN_CELL,
  MTN_MODE_IN_TEMPLATE,
  MTN_MODE_AFTER_BODY,
  MTN_MODE_IN_FRAMESET,
  MTN_MODE_AFTER_FRAMESET,
  MTN_MODE_AFTER_AFTER_BODY,
  MTN_MODE_AFTER_AFTER_FRAMESET,
  MTN_MODE_COUNT
} mtn_mode;

/* Flags of an open element: those of the tag (names_ids.inc) for HTML elements, what the standard says for foreign
 * ones, and two more. */
enum {
  MTN_HTML_POINT = 1 << 6,  /* foreign: HTML integration point */
  MTN_MATHML_POINT = 1 << 7 /* foreign: MathML text integration point */
};

typedef struct mtn_open {
  uint32_t node;
  uint16_t tag;
  uint8_t ns;
  uint8_t flags;
} mtn_open;

/* An entry of the list of active formatting elements (13.2.4.3); node 0 is a marker. */
typedef struct mtn_active {
  uint32_t node;
  uint16_t tag;
} mtn_active;

/* Steps of work that a clone counts for: formatting elements left open are cloned into every block that follows, nodes
 * squared in tags, so that what bounds work must bound memory too. */
#define MTN_CLONE_WORK 16

struct mtn_tree {
  const matn_alloc *alloc;
  mtn_document *doc;
  mtn_tokenizer tz;
  mtn_open *open;
  size_t open_len, open_cap;
  mtn_active *active;
  size_t active_len, active_cap;
  uint8_t *templates; /* stack of template insertion modes */
  size_t templates_len, templates_cap;
  mtn_ref *pending; /* pending table character tokens */
  size_t pending_len, pending_cap;
  uint32_t pending_begin, pending_end;
  bool pending_solid; /* one of them is no white space */
  uint32_t open_count[MTN_TAG_COUNT];
  uint32_t document, head, form;
  uint32_t context; /* fragment case: the context element, never on the stack; 0 otherwise */
  mtn_open context_entry;
  uint8_t mode, original_mode;
  bool frameset_ok, foster_parenting, skip_newline, stop, seen_selectedcontent;
  uint32_t max_depth, max_nodes;
  uint64_t work, work_max;
};

/* An insertion mode: handles the token; true when it is to be reprocessed in the mode that is current now. */
typedef bool mtn_mode_fn(mtn_tree *tree, mtn_token *token);

mtn_mode_fn mtn_mode_initial, mtn_mode_before_html, mtn_mode_before_head, mtn_mode_in_head, mtn_mode_in_head_noscript,
    mtn_mode_after_head, mtn_mode_in_body, mtn_mode_text, mtn_mode_in_table, mtn_mode_in_table_text,
    mtn_mode_in_caption, mtn_mode_in_column_group, mtn_mode_in_table_body, mtn_mode_in_row, mtn_mode_in_cell,
    mtn_mode_in_template, mtn_mode_after_body, mtn_mode_in_frameset, mtn_mode_after_frameset, mtn_mode_after_after_body,
    mtn_mode_after_after_frameset;

/* The rules for foreign content (13.2.6.5). */
bool mtn_foreign_content(mtn_tree *tree, mtn_token *token);
/* "Adjust MathML attributes", "adjust SVG attributes" and "adjust foreign attributes" of a start tag. */
void mtn_adjust_attributes(mtn_tree *tree, mtn_token *token, mtn_namespace ns);
/* The rules of the current insertion mode, once: what "using the rules given in the section corresponding to the
 * current insertion mode" calls for. */
bool mtn_tree_current_mode(mtn_tree *tree, mtn_token *token);

/* ---- tokens ---- */

static inline bool mtn_is_start(const mtn_token *token, mtn_tag tag) {
  return token->type == MTN_TOKEN_START && token->tag == tag;
}
static inline bool mtn_is_end(const mtn_token *token, mtn_tag tag) {
  return token->type == MTN_TOKEN_END && token->tag == tag;
}
static inline matn_str mtn_token_text(const mtn_tree *tree, const mtn_token *token) {
  return mtn_text_of(tree->doc, token->text);
}
/* Take the white space off the front of a text token, into the tree when `insert`; true when nothing is left. */
bool mtn_take_space(mtn_tree *tree, mtn_token *token, bool insert);
/* Insert the white space of a text token and drop the rest (framesets). */
void mtn_insert_only_space(mtn_tree *tree, const mtn_token *token);
/* Is there anything but white space (and NUL, which is none of ours) in it? */
bool mtn_is_solid(matn_str text);
/* Is it a start tag with type=hidden? */
bool mtn_is_hidden_input(const mtn_tree *tree, const mtn_token *token);
/* The text with its NULs dropped, or as U+FFFD when `replace`. */
mtn_ref mtn_without_nul(mtn_tree *tree, mtn_ref text, bool replace);

/* ---- stack of open elements: tree_stack.c ---- */

static inline mtn_open *mtn_current(mtn_tree *tree) { return &tree->open[tree->open_len - 1]; }
static inline bool mtn_entry_is(const mtn_open *entry, mtn_tag tag) {
  return entry->tag == tag && entry->ns == MTN_NS_HTML;
}
static inline bool mtn_current_is(mtn_tree *tree, mtn_tag tag) {
  return tree->open_len > 0 && mtn_entry_is(mtn_current(tree), tag);
}
/* The adjusted current node (13.2.4.2). */
static inline const mtn_open *mtn_adjusted_current(mtn_tree *tree) {
  return tree->context && tree->open_len == 1 ? &tree->context_entry : mtn_current(tree);
}
void mtn_stack_push(mtn_tree *tree, uint32_t node);
void mtn_stack_pop(mtn_tree *tree);
/* Pop until an HTML element of this tag has been popped (it is on the stack). */
void mtn_stack_pop_until(mtn_tree *tree, mtn_tag tag);
/* Pop down to `len` entries. */
void mtn_stack_cut(mtn_tree *tree, size_t len);
/* Index of the entry of a node; SIZE_MAX if it is not on the stack. */
size_t mtn_stack_find(mtn_tree *tree, uint32_t node);
void mtn_stack_remove(mtn_tree *tree, size_t index);
void mtn_stack_insert(mtn_tree *tree, size_t index, uint32_t node);
void mtn_stack_replace(mtn_tree *tree, size_t index, uint32_t node);
/* The entry that the stack would hold for a node. */
mtn_open mtn_stack_entry(const mtn_tree *tree, uint32_t node);

typedef enum mtn_scope { MTN_SCOPE_DEFAULT, MTN_SCOPE_LIST, MTN_SCOPE_BUTTON, MTN_SCOPE_TABLE } mtn_scope;
/* "Has an element in scope": an HTML element of this tag, or a heading when tag is MTN_TAG_UNKNOWN. */
bool mtn_in_scope(mtn_tree *tree, mtn_tag tag, mtn_scope scope);
bool mtn_node_in_scope(mtn_tree *tree, uint32_t node);
static inline bool mtn_has_open(const mtn_tree *tree, mtn_tag tag) { return tree->open_count[tag] != 0; }

/* Generate implied end tags (13.2.6.3), except for `except` (MTN_TAG_UNKNOWN: no exception). */
void mtn_implied_end_tags(mtn_tree *tree, mtn_tag except);
void mtn_implied_end_tags_thoroughly(mtn_tree *tree);
/* Close a p element if one is in button scope (13.2.6.4.7). */
void mtn_close_p(mtn_tree *tree);
/* Pop until the current node has one of the tags, or html, or template ("clear the stack back to a … context"). */
void mtn_clear_to(mtn_tree *tree, mtn_tag a, mtn_tag b, mtn_tag c);
void mtn_reset_mode(mtn_tree *tree);

/* ---- insertion: tree_insert.c ---- */

typedef struct mtn_place {
  uint32_t parent, before; /* before is 0: as the last child */
} mtn_place;
/* The appropriate place for inserting a node (13.2.6.1); `target` 0 is the current node. */
mtn_place mtn_insertion_place(mtn_tree *tree, uint32_t target);
/* An element for the token, in `ns`, at the appropriate place and on the stack; its node. */
uint32_t mtn_insert_element(mtn_tree *tree, const mtn_token *token, mtn_namespace ns);
static inline uint32_t mtn_insert_html(mtn_tree *tree, const mtn_token *token) {
  return mtn_insert_element(tree, token, MTN_NS_HTML);
}
/* The same for a tag that the page does not have, at the token that implies it. */
uint32_t mtn_insert_implied(mtn_tree *tree, mtn_tag tag, const mtn_token *token);
/* An element with the tag and attributes of `node`, not in the tree. */
uint32_t mtn_clone_element(mtn_tree *tree, uint32_t node);
void mtn_insert_text(mtn_tree *tree, mtn_ref text, uint32_t begin, uint32_t end);
static inline void mtn_insert_token_text(mtn_tree *tree, const mtn_token *token) {
  mtn_insert_text(tree, token->text, token->begin, token->end);
}
/* A comment as the last child of `parent`, or at the appropriate place when that is 0. */
void mtn_insert_comment(mtn_tree *tree, const mtn_token *token, uint32_t parent);
/* Add the token's attributes that the element does not have (second html and body tags). */
void mtn_merge_attributes(mtn_tree *tree, uint32_t node, const mtn_token *token);
/* The generic raw text and RCDATA algorithms (13.2.6.2). */
void mtn_parse_raw(mtn_tree *tree, const mtn_token *token, mtn_tokenizer_state state);
void mtn_append_at(mtn_tree *tree, mtn_place place, uint32_t node);

/* ---- active formatting elements: tree_formatting.c ---- */

void mtn_active_push(mtn_tree *tree, uint32_t node); /* with the Noah's Ark clause */
void mtn_active_marker(mtn_tree *tree);
void mtn_active_clear(mtn_tree *tree); /* up to the last marker */
void mtn_active_reconstruct_slow(mtn_tree *tree);
static inline void mtn_active_reconstruct(mtn_tree *tree) {
  if (tree->active_len != 0) mtn_active_reconstruct_slow(tree);
}
/* The adoption agency algorithm for an end tag (or an <a> or <nobr> start tag).  False: the token is to be treated as
 * "any other end tag". */
bool mtn_adoption_agency(mtn_tree *tree, const mtn_token *token);
/* The node of the last `tag` after the last marker; 0 if there is none. */
uint32_t mtn_active_after_marker(mtn_tree *tree, mtn_tag tag);
void mtn_active_remove_node(mtn_tree *tree, uint32_t node);
/* "Any other end tag" of "in body". */
void mtn_any_other_end_tag(mtn_tree *tree, const mtn_token *token);

#endif
