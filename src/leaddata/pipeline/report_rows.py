"""Outline and references of any report, as rows: read whole by pdfium, told by how things are set."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from leaddata.errors import LayoutError
from leaddata.layout.flow import Flow, document_flow
from leaddata.layout.outline import outline_of
from leaddata.layout.reference_list import reference_entries
from leaddata.layout.references import parse_accessed, read_reference
from leaddata.model import Box, Cell, Document, Snapshot
from leaddata.pipeline.read import handed_pdf
from leaddata.pipeline.read_lines import read_lines

__all__ = ["OUTLINE", "REFERENCES", "ReportRow", "extract_outline", "extract_references"]

# Columns of the tables `sections` and `cited_works`, without ids and what can only be told of a registered source.
OUTLINE = ("number", "level", "title", "path", "page_start", "page_end")
REFERENCES = (
    "authors", "year", "title", "container", "publisher", "number", "issued", "url", "accessed", "reference_printed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReportRow:
    """
    A heading or a reference.

    Attributes:
        values: By column; None where the report prints nothing there, or not so that it can be told.
        page: Page on which it begins, counted from 1 as the file counts them.
        box: Around what is printed of it on that page, in points from the top left.
    """

    values: Mapping[str, str | int | list[str] | None]
    page: int
    box: Box | None


def extract_outline(path: Path, *, most_pages: int | None = None) -> list[ReportRow]:
    """
    Return the headings of a PDF in reading order; page numbers are those of the file, counted from 1.

    Raises:
        DocumentError: If the file is no PDF, cannot be read, has more than *most_pages*, or no text.
        LayoutError: If it has no headings.
    """
    snapshot, flow = _flow(path, most_pages)
    rows = outline_of(flow)
    if not rows:
        msg = "expected headings (larger, bold, or numbered and apart), got none"
        raise LayoutError(msg, at=snapshot.id, next_step="a report without headings has no outline")
    return [
        ReportRow(
            {
                "number": row.number.text if row.number else None,
                "level": row.level,
                "title": row.title.text,
                "path": row.path,
                "page_start": row.page,
                "page_end": row.last_page,
            },
            row.page,
            row.printed.at.box,
        )
        for row in rows
    ]


def extract_references(path: Path, *, most_pages: int | None = None) -> list[ReportRow]:
    """
    Return the entries of the reference lists of a PDF in printed order.

    Raises:
        DocumentError: If the file is no PDF, cannot be read, has more than *most_pages*, or no text.
        LayoutError: If it has no reference list.
    """
    snapshot, flow = _flow(path, most_pages)
    entries = reference_entries(flow, outline_of(flow))
    if not entries:
        msg = "expected a list under a heading such as References or Bibliography, got none"
        raise LayoutError(msg, at=snapshot.id, next_step="see its headings with `leaddata extract FILE --as outline`")
    return [_reference(cell) for cell in entries]


def _flow(path: Path, most_pages: int | None) -> tuple[Snapshot, Flow]:
    data, snapshot = handed_pdf(path, "give a PDF: headings are told by how they are set")
    pages = read_lines(data, snapshot.id, most_pages=most_pages)
    return snapshot, document_flow(Document(snapshot=snapshot, pages=pages))


def _reference(cell: Cell) -> ReportRow:
    work = read_reference(cell)
    return ReportRow(
        {
            "authors": [author.text for author in work.authors] or None,
            "year": _value(work.year, int),
            "title": _value(work.title, str),
            "container": _value(work.container, str),
            "publisher": _value(work.publisher, str),
            "number": _value(work.number, str),
            "issued": _value(work.issued, str),
            "url": _value(work.url, str),
            "accessed": _value(work.accessed, _iso_date),
            "reference_printed": cell.text,
        },
        cell.at.page or 1,
        cell.at.box,
    )


def _value(cell: Cell | None, parse: Callable[[str], str | int | None]) -> str | int | None:
    return None if cell is None else parse(cell.text)


def _iso_date(text: str) -> str | None:
    try:
        found: date = parse_accessed(text)
    except ValueError:
        return None  # 30 February is printed, and no day
    return found.isoformat()
