"""How captions credit pictures: the hashes of words that lead to a credit, and of names of agencies, sorted; what
stands in the class of elements that hold one.

Reads data/credits.tsv; gives src/extract/credits.inc.  Words are cut, folded and hashed as those of furniture are.
"""

import furniture

INPUTS = ["data/credits.tsv"]
OUTPUTS = ["src/extract/credits.inc"]
ARRAYS = {"lead": "leads", "by": "leads_alone", "agency": "agencies"}


def generate(read):
    hashes, longest, classes = {kind: set() for kind in ARRAYS}, 0, []
    for line in read(INPUTS[0]).splitlines():
        if not line or line.startswith("#"):
            continue
        kind, phrase = line.split("\t")
        if kind == "class":
            classes.append(phrase)
            continue
        state, words = 0, furniture.words(phrase)
        for word in words:
            state = furniture.step(state, furniture.word_hash(word))
        hashes[kind].add(state)
        longest = max(longest, len(words))
    out = [f"#define CREDIT_PHRASE_MAX {longest}"]
    for kind, name in ARRAYS.items():
        out.append(f"static const uint32_t {name}[{len(hashes[kind])}] = {{")
        out += [*furniture.rows(sorted(hashes[kind]), 10, lambda v: f"0x{v:X}"), "};"]
    out.append("static const char *const credit_classes[] = {")
    out += [*furniture.rows(classes, 8, '"{}"'.format), "};"]
    return {OUTPUTS[0]: "\n".join(out) + "\n"}
