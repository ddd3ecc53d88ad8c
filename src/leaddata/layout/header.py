"""Find the headers of tables on a page: known titles, left to right, each on one line or stacked over a few."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leaddata.layout.lines import box_of
from leaddata.model import Box, Line, Word

__all__ = ["Header", "bare_title", "find_headers"]

_STACK = 6  # lines over which a title may wrap
_BLANK = 2.5  # widest blank inside a title, in type sizes: it may be justified
_CLEAR = 0.6  # least room, in type sizes, between a title and a word on its line that is none of the header's
_APART = 1.6  # type sizes between the heights of two titles of one header
_LEVELS = 2.2  # and where a common title stands above some of them
_MARKS = "*\u2020\u2021\u00a7\u00b6#\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079"


@dataclass(frozen=True, slots=True)
class Header:
    """
    A header found.

    Attributes:
        boxes: Where each title stands, in the direction of reading.
        top, bottom: Of its words, group titles above it included.
        size: Type size in points.
        words: The words it is made of.
    """

    boxes: tuple[Box, ...]
    top: float
    bottom: float
    size: float
    words: tuple[Word, ...]

    @property
    def x0(self) -> float:
        """Where its first title begins."""
        return self.boxes[0].x0

    @property
    def x1(self) -> float:
        """Where its last title ends."""
        return self.boxes[-1].x1


@dataclass(frozen=True, slots=True)
class _Title:
    words: tuple[Word, ...]
    box: Box


def bare_title(text: str) -> str:
    """
    Return a title as titles are compared: case, white space and the marks of notes aside.

    Examples:
        >>> bare_title("Job and  Location*")
        'jobandlocation'
        >>> bare_title("#")
        '#'
    """
    return re.sub(r"\s+", "", text.rstrip(_MARKS) or text).casefold()


def find_headers(lines: Sequence[Line], columns: Sequence[str]) -> list[Header]:
    """Return every header whose titles are *columns*, in reading order: those side by side from left to right."""
    rows = [line.words for line in lines]
    titles = [list(_placements(rows, bare_title(column))) for column in columns]
    if not all(titles):
        titles = _grouped(rows, columns)
    found: list[Header] = []
    used: set[int] = set()
    for first in titles[0] if titles and all(titles) else ():
        header = _header(rows, [first], titles[1:], used)
        if header is not None:
            found.append(header)
            used |= {id(word) for word in header.words}
    return _in_order(found)


def _in_order(headers: Sequence[Header]) -> list[Header]:
    """Sort headers by height; where some stand right of others, column by column."""
    beside = any(one.x1 < other.x0 for one in headers for other in headers)
    if not beside:
        return sorted(headers, key=lambda one: one.top)
    lefts: list[float] = []
    for left in sorted(header.x0 for header in headers):
        if not lefts or left > lefts[-1] + 40:
            lefts.append(left)
    return sorted(headers, key=lambda one: (sum(left <= one.x0 + 20 for left in lefts), one.top))


def _placements(rows: Sequence[Sequence[Word]], title: str) -> Iterator[_Title]:
    for row, words in enumerate(rows):
        for word in words:
            if not word.raised:
                for found in _rest(rows, row, [word], title):
                    yield _Title(tuple(found), _around(found))
                    break


def _rest(rows: Sequence[Sequence[Word]], row: int, found: list[Word], rest: str) -> Iterator[list[Word]]:
    """Yield the ways in which the last of *found*, on line *row*, and the words after it spell *rest*."""
    word = found[-1]
    text = bare_title(word.text)
    if text and rest == text:
        yield found
        return
    hyphened = text.endswith(("-", "\u2010", "\u00ad"))
    if text and rest.startswith(text):
        beside = _beside(rows[row], word)
        if beside is not None:
            yield from _rest(rows, row, [*found, beside], rest.removeprefix(text))
    lefts = [rest.removeprefix(text)] if text and rest.startswith(text) else []
    if hyphened and len(text) > 1 and rest.startswith(text[:-1]):
        lefts.append(rest.removeprefix(text[:-1]))
    below = _below(rows, row, found) if lefts else []
    for left in lefts:
        for at, under in below:
            yield from _rest(rows, at, [*found, under], left)


def _beside(words: Sequence[Word], word: Word) -> Word | None:
    after = [one for one in words if box_of(one).x0 >= box_of(word).x1 - 1 and not one.raised and one is not word]
    if not after or box_of(after[0]).x0 - box_of(word).x1 > _BLANK * word.size:
        return None
    return after[0]


def _below(rows: Sequence[Sequence[Word]], row: int, found: Sequence[Word]) -> list[tuple[int, Word]]:
    """
    Return the word below *found* with which the title may go on: the one under it, or the first of its stretch.

    Titles may be set at other heights than their neighbours.
    """
    box = _around(found)
    lowest = box_of(found[-1])
    for index in range(row + 1, min(row + 1 + _STACK, len(rows))):
        under = [word for word in rows[index] if not word.raised and _is_under(box, word)]
        if under:
            near = box_of(under[0]).top - lowest.bottom < _APART * found[-1].size
            start = _line_start(rows[index], under[0])
            return [(index, word) for word in dict.fromkeys((start, under[0]))] if near else []
    return []


def _is_under(box: Box, word: Word) -> bool:
    own = box_of(word)
    return own.x0 < box.x1 and own.x1 > box.x0


def _line_start(words: Sequence[Word], word: Word) -> Word:
    """Return the word with which the stretch that *word* stands in begins: a centred second line may be the wider."""
    start = word
    for one in reversed([other for other in words if box_of(other).x1 <= box_of(word).x0 + 1 and not other.raised]):
        if box_of(start).x0 - box_of(one).x1 > 0.45 * word.size:
            break
        start = one
    return start


def _header(
    rows: Sequence[Sequence[Word]], chosen: list[_Title], further: Sequence[Sequence[_Title]], used: set[int]
) -> Header | None:
    last = chosen[-1]
    if any(id(word) in used for word in last.words):
        return None
    if not further:
        return _checked(rows, chosen)
    following = [title for title in further[0] if _follows(chosen, title)]
    for title in sorted(following, key=lambda one: one.box.x0):
        header = _header(rows, [*chosen, title], further[1:], used)
        if header is not None:
            return header
    return None


def _follows(chosen: Sequence[_Title], title: _Title) -> bool:
    """True of a title right of those chosen, and as high on the page."""
    size = max(word.size for word in title.words)
    if title.box.x0 <= chosen[-1].box.x1 - 0.1 * size:
        return False
    return all(
        title.box.top < one.box.bottom + _LEVELS * size and title.box.bottom > one.box.top - _LEVELS * size
        for one in chosen
    )


def _checked(rows: Sequence[Sequence[Word]], titles: Sequence[_Title]) -> Header | None:
    """Return the header that *titles* make, unless other words among them mean that they are words of a sentence."""
    own = {id(word) for title in titles for word in title.words}
    around = _around([word for title in titles for word in title.words])
    size = max(word.size for title in titles for word in title.words)
    words = [word for title in titles for word in title.words]
    for row in rows:
        for word in row:
            box = box_of(word)
            middle = (box.top + box.bottom) / 2
            if id(word) in own or word.raised or not around.top - 0.3 * size < middle < around.bottom:
                continue
            if box.x1 < around.x0 - _CLEAR * size or box.x0 > around.x1 + _CLEAR * size:
                continue
            if not _groups(box, titles):
                return None
            words.append(word)
    if not _is_level(titles) and len(words) == len(own):
        return None
    words += _above(rows, words, around)
    everything = _around(words)
    return Header(tuple(title.box for title in titles), everything.top, everything.bottom, size, tuple(words))


def _is_level(titles: Sequence[_Title]) -> bool:
    """True if titles are as high on the page: then no common title has to explain why some stand lower."""
    size = max(word.size for title in titles for word in title.words)
    highest_bottom = min(title.box.bottom for title in titles)
    return all(title.box.top < highest_bottom + _APART * size / 2 for title in titles)


def _above(rows: Sequence[Sequence[Word]], words: Sequence[Word], around: Box) -> list[Word]:
    """Return the words just above the titles that are set as they are, if they are not plain: common titles of some."""
    bold, italic = all(word.bold for word in words), all(word.italic for word in words)
    if not (bold or italic):
        return []
    size = max(word.size for word in words)
    near = [
        word
        for row in rows
        for word in row
        if around.top - 1.1 * size < box_of(word).bottom <= around.top + 0.35 * size
        and box_of(word).x1 > around.x0
        and box_of(word).x0 < around.x1
        and all(word is not one for one in words)
    ]
    inside = all(around.x0 - size < box_of(word).x0 and box_of(word).x1 < around.x1 + 6 * size for word in near)
    alike = all(word.bold == bold and word.italic == italic and word.size <= 1.05 * size for word in near)
    return near if inside and alike else []


def _groups(box: Box, titles: Sequence[_Title]) -> bool:
    """True of a word above some of *titles*, which it is the common title of: a header over two levels."""
    below = [title.box for title in titles if title.box.top > (box.top + box.bottom) / 2]
    return bool(below) and min(one.x0 for one in below) - 30 < box.x0 and box.x1 < max(one.x1 for one in below) + 30


def _grouped(rows: Sequence[Sequence[Word]], columns: Sequence[str]) -> list[list[_Title]]:
    """
    Return placements of titles that neighbours share the beginning of: `Post title | Post employer` under one `Post`.

    The shared words have to stand above; `_groups` lets them.
    """
    tokens = [column.split() for column in columns]
    shortened = [list(one) for one in tokens]
    for index in range(1, len(tokens)):
        shared = 0
        for left, right in zip(tokens[index - 1][:-1], tokens[index][:-1], strict=False):
            if left.casefold() != right.casefold():
                break
            shared += 1
        if shared:
            for one in (index - 1, index):
                shortened[one] = tokens[one][shared:]
    return [list(_placements(rows, bare_title(" ".join(one)))) for one in shortened]


def _around(words: Sequence[Word]) -> Box:
    box = box_of(words[0])
    for word in words[1:]:
        box = box | box_of(word)
    return box
