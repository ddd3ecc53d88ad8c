"""From a raw folder to a release; a source that fails keeps its last good rows and turns the run red."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from made import BLOG, REPORT, at, blog_records, both, extraction, participant, post, read, report_records, snapshot

from leaddata.errors import DocumentError, InvalidTableError, LayoutError, LeadDataError, LockedError
from leaddata.model import Quarantined, Record
from leaddata.pipeline import assemble as assembling
from leaddata.pipeline import refresh as refreshing
from leaddata.pipeline.assemble import assemble
from leaddata.pipeline.lock import only_refresh
from leaddata.pipeline.publish import publish
from leaddata.pipeline.refresh import RefreshReport, refresh, report

Run = Callable[..., RefreshReport]


def run(out: Path, *extractions: Any, failures: dict[str, LeadDataError] | None = None, **said: Any) -> RefreshReport:
    candidate = assemble(extractions, failures or {}, out, **said)
    return report(candidate, publish(candidate, out))


def table(out: Path, name: str) -> pl.DataFrame:
    version = json.loads((out / "current.json").read_text())["version"]
    return pl.read_parquet(out / "releases" / version / f"{name}.parquet")


FAILED = LayoutError("expected a table, got none", at="page 1")


def test_refresh_goes_all_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every registered source is read, progress is told, and the second run changes nothing."""
    made = {one.source.id: one for one in both()}
    monkeypatch.setattr(refreshing, "SOURCES", dict.fromkeys(made))
    monkeypatch.setattr(refreshing, "read_source", lambda raw, source_id, *_: made[source_id])
    told: list[str] = []
    first = refresh(tmp_path / "raw", tmp_path / "out", progress=told.append)
    second = refresh(tmp_path / "raw", tmp_path / "out")

    assert [f"reading {REPORT}", f"reading {BLOG}", "validating", "publishing"] == told
    assert ("0.1.0", True, 0) == (first.version, first.published, first.exit_code)
    assert ("0.1.0", False, 0) == (second.version, second.published, second.exit_code)
    assert "nothing changed, no new release: 0.1.0 is still the current one" in second.text()


