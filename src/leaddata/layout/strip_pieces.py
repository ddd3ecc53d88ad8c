"""What stands on the lines of a page beside a table, and whether it is a part of that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from leaddata.layout.header import Header
from leaddata.layout.lines import box_of
from leaddata.model import Box, Word

__all__ = ["Piece", "is_foreign", "mirrored", "stretches_on"]

_ROOM = 1.2  # type sizes of open space that part two pieces of a line
_ALIGNED = 0.25  # type sizes within which two base lines are one
_TOGETHER = 0.75  # share of the lines of one side that have a line of the other beside them, in one table
_ELSEWHERE = 0.3  # share of the foreign lines that stand between the lines of the table


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a line without open space between them."""

    box: Box
    size: float
    style: tuple[bool, bool] = (False, False)


def stretches_on(words: Sequence[Word]) -> list[Piece]:
    """Return the words of a line parted where there is open space."""
    found: list[list[Word]] = []
    for word in words:
        if found and box_of(word).x0 - box_of(found[-1][-1]).x1 < _ROOM * word.size:
            found[-1].append(word)
        else:
            found.append([word])
    return [_stretch(words) for words in found]


def _stretch(words: Sequence[Word]) -> Piece:
    box = box_of(words[0])
    for word in words[1:]:
        box = box | box_of(word)
    style = all(word.bold for word in words), all(word.italic for word in words)
    return Piece(box, max(word.size for word in words), style)


def mirrored(box: Box, side: int) -> Box:
    """Return a box as it is seen in the direction of *side*: 1 to the right, -1 to the left."""
    return box if side > 0 else Box(-box.x1, box.top, -box.x0, box.bottom)


def is_foreign(
    foreign: Sequence[Piece], own: Sequence[Piece], seen: Sequence[Piece], header: Header, start: float
) -> bool:
    """
    True if the pieces beside a table are no column of it.

    They stand between its lines, or are of another size, or on the header's line but not set as titles, or go on above it.

    Args:
        foreign, own: Pieces beside the table, and of it, in the direction that is looked to.
        seen: All pieces of the page.
        start: Where the foreign ones begin.
    """
    style = all(word.bold for word in header.words), all(word.italic for word in header.words)
    level = [one for one in foreign if one.box.top < header.bottom - 0.3 * header.size and one.box.bottom > header.top]
    titled = any(one.style == style and abs(one.size - header.size) < 0.05 * header.size for one in level)
    if titled and max(_share_beside(own, foreign, header), _share_beside(foreign, own, header)) > _TOGETHER:
        return False  # a title beside the titles, and rows that begin where the rows do
    bases = sorted(one.box.bottom for one in own)
    between = sum(not any(abs(one.box.bottom - base) < _ALIGNED * one.size for base in bases) for one in foreign)
    if between >= max(1, _ELSEWHERE * len(foreign)):
        return True
    sizes = [one.size for one in own if one.box.top > header.bottom]
    if sizes and abs(median(one.size for one in foreign) - median(sizes)) > 0.09 * median(sizes):
        return True
    if level and style != (False, False) and all(one.style != style for one in level):
        return True  # no titles, though beside the titles
    # Prose beside the table goes on above the header.
    above = [one for one in seen if one.box.bottom <= header.top and one.box.top > header.top - 4 * header.size]
    return any(abs(one.box.x0 - start) < header.size for one in above) and not any(
        one.box.x0 < start - header.size < one.box.x1 for one in above
    )


def _share_beside(pieces: Sequence[Piece], others: Sequence[Piece], header: Header) -> float:
    """Return the share of the pieces below a header, as far down as both reach, that have one of *others* beside them."""
    end = min(max(one.box.bottom for one in pieces), max(one.box.bottom for one in others)) + 1
    below = [one for one in pieces if header.bottom < one.box.bottom < end]
    bases = [one.box.bottom for one in others]
    beside = sum(any(abs(one.box.bottom - base) < _ALIGNED * one.size for base in bases) for one in below)
    return beside / len(below) if below else 0.0
