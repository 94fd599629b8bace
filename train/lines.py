#!/usr/bin/env python3
"""Train the model of lines: corpora, flattened to text, in; src/extract/lines_model.inc and lines_network.inc out.

    lines.py --matn PATH [--folds [--flat DIR]] [--seed N]

`./dev train lines` runs it.  The pages are those of train.py, flattened as Common Crawl's WET files are (flatten.py),
once as they are and again with lines broken, joined, left out and put into other scripts.  --folds cross-validates,
grouped by site; --flat names a folder of corpora flattened by another program (DIR/CORPUS/pages/ID.txt) to score the
folds on.
"""

import argparse
import concurrent.futures
import gzip
import json
import os
import pathlib
import subprocess

import numpy as np

import corpora
import decoder
import flatten
import labels
import network
import train
import trees

TREES, RATE = 300, 0.07
EPOCHS = 10
SAMPLE = 120  # lines of a page, at most
VARIANTS = 2  # of each page, beside itself
WEIGHTS = [1.0, *[0.5] * VARIANTS, 0.25]  # of the page, its variants, and an excerpt of the last


def measure(matn, lines):
    """What `matn features` says of a page of these lines."""
    text = "\n".join(lines + [""]).encode()
    out = subprocess.run([matn, "features", "--input", "text", "-"], input=text, check=True, capture_output=True)
    return json.loads(out.stdout)


def page_of(matn, corpus, gold, lines, text):
    """A page for training or scoring; `text` is its gold, None where only segments are known."""
    data = measure(matn, lines)
    page = corpora.page_of(corpus, gold, data)
    page.label(text)
    return page, data["features"]


# Classes that stand for those of a group (src/extract/lines_features.c).
KINDS = {
    "f_related": ["related"], "f_cookies": ["cookies"], "f_comments": ["comments"], "f_credit": ["credit"],
    "f_social": ["share", "follow"], "f_sell": ["newsletter", "subscribe", "ad", "shop"],
    "f_legal": ["legal", "copyright"], "f_meta": ["published", "byline", "tags"], "f_tools": ["tools"],
    "f_nav": ["menu", "account", "search", "more"],
}  # fmt: skip


def kinds_of(page, names, rng):
    """The class of each line that furniture covers by half, None elsewhere."""
    cover = page.values[:, names.index("f_cover")]
    out = []
    for i in range(len(page.texts)):
        found = [k for f, k in KINDS.items() if cover[i] >= 500 and page.values[i, names.index(f)]]
        out.append(found[0][rng.integers(len(found[0]))] if found else None)
    return out


def read_page(job):
    """The page as it is, its variants, and the page that is scored where another program has flattened it."""
    matn, corpus, gold, seed, flat = job
    source = gzip.open(corpora.folder() / corpus / "pages" / f"{gold['id']}.html.gz").read()
    lines = flatten.flatten(source)
    text = corpora.text_of(gold)
    first, names = page_of(matn, corpus, gold, lines, text)
    pages = [first]
    if text:
        rng = np.random.default_rng([seed, *gold["id"].encode()])
        for _ in range(VARIANTS):
            kinds = kinds_of(first, names, rng)
            changed, changed_text = flatten.vary(first.texts, kinds, text, flatten.language(source), rng)
            pages.append(page_of(matn, corpus, gold, changed, changed_text)[0])
        pages.append(page_of(matn, corpus, gold, flatten.excerpt(changed, rng), changed_text)[0])
    scored = None
    if flat:
        path = flat / corpus / "pages" / f"{gold['id']}.txt"
        scored = page_of(matn, corpus, gold, path.read_text(encoding="utf-8").splitlines(), text)[0]
    return pages, scored, names


def read(matn, seed, flat):
    """All pages: a list of (page and variants, page to score), and the names of the features."""
    jobs = []
    for corpus in (*corpora.GOLD, *corpora.WEAK):
        jobs += [(matn, corpus, gold, seed, flat) for gold in corpora.gold_of(corpus)]
    out, names = [], None
    with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
        for pages, scored, names in pool.map(read_page, jobs, chunksize=8):
            out.append((pages, scored or pages[0]))
    return out, names


