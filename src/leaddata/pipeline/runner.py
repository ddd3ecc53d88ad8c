"""Who reads documents."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["RUNNERS", "Runner"]

RUNNERS = ("threads", "processes", "dask")


@dataclass(frozen=True, slots=True)
class Runner:
    """
    Who reads.

    Attributes:
        name: One of `RUNNERS`. ``threads`` wait for a child process of each document, ``processes`` for readers that stay.
        workers: How many documents at once; None for as many as there are processors. A cluster knows itself.
        address: Of the scheduler of a Dask cluster.
    """

    name: str = "processes"
    workers: int | None = None
    address: str | None = None
