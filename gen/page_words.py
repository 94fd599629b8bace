"""The words of addresses, of generators and of files that tell what kind of page it is, by the hash of the word.

Reads data/page-words.tsv; gives src/extract/page_words.inc: sorted by FNV-1a, which must tell the words apart; the
words themselves are not kept.
"""

import functools

INPUTS = ["data/page-words.tsv"]
OUTPUTS = ["src/extract/page_words.inc"]
KINDS = ("forum", "documentation", "product", "listing", "article", "service")


FNV_START = 2166136261


def fnv_add(h, value):
    """As mtn_fnv32_add of src/base/base.h."""
    return (h ^ value) * 16777619 & 0xFFFFFFFF


def fnv(word):
    return functools.reduce(fnv_add, word.encode(), FNV_START)


def generate(read):
    found = {"address": {}, "generator": {}, "file": {}}
    for line in read(INPUTS[0]).splitlines():
        if line.startswith("#") or not line.strip():
            continue
        word, where, kind = line.split("\t")
        assert word.isalpha() and word.islower() and kind in KINDS, line
        h = fnv(word)
        assert h not in found[where], word
        found[where][h] = f"    {{{h}u, MTN_WORD_{kind.upper()}}}, /* {word} */\n"
    out = ""
    for where, rows in found.items():
        body = "".join(row for _, row in sorted(rows.items()))
        out += f"static const page_word {where}_words[{len(rows)}] = {{\n{body}}};\n"
    return {OUTPUTS[0]: out}
