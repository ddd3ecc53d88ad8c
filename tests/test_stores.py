"""Releases in a bucket, on a real S3 API on loopback: published whole or not at all, read, verified, stepped back."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import obstore
import pytest
from conftest import REPOSITORY, Run, make_release
from loopback import Reply, Server
from s3_server import Storage, bucket_of, keys, storing

import leaddata
from leaddata.buckets import Stored, created, put, read, removed, replaced
from leaddata.content import file_sha256
from leaddata.errors import LockedError, ReleaseError, RightsError, SnapshotError, TamperedError, UnknownReleaseError
from leaddata.pipeline import refresh as refreshing
from leaddata.pipeline import stores_lock, stores_releases
from leaddata.pipeline.rollback import rollback
from leaddata.pipeline.stores import releases_at_hand
from leaddata.release_json import recorded_releases

sys.path.insert(0, str(Path(__file__).parent / "faults"))
from faulty import ARTICLE, documents, edited, proven

pytestmark = pytest.mark.slow
Refresh = Callable[[], refreshing.RefreshReport]


@pytest.fixture(scope="module")
def storage() -> Iterator[Storage]:
    """Yield a server for all tests of this file."""
    with storing() as one:
        yield one


@pytest.fixture
def address(storage: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the address of an empty place, of which this process knows."""
    for name, value in storage.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("LEADDATA_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(refreshing, "plan", lambda: [ARTICLE])
    return f"{storage.bucket()}/some/where"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Return documents of one source, the article's title with the number 1."""
    folder = documents(tmp_path / "raw")
    edited(folder, 1)
    return folder


def published(raw: Path, address: str, **more: Any) -> refreshing.RefreshReport:
    """Refresh a bucket."""
    with releases_at_hand(address, **more) as out:
        return refreshing.refresh(raw, out)


def number_at(address: str) -> tuple[str, int]:
    """Return version and number of the current release there, as somebody elsewhere reads it."""
    with leaddata.remote.current_at_hand(address) as folder:
        return proven(folder)


def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    """Go on as if on another machine."""
    monkeypatch.setenv("LEADDATA_CACHE", str(tmp_path / name))


@pytest.mark.parametrize("exists", [True, False])
def test_the_server_keeps_conditions(address: str, exists: bool) -> None:
    """What every other test here rests on: If-None-Match and If-Match are heeded, and the answers are told apart."""
    bucket = bucket_of(address)
    if not exists:
        assert replaced(bucket, "a", b"1", '"x"') is None
        assert read(bucket, "a", 10) is None
        return
    etag = created(bucket, "a", b"1")
    assert etag
    assert created(bucket, "a", b"2") is None
    assert replaced(bucket, "a", b"2", '"x"') is None
    second = replaced(bucket, "a", b"3", etag)
    assert second
    assert replaced(bucket, "a", b"4", etag) is None
    found = read(bucket, "a", 10)
    assert found is not None
    assert (b"3", second) == (found.data, found.etag)


def test_a_release_is_published_and_read(
    address: str, raw: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """On an empty machine the loader and the next refresh find it; nothing changed makes no release, and no lock stays."""
    assert published(raw, address).version == "0.1.0"
    elsewhere(monkeypatch, tmp_path, "another")
    assert number_at(address) == ("0.1.0", 1)
    assert leaddata.verify(address).version == "0.1.0"
    before = keys(address)
    assert not published(raw, address).published
    assert before == keys(address)
    assert "lock.json" not in before
    edited(raw, 2)
    assert published(raw, address).published
    version, number = number_at(address)
    assert number == 2

    monkeypatch.setenv("LEADDATA_RELEASES", address)
    monkeypatch.setattr(leaddata.installed, "_ROOTS", (tmp_path / "nothing", tmp_path / "nothing"))
    titles = {one: leaddata.load("articles", version=one)["title"][0][-4:] for one in ("0.1.0", version)}
    assert titles == {"0.1.0": "no 1", version: "no 2"}
    assert leaddata.diff("0.1.0", version).size != "none"


def test_a_folder_that_was_copied_is_a_store(address: str, raw: Path, tmp_path: Path) -> None:
    """Releases copied file by file from a folder are read, and the next one is published beside them."""
    refreshing.refresh(raw, tmp_path / "out")
    bucket = bucket_of(address)
    for path in (tmp_path / "out").rglob("*"):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(tmp_path / "out").parts):
            put(bucket, path.relative_to(tmp_path / "out").as_posix(), path)
    assert number_at(address) == ("0.1.0", 1)
    edited(raw, 2)
    published(raw, address)

    assert number_at(address)[1] == 2
    assert "releases/0.1.0/SHA256SUMS" in keys(address)


def test_a_bucket_is_read_over_https(
    address: str, server: Server, raw: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What is public there is read at its web address, with neither the extra nor credentials."""
    published(raw, address)
    bucket = bucket_of(address)
    for key in keys(address):
        found = read(bucket, key, 10**9)
        assert found is not None
        server.on(f"/data/{key}", Reply(found.data))
    monkeypatch.setenv("LEADDATA_ALLOW_HTTP", "1")
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")

    assert number_at(f"{server.address}/data") == ("0.1.0", 1)


def test_a_step_back_and_forward(address: str, raw: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An earlier release is current again without an upload, on a machine that never had it; a wrong one is told."""
    published(raw, address)
    edited(raw, 2)
    later = published(raw, address).version
    assert later is not None
    files = keys(address)
    elsewhere(monkeypatch, tmp_path, "another")
    with releases_at_hand(address, version="0.1.0") as out:
        assert rollback(out, "0.1.0").before == later
    assert number_at(address) == ("0.1.0", 1)
    assert files == keys(address)
    with (
        pytest.raises(UnknownReleaseError, match=rf"published here \(0\.1\.0, {later}\), got '9\.9\.9'"),
        releases_at_hand(address, version="9.9.9"),
    ):
        pass
    with releases_at_hand(address, version=later) as out:
        rollback(out, later)
    assert number_at(address) == (later, 2)
    edited(raw, 3)
    published(raw, address)
    assert number_at(address)[1] == 3


def overtaken(raw: Path, address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Refresh, while somebody elsewhere, who takes the lock for a lapsed one, publishes the number 7."""
    monkeypatch.setattr(stores_lock, "_LIFE", timedelta(seconds=-1))
    elsewhere(monkeypatch, tmp_path, "slow")
    with releases_at_hand(address) as out:
        refreshing.refresh(raw, out)
        elsewhere(monkeypatch, tmp_path, "fast")
        other = documents(tmp_path / "other")
        edited(other, 7)
        assert published(other, address).published


def test_of_two_the_second_is_told(address: str, raw: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A lock that lapsed under a slow refresh loses nothing: who comes second leaves no file and says what happened."""
    published(raw, address)
    edited(raw, 2)
    with pytest.raises(
        LockedError, match=r"current\.json: expected 0\.1\.0 as when .*, got 0\.\d+\.\d+: another was faster"
    ):
        overtaken(raw, address, monkeypatch, tmp_path)
    version, number = number_at(address)
    assert number == 7
    assert {"0.1.0", version} == {key.split("/")[1].partition("-")[0] for key in keys(address) if "/" in key}
    # The next run starts from what is there, and publishes what was lost.
    elsewhere(monkeypatch, tmp_path, "slow")
    assert published(raw, address).published
    assert number_at(address)[1] == 2


def late_with_the_same(raw: Path, address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """Refresh, and send that only when somebody elsewhere has published the very same, and another one after it."""
    monkeypatch.setattr(stores_lock, "_LIFE", timedelta(seconds=-1))
    elsewhere(monkeypatch, tmp_path, "slow")
    with releases_at_hand(address) as out:
        ours = refreshing.refresh(raw, out).version
        elsewhere(monkeypatch, tmp_path, "fast")
        assert published(raw, address).version == ours
        edited(raw, 3)
        assert published(raw, address).published
    return ours or ""


def test_a_loser_removes_nothing_that_was_published(
    address: str, raw: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The winner may have published the very same release before another one: all of its files stay."""
    published(raw, address)
    edited(raw, 2)
    with pytest.raises(LockedError, match="another was faster"):
        late_with_the_same(raw, address, monkeypatch, tmp_path)
    elsewhere(monkeypatch, tmp_path, "reader")
    with releases_at_hand(address) as out:
        history = recorded_releases(out / "current.json")
    assert len(history) == 3
    for version in history:
        with releases_at_hand(address, version=version):
            assert leaddata.verify(out / "releases" / version)
    assert number_at(address)[1] == 3


@pytest.mark.parametrize(
    ("pointer", "stays"),
    [
        (b'{"version": "0.3.0", "sha256": "b", "releases": {"0.2.0": "a", "0.3.0": "b"}}', True),
        (b'{"version": "0.2.0", "sha256": "a", "releases": {"0.1.0": "c"}}', True),
        (b'{"version": "0.3.0", "sha256": "b"}', True),
        (b'{"version": "0.3.0", "sha256": "b", "releases": 3}', True),
        (b"{", True),
        (b"[]", True),
        (None, True),
        (b'{"version": "0.2.0", "sha256": "b", "releases": {"0.2.0": "b"}}', False),
        (b'{"version": "0.3.0", "sha256": "b", "releases": {"0.1.0": "c"}}', False),
    ],
)
def test_what_a_loser_sent_goes_only_where_nobody_published_it(
    address: str, pointer: bytes | None, stays: bool
) -> None:
    """The current.json that is there now has to say so; one that cannot be understood, or is gone, says nothing."""
    bucket = bucket_of(address)
    put(bucket, "releases/0.2.0-a/SHA256SUMS", b"sent")
    if pointer:
        put(bucket, "current.json", pointer)
    before = stores_releases.Pointer(Stored(b'{"version": "0.1.0"}', '"gone"'), {"0.1.0": "c"})
    with pytest.raises(LockedError, match=r"expected 0\.1\.0 as when"):
        stores_releases._point(bucket, b"ours", before, ("0.2.0", "a"))
    assert stays == ("releases/0.2.0-a/SHA256SUMS" in keys(address))


def test_the_first_release_of_two(address: str, raw: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where nothing was published yet, the second of two first releases is told as well."""
    with pytest.raises(LockedError, match=r"expected no release as when this refresh began, got 0\.1\.0"):
        overtaken(raw, address, monkeypatch, tmp_path)
    assert number_at(address) == ("0.1.0", 7)


def test_a_lock_is_told(address: str, raw: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Who holds it, since when, and when it lapses; one that has lapsed, or that cannot be read, is taken over."""
    bucket = bucket_of(address)

    def lock(until: datetime) -> bytes:
        said = {"pid": 7, "host": "far", "working_copy": "x", "since": "2026-01-01", "until": until.isoformat()}
        return json.dumps(said).encode()

    put(bucket, "lock.json", lock(datetime.now(tz=UTC) + timedelta(minutes=5)))
    with pytest.raises(
        LockedError, match=r"lock\.json: expected no other .*, got one: process 7 on far since 2026-01-01: wait"
    ):
        published(raw, address)
    assert keys(address) == ["lock.json"]
    for content in (lock(datetime.now(tz=UTC) - timedelta(minutes=5)), b"", b"[]", b'{"until": 3}'):
        put(bucket, "lock.json", content)
        published(raw, address)
        assert "lock.json" not in keys(address)


def test_a_lock_is_renewed(address: str, raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a refresh is at work it does not lapse; taken over by somebody, it is theirs."""
    monkeypatch.setattr(stores_lock, "_RENEWED", 0.05)
    bucket = bucket_of(address)
    with releases_at_hand(address):
        first = read(bucket, "lock.json", 10_000)
        seen = {first.etag if first else ""}
        end = datetime.now(tz=UTC) + timedelta(seconds=20)
        while len(seen) < 2 and datetime.now(tz=UTC) < end:
            now = read(bucket, "lock.json", 10_000)
            seen.add(now.etag if now else "")
        assert len(seen) == 2
        put(bucket, "lock.json", b"somebody else's")
    found = read(bucket, "lock.json", 10_000)
    assert found is not None
    assert found.data == b"somebody else's"


def test_a_store_without_conditions(address: str, raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that writes whatever the condition says is refused before anything is published."""
    monkeypatch.setattr(stores_lock, "created", lambda bucket, key, content: put(bucket, key, content))
    with pytest.raises(
        ReleaseError, match="expected a store that keeps If-None-Match and If-Match, got one that writes"
    ):
        published(raw, address)
    assert keys(address) == []


def test_a_lost_answer(address: str, raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A request that was sent twice, since the first answer was lost, has not lost to itself."""

    def twice(*arguments: Any) -> str | None:
        assert created(*arguments)
        return created(*arguments)

    monkeypatch.setattr(stores_releases, "created", twice)
    assert published(raw, address).published
    assert number_at(address) == ("0.1.0", 1)


def test_what_is_left_where_nothing_is_published(address: str, raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of an unfinished upload stay for two days, since somebody may be at it, and then go."""
    published(raw, address)
    put(bucket_of(address), "releases/0.2.0-deadbeef0000/articles.parquet", b"x")
    published(raw, address)
    assert "releases/0.2.0-deadbeef0000/articles.parquet" in keys(address)
    monkeypatch.setattr(stores_releases, "_LEFT", timedelta(seconds=-1))
    with monkeypatch.context() as slow:
        # It may be a release that somebody published while this refresh was asleep.
        slow.setattr(stores_releases, "_LATEST", timedelta())
        published(raw, address)
    assert "releases/0.2.0-deadbeef0000/articles.parquet" in keys(address)
    published(raw, address)
    assert not [key for key in keys(address) if "deadbeef" in key]
    assert number_at(address) == ("0.1.0", 1)


def test_a_release_removes_what_was_left(address: str, raw: Path) -> None:
    """Files of an upload that nobody finished go with the next release, and no other file does."""
    published(raw, address)
    bucket = bucket_of(address)
    put(bucket, "releases/0.2.0-deadbeef0000/articles.parquet", b"x")
    put(bucket, "notes.txt", b"ours")
    edited(raw, 2)
    published(raw, address)

    assert not [key for key in keys(address) if "deadbeef" in key]
    assert "notes.txt" in keys(address)
    assert number_at(address)[1] == 2
    assert leaddata.verify(address)


def everything(address: str) -> dict[str, bytes]:
    """Return what every object below an address holds."""
    found = {key: read(bucket_of(address), key, 10**9) for key in keys(address)}
    return {key: one.data for key, one in found.items() if one is not None}


def test_releases_without_a_pointer_stay(
    address: str, raw: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where current.json is missing beside releases, as after a copy that was cut off, all is refused and nothing removed."""
    published(raw, address)
    edited(raw, 2)
    version = published(raw, address).version
    bucket = bucket_of(address)
    pointer = read(bucket, "current.json", 10**6)
    assert pointer is not None
    removed(bucket, ["current.json"])
    before = everything(address)
    elsewhere(monkeypatch, tmp_path, "another")
    message = rf"^{address}: expected current\.json beside the releases 0\.\d\.\d-[0-9a-f]+, got none: restore it"
    with pytest.raises(ReleaseError, match=message):
        published(raw, address)
    with pytest.raises(ReleaseError, match=message), releases_at_hand(address, version="0.1.0"):
        pass
    assert before == everything(address)
    put(bucket, "current.json", pointer.data)
    assert number_at(address) == (version, 2)
    assert not published(raw, address).published


def copied_meanwhile(raw: Path, address: str, key: str) -> None:
    """Refresh an empty place, into which somebody copies a file of a release before the end."""
    with releases_at_hand(address) as out:
        refreshing.refresh(raw, out)
        put(bucket_of(address), key, b"theirs")


@pytest.mark.parametrize(
    "key", ["releases/0.4.2/SHA256SUMS", "releases/notes.txt", "releases/0.1.0x/a", "releases/a/b/c"]
)
def test_what_may_be_a_release_is_not_removed(address: str, raw: Path, key: str) -> None:
    """Without a current.json nothing but the files of a first upload may lie there, when a refresh begins or later."""
    message = r"expected current\.json beside the releases .*, got none"
    with pytest.raises(ReleaseError, match=message):
        copied_meanwhile(raw, address, key)
    assert keys(address) == [key]
    with pytest.raises(ReleaseError, match=message):
        published(raw, address)
    assert keys(address) == [key]


@pytest.mark.parametrize("folder", ["0.1.0", "0.1.0-deadbeef0000"])
def test_a_first_upload_that_was_killed_is_removed(address: str, raw: Path, folder: str) -> None:
    """Its files are in nobody's way, and go with the first release."""
    put(bucket_of(address), f"releases/{folder}/left.parquet", b"x")
    assert published(raw, address).version == "0.1.0"
    assert not [key for key in keys(address) if key.endswith("left.parquet")]
    assert number_at(address) == ("0.1.0", 1)


def test_a_corrupt_release(address: str, raw: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, run: Run) -> None:
    """An object that is not what was published is named by its address; a step back is still possible."""
    published(raw, address)
    edited(raw, 2)
    version = published(raw, address).version
    bucket = bucket_of(address)
    (key,) = (
        key for key in keys(address) if key.startswith(f"releases/{version}-") and key.endswith("/articles.parquet")
    )
    put(bucket, key, b"not what it was")
    elsewhere(monkeypatch, tmp_path, "another")

    code, _, told = run("verify", address)
    assert code == 5
    assert told.startswith(f"leaddata: {address}/releases/{version}/articles.parquet: expected sha256 ")
    with pytest.raises(TamperedError, match=rf"^{address}/releases/{version}/articles\.parquet: expected sha256"):
        published(raw, address)
    with releases_at_hand(address, version="0.1.0") as out, pytest.raises(ReleaseError, match="--redactions"):
        rollback(out, "0.1.0")
    with releases_at_hand(address, version="0.1.0") as out:
        rollback(out, "0.1.0", register=REPOSITORY / "data" / "redactions.yaml")
    assert number_at(address) == ("0.1.0", 1)


def test_a_corrupt_copy_is_brought_again(address: str, raw: Path, tmp_path: Path) -> None:
    """What is wrong on this machine is put right from the bucket; nothing of it gets there."""
    published(raw, address)
    (table,) = (tmp_path / "cache").rglob("articles.parquet")
    table.write_bytes(b"x")
    (pointer,) = (tmp_path / "cache").rglob("current.json")
    pointer.write_text("{")
    assert not published(raw, address).published
    assert number_at(address) == ("0.1.0", 1)
    shutil.rmtree(tmp_path / "cache")
    edited(raw, 2)
    assert published(raw, address).published


def test_a_pointer_that_is_none(address: str, raw: Path) -> None:
    """A current.json that cannot be understood stops the refresh, and stays as it is."""
    published(raw, address)
    bucket = bucket_of(address)
    put(bucket, "current.json", b"{}")
    with pytest.raises(TamperedError, match=rf"^{address}/current\.json: expected a version and its sha256"):
        published(raw, address)
    assert read(bucket, "current.json", 10) is not None
    removed(bucket, ["current.json"])


def local(raw: Path, address: str) -> None:
    """Put a release into the working copy that may not leave this machine."""
    with releases_at_hand(address) as out:
        refreshing.refresh(raw, out, with_text=True)


def test_nothing_of_others_leaves_the_machine(address: str, raw: Path) -> None:
    """A release with other people's sentences is refused before and after it is made."""
    with pytest.raises(RightsError, match=r"expected a release without other people's sentences"):
        published(raw, address, with_text=True)
    with pytest.raises(RightsError, match=r"expected a release without other people's sentences"):
        local(raw, address)
    assert keys(address) == []


def test_a_failing_refresh_publishes_nothing(address: str, raw: Path, run: Run) -> None:
    """A document that is damaged is named; the bucket keeps the release that it has."""
    published(raw, address)
    before = {key: read(bucket_of(address), key, 10**9) for key in keys(address)}
    (raw / ARTICLE / "restated" / "pubmed.xml").write_bytes(b"<")
    code, _, told = run("refresh", "--raw", str(raw), "--out", address)

    assert code == 3
    assert "pubmed.xml: expected" in told
    assert before == {key: read(bucket_of(address), key, 10**9) for key in keys(address)}


def test_the_commands(address: str, raw: Path, run: Run) -> None:
    """refresh, verify and rollback take the address as it is; what takes none says who does."""
    code, told, _ = run("refresh", "--raw", str(raw), "--out", address)
    assert (code, told.rstrip().endswith("published 0.1.0")) == (0, True)
    code, told, _ = run("verify", address, "--format", "json", "--raw", str(raw))
    found = json.loads(told)
    assert (code, found["is_as_published"], found["version"]) == (0, True, "0.1.0")
    assert found["quotes"]["failed"] == 0 < found["quotes"]["checked"]
    edited(raw, 2)
    assert run("refresh", "--raw", str(raw), "--out", address)[0] == 0
    code, told, _ = run("rollback", "0.1.0", "--out", address)
    assert (code, told.split(":", 1)[0]) == (0, "s3")
    assert number_at(address) == ("0.1.0", 1)
    code, _, told = run("site", "--raw", address)
    assert code == 2
    assert "expected a folder of this machine, got an address: copy it to one" in told


def refused(address: str, error: type[Exception], message: str) -> None:
    """Check that reading and publishing are told in the same words."""
    with pytest.raises(error, match=message):
        leaddata.verify(address)
    with pytest.raises(error, match=message), releases_at_hand(address):
        pass


def test_no_bucket(address: str) -> None:
    """A bucket that is not there is none, not one without releases."""
    refused(
        "s3://no-such-bucket-here/x",
        ReleaseError,
        "s3://no-such-bucket-here/x/.*: expected a bucket, got none of that name",
    )


def test_nobody_there(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a network it is told which variable says where to ask, in seconds."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    refused(
        address,
        ReleaseError,
        rf"{address}/.*: expected an answer, got .*: see AWS_ENDPOINT_URL, and whether the network",
    )


def test_wrong_credentials(tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that lets nobody in of that name: the answer's code, and the variables to look at."""
    with storing(INITIAL_NO_AUTH_ACTION_COUNT="1") as strict:
        monkeypatch.setenv("AWS_ENDPOINT_URL", strict.endpoint)
        place = strict.bucket()
        refused(
            place, ReleaseError, "expected to be let in, got 403 InvalidAccessKeyId: see AWS_ACCESS_KEY_ID, AWS_SECRET"
        )


@pytest.mark.parametrize(
    ("unset", "set_to", "message"),
    [
        ("AWS_ACCESS_KEY_ID", {}, r"expected credentials in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, got none"),
        ("AWS_ALLOW_HTTP", {}, r"expected an endpoint that begins with https:// in AWS_ENDPOINT_URL, got 'http://127"),
        ("AWS_REGION", {"AWS_ENDPOINT_URL": "ftp://127.0.0.1"}, r"expected an endpoint that begins with https://"),
    ],
)
def test_settings_that_are_missing(
    address: str, monkeypatch: pytest.MonkeyPatch, unset: str, set_to: dict[str, str], message: str
) -> None:
    """They are told before anybody is asked: no machine of Amazon's is looked for."""
    monkeypatch.delenv(unset)
    for name, value in set_to.items():
        monkeypatch.setenv(name, value)
    refused(address, ReleaseError, message)


_EMPTY = (
    "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_SESSION_TOKEN", "AWS_ENDPOINT", "AWS_ENDPOINT_URL_S3", "AWS_SKIP_SIGNATURE",
    "AWS_EC2_METADATA_DISABLED", "AWS_CHECKSUM_ALGORITHM", "AWS_SERVER_SIDE_ENCRYPTION", "AWS_BUCKET", "AWS_PROFILE",
)  # fmt: skip


@pytest.mark.parametrize("empty", ["", " "])
def test_settings_that_are_empty(address: str, monkeypatch: pytest.MonkeyPatch, empty: str) -> None:
    """A variable that is set to nothing, as a workflow does with one that nobody has set, is as one that is not set."""
    for name in _EMPTY:
        monkeypatch.setenv(name, empty)
    put(bucket_of(address), "a", b"1")
    assert keys(address) == ["a"]
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", os.environ["AWS_ENDPOINT_URL"])
    monkeypatch.setenv("AWS_ENDPOINT_URL", empty)
    assert keys(address) == ["a"]
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", empty)
    monkeypatch.setenv("AWS_ALLOW_HTTP", empty)
    asked = obstore.sign(bucket_of("s3://bucket").store, "GET", "a", timedelta(minutes=1))
    assert asked.startswith("https://s3.us-east-1.amazonaws.com/bucket/a?")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, empty)
    refused(address, ReleaseError, "expected credentials in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, got none")


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("AWS_ENDPOINT_URL", "https://", r"address of a server, such as .*, in AWS_ENDPOINT_URL, got 'https://': correct"),
        ("AWS_ENDPOINT_URL", "https://two words", r"in AWS_ENDPOINT_URL, got 'https://two words'"),
        ("AWS_ENDPOINT_URL", "https://host:99999", r"in AWS_ENDPOINT_URL, got 'https://host:99999'"),
        ("AWS_ENDPOINT_URL", "http://[::", r"in AWS_ENDPOINT_URL, got 'http://\[::'"),
        ("AWS_ENDPOINT_URL", "https://ann:secret@host", r"in AWS_ENDPOINT_URL, got one with an @"),
        ("AWS_ENDPOINT_URL", "nonsense", r"that begins with https:// in AWS_ENDPOINT_URL, got 'nonsense'"),
        ("AWS_ENDPOINT_URL_S3", "https://?", r"in AWS_ENDPOINT_URL_S3, got 'https://\?'"),
        ("AWS_REGION", "eu west/2", r"expected the name of a region, such as eu-west-2, in AWS_REGION, got 'eu west/2'"),
        ("AWS_ACCESS_KEY_ID", "secret\n", r"in AWS_ACCESS_KEY_ID, got a blank, a line end or another character"),
        ("AWS_SKIP_SIGNATURE", "maybe", r'got: .*"maybe".*: correct or unset AWS_SKIP_SIGNATURE$'),
        ("AWS_SERVER_SIDE_ENCRYPTION", "some", r"correct or unset AWS_SERVER_SIDE_ENCRYPTION$"),
    ],
)  # fmt: skip
def test_settings_that_are_none(
    address: str, monkeypatch: pytest.MonkeyPatch, name: str, value: str, message: str
) -> None:
    """The variable is named before anybody is asked, and no secret is repeated."""
    monkeypatch.setenv(name, value)
    with pytest.raises(ReleaseError, match=message) as caught:
        bucket_of(address)
    assert "secret" not in str(caught.value)


def test_an_endpoint_by_its_other_name(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What obstore would take from AWS_ENDPOINT is held to the same rules."""
    put(bucket_of(address), "a", b"1")
    monkeypatch.setenv("AWS_ENDPOINT", os.environ["AWS_ENDPOINT_URL"])
    monkeypatch.delenv("AWS_ENDPOINT_URL")
    assert keys(address) == ["a"]
    monkeypatch.delenv("AWS_ALLOW_HTTP")
    refused(address, ReleaseError, r"expected an endpoint that begins with https:// in AWS_ENDPOINT, got 'http://127")


@pytest.mark.parametrize(
    "wrong",
    ["s3://", "s3://UPPER/x", "s3://bucket/../x", "s3://bucket/a//b", "s3://bucket/a?b=c", "s3://ann:secret@bucket/x"],
)
def test_addresses_that_are_none(address: str, wrong: str) -> None:
    """They are refused, and what may be a password is not repeated."""
    with pytest.raises(ReleaseError, match="expected s3://bucket or s3://bucket/prefix") as caught:
        leaddata.verify(wrong)
    assert "secret" not in str(caught.value)


def test_without_the_extra(address: str, raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what to install."""
    monkeypatch.setitem(sys.modules, "obstore", None)
    monkeypatch.setitem(sys.modules, "obstore.store", None)
    refused(
        address,
        ReleaseError,
        r"expected the extra 's3', got .* without obstore: install it with `pip install 'leaddata\[s3\]'`",
    )
    with pytest.raises(SnapshotError, match=r"leaddata\[s3\]"):
        leaddata.buckets.opened(address, SnapshotError)


def test_small_releases_are_read_too(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The loader asks once, keeps what it got, and finds a version that is not there."""
    archive = tmp_path / "archive"
    make_release(archive, "0.9.0")
    bucket = bucket_of(address)
    for path in archive.rglob("*"):
        if path.is_file():
            put(bucket, path.relative_to(archive).as_posix(), path)
    monkeypatch.setenv("LEADDATA_RELEASES", f"{address}/")
    monkeypatch.setattr(leaddata.installed, "_ROOTS", (tmp_path / "nothing", tmp_path / "nothing"))
    assert leaddata.load("participants", version="0.9.0").height == 2
    with pytest.raises(
        UnknownReleaseError, match=rf"{address}/current\.json: expected one of the releases 0\.9\.0, got '0\.7\.0'"
    ):
        leaddata.load("participants", version="0.7.0")
    removed(bucket, keys(address))
    assert leaddata.load("participants", version="0.9.0").height == 2
    (table,) = (tmp_path / "cache").rglob("participants.parquet")
    assert file_sha256(table) == file_sha256(archive / "releases" / "0.9.0" / "participants.parquet")


def test_the_flow(address: str, raw: Path, tmp_path: Path, storage: Storage) -> None:
    """The flow publishes there as the command does, and the second time says at once that nothing has changed."""
    environment = {
        **os.environ,
        "PREFECT_HOME": str(tmp_path / "prefect"),
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "300",
        "LEADDATA_CACHE": str(tmp_path / "cache"),
    }
    call = [
        sys.executable,
        str(REPOSITORY / "flows" / "refresh.py"),
        "--raw",
        str(REPOSITORY / "data" / "raw"),
        "--out",
        address,
    ]
    told = [
        subprocess.run(call, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=400)
        for _ in range(2)
    ]

    assert [one.returncode for one in told] == [0, 0], told[0].stderr + told[1].stderr
    assert "published 0.1.0" in told[0].stdout
    assert "nothing changed, no new release: 0.1.0" in told[1].stdout
    assert leaddata.verify(address).version == "0.1.0"


def test_releases_that_hold_somebody_are_told(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    """After a redaction every release of the bucket is searched, on a machine that had none; a withdrawn one is told no more."""
    monkeypatch.setattr(refreshing, "plan", lambda: ["kings_fund_2012"])
    register, raw = tmp_path / "redactions.yaml", str(REPOSITORY / "data" / "raw")
    register.write_text("[]", encoding="utf-8")
    call = ("refresh", "--raw", raw, "--out", address, "--redactions", str(register))
    assert run(*call)[0] == 0
    register.write_text(
        "- {row_id: kings_fund_2012.participants.001-857d45, date: 2026-11-29, ground: request}", encoding="utf-8"
    )
    elsewhere(monkeypatch, tmp_path, "another")
    code, told, _ = run(*call)
    (first,) = {key.split("/")[1] for key in keys(address) if key.startswith("releases/0.1.0-")}
    assert code == 0
    assert f"  aws s3 rm --recursive {address}/releases/{first}/\n" in told
    removed(bucket_of(address), [key for key in keys(address) if key.startswith(f"releases/{first}/")])
    code, told, _ = run(*call)
    assert (code, "aws s3 rm" in told) == (0, False)


def test_two_stores_may_have_one_name(address: str, raw: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What was kept of a bucket is not taken for that of another store with the same address."""
    published(raw, address)
    monkeypatch.setenv("LEADDATA_RELEASES", address)
    monkeypatch.setattr(leaddata.installed, "_ROOTS", (tmp_path / "nothing", tmp_path / "nothing"))
    assert leaddata.load("articles", version="0.1.0").height == 1
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9")
    with pytest.raises(ReleaseError, match="expected an answer"):
        leaddata.load("articles", version="0.1.0")
