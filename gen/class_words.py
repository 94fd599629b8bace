"""The words of class and id that tell what an element is, in a table by the hash that their reader has at hand.

Reads data/class-words.tsv; gives src/extract/names_words.inc: open addressing by FNV-1a, which must tell the words
apart; the words themselves are not kept.
"""

INPUTS = ["data/class-words.tsv"]
OUTPUTS = ["src/extract/names_words.inc"]

BITS = 9
FNV_START, FNV_PRIME, MASK = 2166136261, 16777619, (1 << 32) - 1


def fnv(word):
    h = FNV_START
    for byte in word.encode("ascii"):
        h = (h ^ byte) * FNV_PRIME & MASK
    return h


def generate(read):
    slots, hashes = [None] * (1 << BITS), set()
    for line in read(INPUTS[0]).splitlines():
        if line.startswith("#") or not line.strip():
            continue
        word, role, sense, part = line.split("\t")
        assert word.isalpha() and word.islower() and part in ("part", "-"), line
        h = fnv(word)
        assert h and h not in hashes, word
        hashes.add(h)
        slot = h & (len(slots) - 1)
        while slots[slot]:
            slot = (slot + 1) % len(slots)
        role = "MTN_UNIT_NONE" if role == "-" else f"MTN_UNIT_{role.upper()}"
        sense = "0" if sense == "-" else f"MTN_SENSE_{sense.upper()}"
        slots[slot] = f"[{slot}] = {{{h}u, {role}, {sense}, {str(part != '-').lower()}}}, /* {word} */"
    rows = "".join(f"    {row}\n" for row in slots if row)
    return {
        OUTPUTS[0]: f"#define WORD_BITS {BITS}\nstatic const class_word class_words[1 << WORD_BITS] = {{\n{rows}}};\n"
    }
