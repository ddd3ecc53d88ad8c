"""A row with its evidence, the same before validation, in a frame, and taken back from a release."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from leaddata.model import Box, Locator
from leaddata.pipeline.nouns import TableSchema
from leaddata.pipeline.schemas import frame_schema
from leaddata.table_kinds import BOOKKEEPING, DERIVED

__all__ = [
    "BOOKKEEPING",
    "DERIVED",
    "Evidence",
    "QuarantinedRow",
    "Row",
    "evidence_frame",
    "evidence_id",
    "fold",
    "frame",
    "frame_rows",
    "locator",
    "place_values",
    "quarantine_frame",
    "quarantined_rows",
    "renumbered",
    "sha256",
    "stop",
]


@dataclass(frozen=True, slots=True)
class Evidence:
    """
    Where one published cell was read, or one part of it.

    Attributes:
        part: Counts the places of one cell, from 1.
        quote_sha256: None where it named a person who was left out.
        quote: The printed text; None where it is somebody else's sentence.
    """

    field: str
    part: int
    at: Locator
    quote_sha256: str | None
    quote: str | None
    method: str


@dataclass(frozen=True, slots=True)
class Row:
    """
    A typed row and the evidence of each cell that is not null: they never part.

    Attributes:
        values: A value for every field of the schema, None where the source does not say.
    """

    table: str
    row_id: str
    source_id: str
    values: Mapping[str, Any]
    evidence: tuple[Evidence, ...]

    @property
    def at(self) -> Locator | None:
        """Where the row begins."""
        return self.evidence[0].at if self.evidence else None

    def evidence_of(self, field: str) -> tuple[Evidence, ...]:
        """Return the evidence of one cell, in order of parts."""
        return tuple(entry for entry in self.evidence if entry.field == field)


@dataclass(frozen=True, slots=True)
class QuarantinedRow:
    """
    A row that is not published, and why.

    Attributes:
        row_id: None where the row was stopped before it had one.
        printed_sha256: None where it named a person who was left out.
        printed: Its text as printed; None where it is somebody else's sentence.
    """

    table: str
    source_id: str
    row_id: str | None
    reason: str
    at: Locator | None
    printed_sha256: str | None
    printed: str | None


def fold(text: str) -> str:
    r"""
    Return *text* with white space folded to single blanks and bullet glyphs left out, as every hash of a quote wants it.

    Examples:
        >>> fold(" a task ■\n  well done ")
        'a task well done'
    """
    return " ".join(text.replace("■", "").split())


def sha256(text: str) -> str:
    """Return the hexadecimal sha256 of *text* in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def stop(row: Row, reason: str) -> QuarantinedRow:
    """Return the row as a quarantined one. What it shows as printed are the quotes that could be published."""
    quotes = dict.fromkeys(entry.quote for entry in row.evidence if entry.quote and entry.method != "registry")
    printed = " | ".join(quotes)
    return QuarantinedRow(row.table, row.source_id, row.row_id, reason, row.at, sha256(printed), printed or None)


def frame(rows: Iterable[Row], schema: TableSchema) -> pl.DataFrame:
    """Turn the rows of one table into a typed frame: exactly the schema's columns, sorted by the primary key."""
    dtypes = frame_schema(schema)
    ordered = sorted((row for row in rows if row.table == schema.name), key=lambda row: row.row_id)
    return pl.DataFrame([[row.values[name] for name in dtypes] for row in ordered], schema=dtypes, orient="row")


def evidence_frame(rows: Iterable[Row], schema: TableSchema) -> pl.DataFrame:
    """Turn the evidence of *rows* into the evidence table, sorted by its id."""
    dtypes = frame_schema(schema)
    entries = [_evidence_values(row, entry) for row in rows for entry in row.evidence]
    entries.sort(key=lambda values: str(values["evidence_id"]))
    return pl.DataFrame(entries, schema=dtypes, orient="row")


