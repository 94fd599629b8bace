/*
 * Blocks: the page's visible text, cut into leaves between block boundaries.
 *
 * Invariants of mtn_blocks:
 *  - Blocks stand in document order; every visible word of the page is in exactly one of them, in order.  No block is
 *    empty.
 *  - Boxes are the block-level elements that hold at least one block, in document order: a box stands after its parent,
 *    box 0 is the root.  The blocks below a box are the contiguous range [first, end), empty only where a noscript was
 *    left out, so that sums over ancestors are one backward loop:
 *    `for (i = box_count; i-- > 1;) sum[boxes[i].parent] += sum[i];`
 *  - Hidden text is kept and flagged: accordions and carousels hide what a reader came for.
 */
#ifndef MTN_EXTRACT_BLOCKS_H
#define MTN_EXTRACT_BLOCKS_H

#include "extract/names.h"

/* Where a block stands: what its ancestors are (element or ARIA role) and say. */
typedef enum mtn_block_flag {
  MTN_BLOCK_HIDDEN = 1 << 0,      /* hidden attribute, or a closed dialog */
  MTN_BLOCK_UNDISPLAYED = 1 << 1, /* display:none or visibility:hidden in a style attribute */
  MTN_BLOCK_ARIA_HIDDEN = 1 << 2, /* aria-hidden=true */
  MTN_BLOCK_IN_NAV = 1 << 3,      /* nav, role=navigation, menu, menubar */
  MTN_BLOCK_IN_HEADER = 1 << 4,   /* header, role=banner */
  MTN_BLOCK_IN_FOOTER = 1 << 5,   /* footer, role=contentinfo */
  MTN_BLOCK_IN_ASIDE = 1 << 6,    /* aside, role=complementary */
  MTN_BLOCK_IN_MAIN = 1 << 7,     /* main, role=main */
  MTN_BLOCK_IN_ARTICLE = 1 << 8,  /* article, role=article */
  MTN_BLOCK_IN_FORM = 1 << 9,     /* form, search, fieldset, role=search, form */
  MTN_BLOCK_IN_BUTTON = 1 << 10,  /* button, role=button, tab */
  MTN_BLOCK_IN_LABEL = 1 << 11,   /* label, legend */
  MTN_BLOCK_IN_DIALOG = 1 << 12,  /* dialog, role=dialog, alertdialog */
  MTN_BLOCK_IN_NOSCRIPT = 1 << 13,
  MTN_BLOCK_IN_SHADOW = 1 << 14, /* a template that declares a shadow root */
  MTN_BLOCK_IN_FIGURE = 1 << 15,
  MTN_BLOCK_IN_TABLE = 1 << 16,
  MTN_BLOCK_IN_LIST = 1 << 17, /* ul, ol, menu, dir */
  MTN_BLOCK_IN_QUOTE = 1 << 18,
  MTN_BLOCK_IN_PRE = 1 << 19,
  MTN_BLOCK_IN_DETAILS = 1 << 20,
  MTN_BLOCK_IN_ADDRESS = 1 << 21,
  MTN_BLOCK_IN_DEFINITION = 1 << 22, /* dd */
  MTN_BLOCK_IN_LINK = 1 << 23,       /* the whole block is inside one a[href] */
  MTN_BLOCK_ITEM_START = 1 << 24,    /* the first block of its li */
  MTN_BLOCK_HEADER_ROW = 1 << 25,    /* table row of th cells only, or in thead */
  MTN_BLOCK_IN_TIME = 1 << 26,       /* holds a time element */
  MTN_BLOCK_LINE_ON = 1 << 27        /* plain text: on the line below the block before, no blank line between */
} mtn_block_flag;

typedef enum mtn_dropped {
  MTN_DROPPED_NOT = 0,
  MTN_DROPPED_LATER,   /* likely enough, but not after the text */
  MTN_DROPPED_COMMENT, /* a reader's comment */
  MTN_DROPPED_REPEAT,  /* a later copy */
  MTN_DROPPED_STATUS,  /* the page is a wall or a shell */
  MTN_DROPPED_LABEL,   /* a label or button of what it stands beside */
  MTN_DROPPED_HIDDEN   /* hidden by itself */
} mtn_dropped;

typedef struct mtn_block {
  uint32_t node;        /* innermost element around all of its text; a table row: its tr */
  uint32_t box;         /* innermost box around it */
  uint32_t first, last; /* its first and last text node, or element that has a text made for it (extract/inline.h);
                         * one text node is in two blocks only in plain text */
  uint32_t flags;       /* mtn_block_flag */
  uint32_t table;       /* innermost table element, 0 if none */
  uint32_t item;        /* innermost li element, 0 if none */
  uint8_t kind;         /* matn_block_kind */
  uint8_t level;        /* heading: 1 to 6; list item, quotation: depth from 1; else 0 */
  uint8_t list_depth;   /* lists around it, at most 255 */
  uint8_t quote_depth;  /* blockquotes around it, at most 255 */
  uint16_t depth;       /* elements above `node`, at most 65,535 */
  uint16_t column;      /* of the cell that it is all of, while its row is being cut */
  matn_str text;        /* white space collapsed as HTML does ('\n' for a br, '\t' for each column of a row after the
                         * first); kept in code */
  matn_span span;       /* in doc->source: from the first to the last byte that it was made from */
  uint32_t chars;       /* length in characters so that scripts compare: Han counts 3, kana and Hangul 2, others 1 */
  uint32_t link_chars;  /* the part of it inside a[href] */
  uint32_t words;       /* runs of letters and digits; each character of Han, kana, Thai, Lao, Khmer, Myanmar is one */
  uint32_t link_words;
  uint16_t sentences; /* sentence ends, of all scripts; counts stop at 65,535 */
  uint16_t commas;
  uint16_t links;  /* a[href] elements in or around it */
  uint16_t breaks; /* br inside it */
  uint16_t images; /* img inside it */
  /* Filled by the labeller. */
  uint16_t score; /* chance that it is main text, in thousandths */
  bool selected;
  uint8_t dropped; /* mtn_dropped: why a block that the labeller had selected is no longer */
  bool adopted;    /* selected for the sake of the text around it */
} mtn_block;

