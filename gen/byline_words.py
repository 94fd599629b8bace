"""Words of bylines and of lines with days, by kind, folded.

Reads data/byline-words.tsv; gives src/meta/byline_words.inc.
"""

import dates
import furniture

INPUTS = ["data/byline-words.tsv"]
OUTPUTS = ["src/meta/byline_words.inc"]
KINDS = "by open strip label after end published modified other page role job".split()
LEADS = ("by", "open", "strip")
WHOLE = ("page", "role", "job")


def is_unspaced(char):
    return furniture.alone(ord(char))


def forms(kind, phrase):
    """What a text starts with that leads to a name."""
    if kind not in LEADS:
        return [phrase]
    if phrase.endswith(":"):
        return [phrase, phrase[:-1] + " :"]
    return [phrase + " " if phrase[-1].isalpha() and not is_unspaced(phrase[-1]) else phrase]


def rows_of(texts, whole=False):
    """A filter of src/base/filter.h: of beginnings, or of whole words."""
    rows = [0] * 32
    for text in texts:
        row, bit = (len(text), text[0] * 5 + text[-1]) if whole else text[:2]
        rows[row & 31] |= 1 << (bit & 31)
    return rows


def listed(numbers):
    return ", ".join(f"{number}u" for number in numbers)


def generate(read):
    lists = {kind: [] for kind in KINDS}
    for line in read(INPUTS[0]).splitlines():
        if not line or line.startswith("#"):
            continue
        kind, phrase = line.split("\t")
        phrase = dates.fold(phrase)
        lists[kind] += [form for form in forms(kind, phrase) if form not in lists[kind]]
    lists["strip"] = list({form for kind in LEADS for form in lists[kind]})
    for phrases in lists.values():  # by the first byte, then the longest first: "text & foto:" starts with "text"
        phrases.sort(key=lambda phrase: (phrase.encode()[0], -len(phrase), phrase))
    out = []
    for kind, phrases in lists.items():
        out += [f"static const char *const {kind}_words[] = {{", *furniture.rows(phrases, 6, '"{}"'.format), "};"]
    out.append("static const mtn_openings byline_words[MTN_BYLINE_KINDS] = {")
    for kind, phrases in lists.items():
        texts = [phrase.encode() for phrase in phrases]
        starts = [sum(text[0] < first for text in texts) for first in range(257)]
        parts = f"{kind}_words, {len(texts)}, {{{{{listed(rows_of(texts))}}}}}, {{{listed(starts)}}}"
        out.append(f"  [WORDS_{kind.upper()}] = {{{parts}}},")
    out.append("};")
    whole = [phrase.encode() for kind in WHOLE for phrase in lists[kind]]
    out.append(f"static const mtn_filter no_name_words = {{{{{listed(rows_of(whole, whole=True))}}}}};")
    return {OUTPUTS[0]: "\n".join(out) + "\n"}
