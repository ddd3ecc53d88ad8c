"""The register of corrections: an entry is seen in the release, and one that no longer fits stops the refresh."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml
from conftest import REPOSITORY
from made import (
    BLOG,
    LONG,
    REPORT,
    both,
    extraction,
    fact,
    organisation,
    participant,
    post,
    read,
    record,
    report_records,
    snapshot,
)

from leaddata.cli import main
from leaddata.errors import LeadDataError, SchemaFileError
from leaddata.model import Record
from leaddata.pipeline import corrections, corrections_file
from leaddata.pipeline.assemble import assemble
from leaddata.pipeline.compare import side
from leaddata.pipeline.corrections_file import CORRECTION_STATUSES, load_corrections
from leaddata.pipeline.corrections_page import corrections_page
from leaddata.pipeline.publish import publish
from leaddata.pipeline.refresh import refresh
from leaddata.pipeline.release import current_release
from leaddata.pipeline.reread import reread
from leaddata.sources import SOURCES

WHERE = snapshot(REPORT)
RIGHT: dict[str, Any] = {
    "field": "grade",
    "printed": "Sp Reg",
    "expect": "Registrar",
    "value": "Specialty registrar",
    "reason": "The form stands nowhere else.",
    "checked_by": "two readers, 2026-01-31",
    "status": "applied",
}
Register = Callable[..., Path]


def person(**values: Any) -> Record:
    """A participant with a grade that was looked up."""
    given = {"grade": read("Registrar", WHERE, "Sp Reg", "vocabulary"), **values}
    return participant(WHERE, 4, **given)


def records(*more: Record) -> list[Record]:
    return [*report_records(WHERE), *more]


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Register:
    """Return a function that makes entries the register of a source, each as RIGHT but for what is given."""
    folder = tmp_path / "sources"
    folder.mkdir()
    monkeypatch.setattr(corrections_file, "correction_folder", lambda: folder)
    (folder / f"{REPORT}.py").touch()
    (folder / f"{BLOG}.py").touch()

    def write(*entries: Any, source_id: str = REPORT) -> Path:
        whole = [{"at": person().row_id, **RIGHT, **entry} if isinstance(entry, dict) else entry for entry in entries]
        path = folder / f"{source_id}.yaml"
        path.write_text(yaml.safe_dump({"corrections": whole}, allow_unicode=True), encoding="utf-8")
        return path

    return write


def test_a_correction_is_in_the_release_with_its_evidence(register: Register, tmp_path: Path) -> None:
    """The value is the corrected one; quote and place are those of the document, and the method says what was done."""
    register({})
    publish(assemble([extraction(REPORT, records(person()))], {}, tmp_path), tmp_path)
    found = current_release(tmp_path)
    assert found
    row = found.table("participants").row(by_predicate=pl.col("participant_id") == person().row_id, named=True)
    (evidence,) = (
        found.table("evidence").filter(pl.col("row_id") == person().row_id, pl.col("field") == "grade").rows(named=True)
    )

    assert "Specialty registrar" == row["grade"]
    assert "Dr Invented 4" == row["name"]
    assert ("Sp Reg", "correction", WHERE.id, 1, 10.0) == tuple(
        evidence[key] for key in ("quote", "method", "snapshot_id", "page", "x0")
    )
    assert hashlib.sha256(b"Sp Reg").hexdigest() == evidence["quote_sha256"]


def test_without_an_entry_nothing_changes(register: Register, tmp_path: Path) -> None:
    """A withdrawn entry is as none: it is not applied, and not held against what is read."""
    before = assemble([extraction(REPORT, records(person()))], {}, tmp_path)
    register({"status": "withdrawn", "expect": "something else", "at": "no row at all"})
    after = assemble([extraction(REPORT, records(person()))], {}, tmp_path)

    assert "Registrar" in before.tables["participants"].frame["grade"].to_list()
    for name, table in before.tables.items():
        assert table.frame.equals(after.tables[name].frame)


@pytest.mark.parametrize("printed", ["Sp Reg.", "Sp Reg,", "Sp  Reg"])
def test_a_stop_at_the_end_does_not_count(register: Register, tmp_path: Path, printed: str) -> None:
    """One edition of a source ends the cell with a stop, the other does not: one entry fits both."""
    register({"printed": printed})
    candidate = assemble([extraction(REPORT, records(person()))], {}, tmp_path)

    assert "Specialty registrar" in candidate.tables["participants"].frame["grade"].to_list()


def test_a_reported_entry_is_applied(register: Register, tmp_path: Path) -> None:
    """That the publisher was told of it does not make the reading right."""
    register({"status": "reported"})
    candidate = assemble([extraction(REPORT, records(person()))], {}, tmp_path)

    assert "Specialty registrar" in candidate.tables["participants"].frame["grade"].to_list()


@pytest.mark.parametrize(
    ("entry", "expected", "got"),
    [
        ({"expect": "Consultant"}, "expected 'Consultant' to be read there today", "got 'Registrar'"),
        ({"expect": None}, "expected None to be read there today", "got 'Registrar'"),
        ({"printed": "Sp Regs"}, "expected 'Sp Regs' to be printed there", "got 'Sp Reg'"),
        ({"printed": "Dr Invented 4"}, "expected 'Dr Invented 4' to be printed there", "got 'Sp Reg'"),
        ({"value": None, "printed": "Sp Regs"}, "expected 'Sp Regs' to be printed there", "got 'Sp Reg'"),
        ({"value": "Registrar"}, "expected a value other than the one that is read", "it changes nothing"),
        ({"at": "alpha_2001.participants.005-000000"}, f"expected the id of a row of {REPORT}", "got none such"),
        ({"field": "grades"}, "expected a field of participants", "did you mean 'grade'?"),
        ({"field": "colour"}, "expected a field of participants", "got 'colour'"),
        ({"value": 3}, "value: expected a string, got 3", "texts in quotation marks"),
        ({"expect": 3}, "expect: expected a string, got 3", "texts in quotation marks"),
        ({"value": ""}, "value: expected a text", "got ''"),
        ({"field": "name", "expect": "Dr Invented 4"}, "never corrected", "a name stands as it is printed"),
        ({"field": "programme_printed"}, "never corrected", "what is printed stands as it is printed"),
        ({"field": "position", "expect": 4, "value": 0, "printed": "4"}, "a value that the schema allows", "got 0"),
        ({"field": "participant_id"}, "never corrected", "are not read from a document"),
        ({"field": "source_id"}, "never corrected", "are not read from a document"),
        ({"field": "job", "expect": "Clerk", "printed": "Clerk"}, "never corrected", "mend the reader"),
    ],
)
def test_an_entry_that_does_not_fit_stops_the_refresh(
    register: Register, tmp_path: Path, entry: dict[str, Any], expected: str, got: str
) -> None:
    """File, number of the entry, expected and got are told; nothing is published."""
    path = register({"status": "withdrawn"}, entry)

    with pytest.raises(SchemaFileError) as caught:
        assemble([extraction(REPORT, records(person(job="Clerk"))), extraction(BLOG)], {}, tmp_path / "out")

    assert str(caught.value.at).startswith(f"{path} entry 2 (")
    assert expected in str(caught.value)
    assert got in str(caught.value)
    assert 5 == caught.value.exit_code
    assert caught.value.next_step
    assert not (tmp_path / "out").exists()


def statistic(**values: Any) -> Record:
    given = {"value_max": 9.0, "unit": "people", "what": "doctors", "statement_printed": "nine doctors"}
    return record("statistics", WHERE, 2, **{**given, **values})


@pytest.mark.parametrize(
    ("made", "entry", "got"),
    [
        (statistic(), {"field": "value_min", "expect": None, "value": 12.0, "printed": "9.0"}, "`value_min` is not greater"),
        (
            statistic(),
            {"field": "value_max", "expect": 9, "value": None, "printed": "9.0"},
            "At least one of `value_min` and `value_max`",
        ),
        (
            statistic(),
            {"field": "value_min", "expect": None, "value": 8, "printed": "eight"},
            "no cell of the row with this quote",
        ),
        (
            organisation(WHERE, "another", "Another"),
            {"field": "identification", "expect": "certain", "value": "sure", "printed": "certain"},
            "one of certain, probable, ambiguous, got 'sure'",
        ),
        (
            organisation(WHERE, "another", "Another"),
            {"field": "identification", "expect": "certain", "value": None, "printed": "certain"},
            "identification: expected a value, got null",
        ),
        (
            record("sections", WHERE, 2, level=1, title="B", path="B", page_start=2, page_end=3, word_count=10),
            {"field": "page_end", "expect": 3, "value": 1, "printed": "3"},
            "`page_start` is not after `page_end`",
        ),
        (
            record(
                "sections", WHERE, 2, level=1, title="B", path="B", page_start=2, page_end=3,
                word_count=read(10, WHERE, LONG, "passage"),
            ),
            {"field": "word_count", "expect": 10, "value": 11, "printed": LONG},
            "count and hash are those of the original",
        ),
    ],
)  # fmt: skip
def test_a_corrected_row_keeps_to_the_rules(
    register: Register, tmp_path: Path, made: Record, entry: dict[str, Any], got: str
) -> None:
    """The schema and the rules between columns hold of it, or the entry is at fault: it is not quarantined unseen."""
    register({"at": made.row_id, **entry})

    with pytest.raises(SchemaFileError) as caught:
        assemble([extraction(REPORT, records(made))], {}, tmp_path)

    assert got in str(caught.value)


def test_a_null_gets_a_value_and_its_place(register: Register, tmp_path: Path) -> None:
    """What was not read at all is put right from another cell's quote, whose place it gets."""
    register({"at": statistic().row_id, "field": "value_min", "printed": "nine doctors", "expect": None, "value": 9})
    tables = assemble([extraction(REPORT, records(statistic()))], {}, tmp_path).tables
    evidence = tables["evidence"].frame.filter(pl.col("row_id") == statistic().row_id, pl.col("field") == "value_min")

    assert 9.0 in tables["statistics"].frame["value_min"].to_list()
    assert [("nine doctors", "correction", 1)] == evidence.select("quote", "method", "part").rows()


