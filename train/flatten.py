"""Pages without their markup: HTML flattened to lines as Common Crawl's WET files have it, and variants of such pages.

A line is what stands between the starts and ends of block-level elements; the title comes first.
"""

import functools
import html.parser
import pathlib
import re
import unicodedata
import zlib

BLOCK = set(
    """address article aside blockquote body br button center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol option p pre section summary table tbody td
    tfoot th thead tr ul""".split()
)
HIDDEN = set("head iframe math noscript object script select style svg template textarea".split())


class Flattener(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.lines, self.current, self.title, self.hidden, self.in_title = [], [], "", [], False

    def flush(self):
        text = " ".join("".join(self.current).split())
        self.current = []
        if text:
            self.lines.append(text)

    def handle_starttag(self, tag, attributes):
        if tag == "body" and self.hidden == ["head"]:
            self.hidden = []
        if tag == "title" and "svg" not in self.hidden:
            self.in_title = not self.title
        if tag in HIDDEN and (not self.hidden or tag == self.hidden[-1]):
            self.hidden.append(tag)
        elif not self.hidden and tag in BLOCK:
            self.flush()

    def handle_startendtag(self, tag, attributes):
        if not self.hidden and tag in BLOCK:
            self.flush()

    def handle_endtag(self, tag):
        if tag == "title":
            self.in_title = False
        if self.hidden:
            if tag == self.hidden[-1]:
                self.hidden.pop()
        elif tag in BLOCK:
            self.flush()

    def handle_data(self, data):
        if self.in_title:
            self.title += data
        elif not self.hidden:
            self.current.append(data)


def decode(source):
    try:
        return source.decode()
    except UnicodeDecodeError:
        named = re.search(rb"charset=[\"']?([\w-]+)", source[:6000])
        try:
            return source.decode(named.group(1).decode() if named else "latin-1", "replace")
        except LookupError:
            return source.decode("latin-1")


def language(source):
    """The language that a page given as bytes says it is in, two letters; "en" where it says nothing."""
    named = re.search(rb"<html[^>]*\blang=[\"']?([A-Za-z]{2})", source)
    return named.group(1).decode().lower() if named else "en"


def flatten(source):
    """The lines of a page given as bytes."""
    flattener = Flattener()
    flattener.feed(decode(source).replace("\0", ""))
    flattener.close()
    flattener.flush()
    title = " ".join(flattener.title.split())
    return [title] * bool(title) + flattener.lines


# ---------------------------------------------------------------------------------------------------------- Variants


def broken(lines, rng, share):
    """Some of the long lines cut between words, as pages do that were written with line ends of their own."""
    out = []
    for line in lines:
        words = line.split(" ")
        if len(line) < 60 or len(words) < 4 or rng.random() > share:
            out.append(line)
            continue
        while words:
            width, current = rng.integers(30, 220), words.pop(0)
            while words and len(current) + len(words[0]) < width:
                current += " " + words.pop(0)
            out.append(current)
    return out


def joined(lines, rng, share):
    """Some neighbours on one line, as where elements that are laid out as blocks are inline ones."""
    out = lines[:1]
    for line in lines[1:]:
        if rng.random() < share:
            out[-1] += " " + line
        else:
            out.append(line)
    return out


def thinned(lines, rng):
    """A stretch at the start and one at the end left out: how much of a page's frame is kept differs."""
    n = len(lines)
    return lines[rng.integers(0, n // 6 + 1) : n - rng.integers(0, n // 6 + 1)]


# Letters that a to z become, and the signs of the script.
SCRIPTS = {
    "ar": ("ابجدهوزحطيكلمنسعفصقرشتثخذض", {",": "،", "?": "؟", ";": "؛"}),
    "hi": ("अबचदएफगहइजकलमनओपकरसतउवशटयज", {".": "।"}),
    "ru": ("абцдефгхийклмнопкрстувшщыз", {}),
    "zh": ("", {".": "。", ",": "，", "?": "？", "!": "！", ":": "："}),
}
HAN_FIRST, HAN_COUNT, HAN_LETTERS = 0x4E00, 3000, 3


@functools.lru_cache(100_000)
def foreign_word(word, letters):
    word = unicodedata.normalize("NFKD", word.lower())
    if letters:
        return "".join(letters[ord(c) - 97] if "a" <= c <= "z" else c for c in word if not unicodedata.combining(c))
    parts = [word[i : i + HAN_LETTERS] for i in range(0, len(word), HAN_LETTERS)]
    return "".join(chr(HAN_FIRST + zlib.crc32(part.encode()) % HAN_COUNT) for part in parts)


def foreign(text, script):
    """The text in another script, as far as lengths, case, spaces and signs go; a word is always the same other one."""
    letters, signs = SCRIPTS[script]
    if script == "ru":
        mapped = re.sub(r"[^\W\d_]+", lambda m: match_case(m.group(), foreign_word(m.group(), letters)), text)
    else:
        mapped = re.sub(r"[^\W\d_]+", lambda m: foreign_word(m.group(), letters), text)
    for sign, other in signs.items():
        mapped = re.sub(re.escape(sign) + r"(?=\s|$)", other, mapped)
    return mapped if letters else re.sub(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])", "", mapped)


def match_case(word, mapped):
    return mapped.upper() if word.isupper() and len(word) > 1 else mapped.capitalize() if word[0].isupper() else mapped


def phrases(folder):
    """{language: {class: phrases}} of data/furniture."""
    found = {}
    for path in sorted(folder.glob("*.tsv")):
        classes = found.setdefault(path.stem, {})
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                name, phrase = line.split("\t")
                classes.setdefault(name, []).append(phrase.lstrip("^="))
    return found


FURNITURE = phrases(pathlib.Path(__file__).resolve().parent.parent / "data/furniture")
# What stands between the paragraphs of pages, and how often.
BETWEEN = ["related"] * 8 + "share follow ad newsletter subscribe tools app credit comments more".split()


def phrase_of(language, name, rng):
    classes = FURNITURE.get(language) or FURNITURE["en"]
    known = classes.get(name) or FURNITURE["en"][name]
    return re.sub(r"\b0\b", lambda m: str(rng.integers(1, 60)), known[rng.integers(len(known))])


def furnished(lines, language, rng):
    """Lines of furniture put between others: "Read also: " and a headline, "Advertisement", "Share"."""
    lines = list(lines)
    headlines = [line for line in lines if 25 < len(line) < 90] or [""]
    for _ in range(rng.integers(1, 6)):
        name = BETWEEN[rng.integers(len(BETWEEN))]
        line = phrase_of(language if rng.random() < 0.8 else "en", name, rng)
        if name == "related" and rng.random() < 0.7:
            # Words of a headline in another order are a headline that the gold does not hold.
            words = headlines[rng.integers(len(headlines))].split(" ")
            rng.shuffle(words)
            line = line.rstrip(": ") + rng.choice([": ", " ", " - "]) + " ".join(words)
        elif name == "credit":
            line += " " + rng.choice(["AFP", "REUTERS", "J. Smith", "EPA / M. Ito"])
        lines.insert(rng.integers(len(lines) + 1), line)
    return lines


def vary(lines, kinds, text, language, rng):
    """Another page of the same text: its lines and its gold.  `kinds`: the class of each line that is furniture."""
    if rng.random() < 0.35 and sum(len(line) for line in lines) < 200_000:
        script = list(SCRIPTS)[rng.integers(len(SCRIPTS))]
        if all(ord(c) < 0x250 for line in lines[:50] for c in line if c.isalpha()):
            language = script
            lines = [phrase_of(script, k, rng) if k else foreign(line, script) for line, k in zip(lines, kinds)]
            text = foreign(text, script)
    if rng.random() < 0.5:
        lines = furnished(lines, language, rng)
    if rng.random() < 0.4:
        lines = thinned(lines, rng)
    elif rng.random() < 0.3:
        lines = lines[1:]
    if rng.random() < 0.5:
        lines = broken(lines, rng, rng.choice([0.1, 0.3, 1.0]))
    if rng.random() < 0.5:
        lines = joined(lines, rng, rng.choice([0.03, 0.1]))
    if rng.random() < 0.2:
        lines = [part for line in lines for part in (line, "")]
    return lines, text


EXCERPT_LINES_MAX = 8


def excerpt(lines, rng):
    """A few lines of a page, as people paste them."""
    count = min(len(lines), round(EXCERPT_LINES_MAX ** rng.random()))
    first = rng.integers(len(lines) - count + 1)
    return lines[first : first + count]
