#!/usr/bin/env python3
"""Learn the card of the labeller by rules: corpora in, src/extract/label_card.inc out, with a report.

    card.py --clues PATH [--check] [--folds]

PATH is the program matn-clues (train/clues.c).  `./dev train card` builds it and runs this.  --check writes nothing: it
sees whether the card that is there is the one that comes out, and whether `points` and `select` below do what
src/extract/label.c does.  --folds then cross-validates the recipe, whole points and all, grouped by site, in the same
folds as train/train.py.  The weights of class words (data/class-words.tsv) are taken as they are, from all pages.

The recipe is a logistic regression with an L2 penalty.  Its loss is convex and is followed to its minimum, and points
are whole, so that every machine gets the same card.
"""

import argparse
import concurrent.futures
import dataclasses
import gzip
import json
import math
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import numpy as np

import corpora
import labels

ROOT = corpora.ROOT
CARD = ROOT / "src/extract/label_card.inc"
FOLDS, SEED = 5, 1

# How much a page counts; and each block of which a segment tells something.  The few pages in other languages stand
# for many readers.
PAGES = {"wcxb-dev": 1.0, "news-dev": 3.0, "readability-dev": 1.0, "world-dev": 6.0}
SEGMENTS = {"trafilatura-dev": 0.06}
SAMPLE = 150  # blocks of a page, at most: long listings would else outweigh everything
LENGTH_POWER = 0.75  # of a block's words, in its weight on its page
STRENGTH = 0.03  # what the loss of a block weighs against the penalty: scikit-learn's C
UNIT = 32  # points a natural logarithm of the odds
STEP_LEAST, FLAG_LEAST = 3, 2  # points that are worth a line of the card

# Where the steps of the measures stand.
STEPS = {
    "hint": [1, 12, 18, 22, 26, 30, 34, 38],
    "hint_around": [1, 12, 18, 22, 26, 30, 34, 38],
    "next_plain": [1, 10, 20, 40, 80, 160],
    "after_plain": [20, 60, 120, 250, 500, 1000],
    "shape_count": [2, 3, 5, 8, 12, 20, 35],
    "shape_share": [1, 2, 3, 5, 8, 13, 22, 40, 65],
    "siblings": [2, 3, 5, 10, 20],
    "place": [1, 5, 15, 30, 45, 60, 75, 88, 95],
    "since_heading": [1, 2, 3, 5, 9, 15, 25, 50, 300],
    "until_heading": [2, 4, 8, 15, 25, 45, 85],
    "since_title": [-300, -60, -20, -8, 0, 1, 2, 4, 8, 20, 60, 150, 400],
    "since_text": [-300, -60, -20, -8, -3, 0, 1, 20, 60, 120, 250],
    "since_copy": [1, 20],
    "page_weight": [25, 75, 150, 300, 600, 1200, 2500, 5000],
    "page_core": [1, 10, 20, 35, 50, 65, 80],
    "page_best": [10, 20, 35, 50, 70, 90, 97],
    "page_longest": [8, 15, 30, 50, 80],
    "page_links": [10, 20, 30, 45, 60, 80],
}
# What says nothing of where main text stands, or too seldom.
FLAGS_LEFT = {"IN_NOSCRIPT", "IN_SHADOW", "IN_PRE", "IN_DEFINITION", "ITEM_START", "HEADER_ROW"}
# Set by hand: three in four of the doubtful blocks of code in core are text, yet have too few words for the regression
# to mind.
BY_HAND = {("core_element", "CODE"): 28}


# ------------------------------------------------------------------------------------------------- What C names things


def names_in(header, prefix):
    """Enumerators of that prefix in the order of their values, without it."""
    found = dict.fromkeys(re.findall(rf"\b{prefix}([A-Z]\w*)", (ROOT / header).read_text(encoding="utf-8")))
    return [name for name in found if name != "COUNT"]


