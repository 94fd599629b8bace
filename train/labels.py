"""Labels for training: which blocks of a page its gold text is made of.

A block is matched where its whole sequence of words stands in the gold text; of all such places the heaviest chain in
which blocks and gold keep their order is taken (a weighted longest increasing subsequence), so that a short string that
stands on the page many times is labelled by its place.  What the chain leaves over is matched by runs of four words, for
blocks that the gold cuts or joins otherwise.
"""

import re
from collections import Counter, defaultdict

# As in the public scorer: a character of a script without spaces is a word.
WORD = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]|[^\W\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]+")
HEADING = 1  # MATN_BLOCK_HEADING
PREFIX = 3
PLACES = 40  # of one block in the gold: a menu word that stands there more often says nothing by its place


def words(text):
    return WORD.findall(text.lower())


def word_f1(predicted, gold):
    """The scorer's precision, recall and F1 of two lists of words."""
    if not gold:
        return (1.0, 1.0, 1.0) if not predicted else (0.0, 0.0, 0.0)
    if not predicted:
        return 0.0, 0.0, 0.0
    common = sum((Counter(predicted) & Counter(gold)).values())
    p, r = common / len(predicted), common / len(gold)
    return p, r, (2 * p * r / (p + r) if p + r else 0.0)


def _places(block, gold, index):
    found = []
    if not block:
        return found
    for at in index.get(tuple(block[:PREFIX]), ()) if len(block) >= PREFIX else index.get((len(block), *block), ()):
        if gold[at : at + len(block)] == block:
            found.append(at)
            if len(found) >= PLACES:
                break
    return found


class _Best:
    """Prefix maxima over gold positions (a Fenwick tree): the best chain that ends at or before a position."""

    def __init__(self, size):
        self.tree = [(0, -1)] * (size + 2)

    def get(self, at):
        best, at = (0, -1), at + 1
        while at:
            best = max(best, self.tree[at])
            at &= at - 1
        return best

    def put(self, at, value):
        at += 1
        while at < len(self.tree):
            self.tree[at] = max(self.tree[at], value)
            at += at & -at


def align(blocks, gold):
    """Share of each block (a list of words) that the gold (a list of words) holds, 0 to 1."""
    index = defaultdict(list)
    for i in range(len(gold)):
        index[tuple(gold[i : i + PREFIX])].append(i)
        for n in range(1, PREFIX):
            index[(n, *gold[i : i + n])].append(i)
    best, links = _Best(len(gold)), []
    for number, block in enumerate(blocks):
        new = []
        for at in _places(block, gold, index):
            score, link = best.get(at)
            new.append((at + len(block), score + len(block), link, at))
        for end, score, link, at in new:
            links.append((number, link, at, end))
            best.put(end, (score, len(links) - 1))
    label, covered = [0.0] * len(blocks), [False] * len(gold)
    link = best.get(len(gold))[1]
    while link >= 0:
        number, link, at, end = links[link]
        label[number] = 1.0
        covered[at:end] = [True] * (end - at)
    # What is left, by runs of four words; a short block whole.
    rest = Counter()
    for i in range(len(gold) - 3):
        if not all(covered[i : i + 4]):
            rest[tuple(gold[i : i + 4])] += 1
    for number, block in enumerate(blocks):
        if label[number] or len(block) < 4:
            continue
        runs = [tuple(block[i : i + 4]) for i in range(len(block) - 3)]
        hit = [r for r in runs if rest[r] > 0]
        if len(hit) * 2 >= len(runs):
            label[number] = len(hit) / len(runs)
            for r in hit:
                rest[r] -= 1
    return label
