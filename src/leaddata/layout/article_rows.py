"""Records of `articles`, `article_authors` and `abstracts`, of one article or of many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from leaddata.clean.identifiers import parse_doi, parse_orcid
from leaddata.errors import LayoutError
from leaddata.layout.articles import Article, Author, article_id
from leaddata.layout.records import passage, record
from leaddata.model import Cell, Document, Quarantined, Reading, Record, row_id

__all__ = ["article_records", "article_rows"]

# Digits of the hash in a row's id: of one article, and of as many as a search finds.
_ONE, _MANY = 6, 12
_RETRACTED = ("retracted publication", "retractionin")


def article_rows(document: Document, articles: Iterable[Article[Cell] | Quarantined]) -> Iterator[Record | Quarantined]:
    """
    Yield the records of many articles; one of which something cannot be read is quarantined, and stops no other.

    An ORCID iD that is none is quarantined by itself.
    """
    for article in articles:
        if isinstance(article, Quarantined):
            yield article
            continue
        if article.is_deleted:
            continue  # no article, but word that there is one no longer
        try:
            records = list(article_records(document, [article], _MANY))
        except LayoutError as error:
            yield Quarantined("articles", error.message, article.at, article.title.quote if article.title else "")
        else:
            yield from records


def article_records(
    document: Document, articles: Iterable[Article[Cell]], digits: int = _ONE
) -> Iterator[Record | Quarantined]:
    """
    Yield the records of `articles`, `article_authors` and `abstracts`; of an ORCID iD that is none, why.

    Args:
        digits: Of the hash in the ids of rows.

    Raises:
        LayoutError: If an article has no journal, neither DOI nor PubMed id, or an author without a name.
    """
    for article in articles:
        named = article.doi or article.pmid
        if named is None:
            msg = "expected a DOI or a PubMed id, got neither"
            raise LayoutError(msg, at=article.at)
        if article.journal is None:
            msg = "expected the name of a journal, got none"
            raise LayoutError(msg, at=article.at)
        key = article_id(article)
        date, electronic = article.date, article.electronic_date
        yield record(
            "articles",
            key,
            {
                "doi": _read(article.doi, parse_doi),
                "pmid": _read(article.pmid),
                "title": _read(article.title),
                "title_original": _read(article.title_original),
                "journal": article.journal.read(),
                "journal_title": _read(article.journal_title),
                "book_title": _read(article.book_title),
                "publication_date": date.printed.means(date.iso, "printed") if date else None,
                "publication_date_printed": _read(date.printed) if date else None,
                "electronic_date": electronic.printed.means(electronic.iso, "printed") if electronic else None,
                "volume": _read(article.volume),
                "issue": _read(article.issue),
                "pages": _read(article.pages),
                "article_types": _texts(article.types),
                "languages": _texts(article.languages),
                "is_retracted": _retracted(article, named),
                "corrections": _texts(article.corrections),
                "authors_complete": named.means(article.authors_complete),
                "affiliations_printed": _texts(article.affiliations),
            },
        )
        for position, author in enumerate(article.authors, start=1):
            yield from _author_record(document, article, author, position, digits)
        yield from _abstract_records(document, article, key, digits)


def _read(cell: Cell | None, parse: Callable[[str], Any] = str) -> Reading | None:
    return None if cell is None else cell.read(parse)


def _retracted(article: Article[Cell], named: Cell) -> Reading | None:
    """Return whether it is retracted, and where it says so; of one that is not, there is but the record to show."""
    if article.is_retracted is None:
        return None
    said = (cell for cell in (*article.types, *article.corrections) if cell.text.lower().startswith(_RETRACTED))
    return next(said, named).means(article.is_retracted)


def _author_record(
    document: Document, article: Article[Cell], author: Author[Cell], position: int, digits: int
) -> Iterator[Record | Quarantined]:
    first = author.family or author.given or author.collective
    if first is None:
        msg = "expected an author's name, got none"
        raise LayoutError(msg, at=article.at)
    key = article_id(article)
    orcid = None
    try:
        orcid = _read(author.orcid, parse_orcid)
    except LayoutError as error:
        assert author.orcid is not None
        yield Quarantined("article_authors", f"orcid: {error.message}", author.orcid.at, author.orcid.quote)
    yield record(
        "article_authors",
        row_id(document.snapshot.source_id, "article_authors", position, key, digits=digits),
        {
            "article_id": first.means(key),
            "position": first.means(position),
            "family": _read(author.family),
            "given": _read(author.given),
            "initials": _read(author.initials),
            "suffix": _read(author.suffix),
            "collective_name": _read(author.collective),
            "orcid": orcid,
            "affiliations": _texts(author.affiliations),
        },
    )


def _abstract_records(document: Document, article: Article[Cell], key: str, digits: int) -> Iterator[Record]:
    counts: dict[str, int] = {}
    for index, part in enumerate(article.abstract, start=1):
        counts[part.language] = counts.get(part.language, 0) + 1
        section = row_id(document.snapshot.source_id, "abstracts", index, key, part.language, digits=digits)
        yield record(
            "abstracts",
            section,
            {
                "article_id": part.text.means(key),
                "language": part.text.means(part.language),
                "position": part.text.means(counts[part.language]),
                "abstract_type": _read(part.kind),
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
