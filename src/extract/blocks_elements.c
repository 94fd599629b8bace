#include "extract/blocks_elements.h"

#include "text/words.h"

enum {
  BLOCK = MTN_CLASS_BLOCK,
  SKIP = MTN_CLASS_SKIP,
  STATE = MTN_CLASS_STATE,
  SPACED = MTN_CLASS_SPACED,
  JOINT = MTN_CLASS_JOINT,
  INLINE = MTN_CLASS_INLINE
};

/* Display of elements as in HTML 15.3; SPACED are boxes of their own inside a line, so words beside them are apart. */
const uint8_t mtn_element_class[MTN_TAG_COUNT] = {
    [MTN_TAG_A] = STATE | JOINT,
    [MTN_TAG_LABEL] = STATE | JOINT,
    [MTN_TAG_TIME] = STATE | JOINT,
    [MTN_TAG_SPAN] = JOINT,
    [MTN_TAG_SMALL] = JOINT,
    [MTN_TAG_DATA] = JOINT,
    [MTN_TAG_SUP] = INLINE,
    [MTN_TAG_SUB] = INLINE,
    [MTN_TAG_EM] = INLINE,
    [MTN_TAG_RT] = INLINE,
    [MTN_TAG_CITE] = INLINE,
    [MTN_TAG_UNKNOWN] = JOINT,
    [MTN_TAG_NOSCRIPT] = STATE,
    [MTN_TAG_BR] = STATE,
    [MTN_TAG_IMG] = STATE,
    [MTN_TAG_META] = STATE,
    [MTN_TAG_LINK] = STATE,
    [MTN_TAG_BASE] = STATE,
    [MTN_TAG_INPUT] = SPACED,
    [MTN_TAG_EMBED] = SPACED,
    [MTN_TAG_SELECT] = SKIP | SPACED,
    [MTN_TAG_TEXTAREA] = SKIP | SPACED,
    [MTN_TAG_IFRAME] = SKIP | SPACED,
    [MTN_TAG_VIDEO] = SKIP | SPACED,
    [MTN_TAG_AUDIO] = SKIP | SPACED,
    [MTN_TAG_OBJECT] = SKIP | SPACED,
    [MTN_TAG_CANVAS] = SKIP | SPACED,
    [MTN_TAG_METER] = SKIP | SPACED,
    [MTN_TAG_PROGRESS] = SKIP | SPACED,
    [MTN_TAG_APPLET] = SKIP | SPACED,
    [MTN_TAG_SCRIPT] = SKIP | STATE,
    [MTN_TAG_TITLE] = SKIP | STATE,
    [MTN_TAG_TEMPLATE] = SKIP | STATE,
    [MTN_TAG_STYLE] = SKIP,
    [MTN_TAG_SVG] = SKIP,
    [MTN_TAG_DATALIST] = SKIP,
    [MTN_TAG_NOEMBED] = SKIP,
    [MTN_TAG_NOFRAMES] = SKIP,
    [MTN_TAG_FRAMESET] = SKIP,
    [MTN_TAG_HR] = BLOCK,
    [MTN_TAG_ADDRESS] = BLOCK | STATE,
    [MTN_TAG_ARTICLE] = BLOCK | STATE,
    [MTN_TAG_ASIDE] = BLOCK | STATE,
    [MTN_TAG_BLOCKQUOTE] = BLOCK | STATE,
    [MTN_TAG_BUTTON] = BLOCK | STATE,
    [MTN_TAG_CAPTION] = BLOCK | STATE,
    [MTN_TAG_DD] = BLOCK | STATE,
    [MTN_TAG_DETAILS] = BLOCK | STATE,
    [MTN_TAG_DIALOG] = BLOCK | STATE,
    [MTN_TAG_DIR] = BLOCK | STATE,
    [MTN_TAG_DT] = BLOCK | STATE,
    [MTN_TAG_FIELDSET] = BLOCK | STATE,
    [MTN_TAG_FIGCAPTION] = BLOCK | STATE,
    [MTN_TAG_FIGURE] = BLOCK | STATE,
    [MTN_TAG_FOOTER] = BLOCK | STATE,
    [MTN_TAG_FORM] = BLOCK | STATE,
    [MTN_TAG_H1] = BLOCK | STATE,
    [MTN_TAG_H2] = BLOCK | STATE,
    [MTN_TAG_H3] = BLOCK | STATE,
    [MTN_TAG_H4] = BLOCK | STATE,
    [MTN_TAG_H5] = BLOCK | STATE,
    [MTN_TAG_H6] = BLOCK | STATE,
    [MTN_TAG_HEADER] = BLOCK | STATE,
    [MTN_TAG_LEGEND] = BLOCK | STATE,
    [MTN_TAG_LI] = BLOCK | STATE,
    [MTN_TAG_LISTING] = BLOCK | STATE,
    [MTN_TAG_MAIN] = BLOCK | STATE,
    [MTN_TAG_MENU] = BLOCK | STATE,
    [MTN_TAG_NAV] = BLOCK | STATE,
    [MTN_TAG_OL] = BLOCK | STATE,
    [MTN_TAG_PLAINTEXT] = BLOCK | STATE,
    [MTN_TAG_PRE] = BLOCK | STATE,
    [MTN_TAG_SEARCH] = BLOCK | STATE,
    [MTN_TAG_TABLE] = BLOCK | STATE,
    [MTN_TAG_TD] = BLOCK | STATE,
    [MTN_TAG_TH] = BLOCK | STATE,
    [MTN_TAG_THEAD] = BLOCK | STATE,
    [MTN_TAG_TR] = BLOCK | STATE,
    [MTN_TAG_UL] = BLOCK | STATE,
    [MTN_TAG_XMP] = BLOCK | STATE,
    [MTN_TAG_BODY] = BLOCK,
    [MTN_TAG_CENTER] = BLOCK,
    [MTN_TAG_DIV] = BLOCK,
    [MTN_TAG_DL] = BLOCK,
    [MTN_TAG_HEAD] = BLOCK,
    [MTN_TAG_HGROUP] = BLOCK,
    [MTN_TAG_HTML] = BLOCK,
    [MTN_TAG_MARQUEE] = BLOCK,
    [MTN_TAG_MULTICOL] = BLOCK,
    [MTN_TAG_OPTGROUP] = BLOCK,
    [MTN_TAG_OPTION] = BLOCK,
    [MTN_TAG_P] = BLOCK,
    [MTN_TAG_SECTION] = BLOCK,
    [MTN_TAG_SUMMARY] = BLOCK,
    [MTN_TAG_TBODY] = BLOCK,
    [MTN_TAG_TFOOT] = BLOCK,
};

