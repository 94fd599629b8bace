/* Pictures: which of an img element's addresses is that of the picture. */
#ifndef MTN_RENDER_IMAGE_H
#define MTN_RENDER_IMAGE_H

#include "base/buf.h"
#include "extract/article.h"

/* Append its address, resolved against `base`; false, and nothing appended, if it has none that may be followed.  Lazy
 * images keep a placeholder in src and the picture in data-src and its kin, in srcset, in the source elements of their
 * picture, or in a noscript beside them. */
bool mtn_image_write_address(const mtn_document *doc, uint32_t img, matn_str base, mtn_buf *out);

/* Whether a node is a picture: an img that shows no formula or character, or AMP's. */
bool mtn_image_is_picture(const mtn_document *doc, uint32_t node);

/* Append the address of what a frame, a film or a script's player shows, as a reader would open it: of a film or post,
 * not of its player.  False, and nothing appended, if it is of no such thing: advertisements and widgets are frames
 * too.
 */
bool mtn_image_write_embed(const mtn_document *doc, uint32_t node, matn_str base, mtn_buf *out);

/* What a page shows between blocks: img elements, and what holds a post or a film (iframe, video, audio, players). */
typedef void (*mtn_image_visit)(void *ctx, uint32_t node);

/* Give what stands before the block of part `part`, given the part that was written last (SIZE_MAX if none): all of it
 * if the block before it on the page was that one, else what belongs to it, as the picture of its caption does. */
void mtn_image_before(const mtn_article *article, size_t before, size_t part, mtn_image_visit visit, void *ctx);
/* The nest that it stands in, between parts in the nests `before` and `after`. */
uint32_t mtn_image_nest(const mtn_article *article, uint32_t node, uint32_t before, uint32_t after);
/* Give what belongs to the block of part `part` and stands after it, unless the next part gives it. */
void mtn_image_after(const mtn_article *article, size_t part, mtn_image_visit visit, void *ctx);

/* Whether it has one; `scratch` is overwritten. */
bool mtn_image_has_address(const mtn_document *doc, uint32_t img, mtn_buf *scratch);

#endif
