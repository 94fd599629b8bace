#!/usr/bin/env python3
"""Train the block model: corpora in, src/extract/model.inc and tokens.inc out, with a report.

    train.py --matn PATH [--folds [--scores FILE]] [--seed N]

`./dev train` runs it in an environment of its own with the versions of requirements.txt.  The model that is written is
trained on all pages; --folds then cross-validates the same recipe, grouped by site, and prints what docs/MODEL.md
reports.
"""

import argparse
import json
import pathlib
import statistics
import tempfile

import numpy as np
from catboost import CatBoostClassifier, Pool

import corpora
import labels

ROOT = corpora.ROOT
FOLDS = 5
# More trees gain less than the noise of the folds; the figures stand in docs/MODEL.md.
TREES, DEPTH, RATE = 400, 6, 0.1
SAMPLE = 160  # blocks of a page, at most: long listings would else outweigh everything
TOKENS = 800  # class and id words that keep a weight
TOKEN_PAGES = 6  # on fewer pages a word says nothing
TOKEN_SCALE = 24  # units a logit
PRIOR, PRIOR_PAGES = 0.35, 4
BLIND = 0.35  # share of training pages whose class and id words are hidden, so that the model can do without
LOGIT_ONE = 1024  # as in src/extract/model.c
TOKEN_BITS = 12

# ------------------------------------------------------------------------------------------------------------ Tokens


def token_weights(pages, size):
    """How much more a block under each word is main text, in units of 1/TOKEN_SCALE logit."""
    count, share = np.zeros(size), np.zeros(size)
    for page in pages:
        if page.target is None or page.corpus in corpora.WEAK:
            continue
        sums = {}
        for i, weight in enumerate(page.lengths + 1):
            for token in {*page.own[i], *page.near[i]}:
                known = sums.setdefault(token, [0.0, 0.0])
                known[0] += weight
                known[1] += weight * page.target[i]
        for token, (total, hit) in sums.items():
            count[token] += 1
            share[token] += hit / total
    mean = (share + PRIOR * PRIOR_PAGES) / (count + PRIOR_PAGES)
    odds = np.log(mean / (1 - mean)) - np.log(PRIOR / (1 - PRIOR))
    odds[count < TOKEN_PAGES] = 0
    kept = np.argsort(-np.abs(odds) * np.sqrt(count), kind="stable")[:TOKENS]
    weights = np.zeros(size, dtype=np.int64)
    weights[kept] = np.clip(np.round(TOKEN_SCALE * odds[kept]), -127, 127)
    return weights


def with_tokens(page, names, weights):
    """The page's values with the token features that `weights` give."""
    values = page.values.copy()
    for slot, tokens in (("own", page.own), ("near", page.near)):
        least, total = names.index(f"tok_{slot}_min"), names.index(f"tok_{slot}_sum")
        for i, numbers in enumerate(tokens):
            w = weights[numbers]
            values[i, least] = min(0, w.min()) if len(w) else 0
            values[i, total] = w.sum() if len(w) else 0
    return values


# -------------------------------------------------------------------------------------------------------------- Rows


def rows(pages, names, size, rng):
    """Training rows of the pages: values, targets, weights.  Token weights come from other pages than the row's."""
    tokens = [i for i, n in enumerate(names) if n.startswith("tok_")]
    values, targets, weights = [], [], []
    for part in range(4):
        table = token_weights([p for i, p in enumerate(pages) if i % 4 != part], size)
        for page in pages[part::4]:
            n = len(page.texts)
            if not n or page.target is None or page.gold == []:
                continue
            v = with_tokens(page, names, table)
            if rng.random() < BLIND:
                v[:, tokens] = 0
            at = np.arange(n) if n <= SAMPLE else np.sort(rng.choice(n, SAMPLE, replace=False))
            lengths = page.lengths[at] + 3
            w = lengths * page.trust[at] / lengths.sum()
            values.append(v[at])
            targets.append(page.target[at])
            weights.append(w * {**corpora.GOLD, **corpora.WEAK}[page.corpus])
    return np.concatenate(values), np.concatenate(targets), np.concatenate(weights)


def fit(pages, names, size, seed, trees=TREES):
    x, y, w = rows(pages, names, size, np.random.default_rng(seed))
    model = CatBoostClassifier(
        iterations=trees, depth=DEPTH, learning_rate=RATE, loss_function="CrossEntropy", thread_count=2,
        random_seed=seed, border_count=48, l2_leaf_reg=5, rsm=0.4, bootstrap_type="Bernoulli", subsample=0.8,
        allow_writing_files=False, verbose=False,
    )  # fmt: skip
    return model.fit(Pool(x.astype(np.float32), y, weight=w * 100))


# ----------------------------------------------------------------------------------- What the C code computes, exactly


