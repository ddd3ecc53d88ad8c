"""
Lines of a table to logical rows, by the first evidence that there is.

1. drawn rules between the lines, over more than half of the table's width, at least two of them inside the table;
2. two pitches: the step from line to line of a column is wider between rows than inside a cell;
3. even pitch, and every row as far above its key as below it: cells centred in height;
4. otherwise a line goes on with the row above if its first column is empty, or if all its cells can only be the wrapped
   rest of those above.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from leaddata.layout.join import join_lines
from leaddata.layout.lines import box_of
from leaddata.model import Cell, Page, Word

__all__ = ["RowLines", "by_rules", "group_rows", "widest_step"]

_NEAR = 12.0  # points from the outer lines within which a rule is one of the table's
_KEYLESS = 0.1  # share of rows that may have nothing in their first column
_CENTRED = 0.3  # lines by which a cell may be off the middle of its row
_OVERLAP = 0.8  # lines nearer than this share of their height overlap
_LEAST_STEP = 0.8  # points by which the pitch between rows exceeds that inside them


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


def group_rows(
    lines: Sequence[Sequence[Sequence[Word]]], page: Page, limit: float | None = None, *, ruled: bool = False
) -> list[RowLines]:
    """
    Return the rows that *lines* (words by column) make on *page*.

    Args:
        limit: The widest step inside a cell, where it is known from a page before.
        ruled: True if rules part the rows on a page before: then they do here, even if there is but one row.
    """
    if not lines:
        return []
    limit = limit or widest_step(lines)
    starts = by_rules(lines, page)
    if not starts and not (ruled and starts == []):
        starts = _by_pitch(lines, limit) or _by_centre(lines) or _by_key(lines)
    bounds = [*sorted({0, *(starts or ())}), len(lines)]
    frozen = [tuple(tuple(words) for words in line) for line in lines]
    return [RowLines(tuple(frozen[start:end]), page.number) for start, end in pairwise(bounds)]


def _cell(lines: Sequence[Sequence[Word]]) -> Cell | None:
    return join_lines(lines) if lines else None


def by_rules(lines: Sequence[Sequence[Sequence[Word]]], page: Page) -> list[int] | None:
    """Return where drawn rules part the lines; none if they only enclose them; None if there are too few to tell."""
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
    near = [height for height in heights if tops[0] - _NEAR <= height <= bottoms[-1] + _NEAR]
    if len(starts) >= 2 or (starts and len(near) >= 3):
        return starts
    return [] if not starts and len(near) >= 2 else None


def widest_step(lines: Sequence[Sequence[Sequence[Word]]]) -> float | None:
    """Return what parts steps from line to line inside a cell from those between rows, or None where all are alike."""
    steps = sorted(gap for column in _columns(lines) for gap in _gaps(lines, column))
    return next(((wide + narrow) / 2 for narrow, wide in pairwise(steps) if wide - narrow >= _LEAST_STEP), None)


def _by_pitch(lines: Sequence[Sequence[Sequence[Word]]], limit: float | None) -> list[int]:
    """
    Group the lines of each column into cells by the smallest pitch, and cells that overlap in height into rows.

    This holds for cells set at the top, in the middle or at the bottom of a row: the tallest cell spans the row, the
    others lie within. Where the smallest pitch is that of the rows, it gives rows with two cells in one column, or rows
    whose lines all fill the same columns; then there is no second pitch to go by.
    """
    if limit is None:
        return []
    cells = [span for column in _columns(lines) for span in _cells(lines, column, limit)]
    rows: list[tuple[float, float]] = []
    for top, bottom in sorted(cells):
        if rows and top < rows[-1][1]:
            rows[-1] = (rows[-1][0], max(bottom, rows[-1][1]))
        else:
            rows.append((top, bottom))
    if any(_has_two(_cells(lines, column, limit), row) for column in _columns(lines) for row in rows):
        return []
    row_of = [next(index for index, row in enumerate(rows) if row[0] <= _middle(line) <= row[1]) for line in lines]
    groups = [[line for line, own in zip(lines, row_of, strict=True) if own == index] for index in range(len(rows))]
    several = [group for group in groups if len(group) > 1]
    if not several or sum(_is_grid(group) for group in several) > len(several) / 2:
        return []
    keyless = sum(not any(line[0] for line in group) for group in groups[1:])
    if keyless > max(1, _KEYLESS * len(groups)):
        return []
    return [index for index in range(1, len(lines)) if row_of[index] != row_of[index - 1]]


def _columns(lines: Sequence[Sequence[Sequence[Word]]]) -> range:
    return range(len(lines[0]))


def _middle(line: Sequence[Sequence[Word]]) -> float:
    boxes = [box_of(word) for words in line for word in words]
    return (min(box.top for box in boxes) + max(box.bottom for box in boxes)) / 2


def _gaps(lines: Sequence[Sequence[Sequence[Word]]], column: int) -> list[float]:
    bottoms = [box_of(line[column][0]).bottom for line in lines if line[column]]
    return [below - above for above, below in pairwise(bottoms)]


def _cells(lines: Sequence[Sequence[Sequence[Word]]], column: int, limit: float) -> list[tuple[float, float]]:
    """Return the height that each cell of a column takes up, less a quarter of its first and last line."""
    boxes = [box_of(line[column][0]) for line in lines if line[column]]
    cells: list[tuple[float, float]] = []
    last = float("-inf")
    for box in boxes:
        quarter = (box.bottom - box.top) / 4
        span = (box.top + quarter, box.bottom - quarter)
        if box.bottom - last <= limit:
            cells[-1] = (cells[-1][0], span[1])
        else:
            cells.append(span)
        last = box.bottom
    return cells


def _has_two(cells: Sequence[tuple[float, float]], row: tuple[float, float]) -> bool:
    return sum(row[0] <= top and bottom <= row[1] for top, bottom in cells) > 1


def _is_grid(group: Sequence[Sequence[Sequence[Word]]]) -> bool:
    """True if each line fills the same columns, at least two: then they are rows, not the lines of one."""
    filled = [tuple(bool(words) for words in line) for line in group]
    return len(set(filled)) == 1 and sum(filled[0]) > 1


def _by_centre(lines: Sequence[Sequence[Sequence[Word]]]) -> list[int]:
    """
    Where lines are evenly spaced and cells centred in height, take each row as high as its key tells.

    A row that begins at height b and has its key at c ends as far below c as b is above it. The heights follow one
    another from the first line down; they hold only if every one is a whole number of lines, each column's lines are
    centred in each row, and the last row ends with the last line.
    """
    steps = sorted(gap for column in _columns(lines) for gap in _gaps(lines, column))
    if not steps or all(line[0] for line in lines):
        return []
    pitch = median(steps[: max(1, len(steps) // 2)])
    middles = [_middle(line) for line in lines]
    edge = middles[0] - pitch / 2
    bounds: list[float] = []
    for line, middle in zip(lines, middles, strict=True):
        if not line[0]:
            continue
        count = round(2 * (middle - edge) / pitch)
        if count < 1 or abs(2 * (middle - edge) / pitch - count) > _CENTRED:
            return []
        bounds.append(edge)
        edge += count * pitch
    if abs(edge - middles[-1] - pitch / 2) > _CENTRED * pitch:
        return []
    ends = [*bounds[1:], edge]
    for top, bottom in zip(bounds, ends, strict=True):
        own = [index for index, middle in enumerate(middles) if top <= middle < bottom]
        for column in _columns(lines):
            inside = [middles[index] for index in own if lines[index][column]]
            if inside and abs((inside[0] + inside[-1]) / 2 - (top + bottom) / 2) > _CENTRED * pitch:
                return []
    return [next(index for index, middle in enumerate(middles) if middle >= top) for top in bounds[1:]]


def _by_key(lines: Sequence[Sequence[Sequence[Word]]]) -> list[int]:
    """
    Take a line for the rest of the row above if it leaves the first column empty, or if it can be nothing else.

    It can be nothing else if it leaves a column empty that the row fills, has nothing below an empty cell, and each of
    its cells goes on with the one above: that ends in a hyphen, or had no room for the next word. Lines that overlap
    in height are one: rows do not overlap.
    """
    bands = _bands(lines)
    merged = [_merged(lines[start:end]) for start, end in pairwise([*bands, len(lines)])]
    lefts = [
        min((box_of(line[column][0]).x0 for line in lines if line[column]), default=float("inf"))
        for column in _columns(lines)
    ]
    starts: list[int] = []
    row = merged[0]
    for index in range(1, len(merged)):
        line = merged[index]
        if line[0] and not _is_rest(row, merged[index - 1], line, lefts):
            starts.append(bands[index])
            row = line
    return starts or [0]


def _bands(lines: Sequence[Sequence[Sequence[Word]]]) -> list[int]:
    """Return the index of each line that does not overlap in height with the one above."""
    boxes = [box_of(next(word for words in line for word in words)) for line in lines]
    return [
        index
        for index, box in enumerate(boxes)
        if index == 0 or box.bottom - boxes[index - 1].bottom > _OVERLAP * (box.bottom - box.top)
    ]


def _merged(lines: Sequence[Sequence[Sequence[Word]]]) -> list[list[Word]]:
    return [[word for line in lines for word in line[column]] for column in _columns(lines)]


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
