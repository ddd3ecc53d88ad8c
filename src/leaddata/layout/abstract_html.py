"""
The article of an abstract page: what its head says (Highwire's ``citation_…``, PRISM, Dublin Core), else linked data
(schema.org), and the abstract as the page prints it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from leaddata.clean.dates import find_partial_date
from leaddata.clean.identifiers import find_doi
from leaddata.clean.languages import parse_language
from leaddata.errors import LayoutError
from leaddata.layout.abstract_blocks import printed_abstract
from leaddata.layout.articles import AbstractPart, Article, Author, PrintedDate
from leaddata.layout.json_nodes import plain_cell
from leaddata.layout.linked_article import linked_article
from leaddata.layout.printed_authors import tied_authors
from leaddata.layout.printed_names import printed_names
from leaddata.layout.record_cells import author_of, language_cells, pages_between, titled_abstract
from leaddata.model import Cell, Document, Node

__all__ = ["html_article"]

_RETRACTED = re.compile(
    r"retracted(?: article| publication)?\W*|retraction in\b.*|this (?:article|paper) has been retracted\b.*",
    re.IGNORECASE,
)
_ABSTRACTS = ("citation_abstract", "dc_description", "dcterms_abstract", "dcterms_description")
_PRINTED = re.compile(
    r"(?P<date>\d{4}(?: (?:Spring|Summer|Autumn|Fall|Winter|[A-Z][a-z]{2}(?:-[A-Z][a-z]{2})?(?: \d{1,2})?))?)(?:;\s?[^:.]*)?(?::\s?(?P<pages>[\w.+-]*\w))?\.?"
)


@dataclass(frozen=True, slots=True)
class _Head:
    """The meta elements of a page, in order: name in lower case, with one sign for ``.``, ``:`` and ``_``."""

    entries: tuple[tuple[str, Cell], ...]

    def all(self, *names: str) -> list[Cell]:
        return [cell for name in names for key, cell in self.entries if key == name]

    def first(self, *names: str) -> Cell | None:
        return next(iter(self.all(*names)), None)


def html_article(document: Document, linked: Sequence[Node] = ()) -> Article[Cell]:
    """
    Return the article that a page is of.

    Args:
        linked: The page's linked data, as trees of JSON.

    Raises:
        LayoutError: If the page names no article: neither its head nor its linked data has a title.
    """
    root = document.root
    head = _Head(tuple(_entries(root)))
    data = next((article for node in linked if (article := linked_article(node)) is not None), None)
    title = plain_cell(head.first("citation_title", "dc_title", "dcterms_title", "prism_title"))
    if title is None and data is None:
        msg = "expected an abstract page (citation_title, or linked data of an article), got none"
        raise LayoutError(msg, at=document.start)
    stated = _of_head(head, root) if title is not None else None
    article = _merged(stated, data) if stated is not None and data is not None else stated or data
    assert article is not None
    if not article.authors:
        article = replace(article, authors=printed_names(root))
    stated_parts = tuple(_described(root))
    abstract = (
        tuple(printed_abstract(root, article.languages))
        or article.abstract
        or (() if head.all("citation_abstract") else stated_parts)
        or tuple(titled_abstract(head.first(*_ABSTRACTS), (Cell("en", root.at),)))
    )
    spoken = {part.language for part in abstract}
    abstract += tuple(part for part in stated_parts if part.language not in spoken)
    # None where the page says nothing: it may know nothing.
    retracted = any(not node.children and _RETRACTED.fullmatch(node.text) for node in root.walk()) or None
    return _with_printed(replace(article, abstract=abstract, is_retracted=retracted), root)


def _described(root: Node) -> Iterator[AbstractPart[Cell]]:
    """Yield the abstracts of the head that state their language, as Open Journal Systems does."""
    for node in root.find("meta"):
        code = parse_language(node.get("xml:lang") or node.get("lang") or "")
        if code and _key(node) in _ABSTRACTS and (cell := node.attribute("content")) is not None:
            yield from titled_abstract(cell, (Cell(code, node.at),))


def _key(node: Node) -> str:
    """Return the name of a meta element in lower case, with one sign for ``.`` and ``:``; Bepress has the names of Highwire."""
    name = node.get("name") or node.get("property") or ""
    return re.sub(r"[.:]", "_", name.strip().lower()).removeprefix("bepress_")


def _with_printed(article: Article[Cell], root: Node) -> Article[Cell]:
    """Return the article with what its citation line prints more exactly, and what the page prints beside its authors."""
    line = next((match for node in root.walk() if not node.children and (match := _PRINTED.fullmatch(node.text))), None)
    authors = tied_authors(root, article.authors)
    if line is None:
        return replace(article, authors=authors)
    at = article.at
    iso = find_partial_date(line["date"])
    stated = article.date.iso if article.date else None
    if iso and (stated is None or stated.startswith(iso[:4])) and not _is_less(iso, stated or ""):
        article = replace(article, date=PrintedDate(Cell(line["date"], at), iso))
    pages = article.pages
    if line["pages"] and (pages is None or line["pages"].split("-")[0] == pages.text):
        article = replace(article, pages=Cell(line["pages"], at))
    return replace(article, authors=authors)


def _is_less(iso: str, stated: str) -> bool:
    """Return whether *iso* only leaves out what is stated: not a first day (of January) that publishers fill dates up with."""
    is_filled = len(stated) == len("2019-01-01") and re.fullmatch("(?:-01)?-01", stated[len(iso) :]) is not None
    return stated.startswith(iso) and len(iso) < len(stated) and not is_filled


def _merged(stated: Article[Cell], data: Article[Cell]) -> Article[Cell]:
    """Return what the head says, and where it is silent what the linked data says."""
    silent = {
        name: getattr(data, name)
        for name in (
            "doi",
            "pmid",
            "journal",
            "journal_title",
            "date",
            "volume",
            "issue",
            "pages",
            "languages",
            "authors",
            "abstract",
        )
        if not getattr(stated, name) and getattr(data, name)
    }
    return replace(stated, **silent)


def _entries(root: Node) -> Iterator[tuple[str, Cell]]:
    for node in root.find("meta"):
        name, cell = _key(node), node.attribute("content")
        if name and cell is not None and cell.text.strip():
            yield name, Cell(" ".join(cell.text.split()), cell.at)


def _of_head(head: _Head, root: Node) -> Article[Cell]:
    languages = language_cells(head.all("citation_language", "dc_language")[:1])
    title = head.first(
        "citation_journal_title", "citation_publisher_journal", "prism_publicationname", "eprints_publication"
    ) or _source(head)
    date = head.first(
        "citation_publication_date", "citation_cover_date", "citation_date", "prism_publicationdate", "dc_date", "dc_date_issued", "dcterms_issued",
        "citation_year",
    )  # fmt: skip
    return Article(
        root.at,
        doi=_doi(head),
        pmid=head.first("citation_pmid", "ncbi_pmid"),
        title=plain_cell(head.first("citation_title", "dc_title", "dcterms_title", "prism_title")),
        journal=head.first("citation_journal_abbrev") or title,
        journal_title=title,
        book_title=head.first("citation_inbook_title"),
        date=_date(date or head.first("citation_online_date")),
        electronic_date=_date(head.first("citation_online_date")),
        volume=head.first("citation_volume", "prism_volume", "dc_source_volume"),
        issue=head.first("citation_issue", "prism_number", "dc_source_issue"),
        pages=pages_between(
            head.first("citation_firstpage", "prism_startingpage"), head.first("citation_lastpage", "prism_endingpage")
        ),
        types=tuple(head.all("citation_article_type", "dc_type", "citation_section")[:1]),
        languages=languages,
        authors=tuple(_authors(head)),
        abstract=(),
    )


def _source(head: _Head) -> Cell | None:
    """Return the journal that Dublin Core's source names: before volume and pages; an address is none."""
    cell = head.first("dc_source")
    if cell is None or "://" in cell.text or find_doi(cell.text) is not None:
        return None
    return cell.part(0, len(cell.text.partition(";")[0]))


