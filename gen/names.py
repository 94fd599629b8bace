"""Tables of element and attribute names: enums, flags and a perfect hash over the first and last eight bytes.

Reads data/tags.txt and data/attributes.txt; gives src/html/names_ids.inc (enums) and src/html/names_tables.inc.
"""

import itertools
import random

INPUTS = ["data/tags.txt", "data/attributes.txt"]
OUTPUTS = ["src/html/names_ids.inc", "src/html/names_tables.inc"]

MASK = (1 << 64) - 1
FOLD = 0x9E3779B97F4A7C15  # 2^64 / golden ratio: spreads the last eight bytes of a long name
# Multipliers that worked last time, tried before a new search: it takes seconds, and they hold until a name is added.
KNOWN = [0x1e073811011f38c3, 0xb0207502590eed73]
FLAGS = ["special", "formatting", "void", "scope", "implied", "thorough", "breakout", "heading"]


def lines(text):
    for line in text.splitlines():
        line = line.split("#", 1)[0].strip() if line.startswith("#") else line.strip()
        if line:
            yield line


def key(name):
    raw = name.encode()
    head = int.from_bytes(raw[:8].ljust(8, b"\0"), "little")
    if len(raw) > 8:
        head = (head + int.from_bytes(raw[-8:], "little") * FOLD + len(raw)) & MASK
    return head


def perfect(names, bits):
    keys = [key(n) for n in names]
    assert len(set(keys)) == len(keys)
    rng = random.Random(20261122)
    candidates = itertools.chain(KNOWN, (rng.getrandbits(64) | 1 for _ in itertools.count()))
    for magic in candidates:
        seen = set()
        for k in keys:
            slot = ((k * magic) & MASK) >> (64 - bits)
            if slot in seen:
                break
            seen.add(slot)
        else:
            table = [0] * (1 << bits)
            for number, k in enumerate(keys, 1):
                table[((k * magic) & MASK) >> (64 - bits)] = number
            return magic, table


def constant(name):
    return name.upper().replace("-", "_").replace(":", "_")


def rows(values, per_line=24):
    values = [str(v) for v in values]
    return "".join("  " + ", ".join(values[i : i + per_line]) + ",\n" for i in range(0, len(values), per_line))


def tables(prefix, names, bits):
    magic, table = perfect(names, bits)
    slot = "uint8_t" if len(names) < 256 else "uint16_t"
    out = f"#define {prefix.upper()}_HASH_BITS {bits}\n#define {prefix.upper()}_HASH_MAGIC UINT64_C(0x{magic:016x})\n"
    out += f"const {slot} mtn_{prefix}_slots[1 << {bits}] = {{\n{rows(table)}}};\n"
    heads = [0] + [int.from_bytes(n.encode()[:8].ljust(8, b"\0"), "little") for n in names]
    out += f"const uint64_t mtn_{prefix}_heads[] = {{\n" + rows([f"UINT64_C(0x{h:x})" for h in heads], 5) + "};\n"
    out += f"const matn_str mtn_{prefix}_names[] = {{\n  {{NULL, 0}},\n"
    out += "".join(f'  {{"{n}", {len(n)}}},\n' for n in names) + "};\n"
    return out


def generate(read):
    tags, flags, svg = [], {}, {}
    for line in lines(read("data/tags.txt")):
        name, *rest = line.split()
        if name in flags:
            continue
        tags.append(name)
        flags[name] = [f for f in rest if not f.startswith("svg=")]
        assert all(f in FLAGS for f in flags[name]), line
        svg.update({name: f[4:] for f in rest if f.startswith("svg=")})
    attributes, camel = [], {}
    for line in lines(read("data/attributes.txt")):
        name, *rest = line.split()
        attributes.append(name)
        camel.update({name: f[4:] for f in rest})

    ids = "typedef enum mtn_tag {\n  MTN_TAG_UNKNOWN = 0,\n"
    ids += "".join(f"  MTN_TAG_{constant(n)},\n" for n in tags) + "  MTN_TAG_COUNT\n} mtn_tag;\n\n"
    ids += "typedef enum mtn_attr_id {\n  MTN_ATTR_UNKNOWN = 0,\n"
    ids += "".join(f"  MTN_ATTR_{constant(n)},\n" for n in attributes) + "  MTN_ATTR_COUNT\n} mtn_attr_id;\n\n"
    ids += "enum {\n" + "".join(f"  MTN_{f.upper()} = 1 << {i},\n" for i, f in enumerate(FLAGS)) + "};\n\n"
    tag_part = tables("tag", tags, 11)
    attr_part = tables("attr", attributes, 12)
    bits = [l for l in (tag_part + attr_part).splitlines() if l.startswith("#define")]
    ids += "\n".join(bits) + "\n"

    code = "\n".join(l for l in (tag_part + attr_part).splitlines() if not l.startswith("#define")) + "\n"
    code += "const uint8_t mtn_tag_flags[MTN_TAG_COUNT] = {\n"
    for n in tags:
        if flags[n]:
            code += f"  [MTN_TAG_{constant(n)}] = " + " | ".join(f"MTN_{f.upper()}" for f in flags[n]) + ",\n"
    code += "};\n\nconst mtn_svg_name mtn_svg_names[] = {\n"
    code += "".join(f'  {{MTN_TAG_{constant(n)}, {{"{s}", {len(s)}}}}},\n' for n, s in svg.items()) + "};\n"
    code += f"const size_t mtn_svg_name_count = {len(svg)};\n\n"
    code += "const matn_str mtn_svg_attr_names[MTN_ATTR_COUNT] = {\n"
    code += "".join(f'  [MTN_ATTR_{constant(n)}] = {{"{s}", {len(s)}}},\n' for n, s in camel.items()) + "};\n"
    return {"src/html/names_ids.inc": ids, "src/html/names_tables.inc": code}
