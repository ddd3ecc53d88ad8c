"""`verify` proves what a release says against the documents: each quote at its place, each printed text in its quote."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import polars as pl
import pytest
from conftest import REPOSITORY, Run, reseal

import leaddata
from leaddata.cli import folders
from leaddata.errors import TamperedError
from leaddata.pipeline.reread import reread

RAW = REPOSITORY / "data" / "raw"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a copy of the repository's releases."""
    return shutil.copytree(
        REPOSITORY / "data" / "processed", tmp_path / "processed", ignore=shutil.ignore_patterns(".*")
    )


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Return a copy of the restated documents."""
    return shutil.copytree(RAW, tmp_path / "raw", ignore=shutil.ignore_patterns("original"))


def current(root: Path) -> Path:
    return root / "releases" / json.loads((root / "current.json").read_text(encoding="utf-8"))["version"]


def rewrite(root: Path, table: str, *columns: pl.Expr) -> None:
    """Change a table of the current release, and every hash with it."""
    path = current(root) / f"{table}.parquet"
    pl.read_parquet(path).with_columns(*columns).write_parquet(path)
    reseal(root, current(root).name)


def first(column: str, value: object) -> pl.Expr:
    return pl.when(pl.int_range(pl.len()) == 0).then(pl.lit(value)).otherwise(pl.col(column)).alias(column)


def test_documents_beside_the_release_are_read(root: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --raw those of data/raw; with it others. It says how many quotes stand, are withheld, and cannot be read."""
    monkeypatch.chdir(REPOSITORY)
    code, out, err = run("verify", str(root))
    *_, told = out.splitlines()

    assert (code, err) == (0, "")
    assert out.startswith(f"{leaddata.verify(root)}\n")
    found = reread(RAW, current(root))
    assert found.checked > 3000
    assert told == (
        f"quotes: {found.checked:,} of {found.checked:,} stand at their places in data/raw, "
        f"{found.withheld} are not published, 0 are of documents that are not there"
    )


def test_documents_that_are_not_there_are_counted(root: Path, raw: Path, run: Run) -> None:
    """A source without its documents is no error: its quotes are absent."""
    shutil.rmtree(raw / "kings_fund_2012")
    code, out, err = run("verify", str(root), "--raw", str(raw))
    absent = reread(raw, current(root)).absent

    assert (code, err) == (0, "")
    assert absent > 1000
    assert out.splitlines()[-1].endswith(f"{absent:,} are of documents that are not there")


def test_a_changed_document_is_told(root: Path, raw: Path, run: Run) -> None:
    """Its file is named, with the hash expected and got, and the exit code is 5."""
    path = next((raw / "harding_2024" / "restated").glob("*.xml"))
    path.write_bytes(path.read_bytes().replace(b"Harding", b"Hardinx"))
    code, _, err = run("verify", str(root), "--raw", str(raw))

    assert code == 5
    assert f"leaddata: {path}: expected " in err
    assert len(err.splitlines()) == 1


def test_a_broken_sidecar_is_told(root: Path, raw: Path, run: Run) -> None:
    """It stops nothing else."""
    path = raw / "harding_2024" / "restated" / "snapshot.json"
    path.write_text("{", encoding="utf-8")
    code, out, err = run("verify", str(root), "--raw", str(raw))

    assert code == 5
    assert f"leaddata: {path}: expected a JSON object" in err
    assert "quotes: " in out


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("quote", "Not There", "expected 'Not There', got "),
        ("page", 9_999, ", got ''"),
        ("page", 0, ", got ''"),
        ("page", -5, ", got ''"),
        ("x0", -900.0, ", got ''"),
        ("path", "/no/such[1]/place", ", got ''"),
    ],
)
def test_a_quote_that_does_not_stand_there_is_told(
    root: Path, run: Run, monkeypatch: pytest.MonkeyPatch, column: str, value: object, expected: str
) -> None:
    """Although every hash agrees: with table, row, field, document, place, expected, got and next step."""
    evidence = pl.read_parquet(current(root) / "evidence.parquet")
    boxed = (
        (pl.col("table") == "participants") & (pl.col("field") == "job_and_location_printed") & (pl.col("page") == 28)
    )
    assert evidence.filter(boxed).height
    moved = evidence.with_columns(
        pl.when(boxed).then(pl.lit(value)).otherwise(column).cast(evidence.schema[column]).alias(column)
    )
    if column == "x0":
        moved = moved.with_columns(pl.when(boxed).then(pl.lit(-800.0)).otherwise("x1").alias("x1"))
    if column == "path":
        moved = evidence.with_columns(
            pl.when(pl.col("path").str.starts_with("/")).then(pl.lit(value)).otherwise("path").alias("path")
        )
    moved.write_parquet(current(root) / "evidence.parquet")
    problems = reread(RAW, current(root)).problems

    assert len(problems) >= 10 if column != "path" else problems
    assert all(
        expected in problem and problem.endswith(": restore the document, or refresh the release")
        for problem in problems
    )
    if column != "path":
        cell = "participants kings_fund_2012.participants.001-"
        (told,) = (problem for problem in problems if problem.startswith(cell))
        assert " job_and_location_printed: kings_fund_2012/restated/" in told
        assert " page " in told


