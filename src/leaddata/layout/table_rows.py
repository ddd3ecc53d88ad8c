"""
Lines of a table to logical rows: the parting that costs least by all the evidence there is.

Every way to part the lines of a page into rows has a cost, and the cheapest is found by dynamic programming over the
lines, top to bottom. What costs:

- rules: a cut without one where rules part the rows; no row goes across a rule;
- pitch: steps from line to line that are, as a rule, those inside a cell, or between rows;
- fit: a cell that breaks its line although the next word had room there; a cut below a line that had none;
- order of drawing, where the page is drawn cell by cell: a row that is not drawn in one go;
- height: a cell that is set neither at the top, in the middle nor at the bottom of its row, as the others are;
- empty cells, in columns that are filled as a rule.

The weights are odds, roughly in units of a factor e; the margin to the next best parting says how sure a cut is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import log

from leaddata.layout.table_bits import Bit, Stretch
from leaddata.layout.table_costs import Costs, costs_of, is_askew, ruled_lines
from leaddata.layout.table_learned import learned
from leaddata.layout.table_measures import Measures
from leaddata.layout.table_order import Order, order_of
from leaddata.layout.table_rules import Ruling, parts_groups

__all__ = ["Parting", "part_rows", "rows_of"]

_IN_BOX = 1.5  # what an empty line inside a cell costs where a box is drawn around each
_BOXED = 8.0  # and what a row costs that begins inside a box
_TALLEST = 40  # lines of a row, at most
_ROUNDS = 4
_NEAR = 0.5  # difference of the costs of two partings below which it is not clear which is right
_SURE = 0.9  # margin below which a cut is doubtful
_MODES = ("top", "middle", "bottom")


@dataclass(frozen=True, slots=True)
class Parting:
    """
    Where the rows of a page begin.

    Attributes:
        starts: Index of each row's first line.
        cost: Of this parting.
        modes: Per column, where cells stand in their rows: ``top``, ``middle`` or ``bottom``.
        doubtful: Indexes of lines at which it is not clear whether a row begins there.
    """

    starts: tuple[int, ...]
    cost: float
    modes: tuple[str, ...]
    doubtful: frozenset[int] = frozenset()


def part_rows(
    stretches: Sequence[Stretch], measures: Measures, rulings: Sequence[Ruling]
) -> tuple[list[Parting], Measures]:
    """
    Return for each stretch of one table how its lines part into rows, and what was learned of the table from that.

    Cells are set alike on all pages, so the setting that costs least over all of them is taken. How often cells wrap
    and are empty is learned from a first parting, and goes into the next.
    """
    orders = [order_of(stretch, measures) for stretch in stretches]
    if any(parts_groups(stretch, ruling, measures) for stretch, ruling in zip(stretches, rulings, strict=True)):
        measures = replace(measures, unruled=0.5)
    elif all(ruling.proven and ruling.boxed for ruling in rulings):
        measures = replace(measures, wide=_IN_BOX, unruled=_BOXED)
    # From where one starts it depends which parting is settled on, as in every such learning by turns.
    settled: list[tuple[list[Parting], Measures]] = []
    for start in _starts(stretches, measures):
        settled.append(_settled(stretches, start, rulings, orders, settled))
    best = min(settled, key=_total)
    near = [partings for partings, _ in settled if _total((partings, measures)) - _total(best) < _NEAR]
    return [
        replace(
            parting, doubtful=parting.doubtful.union(*(set(parting.starts) ^ set(one[index].starts) for one in near))
        )
        for index, parting in enumerate(best[0])
    ], best[1]


def _total(settled: tuple[list[Parting], Measures]) -> float:
    return sum(parting.cost for parting in settled[0])


def _starts(stretches: Sequence[Stretch], measures: Measures) -> Iterator[Measures]:
    """Yield what to start from: nothing known, every line a row, and rows where lines are further apart than others."""
    yield measures
    yield learned(measures, [[line] for stretch in stretches for line in stretch.lines])
    spaced: list[list[Sequence[Bit]]] = []
    for stretch in stretches:
        for index, line in enumerate(stretch.lines):
            if index and not measures.is_wider(stretch.lines[index - 1], line):
                spaced[-1].append(line)
            else:
                spaced.append([line])
    yield learned(measures, spaced)


def _settled(
    stretches: Sequence[Stretch],
    measures: Measures,
    rulings: Sequence[Ruling],
    orders: Sequence[Order],
    known: Sequence[tuple[list[Parting], Measures]],
) -> tuple[list[Parting], Measures]:
    """Part, learn from that, and part again, until nothing changes, or comes out as in a way *known*."""
    found: list[Parting] = []
    for _ in range(_ROUNDS):
        before = found
        found = _cheapest(stretches, measures, rulings, orders, found)
        for one in known:
            if [parting.starts for parting in found] == [parting.starts for parting in one[0]]:
                return one
        if [parting.starts for parting in found] == [parting.starts for parting in before]:
            break
        rows = [
            stretch.lines[start:end]
            for stretch, parting in zip(stretches, found, strict=True)
            for start, end in rows_of(parting, len(stretch.lines))
        ]
        least = _BOXED if measures.wide == _IN_BOX else 0.0
        measures = replace(learned(measures, rows), unruled=max(least, _unruled(stretches, rulings, found)))
    return found, measures


def _unruled(stretches: Sequence[Stretch], rulings: Sequence[Ruling], found: Sequence[Parting]) -> float:
    """Return what a cut without a rule costs, from how many there are: rules may part groups of rows alone."""
    cuts = with_rule = 0
    for stretch, ruling, parting in zip(stretches, rulings, found, strict=True):
        if ruling.proven:
            ruled = ruled_lines(stretch, ruling)
            cuts += len(parting.starts) - 1
            with_rule += sum(start in ruled for start in parting.starts)
    return min(10.0, 2 * log((cuts + 2) / (cuts - with_rule + 1)))


def _cheapest(
    stretches: Sequence[Stretch],
    measures: Measures,
    rulings: Sequence[Ruling],
    orders: Sequence[Order],
    before: Sequence[Parting],
) -> list[Parting]:
    columns = len(measures.leading)
    settings = [(mode,) * columns for mode in _MODES]
    if before:
        settings.append(_own_modes(stretches, measures, before))
    best: tuple[float, list[Parting]] | None = None
    for modes in dict.fromkeys(settings):
        found = [
            _parting(stretch, measures, ruling, order, modes, resumed=index > 0 and set(modes) == {"top"})
            for index, (stretch, ruling, order) in enumerate(zip(stretches, rulings, orders, strict=True))
        ]
        # Cells stand at the top, as a rule, and in all columns alike.
        cost = sum(parting.cost for parting in found) + 0.2 * max(_MODES.index(mode) for mode in modes)
        cost += 0.8 * (len(set(modes)) - 1)
        if best is None or cost < best[0] - 1e-9:
            best = (cost, found)
    return best[1] if best else []


def _own_modes(stretches: Sequence[Stretch], measures: Measures, before: Sequence[Parting]) -> tuple[str, ...]:
    """Return for each column where its cells stand in most rows of a parting."""
    columns = range(len(measures.leading))
    off = {(column, mode): 0 for column in columns for mode in _MODES}
    for stretch, parting in zip(stretches, before, strict=True):
        for start, end in rows_of(parting, len(stretch.lines)):
            first: dict[int, Bit] = {}
            last: dict[int, Bit] = {}
            for line in stretch.lines[start:end]:
                for bit in line:
                    first.setdefault(bit.column, bit)
                    last[bit.column] = bit
            for column in first:
                for mode in _MODES:
                    off[column, mode] += is_askew(column, first, last, mode, measures)
    return tuple(min(_MODES, key=lambda mode: off[column, mode]) for column in columns)


def _parting(
    stretch: Stretch, measures: Measures, ruling: Ruling, order: Order, modes: tuple[str, ...], *, resumed: bool
) -> Parting:
    costs = costs_of(stretch, measures, ruling, order, modes, _TALLEST, resumed=resumed)
    count = len(stretch.lines)
    forward = [0.0] + [float("inf")] * count
    came = [0] * (count + 1)
    for end in range(1, count + 1):
        for start in range(max(0, end - _TALLEST), end):
            row = costs.rows.get((start, end - 1))
            if row is None:
                continue
            total = forward[start] + row + (costs.cuts[start] if start else 0.0)
            if total < forward[end] - 1e-9:
                forward[end], came[end] = total, start
    starts = []
    end = count
    while end > 0:
        end = came[end]
        starts.append(end)
    starts.reverse()
    return Parting(tuple(starts), forward[count], modes, _doubtful(costs, forward, starts, count))


def _doubtful(costs: Costs, forward: Sequence[float], starts: Sequence[int], count: int) -> frozenset[int]:
    """Return the lines at which to begin a row, or not to, costs nearly the same."""
    backward = [float("inf")] * count + [0.0]
    for start in range(count - 1, -1, -1):
        for end in range(start + 1, min(count, start + _TALLEST) + 1):
            row = costs.rows.get((start, end - 1))
            if row is not None:
                cut = costs.cuts[end] if end < count else 0.0
                backward[start] = min(backward[start], row + cut + backward[end])
    best = forward[count]
    doubtful = set()
    for line in range(1, count):
        with_cut = forward[line] + costs.cuts[line] + backward[line]
        if line in starts:
            without = min(
                (
                    forward[start] + (costs.cuts[start] if start else 0.0) + row
                    + (costs.cuts[end + 1] if end + 1 < count else 0.0) + backward[end + 1]
                    for (start, end), row in costs.rows.items()
                    if start < line <= end
                ),
                default=float("inf"),
            )  # fmt: skip
            if without - best < _SURE:
                doubtful.add(line)
        elif with_cut - best < _SURE:
            doubtful.add(line)
    return frozenset(doubtful)


def rows_of(parting: Parting, count: int) -> list[tuple[int, int]]:
    """Return first line and line after the last of each row."""
    return list(pairwise([*parting.starts, count]))
