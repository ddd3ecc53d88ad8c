"""Works out of the JSON of OpenAlex."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from leaddata.clean.dates import find_partial_date
from leaddata.layout.articles import AbstractPart, Article, Author, PrintedDate
from leaddata.layout.json_nodes import at_path, elements, plain_cell, value_of, values_of
from leaddata.layout.record_cells import author_of, language_cells, pages_between, titled_abstract
from leaddata.model import Cell, Node

__all__ = ["openalex_article", "openalex_works"]


def openalex_works(root: Node) -> Iterator[Node]:
    """Yield the works of an answer: a list, or one work."""
    if at_path(root, "results") is not None:
        yield from elements(root, "results")
    elif root.children and all(child.tag == "value" for child in root):
        yield from root
    else:
        yield root


def openalex_article(node: Node) -> Article[Cell]:
    """Return what a work states. OpenAlex gives every date a day, the first of the year or month where it knows none."""
    source = at_path(node, "primary_location", "source") or at_path(node, "host_venue")
    languages = language_cells([value_of(node, "language")])
    kind = value_of(node, "type")
    journal = value_of(source, "display_name")
    is_part = kind is not None and kind.text == "book-chapter"
    title = plain_cell(value_of(node, "title")) or plain_cell(value_of(node, "display_name"))
    is_book = kind is not None and kind.text == "book"
    retracted = value_of(node, "is_retracted")
    truncated = value_of(node, "is_authors_truncated")
    return Article(
        node.at,
        doi=value_of(node, "doi") or value_of(node, "ids", "doi"),
        pmid=_last_step(value_of(node, "ids", "pmid")),
        title=title,
        journal=title if is_book else journal,
        journal_title=None if is_part or is_book else journal,
        book_title=title if is_book else journal if is_part else None,
        date=_date(value_of(node, "publication_date") or value_of(node, "publication_year")),
        volume=value_of(node, "biblio", "volume"),
        issue=value_of(node, "biblio", "issue"),
        pages=pages_between(value_of(node, "biblio", "first_page"), value_of(node, "biblio", "last_page")),
        types=(kind,) if kind is not None else (),
        languages=languages,
        authors_complete=truncated is None or truncated.text.lower() != "true",
        is_retracted=None if retracted is None else retracted.text.lower() == "true",
        authors=tuple(author for one in elements(node, "authorships") if (author := _author(one)) is not None),
        abstract=tuple(_abstract(node, languages)),
    )


def _last_step(cell: Cell | None) -> Cell | None:
    return None if cell is None else cell.part(cell.text.rstrip("/").rfind("/") + 1, len(cell.text.rstrip("/")))


def _date(cell: Cell | None) -> PrintedDate[Cell] | None:
    return None if cell is None else PrintedDate(cell, find_partial_date(cell.text))


def _author(node: Node) -> Author[Cell] | None:
    name = value_of(node, "raw_author_name") or value_of(node, "author", "display_name")
    if name is None:
        return None
    found = author_of(name)
    affiliations = values_of(node, "raw_affiliation_strings")
    if not affiliations and (one := value_of(node, "raw_affiliation_string")) is not None:
        affiliations = (one,)
    if not affiliations:
        affiliations = tuple(
            cell for one in elements(node, "institutions") if (cell := value_of(one, "display_name")) is not None
        )
    orcid = value_of(node, "author", "orcid")
    return replace(found, orcid=orcid, affiliations=affiliations)


def _abstract(node: Node, languages: tuple[Cell, ...]) -> Iterator[AbstractPart[Cell]]:
    """Yield the abstract that an index of its words makes: each word with the places at which it stands."""
    index = at_path(node, "abstract_inverted_index")
    if index is None or index.get("null"):
        return
    words: dict[int, str] = {}
    for word in index:
        for place in elements(word):
            cell = value_of(place)
            if cell is not None and cell.text.isdigit() and int(cell.text) < 100_000:
                words[int(cell.text)] = word.get("key") or word.tag
    if not words:
        return
    text = " ".join(words[place] for place in sorted(words))
    yield from titled_abstract(Cell(" ".join(text.split()), index.at), languages)