CLUES_H = "src/extract/label_clues.h"
CODES = {
    "element": names_in(CLUES_H, "MTN_ELEMENT_"),
    "ending": names_in(CLUES_H, "MTN_ENDING_"),
    "og_type": names_in(CLUES_H, "MTN_OG_"),
    "ld_type": names_in(CLUES_H, "MTN_LD_"),
}
FLAGS = names_in("src/extract/blocks.h", "MTN_BLOCK_")
ZONES, FORMS, ZONE_IN = 8, len(names_in(CLUES_H, "MTN_FORM_")), 3
KINDS = names_in("include/matn.h", "MATN_BLOCK_")
TABLE_ROW, CODE = KINDS.index("TABLE_ROW"), KINDS.index("CODE")

# Columns of the regression, each a question that a block answers with yes or no: (what, which).
COLUMNS = [(name, step) for name, steps in STEPS.items() for step in steps]
COLUMNS += [(name, code) for name in ("core_zone", "best_zone", "main_zone") for code in range(ZONES * FORMS)]
COLUMNS += [(name, code) for name, codes in CODES.items() for code in codes]
COLUMNS += [("core_element", code) for code in CODES["element"]]
COLUMNS += [("flag", flag) for flag in FLAGS if flag not in FLAGS_LEFT]


# ------------------------------------------------------------------------------------------------------------ Pages


@dataclasses.dataclass
class Page:
    corpus: str
    id: str
    url: str
    kind: str
    blocks: np.ndarray  # blocks x (flags, words, kind, table, box around its box)
    clues: dict  # column of each clue
    taken: np.ndarray  # by the labeller that matn-clues was built with
    texts: list
    words: list  # of each block, as the scorer counts them
    present: list  # segments that the text must hold, and must not
    absent: list
    gold: list = None  # words; None: only segments are known
    target: np.ndarray = None  # share of each block that the gold holds; NaN: not known
    fold: int = 0


def parts(data):
    """The records of matn-clues, after the clues' names."""
    at = data.index(b"\n\n") + 2
    names = data[: at - 2].decode().split("\n")
    while at < len(data):
        n, length = np.frombuffer(data, np.uint32, 2, at).tolist()
        at += 8
        blocks = np.frombuffer(data, np.uint32, n * 6, at).reshape(n, 6).astype(np.int64)
        at += n * 24
        columns = np.frombuffer(data, np.int16, n * len(names), at).reshape(len(names), n).astype(np.int64)
        at += n * len(names) * 2
        taken = np.frombuffer(data, np.uint8, n, at).astype(bool)
        at += n
        ends = (at + np.cumsum(blocks[:, 5])).tolist()
        texts = [data[a:b].decode() for a, b in zip([at, *ends], ends)]
        at += length
        yield blocks, dict(zip(names, columns)), taken, texts


def read(clues, corpus, pool):
    """All pages of a corpus, in the order of their ids."""
    base = corpora.folder() / corpus
    golds = [json.loads(line) for line in gzip.open(base / "gold.jsonl.gz", "rt", encoding="utf-8")]
    golds.sort(key=lambda gold: gold["id"])
    with tempfile.TemporaryFile() as feed:
        for gold in golds:
            source = gzip.open(base / "pages" / f"{gold['id']}.html.gz").read()
            feed.write(len(source).to_bytes(4, sys.byteorder) + source)
        feed.seek(0)
        data = subprocess.run([clues], stdin=feed, stdout=subprocess.PIPE, check=True).stdout
    pages = []
    for gold, (blocks, columns, taken, texts) in zip(golds, parts(data), strict=True):
        page = Page(
            corpus, gold["id"], gold.get("url") or "", gold.get("type") or "-", blocks, columns, taken, texts,
            [labels.words(t) for t in texts], gold.get("with") or [], gold.get("without") or [],
        )  # fmt: skip
        if corpus in SEGMENTS:
            page.target = corpora.told_by_segments(page)
        else:
            text = gold.get("text")
            page.gold = labels.words(corpora.strip_tags(gold["html"]) if text is None else text)
        pages.append(page)
    known = [page for page in pages if page.gold is not None]
    aligned = pool.map(labels.align, [p.words for p in known], [p.gold for p in known], chunksize=16)
    for page, target in zip(known, aligned):
        page.target = np.array(target)
    return pages


