"""Encodings: numbers, names, labels, single-byte tables and multi-byte indexes of the WHATWG Encoding Standard;
and what tells one from another in a page that does not say.

Reads data/encodings.txt, which says by how much each table differs from a codec of Python's standard library, and
data/letters.txt, the frequent letters of languages.
"""

import math
import unicodedata

INPUTS = ["data/encodings.txt", "data/letters.txt"]
OUTPUTS = [
    "src/text/encodings_ids.inc",
    "src/text/encodings_tables.inc",
    "src/text/encodings_multibyte.inc",
    "src/text/encodings_detect.inc",
]

NONE = 0xFFFD


def constant(name):
    return name.upper().replace("-", "_")


def read_data(text):
    encodings, indexes, current = {}, {}, None
    for line in text.splitlines():
        words = line.split()
        if not words or words[0] == "#":
            continue
        if line.startswith("index "):
            current = indexes[words[1]] = {"codec": words[2], "fixes": {}}
        elif not line.startswith(" "):
            current = encodings[words[0]] = {"codec": (words + [None])[1], "labels": [], "fixes": {}}
        elif words[0] == "fix":
            for word in words[1:]:
                sequence, points = word.split("=")
                current["fixes"][bytes.fromhex(sequence)] = [int(p, 16) for p in points.split("+")]
        else:
            current["labels"] += words
    return encodings, indexes


def decode(table, sequence):
    """The code points of a byte sequence; [] when it has none."""
    if sequence in table["fixes"]:
        return table["fixes"][sequence]
    try:
        return [ord(c) for c in sequence.decode(table["codec"])]
    except UnicodeDecodeError:
        return []


def upper_half(table):
    """The code points of the bytes from 0x80 of a single-byte encoding."""
    return [(decode(table, bytes([byte])) or [NONE])[0] for byte in range(0x80, 0x100)]


def rows(values):
    """Numbers as lines of at most 120 columns."""
    out, line = [], " "
    for value in values:
        word = f" {value:#x}," if value > 255 else f" {value},"
        if len(line) + len(word) > 120:
            out.append(line)
            line = " "
        line += word
    return "\n".join(out + [line]) + "\n"


def array(name, kind, values):
    return f"static const {kind} {name}[{len(values)}] = {{\n{rows(values)}}};\n"


def pairs(leads, trails):
    return [bytes([lead, trail]) for lead in leads for trail in trails]


def bmp(table, sequences):
    values = []
    for sequence in sequences:
        points = decode(table, sequence)
        assert len(points) <= 1 and all(0 < p < 0x10000 and p != NONE for p in points), sequence
        values.append(points[0] if points else 0)
    return values


def big5(table):
    """Index, and a bit for each code point of plane 2.  The four pointers that stand for two code points stay 0."""
    trails = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    values, astral = [], []
    for sequence in pairs(range(0x81, 0xFF), trails):
        points = decode(table, sequence)
        points = points if len(points) == 1 else []
        assert all(p < 0x10000 or p >> 16 == 2 for p in points), sequence
        values.append(points[0] & 0xFFFF if points else 0)
        astral.append(bool(points) and points[0] >> 16 == 2)
    first = next(i for i, v in enumerate(values) if v)
    values, astral = values[first:], astral[first:]
    words = [sum(bit << i for i, bit in enumerate(astral[at : at + 32])) for at in range(0, len(astral), 32)]
    return (
        f"#define BIG5_FIRST {first}\n"
        + array("big5_index", "uint16_t", values)
        + array("big5_plane2", "uint32_t", words)
    )


def gb18030_ranges(table):
    """Section 5, index gb18030 ranges: stretches of four-byte pointers whose code points follow each other."""
    ranges, expected = [], None
    for pointer in range(39420):
        sequence = bytes(
            [
                0x81 + pointer // 12600,
                0x30 + pointer // 1260 % 10,
                0x81 + pointer // 10 % 126,
                0x30 + pointer % 10,
            ]
        )
        (point,) = decode(table, sequence)
        if point != expected:
            ranges.append((pointer, point))
        expected = point + 1
    return (
        array("gb18030_range_pointers", "uint16_t", [r[0] for r in ranges])
        + array("gb18030_range_points", "uint16_t", [r[1] for r in ranges])
    )


