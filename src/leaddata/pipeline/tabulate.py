"""From records to typed rows: one value for every field of the schema, and evidence for each that is not null."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from leaddata.errors import InvalidTableError
from leaddata.model import Locator, Quarantined, Reading, Record, Snapshot, Source
from leaddata.pipeline.nouns import Field, TableSchema
from leaddata.pipeline.rights import clip, publishable_quote, text_may_be_published, without_expression
from leaddata.pipeline.rows import Evidence, QuarantinedRow, Row, fold, sha256
from leaddata.pipeline.shared_words import first_words

if TYPE_CHECKING:
    from leaddata.pipeline.extract import Extraction

__all__ = ["STATED_OF_PROGRAMMES", "Tabulated", "tabulate", "type_fault", "typed"]

# What a source may say of a programme in a record of its own; `derive` makes every other column.
STATED_OF_PROGRAMMES = frozenset({"programme_id", "source_id", "name", "summary", "text_edition"})

_REGISTERS = frozenset({"sources", "snapshots"})
# Hashes that every record has; a release may lack them where a text named a person who is left out.
_HASHES = {
    "abstracts": ("text_sha256",),
    "activities": ("text_sha256",),
    "questions": ("question_sha256", "answer_sha256"),
    "quotations": ("text_sha256",),
}


@dataclass(frozen=True, slots=True)
class Tabulated:
    """The typed rows of one source or more, and those that could not be typed."""

    rows: tuple[Row, ...]
    quarantined: tuple[QuarantinedRow, ...] = ()


def tabulate(extraction: Extraction, schemas: Mapping[str, TableSchema], *, with_text: bool = False) -> Tabulated:
    """
    Turn the records of one source into typed rows, its own row in `sources` and `snapshots` included.

    Rows of `programmes` are what the source states; `derive` turns them into the published ones.

    Args:
        with_text: Keep text that may not leave this machine.

    Raises:
        InvalidTableError: If a record is of a table or holds a field that no schema has.
    """
    rows: list[Row] = [
        _register_row(_source_readings(extraction), schemas["sources"], extraction),
        _register_row(_snapshot_readings(extraction), schemas["snapshots"], extraction),
    ]
    stopped = [_as_quarantined(row, extraction) for row in extraction.quarantined]
    for record in extraction.records:
        schema = _schema_of(record, schemas, extraction.source)
        faults = _faults(record, schema, extraction)
        if faults:
            stopped.append(_stop_record(record, "; ".join(faults), extraction))
        else:
            rows.append(_row(record, schema, extraction, with_text=with_text))
    return Tabulated(tuple(rows), tuple(stopped))


def _row(record: Record, schema: TableSchema, extraction: Extraction, *, with_text: bool) -> Row:
    source, snapshot = extraction.source, extraction.snapshot
    readings = {schema.primary_key: _id_reading(record), "source_id": _registry_reading(source, snapshot)}
    readings = {**readings, **record.readings}
    values = {
        field.name: typed(readings[field.name].value, field) if field.name in readings else None
        for field in schema.fields
    }
    if not text_may_be_published(snapshot.edition, source.redistribution, with_text=with_text):
        values = without_expression(values, schema)
    evidence = tuple(
        entry
        for field in schema.fields
        if values[field.name] is not None
        for entry in _evidence(readings[field.name], field, schema.name, extraction)
    )
    return Row(schema.name, record.row_id, source.id, values, evidence)


def _evidence(reading: Reading, field: Field, table: str, extraction: Extraction) -> list[Evidence]:
    theirs = _is_theirs(extraction)
    return [
        Evidence(
            field.name,
            part,
            at,
            sha256(fold(quote)),
            publishable_quote(quote, reading, field, table, is_theirs=theirs),
            reading.method,
        )
        for part, (quote, at) in enumerate(reading.pieces or ((reading.quote, reading.at),), start=1)
    ]


def _is_theirs(extraction: Extraction) -> bool:
    return not text_may_be_published(extraction.snapshot.edition, extraction.source.redistribution)


def _id_reading(record: Record) -> Reading:
    first = next(iter(record.readings.values()))
    return Reading(record.row_id, first.quote, first.at, "derived", first.pieces)


def _registry_reading(source: Source, snapshot: Snapshot) -> Reading:
    return Reading(source.id, source.id, Locator(snapshot.id, path=f"sources/{source.id}.py"), "registry")


def _schema_of(record: Record, schemas: Mapping[str, TableSchema], source: Source) -> TableSchema:
    at = next((reading.at for reading in record.readings.values()), record.row_id)
    step = f"correct sources/{source.id}.py"
    if record.table not in schemas or record.table in _REGISTERS:
        msg = f"expected a record of a table with a schema, got {record.table!r}"
        raise InvalidTableError(msg, at=at, next_step=step)
    schema = schemas[record.table]
    known = STATED_OF_PROGRAMMES if record.table == "programmes" else frozenset(schema.names)
    for name, reading in record.readings.items():
        if name not in known:
            msg = f"expected a field of {record.table} ({', '.join(sorted(known))}), got {name!r}"
            raise InvalidTableError(msg, at=reading.at, next_step=step)
    if not record.readings:
        msg = f"expected at least one reading in {record.row_id}, got none"
        raise InvalidTableError(msg, at=record.table, next_step=step)
    return schema


def _faults(record: Record, schema: TableSchema, extraction: Extraction) -> list[str]:
    faults = []
    fixed = {
        schema.primary_key: record.row_id,
        "source_id": extraction.source.id,
        "text_edition": extraction.snapshot.edition,
    }
    for name, reading in record.readings.items():
        if reading.value is None:
            continue
        fault = type_fault(reading.value, schema.field(name))
        if fault is None and name in fixed and reading.value != fixed[name]:
            fault = f"expected {fixed[name]!r}, got {reading.value!r}"
        if fault:
            faults.append(f"{name}: {fault}")
    hashes = _HASHES.get(record.table, ())
    lacking = [name for name in hashes if name not in record.readings or record.readings[name].value is None]
    return [*faults, *(f"{name}: expected a value, got null" for name in lacking)]


def type_fault(value: Any, field: Field) -> str | None:
    """Return what is wrong with a value's type, or None."""
    match field.type:
        case "string":
            fits = isinstance(value, str)
        case "integer":
            fits = isinstance(value, int) and not isinstance(value, bool)
        case "number":
            fits = isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
        case "boolean":
            fits = isinstance(value, bool)
        case "date":
            fits = isinstance(value, date) and not isinstance(value, datetime)
        case "datetime":
            fits = isinstance(value, datetime) and value.utcoffset() == timedelta(0)
        case _:
            fits = isinstance(value, (list, tuple)) and all(isinstance(entry, str) for entry in value)
    if not fits:
        return f"expected {'an' if field.type == 'integer' else 'a'} {field.type}, got {value!r}"
    if value == "":
        return "expected a text (no reading is how a source says nothing), got ''"
    return None


