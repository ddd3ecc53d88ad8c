"""A snapshot read into one shape: pages of lines (PDF, text), or a tree (HTML, XML, JSON)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from leaddata.errors import LayoutError
from leaddata.model.cell import Cell, Quarantined, Word
from leaddata.model.place import Box, Locator
from leaddata.model.post import Entry
from leaddata.model.source import Snapshot, Vocabulary

__all__ = ["Document", "Line", "Node", "Page"]


@dataclass(frozen=True, slots=True)
class Line:
    """
    A printed line.

    Attributes:
        text: As it stands in the file, blanks at both ends included (PDF: words one blank apart).
        words: Its words; empty for an empty line.
        box: Where it stands in the direction of reading; None where the medium has no geometry.
    """

    text: str
    at: Locator
    words: tuple[Word, ...] = ()
    box: Box | None = None


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
        return " ".join("".join(self.strings()).split())

    def __iter__(self) -> Iterator[Node]:
        """Yield the nodes directly inside, in document order."""
        return (part for part in self.content if isinstance(part, Node))

    def get(self, name: str) -> str | None:
        """Return the value of an attribute, or None."""
        return self.attributes.get(name)

    def strings(self) -> Iterator[str]:
        """Yield the strings inside, in document order, as they stand."""
        for part in self.content:
            if isinstance(part, str):
                yield part
            else:
                yield from part.strings()

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
        place = Locator(self.at.snapshot_id, page=self.at.page, path=f"{self.at.path}/@{name}")
        return Cell(self.attributes[name], place)


@dataclass(frozen=True, slots=True)
class Page:
    """
    One page: lines (PDF, text), a tree (HTML, XML, JSON), or the posts of a blog.

    Attributes:
        number: As the document counts it, from 1; of a snapshot of several parts, that of the part.
        width, height: In points, in the direction of reading; 0 where there is no geometry.
        rules: Drawn lines and the edges of filled boxes, as thin boxes, in the direction of reading.
        asides: What stands on the same page in another direction than most of it (a table on its side, a stamp along
            the edge), each as a page of its own.
        entries: The posts that it lists, where it is of a blog: then it has neither lines nor a tree.
    """

    number: int
    width: float = 0.0
    height: float = 0.0
    lines: tuple[Line, ...] = ()
    rules: tuple[Box, ...] = ()
    root: Node | None = None
    asides: tuple[Page, ...] = ()
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """
    A snapshot's content in one shape for PDF, HTML, XML and text, with the vocabularies to read it by.

    Attributes:
        broken: Records of it that could not be read at all; what they print stands in no page.
    """

    snapshot: Snapshot
    pages: tuple[Page, ...]
    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)
    broken: tuple[Quarantined, ...] = ()

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
    def parts(self) -> tuple[Document, ...]:
        """This document, or each part of one that was fetched page by page as a document of its own."""
        if len(self.snapshot.parts) < 2:
            return (self,)
        return tuple(replace(self, pages=(page,)) for page in self.pages)

    @property
    def is_restated(self) -> bool:
        """True if prose in it is ours."""
        return self.snapshot.edition == "restated"
