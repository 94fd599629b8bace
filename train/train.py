#!/usr/bin/env python3
"""Train the block model: corpora in, src/extract/model.inc and tokens.inc out, with a report.

    train.py --matn PATH [--folds [--scores FILE] [--ablate]] [--seed N]

`./dev train` runs it in an environment of its own with the versions of requirements.txt.  The model that is written is
trained on all pages; --folds then cross-validates the same recipe, grouped by site, and prints what docs/MODEL.md
reports.  --ablate cross-validates it again without each of its parts, which takes an hour and a half.
"""

import argparse
import importlib
import json
import pathlib
import sys
from unittest import mock

import numpy as np

import corpora
import decoder
import kinds
import report
import trees

ROOT = corpora.ROOT
sys.path.insert(0, str(ROOT / "gen"))
hash_word = importlib.import_module("class_words").hash_word
FOLDS = 5
# More trees gain less than the noise of the folds; the figures stand in docs/MODEL.md.
TREES, RATE = 300, 0.07
SAMPLE = 240  # blocks of a page, at most: long listings would else outweigh everything
TOKENS = 800  # tokens of a table that keep a weight
TOKEN_PAGES = 6  # on fewer pages a token says nothing
TOKEN_SCALE = 24  # units a logit
PRIOR, PRIOR_PAGES = 0.35, 4
TOKEN_BITS = 12
BLIND = 0.35  # share of training pages whose tokens are hidden, so that the model can do without

# ------------------------------------------------------------------------------------------------------------ Tokens

# The features that tell of tokens, by the table that weighs these.
NAMES, TEXTS = ("own", "near"), ("text", "under")
FEATURES = {"own": "tok_own", "near": "tok_near", "text": "text", "under": "under"}  # without _min, _max, _sum


def token_weights(pages, slots, size):
    """How much more a block with each token in its slots is main text, in units of 1/TOKEN_SCALE logit."""
    count, share = np.zeros(size), np.zeros(size)
    for page in pages:
        if page.target is None or page.corpus in corpora.WEAK:
            continue
        tokens = np.concatenate([page.tokens[s].numbers for s in slots])
        blocks = np.concatenate([page.tokens[s].blocks for s in slots])
        weight = page.lengths + 1
        found, at = np.unique(tokens, return_inverse=True)
        count[found] += 1
        share[found] += np.bincount(at, (weight * page.target)[blocks]) / np.bincount(at, weight[blocks])
    mean = (share + PRIOR * PRIOR_PAGES) / (count + PRIOR_PAGES)
    odds = np.log(mean / (1 - mean)) - np.log(PRIOR / (1 - PRIOR))
    odds[count < TOKEN_PAGES] = 0
    kept = np.argsort(-np.abs(odds) * np.sqrt(count), kind="stable")[:TOKENS]
    weights = np.zeros(size, dtype=np.int64)
    weights[kept] = np.clip(np.round(TOKEN_SCALE * odds[kept]), -127, 127)
    return weights


class Tables:
    """Weights of the tokens of names and of texts, learned from `pages`."""

    def __init__(self, pages, sizes):
        names = token_weights(pages, NAMES, sizes[0])
        texts = token_weights(pages, TEXTS[:1], sizes[1])
        self.of = {"own": names, "near": names, "text": texts, "under": texts}

    def applied(self, page, features):
        """The page's values with the token features that these weights give."""
        values = page.values.copy()
        for slot, name in FEATURES.items():
            at, tokens = features.index(name + "_min"), page.tokens[slot]
            w = self.of[slot][tokens.numbers]
            measures = np.zeros((len(values), 3), dtype=np.int64)
            np.minimum.at(measures[:, 0], tokens.blocks, w)
            np.maximum.at(measures[:, 1], tokens.blocks, w)
            np.add.at(measures[:, 2], tokens.blocks, w)
            values[:, at : at + 3] = np.clip(measures, -32768, 32767)
        return values


# -------------------------------------------------------------------------------------------------------------- Rows


