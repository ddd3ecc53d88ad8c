"""From the registers of facts from elsewhere to rows: identifiers of organisations, and `outside_facts`."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from leaddata.errors import LeadDataError
from leaddata.model import Locator
from leaddata.pipeline.reference_files import PUBLISHED, Reference, fact_id, load_reference, reference_folder
from leaddata.pipeline.register_csv import Entry
from leaddata.pipeline.rows import Evidence, Row, fold, sha256
from leaddata.pipeline.validate import Settled

__all__ = ["IDENTIFIERS", "identified", "registered_cell", "with_outside_facts"]

IDENTIFIERS = (
    "ods_code",
    "ods_name",
    "ods_opened",
    "ods_closed",
    "ods_source",
    "ror_id",
    "ror_name",
    "ror_status",
    "ror_source",
)
_FACT = ("subject", "attribute", "value", "status", "url", "note")
_PLACE = "data/reference"


def identified(rows: Iterable[Row], reference: Reference | None = None) -> Iterator[Row]:
    """
    Give every row of `organisations` the identifiers that the register has of it now, and no others.

    An organisation that no source names has no row, and gets none.

    Raises:
        SchemaFileError: If the register cannot be understood.
    """
    known = (reference or load_reference()).organisations
    return (_identified(row, known.get(row.row_id)) if row.table == "organisations" else row for row in rows)


def with_outside_facts(settled: Settled, reference: Reference | None = None) -> Settled:
    """
    Add the rows of `outside_facts`: what was found, or found in part.

    They are of no source, so their `Row.source_id` is empty, and their evidence is of no snapshot but of the register.
    A subject that has no row among those settled is named in words alone.

    Raises:
        SchemaFileError: If the register cannot be understood.
    """
    published = {(row.table, row.row_id) for row in settled.rows}
    facts = (reference or load_reference()).facts
    rows = (_fact_row(entry, published) for entry in facts if entry.values["status"] in PUBLISHED)
    return replace(settled, rows=(*settled.rows, *rows))


def registered_cell(place: str) -> str:
    """
    Read ``data/reference/<file>.csv#<row id>/<column>`` from the register as it is now.

    Raises:
        LeadDataError: If the file, the row or the column is not there.
    """
    name, _, pointer = place.removeprefix(f"{_PLACE}/").partition("#")
    row_id, _, column = pointer.rpartition("/")
    try:
        with (reference_folder() / Path(name).name).open(encoding="utf-8", newline="") as file:
            row = next(row for row in csv.DictReader(file) if _key(row) == row_id)
            return row[column]
    except (OSError, StopIteration, KeyError) as error:
        msg = f"expected a cell of the register, got {error!r}"
        raise LeadDataError(msg, at=place, next_step="restore the file, or run the refresh again") from error


def _key(row: Mapping[str, str]) -> str:
    return row.get("organisation_id") or fact_id(row["subject"], row["attribute"], row["url"])


def _identified(row: Row, entry: Entry | None) -> Row:
    values = {**row.values, **dict.fromkeys(IDENTIFIERS)}
    evidence = [one for one in row.evidence if one.field not in IDENTIFIERS]
    for name in IDENTIFIERS if entry else ():
        if entry and name in entry.cells and row.at:
            values[name] = entry.values[name]
            place = Locator(row.at.snapshot_id, path=f"{_PLACE}/organisations.csv#{row.row_id}/{name}")
            evidence.append(_registry(name, place, entry.cells[name]))
    return replace(row, values=values, evidence=tuple(evidence))


def _fact_row(entry: Entry, published: set[tuple[str, str]]) -> Row:
    row_id = fact_id(entry.cells["subject"], entry.cells["attribute"], entry.cells["url"])
    subject = (entry.cells.get("subject_table"), entry.cells.get("subject_id"))
    values: dict[str, Any] = {"outside_fact_id": row_id, **{name: entry.cells.get(name) for name in _FACT}}
    columns = {"outside_fact_id": "subject", **{name: name for name in _FACT}}
    is_ours = subject in published
    values |= {"subject_table": subject[0] if is_ours else None, "subject_id": subject[1] if is_ours else None}
    values["source_id"] = subject[1] if is_ours and subject[0] == "sources" else None
    columns |= {"subject_table": "subject_table", "subject_id": "subject_id", "source_id": "subject_id"}
    evidence = tuple(
        _registry(name, Locator("", path=f"{_PLACE}/outside_facts.csv#{row_id}/{column}"), entry.cells[column])
        for name, column in columns.items()
        if values[name] is not None
    )
    return Row("outside_facts", row_id, "", values, evidence)


def _registry(name: str, place: Locator, cell: str) -> Evidence:
    return Evidence(name, 1, place, sha256(fold(cell)), cell, "registry")
