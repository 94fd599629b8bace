"""Furniture phrases of many languages: a trie over hashes of normalised words, as one sorted array.

Reads data/furniture/*.tsv (format in its README.md); gives src/extract/furniture.inc: how characters are folded, and
the nodes.  A node is the hash of the words on the way to it; its lower bits say whether phrases go on from it and which
class ends there.
"""

import collections
import pathlib
import unicodedata

from page_words import FNV_START, fnv_add

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "data/furniture"
INPUTS = [f"data/furniture/{p.name}" for p in sorted(FOLDER.glob("*.tsv"))]
OUTPUTS = ["src/extract/furniture.inc"]

CLASSES = """share follow cookies related newsletter subscribe menu account comments copyright ad credit tags tools
search legal published byline shop more app top script""".split()
BUCKET_BITS = 10
FLAG_BITS = 10  # of a node's word: class + 1 (5), where it may stand (2), whether it goes on (1), 2 to spare
GOES_ON, PLACE_SHIFT = 1 << 9, 5
ANYWHERE, AT_START, WHOLE = 0, 1, 2
FOLDED = [(0xC0, 0x700), (0x1E00, 0x2000)]  # Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic; their additions

ARABIC = dict(zip("ىیېکةۀەہھۃٱئؤ", "يييكههههههايو"))
# Indic letters with a nukta that Unicode also has as one character; the nukta itself is dropped.
NUKTA = dict(zip(range(0x958, 0x960), (0x915, 0x916, 0x917, 0x91C, 0x921, 0x922, 0x92B, 0x92F)))
NUKTA |= {0x9DC: 0x9A1, 0x9DD: 0x9A2, 0x9DF: 0x9AF}
DROPPED = {0x93C, 0x9BC, 0xA3C, 0xABC}


def fold(code):
    """The character that stands for this one, 0 for none: as fold() of src/extract/furniture.c."""
    if code in DROPPED or 0x200B <= code <= 0x200F or code in (0xFEFF, 0xAD):
        return 0
    if code in NUKTA:
        return NUKTA[code]
    if code < 0x80:
        return ord(chr(code).lower())
    if not any(a <= code < b for a, b in FOLDED):
        return code
    char = chr(code)
    if char in ARABIC:
        return ord(ARABIC[char])
    if unicodedata.category(char) == "Mn" or char == "ـ":
        return 0
    if 0x660 <= code <= 0x669 or 0x6F0 <= code <= 0x6F9:
        return ord("0")
    return ord(unicodedata.normalize("NFKD", char.casefold())[0])


def alone(code):
    """Whether a character is a word of its own: those of scripts that do not part words, and the copyright sign."""
    return (
        code == 0xA9 or 0x0E00 <= code < 0x0F00 or 0x2E80 <= code < 0x3000 or 0x3005 <= code <= 0x3007
        or (0x3040 <= code < 0x3130 and code != 0x30FB) or 0x3400 <= code < 0xA000 or 0xF900 <= code < 0xFB00
    )  # fmt: skip


def words(text):
    """Lists of folded characters; a run of digits is [0x30]."""
    found, current = [], []
    for char in text + " ":
        code = ord(char)
        folded = fold(code)
        if alone(code):
            found += [current, [folded]]
            current = []
        elif char.isalnum() or unicodedata.category(char)[0] == "M" or not folded:
            if folded:
                digit = 0x30 if unicodedata.category(chr(folded)) == "Nd" else folded
                if not (digit == 0x30 and current == [0x30]):
                    current = [*current, digit]
        else:
            found.append(current)
            current = []
    return [w for w in found if w]


def word_hash(word):
    h = FNV_START
    for code in word:
        h = fnv_add(fnv_add(h, code & 0xFF), code >> 8)
    return h


def step(state, word):
    """The node after `state` and a word, as in src/extract/furniture.c: mixed so that the upper bits depend on all."""
    h = (state * 0x9E3779B1 + word) & 0xFFFFFFFF
    h = ((h ^ h >> 15) * 0x85EBCA6B) & 0xFFFFFFFF
    return h ^ h >> 13


def phrases(read):
    """{words: (class, place)}; the class that most languages give."""
    votes = collections.defaultdict(collections.Counter)
    for name in INPUTS:
        for line in read(name).splitlines():
            if not line or line.startswith("#"):
                continue
            kind, phrase = line.split("\t")
            place = {"^": AT_START, "=": WHOLE}.get(phrase[0], ANYWHERE)
            key = tuple(tuple(w) for w in words(phrase[place > 0 :]))
            assert kind in CLASSES and 0 < len(key) <= 24, (name, line)
            assert place or len(key) > 1 or len(key[0]) > 1, (name, line)
            votes[key][(CLASSES.index(kind), place)] += 1
    # Of places the loosest counts, of classes the commonest, then the first of the list.
    out = {}
    for key, counts in votes.items():
        kinds = collections.Counter()
        for (kind, _), n in counts.items():
            kinds[kind] += n
        best = min(kinds, key=lambda k: (-kinds[k], k))
        out[key] = best, min(place for kind, place in counts if kind == best)
    return out


def rows(values, width, form):
    return ["  " + " ".join(form(v) + "," for v in values[i : i + width]) for i in range(0, len(values), width)]


def generate(read):
    nodes, paths = collections.defaultdict(int), {}
    for key, (kind, place) in sorted(phrases(read).items()):
        state = 0
        for at, word in enumerate(key):
            state = step(state, word_hash(word))
            path = key[: at + 1]
            assert paths.setdefault(state, path) == path, f"two phrases have one hash: {path}, {paths[state]}"
            nodes[state] |= GOES_ON if at + 1 < len(key) else kind + 1 | place << PLACE_SHIFT
    ordered, rest = sorted(nodes), (1 << (32 - BUCKET_BITS)) - 1
    assert len(ordered) < 1 << 16
    packed = [(h & rest) << FLAG_BITS | nodes[h] for h in ordered]
    starts, at = [], 0
    for bucket in range((1 << BUCKET_BITS) + 1):
        while at < len(ordered) and ordered[at] >> (32 - BUCKET_BITS) < bucket:
            at += 1
        starts.append(at)
    out = ["#define FURNITURE_BUCKET_BITS %d" % BUCKET_BITS, "#define FURNITURE_NODES %d" % len(packed)]
    for number, (first, end) in enumerate(FOLDED):
        out.append(f"#define FOLD{number}_FIRST 0x{first:X}")
        out.append(f"static const uint16_t fold{number}[{end - first}] = {{")
        out += rows([fold(c) for c in range(first, end)], 24, str)
        out.append("};")
    out.append(f"static const uint16_t furniture_starts[{len(starts)}] = {{")
    out += rows(starts, 24, str)
    out.append("};")
    out.append("static const uint32_t furniture_nodes[FURNITURE_NODES] = {")
    out += rows(packed, 10, lambda v: f"0x{v:X}")
    out.append("};")
    return {OUTPUTS[0]: "\n".join(out) + "\n"}
