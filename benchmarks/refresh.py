"""
What it costs to read documents by the thousand, and to refresh: by one reader, by several, by threads, by a Dask cluster.

    python benchmarks/refresh.py [--most 10000] [--out docs/benchmarks_refresh.md] [--kept FILE]

Every run is the command itself as a program, so that starting and importing are in its time.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from made_documents import COLUMNS, make
from measure import Cost, family_of, memory_of, run, seconds_of
from refresh_page import Costs, Scaled, write_page

ROOT = Path(__file__).resolve().parents[1]
_LIMIT = 3600.0  # seconds of one run
_PROGRAM = (sys.executable, "-m", "leaddata")
_TABLE = ("--columns", "|".join(COLUMNS))
_ASKED = {
    "reports": _TABLE,
    "longer_reports": _TABLE,
    "index_pages": ("--as", "posts"),
    "records": ("--as", "articles"),
}
_RUNNERS = {
    "one process": ("--runner", "processes", "--workers", "1"),
    "two processes": ("--runner", "processes", "--workers", "2"),
    "two threads": ("--runner", "threads", "--workers", "2"),
}
_DASK = "two Dask workers"
_FEW = 20  # documents for threads: a start for each takes so long that more tell nothing new
_SHOWN = (*_RUNNERS, _DASK)
_PLAIN = """
import sys
from pathlib import Path
from leaddata.pipeline.asked import Asked
from leaddata.pipeline.document_rows import document_rows
for path in sorted(Path(sys.argv[1]).iterdir()):
    document_rows(path, Asked(None, tuple(sys.argv[2].split("|"))), 100)
