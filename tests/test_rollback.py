"""A step back to an earlier release: at once, proven, and never to one that holds somebody who is left out."""

from __future__ import annotations

import errno
import json
import shutil
from pathlib import Path

import polars as pl
import pytest
from conftest import REPOSITORY, Run

import leaddata
import leaddata.pipeline.rollback as stepping
from leaddata.errors import LockedError, ReleaseError, RightsError, TamperedError, UnknownReleaseError
from leaddata.pipeline.lock import only_refresh
from leaddata.pipeline.refresh import refresh
from leaddata.pipeline.rollback import rollback

NOBODY = REPOSITORY / "data" / "redactions.yaml"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Return a copy of the repository's releases."""
    folder = tmp_path / "processed"
    shutil.copytree(REPOSITORY / "data" / "processed", folder, ignore=shutil.ignore_patterns(".*"))
    return folder


def current(out: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((out / "current.json").read_text(encoding="utf-8"))
    return found


def files(out: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted((out / "releases").rglob("*")) if path.is_file()}


def test_an_earlier_release_is_the_current_one(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`current.json` names it, all files of all releases stay, and the loader reads it."""
    before, held = current(out), files(out)
    done = rollback(out, "0.1.0", register=NOBODY)
    now = current(out)

    assert (before["version"], "0.1.0") == (done.before, done.now)
    assert "0.1.0" == now["version"]
    assert before["releases"] == now["releases"]
    assert now["sha256"] == before["releases"]["0.1.0"]  # type: ignore[index]
    assert files(out) == held
    monkeypatch.setenv("LEADDATA_RELEASES", str(out))
    assert leaddata.load("participants", version="0.1.0").height == 27


def test_and_forward_again(out: Path) -> None:
    """The way back is the same, and leaves the file as it was."""
    before = (out / "current.json").read_bytes()
    version = str(current(out)["version"])
    rollback(out, "0.1.0", register=NOBODY)
    rollback(out, version, register=NOBODY)

    assert before == (out / "current.json").read_bytes()


@pytest.mark.slow
def test_the_next_refresh_gives_a_new_number(out: Path) -> None:
    """What led to the later release is still there: it is published again, and no number is given twice."""
    later = str(current(out)["version"])
    rollback(out, "0.1.0", register=NOBODY)
    report = refresh(REPOSITORY / "data" / "raw", out, allow_major=True)

    assert report.published
    assert report.version not in {"0.1.0", later}


def test_a_broken_current_release_can_be_left(out: Path) -> None:
    """The release that is left behind need not be whole."""
    version = str(current(out)["version"])
    (out / "releases" / version / "participants.parquet").unlink()

    assert "0.1.0" == rollback(out, "0.1.0", register=NOBODY).now


def test_a_broken_release_is_not_gone_back_to(out: Path) -> None:
    """The release that is named is held to its hashes before anything is written."""
    before = (out / "current.json").read_bytes()
    (out / "releases" / "0.1.0" / "sources.parquet").write_bytes(b"x")
    with pytest.raises(TamperedError, match=r"sources\.parquet"):
        rollback(out, "0.1.0", register=NOBODY)

    assert before == (out / "current.json").read_bytes()


def test_an_unknown_version_is_told(out: Path) -> None:
    """The versions at hand are named, and the one meant."""
    with pytest.raises(
        UnknownReleaseError, match=r"expected a version that was published here .*0\.1\.0.*did you mean 0\.1\.0"
    ):
        rollback(out, "0.1.00", register=NOBODY)
    shutil.rmtree(out / "releases" / "0.1.0")
    with pytest.raises(ReleaseError, match="at hand"):
        rollback(out, "0.1.0", register=NOBODY)


def test_a_version_is_no_path(out: Path) -> None:
    """Nothing outside the folder of releases is named."""
    with pytest.raises(ReleaseError, match=r"got '\.\./releases/0\.1\.0'"):
        rollback(out, "../releases/0.1.0", register=NOBODY)


@pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"version": "0.1.0"}'])
def test_a_folder_without_releases_is_told(content: str | None, tmp_path: Path) -> None:
    """Without a `current.json` that can be understood nothing is touched."""
    if content is not None:
        (tmp_path / "current.json").write_text(content, encoding="utf-8")
    with pytest.raises(ReleaseError, match=r"current\.json: expected .*: name the folder of releases"):
        rollback(tmp_path, "0.1.0", register=NOBODY)


def test_nobody_who_is_left_out_comes_back(out: Path, tmp_path: Path) -> None:
    """A release that holds the row of a person who is left out now is refused, and named for withdrawal."""
    row_id = pl.read_parquet(out / "releases" / "0.1.0" / "participants.parquet")["participant_id"][0]
    register = tmp_path / "redactions.yaml"
    register.write_text(f"- {{row_id: {row_id}, date: 2026-11-29, ground: request}}", encoding="utf-8")
    before = (out / "current.json").read_bytes()
    with pytest.raises(RightsError, match=rf"left out now, got {row_id}: withdraw it"):
        rollback(out, "0.1.0", register=register)

    assert before == (out / "current.json").read_bytes()


def _leave_out(out: Path) -> str:
    """Have the current release say that a row is left out that the first one holds, and return its id."""
    row_id = str(pl.read_parquet(out / "releases" / "0.1.0" / "participants.parquet")["participant_id"][0])
    path = out / "releases" / str(current(out)["version"]) / "redactions.parquet"
    row = {name: "x" if kind == pl.String else None for name, kind in pl.read_parquet_schema(path).items()}
    pl.DataFrame([{**row, "row_id": row_id}], schema=pl.read_parquet_schema(path)).write_parquet(path)
    return row_id


def test_who_is_left_out_in_the_release_that_is_left_does_not_come_back(out: Path) -> None:
    """Whichever register that was: nobody need name it again."""
    row_id = _leave_out(out)
    for register in (None, NOBODY):
        with pytest.raises(RightsError, match=rf"left out now, got {row_id}"):
            rollback(out, "0.1.0", register=register)


def test_the_register_beside_the_releases_holds(out: Path) -> None:
    """It lies beside the documents, which is where the releases are, too."""
    row_id = pl.read_parquet(out / "releases" / "0.1.0" / "participants.parquet")["participant_id"][0]
    (out.parent / "redactions.yaml").write_text(
        f"- {{row_id: {row_id}, date: 2026-11-29, ground: request}}", encoding="utf-8"
    )
    with pytest.raises(RightsError, match=rf"left out now, got {row_id}"):
        rollback(out, "0.1.0")


def test_where_nobody_knows_who_is_left_out_a_register_has_to_be_named(out: Path) -> None:
    """A current release whose redactions cannot be read is left with --redactions alone."""
    (out / "releases" / str(current(out)["version"]) / "redactions.parquet").write_bytes(b"broken")
    with pytest.raises(ReleaseError, match=r"redactions\.parquet: .*: name the register .* --redactions"):
        rollback(out, "0.1.0")

    assert "0.1.0" == rollback(out, "0.1.0", register=NOBODY).now


def test_not_while_a_refresh_runs(out: Path) -> None:
    """The lock of a refresh holds against a step back."""
    with only_refresh(out), pytest.raises(LockedError):
        rollback(out, "0.1.0", register=NOBODY)


def test_a_folder_that_cannot_be_written_is_told(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says so, and nothing has changed."""
    before = (out / "current.json").read_bytes()

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(out))

    monkeypatch.setattr(stepping, "replace_current", refused)
    with pytest.raises(ReleaseError, match="can be written"):
        rollback(out, "0.1.0", register=NOBODY)

    assert before == (out / "current.json").read_bytes()


def test_the_command(run: Run, out: Path) -> None:
    """`leaddata rollback VERSION` says which release was and is the current one; a wrong one ends with 2."""
    version = current(out)["version"]

    assert (0, f"{out}: 0.1.0 is the current release, {version} was\n", "") == run(
        "rollback", "0.1.0", "--out", str(out)
    )
    code, _, told = run("rollback", "9.9.9", "--out", str(out))
    assert code == 2
    assert "got '9.9.9'" in told
