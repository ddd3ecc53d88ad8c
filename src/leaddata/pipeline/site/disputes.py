"""Which cells take part in a discrepancy."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from leaddata.pipeline.site.addresses import discrepancy_link
from leaddata.pipeline.site.nouns import Inputs

__all__ = ["Dispute", "disputes"]

_PLACE = (
    "snapshot_id", "page", "x0", "top", "x1", "bottom", "line_start", "line_end", "path", "quote_sha256",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Dispute:
    """A discrepancy, as a sign beside a cell tells of it."""

    discrepancy_id: str
    rule: str
    statement_a: str
    statement_b: str
    note: str

    @property
    def address(self) -> str:
        """Where both statements stand side by side."""
        return discrepancy_link(self.discrepancy_id)


def disputes(inputs: Inputs) -> dict[tuple[str, str], list[Dispute]]:
    """
    Return the discrepancies that each row takes part in, by table and row id.

    A row takes part if one of its cells is evidence of a statement, or if the same field of it is read from the place of
    one: a sum of two counts is shown by both.
    """
    rows, evidence = inputs.table("discrepancies"), inputs.table("evidence")
    found: dict[tuple[str, str], list[Dispute]] = {}
    if rows.is_empty() or evidence.is_empty():
        return found
    columns = ("evidence_id", "table", "field", "row_id")
    cells = {key: (table, field, of) for key, table, field, of in evidence.select(columns).iter_rows()}
    beside = _beside(evidence)
    for row in rows.iter_rows(named=True):
        dispute = Dispute(**{name: row[name] for name in Dispute.__dataclass_fields__})
        named = [cells[row[key]] for key in ("evidence_a", "evidence_b") if row[key] in cells]
        kinds = {cell[:2] for cell in named}
        others = [cell for cell in beside.get(dispute.discrepancy_id, ()) if cell[:2] in kinds]
        for table, row_id in dict.fromkeys((cell[0], cell[2]) for cell in (*named, *others)):
            found.setdefault((table, row_id), []).append(dispute)
    return found


def _beside(evidence: pl.DataFrame) -> dict[str, list[tuple[str, str, str]]]:
    """Return for each discrepancy the cells that were read from the very place of one of its statements."""
    stated = evidence.filter(pl.col("table") == "discrepancies", pl.col("field").is_in(["statement_a", "statement_b"]))
    others = evidence.filter(pl.col("table") != "discrepancies")
    joined = stated.join(others, on=_PLACE, nulls_equal=True, suffix="_of")
    found: dict[str, list[tuple[str, str, str]]] = {}
    columns = ("row_id", "table_of", "field_of", "row_id_of")
    for discrepancy, table, field, row_id in joined.select(columns).sort(columns).iter_rows():
        found.setdefault(discrepancy, []).append((table, field, row_id))
    return found
