/* The "in body" insertion mode (HTML 13.2.6.4.7), with `select` as the standard has it since 2025: its content is
 * parsed as any other. */
#include "html/tree_internal.h"

static void insert_void(mtn_tree *tree, const mtn_token *token) {
  mtn_insert_html(tree, token);
  mtn_stack_pop(tree);
}

static bool is_list_stop(const mtn_open *entry) {
  return (entry->flags & MTN_SPECIAL) && !mtn_entry_is(entry, MTN_TAG_ADDRESS) && !mtn_entry_is(entry, MTN_TAG_DIV) &&
         !mtn_entry_is(entry, MTN_TAG_P);
}

/* A start tag "li", or "dd" or "dt": close the item that is open. */
static void close_item(mtn_tree *tree, mtn_tag a, mtn_tag b) {
  tree->frameset_ok = false;
  if (mtn_has_open(tree, a) || mtn_has_open(tree, b)) {
    for (size_t i = tree->open_len; i-- > 0;) {
      const mtn_open *entry = &tree->open[i];
      tree->work++;
      if (mtn_entry_is(entry, a) || mtn_entry_is(entry, b)) {
        mtn_tag tag = (mtn_tag)entry->tag;
        mtn_implied_end_tags(tree, tag);
        mtn_stack_pop_until(tree, tag);
        break;
      }
      if (is_list_stop(entry)) break;
    }
  }
  mtn_close_p(tree);
}

static void start_body(mtn_tree *tree, const mtn_token *token) {
  if (tree->open_len < 2 || !mtn_entry_is(&tree->open[1], MTN_TAG_BODY) || mtn_has_open(tree, MTN_TAG_TEMPLATE)) return;
  tree->frameset_ok = false;
  mtn_merge_attributes(tree, tree->open[1].node, token);
}

static void start_frameset(mtn_tree *tree, const mtn_token *token) {
  if (tree->open_len < 2 || !mtn_entry_is(&tree->open[1], MTN_TAG_BODY) || !tree->frameset_ok) return;
  mtn_node_remove(tree->doc, tree->open[1].node);
  tree->doc->body = 0;
  mtn_stack_cut(tree, 1);
  mtn_insert_html(tree, token);
  tree->mode = MTN_MODE_IN_FRAMESET;
}

static void start_foreign(mtn_tree *tree, mtn_token *token, mtn_namespace ns) {
  mtn_active_reconstruct(tree);
  mtn_adjust_attributes(tree, token, ns);
  mtn_insert_element(tree, token, ns);
  if (token->self_closing) mtn_stack_pop(tree);
}

static void start_option(mtn_tree *tree, const mtn_token *token) {
  if (mtn_in_scope(tree, MTN_TAG_SELECT, MTN_SCOPE_DEFAULT))
    mtn_implied_end_tags(tree, token->tag == MTN_TAG_OPTION ? MTN_TAG_OPTGROUP : MTN_TAG_UNKNOWN);
  else if (mtn_current_is(tree, MTN_TAG_OPTION))
    mtn_stack_pop(tree);
  mtn_active_reconstruct(tree);
  mtn_insert_html(tree, token);
}

