/* Code: its language, as pages say it. */
#ifndef MTN_EXTRACT_CODE_H
#define MTN_EXTRACT_CODE_H

#include "base/buf.h"
#include "extract/blocks.h"

/* Append `before` and the language of a block of code, in lower case letters, digits and "+#-_."; false, and nothing
 * appended, if the page does not say. */
bool mtn_code_write_language(const mtn_document *doc, const mtn_blocks *blocks, const mtn_block *block,
                             const char *before, mtn_buf *out);

/* Whether a text is the name of a programming language. */
bool mtn_code_is_language(matn_str text);

/* Whether a block is code: preformatted, or lines that are nothing but one code element with line breaks in it. */
bool mtn_code_is_block(const mtn_document *doc, const mtn_blocks *blocks, const mtn_block *block);

/* Append code with no-break spaces as spaces: pages indent with them where they have no pre. */
void mtn_code_write_text(matn_str text, mtn_buf *out);

#endif
