#!/usr/bin/env python3
"""How good the main text is: run matn over corpora of pages with gold text, and print the scores as a table.

usage: quality.py --matn PROGRAM [--corpora DIR] [--score PROGRAM] [--keep DIR] [CORPUS...] [-- MATN_OPTION...]

DIR (default $MATN_CORPORA) holds a folder a corpus with gold.jsonl.gz and pages/; CORPUS is the name of such a folder
(default: all whose gold has text or segments).  `--score` is the corpora's own scorer (default $MATN_SCORE, else
../shared/corpora/score beside the repository), so that figures are those of the public benchmarks.  What stands after
`--` goes to matn: `-- --recall`.  --keep leaves the answers as DIR/CORPUS.jsonl.  Standard library only.
"""
import argparse
import gzip
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
COLUMNS = [('text_f1', 'F1'), ('text_precision', 'P'), ('text_recall', 'R'), ('seg_f', 'seg F'),
           ('seg_precision', 'seg P'), ('seg_recall', 'seg R')]


def has_text(corpus):
    gold = corpus / 'gold.jsonl.gz'
    if not gold.exists() or not (corpus / 'pages').is_dir():
        return False
    with gzip.open(gold, 'rt', encoding='utf-8') as lines:
        first = json.loads(next(lines))
    return any(first.get(key) for key in ('text', 'html', 'with'))


def main():
    arguments, options = sys.argv[1:], []
    if '--' in arguments:
        at = arguments.index('--')
        arguments, options = arguments[:at], arguments[at + 1:]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('corpus', nargs='*')
    parser.add_argument('--matn', required=True)
    parser.add_argument('--corpora', type=pathlib.Path, default=os.environ.get('MATN_CORPORA'))
    parser.add_argument('--score', default=os.environ.get('MATN_SCORE', str(ROOT.parent / 'shared/corpora/score')))
    parser.add_argument('--keep', type=pathlib.Path)
    given = parser.parse_args(arguments)
    if not given.corpora:
        parser.error('name the folder of unpacked corpora: --corpora or MATN_CORPORA')
    folders = [pathlib.Path(given.corpora) / name for name in given.corpus] or sorted(
        folder for folder in pathlib.Path(given.corpora).iterdir() if has_text(folder))

    print('| corpus | pages | ' + ' | '.join(name for _, name in COLUMNS) + ' |')
    print('|---' * (len(COLUMNS) + 2) + '|')
    kinds = {}
    with tempfile.TemporaryDirectory() as scratch:
        keep = given.keep or pathlib.Path(scratch)
        keep.mkdir(parents=True, exist_ok=True)
        for folder in folders:
            answers = keep / (folder.name + '.jsonl')
            with open(answers, 'wb') as out:
                # Status 1 says that some pages failed: they count as empty answers.
                subprocess.run([given.matn, '-f', 'jsonl', '--no-progress', *options, str(folder / 'pages')], stdout=out,
                               check=False)
            result = subprocess.run([given.score, str(folder), str(answers), '--json', '--per-type'],
                                    stdout=subprocess.PIPE, check=True)
            score = json.loads(result.stdout)
            cells = [f'{score[key]:.4f}' if isinstance(score.get(key), float) else '' for key, _ in COLUMNS]
            print(f'| {folder.name} | {score["pages"]} | ' + ' | '.join(cells) + ' |', flush=True)
            if len(score.get('text_f1_by_type', {})) > 2:
                kinds[folder.name] = score['text_f1_by_type']
    for name, by_kind in kinds.items():
        print(f'\nF1 by kind of page, {name}:')
        for kind, (count, f1) in by_kind.items():
            print(f'- {kind} ({count}): {f1:.4f}')


main()
