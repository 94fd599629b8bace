/* Between lines with days (facts_lines.c) and bylines (facts_bylines.c). */
#ifndef MTN_META_FACTS_LINES_H
#define MTN_META_FACTS_LINES_H

#include "meta/facts_internal.h"

#define MTN_LINE_DATES 4   /* of one line */
#define MTN_PARAGRAPH 80   /* bytes; a shorter line may be anything */
#define MTN_LABEL_MAX 24   /* bytes of a line that says what is in the next one */
#define MTN_BYLINE_MAX 160 /* bytes at the start of a line in which "by" may stand */

typedef struct mtn_line_dates {
  mtn_date_match found[MTN_LINE_DATES];
  size_t count;
} mtn_line_dates;

/* What a line says of who wrote the page, as candidates. */
void mtn_facts_read_byline(mtn_gatherer *g, uint32_t line, const mtn_line_dates *dates);

/* What stands before a date, without the day of the week that belongs to it. */
matn_str mtn_facts_without_weekday(const mtn_gatherer *g, matn_str text);

#endif
