"""
Cells that belong to a group of rows, where no rule shows it in their own column.

A programme is printed once beside all of its people. It is taken to belong to each of them only if the page says so: if
the rows stand in groups, parted by rules or by more space than parts the rows, and each group has just one such cell,
in all groups at the same height; or if every cell stands in the middle of a group, the groups following one another.
Otherwise the other rows have an empty cell there, and it stays empty.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from leaddata.layout.table_bits import Bit
from leaddata.layout.table_measures import Measures
from leaddata.layout.table_rules import Ruling
from leaddata.layout.table_spans import Span

__all__ = ["Grouping", "cells_of", "group_spans", "sparse_columns"]

_SPARSE = 0.65  # share of the rows that have a cell in a column, at most
_WIDER = 1.15  # how much wider than between rows the space between groups is, at least
_STEP = 1.2  # leadings from line to line of a cell, at most
_MORE = 1.2  # and by how many points
_OFF = 0.35  # leadings by which a cell may be off its place in the group


@dataclass(frozen=True, slots=True)
class Grouping:
    """
    The rows of a stretch as they are without a sparse column.

    Attributes:
        rows: Base line of the first and last line of each row.
        cells: The lines of each cell of that column.
    """

    rows: tuple[tuple[float, float], ...]
    cells: tuple[tuple[Bit, ...], ...]
    ruling: Ruling


def sparse_columns(rows: Sequence[Sequence[Sequence[Bit]]], columns: int) -> list[int]:
    """
    Return the columns that so few rows have a cell in that these may belong to groups of rows.

    Args:
        rows: The rows as they seem to be, each a list of lines of bits.
    """
    counts = [
        sum(any(bit.column == column for line in row for bit in line) for row in rows) for column in range(columns)
    ]
    return [column for column, count in enumerate(counts) if 1 < count <= _SPARSE * len(rows)]


def cells_of(bits: Sequence[Bit], measures: Measures, ruling: Ruling) -> list[tuple[Bit, ...]]:
    """Return the bits of a column as cells: lines that follow one another at the leading, with no rule between."""
    cells: list[list[Bit]] = []
    for bit in bits:
        above = cells[-1][-1] if cells else None
        if above is not None and _goes_on(above, bit, measures) and not ruling.between(above.base - 1, bit.base):
            cells[-1].append(bit)
        else:
            cells.append([bit])
    return [tuple(cell) for cell in cells]


def _goes_on(above: Bit, below: Bit, measures: Measures) -> bool:
    return below.base - above.base < _STEP * measures.leading[above.column] + measures.tolerance


def group_spans(groupings: Sequence[Grouping], leading: float) -> list[list[Span]] | None:
    """Return for each stretch the cells of a sparse column with the rows that they belong to; None if that is not clear."""
    texts = [" ".join(word.text for bit in cell for word in bit.words) for one in groupings for cell in one.cells]
    if any(above == below for above, below in pairwise(texts)):
        return None  # one group would have had one cell
    for cut in (_by_rules, _by_space):
        found = _spans(groupings, cut, leading)
        if found is not None:
            return found
    return _by_middle(groupings, leading)


def _by_rules(groupings: Sequence[Grouping]) -> list[list[int]] | None:
    starts = [
        [
            index
            for index, (above, below) in enumerate(pairwise(grouping.rows), start=1)
            if grouping.ruling.between(above[1] - 1, below[0])
        ]
        for grouping in groupings
    ]
    return starts if any(starts) else None


def _by_space(groupings: Sequence[Grouping]) -> list[list[int]] | None:
    gaps = sorted(below[0] - above[1] for grouping in groupings for above, below in pairwise(grouping.rows))
    best, limit = 0.0, None
    for narrow, wide in pairwise(gaps):
        if narrow > 0 and wide - narrow >= _MORE and wide / narrow > max(best, _WIDER):
            best, limit = wide / narrow, (narrow + wide) / 2
    if limit is None:
        return None
    return [
        [index for index, (above, below) in enumerate(pairwise(grouping.rows), start=1) if below[0] - above[1] > limit]
        for grouping in groupings
    ]


def _spans(
    groupings: Sequence[Grouping], cut: Callable[[Sequence[Grouping]], list[list[int]] | None], leading: float
) -> list[list[Span]] | None:
    starts = cut(groupings)
    if starts is None:
        return None
    result: list[list[Span]] = []
    heights: list[set[str]] = []
    groups = several = 0
    before: tuple[Bit, ...] | None = None
    for grouping, own in zip(groupings, starts, strict=True):
        spans: list[Span] = []
        used = 0
        for number, (start, end) in enumerate(pairwise([0, *own, len(grouping.rows)])):
            top, bottom = grouping.rows[start][0], grouping.rows[end - 1][1]
            inside = [cell for cell in grouping.cells if top - leading < _middle(cell) < bottom + leading]
            inside = [cell for cell in inside if _is_in(cell, top, bottom, leading)]
            if not inside and number == 0 and before is not None:
                cell = before  # the group goes on from the page before
            elif len(inside) != 1:
                return None
            else:
                cell = inside[0]
                used += 1
                heights.append(_heights(cell, top, bottom, leading))
            groups += 1
            several += end - start > 1
            spans.append(Span(cell, top - leading / 2, bottom + leading / 2))
            before = cell
        if used != len(grouping.cells):
            return None
        result.append(spans)
    alike = set.intersection(*heights) if heights else set()
    return result if groups > 1 and several and alike else None


def _is_in(cell: Sequence[Bit], top: float, bottom: float, leading: float) -> bool:
    return cell[0].base > top - _OFF * leading and cell[-1].base < bottom + (_OFF + len(cell) - 1) * leading


def _middle(cell: Sequence[Bit]) -> float:
    return (cell[0].base + cell[-1].base) / 2


def _heights(cell: Sequence[Bit], top: float, bottom: float, leading: float) -> set[str]:
    """Return where a cell may be said to stand in its group."""
    found = set()
    if abs(cell[0].base - top) < _OFF * leading:
        found.add("top")
    if abs(cell[-1].base - bottom) < _OFF * leading:
        found.add("bottom")
    if abs(_middle(cell) - (top + bottom) / 2) < max(_OFF * leading, 0.12 * (bottom - top)):
        found.add("middle")
    return found


def _by_middle(groupings: Sequence[Grouping], leading: float) -> list[list[Span]] | None:
    """Return the groups that follow one another with a cell in the middle of each, if there are such."""
    result: list[list[Span]] = []
    even = groups = 0
    for grouping in groupings:
        spans: list[Span] = []
        start = 0
        for cell in grouping.cells:
            if start >= len(grouping.rows):
                return None
            top = grouping.rows[start][0]
            end = next(
                (
                    index
                    for index in range(start, len(grouping.rows))
                    if abs((top + grouping.rows[index][1]) / 2 - _middle(cell)) < _OFF * leading
                ),
                None,
            )
            if end is None:
                return None
            even += (end - start) % 2
            groups += 1
            spans.append(Span(cell, top - leading / 2, grouping.rows[end][1] + leading / 2))
            start = end + 1
        if start != len(grouping.rows):
            return None
        result.append(spans)
    return result if groups > 2 and even else None
