#!/usr/bin/env python3
"""The best word-F1 that any labelling of matn's blocks could reach: what the cutter allows, whatever the labeller does.

usage: oracle.py CORPUS_DIR (--matn PROGRAM | --blocks DUMP.jsonl) [--worst N]

CORPUS_DIR holds gold.jsonl.gz ("id", "text", "type") and pages/ID.html.gz.  Blocks come from `PROGRAM blocks -f jsonl`
for each page, or from a dump with a line a page: {"path": ..., "blocks": [TEXT, ...]}.

A page's score is found by hill climbing over masks of blocks: start with the blocks at least half of whose words are in
the gold text, then turn single blocks on or off while that raises the F1.  That is a lower bound of the true optimum,
and close to it.  Pages without gold text count 1: the empty mask is right.  Standard library only.
"""
import argparse
import collections
import json
import os
import re
import subprocess
import sys

from corpus import page_id, rows

# Scripts written without spaces count a character as a word; elsewhere a word is \w+.
WORD = re.compile(r'[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]|[^\W\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]+')


def words(text):
    return WORD.findall((text or '').lower())


def f1(overlap, chosen, gold):
    return 2 * overlap / (chosen + gold) if chosen + gold else 1.0


def oracle(blocks, gold_text):
    """(best F1, share of the gold's words that any block holds)"""
    gold = collections.Counter(words(gold_text))
    total = sum(gold.values())
    if not total:
        return 1.0, 1.0
    bags = [collections.Counter(words(block)) for block in blocks]
    sizes = [sum(bag.values()) for bag in bags]
    everything = collections.Counter()
    for bag in bags:
        everything.update(bag)
    present = sum((everything & gold).values()) / total
    mask = [size > 0 and sum((bag & gold).values()) * 2 >= size for bag, size in zip(bags, sizes)]
    have = collections.Counter()
    for on, bag in zip(mask, bags):
        if on:
            have.update(bag)
    chosen = sum(have.values())
    overlap = sum((have & gold).values())
    for _ in range(20):
        changed = False
        for i, bag in enumerate(bags):
            if not sizes[i]:
                continue
            sign = -1 if mask[i] else 1
            gain = sum(min(have[w] + sign * n, gold[w]) - min(have[w], gold[w]) for w, n in bag.items() if w in gold)
            if f1(overlap + gain, chosen + sign * sizes[i], total) > f1(overlap, chosen, total):
                for w, n in bag.items():
                    have[w] += sign * n
                overlap += gain
                chosen += sign * sizes[i]
                mask[i] = not mask[i]
                changed = True
        if not changed:
            break
    return f1(overlap, chosen, total), present


def blocks_by_matn(program, corpus, ids):
    for page in ids:
        path = os.path.join(corpus, 'pages', page + '.html.gz')
        run = subprocess.run([program, 'blocks', '-f', 'jsonl', path], stdout=subprocess.PIPE, check=False)
        yield page, [json.loads(line)['text'] for line in run.stdout.decode('utf-8').split('\n') if line]


def blocks_of_dump(dump):
    with open(dump, encoding='utf-8') as lines:
        for line in lines:
            page = json.loads(line)
            yield page_id(page['path']), page['blocks']


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('corpus')
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument('--matn', help='the matn program')
    source.add_argument('--blocks', help='a dump of blocks')
    parser.add_argument('--worst', type=int, default=0)
    args = parser.parse_args()
    gold = {page['id']: page for page in rows(os.path.join(args.corpus, 'gold.jsonl.gz'))}
    pages = blocks_by_matn(args.matn, args.corpus, gold) if args.matn else blocks_of_dump(args.blocks)
    scores = collections.defaultdict(list)
    seen = []
    for page, blocks in pages:
        if page not in gold:
            continue
        best, present = oracle(blocks, gold[page].get('text'))
        kind = gold[page].get('type') or '-'
        for key in ('ALL', kind):
            scores[key].append((best, present, len(blocks)))
        seen.append((best, present, page, kind))
    if not seen:
        sys.exit('oracle.py: no page of the corpus was read')
    print(f'{"kind":15} {"pages":>5} {"oracle":>7} {"present":>8} {"blocks":>7}')
    for kind in sorted(scores, key=lambda k: (k != 'ALL', -len(scores[k]))):
        results = scores[kind]
        means = [sum(result[i] for result in results) / len(results) for i in range(3)]
        print(f'{kind:15} {len(results):5} {means[0]:7.4f} {means[1]:8.4f} {means[2]:7.0f}')
    for best, present, page, kind in sorted(seen)[:args.worst]:
        print(f'worst {best:.3f} present {present:.3f} {page} {kind}')


main()
