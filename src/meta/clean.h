/* Values as pages write them, cleaned: character references undone, tags and doubled white space gone. */
#ifndef MTN_META_CLEAN_H
#define MTN_META_CLEAN_H

#include "base/arena.h"

/* `text` itself where it is clean but for its ends, else a copy in the arena; ptr NULL only when memory runs out. */
matn_str mtn_clean_text(matn_str text, mtn_arena *arena);

/* `text` without `len` bytes at its start, and white space behind them. */
matn_str mtn_clean_after(matn_str text, size_t len);

/* Equal but for ASCII case, white space and signs; false if there is nothing else. */
bool mtn_clean_same(matn_str a, matn_str b);

/* Of the letters that mtn_clean_same compares: equal for texts that are the same. */
uint64_t mtn_clean_hash(matn_str text);

#endif
