"""
The headings of a report.

A heading is its words, the number that it begins with, and how its title is set.
"""

from __future__ import annotations

from dataclasses import dataclass

from leaddata.layout.flow import Flow
from leaddata.layout.heading_numbers import HeadingNumber
from leaddata.layout.styles import Style
from leaddata.model import Cell

__all__ = ["Heading", "is_small", "strength", "style_key"]

_SMALLEST = 0.92  # of the body's size: the smallest type of a heading
_SMALLEST_CAPITALS = 0.8  # of bold capitals, which are as high as the small letters of the body
_LARGER = 1.07


@dataclass(frozen=True, slots=True)
class Heading:
    """
    A heading.

    Attributes:
        cell: All of it, number included.
        number: What it begins with, if that is a number.
        first, last: Indices of its rows in the flow.
        style: How its title is set.
    """

    cell: Cell
    number: HeadingNumber | None
    first: int
    last: int
    style: Style
    page: int

    @property
    def title(self) -> Cell:
        """Its words without the number."""
        return self.cell.part(self.number.title, len(self.cell.text)) if self.number else self.cell


def strength(flow: Flow, style: Style) -> int:
    """Return 3 for larger type, 2 for bold, 1 for what is weaker, 0 for body type."""
    body = flow.body
    if style.size > body.size * _LARGER:
        return 3
    if is_small(flow, style):
        return 0
    if style.bold and not body.bold:
        return 2
    differs = (style.italic and not body.italic) or style.capitals is True
    return 1 if differs or (style.font, style.colour) != (body.font, body.colour) else 0


def is_small(flow: Flow, style: Style) -> bool:
    """True of type too small for a heading."""
    smallest = _SMALLEST_CAPITALS if style.bold and style.capitals and not flow.body.bold else _SMALLEST
    return style.size < flow.body.size * smallest


def style_key(style: Style) -> tuple[float, bool, bool]:
    """Return what two headings of one kind share: size, weight and slope."""
    return style.size, style.bold, style.italic
