"""What docs/MODEL.md says of selections that a model made of pages it had not seen: scores by language, what `confidence`
is worth, and what each part of the recipe is."""

import json
import pathlib
import statistics
import subprocess

import numpy as np

import corpora

LANGUAGE_PAGES_MIN = 5  # fewer are reported together
BINS = 10


# --------------------------------------------------------------------------------------------------------- Languages


def languages(matn, pages):
    """The language that matn finds each page's main text to be in, or "none", by id(page)."""
    found = {}
    for corpus in {p.corpus for p in pages}:
        out = subprocess.run([matn, "-f", "jsonl", corpora.folder() / corpus / "pages"], stdout=subprocess.PIPE, check=False)
        for line in out.stdout.splitlines():
            record = json.loads(line)
            name = pathlib.PurePath(record["path"]).name.removesuffix(".gz").removesuffix(".html")
            found[corpus, name] = (record["language"] or "none").split("-")[0].lower()
    return {id(p): found.get((p.corpus, p.id), "none") for p in pages}


def by_language(pages, selections, spoken):
    """Word-F1 of the pages that have gold, by the language of their main text."""
    scores = {}
    for page, kept in zip(pages, selections):
        if page.gold is not None:
            scores.setdefault(spoken[id(page)], []).append(page.word_f1(kept))
    few = [l for l, v in scores.items() if len(v) < LANGUAGE_PAGES_MIN]
    rest = [f for l in few for f in scores.pop(l)]
    order = sorted(scores.items(), key=lambda item: -len(item[1])) + [(f"{len(few)} others", rest)] * bool(rest)
    return "\n".join(f"language {l:10} {len(v):5} pages  word-F1 {statistics.mean(v):.4f}" for l, v in order)


# -------------------------------------------------------------------------------------------------------- Confidence


def confidence(page, scores, kept, words):
    """As src/extract/article.c has it: the word-F1 that the scores let expect.  Copies that are left do not count."""
    taken = np.zeros(len(scores), dtype=bool)
    taken[kept] = True
    texts = {page.texts[i] for i in kept}
    counted = np.array([t or text not in texts for t, text in zip(taken, page.texts)], dtype=bool)
    chances, words = scores.astype(np.int64) * words, words.astype(np.int64)
    total = 1000 * words[taken].sum() + chances[counted].sum()
    return 2 * chances[taken].sum() / total if words[taken].sum() else 0.0


def calibration(pages, selections, sure):
    """What pages of each tenth of confidence scored; `sure` by page.  Of pages with gold of which text was taken."""
    known = [(s, p.word_f1(k)) for p, k, s in zip(pages, selections, sure) if p.gold and len(k)]
    known.sort()
    lines = []
    for part in np.array_split(np.array(known), BINS):
        said, scored = part.T
        lines.append(
            f"confidence {said[0]:.3f} to {said[-1]:.3f} {len(part):5} pages  mean {said.mean():.3f}  word-F1 {scored.mean():.3f}"
            f"  above .9 {(scored > 0.9).mean():.2f}"
        )
    return "\n".join(lines)


# --------------------------------------------------------------------------------------------------------- Ablations

# Features by what they speak of; a name that ends in _ stands for all that begin so.
GROUPS = {
    "words of class, id and role": ("tok_own_", "tok_near_"),
    "words of texts": ("text_", "under_"),
    "where most paragraphs are": ("c60_", "c85_", "best_", "art_", "main_"),
    "boxes around": ("a0_", "a1_", "a2_", "a3_", "a4_"),
    "blocks of one place or signature": ("ps_", "s0_", "s1_", "s2_"),
    "neighbours": ("p1_", "n1_", "p2_", "n2_", "wr5", "wl12", "wr12"),
    "elements that it stands in": ("in_", "hidden", "undisplayed", "aria_hidden"),
    "the page": ("pg_", "ld_"),
    "copies, title and description": ("rp", "dup", "dup_first", "title_overlap", "about_overlap"),
}


def columns(features, group):
    names = GROUPS[group]
    prefixes = tuple(n for n in names if n.endswith("_"))
    return [i for i, f in enumerate(features) if f in names or f.startswith(prefixes)]


def without(pages, features, group):
    """The pages as if the group's features were not measured: a function that puts them back."""
    at, kept = columns(features, group), []
    slots = {"words of class, id and role": ("own", "near"), "words of texts": ("text", "under")}.get(group, ())
    for page in pages:
        kept.append((page.values, page.tokens))
        page.values = page.values.copy()
        page.values[:, at] = 0
        page.tokens = {s: corpora.Tokens.of([]) if s in slots else t for s, t in page.tokens.items()}

    def restore():
        for page, (values, tokens) in zip(pages, kept):
            page.values, page.tokens = values, tokens

    return restore


def line_of(name, pages, selections):
    """One line of a table of ablations."""
    shown, of = [], {}
    for page, kept in zip(pages, selections):
        if page.gold is not None:
            of.setdefault(page.corpus, []).append(page.word_f1(kept))
    for corpus in corpora.GOLD:
        shown.append(f"{corpus} {statistics.mean(of[corpus]):.4f}")
    return f"{name:46} {'  '.join(shown)}"
