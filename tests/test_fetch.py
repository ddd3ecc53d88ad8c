"""The fetch against servers that speak each protocol: paging, conditions, retries, and what is kept of it."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from loopback import SOURCE_ID, Asked, FakeClock, Reply, Server, made_source, options

from leaddata.errors import UsageError
from leaddata.pipeline.fetch import FetchOutcome, environment, fetch, fetch_source, plan_fetch
from leaddata.pipeline.fetching.options import FetchOptions
from leaddata.pipeline.snapshots import newest_snapshot, part_bytes

PDF = b"%PDF-1.7 " + b"x" * 5000


def take(raw: Path, server: Server, time: FakeClock, kind: str, path: str = "", **more: Any) -> FetchOutcome:
    """Fetch a source of that kind from the server."""
    how = {name: more.pop(name) for name in ("query", "media_type") if name in more}
    source = made_source(kind, server.address + path, **how)
    return fetch_source(raw, SOURCE_ID, options(time, **more), source=source)


def stored(raw: Path) -> list[bytes]:
    return list(part_bytes(raw, newest_snapshot(raw, SOURCE_ID)))


def folders(raw: Path) -> list[str]:
    original = raw / SOURCE_ID / "original"
    return sorted(path.name for path in original.iterdir()) if original.exists() else []


# A file


def test_a_file_is_kept_as_it_came_under_its_sha256(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """The bytes stand in a folder named by their hash, beside a sidecar that says whence and when."""
    server.on("/report.pdf", Reply(PDF, headers={"ETag": '"a"', "Last-Modified": "Thu, 01 Jan 2026 00:00:00 GMT"}))

    outcome = take(tmp_path, server, time, "file", "/report.pdf")

    digest = hashlib.sha256(PDF).hexdigest()
    assert outcome.state == "fetched", outcome.error
    assert folders(tmp_path) == [digest[:12]]
    assert stored(tmp_path) == [PDF]
    sidecar = json.loads((tmp_path / SOURCE_ID / "original" / digest[:12] / "snapshot.json").read_bytes())
    assert sidecar == {
        "source_id": SOURCE_ID,
        "edition": "original",
        "file": "document.pdf",
        "media_type": "application/pdf",
        "sha256": digest,
        "bytes": len(PDF),
        "url": f"{server.address}/report.pdf",
        "retrieved_at": "2026-01-01T00:00:00.000+00:00",
        "etag": '"a"',
        "last_modified": "Thu, 01 Jan 2026 00:00:00 GMT",
    }
    assert "leaddata/" in server.asked[-1].headers["user-agent"]
    assert "https://" in server.asked[-1].headers["user-agent"]


def test_a_file_not_modified_makes_no_snapshot(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """The validators of the newest snapshot are sent; 304 keeps it, and the check is recorded elsewhere."""
    modified = "Thu, 01 Jan 2026 00:00:00 GMT"
    server.on("/report.pdf", Reply(PDF, headers={"ETag": 'W/"a"', "Last-Modified": modified}), Reply(status=304))
    take(tmp_path, server, time, "file", "/report.pdf")
    before = {path: path.read_bytes() for path in (tmp_path / SOURCE_ID).rglob("*") if path.is_file()}
    time.sleep(3600)

    outcome = take(tmp_path, server, time, "file", "/report.pdf")

    assert outcome.state == "not changed"
    assert server.asked[-1].headers["if-none-match"] == 'W/"a"'
    assert server.asked[-1].headers["if-modified-since"] == modified
    assert before == {path: path.read_bytes() for path in (tmp_path / SOURCE_ID).rglob("*") if path.is_file()}
    checked = json.loads((tmp_path / ".fetch" / SOURCE_ID / "checked.json").read_bytes())
    assert (checked["checked_at"], checked["outcome"]) == ("2026-01-01T01:00:01.000+00:00", "not changed")


def test_a_damaged_snapshot_is_not_trusted_to_be_current(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """Where the kept bytes are gone, no validator is sent, and the folder is made anew."""
    server.on("/report.pdf", Reply(PDF, headers={"ETag": '"a"'}))
    take(tmp_path, server, time, "file", "/report.pdf")
    document = next((tmp_path / SOURCE_ID).rglob("document.pdf"))
    document.unlink()
    document.write_bytes(b"%PDF-1.7 damaged")

    outcome = take(tmp_path, server, time, "file", "/report.pdf")

    assert "if-none-match" not in server.asked[-1].headers
    assert outcome.snapshot is not None
    assert outcome.state == "fetched"
    assert stored(tmp_path) == [PDF]


def test_the_same_content_again_makes_no_snapshot(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """A server without validators sends the same bytes: nothing is written."""
    server.on("/report.pdf", Reply(PDF))
    take(tmp_path, server, time, "file", "/report.pdf")
    time.sleep(60)

    assert take(tmp_path, server, time, "file", "/report.pdf").state == "not changed"
    assert len(folders(tmp_path)) == 1


def test_new_content_is_a_new_snapshot_and_old_content_the_newest_again(
    server: Server, time: FakeClock, tmp_path: Path
) -> None:
    """Each content has one folder; what was fetched last is the newest, also if it was there before."""
    server.on("/report.pdf", Reply(PDF), Reply(PDF + b"new"), Reply(PDF))
    seen = []
    for _ in range(3):
        take(tmp_path, server, time, "file", "/report.pdf")
        seen.append(stored(tmp_path)[0])
        time.sleep(60)

    assert seen == [PDF, PDF + b"new", PDF]
    assert len(folders(tmp_path)) == 2


def test_a_broken_download_goes_on_where_it_was(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """A body cut by the network is asked for from its end on, on condition that it is still the same."""

    def rest(asked: Asked) -> Reply:
        start = int(asked.headers["range"].removeprefix("bytes=").removesuffix("-"))
        stated = {"Content-Range": f"bytes {start}-{len(PDF) - 1}/{len(PDF)}", "ETag": '"a"'}
        return Reply(PDF[start:], 206, stated)

    server.on("/report.pdf", Reply(PDF[:2000], headers={"ETag": '"a"'}, length=len(PDF)), rest)

    outcome = take(tmp_path, server, time, "file", "/report.pdf")

    assert outcome.state == "fetched", outcome.error
    assert stored(tmp_path) == [PDF]
    assert server.asked[-1].headers["range"] == "bytes=2000-"
    assert server.asked[-1].headers["if-range"] == '"a"'
    assert not list((tmp_path / ".fetch").rglob("download.*"))


def test_a_download_resumes_in_a_later_run(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """What a run that gave up has received is not asked for again by the next."""
    cut = Reply(PDF[:3000], headers={"Last-Modified": "Thu, 01 Jan 2026 00:00:00 GMT"}, length=len(PDF))
    server.on("/report.pdf", cut)
    failed = take(tmp_path, server, time, "file", "/report.pdf", attempts=1)
    rest = Reply(PDF[3000:], 206, {"Content-Range": f"bytes 3000-{len(PDF) - 1}/{len(PDF)}"})
    server.on("/report.pdf", rest)

    outcome = take(tmp_path, server, time, "file", "/report.pdf")

    assert (failed.state, folders(tmp_path) != []) == ("failed", True)
    assert outcome.state == "fetched", outcome.error
    assert server.asked[-1].headers["if-range"] == "Thu, 01 Jan 2026 00:00:00 GMT"
    assert stored(tmp_path) == [PDF]


@pytest.mark.parametrize(
    "second",
    [
        Reply(b"%PDF-1.7 another", headers={"ETag": '"b"'}),
        Reply(b"rest", 206, {"Content-Range": "bytes 7-10/11"}),
        Reply(b"", 416, {"Content-Range": "bytes */7"}),
    ],
    ids=["ignored", "other-range", "beyond"],
)
def test_a_download_starts_anew_where_it_cannot_go_on(
    server: Server, time: FakeClock, tmp_path: Path, second: Reply
) -> None:
    """A server that ignores Range, gives another one, or has none: the document comes whole, never mixed."""
    whole = Reply(b"%PDF-1.7 another", headers={"ETag": '"b"'})
    server.on("/report.pdf", Reply(PDF[:2000], headers={"ETag": '"a"'}, length=len(PDF)), second, whole)

    outcome = take(tmp_path, server, time, "file", "/report.pdf")

    assert outcome.state == "fetched", outcome.error
    assert stored(tmp_path) == [b"%PDF-1.7 another"]


def test_a_download_that_was_complete_is_not_asked_for_again(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """416 for the byte after the last says that all of it has come."""
    staging = tmp_path / ".fetch" / SOURCE_ID
    staging.mkdir(parents=True)
    (staging / "download.part").write_bytes(PDF)
    note = {"address": f"{server.address}/report.pdf", "etag": '"a"', "last_modified": None}
    (staging / "download.json").write_text(json.dumps(note), encoding="utf-8")
    server.on("/report.pdf", Reply(b"", 416, {"Content-Range": f"bytes */{len(PDF)}"}))

    assert take(tmp_path, server, time, "file", "/report.pdf").state == "fetched"
    assert stored(tmp_path) == [PDF]


# Retries


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again(server: Server, time: FakeClock, tmp_path: Path, status: int) -> None:
    """A busy or broken server is asked again after a growing, jittered wait."""
    server.on("/report.pdf", Reply(status=status), Reply(status=status), Reply(PDF))

    assert take(tmp_path, server, time, "file", "/report.pdf").state == "fetched"
    assert 1.0 <= time.slept[-2] <= 4.0
    assert len(server.paths()) == 3


@pytest.mark.parametrize("told", ["120", "Thu, 01 Jan 2026 00:02:00 GMT"], ids=["seconds", "date"])
def test_retry_after_is_obeyed(server: Server, time: FakeClock, tmp_path: Path, told: str) -> None:
    """The server's own wait is taken, as seconds or as a date."""
    server.on("/report.pdf", Reply(status=429, headers={"Retry-After": told}), Reply(PDF))

    assert take(tmp_path, server, time, "file", "/report.pdf").state == "fetched"
    assert 118.0 <= max(time.slept) <= 120.0


