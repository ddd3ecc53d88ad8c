"""What a fetch may cost, which clock it goes by, and who it says it is."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from leaddata import __version__
from leaddata.pipeline.fetching.addresses import system_addresses
from leaddata.pipeline.fetching.pace import Pace

__all__ = ["Clock", "FetchLimits", "FetchOptions", "Step"]

_HOME = "https://github.com/leaddata/leaddata/issues"


def _utc_now() -> datetime:
    return datetime.now(tz=UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """
    The time, so that a test can bring its own.

    Attributes:
        monotonic: Seconds that never go back.
        sleep: Waits for some seconds. (What is waited between attempts, stamina waits.)
    """

    monotonic: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = _utc_now
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, kw_only=True, slots=True)
class FetchLimits:
    """
    What a fetch may cost.

    Attributes:
        connect_seconds, read_seconds: Until a connection stands, and between two pieces of an answer.
        total_seconds: For one answer from first to last byte; *download_seconds* for a document that can be resumed.
        page_bytes: Of an answer, its encoding taken off; *download_bytes* for a document that can be resumed.
        ratio: Of the bytes of an answer to what was sent for them, once a megabyte has come.
        redirects: That are followed.
        pages: That a paged source may have.
        attempts: For one request.
        wait_seconds: The longest that a server may ask for before the next attempt.
        staged_seconds: For which the finished pages of an unfinished fetch are used.
        shrink_factor: By which a new snapshot may be smaller than the last.
    """

    connect_seconds: float = 10.0
    read_seconds: float = 30.0
    total_seconds: float = 300.0
    download_seconds: float = 3600.0
    page_bytes: int = 128 * 2**20
    download_bytes: int = 2**30
    ratio: float = 200.0
    redirects: int = 5
    pages: int = 2000
    attempts: int = 5
    wait_seconds: float = 900.0
    staged_seconds: float = 86_400.0
    shrink_factor: float = 2.0


@dataclass(frozen=True, slots=True)
class Step:
    """
    How far a fetch has come.

    Attributes:
        total: Pages or bytes that there will be; None where nobody knows.
        unit: ``pages`` or ``bytes``.
    """

    source_id: str
    done: int
    total: int | None
    unit: str


def _tell_nobody(_: Step) -> None:
    """Take a step without a word."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FetchOptions:
    """
    How to fetch.

    Attributes:
        allow_shrink: Keep a snapshot that is much smaller than the last.
        allow_private: Ask addresses that are not on the public internet.
        contact: An e-mail address to be asked at; None for the page of issues.
        ncbi_key: Key of NCBI, which allows more requests a second. Never shown.
        resolve: Turns a host and a port into numeric addresses.
        tell: Is told each step.
        pace: Knows when each host was last asked: one for all sources of a run.
    """

    allow_shrink: bool = False
    allow_private: bool = False
    contact: str | None = None
    ncbi_key: str | None = field(default=None, repr=False)
    limits: FetchLimits = field(default_factory=FetchLimits)
    clock: Clock = field(default_factory=Clock)
    resolve: Callable[[str, int], Sequence[str]] = system_addresses
    tell: Callable[[Step], None] = _tell_nobody
    pace: Pace = field(default_factory=Pace, compare=False, repr=False)

    @property
    def user_agent(self) -> str:
        """
        Who we are, and where to complain.

        Examples:
            >>> FetchOptions(contact="ann@example.org").user_agent.split("(")[1]
            '+https://github.com/leaddata/leaddata/issues; ann@example.org)'
        """
        return f"leaddata/{__version__} (+{_HOME}{'; ' + self.contact if self.contact else ''})"
