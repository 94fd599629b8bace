#!/usr/bin/env python3
"""The page that matn started from, flattened Arabic news: all of its main text comes out, and nothing around it.

    tests/spec/seed.py MATN

The page and its gold are other people's text and stay outside the repository: ../shared/seed beside it, or the folder
that MATN_SEED names.  Where there is none the test is skipped (exit status 77).  Standard library only.
"""
import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def squeeze(text):
    return re.sub(r"\s+", " ", text).strip()


def main(matn):
    folder = pathlib.Path(os.environ.get("MATN_SEED") or ROOT.parent / "shared/seed")
    if not (folder / "gold-text.jsonl").exists():
        print(f"seed: no {folder}: skipped")
        return 77
    bad = 0
    for line in (folder / "gold-text.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        page = folder / f"{gold['id']}.txt"
        out = subprocess.run([matn, "--input", "text", page], check=True, capture_output=True).stdout.decode()
        wrong = [f"missing: {s}" for s in gold["with"] if s not in out]
        wrong += [f"kept: {s}" for s in gold["without"] if s in out]
        if squeeze(out) != squeeze(gold["text"]):
            wrong.append("the text is not the gold text")
        print("\n".join([f"{gold['id']}: {len(wrong)} wrong", *wrong]))
        bad += len(wrong)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
