"""The page of what reading by the thousand and refreshing cost, and its plot."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from measure import Cost
from page_parts import filled, holds, machine, table, versions
from refresh_chart import Line, draw

__all__ = ["Costs", "Scaled", "write_page"]

_TEMPLATE = Path(__file__).with_name("page_refresh.md")
_KINDS = {"reports": "reports", "index_pages": "index pages", "records": "files of records"}


@dataclass(frozen=True, slots=True)
class Scaled:
    """What it cost to read so many documents of a kind."""

    kind: str
    runner: str
    count: int
    cost: Cost

    @property
    def cpu_ms(self) -> float:
        """CPU milliseconds for each document."""
        return 1000 * self.cost.cpu / self.count


@dataclass(frozen=True, slots=True)
class Costs:
    """
    All that was measured in one run.

    Attributes:
        short: Of 400 documents, each round.
        refreshed: Of each kind of refresh, each round.
        idle: Of the imports of a refresh alone.
        load: Of the machine, over the last quarter of an hour.
    """

    scaled: list[Scaled]
    short: dict[str, list[Cost]]
    refreshed: dict[str, list[Cost]]
    idle: list[Cost]
    load: float


def write_page(path: Path, costs: Costs) -> None:
    """Write the page, and the plot into the folder ``pictures`` beside it."""
    reports = [one for one in costs.scaled if one.kind == "reports"]
    parts = {
        "machine": machine(),
        "versions": versions("leaddata", "polars", "pdfplumber", "pypdfium2", "distributed"),
        "load": f"{costs.load:.1f}",
        "limit_table": _limits(costs),
        "scaled": _scaled(costs.scaled),
        "short": _short(costs.short),
        "refreshed": _refreshed(costs),
    }
    path.write_text(filled(_TEMPLATE, parts), encoding="utf-8")
    lines = [
        Line(name, [(one.count, one.cpu_ms, one.cost.peak) for one in reports if one.runner == name])
        for name in dict.fromkeys(one.runner for one in reports)
    ]
    (path.parent / "pictures" / "benchmarks_refresh.svg").write_text(draw(lines), encoding="utf-8")


def _limits(costs: Costs) -> str:
    rows = []
    for kind, name in dict.fromkeys((one.kind, one.runner) for one in costs.scaled):
        own = [one for one in costs.scaled if (one.kind, one.runner) == (kind, name)]
        first, last = own[0], own[-1]
        if first.count == last.count:
            continue
        what = f"{name}: CPU time for each of {last.count:,} {_KINDS[kind]}, of that for each of {first.count:,}"
        ratio = last.cpu_ms / first.cpu_ms
        rows.append((what, f"{ratio:.2f}", "1.15 at most", holds(ratio <= 1.15)))
        if name == "two processes":
            what = f"{name}: MB at the highest, {last.count:,} {_KINDS[kind]}"
            rows.append((what, f"{last.cost.peak:.0f}", "1,000 at most", holds(last.cost.peak <= 1000)))
    one = _wall(costs.short["one process"])
    for name, least in (("two processes", 1.6), ("two Dask workers", 1.3)):
        if not costs.short.get(name):
            continue
        ratio = one / _wall(costs.short[name])
        rows.append((f"{name}: times as fast as one", f"{ratio:.2f}", f"{least} at least", holds(ratio >= least)))
    return table(("what", "measured", "limit", "holds"), rows)


def _scaled(scaled: Sequence[Scaled]) -> str:
    rows = [
        (
            f"{one.count:,} {_KINDS[one.kind]}, {one.runner}",
            f"{one.cpu_ms:.1f}",
            f"{1000 * one.cost.wall / one.count:.1f}",
            f"{one.cost.wall:.1f}",
            f"{one.cost.peak:.0f}",
        )
        for one in scaled
    ]
    return table(("documents, and who reads", "CPU ms for each", "ms for each", "seconds", "MB at the highest"), rows)


def _short(short: dict[str, list[Cost]]) -> str:
    one = _wall(short["one process"])
    rows = [
        (name, f"{_wall(costs):.1f}", f"{_median(costs, 'cpu'):.1f}", f"{one / _wall(costs):.2f}")
        for name, costs in short.items()
        if costs
    ]
    return table(("who reads", "seconds, median", "CPU seconds", "times as fast as one process"), rows)


def _refreshed(costs: Costs) -> str:
    rows = [
        (name, f"{_wall(found):.1f}", f"{_median(found, 'cpu'):.1f}", f"{_median(found, 'peak'):.0f}")
        for name, found in {**costs.refreshed, "nothing but the imports": costs.idle}.items()
        if found
    ]
    return table(("refresh", "seconds, median", "CPU seconds", "MB at the highest"), rows)


def _median(costs: Sequence[Cost], what: str) -> float:
    return statistics.median(getattr(cost, what) for cost in costs)


def _wall(costs: Sequence[Cost]) -> float:
    return statistics.median(cost.wall for cost in costs)
