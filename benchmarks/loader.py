"""
What importing and loading cost beside Python's start and `polars.read_parquet` of the same files, and `diff` and `verify`.

    python benchmarks/loader.py [--rounds N] [--out FILE]

writes docs/benchmarks_loader.md. All that is compared takes turns, so that a busy machine is busy for each; files are
in the system's cache.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import polars as pl
from page_parts import filled, holds, machine, table, versions

import leaddata
from leaddata.diffing import diff_tables
from leaddata.installed import open_release

__all__ = ["main"]

_ROWS = 100_000
_IMPORT, _RATIO = 30, 1.15  # what must hold: milliseconds, and times read_parquet
_PAGE = Path(__file__).parents[1] / "docs" / "benchmarks_loader.md"
_TEXT = Path(__file__).with_name("page_loader.md")
Calls = Mapping[str, Callable[[], object]]


def main() -> None:
    """Measure, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=500, help="of loads; a tenth of that of new processes")
    parser.add_argument("--out", type=Path, default=_PAGE)
    arguments = parser.parse_args()
    rounds = arguments.rounds
    starts = _starts(max(rounds // 10, 5))
    added = _added(starts, "import leaddata")
    loads = {name: list(_loads(name, rounds)) for name in ("participants", "evidence")}
    ratio = float(loads["participants"][1][2])
    every = _every_table(max(rounds // 10, 5))
    parts = {
        "machine": machine(),
        "versions": versions("leaddata", "polars"),
        "rounds": f"{rounds:,}",
        "processes": f"{len(next(iter(starts.values())))}",
        "limit_table": table(
            ["what must hold", "limit", "measured", "holds"],
            [
                [
                    "`import leaddata`, added to Python's start",
                    f"{_IMPORT} ms",
                    f"{added:.1f} ms",
                    holds(added < _IMPORT),
                ],
                [
                    '`load("participants")` beside `read_parquet`',
                    f"{_RATIO:.2f}",
                    f"{ratio:.2f}",
                    holds(ratio <= _RATIO),
                ],
            ],
        ),
        "start_table": table(["a new process that runs", "ms", "ms added"], _start_rows(starts)),
        "load_table": table(
            ["call", "µs", "times `read_parquet`"],
            [[f"{name}: {row[0]}", *row[1:]] for name, rows in loads.items() for row in rows],
        ),
        "every_table": table(["all tables, one after the other", "ms", "times `read_parquet`"], every),
        "large_table": table(["step", "s"], [*_whole(), *_diff()]),
    }
    text = filled(_TEXT, parts)
    arguments.out.write_text(text, encoding="utf-8")
    print(text)


def _starts(rounds: int) -> dict[str, list[float]]:
    """Return what new processes compute, in milliseconds: of a busy machine the wall time tells more of other work."""
    path = str(open_release().path("participants"))
    scripts = {
        "pass": "pass",
        "import leaddata": "import leaddata",
        "import polars": "import polars",
        "polars.read_parquet": f"import polars; polars.read_parquet({path!r})",
        "leaddata.participants": "import leaddata; leaddata.participants()",
        "leaddata.participants, verify=False": "import leaddata; leaddata.participants(verify=False)",
    }
    times: dict[str, list[float]] = {name: [] for name in scripts}
    for _ in range(rounds):
        for name, script in scripts.items():
            times[name].append(1e3 * _computed(script))
    return times


def _computed(script: str) -> float:
    """Return the seconds that a new process computes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", script], check=True)  # noqa: S603
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _start_rows(starts: Mapping[str, list[float]]) -> Iterator[list[str]]:
    for name, found in starts.items():
        yield [f"`{name}`", f"{statistics.median(found):.1f}", f"{_added(starts, name):.1f}"]


def _added(starts: Mapping[str, list[float]], name: str) -> float:
    """Return what a script adds to Python's start: the median over the rounds, in each of which both took their turn."""
    return statistics.median(one - start for one, start in zip(starts[name], starts["pass"], strict=True))


def _loads(name: str, rounds: int) -> Iterator[list[str]]:
    path, columns = open_release().path(name), list(leaddata.describe(name).primary_key)
    calls: Calls = {
        "`read_parquet`": lambda: pl.read_parquet(path),
        "`load`": lambda: leaddata.load(name),
        "`load(..., verify=False)`": lambda: leaddata.load(name, verify=False),
        "`load(..., lazy=True).collect()`": lambda: leaddata.load(name, lazy=True).collect(),
        "`load(..., columns=[key])`": lambda: leaddata.load(name, columns=columns),
        "`read_parquet(..., columns=[key])`": lambda: pl.read_parquet(path, columns=columns),
    }
    found = _turns(calls, rounds)
    for call, times in found.items():
        yield [call, f"{1e6 * statistics.median(times):,.0f}", f"{_ratio(times, found['`read_parquet`']):.2f}"]


def _every_table(rounds: int) -> Iterator[list[str]]:
    names = leaddata.tables()
    paths = [open_release().path(name) for name in names]
    found = _turns(
        {
            "`read_parquet`": lambda: [pl.read_parquet(path) for path in paths],
            "`load`": lambda: [leaddata.load(name) for name in names],
            "`load(..., names=False)`": lambda: [leaddata.load(name, names=False) for name in names],
        },
        rounds,
    )
    for call, times in found.items():
        yield [call, f"{1e3 * statistics.median(times):.1f}", f"{_ratio(times, found['`read_parquet`']):.2f}"]


def _ratio(times: list[float], others: list[float]) -> float:
    """Return the median over the rounds of what one takes beside the other in the same round."""
    return statistics.median(one / other for one, other in zip(times, others, strict=True))


def _turns(calls: Calls, rounds: int) -> dict[str, list[float]]:
    """Return the seconds of every call, each of which takes its turn in every round, once each has been made."""
    for call in calls.values():
        call()
    times: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(rounds):
        for name, call in calls.items():
            times[name].append(_seconds(call))
    return times


def _whole() -> Iterator[list[str]]:
    yield ["`verify`, quotes not read again", f"{_seconds(leaddata.verify):.2f}"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large"
        path.write_bytes(os.urandom(2**26))
        with path.open("rb") as file:
            took = _seconds(lambda: hashlib.file_digest(file, "sha256"))
    yield [f"the hashes of a release of 1 GB, at {2**26 / took / 1e6:,.0f} MB/s", f"{1e9 / (2**26 / took):.2f}"]


def _diff() -> Iterator[list[str]]:
    fields = [{"name": name, "type": "string"} for name in ("key", *(f"field_{number}" for number in range(12)))]
    schema = {"fields": fields, "primaryKey": ["key"]}
    columns = {f"field_{number}": [f"text {number} {row % 997}" for row in range(_ROWS)] for number in range(12)}
    before = pl.DataFrame({"key": [f"made_up.t.{row:06d}" for row in range(_ROWS)], **columns})
    for name, after in {
        "one row in a thousand": before.with_columns(
            field_3=pl.when(pl.int_range(pl.len()) % 1000 == 0).then(pl.lit("x")).otherwise("field_3")
        ),
        "every row": before.with_columns(pl.col("field_3") + "!"),
    }.items():
        took = _seconds(
            lambda after=after: diff_tables({"t": schema}, {"t": schema}, lambda _: before, lambda _: after)
        )  # type: ignore[misc]
        yield [f"`diff` of {_ROWS:,} rows of 13 fields, a cell of {name} changed", f"{took:.2f}"]


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
