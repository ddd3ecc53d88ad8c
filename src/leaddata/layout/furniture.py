"""
Page furniture: running titles and page numbers in the margins.

A line in the outer eighth of a page is *sure* furniture if it holds a number that counts with the pages, on two pages
or more; it is *likely* furniture if the same words stand at the same height on three pages (on both of two). A table
may run into the margin, and may print the same there on several pages: so what is only likely is left to the reader
of the table to keep.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from leaddata.model import Document, Line, Page

__all__ = ["Furniture", "find_furniture", "folded_line", "in_margin"]

_MARGIN = 0.12
_NUMBER = re.compile(r"\d{1,4}")
_PAGES = 3
_STEP = 8.0  # points within which two lines stand at the same height


@dataclass(frozen=True, slots=True)
class Furniture:
    """The ``id`` of each line that is surely, and that is likely furniture."""

    sure: frozenset[int]
    likely: frozenset[int]

    def __contains__(self, line: Line) -> bool:
        return id(line) in self.sure or id(line) in self.likely


def find_furniture(document: Document, repeated: frozenset[str] = frozenset()) -> Furniture:
    """
    Return the furniture of a document with geometry.

    Args:
        repeated: Lines, folded, that stand on many pages of a longer document, of which *document* holds a few.
    """
    margins = [(page, line) for page in document.pages for line in page.lines if in_margin(line, page)]
    counted: defaultdict[tuple[str, int, int, int], set[int]] = defaultdict(set)
    same: Counter[tuple[str, int]] = Counter()
    for page, line in margins:
        for key in _counting(line, page):
            counted[key].add(page.number)
        for height in _heights(line):
            same[line.text, height] += 1
    enough = min(_PAGES, max(2, len(document.pages)))
    sure = {
        id(line)
        for page, line in margins
        if line.text == str(page.number) or any(len(counted[key]) > 1 for key in _counting(line, page, here=True))
    }
    likely = {
        id(line)
        for _, line in margins
        if same[line.text, _heights(line)[0]] >= enough or folded_line(line.text) in repeated
    }
    return Furniture(frozenset(sure), frozenset(likely - sure))


def folded_line(text: str) -> str:
    """Return a line as running titles are compared: lower case, blanks folded, numbers as ``#``."""
    return re.sub(r"\d+", "#", " ".join(text.lower().split()))


def in_margin(line: Line, page: Page) -> bool:
    """True of a line in the top or bottom eighth of the page."""
    box = line.at.box
    return box is not None and (box.bottom < page.height * _MARGIN or box.top > page.height * (1 - _MARGIN))


def _heights(line: Line) -> list[int]:
    step = round((line.at.box.top if line.at.box else 0.0) / _STEP)
    return [step, step - 1, step + 1]


def _counting(line: Line, page: Page, *, here: bool = False) -> Iterator[tuple[str, int, int, int]]:
    """
    Yield keys that two lines share if a number in them counts with the pages.

    A key is the line without numbers, which number it is, how far it is from the page's, and the height on the page;
    with *here* only the line's own height, else the neighbouring ones too.
    """
    words = _NUMBER.sub("#", line.text.lower())
    for index, match in enumerate(_NUMBER.finditer(line.text)):
        for height in _heights(line)[: 1 if here else None]:
            yield words, index, int(match[0]) - page.number, height
