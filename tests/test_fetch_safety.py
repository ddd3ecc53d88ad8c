"""What hostile servers, names and pages come to: the named error, within the limits, and nothing stored."""

from __future__ import annotations

import gzip
import http.client
import logging
from collections.abc import Iterator, Sequence
from itertools import repeat
from pathlib import Path
from typing import Any

import pytest
from loopback import SOURCE_ID, FakeClock, Reply, Server, made_source, options, serving

from leaddata.cli import main
from leaddata.pipeline.fetch import FetchOutcome, fetch_source
from leaddata.pipeline.fetching.addresses import is_public, redacted
from leaddata.pipeline.fetching.gates import check_no_refusal
from leaddata.pipeline.snapshots import newest_snapshot, part_bytes

PAGE = b"<!doctype html><title>A report</title><p>Twelve fellows took part."
PDF = b"%PDF-1.7 " + b"x" * 5000


def take(raw: Path, address: str, time: FakeClock, **more: Any) -> FetchOutcome:
    """Fetch a document from an address."""
    source = made_source("file", address, media_type=more.pop("media_type", None))
    return fetch_source(raw, SOURCE_ID, options(time, **more), source=source)


def told(raw: Path, address: str, time: FakeClock, **more: Any) -> str:
    """Return what a fetch that fails says, once it is sure that nothing was stored."""
    outcome = take(raw, address, time, **more)

    assert outcome.state == "failed"
    assert not (raw / SOURCE_ID).exists()
    assert "\n" not in str(outcome.error)
    return str(outcome.error)


# Addresses


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://example.org/a",
        "gopher://example.org/",
        "data:text/html,a",
        "//example.org/a",
        "no address",
        "http://",
        "http://[::1",
    ],
)
def test_only_http_and_https(time: FakeClock, tmp_path: Path, address: str) -> None:
    """Any other scheme, or no address at all, is refused before anything is opened."""
    assert "expected an address" in told(tmp_path, address, time)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "255.255.255.255", "192.0.2.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:10.0.0.1",
     "2002:7f00:1::", "64:ff9b::7f00:1", "no address"],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    """Private, loopback, link-local, reserved and multicast addresses, also inside others, are not public."""
    assert not is_public(address)


@pytest.mark.parametrize("address", ["192.0.43.8", "2606:4700::1", "::ffff:192.0.43.8"])
def test_addresses_that_are_public(address: str) -> None:
    """All others are."""
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]"])
def test_loopback_is_refused_however_it_is_written(server: Server, time: FakeClock, tmp_path: Path, host: str) -> None:
    """Nobody is asked: the address is looked at before the connection."""
    port = server.address.rpartition(":")[2]

    message = told(tmp_path, f"http://{host}:{port}/a", time, allow_private=False)

    assert "expected a host on the public internet" in message or "is not known" in message
    assert server.asked == []


def test_a_name_that_leads_inside_is_refused(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """What counts is the address that DNS gives, and one private among several is one too many."""
    resolved: list[str] = []

    def resolve(host: str, port: int) -> Sequence[str]:
        resolved.append(host)
        return ["192.0.43.8", "10.0.0.7"]

    message = told(tmp_path, "http://publisher.example/a", time, allow_private=False, resolve=resolve)

    assert "publisher.example: expected a host on the public internet, got 10.0.0.7 for publisher.example" in message
    assert set(resolved) == {"publisher.example"}


def test_the_address_that_was_checked_is_connected_to(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """A name is resolved once for each connection, by us alone; no second answer can lead elsewhere."""
    resolved: list[str] = []
    port = server.address.rpartition(":")[2]
    server.on("/a", Reply(PAGE))

    def resolve(host: str, port: int) -> Sequence[str]:
        resolved.append(host)
        return ["127.0.0.1"]

    outcome = take(tmp_path, f"http://does-not-exist.invalid:{port}/a", time, resolve=resolve)

    assert outcome.state == "fetched", outcome.error
    assert len(resolved) == len(server.asked)
    assert server.asked[-1].headers["host"] == f"does-not-exist.invalid:{port}"


def test_the_environment_has_no_proxy_for_us(
    server: Server, time: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy would resolve names where nobody checks them: it is not used."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9/")
    server.on("/a", Reply(PAGE))

    assert take(tmp_path, f"{server.address}/a", time).state == "fetched"


# Redirects


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("file:///etc/passwd", "got one of file"),
        ("ftp://example.org/", "got one of ftp"),
        ("javascript:alert(1)", "got one of javascript"),
        ("http://169.254.169.254/latest", "got 169.254.169.254"),
        ("http://[::1]/", "expected a host on the public internet"),
        ("", "expected the place that HTTP 302 leads to"),
    ],
)
def test_a_redirect_is_checked_as_an_address_is(
    server: Server, time: FakeClock, tmp_path: Path, location: str, expected: str
) -> None:
    """Another scheme, or a host inside, is refused behind a redirect, too."""
    server.on("/a", Reply(status=302, headers={"Location": location}))
    port = int(server.address.rpartition(":")[2])

    def outside(host: str, asked: int) -> Sequence[str]:
        return ["127.0.0.1"] if asked == port else [host.strip("[]")]

    # Loopback stands for the internet here, and only for this port.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "leaddata.pipeline.fetching.addresses.is_public",
            lambda address: address == "127.0.0.1" or is_public(address),
        )
        message = told(tmp_path, f"{server.address}/a", time, allow_private=False, resolve=outside)

    assert expected in message


