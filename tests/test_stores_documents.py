"""Documents in a bucket, on a real S3 API on loopback: read, fetched to, added to; corrupt ones are found and named."""

from __future__ import annotations

import http.client
import json
import os
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Run
from loopback import SOURCE_ID, FakeClock, Reply, Server, made_source, options
from s3_server import Storage, bucket_of, keys, storing

from leaddata.buckets import Bucket, put, read, removed
from leaddata.errors import LockedError, SnapshotError
from leaddata.pipeline import lock, stores_documents
from leaddata.pipeline import refresh as refreshing
from leaddata.pipeline.fetch import FetchOutcome, fetch_source
from leaddata.pipeline.redaction_register import load_redactions, register_path
from leaddata.pipeline.snapshots import find_snapshot, part_bytes
from leaddata.pipeline.stores import add_to, documents_at_hand

sys.path.insert(0, str(Path(__file__).parent / "faults"))
from faulty import ARTICLE, RAW, documents

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def storage() -> Iterator[Storage]:
    """Yield a server for all tests of this file."""
    with storing() as one:
        yield one


@pytest.fixture
def address(storage: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the address of a place with the article's document, of which this process knows."""
    for name, value in storage.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("LEADDATA_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(refreshing, "plan", lambda: [ARTICLE])
    address = f"{storage.bucket()}/raw"
    folder = documents(tmp_path / "given")
    for path in folder.rglob("*"):
        if path.is_file():
            put(bucket_of(address), path.relative_to(folder).as_posix(), path)
    return address


@pytest.fixture
def gets(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the keys that are brought, as they are."""
    seen: list[str] = []
    real = stores_documents.fetched

    def fetched(bucket: Bucket, key: str, target: Path, most: int) -> tuple[str, str] | None:
        seen.append(key)
        return real(bucket, key, target, most)

    monkeypatch.setattr(stores_documents, "fetched", fetched)
    return seen


def test_documents_are_brought_once(address: str, gets: list[str], tmp_path: Path) -> None:
    """A second time only what has changed there, or is not what it was here; what has gone there goes here."""
    with documents_at_hand(address) as raw:
        snapshot = find_snapshot(raw, ARTICLE)
        assert snapshot is not None
        assert part_bytes(raw, snapshot)
    assert sorted(gets) == keys(address)
    gets.clear()
    with documents_at_hand(address):
        assert gets == []
    (document,) = (raw / ARTICLE).rglob("pubmed.xml")
    document.write_bytes(document.read_bytes().replace(b"a", b"b"))
    put(bucket_of(address), "note.txt", b"new")
    with documents_at_hand(address):
        assert sorted(gets) == [f"{ARTICLE}/restated/pubmed.xml", "note.txt"]
        assert part_bytes(raw, snapshot)
    removed(bucket_of(address), ["note.txt"])
    with documents_at_hand(address):
        assert not (raw / "note.txt").exists()


def test_a_refresh_reads_them(address: str, tmp_path: Path) -> None:
    """The release is the one of the same documents in a folder, and nothing is read again where nothing has changed."""
    with documents_at_hand(address) as raw:
        refreshing.refresh(raw, tmp_path / "out")
    refreshing.refresh(tmp_path / "given", tmp_path / "other")
    pointers = [(tmp_path / name / "current.json").read_bytes() for name in ("out", "other")]
    assert pointers[0] == pointers[1]
    with documents_at_hand(address) as raw:
        (outcome,) = refreshing.refresh(raw, tmp_path / "out").outcomes
    assert outcome.is_kept


@pytest.mark.parametrize("damage", ["cut", "one byte", "gone", "sidecar"])
def test_a_corrupt_object(address: str, damage: str, run: Run, tmp_path: Path) -> None:
    """It is named by its address, with what was expected; the last good rows stay, and once it is right all is well."""
    out = tmp_path / "out"
    assert run("refresh", "--raw", address, "--out", str(out))[0] == 0
    bucket = bucket_of(address)
    key = f"{ARTICLE}/restated/{'snapshot.json' if damage == 'sidecar' else 'pubmed.xml'}"
    whole = read(bucket, key, 10**7)
    assert whole is not None
    middle = len(whole.data) // 2
    match damage:
        case "cut":
            put(bucket, key, whole.data[:-9])
        case "one byte":
            put(bucket, key, whole.data[:middle] + bytes([whole.data[middle] ^ 1]) + whole.data[middle + 1 :])
        case "gone":
            removed(bucket, [key])
        case "sidecar":
            put(bucket, key, b"{")
    code, told, problems = run("refresh", "--raw", address, "--out", str(out))

    assert code == SnapshotError.exit_code
    assert "last good rows kept" in told
    assert f"{address}/{key}: expected" in problems
    assert str(tmp_path) not in problems
    put(bucket, key, whole.data)
    assert run("refresh", "--raw", address, "--out", str(out))[0] == 0


def test_a_document_is_added(address: str, run: Run, tmp_path: Path) -> None:
    """It gets a folder of its own; the newest is read, the ones before stay, and the same one again is the newest again."""
    first, second = tmp_path / "Ein Aufsatz ä (1).xml", tmp_path / "b.xml"
    text = (RAW / ARTICLE / "restated" / "pubmed.xml").read_bytes()
    first.write_bytes(text)
    second.write_bytes(text.replace(b"</ArticleTitle>", b" again</ArticleTitle>"))
    for file in (first, second, first):
        code, told, _ = run("add", ARTICLE, str(file), "--raw", address)
        assert code == 0
        assert told.startswith(f"{ARTICLE}@")
        assert f": {address}/{ARTICLE}/original/" in told
        with documents_at_hand(address) as raw:
            snapshot = find_snapshot(raw, ARTICLE)
            assert snapshot is not None
            assert part_bytes(raw, snapshot) == (file.read_bytes(),)
    assert len([key for key in keys(address) if "/original/" in key]) == 4
    code, _, told = run("add", "nothing", str(first), "--raw", address)
    assert code == 2


def test_a_sidecar_comes_last(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who looks in the middle sees the snapshot before, and an upload that breaks off changes nothing for readers."""
    sent: list[str] = []
    real = stores_documents.put

    def broken(bucket: Bucket, key: str, content: bytes | Path) -> str:
        sent.append(key)
        if key.endswith("snapshot.json"):
            msg = "expected an answer, got none"
            raise SnapshotError(msg, at=key)
        return real(bucket, key, content)

    monkeypatch.setattr(stores_documents, "put", broken)
    file = tmp_path / "b.xml"
    file.write_bytes((RAW / ARTICLE / "restated" / "pubmed.xml").read_bytes() + b"\n")
    with pytest.raises(SnapshotError, match="got none"):
        add_to(address, ARTICLE, file)
    assert [key.rpartition("/")[2] for key in sent] == ["b.xml", "snapshot.json"]
    monkeypatch.setattr(stores_documents, "put", real)
    with documents_at_hand(address) as raw:
        snapshot = find_snapshot(raw, ARTICLE)
        assert snapshot is not None
        assert snapshot.edition == "restated"
    made, place = add_to(address, ARTICLE, file)
    assert place == f"{address}/{made.path}"
    with documents_at_hand(address) as raw:
        assert find_snapshot(raw, ARTICLE) == made


def fetched(address: str, web: Server, time: FakeClock) -> FetchOutcome:
    """Fetch a page into a bucket."""
    with documents_at_hand(address, is_kept=True) as raw:
        return fetch_source(raw, SOURCE_ID, options(time), source=made_source("file", f"{web.address}/page"))


def test_a_snapshot_is_fetched(
    address: str, server: Server, time: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is sent whole; the same one makes no new one, on another machine either; what is unfinished stays here."""
    page = b"<html><body><p>" + b"words " * 100 + b"</p></body></html>"
    headers = {"Content-Type": "text/html"}
    server.on("/page", Reply(page, headers=headers))
    before = keys(address)
    assert fetched(address, server, time).state == "fetched"
    new = sorted(set(keys(address)) - set(before))
    assert [key.rpartition("/")[2] for key in new] == ["document.html", "snapshot.json"]
    monkeypatch.setenv("LEADDATA_CACHE", str(tmp_path / "another"))
    time.seconds += 60
    assert fetched(address, server, time).state == "not changed"
    server.on("/page", Reply(page.replace(b"words", b"texts"), headers=headers))
    time.seconds += 60
    outcome = fetched(address, server, time)
    assert outcome.state == "fetched"
    assert len(keys(address)) == len(before) + 4
    assert not [key for key in keys(address) if key.startswith(".")]
    with documents_at_hand(address) as raw:
        assert find_snapshot(raw, SOURCE_ID) == outcome.snapshot


def test_a_damaged_snapshot_is_fetched_again(address: str, server: Server, time: FakeClock) -> None:
    """A corrupt object is put right by a fetch that gets the same document."""
    server.on("/page", Reply(b"<html><body>" + b"words " * 100, headers={"Content-Type": "text/html"}))
    fetched(address, server, time)
    (key,) = (key for key in keys(address) if key.endswith("document.html"))
    put(bucket_of(address), key, b"damaged")
    time.seconds += 60
    assert fetched(address, server, time).state == "fetched"
    with documents_at_hand(address) as raw:
        snapshot = find_snapshot(raw, SOURCE_ID)
        assert snapshot is not None
        assert part_bytes(raw, snapshot)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"AWS_ENDPOINT_URL": "http://127.0.0.1:9"}, "expected an answer, got .*: see AWS_ENDPOINT_URL"),
        ({"AWS_ACCESS_KEY_ID": ""}, "expected credentials in AWS_ACCESS_KEY_ID"),
    ],
)
def test_a_bucket_that_cannot_be_read(
    address: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], message: str
) -> None:
    """Every command says so with the code of documents, and publishes nothing."""
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    for command in (
        ("refresh", "--raw", address, "--out", str(tmp_path / "out")),
        ("fetch", "--raw", address),
        ("add", ARTICLE, str(RAW / ARTICLE / "restated" / "pubmed.xml"), "--raw", address),
    ):
        code, _, told = run(*command)
        assert code == SnapshotError.exit_code
        assert told.splitlines()[-1].startswith(f"leaddata: {address}")
    assert not (tmp_path / "out" / "current.json").exists()
    with pytest.raises(SnapshotError, match=message), documents_at_hand(address):
        pass


def test_a_copy_that_somebody_works_on(address: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second use of the same documents says for whom it waits, and ends in time with what to do; then it is free."""
    monkeypatch.setattr(lock, "_BETWEEN", 0.01)
    monkeypatch.setattr(lock, "_PATIENCE", 0.1)
    with documents_at_hand(address):
        code, _, told = run("refresh", "--raw", address, "--out", str(tmp_path / "out"))
    waits, ended = told.splitlines()
    who = f"process {os.getpid()} on "
    assert code == LockedError.exit_code
    assert waits.startswith(f"leaddata: {address}: waits up to 0.1 seconds for another work on these documents in ")
    assert ended.startswith(f"leaddata: {address}: expected no other work on these documents in {tmp_path / 'cache'}")
    assert who in waits
    assert who in ended
    assert ended.endswith("name another folder in LEADDATA_CACHE")
    assert run("refresh", "--raw", address, "--out", str(tmp_path / "out"))[0] == 0


def test_no_bucket_of_documents(address: str, run: Run, tmp_path: Path) -> None:
    """One that is not there is none."""
    code, _, told = run("refresh", "--raw", "s3://no-such-bucket-here/raw", "--out", str(tmp_path / "out"))
    assert (code, "expected a bucket, got none of that name" in told) == (3, True)


def test_an_index_that_is_none(address: str, gets: list[str], tmp_path: Path) -> None:
    """What is known of objects may be lost or broken: they are brought again."""
    with documents_at_hand(address):
        pass
    (index,) = (tmp_path / "cache").rglob("objects.json")
    for content in ("", "[]", json.dumps({"a": 1})):
        gets.clear()
        index.write_text(content, encoding="utf-8")
        with documents_at_hand(address):
            assert sorted(gets) == keys(address)


def test_a_folder_that_is_an_object(address: str, storage: Storage) -> None:
    """An empty object, as browsers of buckets put where they show a folder, is in nobody's way."""
    for key in (ARTICLE, f"{ARTICLE}/restated", "harding_2025"):
        name = f"{storage.endpoint}/{address.removeprefix('s3://')}/{key}/"
        with urllib.request.urlopen(urllib.request.Request(name, b"", method="PUT"), timeout=30):
            pass
    assert ARTICLE in keys(address)
    with documents_at_hand(address) as raw:
        assert find_snapshot(raw, ARTICLE)
        assert not (raw / "harding_2025").exists()


def asked(storage: Storage, method: str, path: str) -> None:
    """Ask the server for what obstore has no form for."""
    connection = http.client.HTTPConnection(storage.endpoint.removeprefix("http://"))
    try:
        who = "Credential=made-up/20260101/eu-west-2/s3/aws4_request, SignedHeaders=host, Signature=made-up"
        connection.request(method, path, b"x", {"Authorization": f"AWS4-HMAC-SHA256 {who}"})
        answer = connection.getresponse()
        assert answer.status in {200, 204}, answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("sent", "key"),
    [
        ("raw//x.pdf", "raw//x.pdf"),
        ("raw/./x.pdf", "raw/./x.pdf"),
        ("raw/../x.pdf", "raw/../x.pdf"),
        ("raw/a%22/b//", 'raw/a"/b//'),
        ("raw/a%09b", r"raw/a\tb"),
    ],
)
def test_a_key_that_no_file_can_have(
    address: str, storage: Storage, run: Run, tmp_path: Path, sent: str, key: str
) -> None:
    """An object of such a key is named, with what to do; the address and the network are not blamed. Then all is well."""
    bucket = address.removeprefix("s3://").removesuffix("/raw")
    asked(storage, "PUT", f"/{bucket}/{sent}")
    code, _, told = run("refresh", "--raw", address, "--out", str(tmp_path / "out"))
    assert code == SnapshotError.exit_code
    assert told.startswith(
        f"leaddata: {address}: expected keys whose parts are names of files, got an object whose key"
    )
    assert f" is '{key}': remove or rename that object" in told
    assert "AWS_ENDPOINT_URL" not in told
    asked(storage, "DELETE", f"/{bucket}/{sent}")
    with documents_at_hand(address) as raw:
        assert find_snapshot(raw, ARTICLE)


def test_the_register_beside_them_holds(address: str, tmp_path: Path) -> None:
    """Who is left out beside the documents in a bucket is left out; a register that is named comes before."""
    bucket = bucket_of(address.removesuffix("/raw"))
    entry = b"- {row_id: kings_fund_2012.participants.001-857d45, date: 2026-11-29, ground: request}\n"
    with documents_at_hand(address) as raw:
        assert register_path(raw) == register_path()
    put(bucket, "redactions.yaml", entry)
    with documents_at_hand(address) as raw:
        assert [one.ground for one in load_redactions(register_path(raw))] == ["request"]
    removed(bucket, ["redactions.yaml"])
    with documents_at_hand(address) as raw:
        assert register_path(raw) == register_path()


def test_a_cache_that_cannot_be_written(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file in the way is told with the setting that helps."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("LEADDATA_CACHE", str(tmp_path / "file"))
    with (
        pytest.raises(
            SnapshotError, match=r"expected a folder that can be written, got .*name another in LEADDATA_CACHE"
        ),
        documents_at_hand(address),
    ):
        pass
