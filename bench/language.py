#!/usr/bin/env python3
"""How right the language of short texts is.

usage: language.py [--matn PROGRAM] [--corpora DIR] [--sizes N,…] [CORPUS...]

Of each page of the corpora whose main text has some length, whose <html lang> names a language, and whose first 2,000
bytes are found to be in it, three stretches of so many bytes are taken at random places (the same in every run), cut at
spaces; of the English pages of a corpus, 100 at most.  matn answers each as a text of its own.  Printed are the shares
answered right, wrong and not at all, and the mean of "right" over the languages.  Where the module pycld2 is installed,
CLD2 answers the same.  DIR (default $MATN_CORPORA) holds a folder a corpus with pages/.
"""
import argparse
import collections
import gzip
import json
import os
import pathlib
import random
import re
import subprocess
import tempfile

try:
    import pycld2
except ImportError:
    pycld2 = None

CORPORA = ('wcxb-dev', 'trafilatura-dev', 'news-dev', 'world-dev', 'readability-dev', 'dates-dev')
SAME = {'nb': 'no', 'nn': 'no', 'iw': 'he', 'in': 'id', 'sh': 'sr'}
ENGLISH = 100


def base(tag):
    code = (tag or '').lower().replace('_', '-').split('-')[0]
    return SAME.get(code, code)


def records(matn, *arguments):
    done = subprocess.run([matn, '-f', 'jsonl', '--no-progress', *map(str, arguments)], stdout=subprocess.PIPE,
                          check=False)  # status 1: some pages have no text
    return [json.loads(line) for line in done.stdout.splitlines()]


def ask_matn(matn, texts):
    with tempfile.TemporaryDirectory() as folder:
        for i, text in enumerate(texts):
            (pathlib.Path(folder) / f'{i:06}.txt').write_text(text, 'utf-8')
        return [base(record['language']) for record in records(matn, '--whole', folder)]


def ask_cld2(texts):
    answers = []
    for text in texts:
        try:
            answers.append(base(pycld2.detect(text)[2][0][1]))
        except pycld2.error:
            answers.append('un')
    return ['' if answer == 'un' else answer for answer in answers]


def declared(folder, record):
    path = folder / os.path.basename(record['path'])
    raw = gzip.open(path).read(20000) if path.suffix == '.gz' else path.read_bytes()[:20000]
    said = re.search(rb'<html[^>]*\blang\s*=\s*["\']?([A-Za-z]{2,3})', raw)
    return base(said.group(1).decode()) if said else ''


def pages(matn, corpora, names):
    """(language, main text) of the pages."""
    found = []
    for name in names:
        folder, english = corpora / name / 'pages', 0
        for record in records(matn, folder):
            text = re.sub(r'\s+', ' ', record.get('text') or '')
            language = declared(folder, record) if len(text) >= 300 else ''
            english += language == 'en'
            if language and (language != 'en' or english <= ENGLISH):
                found.append((language, text))
    heads = ask_matn(matn, [text.encode()[:2000].decode(errors='ignore') for _, text in found])
    return [page for page, head in zip(found, heads) if head == page[0]]


def stretch(text, size, chance):
    at = chance.randrange(max(1, len(text) - 2 * size))
    while at and text[at - 1] != ' ' and ord(text[at]) < 0x3000:
        at -= 1
    cut = text[at:].encode()[:size].decode(errors='ignore')
    return cut[:cut.rindex(' ')] if ' ' in cut and ord(cut[-1]) < 0x3000 else cut


def report(name, size, wanted, answers):
    by = collections.defaultdict(list)
    for language, answer in zip(wanted, answers):
        by[language].append(answer == language)
    right = sum(map(sum, by.values())) / len(wanted)
    missing = sum(not answer for answer in answers) / len(wanted)
    mean = sum(sum(v) / len(v) for v in by.values()) / len(by)
    print(f'| {name} | {size} | {len(wanted)} | {len(by)} | {right:.3f} | {1 - right - missing:.3f} | {missing:.3f} | '
          f'{mean:.3f} |')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('corpus', nargs='*')
    parser.add_argument('--matn', default='build/release/cli/matn')
    parser.add_argument('--corpora', type=pathlib.Path, default=os.environ.get('MATN_CORPORA'))
    parser.add_argument('--sizes', default='30,60,120,200')
    given = parser.parse_args()
    if not given.corpora:
        parser.error('name the folder of unpacked corpora: --corpora or MATN_CORPORA')
    chosen, chance = pages(given.matn, given.corpora, given.corpus or CORPORA), random.Random(1)
    print('| who | bytes | texts | languages | right | wrong | missing | mean of languages |\n'
          '|---|---:|---:|---:|---:|---:|---:|---:|')
    for size in map(int, given.sizes.split(',')):
        parts = [(language, stretch(text, size, chance)) for language, text in chosen for _ in range(3)]
        wanted, texts = [language for language, _ in parts], [text for _, text in parts]
        report('matn', size, wanted, ask_matn(given.matn, texts))
        if pycld2:
            report('CLD2', size, wanted, ask_cld2(texts))


main()
