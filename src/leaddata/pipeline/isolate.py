"""
Call a function in a child process with limits, so that no document can hang, flood or crash the one who reads it.

The child is forked where that is safe (Linux, one thread), which costs next to nothing; elsewhere a new interpreter is
started. Its life hangs on a pipe: when the parent ends, for whatever reason, the pipe closes and the child ends too.
Limits on computing time hold on Linux and macOS, on memory on Linux; the time on the clock is limited everywhere.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import IO, Any, TypeVar

from leaddata.errors import DocumentError
from leaddata.pipeline.answers import answer_of, taken
from leaddata.pipeline.halves import allow_halves
from leaddata.pipeline.limits import Limits

__all__ = ["Children", "isolated"]

_T = TypeVar("_T")
_MB = 2**20
_SIZE = 8  # bytes that say how many follow
_STREAMED = 8  # times the output that is held: what goes on at once takes no memory
_ON_THE_CLOCK = 4  # times the computing time: other programs want the machine too
_JOINED = 0.05  # seconds after which a thread that was joined has surely ended
_SERVE = "import sys; sys.path[:] = {path!r}; from {module} import _serve; _serve()"


@dataclass(frozen=True, slots=True)
class _Child:
    """
    A running child.

    Attributes:
        answer: What it says, to be read to the end.
        lifeline: Closed, it ends.
        wait: Returns its exit code, or the number of the signal that ended it, negative.
    """

    answer: IO[bytes]
    lifeline: IO[bytes]
    kill: Callable[[], None]
    wait: Callable[[], int]


class Children:
    """
    Children of several threads, for the one who waits for these to end.

    Use it in a ``with`` statement: they end with it.
    """

    def __init__(self) -> None:
        self._running: set[_Child] = set()
        self._lock = threading.Lock()
        self._is_closed = False

    def __enter__(self) -> Children:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def call(self, function: Callable[..., _T], *arguments: Any, limits: Limits, at: object, byte_count: int = 0) -> _T:
        """Return and raise what `isolated` does."""
        return isolated(function, *arguments, limits=limits, at=at, byte_count=byte_count, among=self)

    def close(self) -> None:
        """End all children, whatever they do, and all that are started yet."""
        with self._lock:
            self._is_closed = True
            for child in self._running:
                child.kill()

    def add(self, child: _Child) -> None:
        """Count a child in, until `remove`; one that comes too late ends at once."""
        with self._lock:
            self._running.add(child)
            if self._is_closed:
                child.kill()

    def remove(self, child: _Child) -> None:
        """Count a child out, before its end is waited for: then its number may be another's."""
        with self._lock:
            self._running.discard(child)


def isolated(
    function: Callable[..., _T],
    *arguments: Any,
    limits: Limits,
    at: object,
    byte_count: int = 0,
    sink: Callable[[bytes], object] | None = None,
    among: Children | None = None,
) -> _T:
    """
    Return ``function(*arguments)``, called in a child process.

    Args:
        function: One of a module, by its own name: the child may have to import it.
        at: The document, to name where a limit is reached.
        byte_count: Its size.
        sink: Takes what the child writes while it reads; *function* then has one more argument, to write with.
        among: Those that the child is one of.

    Raises:
        LeadDataError: What *function* raises, as it raised it.
        ImportError: If a library is missing.
        DocumentError: If a limit is reached, the child crashes, or *function* raises anything else: readers are made
            for documents that are what they say, and a broken one can bring forth any exception.
    """
    seconds = limits.seconds_for(byte_count)
    call = (function, arguments, sink is not None)
    child = _forked(call, limits, seconds) if _may_fork() else _started(call, limits, seconds)
    overdue = threading.Event()

    def stop() -> None:
        overdue.set()
        child.kill()

    timer = threading.Timer(_ON_THE_CLOCK * seconds, stop)
    timer.daemon = True
    try:
        if among:
            among.add(child)
        timer.start()
        whole = sink is None or _passed_on(child.answer, sink, limits.output_mb * _MB * _STREAMED)
        answer = child.answer.read(limits.output_mb * _MB + 1) if whole else b""
    finally:
        timer.cancel()
        timer.join()
        child.kill()
        if among:
            among.remove(child)
        code = child.wait()
        child.answer.close()
        with suppress(BrokenPipeError):
            child.lifeline.close()
    if len(answer) > limits.output_mb * _MB or not whole:
        msg = f"expected at most {limits.output_mb} MB of rows, got more"
        raise DocumentError(msg, at=at, next_step="split the document", may_pass=True)
    if overdue.is_set() or -code == getattr(signal, "SIGXCPU", None):
        msg = f"expected a document that is read in {seconds:.3g} s of computing time, got no end"
        raise DocumentError(msg, at=at, next_step="raise the limit with --timeout, or fetch it again", may_pass=True)
    result: _T = taken(answer, code, limits, at)
    return result