typedef enum interest {
  NOTHING = 0,
  HIDDEN,
  STYLE,
  ARIA_HIDDEN,
  ROLE,
  ARIA_LEVEL,
  HREF,
  OPEN,
  MARK,
  REL,
  CLASS
} interest;
static const uint8_t attr_interest[MTN_ATTR_COUNT] = {
    [MTN_ATTR_HIDDEN] = HIDDEN, [MTN_ATTR_STYLE] = STYLE,           [MTN_ATTR_ARIA_HIDDEN] = ARIA_HIDDEN,
    [MTN_ATTR_ROLE] = ROLE,     [MTN_ATTR_ARIA_LEVEL] = ARIA_LEVEL, [MTN_ATTR_HREF] = HREF,
    [MTN_ATTR_OPEN] = OPEN,     [MTN_ATTR_ITEMPROP] = MARK,         [MTN_ATTR_PROPERTY] = MARK,
    [MTN_ATTR_REL] = REL,       [MTN_ATTR_CLASS] = CLASS,           [MTN_ATTR_DATETIME] = MARK,
    [MTN_ATTR_TS] = MARK,
};

typedef enum display { AS_IT_IS, HIDES, BLOCKS } display;

/* What a style attribute does to display: the last declaration of display or visibility that matters. */
static display style_display(matn_str style) {
  const char *p = style.ptr, *end = p + style.len;
  display found = AS_IT_IS;
  while (p < end) {
    const char *stop = memchr(p, ';', (size_t)(end - p));
    if (!stop) stop = end;
    const char *colon = memchr(p, ':', (size_t)(stop - p));
    if (colon) {
      matn_str name = mtn_text_trim((matn_str){p, (size_t)(colon - p)});
      matn_str value = mtn_text_trim((matn_str){colon + 1, (size_t)(stop - colon - 1)});
      const char *important = memchr(value.ptr, '!', value.len);
      if (important) value = mtn_text_trim((matn_str){value.ptr, (size_t)(important - value.ptr)});
      if (mtn_str_is(name, "display")) {
        if (mtn_str_is(value, "none"))
          found = HIDES;
        else if (mtn_str_is(value, "block") || mtn_str_is(value, "flex") || mtn_str_is(value, "grid") ||
                 mtn_str_is(value, "table") || mtn_str_is(value, "list-item"))
          found = BLOCKS;
      } else if (mtn_str_is(name, "visibility") && mtn_str_is(value, "hidden")) {
        found = HIDES;
      }
    }
    p = stop + (stop < end);
  }
  return found;
}

