"""Names of months and days of the week, halves of the day, yesterday and tomorrow, in every language of CLDR: one sorted
table of folded words.

Reads data/date-words.tsv; gives src/text/dates_words.inc.  That file is itself made from CLDR's JSON packages by

    python3 gen/dates.py FOLDER...      # of unpacked cldr-dates-full, cldr-cal-persian-full, cldr-cal-islamic-full
"""

import json
import pathlib
import re
import sys
import unicodedata

INPUTS = ["data/date-words.tsv"]
OUTPUTS = ["src/text/dates_words.inc"]

KINDS = ["month", "persian", "islamic", "weekday", "half", "day"]
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

CHUNK = 4000
FILTER_BITS = 16

# Where languages differ over a word and the page's language does not say, the one with more pages wins.
BY_PAGES = (
    "en es de ja fr pt ru it nl pl tr fa zh vi id cs ko uk ar el hu sv ro da fi sk bg th nb no nn hr sr ca lt sl et he hi "
    "bn ta te mr ur fil ms lv az kk ka hy af eu gl sq mk be is bs ga cy mt mn ne si km lo my am ps ckb ku uz tg ky sw"
).split()

# Beside CLDR: forms that pages write and CLDR leaves out.
MORE = [
    ("en", "month", 9, "sept"),
    ("ar", "month", 5, "نوار"),
    ("ar", "month", 5, "أيار"),
    ("ar", "month", 8, "اوت"),
    ("ar", "month", 8, "أوت"),
    ("ar", "month", 1, "جانفي"),
    ("ar", "month", 2, "فيفري"),
    ("ar", "month", 4, "أفريل"),
    ("ar", "month", 6, "جوان"),
    ("ar", "month", 7, "جويلية"),
    ("ar", "month", 5, "ماي"),
    ("ar", "month", 7, "يوليوز"),
    ("ar", "month", 8, "غشت"),
    ("ar", "month", 9, "شتنبر"),
    ("ar", "month", 11, "نونبر"),
    ("ar", "month", 12, "دجنبر"),
    ("ar", "month", 1, "كانون ثاني"),
    ("ar", "month", 12, "كانون أول"),
    ("ar", "month", 10, "تشرين أول"),
    ("ar", "month", 11, "تشرين ثاني"),
    ("ar", "month", 7, "يوليه"),
    ("ar", "month", 6, "يونيه"),
    ("ar", "month", 4, "إبريل"),
    ("ar", "islamic", 4, "ربيع الثاني"),
    ("ar", "islamic", 6, "جمادى الثانية"),
    ("ar", "islamic", 11, "ذي القعدة"),
    ("ar", "islamic", 12, "ذي الحجة"),
    ("ar", "half", 0, "ص"),
    ("ar", "half", 1, "م"),
    ("de", "month", 1, "jänner"),
    ("de", "month", 2, "feber"),
    ("de", "month", 3, "mrz"),
]

# Where the calendar is used, and not only named.
PERSIAN = "fa ps ckb ku mzn lrc ur en".split()
ISLAMIC = "ar fa ur ps ckb ku sd ug ms id tr az ha so sw bn dv en".split()

ARABIC = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه"}


def fold(word):
    """As mtn_text_fold() in src/text/fold.c: small letters, one form of alef, yeh, kaf and heh, no vowel signs."""
    out = []
    for c in unicodedata.normalize("NFC", word):
        if c in "\u00ad\u200b\u200c\u200d\u200e\u200f\u0640\u0670" or "\u064b" <= c <= "\u0652":
            continue
        lower = c.lower() if len(c.lower()) == 1 else "i" if c == "İ" else c
        out.append({"ς": "σ"}.get(lower, ARABIC.get(lower, lower)))
    return "".join(out)


