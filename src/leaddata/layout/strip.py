"""
The strip of a page that a table stands in: beside it may stand a side note, a column of prose, or another table.

What is left or right of a header's outer titles is foreign to the table if open space parts it from the table all the
way down, and it keeps lines or type of its own, or goes on above the header. What keeps to the lines of the table is a
column more than was asked for; then the header is not the one that is looked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from leaddata.layout.header import Header
from leaddata.layout.lines import box_of, group_lines
from leaddata.model import Box, Line, Word

__all__ = ["Strip", "strip_of"]

_ROOM = 1.2  # type sizes of open space between a table and what stands beside it
_LEAST = 0.6  # and where it surely is something else
_LINES = 90  # lines below the header that are looked at
_ALIGNED = 0.25  # type sizes within which two base lines are one
_ELSEWHERE = 0.3  # share of the foreign lines that stand between the lines of the table


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

    def shifted(self, by: float) -> Strip:
        """Return the strip *by* points further right."""
        return Strip(self.left + by, self.right + by)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words of a line without open space between them."""

    box: Box
    size: float


def strip_of(header: Header, headers: Sequence[Header], lines: Sequence[Line]) -> Strip | None:
    """
    Return the strip that the table under *header* stands in, or None if a column more than its titles stands beside it.

    Args:
        headers: All headers of the page; those beside this one stand over tables of their own.
        lines: The page's lines.
    """
    beside = [one for one in headers if one is not header and one.top < header.bottom and header.top < one.bottom]
    stretches = [one for line in lines for one in _stretches(line)]
    right = _boundary(header, [one for one in beside if one.x0 > header.x1], stretches, 1)
    left = _boundary(header, [one for one in beside if one.x1 < header.x0], stretches, -1)
    if right is None or left is None:
        return None
    return Strip(-left, right)


def _stretches(line: Line) -> list[_Stretch]:
    found: list[list[Word]] = []
    for word in line.words:
        if found and box_of(word).x0 - box_of(found[-1][-1]).x1 < _ROOM * word.size:
            found[-1].append(word)
        else:
            found.append([word])
    return [_stretch(words) for words in found]


def _stretch(words: Sequence[Word]) -> _Stretch:
    box = box_of(words[0])
    for word in words[1:]:
        box = box | box_of(word)
    return _Stretch(box, max(word.size for word in words))


def _boundary(header: Header, beside: Sequence[Header], stretches: Sequence[_Stretch], side: int) -> float | None:
    """
    Return where the strip ends on one *side* (1 right, -1 left), measured in that direction; None at a further column.

    To look to the left, all is mirrored.
    """
    edge = header.x1 if side > 0 else -header.x0
    seen = [_Stretch(_mirrored(one.box, side), one.size) for one in stretches]
    below = sorted((one for one in seen if one.box.bottom > header.top), key=lambda one: (one.box.top, one.box.x0))
    if beside:
        near = min((one.x0 if side > 0 else -one.x1) for one in beside)
        return _between(edge, near, header, below)
    reach = edge
    foreign: list[_Stretch] = []
    own: list[_Stretch] = []
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
    if _is_foreign(foreign, own, seen, header, start):
        return (start + max(reach, edge)) / 2
    on_header = any(one.box.top < header.bottom and one.box.bottom > header.top + 0.2 * header.size for one in foreign)
    return None if on_header else float("inf")


def _mirrored(box: Box, side: int) -> Box:
    return box if side > 0 else Box(-box.x1, box.top, -box.x0, box.bottom)


def _is_foreign(
    foreign: Sequence[_Stretch], own: Sequence[_Stretch], seen: Sequence[_Stretch], header: Header, start: float
) -> bool:
    bases = sorted(one.box.bottom for one in own)
    between = sum(not any(abs(one.box.bottom - base) < _ALIGNED * one.size for base in bases) for one in foreign)
    if between >= max(1, _ELSEWHERE * len(foreign)):
        return True
    sizes = [one.size for one in own if one.box.top > header.bottom]
    if sizes and abs(median(one.size for one in foreign) - median(sizes)) > 0.09 * median(sizes):
        return True
    # Prose beside the table goes on above the header.
    above = [one for one in seen if one.box.bottom <= header.top and one.box.top > header.top - 4 * header.size]
    return any(abs(one.box.x0 - start) < header.size for one in above) and not any(
        one.box.x0 < start - header.size < one.box.x1 for one in above
    )


def _between(edge: float, near: float, header: Header, below: Sequence[_Stretch]) -> float:
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
