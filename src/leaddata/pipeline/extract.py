"""From a raw folder to records: discover the snapshot of a source, read it, parse it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from leaddata.errors import InvalidTableError
from leaddata.model import Document, Quarantined, Record, Snapshot, Source, Vocabulary
from leaddata.pipeline.read import read_parts
from leaddata.pipeline.read_posts import read_posts
from leaddata.pipeline.snapshots import newest_snapshot, part_bytes
from leaddata.sources import SOURCES, parser

__all__ = ["Extraction", "extract"]


@dataclass(frozen=True, slots=True)
class Extraction:
    """
    What one source yielded: its records in printed order, and the rows that were stopped.

    Attributes:
        is_kept: True where it was read by an earlier refresh, and nothing has changed since.
    """

    source: Source
    snapshot: Snapshot
    page_count: int | None
    records: tuple[Record, ...]
    quarantined: tuple[Quarantined, ...] = ()
    is_kept: bool = False


def extract(
    raw: Path, source_id: str, vocabularies: Mapping[str, Vocabulary], most_pages: int | None = None
) -> Extraction:
    """
    Read the newest snapshot of *source_id* in *raw* into records.

    Raises:
        SnapshotError: If there is no snapshot, or it is not what its sidecar says.
        DocumentError: If the document cannot be read, or is a PDF of more than *most_pages*.
        LayoutError: If it has not the layout that its parser knows.
        InvalidTableError: If a table has fewer or more rows than the source leads one to expect.
    """
    source = SOURCES[source_id]
    snapshot = newest_snapshot(raw, source_id)
    parts = part_bytes(raw, snapshot)
    if source.kind == "blog":
        document = read_posts(snapshot, parts, vocabularies)
    else:
        document = read_parts(snapshot, parts, vocabularies, lost_pages=source.lost_pages, most_pages=most_pages)
    rows = tuple(parser(source_id)(document))
    records = tuple(row for row in rows if isinstance(row, Record))
    quarantined = (*document.broken, *(row for row in rows if isinstance(row, Quarantined)))
    _check_expected(source, snapshot, records, quarantined)
    return Extraction(source, snapshot, _page_count(document), records, quarantined)


def _page_count(document: Document) -> int | None:
    """Return the number of pages, or None of a document that has none (HTML, XML, text without page numbers)."""
    paged = any(line.at.page is not None for page in document.pages for line in page.lines[:1])
    return len(document.pages) if paged else None


def _check_expected(
    source: Source, snapshot: Snapshot, records: tuple[Record, ...], quarantined: tuple[Quarantined, ...]
) -> None:
    counts = Counter(record.table for record in records)
    for table, (least, most) in source.expect.items():
        if not least <= counts[table] <= most:
            expected = f"{least}" if least == most else f"{least} to {most}"
            stopped = [row for row in quarantined if row.table == table]
            step = (
                f"see the {len(stopped)} stopped rows, the first at {stopped[0].at}: {stopped[0].reason}"
                if stopped
                else f"look at the document: if it has changed, change `expect` in sources/{source.id}.py"
            )
            msg = f"expected {expected} rows of {table}, got {counts[table]}"
            raise InvalidTableError(msg, at=snapshot.id, next_step=step)
