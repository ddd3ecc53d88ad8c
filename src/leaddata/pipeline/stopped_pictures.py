"""Pictures of the places where rows were stopped, for whoever has to look at them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from leaddata.errors import LeadDataError
from leaddata.pipeline.picture_trace import trace_picture
from leaddata.pipeline.redaction_register import load_redactions, register_path
from leaddata.pipeline.rows import QuarantinedRow
from leaddata.pipeline.snapshots import find_snapshot
from leaddata.sources import SOURCES
from leaddata.views import Spot, Trace

__all__ = ["stopped_pictures"]


def stopped_pictures(
    raw: Path, rows: Sequence[QuarantinedRow], *, register: Path | None = None, most: int = 12
) -> Iterator[tuple[QuarantinedRow, bytes]]:
    """
    Yield a PNG for each of the first *most* rows that were stopped on a page, the place outlined, the reason below.

    None where somebody is left out: the page might name them. Rows of documents that cannot be drawn are passed over.

    Raises:
        SchemaFileError: If the register of redactions cannot be understood.
    """
    if load_redactions(register or register_path(raw)):
        return
    for row in [one for one in rows if one.at is not None and one.at.box is not None][:most]:
        try:
            yield row, trace_picture(raw, _trace(row, raw))
        except LeadDataError:
            continue


def _trace(row: QuarantinedRow, raw: Path) -> Trace:
    assert row.at is not None
    assert row.at.box is not None
    box = row.at.box
    source = SOURCES.get(row.source_id)
    snapshot = find_snapshot(raw, row.source_id)
    spot = Spot(
        table=row.table,
        row_id=row.row_id or "stopped",
        field="stopped",
        value=row.reason,
        quote=row.printed,
        source_id=row.source_id,
        source_title=source.title if source else "",
        snapshot_id=row.at.snapshot_id,
        edition=snapshot.edition if snapshot else "",
        page=row.at.page,
        box=(box.x0, box.top, box.x1, box.bottom),
        lines=row.at.lines,
        path=row.at.path,
        method="printed",
    )
    return Trace(row.table, spot.row_id, (spot,))
