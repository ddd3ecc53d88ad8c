"""
The strip of a page that a table stands in: beside it may stand a side note, a column of prose, or another table.

What is left or right of a header's outer titles is foreign to the table if open space parts it from the table all the
way down, and it keeps lines or type of its own, or goes on above the header. What keeps to the lines of the table is a
column more than was asked for; then the header is not the one that is looked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from leaddata.layout.header import Header
from leaddata.layout.lines import box_of, group_lines
from leaddata.layout.open_space import room_before
from leaddata.layout.strip_ends import NARROW, behind_numbers, narrow_ends, ruled_beside, ruled_end, starts_behind
from leaddata.layout.strip_pieces import Piece, is_foreign, mirrored, stretches_on
from leaddata.model import Box, Line, Word

__all__ = ["Strip", "crosses", "next_strip", "strip_of"]

_ROOM = 1.2  # type sizes of open space between a table and what stands beside it
_LEAST = 0.6  # and where it surely is something else
_CLEAR = 0.1  # points left of where a column of text begins
_LINES = 90  # lines below the header that are looked at


@dataclass(frozen=True, slots=True)
class Strip:
    """The part of a page from *left* to *right*, in points; infinite where nothing stands beside the table."""

    left: float = float("-inf")
    right: float = float("inf")

    def lines(self, lines: Sequence[Line], top: float = float("-inf"), bottom: float = float("inf")) -> list[Line]:
        """Return the lines that the words in this strip make, below *top* and above *bottom*."""
        if self.left == float("-inf") and self.right == float("inf"):
            return [line for line in lines if line.box is not None and top < _middle(line.box) < bottom]
        words = [word for line in lines for word in line.words if self._holds(word, top, bottom)]
        return list(group_lines(words))

    def _holds(self, word: Word, top: float, bottom: float) -> bool:
        box = box_of(word)
        return self.left <= (box.x0 + box.x1) / 2 < self.right and top < _middle(box) < bottom

    def meets(self, other: Strip) -> bool:
        """True if the two have a part of the page in common."""
        return self.left < other.right and other.left < self.right

    def shifted(self, by: float) -> Strip:
        """Return the strip *by* points further right."""
        return Strip(self.left + by, self.right + by)


def strip_of(
    header: Header, headers: Sequence[Header], lines: Sequence[Line], rules: Sequence[Box] = ()
) -> Strip | None:
    """
    Return the strip that the table under *header* stands in, or None if a column more than its titles stands beside it.

    Args:
        headers: All headers of the page; those beside this one stand over tables of their own.
        lines: The page's lines.
        rules: The page's drawn lines.
    """
    others = [one for one in headers if one is not header]
    level = [one for one in others if one.top < header.bottom and header.top < one.bottom]
    stretches = [one for line in lines for one in stretches_on(line.words)]
    ends: list[float] = []
    for side in (1, -1):
        apart = [one for one in level if (one.x0 > header.x1 if side > 0 else one.x1 < header.x0)]
        staggered = [one for one in others if (one.x0 > header.x1 if side > 0 else one.x1 < header.x0)]
        narrow = () if apart else narrow_ends(header, lines, side, bool(staggered))
        end = ruled_end(header, lines, rules, side)
        if end is None:
            end = next(iter(narrow), _boundary(header, apart, stretches, side))
        end = ruled_beside(header, rules, side) if end is None else end
        if end is None:
            return None
        ends.append(end)
    left = max(-ends[1], behind_numbers(header, lines))
    return Strip(left, ends[0])


def next_strip(strip: Strip, lines: Sequence[Line]) -> Strip | None:
    """Return the column of text right of a strip, as wide as it, or None if nothing stands there."""
    if strip.right == float("inf"):
        return None
    lefts = [box_of(line.words[0]).x0 for line in lines if line.words]
    width = strip.right - max(strip.left, min(lefts, default=0.0))
    # A line of the column before may reach further than the table does.
    starts = [at for at in starts_behind(lines) if at >= strip.right][:1] or [
        box_of(word).x0
        for line in lines
        for word in line.words
        if strip.right <= box_of(word).x0 and room_before(line.words, word) > NARROW * word.size
    ]
    if not starts:
        return None
    found = Strip(min(starts) - _CLEAR, min(starts) + 1.1 * width)
    return found if found.lines(lines) else None


def crosses(line: Line, at: float) -> bool:
    """True of a line with words on both sides of *at*, no further apart than words are, as a title over all columns."""
    return any(
        box_of(left).x0 < at <= box_of(right).x0 and box_of(right).x0 - box_of(left).x1 < NARROW * right.size
        for left, right in pairwise(line.words)
    ) or any(box_of(word).x0 < at < box_of(word).x1 for word in line.words)


def _boundary(header: Header, beside: Sequence[Header], stretches: Sequence[Piece], side: int) -> float | None:
    """
    Return where the strip ends on one *side* (1 right, -1 left), measured in that direction; None at a further column.

    To look to the left, all is mirrored.
    """
    edge = header.x1 if side > 0 else -header.x0
    seen = [replace(one, box=mirrored(one.box, side)) for one in stretches]
    below = sorted((one for one in seen if one.box.bottom > header.top), key=lambda one: (one.box.top, one.box.x0))
    if beside:
        near = min((one.x0 if side > 0 else -one.x1) for one in beside)
        return _between(edge, near, header, below)
    reach = edge
    foreign: list[Piece] = []
    own: list[Piece] = []
    for one in below[: _LINES * 4]:
        if one.box.x0 > edge + _ROOM * header.size and one.box.x0 > reach + 0.5 * header.size:
            foreign.append(one)
            continue
        nearest = min((other.box.x0 for other in foreign), default=float("inf"))
        if one.box.x1 > nearest - 0.3 * header.size:
            if len(own) > 1:
                break  # it runs over the whole width: below the table
            foreign = [other for other in foreign if other.box.x0 > one.box.x1 + 0.5 * header.size]
        own.append(one)
        reach = max(reach, one.box.x1)
    foreign = [one for one in foreign if one.box.x0 > reach + 0.5 * header.size]
    if not foreign:
        return float("inf")
    start = min(one.box.x0 for one in foreign)
    bottom = max((one.box.bottom for one in own), default=header.bottom)
    foreign = [one for one in foreign if one.box.top < bottom]
    if not foreign:
        return float("inf")
    if start - reach < _LEAST * header.size:
        return float("inf")
    if is_foreign(foreign, own, seen, header, start):
        return (start + max(reach, edge)) / 2
    on_header = any(one.box.top < header.bottom and one.box.bottom > header.top + 0.2 * header.size for one in foreign)
    return None if on_header else float("inf")


def _between(edge: float, near: float, header: Header, below: Sequence[Piece]) -> float:
    """Return where to part two tables side by side: in the widest of what stays open between their titles."""
    open_parts = [(edge, near)]
    for one in below:
        narrowed = [
            part
            for start, end in open_parts
            for part in ((start, min(end, one.box.x0)), (max(start, one.box.x1), end))
            if part[1] - part[0] > 0.5 * header.size
        ]
        if one.box.x1 <= edge or one.box.x0 >= near:
            continue
        if not narrowed:
            break
        open_parts = _merged(narrowed)
    # The last column of one table and the first of the next: what is nearest to the next title is its own gutter.
    start, end = max(open_parts, key=lambda part: part[1] - part[0])
    return (start + end) / 2


def _merged(parts: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    result: list[tuple[float, float]] = []
    for part in sorted(set(parts)):
        if result and part[0] < result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], part[1]))
        else:
            result.append(part)
    return result


def _middle(box: Box) -> float:
    return (box.top + box.bottom) / 2
