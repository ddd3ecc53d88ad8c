"""Rows read from a document, as CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from leaddata.errors import UsageError
from leaddata.model import Box, Cell
from leaddata.pipeline.letters import encodable

__all__ = ["free_name", "header", "records_to_json", "row_records", "rows_to_csv", "rows_to_text"]

_PLACES = ("page", "x0", "top", "x1", "bottom")


class _Row(Protocol):
    @property
    def cells(self) -> Mapping[str, Cell | None]: ...
    @property
    def page(self) -> int: ...
    @property
    def box(self) -> Box | None: ...


def header(columns: str) -> list[str]:
    """
    Return the names in ``A|B|C``.

    Raises:
        UsageError: If one is empty or stands twice.

    Examples:
        >>> header("Name| Job and location")
        ['Name', 'Job and location']
    """
    names = [encodable(name.strip()) for name in columns.split("|")]
    if not all(names) or len(set(names)) < len(names):
        msg = f"expected different names separated by |, got {columns!r}"
        raise UsageError(msg, at="--columns", next_step='write them as in "Name|Job and location"')
    return names


def free_name(name: str, more: str, taken: Iterable[str]) -> str:
    """
    Return *name*, with *more* at its end until no printed title is called so: a cell is not written over.

    Examples:
        >>> free_name("page", "_of_row", ["name", "page"])
        'page_of_row'
    """
    taken = set(taken)
    while name in taken:
        name += more
    return name


def rows_to_text(rows: Iterable[_Row], names: Sequence[str], form: str, *, places: bool) -> str:
    """Return *rows* as ``csv`` or ``json``, one per row of the table, with their *places* if asked for."""
    if form == "json":
        return records_to_json(row_records(rows, names, places=places))
    return rows_to_csv(rows, names, places=places)


def records_to_json(records: Sequence[Mapping[str, object]]) -> str:
    """Return *records* as an array of objects."""
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"


def rows_to_csv(rows: Iterable[_Row], names: Sequence[str], *, places: bool) -> str:
    """Return a header line, and a line for each of *rows*."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, [*names, *(_place_names(names) if places else ())], lineterminator="\n")
    writer.writeheader()
    writer.writerows(row_records(rows, names, places=places))
    return buffer.getvalue()


def row_records(rows: Iterable[_Row], names: Sequence[str], *, places: bool) -> list[dict[str, object]]:
    """Return the text of each cell by its name. An empty one is null, and nothing in CSV, which cannot say null."""
    return [_record(row, names, places=places) for row in rows]


def _place_names(names: Sequence[str]) -> list[str]:
    return [free_name(name, "_of_row", names) for name in _PLACES]


def _record(row: _Row, names: Sequence[str], *, places: bool) -> dict[str, object]:
    texts = {name: None if (cell := row.cells[name]) is None else cell.text or None for name in names}
    if not places:
        return {**texts}
    box = row.box
    edges = (None,) * 4 if box is None else tuple(round(edge, 2) for edge in (box.x0, box.top, box.x1, box.bottom))
    return {**texts, **dict(zip(_place_names(names), (row.page, *edges), strict=True))}
