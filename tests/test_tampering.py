"""Whatever is changed in a release is found, by every way to read it as well as by `verify`, and the file is named."""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from conftest import REPOSITORY, Run, make_release, reseal, write_sums

import leaddata
from leaddata import installed, sealed
from leaddata.content import file_sha256
from leaddata.errors import ReleaseError, TamperedError

FILES = (
    "CITATION.cff",
    "SHA256SUMS",
    "changes.json",
    "datapackage.json",
    "evidence.parquet",
    "participants.parquet",
    "snapshots.parquet",
    "sources.parquet",
)
WAYS: dict[str, Callable[[Path], Any]] = {
    "load": lambda _: leaddata.load("sources"),
    "scan": lambda _: leaddata.scan("sources"),
    "tables": lambda _: leaddata.tables(),
    "describe": lambda _: leaddata.describe("sources"),
    "trace": lambda _: leaddata.trace("participants", "p.001"),
    "cite": lambda _: leaddata.cite(),
    "an older version": lambda _: leaddata.load("sources", version="1.0.0"),
    "diff": lambda _: leaddata.diff("1.0.0"),
    "verify": lambda _: leaddata.verify(),
    "verify a folder of releases": leaddata.verify,
    "verify a release": lambda root: leaddata.verify(root / "releases" / "1.0.0"),
}


def flip(path: Path, part: float) -> None:
    """Change a bit of the byte that stands at a part of a file, its size and the time of its content as before."""
    before, data = path.stat(), bytearray(path.read_bytes())
    data[min(int(len(data) * part), len(data) - 1)] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.fixture
def folder(releases: Path) -> Path:
    """Return the folder of a release that every way has read once."""
    for way in WAYS.values():
        way(releases)
    return releases / "releases" / "1.0.0"


def told(way: str, root: Path) -> TamperedError:
    with pytest.raises(TamperedError) as caught:
        WAYS[way](root)
    return caught.value


@pytest.mark.parametrize("part", [0, 0.25, 0.5, 0.75, 1])
@pytest.mark.parametrize("name", FILES)
def test_a_flipped_bit_is_found_in_every_way(folder: Path, releases: Path, name: str, part: float) -> None:
    """In any file, at any place, although all was read just before, and size and time are the same."""
    flip(folder / name, part)

    for way in WAYS:
        assert name in str(told(way, releases)), way


@pytest.mark.parametrize("way", WAYS)
def test_a_file_too_many_is_named(folder: Path, releases: Path, way: str) -> None:
    """Whatever it is: hidden, in a folder of its own, or an empty folder."""
    for name in ("extra.txt", ".hidden", "deeper/extra.parquet"):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"")
        assert f"{path}: expected only files that SHA256SUMS lists, got one more" in str(told(way, releases))
        path.unlink()
    assert "deeper: expected only files" in str(told(way, releases))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(folder: Path, releases: Path, name: str, way: str) -> None:
    """Whichever it is."""
    (folder / name).unlink()

    with pytest.raises(ReleaseError, match=r"SHA256SUMS|1\.0\.0" if name == "SHA256SUMS" else name):
        WAYS[way](releases)


@pytest.mark.parametrize("way", WAYS)
def test_swapped_files_are_both_named(folder: Path, releases: Path, way: str) -> None:
    """Each has the other's bytes, so that no byte of the release is another."""
    one, two = folder / "snapshots.parquet", folder / "sources.parquet"
    one.rename(folder / "aside")
    two.rename(one)
    (folder / "aside").rename(two)
    message = str(told(way, releases))

    assert one.name in message
    assert two.name in message


@pytest.mark.parametrize("length", [0, 1, -1])
def test_a_file_cut_short_is_named(folder: Path, releases: Path, length: int) -> None:
    """To nothing, to one byte, or by one byte."""
    path = folder / "participants.parquet"
    path.write_bytes(path.read_bytes()[:length])

    for way in WAYS:
        assert path.name in str(told(way, releases)), way


