"""What `leaddata extract --as articles | article_authors | abstracts` prints, row by row as the file is read."""

from __future__ import annotations

import csv
import gc
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leaddata.errors import LayoutError, LeadDataError

if TYPE_CHECKING:
    from leaddata.model import Locator

__all__ = ["RECORD_KINDS", "write_records"]

RECORD_KINDS = ("articles", "article_authors", "abstracts")
_PLACES = ("page", "x0", "top", "x1", "bottom", "path")
_ROWS_AT_ONCE = 500
_TOLD = 50  # records: what is wrong with that many is told, then only how many more there are


@dataclass
class _Rows:
    """Rows on their way out: in CSV below a header, in JSON the elements of an array, one a line."""

    names: tuple[str, ...]
    form: str
    write: Callable[[bytes], object]

    def __post_init__(self) -> None:
        self._buffer = io.StringIO(newline="")
        self._count = 0
        if self.form == "csv":
            self._csv = csv.writer(self._buffer, lineterminator="\n")
            self._csv.writerow(self.names)

    def add(self, row: Mapping[str, Any]) -> None:
        """Add a row; every so many go out."""
        if self.form == "json":
            self._buffer.write("[\n" if self._count == 0 else ",\n")
            self._buffer.write(json.dumps(row, ensure_ascii=False))
        else:
            self._csv.writerow([value if value.__class__ is str else _flat(value) for value in row.values()])
        self._count += 1
        if self._count % _ROWS_AT_ONCE == 0:
            self._flush()

    def end(self) -> None:
        """Write what is left."""
        if self.form == "json":
            self._buffer.write("\n]\n" if self._count else "[]\n")
        self._flush()

    @property
    def is_empty(self) -> bool:
        """Whether no row was added."""
        return self._count == 0

    def _flush(self) -> None:
        self.write(self._buffer.getvalue().encode("utf-8", "replace"))
        self._buffer.seek(0)
        self._buffer.truncate()


def write_records(file: Path, table: str, form: str, places: bool, write: Callable[[bytes], object]) -> tuple[str, ...]:
    """
    Write the rows of *table* in *file*, and return a line for each record that cannot be read: place and reason.

    Raises:
        DocumentError: If the file cannot be read, or not to its end; rows that were read before are written.
        LayoutError: If it has no bibliographic record.
    """
    from leaddata.pipeline.record_rows import COLUMNS
    from leaddata.pipeline.records import read_records

    rows = _Rows((*COLUMNS[table], *(_PLACES if places else ())), form, write)
    told: list[str] = []
    gc.disable()  # this process ends with its file, and the search for rings of garbage costs a tenth of the time
    try:
        for row in _found(read_records(file, file.name, table), table, told, places=places):
            rows.add(row)
    except LeadDataError:
        if not rows.is_empty:
            rows.end()
        raise
    rows.end()
    more = len(told) - _TOLD
    return (*told[:_TOLD], *([f"and {more:,} more records"] if more > 0 else ()))


def _found(found: Iterator[Any], table: str, told: list[str], *, places: bool) -> Iterator[Mapping[str, Any]]:
    from leaddata.model import Quarantined
    from leaddata.pipeline.record_rows import record_rows

    for article in found:
        if isinstance(article, Quarantined):
            told.append(f"{article.at}: {article.reason}{f', in {article.printed!r}' if article.printed else ''}")
            continue
        try:
            rows = list(record_rows(article, table))
        except LayoutError as error:
            told.append(str(error))
            continue
        place = _place(article.at) if places else {}
        yield from ({**row, **place} for row in rows)


def _place(at: Locator) -> dict[str, Any]:
    lines = at.lines
    path = at.path or (None if lines is None else f"lines {lines[0]}-{lines[1]}")
    return dict(zip(_PLACES, (at.page, None, None, None, None, path), strict=True))


def _flat(value: Any) -> Any:
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value