def test_a_value_becomes_null(register: Register, tmp_path: Path) -> None:
    """What the source does not say is taken back, with its evidence."""
    register({"value": None})
    tables = assemble([extraction(REPORT, records(person()))], {}, tmp_path).tables
    evidence = tables["evidence"].frame.filter(pl.col("row_id") == person().row_id)

    assert [None] * 4 == tables["participants"].frame["grade"].to_list()
    assert "grade" not in evidence["field"].to_list()
    assert "name" in evidence["field"].to_list()


def test_dates_numbers_and_lists_have_their_types(register: Register, tmp_path: Path) -> None:
    """A value of YAML becomes one of the field's type, and is compared as such."""
    where = snapshot(BLOG)
    dated = post(where, 3, published=read(date(2022, 1, 3), where, "3 January 2022"))
    register(
        {
            "at": dated.row_id,
            "field": "published",
            "printed": "3  January 2022",
            "expect": date(2022, 1, 3),
            "value": date(2022, 3, 1),
        },
        source_id=BLOG,
    )
    tables = assemble([extraction(REPORT), extraction(BLOG, [post(where, 1), dated], where=where)], {}, tmp_path).tables

    assert date(2022, 3, 1) in tables["posts"].frame["published"].to_list()


def test_what_is_derived_follows(register: Register, tmp_path: Path) -> None:
    """A corrected programme of a participant is counted where it belongs now."""
    moved = person(programme_id=read("beta-scheme", WHERE, "Alpha", "vocabulary"))
    register({"field": "programme_id", "printed": "Alpha", "expect": "beta-scheme", "value": "alpha-fellowships"})
    tables = assemble([extraction(REPORT, records(moved)), extraction(BLOG)], {}, tmp_path).tables
    counts = dict(tables["programmes"].frame.select("programme_id", "participant_count").rows())

    assert {"alpha-fellowships": 4, "beta-scheme": None} == counts


