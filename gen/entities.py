"""Table of the named character references: a perfect hash over the first and last eight bytes of the name.

Reads data/entities.tsv; gives src/html/entities.inc.  A first hash picks a bucket, the bucket's number displaces the
second hash so that no two names share a slot (hash and displace); keys are those of gen/names.py.
"""

from names import key, rows

INPUTS = ["data/entities.tsv"]
OUTPUTS = ["src/html/entities.inc"]

MASK = (1 << 64) - 1
MAGIC = 0xD6E8FEB86659FD93  # odd, half of its bits set; any such number that lets displace() end will do
BUCKET_BITS = 9
SLOT_BITS = 12  # 4,096 slots for 2,125 names: the emptier, the smaller the displacements


def parts(name):
    """Bucket, start and step of a name; src/html/charref.c does the same."""
    k = key(name)
    h = ((k ^ k >> 32) * MAGIC) & MASK
    slot_mask = (1 << SLOT_BITS) - 1
    return h >> (64 - BUCKET_BITS), h >> 43 & slot_mask, h >> 31 & slot_mask | 1


def displace(names):
    buckets = [[] for _ in range(1 << BUCKET_BITS)]
    for number, name in enumerate(names, 1):
        bucket, start, step = parts(name)
        buckets[bucket].append((number, start, step))
    displacement, slots = [0] * len(buckets), [0] * (1 << SLOT_BITS)
    for b in sorted(range(len(buckets)), key=lambda b: (-len(buckets[b]), b)):
        for d in range(256):
            places = [(start + d * step) % len(slots) for _, start, step in buckets[b]]
            if len(set(places)) == len(places) and not any(slots[p] for p in places):
                break
        else:
            raise SystemExit("gen/entities.py: choose another MAGIC")
        displacement[b] = d
        for (number, _, _), place in zip(buckets[b], places):
            slots[place] = number
    return displacement, slots


def generate(read):
    names, values, bare = [], [], []
    for line in read("data/entities.tsv").splitlines():
        if line.startswith("#"):
            continue
        name, points, *rest = line.split("\t")
        names.append(name)
        values.append("".join(chr(int(p, 16)) for p in points.split()).encode())
        bare.append(rest == ["bare"])
    assert len(names) + sum(bare) == 2231
    displacement, slots = displace(names)

    longest_bare = max(len(n) for n, b in zip(names, bare) if b)
    out = f"#define ENTITY_MAGIC UINT64_C(0x{MAGIC:016x})\n"
    out += f"#define ENTITY_BUCKET_BITS {BUCKET_BITS}\n#define ENTITY_SLOT_BITS {SLOT_BITS}\n"
    out += f"#define ENTITY_LONGEST {max(map(len, names))} /* without ';' */\n"
    out += f"#define ENTITY_LONGEST_BARE {longest_bare}\n"
    out += f"#define ENTITY_VALUE_MAX {max(map(len, values))}\n"
    out += f"static const uint8_t entity_displacement[1 << ENTITY_BUCKET_BITS] = {{\n{rows(displacement)}}};\n"
    out += f"static const uint16_t entity_slots[1 << ENTITY_SLOT_BITS] = {{\n{rows(slots, 20)}}};\n"
    out += "static const struct entity entities[] = {\n  {0, 0, false, 0, {0}},\n"
    at = 0
    for name, value, is_bare in zip(names, values, bare):
        octets = ", ".join(f"0x{b:02x}" for b in value)
        out += f"  {{{at}, {len(name)}, {str(is_bare).lower()}, {len(value)}, {{{octets}}}}}, /* {name} */\n"
        at += len(name)
    assert at < 1 << 16
    out += "};\n/* The names one after another; an array, since a string of this length is more than C17 promises. */\n"
    out += f"static const char entity_names[] = {{\n{rows([repr(c) for c in ''.join(names)], 22)}}};\n"
    return {"src/html/entities.inc": out}
