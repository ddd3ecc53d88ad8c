"""
Read many documents side by side, by threads, by reader processes or by a Dask cluster, with the same results in the same order.

    engine(runner) -> one(job) for each, or outcomes(jobs) for all

A number in flight is never exceeded, and nothing is collected: who takes the outcomes takes them one by one.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from leaddata.errors import LeadDataError, UsageError
from leaddata.pipeline.isolate import Children, isolated
from leaddata.pipeline.limits import Limits
from leaddata.pipeline.readers import Readers
from leaddata.pipeline.runner import RUNNERS, Runner

__all__ = ["Engine", "Job", "engine", "isolated_job", "side_by_side"]

_A = TypeVar("_A")
_B = TypeVar("_B")
_LOOK = 0.5  # seconds after which to look whether Ctrl-C was pressed
_AHEAD = 8  # documents for each worker that may wait for a slow one before them


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """
    A document to be read: ``function(path, *arguments)``.

    Attributes:
        function: One of a module, by its own name, that does not import polars.
        path: The file, or a folder.
        files: All that is read below a folder, to be sent to where it cannot be seen; empty where *path* is a file.
        at: What a limit that is reached is told of.
        byte_count: Size of the document.
    """

    function: Callable[..., Any]
    path: Path
    arguments: tuple[Any, ...] = ()
    files: tuple[Path, ...] = ()
    at: object
    byte_count: int = 0


class Engine(Protocol):
    """What reads documents, while the ``with`` statement of `engine` lasts."""

    @property
    def workers(self) -> int:
        """How many documents are read at once."""

    def one(self, job: Job, limits: Limits) -> Any:
        """Return what the function of one job returns, or raise what it raises; may be called by several threads."""

    def outcomes(self, jobs: Iterable[Job], limits: Limits) -> Iterator[Any]:
        """Yield what `one` returns of each job, in their order; a `LeadDataError` that one raises is its outcome."""

    def stop(self) -> None:
        """Break off what is being read, for good: nobody waits for it any more."""


@contextmanager
def engine(runner: Runner) -> Iterator[Engine]:
    """
    Yield what reads documents as *runner* says.

    Raises:
        UsageError: If it is no such runner, or the cluster cannot be reached.
    """
    workers = runner.workers or processors()
    match runner:
        case Runner("threads", address=None):
            with Children() as children:
                yield _Local(children.call, workers, children.close)
        case Runner("processes", address=None):
            with Readers() as readers:
                yield _Local(readers.call, workers, readers.close)
        case Runner("dask", workers=None, address=str(address)):
            from leaddata.pipeline.cluster import Cluster  # here: only this one needs the extra

            with Cluster(address) as cluster:
                yield cluster
        case _:
            raise UsageError(*_misfit(runner))


def _misfit(runner: Runner) -> tuple[str]:
    if runner.name not in RUNNERS:
        return (f"expected one of the runners {', '.join(RUNNERS)}, got {runner.name!r}",)
    if runner.name == "dask" and runner.address is None:
        return ("expected --dask-address with --runner dask, got none: name the scheduler, as in tcp://host:8786",)
    if runner.name == "dask":
        return ("expected --runner dask without --workers, got both: a cluster has the workers that it has",)
    return (f"expected --dask-address with --runner dask alone, got it with {runner.name}: leave out one of them",)


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def side_by_side(
    function: Callable[[_A], _B],
    things: Iterable[_A],
    workers: int,
    *,
    ahead: int = 1,
    stop: Callable[[], object] = lambda: None,
) -> Iterator[_B]:
    """
    Yield ``function(thing)`` of each thing in their order, by so many threads; by none where there is but one worker.

    Args:
        things: Taken one by one, when there is room.
        ahead: How many of each worker may be begun or done, and not yet taken.
        stop: Called where the taking ends early, to end what the threads wait for.
    """
    if workers == 1:
        yield from map(function, things)
        return
    begun: deque[Future[_B]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        try:
            for thing in things:
                # What is told, and what Prefect knows of its flow, is known to the thread as well.
                begun.append(pool.submit(copy_context().run, function, thing))
                if len(begun) >= workers * ahead:
                    yield _result(begun.popleft())
            while begun:
                yield _result(begun.popleft())
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            stop()
            raise


def _result(future: Future[_B]) -> _B:
    # A signal that comes on the brink of a wait does not break it off: Ctrl-C would be heeded when the document is read.
    while not wait([future], _LOOK).done:
        pass
    return future.result()


def isolated_job(job: Job, limits: Limits, call: Callable[..., Any] = isolated) -> Any:
    """Return what a job returns, or raise what it raises, as *call* calls it: in a child process."""
    return call(job.function, job.path, *job.arguments, limits=limits, at=job.at, byte_count=job.byte_count)


class _Local:
    """Documents read on this machine."""

    def __init__(self, call: Callable[..., Any], workers: int, stop: Callable[[], object]) -> None:
        self._call, self._stop = call, stop
        self.workers = workers

    def stop(self) -> None:
        self._stop()

    def one(self, job: Job, limits: Limits) -> Any:
        return isolated_job(job, limits, self._call)

    def outcomes(self, jobs: Iterable[Job], limits: Limits) -> Iterator[Any]:
        def outcome(job: Job) -> Any:
            try:
                return self.one(job, limits)
            except LeadDataError as error:
                return error

        return side_by_side(outcome, jobs, self.workers, ahead=_AHEAD, stop=self.stop)
