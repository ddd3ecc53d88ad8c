"""Find the header of a table on a page: known titles, left to right, each on one line or stacked over a few."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leaddata.layout.lines import box_of
from leaddata.model import Box, Line, Word

__all__ = ["Header", "find_header"]

_STACK = 3  # lines over which a title may wrap
_BLANK = 1.0  # widest blank inside a title, in type sizes


@dataclass(frozen=True, slots=True)
class Header:
    """
    A header found.

    Attributes:
        first, last: Index of its first and last line among the lines searched.
        boxes: Where each title stands.
        size: Type size in points.
    """

    first: int
    last: int
    boxes: tuple[Box, ...]
    size: float


def find_header(lines: Sequence[Line], columns: Sequence[str]) -> Header | None:
    """Return the topmost header whose titles are *columns*; white space and case do not count."""
    titles = [title.casefold().split() for title in columns]
    for first in range(len(lines)):
        if header := _header_at(lines, first, titles):
            return header
    return None


def _header_at(lines: Sequence[Line], first: int, titles: Sequence[Sequence[str]]) -> Header | None:
    stack = [line.words for line in lines[first : first + _STACK]]
    found: list[list[tuple[int, Word]]] = []
    after = float("-inf")
    for title in titles:
        words = _title(stack, title, after)
        if words is None:
            return None
        found.append(words)
        after = max(box_of(word).x1 for _, word in words)
    used = {id(word) for words in found for _, word in words}
    last = max(row for words in found for row, _ in words)
    if not any(row == 0 for words in found for row, _ in words):
        return None
    # Any other word on these lines means that it is a sentence with the titles in it.
    if any(id(word) not in used for words in stack[: last + 1] for word in words):
        return None
    boxes = tuple(_around([word for _, word in words]) for words in found)
    return Header(first, first + last, boxes, max(word.size for words in found for _, word in words))


def _title(stack: Sequence[Sequence[Word]], title: Sequence[str], after: float) -> list[tuple[int, Word]] | None:
    for row, words in enumerate(stack):
        for index, word in enumerate(words):
            if word.text.casefold() == title[0] and box_of(word).x0 > after:
                found = _rest(stack, row, index, title)
                if found is not None:
                    return found
    return None


def _rest(stack: Sequence[Sequence[Word]], row: int, index: int, title: Sequence[str]) -> list[tuple[int, Word]] | None:
    found = [(row, stack[row][index])]
    for token in title[1:]:
        row, word = found[-1]
        beside = _beside(stack[row], word)
        if beside is not None and beside.text.casefold() == token:
            found.append((row, beside))
            continue
        below = _below(stack, row, _around([one for _, one in found]), token)
        if below is None:
            return None
        found.append(below)
    return found


def _beside(words: Sequence[Word], word: Word) -> Word | None:
    after = [one for one in words if box_of(one).x0 >= box_of(word).x1 - 1]
    if not after or box_of(after[0]).x0 - box_of(word).x1 > _BLANK * word.size:
        return None
    return after[0]


def _below(stack: Sequence[Sequence[Word]], row: int, box: Box, token: str) -> tuple[int, Word] | None:
    """Return the first word below *box*, if it is *token*; titles may be set at other heights than their neighbours."""
    for index in range(row + 1, len(stack)):
        under = [word for word in stack[index] if box_of(word).x0 < box.x1 and box_of(word).x1 > box.x0]
        if under:
            return (index, under[0]) if under[0].text.casefold() == token else None
    return None


def _around(words: Sequence[Word]) -> Box:
    box = box_of(words[0])
    for word in words[1:]:
        box = box | box_of(word)
    return box
