"""Tables as CSV, JSON and Parquet: a file each."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from leaddata.exporting.content import ExportedRelease, ExportedTable, iso

if TYPE_CHECKING:
    import polars as pl

__all__ = ["csv_files", "json_files", "parquet_files"]

# A spreadsheet takes a cell that begins so for a formula, whatever the file says of its type.
_FORMULA = r"^[=+\-@\t\r\n＝＋－＠]"


def csv_files(content: ExportedRelease) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of a CSV file per table; text that a spreadsheet would run has an apostrophe before it."""
    for table in content.told("csv"):
        buffer = io.BytesIO()
        _spelled(table.frame).write_csv(buffer)
        yield f"{table.name}.csv", buffer.getvalue()


def json_files(content: ExportedRelease) -> Iterator[tuple[str, bytes]]:
    """
    Yield name and bytes of a JSON file per table: an array with an object per row.

    Raises:
        ReleaseError: If a number is not finite.
    """
    for table in content.told("json"):
        table.check_numbers()
        rows = [json.dumps(row, ensure_ascii=False, default=_plain) for row in table.frame.iter_rows(named=True)]
        text = "[\n" + ",\n".join(rows) + "\n]\n" if rows else "[]\n"
        yield f"{table.name}.json", text.encode()


def parquet_files(content: ExportedRelease) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of a Parquet file per table: as published, where nothing is left out."""
    for table in content.told("parquet"):
        yield f"{table.name}.parquet", _parquet(table) if table.published is None else table.published


def _parquet(table: ExportedTable) -> bytes:
    buffer = io.BytesIO()
    schema = json.dumps(table.schema, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    table.frame.write_parquet(
        buffer, compression="zstd", compression_level=9, row_group_size=65536, metadata={"leaddata": schema}
    )
    return buffer.getvalue()


def _spelled(frame: pl.DataFrame) -> pl.DataFrame:
    """Return *frame* with lists joined, times as ISO 8601 and text that cannot run as a formula."""
    import polars as pl  # here, so that `import leaddata` stays instant

    columns = []
    for name, kind in frame.schema.items():
        column = pl.col(name)
        if isinstance(kind, pl.List):
            column = column.cast(pl.List(pl.String)).list.join("; ")
        elif isinstance(kind, pl.Datetime):
            column = column.map_elements(iso, return_dtype=pl.String)
        if isinstance(kind, pl.String | pl.List | pl.Categorical | pl.Enum):
            text = column.cast(pl.String)
            column = pl.when(text.str.contains(_FORMULA)).then(pl.concat_str(pl.lit("'"), text)).otherwise(text)
        columns.append(column.alias(name))
    return frame.select(columns)


def _plain(value: Any) -> str:
    return iso(value) if isinstance(value, date) else str(value)