def quarantine_frame(stopped: Iterable[QuarantinedRow], schema: TableSchema) -> pl.DataFrame:
    """Turn quarantined rows into the quarantine table, sorted by its id."""
    entries: dict[str, dict[str, Any]] = {}
    for row in stopped:
        key = "\x1f".join(
            (row.table, row.source_id, row.row_id or "", row.reason, str(row.at), row.printed_sha256 or "")
        )
        copies = 1
        while (quarantine_id := sha256(f"{key}\x1f{copies}")[:16]) in entries:
            copies += 1
        entries[quarantine_id] = {
            "quarantine_id": quarantine_id,
            "table": row.table,
            "source_id": row.source_id,
            "row_id": row.row_id,
            "reason": row.reason,
            **place_values(row.at),
            "printed_sha256": row.printed_sha256,
            "printed": row.printed,
        }
    ordered = [entries[key] for key in sorted(entries)]
    return pl.DataFrame(ordered, schema=frame_schema(schema), orient="row")


def quarantined_rows(quarantine: pl.DataFrame, source_id: str) -> Iterator[QuarantinedRow]:
    """Yield the quarantined rows of one source as an earlier release has them."""
    for values in quarantine.filter(pl.col("source_id") == source_id).iter_rows(named=True):
        yield QuarantinedRow(
            values["table"],
            source_id,
            values["row_id"],
            values["reason"],
            locator(values) if values["snapshot_id"] else None,
            values["printed_sha256"],
            values["printed"],
        )


def frame_rows(published: pl.DataFrame, evidence: pl.DataFrame, schema: TableSchema) -> Iterator[Row]:
    """
    Yield the rows of a published table with their evidence.

    A field that the schema has and the release had not is null; one that the schema has no longer is left out, with
    its evidence.
    """
    by_row: dict[str, list[Evidence]] = {}
    for values in evidence.filter(pl.col("table") == schema.name).sort("row_id", "field", "part").iter_rows(named=True):
        by_row.setdefault(values["row_id"], []).append(
            Evidence(
                values["field"],
                values["part"],
                locator(values),
                values["quote_sha256"],
                values["quote"],
                values["method"],
            )
        )
    order = {name: index for index, name in enumerate(schema.names)}
    for values in published.iter_rows(named=True):
        row_id = values[schema.primary_key]
        entries = [entry for entry in by_row.get(row_id, []) if entry.field in order]
        entries.sort(key=lambda entry: (order[entry.field], entry.part))
        kept = {name: values.get(name) for name in schema.names}
        yield Row(schema.name, row_id, values["source_id"], kept, tuple(entries))


def renumbered(field: str, entries: Sequence[Evidence], method: str | None = None) -> tuple[Evidence, ...]:
    """Return copies of *entries* as the evidence of *field*, parts counted from 1."""
    return tuple(
        replace(entry, field=field, part=part, method=method or entry.method)
        for part, entry in enumerate(dict.fromkeys(entries), start=1)
    )


def evidence_id(row: Row, entry: Evidence) -> str:
    """Return the id that a row's piece of evidence has in the evidence table."""
    return sha256("\x1f".join((row.table, row.row_id, entry.field, str(entry.part))))[:16]


_PLACE = ("snapshot_id", "page", "x0", "top", "x1", "bottom", "line_start", "line_end", "path")


def _evidence_values(row: Row, entry: Evidence) -> dict[str, Any]:
    return {
        "evidence_id": evidence_id(row, entry),
        "table": row.table,
        "row_id": row.row_id,
        "field": entry.field,
        "part": entry.part,
        **place_values(entry.at),
        "quote_sha256": entry.quote_sha256,
        "quote": entry.quote,
        "method": entry.method,
    }


def place_values(at: Locator | None) -> dict[str, Any]:
    """Return a place as the columns of a table, all null where there is none."""
    if at is None:
        return dict.fromkeys(_PLACE)
    box, lines = at.box, at.lines
    return {
        "snapshot_id": at.snapshot_id or None,
        "page": at.page,
        "x0": box.x0 if box else None,
        "top": box.top if box else None,
        "x1": box.x1 if box else None,
        "bottom": box.bottom if box else None,
        "line_start": lines[0] if lines else None,
        "line_end": lines[1] if lines else None,
        "path": at.path,
    }


def locator(values: Mapping[str, Any]) -> Locator:
    """Return the place that the columns of a row of a table name."""
    box = None if values["x0"] is None else Box(values["x0"], values["top"], values["x1"], values["bottom"])
    lines = None if values["line_start"] is None else (values["line_start"], values["line_end"])
    return Locator(values["snapshot_id"] or "", values["page"], box, lines, values["path"])