def test_a_retry_after_beyond_the_cap_ends_the_source(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """Nobody waits for a day: the error says when to come again."""
    server.on("/report.pdf", Reply(status=503, headers={"Retry-After": "86400"}))

    error = str(take(tmp_path, server, time, "file", "/report.pdf").error)

    assert "expected to be asked to wait 900 s at most, got HTTP 503 Service Unavailable" in error
    assert "run again after 2026-01-02 00:00 UTC" in error
    assert len(server.paths()) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_what_will_not_pass_is_not_tried_again(server: Server, time: FakeClock, tmp_path: Path, status: int) -> None:
    """A refusal is final, and is one line with place, expected, got and next step."""
    server.on("/report.pdf", Reply(b"<html><title>Not for you</title>", status))

    outcome = take(tmp_path, server, time, "file", "/report.pdf")

    assert outcome.state == "failed"
    assert str(outcome.error).startswith(f"{server.address}/report.pdf: expected an answer, got HTTP {status}")
    assert len(server.paths()) == 1
    assert folders(tmp_path) == []


def test_a_server_that_is_not_there_is_told(time: FakeClock, tmp_path: Path) -> None:
    """No connection is an error after some attempts, not a crash."""
    source = made_source("file", "http://127.0.0.1:9/report.pdf")

    outcome = fetch_source(tmp_path, SOURCE_ID, options(time), source=source)

    assert "expected" in str(outcome.error)
    assert outcome.state == "failed"


# PubMed


class Entrez:
    """E-utilities with some records."""

    def __init__(self, server: Server, ids: list[str]) -> None:
        self.ids = ids
        server.on("/esearch.fcgi", self.search)
        server.on("/efetch.fcgi", self.fetch)

    def search(self, asked: Asked) -> Reply:
        assert asked.form["usehistory"] == "y"
        found = {"count": str(len(self.ids)), "idlist": self.ids, "webenv": "MCID_1", "querykey": "1"}
        return Reply(json.dumps({"header": {}, "esearchresult": found}).encode())

    def fetch(self, asked: Asked) -> Reply:
        assert (asked.form["WebEnv"], asked.form["query_key"]) == ("MCID_1", "1")
        start, most = int(asked.form["retstart"]), int(asked.form["retmax"])
        return Reply(records(self.ids[start : start + most]))


def records(ids: list[str]) -> bytes:
    """Return PubMed records of these ids."""
    found = "".join(
        f"<PubmedArticle><MedlineCitation><PMID>{escape(one)}</PMID><Article><Journal><Title>J</Title></Journal>"
        "<ArticleTitle>T</ArticleTitle></Article></MedlineCitation></PubmedArticle>"
        for one in ids
    )
    return f'<?xml version="1.0"?><PubmedArticleSet>{found}</PubmedArticleSet>'.encode()


def pubmed(raw: Path, server: Server, time: FakeClock, **more: Any) -> FetchOutcome:
    return take(raw, server, time, "pubmed", "/", query="leadership", **more)


def test_pubmed_comes_in_batches_as_one_snapshot(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """ESearch once, EFetch for each batch by the history, by POST; the batches are the parts of one snapshot."""
    ids = [str(number) for number in range(600)]
    Entrez(server, ids)

    outcome = pubmed(tmp_path, server, time, contact="ann@example.org")

    assert outcome.state == "fetched", outcome.error
    assert server.paths() == ["/esearch.fcgi", "/efetch.fcgi", "/efetch.fcgi", "/efetch.fcgi"]
    assert {one.method for one in server.asked} == {"POST"}
    assert {(one.form["tool"], one.form["email"]) for one in server.asked} == {("leaddata", "ann@example.org")}
    assert stored(tmp_path) == [records(ids[:250]), records(ids[250:500]), records(ids[500:])]
    snapshot = newest_snapshot(tmp_path, SOURCE_ID)
    lines = "".join(f"{part.sha256}  {Path(part.path).name}\n" for part in snapshot.parts)
    assert snapshot.sha256 == hashlib.sha256(lines.encode()).hexdigest()
    assert [Path(part.path).name for part in snapshot.parts] == ["0001.xml", "0002.xml", "0003.xml"]


@pytest.mark.parametrize(("key", "least"), [(None, 0.33), ("s3cret", 0.1)])
def test_ncbi_is_asked_three_times_a_second_or_ten_with_a_key(
    server: Server, time: FakeClock, tmp_path: Path, key: str | None, least: float
) -> None:
    """Between two requests there is a third of a second, or a tenth with a key."""
    Entrez(server, [str(number) for number in range(600)])

    pubmed(tmp_path, server, time, ncbi_key=key)

    assert len(time.slept) == 3
    assert all(least <= seconds < 0.35 for seconds in time.slept)
    assert {one.form.get("api_key") for one in server.asked} == {key}
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and b"s3cret" in path.read_bytes()]


def test_one_batch_keeps_the_form_of_one_document(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """A snapshot with one document has no parts."""
    Entrez(server, ["1", "2"])
    pubmed(tmp_path, server, time)

    assert newest_snapshot(tmp_path, SOURCE_ID).parts == ()
    assert newest_snapshot(tmp_path, SOURCE_ID).path.endswith("document.xml")


def test_esearch_is_read_as_xml_too(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """A server that answers in XML all the same is understood."""
    Entrez(server, ["1"])
    server.on(
        "/esearch.fcgi",
        Reply(b"<?xml version='1.0'?><eSearchResult><Count>1</Count><QueryKey>1</QueryKey><WebEnv>MCID_1</WebEnv>"
              b"<IdList><Id>1</Id></IdList></eSearchResult>"),
    )  # fmt: skip

    assert pubmed(tmp_path, server, time).state == "fetched"


def test_more_than_one_search_hands_out_is_split_by_days(
    server: Server, time: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Above 9,999 records (here 99) the days are halved until each search can hand out all of its own."""
    monkeypatch.setattr("leaddata.pipeline.fetching.entrez._MOST", 99)
    days = {f"2001/01/{day:02d}": [f"{day}{number:04d}" for number in range(60)] for day in (1, 2)}

    def search(asked: Asked) -> Reply:
        first, last = asked.form.get("mindate", "0"), asked.form.get("maxdate", "9")
        ids = [one for day, some in days.items() if first <= day <= last for one in some]
        found = {"count": str(len(ids)), "idlist": ids[:99], "webenv": f"E{first}-{last}", "querykey": "1"}
        return Reply(json.dumps({"esearchresult": found}).encode())

    def batch(asked: Asked) -> Reply:
        first, last = asked.form["WebEnv"][1:].split("-")
        ids = [one for day, some in days.items() if first <= day <= last for one in some]
        start = int(asked.form["retstart"])
        return Reply(records(ids[start : start + int(asked.form["retmax"])]))

    server.on("/esearch.fcgi", search)
    server.on("/efetch.fcgi", batch)

    outcome = pubmed(tmp_path, server, time)

    assert outcome.state == "fetched", outcome.error
    assert sum(data.count(b"<PMID>") for data in stored(tmp_path)) == 120


@pytest.mark.parametrize(
    ("first", "told"),
    [
        (Reply(b'{"error":"API rate limit exceeded","count":"4"}', 429), None),
        (Reply(b'{"error":"API rate limit exceeded","count":"4"}'), None),
        (Reply(b"<?xml version='1.0'?><eFetchResult><ERROR>Search Backend failed</ERROR></eFetchResult>"), None),
        (Reply(b"<?xml version='1.0'?><PubmedArticleSet><PubmedArticle>"), None),
        (Reply(records(["1"])), None),
    ],
    ids=["429", "rate-limit-with-200", "error-with-200", "cut", "too-few"],
)
def test_a_bad_batch_is_asked_for_again(
    server: Server, time: FakeClock, tmp_path: Path, first: Reply, told: None
) -> None:
    """What NCBI answers in place of records is not kept, also with status 200; the batch is tried again."""
    entrez = Entrez(server, ["1", "2"])
    server.on("/efetch.fcgi", first, entrez.fetch)

    assert pubmed(tmp_path, server, time).state == "fetched"
    assert stored(tmp_path) == [records(["1", "2"])]


def test_a_record_that_is_not_well_formed_is_kept_as_it_came(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """All records that were found are in the batch, and it does not break off: it is for the refresh to leave one out."""
    Entrez(server, ["1", "2", "3"])
    batch = records(["1", "2", "3"]).replace(b"<PMID>2</PMID>", b"<PMID>2</PMID><x")
    server.on("/efetch.fcgi", Reply(batch))

    outcome = pubmed(tmp_path, server, time)

    assert outcome.state == "fetched", outcome.error
    assert stored(tmp_path) == [batch]


@pytest.mark.parametrize(
    ("search", "batch", "told"),
    [
        (None, Reply(b"<eFetchResult><ERROR>Empty result</ERROR></eFetchResult>"), "got the error 'Empty result'"),
        (None, Reply(records(["1"])), "expected the 2 records that were found, got 1, 2 is missing"),
        (None, Reply(b"<!doctype html><title>Oops</title>"), "expected application/xml, got text/html ('Oops')"),
        (None, Reply(b""), "expected a document, got an empty answer"),
        (Reply(b'{"esearchresult":{"ERROR":"Invalid query"}}'), None, "got the error 'Invalid query'"),
        (Reply(b'{"esearchresult":{"count":"0","idlist":[]}}'), None, "expected records, got none"),
        (Reply(b'{"esearchresult":{"count":"5","idlist":["1"]}}'), None, "expected 5 ids, got 1"),
    ],
    ids=["error", "too-few", "html", "empty", "refused-query", "nothing-found", "ids-missing"],
)
def test_pubmed_gates(
    server: Server, time: FakeClock, tmp_path: Path, search: Reply | None, batch: Reply | None, told: str
) -> None:
    """An error, a page, or fewer records than were found end the source, and nothing is stored."""
    Entrez(server, ["1", "2"])
    if search:
        server.on("/esearch.fcgi", search)
    if batch:
        server.on("/efetch.fcgi", batch)

    outcome = pubmed(tmp_path, server, time)

    assert (outcome.state, folders(tmp_path)) == ("failed", [])
    assert told in str(outcome.error)


def test_batches_of_a_fetch_that_failed_are_used_by_the_next(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """Only what was missing is asked for, if it is still the same records, and not older than a day."""
    ids = [str(number) for number in range(600)]
    entrez = Entrez(server, ids)
    server.on("/efetch.fcgi", entrez.fetch, entrez.fetch, Reply(status=404))
    failed = pubmed(tmp_path, server, time)
    server.asked.clear()
    server.on("/efetch.fcgi", entrez.fetch)

    outcome = pubmed(tmp_path, server, time)

    assert (failed.state, outcome.state) == ("failed", "fetched")
    assert server.paths() == ["/esearch.fcgi", "/efetch.fcgi"]
    assert b"".join(stored(tmp_path)).count(b"<PMID>") == 600
    assert not list((tmp_path / ".fetch" / SOURCE_ID).rglob("*.page"))


def test_batches_that_are_too_old_are_asked_for_again(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """Records change: a day later nothing staged is used."""
    entrez = Entrez(server, [str(number) for number in range(300)])
    server.on("/efetch.fcgi", entrez.fetch, Reply(status=404))
    pubmed(tmp_path, server, time)
    server.asked.clear()
    server.on("/efetch.fcgi", entrez.fetch)
    time.sleep(2 * 86_400)

    assert pubmed(tmp_path, server, time).state == "fetched"
    assert server.paths() == ["/esearch.fcgi", "/efetch.fcgi", "/efetch.fcgi"]


# Europe PMC


def europepmc(server: Server, pages: list[list[str]], hits: int | None = None) -> None:
    """Have the server speak Europe PMC's protocol."""
    cursors = ["*", *(f"c{number}" for number in range(1, len(pages)))]

    def search(asked: Asked) -> Reply:
        assert (asked.query["format"], asked.query["resultType"]) == ("json", "core")
        number = cursors.index(asked.query["cursorMark"])
        value: dict[str, Any] = {
            "hitCount": sum(map(len, pages)) if hits is None else hits,
            "resultList": {"result": [{"id": one} for one in pages[number]]},
        }
        if number + 1 < len(cursors):
            value["nextCursorMark"] = cursors[number + 1]
        return Reply(json.dumps(value).encode())

    server.on("/search", search)


def test_europepmc_follows_the_cursor(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """Each answer names the next one, until all hits are there; none is asked for twice."""
    europepmc(server, [["1", "2"], ["3", "4"], ["5"]])

    outcome = take(tmp_path, server, time, "europepmc", "/search", query="leadership & x")

    assert outcome.state == "fetched", outcome.error
    assert [one.query["cursorMark"] for one in server.asked] == ["*", "c1", "c2"]
    assert {one.query["query"] for one in server.asked} == {"leadership & x"}
    assert [data.count(b'"id"') for data in stored(tmp_path)] == [2, 2, 1]


@pytest.mark.parametrize(
    ("pages", "hits", "told"),
    [
        ([["1", "2"], []], 3, "expected 3 records, got 2"),
        ([[]], 0, "expected records, got none"),
    ],
)
def test_europepmc_gates(
    server: Server, time: FakeClock, tmp_path: Path, pages: list[list[str]], hits: int, told: str
) -> None:
    """Fewer records than hits, or none, end the source."""
    europepmc(server, pages, hits)

    outcome = take(tmp_path, server, time, "europepmc", "/search", query="x")

    assert (outcome.state, folders(tmp_path)) == ("failed", [])
    assert told in str(outcome.error)


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (Reply(b'{"errCode":404,"errMsg":"Bad query"}'), "got the error 'Bad query'"),
        (Reply(b'{"version":"6.9"}'), "expected hitCount and resultList"),
        (Reply(b'{"hitCount": 1, "resultList": {"res'), "expected well-formed JSON"),
        (Reply(b"<html><title>Down</title></html>"), "expected application/json, got text/html ('Down')"),
    ],
    ids=["error", "other", "cut", "html"],
)
def test_europepmc_refuses_other_answers(
    server: Server, time: FakeClock, tmp_path: Path, reply: Reply, told: str
) -> None:
    """An error with status 200, broken JSON or a page is none of its records."""
    server.on("/search", reply)

    assert told in str(take(tmp_path, server, time, "europepmc", "/search", query="x").error)


# WordPress


class WordPress:
    """A site with some posts, and the forms that it offers them in."""

    def __init__(self, server: Server, count: int, per_page: int = 100, **headers: str) -> None:
        self.posts = [{"id": number, "title": {"rendered": f"Post {number}"}} for number in range(count)]
        self.per_page = per_page
        self.headers = headers
        self.counts = True
        server.on("/blog/wp-json/wp/v2/posts", self.rest)

    def rest(self, asked: Asked) -> Reply:
        number = int(asked.query["page"])
        total = -(-len(self.posts) // self.per_page)
        if number > total:
            return Reply(b'{"code":"rest_post_invalid_page_number","message":"too large","data":{"status":400}}', 400)
        stated = {"X-WP-Total": str(len(self.posts)), "X-WP-TotalPages": str(total)} if self.counts else {}
        chosen = self.posts[(number - 1) * self.per_page : number * self.per_page]
        body = json.dumps(chosen).encode()
        etag = f'"{hashlib.sha256(body).hexdigest()[:8]}"'
        if asked.headers.get("if-none-match") == etag:
            return Reply(status=304)
        return Reply(body, headers={**stated, "ETag": etag, **self.headers})


def blog(raw: Path, server: Server, time: FakeClock, **more: Any) -> FetchOutcome:
    return take(raw, server, time, "wordpress", "/blog/", **more)


@pytest.mark.parametrize("counts", [True, False], ids=["with-totals", "without"])
def test_wordpress_rest_is_paged_to_the_end(server: Server, time: FakeClock, tmp_path: Path, counts: bool) -> None:
    """The headers say how many pages there are; without them the page past the end says so."""
    site = WordPress(server, 200)
    site.counts = counts

    outcome = blog(tmp_path, server, time)

    assert outcome.state == "fetched", outcome.error
    assert [len(json.loads(data)) for data in stored(tmp_path)] == [100, 100]
    assert newest_snapshot(tmp_path, SOURCE_ID).media_type == "application/json"
    assert all(seconds >= 0.9 for seconds in time.slept), "the site is asked once a second"


def test_each_page_is_asked_for_on_condition(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """Pages that are as they were are taken from the last snapshot; a changed one makes a new snapshot of all."""
    site = WordPress(server, 250)
    first = blog(tmp_path, server, time)
    time.sleep(60)
    same = blog(tmp_path, server, time)
    time.sleep(60)
    site.posts[-1] = {"id": 249, "title": {"rendered": "Corrected"}}
    changed = blog(tmp_path, server, time)

    assert [one.state for one in (first, same, changed)] == ["fetched", "not changed", "fetched"]
    assert [len(json.loads(data)) for data in stored(tmp_path)] == [100, 100, 50]
    assert b"Corrected" in stored(tmp_path)[2]
    assert sum("if-none-match" in one.headers for one in server.asked) >= 5


def test_posts_that_the_total_counts_and_nobody_sends_are_missed(
    server: Server, time: FakeClock, tmp_path: Path
) -> None:
    """Fewer posts than X-WP-Total says end the source: no part of a blog is taken for all of it."""
    WordPress(server, 120, **{"X-WP-Total": "121"})

    assert "expected 121 posts, got 120" in str(blog(tmp_path, server, time).error)
    assert folders(tmp_path) == []


def test_warnings_before_the_posts_are_kept_and_read_past(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """PHP that prints its errors does not hide the posts; the bytes stay as they came."""
    body = (
        b"\xef\xbb\xbf<br />\n<b>Warning</b>:  Undefined [x] in <b>/a.php</b> on line <b>3</b><br />\n" + b'[{"id": 1}]'
    )
    server.on("/blog/wp-json/wp/v2/posts", Reply(body, headers={"Content-Type": "text/html; charset=ISO-8859-1"}))

    assert blog(tmp_path, server, time).state == "fetched"
    assert stored(tmp_path) == [body]


def _feed(*links: str) -> Reply:
    items = "".join(f"<item><guid>{one}</guid><link>{one}</link></item>" for one in links)
    return Reply(f"<?xml version='1.0'?><rss version='2.0'><channel>{items}</channel></rss>".encode())


@pytest.mark.parametrize("end", ["not-found", "first-again"])
def test_the_feed_is_read_where_there_is_no_rest(server: Server, time: FakeClock, tmp_path: Path, end: str) -> None:
    """Without REST the feed is paged until the site says "not found", or begins again."""
    pages = [_feed("a", "b"), _feed("c")]
    server.on("/blog/wp-json/wp/v2/posts", Reply(b'{"code":"rest_disabled"}', 401))

    def feed(asked: Asked) -> Reply:
        number = int(asked.query.get("paged", "1"))
        return pages[number - 1] if number <= 2 else Reply(status=404) if end == "not-found" else pages[0]

    server.on("/blog/feed/", feed)

    assert blog(tmp_path, server, time).state == "fetched"
    assert stored(tmp_path) == [page.body for page in pages]


@pytest.mark.parametrize(
    "following",
    [
        '<link rel="next" href="{}">',
        '<a rel="nofollow next" href="{}">older</a>',
        '<a class="next page-numbers" href="{}">older</a>',
    ],
)
def test_the_index_is_read_where_there_is_neither(
    server: Server, time: FakeClock, tmp_path: Path, following: str
) -> None:
    """Without REST and feed the index pages are followed, each to the one that it names as next."""
    last = Reply(b"<!doctype html><title>Blog</title><h2>First post</h2>")
    body = f"<!doctype html><title>Blog</title>{following.format('/blog/page/2/')}<h2>Last post</h2>"
    server.on("/blog/", Reply(body.encode()))
    server.on("/blog/page/2/", last)

    assert blog(tmp_path, server, time).state == "fetched"
    assert stored(tmp_path) == [body.encode(), last.body]


def test_index_pages_that_lead_in_a_circle_end(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """A page that names itself, or an earlier one, as the next is asked for once; another host's never."""
    server.on("/blog/", Reply(b'<!doctype html><title>Blog</title><a rel=next href="/blog/?p=2">x</a>'))
    server.on("/blog/page/2/", Reply(b'<!doctype html><a rel=next href="http://203.0.113.1/">x</a>'))
    server.on("/blog/", Reply(b'<!doctype html><title>Blog</title><a rel=next href="/blog/page/2/">x</a>'))

    assert blog(tmp_path, server, time).state == "fetched"
    assert server.paths()[-2:] == ["/blog/", "/blog/page/2/"]


def test_a_site_that_offers_nothing_is_told_form_by_form(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """The error names what each of the three forms came to."""
    server.on("/blog/", Reply(b"<!doctype html><title>Page not found - Blog</title>"))

    error = str(blog(tmp_path, server, time).error)

    assert "REST: expected an answer, got HTTP 404" in error
    assert "feed: expected an answer, got HTTP 404" in error
    assert "pages: expected a page with content, got 'Page not found - Blog'" in error


def test_a_source_without_end_ends(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """A feed that always has another page is given up at the limit of pages."""
    number = iter(range(1000))
    server.on("/blog/feed/", lambda _: _feed(f"post-{next(number)}"))

    assert "expected at most 7 pages, got more" in str(blog(tmp_path, server, time, pages=7).error)
    assert folders(tmp_path) == []


# Killed, and run again

_RUN = """
import sys
sys.path[:0] = {path!r}
from loopback import FakeClock, made_source, options
from leaddata.pipeline.fetch import fetch_source
from pathlib import Path
import loopback
source = made_source({kind!r}, {address!r})
fetch_source(Path({raw!r}), loopback.SOURCE_ID, options(FakeClock()), source=source)
"""


@pytest.mark.parametrize("kind", ["wordpress", "file"])
@pytest.mark.slow
def test_killed_at_any_moment_it_takes_up_where_it_was(
    server: Server, time: FakeClock, tmp_path: Path, kind: str
) -> None:
    """Kill -9 in the middle leaves no snapshot; the next run does not ask again for what had come."""
    reached = threading.Event()
    site = WordPress(server, 250)

    def stall(_: Asked) -> Reply:
        reached.set()
        return Reply(PDF[:3000], headers={"ETag": '"a"'}, length=len(PDF), pieces=_never)

    def _never() -> Iterator[bytes]:
        threading.Event().wait(20)
        yield b""

    def rest(asked: Asked) -> Reply:
        return stall(asked) if asked.query["page"] == "3" else site.rest(asked)

    server.on("/blog/wp-json/wp/v2/posts", rest)
    server.on("/report.pdf", stall)
    path = "/blog/" if kind == "wordpress" else "/report.pdf"
    code = _RUN.format(path=[str(Path(__file__).parent)], kind=kind, address=server.address + path, raw=str(tmp_path))
    child = subprocess.Popen([sys.executable, "-c", code])
    assert reached.wait(30)
    if kind == "file":
        part = tmp_path / ".fetch" / SOURCE_ID / "download.part"
        for _ in range(200):
            if part.exists():
                break
            threading.Event().wait(0.05)
    os.kill(child.pid, signal.SIGKILL)
    child.wait()

    assert folders(tmp_path) == []
    server.asked.clear()
    server.on("/blog/wp-json/wp/v2/posts", site.rest)
    server.on("/report.pdf", Reply(PDF, headers={"ETag": '"a"'}))
    time.sleep(100)
    assert take(tmp_path, server, time, kind, path).state == "fetched"
    if kind == "wordpress":
        assert [one.query["page"] for one in server.asked if "page" in one.query] == ["1", "3"]
        assert [len(json.loads(data)) for data in stored(tmp_path)] == [100, 100, 50]
    else:
        assert stored(tmp_path) == [PDF]


def test_a_snapshot_that_was_being_made_is_no_snapshot(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """What stands in the staging folder, half made, is never read, and the next run removes it."""
    half = tmp_path / ".fetch" / SOURCE_ID / "snapshot"
    half.mkdir(parents=True)
    (half / "snapshot.json").write_text("{}", encoding="utf-8")
    server.on("/report.pdf", Reply(PDF))

    assert take(tmp_path, server, time, "file", "/report.pdf").state == "fetched"
    assert not half.exists()


def test_two_fetches_of_one_source_do_not_meet(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """The second one is told, and changes nothing."""
    inner: list[FetchOutcome] = []

    def meanwhile(_: Asked) -> Reply:
        inner.append(take(tmp_path, server, FakeClock(), "file", "/report.pdf"))
        return Reply(PDF)

    server.on("/report.pdf", meanwhile)

    assert take(tmp_path, server, time, "file", "/report.pdf").state == "fetched"
    assert "expected no other fetch of this source, got one" in str(inner[0].error)


# Several sources


def test_one_failing_source_stops_no_other(
    server: Server, time: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each source has its line; the exit code is that of the failure."""
    good, bad = made_source("file", f"{server.address}/report.pdf"), made_source("file", f"{server.address}/none.pdf")
    server.on("/report.pdf", Reply(PDF))
    monkeypatch.setattr("leaddata.pipeline.fetch.SOURCES", {"bad_2001": bad, SOURCE_ID: good})

    report = fetch(tmp_path, [], options(time))

    assert [(one.source_id, one.state) for one in report.outcomes] == [("bad_2001", "failed"), (SOURCE_ID, "fetched")]
    assert report.exit_code == 3
    assert len(report.problems()) == 1
    assert f"{SOURCE_ID}  fetched" in report.text()


def test_sources_of_one_host_share_its_pace(
    server: Server, time: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last request for one source and the first for the next are as far apart as any two."""
    sources = {name: made_source("pubmed", server.address, query=name) for name in ("a_2001", "b_2001")}
    Entrez(server, ["1"])
    monkeypatch.setattr("leaddata.pipeline.fetch.SOURCES", sources)

    report = fetch(tmp_path, [], options(time))

    assert report.exit_code == 0
    assert len(server.asked) == 4
    assert [round(seconds, 2) for seconds in time.slept] == [0.34, 0.34, 0.34]


def test_a_source_without_an_address_says_how_to_add_it(tmp_path: Path, time: FakeClock) -> None:
    """Asked for by name it is a failure; with all the others it is a word on what to do."""
    named = fetch(tmp_path, ["kings_fund_2012"], options(time))

    assert named.exit_code == 3
    assert "save the document, and run `leaddata add kings_fund_2012 FILE`" in named.problems()[0]
    unnamed = fetch_source(tmp_path, "kings_fund_2012", options(time), is_named=False)
    assert unnamed.state == "by hand"


def test_a_source_that_is_fetched_in_an_unknown_way_is_told(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """A misspelt kind is an error of that source, not a crash."""
    error = str(take(tmp_path, server, time, "pubmedd").error)

    assert "expected a source that is fetched as file, pubmed, europepmc, wordpress, got 'pubmedd'" in error


def test_an_unknown_source_is_wrong_usage() -> None:
    """Nothing is fetched before all ids are known; the one that was meant is suggested."""
    with pytest.raises(UsageError, match="did you mean 'bmj_leader_blog'"):
        plan_fetch(["bmj_leader_blog", "bmj_leader_blogs"])


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("NCBI_API_KEY", "s3cret\r\nX: y", "expected a key of letters and digits"),
        ("LEADDATA_CONTACT", "ann", "expected an e-mail address, got 'ann'"),
    ],
)
def test_a_key_or_contact_that_cannot_be_sent_is_wrong_usage(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    """Nothing but an address and a key gets into a request; the key is not shown."""
    monkeypatch.setenv(name, value)

    with pytest.raises(UsageError, match=told) as caught:
        environment(FetchOptions())
    assert "s3cret" not in str(caught.value)