def rows(pages, features, sizes, rng):
    """Training rows of the pages: values, targets, weights.  Token weights come from other pages than the row's."""
    values, targets, weights = [], [], []
    tokens = [i for i, name in enumerate(features) if name.rsplit("_", 1)[0] in FEATURES.values()]
    others = [i for i, name in enumerate(features) if name.startswith(kinds.OWN)]
    for part in range(4):
        tables = Tables([p for i, p in enumerate(pages) if i % 4 != part], sizes)
        for page in pages[part::4]:
            if not page.texts or page.target is None or page.gold == []:
                continue
            at = page.sample(SAMPLE, rng)
            lengths = page.lengths[at] + 3
            w = lengths * page.trust[at] / lengths.sum() * 100
            known = tables.applied(page, features)[at]
            if rng.random() < BLIND:
                known[:, tokens] = 0
            known[:, others] = 0
            values.append(known)
            targets.append(page.target[at])
            weights.append(w * page.weight)
    return np.concatenate(values), np.concatenate(targets), np.concatenate(weights)


def fit(pages, features, sizes, seed, count=TREES):
    return trees.fit(*rows(pages, features, sizes, np.random.default_rng(seed)), seed, count, RATE)


# As in src/extract/model.c and article.c.
STRETCH = decoder.Stretch(price=400, mean_min=500, later_floor=600)
REPEAT_WORDS_MIN, REPEAT_SURE = 3, 900
DRAWN, DRAWN_HALF, LOGIT_MAX = 700, 3, 6 * trees.LOGIT_ONE
SCRAP_WORDS, SCRAP_MEAN, SCRAP_SHARE = 20, 400, 4
CODE, TABLE_ROW = 4, 3  # matn_block_kind


def draw_together(logits, words, alike):
    """As src/extract/model.c: logits of blocks that are alike are drawn towards their mean."""
    if not len(logits):
        return logits
    height, weight = np.clip(logits, -LOGIT_MAX, LOGIT_MAX) + LOGIT_MAX, words.astype(np.int64) + 1
    sums, weights, count = (np.zeros(alike.max() + 1, dtype=np.int64) for _ in range(3))
    np.add.at(sums, alike, weight * height)
    np.add.at(weights, alike, weight)
    np.add.at(count, alike, 1)
    drawn = DRAWN * count // (count + DRAWN_HALF)
    mean = sums // np.maximum(weights, 1)
    return (height * (1000 - drawn[alike]) + mean[alike] * drawn[alike]) // 1000 - LOGIT_MAX


def level_tables(scores, kinds, words, places):
    """As src/extract/model.c: the rows of a table all get the mean of their scores."""
    levelled, first = scores.copy(), 0
    while first < len(scores):
        end = first
        while end < len(scores) and kinds[end] == TABLE_ROW and places[end] == places[first]:
            end += 1
        if end > first:
            weight = words[first:end].astype(np.int64) + 1
            levelled[first:end] = int((scores[first:end] * weight).sum()) // int(weight.sum())
        first = max(end, first + 1)
    return levelled


def is_run(texts, first, later):
    """Whether what stands before or after both copies is one too."""
    before = first > 0 and texts[first - 1] == texts[later - 1]
    return before or (later + 1 < len(texts) and texts[first + 1] == texts[later + 1])


def scores_of(page, features, logits):
    """The blocks' scores, in thousandths."""
    kinds, words = (page.values[:, features.index(n)] for n in ("kind", "words"))
    return level_tables(trees.chance(draw_together(logits, words, page.alike)), kinds, words, page.places)


