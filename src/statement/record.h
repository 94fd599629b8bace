/*
 * The record of a text: who said what, through whom, when; figures; dates; what was withdrawn.
 *
 * Invariants: every span is a stretch of `text` in bytes, begin <= end, on character boundaries; statements stand in
 * the order of their content, and links between statements, figures and retractions are indices into these arrays or
 * MTN_NO_INDEX.
 */
#ifndef MTN_STATEMENT_RECORD_H
#define MTN_STATEMENT_RECORD_H

#include "statement/dates.h"
#include "statement/numbers.h"

#define MTN_NO_INDEX UINT32_MAX

/* A stretch of the text; begin == end: absent. */
typedef struct mtn_stretch {
  uint32_t begin, end;
} mtn_stretch;

static inline bool mtn_stretch_is_there(mtn_stretch s) { return s.end > s.begin; }
static inline matn_str mtn_stretch_text(matn_str text, mtn_stretch s) {
  return mtn_stretch_is_there(s) ? (matn_str){text.ptr + s.begin, s.end - s.begin} : (matn_str){NULL, 0};
}

typedef struct mtn_statement {
  matn_statement_kind kind;
  matn_speaker_kind speaker_kind;
  mtn_stretch content, speaker, cue, through;
  mtn_stretch pronoun;   /* what stands for the speaker beside the cue, where that is a pronoun */
  mtn_day said_on;       /* year 0: unknown */
  uint16_t confidence;   /* thousandths */
  uint8_t class;         /* mtn_cue_class */
  uint32_t withdrawn_by; /* retraction */
  uint32_t within;       /* the statement whose content holds this one */
  uint32_t continues;    /* the statement that it goes on with, behind their one cue */
  uint32_t denies;       /* an earlier statement */
  uint32_t first, last;  /* tokens of the content */
} mtn_statement;

typedef struct mtn_figure {
  mtn_stretch mention, counted;
  bool has_value;
  mtn_decimal value, to; /* to: the upper end of a range */
  matn_relation relation;
  int32_t unit;          /* mtn_lexicon_name; 0: none of the table's */
  uint32_t statement;    /* innermost that holds it */
  uint32_t date;         /* as of when */
  uint32_t differs_from; /* an earlier figure for the same count by another source */
  uint32_t withdrawn_by;
  uint32_t first, last; /* tokens */
  uint8_t fate;         /* of people: what befell them, a class of MTN_LEX_FATE; 0: not said */
  bool anyone;          /* of people: the word for them says no more than that, or their fate */
} mtn_figure;

typedef struct mtn_retraction {
  mtn_stretch cue, reason;
  mtn_stretch speaker; /* who withdraws */
  uint32_t withdraws;  /* statement */
} mtn_retraction;

typedef struct mtn_caption {
  mtn_stretch text, credit;
  uint32_t date; /* MTN_NO_INDEX: none */
} mtn_caption;

typedef struct mtn_record {
  matn_str text;
  mtn_lang lang;
  mtn_stretch dateline;
  mtn_statement *statements;
  uint32_t statement_count, statement_capacity;
  mtn_figure *figures;
  uint32_t figure_count, figure_capacity;
  mtn_retraction *retractions;
  uint32_t retraction_count, retraction_capacity;
  mtn_caption *captions;
  uint32_t caption_count, caption_capacity;
  mtn_numbers numbers;
  mtn_text_dates dates;
  uint32_t *characters; /* code points before byte 0, 256, 512… of the text */
} mtn_record;

/* Read the record of `text`, at most 1 GiB of valid UTF-8 that outlives it; `day` is the page's, year 0 if unknown.
 * Memory is the arena's.  MATN_OK or MATN_NOMEM. */
matn_status mtn_record_read(matn_str text, mtn_day day, mtn_arena *arena, mtn_record *out);

/* Code points of the text before byte `at`. */
uint32_t mtn_record_characters(const mtn_record *record, uint32_t at);

#endif
