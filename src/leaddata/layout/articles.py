"""The nouns of bibliographic records, whatever they were read from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from leaddata.clean.identifiers import parse_doi
from leaddata.errors import LayoutError
from leaddata.model import Cell, Locator, keyed_id

__all__ = ["AbstractPart", "Article", "Author", "PrintedDate", "article_id"]

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
    languages: tuple[T, ...] = ()
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
