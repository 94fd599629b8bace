#!/usr/bin/env python3
"""How right the facts of a page are: title, author, day, sitename, field by field and corpus by corpus.

usage: facts.py [--matn PROGRAM | --answers DIR] [--corpora DIR] [--errors FIELD] [--limit N] [--sources] [CORPUS...]

Runs matn over each corpus (or reads DIR/CORPUS.jsonl, the answers of another program) and prints, of the pages whose
gold has the field, the share answered right, wrong and not at all, by the definitions of the corpora's own scorer:
names and titles match after folding case, signs and white space; authors as a set; days exactly.  Of days, "wrong"
counts against the pages that have one.  --errors lists what was wrong or missing, for the eye: corpus, page, answer,
gold, and what the answer was taken from where matn says so.
--sources prints instead, over all corpora, how often what a source says of a title, an author or a day is right on the
pages where it says it, by the surest thing that it says of each.
DIR (default $MATN_CORPORA) holds a folder a corpus with gold.jsonl.gz and pages/.  Standard library only.
"""
import argparse
import json
import os
import pathlib
import re
import subprocess

from corpus import fold, page_id, rows

FIELDS = ('title', 'author', 'date', 'sitename', 'dir', 'lang')
CORPORA = ('wcxb-dev', 'trafilatura-dev', 'readability-dev', 'news-dev', 'world-dev', 'dates-dev')


def names(authors):
    if authors is None:
        return set()
    if isinstance(authors, str):
        authors = re.split(r'\s*(?:;|,|\band\b|&| und | et | y )\s*', authors)
    return {fold(name) for name in authors if fold(name)}


def judged(field, gold, answer):
    """(right, answered), or None where the gold does not say."""
    wanted = gold.get(field)
    if not wanted or wanted == '?':
        return None
    if field == 'date':
        if not re.match(r'\d{4}-\d\d-\d\d', str(wanted)):
            return None
        day = str(answer.get('date') or '')[:10]
        return day == wanted[:10], bool(day)
    if field == 'author':
        said = names(answer.get('author') or answer.get('authors'))
        return said == names(wanted), bool(said)
    said = answer.get('language' if field == 'lang' else field)
    said = said if isinstance(said, str) else ''
    if field == 'lang':
        return said.split('-')[0] == wanted.split('-')[0], bool(said)
    return fold(said) == fold(wanted), bool(fold(said))


def answers_of(given, folder):
    if given.answers:
        lines = (given.answers / (folder.name + '.jsonl')).read_bytes().splitlines()
    else:
        run = subprocess.run([given.matn, '-f', 'jsonl', '--no-progress', *given.options, str(folder / 'pages')],
                             stdout=subprocess.PIPE, check=False)  # status 1: pages that failed count as empty answers
        lines = run.stdout.splitlines()
    records = (json.loads(line) for line in lines if line.strip())
    return {page_id(str(record.get('path') or record.get('id') or '')): record for record in records}


def count_sources(counts, golds, answers):
    """Of each field and source, the pages where it speaks and those where the surest that it says is right."""
    for gold in golds:
        explain = answers.get(gold['id'], {}).get('explain') or {}
        for field in ('title', 'author', 'date'):
            best = {}
            for candidate in explain.get(field) or []:
                kept = best.get(candidate['source'])
                if not kept or candidate['trust'] > kept['trust']:
                    best[candidate['source']] = candidate
            for source, candidate in best.items():
                value = candidate.get('day') or candidate['value']
                result = judged(field, gold, {field: value})
                if result is not None:
                    row = counts.setdefault((field, source), [0, 0])
                    row[0] += 1
                    row[1] += result[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('corpus', nargs='*')
    parser.add_argument('--matn', default='build/release/cli/matn')
    parser.add_argument('--answers', type=pathlib.Path)
    parser.add_argument('--corpora', type=pathlib.Path, default=os.environ.get('MATN_CORPORA'))
    parser.add_argument('--errors', choices=FIELDS)
    parser.add_argument('--limit', type=int, default=0)
    parser.add_argument('--sources', action='store_true')
    parser.add_argument('--options', nargs='*', default=[])
    given = parser.parse_args()
    if not given.corpora:
        parser.error('name the folder of unpacked corpora: --corpora or MATN_CORPORA')
    if given.sources:
        given.options.append('--explain')
        counts = {}
        for name in given.corpus or CORPORA:
            folder = given.corpora / name
            count_sources(counts, rows(folder / 'gold.jsonl.gz'), answers_of(given, folder))
        print('| field | source | pages | right |\n|---|---|---:|---:|')
        for (field, source), (pages, right) in sorted(counts.items(), key=lambda row: (row[0][0], -row[1][1] / row[1][0])):
            print(f'| {field} | {source} | {pages} | {right / pages:.3f} |')
        return
    print('| corpus | field | gold | right | wrong | missing |\n|---|---|---:|---:|---:|---:|')
    errors = []
    for name in given.corpus or CORPORA:
        folder = given.corpora / name
        answers = answers_of(given, folder)
        golds = rows(folder / 'gold.jsonl.gz')
        for field in FIELDS:
            right = wrong = missing = 0
            for gold in golds:
                answer = answers.get(gold['id'], {})
                result = judged(field, gold, answer)
                if result is None:
                    continue
                right += result[0]
                wrong += not result[0] and result[1]
                missing += not result[0] and not result[1]
                if not result[0] and field == given.errors:
                    key = 'language' if field == 'lang' else field
                    origin = (answer.get('explain') or {}).get(key) or ''
                    errors.append((name, gold['id'], answer.get(key), gold[field], origin))
            total = right + wrong + missing
            if total >= 5:
                print(f'| {name} | {field} | {total} | {right / total:.3f} | {wrong / total:.3f} | '
                      f'{missing / total:.3f} |')
    for name, page, said, wanted, origin in errors[:given.limit or None]:
        print(f'{name} {page}\n    said {json.dumps(said, ensure_ascii=False)}\n'
              f'    gold {json.dumps(wanted, ensure_ascii=False)}' + (f'\n    from {json.dumps(origin, ensure_ascii=False)}' if origin else ''))


main()
