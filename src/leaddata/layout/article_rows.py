"""Records of many articles, of which one may be unlike the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from leaddata.errors import LayoutError
from leaddata.layout.articles import Article, article_records
from leaddata.model import Cell, Document, Quarantined, Record

__all__ = ["article_rows"]


def article_rows(document: Document, articles: Iterable[Article[Cell] | Quarantined]) -> Iterator[Record | Quarantined]:
    """Yield the records of each article; one of which something cannot be read is quarantined, and stops no other."""
    for article in articles:
        if isinstance(article, Quarantined):
            yield article
            continue
        if article.is_deleted:
            continue  # no article, but word that there is one no longer
        try:
            records = list(article_records(document, [article]))
        except LayoutError as error:
            yield Quarantined("articles", error.message, article.at, article.title.quote if article.title else "")
        else:
            yield from records