def give_folds(pages):
    sites = sorted({corpora.site(page) for page in pages})
    np.random.default_rng(SEED).shuffle(sites)
    fold = {site: i % FOLDS for i, site in enumerate(sites)}
    for page in pages:
        page.fold = fold[corpora.site(page)]


# -------------------------------------------------------------------------------------------------------- Regression


def answers(page, at):
    """The columns of the blocks `at` of a page, as 0 and 1."""
    of = {name: column[at] for name, column in page.clues.items()}
    flags, rows = page.blocks[at, 0], []
    in_core = of["core_zone"] // FORMS >= ZONE_IN
    for what, which in COLUMNS:
        if what in STEPS:
            rows.append(of[what] >= which)
        elif what == "flag":
            rows.append(flags >> FLAGS.index(which) & 1 > 0)
        elif what == "core_element":
            rows.append((of["element"] == CODES["element"].index(which)) & in_core)
        else:
            rows.append(of[what] == (CODES[what].index(which) if what in CODES else which))
    return np.array(rows).T


def samples(pages):
    """Rows, targets and weights of the blocks to learn from, a page at a time."""
    rng = np.random.default_rng(SEED)
    for page in pages:
        at = np.flatnonzero(~np.isnan(page.target))
        if len(at) > SAMPLE:
            at = np.sort(rng.choice(at, SAMPLE, replace=False))
        if not len(at) or page.gold == []:
            continue
        if page.corpus in SEGMENTS:
            weights = np.full(len(at), SEGMENTS[page.corpus])
        else:
            weights = np.array([len(page.words[i]) + 3.0 for i in at]) ** LENGTH_POWER
            weights *= PAGES[page.corpus] / weights.sum()
        yield page.fold, answers(page, at), page.target[at] >= 0.5, weights


def minimum(rows, targets, weights):
    """Newton's method on sum(weights * loss) + |b|^2 / 2; the last coefficient is the intercept, which is free."""
    rows = np.hstack([rows, np.ones((len(rows), 1), dtype=bool)])
    weights = weights / weights.mean() * STRENGTH
    penalty = np.append(np.ones(rows.shape[1] - 1), 0.0)
    b = np.zeros(rows.shape[1])
    for _ in range(50):
        gradient, curve = penalty * b, np.diag(penalty)
        for start in range(0, len(rows), 20000):
            part = slice(start, start + 20000)
            x = rows[part].astype(np.float64)
            p = 1 / (1 + np.exp(-(x @ b)))
            gradient += x.T @ (weights[part] * (p - targets[part]))
            x *= np.sqrt(weights[part] * p * (1 - p))[:, None]
            x = x.astype(np.float32)  # precise enough to point the way; the gradient says where to stop
            curve += x.T @ x
        step = np.linalg.solve(curve, gradient)
        b -= step
        if np.abs(step).max() < 1e-8:
            return b
    sys.exit("card: the regression does not come to rest")


def learn(parts_of_pages):
    _, rows, targets, weights = zip(*parts_of_pages)
    b = minimum(np.concatenate(rows), np.concatenate(targets), np.concatenate(weights))
    return whole_points(dict(zip(COLUMNS, (b[:-1] * UNIT).tolist())), b[-1] * UNIT)


# -------------------------------------------------------------------------------------------------------------- Card


@dataclasses.dataclass
class Card:
    base: int
    steps: list  # (clue, from, points)
    zones: dict  # points of each code
    codes: dict
    core_elements: list
    flags: list  # (name, points)


