"""Journal articles out of the answers of Europe PMC."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaddata.layout.articles import AbstractPart, Article, Author
from leaddata.model import Cell, Document, Node, Quarantined

__all__ = ["europepmc_articles"]

_LANGUAGES = {"eng": "en", "chi": "zh", "fre": "fr", "ger": "de", "spa": "es", "ita": "it", "rus": "ru", "por": "pt"}
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ORCID = "ORCID"
_BREAKS = frozenset(f"<{close}{tag}>" for close in ("", "/") for tag in ("h1", "h2", "h3", "h4", "p"))


def europepmc_articles(document: Document) -> Iterator[Article | Quarantined]:
    """Yield the articles of a search's answer, and what has no journal (a preprint, a book) as quarantined."""
    for page in document.pages:
        if page.root is None:
            continue
        for result in _values(_child(page.root, "resultList"), "result"):
            yield _article(result)


def _article(result: Node) -> Article | Quarantined:
    issue = _child(result, "journalInfo")
    journal = _first(_child(issue, "journal"), "isoabbreviation", "medlineAbbreviation", "title")
    if journal is None:
        first = _first(result, "title", "id")
        return Quarantined(
            "articles", "expected the name of a journal, got none", result.at, first.text if first else ""
        )
    abstract = _first(result, "abstractText")
    language = _first(result, "language")
    parts = (
        (AbstractPart(_LANGUAGES.get(language.text if language else "", "en"), _plain(abstract)),) if abstract else ()
    )
    title = _first(result, "title")
    return Article(
        journal,
        _first(issue, "dateOfPublication"),
        _first(result, "doi"),
        _first(result, "pmid"),
        _plain(title) if title else None,
        _first(issue, "volume"),
        _first(issue, "issue"),
        _first(result, "pageInfo"),
        tuple(one.cell for one in _values(_child(result, "pubTypeList"), "pubType") if one.text),
        tuple(_authors(result)),
        (),
        parts,
    )


def _authors(result: Node) -> Iterator[Author]:
    for author in _values(_child(result, "authorList"), "author"):
        family, collective = _first(author, "lastName"), _first(author, "collectiveName")
        if family is None and collective is None:
            continue
        details = _child(author, "authorAffiliationDetailsList")
        identifier = _child(author, "authorId")
        kind = _first(identifier, "type")
        yield Author(
            family,
            _first(author, "firstName"),
            _first(author, "initials"),
            collective,
            _first(identifier, "value") if kind and kind.text == _ORCID else None,
            tuple(
                cell
                for one in _values(details, "authorAffiliation")
                if (cell := _first(one, "affiliation")) is not None
            ),
        )


def _child(node: Node | None, tag: str) -> Node | None:
    return next((one for one in node.children if one.tag == tag), None) if node else None


def _first(node: Node | None, *tags: str) -> Cell | None:
    """Return the first of *tags* that stands in an object with a value."""
    found = (_child(node, tag) for tag in tags)
    return next((one.cell for one in found if one is not None and one.text), None)


def _values(node: Node | None, tag: str) -> tuple[Node, ...]:
    listed = _child(node, tag)
    return listed.children if listed else ()


def _plain(cell: Cell) -> Cell:
    """Return a text without the tags that Europe PMC leaves in it: headings of an abstract, italics."""
    return Cell(" ".join(_TAG.sub(lambda tag: " " if tag[0].lower() in _BREAKS else "", cell.text).split()), cell.at)
