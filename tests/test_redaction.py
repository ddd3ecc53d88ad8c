"""Redact, refresh, search: nobody who is left out is named in any artefact, and what remains holds together."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest
from artefacts import leaks
from conftest import REPOSITORY

import leaddata
from leaddata import installed
from leaddata.cli import main
from leaddata.errors import LeadDataError
from leaddata.pipeline.assemble import Candidate, assemble
from leaddata.pipeline.extract import Extraction
from leaddata.pipeline.publish import Publication, publish
from leaddata.pipeline.refresh import plan, read_source
from leaddata.pipeline.schemas import load_schemas

RAW = REPOSITORY / "data" / "raw"
ORIGINALS = REPOSITORY.parent / "shared" / "originals"
NAMED = ("participants", "stakeholders")
FEW = ("participants.026", "stakeholders.001")
AUTHORS = ("article_authors", "post_authors")


@pytest.fixture(scope="session")
def extractions() -> list[Extraction]:
    """Read the documents of the repository, once."""
    read = [read_source(RAW, source_id) for source_id in plan()]
    assert [] == [one for one in read if isinstance(one, LeadDataError)]
    return [one for one in read if isinstance(one, Extraction)]


@pytest.fixture(scope="session")
def whole(extractions: list[Extraction], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish a release of everybody."""
    out = tmp_path_factory.mktemp("whole")
    publish(assemble(extractions, {}, out, register=register(out)), out)
    return out


def register(folder: Path, *row_ids: str, ground: str = "request") -> Path:
    path = folder / "redactions.yaml"
    entries = [f"- {{row_id: '{row_id}', date: 2026-11-29, ground: {ground}}}\n" for row_id in row_ids]
    path.write_text("".join(entries) or "[]\n", encoding="utf-8")
    return path


def folder_of(out: Path) -> Path:
    return out / "releases" / json.loads((out / "current.json").read_text())["version"]


def table(out: Path, name: str) -> pl.DataFrame:
    return pl.read_parquet(folder_of(out) / f"{name}.parquet")


def redacted(extractions: Sequence[Extraction], out: Path, *row_ids: str) -> tuple[Candidate, Publication]:
    candidate = assemble(extractions, {}, out, register=register(out.parent, *row_ids))
    assert candidate.blocked is None
    return candidate, publish(candidate, out)


def people(out: Path, tables: Sequence[str] = NAMED) -> list[tuple[str, str]]:
    """Return the id and printed name of everybody in some tables."""
    found = []
    for name in tables:
        frame = table(out, name)
        if name == "article_authors":
            found += [
                (row[0], f"{row[1]} {row[2]}") for row in frame.select(frame.columns[0], "given", "family").rows()
            ]
        else:
            found += frame.select(frame.columns[0], "name").rows()
    return found


def keys_lead_somewhere(out: Path) -> None:
    for schema in load_schemas().values():
        for key in schema.foreign_keys:
            held = table(out, schema.name)[key.field].drop_nulls()
            assert set(held) <= set(table(out, key.table)[key.target]), (schema.name, key)
    evidence = table(out, "evidence")
    for name, rows in evidence.group_by("table"):
        key = load_schemas()[str(name[0])].primary_key
        assert set(rows["row_id"]) <= set(table(out, str(name[0]))[key])


def redact_and_search(extractions: Sequence[Extraction], out: Path, row_id: str, name: str) -> None:
    candidate, _ = redacted(extractions, out, row_id)

    assert [] == leaks(out, name)
    assert [] == leaks_of_initials(out, name)
    keys_lead_somewhere(out)
    assert row_id in set(candidate.tables["redactions"].frame["row_id"])
    counted = table(out, "programmes").drop_nulls("participant_count").select("programme_id", "participant_count")
    held = table(out, "participants")["programme_id"].to_list()
    assert {(one, held.count(one)) for one in counted["programme_id"]} == set(counted.rows())


def leaks_of_initials(out: Path, name: str) -> list[str]:
    """Return where "Family G" stands, as lists of references have it."""
    words = [word for word in name.replace("(", "").replace(")", "").split() if word not in {"Dr", "Sir", "Lord"}]
    if len(words) < 2:
        return []
    given = words[0][0]
    frame = table(out, "cited_works")
    held = [*frame["reference_printed"], *frame["authors"].explode()]
    return [text for text in held if f"{words[-1]} {given}" in text]


def everybody() -> list[str]:
    """Return what names each person of the two tables, as the repository's golden rows count them."""
    return [*(f"participants.{n:03}" for n in range(1, 28)), *(f"stakeholders.{n:03}" for n in range(1, 8))]