@pytest.mark.parametrize("table", ["programmes", "sources", "snapshots"])
def test_rows_that_are_made_elsewhere_are_corrected_there(register: Register, tmp_path: Path, table: str) -> None:
    """Derived rows and our own registers are no readings of a document."""
    stated = Record("programmes", "alpha-fellowships", {"name": read("Alpha", WHERE)})
    ids = {"programmes": "alpha-fellowships", "sources": REPORT, "snapshots": WHERE.id}
    field = {"programmes": "region", "sources": "year", "snapshots": "pages"}[table]
    register({"at": ids[table], "field": field, "expect": None, "value": "x", "printed": "Alpha"})

    with pytest.raises(SchemaFileError, match="never corrected"):
        assemble([extraction(REPORT, records(stated))], {}, tmp_path)


def test_an_id_that_two_tables_have(register: Register, tmp_path: Path) -> None:
    """Where the id alone does not say which row is meant, nothing is corrected."""
    stated = Record("programmes", "some-trust", {"name": read("Alpha", WHERE)})
    register({"at": "some-trust", "field": "name", "expect": "Some Trust", "value": "x", "printed": "Some Trust"})

    with pytest.raises(SchemaFileError, match="got rows of organisations and programmes"):
        assemble([extraction(REPORT, records(stated))], {}, tmp_path)


