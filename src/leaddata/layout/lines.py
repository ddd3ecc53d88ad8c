"""Words on a page to printed lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from leaddata.model import Box, Line, Word

__all__ = ["DESCENT", "base_of", "box_of", "group_lines", "levelled", "reading_box"]

DESCENT = 0.2
"""Type sizes by which a word's reading box goes below its base line."""
_ASCENT = 0.8  # and above it

_GIANT = 4.0  # times the usual type size
_LONG = 150.0  # points: lines from which a slope is taken
_ENOUGH = 4  # of them, at least
_SLOPE = 0.0012  # below which lines are level
_SEEN = 0.3  # points between the heights of two neighbours on a line that slopes, from which it shows that it does
_LEVEL = 0.1  # and the share of it below which they stand level


def group_lines(words: Iterable[Word]) -> tuple[Line, ...]:
    """
    Group words that stand on one base line, over the whole width of the page, top to bottom, left to right.

    Two words are on one line if the bottom of the smaller lies in the lower half of the other: so that a raised mark
    joins the line it is raised from, and lines set solid do not run together.
    """
    rows: list[list[Word]] = []
    words = list(words)
    most = _GIANT * median(word.size for word in words) if words else 0.0
    giants = [word for word in words if word.size > most]
    if giants and len(giants) < len(words):
        # A stamp across the page is on no line of it.
        usual = group_lines(word for word in words if word.size <= most)
        return tuple(sorted((*usual, *group_lines(giants)), key=_height))
    for word in sorted(words, key=lambda one: (_middle(box_of(one)), box_of(one).x0)):
        if rows and _same_line(rows[-1], word):
            rows[-1].append(word)
        else:
            rows.append([word])
    return tuple(_line(sorted(row, key=lambda one: box_of(one).x0)) for row in rows)


def levelled(words: Sequence[Word]) -> list[Word]:
    """
    Return the words of a page that was scanned askew as they would stand on level lines.

    The slope is that of the longer lines: the page is turned back by it, word by word; nothing changes if the lines are
    level, or slope in different ways, or if it is but two columns that are not of one height.
    """
    slopes = []
    lines = group_lines(words)
    for line in lines:
        first, last = box_of(line.words[0]), box_of(line.words[-1])
        if len(line.words) > 3 and last.x0 - first.x0 > _LONG:
            slopes.append((last.bottom - first.bottom) / (last.x0 - first.x0))
    if len(slopes) < _ENOUGH:
        return list(words)
    slope = median(slopes)
    if abs(slope) < _SLOPE or median(abs(one - slope) for one in slopes) > abs(slope) / 2:
        return list(words)
    steps = [
        abs(box_of(right).bottom - box_of(left).bottom) / expected
        for line in lines
        for left, right in pairwise(line.words)
        if (expected := abs(slope) * (box_of(right).x0 - box_of(left).x0)) > _SEEN
    ]
    if sum(step < _LEVEL for step in steps) * 2 > len(steps):
        return list(words)
    return [replace(word, box=_turned(box_of(word), slope)) for word in words]


def _turned(box: Box, slope: float) -> Box:
    right, down = slope * box.bottom, -slope * box.x0
    return Box(box.x0 + right, box.top + down, box.x1 + right, box.bottom + down)


def reading_box(x0: float, x1: float, base: float, size: float) -> Box:
    """
    Return the box of a word in the direction of reading, from its base line and type size.

    Not what its font says of its height: lines of several fonts are as far apart as their base lines.
    """
    return Box(x0, base - _ASCENT * size, x1, base + DESCENT * size)


def base_of(word: Word) -> float:
    """Return the base line of a word with a `reading_box`."""
    return box_of(word).bottom - DESCENT * word.size


def box_of(word: Word) -> Box:
    """
    Return the box of a word in the direction of reading, on a page with geometry.

    Raises:
        ValueError: If the word has none.
    """
    if word.box is not None:
        return word.box
    if word.at.box is None:
        msg = f"expected a word with a box, got {word.text!r} at {word.at}"
        raise ValueError(msg)
    return word.at.box


def _line(row: Sequence[Word]) -> Line:
    at, box = row[0].at, box_of(row[0])
    for word in row[1:]:
        at, box = at | word.at, box | box_of(word)
    return Line(" ".join(word.text for word in row), at, tuple(row), box)


def _height(line: Line) -> float:
    return _middle(line.box) if line.box is not None else 0.0


def _middle(box: Box) -> float:
    return (box.top + box.bottom) / 2


def _same_line(row: Sequence[Word], word: Word) -> bool:
    largest = max(row, key=lambda one: box_of(one).bottom - box_of(one).top)
    outer = box_of(largest)
    inner = box_of(word)
    if inner.bottom - inner.top > outer.bottom - outer.top:
        outer, inner = inner, outer
    return (
        _middle(inner) > outer.top
        and _middle(inner) < outer.bottom
        and abs(inner.bottom - outer.bottom) < 0.45 * (outer.bottom - outer.top)
    )
