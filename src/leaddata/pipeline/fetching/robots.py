"""What a site's robots.txt allows, by the manners of RFC 9309."""

from __future__ import annotations

from collections.abc import Callable

import httpx2
from protego import Protego

from leaddata.errors import FetchError
from leaddata.pipeline.fetching.gates import NotOfferedError
from leaddata.pipeline.fetching.retry import TryAgainError

__all__ = ["Robots"]

_AGENT = "leaddata"
_LONGEST_DELAY = 120.0
_ALL = Protego.parse("")


class Robots:
    """
    Asks each site once what we may fetch.

    A robots.txt that is not there (4xx) sets no limits; one that cannot be had (5xx, no connection) forbids everything.
    """

    MOST_BYTES = 512 * 1024

    def __init__(self, answer: Callable[[str], tuple[int, bytes]]) -> None:
        self._answer = answer
        self._known: dict[str, Protego | TryAgainError] = {}

    def delay(self, url: httpx2.URL, at: str) -> float:
        """
        Return the seconds that a site wants between two requests.

        Raises:
            NotOfferedError: If its robots.txt forbids the address.
            FetchError: If its robots.txt cannot be had, or it wants more time than we have.
        """
        address = f"{url.scheme}://{url.netloc.decode('ascii')}/robots.txt"
        rules = self._rules(address)
        if isinstance(rules, TryAgainError):
            msg = f"expected a robots.txt, or the word that there is none, got neither: {rules.message}"
            raise FetchError(msg, at=address, next_step="nothing is fetched without it: run again later")
        if not rules.can_fetch(str(url), _AGENT):
            msg = "expected an address that the site's robots.txt allows, got one that it forbids"
            raise NotOfferedError(msg, at=at, next_step="ask the site, or add the document with `leaddata add`")
        delay = rules.crawl_delay(_AGENT) or 0.0
        if delay > _LONGEST_DELAY:
            msg = f"expected a Crawl-delay of {_LONGEST_DELAY:g} s at most, got {delay:g} s"
            raise FetchError(msg, at=address, next_step="add the document with `leaddata add`")
        return delay

    def _rules(self, address: str) -> Protego | TryAgainError:
        if address not in self._known:
            try:
                status, data = self._answer(address)
            except TryAgainError as error:
                self._known[address] = error
            else:
                text = data.decode("utf-8-sig", errors="replace")
                self._known[address] = Protego.parse(text) if status < 300 else _ALL
        return self._known[address]
