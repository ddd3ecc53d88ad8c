"""Names in hostile places of invented documents, and registers that must not be misread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from artefacts import forms, leaks, texts
from made import (
    BLOG,
    REPORT,
    at,
    blog_records,
    extraction,
    participant,
    post,
    read,
    record,
    report_records,
    snapshot,
)

from leaddata.errors import LayoutError, ReleaseError, SchemaFileError
from leaddata.masked import MASK
from leaddata.model import Quarantined, Record
from leaddata.pipeline.assemble import Candidate, assemble
from leaddata.pipeline.extract import Extraction
from leaddata.pipeline.publish import publish
from leaddata.pipeline.redacted_names import mask_of
from leaddata.pipeline.redaction_register import load_redactions, register_path

FAILED = LayoutError("expected a table, got none", at="page 1")
ANN = "Dr Ann Other"


def register(folder: Path, *row_ids: str) -> Path:
    path = folder / "redactions.yaml"
    folder.mkdir(exist_ok=True)
    path.write_text("".join(f"- {{row_id: {one}, date: 2026-11-29, ground: request}}\n" for one in row_ids) or "[]\n")
    return path


def report(*more: Record, name: str = ANN, where: Any = None, **said: Any) -> Extraction:
    """The invented report, its second participant named as given."""
    where = where or snapshot(REPORT)
    records = [one for one in report_records(where) if ".participants.002" not in one.row_id]
    return extraction(REPORT, [*records, participant(where, 2, name=name), *more], where=where, **said)


def ann_of(extracted: Extraction) -> str:
    return next(one.row_id for one in extracted.records if ".participants.002" in one.row_id)


def made(out: Path, *extractions: Extraction, ids: Sequence[str] = (), **said: Any) -> Candidate:
    return assemble(extractions, said.pop("failures", {}), out, register=register(out.parent / "r", *ids), **said)


def rows(candidate: Candidate, table: str) -> list[dict[str, Any]]:
    return candidate.tables[table].frame.to_dicts()


@pytest.mark.slow
def test_no_place_is_too_odd(tmp_path: Path) -> None:
    """Across lines and pages, in addresses, lists, reasons, summaries, other rows' evidence; longer names stay."""
    where, blog = snapshot(REPORT), snapshot(BLOG)
    split = replace(read("12 places", where), pieces=(("run by Ann", at(where, 1)), ("Other: 12 places", at(where, 2))))
    hostile = [
        participant(where, 4, name="Ann Otherwise"),
        participant(where, 5, job_and_location_printed="Registrar to Ann O-\nther, Sometown"),
        record(
            "statistics", where, 2, value_min=12.0, value_max=12.0, unit="people", what="places",
            statement_printed=split,
        ),
        record(
            "statistics", where, 3, value_min=3.0, value_max=3.0, unit="people", what="posts of A. Other",
            statement_printed=read("3 posts", where, "OTHER, Ann had 3 posts"),
        ),
        record(
            "cited_works", where, 1, authors=["Other A", "Else B"], title="On Ann\nOther", year=2001,
            reference_printed="Other A, Else B (2001). On Ann\nOther. www.example.org/Ann%20Other",
        ),
        Record(
            "programmes",
            "alpha-fellowships",
            {
                "name": read("Alpha", where),
                "summary": read("Founded by Ａｎｎ Ｏｔｈｅｒ.", where),
                "text_edition": read("restated", where),
            },
        ),
    ]  # fmt: skip
    posts = [
        post(blog, 3, url="https://example.org/dr_ann+other/3", title_printed="Three (by Ánn\u00a0Öther)"),
        post(blog, 4, url="https://example.org/annotherwise"),
    ]
    stopped = (
        Quarantined("posts", "expected a date, got 'by Ann Other'", at(blog, 3), "Post by ANN-OTHER"),
        Quarantined("participants", "expected a grade, got 'Chief'", at(blog, 4), "Ann Other | Chief"),
    )
    whole = report(*hostile)
    other = extraction(BLOG, [*blog_records(blog), *posts], where=blog, quarantined=stopped)
    out = tmp_path / "out"
    publish(made(out, whole, other), out)
    candidate = made(out, whole, other, ids=[ann_of(whole)])
    assert candidate.blocked is None
    publish(candidate, out)
    new = out / "releases" / "0.2.0"

    assert [] == [file for file, text in texts(new) if mask_of([ANN]).holds(text)]
    assert [] == leaks(new, ANN, but="Ann Otherwise")
    assert "Ann Otherwise" in [row["name"] for row in rows(candidate, "participants")]
    assert "https://example.org/annotherwise" in [row["url"] for row in rows(candidate, "posts")]
    assert [["Else B"]] == [row["authors"] for row in rows(candidate, "cited_works")]
    assert {None, "https://example.org/annotherwise"} == {row["url"] for row in rows(candidate, "posts")}
    assert [("posts", None)] == [(row["table"], row["printed_sha256"]) for row in rows(candidate, "quarantine")]
    assert "Founded by [redacted]." in [row["summary"] for row in rows(candidate, "programmes")]
    cut = [row for row in rows(candidate, "evidence") if row["field"] == "statement_printed" and row["quote"] is None]
    assert [1, 2] == sorted(row["part"] for row in cut)
    assert {None} == {row["quote_sha256"] for row in cut}