def test_a_file_that_is_none_is_named(folder: Path, releases: Path) -> None:
    """A pipe in the place of a file is told, not waited for; so is a link that leads nowhere."""
    path = folder / "participants.parquet"
    path.unlink()
    os.mkfifo(path)
    assert path.name in str(told("load", releases))
    path.unlink()
    path.symlink_to(folder / "nowhere")
    assert path.name in str(told("verify", releases))


@pytest.mark.slow
def test_every_byte_of_a_list_that_nothing_records_counts(releases: Path, tmp_path: Path) -> None:
    """Of a release without a current.json above it each bit that is flipped in SHA256SUMS is seen in its files."""
    alone = shutil.copytree(releases / "releases" / "1.0.0", tmp_path / "alone")
    listing = alone / "SHA256SUMS"
    data = listing.read_bytes()
    assert "1.0.0" == leaddata.verify(alone).version
    for position in range(len(data)):
        listing.write_bytes(data[:position] + bytes([data[position] ^ 1]) + data[position + 1 :])
        with pytest.raises(TamperedError):
            leaddata.verify(alone)


@pytest.mark.slow
def test_the_release_of_the_repository_is_held_to_every_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file of the real release, with a bit flipped at five places."""
    root = shutil.copytree(
        REPOSITORY / "data" / "processed", tmp_path / "processed", ignore=shutil.ignore_patterns(".*")
    )
    monkeypatch.setattr(installed, "_ROOTS", (root,))
    folder = root / "releases" / json.loads((root / "current.json").read_text(encoding="utf-8"))["version"]
    paths = sorted(folder.iterdir())
    assert len(paths) > 25
    for path in paths:
        for part in (0, 0.25, 0.5, 0.75, 1):
            flip(path, part)
            assert path.name in str(told("load", root))
            flip(path, part)
        flip(path, 0.5)
        assert path.name in str(told("verify", root))
        flip(path, 0.5)
    assert leaddata.verify(root).content_count == len(list(folder.glob("*.parquet")))


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of files as they are hashed; a file is old enough to be trusted at once."""
    names: list[str] = []
    real = sealed.file_sha256

    def counted(path: Path) -> str:
        names.append(path.name)
        return real(path)

    monkeypatch.setattr(sealed, "file_sha256", counted)
    monkeypatch.setattr(sealed, "_TICK", 0)
    return names


def test_files_that_nobody_touched_are_read_once(releases: Path, reads: list[str]) -> None:
    """The second call knows at a glance; another release is another matter."""
    time.sleep(0.05)
    leaddata.load("sources")
    assert set(FILES) == set(reads)
    reads.clear()
    leaddata.load("participants")
    leaddata.trace("participants", "p.001")
    leaddata.tables()

    assert [] == reads


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: flip(folder / "participants.parquet", 0.5),
        lambda folder: flip(folder / "changes.json", 0),
        lambda folder: (folder / "extra.txt").touch(),
        lambda folder: (folder / "CITATION.cff").unlink(),
        lambda folder: (folder / "sources.parquet").replace(folder / "snapshots.parquet"),
        lambda folder: flip(folder.parent.parent / "current.json", 0.5),
    ],
)
def test_what_was_trusted_is_looked_at_again_when_it_changes(
    releases: Path, reads: list[str], change: Callable[[Path], Any]
) -> None:
    """A glance shows a change of one bit that leaves size and time of content alone, a new file, and one gone."""
    time.sleep(0.05)
    leaddata.load("sources")
    time.sleep(0.05)
    change(releases / "releases" / "1.0.0")

    told("load", releases)


def test_young_files_are_not_trusted(releases: Path) -> None:
    """Within a tick of the file system's clock two changes look like one: such files are read at each call."""
    before = dict(installed._known)
    leaddata.load("sources")

    assert before == installed._known


def test_verification_can_be_left_out(releases: Path) -> None:
    """verify=False reads a file whose hash is another, whatever else was changed."""
    folder = releases / "releases" / "1.0.0"
    pl.DataFrame({"source_id": ["x"]}).write_parquet(folder / "sources.parquet")
    flip(folder / "SHA256SUMS", 0)

    assert leaddata.load("sources", verify=False)["source_id"].to_list() == ["x"]


