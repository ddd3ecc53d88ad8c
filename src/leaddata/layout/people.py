"""Tables of people, out of a page with geometry or out of a text dump."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leaddata.errors import LayoutError
from leaddata.layout.blocks import Region
from leaddata.layout.running_text import has_geometry
from leaddata.layout.runon import run_on_rows, run_on_table
from leaddata.layout.table import Table, tables_under
from leaddata.model import Cell, Document, Locator, Vocabulary

__all__ = ["PeopleRow", "PeopleTable", "people_table"]


@dataclass(frozen=True, slots=True)
class PeopleRow:
    """A row: its cells by column, left to right; None where nothing is printed."""

    columns: tuple[str, ...]
    cells: tuple[Cell | None, ...]
    start: Locator

    def require(self, column: str) -> Cell:
        """
        Return a cell.

        Raises:
            LayoutError: If nothing is printed there.
        """
        cell = self.cells[self.columns.index(column)]
        if cell is None:
            msg = f"expected something in the column {column!r}, got nothing in {self.printed!r}"
            raise LayoutError(msg, at=self.place)
        return cell

    @property
    def place(self) -> Locator:
        """Where its first cell stands."""
        return next((cell.at for cell in self.cells if cell is not None), self.start)

    @property
    def printed(self) -> str:
        """Its text, cells set apart by bars."""
        return " | ".join(cell.quote if cell is not None else "" for cell in self.cells)


@dataclass(frozen=True, slots=True)
class PeopleTable:
    """The rows of a table and where it stands."""

    rows: tuple[PeopleRow, ...]
    regions: tuple[Region, ...]


def people_table(
    document: Document,
    header: Sequence[str],
    *,
    title: str | None,
    after: str,
    before: str,
    middle: Sequence[Vocabulary],
    last: Sequence[Vocabulary],
) -> PeopleTable:
    """
    Return a three-column table.

    Args:
        header: The titles of its columns.
        title: Heading inside the table above its rows; None for the rows right under the header.
        after: Line that stands above it in a text dump, and
        before: how the line below it begins.
        middle: Vocabularies that tell the second column from the first in a text dump, and
        last: those of the third.

    Raises:
        LayoutError: If it is not there, its columns cannot be told apart, or it is not clear what a row of it is: a
            source's table is read whole, or not at all.
    """
    columns = tuple(header)
    if has_geometry(document):
        tables = tables_under(document, header)
        found = [table for table in tables if table.title == title]
        if not found:
            msg = f"expected a table under {title!r}, got {', '.join(repr(table.title) for table in tables)}"
            raise LayoutError(msg, at=document.start)
        for table in found:
            _check_whole(table)
        rows = tuple(PeopleRow(columns, row.cells, document.start) for table in found for row in table.rows)
        return PeopleTable(rows, tuple(region for table in found for region in table.regions))
    text = run_on_table(
        document, header if title is None else None, after=after, until=lambda line: line.startswith(before)
    )
    cells = run_on_rows(text, middle, last)
    return PeopleTable(tuple(PeopleRow(columns, row, document.start) for row in cells), text.regions)


def _check_whole(table: Table) -> None:
    for doubt in table.doubts:
        msg = f"expected a table of which every row is clear, got {doubt.reason}: {doubt.printed!r}"
        raise LayoutError(
            msg, at=doubt.at, next_step="look at it with `leaddata extract FILE --columns ... --picture DIR`"
        )
