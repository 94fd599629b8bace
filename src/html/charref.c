/*
 * Character references (HTML 13.2.5.72 to 13.2.5.80).
 *
 * A name is letters and digits, so the run of those after '&' settles it: either the whole run followed by ';' is a
 * name, which is then the longest match, or the longest match is one of the old names that count without ';' (at most
 * ENTITY_LONGEST_BARE letters), at the run's head.  At most ENTITY_LONGEST + 1 bytes are looked at, so that a page full
 * of '&' costs linear time; digits are looked at without bound, but those are always consumed.
 */
#include "html/charref.h"

#include "base/utf8.h"
#include "html/names.h"

struct entity {
  uint16_t name_at; /* in entity_names */
  uint8_t name_len;
  bool bare; /* counts without ';' too */
  uint8_t value_len;
  uint8_t value[6];
};

#include "html/entities.inc"

static_assert(ENTITY_LONGEST_BARE < 8, "a prefix's head is a mask of the run's");
static_assert(ENTITY_VALUE_MAX <= MTN_CHARREF_MAX && ENTITY_VALUE_MAX <= sizeof(((struct entity *)0)->value),
              "values fit");

/* The entity of this name (without ';'), whose mtn_name_head is `head`, or entities[0], the empty one.
 * gen/entities.py places the names. */
static const struct entity *find_entity(uint64_t head, const char *name, size_t len) {
  const uint64_t slot_mask = (UINT64_C(1) << ENTITY_SLOT_BITS) - 1;
  uint64_t key = mtn_name_key(head, name, len);
  uint64_t hash = (key ^ key >> 32) * ENTITY_MAGIC;
  uint64_t start = hash >> 43, step = hash >> 31 | 1;
  uint64_t slot = start + entity_displacement[hash >> (64 - ENTITY_BUCKET_BITS)] * (step & slot_mask);
  const struct entity *entity = &entities[entity_slots[slot & slot_mask]];
  bool same = entity->name_len == len && memcmp(entity_names + entity->name_at, name, len) == 0;
  return same ? entity : &entities[0];
}

/* HTML 13.2.5.80, numeric character reference end state: bytes 80 to 9F mean windows-1252 there. */
static uint32_t repair_number(uint32_t c) {
  static const uint16_t windows_1252[32] = {
      0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
      0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
  };
  if (c >= 0x80 && c < 0xA0 && windows_1252[c - 0x80]) return windows_1252[c - 0x80];
  if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) return 0xFFFD;
  return c;
}

/* HTML 13.2.5.75 to 13.2.5.80: `p` is at "&#". */
static size_t numeric_reference(const char *p, char *out, size_t *out_len) {
  const char *at = p + 2;
  unsigned base = 10;
  if (*at == 'x' || *at == 'X') {
    base = 16;
    at++;
  }
  const char *digits = at;
  uint32_t value = 0;
  for (unsigned digit; (digit = (unsigned)mtn_hex_digit(*at)) < base; at++)
    if (value <= 0x10FFFF) value = value * base + digit; /* larger stays larger: no overflow */
  if (at == digits) return 0;
  if (*at == ';') at++;
  *out_len = mtn_utf8_encode(repair_number(value), out);
  return (size_t)(at - p);
}

size_t mtn_charref(const char *p, const char *end, bool in_attribute, char out[MTN_CHARREF_MAX], size_t *out_len) {
  *out_len = 0;
  if (end - p < 2) return 0;
  if (p[1] == '#') return end - p < 3 ? 0 : numeric_reference(p, out, out_len);

  const char *name = p + 1;
  size_t run = 0;
  uint64_t head = 0;
  for (unsigned char c; run <= ENTITY_LONGEST && mtn_is_alnum(c = (unsigned char)name[run]); run++)
    if (run < 8) head |= (uint64_t)c << (run * 8);
  if (run < 2) return 0; /* no name has one letter */
  const struct entity *entity = &entities[0];
  size_t taken = 0;
  if (run <= ENTITY_LONGEST && name[run] == ';') {
    entity = find_entity(head, name, run);
    taken = 1 + run + 1;
  }
  if (!entity->name_len) {
    size_t len = run < ENTITY_LONGEST_BARE ? run : ENTITY_LONGEST_BARE, least = 2;
    if (in_attribute) {
      /* 13.2.5.73: "for historical reasons", ?a=b&copy=c and &copyx stay as they are: only the whole run counts. */
      if (run > len || name[run] == '=') return 0;
      least = run;
    }
    for (; len >= least; len--) {
      entity = find_entity(head & ((UINT64_C(1) << (len * 8)) - 1), name, len);
      if (entity->bare) break;
    }
    if (len < least) return 0;
    taken = 1 + len;
  }
  memcpy(out, entity->value, sizeof(entity->value)); /* all of it: a length that the compiler knows */
  *out_len = entity->value_len;
  return taken;
}