def plain(word):
    """Without accents: what writers without the right keyboard write."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not "\u0300" <= c <= "\u036f")


def usable(word):
    if not 1 <= len(word) <= 40 or re.search(r"[0-9\d\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3(){}]", word):
        return False
    return all(unicodedata.category(c)[0] in "LM" or c in " .'’-" for c in word) and word.count(" ") <= 2


def pack(lang):
    value = 0
    for c in lang:
        value = value << 5 | (ord(c) - 96)
    return value


def filter_bit(word):
    """As in_filter() in src/text/dates_words.c."""
    head = int.from_bytes(word[:4].ljust(4, b"\0"), "little")
    return (head * 0x9E3779B1 & 0xFFFFFFFF) >> (32 - FILTER_BITS)


def join(words):
    """Texts of at most CHUNK bytes that hold all words, a word in another where it can be; and where each word is."""
    chunks, at = [b""], {}
    for word in sorted(words, key=lambda w: (-len(w), w)):
        place = next((i for i, chunk in enumerate(chunks) if word in chunk), None)
        if place is None:
            if len(chunks[-1]) + len(word) >= CHUNK:
                chunks.append(b"")
            chunks[-1] += word
            place = len(chunks) - 1
        at[word] = place * CHUNK + chunks[place].index(word)
    return chunks, at


def text_of(name, size, chunks):
    """The lines of C that define those texts."""
    out = [f"static const char {name}[{len(chunks)}][{size}] = {{"]
    for chunk in chunks:
        text = chunk.decode()
        out += ['    "' + text[i : i + 60] + '"' for i in range(0, len(text), 60)]
        out[-1] += ","
    return [*out, "};"]


def generate(read):
    found = {}  # (word, kind) -> {value: [languages]}
    for line in read(INPUTS[0]).splitlines():
        if not line or line.startswith("#"):
            continue
        lang, kind, value, *words = line.split("\t")
        for word in words:
            for form in {fold(word), fold(plain(word))}:
                values = found.setdefault((form, kind), {})
                values.setdefault(int(value), set()).add(lang)
    rows = []
    for (word, kind), values in found.items():
        rank = lambda langs: min((BY_PAGES.index(lang) if lang in BY_PAGES else 99) for lang in langs)
        common = min(values, key=lambda value: (rank(values[value]), -len(values[value]), value))
        # A short word of a language that few pages are in ("any", "can") is most often a word of another.
        if len(word) > 4 or rank(set().union(*values.values())) < 99:
            rows.append((word.encode(), KINDS.index(kind), 0, common))
        else:
            rows += [(word.encode(), KINDS.index(kind), pack(lang), common) for lang in values[common] if len(lang) <= 3]
        for value, langs in values.items():
            if value != common:
                rows += [(word.encode(), KINDS.index(kind), pack(lang), value) for lang in langs if len(lang) <= 3]
        if len(values) > 1:  # the languages that agree with the common one must not fall to another
            rows += [(word.encode(), KINDS.index(kind), pack(lang), common) for lang in values[common] if len(lang) <= 3]
    rows = sorted(set(rows))
    chunks, at = join({row[0] for row in rows})
    out = [f"/* {len(rows)} rows, {len(at)} words; sorted by word, kind, language. */"]
    out.append(f"#define WORD_CHUNK {CHUNK} /* C99 compilers need not take longer strings than 4,095 */")
    out += text_of("date_word_text", "WORD_CHUNK", chunks)
    filter_bits = [0] * ((1 << FILTER_BITS) // 32)
    for word in at:
        bit = filter_bit(word)
        filter_bits[bit // 32] |= 1 << bit % 32
    out.append(f"#define FILTER_BITS {FILTER_BITS} /* of the first four bytes of words: most that are no names end here */")
    out.append("static const uint32_t date_word_filter[(1 << FILTER_BITS) / 32] = {")
    for i in range(0, len(filter_bits), 10):
        out.append("    " + " ".join(f"0x{bits:X}," for bits in filter_bits[i : i + 10]))
    out.append("};")
    firsts = [row[0][0] for row in rows]
    out.append("static const uint16_t date_word_starts[257] = { /* by a word's first byte, the first row of it */")
    starts = [str(sum(first < byte for first in firsts)) for byte in range(257)]
    out += ["    " + ", ".join(starts[i : i + 20]) + "," for i in range(0, 257, 20)]
    out.append("};")
    out.append("static const date_word date_words[] = {")
    cells = [f"{{{at[word]}, {lang}, {len(word)}, {kind << 4 | value + 2}}}," for word, kind, lang, value in rows]
    for i in range(0, len(cells), 5):
        out.append("    " + " ".join(cells[i : i + 5]))
    out.append("};")
    return {OUTPUTS[0]: "\n".join(out) + "\n"}


# ------------------------------------------------------------------------------------------------- from CLDR's packages


def names_of(calendar, part):
    for form in ("format", "stand-alone"):
        for width in ("wide", "abbreviated", "short"):
            yield from calendar.get(part, {}).get(form, {}).get(width, {}).items()


def gather(folders):
    found = {}

    def add(lang, kind, value, word):
        word = " ".join(word.split()).rstrip(".").strip()
        short = len(fold(word)) < (3 if word[:1].isascii() else 2)  # "de", "an", "so" are more often something else
        if usable(fold(word)) and (not short or kind == "half"):
            found.setdefault((lang.split("-")[0], kind, value), set()).add(fold(word))

    for lang, kind, value, word in MORE:
        add(lang, kind, value, word)
    for path in sorted(p for folder in folders for p in pathlib.Path(folder).rglob("*.json")):
        lang = path.parent.name
        if path.name == "dateFields.json":
            fields = json.loads(path.read_text("utf-8"))["main"][lang]["dates"]["fields"]
            for offset in range(-2, 3):
                add(lang, "day", offset, fields["day"].get(f"relative-type-{offset}", ""))
        if not path.name.startswith("ca-"):
            continue
        for name, calendar in json.loads(path.read_text("utf-8"))["main"][lang]["dates"]["calendars"].items():
            kind = {"gregorian": "month", "persian": "persian", "islamic": "islamic"}.get(name)
            base = lang.split("-")[0]
            if not kind or (kind == "persian" and base not in PERSIAN) or (kind == "islamic" and base not in ISLAMIC):
                continue
            for number, word in names_of(calendar, "months"):
                add(lang, kind, int(number), word)
            if kind != "month":
                continue
            for day, word in names_of(calendar, "days"):
                add(lang, "weekday", WEEKDAYS.index(day) + 1, word)
            for half, word in names_of(calendar, "dayPeriods"):
                if half in ("am", "pm"):
                    add(lang, "half", ("am", "pm").index(half), word)
    return found


def main(folders):
    lines = [
        "# Names of months, days of the week, halves of the day (0 am, 1 pm) and days (-1 yesterday) by language, folded.",
        "# From CLDR 48 (cldr-dates-full 48.2.0, cldr-cal-islamic-full 48.2.0, cldr-cal-persian-full 46.1.0), all locales",
        "# of a language together, and the list MORE of gen/dates.py, by `python3 gen/dates.py FOLDER...`.",
        "# CLDR is (c) Unicode, Inc., Unicode License v3: data/UNICODE-LICENSE.txt.",
        "#",
        "# LANGUAGE KIND NUMBER WORD...",
    ]
    for (lang, kind, value), words in sorted(gather(folders).items()):
        if words:
            lines.append("\t".join([lang, kind, str(value), *sorted(words)]))
    root = pathlib.Path(__file__).resolve().parent.parent
    (root / INPUTS[0]).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
