#!/usr/bin/env python3
"""Score matn's record of the news texts of this folder against what is written below them.  check.py MATN [-v] [FILE…]

A text is a file: the page's day, the text, a line `====`, then what a reader finds: `direct | speaker | content`,
`indirect | speaker | content` (mixed counts as indirect), `figure | value | relation | mention`, `date | value | mention`.
Right is a statement whose kind, content and speaker are (the last two by four fifths of their words); a figure whose
value, relation and half of whose words are; a date whose value and half of whose words are.  Nothing is tuned on the
texts that UNSEEN names: they say how other texts are read.  Prints F1 of each text, and
exits with 1 where a language's statements, figures or dates together fall below the floor of FLOORS.
"""

import collections
import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
FLOORS = {"fa": (0.9, 0.9, 0.9), "tr": (0.9, 0.9, 0.9)}
UNSEEN = {"fa-bazar", "tr-enflasyon"}
WHAT = ("statements", "figures", "dates")


def words(text):
    return set(re.findall(r"\w+", text or ""))


def alike(a, b, share):
    x, y = words(a), words(b)
    return len(x & y) >= share * len(x | y)


def read_gold(path):
    head, _, tail = path.read_text(encoding="utf-8").partition("\n====\n")
    day, _, text = head.partition("\n")
    gold = {name: [] for name in WHAT}
    for line in tail.splitlines():
        kind, *fields = line.split(" | ")
        if kind in ("direct", "indirect"):
            gold["statements"].append((kind, *fields))
        else:
            gold[kind + "s"].append(tuple(fields))
        assert fields[-1] in text, line
    return day, text, gold


def read_record(matn, day, text):
    command = [matn, "statements", "-f", "jsonl", "--input", "text", "--whole", "--date", day, "-"]
    done = subprocess.run(command, input=text.encode(), stdout=subprocess.PIPE, check=True)
    record = json.loads(done.stdout)
    text_of = lambda mention: mention["text"] if mention else ""
    return {
        "statements": [("direct" if s["kind"] == "direct" else "indirect", text_of(s["speaker"]), s["content"]["text"])
                       for s in record["statements"]],
        "figures": [(str(f["value"]), f["relation"], f["mention"]["text"]) for f in record["figures"]],
        "dates": [(d["value"], d["mention"]["text"]) for d in record["dates"] if d["value"]],
    }  # fmt: skip


def is_right(name, gold, made):
    if name == "statements":
        return gold[0] == made[0] and alike(gold[1], made[1], 0.8) and alike(gold[2], made[2], 0.8)
    return gold[:-1] == made[:-1] and alike(gold[-1], made[-1], 0.5)


def f1(right, made, gold):
    return 2 * right / (made + gold) if made + gold else 1.0


def main():
    arguments = [a for a in sys.argv[1:] if a != "-v"]
    verbose = len(arguments) + 1 < len(sys.argv)
    paths = [pathlib.Path(a) for a in arguments[1:]] or sorted(HERE.glob("*.txt"))
    totals = collections.defaultdict(lambda: [0, 0, 0])
    for path in paths:
        day, text, gold = read_gold(path)
        record = read_record(arguments[0], day, text)
        scores = []
        for name in WHAT:
            left, right = list(record[name]), 0
            for wanted in gold[name]:
                found = next((m for m in left if is_right(name, wanted, m)), None)
                if found:
                    left.remove(found)
                    right += 1
                elif verbose:
                    print(f"  missed {name}: {' | '.join(wanted)}")
            for made in left if verbose else ():
                print(f"  wrong {name}: {' | '.join(made)}")
            counts = (right, len(record[name]), len(gold[name]))
            scores.append(f"{name} {f1(*counts):.3f}")
            key = path.name.partition("-")[0], name
            totals[key] = [a + b for a, b in zip(totals[key], counts)]
        print(f"{path.stem:16} {'  '.join(scores)}{'  (unseen)' if path.stem in UNSEEN else ''}")
    low = [f"{language} {name} {f1(*counts):.3f}" for (language, name), counts in sorted(totals.items())
           if language in FLOORS and f1(*counts) < FLOORS[language][WHAT.index(name)]]  # fmt: skip
    for line in low:
        print(f"below its floor: {line}", file=sys.stderr)
    return 1 if low else 0


sys.exit(main())
