"""Works out of the JSON of Crossref's REST API."""

from __future__ import annotations

from collections.abc import Iterator

from leaddata.clean.dates import find_partial_date
from leaddata.layout.articles import Article, Author, PrintedDate
from leaddata.layout.json_nodes import at_path, elements, plain_cell, value_of, values_of
from leaddata.layout.record_cells import language_cells, titled_abstract
from leaddata.model import Cell, Node

__all__ = ["crossref_article", "crossref_works"]

_RETRACTIONS = {"retraction", "withdrawal", "removal"}


def crossref_works(root: Node) -> Iterator[Node]:
    """Yield the works of an answer: a list, one work, or a work without its cover."""
    if at_path(root, "message", "items") is not None:
        yield from elements(root, "message", "items")
    elif at_path(root, "items") is not None:
        yield from elements(root, "items")
    elif root.children and all(child.tag == "value" for child in root):
        yield from root
    else:
        yield at_path(root, "message") or root


def crossref_article(node: Node) -> Article[Cell]:
    """Return what a work states; Crossref says of the retracting work what it retracts, and of the retracted one by what."""
    kind = value_of(node, "type")
    containers = [plain_cell(cell) for cell in values_of(node, "container-title")]
    container = containers[0] if containers else None
    is_part = kind is not None and kind.text.startswith("book-")
    is_book = kind is not None and kind.text in {"book", "monograph", "edited-book", "reference-book"}
    title = plain_cell(next(iter(values_of(node, "title")), None))
    short = plain_cell(next(iter(values_of(node, "short-container-title")), None))
    languages = language_cells([value_of(node, "language")])
    online = _date(at_path(node, "published-online"))
    issued = _date(at_path(node, "published-print")) or _date(at_path(node, "journal-issue", "published-print"))
    return Article(
        node.at,
        doi=value_of(node, "DOI"),
        title=title,
        title_original=plain_cell(next(iter(values_of(node, "original-title")), None)),
        journal=title if is_book else short or container,
        journal_title=None if is_part or is_book else container,
        book_title=title if is_book else container if is_part else None,
        date=_date(at_path(node, "issued")) or _date(at_path(node, "published")) or issued or online,
        electronic_date=online,
        volume=value_of(node, "volume"),
        issue=value_of(node, "issue") or value_of(node, "journal-issue", "issue"),
        pages=value_of(node, "page"),
        types=(kind,) if kind is not None else (),
        languages=languages,
        is_retracted=any(_kind(one) in _RETRACTIONS for one in elements(node, "updated-by")),
        corrections=tuple(_corrections(node)),
        authors=tuple(_author(one) for one in elements(node, "author") if _has_name(one)),
        abstract=tuple(titled_abstract(value_of(node, "abstract"), languages)),
    )


def _date(node: Node | None) -> PrintedDate[Cell] | None:
    """Return a date of one to three numbers; ``[[null]]`` is none."""
    first = next(elements(node, "date-parts"), None) if node is not None else None
    if first is None:
        return None
    parts = [cell.text for one in elements(first) if (cell := value_of(one)) is not None]
    if not parts:
        return None
    printed = "-".join(part if index == 0 else part.zfill(2) for index, part in enumerate(parts))
    return PrintedDate(Cell(printed, first.at), find_partial_date(printed))


def _kind(node: Node) -> str:
    kind = value_of(node, "type") or value_of(node, "update-type")
    return kind.text.lower() if kind is not None else ""


def _corrections(node: Node) -> Iterator[Cell]:
    for name, words in (("updated-by", "{} by"), ("update-to", "{} of")):
        for one in elements(node, name):
            doi = value_of(one, "DOI")
            kind = _kind(one).replace("_", " ").capitalize() or "Update"
            yield Cell(f"{words.format(kind)}: {doi.text}" if doi is not None else kind, one.at)


def _has_name(node: Node) -> bool:
    return any(value_of(node, key) is not None for key in ("family", "given", "name"))


def _author(node: Node) -> Author[Cell]:
    affiliations = tuple(
        cell for one in elements(node, "affiliation") if (cell := plain_cell(value_of(one, "name"))) is not None
    )
    return Author(
        value_of(node, "family"),
        value_of(node, "given"),
        None,
        value_of(node, "suffix"),
        plain_cell(value_of(node, "name")),
        value_of(node, "ORCID"),
        affiliations,
    )
