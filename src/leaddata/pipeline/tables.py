"""Tables of any report, under a header that the caller names: the pages are found first, then read with care."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from leaddata.errors import DocumentError, LayoutError
from leaddata.layout.blocks import Region
from leaddata.layout.furniture import in_margin
from leaddata.layout.table import Doubt, Table, tables_of
from leaddata.layout.table_drafts import drafts_under
from leaddata.model import Box, Cell, Document, Page, Snapshot, Word
from leaddata.pipeline.locate import Located, locate
from leaddata.pipeline.pdf_file import check_page_count
from leaddata.pipeline.read import handed_pdf
from leaddata.pipeline.read_pdf import page_reader

__all__ = ["ExtractedRow", "extract_rows", "extract_tables", "left_out", "read_tables", "table_rows"]

_FEW = 40  # pages that may all be read with care
_LONGEST = 160  # letters of what is quoted of a row
_LARGEST = 200_000  # points, of a page: PDF allows 14,400


@dataclass(frozen=True, slots=True)
class ExtractedRow:
    """
    A logical row.

    Attributes:
        cells: By column, as asked; None where the row prints nothing there.
        page: Page on which it begins.
        box: Around its cells on that page.
        title: Heading inside the table that it stands under, if any.
    """

    cells: Mapping[str, Cell | None]
    page: int
    box: Box | None
    title: str | None


def extract_rows(path: Path, columns: Sequence[str], *, most_pages: int | None = None) -> list[ExtractedRow]:
    """
    Return the rows of every table in *path* under the header *columns*, in printed order.

    Raises:
        DocumentError, LayoutError: As `extract_tables`.
    """
    return [row for table in extract_tables(path, columns, most_pages=most_pages) for row in table_rows(table)]


def table_rows(table: Table) -> list[ExtractedRow]:
    """Return the rows of *table*, their cells by column."""
    return [
        ExtractedRow(dict(zip(table.columns, row.cells, strict=True)), row.page, row.box, table.title)
        for row in table.rows
    ]


def extract_tables(path: Path, columns: Sequence[str], *, most_pages: int | None = None) -> list[Table]:
    """
    Return every table in *path* under the header *columns*, in printed order.

    Titles are compared as words, white space and case folded. A part of a table under a heading of its own, without a
    header of its own, has the same columns.

    Raises:
        DocumentError: If the file is no PDF, cannot be read, has more than *most_pages*, or no text.
        LayoutError: If it has no such table.
    """
    data, snapshot = handed_pdf(path, "give a PDF: tables are read by where words stand")
    check_page_count(data, snapshot.id, most_pages)
    located = locate(data, columns, snapshot.id)
    if not located.has_text:
        msg = f"expected text, got none on any page ({located.page_count} in all): it is a scan"
        raise DocumentError(msg, at=snapshot.id, next_step="run it through OCR first")
    if not located.hits and located.page_count <= _FEW:
        # Glyphs may be drawn in such an order that the fast pass finds no words.
        located = replace(located, hits=tuple(range(1, located.page_count + 1)))
    if not located.hits:
        msg = f"expected a table with the header {' | '.join(columns)}, got no page with all these words"
        raise LayoutError(msg, at=snapshot.id, next_step="give the titles as printed, left to right, with `--columns`")
    return read_tables(data, snapshot, located, columns)


def left_out(doubt: Doubt) -> str:
    """Return a line that tells of a row that is left out, since it is not clear what it is."""
    printed = textwrap.shorten(doubt.printed, _LONGEST, placeholder=" …")
    return f"{doubt.at}: expected one row, got {doubt.reason}: {printed!r} is left out"


def read_tables(
    data: bytes,
    snapshot: Snapshot,
    located: Located,
    columns: Sequence[str],
    known: Mapping[int, Page] = MappingProxyType({}),
) -> list[Table]:
    """
    Read the pages with the header and their neighbours, and on as long as a table reaches the last page read.

    Args:
        known: Pages that have been read.

    Raises:
        DocumentError: If a page cannot be read.
        LayoutError: If no page has that header.
    """
    pages: dict[int, Page] = {}
    # Of a long report only the pages that are needed: a page read with care costs as much as forty read fast.
    around = (-1, 0, 1) if located.page_count <= _FEW else (0,)
    wanted = {number + step for number in located.hits for step in around}
    ahead = 1
    with page_reader(data, snapshot.id) as read:
        while True:
            wanted = {number for number in wanted if 1 <= number <= located.page_count}
            pages |= {number: known[number] for number in wanted & set(known)}
            pages |= {page.number: page for page in read(wanted - set(pages))}
            _check_pages(pages, located.hits, snapshot.id)
            document = Document(snapshot=snapshot, pages=tuple(pages[number] for number in sorted(pages)))
            drafts = drafts_under(document, columns, repeated=located.repeated)
            regions = [region for draft in drafts for region in draft.regions]
            # A header that is repeated overleaf is on every page of its table, and all pages with it are read.
            repeating = {number for draft in drafts if len(draft.headed) > 1 for number in draft.headed}
            ends = {
                number
                for number in {region.page for region in regions} - repeating
                if number + 1 not in pages and number < located.page_count and _may_go_on(pages[number], regions)
            }
            if not ends:
                return tables_of(columns, drafts)
            wanted |= {page + step for page in ends for step in range(1, ahead + 1)}
            ahead *= 2


def _may_go_on(page: Page, regions: Sequence[Region]) -> bool:
    """True unless text of the size of the table's stands below the last of its rows on a page: it ended there."""
    bottom = max((region.box.bottom for region in regions if region.page == page.number and region.box), default=0.0)
    if page.asides or any(_is_turned(word) for line in page.lines[:1] for word in line.words):
        return True  # the boxes of regions are those of the page as shown
    sizes = [word.size for line in page.lines for word in line.words]
    usual = sorted(sizes)[len(sizes) // 2] if sizes else 0.0
    below = [
        line
        for line in page.lines
        if line.box
        and line.box.top > bottom
        and not in_margin(line, page)
        and max(w.size for w in line.words) >= 0.9 * usual
    ]
    return not below


def _is_turned(word: Word) -> bool:
    """True of a word on a page that reads sideways or upside down."""
    return word.box is not None and word.at.box is not None and abs(word.box.x0 - word.at.box.x0) > 1


def _check_pages(pages: Mapping[int, Page], hits: Sequence[int], at: str) -> None:
    """Check what was read with care of the pages that the fast pass found. Raises DocumentError."""
    if not any(pages[number].lines for number in hits if number in pages):
        # pdfium finds text where the content is cut short, or lies outside the page.
        msg = f"expected words with a place on page {hits[0]}, got none"
        raise DocumentError(msg, at=at, next_step="fetch it again")
    for page in pages.values():
        if max(page.width, page.height) > _LARGEST:
            # So far apart, nothing tells one column from the next.
            msg = f"expected page {page.number} to be at most {_LARGEST:,} points wide and high, got {page.width:,.0f} by {page.height:,.0f}"
            raise DocumentError(msg, at=at, next_step="print it to a page of common size")
