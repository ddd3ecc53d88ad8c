"""The registered sources: both editions give the rows keyed by hand, and nothing else."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from leaddata.model import Record
from leaddata.pipeline.extract import extract
from leaddata.pipeline.vocabularies import load_vocabularies
from leaddata.sources import SOURCES

REPOSITORY = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden"
ORIGINALS = REPOSITORY.parent / "shared" / "originals"
RESTATED = REPOSITORY / "data" / "raw"
# Sources that are only fetched have no edition here.
HELD = sorted(source_id for source_id in SOURCES if (RESTATED / source_id).is_dir())
CASES = sorted((path.parent.name, path.stem) for path in GOLDEN.glob("*/*.csv"))
# Tables whose rows stand in printed order; of the others only the set counts.
ORDERED = {"participants", "stakeholders", "quotations", "sections", "activities", "cited_works", "questions", "posts"}


def raw_folder(edition: str) -> Path:
    """Return the folder of an edition; skip where the originals are not at hand."""
    if edition == "original" and not ORIGINALS.is_dir():
        pytest.skip("the originals are not beside this checkout")
    return ORIGINALS if edition == "original" else RESTATED


@cache
def records(raw: Path, source_id: str) -> tuple[Record, ...]:
    extraction = extract(raw, source_id, load_vocabularies())
    assert extraction.quarantined == ()
    return extraction.records


def text_of(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, float):
        return f"{value:g}" if value < 1e6 else str(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def rows_of(raw: Path, source_id: str, table: str, columns: list[str]) -> list[tuple[str, ...]]:
    titles = {
        record.row_id: record.readings["title"].value
        for record in records(raw, source_id)
        if record.table == "sections"
    }
    rows = []
    for record in records(raw, source_id):
        if record.table != table:
            continue
        values = {name: reading.value for name, reading in record.readings.items()}
        values["section"] = titles.get(values.get("section_id", ""))
        rows.append(tuple(text_of(values.get(column)) for column in columns))
    return rows


@pytest.mark.parametrize("edition", ["restated", "original"])
@pytest.mark.parametrize(("source_id", "table"), CASES)
def test_golden(source_id: str, table: str, edition: str) -> None:
    """Every row keyed by hand is read, exactly, and no other."""
    with (GOLDEN / source_id / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        columns, *expected = csv.reader(file)

    actual = rows_of(raw_folder(edition), source_id, table, columns)

    if table in ORDERED:
        assert [tuple(row) for row in expected] == actual
    else:
        assert sorted(tuple(row) for row in expected) == sorted(actual)


@pytest.mark.parametrize("edition", ["restated", "original"])
def test_participants_by_programme(edition: str) -> None:
    """The programmes of Appendix 1 have these many participants; one of the six has none."""
    found = rows_of(raw_folder(edition), "kings_fund_2012", "participants", ["programme_id"])
    expected = {
        "darzi-fellowships": 11,
        "cmo-clinical-advisors": 6,
        "prepare-to-lead": 6,
        "nhs-north-west": 2,
        "nhs-south-central": 2,
    }

    assert expected == Counter(programme for (programme,) in found)


def test_ids_do_not_depend_on_the_edition() -> None:
    """The same fact has the same row id in both editions."""
    original, restated = raw_folder("original"), raw_folder("restated")
    for source_id in HELD:
        assert {r.row_id for r in records(original, source_id)} == {r.row_id for r in records(restated, source_id)}


def test_no_person_behind_a_quotation() -> None:
    """A quotation has no column that links it to a person."""
    for record in records(RESTATED, "kings_fund_2012"):
        if record.table == "quotations":
            assert not {"name", "participant_id", "person_id"} & set(record.readings)


@pytest.mark.parametrize("source_id", HELD)
def test_every_table_expected_is_keyed_or_counted(source_id: str) -> None:
    """A parser yields no table that neither a golden file nor `expect` holds it to."""
    held = {path.stem for path in (GOLDEN / source_id).glob("*.csv")} | set(SOURCES[source_id].expect)

    assert {record.table for record in records(RESTATED, source_id)} - held <= {
        "organisations",
        "programme_facts",
        "programme_names",
        "statistics",
        "cohorts",
    }
