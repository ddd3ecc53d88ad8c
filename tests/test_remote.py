"""Older releases from an address: from a real server on loopback, kept, and held to their hashes on the way and later."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import make_release
from loopback import Reply, Server

import leaddata
from leaddata import remote, sealed
from leaddata.errors import ReleaseError, TamperedError, UnknownReleaseError
from leaddata.remote import FetchBounds, cache_folder, fetched_release


@pytest.fixture
def archive(releases: Path, tmp_path: Path) -> Path:
    """Return a folder of two releases that are not the installed one."""
    root = tmp_path / "archive"
    make_release(root, "0.8.0")
    make_release(root, "0.9.0")
    return root


def serve(server: Server, archive: Path) -> None:
    for path in archive.rglob("*"):
        if path.is_file():
            server.on(f"/data/{path.relative_to(archive).as_posix()}", Reply(path.read_bytes()))


@pytest.fixture
def address(server: Server, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the address of these releases, which the loader is told."""
    serve(server, archive)
    address = f"{server.address}/data/"
    monkeypatch.setenv("LEADDATA_RELEASES", address)
    monkeypatch.setenv("LEADDATA_ALLOW_HTTP", "1")
    monkeypatch.setenv("LEADDATA_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    return address


def kept(name: str) -> list[Path]:
    return list(cache_folder().rglob(name))


def test_a_release_is_fetched_once(address: str, server: Server) -> None:
    """Pointer, list and files are asked for once; what was kept is read without the server. The current is never asked for."""
    assert leaddata.load("sources").height == 1
    assert [] == server.asked
    assert leaddata.load("sources", version="0.9.0").equals(leaddata.load("sources"))
    asked = server.paths()
    assert asked[:2] == ["/data/current.json", "/data/releases/0.9.0/SHA256SUMS"]
    assert len(asked) == len(set(asked)) == 9
    assert leaddata.load("participants", version="0.9.0").height == 2
    assert leaddata.diff("0.9.0").is_empty
    assert asked == server.paths()

    assert leaddata.load("sources", version="0.8.0").height == 1
    assert len(server.paths()) == 18
    assert not kept(".part-*")


def test_a_release_at_hand_is_not_asked_for(address: str, server: Server) -> None:
    """What is installed is read there."""
    assert leaddata.load("sources", version="1.0.0").height == 1
    assert [] == server.asked


def test_a_version_that_is_not_there(address: str, server: Server) -> None:
    """The error names the address and what it has, and nothing is kept."""
    with pytest.raises(
        UnknownReleaseError, match=r"/data/current\.json: expected one of the releases 0\.8\.0, 0\.9\.0, got '0\.7\.0'"
    ):
        leaddata.load("sources", version="0.7.0")
    assert not kept("*.json")


@pytest.mark.parametrize("name", ["SHA256SUMS", "datapackage.json", "participants.parquet", "CITATION.cff"])
def test_a_file_changed_on_the_way_is_not_kept(address: str, server: Server, archive: Path, name: str) -> None:
    """One flipped bit, or an end too early, is told with the address; nothing is kept, and the next call asks again."""
    data = (archive / "releases" / "0.9.0" / name).read_bytes()
    path = f"/data/releases/0.9.0/{name}"
    for changed in (data[:-1], data[:9] + bytes([data[9] ^ 1]) + data[10:]):
        server.on(path, Reply(changed))
        with pytest.raises(TamperedError, match=rf"http://127\.0\.0\.1:\d+{path}: expected sha256 .*, got"):
            leaddata.load("sources", version="0.9.0")
        assert not kept("*.parquet")
    server.on(path, Reply(data))

    assert leaddata.load("sources", version="0.9.0").height == 1


def cut(path: Path) -> None:
    """Take the last byte off a file."""
    path.write_bytes(path.read_bytes()[:-1])


def longer(path: Path) -> None:
    """Put a byte at the end of a file."""
    path.write_bytes(path.read_bytes() + b"\n")


def beside(path: Path) -> None:
    """Put another file beside one."""
    path.with_name("notes.txt").touch()


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("participants.parquet", cut),
        ("participants.parquet", longer),
        ("participants.parquet", Path.unlink),
        ("participants.parquet", beside),
        ("SHA256SUMS", Path.unlink),
        ("SHA256SUMS", longer),
        ("datapackage.json", cut),
        ("current.json", cut),
        ("current.json", longer),
        ("current.json", Path.unlink),
    ],
)
def test_what_is_damaged_in_the_cache_is_fetched_again(
    address: str, server: Server, archive: Path, name: str, damage: Callable[[Path], None]
) -> None:
    """A load finds it, puts a fresh copy in its place and goes on; from then on nothing is asked for any more."""
    leaddata.load("sources", version="0.9.0")
    before = len(server.paths())
    (path,) = kept(name)
    damage(path)

    assert leaddata.load("participants", version="0.9.0").height == 2
    asked = server.paths()
    # Another line end after `current.json` says the same, and is no damage.
    assert len(asked) == before * (1 if (name, damage) == ("current.json", longer) else 2)
    assert leaddata.load("participants", version="0.9.0").height == 2
    assert asked == server.paths()
    assert not kept("notes.txt")
    assert not kept(".part-*")
    whole = archive / "releases" / "0.9.0"
    assert {one.name: one.read_bytes() for one in whole.iterdir()} == {
        one.name: one.read_bytes() for one in kept("SHA256SUMS")[0].parent.iterdir()
    }


