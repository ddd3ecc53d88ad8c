"""What `leaddata extract` prints of tables: the rows, what was found, and what was left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from leaddata.cli.rows import free_name, records_to_json, row_records, rows_to_csv, rows_to_text

if TYPE_CHECKING:
    from leaddata.layout.table import Doubt, Table

__all__ = ["Extracted", "found_tables", "named_tables"]


@dataclass(frozen=True, slots=True)
class Extracted:
    """
    What a child process hands back.

    Attributes:
        text: The rows, for standard output.
        lines: What there is to say about them, for standard error.
    """

    text: str
    lines: tuple[str, ...]


def named_tables(file: Path, names: Sequence[str], form: str, places: bool, most_pages: int) -> Extracted:
    """
    Return the rows of *file* under the header *names*.

    Raises:
        DocumentError: If the file cannot be read.
        LayoutError: If it has no such table.
    """
    from leaddata.pipeline.tables import extract_tables, table_rows

    tables = extract_tables(file, names, most_pages=most_pages)
    rows = [row for table in tables for row in table_rows(table)]
    return Extracted(rows_to_text(rows, names, form, places=places), _left_out(tables))


def found_tables(file: Path, form: str, places: bool, most_pages: int) -> Extracted:
    """
    Return the rows of every table that is found in *file*, numbered (JSON), or parted by an empty line (CSV).

    Raises:
        DocumentError: If the file cannot be read.
        LayoutError: If no table is found.
    """
    from leaddata.pipeline.discover import discover_tables
    from leaddata.pipeline.tables import table_rows

    tables = discover_tables(file, most_pages=most_pages)
    # Parts of a table, and tables that follow one another under one header, are one.
    found = [list(parts) for _, parts in groupby(tables, key=lambda table: table.columns)]
    lines = tuple(_announced(number, parts) for number, parts in enumerate(found, start=1))
    blocks = [(parts[0].columns, [row for part in parts for row in table_rows(part)]) for parts in found]
    if form == "json":
        key = free_name("table", "_number", [name for names, _ in blocks for name in names])
        records = [
            {key: number, **record}
            for number, (names, rows) in enumerate(blocks, start=1)
            for record in row_records(rows, names, places=places)
        ]
        text = records_to_json(records)
    else:
        text = "\n".join(rows_to_csv(rows, names, places=places) for names, rows in blocks)
    return Extracted(text, (*lines, *_left_out(tables)))


def _announced(number: int, parts: Sequence[Table]) -> str:
    """Return a line that says which table was found where, and how many rows it has."""
    count = sum(len(part.rows) for part in parts)
    titles = dict.fromkeys(part.title for part in parts if part.title is not None)
    under = "".join(
        f", {sum(len(part.rows) for part in parts if part.title == title)} under {title!r}" for title in titles
    )
    names = _printable(" | ".join(parts[0].columns))
    return f"table {number}, {_pages(parts)}: {names}: {count} row{'s' if count != 1 else ''}{under}"


def _printable(text: str) -> str:
    """Return *text* without signs that a terminal would obey: it is somebody else's."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text)


def _pages(parts: Sequence[Table]) -> str:
    """Return the pages that the parts of a table stand on, as ``page 3`` or ``pages 3-5, 9``."""
    pages = sorted({region.page for part in parts for region in part.regions})
    # What follows one another is as far apart as it is counted.
    runs = [[page for _, page in run] for _, run in groupby(enumerate(pages), key=lambda pair: pair[1] - pair[0])]
    ranges = ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return f"page{'s' if len(pages) > 1 else ''} {ranges}"


def _left_out(tables: Sequence[Table]) -> tuple[str, ...]:
    """Return a line for each row that was left out, in the form of an error."""
    return tuple(_told(doubt) for table in tables for doubt in table.doubts)


def _told(doubt: Doubt) -> str:
    from leaddata.pipeline.tables import left_out

    return f"leaddata: {left_out(doubt)}: look at it with --picture DIR"
