"""What each source states, does not state, and what of it is withheld or redacted, counted per field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence, Set

import polars as pl

from leaddata.pipeline.nouns import Field, TableSchema
from leaddata.pipeline.redaction import Redacted
from leaddata.pipeline.reference import IDENTIFIERS
from leaddata.pipeline.rows import BOOKKEEPING, Row
from leaddata.pipeline.schemas import frame_schema

__all__ = ["coverage_frame"]

# Not printed by any source: registers of ours, and what is made of statements.
_MADE = frozenset({"appearances", "discrepancies", "outside_facts", "programmes", "sources"})
# Fields that a register of ours fills: no source states them, nor leaves them out.
_REGISTERED = {"organisations": frozenset(IDENTIFIERS)}


def coverage_frame(
    redacted: Redacted, before: Sequence[Row], schemas: Mapping[str, TableSchema], kept: Collection[str] = ()
) -> pl.DataFrame:
    """
    Count the cells of every printed table, by source and field.

    A cell is stated, not stated, withheld or redacted: exactly one of them. A text counts as withheld where it is null and
    its own word count or hash is not; which edition a text is from is withheld with it. Identifiers that a register of ours adds to
    organisations are not counted: they are no statement of a source.

    Args:
        redacted: The rows that are published.
        before: All rows, those of people who are left out included.
        kept: Sources that were not read again, of whose rows those left out before are known by their tombstones alone.
    """
    published = {(row.table, row.row_id) for row in redacted.rows}
    lost = {(one.table, one.row_id, one.field) for one in redacted.tombstones}
    kinds: Counter[tuple[str, str, str, str]] = Counter()
    for row in (*redacted.rows, *(row for row in before if (row.table, row.row_id) not in published)):
        if row.table in BOOKKEEPING or row.table in _MADE:
            continue
        is_gone = (row.table, row.row_id) not in published
        for field in _printed(schemas[row.table]):
            kind = "redacted" if is_gone else _kind(row, field, schemas[row.table], lost)
            kinds[row.table, field.name, row.source_id, kind] += 1
    read = {(row.table, row.row_id) for row in before}
    for one in redacted.tombstones:
        is_unread = one.field is None and one.source_id in kept and (one.table, one.row_id) not in read
        for field in _printed(schemas[one.table]) if is_unread and one.table not in _MADE else ():
            kinds[one.table, field.name, one.source_id, "redacted"] += 1
    rows = []
    for table, name, source_id in sorted({key[:3] for key in kinds}):
        counts = [kinds[table, name, source_id, kind] for kind in ("stated", "not_stated", "withheld", "redacted")]
        rows.append([f"{table}.{name}.{source_id}", table, name, source_id, sum(counts), *counts])
    rows.sort(key=lambda row: str(row[0]))
    return pl.DataFrame(rows, schema=frame_schema(schemas["coverage"]), orient="row")


def _printed(schema: TableSchema) -> Iterator[Field]:
    registered = _REGISTERED.get(schema.name, frozenset())
    return (field for field in schema.fields if field.name not in registered)


def _kind(row: Row, field: Field, schema: TableSchema, lost: Set[tuple[str, str, str | None]]) -> str:
    if row.values[field.name] is not None:
        return "stated"
    if (row.table, row.row_id, field.name) in lost:
        return "redacted"
    if field.name == "text_edition":
        texts = [one for one in schema.fields if one.rights == "expression"]
        return "withheld" if any(_is_withheld(row, one, lost) for one in texts) else "not_stated"
    return "withheld" if _is_withheld(row, field, lost) else "not_stated"


def _is_withheld(row: Row, field: Field, lost: Set[tuple[str, str, str | None]]) -> bool:
    """Return whether the source has a text here: its own counts are stated, or those of the row's only text."""
    if field.rights != "expression" or row.values[field.name] is not None:
        return False
    own = [name for name in (f"{field.name}_word_count", f"{field.name}_sha256") if name in row.values]
    counts = own or [name for name in ("word_count", "text_sha256") if name in row.values]
    return any(row.values[name] is not None or (row.table, row.row_id, name) in lost for name in counts)
