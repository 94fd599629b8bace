#!/usr/bin/env python3
"""Every word of the main text is a word of the page, whole and in order: dates, names and numbers are never glued, cut
or moved.

    tests/spec/visible.py MATN [FILE...]

Without FILE: examples/, and some pages of each corpus in the folder that MATN_CORPORA names.  What a page's words are
is worked out here from the tree alone (`matn tree`), as a browser lays it out: inline elements do not break words;
blocks, line breaks, cells and fields do.  At the edge of an inline element a word may be parted (a mark of a note,
two labels side by side), but a word of the text is always made of whole pieces that touch.  Pages with formulas are
left out: their LaTeX is not on the page.  Standard library only; exit status 1 if a page has such a word.
"""
import concurrent.futures
import json
import re
import subprocess
import sys
import unicodedata

import pages

PAGES_OF_CORPUS = 150
WORD = re.compile(r"\w+")
INLINE = set("a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark meter nobr output q rb rp rt "
             "rtc ruby s samp slot small span strike strong sub sup time tt u var wbr".split())
UNSEEN = {"script", "style"}
FORMULA = re.compile(r"<math |math/tex|MathJax|katex|class=\"(?:(?:tex|latex)[ \"]|mwe-math)")
NODE = re.compile(r"\| ( *)(<(?:(svg|math) )?([^ >]*)>|\")")


def pieces_of(tree):
    """[(word or part of one, whether it touches the next)] of a page's tree, as html5lib-tests write it"""
    out = []
    text, text_depth = [], 0
    hidden = None  # depth of the element that is not shown
    open_elements = []  # (depth, breaks words)
    glue = False  # the last piece ends where its text node does, and nothing has broken the word since

    def close(depth):
        nonlocal glue
        while open_elements and open_elements[-1][0] >= depth:
            breaks = open_elements.pop()[1]
            glue = glue and not breaks

    def add(string):
        nonlocal glue
        string = unicodedata.normalize("NFKC", string)
        if not string:
            return
        found = list(WORD.finditer(string))
        for match in found:
            if glue and match.start() == 0 and out:
                out[-1] = (out[-1][0], True)
            out.append((match.group(), False))
            glue = False
        glue = bool(found) and found[-1].end() == len(string)

    lines = tree.split("\n")
    at = 0
    while at < len(lines):
        node = NODE.match(lines[at])
        if not node:
            at += 1
            continue
        depth = len(node.group(1))
        if node.group(2) == '"':
            text = [lines[at][node.end():]]
            while at + 1 < len(lines) and not (lines[at + 1].startswith("| ") and text[-1].endswith('"')):
                at += 1
                text.append(lines[at])
            string = "\n".join(text).rstrip("\n")
            string = string[:-1] if string.endswith('"') else string
            close(depth)
            if hidden is None or depth <= hidden:
                hidden = None
                add(string)
        else:
            close(depth)
            if hidden is not None and depth <= hidden:
                hidden = None
            name = node.group(4)
            if hidden is None:
                breaks = name not in INLINE and not name.count("-")
                if name in UNSEEN:
                    hidden = depth
                elif breaks:
                    glue = False
                open_elements.append((depth, breaks and name not in UNSEEN))
        at += 1
    return out


def find(word, pieces, at):
    """The piece behind the first place from `at` on where whole pieces that touch make the word; None if there is none"""
    for start in range(at, len(pieces)):
        made, end = "", start
        while word.startswith(made + pieces[end][0]):
            made += pieces[end][0]
            end += 1
            if made == word:
                return end
            if not pieces[end - 1][1] or end == len(pieces):
                break
    return None


def look(matn, path):
    """(path, a word that is not there and those before it, or None; whether it was looked at)"""
    tree = subprocess.run([matn, "tree", str(path)], stdout=subprocess.PIPE, check=True).stdout.decode("utf-8")
    explained = subprocess.run([matn, "explain", str(path)], stdout=subprocess.PIPE, check=True).stdout
    # Formulas are rewritten; a text that stands in the page's data is on no page.
    if FORMULA.search(tree) or b"stands in its data" in explained.split(b"\n", 1)[0]:
        return path, None, False
    run = subprocess.run([matn, "-f", "jsonl", str(path)], stdout=subprocess.PIPE, check=True)
    text = WORD.findall(unicodedata.normalize("NFKC", json.loads(run.stdout)["text"]))
    pieces, at = pieces_of(tree), 0
    for index, word in enumerate(text):
        end = find(word, pieces, at)
        if end is None:
            return path, text[max(0, index - 4):index + 1], True
        at = end
    return path, None, True


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    files = pages.chosen(sys.argv[2:], "*.html", PAGES_OF_CORPUS)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda path: look(sys.argv[1], path), files))
    bad = [result for result in results if result[1]]
    for path, words, _ in bad:
        print(f"{path}: not on the page, or not there: {words}")
    print(f"visible: {len(files)} pages, {sum(not result[2] for result in results)} with formulas or hidden text left out, "
          f"{len(bad)} with a word that is not theirs")
    return 1 if bad or not files else 0


sys.exit(main())
