"""
kill -9 at random moments of a refresh, while a reader loads in a loop: no bad release, none lost, each time a recovery.

Ten times here; `KILLS=100 python -m pytest -m slow tests/faults/test_kills.py` takes some minutes.
"""

from __future__ import annotations

import json
import os
import random
import threading
import time
from pathlib import Path

import pytest
from faulty import documents, number_of, program, proven

KILLS = int(os.environ.get("KILLS", "10"))
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
        self._thread.join()
        self.child.communicate()
        return [(line.split()[0], int(line.split()[1])) for line in self.lines if len(line.split()) == 3]


@pytest.mark.slow
def test_kills_at_random_moments(tmp_path: Path) -> None:
    """After each kill a new refresh succeeds; what was reported as published stays; readers see whole releases alone."""
    out, raw = tmp_path / "out", documents(tmp_path / "raw")
    chance = random.Random(SEED)
    published: dict[str, int] = {}
    reader = None
    # The next one starts while this one works.
    waiting = program("write", out, raw)
    for turn in range(KILLS):
        writer, waiting = waiting, program("write", out, raw)
        assert writer.stdin is not None
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        started = time.monotonic()
        writer.stdin.write(f"{1000 * turn}\n")
        writer.stdin.flush()
        # The recovery: a whole refresh after the kill before.
        recovery = writer.stdout.readline()
        assert recovery.startswith("published "), f"no refresh after kill {turn}"
        took = time.monotonic() - started
        reader = reader or Reader(out)
        time.sleep(chance.uniform(0, 1.2 * took))
        writer.kill()
        more, _ = writer.communicate()
        for line in [recovery, *more.splitlines()]:
            _, version, number = line.split()
            published[version] = int(number)
    waiting.kill()
    waiting.communicate()
    assert reader is not None
    seen = reader.stop()

    assert len(published) >= KILLS
    assert {version: number_of(out, version) for version in published} == published
    assert len(set(seen)) > KILLS / 4, "the reader hardly saw anything"
    assert all(published.get(version, number) == number for version, number in seen)
    order = [[int(part) for part in version.split(".")] for version, _ in seen]
    assert order == sorted(order)
    current = json.loads((out / "current.json").read_text(encoding="utf-8"))
    assert set(published) <= set(current["releases"])
    proven(out)
