"""Words of class and id attributes that speak against main text: an open-addressing table.

Reads data/class-words.tsv; gives src/extract/label_hints.inc.
"""

INPUTS = ["data/class-words.tsv"]
OUTPUTS = ["src/extract/label_hints.inc"]

MASK = (1 << 64) - 1
MAGIC = 0x9E3779B97F4A7C15  # 2^64 / golden ratio
BITS = 10  # 1,024 slots: about a quarter full, so that most words that are not there end at the first slot


def key(word):
    """As word_key() in src/extract/label_hints.c: letters shifted in, what falls out at the top comes in at the bottom."""
    k = 0
    for letter in word.encode():
        k = ((k << 8 | k >> 56) ^ letter) & MASK
    return k


def generate(read):
    words = {}
    for line in read(INPUTS[0]).splitlines():
        if line and not line.startswith("#"):
            word, weight = line.split("\t")
            assert word.isascii() and word.isalpha() and word.islower() and 0 < int(weight) <= 60, line
            assert key(word) not in words, line
            words[key(word)] = int(weight)
    assert len(words) * 2 < 1 << BITS
    keys, weights = [0] * (1 << BITS), [0] * (1 << BITS)
    for k, weight in sorted(words.items()):
        slot = (k * MAGIC & MASK) >> (64 - BITS)
        while keys[slot]:
            slot = (slot + 1) % (1 << BITS)
        keys[slot], weights[slot] = k, weight
    out = [f"#define HINT_BITS {BITS}", f"#define HINT_MAGIC UINT64_C(0x{MAGIC:X})"]
    out.append("static const uint64_t hint_keys[1 << HINT_BITS] = {")
    for i in range(0, len(keys), 6):
        out.append("  " + " ".join(f"0x{k:X}," if k else "0," for k in keys[i : i + 6]))
    out.append("};")
    out.append("static const uint8_t hint_weights[1 << HINT_BITS] = {")
    for i in range(0, len(weights), 32):
        out.append("  " + " ".join(f"{w}," for w in weights[i : i + 32]))
    out.append("};")
    return {OUTPUTS[0]: "\n".join(out) + "\n"}
