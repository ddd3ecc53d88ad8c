"""
Lines of a table to logical rows, by the first evidence that there is.

1. drawn rules between the lines, over more than half of the table's width, at least two of them inside the table;
2. two pitches: the step from line to line is wider between rows than inside them, and the lines inside rows mostly
   leave a column empty;
3. otherwise a line goes on with the row above if its first column is empty, or if all its cells can only be the wrapped
   rest of those above.
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
_OPEN_INSIDE = 0.6
_FULLER = 0.3


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
        if _is_row_pitch([lines[index] for index in (0, *starts)], [lines[index] for index in inside]):
            return starts
    return []


def _is_row_pitch(first: Sequence[Sequence[Sequence[Word]]], inner: Sequence[Sequence[Sequence[Word]]]) -> bool:
    """
    True if the lines after wide steps look like the first ones of rows, and the others like the rest of rows.

    The rest of a row mostly leaves a column empty, and fills fewer than the first line does; lines that are rows of
    their own do not. A wide step alone is no evidence: it may be one gap in a table of single lines.
    """
    open_lines = sum(any(not words for words in line) for line in inner)
    return open_lines >= _OPEN_INSIDE * len(inner) and _filled(first) > _filled(inner) + _FULLER


def _filled(lines: Sequence[Sequence[Sequence[Word]]]) -> float:
    """Return the mean number of columns that a line fills."""
    return sum(bool(words) for line in lines for words in line) / max(1, len(lines))


def _by_key(lines: Sequence[Sequence[Sequence[Word]]]) -> list[int]:
    """
    Take a line for the rest of the row above if it leaves the first column empty, or if it can be nothing else.

    It can be nothing else if it leaves a column empty that the row fills, has nothing below an empty cell, and each of
    its cells goes on with the one above: that ends in a hyphen, or had no room for the next word.
    """
    lefts = [
        min((box_of(line[column][0]).x0 for line in lines if line[column]), default=float("inf"))
        for column in range(len(lines[0]))
    ]
    starts: list[int] = []
    row = lines[0]
    for index in range(1, len(lines)):
        line = lines[index]
        if line[0] and not _is_rest(row, lines[index - 1], line, lefts):
            starts.append(index)
            row = line
    return starts or [0]


def _is_rest(
    row: Sequence[Sequence[Word]],
    above: Sequence[Sequence[Word]],
    line: Sequence[Sequence[Word]],
    lefts: Sequence[float],
) -> bool:
    filled = [column for column, words in enumerate(line) if words]
    if any(not row[column] for column in filled) or all(line[column] for column in range(len(line)) if row[column]):
        return bool(above[0]) and above[0][-1].text.endswith(("-", "\u2010"))
    return all(_wraps(above[column], line[column], (*lefts[column + 1 :], float("inf"))[0]) for column in filled)


def _wraps(above: Sequence[Word], below: Sequence[Word], right: float) -> bool:
    """True if *below* can only be the rest of *above*: a hyphen hangs, or its first word did not fit there."""
    if not above:
        return False
    if above[-1].text.endswith(("-", "\u2010")):
        return True
    width = box_of(below[0]).x1 - box_of(below[0]).x0
    return box_of(above[-1]).x1 + 0.25 * above[-1].size + width > right - 0.5 * above[-1].size
