"""
Documents read by a Dask cluster, in batches; needs the extra ``dask``.

Each worker keeps reader processes of its own (`leaddata.pipeline.cluster_batch`), so that no document can harm a worker. A
worker that dies has its batch run again by Dask. Bytes go to a worker only where it does not see the file.
"""

from __future__ import annotations

import hashlib
import logging
import os
import pickle
import time
import uuid
from asyncio import CancelledError
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from leaddata.content import file_sha256
from leaddata.errors import DocumentError, LeadDataError, UsageError
from leaddata.pipeline.cluster_batch import Batch, Outcome, Sent, SentFile, read_batch
from leaddata.pipeline.files import file_bytes, refuse_endless
from leaddata.pipeline.inputs import reading_code
from leaddata.pipeline.limits import Limits
from leaddata.pipeline.mapping import Job, isolated_job

__all__ = ["Cluster"]

_DOCUMENTS, _BYTES = 20, 4 * 2**20  # of a batch, at most: a document that is larger is one alone
_CONNECT, _DESERTED = 30, 60  # seconds without an answer, and without a worker
_LOOK = 2.0  # seconds after which to look whether the cluster is still there
_START = "start them with `dask worker`, in an environment with leaddata[pipeline,dask]"


class Cluster:
    """The cluster at an address, while the ``with`` statement lasts."""

    def __init__(self, address: str) -> None:
        distributed = _distributed()
        self._address, self._numbers, self._sends = address, count(), False
        self._is_sure = False  # that workers see the files of this machine, or do not
        self._batch_name = f"leaddata-{uuid.uuid4().hex}"
        self._killed: type[Exception] = distributed.KilledWorker
        self._cancelled: type[Exception] = distributed.client.FutureCancelledError
        self._closed: type[Exception] = distributed.comm.CommClosedError
        _be_quiet()
        try:
            self._client = distributed.Client(
                address, timeout=_CONNECT, set_as_default=False, asynchronous=False, name="leaddata"
            )
        except (OSError, ValueError, TimeoutError) as error:
            msg = f"expected the scheduler of a Dask cluster, got {' '.join(str(error).split())[:120]}"
            step = "look whether `dask scheduler` runs there"
            raise UsageError(msg, at=f"--dask-address {address}", next_step=step) from error
        try:
            self._client.wait_for_workers(1, timeout=_CONNECT)
        except TimeoutError as error:
            self._client.close()
            msg = f"expected a worker, got none in {_CONNECT} s"
            raise UsageError(msg, at=self._at, next_step=_START) from error

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    @property
    def workers(self) -> int:
        """How many threads the workers have."""
        return max(1, self._thread_count())

    def stop(self) -> None:
        """Let go of the cluster: what it still reads is nobody's."""
        self._client.close()

    @property
    def _at(self) -> str:
        return f"--dask-address {self._address}"

    def one(self, job: Job, limits: Limits) -> Any:
        """Return what a job returns, or raise what it raises."""
        (found,) = self._taken([job], self._begun([job], limits), limits)
        if isinstance(found, LeadDataError):
            raise found
        return found

    def outcomes(self, jobs: Iterable[Job], limits: Limits) -> Iterator[Any]:
        """Yield the outcome of each job in their order, a small number of batches in flight."""
        begun: deque[tuple[list[Job], Any]] = deque()
        try:
            for batch in _batches(jobs):
                begun.append((batch, self._begun(batch, limits)))
                if not self._is_sure or len(begun) >= 2 * self.workers + 1:
                    yield from self._taken(*begun.popleft(), limits)
            while begun:
                yield from self._taken(*begun.popleft(), limits)
        finally:
            self._client.cancel([future for _, future in begun])

    def _begun(self, batch: Sequence[Job], limits: Limits, *, sends: bool | None = None) -> Any:
        """Give a batch to the cluster, with the bytes of its documents where workers do not see them."""
        sends = self._sends if sends is None else sends
        asked = Batch(reading_code(), limits, tuple(_sent(job, with_bytes=sends) for job in batch))
        key = f"{self._batch_name}-{next(self._numbers)}"
        return self._client.submit(read_batch, pickle.dumps(asked, pickle.HIGHEST_PROTOCOL), key=key, pure=False)

    def _taken(self, batch: Sequence[Job], future: Any, limits: Limits) -> Iterator[Any]:
        """Yield the outcome of each job of a batch."""
        found = self._outcomes_of(batch, future, limits)
        unseen = [job for job, (kind, _) in zip(batch, found, strict=True) if kind == "unseen"]
        if unseen:
            self._sends = True
            again = iter(self._outcomes_of(unseen, self._begun(unseen, limits, sends=True), limits))
            found = [next(again) if outcome[0] == "unseen" else outcome for outcome in found]
        self._is_sure = True
        for job, (kind, content) in zip(batch, found, strict=True):
            yield _outcome_here(job, limits) if kind == "unreadable" else content

    def _outcomes_of(self, batch: Sequence[Job], future: Any, limits: Limits) -> list[Outcome]:
        try:
            kind, content = pickle.loads(self._result(future))  # noqa: S301  (workers are ours, as the scheduler is)
        except self._killed as error:
            if len(batch) > 1:  # one of them may be the reason: each is tried by itself
                return [
                    outcome for job in batch for outcome in self._outcomes_of([job], self._begun([job], limits), limits)
                ]
            msg = "expected a document that is read, got the end of every worker that read it"
            step = f"look into the logs of the workers, which may lack memory, and run again ({type(error).__name__})"
            return [("error", DocumentError(msg, at=batch[0].at, next_step=step, may_pass=True))]
        finally:
            future.release()
        if kind == "other code":
            msg = f"expected workers with this very leaddata and its libraries, got one with {content}"
            raise UsageError(msg, at=self._at, next_step="install the same there, with constraints.txt")
        found: list[Outcome] = content
        return found

    def _result(self, future: Any) -> bytes:
        """Wait for a future; tell where there is nobody left who could bring it about."""
        deserted = time.monotonic()
        while True:
            try:
                result: bytes = future.result(timeout=_LOOK)
            except TimeoutError:
                if self._client.status != "running":
                    raise self._lost() from None
                if self._thread_count():
                    deserted = time.monotonic()
                elif time.monotonic() - deserted > _DESERTED:
                    msg = f"expected a worker, got none for {_DESERTED} s"
                    raise UsageError(msg, at=self._at, next_step=_START) from None
            except (CancelledError, self._cancelled, self._closed) as error:
                raise self._lost() from error
            else:
                return result

    def _thread_count(self) -> int:
        try:
            threads: dict[str, int] = self._client.nthreads()
        except (OSError, TimeoutError, CancelledError) as error:
            raise self._lost() from error
        return sum(threads.values())

    def _lost(self) -> UsageError:
        msg = "expected the scheduler to stay, got no connection to it any more"
        return UsageError(msg, at=self._at, next_step="start it again, then this: parts that were written are kept")