def test_ten_thousand_redirects_end_after_five(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """A chain is followed for five steps, and no more."""
    for number in range(10):
        server.on(f"/{number}", Reply(status=302, headers={"Location": f"/{number + 1}"}))

    assert "expected at most 5 redirects, got more" in told(tmp_path, f"{server.address}/0", time)
    assert len(server.paths()) == 6


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_good_redirect_is_followed(server: Server, time: FakeClock, tmp_path: Path, status: int) -> None:
    """The document is kept under the address that was asked, which is where the next fetch asks."""
    server.on("/a", Reply(status=status, headers={"Location": "b?x=1"}))
    server.on("/b", Reply(PAGE))

    assert take(tmp_path, f"{server.address}/a", time).state == "fetched"
    assert newest_snapshot(tmp_path, SOURCE_ID).url == f"{server.address}/a"


def test_a_password_is_for_the_host_that_it_was_given_for(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """A redirect to another host does not take name and password along."""
    with serving() as other:
        other.on("/b", Reply(PAGE))
        server.on("/a", Reply(status=302, headers={"Location": f"{other.address}/b"}))
        address = server.address.replace("http://", "http://ann:pa%24%24w0rd@")

        assert take(tmp_path, f"{address}/a", time).state == "fetched"
        asked = [one for one in server.asked if one.path == "/a"]
        assert asked[0].headers["authorization"] == "Basic YW5uOnBhJCR3MHJk"
        assert not [one for one in other.asked if "authorization" in one.headers]
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and b"w0rd" in path.read_bytes()]


def test_a_form_with_a_key_is_not_sent_on(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """NCBI's key is not posted to wherever a redirect leads."""
    with serving() as other:
        server.on("/esearch.fcgi", Reply(status=307, headers={"Location": f"{other.address}/esearch.fcgi"}))
        source = made_source("pubmed", server.address, query="x")
        outcome = fetch_source(tmp_path, SOURCE_ID, options(time, ncbi_key="s3cretkey"), source=source)

        assert "expected a form to be answered where it was sent" in str(outcome.error)
        assert other.asked == []


# robots.txt


def test_robots_are_asked_first_and_obeyed(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """An address that robots.txt forbids is not asked for."""
    server.on("/robots.txt", Reply(b"User-agent: leaddata\nDisallow: /a\n"))
    server.on("/a", Reply(PAGE))

    assert "got one that it forbids" in told(tmp_path, f"{server.address}/a", time)
    assert [one.path for one in server.asked] == ["/robots.txt"]


def test_robots_that_cannot_be_had_forbid_everything(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """A server error leaves open what is allowed: nothing is fetched."""
    server.on("/robots.txt", Reply(status=503))

    assert "expected a robots.txt, or the word that there is none" in told(tmp_path, f"{server.address}/a", time)
    assert {one.path for one in server.asked} == {"/robots.txt"}


@pytest.mark.parametrize("status", [401, 403, 404])
def test_robots_that_are_not_there_set_no_limits(server: Server, time: FakeClock, tmp_path: Path, status: int) -> None:
    """4xx means that there are no rules."""
    server.on("/robots.txt", Reply(status=status))
    server.on("/a", Reply(PAGE))

    assert take(tmp_path, f"{server.address}/a", time).state == "fetched"


def test_a_crawl_delay_is_kept(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """The site's own pause is taken between two requests."""
    server.on("/robots.txt", Reply(b"User-agent: *\nCrawl-delay: 20\n"))
    server.on("/a", Reply(status=301, headers={"Location": "/b"}))
    server.on("/b", Reply(PAGE))

    assert take(tmp_path, f"{server.address}/a", time).state == "fetched"
    assert time.slept == [20.0, 20.0]


def test_a_crawl_delay_without_end_is_refused(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """Nobody waits an hour between two pages."""
    server.on("/robots.txt", Reply(b"User-agent: *\nCrawl-delay: 3600\n"))

    assert "expected a Crawl-delay of 120 s at most" in told(tmp_path, f"{server.address}/a", time)


def test_long_robots_are_read_as_far_as_manners_ask(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """The first 512 KiB count; a file without end is no trap."""
    rules = b"User-agent: *\nDisallow: /a\n"
    server.on("/robots.txt", Reply(rules, length=-1, pieces=lambda: repeat(b"# no end\n" * 1000)))
    server.on("/b", Reply(PAGE))

    assert take(tmp_path, f"{server.address}/b", time).state == "fetched"


# Bodies


def test_a_bomb_ends_early(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """What expands a thousandfold is given up after some megabytes."""
    bomb = gzip.compress(bytes(100_000_000))
    server.on("/a", Reply(bomb, headers={"Content-Encoding": "gzip"}))

    assert "expands at most 200 times" in told(tmp_path, f"{server.address}/a", time)


def test_a_stream_without_end_ends_at_its_size(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """The limit of bytes holds while they come."""
    server.on("/a", Reply(length=-1, pieces=lambda: repeat(b"x" * 65_536)))

    message = told(tmp_path, f"{server.address}/a", time, download_bytes=1_000_000)

    assert "expected at most 1,000,000 bytes, got more" in message


def test_a_stream_that_never_comes_to_its_end_is_given_up(server: Server, tmp_path: Path) -> None:
    """The time of a whole answer is limited, however steadily it drips."""
    server.on("/robots.txt", Reply(status=404))
    server.on("/a", Reply(length=-1, pieces=lambda: repeat(b"x" * 100)))

    message = told(tmp_path, f"{server.address}/a", FakeClock(step=1.0), download_seconds=50)

    assert "expected an answer that ends within 50 s, got a slower one" in message


def test_a_silent_server_is_given_up(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """A server that accepts and says nothing is tried again, then told."""

    def silence() -> Iterator[bytes]:
        import threading

        threading.Event().wait(2)
        yield b""

    server.on("/a", Reply(length=100, pieces=silence))

    message = told(tmp_path, f"{server.address}/a", time, read_seconds=0.1, attempts=2)

    assert "expected an answer, got none in time (ReadTimeout)" in message


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (Reply(PAGE, length=len(PAGE) + 10), "expected a whole answer, got peer closed connection"),
        (Reply(gzip.compress(PAGE)[:-10], headers={"Content-Encoding": "gzip"}), "got one that is cut"),
        (Reply(PAGE, headers={"Content-Encoding": "gzip"}), "expected a body with gzip"),
        (Reply(PAGE, headers={"Content-Encoding": "br"}), "got the encoding 'br'"),
        (Reply(PAGE, length=10**12), "got a Content-Length of 1000000000000"),
        (Reply(PAGE, headers={"X-Long": "x" * 200_000}), "expected a whole answer"),
        (Reply(b""), "expected a document, got an empty answer"),
        (Reply(b" \n\t\x00"), "expected a document, got an empty answer"),
        (Reply(b"\x00\x01\x02\x03"), "got application/octet-stream"),
    ],
    ids=["short", "cut-gzip", "no-gzip", "brotli", "huge", "headers", "empty", "blank", "binary"],
)
def test_bodies_that_are_not_kept(server: Server, time: FakeClock, tmp_path: Path, reply: Reply, expected: str) -> None:
    """A cut, empty, mis-declared or oversized body is an error that says so."""
    server.on("/a", reply)

    assert expected in told(tmp_path, f"{server.address}/a", time)


def test_gzip_is_taken_off_and_told_by_nothing_else(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """The bytes of the document are kept, not those of its encoding; several members are one body."""
    body = gzip.compress(PAGE[:30]) + gzip.compress(PAGE[30:])
    server.on("/a", Reply(body, headers={"Content-Encoding": "gzip"}))

    assert take(tmp_path, f"{server.address}/a", time).state == "fetched"
    assert part_bytes(tmp_path, newest_snapshot(tmp_path, SOURCE_ID)) == (PAGE,)


# Types and sizes


@pytest.mark.parametrize(
    ("body", "wanted", "expected"),
    [
        (PAGE, "application/pdf", "expected application/pdf, got text/html ('A report')"),
        (PAGE, "application/xml", "expected application/xml, got text/html ('A report')"),
        (PDF, "text/html", "expected text/html, got application/pdf"),
    ],
)
def test_the_type_is_told_by_content(
    server: Server, time: FakeClock, tmp_path: Path, body: bytes, wanted: str, expected: str
) -> None:
    """Neither the ending of the address nor the header counts."""
    server.on("/report.pdf", Reply(body, headers={"Content-Type": wanted}))

    assert expected in told(tmp_path, f"{server.address}/report.pdf", time, media_type=wanted)


def test_a_wrong_charset_header_changes_nothing(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """The bytes are kept as they came, whatever the header says of them."""
    body = "<!doctype html><title>Führung</title><p>Zwölf".encode()
    server.on("/a", Reply(body, headers={"Content-Type": "text/plain; charset=ISO-8859-1"}))

    assert take(tmp_path, f"{server.address}/a", time).state == "fetched"
    assert part_bytes(tmp_path, newest_snapshot(tmp_path, SOURCE_ID)) == (body,)


@pytest.mark.parametrize(
    "title",
    ["404", "Error 404", "404 Not Found", "Page not found | Blog", "Blog – Page Not Found", "Access Denied",
     "Please log in", "Sign in to continue", "Just a moment...", "Attention Required! | Shield", "503 Service Unavailable",
     "Error", "Site maintenance", "The page could not be found", "Sorry, something went wrong"],
)  # fmt: skip
def test_an_error_page_with_status_200_is_no_document(
    server: Server, time: FakeClock, tmp_path: Path, title: str
) -> None:
    """A page whose title or first heading says that there is nothing, or nothing for us, is refused."""
    server.on("/a", Reply(f"<!doctype html><title>{title}</title><p>Text".encode()))

    assert "expected a page with content" in told(tmp_path, f"{server.address}/a", time)


@pytest.mark.parametrize(
    "title",
    ["Leadership and error in the clinic", "500 leaders | Blog", "Found in translation", "Errors we learn from",
     "Login and logistics: notes", "A moment of leadership", "Maintenance of certification"],
)  # fmt: skip
def test_a_page_about_such_things_is_a_document(title: str) -> None:
    """A title that only holds such words is no refusal."""
    check_no_refusal(f"<!doctype html><title>{title} - Blog</title><h1>{title}</h1>".encode(), "a")


def test_a_form_for_a_password_is_no_document(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """A short page with a field for a password is a login; a long one has a login beside its text."""
    form = b"<!doctype html><title>Library</title><form><input name=u><input type=PASSWORD name=p></form>"
    server.on("/a", Reply(form))

    assert "a form for a password" in told(tmp_path, f"{server.address}/a", time)
    check_no_refusal(form + b"<p>" + b"word " * 500, "a")


def test_a_much_smaller_snapshot_is_refused(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """Less than half of the last one is not kept, unless that is asked for."""
    server.on("/a", Reply(PDF), Reply(PDF[:2000]))
    take(tmp_path, f"{server.address}/a", time)

    refused = take(tmp_path, f"{server.address}/a", time)

    assert "expected at least 1/2 of the 5,009 bytes of the last snapshot, got 2,000" in str(refused.error)
    assert "--allow-shrink" in str(refused.error)
    assert part_bytes(tmp_path, newest_snapshot(tmp_path, SOURCE_ID)) == (PDF,)
    assert take(tmp_path, f"{server.address}/a", time, allow_shrink=True).state == "fetched"


# Names and secrets


def test_no_name_from_the_network_is_a_path(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """Neither the address nor Content-Disposition names a file."""
    server.on("/..%2f..%2fevil", Reply(PAGE, headers={"Content-Disposition": 'attachment; filename="../../evil.html"'}))

    assert take(tmp_path, f"{server.address}/..%2f..%2fevil", time).state == "fetched"
    assert not list(tmp_path.parent.rglob("*evil*"))
    assert [path.name for path in (tmp_path / SOURCE_ID).rglob("*.html")] == ["document.html"]


def test_secrets_of_an_address_are_nowhere(
    server: Server, time: FakeClock, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A key or password in an address is sent, and stands in no file, no message and no log."""
    caplog.set_level(logging.DEBUG)
    address = server.address.replace("http://", "http://ann:pa55w0rd@")
    server.on("/a", Reply(PAGE), Reply(status=404))
    secret = f"{address}/a?api_key=t0psecret&access_token=t0psecret&page=2"

    assert take(tmp_path, secret, time).state == "fetched"
    error = str(take(tmp_path, secret, time).error)

    assert server.asked[-1].query["api_key"] == "t0psecret"
    for written in (error, caplog.text, newest_snapshot(tmp_path, SOURCE_ID).url or ""):
        assert "t0psecret" not in written
        assert "pa55w0rd" not in written
    assert f"{server.address}/a?api_key=…&access_token=…&page=2" in error
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"t0psecret" not in kept
    assert b"pa55w0rd" not in kept


def test_a_key_that_a_server_gives_back_is_hidden(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """NCBI repeats a bad key in its error; ours does not."""
    server.on(
        "/esearch.fcgi", Reply(b'{"error":"API key s3cretkey invalid"}', 400), Reply(b'{"error":"key s3cretkey"}')
    )
    source = made_source("pubmed", server.address, query="x")
    for _ in range(2):
        outcome = fetch_source(tmp_path, SOURCE_ID, options(time, ncbi_key="s3cretkey"), source=source)

        assert outcome.state == "failed"
        assert "s3cretkey" not in str(outcome.error)
        assert "…" in str(outcome.error)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://h/a?key=1&q=2", "https://h/a?key=…&q=2"),
        ("https://h/a?X-Amz-Signature=1", "https://h/a?X-Amz-Signature=…"),
        ("https://u:p@h:81/a#f", "https://h:81/a"),
        ("https://h/a?keyword=1&author=2", "https://h/a?keyword=1&author=2"),
    ],
)
def test_what_is_hidden_of_an_address(address: str, expected: str) -> None:
    """Names, passwords and values of parameters that are named like secrets; nothing else."""
    assert expected == redacted(address)


def test_the_command_refuses_loopback(server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str],
                                      monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    """Private addresses are refused unless --allow-private is given; the exit code is 3, the error one line."""
    server.on("/a", Reply(PAGE))
    monkeypatch.setattr("leaddata.pipeline.fetch.SOURCES", {SOURCE_ID: made_source("file", f"{server.address}/a")})

    code = main(["fetch", SOURCE_ID, "--raw", str(tmp_path)])
    printed = capsys.readouterr()

    assert code == 3
    assert len(printed.err.splitlines()) == 1
    assert "expected a host on the public internet, got 127.0.0.1" in printed.err
    assert main(["fetch", SOURCE_ID, "--raw", str(tmp_path), "--allow-private"]) == 0
    assert "fetched" in capsys.readouterr().out


def test_the_server_of_these_tests_speaks_http(server: Server) -> None:
    """A plain client gets what the script says."""
    server.on("/a", Reply(b"x", 201))
    connection = http.client.HTTPConnection(server.address.removeprefix("http://"))
    connection.request("GET", "/a")
    assert connection.getresponse().status == 201
    connection.close()