def _passed_on(answer: IO[bytes], sink: Callable[[bytes], object], most: int) -> bool:
    """Give what a child writes to *sink*, up to its answer; return False if it writes more than *most* bytes."""
    while size := int.from_bytes(answer.read(_SIZE), "big"):
        most -= size
        if most < 0:
            return False
        sink(answer.read(size))
    return True


def _may_fork() -> bool:
    # A fork copies the locks of other threads in whatever state they are, and no one to open them.
    if sys.platform != "linux":
        return False
    # A thread that was joined is the system's for a moment more: the one that looked at the clock before.
    deadline = time.monotonic() + (_JOINED if threading.active_count() == 1 and "polars" not in sys.modules else 0)
    while (count := len(os.listdir("/proc/self/task"))) > 1 and time.monotonic() < deadline:  # noqa: PTH208  (in haste)
        time.sleep(0.0001)
    return count == 1


def _forked(call: Any, limits: Limits, seconds: float) -> _Child:
    answer, to_answer = os.pipe()
    lifeline, to_lifeline = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            os.close(answer)
            os.close(to_lifeline)
            _work(lambda: call, os.fdopen(lifeline, "rb"), to_answer, limits.memory_mb, seconds)
        finally:
            os._exit(1)
    os.close(to_answer)
    os.close(lifeline)
    return _Child(
        os.fdopen(answer, "rb"),
        os.fdopen(to_lifeline, "wb"),
        kill=lambda: os.kill(child, signal.SIGKILL),
        wait=lambda: os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]),
    )


def _started(call: Any, limits: Limits, seconds: float) -> _Child:
    # Not by multiprocessing: it would import the program that runs once more, Prefect and all.
    code = _SERVE.format(path=sys.path, module=__name__)
    child = subprocess.Popen(  # noqa: S603  (this interpreter, and a line of ours)
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert child.stdin is not None
    assert child.stdout is not None
    with suppress(BrokenPipeError):
        child.stdin.write(pickle.dumps((limits.memory_mb, seconds)) + pickle.dumps(call))
        child.stdin.flush()
    return _Child(child.stdout, child.stdin, kill=child.kill, wait=child.wait)


def _serve() -> None:
    """Work as a child that was started: what to call, and with which limits, is told on standard input."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    told = sys.stdin.buffer
    memory_mb, seconds = pickle.load(told)  # noqa: S301  (our own parent wrote it)
    _work(lambda: pickle.load(told), told, os.dup(1), memory_mb, seconds)  # noqa: S301


def _work(call: Callable[[], Any], lifeline: IO[bytes], answer: int, memory_mb: int, seconds: float) -> None:
    """Do the work of a child, answer, and end: nothing that the parent left in its buffers is written twice."""
    try:
        # What readers print is no part of the answer, and nothing for the user.
        null = os.open(os.devnull, os.O_RDWR)
        os.dup2(null, 1)
        os.dup2(null, 2)
        _limit(memory_mb, seconds)
        function, arguments, is_streamed = call()
        threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()
        allow_halves()
        stream = os.fdopen(answer, "wb")  # to be closed here alone: the parent takes its end for ours

        def write(data: bytes) -> None:
            if data:
                stream.write(len(data).to_bytes(_SIZE, "big") + data)

        found = answer_of(function, (*arguments, write) if is_streamed else arguments)
        stream.write((bytes(_SIZE) if is_streamed else b"") + found)
        stream.close()
    finally:
        os._exit(1)


def _end_with(lifeline: IO[bytes]) -> None:
    lifeline.read()
    os._exit(1)


def _limit(memory_mb: int, seconds: float) -> None:
    """Have the system hold this process to its limits, as far as it knows how to."""
    with suppress(ImportError):
        import resource

        _set_limit(resource.RLIMIT_CORE, 0)
        _set_limit(resource.RLIMIT_CPU, ceil(seconds))
        statm = Path("/proc/self/statm")
        if statm.exists():
            mapped = int(statm.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
            _set_limit(resource.RLIMIT_AS, mapped + memory_mb * _MB)


def _set_limit(kind: int, most: int) -> None:
    import resource

    hard = resource.getrlimit(kind)[1]
    soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
    with suppress(ValueError, OSError):
        resource.setrlimit(kind, (soft, hard))