static bool start_tag(mtn_tree *tree, mtn_token *token) {
  switch (token->tag) {
  case MTN_TAG_HTML:
    if (!mtn_has_open(tree, MTN_TAG_TEMPLATE)) mtn_merge_attributes(tree, tree->open[0].node, token);
    return false;
  case MTN_TAG_BASE:
  case MTN_TAG_BASEFONT:
  case MTN_TAG_BGSOUND:
  case MTN_TAG_LINK:
  case MTN_TAG_META:
  case MTN_TAG_NOFRAMES:
  case MTN_TAG_SCRIPT:
  case MTN_TAG_STYLE:
  case MTN_TAG_TEMPLATE:
  case MTN_TAG_TITLE: return mtn_mode_in_head(tree, token);
  case MTN_TAG_BODY: start_body(tree, token); return false;
  case MTN_TAG_FRAMESET: start_frameset(tree, token); return false;

  case MTN_TAG_ADDRESS:
  case MTN_TAG_ARTICLE:
  case MTN_TAG_ASIDE:
  case MTN_TAG_BLOCKQUOTE:
  case MTN_TAG_CENTER:
  case MTN_TAG_DETAILS:
  case MTN_TAG_DIALOG:
  case MTN_TAG_DIR:
  case MTN_TAG_DIV:
  case MTN_TAG_DL:
  case MTN_TAG_FIELDSET:
  case MTN_TAG_FIGCAPTION:
  case MTN_TAG_FIGURE:
  case MTN_TAG_FOOTER:
  case MTN_TAG_HEADER:
  case MTN_TAG_HGROUP:
  case MTN_TAG_MAIN:
  case MTN_TAG_MENU:
  case MTN_TAG_NAV:
  case MTN_TAG_OL:
  case MTN_TAG_P:
  case MTN_TAG_SEARCH:
  case MTN_TAG_SECTION:
  case MTN_TAG_SUMMARY:
  case MTN_TAG_UL:
    mtn_close_p(tree);
    mtn_insert_html(tree, token);
    return false;
  case MTN_TAG_H1:
  case MTN_TAG_H2:
  case MTN_TAG_H3:
  case MTN_TAG_H4:
  case MTN_TAG_H5:
  case MTN_TAG_H6:
    mtn_close_p(tree);
    if (mtn_current(tree)->ns == MTN_NS_HTML && (mtn_tag_flags[mtn_current(tree)->tag] & MTN_HEADING))
      mtn_stack_pop(tree);
    mtn_insert_html(tree, token);
    return false;
  case MTN_TAG_PRE:
  case MTN_TAG_LISTING:
    mtn_close_p(tree);
    mtn_insert_html(tree, token);
    tree->skip_newline = true;
    tree->frameset_ok = false;
    return false;
  case MTN_TAG_FORM: {
    bool template = mtn_has_open(tree, MTN_TAG_TEMPLATE);
    if (tree->form && !template) return false;
    mtn_close_p(tree);
    uint32_t form = mtn_insert_html(tree, token);
    if (!template) tree->form = form;
    return false;
  }
  case MTN_TAG_LI:
    close_item(tree, MTN_TAG_LI, MTN_TAG_LI);
    mtn_insert_html(tree, token);
    return false;
  case MTN_TAG_DD:
  case MTN_TAG_DT:
    close_item(tree, MTN_TAG_DD, MTN_TAG_DT);
    mtn_insert_html(tree, token);
    return false;
  case MTN_TAG_PLAINTEXT:
    mtn_close_p(tree);
    mtn_insert_html(tree, token);
    tree->tz.state = MTN_STATE_PLAINTEXT;
    return false;
  case MTN_TAG_BUTTON:
    if (mtn_in_scope(tree, MTN_TAG_BUTTON, MTN_SCOPE_DEFAULT)) {
      mtn_implied_end_tags(tree, MTN_TAG_UNKNOWN);
      mtn_stack_pop_until(tree, MTN_TAG_BUTTON);
    }
    mtn_active_reconstruct(tree);
    mtn_insert_html(tree, token);
    tree->frameset_ok = false;
    return false;

  case MTN_TAG_A: {
    uint32_t open = mtn_active_after_marker(tree, MTN_TAG_A);
    if (open) {
      if (!mtn_adoption_agency(tree, token)) mtn_any_other_end_tag(tree, token);
      mtn_active_remove_node(tree, open);
      size_t at = mtn_stack_find(tree, open);
      if (at != SIZE_MAX) mtn_stack_remove(tree, at);
    }
    mtn_active_reconstruct(tree);
    mtn_active_push(tree, mtn_insert_html(tree, token));
    return false;
  }
  case MTN_TAG_B:
  case MTN_TAG_BIG:
  case MTN_TAG_CODE:
  case MTN_TAG_EM:
  case MTN_TAG_FONT:
  case MTN_TAG_I:
  case MTN_TAG_S:
  case MTN_TAG_SMALL:
  case MTN_TAG_STRIKE:
  case MTN_TAG_STRONG:
  case MTN_TAG_TT:
  case MTN_TAG_U:
    mtn_active_reconstruct(tree);
    mtn_active_push(tree, mtn_insert_html(tree, token));
    return false;
  case MTN_TAG_NOBR:
    mtn_active_reconstruct(tree);
    if (mtn_in_scope(tree, MTN_TAG_NOBR, MTN_SCOPE_DEFAULT)) {
      if (!mtn_adoption_agency(tree, token)) mtn_any_other_end_tag(tree, token);
      mtn_active_reconstruct(tree);
    }
    mtn_active_push(tree, mtn_insert_html(tree, token));
    return false;
  case MTN_TAG_APPLET:
  case MTN_TAG_MARQUEE:
  case MTN_TAG_OBJECT:
    mtn_active_reconstruct(tree);
    mtn_insert_html(tree, token);
    mtn_active_marker(tree);
    tree->frameset_ok = false;
    return false;
  case MTN_TAG_TABLE:
    if (!tree->doc->quirks) mtn_close_p(tree);
    mtn_insert_html(tree, token);
    tree->frameset_ok = false;
    tree->mode = MTN_MODE_IN_TABLE;
    return false;
  case MTN_TAG_IMAGE: /* "Don't ask." */ token->tag = MTN_TAG_IMG; return true;
  case MTN_TAG_AREA:
  case MTN_TAG_BR:
  case MTN_TAG_EMBED:
  case MTN_TAG_IMG:
  case MTN_TAG_KEYGEN:
  case MTN_TAG_WBR:
    mtn_active_reconstruct(tree);
    insert_void(tree, token);
    tree->frameset_ok = false;
    return false;
  case MTN_TAG_INPUT:
    if (tree->context && mtn_entry_is(&tree->context_entry, MTN_TAG_SELECT)) return false;
    if (mtn_in_scope(tree, MTN_TAG_SELECT, MTN_SCOPE_DEFAULT)) mtn_stack_pop_until(tree, MTN_TAG_SELECT);
    mtn_active_reconstruct(tree);
    insert_void(tree, token);
    if (!mtn_is_hidden_input(tree, token)) tree->frameset_ok = false;
    return false;
  case MTN_TAG_PARAM:
  case MTN_TAG_SOURCE:
  case MTN_TAG_TRACK: insert_void(tree, token); return false;
  case MTN_TAG_HR:
    mtn_close_p(tree);
    if (mtn_in_scope(tree, MTN_TAG_SELECT, MTN_SCOPE_DEFAULT)) mtn_implied_end_tags(tree, MTN_TAG_UNKNOWN);
    insert_void(tree, token);
    tree->frameset_ok = false;
    return false;
  case MTN_TAG_TEXTAREA:
    mtn_parse_raw(tree, token, MTN_STATE_RCDATA);
    tree->skip_newline = true;
    tree->frameset_ok = false;
    return false;
  case MTN_TAG_XMP:
    mtn_close_p(tree);
    mtn_active_reconstruct(tree);
    tree->frameset_ok = false;
    mtn_parse_raw(tree, token, MTN_STATE_RAWTEXT);
    return false;
  case MTN_TAG_IFRAME:
    tree->frameset_ok = false;
    mtn_parse_raw(tree, token, MTN_STATE_RAWTEXT);
    return false;
  case MTN_TAG_NOEMBED: mtn_parse_raw(tree, token, MTN_STATE_RAWTEXT); return false;

  case MTN_TAG_SELECT:
    if (tree->context && mtn_entry_is(&tree->context_entry, MTN_TAG_SELECT)) return false;
    if (mtn_in_scope(tree, MTN_TAG_SELECT, MTN_SCOPE_DEFAULT)) {
      mtn_stack_pop_until(tree, MTN_TAG_SELECT);
      return false;
    }
    mtn_active_reconstruct(tree);
    mtn_insert_html(tree, token);
    tree->frameset_ok = false;
    return false;
  case MTN_TAG_OPTION:
  case MTN_TAG_OPTGROUP: start_option(tree, token); return false;
  case MTN_TAG_RB:
  case MTN_TAG_RTC:
    if (mtn_in_scope(tree, MTN_TAG_RUBY, MTN_SCOPE_DEFAULT)) mtn_implied_end_tags(tree, MTN_TAG_UNKNOWN);
    mtn_insert_html(tree, token);
    return false;
  case MTN_TAG_RP:
  case MTN_TAG_RT:
    if (mtn_in_scope(tree, MTN_TAG_RUBY, MTN_SCOPE_DEFAULT)) mtn_implied_end_tags(tree, MTN_TAG_RTC);
    mtn_insert_html(tree, token);
    return false;
  case MTN_TAG_MATH: start_foreign(tree, token, MTN_NS_MATHML); return false;
  case MTN_TAG_SVG: start_foreign(tree, token, MTN_NS_SVG); return false;

  case MTN_TAG_CAPTION:
  case MTN_TAG_COL:
  case MTN_TAG_COLGROUP:
  case MTN_TAG_FRAME:
  case MTN_TAG_HEAD:
  case MTN_TAG_TBODY:
  case MTN_TAG_TD:
  case MTN_TAG_TFOOT:
  case MTN_TAG_TH:
  case MTN_TAG_THEAD:
  case MTN_TAG_TR: return false;
  default:
    mtn_active_reconstruct(tree);
    mtn_insert_html(tree, token);
    if (token->tag == MTN_TAG_SELECTEDCONTENT) tree->seen_selectedcontent = true;
    return false;
  }
}

