"""The columns of a table on a page: the gutters between them, narrowed line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from leaddata.layout.header import Header
from leaddata.layout.lines import box_of
from leaddata.model import Box, Line, Word

__all__ = ["Columns", "usual_blank"]

_GUTTER = 0.35  # least width of a gutter, in type sizes
_BLANKS = 1.3  # and in blanks between words: a typewriter face has wide ones


@dataclass(frozen=True)
class Columns:
    """
    The open stretches of each gutter, left to right.

    Attributes:
        gutters: Per pair of neighbouring columns, the stretches that no word covers.
        lefts: Per pair, where the title of the right column begins.
        size: Type size of the header in points.
        least: Least width of a gutter.
    """

    gutters: tuple[tuple[tuple[float, float], ...], ...]
    lefts: tuple[float, ...]
    size: float
    least: float

    @classmethod
    def under(cls, header: Header, blank: float) -> Columns:
        """Return the gutters that the header alone leaves open, on a page with blanks of width *blank*."""
        gutters = tuple(((left.x1, right.x0),) for left, right in pairwise(header.boxes))
        lefts = tuple(box.x0 for box in header.boxes[1:])
        return cls(gutters, lefts, header.size, max(_GUTTER * header.size, _BLANKS * blank))

    def narrowed(self, words: Sequence[Word]) -> Columns | None:
        """Return the columns after a line of *words*, or None if the line closes a gutter."""
        boxes = [box_of(word) for word in words]
        gutters = tuple(
            tuple(piece for piece in _free(stretches, boxes) if piece[1] - piece[0] >= self.least)
            for stretches in self.gutters
        )
        return replace(self, gutters=gutters) if all(gutters) else None

    def split(self, words: Sequence[Word]) -> list[list[Word]]:
        """Return the words of a line by column."""
        cuts = [self._cut(stretches, left) for stretches, left in zip(self.gutters, self.lefts, strict=True)]
        cells: list[list[Word]] = [[] for _ in range(len(cuts) + 1)]
        for word in words:
            middle = (box_of(word).x0 + box_of(word).x1) / 2
            cells[sum(cut < middle for cut in cuts)].append(word)
        return cells

    def _cut(self, stretches: Sequence[tuple[float, float]], left: float) -> float:
        """
        Return where to part two columns.

        A stretch that reaches up to the right column's title is the gutter of a column set flush left; others may be
        holes that ragged or justified lines happen to leave. Of a centred column it is the widest.
        """
        flush = [stretch for stretch in stretches if stretch[1] >= left - 1]
        start, end = max(flush or stretches, key=lambda stretch: stretch[1] - stretch[0])
        return end - min(self.least, end - start) / 2 if flush else (start + end) / 2


def usual_blank(lines: Sequence[Line]) -> float:
    """Return the usual width of a blank between two words, in points."""
    gaps = [
        box_of(right).x0 - box_of(left).x1
        for line in lines
        for left, right in pairwise(line.words)
        if box_of(right).x0 - box_of(left).x1 < left.size
    ]
    return median(gaps) if gaps else 0.0


def _free(stretches: Sequence[tuple[float, float]], boxes: Sequence[Box]) -> Iterator[tuple[float, float]]:
    """Yield what *boxes* leave of *stretches*."""
    for stretch in stretches:
        pieces = [stretch]
        for box in boxes:
            pieces = [
                piece
                for start, end in pieces
                for piece in (((start, end),) if box.x1 <= start or box.x0 >= end else ((start, box.x0), (box.x1, end)))
                if piece[1] > piece[0]
            ]
        yield from pieces
