"""
Glyphs on a page to words, from where they stand and not from the blanks that are drawn.

TeX and OCR layers draw no blanks, others draw blanks and back over them, draw a glyph twice to make it bold, an accent
apart from its letter, or the words of a page in any order. So a word is what stands closer together than a share of the
type size, on one base line, whoever drew it when.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import NamedTuple

from leaddata.model import Box

__all__ = ["Glyph", "Piece", "Run", "directions", "turned"]

_ASKEW = 12.0  # degrees by which a page may be scanned askew


class Glyph(NamedTuple):
    """
    A glyph on a page as shown.

    Attributes:
        box: In points from the top left.
        base: Where its base line begins: x and y.
        angle: Direction of the base line, in degrees clockwise from left to right.
        size: Type size in points.
        order: Its number in the order of drawing.
        colour: What it is drawn in, empty if that is not known.
    """

    text: str
    box: Box
    base: tuple[float, float]
    angle: float
    size: float
    font: str
    order: int
    colour: str = ""


class Piece(NamedTuple):
    """A glyph of a run: its text, type size, and width in type sizes, and where it begins."""

    text: str
    size: float
    width: float
    x0: float


@dataclass(slots=True)
class Run:
    """
    Glyphs without a gap between them, left to right.

    Attributes:
        box: On the page as shown.
        x0, x1, base: Along and across the direction of reading.
        raised: A small mark above the base line, such as the number of a note.
        closed: A word ends with it, however near the next glyph stands.
        colour: What it is drawn in, empty if that is not known.
        composed: Its last letter has an accent that was drawn apart.
    """

    text: str
    box: Box
    x0: float
    x1: float
    base: float
    size: float
    font: str
    order: int
    raised: bool = False
    closed: bool = False
    composed: bool = False
    colour: str = ""
    pieces: list[Piece] = field(default_factory=list)


def directions(glyphs: Sequence[Glyph]) -> list[tuple[float, list[Glyph]]]:
    """
    Return the glyphs by the direction they read in, most glyphs first: the angle in degrees clockwise, and the glyphs.

    What is printed slantwise is left out.

    A page that was scanned askew has one direction, a little off; a table turned on its side has its own.
    """
    quarters: defaultdict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        if abs((glyph.angle + 45) % 90 - 45) < _ASKEW:  # else a stamp across the page
            quarters[round(glyph.angle / 90) % 4].append(glyph)
    found = []
    for quarter, members in sorted(quarters.items(), key=lambda one: (-len(one[1]), one[0])):
        skew = median((glyph.angle - 90 * quarter + 180) % 360 - 180 for glyph in members)
        found.append((90.0 * quarter + (skew if abs(skew) > 0.05 else 0.0), members))
    return found


def turned(box: Box, angle: float, width: float, height: float) -> Box:
    """
    Return *box* on a page of *width* by *height* points as it stands when the page is turned to be read along *angle*.

    Quarter turns are exact; by any other angle the middle of the box is turned and its size kept.
    """
    quarter = round(angle / 90) % 4
    x0, top, x1, bottom = box.x0, box.top, box.x1, box.bottom
    match quarter:
        case 1:  # reads downwards
            x0, top, x1, bottom = top, width - x1, bottom, width - x0
            width, height = height, width
        case 2:
            x0, top, x1, bottom = width - x1, height - bottom, width - x0, height - top
        case 3:  # reads upwards
            x0, top, x1, bottom = height - bottom, x0, height - top, x1
            width, height = height, width
    skew = angle - 90 * round(angle / 90)
    if skew:
        middle = _rotated((x0 + x1) / 2 - width / 2, (top + bottom) / 2 - height / 2, -skew)
        across, along = middle[1] + height / 2, middle[0] + width / 2
        half_width, half_height = (x1 - x0) / 2, (bottom - top) / 2
        return Box(along - half_width, across - half_height, along + half_width, across + half_height)
    return Box(x0, top, x1, bottom)


def _rotated(x: float, y: float, degrees: float) -> tuple[float, float]:
    turn = math.radians(degrees)
    return x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)