def test_there_are_34_people(whole: Path) -> None:
    """The tests below leave nobody aside."""
    assert 34 == len(people(whole)) == len(everybody())


@pytest.mark.parametrize(
    "who", [pytest.param(one, marks=[] if one in FEW else pytest.mark.slow) for one in everybody()]
)
def test_each_of_the_34_people_can_be_left_out(
    who: str, extractions: list[Extraction], whole: Path, tmp_path: Path
) -> None:
    """One entry, and no byte of the release names the person in any form; all that remains holds together."""
    row_id, name = next(one for one in people(whole) if f".{who}-" in one[0])
    assert leaks(whole, name)

    redact_and_search(extractions, tmp_path / "out", row_id, name)


@pytest.mark.slow
def test_authors_of_articles_and_posts_can_be_left_out(
    extractions: list[Extraction], whole: Path, tmp_path: Path
) -> None:
    """The name goes from the creators of a source, and from bylines in titles and addresses, too."""
    found = people(whole, AUTHORS)
    for index, name in enumerate(("Deborah Harding", "Göran Henriks")):
        row_id = next(one for one, said in found if said == name)
        redact_and_search(extractions, tmp_path / str(index), row_id, name)

    assert "Deborah Harding" in table(tmp_path / "1", "sources")["creators"].explode().to_list()
    assert "Deborah Harding" not in table(tmp_path / "0", "sources")["creators"].explode().to_list()
    title = next(one for one in table(tmp_path / "1", "posts")["title_printed"].drop_nulls() if "[redacted]" in one)
    assert title.endswith(" by Helen Bevan and [redacted]")


def test_a_citation_by_family_names_names_nobody_who_is_left_out(
    extractions: list[Extraction], whole: Path, tmp_path: Path
) -> None:
    """Of "(Stanton and Warren 2010)" in running text, the one who is left out goes, from every claim and quote."""
    row_id = next(one for one, said in people(whole) if said == "Emma Stanton")

    redacted(extractions, tmp_path / "out", row_id)

    assert "[redacted] and Warren" in table(tmp_path / "out", "claims")["value"].to_list()
    assert [] == leaks(tmp_path / "out", "Stanton")


def test_a_person_of_two_tables_goes_from_both(extractions: list[Extraction], tmp_path: Path) -> None:
    """Each row has a tombstone; one entry is enough."""
    candidate, _ = redacted(extractions, tmp_path / "out", "kings_fund_2012.participants.026-f379d7")
    tombstones = candidate.tables["redactions"].frame
    rows = tombstones.filter(pl.col("field").is_null())

    assert {"participants", "stakeholders"} == set(rows["table"])
    assert rows["x0"].is_not_null().all()
    assert {"request"} == set(tombstones["ground"])
    works = table(tmp_path / "out", "cited_works")
    assert ["Stanton E"] in works["authors"].to_list()
    assert any(text.startswith("Stanton E, [redacted] (2010)") for text in works["reference_printed"])


def test_a_programme_named_after_somebody_stays(extractions: list[Extraction], tmp_path: Path) -> None:
    """A title and one word go as a whole, in headings too; the Darzi Fellowships are still there."""
    redacted(extractions, tmp_path / "out", "kings_fund_2012.stakeholders.001-d3aad3")

    assert "darzi-fellowships" in table(tmp_path / "out", "programmes")["programme_id"]
    assert "Comments and recommendations from [redacted]" in table(tmp_path / "out", "sections")["title"]


def test_the_hash_of_a_text_that_named_somebody_is_gone(
    extractions: list[Extraction], whole: Path, tmp_path: Path
) -> None:
    """With all words but one known, a hash would tell the last one."""
    redacted(extractions, tmp_path / "out", "kings_fund_2012.participants.026-f379d7")
    before, after = (
        dict(table(out, "sections").select("section_id", "text_sha256").rows()) for out in (whole, tmp_path / "out")
    )
    lost = {row_id for row_id, digest in before.items() if digest != after[row_id]}
    evidence = table(tmp_path / "out", "evidence")
    masked = evidence.filter(pl.col("quote").str.contains("[redacted]", literal=True))

    # The references, and the passage that cites one of them by its authors.
    assert {"kings_fund_2012.sections.069-69824d", "kings_fund_2012.sections.002-ea2b8a"} == lost
    assert {None} == {after[row_id] for row_id in lost}
    assert masked.height > 1
    assert masked["quote_sha256"].is_null().all()
    assert set(before.values()) & set(evidence["quote_sha256"]) <= set(after.values())


