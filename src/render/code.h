/* Code: its language, as pages say it. */
#ifndef MTN_RENDER_CODE_H
#define MTN_RENDER_CODE_H

#include "extract/blocks.h"

/* The language of a block of code in lower case letters, digits and "+#-_."; {NULL, 0} if the page does not say. */
matn_str mtn_code_language(const mtn_document *doc, const mtn_block *block);

#endif
