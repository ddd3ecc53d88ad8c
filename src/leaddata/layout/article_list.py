"""The articles of a document, whatever form it has: PubMed XML, or the text of an abstract page."""

from __future__ import annotations

from leaddata.layout.abstract_text import text_articles
from leaddata.layout.articles import Article
from leaddata.layout.pubmed import pubmed_articles
from leaddata.model import Cell, Document, Quarantined

__all__ = ["listed_articles"]


def listed_articles(document: Document) -> list[Article[Cell] | Quarantined]:
    """
    Return the articles of a PubMed record set, or those that a text prints.

    Raises:
        LayoutError: If there is none.
    """
    return text_articles(document) if document.pages[0].root is None else [*pubmed_articles(document)]
