#!/usr/bin/env python3
"""The same bytes give the same answer, with vector instructions and without.  compare.py DIGEST DIGEST_PORTABLE

Runs both builds of digest.c over the pages of examples/ and of the fuzz corpus, and over the corpora where they are
(MATN_CORPORA, else ../shared/corpora beside the repository, unpacked), and compares line by line.
"""

import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def pages():
    yield from (path for folder in ("examples", "fuzz/corpus") for path in (ROOT / folder).rglob("*"))
    corpora = pathlib.Path(os.environ.get("MATN_CORPORA", ROOT.parent / "shared/corpora"))
    found = list(corpora.glob("*/pages/**/*"))
    if not found:
        print(f"no corpora at {corpora} (set MATN_CORPORA): only the repository's own pages")
    yield from found


def main(programs):
    listing = "".join(f"{path}\n" for path in sorted(p for p in pages() if p.is_file()))
    made = [subprocess.run([p], input=listing, capture_output=True, text=True, check=True).stdout for p in programs]
    lines = [text.splitlines() for text in made]
    different = [pair for pair in zip(*lines, strict=True) if pair[0] != pair[1]]
    for one, other in different[:20]:
        print(f"{one}\n{other}\n")
    refused = sum(" ok " not in line for line in lines[0])
    print(f"portable: {len(lines[0])} pages, {len(different)} different, {refused} not read to the end")
    return 1 if different or not lines[0] else 0


sys.exit(main(sys.argv[1:]))
