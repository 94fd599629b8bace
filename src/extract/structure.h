/*
 * Structure: what stands around the blocks of an article (lists, quotations, notes…), and which of them are a table.
 *
 * Invariants: nests form trees: a nest stands after its parent, nest 0 is none.  A nest holds at least one part, and
 * the parts of a nest follow one another.  Depth is at most MTN_NEST_DEPTH; what is nested deeper stands in the nest of
 * that depth.
 */
#ifndef MTN_EXTRACT_STRUCTURE_H
#define MTN_EXTRACT_STRUCTURE_H

#include "extract/ids.h"

/* Indents of hundreds help nobody, and with a line a level they would make the output quadratic. */
#define MTN_NEST_DEPTH 32

typedef enum mtn_nest_kind {
  MTN_NEST_NONE = 0,
  MTN_NEST_ITEM,        /* of a list */
  MTN_NEST_QUOTE,       /* a blockquote */
  MTN_NEST_CALLOUT,     /* a note, tip, warning set apart */
  MTN_NEST_NOTE,        /* a footnote that a mark in the article leads to */
  MTN_NEST_FIGURE,      /* a figure with a caption */
  MTN_NEST_DETAILS,     /* details */
  MTN_NEST_DEFINITIONS, /* dl */
  MTN_NEST_DEFINITION   /* dd */
} mtn_nest_kind;

typedef enum mtn_callout {
  MTN_CALLOUT_NOTE,
  MTN_CALLOUT_TIP,
  MTN_CALLOUT_IMPORTANT,
  MTN_CALLOUT_WARNING,
  MTN_CALLOUT_CAUTION
} mtn_callout;

/* Items of lists of tasks have a box to tick. */
typedef enum mtn_task { MTN_TASK_NONE, MTN_TASK_OPEN, MTN_TASK_DONE } mtn_task;

typedef struct mtn_nest {
  uint32_t parent;
  uint32_t node; /* the element */
  uint32_t box;
  uint32_t list;   /* item: its ul, ol… element */
  uint32_t number; /* item of an ol: its number; note: index in notes */
  uint8_t kind;    /* mtn_nest_kind */
  uint8_t depth;   /* from 1 */
  uint8_t callout; /* mtn_callout */
  uint8_t task;    /* mtn_task */
} mtn_nest;

/* A note that is in the article, and that a mark in the article leads to; in the order of the marks. */
typedef struct mtn_footnote {
  matn_str label;      /* what the marks say, or, where that does not tell notes apart, the place in this order */
  matn_str said;       /* what the first mark says */
  uint32_t nest;       /* 0: the note is not in the article */
  uint32_t first, end; /* its parts */
  bool vague;          /* marks that say different things lead to it: it is the place of all notes */
} mtn_footnote;

typedef struct mtn_part {
  uint32_t block;      /* index in blocks.items */
  uint32_t nest;       /* innermost one around it */
  uint32_t table_end;  /* a part that starts a table: the part behind its last one; 0 of others */
  uint32_t table_nest; /* of such a part: what stands around the table */
  uint32_t note;       /* the note that it is in: index in notes + 1; 0 outside */
  bool joins; /* it goes on with what the part before began: the next row of a table, the next item of a list */
  char joint; /* where it is of one paragraph with the part before: what parts them (extract/runs.h); else 0 */
} mtn_part;

typedef struct mtn_structure {
  mtn_part *parts; /* one for each selected block, in order */
  size_t part_count;
  mtn_nest *nests;
  size_t nest_count;
  mtn_footnote *notes;
  size_t note_count;
  mtn_ids note_ids; /* where the marks lead: an id's number is the index in notes + 1 */
} mtn_structure;

/* The structure of the selected blocks; all memory is the arena's.  Linear.  MATN_OK or MATN_NOMEM. */
matn_status mtn_structure_build(const mtn_document *doc, const mtn_blocks *blocks, mtn_arena *arena,
                                mtn_structure *out);

/* The note that a link leads to: index in notes, or SIZE_MAX. */
size_t mtn_structure_note(const mtn_document *doc, const mtn_structure *structure, uint32_t a);

/* How much of the text of a part's block is the label of the note that it starts, brackets and full stop included, or
 * the marker of the callout that it starts. */
size_t mtn_structure_skip(const mtn_structure *structure, const mtn_part *part, const mtn_block *block);

/* The part behind the last one of the paragraph that part `i` starts. */
size_t mtn_structure_paragraph(const mtn_structure *structure, size_t i);

/* The nest at or above `nest` that is as deep as `depth`; 0 for depth 0. */
uint32_t mtn_structure_at_depth(const mtn_structure *structure, uint32_t nest, unsigned depth);

#endif