static void end_form(mtn_tree *tree) {
  if (mtn_has_open(tree, MTN_TAG_TEMPLATE)) {
    if (!mtn_in_scope(tree, MTN_TAG_FORM, MTN_SCOPE_DEFAULT)) return;
    mtn_implied_end_tags(tree, MTN_TAG_UNKNOWN);
    mtn_stack_pop_until(tree, MTN_TAG_FORM);
    return;
  }
  uint32_t form = tree->form;
  tree->form = 0;
  if (!form || !mtn_has_open(tree, MTN_TAG_FORM) || !mtn_node_in_scope(tree, form)) return;
  mtn_implied_end_tags(tree, MTN_TAG_UNKNOWN);
  size_t at = mtn_stack_find(tree, form);
  if (at != SIZE_MAX) mtn_stack_remove(tree, at);
}

static bool end_tag(mtn_tree *tree, mtn_token *token) {
  mtn_tag tag = (mtn_tag)token->tag;
  switch (tag) {
  case MTN_TAG_TEMPLATE: return mtn_mode_in_head(tree, token);
  case MTN_TAG_BODY:
  case MTN_TAG_HTML:
    if (!mtn_in_scope(tree, MTN_TAG_BODY, MTN_SCOPE_DEFAULT)) return false;
    tree->mode = MTN_MODE_AFTER_BODY;
    return tag == MTN_TAG_HTML;
  case MTN_TAG_ADDRESS:
  case MTN_TAG_ARTICLE:
  case MTN_TAG_ASIDE:
  case MTN_TAG_BLOCKQUOTE:
  case MTN_TAG_BUTTON:
  case MTN_TAG_CENTER:
  case MTN_TAG_DETAILS:
  case MTN_TAG_DIALOG:
  case MTN_TAG_DIR:
  case MTN_TAG_DIV:
  case MTN_TAG_DL:
  case MTN_TAG_FIELDSET:
  case MTN_TAG_FIGCAPTION:
  case MTN_TAG_FIGURE:
  case MTN_TAG_FOOTER:
  case MTN_TAG_HEADER:
  case MTN_TAG_HGROUP:
  case MTN_TAG_LISTING:
  case MTN_TAG_MAIN:
  case MTN_TAG_MENU:
  case MTN_TAG_NAV:
  case MTN_TAG_OL:
  case MTN_TAG_PRE:
  case MTN_TAG_SEARCH:
  case MTN_TAG_SECTION:
  case MTN_TAG_SELECT:
  case MTN_TAG_SUMMARY:
  case MTN_TAG_UL:
    if (!mtn_in_scope(tree, tag, MTN_SCOPE_DEFAULT)) return false;
    mtn_implied_end_tags(tree, MTN_TAG_UNKNOWN);
    mtn_stack_pop_until(tree, tag);
    return false;
  case MTN_TAG_FORM: end_form(tree); return false;
  case MTN_TAG_P:
    if (!mtn_in_scope(tree, MTN_TAG_P, MTN_SCOPE_BUTTON)) mtn_insert_implied(tree, MTN_TAG_P, token);
    mtn_implied_end_tags(tree, MTN_TAG_P);
    mtn_stack_pop_until(tree, MTN_TAG_P);
    return false;
  case MTN_TAG_LI:
  case MTN_TAG_DD:
  case MTN_TAG_DT:
    if (!mtn_in_scope(tree, tag, tag == MTN_TAG_LI ? MTN_SCOPE_LIST : MTN_SCOPE_DEFAULT)) return false;
    mtn_implied_end_tags(tree, tag);
    mtn_stack_pop_until(tree, tag);
    return false;
  case MTN_TAG_H1:
  case MTN_TAG_H2:
  case MTN_TAG_H3:
  case MTN_TAG_H4:
  case MTN_TAG_H5:
  case MTN_TAG_H6:
    if (!mtn_in_scope(tree, MTN_TAG_UNKNOWN, MTN_SCOPE_DEFAULT)) return false;
    mtn_implied_end_tags(tree, MTN_TAG_UNKNOWN);
    while (tree->open_len > 0) {
      const mtn_open *entry = mtn_current(tree);
      bool heading = entry->ns == MTN_NS_HTML && (mtn_tag_flags[entry->tag] & MTN_HEADING);
      mtn_stack_pop(tree);
      if (heading) break;
    }
    return false;
  case MTN_TAG_A:
  case MTN_TAG_B:
  case MTN_TAG_BIG:
  case MTN_TAG_CODE:
  case MTN_TAG_EM:
  case MTN_TAG_FONT:
  case MTN_TAG_I:
  case MTN_TAG_NOBR:
  case MTN_TAG_S:
  case MTN_TAG_SMALL:
  case MTN_TAG_STRIKE:
  case MTN_TAG_STRONG:
  case MTN_TAG_TT:
  case MTN_TAG_U:
    if (!mtn_adoption_agency(tree, token)) mtn_any_other_end_tag(tree, token);
    return false;
  case MTN_TAG_APPLET:
  case MTN_TAG_MARQUEE:
  case MTN_TAG_OBJECT:
    if (!mtn_in_scope(tree, tag, MTN_SCOPE_DEFAULT)) return false;
    mtn_implied_end_tags(tree, MTN_TAG_UNKNOWN);
    mtn_stack_pop_until(tree, tag);
    mtn_active_clear(tree);
    return false;
  case MTN_TAG_BR: /* as a start tag without attributes */
    mtn_active_reconstruct(tree);
    mtn_insert_implied(tree, MTN_TAG_BR, token);
    mtn_stack_pop(tree);
    tree->frameset_ok = false;
    return false;
  default: mtn_any_other_end_tag(tree, token); return false;
  }
}

bool mtn_mode_in_body(mtn_tree *tree, mtn_token *token) {
  switch (token->type) {
  case MTN_TOKEN_TEXT: {
    mtn_ref text = token->has_nul ? mtn_without_nul(tree, token->text, false) : token->text;
    if (text.len == 0 || tree->doc->failed) return false;
    mtn_active_reconstruct(tree);
    if (tree->frameset_ok && mtn_is_solid(mtn_text_of(tree->doc, text))) tree->frameset_ok = false;
    mtn_insert_text(tree, text, token->begin, token->end);
    return false;
  }
  case MTN_TOKEN_START: return start_tag(tree, token);
  case MTN_TOKEN_END: return end_tag(tree, token);
  case MTN_TOKEN_COMMENT: mtn_insert_comment(tree, token, 0); return false;
  case MTN_TOKEN_DOCTYPE: return false;
  default: /* end of input */
    if (tree->templates_len) return mtn_mode_in_template(tree, token);
    tree->stop = true;
    return false;
  }
}
