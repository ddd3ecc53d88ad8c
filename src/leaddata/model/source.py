"""Sources, their snapshots, and the closed vocabularies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Fetch", "Part", "Passage", "Snapshot", "Source", "Term", "Vocabulary"]


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
class Fetch:
    """
    How a source is fetched.

    Attributes:
        kind: ``pubmed`` (ESearch and EFetch), ``europepmc`` (search), ``wordpress`` (REST, else feed, else index pages) or
            ``file`` (one document).
        address: Of the E-utilities, of the search, of the site, or of the document.
        query: What is searched for; None where nothing is.
        media_type: What a file has to be; None where its last snapshot tells.
    """

    kind: str
    address: str
    query: str | None = None
    media_type: str | None = None


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
        fetch: How its documents are fetched; None where they are put there by hand.
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
    fetch: Fetch | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """
    One of the documents of a snapshot that was fetched page by page.

    Attributes:
        path: Its file, relative to the raw folder.
        etag, last_modified: What the server said to ask with the next time; None where it said nothing.
    """

    path: str
    sha256: str
    byte_count: int
    url: str | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Snapshot:
    """
    One document as it was received, or several that were fetched together, and what its ``snapshot.json`` says of it.

    Attributes:
        path: The document's file, or that of the first part, relative to the raw folder.
        sha256: Of the document; of several, of the lines ``<sha256>  <file>`` of all.
        retrieved_at: ISO 8601 time, or None where it was put there by hand.
        added_at: ISO 8601 time at which it was put there by hand; None where it was fetched, or nobody knows.
        parts: The documents, in order, where there are several; else none.
        etag, last_modified: As of a `Part`, of a single document.
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
    added_at: str | None = None
    parts: tuple[Part, ...] = ()
    etag: str | None = None
    last_modified: str | None = None
    restates: str | None = None
    passages: Mapping[str, Passage] = field(default_factory=dict)
    supplied: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """source_id@first 12 digits of the sha256."""
        return f"{self.source_id}@{self.sha256[:12]}"