def test_a_corrected_row_is_not_quarantined_unseen(register: Register, tmp_path: Path) -> None:
    """A key that leads nowhere would take the row out of the release: the entry is told of."""
    register({"field": "organisation_id", "printed": "Sp Reg", "expect": None, "value": "no-such-trust"})

    with pytest.raises(SchemaFileError, match="got quarantine: organisation_id: expected a organisation_id of org"):
        assemble([extraction(REPORT, records(person()))], {}, tmp_path)


def test_a_row_that_another_source_owns(register: Register, tmp_path: Path) -> None:
    """An organisation is published from the first source that names it: a correction in another's file is told of."""
    where = snapshot(BLOG)
    register(
        {"at": "some-trust", "field": "kind", "printed": "trust", "expect": "trust", "value": "charity"}, source_id=BLOG
    )

    with pytest.raises(SchemaFileError, match="got another source's row in its place"):
        assemble([extraction(REPORT), extraction(BLOG, [organisation(where)], where=where)], {}, tmp_path)


def test_a_source_that_fails_keeps_its_corrected_rows(register: Register, tmp_path: Path) -> None:
    """Last good rows are corrected as they were, and are not corrected twice."""
    register({})
    publish(assemble([extraction(REPORT, records(person()))], {}, tmp_path), tmp_path)
    candidate = assemble([], {REPORT: LeadDataError("lost")}, tmp_path)

    assert "Specialty registrar" in candidate.tables["participants"].frame["grade"].to_list()
    assert "correction" in candidate.tables["evidence"].frame["method"].to_list()


def test_both_editions_are_corrected(register: Register) -> None:
    """`compare` looks at what would be published; a quote may be broken into lines in another way."""
    register({"printed": "Sp-  Reg"})
    found = side([extraction(REPORT, records(person()))], {})

    assert ["Specialty registrar"] == [row.values["grade"] for row in found.rows if row.row_id == person().row_id]


