"""What tells languages apart: frequent trigrams in an open-addressing table, and letters that few languages write.

Reads data/trigrams.tsv, data/language-letters.tsv; gives src/text/language_tables.inc.
"""

import math
import re
import unicodedata

INPUTS = ["data/trigrams.tsv", "data/language-letters.tsv"]
OUTPUTS = ["src/text/language_tables.inc"]

BITS = 15
MAGIC = 0x9E3779B97F4A7C15
MASK = (1 << 64) - 1
SCALE = 16  # steps of weight a natural logarithm
MANY = 2  # trigrams of a declaration that one seen trigram must outweigh: what is not in the list has up to this count

SCRIPTS = ["LATIN", "CYRILLIC", "ARABIC", "DEVANAGARI", "HEBREW", "ETHIOPIC", "BENGALI"]


def script_of(letters):
    for c in letters:
        name = unicodedata.name(c, "").split(" ")[0]
        if name in SCRIPTS:
            return SCRIPTS.index(name)
    raise ValueError(letters)


def key(trigram):
    a, b, c = map(ord, trigram)
    return a << 32 | b << 16 | c


def generate(read):
    languages, found = [], {}
    for line in read(INPUTS[0]).splitlines():
        if not line or line.startswith("#"):
            continue
        tag, *cells = line.split("\t")
        pairs = [(re.sub(r"\d+$", "", cell).replace("_", " "), int(re.search(r"\d+$", cell).group())) for cell in cells]
        total = sum(count for _, count in pairs)
        number = len(languages)
        script = script_of("".join(t for t, _ in pairs[:20]))
        languages.append((tag, script))
        for trigram, count in pairs:
            if len(trigram) == 3 and all(ord(c) < 0x10000 for c in trigram):
                weight = round(SCALE * math.log(max(1.2, count * 5000 / total / MANY)))
                found.setdefault(key(trigram), []).append((number, min(weight, 255)))
    numbers = {tag: i for i, (tag, _) in enumerate(languages)}
    letters = []
    for line in read(INPUTS[1]).splitlines():
        if not line or line.startswith("#"):
            continue
        those, tags = line.split("\t")
        script = script_of(those)
        mask = 0
        for tag, number in numbers.items():
            base, _, variant = tag.partition("_")
            if base in tags.split(" ") and languages[number][1] == script:
                mask |= 1 << number
        assert mask, line
        letters += [(ord(c), mask, script) for c in sorted(set(those))]
    merged = {}
    for letter, mask, script in letters:  # a letter may stand in several lines
        merged[letter] = (merged.get(letter, (0, 0))[0] | mask, script)
    postings, slots = [], [0] * (1 << BITS)
    for k, those in sorted(found.items()):
        slot = (k * MAGIC & MASK) >> (64 - BITS)
        while slots[slot]:
            slot = (slot + 1) % (1 << BITS)
        check = (k * MAGIC & MASK) >> (64 - BITS - 14) & 0x3FFF
        slots[slot] = check << 18 | len(postings) + 1
        for i, (number, weight) in enumerate(those):
            postings.append((number << 9) | (weight << 1) | (i + 1 == len(those)))
    assert len(postings) < 1 << 18 and len(languages) <= 128
    out = [f"#define LANGUAGES {len(languages)}", f"#define TRIGRAM_BITS {BITS}",
           f"#define TRIGRAM_MAGIC UINT64_C(0x{MAGIC:X})"]
    out.append("static const language_row languages[LANGUAGES] = {")
    for tag, script in languages:
        base, _, variant = tag.partition("_")
        out.append(f'    {{"{base}", "{base + ("-" + variant if variant else "")}", SCRIPT_{SCRIPTS[script]}}},')
    out.append("};")
    out.append("static const letter_row rare_letters[] = {")
    for letter, (mask, script) in sorted(merged.items()):
        low, high = mask & MASK, mask >> 64
        out.append(f"    {{0x{letter:X}, SCRIPT_{SCRIPTS[script]}, {{UINT64_C(0x{low:X}), UINT64_C(0x{high:X})}}}},")
    out.append("};")
    out.append("static const uint16_t trigram_postings[] = {")
    for i in range(0, len(postings), 16):
        out.append("    " + " ".join(f"{p}," for p in postings[i : i + 16]))
    out.append("};")
    out.append("static const uint32_t trigram_slots[1 << TRIGRAM_BITS] = {")
    for i in range(0, len(slots), 16):
        out.append("    " + " ".join(f"{s}," for s in slots[i : i + 16]))
    out.append("};")
    return {OUTPUTS[0]: "\n".join(out) + "\n"}
