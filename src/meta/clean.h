/* Values as pages write them, cleaned: character references undone, tags and doubled white space gone. */
#ifndef MTN_META_CLEAN_H
#define MTN_META_CLEAN_H

#include "base/arena.h"
#include "text/words.h"

/* `text` itself where it is clean but for its ends, else a copy in the arena; ptr NULL only when memory runs out. */
matn_str mtn_clean_text(matn_str text, mtn_arena *arena);

/* `text` without `len` bytes at its start, and white space behind them. */
matn_str mtn_clean_after(matn_str text, size_t len);

/* Equal but for case, white space and signs; false if there is nothing else.  Most texts differ in their first letter.
 */
bool mtn_clean_same_slow(matn_str a, matn_str b); /* neither is empty */
static inline bool mtn_clean_same(matn_str a, matn_str b) {
  if (!a.len || !b.len) return false;
  if (mtn_text_is_ascii_word(*a.ptr) && mtn_text_is_ascii_word(*b.ptr) && mtn_to_lower(*a.ptr) != mtn_to_lower(*b.ptr))
    return false;
  return mtn_clean_same_slow(a, b);
}

/* Of the letters that mtn_clean_same compares: equal for texts that are the same. */
uint64_t mtn_clean_hash(matn_str text);

#endif
