"""Pictures of the pages of extracted tables: rows, columns, cells and headers as the reader recognised them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias, TypeVar

from PIL import Image, ImageDraw

from leaddata.layout.table import Table
from leaddata.model import Box
from leaddata.pipeline.discover import discover_tables
from leaddata.pipeline.picture import (
    MUTED,
    PALETTE,
    Paragraph,
    Shown,
    caption,
    letters,
    opened,
    outline,
    png_bytes,
    shown,
    stacked,
    tint,
)
from leaddata.pipeline.tables import extract_tables

__all__ = ["draw_tables", "table_pictures"]

_Key = TypeVar("_Key", bound=Hashable)
_CELL, _ROW, _HEADER, _COLUMN, _DOUBT, _HEADING = (*PALETTE[:3], PALETTE[5], PALETTE[4], PALETTE[3])
_GROWN = 1.0  # points between print and a cell's outline
_DASH = 9  # pixels
_GUTTER = 10  # pixels between a row and its number
_APART = 4.0  # points between print and a column's outline


# left, top, right, bottom
_Pixels: TypeAlias = tuple[int, int, int, int]
# Number of the table, running number of the row, column.
_Cell: TypeAlias = tuple[int, int, str, Box]


@dataclass(frozen=True, slots=True)
class _Drawing:
    """
    What there is to draw on one page.

    Attributes:
        rows: Running number, box from the first column to the last, and whether it reads across the page.
        columns: From the first row to the last.
        firsts: Rows that begin under a heading.
        doubts: What was left out.
    """

    cells: list[Box]
    rows: list[tuple[int, Box, bool]]
    columns: list[Box]
    headers: list[Box]
    firsts: list[Box]
    doubts: list[Box]


def draw_tables(path: Path, columns: Sequence[str] | None, most_pages: int | None = None) -> list[tuple[int, bytes]]:
    """
    Read the tables of a PDF under the header *columns*, or all that are found; draw every page that holds a part of one.

    Raises:
        DocumentError: If the file cannot be read or drawn.
        LayoutError: If it has no such table.
    """
    if columns is None:
        tables = discover_tables(path, most_pages=most_pages)
    else:
        tables = extract_tables(path, columns, most_pages=most_pages)
    return table_pictures(path.read_bytes(), tables, path.name)


def table_pictures(data: bytes, tables: Sequence[Table], name: str) -> list[tuple[int, bytes]]:
    """
    Draw every page of the PDF *data* that holds a part of one of *tables*, as ``(page number, PNG)``.

    Rows are numbered as they come out, over all tables. *name* is the document's, for the legend.

    Raises:
        DocumentError: If a page cannot be drawn.
    """
    pictures = []
    with opened(data, name) as document:
        for number, drawing in sorted(_drawings(tables).items()):
            page = shown(document, number)
            headings = [box for first in drawing.firsts if (box := _heading(page, drawing, first))]
            drawn = _drawn(page, drawing, headings)
            legend = _legend(drawing, f"{name} page {number}", has_headings=bool(headings))
            pictures.append((number, png_bytes(stacked([drawn, legend]))))
    return pictures


def _drawings(tables: Sequence[Table]) -> dict[int, _Drawing]:
    cells: defaultdict[int, list[_Cell]] = defaultdict(list)
    firsts = []
    number = 0
    for index, table in enumerate(tables):
        if table.title is not None:
            firsts.append(number + 1)
        for row in table.rows:
            number += 1
            for name, cell in zip(table.columns, row.cells, strict=True):
                for _, at in cell.pieces if cell is not None else ():
                    if at.page is not None and at.box is not None:
                        cells[at.page].append((index, number, name, at.box))
    left_out = [doubt.at for table in tables for doubt in table.doubts]
    regions = [region for table in tables for region in table.regions]
    pages = {*cells, *(at.page for at in left_out if at.page is not None and at.box is not None)}
    return {
        page: _drawing(
            cells[page],
            [region.box for region in regions if region.page == page and region.box is not None],
            [at.box for at in left_out if at.page == page and at.box is not None],
            firsts,
        )
        for page in pages
    }


def _drawing(found: Sequence[_Cell], regions: Sequence[Box], doubts: Sequence[Box], firsts: Iterable[int]) -> _Drawing:
    # A table may stand in several blocks side by side: what is in one of them is drawn as a table of its own.
    cells = [((table, _block(box, regions)), number, name, box) for table, number, name, box in found]
    boxes = [box for _, _, _, box in cells]
    tables = _unions((table, box) for table, _, _, box in cells)
    columns = _unions(((table, name), box) for table, _, name, box in cells)
    rows = _unions(((number, table), box) for table, number, _, box in cells)
    upright = {
        table: _is_upright([box for (other, _), box in columns.items() if other == table], whole)
        for table, whole in tables.items()
    }
    stretched = [
        (number, _widened(box, tables[table]) if upright[table] else _heightened(box, tables[table]), upright[table])
        for (number, table), box in rows.items()
    ]
    return _Drawing(
        cells=boxes,
        rows=stretched,
        columns=[
            _heightened(box, tables[table]) if upright[table] else _widened(box, tables[table])
            for (table, _), box in columns.items()
        ],
        # The regions of a table are its headers and what stands below them.
        headers=[region for region in regions if not any(_holds(region, box) for box in (*boxes, *doubts))],
        firsts=[box for number, box, _ in stretched if number in firsts],
        doubts=list(doubts),
    )


def _drawn(page: Shown, drawing: _Drawing, headings: Iterable[_Pixels]) -> Image.Image:
    image = page.image.copy()
    for number, box, _ in drawing.rows:
        # Every other row is darker, so that one sees where a row ends.
        tint(image, page.pixels(box, _GROWN), _ROW, (0.2, 0.08)[number % 2])
    for box in drawing.doubts:
        tint(image, page.pixels(box, _GROWN), _DOUBT, 0.3)
        outline(image, page.pixels(box, _GROWN), _DOUBT)
    for box in drawing.headers:
        tint(image, page.pixels(box, _GROWN), _HEADER)
        outline(image, page.pixels(box, _GROWN), _HEADER)
    for heading in headings:
        outline(image, heading, _HEADING)
    for box in drawing.columns:
        _dashed(image, page.pixels(box, _APART), _COLUMN)
    for box in drawing.cells:
        outline(image, page.pixels(box, _GROWN), _CELL, 2)
    pen = ImageDraw.Draw(image)
    for number, box, is_upright in drawing.rows:
        left, top, right, _ = page.pixels(box, _APART)
        at, anchor = ((left - _GUTTER, top), "rt") if is_upright else (((left + right) // 2, top - _GUTTER), "mb")
        pen.text(at, str(number), font=letters(16), fill=_ROW, anchor=anchor)
    return image


def _heading(page: Shown, drawing: _Drawing, row: Box) -> _Pixels | None:
    """Return where the print between *row* and what the table has above it stands: the heading that it begins under."""
    above = [
        box.bottom
        for box in (*(box for _, box, _ in drawing.rows), *drawing.headers, *drawing.doubts)
        if box.bottom <= row.top
    ]
    if not above:
        return None
    top, bottom = round(max(above) * page.scale) + 3, round(row.top * page.scale) - 3
    if bottom <= top:
        return None
    band = page.image.crop((0, top, page.image.width, bottom)).convert("L").point(lambda grey: 255 * (grey < 160))
    ink = band.getbbox()
    return None if ink is None else (ink[0] - 4, ink[1] + top - 4, ink[2] + 4, ink[3] + top + 4)


def _dashed(image: Image.Image, box: _Pixels, colour: str) -> None:
    x0, top, x1, bottom = box
    pen = ImageDraw.Draw(image)
    for x in range(x0, x1, 2 * _DASH):
        for y in (top, bottom):
            pen.line((x, y, min(x + _DASH, x1), y), fill=colour, width=2)
    for y in range(top, bottom, 2 * _DASH):
        for x in (x0, x1):
            pen.line((x, y, x, min(y + _DASH, bottom)), fill=colour, width=2)


def _legend(drawing: _Drawing, place: str, *, has_headings: bool) -> Image.Image:
    numbers = sorted({number for number, _, _ in drawing.rows})
    count = "no rows"
    if numbers:
        count = f"rows {numbers[0]} to {numbers[-1]}" if len(numbers) > 1 else f"row {numbers[0]}"
    marks = [(_CELL, "a cell"), (_ROW, "a row, with its running number"), (_COLUMN, "a column: all of its cells")]
    if drawing.headers:
        marks.append((_HEADER, "a header"))
    if has_headings:
        marks.append((_HEADING, "a heading inside the table"))
    if drawing.doubts:
        marks.append((_DOUBT, "left out: the reader is not sure what it is"))
    lettered = [Paragraph(text, indent=36, above=4, colour=MUTED, badge=colour) for colour, text in marks]
    return caption([Paragraph(f"{place}: {count}", size=22), *lettered])


def _holds(outer: Box, inner: Box) -> bool:
    across, down = (inner.x0 + inner.x1) / 2, (inner.top + inner.bottom) / 2
    return outer.x0 <= across <= outer.x1 and outer.top <= down <= outer.bottom


def _block(box: Box, regions: Sequence[Box]) -> int:
    """Return the number of the region that holds *box*, -1 for none."""
    return next((index for index, region in enumerate(regions) if _holds(region, box)), -1)


def _widened(box: Box, whole: Box) -> Box:
    return replace(box, x0=whole.x0, x1=whole.x1)


def _heightened(box: Box, whole: Box) -> Box:
    return replace(box, top=whole.top, bottom=whole.bottom)


def _is_upright(columns: Sequence[Box], whole: Box) -> bool:
    """False of a table printed on its side: its columns lie across the page."""
    height, width = whole.bottom - whole.top, whole.x1 - whole.x0
    down = sum(box.bottom - box.top for box in columns) / (height or 1)
    across = sum(box.x1 - box.x0 for box in columns) / (width or 1)
    return down >= across


def _unions(boxes: Iterable[tuple[_Key, Box]]) -> dict[_Key, Box]:
    found: dict[_Key, Box] = {}
    for key, box in boxes:
        found[key] = found[key] | box if key in found else box
    return found
