#!/usr/bin/env python3
"""How well the structure of pages comes through in Markdown: matn's against the gold Markdown of a corpus.

usage: structure.py CORPUS_DIR (--matn PROGRAM | --answers FILE.jsonl) [--worst STRUCTURE] [--show ID]

CORPUS_DIR holds pages/ and gold.jsonl.gz with a "markdown" field.  Both are read line by line for

  headings   level and words
  items      of lists: depth, numbered or not, and words of the item's first line
  cells      of tables, Markdown's and HTML's: column and words
  code       lines of fenced blocks, runs of white space as one

each a bag a page; a page's F1 is that of the two bags.  Printed are the mean over the pages whose gold has the
structure, the same with the words alone (so what is lost to level, depth or column shows), and F1 over all pages
together.  What the gold leaves out of the main text counts against us, as it would for a reader.  --worst lists the
pages with the lowest F1 of one structure; --show prints what one page has more and what it lacks.  Standard library
only.
"""
import argparse
import collections
import html
import html.parser
import json
import os
import re
import subprocess
import sys

from corpus import page_id, rows

WORD = re.compile(r"\w+")
FENCE = re.compile(r"^[> ]*((`{3,}|~{3,})(.*))$")
HEADING = re.compile(r"^[> ]*(?:[-*+] )?(#{1,6})\s+(.*?)\s*#*$")
ITEM = re.compile(r"^((?:> ?)*)(\s*)([-*+]|\d{1,9}[.)])(\s+)(.*)$")
LINK = re.compile(r"!?\[((?:[^\[\]\\]|\\.)*)\]\((?:[^()\s\\]|\\.|\([^()]*\))*(?:\s+\"[^\"]*\")?\)")
STRUCTURES = ("headings", "items", "cells", "code")


def plain(text):
    """The words of a line of Markdown, marks and addresses aside."""
    for _ in range(3):
        text = LINK.sub(r"\1", text)
    text = re.sub(r"\\([^\w\s])", r"\1", text)
    text = re.sub(r"<https?://[^>]*>|</?[a-zA-Z][^>]*>", " ", text)
    return " ".join(WORD.findall(html.unescape(text).replace("_", " ").lower()))


class Cells(html.parser.HTMLParser):
    """Cells of HTML tables, (column, words), spans counted."""

    def __init__(self):
        super().__init__()
        self.cells, self.text, self.column, self.span = [], None, 0, 1

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.column = 0
        elif tag in ("td", "th"):
            self.text = []
            span = dict(attrs).get("colspan") or "1"
            self.span = int(span) if span.isdigit() else 1
        elif self.text is not None:
            self.text.append(" ")

    def handle_endtag(self, tag):
        if tag in ("td", "th") and self.text is not None:
            self.cells.append((self.column, plain("".join(self.text))))
            self.column += self.span
            self.text = None

    def handle_data(self, data):
        if self.text is not None:
            self.text.append(data)


def structures(markdown):
    """{structure: [(shape, words)]}"""
    found = {name: [] for name in STRUCTURES}
    fence = None
    indents = []  # of the open items
    for line in markdown.split("\n"):
        mark = FENCE.match(line)
        if fence:
            if mark and mark.group(1).strip().startswith(fence) and not mark.group(3).strip("`~ "):
                fence = None
            elif line.strip():
                found["code"].append((0, " ".join(line.lstrip("> ").split())))
            continue
        if mark:
            fence = mark.group(2)
            continue
        if not line.strip():
            continue
        heading, item = HEADING.match(line), ITEM.match(line)
        indent = len(line) - len(line.lstrip())
        if heading:
            found["headings"].append((len(heading.group(1)), plain(heading.group(2))))
            if not item:
                indents = []
            continue
        if item:
            indent = len(item.group(2))
            while indents and indent < indents[-1]:
                indents.pop()
            indents.append(indent + len(item.group(3)) + 1)
            found["items"].append(((len(indents), item.group(3)[0].isdigit()), plain(item.group(5))))
            continue
        row = line.lstrip("> ")
        if row.startswith("|") and row.rstrip().endswith("|"):
            cells = re.split(r"(?<!\\)\|", row.strip())[1:-1]
            if not all(re.fullmatch(r"\s*:?-+:?\s*", cell) for cell in cells):
                found["cells"] += [(column, plain(cell)) for column, cell in enumerate(cells)]
            continue
        if not indent:
            indents = []
    reader = Cells()
    reader.feed("\n".join(re.findall(r"<table.*?</table>", markdown, re.S)))
    found["cells"] += reader.cells
    return {name: [pair for pair in pairs if pair[1]] for name, pairs in found.items()}


def overlap(gold, ours):
    return sum((collections.Counter(gold) & collections.Counter(ours)).values())


def f1(hits, gold, ours):
    return 2 * hits / (gold + ours) if gold + ours else 1.0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--matn", help="the matn program")
    source.add_argument("--answers", help="JSON lines with path and markdown")
    parser.add_argument("--worst", choices=STRUCTURES)
    parser.add_argument("--show", help="a page's id")
    args = parser.parse_args()
    golds = rows(os.path.join(args.corpus, "gold.jsonl.gz"))
    gold = {page["id"]: page["markdown"] for page in golds if page.get("markdown")}
    if not gold:
        sys.exit("structure.py: the gold has no Markdown")
    if args.matn:
        run = subprocess.run([args.matn, "-f", "jsonl", "--markdown-field", "--no-progress",
                              os.path.join(args.corpus, "pages")], stdout=subprocess.PIPE, check=False)
        answers = run.stdout.decode("utf-8").split("\n")
    else:
        with open(args.answers, encoding="utf-8") as lines:
            answers = lines.read().split("\n")
    ours = {page_id(record["path"]): record.get("markdown") or "" for record in map(json.loads, filter(None, answers))}

    scores = {name: [] for name in STRUCTURES}
    for page, markdown in gold.items():
        if page not in ours:
            continue
        want, have = structures(markdown), structures(ours[page])
        for name in STRUCTURES:
            words = [[pair[1] for pair in side[name]] for side in (want, have)]
            scores[name].append((f1(overlap(want[name], have[name]), len(want[name]), len(have[name])),
                                 f1(overlap(*words), len(words[0]), len(words[1])), page, len(want[name]),
                                 len(have[name]), overlap(want[name], have[name])))
            if page == args.show:
                lacks = collections.Counter(want[name]) - collections.Counter(have[name])
                more = collections.Counter(have[name]) - collections.Counter(want[name])
                for sign, bag in (("-", lacks), ("+", more)):
                    for pair in bag.elements():
                        print(sign, name, *pair)
    print("| structure | pages | F1 | words alone | F1 of all | gold | ours |")
    print("|---|---|---|---|---|---|---|")
    for name in STRUCTURES:
        pages = [score for score in scores[name] if score[3]]
        total = [sum(score[i] for score in scores[name]) for i in (3, 4, 5)]
        means = [sum(score[i] for score in pages) / len(pages) if pages else 0 for i in (0, 1)]
        print(f"| {name} | {len(pages)} | {means[0]:.3f} | {means[1]:.3f} | {f1(total[2], total[0], total[1]):.3f} | "
              f"{total[0]} | {total[1]} |")
    if args.worst:
        for score in sorted(score for score in scores[args.worst] if score[3])[:30]:
            print(f"{score[2]} F1 {score[0]:.3f} words {score[1]:.3f} gold {score[3]} ours {score[4]}")


main()
