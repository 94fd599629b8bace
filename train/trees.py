"""Boosted trees in integers: trained by LightGBM, kept and evaluated as src/extract/trees.c does.

A tree has at most LEAVES leaves, numbered from left to right.  A node that sends a block right rules out the leaves on
its left; what is left of the lowest number is the block's leaf (QuickScorer; Lucchese et al., SIGIR 2015).
"""

import lightgbm
import numpy as np

LEAVES = 16
NODES = LEAVES - 1
LOGIT_ONE = 1024
NEVER = 32767  # no value is above it
# A stretch of LANES blocks that the first trees leave no hope is spared the others.
LANES, SETTLE_TREES, SETTLED = 16, 100, -4 * LOGIT_ONE


def fit(values, targets, weights, seed, trees, rate, least=40):
    """`targets` from 0 to 1; what one page counts, times 100, is the sum of its `weights`; `least` rows a leaf."""
    settings = {
        "objective": "cross_entropy", "num_leaves": LEAVES, "learning_rate": rate, "min_data_in_leaf": least,
        "feature_fraction": 0.5, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5, "max_bin": 127,
        "num_threads": 2, "seed": seed, "deterministic": True, "force_row_wise": True, "use_missing": False,
        "verbose": -1,
    }  # fmt: skip
    return lightgbm.train(settings, lightgbm.Dataset(values, targets, weight=weights), trees)


def export(model):
    """(features, borders, masks, leaves) by tree."""
    features, borders, masks, leaves = [], [], [], []
    for tree in model.dump_model()["tree_info"]:
        f, b, m, values, todo = [], [], [], [], [(tree["tree_structure"], None)]
        while todo:  # from left to right, so that leaves come in order
            node, left_of = todo.pop()
            if left_of is not None:  # all of the node's left side is done
                at, first = left_of
                m[at] = (1 << len(values)) - (1 << first)
            if "leaf_value" in node:
                values.append(round(node["leaf_value"] * LOGIT_ONE))
                continue
            assert node["decision_type"] == "<="
            f.append(node["split_feature"])
            b.append(int(np.clip(np.floor(node["threshold"]), -32768, NEVER)))
            m.append(0)
            todo.append((node["right_child"], (len(f) - 1, len(values))))
            todo.append((node["left_child"], None))
        assert all(abs(v) < 32768 for v in values)
        features.append(f + [0] * (NODES - len(f)))
        borders.append(b + [NEVER] * (NODES - len(b)))
        masks.append(m + [0] * (NODES - len(m)))
        leaves.append(values + [0] * (LEAVES - len(values)))
    return np.array(features), np.array(borders), np.array(masks), np.array(leaves)


SIGMOID = np.array([round(1000 / (1 + np.exp(8 - i / 4))) for i in range(65)])


def logits(trees, values):
    """mtn_trees_logits of src/extract/trees.c: 1/1024."""
    logit = np.zeros(len(values), dtype=np.int64)
    asked = np.arange(len(values))
    for number, (f, b, m, v) in enumerate(zip(*trees)):
        if number == SETTLE_TREES and len(values):
            stretch = np.arange(len(values)) // LANES
            asked = np.flatnonzero(np.maximum.reduceat(logit, np.arange(0, len(values), LANES))[stretch] > SETTLED)
        out = np.bitwise_or.reduce(np.where(values[np.ix_(asked, f)] > b, m, 0), axis=1)
        left = ~out & ((1 << LEAVES) - 1)
        logit[asked] += v[np.log2(left & -left).astype(np.int64)]
    return logit


def chance(logit):
    """mtn_trees_chance: thousandths."""
    x = np.clip(logit + 8 * LOGIT_ONE, 0, 16 * LOGIT_ONE)
    step = LOGIT_ONE // 4
    at = np.minimum(x // step, 63)
    return np.where(
        x >= 16 * LOGIT_ONE, 1000, SIGMOID[at] + (SIGMOID[at + 1] - SIGMOID[at]) * (x - at * step) // step
    )


def chances(trees, values):
    return chance(logits(trees, values))


# Where a leaf stands in the table: LEAF_ORDER of src/extract/trees_lanes.c.
PLACES = [((1 << leaf) * 0x09AF & 0xFFFF) >> 12 for leaf in range(LEAVES)]


def rows_of(values, width):
    """Values as rows of a table in C."""
    values = [str(v) for v in values]
    return "".join("    " + ", ".join(values[i : i + width]) + ",\n" for i in range(0, len(values), width))


def table(prefix, trees, features):
    """The trees as C: they were trained on so many features."""
    features_of, borders, masks, leaves = trees
    leaves = leaves[:, np.argsort(PLACES)]
    rows = lambda a: "".join("    {" + ", ".join(map(str, row)) + "},\n" for row in a)  # noqa: E731
    upper = prefix.upper()
    return (
        f"#define {upper}_FEATURES {features}\n#define {upper}_TREES {len(leaves)}\n"
        f"static const uint8_t {prefix}_features[{upper}_TREES][MTN_TREE_NODES] = {{\n{rows(features_of)}}};\n"
        f"static const int16_t {prefix}_borders[{upper}_TREES][MTN_TREE_NODES] = {{\n{rows(borders)}}};\n"
        f"static const uint16_t {prefix}_masks[{upper}_TREES][MTN_TREE_NODES] = {{\n{rows(masks)}}};\n"
        f"static const int16_t {prefix}_leaves[{upper}_TREES][MTN_TREE_LEAVES] = {{\n{rows(leaves)}}};\n"
    )
