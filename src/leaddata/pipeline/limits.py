"""What reading one document may cost."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Limits"]

_SECONDS, _SECONDS_A_MB = 15.0, 2.0


@dataclass(frozen=True, slots=True)
class Limits:
    """
    What reading one document may cost.

    Attributes:
        seconds: Computing time; None for 15 s, and 2 s more for each MB of the document.
        memory_mb: Memory, beyond what the child takes at its start.
        pages: How many it may have; checked before they are read.
        output_mb: What is read, as the child hands it back.
    """

    seconds: float | None = None
    memory_mb: int = 800
    pages: int = 10_000
    output_mb: int = 256

    def seconds_for(self, byte_count: int) -> float:
        """
        Return the computing time that a document of that size may take.

        Examples:
            >>> Limits().seconds_for(2 * 2**20)
            19.0
            >>> Limits(seconds=5).seconds_for(2 * 2**20)
            5
        """
        return _SECONDS + _SECONDS_A_MB * byte_count / 2**20 if self.seconds is None else self.seconds
