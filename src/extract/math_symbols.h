/* What characters of formulas are in LaTeX.  For extract/math.c. */
#ifndef MTN_EXTRACT_MATH_SYMBOLS_H
#define MTN_EXTRACT_MATH_SYMBOLS_H

#include "base/base.h"

/* The command of a character, backslash included; NULL if it stands for itself. */
const char *mtn_math_symbol(uint32_t c);

/* A styled letter (U+1D400 to U+1D7FF and the letters of their kind in U+2100 to U+214F): the plain one, and the
 * command of its style in *style, NULL for the italic that letters have anyway; `c` itself if it is none. */
uint32_t mtn_math_plain(uint32_t c, const char **style);

/* The command that puts the character over (or, with `under`, below) what it stands over; NULL if it is no accent. */
const char *mtn_math_accent(uint32_t c, bool under);

/* Whether it is an operator between two things, with room around it. */
bool mtn_math_is_infix(uint32_t c);

/* Whether its limits stand above and below it: a sum, a product. */
bool mtn_math_has_limits(uint32_t c);

/* Whether `name` is a function that LaTeX has a command for: sin, log, lim. */
bool mtn_math_is_function(matn_str name);

#endif
