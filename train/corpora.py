"""The pages to train on: features as `matn features` prints them, gold text, labels.

Corpora are other people's pages and stay outside the repository: $MATN_CORPORA, or what ../shared/corpora/unpack makes.
"""

import concurrent.futures
import dataclasses
import gzip
import html
import json
import os
import pathlib
import re
import subprocess
import sys
from urllib.parse import urlparse

import numpy as np

import labels

ROOT = pathlib.Path(__file__).resolve().parent.parent

# What trains what ships, and how much a page of it counts: wcxb-dev is English and German for the most part, and the
# few pages in other languages stand for many readers.
GOLD = {"wcxb-dev": 1.0, "news-dev": 2.0, "readability-dev": 1.0, "world-dev": 3.0}
WEAK = {"trafilatura-dev": 1.0}


@dataclasses.dataclass
class Page:
    corpus: str
    id: str
    url: str
    kind: str
    language: str
    values: np.ndarray  # blocks x features, int16
    texts: list
    words: list  # of each block, as the scorer counts them
    own: list  # token numbers of each block: class and id words of its box and leaf
    near: list  # of the three boxes around that
    gold: list = None  # words; None: only segments are known
    target: np.ndarray = None  # share of each block that the gold holds
    trust: np.ndarray = None  # weight of each block's label
    present: list = None  # segments that the text must hold, and must not
    absent: list = None
    fold: int = 0

    @property
    def lengths(self):
        return np.array([len(w) for w in self.words], dtype=np.float64)


def folder():
    named = os.environ.get("MATN_CORPORA")
    if named:
        return pathlib.Path(named)
    unpack = ROOT.parent / "shared/corpora/unpack"
    if not unpack.exists():
        sys.exit("train: no corpora: set MATN_CORPORA to a folder of unpacked ones")
    return pathlib.Path(subprocess.run([unpack], check=True, capture_output=True, text=True).stdout.strip())


def strip_tags(source):
    source = re.sub(r"(?is)<(script|style)\b.*?</\1>", " ", source)
    return html.unescape(re.sub(r"(?s)<[^>]+>", " ", source))


def squeeze(text):
    return re.sub(r"\s+", " ", text or "").strip()


class Vocabulary:
    """Class and id words as numbers; cut as src/extract/features_tokens.c cuts them."""

    def __init__(self):
        self.numbers, self.cache = {}, {}

    def tokens(self, value):
        found = self.cache.get(value)
        if found is None:
            words = re.findall(r"[A-Za-z]+", value)
            cut = (t for w in words for t in re.sub(r"([a-z])(?=[A-Z])", r"\1 ", w).split())
            names = sorted({t.lower() for t in cut if 2 <= len(t) <= 24})
            found = [self.numbers.setdefault(n, len(self.numbers)) for n in names]
            self.cache[value] = found
        return found


def site(page):
    host = urlparse(page.url).netloc.lower().split(":")[0] if "://" in page.url else ""
    parts = [p for p in host.split(".") if p != "www"]
    if not parts:
        return page.corpus + "/" + page.id
    return ".".join(parts[-3:] if len(parts) > 2 and len(parts[-2]) <= 3 else parts[-2:])


def read(matn, corpus, vocabulary):
    """All pages of a corpus, and the names of the features."""
    base = folder() / corpus
    golds = [json.loads(line) for line in gzip.open(base / "gold.jsonl.gz", "rt", encoding="utf-8")]

    def measure(gold):
        path = base / "pages" / f"{gold['id']}.html.gz"
        out = subprocess.run([matn, "features", path], check=True, capture_output=True)
        return json.loads(out.stdout)

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        measured = pool.map(measure, golds)
        pages, names = [], None
        for gold, data in zip(golds, measured):
            names = data["features"]
            blocks = data["blocks"]
            page = Page(
                corpus, gold["id"], gold.get("url") or "", gold.get("type") or "-",
                gold.get("lang") or gold.get("language") or gold.get("country") or "-",
                np.array([b["values"] for b in blocks], dtype=np.int16).reshape(-1, len(names)),
                [b["text"] for b in blocks],
                [labels.words(b["text"]) for b in blocks],
                [vocabulary.tokens(b["own"]) for b in blocks],
                [vocabulary.tokens(b["near"]) for b in blocks],
                present=gold.get("with") or [],
                absent=gold.get("without") or [],
            )  # fmt: skip
            text = gold.get("text")
            if text is None and gold.get("html"):
                text = strip_tags(gold["html"])
            if text is not None:
                page.gold = labels.words(text)
                page.target = np.array(labels.align(page.words, page.gold))
                page.trust = np.ones(len(blocks))
            pages.append(page)
    return pages, names


def told_by_segments(page):
    """Labels that the segments of a page give; NaN where they say nothing."""
    told = np.full(len(page.texts), np.nan)
    texts = [squeeze(t) for t in page.texts]
    for value, segments in ((0.0, page.absent), (1.0, page.present)):
        for segment in map(squeeze, segments):
            for i, text in enumerate(texts):
                if segment and segment in text:
                    told[i] = value
    return told