def test_a_withheld_text_is_searched_all_the_same(tmp_path: Path) -> None:
    """Of an original only hashes are published: those of sentences that name somebody are null."""
    where, blog = snapshot(REPORT, "original"), snapshot(BLOG, "original")
    said = "one two three four five six seven said Ann Other at last"
    named = post(
        blog, 3, teaser=read(said, blog), teaser_sha256=read("c" * 64, blog, said, "passage"),
        teaser_word_count=read(11, blog, said, "passage"),
    )  # fmt: skip
    whole = report(where=where)
    other = extraction(BLOG, [*blog_records(blog), named], where=blog)
    candidate = made(tmp_path / "out", whole, other, ids=[ann_of(whole)])
    posts = {row["position"]: row for row in rows(candidate, "posts")}

    assert {None} == {row["teaser"] for row in posts.values()}
    assert (None, "b" * 64) == (posts[3]["teaser_sha256"], posts[1]["teaser_sha256"])
    coverage = {row["field"]: row for row in rows(candidate, "coverage") if row["table"] == "posts"}
    assert (0, 0, 3, 0) == tuple(coverage["teaser"][kind] for kind in ("stated", "not_stated", "withheld", "redacted"))
    assert (2, 0, 0, 1) == tuple(
        coverage["teaser_sha256"][kind] for kind in ("stated", "not_stated", "withheld", "redacted")
    )


def test_a_source_that_is_not_read_is_not_trusted(tmp_path: Path) -> None:
    """The sentences behind last good rows are not at hand: with a new entry, none of their hashes stays."""
    whole, blog = report(), extraction(BLOG, where=snapshot(BLOG, "original"))
    blog = extraction(BLOG, blog_records(snapshot(BLOG, "original")), where=snapshot(BLOG, "original"))
    out = tmp_path / "out"
    publish(made(out, whole, blog), out)
    candidate = made(out, whole, ids=[ann_of(whole)], failures={BLOG: FAILED})

    assert candidate.blocked is None
    assert {None} == {row["teaser_sha256"] for row in rows(candidate, "posts")}


def test_a_row_that_only_a_removed_row_named_goes_with_it(tmp_path: Path) -> None:
    """An organisation that was read from the person's own cell, and from nowhere else, would tell where they worked."""
    where = snapshot(REPORT)
    trust = Record(
        "organisations",
        "their-trust",
        {
            name: replace(read(value, where, "Their Trust"), at=at(where, 2, 77.0), method=method)
            for name, value, method in (
                ("name", "Their Trust", "printed"), ("kind", "trust", "vocabulary"), ("identification", "certain", "vocabulary"),
            )
        },
    )  # fmt: skip
    employed = participant(
        where, 4, name="Bo Example", organisation_id=replace(read("their-trust", where), at=at(where, 2, 77.0))
    )
    whole = report(trust, employed)
    row_id = employed.row_id
    before = made(tmp_path / "out", whole)
    after = made(tmp_path / "out", whole, ids=[row_id])

    assert "their-trust" in [row["organisation_id"] for row in rows(before, "organisations")]
    assert "their-trust" not in [row["organisation_id"] for row in rows(after, "organisations")]
    assert {row_id, "their-trust"} == {row["row_id"] for row in rows(after, "redactions") if row["field"] is None}


