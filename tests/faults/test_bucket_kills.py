"""
kill -9 in the middle of refreshes of a bucket, and two at once, while a reader reads in a loop: never a broken release.

Six times here; `KILLS=100 python -m pytest -m slow tests/faults` takes longer.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from faulty import documents
from faulty_bucket import number_at, program
from s3_server import Storage, keys, storing

from leaddata.buckets import opened, read

pytestmark = pytest.mark.slow
KILLS = int(os.environ.get("KILLS", "6"))
PAIRS = max(3, KILLS // 4)
SEED = 20_261_130
REQUESTS = 110  # that one refresh of one source makes, about: the lock, what is there, every file sent and read back


@pytest.fixture(scope="module")
def storage() -> Iterator[Storage]:
    """Yield a server for all tests of this file."""
    with storing() as one:
        yield one


@pytest.fixture
def environment(storage: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, str]:
    """Return what programs need, and let this process read, too."""
    found = {**storage.environment, "LEADDATA_CACHE": str(tmp_path / "cache")}
    for name, value in found.items():
        monkeypatch.setenv(name, value)
    return found


class Reader:
    """A process that reads and proves the current release in a loop."""

    def __init__(self, environment: Mapping[str, str], address: str) -> None:
        self.child = program(environment, "read", address)
        self.seen: list[tuple[str, int]] = []
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        assert self.child.stdout is not None
        for line in self.child.stdout:
            if len(parts := line.split()) == 2:
                self.seen.append((parts[0], int(parts[1])))

    def stop(self) -> list[tuple[str, int]]:
        """Return version and number of each reading. One that failed would have ended the process."""
        assert self.child.poll() is None, "the reader met a broken release"
        self.child.kill()
        self._thread.join()
        self.child.communicate()
        return self.seen


def held(address: str, published: Mapping[str, int], seen: list[tuple[str, int]]) -> None:
    """Check that what was said to be published is there, that readers saw nothing else, and that all is whole."""
    assert set(published) <= set(history_of(address))
    assert all(published.get(version, number) == number for version, number in seen)
    order = [[int(part) for part in version.split(".")] for version, _ in seen]
    assert order == sorted(order)
    number_at(address)


@pytest.mark.parametrize("when", ["at a moment", "at a request"])
def test_kills(when: str, storage: Storage, environment: Mapping[str, str], tmp_path: Path) -> None:
    """After each kill the next refresh succeeds at once, and removes what was left; nothing that was published is lost."""
    address, raw = f"{storage.bucket()}/releases", documents(tmp_path / "raw")
    chance = random.Random(f"{SEED} {when}")
    published: dict[str, int] = {}
    reader = None
    killed_in_upload = 0

    def started() -> tuple[subprocess.Popen[str], int]:
        dies = chance.randint(1, REQUESTS) if when == "at a request" else 0
        return program(environment, "write", address, raw, dies), dies

    waiting = started()
    for turn in range(KILLS):
        (writer, dies), waiting = waiting, started()
        assert writer.stdin is not None
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        began = time.monotonic()
        writer.stdin.write(f"{1000 * turn}\n")
        writer.stdin.flush()
        recovery = writer.stdout.readline()
        assert recovery.startswith("published "), f"no refresh after kill {turn}"
        took = time.monotonic() - began
        reader = reader or Reader(environment, address)
        if not dies:
            time.sleep(chance.uniform(0, 1.2 * took))
            writer.kill()
        more, _ = writer.communicate(timeout=120)
        for line in [recovery, *more.splitlines()]:
            _, version, number = line.split()
            published[version] = int(number)
        folders = {key.split("/")[1] for key in keys(address) if key.startswith("releases/")}
        killed_in_upload += len(folders) > len(history_of(address))
    waiting[0].kill()
    waiting[0].communicate()
    assert reader is not None
    seen = reader.stop()

    assert len(published) >= KILLS
    assert len(set(seen)) > KILLS / 4, "the reader hardly saw anything"
    held(address, published, seen)
    print(
        f"{KILLS} kills {when}, {killed_in_upload} within an upload, {len(set(seen))} releases seen in {len(seen)} readings"
    )
    assert killed_in_upload or when == "at a moment"
    last = program(environment, "once", address, raw, 999_999)
    told, _ = last.communicate("go\n", timeout=120)
    assert "published " in told
    folders = {key.split("/")[1] for key in keys(address) if key.startswith("releases/")}
    assert len(folders) == len(history_of(address)), "something was left"


def history_of(address: str) -> dict[str, str]:
    """Return the releases that a bucket's current.json lists."""
    found = read(opened(address), "current.json", 10**7)
    return dict(json.loads(found.data)["releases"]) if found else {}


def test_two_at_once(storage: Storage, environment: Mapping[str, str], tmp_path: Path) -> None:
    """Of two that start together, each on a machine of its own and with no lock between them, one is told that it lost."""
    address = f"{storage.bucket()}/releases"
    first = documents(tmp_path / "first"), documents(tmp_path / "second")
    published: dict[str, int] = {}
    lost = 0
    reader = None
    for turn in range(PAIRS):
        both = [
            program(
                {**environment, "LEADDATA_CACHE": str(tmp_path / f"cache{number}")},
                "once",
                address,
                raw,
                2 * turn + number,
            )
            for number, raw in enumerate(first)
        ]
        for one in both:
            assert one.stdout is not None
            assert one.stdout.readline() == "ready\n"
        for one in both:
            assert one.stdin is not None
            one.stdin.write("go\n")
            one.stdin.flush()
        told = [one.communicate(timeout=120)[0].strip() for one in both]
        assert [one.returncode for one in both] == [0, 0], told
        lost += sum("another was faster" in line for line in told)
        won = [line.split() for line in told if line.startswith("published ")]
        assert won, told
        published |= {version: int(number) for _, version, number in won}
        assert number_at(address)[1] in {int(number) for _, _, number in won}
        reader = reader or Reader(environment, address)
    assert reader is not None
    assert lost, "the two never met"
    held(address, published, reader.stop())
    folders = {key.split("/")[1] for key in keys(address) if key.startswith("releases/")}
    assert len(folders) == len(history_of(address))
    assert set(published) == set(history_of(address))
    print(f"{PAIRS} pairs: {lost} lost, {len(published)} published")
