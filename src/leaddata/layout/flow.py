"""The lines of a document in reading order, without furniture, each with the space around it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from leaddata.layout.columns import columns_of
from leaddata.layout.furniture import find_furniture
from leaddata.layout.heading_numbers import is_label
from leaddata.layout.lines import box_of
from leaddata.layout.lists import is_bullet
from leaddata.layout.running_titles import in_text, running_titles
from leaddata.layout.styles import Style, body_style, style_of
from leaddata.model import Box, Document, Line, Page

__all__ = ["Flow", "Row", "document_flow", "gaps_in"]

_COLUMN_GAP = 1.4  # of the type size: a gap between cells


@dataclass(frozen=True, slots=True)
class Row:
    """
    A line where it is read.

    Attributes:
        step: From the bottom of the line above in the same column to its own, in points; infinite at the top.
        below: The same to the line below; infinite at the end of a column.
        right: Right edge of its column.
        is_bullet: True if it begins with the sign of a list.
    """

    line: Line
    page: int
    style: Style
    box: Box
    step: float
    below: float
    right: float
    is_bullet: bool


@dataclass(frozen=True, slots=True)
class Flow:
    """
    The running text of a document, line by line.

    Attributes:
        body: How most of it is set.
        pitch: Usual distance between the lines of a paragraph, in points.
    """

    rows: tuple[Row, ...]
    body: Style
    pitch: float
    pages: tuple[Page, ...]


def document_flow(document: Document) -> Flow:
    """Return the lines of a document with geometry in the order in which they are read."""
    body = body_style(document)
    furniture = find_furniture(document)
    titles = running_titles(document.pages, body.size)
    rows: list[Row] = []
    for page in document.pages:
        kept = in_text(page, body.size)
        lines = [
            line
            for line in page.lines
            if line.words
            and (line not in furniture or id(line) in kept or _opens_section(line, body.size))
            and id(line) not in titles
        ]
        for column in columns_of(lines, page.rules):
            rows += _rows(column, page.number)
    steps = [row.step for row in rows if row.style.size == body.size and 0.8 * body.size < row.step < 2.4 * body.size]
    return Flow(tuple(rows), body, median(steps) if steps else 1.2 * body.size, document.pages)


def gaps_in(line: Line) -> int:
    """Return how many wide gaps part the words of a line, the one after a number or bullet left out."""
    count = 0
    for index, (before, word) in enumerate(pairwise(line.words)):
        wide = box_of(word).x0 - box_of(before).x1 > _COLUMN_GAP * max(word.size, before.size)
        if wide and not (index == 0 and re.fullmatch(r"(?:[\dA-Z.()]{1,8}|[IVX]+\.?|\W)", before.text)):
            count += 1
    return count


def _opens_section(line: Line, size: float) -> bool:
    """True of "Chapter 2" in the margin of a page: it counts with the pages where each chapter has one, and is a label."""
    style = style_of(line.words)
    return is_label(line.text) and (style.size > 1.07 * size or style.bold)


def _rows(column: Sequence[Line], page: int) -> Iterable[Row]:
    boxes = [box for line in column if (box := line.box or line.at.box) is not None]
    right = max((box.x1 for box in boxes), default=0.0)
    steps = [math.inf, *(below.bottom - above.bottom for above, below in pairwise(boxes)), math.inf]
    for index, (line, box) in enumerate(zip(column, boxes, strict=True)):
        style = style_of(line.words)
        yield Row(line, page, style, box, steps[index], steps[index + 1], right, is_bullet(line))
