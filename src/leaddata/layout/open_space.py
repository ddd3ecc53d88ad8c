"""Open space between the words of a line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from leaddata.layout.lines import box_of
from leaddata.model import Line, Word

__all__ = ["room_before", "stretches_of", "usual_blank"]


def room_before(words: Sequence[Word], word: Word) -> float:
    """Return the open space left of *word* on its line."""
    start = box_of(word).x0
    return min((start - box_of(one).x1 for one in words if one is not word and box_of(one).x0 < start), default=1e9)


def stretches_of(words: Sequence[Word], least: float) -> list[list[Word]]:
    """Return *words* parted where there is open space of at least *least* points."""
    found: list[list[Word]] = []
    for word in words:
        if found and box_of(word).x0 - box_of(found[-1][-1]).x1 < least:
            found[-1].append(word)
        else:
            found.append([word])
    return found


def usual_blank(lines: Sequence[Line]) -> float:
    """Return the usual width of a blank between two words, in points."""
    gaps = [
        box_of(right).x0 - box_of(left).x1
        for line in lines
        for left, right in pairwise(line.words)
        if 0 < box_of(right).x0 - box_of(left).x1 < left.size
    ]
    return median(gaps) if gaps else 0.0
