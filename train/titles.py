#!/usr/bin/env python3
"""Learn to rank titles: corpora in, src/meta/title_trees.inc out, with a report.

    titles.py --matn PATH [--folds] [--check]

PATH is the program matn.  `./dev train titles` builds it and runs this.  Each page's candidates, with their clues as
`-f jsonl --explain` shows them, compete: LightGBM's lambdarank over the candidates of a page, leaves in whole numbers,
so that every machine chooses alike.  --folds cross-validates, grouped by site.  --check writes nothing and says whether
the trees that are there are the ones that come out.  Pages without a right candidate teach nothing.
"""

import argparse
import importlib
import json
import os
import pathlib
import re
import subprocess
import sys
import zlib
from urllib.parse import urlparse

import lightgbm
import numpy as np

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bench"))
corpus = importlib.import_module("corpus")
TABLE = ROOT / "src/meta/title_trees.inc"
# How much a page counts: more where a corpus is small, so that each convention has a say.
PAGES = {"wcxb-dev": 1.5, "trafilatura-dev": 1.0, "news-dev": 8.0, "world-dev": 6.0, "readability-dev": 6.0}
FOLDS, TREES, LEAVES, UNIT = 10, 120, 8, 1024


def clue_names():
    header = (ROOT / "src/meta/facts_title.h").read_text("utf-8")
    return re.findall(r"^\s*X\((\w+)\)", header, re.M)


def read(matn, corpora):
    """(corpus, site, clues as a matrix, whether each is right) of each page."""
    pages, names = [], [n.lower() for n in clue_names()]
    for name in PAGES:
        folder = corpora / name
        done = subprocess.run([matn, "-f", "jsonl", "--explain", "--no-progress", str(folder / "pages")],
                              stdout=subprocess.PIPE, check=False)
        found = {corpus.page_id(r["path"]): r for r in map(json.loads, done.stdout.splitlines())}
        for gold in corpus.rows(folder / "gold.jsonl.gz"):
            record = found.get(gold["id"], {})
            candidates = [c for c in (record.get("explain") or {}).get("title") or [] if "clues" in c]
            if not gold.get("title"):
                continue
            values = [[c["clues"].get(n, 0) for n in names] for c in candidates]
            x = np.array(values, dtype=float).reshape(-1, len(names))
            right = np.array([corpus.fold(c["value"]) == corpus.fold(gold["title"]) for c in candidates], dtype=bool)
            site = record.get("hostname") or urlparse(gold.get("url") or "").netloc or gold["id"]
            pages.append((name, ".".join(site.split(".")[-2:]), x, right))
    return pages


def fit(pages):
    """Trees as (clues, borders, children for no and yes, leaves); a child is a node or ~leaf."""
    pages = [p for p in pages if p[3].any() and not p[3].all()]
    settings = {
        "objective": "lambdarank", "lambdarank_truncation_level": 3, "label_gain": [0, 1], "num_leaves": LEAVES,
        "learning_rate": 0.08, "min_data_in_leaf": 30, "lambda_l2": 10, "feature_fraction": 0.35,
        "bagging_fraction": 0.8, "bagging_freq": 1, "num_threads": 2, "seed": 1, "deterministic": True,
        "force_row_wise": True, "use_missing": False, "verbose": -1,
    }  # fmt: skip
    rows = lightgbm.Dataset(np.concatenate([p[2] for p in pages]), np.concatenate([p[3] for p in pages]).astype(int),
                            weight=np.concatenate([np.full(len(p[3]), PAGES[p[0]]) for p in pages]),
                            group=[len(p[3]) for p in pages])
    trees = []
    for tree in lightgbm.train(settings, rows, TREES).dump_model()["tree_info"]:
        nodes, leaves, todo = [], [], [(tree["tree_structure"], None)]
        while todo:
            node, parent = todo.pop()
            if "leaf_value" in node:
                number = ~len(leaves)
                leaves.append(round(node["leaf_value"] * UNIT))
            else:
                number = len(nodes)
                nodes.append([node["split_feature"], int(np.floor(node["threshold"])), 0, 0])
                todo += [(node["right_child"], (number, 3)), (node["left_child"], (number, 2))]
            if parent:
                nodes[parent[0]][parent[1]] = number
        if nodes:
            trees.append((nodes, leaves))
    return trees


def points(trees, x):
    """mtn_titles_rank of src/meta/facts_title_rank.c."""
    total = np.zeros(len(x), dtype=int)
    for nodes, leaves in trees:
        for row, clues in enumerate(x):
            at = 0
            while at >= 0:
                clue, border, no, yes = nodes[at]
                at = yes if clues[clue] > border else no
            total[row] += leaves[~at]
    return total


def is_right(trees, page):
    return bool(len(page[3])) and bool(page[3][int(np.argmax(points(trees, page[2])))])


def report(right):
    return {name: round(float(np.mean(shares)), 3) for name, shares in right.items()}


def cross_validate(pages):
    right = {name: [] for name in PAGES}
    for fold in range(FOLDS):
        inside = [zlib.crc32(p[1].encode()) % FOLDS == fold for p in pages]
        trees = fit([p for p, held in zip(pages, inside) if not held])
        for page, held in zip(pages, inside):
            if held:
                right[page[0]].append(is_right(trees, page))
    return report(right)


def in_order(nodes, leaves):
    """Nodes as (clue, border, bits of the leaves gone where the clue is above it), leaves from no to yes."""
    order, masks, todo = [], [0] * len(nodes), [(0, ())]
    while todo:
        at, above = todo.pop()
        if at < 0:
            for node in above:
                masks[node] |= 1 << len(order)
            order.append(leaves[~at])
        else:
            todo += [(nodes[at][3], above), (nodes[at][2], (*above, at))]
    questions = [(c, b, mask) for (c, b, _, _), mask in zip(nodes, masks)]
    return questions + [(0, 32767, 0)] * (LEAVES - 1 - len(nodes)), order


def table(trees):
    names = clue_names()
    trees = [in_order(*tree) for tree in trees]
    text = (f"/* Trees that rank titles, made by train/titles.py (./dev train titles). */\n"
            f"#define TITLE_CLUES {len(names)}\n#define TITLE_TREES {len(trees)}\n"
            "static const title_node title_nodes[TITLE_TREES][TREE_LEAVES - 1] = {\n")
    for nodes, _ in trees:
        text += "    {" + ", ".join(f"{{{b}, {names[c]}, {gone}}}" for c, b, gone in nodes) + "},\n"
    text += "};\nstatic const int16_t title_leaves[TITLE_TREES][TREE_LEAVES] = {\n"
    for _, leaves in trees:
        assert len(leaves) <= LEAVES and all(abs(v) < 32768 for v in leaves)
        text += "    {" + ", ".join(map(str, leaves)) + "},\n"
    return text + "};\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--matn", required=True)
    parser.add_argument("--corpora", type=pathlib.Path, default=os.environ.get("MATN_CORPORA"))
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    if not given.corpora:
        parser.error("name the folder of unpacked corpora: --corpora or MATN_CORPORA")
    pages = read(given.matn, given.corpora)
    print(f"{len(pages)} pages; some candidate is right on",
          report({name: [p[3].any() for p in pages if p[0] == name] for name in PAGES}))
    trees = fit(pages)
    print("right, trained on all:", report({name: [is_right(trees, p) for p in pages if p[0] == name]
                                            for name in PAGES}))
    if given.folds:
        print("right, cross-validated by site:", cross_validate(pages))
    if given.check:
        return 0 if TABLE.read_text("utf-8") == table(trees) else 1
    TABLE.write_text(table(trees), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
