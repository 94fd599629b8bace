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
import statistics
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
    tokens: dict = None  # Tokens by slot: own and near names (of box and leaf, of the three boxes around), text, under
    places: list = None  # the element around each block's box: copies of a text there are the author's
    alike: np.ndarray = None  # of each block, the number of those that are alike (src/extract/features_groups.c)
    gold: list = None  # words; None: only segments are known
    target: np.ndarray = None  # share of each block that the gold holds
    trust: np.ndarray = None  # weight of each block's label
    present: list = None  # segments that the text must hold, and must not
    absent: list = None
    fold: int = 0

    @property
    def lengths(self):
        return np.array([len(w) for w in self.words], dtype=np.float64)

    @property
    def weight(self):
        """How much a page of its corpus counts."""
        return {**GOLD, **WEAK}[self.corpus]

    def label(self, text):
        """Labels by its gold text; None where only segments are known."""
        if text is not None:
            self.gold = labels.words(text)
            self.target = np.array(labels.align(self.words, self.gold))
            self.trust = np.ones(len(self.texts))

    def label_weakly(self, chances):
        """Labels where only segments are known: these, else chances that a model gives, as far as they are sure."""
        told = told_by_segments(self)
        self.target = np.where(np.isnan(told), (chances > 0.5) * 1.0, np.nan_to_num(told))
        self.trust = np.where(np.isnan(told), np.abs(chances - 0.5) * 0.6, 3.0)

    def word_f1(self, kept):
        """As the public scorer has it, of the blocks `kept`, of a page whose gold text is known."""
        return labels.word_f1([w for i in kept for w in self.words[i]], self.gold)[2]

    def sample(self, most, rng):
        """The numbers of `most` blocks at most, in order."""
        n = len(self.texts)
        return np.arange(n) if n <= most else np.sort(rng.choice(n, most, replace=False))


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


@dataclasses.dataclass
class Tokens:
    """Tokens of a page's blocks as numbers, and the block of each."""

    numbers: np.ndarray
    blocks: np.ndarray

    @staticmethod
    def of(lists):
        blocks = np.repeat(np.arange(len(lists)), [len(x) for x in lists])
        return Tokens(np.array([n for x in lists for n in x], dtype=np.int64), blocks)


SHORT_WORDS, OPENING_WORDS = 12, 4
OPENING_MARK = b"^"  # before the words that open a longer one


class Vocabulary:
    """Tokens as numbers; cut as src/extract/names.c cuts them."""

    def __init__(self):
        self.names, self.texts, self.cache = {}, {}, {}

    def of_names(self, value):
        found = self.cache.get(value)
        if found is None:
            words = re.findall(r"[A-Za-z]+", value)
            cut = (t for w in words for t in re.sub(r"([a-z])(?=[A-Z])", r"\1 ", w).split())
            tokens = (t.lower().encode() for t in cut if 2 <= len(t) <= 24)
            found = [self.names.setdefault(t, len(self.names)) for t in tokens]
            self.cache[value] = found
        return found

    def of_text(self, text, words):
        """Words of a short block; of a longer one the first, marked, since there they say other things."""
        found = re.findall(rb"[A-Za-z\x80-\xff]+", text.encode())
        if words > SHORT_WORDS:
            found = found[:OPENING_WORDS]
        else:
            found = found[:SHORT_WORDS]
        mark = OPENING_MARK if words > SHORT_WORDS else b""
        tokens = (mark + t.lower() for t in found if 2 <= len(t) <= 24)
        return [self.texts.setdefault(t, len(self.texts)) for t in tokens]


def tokens_of(blocks, names, vocabulary):
    words, kind = names.index("words"), names.index("kind")
    text = [vocabulary.of_text(b["text"], b["values"][words]) for b in blocks]
    under, last = [], []
    for block, own in zip(blocks, text):
        under.append(last)
        if block["values"][kind] == labels.HEADING:
            last = own
    return {
        "own": Tokens.of([vocabulary.of_names(b["own"]) for b in blocks]),
        "near": Tokens.of([vocabulary.of_names(b["near"]) for b in blocks]),
        "text": Tokens.of(text),
        "under": Tokens.of(under),
    }


def site(page):
    host = urlparse(page.url).netloc.lower().split(":")[0] if "://" in page.url else ""
    parts = [p for p in host.split(".") if p != "www"]
    if not parts:
        return page.corpus + "/" + page.id
    return ".".join(parts[-3:] if len(parts) > 2 and len(parts[-2]) <= 3 else parts[-2:])


def gold_of(corpus):
    """What is known of the pages of a corpus."""
    with gzip.open(folder() / corpus / "gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def text_of(gold):
    """The text of a page; None where only segments are known."""
    text = gold.get("text")
    return strip_tags(gold["html"]) if text is None and gold.get("html") else text


def page_of(corpus, gold, data, **more):
    """A page as `matn features` shows it, without labels."""
    texts = [b["text"] for b in data["blocks"]]
    return Page(
        corpus, gold["id"], gold.get("url") or "", gold.get("type") or "-",
        gold.get("lang") or gold.get("language") or gold.get("country") or "-",
        np.array([b["values"] for b in data["blocks"]], dtype=np.int16).reshape(-1, len(data["features"])),
        texts, [labels.words(t) for t in texts], present=gold.get("with") or [], absent=gold.get("without") or [], **more,
    )  # fmt: skip


def read(matn, corpus, vocabulary):
    """All pages of a corpus, and the names of the features."""
    golds = gold_of(corpus)

    def measure(gold):
        path = folder() / corpus / "pages" / f"{gold['id']}.html.gz"
        out = subprocess.run([matn, "features", path], check=True, capture_output=True)
        return json.loads(out.stdout)

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        pages, names = [], None
        for gold, data in zip(golds, pool.map(measure, golds)):
            names, blocks = data["features"], data["blocks"]
            page = page_of(
                corpus, gold, data, tokens=tokens_of(blocks, names, vocabulary), places=[b["place"] for b in blocks],
                alike=np.array([b["alike"] for b in blocks], dtype=np.int64),
            )  # fmt: skip
            page.label(text_of(gold))
            pages.append(page)
    return pages, names


def folds_of(pages, count, seed):
    """The fold of each page's site."""
    sites = sorted({site(p) for p in pages})
    np.random.default_rng(seed).shuffle(sites)
    return {s: i % count for i, s in enumerate(sites)}


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


def report(pages, selections):
    """Scores by corpus and kind of page, as the public scorer has them, of the blocks that are selected of each."""
    groups, segments = {}, {}
    for page, kept in zip(pages, selections):
        if page.gold is not None:
            f = page.word_f1(kept)
            for key in {(page.corpus, "all"), (page.corpus, page.kind)}:
                groups.setdefault(key, []).append(f)
        else:
            text = squeeze(" ".join(page.texts[i] for i in kept))
            hit = segments.setdefault(page.corpus, [0, 0, 0])
            found = sum(squeeze(x) in text for x in page.present)
            hit[0] += found
            hit[1] += sum(squeeze(x) in text for x in page.absent)
            hit[2] += len(page.present) - found
    lines = [f"{c:16} {k:14} {len(v):5} pages  word-F1 {statistics.mean(v):.4f}" for (c, k), v in sorted(groups.items())]
    lines += [f"{c:16} {'segments':14}              F {2 * a / (2 * a + b + m):.4f}" for c, (a, b, m) in segments.items()]
    return "\n".join(lines)
