"""Every reader reads the corpus, and its rows are counted against the goldens."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from goldens import Golden
from measure import Worker, run
from peers import SETUPS
from results import Scored
from scoring import Rows, Score, merged, rows_under, score

__all__ = ["command", "listed", "rows_of_all", "worker"]

HERE = Path(__file__).resolve().parent


def command(path: Path, header: Sequence[str]) -> list[str | Path]:
    """Return the call of leaddata that reads a table: that of the environment which runs this."""
    program = Path(sys.executable).with_name("leaddata")
    return [program, "extract", path, "--columns", "|".join(header), "--format", "json"]


def listed(output: str, header: Sequence[str]) -> Rows:
    """Return the rows that leaddata wrote."""
    return [tuple(row[title] or "" for title in header) for row in json.loads(output)]


def worker(name: str, patience: float, most_cpu: float = math.inf) -> Worker:
    """Return a peer in a process of its own."""
    return Worker([sys.executable, HERE / "peers.py", name], patience, most_cpu)


def rows_of_all(
    files: Sequence[Golden], patience: float, pool: ThreadPoolExecutor, say: Callable[[str], None]
) -> list[Scored]:
    """Return every reader's score on the files, leaddata's first, and that of rows merged after that of rows as they are."""
    # pdfium stays out of this process: the peak of a child counts from that of its parent.
    pages = json.loads(run([sys.executable, HERE / "goldens.py"]).output)
    ours = pool.submit(_by_leaddata, files, patience, say)
    read = partial(_by_peer, files=files, pages=pages, patience=patience, say=say)
    theirs = {name: pool.submit(read, name) for name in reversed(SETUPS)}  # the slowest stand last, and are begun first
    return [ours.result(), *(one for name in SETUPS for one in theirs[name].result())]


def _by_leaddata(files: Sequence[Golden], patience: float, say: Callable[[str], None]) -> Scored:
    rows: dict[str, Rows] = {golden.name: [] for golden in files}
    errors: dict[str, str] = {}
    cpu = 0.0
    for golden in files:
        for header in golden.headers:
            cost = run(command(golden.pdf, header), patience)
            cpu += cost.cpu
            if cost.code:
                errors[golden.name] = f"over {patience:g} s" if cost.is_late else f"exit code {cost.code}"
            else:
                rows[golden.name] += listed(cost.output, header)
    say("leaddata has read the corpus")
    return Scored("leaddata", "leaddata `extract --columns`", _scores(files, rows), cpu, errors)


def _by_peer(
    name: str, files: Sequence[Golden], pages: dict[str, list[int]], patience: float, say: Callable[[str], None]
) -> list[Scored]:
    setup = SETUPS[name]
    rows: list[dict[str, Rows]] = [{} for _ in setup.calls]
    peer = worker(name, patience)
    for golden in files:
        readings = peer.readings(golden.pdf, pages[golden.name]) or [[] for _ in setup.calls]
        for of_call, tables in zip(rows, readings, strict=True):
            of_call[golden.name] = rows_under(golden.headers, tables)
    peer.close()
    say(f"{name} has read the corpus")
    found: list[Scored] = []
    for label, of_call in zip(setup.labels, rows, strict=True):
        found.append(Scored(name, label, _scores(files, of_call), None if found else peer.cpu, peer.errors))
        if setup.is_torn:
            joined = {file: merged(torn) for file, torn in of_call.items()}
            found.append(Scored(name, f"{label}, rows merged", _scores(files, joined), None, peer.errors))
    return found


def _scores(files: Sequence[Golden], rows: dict[str, Rows]) -> dict[str, Score]:
    return {golden.name: score((row for table in golden.rows for row in table), rows[golden.name]) for golden in files}
