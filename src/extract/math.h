/* Formulas: MathML, and the LaTeX that pages carry, as LaTeX on one line. */
#ifndef MTN_EXTRACT_MATH_H
#define MTN_EXTRACT_MATH_H

#include "base/buf.h"
#include "html/document.h"

/* Append the formula of a MathML `math` element, without `$`: the LaTeX that it was made from where the element says
 * so (an annotation of the encoding application/x-tex, LaTeXML's alttext), else its elements in LaTeX.  Nothing for an
 * empty formula.  Linear in what is below the element. */
void mtn_math_write(const mtn_document *doc, uint32_t math, mtn_buf *out);

/* The same of MathML that stands in a string, read as a page's would be; MathJax 2 keeps it in data-mathml. */
void mtn_math_write_source(matn_str source, const matn_alloc *alloc, mtn_buf *out);

/* Append LaTeX as a page gives it: on one line, without comments, delimiters and what only says how large it is. */
void mtn_math_write_tex(matn_str tex, mtn_buf *out);

/* Whether a `math` element is a line of its own (MathML Core 2.1.1: display). */
bool mtn_math_is_display(const mtn_document *doc, uint32_t math);

#endif