# ---- detection: costs are -log2 of probabilities in quarters of a bit ----

# Signs of all pages, and of Arabic ones.
QUOTES = "\u00a0\u2019\u201c\u201d\u2013\u2014\u00ab\u00bb\u2018\u2026\u201e\u060c\u061f\u061b"
SIGNS = "\u00a9\u00ae\u00b0\u2022\u2116\u20ac\u00a3\u00a7\u00b7\u00bd\u00b2\u2122\u00b4\u00bf\u00a1\u00ba\u00aa"
CLASSES = ["NEUTRAL", "ASCII_LOWER", "ASCII_UPPER", "LATIN_LOWER", "LATIN_UPPER", "LOWER", "UPPER", "SYMBOL"]
MODIFIERS = range(0x300, 0x370)  # combining: with Latin letters in windows-1258


def cost(probability):
    return min(255, round(-4 * math.log2(probability)))


def script(character):
    return unicodedata.name(character, "").split(" ")[0]


def letter_class(point):
    character = chr(point)
    category = unicodedata.category(character)
    if point == NONE or category == "Cc" or (category[0] in "SN" and character not in SIGNS):
        return "SYMBOL"
    if category[0] not in "LM" or point in MODIFIERS or character in "ªº":
        return "NEUTRAL"
    case = "UPPER" if category == "Lu" else "LOWER"
    return "LATIN_" + case if script(character) == "LATIN" else case


def letter_costs(points, letters):
    """Of each byte from 0x80, in a language with these letters, given that the byte is not ASCII."""
    count = len(letters)
    # Letters of an alphabet fall in frequency as the logarithm of their rank (Gusein-Zade).
    probability = {c: 0.85 * (math.log(count + 1) - math.log(r)) / count for r, c in enumerate(letters, 1)}
    own = script(letters[0])
    costs = []
    for point in points:
        character = chr(point)
        lower = character.lower()
        kind = letter_class(point)
        if character in probability:
            costs.append(cost(probability[character]))
        elif lower in probability:
            costs.append(cost(probability[lower] * 0.06))
        elif point == NONE or unicodedata.category(character) == "Cc":
            costs.append(cost(2**-22))
        elif character in QUOTES:
            costs.append(cost(0.01))
        elif character in SIGNS:
            costs.append(cost(0.002))
        elif kind == "SYMBOL" or kind == "NEUTRAL":
            costs.append(cost(2**-14))
        else:
            costs.append(cost(2**-11 if script(character) == own else 2**-13))
    return costs


def detection(encodings, text):
    languages = []
    for line in text.splitlines():
        if line.startswith("  "):
            languages[-1][2].extend(dict.fromkeys(line.strip()))
        elif line.strip() and not line.startswith("#"):
            name, *names = line.split()
            languages.append((name, names, []))
    points = {n: upper_half(e) for n, e in encodings.items() if e["codec"]}
    used = [n for n in points if any(n in names for _, names, _ in languages)]
    out = "enum {\n" + "".join(f"  {c},\n" for c in CLASSES) + "  CLASS_COUNT\n};\n\n"
    out += "/* Classes of the bytes from 0x80. */\nstatic const struct {\n  mtn_charset charset;\n"
    out += f"  uint8_t classes[128];\n}} alphabets[{len(used)}] = {{\n"
    for n in used:
        numbers = rows([CLASSES.index(letter_class(p)) for p in points[n]])
        out += f"  {{MTN_CHARSET_{constant(n)},\n  {{\n{numbers}  }}}},\n"
    models = [(language, n, letters) for language, names, letters in languages for n in names if n in points]
    out += "};\n\n/* Costs of the bytes from 0x80, in quarters of a bit. */\nstatic const struct {\n"
    out += f"  uint8_t alphabet;\n  uint8_t costs[128];\n}} models[{len(models)}] = {{\n"
    for language, n, letters in models:
        costs = rows(letter_costs(points[n], letters))
        out += f"  /* {language}, {n} */\n  {{{used.index(n)},\n  {{\n{costs}  }}}},\n"
    out += "};\n\n/* Frequent characters, by code point, and their costs. */\ntypedef struct frequent {\n"
    out += "  uint16_t point;\n  uint8_t cost;\n} frequent;\n"
    for language, names, letters in languages:
        if names[0] in points:
            continue
        # Zipf's law, shifted so that the first is one character in forty.
        share = 0.8 / math.log((len(letters) + 6) / 7)
        ranked = sorted((ord(c), cost(share / (rank + 6))) for rank, c in enumerate(letters, 1))
        out += f"\nstatic const frequent frequent_{constant(language).lower()}[{len(ranked)}] = {{\n"
        words = [f"{{{point:#x}, {price}}}" for point, price in ranked]
        out += "".join("  " + ", ".join(words[i : i + 8]) + ",\n" for i in range(0, len(words), 8)) + "};\n"
    return out


