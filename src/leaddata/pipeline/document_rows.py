"""
The rows of one document, as bytes: what a reader process hands back of each of many.

All that reads is imported here, before a reader forks: a child that imports it again takes longer than most documents.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import leaddata.pipeline.article_authors
import leaddata.pipeline.article_page
import leaddata.pipeline.feed_json
import leaddata.pipeline.feed_text
import leaddata.pipeline.feed_xml
import leaddata.pipeline.html_page
import leaddata.pipeline.read_markup
import leaddata.pipeline.read_text  # noqa: F401  (imported for those who import them where they are needed)
from leaddata.errors import DocumentError, LeadDataError
from leaddata.model import Box, Locator
from leaddata.pipeline.asked import Asked, place_names
from leaddata.pipeline.cohort_rows import extract_cohorts
from leaddata.pipeline.letters import encoded
from leaddata.pipeline.post_rows import extract_posts
from leaddata.pipeline.record_rows import COLUMNS as RECORD_TABLES
from leaddata.pipeline.record_rows import rows_of_records
from leaddata.pipeline.report_rows import ReportRow, extract_outline, extract_references
from leaddata.pipeline.sample_documents import sample_html, sample_pdf, sample_xml
from leaddata.pipeline.tables import extract_tables, left_out, table_rows

__all__ = ["DocumentRows", "document_rows", "unpacked", "warm_up"]


@dataclass(slots=True)
class DocumentRows:
    """
    What was read of a document.

    Attributes:
        rows: Values in the order of `column_types`, without the file.
        notes: What there is to tell of it: a row that is left out, a record that cannot be read.
        fault: Why it was not read whole, though there are rows; and the exit code that says so.
    """

    rows: list[list[Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    fault: tuple[str, int] | None = None


def document_rows(path: Path, asked: Asked, most_pages: int) -> bytes:
    """
    Return what is asked of a document, for `unpacked`.

    Raises:
        DocumentError: If it cannot be read.
        LayoutError: If what is asked for does not stand in it.
    """
    read = _READERS.get(asked.kind or "", _records)
    found = read(path, asked, most_pages)
    said = {"rows": found.rows, "notes": found.notes, "fault": found.fault}
    return encoded(json.dumps(said, ensure_ascii=False, separators=(",", ":")))


def warm_up(asked: Asked, most_pages: int) -> None:
    """Read a small document of our own, as a reader does before it forks: what is then there need not be made by each child."""
    make: dict[str, Callable[[], bytes]] = {"posts": sample_html, **dict.fromkeys(RECORD_TABLES, sample_xml)}
    with tempfile.TemporaryDirectory(prefix="leaddata-") as folder:
        path = Path(folder) / "sample"
        path.write_bytes(make[asked.kind]() if asked.kind in make else sample_pdf(asked.columns))
        with suppress(LeadDataError):
            document_rows(path, asked, most_pages)


def unpacked(data: bytes) -> DocumentRows:
    """Return what `document_rows` packed."""
    said = json.loads(data)
    return DocumentRows(said["rows"], said["notes"], tuple(said["fault"]) if said["fault"] else None)


def _tables(path: Path, asked: Asked, most_pages: int) -> DocumentRows:
    tables = extract_tables(path, asked.columns, most_pages=most_pages)
    found = DocumentRows(notes=[left_out(doubt) for table in tables for doubt in table.doubts])
    for row in (row for table in tables for row in table_rows(table)):
        texts = [None if (cell := row.cells[name]) is None else cell.text or None for name in asked.columns]
        found.rows.append([*texts, *(_box(row.page, row.box) if asked.places else ())])
    return found


def _outline(path: Path, asked: Asked, most_pages: int) -> DocumentRows:
    return _report(extract_outline(path, most_pages=most_pages), asked)


def _references(path: Path, asked: Asked, most_pages: int) -> DocumentRows:
    return _report(extract_references(path, most_pages=most_pages), asked)


def _report(rows: Sequence[ReportRow], asked: Asked) -> DocumentRows:
    return DocumentRows([[*row.values.values(), *(_box(row.page, row.box) if asked.places else ())] for row in rows])


def _cohorts(path: Path, asked: Asked, most_pages: int) -> DocumentRows:
    rows = extract_cohorts(path, most_pages=most_pages)
    return DocumentRows([[*row.values.values(), *(_place(row.at, asked) if asked.places else ())] for row in rows])


def _posts(path: Path, asked: Asked, _: int) -> DocumentRows:
    found = extract_posts(path)
    nowhere = [None] * (len(place_names(asked)) - 1)
    rows = [[*row.values.values(), *((*nowhere, row.path) if asked.places else ())] for row in found.rows]
    return DocumentRows(rows, list(found.notes))


def _records(path: Path, asked: Asked, _: int) -> DocumentRows:
    """Read what can be read of a file of records: what cannot is told, and the file is not read whole."""
    found = DocumentRows()
    try:
        for rows, at in rows_of_records(path, asked.kind or "", found.notes):
            place = _place(at, asked) if asked.places else []
            found.rows += [[*row.values(), *place] for row in rows]
    except LeadDataError as error:
        if not found.rows:
            raise
        found.fault = str(error), error.exit_code
    else:
        if found.notes:
            msg = f"expected every record to be well-formed, got {len(found.notes):,} that cannot be read"
            fault = DocumentError(msg, at=path, next_step="fetch it again; all other records were read")
            found.fault = str(fault), fault.exit_code
    return found


def _box(page: int | None, box: Box | None) -> list[float | int | None]:
    edges = (
        (None,) * 4 if box is None else tuple(round(float(edge), 2) for edge in (box.x0, box.top, box.x1, box.bottom))
    )
    return [page, *edges]


def _place(at: Locator, asked: Asked) -> list[float | int | str | None]:
    has_line = "line" in place_names(asked)
    lines = at.lines
    path = at.path or (None if lines is None or has_line else f"lines {lines[0]}-{lines[1]}")
    return [*_box(at.page, at.box), *([lines[0] if lines else None] if has_line else ()), path]


_READERS: dict[str, Callable[[Path, Asked, int], DocumentRows]] = {
    "": _tables,
    "outline": _outline,
    "references": _references,
    "cohorts": _cohorts,
    "posts": _posts,
}
