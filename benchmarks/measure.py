"""Programs run as children, with what they cost: CPU seconds, seconds on the clock, and memory, descendants included."""

from __future__ import annotations

import json
import math
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Cost", "Worker", "family_of", "memory_of", "run", "seconds_of"]

_FIRST, _LONGEST = 0.02, 0.5  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True)
class Cost:
    """
    What a program took.

    Attributes:
        cpu: Seconds of computing, user and system, with those of its own children.
        wall: Seconds on the clock.
        peak: MiB of memory at the highest: of its largest process, or of all together where that was seen to be more.
        code: Its exit code; negative if it was killed.
        output: What it wrote to standard output.
        is_late: It was killed at a limit.
    """

    cpu: float
    wall: float
    peak: float
    code: int = 0
    output: str = ""
    is_late: bool = False


class _Child:
    """A program in a session of its own, looked at while it runs."""

    def __init__(self, command: Sequence[str | Path], most_cpu: float = math.inf, **streams: Any) -> None:
        self._most_cpu = most_cpu
        self._start = time.perf_counter()
        arguments = [str(part) for part in command]
        self.program: Any = subprocess.Popen(arguments, start_new_session=True, **streams)  # noqa: S603
        self.is_late = False
        self._together = 0.0
        self._ended = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)
        self._watch.start()

    def kill(self) -> None:
        """End the program and what it started, as too late."""
        self.is_late = True
        with suppress(ProcessLookupError):  # it ended just now
            os.killpg(self.program.pid, signal.SIGKILL)

    def wait(self, output: str = "") -> Cost:
        """Wait for the end and tell what it took."""
        _, status, usage = os.wait4(self.program.pid, 0)
        wall = time.perf_counter() - self._start
        self._ended.set()
        self._watch.join()
        self.program.returncode = os.waitstatus_to_exitcode(status)
        unit = 1 if sys.platform == "darwin" else 1024
        peak = max(usage.ru_maxrss * unit / 2**20, self._together)
        return Cost(usage.ru_utime + usage.ru_stime, wall, peak, self.program.returncode, output, self.is_late)

    def _look(self) -> None:
        pause = _FIRST
        while not self._ended.wait(pause):
            family = family_of(self.program.pid)
            self._together = max(self._together, sum(map(memory_of, family)))
            if sum(map(seconds_of, family)) > self._most_cpu:
                self.kill()
            pause = min(_LONGEST, pause * 1.1)


def run(command: Sequence[str | Path], timeout: float = 600, *, kept: bool = True) -> Cost:
    """Run a program to its end, or kill it after *timeout* seconds; what it writes is kept, or thrown away."""
    stdout = subprocess.PIPE if kept else subprocess.DEVNULL
    child = _Child(command, stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.DEVNULL)
    with _limit(timeout, child.kill):
        if not kept:
            return child.wait()
        with child.program.stdout:
            output = child.program.stdout.read().decode()
        return child.wait(output)


class Worker:
    """
    A peer in a process of its own that reads file after file, and is started anew where it is killed or dies.

    It has so many seconds on the clock for each file, and so many of CPU time (Linux) for all.

    Attributes:
        cpu: CPU seconds of all its processes so far, once it is closed.
        errors: By file, why there are no tables.
    """

    def __init__(self, command: Sequence[str | Path], timeout: float, most_cpu: float = math.inf) -> None:
        self._command = command
        self._timeout = timeout
        self._most_cpu = most_cpu
        self._child: _Child | None = None
        self._last = Cost(0.0, 0.0, 0.0)
        self.cpu = 0.0
        self.errors: dict[str, str] = {}

    def readings(self, path: Path, pages: Sequence[int] | None) -> list[list[Any]] | None:
        """Return the tables that the peer finds in a file, in each way of reading; None where it fails."""
        if self._child is None:
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
            self._child = _Child(self._command, self._most_cpu, **pipes)
        child = self._child
        with _limit(self._timeout, child.kill):
            with suppress(BrokenPipeError):  # a crash: nothing is read below
                child.program.stdin.write(json.dumps({"path": str(path), "pages": pages}).encode() + b"\n")
                child.program.stdin.flush()
            line = child.program.stdout.readline()
        if not line:
            self.errors[path.stem] = f"over {self._timeout:g} s" if child.is_late else "crash"
            self.close()
            return None
        answer = json.loads(line)
        if "error" in answer:
            self.errors[path.stem] = answer["error"]
        readings: list[list[Any]] | None = answer.get("readings")
        return readings

    def close(self) -> Cost:
        """End the process and return what it took, or what the last one took that was killed or died."""
        if self._child is not None:
            with suppress(BrokenPipeError):
                self._child.program.stdin.close()
            self._last = self._child.wait()
            self._child.program.stdout.close()
            self._child = None
            self.cpu += self._last.cpu
        return self._last


class _limit:  # noqa: N801  (used as a word of the language)
    """Call something if the block has not ended after so many seconds."""

    def __init__(self, seconds: float, late: Callable[[], None]) -> None:
        self._timer = threading.Timer(seconds, late)

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()


def family_of(pid: int) -> list[int]:
    """Return a process and all its descendants, as far as the system tells (Linux)."""
    found = [pid]
    for member in found:
        # A process may end between two looks.
        with suppress(OSError):
            for path in Path(f"/proc/{member}/task").glob("*/children"):
                found += map(int, path.read_text(encoding="ascii").split())
    return found


def memory_of(pid: int) -> float:
    """Return a process's share of memory in MiB, pages that it shares divided among those who do; 0 if it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def seconds_of(pid: int) -> float:
    """Return the CPU seconds of a process and of those of its children that have ended; 0 if it has ended itself."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
