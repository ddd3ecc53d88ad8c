"""The results as a page of the documentation: tables, the numbers that must hold, and what is unfair to whom."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from count_seconds import BASE, LONG, SHORT
from long_report import PEOPLE
from page_parts import filled, holds, machine, table, versions
from peers import DISTRIBUTIONS, SETUPS
from results import Results, Scored, Timed, best_of
from scoring import total

__all__ = ["page"]

_TEXT = Path(__file__).with_name("page_tables.md")
_TIMES, _PASSES_SHORT, _PASSES_LONG, _MEMORY = 25, 2, 3, 150  # what must hold; the last in MB


def page(results: Results) -> str:
    """Fill the page's text with the results."""
    parts = {
        "machine": machine(),
        "versions": _versions(),
        "files": f"{results.scored[0].score.files}",
        "rows": f"{results.scored[0].score.expected:,}",
        "score_table": _score_table(results.scored),
        "faults": _faults(results.scored[0]),
        "failures": _failures(results.scored, results.patience),
        "limit_table": _limit_table(results.timed),
        "short_table": _short_table(results.timed),
        "long_table": _long_table(results.timed),
        "rounds": f"{results.rounds}",
        "patience": f"{results.patience}",
        "people": f"{PEOPLE}",
    }
    return filled(_TEXT, parts)


def _score_table(scored: Sequence[Scored]) -> str:
    header = ["reader", "rows given", "precision %", "recall %", "same letters %", "files without a fault", "CPU s"]
    rows = [_score_row(one) for one in scored]
    best = total(best_of(scored[1:]).values())
    rows.append(
        ["the best of the peers, file by file", f"{best.given:,}", _percent(best.precision), _percent(best.recall),
         _percent(best.loose_recall), f"{best.perfect}", ""]
    )  # fmt: skip
    return table(header, rows)


def _score_row(one: Scored) -> list[str]:
    found = one.score
    label = f"**{one.label}**" if one.name == "leaddata" else one.label
    shares = [_percent(share) for share in (found.precision, found.recall, found.loose_recall)]
    return [label, f"{found.given:,}", *shares, f"{found.perfect}", "" if one.cpu is None else f"{one.cpu:.0f}"]


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


def _faults(ours: Scored) -> str:
    """Name the files that leaddata does not read without a fault."""
    rows = [
        [f"`{name}`", f"{found.expected}", f"{found.given}", f"{found.exact}", ours.errors.get(name, "")]
        for name, found in ours.scores.items()
        if not found.perfect
    ]
    if not rows:
        return "leaddata reads every file without a fault."
    found = table(["file", "rows expected", "given", "exact", "error"], rows)
    return f"leaddata does not read these without a fault:\n\n{found}"


def _failures(scored: Iterable[Scored], patience: float) -> str:
    """Name what ended in an error, or was stopped."""
    lines = []
    for one in scored:
        if one.errors and "merged" not in one.label and one.name != "leaddata":
            why = Counter(one.errors.values())
            said = "; ".join(f"{reason} on {_files(count, one, reason)}" for reason, count in sorted(why.items()))
            lines.append(f"- {one.label}: {said}.")
    if not lines:
        return f"No peer raised an error or had to be stopped after {patience:g} s on a file of the corpus."
    return "Counted as no rows there:\n\n" + "\n".join(lines)


def _files(count: int, one: Scored, reason: str) -> str:
    if count > 5:
        return f"{count} files"
    return ", ".join(f"`{name}`" for name, why in one.errors.items() if why == reason)


def _limit_table(timed: dict[str, Timed]) -> str:
    short, long = timed[f"leaddata {SHORT}"], timed[f"leaddata {LONG}"]
    base = timed[BASE].ratio(short)
    passes = short.ratio(timed[f"pass {SHORT}"])
    long_passes = long.ratio(timed[f"pass {LONG}"])
    peak = max(short.peak, long.peak) * 2**20 / 1e6
    rows = [
        [f"{SHORT} pages: pdfplumber's CPU time over leaddata's", f"at least {_TIMES}", f"{base:.1f}", holds(base >= _TIMES)],
        [f"{SHORT} pages: leaddata's CPU time over that of a text pass", f"at most {_PASSES_SHORT}", f"{passes:.2f}", holds(passes <= _PASSES_SHORT)],
        [f"{LONG:,} pages: leaddata's CPU time over that of a text pass", f"at most {_PASSES_LONG}", f"{long_passes:.2f}", holds(long_passes <= _PASSES_LONG)],
        ["leaddata's memory at the highest, MB", f"under {_MEMORY}", f"{peak:.0f}", holds(peak < _MEMORY)],
    ]  # fmt: skip
    return table(["what", "limit", "measured", "holds"], rows)


def _short_table(timed: dict[str, Timed]) -> str:
    names = {"start": "Python's start, `python -c pass`", f"pass {SHORT}": "pypdfium2, text of every page: no table",
             f"leaddata {SHORT}": "**leaddata `extract --columns`**"}  # fmt: skip
    names |= {name: setup.labels[0] for name, setup in SETUPS.items() if name in timed}
    ours = timed[f"leaddata {SHORT}"]
    return table(
        ["program", "CPU s", "times leaddata's", "s on the clock", "peak MiB", f"rows right of {PEOPLE}"],
        [[label, *_cost(timed[name], ours)] for name, label in names.items()],
    )


def _long_table(timed: dict[str, Timed]) -> str:
    names = {
        f"pass {LONG}": "pypdfium2, text of every page: no table",
        f"leaddata {LONG}": "**leaddata `extract --columns`**",
    }
    ours = timed[f"leaddata {LONG}"]
    return table(
        ["program", "CPU s", "times leaddata's", "s on the clock", "peak MiB", f"rows right of {PEOPLE}"],
        [[label, *_cost(timed[name], ours)] for name, label in names.items()],
    )


def _cost(timed: Timed, ours: Timed) -> list[str]:
    over = "over " if timed.is_late else ""
    right = "" if timed.right is None or timed.is_late else f"{timed.right}"
    ratio = timed.ratio(ours)
    shown = f"{ratio:.1f}" if ratio >= 10 else f"{ratio:.2f}"
    return [f"{over}{timed.cpu:.2f}", f"{over}{shown}", f"{over}{timed.wall:.2f}", f"{timed.peak:,.0f}", right]


def _versions() -> str:
    return f"{versions('leaddata', *DISTRIBUTIONS)}, {_java()}"


def _java() -> str:
    java = shutil.which("java")
    if java is None:
        return "no Java, so no tabula"
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr  # noqa: S603
    found = re.search(r'version "([^"]+)"', said)
    return f"Java {found[1] if found else 'of unknown version'}"
