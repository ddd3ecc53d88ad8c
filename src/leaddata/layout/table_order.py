"""
What the order of drawing says of rows.

Typesetters draw a table cell by cell: all lines of a cell, then the cell right of it, then the next row. Where a page is
surely drawn so, a row ends where the drawing goes back to the left. It is sure if after the lines of a cell the drawing
goes up to the top of the next one, and never puts a line above one that it drew before in the same column. Pages drawn line by
line, column by column, or in no order say nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from leaddata.layout.table_bits import Bit, Stretch
from leaddata.layout.table_measures import Measures

__all__ = ["Order", "order_of"]

_COST = 6.0
_SAME_COLUMN = 0.7
_LEAST = 1  # times that the drawing goes up, at least, and
_BACK = 2  # that it goes back to the left


@dataclass(frozen=True, slots=True)
class Order:
    """
    Costs by the order of drawing.

    Attributes:
        cuts: By line, the cost of a row's beginning there: lines above and below are drawn as one cell or row.
        apart: By line, ``(line above, cost)`` of both being in one row: they are drawn as two.
    """

    cuts: Mapping[int, float] = field(default_factory=dict)
    apart: Mapping[int, tuple[tuple[int, float], ...]] = field(default_factory=dict)


def order_of(stretch: Stretch, measures: Measures) -> Order:
    """Return what the order of drawing says of the rows of a page; nothing if it is not cell by cell."""
    bits = sorted((bit for line in stretch.lines for bit in line), key=lambda bit: bit.orders)
    if not _is_cell_by_cell(bits, measures):
        return Order()
    cuts: dict[int, float] = {}
    apart: dict[int, list[tuple[int, float]]] = {}
    for before, after in pairwise(bits):
        low, high = min(before.line, after.line), max(before.line, after.line)
        if after.column > before.column:
            cost = _COST
        elif after.column == before.column and measures.goes_on(before, after):
            cost = _SAME_COLUMN
        else:
            if high > low and after.line > before.line:
                apart.setdefault(high, []).append((low, _COST))
            continue
        for line in range(low + 1, high + 1):
            cuts[line] = cuts.get(line, 0.0) + cost
    return Order(cuts, {line: tuple(pairs) for line, pairs in apart.items()})


def _is_cell_by_cell(bits: list[Bit], measures: Measures) -> bool:
    lowest: dict[int, float] = {}
    upwards = back = 0
    went_down = False  # from one line of a cell to the next
    for before, after in pairwise(bits):
        if before.orders[1] > after.orders[0]:
            return False  # two bits drawn through one another
        half = 0.4 * measures.leading[after.column]
        if after.column > before.column and after.base < before.base - half and went_down:
            upwards += 1
        elif after.column < before.column:
            back += 1
            if after.base < before.base - 40 * half:
                return False
        went_down = after.column == before.column and measures.goes_on(before, after)
    for bit in bits:
        if bit.base <= lowest.get(bit.column, float("-inf")):
            return False
        lowest[bit.column] = bit.base
    return upwards >= _LEAST and back >= _BACK
