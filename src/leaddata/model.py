"""
The nouns of leaddata: frozen values that name what is read, where, and what was made of it.

Text printed by somebody else becomes a typed value that still knows where it was printed. A `Document` holds pages;
a page holds lines of words (PDF, text) or a tree of nodes (HTML, XML); a `Cell` is a stretch of printed text with its
place; `Cell.read` turns it into a `Reading`, and only Readings can enter a `Record`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from leaddata.errors import LayoutError

__all__ = [
    "Box",
    "Cell",
    "Document",
    "Line",
    "Locator",
    "Node",
    "Page",
    "Passage",
    "Quarantined",
    "Reading",
    "Record",
    "Snapshot",
    "Source",
    "Term",
    "Vocabulary",
    "Word",
    "keyed_id",
    "row_id",
]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page in points, origin at the top left of the page as shown."""

    x0: float
    top: float
    x1: float
    bottom: float

    def __or__(self, other: Box) -> Box:
        """Return the smallest box around both."""
        return Box(
            min(self.x0, other.x0), min(self.top, other.top), max(self.x1, other.x1), max(self.bottom, other.bottom)
        )

    def __str__(self) -> str:
        return f"({self.x0:.1f}, {self.top:.1f}, {self.x1:.1f}, {self.bottom:.1f})"


@dataclass(frozen=True, slots=True)
class Locator:
    """
    Where something is printed in a snapshot: a page and box (PDF), lines (text), or a path (HTML, XML, JSON).

    Attributes:
        page: Page number, counted from 1 as the document counts it; None in documents without pages.
        box: Where on the page, in points; None where the medium has no geometry.
        lines: First and last line of a text file, counted from 1.
        path: XPath of the element or attribute, or JSON pointer.
    """

    snapshot_id: str
    page: int | None = None
    box: Box | None = None
    lines: tuple[int, int] | None = None
    path: str | None = None

    def __or__(self, other: Locator) -> Locator:
        """Return the place that covers both; they must be of one snapshot and page."""
        box = self.box | other.box if self.box and other.box else self.box or other.box
        lines = self.lines or other.lines
        if self.lines and other.lines:
            lines = (min(self.lines[0], other.lines[0]), max(self.lines[1], other.lines[1]))
        return Locator(self.snapshot_id, self.page, box, lines, self.path)

    def __str__(self) -> str:
        parts = [self.snapshot_id]
        if self.page is not None:
            parts.append(f"page {self.page}")
        if self.box is not None:
            parts.append(f"box {self.box}")
        if self.lines is not None:
            first, last = self.lines
            parts.append(f"line {first}" if first == last else f"lines {first}-{last}")
        if self.path is not None:
            parts.append(self.path)
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Word:
    """
    A run of glyphs without a gap.

    Attributes:
        size: Type size in points; 0 where the medium has none.
        ends_line: True if this word is the last of its printed line in its cell.
    """

    text: str
    at: Locator
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    ends_line: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """
    A stretch of printed text and its place.

    Attributes:
        text: The text, lines joined (see `leaddata.layout.join`).
        at: Where it stands; of a cell that goes on over a page, where it begins.
        words: The printed words, where the medium has them, and
        starts: the offset in `text` at which each begins.
    """

    text: str
    at: Locator
    words: tuple[Word, ...] = ()
    starts: tuple[int, ...] = ()

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
            is not reproduced), ``registry`` (what our own registers say of the source or snapshot).
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


def row_id(source_id: str, table: str, position: int, *key: str) -> str:
    """
    Return the id of the row at *position* (from 1) whose natural key is *key*.

    The position keeps rows in printed order; the hash of the key makes sure that an id is never given to another
    row, should a row be inserted before it.

    Examples:
        >>> row_id("s_2012", "participants", 3, "Ann  Other", "Registrar")
        's_2012.participants.003-ad57e4'
        >>> row_id("s_2012", "participants", 3, "Ann Other", "Registrar")
        's_2012.participants.003-ad57e4'
    """
    return f"{source_id}.{table}.{position:03d}-{_digest(key)[:6]}"


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


