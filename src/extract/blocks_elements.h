/* What the cutter knows of elements: how they break text, and what their attributes say of it. */
#ifndef MTN_EXTRACT_BLOCKS_ELEMENTS_H
#define MTN_EXTRACT_BLOCKS_ELEMENTS_H

#include "extract/blocks.h"

enum {
  MTN_CLASS_BLOCK = 1,  /* starts and ends a block */
  MTN_CLASS_SKIP = 2,   /* has no text that is shown */
  MTN_CLASS_STATE = 4,  /* changes what the text in it is, or has a rule of its own */
  MTN_CLASS_SPACED = 8, /* a box of its own inside a line: words beside it are apart */
  MTN_CLASS_JOINT = 16, /* may hold a thing of its own: see mtn_blocks_part_at_joint */
  MTN_CLASS_INLINE = 32 /* what it is may be more than its text: see extract/inline.h */
};

extern const uint8_t mtn_element_class[MTN_TAG_COUNT]; /* HTML elements; 0 is inline and no more */

/* What the attributes of an element say. */
typedef struct mtn_element_says {
  uint32_t flags;  /* mtn_block_flag */
  uint8_t heading; /* level by role and aria-level, 0 if none */
  uint16_t part;   /* table, tr, td or th, where the role of an element that is none of them says so; else 0 */
  matn_str href, class, style;
  bool open;
  bool blocks; /* style makes it a block */
  bool marked; /* it may say something of the page: see mtn_blocks.marks */
} mtn_element_says;

mtn_element_says mtn_element_read(const mtn_document *doc, uint32_t node);

/* Which of table, tr, td and th an element is, by its name or by its role; 0 if none.  Without regard to what it stands
 * in. */
uint16_t mtn_element_table_part(const mtn_document *doc, uint32_t node);

/* The columns or rows that a cell spans, as its colspan or rowspan says: 1 to MTN_SPAN_MAX. */
#define MTN_SPAN_MAX 64 /* the attribute may say anything */
uint8_t mtn_element_span(const mtn_document *doc, uint32_t cell, mtn_attr_id attr);

/* Whether a script element is a program, not data. */
bool mtn_element_is_program(const mtn_document *doc, uint32_t script);

#endif
