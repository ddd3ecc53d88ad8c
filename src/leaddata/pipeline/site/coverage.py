"""The coverage page: of each table and field, how much each source states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from leaddata.matrix import field_matrix, table_matrix
from leaddata.pipeline.site.nouns import Inputs, Page

__all__ = ["Filled", "pages"]

_PARTS = ("stated", "not_stated", "withheld", "redacted")
_SHADES = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Filled:
    """
    The cells of a table, or the rows of a field, by what becomes of them in one source; the four parts add up to *rows*.

    Attributes:
        words: The share or count, as `leaddata coverage` prints it.
    """

    words: str
    rows: int
    stated: int
    not_stated: int
    withheld: int
    redacted: int

    @property
    def shade(self) -> int:
        """How dark it is: 0 for nothing stated, 4 for all, 1 to 3 for what lies between."""
        if self.stated == 0:
            return 0
        return _SHADES if self.stated == self.rows else 1 + min((_SHADES - 1) * self.stated // self.rows, _SHADES - 2)

    @property
    def parts(self) -> tuple[tuple[str, int], ...]:
        """What is left out of it and why, in words, where there is any."""
        counts = (("withheld", self.withheld), ("redacted", self.redacted))
        return tuple((word, count) for word, count in counts if count)


def pages(inputs: Inputs) -> Iterator[Page]:
    """Yield the matrix of tables and sources, with that of each table's fields."""
    coverage = inputs.table("coverage")
    titles = dict(inputs.table("sources").select("source_id", "title").iter_rows())
    yield Page(
        path="coverage.html",
        title="Coverage",
        summary="What each source states, does not state, and what of it is withheld or redacted, by table and field.",
        template="coverage.html",
        section="coverage",
        content={"titles": titles, **(_matrices(coverage) if coverage.height else {"sources": [], "tables": []})},
    )


def _matrices(coverage: pl.DataFrame) -> dict[str, Any]:
    (_, *sources), *lines = table_matrix(coverage)
    whole = _sums(coverage, ["table", "source_id"])
    tables = []
    for table, *words in lines:
        (_, *own), *fields = field_matrix(coverage, table)
        parts = _sums(coverage.filter(pl.col("table") == table), ["field", "source_id"])
        tables.append(
            {
                "name": table,
                "cells": _cells(table, sources, words, whole),
                "sources": own,
                "fields": [(field, _cells(field, own, said, parts)) for field, *said in fields],
            }
        )
    return {"sources": sources, "tables": tables}


def _sums(coverage: pl.DataFrame, by: list[str]) -> dict[tuple[str, str], dict[str, int]]:
    sums = coverage.group_by(by).agg(pl.col("rows", *_PARTS).sum())
    return {(row[by[0]], row[by[1]]): {name: row[name] for name in ("rows", *_PARTS)} for row in sums.to_dicts()}


def _cells(
    key: str, sources: list[str], words: list[str], sums: dict[tuple[str, str], dict[str, int]]
) -> list[Filled | None]:
    """Return a cell for each source; None where it prints no row."""
    return [
        Filled(words=said.partition(",")[0], **sums[key, source]) if (key, source) in sums else None
        for source, said in zip(sources, words, strict=True)
    ]
