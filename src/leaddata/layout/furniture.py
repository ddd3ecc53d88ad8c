"""
Page furniture: running titles and page numbers in the margins.

A line in the outer eighth of a page is *sure* furniture if it holds a number that counts with the pages, on two pages
or more; it is *likely* furniture if the same words stand at the same height on three pages, or on two if they are the
outermost of both. A table may run into the margin, and may print the same there on several pages: so what is only likely
is left to the reader of the table to keep.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from leaddata.model import Document, Line, Page

__all__ = ["Furniture", "find_furniture", "folded_line", "in_margin"]

_MARGIN = 0.12
_DEEP = 0.2  # where the last line of all pages may be such a number
_OUTER = 0.09  # of the page's height: where a number that stands alone is that of the page
_FAR = 2.2  # type sizes from the nearest line
_LONE = re.compile(r"\W*(\d{1,4}|[ivxlc]{1,7})\W*")
_ROMAN = re.compile(r"\b[ivxlc]{1,7}\b")
_NUMBER = re.compile(r"\d{1,4}")
_PAGES = 3
_LEVEL = 2.0  # points within which two lines are level
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
    likely = {
        id(line)
        for _, line in margins
        if same[line.text, _heights(line)[0]] >= enough or folded_line(line.text) in repeated
    }
    likely |= _outermost_alike(document, margins)
    sure = {
        id(line)
        for page, line in margins
        if (_is_number(line) and in_margin(line, page, _OUTER) and _is_apart(line, page))
        or (
            (
                line.text.lower() in {str(page.number), _roman(page.number)}
                or any(len(counted[key]) > 1 for key in _counting(line, page, here=True))
            )
            and (not _is_number(line) or _is_outermost(line, page, likely))
        )
    }
    sure |= _last_numbers(document)
    return Furniture(frozenset(sure), frozenset(likely - sure))


def _outermost_alike(document: Document, margins: Sequence[tuple[Page, Line]]) -> set[int]:
    """Return the ``id`` of the first or last lines of pages that stand so on another page too, at the same place."""
    ends = {id(line) for page in document.pages for line in (*page.lines[:1], *page.lines[-1:])}
    places: defaultdict[tuple[str, int, int], list[int]] = defaultdict(list)
    for _, line in margins:
        if id(line) in ends and line.box is not None:
            places[line.text, round(line.box.x0), round(line.box.bottom)].append(id(line))
    return {one for alike in places.values() if len(alike) > 1 for one in alike}


def folded_line(text: str) -> str:
    """Return a line as running titles are compared: lower case, blanks folded, numbers as ``#``."""
    return re.sub(r"\d+", "#", " ".join(text.lower().split()))


def in_margin(line: Line, page: Page, share: float = _MARGIN) -> bool:
    """True of a line in the top or bottom eighth, or another *share*, of the page."""
    box = line.box
    return box is not None and (box.bottom < page.height * share or box.top > page.height * (1 - share))


def _heights(line: Line) -> list[int]:
    step = round((line.box.top if line.box else 0.0) / _STEP)
    return [step, step - 1, step + 1]


def _counting(line: Line, page: Page, *, here: bool = False) -> Iterator[tuple[str, int, int, int]]:
    """
    Yield keys that two lines share if a number in them counts with the pages.

    A key is the line without numbers, which number it is, how far it is from the page's, and the height on the page;
    with *here* only the line's own height, else the neighbouring ones too.
    """
    text = _ROMAN.sub(lambda match: str(_value(match[0])), line.text.lower())
    words = _NUMBER.sub("#", text)
    for index, match in enumerate(_NUMBER.finditer(text)):
        for height in _heights(line)[: 1 if here else None]:
            yield words, index, int(match[0]) - page.number, height


def _is_apart(line: Line, page: Page) -> bool:
    """True of a line with nothing near above or below it."""
    if line.box is None:
        return False
    most = _FAR * max(word.size for word in line.words)
    own = line.box.bottom
    return not any(other is not line and other.box and abs(other.box.bottom - own) < most for other in page.lines)


def _last_numbers(document: Document) -> set[int]:
    """Return the ``id`` of each number that is the last line of its page, and counts with that of another page."""
    last = [
        (page, line)
        for page in document.pages
        for line in page.lines[-1:]
        if _is_number(line) and in_margin(line, page, _DEEP) and _is_apart(line, page)
    ]
    counted = Counter(key for page, line in last for key in set(_counting(line, page)))
    return {id(line) for page, line in last if any(counted[key] > 1 for key in _counting(line, page, here=True))}


def _is_number(line: Line) -> bool:
    return _LONE.fullmatch(line.text.lower()) is not None


def _is_outermost(line: Line, page: Page, likely: Container[int]) -> bool:
    """True if only running titles stand between a line and the edge of its page: else a number is of what is there."""
    if line.box is None:
        return False
    own, is_top = line.box, line.box.top < page.height / 2
    further = (
        other
        for other in page.lines
        if other.box is not None
        and other is not line
        and (other.box.bottom < own.bottom - _LEVEL if is_top else other.box.bottom > own.bottom + _LEVEL)
    )
    return all(id(other) in likely for other in further)


def _roman(number: int) -> str:
    """
    Return a number in lower-case Roman figures.

    Examples:
        >>> _roman(14)
        'xiv'
    """
    signs = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    text = ""
    for value, sign in signs:
        while number >= value:
            text, number = text + sign, number - value
    return text


def _value(roman: str) -> int:
    """
    Return the value of a number in lower-case Roman figures.

    Examples:
        >>> _value("xiv")
        14
    """
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[sign] for sign in roman]
    return sum(-one if one < max(values[index:]) else one for index, one in enumerate(values))
