"""The kind of a page, from what its features say of the page as a whole: one model a kind, each against the rest."""

import typing

import numpy as np

import trees

# As page_kinds in src/extract/model.c; the numbers ease the threshold of a page that is of the kind, in thousandths.
KINDS = ("article", "forum", "product", "collection", "listing", "documentation", "service")
EASE = np.array([1000, 1000, 1000, 700, 500, 500, 700])
ONE_TEXT, ONE_TEXT_MIN = ("article", "product"), 600  # kinds of page whose text stands together
TREES, RATE = 80, 0.07
# What a program for forums or manuals made, by the value of kd_generator, is its kind with this chance at least.
MADE, MADE_MIN = {1: "forum", 2: "documentation"}, 850
OWN = "kd_"  # features that only this model is asked of begin so


def values_of(pages, features):
    values = np.array([p.values[0] for p in pages])
    others = [i for i, name in enumerate(features) if not name.startswith(("pg_", "ld_", OWN))]
    values[:, others] = 0  # what the first block is says nothing
    return values


def rows(pages, features):
    """The pages whose kind is known: values, and numbers of kinds."""
    known = [p for p in pages if p.kind in KINDS and len(p.texts)]
    return known, values_of(known, features), np.array([KINDS.index(p.kind) for p in known])


def fit(pages, features, seed):
    """Trees of each kind."""
    _, values, numbers = rows(pages, features)
    weights = np.full(len(values), 100.0)
    return [
        trees.export(trees.fit(values, (numbers == k) * 1.0, weights, seed, TREES, RATE, least=10))
        for k in range(len(KINDS))
    ]


def chances(models, values, features):
    """The chance of each kind, by page, in thousandths."""
    found = np.array([trees.chances(model, values) for model in models]).T
    for maker, kind in MADE.items():
        made, k = values[:, features.index("kd_generator")] == maker, KINDS.index(kind)
        found[made, k] = np.maximum(found[made, k], MADE_MIN)
    return found


class Told(typing.NamedTuple):
    ease: int  # thousandths of the threshold
    one_text: bool


def told(models, pages, features):
    """As guess_kind of src/extract/model.c, of each page."""
    with_blocks = [p for p in pages if len(p.texts)]
    found = {}
    for page, likely in zip(with_blocks, chances(models, values_of(with_blocks, features), features) + 1):
        best = likely.argmax()
        one_text = KINDS[best] in ONE_TEXT and likely[best] * 1000 // likely.sum() >= ONE_TEXT_MIN
        found[id(page)] = Told(int((likely * EASE).sum() // likely.sum()), one_text)
    return [found.get(id(page), Told(1000, False)) for page in pages]


def joined(models):
    """The trees of all kinds, one after another."""
    return tuple(np.concatenate(parts) for parts in zip(*models))


def report(pages, features, seed):
    """Shares of pages whose kind is told right, each by a model that has not seen its site."""
    right = np.zeros((len(KINDS), 2), dtype=int)
    for fold in sorted({p.fold for p in pages}):
        models = fit([p for p in pages if p.fold != fold], features, seed)
        _, values, numbers = rows([p for p in pages if p.fold == fold], features)
        told = chances(models, values, features).argmax(axis=1)
        for k in range(len(KINDS)):
            right[k] += (told[numbers == k] == k).sum(), (numbers == k).sum()
    lines = [f"kind {name:14} {n:5} pages  {hit / n:.3f} right" for name, (hit, n) in zip(KINDS, right)]
    return "\n".join([*lines, f"kind {'all':14} {right[:, 1].sum():5} pages  {right[:, 0].sum() / right[:, 1].sum():.3f} right"])