def test_refresh_reads_on_after_a_bad_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of one source is an outcome, not an exception."""

    def read_source(raw: Path, source_id: str, *_: object) -> Any:
        return DocumentError("expected HTML, got nothing", at=BLOG) if source_id == BLOG else extraction(source_id)

    monkeypatch.setattr(refreshing, "SOURCES", {REPORT: None, BLOG: None})
    monkeypatch.setattr(refreshing, "read_source", read_source)
    found = refresh(tmp_path, tmp_path / "out")

    assert [False, True] == [outcome.error is not None for outcome in found.outcomes]
    assert DocumentError.exit_code == found.exit_code


def test_refresh_holds_the_lock(tmp_path: Path) -> None:
    """A second refresh of the same folder is refused before anything is read."""
    with only_refresh(tmp_path), pytest.raises(LockedError):
        refresh(tmp_path / "raw", tmp_path)


def test_the_report_tells_what_was_read(tmp_path: Path) -> None:
    """Sources with edition and rows, tables with rows, and the new version."""
    text = run(tmp_path, *both()).text()

    assert f"{REPORT}  restated    12            0  read" in text
    assert "posts               2" in text
    assert "published 0.1.0" in text


def test_a_failing_source_on_the_first_run_publishes_nothing(tmp_path: Path) -> None:
    """Without last good rows a release would lack a source: nothing is published."""
    found = run(tmp_path, extraction(REPORT), failures={BLOG: FAILED})

    assert (None, False, FAILED.exit_code) == (found.version, found.published, found.exit_code)
    assert not (tmp_path / "releases").exists()
    assert "nothing published" in found.text()
    failed, blocked = found.problems()
    assert failed == f"{BLOG}: page 1: expected a table, got none: correct what stands there, then refresh again"
    assert blocked.startswith(f"{BLOG}: expected every source to be read for a first release, got 1 that failed: see ")


def test_a_failing_source_keeps_its_last_good_rows(tmp_path: Path) -> None:
    """All its rows, evidence and snapshot stay as they were while another source goes on."""
    run(tmp_path, *both())
    names = ("participants", "programme_facts", "sections", "sources", "snapshots", "organisations")
    before = {name: table(tmp_path, name).filter(pl.col("source_id") == REPORT) for name in names}
    where = snapshot(BLOG, content="new")
    records = [*blog_records(where), post(where, 3)]
    found = run(tmp_path, extraction(BLOG, records, where=where), failures={REPORT: FAILED})
    kept = found.outcomes[0]

    assert ("0.2.0", True, 4) == (found.version, found.published, found.exit_code)
    assert (REPORT, snapshot(REPORT).id, "restated", 12, True) == (
        kept.source_id, kept.snapshot_id, kept.edition, kept.row_count, kept.kept_last_good,
    )  # fmt: skip
    for name in names:
        assert before[name].equals(table(tmp_path, name).filter(pl.col("source_id") == REPORT))
    assert 3 == table(tmp_path, "posts").height
    assert {"alpha-fellowships", "beta-scheme"} == set(table(tmp_path, "programmes")["programme_id"])
    assert "failed, last good rows kept" in found.text()


def test_evidence_is_whole_after_falling_back(tmp_path: Path) -> None:
    """What is taken back from a release is the same, to the byte, as what was read."""
    run(tmp_path, *both())
    found = run(tmp_path, extraction(BLOG), failures={REPORT: FAILED})

    assert (False, FAILED.exit_code) == (found.published, found.exit_code)


def test_a_summary_survives_the_failure_of_its_source(tmp_path: Path) -> None:
    """What only one source states of a programme is taken back from the published row."""
    where = snapshot(BLOG)
    stated = Record(
        "programmes",
        "alpha-fellowships",
        {"name": read("Alpha", where), "summary": read("Ours.", where), "text_edition": read("restated", where)},
    )
    blog = extraction(BLOG, [*blog_records(where), stated], where=where)
    run(tmp_path, extraction(REPORT), blog)
    found = run(tmp_path, extraction(REPORT), failures={BLOG: FAILED})

    assert not found.published
    assert "Ours." in table(tmp_path, "programmes")["summary"].to_list()


def test_two_failures_exit_with_5(tmp_path: Path) -> None:
    """One failure has its own exit code; more have that of a gate."""
    run(tmp_path, *both())
    found = run(tmp_path, failures={REPORT: FAILED, BLOG: FAILED})

    assert (5, False, "0.1.0") == (found.exit_code, found.published, found.version)


def test_a_source_that_fails_a_gate_keeps_its_last_good_rows(tmp_path: Path) -> None:
    """Too many bad rows of a table are an error of their source."""
    run(tmp_path, *both())
    where = snapshot(REPORT, content="bad")
    bad = [*report_records(where), *(participant(where, n, position=0) for n in (4, 5))]
    found = run(tmp_path, extraction(REPORT, bad, where=where), extraction(BLOG))

    assert isinstance(found.outcomes[0].error, InvalidTableError)
    assert (True, 5, False) == (found.outcomes[0].kept_last_good, found.exit_code, found.published)


def test_an_unknown_field_is_an_error_of_its_source(tmp_path: Path) -> None:
    """A parser that yields what no schema has does not stop the others."""
    run(tmp_path, *both())
    where = snapshot(BLOG)
    found = run(tmp_path, extraction(REPORT), extraction(BLOG, [post(where, 1, colour="red")], where=where))

    assert "got 'colour'" in str(found.outcomes[1].error)
    assert (True, 5) == (found.outcomes[1].kept_last_good, found.exit_code)


def test_a_source_new_to_the_release_may_fail_alone(tmp_path: Path) -> None:
    """It has no last good rows; the release loses nothing without it."""
    run(tmp_path, extraction(REPORT))
    found = run(tmp_path, extraction(REPORT), failures={BLOG: FAILED})

    assert (False, 4, None) == (found.outcomes[1].kept_last_good, found.exit_code, found.blocked)


def test_quarantined_rows_are_published_as_such(tmp_path: Path) -> None:
    """A stopped row is in the quarantine table and in the report, with its place, and the run stays green."""
    where = snapshot(BLOG)
    stopped = Quarantined("posts", "expected a date, got 'soon'", at(where, 3), "Post soon")
    found = run(tmp_path, extraction(REPORT), extraction(BLOG, quarantined=(stopped,)))

    assert [("posts", BLOG, "expected a date, got 'soon'", 3, "Post soon")] == table(tmp_path, "quarantine").select(
        "table", "source_id", "reason", "page", "printed"
    ).rows()
    assert f"{where.id} page 3 box (10.0, 10.0, 20.0, 20.0) (posts): expected a date, got 'soon'" in found.text()
    assert (0, 1) == (found.exit_code, found.outcomes[1].quarantined)


def test_quarantined_rows_are_kept_with_the_last_good_ones(tmp_path: Path) -> None:
    """They are as much a part of what was last read."""
    stopped = Quarantined("posts", "why", at(snapshot(BLOG), 3), "Post soon")
    run(tmp_path, extraction(REPORT), extraction(BLOG, quarantined=(stopped,)))
    found = run(tmp_path, extraction(REPORT), failures={BLOG: FAILED})

    assert (1, False) == (len(found.quarantined), found.published)


def test_text_kept_in_a_local_release_does_not_come_out_of_it(tmp_path: Path) -> None:
    """Falling back on a local release, a public run leaves their words behind."""
    where = snapshot(BLOG, "original")
    run(tmp_path, extraction(REPORT), extraction(BLOG, blog_records(where), where=where), with_text=True)
    before = table(tmp_path, "posts")["teaser"].to_list()
    run(tmp_path, extraction(REPORT), failures={BLOG: FAILED})
    changes = (tmp_path / "releases" / "0.1.1" / "changes.json").read_text()

    assert None not in before
    assert [None, None] == table(tmp_path, "posts")["teaser"].to_list()
    assert before[0] not in changes


def test_a_source_that_is_gone_is_a_major_change(tmp_path: Path) -> None:
    """A source taken from the register takes its rows along: not without leave."""
    run(tmp_path, *both())

    with pytest.raises(LeadDataError, match="refresh with --allow-major"):
        run(tmp_path, extraction(REPORT))


def test_last_good_rows_that_no_longer_hold_publish_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a schema has become stricter than the rows to fall back on, the release stays as it is."""
    run(tmp_path, *both())
    schemas = assembling.load_schemas()
    people = schemas["participants"]
    strict = tuple(
        replace(field, constraints={"required": True}) if field.name == "grade" else field for field in people.fields
    )
    stricter = {**schemas, "participants": replace(people, fields=strict)}
    monkeypatch.setattr(assembling, "load_schemas", lambda: stricter)
    found = run(tmp_path, extraction(BLOG), failures={REPORT: FAILED})

    assert ("0.1.0", False, FAILED.exit_code) == (found.version, found.published, found.exit_code)
    assert "participants in quarantine, got 3 of 3" in str(found.blocked)


def test_no_source_at_all_publishes_nothing(tmp_path: Path) -> None:
    """An empty register is no release."""
    found = run(tmp_path)

    assert (5, False) == (found.exit_code, found.published)
