"""
Running text out of PDF pages, in reading order, by the space between lines, indent and style.

Headings are those of the outline (`heading_search`). A paragraph ends where
the space below a line is wider than between the lines of a paragraph, or where indent or style changes. A paragraph
that ends a page without a stop goes on overleaf.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from leaddata.layout.blocks import Block, Blocks, Region, make_block
from leaddata.layout.flow import document_flow
from leaddata.layout.furniture import in_margin
from leaddata.layout.heading_search import find_headings
from leaddata.layout.join import end_line, join_words
from leaddata.layout.lines import box_of
from leaddata.layout.lists import is_bullet, without_sign
from leaddata.model import Box, Cell, Document, Line, Page, Word

__all__ = ["pdf_blocks"]

_WIDER_GAP = 1.3
_INDENT = 4.0
_STOPS = (".", "?", "!", ":", ";", ")", "]", "\u2019", "\u201d")


@dataclass
class _Stretch:
    """Lines of one kind that follow one another."""

    kind: str
    words: list[Word] = field(default_factory=list)
    left: float = 0.0
    box: Box | None = None
    style: tuple[bool, bool] = (False, False)
    page: int = 0
    count: int = 0
    heading: int = -1


def pdf_blocks(document: Document, regions: Sequence[Region] = ()) -> Blocks:
    """Return the blocks of a document with geometry."""
    flow = document_flow(document)
    headings = {
        id(row.line): place
        for place, heading in enumerate(find_headings(flow))
        for row in flow.rows[heading.first : heading.last + 1]
    }
    numbers: dict[int, Cell] = {}
    for page in document.pages:
        for line in page.lines:
            if _is_section_number(line, page) and line.text != str(page.number):
                numbers[page.number] = join_words(line.words)
    stretches: list[_Stretch] = []
    for page in document.pages:
        lines = [row.line for row in flow.rows if row.page == page.number and not _is_section_number(row.line, page)]
        for stretch in _stretches(lines, page, headings, regions):
            _append(stretches, stretch)
    return Blocks(tuple(_block(stretch) for stretch in stretches), numbers)


def _is_section_number(line: Line, page: Page) -> bool:
    return re.fullmatch(r"\d{1,2}", line.text) is not None and in_margin(line, page)


def _stretches(
    lines: Sequence[Line], page: Page, headings: Mapping[int, int], regions: Sequence[Region]
) -> Iterator[_Stretch]:
    tables = [region.box for region in regions if region.page == page.number and region.box]
    gap = _usual_gap(lines)
    current: _Stretch | None = None
    is_point = False
    for line in lines:
        kind = "table" if any(_inside(line, box) for box in tables) else _kind(line, headings)
        place = headings.get(id(line), -1)
        words = without_sign(end_line(line.words)) if kind == "bullet" else list(end_line(line.words))
        if not words:
            # The sign stands on a line of its own, above the point or at its base line.
            is_point = True
            continue
        if is_point and kind == "paragraph":
            kind = "bullet"
        is_point = False
        if current is None or _breaks(current, line, kind, gap) or place != current.heading:
            if current is not None:
                yield current
            current = _Stretch(kind, left=box_of(words[0]).x0, style=_style(words), page=page.number, heading=place)
        if current.count == 1 and current.kind == "paragraph":
            # Only the first line tells the rest by its indent: it hangs out, or stands in.
            current.left = box_of(words[0]).x0
        current.words += words
        current.box = line.box
        current.count += 1
    if current is not None:
        yield current


def _usual_gap(lines: Sequence[Line]) -> float:
    """Return the usual distance from one line's bottom to the next one's, in points."""
    steps = [
        below.box.bottom - above.box.bottom
        for above, below in pairwise(lines)
        if above.box and below.box and below.box.bottom > above.box.bottom + 1
    ]
    return median(sorted(steps)[: max(1, (len(steps) * 3) // 4)]) if steps else 0.0


def _inside(line: Line, box: Box) -> bool:
    own = line.box
    return own is not None and own.top >= box.top - 1 and own.bottom <= box.bottom + 1


def _kind(line: Line, headings: Mapping[int, int]) -> str:
    if id(line) in headings:
        return "heading"
    return "bullet" if is_bullet(line) else "paragraph"


def _style(words: Sequence[Word]) -> tuple[bool, bool]:
    return all(word.bold for word in words), all(word.italic for word in words)


def _breaks(current: _Stretch, line: Line, kind: str, gap: float) -> bool:
    if current.kind == "table" or kind == "table":
        return current.kind != kind
    if kind == "bullet" or (kind != current.kind and not (current.kind == "bullet" and kind == "paragraph")):
        return True
    below, above = line.box, current.box
    if below is None or above is None:
        return True
    if kind == "heading":
        return False
    if below.bottom - above.bottom > gap * _WIDER_GAP:
        return True
    if current.kind == "bullet":
        return below.x0 <= current.left - _INDENT
    if _style(line.words)[1] != current.style[1]:
        return True
    return current.count > 1 and abs(below.x0 - current.left) > _INDENT


def _append(stretches: list[_Stretch], stretch: _Stretch) -> None:
    before = stretches[-1] if stretches else None
    if before is not None and before.page != stretch.page and _goes_on(before, stretch):
        before.words += stretch.words
        before.page = stretch.page
        return
    stretches.append(stretch)


def _goes_on(before: _Stretch, stretch: _Stretch) -> bool:
    if stretch.kind != "paragraph" or before.kind not in {"paragraph", "bullet"}:
        return False
    return not before.words[-1].text.endswith(_STOPS) and before.style == stretch.style


def _block(stretch: _Stretch) -> Block:
    return make_block(stretch.kind, stretch.words)
