"""
A batch of documents, as a worker of a Dask cluster reads it: by a reader process that the worker keeps.

What a worker is sent, and what it answers, are bytes: nothing else is shared with the one who asks.
"""

from __future__ import annotations

import pickle
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leaddata.content import file_sha256
from leaddata.errors import LeadDataError
from leaddata.pipeline.files import refuse_endless
from leaddata.pipeline.inputs import reading_code
from leaddata.pipeline.limits import Limits
from leaddata.pipeline.readers import Readers

__all__ = ["Batch", "Outcome", "Sent", "SentFile", "read_batch"]

# What became of a document: "value", "error" (with it), "unseen" (its bytes have to be sent), "unreadable" (to the sender).
Outcome = tuple[str, Any]
_readers: list[Readers] = []
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file of a document: its path below the document's ("" for the document itself), and its bytes if they are sent."""

    name: str
    sha256: str
    data: bytes | None


@dataclass(frozen=True, slots=True)
class Sent:
    """A `leaddata.pipeline.mapping.Job`, as it is sent; no file where the sender could not read it."""

    function: Callable[..., Any]
    path: str
    arguments: tuple[Any, ...]
    files: tuple[SentFile, ...]
    at: object
    byte_count: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents to be read by the code that has this hash, and under these limits."""

    code: str
    limits: Limits
    jobs: tuple[Sent, ...]


def read_batch(data: bytes) -> bytes:
    """Return the pickled outcomes of a pickled `Batch`, or ``other code`` where this machine would read differently."""
    batch: Batch = pickle.loads(data)  # noqa: S301  (a cluster runs what it is sent)
    if batch.code != reading_code():
        from leaddata import __version__

        return pickle.dumps(("other code", f"version {__version__}, other files or other libraries"))
    found = [_outcome(job, batch.limits) for job in batch.jobs]
    return pickle.dumps(("outcomes", found), pickle.HIGHEST_PROTOCOL)


def _outcome(job: Sent, limits: Limits) -> Outcome:
    if not job.files:
        return "unreadable", None
    path = Path(job.path)
    try:
        if not job.files[0].name and _is_here(path, job.files[0]):
            return "value", _read(job, path, limits)
    except LeadDataError as error:
        return "error", error
    if any(file.data is None for file in job.files):
        return "unseen", None
    with _unpacked(job) as here:
        try:
            return "value", _read(job, here, limits)
        except LeadDataError as error:
            return "error", _as_asked(error, str(here), job.path)


def _read(job: Sent, path: Path, limits: Limits) -> Any:
    with _lock:
        if not _readers:
            _readers.append(Readers())
    return _readers[0].call(job.function, path, *job.arguments, limits=limits, at=job.at, byte_count=job.byte_count)


def _is_here(path: Path, file: SentFile) -> bool:
    try:
        refuse_endless(path)
        return file_sha256(path) == file.sha256
    except OSError:
        return False


@contextmanager
def _unpacked(job: Sent) -> Iterator[Path]:
    """Yield a path of the same name with the files that were sent, where Dask keeps what it removes."""
    with tempfile.TemporaryDirectory(prefix="leaddata-", dir=_local_directory()) as folder:
        path = Path(folder) / _name_of(job.path)
        for file in job.files:
            assert file.data is not None
            to = path / file.name if file.name else path
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_bytes(file.data)
        yield path


def _name_of(path: str) -> str:
    """Return the last part of a path; another name where it is none: ``..`` would lead out of a folder."""
    name = Path(path).name
    return name if name not in {"", ".", ".."} else "document"


def _local_directory() -> str | None:
    from distributed import get_worker

    try:
        return str(get_worker().local_directory)
    except ValueError:  # called outside a worker
        return None


def _as_asked(error: LeadDataError, here: str, path: str) -> LeadDataError:
    """Return an error that names the document by the path that it was asked for by."""
    error.args = (str(error).replace(here, path),)
    error.message, error.next_step = error.message.replace(here, path), error.next_step.replace(here, path)
    if here in str(error.at):
        error.at = str(error.at).replace(here, path)
    return error
