"""Strict reading of a register in CSV: whatever is not understood is an error that names line and column."""

from __future__ import annotations

import csv
import difflib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leaddata.errors import SchemaFileError

__all__ = ["Column", "Entry", "read_register"]

_UNSURE = ("unverified", "not found")


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """
    A column of a register.

    Attributes:
        parse: Turns a cell into a value; raises ValueError where it cannot.
        is_required: True if no cell may be empty.
        is_remark: True if it may say that something was not found; elsewhere such a cell has to be left empty.
    """

    parse: Callable[[str], Any] = str
    is_required: bool = False
    is_remark: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """
    A row of a register.

    Attributes:
        path: The file.
        line: Where the row begins, from 1.
        cells: By column, as they stand; empty ones are left out.
        values: What was read from them.
    """

    path: Path
    line: int
    cells: Mapping[str, str]
    values: Mapping[str, Any]

    def wrong(self, message: str, column: str, step: str) -> SchemaFileError:
        """Return the error of one of its cells."""
        return SchemaFileError(message, at=_place(self.path, self.line, column), next_step=step)


def read_register(path: Path, columns: Mapping[str, Column]) -> tuple[Entry, ...]:
    """
    Read a register: UTF-8, a header line of just these columns, in this order.

    Raises:
        SchemaFileError: If the file, its header, a row or a cell is not understood.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return tuple(_entries(path, csv.reader(file, strict=True), columns))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        msg = f"expected CSV in UTF-8, got {' '.join(str(error).split())}"
        raise SchemaFileError(msg, at=path, next_step="restore the file, or correct the quotation marks") from error


def _entries(path: Path, rows: Any, columns: Mapping[str, Column]) -> Iterator[Entry]:
    header: list[str] = next(rows, [])
    _check_header(path, header, columns)
    line = rows.line_num + 1
    for row in rows:
        if len(row) != len(header):
            msg = f"expected {len(header)} cells, got {len(row)}"
            raise SchemaFileError(msg, at=f"{path} line {line}", next_step="put cells with a comma in quotation marks")
        cells = {name: cell for name, cell in zip(header, row, strict=True) if cell}
        values = {name: _value(columns[name], cells.get(name), _place(path, line, name)) for name in header}
        yield Entry(path, line, cells, values)
        line = rows.line_num + 1


def _check_header(path: Path, header: list[str], columns: Mapping[str, Column]) -> None:
    if header == list(columns):
        return
    at = f"{path} line 1"
    for name in header:
        if name not in columns or header.count(name) > 1:
            near = difflib.get_close_matches(name, columns, n=1)
            step = f"did you mean {near[0]!r}?" if near and near[0] not in header else "remove the column"
            msg = f"expected the columns {', '.join(columns)}, got {name!r}"
            raise SchemaFileError(msg, at=f"{at} column {header.index(name) + 1}", next_step=step)
    msg = f"expected the columns {', '.join(columns)}, in this order, got {', '.join(header) or 'none'}"
    raise SchemaFileError(msg, at=at, next_step="write the header as it is expected")


def _value(column: Column, cell: str | None, at: str) -> Any:
    if cell is None:
        if column.is_required:
            msg = "expected a value, got an empty cell"
            raise SchemaFileError(msg, at=at, next_step="fill it, or remove the row")
        return None
    if cell != cell.strip() or not cell.isprintable():
        msg = f"expected a cell of one line without blanks around it, got {cell!r}"
        raise SchemaFileError(msg, at=at, next_step="remove what cannot be seen")
    if not column.is_remark and any(word in cell.lower() for word in _UNSURE):
        msg = f"expected what was found and verified, got {cell!r}"
        raise SchemaFileError(msg, at=at, next_step="leave the cell empty, and say so in the note")
    try:
        return column.parse(cell)
    except ValueError as error:
        raise SchemaFileError(str(error), at=at, next_step="correct the cell") from error


def _place(path: Path, line: int, column: str) -> str:
    return f"{path} line {line} column {column}"
