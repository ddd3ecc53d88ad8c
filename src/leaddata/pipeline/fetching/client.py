"""A polite client: one request at a time, checked at every hop, within limits, tried again where that may help."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from types import TracebackType
from typing import NoReturn, Self, TypeVar

import httpx2

from leaddata.errors import FetchError
from leaddata.pipeline.fetching.addresses import checked_url, redacted, without_secrets
from leaddata.pipeline.fetching.body import body_pieces
from leaddata.pipeline.fetching.gates import NotOfferedError, title_of
from leaddata.pipeline.fetching.options import FetchOptions
from leaddata.pipeline.fetching.retry import TryAgainError, retried, seconds_of
from leaddata.pipeline.fetching.robots import Robots
from leaddata.pipeline.fetching.transport import CheckedTransport

__all__ = ["Answer", "Ask", "Client"]

_T = TypeVar("_T")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_AGAIN = frozenset({429, 500, 502, 503, 504})
_NOT_OFFERED = frozenset({400, 401, 403, 404, 405, 410, 501})


@dataclass(frozen=True, kw_only=True, slots=True)
class Ask:
    """
    A request.

    Attributes:
        form: Sent with POST; None for GET.
        answers: Status codes that are handed back; every other one is an error.
        obeys_robots: Whether the site's robots.txt is asked first: not of an API that is made for programs.
        pause: Least seconds between two requests to the host.
    """

    address: str
    form: Mapping[str, str] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    answers: frozenset[int] = frozenset({200})
    obeys_robots: bool = True
    pause: float = 1.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the address that gave it, as it may be shown, and the body, its encoding taken off."""

    status: int
    url: str
    headers: Mapping[str, str]
    data: bytes


