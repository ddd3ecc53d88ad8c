"""Programmes are what the statements agree on, and point to them."""

from __future__ import annotations

from typing import Any

from made import BLOG, REPORT, at, extraction, fact, participant, read, record, snapshot

from leaddata.model import Reading, Record
from leaddata.pipeline.derive import derive, stated_programmes
from leaddata.pipeline.rows import Row
from leaddata.pipeline.rules import evidence_gaps
from leaddata.pipeline.schemas import load_schemas
from leaddata.pipeline.tabulate import tabulate

SCHEMAS = load_schemas()
HERE, THERE = snapshot(REPORT), snapshot(BLOG)


def derived(report: list[Record], blog: list[Record] | None = None) -> dict[str, Row]:
    parts = [
        tabulate(extraction(REPORT, report, where=HERE), SCHEMAS),
        tabulate(extraction(BLOG, blog or [], where=THERE), SCHEMAS),
    ]
    rows = derive([row for part in reversed(parts) for row in part.rows], SCHEMAS["programmes"])
    assert [] == list(evidence_gaps(rows))
    return {row.row_id: row for row in rows}


def named(where: Any, position: int, certainty: str, programme: str = "beta-scheme") -> Record:
    return record(
        "programme_names", where, position, name_printed=f"Beta {position}", programme_id=programme, certainty=certainty
    )


def summary(where: Any, text: str = "Our words.") -> Record:
    readings = {
        "name": read("Alpha by record", where),
        "summary": read(text, where),
        "text_edition": Reading(where.edition, text, at(where), "derived"),
    }
    return Record("programmes", "alpha-fellowships", readings)


def test_a_fact_or_a_certain_name_makes_a_programme() -> None:
    """A name that may mean something else makes none."""
    found = derived([fact(HERE, 1, "region", "North"), named(HERE, 1, "certain"), named(HERE, 2, "possible", "other")])

    assert ["alpha-fellowships", "beta-scheme"] == list(found)


def test_the_first_source_gives_the_name() -> None:
    """The list's or heading's name of the first source wins over a record's, that over a printed one."""
    blog = [fact(THERE, 1, "name", "Alpha of the blog"), named(THERE, 1, "certain")]

    assert ("Alpha of the report", REPORT) == _name(derived([fact(HERE, 1, "name", "Alpha of the report")], blog))
    assert ("Alpha of the blog", BLOG) == _name(derived([fact(HERE, 1, "region", "North")], blog))
    assert ("Alpha by record", REPORT) == _name(derived([summary(HERE)], blog))
    assert ("Beta 1", BLOG) == _name(derived([], blog), "beta-scheme")


def test_agreeing_statements_make_a_cell_with_the_evidence_of_all() -> None:
    """Two sources that say the same are both pointed to."""
    found = derived([fact(HERE, 1, "duration_months", "12")], [fact(THERE, 1, "duration_months", "12.0")])
    row = found["alpha-fellowships"]

    assert 12.0 == row.values["duration_months"]
    assert [(1, HERE.id), (2, THERE.id)] == [(e.part, e.at.snapshot_id) for e in row.evidence_of("duration_months")]


def test_statements_that_differ_make_a_null() -> None:
    """Where sources disagree nothing is chosen; the statements stand side by side in programme_facts."""
    row = derived([fact(HERE, 1, "mentored", "true")], [fact(THERE, 1, "mentored", "false")])["alpha-fellowships"]

    assert (None, ()) == (row.values["mentored"], row.evidence_of("mentored"))


def test_silence_is_null() -> None:
    """What no source states is null, never false and never an empty list."""
    row = derived([fact(HERE, 1, "region", "North")])["alpha-fellowships"]

    assert (None, None, None) == tuple(row.values[name] for name in ("mentored", "components", "summary"))
    assert "North" == row.values["region"]


def test_lists_hold_every_value_once_in_order() -> None:
    """Components of all sources, in order of sources and of print."""
    report = [fact(HERE, 1, "component", "mentoring"), fact(HERE, 2, "component", "coaching")]
    blog = [fact(THERE, 1, "component", "coaching"), fact(THERE, 2, "component", "action learning")]
    row = derived(report, blog)["alpha-fellowships"]

    assert ["mentoring", "coaching", "action learning"] == row.values["components"]
    assert [1, 2, 3, 4] == [entry.part for entry in row.evidence_of("components")]


def test_participants_are_counted() -> None:
    """The count points to the rows counted; where a source with a table lists a programme that nobody attended it is 0."""
    people = [
        participant(HERE, n, programme_id=Reading("alpha-fellowships", "Alpha", at(HERE, n), "vocabulary"))
        for n in (1, 2)
    ]
    listed = fact(HERE, 2, "name", "Beta 1", programme="beta-scheme")
    elsewhere = fact(THERE, 1, "name", "Gamma", programme="gamma-scheme")
    found = derived([fact(HERE, 1, "name", "Alpha"), listed, *people], [elsewhere])

    assert [2, 0, None] == [row.values["participant_count"] for row in found.values()]
    assert [("derived", 1), ("derived", 2)] == [
        (e.method, e.at.page) for e in found["alpha-fellowships"].evidence_of("participant_count")
    ]
    assert ["Beta 1"] == [e.quote for e in found["beta-scheme"].evidence_of("participant_count")]


def test_a_summary_comes_with_its_edition() -> None:
    """The first summary that may be published is taken, with the edition of its words."""
    row = derived([fact(HERE, 1, "region", "North")], [summary(THERE)])["alpha-fellowships"]

    assert ("Our words.", "restated") == (row.values["summary"], row.values["text_edition"])


def test_what_a_source_stated_can_be_taken_back_from_the_published_row() -> None:
    """A row may hold the name of one source and the summary of another: each gets back its own."""
    published = derived([fact(HERE, 1, "name", "Alpha")], [summary(THERE)]).values()
    (of_report,), (of_blog,) = (stated_programmes(published, source_id) for source_id in (REPORT, BLOG))

    assert ("Alpha", None) == (of_report.values["name"], of_report.values["summary"])
    assert (None, "Our words.") == (of_blog.values["name"], of_blog.values["summary"])


def _name(found: dict[str, Row], programme_id: str = "alpha-fellowships") -> tuple[Any, str]:
    return found[programme_id].values["name"], found[programme_id].source_id
