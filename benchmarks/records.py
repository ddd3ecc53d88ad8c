"""
Measure `leaddata extract --as` on PubMed XML against a bare pass of lxml, pubmed_parser and Biopython.

Counts the seconds and the memory for a file of records with every field filled, and of records whose facts are known how many
each reader has exactly. The results go to docs/benchmarks_records.md. See benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from measure import run
from record_scoring import Tally
from records_page import TABLES, Best, Results, page, summary

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "benchmarks_records.md"
ODD = HERE.parent / "tests" / "records"
READERS = {"xml": ("leaddata", "pubmed_parser", "biopython"), "nbib": ("leaddata", "medline")}
_COUNT, _QUICK = 30_000, 3000  # records of the timed file
_PATIENCE = 900  # seconds on the clock
# What a file is to be read as, and what stands there.
Odd = tuple[Path, list[dict[str, Any]]]


def main() -> None:
    """Parse the arguments, measure, print, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="of the timed part [default: 3]")
    parser.add_argument("--quick", action="store_true", help=f"one round of {_QUICK:,} records; no page but with --out")
    parser.add_argument("--out", type=Path, metavar="FILE", help="the page [default: docs/benchmarks_records.md]")
    arguments = parser.parse_args()
    results = measure(_QUICK, 1) if arguments.quick else measure(_COUNT, arguments.rounds)
    print(summary(results))
    out = arguments.out or (None if arguments.quick else PAGE)
    if out is not None:
        out.write_text(page(results), encoding="utf-8")


def measure(count: int, rounds: int) -> Results:
    """Time the readers on *count* records, Biopython on a tenth, and count what each has exactly."""
    results = Results(count, count // 10, rounds)
    with tempfile.TemporaryDirectory() as name:
        large, few, facts = (Path(name) / file for file in ("large.xml.gz", "few.xml.gz", "facts.json"))
        # By processes of their own: the peak of a child counts from that of its parent.
        run([sys.executable, HERE / "made_records.py", str(count), large])
        run([sys.executable, HERE / "made_records.py", str(results.few), few, facts])
        results.packed = large.stat().st_size
        results.unpacked = int.from_bytes(large.read_bytes()[-4:], "little")  # as gzip ends
        _time(large, few, results)
        for reader in READERS["xml"]:
            results.made[reader] = _tallied(reader, [(few, json.loads(facts.read_text("utf-8")))], results)
        for kind, readers in READERS.items():
            files = list(_odd_files(kind, Path(name)))
            results.files[kind] = len(files)
            for reader in readers:
                results.odd[kind, reader] = _tallied(reader, files, results)
    return results


def _time(large: Path, few: Path, results: Results) -> None:
    """Run one program after the other, round by round, so that a busy machine is busy for all of them."""
    peers = [sys.executable, HERE / "record_peers.py"]
    programs = {name: [*peers, name, large] for name in ("bare", *TABLES, "all", "pubmed_parser")}
    programs["biopython"] = [*peers, "biopython", few]
    leaddata = Path(sys.executable).with_name("leaddata")
    programs |= {f"command {name}": [leaddata, "extract", large, "--as", name] for name in TABLES}
    for number in range(1, results.rounds + 1):
        for name, command in programs.items():
            cost = run(command, _PATIENCE, kept=not name.startswith("command"))
            if cost.code == 0:
                results.best.setdefault(name, Best()).add(cost)
            else:
                _say(f"{name}: exit code {cost.code}")
        _say(f"round {number} of {results.rounds} is done")


def _tallied(reader: str, files: Sequence[Odd], results: Results) -> Tally:
    """Return what a reader says exactly of these files; of one on which it fails, it says nothing."""
    cost = run([sys.executable, HERE / "record_peers.py", reader, "--said", *(path for path, _ in files)], _PATIENCE)
    tally = Tally()
    for (path, facts), line in zip(files, cost.output.splitlines(), strict=True):
        answer = json.loads(line)
        if "error" in answer:
            results.errors.setdefault(reader, []).append(f"`{path.name.removesuffix('.gz')}` ({answer['error']})")
        tally.add(facts, answer.get("said", ()))
    _say(f"{reader} has read what is to be exact")
    return tally


def _odd_files(kind: str, folder: Path) -> Iterator[Odd]:
    """Yield the sound files of tests/records and what they state; XML packed, as pubmed_parser wants it."""
    for gold in sorted((ODD / kind).glob("*.gold")):
        wanted = json.loads(gold.read_text("utf-8"))
        facts = [one for one in wanted["articles"] or () if not one.get("deleted")]
        path = gold.with_suffix("")
        if wanted["expect"] != "rows" or not facts or "either" in wanted:
            continue
        if kind == "xml" and path.suffix != ".gz":
            packed = folder / f"{path.name}.gz"
            packed.write_bytes(gzip.compress(path.read_bytes()))
            path = packed
        yield path, facts


def _say(line: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
