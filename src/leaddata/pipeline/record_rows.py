"""Bibliographic records of any format as rows: articles, their authors, their abstracts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from leaddata.clean.identifiers import parse_doi, parse_orcid
from leaddata.clean.text import count_and_sha256
from leaddata.errors import LayoutError
from leaddata.layout.articles import Article, PrintedDate, article_id
from leaddata.model import Cell, Locator, Quarantined
from leaddata.pipeline.records import read_records

__all__ = ["COLUMNS", "record_rows", "rows_of_records"]

# Columns of the tables of the same names, without ids of rows and what can only be told of a registered source.
COLUMNS: dict[str, tuple[str, ...]] = {
    "articles": (
        "article_id", "doi", "pmid", "pmid_version", "title", "title_original", "journal", "journal_title", "book_title",
        "publication_date", "publication_date_printed", "electronic_date", "volume", "issue", "pages", "article_types",
        "languages", "is_retracted", "is_deleted", "corrections", "authors_complete", "affiliations_printed",
    ),
    "article_authors": (
        "article_id", "position", "family", "given", "initials", "suffix", "collective_name", "orcid", "affiliations",
    ),
    "abstracts": (
        "article_id", "language", "position", "abstract_type", "label", "nlm_category", "word_count", "text_sha256",
        "text",
    ),
}  # fmt: skip

Row = dict[str, Any]


def rows_of_records(path: Path, table: str, told: list[str]) -> Iterator[tuple[list[Row], Locator]]:
    """
    Yield the rows of *table* that each record in a file makes, and its place, as the file is read.

    Args:
        told: Takes a line for each record that cannot be read: place and reason.

    Raises:
        DocumentError: If the file cannot be read, or not to its end.
        LayoutError: If it has no bibliographic record.
    """
    for article in read_records(path, path.name, table):
        if isinstance(article, Quarantined):
            told.append(f"{article.at}: {article.reason}{f', in {article.printed!r}' if article.printed else ''}")
            continue
        try:
            rows = list(record_rows(article, table))
        except LayoutError as error:
            told.append(str(error))
            continue
        yield rows, article.at


def record_rows(article: Article[Any], table: str) -> Iterator[Row]:
    """
    Yield the rows of *table* that an article makes; a list that is empty is null.

    Raises:
        LayoutError: If the record has neither an id nor a title.
    """
    key = article_id(article)
    if table == "articles":
        yield _article_row(article, key)
    elif table == "article_authors":
        yield from _author_rows(article, key)
    else:
        yield from _abstract_rows(article, key)


def _article_row(article: Article[Any], key: str) -> Row:
    return {
        "article_id": key,
        "doi": _parsed(article.doi, parse_doi),
        "pmid": _text(article.pmid),
        "pmid_version": article.pmid_version,
        "title": _text(article.title),
        "title_original": _text(article.title_original),
        "journal": _text(article.journal),
        "journal_title": _text(article.journal_title),
        "book_title": _text(article.book_title),
        "publication_date": article.date.iso if article.date else None,
        "publication_date_printed": _printed(article.date),
        "electronic_date": article.electronic_date.iso if article.electronic_date else None,
        "volume": _text(article.volume),
        "issue": _text(article.issue),
        "pages": _text(article.pages),
        "article_types": _texts(article.types),
        "languages": _texts(article.languages),
        "is_retracted": article.is_retracted,
        "is_deleted": article.is_deleted,
        "corrections": _texts(article.corrections),
        "authors_complete": article.authors_complete,
        "affiliations_printed": _texts(article.affiliations),
    }


def _author_rows(article: Article[Any], key: str) -> Iterator[Row]:
    for position, author in enumerate(article.authors, start=1):
        yield {
            "article_id": key,
            "position": position,
            "family": _text(author.family),
            "given": _text(author.given),
            "initials": _text(author.initials),
            "suffix": _text(author.suffix),
            "collective_name": _text(author.collective),
            "orcid": _parsed(author.orcid, parse_orcid),
            "affiliations": _texts(author.affiliations),
        }


def _abstract_rows(article: Article[Any], key: str) -> Iterator[Row]:
    counts: dict[str, int] = {}
    for part in article.abstract:
        counts[part.language] = position = counts.get(part.language, 0) + 1
        text = _text(part.text) or ""
        word_count, digest = count_and_sha256(text)
        yield {
            "article_id": key,
            "language": part.language,
            "position": position,
            "abstract_type": _text(part.kind),
            "label": _text(part.label),
            "nlm_category": _text(part.category),
            "word_count": word_count,
            "text_sha256": digest,
            "text": text,
        }


def _text(value: Cell | str | None) -> str | None:
    return value if value is None or isinstance(value, str) else value.text


def _texts(values: tuple[Any, ...]) -> list[str] | None:
    return [text for value in values if (text := _text(value)) is not None] or None


def _printed(date: PrintedDate[Any] | None) -> str | None:
    return None if date is None else _text(date.printed)


def _parsed(value: Cell | str | None, parse: Callable[[str], str]) -> str | None:
    text = _text(value)
    if text is None:
        return None
    try:
        return parse(text)
    except ValueError:
        return None  # what stands there is no such id
