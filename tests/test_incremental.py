"""A refresh reads only what has changed, and comes to the same release as one that reads everything."""

from __future__ import annotations

import errno
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY, rest_slow

import leaddata.pipeline.corrections_file as corrections_file
import leaddata.pipeline.inputs as hashing
import leaddata.pipeline.refresh as refreshing
from leaddata.content import file_sha256
from leaddata.errors import LeadDataError, ReleaseError, TamperedError
from leaddata.model import Quarantined
from leaddata.pipeline.inputs import Inputs, inputs_of
from leaddata.pipeline.kept_readings import Kept, keep, kept, kept_folder
from leaddata.pipeline.limits import Limits
from leaddata.pipeline.refresh import plan, read_source, refresh
from leaddata.pipeline.snapshots import newest_snapshot

RAW = REPOSITORY / "data" / "raw"
ARTICLE, REPORT = "harding_2024", "kings_fund_2012"
NOTE = ".readings/release.json"


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with documents, a first release of them, and what was read."""
    folder = tmp_path_factory.mktemp("first")
    shutil.copytree(RAW, folder / "raw")
    refresh(folder / "raw", folder / "out")
    return folder


@pytest.fixture
def place(first: Path, tmp_path: Path) -> Path:
    """Return a copy of it of one's own."""
    shutil.copytree(first, tmp_path / "place")
    return tmp_path / "place"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the sources whose documents were really read, as they are."""
    seen: list[str] = []
    job = refreshing._job

    def told(raw: Path, source_id: str, limits: Limits) -> Any:
        seen.append(source_id)
        return job(raw, source_id, limits)

    monkeypatch.setattr(refreshing, "_job", told)
    return seen


def again(place: Path, **options: Any) -> refreshing.RefreshReport:
    return refresh(place / "raw", place / "out", **options)


def edit_article(raw: Path) -> None:
    """Change the title of the article, as its publisher might, and say so in the sidecar."""
    folder = raw / ARTICLE / "restated"
    sidecar = json.loads((folder / "snapshot.json").read_text(encoding="utf-8"))
    document = folder / sidecar["file"]
    text = document.read_text(encoding="utf-8")
    assert "</ArticleTitle>" in text
    document.write_text(text.replace("</ArticleTitle>", ", again</ArticleTitle>", 1), encoding="utf-8")
    sidecar |= {"sha256": file_sha256(document), "bytes": document.stat().st_size}
    (folder / "snapshot.json").write_text(json.dumps(sidecar), encoding="utf-8")


def keys(raw: Path, **options: Any) -> Inputs:
    given: dict[str, Any] = {"register": raw.parent / "redactions.yaml", "limits": Limits(), **options}
    return inputs_of(raw, plan(), **given)


def contents(out: Path) -> dict[str, str]:
    """Return the content hash of every table of the current release."""
    version = json.loads((out / "current.json").read_text(encoding="utf-8"))["version"]
    package = json.loads((out / "releases" / version / "datapackage.json").read_text(encoding="utf-8"))
    return {resource["name"]: resource["content_sha256"] for resource in package["resources"]}


@pytest.mark.parametrize("source_id", rest_slow([ARTICLE, "bridging_the_divide_2009", "bmj_leader_blog", REPORT], 2))
def test_a_kept_reading_is_the_reading(source_id: str, tmp_path: Path) -> None:
    """Every record, value, type, place and quote comes back as it was read."""
    where = Kept(tmp_path, "a key")
    found = read_source(RAW, source_id, Limits(), where)
    assert not isinstance(found, (LeadDataError, refreshing.NotFetched))
    again = kept(where, RAW, source_id)

    assert again == replace(found, is_kept=True)
    assert [type(r.value) for one in again.records for r in one.readings.values()] == [
        type(r.value) for one in found.records for r in one.readings.values()
    ]
    assert [list(one.readings) for one in again.records] == [list(one.readings) for one in found.records]


def test_rows_that_were_stopped_are_kept_too(tmp_path: Path) -> None:
    """A quarantined row comes back with its reason and its place."""
    found = read_source(RAW, ARTICLE)
    assert not isinstance(found, (LeadDataError, refreshing.NotFetched))
    at = next(iter(found.records[0].readings.values())).at
    stopped = (Quarantined("articles", "expected a title, got 'x\u2029y'", at, "x\u2029y"),)
    keep(Kept(tmp_path, "k"), replace(found, quarantined=stopped))
    again = kept(Kept(tmp_path, "k"), RAW, ARTICLE)

    assert again is not None
    assert stopped == again.quarantined


def test_nothing_is_kept_under_another_key(tmp_path: Path) -> None:
    """A key is of one content: another one finds nothing."""
    read_source(RAW, ARTICLE, Limits(), Kept(tmp_path, "one"))

    assert kept(Kept(tmp_path, "other"), RAW, ARTICLE) is None
    assert kept(Kept(tmp_path, "one", full=True), RAW, ARTICLE) is None
    assert kept(Kept(tmp_path, "one"), RAW, ARTICLE) is not None


def test_nothing_is_read_where_nothing_has_changed(place: Path, read: list[str]) -> None:
    """The report is that of a refresh that went all the way, and no step is taken."""
    told: list[str] = []
    quick = again(place, progress=told.append)
    seen = list(read)
    assert ([], []) == (seen, told)
    whole = again(place, full=True)

    assert {ARTICLE, REPORT} < set(read)
    assert quick.text().replace("unchanged", "read     ").split() == whole.text().split()
    assert (quick.row_counts, quick.version, quick.published) == (whole.row_counts, whole.version, False)


@pytest.mark.slow
def test_only_what_has_changed_is_read(place: Path, read: list[str]) -> None:
    """One document has other bytes: it is read, the others are not, and the release is that of a full rebuild."""
    edit_article(place / "raw")
    report = again(place)
    assert [ARTICLE] == read
    refresh(place / "raw", place / "fresh")

    assert report.published
    assert contents(place / "out") == contents(place / "fresh")
    assert {one.source_id: one.is_kept for one in report.outcomes if one.snapshot_id} == {
        ARTICLE: False, REPORT: True, "bmj_leader_blog": True, "bridging_the_divide_2009": True,
    }  # fmt: skip
    assert f"{REPORT}                restated   305            0  unchanged" in report.text()


def _copied(monkeypatch: pytest.MonkeyPatch, function: str, to: Path) -> Path:
    """Let *to* stand for a folder that the keys are made of."""
    shutil.copytree(getattr(hashing, function)(), to)
    monkeypatch.setattr(hashing, function, lambda: to)
    return to


@pytest.mark.parametrize(
    ("function", "file", "touches_sources"),
    [
        ("vocabulary_folder", "grades.yaml", True),
        ("schema_folder", "participants.yaml", False),
        ("reference_folder", "organisations.csv", False),
    ],
)
def test_registers_are_part_of_the_keys(
    function: str, file: str, touches_sources: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A vocabulary has every source read again; a schema or a register has the tables made again."""
    folder = _copied(monkeypatch, function, tmp_path / "copy")
    before = keys(RAW)
    assert keys(RAW) == before
    (folder / file).write_text((folder / file).read_text(encoding="utf-8") + "\n", encoding="utf-8")
    after = keys(RAW)

    assert before.release != after.release
    assert touches_sources == (before.sources != after.sources)