def test_counts_are_of_what_is_published(tmp_path: Path) -> None:
    """A programme is said to have as many participants as the release has rows of them."""
    whole = report()
    before, after = (made(tmp_path / "out", whole, ids=ids) for ids in ([], [ann_of(whole)]))

    assert [3, 2] == [
        next(row["participant_count"] for row in rows(one, "programmes") if row["programme_id"] == "alpha-fellowships")
        for one in (before, after)
    ]
    coverage = {row["field"]: row for row in rows(after, "coverage") if row["table"] == "participants"}
    assert all(
        sum(row[kind] for kind in ("stated", "not_stated", "withheld", "redacted")) == 3 for row in coverage.values()
    )
    assert (3, 2, 1) == tuple(coverage["name"][kind] for kind in ("rows", "stated", "redacted"))


def test_an_entry_that_means_nothing_stops_the_build(tmp_path: Path) -> None:
    """A misspelt id would publish the person: it is named, with what is near, and nothing is published."""
    whole = report()
    row_id = ann_of(whole)
    other = f"{row_id[:-6]}000000"
    candidate = made(tmp_path / "out", whole, ids=[other])

    assert isinstance(candidate.blocked, ReleaseError)
    assert 5 == candidate.blocked.exit_code
    assert {} == candidate.tables
    assert other in str(candidate.blocked)
    assert f"did you mean {row_id}?" in str(candidate.blocked)
    assert not publish(candidate, tmp_path / "out").published


def test_an_entry_for_a_row_without_a_person_stops_the_build(tmp_path: Path) -> None:
    """Only a row that names somebody tells whom to leave out."""
    whole = report()
    section = next(one.row_id for one in whole.records if one.table == "sections")

    assert "expected the id of a row that names a person" in str(made(tmp_path / "out", whole, ids=[section]).blocked)


@pytest.mark.parametrize("how", ["failed", "waiting"])
def test_a_name_that_cannot_be_read_again_stops_the_build(tmp_path: Path, how: str) -> None:
    """The last good rows lack the name: a row of another source could bring it back."""
    whole, out = report(), tmp_path / "out"
    ids = [ann_of(whole)]
    publish(made(out, whole, extraction(BLOG), ids=ids), out)
    said: dict[str, Any] = {"failures": {REPORT: FAILED}} if how == "failed" else {"waiting": [REPORT]}
    candidate = made(out, extraction(BLOG), ids=ids, **said)

    assert "the name is not known" in str(candidate.blocked)
    assert {} == candidate.tables


def test_a_new_entry_may_meet_last_good_rows(tmp_path: Path) -> None:
    """While the person is still in the release before, the name is known."""
    whole, out = report(), tmp_path / "out"
    publish(made(out, whole, extraction(BLOG)), out)
    candidate = made(out, extraction(BLOG), ids=[ann_of(whole)], failures={REPORT: FAILED})

    assert candidate.blocked is None
    assert ANN not in [row["name"] for row in rows(candidate, "participants")]


def test_what_was_left_out_of_last_good_rows_stays_left_out(tmp_path: Path) -> None:
    """A source that fails later lacks the name already: its tombstones and counts stay, and nothing is taken for silence."""
    whole, out, blog = report(), tmp_path / "out", snapshot(BLOG)
    first = post(blog, 3, url="https://example.org/ann-other")
    author = record("post_authors", blog, 1, post_id=first.row_id, name="Ann Other", kind="person")
    other = extraction(BLOG, [*blog_records(blog), first, author], where=blog)
    before = made(out, whole, other, ids=[ann_of(whole)])
    publish(before, out)
    after = made(out, whole, ids=[ann_of(whole)], failures={BLOG: FAILED})

    assert after.blocked is None
    assert {author.row_id, first.row_id} <= {row["row_id"] for row in rows(before, "redactions")}
    for table in ("redactions", "coverage", "posts", "post_authors", "evidence"):
        assert rows(before, table) == rows(after, table), table
    assert not publish(after, out).published


