"""The words of class and id that tell what an element is, in a table by the hash that their reader has at hand.

Reads data/class-words.tsv; gives src/extract/names_words.inc: open addressing by hash_word, which must tell the words
apart; the words themselves are not kept.
"""

INPUTS = ["data/class-words.tsv"]
OUTPUTS = ["src/extract/names_words.inc"]

BITS = 9
MASK, FACTOR, LENGTH_FACTOR = (1 << 64) - 1, 0x9FB21C651E98DF25, 0x9E3779B97F4A7C15


def lower_eight(eight):
    return eight | (~eight >> 2 & 0x2020202020202020)


def hash_word(word, mark=0):
    """As mtn_text_hash_word of src/text/words.h, of bytes."""
    h = mark + len(word) * LENGTH_FACTOR & MASK
    while len(word) > 8:
        h = (h ^ lower_eight(int.from_bytes(word[:8], "little"))) * FACTOR & MASK
        h ^= h >> 32
        word = word[8:]
    if len(word) >= 4:
        tail = int.from_bytes(word[-4:], "little") << 32 | int.from_bytes(word[:4], "little")
    else:
        tail = word[0] << 16 | word[len(word) // 2] << 8 | word[-1]
    h = (h ^ lower_eight(tail)) * FACTOR & MASK
    h = (h ^ h >> 32) * FACTOR & MASK
    return h >> 32 or 1


def generate(read):
    slots, hashes = [None] * (1 << BITS), set()
    for line in read(INPUTS[0]).splitlines():
        if line.startswith("#") or not line.strip():
            continue
        word, role, sense, part = line.split("\t")
        assert word.isalpha() and word.islower() and part in ("part", "-"), line
        h = hash_word(word.encode())
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
