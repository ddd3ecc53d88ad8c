"""All tables as one Excel workbook: a sheet each."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leaddata.errors import ReleaseError
from leaddata.exporting.content import ABOUT, ABOUT_FIELDS, DESCRIPTION, DESCRIPTION_FIELDS, ExportedRelease, iso

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

__all__ = ["sheet_names", "write_workbook"]

# https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3
_MOST_ROWS, _MOST_COLUMNS, _MOST_LETTERS, _LONGEST_NAME = 1_048_576, 16_384, 32_767, 31
_FIRST_YEAR = 1900
_SAFEST = 2**53  # a cell holds a double: whole numbers above are not exact
_ELSEWHERE = "take csv, json, sqlite or parquet"


def write_workbook(content: ExportedRelease, path: Path) -> None:
    """
    Write *content* to a new workbook: strings as strings, never as formulas or links; dates as dates.

    Raises:
        ReleaseError: If a table or a cell is larger than a sheet or cell can be: nothing is cut.
    """
    from xlsxwriter.workbook import Workbook

    # Of the options, `in_memory` leaves no temporary files behind, and the others keep text from being taken for more.
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
    }
    buffer = io.BytesIO()
    book = Workbook(buffer, options)
    book.set_properties({"title": f"leaddata {content.version}", "created": content.made.replace(tzinfo=None)})
    sheets = sheet_names([table.name for table in content.tables])
    for table in content.told("xlsx"):
        table.check_numbers()
        _write_sheet(book, sheets[table.name], table.name, table.frame.columns, table.frame.iter_rows())
    described = ((sheets[str(row[0])], *row) for row in content.description())
    _write_sheet(book, DESCRIPTION, DESCRIPTION, ["sheet", *DESCRIPTION_FIELDS], described)
    _write_sheet(book, ABOUT, ABOUT, ABOUT_FIELDS, content.about)
    book.close()
    path.write_bytes(buffer.getvalue())


def sheet_names(tables: Sequence[str]) -> dict[str, str]:
    """
    Return the name of each table's sheet: its own, cut to 31 letters and numbered where it is longer.

    Examples:
        >>> sheet_names(["sources", "a_table_with_a_name_of_over_31_letters"])
        {'sources': 'sources', 'a_table_with_a_name_of_over_31_letters': 'a_table_with_a_name_of_over_3~1'}
    """
    taken = {DESCRIPTION, ABOUT, "history"}  # Excel keeps the second for itself
    found: dict[str, str] = {}
    for table in tables:
        name = re.sub(r"[\[\]:*?/\\]", "_", table).strip("'") or "_"
        number = 0
        sheet = name if len(name) <= _LONGEST_NAME else ""
        while not sheet or sheet.casefold() in taken:
            number += 1
            sheet = f"{name[: _LONGEST_NAME - len(str(number)) - 1]}~{number}"
        taken.add(sheet.casefold())
        found[table] = sheet
    return found


class _Exact(float):
    """A number that is written with all its digits: XlsxWriter rounds to sixteen, and some doubles need seventeen."""

    def __format__(self, spec: str) -> str:
        return str(int(self)) if self.is_integer() and abs(self) <= _SAFEST else float.__repr__(self)


def _write_sheet(
    book: Workbook, sheet_name: str, table: str, fields: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    sheet = book.add_worksheet(sheet_name)
    bold = book.add_format({"bold": True})
    day, time = (book.add_format({"num_format": form}) for form in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"))
    if len(fields) > _MOST_COLUMNS:
        msg = f"expected at most {_MOST_COLUMNS:,} fields for a sheet, got {len(fields):,}"
        raise ReleaseError(msg, at=table, next_step=_ELSEWHERE)
    for column, field in enumerate(fields):
        sheet.write_string(0, column, field, bold)
        sheet.set_column(column, column, len(field) + 4)
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(rows, start=1):
        if number >= _MOST_ROWS:
            msg = f"expected at most {_MOST_ROWS - 1:,} rows for a sheet, got more"
            raise ReleaseError(msg, at=table, next_step=_ELSEWHERE)
        for column, value in enumerate(row):
            _write_cell(sheet, number, column, value, day, time, at=f"{table} {row[0]} {fields[column]}")


def _write_cell(sheet: Any, row: int, column: int, value: Any, day: Format, time: Format, *, at: str) -> None:
    match value:
        case None:
            return
        case bool():
            sheet.write_boolean(row, column, value)
        case float() | int() if abs(value) <= _SAFEST or isinstance(value, float):
            sheet.write_number(row, column, _Exact(value))
        case datetime() if value.year > _FIRST_YEAR:
            sheet.write_datetime(row, column, _in_utc(value), time)
        case date() if value.year > _FIRST_YEAR:
            sheet.write_datetime(row, column, value, day)
        case _:
            text = _text(value)
            if (length := len(text.encode("utf-16-le")) // 2) > _MOST_LETTERS:
                msg = f"expected at most {_MOST_LETTERS:,} characters for a cell, got {length:,}"
                raise ReleaseError(msg, at=at, next_step=_ELSEWHERE)
            sheet.write_string(row, column, text)


def _in_utc(value: datetime) -> datetime:
    return value if value.tzinfo is None else value.astimezone(UTC).replace(tzinfo=None)


def _text(value: Any) -> str:
    match value:
        case list():
            return "; ".join("" if part is None else str(part) for part in value)
        case date():
            return iso(value)
    return str(value)