def typed(value: Any, field: Field) -> Any:
    """Return a value that has no type fault as the field's own type."""
    if value is None:
        return None
    if field.type == "number":
        return float(value)
    return list(value) if field.type == "list" else value


def _as_quarantined(row: Quarantined, extraction: Extraction) -> QuarantinedRow:
    return _quarantined(row.table, None, row.reason, row.at, row.printed, extraction)


def _stop_record(record: Record, reason: str, extraction: Extraction) -> QuarantinedRow:
    first = next(iter(record.readings.values()))
    printed = " | ".join(dict.fromkeys(reading.quote for reading in record.readings.values() if reading.quote))
    return _quarantined(record.table, record.row_id, reason, first.at, printed, extraction)


def _quarantined(
    table: str, row_id: str | None, reason: str, at: Locator, printed: str, extraction: Extraction
) -> QuarantinedRow:
    theirs = _is_theirs(extraction)
    shown = printed if not theirs or first_words(printed) == printed else None
    return QuarantinedRow(
        table,
        extraction.source.id,
        row_id,
        clip(reason) if theirs else reason,
        at,
        sha256(fold(printed)),
        shown or None,
    )


def _register_row(readings: dict[str, Reading], schema: TableSchema, extraction: Extraction) -> Row:
    """Return the row of a register: a fault in it is ours, so it stops the source."""
    for name, reading in readings.items():
        fault = None if reading.value is None else type_fault(reading.value, schema.field(name))
        if fault:
            msg = f"{name}: {fault}"
            raise InvalidTableError(msg, at=reading.at.path)
    row_id = str(readings[schema.primary_key].value)
    return _row(Record(schema.name, row_id, readings), schema, extraction, with_text=True)


def _source_readings(extraction: Extraction) -> dict[str, Reading]:
    source = extraction.source
    path = f"sources/{source.id}.py"
    stated = {
        "source_id": source.id,
        "kind": source.kind,
        "title": source.title,
        "creators": list(source.creators),
        "publisher": source.publisher,
        "year": source.year,
        "url": source.url,
        "doi": source.doi,
        "pmid": source.pmid,
        "language": source.language,
        "licence": source.licence,
        "redistribution": source.redistribution,
    }
    return {name: _registered(value, f"{path}#{name}", extraction.snapshot) for name, value in stated.items()}


def _snapshot_readings(extraction: Extraction) -> dict[str, Reading]:
    snapshot = extraction.snapshot
    document = PurePosixPath("data/raw") / PurePosixPath(snapshot.path)
    stated = {
        "snapshot_id": snapshot.id,
        "source_id": snapshot.source_id,
        "edition": snapshot.edition,
        "media_type": snapshot.media_type,
        "sha256": snapshot.sha256,
        "bytes": snapshot.byte_count,
        "restates": snapshot.restates,
    }
    sidecar = document.parent / "snapshot.json"
    readings = {name: _registered(value, f"{sidecar}#/{name}", snapshot) for name, value in stated.items()}
    readings["snapshot_id"] = Reading(
        snapshot.id, snapshot.sha256, Locator(snapshot.id, path=f"{sidecar}#/sha256"), "derived"
    )
    if instant := _instant(snapshot):
        place = Locator(snapshot.id, path=f"{sidecar}#/retrieved_at")
        readings["retrieved_at"] = Reading(instant, str(snapshot.retrieved_at), place, "registry")
    if extraction.page_count is not None:
        place = Locator(snapshot.id, path=str(document))
        readings["pages"] = Reading(extraction.page_count, str(extraction.page_count), place, "derived")
    return readings


def _registered(value: Any, path: str, snapshot: Snapshot) -> Reading:
    return Reading(value, _as_text(value), Locator(snapshot.id, path=path), "registry")


def _as_text(value: Any) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "; ".join(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _instant(snapshot: Snapshot) -> datetime | None:
    if snapshot.retrieved_at is None:
        return None
    try:
        instant = datetime.fromisoformat(snapshot.retrieved_at)
    except ValueError as error:
        msg = f"retrieved_at: expected an ISO 8601 time, got {snapshot.retrieved_at!r}"
        raise InvalidTableError(msg, at=snapshot.id) from error
    if instant.tzinfo is None:
        msg = f"retrieved_at: expected a time with its zone, as 2026-01-31T09:00:00Z, got {snapshot.retrieved_at!r}"
        raise InvalidTableError(msg, at=snapshot.id)
    return instant.astimezone(UTC)