def _doi(head: _Head) -> Cell | None:
    for cell in head.all("citation_doi", "prism_doi", "dc_identifier", "dc_identifier_doi", "dcterms_identifier"):
        if find_doi(cell.text) is not None:
            return cell
    return None


def _date(cell: Cell | None) -> PrintedDate[Cell] | None:
    return None if cell is None else PrintedDate(cell, find_partial_date(cell.text))


def _authors(head: _Head) -> Iterator[Author[Cell]]:
    """Yield the authors: institutions and iDs follow the name that they are of."""
    group: Author[Cell] | None = None
    for name, cell in head.entries:
        if name == "citation_author":
            if group is not None:
                yield group
            group = author_of(cell)
        elif group is not None and name == "citation_author_institution":
            group = replace(group, affiliations=(*group.affiliations, cell))
        elif group is not None and name == "citation_author_orcid":
            group = replace(group, orcid=cell)
    if group is not None:
        yield group
        return
    listed = head.first("citation_authors")
    if listed is not None:
        begin = 0
        for part in listed.text.split(";"):
            if part.strip():
                yield author_of(listed.part(begin, begin + len(part)))
            begin += len(part) + 1
        return
    yield from (
        author_of(cell) for cell in head.all("dc_creator_personalname") or head.all("dc_creator", "dcterms_creator")
    )
