"""The nouns of bibliographic records, whatever they were read from, and the records made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from leaddata.clean.dates import parse_partial_date
from leaddata.clean.identifiers import parse_doi, parse_orcid
from leaddata.errors import LayoutError
from leaddata.layout.records import passage, record
from leaddata.model import Cell, Document, Locator, Reading, Record, keyed_id, row_id

__all__ = ["AbstractPart", "Article", "Author", "PrintedDate", "article_id", "article_records"]

T = TypeVar("T", Cell, str)


@dataclass(frozen=True, slots=True)
class PrintedDate(Generic[T]):
    """
    A date.

    Attributes:
        printed: As the record prints it, its parts one blank apart.
        iso: ISO 8601, as precise as the record is (year, month, day); of a span ("2019 Sep-Oct"), its beginning. None
            where no year can be read.
    """

    printed: T
    iso: str | None


@dataclass(frozen=True, slots=True)
class Author(Generic[T]):
    """An author; None for what is not printed. A collective has a `collective` name, and no other."""

    family: T | None
    given: T | None
    initials: T | None = None
    suffix: T | None = None
    collective: T | None = None
    orcid: T | None = None
    affiliations: tuple[T, ...] = ()


@dataclass(frozen=True, slots=True)
class AbstractPart(Generic[T]):
    """
    A section of an abstract.

    Attributes:
        language: ISO 639-1 where there is a code, else ISO 639-2.
        kind: Of another abstract beside the article's own, its type (``plain-language-summary``); else None.
    """

    language: str
    text: T
    label: T | None = None
    category: T | None = None
    kind: T | None = None


@dataclass(frozen=True, slots=True)
class Article(Generic[T]):
    """
    What a record states of an article, a book or a chapter; None for what it does not.

    Attributes:
        at: The record.
        pmid_version: Of a record that PubMed has more than once.
        doi: As printed; `parse_doi` reads it.
        title_original: Title in the article's own language, where `title` is a translation.
        journal: Its abbreviation where the record has one, else its name; of a book or a chapter the book's title.
        journal_title: Its name in full.
        book_title: Of a book or a chapter.
        date: Of the issue; of what was only published electronically, that.
        electronic_date: Of electronic publication, where the record tells it from `date`.
        languages: ISO 639-1 where there is a code, else as printed.
        is_retracted: None where the format cannot say it.
        is_deleted: True where the record says only that another one is withdrawn from the database.
        corrections: Corrections, retractions, comments: kind, place, id.
        affiliations: Those that are not tied to single authors.
        revised: Date of the record's last revision, ISO 8601.
        authors_complete: False where the record says that its list of authors is cut.
    """

    at: Locator
    doi: T | None = None
    pmid: T | None = None
    pmid_version: str | None = None
    title: T | None = None
    title_original: T | None = None
    journal: T | None = None
    journal_title: T | None = None
    book_title: T | None = None
    date: PrintedDate[T] | None = None
    electronic_date: PrintedDate[T] | None = None
    volume: T | None = None
    issue: T | None = None
    pages: T | None = None
    types: tuple[T, ...] = ()
    languages: tuple[str, ...] = ()
    is_retracted: bool | None = None
    is_deleted: bool = False
    revised: str | None = None
    corrections: tuple[T, ...] = ()
    authors: tuple[Author[T], ...] = ()
    authors_complete: bool = True
    affiliations: tuple[T, ...] = ()
    abstract: tuple[AbstractPart[T], ...] = ()


def article_id(article: Article[T]) -> str:
    """
    Return ``doi:…``, else ``pmid:…``, else ``record:…``, made of title, date and journal.

    Raises:
        LayoutError: If it has none of them.
    """
    if (doi := _text(article.doi, parse_doi)) is not None:
        return f"doi:{doi}"
    if (pmid := _text(article.pmid)) is not None:
        return f"pmid:{pmid}"
    date = article.date.printed if article.date else None
    key = [_text(article.title) or "", _text(date) or "", _text(article.journal) or ""]
    if not any(key):
        msg = "expected a DOI, a PubMed id or a title, got none"
        raise LayoutError(msg, at=article.at)
    return f"record:{keyed_id('', '', *key).rsplit('.', 1)[-1]}"


def _text(value: Cell | str | None, parse: Callable[[str], str] = str) -> str | None:
    if value is None:
        return None
    try:
        return parse(value if isinstance(value, str) else value.text)
    except ValueError:
        return None


def article_records(document: Document, articles: Iterable[Article[Cell]]) -> Iterator[Record]:
    """
    Yield the records of `articles`, `article_authors` and `abstracts`.

    Raises:
        LayoutError: If an article has no journal, neither DOI nor PubMed id, or an author without a name.
    """
    for article in articles:
        if article.doi is None and article.pmid is None:
            msg = "expected a DOI or a PubMed id, got neither"
            raise LayoutError(msg, at=article.at)
        if article.journal is None:
            msg = "expected the name of a journal, got none"
            raise LayoutError(msg, at=article.at)
        key = article_id(article)
        date = article.date
        yield record(
            "articles",
            key,
            {
                "doi": _read(article.doi, parse_doi),
                "pmid": _read(article.pmid),
                "title": _read(article.title),
                "journal": article.journal.read(),
                "publication_date": _read(date.printed, parse_partial_date) if date else None,
                "publication_date_printed": _read(date.printed) if date else None,
                "volume": _read(article.volume),
                "issue": _read(article.issue),
                "pages": _read(article.pages),
                "article_types": _texts(article.types),
                "affiliations_printed": _texts(article.affiliations),
            },
        )
        yield from _author_records(document, article, key)
        yield from _abstract_records(document, article, key)


def _read(cell: Cell | None, parse: Callable[[str], Any] = str) -> Reading | None:
    return None if cell is None else cell.read(parse)


def _author_records(document: Document, article: Article[Cell], key: str) -> Iterator[Record]:
    for position, author in enumerate(article.authors, start=1):
        first = author.family or author.given or author.collective
        if first is None:
            msg = "expected an author's name, got none"
            raise LayoutError(msg, at=article.at)
        yield record(
            "article_authors",
            row_id(document.snapshot.source_id, "article_authors", position, key),
            {
                "article_id": first.means(key),
                "position": first.means(position),
                "family": _read(author.family),
                "given": _read(author.given),
                "initials": _read(author.initials),
                "collective_name": _read(author.collective),
                "orcid": _read(author.orcid, parse_orcid),
                "affiliations": _texts(author.affiliations),
            },
        )


def _abstract_records(document: Document, article: Article[Cell], key: str) -> Iterator[Record]:
    counts: dict[str, int] = {}
    for index, part in enumerate(article.abstract, start=1):
        counts[part.language] = counts.get(part.language, 0) + 1
        section = row_id(document.snapshot.source_id, "abstracts", index, key, part.language)
        yield record(
            "abstracts",
            section,
            {
                "article_id": part.text.means(key),
                "language": part.text.means(part.language),
                "position": part.text.means(counts[part.language]),
                "label": _read(part.label),
                "nlm_category": _read(part.category),
                **passage(document, section, part.text),
            },
        )


def _texts(cells: tuple[Cell, ...]) -> Reading | None:
    if not cells:
        return None
    pieces = tuple(piece for cell in cells for piece in cell.pieces)
    return Reading([cell.text for cell in cells], pieces[0][0], pieces[0][1], "printed", pieces)