@dataclass(frozen=True, slots=True)
class Line:
    """
    A printed line.

    Attributes:
        text: As it stands in the file, blanks at both ends included (PDF: words one blank apart).
        words: Its words; empty for an empty line.
    """

    text: str
    at: Locator
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """
    An element of an HTML page, feed, XML or JSON record.

    Attributes:
        content: Strings and nodes, in document order.
    """

    tag: str
    at: Locator
    attributes: Mapping[str, str] = field(default_factory=dict)
    content: tuple[str | Node, ...] = ()

    @property
    def text(self) -> str:
        """All text inside, blanks folded."""
        return " ".join("".join(self._strings()).split())

    def _strings(self) -> Iterator[str]:
        for part in self.content:
            if isinstance(part, str):
                yield part
            else:
                yield from part._strings()

    @property
    def children(self) -> tuple[Node, ...]:
        """The nodes directly inside."""
        return tuple(part for part in self.content if isinstance(part, Node))

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def find(self, *tags: str) -> Iterator[Node]:
        """Yield the nodes below this one that have one of *tags*, in document order."""
        return (node for node in self.walk() if node.tag in tags and node is not self)

    def first(self, *tags: str) -> Node | None:
        """Return the first node below this one with one of *tags*."""
        return next(self.find(*tags), None)

    @property
    def cell(self) -> Cell:
        """The node's text as a cell."""
        return Cell(self.text, self.at)

    def attribute(self, name: str) -> Cell | None:
        """Return an attribute's value as a cell, or None."""
        if name not in self.attributes:
            return None
        return Cell(self.attributes[name], Locator(self.at.snapshot_id, path=f"{self.at.path}/@{name}"))


@dataclass(frozen=True, slots=True)
class Page:
    """
    One page: lines (PDF, text) or a tree (HTML, XML, JSON).

    Attributes:
        number: As the document counts it, from 1.
        width, height: In points; 0 where there is no geometry.
        rules: Drawn lines and the edges of filled boxes, as thin boxes.
    """

    number: int
    width: float = 0.0
    height: float = 0.0
    lines: tuple[Line, ...] = ()
    rules: tuple[Box, ...] = ()
    root: Node | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """The word count and hash of a passage of the original that a restated edition does not reproduce."""

    word_count: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of a closed vocabulary: its id, the ways it is printed, and what else is known of it."""

    id: str
    printed: tuple[str, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A closed list of terms (programmes, grades, specialties ...)."""

    name: str
    terms: tuple[Term, ...]

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms)

    def term(self, term_id: str) -> Term:
        """Return the term with that id. Raises KeyError."""
        for term in self.terms:
            if term.id == term_id:
                return term
        raise KeyError(term_id)


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """
    A registered source.

    Attributes:
        kind: ``report``, ``blog``, ``article`` or ``book_page``.
        url: Where the publisher (or, failing that, a mirror) serves it; None where not known.
        redistribution: ``facts`` (only facts may be published) or ``full``.
        expect: Least and greatest number of rows of each table that it yields.
        lost_pages: Printed page numbers that the text dump at hand does not hold.
    """

    id: str
    title: str
    kind: str
    creators: tuple[str, ...]
    publisher: str | None
    year: int | None
    url: str | None
    language: str
    licence: str | None
    redistribution: str
    expect: Mapping[str, tuple[int, int]]
    doi: str | None = None
    pmid: str | None = None
    lost_pages: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Snapshot:
    """
    One document as it was received, and what its ``snapshot.json`` says of it.

    Attributes:
        path: The document's file, relative to the raw folder.
        retrieved_at: ISO 8601 time, or None where it was put there by hand.
        restates: sha256 of the original, for a restated edition.
        passages: ``{row id: Passage}`` of what a restated edition leaves out or words anew.
        supplied: ``{"table.field": address}`` of facts that a restated edition holds but the original lost.
    """

    source_id: str
    edition: str
    path: str
    sha256: str
    media_type: str
    byte_count: int
    url: str | None = None
    retrieved_at: str | None = None
    restates: str | None = None
    passages: Mapping[str, Passage] = field(default_factory=dict)
    supplied: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """source_id@first 12 digits of the sha256."""
        return f"{self.source_id}@{self.sha256[:12]}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A snapshot's content in one shape for PDF, HTML, XML and text, with the vocabularies to read it by."""

    snapshot: Snapshot
    pages: tuple[Page, ...]
    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)

    @property
    def start(self) -> Locator:
        """The place to name when something is missing altogether."""
        return Locator(self.snapshot.id)

    @property
    def root(self) -> Node:
        """
        The tree of an HTML, XML or JSON document.

        Raises:
            LayoutError: If the document has lines instead.
        """
        if not self.pages or self.pages[0].root is None:
            msg = f"expected a tree (HTML, XML), got {self.snapshot.media_type}"
            raise LayoutError(msg, at=self.start)
        return self.pages[0].root

    @property
    def is_restated(self) -> bool:
        """True if prose in it is ours."""
        return self.snapshot.edition == "restated"


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
