/*
 * The model of lines: which lines of a page that has lost its markup (plain text, WET) are its main text.
 *
 * Features are integers, a row each, as those of blocks are (extract/features.h); `matn features` prints them for
 * training, so that what is trained on and what is used can never differ.  None hangs on the words of one language but
 * through the furniture phrases (extract/furniture.h); lengths are those of mtn_block.chars, which scripts share.
 *
 * Terms.  A line is *short* below 40 characters.  Its *weight* as a paragraph is its length if it is long (100), or has
 * a sentence (40 and one sentence end), else 0; and 0 where furniture covers half of it or it speaks of cookies.  A
 * *run* is a stretch of short lines.  The *core* is the contiguous stretch of lines of the greatest sum of weights,
 * less a price for each line without: 25 characters for *core*, 100 for the narrower *heart*.  The *usual* length is
 * the one that holds the middle of the page's paragraph weight.
 */
#ifndef MTN_EXTRACT_LINES_H
#define MTN_EXTRACT_LINES_H

#include "extract/trees.h"

/* X(name, what it is, least, greatest); where nothing is said, the same as for the one before it.  Shares are in
 * thousandths; rows are clipped to the range. */
/* clang-format off */
#define MTN_LINES(X)                                                                                                   \
  /* the line */                                                                                                       \
  X(chars, "length in characters", 0, 2000)                                                                            \
  X(words, "words", 0, 500)                                                                                            \
  X(sentences, "sentence ends", 0, 50)                                                                                 \
  X(commas, "commas", 0, 50)                                                                                           \
  X(word_length, "characters a word, times 10", 0, 300)                                                                \
  X(relative, "length, thousandths of the usual one", 0, 4000)                                                         \
  X(ending, "ends with: 1 comma, 2 colon, 3 dots, 4 sentence sign; 0 anything else", 0, 4)                             \
  X(beginning, "begins with: 1 capital, 2 digit, 3 small letter, 4 quotation mark, 5 other sign; 0 letter without case", 0, 5) \
  X(capitals, "share of words that begin with a capital; -1: no letter with case", -1, 1000)                           \
  X(upper, "share of letters that are capitals", 0, 1000)                                                              \
  X(digits, "share of characters that are digits", 0, 1000)                                                            \
  X(numbers, "numbers", 0, 50)                                                                                         \
  X(separators, "signs that part items of menus and paths: | » › · • / >", 0, 30)                                      \
  X(quotes, "quotation marks", 0, 20)                                                                                  \
  X(brackets, "brackets", 0, 20)                                                                                       \
  X(symbols, "other signs that are no letters: arrows, emoji, icons", 0, 50)                                           \
  X(address, "an address of the web or of mail", 0, 1)                                                                 \
  X(date, "looks like: 1 year, 2 time, 4 day in digits", 0, 7)                                                         \
  X(money, "currency signs", 0, 10)                                                                                    \
  X(bullet, "starts like an item of a list", 0, 1)                                                                     \
  /* furniture: 0 none, 1 somewhere, 2 at the start */                                                                 \
  X(f_cover, "share of its words that furniture phrases cover", 0, 1000)                                               \
  X(f_social, "share, follow, app", 0, 2)                                                                              \
  X(f_legal, "legal, copyright", 0, 2)                                                                                 \
  X(f_cookies, "cookies, script", 0, 2)                                                                                \
  X(f_nav, "menu, search, account, more, top", 0, 2)                                                                   \
  X(f_related, "related", 0, 2)                                                                                        \
  X(f_comments, "comments", 0, 2)                                                                                      \
  X(f_sell, "newsletter, subscribe, ad, shop", 0, 2)                                                                   \
  X(f_credit, "credit", 0, 2)                                                                                          \
  X(f_meta, "published, byline, tags", 0, 2)                                                                           \
  X(f_tools, "tools", 0, 2)                                                                                            \
  /* where it stands */                                                                                                \
  X(line_at, "lines before it", 0, 1000)                                                                               \
  X(line_left, "lines after it", 0, 1000)                                                                              \
  X(rank, "share of the page's lines before it", 0, 1000)                                                              \
  X(words_rank, "share of its words", 0, 1000)                                                                         \
  X(weight_rank, "share of its paragraph weight", 0, 1000)                                                             \
  X(core_in, "in the core", 0, 1)                                                                                      \
  X(core_d, "lines away from it: before it negative", -500, 500)                                                       \
  X(heart_in, "in the heart", 0, 1)                                                                                    \
  X(heart_d, "lines away from it", -500, 500)                                                                          \
  /* what else is like it */                                                                                           \
  X(title_has, "share of its words that the first line has", 0, 1000)                                                  \
  X(title_share, "share of the first line's words that it has", 0, 1000)                                               \
  X(headline_d, "lines since the one after the first that is most like it", -500, 500)                                 \
  X(repeats, "lines of the same words, numbers aside", 1, 200)                                                         \
  X(repeat_first, "it is the first of them", 0, 1)                                                                     \
  X(same_start, "lines with the same first word", 1, 200)                                                              \
  X(same_end, "lines with the same last word", 1, 200)                                                                 \
  X(period, "lines since one with the same first or last word", 0, 100)                                                \
  /* neighbours */                                                                                                     \
  X(p1_chars, "length of the line before; -1: none", -1, 2000)                                                         \
  X(p2_chars, "of the second before", -1, 2000)                                                                        \
  X(p3_chars, "of the third before", -1, 2000)                                                                         \
  X(n1_chars, "of the line after", -1, 2000)                                                                           \
  X(n2_chars, "of the second after", -1, 2000)                                                                         \
  X(n3_chars, "of the third after", -1, 2000)                                                                          \
  X(p1_ending, "ending of the line before", -1, 4)                                                                     \
  X(n1_ending, "ending of the line after", -1, 4)                                                                      \
  X(n1_beginning, "beginning of the line after", -1, 5)                                                                \
  X(p1_cover, "f_cover of the line before", -1, 1000)                                                                  \
  X(n1_cover, "f_cover of the line after", -1, 1000)                                                                   \
  X(p1_date, "date of the line before", -1, 7)                                                                         \
  X(n1_date, "date of the line after", -1, 7)                                                                          \
  X(w3_before, "paragraph weight of the 3 lines before", 0, 6000)                                                      \
  X(w3_after, "of the 3 lines after", 0, 6000)                                                                         \
  X(w8_before, "of 8 lines", 0, 16000)                                                                                 \
  X(w8_after, "", 0, 16000)                                                                                            \
  X(w20_before, "of 20 lines", 0, 32000)                                                                               \
  X(w20_after, "", 0, 32000)                                                                                           \
  X(s8_before, "short lines among the 8 lines before", 0, 8)                                                           \
  X(s8_after, "among the 8 after", 0, 8)                                                                               \
  X(s20_before, "of 20 lines", 0, 20)                                                                                  \
  X(s20_after, "", 0, 20)                                                                                              \
  X(m8_before, "longest of the 8 lines before", 0, 2000)                                                               \
  X(m8_after, "of the 8 after", 0, 2000)                                                                               \
  X(sent8_before, "sentence ends in the 8 lines before", 0, 200)                                                       \
  X(sent8_after, "in the 8 after", 0, 200)                                                                             \
  X(f8_before, "lines of the 8 before that furniture covers by half", 0, 8)                                            \
  X(f8_after, "of the 8 after", 0, 8)                                                                                  \
  X(c8, "share of words with capitals in the 8 lines before and after", 0, 1000)                                       \
  X(d8, "lines with dates among them", 0, 16)                                                                          \
  X(run, "lines of the run that it is in; 0: it is not short", 0, 500)                                                 \
  X(run_at, "its place in it", 0, 500)                                                                                 \
  X(run_mean, "mean length of the run's lines", 0, 40)                                                                 \
  X(run_cover, "mean f_cover of the run's lines", 0, 1000)                                                             \
  X(since_para, "lines since the last paragraph", 0, 500)                                                              \
  X(until_para, "lines until the next", 0, 500)                                                                        \
  X(since_para_chars, "its length", 0, 2000)                                                                           \
  X(until_para_chars, "", 0, 2000)                                                                                     \
  X(since_related, "lines since one that is furniture of the class; 500: none", 0, 500)                                \
  X(since_comments, "", 0, 500)                                                                                        \
  X(since_legal, "", 0, 500)                                                                                           \
  X(since_social, "", 0, 500)                                                                                          \
  X(since_meta, "", 0, 500)                                                                                            \
  X(until_related, "lines until the next", 0, 500)                                                                     \
  X(until_comments, "", 0, 500)                                                                                        \
  X(until_legal, "", 0, 500)                                                                                           \
  X(until_social, "", 0, 500)                                                                                          \
  /* the page */                                                                                                       \
  X(pg_lines, "lines", 0, 5000)                                                                                        \
  X(pg_words, "words", 0, 32000)                                                                                       \
  X(pg_weight, "share of its characters in paragraphs", 0, 1000)                                                       \
  X(pg_longest, "longest line", 0, 4000)                                                                               \
  X(pg_usual, "usual length of a paragraph", 0, 4000)                                                                  \
  X(pg_short, "share of short lines", 0, 1000)                                                                         \
  X(pg_sentences, "sentence ends a line, times 100", 0, 2000)                                                          \
  X(pg_cover, "mean f_cover", 0, 1000)                                                                                 \
  X(pg_capitals, "mean of capitals; -1: no letters with case", -1, 1000)                                               \
  X(pg_dates, "share of lines with a date", 0, 1000)                                                                   \
  X(pg_money, "share of lines with a currency sign", 0, 1000)                                                          \
  X(pg_repeats, "share of lines that repeat others", 0, 1000)                                                          \
  X(pg_core, "share of its paragraph weight in the core", 0, 1000)                                                     \
  X(pg_heart, "in the heart", 0, 1000)                                                                                 \
  X(pg_core_lines, "lines of the core", 0, 2000)                                                                       \
  X(pg_questions, "lines that end with a question mark", 0, 200)                                                       \
  X(pg_comments, "lines that are furniture of comments", 0, 200)                                                       \
  X(pg_title, "words of the first line", 0, 100)
/* clang-format on */

#define MTN_LINE_ENUM(name, what, least, greatest) MTN_L_##name,
typedef enum mtn_line_feature { MTN_LINES(MTN_LINE_ENUM) MTN_LINE_COUNT } mtn_line_feature;
#undef MTN_LINE_ENUM

extern const char *const mtn_line_names[MTN_LINE_COUNT];

/* Measure all blocks of a page of plain text: MTN_LINE_COUNT rows.  Memory is the arena's.  MATN_OK or MATN_NOMEM. */
matn_status mtn_lines_measure(const mtn_blocks *blocks, mtn_arena *arena, mtn_features *out);

/* Fill `score` and `selected` of every block of a page of plain text: half the logit of the trees (trees.h) and half
 * that of the network (network.h) that reads the lines in order.  MATN_OK or MATN_NOMEM; scratch memory is the
 * arena's. */
matn_status mtn_lines_label(mtn_blocks *blocks, matn_favour favour, mtn_arena *arena);

#endif
