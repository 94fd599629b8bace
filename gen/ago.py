"""How languages say that something was a time ago ("3 hours ago", "vor 3 Stunden", "منذ ساعتين"), in every language of
CLDR: one sorted table of folded phrases.

Reads data/time-ago.tsv; gives src/text/dates_ago.inc.  That file is itself made from CLDR's JSON package by

    python3 gen/ago.py FOLDER      # of an unpacked cldr-dates-full
"""

import json
import pathlib
import re
import sys
import unicodedata

from dates import BY_PAGES, CHUNK, fold, join, text_of

INPUTS = ["data/time-ago.tsv"]
OUTPUTS = ["src/text/dates_ago.inc"]

UNITS = ["second", "minute", "hour", "day"]

# Beside CLDR: what pages write and CLDR leaves out.  Arabic pages say منذ as often as قبل.
MORE = {
    "en": ["minute\ta minute ago\t1", "minute\tone minute ago\t1", "hour\tan hour ago\t1", "hour\tone hour ago\t1",
           "hour\t{0} hrs ago", "minute\t{0} mins ago", "day\ta day ago\t1", "hour\t{0}h ago", "day\t{0}d ago",
           "minute\t{0}m ago"],
    "de": ["hour\tvor einer stunde\t1", "minute\tvor einer minute\t1", "day\tvor einem tag\t1"],
    "fr": ["hour\til y a une heure\t1", "minute\til y a une minute\t1", "day\til y a un jour\t1"],
    "es": ["hour\thace una hora\t1", "minute\thace un minuto\t1", "day\thace un día\t1"],
    "pt": ["hour\thá uma hora\t1", "hour\t{0} horas atrás", "minute\t{0} minutos atrás", "day\t{0} dias atrás"],
    "it": ["hour\tun'ora fa\t1", "minute\tun minuto fa\t1", "day\tun giorno fa\t1"],
    "ru": ["hour\tчас назад\t1", "minute\tминуту назад\t1"],
    "ar": ["hour\tقبل ساعة\t1", "minute\tقبل دقيقة\t1", "day\tقبل يوم\t1"],
}  # fmt: skip
INSTEAD = {"ar": ("قبل", "منذ")}


def squeeze(phrase):
    """As squeeze() in src/text/dates_ago.c: folded, without spaces and full stops, a number as '#'."""
    kept = (c for c in fold(phrase) if c != "." and unicodedata.category(c) not in ("Zs", "Cf"))
    return "".join(kept).replace("{0}", "#").replace("\u2019", "'")


def generate(read):
    found = {}  # phrase -> {what it says: [languages]}
    for line in read(INPUTS[0]).splitlines():
        if not line or line.startswith("#"):
            continue
        lang, unit, number, phrase = line.split("\t")
        says = UNITS.index(unit) | int(number) << 2
        found.setdefault(squeeze(phrase), {}).setdefault(says, set()).add(lang)
    rows = []
    for phrase, meanings in found.items():  # where languages differ, the one with more pages wins
        rank = lambda langs: min((BY_PAGES.index(lang) if lang in BY_PAGES else 99) for lang in langs)
        rows.append((phrase.encode(), min(meanings, key=lambda says: (rank(meanings[says]), says))))
    rows.sort()
    chunks, at = join(row[0] for row in rows)
    out = [f"/* {len(rows)} phrases, sorted. */", f"#define AGO_CHUNK {CHUNK}",
           f"#define AGO_LONGEST {max(map(len, at))} /* bytes */"]  # fmt: skip
    out += text_of("ago_text", "AGO_CHUNK", chunks)
    out.append("static const ago_row ago_rows[] = {")
    cells = [f"{{{at[phrase]}, {len(phrase)}, {says}}}," for phrase, says in rows]
    out += ["    " + " ".join(cells[i : i + 6]) for i in range(0, len(cells), 6)]
    return {OUTPUTS[0]: "\n".join([*out, "};"]) + "\n"}


# ------------------------------------------------------------------------------------------------- from CLDR's package


def phrases_of(folder):
    """(language, unit, number or 0, phrase); a phrase without {0} is of the one or two that its plural form names."""
    for path in sorted(pathlib.Path(folder).rglob("dateFields.json")):
        lang = path.parent.name
        fields = json.loads(path.read_text("utf-8"))["main"][lang]["dates"]["fields"]
        for unit in UNITS:
            for width in ("", "-short", "-narrow"):
                for form, phrase in fields[unit + width].get("relativeTime-type-past", {}).items():
                    number = 0 if "{0}" in phrase else {"one": 1, "two": 2}.get(form.rsplit("-", 1)[1])
                    if number is not None:
                        yield lang.split("-")[0], unit, number, phrase
    for lang, lines in MORE.items():
        for unit, phrase, *number in (line.split("\t") for line in lines):
            yield lang, unit, int(number[0]) if number else 0, phrase


def main(folder):
    rows = set()
    for lang, unit, number, phrase in phrases_of(folder):
        phrase = " ".join(fold(phrase).split())
        letters = re.sub(r"\{0\}|[^\w]", "", phrase)
        if phrase.startswith(("-", "\u2212")) or len(letters) < 2:
            continue  # what stands for a translation, or says too little
        rows.add((lang, UNITS.index(unit), number, phrase))
        if lang in INSTEAD and INSTEAD[lang][0] in phrase:
            rows.add((lang, UNITS.index(unit), number, phrase.replace(*INSTEAD[lang])))
    lines = [
        "# What was some seconds, minutes, hours or days ago, by language, folded; {0} is the number, which else is said.",
        "# From CLDR 48 (cldr-dates-full 48.2.0), all locales of a language together, and the list MORE of gen/ago.py, by",
        "# `python3 gen/ago.py FOLDER`.  CLDR is (c) Unicode, Inc., Unicode License v3: data/UNICODE-LICENSE.txt.",
        "#",
        "# LANGUAGE UNIT NUMBER PHRASE",
    ]
    lines += [f"{lang}\t{UNITS[unit]}\t{number}\t{phrase}" for lang, unit, number, phrase in sorted(rows)]
    root = pathlib.Path(__file__).resolve().parent.parent
    (root / INPUTS[0]).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
