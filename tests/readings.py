"""What readers of documents are tried on: a document's first word says what its reader does with it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import calls

from leaddata.errors import DocumentError

__all__ = ["letters", "written"]


def letters(path: Path, more: str = "") -> bytes:
    """Return the document in capitals, and *more*; or do what it says."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        msg = f"expected a readable file, got {error.strerror}"
        raise DocumentError(msg, at=path, next_step="check the path") from error
    said = text.split()
    if (act := _ACTS.get(said[0] if said else "")) is not None:
        act(path, *said[1:])
    if said == ["pid"]:
        return f"{os.getppid()}".encode()
    return text.upper().encode() + more.encode()


def _refuse(path: Path) -> None:
    msg = f"expected a letter in {path.name}, got none"
    raise DocumentError(msg, at=path, next_step=f"look into {path}")


def _kill(path: Path, whom: str, how_often: str = "") -> None:
    """Kill the reader, or the worker that the reader works for; those that are told once, only once."""
    mark = path.with_suffix(".killed")
    if mark.exists():
        return
    if how_often == "once":
        mark.touch()
    os.kill(os.getppid() if whom == "reader" else _parent(os.getppid()), signal.SIGKILL)
    time.sleep(60)


def _parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[1])


_ACTS: dict[str, Callable[..., object]] = {
    "crash": lambda *_: os.abort(),
    "hang": lambda *_: calls.never_end(),
    "memory": lambda *_: calls.take_memory(),
    "fault": lambda *_: calls.fail(),
    "library": lambda *_: calls.miss_a_library(),
    "refuse": _refuse,
    "wait": lambda _, seconds, *__: time.sleep(float(seconds)),
    "kill": _kill,
}


def written(folder: Path, *texts: str) -> list[Path]:
    """Write documents, and return their paths in order."""
    paths = [folder / f"{number:04}.txt" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return paths
