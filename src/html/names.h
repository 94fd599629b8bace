/* Names of elements and attributes as small numbers, by a perfect hash (tables made by gen/names.py). */
#ifndef MTN_HTML_NAMES_H
#define MTN_HTML_NAMES_H

#include "base/base.h"

#include "html/names_ids.inc"

extern const uint8_t mtn_tag_slots[];
extern const uint16_t mtn_attr_slots[];
extern const uint64_t mtn_tag_heads[], mtn_attr_heads[];
extern const matn_str mtn_tag_names[], mtn_attr_names[];
extern const uint8_t mtn_tag_flags[MTN_TAG_COUNT]; /* MTN_SPECIAL and its kin; meant for the HTML namespace */

typedef struct mtn_svg_name {
  uint8_t tag;
  matn_str name;
} mtn_svg_name;
extern const mtn_svg_name mtn_svg_names[];
extern const size_t mtn_svg_name_count;
extern const matn_str mtn_svg_attr_names[MTN_ATTR_COUNT]; /* camel-case form, absent where it is the same */

/* The first `len` bytes (at most 8) of a name as a number, byte 0 lowest, on any byte order. */
static inline uint64_t mtn_name_head(const char *p, size_t len) {
  uint64_t head = 0;
  for (size_t i = len < 8 ? len : 8; i-- > 0;) head = head << 8 | (unsigned char)p[i];
  return head;
}

#define MTN_NAME_FOLD UINT64_C(0x9E3779B97F4A7C15) /* as in gen/names.py */

static inline uint64_t mtn_name_key(uint64_t head, const char *p, size_t len) {
  return len > 8 ? head + mtn_name_head(p + len - 8, 8) * MTN_NAME_FOLD + len : head;
}

static inline bool mtn_name_matches(matn_str name, const char *p, size_t len) {
  return name.len == len && (len <= 8 || memcmp(name.ptr, p, len) == 0);
}

/* The number of a lower-case name whose mtn_name_head is `head`; UNKNOWN if the table does not hold it. */
static inline mtn_tag mtn_tag_lookup(uint64_t head, const char *p, size_t len) {
  unsigned id = mtn_tag_slots[mtn_name_key(head, p, len) * TAG_HASH_MAGIC >> (64 - TAG_HASH_BITS)];
  return mtn_tag_heads[id] == head && mtn_name_matches(mtn_tag_names[id], p, len) ? (mtn_tag)id : MTN_TAG_UNKNOWN;
}
static inline mtn_attr_id mtn_attr_lookup(uint64_t head, const char *p, size_t len) {
  unsigned id = mtn_attr_slots[mtn_name_key(head, p, len) * ATTR_HASH_MAGIC >> (64 - ATTR_HASH_BITS)];
  return mtn_attr_heads[id] == head && mtn_name_matches(mtn_attr_names[id], p, len) ? (mtn_attr_id)id
                                                                                    : MTN_ATTR_UNKNOWN;
}

static inline mtn_tag mtn_tag_find(matn_str name) {
  return name.len ? mtn_tag_lookup(mtn_name_head(name.ptr, name.len), name.ptr, name.len) : MTN_TAG_UNKNOWN;
}
static inline mtn_attr_id mtn_attr_find(matn_str name) {
  return name.len ? mtn_attr_lookup(mtn_name_head(name.ptr, name.len), name.ptr, name.len) : MTN_ATTR_UNKNOWN;
}

#endif
