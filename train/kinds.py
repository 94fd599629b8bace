"""The kind of a page, from what its features say of the page as a whole: one model a kind, each against the rest."""

import numpy as np

import trees

# In the order of kind_names in src/extract/model.c.
KINDS = ("article", "forum", "product", "collection", "listing", "documentation", "service")
TREES, RATE = 40, 0.1


def rows(pages, features):
    """The pages whose kind is known: values, and numbers of kinds."""
    known = [p for p in pages if p.kind in KINDS and len(p.texts)]
    values = np.array([p.values[0] for p in known])
    others = [i for i, name in enumerate(features) if not name.startswith(("pg_", "ld_"))]
    values[:, others] = 0  # what the first block is says nothing
    return known, values, np.array([KINDS.index(p.kind) for p in known])


def fit(pages, features, seed):
    """Trees of each kind."""
    _, values, numbers = rows(pages, features)
    weights = np.full(len(values), 100.0)
    return [
        trees.export(trees.fit(values, (numbers == k) * 1.0, weights, seed, TREES, RATE, least=10))
        for k in range(len(KINDS))
    ]


def chances(models, values):
    return np.array([trees.chances(model, values) for model in models]).T


def joined(models):
    """The trees of all kinds, one after another."""
    return tuple(np.concatenate(parts) for parts in zip(*models))


def report(pages, features, seed):
    """Shares of pages whose kind is told right, each by a model that has not seen its site."""
    right = np.zeros((len(KINDS), 2), dtype=int)
    for fold in sorted({p.fold for p in pages}):
        models = fit([p for p in pages if p.fold != fold], features, seed)
        _, values, numbers = rows([p for p in pages if p.fold == fold], features)
        told = chances(models, values).argmax(axis=1)
        for k in range(len(KINDS)):
            right[k] += (told[numbers == k] == k).sum(), (numbers == k).sum()
    lines = [f"kind {name:14} {n:5} pages  {hit / n:.3f} right" for name, (hit, n) in zip(KINDS, right)]
    return "\n".join([*lines, f"kind {'all':14} {right[:, 1].sum():5} pages  {right[:, 0].sum() / right[:, 1].sum():.3f} right"])
