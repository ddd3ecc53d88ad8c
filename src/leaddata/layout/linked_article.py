"""The article that a page's linked data (schema.org, JSON-LD) describes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from leaddata.clean.dates import find_partial_date
from leaddata.clean.identifiers import find_doi
from leaddata.layout.articles import Article, Author, PrintedDate
from leaddata.layout.json_nodes import at_path, elements, plain_cell, value_of
from leaddata.layout.record_cells import author_of, language_cells, pages_between, titled_abstract
from leaddata.model import Cell, Node

__all__ = ["linked_article"]

_KINDS = {"ScholarlyArticle", "MedicalScholarlyArticle", "Chapter", "Book"}


def linked_article(root: Node) -> Article[Cell] | None:
    """Return the first scholarly article in a tree of linked data, or None."""
    node = next((one for one in root.walk() if _kinds(one) & _KINDS), None)
    if node is None:
        return None
    title = plain_cell(value_of(node, "headline") or value_of(node, "name"))
    if title is None:
        return None
    language = value_of(node, "inLanguage") or value_of(node, "inLanguage", "alternateName")
    periodical, volume, issue = _within(node)
    date = value_of(node, "datePublished")
    abstract = value_of(node, "abstract") or value_of(node, "description")
    doi = next((cell for cell in _identifiers(node) if find_doi(cell.text)), None)
    languages = language_cells([language])
    return Article(
        node.at,
        doi=Cell(find_doi(doi.text) or "", doi.at) if doi is not None else None,
        title=title,
        journal=periodical,
        journal_title=periodical,
        date=PrintedDate(date, find_partial_date(date.text.split("T")[0])) if date is not None else None,
        volume=volume,
        issue=issue,
        pages=value_of(node, "pagination") or pages_between(value_of(node, "pageStart"), value_of(node, "pageEnd")),
        languages=languages,
        authors=tuple(_authors(node)),
        abstract=tuple(titled_abstract(abstract, languages)),
    )


def _kinds(node: Node) -> set[str]:
    return {cell.text.rsplit("/", 1)[-1] for one in elements(node, "@type") if (cell := value_of(one)) is not None}


def _within(node: Node) -> tuple[Cell | None, Cell | None, Cell | None]:
    """Return journal, volume and issue; schema.org nests an issue in a volume in a periodical."""
    name = volume = issue = None
    part = at_path(node, "isPartOf")
    while part is not None:
        part = next(elements(part), part) if at_path(part, "@type") is None else part
        volume = volume or value_of(part, "volumeNumber")
        issue = issue or value_of(part, "issueNumber")
        if "Periodical" in _kinds(part) or at_path(part, "isPartOf") is None:
            name = value_of(part, "name")
        part = at_path(part, "isPartOf")
    return name, volume, issue


def _identifiers(node: Node) -> Iterator[Cell]:
    for key in ("identifier", "sameAs", "@id", "url"):
        for one in elements(node, key):
            cell = value_of(one) or value_of(one, "value") or value_of(one, "@value")
            if cell is not None:
                yield cell


def _authors(node: Node) -> Iterator[Author[Cell]]:
    for one in elements(node, "author"):
        affiliations = tuple(
            cell
            for place in elements(one, "affiliation")
            if (cell := value_of(place) or value_of(place, "name")) is not None
        )
        family, given = value_of(one, "familyName"), value_of(one, "givenName")
        name = value_of(one) or value_of(one, "name")
        orcid = next(
            (
                cell
                for key in ("identifier", "@id", "sameAs")
                if (cell := value_of(one, key)) and "orcid.org/" in cell.text
            ),
            None,
        )
        if family is not None:
            yield Author(family, given, None, value_of(one, "honorificSuffix"), None, orcid, affiliations)
        elif name is not None:
            found = author_of(name)
            if "Organization" in _kinds(one):
                found = Author(None, None, collective=name)
            yield replace(found, orcid=orcid, affiliations=affiliations)
