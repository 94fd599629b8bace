#!/usr/bin/env python3
"""Measure statements, figures, numbers and dates over the dev corpora.  bench/statements.py MATN [--json] [--errors N]

Prints, for each corpus and language, the figures of corpora/score-statements; then false statements per 1,000 words on
pages that hold none (products, collections, documentation of wcxb-dev); then what the record costs over extraction on
its articles, and how fast a text's record is read.
Corpora: the folder in $MATN_CORPORA (what corpora/unpack made), else beside the repository in ../shared/corpora; the
scorer and the seed from ../shared, $MATN_SHARED or the folder above the corpora.  Exits with 77 where they are not.
"""

import argparse
import gzip
import json
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile

from corpus import rows

ROOT = pathlib.Path(__file__).resolve().parents[1]
SHARED = pathlib.Path(os.environ.get("MATN_SHARED") or ROOT.parent / "shared")
CORPORA = pathlib.Path(os.environ.get("MATN_CORPORA") or SHARED / "corpora")
NEGATIVE_TYPES = {"product", "collection", "documentation"}
SHOWN = ["record_f1", "record_f1_direct", "content_token_f1", "content_exact_f1", "cue_exact_f1", "speaker_exact_f1",
         "speaker_accuracy", "figures_f1", "dates_f1", "numbers_f1", "retractions_f1", "real_spans"]  # fmt: skip


def run_matn(matn, folder, texts):
    """The records of texts (id, text, day) as matn reads them whole, as JSON lines."""
    by_day = {}
    for name, text, day in texts:
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8", newline="")
        by_day.setdefault(day, []).append(str(path))
    out = b""
    for day, paths in by_day.items():
        command = [matn, "statements", "-f", "jsonl", "--input", "text", "--whole", *(["--date", day] if day else [])]
        out += subprocess.run(command + paths, capture_output=True, check=True).stdout
    return out


def score(matn, gold, errors, polnear=False):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "gold.jsonl").write_text("".join(json.dumps(g) + "\n" for g in gold), encoding="utf-8")
        made = run_matn(matn, folder, [(g["id"], g["text"], g.get("date")) for g in gold])
        (folder / "made.jsonl").write_bytes(as_polnear_has_it(made) if polnear else made)
        scorer = SHARED / "corpora/score-statements"
        done = subprocess.run([sys.executable, str(scorer), str(folder / "gold.jsonl"), str(folder / "made.jsonl"), "--json",
                               "--errors", str(errors)], capture_output=True, text=True, check=True)  # fmt: skip
    first, *rest = done.stdout.splitlines()
    return json.loads(first), rest


def as_polnear_has_it(made):
    """The same records by PolNeAR's conventions: a pronoun is itself the source, where the record gives the fullest
    mention, and a quotation parted by its cue is one mixed statement with the cue in it, where the record has its
    stretches each."""
    out = []
    for line in made.decode().splitlines():
        record = json.loads(line)
        kept = {}
        for statement in record["statements"]:
            statement["speaker"] = statement["pronoun"] or statement["speaker"]
            first = kept.get(statement["continues"])
            if first:
                end = statement["content"]["end"]
                first["content"] = {"text": record["text"][first["content"]["start"]:end],
                                    "start": first["content"]["start"], "end": end}  # fmt: skip
                first["kind"] = "mixed"
            kept[statement["id"]] = first or statement
        record["statements"] = list({id(s): s for s in kept.values()}.values())
        out.append(json.dumps(record) + "\n")
    return "".join(out).encode()


def negatives(matn):
    gold = [g for g in rows(CORPORA / "wcxb-dev/gold.jsonl.gz") if g.get("type") in NEGATIVE_TYPES and g.get("text")]
    with tempfile.TemporaryDirectory() as name:
        made = run_matn(matn, pathlib.Path(name), [(g["id"], g["text"], None) for g in gold])
    count = sum(len(json.loads(line)["statements"]) for line in made.decode().splitlines())
    words = sum(len(re.findall(r"\w+", g["text"])) for g in gold)
    return {"pages": len(gold), "words": words, "statements": count, "per_1000_words": round(1000 * count / words, 3)}


