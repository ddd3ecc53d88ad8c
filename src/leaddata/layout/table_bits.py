"""What stands on one line in one column of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leaddata.layout.lines import base_of, box_of
from leaddata.model import Box, Word

__all__ = ["Bit", "Stretch", "bits_of"]

_HYPHENS = ("-", "\u2010", "\u00ad")


@dataclass(frozen=True, slots=True)
class Bit:
    """
    The words of one column on one line.

    Attributes:
        line: Index of the line.
        base: Height of the base line in points from the top.
        left: Where it begins.
        width: In points.
        first: Width of its first word.
        orders: Number of its first and last word in the order of drawing.
    """

    line: int
    column: int
    words: tuple[Word, ...]
    base: float
    left: float
    width: float
    first: float
    size: float
    orders: tuple[int, int]

    @property
    def hangs(self) -> bool:
        """True if it ends in a hyphen: the word goes on."""
        return self.words[-1].text.endswith(_HYPHENS) and len(self.words[-1].text) > 1

    @property
    def is_number(self) -> bool:
        """True if it is one word of digits and signs."""
        return len(self.words) == 1 and self.words[0].text.strip("%\u00a3\u20ac$().,+-\u2013").isdigit()

    @property
    def breaks(self) -> bool:
        """True if it ends where an author may break a line on purpose."""
        return self.words[-1].text.endswith((",", ";", ":", "/", "&", ".")) or self.hangs


@dataclass(frozen=True, slots=True)
class Stretch:
    """
    The lines of a table on one page, as bits by line, with the rules drawn there.

    Attributes:
        extents: Per column, from where to where its words reach.
        rooms: Per column, how far it is to where the next one begins; 0 for the last.
    """

    page: int
    lines: tuple[tuple[Bit, ...], ...]
    rules: tuple[Box, ...]
    extents: tuple[tuple[float, float], ...]
    rooms: tuple[float, ...]

    def of(self, column: int) -> list[Bit]:
        """Return the bits of a column, top to bottom."""
        return [bit for line in self.lines for bit in line if bit.column == column]


def bits_of(cells: Sequence[Sequence[Word]], line: int) -> tuple[Bit, ...]:
    """Return the bits of one line, given as words by column."""
    return tuple(_bit(words, line, column) for column, words in enumerate(cells) if words)


def _bit(words: Sequence[Word], line: int, column: int) -> Bit:
    boxes = [box_of(word) for word in words]
    plain = [word for word in words if not word.raised] or list(words)
    lowest = max(plain, key=lambda word: word.size)
    return Bit(
        line,
        column,
        tuple(words),
        base_of(lowest),
        boxes[0].x0,
        max(box.x1 for box in boxes) - boxes[0].x0,
        boxes[0].x1 - boxes[0].x0,
        lowest.size,
        (min(word.order for word in words), max(word.order for word in words)),
    )