def change_name(folder: Path) -> None:
    path = folder / "participants.parquet"
    frame = pl.read_parquet(path)
    frame.with_columns(name=pl.lit("Somebody Else")).write_parquet(path)


def edit(path: Path, **values: Any) -> None:
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **values}), encoding="utf-8")


def edit_resource(folder: Path, **values: Any) -> None:
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"][0] |= values
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")


def test_a_table_changed_with_its_sums_is_found(releases: Path) -> None:
    """Who writes SHA256SUMS and current.json anew, too, is found by the hash in the descriptor, by load as well."""
    folder = releases / "releases" / "1.0.0"
    change_name(folder)
    reseal(releases, "1.0.0", descriptor=False)

    for way in WAYS:
        assert "datapackage.json resource participants hash: expected sha256" in str(told(way, releases)), way


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"row_count": 3}, r"resource participants row_count: expected 3 rows, got a file of 2 \(participants.parquet\)"),
        ({"bytes": 3}, r"resource participants bytes: expected 3 bytes, got a file of \d+ \(participants.parquet\)"),
        ({"content_sha256": "0" * 64}, r"resource participants content_sha256: expected 0{12}…, got a file whose rows give"),
        ({"schema": {"fields": [{"name": "x", "type": "string"}]}}, r"resource participants schema: expected the fields \['x'\]"),
        ({"path": "../../current.json"}, r"current.json: expected a file that SHA256SUMS lists"),
        ({"path": "CITATION.cff"}, r"CITATION.cff: expected a Parquet file"),
    ],
)  # fmt: skip
def test_a_descriptor_that_says_otherwise_is_found(releases: Path, values: dict[str, Any], expected: str) -> None:
    """Counts, sizes, fields and the hash of the content are computed again, whatever SHA256SUMS says."""
    folder = releases / "releases" / "1.0.0"
    edit_resource(folder, **values)
    if "path" in values:
        edit_resource(folder, hash=None)
    write_sums(releases, "1.0.0")

    assert [problem for problem in told("verify", releases).problems if re.search(expected, str(problem))]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda folder: edit(folder / "changes.json", version="2.0.0"), r"changes.json: expected version 1.0.0, got '2.0.0'"),
        (lambda folder: (folder / "changes.json").write_text("[]"), r"changes.json: expected a JSON object, got list"),
        (lambda folder: (folder / "changes.json").write_text("{"), r"changes.json: expected JSON, got"),
        (lambda folder: edit(folder / "datapackage.json", version="2.0.0"), r"datapackage.json: expected version 1.0.0"),
        (lambda folder: (folder / "datapackage.json").write_text("{"), r"datapackage.json: expected JSON, got"),
        (lambda folder: (folder / "datapackage.json").write_text('{"version": "1.0.0"}'), r"datapackage.json: expected a Data"),
    ],
)  # fmt: skip
def test_a_release_that_says_two_things_is_found(releases: Path, change: Callable[[Path], Any], expected: str) -> None:
    """Every file may have its hash, and yet not be of this release."""
    change(releases / "releases" / "1.0.0")
    write_sums(releases, "1.0.0")

    with pytest.raises(TamperedError, match=expected):
        leaddata.verify()


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"sha256": "0" * 64}, "current.json: expected sha256 0{12}… of 1.0.0 among the releases, too"),
        ({"version": "../1.0.0"}, "current.json: expected a version and its sha256, got '../1.0.0'"),
        ({"version": "9.9.9"}, "9.9.9"),
        (
            {"released": "2001-01-01"},
            "current.json: expected released '2001-02-03' as datapackage.json says, got '2001-01-01'",
        ),
        ({"local_only": True}, "current.json: expected local_only False as datapackage.json says, got True"),
        (
            {"releasez": {}},
            "current.json: expected the keys version, sha256, released, local_only, releases, got 'releasez'",
        ),
    ],
)
def test_a_changed_current_json_is_found(releases: Path, values: dict[str, Any], expected: str) -> None:
    """What it says of the release has to be what the release says of itself."""
    edit(releases / "current.json", **values)

    for way in ("load", "verify", "verify a folder of releases"):
        assert told(way, releases).args[0].count("expected")
        with pytest.raises(TamperedError, match=expected):
            WAYS[way](releases)