def _be_quiet() -> None:
    """Have Dask say nothing: what becomes of the cluster is told in words of our own."""
    # Some, such as distributed.client, are given a level of their own when Dask is imported, and do not heed their parent's.
    for name in ("distributed", *(name for name in logging.root.manager.loggerDict if name.startswith("distributed."))):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _distributed() -> Any:
    try:
        import distributed
    except ModuleNotFoundError as error:
        msg = f"expected the extra 'dask', got an installation without {error.name}"
        raise UsageError(msg, at="--runner dask", next_step="install it with `pip install 'leaddata[dask]'`") from error
    return distributed


def _batches(jobs: Iterable[Job]) -> Iterator[list[Job]]:
    batch: list[Job] = []
    size = 0
    for job in jobs:
        if batch and (len(batch) == _DOCUMENTS or size + job.byte_count > _BYTES):
            yield batch
            batch, size = [], 0
        batch.append(job)
        size += job.byte_count
    if batch:
        yield batch


def _sent(job: Job, *, with_bytes: bool) -> Sent:
    """Return a job as it goes to a worker; a folder with its files, as there may be others in one of the same path."""
    with_bytes = with_bytes or bool(job.files)
    try:
        files = tuple(_sent_file(job, path, with_bytes=with_bytes) for path in job.files or (job.path,))
    except OSError:
        files = ()  # whoever reads it here will tell
    return Sent(job.function, str(job.path), job.arguments, files, job.at, job.byte_count)


def _sent_file(job: Job, path: Path, *, with_bytes: bool) -> SentFile:
    name = os.path.relpath(path, job.path) if job.files else ""
    if not with_bytes:
        refuse_endless(path)
        return SentFile(name, file_sha256(path), None)
    data = file_bytes(path)
    return SentFile(name, hashlib.sha256(data).hexdigest(), data)


def _outcome_here(job: Job, limits: Limits) -> Any:
    """Return the outcome of a document that cannot be read here, told as always."""
    try:
        return isolated_job(job, limits)
    except LeadDataError as error:
        return error
