"""Programs run at a pseudo-terminal, as somebody who sits there would see them."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

__all__ = ["Session", "at_terminal", "environment", "script", "seen"]

_CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07]*\x07|\x1b[=>()][0-9A-Za-z]?")


def environment(**settings: str) -> dict[str, str]:
    """Return the environment of a terminal that has colours, whatever this one has."""
    ours = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES", "LEADDATA_RELEASES")
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return {**kept, "TERM": "xterm-256color", **settings}


def script(releases: Path, *arguments: str) -> list[str]:
    """Return the command that runs leaddata on the releases of a folder."""
    code = (
        "import sys; from pathlib import Path; from leaddata import installed; from leaddata.cli import main\n"
        f"installed._ROOTS = (Path({str(releases)!r}),)\nsys.exit(main({list(arguments)!r}))"
    )
    return [sys.executable, "-c", code]


def seen(text: str) -> str:
    """Return *text* without the codes for colours."""
    return _CODES.sub("", text)


class Session:
    """A program at a terminal of its own, that is typed to and watched."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 80,
        settings: Mapping[str, str] | None = None,
        stdout: int | None = None,
        stderr: int | None = None,
        cwd: Path | None = None,
    ) -> None:
        self._parent, child = pty.openpty()
        fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        self.ran = subprocess.Popen(
            list(command),
            stdin=child,
            stdout=child if stdout is None else stdout,
            stderr=child if stderr is None else stderr,
            env=environment(**(settings or {})),
            cwd=cwd,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(child)
        self.told = b""

    def type(self, text: str) -> None:
        """Type *text*, in which the sign 3 is Ctrl-C."""
        os.write(self._parent, text.encode())

    def wait_for(self, pattern: str, seconds: float = 60) -> str:
        """Read until *pattern* is seen, and return all that was; what is seen without it, when the time is over."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and not re.search(pattern, self.text()):
            if not self._read(0.1) and self.ran.poll() is not None:
                break
        return self.text()

    def settle(self, seconds: float = 1) -> None:
        """Read until nothing more comes for so long: a shell throws away what is typed before it shows its prompt."""
        while self._read(seconds):
            pass

    def finish(self, seconds: float = 60) -> int:
        """Read to the end, and return the exit code."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if not self._read(0.1) and self.ran.poll() is not None:
                break
        code = self.ran.wait(timeout=5)
        os.close(self._parent)
        return code

    def kill(self) -> None:
        """End the program and whatever it started."""
        with suppress(ProcessLookupError):
            os.killpg(self.ran.pid, signal.SIGKILL)
        self.ran.wait(timeout=5)
        with suppress(OSError):
            os.close(self._parent)

    def text(self) -> str:
        """Return what was written to the terminal so far."""
        return self.told.decode("utf-8", "replace").replace("\r\n", "\n")

    def _read(self, seconds: float) -> bool:
        if not select.select([self._parent], [], [], seconds)[0]:
            return False
        try:
            piece = os.read(self._parent, 65_536)
        except OSError:  # nobody has the other end any more
            piece = b""
        self.told += piece
        return bool(piece)


def at_terminal(command: Sequence[str], *, columns: int = 80, **settings: str) -> tuple[int, str]:
    """Run a command at a terminal of so many *columns*, and return its exit code and what was seen."""
    session = Session(command, columns=columns, settings=settings)
    try:
        code = session.finish()
    finally:
        session.kill()
    return code, session.text()
