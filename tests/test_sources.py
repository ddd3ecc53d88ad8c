"""The registered sources: both editions give the rows keyed by hand, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from leaddata.model import Record
from leaddata.pipeline.extract import extract
from leaddata.pipeline.quality import cells_of, goldens, is_in_order, published_rows
from leaddata.pipeline.rows import Row
from leaddata.pipeline.schemas import load_schemas
from leaddata.pipeline.snapshots import newest_snapshot
from leaddata.pipeline.vocabularies import load_vocabularies
from leaddata.sources import SOURCES

REPOSITORY = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden"
ORIGINALS = REPOSITORY.parent / "shared" / "originals"
RESTATED = REPOSITORY / "data" / "raw"
# Sources that are only fetched have no edition here.
HELD = sorted(source_id for source_id in SOURCES if (RESTATED / source_id).is_dir())
GOLDENS = {(one.source_id, one.table): one for one in goldens(GOLDEN)}
# Ids and keys that are made of what is keyed, and what our own registers add to it.
NOT_KEYED = {field.name for schema in load_schemas().values() for field in schema.fields[:1]}
NOT_KEYED |= {
    "position",
    "source_id",
    "section_id",
    "post_id",
    "article_id",
    "answer_section_id",
    "tidier_item",
    "text_edition",
}


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


@cache
def published(raw: Path, source_id: str) -> Sequence[Row]:
    return published_rows(raw, source_id)


@pytest.mark.parametrize("edition", ["restated", "original"])
@pytest.mark.parametrize(("source_id", "table"), GOLDENS)
def test_golden(source_id: str, table: str, edition: str) -> None:
    """Every row keyed by hand is read, exactly, and no other; but for those that are known not to be read."""
    golden = GOLDENS[source_id, table]
    missed = {miss.row for miss in golden.misses}
    expected = [row for number, row in enumerate(golden.rows, start=1) if number not in missed]

    actual = cells_of(published(raw_folder(edition), source_id), table, golden.columns)

    if is_in_order(table):
        assert expected == actual
    else:
        assert sorted(expected) == sorted(actual)


@pytest.mark.parametrize("source_id", HELD)
def test_every_table_and_column_is_keyed(source_id: str) -> None:
    """Each table that a source yields has golden rows, and each column with a value is keyed, or named as one that is not."""
    schemas = load_schemas()
    snapshot = newest_snapshot(RESTATED, source_id)
    for table in sorted({row.table for row in published(RESTATED, source_id)} - {"sources", "snapshots"}):
        rows = [row for row in published(RESTATED, source_id) if row.table == table]
        # What a register of ours adds is not read from the source.
        read = {(row.row_id, entry.field) for row in rows for entry in row.evidence if entry.method != "registry"}
        stated = {name for _, name in read}
        texts = {field.name for field in schemas[table].fields if field.rights == "expression"}
        supplied = {key.partition(".")[2] for key in snapshot.supplied if key.startswith(f"{table}.")}

        assert stated - set(GOLDENS[source_id, table].columns) - texts - supplied <= NOT_KEYED, table


@pytest.mark.parametrize("edition", ["restated", "original"])
def test_participants_by_programme(edition: str) -> None:
    """The programmes of Appendix 1 have these many participants; one of the six has none."""
    found = cells_of(published(raw_folder(edition), "kings_fund_2012"), "participants", ["programme_id"])
    expected = {
        "darzi-fellowships": 11,
        "cmo-clinical-advisors": 6,
        "prepare-to-lead": 6,
        "nhs-north-west": 2,
        "nhs-south-central": 2,
    }

    assert expected == Counter(programme for (programme,) in found)


@pytest.mark.slow
def test_ids_do_not_depend_on_the_edition() -> None:
    """The same fact has the same row id in both editions."""
    original, restated = raw_folder("original"), raw_folder("restated")
    for source_id in HELD:
        assert {r.row_id for r in records(original, source_id)} == {r.row_id for r in records(restated, source_id)}


@pytest.mark.slow
def test_no_person_behind_a_quotation() -> None:
    """A quotation has no column that links it to a person."""
    for record in records(RESTATED, "kings_fund_2012"):
        if record.table == "quotations":
            assert not {"name", "participant_id", "person_id"} & set(record.readings)