def test_a_row_that_comes_back_under_another_id_stops_the_build(tmp_path: Path) -> None:
    """A corrected document gives the row another id; nobody is to be published by that."""
    first, out = report(), tmp_path / "out"
    ids = [ann_of(first)]
    publish(made(out, first, extraction(BLOG), ids=ids), out)
    where = snapshot(REPORT, content="new")
    records = [one for one in report_records(where) if ".participants.002" not in one.row_id]
    moved = participant(where, 4, name=ANN)
    again = extraction(REPORT, [*records, moved], where=where)
    stopped = made(out, again, extraction(BLOG), ids=ids)
    found = made(out, again, extraction(BLOG), ids=[*ids, moved.row_id])

    assert moved.row_id in str(stopped.blocked)
    assert found.blocked is None
    assert ids[0] in [row["row_id"] for row in rows(found, "redactions")]
    assert ANN not in [row["name"] for row in rows(found, "participants")]


def test_a_tombstone_outlives_the_row(tmp_path: Path) -> None:
    """Where the document no longer prints the row, its id still leads to the tombstone."""
    first, out = report(name="Bo Example"), tmp_path / "out"
    ids = [ann_of(first)]
    publish(made(out, first, extraction(BLOG), ids=ids), out)
    where = snapshot(REPORT, content="new")
    records = [one for one in report_records(where) if ".participants.002" not in one.row_id]
    candidate = made(out, extraction(REPORT, records, where=where), extraction(BLOG), ids=ids)

    assert candidate.blocked is None
    assert ids == sorted({row["row_id"] for row in rows(candidate, "redactions")})


def test_a_masked_cell_does_not_come_back_without_the_row(tmp_path: Path) -> None:
    """The row is gone from one document, and another still names the person: nobody knows whom to look for."""
    first, out, blog = report(), tmp_path / "out", snapshot(BLOG)
    ids = [ann_of(first)]
    other = extraction(BLOG, [*blog_records(blog), post(blog, 3, title="On Ann Other")], where=blog)
    publish(made(out, first, other, ids=ids), out)
    where = snapshot(REPORT, content="new")
    records = [one for one in report_records(where) if ".participants.002" not in one.row_id]
    candidate = made(out, extraction(REPORT, records, where=where), other, ids=ids)

    assert "got no name to look for" in str(candidate.blocked)


def test_a_quarantined_person_cannot_be_left_out_by_id(tmp_path: Path) -> None:
    """What stops a row has to be mended first: its name is not known."""
    where = snapshot(REPORT)
    bad = participant(where, 2, name=ANN, position=read("2", where))
    records = [one for one in report_records(where) if ".participants.002" not in one.row_id]
    candidate = made(tmp_path / "out", extraction(REPORT, [*records, bad], where=where), ids=[bad.row_id])

    assert "got one in quarantine" in str(candidate.blocked)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "expected a list of redactions, got NoneType"),
        ("row_id: a", "expected a list of redactions, got dict"),
        ("- a.b.001-c", "expected the keys row_id, date, ground, got str"),
        ("- {row_id: a, date: 2026-11-29, ground: request, name: Ann Other}", "and no other, got 'name'"),
        ("- {row_id: a, date: 2026-11-29}", "expected the key 'ground', got none"),
        ("- {row_id: a, date: 2026-11-29, ground: ''}", "expected ground to be one line"),
        ("- {row_id: a, date: 2026-11-29, ground: Ann Other " + "x" * 80 + "}", "of at most 80 characters"),
        ("- {row_id: a, date: 2026-11-29, ground: [request]}", "expected ground to be one line"),
        ("- {row_id: a, date: soon, ground: error}", "expected date to be a day such as 2026-01-31, got 'soon'"),
        ("- {row_id: 7, date: 2026-11-29, ground: error}", "expected row_id to be the id of a row, got 7"),
        ("- {row_id: a, row_id: b, date: 2026-11-29, ground: error}", "the key 'row_id' stands twice"),
        ("- {row_id: a, date: 2026-11-29, ground: error}\n" * 2, "expected every row once, got 'a' twice"),
        ("- {row_id: a", "expected YAML, got"),
    ],
)
def test_a_register_is_read_strictly(tmp_path: Path, text: str, told: str) -> None:
    """What is not understood stops the build, and a name in it is not repeated."""
    path = tmp_path / "redactions.yaml"
    path.write_text(text)
    with pytest.raises(SchemaFileError) as caught:
        load_redactions(path)

    assert told in str(caught.value)
    assert "Ann Other" not in str(caught.value)


