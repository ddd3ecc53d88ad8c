"""Elements of PubMed XML, as lxml has them, to articles of plain text."""

from __future__ import annotations

from collections.abc import Iterator
from html.entities import html5
from typing import Any

from lxml import etree

from leaddata.layout.articles import Article
from leaddata.layout.pubmed import deleted_articles, pubmed_article
from leaddata.layout.pubmed_parts import Make
from leaddata.model import Locator

__all__ = ["DELETED", "PARSER", "articles_of", "texts"]

DELETED = "DeleteCitation"
PARSER: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
    "collect_ids": False,
}
_MATH_NOTES = {"annotation", "annotation-xml", "tex-math"}  # the same formula once more, in another notation


def texts(*, authors: bool = True, abstract: bool = True) -> Make:
    """Return what makes plain text of elements; see `Make`."""
    return Make(_text, _text_or_none, lambda _, text: text, _attribute, authors, abstract)


def articles_of(element: Any, at: Locator, make: Make) -> Iterator[Article[str]]:
    """Yield the article of a record, or those that a DeleteCitation names."""
    if element.tag == DELETED:
        yield from deleted_articles(element, make, at)
    else:
        yield pubmed_article(element, make, at)


def _text(element: Any) -> str:
    """Return all text inside an element, blanks folded."""
    if len(element) == 0:
        text = element.text
        return " ".join(text.split()) if text else ""
    parts: list[str] = []
    _collect(element, parts)
    return " ".join("".join(parts).split())


def _collect(element: Any, parts: list[str]) -> None:
    if element.text:
        parts.append(element.text)
    for child in element:
        tag = child.tag
        if isinstance(tag, str):
            if tag.rpartition("}")[2] not in _MATH_NOTES:
                _collect(child, parts)
        elif tag is etree.Entity:
            parts.append(html5.get(f"{child.name}", child.text))
        if child.tail:
            parts.append(child.tail)


def _text_or_none(element: Any) -> str | None:
    text = element.text
    if text is not None and len(element) == 0:
        return " ".join(text.split()) or None
    return _text(element) or None


def _attribute(element: Any, name: str) -> str | None:
    text = element.get(name)
    return " ".join(text.split()) or None if text else None
