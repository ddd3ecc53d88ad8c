"""Tables of any report, under a header that the caller names: the pages are found first, then read with care."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from leaddata.errors import DocumentError, LayoutError
from leaddata.layout.table import Table, tables_under
from leaddata.model import Box, Cell, Document, Page, Snapshot
from leaddata.pipeline.locate import Located, locate
from leaddata.pipeline.read import document_bytes
from leaddata.pipeline.read_pdf import read_pdf

__all__ = ["ExtractedRow", "extract_rows"]

_PDF = "application/pdf"


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


def extract_rows(path: Path, columns: Sequence[str]) -> list[ExtractedRow]:
    """
    Return the rows of every table in *path* under the header *columns*, in printed order.

    Titles are compared as words, white space and case folded. A part of a table under a heading of its own, without a
    header of its own, has the same columns.

    Raises:
        DocumentError: If the file is no PDF, cannot be read, or has no text.
        LayoutError: If it has no such table.
    """
    data = document_bytes(path, (_PDF,), _PDF, "give a PDF: tables are read by where words stand")
    snapshot = Snapshot(
        source_id=path.name,
        edition="original",
        path=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=_PDF,
        byte_count=len(data),
    )
    located = locate(data, columns, snapshot.id)
    if not located.has_text:
        msg = f"expected text, got none on any page ({located.page_count} in all): it is a scan"
        raise DocumentError(msg, at=snapshot.id, next_step="run it through OCR first")
    if not located.hits:
        msg = f"expected a table with the header {' | '.join(columns)}, got no page with all these words"
        raise LayoutError(msg, at=snapshot.id, next_step="give the titles as printed, left to right, with `--columns`")
    return [
        ExtractedRow(dict(zip(columns, row.cells, strict=True)), row.page, row.box, table.title)
        for table in _tables(data, snapshot, located, columns)
        for row in table.rows
    ]


def _tables(data: bytes, snapshot: Snapshot, located: Located, columns: Sequence[str]) -> list[Table]:
    """Read the pages with the header and their neighbours, and on as long as a table reaches the last page read."""
    pages: dict[int, Page] = {}
    wanted = {number + step for number in located.hits for step in (-1, 0, 1)}
    while True:
        wanted = {number for number in wanted if 1 <= number <= located.page_count}
        missing = sorted(wanted - set(pages))
        pages |= {page.number: page for page in read_pdf(data, snapshot.id, missing)}
        document = Document(snapshot=snapshot, pages=tuple(pages[number] for number in sorted(pages)))
        tables = tables_under(document, columns, repeated=located.repeated)
        reached = {region.page for table in tables for region in table.regions}
        further = {page + 1 for page in reached} - set(pages)
        if not {number for number in further if number <= located.page_count}:
            return tables
        wanted |= further
