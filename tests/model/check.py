#!/usr/bin/env python3
"""The model in C against its tables, read and asked by the letter:  check.py --matn PATH --model model.inc PAGE...

Every tree is walked for every block of each page, one node after another, from what `matn features` says; the scores
must be those of `matn blocks`.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys

LOGIT_ONE = 1024
LANES, SETTLE_TREES, SETTLED = 16, 100, -4 * LOGIT_ONE
LEAF_ORDER = 0x09AF
TABLE_ROW = 3  # matn_block_kind


def tables(source):
    """The arrays of model.inc by name: lists of rows of numbers."""
    found = re.findall(r"static const \w+ (\w+)\[[^=]*= \{\n(.*?)\n\};", source, re.S)
    return {name: [[int(n) for n in re.findall(r"-?\d+", row)] for row in body.splitlines()] for name, body in found}


def leaf(values, features, borders, masks, leaves):
    gone = 0
    for feature, border, mask in zip(features, borders, masks):
        if values[feature] > border:
            gone |= mask
    lowest = next(i for i in range(16) if not gone >> i & 1)
    return leaves[(1 << lowest) * LEAF_ORDER % 65536 >> 12]


def chance(logit):
    x = logit + 8 * LOGIT_ONE
    if x <= 0:
        return 0
    if x >= 16 * LOGIT_ONE:
        return 1000
    table = [round(1000 / (1 + 2.718281828459045 ** (8 - i / 4))) for i in range(65)]
    at, rest = divmod(x, LOGIT_ONE // 4)
    return table[at] + (table[at + 1] - table[at]) * rest // (LOGIT_ONE // 4)


def scores(model, blocks):
    trees = list(zip(*(model[f"model_{part}"] for part in ("features", "borders", "masks", "leaves"))))
    sums = [sum(leaf(b["values"], *tree) for tree in trees[:SETTLE_TREES]) for b in blocks]
    for first in range(0, len(blocks), LANES):
        stretch = range(first, min(first + LANES, len(blocks)))
        if all(sums[i] <= SETTLED for i in stretch):
            continue
        for i in stretch:
            sums[i] += sum(leaf(blocks[i]["values"], *tree) for tree in trees[SETTLE_TREES:])
    return [chance(s) for s in sums]


def level_tables(found, blocks, kind, words):
    """The rows of a table, those beside each other of one place, all have the mean of their scores."""
    found, first = list(found), 0
    while first < len(found):
        end = first
        while (
            end < len(found)
            and blocks[end]["values"][kind] == TABLE_ROW
            and blocks[end]["place"] == blocks[first]["place"]
        ):
            end += 1
        weights = [blocks[i]["values"][words] + 1 for i in range(first, end)]
        mean = sum(s * w for s, w in zip(found[first:end], weights)) // (sum(weights) or 1)
        found[first:end] = [mean] * (end - first)
        first = max(end, first + 1)
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--matn", required=True)
    parser.add_argument("--model", type=pathlib.Path, required=True)
    parser.add_argument("pages", nargs="+")
    arguments = parser.parse_args()
    model, failed = tables(arguments.model.read_text()), 0
    run = lambda *a: subprocess.run([arguments.matn, *a], check=True, capture_output=True).stdout.decode()  # noqa: E731
    for page in arguments.pages:
        # A page whose text is taken from its data shows that text's blocks, which no model scored.
        if "stands in its data" in run("explain", page).split("\n", 1)[0]:
            continue
        measured = json.loads(run("features", page))
        blocks, names = measured["blocks"], measured["features"]
        expected = level_tables(scores(model, blocks), blocks, names.index("kind"), names.index("words"))
        rows = run("blocks", page).splitlines()[1:]
        actual = [round(float(row.split("\t")[2]) * 1000) for row in rows]
        wrong = [i for i, (a, b) in enumerate(zip(expected, actual)) if a != b]
        if wrong or len(expected) != len(actual):
            failed += 1
            print(f"{page}: {len(expected)} blocks, {len(actual)} scores; not the tables': {wrong[:10]}")
    print(f"{len(arguments.pages) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
