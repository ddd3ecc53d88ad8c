"""
What a child process says of its call: the result, or what went wrong, as bytes; and what its parent makes of them.

A failure that would pass says so (`LeadDataError.may_pass`): the machine was busy or short of memory, and with time, or with
other limits, the document may be read.
"""

from __future__ import annotations

import pickle
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from typing import Any

from leaddata.errors import DocumentError, LeadDataError
from leaddata.pipeline.limits import Limits

__all__ = ["answer_of", "taken"]


def answer_of(function: Callable[..., object], arguments: Any) -> bytes:
    """Call a function, and return what it returns or raises, for `taken`."""
    answer: tuple[str, object]
    try:
        return pickle.dumps(("result", function(*arguments)))
    except Exception as error:  # noqa: BLE001  (the process boundary: every error is told to the parent)
        causes = list(_causes(error))
        if any(isinstance(cause, MemoryError) for cause in causes):
            answer = ("memory", None)
        elif any(isinstance(cause, RecursionError) for cause in causes):
            answer = ("depth", None)
        elif isinstance(error, ImportError):
            answer = ("missing", error)
        elif isinstance(error, LeadDataError):
            answer = ("error", (type(error), error.args[0], vars(error)))
        else:
            detail = " ".join(f"{type(error).__name__}: {error}".split())[:120]
            # No room and too many open files are the machine's.
            answer = ("fault", (detail, traceback.format_exc(), isinstance(error, OSError)))
    # Out here the frames of the error are gone, and what they held.
    return pickle.dumps(answer)


def taken(answer: bytes, code: int, limits: Limits, at: object) -> Any:
    """
    Return the result that a child answers with, or raise what it tells of.

    Args:
        code: Its exit code, or the number of the signal that ended it, negative.
        limits: What it was held to.
        at: The document.
    """
    try:
        kind, content = pickle.loads(answer)  # noqa: S301  (our own child wrote it)
    except (EOFError, pickle.UnpicklingError):
        kind, content = "crash", signal.Signals(-code).name if code < 0 else f"exit code {code}"
    more = f"raise the limit with --memory (now {limits.memory_mb}), or fetch it again"
    match kind:
        case "result":
            return content
        case "error":
            raise _restored(*content)
        case "missing":
            raise content  # no fault of the document: a library is not there
        case "memory":
            msg = f"expected a document that is read in {limits.memory_mb} MB of memory, got one that takes more"
            raise DocumentError(msg, at=at, next_step=more, may_pass=True)
        case "depth":
            msg = f"expected a document nested less than {sys.getrecursionlimit()} deep, got a deeper one"
            raise DocumentError(msg, at=at, next_step="fetch it again")
        case "fault":
            error = DocumentError(
                f"expected a document that can be read, got one on which the reader fails ({content[0]})",
                at=at,
                next_step="fetch it again, or run again with --debug and report it",
                may_pass=content[2],
            )
            error.add_note(content[1])
            raise error
    # pdfium ends the program where it gets no memory, and by more than one signal.
    msg = f"expected a document that is read in {limits.memory_mb} MB of memory, got a crash of the reader ({content})"
    raise DocumentError(msg, at=at, next_step=more, may_pass=True)


def _restored(kind: type[LeadDataError], message: str, fields: dict[str, Any]) -> LeadDataError:
    # Not by calling it: some take other arguments than the message.
    error = kind.__new__(kind)
    error.args = (message,)
    vars(error).update(fields)
    return error


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield *error* and what brought it forth; libraries wrap what they catch, some as an argument."""
    while error is not None:
        yield error
        yield from (part for part in error.args if isinstance(part, BaseException))
        error = error.__cause__ or error.__context__
