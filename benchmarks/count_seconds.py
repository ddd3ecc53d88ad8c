"""The cost of long reports: what is compared by ratio round by round, and every other peer once."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from count_rows import HERE, command, listed, worker
from measure import Cost, run
from peers import SETUPS
from results import Timed
from scoring import Rows, merged, rows_under, score

__all__ = ["BASE", "LONG", "SHORT", "make_report", "peers_once", "rounds_of"]

SHORT, LONG = 300, 5000  # pages
BASE = "pdfplumber"  # the peer that reads the long report in every round
COLUMNS = ("Name", "Job and location", "Leadership programme")

_PATIENCE = 900  # seconds on the clock
# As plain as can be: open, the text of every page, close.
_TEXT_OF_PAGES = """
import sys, pypdfium2
document = pypdfium2.PdfDocument(sys.argv[1])
for index in range(len(document)):
    page = document[index]
    text = page.get_textpage()
    text.get_text_range()
    text.close()
    page.close()
document.close()
"""


def make_report(pages: int, folder: Path) -> None:
    """
    Set a long report, by a process of its own: setting it takes more memory than reading it.

    Raises:
        RuntimeError: If that fails.
    """
    made = run([sys.executable, HERE / "long_report.py", str(pages), _report(pages, folder)])
    if made.code:
        msg = f"expected a report of {pages} pages, got exit code {made.code}: run benchmarks/long_report.py by hand"
        raise RuntimeError(msg)


def rounds_of(rounds: int, folder: Path, say: Callable[[str], None]) -> dict[str, Timed]:
    """Run one program after the other, round by round, so that a busy machine is busy for all of them."""
    timed: dict[str, Timed] = {}
    for number in range(1, rounds + 1):
        _keep(timed, "start", run([sys.executable, "-c", "pass"]))
        for pages in (SHORT, LONG):
            report = _report(pages, folder)
            _keep(timed, f"pass {pages}", run([sys.executable, "-c", _TEXT_OF_PAGES, report]))
            cost = run(command(report, COLUMNS), _PATIENCE)
            _keep(timed, f"leaddata {pages}", cost)
            timed[f"leaddata {pages}"].right = _right(report, [] if cost.code else [listed(cost.output, COLUMNS)])
        cost, right = _whole(BASE, _report(SHORT, folder))
        _keep(timed, BASE, cost)
        timed[BASE].right = right
        say(f"round {number} of {rounds} is done")
    return timed


def peers_once(folder: Path, most_cpu: float, pool: ThreadPoolExecutor, say: Callable[[str], None]) -> dict[str, Timed]:
    """Let every other peer that is to be timed read the report of 300 pages, once, with *most_cpu* seconds of CPU time."""

    def timed(name: str) -> Timed:
        cost, right = _whole(name, _report(SHORT, folder), most_cpu)
        say(f"{name} has read {SHORT} pages")
        return Timed([cost], right)

    names = [name for name, setup in SETUPS.items() if setup.is_timed and name != BASE]
    return dict(zip(names, pool.map(timed, names), strict=True))


def _report(pages: int, folder: Path) -> Path:
    return folder / f"{pages}.pdf"


def _keep(timed: dict[str, Timed], name: str, cost: Cost) -> None:
    timed.setdefault(name, Timed()).costs.append(cost)


def _whole(name: str, report: Path, most_cpu: float = math.inf) -> tuple[Cost, int]:
    """Let a peer read all pages of a report, and return what that took and how many rows of the table are right."""
    peer = worker(name, _PATIENCE, most_cpu)
    readings = [rows_under([COLUMNS], tables) for tables in peer.readings(report, None) or []]
    cost = peer.close()
    return cost, _right(report, [*readings, *map(merged, readings)])


def _right(report: Path, given: list[Rows]) -> int:
    right = json.loads(report.with_suffix(".json").read_text(encoding="utf-8"))
    return max((score(right, rows).exact for rows in given), default=0)