typedef struct mtn_box {
  uint32_t node;       /* the element */
  uint32_t parent;     /* index of the box around it; box 0: 0 */
  uint32_t first, end; /* blocks below it */
  uint32_t flags;      /* mtn_block_flag of what stands in it, its own element included */
  uint16_t depth;      /* boxes above it */
  uint16_t tag;        /* mtn_tag */
} mtn_box;

/* The mark of a note in the text, or its label at the note itself. */
typedef struct mtn_note {
  uint32_t node; /* the link */
  uint32_t block;
  bool label;
} mtn_note;

typedef struct mtn_blocks {
  mtn_block *items;
  size_t count;
  mtn_box *boxes;
  size_t box_count;
  mtn_name *names;        /* names[i]: all names of the element of boxes[i]; of plain text NULL */
  mtn_names *known_names; /* the values read so far */
  uint32_t *marks;   /* elements that may say something of the page: meta, link, title, base, h1, time, JSON scripts, */
  size_t mark_count; /* and those with itemprop, property, rel=author, license or tag; in document order */
  mtn_note *notes;   /* marks and labels of notes, in document order */
  size_t note_count;
  uint32_t scripts;      /* scripts that run: what a page without text waits for */
  uint8_t script_kind;   /* mtn_word_kind (page_words.h) of the first of them whose address tells */
  bool noscript_is_text; /* the page keeps its text in noscript, and these blocks are here */
  bool noscript_left;    /* noscript had text, which was left out */
} mtn_blocks;

/* Cut the tree of `doc`, or (the page is plain text) the lines of doc->source, into blocks; all memory is `arena`'s,
 * and what is in `scratch` may go afterwards.  One pass, no recursion.  MATN_OK, MATN_NOMEM, or MATN_LIMIT for more
 * than `max_blocks`.  For plain text there is one box, of node 1 (the document), and all blocks have `node` 1, `first`
 * and `last` 0; what makes a block of lines stands in blocks_lines.c. */
matn_status mtn_blocks_cut(const mtn_document *doc, mtn_arena *arena, mtn_arena *scratch, uint32_t max_blocks,
                           mtn_blocks *out, matn_error *error);
matn_status mtn_blocks_cut_lines(const mtn_document *doc, mtn_arena *arena, mtn_arena *scratch, uint32_t max_blocks,
                                 mtn_blocks *out, matn_error *error);

/* The text of a mark that is a script, empty if it is none. */
static inline matn_str mtn_blocks_script(const mtn_document *doc, uint32_t mark) {
  uint32_t child = mtn_node_is(doc, mark, MTN_TAG_SCRIPT) ? doc->nodes[mark].first : 0;
  return child && doc->nodes[child].type == MTN_TEXT ? mtn_node_text(doc, child) : (matn_str){"", 0};
}

/* The box around the block's own: blocks that share it stand beside one another. */
static inline uint32_t mtn_blocks_place(const mtn_blocks *blocks, const mtn_block *block) {
  return blocks->boxes[block->box].parent;
}

/* Whether these are blocks of plain text. */
static inline bool mtn_blocks_are_lines(const mtn_blocks *blocks) {
  return blocks->box_count == 1 && blocks->boxes[0].node == 1;
}

/* For those who walk a block's text again, from its `first` to its `last` node.
 * Whether the cutter leaves out the node and all below it: script, style, svg, select… */
bool mtn_blocks_skips(const mtn_document *doc, uint32_t node);
/* Whether words before and after the (inline) element are apart though no white space parts them: input, iframe… */
bool mtn_blocks_parts_words(const mtn_document *doc, uint32_t node);
/* Spans that touch: "<span>2026</span><span>1h</span>" is laid out as two words, "<span>Hel</span><span>lo</span>" is
 * one that an editor cut.  Where an element for which mtn_blocks_is_joint holds ends and another starts with no text
 * between them, words are apart if mtn_blocks_part_at_joint says so of the length of the text before, its last
 * two bytes, and the byte after: a small letter or digit meets a capital or digit, the end of a sentence or a bracket
 * meets a capital. */
bool mtn_blocks_is_joint(const mtn_document *doc, uint32_t node);
bool mtn_blocks_part_at_joint(size_t length, char second, char before, char after);

#endif
