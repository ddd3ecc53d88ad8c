"""Cells that span several rows: those that a rule, drawn through the other columns, does not run through."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from leaddata.layout.table_bits import Bit, Stretch
from leaddata.layout.table_rules import Ruling

__all__ = ["Span", "spans_of"]


@dataclass(frozen=True, slots=True)
class Span:
    """The bits of a cell that belongs to every row between two heights."""

    bits: tuple[Bit, ...]
    top: float
    bottom: float


def spans_of(stretch: Stretch, ruling: Ruling) -> list[Span]:
    """Return the cells of a page that span rows; none where rules do not part every row from the next."""
    if not ruling.proven:
        return []
    columns = len(stretch.extents)
    found = []
    for column in range(columns):
        through = [height for height, covered in zip(ruling.heights, ruling.covered, strict=True) if column in covered]
        bounds = [float("-inf"), *through, float("inf")]
        bits = stretch.of(column)
        for top, bottom in pairwise(bounds):
            inside = tuple(bit for bit in bits if top < bit.base - 0.3 * bit.size < bottom)
            partial = [height for height in ruling.heights if top < height < bottom]
            if inside and partial:
                found.append(Span(inside, top, bottom))
    return found