def export(model):
    """Trees in integers: features, borders and leaves by tree, and the bias."""
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        model.save_model(file.name, format="json")
        data = json.load(open(file.name, encoding="utf-8"))
    assert [f["flat_feature_index"] for f in data["features_info"]["float_features"]] == list(
        range(len(data["features_info"]["float_features"]))
    )
    scale, bias = data["scale_and_bias"]
    features, borders, leaves = [], [], []
    for tree in data["oblivious_trees"]:
        splits = tree["splits"]
        f = [s["float_feature_index"] for s in splits]
        b = [int(np.floor(s["border"])) for s in splits]  # values are whole: x > 2.5 is x > 2
        v = np.round(np.array(tree["leaf_values"]) * scale * LOGIT_ONE).astype(np.int64)
        while len(f) < DEPTH:  # a question that is never answered yes
            f, b, v = f + [0], b + [32767], np.concatenate([v, v])
        assert np.abs(v).max() < 32768
        features.append(f)
        borders.append(np.clip(b, -32768, 32767).tolist())
        leaves.append(v.tolist())
    return np.array(features), np.array(borders), np.array(leaves), int(round(bias[0] * LOGIT_ONE))


SIGMOID = [round(1000 / (1 + np.exp(8 - i / 4))) for i in range(65)]


