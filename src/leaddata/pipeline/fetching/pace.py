"""How often a host is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leaddata.pipeline.fetching.options import Clock

__all__ = ["Pace"]


class Pace:
    """Remembers for each host when it was last asked, whichever source it was for."""

    def __init__(self) -> None:
        self._last: dict[str, float] = {}

    def wait(self, host: str, pause: float, clock: Clock) -> None:
        """Wait until *pause* seconds have gone by since the host was last asked."""
        now = clock.monotonic()
        turn = self._last.get(host, now - pause) + pause
        if turn > now:
            clock.sleep(turn - now)
        self._last[host] = max(turn, now)