def test_a_contradiction_does_not_hang_on_one_of_many_rows(
    extractions: list[Extraction], whole: Path, tmp_path: Path
) -> None:
    """Six programmes are claimed and five attended: whoever of the participants goes first in the table. None is new."""
    said = ("rule", "subject", "statement_a", "statement_b")
    before = set(table(whole, "discrepancies").select(said).rows())
    row_ids = [row_id for row_id, _ in people(whole)][:2]  # of NHS North West, all there are
    redacted(extractions, tmp_path / "one", row_ids[0])
    redacted(extractions, tmp_path / "both", *row_ids)
    one, both = (set(table(tmp_path / out, "discrepancies").select(said).rows()) for out in ("one", "both"))

    assert {"misspelling"} == {row[0] for row in before - one}
    assert both < one < before
    assert ("claimed_rows", "5 programmes in participants") in {(row[0], row[3]) for row in one - both}
    keys_lead_somewhere(tmp_path / "one")


def test_a_redaction_is_no_major_change(extractions: list[Extraction], tmp_path: Path) -> None:
    """Nobody has to wait for leave to vanish: the next release lists ids and grounds, and no value that named somebody."""
    out = tmp_path / "out"
    redacted(extractions, out)
    candidate, publication = redacted(extractions, out, "kings_fund_2012.participants.023-479ef5")
    folder = folder_of(out)
    changes = json.loads((folder / "changes.json").read_text())

    assert ("0.2.0", True) == (publication.version, publication.published)
    assert [] == leaks(folder, "Emma Stanton")
    assert [] == changes["tables"]["participants"]["rows_removed"]
    assert [{"row_id": "kings_fund_2012.participants.023-479ef5", "ground": "request"}] == changes["tables"][
        "participants"
    ]["rows_redacted"]
    assert "- row redacted: `kings_fund_2012.participants.023-479ef5` (request)" in (folder / "CHANGES.md").read_text()
    assert [out / "releases" / "0.1.0"] == list(candidate.holding)


def test_the_old_release_keeps_the_name_and_the_report_says_so(extractions: list[Extraction], tmp_path: Path) -> None:
    """Older releases are withdrawn by hand: the report names them, and the command."""
    from leaddata.pipeline.report import report

    out = tmp_path / "out"
    redacted(extractions, out)
    told = report(*redacted(extractions, out, "kings_fund_2012.participants.001-857d45")).text()

    assert f"  rm -r {out / 'releases' / '0.1.0'}" in told
    assert [] != leaks(out / "releases" / "0.1.0", "Hasheem Abdullah")


def test_a_diff_of_an_old_release_shows_no_name(extractions: list[Extraction], tmp_path: Path) -> None:
    """A reader who has the release before and the one after sees ids alone, whichever comes first."""
    from leaddata.changes import changes_json
    from leaddata.diffing import diff_tables
    from leaddata.pipeline.release import open_release

    out = tmp_path / "out"
    redacted(extractions, out)
    redacted(extractions, out, "kings_fund_2012.participants.023-479ef5", "bmj_leader_blog.post_authors.9ef231c00c")
    releases = [open_release(out / "releases" / version) for version in ("0.1.0", "0.2.0")]
    for name, (old, new) in enumerate((releases, releases[::-1])):
        said = [{key: resource["schema"] for key, resource in one.resources.items()} for one in (old, new)]
        diff = diff_tables(*said, old.table, new.table)
        target = tmp_path / f"diff{name}"
        target.mkdir()
        (target / "changes.json").write_text(json.dumps(changes_json(diff, "2", "1", "minor")))

        assert [] == leaks(target, "Emma Stanton")
        assert [] == leaks(target, "Göran Henriks")


@pytest.mark.slow
def test_nothing_changes_while_the_register_stays(extractions: list[Extraction], tmp_path: Path) -> None:
    """Tombstones stay as long as the entry does; without it, the row is back under its own id."""
    out, row_id = tmp_path / "out", "kings_fund_2012.participants.023-479ef5"
    redacted(extractions, out, row_id)
    _, again = redacted(extractions, out, row_id)
    _, back = redacted(extractions, out)

    assert (False, True) == (again.published, back.published)
    assert row_id in table(out, "participants")["participant_id"]
    assert table(out, "redactions").is_empty()


