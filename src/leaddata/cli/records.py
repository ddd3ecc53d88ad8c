"""What `leaddata extract --as articles | article_authors | abstracts` prints, row by row as the file is read."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leaddata.errors import LeadDataError
from leaddata.pipeline.letters import encoded
from leaddata.watching import tell

if TYPE_CHECKING:
    from leaddata.model import Locator

__all__ = ["RECORD_KINDS", "write_records"]

RECORD_KINDS = ("articles", "article_authors", "abstracts")
_PLACES = ("page", "x0", "top", "x1", "bottom", "path")
_ROWS_AT_ONCE = 500
_json = json.JSONEncoder(ensure_ascii=False).encode
_TOLD = 50  # records: what is wrong with that many is told, then only how many more there are


@dataclass
class _Rows:
    """Rows on their way out: in CSV below a header, in JSON the elements of an array, one a line."""

    names: tuple[str, ...]
    form: str
    write: Callable[[bytes], object]

    def __post_init__(self) -> None:
        self.is_empty = True
        self._lines = [_csv_line(self.names)] if self.form == "csv" else []

    def add(self, row: Mapping[str, Any]) -> None:
        """Add a row; every so many go out."""
        if self.form == "csv":
            self._lines.append(_csv_line(row.values()))
        else:
            self._lines.append(("[\n" if self.is_empty else ",\n") + _json(row))
        self.is_empty = False
        if len(self._lines) >= _ROWS_AT_ONCE:
            self._flush()

    def end(self) -> None:
        """Write what is left."""
        if self.form == "json":
            self._lines.append("[]\n" if self.is_empty else "\n]\n")
        self._flush()

    def _flush(self) -> None:
        self.write(encoded("".join(self._lines)))
        self._lines.clear()


def write_records(file: Path, table: str, form: str, places: bool, write: Callable[[bytes], object]) -> tuple[str, ...]:
    """
    Write the rows of *table* in *file*, and return a line for each record that cannot be read: place and reason.

    Raises:
        DocumentError: If the file cannot be read, or not to its end; rows that were read before are written.
        LayoutError: If it has no bibliographic record.
    """
    from leaddata.pipeline.record_rows import COLUMNS, rows_of_records

    rows = _Rows((*COLUMNS[table], *(_PLACES if places else ())), form, write)
    told: list[str] = []
    gc.disable()  # this process ends with its file, and the search for rings of garbage costs a tenth of the time
    try:
        for count, (found, at) in enumerate(rows_of_records(file, table, told)):
            if count % _ROWS_AT_ONCE == 0:
                tell("records", count)
            place = _place(at) if places else {}
            for row in found:
                rows.add({**row, **place} if place else row)
    except LeadDataError:
        if not rows.is_empty:
            rows.end()
        raise
    rows.end()
    more = len(told) - _TOLD
    return (*told[:_TOLD], *([f"and {more:,} more records"] if more > 0 else ()))


def _place(at: Locator) -> dict[str, Any]:
    lines = at.lines
    path = at.path or (None if lines is None else f"lines {lines[0]}-{lines[1]}")
    return dict(zip(_PLACES, (at.page, None, None, None, None, path), strict=True))


def _csv_line(values: Iterable[Any]) -> str:
    """Return a line of CSV; the module `csv` looks at each letter of a text, which takes six times as long."""
    texts = ["" if value is None else value if value.__class__ is str else _flat(value) for value in values]
    line = ",".join(texts)
    if '"' in line or "\n" in line or "\r" in line:
        line = ",".join(
            [_quoted(one) if "," in one or '"' in one or "\n" in one or "\r" in one else one for one in texts]
        )
    elif line.count(",") >= len(texts):
        line = ",".join([f'"{one}"' if "," in one else one for one in texts])
    return line + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _flat(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
