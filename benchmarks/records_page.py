"""What a run of the benchmark of records found, as a page of the documentation and for the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from measure import Cost
from page_parts import filled, holds, machine, table, versions
from record_scoring import FIELDS, Tally

__all__ = ["TABLES", "Best", "Results", "page", "summary"]

TABLES = ("articles", "article_authors", "abstracts")
_TEXT = Path(__file__).with_name("page_records.md")
_OF_BARE, _TIMES, _MEMORY = 0.6, 3, 100  # what must hold; the last in MB
_LABELS = {
    "bare": "bare pass of `lxml.iterparse`",
    **{f"command {name}": f"**leaddata `extract --as {name}`**" for name in TABLES},
    "all": "leaddata, all three tables in one pass",
    "pubmed_parser": "pubmed_parser `parse_medline_xml`",
    "biopython": "Biopython `Entrez.read`",
}
_READERS = {
    "leaddata": "leaddata",
    "pubmed_parser": "pubmed_parser",
    "biopython": "Biopython `Entrez`",
    "medline": "Biopython `Medline`",
}


@dataclass(slots=True)
class Best:
    """
    The best that a program did in any round.

    Attributes:
        cpu: Seconds of computing, Python's start and children included; None where it was not run so.
        alone: Seconds of the reading alone; None where they are not known.
        peak: MB of memory at the highest in any round.
    """

    cpu: float | None = None
    alone: float | None = None
    peak: float = 0.0

    def add(self, cost: Cost) -> None:
        """Take a run; what a program prints is the seconds of the reading alone."""
        self.cpu = min(cost.cpu, self.cpu or cost.cpu)
        if cost.output:
            alone = float(cost.output)
            self.alone = min(alone, self.alone or alone)
        self.peak = max(self.peak, cost.peak * 2**20 / 1e6)


@dataclass(slots=True)
class Results:
    """
    Everything that the page shows.

    Attributes:
        count, few: Records of the timed file, and of that whose facts are compared.
        unpacked, packed: Bytes of the timed file.
        best: By program; Biopython's of the smaller file.
        made, odd: By reader, what it has exactly of made records and of tests/records.
        files: Of tests/records, by kind.
        errors: By reader, the files of tests/records on which it failed, and how.
    """

    count: int
    few: int
    rounds: int
    unpacked: int = 0
    packed: int = 0
    best: dict[str, Best] = field(default_factory=dict)
    made: dict[str, Tally] = field(default_factory=dict)
    odd: dict[tuple[str, str], Tally] = field(default_factory=dict)
    files: dict[str, int] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)

    def records(self, name: str) -> int:
        """Return how many records a program read."""
        return self.few if name == "biopython" else self.count

    def ratio(self, name: str, other: str, *, is_alone: bool = False) -> float | None:
        """Return how many times as fast one program reads a record as another one does; None where one did not run."""
        both = [self.best.get(one) for one in (name, other)]
        mine, others = ((one.alone if is_alone else one.cpu) if one else None for one in both)
        return others / self.records(other) / (mine / self.records(name)) if mine and others else None


def page(results: Results) -> str:
    """Fill the page's text with the results."""
    parts = {
        "machine": machine(),
        "versions": versions("leaddata", "lxml", "pubmed-parser", "biopython"),
        "limit_table": _limit_table(results),
        "count": f"{results.count:,}",
        "few": f"{results.few:,}",
        "rounds": f"{results.rounds}",
        "unpacked": f"{results.unpacked / 1e6:.0f}",
        "packed": f"{results.packed / 1e6:.0f}",
        "speed_table": _speed_table(results),
        "made_table": _made_table(results),
        "odd_table": _odd_table(results),
        "files": f"{results.files['xml']}",
        "text_files": f"{results.files['nbib']}",
        "failures": _failures(results.errors),
    }
    return filled(_TEXT, parts)


def summary(results: Results) -> str:
    """Return the tables alone."""
    tables = (_limit_table(results), _speed_table(results), _made_table(results), _odd_table(results))
    return "\n\n".join([*tables, _failures(results.errors)])


def _limit_table(results: Results) -> str:
    rows = []
    for name in TABLES:
        of_bare, times = (results.ratio(f"command {name}", other) for other in ("bare", "pubmed_parser"))
        what = f"`--as {name}`"
        rows.append([f"{what}: speed over that of the bare pass", f"at least {_OF_BARE}", *_held(of_bare, _OF_BARE)])
        rows.append([f"{what}: speed over that of pubmed_parser", f"at least {_TIMES}", *_held(times, _TIMES)])
    peak = max(results.best[f"command {name}"].peak for name in TABLES)
    rows.append(["leaddata's memory at the highest, MB", f"under {_MEMORY}", f"{peak:.0f}", holds(peak < _MEMORY)])
    return table(["what", "limit", "measured", "holds"], rows)


def _held(measured: float | None, limit: float) -> list[str]:
    return ["", ""] if measured is None else [f"{measured:.2f}", holds(measured >= limit)]


def _speed_table(results: Results) -> str:
    rows = []
    for name, label in _LABELS.items():
        best = results.best.get(name)
        if best is None or not best.cpu:
            rows.append([label, *[""] * 7])
            continue
        alone = results.best.get(name.removeprefix("command "), best).alone
        ratios = [results.ratio(name, other) for other in ("bare", "pubmed_parser")]
        in_process = results.ratio(name.removeprefix("command "), "bare", is_alone=True)
        records = results.records(name)
        rows.append(
            [label, f"{best.cpu:.2f}", f"{records / best.cpu:,.0f}", *map(_times, ratios), "" if alone is None else f"{alone:.2f}",
             _times(in_process), f"{best.peak:.0f}"]
        )  # fmt: skip
    header = [
        "program",
        "CPU s",
        "records a second",
        "times the bare pass",
        "times pubmed_parser",
        "in process: CPU s",
        "in process: times the bare pass",
        "peak MB",
    ]
    return table(header, rows)


def _times(ratio: float | None) -> str:
    return "" if ratio is None else f"{ratio:.2f}"


def _made_table(results: Results) -> str:
    header = ["field", "records", *(f"{_READERS[reader]} %" for reader in results.made)]
    return table(header, _share_rows(list(results.made.values())))


def _odd_table(results: Results) -> str:
    header = ["field", *(f"{_READERS[reader]}, {'XML' if kind == 'xml' else 'text'} %" for kind, reader in results.odd)]
    rows = [[row[0], *row[2:]] for row in _share_rows(list(results.odd.values()))]
    return table(header, [*rows, ["records not given", *(f"{tally.missing}" for tally in results.odd.values())]])


def _share_rows(tallies: list[Tally]) -> Iterable[list[str]]:
    for name in FIELDS:
        shares = [tally.share(name) for tally in tallies]
        yield [
            name,
            f"{tallies[0].asked[name]:,}",
            *("-" if share is None else f"{100 * share:.1f}" for share in shares),
        ]


def _failures(errors: dict[str, list[str]]) -> str:
    """Name the files that a reader does not read, and of whose records it counts as saying nothing."""
    if not errors:
        return "No reader raised an error on a file of these."
    lines = [f"- {_READERS[reader]}: {', '.join(files)}." for reader, files in errors.items()]
    return "Files that end in an error, and count as not given:\n\n" + "\n".join(lines)
