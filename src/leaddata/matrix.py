"""The table `coverage` as a matrix: what each source fills, by table or by field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaddata.errors import UnknownTableError

if TYPE_CHECKING:
    import polars as pl

__all__ = ["cell_counts", "field_matrix", "table_matrix"]

_NONE = "-"


def cell_counts(coverage: pl.DataFrame, table: str | None = None) -> pl.DataFrame:
    """Return the counts that the matrices show as numbers: per table and source, or per field of *table* and source."""
    keys = ["table", "source_id"] if table is None else ["table", "field", "source_id"]
    found = coverage if table is None else coverage.filter(coverage["table"] == table)
    counts = ("stated", "not_stated", "withheld", "redacted", "rows")
    return found.group_by(keys).agg(*map(_sum, counts)).sort(keys)


def table_matrix(coverage: pl.DataFrame) -> list[tuple[str, ...]]:
    """
    Return the share of cells that are stated, per table and source, below a line of headings.

    A source that prints no row of a table has a dash there. Shares are rounded down: 100 % is all of it.
    """
    sums = coverage.group_by("table", "source_id").agg(stated=_sum("stated"), rows=_sum("rows"))
    shares = {(table, source): f"{100 * stated // rows} %" for table, source, stated, rows in sums.rows()}
    return _matrix("table", sorted(coverage["table"].unique()), _sources(coverage), shares)


def field_matrix(coverage: pl.DataFrame, table: str) -> list[tuple[str, ...]]:
    """
    Return for each field of a table and source how many rows state it, below a line of headings.

    ``4 of 10, 5 withheld, 1 redacted`` leaves none of which the source does not say it; what is none is not told.

    Raises:
        UnknownTableError: If no source prints rows of such a table.
    """
    if table not in coverage["table"]:
        raise UnknownTableError(table, coverage["table"].unique())
    found = coverage.filter(coverage["table"] == table)
    columns = ("field", "source_id", "stated", "rows", "withheld", "redacted")
    cells = {
        (field, source): ", ".join(
            [f"{stated} of {rows}", *(f"{count} {word}" for count, word in ((withheld, "withheld"), (redacted, "redacted")) if count)]
        )
        for field, source, stated, rows, withheld, redacted in found.select(columns).rows()
    }  # fmt: skip
    return _matrix("field", sorted(found["field"].unique()), _sources(found), cells)


def _sum(column: str) -> pl.Expr:
    import polars as pl  # here, so that `import leaddata` stays instant

    return pl.col(column).sum()


def _sources(coverage: pl.DataFrame) -> list[str]:
    return sorted(coverage["source_id"].unique())


def _matrix(
    corner: str, rows: list[str], columns: list[str], cells: dict[tuple[str, str], str]
) -> list[tuple[str, ...]]:
    body = [(row, *(cells.get((row, column), _NONE) for column in columns)) for row in rows]
    return [(corner, *columns), *body]
