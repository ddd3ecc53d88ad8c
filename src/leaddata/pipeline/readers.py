"""
Reader processes: interpreters that stay, and fork a child for each document.

A program that has polars has threads, and cannot fork safely; to start an interpreter takes a second for each document. So
a reader is started once, without polars, is told document after document, and forks a child under limits for each
(`isolated`), which takes some hundredths of a second. Where a system cannot fork, the reader starts a child for each.

What a document does costs that document alone. A reader that dies all the same is replaced, and its document told once
more; if that one dies too, the document is told as failed. Readers and their children end when the one who started them
does, even if that is killed.
"""

from __future__ import annotations

import gc
import os
import pickle
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any, TypeVar

from leaddata.errors import DocumentError, LeadDataError
from leaddata.pipeline.isolate import isolated
from leaddata.pipeline.limits import Limits

__all__ = ["Readers"]

_T = TypeVar("_T")
_SIZE = 8  # bytes that say how many follow
_TRIES = 2
_LATE = 60.0  # seconds over all that a document may take, after which a reader is taken for stuck
_SERVE = "import sys; sys.path[:] = {path!r}; from {module} import _serve; _serve()"


class Readers:
    """
    Reader processes, as many as there are calls at one time, started when they are needed.

    Use it in a ``with`` statement: they end with it. `call` may be called by several threads.
    """

    def __init__(self) -> None:
        self._idle: list[_Reader] = []
        self._all: list[_Reader] = []
        self._lock = threading.Lock()
        self._is_closed = False

    def __enter__(self) -> Readers:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def call(self, function: Callable[..., _T], *arguments: Any, limits: Limits, at: object, byte_count: int = 0) -> _T:
        """
        Return ``function(*arguments)``, called in a child of a reader; raises what `isolated` does.

        Args:
            function: One of a module that does not import polars: with its threads no reader can fork.
            at: The document, to name where a limit is reached.
            byte_count: Its size.
        """
        asked = pickle.dumps((function, arguments, limits, at, byte_count), pickle.HIGHEST_PROTOCOL)
        patience = 4 * limits.seconds_for(byte_count) + _LATE
        ended = ""
        for _ in range(_TRIES):
            if (reader := self._taken()) is None:
                break
            answer = reader.answer(asked, patience)
            if answer is None:
                ended = reader.end()
                with self._lock:
                    self._all.remove(reader)
                continue
            with self._lock:
                self._idle.append(reader)
            is_error, content = pickle.loads(answer)  # noqa: S301  (our own reader wrote it)
            if is_error:
                raise content
            result: _T = content
            return result
        msg = f"expected a document that is read, got the end of its reader, twice ({ended})"
        step = "run again, or make room: the system may have lacked memory"
        raise DocumentError(msg, at=at, next_step=step, may_pass=True)

    def close(self) -> None:
        """End all readers, whatever they do."""
        with self._lock:
            self._is_closed = True
            ending, self._idle = list(self._all), []
        for reader in ending:
            reader.end()

    def pids(self) -> list[int]:
        """Return the process ids of the readers."""
        with self._lock:
            return [reader.pid for reader in self._all]

    def _taken(self) -> _Reader | None:
        with self._lock:
            if self._is_closed:
                return None
            if self._idle:
                return self._idle.pop()
            reader = _Reader()
            self._all.append(reader)
        return reader


class _Reader:
    """A reader process, from the side of the one who asks."""

    def __init__(self) -> None:
        code = _SERVE.format(path=sys.path, module=__name__)
        # The program is a line of ours; nothing of what readers print is for the user.
        self._child: Any = subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.pid: int = self._child.pid

    def answer(self, asked: bytes, patience: float) -> bytes | None:
        """Return what the reader answers; None if it ends, or has nothing to say for so many seconds."""
        stuck = threading.Timer(patience, self._child.kill)
        stuck.daemon = True
        stuck.start()
        try:
            self._child.stdin.write(len(asked).to_bytes(_SIZE, "big"))
            self._child.stdin.write(asked)
            self._child.stdin.flush()
            size = _exactly(self._child.stdout, _SIZE)
            return None if size is None else _exactly(self._child.stdout, int.from_bytes(size, "big"))
        except (OSError, ValueError):  # it ended; or it was ended, and its pipe is closed
            return None
        finally:
            stuck.cancel()

    def end(self) -> str:
        """End the reader, and say how it ended: by which signal, or with which exit code."""
        self._child.kill()
        code = self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout):
            with suppress(OSError):
                pipe.close()
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"


def _exactly(stream: IO[bytes], count: int) -> bytes | None:
    data = stream.read(count)
    return data if len(data) == count else None


def _serve() -> None:
    """Work as a reader: what is asked comes on standard input, and standard output takes the answers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # What libraries print when they are imported is no answer.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    known: set[Callable[..., Any]] = set()
    while (size := _exactly(asked, _SIZE)) and (data := _exactly(asked, int.from_bytes(size, "big"))):
        try:
            function, arguments, limits, at, byte_count = pickle.loads(data)  # noqa: S301  (our own parent wrote it)
            if function not in known:
                known.add(function)
                _make_ready(function, arguments)
            said = (False, isolated(_watched, function, *arguments, limits=limits, at=at, byte_count=byte_count))
        except Exception as error:  # noqa: BLE001  (the process boundary: every error is told to the one who asked)
            said = (True, error)
        answer = pickle.dumps(said, pickle.HIGHEST_PROTOCOL)
        answers.write(len(answer).to_bytes(_SIZE, "big") + answer)
        answers.flush()
        del data, said, answer  # of a large document
    os._exit(0)  # nobody asks any more


def _make_ready(function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    """Have a function's module make ready what every child would have to, where it knows what that is."""
    with suppress(LeadDataError, OSError):  # the children will tell
        if warm_up := getattr(sys.modules[function.__module__], "warm_up", None):
            warm_up(*arguments[1:])
    gc.collect()
    gc.freeze()  # a child that looks for garbage would have all of this copied


def _watched(function: Callable[..., _T], *arguments: Any) -> _T:
    """Call a function in a child that ends when the one who asks its reader does: the reader itself waits for the child."""
    if hasattr(select, "poll"):
        threading.Thread(target=_end_with_asker, daemon=True).start()
    return function(*arguments)


def _end_with_asker() -> None:
    poll = select.poll()
    poll.register(0, 0)  # no event but the hanging up
    while not poll.poll():
        pass
    os._exit(1)