def test_a_register_of_comments_is_empty(tmp_path: Path) -> None:
    """The project's own has an example in a comment, so that an entry can be written below it."""
    path = tmp_path / "redactions.yaml"
    path.write_text(register_path().read_text(encoding="utf-8"), encoding="utf-8")
    assert () == load_redactions(path)
    with path.open("a", encoding="utf-8") as file:
        file.write("- {row_id: a, date: 2026-11-29, ground: asked for it by letter}\n")

    assert ["asked for it by letter"] == [entry.ground for entry in load_redactions(path)]


def test_a_ground_that_prints_the_name_stops_the_build(tmp_path: Path) -> None:
    """The ground stands in the tombstone; the name may not, in any form."""
    where = snapshot(REPORT)
    records = [*report_records(where), participant(where, 9, name=ANN)]
    register(tmp_path, records[-1].row_id)
    path = tmp_path / "redactions.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("request", "ann_other asked"), encoding="utf-8")
    with_name = assemble(
        [extraction(REPORT, records, where=where), extraction(BLOG)], {}, tmp_path / "out", register=path
    )

    assert "expected a ground without the name" in str(with_name.blocked)


def test_the_register_beside_the_documents_holds(tmp_path: Path) -> None:
    """`data/redactions.yaml` is for `data/raw`; documents elsewhere do not switch the project's own register off."""
    own = register_path()
    beside = register(tmp_path)

    assert own.is_file()
    assert own == register_path(tmp_path / "elsewhere" / "raw")
    assert beside.resolve() == register_path(tmp_path / "raw")
    with pytest.raises(SchemaFileError):
        load_redactions(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("name", "text", "masked"),
    [
        ("Ann Other", "Dr Other and Prof. Other; Lord Other", "[redacted] and [redacted]; Lord Other"),
        ("Dr Ann McOther", "Ms Mcother, MCOTHER A", "[redacted], [redacted]"),
        ("Sir Bo Other", "Sir Bo said; Sir Bo Else did not", "[redacted] said; Sir Bo Else did not"),
        ("Lord Other", "Professor Lord Ann Other; London Other Fellows", "[redacted]; London Other Fellows"),
        ("Bo Other", "Sir Bo; Dr Otherwise", "Sir Bo; Dr Otherwise"),
    ],
)
def test_somebody_is_addressed_by_title(name: str, text: str, masked: str) -> None:
    """A title with the family name means the person, and so does Sir or Dame with the given name."""
    assert masked == mask_of([name]).text(text)


@pytest.mark.parametrize(
    ("name", "text", "masked"),
    [
        ("Ann Other", "(Other and Else 2010)", "([redacted] and Else 2010)"),
        ("Ann Other", "Else & Other", "Else & [redacted]"),
        ("Ann Other", "(Other 2010a; Others 2011)", "([redacted] 2010a; Others 2011)"),
        ("Lord Other", "Other et al, of the Other Fellowships 2010", "[redacted] et al, of the Other Fellowships 2010"),
        ("Ann May", "May et al, May 2010", "[redacted] et al, May 2010"),
        ("Ann Other", "Other Hospital, 2010; other 2010", "Other Hospital, 2010; other 2010"),
    ],
)
def test_a_work_is_cited_by_family_names(name: str, text: str, masked: str) -> None:
    """The family name alone goes where it means the author of a work, and nowhere else."""
    assert masked == mask_of([name]).text(text)


@pytest.mark.parametrize("name", ["Bo Li", "Jean-Luc d’Arc", "Mary A. B. Else OBE", "Professor Sir Max Other", "张三"])
def test_a_name_is_found_in_each_form(name: str) -> None:
    """As printed, without titles and degrees, family name first, in any case, joined by hyphens, in addresses."""
    mask = mask_of([name])
    words = [word for word in name.replace("’", "'").split() if word not in {"OBE", "Professor", "Sir"}]
    ways = [name, name.upper(), " ".join(words), "\n".join(words), "-".join(words).lower(), "%20".join(words)]
    if len(words) > 1:
        ways += [f"{words[-1]}, {' '.join(words[:-1])}", f"{words[-1]} {words[0][0]}"]

    assert [] == [way for way in ways if mask.text(f"({way})") != f"({MASK})"]
    assert forms("Ann Other") == {"annother", "otherann"}
