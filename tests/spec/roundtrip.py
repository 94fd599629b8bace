#!/usr/bin/env python3
"""Markdown must read back as the words of the text: render pages, read the Markdown with cmark-gfm, compare words.

    tests/spec/roundtrip.py MATN [FOLDER...]

Without FOLDER: examples/, and the pages of the corpora in the folder that MATN_CORPORA names.  cmark-gfm is GitHub's
own reader; where it is not installed the test is skipped (exit status 77).  Standard library only.
"""
import collections
import concurrent.futures
import html.parser
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import unicodedata

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
        self.hidden = 0

    def handle_data(self, data):
        if not self.hidden:
            self.out.append(data)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs or [])
        if "data-footnote-ref" in attrs:  # cmark-gfm counts notes anew: the mark is the name that the Markdown gives
            self.out.append(" " + re.sub(r"^#?fn-", "", attrs["href"]) + " ")
        if "data-footnote-ref" in attrs or "data-footnote-backref" in attrs:
            self.hidden = 1
        if tag in self.PARTS:
            self.out.append(" ")

    def handle_endtag(self, tag):
        if tag == "a":
            self.hidden = 0
        self.handle_starttag(tag, None)


CODE = re.compile(r"^[> ]*(`{3,}).*?^[> ]*\1`*$|(?<!`)(`+)(?!`).*?(?<!`)\2(?!`)", re.M | re.S)
FORMULA = re.compile(r"(?<!\\)(\$\$|\$)(?!\s)([^$\n`]+?)(?<![\s\\])\1(?!\d)")
DISPLAY = re.compile(r"^([> ]*)\$\$\n(.*)\n[> ]*\$\$$", re.M)
CALLOUT = re.compile(r"^([> ]*)> \[!(\w+)\]$", re.M)
FRAME = re.compile(r"^[> ]*(?:[-*] |\d+[.)] )*<https?://\S+>$", re.M)


def words(text):
    return WORD.findall(unicodedata.normalize("NFKC", text))


def plainly(markdown):
    """What GitHub adds to CommonMark beyond what cmark-gfm reads: formulas as the words that they are made of, kinds of
    callouts marked, frames (which are no text) left out."""
    def formula(found):
        return re.sub(r"([^\w\s]|_)", r"\\\1", found.group(0)).replace("\\$", "")
    markdown = DISPLAY.sub(lambda found: found.group(1) + re.sub(r"([^\w\s]|_)", r"\\\1", found.group(2)), markdown)
    markdown = "".join(piece if at % 2 else FRAME.sub("", FORMULA.sub(formula, CALLOUT.sub(
        lambda found: f"{found.group(1)}> _KIND{found.group(2)}\n{found.group(1)}>", piece)))
        for at, piece in enumerate(split_code(markdown)))
    return markdown


def split_code(markdown):
    """Text, code, text, code...: what is code stays as it is."""
    pieces, at = [], 0
    for found in CODE.finditer(markdown):
        pieces += [markdown[at:found.start()], found.group(0)]
        at = found.end()
    return pieces + [markdown[at:]]


def without_kinds(text, markdown):
    """The Markdown's words without the kinds of callouts, but where the text has the kind as the callout's title."""
    out = []
    for at, word in enumerate(markdown):
        if not word.startswith("_KIND"):
            out.append(word)
        elif len(out) < len(text) and text[len(out)].lower() == word[5:] != markdown[at + 1].lower():
            out.append(text[len(out)])
    return out


def read_back(record):
    """(path, words of the text, words of the Markdown); of a page with notes, which stand at the Markdown's end, sorted"""
    done = subprocess.run(["cmark-gfm", "-e", "table", "-e", "strikethrough", "-e", "autolink", "-e", "footnotes",
                           "-e", "tasklist", "--unsafe"], input=plainly(record["markdown"]).encode("utf-8"), stdout=subprocess.PIPE,
                          timeout=60, check=True)
    reader = Text()
    reader.feed(done.stdout.decode("utf-8"))
    reader.close()
    text = words(record["text"])
    markdown = without_kinds(text, words("".join(reader.out)))
    if "data-footnote-ref" in done.stdout.decode("utf-8"):
        labels = collections.Counter(re.findall(r"^\\?\[\^?(\w+)\\?\]:? ", record["markdown"], re.M))
        text, markdown = without_labels(text, labels), without_labels(markdown, labels)
    return record["path"], text, markdown


def without_labels(found, labels):
    """A note's own label is in the text where the page has one, and before the note in Markdown always."""
    return sorted(word for word in found if word not in labels)


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
