"""kill -9 at random moments of a refresh, while a reader loads in a loop: no bad release, none lost, each time a recovery."""

from __future__ import annotations

import json
import random
import threading
import time
from pathlib import Path

import pytest
from faulty import documents, number_of, program, proven

KILLS = 100
SEED = 20_261_130


class Reader:
    """A process that loads and proves the current release in a loop, and the lines that it writes."""

    def __init__(self, out: Path) -> None:
        self.child = program("read", out)
        self.lines: list[str] = []
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        assert self.child.stdout is not None
        self.lines.extend(line.strip() for line in self.child.stdout)

    def stop(self) -> list[tuple[str, int]]:
        """Return version and number of each load. A load that failed would have ended the process."""
        assert self.child.poll() is None, "the reader met a broken release"
        self.child.kill()
        self.child.wait()
        self._thread.join()
        return [(line.split()[0], int(line.split()[1])) for line in self.lines if len(line.split()) == 3]


@pytest.mark.slow
def test_a_hundred_kills(tmp_path: Path) -> None:
    """After each kill a new refresh succeeds; what was reported as published stays; readers see whole releases alone."""
    out, raw = tmp_path / "out", documents(tmp_path / "raw")
    chance = random.Random(SEED)
    published: dict[str, int] = {}
    waiting = program("write", out, raw, 0)
    reader = None
    took = 1.0
    for turn in range(KILLS):
        child, waiting = waiting, program("write", out, raw, 1000 * (turn + 1))
        assert child.stdin is not None
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        started = time.monotonic()
        child.stdin.write("go\n")
        child.stdin.flush()
        # The recovery: a whole refresh after the kill before.
        line = child.stdout.readline().split()
        assert line, f"no refresh after kill {turn}"
        took = 0.5 * took + 0.5 * (time.monotonic() - started)
        time.sleep(chance.uniform(0, 1.3 * took))
        child.kill()
        rest = child.stdout.read().splitlines()
        child.wait()
        for version, number in [line, *(one.split() for one in rest if len(one.split()) == 2)]:
            published[version] = int(number)
        reader = reader or Reader(out)
    waiting.kill()
    waiting.wait()
    assert reader is not None
    seen = reader.stop()

    assert len(published) >= KILLS
    assert {version: number_of(out, version) for version in published} == published
    assert len(set(seen)) > KILLS / 4, "the reader hardly saw anything"
    assert all(published.get(version, number) == number for version, number in seen)
    order = [[int(part) for part in version.split(".")] for version, _ in seen]
    assert order == sorted(order)
    version, number = proven(out)
    current = json.loads((out / "current.json").read_text(encoding="utf-8"))
    assert set(published) <= set(current["releases"])
    assert number_of(out, version) == number