typedef struct role_flag {
  const char *role;
  uint32_t flag;
} role_flag;
static const role_flag role_flags[] = {
    {"navigation", MTN_BLOCK_IN_NAV}, {"menu", MTN_BLOCK_IN_NAV},           {"menubar", MTN_BLOCK_IN_NAV},
    {"banner", MTN_BLOCK_IN_HEADER},  {"contentinfo", MTN_BLOCK_IN_FOOTER}, {"complementary", MTN_BLOCK_IN_ASIDE},
    {"main", MTN_BLOCK_IN_MAIN},      {"article", MTN_BLOCK_IN_ARTICLE},    {"search", MTN_BLOCK_IN_FORM},
    {"form", MTN_BLOCK_IN_FORM},      {"button", MTN_BLOCK_IN_BUTTON},      {"tab", MTN_BLOCK_IN_BUTTON},
    {"dialog", MTN_BLOCK_IN_DIALOG},  {"alertdialog", MTN_BLOCK_IN_DIALOG},
};

static uint32_t flags_of_role(matn_str role) {
  for (size_t i = 0; i < MTN_COUNT(role_flags); i++)
    if (mtn_str_is(role, role_flags[i].role)) return role_flags[i].flag;
  return 0;
}

/* ARIA 1.2, 5.3.4: tables of elements that are none. */
static uint16_t part_of_role(matn_str role) {
  static const struct {
    const char *role;
    uint16_t tag;
  } parts[] = {{"table", MTN_TAG_TABLE}, {"grid", MTN_TAG_TABLE},      {"row", MTN_TAG_TR},      {"cell", MTN_TAG_TD},
               {"gridcell", MTN_TAG_TD}, {"columnheader", MTN_TAG_TH}, {"rowheader", MTN_TAG_TH}};
  if (role.len < 3 || !strchr("tgrc", role.ptr[0] | 0x20)) return 0; /* most roles */
  for (size_t i = 0; i < MTN_COUNT(parts); i++)
    if (mtn_str_is(role, parts[i].role)) return parts[i].tag;
  return 0;
}

static bool is_of_tables(uint16_t tag) {
  return tag == MTN_TAG_TABLE || tag == MTN_TAG_TR || tag == MTN_TAG_TD || tag == MTN_TAG_TH || tag == MTN_TAG_THEAD ||
         tag == MTN_TAG_TBODY || tag == MTN_TAG_TFOOT;
}

uint16_t mtn_element_table_part(const mtn_document *doc, uint32_t node) {
  const mtn_node *n = &doc->nodes[node];
  if (n->type != MTN_ELEMENT || n->ns != MTN_NS_HTML) return 0;
  if (is_of_tables(n->tag)) return n->tag;
  matn_str role = n->size ? mtn_node_attr(doc, node, MTN_ATTR_ROLE) : (matn_str){NULL, 0};
  return role.len ? part_of_role(role) : 0;
}

