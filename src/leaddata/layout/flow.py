"""The lines of a document in reading order, without furniture, each with the space around it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from leaddata.layout.columns import columns_of
from leaddata.layout.furniture import find_furniture
from leaddata.layout.heading_columns import in_equal_columns
from leaddata.layout.heading_letters import with_whole_words
from leaddata.layout.heading_numbers import is_label
from leaddata.layout.heading_sides import text_edges, without_sides
from leaddata.layout.lines import box_of
from leaddata.layout.lists import is_bullet
from leaddata.layout.running_titles import in_text, running_titles
from leaddata.layout.styles import Style, body_style, style_of
from leaddata.model import Box, Document, Line, Page, Word

__all__ = ["Flow", "Row", "document_flow", "gaps_in"]

_COLUMN_GAP = 1.4  # of the type size: a gap between cells

_GUTTER = 0.7  # of the type size
_FEWEST = 2  # lines of a band in two columns
_LETTERS = 18  # of its lines on either side, at least


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
    document = replace(document, pages=with_whole_words(document.pages))
    body = body_style(document)
    furniture = find_furniture(document)
    titles = running_titles(document.pages, body.size)
    edges = text_edges(document.pages, body)
    pitch = _pitch(document, body)
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
        for run, is_side in without_sides(lines, edges[page.number % 2], body, pitch):
            for column in [run] if is_side else in_equal_columns(run) or columns_of(run, page.rules):
                for part in _halved(column):
                    rows += _rows(part, page.number)
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


def _pitch(document: Document, body: Style) -> float:
    """Return the usual step between lines of body type, before they are in order."""
    steps = [
        below.box.bottom - above.box.bottom
        for page in document.pages
        for above, below in pairwise(page.lines)
        if above.box and below.box and abs(below.words[0].size - body.size) < 0.5
    ]
    usual = [step for step in steps if 0.8 * body.size < step < 2.4 * body.size]
    return median(usual) if usual else 1.2 * body.size


def _halved(column: Sequence[Line]) -> list[list[Line]]:
    """
    Part a run of few lines, too few for a column of the page, that was drawn as a whole right of what is left of it.

    A list may begin at the foot of a page in two columns of two lines each.
    """
    parts: list[list[Line]] = [[]]
    index = 0
    while index < len(column):
        end = _band(column, index)
        if end - index >= _FEWEST:
            cut = [_cut(line) for line in column[index:end]]
            parts += [[left for left, _ in cut], [right for _, right in cut if right is not None], []]
            index = end
            continue
        parts[-1].append(column[index])
        index += 1
    return [part for part in parts if part]


def _band(column: Sequence[Line], start: int) -> int:
    """Return where the lines end that from *start* on have a gap at one place, right of which all was drawn later."""
    end = start
    edge, latest, earliest, inner = math.inf, 0, math.inf, 0.0
    letters = [0, 0]
    for line in column[start:]:
        left, right = _cut(line)
        if right is None:
            break
        edge = min(edge, box_of(right.words[0]).x0)
        inner = max(inner, box_of(left.words[-1]).x1)
        latest = max(latest, *(word.order for word in left.words))
        earliest = min(earliest, *(word.order for word in right.words))
        if inner >= edge or latest >= earliest:
            break
        letters = [letters[0] + len(left.text), letters[1] + len(right.text)]
        end += 1
    wide = min(letters) >= _LETTERS * (end - start)
    return end if wide else start


def _cut(line: Line) -> tuple[Line, Line | None]:
    """Return a line cut at its widest gap, if it has one as wide as a gutter."""
    gaps = [box_of(word).x0 - box_of(before).x1 for before, word in pairwise(line.words)]
    if not gaps or max(gaps) < _GUTTER * line.words[0].size:
        return line, None
    place = gaps.index(max(gaps)) + 1
    left, right = (_line_of(line, words) for words in (line.words[:place], line.words[place:]))
    return left, right


def _line_of(line: Line, words: tuple[Word, ...]) -> Line:
    at, box = words[0].at, box_of(words[0])
    for word in words[1:]:
        at, box = at | word.at, box | box_of(word)
    return replace(line, text=" ".join(word.text for word in words), at=at, words=words, box=box)


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
