"""
Lines of a table to logical rows, by the first evidence that there is.

1. drawn rules between the lines, over more than half of the table's width, at least two of them inside the table;
2. two pitches: the step from line to line is wider between rows than inside them, and the lines inside rows mostly
   leave the first column empty;
3. otherwise a line goes on with the row above if its first column is empty, or if that column's words are the wrapped
   rest of the name above.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from leaddata.layout.join import join_lines
from leaddata.layout.lines import box_of
from leaddata.model import Cell, Page, Word

__all__ = ["RowLines", "group_rows"]

_LEAST_STEP = 0.8  # points by which the pitch between rows exceeds that inside them
_INSIDE_WITHOUT_KEY = 0.6


@dataclass(frozen=True, slots=True)
class RowLines:
    """The lines of a row, each as words by column."""

    lines: tuple[tuple[tuple[Word, ...], ...], ...]
    page: int

    @property
    def has_key(self) -> bool:
        """True if the row prints something in its first column."""
        return any(line[0] for line in self.lines)

    def joined(self, other: RowLines) -> RowLines:
        """Return this row with the lines of *other* below."""
        return RowLines((*self.lines, *other.lines), self.page)

    def cells(self) -> tuple[Cell | None, ...]:
        """Return one cell per column."""
        columns = range(len(self.lines[0]))
        return tuple(_cell([line[column] for line in self.lines if line[column]]) for column in columns)


def group_rows(lines: Sequence[Sequence[Sequence[Word]]], page: Page) -> list[RowLines]:
    """Return the rows that *lines* (words by column) make on *page*."""
    if not lines:
        return []
    starts = _by_rules(lines, page) or _by_pitch(lines) or _by_key(lines)
    bounds = [*sorted({0, *starts}), len(lines)]
    frozen = [tuple(tuple(words) for words in line) for line in lines]
    return [RowLines(tuple(frozen[start:end]), page.number) for start, end in pairwise(bounds)]


def _cell(lines: Sequence[Sequence[Word]]) -> Cell | None:
    return join_lines(lines) if lines else None


def _by_rules(lines: Sequence[Sequence[Sequence[Word]]], page: Page) -> list[int]:
    tops = [min(box_of(word).top for words in line for word in words) for line in lines]
    bottoms = [max(box_of(word).bottom for words in line for word in words) for line in lines]
    left = min(box_of(word).x0 for line in lines for words in line for word in words)
    right = max(box_of(word).x1 for line in lines for words in line for word in words)
    drawn: dict[int, float] = {}
    for rule in page.rules:
        if rule.bottom - rule.top < 2:
            height = round((rule.top + rule.bottom) / 2)
            drawn[height] = drawn.get(height, 0.0) + max(0.0, min(rule.x1, right) - max(rule.x0, left))
    heights = [height for height, width in drawn.items() if width > (right - left) / 2]
    starts = [
        index + 1
        for index in range(len(lines) - 1)
        if any(bottoms[index] - 2 <= height <= tops[index + 1] + 2 for height in heights)
    ]
    return starts if len(starts) >= 2 else []


def _by_pitch(lines: Sequence[Sequence[Sequence[Word]]]) -> list[int]:
    bottoms = [max(box_of(word).bottom for words in line for word in words) for line in lines]
    gaps = [below - above for above, below in pairwise(bottoms)]
    ordered = sorted(gaps)
    steps = [(wide - narrow, (wide + narrow) / 2) for narrow, wide in pairwise(ordered)]
    for step, threshold in sorted(steps, reverse=True):
        if step < _LEAST_STEP:
            return []
        starts = [index + 1 for index, gap in enumerate(gaps) if gap > threshold]
        inside = [index + 1 for index, gap in enumerate(gaps) if gap <= threshold]
        without_key = sum(not lines[index][0] for index in inside)
        if without_key >= _INSIDE_WITHOUT_KEY * len(inside) and all(lines[index][0] for index in starts):
            return starts
    return []


def _by_key(lines: Sequence[Sequence[Sequence[Word]]]) -> list[int]:
    right = max((box_of(line[0][-1]).x1 for line in lines if line[0]), default=0.0)
    starts: list[int] = []
    for index in range(1, len(lines)):
        above, line = lines[index - 1], lines[index]
        if line[0] and not _wraps(above[0], line[0], right):
            starts.append(index)
    return starts or [0]


def _wraps(above: Sequence[Word], below: Sequence[Word], right: float) -> bool:
    """True if *below* can only be the rest of *above*: a hyphen hangs, or its first word did not fit there."""
    if not above:
        return False
    if above[-1].text.endswith(("-", "\u2010")):
        return True
    width = box_of(below[0]).x1 - box_of(below[0]).x0
    return box_of(above[-1]).x1 + 0.25 * above[-1].size + width > right + 0.5
