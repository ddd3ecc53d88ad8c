"""Rows that break their schema go to quarantine with reason and place; too many, or a whole table, stop more."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import polars as pl
import pytest
from made import (
    BLOG,
    REPORT,
    at,
    blog_records,
    both,
    extraction,
    fact,
    organisation,
    participant,
    post,
    quotation,
    read,
    record,
    report_records,
    snapshot,
)

from leaddata.errors import InvalidTableError
from leaddata.model import Record
from leaddata.pipeline.derive import derive
from leaddata.pipeline.rows import frame
from leaddata.pipeline.rules import evidence_gaps
from leaddata.pipeline.schemas import load_schemas
from leaddata.pipeline.tabulate import tabulate
from leaddata.pipeline.validate import Settled, ValidTable, row_failures, settle, validate

SCHEMAS = load_schemas()
HERE = snapshot(REPORT)


def settled(*extractions: Any) -> Settled:
    parts = [tabulate(one, SCHEMAS) for one in extractions]
    return settle(
        [row for part in parts for row in part.rows],
        SCHEMAS,
        partial(derive, schema=SCHEMAS["programmes"]),
        [row for part in parts for row in part.quarantined],
    )


def with_records(*more: Record) -> Settled:
    return settled(extraction(REPORT, [*report_records(HERE), *more]))


def test_good_rows_all_remain() -> None:
    """Nothing is quarantined of two good sources, and programmes are there."""
    found = settled(*both())

    assert ((), {}) == (found.quarantined, found.failures)
    assert 2 == sum(row.table == "programmes" for row in found.rows)


@pytest.mark.parametrize(
    ("bad", "expected"),
    [
        (
            record("statistics", HERE, 2, value_min=-1.0, unit="x", what="y", statement_printed="z"),
            "value_min: expected at least 0",
        ),
        (record("sections", HERE, 2, level=7, title="T", path="T", word_count=1), "level: expected at most 6, got '7'"),
        (
            quotation(HERE, 3, attribution_type="role or so", attribution_printed="x"),
            "attribution_type: expected one of named, role, none",
        ),
        (quotation(HERE, 3, text_sha256="a" * 65), "text_sha256: expected the form [0-9a-f]{64}"),
        (record("sections", HERE, 2, level=1, path="T", word_count=1), "title: expected a value, got null"),
    ],
)
def test_a_row_that_breaks_its_schema_goes_to_quarantine(bad: Record, expected: str) -> None:
    """One bad row of a table is stopped with field, expected, got and place; a pattern has to match all of a value."""
    found = with_records(bad)

    assert [(bad.row_id, at(HERE))] == [(row.row_id, row.at) for row in found.quarantined]
    assert found.quarantined[0].reason.startswith(expected)
    assert {} == found.failures


def test_an_id_stands_once() -> None:
    """Of two rows of a source with one id neither can be told to be right; too many, here, so the source fails."""
    twins = [record("sections", HERE, n, level=1, title="T", path="T", word_count=1) for n in (2, 3)]
    found = with_records(twins[0], replace(twins[1], row_id=twins[0].row_id))

    assert [twins[0].row_id] * 2 == [row.row_id for row in found.quarantined if row.table == "sections"]
    assert [REPORT] == list(found.failures)


def test_a_later_source_gives_way_on_an_id() -> None:
    """Of two sources with one id the first (in order of ids) keeps its row."""
    other = snapshot(BLOG)
    mine, theirs = post(HERE, 1), replace(post(other, 1), row_id=post(HERE, 1).row_id)
    found = settled(
        extraction(REPORT, [*report_records(HERE), mine]),
        extraction(BLOG, [theirs, *blog_records(other)[1:]], where=other),
    )

    assert [(BLOG, f"id: expected an id of its own, got that of a row of {REPORT}")] == [
        (row.source_id, row.reason) for row in found.quarantined
    ]
    assert {} == found.failures


def test_the_first_source_keeps_an_organisation() -> None:
    """An organisation that two sources name is one row, of the first source in order of ids, and no fault."""
    other = snapshot(BLOG)
    found = settled(
        extraction(BLOG, [*blog_records(other), organisation(other, name="Their name")], where=other),
        extraction(REPORT),
    )
    (row,) = (row for row in found.rows if row.table == "organisations")

    assert (REPORT, "Some Trust", ()) == (row.source_id, row.values["name"], found.quarantined)


def test_a_stopped_row_takes_along_what_leads_to_it() -> None:
    """A quotation in a quarantined section has nowhere to stand; its reason says so, and no evidence is left of it."""
    records = [row for row in report_records(HERE) if row.table != "sections"]
    records.append(record("sections", HERE, 1, level=7, title="Findings", path="Findings", word_count=1))
    found = settled(extraction(REPORT, records))

    assert ["sections", "quotations"] == [row.table for row in found.quarantined]
    assert found.quarantined[1].reason.startswith("section_id: expected a section_id of sections, got ")
    assert not {"sections", "quotations"} & {row.table for row in found.rows}
    assert [] == list(evidence_gaps(found.rows))


def test_a_programme_that_nobody_names_has_no_row_to_lead_to() -> None:
    """A participant of an unnamed programme is quarantined, and the counts are made without that row."""
    found = with_records(participant(HERE, 4, programme_id="gamma-scheme"))

    assert ["programme_id: expected a programme_id of programmes, got 'gamma-scheme'"] == [
        row.reason for row in found.quarantined
    ]
    assert [3] == [row.values["participant_count"] for row in found.rows if row.table == "programmes"]


def test_a_bad_statement_does_not_reach_the_derived_row() -> None:
    """A duration that is no number is quarantined before programmes are derived."""
    found = with_records(fact(HERE, 6, "duration_months", "twelve"))

    assert ["programme_facts"] == [row.table for row in found.quarantined]
    assert [12.0] == [row.values["duration_months"] for row in found.rows if row.table == "programmes"]


def test_a_derived_row_can_be_quarantined() -> None:
    """A programme id of the wrong form stops the derived row, and then what leads to it."""
    found = with_records(fact(HERE, 6, "name", "Gamma", programme="Gamma Scheme"))

    assert ["programmes", "programme_facts"] == [row.table for row in found.quarantined]
    assert ["alpha-fellowships"] == [row.row_id for row in found.rows if row.table == "programmes"]


def test_evidence_of_another_document_stops_the_row() -> None:
    """A place in a snapshot that the release does not hold is no evidence."""
    found = with_records(participant(HERE, 4, name=read("Dr", snapshot("gamma_2003"))))

    assert "evidence: expected a snapshot of this release" in found.quarantined[0].reason


def test_one_row_may_be_quarantined_however_small_the_table() -> None:
    """The gate does not fall on a single row."""
    assert {} == with_records(post(HERE, 1, position=0)).failures


def test_too_many_quarantined_rows_fail_the_source() -> None:
    """More than one row and more than 5 % of a table of a source: the source's table is invalid."""
    many = [participant(HERE, n) for n in range(4, 40)]
    two = [participant(HERE, n, position=0) for n in (40, 41)]
    three = [participant(HERE, n, position=0) for n in (40, 41, 42)]

    assert {} == with_records(*many[:-1], *two).failures
    assert "at most 5% of the rows of participants in quarantine, got 3 of 42" in str(
        with_records(*many, *three).failures[REPORT]
    )