"""


@dataclass
class Cluster:
    """A Dask cluster of two workers, programs of their own."""

    address: str
    pids: list[int]

    def seconds(self) -> float:
        """Return the CPU seconds of its programs so far, with those of what they started."""
        return sum(seconds_of(member) for pid in self.pids for member in family_of(pid))

    def memory(self) -> float:
        """Return the MiB of memory of its programs now."""
        return sum(memory_of(member) for pid in self.pids for member in family_of(pid))


class Kept:
    """Costs by what was measured, in a file: a run that was stopped goes on where it was."""

    def __init__(self, path: Path | None, *, is_complete: bool = False) -> None:
        self._path, self._is_complete = path, is_complete
        self._said: dict[str, dict[str, Any]] = {}
        if path is not None and path.exists():
            self._said = json.loads(path.read_text(encoding="utf-8"))

    def costs(self, label: str, measure: Callable[[], Cost]) -> list[Cost]:
        """Return what was measured under a label before, or what is measured now; nothing where no more is measured."""
        if label not in self._said:
            if self._is_complete:
                return []
            cost = measure()
            if cost.code:
                msg = f"refresh.py: {label}: expected exit code 0, got {cost.code}: {cost.output}"
                raise SystemExit(msg)
            self._said[label] = asdict(cost)
            if self._path is not None:
                self._path.write_text(json.dumps(self._said), encoding="utf-8")
        cost = Cost(**self._said[label])
        print(f"{label}: {cost.wall:.1f} s, {cost.cpu:.1f} CPU s, {cost.peak:.0f} MB", flush=True)
        return [cost]


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """Yield a cluster that is up."""
    note = folder / "scheduler.json"
    start = [sys.executable, "-m"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    scheduler = [*start, "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    programs = [subprocess.Popen([*scheduler, "--scheduler-file", str(note)], **quiet)]  # noqa: S603
    try:
        while not (note.exists() and "address" in note.read_text(encoding="utf-8")):
            time.sleep(0.1)
        address = json.loads(note.read_text(encoding="utf-8"))["address"]
        worker = [*start, "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard", "--no-nanny"]
        programs += [
            subprocess.Popen([*worker, "--local-directory", str(folder / f"worker-{number}")], **quiet)  # noqa: S603
            for number in range(2)
        ]
        from distributed import Client

        with Client(address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=120)
        yield Cluster(address, [program.pid for program in programs])
    finally:
        # Not asked to end: without its scheduler a worker takes its time.
        for program in programs:
            program.kill()
            program.wait()


def extraction(folder: Path, kind: str, count: int, runner: str, dask: Cluster) -> Cost:
    """Return what it costs to read so many documents of a kind into parts."""
    documents, out = folder / f"{kind}-{count}", folder / "rows"
    make(kind, documents, count)
    shutil.rmtree(out, ignore_errors=True)
    asked = _ASKED[kind]
    options = ("--runner", "dask", "--dask-address", dask.address) if runner == _DASK else _RUNNERS[runner]
    before = dask.seconds()
    cost = run([*_PROGRAM, "extract", str(documents), *asked, "--out", str(out), *options], _LIMIT)
    if runner != _DASK:
        return cost
    cpu, peak = cost.cpu + dask.seconds() - before, cost.peak + dask.memory()
    return Cost(cpu, cost.wall, peak, cost.code, cost.output)


def scaled(folder: Path, most: int, dask: Cluster, kept: Kept) -> list[Scaled]:
    """Return the cost of one after the other number of documents, by each runner."""
    counts = [count for count in (100, 1_000, 10_000) if count <= most]
    asked = [("reports", "two threads", _FEW)]
    asked += [("records", "two processes", count) for count in counts]
    asked += [("reports", name, count) for count in counts for name in ("two processes", _DASK, "one process")]
    asked += [("index_pages", "two processes", count) for count in counts]
    found = [
        Scaled(kind, name, count, cost)
        for kind, name, count in asked
        for cost in kept.costs(f"{count} {kind}, {name}", partial(extraction, folder, kind, count, name, dask))
    ]
    return sorted(found, key=lambda one: (list(_ASKED).index(one.kind), list(_SHOWN).index(one.runner)))


def speed_up(folder: Path, dask: Cluster, rounds: int, kept: Kept) -> dict[str, list[Cost]]:
    """Return the costs of 400 reports of some 40 ms each, by a plain loop and by each runner, round by round."""
    documents = folder / "longer_reports-400"
    make("longer_reports", documents, 400)
    found: dict[str, list[Cost]] = {}
    plain = partial(run, [sys.executable, "-c", _PLAIN, str(documents), "|".join(COLUMNS)], _LIMIT)
    measures = {"a loop in the program itself": plain} | {
        name: partial(extraction, folder, "longer_reports", 400, name, dask)
        for name in ("one process", "two processes", _DASK)
    }
    for number in range(rounds):
        for name, measure in measures.items():
            found.setdefault(name, []).extend(kept.costs(f"400 of 40 ms, {name}, round {number}", measure))
    return found


def refreshed(folder: Path, rounds: int, kept: Kept) -> dict[str, list[Cost]]:
    """Return the costs of a full refresh, of one in which one source has changed, and of one in which nothing has."""
    raw = folder / "raw"
    shutil.copytree(ROOT / "data" / "raw", raw, ignore=shutil.ignore_patterns("original"))
    note = raw / "harding_2024" / "restated" / "snapshot.json"
    found: dict[str, list[Cost]] = {}
    for number in range(rounds):

        def one(what: str, *options: str, number: int = number) -> None:
            command = [*_PROGRAM, "refresh", "--raw", str(raw), "--out", str(folder / "out"), *options]
            found.setdefault(what, []).extend(
                kept.costs(f"refresh, {what}, round {number}", partial(run, command, _LIMIT))
            )

        one("first, everything read, two processes")
        one("full, one process", "--full", "--workers", "1")
        one("full, two processes", "--full", "--workers", "2")
        one("full, two threads", "--full", "--runner", "threads", "--workers", "2")
        said = json.loads(note.read_text(encoding="utf-8"))
        note.write_text(json.dumps({**said, "note": f"round {number}"}), encoding="utf-8")
        one("one source changed")
        one("nothing changed")
        shutil.rmtree(folder / "out", ignore_errors=True)
    return found


def idle(rounds: int, kept: Kept) -> list[Cost]:
    """Return the cost of a program that imports what a refresh does, and does nothing."""
    command = [sys.executable, "-c", "import leaddata.cli, leaddata.pipeline.refresh"]
    return [cost for number in range(rounds) for cost in kept.costs(f"imports, round {number}", partial(run, command))]


def main() -> None:
    """Measure, print, and write the page and its plot."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=10_000, help="documents of the largest run")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of what is short")
    parser.add_argument("--kept", type=Path, help="keep what is measured here, and do not measure again what is")
    parser.add_argument("--complete", action="store_true", help="measure no more: write the page of what is kept")
    parser.add_argument("--out", type=Path, help="write the page here, and the plot into pictures/ beside it")
    arguments = parser.parse_args()
    kept, rounds = Kept(arguments.kept, is_complete=arguments.complete), arguments.rounds
    with tempfile.TemporaryDirectory(prefix="leaddata-benchmark-") as name:
        folder = Path(name)
        with cluster(folder) as dask:
            short = speed_up(folder, dask, rounds, kept)
            found = scaled(folder, arguments.most, dask, kept)
        costs = Costs(found, short, refreshed(folder, rounds, kept), idle(rounds, kept), os.getloadavg()[2])
    if arguments.out is not None:
        write_page(arguments.out, costs)


if __name__ == "__main__":
    main()
