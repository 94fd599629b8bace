#!/usr/bin/env python3
"""The models in C against their tables, read and asked by the letter:

    check.py --matn PATH --model FILE.inc [--network FILE.inc] PAGE...

Every tree is walked for every block of each page, one node after another, and the network block after block, from what
`matn features` says; the scores must be those of `matn blocks`.
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
DRAWN, DRAWN_HALF, LOGIT_MAX = 700, 3, 6 * LOGIT_ONE  # draw_together of src/extract/model.c
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


INSIDE, STATE, OUTSIDE, ONE = 32, 24, 32, 4096


def layers(source):
    """The network's layers by name: function from inputs to sums."""

    def layer(name, outputs):
        body = re.search(rf"network_{name}_weights\[\d+\] = \{{(.*?)\}};", source, re.S)[1]
        weights = [int(n) for n in re.findall(r"-?\d+", body)]
        bias = re.search(rf"network_{name}_bias\[\d+\] = \{{(.*?)\}};", source, re.S)
        bias = [int(n) for n in re.findall(r"-?\d+", bias[1])] if bias else [0] * outputs
        shift = int(re.search(rf"(\d+)\}}, /\* {name} \*/", source)[1])

        def sums(values):
            at = lambda i, o: weights[(i // 2 * outputs + o) * 2 + i % 2]  # noqa: E731
            return [bias[o] + sum(v * at(i, o) for i, v in enumerate(values) if v) >> shift for o in range(outputs)]

        return sums

    wide = {"in": INSIDE, "out": OUTSIDE, "last": 1}
    names = ("in", "on_units", "on_state", "back_units", "back_state", "out", "last")
    return {name: layer(name, wide.get(name, 3 * STATE)) for name in names}


def logarithm(value):
    size = abs(value) + 1
    exponent = size.bit_length() - 1
    log = exponent * 128 + ((size << 7 >> exponent) & 127)
    return log if value >= 0 else -log


def clamp(value, least, greatest):
    return max(least, min(greatest, value))


def bend(x):
    x = clamp(x, -2 * ONE, 2 * ONE)
    return x - (x * abs(x) >> 14)


def gate(x):
    return ONE + bend(x >> 1) >> 1


def read_way(network, way, units):
    state, states = [0] * STATE, []
    for one in units:
        now = network[way + "_units"](one)
        before = [clamp(v, -8 * ONE, 8 * ONE) for v in network[way + "_state"](state)]
        for i in range(STATE):
            reset, keep = gate(now[i] + before[i]), gate(now[STATE + i] + before[STATE + i])
            found = bend(now[2 * STATE + i] + (reset * before[2 * STATE + i] >> 12))
            state[i] = keep * state[i] + (ONE - keep) * found + ONE // 2 >> 12
        states.append(list(state))
    return states


def network_logits(network, blocks):
    ramp = lambda sums: [clamp(v, 0, 8 * ONE - 1) for v in sums]  # noqa: E731
    units = [ramp(network["in"]([logarithm(v) for v in b["values"]])) for b in blocks]
    on, back = read_way(network, "on", units), read_way(network, "back", units[::-1])[::-1]
    return [network["last"](ramp(network["out"](u + a + b)))[0] for u, a, b in zip(units, on, back)]


def chance(logit):
    x = logit + 8 * LOGIT_ONE
    if x <= 0:
        return 0
    if x >= 16 * LOGIT_ONE:
        return 1000
    table = [round(1000 / (1 + 2.718281828459045 ** (8 - i / 4))) for i in range(65)]
    at, rest = divmod(x, LOGIT_ONE // 4)
    return table[at] + (table[at + 1] - table[at]) * rest // (LOGIT_ONE // 4)


def tree_logits(model, blocks):
    trees = list(zip(*(model[f"model_{part}"] for part in ("features", "borders", "masks", "leaves"))))
    sums = [sum(leaf(b["values"], *tree) for tree in trees[:SETTLE_TREES]) for b in blocks]
    for first in range(0, len(blocks), LANES):
        stretch = range(first, min(first + LANES, len(blocks)))
        if all(sums[i] <= SETTLED for i in stretch):
            continue
        for i in stretch:
            sums[i] += sum(leaf(blocks[i]["values"], *tree) for tree in trees[SETTLE_TREES:])
    return sums


def drawn(logits, blocks, words):
    """Logits of blocks that are alike, drawn towards their mean."""
    heights = [clamp(x, -LOGIT_MAX, LOGIT_MAX) + LOGIT_MAX for x in logits]
    groups = {}
    for block, height in zip(blocks, heights):
        groups.setdefault(block["alike"], []).append((block["values"][words] + 1, height))
    found = []
    for block, height in zip(blocks, heights):
        group = groups[block["alike"]]
        share = DRAWN * len(group) // (len(group) + DRAWN_HALF)
        mean = sum(w * h for w, h in group) // sum(w for w, _ in group)
        found.append((height * (1000 - share) + mean * share) // 1000 - LOGIT_MAX)
    return found


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
    parser.add_argument("--network", type=pathlib.Path)
    parser.add_argument("pages", nargs="+")
    arguments = parser.parse_args()
    model, failed = tables(arguments.model.read_text()), 0
    network = layers(arguments.network.read_text()) if arguments.network else None
    run = lambda *a: subprocess.run([arguments.matn, *a], check=True, capture_output=True).stdout.decode()  # noqa: E731
    for page in arguments.pages:
        # A page whose text is taken from its data shows that text's blocks, which no model scored.
        if "stands in its data" in run("explain", page).split("\n", 1)[0]:
            continue
        measured = json.loads(run("features", page))
        blocks, names = measured["blocks"], measured["features"]
        logits = tree_logits(model, blocks)
        if network:
            logits = [a + b >> 1 for a, b in zip(logits, network_logits(network, blocks))]
        if "kind" in names:
            logits = drawn(logits, blocks, names.index("words"))
        expected = [chance(logit) for logit in logits]
        if "kind" in names:
            expected = level_tables(expected, blocks, names.index("kind"), names.index("words"))
        rows = run("blocks", page).splitlines()[1:]
        actual = [round(float(row.split("\t")[2]) * 1000) for row in rows]
        wrong = [i for i, (a, b) in enumerate(zip(expected, actual)) if a != b]
        if wrong or len(expected) != len(actual):
            failed += 1
            print(f"{page}: {len(expected)} blocks, {len(actual)} scores; not the tables': {wrong[:10]}")
    print(f"{len(arguments.pages) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