def whole_points(exact, base):
    steps = []
    for name, places in STEPS.items():
        carry = 0.0  # what rounding or leaving out a step took away, the next one gives
        for place in places:
            carry += exact[name, place]
            if abs(round(carry)) >= STEP_LEAST:
                steps.append((name, place, round(carry)))
                carry -= round(carry)
    zones = {
        name: [round(exact[name, code]) for code in range(ZONES * FORMS)]
        for name in ("core_zone", "best_zone", "main_zone")
    }
    codes = {}
    for name, members in CODES.items():  # the first of each is worth nothing, and the base the more
        first = exact[name, members[0]]
        base += first
        codes[name] = [round(exact[name, member] - first) for member in members]
    core = [BY_HAND.get(("core_element", m), round(exact["core_element", m])) for m in CODES["element"]]
    flags = [(which, round(exact[what, which])) for what, which in COLUMNS if what == "flag"]
    return Card(round(base), steps, zones, codes, core, [(f, p) for f, p in flags if abs(p) >= FLAG_LEAST])


POINTS_MAX = 224  # beyond which the chance stays the same: src/extract/label_card.h
CHANCES = np.array([round(1000 / (1 + math.exp(-p / UNIT))) for p in range(-POINTS_MAX, POINTS_MAX + 1, 2)])


def points(card, page):
    """The sum that src/extract/label.c reads off the card, for each block."""
    sums = np.full(len(page.texts), card.base)
    for name, place, worth in card.steps:
        sums += np.where(page.clues[name] >= place, worth, 0)
    for table in (card.zones, card.codes):
        for name, worth in table.items():
            sums += np.array(worth)[page.clues[name]]
    in_core = page.clues["core_zone"] // FORMS >= ZONE_IN
    sums += np.where(in_core, np.array(card.core_elements)[page.clues["element"]], 0)
    for flag, worth in card.flags:
        sums += np.where(page.blocks[:, 0] >> FLAGS.index(flag) & 1, worth, 0)
    start = 0  # rows of a table stand or fall together
    rows = [(kind, table) for kind, table in page.blocks[:, 2:4].tolist()]
    for end in range(1, len(rows) + 1):
        if end == len(rows) or rows[end] != rows[start]:
            if rows[start][0] == TABLE_ROW:
                sums[start:end] = int(sums[start:end].sum() / (end - start))
            start = end
    return sums


# As in src/extract/label.c.
SURE, DOUBTFUL, PROSE_FLOOR = 750, 250, 500