class Client:
    """Asks servers. Keeps no cookies, and remembers each site's robots.txt for as long as it lives."""

    def __init__(self, options: FetchOptions) -> None:
        self.options = options
        self._transport = CheckedTransport(options)
        self._robots = Robots(self._robots_answer)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._transport.close()

    def answer(self, ask: Ask, check: Callable[[Answer], None] | None = None) -> Answer:
        """
        Ask, and return the whole answer.

        Args:
            check: Looks at the answer; raises `TryAgainError` to have it asked for again.

        Raises:
            NotOfferedError: If the site says that there is no such thing, or not for us.
            FetchError: If there is no whole, good answer within the limits.
        """

        def take(response: httpx2.Response, at: str) -> Answer:
            limits = self.options.limits
            data = b"".join(body_pieces(response, at, limits.page_bytes, limits.ratio))
            found = Answer(response.status_code, at, response.headers, data)
            if check is not None:
                check(found)
            return found

        return self.stream(lambda: ask, take, self.options.limits.total_seconds)

    def stream(self, ask: Callable[[], Ask], take: Callable[[httpx2.Response, str], _T], seconds: float) -> _T:
        """
        Ask, and return what *take* makes of the answer while it comes in.

        Args:
            ask: Makes the request, once more for each attempt.
            seconds: For one answer, from the first byte sent to the last received.

        Raises:
            FetchError: As `answer`.
        """
        return retried(lambda: self._followed(ask(), take, seconds), self.options.limits.attempts)

    def secrets(self) -> tuple[str, ...]:
        """Return what must not be shown."""
        return (self.options.ncbi_key,) if self.options.ncbi_key else ()

    def _followed(self, ask: Ask, take: Callable[[httpx2.Response, str], _T], seconds: float) -> _T:
        url = checked_url(ask.address)
        login = f"{url.username}:{url.password}" if url.userinfo else ""
        first = _origin(url)
        url = url.copy_with(userinfo=b"")
        for _ in range(self.options.limits.redirects + 1):
            at = redacted(str(url))
            self._wait_for_turn(ask, url, at)
            headers = {"Authorization": _basic(login)} if login and _origin(url) == first else {}
            self._transport.end_after(seconds, at)
            try:
                with closing(self._sent(ask, url, headers)) as response:
                    if response.status_code not in _REDIRECTS:
                        self._check_status(response, ask, at)
                        return take(response, at)
                    url = _redirected(ask, url, response, at)
            except httpx2.TransportError as error:
                self._refuse(error, at)
        msg = f"expected at most {self.options.limits.redirects} redirects, got more"
        raise FetchError(msg, at=redacted(ask.address), next_step="see where it leads, and correct the address")

    def _wait_for_turn(self, ask: Ask, url: httpx2.URL, at: str) -> None:
        pause = ask.pause
        if ask.obeys_robots:
            pause = max(pause, self._robots.delay(url, at))
        self.options.pace.wait(url.host, pause, self.options.clock)

    def _sent(self, ask: Ask, url: httpx2.URL, headers: Mapping[str, str]) -> httpx2.Response:
        limits = self.options.limits
        timeout = httpx2.Timeout(limits.read_seconds, connect=limits.connect_seconds)
        # Not through httpx2.Client: it logs addresses with all that is in them, and keeps cookies.
        request = httpx2.Request(
            "GET" if ask.form is None else "POST",
            url,
            headers={
                "User-Agent": self.options.user_agent,
                "Accept": "*/*",
                "Accept-Encoding": "gzip",
                **ask.headers,
                **headers,
            },
            data=dict(ask.form) if ask.form is not None else None,
            extensions={"timeout": timeout.as_dict()},
        )
        response = self._transport.handle_request(request)
        response.request = request
        return response

    def _check_status(self, response: httpx2.Response, ask: Ask, at: str) -> None:
        status = response.status_code
        if status in ask.answers:
            return
        got = f"HTTP {status} {response.reason_phrase}".strip()
        if status in _AGAIN:
            seconds = seconds_of(response.headers.get("retry-after"), self.options.clock.now())
            self._check_wait(seconds, got, at)
            msg = f"expected an answer, got {got} each time"
            raise TryAgainError(msg, at=at, next_step="run again later", seconds=seconds)
        if status in _NOT_OFFERED:
            msg = f"expected an answer, got {got}{self._said(response, at)}"
            raise NotOfferedError(msg, at=at, next_step="open the address in a browser: it may have moved")
        msg = f"expected an answer, got {got}"
        raise FetchError(msg, at=at, next_step="open the address in a browser: it may have moved")

    def _said(self, response: httpx2.Response, at: str) -> str:
        """Return what a refusal says of itself, where it says it in a title or as JSON."""
        try:
            said = title_of(b"".join(body_pieces(response, at, 2**20, self.options.limits.ratio)))
        except FetchError:
            return ""
        return f" ({without_secrets(said, self.secrets())})" if said else ""

    def _check_wait(self, seconds: float | None, got: str, at: str) -> None:
        most = self.options.limits.wait_seconds
        if seconds is not None and seconds > most:
            msg = f"expected to be asked to wait {most:g} s at most, got {got} with a Retry-After of {seconds:g} s"
            try:
                step = f"run again after {self.options.clock.now() + timedelta(seconds=seconds):%Y-%m-%d %H:%M} UTC"
            except OverflowError:
                step = "run again another day"
            raise FetchError(msg, at=at, next_step=step)

    def _refuse(self, error: httpx2.TransportError, at: str) -> NoReturn:
        told = without_secrets(" ".join(str(error).split()) or type(error).__name__, self.secrets())
        match error:
            case httpx2.TimeoutException():
                msg = f"expected an answer, got none in time ({type(error).__name__})"
            case httpx2.ConnectError():
                msg = f"expected a connection, got none: {told}"
            case _:
                msg = f"expected a whole answer, got {told}"
        step = "check the network and the address, or run again later"
        raise TryAgainError(msg, at=at, next_step=step) from error

    def _robots_answer(self, address: str) -> tuple[int, bytes]:
        def take(response: httpx2.Response, at: str) -> tuple[int, bytes]:
            data = b""
            for piece in body_pieces(response, at, self.options.limits.page_bytes, self.options.limits.ratio):
                data += piece
                if len(data) >= Robots.MOST_BYTES:
                    break
            return response.status_code, data[: Robots.MOST_BYTES]

        answers = frozenset({*range(200, 300), *range(400, 500)}) - _AGAIN
        ask = Ask(address=address, obeys_robots=False, answers=answers, pause=0.0)
        return self.stream(lambda: ask, take, self.options.limits.total_seconds)


def _origin(url: httpx2.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


def _basic(login: str) -> str:
    return f"Basic {base64.b64encode(login.encode()).decode('ascii')}"


def _redirected(ask: Ask, url: httpx2.URL, response: httpx2.Response, at: str) -> httpx2.URL:
    """Return where an answer leads to. Every check of an address is made of the new one, too."""
    location = response.headers.get("location", "")
    try:
        joined = str(url.join(location))
    except (httpx2.InvalidURL, ValueError):
        joined = location
    if not location:
        msg = f"expected the place that HTTP {response.status_code} leads to, got none"
        raise FetchError(msg, at=at, next_step="open the address in a browser: it may have moved")
    target = checked_url(joined)
    if url.scheme == "https" and target.scheme == "http":
        msg = f"expected a redirect that stays with https, got {redacted(str(target))}"
        raise FetchError(msg, at=at, next_step="correct the address, or tell the site")
    if ask.form is not None and _origin(target) != _origin(url):
        # What is sent may hold a key, and is for the one it was meant for.
        msg = f"expected a form to be answered where it was sent, got a redirect to {redacted(str(target))}"
        raise FetchError(msg, at=at, next_step="correct the address")
    return target.copy_with(userinfo=b"")
