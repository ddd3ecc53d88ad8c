"""Hold what a release says to what it says was printed: a text that is given as printed stands in its own quote."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

from leaddata.errors import TamperedError
from leaddata.installed import Release
from leaddata.table_kinds import DERIVED

if TYPE_CHECKING:
    import polars as pl

__all__ = ["bare", "quote_problems"]

_EVIDENCE = "evidence"
_CELL = ("table", "row_id", "field")
_NEEDED = (*_CELL, "part", "method", "quote", "snapshot_id", "page", "line_start", "line_end", "path")
# White space aside, a quote may differ in what typesetting puts in: bullets, soft hyphens, hyphens at line ends.
_LEFT_OUT = str.maketrans("", "", "\u25a0\u00ad\u0002\ufffe-\u2010\u2011")


def bare(text: str) -> str:
    """
    Return a text without white space, hyphens and bullets, in Unicode's compatible form.

    Examples:
        >>> bare("vice-\u25a0  chair ")
        'vicechair'
    """
    return "".join(unicodedata.normalize("NFKC", text).translate(_LEFT_OUT).split())


def quote_problems(release: Release) -> Iterator[TamperedError]:
    """
    Yield a problem for each text that its quotes do not print, and for evidence of a cell that is not there.

    Left out are numbers and dates, which a source may print in words, lists, which are put together of several places,
    what was not taken as printed (``method`` of the evidence) or follows from other rows, and what has a quote that is not
    published.
    """
    import polars as pl  # here, so that `import leaddata` stays instant

    if _EVIDENCE not in release.resources:
        return
    evidence = pl.read_parquet(release.path(_EVIDENCE), glob=False)
    if not set(_NEEDED) <= set(evidence.columns):
        return
    rows = evidence.select(_NEEDED).sort(*_CELL, "part").iter_rows(named=True)
    for table, of_table in groupby(rows, key=lambda row: row["table"]):
        values = _values(release, table)
        for (row_id, field), places in groupby(of_table, key=lambda row: (row["row_id"], row["field"])):
            yield from _cell_problems(release, values, list(places), row_id, field)


def _values(release: Release, table: str) -> Mapping[str, Mapping[str, Any]] | None:
    import polars as pl  # here, so that `import leaddata` stays instant

    if table not in release.resources:
        return None
    schema = release.resource(table)["schema"]
    key = schema["primaryKey"] if isinstance(schema["primaryKey"], str) else schema["primaryKey"][0]
    content: pl.DataFrame = pl.read_parquet(release.path(table), glob=False)
    return {str(row[key]): row for row in content.iter_rows(named=True)}


def _cell_problems(
    release: Release,
    values: Mapping[str, Mapping[str, Any]] | None,
    places: list[dict[str, Any]],
    row_id: str,
    field: str,
) -> Iterator[TamperedError]:
    first = places[0]
    if values is None or field not in values.get(row_id, {}):
        at = f"{release.path(_EVIDENCE)} {first['table']} {row_id} {field}"
        msg = "expected evidence of a cell of this release, got that of one that is not there"
        yield TamperedError(msg, at=at, next_step="refresh the release")
        return
    if first["table"] in DERIVED or any(place["method"] != "printed" or place["quote"] is None for place in places):
        return
    quotes = " ".join(place["quote"] for place in places)
    printed = bare(quotes).casefold()
    text = values[row_id][field]
    if isinstance(text, str) and any(map(str.isalpha, text)) and bare(text).casefold() not in printed:
        at = f"{release.path(first['table'])} {row_id} {field}, {first['snapshot_id']} {_place(first)}"
        msg = f"expected a text that stands in the quote {quotes!r}, got {text!r}"
        yield TamperedError(msg, at=at, next_step="look at the place with `leaddata trace`, and refresh the release")


def _place(row: Mapping[str, Any]) -> str:
    page = [] if row["page"] is None else [f"page {row['page']}"]
    lines = [] if row["line_start"] is None else [f"lines {row['line_start']}-{row['line_end']}"]
    return row["path"] or " ".join(page + lines)
