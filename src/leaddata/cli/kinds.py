"""What `leaddata extract --as` prints: rows of a document's headings or references, as CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from leaddata.cli.records import RECORD_KINDS
from leaddata.errors import UsageError

if TYPE_CHECKING:
    from leaddata.pipeline.report_rows import ReportRow

__all__ = ["KINDS", "kind_text", "only_kind"]

KINDS = (*RECORD_KINDS, "posts", "cohorts", "outline", "references")
_PLACES = ("page", "x0", "top", "x1", "bottom")


def only_kind(kind: str, *, columns: str | None, picture: Path | None) -> None:
    """
    Check that ``--as`` stands without what asks for a table.

    Raises:
        UsageError: If ``--columns`` or ``--picture`` stands beside it.
    """
    for option, value in (("--columns", columns), ("--picture", picture)):
        if value is not None:
            msg = f"expected --as {kind} or {option}, got both"
            raise UsageError(msg, at="extract", next_step="leave out one of them")


def kind_text(file: Path, kind: str, form: str, places: bool, most_pages: int) -> str | tuple[str, tuple[str, ...]]:
    """
    Return the rows of *kind* in *file* as text, for a child process to hand back; for some with lines to tell of them.

    Raises:
        DocumentError: If the file cannot be read.
        LayoutError: If it has nothing of that kind.
    """
    from leaddata.pipeline.report_rows import OUTLINE, REFERENCES, extract_outline, extract_references

    if kind == "cohorts":
        from leaddata.pipeline.cohort_rows import cohorts_text

        return cohorts_text(file, form, places=places, most_pages=most_pages)
    if kind == "posts":
        from leaddata.pipeline.post_text import posts_text

        return posts_text(file, form, places=places)
    if kind == "outline":
        return _text(extract_outline(file, most_pages=most_pages), OUTLINE, form, places=places)
    return _text(extract_references(file, most_pages=most_pages), REFERENCES, form, places=places)


def _text(rows: Sequence[ReportRow], names: Sequence[str], form: str, *, places: bool) -> str:
    records = [{**row.values, **(_place(row) if places else {})} for row in rows]
    if form == "json":
        return json.dumps(records, ensure_ascii=False, indent=1) + "\n"
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, [*names, *(_PLACES if places else ())], lineterminator="\n")
    writer.writeheader()
    # CSV has no lists.
    writer.writerows(
        {name: "; ".join(value) if isinstance(value, list) else value for name, value in record.items()}
        for record in records
    )
    return buffer.getvalue()


def _place(row: ReportRow) -> dict[str, float | int | None]:
    box = row.box
    edges = (None,) * 4 if box is None else tuple(round(edge, 2) for edge in (box.x0, box.top, box.x1, box.bottom))
    return dict(zip(_PLACES, (row.page, *edges), strict=True))