def test_a_forged_text_is_told_without_documents(root: Path) -> None:
    """Who changes a name and every hash of the release is found by the quote that the name has in the evidence."""
    rewrite(root, "participants", first("name", "Somebody Else"))

    with pytest.raises(
        TamperedError,
        match=r"participants\.parquet kings_fund_2012\.participants\.001-\w+ name, kings_fund_2012@\w+ page 28: "
        r"expected a text that stands in the quote '.*', got 'Somebody Else': look at",
    ) as caught:
        leaddata.verify(root)
    assert len(caught.value.problems) == 1


def test_evidence_of_nothing_is_told(root: Path) -> None:
    """Evidence of a row, a field or a table that the release does not have."""
    for column in ("row_id", "field", "table"):
        copy = shutil.copytree(root, root.parent / column)
        rewrite(copy, "evidence", first(column, "nothing"))
        with pytest.raises(TamperedError, match=r"evidence\.parquet .*nothing.*: expected evidence of a cell of this"):
            leaddata.verify(copy)


def test_without_documents_it_says_how(root: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no folder of documents is at hand the hashes are held all the same; a folder that is not there is wrong usage."""
    monkeypatch.setattr(folders, "data_folder", lambda name: tmp_path / "nowhere" / name)
    code, out, err = run("verify", str(root))

    assert (code, err) == (0, "")
    assert out.endswith("quotes: not read again: no documents at hand, name their folder with --raw\n")
    code, out, err = run("verify", str(root), "--raw", str(tmp_path / "nowhere"))
    assert (code, out) == (2, "")
    assert "nowhere: expected a folder of documents, got no such folder" in err


def test_without_the_extra_it_says_how(root: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The base installation holds every hash, and names the extra; where documents are named it is needed."""
    monkeypatch.chdir(REPOSITORY)
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    monkeypatch.delitem(sys.modules, "leaddata.pipeline.reread", raising=False)
    code, out, err = run("verify", str(root))

    assert (code, err) == (0, "")
    assert "every sha256 as recorded" in out
    assert out.endswith(
        "quotes: not read again: install 'leaddata[pipeline]' and name the folder of documents with --raw\n"
    )
    assert run("verify", str(root), "--raw", "data/raw")[0] == 2


def test_for_programs_it_is_an_object(root: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts, what came of the quotes or why they were not read, and every problem; exit codes are the same."""
    monkeypatch.setattr(folders, "data_folder", lambda name: tmp_path / "nowhere" / name)
    code, out, err = run("verify", str(root), "--format", "json")
    told = json.loads(out)

    assert (code, err, told["is_as_published"], told["problems"], told["quotes"]) == (0, "", True, [], None)
    assert told["quotes_not_read"].startswith("no documents at hand")
    assert told["table_count"] == leaddata.verify(root).table_count
    (tmp_path / "empty").mkdir()
    told = json.loads(run("verify", str(root), "--raw", str(tmp_path / "empty"), "--format", "json")[1])
    assert (told["quotes"]["folder"], told["quotes"]["failed"]) == (str(tmp_path / "empty"), 0)
    assert told["quotes"]["absent"] > 3000
    assert told["quotes_not_read"] is None

    (current(root) / "CITATION.cff").write_text("x", encoding="utf-8")
    code, out, err = run("verify", str(root), "--format", "json")
    told = json.loads(out)
    assert (code, told["is_as_published"], told["version"], told["quotes"]) == (5, False, None, None)
    assert "CITATION.cff" in told["problems"][0]
    assert told["problems"][0] in err