def generate(read):
    encodings, indexes = read_data(read("data/encodings.txt"))
    names = list(encodings)
    single = [n for n in names if encodings[n]["codec"]]
    assert names[0] == "utf-8" and names[1 : 1 + len(single)] == single

    ids = "enum {\n" + "".join(f"  MTN_CHARSET_{constant(n)} = {i},\n" for i, n in enumerate(names, 1))
    ids += f"  MTN_CHARSET_COUNT = {len(names) + 1},\n"
    ids += f"  MTN_CHARSET_FIRST_SINGLE = {names.index(single[0]) + 1},\n"
    ids += f"  MTN_CHARSET_SINGLE_COUNT = {len(single)}\n}};\n"

    labels = sorted((label.encode(), n) for n in names for label in encodings[n]["labels"])
    width = max(len(label) for label, _ in labels) + 1
    tables = f"#define LABEL_SIZE {width}\n\nstatic const matn_str names[MTN_CHARSET_COUNT] = {{\n  {{NULL, 0}},\n"
    tables += "".join(f'  {{"{n}", {len(n)}}},\n' for n in names) + "};\n\n"
    tables += "/* Sorted by byte value. */\nstatic const struct {\n  char text[LABEL_SIZE];\n  mtn_charset charset;\n"
    tables += f"}} labels[{len(labels)}] = {{\n"
    tables += "".join(f'  {{"{label.decode()}", MTN_CHARSET_{constant(n)}}},\n' for label, n in labels) + "};\n\n"
    tables += "/* Code points of the bytes 0x80 to 0xFF; U+FFFD for those that have none. */\n"
    tables += "const uint16_t mtn_charset_single[MTN_CHARSET_SINGLE_COUNT][128] = {\n"
    for n in single:
        tables += f"  /* {n} */\n  {{\n{rows(upper_half(encodings[n]))}  }},\n"
    tables += "};\n"

    all94 = range(0xA1, 0xFF)
    sjis = pairs([*range(0x81, 0xA0), *range(0xE0, 0xFD)], [*range(0x40, 0x7F), *range(0x80, 0xFD)])
    jis0208 = bmp(indexes["jis0208"], sjis)
    # 0xE000 to 0xE757 are counted, not looked up (12.3.1, shift_jis decoder).
    jis0208[8836:10716] = [0] * (10716 - 8836)
    multi = "/* Indexes of section 5: by pointer, 0 where there is no code point. */\n\n"
    multi += array("jis0208_index", "uint16_t", jis0208)
    multi += array("jis0212_index", "uint16_t", bmp(indexes["jis0212"], [b"\x8f" + p for p in pairs(all94, all94)]))
    multi += array("euc_kr_index", "uint16_t", bmp(indexes["euc-kr"], pairs(range(0x81, 0xFF), range(0x41, 0xFF))))
    multi += big5(indexes["big5"])
    trails = [*range(0x40, 0x7F), *range(0x80, 0xFF)]
    multi += array("gb18030_index", "uint16_t", bmp(indexes["gb18030"], pairs(range(0x81, 0xFF), trails)))
    multi += gb18030_ranges(indexes["gb18030"])
    return {
        "src/text/encodings_ids.inc": ids,
        "src/text/encodings_tables.inc": tables,
        "src/text/encodings_multibyte.inc": multi,
        "src/text/encodings_detect.inc": detection(encodings, read("data/letters.txt")),
    }
