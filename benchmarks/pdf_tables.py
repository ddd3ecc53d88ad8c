"""
Measure `leaddata extract --columns` against the readers that a user would pick today, in one run.

Counts the rows of the corpus (tests/corpus) that each reader gets right, and what two long reports cost. The results go to
docs/benchmarks.md, with a plot in docs/pictures/benchmarks.svg. See benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from chart import draw
from count_rows import rows_of_all
from count_seconds import LONG, SHORT, make_report, peers_once, rounds_of
from goldens import goldens
from results import Results, Timed
from results_page import page

PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
PATIENCE = 60  # seconds on the clock for a peer and a file
AT_A_TIME = 2  # readers at work, but for the rounds


def main() -> None:
    """Parse the arguments, measure, and write the page and its plot."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="of the timed part; 0 counts rows alone [default: 3]")
    parser.add_argument("--only", default="", metavar="WORD", help="only files of the corpus with this in their names")
    parser.add_argument("--out", type=Path, default=PAGE, metavar="FILE", help="the page [default: docs/benchmarks.md]")
    parser.add_argument("--quick", action="store_true", help="the same as --rounds 0")
    arguments = parser.parse_args()
    results = measure(0 if arguments.quick else arguments.rounds, arguments.only)
    for one in results.scored:
        found = one.score
        _say(f"{one.label:50} {found.precision:6.1%} {found.recall:6.1%} {found.perfect:3}/{found.files}")
    if not results.timed:
        return
    for name, timed in results.timed.items():
        _say(
            f"{name:50} {timed.cpu:8.2f} s {timed.ratio(results.timed[f'leaddata {SHORT}']):8.2f} {timed.peak:6.0f} MiB"
        )
    picture = arguments.out.parent / "pictures" / "benchmarks.svg"
    picture.parent.mkdir(parents=True, exist_ok=True)
    picture.write_text(draw(results), encoding="utf-8")
    arguments.out.write_text(page(results), encoding="utf-8")


def measure(rounds: int, only: str = "") -> Results:
    """Count the rows of the corpus, and in so many *rounds* the seconds of the long reports."""
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(AT_A_TIME) as pool:
        folder = Path(name)
        made = [pool.submit(make_report, pages, folder) for pages in (LONG, SHORT) if rounds]
        scored = rows_of_all(goldens(only), PATIENCE, pool, _say)
        timed: dict[str, Timed] = {}
        if rounds:
            for report in made:
                report.result()
            timed = rounds_of(rounds, folder, _say) | peers_once(folder, PATIENCE, pool, _say)
    return Results(scored, timed, rounds, PATIENCE)


def _say(line: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
