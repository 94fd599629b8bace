/* The "initial" insertion mode (HTML 13.2.6.4.1): the doctype, and whether the page is in quirks mode. */
#include "html/tree_internal.h"

static const char *const quirks_public_prefixes[] = {
    "+//silmaril//dtd html pro v0r11 19970101//",
    "-//as//dtd html 3.0 aswedit + extensions//",
    "-//advasoft ltd//dtd html 3.0 aswedit + extensions//",
    "-//ietf//dtd html 2.0 level 1//",
    "-//ietf//dtd html 2.0 level 2//",
    "-//ietf//dtd html 2.0 strict level 1//",
    "-//ietf//dtd html 2.0 strict level 2//",
    "-//ietf//dtd html 2.0 strict//",
    "-//ietf//dtd html 2.0//",
    "-//ietf//dtd html 2.1e//",
    "-//ietf//dtd html 3.0//",
    "-//ietf//dtd html 3.2 final//",
    "-//ietf//dtd html 3.2//",
    "-//ietf//dtd html 3//",
    "-//ietf//dtd html level 0//",
    "-//ietf//dtd html level 1//",
    "-//ietf//dtd html level 2//",
    "-//ietf//dtd html level 3//",
    "-//ietf//dtd html strict level 0//",
    "-//ietf//dtd html strict level 1//",
    "-//ietf//dtd html strict level 2//",
    "-//ietf//dtd html strict level 3//",
    "-//ietf//dtd html strict//",
    "-//ietf//dtd html//",
    "-//metrius//dtd metrius presentational//",
    "-//microsoft//dtd internet explorer 2.0 html strict//",
    "-//microsoft//dtd internet explorer 2.0 html//",
    "-//microsoft//dtd internet explorer 2.0 tables//",
    "-//microsoft//dtd internet explorer 3.0 html strict//",
    "-//microsoft//dtd internet explorer 3.0 html//",
    "-//microsoft//dtd internet explorer 3.0 tables//",
    "-//netscape comm. corp.//dtd html//",
    "-//netscape comm. corp.//dtd strict html//",
    "-//o'reilly and associates//dtd html 2.0//",
    "-//o'reilly and associates//dtd html extended 1.0//",
    "-//o'reilly and associates//dtd html extended relaxed 1.0//",
    "-//sq//dtd html 2.0 hotmetal + extensions//",
    "-//softquad software//dtd hotmetal pro 6.0::19990601::extensions to html 4.0//",
    "-//softquad//dtd hotmetal pro 4.0::19971010::extensions to html 4.0//",
    "-//spyglass//dtd html 2.0 extended//",
    "-//sun microsystems corp.//dtd hotjava html//",
    "-//sun microsystems corp.//dtd hotjava strict html//",
    "-//w3c//dtd html 3 1995-03-24//",
    "-//w3c//dtd html 3.2 draft//",
    "-//w3c//dtd html 3.2 final//",
    "-//w3c//dtd html 3.2//",
    "-//w3c//dtd html 3.2s draft//",
    "-//w3c//dtd html 4.0 frameset//",
    "-//w3c//dtd html 4.0 transitional//",
    "-//w3c//dtd html experimental 19960712//",
    "-//w3c//dtd html experimental 970421//",
    "-//w3c//dtd w3 html//",
    "-//w3o//dtd w3 html 3.0//",
    "-//webtechs//dtd mozilla html 2.0//",
    "-//webtechs//dtd mozilla html//",
};
/* Quirks only without a system identifier. */
static const char *const frameset_public_prefixes[] = {
    "-//w3c//dtd html 4.01 frameset//",
    "-//w3c//dtd html 4.01 transitional//",
};

static bool is_quirky(const mtn_tree *tree, const mtn_token *token) {
  const mtn_document *doc = tree->doc;
  const mtn_attr *part = &doc->attrs[token->attr];
  matn_str name = mtn_text_of(doc, part[0].value), public_id = mtn_text_of(doc, part[1].value),
           system_id = mtn_text_of(doc, part[2].value);
  if (token->force_quirks || !mtn_str_equal(name, MTN_STR("html"))) return true;
  if (part[1].id) {
    if (mtn_str_is(public_id, "-//w3o//dtd w3 html strict 3.0//en//") ||
        mtn_str_is(public_id, "-/w3c/dtd html 4.0 transitional/en") || mtn_str_is(public_id, "html"))
      return true;
    if (mtn_str_starts_any(public_id, quirks_public_prefixes, MTN_COUNT(quirks_public_prefixes))) return true;
    if (!part[2].id && mtn_str_starts_any(public_id, frameset_public_prefixes, MTN_COUNT(frameset_public_prefixes)))
      return true;
  }
  return part[2].id && mtn_str_is(system_id, "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd");
}

bool mtn_mode_initial(mtn_tree *tree, mtn_token *token) {
  mtn_document *doc = tree->doc;
  switch (token->type) {
  case MTN_TOKEN_TEXT:
    if (mtn_take_space(tree, token, false)) return false;
    break;
  case MTN_TOKEN_COMMENT: mtn_insert_comment(tree, token, tree->document); return false;
  case MTN_TOKEN_DOCTYPE: {
    uint32_t node = mtn_node_new(doc, MTN_DOCTYPE);
    mtn_node *n = &doc->nodes[node];
    n->data = token->attr;
    n->size = token->attr_count;
    n->begin = token->begin;
    n->end = token->end;
    tree->tz.attr_base = token->attr + token->attr_count;
    mtn_node_append(doc, tree->document, node);
    doc->quirks = is_quirky(tree, token);
    tree->mode = MTN_MODE_BEFORE_HTML;
    return false;
  }
  default: break;
  }
  doc->quirks = true;
  tree->mode = MTN_MODE_BEFORE_HTML;
  return true;
}
