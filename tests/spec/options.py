#!/usr/bin/env python3
"""The chosen text never changes with a rendering option, and HTML holds the words of the text, no more and no less.

    tests/spec/options.py MATN [FILE...]

Without FILE: examples/, and some pages of each corpus in the folder that MATN_CORPORA names.  Standard library only;
exit status 1 if a text differs.
"""
import concurrent.futures
import html.parser
import json
import re
import subprocess
import sys
import unicodedata

import pages

PAGES_OF_CORPUS = 40
OPTIONS = [[], ["--links"], ["--images"], ["--links", "--images"], ["--comments"], ["--markdown-field", "--links"]]
WORD = re.compile(r"\w+")


def words(text):
    return WORD.findall(unicodedata.normalize("NFKC", text))


class Words(html.parser.HTMLParser):
    """The text of HTML that matn writes: blocks and breaks part words, and so do marks of notes, which are "[1]" in
    the text; films and posts in frames, which are no text, are paragraphs of the class embed."""

    BREAKS = {"p", "br", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "dt", "dd", "figcaption", "summary",
              "caption", "blockquote", "article", "section", "tr"}

    def __init__(self):
        super().__init__()
        self.out = []
        self.href = None
        self.notes = self.frame = False

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag in self.BREAKS or attrs.get("href", "").startswith("#note-"):
            self.out.append(" ")
        if tag == "a":
            self.href = attrs.get("href")
        self.notes |= attrs.get("class") == "footnotes"
        self.frame |= attrs.get("class") == "embed"

    def handle_endtag(self, tag):
        if tag in self.BREAKS or (tag == "a" and (self.href or "").startswith("#note-")):
            self.out.append(" ")
        if tag == "a":
            self.href = None
        if tag == "p":
            self.frame = False

    def handle_data(self, data):
        if not self.frame:
            self.out.append(data)


def run(matn, *arguments):
    return subprocess.run([matn, *arguments], stdout=subprocess.PIPE, check=True).stdout.decode("utf-8")


def look(matn, path):
    """What is wrong with a page; None if nothing is"""
    texts = [json.loads(run(matn, "-f", "jsonl", *options, str(path)))["text"] for options in OPTIONS]
    for options, text in zip(OPTIONS, texts):
        if text != texts[0]:
            return f"{path}: another text with {' '.join(options)}"
    for options in OPTIONS[:4]:
        reader = Words()
        reader.feed(run(matn, "-f", "html", *options, str(path)))
        reader.close()
        want, have = words(texts[0]), words("".join(reader.out))
        if reader.notes:  # they stand at the end, and their own labels are numbers of the list
            want, have = (sorted(word for word in side if not word.isdigit()) for side in (want, have))
        if want != have:
            at = next((i for i, pair in enumerate(zip(want, have)) if pair[0] != pair[1]), 0)
            return f"{path}: HTML {' '.join(options)}: text {want[max(0, at - 3):at + 4]}, HTML {have[max(0, at - 3):at + 4]}"
    return None


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    files = pages.chosen(sys.argv[2:], "*.*ml", PAGES_OF_CORPUS)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        wrong = [result for result in pool.map(lambda path: look(sys.argv[1], path), files) if result]
    print("\n".join(wrong + [f"options: {len(files)} pages, {len(wrong)} wrong"]))
    return 1 if wrong or not files else 0


sys.exit(main())
