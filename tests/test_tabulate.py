"""Records become typed rows, each cell with evidence, and no sentence that is not ours."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest
from made import BLOG, LONG, REPORT, at, blog_records, extraction, participant, post, quotation, read, record, snapshot

from leaddata.errors import InvalidTableError
from leaddata.model import Locator, Quarantined, Reading, Record
from leaddata.pipeline.rows import Row, evidence_frame, fold, frame, quarantine_frame, sha256
from leaddata.pipeline.rules import evidence_gaps
from leaddata.pipeline.schemas import frame_schema, load_schemas
from leaddata.pipeline.tabulate import Tabulated, tabulate

SCHEMAS = load_schemas()


def tabulated(records: list[Record], edition: str = "restated", **said: Any) -> Tabulated:
    return tabulate(extraction(REPORT, records, where=snapshot(REPORT, edition)), SCHEMAS, **said)


def only(rows: tuple[Row, ...], table: str) -> Row:
    (row,) = (row for row in rows if row.table == table)
    return row


def test_every_cell_with_a_value_has_evidence_and_no_other() -> None:
    """Evidence and value never part, in printed rows and in the registers."""
    for source_id in (REPORT, BLOG):
        rows = tabulate(extraction(source_id), SCHEMAS).rows

        assert [] == list(evidence_gaps(rows))


def test_a_frame_has_the_columns_of_its_schema_sorted_by_key() -> None:
    """Columns and types are the schema's, rows stand in order of ids, whatever order they came in."""
    where = snapshot(REPORT)
    rows = tabulated([participant(where, 2), participant(where, 1)]).rows
    content = frame(rows, SCHEMAS["participants"])

    assert frame_schema(SCHEMAS["participants"]) == dict(content.schema)
    assert [1, 2] == content["position"].to_list()
    assert [REPORT, REPORT] == content["source_id"].to_list()


def test_id_and_source_have_evidence_too() -> None:
    """The id is derived where the row begins; the source is known from its module."""
    where = snapshot(REPORT)
    row = only(tabulated([participant(where, 1)]).rows, "participants")

    assert [("derived", at(where, 2))] == [(e.method, e.at) for e in row.evidence_of("participant_id")]
    assert [("registry", f"sources/{REPORT}.py")] == [(e.method, e.at.path) for e in row.evidence_of("source_id")]


def test_a_cell_over_two_pages_has_two_parts() -> None:
    """Each piece of a reading is a row of evidence, counted from 1."""
    where = snapshot(REPORT)
    pieces = (("Dr", at(where, 2)), ("Two ■ Pages", at(where, 3)))
    name = Reading("Dr Two Pages", "Dr Two Pages", at(where, 2), "printed", pieces)
    rows = tabulated([participant(where, 1, name=name)]).rows
    content = evidence_frame(rows, SCHEMAS["evidence"])
    found = content.filter(pl.col("field") == "name").sort("part")

    assert [(1, 2, "Dr"), (2, 3, "Two ■ Pages")] == found.select("part", "page", "quote").rows()
    assert sha256("Two Pages") == found["quote_sha256"][1]
    assert content["evidence_id"].to_list() == sorted(content["evidence_id"])


def test_registers_are_tables_with_evidence() -> None:
    """The source and the snapshot are rows, each value traced to our own register or sidecar."""
    where = snapshot(REPORT, retrieved_at="2026-11-01T10:00:00+01:00")
    rows = tabulate(extraction(REPORT, [], where=where), SCHEMAS).rows
    source, document = only(rows, "sources"), only(rows, "snapshots")

    assert f"sources/{REPORT}.py#title" == source.evidence_of("title")[0].at.path
    assert source.values["title"] == source.evidence_of("title")[0].quote
    assert f"data/raw/{REPORT}/restated/snapshot.json#/sha256" == document.evidence_of("sha256")[0].at.path
    assert datetime(2026, 11, 1, 9, tzinfo=UTC) == document.values["retrieved_at"]
    assert 4 == document.values["pages"]


