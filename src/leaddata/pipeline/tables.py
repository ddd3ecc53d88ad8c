"""Tables of any report, under a header that the caller names."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from leaddata.errors import DocumentError
from leaddata.layout.table import tables_under
from leaddata.model import Box, Cell, Document, Snapshot
from leaddata.pipeline.read import media_type_of, read

__all__ = ["ExtractedRow", "extract_rows", "read_file"]


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


def read_file(path: Path, *, expect: str) -> Document:
    """
    Read a file of the media type *expect* as a document.

    Raises:
        DocumentError: If it is missing, of another type, or cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        msg = f"expected a readable file, got {error.strerror or error}"
        raise DocumentError(msg, at=path, next_step="check the path") from error
    if not data:
        msg = "expected a document, got an empty file"
        raise DocumentError(msg, at=path, next_step="fetch it again")
    media_type = media_type_of(data)
    if media_type != expect:
        msg = f"expected {expect}, got {media_type}"
        raise DocumentError(msg, at=path, next_step="give a file of that type: tables are read by where words stand")
    snapshot = Snapshot(
        source_id=path.name,
        edition="original",
        path=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=media_type,
        byte_count=len(data),
    )
    return read(snapshot, data, {})


def extract_rows(path: Path, columns: Sequence[str]) -> list[ExtractedRow]:
    """
    Return the rows of every table in *path* under the header *columns*, in printed order.

    Titles are compared as words, white space and case folded. A part of a table under a heading of its own, without a
    header of its own, has the same columns.

    Raises:
        DocumentError: If the file is no PDF, or cannot be read.
        LayoutError: If it has no such table.
    """
    document = read_file(path, expect="application/pdf")
    return [
        ExtractedRow(dict(zip(columns, row.cells, strict=True)), row.page, row.box, table.title)
        for table in tables_under(document, columns)
        for row in table.rows
    ]
