"""A page for every table: its rows to look through, its fields, its files, and how to load it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import polars as pl

from leaddata.exporting.content import ExportedRelease, ExportedTable
from leaddata.exporting.plain import csv_files, json_files
from leaddata.pipeline.site.cells import first_rows
from leaddata.pipeline.site.columns import Column, table_columns
from leaddata.pipeline.site.dictionary import described
from leaddata.pipeline.site.nouns import Asset, Inputs, Page
from leaddata.pipeline.site.table_data import table_script

__all__ = ["pages"]

_FIRST = 50  # rows that a page holds without its script
_AT_ONCE = 500_000  # bytes of a script that is loaded with the page; a greater one waits for the reader
_SCRIPTS = (
    "explorer-text.js",
    "explorer-data.js",
    "explorer-state.js",
    "explorer-choose.js",
    "explorer-cells.js",
    "explorer-files.js",
    "explorer-panels.js",
    "explorer.js",
)


def pages(inputs: Inputs) -> Iterator[Page | Asset]:
    """
    Yield the page of each table, its data as a script, and itself as CSV and JSON.

    Raises:
        ReleaseError: If a number of a table is not finite.
    """
    for name, resource in inputs.release.resources.items():
        rows = inputs.table(name)
        columns = table_columns(
            resource, rows, tuple(inputs.release.resources), _redacted(inputs, name), _withheld(inputs, name)
        )
        script = table_script(name, columns, rows)
        files = _files(inputs, name, rows)
        yield Asset(path=f"data/{name}.js", content=script)
        yield from files
        yield _page(inputs, resource, rows, columns, len(script), files)


def _withheld(inputs: Inputs, table: str) -> Counter[str]:
    """Count by field the rows in which its words are not ours to pass on."""
    rows = inputs.table(table)
    fields = inputs.release.resources[table]["schema"]["fields"]
    texts = [one["name"] for one in fields if one.get("rights") == "expression" and one["name"] in rows.columns]
    silent = rows.filter(pl.any_horizontal(pl.col(name).is_null() for name in texts)) if texts else rows.clear()
    return Counter(name for row in silent.iter_rows(named=True) for name in inputs.withheld(table, row))


def _page(
    inputs: Inputs,
    resource: Mapping[str, Any],
    rows: pl.DataFrame,
    columns: tuple[Column, ...],
    script_size: int,
    files: list[Asset],
) -> Page:
    name = resource["name"]
    parquet = inputs.release.folder / resource["path"]
    return Page(
        path=f"tables/{name}.html",
        title=resource["title"],
        summary=resource["description"],
        template="table.html",
        section="tables",
        scripts=_SCRIPTS,
        content={
            "table": described(resource),
            "columns": [column for column in columns if column.is_shown],
            "column_count": len(columns),
            "rows": first_rows(name, columns, rows, _FIRST),
            "script_size": script_size,
            "is_loaded_at_once": script_size <= _AT_ONCE,
            "downloads": [
                ("Parquet", f"release/{resource['path']}", parquet.stat().st_size),
                *((file.path.rpartition(".")[2].upper(), file.path, len(file.content)) for file in files),
            ],
        },
    )


def _files(inputs: Inputs, name: str, rows: pl.DataFrame) -> list[Asset]:
    """Return the whole table as `leaddata export` writes it."""
    release = inputs.release
    table = ExportedTable(name, rows, release.resources[name]["schema"], None)
    content = ExportedRelease(release.version, True, datetime.fromisoformat(release.released), (table,))
    return [
        Asset(path=f"data/{path}", content=data)
        for written in (csv_files, json_files)
        for path, data in written(content)
    ]


def _redacted(inputs: Inputs, name: str) -> dict[str, list[str]]:
    """Return the ids of rows in which a field names somebody who is left out, by field."""
    tombstones = inputs.table("redactions")
    if tombstones.is_empty():
        return {}
    found: dict[str, list[str]] = {}
    of_fields = tombstones.filter(pl.col("table") == name, pl.col("field").is_not_null())
    for row_id, field in of_fields.select("row_id", "field").iter_rows():
        found.setdefault(field, []).append(row_id)
    return found
