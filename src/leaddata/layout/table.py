"""
Tables under a named header, on pages with geometry.

The header's titles are looked for on each page. Between two neighbouring columns lies a gutter: the stretch that no
word of the header or of any row below covers. It narrows line by line; a line that closes a gutter is prose, and ends
the table. A heading inside the table starts a part of it; a page without a header goes on with the columns of the
page before. How lines make rows is told in `leaddata.layout.table_rows`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from leaddata.errors import LayoutError
from leaddata.layout.blocks import Region
from leaddata.layout.furniture import Furniture, find_furniture
from leaddata.layout.header import Header, find_header
from leaddata.layout.lines import box_of
from leaddata.layout.table_rows import RowLines, group_rows
from leaddata.model import Box, Cell, Document, Line, Page, Word

__all__ = ["Table", "TableRow", "tables_under"]

_GUTTER = 0.35  # least width of a gutter, in type sizes
_APART = 1.15  # a line further below than this, in the widest steps between lines of the table, is not of it
_BLANKS = 1.3  # and in blanks between words: a typewriter face has wide ones


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


@dataclass(frozen=True)
class _Columns:
    """
    The open stretches of each gutter, left to right.

    Attributes:
        gutters: Per pair of neighbouring columns, the stretches that no word covers.
        lefts: Per pair, where the title of the right column begins.
        size: Type size of the header in points.
        least: Least width of a gutter.
    """

    gutters: tuple[tuple[tuple[float, float], ...], ...]
    lefts: tuple[float, ...]
    size: float
    least: float

    @classmethod
    def under(cls, header: Header, blank: float) -> _Columns:
        """Return the gutters that the header alone leaves open, on a page with blanks of width *blank*."""
        gutters = tuple(((left.x1, right.x0),) for left, right in pairwise(header.boxes))
        lefts = tuple(box.x0 for box in header.boxes[1:])
        return cls(gutters, lefts, header.size, max(_GUTTER * header.size, _BLANKS * blank))

    def narrowed(self, words: Sequence[Word]) -> _Columns | None:
        """Return the columns after a line of *words*, or None if the line closes a gutter."""
        boxes = [box_of(word) for word in words]
        gutters = tuple(
            tuple(piece for piece in _free(stretches, boxes) if piece[1] - piece[0] >= self.least)
            for stretches in self.gutters
        )
        return replace(self, gutters=gutters) if all(gutters) else None

    def split(self, words: Sequence[Word]) -> list[list[Word]]:
        """Return the words of a line by column."""
        cuts = [self._cut(stretches, left) for stretches, left in zip(self.gutters, self.lefts, strict=True)]
        cells: list[list[Word]] = [[] for _ in range(len(cuts) + 1)]
        for word in words:
            middle = (box_of(word).x0 + box_of(word).x1) / 2
            cells[sum(cut < middle for cut in cuts)].append(word)
        return cells

    def _cut(self, stretches: Sequence[tuple[float, float]], left: float) -> float:
        """
        Return where to part two columns.

        A stretch that reaches up to the right column's title is the gutter of a column set flush left; others may be
        holes that ragged or justified lines happen to leave. Of a centred column it is the widest.
        """
        flush = [stretch for stretch in stretches if stretch[1] >= left - 1]
        start, end = max(flush or stretches, key=lambda stretch: stretch[1] - stretch[0])
        return end - min(self.least, end - start) / 2 if flush else (start + end) / 2


def tables_under(document: Document, columns: Sequence[str]) -> list[Table]:
    """
    Return every table of *document* under the header *columns* (white space and case do not count).

    Raises:
        LayoutError: If no page has that header, or a table's lines cannot be told apart into rows.
    """
    furniture = find_furniture(document)
    tables: list[Table] = []
    parts: list[_Part] = []
    going_on: _Columns | None = None
    for page in document.pages:
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
            under = _Columns.under(header, _usual_blank(page.lines))
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


def _usual_blank(lines: Sequence[Line]) -> float:
    """Return the usual width of a blank between two words, in points."""
    gaps = [
        box_of(right).x0 - box_of(left).x1
        for line in lines
        for left, right in pairwise(line.words)
        if box_of(right).x0 - box_of(left).x1 < left.size
    ]
    return median(gaps) if gaps else 0.0


def _tables(columns: Sequence[str], parts: Sequence[_Part]) -> Iterator[Table]:
    for part in parts:
        if part.rows or part.title is None:
            rows = tuple(TableRow(row.cells(), row.page) for row in part.rows)
            yield Table(tuple(columns), part.title, rows, tuple(part.regions))


def _read_page(
    parts: list[_Part], lines: Sequence[Line], columns: _Columns, page: Page, furniture: Furniture
) -> _Columns | None:
    """Add the rows that *lines* hold to *parts*; return the columns if the table may go on overleaf."""
    taken: list[tuple[Line, list[list[Word]]]] = []
    heading: list[Line] = []
    first = not parts[-1].rows
    open_after = True
    for index, line in enumerate(lines):
        if id(line) in furniture.likely and not _at_row_pitch(line, taken):
            continue
        if _is_heading(line, columns, taken):
            heading.append(line)
            continue
        apart = _stands_apart(line, columns, taken) and not _starts_rows(columns, lines[index:])
        narrowed = None if apart else columns.narrowed(line.words)
        if narrowed is None or (heading and not _starts_rows(narrowed, lines[index:])):
            open_after = False
            break
        if heading:
            _add_rows(parts[-1], taken, page, columns)
            parts.append(_Part(" ".join(one.text for one in heading)))
            taken, heading = [], []
        columns = narrowed
        taken.append((line, columns.split(line.words)))
    if heading and not (first and not taken):
        open_after = False
    # The gutters are known best at the end: the first lines are split anew by them.
    _add_rows(parts[-1], [(line, columns.split(line.words)) for line, _ in taken], page, columns)
    return columns if open_after and taken else None


def _add_rows(part: _Part, taken: list[tuple[Line, list[list[Word]]]], page: Page, columns: _Columns) -> None:
    if not taken:
        return
    cells = [columns.split(line.words) for line, _ in taken]
    rows = group_rows(cells, page)
    if part.rows and rows and _goes_on(part.rows[-1], rows[0]):
        part.rows[-1] = part.rows[-1].joined(rows.pop(0))
    part.rows += rows
    box: Box | None = None
    for line, _ in taken:
        box = line.at.box if box is None else box | line.at.box if line.at.box else box
    part.regions.append(Region(page.number, box=box))


def _goes_on(last: RowLines, first: RowLines) -> bool:
    """True if the first row of a page is the rest of the last one: one of them has no key, the page break took it."""
    return last.page != first.page and not (last.has_key and first.has_key)


def _is_heading(line: Line, columns: _Columns, taken: list[tuple[Line, list[list[Word]]]]) -> bool:
    size = max(word.size for word in line.words)
    bold = all(word.bold for word in line.words)
    rows_bold = bool(taken) and all(word.bold for words in taken[0][1] for word in words)
    filled = sum(bool(words) for words in columns.split(line.words))
    return size > columns.size * 1.12 or (bold and not rows_bold and filled < len(columns.gutters) + 1 and bool(taken))


def _at_row_pitch(line: Line, taken: Sequence[tuple[Line, list[list[Word]]]]) -> bool:
    """True of a line no further below the last row than rows are below one another."""
    tops = [(one.at.box.bottom if one.at.box else 0.0) for one in (*(row for row, _ in taken), line)]
    gaps = [below - above for above, below in pairwise(tops)]
    return len(gaps) > 1 and gaps[-1] <= _APART * max(gaps[:-1])


def _stands_apart(line: Line, columns: _Columns, taken: Sequence[tuple[Line, list[list[Word]]]]) -> bool:
    """True of a line in one column alone, further below the last row than any row is below another: a note, a caption."""
    tops = [(line.at.box.bottom if line.at.box else 0.0) for line in (*(one for one, _ in taken), line)]
    gaps = [below - above for above, below in pairwise(tops)]
    alone = sum(bool(words) for words in columns.split(line.words)) < min(2, len(columns.gutters) + 1)
    return alone and len(gaps) > 2 and gaps[-1] > _APART * max(gaps[:-1])


def _starts_rows(columns: _Columns, lines: Sequence[Line]) -> bool:
    """True if the lines after a heading go on as rows: the first ones fit the columns and fill two of them."""
    filled: set[int] = set()
    for line in lines[:3]:
        narrowed = columns.narrowed(line.words)
        if narrowed is None:
            return False
        filled |= {index for index, words in enumerate(narrowed.split(line.words)) if words}
    return len(filled) >= min(2, len(columns.gutters) + 1)


def _free(stretches: Sequence[tuple[float, float]], boxes: Sequence[Box]) -> Iterator[tuple[float, float]]:
    """Yield what *boxes* leave of *stretches*."""
    for stretch in stretches:
        pieces = [stretch]
        for box in boxes:
            pieces = [
                piece
                for start, end in pieces
                for piece in (((start, end),) if box.x1 <= start or box.x0 >= end else ((start, box.x0), (box.x1, end)))
                if piece[1] > piece[0]
            ]
        yield from pieces
