/*
 * Hostile texts for the record: time stays linear in marks, cues, numbers, dates, names, commas and sentences without
 * end.  Each text is read at n and 2n units; the time may at most grow by RATIO.
 */
#define _POSIX_C_SOURCE 200809L

#include "matn.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const double ratio_max = 3.0;   /* linear is 2, quadratic 4; memory that outgrows a cache costs a little */
static const double measurable = 0.08; /* seconds: what is faster is fast enough at any ratio */
enum { BYTES = 3 << 20, TRIES = 4 };

static const struct {
  const char *name, *unit;
} cases[] = {
    {"quotation marks", "\""},
    {"opening marks", "\xC2\xAB a "},
    {"nested marks", "\xE2\x80\x9C"
                     "b "},
    {"brackets", "( a b "},
    {"cues", "said "},
    {"cues with commas", "said, "},
    {"cues that open", "he said that "},
    {"Arabic cues", "\xD9\x88\xD9\x82\xD8\xA7\xD9\x84 "},
    {"Arabic cues with a complementiser", "\xD9\x82\xD8\xA7\xD9\x84 \xD8\xA3\xD9\x86 "},
    {"sources", "according to "},
    {"withdrawals", "withdrew the statement "},
    {"withdrawals by speakers", "Ada Bell said x. Ada withdrew her statement. "},
    {"withdrawals by long speakers",
     "The very first deputy minister of the interior of the northern district said x. He withdrew the statement. "},
    {"Arabic withdrawals", "سحبت الوزارة بيانها. "},
    {"people killed", "Ada Bell said 10 people were killed. "},
    {"names", "Ada Bell "},
    {"speakers", "Ada Bell said x. "},
    {"quoted speakers", "\"Well, then,\" said Ada Bell. "},
    {"numbers", "12 "},
    {"number words", "two hundred and "},
    {"fractions", "a half and "},
    {"dates", "on Monday "},
    {"months", "May 1 and 2 "},
    {"figures", "12 people and "},
    {"commas", "a, "},
    {"lines", "A\n"},
    {"dashes", "- 1 May 2020 - "},
    {"denials", "Ada Bell denied the claim that it was so. "},
    {"French cues in one quotation", "\xC2\xAB La mer monte, dit le maire. "},
    {"Russian cues in one quotation",
     "\xC2\xAB \xD0\xB4\xD0\xB0, \xE2\x80\x94 \xD1\x81\xD0\xBA\xD0\xB0\xD0\xB7\xD0\xB0\xD0\xBB "
     "\xD0\xBC\xD1\x8D\xD1\x80. "},
    {"Arabic denials", "\xD9\x86\xD9\x81\xD9\x89 \xD8\xA7\xD9\x84\xD9\x88\xD8\xB2\xD9\x8A\xD8\xB1 "
                       "\xD8\xA7\xD9\x84\xD8\xA7\xD8\xAA\xD9\x87\xD8\xA7\xD9\x85\xD8\xA7\xD8\xAA. "},
    {"weekdays to come", "on Monday, it will "},
    {"relative clauses", "Ada, who sings, "},
    {"Turkish cues", "ve dedi "},
    {"Turkish clauses", "Karaca, bunu s\xC3\xB6yleyerek, geldi\xC4\x9Fini a\xC3\xA7\xC4\xB1klad\xC4\xB1. "},
    {"Turkish subjects", "Bakan Selim bakanl\xC4\xB1k ve "},
    {"Turkish sources", "Karaca'ya g\xC3\xB6re "},
    {"Persian cues", "\xDA\xAF\xD9\x81\xD8\xAA \xDA\xA9\xD9\x87 \xD8\xB1\xD8\xA7 "},
    {"Persian objects", "\xD8\xB1\xD8\xA7 \xD8\xB1\xD8\xAF \xDA\xA9\xD8\xB1\xD8\xAF \xD9\x88 "},
    {"Persian sources", "\xD8\xA8\xD9\x87 \xDA\xAF\xD9\x81\xD8\xAA\xD9\x87 \xD9\x88\xD8\xB2\xDB\x8C\xD8\xB1\xD8\x8C "
                        "\xDA\xA9\xD9\x87 \xD8\xB1\xD8\xA7 "},
};

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static double read_text(const char *unit, size_t bytes) {
  size_t len = strlen(unit), count = bytes / len;
  char *text = malloc(count * len + 1);
  if (!text) exit(1);
  for (size_t i = 0; i < count; i++) memcpy(text + i * len, unit, len);
  matn_parse_options parse = {.size = sizeof(parse), .input = MATN_INPUT_TEXT, .charset = {"utf-8", 5}};
  matn_extract_options extract = {
      .size = sizeof(extract), .whole = true, .date = {"2022-01-10", 10}, .max_blocks = UINT32_MAX};
  matn_doc *doc;
  const matn_article *article;
  const matn_record *record;
  if (matn_parse(NULL, text, count * len, &parse, &doc, NULL) != MATN_OK ||
      matn_extract(doc, &extract, &article, NULL) != MATN_OK)
    exit(1);
  double begun = seconds();
  if (matn_read_record(article, &record, NULL) != MATN_OK) exit(1);
  double took = seconds() - begun;
  matn_doc_free(doc);
  free(text);
  return took;
}

int main(void) {
  int failed = 0;
  for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
    double once = read_text(cases[i].unit, BYTES / 2), twice = read_text(cases[i].unit, BYTES);
    for (int tries = 1; tries < TRIES && twice > measurable && twice > ratio_max * once; tries++) {
      once = read_text(cases[i].unit, BYTES / 2);
      twice = read_text(cases[i].unit, BYTES);
    }
    int bad = twice > measurable && twice > ratio_max * once;
    failed += bad;
    printf("%s %-36s %7.1f -> %7.1f ms\n", bad ? "FAILED" : "ok    ", cases[i].name, once * 1e3, twice * 1e3);
  }
  return failed != 0;
}
