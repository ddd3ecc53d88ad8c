"""Rows read from a document, as CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from leaddata.errors import UsageError
from leaddata.model import Box, Cell

__all__ = ["header", "rows_to_text"]

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
    names = [name.strip() for name in columns.split("|")]
    if not all(names) or len(set(names)) < len(names):
        msg = f"expected different names separated by |, got {columns!r}"
        raise UsageError(msg, at="--columns", next_step='write them as in "Name|Job and location"')
    return names


def rows_to_text(rows: Iterable[_Row], names: Sequence[str], form: str, *, places: bool) -> str:
    """Return *rows* as ``csv`` or ``json``, one per row of the table, with their *places* if asked for."""
    records = [_record(row, names, places=places) for row in rows]
    if form == "json":
        # An empty cell is null here and nothing in CSV, which has no other way to say it.
        return json.dumps(records, ensure_ascii=False, indent=1) + "\n"
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, [*names, *(_PLACES if places else ())], lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    return buffer.getvalue()


def _record(row: _Row, names: Sequence[str], *, places: bool) -> dict[str, object]:
    texts = {name: None if (cell := row.cells[name]) is None else cell.text or None for name in names}
    if not places:
        return {**texts}
    box = row.box
    edges = (None,) * 4 if box is None else tuple(round(edge, 2) for edge in (box.x0, box.top, box.x1, box.bottom))
    return {**texts, **dict(zip(_PLACES, (row.page, *edges), strict=True))}
