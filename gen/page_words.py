"""The words of addresses, of generators and of files that tell what kind of page it is, by the hash of the word.

Reads data/page-words.tsv; gives src/extract/page_words.inc: sorted by FNV-1a, which must tell the words apart; the
words themselves are not kept.
"""

INPUTS = ["data/page-words.tsv"]
OUTPUTS = ["src/extract/page_words.inc"]
KINDS = ("forum", "documentation", "product", "listing", "article", "service")


def fnv(word):
    h = 2166136261
    for byte in word.encode("ascii"):
        h = (h ^ byte) * 16777619 & 0xFFFFFFFF
    return h


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
