#!/usr/bin/env python3
"""Learn what the clues of a title are worth: corpora in, src/meta/title_card.inc out, with a report.

    titles.py --matn PATH [--folds] [--check]

PATH is the program matn.  `./dev train titles` builds it and runs this.  Each page's candidates, with their clues as
`-f jsonl --explain` shows them, compete: the recipe is a conditional logit (softmax over a page's candidates, the right
ones together against the others) with an L2 penalty, followed to its minimum; points are whole, so that every machine
chooses alike.  --folds cross-validates, points and all, grouped by site.  --check writes nothing and says whether the
card that is there is the one that comes out.  Pages without a right candidate teach nothing.
"""

import argparse
import gzip
import json
import os
import pathlib
import re
import subprocess
import sys
import unicodedata
import zlib
from urllib.parse import urlparse

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parent.parent
CARD = ROOT / "src/meta/title_card.inc"
# How much a page counts.  The gold of readability-dev is what one program answered.
PAGES = {"wcxb-dev": 1.0, "trafilatura-dev": 1.0, "news-dev": 2.0, "world-dev": 4.0, "readability-dev": 1.0}
FOLDS, PENALTY, UNIT, ROUNDS = 5, 1.5, 12, 400


def fold_text(text):
    """As the corpora's scorer compares titles."""
    text = re.sub(r"\s+", " ", text or "").strip()
    return re.sub(r"\W+", " ", unicodedata.normalize("NFKC", text).casefold()).strip()


def page_id(path):
    return re.sub(r"(\.html?|\.txt)?(\.gz)?$", "", os.path.basename(path))


def read(matn, corpora):
    """(corpus, site, weight, clues as a matrix, whether each is right) of each page."""
    pages = []
    for name, weight in PAGES.items():
        folder = corpora / name
        done = subprocess.run([matn, "-f", "jsonl", "--explain", "--no-progress", str(folder / "pages")],
                              stdout=subprocess.PIPE, check=False)
        found = {page_id(r["path"]): r for r in map(json.loads, done.stdout.splitlines())}
        with gzip.open(folder / "gold.jsonl.gz", "rt", encoding="utf-8") as lines:
            for gold in map(json.loads, lines):
                record = found.get(gold["id"], {})
                candidates = (record.get("explain") or {}).get("title") or []
                if not gold.get("title") or not candidates:
                    continue
                x = np.array([[c["clues"] >> k & 1 for k in range(32)] for c in candidates], dtype=float)
                right = np.array([fold_text(c["value"]) == fold_text(gold["title"]) for c in candidates], dtype=bool)
                site = record.get("hostname") or urlparse(gold.get("url") or "").netloc or gold["id"]
                pages.append((name, ".".join(site.split(".")[-2:]), weight, x, right))
    return pages


def fit(pages):
    """Gradient steps with momentum from zero; the loss is smooth and small, so that is enough."""
    pages = [p for p in pages if p[4].any() and not p[4].all()]
    w, speed = np.zeros(32), np.zeros(32)
    total = sum(p[2] for p in pages)
    for _ in range(ROUNDS):
        gradient = PENALTY * w / total
        for _, _, weight, x, right in pages:
            scores = x @ w
            e = np.exp(scores - scores.max())
            all_of_them, those = e / e.sum(), e * right
            gradient += weight / total * (x.T @ (all_of_them - those / those.sum()))
        speed = 0.9 * speed - 0.5 * gradient
        w += speed
    return np.clip(np.rint(w * UNIT), -127, 127).astype(int)


def share_right(pages, card):
    return {name: np.mean([p[4][int(np.argmax(p[3] @ card))] for p in pages if p[0] == name]) for name in PAGES}


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
          {name: round(float(np.mean([p[4].any() for p in pages if p[0] == name])), 3) for name in PAGES})
    card = fit(pages)
    print("right, trained on all:", {k: round(float(v), 3) for k, v in share_right(pages, card).items()})
    if given.folds:
        right = {name: [] for name in PAGES}
        for fold in range(FOLDS):
            of = lambda p: zlib.crc32(p[1].encode()) % FOLDS
            trained = fit([p for p in pages if of(p) != fold])
            for p in pages:
                if of(p) == fold:
                    right[p[0]].append(p[4][int(np.argmax(p[3] @ trained))])
        print("right, cross-validated by site:", {k: round(float(np.mean(v)), 3) for k, v in right.items()})
    text = ("/* Points of a title's clues, made by train/titles.py (./dev train titles). */\n"
            "static const int8_t title_card[CLUES] = {\n    ")
    clues = re.search(r"typedef enum clue \{(.*?)\} clue;", (ROOT / "src/meta/facts_title.c").read_text("utf-8"), re.S)
    names = re.findall(r"^\s*([A-Z_0-9]+),", clues.group(1), re.M)
    text += "\n    ".join(f"[{name}] = {points}," for name, points in zip(names, card)) + "\n};\n"
    if given.check:
        return 0 if CARD.read_text("utf-8") == text else 1
    CARD.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
