"""Two editions have to give the same facts; what differs is told with both places."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from made import BLOG, REPORT, both, extraction, fact, participant, post, report_records, snapshot

from leaddata.errors import LayoutError, UsageError
from leaddata.pipeline import compare as comparing
from leaddata.pipeline.compare import Side, compare, compare_sides, side


def report(edition: str, *more: Any, supplied: dict[str, str] | None = None) -> Side:
    where = snapshot(REPORT, edition, supplied=supplied or {})
    records = [*report_records(where), *(make(where) for make in more)]
    return side([extraction(REPORT, records, where=where)], {})


def test_two_editions_that_say_the_same_do_not_differ() -> None:
    """Snapshot, places, texts and the edition's name are no facts of the source."""
    where = [snapshot(BLOG, edition) for edition in ("restated", "original")]
    a, b = (side([extraction(BLOG, [post(one, 1)], where=one)], {}) for one in where)
    found = compare_sides(a, b)

    assert ((), ()) == (found.differences, found.supplied)
    assert found.compared > 5
    assert "facts agree, 0 differ" in found.text()


def test_a_value_that_differs_is_told_with_both_places() -> None:
    """Table, row, field, both values, both places."""
    found = compare_sides(
        report("restated", lambda w: participant(w, 4, name="Dr A")),
        report("original", lambda w: participant(w, 4, name="Dr B")),
    )
    (one,) = found.differences

    assert ("participants", "name", "Dr A", "Dr B") == (one.table, one.field, one.value_a, one.value_b)
    assert one.at_a.startswith(f"{snapshot(REPORT).id} page 2")
    assert one.at_b.startswith(f"{snapshot(REPORT, 'original').id} page 2")
    assert "name: A 'Dr A' (" in found.text()


def test_for_programs_it_is_an_object() -> None:
    """Counts, and each difference with its kind, cell, values and places, in words of JSON."""
    found = compare_sides(
        report("restated", lambda w: participant(w, 4, name="Dr A")),
        report("original", lambda w: participant(w, 4, name="Dr B")),
    )
    told = json.loads(json.dumps(found.to_dict()))
    (one,) = told["differences"]

    assert (told["compared"], told["supplied"], told["quarantined"]) == (found.compared, [], [])
    assert ("differing", "participants", "name", "Dr A") == (one["kind"], one["table"], one["field"], one["value_a"])
    assert one["at_b"] == found.differences[0].at_b


def test_a_row_missing_on_a_side_is_told() -> None:
    """And what follows from it: the derived count."""
    found = compare_sides(report("restated", lambda w: participant(w, 4)), report("original"))

    assert [("participants", None, "a row", "no row"), ("programmes", "participant_count", 4, 3)] == [
        (one.table, one.field, one.value_a, one.value_b) for one in found.differences
    ]


def test_what_one_edition_supplies_is_counted_apart() -> None:
    """A fact that the other edition lost is no difference, where the sidecar says so; a contradiction always is."""
    supplied = {"participants.grade": "https://example.org"}
    graded = report("restated", lambda w: participant(w, 4, grade="consultant"), supplied=supplied)
    found = compare_sides(graded, report("original", lambda w: participant(w, 4)))
    other = compare_sides(graded, report("original", lambda w: participant(w, 4, grade="registrar")))
    unsaid = compare_sides(
        report("restated", lambda w: participant(w, 4, grade="consultant")),
        report("original", lambda w: participant(w, 4)),
    )

    assert (0, 1) == (len(found.differences), len(found.supplied))
    assert (1, 0) == (len(other.differences), len(other.supplied))
    assert (1, 0) == (len(unsaid.differences), len(unsaid.supplied))


def test_programmes_are_compared_after_derivation() -> None:
    """A statement that makes sources disagree shows in the programme too."""
    found = compare_sides(
        report("restated", lambda w: fact(w, 6, "region", "North")),
        report("original", lambda w: fact(w, 6, "region", "South")),
    )

    assert [("programme_facts", "value"), ("programmes", "region")] == [
        (one.table, one.field) for one in found.differences
    ]


def test_a_source_that_cannot_be_read_is_a_difference() -> None:
    """It is told once, not for each of its rows."""
    error = LayoutError("expected a table, got none")
    found = compare_sides(side(both(), {}), side([extraction(BLOG)], {REPORT: error}))

    assert [("unreadable", REPORT, "read", "expected a table, got none")] == [
        (one.kind, one.table, one.value_a, one.value_b) for one in found.differences
    ]


@pytest.mark.parametrize(("name", "got"), [("nowhere", "no such folder"), ("file", "a file")])
def test_what_is_no_folder_is_told_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, got: str
) -> None:
    """A folder that was misspelt is not a folder whose sources all failed, on whichever side it stands."""
    monkeypatch.setattr(comparing, "read_source", None)
    (tmp_path / "file").touch()
    for folders in ((tmp_path, tmp_path / name), (tmp_path / name, tmp_path)):
        with pytest.raises(UsageError, match=f"{name}: expected a folder of documents, got {got}: name a folder"):
            compare(*folders)
