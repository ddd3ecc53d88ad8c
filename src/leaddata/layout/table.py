"""
Tables under a named header, on pages with geometry.

The header's titles are looked for on each page. Between two neighbouring columns lies a gutter: the stretch that no
word of the header or of any row below covers. It narrows line by line; a line that closes a gutter is prose, and ends
the table. A heading inside the table starts a part of it; a page without a header goes on with the columns of the
page before. How lines make rows is told in `leaddata.layout.table_rows`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from leaddata.errors import LayoutError
from leaddata.layout.blocks import Region
from leaddata.layout.furniture import Furniture, find_furniture
from leaddata.layout.header import Header, find_header
from leaddata.layout.table_columns import Columns, usual_blank
from leaddata.layout.table_lines import at_row_pitch, is_heading, is_off, stands_apart, starts_rows
from leaddata.layout.table_rows import RowLines, by_rules, group_rows, widest_step
from leaddata.model import Box, Cell, Document, Line, Page

__all__ = ["Table", "TableRow", "tables_under"]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A logical row: one cell per column, None where the row prints nothing there."""

    cells: tuple[Cell | None, ...]
    page: int

    @property
    def box(self) -> Box | None:
        """The box around the row's cells on its first page."""
        boxes = [cell.at.box for cell in self.cells if cell is not None and cell.at.page == self.page and cell.at.box]
        result = boxes[0] if boxes else None
        for box in boxes[1:]:
            result = result | box if result else box
        return result


@dataclass(frozen=True, slots=True)
class Table:
    """The rows under one header, or under a heading inside such a table (*title*, None for the first part)."""

    columns: tuple[str, ...]
    title: str | None
    rows: tuple[TableRow, ...]
    regions: tuple[Region, ...]


@dataclass
class _Part:
    title: str | None
    rows: list[RowLines] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    limit: float | None = None
    ruled: bool = False


def tables_under(document: Document, columns: Sequence[str], *, repeated: frozenset[str] = frozenset()) -> list[Table]:
    """
    Return every table of *document* under the header *columns* (white space and case do not count).

    Args:
        repeated: See `find_furniture`.

    Raises:
        LayoutError: If no page has that header.
    """
    furniture = find_furniture(document, repeated)
    tables: list[Table] = []
    parts: list[_Part] = []
    going_on: Columns | None = None
    last = 0
    for page in document.pages:
        if page.number != last + 1:
            going_on = None  # pages were left out
        last = page.number
        lines = [line for line in page.lines if id(line) not in furniture.sure]
        header = find_header(lines, columns)
        if going_on is not None:
            above = lines if header is None else lines[: header.first]
            if header is None or not _is_repeated(header, lines, furniture):
                going_on = _read_page(parts, above, going_on, page, furniture)
        while header is not None:
            if going_on is None or not _is_repeated(header, lines, furniture):
                tables += _tables(columns, parts)
                parts = [_Part(None)]
            parts[-1].regions.append(_header_region(lines, header, page))
            lines = lines[header.last + 1 :]
            following = find_header(lines, columns)
            body = lines if following is None else lines[: following.first]
            under = Columns.under(header, usual_blank(page.lines))
            going_on = _read_page(parts, body, under, page, furniture)
            header = following
    tables += _tables(columns, parts)
    if not tables:
        msg = f"expected a table with the header {' | '.join(columns)}, got none"
        step = "give the titles as printed, left to right, with `--columns`"
        raise LayoutError(msg, at=document.start, next_step=step)
    return tables


def _is_repeated(header: Header, lines: Sequence[Line], furniture: Furniture) -> bool:
    """True of a header at the top of a page, furniture above it aside."""
    return all(line in furniture for line in lines[: header.first])


def _header_region(lines: Sequence[Line], header: Header, page: Page) -> Region:
    box: Box | None = None
    for line in lines[header.first : header.last + 1]:
        box = line.at.box if box is None or line.at.box is None else box | line.at.box
    return Region(page.number, box=box)


def _tables(columns: Sequence[str], parts: Sequence[_Part]) -> Iterator[Table]:
    for part in parts:
        if part.rows or part.title is None:
            rows = tuple(TableRow(row.cells(), row.page) for row in part.rows)
            yield Table(tuple(columns), part.title, rows, tuple(part.regions))


def _read_page(
    parts: list[_Part], lines: Sequence[Line], columns: Columns, page: Page, furniture: Furniture
) -> Columns | None:
    """Add the rows that *lines* hold to *parts*; return the columns if the table may go on overleaf."""
    taken: list[Line] = []
    heading: list[Line] = []
    first = not parts[-1].rows
    open_after = True
    for index, line in enumerate(lines):
        if id(line) in furniture.likely and not at_row_pitch(line, taken):
            continue
        if is_heading(line, columns, taken or lines[index + 1 : index + 2]):
            heading.append(line)
            continue
        below = lines[index + 1 :]
        resumes = bool(taken) and starts_rows(columns, below) and not is_off(below[0], columns, taken)
        apart = stands_apart(line, columns, taken) and not starts_rows(columns, lines[index:])
        off = is_off(line, columns, taken) and not resumes
        narrowed = None if apart or off else columns.narrowed(line.words)
        if narrowed is None and resumes and not heading:
            # It spans columns, and the rows go on below it: to end the table here would lose them.
            heading.append(line)
            continue
        if narrowed is None or (heading and not starts_rows(narrowed, lines[index:])):
            open_after = False
            break
        if heading:
            _add_rows(parts[-1], taken, page, columns)
            parts.append(_Part(" ".join(one.text for one in heading)))
            taken, heading = [], []
        columns = narrowed
        taken.append(line)
    if heading and not (first and not taken):
        open_after = False
    _add_rows(parts[-1], taken, page, columns)
    return columns if open_after and taken else None


def _add_rows(part: _Part, taken: Sequence[Line], page: Page, columns: Columns) -> None:
    if not taken:
        return
    # The gutters are known best at the end: all lines are split by them.
    cells = [columns.split(line.words) for line in taken]
    part.limit = part.limit or widest_step(cells)
    rows = group_rows(cells, page, part.limit, ruled=part.ruled)
    part.ruled = part.ruled or bool(by_rules(cells, page))
    if part.rows and rows and _goes_on(part.rows[-1], rows[0]):
        part.rows[-1] = part.rows[-1].joined(rows.pop(0))
    part.rows += rows
    box: Box | None = None
    for line in taken:
        box = line.at.box if box is None else box | line.at.box if line.at.box else box
    part.regions.append(Region(page.number, box=box))


def _goes_on(last: RowLines, first: RowLines) -> bool:
    """True if the first row of a page is the rest of the last one: one of them has no key, the page break took it."""
    return last.page != first.page and not (last.has_key and first.has_key)
