"""Tell somebody at a web address how a run went."""

from __future__ import annotations

from typing import Any

import httpx2

from leaddata.errors import FetchError

__all__ = ["notify"]

_SECONDS = 10.0


def notify(address: str, message: dict[str, Any]) -> None:
    """
    POST a message as JSON.

    Args:
        address: ``http://`` or ``https://``; what it may hold of secrets is in no message of an error.
        message: With ``text`` for a reader: chat programs show that.

    Raises:
        FetchError: If the address cannot be reached, or does not answer with success.
    """
    step = "correct LEADDATA_WEBHOOK_URL, or unset it"
    try:
        answer = httpx2.post(address, json=message, timeout=_SECONDS, follow_redirects=False)
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
        msg = f"expected a server that takes a message, got {type(error).__name__}"
        raise FetchError(msg, at=_shown(address), next_step=step) from error
    if not answer.is_success:
        msg = f"expected an answer of success, got {answer.status_code}"
        raise FetchError(msg, at=_shown(address), next_step=step)


def _shown(address: str) -> str:
    """Return the host alone: with chat programs the rest of the address is the secret."""
    try:
        host = httpx2.URL(address).host
    except (httpx2.InvalidURL, ValueError):
        host = ""
    return host or "LEADDATA_WEBHOOK_URL"
