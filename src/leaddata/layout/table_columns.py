"""
The columns of a table: where one ends and the next begins, line by line.

Between two neighbouring columns there is, by the first evidence that exists,

1. a rule, drawn from row to row;
2. an edge: the cells of the right column are set flush left, so that many lines have a word that begins just there,
   however little room is left of it;
3. a gutter: the stretch that no word of the header or of any row covers. It narrows line by line.

A line with a word across an edge, or that leaves no gutter, is no plain row: it is a heading, prose, or has a cell that
spans columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from leaddata.layout.lines import box_of
from leaddata.layout.open_space import stretches_of
from leaddata.model import Box, Word

__all__ = ["Columns", "Gutter"]

_BLANK = 0.6  # type sizes: no blank between two words is as wide
_ACROSS = 1.0  # points by which a word has to reach over an edge to be across it
_OFF = 2.5  # points by which the first word right of an edge may be off it
_HANGING = 4.0  # type sizes by which a line that goes on may be set in
_INSET = 0.4  # type sizes by which a row may be set in
_RIVER = 0.55  # of the least width of a gutter: what all lines leave open may be narrower
_FEW = 6  # lines from which edges are not surely known


@dataclass(frozen=True, slots=True)
class Gutter:
    """
    What parts two neighbouring columns.

    Attributes:
        open: The stretches that no word covers; not used where there is an edge.
        left: Where the title of the right column begins.
        edge: Where the cells of the right column begin, if they are set flush left or a rule is drawn there.
        is_rule: True if the edge is a drawn rule.
        exact: Points by which words on the edge may be off it.
        drawn: From where to where the rule is drawn on this page: where it is left out a cell spans columns, or the
            table has ended. Nothing if that is not known.
    """

    open: tuple[tuple[float, float], ...]
    left: float
    edge: float | None = None
    is_rule: bool = False
    exact: float = 0.8
    drawn: tuple[tuple[float, float], ...] = ()

    def is_open(self, words: Sequence[Word]) -> bool:
        """True if the rule is left out beside the line of *words*."""
        if not self.drawn or not words:
            return False
        middle = (box_of(words[0]).top + box_of(words[0]).bottom) / 2
        return not any(top - 1 < middle < bottom + 1 for top, bottom in self.drawn)

    def is_above(self, words: Sequence[Word]) -> bool:
        """True if the rule is drawn above the line of *words* alone, as where a table has ended."""
        return self.is_open(words) and box_of(words[0]).top > max(bottom for _, bottom in self.drawn) - 1

    @property
    def cut(self) -> float:
        """Where the middle of a word tells in which column it is."""
        if self.edge is not None:
            return self.edge
        # A stretch that reaches up to the right column's title is its gutter; others may be holes that lines leave.
        flush = [stretch for stretch in self.open if stretch[1] >= self.left - 1]
        start, end = max(flush or self.open, key=lambda stretch: stretch[1] - stretch[0])
        return end - min(2.0, (end - start) / 2) if flush else (start + end) / 2

    def shifted(self, by: float) -> Gutter:
        """Return the gutter *by* points further right."""
        return Gutter(
            tuple((start + by, end + by) for start, end in self.open),
            self.left + by,
            None if self.edge is None else self.edge + by,
            self.is_rule,
            self.exact,
        )


@dataclass(frozen=True, slots=True)
class Columns:
    """
    The gutters of a table, left to right.

    Attributes:
        size: Type size of the header in points.
        least: Least width of an open gutter.
        left: Where the first column's cells or title begin.
        style: Whether the titles are bold, and italic.
    """

    gutters: tuple[Gutter, ...]
    size: float
    least: float
    left: float
    style: tuple[bool, bool] = (False, False)

    def narrowed(self, words: Sequence[Word]) -> Columns | None:
        """Return the columns after a line of *words*, or None if one stands across an edge or closes a gutter."""
        gutters: list[Gutter] = []
        for gutter in self.gutters:
            if gutter.edge is not None:
                if self._across(gutter, words):
                    return None
                gutters.append(gutter)
                continue
            boxes = [box_of(word) for word in words]
            pieces = tuple(piece for piece in _free(gutter.open, boxes) if piece[1] - piece[0] >= _RIVER * self.least)
            if not pieces:
                return None
            gutters.append(replace(gutter, open=pieces))
        return replace(self, gutters=tuple(gutters))

    def _across(self, gutter: Gutter, words: Sequence[Word]) -> bool:
        edge = gutter.edge or 0.0
        by = max(_ACROSS, gutter.exact)
        over = [word for word in words if box_of(word).x0 < edge - by and box_of(word).x1 > edge + by]
        if not over or gutter.is_open(words):
            return False
        # Words that are too long for their column are printed over the next one's: that one still begins at its edge.
        return gutter.is_rule or not any(abs(box_of(word).x0 - edge) < gutter.exact for word in words)

    def is_inside(self, words: Sequence[Word]) -> bool:
        """True of a line that the rules between the columns are drawn beside."""
        return any(gutter.is_rule and gutter.drawn and not gutter.is_open(words) for gutter in self.gutters)

    def is_outside(self, words: Sequence[Word]) -> bool:
        """True of a line of several cells below the end of the rules that are drawn between the columns."""
        ruled = [gutter for gutter in self.gutters if gutter.is_rule and gutter.drawn]
        return (
            len(ruled) == len(self.gutters)
            and all(gutter.is_above(words) for gutter in ruled)
            and sum(map(bool, self.split(words))) > 1
        )

    def is_off(self, words: Sequence[Word]) -> bool:
        """True if in some column with an edge the first word does not stand there, nor as far off as in the first one."""
        return any(self._off(self.split(words)))

    def _off(self, cells: Sequence[Sequence[Word]]) -> Iterator[bool]:
        inset = box_of(cells[0][0]).x0 - self.left if cells[0] else 0.0
        inset = inset if abs(inset) < _HANGING * self.size else 0.0
        for gutter, cell in zip(self.gutters, cells[1:], strict=True):
            if gutter.edge is None or gutter.is_rule or not cell:
                continue
            off = box_of(cell[0]).x0 - gutter.edge
            most = max(_OFF if cells[0] else _INSET * self.size, gutter.exact)
            # What leaves the first column empty goes on with the line above, and may be set in for that.
            yield min(abs(off), abs(off - inset)) > most and not (not cells[0] and 0 < off < _HANGING * self.size)

    def is_spanned(self, words: Sequence[Word]) -> bool:
        """True if some cell reaches over the edge where the next column begins."""
        return any(
            gutter.edge is not None and bool(cell) and box_of(cell[-1]).x1 > gutter.edge + max(_ACROSS, gutter.exact)
            for gutter, cell in zip(self.gutters, self.split(words), strict=False)
        )

    def split(self, words: Sequence[Word]) -> list[list[Word]]:
        """Return the words of a line by column; a word across an edge is in the column it begins in."""
        cells: list[list[Word]] = [[] for _ in range(len(self.gutters) + 1)]
        for word in words:
            box = box_of(word)
            column = 0
            for index, gutter in enumerate(self.gutters):
                flush = gutter.edge is not None and not gutter.is_rule
                at = box.x0 + gutter.exact if flush else (box.x0 + box.x1) / 2
                if at >= gutter.cut:
                    column = index + 1
            cells[column].append(word)
        for index, gutter in enumerate(self.gutters):
            self._take_back(cells, index, gutter)
        self._merge(cells, words)
        return cells

    def _merge(self, cells: list[list[Word]], words: Sequence[Word]) -> None:
        """
        Give a cell that spans columns, where the rule between them is left out, to the first of them.

        Its words have no open space between them. Where no rule at all is drawn it is a row without a fill, whose edges
        were taken for rules in the rows that have one.
        """
        several = len(self.gutters) > 1
        if several and all(gutter.is_open(words) for gutter in self.gutters):
            return
        for index in reversed(range(len(self.gutters))):
            left, right = cells[index], cells[index + 1]
            if not right or not (left or several) or not self.gutters[index].is_open(words):
                continue
            if not left or len(stretches_of(left + right, _BLANK * self.size)) == 1:
                left += right
                right.clear()

    def _take_back(self, cells: list[list[Word]], index: int, gutter: Gutter) -> None:
        """Give words to the cell left of them that spans into their column: they do not begin at its edge."""
        left, right = cells[index], cells[index + 1]
        if gutter.edge is None or gutter.is_rule or not left or not right:
            return
        over = box_of(left[-1]).x1 > gutter.edge + gutter.exact
        off = box_of(right[0]).x0 - gutter.edge > 1.2 * gutter.exact
        if not over and box_of(right[0]).x0 - box_of(left[-1]).x1 >= self.least:
            return
        if not off and not _runs_on(left, right[0]):
            return
        stretch = stretches_of(right, self.least)[0]
        left += stretch
        del right[: len(stretch)]

    def shifted(self, by: float) -> Columns:
        """Return the columns *by* points further right: left and right pages may have other margins."""
        return replace(self, gutters=tuple(gutter.shifted(by) for gutter in self.gutters), left=self.left + by)

    def or_else(self, other: Columns, lines: int) -> Columns:
        """
        Return the columns as a page with *lines* lines shows them, and where it shows no edge as *other* has it.

        A page with few lines shows little.
        """
        few = lines < _FEW
        gutters = tuple(
            replace(its, exact=max(its.exact, own.exact if own.edge is not None else 0.0))
            if few or own.edge is None
            else own
            for own, its in zip(self.gutters, other.gutters, strict=True)
        )
        return replace(self, gutters=gutters)


def _runs_on(words: Sequence[Word], word: Word) -> bool:
    """True if *word* stands just one blank after *words*, as the words of a sentence do, which have equal blanks."""
    if words[-1].text.endswith(("-", "\u2010", "\u00ad")):
        return False
    gaps = [box_of(after).x0 - box_of(before).x1 for before, after in pairwise([*words, word])]
    return len(gaps) > 2 and max(gaps) - min(gaps) < 0.02 * word.size


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