def test_a_time_without_zone_stops_the_source() -> None:
    """A sidecar's time that could be any is a fault of ours."""
    where = snapshot(REPORT, retrieved_at="2026-11-01T10:00:00")

    with pytest.raises(InvalidTableError, match="expected a time with its zone"):
        tabulate(extraction(REPORT, [], where=where), SCHEMAS)


@pytest.mark.parametrize(
    ("table", "values", "expected"),
    [
        ("participant", {}, "expected a record of a table with a schema, got 'participant'"),
        ("sources", {}, "expected a record of a table with a schema"),
        ("participants", {"nmae": "Dr"}, "got 'nmae'"),
        ("programmes", {"organiser": "Somebody"}, "got 'organiser'"),
    ],
)
def test_a_table_or_field_without_schema_stops_the_source(table: str, values: dict[str, Any], expected: str) -> None:
    """What no schema has is a fault of the parser, told with its place."""
    where = snapshot(REPORT)
    readings = {name: read(value, where) for name, value in ({"name": "Dr", **values}).items()}

    with pytest.raises(InvalidTableError, match=expected) as caught:
        tabulated([Record(table, "some-id", readings)])

    assert where.id in str(caught.value)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("position", True),
        ("position", "1"),
        ("position", 1.0),
        ("name", 5),
        ("name", ""),
        ("source_id", "gamma_2003"),
        ("participant_id", "another id"),
    ],
)
def test_a_value_of_the_wrong_type_goes_to_quarantine(field: str, value: Any) -> None:
    """The row is stopped with field, expected, got and place."""
    where = snapshot(REPORT)
    found = tabulated([participant(where, 1, **{field: value}), participant(where, 2)])
    (stopped,) = found.quarantined

    assert stopped.reason.startswith(f"{field}: expected ")
    assert repr(value) in stopped.reason
    assert at(where, 2) == stopped.at
    assert 1 == sum(row.table == "participants" for row in found.rows)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), True, "3"])
def test_a_number_is_a_finite_number(value: Any) -> None:
    """Not a number, infinity, a truth and text are no numbers."""
    where = snapshot(REPORT)
    found = tabulated([record("statistics", where, 1, value_min=value)])

    assert ["statistics"] == [row.table for row in found.quarantined]


def test_dates_lists_and_whole_numbers_are_typed() -> None:
    """An int in a number field becomes a float, a tuple in a list field a list, a date stays one."""
    where = snapshot(REPORT)
    work = record("cited_works", where, 1, authors=("A", "B"), accessed=date(2012, 1, 2), title="T")
    rows = tabulated([work, record("statistics", where, 1, value_min=20)]).rows

    assert (["A", "B"], date(2012, 1, 2)) == tuple(only(rows, "cited_works").values[n] for n in ("authors", "accessed"))
    assert isinstance(only(rows, "statistics").values["value_min"], float)


def test_expression_is_published_of_a_restated_edition() -> None:
    """Our own words may stand in a release, with the edition named."""
    row = only(tabulated([post(snapshot(REPORT), 1)]).rows, "posts")

    assert (LONG, "restated") == (row.values["teaser"], row.values["text_edition"])


def test_expression_of_an_original_is_not_published() -> None:
    """Other people's words are null, and so is their edition; count and hash stay, without the quote."""
    where = snapshot(REPORT, "original")
    row = only(tabulated([post(where, 1)], "original").rows, "posts")

    assert (None, None) == (row.values["teaser"], row.values["text_edition"])
    assert () == row.evidence_of("teaser")
    assert 10 == row.values["teaser_word_count"]
    assert (None, sha256(LONG)) == (
        row.evidence_of("teaser_word_count")[0].quote,
        row.evidence_of("teaser_word_count")[0].quote_sha256,
    )


def test_expression_of_an_original_is_kept_where_the_licence_allows_it() -> None:
    """`redistribution: full` lets the original's own words through."""
    where = snapshot(REPORT, "original")
    found = tabulate(extraction(REPORT, [post(where, 1)], where=where, redistribution="full"), SCHEMAS)
    row = only(found.rows, "posts")

    assert (LONG, "original") == (row.values["teaser"], row.values["text_edition"])
    assert LONG == row.evidence_of("teaser")[0].quote