def known(groups):
    """(page, weights of its lines) of all pages with labels."""
    for pages, _ in groups:
        for number, page in enumerate(pages):
            if len(page.texts) and page.target is not None and page.gold != []:
                lengths = page.lengths + 3
                yield page, lengths, page.trust * (page.weight * WEIGHTS[number]) * 100


def fit_trees(groups, seed, count):
    rng = np.random.default_rng(seed)
    values, targets, weights = [], [], []
    for page, lengths, trust in known(groups):
        at = page.sample(SAMPLE, rng)
        values.append(page.values[at])
        targets.append(page.target[at])
        weights.append(lengths[at] * trust[at] / lengths[at].sum())
    parts = (np.concatenate(part) for part in (values, targets, weights))
    return trees.fit(*parts, seed, count, RATE)


def fit_network(groups, seed):
    pages = [
        (page.values, page.target.astype(np.float32), (lengths * trust / lengths.sum()).astype(np.float32))
        for page, lengths, trust in known(groups)
    ]
    return network.export(network.fit(pages, seed, EPOCHS))


def make(groups, seed):
    """Trees and network of the pages: first trees of those with gold, which label the others."""
    first = trees.export(fit_trees([g for g in groups if g[0][0].corpus in corpora.GOLD], seed, TREES // 4))
    for pages, _ in groups:
        page = pages[0]
        if page.corpus in corpora.WEAK and len(page.texts):
            page.label_weakly(trees.chances(first, page.values) / 1000)
    return fit_trees(groups, seed, TREES), fit_network(groups, seed)


def scores_of(found, pages):
    """The scores that matn gives the lines of each page: the mean of both logits."""
    wood, net = found
    return [
        trees.chance((trees.logits(wood, page.values) + logits) >> 1)
        for page, logits in zip(pages, network.run(net, [page.values for page in pages]))
    ]


# As in src/extract/lines.c and article.c.
STRETCH = decoder.Stretch(price=400, mean_min=700, later_floor=600)
REPEAT_WORDS_MIN, REPEAT_LINES_NEAR = 5, 10


def select(page, scores):
    """The lines that mtn_lines_label selects, and of repeated ones those that mtn_article_build keeps."""
    seen, out = {}, []
    for i in np.flatnonzero(decoder.decode(scores, page.lengths, 1000, STRETCH)):
        if len(page.words[i]) < REPEAT_WORDS_MIN or i - seen.setdefault(page.texts[i], i) < REPEAT_LINES_NEAR:
            out.append(i)
    return out


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--matn", required=True)
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--flat", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()

    groups, names = read(arguments.matn, arguments.seed, arguments.flat)
    counts = [sum(len(p.texts) for p in pages) for pages, _ in groups]
    print(f"{len(groups)} pages, {sum(len(p) for p, _ in groups)} with variants, {sum(counts)} lines", flush=True)
    fold = corpora.folds_of([pages[0] for pages, _ in groups], train.FOLDS, arguments.seed)

    model, net = make(groups, arguments.seed)
    banner = train.BANNER.replace("train/train.py (./dev train)", "train/lines.py (./dev train lines)")
    table = trees.table("model", trees.export(model), len(names))
    (train.ROOT / "src/extract/lines_model.inc").write_text(banner + table, encoding="utf-8")
    (train.ROOT / "src/extract/lines_network.inc").write_text(banner + network.table("network", net), encoding="utf-8")
    print("gain by feature, per cent:")
    gains = model.feature_importance("gain")
    print(", ".join(f"{n} {100 * g / gains.sum():.1f}" for g, n in sorted(zip(gains, names), reverse=True)), flush=True)

    if arguments.folds:
        scores = {}
        for k in range(train.FOLDS):
            wood, net = make([g for g in groups if fold[corpora.site(g[1])] != k], arguments.seed)
            held = [page for _, page in groups if fold[corpora.site(page)] == k]
            for page, found in zip(held, scores_of((trees.export(wood), net), held)):
                scores[id(page)] = found
            print(f"fold {k} done", flush=True)
        print(f"{train.FOLDS}-fold cross-validation, grouped by site:")
        scored = [page for _, page in groups]
        print(corpora.report(scored, [select(p, scores[id(p)]) for p in scored]), flush=True)
        print("the same with every line selected:")
        print(corpora.report(scored, [range(len(p.texts)) for p in scored]), flush=True)


if __name__ == "__main__":
    main()