def seconds(matn, verb, folder, options=(), tries=5):
    """CPU seconds of one thread that `matn VERB` takes over a folder: the least of several."""
    best = 1e9
    for _ in range(tries):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([matn, verb, "-j1", "-f", "jsonl", *options, folder], stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return best


def speed(matn, language, texts, megabytes=8):
    """MB/s of main text with which records are read and written: what `matn statements` takes over `matn extract` on
    files as long as articles are."""
    total = sum(len(t.encode()) for t in texts)
    rounds = max(1, int(megabytes * 1e6 / total))
    with tempfile.TemporaryDirectory() as name:
        for i, text in enumerate(texts * rounds):
            (pathlib.Path(name) / f"{i}.txt").write_text(text, encoding="utf-8")
        extract, statements = (seconds(matn, verb, name, ("--input", "text", "--whole")) for verb in ("extract", "statements"))
    size = total * rounds / 1e6
    return {"language": language, "MB": round(size, 1), "extract_s": round(extract, 3), "statements_s": round(statements, 3),
            "record_MB_per_s": round(size / max(1e-9, statements - extract), 1)}  # fmt: skip


def cost(matn):
    """What the record costs over extraction on the articles of wcxb-dev as they came, in parts of what that costs."""
    articles = [g["id"] for g in rows(CORPORA / "wcxb-dev/gold.jsonl.gz") if g.get("type") == "article"]
    with tempfile.TemporaryDirectory() as name:
        for page in articles:
            with gzip.open(CORPORA / f"wcxb-dev/pages/{page}.html.gz") as packed:
                (pathlib.Path(name) / f"{page}.html").write_bytes(packed.read())
        extract, statements = (seconds(matn, verb, name, tries=3) for verb in ("extract", "statements"))
    return {"pages": len(articles), "extract_s": round(extract, 3), "statements_s": round(statements, 3),
            "record_over_extract": round((statements - extract) / extract, 2)}  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("matn")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    arguments = parser.parse_args()
    names = ["statements-ar-dev", "statements-multi-dev", "statements-en-dev", "numbers-dev", "dates-in-text-dev"]
    if not (SHARED / "corpora/score-statements").exists() or not all((CORPORA / n).is_dir() for n in names):
        print("no corpora: see MATN_CORPORA and MATN_SHARED", file=sys.stderr)
        return 77
    sets = {"seed": rows(SHARED / "seed/gold-statements.jsonl")}
    sets |= {name: rows(CORPORA / name / "gold.jsonl.gz") for name in names}
    table = {}
    for name, gold in sets.items():
        languages = sorted({g.get("lang") or "" for g in gold})
        for language in languages if len(languages) > 1 else [None]:
            part = [g for g in gold if language is None or (g.get("lang") or "") == language]
            table[f"{name} {language or ''}".strip()], errors = score(arguments.matn, part, arguments.errors)
            for line in errors:
                print(line, file=sys.stderr)
    table["statements-en-dev, by PolNeAR's conventions"], _ = score(arguments.matn, sets["statements-en-dev"], 0, True)
    extra = {"negatives": negatives(arguments.matn), "cost": cost(arguments.matn),
             "speed": [speed(arguments.matn, language, [g["text"] for g in sets[name]])
                       for language, name in (("ar", "statements-ar-dev"), ("en", "statements-en-dev"))]}  # fmt: skip
    if arguments.json:
        print(json.dumps({"scores": table, **extra}))
        return 0
    for name, scores in table.items():
        print(name)
        for key in SHOWN:
            if scores.get(key) is not None:
                print(f"  {key:18} {scores[key]}")
    print(f"false statements on wcxb-dev {', '.join(sorted(NEGATIVE_TYPES))}: {extra['negatives']}")
    print(f"cost on wcxb-dev articles: {extra['cost']}")
    for line in extra["speed"]:
        print(f"speed: {line}")
    return 0


sys.exit(main())