mtn_element_says mtn_element_read(const mtn_document *doc, uint32_t node) {
  const mtn_node *n = &doc->nodes[node];
  mtn_element_says says = {0};
  bool heading = false;
  uint8_t level = 2; /* ARIA: the level of a heading without aria-level */
  for (uint32_t i = 0; i < n->size; i++) {
    const mtn_attr *attr = &doc->attrs[n->data + i];
    interest what = (interest)attr_interest[attr->id];
    if (MTN_LIKELY(what == NOTHING)) continue;
    matn_str value = mtn_text_of(doc, attr->value);
    switch (what) {
    case HIDDEN: says.flags |= MTN_BLOCK_HIDDEN; break;
    case ARIA_HIDDEN:
      if (mtn_str_is(value, "true")) says.flags |= MTN_BLOCK_ARIA_HIDDEN;
      break;
    case STYLE: {
      display d = style_display(value);
      says.style = value;
      if (d == HIDES) says.flags |= MTN_BLOCK_UNDISPLAYED;
      says.blocks = d == BLOCKS;
      break;
    }
    case ROLE:
      says.flags |= flags_of_role(value);
      heading = mtn_str_is(value, "heading");
      says.part = is_of_tables(n->tag) ? 0 : part_of_role(value);
      break;
    case ARIA_LEVEL:
      if (value.len == 1 && value.ptr[0] >= '1' && value.ptr[0] <= '6') level = (uint8_t)(value.ptr[0] - '0');
      break;
    case HREF: says.href = value; break;
    case CLASS: says.class = value; break;
    case OPEN: says.open = true; break;
    case MARK: says.marked = true; break;
    case REL: /* nofollow and noopener stand on most links: those that say something are few */
      says.marked |= mtn_str_holds(value, "author") || mtn_str_holds(value, "license") || mtn_str_holds(value, "tag");
      break;
    case NOTHING: break;
    }
  }
  if (heading) says.heading = level;
  return says;
}

uint8_t mtn_element_span(const mtn_document *doc, uint32_t cell, mtn_attr_id attr) {
  matn_str value = mtn_node_attr(doc, cell, attr);
  unsigned span = 0;
  for (size_t i = 0; i < value.len && i < 3 && mtn_is_digit((unsigned char)value.ptr[i]); i++)
    span = span * 10 + (unsigned)(value.ptr[i] - '0');
  return (uint8_t)(span == 0 ? 1 : span > MTN_SPAN_MAX ? MTN_SPAN_MAX : span);
}

bool mtn_element_is_program(const mtn_document *doc, uint32_t script) {
  matn_str type = mtn_node_attr(doc, script, MTN_ATTR_TYPE);
  return type.len == 0 || mtn_str_holds(type, "javascript") || mtn_str_holds(type, "module");
}

bool mtn_blocks_skips(const mtn_document *doc, uint32_t node) {
  const mtn_node *n = &doc->nodes[node];
  if (n->type != MTN_ELEMENT) return n->type == MTN_COMMENT || n->type == MTN_DOCTYPE;
  if (n->ns == MTN_NS_SVG) return true;
  if (n->ns == MTN_NS_MATHML) return n->tag == MTN_TAG_ANNOTATION || n->tag == MTN_TAG_ANNOTATION_XML;
  if (n->tag == MTN_TAG_TEMPLATE) return mtn_node_attr(doc, node, MTN_ATTR_SHADOWROOTMODE).ptr == NULL;
  return (mtn_element_class[n->tag] & SKIP) != 0;
}

static bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

bool mtn_blocks_parts_words(const mtn_document *doc, uint32_t node) {
  const mtn_node *n = &doc->nodes[node];
  return n->type == MTN_ELEMENT && n->ns == MTN_NS_HTML && (mtn_element_class[n->tag] & (SPACED | BLOCK));
}

bool mtn_blocks_is_joint(const mtn_document *doc, uint32_t node) {
  const mtn_node *n = &doc->nodes[node];
  return n->type == MTN_ELEMENT && n->ns == MTN_NS_HTML && (mtn_element_class[n->tag] & JOINT);
}

/* Bytes of a text that a full stop ends: "class json.Decoder" is shorter. */
#define SENTENCE_MIN 40

bool mtn_blocks_part_at_joint(size_t length, char second, char before, char after) {
  bool lower = is_lower(before), capital = after >= 'A' && after <= 'Z';
  bool sign = before == '!' || before == '?' || (before == '.' && length >= SENTENCE_MIN);
  bool ends = (sign && (is_lower(second) || mtn_is_digit((unsigned char)second))) || before == ']' || before == ')';
  return ((lower || mtn_is_digit((unsigned char)before)) && (capital || mtn_is_digit((unsigned char)after))) ||
         (ends && capital);
}
