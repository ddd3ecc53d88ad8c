"""What is tried again, and after how long."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

import stamina

from leaddata.errors import FetchError

__all__ = ["TryAgainError", "retried", "seconds_of"]

_T = TypeVar("_T")
# stamina tells of each attempt there; with nobody to listen, Python would print it.
logging.getLogger("stamina").addHandler(logging.NullHandler())


class TryAgainError(FetchError):
    """
    What may go better a moment later.

    Attributes:
        seconds: After which the server asks to try again; None where it says nothing.
    """

    def __init__(self, message: str, *, at: object = None, next_step: str = "", seconds: float | None = None) -> None:
        super().__init__(message, at=at, next_step=next_step)
        self.seconds = seconds


def retried(function: Callable[[], _T], attempts: int) -> _T:
    """
    Return ``function()``, tried again after a growing, jittered wait, or the one that the server asks for.

    Raises:
        TryAgainError: Of the last attempt.
    """
    for attempt in stamina.retry_context(
        _wait, attempts=attempts, timeout=None, wait_initial=1.0, wait_max=60.0, wait_jitter=1.0
    ):
        with attempt:
            return function()
    raise AssertionError  # pragma: no cover  (stamina raises what the last attempt raised)


def seconds_of(value: str | None, now: datetime) -> float | None:
    """
    Return the seconds that a ``Retry-After`` asks for, or None where it says nothing that can be understood.

    Examples:
        >>> seconds_of("120", datetime(2026, 1, 1, tzinfo=UTC))
        120.0
        >>> seconds_of("Thu, 01 Jan 2026 00:00:30 GMT", datetime(2026, 1, 1, tzinfo=UTC))
        30.0
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def _wait(error: Exception) -> bool | float:
    if not isinstance(error, TryAgainError):
        return False
    return True if error.seconds is None else error.seconds