def chances(trees, values):
    """mtn_model_score of src/extract/model.c."""
    features, borders, leaves, bias = trees
    logit = np.full(len(values), bias, dtype=np.int64)
    for f, b, v in zip(features, borders, leaves):
        leaf = np.zeros(len(values), dtype=np.int64)
        for level in range(DEPTH):
            leaf |= (values[:, f[level]] > b[level]).astype(np.int64) << level
        logit += v[leaf]
    x = np.clip(logit + 8 * LOGIT_ONE, 0, 16 * LOGIT_ONE)
    step = LOGIT_ONE // 4
    at = np.minimum(x // step, 63)
    table = np.array(SIGMOID)
    out = table[at] + (table[at + 1] - table[at]) * (x - at * step) // step
    return np.where(x <= 0, 0, np.where(x >= 16 * LOGIT_ONE, 1000, out))


# As in src/extract/model.c: a page whose text is mostly beyond doubt takes no block that is likelier not to be text.
SURE, DOUBTFUL, PROSE_FLOOR = 750, 250, 500


def threshold(scores, lengths):
    """mtn_model_threshold of src/extract/model.c."""
    words = np.zeros(1001, dtype=np.int64)
    np.add.at(words, scores, lengths)
    expected, selected, hit, best, found = int((scores * lengths).sum()), 0, 0, 0, 1001
    for score in range(1000, -1, -1):
        if not words[score]:
            continue
        selected += int(words[score])
        hit += int(words[score]) * score
        f = (hit << 20) // (selected * 1000 + expected) if selected * 1000 + expected else 0
        if f > best:
            best, found = f, score
    sure, likely = words[SURE + 1 :].sum(), words[DOUBTFUL + 1 :].sum()
    return max(found, PROSE_FLOOR) if sure * 2 > likely else found


def select(page, scores):
    """The page's blocks that the model selects, later copies of a text left out."""
    lengths = page.lengths.astype(np.int64)
    limit, seen, kept = threshold(scores, lengths), set(), []
    for i, score in enumerate(scores):
        if score < limit:
            continue
        key = tuple(page.words[i])
        if len(key) >= 5:
            if key in seen:
                continue
            seen.add(key)
        kept.append(i)
    return kept


# ------------------------------------------------------------------------------------------------------------ Report


def report(pages, scores):
    """Scores by corpus and kind of page, as the public scorer has them."""
    groups, segments = {}, {}
    for page, s in zip(pages, scores):
        kept = select(page, s)
        if page.gold is not None:
            f = labels.word_f1([w for i in kept for w in page.words[i]], page.gold)[2]
            for key in {(page.corpus, "all"), (page.corpus, page.kind)}:
                groups.setdefault(key, []).append(f)
        else:
            text = corpora.squeeze(" ".join(page.texts[i] for i in kept))
            hit = segments.setdefault(page.corpus, [0, 0, 0])
            found = sum(corpora.squeeze(x) in text for x in page.present)
            hit[0] += found
            hit[1] += sum(corpora.squeeze(x) in text for x in page.absent)
            hit[2] += len(page.present) - found
    lines = [f"{c:16} {k:14} {len(v):5} pages  word-F1 {statistics.mean(v):.4f}" for (c, k), v in sorted(groups.items())]
    lines += [f"{c:16} {'segments':14}              F {2 * a / (2 * a + b + m):.4f}" for c, (a, b, m) in segments.items()]
    return "\n".join(lines)


# ------------------------------------------------------------------------------------------------------------- Tables


def token_hash(token):
    h = 2166136261
    for byte in token.encode():
        h = ((h ^ byte) * 16777619) & 0xFFFFFFFF
    return h or 1


def rows_of(values, width=16):
    values = [str(v) for v in values]
    return "".join("    " + ", ".join(values[i : i + width]) + ",\n" for i in range(0, len(values), width))


BANNER = "/* Made by train/train.py (./dev train) from the corpora that docs/MODEL.md names.  Do not edit. */\n"


def write_tokens(path, vocabulary, weights):
    hashes, values, used = [0] * (1 << TOKEN_BITS), [0] * (1 << TOKEN_BITS), {}
    for name, number in sorted(vocabulary.numbers.items()):
        weight = int(weights[number])
        if not weight:
            continue
        h = token_hash(name)
        assert h not in used, (name, used[h])
        used[h] = name
        slot = h & ((1 << TOKEN_BITS) - 1)
        while hashes[slot]:
            slot = (slot + 1) & ((1 << TOKEN_BITS) - 1)
        hashes[slot], values[slot] = h, weight
    path.write_text(
        f"{BANNER}#define TOKEN_BITS {TOKEN_BITS}\n"
        f"static const uint32_t token_hashes[1 << TOKEN_BITS] = {{\n{rows_of([f'{h}u' for h in hashes], 8)}}};\n"
        f"static const int8_t token_weights[1 << TOKEN_BITS] = {{\n{rows_of(values, 24)}}};\n"
    )


def write_model(path, trees, names):
    features, borders, leaves, bias = trees
    table = lambda a, width: "".join("    {" + ", ".join(map(str, row)) + "},\n" for row in a)  # noqa: E731
    path.write_text(
        f"{BANNER}#define MODEL_FEATURES {len(names)}\n#define MODEL_TREES {len(features)}\n#define MODEL_DEPTH {DEPTH}\n"
        f"#define MODEL_BIAS ({bias})\n"
        f"static const uint8_t model_features[MODEL_TREES][MODEL_DEPTH] = {{\n{table(features, 6)}}};\n"
        f"static const int16_t model_borders[MODEL_TREES][MODEL_DEPTH] = {{\n{table(borders, 6)}}};\n"
        f"static const int16_t model_leaves[MODEL_TREES][1 << MODEL_DEPTH] = {{\n{table(leaves, 64)}}};\n"
    )


# --------------------------------------------------------------------------------------------------------------- Main


def trust_weak(pages, model, names, table):
    """Labels of pages of which only segments are known: the segments', else the model's own as far as it is sure."""
    trees = export(model)
    for page in pages:
        if page.corpus not in corpora.WEAK or not len(page.texts):
            continue
        p = chances(trees, with_tokens(page, names, table)) / 1000
        told = corpora.told_by_segments(page)
        page.target = np.where(np.isnan(told), (p > 0.5) * 1.0, np.nan_to_num(told))
        page.trust = np.where(np.isnan(told), np.abs(p - 0.5) * 0.6, 3.0)


def train(pages, names, size, seed):
    """A model of the pages: first of those with gold, which then labels the others; and its token weights."""
    table = token_weights(pages, size)
    known = [p for p in pages if p.corpus in corpora.GOLD]
    first = fit(known, names, size, seed, TREES // 4)
    trust_weak(pages, first, names, table)
    return fit(pages, names, size, seed), table


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--matn", required=True)
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--scores", help="with --folds: write each page's out-of-fold scores to this file")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()

    vocabulary, pages = corpora.Vocabulary(), []
    for name in (*corpora.GOLD, *corpora.WEAK):
        found, names = corpora.read(arguments.matn, name, vocabulary)
        pages.extend(found)
        print(f"{name}: {len(found)} pages, {sum(len(p.texts) for p in found)} blocks", flush=True)
    size = len(vocabulary.numbers)
    sites = sorted({corpora.site(p) for p in pages})
    np.random.default_rng(arguments.seed).shuffle(sites)
    fold = {s: i % FOLDS for i, s in enumerate(sites)}
    for page in pages:
        page.fold = fold[corpora.site(page)]

    model, table = train(pages, names, size, arguments.seed)
    write_model(ROOT / "src/extract/model.inc", export(model), names)
    write_tokens(ROOT / "src/extract/tokens.inc", vocabulary, table)
    print("gain by feature, per cent:")
    gains = sorted(zip(model.get_feature_importance(), names), reverse=True)
    print(", ".join(f"{n} {g:.1f}" for g, n in gains[:60]), flush=True)

    if arguments.folds:
        scores = {}
        for k in range(FOLDS):
            model, table = train([p for p in pages if p.fold != k], names, size, arguments.seed)
            trees = export(model)
            for page in pages:
                if page.fold == k:
                    scores[id(page)] = chances(trees, with_tokens(page, names, table))
            print(f"fold {k} done", flush=True)
        print(f"{FOLDS}-fold cross-validation, grouped by site:")
        print(report(pages, [scores[id(p)] for p in pages]), flush=True)
        if arguments.scores:
            lines = (json.dumps({"corpus": p.corpus, "id": p.id, "scores": scores[id(p)].tolist()}) for p in pages)
            pathlib.Path(arguments.scores).write_text("\n".join(lines) + "\n", encoding="utf-8")


main()