@pytest.fixture
def loaded(extractions: list[Extraction], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a release without Emma Stanton the installed one."""
    out = tmp_path / "out"
    redacted(extractions, out, "kings_fund_2012.participants.023-479ef5")
    monkeypatch.setattr(installed, "_ROOTS", (out, out))
    return out


def test_a_redacted_id_resolves_to_a_tombstone(loaded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`trace` tells since when the row is gone and why; `load` lacks it; the exit code is 0."""
    row_id = "kings_fund_2012.participants.023-479ef5"
    code = main(["trace", "participants", row_id])
    told = capsys.readouterr().out
    found = leaddata.trace("participants", row_id)

    assert 0 == code
    assert f"participants {row_id}\nremoved on 2026-11-29 (ground: request)" in told
    assert () == found.spots
    assert {"request"} == {one.ground for one in found.removed}
    assert row_id not in leaddata.load("participants")["participant_id"]
    assert 2 == main(["trace", "participants", "kings_fund_2012.participants.099-000000"])


def test_a_cell_that_named_somebody_says_so(loaded: Path) -> None:
    """A null that comes from a redaction is not taken for silence of the source."""
    told = str(leaddata.trace("sources", "bridging_the_divide_2009", "url"))

    assert "url: removed on 2026-11-29 (ground: request)" in told
    assert "does not say" not in told


def test_a_release_with_a_redaction_can_be_read_again(loaded: Path) -> None:
    """What is masked is not looked up at its place; the rest stands there."""
    from leaddata.pipeline.reread import reread

    found = reread(RAW, folder_of(loaded))

    assert () == found.problems
    assert found.checked > 3000


@pytest.mark.slow
def test_exports_name_nobody_who_is_left_out(loaded: Path, tmp_path: Path) -> None:
    """CSV, SQLite, XLSX, Parquet and JSON are made from the release, and hold no more than it does."""
    from leaddata.cli.run import commands

    if "export" not in commands.commands:
        pytest.skip("this version has no `leaddata export`")
    target = tmp_path / "exported"
    for form in ("csv", "sqlite", "xlsx", "parquet", "json"):
        assert 0 == main(["export", str(target / form), "--format", form])

    assert any(target.rglob("*.sqlite*"))
    assert [] == leaks(target, "Emma Stanton")


@pytest.mark.slow  # it refreshes four times
def test_the_command_reads_the_register_beside_the_documents(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`leaddata refresh` leaves the person out; with a misspelt id it publishes nothing and exits with 5."""
    raw, out = tmp_path / "raw", tmp_path / "processed"
    shutil.copytree(RAW, raw, ignore=shutil.ignore_patterns("original"))
    folder = ["--raw", str(raw), "--out", str(out)]
    register(tmp_path, "kings_fund_2012.participants.001-000000")
    assert 5 == main(["refresh", *folder])
    told = capsys.readouterr()
    assert "nothing published" in told.out
    assert (
        f"leaddata: {tmp_path / 'redactions.yaml'}#/0 kings_fund_2012.participants.001-000000: expected the id"
        in told.err
    )
    assert "did you mean kings_fund_2012.participants.001-857d45?" in told.err
    assert not (out / "current.json").exists()

    register(tmp_path, "kings_fund_2012.participants.001-857d45")
    assert 0 == main(["refresh", *folder])
    assert [] == leaks(out, "Hasheem Abdullah")
    capsys.readouterr()

    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    named = register(elsewhere, "kings_fund_2012.participants.002-ac81fd", "kings_fund_2012.participants.001-857d45")
    assert 0 == main(["refresh", *folder, "--redactions", str(named)])
    told = capsys.readouterr()
    assert "published 0.2.0" in told.out
    assert f"rm -r {out / 'releases' / '0.1.0'}" in told.out
    assert [] == leaks(folder_of(out), "Ted Adams")
    assert 5 == main(["refresh", *folder, "--redactions", str(tmp_path / "none.yaml")])


@pytest.mark.slow  # it reads the originals
@pytest.mark.skipif(not ORIGINALS.is_dir(), reason="the originals are not at hand: ../shared/originals")
def test_originals_name_nobody_who_is_left_out(extractions: list[Extraction], tmp_path: Path) -> None:
    """Columns run together on a line there, and sentences are withheld: the same rows and hashes go as in our editions."""
    read = [one for one in (read_source(ORIGINALS, source_id) for source_id in plan()) if isinstance(one, Extraction)]
    out = tmp_path / "out"
    redacted(read, out)
    for index, who in enumerate((*FEW, "participants.013", "stakeholders.002")):
        row_id, name = next(one for one in people(out) if f".{who}-" in one[0])
        redact_and_search(read, tmp_path / f"{index}original", row_id, name)
        redacted(extractions, tmp_path / f"{index}restated", row_id)
        ours, theirs = (
            set(table(tmp_path / f"{index}{edition}", "sections").filter(pl.col("text_sha256").is_null())["section_id"])
            for edition in ("restated", "original")
        )
        assert ours == theirs
