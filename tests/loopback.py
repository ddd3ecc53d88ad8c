"""A web server on loopback that answers as a test says, a clock that no test waits for, and sources to fetch from it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from leaddata.model import Fetch, Source
from leaddata.pipeline.fetching.options import Clock, FetchLimits, FetchOptions

SOURCE_ID = "made_up_2001"


@dataclass(frozen=True)
class Asked:
    """A request as it came in."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    form: Mapping[str, str]
    body: str = ""


@dataclass(frozen=True)
class Reply:
    """
    An answer.

    Attributes:
        length: The Content-Length that is sent; None for the true one, -1 for none.
        pieces: Sent after the body, however many there are.
    """

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None
    pieces: Callable[[], Iterable[bytes]] = tuple


Answer = Reply | Callable[[Asked], Reply]


class Server:
    """Answers each path with its replies, one after the other, the last one again and again; others with 404."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.asked: list[Asked] = []
        self._replies: dict[str, list[Answer]] = {}
        self._lock = threading.Lock()

    def on(self, path: str, *replies: Answer) -> None:
        """Say what is answered at a path."""
        self._replies[path] = list(replies)

    def paths(self) -> list[str]:
        """Return what was asked for, robots.txt left out."""
        return [one.path for one in self.asked if one.path != "/robots.txt"]

    def reply(self, asked: Asked) -> Reply:
        with self._lock:
            self.asked.append(asked)
            replies = self._replies.get(asked.path, [Reply(b"nothing here", 404)])
            found = replies.pop(0) if len(replies) > 1 else replies[0]
        return found if isinstance(found, Reply) else found(asked)


@contextmanager
def serving() -> Iterator[Server]:
    """Yield a server that runs until the end."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            body = self.rfile.read(length).decode()
            form = parse_qs(body, keep_blank_values=True)
            url = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(url.query, keep_blank_values=True).items()}
            asked = Asked(
                self.command,
                url.path,
                query,
                {name.lower(): value for name, value in self.headers.items()},
                {name: values[0] for name, values in form.items()},
                body,
            )
            reply = server.reply(asked)
            with suppress(OSError):
                self._send(reply)

        def _send(self, reply: Reply) -> None:
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if reply.length != -1:
                self.send_header("Content-Length", str(len(reply.body) if reply.length is None else reply.length))
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(reply.body)
            for piece in reply.pieces():
                self.wfile.write(piece)
            self.close_connection = True

        do_GET = do_POST = _answer  # noqa: N815  (the names that the base class calls)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    server = Server(f"http://127.0.0.1:{httpd.server_port}")
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        httpd.shutdown()
        httpd.server_close()


class FakeClock:
    """A time that goes on only when somebody sleeps, or by *step* whenever it is looked at."""

    def __init__(self, step: float = 0.0) -> None:
        self.seconds = 0.0
        self.step = step
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds

    def monotonic(self) -> float:
        self.seconds += self.step
        return self.seconds

    def now(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=self.seconds)

    @property
    def clock(self) -> Clock:
        return Clock(self.monotonic, self.now, self.sleep)


def options(time: FakeClock, **more: Any) -> FetchOptions:
    """Return options to ask a loopback server with; limits may stand among them."""
    known = {name: more.pop(name) for name in list(more) if name in FetchLimits.__dataclass_fields__}
    made = FetchOptions(allow_private=True, clock=time.clock, limits=replace(FetchLimits(), **known))
    return replace(made, **more)


def made_source(kind: str, address: str, **more: Any) -> Source:
    """Return a source that is fetched in a way."""
    return Source(
        id=SOURCE_ID,
        title="Made up",
        kind="article",
        creators=(),
        publisher=None,
        year=None,
        url=None,
        language="en",
        licence=None,
        redistribution="facts",
        expect={},
        fetch=Fetch(kind=kind, address=address, **more),
    )