def test_a_quote_that_is_not_shown_is_known_by_its_hash(register: Register, tmp_path: Path) -> None:
    """Of an original's sentence the evidence has the hash alone; an entry has to have just these words."""
    where = snapshot(REPORT, "original")
    made = replace(person(), readings={**person().readings, "grade": read("Registrar", where, LONG, "derived")})
    made = replace(
        made,
        readings={key: replace(one, at=replace(one.at, snapshot_id=where.id)) for key, one in made.readings.items()},
    )
    named = fact(where, 1, "name", "Alpha Fellowships")
    register({"printed": LONG})
    tables = assemble([extraction(REPORT, [named, made], where=where)], {}, tmp_path).tables
    (evidence,) = tables["evidence"].frame.filter(pl.col("method") == "correction").rows(named=True)
    assert evidence["quote"] is None

    register({"printed": f"{LONG} eleven"})
    with pytest.raises(SchemaFileError, match=r"a sentence that is not shown"):
        assemble([extraction(REPORT, [named, made], where=where)], {}, tmp_path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("corrections: [", "expected YAML"),
        ("[]", "expected a mapping, got []"),
        ("{}", "expected the key 'corrections', got none"),
        ("corrections: {}", "expected corrections to be a list"),
        ("corrections: []\ncorrection: []", "did you mean 'corrections'?"),
        ("corrections: []\ncorrections: []", "stands twice"),
        ("corrections: [3]", "entry 1: expected an entry with the keys at, field"),
        (yaml.safe_dump({"corrections": [{"at": "a", **RIGHT, "expected": 1}]}), "did you mean 'expect'?"),
        (yaml.safe_dump({"corrections": [{"at": "a", **RIGHT, "status": "done"}]}), "expected a status (applied, "),
        (yaml.safe_dump({"corrections": [{"at": "a", **RIGHT, "reason": " "}]}), "expected reason to be a text"),
        (
            yaml.safe_dump({"corrections": [{"at": "a", **RIGHT, "printed": 18}]}),
            "expected printed to be a text, got 18",
        ),
        (yaml.safe_dump({"corrections": [RIGHT]}), "expected the key 'at', got none"),
        (
            yaml.safe_dump({"corrections": [{"at": "a", **RIGHT}] * 2}),
            "entry 2 (a grade): expected one entry for a cell",
        ),
    ],
)
def test_a_register_is_read_strictly(register: Register, tmp_path: Path, text: str, message: str) -> None:
    """What is not understood is an error, in whatever source's file it stands, even where that source was not read."""
    register(source_id=BLOG).write_text(text, encoding="utf-8")

    with pytest.raises(SchemaFileError) as caught:
        assemble([extraction(REPORT)], {}, tmp_path)

    assert message in str(caught.value)
    assert f"{BLOG}.yaml" in str(caught.value)


def test_every_key_is_needed(register: Register) -> None:
    """An entry without one of its keys says too little, null where null is meant; what is read today may be left out."""
    for key in RIGHT.keys() - {"expect"}:
        path = register()
        entry = {"at": "a", **{name: value for name, value in RIGHT.items() if name != key}}
        path.write_text(yaml.safe_dump({"corrections": [entry]}), encoding="utf-8")
        with pytest.raises(SchemaFileError, match=f"expected the key '{key}'"):
            load_corrections()


def test_a_register_of_no_source(register: Register) -> None:
    """A file that no parser stands beside is a misspelt name, not a register that nobody reads."""
    register(source_id="gamma_2003")

    with pytest.raises(SchemaFileError, match=r"got no gamma_2003\.py"):
        load_corrections()


def test_an_entry_that_does_not_say_what_is_read(register: Register, tmp_path: Path) -> None:
    """It is held against the printed words, and still has to change something."""
    path = register({})
    entry = {"at": person().row_id, **{key: value for key, value in RIGHT.items() if key != "expect"}}
    path.write_text(yaml.safe_dump({"corrections": [entry]}), encoding="utf-8")
    tables = assemble([extraction(REPORT, records(person()))], {}, tmp_path).tables
    assert "Specialty registrar" in tables["participants"].frame["grade"].to_list()
    assert "| Sp Reg | (not said) | Specialty registrar |" in corrections_page(
        load_corrections(), {one.source.id: one.source for one in both()}
    )

    for wrong in ({"printed": "Sp"}, {"value": "Registrar"}):
        path.write_text(yaml.safe_dump({"corrections": [{**entry, **wrong}]}), encoding="utf-8")
        with pytest.raises(SchemaFileError, match="entry 1"):
            assemble([extraction(REPORT, records(person()))], {}, tmp_path)