def select(card, page):
    """Which blocks src/extract/label.c takes."""
    if not page.texts:
        return np.zeros(0, dtype=bool)
    level = np.clip((points(card, page) + POINTS_MAX) // 2, 0, len(CHANCES) - 1)
    words = np.bincount(level, page.blocks[:, 1], len(CHANCES)).astype(np.int64)
    text, taken, right, greatest, best = int((words * CHANCES).sum()), 0, 0, 0, len(CHANCES)
    for i in np.flatnonzero(words)[::-1].tolist():
        taken += int(words[i]) * 1000
        right += int(words[i] * CHANCES[i])
        value = (right << 20) // (taken + text + 1)
        if value > greatest:
            greatest, best = value, i
    if words[CHANCES > SURE].sum() * 2 > words[CHANCES > DOUBTFUL].sum():
        highest = int(np.flatnonzero(words)[-1])
        while best < highest and CHANCES[best] < PROSE_FLOOR:
            best += 1
    return level >= best


def without_repeats(page, taken):
    """Indexes of the blocks taken, as src/extract/article.c leaves them: without later copies from elsewhere."""
    first, kept = {}, []
    for i in np.flatnonzero(taken).tolist():
        _, words, kind, _, around, _ = page.blocks[i].tolist()
        if words < 5 or kind in (TABLE_ROW, CODE) or first.setdefault(page.texts[i], around) == around:
            kept.append(i)
    return kept


# ------------------------------------------------------------------------------------------------------------- Table


def lines_of(items, width=118):
    """The items in lines of at most `width`, behind two blanks."""
    lines, line = [], ""
    for item in items:
        if line and len(line) + 1 + len(item) > width:
            lines.append(line)
            line = ""
        line += (" " if line else "") + item
    return "".join(f"  {line}\n" for line in [*lines, line] if line)


def written(card):
    out = "/* Made by train/card.py (./dev train card) from the corpora that docs/MODEL.md names.  Do not edit. */\n"
    out += f"const int16_t mtn_card_base = {card.base};\n\n"
    out += "#define STEP(clue, from, points) {MTN_CLUE_##clue, from, points}\nconst mtn_step mtn_card_steps[] = {\n"
    for name in STEPS:
        out += lines_of(f"STEP({clue}, {place}, {worth})," for clue, place, worth in card.steps if clue == name)
    out += "};\n#undef STEP\nconst size_t mtn_card_step_count = MTN_COUNT(mtn_card_steps);\n\n"
    out += "/* One row a zone; one column a form: "
    out += "long, sentence, short, middle, link, long link, heading, linked heading. */\n"
    out += "const int16_t mtn_card_zones[3][MTN_ZONES][MTN_FORM_COUNT] = {\n"
    what = ["none", "after", "before", "in it", *(f"{depth} below" for depth in range(1, ZONES - ZONE_IN))]
    for name, worth in card.zones.items():
        out += f"  /* {name[:4]} */\n  {{\n"
        for zone in range(ZONES):
            row = ", ".join(f"{p:3}" for p in worth[zone * FORMS : (zone + 1) * FORMS])
            out += f"    {{{row}}}, /* {what[zone]} */\n"
        out += "  },\n"
    out += "};\n\n/* Anywhere, and on top of that in core. */\n"
    out += "const int16_t mtn_card_elements[MTN_ELEMENT_COUNT][2] = {\n"
    for name, anywhere, core in zip(CODES["element"], card.codes["element"], card.core_elements):
        out += f"  [MTN_ELEMENT_{name}] = {{{anywhere}, {core}}},\n"
    out += "};\n"
    for name, prefix in (("ending", "ENDING"), ("og_type", "OG"), ("ld_type", "LD")):
        out += f"const int16_t mtn_card_{name}s[MTN_{prefix}_COUNT] = {{\n"
        out += "".join(f"  [MTN_{prefix}_{m}] = {p},\n" for m, p in zip(CODES[name], card.codes[name]) if p) + "};\n"
    out += "const mtn_flag_points mtn_card_flags[] = {\n"
    out += "".join(f"  {{MTN_BLOCK_{flag}, {worth}}},\n" for flag, worth in card.flags)
    out += "};\nconst size_t mtn_card_flag_count = MTN_COUNT(mtn_card_flags);\n\n"
    out += "const uint16_t mtn_card_chances[MTN_CHANCES] = {\n" + lines_of(f"{c}," for c in CHANCES) + "};\n"
    return out


# ------------------------------------------------------------------------------------------------------------ Report


def report(pages, chosen):
    """Scores by corpus and kind of page; `chosen` is what select() gives of each page."""
    print(corpora.report(pages, [without_repeats(page, taken) for page, taken in zip(pages, chosen)]))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--clues", required=True, type=pathlib.Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--folds", action="store_true")
    arguments = parser.parse_args()

    pages = []
    with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
        for corpus in (*PAGES, *SEGMENTS):
            pages += read(arguments.clues.resolve(), corpus, pool)
    give_folds(pages)
    rows = list(samples(pages))
    blocks, teach = sum(len(page.texts) for page in pages), sum(len(row[2]) for row in rows)
    print(f"{len(pages)} pages, {blocks} blocks, of which {teach} teach")

    card = learn(rows)
    made, well = written(card), True
    chosen = [select(card, page) for page in pages]
    if arguments.check:
        if not CARD.exists() or CARD.read_text(encoding="utf-8") != made:
            print(f"{CARD.relative_to(ROOT)} is not what comes out")
            well = False
        elif any((taken != page.taken).any() for page, taken in zip(pages, chosen)):
            print("select() takes other blocks than src/extract/label.c")
            well = False
    else:
        CARD.write_text(made, encoding="utf-8")
    print("on the pages that it learned from:")
    report(pages, chosen)
    if arguments.folds:
        cards = [learn([r for r in rows if r[0] != fold]) for fold in range(FOLDS)]
        print(f"{FOLDS}-fold cross-validation, grouped by site:")
        report(pages, [select(cards[page.fold], page) for page in pages])
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