def select(page, features, logits, told):
    """The page's blocks that matn takes, as in src/extract/article.c: copies of a text elsewhere are left out.

    `told`: what kinds.told says of the page."""
    kinds, words, *hiding = (page.values[:, features.index(n)] for n in ("kind", "words", "hidden", "undisplayed"))
    scores = scores_of(page, features, logits)
    seen, kept = {}, []
    hidden = (hiding[0] > 0) | (hiding[1] > 0)
    taken = decoder.decode(scores, page.lengths, told.ease, STRETCH if told.one_text else None)
    if is_scrap(scores, words, taken):
        return []
    for i in np.flatnonzero(taken):
        if words[i] >= REPEAT_WORDS_MIN and kinds[i] not in (CODE, TABLE_ROW):
            first = seen.setdefault(page.texts[i], i)
            if first != i and page.places[first] != page.places[i]:
                if hidden[first] and not hidden[i]:
                    kept = [k for k in kept if k != first]
                    seen[page.texts[i]] = i
                elif min(scores[first], scores[i]) <= REPEAT_SURE or is_run(page.texts, first, i):
                    continue
        kept.append(i)
    return kept


def is_scrap(scores, words, taken):
    """As src/extract/model.c: a few words of which none is likely, among many that are left."""
    total, words = int(words.sum()), words[taken].astype(np.int64)
    few = words.sum() < min(SCRAP_WORDS, total // SCRAP_SHARE + 1)
    return few and (words * scores[taken]).sum() < words.sum() * SCRAP_MEAN


# ------------------------------------------------------------------------------------------------------------- Tables


BANNER = "/* Made by train/train.py (./dev train) from the corpora that docs/MODEL.md names.  Do not edit. */\n"


def token_table(prefix, vocabulary, weights):
    hashes, values, used = [0] * (1 << TOKEN_BITS), [0] * (1 << TOKEN_BITS), {}
    for name, number in sorted(vocabulary.items()):
        weight = int(weights[number])
        if not weight:
            continue
        mark = name.startswith(corpora.OPENING_MARK)
        h = hash_word(name[mark:], corpora.OPENING_MARK[0] * mark)
        assert h not in used, (name, used[h])
        used[h] = name
        slot = h & ((1 << TOKEN_BITS) - 1)
        while hashes[slot]:
            slot = (slot + 1) & ((1 << TOKEN_BITS) - 1)
        hashes[slot], values[slot] = h, weight
    return (
        f"static const uint32_t {prefix}_hashes[1 << TOKEN_BITS] = {{\n{trees.rows_of([f'{h}u' for h in hashes], 8)}}};\n"
        f"static const int8_t {prefix}_weights[1 << TOKEN_BITS] = {{\n{trees.rows_of(values, 24)}}};\n"
    )


def write_tokens(path, vocabulary, tables):
    path.write_text(
        f"{BANNER}#define TOKEN_BITS {TOKEN_BITS}\n"
        + token_table("name", vocabulary.names, tables.of["own"])
        + token_table("text", vocabulary.texts, tables.of["text"])
    )


# --------------------------------------------------------------------------------------------------------------- Main


def train(pages, features, sizes, seed):
    """A model of the pages: first of those with gold, which then labels the others; and its token weights."""
    tables = Tables(pages, sizes)
    known = [p for p in pages if p.corpus in corpora.GOLD]
    first = trees.export(fit(known, features, sizes, seed, TREES // 4))
    for page in pages:
        if page.corpus in corpora.WEAK and page.texts:
            page.label_weakly(trees.chances(first, tables.applied(page, features)) / 1000)
    return fit(pages, features, sizes, seed), tables


def held_out(pages, features, sizes, seed, left_out=frozenset()):
    """Logits of each page by a model that has not seen its site, by id(page); trained without corpora `left_out`."""
    logits = {}
    for k in range(FOLDS):
        others = [p for p in pages if p.fold != k and p.corpus not in left_out]
        model, tables = train(others, features, sizes, seed)
        exported = trees.export(model)
        for page in pages:
            if page.fold == k:
                logits[id(page)] = trees.logits(exported, tables.applied(page, features))
        print(f"fold {k} done", file=sys.stderr)
    return logits


def told_held_out(pages, features, seed):
    """What kinds.told says of each page from models that have not seen its site, by id(page)."""
    told = {}
    for k in range(FOLDS):
        held = [p for p in pages if p.fold == k]
        models = kinds.fit([p for p in pages if p.fold != k], features, seed)
        told.update(zip(map(id, held), kinds.told(models, held, features)))
    return told


def ablate(pages, features, sizes, seed, logits, told):
    """Cross-validates without each group of features, each kind of page to train on, and each step after the scores."""
    module = sys.modules[__name__]

    def show(name, logits, told=told):
        print(report.line_of(name, pages, [select(p, features, logits[id(p)], told[id(p)]) for p in pages]), flush=True)

    show("all", logits)
    show("no easing by kind", logits, {k: t._replace(ease=1000) for k, t in told.items()})
    show("nothing more asked after the text", logits, {k: t._replace(one_text=False) for k, t in told.items()})
    for name, constant, value in (
        ("blocks alike not drawn together", "DRAWN", 0),
        ("scraps taken", "SCRAP_WORDS", 0),
        ("all copies kept", "REPEAT_WORDS_MIN", 1 << 30),
    ):
        with mock.patch.object(module, constant, value):
            show(name, logits)
    with mock.patch.object(module, "BLIND", 0):
        found = held_out(pages, features, sizes, seed)
    show("words never hidden", found)
    show("no pages with segments only", held_out(pages, features, sizes, seed, corpora.WEAK.keys()))
    show("wcxb-dev only", held_out(pages, features, sizes, seed, {*corpora.WEAK, *corpora.GOLD} - {"wcxb-dev"}))
    for group in report.GROUPS:
        restore = report.without(pages, features, group)
        found = held_out(pages, features, sizes, seed)
        restore()
        show(f"no features: {group}", found)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--matn", required=True)
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--scores", help="with --folds: write each page's out-of-fold logits to this file")
    parser.add_argument("--ablate", action="store_true", help="with --folds: again without each part of the recipe")
    parser.add_argument("--seed", type=int, default=3)
    arguments = parser.parse_args()

    vocabulary, pages = corpora.Vocabulary(), []
    for name in (*corpora.GOLD, *corpora.WEAK):
        found, features = corpora.read(arguments.matn, name, vocabulary)
        pages.extend(found)
        print(f"{name}: {len(found)} pages, {sum(len(p.texts) for p in found)} blocks", flush=True)
    sizes = len(vocabulary.names), len(vocabulary.texts)
    fold = corpora.folds_of(pages, FOLDS, arguments.seed)
    for page in pages:
        page.fold = fold[corpora.site(page)]

    model, tables = train(pages, features, sizes, arguments.seed)
    kind_trees = kinds.joined(kinds.fit(pages, features, arguments.seed))
    (ROOT / "src/extract/model.inc").write_text(
        BANNER + trees.table("model", trees.export(model), len(features)) + trees.table("kind", kind_trees, len(features))
    )
    write_tokens(ROOT / "src/extract/tokens.inc", vocabulary, tables)
    print("gain by feature, per cent:")
    gains = model.feature_importance("gain")
    order = np.argsort(-gains, kind="stable")[:60]
    print(", ".join(f"{features[i]} {100 * gains[i] / gains.sum():.1f}" for i in order), flush=True)

    if arguments.folds:
        logits = held_out(pages, features, sizes, arguments.seed)
        told = told_held_out(pages, features, arguments.seed)
        taken = [select(p, features, logits[id(p)], told[id(p)]) for p in pages]
        print(f"{FOLDS}-fold cross-validation, grouped by site:")
        print(corpora.report(pages, taken))
        print(report.by_language(pages, taken, report.languages(arguments.matn, pages)))
        words = features.index("words")
        sure = [report.confidence(p, scores_of(p, features, logits[id(p)]), k, p.values[:, words]) for p, k in zip(pages, taken)]
        print(report.calibration(pages, taken, sure))
        print(kinds.report(pages, features, arguments.seed), flush=True)
        if arguments.scores:
            lines = (json.dumps({"corpus": p.corpus, "id": p.id, "logits": logits[id(p)].tolist()}) for p in pages)
            pathlib.Path(arguments.scores).write_text("\n".join(lines) + "\n", encoding="utf-8")

        if arguments.ablate:
            ablate(pages, features, sizes, arguments.seed, logits, told)


if __name__ == "__main__":
    main()
