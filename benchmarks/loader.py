"""
What `leaddata.load` costs beside `polars.read_parquet` of the same file, and what a diff and a verification take.

    python benchmarks/loader.py [--rounds N]

Both readers take turns, so that a busy machine is busy for both; files are in the system's cache.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl

import leaddata
from leaddata.diffing import diff_tables
from leaddata.installed import open_release

__all__ = ["main"]

_ROWS = 100_000
_FIRST = """
import json, time
import polars as pl
import leaddata
pl.read_parquet({other!r})
start = time.perf_counter()
{call}
print(json.dumps(time.perf_counter() - start))
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=1_000)
    rounds = parser.parse_args().rounds
    for table in ("participants", "evidence"):
        _steady(table, rounds)
    _first()
    _whole()
    _diff()


def _steady(table: str, rounds: int) -> None:
    path = open_release().path(table)
    calls: dict[str, Callable[[], object]] = {
        "read_parquet": lambda: pl.read_parquet(path),
        "load": lambda: leaddata.load(table),
    }
    times: dict[str, list[float]] = {name: [] for name in calls}
    for call in calls.values():
        call()
    for _ in range(rounds):
        for name, call in calls.items():
            times[name].append(_seconds(call))
    read, load = (statistics.median(times[name]) for name in calls)
    ratio = statistics.median(b / a for a, b in zip(*times.values(), strict=True))
    print(
        f"{table}: read_parquet {_us(read)}, load {_us(load)}, ratio of medians {load / read:.2f}, of turns {ratio:.2f}"
    )


def _first() -> None:
    """Print what the first load of a process takes, polars being there already."""
    other = str(open_release().path("sources"))
    calls = {
        "read_parquet": f"pl.read_parquet({str(open_release().path('participants'))!r})",
        "first load": "leaddata.load('participants')",
        "first load, verify=False": "leaddata.load('participants', verify=False)",
    }
    for name, call in calls.items():
        script = _FIRST.format(other=other, call=call)
        found = [json.loads(subprocess.check_output([sys.executable, "-c", script])) for _ in range(9)]  # noqa: S603
        print(f"{name}: {_us(statistics.median(found))} (median of {len(found)} processes)")


def _whole() -> None:
    print(f"verify: {_seconds(leaddata.verify):.2f} s, quotes not read again")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large"
        path.write_bytes(os.urandom(2**26))
        with path.open("rb") as file:
            took = _seconds(lambda: hashlib.file_digest(file, "sha256"))
    print(f"sha256: {2**26 / took / 1e6:,.0f} MB/s, so {1e9 / (2**26 / took):.1f} s for a release of 1 GB")


def _diff() -> None:
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
        print(f"diff of {_ROWS:,} rows of 13 fields, a cell of {name} changed: {took:.2f} s")


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def _us(seconds: float) -> str:
    return f"{seconds * 1e6:,.0f} µs"


if __name__ == "__main__":
    main()