def test_corrections_and_redactions_are_part_of_the_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry of either has the tables made again, and no document read."""
    monkeypatch.setattr(corrections_file, "correction_folder", lambda: tmp_path)
    before = keys(RAW)
    (tmp_path / f"{ARTICLE}.yaml").write_text("[]", encoding="utf-8")
    corrected = keys(RAW)
    (tmp_path / "redactions.yaml").write_text("[]", encoding="utf-8")
    redacted = keys(RAW, register=tmp_path / "redactions.yaml")

    assert len({before.release, corrected.release, redacted.release, keys(RAW, with_text=True).release}) == 4
    assert before.sources == corrected.sources == redacted.sources


def test_code_is_part_of_the_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A parser has its own source read again; a cleaner all of them; a command none."""
    package = tmp_path / "leaddata"
    shutil.copytree(REPOSITORY / "src" / "leaddata", package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(hashing, "_PACKAGE", package)

    def after(file: str) -> Inputs:
        with (package / file).open("a", encoding="utf-8") as opened:
            opened.write("\n")
        hashing._code.cache_clear()
        return keys(RAW)

    hashing._code.cache_clear()
    before = keys(RAW)
    assert before == after("cli/rows.py") == after("pipeline/site/home.py")
    parser = after(f"sources/{ARTICLE}.py")
    assert [ARTICLE] == [one for one in plan() if parser.sources[one] != before.sources[one]]
    cleaner = after("clean/dates.py")
    assert plan() == [one for one in plan() if cleaner.sources[one] != parser.sources[one]]
    hashing._code.cache_clear()


def test_a_library_is_part_of_the_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of what reads PDF may read another thing."""
    before = keys(RAW)
    monkeypatch.setattr(hashing, "version", lambda name: "99")
    hashing._libraries.cache_clear()
    after = keys(RAW)
    hashing._libraries.cache_clear()

    assert before.sources[REPORT] != after.sources[REPORT]


def test_a_fetch_under_way_is_no_input(place: Path) -> None:
    """What begins with a dot is not finished; a file in its place is."""
    raw = place / "raw"
    before = keys(raw)
    (raw / ARTICLE / ".partial").mkdir()
    (raw / ARTICLE / ".partial" / "0001.xml").write_text("<a>", encoding="utf-8")
    assert before == keys(raw)
    (raw / ARTICLE / "0001.xml").write_text("<a>", encoding="utf-8")

    assert before.sources[ARTICLE] != keys(raw).sources[ARTICLE]


@pytest.mark.parametrize("damage", rest_slow(["cut", "gone", "other", "no note", "no json", "folder"], 2))
def test_what_is_wrong_with_a_kept_reading_costs_time_alone(damage: str, place: Path, read: list[str]) -> None:
    """A file that is cut, changed or gone is not believed: the document is read again."""
    folder = kept_folder(place / "out")
    (place / "out" / NOTE).unlink()
    file, note = folder / f"{ARTICLE}.parquet", folder / f"{ARTICLE}.json"
    match damage:
        case "cut":
            file.write_bytes(file.read_bytes()[:-9])
        case "other":
            shutil.copyfile(folder / f"{REPORT}.parquet", file)
        case "gone":
            file.unlink()
        case "no note":
            note.unlink()
        case "no json":
            note.write_bytes(note.read_bytes()[:20])
        case "folder":
            note.unlink()
            note.mkdir()
    report = again(place)

    assert [ARTICLE] == read
    assert (0, False) == (report.exit_code, report.published)


def test_documents_behind_a_link_are_inputs(place: Path, tmp_path: Path) -> None:
    """A folder of a source may be a link: what changes behind it is another input; a link to above is none."""
    raw, shared = place / "raw", tmp_path / "shared"
    (raw / ARTICLE / "restated").rename(shared)
    (raw / ARTICLE / "restated").symlink_to(shared)
    (raw / ARTICLE / "around").symlink_to(raw / ARTICLE)
    before = keys(raw)
    edit_article(raw)

    assert before.sources[ARTICLE] != keys(raw).sources[ARTICLE]


def test_what_is_hidden_is_neither_an_input_nor_read(place: Path) -> None:
    """What begins with a dot is not finished, or not ours."""
    before, newest = keys(place / "raw"), newest_snapshot(place / "raw", ARTICLE)
    folder = place / "raw" / ARTICLE
    shutil.copytree(folder / "restated", folder / "restated" / ".aside")
    shutil.copytree(folder / "restated", folder / "original" / ".unfinished")

    assert before == keys(place / "raw")
    assert newest == newest_snapshot(place / "raw", ARTICLE)


@pytest.mark.slow
def test_readings_that_cannot_be_kept_stop_nothing(place: Path) -> None:
    """Where the folder cannot be made, everything is read each time."""
    folder = kept_folder(place / "out")
    shutil.rmtree(folder)
    folder.write_text("no folder", encoding="utf-8")

    assert (0, False) == (again(place).exit_code, again(place).published)


def test_a_tampered_release_is_found_where_nothing_has_changed(place: Path) -> None:
    """The current release is looked at even if nothing else is."""
    (place / "out" / "releases" / "0.1.0" / "DICTIONARY.md").write_text("other", encoding="utf-8")

    with pytest.raises(TamperedError, match="DICTIONARY"):
        again(place)


def test_what_a_killed_refresh_left_goes_where_nothing_has_changed(place: Path) -> None:
    """A staging folder does not stay until something changes."""
    (place / "out" / ".staging-x").mkdir()
    again(place)

    assert not (place / "out" / ".staging-x").exists()


@pytest.mark.slow
def test_another_current_release_is_something_that_changed(place: Path) -> None:
    """After a step back the note is of another release: the refresh goes all the way."""
    edit_article(place / "raw")
    again(place)
    current = json.loads((place / "out" / "current.json").read_text(encoding="utf-8"))
    back = current | {"version": "0.1.0", "sha256": current["releases"]["0.1.0"]}
    (place / "out" / "current.json").write_text(json.dumps(back), encoding="utf-8")
    report = again(place)

    assert report.published
    assert report.version not in {"0.1.0", current["version"]}


@pytest.mark.slow
def test_a_failure_is_told_at_every_refresh(place: Path) -> None:
    """A document that cannot be read is tried again, and its error told again."""
    broken = place / "raw" / ARTICLE / "restated"
    document = broken / json.loads((broken / "snapshot.json").read_text(encoding="utf-8"))["file"]
    document.write_text("<nothing", encoding="utf-8")
    first, second = again(place), again(place)

    assert first.exit_code == second.exit_code != 0
    assert first.problems() == second.problems()


@pytest.mark.slow
def test_somebody_left_out_is_looked_for_at_every_refresh(place: Path) -> None:
    """Files of the repository may name such a person at any time: there is no short way then."""
    import polars as pl

    row_id = pl.read_parquet(place / "out" / "releases" / "0.1.0" / "participants.parquet")["participant_id"][0]
    register = place / "redactions.yaml"
    register.write_text(f"- row_id: {row_id}\n  date: 2026-01-01\n  ground: asked\n", encoding="utf-8")
    assert kept_folder(place / "out").is_dir()
    assert again(place).published
    told: list[str] = []
    again(place, progress=told.append)

    assert "validating" in told
    assert not kept_folder(place / "out").exists()


def test_what_cannot_be_forgotten_is_told(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A refresh that leaves somebody out stops where what was kept of that person stays."""
    (place / "redactions.yaml").write_text(
        "- {row_id: kings_fund_2012.participants.001-857d45, date: 2026-01-01, ground: asked}", encoding="utf-8"
    )

    def refused(folder: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(folder))

    monkeypatch.setattr("leaddata.pipeline.kept_readings.shutil.rmtree", refused)
    with pytest.raises(ReleaseError, match=r"\.readings: expected to remove what was kept .*remove it by hand"):
        again(place)


@pytest.mark.slow
def test_full_reads_everything(place: Path, read: list[str]) -> None:
    """With `full` nothing that was kept is used, and the same comes of it."""
    report = again(place, full=True)

    assert {ARTICLE, REPORT, "bmj_leader_blog", "bridging_the_divide_2009"} == set(read)
    assert not report.published