def test_a_damaged_copy_that_cannot_be_replaced_names_its_folder(
    address: str, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was found, where, the folder to remove, and why no fresh copy came; what was kept stays as it was."""
    leaddata.load("sources", version="0.9.0")
    (path,) = kept("participants.parquet")
    longer(path)
    for reply, why in ((Reply(b"", 500), "got status 500"), (Reply(b"x"), r"participants\.parquet: expected sha256")):
        server.on("/data/releases/0.9.0/participants.parquet", reply)
        with pytest.raises(
            TamperedError,
            match=rf"^{path}: expected sha256 .*, got .*: remove {path.parents[2]}, and ask again when .*\(.*{why}.*\)$",
        ):
            leaddata.load("sources", version="0.9.0")
        assert path.exists()


def test_a_damaged_copy_that_stays_in_the_way(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it cannot be replaced on this machine that is told, too, and no third copy is fetched."""
    leaddata.load("sources", version="0.9.0")
    (path,) = kept("participants.parquet")
    longer(path)
    real = Path.rename

    def held(self: Path, target: Path) -> Path:
        if self == path.parent:
            raise PermissionError(13, "Permission denied")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", held)
    with pytest.raises(TamperedError, match=rf"^{path}: expected sha256 .*: remove {path.parents[2]}, and ask again"):
        leaddata.load("sources", version="0.9.0")


def test_the_cache_is_hashed_once(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A load of what is kept reads each file once for its hash, and the network is never looked for."""
    leaddata.load("sources", version="0.9.0")
    leaddata.installed._known.clear()
    hashed: list[Path] = []
    real = sealed.file_sha256

    def seen(path: Path) -> str:
        hashed.append(path)
        return real(path)

    for module in (sealed, remote):
        monkeypatch.setattr(module, "file_sha256", seen)
    leaddata.load("sources", version="0.9.0")

    assert sorted(hashed) == sorted(kept("SHA256SUMS")[0].parent.iterdir())


@pytest.mark.parametrize(
    ("path", "reply", "message"),
    [
        ("current.json", Reply(b"no", 404), r"/data/current\.json: expected the file, got status 404"),
        ("current.json", Reply(b"<html>"), r"/data/current\.json: expected JSON, got"),
        ("current.json", Reply(b"[]"), r"/data/current\.json: expected a JSON object, got list"),
        ("current.json", Reply(b"{}"), r"/data/current\.json: expected a version and its sha256"),
        ("current.json", Reply(b" " * 3_000_000), r"/data/current\.json: expected at most 2,000,000 bytes, got more"),
        ("releases/0.9.0/sources.parquet", Reply(b"", 500), r"sources\.parquet: expected the file, got status 500"),
        ("releases/0.9.0/sources.parquet", Reply(b"x" * 9, length=1), r"sources\.parquet: expected sha256"),
        ("current.json", Reply(status=302, headers={"Location": "http://example.org/"}), r"led to an address that begins"),
        ("current.json", Reply(status=302, headers={"Location": "file:///etc/passwd"}), r"current\.json: expected the file, got status 302"),
        ("current.json", Reply(status=302, headers={"Location": "/data/current.json"}), r"/data/current\.json: expected the file"),
    ],
)  # fmt: skip
def test_what_an_address_answers_is_not_trusted(
    address: str, server: Server, path: str, reply: Reply, message: str
) -> None:
    """Errors, pages, too much, and ways to other places end in an error that names the address."""
    server.on(f"/data/{path}", reply)

    with pytest.raises(ReleaseError, match=message):
        leaddata.load("sources", version="0.9.0")
    assert not kept("*.parquet")


def test_a_list_of_hashes_cannot_lead_elsewhere(address: str, server: Server, archive: Path) -> None:
    """A name with a folder in it is refused before it is asked for."""
    folder = archive / "releases" / "0.9.0"
    listing = (folder / "SHA256SUMS").read_bytes() + b"0" * 64 + b"  ../../../outside\n"
    (folder / "SHA256SUMS").write_bytes(listing)
    current = json.loads((archive / "current.json").read_text(encoding="utf-8"))
    digest = hashlib.sha256(listing).hexdigest()
    current |= {"sha256": digest, "releases": {"0.9.0": digest}}
    (archive / "current.json").write_text(json.dumps(current), encoding="utf-8")
    serve(server, archive)

    with pytest.raises(TamperedError, match=r"SHA256SUMS line \d+: expected a sha256, two blanks and the name"):
        leaddata.load("sources", version="0.9.0")
    assert server.paths()[-1].endswith("SHA256SUMS")


def test_an_answer_without_end_is_left(address: str, server: Server) -> None:
    """More bytes than a file may have, and a server that goes silent or is slow."""
    path = "/data/releases/0.9.0/sources.parquet"

    def endless() -> Any:
        while True:
            yield b"x" * 65_536

    server.on(path, Reply(length=-1, pieces=endless))
    with pytest.raises(TamperedError, match="expected at most 1,000,000 bytes, got more"):
        fetched_release(address, "0.9.0", FetchBounds(file_bytes=1_000_000))

    def dripping() -> Any:
        for _ in range(200):
            time.sleep(0.02)
            yield b"x" * 70_000

    server.on(path, Reply(length=-1, pieces=dripping))
    with pytest.raises(ReleaseError, match="expected all of a release within the time for it"):
        fetched_release(address, "0.9.0", FetchBounds(seconds=0.3))

    def silent() -> Any:
        time.sleep(1)
        yield b""

    server.on(path, Reply(length=100, pieces=silent))
    with pytest.raises(ReleaseError, match="expected an answer, got"):
        fetched_release(address, "0.9.0", FetchBounds(silence=0.2))
    assert not kept(".part-*")


def test_nobody_there(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address that nobody answers at is an error that says what to do."""
    monkeypatch.setenv("LEADDATA_RELEASES", "http://127.0.0.1:9/data")

    with pytest.raises(
        ReleaseError, match=r"http://127\.0\.0\.1:9/data/current\.json: expected an answer, got .*: see whether"
    ):
        leaddata.load("sources", version="0.9.0")


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("gs://bucket/releases", r"got 'gs://bucket/releases': gs:// cannot be read: copy the releases to a folder"),
        ("http://example.org/releases", "plain http:// is for tests"),
        ("ftp://example.org/releases", "begins with https://"),
        ("file:///etc", "file:// cannot be read"),
        ("https:///releases", "without user, password, query and fragment"),
        ("https://", "without user, password, query and fragment"),
        ("https://ann:secret@example.org/", "without user, password, query and fragment"),
        ("https://example.org/?a=b", "without user, password, query and fragment"),
        ("https://[::1", "begins with https://"),
    ],
)
def test_other_addresses_are_refused(address: str, monkeypatch: pytest.MonkeyPatch, asked: str, message: str) -> None:
    """Only https:// is asked; a password is never repeated."""
    monkeypatch.setenv("LEADDATA_RELEASES", asked)

    with pytest.raises(ReleaseError, match=message) as caught:
        leaddata.load("sources", version="0.9.0")
    assert "secret" not in str(caught.value)


