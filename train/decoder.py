"""From chances to a selection, as src/extract/decoder.c has it.  Scores, prices and floors are thousandths."""

import dataclasses

import numpy as np

SURE, DOUBTFUL, PROSE_FLOOR, TEXT_FLOOR = 750, 250, 500, 200
NONE = 1001
STRETCH_WORDS_MIN = 30


@dataclasses.dataclass
class Stretch:
    """What is asked of the stretch that holds the text, and of blocks after it."""

    price: int
    mean_min: int
    later_floor: int


def threshold(scores, lengths):
    """The score from which blocks are taken."""
    if not len(scores) or scores.max() < TEXT_FLOOR:
        return NONE
    words = np.zeros(NONE, dtype=np.int64)
    np.add.at(words, scores, lengths)
    expected, selected, hit, best, found = int((scores * lengths).sum()), 0, 0, 0, NONE
    for score in range(NONE - 1, -1, -1):
        if not words[score]:
            continue
        selected += int(words[score])
        hit += int(words[score]) * score
        f = (hit << 20) // (selected * 1000 + expected) if selected * 1000 + expected else 0
        if f > best:
            best, found = f, score
    sure, likely = words[SURE + 1 :].sum(), words[DOUBTFUL + 1 :].sum()
    return max(found, PROSE_FLOOR) if sure * 2 > likely else found


def best_stretch(gains):
    """Where the contiguous stretch of the greatest sum begins and ends."""
    first = end = start = total = greatest = 0
    for i, gain in enumerate(gains):
        total += int(gain)
        if total <= 0:
            total, start = 0, i + 1
        elif total > greatest:
            greatest, first, end = total, start, i + 1
    return first, end


def not_later(scores, lengths, rule):
    """Which blocks do not come after the text's stretch, or are likely enough to."""
    first, end = best_stretch(lengths * (scores - rule.price))
    inside = np.zeros(len(scores), dtype=bool)
    inside[first:end] = True
    words, sure = lengths[inside].sum(), lengths * (scores > SURE)
    good = (lengths * scores)[inside].sum() >= words * rule.mean_min
    if words < STRETCH_WORDS_MIN or not good or sure[inside].sum() * 2 < sure.sum():
        return np.ones(len(scores), dtype=bool)
    inside[:first] = True
    return inside | (scores >= rule.later_floor)


def decode(scores, lengths, ease, rule):
    """The mask of the blocks taken; `rule`: a Stretch, or None where the text may stand anywhere."""
    lengths = lengths.astype(np.int64)
    limit = threshold(scores, lengths)
    taken = scores >= (limit * ease // 1000 if limit < NONE else limit)
    return taken & not_later(scores, lengths, rule) if rule else taken