def test_expression_of_an_original_is_kept_with_text() -> None:
    """`with_text` keeps the words, but not the quotes, which add nothing to them."""
    row = only(tabulated([post(snapshot(REPORT, "original"), 1)], "original", with_text=True).rows, "posts")

    assert LONG == row.values["teaser"]
    assert row.evidence_of("teaser")[0].quote is None


def test_a_text_cannot_be_passed_off_as_of_another_edition() -> None:
    """A reading that names another edition than the snapshot's stops the row."""
    found = tabulated([post(snapshot(REPORT, "original"), 1, text_edition="restated")], "original")

    assert ["text_edition: expected 'original', got 'restated'"] == [row.reason for row in found.quarantined]


@pytest.mark.parametrize(
    ("edition", "value", "quote", "method", "expected"),
    [
        ("original", "Registrar", "Registrar", "printed", "Registrar"),
        ("original", LONG, LONG, "printed", LONG),
        (
            "original",
            "onetwo three four five six seven eight nine",
            "one- two three four five six seven eight nine",
            "printed",
            "one- two three four five six seven eight nine",
        ),
        ("original", "one", LONG, "printed", None),
        ("original", "one", LONG, "vocabulary", None),
        ("original", "one", LONG, "derived", None),
        ("original", "one", "one two", "passage", None),
        ("restated", "one", LONG, "derived", LONG),
        ("restated", "one", LONG, "passage", LONG),
    ],
)
def test_a_quote_is_shown_only_where_it_is_no_sentence_of_others(
    edition: str, value: str, quote: str, method: str, expected: str | None
) -> None:
    """Of an original, quotes of more than eight words are shown only if the value shows them anyway; hashes always."""
    where = snapshot(REPORT, edition)
    row = only(
        tabulated([participant(where, 1, name=Reading(value, quote, at(where), method))], edition).rows, "participants"
    )
    (evidence,) = row.evidence_of("name")

    assert (expected, sha256(fold(quote))) == (evidence.quote, evidence.quote_sha256)


def test_a_quotation_has_no_quote_in_any_edition() -> None:
    """Nobody's quotation is restated, so what stands in for it is no evidence to show."""
    row = only(tabulated([quotation(snapshot(REPORT))]).rows, "quotations")

    assert [None] == [entry.quote for entry in row.evidence_of("text_sha256")]


def test_what_a_parser_stopped_is_quarantined_without_their_sentences() -> None:
    """Of an original the printed text and long quotes in the reason are left out; the hash stays."""
    where = snapshot(REPORT, "original")
    stopped = Quarantined("participants", f"expected a programme, got {LONG!r}", at(where, 3), LONG)
    found = tabulate(extraction(REPORT, [], where=where, quarantined=(stopped,)), SCHEMAS)
    content = quarantine_frame(found.quarantined, SCHEMAS["quarantine"])

    assert [(3, None, sha256(LONG))] == content.select("page", "printed", "printed_sha256").rows()
    assert "seven eight …" in content["reason"][0]
    assert "nine" not in content["reason"][0]


def test_two_equal_quarantined_rows_stay_two() -> None:
    """Ids in quarantine are told apart by counting."""
    stopped = Quarantined("participants", "why", Locator("x@1", lines=(1, 2)), "text")
    found = tabulate(extraction(REPORT, [], quarantined=(stopped, stopped)), SCHEMAS)

    assert 2 == quarantine_frame(found.quarantined, SCHEMAS["quarantine"])["quarantine_id"].n_unique()


def test_a_record_without_a_reading_stops_the_source() -> None:
    """A row that nothing was read for has no place."""
    with pytest.raises(InvalidTableError, match="expected at least one reading"):
        tabulated([Record("posts", "some-id", {})])


def test_what_a_source_states_of_a_programme_is_kept_for_derivation() -> None:
    """A record of `programmes` holds what only the source can say."""
    where = snapshot(BLOG)
    stated = Record("programmes", "beta-scheme", {"name": read("Beta", where)})
    rows = tabulate(extraction(BLOG, [*blog_records(where), stated], where=where), SCHEMAS).rows

    assert "Beta" == only(rows, "programmes").values["name"]
