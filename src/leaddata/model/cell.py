"""Printed text with its place, and the values read from it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from leaddata.errors import LayoutError
from leaddata.model.place import Box, Locator

__all__ = ["Cell", "Quarantined", "Reading", "Record", "Word", "keyed_id", "row_id"]


@dataclass(frozen=True, slots=True)
class Word:
    """
    A run of glyphs without a gap.

    Attributes:
        size: Type size in points; 0 where the medium has none.
        ends_line: True if this word is the last of its printed line in its cell.
        font: Family of its font; empty where it is not known.
        colour: As ``#rrggbb``; empty where it is not known.
        raised: True of a small mark above the base line, such as the number of a note.
        box: Where it stands in the direction of reading, from the top of its letters to below its base line: on a page
            that reads sideways other than `at.box`. None where the medium has no geometry.
        order: Its number in the order of drawing.
    """

    text: str
    at: Locator
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    ends_line: bool = False
    font: str = ""
    colour: str = ""
    raised: bool = False
    box: Box | None = None
    order: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """
    A stretch of printed text and its place.

    Attributes:
        text: The text, lines joined (see `leaddata.layout.join`).
        at: Where it stands; of a cell that goes on over a page, where it begins.
        words: The printed words, where the medium has them, and
        starts: the offset in `text` at which each begins.
        marks: Marks of notes that are printed with it, and are no part of its text.
    """

    text: str
    at: Locator
    words: tuple[Word, ...] = ()
    starts: tuple[int, ...] = ()
    marks: tuple[Word, ...] = ()

    def part(self, start: int, end: int) -> Cell:
        """Return characters *start* to *end* as a cell whose place is that of their words alone."""
        text = self.text[start:end]
        stripped = text.strip()
        start += len(text) - len(text.lstrip())
        end = start + len(stripped)
        if not self.words:
            return Cell(stripped, self.at)
        ends = (*self.starts[1:], len(self.text) + 1)
        chosen = [i for i, (a, b) in enumerate(zip(self.starts, ends, strict=True)) if a < end and b > start]
        # A word's end is the next one's start: the blank between two words belongs to neither.
        chosen = [i for i in chosen if self.starts[i] + len(self.words[i].text.strip()) > start or i == chosen[-1]]
        if not chosen:
            return Cell(stripped, self.at)
        words = tuple(self.words[i] for i in chosen)
        starts = tuple(max(0, self.starts[i] - start) for i in chosen)
        return Cell(stripped, _first_place(words), words, starts)

    def reworded(self, text: str) -> Cell:
        """Return *text*, which says what this cell says, as a cell: place and quote stay."""
        if text == self.text:
            return self
        words = self.words or (Word(self.text, self.at),)
        return Cell(text, self.at, words, (0,) * len(words), self.marks)

    @property
    def quote(self) -> str:
        """The text as printed: words one blank apart, hyphens at line ends where they stand."""
        return " ".join(word.text for word in self.words) if self.words else self.text

    @property
    def pieces(self) -> tuple[tuple[str, Locator], ...]:
        """The printed text and place on each page that the cell stands on."""
        if not self.words:
            return ((self.text, self.at),)
        return tuple((" ".join(word.text for word in group), _first_place(group)) for group in _by_page(self.words))

    def read(self, parse: Callable[[str], Any] = str, method: str = "printed") -> Reading:
        """
        Read the cell with *parse*.

        Args:
            parse: Turns the text into a value; raises ValueError where it cannot.
            method: How the value came about, a word of the evidence table's `method`.

        Raises:
            LayoutError: If *parse* raises ValueError; the message starts with this place.
        """
        try:
            value = parse(self.text)
        except ValueError as error:
            raise LayoutError(str(error), at=self.at) from error
        return Reading(value, self.quote, self.at, method, self.pieces)

    def means(self, value: Any, method: str = "derived") -> Reading:
        """Return *value*, made from this cell's text by more than a parse of it alone."""
        return Reading(value, self.quote, self.at, method, self.pieces)


@dataclass(frozen=True, slots=True)
class Reading:
    """
    A value, the text it was read from, and the place of that text: they never part.

    Attributes:
        value: str, int, float, bool, date, list of str, or None (the source does not say).
        method: ``printed`` (the text itself, or a parse of it), ``vocabulary`` (looked up in a closed list),
            ``derived`` (follows from the printed text by a stated rule), ``passage`` (count or hash of a passage that
            is not reproduced), ``registry`` (what our own registers say of the source or snapshot). Evidence has one more, ``correction``,
            that no reading can have.
        pieces: quote and place per page.
    """

    value: Any
    quote: str
    at: Locator
    method: str = "printed"
    pieces: tuple[tuple[str, Locator], ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """One row of *table*: its id, and a Reading for every field that the source states."""

    table: str
    row_id: str
    readings: Mapping[str, Reading]


@dataclass(frozen=True, slots=True)
class Quarantined:
    """
    A row that is not published, and why.

    Attributes:
        reason: What was expected and what was found.
        at: Where it is printed.
        printed: Its text as printed.
    """

    table: str
    reason: str
    at: Locator
    printed: str = ""


def row_id(source_id: str, table: str, position: int, *key: str, digits: int = 6) -> str:
    """
    Return the id of the row at *position* (from 1) whose natural key is *key*.

    The position keeps rows in printed order; the hash of the key makes sure that an id is never given to another
    row, should a row be inserted before it.

    Args:
        digits: Of the hash: six tell the rows of one document apart, not thousands with the same position.

    Examples:
        >>> row_id("s_2012", "participants", 3, "Ann  Other", "Registrar")
        's_2012.participants.003-ad57e4'
        >>> row_id("s_2012", "participants", 3, "Ann Other", "Registrar")
        's_2012.participants.003-ad57e4'
    """
    return f"{source_id}.{table}.{position:03d}-{_digest(key)[:digits]}"


def keyed_id(source_id: str, table: str, *key: str) -> str:
    """
    Return the id of the row whose natural key is *key*, wherever it stands: for rows whose order is not theirs.

    Examples:
        >>> keyed_id("blog", "posts", "https://example.org/a")
        'blog.posts.b5b10dd042'
    """
    return f"{source_id}.{table}.{_digest(key)[:10]}"


def _digest(key: Iterable[str]) -> str:
    folded = "\x1f".join(" ".join(part.split()) for part in key)
    return hashlib.sha256(folded.encode()).hexdigest()


def _by_page(words: Iterable[Word]) -> Iterator[tuple[Word, ...]]:
    group: list[Word] = []
    for word in words:
        if group and word.at.page != group[0].at.page:
            yield tuple(group)
            group = []
        group.append(word)
    if group:
        yield tuple(group)


def _first_place(words: Sequence[Word]) -> Locator:
    """Return the place of those of *words* that stand on the first one's page."""
    place = words[0].at
    for word in words[1:]:
        if word.at.page == place.page:
            place = place | word.at
    return place