def test_an_older_release_is_held_to_its_recorded_hash(releases: Path) -> None:
    """Verify looks at the list of hashes of each release that is at hand, and counts them."""
    make_release(releases, "1.1.0")
    assert leaddata.verify().release_count == 2
    flip(releases / "releases" / "1.0.0" / "SHA256SUMS", 0.5)

    with pytest.raises(TamperedError, match=r"1\.0\.0/SHA256SUMS: expected sha256 .* as current.json says"):
        leaddata.verify()
    assert leaddata.load("sources").height == 1


def test_a_release_that_was_never_published_is_not_read(releases: Path) -> None:
    """A folder beside the releases that current.json does not list is none of them."""
    shutil.copytree(releases / "releases" / "1.0.0", releases / "releases" / "1.0.1")

    for way in (leaddata.verify, lambda: leaddata.load("sources", version="1.0.1")):
        with pytest.raises(TamperedError, match=r"1\.0\.1: expected a release that current.json lists, got 1\.0\.1"):
            way()


def test_verify_counts_what_it_computed(releases: Path) -> None:
    """An untouched release is verified, by root or by its own folder."""
    found = leaddata.verify()

    assert (found.version, found.file_count, found.table_count, found.content_count) == ("1.0.0", 7, 4, 4)
    assert leaddata.verify(releases) == leaddata.verify(releases / "releases" / "1.0.0") == found
    assert "release 1.0.0: 7 files" in str(found)


def test_verify_tells_every_problem(releases: Path, run: Run) -> None:
    """One line for each on standard error, exit code 5, nothing on standard output."""
    folder = releases / "releases" / "1.0.0"
    flip(folder / "participants.parquet", 0.5)
    (folder / "CITATION.cff").unlink()
    (folder / "extra\x1b[31m.txt").touch()
    code, out, err = run("verify", str(releases))

    assert (code, out) == (5, "")
    lines = err.splitlines()
    assert len(lines) == 3
    assert all(line.startswith(f"leaddata: {folder}/") for line in lines)
    assert "CITATION.cff: expected a file of the release, got none: " in lines[0]
    assert "extra\\x1b[31m.txt: expected only files" in lines[1]
    assert "participants.parquet: expected sha256" in lines[2]
    assert "2 more of extra" in str(told("verify", releases))


def test_a_key_that_stands_twice_is_found(releases: Path) -> None:
    """Readers of JSON keep either of two values, so that one of them would say what nobody has checked."""
    pointer = releases / "current.json"
    pointer.write_text(pointer.read_text(encoding="utf-8").replace("{", '{"version": "0.9.0", ', 1), encoding="utf-8")

    for way in ("load", "verify"):
        assert "current.json: expected JSON, got the key 'version' twice" in str(told(way, releases))


@pytest.mark.parametrize(
    "name", ["../../current.json", "./CITATION.cff", "sub/../CITATION.cff", "/etc/hostname", "..\\x"]
)
def test_a_name_that_leads_out_of_the_release_is_refused(releases: Path, name: str) -> None:
    """SHA256SUMS lists files of its own folder alone, each by one name: no file elsewhere is read on its account."""
    listing = releases / "releases" / "1.0.0" / "SHA256SUMS"
    listing.write_text(f"{listing.read_text(encoding='utf-8')}{'0' * 64}  {name}\n", encoding="utf-8")
    pinned = json.loads((releases / "current.json").read_text(encoding="utf-8"))
    pinned |= {"sha256": file_sha256(listing), "releases": {"1.0.0": file_sha256(listing)}}
    (releases / "current.json").write_text(json.dumps(pinned), encoding="utf-8")

    for way in ("load", "verify"):
        assert re.search(r"SHA256SUMS line \d+: expected a sha256, two blanks and", str(told(way, releases)))