def test_a_bad_register_row_fails_its_source() -> None:
    """A source's own row is never quarantined: the register has to be corrected."""
    bad = extraction(REPORT)
    found = settled(replace(bad, source=replace(bad.source, language="English")), extraction(BLOG))

    assert [REPORT] == list(found.failures)
    assert "language: expected the form [a-z]{2}, got 'English'" in str(found.failures[REPORT])


@pytest.mark.parametrize(
    "break_it",
    [
        lambda content: content.drop("name"),
        lambda content: content.with_columns(more=pl.lit(1)),
        lambda content: content.with_columns(pl.col("position").cast(pl.String)),
        lambda content: content.select(*content.columns[1:], content.columns[0]),
    ],
)
@pytest.mark.parametrize("rows", [3, 0])
def test_a_fault_of_the_whole_table_raises(break_it: Any, rows: int) -> None:
    """A column missing, one too many, in another place, or of another type is no fault of single rows, nor of any row."""
    schema = SCHEMAS["participants"]
    content = frame(settled(extraction(REPORT)).rows, schema).head(rows)
    assert (rows, {}) == (content.height, row_failures(content, schema))

    with pytest.raises(InvalidTableError, match="participants"):
        row_failures(break_it(content), schema)


def test_only_validate_makes_a_valid_table() -> None:
    """A ValidTable made by hand is refused, and validate refuses bad content."""
    schema = SCHEMAS["participants"]
    content = frame(settled(extraction(REPORT)).rows, schema)

    assert 3 == validate(content, schema).frame.height
    with pytest.raises(InvalidTableError, match="made by hand"):
        ValidTable(schema, content)
    with pytest.raises(InvalidTableError, match="position: expected at least 1"):
        validate(content.with_columns(position=pl.lit(0, dtype=pl.Int64)), schema)


def test_lazy_frames_are_refused() -> None:
    """Pandera would look at the columns of a LazyFrame alone."""
    with pytest.raises(AssertionError):
        row_failures(pl.LazyFrame(), SCHEMAS["participants"])  # type: ignore[arg-type]