def test_a_part_of_what_is_kept_as_printed(register: Register, tmp_path: Path) -> None:
    """A text that was parted in the wrong place is put right, as the whole of it stands beside, as it is printed."""
    register({"field": "job", "printed": "Registrar,", "expect": "Registrar,", "value": "Registrar"})
    made = person(job="Registrar,")
    tables = assemble([extraction(REPORT, records(made))], {}, tmp_path).tables
    row = tables["participants"].frame.row(by_predicate=pl.col("participant_id") == made.row_id, named=True)

    assert ("Registrar", "Registrar, Sometown") == (row["job"], row["job_and_location_printed"])


@pytest.fixture
def grade(register: Register, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Return an entry that fits a participant of the report in data/raw, and make the register one for real sources."""
    for name in SOURCES:
        (corrections_file.correction_folder() / f"{name}.py").touch()
    folder = REPOSITORY / "data" / "processed"
    version = json.loads((folder / "current.json").read_text(encoding="utf-8"))["version"]
    release = folder / "releases" / version
    row = pl.read_parquet(release / "participants.parquet").filter(pl.col("grade").is_not_null()).row(0, named=True)
    (quote,) = (
        pl.read_parquet(release / "evidence.parquet")
        .filter(pl.col("row_id") == row["participant_id"], pl.col("field") == "grade")["quote"]
        .to_list()
    )
    return {"at": row["participant_id"], "expect": row["grade"], "printed": quote, "value": "a grade of our own"}


@pytest.mark.slow
def test_a_real_document(register: Register, grade: dict[str, Any], tmp_path: Path) -> None:
    """Applied to the report, the correction is published, and its quote still stands at its place."""
    register(grade, source_id="kings_fund_2012")
    raw = REPOSITORY / "data" / "raw"
    assert refresh(raw, tmp_path / "out").published
    found = current_release(tmp_path / "out")
    assert found
    evidence = found.table("evidence").filter(pl.col("method") == "correction")

    assert [(grade["at"], "grade", grade["printed"])] == evidence.select("row_id", "field", "quote").rows()
    assert () == reread(raw, found.folder).problems


@pytest.mark.slow
def test_a_stale_entry_exits_with_5(
    register: Register, grade: dict[str, Any], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The command line says which entry it is, and the release before stays the current one."""
    out = tmp_path / "out"
    arguments = ["refresh", "--raw", str(REPOSITORY / "data" / "raw"), "--out", str(out)]
    register(source_id="kings_fund_2012")
    assert main(arguments) == 0
    before = (out / "current.json").read_bytes()
    register({**grade, "expect": "a grade of yesterday"}, source_id="kings_fund_2012")
    capfd.readouterr()

    assert main(arguments) == 5
    said = capfd.readouterr().err
    assert "kings_fund_2012.yaml entry 1" in said
    assert f"expected 'a grade of yesterday' to be read there today, got {grade['expect']!r}" in said
    assert before == (out / "current.json").read_bytes()
    assert ["0.1.0"] == [path.name for path in (out / "releases").iterdir()]


def test_the_page_is_up_to_date() -> None:
    """docs/corrections.md is what the registers say."""
    page = (REPOSITORY / "docs" / "corrections.md").read_text(encoding="utf-8")

    assert corrections_page(load_corrections(), SOURCES) == page, "run python -m leaddata.pipeline.corrections_page"


def test_the_page_shows_every_entry(register: Register) -> None:
    """Withdrawn entries, too; a source without any says so; what would end a cell of the table is escaped."""
    register({"printed": "Sp | Reg"}, {"status": "withdrawn", "value": None, "expect": ["a", "b"]})
    sources = {one.source.id: one.source for one in both()}
    page = corrections_page(load_corrections(), sources)

    row = f"| `{person().row_id}` | `grade` |"
    assert f"{row} Sp \\| Reg | Registrar | Specialty registrar | The form stands nowhere else." in page
    assert f"{row} Sp Reg | a; b | null |" in page
    assert page.rstrip().endswith("None.")
    assert all(f"| `{status}` |" in page for status in CORRECTION_STATUSES)


def test_parts_without_entries_are_left_alone(register: Register) -> None:
    """A source without corrections is not looked at."""
    register({})

    assert {} == corrections.corrected({}, {})