def test_plain_http_has_to_be_allowed(address: str, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """On this machine as well."""
    monkeypatch.delenv("LEADDATA_ALLOW_HTTP")

    with pytest.raises(ReleaseError, match="plain http:// is for tests: on this machine alone"):
        leaddata.load("sources", version="0.9.0")
    assert [] == server.asked


def test_a_cache_that_cannot_be_written(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file in the way is told with the setting that helps."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("LEADDATA_CACHE", str(tmp_path / "file"))

    with pytest.raises(
        ReleaseError, match=r"expected a folder that can be written, got .*: name another in LEADDATA_CACHE"
    ):
        leaddata.load("sources", version="0.9.0")


def test_leftovers_of_a_killed_process_are_removed(address: str) -> None:
    """Those of a day ago; a younger one may be somebody's who is at work."""
    leaddata.load("sources", version="0.8.0")
    (root,) = (path for path in cache_folder().iterdir())
    old, young = root / ".part-old", root / ".part-young"
    for folder in (old, young):
        folder.mkdir()
    os.utime(old, (0, 0))
    leaddata.load("sources", version="0.9.0")

    assert (False, True) == (old.exists(), young.exists())


def test_another_process_may_be_faster(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two that fetch the same release the second keeps what the first has put there."""
    real = remote._keep

    def late(staging: Path, folder: Path, target: Path, root: Path) -> None:
        shutil.copytree(folder, target)
        real(staging, folder, target, root)

    monkeypatch.setattr(remote, "_keep", late)

    assert leaddata.load("sources", version="0.9.0").height == 1


@pytest.mark.parametrize(
    ("platform", "settings", "expected"),
    [
        ("linux", {"LEADDATA_CACHE": "/c"}, "/c"),
        ("linux", {"XDG_CACHE_HOME": "/x"}, "/x/leaddata"),
        ("linux", {"HOME": "/home/a"}, "/home/a/.cache/leaddata"),
        ("darwin", {"HOME": "/Users/a"}, "/Users/a/Library/Caches/leaddata"),
    ],
)
def test_the_cache_is_where_the_system_keeps_such(
    monkeypatch: pytest.MonkeyPatch, platform: str, settings: dict[str, str], expected: str
) -> None:
    """LEADDATA_CACHE comes first."""
    for name in ("LEADDATA_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)

    assert Path(expected) == cache_folder()
