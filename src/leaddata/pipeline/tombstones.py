"""What stays of a redaction: which row or cell, since when, on what ground and where it stood. No name, and nothing else of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from leaddata.model import Locator
from leaddata.pipeline.nouns import TableSchema
from leaddata.pipeline.redaction_register import Redaction
from leaddata.pipeline.rows import Row, locator, place_values, sha256
from leaddata.pipeline.schemas import frame_schema

__all__ = ["Tombstone", "published_tombstones", "tombstone", "tombstones_frame"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Tombstone:
    """
    A row that was left out, or a cell in which a name was masked.

    Attributes:
        field: The cell; None where the whole row was left out.
        places: Where it stood; of a row that names a person, the name's own places first. Without a box where a whole
            passage was read.
    """

    table: str
    row_id: str
    field: str | None
    source_id: str
    date: date
    ground: str
    places: tuple[Locator, ...]


def tombstone(row: Row, field: str | None, entry: Redaction, places: Iterable[Locator]) -> Tombstone:
    """Return the tombstone of a row, or of one field of it, each place once."""
    return Tombstone(
        table=row.table,
        row_id=row.row_id,
        field=field,
        source_id=row.source_id,
        date=entry.date,
        ground=entry.ground,
        places=tuple(dict.fromkeys(places)),
    )


def tombstones_frame(tombstones: Iterable[Tombstone], schema: TableSchema) -> pl.DataFrame:
    """Turn tombstones into the table `redactions`, sorted by its id: one row for each place."""
    rows = [values for one in tombstones for values in _rows(one)]
    rows.sort(key=lambda values: str(values["redaction_id"]))
    return pl.DataFrame(rows, schema=frame_schema(schema), orient="row")


def published_tombstones(redactions: pl.DataFrame) -> tuple[Tombstone, ...]:
    """Return the tombstones of an earlier release."""
    found: dict[tuple[Any, ...], list[Locator]] = {}
    for values in redactions.sort("table", "row_id", "field", "part").iter_rows(named=True):
        key = tuple(values[name] for name in ("table", "row_id", "field", "source_id", "date", "ground"))
        places = found.setdefault(key, [])
        if values["snapshot_id"] is not None:
            places.append(locator(values))
    return tuple(
        Tombstone(
            table=table, row_id=row_id, field=field, source_id=source_id, date=day, ground=ground, places=tuple(places)
        )
        for (table, row_id, field, source_id, day, ground), places in found.items()
    )


def _rows(tombstone: Tombstone) -> Iterator[dict[str, Any]]:
    places: tuple[Locator | None, ...] = tombstone.places or (None,)
    for part, place in enumerate(places, start=1):
        key = "\x1f".join((tombstone.table, tombstone.row_id, tombstone.field or "", str(part)))
        yield {
            "redaction_id": sha256(key)[:16],
            "table": tombstone.table,
            "row_id": tombstone.row_id,
            "field": tombstone.field,
            "source_id": tombstone.source_id,
            "date": tombstone.date,
            "ground": tombstone.ground,
            "part": part,
            **place_values(place),
        }
