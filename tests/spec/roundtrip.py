#!/usr/bin/env python3
"""Markdown must read back as the words of the text: render pages, read the Markdown with cmark-gfm, compare words.

    tests/spec/roundtrip.py MATN [FOLDER...]

Without FOLDER: examples/, and the pages of the corpora in the folder that MATN_CORPORA names.  cmark-gfm is GitHub's
own reader; where it is not installed the test is skipped (exit status 77).  Standard library only.
"""
import concurrent.futures
import html.parser
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
WORD = re.compile(r"\w+")
# Bare addresses inside odd brackets, and markup that a page shows escaped twice, are read differently by GFM's autolink
# extension, which looks at the text before escapes are undone: at most a page in 200.
TOLERATED = 1 / 200


class Text(html.parser.HTMLParser):
    """The text of the HTML that cmark-gfm writes; blocks and line breaks part words."""

    PARTS = {"p", "br", "li", "td", "th", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "hr"}

    def __init__(self):
        super().__init__()
        self.out = []

    def handle_data(self, data):
        self.out.append(data)

    def handle_starttag(self, tag, attrs):
        if tag in self.PARTS:
            self.out.append(" ")

    handle_endtag = lambda self, tag: self.handle_starttag(tag, None)


def read_back(record):
    """(path, words of the text, words of the Markdown)"""
    done = subprocess.run(["cmark-gfm", "-e", "table", "-e", "strikethrough", "-e", "autolink", "--unsafe"],
                          input=record["markdown"].encode("utf-8"), stdout=subprocess.PIPE, timeout=60, check=True)
    reader = Text()
    reader.feed(done.stdout.decode("utf-8"))
    reader.close()
    return record["path"], WORD.findall(record["text"]), WORD.findall("".join(reader.out))


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    if not shutil.which("cmark-gfm"):
        print("roundtrip: skipped, cmark-gfm is not installed")
        return 77
    folders = [pathlib.Path(name) for name in sys.argv[2:]] or [ROOT / "examples"]
    if len(sys.argv) == 2 and "MATN_CORPORA" in os.environ:
        folders += sorted(pathlib.Path(os.environ["MATN_CORPORA"]).glob("*/pages"))
    failed = False
    for folder in folders:
        for options in ([], ["--links"]):
            done = subprocess.run([sys.argv[1], "-f", "jsonl", "--whole", "--markdown-field", *options, str(folder)],
                                  stdout=subprocess.PIPE, timeout=600, check=True)
            records = [json.loads(line) for line in done.stdout.decode("utf-8").split("\n") if line]
            with concurrent.futures.ThreadPoolExecutor(2) as pool:
                results = list(pool.map(read_back, records))
            bad = [result for result in results if result[1] != result[2]]
            for path, text, markdown in bad:
                at = next((i for i, pair in enumerate(zip(text, markdown)) if pair[0] != pair[1]), 0)
                print(f"{path}: text {text[max(0, at - 3):at + 5]} markdown {markdown[max(0, at - 3):at + 5]}")
            print(f"roundtrip: {folder} {' '.join(options)}: {len(results)} pages, {len(bad)} differ")
            failed |= not results or len(bad) > len(results) * TOLERATED
    return 1 if failed else 0


sys.exit(main())
