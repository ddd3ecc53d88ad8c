"""An article that several sources have, from one of them: no row and no author stands there twice."""

from __future__ import annotations

from collections.abc import Iterable

from leaddata.pipeline.rows import Row
from leaddata.sources import SOURCES

__all__ = ["one_source_per_article"]

_TABLES = frozenset({"articles", "article_authors", "abstracts"})
# What was chosen by hand comes before what a query finds, and PubMed, which takes in records, before who takes over its.
_RANKS = {"pubmed": 1, "europepmc": 2}


def one_source_per_article(rows: Iterable[Row]) -> tuple[list[Row], list[Row]]:
    """
    Return the rows without those of an article that another source has, too, and those that were left out.

    It is the source that was registered for it alone, else PubMed, else the first in order of ids. Authors and sections of
    abstracts go with their article.
    """
    rows = tuple(rows)
    owners: dict[str, str] = {}
    for row in rows:
        if row.table == "articles":
            owner = owners.setdefault(row.row_id, row.source_id)
            owners[row.row_id] = min(owner, row.source_id, key=_order)
    kept: list[Row] = []
    left_out: list[Row] = []
    for row in rows:
        is_kept = row.table not in _TABLES or owners.get(_article(row)) in {None, row.source_id}
        (kept if is_kept else left_out).append(row)
    return kept, left_out


def _article(row: Row) -> str:
    return row.row_id if row.table == "articles" else str(row.values.get("article_id"))


def _order(source_id: str) -> tuple[int, str]:
    source = SOURCES.get(source_id)
    kind = source.fetch.kind if source and source.fetch else ""
    return _RANKS.get(kind, 0), source_id
